//! Promises about how a riot is answered, in a whole prison: what the warden may order, what comes of
//! it, and that the same riot ends in another way under another policy.

use std::sync::{Arc, OnceLock};

use bevy_ecs::prelude::World;

use super::{Prison, check_caches, offers};
use crate::clock::{DAY, HOUR, MINUTE};
use crate::conduct::{Conduct, Deed};
use crate::happening::{
    Demand, FireFact, Happenings, ReliefFact, RiotEnd, RiotFact, SeatFact, SiegeFact, What,
};
use crate::ids::{HappeningId, PersonId, TileId};
use crate::level::{Amendment, Answer, FolderFiles, Level, Tile, Warden, load};
use crate::movement::{Bodies, Mode};
use crate::order::{Giver, Heading, Offer, Order, OrderName};
use crate::people::{Role, Roster};
use crate::prison::works::breach::break_wall;
use crate::prison::{Fires, Grid, Topology};
use crate::record::report::Before;
use crate::record::{replay, report, save};
use crate::refusal::{Refusal, ReliefForce};
use crate::riot::{Riot, Riots};
use crate::rules::Rules;
use crate::unrest::{Mood, Spirits};

/// A small prison with bad food, hard officers, and few of them; nobody is called, nobody storms.
const SETS: [&str; 7] = [
    "kitchen.quality=10%",
    "guards.harshness=80%",
    "guards.day=9",
    "guards.evening=9",
    "guards.night=5",
    "warden.army=never",
    "warden.storm=never",
];

/// The orders of the warden in a riot.
fn answers() -> impl Iterator<Item = Order> {
    let all = OrderName::ALL.iter().map(|name| name.info());
    let crisis = all.filter(|info| info.heading == Heading::Crisis);
    crisis.map(|info| (info.sample)())
}

/// Whether and how a seat is offered an order.
fn offer_of(prison: &Prison, giver: Giver, name: OrderName) -> Option<Offer> {
    let offers = offers(prison.world(), giver);
    offers.into_iter().find(|offer| offer.order.name() == name)
}

pub(super) fn level() -> Arc<Level> {
    static LEVEL: OnceLock<Arc<Level>> = OnceLock::new();
    LEVEL
        .get_or_init(|| {
            let files = FolderFiles::new(concat!(env!("CARGO_MANIFEST_DIR"), "/../../levels"));
            let sets: Vec<String> = SETS.iter().map(|set| set.to_string()).collect();
            match load(&files, "big_house_300", &sets) {
                Ok(level) => Arc::new(level),
                Err(problems) => panic!("{problems}"),
            }
        })
        .clone()
}

pub(super) fn now(world: &World) -> Option<&Riot> {
    let riot = world.resource::<Riots>().now();
    riot.filter(|riot| riot.is_called())
}

/// A riot that has just been called one, from a save: it is lived up to once.
pub(super) fn riot() -> Prison {
    static SAVED: OnceLock<Vec<u8>> = OnceLock::new();
    let saved = SAVED.get_or_init(|| {
        let mut prison = Prison::new(level(), 1);
        while now(prison.world()).is_none() {
            assert!(prison.now() < 12 * DAY, "there was no riot");
            prison.run_until(prison.now() + MINUTE);
        }
        save::write(&prison)
    });
    save::read(level(), saved).expect("it can be read")
}

/// Has the built-in warden go by another policy from now on.
fn policy(prison: &mut Prison, warden: Warden) {
    let amendment = Amendment {
        warden: Some(warden),
        ..Amendment::default()
    };
    let order = Order::AmendLevel(Box::new(amendment));
    prison.order(Giver::Author, order).expect("it can be so");
}

/// Lives until no riot goes on, a minute at a time.
fn until_over(prison: &mut Prison) -> Riot {
    let end = prison.now() + 3 * DAY;
    while prison.world().resource::<Riots>().now().is_some() && prison.now() < end {
        prison.run_until(prison.now() + MINUTE);
    }
    let riots = prison.world().resource::<Riots>().all();
    riots.last().cloned().expect("there was one")
}

