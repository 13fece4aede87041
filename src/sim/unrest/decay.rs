//! `exp(-x)` in whole numbers: the same on every machine, in debug and release.
//!
//! `exp(-x)` is the product of what three parts of `x` leave: its wholes and its hundredths,
//! from two tables, and the rest, below a hundredth, from the first terms of the series. The tables are
//! worked out when the program is compiled, from the series too, so no float is asked. The error
//! stays below 1 in a million, far below the basis point in which the answer is given.

/// All that there is, in basis points.
const ALL: u32 = 10_000;

/// Units of `x` to one: `x` is given in millionths.
pub const UNIT: u64 = 1_000_000;

/// Units of `x` to a hundredth.
const HUNDREDTH: u64 = UNIT / 100;

/// Where `exp(-x)` is less than half a basis point: `x` of 10 and more.
const WHOLES: usize = 10;

/// Bits behind the point in the tables.
const BITS: u32 = 31;

/// `exp(-0)` to `exp(-9)`.
static OF_WHOLES: [u64; WHOLES] = table(1);

/// `exp(-0.00)` to `exp(-0.99)`.
static OF_HUNDREDTHS: [u64; 100] = table(100);

/// `exp(-step / parts)` for each step of the table, 31 bits behind the point.
const fn table<const STEPS: usize>(parts: u128) -> [u64; STEPS] {
    // 60 bits behind the point, of which the last 29 take up what the rounding of each
    // product loses.
    const ONE: u128 = 1 << 60;
    let mut factor = ONE;
    let mut term = ONE;
    let mut nth = 1;
    while term > 0 {
        term /= parts * nth;
        if nth % 2 == 1 {
            factor -= term;
        } else {
            factor += term;
        }
        nth += 1;
    }
    let mut values = [0; STEPS];
    let mut value = ONE;
    let mut step = 0;
    while step < STEPS {
        values[step] = (value >> (60 - BITS)) as u64;
        value = (value * factor) >> 60;
        step += 1;
    }
    values
}

/// `exp(-x)` in basis points, rounded, for `x` in millionths.
#[inline]
pub fn left_after(x: u64) -> u32 {
    if x >= WHOLES as u64 * UNIT {
        return 0;
    }
    let rest = x % HUNDREDTH;
    let whole = OF_WHOLES[(x / UNIT) as usize];
    let left = (whole * OF_HUNDREDTHS[(x / HUNDREDTH % 100) as usize]) >> BITS;
    // 1 - r + r^2 / 2; the next term is less than 2 in ten millions.
    let left = left - left * rest / UNIT + left * rest * rest / (2 * UNIT * UNIT);
    ((left * u64::from(ALL) + (1 << (BITS - 1))) >> BITS) as u32
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn it_is_the_exponential_function_to_the_basis_point() {
        for x in (0..12 * UNIT).step_by(37) {
            let exact = libm::exp(-(x as f64) / UNIT as f64) * f64::from(ALL);
            let ours = f64::from(left_after(x));
            assert!(
                (ours - exact).abs() < 0.502,
                "exp(-{}): {ours} bp, exactly {exact}",
                x as f64 / UNIT as f64
            );
        }
    }

    #[test]
    fn nothing_takes_nothing_and_much_takes_all() {
        assert_eq!(left_after(0), ALL);
        assert_eq!(left_after(u64::MAX), 0);
        assert!(
            (0..12 * UNIT)
                .step_by(37)
                .is_sorted_by_key(|x| ALL - left_after(x))
        );
    }
}
