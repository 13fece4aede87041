//! Where the sun stands at an hour, how strong it is, and the tone that its light gives the film.
//!
//! By the art sheet light falls from the upper edge of the picture, and north edges of walls are lit. So
//! the sun goes from the upper right, in the morning, to the upper left, in the evening, and is never
//! high: it is late November.

use bevy::math::ops;
use bevy::prelude::*;

/// Sunrise and sunset, seconds of the day: as [`bighouse_sim::prison::light::daylight`] has them.
const RISES: f32 = 7.0 * 3600.0 + 4.0 * 60.0;
const SETS: f32 = 16.0 * 3600.0 + 37.0 * 60.0;
/// How far to the side of the upper edge it stands when it rises and sets, radians.
const ASIDE: f32 = 0.96;
/// Metres of height to a metre of shadow, when it rises and sets, and what is more at midday. A true
/// November noon has 0.53; with that the yard would lie in the shadow of its wall half the day.
const LOWEST: f32 = 0.30;
const CLIMBS: f32 = 0.45;
/// Seconds in which it comes to its full strength.
const COMES_IN: f32 = 45.0 * 60.0;
/// Seconds of prison time between two places at which it is drawn.
const STEP: u32 = 600;

/// The sun at an hour.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Sun {
    /// Which way its light travels over the ground, right and down, of length 1.
    pub way: Vec2,
    /// Metres of height to a metre of shadow.
    pub steepness: f32,
    /// How much of its full light it gives, 0 to 1.
    pub strength: f32,
}

/// The step of the sun that a second of the day belongs to: it is drawn anew when this changes. By night
/// there is but one.
pub fn step(second: u32) -> u32 {
    let second = second as f32;
    if (RISES..SETS).contains(&second) {
        1 + (second - RISES) as u32 / STEP
    } else {
        0
    }
}

/// How many steps lie between two, the short way round the day.
pub fn apart(one: u32, other: u32) -> u32 {
    let steps = 2 + (SETS - RISES) as u32 / STEP;
    let apart = one.abs_diff(other);
    apart.min(steps.saturating_sub(apart))
}

/// The sun of a step; `None` by night.
pub fn sun(step: u32) -> Option<Sun> {
    let second = RISES + (step.checked_sub(1)? * STEP + STEP / 2) as f32;
    let part = ((second - RISES) / (SETS - RISES)).clamp(0.02, 0.98);
    let aside = (part - 0.5) * 2.0 * ASIDE;
    let edge = (second - RISES).min(SETS - second).max(0.0);
    let strength = (edge / COMES_IN).min(1.0);
    Some(Sun {
        way: Vec2::new(ops::sin(aside), ops::cos(aside)),
        steepness: LOWEST + CLIMBS * ops::sin(part * std::f32::consts::PI),
        strength: strength * strength * (3.0 - 2.0 * strength),
    })
}

/// The tone of the film at a step: a warm print while the sun is low, a cool one at noon and before and
/// after it. By so little that black and white stay what they are.
pub fn tone(step: u32) -> Vec3 {
    let Some(sun) = sun(step) else {
        return Vec3::ONE;
    };
    let low = 1.0 - ((sun.steepness - LOWEST) / CLIMBS).clamp(0.0, 1.0);
    let warm = low * sun.strength;
    let cool = (1.0 - low) * 0.35 + (1.0 - sun.strength) * 0.6;
    Vec3::new(
        1.0 + 0.030 * warm - 0.016 * cool,
        1.0 - 0.004 * warm - 0.002 * cool,
        1.0 - 0.050 * warm + 0.016 * cool,
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn shadows_go_from_left_to_right_in_a_day_and_are_longest_at_its_ends() {
        let at = |hour: u32| sun(step(hour * 3600)).expect("it is day");
        assert!(at(8).way.x < -0.4 && at(16).way.x > 0.4);
        assert!(at(12).way.x.abs() < 0.1);
        assert!(at(12).steepness > at(9).steepness && at(9).steepness > at(8).steepness);
        assert!((7..17).all(|hour| at(hour.max(8)).way.y > 0.4));
        assert_eq!(sun(step(3 * 3600)), None);
        assert!(at(12).strength == 1.0 && at(16).strength < 1.0);
    }

    #[test]
    fn the_night_lies_between_the_last_step_of_a_day_and_the_first_of_the_next() {
        let at = |hour: u32, minute: u32| step(hour * 3600 + minute * 60);
        assert_eq!((at(6, 50), at(7, 10), at(23, 0)), (0, 1, 0));
        assert_eq!(apart(at(16, 36), at(16, 40)), 1);
        assert_eq!(apart(at(6, 50), at(7, 10)), 1);
        assert!(apart(at(8, 0), at(12, 0)) > 10);
    }

    #[test]
    fn the_tone_is_warm_when_the_sun_is_low_and_nearly_none_at_all() {
        let warmth = |hour: u32| {
            let tone = tone(step(hour * 3600));
            assert!((tone - Vec3::ONE).abs().max_element() < 0.06);
            tone.x - tone.z
        };
        assert!(warmth(9) > warmth(12) && warmth(12) < 0.0);
        assert_eq!(warmth(2), 0.0);
    }
}
