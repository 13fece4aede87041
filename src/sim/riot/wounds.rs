//! Wounds: who is hurt lies where he fell, is brought to the hospital once nobody fights any more, and
//! dies there or gets well.
//!
//! What a blow, a knife or a shot does is drawn; the odds are guesses. Of the hostages and rioters of
//! SCIENCE 4 far more were hurt than killed, and few of the hurt died afterwards.

use bevy_ecs::prelude::*;
use rand::RngExt;
use serde::{Deserialize, Serialize};

use super::Fray;
use crate::chance::Purpose;
use crate::clock::{DAY, HOUR, MINUTE};
use crate::conduct::{Deed, Source};
use crate::contraband::ItemKind;
use crate::due::DueKind;
use crate::happening::{CustodyFact, HarmFact, What};
use crate::ids::{HappeningId, PersonId, TileId};
use crate::level::{PlaceUse, RoomUse};
use crate::section::{Limits, Section};

/// Of a hundred, so many are killed and so many more wounded by bare hands, a knife, a shot.
const BARE: (u32, u32) = (1, 12);
const STABBED: (u32, u32) = (15, 60);
const SHOT: (u32, u32) = (35, 60);
/// Of a hundred wounded so many die in the end.
const DIE_OF_IT: u32 = 5;
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
    const NAME: &'static str = "riot.wounds";
    const VERSION: u32 = 1;

    fn check(&self, limits: &Limits) -> Result<(), String> {
        let sound = self.list.is_sorted_by(|a, b| a.person < b.person)
            && self.list.iter().all(|wound| {
                wound.person.0 < limits.persons
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

impl Fray<'_> {
    /// Somebody has the better of another: by what he has in his hand the other is dead, wounded or
    /// merely beaten.
    pub(super) fn hurt(&mut self, victim: PersonId, by: PersonId, cause: HappeningId) {
        self.strike(victim, by, self.harm(by), false, cause);
    }

    /// The same, but the other does not get up again.
    pub(super) fn strike_down(&mut self, victim: PersonId, by: PersonId, cause: HappeningId) {
        self.strike(victim, by, self.harm(by), true, cause);
    }

    /// Of a hundred, how many are killed and how many more wounded by what somebody has in his hand.
    pub(super) fn harm(&self, by: PersonId) -> (u32, u32) {
        match self.weapon(by) {
            Some(ItemKind::Gun) => SHOT,
            Some(_) => STABBED,
            None => BARE,
        }
    }

    pub(super) fn strike(
        &mut self,
        victim: PersonId,
        by: PersonId,
        (killed, wounded): (u32, u32),
        down: bool,
        cause: HappeningId,
    ) {
        let here = Some(self.tile(victim));
        let mut rng = self.wounding(victim);
        let draw = rng.random_range(0..100_u32);
        if draw < killed {
            let killed = self.record(
                What::Harm(HarmFact::Killed { by }),
                Some(victim),
                here,
                cause,
            );
            self.lose_life(victim, killed);
        } else if down || draw < killed + wounded {
            let wound = self.record(
                What::Harm(HarmFact::Wounded { by: Some(by) }),
                Some(victim),
                here,
                cause,
            );
            self.falls(victim, wound);
        }
    }

    pub(super) fn wounding(&self, person: PersonId) -> rand_pcg::Pcg32 {
        let chance = &self.temper.watch.chance;
        chance.stream(Purpose::Wounds, person, self.tick())
    }

    /// Somebody was killed by inmates: the riot that goes on counts him.
    pub(super) fn lose_life(&mut self, victim: PersonId, cause: HappeningId) {
        let is_inmate = self.temper.watch.roster.is_inmate(victim);
        if let Some(riot) = self.riots.now_mut() {
            let was_held = riot.hostages.contains(&victim);
            riot.hostages.retain(|hostage| *hostage != victim);
            riot.hostages_killed += u32::from(was_held);
            riot.staff_killed += u32::from(!is_inmate);
            riot.inmates_killed += u32::from(is_inmate);
        }
        self.die(victim, cause);
    }

    /// Somebody falls, and is out of it.
    pub(super) fn falls(&mut self, person: PersonId, cause: HappeningId) {
        let tick = self.tick();
        let days = self.wounding(person).random_range(DAYS);
        let clock = &self.temper.watch.travel.clock;
        let until = clock.next_at(tick + days * DAY, LEAVES);
        let wound = Wound {
            person,
            stage: Stage::Fallen,
            until,
            cause,
        };
        match self.wounds.place_of(person) {
            Ok(place) => self.wounds.list[place] = wound,
            Err(place) => self.wounds.list.insert(place, wound),
        }
        self.temper.watch.lose(person);
        self.drop_keys(person);
        self.temper.subdue(person, until);
        // Nobody walks who lies, whoever decides for him.
        let conduct = &mut self.temper.watch.conduct;
        conduct.withdraw(person, Source::Seat);
        let here = self.tile(person);
        self.bid(person, Deed::Wounded, here, cause);
        let due = &mut self.temper.watch.due;
        due.push(tick + LIES, DueKind::Wound, person, 0);
    }

    /// Sees to those who lie.
    pub(super) fn look_after_the_hurt(&mut self) {
        let due = self.temper.watch.due.now(DueKind::Wound);
        let hurt: Vec<PersonId> = due.map(|due| due.subject).collect();
        for person in hurt {
            let Ok(place) = self.wounds.place_of(person) else {
                continue;
            };
            // The dead are no wounded, and those of other houses go home with their own.
            let watch = &self.temper.watch;
            if !watch.is_there(person) {
                self.wounds.list.remove(place);
                continue;
            }
            let wound = self.wounds.list[place];
            if self.tick() >= wound.until {
                self.gets_well(place);
                continue;
            }
            let held = self.riots.now().is_some();
            match wound.stage {
                // Nobody carries him off while men hold the place.
                Stage::Fallen if held => {}
                Stage::Fallen => {
                    let mut rng = self.wounding(person);
                    if rng.random_range(0..100_u32) < DIE_OF_IT {
                        let here = Some(self.tile(person));
                        self.wounds.list.remove(place);
                        let died = self.record(
                            What::Harm(HarmFact::DiedOfWounds),
                            Some(person),
                            here,
                            wound.cause,
                        );
                        self.die(person, died);
                        continue;
                    }
                    self.wounds.list[place].stage = Stage::InHospital;
                    let bed = self.bed();
                    self.carry_to_hospital(person, bed, wound.cause);
                }
                Stage::InHospital => {
                    // Whoever was to help him there did not come.
                    let doing = *self.temper.watch.conduct.doing(person);
                    if !doing.there && !held {
                        self.carry_to_hospital(person, doing.activity.at, wound.cause);
                    }
                }
            }
            let next = (self.tick() + LOOKED_AFTER).min(wound.until);
            let due = &mut self.temper.watch.due;
            due.push(next, DueKind::Wound, person, 0);
        }
    }

    /// He gets there as he can; an inmate has an officer with him, who opens the doors.
    fn carry_to_hospital(&mut self, person: PersonId, bed: TileId, cause: HappeningId) {
        if self.temper.watch.roster.is_inmate(person) {
            let what = What::Custody(CustodyFact::EscortCalled { to: bed });
            self.record(what, Some(person), None, cause);
        } else {
            self.temper.watch.travel.bodies.set_keys(person, true);
        }
        self.bid(person, Deed::Wounded, bed, cause);
    }

    /// A bed of the hospital nobody has; else where officers fall back to.
    fn bed(&self) -> TileId {
        let topology = &self.temper.watch.travel.topology;
        let conduct = &self.temper.watch.conduct;
        let taken = |tile: TileId| {
            let hurt = &mut self.wounds.hurt();
            hurt.any(|other| conduct.doing(other).activity.at == tile)
        };
        let cots = topology.places_for(PlaceUse::Cot).map(|place| place.tile);
        let floor = topology
            .rooms_for(RoomUse::Hospital)
            .flat_map(|(_, room)| room.tiles.iter().copied());
        cots.chain(floor)
            .find(|tile| !taken(*tile))
            .unwrap_or_else(|| self.refuge())
    }

    fn gets_well(&mut self, place: usize) {
        let wound = self.wounds.list.remove(place);
        let here = Some(self.tile(wound.person));
        self.record(
            What::Harm(HarmFact::GotWell),
            Some(wound.person),
            here,
            wound.cause,
        );
        self.let_go(wound.person);
    }
}
