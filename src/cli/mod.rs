//! The command line: one file per verb.
//!
//! Exit codes: 0 fine, 1 the input or the command line was wrong, 2 the run failed.
//! Errors go to standard error and say what is wrong, where, and how to mend it.

mod check;
mod convert;
mod input;
mod levels;
mod live;
mod new;
mod output;
mod replay;
mod run;
mod summary;
mod why;

use std::io::Write;
use std::path::PathBuf;
use std::process::ExitCode;

use clap::{Args, Parser, Subcommand};

/// Why a command came to nothing.
#[derive(Debug)]
pub enum Failure {
    /// The input or the command line was wrong: exit code 1.
    Input(String),
    /// The run failed: exit code 2.
    Run(String),
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
    /// Live in a level. Until there is a window: its day in the terminal
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
    /// Tell what a happening came from
    Why(WhyArgs),
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

#[derive(Args)]
struct PlayArgs {
    /// A name under levels/, or the path of a folder
    #[arg(default_value = "big_house")]
    level: String,
    /// The seed of chance
    #[arg(long, default_value_t = 1)]
    seed: u64,
    /// Change a key of the level
    #[arg(long = "set", value_name = "KEY=VALUE")]
    sets: Vec<String>,
}

#[derive(Args)]
struct RunArgs {
    #[command(flatten)]
    level: LevelArgs,
    /// How long, from where it starts or was loaded: 24h, 7d, 90m, 4021s. A walking ground
    /// ends by itself
    #[arg(long = "for", value_name = "TIME")]
    length: Option<String>,
    /// The seed of chance
    #[arg(long, default_value_t = 1)]
    seed: u64,
    /// Give the orders of a file
    #[arg(long, value_name = "FILE")]
    orders: Option<PathBuf>,
    /// Write the report, as JSON
    #[arg(long, value_name = "FILE")]
    report: Option<PathBuf>,
    /// Write everything that happens, a JSON line each
    #[arg(long, value_name = "FILE")]
    chronicle: Option<PathBuf>,
    /// Write a save at the end
    #[arg(long, value_name = "FILE")]
    save: Option<PathBuf>,
    /// Begin from a save
    #[arg(long, value_name = "FILE")]
    load: Option<PathBuf>,
    /// Write a replay of the run
    #[arg(long, value_name = "FILE")]
    record: Option<PathBuf>,
    /// Overwrite files that exist
    #[arg(long)]
    force: bool,
}

#[derive(Args)]
struct CheckArgs {
    #[command(flatten)]
    level: LevelArgs,
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
    /// Compare the digests, and name the first that differs
    #[arg(long)]
    verify: bool,
}

#[derive(Args)]
struct WhyArgs {
    /// A save, or a chronicle
    file: PathBuf,
    /// The number of a happening, or words from it: the last one that has them
    event: String,
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
        None => live::play("big_house", 1, &[]),
        Some(Verb::Play(args)) => live::play(&args.level, args.seed, &args.sets),
        Some(Verb::Run(args)) => run::run(&args),
        Some(Verb::Check(args)) => check::check(&args.level.level, &args.level.sets),
        Some(Verb::Convert(args)) => convert::convert(&args.map, &args.out, args.force),
        Some(Verb::Levels) => levels::levels(),
        Some(Verb::New(args)) => new::new(&args.name, &args.extends),
        Some(Verb::Replay(args)) => replay::replay(&args.file, args.verify),
        Some(Verb::Why(args)) => why::why(&args.file, &args.event),
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

/// Says on standard error why a command came to nothing. Whoever does not listen is told nothing.
fn complain(why: &str) {
    let _ = writeln!(std::io::stderr(), "{}", why.trim_end());
}
