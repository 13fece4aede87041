//! The words held against the code: every message that can be made exists, says all its parts, and
//! nothing else stands in the files.
//!
//! What can be made is asked of the code: rooms that make messages give one of each in [`made`].

use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;

use bighouse_sim::level::{Grievance, ItemKind, Occasion, RoomUse, Tile};
use bighouse_sim::message::{Message, Part};
use bighouse_sim::specimens::{self, Filling};
use bighouse_sim::vocabulary;

use super::language::{Language, part_of};
use super::{Words, embedded};

/// One of each message that the code can make. Whoever makes messages adds his here.
fn made() -> Vec<Message> {
    let mut made = of_grammar();
    made.extend(of_level());
    made
}

/// Those that `parts` and `places` make.
fn of_grammar() -> Vec<Message> {
    let said = || Part::Written("text".into());
    let two = |id, one, other| Message::new(id).with(one, said()).with(other, said());
    vec![
        two("list-last", "first", "rest"),
        two("list-more", "first", "rest"),
        Message::new("list-empty"),
        Message::new("share").with("percent", Part::Count(1)),
        Message::new("lasting-seconds").with("seconds", Part::Count(1)),
        Message::new("lasting-minutes").with("minutes", Part::Count(1)),
        two("lasting-minutes-seconds", "minutes", "seconds"),
        two("lasting-hours", "hours", "minutes"),
        Message::new("person-unknown"),
        Message::new("somebody"),
        Message::new("somewhere"),
        Message::new("tier").with("sign", said()),
        Message::new("tier-unknown"),
        Message::new("item-unknown"),
        Message::new("place-in").with("room", said()),
        two("place-between", "one", "other"),
        Message::new("place-between-alike").with("rooms", said()),
        Message::new("place-beside").with("room", said()),
        Message::new("place-in-walls"),
        Message::new("place").with("room", said()),
        Message::new("place-other").with("place", said()),
    ]
}

/// What the things of a level are called.
fn of_level() -> Vec<Message> {
    let filling = Filling::default();
    let occasions: Vec<Occasion> = specimens::all(&filling).expect("plain data");
    let tiles: Vec<Tile> = specimens::all(&filling).expect("plain data");
    let uses = RoomUse::ALL.into_iter();
    let words = uses
        .clone()
        .map(vocabulary::room)
        .chain(uses.map(vocabulary::rooms))
        .chain(ItemKind::ALL.map(vocabulary::item))
        .chain(Grievance::ALL.map(vocabulary::grievance))
        .chain(tiles.into_iter().map(vocabulary::tile))
        .chain(occasions.iter().map(vocabulary::called_to));
    words.map(Message::new).collect()
}

/// The parts that each message is given, by its identifier.
fn given() -> BTreeMap<&'static str, BTreeSet<&'static str>> {
    let mut given: BTreeMap<_, BTreeSet<_>> = BTreeMap::new();
    for message in made() {
        let parts = message.parts.iter().map(|(name, _)| *name);
        let parts: BTreeSet<&str> = parts.collect();
        let before = given.entry(message.id).or_insert_with(|| parts.clone());
        assert_eq!(
            *before, parts,
            "{} has now these parts, now those",
            message.id
        );
    }
    given
}

