//! The report: what a run came to, for people and for scripts.
//!
//! `shape` says what it holds; here it is made.

mod before;
mod shape;

use std::collections::{BTreeMap, BTreeSet};

use bevy_ecs::prelude::World;

use super::Say;
use super::{riots, story};
use crate::RULES;
use crate::arena::Arena;
use crate::chance::Chance;
use crate::clock::{Clock, TICKS_PER_SECOND};
use crate::contraband::{ItemKind, Items, Whereabouts};
use crate::custody::{self, Custody};
use crate::justice::{self, Justice};
use crate::level::{PlaceUse, RoomUse};
use crate::live::Prison;
use crate::movement::waits::{Reason, Waited};
use crate::movement::{Bodies, Mode, Progress, Waits};
use crate::needs::{Need, Needs};
use crate::people::{BerthKind, Everybody, Role, Roster};
use crate::prison::sight::{self, Block};
use crate::prison::{Doors, Grid, Sight, Tiers, Topology};
use crate::regime::Regime;
use crate::regime::ledger::Ledger;
use crate::rules::Rules;

pub use before::Before;
pub use shape::{
    ContrabandLine, CountLine, Counters, DisciplineLine, LockUp, Meal, Population, Report,
    SearchLine, WaitLine, Walker,
};

/// What a kind of berth is called.
pub fn berth_name(kind: BerthKind) -> &'static str {
    match kind {
        BerthKind::Bunk => "bunk",
        BerthKind::CellFloor => "cell floor",
        BerthKind::Gallery => "gallery",
        BerthKind::Outside => "elsewhere",
    }
}

fn reason_name(reason: Reason) -> &'static str {
    match reason {
        Reason::Locked => "locked",
        Reason::Queue => "queue",
        Reason::Ordered => "ordered",
        Reason::SallyPort => "sally port",
        Reason::Blocked => "blocked",
    }
}

/// The report of a run that took `wall_s` seconds of wall time, without what was counted before it. Its
/// texts are made by `say`.
pub fn of(prison: &Prison, before: &Before, wall_s: f64, say: Say<'_>) -> Report {
    let world = prison.world();
    let rules = world.resource::<Rules>();
    let clock = world.resource::<Clock>();
    let now = prison.now();
    let from = before.from;
    let ticks = now.saturating_sub(from);
    let lived_s = ticks as f64 / TICKS_PER_SECOND as f64;
    let (mut counters, mut unrest) = (counters(world, from), riots::unrest(world));
    before.take_from(&mut counters, &mut unrest);
    Report {
        level: rules.name.clone(),
        level_hash: format!("{:016x}", rules.hash),
        settings: rules.settings.clone(),
        title: rules.title.clone(),
        seed: world.resource::<Chance>().seed,
        rules: RULES,
        from: clock.civil(from).to_string(),
        to: clock.civil(now).to_string(),
        ticks,
        wall_s,
        real_time_factor: if wall_s > 0.0 { lived_s / wall_s } else { 0.0 },
        digest: format!("{:016x}", prison.digest().all),
        population: population(world),
        counters,
        needs: needs(world, now),
        waits: waits(world, from, now),
        unrest,
        riots: riots::of(world, from, now, say),
        escapes: Vec::new(),
        beats: story::beats(world, say),
        screenplay: story::screenplay(world, say),
        walkers: walkers(world),
    }
}

fn population(world: &World) -> Population {
    let roster = world.resource::<Roster>();
    let topology = world.resource::<Topology>();
    let bodies = world.resource::<Bodies>();
    let custody = world.resource::<Custody>();
    let tiers = world.resource::<Tiers>();
    let in_room = |wanted: &dyn Fn(RoomUse) -> bool| {
        roster
            .all_inmates()
            .filter(|person| {
                let body = bodies.body(*person);
                body.mode != Mode::Gone
                    && topology
                        .room_at(body.tile)
                        .is_some_and(|room| wanted(topology.room(room).used_as))
            })
            .count() as u32
    };
    let mut sleep_in = BTreeMap::new();
    for person in roster.all_inmates() {
        *sleep_in
            .entry(berth_name(roster.of(person).berth_kind))
            .or_default() += 1;
    }
    let capacity = if tiers.is_empty() {
        topology.places_for(PlaceUse::Berth).count() as u32
    } else {
        tiers
            .cells()
            .map(|(_, cell)| cell.berths.len() as u32)
            .sum()
    };
    Population {
        inmates: roster.living(),
        capacity,
        guards: roster.with_role(Role::Officer).count() as u32,
        guards_on_duty: custody.on_duty(),
        guards_on_posts: custody.on_posts(),
        in_sight: in_sight(world),
        civilians: roster.with_role(Role::Civilian).count() as u32,
        at_large: in_room(&|used_as| used_as.is_outside()),
        dead: roster
            .dead()
            .iter()
            .filter(|man| roster.is_inmate(**man))
            .count() as u32,
        in_dungeon: in_room(&|used_as| used_as == RoomUse::Dungeon),
        paroled: 0,
        sleep_in,
    }
}

