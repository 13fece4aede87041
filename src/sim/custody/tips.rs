//! Tips: men who tell officers on others, and who notices that they do.
//!
//! A weapon that goes from hand to hand is out of the officers' sight, but other men see it. A few men are
//! of the sort who tell; one of them who saw it tells the next officer whom he meets, once few are by, and
//! the man who has it is searched. Whoever is by may notice that he tells, and does not forget it
//! ([`crate::unrest::Spirits::informers`]). The figures are guesses.

use super::{TaskKind, Watch};
use crate::chance::Purpose;
use crate::clock::{HOUR, MINUTE};
use crate::conduct::Deed;
use crate::due::DueKind;
use crate::happening::{ContrabandFact, CustodyFact, MOST_NAMED, What};
use crate::ids::{HappeningId, PersonId, TileId};

/// Men of a thousand who tell, if ever they see something; and the chance of a hundred that one does.
const TELLS: u32 = 20;
const SEES_FIT: u32 = 20;
/// With more than this many by he waits; how long; and until what hour of the day, seconds since midnight.
const BY: usize = 3;
const WAITS: u64 = 20 * MINUTE;
const DAY_OVER: u32 = 21 * 3600;
/// The chance of a hundred that one who is by notices it.
const NOTICES: u32 = 20;

impl Watch<'_> {
    /// Inmates who see a man, the nearest first.
    fn inmates_by(&self, man: PersonId) -> Vec<PersonId> {
        let here = self.travel.bodies.body(man).tile;
        let mut by = self.presence().who_sees(here, &[man]);
        by.retain(|person| self.roster.is_inmate(*person));
        by
    }

    /// Inmates who notice that a man speaks to an officer, in order.
    pub(super) fn noticed_by(&self, man: PersonId) -> Vec<PersonId> {
        let event = self.chance.event(Purpose::Telling, man, self.tick());
        let mut noticed = self.inmates_by(man);
        noticed.retain(|person| event.on("is noticed").of(*person).is(NOTICES, 100));
        noticed.truncate(MOST_NAMED);
        noticed.sort_unstable();
        noticed
    }

    /// Somebody saw a weapon go from hand to hand who will tell.
    fn is_watched(&mut self, at: TileId, from: PersonId, to: PersonId) {
        let tick = self.tick();
        let teller = self
            .presence()
            .who_sees(at, &[from, to])
            .into_iter()
            .find(|person| {
                let tells = |tick: u64, of: u32, odds: u32| {
                    let event = self.chance.event(Purpose::Telling, *person, tick);
                    event.on("tells").is(odds, of)
                };
                // Of that sort one is or is not.
                self.roster.is_inmate(*person)
                    && !self.conduct.is_seated(*person)
                    && tells(0, 1_000, TELLS)
                    && tells(tick, 100, SEES_FIT)
            });
        if let Some(teller) = teller {
            self.due.push(tick + HOUR, DueKind::Tell, teller, to.0);
        }
    }

    /// A man tells on another if an officer is near and few others are; else he waits.
    pub(crate) fn tell(&mut self, teller: PersonId, man: PersonId) {
        let tick = self.tick();
        let out_of_it = |person| self.roster.is_dead(person) || self.conduct.is_helpless(person);
        if out_of_it(teller) || out_of_it(man) || !self.roster.is_inmate(man) {
            return;
        }
        let asleep = self.conduct.is_at(teller, Deed::Sleep) || self.conduct.is_kept(teller);
        let ear = self.ear(teller).filter(|_| !asleep);
        let Some(to) = ear.filter(|_| self.inmates_by(teller).len() <= BY) else {
            let later = tick + WAITS;
            if self.travel.clock.second_of_day(later) < DAY_OVER {
                self.due.push(later, DueKind::Tell, teller, man.0);
            }
            return;
        };
        let noticed = self.noticed_by(teller);
        let here = self.travel.bodies.body(teller).tile;
        let what = What::Custody(CustodyFact::ToldOn { to, man, noticed });
        let weapon = self.items.weapon_of(man);
        let item = weapon.and_then(|(_, item)| self.items.item(item));
        let cause = item.map_or(HappeningId::NONE, |item| item.cause);
        let told = self
            .happenings
            .record(tick, what, Some(teller), Some(here), cause);
        let kind = TaskKind::SearchMan { man, held: false };
        self.call_search(kind, Some(to), told);
    }
}

/// Who saw something makes up his mind, and who did tells.
pub(super) fn tell(mut watch: Watch) {
    let passed: Vec<(TileId, PersonId, PersonId)> = watch
        .happenings
        .last()
        .iter()
        .filter_map(|happening| match happening.what {
            What::Contraband(ContrabandFact::ItemPassed { item, to }) => {
                Some((item, happening.at?, happening.who?, to))
            }
            _ => None,
        })
        .filter(|(item, ..)| {
            let item = watch.items.item(*item);
            item.is_some_and(|item| item.kind.is_weapon())
        })
        .map(|(_, at, from, to)| (at, from, to))
        .collect();
    for (at, from, to) in passed {
        watch.is_watched(at, from, to);
    }
    let due: Vec<(PersonId, PersonId)> = watch
        .due
        .now(DueKind::Tell)
        .map(|due| (due.subject, PersonId(due.stamp)))
        .collect();
    for (teller, man) in due {
        watch.tell(teller, man);
    }
}
