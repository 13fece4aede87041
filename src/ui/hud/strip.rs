//! The geometry of the ribbon: which second lies where. Seconds are counted from today's midnight;
//! yesterday's lie before it. Now stands at a third, so that there is always more to come than was.

use super::super::egui::Rect;

/// From this width on a whole day is shown, points.
const WHOLE_DAY_FROM: f32 = 900.0;
/// How much is shown there, seconds.
const WHOLE: i64 = 24 * 3600;
/// How much is shown where there is less room, seconds.
const PART: i64 = 12 * 3600;

/// A stretch of time laid over a width.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Strip {
    /// Left end, points.
    left: f32,
    /// Width, points.
    width: f32,
    /// The second at the left end.
    pub from: i64,
    /// The second at the right end.
    pub to: i64,
}

impl Strip {
    /// A day round now, or as much of it as there is room for. It moves on by whole minutes.
    pub fn of(rect: Rect, now: u32) -> Self {
        let shown = if rect.width() >= WHOLE_DAY_FROM {
            WHOLE
        } else {
            PART
        };
        let from = i64::from(now / 60 * 60) - shown / 3;
        Self {
            left: rect.left(),
            width: rect.width().max(1.0),
            from,
            to: from + shown,
        }
    }

    /// Where a second lies, points; beside the strip if it is not shown.
    pub fn x(&self, second: i64) -> f32 {
        let part = (second - self.from) as f32 / (self.to - self.from) as f32;
        self.left + self.width * part
    }

    /// The second under a point, to the whole minute.
    pub fn second(&self, x: f32) -> i64 {
        let part = ((x - self.left) / self.width).clamp(0.0, 1.0);
        let second = self.from + (part * (self.to - self.from) as f32) as i64;
        second.min(self.to - 60).div_euclid(60) * 60
    }
}

#[cfg(test)]
mod tests {
    use super::super::super::egui::{Rect, pos2, vec2};
    use super::*;

    #[test]
    fn now_stands_at_a_third_at_every_hour() {
        let wide = Rect::from_min_size(pos2(10.0, 0.0), vec2(1200.0, 40.0));
        let narrow = Rect::from_min_size(pos2(0.0, 0.0), vec2(600.0, 40.0));
        for now in [0, 7 * 3600, 23 * 3600 + 59 * 60] {
            let strip = Strip::of(wide, now);
            assert_eq!(strip.to - strip.from, WHOLE);
            assert!((strip.x(i64::from(now)) - 410.0).abs() < 0.5);
            let strip = Strip::of(narrow, now);
            assert_eq!(strip.to - strip.from, PART);
            assert!((strip.x(i64::from(now)) - 200.0).abs() < 0.5);
        }
        let strip = Strip::of(wide, 7 * 3600);
        assert_eq!(strip.second(strip.x(9 * 3600) + 0.5), 9 * 3600);
        assert_eq!(strip.second(9_000.0), strip.to - 60);
        assert_eq!(strip.second(-9.0), strip.from);
    }
}
