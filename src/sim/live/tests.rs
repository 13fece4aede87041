//! Promises about what is forbidden and what comes of it, in whole prisons: orders, searches,
//! hearings, the dungeon; and of the story.

mod aftermath;
mod chance;
mod faults;
mod fights;
mod officers;
mod orders;
mod story;
mod works;

use std::sync::Arc;

use super::Prison;
use crate::clock::{DAY, HOUR, MINUTE};
use crate::conduct::{Conduct, Deed};
use crate::contraband::{Items, Whereabouts};
use crate::happening::{Happenings, JusticeFact, SearchFact, SeatFact, What};
use crate::ids::{ItemId, PersonId, TileId};
use crate::justice::{Justice, Stage};
use crate::level::{FolderFiles, Level, RoomUse, load};
use crate::movement::Bodies;
use crate::order::{Giver, Order, OrderName};
use crate::people::{Role, Roster};
use crate::prison::{Grid, Tiers, Topology};
use crate::record::save;
use crate::refusal::Refusal;
use crate::regime::Regime;

pub(crate) fn level(name: &str, sets: &[&str]) -> Arc<Level> {
    let files = FolderFiles::new(concat!(env!("CARGO_MANIFEST_DIR"), "/../../levels"));
    let sets: Vec<String> = sets.iter().map(|set| set.to_string()).collect();
    match load(&files, name, &sets) {
        Ok(level) => Arc::new(level),
        Err(problems) => panic!("{problems}"),
    }
}

fn find<T>(prison: &Prison, look: impl Fn(&Items, ItemId) -> Option<T>) -> T {
    let items = prison.world().resource::<Items>();
    items
        .all()
        .find_map(|(id, _)| look(items, id))
        .expect("there is such an item when the level begins")
}

pub(crate) fn happened(prison: &Prison, wanted: impl Fn(&What) -> bool) -> usize {
    let happenings = prison.world().resource::<Happenings>();
    happenings.all().filter(|one| wanted(&one.what)).count()
}

/// Lives until something holds, a minute at a time; no longer than `most` ticks.
pub(crate) fn until(prison: &mut Prison, most: u64, holds: impl Fn(&Prison) -> bool) {
    let end = prison.now() + most;
    while !holds(prison) {
        assert!(prison.now() < end, "it did not come to that");
        prison.run_until(prison.now() + MINUTE);
    }
}

/// Orders a search again and again until the item is found, wherever it goes meanwhile.
fn search_until_found(prison: &mut Prison, item: ItemId) {
    for _ in 0..100 {
        let held = |prison: &Prison| {
            let items = prison.world().resource::<Items>();
            items.item(item).map(|item| item.at) == Some(Whereabouts::Held)
        };
        if held(prison) {
            return;
        }
        let whereabouts = prison.world().resource::<Items>().item(item);
        let order = &match whereabouts.map(|item| item.at) {
            Some(Whereabouts::Carried(man)) => Order::SearchMan { man },
            Some(Whereabouts::Hidden(at)) => Order::SearchCell { at },
            _ => return,
        };
        prison
            .order(Giver::Author, order.clone())
            .expect("a search can be ordered");
        prison.tick();
        until(prison, 2 * HOUR, |prison| {
            held(prison) || super::check(prison.world(), Giver::Author, order).is_ok()
        });
    }
    panic!("it was never found");
}

