//! `play` without a window: the day in the terminal, with a live status line.

use std::collections::BTreeMap;
use std::sync::Arc;
use std::time::{Duration, Instant};

use bighouse_sim::Prison;
use bighouse_sim::clock::{Clock, HOUR, MINUTE};
use bighouse_sim::conduct::{Conduct, Deed};
use bighouse_sim::people::Roster;
use bighouse_sim::record::report;
use bighouse_sim::rules::Rules;
use indicatif::{ProgressBar, ProgressDrawTarget, ProgressStyle};

use super::{Failure, Outcome, PlayArgs, input, output, start, summary};
use crate::play::Seat;
use crate::words::{day, told};

/// Lives the day of a level in the terminal and sums it up, having said why there is no window.
pub fn play(args: &PlayArgs, why: &str) -> Outcome {
    let mut prison = start::prison(&args.start())?;
    let level = Arc::clone(prison.world().resource::<Rules>().as_read());
    let title = &level.title;
    if args.screenplay {
        prison.play(Arc::new(input::screenplay(&level)?));
    }
    // Nobody sits down in the terminal, but a slip of the pen is told here as well.
    if let Some(words) = &args.seat {
        Seat::named(&prison, words).map_err(Failure::Input)?;
    }
    output::say(format_args!(
        "{title}\nNo window: {why}. Here is the day in the terminal.\n"
    ))?;
    let (from, until) = (prison.now(), prison.now() + 24 * HOUR);
    let before = report::Before::of(&prison);
    let status = Status::new(until - from);
    let began = Instant::now();
    while prison.now() < until {
        let next = (prison.now() + MINUTE).min(until);
        prison.run_until(next);
        status.show(&prison, from);
    }
    let wall_s = began.elapsed().as_secs_f64();
    status.clear();
    output::say(summary::of(&told::report(&prison, &before, wall_s)).trim_end())
}

/// A progress bar on a terminal that says what the men are doing; nothing elsewhere.
pub struct Status {
    bar: ProgressBar,
}

impl Status {
    /// A bar for this many ticks.
    pub fn new(ticks: u64) -> Self {
        let bar = ProgressBar::with_draw_target(Some(ticks), ProgressDrawTarget::stderr());
        let style = ProgressStyle::with_template("{msg}\n{wide_bar} {percent:>3} %")
            .unwrap_or_else(|_| ProgressStyle::default_bar());
        bar.set_style(style);
        bar.enable_steady_tick(Duration::from_millis(200));
        Self { bar }
    }

    /// Says what the prison does now.
    pub fn show(&self, prison: &Prison, from: u64) {
        if self.bar.is_hidden() {
            return;
        }
        self.bar.set_position(prison.now() - from);
        self.bar.set_message(now(prison));
    }

    /// Takes it off the screen.
    pub fn clear(self) {
        self.bar.finish_and_clear();
    }
}

/// What the men are doing, in a line.
fn now(prison: &Prison) -> String {
    let world = prison.world();
    let conduct = world.resource::<Conduct>();
    let mut deeds: BTreeMap<Deed, u32> = BTreeMap::new();
    let mut moving = 0;
    for person in world.resource::<Roster>().all_inmates() {
        let doing = conduct.doing(person);
        if doing.there {
            *deeds.entry(doing.activity.deed).or_default() += 1;
        } else {
            moving += 1;
        }
    }
    let words = |deed: Deed| match deed {
        Deed::Rest => "in their cells",
        Deed::Sleep => "asleep",
        Deed::Eat => "at table",
        Deed::Work => "at work",
        Deed::Exercise => "in the yard",
        Deed::Pray => "in chapel",
        Deed::Visit => "visited",
        _ => "elsewhere",
    };
    let mut parts: Vec<String> = deeds
        .into_iter()
        .map(|(deed, men)| format!("{men} {}", words(deed)))
        .collect();
    if moving > 0 {
        parts.push(format!("{moving} on their way"));
    }
    let clock = world.resource::<Clock>();
    format!("{}   {}", day::when(clock, prison.now()), parts.join(", "))
}
