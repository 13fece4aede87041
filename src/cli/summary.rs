//! The summary: a report as people read it.

use bighouse_sim::message::{Message, Part};
use bighouse_sim::needs::Need;
use bighouse_sim::record::report::{LockUp, Meal, Report};

use crate::words::spoken as words;

/// Ticks of a day and a minute: who lives longer needs the date beside the time.
const ONE_DAY: u64 = 864_000 + 600;

/// Time of day of `1930-11-20T07:00:00`, with the date where a run has many days.
fn clock(at: &str, many_days: bool) -> Part {
    let (date, time) = at.split_once('T').unwrap_or(("", at));
    let time = time.get(..5).unwrap_or(time);
    Part::Written(if many_days {
        format!("{} {time}", date.get(5..).unwrap_or(date))
    } else {
        time.into()
    })
}

fn number(number: impl Into<u64>) -> Part {
    Part::Count(i64::try_from(number.into()).unwrap_or(i64::MAX))
}

fn text(text: impl Into<String>) -> Part {
    Part::Written(text.into())
}

fn lasting(seconds: u32) -> Part {
    text(words().length(seconds))
}

/// A number with this many decimals.
fn decimal(number: f64, decimals: usize) -> Part {
    text(format!("{number:.decimals$}"))
}

/// The text of a message with these parts.
fn say<const N: usize>(id: &'static str, parts: [(&'static str, Part); N]) -> String {
    let mut message = Message::new(id);
    message.parts.extend(parts);
    words().bare(&message)
}

/// A report as people read it.
pub fn of(report: &Report) -> String {
    let mut out = vec![say(
        "summary-title",
        [
            ("title", text(&report.title)),
            ("from", text(report.from.replace('T', " "))),
            ("to", text(report.to.replace('T', " "))),
            ("seed", text(report.seed.to_string())),
        ],
    )];
    if report.population.inmates > 0 {
        prison(report, &mut out);
    }
    if !report.walkers.is_empty() {
        walkers(report, &mut out);
    }
    for riot in &report.riots {
        out.push(say("summary-riot", [("story", text(&riot.story))]));
    }
    story(report, &mut out);
    longest_waits(report, &mut out);
    out.push(say(
        "summary-speed",
        [
            ("ticks", number(report.ticks)),
            ("wall", decimal(report.wall_s, 1)),
            ("times", number(report.real_time_factor as u64)),
            ("digest", text(&report.digest)),
        ],
    ));
    out.push(String::new());
    out.join("\n")
}

fn prison(report: &Report, out: &mut Vec<String>) {
    let who = &report.population;
    let many = report.ticks > ONE_DAY;
    out.push(say(
        "summary-population",
        [
            ("built", number(who.capacity)),
            ("men", number(who.inmates)),
            ("officers", number(who.guards)),
            ("on-duty", number(who.guards_on_duty)),
            ("on-posts", number(who.guards_on_posts)),
        ],
    ));
    let beds = who
        .sleep_in
        .iter()
        .map(|(berth, men)| bed(report, berth, *men));
    let beds = text(words().list(beds.collect()));
    out.push(say("summary-beds", [("beds", beds)]));
    meals(report, many, out);
    counts(report, many, out);
    let lockups = report.counters.lockups.iter();
    out.extend(lockups.map(|lockup| lock_up(lockup, many)));
    let c = &report.counters;
    if !c.services.is_empty() {
        let men = c
            .services
            .iter()
            .map(|men| say("number", [("number", number(*men))]));
        let men = text(words().list(men.collect()));
        out.push(say("summary-chapel", [("men", men)]));
    }
    if c.visits + c.visits_missed > 0 {
        out.push(say(
            "summary-visits",
            [
                ("visits", number(c.visits)),
                ("missed", number(c.visits_missed)),
            ],
        ));
    }
    discipline(report, out);
    suffering(report, out);
    unrest(report, out);
    out.push(match (c.got_stuck, c.stuck, c.sealed_in) {
        (0, _, 0) => say("summary-nobody-stuck", []),
        (times, now, sealed) => say(
            "summary-stuck",
            [
                ("times", number(times)),
                ("now", number(now)),
                ("sealed", number(sealed)),
            ],
        ),
    });
}

/// How many sleep in a kind of berth, and how tired they are.
fn bed(report: &Report, berth: &str, men: u32) -> String {
    let id = match berth {
        "bunk" => "summary-in-bunks",
        "cell floor" => "summary-on-cell-floors",
        "gallery" => "summary-in-galleries",
        _ => "summary-elsewhere",
    };
    let place = say(id, [("men", number(men))]);
    let needs = report.needs.get(berth);
    match needs.and_then(|needs| needs.get(Need::Sleep.key())) {
        None => place,
        Some(tired) => say(
            "summary-tired",
            [("men", text(place)), ("tired", decimal(*tired, 0))],
        ),
    }
}

fn counts(report: &Report, many: bool, out: &mut Vec<String>) {
    let counts = &report.counters.counts;
    for count in counts.iter().filter(|count| !count.complete) {
        out.push(say(
            "summary-count-not-complete",
            [
                ("at", clock(&count.at, many)),
                ("counted", number(count.counted)),
                ("book", number(count.book)),
                ("took", lasting(count.took_s)),
            ],
        ));
    }
    let complete = counts.iter().filter(|count| count.complete).count();
    if let Some(longest) = counts.iter().map(|count| count.took_s).max() {
        out.push(say(
            "summary-counts",
            [
                ("complete", number(complete as u64)),
                ("counts", number(counts.len() as u64)),
                ("longest", lasting(longest)),
            ],
        ));
    }
}

