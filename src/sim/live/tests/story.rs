//! The story: screenplays are read with the errors of a level, give orders like a seat, and are gone
//! through again by a replay without them.

use std::collections::BTreeMap;
use std::sync::Arc;

use super::super::Prison;
use crate::clock::{HOUR, MINUTE};
use crate::contraband::{ItemKind, Items};
use crate::level::{FileTrouble, FolderFiles, Level, LevelFiles, list, load};
use crate::order::OrderName;
use crate::record::report::Before;
use crate::record::{replay, report, save};
use crate::story::screenplay::{self, Screenplay};
use crate::story::{Cast, Lines};

const LEVELS: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/../../levels");

/// The levels that ship, and one level in memory before them.
struct Staged(FolderFiles, BTreeMap<&'static str, String>);

const SCENE: &str = "scene";

impl LevelFiles for Staged {
    fn resolve(&self, asked: &str, by: Option<&str>) -> Result<String, FileTrouble> {
        match asked {
            SCENE => Ok(asked.to_owned()),
            _ => self.0.resolve(asked, by.filter(|by| *by != SCENE)),
        }
    }

    fn read(&self, level: &str, file: &str, max_bytes: u64) -> Result<Vec<u8>, FileTrouble> {
        match level {
            SCENE => {
                let text = self.1.get(file).ok_or(FileTrouble::NotFound)?;
                Ok(text.clone().into_bytes())
            }
            _ => self.0.read(level, file, max_bytes),
        }
    }

    fn exists(&self, level: &str, file: &str) -> bool {
        match level {
            SCENE => self.1.contains_key(file),
            _ => self.0.exists(level, file),
        }
    }

    fn describe(&self, level: &str, file: &str) -> String {
        format!("{level}/{file}")
    }
}

/// A level that extends `big_house_300`, with a screenplay.
fn staged(keys: &str, lines: &str) -> (Arc<Level>, Result<Screenplay, String>) {
    let level = format!("(format: 1, extends: \"big_house_300\", {keys})");
    let play = format!("(format: 1,\nlines: {{\n{lines}\n}})");
    let texts = [("level.ron", level), (screenplay::SCREENPLAY_FILE, play)];
    let files = Staged(FolderFiles::new(LEVELS), texts.into_iter().collect());
    let level = load(&files, SCENE, &[]).unwrap_or_else(|problems| panic!("{problems}"));
    let read = screenplay::load(&files, &level)
        .map(|found| found.expect("it is there"))
        .map_err(|problems| problems.to_string());
    (Arc::new(level), read)
}

#[test]
fn what_is_wrong_with_a_screenplay_is_told_all_at_once_with_its_place() {
    let (_, read) = staged(
        "",
        r#""a": (when: Aftr("07:30"), then: LockDown),
"b": (when: After("27:30"), then: LokDown),
"c": (when: Near(who: "buch", whom: "kent", within: "1 km"), then: WalkTo(person: "kent")),
"d": (when: Happened(what: "HostageTakn", wo: "kent"), then: AmendLevel()),
"e": (when: In(who: "kent", at: "Yrd"), then: PassItem(from: "kent", to: "butch", item: Knive)),
"f": (when: Done(line: "g"), than: LockDown),
"h": (when: All(After("07:30")), then: SearchCell(at: Wher("kent")))"#,
    );
    let told = read.expect_err("it is broken");
    for part in [
        "screenplay.ron:3:13: \"Aftr\" is no condition; did you mean \"After\"?",
        "4:19: \"27:30\" is no time of day",
        "4:35: \"LokDown\" is no order that the cast can give; did you mean \"LockDown\"?",
        "who: \"buch\" is not known; did you mean \"butch\"?",
        "within: \"km\" is no unit here",
        "at is missing",
        "what: \"HostageTakn\" is not known; did you mean \"HostageTaken\"?",
        "\"wo\" is no key of Happened; did you mean \"who\"?",
        "\"AmendLevel\" is no order that the cast can give",
        "at: \"Yrd\" is not known; did you mean \"Yard\"?",
        "item: \"Knive\" is not known; did you mean \"Knife\"?",
        "line: \"g\" is not known",
        "\"than\" is no key of a line; did you mean \"then\"?",
        "All has a list of conditions in it",
        "here is no place",
    ] {
        assert!(told.contains(part), "{part} in {told}");
    }
}

#[test]
fn hostile_screenplays_are_refused_in_words() {
    let many: Vec<String> = (0..300)
        .map(|n| format!("\"{n}\": (when: After(\"07:30\"), then: LockDown)"))
        .collect();
    let deep = format!(
        "\"a\": (when: {}After(\"07:30\"){}, then: LockDown)",
        "Not(".repeat(50_000),
        ")".repeat(50_000)
    );
    let long = format!(
        "\"a\": (when: After(\"07:30\"), then: [{}])",
        "LockDown,".repeat(5_000)
    );
    for (lines, told) in [
        (many.join(",\n"), "at most 200 lines"),
        (deep, "brackets nest deeper"),
        (long, "1 to 20 orders"),
        ("\"a\": 5".to_owned(), "a line has fields"),
        (
            "\"a\": (when: 5, then: [5])".to_owned(),
            "an order is wanted",
        ),
    ] {
        let (_, read) = staged("", &lines);
        let why = read.expect_err("it is refused");
        assert!(why.contains(told), "{told} in {why}");
    }
}

/// Butch, who has a knife, passes it on as soon as he is near Kent; then Kent goes to the chapel.
const HANDED_ON: &str = r#""Butch gives it away": (
    when: All([After("06:40"), Has(who: "butch", item: Knife), Near(who: "butch", whom: "kent")]),
    then: PassItem(from: "butch", to: "kent", item: Knife)),
