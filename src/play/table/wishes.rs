//! What is asked of the table: orders, seats, saves, another prison.

use std::path::Path;
use std::sync::Arc;

use bighouse_sim::Prison;
use bighouse_sim::chance::Chance;
use bighouse_sim::conduct::Conduct;
use bighouse_sim::ids::TileId;
use bighouse_sim::movement::Bodies;
use bighouse_sim::order::{Giver, Order};
use bighouse_sim::regime::today;
use bighouse_sim::rules::Rules;
use bighouse_sim::story::{Lines, Playing, Screenplay};

use super::super::alerts::Heed;
use super::super::bench::Bench;
use super::super::gauge::Curves;
use super::super::news::News;
use super::super::{Lens, Seat, Tempo, Wish, library, saves};
use super::{Glance, Table};
use crate::words::orders::refusal;
use crate::words::own::texts;

texts! {
    no_bell = "skip-no-bell";
    no_folder = "save-no-folder";
    saved(name) = "save-done";
    some_refused(refused, all, why) = "order-some-refused";
}

/// How long it is said that something was done, seconds of wall time.
const SAID: f64 = 4.0;
/// Pixels a metre at which an inmate's seat is played, at the least.
const BUNK_ZOOM: f32 = 24.0;

impl Table {
    /// Gives an order in the name of the seat.
    ///
    /// # Errors
    /// Why it is refused, in words.
    pub fn order(&mut self, order: Order) -> Result<(), String> {
        self.prison
            .order(self.seat().giver(), order)
            .map_err(|why| refusal(self.prison.world(), &why))
    }

    /// Leaves the seat and takes another. The one who is left does as the rules have it.
    ///
    /// # Errors
    /// Why it cannot be taken, in words.
    pub fn sit(&mut self, seat: Seat) -> Result<(), String> {
        if seat == self.seat() {
            return Ok(());
        }
        let left = self.seat();
        let mut give = |giver, order| {
            let given = self.prison.order(giver, order);
            given.map_err(|why| refusal(self.prison.world(), &why))
        };
        if let Some(person) = seat.person() {
            let order = Order::TakeSeat { person };
            give(Giver::Author, order)?;
        }
        if let Some(person) = left.person() {
            let order = Order::LeaveSeat { person };
            give(Giver::Person(person), order)?;
        }
        // One sits down in the next tenth of a second, also while the game stands; and goes on as the
        // bell calls until one decides otherwise.
        self.prison.tick();
        if let Some(person) = seat.person() {
            let order = Order::FollowTimetable { person };
            let given = self.prison.order(seat.giver(), order);
            given.map_err(|why| refusal(self.prison.world(), &why))?;
        }
        self.before.clear();
        self.lens = Lens::new(&self.prison, seat);
        self.news = News::of_seat(&self.prison, &self.lens);
        self.curves = Curves::default();
        self.selected = seat.person();
        self.overlay = None;
        self.look_at_own();
        Ok(())
    }

    /// Looks at him whose seat it is; an inmate is seen near, and followed.
    fn look_at_own(&mut self) {
        let seat = self.seat();
        let is_inmate = matches!(seat, Seat::Inmate(_));
        self.glance.follow = is_inmate;
        if let Some(person) = seat.person() {
            let body = self.prison.world().resource::<Bodies>().body(person);
            self.glance.look_at = Some((body.x as f32 / 1000.0, body.y as f32 / 1000.0));
            self.glance.zoom_at_least = is_inmate.then_some(BUNK_ZOOM);
        }
    }

    /// Carries a wish out, as far as it concerns the table. Panels, title and end are others'.
    pub fn grant(&mut self, wish: &Wish) {
        let of_the_screen = matches!(
            wish,
            Wish::ToTitle | Wish::Continue | Wish::Play | Wish::Panel(_) | Wish::Quit
        );
        if of_the_screen {
            return;
        }
        self.complaint = None;
        match wish {
            Wish::Speed(_) | Wish::Step { .. } | Wish::SkipTo(_) | Wish::SkipToBell => {
                self.heed.forget();
            }
            Wish::Pause(_) | Wish::TogglePause => self.heed.put_away(),
            _ => {}
        }
        if let Err(why) = self.try_grant(wish) {
            self.complaint = Some(why);
        }
    }

    /// Gives an order for each of some tiles: those for which it is refused are left out, and said to be.
    fn order_each(&mut self, order: &Order, tiles: &[TileId]) -> Result<(), String> {
        let (mut refused, mut why) = (0, None);
        for tile in tiles {
            if let Err(refusal) = self.order(order.clone().at_tile(*tile)) {
                refused += 1;
                why.get_or_insert(refusal);
            }
        }
        match why {
            Some(why) if refused < tiles.len() => {
                Err(text::some_refused(refused, tiles.len(), why))
            }
            Some(why) => Err(why),
            None => Ok(()),
        }
    }

