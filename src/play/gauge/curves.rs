//! The curves of the chart: a sample a minute, of what the seat knows.

use bighouse_sim::Prison;
use bighouse_sim::clock::MINUTE;
use bighouse_sim::movement::Reason;
use bighouse_sim::needs::{HURTS, Need};

use super::super::{Bearing, Lens};

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
    let mut sample = Sample {
        tick: prison.now(),
        morale: lens.morale(prison).unwrap_or(0) as f32 / 100.0,
        ..Sample::default()
    };
    let mut asked = 0;
    for person in lens.inmates(prison) {
        let seen = lens.person(prison, person);
        if let Some(seen) = seen.filter(|seen| seen.age.is_none()) {
            sample.protesting += u32::from(seen.bearing == Bearing::Protests);
            sample.rioting += u32::from(seen.bearing == Bearing::Riots);
            if let Some(wait) = lens.wait(prison, person)
                && let Some(place) = Reason::ALL.iter().position(|reason| *reason == wait.reason)
            {
                sample.waiting[place] += 1;
            }
            sample.moving += u32::from(lens.is_under_way(prison, person));
        }
        if lens.knows_within(person) {
            asked += 1;
            let just = lens.legitimacy(prison, person).unwrap_or(0);
            sample.legitimacy += just as f32 / 100.0;
            for (place, need) in Need::ALL.into_iter().enumerate() {
                let lack = lens.need(prison, person, need).unwrap_or(0);
                sample.mean[place] += lack as f32 / 100.0;
                sample.hurt[place] += u32::from(lack >= HURTS);
            }
        }
    }
    let asked = asked.max(1) as f32;
    sample.legitimacy /= asked;
    for mean in &mut sample.mean {
        *mean /= asked;
    }
    sample
}
