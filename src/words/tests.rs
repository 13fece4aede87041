//! The words held against the code: every message that can be made exists, says all its parts, and
//! nothing else stands in the files.
//!
//! What can be made is asked of the code: rooms that make messages give one of each in [`made`]. Texts of
//! the program itself are read from its sources ([`declared`]), where `texts!` declares them: so they are held against the
//! files of English also where the program is built without its window.

use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;

use bighouse_sim::happening::{Happening, What};
use bighouse_sim::ids::HappeningId;
use bighouse_sim::message::{Message, Part};
use bighouse_sim::order::{FieldKind, OrderName};
use bighouse_sim::specimens::{self, Filling};

use super::declared::declared;
use super::language::{Language, part_of};
use super::made::made;
use super::{Words, embedded};

#[test]
fn every_order_says_what_its_menu_shows_of_it() {
    let english = Language::english();
    for info in OrderName::ALL.iter().map(|name| name.info()) {
        let shape = &english.shapes()[info.message];
        let says = |text| shape.attributes.contains(text);
        let on_a_tile = info
            .fields
            .iter()
            .any(|field| field.kind == FieldKind::Tile);
        assert!(says("tip"), "{} has no .tip", info.message);
        assert_eq!(says("click"), on_a_tile, "{}: .click", info.message);
    }
}

/// The parts that each message is given, by its identifier.
fn given() -> BTreeMap<String, BTreeSet<String>> {
    let made = made().into_iter().map(|message| {
        let parts = message.parts.iter();
        let parts = parts.map(|(name, _)| (*name).to_owned()).collect();
        (message.id.to_owned(), parts)
    });
    let declared = declared().into_iter().map(|(id, parts, _)| (id, parts));
    let mut given: BTreeMap<_, BTreeSet<_>> = BTreeMap::new();
    for (id, parts) in made.chain(declared) {
        let before = given.entry(id.clone()).or_insert_with(|| parts.clone());
        assert_eq!(*before, parts, "{id} has now these parts, now those");
    }
    given
}

#[test]
fn texts_of_the_program_itself_are_said_in_the_language_that_is_spoken() {
    let text = "menu-quit = Beenden\n\
                search-first = Die ersten { $men ->\n    [one] Eins\n   *[other] { $men }\n }\n";
    let (words, problems) = language("own", text);
    assert_eq!(problems, [""; 0]);
    assert_eq!(words.fixed("menu-quit"), "Beenden");
    assert_eq!(
        words.fixed("menu-keys"),
        "Keys",
        "what is missing is English"
    );
    let first = |men| words.bare(&Message::new("search-first").with("men", Part::Count(men)));
    assert_eq!([first(1), first(12)], ["Die ersten Eins", "Die ersten 12"]);
    assert_eq!(words.fixed("no-such-text"), "no-such-text");
}

#[test]
fn every_message_is_there_says_all_its_parts_and_no_other_is_there() {
    let english = Language::english();
    let given = given();
    let mut wrong = Vec::new();
    for (id, parts) in &given {
        let Some(shape) = english.shapes().get(id) else {
            wrong.push(format!("assets/words/en has no message {id}"));
            continue;
        };
        let said: BTreeSet<&str> = shape.variables.iter().map(|name| part_of(name)).collect();
        let parts: BTreeSet<&str> = parts.iter().map(String::as_str).collect();
        for part in parts.difference(&said) {
            wrong.push(format!("the text of {id} leaves out ${part}"));
        }
        for part in said.difference(&parts) {
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

/// Every file of Rust below a folder.
fn sources(folder: &Path, found: &mut Vec<String>) {
    for entry in std::fs::read_dir(folder).expect("it is there") {
        let path = entry.expect("it can be read").path();
        if path.is_dir() {
            sources(&path, found);
        } else if path.extension().is_some_and(|kind| kind == "rs") {
            found.push(std::fs::read_to_string(&path).expect("it can be read"));
        }
    }
}

#[test]
fn no_message_is_named_in_the_code_that_is_not_held_against_the_words() {
    let given = given();
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let mut files = Vec::new();
    sources(&root.join("src"), &mut files);
    let mut unknown = BTreeSet::new();
    for file in &files {
        for call in [
            "Message::new(\"",
            "plain(\"",
            "Part::Word(\"",
            " say(\"",
            "say(\n            \"",
        ] {
            for rest in file.split(call).skip(1) {
                let id = rest.split('"').next().unwrap_or_default();
                let is_id = id
                    .bytes()
                    .all(|byte| byte.is_ascii_lowercase() || byte == b'-');
                // Made up by a test of this file.
                if is_id && id != "no-such-message" && !given.contains_key(id) {
                    unknown.insert(id.to_owned());
                }
            }
        }
    }
    assert!(unknown.is_empty(), "not in `made`: {unknown:?}");
}

#[test]
fn every_card_and_every_text_of_what_is_only_heard_of_is_there() {
    let english = Language::english();
    let kinds: Vec<What> = specimens::all(&Filling::default()).expect("plain data");
    for what in kinds {
        for who in [None, Some(bighouse_sim::ids::PersonId(0))] {
            let facts = what.facts();
            let happening = Happening {
                id: HappeningId(1),
                tick: 0,
                what: what.clone(),
                who,
                at: None,
                cause: HappeningId::NONE,
            };
            let id = happening.message().id;
            assert_eq!(english.has(id, Some("card")), facts.card.is_some(), "{id}");
            assert_eq!(english.has(id, Some("unseen")), facts.faceless, "{id}");
        }
    }
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

#[test]
fn each_folder_of_the_words_is_a_language_that_can_be_chosen_by_its_name() {
    let root = std::env::temp_dir().join(format!("bighouse-languages-{}", std::process::id()));
    for folder in ["en", "fr", "de", "not a language"] {
        std::fs::create_dir_all(root.join(folder)).expect("a folder");
    }
    std::fs::write(root.join("it"), "a file").expect("a file");
    std::fs::write(root.join("de/menus.ftl"), "menu-quit = Beenden\n").expect("a file");
    assert_eq!(super::languages(&root), ["en", "de", "fr"]);
    let (german, problems) = Words::named(&root, "de");
    assert!(problems.is_empty(), "{problems:?}");
    assert_eq!(german.fixed("menu-quit"), "Beenden");
    let (french, problems) = Words::named(&root, "fr");
    assert_eq!(french.fixed("menu-quit"), "Quit");
    assert_eq!(problems.len(), 1, "a language without a file is named");
    for name in ["en", "it", "../de", "not a language", ""] {
        let (english, problems) = Words::named(&root, name);
        assert_eq!((english.fixed("menu-quit"), problems.len()), ("Quit", 0));
    }
    std::fs::remove_dir_all(&root).expect("its end");
    assert_eq!(super::languages(&root), ["en"], "English is built in");
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
            "a.ftl:3:24: there is no function PROZENT; there is NUMBER",
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
