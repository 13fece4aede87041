//! Alerts: what of the news is trouble, what one does about it, and what it does to the tempo.
//!
//! Trouble comes in kinds. Each kind can be muted, can stop the clock, or lets it go no faster than
//! a cap; the player edits all three. What happens every day does not touch the clock unless he says so.
//! A kind that has just slowed the clock does not slow it again at once: whoever goes faster all the
//! same has seen it. When there has been no such trouble for a while, the clock goes as it went before.

use std::collections::{BTreeMap, BTreeSet};

use bevy_ecs::prelude::World;
use bighouse_sim::contraband::Items;
use bighouse_sim::happening::Facts;
use serde::{Deserialize, Serialize};

pub use bighouse_sim::happening::Topic;

use super::tempo::SPEEDS;
use super::{Seat, Tempo};
use crate::words;
#[cfg(test)]
use bighouse_sim::message::Message;

/// What kind of trouble a happening is; `None` if it is none.
pub fn topic_of(world: &World, facts: &Facts) -> Option<Topic> {
    let Some(thing) = facts.only_if_weapon else {
        return facts.topic;
    };
    let thing = world.resource::<Items>().item(thing)?;
    facts.topic.filter(|_| thing.kind.is_weapon())
}

/// What a kind of trouble is called in the list.
pub fn name(topic: Topic) -> String {
    words::spoken().plain(named(topic))
}

fn named(topic: Topic) -> &'static str {
    match topic {
        Topic::Fight => "topic-fight",
        Topic::Weapon => "topic-weapon",
        Topic::Missing => "topic-missing",
        Topic::Protest => "topic-protest",
        Topic::Ground => "topic-ground",
        Topic::Riot => "topic-riot",
        Topic::Fire => "topic-fire",
        Topic::Hostage => "topic-hostage",
        Topic::Demands => "topic-demands",
        Topic::Shots => "topic-shots",
        Topic::Army => "topic-army",
    }
}

/// What a seat can do about a kind of trouble.
pub fn advice(topic: Topic, seat: Seat) -> String {
    words::spoken().plain(advised(topic, seat))
}

fn advised(topic: Topic, seat: Seat) -> &'static str {
    match seat {
        Seat::Observer => match topic {
            Topic::Fight | Topic::Weapon | Topic::Missing => "advice-observer-look",
            Topic::Protest => "advice-observer-protest",
            Topic::Ground => "advice-observer-ground",
            Topic::Fire => "advice-observer-fire",
            Topic::Riot | Topic::Hostage | Topic::Demands | Topic::Shots | Topic::Army => {
                "advice-observer-crisis"
            }
        },
        Seat::Warden(_) => match topic {
            Topic::Fight => "advice-warden-fight",
            Topic::Weapon => "advice-warden-weapon",
            Topic::Missing => "advice-warden-missing",
            Topic::Protest => "advice-warden-protest",
            Topic::Ground => "advice-warden-ground",
            Topic::Fire => "advice-warden-fire",
            Topic::Riot | Topic::Hostage | Topic::Demands => "advice-warden-crisis",
            Topic::Shots => "advice-warden-shots",
            Topic::Army => "advice-warden-army",
        },
        Seat::Inmate(_) => match topic {
            Topic::Shots | Topic::Army => "advice-inmate-shots",
            Topic::Weapon | Topic::Missing => "advice-inmate-search",
            Topic::Fire => "advice-inmate-fire",
            Topic::Fight
            | Topic::Protest
            | Topic::Ground
            | Topic::Riot
            | Topic::Hostage
            | Topic::Demands => "advice-inmate-riot",
        },
    }
}

/// One of each message that is made here.
#[cfg(test)]
pub(crate) fn made() -> Vec<Message> {
    let nobody = bighouse_sim::ids::PersonId(0);
    let seats = [Seat::Observer, Seat::Warden(nobody), Seat::Inmate(nobody)];
    let advised = Topic::ALL
        .into_iter()
        .flat_map(|topic| seats.map(|seat| advised(topic, seat)));
    let all = Topic::ALL.into_iter().map(named).chain(advised);
    all.map(Message::new).collect()
}

