//! The command line: one file per verb.
//!
//! Exit codes: 0 fine, 1 the input or the command line was wrong, 2 the run failed.
//! Errors go to standard error and say what is wrong, where, and how to mend it.

mod check;
#[cfg(feature = "window")]
mod clip;
mod convert;
mod input;
mod inspect;
mod levels;
mod live;
mod new;
mod output;
mod replay;
mod run;
mod science;
#[cfg(feature = "window")]
mod shot;
mod start;
mod summary;
mod trace;
mod why;
#[cfg(feature = "window")]
mod window;

use std::io::Write;
use std::path::PathBuf;
use std::process::ExitCode;

use bighouse_sim::level::{Problems, printable};
use clap::{Args, Parser, Subcommand, ValueEnum};

use crate::play::tempo::SPEEDS;

/// Why a command came to nothing.
#[derive(Debug)]
pub enum Failure {
    /// The input or the command line was wrong: exit code 1.
    Input(String),
    /// The run failed: exit code 2.
    Run(String),
}

impl From<Problems> for Failure {
    fn from(problems: Problems) -> Self {
        Self::Input(problems.to_string())
    }
}

/// What a command comes to.
type Outcome = Result<(), Failure>;

/// A prison of 1930, built for 1,800, holding 3,000.
#[derive(Parser)]
#[command(name = "bighouse", version, about, long_about = None)]
struct Cli {
    #[command(subcommand)]
    verb: Option<Verb>,
}

#[derive(Subcommand)]
enum Verb {
    /// Live in a level, in a window. Without a display or a driver: its day in the terminal
    Play(PlayArgs),
    /// Live through a level without a window, and sum it up
    Run(RunArgs),
    /// Say everything that is wrong with a level
    Check(CheckArgs),
    /// Turn a map of text into one of Tiled, or back
    Convert(ConvertArgs),
    /// List the levels
    Levels,
    /// Begin a level of your own
    New(NewArgs),
    /// Live a replay again
    Replay(ReplayArgs),
    /// Show what a save holds, or where two saves differ
    Inspect(InspectArgs),
    /// Tell what a happening came from
    Why(WhyArgs),
    /// Hold what is known of crowds and prisons against this one: many runs, and a verdict on each
    /// figure
    Science(ScienceArgs),
    /// Write what everybody does in a run, hour by hour, or hold it against such a text
    Trace(TraceArgs),
    /// Draw one frame of a level into a file, without a display
    #[cfg(feature = "window")]
    Shot(ShotArgs),
    /// Draw a stretch of a level into an animated GIF, without a display
    #[cfg(feature = "window")]
    Clip(ClipArgs),
}

/// Which level, and how it is changed.
#[derive(Args, Clone)]
struct LevelArgs {
    /// A name under levels/, or the path of a folder
    level: String,
    /// Change a key of the level, such as kitchen.quality=40%
    #[arg(long = "set", value_name = "KEY=VALUE")]
    sets: Vec<String>,
}

/// Where a run begins: a level, and how it is changed, or a save.
#[derive(Args, Clone, Default)]
struct StartArgs {
    /// A name under levels/, or the path of a folder. With --load it may be left away
    level: Option<String>,
    /// Change a key of the level, such as kitchen.quality=40%
    #[arg(long = "set", value_name = "KEY=VALUE")]
    sets: Vec<String>,
    /// The seed of chance, 1 if it is not said; a run that is loaded has the seed of its save
    #[arg(long)]
    seed: Option<u64>,
    /// Begin from a save, in its level with its options
    #[arg(long, value_name = "FILE")]
    load: Option<PathBuf>,
}

#[derive(Args, Default)]
struct PlayArgs {
    /// Which level, big_house if none is said
    #[command(flatten)]
    start: StartArgs,
    /// Play the level's screenplay: its cast makes the choices it says
    #[arg(long)]
    screenplay: bool,
    /// Where to sit down: observer, warden or inmate:NAME. Without it the title asks
    #[arg(long)]
    seat: Option<String>,
    /// How many times real time: 1, 4, 16, 60 or 300
    #[arg(long, value_name = "TIMES")]
    speed: Option<u32>,
}

