//! The table: one live prison, and who plays it.
//!
//! - `living`: ticks as the tempo asks, and whatever follows the prison tick by tick.
//! - `wishes`: what is asked of the table: orders, seats, saves. All that changes the prison goes
//!   through [`Table::order`].

mod living;
mod wishes;

use std::sync::Arc;
use std::time::Duration;

use bevy_ecs::prelude::Resource;
use bighouse_sim::Prison;
use bighouse_sim::clock::Clock;
use bighouse_sim::ids::PersonId;
use bighouse_sim::level::Level;

use super::alerts::{Alerts, Heed};
use super::bench::Bench;
use super::gauge::{Curves, Overlay};
use super::news::News;
use super::saves::Saves;
use super::{Lens, Seat, Tempo, library};
use crate::words::day;

/// Where the eye shall go: asked for by panels and keys, done by the view.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Glance {
    /// A point to bring to the middle, m from the map's left and top edge.
    pub look_at: Option<(f32, f32)>,
    /// Pixels a metre to change to.
    pub zoom: Option<f32>,
    /// Pixels a metre to draw at the least.
    pub zoom_at_least: Option<f32>,
    /// Whether the selected person stays in the middle.
    pub follow: bool,
}

/// One live prison, and who plays it.
#[derive(Resource)]
pub struct Table {
    prison: Prison,
    level: Arc<Level>,
    /// Name or path the level was asked for by.
    name: String,
    sets: Vec<String>,
    seed: u64,
    /// Whether the level has a screenplay.
    has_screenplay: bool,
    lens: Lens,
    /// How fast.
    pub tempo: Tempo,
    news: News,
    /// How trouble is told.
    pub alerts: Alerts,
    heed: Heed,
    curves: Curves,
    /// Who is selected.
    pub selected: Option<PersonId>,
    /// What is laid over the map.
    pub overlay: Option<Overlay>,
    /// Where the eye shall go.
    pub glance: Glance,
    /// Where everybody was one tick ago, mm, while tempo lets people be drawn in between.
    before: Vec<(i32, i32)>,
    /// Most wall time spent living in one call of [`Table::live`].
    pub budget: Duration,
    /// What the last wish came to, if it could not be done.
    complaint: Option<String>,
    /// What was done for it, and for how many seconds of wall time more that is said.
    done: Option<(String, f64)>,
    bench: Option<Bench>,
    /// What is wrong with the level's files since they were edited.
    level_error: Option<String>,
    /// What was edited in them that only a new beginning can show.
    restart_offer: Option<Vec<String>>,
    saves: Option<Saves>,
    saved_at: u64,
    /// How often another prison came to the table: who draws it begins anew.
    sittings: u32,
}

impl Table {
    /// Sits down as an observer at a level that begins.
    pub fn new(level: Arc<Level>, name: &str, sets: &[String], seed: u64) -> Self {
        let prison = Prison::new(level.clone(), seed);
        Self {
            lens: Lens::new(&prison, Seat::Observer),
            tempo: Tempo::default(),
            news: News::of_beginning(&prison),
            alerts: Alerts::default(),
            heed: Heed::default(),
            curves: Curves::default(),
            selected: None,
            overlay: None,
            glance: Glance::default(),
            before: Vec::new(),
            budget: Duration::from_millis(24),
            complaint: None,
            done: None,
            bench: None,
            level_error: None,
            restart_offer: None,
            saves: None,
            saved_at: 0,
            sittings: 0,
            name: name.into(),
            sets: sets.to_vec(),
            seed,
            has_screenplay: library::has_screenplay(&level),
            level,
            prison,
        }
    }

    /// Keeps saves in a folder, autosaves among them.
    pub fn with_saves(mut self, saves: Saves) -> Self {
        self.saves = Some(saves);
        self
    }

    /// Watches the files of the level: what is saved in them comes into the prison.
    pub fn with_bench(mut self) -> Self {
        self.bench = Bench::of(&self.name, &self.sets);
        self
    }

    /// What is wrong with the level's files since they were edited.
    pub fn level_error(&self) -> Option<&str> {
        self.level_error.as_deref()
    }

    /// What was edited in the level's files that only a new beginning can show.
    pub fn restart_offer(&self) -> Option<&[String]> {
        self.restart_offer.as_deref()
    }

    /// The prison, to be read through [`Table::lens`] by whoever shows it to a seat.
    pub fn prison(&self) -> &Prison {
        &self.prison
    }

    /// The level as it was read.
    pub fn level(&self) -> &Level {
        &self.level
    }

    /// The name or path the level was asked for by.
    pub fn level_name(&self) -> &str {
        &self.name
    }

    /// The seed of chance.
    pub fn seed(&self) -> u64 {
        self.seed
    }

    /// What the seat may know.
    pub fn lens(&self) -> &Lens {
        &self.lens
    }

    /// Whose seat it is.
    pub fn seat(&self) -> Seat {
        self.lens.seat()
    }

    /// What the seat was told.
    pub fn news(&self) -> &News {
        &self.news
    }

    /// Which trouble the clock goes slower for.
    pub fn heed(&self) -> &Heed {
        &self.heed
    }

    /// The curves of the chart.
    pub fn curves(&self) -> &Curves {
        &self.curves
    }

    /// The saves, if any are kept.
    pub fn saves(&self) -> Option<&Saves> {
        self.saves.as_ref()
    }

    /// What the last wish came to, if it could not be done.
    pub fn complaint(&self) -> Option<&str> {
        self.complaint.as_deref()
    }

    /// What was done, for a few seconds.
    pub fn done(&self) -> Option<&str> {
        self.done.as_ref().map(|(what, _)| what.as_str())
    }

    /// The name under which a game in this level is saved quickly: each level has its own.
    pub fn quick_name(&self) -> String {
        let plain = |c: char| {
            if c.is_alphanumeric() || c == '_' {
                c
            } else {
                '-'
            }
        };
        let level: String = self.name.chars().map(plain).collect();
        let last = level.trim_matches('-').chars().rev().take(40);
        let level: String = last.collect::<Vec<char>>().into_iter().rev().collect();
        format!("quick {level}")
    }

    /// Says what could not be done, until the next wish.
    pub fn complain(&mut self, why: impl Into<String>) {
        self.complaint = Some(why.into());
    }

    /// Changes when another prison comes to the table.
    pub fn sittings(&self) -> u32 {
        self.sittings
    }

    /// The tick that comes next.
    pub fn now(&self) -> u64 {
        self.prison.now()
    }

    /// Day and time, as people say it.
    pub fn spoken_time(&self) -> String {
        let clock = self.prison.world().resource::<Clock>();
        day::when(clock, self.prison.now())
    }
}
