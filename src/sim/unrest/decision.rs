//! Whether a man acts: Epstein's rule, and what it says of a few men at a wall.
//!
//! A man acts if his grievance outweighs what he risks by more than a threshold:
//! `G - N > T` with
//!
//! - `G = H (1 - L)`: his hardship, as far as he holds the administration unjust
//! - `N = R P`: what he shies from risks, times the chance that he is caught
//! - `P = 1 - exp(-k rule(C / A))`: `C` guards against `A` men who act, himself among them
//!
//! (Epstein 2002, "Modeling civil violence", model I; docs/science.md#the-decision-to-act.) `k = 2.3` makes one guard
//! against one man a chance of 0.9; `T = 0.1`.
//!
//! **The rule as printed does not do what the paper shows.** With `C / A` as it stands the share
//! that acts follows the guards smoothly, and there is never an outburst. What makes men rise
//! together is a chance of arrest that falls steeply once they outnumber the guards; the
//! programs that reproduce the paper round `C / A` to a whole number, mostly down. So
//! [`ArrestRule`] is a switch, rounding down is the default, and `bighouse science --only epstein`
//! measures what each does.
//!
//! **Units.** `H`, `L`, `R`, `G`, `N`, `P`, `T` in basis points (10,000 is one). Guards in
//! hundredths of an unarmed guard, so that an armed one may count for more and one at a distance for less.
//! `A` in men. All whole numbers: the same on every machine.

use serde::{Deserialize, Serialize};

use super::decay;
pub use crate::level::ArrestRule;
use crate::rules::Rules;

/// One, in basis points.
pub const ONE: u32 = 10_000;

/// An unarmed guard, in the units in which guards are given.
pub const GUARD: u32 = 100;

/// How steep [`ArrestRule::Smooth`] is.
const STEEPNESS: u32 = 8;

/// Epstein's rule with its constants.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Decision {
    /// How guards and men who act make up the chance of arrest.
    pub rule: ArrestRule,
    /// Epstein's `k`, in hundredths.
    pub k: u32,
    /// By how much grievance must outweigh risk, basis points.
    pub threshold: u32,
}

impl Default for Decision {
    fn default() -> Self {
        Self {
            rule: ArrestRule::default(),
            k: 230,
            threshold: ONE / 10,
        }
    }
}

impl Decision {
    /// The rule by which men act under the rules of a house.
    pub fn by(rules: &Rules) -> Self {
        Self {
            rule: rules.unrest.rule,
            ..Self::default()
        }
    }

    /// The chance of arrest, basis points, that a man sees who sees guards (in hundredths of one)
    /// and men who act, himself among them: at least one.
    #[inline]
    pub fn arrest_chance(&self, cops: u32, actives: u32) -> u32 {
        let ratio = guards_to_men(self.rule, cops, actives);
        if ratio == 0 {
            return 0;
        }
        let x = u64::from(self.k).saturating_mul(ratio);
        ONE - decay::left_after(x / 100)
    }

    /// By how much grievance outweighs risk and threshold, basis points. He acts if it is positive.
    #[inline]
    pub fn margin(
        &self,
        hardship: u32,
        legitimacy: u32,
        risk_aversion: u32,
        cops: u32,
        actives: u32,
    ) -> i32 {
        let chance = self.arrest_chance(cops, actives);
        let raw = i64::from(hardship) * i64::from(ONE.saturating_sub(legitimacy))
            - i64::from(risk_aversion) * i64::from(chance)
            - i64::from(self.threshold) * i64::from(ONE);
        // Rounded up: the least that is more than nothing is still more than nothing.
        let one = i64::from(ONE);
        (-(-raw).div_euclid(one)) as i32
    }
}

/// The ratio of guards (in hundredths of one) to men as the rule takes it, millionths.
#[inline]
fn guards_to_men(rule: ArrestRule, cops: u32, actives: u32) -> u64 {
    // Men in the units of guards. In 32 bits, which divide in half the time of 64.
    let men = actives.clamp(1, u32::MAX / GUARD) * GUARD;
    let (down, rest) = (cops / men, cops % men);
    let exactly = || u64::from(cops) * decay::UNIT / u64::from(men);
    match rule {
        ArrestRule::Literal => exactly(),
        ArrestRule::Floor => u64::from(down) * decay::UNIT,
        ArrestRule::Round => {
            let half = men / 2;
            let up = rest > half || (rest == half && down % 2 == 1);
            u64::from(down + u32::from(up)) * decay::UNIT
        }
        ArrestRule::Smooth => {
            let ratio = exactly();
            // From 4 on the logistic is one but for 15 in a million.
            if ratio >= 4 * decay::UNIT {
                return ratio;
            }
            (ratio * logistic(ratio)) >> BITS
        }
    }
}

/// Bits behind the point of a logistic.
const BITS: u32 = 20;

