//! Patterns, marks and ornament: what says the same thing without colour.

use super::super::egui::{
    Align2, Color32, FontId, Painter, Pos2, Rect, Shape, Stroke, StrokeKind, Ui, Vec2, pos2, vec2,
};
use super::fonts;
use super::inks::Inks;
use crate::play::news::Grade;
use crate::words::own::texts;
use bighouse_sim::level::Occasion;

texts! {
    note = "grade-note";
    event = "grade-event";
    warning = "grade-warning";
    alarm = "grade-alarm";
}

/// Depth of the steps in the corners of a card.
const STEP: f32 = 6.0;

/// A thin Deco border: a double line whose corners go in by steps.
pub fn deco_border(painter: &Painter, rect: Rect, color: Color32) {
    stepped(painter, rect, STEP, Stroke::new(1.5, color));
    stepped(painter, rect.shrink(4.0), STEP, Stroke::new(1.0, color));
}

fn stepped(painter: &Painter, rect: Rect, step: f32, stroke: Stroke) {
    let (l, r, t, b) = (rect.left(), rect.right(), rect.top(), rect.bottom());
    // Two steps in each corner, clockwise from the left end of the upper edge.
    let points: Vec<Pos2> = [
        (l + 2.0 * step, t),
        (r - 2.0 * step, t),
        (r - 2.0 * step, t + step),
        (r - step, t + step),
        (r - step, t + 2.0 * step),
        (r, t + 2.0 * step),
        (r, b - 2.0 * step),
        (r - step, b - 2.0 * step),
        (r - step, b - step),
        (r - 2.0 * step, b - step),
        (r - 2.0 * step, b),
        (l + 2.0 * step, b),
        (l + 2.0 * step, b - step),
        (l + step, b - step),
        (l + step, b - 2.0 * step),
        (l, b - 2.0 * step),
        (l, t + 2.0 * step),
        (l + step, t + 2.0 * step),
        (l + step, t + step),
        (l + 2.0 * step, t + step),
    ]
    .into_iter()
    .map(|(x, y)| pos2(x, y))
    .collect();
    painter.add(Shape::closed_line(points, stroke));
}

/// A rule with a lozenge in the middle, as wide as there is room.
pub fn rule(ui: &mut Ui, color: Color32) {
    let (rect, _) = ui.allocate_exact_size(
        vec2(ui.available_width(), 9.0),
        super::super::egui::Sense::hover(),
    );
    let painter = ui.painter();
    let middle = rect.center();
    for (from, to) in [
        (rect.left(), middle.x - 8.0),
        (middle.x + 8.0, rect.right()),
    ] {
        painter.line_segment([pos2(from, middle.y), pos2(to, middle.y)], (1.0, color));
    }
    let lozenge = [(0.0, -4.0), (4.0, 0.0), (0.0, 4.0), (-4.0, 0.0)];
    let points = lozenge.map(|(x, y)| middle + vec2(x, y)).to_vec();
    painter.add(Shape::convex_polygon(points, color, Stroke::NONE));
}

/// The mark of a grade: a dot, a ring, a triangle, a filled triangle.
pub fn grade_mark(painter: &Painter, at: Pos2, grade: Grade, inks: &Inks) {
    let triangle = |reach: f32| {
        vec![
            at + vec2(0.0, -reach),
            at + vec2(reach, reach * 0.8),
            at + vec2(-reach, reach * 0.8),
        ]
    };
    match grade {
        Grade::Note => {
            painter.circle_filled(at, 2.0, inks.pewter);
        }
        Grade::Event => {
            painter.circle_stroke(at, 3.5, Stroke::new(1.5, inks.silver));
        }
        Grade::Warning => {
            painter.add(Shape::closed_line(
                triangle(6.0),
                Stroke::new(1.5, inks.danger),
            ));
        }
        Grade::Alarm => {
            painter.add(Shape::convex_polygon(
                triangle(7.0),
                inks.danger,
                Stroke::new(1.0, inks.ink),
            ));
        }
    }
}

/// The word for a grade.
pub fn grade_name(grade: Grade) -> &'static str {
    match grade {
        Grade::Note => text::note(),
        Grade::Event => text::event(),
        Grade::Warning => text::warning(),
        Grade::Alarm => text::alarm(),
    }
}

/// What a stretch of the day is for. Each has its own pattern.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Stretch {
    /// In the cells, by day.
    Cells,
    /// In the mess hall.
    Meal,
    /// At work.
    Work,
    /// In the yard.
    Yard,
    /// In chapel.
    Chapel,
    /// Locked in for the night.
    Locked,
    /// Asleep.
    Night,
}

impl Stretch {
    /// What an occasion begins; `None` if it goes on beside another.
    pub fn of(occasion: &Occasion) -> Option<Self> {
        match occasion {
            Occasion::Count { .. } | Occasion::Visits { .. } => None,
            Occasion::Bell | Occasion::Rest => Some(Self::Cells),
            Occasion::Meal { .. } => Some(Self::Meal),
            Occasion::Work => Some(Self::Work),
            Occasion::Yard => Some(Self::Yard),
            Occasion::Chapel { .. } => Some(Self::Chapel),
            Occasion::LockUp { .. } => Some(Self::Locked),
            Occasion::LightsOut => Some(Self::Night),
        }
    }
}

