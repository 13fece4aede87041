//! What masons are to build, as a seat knows it.

use bighouse_sim::Prison;
use bighouse_sim::ids::TileId;
use bighouse_sim::level::Tile;
use bighouse_sim::prison::Works;

use super::Lens;
use crate::play::Seat;

/// One tile that is to be built or cleared.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Planned {
    /// Where.
    pub at: TileId,
    /// What is to stand there.
    pub build: Tile,
    /// When it will be done, ticks; none until masons are at it.
    pub done: Option<u64>,
}

/// All that is planned for who gave the order or sees all; for others what masons are at before their eyes.
pub(super) fn planned(prison: &Prison, lens: &Lens) -> Vec<Planned> {
    let knows_all = matches!(lens.seat(), Seat::Observer | Seat::Warden(_));
    let works = prison.world().resource::<Works>().planned();
    works
        .map(|(change, done)| Planned {
            at: change.at,
            build: change.to,
            done,
        })
        .filter(|planned| knows_all || (planned.done.is_some() && lens.sees_tile(planned.at)))
        .collect()
}
