//! What the days came to: meals, counts, lock-ups, services, visits.

use serde::{Deserialize, Serialize};

use crate::section::{Limits, MOST_COUNTED, MOST_SUMMED};

/// A sitting.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct SittingRecord {
    /// Men called.
    pub men: u32,
    /// Men who sat down.
    pub seated: u32,
    /// First man through the door, tick; 0 before.
    pub first_in: u64,
    /// Last man seated, tick.
    pub last_seated: u64,
}

impl SittingRecord {
    /// From the first man through the door to the last one seated, seconds.
    pub fn fill_s(&self) -> u32 {
        if self.first_in == 0 {
            return 0;
        }
        (self.last_seated.saturating_sub(self.first_in) / 10) as u32
    }
}

/// A meal.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct MealRecord {
    /// When it was called.
    pub tick: u64,
    /// Men who should eat.
    pub expected: u32,
    /// Men who sat for long enough with a plate before the end.
    pub served: u32,
    /// Its sittings.
    pub sittings: Vec<SittingRecord>,
}

/// A count.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct CountRecord {
    /// When it was called.
    pub tick: u64,
    /// Men counted.
    pub counted: u32,
    /// Men on the book.
    pub book: u32,
    /// Whether it was complete in time.
    pub complete: bool,
    /// How long it took, seconds.
    pub took_s: u32,
}

/// A lock-up.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct LockUpRecord {
    /// When it was looked at.
    pub tick: u64,
    /// Men behind locked doors.
    pub men: u32,
    /// Men elsewhere by right: listed for night work, or lying wounded.
    pub listed: u32,
    /// Men elsewhere.
    pub missing: u32,
}

/// A service in the chapel.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct ServiceRecord {
    /// When it began.
    pub tick: u64,
    /// Men in the pews.
    pub men: u32,
}

/// What the days came to.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Ledger {
    /// Meals.
    pub meals: Vec<MealRecord>,
    /// Counts.
    pub counts: Vec<CountRecord>,
    /// Lock-ups.
    pub lockups: Vec<LockUpRecord>,
    /// Services.
    pub services: Vec<ServiceRecord>,
    /// Visits that took place.
    pub visits: u32,
    /// Visits that came to nothing.
    pub visits_missed: u32,
    /// Who rose from a full plate in this tick, for his hunger.
    #[serde(skip)]
    pub fed: Vec<crate::ids::PersonId>,
    /// Cents spent on food.
    pub food_cents: u64,
}

impl Ledger {
    pub(super) fn is_sound(&self, limits: &Limits) -> bool {
        let counted = |number: u32| number <= MOST_COUNTED;
        self.meals.iter().all(|meal| {
            limits.is_past(meal.tick)
                && counted(meal.served)
                && meal.sittings.iter().all(|sitting| {
                    counted(sitting.seated)
                        && limits.is_past(sitting.first_in)
                        && limits.is_past(sitting.last_seated)
                })
        }) && self.counts.iter().all(|count| limits.is_past(count.tick))
            && self
                .lockups
                .iter()
                .all(|lockup| limits.is_past(lockup.tick))
            && self
                .services
                .iter()
                .all(|service| limits.is_past(service.tick))
            && counted(self.visits)
            && counted(self.visits_missed)
            && self.food_cents <= MOST_SUMMED
    }
}
