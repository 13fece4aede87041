//! Quantities as people write them: `20 min`, `40 %`, `1.33 m/s +- 0.1`.
//!
//! A quantity is a decimal number and a unit; blanks do not matter. Everything
//! is counted in whole steps of the unit the plan uses (seconds, basis points,
//! mm/s), in integers throughout, so that no machine rounds differently. A
//! number that falls between two steps is an error, unless the conversion itself
//! does not come out even (km/h): then it is rounded to the nearest step.

use crate::nouns::Spread;
use crate::text::problem::quote;
use crate::words::{decimal as decimal_text, thousands};

/// A way of writing a quantity.
pub struct Unit {
    /// Names, each with the steps that one of it is, as a fraction. An empty
    /// name means that the unit may be left out.
    names: &'static [(&'static str, i64, i64)],
    /// The smallest step, in words.
    step: &'static str,
    /// How a value is written: each name with the steps that one of it is. The first that comes
    /// out even is taken, or else the last, with decimals.
    shown: &'static [(&'static str, u32)],
}

/// A kind of quantity with its range.
pub struct Quantity {
    /// How it is written.
    pub unit: &'static Unit,
    /// Smallest allowed, in steps.
    pub min: i64,
    /// Largest allowed, in steps.
    pub max: i64,
    /// How to write one, for messages.
    pub example: &'static str,
}

/// Times: a step is a second.
pub const TIME: Unit = Unit {
    names: &[
        ("s", 1, 1),
        ("sec", 1, 1),
        ("second", 1, 1),
        ("seconds", 1, 1),
        ("min", 60, 1),
        ("minute", 60, 1),
        ("minutes", 60, 1),
        ("h", 3_600, 1),
        ("hour", 3_600, 1),
        ("hours", 3_600, 1),
    ],
    step: "1 s",
    shown: &[("h", 3_600), ("min", 60), ("s", 1)],
};

/// Shares: a step is a basis point.
pub(crate) const SHARE: Unit = Unit {
    names: &[("%", 100, 1)],
    step: "0.01 %",
    shown: &[("%", 100)],
};

/// Years.
pub(crate) const YEARS: Unit = Unit {
    names: &[("", 1, 1), ("years", 1, 1), ("year", 1, 1), ("y", 1, 1)],
    step: "1 year",
    shown: &[("years", 1)],
};

/// Money for a man and day: a step is a cent.
pub(crate) const SPEND: Unit = Unit {
    names: &[
        ("c/man/day", 1, 1),
        ("cents/man/day", 1, 1),
        ("$/man/day", 100, 1),
    ],
    step: "1 c",
    shown: &[("c/man/day", 1)],
};

/// Speeds: a step is a mm/s.
pub(crate) const SPEED: Unit = Unit {
    names: &[("m/s", 1_000, 1), ("mm/s", 1, 1), ("km/h", 2_500, 9)],
    step: "0.001 m/s",
    shown: &[("m/s", 1_000)],
};

/// Lengths: a step is a millimetre.
pub const LENGTH: Unit = Unit {
    names: &[("m", 1_000, 1), ("cm", 10, 1), ("mm", 1, 1)],
    step: "1 mm",
    shown: &[("m", 1_000)],
};

/// How often: a step is once a day.
pub(crate) const A_DAY: Unit = Unit {
    names: &[("/day", 1, 1)],
    step: "1 /day",
    shown: &[("/day", 1)],
};

/// Flows through a door: a step is a man for each metre of width in 1,000 seconds.
pub(crate) const FLOW: Unit = Unit {
    names: &[
        ("/m/s", 1_000, 1),
        ("men/m/s", 1_000, 1),
        ("1/m/s", 1_000, 1),
    ],
    step: "0.001 /m/s",
    shown: &[("/m/s", 1_000)],
};

