//! The second-by-second work on calls: what the officers reported is noted, files march off, the next
//! tier is called, and a tier that need not stand open is dismissed.

use super::calls::Called;
use super::{Base, Duty};
use crate::clock::seconds;
use crate::conduct::Deed;
use crate::due::DueKind;
use crate::happening::{DayFact, DoorFact, HarmFact, JusticeFact, What};
use crate::ids::{FileId, PersonId, TierId};

/// Between calling one tier to work or yard and the next, ticks: a gate of 3 m passes a tier in 24 s.
const CALL_EVERY: u64 = seconds(12);

/// Opens, falls in, marches off, dismisses.
pub(super) fn dispatch(duty: &mut Duty) {
    // What the officers reported.
    let mut unlocked = Vec::new();
    let mut released = Vec::new();
    for happening in duty.happenings.last() {
        match happening.what {
            What::Justice(JusticeFact::Released) | What::Harm(HarmFact::GotWell) => {
                released.extend(happening.who)
            }
            What::Door(DoorFact::TierUnlocked { tier }) => unlocked.push((tier, true)),
            What::Door(DoorFact::TierLocked { tier }) => unlocked.push((tier, false)),
            _ => {}
        }
    }
    for person in released {
        duty.let_through(person);
    }
    for (tier, open) in unlocked {
        let Some(state) = duty.regime.tiers.get_mut(tier.index()) else {
            continue;
        };
        state.open = open;
        let cause = state.cause;
        if open {
            let waiting = std::mem::take(&mut state.waiting);
            duty.fall_in(tier, waiting, cause);
        } else if state.out {
            // Called again while the lever was being thrown back.
            duty.record(What::Door(DoorFact::TierCalled { tier }), cause);
        }
    }
    let leaving: Vec<(usize, FileId)> = duty
        .due
        .now(DueKind::FileLeaves)
        .map(|due| (due.subject.index(), FileId(due.stamp)))
        .collect();
    for (tier, file) in leaving {
        duty.leave(tier, file);
    }
    if duty.due.now(DueKind::Dispatch).next().is_none() {
        return;
    }
    for index in 0..duty.regime.tiers.len() {
        for file in duty.regime.tiers[index].files.clone() {
            if duty.travel.file(file).is_none_or(|file| file.is_complete()) {
                duty.leave(index, file);
            }
        }
    }
    let tick = duty.tick();
    if tick.is_multiple_of(CALL_EVERY) {
        duty.call_next_queued();
    }
    if tick.is_multiple_of(seconds(10)) {
        duty.dismiss_idle();
    }
    let busy = duty.regime.assembly.is_some()
        || duty.regime.count.is_some()
        || duty
            .regime
            .tiers
            .iter()
            .any(|tier| tier.out || tier.open || tier.queued.is_some());
    // Once a second while there is something to see to.
    if busy {
        let next = (tick / 10 + 1) * 10;
        duty.due.push(next, DueKind::Dispatch, PersonId(0), 0);
    }
}

impl Duty<'_> {
    fn leave(&mut self, tier: usize, file: FileId) {
        let Some(state) = self.regime.tiers.get_mut(tier) else {
            return;
        };
        let before = state.files.len();
        state.files.retain(|other| *other != file);
        if state.files.len() == before {
            return;
        }
        let Some(found) = self.travel.file(file) else {
            return;
        };
        let cause = found.cause;
        self.travel.march_off(file);
        let men = self.travel.file(file).map_or(0, |file| file.left_with);
        // All may have fallen out of it, or never have come.
        if men > 0 {
            self.record(What::Day(DayFact::FileLeft { file, men }), cause);
        }
    }

    /// Calls the next queued tier to what it was queued for. Those who eat last go out first.
    fn call_next_queued(&mut self) -> bool {
        let queued = self
            .regime
            .tiers
            .iter()
            .enumerate()
            .filter_map(|(index, tier)| tier.queued.map(|base| (index, base)));
        let next = match self.regime.base {
            Base::Yard => queued.into_iter().next_back(),
            _ => queued.into_iter().next(),
        };
        let Some((index, base)) = next else {
            return false;
        };
        let tier = TierId::from_index(index);
        let state = &mut self.regime.tiers[index];
        state.queued = None;
        let cause = state.cause;
        let men: Vec<Called> = self
            .roster
            .of_tier(tier)
            .to_vec()
            .into_iter()
            .filter_map(|person| {
                let (deed, at) = match base {
                    Base::Work => (Deed::Work, self.day_work(person)?),
                    Base::Yard if !self.is_listed(person) => {
                        (Deed::Exercise, self.yard_spot(person, 0)?)
                    }
                    _ => return None,
                };
                Some(Called { person, deed, at })
            })
            .collect();
        // Those with nothing to do, and elsewhere, go home.
        if base == Base::Work {
            for person in self.roster.of_tier(tier).to_vec() {
                if self.day_work(person).is_none() {
                    self.send_home(person, cause);
                }
            }
        }
        self.call(tier, men, cause);
        true
    }

    /// Dismisses tiers that need not stand open.
    fn dismiss_idle(&mut self) {
        for index in 0..self.regime.tiers.len() {
            let state = &self.regime.tiers[index];
            if !state.open
                || !state.out
                || state.queued.is_some()
                || !state.waiting.is_empty()
                || !state.files.is_empty()
            {
                continue;
            }
            let tier = TierId::from_index(index);
            if self.may_dismiss(tier) {
                let cause = self.regime.called;
                self.regime.tiers[index].out = false;
                self.record(What::Door(DoorFact::TierDismissed { tier }), cause);
            }
        }
    }

    /// A tier may be locked when nobody is on his way in or out of it, and somebody is in it.
    fn may_dismiss(&self, tier: TierId) -> bool {
        let mut home = 0;
        for person in self.roster.of_tier(tier) {
            // No lever waits for a man who goes where his seat leads him, or is kept elsewhere.
            if self.conduct.is_away(*person) {
                home += u32::from(self.is_at_berth(*person));
                continue;
            }
            let entry = self.roster.of(*person);
            let goes_home = self
                .bid_of(*person)
                .is_some_and(|activity| activity.at == entry.berth);
            let doing = self.conduct.doing(*person);
            let is_home = doing.there && doing.activity.at == entry.berth;
            match (goes_home, is_home) {
                (true, true) => home += 1,
                (true, false) => return false,
                (false, _) if self.is_in_tier(*person) => return false,
                (false, _) => {}
            }
        }
        home > 0
    }
}
