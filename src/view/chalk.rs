//! What is marked on the ground of yards: a ball field, a ball court, lines to fall in on, and benches along
//! the fence. Drawings only: nothing of it stands in anybody's way.
//!
//! Pure. Each yard is marked in the largest clear rectangle that it has, as far as there is room.

use bevy::prelude::*;
use bighouse_sim::level::{RoomUse, Tile};

use super::noise::smooth;
use super::shade::{NEUTRAL, Plan};

/// The value of chalk on the ground, as what its colour is multiplied with, and how much it covers.
const CHALK: f32 = 1.62;
const COVERS: f32 = 0.62;
/// Breadth of a line, m.
const LINE: f32 = 0.16;
/// Side of the ball field's square, and of the worn ground about it, m.
const BASES: f32 = 18.0;
const INFIELD: f32 = 27.0;
/// Half the length and breadth of the ball court, m.
const COURT: Vec2 = Vec2::new(13.0, 7.5);

/// The sheet that is drawn on.
struct Board<'a> {
    wear: &'a mut [u8],
    columns: u32,
    rows: u32,
    fine: f32,
}

impl Board<'_> {
    /// Covers what a shape covers within a box with a value: how much, the shape says for each point.
    fn cover(&mut self, within: Rect, value: f32, shape: impl Fn(Vec2) -> f32) {
        let texel = |m: f32, most: u32| ((m * self.fine).max(0.0) as u32).min(most);
        let (left, right) = (
            texel(within.min.x, self.columns),
            texel(within.max.x + 1.0, self.columns),
        );
        let (top, bottom) = (
            texel(within.min.y, self.rows),
            texel(within.max.y + 1.0, self.rows),
        );
        for y in top..bottom {
            for x in left..right {
                let at = (Vec2::new(x as f32, y as f32) + 0.5) / self.fine;
                let covers = shape(at).clamp(0.0, 1.0);
                if covers > 0.0 {
                    let texel = &mut self.wear[(y * self.columns + x) as usize];
                    let mixed = *texel as f32 + (value * NEUTRAL - *texel as f32) * covers;
                    *texel = mixed as u8;
                }
            }
        }
    }

    /// A line of chalk along all points that lie so far from something, scuffed here and there.
    fn line(&mut self, within: Rect, off: impl Fn(Vec2) -> f32) {
        self.cover(within.inflate(LINE), CHALK, |at| {
            let edge = (LINE / 2.0 + 0.06 - off(at).abs()) / 0.12;
            let scuffed = 0.55 + 0.7 * smooth(at / 1.1, 71);
            COVERS * edge.clamp(0.0, 1.0) * scuffed
        });
    }

    fn stroke(&mut self, from: Vec2, to: Vec2) {
        let within = Rect::from_corners(from, to);
        self.line(within, |at| off_stroke(at, from, to));
    }

    fn frame(&mut self, frame: Rect) {
        let (a, c) = (frame.min, frame.max);
        let (b, d) = (Vec2::new(c.x, a.y), Vec2::new(a.x, c.y));
        for (from, to) in [(a, b), (b, c), (c, d), (d, a)] {
            self.stroke(from, to);
        }
    }

    fn ring(&mut self, middle: Vec2, radius: f32) {
        let within = Rect::from_center_half_size(middle, Vec2::splat(radius));
        self.line(within, |at| at.distance(middle) - radius);
    }

    /// Something dark and small that stands, with a short shadow.
    fn stub(&mut self, at: Vec2, half: Vec2) {
        let solid = Rect::from_center_half_size(at, half);
        let shadow = Rect::from_corners(solid.min + 0.15, solid.max + Vec2::new(0.3, 0.45));
        self.cover(shadow, 0.62, |at| f32::from(shadow.contains(at)) * 0.7);
        self.cover(solid, 0.30, |at| f32::from(solid.contains(at)));
        let top = solid.inflate(-0.12);
        self.cover(top, 1.35, |at| f32::from(top.contains(at)));
    }
}

fn off_stroke(at: Vec2, from: Vec2, to: Vec2) -> f32 {
    let way = to - from;
    let along = ((at - from).dot(way) / way.length_squared()).clamp(0.0, 1.0);
    at.distance(from + way * along)
}

/// Marks the yards of a map, so many texels to the metre.
pub(super) fn draw(plan: &Plan, fine: u32, wear: &mut [u8]) {
    let mut board = Board {
        wear,
        columns: plan.width * fine,
        rows: plan.height * fine,
        fine: fine as f32,
    };
    let Some(yard) = clearing(plan) else {
        return;
    };
    let yard = yard.inflate(-2.0);
    let size = yard.size();
    if size.x > 90.0 && size.y > 40.0 {
        track(&mut board, yard.inflate(-2.5));
        field(
            &mut board,
            Vec2::new(yard.min.x + size.x * 0.30, yard.max.y - 3.0),
            size.y - 7.0,
        );
        court(
            &mut board,
            Vec2::new(yard.min.x + size.x * 0.79, yard.max.y - COURT.y - 6.0),
        );
        falling_in(
            &mut board,
            Rect::new(
                yard.min.x + size.x * 0.60,
                yard.min.y + 3.0,
                yard.max.x - 4.0,
                yard.min.y + 18.0,
            ),
        );
    } else if size.x > 2.0 * COURT.x + 2.0 && size.y > 2.0 * COURT.y + 2.0 {
        court(&mut board, yard.center());
    }
    // Benches stand along the far side.
    let mut x = yard.min.x + 3.0;
    while x + 3.0 < yard.max.x {
        board.stub(Vec2::new(x + 1.5, yard.max.y + 1.1), Vec2::new(1.4, 0.24));
        x += 9.0;
    }
}