/// A decimal in millionths, and the unit behind it without blanks.
fn decimal(text: &str) -> Result<(i64, String), String> {
    let text = text.trim();
    let digits_end = text
        .char_indices()
        .find(|(at, c)| !(c.is_ascii_digit() || *c == '.' || (*at == 0 && matches!(c, '-' | '+'))))
        .map_or(text.len(), |(at, _)| at);
    let (number, unit) = text.split_at(digits_end);
    let unit: String = unit
        .chars()
        .filter(|c| !c.is_whitespace())
        .take(40)
        .collect();
    let no_number = || format!("{} does not begin with a number", quote(text));
    let (negative, digits) = match number.strip_prefix('-') {
        Some(rest) => (true, rest),
        None => (false, number.strip_prefix('+').unwrap_or(number)),
    };
    let (whole, part) = digits.split_once('.').unwrap_or((digits, ""));
    if whole.is_empty() || part.contains('.') || (digits.contains('.') && part.is_empty()) {
        return Err(no_number());
    }
    if whole.len() > 12 || part.len() > 6 {
        return Err(format!(
            "{} has more digits than this program counts",
            quote(text)
        ));
    }
    let millionths = format!("{whole}{part:0<6}")
        .parse::<i64>()
        .map_err(|_| no_number())?;
    Ok((if negative { -millionths } else { millionths }, unit))
}

impl Unit {
    /// A decimal in millionths of the named unit, in steps.
    fn steps(&self, millionths: i64, name: &str, text: &str) -> Result<i64, String> {
        let Some((_, over, under)) = self.names.iter().find(|(known, _, _)| *known == name) else {
            let names: Vec<&str> = self
                .names
                .iter()
                .map(|(known, _, _)| *known)
                .filter(|known| !known.is_empty())
                .collect();
            let names = names.join(", ");
            return Err(if name.is_empty() {
                format!("{} has no unit; it is one of {names}", quote(text))
            } else {
                format!("{} is no unit here; it is one of {names}", quote(name))
            });
        };
        let scaled = i128::from(millionths) * i128::from(*over);
        let step = 1_000_000 * i128::from(*under);
        if *under == 1 && scaled % step != 0 {
            return Err(format!(
                "{} is finer than this program counts: the smallest step is {}",
                quote(text),
                self.step
            ));
        }
        let half = if scaled < 0 { -step / 2 } else { step / 2 };
        i64::try_from((scaled + half) / step)
            .map_err(|_| format!("{} is more than this program counts", quote(text)))
    }

    /// The name in which this many steps are written, and the steps of one.
    fn shown(&self, steps: u32) -> (&'static str, u32) {
        let even = |(_, one): &&(&str, u32)| steps >= *one && steps.is_multiple_of(*one);
        let last = self.shown.last();
        self.shown
            .iter()
            .find(even)
            .or(last)
            .copied()
            .unwrap_or(("", 1))
    }

    /// Steps as a level file writes them: `20 min`, `12.5 %`.
    pub(crate) fn written(&self, steps: u32) -> String {
        let (name, one) = self.shown(steps);
        format!("{} {name}", decimal_text(steps, one))
    }

    /// A mean with its spread as a level file writes them: `60 % +- 20`.
    pub(crate) fn written_spread(&self, spread: Spread) -> String {
        let Spread { mean, spread } = spread;
        let (mean, spread) = (mean.unsigned_abs(), spread.unsigned_abs());
        let (_, one) = self.shown(mean);
        format!("{} +- {}", self.written(mean), decimal_text(spread, one))
    }

    /// A range in words: `1 min to 6 h`, `0.5 to 3 m`.
    fn range(&self, min: u32, max: u32) -> String {
        let ((first, one), (last, of_last)) = (self.shown(min), self.shown(max));
        let number = |steps: u32, one: u32| {
            if steps.is_multiple_of(one) {
                thousands(u64::from(steps / one))
            } else {
                decimal_text(steps, one)
            }
        };
        let (from, to) = (number(min, one), number(max, of_last));
        if first == last && first != "%" {
            format!("{from} to {to} {last}")
        } else {
            format!("{from} {first} to {to} {last}")
        }
    }

    /// Reads a quantity, in steps.
    pub(crate) fn read(&self, text: &str) -> Result<i64, String> {
        let (millionths, unit) = decimal(text)?;
        self.steps(millionths, &unit, text)
    }

    /// Reads `MEAN +- SPREAD`; the unit may stand at either or both, the spread may be missing.
    fn read_spread(&self, text: &str) -> Result<(i64, i64), String> {
        let Some((mean, spread)) = text.split_once("+-").or_else(|| text.split_once('\u{b1}'))
        else {
            return Ok((self.read(text)?, 0));
        };
        let (mean, mut mean_unit) = decimal(mean)?;
        let (spread, mut spread_unit) = decimal(spread)?;
        if mean_unit.is_empty() {
            mean_unit.clone_from(&spread_unit);
        }
        if spread_unit.is_empty() {
            spread_unit.clone_from(&mean_unit);
        }
        Ok((
            self.steps(mean, &mean_unit, text)?,
            self.steps(spread, &spread_unit, text)?,
        ))
    }
}

