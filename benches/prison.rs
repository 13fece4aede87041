//! What a tick costs, and a walking man in it, a day, a level, and how much memory.
//!
//! `cargo bench` prints a table to put into the README with date and machine. A walking man costs
//! (a tick with N walking - the same tick with the same N standing) / N, as a median of rounds.

use std::sync::Arc;
use std::time::Instant;

use bighouse_sim::Prison;
use bighouse_sim::clock::{DAY, HOUR, MINUTE};
use bighouse_sim::ids::PersonId;
use bighouse_sim::level::{self, FileTrouble, FolderFiles, Level, LevelFiles};
use bighouse_sim::movement::Bodies;
use bighouse_sim::order::{Giver, Order};
use bighouse_sim::record::report::Before;
use bighouse_sim::record::{report, save};

/// A level that is drawn here: one hall, men walking to and fro between its ends.
struct Hall {
    men: u32,
    stand: bool,
}

/// Square metres for each man.
const SPACE: f64 = 2.5;

impl Hall {
    fn side(&self) -> usize {
        ((self.men.max(30) as f64 * SPACE).sqrt().ceil() as usize).max(12)
    }

    fn level(&self) -> Arc<Level> {
        match level::load(self, "hall", &[]) {
            Ok(level) => Arc::new(level),
            Err(problems) => panic!("{problems}"),
        }
    }
}

impl LevelFiles for Hall {
    fn resolve(&self, asked: &str, _: Option<&str>) -> Result<String, FileTrouble> {
        Ok(asked.into())
    }

    fn read(&self, _: &str, file: &str, _: u64) -> Result<Vec<u8>, FileTrouble> {
        let side = self.side();
        if file == "map.txt" {
            let wall = "#".repeat(side + 2);
            let row = format!("#L{}R#", "M".repeat(side - 2));
            let rows = vec![row; side].join("\n");
            return Ok(format!("{wall}\n{rows}\n{wall}\n").into_bytes());
        }
        let after = if self.stand { "9000..9000 s" } else { "0..0 s" };
        let walkers = if self.men == 0 {
            String::new()
        } else {
            format!(
                "walkers: {{ \"men\": (men: {}, from: \"middle\", route: [\"left\", \"right\"], \
                 forever: true, starts_after: \"{after}\") }},",
                self.men
            )
        };
        Ok(format!(
            "(format: 1, title: \"hall\", starts: \"1930-11-20 06:25\", {walkers} legend: {{ \
             \"L\": Area(\"left\"), \"R\": Area(\"right\"), \"M\": Area(\"middle\") }})"
        )
        .into_bytes())
    }

    fn exists(&self, _: &str, file: &str) -> bool {
        matches!(file, "level.ron" | "map.txt")
    }

    fn describe(&self, level: &str, file: &str) -> String {
        format!("{level}/{file}")
    }
}

/// Nanoseconds of one tick: the median of rounds of many ticks each.
fn tick_ns(prison: &mut Prison, ticks: u32) -> f64 {
    let mut rounds: Vec<f64> = (0..9)
        .map(|_| {
            let began = Instant::now();
            for _ in 0..ticks {
                prison.tick();
            }
            began.elapsed().as_nanos() as f64 / ticks as f64
        })
        .collect();
    rounds.sort_by(f64::total_cmp);
    rounds[rounds.len() / 2]
}

fn shipped(name: &str) -> (Arc<Level>, f64) {
    let files = FolderFiles::new(concat!(env!("CARGO_MANIFEST_DIR"), "/levels"));
    let began = Instant::now();
    match level::load(&files, name, &[]) {
        Ok(level) => (Arc::new(level), began.elapsed().as_secs_f64()),
        Err(problems) => panic!("{problems}"),
    }
}

/// Most memory this process has held so far, MB, where the system tells.
fn memory_mb() -> Option<u64> {
    let status = std::fs::read_to_string("/proc/self/status").ok()?;
    let line = status.lines().find(|line| line.starts_with("VmHWM"))?;
    let kb: u64 = line.split_whitespace().nth(1)?.parse().ok()?;
    Some(kb / 1000)
}