fn happened(prison: &Prison, wanted: impl Fn(&What) -> bool) -> usize {
    let happenings = prison.world().resource::<Happenings>();
    happenings.all().filter(|one| wanted(&one.what)).count()
}

fn order(prison: &mut Prison, order: Order) {
    let given = prison.order(Giver::Author, order.clone());
    assert!(given.is_ok(), "{order:?}: {given:?}");
    prison.tick();
    let failed = |what: &What| matches!(what, What::Seat(SeatFact::OrderFailed { .. }));
    assert_eq!(happened(prison, failed), 0, "{order:?}");
}

/// Holds an order to be refused for this reason, and to change nothing.
fn refused(prison: &mut Prison, giver: Giver, order: Order, why: Refusal) {
    let before = prison.digest();
    let given = prison.order(giver, order.clone());
    assert_eq!(given, Err(why), "{order:?}");
    assert_eq!(before.differs_in(&prison.digest()), None, "{order:?}");
}

#[test]
fn where_there_is_no_riot_nothing_can_be_done_about_one() {
    let mut prison = Prison::new(level(), 1);
    assert_eq!(answers().count(), 11);
    for order in answers() {
        refused(&mut prison, Giver::Author, order, Refusal::NoRiot);
    }
    let offer = offer_of(&prison, Giver::Author, OrderName::CallArmy);
    assert_eq!(offer, None);
}

#[test]
fn an_impossible_answer_is_refused_and_changes_nothing() {
    let mut prison = riot();
    let not_now = |prison: &mut Prison, order, why| refused(prison, Giver::Author, order, why);
    for order in [
        Order::StallRioters,
        Order::ConcedeDemands,
        Order::RefuseDemands,
    ] {
        not_now(&mut prison, order, Refusal::NoDemands);
    }
    not_now(&mut prison, Order::RestoreWater, Refusal::WaterRuns);
    not_now(&mut prison, Order::RestoreLight, Refusal::LampsBurn);
    let roster = prison.world().resource::<Roster>();
    let officer = roster.with_role(Role::Officer).next().expect("one");
    for giver in [PersonId(0), officer].map(Giver::Person) {
        for order in answers() {
            refused(&mut prison, giver, order, Refusal::OnlyWarden);
        }
    }
    order(&mut prison, Order::CutWater);
    not_now(&mut prison, Order::CutWater, Refusal::WaterCut);
    order(&mut prison, Order::RestoreWater);
    order(&mut prison, Order::CutLight);
    not_now(&mut prison, Order::CutLight, Refusal::LightCut);
    order(&mut prison, Order::TalkToRioters);
    not_now(&mut prison, Order::TalkToRioters, Refusal::BeingHeard);
    not_now(&mut prison, Order::StallRioters, Refusal::NoDeadline);
    order(&mut prison, Order::RefuseDemands);
    not_now(&mut prison, Order::RefuseDemands, Refusal::RefusedAlready);
    not_now(&mut prison, Order::StallRioters, Refusal::NotBelieved);
    order(&mut prison, Order::CallArmy);
    let at = now(prison.world()).and_then(|riot| riot.siege.army.called());
    let on_its_way = Refusal::ReliefOnItsWay {
        force: ReliefForce::Army,
        at: at.expect("it has been called").1,
    };
    not_now(&mut prison, Order::CallArmy, on_its_way);
    order(&mut prison, Order::CallTroopers);
    let again = prison.order(Giver::Author, Order::CallTroopers);
    assert!(matches!(again, Err(Refusal::ReliefOnItsWay { .. })));
    order(&mut prison, Order::StormPrison);
    not_now(&mut prison, Order::StormPrison, Refusal::StormedAlready);
    not_now(&mut prison, Order::TalkToRioters, Refusal::StormedNoTalk);
}

