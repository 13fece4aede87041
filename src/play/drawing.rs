//! Works drawn by dragging: from the tile where the button went down to the one where it is let go. What
//! stops men is drawn as a line, or as the walls round a room; floors fill what lies between.

use bighouse_sim::ids::TileId;
use bighouse_sim::level::Tile;
use bighouse_sim::order::Order;

use super::lens::House;

/// Most tiles that are drawn at once.
pub const MOST: usize = 400;

/// Whether an order in hand is drawn by dragging, rather than given at one tile.
pub fn is_drawn(order: &Order) -> bool {
    matches!(order, Order::PlanWork { .. })
}

/// The tiles from one to another, in rows, for an order; at most [`MOST`].
pub fn tiles(house: House, order: &Order, from: TileId, to: TileId) -> Vec<TileId> {
    let Order::PlanWork { build, .. } = order else {
        return vec![to];
    };
    let fills = matches!(build, Tile::Floor(_));
    let width = house.width();
    let (x0, y0) = (from.0 % width, from.0 / width);
    let (x1, y1) = (to.0 % width, to.0 / width);
    let (left, right) = (x0.min(x1), x0.max(x1));
    let (top, bottom) = (y0.min(y1), y0.max(y1));
    let rows = (top..=bottom).flat_map(|y| (left..=right).map(move |x| (x, y)));
    let at_edge = |(x, y): &(u32, u32)| *x == left || *x == right || *y == top || *y == bottom;
    rows.filter(|tile| fills || at_edge(tile))
        .filter_map(|(x, y)| house.at(x as i32, y as i32))
        .take(MOST)
        .collect()
}

#[cfg(test)]
mod tests {
    use bighouse_sim::level::Floor;

    use super::super::{Table, library};
    use super::*;

    #[test]
    fn walls_are_drawn_round_a_room_and_floors_fill_it() {
        let level = library::level("cell_block", &[]).expect("a sound level");
        let table = Table::new(level, "cell_block", &[], 1);
        let house = table.lens().house(table.prison());
        let at = |x, y| house.at(x, y).expect("it lies on the map");
        let order = |build| Order::PlanWork {
            at: TileId(0),
            build,
        };
        let wall = order(Tile::Wall);
        assert_eq!(tiles(house, &wall, at(5, 5), at(5, 5)), [at(5, 5)]);
        let line = [at(5, 5), at(6, 5), at(7, 5)];
        assert_eq!(tiles(house, &wall, at(7, 5), at(5, 5)), line);
        assert_eq!(tiles(house, &wall, at(5, 5), at(8, 8)).len(), 12);
        let floor = order(Tile::Floor(Floor::Flags));
        assert_eq!(tiles(house, &floor, at(8, 8), at(5, 5)).len(), 16);
        assert_eq!(tiles(house, &floor, at(0, 0), at(40, 40)).len(), MOST);
    }
}