#[test]
fn who_is_found_with_money_goes_to_the_dungeon_for_his_days_and_comes_back() {
    // Nobody else gives cause: no other search, no blows, no officer who sells anything.
    let sets = [
        "guards.searches=0/day",
        "guards.harshness=0%",
        "guards.corruption=0%",
    ];
    let mut prison = Prison::new(level("big_house_300", &sets), 2);
    let item = find(&prison, |items, id| {
        let item = items.item(id)?;
        let on_him = matches!(item.at, Whereabouts::Carried(_));
        (on_him && !item.kind.is_weapon()).then_some(id)
    });
    search_until_found(&mut prison, item);
    // He may have passed it on meanwhile: who has it when it is found answers for it.
    let happenings = prison.world().resource::<Happenings>();
    let man = happenings
        .all()
        .find_map(|one| match one.what {
            What::Search(SearchFact::ItemFound {
                item: found,
                blamed,
            }) if found == item => blamed,
            _ => None,
        })
        .expect("somebody is blamed");
    let of = |prison: &Prison| prison.world().resource::<Justice>().of(man).copied();
    until(&mut prison, 2 * DAY, |prison| {
        of(prison).is_some_and(|kept| kept.stage == Stage::Locked)
    });
    let kept = of(&prison).expect("he is kept");
    assert!(kept.dungeon && (1..=5).contains(&kept.days), "{kept:?}");
    let in_dungeon = |prison: &Prison| {
        let world = prison.world();
        let topology = world.resource::<Topology>();
        let tile = world.resource::<Bodies>().body(man).tile;
        topology
            .room_at(tile)
            .is_some_and(|room| topology.room(room).used_as == RoomUse::Dungeon)
    };
    assert!(in_dungeon(&prison));
    assert!(
        prison
            .world()
            .resource::<Conduct>()
            .is_at(man, Deed::Confined)
    );
    assert!(prison.world().resource::<Justice>().good_time_lost(man) > 0);
    let locked_at = prison.now();
    // While he is there every count is complete, and everybody expected eats.
    until(&mut prison, 7 * DAY, |prison| of(prison).is_none());
    let days = (prison.now() - locked_at) / DAY;
    assert!(days >= u64::from(kept.days) - 1, "{days} days");
    let ledger = &prison.world().resource::<Regime>().ledger;
    assert!(ledger.counts.iter().all(|count| count.complete));
    assert!(
        ledger
            .meals
            .iter()
            .any(|meal| meal.expected == 299 && meal.served == 299)
    );
    prison.run_until(prison.now() + 10 * MINUTE);
    assert!(!in_dungeon(&prison), "he is out");
    assert!(!prison.world().resource::<Conduct>().is_kept(man));
    assert!(prison.world().resource::<Items>().is_conserved());
    // From then on the bell has him again.
    let eats = |prison: &Prison| prison.world().resource::<Conduct>().is_at(man, Deed::Eat);
    until(&mut prison, DAY, eats);
}

/// A man with something on him, and a cell-mate whose bunk is within his reach.
fn with_a_neighbour(prison: &Prison) -> (ItemId, PersonId, PersonId, TileId) {
    let world = prison.world();
    let (roster, topology) = (world.resource::<Roster>(), world.resource::<Topology>());
    let (grid, bodies) = (world.resource::<Grid>(), world.resource::<Bodies>());
    find(prison, |items, id| {
        let Whereabouts::Carried(man) = items.item(id)?.at else {
            return None;
        };
        let here = bodies.body(man).tile;
        let cell = topology.room_at(here)?;
        roster.all_inmates().find_map(|mate| {
            let berth = roster.of(mate).berth;
            let near = mate != man
                && topology.room_at(berth) == Some(cell)
                && topology.room(cell).used_as == RoomUse::Cell
                && items.all().all(|(_, item)| item.owner != mate)
                && grid.distance(here, berth) <= 1_500;
            near.then_some((id, man, mate, berth))
        })
    })
}

#[test]
fn for_a_thing_planted_in_his_bunk_a_man_is_punished_unjustly_and_his_cell_mates_know() {
    let level = level(
        "big_house_300",
        &["guards.searches=0/day", "guards.harshness=100%"],
    );
    let mut prison = Prison::new(level, 3);
    let (item, man, mate, berth) = with_a_neighbour(&prison);
    prison
        .order(
            Giver::Person(man),
            Order::HideItem {
                person: man,
                item,
                at: berth,
            },
        )
        .expect("his hand reaches there");
    prison.tick();
    search_until_found(&mut prison, item);
    let blamed = |what: &What| matches!(what, What::Search(SearchFact::ItemFound { blamed, .. }) if *blamed == Some(mate));
    assert_eq!(happened(&prison, blamed), 1, "he in whose bunk it was");
    assert!(prison.world().resource::<Items>().is_conserved());
    until(&mut prison, 2 * DAY, |prison| {
        prison.world().resource::<Justice>().tally().hearings > 0
    });
    let tally = *prison.world().resource::<Justice>().tally();
    assert_eq!((tally.punished, tally.unjustly), (1, 1));
    let known = |what: &What| {
        matches!(what, What::Justice(JusticeFact::Punished { just: false, known_to, .. })
            if known_to.contains(&man) && known_to.contains(&mate))
    };
    assert_eq!(happened(&prison, known), 1);
}

