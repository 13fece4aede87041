//! What each answer to a riot does: talk, putting off, granting, refusing, water and light.
//!
//! `why` is the riot's happening for the built-in warden's own decisions, and none for those of whoever
//! sits in his seat: these are roots.

use super::Riot;
use super::command::Command;
use super::mob::Mob;
use super::phase::{Supply, Talks};
use super::siege::{PATIENCE, comes_round};
use crate::clock::{HOUR, MINUTE};
use crate::happening::{Demand, Grievance, SiegeFact, UnrestFact, What};
use crate::ids::{HappeningId, PersonId};

/// What a refusal costs of legitimacy.
const REFUSAL: i32 = 300;
/// What it costs to be put off, and how often men put up with it.
const PUT_OFF: i32 = 100;
const STALLS: u32 = 3;
/// How much longer they wait each time.
const MORE_TIME: u64 = 45 * MINUTE;
/// A half hour in which he is heard forgives this share of what a man holds against the
/// administration, basis points. A guess.
const ROUND: u64 = 30 * MINUTE;
const HEARD: i32 = 400;
/// After how many half hours of talk men find that they are given nothing.
const TALKED_OUT: u64 = 12;
/// The share of a grievance that is forgiven when it is to be remedied, basis points.
const REMEDIED: i32 = 5_000;
/// What an hour without water costs of legitimacy.
const DRY: i32 = 40;

impl Command<'_> {
    /// They have what they want: it is done from the next tick on (the kitchen and the officers by the
    /// running prison, an amnesty by justice, which read the happening). They let the hostages go.
    pub(super) fn concede(&mut self, riot: &mut Riot, by: Option<PersonId>, why: HappeningId) {
        let demands = riot.siege.wants();
        let what = What::Siege(SiegeFact::DemandsMet {
            demands: demands.clone(),
        });
        let granted = self.mob.record(what, by, None, why);
        let at = self.mob.tick();
        riot.siege.talks = Talks::Granted { at, granted };
        let everybody: Vec<PersonId> = self.mob.roster.all_inmates().collect();
        for man in everybody {
            let remedied = |kind| demands.contains(&Demand::over(kind));
            self.mob.spirits.forgive(man, REMEDIED, remedied);
        }
        for hostage in std::mem::take(&mut riot.hostages) {
            self.free(hostage, riot);
        }
    }
}

impl Mob<'_> {
    /// The spokesman is heard. While he is, no deadline passes, also if they were refused before.
    pub(super) fn talk(&mut self, riot: &mut Riot, why: HappeningId) {
        self.make_demands(riot, true);
        riot.siege.talks = Talks::Heard { since: self.tick() };
        self.record(
            What::Siege(SiegeFact::TalksBegan),
            Some(riot.leader),
            None,
            why,
        );
    }

    /// Men who are heard have less against the administration; if they are given nothing, they
    /// break off after some hours.
    pub(super) fn hear_them(&mut self, riot: &mut Riot) {
        let Some(since) = riot.siege.talks.heard_since() else {
            return;
        };
        if !comes_round(since, ROUND, self.tick()) {
            return;
        }
        riot.siege.rounds += 1;
        for man in &riot.joined {
            self.spirits.forgive(*man, HEARD, |_| true);
        }
        let rounds = (self.tick() - since) / ROUND;
        if rounds >= TALKED_OUT {
            self.refuse(riot, None, riot.why());
        }
    }

    /// They wait a while longer, and trust him less; in the end they do not believe it any more.
    pub(super) fn stall(&mut self, riot: &mut Riot, by: Option<PersonId>, why: HappeningId) {
        let times = riot.siege.stalls + 1;
        riot.siege.stalls = times;
        let stalled = self.record(
            What::Siege(SiegeFact::DemandsStalled { times }),
            by,
            None,
            why,
        );
        self.hold_against(riot, Grievance::Refused, PUT_OFF, by, stalled);
        if times > STALLS {
            self.refuse(riot, None, stalled);
            return;
        }
        let later = riot
            .siege
            .answer_by
            .map_or(self.tick() + PATIENCE, |answer_by| {
                answer_by.max(self.tick()) + MORE_TIME
            });
        riot.siege.answer_by = Some(later);
    }

    /// They are refused, or find themselves to be.
    pub(super) fn refuse(&mut self, riot: &mut Riot, by: Option<PersonId>, why: HappeningId) {
        riot.siege.talks = Talks::Refused { at: self.tick() };
        let refusal = self.record(What::Siege(SiegeFact::DemandsRefused), by, None, why);
        self.hold_against(riot, Grievance::Refused, REFUSAL, by, refusal);
    }

    /// The water is cut off.
    pub(super) fn cut_water(&mut self, riot: &mut Riot, by: Option<PersonId>, why: HappeningId) {
        let since = self.tick();
        riot.siege.water = Supply::Cut { since };
        self.record(What::Siege(SiegeFact::WaterCut), by, None, why);
    }

    /// The water runs again.
    pub(super) fn restore_water(
        &mut self,
        riot: &mut Riot,
        by: Option<PersonId>,
        why: HappeningId,
    ) {
        riot.siege.water = Supply::Restored;
        self.record(What::Siege(SiegeFact::WaterRestored), by, None, why);
    }

    /// The light is cut off.
    pub(super) fn cut_light(&mut self, riot: &mut Riot, by: Option<PersonId>, why: HappeningId) {
        let since = self.tick();
        riot.siege.light = Supply::Cut { since };
        self.record(What::Siege(SiegeFact::LightCut), by, None, why);
    }

    /// The lamps burn again.
    pub(super) fn restore_light(
        &mut self,
        riot: &mut Riot,
        by: Option<PersonId>,
        why: HappeningId,
    ) {
        riot.siege.light = Supply::Restored;
        self.record(What::Siege(SiegeFact::LightRestored), by, None, why);
    }

    /// Water and light come back when all is over.
    pub(super) fn restore(&mut self, riot: &mut Riot) {
        let why = riot.why();
        if riot.siege.water.cut_since().is_some() {
            self.restore_water(riot, None, why);
        }
        if riot.siege.light.cut_since().is_some() {
            self.restore_light(riot, None, why);
        }
    }

    /// Water cut off is held against the administration, hour by hour, also by those who sit locked
    /// in and have no part in it.
    pub(super) fn go_thirsty(&mut self, riot: &Riot) {
        let Some(since) = riot.siege.water.cut_since() else {
            return;
        };
        if !comes_round(since, HOUR, self.tick()) {
            return;
        }
        let men = self.roster.living();
        let what = What::Unrest(UnrestFact::Grudged {
            grievance: Grievance::Thirst,
            men,
        });
        let thirst = self.record(what, None, None, riot.why());
        let everybody: Vec<PersonId> = self.roster.all_inmates().collect();
        for man in everybody {
            self.spirits
                .blame(man, Grievance::Thirst, None, DRY, thirst);
        }
    }

    /// Those who took part hold something against the administration.
    fn hold_against(
        &mut self,
        riot: &Riot,
        kind: Grievance,
        weight: i32,
        by: Option<PersonId>,
        what: HappeningId,
    ) {
        for man in &riot.joined {
            self.spirits.blame(*man, kind, by, weight, what);
        }
    }
}

/// Whether an amnesty was granted: then nobody is reported for the riot.
pub(super) fn is_pardoned(riot: &Riot) -> bool {
    riot.siege.talks.granted().is_some() && riot.siege.wants().contains(&Demand::Amnesty)
}
