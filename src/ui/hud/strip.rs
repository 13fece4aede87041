//! The geometry of the ribbon: which second of the day lies where.

use super::super::egui::Rect;
use bighouse_sim::clock::DAY_S;

/// From this width on the whole day is shown, points.
const WHOLE_DAY_FROM: f32 = 900.0;
/// How much of the day is shown where there is less room, seconds.
const PART: u32 = 12 * 3600;
/// How much of that lies in the past, seconds.
const PAST: u32 = 2 * 3600;

/// A stretch of the day laid over a width.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Strip {
    /// Left end, points.
    left: f32,
    /// Width, points.
    width: f32,
    /// The second of the day at the left end.
    pub from: u32,
    /// The second of the day at the right end.
    pub to: u32,
}

impl Strip {
    /// The day, or as much of it round now as there is room for.
    pub fn of(rect: Rect, now: u32) -> Self {
        let (from, to) = if rect.width() >= WHOLE_DAY_FROM {
            (0, DAY_S)
        } else {
            let from = now.saturating_sub(PAST).min(DAY_S - PART);
            (from, from + PART)
        };
        Self {
            left: rect.left(),
            width: rect.width().max(1.0),
            from,
            to,
        }
    }

    /// Where a second lies, points; beside the strip if it is not shown.
    pub fn x(&self, second: u32) -> f32 {
        let part = (second as f32 - self.from as f32) / (self.to - self.from) as f32;
        self.left + self.width * part
    }

    /// The second under a point, to the whole minute.
    pub fn second(&self, x: f32) -> u32 {
        let part = ((x - self.left) / self.width).clamp(0.0, 1.0);
        let second = self.from as f32 + part * (self.to - self.from) as f32;
        (second as u32 / 60 * 60).min(DAY_S - 60)
    }
}

#[cfg(test)]
mod tests {
    use super::super::super::egui::{Rect, pos2, vec2};
    use super::*;

    #[test]
    fn a_wide_strip_is_the_whole_day_and_a_narrow_one_lies_round_now() {
        let wide = Strip::of(
            Rect::from_min_size(pos2(10.0, 0.0), vec2(1200.0, 40.0)),
            7 * 3600,
        );
        assert_eq!((wide.from, wide.to), (0, DAY_S));
        assert_eq!(wide.second(wide.x(7 * 3600) + 0.5), 7 * 3600);
        let narrow = Rect::from_min_size(pos2(0.0, 0.0), vec2(600.0, 40.0));
        assert_eq!(Strip::of(narrow, 7 * 3600).from, 5 * 3600);
        assert_eq!(Strip::of(narrow, 0).from, 0);
        assert_eq!(Strip::of(narrow, 23 * 3600).to, DAY_S);
        assert_eq!(Strip::of(narrow, 23 * 3600).second(900.0), DAY_S - 60);
    }
}
