//! Tempo: how many ticks a moment of wall time is worth.
//!
//! People always move at human speed in prison time; the player's instrument is how much prison
//! time passes in a second of his. Ten ticks are one second of the prison.

use bighouse_sim::clock::TICKS_PER_SECOND;

/// The speeds, in times of real time.
pub const SPEEDS: [u32; 5] = [1, 4, 16, 60, 300];

/// Up to this speed people are drawn between where they were and where they are.
pub const INTERPOLATED: u32 = 4;

/// How fast, whether at all, and up to when.
#[derive(Clone, Debug, PartialEq)]
pub struct Tempo {
    speed: u32,
    paused: bool,
    skipping: Option<u64>,
    owed: f64,
}

impl Default for Tempo {
    fn default() -> Self {
        Self {
            speed: 1,
            paused: false,
            skipping: None,
            owed: 0.0,
        }
    }
}

impl Tempo {
    /// Times of real time.
    pub fn speed(&self) -> u32 {
        self.speed
    }

    /// Whether it stands still.
    pub fn is_paused(&self) -> bool {
        self.paused
    }

    /// The tick it is skipping to.
    pub fn skipping(&self) -> Option<u64> {
        self.skipping
    }

    /// Sets the nearest of [`SPEEDS`], and goes on.
    pub fn set_speed(&mut self, speed: u32) {
        self.speed = SPEEDS
            .into_iter()
            .min_by_key(|other| other.abs_diff(speed))
            .unwrap_or(1);
        self.paused = false;
        self.skipping = None;
    }

    /// One step faster or slower.
    pub fn step(&mut self, faster: bool) {
        let here = SPEEDS.iter().position(|speed| *speed == self.speed);
        let here = here.unwrap_or(0);
        let next = if faster {
            (here + 1).min(SPEEDS.len() - 1)
        } else {
            here.saturating_sub(1)
        };
        self.set_speed(SPEEDS[next]);
    }

    /// Stops, or goes on.
    pub fn set_paused(&mut self, paused: bool) {
        self.paused = paused;
        self.skipping = None;
    }

    /// Goes no faster than this many times real time, and skips nothing: whether that slowed it.
    pub fn cap(&mut self, speed: u32) -> bool {
        if self.paused || (self.skipping.is_none() && self.speed <= speed) {
            return false;
        }
        self.speed = self.speed.min(speed);
        self.arrive();
        true
    }

    /// Goes as fast as the machine can until a tick, and then at the speed it had.
    pub fn skip_to(&mut self, tick: u64) {
        self.skipping = Some(tick);
        self.paused = false;
    }

    /// Takes the ticks that have become due by `wall_s` more seconds.
    pub(super) fn earn(&mut self, wall_s: f64) -> u64 {
        if self.paused {
            return 0;
        }
        // What a slow machine could not live is not owed for ever: a quarter of a second at most.
        let rate = self.speed as f64 * TICKS_PER_SECOND as f64;
        self.owed = (self.owed + wall_s * rate).min((rate / 4.0).max(2.0));
        let whole = self.owed.floor();
        self.owed -= whole;
        whole as u64
    }

    /// The skip has come to its end.
    pub(super) fn arrive(&mut self) {
        self.skipping = None;
        self.owed = 0.0;
    }

    /// How far the present is on its way from the last tick to the next, 0 to 1.
    pub fn part(&self) -> f32 {
        if self.speed > INTERPOLATED || self.skipping.is_some() {
            1.0
        } else {
            self.owed.clamp(0.0, 1.0) as f32
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ticks_follow_wall_time_and_a_stall_is_not_made_up_for() {
        let mut tempo = Tempo::default();
        let lived: u64 = (0..100).map(|_| tempo.earn(0.016)).sum();
        assert!((15..=16).contains(&lived), "{lived} ticks in 1.6 s");
        tempo.set_speed(60);
        assert_eq!(
            tempo.earn(30.0),
            150,
            "a quarter of a second at sixty times"
        );
        tempo.set_paused(true);
        assert_eq!(tempo.earn(1.0), 0);
        tempo.step(true);
        assert_eq!((tempo.speed(), tempo.is_paused()), (300, false));
    }
}
