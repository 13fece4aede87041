//! Promises about whole levels: reading, extending, options, the hash.

mod errors;
mod folders;
mod hostile;
mod readme;
mod tiled;

use std::collections::BTreeMap;

use crate::files::{FileTrouble, LevelFiles, is_level_name};
use crate::load::load;
use crate::nouns::{CastRole, Level, Occasion};
use crate::text::problem::Problems;

/// Levels in memory: `name/file` to its bytes.
#[derive(Default)]
struct Shelf(BTreeMap<String, Vec<u8>>);

impl Shelf {
    fn with(mut self, path: &str, text: impl Into<Vec<u8>>) -> Self {
        self.0.insert(path.to_owned(), text.into());
        self
    }
}

impl LevelFiles for Shelf {
    fn resolve(&self, asked: &str, _by: Option<&str>) -> Result<String, FileTrouble> {
        if !is_level_name(asked) {
            Err(FileTrouble::BadName)
        } else if self.names().iter().any(|name| name == asked) {
            Ok(asked.to_owned())
        } else {
            Err(FileTrouble::NotFound)
        }
    }

    fn read(&self, level: &str, file: &str, max_bytes: u64) -> Result<Vec<u8>, FileTrouble> {
        let bytes = self
            .0
            .get(&format!("{level}/{file}"))
            .ok_or(FileTrouble::NotFound)?;
        if bytes.len() as u64 > max_bytes {
            return Err(FileTrouble::TooLarge(max_bytes));
        }
        Ok(bytes.clone())
    }

    fn exists(&self, level: &str, file: &str) -> bool {
        self.0.contains_key(&format!("{level}/{file}"))
    }

    fn describe(&self, level: &str, file: &str) -> String {
        format!("levels/{level}/{file}")
    }

    fn names(&self) -> Vec<String> {
        let name = |path: &String| path.strip_suffix("/level.ron").map(str::to_owned);
        self.0.keys().filter_map(name).collect()
    }
}

const BLOCK: &str = r##"( format: 1, // the smallest level that has a bit of everything
  title: "Cell Block", starts: "1930-11-20 06:25",
  day: { "06:30": Bell, "07:00": Meal(sittings: 2, eat: "20 min", until: "08:20"), "08:30": Work,
         "11:40": Rest, "Sun 09:00": Chapel(services: 2), "17:30": LockUp(by: "18:00"), "21:00": LightsOut },
  kitchen: (quality: "80 %", spend: "17 c/man/day"),
  population: { "lifers": (men: 4, temper: "60 % +- 20", age: "38 +- 9", term: "99"), "rest": (men: 2) },
  cast: { "butch": (name: "Butch Schmidt", number: 31204, group: "lifers", temper: "95 %", job: "mill", cell: "A-1"),
          "rawley": (role: Warden, home: "house"), "anne": (role: Civilian, work: "bookshop") },
  guards: (day: 3, evening: 2, night: 1, harshness: "50 %"),
  jobs: { "mill": (room: Mill, men: 4), "night": (room: Kitchen, men: 1, night: true, hours: "18:30..05:30") },
  crowd: (door_flow: "1.4 /m/s", march: "1.1 m/s", spacing: "0.9 m"),
  walkers: { "a": (men: 2, from: "start", route: ["exit"], speed: "1.33 m/s +- 0.1", starts_after: "10..100 s") },
  legend: { "z": Area("start"), "?": Area(name: "exit", floor: Gravel), "!": Room(use: Shop, name: "bookshop") },
)"##;

const MAP: &str = "#######\n#bc+.g#\n#z?!l.\n";

fn shelf() -> Shelf {
    Shelf::default()
        .with("block/level.ron", BLOCK)
        .with("block/map.txt", MAP)
}

fn loaded(shelf: &Shelf, name: &str, sets: &[&str]) -> Level {
    let sets: Vec<String> = sets.iter().map(|set| (*set).to_owned()).collect();
    load(shelf, name, &sets).unwrap_or_else(|problems| panic!("{problems}"))
}