#[test]
fn the_same_riot_ends_as_the_policy_has_it() {
    let answered = |warden: Warden| {
        let mut prison = riot();
        if warden != level().warden {
            policy(&mut prison, warden);
        }
        until_over(&mut prison)
    };
    let quiet = level().warden.clone();
    let ended = |riot: &Riot| riot.ended().map(|(_, by)| by);
    let lasted = |riot: &Riot| riot.ended().map_or(u64::MAX, |(tick, _)| tick - riot.began);
    let army = answered(Warden {
        army: Some(300),
        ..quiet.clone()
    });
    assert_eq!(ended(&army), Some(RiotEnd::Army));
    let gates = |(broken, tiles)| broken == Tile::OuterGate && tiles > 0;
    assert!(army.siege.breached.is_some_and(gates));
    let conceded = answered(Warden {
        answer: Answer::Concede,
        ..quiet.clone()
    });
    assert_eq!(ended(&conceded), Some(RiotEnd::Settlement));
    assert_eq!(conceded.inmates_killed, 0);
    let troopers = answered(Warden {
        troopers: Some(0),
        storm: Some(8_000),
        ..quiet.clone()
    });
    assert_eq!(ended(&troopers), Some(RiotEnd::Troopers));
    let waited = answered(quiet.clone());
    assert_eq!(ended(&waited), Some(RiotEnd::Weariness));
    let dry = answered(Warden {
        water: Some(0),
        ..quiet.clone()
    });
    assert_eq!(ended(&dry), Some(RiotEnd::Weariness));
    let talked = answered(Warden {
        answer: Answer::Talk,
        ..quiet.clone()
    });
    assert!(talked.siege.rounds > 0);
    // Thirst and a hearing both shorten what is only waited out.
    assert!(lasted(&dry) < lasted(&waited), "{dry:?} {waited:?}");
    assert!(lasted(&talked) < lasted(&waited), "{talked:?} {waited:?}");
    let stalled = answered(Warden {
        answer: Answer::Stall,
        ..quiet
    });
    assert!(stalled.siege.stalls >= 3, "{stalled:?}");
}

#[test]
fn whoever_sits_in_the_wardens_seat_decides_and_his_orders_are_roots() {
    let mut prison = riot();
    let roster = prison.world().resource::<Roster>();
    let warden = roster.with_role(Role::Warden).next().expect("one");
    order(&mut prison, Order::TakeSeat { person: warden });
    policy(
        &mut prison,
        Warden {
            army: Some(0),
            water: Some(0),
            ..level().warden.clone()
        },
    );
    prison.run_until(prison.now() + 10 * MINUTE);
    let riot = now(prison.world()).expect("it goes on");
    let (army, water) = (riot.siege.army.called(), riot.siege.water.cut_since());
    assert_eq!((army, water), (None, None));
    let offer = offer_of(&prison, Giver::Person(warden), OrderName::CallArmy);
    assert_eq!(offer, Some(Offer::whole(Order::CallArmy)));
    let given = prison.order(Giver::Person(warden), Order::CallArmy);
    assert_eq!(given, Ok(()));
    prison.tick();
    let happenings = prison.world().resource::<Happenings>();
    let called = happenings
        .all()
        .find(|one| matches!(one.what, What::Relief(ReliefFact::ArmyCalled { .. })))
        .expect("it is called");
    assert_eq!(
        (called.who, called.cause),
        (Some(warden), HappeningId::NONE)
    );
}

#[test]
fn what_is_granted_is_done() {
    let mut prison = riot();
    order(&mut prison, Order::TalkToRioters);
    let demands = now(prison.world()).expect("it goes on").siege.wants();
    assert!(demands.contains(&Demand::Food), "{demands:?}");
    let before = prison.world().resource::<Rules>().now().clone();
    order(&mut prison, Order::ConcedeDemands);
    assert!(now(prison.world()).expect("it goes on").hostages.is_empty());
    prison.tick();
    let after = prison.world().resource::<Rules>().now().clone();
    assert!(after.kitchen.quality > before.kitchen.quality);
    assert!(after.kitchen.spend_cents > before.kitchen.spend_cents);
    assert_eq!(
        after.guards.harshness < before.guards.harshness,
        demands.contains(&Demand::Blows)
    );
    assert_eq!(after.guards.day, before.guards.day);
    // The amendment has the promise for its cause, and the promise what is behind the demands.
    let happenings = prison.world().resource::<Happenings>();
    let amended = happenings
        .all()
        .find(|one| matches!(one.what, What::Seat(SeatFact::Amended { .. })))
        .expect("it is amended");
    let chain = happenings.causes(amended.id);
    assert!(matches!(
        chain[1].what,
        What::Siege(SiegeFact::DemandsMet { .. })
    ));
    let riot = until_over(&mut prison);
    assert_eq!(riot.ended().map(|end| end.1), Some(RiotEnd::Settlement));
    let report = report::of(&prison, &Before::default(), 0.0, &|message| {
        message.id.to_owned()
    });
    let line = report.riots.last().expect("it was one");
    assert!(line.answer.granted.is_some());
    assert!(line.story.contains("riot-demanded"), "{}", line.story);
    assert!(line.story.contains("riot-granted"), "{}", line.story);
}

