//! Alerts: what of the news is trouble, what one does about it, and what it does to the tempo.
//!
//! Trouble comes in kinds. Each kind can be muted, can stop the clock, or lets it go no faster than
//! a cap; the player edits all three. A kind that has just slowed the clock does not slow it again
//! at once: whoever goes faster all the same has seen it.

use std::collections::{BTreeMap, BTreeSet};

use bevy_ecs::prelude::World;
use bighouse_sim::contraband::Items;
use bighouse_sim::happening::What;
use serde::{Deserialize, Serialize};

use super::tempo::SPEEDS;
use super::{Seat, Tempo};

/// A kind of trouble.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub enum Topic {
    /// Blows.
    Fight,
    /// A weapon was found.
    Weapon,
    /// A man is missing.
    Missing,
    /// Men protest.
    Protest,
    /// Rooms and doors come into the men's hands.
    Ground,
    /// A riot begins or ends.
    Riot,
    /// Something burns.
    Fire,
    /// Hostages are taken, freed or killed.
    Hostage,
    /// What the men want, and what they are answered.
    Demands,
    /// Shots fall.
    Shots,
    /// The army is called, and comes.
    Army,
}

impl Topic {
    /// All of them, in the order of the list.
    pub const ALL: [Self; 11] = [
        Self::Fight,
        Self::Weapon,
        Self::Missing,
        Self::Protest,
        Self::Ground,
        Self::Riot,
        Self::Fire,
        Self::Hostage,
        Self::Demands,
        Self::Shots,
        Self::Army,
    ];

    /// What kind of trouble a happening is; `None` if it is none.
    pub fn of(world: &World, what: &What) -> Option<Self> {
        Some(match what {
            What::ManBeaten { .. }
            | What::WentFor { .. }
            | What::Overpowered { .. }
            | What::Killed { .. }
            | What::Wounded { .. } => Self::Fight,
            What::Disarmed { .. } => Self::Weapon,
            What::ItemFound { item, .. } => {
                let item = world.resource::<Items>().item(*item)?;
                return item.kind.is_weapon().then_some(Self::Weapon);
            }
            What::MissedAtCount { .. }
            | What::CountEnded {
                complete: false, ..
            } => Self::Missing,
            What::StoodUp
            | What::CupsBanged { .. }
            | What::ProtestBegan { .. }
            | What::ProtestGrew { .. } => Self::Protest,
            What::GuardsFellBack { .. }
            | What::RoomTaken
            | What::DoorForced { .. }
            | What::TierFreed { .. } => Self::Ground,
            What::RiotBegan { .. } | What::RiotEnded { .. } => Self::Riot,
            What::FireSet | What::FireOut | What::Overcome | What::Suffocated => Self::Fire,
            What::HostageTaken { .. } | What::HostageFreed | What::HostageKilled => Self::Hostage,
            What::DemandsMade { .. }
            | What::DemandsRefused
            | What::DemandsMet { .. }
            | What::DemandsStalled { .. }
            | What::TalksBegan
            | What::WaterCut
            | What::WaterRestored
            | What::LightCut
            | What::LightRestored => Self::Demands,
            What::ShotDead | What::StormBegan { .. } | What::StormBeatenBack => Self::Shots,
            What::TroopersCalled { .. } | What::TroopersArrived { .. } | What::WallBreached => {
                Self::Army
            }
            What::ArmyCalled { .. } | What::ArmyArrived { .. } | What::GateBreached => Self::Army,
            _ => return None,
        })
    }

    /// What it is called in the list.
    pub fn name(self) -> &'static str {
        match self {
            Self::Fight => "Blows",
            Self::Weapon => "A weapon found",
            Self::Missing => "A man missing",
            Self::Protest => "Protests",
            Self::Ground => "Ground lost",
            Self::Riot => "Riots",
            Self::Fire => "Fire",
            Self::Hostage => "Hostages",
            Self::Demands => "Demands and answers",
            Self::Shots => "Shots",
            Self::Army => "The army",
        }
    }

    /// What a seat can do about it.
    pub fn advice(self, seat: Seat) -> &'static str {
        match seat {
            Seat::Observer => match self {
                Self::Fight | Self::Weapon | Self::Missing => "Look there, and ask why.",
                Self::Protest => "Lay unrest and fear over the map.",
                Self::Ground => "Lay control over the map.",
                Self::Fire => "Look there: it burns for an hour or two.",
                _ => "Open the crisis, and ask why.",
            },
            Seat::Warden(_) => match self {
                Self::Fight => "Look who struck; harshness costs you the men's trust.",
                Self::Weapon => "Have the block searched.",
                Self::Missing => "Lock down, and count again.",
                Self::Protest => "See that officers are near, or lock down.",
                Self::Ground => "Lock the doors that still hold.",
                Self::Fire => "Nobody puts it out before the room is yours again.",
                Self::Riot | Self::Hostage | Self::Demands => "Decide at the crisis desk.",
                Self::Shots => "Nothing calls a bullet back.",
                Self::Army => "Keep your officers out of the way.",
            },
            Seat::Inmate(_) => match self {
                Self::Shots | Self::Army => "Get off the floor they come over.",
                Self::Weapon | Self::Missing => "Expect a search.",
                Self::Fire => "Get out of the smoke.",
                _ => "Join, or keep out of sight.",
            },
        }
    }

    /// What it does to the tempo until the player says otherwise.
    fn usual(self) -> Manner {
        let cap = match self {
            Self::Protest | Self::Ground => None,
            Self::Fight => Some(16),
            Self::Weapon | Self::Missing | Self::Riot | Self::Fire | Self::Army => Some(4),
            Self::Hostage | Self::Demands | Self::Shots => Some(1),
        };
        Manner {
            cap,
            ..Manner::default()
        }
    }
}