fn problems(shelf: &Shelf, name: &str, sets: &[&str]) -> Problems {
    let sets: Vec<String> = sets.iter().map(|set| (*set).to_owned()).collect();
    load(shelf, name, &sets).expect_err("the level should not load")
}

/// What is wrong with a level that is `text` beside a sound map.
fn report(text: &str) -> String {
    let shelf = Shelf::default()
        .with("a/level.ron", text)
        .with("a/map.txt", MAP);
    problems(&shelf, "a", &[]).to_string()
}

#[test]
fn a_level_is_read_whole() {
    let level = loaded(&shelf(), "block", &[]);
    assert_eq!(
        (level.name.as_str(), level.title.as_str()),
        ("block", "Cell Block")
    );
    assert_eq!(level.starts.to_string(), "1930-11-20T06:25:00");
    assert_eq!(level.day.len(), 7);
    assert_eq!(level.population[0].name, "lifers");
    assert_eq!(level.cast[1].role, CastRole::Warden);
    assert_eq!(level.cast[2].name, "Anne");
    assert_eq!(level.walkers[0].starts_after, (10, 100));
    assert_eq!((level.map.width, level.map.height), (7, 3));
    assert_eq!(level.map.file, "levels/block/map.txt");
    assert_eq!(level.map.labels.len(), 3);
    assert_eq!(level.map.areas["exit"], [16]);
    let origin = &level.origins["day.07:00.until"];
    assert_eq!(
        (origin.file.as_str(), origin.line),
        ("levels/block/level.ron", 3)
    );
}

#[test]
fn the_shortest_level_is_a_format_and_a_map() {
    let shelf = Shelf::default()
        .with("a/level.ron", "(format: 1)")
        .with("a/map.txt", ".");
    let level = loaded(&shelf, "a", &[]);
    assert_eq!(level.title, "a");
    assert_eq!(
        (level.kitchen.quality, level.kitchen.spend_cents),
        (8_000, 17)
    );
    assert_eq!(
        (
            level.crowd.door_flow,
            level.crowd.march,
            level.crowd.spacing
        ),
        (1_600, 1_100, 900)
    );
    assert_eq!(
        (
            level.guards.day,
            level.guards.day_from,
            level.guards.harshness
        ),
        (0, 21_600, 5_000)
    );
    assert!(level.day.is_empty() && level.population.is_empty());
}

#[test]
fn a_child_writes_only_what_differs_and_inherits_the_map() {
    let shelf = shelf().with(
        "block/scenes/hungry/level.ron",
        r#"(format: 1, extends: "block", title: "Hungry", kitchen: (quality: "40 %"),
            day: {"07:00": Meal(sittings: 3), "11:40": None}, population: {"rest": None},
            legend: {"b": Tile("Cot")})"#,
    );
    let (parent, child) = (
        loaded(&shelf, "block", &[]),
        loaded(&shelf, "block/scenes/hungry", &[]),
    );
    assert_eq!(
        (child.kitchen.quality, child.kitchen.spend_cents),
        (4_000, 17)
    );
    assert_eq!(child.day.len(), parent.day.len() - 1);
    let meal = child
        .day
        .iter()
        .find(|entry| entry.at == 7 * 3_600)
        .unwrap();
    assert_eq!(
        meal.occasion,
        Occasion::Meal {
            sittings: 3,
            eat: 1_200,
            until: 30_000
        }
    );
    assert_eq!(child.population.len(), 1);
    assert_eq!(child.map.file, "levels/block/map.txt");
    assert_ne!(child.map.tiles, parent.map.tiles);
    assert_eq!(
        child.origins["kitchen.quality"].file,
        "levels/block/scenes/hungry/level.ron"
    );
    assert_eq!(
        child.origins["kitchen.spend"].file,
        "levels/block/level.ron"
    );
    assert_ne!(child.hash, parent.hash);
}