/// The track that men have trodden who walk round and round.
fn track(board: &mut Board, round: Rect) {
    let (middle, half) = (round.center(), round.half_size());
    let corner = half.min_element() * 0.7;
    board.cover(round.inflate(3.0), 1.22, |at| {
        let ragged = (smooth(at / 2.4, 74) - 0.5) * 1.6 + (smooth(at / 14.0, 75) - 0.5) * 1.6;
        let off = (at - middle).abs() - (half - corner);
        let off = off.max(Vec2::ZERO).length() + off.max_element().min(0.0) - corner;
        let scuffed = 0.55 + 0.6 * smooth(at / 1.5, 76);
        0.62 * scuffed * ((1.5 - (off + ragged).abs()) / 1.1).clamp(0.0, 1.0)
    });
}

/// A ball field with its home at the lower end, as deep as there is room.
fn field(board: &mut Board, home: Vec2, deep: f32) {
    let (left, right) = (
        Vec2::new(-1.0, -1.0).normalize(),
        Vec2::new(1.0, -1.0).normalize(),
    );
    let second = home + (left + right) * BASES;
    // The worn ground of the infield, and about the plate.
    let within = Rect::from_center_half_size(home, Vec2::splat(INFIELD + 4.0));
    board.cover(within, 1.20, |at| {
        let to = at - home;
        let ragged = (smooth(at / 2.0, 72) - 0.5) * 3.0;
        let is_between = to.dot(left) > -1.5 && to.dot(right) > -1.5;
        let dirt = f32::from(is_between) * (INFIELD + ragged - to.length()) / 1.5;
        let plate = (2.6 + ragged * 0.4 - to.length()) / 0.8;
        // The square within the paths between the bases is less trodden.
        let inner = f32::from(
            to.dot(left).min(to.dot(right)) > 1.6 && to.dot(left).max(to.dot(right)) < BASES - 1.6,
        );
        0.55 * dirt.max(plate).clamp(0.0, 1.0) * (1.0 - 0.8 * inner)
    });
    let reach = deep.min(46.0) / left.y.abs();
    board.stroke(home, home + left * reach.min(52.0));
    board.stroke(home, home + right * reach.min(52.0));
    board.stroke(home + left * BASES, second);
    board.stroke(home + right * BASES, second);
    board.ring(home - Vec2::new(0.0, BASES * 0.68), 1.3);
    for base in [home, home + left * BASES, second, home + right * BASES] {
        let plate = Rect::from_center_half_size(base, Vec2::splat(0.35));
        board.cover(plate, 1.9, |at| f32::from(plate.contains(at)) * 0.9);
    }
}

/// A ball court, its length from west to east, with a post at each end.
fn court(board: &mut Board, middle: Vec2) {
    let frame = Rect::from_center_half_size(middle, COURT);
    board.cover(frame.inflate(2.0), 1.10, |at| {
        let ragged = (smooth(at / 1.6, 73) - 0.5) * 2.0;
        let off = (at - middle).abs() - COURT - ragged;
        0.6 * (0.6 - off.max_element()).clamp(0.0, 1.0)
    });
    board.frame(frame);
    board.stroke(
        middle - Vec2::new(0.0, COURT.y),
        middle + Vec2::new(0.0, COURT.y),
    );
    board.ring(middle, 1.8);
    for side in [-1.0, 1.0] {
        let end = middle + Vec2::new(side * COURT.x, 0.0);
        let key = Rect::from_corners(end - Vec2::new(0.0, 2.4), end + Vec2::new(-side * 5.0, 2.4));
        board.frame(key);
        board.ring(end - Vec2::new(side * 5.0, 0.0), 1.8);
        board.stub(end + Vec2::new(side * 0.5, 0.0), Vec2::new(0.25, 0.9));
    }
}

/// Lines on which files fall in, with a tick every two metres.
fn falling_in(board: &mut Board, within: Rect) {
    let mut y = within.min.y;
    while y <= within.max.y {
        board.stroke(Vec2::new(within.min.x, y), Vec2::new(within.max.x, y));
        let mut x = within.min.x;
        while x <= within.max.x {
            board.stroke(Vec2::new(x, y - 0.35), Vec2::new(x, y + 0.35));
            x += 4.0;
        }
        y += 3.0;
    }
}

/// The largest rectangle of bare ground in the yards, m.
fn clearing(plan: &Plan) -> Option<Rect> {
    let (width, height) = (plan.width as usize, plan.height as usize);
    let mut depth = vec![0usize; width];
    let mut best = (0, Rect::default());
    for y in 0..height {
        for (x, depth) in depth.iter_mut().enumerate() {
            let index = y * width + x;
            let bare = matches!(
                plan.tiles[index],
                Tile::Floor(_) | Tile::Lamp | Tile::Post | Tile::WorkSpot
            );
            let is_yard = plan.uses[index] == Some(RoomUse::Yard) && plan.open[index];
            *depth = if bare && is_yard { *depth + 1 } else { 0 };
        }
        // For each column the widest rectangle as deep as the ground is there.
        let mut rising: Vec<(usize, usize)> = Vec::new();
        for x in 0..=width {
            let deep = depth.get(x).copied().unwrap_or(0);
            let mut start = x;
            while let Some((from, deeper)) = rising.last().copied().filter(|(_, d)| *d > deep) {
                rising.pop();
                start = from;
                let area = (x - from) * deeper;
                if area > best.0 {
                    let rect = Rect::new(
                        from as f32,
                        (y + 1 - deeper) as f32,
                        x as f32,
                        (y + 1) as f32,
                    );
                    best = (area, rect);
                }
            }
            if rising.last().is_none_or(|(_, d)| *d < deep) {
                rising.push((start, deep));
            }
        }
    }
    (best.0 > 0).then_some(best.1)
}