/// How a kind of trouble is told.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Manner {
    /// It is not told as it comes: it stands in the chronicle all the same.
    pub muted: bool,
    /// The clock stops.
    pub pauses: bool,
    /// The clock goes no faster than so many times real time.
    pub cap: Option<u32>,
}

/// How each kind is told.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Alerts(BTreeMap<Topic, Manner>);

impl Alerts {
    /// How a kind is told.
    pub fn of(&self, topic: Topic) -> Manner {
        self.0.get(&topic).copied().unwrap_or_else(|| topic.usual())
    }

    /// Has a kind told otherwise.
    pub fn set(&mut self, topic: Topic, manner: Manner) {
        self.0.insert(topic, manner);
    }

    /// The same with every cap a speed there is: what is read from a file may say anything.
    pub(super) fn sound(mut self) -> Self {
        for manner in self.0.values_mut() {
            manner.cap = manner.cap.filter(|cap| SPEEDS.contains(cap));
        }
        self
    }
}

/// A kind that has slowed the clock does not do so again for so long, seconds of wall time.
const QUIET: f64 = 60.0;

/// Who lives on to some hour is stopped only by what is worth a slower clock than this.
const STOPS_A_SKIP: u32 = 4;

/// Which trouble has slowed the clock.
#[derive(Clone, Debug, Default)]
pub struct Heed {
    wall_s: f64,
    last: BTreeMap<Topic, f64>,
    by: Option<Topic>,
}

impl Heed {
    /// The trouble for which the clock goes as it goes; `None` if the player chose that.
    pub fn by(&self) -> Option<Topic> {
        self.by
    }

    /// The player chose a tempo.
    pub(super) fn forget(&mut self) {
        self.by = None;
    }

    /// Slows or stops the clock for the kinds of trouble that were just told.
    pub(super) fn take(
        &mut self,
        tempo: &mut Tempo,
        alerts: &Alerts,
        told: &BTreeSet<Topic>,
        wall_s: f64,
    ) {
        self.wall_s += wall_s;
        for topic in told {
            let manner = alerts.of(*topic);
            let lately = self.last.get(topic);
            if manner.muted || lately.is_some_and(|last| self.wall_s < last + QUIET) {
                continue;
            }
            let skips = tempo.skipping().is_some();
            let cap = manner.cap.filter(|cap| !skips || *cap <= STOPS_A_SKIP);
            let slowed = cap.is_some_and(|cap| tempo.cap(cap));
            if manner.pauses {
                tempo.set_paused(true);
            }
            if slowed || manner.pauses {
                self.by = Some(*topic);
                self.last.insert(*topic, self.wall_s);
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn trouble_slows_the_clock_once_and_who_goes_on_is_not_slowed_again_at_once() {
        let (mut tempo, mut heed) = (Tempo::default(), Heed::default());
        let alerts = Alerts::default();
        tempo.set_speed(300);
        let shots = BTreeSet::from([Topic::Shots, Topic::Ground]);
        heed.take(&mut tempo, &alerts, &shots, 1.0);
        assert_eq!((tempo.speed(), heed.by()), (1, Some(Topic::Shots)));
        tempo.set_speed(60);
        heed.take(&mut tempo, &alerts, &shots, 1.0);
        assert_eq!(tempo.speed(), 60, "he has seen it");
        heed.take(&mut tempo, &alerts, &shots, QUIET);
        assert_eq!(tempo.speed(), 1, "a minute later it is news again");
    }

    #[test]
    fn what_is_muted_slows_nothing_and_what_pauses_stops_the_clock() {
        let (mut tempo, mut heed) = (Tempo::default(), Heed::default());
        let mut alerts = Alerts::default();
        let muted = Manner {
            muted: true,
            pauses: true,
            ..Manner::default()
        };
        alerts.set(Topic::Army, muted);
        tempo.set_speed(60);
        heed.take(&mut tempo, &alerts, &BTreeSet::from([Topic::Army]), 1.0);
        assert_eq!((tempo.speed(), tempo.is_paused()), (60, false));
        let pauses = Manner {
            pauses: true,
            ..Manner::default()
        };
        alerts.set(Topic::Army, pauses);
        tempo.skip_to(1_000);
        heed.take(&mut tempo, &alerts, &BTreeSet::from([Topic::Army]), 1.0);
        assert!(tempo.is_paused() && tempo.skipping().is_none());
    }

    #[test]
    fn blows_slow_the_clock_and_stop_no_skip_but_a_hostage_does() {
        let (mut tempo, mut heed) = (Tempo::default(), Heed::default());
        let alerts = Alerts::default();
        tempo.skip_to(1_000);
        heed.take(&mut tempo, &alerts, &BTreeSet::from([Topic::Fight]), 1.0);
        assert_eq!(tempo.skipping(), Some(1_000));
        heed.take(&mut tempo, &alerts, &BTreeSet::from([Topic::Hostage]), 1.0);
        assert_eq!((tempo.skipping(), tempo.speed()), (None, 1));
    }

    #[test]
    fn no_file_makes_the_clock_go_at_a_speed_there_is_not() {
        let text = "{Shots: (cap: Some(7)), Fight: (muted: true, cap: Some(60))}";
        let alerts: Alerts = ron::from_str(text).expect("settings");
        let alerts = alerts.sound();
        assert_eq!(alerts.of(Topic::Shots).cap, None);
        assert_eq!(alerts.of(Topic::Fight).cap, Some(60));
        assert_eq!(alerts.of(Topic::Hostage).cap, Some(1), "as usual");
    }
}
