//! Arson: rooms that rioters set on fire, and who puts it out.
//!
//! At Auburn in July 1929 six buildings burned in five hours (docs/science.md#riots-on-record). It is done by the most violent,
//! where few of their own stand in the way; nobody burns the room in which the hostages are kept or men lie
//! wounded. How fast it goes is a guess. What it does to people is for [`crate::harm`] to say.

use bevy_ecs::prelude::*;

use super::Riots;
use super::mob::Mob;
use super::victims::Victims;
use crate::chance::Purpose;
use crate::clock::{MINUTE, seconds};
use crate::due::DueKind;
use crate::happening::{FireFact, SeatFact, What};
use crate::harm::fire::{come_to_rest, flee};
use crate::ids::{HappeningId, PersonId, RoomId, TileId};
use crate::movement::Mode;
use crate::order::OrderName;
use crate::prison::fire::{Fire, has_fuel};
use crate::prison::{Doors, Fires, Topology};
use crate::refusal::Refusal;

/// How violent a man is at the least who sets fire, basis points.
const FIRE_RAISER: i32 = 8_000;
/// In how many steps of ten seconds he does so once: in two and a half hours.
const SELDOM: u32 = 900;
/// More of his own than this do not let him.
const TOO_MANY: usize = 30;
/// Minutes that a fire burns if nobody puts it out.
const BURNS: std::ops::Range<u64> = 60..150;
/// How long officers or firemen need for it, once they are let in.
const HOSED: u64 = 15 * MINUTE;
/// Between two looks at what burns.
const LOOKS: u64 = seconds(10);

/// Why nobody can set fire at a place.
pub(super) fn why_not(
    topology: &Topology,
    fires: &Fires,
    at: TileId,
    tick: u64,
) -> Option<Refusal> {
    match topology.room_at(at) {
        Some(room) if fires.in_room(topology, room, tick).is_some() => Some(Refusal::BurnsAlready),
        Some(room) if has_fuel(topology.room(room).used_as) => None,
        _ => Some(Refusal::NoFuel),
    }
}

/// Those who would set fire now and then do, once it is called a riot and nobody goes in yet.
pub(super) fn raise_fires(riots: Res<Riots>, mut mob: Mob, mut fires: ResMut<Fires>) {
    let Some(riot) = riots.now() else {
        return;
    };
    if !riot.is_called() || riot.stormed().is_some() {
        return;
    }
    let tick = mob.tick();
    for man in mob.rioters() {
        if mob.violence(man) < FIRE_RAISER || mob.conduct.is_led(man) {
            continue;
        }
        let event = mob.chance.event(Purpose::Arson, man, tick);
        if !event.on("sets fire").is(1, SELDOM) {
            continue;
        }
        let here = mob.tile(man);
        let held = riot.ward.keep.and_then(|keep| mob.room_at(keep));
        if why_not(&mob.topology, &fires, here, tick).is_none()
            && (held.is_none() || held != mob.room_of(man))
            && mob.is_kept_from_fire(man).is_none()
        {
            mob.set_fire(&mut fires, man, riot.why());
        }
    }
}

impl Mob<'_> {
    /// Whoever is alive in a room, in order.
    fn inside(&self, room: RoomId) -> Vec<PersonId> {
        self.bodies
            .iter()
            .filter(|(_, body)| body.mode != Mode::Gone)
            .filter(|(_, body)| self.room_at(body.tile) == Some(room))
            .map(|(person, _)| person)
            .filter(|person| !self.roster.is_dead(*person))
            .collect()
    }

    /// Why those about him would not let a man set fire where he is, and he himself would not.
    fn is_kept_from_fire(&self, man: PersonId) -> Option<Refusal> {
        let inside = self.inside(self.room_of(man)?);
        let conduct = &self.conduct;
        if inside.iter().any(|other| conduct.is_helpless(*other)) {
            return Some(Refusal::MenWouldBurn);
        }
        (inside.len() > TOO_MANY).then_some(Refusal::OthersPreventIt)
    }

    /// A man who leads himself would set fire; what keeps him from it shows now.
    pub(super) fn means_to_set_fire(
        &mut self,
        fires: &mut Fires,
        man: PersonId,
        cause: HappeningId,
    ) {
        match self.is_kept_from_fire(man) {
            None => self.set_fire(fires, man, cause),
            Some(refusal) => {
                let here = self.tile(man);
                let what = What::Seat(SeatFact::OrderFailed {
                    order: OrderName::SetFire,
                    refusal,
                });
                self.record(what, Some(man), Some(here), cause);
            }
        }
    }

    /// A man sets fire to the room he is in.
    fn set_fire(&mut self, fires: &mut Fires, man: PersonId, cause: HappeningId) {
        let (tick, seat) = (self.tick(), self.tile(man));
        let room = self.room_of(man);
        let Some(place) = room.and_then(|room| self.topology.place_of(room)) else {
            return;
        };
        let cause = self.record(What::Fire(FireFact::FireSet), Some(man), Some(seat), cause);
        let minutes = self
            .chance
            .event(Purpose::Arson, place, tick)
            .on("burns")
            .within(BURNS);
        // All fires are looked at together: what is due at the same tick already is due once.
        let next = (tick / LOOKS + 1) * LOOKS;
        self.due.push(next, DueKind::Fire, PersonId(0), 0);
        fires.forget(tick);
        fires.set(Fire {
            place,
            seat,
            began: tick,
            ends: tick + minutes * MINUTE,
            cause,
        });
    }
}

/// What burns goes on burning: who can gets out, who cannot may die of it; where no rioter keeps them out,
/// it is put out.
pub(super) fn burn(mut riots: ResMut<Riots>, mut victims: Victims, doors: Res<Doors>) {
    if victims.mob.due.now(DueKind::Fire).next().is_none() {
        return;
    }
    let tick = victims.mob.tick();
    // The last look is when it is out.
    let before = tick.saturating_sub(LOOKS);
    let fires: Vec<Fire> = victims.fires.burning(before).copied().collect();
    if fires.iter().any(|fire| fire.burns(tick)) {
        let due = &mut victims.mob.due;
        due.push(tick + LOOKS, DueKind::Fire, PersonId(0), 0);
    }
    for fire in fires {
        let Some(room) = victims.mob.room_at(fire.place) else {
            continue;
        };
        if !fire.burns(tick) {
            victims.mob.record(
                What::Fire(FireFact::FireOut),
                None,
                Some(fire.place),
                fire.cause,
            );
            continue;
        }
        let there = victims.presence();
        let inside = there.inside(room);
        let ways = there.ways_out(&doors, room, &fire, &inside);
        flee(&mut victims.mob.conduct, ways, fire.cause);
        for hurt in victims.harm().smother(&fire, &inside) {
            victims.suffers_in(&mut riots, hurt);
        }
        let topology = &victims.mob.topology;
        let is_held = |riot: &super::Riot| riot.held(topology).contains(&room);
        let kept_out =
            victims.mob.rooms_of_rioters().contains(&room) || riots.now().is_some_and(is_held);
        if !kept_out {
            victims.fires.put_out(fire.place, tick, tick + HOSED);
        }
    }
    let burns: Vec<HappeningId> = victims.fires.burning(tick).map(|fire| fire.cause).collect();
    let persons = victims.mob.bodies.len();
    come_to_rest(&mut victims.mob.conduct, persons, &burns);
}