/// What of the map is drawn, and with what.
#[cfg(feature = "window")]
#[derive(Args)]
struct LookArgs {
    /// The middle of the picture, metres from the left and the top of the map
    #[arg(long, value_name = "X,Y")]
    center: Option<String>,
    /// Pixels a metre
    #[arg(long, value_name = "PX_PER_M")]
    zoom: Option<f32>,
    /// Figures on the map, such as density, needs or unrest; a name that is not there lists them all
    #[arg(long, value_name = "NAME")]
    overlay: Option<String>,
    /// With the panels
    #[arg(long)]
    ui: bool,
}

/// One frame: of which level, when, where, how near.
#[cfg(feature = "window")]
#[derive(Args)]
struct ShotArgs {
    #[command(flatten)]
    start: StartArgs,
    /// When: 12:05, 06:30:20, or days later: "2d 12:05". Without it, as the level begins
    /// or the save stands
    #[arg(long, value_name = "TIME")]
    at: Option<String>,
    /// Where the picture goes, as PNG
    #[arg(long, value_name = "FILE")]
    out: PathBuf,
    /// Width and height, pixels
    #[arg(long, default_value = "1280x720")]
    size: String,
    #[command(flatten)]
    look: LookArgs,
    /// Through whose eyes: observer, warden or inmate:NAME
    #[arg(long)]
    seat: Option<String>,
    /// Select somebody, by name or number
    #[arg(long, value_name = "NAME")]
    select: Option<String>,
    /// Overwrite a file that exists
    #[arg(long)]
    force: bool,
}

/// A stretch of time: of which level, from when, how long, how fast, where, how near.
#[cfg(feature = "window")]
#[derive(Args)]
struct ClipArgs {
    #[command(flatten)]
    start: StartArgs,
    /// From when: 06:29, or days later: "3d 16:50". Without it, as the level begins or the save stands
    #[arg(long, value_name = "TIME")]
    from: Option<String>,
    /// How much of the prison's time: 10min, 1h
    #[arg(long = "for", value_name = "TIME", default_value = "5min")]
    length: String,
    /// How many times real time it is shown
    #[arg(long, value_name = "TIMES", default_value_t = 60)]
    speed: u32,
    /// Pictures a second
    #[arg(long, default_value_t = 10, value_parser = clap::value_parser!(u32).range(1..=25))]
    fps: u32,
    /// Where it goes, as GIF
    #[arg(long, value_name = "FILE")]
    out: PathBuf,
    /// Width and height, pixels
    #[arg(long, default_value = "640x360")]
    size: String,
    #[command(flatten)]
    look: LookArgs,
    /// Overwrite a file that exists
    #[arg(long)]
    force: bool,
}

/// What a run can go on until.
#[derive(Clone, Copy, ValueEnum)]
enum Goal {
    /// A riot that was called one is over
    #[value(name = "riot over")]
    RiotOver,
}

#[derive(Args)]
struct RunArgs {
    #[command(flatten)]
    start: StartArgs,
    /// How long, from where it starts or was loaded: 24h, 7d, 90m, 4021s. A walking ground
    /// ends by itself
    #[arg(long = "for", value_name = "TIME")]
    length: Option<String>,
    /// Until this has come about, rather than for a time; 60 days at the most
    #[arg(long, value_name = "WHAT", conflicts_with = "length")]
    until: Option<Goal>,
    /// Give the orders of a file
    #[arg(long, value_name = "FILE")]
    orders: Option<PathBuf>,
    /// Play the level's screenplay: its cast makes the choices it says
    #[arg(long)]
    screenplay: bool,
    /// Write the report, as JSON
    #[arg(long, value_name = "FILE")]
    report: Option<PathBuf>,
    /// Write everything that happens, a JSON line each
    #[arg(long, value_name = "FILE")]
    chronicle: Option<PathBuf>,
    /// Write a save at the end
    #[arg(long, value_name = "FILE")]
    save: Option<PathBuf>,
    /// Write a replay of the run, from the beginning of its level also if it was loaded
    #[arg(long, value_name = "FILE")]
    record: Option<PathBuf>,
    /// Take digests for the replay more often than each hour: 10m, 1s, or tick
    #[arg(long, value_name = "TIME", requires = "record")]
    digests: Option<String>,
    /// Overwrite files that exist
    #[arg(long)]
    force: bool,
}