#[test]
fn options_are_the_last_child() {
    let level = loaded(
        &shelf(),
        "block",
        &[
            "kitchen.quality=40%",
            "day.07:00.eat=25 min",
            "day.11:40=None",
            "day.Sun 09:00.length=1 h",
            "day.12:00=Count",
            "kitchen.spend=9 c/man/day",
            "guards.night=7",
            "cast.butch.job=night",
            "population.lifers.age=50 +- 2",
            "starts=1931-01-02 03:04",
            "title=Hungry House",
            "population.new.men=12",
        ],
    );
    assert_eq!(
        (level.kitchen.quality, level.kitchen.spend_cents),
        (4_000, 9)
    );
    assert_eq!(level.guards.night, 7);
    assert_eq!(level.cast[0].job.as_deref(), Some("night"));
    assert_eq!(level.population[0].age.mean, 50);
    assert_eq!(level.population[2].men, 12);
    assert_eq!(level.title, "Hungry House");
    assert_eq!(level.starts.year(), 1931);
    let occasions: Vec<&Occasion> = level.day.iter().map(|entry| &entry.occasion).collect();
    assert!(occasions.contains(&&Occasion::Meal {
        sittings: 2,
        eat: 1_500,
        until: 30_000
    }));
    assert!(occasions.contains(&&Occasion::Chapel {
        services: 2,
        length: 3_600
    }));
    assert!(occasions.contains(&&Occasion::Count { within: 1_800 }));
    assert!(!occasions.contains(&&Occasion::Rest));
    let origin = &level.origins["kitchen.quality"];
    assert_eq!(
        (origin.file.as_str(), origin.line, origin.column),
        ("--set", 1, 17)
    );
}

#[test]
fn the_hash_is_of_what_a_level_says_not_of_how() {
    let plain = loaded(&shelf(), "block", &[]);
    let spelt = BLOCK
        .replace("20 min", "1200s")
        .replace("// the smallest", "/* x */ // the smallest")
        .replace("Cell Block", "Another Title")
        .replace(", ", ",\n  ");
    let other = Shelf::default()
        .with("other/level.ron", spelt)
        .with("other/map.txt", MAP.replace('\n', "\r\n"));
    assert_eq!(plain.hash, loaded(&other, "other", &[]).hash);
    for set in [
        "kitchen.quality=81%",
        "starts=1930-11-20 06:26",
        "day.07:00.sittings=3",
        "population.rest.men=3",
        "population.rest.age=32",
        "cast.butch.cell=A-2",
        "guards.night=2",
        "jobs.mill.room=Laundry",
        "crowd.spacing=1 m",
        "walkers.a.forever=true",
        "legend.z=Area(name: \"start\", floor: Grass)",
    ] {
        assert_ne!(plain.hash, loaded(&shelf(), "block", &[set]).hash, "{set}");
    }
}

#[test]
fn the_hash_of_a_level_stays_what_it_is() {
    // Replays and saves name levels by their hash: if one of these changes, they find no home.
    for (set, hash) in [
        ("title=Cell Block", 0x7e6c_5564_9523_1a32),
        ("warden.storm=never", 0x4ce3_a4ad_e714_3e24),
        ("warden.troopers_come=10..20 min", 0x741b_5eeb_5b42_0fc7),
        ("warden.army=never", 0x7d7e_a7b1_8f62_fcf6),
        ("unrest.rule=Smooth", 0xa91f_31b0_dac4_fdeb),
        ("cast.butch.carries=[Knife, Money]", 0x41d5_648d_abaa_ce5c),
        ("cast.butch.age=50", 0xbf62_e405_8543_72b7),
        ("day.12:00=Count", 0x60a5_3609_a13e_a57d),
        ("day.13:00=Visits", 0x6702_7592_b36e_3e40),
        ("guards.corruption=7%", 0xe1a7_a4f9_ca1e_079c),
        ("grudges.Food=30%", 0x6738_96e2_329b_c432),
    ] {
        let level = loaded(&shelf(), "block", &[set]);
        assert_eq!(level.hash, hash, "{set}: {:016x}", level.hash);
    }
}