/// Fills a stretch of the day with its pattern. Value and pattern tell it; colour does not.
pub fn stretch(painter: &Painter, rect: Rect, stretch: Stretch, inks: &Inks, dim: f32) {
    let painter = painter.with_clip_rect(rect.intersect(painter.clip_rect()));
    let shade = |color: Color32| color.gamma_multiply(dim);
    let line = Stroke::new(1.0, shade(inks.pewter));
    match stretch {
        Stretch::Cells => {
            painter.rect_filled(rect, 0.0, shade(inks.iron));
        }
        Stretch::Meal => {
            painter.rect_filled(rect, 0.0, shade(inks.pewter));
            dots(&painter, rect, 6.0, shade(inks.ink));
        }
        Stretch::Work => {
            painter.rect_filled(rect, 0.0, shade(inks.slate));
            hatch(&painter, rect, 7.0, 1.0, line);
        }
        Stretch::Yard => {
            painter.rect_filled(rect, 0.0, shade(inks.slate));
            dots(&painter, rect, 5.0, shade(inks.silver));
        }
        Stretch::Chapel => {
            painter.rect_filled(rect, 0.0, shade(inks.slate));
            hatch(&painter, rect, 9.0, 1.0, line);
            hatch(&painter, rect, 9.0, -1.0, line);
        }
        Stretch::Locked => {
            painter.rect_filled(rect, 0.0, shade(inks.iron));
            bars(&painter, rect, 6.0, Stroke::new(1.0, shade(inks.slate)));
        }
        Stretch::Night => {
            painter.rect_filled(rect, 0.0, shade(inks.ink));
            bars(&painter, rect, 6.0, Stroke::new(1.0, shade(inks.iron)));
        }
    }
    painter.rect_stroke(rect, 0.0, Stroke::new(1.0, inks.ink), StrokeKind::Inside);
}

/// Slanting lines, this many points apart; `lean` 1 rises, -1 falls.
pub fn hatch(painter: &Painter, rect: Rect, apart: f32, lean: f32, stroke: Stroke) {
    let reach = rect.height();
    let mut x = rect.left() - reach;
    while x < rect.right() + reach {
        painter.line_segment(
            [pos2(x, rect.bottom()), pos2(x + reach * lean, rect.top())],
            stroke,
        );
        x += apart;
    }
}

fn bars(painter: &Painter, rect: Rect, apart: f32, stroke: Stroke) {
    let mut x = rect.left() + apart / 2.0;
    while x < rect.right() {
        painter.line_segment([pos2(x, rect.top()), pos2(x, rect.bottom())], stroke);
        x += apart;
    }
}

/// Dots, this many points apart.
pub fn dots(painter: &Painter, rect: Rect, apart: f32, color: Color32) {
    let mut y = rect.top() + apart / 2.0;
    while y < rect.bottom() {
        let mut x = rect.left() + apart / 2.0;
        while x < rect.right() {
            painter.circle_filled(pos2(x, y), 1.0, color);
            x += apart;
        }
        y += apart;
    }
}

/// A short bar that is full at 1, with a mark where it begins to matter.
pub fn bar(ui: &mut Ui, size: Vec2, share: f32, mark: f32, inks: &Inks) -> Rect {
    let (rect, _) = ui.allocate_exact_size(size, super::super::egui::Sense::hover());
    let painter = ui.painter();
    painter.rect_filled(rect, 0.0, inks.ink);
    let mut full = rect;
    full.set_right(rect.left() + rect.width() * share.clamp(0.0, 1.0));
    let hurts = share >= mark;
    painter.rect_filled(full, 0.0, if hurts { inks.silver } else { inks.pewter });
    if hurts {
        hatch(
            &painter.with_clip_rect(full),
            full,
            5.0,
            1.0,
            Stroke::new(1.5, inks.danger),
        );
    }
    let x = rect.left() + rect.width() * mark;
    painter.line_segment(
        [pos2(x, rect.top()), pos2(x, rect.bottom())],
        (1.0, inks.flare),
    );
    painter.rect_stroke(rect, 0.0, Stroke::new(1.0, inks.slate), StrokeKind::Inside);
    rect
}

/// Words in a painter, with the size they take.
pub fn words(
    painter: &Painter,
    at: Pos2,
    anchor: Align2,
    text: &str,
    font: FontId,
    color: Color32,
) -> Rect {
    painter.text(at, anchor, text, font, color)
}

/// How wide words are in a face.
pub fn width(ui: &Ui, text: &str, font: FontId) -> f32 {
    ui.painter()
        .layout_no_wrap(text.to_owned(), font, Color32::WHITE)
        .size()
        .x
}

/// The face of small signs on the ribbon.
pub fn small_sign() -> FontId {
    fonts::gothic(15.0)
}
