//! The curves of the chart: a sample a minute, of what the seat knows.

use bighouse_sim::Prison;
use bighouse_sim::clock::MINUTE;
use bighouse_sim::custody::Custody;
use bighouse_sim::movement::{Bodies, Mode, Reason, Waits};
use bighouse_sim::needs::{HURTS, Need, Needs};
use bighouse_sim::people::Roster;
use bighouse_sim::unrest::Spirits;

use super::super::{Bearing, Lens, Seat};

/// One prison minute of the whole house.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Sample {
    /// The tick.
    pub tick: u64,
    /// Men who wait, by reason, in the order of [`Reason::ALL`].
    pub waiting: [u32; 5],
    /// Men whom each need hurts, in the order of [`Need::ALL`].
    pub hurt: [u32; 4],
    /// Mean of each need, in hundredths.
    pub mean: [f32; 4],
    /// Men on their feet.
    pub moving: u32,
    /// Men who protest, of those the seat sees.
    pub protesting: u32,
    /// Men who riot, likewise.
    pub rioting: u32,
    /// How just the men hold the administration, mean in hundredths: the observer's; an inmate's own.
    pub legitimacy: f32,
    /// What the officers still stand up to, in hundredths: the observer's and the warden's.
    pub morale: f32,
}

/// Most samples kept: two days of minutes.
const KEPT: usize = 2 * 24 * 60;

/// The curves of the chart: a sample a minute. The observer's are of the whole house; another seat
/// counts the waits it sees, and of needs knows its own.
#[derive(Clone, Debug, Default)]
pub struct Curves {
    samples: Vec<Sample>,
}

impl Curves {
    /// The samples, oldest first.
    pub fn samples(&self) -> &[Sample] {
        &self.samples
    }

    /// Takes a sample, if a minute has passed since the last.
    pub fn sample(&mut self, prison: &Prison, lens: &Lens) {
        let now = prison.now();
        if let Some(last) = self.samples.last() {
            if now < last.tick {
                self.samples.clear();
            } else if now / MINUTE == last.tick / MINUTE {
                return;
            }
        }
        if self.samples.len() >= KEPT {
            self.samples.drain(..KEPT / 4);
        }
        self.samples.push(sample(prison, lens));
    }
}

fn sample(prison: &Prison, lens: &Lens) -> Sample {
    let world = prison.world();
    let (waits, needs) = (world.resource::<Waits>(), world.resource::<Needs>());
    let spirits = world.resource::<Spirits>();
    let bodies = world.resource::<Bodies>();
    let now = prison.now();
    let mut sample = Sample {
        tick: now,
        ..Sample::default()
    };
    if !matches!(lens.seat(), Seat::Inmate(_)) {
        sample.morale = world.resource::<Custody>().morale() as f32 / 100.0;
    }
    let mut told = 0;
    for person in world.resource::<Roster>().all_inmates() {
        let seen = lens.person(prison, person);
        if let Some(seen) = seen.filter(|seen| seen.age.is_none()) {
            sample.protesting += u32::from(seen.bearing == Bearing::Protests);
            sample.rioting += u32::from(seen.bearing == Bearing::Riots);
            if let Some(wait) = waits.of(person)
                && let Some(place) = Reason::ALL.iter().position(|reason| *reason == wait.reason)
            {
                sample.waiting[place] += 1;
            }
            let mode = bodies.body(person).mode;
            sample.moving += u32::from(matches!(mode, Mode::Walking | Mode::InFile));
        }
        if lens.seat().knows_within(person) {
            told += 1;
            let just = spirits.of(person).map_or(0, |man| man.legitimacy());
            sample.legitimacy += just as f32 / 100.0;
            for (place, need) in Need::ALL.into_iter().enumerate() {
                let lack = needs.of(person, need, now);
                sample.mean[place] += lack as f32 / 100.0;
                sample.hurt[place] += u32::from(lack >= HURTS);
            }
        }
    }
    let told = told.max(1) as f32;
    sample.legitimacy /= told;
    for mean in &mut sample.mean {
        *mean /= told;
    }
    sample
}