/// How many inmates some officer on duty sees from the block he stands in.
fn in_sight(world: &World) -> u32 {
    let grid = world.resource::<Grid>();
    let topology = world.resource::<Topology>();
    let bodies = world.resource::<Bodies>();
    let reach = if world.resource::<Regime>().night {
        sight::RANGE_DARK
    } else {
        sight::RANGE
    };
    let mut sight = Sight::default();
    let mut seen: BTreeSet<Block> = BTreeSet::new();
    for officer in world.resource::<Custody>().officers() {
        let here = Sight::block(grid, topology, bodies.body(officer.person).tile);
        if let (true, Some(here)) = (officer.on_duty, here) {
            let blocks = sight.seen_from(grid, topology, here).iter();
            seen.extend(
                blocks
                    .filter(|(_, metres)| *metres <= reach)
                    .map(|(block, _)| *block),
            );
        }
    }
    let roster = world.resource::<Roster>();
    roster
        .all_inmates()
        .filter(|person| {
            Sight::block(grid, topology, bodies.body(*person).tile)
                .is_some_and(|block| seen.contains(&block))
        })
        .count() as u32
}

fn counters(world: &World, from: u64) -> Counters {
    let clock = world.resource::<Clock>();
    let ledger: &Ledger = &world.resource::<Regime>().ledger;
    let progress = world.resource::<Progress>();
    let needs = world.resource::<Needs>();
    let at = |tick: u64| clock.civil(tick).to_string();
    // Only what came to an end in this run: a meal still on the tables is not judged.
    let meal_goes_on = world
        .resource::<Regime>()
        .assembly
        .as_ref()
        .is_some_and(|assembly| assembly.deed == crate::conduct::Deed::Eat);
    let mut meals: Vec<Meal> = ledger
        .meals
        .iter()
        .filter(|meal| meal.tick >= from)
        .map(|meal| Meal {
            at: at(meal.tick),
            expected: meal.expected,
            served: meal.served,
            fill_s: meal
                .sittings
                .iter()
                .map(|sitting| sitting.fill_s())
                .collect(),
            seated: meal.sittings.iter().map(|sitting| sitting.seated).collect(),
        })
        .collect();
    if meal_goes_on {
        meals.pop();
    }
    Counters {
        meals,
        counts: ledger
            .counts
            .iter()
            .filter(|count| count.tick >= from)
            .map(|count| CountLine {
                at: at(count.tick),
                counted: count.counted,
                book: count.book,
                complete: count.complete,
                took_s: count.took_s,
            })
            .collect(),
        lockups: ledger
            .lockups
            .iter()
            .filter(|lockup| lockup.tick >= from)
            .map(|lockup| LockUp {
                at: at(lockup.tick),
                locked_in: lockup.men,
                listed: lockup.listed,
                missing: lockup.missing,
            })
            .collect(),
        services: ledger
            .services
            .iter()
            .filter(|service| service.tick >= from)
            .map(|service| service.men)
            .collect(),
        visits: ledger.visits,
        visits_missed: ledger.visits_missed,
        doors_passed: world
            .resource::<Doors>()
            .iter()
            .map(|door| door.taken)
            .sum(),
        food_cents: ledger.food_cents,
        got_stuck: progress.times,
        stuck: progress.stuck.len() as u32,
        sealed_in: progress.sealed.len() as u32,
        most_ordered_wait_s: world.resource::<Waits>().most_ordered.0 / TICKS_PER_SECOND as u32,
        hurts: Need::ALL
            .into_iter()
            .map(|need| (need.key(), needs.hurt[need as usize]))
            .collect(),
        contraband: contraband(world.resource::<Items>()),
        searches: searches(world.resource::<Custody>().tally()),
        discipline: discipline(world.resource::<Justice>().tally()),
    }
}

