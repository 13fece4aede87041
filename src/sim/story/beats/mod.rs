//! Beats of the film: what is looked for, and what it must have come from.
//!
//! - this file: the table, what has been found, and looking
//! - `protest`: the protest over the food, the dungeon, the knife
//! - `uprising`: the warning, the break, the hostages, the army
//!
//! A detector reads happenings and remembers a few of them (`Clues`). Each names the persons of the film
//! by their keys in the cast and demands the cause the film has: without it, it stays silent. They
//! are always on, and cost nothing while nothing happens.

mod protest;
#[cfg(test)]
mod tests;
mod uprising;

use bevy_ecs::prelude::*;
use serde::{Deserialize, Serialize};

use super::Cast;
use crate::clock::Clock;
use crate::contraband::Items;
use crate::happening::{
    ContrabandFact, CustodyFact, DayFact, Happening, Happenings, HarmFact, HostageFact, ReliefFact,
    RiotFact, SearchFact, SiegeFact, UnrestFact, What,
};
use crate::ids::{HappeningId, ItemId, PersonId, TileId};
use crate::movement::Bodies;
use crate::prison::Topology;
use crate::section::{Limits, MOST_COUNTED, Section};

/// Something of the film that can come about.
pub struct Beat {
    /// What it is called, as in the list of the film's beats.
    pub id: &'static str,
    /// The message that says what happens.
    pub message: &'static str,
    /// Whether a happening is it.
    sees: fn(&Eye, &Clues, &Happening) -> bool,
}

/// All that is looked for. The order is the film's; new ones go to the end, since a save names them by
/// their places.
pub const BEATS: [Beat; 11] = [
    Beat {
        id: "food_protest",
        message: "beat-food-protest",
        sees: protest::food_protest,
    },
    Beat {
        id: "dungeon",
        message: "beat-dungeon",
        sees: protest::dungeon,
    },
    Beat {
        id: "knife_passed",
        message: "beat-knife-passed",
        sees: protest::knife_passed,
    },
    Beat {
        id: "forewarned",
        message: "beat-forewarned",
        sees: uprising::forewarned,
    },
    Beat {
        id: "prison_taken",
        message: "beat-prison-taken",
        sees: uprising::prison_taken,
    },
    Beat {
        id: "ultimatum",
        message: "beat-ultimatum",
        sees: uprising::ultimatum,
    },
    Beat {
        id: "hostage_killed",
        message: "beat-hostage-killed",
        sees: uprising::hostage_killed,
    },
    Beat {
        id: "army_tanks",
        message: "beat-army-tanks",
        sees: uprising::army_tanks,
    },
    Beat {
        id: "morgan_takes_gun",
        message: "beat-morgan-takes-gun",
        sees: uprising::morgan_takes_gun,
    },
    Beat {
        id: "hostages_locked_in",
        message: "beat-hostages-locked-in",
        sees: uprising::hostages_locked_in,
    },
    Beat {
        id: "kent_killed",
        message: "beat-kent-killed",
        sees: uprising::kent_killed,
    },
];

/// A beat that has come about.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct FoundBeat {
    /// Which, by its place in [`BEATS`].
    pub beat: u32,
    /// When.
    pub tick: u64,
    /// Its happening, whose cause is what it came from.
    pub happening: HappeningId,
}

/// What detectors remember of what has happened.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
struct Clues {
    /// Butch was led off, or was to be; until he is searched.
    led_off: Option<HappeningId>,
    /// What he has passed on since.
    handed: Vec<ItemId>,
    /// Whether Butch has stood up, or gone for somebody.
    began: bool,
    /// Whether the riot that goes on came of that, or he leads it since; and whether he leads it.
    his_riot: bool,
    /// See `his_riot`.
    he_leads: bool,
    /// Rooms taken in it.
    rooms: u32,
    /// Officers who are held.
    held: Vec<PersonId>,
    /// Who minds them.
    minder: Option<PersonId>,
    /// Whether the men were refused.
    refused: bool,
    /// Whether the army was called.
    army: bool,
    /// Whether the gates were broken.
    breached: bool,
}

/// No more things, and no more officers, are followed at once.
const MOST_HANDED: usize = 64;
const MOST_HELD: usize = 1_000;

/// What has come about, in the order in which it did.
#[derive(Resource, Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Beats {
    found: Vec<FoundBeat>,
    clues: Clues,
}

impl Beats {
    /// What has come about, in the order in which it did.
    pub fn found(&self) -> &[FoundBeat] {
        &self.found
    }

    fn has(&self, beat: usize) -> bool {
        self.found.iter().any(|found| found.beat as usize == beat)
    }
}

impl Section for Beats {
    const NAME: &'static str = "story.beats";
    const VERSION: u32 = 1;

    fn check(&self, limits: &Limits) -> Result<(), String> {
        let known = |id: HappeningId| id.0 <= limits.happenings;
        let sound = self.found.len() <= BEATS.len()
            && self.found.iter().all(|found| {
                (found.beat as usize) < BEATS.len()
                    && limits.is_past(found.tick)
                    && known(found.happening)
            })
            && self.clues.led_off.is_none_or(known)
            && self.clues.handed.len() <= MOST_HANDED
            && self.clues.minder.is_none_or(|who| who.0 < limits.persons)
            && self.clues.rooms <= MOST_COUNTED
            && self.clues.held.len() <= MOST_HELD
            && self.clues.held.iter().all(|who| who.0 < limits.persons);
        if sound {
            Ok(())
        } else {
            Err("a beat of the film is unknown, or still to come".into())
        }
    }
}

