//! Every message that the code makes, so that the tests can hold the files of a language against it.
//! Whoever makes a new one adds it here, or in the list of the file that makes it (`play::*::made`).

use super::{day, findings};
use crate::play::{alerts, crisis, doing, dossier, gauge, news, places, reader};
use bighouse_sim::happening::{Demand, Happening, Offence, RiotEnd, What};
use bighouse_sim::ids::HappeningId;
use bighouse_sim::level::{Grievance, ItemKind, LineChange, Occasion, RoomUse, Tile};
use bighouse_sim::message::{Message, Part};
use bighouse_sim::needs::Need;
use bighouse_sim::order::{self, Heading, OrderName};
use bighouse_sim::refusal::{Refusal, ReliefForce};
use bighouse_sim::specimens::{self, Filling};
use bighouse_sim::story::BEATS;
use bighouse_sim::vocabulary;

/// One of each message that the code can make. Whoever makes messages adds his here.
pub(super) fn made() -> Vec<Message> {
    let mut made = of_grammar();
    made.extend(of_level());
    made.extend(of_happenings());
    made.extend(of_records());
    made.extend(of_summary());
    made.extend(of_orders());
    made.extend(findings::made());
    made.extend(alerts::made());
    made.extend(crisis::made());
    made.extend(doing::made());
    made.extend(dossier::made());
    made.extend(gauge::made());
    made.extend(news::made());
    made.extend(places::made());
    made.extend(reader::made());
    made
}

/// What happens, one of every kind; with the words of closed sets that are named in it.
fn of_happenings() -> Vec<Message> {
    let filling = Filling {
        numbers: vec![0, 1, 2],
        ..Filling::default()
    };
    let kinds: Vec<What> = specimens::all(&filling).expect("plain data");
    let mut made = vec![Message::new("beat-unknown")];
    made.extend(BEATS.iter().map(|beat| Message::new(beat.message)));
    let somebody = Some(bighouse_sim::ids::PersonId(0));
    let offences: Vec<Offence> = specimens::all(&filling).expect("plain data");
    made.extend(
        offences
            .iter()
            .map(|offence| Message::new(offence.message())),
    );
    made.extend(Demand::ALL.map(|demand| Message::new(demand.message())));
    let ends: Vec<RiotEnd> = specimens::all(&filling).expect("plain data");
    made.extend(ends.iter().map(|end| Message::new(end.message())));
    for who in [None, somebody] {
        for what in &kinds {
            let happening = Happening {
                id: HappeningId(1),
                tick: 0,
                what: what.clone(),
                who,
                at: None,
                cause: HappeningId::NONE,
            };
            let message = happening.message();
            // The name of an order is the text of its message, whose parts its other texts say.
            let is_order = |id: &str| OrderName::ALL.iter().any(|name| name.info().message == id);
            for (_, part) in &message.parts {
                if let Part::Word(id) = part
                    && !is_order(id)
                {
                    made.push(Message::new(id));
                }
            }
            made.push(message);
        }
    }
    made
}

/// A message with parts of these names.
fn with(id: &'static str, parts: &[&'static str]) -> Message {
    let message = Message::new(id);
    let text = || Part::Written("text".into());
    parts
        .iter()
        .fold(message, |message, part| message.with(part, text()))
}

