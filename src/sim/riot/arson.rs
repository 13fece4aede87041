//! Arson: rooms that rioters set on fire, who gets out of them, and who puts it out.
//!
//! At Auburn in July 1929 six buildings burned in five hours (SCIENCE 4). It is done by the most violent,
//! where few of their own stand in the way; nobody burns the room in which the hostages are kept or men lie
//! wounded. Whoever can walk gets out of a room that burns. How fast it goes, and what smoke does to those
//! who stay, are guesses.

use rand::RngExt;

use super::{Fray, Riot};
use crate::chance::Purpose;
use crate::clock::{MINUTE, seconds};
use crate::conduct::{Deed, Source};
use crate::due::DueKind;
use crate::happening::{FireFact, SeatFact, What};
use crate::ids::{HappeningId, PersonId, RoomId, TileId};
use crate::movement::Mode;
use crate::prison::fire::{Fire, has_fuel};
use crate::prison::{Fires, Topology};

/// Whoever is at least so violent may set fire, basis points.
const FIRE_RAISER: i32 = 8_000;
/// He does so once in so many steps of ten seconds: in two and a half hours.
const SELDOM: u32 = 900;
/// More of his own than this do not let him.
const TOO_MANY: usize = 30;
/// Minutes that a fire burns if nobody puts it out.
const BURNS: std::ops::Range<u64> = 60..150;
/// How long officers or firemen need for it, once they are let in.
const HOSED: u64 = 15 * MINUTE;
/// Between two looks at what burns.
const LOOKS: u64 = seconds(10);
/// A strength from which one leaves, and from which smoke does harm, per cent.
const FLED: u32 = 5;
const HARMS: u32 = 50;
/// One in so many of those in thick smoke falls in ten seconds; and of those who lie in it dies.
const FALLS: u32 = 60;
const DIES: u32 = 90;

/// Why nobody can set fire at a place.
pub(super) fn why_not(
    topology: &Topology,
    fires: &Fires,
    at: TileId,
    tick: u64,
) -> Option<&'static str> {
    match topology.room_at(at) {
        Some(room) if fires.in_room(topology, room, tick).is_some() => Some("it burns already"),
        Some(room) if has_fuel(topology.room(room).used_as) => None,
        _ => Some("there is nothing that would burn"),
    }
}