#[test]
fn every_message_is_there_says_all_its_parts_and_no_other_is_there() {
    let english = Language::english();
    let given = given();
    let mut wrong = Vec::new();
    for (id, parts) in &given {
        let Some(shape) = english.shapes().get(*id) else {
            wrong.push(format!("assets/words/en has no message {id}"));
            continue;
        };
        let said: BTreeSet<&str> = shape.variables.iter().map(|name| part_of(name)).collect();
        for part in parts.difference(&said) {
            wrong.push(format!("the text of {id} leaves out ${part}"));
        }
        for part in said.difference(parts) {
            wrong.push(format!(
                "the text of {id} names ${part}, which the code does not give"
            ));
        }
    }
    for id in english.shapes().keys() {
        if !given.contains_key(id.as_str()) {
            wrong.push(format!(
                "nothing makes the message {id}, which assets/words/en has"
            ));
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn every_file_of_english_is_built_in_and_has_nothing_wrong() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("assets/words/en");
    let entries = std::fs::read_dir(&folder).expect("it is there");
    let there: BTreeSet<String> = entries
        .map(|entry| entry.expect("it can be read").file_name())
        .map(|name| name.to_string_lossy().into_owned())
        .collect();
    let built_in: BTreeSet<String> = embedded::FILES.map(|(name, _)| name.to_owned()).into();
    assert_eq!(there, built_in);
    let (_, problems) = Words::load(&folder);
    let told: Vec<String> = problems.iter().map(ToString::to_string).collect();
    assert!(told.is_empty(), "{}", told.join("\n"));
}

/// A language of one file, in a folder of its own.
fn language(name: &str, text: &str) -> (Words, Vec<String>) {
    let root = std::env::temp_dir().join(format!("bighouse-words-{}", std::process::id()));
    let folder = root.join(name).join("de");
    std::fs::create_dir_all(&folder).expect("a folder");
    std::fs::write(folder.join("a.ftl"), text).expect("a file");
    let (words, problems) = Words::load(&folder);
    std::fs::remove_dir_all(root.join(name)).expect("its end");
    let told = problems.iter().map(|problem| {
        let told = problem.to_string();
        let at = told.find("a.ftl").expect("it names the file");
        told[at..].to_owned()
    });
    (words, told.collect())
}

#[test]
fn a_language_that_lacks_a_message_says_it_in_english() {
    let (words, told) = language("lacks", "room-yard = der Hof\n");
    assert_eq!(told, [""; 0]);
    let prison = prison();
    let reader = super::TrueNames(prison.world());
    let say = |id| words.text(&Message::new(id), &reader);
    assert_eq!(say("room-yard"), "der Hof");
    assert_eq!(say("room-chapel"), "the chapel");
    assert_eq!(say("no-such-message"), "no-such-message");
}

#[test]
fn what_is_wrong_with_a_language_is_named_with_its_place_and_the_rest_holds() {
    let text = "room-yard = der Hof\n\
                tier = Reihe { $sing }\n\
                share = { $percent } { PROZENT($percent) }\n\
                no-such = nichts\n\
                place-in = wo\n\
                room-yard = noch ein Hof\n\
                place = { room-yard } { $room }\n\
                lasting-minutes = { $minutes \n";
    let (words, told) = language("wrong", text);
    assert_eq!(
        told,
        [
            "a.ftl:9:1: this cannot be read: Expected a token starting with \"}\"",
            "a.ftl:2:17: the message tier has no part $sing; its parts: $sign",
            "a.ftl:2:1: the text of tier leaves out $sign",
            "a.ftl:3:23: there is no function PROZENT; there is NUMBER",
            "a.ftl:4:1: there is no message no-such",
            "a.ftl:5:1: the text of place-in leaves out $room",
            "a.ftl:6:1: room-yard stands here for the second time",
            "a.ftl:7:11: a message does not use another (room-yard); what several say is a term, as \
             \"-room-yard\"",
        ]
    );
    let prison = prison();
    let reader = super::TrueNames(prison.world());
    assert_eq!(words.text(&Message::new("room-yard"), &reader), "der Hof");
    let minutes = Message::new("lasting-minutes").with("minutes", Part::Count(1_200));
    assert_eq!(words.text(&minutes, &reader), "1,200 min");
}

#[test]
fn lists_lengths_shares_and_unknown_things_are_said() {
    let prison = prison();
    let reader = super::TrueNames(prison.world());
    let words = Words::english();
    let say = |part| words.text(&Message::new("place").with("room", part), &reader);
    let word = |id| Part::Word(id);
    let list = |ids: &[&'static str]| Part::List(ids.iter().map(|id| word(id)).collect());
    assert_eq!(say(list(&[])), "nothing");
    assert_eq!(say(list(&["room-yard"])), "the yard");
    assert_eq!(
        say(list(&["room-yard", "room-mill", "room-chapel"])),
        "the yard, the mill and the chapel"
    );
    let lengths = [0, 59, 60, 330, 3_600, 7_500].map(|seconds| say(Part::Lasting(seconds)));
    assert_eq!(
        lengths,
        [
            "0 s",
            "59 s",
            "1 min",
            "5 min 30 s",
            "1 h 00 min",
            "2 h 05 min"
        ]
    );
    assert_eq!(
        [4_949, 4_950].map(|share| say(Part::Share(share))),
        ["49 %", "50 %"]
    );
    let unknown = bighouse_sim::ids::PersonId(u32::MAX);
    assert_eq!(say(Part::Person(unknown)), "somebody unknown");
    assert_eq!(
        words.sentence(
            &Message::new("place").with("room", word("room-mill")),
            &reader
        ),
        "The mill"
    );
}

/// A small prison, to have a world to read of.
fn prison() -> bighouse_sim::Prison {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("levels");
    let files = bighouse_sim::level::FolderFiles::new(root);
    let level = bighouse_sim::level::load(&files, "cell_block", &[]).expect("a sound level");
    bighouse_sim::Prison::new(std::sync::Arc::new(level), 1)
}
