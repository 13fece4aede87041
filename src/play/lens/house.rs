//! The house as a seat knows it: its tiles as they were last seen, and the rooms, doors and lines of
//! sight that follow from those tiles. Who sees all knows the house as it stands.

use bighouse_sim::Prison;
use bighouse_sim::ids::TileId;
use bighouse_sim::level::{MapPlan, RoomUse, Tile};
use bighouse_sim::prison::{Grid, Topology, sight};

/// The house as the seat knows it.
#[derive(Clone, Copy, Debug)]
pub struct House<'a> {
    pub(in crate::play) grid: &'a Grid,
    pub(in crate::play) topology: &'a Topology,
}

impl<'a> House<'a> {
    /// The house as it stands.
    pub(in crate::play) fn as_it_stands(prison: &'a Prison) -> Self {
        let world = prison.world();
        Self {
            grid: world.resource::<Grid>(),
            topology: world.resource::<Topology>(),
        }
    }

    /// Width of the map, tiles.
    pub fn width(self) -> u32 {
        self.grid.width()
    }

    /// Height of the map, tiles.
    pub fn height(self) -> u32 {
        self.grid.height()
    }

    /// What stands on each tile, row by row.
    pub fn tiles(self) -> &'a [Tile] {
        self.grid.tiles()
    }

    /// Column and row of a tile.
    pub fn x_y(self, tile: TileId) -> (u32, u32) {
        self.grid.x_y(tile)
    }

    /// The tile at a column and row; `None` off the map.
    pub fn at(self, x: i32, y: i32) -> Option<TileId> {
        self.grid.at(x, y)
    }

    /// The tile under a point of the map, mm from its left and top edge.
    pub fn under(self, x: i32, y: i32) -> TileId {
        self.grid.under(x, y)
    }

    /// The middle of a tile, m from the map's left and top edge.
    pub fn middle(self, tile: TileId) -> (f32, f32) {
        let (x, y) = self.grid.x_y(tile);
        (x as f32 + 0.5, y as f32 + 0.5)
    }

    /// Whether one can walk on a tile: it is floor or a door.
    pub fn is_open(self, tile: TileId) -> bool {
        self.topology.is_open(tile)
    }

    /// Whether nothing stands between two tiles that stops sight and light.
    pub fn sees(self, one: TileId, other: TileId) -> bool {
        sight::sees(self.grid, self.topology, one, other)
    }

    /// How many rooms and how many doors there are: where the numbers are others, so are the rooms.
    pub fn rooms_and_doors(self) -> (usize, usize) {
        (self.topology.rooms().len(), self.topology.portals().len())
    }

    /// What the room of each tile is for, row by row: under furniture that of the floor beside it;
    /// `None` in walls and what else parts rooms.
    pub fn uses(self) -> Vec<Option<RoomUse>> {
        let (tiles, width) = (self.grid.tiles(), self.grid.width().max(1) as usize);
        let room = |index| self.topology.room_of(TileId::from_index(index));
        let mut uses: Vec<Option<RoomUse>> = (0..tiles.len())
            .map(|index| room(index).map(|room| self.topology.room(room).used_as))
            .collect();
        let mut bare: Vec<usize> = (0..tiles.len())
            .filter(|index| uses[*index].is_none() && !tiles[*index].bounds_room())
            .collect();
        // A tile at a time, from what lies beside it.
        while !bare.is_empty() {
            let before = bare.len();
            let mut found = Vec::new();
            bare.retain(|index| {
                let column = index % width;
                let beside = [
                    index.checked_sub(width),
                    (column > 0).then(|| index - 1),
                    (column + 1 < width).then_some(index + 1),
                    Some(index + width).filter(|below| *below < tiles.len()),
                ];
                let used = beside.into_iter().flatten().find_map(|other| uses[other]);
                found.extend(used.map(|used| (*index, used)));
                used.is_none()
            });
            for (index, used) in found {
                uses[index] = Some(used);
            }
            if bare.len() == before {
                break;
            }
        }
        uses
    }

    /// The doors: of each the tile that names it, and all its tiles.
    pub fn doors(self) -> impl Iterator<Item = (TileId, &'a [TileId])> {
        let portals = self.topology.portals().iter();
        portals.map(|portal| (portal.key(), portal.tiles.as_slice()))
    }
}

/// The house in the memory of a seat.
#[derive(Clone, Debug, Default)]
pub(super) struct Remembered {
    grid: Grid,
    topology: Topology,
}

impl Remembered {
    /// The house as it was planned: everybody knows that.
    pub fn as_planned(prison: &Prison) -> Self {
        let grid = prison.world().resource::<Grid>().as_planned();
        Self {
            topology: Topology::of(&grid),
            grid,
        }
    }

    /// The house that is remembered.
    pub fn house(&self) -> House<'_> {
        House {
            grid: &self.grid,
            topology: &self.topology,
        }
    }

    /// Remembers the tiles that are in sight as they are.
    pub fn see(&mut self, grid: &Grid, visible: &[bool]) {
        let seen =
            |(index, is_visible): (usize, &bool)| is_visible.then(|| (index, grid.tiles()[index]));
        let known = self.grid.tiles();
        let news: Vec<(usize, Tile)> = visible
            .iter()
            .enumerate()
            .filter_map(seen)
            .filter(|(index, tile)| known[*index] != *tile)
            .collect();
        if news.is_empty() {
            return;
        }
        let mut tiles = known.to_vec();
        for (index, tile) in news {
            tiles[index] = tile;
        }
        self.grid = Grid::of(&MapPlan {
            width: grid.width(),
            height: grid.height(),
            tiles,
            labels: grid.labels().to_vec(),
            ..MapPlan::default()
        });
        self.topology = Topology::of(&self.grid);
    }
}