fn memory() -> String {
    memory_mb().map_or_else(|| "?".into(), |mb| format!("{mb} MB"))
}

/// An hour of riot with everybody loose: on its third day the men of the hungry house are in the yard, and
/// every fourth of them is told to stand up.
fn riot() {
    /// Saturday 15:50, from the beginning on Thursday 06:25.
    const IN_THE_YARD: u64 = 2 * DAY + 9 * HOUR + 25 * MINUTE;
    let mut prison = Prison::new(shipped("big_house_hungry").0, 1);
    prison.run_until(IN_THE_YARD);
    for man in (0..3_000).step_by(4).map(PersonId) {
        let order = Order::Protest { person: man };
        // Who cannot, because he is asleep or on his way, does not.
        let _ = prison.order(Giver::Author, order);
    }
    prison.run_until(IN_THE_YARD + 2 * MINUTE);
    let began = Instant::now();
    prison.run_until(prison.now() + HOUR);
    let took = began.elapsed().as_secs_f64();
    let began = Instant::now();
    let bytes = save::write(&prison).len();
    let saved = began.elapsed().as_secs_f64();
    let report = report::of(&prison, &Before::default(), 0.0, &|message| {
        message.id.to_owned()
    });
    match report.riots.last() {
        Some(riot) => println!(
            "big_house_hungry, an hour of riot, {} loose, {} taking part: {took:.1} s, {:.0} times as \
             fast as life; a save of it: {} kB in {:.0} ms",
            riot.loose,
            riot.peak_participants,
            3_600.0 / took,
            bytes / 1000,
            saved * 1000.0
        ),
        None => println!("big_house_hungry: there was no riot"),
    }
}

fn main() {
    // `cargo test` builds and starts benches too; there it has nothing to measure.
    if std::env::args().any(|arg| arg == "--test") {
        return;
    }
    let mut empty = Prison::new(
        Hall {
            men: 0,
            stand: true,
        }
        .level(),
        1,
    );
    println!("empty tick: {:.2} us", tick_ns(&mut empty, 20_000) / 1000.0);

    let (level, load_s) = shipped("big_house");
    let began = Instant::now();
    let mut prison = Prison::new(level, 1);
    println!(
        "big_house: level read in {:.0} ms, prison built in {:.0} ms",
        load_s * 1000.0,
        began.elapsed().as_secs_f64() * 1000.0
    );
    let began = Instant::now();
    prison.run_until(DAY);
    let took = began.elapsed().as_secs_f64();
    println!(
        "big_house, 24 h: {took:.1} s, {:.0} times as fast as life, {:.1} us a tick; memory {}",
        86_400.0 / took,
        took * 1e6 / DAY as f64,
        memory()
    );
    let began = Instant::now();
    let bytes = save::write(&prison).len();
    println!(
        "big_house, a save: {} kB in {:.0} ms",
        bytes / 1000,
        began.elapsed().as_secs_f64() * 1000.0
    );
    let began = Instant::now();
    let digest = prison.digest().all;
    println!(
        "big_house, a digest: {:.1} ms ({digest:016x})",
        began.elapsed().as_secs_f64() * 1000.0
    );

    for men in [300, 3_000, 30_000] {
        let ticks = (1_500_000 / men).clamp(50, 2_000);
        let mut walking = Prison::new(Hall { men, stand: false }.level(), 1);
        let mut standing = Prison::new(Hall { men, stand: true }.level(), 1);
        walking.run_until(MINUTE + 1);
        standing.run_until(MINUTE + 1);
        let walkers = walking.world().resource::<Bodies>().walking().len();
        let walk = tick_ns(&mut walking, ticks);
        let stand = tick_ns(&mut standing, ticks);
        println!(
            "{men} men at {:.2} /m2, {walkers} of them walking: {:.1} us a tick, standing {:.1} us: \
             {:.1} ns a walking man; memory so far {}",
            1.0 / SPACE,
            walk / 1000.0,
            stand / 1000.0,
            (walk - stand) / walkers.max(1) as f64,
            memory()
        );
    }
    riot();
}