fn contraband(items: &Items) -> ContrabandLine {
    let tally = items.tally();
    let at_large = |kind: ItemKind| {
        let all = items.all();
        let kept = |at| matches!(at, Whereabouts::Held | Whereabouts::Stored(_));
        all.filter(|(_, item)| item.kind == kind && !kept(item.at))
            .count() as u32
    };
    ContrabandLine {
        made: tally.made,
        hidden: tally.hidden,
        fetched: tally.fetched,
        passed_unseen: tally.passed_unseen,
        passed_seen: tally.passed_seen,
        found: ItemKind::ALL
            .into_iter()
            .map(|kind| (kind.name(), tally.found[kind as usize]))
            .collect(),
        at_large: ItemKind::ALL
            .into_iter()
            .map(|kind| (kind.name(), at_large(kind)))
            .collect(),
    }
}

fn searches(tally: &custody::CustodyTally) -> SearchLine {
    SearchLine {
        cells: tally.cells_searched,
        men: tally.men_searched,
        beaten: tally.beaten,
    }
}

fn discipline(tally: &justice::Tally) -> DisciplineLine {
    DisciplineLine {
        offences: tally.offences,
        hearings: tally.hearings,
        punished: tally.punished,
        unjustly: tally.unjustly,
        days: tally.days,
        good_time_days: tally.good_time,
    }
}

fn needs(world: &World, now: u64) -> BTreeMap<&'static str, BTreeMap<&'static str, f64>> {
    let roster = world.resource::<Roster>();
    let needs = world.resource::<Needs>();
    let mut sums: BTreeMap<&str, (u32, [i64; 4])> = BTreeMap::new();
    for person in roster.all_inmates() {
        let (men, sum) = sums
            .entry(berth_name(roster.of(person).berth_kind))
            .or_default();
        *men += 1;
        for need in Need::ALL {
            sum[need as usize] += needs.of(person, need, now) as i64;
        }
    }
    sums.into_iter()
        .map(|(berth, (men, sum))| {
            let means = Need::ALL
                .into_iter()
                .map(|need| (need.key(), sum[need as usize] as f64 / men as f64 / 100.0))
                .collect();
            (berth, means)
        })
        .collect()
}

fn waits(world: &World, from: u64, now: u64) -> BTreeMap<&'static str, Vec<WaitLine>> {
    let clock = world.resource::<Clock>();
    let grid = world.resource::<crate::prison::Grid>();
    let mut by_reason: BTreeMap<&'static str, Vec<WaitLine>> = Reason::ALL
        .into_iter()
        .map(|reason| (reason_name(reason), Vec::new()))
        .collect();
    let line = |waited: &Waited| WaitLine {
        who: Everybody::identity(world, waited.person)
            .map_or_else(String::new, |identity| identity.name.clone()),
        seconds: (waited.ticks / TICKS_PER_SECOND) as u32,
        since: clock.civil(waited.wait.since).to_string(),
        at: grid.x_y(waited.wait.at),
        order: match waited.wait.reason {
            Reason::Ordered => waited.wait.cause.0,
            _ => 0,
        },
    };
    let of_this_run = |waited: &Waited| waited.wait.since + waited.ticks >= from;
    for waited in world.resource::<Waits>().longest(now) {
        if of_this_run(&waited)
            && let Some(list) = by_reason.get_mut(reason_name(waited.wait.reason))
        {
            list.push(line(&waited));
        }
    }
    by_reason
}

fn walkers(world: &World) -> Vec<Walker> {
    let rules = world.resource::<Rules>();
    let seconds = |tick: u64| tick as f64 / TICKS_PER_SECOND as f64;
    world
        .resource::<Arena>()
        .runs()
        .iter()
        .map(|run| {
            let group = rules.walkers.get(run.group as usize);
            Walker {
                id: run.person.0,
                group: group.map_or_else(String::new, |group| group.name.clone()),
                start_s: run.started.map(seconds),
                end_s: run.ended.map(seconds),
                exit: group
                    .and_then(|group| group.route.last().cloned())
                    .unwrap_or_default(),
            }
        })
        .collect()
}
