//! The summary: a report as people read it.

use bighouse_sim::Prison;
use bighouse_sim::clock::Clock;
use bighouse_sim::level::words::{counted, thousands as number};
use bighouse_sim::record::report::Report;

/// Date and time in a prison.
pub fn spoken(prison: &Prison) -> String {
    prison.world().resource::<Clock>().spoken(prison.now())
}

/// `7 min 40 s`, `40 s`, `2 h 5 min`.
fn time(seconds: u32) -> String {
    match seconds {
        0..60 => format!("{seconds} s"),
        60..3600 => format!("{} min {} s", seconds / 60, seconds % 60),
        _ => format!("{} h {} min", seconds / 3600, seconds / 60 % 60),
    }
}

/// Time of day of `1930-11-20T07:00:00`, with the date where a run has many days.
fn clock(at: &str, many_days: bool) -> String {
    let (date, time) = at.split_once('T').unwrap_or(("", at));
    let time = time.get(..5).unwrap_or(time);
    if many_days {
        format!("{} {time}", date.get(5..).unwrap_or(date))
    } else {
        time.into()
    }
}

/// A report as people read it.
pub fn text(report: &Report) -> String {
    let mut out = Vec::new();
    out.push(format!(
        "{} · {} to {} · seed {}",
        report.title,
        report.from.replace('T', " "),
        report.to.replace('T', " "),
        report.seed
    ));
    if report.population.inmates > 0 {
        prison(report, &mut out);
    }
    if !report.walkers.is_empty() {
        walkers(report, &mut out);
    }
    for riot in &report.riots {
        out.push(format!("Riot: {}", riot.story));
    }
    story(report, &mut out);
    longest_waits(report, &mut out);
    out.push(format!(
        "Lived {} ticks in {:.1} s: {} times as fast as life. Digest {}.",
        number(report.ticks),
        report.wall_s,
        number(report.real_time_factor as u64),
        report.digest
    ));
    out.push(String::new());
    out.join("\n")
}

fn prison(report: &Report, out: &mut Vec<String>) {
    let who = &report.population;
    let c = &report.counters;
    let many = report.ticks > 864_000 + 600;
    out.push(format!(
        "Built for {}. Tonight {}. {} officers, {} on duty now, {} of them on fixed posts.",
        number(who.capacity as u64),
        number(who.inmates as u64),
        number(who.guards as u64),
        who.guards_on_duty,
        who.guards_on_posts
    ));
    let beds: Vec<String> = who
        .sleep_in
        .iter()
        .map(|(berth, men)| {
            let tired = report
                .needs
                .get(berth)
                .and_then(|needs| needs.get("tiredness"))
                .map_or(String::new(), |tired| format!(" (tired {tired:.0} %)"));
            let place = match *berth {
                "bunk" => "in bunks",
                "cell floor" => "on cell floors",
                "gallery" => "in the galleries",
                other => other,
            };
            format!("{} {place}{tired}", number(*men as u64))
        })
        .collect();
    out.push(format!("They sleep: {}.", beds.join(", ")));
    meals(report, many, out);
    for count in c.counts.iter().filter(|count| !count.complete) {
        out.push(format!(
            "  {}  count NOT complete: {} of {} after {}",
            clock(&count.at, many),
            number(count.counted as u64),
            number(count.book as u64),
            time(count.took_s)
        ));
    }
    let complete = c.counts.iter().filter(|count| count.complete).count();
    let longest = c.counts.iter().map(|count| count.took_s).max().unwrap_or(0);
    if !c.counts.is_empty() {
        out.push(format!(
            "Counts: {complete} of {} complete, the longest in {}.",
            c.counts.len(),
            time(longest)
        ));
    }
    for lockup in &c.lockups {
        out.push(format!(
            "Lock-up: at {} {} behind a locked gate, {} listed at night work, {} elsewhere.",
            clock(&lockup.at, many),
            number(lockup.locked_in as u64),
            lockup.listed,
            lockup.missing
        ));
    }
    if !c.services.is_empty() {
        let men: Vec<String> = c.services.iter().map(|men| number(*men as u64)).collect();
        out.push(format!("Chapel: services of {} men.", men.join(" and ")));
    }
    if c.visits + c.visits_missed > 0 {
        out.push(format!(
            "Visits: {}, and {} that came to nothing.",
            c.visits, c.visits_missed
        ));
    }
    discipline(report, out);
    let hurts: Vec<String> = c
        .hurts
        .iter()
        .filter(|(_, times)| **times > 0)
        .map(|(need, times)| match times {
            1 => format!("{need} once"),
            times => format!("{need} {} times", number(*times as u64)),
        })
        .collect();
    if hurts.is_empty() {
        out.push("Nobody came to suffer from hunger, tiredness, crowding or idleness.".into());
    } else {
        out.push(format!(
            "What men came to suffer from: {}.",
            hurts.join(", ")
        ));
    }
    let unrest = &report.unrest;
    if unrest.fights > 0 {
        out.push(format!(
            "Fights: {}, {} of them before officers.",
            number(unrest.fights.into()),
            number(unrest.fights_seen.into())
        ));
    }
    if unrest.protests > 0 {
        out.push(format!(
            "Unrest: {} protests, {} men led off; the men hold the warden just at {:.0} %, \
             and the officers' morale is {:.0} %.",
            number(unrest.protests as u64),
            number(unrest.arrests as u64),
            unrest.legitimacy,
            unrest.morale
        ));
    }
    out.push(match (c.got_stuck, c.stuck, c.sealed_in) {
        (0, _, 0) => "Nobody got stuck.".into(),
        (times, now, sealed) => {
            format!("Got stuck: {times} times, {now} at the end; sealed in: {sealed}.")
        }
    });
}

