//! What a seat does not know stands on no panel: all of them are opened at once, searched by every
//! name a man goes by, hovered over, and read.

use bevy_egui::egui::Event;
use bighouse::play::alerts::Alerts;
use bighouse::play::news::News;
use bighouse::play::{Lens, Panel, Seat, Table, dossier};
use bighouse_sim::Prison;
use bighouse_sim::clock::HOUR;
use bighouse_sim::happening::{DayFact, Happenings, What};
use bighouse_sim::ids::{HappeningId, PersonId};
use bighouse_sim::movement::Bodies;
use bighouse_sim::people::{Everybody, Roster};
use bighouse_sim::prison::Grid;
use bighouse_sim::record::save;
use egui_kittest::Harness;
use egui_kittest::kittest::NodeT;

use crate::common::forged::forged;
use crate::common::{root, shipped};
use crate::hunt::Hunt;

use super::{Desk, WINDOW, live_until, texts};

/// What is secret about a man: his name, his number, where he is.
fn secrets(desk: &Desk, person: PersonId) -> Vec<String> {
    let world = desk.table.prison().world();
    let identity = Everybody::identity(world, person).expect("he is somebody");
    let body = world.resource::<Bodies>().body(person);
    let (x, y) = world.resource::<Grid>().x_y(body.tile);
    let surname = identity.name.split(' ').next_back().unwrap_or_default();
    vec![
        identity.name.clone(),
        surname.to_owned(),
        identity.number.to_string(),
        format!("at {x}, {y}"),
        identity.group.clone(),
    ]
}

/// A man of whom the seat knows nothing at all, and whose name is no part of another's.
fn stranger(desk: &Desk) -> PersonId {
    let (prison, lens) = (desk.table.prison(), desk.table.lens());
    let world = prison.world();
    let cast: Vec<&str> = desk
        .table
        .level()
        .cast
        .iter()
        .map(|one| one.name.as_str())
        .collect();
    let name = |person: PersonId| &Everybody::identity(world, person).expect("somebody").name;
    let surname = |person: PersonId| name(person).split(' ').next_back().unwrap_or_default();
    let known: Vec<PersonId> = (0..world.resource::<Roster>().len())
        .map(PersonId::from_index)
        .filter(|person| dossier::of(prison, lens, *person).is_some())
        .collect();
    world
        .resource::<Roster>()
        .all_inmates()
        .filter(|person| !known.contains(person) && !cast.contains(&name(*person).as_str()))
        .find(|person| {
            known
                .iter()
                .all(|other| !name(*other).contains(surname(*person)))
        })
        .expect("he does not know everybody")
}

/// Everything that can be read with all panels open: as they are, and with each searched for.
fn everything(mut desk: Desk, searched: &[String]) -> Vec<String> {
    for panel in [
        Panel::Search,
        Panel::Orders,
        Panel::Charts,
        Panel::Chronicle,
        Panel::Check,
        Panel::Crisis,
        Panel::Why,
    ] {
        desk.screen.open.insert(panel);
    }
    let mut harness = desk.up(WINDOW);
    harness.ctx.all_styles_mut(|style| {
        style.interaction.tooltip_delay = 0.0;
        style.interaction.show_tooltips_only_when_still = false;
    });
    let mut read = texts(&harness);
    for words in searched {
        harness.state_mut().notes.search = words.clone();
        harness.state_mut().notes.bunk = words.clone();
        harness.run_steps(3);
        read.extend(texts(&harness));
    }
    hover_over_all(&mut harness, &mut read);
    for sheet in [Panel::Menu, Panel::Saves, Panel::Settings, Panel::Keys] {
        harness.state_mut().screen.open.insert(sheet);
        harness.run_steps(3);
        read.extend(texts(&harness));
    }
    read
}

fn hover_over_all(harness: &mut Harness<'_, Desk>, read: &mut Vec<String>) {
    let points: Vec<_> = harness
        .root()
        .children_recursive()
        .filter(|node| node.accesskit_node().bounding_box().is_some())
        .map(|node| node.rect().center())
        .filter(|at| at.x > 0.0 && at.y > 0.0 && at.x < WINDOW.x && at.y < WINDOW.y)
        .collect();
    for at in points {
        harness.event(Event::PointerMoved(at));
        harness.run_steps(2);
        read.extend(texts(harness));
    }
}

#[test]
fn no_panel_tells_an_inmate_of_a_man_he_does_not_know() {
    let mut desk = Desk::at(9, 30).in_seat_of("kent");
    let person = stranger(&desk);
    desk.table.selected = Some(person);
    let mut planted = secrets(&desk, person);
    // Men of his group are known to the seat by other ways; his name and number are not.
    planted.truncate(4);
    let read = everything(desk, &planted);
    assert!(read.iter().any(|text| text.contains("Nobody has told you")));
    for secret in &planted {
        let told: Vec<&String> = read
            .iter()
            .filter(|text| text.contains(secret.as_str()))
            .collect();
        assert!(told.is_empty(), "{secret} is told: {told:?}");
    }
}

