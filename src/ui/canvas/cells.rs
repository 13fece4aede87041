//! Which parts of the picture panels cover: whole, so that the map behind need not be drawn, or so that
//! one sees through. Both in cells of some pixels.

use bevy::math::{URect, UVec2};
use bevy_egui::egui::epaint::{ClippedShape, Shape};
use bevy_egui::egui::{CornerRadius, Rect};

/// Edge of a cell, pixels.
const CELL: u32 = 8;
/// The edge of what is painted may be soft for this many pixels.
const SOFT: f32 = 1.0;

/// How panels cover a cell.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) enum Cover {
    /// Nothing is painted on it.
    #[default]
    Bare,
    /// Something is painted on it, and the map shows through or beside.
    Clear,
    /// It is filled: the map does not show.
    Whole,
}

/// How panels cover the picture.
pub(super) struct Cells {
    covers: Vec<Cover>,
    columns: u32,
    size: UVec2,
}

impl Cells {
    /// How some shapes cover a picture of a size in pixels.
    pub fn of(shapes: &[ClippedShape], pixels_per_point: f32, size: UVec2) -> Self {
        let columns = size.x.div_ceil(CELL);
        let rows = size.y.div_ceil(CELL);
        let mut cells = Self {
            covers: vec![Cover::Bare; (columns * rows) as usize],
            columns,
            size,
        };
        for clipped in shapes {
            let clip = clipped.clip_rect * pixels_per_point;
            cells.take(&clipped.shape, clip, pixels_per_point);
        }
        cells
    }

    fn take(&mut self, shape: &Shape, clip: Rect, pixels_per_point: f32) {
        if let Shape::Vec(shapes) = shape {
            for shape in shapes {
                self.take(shape, clip, pixels_per_point);
            }
            return;
        }
        let bounds = shape.visual_bounding_rect() * pixels_per_point;
        let painted = bounds.expand(SOFT).intersect(clip);
        self.cover(painted, Cover::Clear);
        if let Shape::Rect(filled) = shape {
            let is_plain = filled.corner_radius == CornerRadius::ZERO
                && filled.blur_width == 0.0
                && filled.angle == 0.0
                && filled.brush.is_none();
            if is_plain && filled.fill.is_opaque() {
                let inside = (filled.rect * pixels_per_point).shrink(SOFT);
                self.cover(inside.intersect(clip), Cover::Whole);
            }
        }
    }

    /// Marks the cells that a rectangle of pixels touches, or, to cover them whole, fills.
    fn cover(&mut self, rect: Rect, cover: Cover) {
        let cell = CELL as f32;
        let whole = cover == Cover::Whole;
        let (low, high) = if whole {
            // The last cells reach beyond the picture: they are filled where the picture is.
            let reach = |edge: f32, last: u32| {
                if edge + SOFT >= last as f32 {
                    f32::INFINITY
                } else {
                    edge
                }
            };
            let begins = |edge: f32| if edge <= SOFT { 0.0 } else { edge };
            (
                (
                    (begins(rect.min.x) / cell).ceil(),
                    (begins(rect.min.y) / cell).ceil(),
                ),
                (
                    (reach(rect.max.x, self.size.x) / cell).floor(),
                    (reach(rect.max.y, self.size.y) / cell).floor(),
                ),
            )
        } else {
            (
                ((rect.min.x / cell).floor(), (rect.min.y / cell).floor()),
                ((rect.max.x / cell).ceil(), (rect.max.y / cell).ceil()),
            )
        };
        let rows = self.covers.len() as u32 / self.columns.max(1);
        let within = |at: f32, most: u32| at.clamp(0.0, most as f32) as u32;
        for y in within(low.1, rows)..within(high.1, rows) {
            for x in within(low.0, self.columns)..within(high.0, self.columns) {
                let slot = &mut self.covers[(y * self.columns + x) as usize];
                if whole || *slot == Cover::Bare {
                    *slot = cover;
                }
            }
        }
    }

    /// The cells that are covered in a way, as rectangles of pixels: those side by side in one, and rows
    /// that are alike.
    pub fn runs(&self, cover: Cover) -> Vec<URect> {
        let mut done: Vec<URect> = Vec::new();
        let mut open: Vec<URect> = Vec::new();
        for (y, row) in (0..).zip(self.covers.chunks(self.columns.max(1) as usize)) {
            let (top, bottom) = (y * CELL, ((y + 1) * CELL).min(self.size.y));
            let mut found = Vec::new();
            let mut x = 0;
            while x < row.len() {
                let many = row[x..].iter().take_while(|one| **one == cover).count();
                if many > 0 {
                    let right = ((x + many) as u32 * CELL).min(self.size.x);
                    found.push(URect::new(x as u32 * CELL, top, right, bottom));
                }
                x += many.max(1);
            }
            let is_alike = |a: &URect, b: &URect| (a.min.x, a.max.x) == (b.min.x, b.max.x);
            let goes_on = open.len() == found.len()
                && open
                    .iter()
                    .zip(&found)
                    .all(|(above, here)| is_alike(above, here));
            if goes_on {
                for above in &mut open {
                    above.max.y = bottom;
                }
            } else {
                done.append(&mut open);
                open = found;
            }
        }
        done.append(&mut open);
        done
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use bevy_egui::egui::{Color32, pos2};

    fn filled(left: f32, top: f32, right: f32, bottom: f32, fill: Color32) -> ClippedShape {
        let rect = Rect::from_min_max(pos2(left, top), pos2(right, bottom));
        ClippedShape {
            clip_rect: Rect::from_min_max(pos2(0.0, 0.0), pos2(100.0, 60.0)),
            shape: Shape::rect_filled(rect, 0.0, fill),
        }
    }

    fn area(runs: &[URect]) -> u32 {
        runs.iter().map(|run| run.width() * run.height()).sum()
    }

    #[test]
    fn a_bar_along_an_edge_covers_it_whole_and_one_cell_beyond_is_seen_through() {
        let size = UVec2::new(100, 60);
        let cells = Cells::of(&[filled(0.0, 0.0, 100.0, 20.0, Color32::BLACK)], 1.0, size);
        assert_eq!(cells.runs(Cover::Whole), [URect::new(0, 0, 100, 16)]);
        assert_eq!(cells.runs(Cover::Clear), [URect::new(0, 16, 100, 24)]);
    }

    #[test]
    fn what_one_sees_through_covers_nothing_whole_and_nothing_is_laid_twice() {
        let size = UVec2::new(100, 60);
        let half = Color32::from_black_alpha(120);
        let shapes = [
            filled(10.0, 10.0, 90.0, 50.0, half),
            filled(30.0, 20.0, 60.0, 40.0, Color32::WHITE),
        ];
        let cells = Cells::of(&shapes, 1.0, size);
        let (whole, clear) = (cells.runs(Cover::Whole), cells.runs(Cover::Clear));
        assert_eq!(whole, [URect::new(32, 24, 56, 32)]);
        for run in &whole {
            assert!(clear.iter().all(|other| run.intersect(*other).is_empty()));
        }
        assert_eq!(area(&whole) + area(&clear), 88 * 48);
    }

    #[test]
    fn at_two_pixels_a_point_cells_are_as_fine() {
        let size = UVec2::new(200, 120);
        let cells = Cells::of(&[filled(0.0, 0.0, 100.0, 20.0, Color32::BLACK)], 2.0, size);
        assert_eq!(cells.runs(Cover::Whole), [URect::new(0, 0, 200, 32)]);
    }
}
