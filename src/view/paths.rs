//! Where the ground outdoors is worn by walking: from each door to those near it, by the way that is
//! already worn where that is no great detour.
//!
//! Pure. It follows from the plan alone, not from who walked: what seats may not know, it does not tell.

use std::cmp::Reverse;
use std::collections::BinaryHeap;

use bighouse_sim::level::Tile;

use super::noise::thrown;
use super::shade::Plan;
use super::wear::WearField;

/// To how many doors one walks from each, and how far at most, tenths of a metre.
const DOORS: usize = 9;
const FARTHEST: u32 = 1500;
/// What a step straight and aslant costs, tenths of a metre.
const STEPS: [(i32, i32, u32); 8] = [
    (0, -1, 10),
    (1, 0, 10),
    (0, 1, 10),
    (-1, 0, 10),
    (1, -1, 14),
    (1, 1, 14),
    (-1, 1, 14),
    (-1, -1, 14),
];

/// How much each tile outdoors is walked on, 0 to 1.
pub(super) fn paths(plan: &Plan) -> WearField {
    let doors: Vec<usize> = (0..plan.tiles.len())
        .filter(|index| plan.tiles[*index].door().is_some())
        .filter(|index| STEPS[..4].iter().any(|step| is_ground(plan, *index, step)))
        .filter(|index| !is_second(plan, *index))
        .collect();
    let mut worn = vec![0u32; plan.tiles.len()];
    for door in &doors {
        walk(plan, *door, &mut worn);
    }
    let most = 3.0;
    WearField::of(plan, |index| (worn[index] as f32 / most).min(1.0)).softened(1)
}

fn is_ground(plan: &Plan, from: usize, (dx, dy, _): &(i32, i32, u32)) -> bool {
    let at = plan.at(from);
    plan.index(at.x + dx, at.y + dy).is_some_and(|index| {
        plan.open[index] && matches!(plan.tiles[index], Tile::Floor(_) | Tile::Lamp | Tile::Post)
    })
}

/// Whether a door tile lies right of or below another of the same door.
fn is_second(plan: &Plan, index: usize) -> bool {
    let at = plan.at(index);
    let same = |x, y| {
        plan.index(x, y)
            .is_some_and(|other| plan.tiles[other] == plan.tiles[index])
    };
    same(at.x - 1, at.y) || same(at.x, at.y - 1)
}

/// Walks from a door to those nearest to it, and wears the way.
fn walk(plan: &Plan, from: usize, worn: &mut [u32]) {
    let mut cost = vec![u32::MAX; plan.tiles.len()];
    let mut back = vec![usize::MAX; plan.tiles.len()];
    let mut next = BinaryHeap::from([(Reverse(0u32), from)]);
    cost[from] = 0;
    let mut found = Vec::new();
    while let Some((Reverse(so_far), index)) = next.pop() {
        if so_far > cost[index] {
            continue;
        }
        if index != from && plan.tiles[index].door().is_some() {
            found.push(index);
            if found.len() == DOORS {
                break;
            }
            // Beyond a gate in a fence one goes on under the sky.
            if !plan.open[index] {
                continue;
            }
        }
        let at = plan.at(index);
        for (dx, dy, length) in STEPS {
            let Some(other) = plan.index(at.x + dx, at.y + dy) else {
                continue;
            };
            let is_door = plan.tiles[other].door().is_some() && dx * dy == 0;
            if !is_door && !is_ground(plan, index, &(dx, dy, length)) {
                continue;
            }
            let edges = [(dx, 0), (0, dy)];
            let is_corner = dx * dy != 0
                && !edges
                    .iter()
                    .all(|(dx, dy)| is_ground(plan, index, &(*dx, *dy, 0)));
            if is_corner {
                continue;
            }
            // One keeps off walls, and walks no straighter than ground and habit have it.
            let place = plan.at(other);
            let by_wall = STEPS[..4].iter().any(|step| !is_ground(plan, other, step));
            let whim = (thrown(place.x / 3, place.y / 3, 61) * 5.0) as u32;
            let habit = 6 - worn[other].min(3) * 2;
            let total = so_far + length + whim + habit + if by_wall { 8 } else { 0 };
            if total < cost[other] && total < FARTHEST * 2 {
                (cost[other], back[other]) = (total, index);
                next.push((Reverse(total), other));
            }
        }
    }
    for goal in found {
        let mut at = back[goal];
        while at != from && at != usize::MAX {
            worn[at] += 1;
            at = back[at];
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use bighouse_sim::level::Floor;

    #[test]
    fn a_path_is_worn_between_two_doors_and_not_far_from_it() {
        let (width, height) = (30, 15);
        let mut tiles = vec![Tile::Floor(Floor::Cinders); width * height];
        for x in 0..width {
            tiles[x] = Tile::Wall;
            tiles[(height - 1) * width + x] = Tile::Wall;
        }
        tiles[10] = Tile::Door;
        tiles[(height - 1) * width + 12] = Tile::Door;
        let open = tiles
            .iter()
            .map(|tile| matches!(tile, Tile::Floor(_)))
            .collect();
        let plan = Plan {
            width: width as u32,
            height: height as u32,
            floors: &vec![Floor::Cinders; width * height],
            uses: vec![None; width * height],
            open,
            tiles: &tiles,
        };
        let found = paths(&plan);
        let across: f32 = (5..18)
            .map(|x| found.read(bevy::prelude::Vec2::new(x as f32, 7.5)))
            .sum();
        let far: f32 = (24..29)
            .map(|x| found.read(bevy::prelude::Vec2::new(x as f32, 7.5)))
            .sum();
        assert!(across > 0.2 && far == 0.0, "{across} and {far}");
    }
}