#[test]
fn news_of_a_man_in_sight_do_not_tell_a_name_the_seat_does_not_know() {
    let desk = Desk::at(9, 30).in_seat_of("kent");
    let who = stranger(&desk);
    let level = shipped("cell_block", &[]);
    let mut prison = Prison::new(level.clone(), 1);
    prison.run_until(desk.table.now());
    let lens = Lens::new(&prison, desk.table.seat());
    let kent = desk.table.seat().person().expect("it is his seat");
    let beside_him = prison.world().resource::<Bodies>().body(kent).tile;
    let now = prison.now();
    let mut prison = forged(&level, &prison, |happenings: &mut Happenings| {
        happenings.record(
            now,
            What::Day(DayFact::GotStuck),
            Some(who),
            Some(beside_him),
            HappeningId::NONE,
        );
    })
    .expect("it could have happened");
    prison.tick();
    let mut news = News::default();
    news.hear(&prison, &lens, &Alerts::default(), 0.0);
    let told = news.notices().iter().find(|notice| notice.who == Some(who));
    let told = &told.expect("he sees it").text;
    let name = &Everybody::identity(prison.world(), who)
        .expect("somebody")
        .name;
    assert!(told.contains("inmate") || told.contains("Number"), "{told}");
    assert!(!told.contains(name.as_str()), "{told}");
}

#[test]
fn no_panel_names_a_stranger_whatever_he_had_a_hand_in() {
    let mut hunt = Hunt::in_seat("cell_block", "inmate:kent", (9, 30));
    let (secrets, kinds) = (hunt.secrets(), hunt.kinds());
    let mut read = 0;
    // Not all at once: the news would have forgotten the first.
    for some in kinds.chunks(60) {
        hunt.plant(some);
        let saved = save::write(&hunt.prison);
        let prison = save::read(shipped("cell_block", &[]), &saved).expect("it was saved");
        let mut table = Table::new(shipped("cell_block", &[]), "cell_block", &[], 1);
        table.begin_from(prison);
        table.live(0.0);
        assert_eq!(table.seat(), hunt.seat);
        table.selected = Some(hunt.stranger);
        let desk = Desk::of(table)
            .with(Panel::Chronicle)
            .with(Panel::Crisis)
            .with(Panel::Charts);
        let texts = texts(&desk.up(WINDOW));
        read += texts.len();
        for secret in &secrets {
            let told: Vec<&String> = texts.iter().filter(|text| text.contains(secret)).collect();
            assert!(told.is_empty(), "{secret} is told: {told:?}");
        }
    }
    assert!(read > 1_000, "only {read} texts were read");
}

#[test]
fn through_a_whole_dinner_no_name_is_told_that_the_seat_does_not_know() {
    let mut desk = Desk::at(11, 30).in_seat_of("kent");
    let later = desk.table.now() + 4 * HOUR;
    live_until(&mut desk.table, later);
    let (prison, lens) = (desk.table.prison(), desk.table.lens());
    let world = prison.world();
    let (mut known, mut unknown) = (Vec::new(), Vec::new());
    for person in (0..world.resource::<Roster>().len()).map(PersonId::from_index) {
        let name = Everybody::identity(world, person)
            .expect("somebody")
            .name
            .clone();
        if dossier::title(prison, lens, person) == name {
            known.push(name);
        } else {
            unknown.push(name);
        }
    }
    unknown.retain(|name| !known.iter().any(|other| other.contains(name)));
    assert!(unknown.len() > 10, "he does not know everybody");
    let told = desk.table.news().notices().len();
    assert!(told > 5, "he was told {told} things");
    let read = everything(desk, &[]);
    for name in &unknown {
        let told: Vec<&String> = read.iter().filter(|text| text.contains(name)).collect();
        assert!(told.is_empty(), "{name} is told: {told:?}");
    }
}

#[test]
fn the_same_search_finds_him_for_the_observer() {
    let inmate = Desk::at(9, 30).in_seat_of("kent");
    let person = stranger(&inmate);
    let mut desk = Desk::at(9, 30);
    assert_eq!(desk.table.seat(), Seat::Observer);
    desk.table.selected = Some(person);
    let planted = secrets(&desk, person);
    let read = everything(desk, &planted);
    for secret in [&planted[0], &planted[2], &planted[4]] {
        assert!(
            read.iter().any(|text| text.contains(secret.as_str())),
            "{secret}"
        );
    }
}

/// What tells of persons in the prison itself. Panels may name none of it.
const OF_PERSONS: [&str; 8] = [
    "Everybody",
    "Identity",
    "Roster",
    "Bodies",
    "Conduct",
    "Happenings",
    "Custody",
    "Items",
];

/// The words of a line of code that stand for other rooms or for persons, comments left out.
fn forbidden(line: &str) -> Option<&'static str> {
    let code = line.split("//").next().unwrap_or("");
    let words: Vec<&str> = code
        .split(|letter: char| !letter.is_alphanumeric() && letter != '_')
        .collect();
    ["crate::view", "crate::cli", "crate::app"]
        .into_iter()
        .find(|room| code.contains(room))
        .or_else(|| OF_PERSONS.into_iter().find(|word| words.contains(word)))
}

#[test]
fn panels_read_persons_through_play_alone() {
    let mut files = vec![root().join("src/ui")];
    let mut read = 0;
    while let Some(path) = files.pop() {
        if path.is_dir() {
            let inside = std::fs::read_dir(&path).expect("it is there");
            files.extend(inside.map(|entry| entry.expect("it can be read").path()));
            continue;
        }
        read += 1;
        let text = std::fs::read_to_string(&path).expect("it can be read");
        for (number, line) in text.lines().enumerate() {
            let found = forbidden(line);
            assert_eq!(found, None, "{}:{}", path.display(), number + 1);
        }
    }
    assert!(read > 20);
    assert_eq!(
        forbidden("use bighouse_sim::people::{Roster};"),
        Some("Roster")
    );
    assert_eq!(forbidden("use crate::view::camera;"), Some("crate::view"));
    assert_eq!(forbidden("let x = 1; // Roster"), None);
}
