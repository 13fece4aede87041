//! Roughness: officers who beat men.
//!
//! How often it comes to that hangs on `guards.harshness` alone: at 30 % about one man of 1,000 a
//! day, at 50 % three, at 80 % ten. Who beats whom is a matter of who is near whom when an officer's
//! temper gives way. Whoever sees it knows it.

use super::Watch;
use crate::chance::{Event, Purpose};
use crate::clock::{MINUTE, seconds};
use crate::due::DueKind;
use crate::happening::{HarmFact, MOST_NAMED, What};
use crate::ids::{HappeningId, PersonId};

/// Harshness in basis points, and men beaten of 100,000 in a day. Between them the line is straight.
const RATES: [(u32, u32); 5] = [
    (0, 0),
    (3_000, 100),
    (5_000, 300),
    (8_000, 1_000),
    (10_000, 1_800),
];
/// When the day's is drawn, and the hours it lies in, seconds since midnight.
const DRAWN: u32 = 5 * 3600 + 2_700;
const FROM_TO: (u32, u32) = (6 * 3600 + 1_800, 18 * 3600);
/// A temper that found nobody until then is slept off.
const SLEPT_OFF: u32 = 22 * 3600;
/// Of this many searches at 100 % harshness, one ends with blows.
const AT_SEARCHES: u32 = 40;

/// Men beaten of 100,000 in a day.
fn rate(harshness: u32) -> u32 {
    RATES
        .windows(2)
        .find(|pair| harshness <= pair[1].0)
        .map_or(RATES[4].1, |pair| {
            let ((from, low), (to, high)) = (pair[0], pair[1]);
            low + (high - low) * (harshness - from) / (to - from)
        })
}

impl Watch<'_> {
    /// Draws how often it will come to blows in the day to come, and when.
    pub(super) fn draw_roughness(&mut self) {
        let tick = self.tick();
        let next = self.travel.clock.next_at(tick + 1, DRAWN);
        self.due.push(next, DueKind::Roughness, PersonId(0), 0);
        let event = self.chance.event(Purpose::Roughness, 0_u32, tick);
        let parts = u64::from(self.roster.inmates()) * u64::from(rate(self.rules.guards.harshness));
        for number in 0..event.on("how often").times(parts) {
            let second = event.on("when").of(number).between(FROM_TO);
            let at = self.travel.clock.next_at(tick + 1, second);
            self.due
                .push(at, DueKind::Roughness, PersonId(0), 1 + number);
        }
    }

    /// An officer on duty is out of temper: whom he has before him feels it. If nobody is near any of
    /// them, it passes to a later moment.
    fn be_rough(&mut self, number: u32) {
        let tick = self.tick();
        let event = self.chance.event(Purpose::Roughness, number, tick);
        let mut officers: Vec<PersonId> = self
            .custody
            .officers
            .iter()
            .filter(|officer| officer.on_duty && !self.conduct.is_seated(officer.person))
            .filter(|officer| {
                let deed = self.conduct.doing(officer.person).activity.deed;
                !deed.is_beset()
            })
            .map(|officer| officer.person)
            .collect();
        event.on("whose temper").shuffle(&mut officers);
        for officer in officers {
            if let Some(man) = self.presence().inmate_before(officer) {
                self.beat(officer, man, HappeningId::NONE);
                return;
            }
        }
        let later = tick + 10 * MINUTE;
        if self.travel.clock.second_of_day(later) < SLEPT_OFF {
            self.due
                .push(later, DueKind::Roughness, PersonId(0), number);
        }
    }

    /// A search, an event of its own, may end with blows.
    pub(super) fn be_rough_at_search(
        &mut self,
        search: Event,
        (officer, man): (PersonId, PersonId),
        cause: HappeningId,
    ) {
        let harshness = self.rules.guards.harshness;
        if search
            .on("ends with blows")
            .is(harshness, 10_000 * AT_SEARCHES)
        {
            self.beat(officer, man, cause);
        }
    }

    /// An officer beats a man; whoever is awake and sees it is a witness.
    fn beat(&mut self, officer: PersonId, man: PersonId, cause: HappeningId) {
        let tick = self.tick();
        let at = self.travel.bodies.body(man).tile;
        let saw = self.presence().who_sees(at, &[officer, man]);
        let seen = saw.len() as u32;
        let mut witnesses: Vec<PersonId> = saw.into_iter().take(MOST_NAMED).collect();
        witnesses.sort_unstable();
        self.custody.tally.beaten += 1;
        self.happenings.record(
            tick,
            What::Harm(HarmFact::ManBeaten {
                by: officer,
                seen,
                witnesses,
            }),
            Some(man),
            Some(at),
            cause,
        );
    }
}

/// Draws the day's roughness, and lets it out at its moments.
pub(super) fn let_out(mut watch: Watch) {
    let due: Vec<u32> = watch
        .due
        .now(DueKind::Roughness)
        .map(|due| due.stamp)
        .collect();
    for stamp in due {
        match stamp {
            0 => watch.draw_roughness(),
            number => watch.be_rough(number),
        }
    }
}

/// The first moment at which both searches and roughness of a day are drawn, after a level's start.
pub(super) const FIRST: u64 = seconds(1);

#[cfg(test)]
mod tests {
    use super::rate;

    #[test]
    fn the_harsher_the_more_are_beaten() {
        let of_a_thousand = |percent: u32| rate(percent * 100) / 100;
        assert_eq!(
            [30, 50, 80].map(of_a_thousand),
            [1, 3, 10],
            "men of 1,000 a day"
        );
        assert!((0..10_000).all(|harshness| rate(harshness) <= rate(harshness + 1)));
    }
}