#[derive(Args)]
struct CheckArgs {
    #[command(flatten)]
    level: LevelArgs,
    /// Check it again whenever one of its files is saved
    #[arg(long)]
    watch: bool,
}

#[derive(Args)]
struct ConvertArgs {
    /// The map: a file that ends in .txt or .tmx
    map: PathBuf,
    /// The file to write: .tmx or .txt
    out: PathBuf,
    /// Overwrite a file that exists
    #[arg(long)]
    force: bool,
}

#[derive(Args)]
struct NewArgs {
    /// What the level shall be called: letters, digits, - and _
    name: String,
    /// The level it is a variant of
    #[arg(long, default_value = "cell_block")]
    extends: String,
}

#[derive(Args)]
struct ReplayArgs {
    /// A file that `run --record` wrote
    file: PathBuf,
    /// The level it was made in, where that is none of levels/: the path of its folder
    #[arg(long, value_name = "LEVEL")]
    level: Option<String>,
    /// Begin at a save of the same run rather than at its beginning
    #[arg(long, value_name = "FILE")]
    load: Option<PathBuf>,
    /// Compare the digests; of the first that differs, name hour and sections, and look for the tick
    #[arg(long, conflicts_with = "record")]
    verify: bool,
    /// Write a replay of this run
    #[arg(long, value_name = "FILE")]
    record: Option<PathBuf>,
    /// Take digests for that replay more often than each hour: 10m, 1s, or tick
    #[arg(long, value_name = "TIME", requires = "record")]
    digests: Option<String>,
    /// Those only from this tick on
    #[arg(long, value_name = "TICK", requires = "digests")]
    from: Option<u64>,
    /// And up to this tick
    #[arg(long, value_name = "TICK", requires = "digests")]
    to: Option<u64>,
    /// Overwrite a file that exists
    #[arg(long)]
    force: bool,
}

#[derive(Args)]
struct InspectArgs {
    /// A save
    save: PathBuf,
    /// A section of it, such as needs; or another save, to say where the two differ. Without it the
    /// sections are listed
    what: Option<String>,
    /// What each section holds of somebody: a name, a number, a key of the cast, or person:N
    #[arg(long, value_name = "NAME", conflicts_with = "what")]
    person: Option<String>,
    /// The level the saves were made in, where that is none of levels/: the path of its folder
    #[arg(long, value_name = "LEVEL")]
    level: Option<String>,
}

#[derive(Args)]
struct WhyArgs {
    /// A save, or a chronicle
    file: PathBuf,
    /// The number of a happening, or words from it: the last one that has them
    event: String,
    /// The level a save was made in, where that is none of levels/: the path of its folder
    #[arg(long, value_name = "LEVEL")]
    level: Option<String>,
}

#[derive(Args)]
struct ScienceArgs {
    /// With fewer seeds, in ten minutes at most
    #[arg(long)]
    quick: bool,
    /// Only this study; may be said more than once
    #[arg(long, value_name = "NAME")]
    only: Vec<String>,
    /// The folder in which results are kept: what is there is not run again
    #[arg(long, value_name = "DIR", default_value = "science")]
    out: PathBuf,
}

