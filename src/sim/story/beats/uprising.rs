//! Thanksgiving: the warning, the break, the hostages, the army.

use super::{Clues, Eye};
use crate::happening::{
    CustodyFact, DoorFact, Happening, HarmFact, HostageFact, ReliefFact, RiotFact, SiegeFact,
    UnrestFact, What,
};

/// This many rooms, cells not counted, are much of the inside; this many officers are several.
const MUCH: u32 = 10;
const SEVERAL: usize = 3;

/// Whether Butch did something of which a riot can come: he stood up, or went for somebody.
pub(super) fn is_his_doing(eye: &Eye, cause: &Happening) -> bool {
    let began = matches!(
        cause.what,
        What::Unrest(UnrestFact::StoodUp) | What::Harm(HarmFact::WentFor { .. })
    );
    began && eye.is(cause.who, "butch")
}

/// Officers draw arms because of what Kent told.
pub(super) fn forewarned(eye: &Eye, _: &Clues, happening: &Happening) -> bool {
    matches!(
        happening.what,
        What::Custody(CustodyFact::GuardsArmed { .. })
    ) && eye.came_from(happening, |cause| {
        matches!(cause.what, What::Custody(CustodyFact::Informed { .. }))
            && eye.is(cause.who, "kent")
    })
}

/// A riot that Butch began has much of the inside and several officers; the gate holds.
pub(super) fn prison_taken(_: &Eye, clues: &Clues, happening: &Happening) -> bool {
    let gains = matches!(
        happening.what,
        What::Riot(RiotFact::RiotBegan { .. })
            | What::Riot(RiotFact::RoomTaken)
            | What::Hostage(HostageFact::HostageTaken { .. })
    );
    gains && clues.his_riot && !clues.breached && clues.rooms >= MUCH && clues.held.len() >= SEVERAL
}

/// The men of his riot say what they want, and hold officers to get it; he speaks for them.
pub(super) fn ultimatum(eye: &Eye, clues: &Clues, happening: &Happening) -> bool {
    matches!(happening.what, What::Siege(SiegeFact::DemandsMade { .. }))
        && clues.his_riot
        && !clues.held.is_empty()
        && eye.is(happening.who, "butch")
}

/// They were refused, and the captain of the guard, whom they held, is killed by Butch or at his word.
pub(super) fn hostage_killed(eye: &Eye, clues: &Clues, happening: &Happening) -> bool {
    let by_him = match happening.what {
        What::Hostage(HostageFact::HostageKilled) => clues.he_leads,
        What::Harm(HarmFact::Killed { by }) => eye.is(Some(by), "butch"),
        What::Harm(HarmFact::DiedOfWounds) => {
            eye.came_from(happening, |cause| is_his_doing(eye, cause))
        }
        _ => false,
    };
    by_him
        && clues.his_riot
        && clues.refused
        && eye.is(happening.who, "wallace")
        && happening.who.is_some_and(|who| clues.held.contains(&who))
}

/// The army was called because of his riot, and its tanks break the gates.
pub(super) fn army_tanks(_: &Eye, clues: &Clues, happening: &Happening) -> bool {
    matches!(happening.what, What::Relief(ReliefFact::GateBreached)) && clues.his_riot && clues.army
}

/// Morgan takes his weapon from whoever minds the officers.
pub(super) fn morgan_takes_gun(eye: &Eye, clues: &Clues, happening: &Happening) -> bool {
    matches!(happening.what, What::Harm(HarmFact::Disarmed { of, .. }) if clues.minder == Some(of))
        && clues.his_riot
        && !clues.held.is_empty()
        && eye.is(happening.who, "morgan")
}

/// Morgan locks a door on the officers who are held.
pub(super) fn hostages_locked_in(eye: &Eye, clues: &Clues, happening: &Happening) -> bool {
    let locks = matches!(happening.what, What::Door(DoorFact::DoorLocked))
        && eye.is(happening.who, "morgan");
    let Some(door) = happening.at.filter(|_| locks && clues.his_riot) else {
        return false;
    };
    clues
        .held
        .iter()
        .any(|officer| eye.is_behind(*officer, door))
}

/// Kent is shot while the prison is taken back, and nobody meant him.
pub(super) fn kent_killed(eye: &Eye, clues: &Clues, happening: &Happening) -> bool {
    let dies = matches!(
        happening.what,
        What::Harm(HarmFact::ShotDead)
            | What::Harm(HarmFact::DiedOfWounds)
            | What::Harm(HarmFact::Killed { .. })
    );
    dies && clues.his_riot && clues.army && eye.is(happening.who, "kent")
}