"Kent goes off with it": (
    when: All([Done(line: "Butch gives it away", ago: "1 min"), Happened(what: "ItemPassed", who: "butch")]),
    then: [TakeSeat(person: "kent"), WalkTo(person: "kent", at: "Chapel")]),
"what nobody may": (when: After("06:40"), then: SearchMan(by: "kent", man: "butch"))"#;

const CARRIES: &str = "cast: {\"butch\": (carries: [Knife])}";

fn knife_of(prison: &Prison, key: &str) -> bool {
    let world = prison.world();
    let person = world.resource::<Cast>().of(key).expect("he is there");
    let items = world.resource::<Items>();
    items.carried_by(person).any(|id| {
        items
            .item(id)
            .is_some_and(|item| item.kind == ItemKind::Knife)
    })
}

#[test]
fn a_screenplay_is_played_and_its_replay_needs_it_not() {
    let (level, read) = staged(CARRIES, HANDED_ON);
    let screenplay = Arc::new(read.expect("it is sound"));
    let mut prison = Prison::new(level.clone(), 3);
    assert!(knife_of(&prison, "butch"));
    prison.play(screenplay.clone());
    prison.run_until(HOUR + 5 * MINUTE);
    assert!(knife_of(&prison, "kent"), "it has gone on");
    let told = report::of(&prison, &Before::default(), 0.0, &|message| {
        message.id.to_owned()
    })
    .screenplay;
    assert!(told[0].at.is_some() && told[1].at.is_some(), "{told:?}");
    assert_eq!(told[2].at, None);
    assert!(told[2].refused.is_some(), "{told:?}");
    // From its orders alone: the same prison, with the same lines spoken.
    let written = replay::read(&replay::write(&replay::of(&prison))).expect("it is read");
    assert!(written.orders.iter().all(|given| given.line.is_some()));
    let mut again = Prison::new(level.clone(), 3);
    let mut orders = written.orders.as_slice();
    for (tick, digest) in &written.digests {
        orders = again.run_with(orders, *tick);
        assert_eq!(again.digest().all, digest.all, "at {tick}");
    }
    assert!(again.world().resource::<Lines>().of(1).is_some());
    // And in pieces, loaded between them and played on.
    let mut broken = Prison::new(level.clone(), 3);
    broken.play(screenplay.clone());
    while broken.now() < prison.now() {
        let next = (broken.now() + 7 * MINUTE + 13).min(prison.now());
        broken.run_until(next);
        broken = save::read(level.clone(), &save::write(&broken)).expect("it can be read");
        broken.play(screenplay.clone());
    }
    assert_eq!(broken.digest().differs_in(&prison.digest()), None);
}

#[test]
fn the_scenes_that_ship_are_sound() {
    let files = FolderFiles::new(LEVELS);
    let scenes: Vec<String> = list(LEVELS)
        .into_iter()
        .map(|listed| listed.name)
        .filter(|name| name.starts_with("big_house/scenes/"))
        .collect();
    assert!(scenes.len() >= 3, "{scenes:?}");
    for scene in scenes {
        let level = load(&files, &scene, &[]).unwrap_or_else(|problems| panic!("{problems}"));
        match screenplay::load(&files, &level) {
            Ok(found) => assert!(found.is_some_and(|play| !play.lines.is_empty()), "{scene}"),
            Err(problems) => panic!("{problems}"),
        }
    }
}

#[test]
fn the_example_of_every_order_for_a_screenplay_is_read() {
    let scenes = OrderName::ALL.iter().filter_map(|name| name.info().scene);
    let lines: Vec<String> = scenes
        .enumerate()
        .map(|(place, scene)| format!("\"line {place}\": (when: After(\"07:30\"), then: {scene})"))
        .collect();
    let (_, read) = staged(CARRIES, &lines.join(",\n"));
    let read = read.unwrap_or_else(|told| panic!("{told}"));
    let given = read.lines.iter().flat_map(|line| &line.then);
    let given: Vec<&str> = given.map(|act| act.order).collect();
    let all = OrderName::ALL.iter().map(|name| name.info());
    let wanted: Vec<&str> = all
        .filter(|info| info.scene.is_some())
        .map(|info| info.word)
        .collect();
    assert_eq!(given, wanted);
}