/// What was forbidden, searched for, found and punished.
fn discipline(report: &Report, out: &mut Vec<String>) {
    let c = &report.counters;
    let found: u32 = c.contraband.found.values().sum();
    let knives = c.contraband.found.get("a knife").copied().unwrap_or(0);
    out.push(format!(
        "Searched {} cells and {} men; found {}, {knives} of them knives. \
         Men beaten: {}.",
        number(c.searches.cells.into()),
        number(c.searches.men.into()),
        counted(found, "forbidden thing", "forbidden things"),
        number(c.searches.beaten.into())
    ));
    let law = &c.discipline;
    if law.offences > 0 {
        out.push(format!(
            "Reported: {}, punished {}, {} of them for what they had not done; {} days given. In the \
             dungeon now: {}.",
            number(law.offences.into()),
            number(law.punished.into()),
            number(law.unjustly.into()),
            number(law.days.into()),
            report.population.in_dungeon
        ));
    }
}

fn meals(report: &Report, many: bool, out: &mut Vec<String>) {
    let meals = &report.counters.meals;
    if meals.is_empty() {
        return;
    }
    out.push("Meals:".into());
    for meal in meals {
        let share = 100.0 * meal.served as f64 / meal.expected.max(1) as f64;
        let fills: Vec<String> = meal.fill_s.iter().map(|fill| time(*fill)).collect();
        out.push(format!(
            "  {}  {} of {} served ({share:.1} %), sittings filled in {}",
            clock(&meal.at, many),
            number(meal.served as u64),
            number(meal.expected as u64),
            fills.join(" and ")
        ));
    }
}

/// What of the film came about, and what of the screenplay was not spoken.
fn story(report: &Report, out: &mut Vec<String>) {
    let many = report.ticks > 864_000 + 600;
    for beat in &report.beats {
        out.push(format!(
            "Beat: {} at {}: {}.",
            beat.id,
            clock(&beat.at, many),
            beat.because
        ));
    }
    for line in report.screenplay.iter().filter(|line| line.at.is_none()) {
        out.push(match &line.refused {
            Some(why) => format!("Not said: {}: {why}.", line.line),
            None => format!("Not said: {}: it was not the time for it.", line.line),
        });
    }
}

fn walkers(report: &Report, out: &mut Vec<String>) {
    let came: Vec<f64> = report
        .walkers
        .iter()
        .filter_map(|walker| walker.end_s)
        .collect();
    let last = came.iter().copied().fold(0.0, f64::max);
    out.push(format!(
        "{} of {} walkers came to their end, the last after {last:.1} s.",
        came.len(),
        report.walkers.len()
    ));
}

fn longest_waits(report: &Report, out: &mut Vec<String>) {
    let parts: Vec<String> = report
        .waits
        .iter()
        .filter_map(|(reason, list)| {
            let longest = list.first().filter(|wait| wait.seconds > 0)?;
            Some(format!(
                "{reason} {} ({}, {})",
                time(longest.seconds),
                longest.who,
                clock(&longest.since, true)
            ))
        })
        .collect();
    if !parts.is_empty() {
        out.push(format!("Longest waits: {}.", parts.join("; ")));
    }
}