fn lock_up(lockup: &LockUp, many: bool) -> String {
    say(
        "summary-lock-up",
        [
            ("at", clock(&lockup.at, many)),
            ("men", number(lockup.locked_in)),
            ("listed", number(lockup.listed)),
            ("missing", number(lockup.missing)),
        ],
    )
}

/// What the lack of a need is called that a report has by its key.
fn lack(key: &str) -> &str {
    let need = Need::ALL.into_iter().find(|need| need.key() == key);
    need.map_or(key, |need| words().fixed(need.lack()))
}

/// What men came to suffer from.
fn suffering(report: &Report, out: &mut Vec<String>) {
    let hurts = report
        .counters
        .hurts
        .iter()
        .filter(|(_, times)| **times > 0);
    let hurts: Vec<String> = hurts
        .map(|(need, times)| {
            say(
                "summary-hurt",
                [("need", text(lack(need))), ("times", number(*times))],
            )
        })
        .collect();
    out.push(match hurts.is_empty() {
        true => say("summary-nobody-suffered", []),
        false => say("summary-suffered", [("needs", text(words().list(hurts)))]),
    });
}

fn unrest(report: &Report, out: &mut Vec<String>) {
    let unrest = &report.unrest;
    if unrest.fights > 0 {
        out.push(say(
            "summary-fights",
            [
                ("fights", number(unrest.fights)),
                ("seen", number(unrest.fights_seen)),
                ("wounded", number(unrest.fights_wounded)),
                ("killed", number(unrest.fights_killed)),
            ],
        ));
    }
    if unrest.protests > 0 {
        out.push(say(
            "summary-unrest",
            [
                ("protests", number(unrest.protests)),
                ("arrests", number(unrest.arrests)),
                ("legitimacy", decimal(unrest.legitimacy, 0)),
                ("morale", decimal(unrest.morale, 0)),
            ],
        ));
    }
}

/// What was forbidden, searched for, found and punished.
fn discipline(report: &Report, out: &mut Vec<String>) {
    let c = &report.counters;
    let found: u32 = c.contraband.found.values().sum();
    let knives = c.contraband.found.get("a knife").copied().unwrap_or(0);
    out.push(say(
        "summary-searches",
        [
            ("cells", number(c.searches.cells)),
            ("men", number(c.searches.men)),
            ("found", number(found)),
            ("knives", number(knives)),
            ("beaten", number(c.searches.beaten)),
        ],
    ));
    let law = &c.discipline;
    if law.offences > 0 {
        out.push(say(
            "summary-discipline",
            [
                ("reported", number(law.offences)),
                ("punished", number(law.punished)),
                ("unjustly", number(law.unjustly)),
                ("days", number(law.days)),
                ("in-dungeon", number(report.population.in_dungeon)),
            ],
        ));
    }
}

fn meals(report: &Report, many: bool, out: &mut Vec<String>) {
    let meals = &report.counters.meals;
    if !meals.is_empty() {
        out.push(say("summary-meals", []));
    }
    out.extend(meals.iter().map(|served| meal(served, many)));
}

fn meal(meal: &Meal, many: bool) -> String {
    let share = 100.0 * f64::from(meal.served) / f64::from(meal.expected.max(1));
    let fills = meal.fill_s.iter().map(|fill| words().length(*fill));
    say(
        "summary-meal",
        [
            ("at", clock(&meal.at, many)),
            ("served", number(meal.served)),
            ("expected", number(meal.expected)),
            ("share", decimal(share, 1)),
            ("fills", text(words().list(fills.collect()))),
        ],
    )
}

/// What of the film came about, and what of the screenplay was not spoken.
fn story(report: &Report, out: &mut Vec<String>) {
    let many = report.ticks > ONE_DAY;
    for beat in &report.beats {
        out.push(say(
            "summary-beat",
            [
                ("id", text(beat.id)),
                ("at", clock(&beat.at, many)),
                ("because", text(&beat.because)),
            ],
        ));
    }
    for line in report.screenplay.iter().filter(|line| line.at.is_none()) {
        let named = ("line", text(&line.line));
        out.push(match (&line.refused, &line.waits_for) {
            (Some(why), _) => say("summary-line-refused", [named, ("why", text(why))]),
            (None, Some(part)) => say("summary-line-waits", [named, ("part", text(part))]),
            (None, None) => say("summary-line-not-said", [named]),
        });
    }
}

fn walkers(report: &Report, out: &mut Vec<String>) {
    let ends = report.walkers.iter().filter_map(|walker| walker.end_s);
    let came: Vec<f64> = ends.collect();
    let last = came.iter().copied().fold(0.0, f64::max);
    out.push(say(
        "summary-walkers",
        [
            ("came", number(came.len() as u64)),
            ("walkers", number(report.walkers.len() as u64)),
            ("last", decimal(last, 1)),
        ],
    ));
}

fn longest_waits(report: &Report, out: &mut Vec<String>) {
    let waits: Vec<String> = report
        .waits
        .iter()
        .filter_map(|(reason, list)| {
            let longest = list.first().filter(|wait| wait.seconds > 0)?;
            Some(say(
                "summary-wait",
                [
                    ("reason", text(*reason)),
                    ("long", lasting(longest.seconds)),
                    ("who", text(&longest.who)),
                    ("since", clock(&longest.since, true)),
                ],
            ))
        })
        .collect();
    if !waits.is_empty() {
        let waits = text(waits.join("; "));
        out.push(say("summary-waits", [("waits", waits)]));
    }
}
