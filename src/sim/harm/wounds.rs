//! Wounds: who is hurt lies where he fell, is brought to the hospital once nobody fights any more, and
//! dies there or gets well.

use bevy_ecs::prelude::*;
use serde::{Deserialize, Serialize};

use super::{Harm, Hurt};
use crate::clock::{DAY, HOUR, MINUTE};
use crate::conduct::{Activity, Bid, Deed, Source, Urgency};
use crate::due::DueKind;
use crate::happening::{CustodyFact, HarmFact, What};
use crate::ids::{HappeningId, PersonId, TileId};
use crate::level::{PlaceUse, RoomUse};
use crate::movement::Mode;
use crate::prison::Topology;
use crate::section::{Limits, Section};

/// How long somebody lies before he is looked after, and how often after that.
const LIES: u64 = 10 * MINUTE;
const LOOKED_AFTER: u64 = HOUR;
/// Days in the hospital.
const DAYS: std::ops::Range<u64> = 2..8;
/// Whoever is well leaves in the morning, seconds since midnight: the inner doors stand open then.
const LEAVES: u32 = 9 * 3600;

/// How far it has come.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
enum Stage {
    /// He lies where he fell.
    Fallen,
    /// He is on his way to the hospital, or there.
    InHospital,
}

/// Somebody who is hurt.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
struct Wound {
    person: PersonId,
    stage: Stage,
    /// How many of those who are hurt as he is die of it, of 10,000.
    dies: u32,
    /// When he is well.
    until: u64,
    /// The happening of it.
    cause: HappeningId,
}

/// Those who are hurt, in order.
#[derive(Resource, Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Wounds {
    list: Vec<Wound>,
}

impl Wounds {
    /// Who is hurt, in order.
    pub fn hurt(&self) -> impl Iterator<Item = PersonId> + '_ {
        self.list.iter().map(|wound| wound.person)
    }

    /// Whether somebody is hurt.
    pub fn is_hurt(&self, person: PersonId) -> bool {
        self.place_of(person).is_ok()
    }

    fn place_of(&self, person: PersonId) -> Result<usize, usize> {
        self.list
            .binary_search_by_key(&person, |wound| wound.person)
    }
}

impl Section for Wounds {
    const NAME: &'static str = "harm.wounds";
    const VERSION: u32 = 2;

    fn check(&self, limits: &Limits) -> Result<(), String> {
        let sound = self.list.is_sorted_by(|a, b| a.person < b.person)
            && self.list.iter().all(|wound| {
                wound.person.0 < limits.persons
                    && wound.dies <= 10_000
                    && limits.is_planned(wound.until)
                    && wound.cause.0 <= limits.happenings
            });
        if sound {
            Ok(())
        } else {
            Err("a wound is out of range".into())
        }
    }
}

impl Harm<'_> {
    /// Somebody falls, and is out of it; of 10,000 hurt as he is, some die of it.
    pub fn falls(&mut self, person: PersonId, dies: u32, cause: HappeningId) -> Hurt {
        let tick = self.clock.tick;
        let days = self.fate(person).on("lies for days").within(DAYS);
        let until = self.clock.next_at(tick + days * DAY, LEAVES);
        let wound = Wound {
            person,
            stage: Stage::Fallen,
            dies,
            until,
            cause,
        };
        match self.wounds.place_of(person) {
            Ok(place) => self.wounds.list[place] = wound,
            Err(place) => self.wounds.list.insert(place, wound),
        }
        let here = self.tile(person);
        self.lays(person, Deed::Wounded, here, cause);
        self.due.push(tick + LIES, DueKind::Wound, person, 0);
        Hurt {
            person,
            until: Some(until),
        }
    }

    /// Who is to be seen to in this tick.
    pub fn patients(&self) -> Vec<PersonId> {
        let due = self.due.now(DueKind::Wound);
        due.map(|due| due.subject).collect()
    }

    /// Sees to somebody who lies wounded, unless men hold the place: then nobody carries him off. Tells if
    /// he died.
    pub fn look_after(&mut self, person: PersonId, is_held: bool) -> Option<Hurt> {
        let place = self.wounds.place_of(person).ok()?;
        // The dead are not wounded, and those of other houses go home with their own.
        let is_gone = self.bodies.body(person).mode == Mode::Gone;
        if is_gone || self.roster.is_dead(person) {
            self.wounds.list.remove(place);
            return None;
        }
        let wound = self.wounds.list[place];
        if self.clock.tick >= wound.until {
            self.gets_well(place);
            return None;
        }
        match wound.stage {
            Stage::Fallen if is_held => {}
            Stage::Fallen => {
                if self.fate(person).on("dies of it").is(wound.dies, 10_000) {
                    self.wounds.list.remove(place);
                    return Some(self.kill(
                        person,
                        What::Harm(HarmFact::DiedOfWounds),
                        wound.cause,
                    ));
                }
                self.wounds.list[place].stage = Stage::InHospital;
                let bed = self.bed(person);
                self.carry_to_hospital(person, bed, wound.cause);
            }
            Stage::InHospital => {
                // Whoever was to help him there did not come.
                let doing = *self.conduct.doing(person);
                if !doing.there && !is_held {
                    self.carry_to_hospital(person, doing.activity.at, wound.cause);
                }
            }
        }
        let next = (self.clock.tick + LOOKED_AFTER).min(wound.until);
        self.due.push(next, DueKind::Wound, person, 0);
        None
    }

    /// He gets there as he can; an inmate has an officer with him, who opens the doors.
    fn carry_to_hospital(&mut self, person: PersonId, bed: TileId, cause: HappeningId) {
        if self.roster.is_inmate(person) {
            let what = What::Custody(CustodyFact::EscortCalled { to: bed });
            let tick = self.clock.tick;
            self.happenings
                .record(tick, what, Some(person), None, cause);
        } else {
            self.bodies.set_keys(person, true);
        }
        let bid = Bid {
            activity: Activity::new(Deed::Wounded, bed),
            urgency: Urgency::Helpless,
            cause,
        };
        self.conduct.bid(person, Source::Force, bid);
    }

    /// A bed of the hospital nobody has; where there is none, an inmate's own, and for others where
    /// officers fall back to.
    fn bed(&self, person: PersonId) -> TileId {
        let topology = self.topology;
        let taken = |tile: TileId| {
            let hurt = &mut self.wounds.hurt();
            hurt.any(|other| self.conduct.doing(other).activity.at == tile)
        };
        let cots = topology.places_for(PlaceUse::Cot).map(|place| place.tile);
        let floor = topology
            .rooms_for(RoomUse::Hospital)
            .flat_map(|(_, room)| room.tiles.iter().copied());
        cots.chain(floor)
            .find(|tile| !taken(*tile))
            .unwrap_or_else(|| match self.roster.is_inmate(person) {
                true => self.roster.of(person).berth,
                false => refuge(topology),
            })
    }

    fn gets_well(&mut self, place: usize) {
        let wound = self.wounds.list.remove(place);
        self.record(What::Harm(HarmFact::GotWell), wound.person, wound.cause);
        self.conduct.withdraw(wound.person, Source::Force);
    }
}

/// Where officers fall back to: a post at the gate, else the ground outside.
pub(crate) fn refuge(topology: &Topology) -> TileId {
    topology
        .places_for(PlaceUse::Post)
        .find(|place| topology.room(place.room).used_as == RoomUse::Gatehouse)
        .map(|place| place.tile)
        .or_else(|| {
            topology
                .rooms()
                .iter()
                .find(|room| room.used_as.is_outside())
                .and_then(|room| room.tiles.first().copied())
        })
        .unwrap_or_default()
}
