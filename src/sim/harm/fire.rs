//! Fire's victims: who gets out of a room that burns, and whom the smoke fells.
//!
//! Whoever can walk gets out. How fast smoke does harm to those who stay is a guess.

use super::{Harm, Hurt, Presence, arms};
use crate::chance::Purpose;
use crate::conduct::{Activity, Bid, Conduct, Deed, Source, Urgency};
use crate::happening::{FireFact, What};
use crate::ids::{HappeningId, PersonId, RoomId, TileId};
use crate::prison::Doors;
use crate::prison::fire::Fire;

/// A strength from which one leaves, and from which smoke does harm, per cent.
const FLED: u32 = 5;
const HARMS: u32 = 50;
/// Of how many of those in thick smoke one falls in ten seconds; and of how many who lie in it one dies.
const FALLS: u32 = 60;
const DIES: u32 = 90;

impl Presence<'_> {
    /// Who can walk out of a room that burns, and the nearest way out that is open to him.
    pub fn ways_out(
        &self,
        doors: &Doors,
        room: RoomId,
        fire: &Fire,
        inside: &[PersonId],
    ) -> Vec<(PersonId, TileId)> {
        if fire.strength(self.tick) < FLED {
            return Vec::new();
        }
        let topology = self.topology;
        let ways: Vec<TileId> = topology
            .room(room)
            .portals
            .iter()
            .filter(|portal| !doors.is_locked(**portal))
            .filter_map(|portal| {
                let portal = topology.portal(*portal);
                portal.approach[1 - portal.side(room)?].first().copied()
            })
            .collect();
        let can_walk = |person: &PersonId| {
            let deed = self.conduct.doing(*person).activity.deed;
            !(self.conduct.is_helpless(*person)
                || self.conduct.is_kept(*person)
                || self.conduct.is_led(*person)
                || matches!(deed, Deed::Flee | Deed::Storm | Deed::FallBack))
        };
        inside
            .iter()
            .copied()
            .filter(can_walk)
            .filter_map(|person| {
                let here = self.tile(person);
                let nearest = |way: &&TileId| (self.grid.distance(here, **way), **way);
                let way = ways.iter().min_by_key(nearest)?;
                Some((person, *way))
            })
            .collect()
    }
}

/// Some get out of a room that burns.
pub(crate) fn flee(conduct: &mut Conduct, ways: Vec<(PersonId, TileId)>, cause: HappeningId) {
    for (person, way) in ways {
        let bid = Bid {
            activity: Activity::new(Deed::Flee, way),
            urgency: Urgency::Fighting,
            cause,
        };
        conduct.bid(person, Source::Force, bid);
    }
}

/// Who is out stays there until it is out too; what burns still is given by its happenings.
pub(crate) fn come_to_rest(conduct: &mut Conduct, persons: usize, burns: &[HappeningId]) {
    for person in (0..persons).map(PersonId::from_index) {
        let fled = conduct
            .bid_of(person, Source::Force)
            .is_some_and(|bid| bid.activity.deed == Deed::Flee && !burns.contains(&bid.cause));
        if fled {
            conduct.withdraw(person, Source::Force);
        }
    }
}

impl Harm<'_> {
    /// Smoke fells who stays in a room, and kills some of those who lie in it.
    pub fn smother(&mut self, fire: &Fire, inside: &[PersonId]) -> Vec<Hurt> {
        let tick = self.clock.tick;
        if fire.strength(tick) < HARMS {
            return Vec::new();
        }
        let mut hurt = Vec::new();
        for person in inside.iter().copied() {
            let lies = self.wounds.is_hurt(person);
            let odds = if lies { DIES } else { FALLS };
            let event = self.chance.event(Purpose::Smoke, person, tick);
            if !event.is(1, odds) {
                continue;
            }
            hurt.push(if lies {
                self.kill(person, What::Fire(FireFact::Suffocated), fire.cause)
            } else {
                let felled = self.record(What::Fire(FireFact::Overcome), person, fire.cause);
                self.falls(person, arms::GRAVE, felled)
            });
        }
        hurt
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::clock::MINUTE;

    /// How long a fire burns at the least, minutes.
    const BURNS: u64 = 60;

    #[test]
    fn whoever_flees_has_time_to() {
        let fire = Fire {
            place: TileId(0),
            seat: TileId(0),
            began: 0,
            ends: BURNS * MINUTE,
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