/// What detectors look with.
struct Eye<'a> {
    cast: &'a Cast,
    items: &'a Items,
    happenings: &'a Happenings,
    bodies: &'a Bodies,
    topology: &'a Topology,
}

impl Eye<'_> {
    /// Whether somebody is the one of the cast who goes by a key.
    fn is(&self, person: Option<PersonId>, key: &str) -> bool {
        person.is_some() && person == self.cast.of(key)
    }

    /// Whether somebody is in one of the two rooms that a door parts.
    fn is_behind(&self, person: PersonId, door: TileId) -> bool {
        let room = self.topology.room_at(self.bodies.body(person).tile);
        let portal = self.topology.portal_of(door);
        portal.is_some_and(|portal| {
            let rooms = self.topology.portal(portal).rooms;
            room.is_some_and(|room| rooms.contains(&room))
        })
    }

    /// Whether something a happening came from, or itself, is such.
    fn came_from(&self, happening: &Happening, is_such: impl Fn(&Happening) -> bool) -> bool {
        is_such(happening)
            || self
                .happenings
                .causes(happening.cause)
                .into_iter()
                .any(is_such)
    }
}

/// Looks at what happened in the last tick.
pub(super) fn look(
    clock: Res<Clock>,
    cast: Res<Cast>,
    items: Res<Items>,
    bodies: Res<Bodies>,
    topology: Res<Topology>,
    mut happenings: ResMut<Happenings>,
    mut beats: ResMut<Beats>,
) {
    let mut seen: Vec<(usize, HappeningId)> = Vec::new();
    let eye = Eye {
        cast: &cast,
        items: &items,
        happenings: &happenings,
        bodies: &bodies,
        topology: &topology,
    };
    for happening in happenings.last() {
        beats.clues.take(&eye, happening);
        for (place, beat) in BEATS.iter().enumerate() {
            let is_new = !beats.has(place) && seen.iter().all(|(other, _)| *other != place);
            if is_new && (beat.sees)(&eye, &beats.clues, happening) {
                seen.push((place, happening.id));
            }
        }
        beats.clues.take_later(happening);
    }
    for (place, cause) in seen {
        let (beat, tick) = (place as u32, clock.tick);
        let happening = happenings.record(
            tick,
            What::Day(DayFact::BeatCame { beat }),
            None,
            None,
            cause,
        );
        beats.found.push(FoundBeat {
            beat,
            tick,
            happening,
        });
    }
}

impl Clues {
    /// Notes what is over once it has been looked at.
    fn take_later(&mut self, happening: &Happening) {
        match happening.what {
            What::Relief(ReliefFact::GateBreached) => self.breached = true,
            What::Hostage(HostageFact::HostageKilled) | What::Harm(HarmFact::Killed { .. }) => {
                self.held.retain(|who| Some(*who) != happening.who);
            }
            _ => {}
        }
    }

    /// Notes what may matter later.
    fn take(&mut self, eye: &Eye, happening: &Happening) {
        match happening.what {
            What::Unrest(UnrestFact::Arrested { .. })
            | What::Custody(CustodyFact::EscortCalled { .. })
                if eye.is(happening.who, "butch") && self.led_off.is_none() =>
            {
                self.led_off = Some(happening.id);
            }
            What::Search(SearchFact::ManSearched { man, .. }) if eye.is(Some(man), "butch") => {
                self.led_off = None;
                self.handed.clear();
            }
            What::Contraband(ContrabandFact::ItemPassed { item, .. })
                if eye.is(happening.who, "butch")
                    && self.led_off.is_some()
                    && self.handed.len() < MOST_HANDED =>
            {
                self.handed.push(item);
            }
            What::Unrest(UnrestFact::StoodUp) | What::Harm(HarmFact::WentFor { .. }) => {
                self.began |= uprising::is_his_doing(eye, happening);
            }
            What::Riot(RiotFact::RiotBegan { .. }) => {
                let his = |cause: &Happening| uprising::is_his_doing(eye, cause);
                self.he_leads = eye.is(happening.who, "butch");
                self.his_riot = self.began && (self.he_leads || eye.came_from(happening, his));
            }
            What::Riot(RiotFact::RoomTaken) => {
                self.rooms = self.rooms.saturating_add(1).min(MOST_COUNTED)
            }
            What::Hostage(HostageFact::HostageTaken { .. }) if self.held.len() < MOST_HELD => {
                self.held.extend(happening.who);
            }
            What::Hostage(HostageFact::HostageFreed) => {
                self.held.retain(|who| Some(*who) != happening.who)
            }
            What::Hostage(HostageFact::HostagesMinded) => self.minder = happening.who,
            What::Siege(SiegeFact::DemandsRefused) => self.refused = true,
            What::Relief(ReliefFact::ArmyCalled { .. }) => self.army = true,
            What::Riot(RiotFact::RiotEnded { .. }) => {
                let (led_off, handed) = (self.led_off, std::mem::take(&mut self.handed));
                *self = Self {
                    led_off,
                    handed,
                    ..Self::default()
                };
            }
            _ => {}
        }
    }
}