/// What a kind of trouble does to the tempo until the player says otherwise.
fn usual(topic: Topic) -> Manner {
    let cap = match topic {
        Topic::Protest | Topic::Ground | Topic::Fight | Topic::Weapon | Topic::Missing => None,
        Topic::Riot | Topic::Fire | Topic::Army => Some(4),
        Topic::Hostage | Topic::Demands | Topic::Shots => Some(1),
    };
    Manner {
        cap,
        ..Manner::default()
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
    /// Most times real time that the clock goes.
    pub cap: Option<u32>,
}

/// How each kind is told.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Alerts(BTreeMap<Topic, Manner>);

impl Alerts {
    /// How a kind is told.
    pub fn of(&self, topic: Topic) -> Manner {
        self.0.get(&topic).copied().unwrap_or_else(|| usual(topic))
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

/// After so long without trouble that slows it the clock goes as it went before, seconds of wall time.
const CALM: f64 = 15.0;

/// Who lives on to some hour is stopped only by what is worth a slower clock than this.
const STOPS_A_SKIP: u32 = 4;

/// Which trouble has slowed the clock.
#[derive(Clone, Debug, Default)]
pub struct Heed {
    wall_s: f64,
    last: BTreeMap<Topic, f64>,
    by: Option<Topic>,
    /// How fast the clock went before it was slowed, and when there was last a reason to slow it.
    before: Option<(u32, f64)>,
}

impl Heed {
    /// The trouble for which the clock goes as it goes; `None` if the player chose that.
    pub fn by(&self) -> Option<Topic> {
        self.by
    }

    /// The player stopped the clock or let it go on: he knows why it goes as it goes.
    pub(super) fn put_away(&mut self) {
        self.by = None;
    }

    /// The player chose a tempo.
    pub(super) fn forget(&mut self) {
        (self.by, self.before) = (None, None);
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
            let slows = !manner.muted && manner.cap.is_some();
            if let Some((_, since)) = self.before.as_mut().filter(|_| slows) {
                *since = self.wall_s;
            }
            let lately = self.last.get(topic);
            if manner.muted || lately.is_some_and(|last| self.wall_s < last + QUIET) {
                continue;
            }
            let skips = tempo.skipping().is_some();
            let cap = manner.cap.filter(|cap| !skips || *cap <= STOPS_A_SKIP);
            let went = tempo.speed();
            let slowed = cap.is_some_and(|cap| tempo.cap(cap));
            if slowed && tempo.speed() < went {
                let (before, _) = self.before.unwrap_or((went, 0.0));
                self.before = Some((before, self.wall_s));
            }
            if manner.pauses {
                tempo.set_paused(true);
            }
            if slowed || manner.pauses {
                self.by = Some(*topic);
                self.last.insert(*topic, self.wall_s);
            }
        }
        self.spring_back(tempo);
    }

    /// Has the clock go as it went before it was slowed, once there has been no trouble for a while. A
    /// clock that stands is left to whoever stopped it.
    fn spring_back(&mut self, tempo: &mut Tempo) {
        let Some((speed, since)) = self.before else {
            return;
        };
        if tempo.is_paused() {
            self.before = Some((speed, self.wall_s));
        } else if self.wall_s >= since + CALM {
            tempo.set_speed(speed);
            self.forget();
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
    fn the_clock_goes_as_before_when_there_has_been_no_trouble_for_a_while() {
        let (mut tempo, mut heed) = (Tempo::default(), Heed::default());
        let alerts = Alerts::default();
        let (none, hostage) = (BTreeSet::new(), BTreeSet::from([Topic::Hostage]));
        tempo.set_speed(300);
        heed.take(&mut tempo, &alerts, &BTreeSet::from([Topic::Riot]), 1.0);
        assert_eq!(tempo.speed(), 4);
        heed.take(&mut tempo, &alerts, &hostage, 1.0);
        assert_eq!((tempo.speed(), heed.by()), (1, Some(Topic::Hostage)));
        // More of the same keeps it slow, though it slows nothing any more.
        for _ in 0..5 {
            heed.take(&mut tempo, &alerts, &none, CALM / 2.0);
            heed.take(&mut tempo, &alerts, &hostage, 0.1);
        }
        assert_eq!(tempo.speed(), 1);
        // A clock that stands is not set going.
        tempo.set_paused(true);
        heed.take(&mut tempo, &alerts, &none, 2.0 * CALM);
        assert!(tempo.is_paused());
        tempo.set_paused(false);
        heed.take(&mut tempo, &alerts, &none, CALM / 2.0);
        assert_eq!(tempo.speed(), 1);
        heed.take(&mut tempo, &alerts, &none, CALM);
        assert_eq!(
            (tempo.speed(), heed.by()),
            (300, None),
            "as it went at first"
        );
        // What the player chose since then stays.
        heed.take(&mut tempo, &alerts, &BTreeSet::from([Topic::Shots]), QUIET);
        tempo.set_speed(16);
        heed.forget();
        heed.take(&mut tempo, &alerts, &none, 2.0 * CALM);
        assert_eq!(tempo.speed(), 16);
    }

    #[test]
    fn what_happens_every_day_does_not_touch_the_clock() {
        let (mut tempo, mut heed) = (Tempo::default(), Heed::default());
        let alerts = Alerts::default();
        let every_day = [Topic::Fight, Topic::Weapon, Topic::Missing, Topic::Protest];
        tempo.set_speed(300);
        heed.take(&mut tempo, &alerts, &BTreeSet::from(every_day), 1.0);
        assert_eq!((tempo.speed(), heed.by()), (300, None));
        tempo.skip_to(1_000);
        heed.take(&mut tempo, &alerts, &BTreeSet::from(every_day), 1.0);
        assert_eq!(tempo.skipping(), Some(1_000));
    }

    #[test]
    fn blows_slow_the_clock_and_stop_no_skip_but_a_hostage_does() {
        let (mut tempo, mut heed) = (Tempo::default(), Heed::default());
        let mut alerts = Alerts::default();
        let cap = Some(16);
        alerts.set(
            Topic::Fight,
            Manner {
                cap,
                ..Manner::default()
            },
        );
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
