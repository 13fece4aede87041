//! Findings: figures beside what others found, and the statistics they are made with.

use std::ops::RangeInclusive;

/// A figure, beside the one that is expected.
pub struct Finding {
    /// Of which arm.
    pub arm: String,
    /// What it is.
    pub what: &'static str,
    /// The figure.
    pub value: f64,
    /// The least and the most of the runs, where that says something.
    pub runs: Option<(f64, f64)>,
    /// What others found.
    pub published: &'static str,
    /// Where it must lie.
    pub band: RangeInclusive<f64>,
}

impl Finding {
    /// A figure of an arm, the band it must lie in, and what others found.
    pub fn new(
        arm: &str,
        what: &'static str,
        value: f64,
        band: RangeInclusive<f64>,
        published: &'static str,
    ) -> Self {
        Self {
            arm: arm.into(),
            what,
            value,
            runs: None,
            published,
            band,
        }
    }

    /// The mean of one number a run, with the least and the most of them.
    pub fn mean(
        arm: &str,
        what: &'static str,
        numbers: &[f64],
        band: RangeInclusive<f64>,
        published: &'static str,
    ) -> Self {
        let least = numbers.iter().copied().reduce(f64::min);
        let most = numbers.iter().copied().reduce(f64::max);
        Self {
            runs: least.zip(most),
            ..Self::new(arm, what, mean(numbers), band, published)
        }
    }

    /// Whether the figure lies where it must. What could not be measured does not.
    pub fn holds(&self) -> bool {
        self.band.contains(&self.value)
    }
}

/// The mean of some numbers; of none it is no number.
pub fn mean(numbers: &[f64]) -> f64 {
    numbers.iter().sum::<f64>() / numbers.len() as f64
}

/// Their standard deviation.
pub fn deviation(numbers: &[f64]) -> f64 {
    let mean = mean(numbers);
    let squares = numbers
        .iter()
        .map(|number| (number - mean) * (number - mean));
    (squares.sum::<f64>() / numbers.len() as f64).sqrt()
}

/// Their median: the upper of the two in the middle where they are even in number.
pub fn median(numbers: &[f64]) -> f64 {
    let mut sorted = numbers.to_vec();
    sorted.sort_by(f64::total_cmp);
    sorted.get(sorted.len() / 2).copied().unwrap_or(f64::NAN)
}

/// The share of them that is more than a bound, per cent.
pub fn share_over(numbers: &[f64], bound: f64) -> f64 {
    let over = numbers.iter().filter(|number| **number > bound).count();
    100.0 * over as f64 / numbers.len() as f64
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_was_not_measured_does_not_hold() {
        let finding = Finding::mean("a", "b", &[], 0.0..=100.0, "");
        assert!(!finding.holds() && finding.runs.is_none());
        assert!(Finding::mean("a", "b", &[1.0, 3.0], 2.0..=2.0, "").holds());
    }

    #[test]
    fn the_statistics_are_the_usual_ones() {
        let numbers = [1.0, 4.0, 4.0, 7.0];
        assert_eq!(mean(&numbers), 4.0);
        assert!((deviation(&numbers) - 4.5_f64.sqrt()).abs() < 1e-12);
        assert_eq!(median(&[9.0, 1.0, 2.0]), 2.0);
        assert_eq!(share_over(&numbers, 4.0), 25.0);
    }
}
