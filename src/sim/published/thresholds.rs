//! Granovetter's thresholds: each joins once enough others have.
//!
//! (Granovetter 1978, "Threshold models of collective behavior"; docs/science.md#thresholds.) A man's threshold is how
//! many must have joined before he does. Two crowds that differ in one man may end at one rioter and
//! at a hundred: what a crowd does cannot be read from what its men are like on average.

/// How many join in the end, of a crowd with these thresholds.
pub fn joined(thresholds: &[u32]) -> u32 {
    let mut sorted = thresholds.to_vec();
    sorted.sort_unstable();
    // Each has as many before him as stand before him in this order; the first who has too few
    // before him stays out, and so do all after him.
    sorted
        .iter()
        .zip(0..)
        .take_while(|(threshold, before)| *threshold <= before)
        .count() as u32
}

/// Rounds after which a crowd that still grows is taken as grown: it is then past any standstill.
const ROUNDS: u32 = 100_000;

/// The share that joins in the end, of a crowd without number: the least `r` with `r = F(r)`, reached
/// from nobody. `F(r)` is the share whose threshold, as a share of the crowd, is `r` or less.
pub fn equilibrium(ready_at: impl Fn(f64) -> f64) -> f64 {
    let mut share = 0.0;
    for _ in 0..ROUNDS {
        let next = ready_at(share);
        if next - share < 1e-12 {
            return share;
        }
        share = next;
    }
    share
}

/// The share of normal thresholds, of this mean and standard deviation, at or below `share`.
pub fn normal(mean: f64, deviation: f64, share: f64) -> f64 {
    0.5 * libm::erfc((mean - share) / (deviation * std::f64::consts::SQRT_2))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn one_man_more_or_less_makes_a_riot_of_a_hundred_or_of_one() {
        let even: Vec<u32> = (0..100).collect();
        assert_eq!(joined(&even), 100);
        let mut parted = even.clone();
        parted[1] = 2;
        assert_eq!(joined(&parted), 1);
        assert_eq!(joined(&even[1..]), 0);
        assert_eq!(joined(&[]), 0);
    }

    #[test]
    fn the_order_in_which_men_are_listed_is_nothing_to_them() {
        assert_eq!(joined(&[3, 0, 2, 1, 9]), 4);
        assert_eq!(joined(&[9, 2, 1, 3, 0]), 4);
    }

    #[test]
    fn normal_thresholds_jump_from_a_few_to_all_between_two_spreads() {
        let share = |deviation| equilibrium(|r| normal(0.25, deviation, r));
        let (before, after) = (share(0.1220), share(0.1225));
        assert!((0.05..0.065).contains(&before), "{before}");
        assert!(after > 0.999, "{after}");
        assert!(share(0.05) < 1e-3, "hardly anybody without a spread");
    }
}
