//! Spots: some tile of a room, by chance.

use super::{Grid, Topology};
use crate::chance::Event;
use crate::ids::{RoomId, TileId};

/// How often one is looked for within the bounds of the room, before all its tiles are gone through.
const TRIES: u32 = 40;

/// Some tile of a room. Another shape of the room changes it only for whoever's tile is no longer there.
pub(crate) fn some_spot(
    grid: &Grid,
    topology: &Topology,
    room: RoomId,
    event: Event,
) -> Option<TileId> {
    let (left, top, right, bottom) = topology.room(room).bounds;
    let tried = (0..TRIES).find_map(|nth| {
        let event = event.of(nth);
        let x = event.on("across").between((left, right + 1));
        let y = event.on("down").between((top, bottom + 1));
        let tile = grid.at(x as i32, y as i32)?;
        (topology.room_of(tile) == Some(room)).then_some(tile)
    });
    tried.or_else(|| event.pick(topology.room(room).tiles.iter().copied()))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::chance::{Chance, Purpose};
    use crate::prison::grid::drawn as map;

    #[test]
    fn a_spot_lies_in_the_room_and_stays_when_another_tile_is_built_over() {
        let before = ["########", "#......#", "#.####.#", "#.#  #.#", "########"];
        let after = ["########", "#......#", "#.####.#", "###  #.#", "########"];
        let ((grid, topology), (built, left)) = (map(&before), map(&after));
        let gone = grid.at(1, 3).expect("on the map");
        let room = topology.room_of(gone).expect("it is in a room");
        for nth in 0..200_u32 {
            let event = Chance { seed: 3 }.event(Purpose::Stroll, nth, 0);
            let spot = some_spot(&grid, &topology, room, event).expect("there is one");
            assert_eq!(topology.room_of(spot), Some(room));
            if spot != gone {
                let same = left
                    .room_of(spot)
                    .and_then(|room| some_spot(&built, &left, room, event));
                assert_eq!(same, Some(spot));
            }
        }
    }
}