impl Fray<'_> {
    /// Those who would set fire now and then do.
    pub(super) fn raise_fires(&mut self, riot: &Riot) {
        let tick = self.tick();
        for man in self.rioters() {
            if self.violence(man) < FIRE_RAISER || self.temper.watch.conduct.is_led(man) {
                continue;
            }
            let chance = &self.temper.watch.chance;
            let mut rng = chance.stream(Purpose::Arson, man, tick);
            if rng.random_range(0..SELDOM) > 0 {
                continue;
            }
            let watch = &self.temper.watch;
            let here = self.tile(man);
            let held = riot.ward.keep.and_then(|keep| self.room_at(keep));
            if why_not(&watch.travel.topology, &watch.fires, here, tick).is_none()
                && (held.is_none() || held != self.room_of(man))
                && self.is_kept_from_it(man).is_none()
            {
                self.set_fire(man, Self::why(riot));
            }
        }
    }

    /// Why those about him would not let a man set fire where he is, and he himself would not.
    fn is_kept_from_it(&self, man: PersonId) -> Option<&'static str> {
        let inside = self.inside(self.room_of(man)?);
        let conduct = &self.temper.watch.conduct;
        if inside.iter().any(|other| conduct.is_helpless(*other)) {
            return Some("there are men in it who could not get out");
        }
        (inside.len() > TOO_MANY).then_some("too many others were there, and would not let him")
    }

    /// A man who leads himself would set fire; what keeps him from it shows now.
    pub(super) fn means_to_set_fire(&mut self, man: PersonId) {
        let cause = self.riots.now().map_or(HappeningId::NONE, Self::why);
        match self.is_kept_from_it(man) {
            None => self.set_fire(man, cause),
            Some(why) => {
                let (why, here) = (why.to_owned(), self.tile(man));
                self.record(
                    What::Seat(SeatFact::OrderFailed { why }),
                    Some(man),
                    Some(here),
                    cause,
                );
            }
        }
    }

    /// A man sets fire to the room he is in.
    fn set_fire(&mut self, man: PersonId, cause: HappeningId) {
        let (tick, seat) = (self.tick(), self.tile(man));
        let Some(place) = self
            .room_of(man)
            .and_then(|room| self.temper.place_of(room))
        else {
            return;
        };
        let cause = self.record(What::Fire(FireFact::FireSet), Some(man), Some(seat), cause);
        let chance = &self.temper.watch.chance;
        let minutes = chance
            .stream(Purpose::Arson, PersonId(place.0), tick)
            .random_range(BURNS);
        let watch = &mut self.temper.watch;
        // All fires are looked at together: what is due at the same tick already is due once.
        let next = (tick / LOOKS + 1) * LOOKS;
        watch.due.push(next, DueKind::Fire, PersonId(0), 0);
        watch.fires.forget(tick);
        watch.fires.set(Fire {
            place,
            seat,
            began: tick,
            ends: tick + minutes * MINUTE,
            cause,
        });
    }

    /// What burns goes on burning: who can gets out, who can not may die of it; where no rioter keeps them
    /// out, it is put out.
    pub(super) fn burn(&mut self) {
        let tick = self.tick();
        let watch = &mut self.temper.watch;
        if watch.due.now(DueKind::Fire).next().is_none() {
            return;
        }
        // The last look is when it is out.
        let fires: Vec<Fire> = watch
            .fires
            .burning(tick.saturating_sub(LOOKS))
            .copied()
            .collect();
        if fires.iter().any(|fire| fire.burns(tick)) {
            watch.due.push(tick + LOOKS, DueKind::Fire, PersonId(0), 0);
        }
        for fire in fires {
            let Some(room) = self.room_at(fire.place) else {
                continue;
            };
            if !fire.burns(tick) {
                self.record(
                    What::Fire(FireFact::FireOut),
                    None,
                    Some(fire.place),
                    fire.cause,
                );
                continue;
            }
            let inside = self.inside(room);
            self.drive_out(room, &fire, &inside);
            self.smother(&fire, &inside);
            let kept_out = self.rooms_of_rioters().contains(&room)
                || self
                    .riots
                    .now()
                    .is_some_and(|riot| self.held(riot).contains(&room));
            if !kept_out {
                let fires = &mut self.temper.watch.fires;
                for burning in fires
                    .burning_mut(tick)
                    .filter(|other| other.place == fire.place)
                {
                    burning.ends = burning.ends.min(tick + HOSED);
                }
            }
        }
        let burning = self.temper.watch.fires.burning(tick);
        let burns: Vec<HappeningId> = burning.map(|fire| fire.cause).collect();
        self.come_to_rest(&burns);
    }

    fn inside(&self, room: RoomId) -> Vec<PersonId> {
        let watch = &self.temper.watch;
        let topology = &watch.travel.topology;
        watch
            .travel
            .bodies
            .iter()
            .filter(|(_, body)| body.mode != Mode::Gone)
            .filter(|(_, body)| topology.room_at(body.tile) == Some(room))
            .map(|(person, _)| person)
            .filter(|person| !watch.roster.is_dead(*person))
            .collect()
    }

    /// Whoever can walk gets out by the nearest door that is open to him.
    fn drive_out(&mut self, room: RoomId, fire: &Fire, inside: &[PersonId]) {
        if fire.strength(self.tick()) < FLED {
            return;
        }
        let travel = &self.temper.watch.travel;
        let ways: Vec<TileId> = travel
            .topology
            .room(room)
            .portals
            .iter()
            .filter(|portal| !travel.doors.is_locked(**portal))
            .filter_map(|portal| {
                let portal = travel.topology.portal(*portal);
                portal.approach[1 - portal.side(room)?].first().copied()
            })
            .collect();
        for person in inside.iter().copied() {
            let watch = &self.temper.watch;
            let deed = watch.conduct.doing(person).activity.deed;
            if watch.conduct.is_helpless(person)
                || watch.conduct.is_kept(person)
                || watch.conduct.is_led(person)
                || matches!(deed, Deed::Flee | Deed::Storm | Deed::FallBack)
            {
                continue;
            }
            let here = self.tile(person);
            let way = ways
                .iter()
                .min_by_key(|way| (self.distance(here, **way), **way));
            if let Some(way) = way {
                self.bid(person, Deed::Flee, *way, fire.cause);
            }
        }
    }

    /// Who is out stays there until it is out too; rioters have other things to do.
    fn come_to_rest(&mut self, burns: &[HappeningId]) {
        let watch = &self.temper.watch;
        let fled: Vec<PersonId> = watch
            .travel
            .bodies
            .iter()
            .map(|(person, _)| person)
            .filter(|person| {
                let bid = watch.conduct.bid_of(*person, Source::Riot);
                bid.is_some_and(|bid| {
                    bid.activity.deed == Deed::Flee && !burns.contains(&bid.cause)
                })
            })
            .collect();
        for person in fled {
            self.let_go(person);
        }
    }

    /// Smoke fells who stays, and kills some of those who lie in it.
    fn smother(&mut self, fire: &Fire, inside: &[PersonId]) {
        if fire.strength(self.tick()) < HARMS {
            return;
        }
        for person in inside.iter().copied() {
            let lies = self.wounds.is_hurt(person);
            let odds = if lies { DIES } else { FALLS };
            let chance = &self.temper.watch.chance;
            let mut rng = chance.stream(Purpose::Smoke, person, self.tick());
            if rng.random_range(0..odds) > 0 {
                continue;
            }
            let here = Some(self.tile(person));
            if lies {
                let died = self.record(
                    What::Fire(FireFact::Suffocated),
                    Some(person),
                    here,
                    fire.cause,
                );
                self.lose_life(person, died);
            } else {
                let felled = self.record(
                    What::Fire(FireFact::Overcome),
                    Some(person),
                    here,
                    fire.cause,
                );
                self.falls(person, felled);
            }
        }
    }

    /// Rooms of those held in which one can stay.
    pub(super) fn do_not_burn(&self, rooms: Vec<RoomId>) -> Vec<RoomId> {
        let tick = self.tick();
        let watch = &self.temper.watch;
        let topology = &watch.travel.topology;
        rooms
            .into_iter()
            .filter(|room| watch.fires.in_room(topology, *room, tick).is_none())
            .collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn whoever_flees_has_time_to() {
        let fire = Fire {
            place: TileId(0),
            seat: TileId(0),
            began: 0,
            ends: BURNS.start * MINUTE,
            cause: HappeningId::NONE,
        };
        let first = |strength| (0..).find(|tick| fire.strength(*tick) >= strength);
        let (fled, harms) = (first(FLED), first(HARMS));
        assert!(
            fled.zip(harms)
                .is_some_and(|(fled, harms)| fled + 4 * MINUTE < harms)
        );
    }
}