#[test]
fn hands_pass_things_within_reach_and_an_order_beyond_it_says_why_not() {
    let level = level("big_house_300", &["guards.searches=0/day"]);
    let mut prison = Prison::new(level, 3);
    let (item, man, mate, berth) = with_a_neighbour(&prison);
    let far = prison
        .world()
        .resource::<Roster>()
        .with_role(Role::Officer)
        .next()
        .expect("there is an officer");
    let why = |prison: &Prison, giver, order| {
        super::check(prison.world(), giver, &order).expect_err("it is refused")
    };
    let me = Giver::Person(man);
    let pass = |from, to| Order::PassItem { from, to, item };
    let other = Giver::Person(mate);
    assert_eq!(
        why(&prison, other, pass(man, mate)),
        Refusal::OnlyForOneself
    );
    assert_eq!(why(&prison, me, pass(man, man)), Refusal::HasItAlready);
    assert_eq!(why(&prison, me, pass(man, far)), Refusal::NobodyToGiveItTo);
    let without = why(&prison, Giver::Author, pass(mate, man));
    assert_eq!(without, Refusal::CarriesNoSuchThing);
    let feel = |at| Order::TakeItem { person: man, at };
    assert_eq!(why(&prison, me, feel(TileId(0))), Refusal::NoHidingPlace);
    let search = why(&prison, me, Order::SearchMan { man: mate });
    assert_eq!(search, Refusal::OnlyWardenAndOfficers);
    // Nobody knows whether a place holds anything until he feels for it.
    prison.order(me, feel(berth)).expect("he may try");
    prison.tick();
    prison.tick();
    let empty = What::Seat(SeatFact::OrderFailed {
        order: OrderName::TakeItem,
        refusal: Refusal::NothingHidden,
    });
    assert_eq!(happened(&prison, |what| *what == empty), 1);
    // By the time they rise the two may part; here they still lie side by side.
    let order = pass(man, mate);
    if super::check(prison.world(), me, &order).is_ok() {
        prison.order(me, order).expect("it was fine just now");
        prison.tick();
        let items = prison.world().resource::<Items>();
        let item = items.item(item).expect("nothing is lost");
        assert_eq!(item.at, Whereabouts::Carried(mate));
        assert_eq!(item.owner, mate);
    }
}

#[test]
fn days_of_searches_and_punishment_are_the_same_saved_and_loaded_at_any_hour() {
    let level = level(
        "big_house_300",
        &["guards.searches=60/day", "guards.harshness=90%"],
    );
    let mut straight = Prison::new(level.clone(), 5);
    let mut loaded = Prison::new(level.clone(), 5);
    for half_hours in 1..=56_u64 {
        // Not on the hour: in the midst of searches and escorts.
        let at = half_hours * HOUR / 2 + 123;
        straight.run_until(at);
        loaded.run_until(at);
        loaded = save::read(level.clone(), &save::write(&loaded)).expect("its own save");
        assert_eq!(
            straight.digest().differs_in(&loaded.digest()),
            None,
            "after {half_hours} half hours"
        );
    }
    let tally = straight.world().resource::<Justice>().tally();
    assert!(tally.punished > 0, "there was something to save: {tally:?}");
    assert!(straight.world().resource::<Items>().is_conserved());
}

#[test]
fn a_block_is_searched_cell_by_cell_and_officers_are_left_for_the_day() {
    let level = level("cell_block", &["guards.searches=0/day"]);
    let mut prison = Prison::new(level, 2);
    prison.run_until(3 * HOUR);
    let gallery = prison
        .world()
        .resource::<Topology>()
        .first_room(RoomUse::Gallery)
        .map(|room| prison.world().resource::<Topology>().room(room).tiles[0])
        .expect("there is a gallery");
    prison
        .order(Giver::Author, Order::SearchBlock { at: gallery })
        .expect("it can be searched");
    prison.run_until(8 * HOUR);
    let searched = happened(&prison, |what| {
        matches!(what, What::Search(SearchFact::CellSearched { .. }))
    });
    let cells = prison.world().resource::<Tiers>().cells().count();
    assert_eq!(searched, cells, "every cell once");
    let ledger = &prison.world().resource::<Regime>().ledger;
    assert!(ledger.counts.iter().all(|count| count.complete));
}