impl Quantity {
    /// Its range in words: `1 min to 6 h`.
    pub fn range(&self) -> String {
        let steps = |steps: i64| u32::try_from(steps).unwrap_or_default();
        self.unit.range(steps(self.min), steps(self.max))
    }

    /// Whether a value that comes from elsewhere than a file lies in the range too; `or` is what an
    /// error adds to the range.
    ///
    /// # Errors
    /// A sentence that says so.
    pub(crate) fn check_steps(&self, key: &str, value: u32, or: &str) -> Result<(), String> {
        if (self.min..=self.max).contains(&i64::from(value)) {
            Ok(())
        } else {
            Err(format!("{key} is out of its range, {}{or}", self.range()))
        }
    }

    fn within(&self, steps: i64, text: &str, or: &str) -> Result<i64, String> {
        if (self.min..=self.max).contains(&steps) {
            Ok(steps)
        } else {
            let range = self.range();
            Err(format!("{} is out of its range, {range}{or}", quote(text)))
        }
    }

    /// Reads a quantity and holds it to its range.
    ///
    /// # Errors
    /// A sentence that says what is wrong with the text.
    pub fn read(&self, text: &str) -> Result<u32, String> {
        self.read_or(text, "")
    }

    /// The same; `or` is what an error adds to the range.
    ///
    /// # Errors
    /// As for [`Quantity::read`].
    pub(crate) fn read_or(&self, text: &str, or: &str) -> Result<u32, String> {
        let steps = self.within(self.unit.read(text)?, text, or)?;
        u32::try_from(steps).map_err(|_| format!("{} is negative", quote(text)))
    }

    /// Reads a mean with a spread; the range is the mean's.
    ///
    /// # Errors
    /// As for [`Quantity::read`].
    pub(crate) fn read_spread(&self, text: &str) -> Result<Spread, String> {
        let (mean, spread) = self.unit.read_spread(text)?;
        let mean = self.within(mean, text, "")?;
        if !(0..=self.max - self.min).contains(&spread) {
            return Err(format!(
                "the spread of {} is negative or wider than the range, {}",
                quote(text),
                self.range()
            ));
        }
        let whole = |n| i32::try_from(n).map_err(|_| format!("{} is too much", quote(text)));
        Ok(Spread {
            mean: whole(mean)?,
            spread: whole(spread)?,
        })
    }

