//! Living: ticks as the tempo asks, within a budget of wall time for each frame, so that a picture
//! never waits long for the prison.

use std::time::Instant;

use bighouse_sim::clock::{HOUR, MINUTE};
use bighouse_sim::ids::PersonId;
use bighouse_sim::movement::Bodies;
use bighouse_sim::order::{Giver, Order};

use super::super::bench::Edited;
use super::super::gauge::Overlay;
use super::super::tempo::INTERPOLATED;
use super::Table;
use crate::words::orders::refusal;

/// Prison time between two autosaves, ticks.
const AUTOSAVE_EVERY: u64 = 2 * HOUR;

impl Table {
    /// Where somebody who is now at `now` is to be drawn, mm: between the last tick and this one.
    pub fn between(&self, person: PersonId, now: (i32, i32)) -> (f32, f32) {
        let (x, y) = (now.0 as f32, now.1 as f32);
        let Some((bx, by)) = self.before.get(person.index()) else {
            return (x, y);
        };
        let part = self.tempo.part();
        (
            *bx as f32 + (x - *bx as f32) * part,
            *by as f32 + (y - *by as f32) * part,
        )
    }

    /// Lets wall time pass: the prison lives what has become due of it.
    pub fn live(&mut self, wall_s: f64) {
        if let Some((_, left)) = &mut self.done {
            *left -= wall_s;
        }
        self.done.take_if(|(_, left)| *left <= 0.0);
        let skipping = self.tempo.skipping();
        let due = match skipping {
            Some(until) => until.saturating_sub(self.now()),
            None => self.tempo.earn(wall_s),
        };
        if due > 0 {
            self.live_ticks(due);
        }
        if skipping.is_some_and(|until| self.now() >= until) {
            self.tempo.arrive();
        }
        self.look();
        self.curves.sample(&self.prison, &self.lens);
        let told = self
            .news
            .hear(&self.prison, &self.lens, &self.alerts, wall_s);
        self.heed.take(&mut self.tempo, &self.alerts, &told, wall_s);
        self.autosave();
        self.look_at_bench(wall_s);
    }

    fn look(&mut self) {
        self.lens.look(&self.prison);
        if self.overlay == Some(Overlay::Sight) {
            self.lens.look_with_officers(&self.prison);
        }
    }

    fn look_at_bench(&mut self, wall_s: f64) {
        let Some(bench) = &mut self.bench else {
            return;
        };
        match bench.look(&self.prison, &self.name, &self.sets, wall_s) {
            None => {}
            Some(Edited::Broken(why)) => self.level_error = Some(why),
            Some(Edited::Read { amendment, restart }) => {
                self.level_error = None;
                self.restart_offer = (!restart.is_empty()).then_some(restart);
                if let Some(amendment) = amendment {
                    let order = Order::AmendLevel(Box::new(amendment));
                    if let Err(why) = self.prison.order(Giver::Author, order) {
                        self.level_error = Some(refusal(self.prison.world(), &why));
                    }
                }
            }
        }
    }

    /// Lives to a tick, however long it takes.
    pub fn live_until(&mut self, tick: u64) {
        self.before.clear();
        while self.now() < tick {
            // A minute at a time, so that the seat sees and the curves have what went on.
            let next = (self.now() + MINUTE).min(tick);
            self.prison.run_until(next);
            self.look();
            self.curves.sample(&self.prison, &self.lens);
            self.news.hear(&self.prison, &self.lens, &self.alerts, 0.0);
        }
        self.news.dismiss_card();
    }

    fn live_ticks(&mut self, due: u64) {
        let began = Instant::now();
        let until = self.now() + due;
        let slowly = self.tempo.skipping().is_none() && self.tempo.speed() <= INTERPOLATED;
        if !slowly {
            self.before.clear();
        }
        while self.now() < until && began.elapsed() < self.budget {
            if slowly {
                self.remember_places();
                self.prison.tick();
            } else {
                let next = (self.now() + 10).min(until);
                self.prison.run_until(next);
            }
        }
    }

    fn remember_places(&mut self) {
        self.before.clear();
        let bodies = self.prison.world().resource::<Bodies>();
        self.before
            .extend(bodies.iter().map(|(_, body)| (body.x, body.y)));
    }

    fn autosave(&mut self) {
        if self.now() < self.saved_at + AUTOSAVE_EVERY {
            return;
        }
        self.saved_at = self.now();
        if let Some(saves) = &self.saves
            && let Err(why) = saves.autosave(&self.prison)
        {
            self.complaint = Some(why);
        }
    }
}