#[test]
fn tanks_break_the_gates_and_masons_mend_them_and_the_men_are_counted_and_fed() {
    let mut prison = riot();
    order(&mut prison, Order::CallArmy);
    let (_, comes) = now(prison.world())
        .and_then(|riot| riot.siege.army.called())
        .expect("called");
    prison.run_until(comes + 5 * MINUTE);
    let gates = |prison: &Prison| {
        let grid = prison.world().resource::<Grid>();
        let is = |wanted: Tile| grid.tiles().iter().filter(|tile| **tile == wanted).count();
        is(Tile::OuterGate)
    };
    let whole = gates(&Prison::new(level(), 1));
    assert!(gates(&prison) < whole, "they are broken");
    assert_eq!(check_caches(prison.world()), Vec::<&str>::new());
    // The broken gates are in the save.
    let mut prison = save::read(level(), &save::write(&prison)).expect("it can be read");
    assert!(gates(&prison) < whole);
    let (ended, _) = until_over(&mut prison).ended().expect("it is over");
    let (counts, meals) = {
        let ledger = &prison.world().resource::<crate::regime::Regime>().ledger;
        (ledger.counts.len(), ledger.meals.len())
    };
    prison.run_until(ended + 11 * HOUR);
    assert_eq!(gates(&prison), whole, "they are mended");
    assert_eq!(check_caches(prison.world()), Vec::<&str>::new());
    let ledger = &prison.world().resource::<crate::regime::Regime>().ledger;
    assert!(ledger.counts.len() > counts, "a count was called");
    assert!(
        ledger.meals.len() > meals,
        "a meal was carried to the cells"
    );
    let toll = |what: &What| matches!(what, What::Riot(RiotFact::TollTaken { .. }));
    assert_eq!(happened(&prison, toll), 1);
    let bodies = prison.world().resource::<Bodies>();
    let roster = prison.world().resource::<Roster>();
    assert!(
        roster
            .with_role(Role::Soldier)
            .all(|soldier| bodies.body(soldier).mode == Mode::Gone)
    );
}

#[test]
fn where_the_wall_is_broken_inside_and_outside_stay_two_rooms() {
    let mut prison = riot();
    let place = now(prison.world()).expect("it goes on").place;
    let world = prison.world_mut();
    // As if there were no gatehouse.
    let gaps = break_wall(
        world.resource::<Grid>(),
        world.resource::<Topology>(),
        place,
    );
    assert!(gaps.len() >= 3, "{gaps:?}");
    assert!(gaps.iter().all(|gap| gap.was == Tile::OuterWall));
    for gap in &gaps {
        world.resource_mut::<Grid>().set(gap.at, gap.left);
    }
    prison.rebuild();
    let topology = prison.world().resource::<Topology>();
    let thresholds: Vec<[bool; 2]> = gaps
        .iter()
        .filter_map(|gap| topology.portal_of(gap.at))
        .map(|portal| topology.portal(portal).rooms)
        .map(|rooms| rooms.map(|room| topology.room(room).used_as.is_outside()))
        .collect();
    assert!(!thresholds.is_empty(), "there is a way through");
    assert!(
        thresholds.iter().all(|[a, b]| a != b),
        "it leads from inside to outside: {thresholds:?}"
    );
}