    fn try_grant(&mut self, wish: &Wish) -> Result<(), String> {
        match wish {
            Wish::Order(order) => self.order(order.clone())?,
            Wish::OrderEach(order, tiles) => self.order_each(order, tiles)?,
            Wish::Speed(speed) => self.tempo.set_speed(*speed),
            Wish::Step { faster } => self.tempo.step(*faster),
            Wish::Pause(paused) => self.tempo.set_paused(*paused),
            Wish::TogglePause => self.tempo.set_paused(!self.tempo.is_paused()),
            Wish::SkipTo(tick) => self.tempo.skip_to(*tick),
            Wish::SkipToBell => match today::next_bell(self.prison.world()) {
                Some((tick, _)) => self.tempo.skip_to(tick),
                None => return Err(text::no_bell().into()),
            },
            Wish::Select(person) => {
                // Who looks at another from his bunk does not go there.
                let goes_along = !matches!(self.seat(), Seat::Inmate(_));
                self.glance.follow &= person.is_some() && (goes_along || *person == self.selected);
                self.selected = *person;
            }
            Wish::Follow(follow) => self.glance.follow = *follow,
            Wish::LookAt(x, y) => {
                self.glance.look_at = Some((*x, *y));
                self.glance.follow = false;
            }
            Wish::Zoom(zoom) => self.glance.zoom = Some(*zoom),
            Wish::ZoomAtLeast(zoom) => self.glance.zoom_at_least = Some(*zoom),
            Wish::Overlay(overlay) => self.overlay = *overlay,
            Wish::Sit(seat) => self.sit(*seat)?,
            Wish::Begin {
                level,
                seed,
                screenplay,
            } => self.begin(level.clone(), Vec::new(), *seed, *screenplay)?,
            Wish::Restart => {
                let screenplay = self.plays_screenplay();
                self.begin(self.name.clone(), self.sets.clone(), self.seed, screenplay)?;
            }
            Wish::Save(name) => {
                let saves = self.saves.as_ref().ok_or_else(text::no_folder)?;
                saves.write(&self.prison, name)?;
                self.done = Some((text::saved(name), SAID));
            }
            Wish::Load(path) => self.load(path)?,
            Wish::DismissCard => self.news.dismiss_card(),
            // The complaint is gone already; the others concern the screen.
            Wish::DismissComplaint
            | Wish::ToTitle
            | Wish::Continue
            | Wish::Play
            | Wish::Panel(_)
            | Wish::Quit => {}
        }
        Ok(())
    }

    fn begin(
        &mut self,
        name: String,
        sets: Vec<String>,
        seed: u64,
        screenplay: bool,
    ) -> Result<(), String> {
        let level = library::level(&name, &sets).map_err(|problems| problems.to_string())?;
        // Nothing begins if the screenplay is broken: what would be played is not what was asked for.
        let written = library::screenplay(&level).map_err(|problems| problems.to_string());
        let played = match screenplay {
            true => written?,
            false => None,
        };
        let sittings = self.sittings + 1;
        let (saves, watched) = (self.saves.take(), self.bench.is_some());
        let alerts = std::mem::take(&mut self.alerts);
        *self = Self::new(level, &name, &sets, seed);
        (self.saves, self.sittings, self.alerts) = (saves, sittings, alerts);
        self.bench = watched.then(|| Bench::of(&name, &sets)).flatten();
        if let Some(played) = played {
            self.play(played);
        }
        Ok(())
    }

    /// Plays a screenplay from now on.
    pub fn play(&mut self, screenplay: Screenplay) {
        self.prison.play(Arc::new(screenplay));
    }

    /// Plays the level's screenplay on, if a prison that was loaded has begun it.
    fn play_on(&mut self) {
        if self.prison.world().resource::<Lines>().is_empty() {
            return;
        }
        match library::screenplay(&self.level) {
            Ok(Some(screenplay)) => self.play(screenplay),
            Ok(None) => {}
            Err(problems) => self.complaint = Some(problems.to_string()),
        }
    }

    /// Whether a screenplay is played.
    pub fn plays_screenplay(&self) -> bool {
        self.prison.world().contains_resource::<Playing>()
    }

    /// Whether the level has a screenplay that could be played.
    pub fn has_screenplay(&self) -> bool {
        self.has_screenplay
    }

    fn load(&mut self, path: &Path) -> Result<(), String> {
        let prison = saves::read(path, &self.level)?;
        self.begin_from(prison);
        Ok(())
    }

    /// Goes on from a prison that was loaded.
    pub fn begin_from(&mut self, prison: Prison) {
        let world = prison.world();
        self.level = world.resource::<Rules>().as_read().clone();
        self.seed = world.resource::<Chance>().seed;
        self.name = self.level.name.clone();
        self.sets = self.level.settings.clone();
        // Whoever's seat was taken when it was saved is played on.
        let seated = world
            .resource::<Conduct>()
            .seats()
            .iter()
            .find_map(|person| Seat::of(&prison, *person));
        self.lens = Lens::new(&prison, seated.unwrap_or_default());
        self.tempo = Tempo::default();
        self.tempo.set_paused(true);
        self.news = News::of_seat(&prison, &self.lens);
        self.heed = Heed::default();
        self.curves = Curves::default();
        self.overlay = None;
        self.glance = Glance::default();
        self.before.clear();
        self.saved_at = prison.now();
        self.sittings += 1;
        self.prison = prison;
        self.has_screenplay = library::has_screenplay(&self.level);
        self.play_on();
        self.selected = self.seat().person();
        self.look_at_own();
        (self.level_error, self.restart_offer) = (None, None);
        if self.bench.is_some() {
            self.bench = Bench::of(&self.name, &self.sets);
        }
    }
}
