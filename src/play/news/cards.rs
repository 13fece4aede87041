//! Title cards: which happenings deserve one, in the words of the film, and which comes first when
//! there are more than can be shown.

use bighouse_sim::Prison;
use bighouse_sim::happening::{Happening, What, demands_in_words};
use bighouse_sim::ids::TileId;
use bighouse_sim::level::RoomUse;
use bighouse_sim::level::words::capital;
use bighouse_sim::prison::Topology;
use bighouse_sim::record::why;

use super::super::{Lens, dossier};

/// A card: white on ink, for what matters.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Card {
    /// Its one or two lines.
    pub lines: Vec<String>,
}

/// The card of a happening and its weight, if it has one.
pub(super) fn of(prison: &Prison, lens: &Lens, happening: &Happening) -> Option<(u8, Card)> {
    let world = prison.world();
    let place = |at: TileId| capital(&why::where_to(world, at));
    let who = || {
        let who = happening.who?;
        Some(dossier::title(prison, lens, who))
    };
    let (weight, lines) = match &happening.what {
        What::GuardsFellBack { .. } => (
            7,
            vec![format!("{} is in their hands.", place(happening.at?))],
        ),
        What::RoomTaken => {
            let at = happening.at?;
            let used_as = room_use(prison, at)?;
            let weight = weight_of(used_as)?;
            (weight, vec![format!("{} is in their hands.", place(at))])
        }
        What::RiotBegan { men } => (
            8,
            vec!["A riot.".into(), format!("{men} men hold their ground.")],
        ),
        What::FireSet => (7, vec![format!("{} burns.", place(happening.at?))]),
        What::HostageTaken { .. } => (5, vec![format!("{} is their hostage.", who()?)]),
        What::HostageKilled => (
            9,
            vec![format!("{}, a hostage,", who()?), "is dead.".into()],
        ),
        What::DemandsMade { demands } => (
            6,
            vec![
                "They say what they want:".into(),
                format!("{}.", demands_in_words(demands)),
            ],
        ),
        What::DemandsRefused => (7, vec!["The warden refuses.".into()]),
        What::DemandsMet { .. } => (7, vec!["The warden gives in.".into()]),
        What::DemandsStalled { .. } => (4, vec!["They are put off.".into()]),
        What::WaterCut => (5, vec!["No water.".into()]),
        What::LightCut => (5, vec!["No light.".into()]),
        What::TroopersCalled { .. } => (6, vec!["The state troopers are called.".into()]),
        What::TroopersArrived { .. } => (8, vec!["The state troopers are here.".into()]),
        What::StormBegan { .. } => (8, vec!["They go in.".into()]),
        What::StormBeatenBack => (8, vec!["They are driven out again.".into()]),
        What::WallBreached => (8, vec!["The wall is down.".into()]),
        What::ArmyCalled { .. } => (6, vec!["The army is called.".into()]),
        What::ArmyArrived { .. } => (9, vec!["The army has come.".into()]),
        What::RiotEnded { by } => (9, vec!["It is over,".into(), format!("by {}.", by.words())]),
        _ => return None,
    };
    Some((weight, Card { lines }))
}

fn room_use(prison: &Prison, at: TileId) -> Option<RoomUse> {
    let topology = prison.world().resource::<Topology>();
    Some(topology.room(topology.room_at(at)?).used_as)
}

/// How much it matters that the men take a room; `None` for the many that make no card.
fn weight_of(used_as: RoomUse) -> Option<u8> {
    match used_as {
        RoomUse::Armoury | RoomUse::Gatehouse => Some(7),
        RoomUse::KeyRoom | RoomUse::WardenOffice | RoomUse::WardenHouse => Some(5),
        RoomUse::CellHouse | RoomUse::MessHall | RoomUse::Yard => Some(4),
        RoomUse::Mill | RoomUse::Chapel | RoomUse::Hospital | RoomUse::Kitchen => Some(3),
        _ => None,
    }
}