#[test]
fn talks_saved_and_loaded_in_their_middle_go_on_the_same_and_replay_the_same() {
    let mut straight = riot();
    order(&mut straight, Order::TalkToRioters);
    order(&mut straight, Order::CutWater);
    straight.run_until(straight.now() + 40 * MINUTE);
    let mut broken = save::read(level(), &save::write(&straight)).expect("it can be read");
    for _ in 0..20 {
        let next = straight.now() + 7 * MINUTE;
        straight.run_until(next);
        broken.run_until(next);
        assert_eq!(straight.digest().differs_in(&broken.digest()), None);
        broken = save::read(level(), &save::write(&broken)).expect("it can be read");
    }
    let text = replay::write(&replay::of(&straight));
    assert!(text.contains("author TalkToRioters"), "{text}");
    let read = replay::read(&text).expect("it can be read");
    assert_eq!(read.orders.len(), 2);
}

#[test]
fn a_room_on_fire_drives_men_out_hides_them_and_is_put_out_when_it_is_lost() {
    let mut prison = riot();
    let burning = |prison: &Prison| {
        let fires = prison.world().resource::<Fires>();
        fires.burning(prison.now()).next().copied()
    };
    let rioters = |prison: &Prison| -> Vec<PersonId> {
        let spirits = prison.world().resource::<Spirits>();
        let riot = spirits.iter().filter(|(_, man)| man.mood == Mood::Rioting);
        riot.map(|(man, _)| man).collect()
    };
    let conduct = prison.world().resource::<Conduct>();
    let about = |man: &PersonId| !conduct.is_kept(*man) && !conduct.is_helpless(*man);
    let person = {
        let mut men = prison.world().resource::<Roster>().all_inmates();
        let quiet = men.find(|man| about(man) && !rioters(&prison).contains(man));
        quiet.expect("somebody keeps out of it")
    };
    let set_fire = Order::SetFire { person };
    refused(&mut prison, Giver::Author, set_fire, Refusal::OnlyRioters);
    // Where many are they do not let him; sooner or later one is alone enough.
    let fire = (0..90)
        .find_map(|_| {
            for person in rioters(&prison) {
                let _ = prison.order(Giver::Author, Order::SetFire { person });
            }
            prison.run_until(prison.now() + 2 * MINUTE);
            burning(&prison)
        })
        .expect("somebody sets fire");
    let room = |prison: &Prison, tile: TileId| prison.world().resource::<Topology>().room_at(tile);
    let burns = room(&prison, fire.place).expect("a room");
    let cause = prison.world().resource::<Happenings>().find(fire.cause);
    assert_eq!(
        cause.map(|one| &one.what),
        Some(&What::Fire(FireFact::FireSet))
    );
    // A save in its middle goes on the same.
    let mut loaded = save::read(level(), &save::write(&prison)).expect("its own save");
    let next = prison.now() + 12 * MINUTE;
    prison.run_until(next);
    loaded.run_until(next);
    assert_eq!(prison.digest().differs_in(&loaded.digest()), None);
    // Whoever is left in it cannot walk, or has just come to its door.
    let world = prison.world();
    let (conduct, bodies) = (world.resource::<Conduct>(), world.resource::<Bodies>());
    let inside = bodies
        .iter()
        .filter(|(_, body)| body.mode != Mode::Gone && room(&prison, body.tile) == Some(burns))
        .map(|(person, _)| conduct.doing(person).activity.deed)
        .filter(|deed| !deed.is_beset() && *deed != Deed::Captive);
    assert_eq!(inside.count(), 0, "nobody sits in a fire");
    let smoky = world.resource::<Fires>();
    let smoky = smoky.smoky(world.resource::<Topology>(), prison.now());
    assert!(smoky.contains(&burns));
    // Nobody puts it out while they keep officers out; then it does not last.
    let stormed = prison.order(Giver::Author, Order::StormPrison);
    assert_eq!(stormed, Ok(()));
    let end = prison.now() + 3 * HOUR;
    while burning(&prison).is_some() {
        assert!(prison.now() < end, "it is out in the end");
        prison.run_until(prison.now() + MINUTE);
    }
    // It is noted when somebody next looks.
    prison.run_until(prison.now() + MINUTE);
    assert!(happened(&prison, |what| *what == What::Fire(FireFact::FireOut)) > 0);
    assert_eq!(check_caches(prison.world()), Vec::<&str>::new());
}
