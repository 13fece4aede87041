//! The table: one live prison, and who plays it.
//!
//! Lives ticks as the tempo asks, within a budget of wall time for each frame, so that a picture
//! never waits long for the prison. All that changes the prison goes through [`Table::order`].

use std::path::Path;
use std::sync::Arc;
use std::time::{Duration, Instant};

use bevy_ecs::prelude::Resource;
use bighouse_sim::Prison;
use bighouse_sim::clock::{Clock, HOUR, MINUTE};
use bighouse_sim::conduct::Conduct;
use bighouse_sim::ids::PersonId;
use bighouse_sim::level::Level;
use bighouse_sim::movement::Bodies;
use bighouse_sim::order::{Giver, Order};
use bighouse_sim::regime::today;
use bighouse_sim::rules::Rules;

use super::bench::{Bench, Edited};
use super::gauge::{Curves, Overlay};
use super::news::News;
use super::saves::{self, Saves};
use super::tempo::INTERPOLATED;
use super::{Lens, Seat, Tempo, Wish, library};

/// Prison time between two autosaves, ticks.
const AUTOSAVE_EVERY: u64 = 2 * HOUR;

/// Where the eye shall go: asked for by panels and keys, done by the view.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Glance {
    /// A point to bring to the middle, m from the map's left and top edge.
    pub look_at: Option<(f32, f32)>,
    /// Pixels a metre to change to.
    pub zoom: Option<f32>,
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
    lens: Lens,
    /// How fast.
    pub tempo: Tempo,
    news: News,
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
            curves: Curves::default(),
            selected: None,
            overlay: None,
            glance: Glance::default(),
            before: Vec::new(),
            budget: Duration::from_millis(24),
            complaint: None,
            bench: None,
            level_error: None,
            restart_offer: None,
            saves: None,
            saved_at: 0,
            sittings: 0,
            name: name.into(),
            sets: sets.to_vec(),
            seed,
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
        clock.spoken(self.prison.now())
    }

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
        self.lens.look(&self.prison);
        self.curves.sample(&self.prison, &self.lens);
        self.news.hear(&self.prison, &self.lens, wall_s);
        self.autosave();
        self.look_at_bench(wall_s);
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
                    if let Err(refusal) = self.prison.order(Giver::Author, order) {
                        self.level_error = Some(refusal.to_string());
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
            self.lens.look(&self.prison);
            self.curves.sample(&self.prison, &self.lens);
        }
        self.news.hear(&self.prison, &self.lens, 0.0);
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

    /// Gives an order in the name of the seat.
    ///
    /// # Errors
    /// Why it is refused, in words.
    pub fn order(&mut self, order: Order) -> Result<(), String> {
        self.prison
            .order(self.seat().giver(), order)
            .map_err(|refusal| refusal.to_string())
    }

    /// Leaves the seat and takes another. The one who is left does as the rules have it.
    ///
    /// # Errors
    /// Why it can not be taken, in words.
    pub fn sit(&mut self, seat: Seat) -> Result<(), String> {
        if seat == self.seat() {
            return Ok(());
        }
        let refused = |refusal: bighouse_sim::order::Refusal| refusal.to_string();
        if let Some(person) = seat.person() {
            let order = Order::TakeSeat { person };
            self.prison.order(Giver::Author, order).map_err(refused)?;
        }
        if let Some(person) = self.seat().person() {
            let order = Order::LeaveSeat { person };
            let giver = Giver::Person(person);
            self.prison.order(giver, order).map_err(refused)?;
        }
        // One sits down in the next tenth of a second, also while the game stands; and goes on as the
        // bell calls until one decides otherwise.
        self.prison.tick();
        if let Some(person) = seat.person() {
            let order = Order::FollowTimetable { person };
            let giver = seat.giver();
            self.prison.order(giver, order).map_err(refused)?;
        }
        self.before.clear();
        self.lens = Lens::new(&self.prison, seat);
        self.curves = Curves::default();
        self.selected = seat.person();
        self.overlay = None;
        if let Some(person) = seat.person() {
            let body = self.prison.world().resource::<Bodies>().body(person);
            self.glance.look_at = Some((body.x as f32 / 1000.0, body.y as f32 / 1000.0));
        }
        Ok(())
    }

    /// Carries a wish out, as far as it concerns the table. Panels, title and end are others'.
    pub fn grant(&mut self, wish: &Wish) {
        let of_the_screen = matches!(
            wish,
            Wish::ToTitle | Wish::Play | Wish::Panel(_) | Wish::Quit
        );
        if of_the_screen {
            return;
        }
        self.complaint = None;
        if let Err(why) = self.try_grant(wish) {
            self.complaint = Some(why);
        }
    }

    fn try_grant(&mut self, wish: &Wish) -> Result<(), String> {
        match wish {
            Wish::Order(order) => self.order(order.clone())?,
            Wish::Speed(speed) => self.tempo.set_speed(*speed),
            Wish::Step { faster } => self.tempo.step(*faster),
            Wish::Pause(paused) => self.tempo.set_paused(*paused),
            Wish::TogglePause => self.tempo.set_paused(!self.tempo.is_paused()),
            Wish::SkipTo(tick) => self.tempo.skip_to(*tick),
            Wish::SkipToBell => match today::next_bell(self.prison.world()) {
                Some((tick, _)) => self.tempo.skip_to(tick),
                None => return Err("the timetable of this level has no bell".into()),
            },
            Wish::Select(person) => {
                self.selected = *person;
                self.glance.follow &= person.is_some();
            }
            Wish::Follow(follow) => self.glance.follow = *follow,
            Wish::LookAt(x, y) => {
                self.glance.look_at = Some((*x, *y));
                self.glance.follow = false;
            }
            Wish::Zoom(zoom) => self.glance.zoom = Some(*zoom),
            Wish::Overlay(overlay) => self.overlay = *overlay,
            Wish::Sit(seat) => self.sit(*seat)?,
            Wish::Begin { level, seed } => self.begin(level.clone(), Vec::new(), *seed)?,
            Wish::Restart => self.begin(self.name.clone(), self.sets.clone(), self.seed)?,
            Wish::Save(name) => {
                let saves = self.saves.as_ref().ok_or("there is no folder for saves")?;
                saves.write(&self.prison, name)?;
            }
            Wish::Load(path) => self.load(path)?,
            Wish::DismissCard => self.news.dismiss_card(),
            // The complaint is gone already; the others concern the screen.
            Wish::DismissComplaint | Wish::ToTitle | Wish::Play | Wish::Panel(_) | Wish::Quit => {}
        }
        Ok(())
    }

    fn begin(&mut self, name: String, sets: Vec<String>, seed: u64) -> Result<(), String> {
        let level = library::level(&name, &sets).map_err(|problems| problems.to_string())?;
        let sittings = self.sittings + 1;
        let (saves, watched) = (self.saves.take(), self.bench.is_some());
        *self = Self::new(level, &name, &sets, seed);
        (self.saves, self.sittings) = (saves, sittings);
        self.bench = watched.then(|| Bench::of(&name, &sets)).flatten();
        Ok(())
    }

    fn load(&mut self, path: &Path) -> Result<(), String> {
        let prison = saves::read(path)?;
        self.begin_from(prison);
        Ok(())
    }

    /// Goes on from a prison that was loaded.
    pub fn begin_from(&mut self, prison: Prison) {
        let world = prison.world();
        self.level = world.resource::<Rules>().as_read().clone();
        self.seed = world.resource::<bighouse_sim::chance::Chance>().seed;
        self.name = self.level.name.clone();
        self.sets.clear();
        // Whoever's seat was taken when it was saved is played on.
        let seated = world
            .resource::<Conduct>()
            .seats()
            .iter()
            .find_map(|person| Seat::of(&prison, *person));
        self.lens = Lens::new(&prison, seated.unwrap_or_default());
        self.tempo = Tempo::default();
        self.tempo.set_paused(true);
        self.news = News::default();
        self.curves = Curves::default();
        self.selected = None;
        self.overlay = None;
        self.glance = Glance::default();
        self.before.clear();
        self.saved_at = prison.now();
        self.sittings += 1;
        self.prison = prison;
        (self.level_error, self.restart_offer) = (None, None);
        if self.bench.is_some() {
            self.bench = Bench::of(&self.name, &self.sets);
        }
    }
}