/// `q^8 / (1 + q^8)` for `q` in millionths and below 4, 20 bits behind the point.
fn logistic(q: u64) -> u64 {
    let mut power = (q << BITS) / decay::UNIT;
    for _ in 0..STEEPNESS.ilog2() {
        power = (power * power) >> BITS;
    }
    (power << BITS) / ((1 << BITS) + power)
}

#[cfg(test)]
mod tests {
    use super::*;

    const RULES: [ArrestRule; 4] = ArrestRule::ALL;

    fn with(rule: ArrestRule) -> Decision {
        Decision {
            rule,
            ..Decision::default()
        }
    }

    #[test]
    fn the_chance_of_arrest_is_the_formula_to_the_basis_point() {
        for (cops, actives) in (0..40).flat_map(|c| (1..60).map(move |a| (c * 25, a))) {
            let ratio = f64::from(cops) / f64::from(actives) / 100.0;
            let eighth = ratio.powi(8);
            for rule in RULES {
                let taken = match rule {
                    ArrestRule::Literal => ratio,
                    ArrestRule::Floor => ratio.floor(),
                    ArrestRule::Round => ratio.round_ties_even(),
                    ArrestRule::Smooth => ratio * eighth / (1.0 + eighth),
                };
                let exact = 10_000.0 * (1.0 - libm::exp(-2.3 * taken));
                let ours = f64::from(with(rule).arrest_chance(cops, actives));
                assert!(
                    (ours - exact).abs() < 0.6,
                    "{rule:?} of {cops} to {actives}: {ours}, exactly {exact}"
                );
            }
        }
    }

    #[test]
    fn one_guard_against_one_man_is_nine_in_ten() {
        for rule in [ArrestRule::Literal, ArrestRule::Floor, ArrestRule::Round] {
            assert_eq!(with(rule).arrest_chance(GUARD, 1), 8997, "{rule:?}");
        }
        // Half of the ratio: the middle of the logistic.
        assert_eq!(with(ArrestRule::Smooth).arrest_chance(GUARD, 1), 6834);
    }

    #[test]
    fn outnumbered_guards_frighten_nobody_but_by_the_printed_rule() {
        let chance = |rule, guards, men| with(rule).arrest_chance(guards * GUARD, men);
        assert_eq!(chance(ArrestRule::Floor, 9, 10), 0);
        assert_eq!(chance(ArrestRule::Floor, 10, 10), 8997);
        assert_eq!(chance(ArrestRule::Round, 5, 10), 0);
        assert_eq!(chance(ArrestRule::Round, 6, 10), 8997);
        assert!(chance(ArrestRule::Smooth, 5, 10) < 60);
        assert!(chance(ArrestRule::Smooth, 20, 10) > 9_800);
        assert!(chance(ArrestRule::Literal, 5, 10) > 6_800);
    }

    #[test]
    fn more_guards_never_embolden_and_more_men_never_deter() {
        for rule in RULES {
            let decision = with(rule);
            for step in 1..400 {
                assert!(
                    decision.arrest_chance(step * 10, 7)
                        >= decision.arrest_chance(step * 10 - 10, 7)
                );
                assert!(decision.arrest_chance(900, step + 1) <= decision.arrest_chance(900, step));
            }
        }
    }

    #[test]
    fn nobody_acts_where_legitimacy_leaves_less_than_the_threshold() {
        // L of 1 - T and more: not even the most wretched and fearless, and nobody in sight.
        for rule in RULES {
            for legitimacy in 9_000..=ONE {
                assert!(with(rule).margin(ONE, legitimacy, 0, 0, 1) <= 0);
            }
            assert!(with(rule).margin(ONE, 8_999, 0, 0, 1) > 0);
        }
    }

    #[test]
    fn the_shares_that_act_are_those_worked_out_on_paper() {
        // Of men even in hardship and risk aversion, L of 0.82 (docs/science.md#what-follows-from-the-rule-on-paper): 44.4 % without a guard,
        // 1.98 % against one guard a man.
        let share = |cops: u32| {
            let decision = Decision::default();
            let even = || (0..500_u32).map(|step| step * 20 + 10);
            let acting = even()
                .flat_map(|hardship| even().map(move |aversion| (hardship, aversion)))
                .filter(|(hardship, aversion)| {
                    decision.margin(*hardship, 8_200, *aversion, cops, 1) > 0
                });
            acting.count() as f64 / 250_000.0
        };
        assert!((share(0) - 0.4444).abs() < 0.001, "{}", share(0));
        assert!((share(GUARD) - 0.0198).abs() < 0.0005, "{}", share(GUARD));
    }

    #[test]
    fn nothing_overflows() {
        for rule in RULES {
            let decision = Decision {
                rule,
                k: u32::MAX,
                threshold: ONE,
            };
            assert!(decision.arrest_chance(u32::MAX, 0) <= ONE);
            assert!(decision.margin(ONE, 0, ONE, u32::MAX, 0) < 0);
            assert!(decision.margin(u32::MAX, u32::MAX, u32::MAX, u32::MAX, u32::MAX) <= 0);
        }
    }
}
