//! The frame that panels over the map share: a name, a way to shut it, and a scroll bar where the
//! window of the game is too small for it.

use super::super::egui::{Align2, Context, Id, Rect, ScrollArea, Ui, Vec2, Window, pos2, vec2};
use super::super::model::Asks;
use super::super::theme::fonts;
use crate::play::Panel;
use crate::words::own::texts;

texts! {
    search = "panel-search";
    orders = "panel-orders";
    charts = "panel-charts";
    chronicle = "panel-chronicle";
    check = "panel-check";
    saves = "panel-saves";
    settings = "panel-settings";
    keys = "panel-keys";
    menu = "panel-menu";
    crisis = "panel-crisis";
    why = "panel-why";
}

/// Distance of a panel from the edges of what is free, points.
const EDGE: f32 = 10.0;
/// What its frame adds to the size of a panel, points.
const FRAME: Vec2 = vec2(24.0, 52.0);
/// Height of a panel's name, points.
const NAME: f32 = 40.0;
/// How far panels are staggered that must lie upon one another, points.
const STAGGER: f32 = 34.0;

/// Shows a panel in a corner of what is free, at most as large as there is room for.
pub fn show(
    ctx: &Context,
    free: Rect,
    panel: Panel,
    (corner, size): (Align2, Vec2),
    asks: &mut Asks,
    add: impl FnOnce(&mut Ui, &mut Asks),
) {
    let inside = free.shrink(EDGE);
    let places = places(ctx);
    let room = (inside.size() - FRAME).max(vec2(80.0, 40.0));
    let size = size.min(room);
    let mut open = true;
    let mut estimate = None;
    let known = places.iter().find(|place| place.panel == panel);
    let since = known.map_or_else(|| ctx.cumulative_frame_nr(), |place| place.since);
    // Each time it is opened it is a window of its own, which knows nothing of where it lay before.
    let id = Id::new(("panel", name(panel), since));
    let mut window = Window::new(fonts::sign(name(panel).to_uppercase())).id(id);
    // It opens where it hides none that is open already; after that it stays where it is put.
    if known.is_none() {
        let usual = corner.anchor_size(corner.pos_in_rect(&inside), size + FRAME);
        let others: Vec<Rect> = places.iter().map(|place| place.rect).collect();
        let at = beside(inside, usual, &others);
        window = window.current_pos(corner.pos_in_rect(&at));
        // How large it becomes is not known in its first picture.
        estimate = Some(at);
    }
    let shown = window
        .open(&mut open)
        .collapsible(false)
        .resizable(false)
        .constrain_to(inside)
        .pivot(corner)
        .default_width(size.x)
        .min_width(size.x)
        .max_width(size.x)
        .show(ctx, |ui| {
            // As tall as what is in it, up to what there is room for.
            ScrollArea::vertical()
                .auto_shrink([false, true])
                .max_height(size.y)
                .min_scrolled_height(size.y)
                .show(ui, |ui| add(ui, asks));
        });
    if let Some(shown) = shown {
        let rect = estimate.unwrap_or(shown.response.rect);
        let shown = ctx.cumulative_frame_nr();
        ctx.data_mut(|data| {
            let all = data.get_temp_mut_or_default::<Vec<Place>>(key());
            all.retain(|place| place.panel != panel && place.shown + 1 >= shown);
            all.push(Place {
                panel,
                rect,
                shown,
                since,
            });
        });
    }
    if !open {
        asks.panel(panel);
    }
}

/// Where a panel lies.
#[derive(Clone, Copy)]
struct Place {
    panel: Panel,
    rect: Rect,
    /// In which frame it was shown there.
    shown: u64,
    /// In which it was opened.
    since: u64,
}

fn key() -> Id {
    Id::new("places-of-the-panels")
}

/// The panels that are open, and where they lie.
fn places(ctx: &Context) -> Vec<Place> {
    let frame = ctx.cumulative_frame_nr();
    let all = ctx.data(|data| data.get_temp::<Vec<Place>>(key()));
    let mut all = all.unwrap_or_default();
    all.retain(|place| place.shown + 1 >= frame);
    all
}

/// Where a panel lies that hides as little as can be of the others: at its usual place, in another
/// corner, beside or under one of the others, or else a step down and right of where it covers one.
fn beside(inside: Rect, usual: Rect, others: &[Rect]) -> Rect {
    let size = usual.size();
    let corners = [
        Align2::LEFT_TOP,
        Align2::RIGHT_TOP,
        Align2::LEFT_BOTTOM,
        Align2::RIGHT_BOTTOM,
        Align2::CENTER_TOP,
        Align2::CENTER_BOTTOM,
    ];
    let mut tries = vec![usual];
    for other in others {
        for at in [
            pos2(other.right() + EDGE, inside.top()),
            pos2(other.left() - EDGE - size.x, inside.top()),
            pos2(other.left(), other.bottom() + EDGE),
        ] {
            tries.push(Rect::from_min_size(at, size));
        }
    }
    tries.extend(corners.map(|corner| corner.align_size_within_rect(size, inside)));
    for other in others {
        tries.push(Rect::from_min_size(
            other.min + vec2(STAGGER, STAGGER),
            size,
        ));
    }
    let hidden = |at: &Rect| -> f32 {
        let over = |other: &Rect| {
            let both = at.intersect(*other);
            let name = Rect::from_min_size(other.min, vec2(other.width(), NAME));
            let over_name = at.intersect(name);
            let area = |rect: Rect| if rect.is_positive() { rect.area() } else { 0.0 };
            // A name that is hidden hides the panel.
            area(both) + 8.0 * area(over_name)
        };
        let outside = at.area() - at.intersect(inside).area().max(0.0);
        // Names in one place cannot be told apart.
        let same = others
            .iter()
            .any(|other| (other.min - at.min).length() < STAGGER);
        others.iter().map(over).sum::<f32>() + 2.0 * outside + f32::from(u8::from(same)) * 1.0e6
    };
    let mut best = usual;
    for at in tries {
        if hidden(&at) + 1.0 < hidden(&best) {
            best = at;
        }
    }
    best
}

/// What a panel is called.
pub fn name(panel: Panel) -> &'static str {
    match panel {
        Panel::Search => text::search(),
        Panel::Orders => text::orders(),
        Panel::Charts => text::charts(),
        Panel::Chronicle => text::chronicle(),
        Panel::Check => text::check(),
        Panel::Saves => text::saves(),
        Panel::Settings => text::settings(),
        Panel::Keys => text::keys(),
        Panel::Menu => text::menu(),
        Panel::Crisis => text::crisis(),
        Panel::Why => text::why(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn panels_that_are_opened_together_do_not_lie_upon_one_another() {
        let inside = Rect::from_min_size(pos2(10.0, 46.0), vec2(1260.0, 570.0));
        let wide = |width: f32, height: f32| vec2(width, height) + FRAME;
        let mut others: Vec<Rect> = Vec::new();
        for size in [wide(320.0, 420.0), wide(330.0, 480.0), wide(420.0, 460.0)] {
            let usual = Rect::from_min_size(inside.min, size);
            let at = beside(inside, usual, &others);
            for other in &others {
                assert!(!at.intersect(*other).is_positive(), "{at:?} on {other:?}");
            }
            assert!(inside.contains_rect(at), "{at:?}");
            others.push(at);
        }
        // Where there is no room left, its name can still be read.
        let usual = Rect::from_min_size(inside.min, wide(520.0, 500.0));
        let at = beside(inside, usual, &others);
        for other in &others {
            assert!((at.min - other.min).length() >= STAGGER, "{at:?}");
        }
    }
}