    /// Reads `FROM..TO`, or one quantity for both.
    ///
    /// # Errors
    /// As for [`Quantity::read`].
    pub(crate) fn read_range(&self, text: &str) -> Result<(u32, u32), String> {
        let Some((from, to)) = text.split_once("..") else {
            let both = self.read(text)?;
            return Ok((both, both));
        };
        let (from, mut unit) = decimal(from)?;
        let (to, last_unit) = decimal(to)?;
        if unit.is_empty() {
            unit.clone_from(&last_unit);
        }
        let from = self.within(self.unit.steps(from, &unit, text)?, text, "")?;
        let to = self.within(self.unit.steps(to, &last_unit, text)?, text, "")?;
        if from > to {
            return Err(format!("{} ends before it begins", quote(text)));
        }
        let whole = |n| u32::try_from(n).map_err(|_| format!("{} is too much", quote(text)));
        Ok((whole(from)?, whole(to)?))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const ANY_TIME: Quantity = Quantity {
        unit: &TIME,
        min: 0,
        max: 86_400,
        example: "20 min",
    };

    #[test]
    fn every_unit_is_read_exactly() {
        for (unit, text, steps) in [
            (&TIME, "20 min", 1_200),
            (&TIME, "1.5 h", 5_400),
            (&TIME, "90s", 90),
            (&TIME, "2 hours", 7_200),
            (&SHARE, "40 %", 4_000),
            (&SHARE, "0.01%", 1),
            (&YEARS, "38", 38),
            (&YEARS, "38 years", 38),
            (&SPEND, "17 c/man/day", 17),
            (&SPEND, "17 c / man / day", 17),
            (&SPEND, "0.17 $/man/day", 17),
            (&SPEED, "1.33 m/s", 1_330),
            (&SPEED, "5 km/h", 1_389),
            (&SPEED, "-5 km/h", -1_389),
            (&LENGTH, "0.9 m", 900),
            (&LENGTH, "90 cm", 900),
            (&FLOW, "1.4 /m/s", 1_400),
            (&A_DAY, "2 /day", 2),
        ] {
            assert_eq!(unit.read(text), Ok(steps), "{text}");
        }
    }

    #[test]
    fn a_value_is_written_as_it_is_read() {
        for (unit, text, steps) in [
            (&TIME, "20 min", 1_200),
            (&TIME, "90 s", 90),
            (&TIME, "90 min", 5_400),
            (&TIME, "6 h", 21_600),
            (&TIME, "0 s", 0),
            (&SHARE, "12.5 %", 1_250),
            (&YEARS, "38 years", 38),
            (&SPEND, "17 c/man/day", 17),
            (&SPEED, "1.33 m/s", 1_330),
            (&LENGTH, "0.9 m", 900),
            (&FLOW, "1.4 /m/s", 1_400),
            (&A_DAY, "2 /day", 2),
        ] {
            assert_eq!(unit.written(steps), text);
            assert_eq!(unit.read(text), Ok(i64::from(steps)), "{text}");
        }
        assert_eq!(SHARE.range(1_000, 100_000), "10 % to 1,000 %");
        assert_eq!(SPEED.range(300, 2_200), "0.3 to 2.2 m/s");
        let spread = Spread {
            mean: 1_340,
            spread: 260,
        };
        assert_eq!(SPEED.written_spread(spread), "1.34 m/s +- 0.26");
    }

    #[test]
    fn garbage_is_an_error_in_words() {
        for text in [
            "",
            " ",
            "%",
            "x",
            "-",
            "+",
            ".",
            "1.",
            ".5 s",
            "1.2.3 s",
            "1e999 s",
            "NaN",
            "inf s",
            "--5 s",
            "1 parsec",
            "20",
            "0x10 s",
            "99999999999999999999 s",
            "1.0000001 s",
            "0.5 s",
            "1 s s",
            "5 \u{0}",
            "\u{ff15} s",
            "999999999999 h h",
        ] {
            assert!(TIME.read(text).is_err(), "{text}");
        }
        assert!(TIME.read("1 parsec").unwrap_err().contains("one of s, "));
        assert!(TIME.read("20").unwrap_err().contains("has no unit"));
        assert!(
            TIME.read("0.5 s")
                .unwrap_err()
                .contains("smallest step is 1 s")
        );
        assert!(
            ANY_TIME
                .read("25 h")
                .unwrap_err()
                .contains("range, 0 s to 24 h")
        );
        assert!(ANY_TIME.read("-1 s").is_err());
        assert!(TIME.read("999999999999 h").is_ok_and(|steps| steps > 0));
    }

    #[test]
    fn spreads_and_ranges_share_their_unit() {
        let spread = |mean, spread| Ok(Spread { mean, spread });
        let speed = Quantity {
            unit: &SPEED,
            min: 100,
            max: 2_200,
            example: "",
        };
        assert_eq!(speed.read_spread("1.33 m/s +- 0.1"), spread(1_330, 100));
        assert_eq!(speed.read_spread("1.33 +- 0.1 m/s"), spread(1_330, 100));
        assert_eq!(
            speed.read_spread("1.33 m/s \u{b1} 10 mm/s"),
            spread(1_330, 10)
        );
        assert_eq!(speed.read_spread("1.33 m/s"), spread(1_330, 0));
        assert!(speed.read_spread("3 m/s +- 0.1").is_err());
        assert!(speed.read_spread("1 m/s +- -0.1").is_err());
        assert!(speed.read_spread("1 m/s +- 9").is_err());
        assert_eq!(ANY_TIME.read_range("10..100 s"), Ok((10, 100)));
        assert_eq!(ANY_TIME.read_range("10 s..2 min"), Ok((10, 120)));
        assert_eq!(ANY_TIME.read_range("5 s"), Ok((5, 5)));
        assert!(ANY_TIME.read_range("100..10 s").is_err());
        assert!(ANY_TIME.read_range("..").is_err());
    }
}
