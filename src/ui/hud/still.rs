//! Where strips over the map lie. One that appears is put below those that are there, and one that goes
//! leaves a gap: nothing moves under the pointer.

use super::super::egui::{Align2, Area, Context, Frame, Id, Margin, Order, Rect, Stroke, Ui, pos2};
use super::super::theme::inks;

/// Distance between two strips, and from the edge, points.
const GAP: f32 = 6.0;
/// Widest a strip is, points.
const WIDEST: f32 = 560.0;
/// Width that is left to panels and notices at each side, where there is room for it, points.
const SIDES: f32 = 300.0;
/// How high a strip is thought to be before it was drawn, points.
const USUAL: f32 = 36.0;

/// Where a strip lies.
#[derive(Clone, Copy)]
struct Strip {
    id: &'static str,
    top: f32,
    height: f32,
    /// In which frame it was last shown.
    shown: u64,
}

fn key() -> Id {
    Id::new("strips-over-the-map")
}

/// Shows a strip over the upper edge of what is free, where it has lain since it appeared.
pub fn strip(ctx: &Context, free: Rect, id: &'static str, loud: bool, add: impl FnOnce(&mut Ui)) {
    let frame = ctx.cumulative_frame_nr();
    let mut strips: Vec<Strip> = ctx.data(|data| data.get_temp(key())).unwrap_or_default();
    strips.retain(|strip| strip.shown + 1 >= frame);
    let top = match strips.iter().find(|strip| strip.id == id) {
        Some(strip) => strip.top,
        None => first_gap(&strips),
    };
    let wide = (free.width() - 2.0 * SIDES)
        .clamp(WIDEST / 2.0, WIDEST)
        .min(free.width() - 2.0 * GAP);
    let inks = inks(ctx);
    let shown = Area::new(Id::new(("strip", id)))
        .order(Order::Foreground)
        .pivot(Align2::CENTER_TOP)
        .fixed_pos(pos2(free.center().x, free.top() + GAP + top))
        .constrain_to(free)
        .show(ctx, |ui| {
            Frame::new()
                .fill(if loud { inks.iron } else { inks.soot })
                .stroke(Stroke::new(1.0, inks.slate))
                .inner_margin(Margin::symmetric(10, 4))
                .show(ui, |ui| {
                    ui.set_width(wide - 20.0);
                    ui.horizontal_wrapped(add);
                });
        });
    let height = shown.response.rect.height().max(USUAL);
    strips.retain(|strip| strip.id != id);
    strips.push(Strip {
        id,
        top,
        height,
        shown: frame,
    });
    ctx.data_mut(|data| data.insert_temp(key(), strips));
}

/// The highest place that is free of other strips.
fn first_gap(strips: &[Strip]) -> f32 {
    let mut tops: Vec<f32> = strips
        .iter()
        .map(|strip| strip.top + strip.height + GAP)
        .chain([0.0])
        .collect();
    tops.sort_by(f32::total_cmp);
    let is_free = |top: &f32| {
        strips
            .iter()
            .all(|strip| top + USUAL <= strip.top || *top >= strip.top + strip.height)
    };
    tops.into_iter().find(is_free).unwrap_or(0.0)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn strip(top: f32) -> Strip {
        Strip {
            id: "a",
            top,
            height: USUAL,
            shown: 1,
        }
    }

    #[test]
    fn a_new_strip_takes_the_highest_gap_that_it_fits_into() {
        let step = USUAL + GAP;
        assert_eq!(first_gap(&[]), 0.0);
        assert_eq!(first_gap(&[strip(0.0)]), step);
        assert_eq!(first_gap(&[strip(0.0), strip(step)]), 2.0 * step);
        assert_eq!(first_gap(&[strip(step)]), 0.0, "the first one has gone");
        assert_eq!(first_gap(&[strip(2.0 * step), strip(0.0)]), step);
    }
}