/// What the record of the prison makes: the story of a riot, waits, berths.
fn of_records() -> Vec<Message> {
    let mut made = vec![
        with("person-named", &["who"]),
        with("riot-beginning", &["at", "place", "leader", "causes"]),
        with("riot-cause", &["what", "share"]),
        with("riot-held", &["rooms"]),
        with("riot-burnt", &["rooms"]),
        with("riot-room", &["at"]),
        with("rooms-of-a-name", &["room", "times"]),
        with("riot-place", &["at"]),
        with("riot-numbers", &["peak", "loose", "starters"]),
        with("riot-hostages", &["taken", "killed"]),
        with("riot-informers-killed", &["killed"]),
        with("riot-demanded", &["at", "demands"]),
        with("riot-heard", &["length"]),
        with("riot-put-off", &["times"]),
        with("riot-refused", &["at"]),
        with("riot-granted", &["at"]),
        with("riot-troopers-came", &["called", "comes"]),
        with("riot-troopers-to-come", &["called", "comes"]),
        with("riot-army-came", &["called", "comes"]),
        with("riot-army-to-come", &["called", "comes"]),
        with("riot-driven-out", &["times"]),
        with("riot-stormed", &["at", "by"]),
        with("riot-over", &["at", "by", "inmates", "staff"]),
        with("waiting", &["because", "since"]),
        with("waiting-until", &["because", "since", "until"]),
        with("waits-in-queue", &["at", "before"]),
        with("waits-for-key", &["at"]),
        with("waits-before-gate", &["at"]),
        with("waits-in-file-ordered", &["order"]),
        with("berth-cell", &["name"]),
        with("berth-floor", &["name"]),
        with("berth-gallery", &["name"]),
    ];
    let plain = [
        "riot-many-causes",
        "riot-water-and-light-cut",
        "riot-water-cut",
        "riot-light-cut",
        "riot-gates-broken",
        "riot-wall-broken",
        "riot-goes-on",
        "waits-for-sally-port",
        "waits-in-file",
        "waits-without-way",
    ];
    made.extend(plain.map(Message::new));
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
        Message::new("place-on-way").with("room", said()),
        Message::new("gallery-named").with("name", said()),
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
    let hours = 0..24;
    let titles = |occasions: &[Occasion], second: u32| {
        let titles = occasions
            .iter()
            .map(|occasion| vocabulary::title(occasion, second));
        titles.collect::<Vec<_>>()
    };
    let asks = occasions
        .iter()
        .map(|occasion| vocabulary::asks(occasion, 0));
    let calls = [
        with("call-work", &["job"]),
        with("call-no-work", &[]),
        with("call-night-work", &["job"]),
        with("title-lockdown", &[]),
    ];
    let dates = day::WEEKDAYS.into_iter().chain(day::MONTHS);
    let date = with("day-and-time", &["weekday", "day", "month", "year", "time"]);
    let words = uses
        .clone()
        .map(vocabulary::room)
        .chain(uses.clone().map(vocabulary::rooms))
        .chain(uses.map(vocabulary::sign))
        .chain(ItemKind::ALL.map(vocabulary::item))
        .chain(Grievance::ALL.map(vocabulary::grievance))
        .chain(tiles.into_iter().map(vocabulary::tile))
        .chain(occasions.iter().map(vocabulary::called_to))
        .chain(hours.flat_map(|hour| titles(&occasions, hour * 3_600)));
    let words = words
        .chain(Need::ALL.map(Need::lack))
        .chain(dates)
        .map(Message::new);
    words.chain(asks).chain(calls).chain([date]).collect()
}

/// The summary of a run on the command line.
fn of_summary() -> Vec<Message> {
    vec![
        with("summary-title", &["title", "from", "to", "seed"]),
        with(
            "summary-population",
            &["built", "men", "officers", "on-duty", "on-posts"],
        ),
        with("summary-beds", &["beds"]),
        with("summary-in-bunks", &["men"]),
        with("summary-on-cell-floors", &["men"]),
        with("summary-in-galleries", &["men"]),
        with("summary-elsewhere", &["men"]),
        with("summary-tired", &["men", "tired"]),
        with("summary-meals", &[]),
        with(
            "summary-meal",
            &["at", "served", "expected", "share", "fills"],
        ),
        with(
            "summary-count-not-complete",
            &["at", "counted", "book", "took"],
        ),
        with("summary-counts", &["complete", "counts", "longest"]),
        with("summary-lock-up", &["at", "men", "listed", "missing"]),
        with("summary-chapel", &["men"]),
        with("number", &["number"]),
        with("summary-visits", &["visits", "missed"]),
        with(
            "summary-searches",
            &["cells", "men", "found", "knives", "beaten"],
        ),
        with(
            "summary-discipline",
            &["reported", "punished", "unjustly", "days", "in-dungeon"],
        ),
        with("summary-nobody-suffered", &[]),
        with("summary-suffered", &["needs"]),
        with("summary-hurt", &["times", "need"]),
        with("summary-fights", &["fights", "seen", "wounded", "killed"]),
        with(
            "summary-unrest",
            &["protests", "arrests", "legitimacy", "morale"],
        ),
        with("summary-nobody-stuck", &[]),
        with("summary-stuck", &["times", "now", "sealed"]),
        with("summary-riot", &["story"]),
        with("summary-beat", &["id", "at", "because"]),
        with("summary-line-refused", &["line", "why"]),
        with("summary-line-waits", &["line", "part"]),
        with("summary-line-not-said", &["line"]),
        with("summary-walkers", &["came", "walkers", "last"]),
        with("summary-wait", &["reason", "long", "who", "since"]),
        with("summary-waits", &["waits"]),
        with("summary-speed", &["ticks", "wall", "times", "digest"]),
    ]
}

/// What orders are called, and why they are refused.
fn of_orders() -> Vec<Message> {
    let refusals: Vec<Refusal> = specimens::all(&Filling::default()).expect("plain data");
    let changes: Vec<LineChange> = specimens::all(&Filling::default()).expect("plain data");
    let lines = changes.iter().map(order::value::line);
    let words = ReliefForce::ALL.map(ReliefForce::word).into_iter();
    let words = words.chain(Heading::ALL.map(Heading::word));
    let orders = OrderName::ALL.iter().map(|name| name.info().label());
    let refusals = refusals.iter().map(Refusal::message);
    orders
        .chain(refusals)
        .chain(lines)
        .chain(words.map(Message::new))
        .collect()
}