#[derive(Args)]
struct TraceArgs {
    #[command(flatten)]
    level: LevelArgs,
    /// How long: 24h, 7d, 90m
    #[arg(long = "for", value_name = "TIME", default_value = "24h")]
    length: String,
    /// The seed of chance
    #[arg(long, default_value_t = 1)]
    seed: u64,
    /// Play the level's screenplay
    #[arg(long)]
    screenplay: bool,
    /// Where the trace goes
    #[arg(long, value_name = "FILE")]
    out: Option<PathBuf>,
    /// A trace of the same run by another version of the program; where they differ, the run has failed
    #[arg(long, value_name = "FILE")]
    against: Option<PathBuf>,
    /// Overwrite a file that exists
    #[arg(long)]
    force: bool,
}

/// Runs the command line of this process.
pub fn main() -> ExitCode {
    let cli = match Cli::try_parse() {
        Ok(cli) => cli,
        Err(error) => {
            // Help and version go to standard output and are no failure.
            let code = u8::from(error.use_stderr());
            let _ = error.print();
            return ExitCode::from(code);
        }
    };
    let outcome = match cli.verb {
        None => play(&PlayArgs::default()),
        Some(Verb::Play(args)) => play(&args),
        Some(Verb::Run(args)) => run::run(&args),
        Some(Verb::Check(args)) if args.watch => check::watch(&args.level.level, &args.level.sets),
        Some(Verb::Check(args)) => check::check(&args.level.level, &args.level.sets),
        Some(Verb::Convert(args)) => convert::convert(&args.map, &args.out, args.force),
        Some(Verb::Levels) => levels::levels(),
        Some(Verb::New(args)) => new::new(&args.name, &args.extends),
        Some(Verb::Replay(args)) => replay::replay(&args),
        Some(Verb::Inspect(args)) => inspect::inspect(&args),
        Some(Verb::Why(args)) => why::why(&args.file, &args.event, args.level.as_deref()),
        Some(Verb::Science(args)) => science::science(&args),
        Some(Verb::Trace(args)) => trace::trace(&args),
        #[cfg(feature = "window")]
        Some(Verb::Shot(args)) => shot::shot(&args),
        #[cfg(feature = "window")]
        Some(Verb::Clip(args)) => clip::clip(&args),
    };
    match outcome {
        Ok(()) => ExitCode::SUCCESS,
        Err(Failure::Input(why)) => {
            complain(&why);
            ExitCode::from(1)
        }
        Err(Failure::Run(why)) => {
            complain(&why);
            ExitCode::from(2)
        }
    }
}

/// The level that is played if none is said.
const USUAL_LEVEL: &str = "big_house";

impl PlayArgs {
    /// Where it begins.
    fn start(&self) -> StartArgs {
        let mut start = self.start.clone();
        if start.load.is_none() {
            start.level.get_or_insert_with(|| USUAL_LEVEL.into());
        }
        start
    }
}

/// Plays in a window where there can be one, and in the terminal where not.
#[cfg(feature = "window")]
fn play(args: &PlayArgs) -> Outcome {
    sound_speed(args.speed)?;
    match window::why_not() {
        None => window::play(args),
        Some(why) => live::play(args, &why),
    }
}

/// Plays in the terminal: this program was built without its window.
#[cfg(not(feature = "window"))]
fn play(args: &PlayArgs) -> Outcome {
    sound_speed(args.speed)?;
    live::play(args, "this program was built without its window")
}

/// Whether there is such a speed.
fn sound_speed(speed: Option<u32>) -> Outcome {
    match speed.filter(|speed| !SPEEDS.contains(speed)) {
        None => Ok(()),
        Some(speed) => Err(Failure::Input(format!(
            "--speed {speed}: there is no such speed; say one of {}",
            SPEEDS.map(|speed| speed.to_string()).join(", ")
        ))),
    }
}

/// Says on standard error why a command came to nothing. Whoever does not listen is told nothing.
/// What was wrong may stand in it as it was written, so nothing but lines reaches the terminal.
fn complain(why: &str) {
    let lines: Vec<String> = why.trim_end().split('\n').map(printable).collect();
    let _ = writeln!(std::io::stderr(), "{}", lines.join("\n"));
}
