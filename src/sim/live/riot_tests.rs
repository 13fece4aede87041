//! Promises about what inmates do by order, in whole prisons: standing up, going for somebody, taking
//! weapons, turning keys.

use bevy_ecs::prelude::{Mut, Res};
use bevy_ecs::system::RunSystemOnce;

use super::tests::{happened, level, until};
use super::{Prison, check_caches};
use crate::clock::{DAY, HOUR, MINUTE};
use crate::conduct::{Conduct, Deed};
use crate::contraband::{Item, Items, Whereabouts};
use crate::custody::Custody;
use crate::happening::{Happenings, HarmFact, HostageFact, UnrestFact, What};
use crate::harm::Wounds;
use crate::ids::{PersonId, TileId};
use crate::level::RoomUse;
use crate::movement::{Bodies, Waits};
use crate::order::{Giver, Order};
use crate::people::{Role, Roster};
use crate::prison::{Doors, Grid, Topology};
use crate::record::save;
use crate::refusal::Refusal;
use crate::riot::{Riots, guns};
use crate::unrest::{Mood, Spirits};

fn calm(seed: u64) -> Prison {
    let sets = ["guards.searches=0/day", "guards.harshness=0%"];
    Prison::new(level("big_house_300", &sets), seed)
}

/// When the first sitting is at table: 35 minutes after the level begins.
const AT_TABLE: u64 = 50 * MINUTE;

fn eaters(prison: &Prison) -> Vec<PersonId> {
    let world = prison.world();
    let conduct = world.resource::<Conduct>();
    let men = world.resource::<Roster>().all_inmates();
    men.filter(|man| conduct.is_at(*man, Deed::Eat)).collect()
}

fn tile(prison: &Prison, person: PersonId) -> TileId {
    prison.world().resource::<Bodies>().body(person).tile
}

fn mood(prison: &Prison, person: PersonId) -> Mood {
    prison.world().resource::<Spirits>().mood(person)
}

fn why_not(prison: &Prison, giver: Giver, order: Order) -> Refusal {
    let refusal = super::check(prison.world(), giver, &order);
    refusal.expect_err("it is refused")
}

fn give(prison: &mut Prison, order: Order) {
    prison
        .order(Giver::Author, order)
        .expect("it may be ordered");
    prison.tick();
}

/// Officers of the room a man is in, the nearest first.
fn officers_about(prison: &Prison, man: PersonId) -> Vec<PersonId> {
    let world = prison.world();
    let (grid, topology) = (world.resource::<Grid>(), world.resource::<Topology>());
    let here = tile(prison, man);
    let officers = world.resource::<Roster>().with_role(Role::Officer);
    let mut near: Vec<(u32, PersonId)> = officers
        .filter(|officer| topology.room_at(tile(prison, *officer)) == topology.room_at(here))
        .map(|officer| (grid.distance(here, tile(prison, officer)), officer))
        .collect();
    near.sort_unstable();
    near.into_iter().map(|(_, officer)| officer).collect()
}

#[test]
fn orders_a_man_can_not_follow_are_refused_and_change_nothing() {
    let mut prison = calm(1);
    let roster = prison.world().resource::<Roster>();
    let officer = roster.with_role(Role::Officer).next().expect("one");
    let (man, mate) = (PersonId(0), PersonId(1));
    let before = prison.digest();
    let me = Giver::Person(man);
    let protest = |person| Order::Protest { person };
    let attack = |person, whom| Order::Attack { person, whom };
    let why = |giver, order| why_not(&prison, giver, order);
    assert_eq!(why(me, protest(mate)), Refusal::OnlyForOneself);
    assert_eq!(why(me, protest(man)), Refusal::LockedIn);
    let off = why(Giver::Author, protest(officer));
    assert!(
        [Refusal::OnlyInmates, Refusal::NoSuchPerson].contains(&off),
        "{off:?}"
    );
    let desist = Order::Desist { person: man };
    assert_eq!(why(me, desist), Refusal::NothingToGiveUp);
    assert_eq!(why(me, attack(man, man)), Refusal::Himself);
    let far = PersonId(299);
    assert_eq!(why(me, attack(man, far)), Refusal::AnotherRoom);
    let disarm = Order::Disarm {
        person: man,
        whom: far,
    };
    assert_eq!(why(me, disarm), Refusal::AnotherRoom);
    assert_eq!(before.differs_in(&prison.digest()), None);
    prison.tick();
}

#[test]
fn who_stands_up_in_a_calm_prison_stands_alone_and_is_led_off() {
    let mut prison = calm(1);
    prison.run_until(AT_TABLE);
    let man = *eaters(&prison).first().expect("the first sitting eats");
    give(&mut prison, Order::Protest { person: man });
    assert_eq!(mood(&prison, man), Mood::Protesting);
    let again = why_not(&prison, Giver::Person(man), Order::Protest { person: man });
    assert_eq!(again, Refusal::AtItAlready);
    until(&mut prison, 10 * MINUTE, |prison| {
        mood(prison, man) == Mood::Cowed
    });
    let happenings = prison.world().resource::<Happenings>();
    let began = happenings
        .all()
        .find(|one| {
            matches!(
                one.what,
                What::Unrest(UnrestFact::ProtestBegan { men: 1, .. })
            )
        })
        .expect("it is a protest of one");
    let from = happenings.find(began.cause).map(|one| &one.what);
    assert_eq!(
        from,
        Some(&What::Unrest(UnrestFact::StoodUp)),
        "it comes of his own choice"
    );
    let led_off = |what: &What| matches!(what, What::Unrest(UnrestFact::Arrested { .. }));
    assert_eq!(happened(&prison, led_off), 1);
    assert!(prison.world().resource::<Riots>().all().is_empty());
}

#[test]
fn who_is_led_off_goes_to_his_cell_and_his_officer_is_busy_until_they_are_there() {
    let mut prison = calm(1);
    prison.run_until(AT_TABLE);
    let man = *eaters(&prison).first().expect("the first sitting eats");
    let berth = prison.world().resource::<Roster>().of(man).berth;
    give(&mut prison, Order::Protest { person: man });
    let led_off = |prison: &Prison| {
        let happenings = prison.world().resource::<Happenings>();
        happenings.all().find_map(|one| match one.what {
            What::Unrest(UnrestFact::Arrested { by }) => Some(by),
            _ => None,
        })
    };
    until(&mut prison, 10 * MINUTE, |prison| led_off(prison).is_some());
    let officer = led_off(&prison).expect("somebody leads him off");
    let is_busy = |prison: &mut Prison| {
        let asked = prison
            .world_mut()
            .run_system_once(move |custody: Res<Custody>| custody.has_his_hands_full(officer));
        asked.expect("it can be asked")
    };
    let kept = |prison: &Prison| prison.world().resource::<Conduct>().is_kept(man);
    assert!(is_busy(&mut prison) && kept(&prison));
    let began = prison.now();
    while is_busy(&mut prison) {
        assert!(prison.now() < began + 15 * MINUTE, "they get there");
        prison.run_until(prison.now() + 10);
    }
    assert!(prison.now() > began + MINUTE / 2, "it takes its time");
    assert_eq!(tile(&prison, man), berth);
    assert!(
        kept(&prison),
        "he stays until the bell calls to something else"
    );
    // Work is called; he is not heard before. His tier was called without him, and he does not stand
    // before his door.
    prison.run_until(prison.now() + 100 * MINUTE);
    assert!(!kept(&prison));
    assert_eq!(prison.world().resource::<Waits>().of(man), None);
}

#[test]
fn cups_are_banged_where_a_third_of_those_at_table_would_rise() {
    let sets = ["kitchen.quality=35%", "guards.harshness=80%"];
    let mut prison = Prison::new(level("big_house_300", &sets), 1);
    let banged = |prison: &Prison| {
        let happenings = prison.world().resource::<Happenings>();
        let found = happenings
            .all()
            .find(|one| matches!(one.what, What::Unrest(UnrestFact::CupsBanged { .. })));
        found.cloned()
    };
    until(&mut prison, 10 * DAY, |prison| banged(prison).is_some());
    let told = banged(&prison).expect("they bang them");
    let What::Unrest(UnrestFact::CupsBanged { men, of }) = told.what else {
        panic!("{told:?}");
    };
    assert!(men * 3 >= of && men >= 15, "{men} of {of}");
    let happenings = prison.world().resource::<Happenings>();
    let root = happenings.find(told.cause).map(|one| one.what.clone());
    assert!(
        root.is_some(),
        "it comes of what they hold against the house"
    );
    let topology = prison.world().resource::<Topology>();
    let room = told.at.and_then(|at| topology.room_at(at)).expect("a room");
    assert_eq!(topology.room(room).used_as, RoomUse::MessHall);
}

#[test]
fn who_gives_it_up_is_left_alone_and_goes_by_the_bell_again() {
    let mut prison = calm(1);
    prison.run_until(AT_TABLE);
    let man = eaters(&prison)[0];
    give(&mut prison, Order::Protest { person: man });
    give(&mut prison, Order::Desist { person: man });
    assert!(!mood(&prison, man).is_active());
    prison.run_until(prison.now() + HOUR);
    let conduct = prison.world().resource::<Conduct>();
    assert_ne!(conduct.doing(man).activity.deed, Deed::Protest);
    let led_off = |what: &What| matches!(what, What::Unrest(UnrestFact::Arrested { .. }));
    assert_eq!(happened(&prison, led_off), 0);
}

/// Thirty men stand up over their plates and go for the first officer who comes to see to it.
fn mutiny(seed: u64) -> (Prison, PersonId, PersonId) {
    let mut prison = calm(seed);
    prison.run_until(AT_TABLE);
    let men: Vec<PersonId> = eaters(&prison).into_iter().take(30).collect();
    for person in &men {
        give(&mut prison, Order::Protest { person: *person });
    }
    let comes = |prison: &Prison| officers_about(prison, men[0]).first().copied();
    while comes(&prison).is_none() {
        assert!(prison.now() < AT_TABLE + 10 * MINUTE, "somebody comes");
        prison.tick();
    }
    let whom = comes(&prison).expect("he is here");
    for person in men {
        // Who cannot see him stays where he is.
        let _ = prison.order(Giver::Author, Order::Attack { person, whom });
    }
    let taken = |prison: &Prison| {
        let happenings = prison.world().resource::<Happenings>();
        happenings.all().find_map(|one| match one.what {
            What::Hostage(HostageFact::HostageTaken { by }) => one.who.map(|officer| (officer, by)),
            _ => None,
        })
    };
    until(&mut prison, 3 * MINUTE, |prison| taken(prison).is_some());
    let (officer, by) = taken(&prison).expect("he is taken");
    (prison, officer, by)
}

#[test]
fn an_officer_overpowered_where_men_back_it_is_a_hostage_and_the_room_is_lost_with_him() {
    let (prison, officer, by) = mutiny(1);
    let world = prison.world();
    let riot = world.resource::<Riots>().now().expect("men hold the room");
    assert!(riot.hostages.contains(&officer) && riot.joined.contains(&by));
    let bodies = world.resource::<Bodies>();
    let mut joined = riot.joined.iter();
    let keys = joined.any(|man| bodies.journey(*man).has_keys);
    assert!(keys, "his keys are theirs");
    assert!(!bodies.journey(officer).has_keys);
    // Held, or lying where they struck him down.
    assert!(world.resource::<Conduct>().is_helpless(officer));
    // He was taken because of the blow, and that comes of a man who went for him and stood up first;
    // the room was lost to those who stood up.
    let happenings = world.resource::<Happenings>();
    let taken = happenings
        .all()
        .find(|one| matches!(one.what, What::Hostage(HostageFact::HostageTaken { .. })))
        .expect("he is taken");
    let chain = |from| -> Vec<&What> {
        let causes = happenings.causes(from);
        causes.into_iter().map(|one| &one.what).collect()
    };
    let led = chain(taken.cause);
    assert!(
        matches!(led[0], What::Harm(HarmFact::Overpowered { .. })),
        "{led:?}"
    );
    assert!(
        matches!(led[1], What::Harm(HarmFact::WentFor { .. })),
        "{led:?}"
    );
    assert_eq!(led[2], &What::Unrest(UnrestFact::StoodUp));
    let lost = chain(riot.cause);
    assert_eq!(
        lost.last(),
        Some(&&What::Unrest(UnrestFact::StoodUp)),
        "{lost:?}"
    );
    // They keep him, and somebody minds him.
    assert!(riot.ward.keep.is_some() && riot.ward.minder.is_some());
    assert_ne!(riot.ward.minder, Some(riot.leader));
    assert_eq!(check_caches(world), Vec::<&str>::new());
}

#[test]
fn a_mutiny_with_wounded_and_hostages_is_the_same_saved_and_loaded_in_its_midst() {
    let (mut straight, ..) = mutiny(2);
    let level = level(
        "big_house_300",
        &["guards.searches=0/day", "guards.harshness=0%"],
    );
    let mut loaded = save::read(level.clone(), &save::write(&straight)).expect("its own save");
    for _ in 0..12 {
        let next = straight.now() + 7 * MINUTE + 3;
        straight.run_until(next);
        loaded.run_until(next);
        loaded = save::read(level.clone(), &save::write(&loaded)).expect("its own save");
        assert_eq!(straight.digest().differs_in(&loaded.digest()), None);
    }
}

#[test]
fn who_has_keys_turns_them_himself_and_only_where_his_hand_reaches() {
    let mut prison = calm(1);
    prison.run_until(AT_TABLE);
    let man = eaters(&prison)[0];
    let (near, far) = {
        let world = prison.world();
        let (grid, topology) = (world.resource::<Grid>(), world.resource::<Topology>());
        let here = tile(&prison, man);
        let room = topology.room_at(here).expect("he sits in the mess hall");
        let locks = topology.room(room).portals.iter().copied();
        let mut doors: Vec<(u32, TileId)> = locks
            .filter(|portal| topology.portal(*portal).has_lock())
            .map(|portal| topology.portal(portal))
            .map(|portal| (grid.distance(here, portal.key()), portal.key()))
            .collect();
        doors.sort_unstable();
        (doors[0].1, doors[doors.len() - 1].1)
    };
    let me = Giver::Person(man);
    let lock = |at| Order::LockDoor { at };
    assert_eq!(why_not(&prison, me, lock(near)), Refusal::NoKeys);
    prison
        .world_mut()
        .resource_mut::<Bodies>()
        .set_keys(man, true);
    assert_eq!(why_not(&prison, me, lock(far)), Refusal::DoorOutOfReach);
    // Sent to the near one he walks up to it, and locks it.
    give(&mut prison, Order::TakeSeat { person: man });
    let walk = Order::WalkTo {
        person: man,
        at: near,
    };
    give(&mut prison, walk);
    until(&mut prison, 5 * MINUTE, |prison| {
        super::check(prison.world(), me, &lock(near)).is_ok()
    });
    let portal = prison.world().resource::<Topology>().portal_of(near);
    let is_locked = |prison: &Prison| {
        let doors = prison.world().resource::<Doors>();
        doors.is_locked(portal.expect("a door"))
    };
    let order = match is_locked(&prison) {
        true => Order::UnlockDoor { at: near },
        false => lock(near),
    };
    let before = is_locked(&prison);
    prison.order(me, order).expect("his hand reaches it");
    prison.tick();
    assert_ne!(is_locked(&prison), before, "at once");
}

#[test]
fn a_weapon_grasped_for_is_taken_or_felt_and_nothing_is_made_or_lost() {
    let (mut taken, mut felt) = (0, 0);
    for seed in 1..=8 {
        let mut prison = calm(seed);
        prison.run_until(AT_TABLE);
        let world = prison.world();
        let items = world.resource::<Items>();
        let armed = items.all().find_map(|(id, item)| match item.at {
            Whereabouts::Carried(man) if item.kind.is_weapon() => Some((id, man)),
            _ => None,
        });
        let Some((item, whom)) = armed else { continue };
        let mate = world.resource::<Roster>().all_inmates().find(|mate| {
            let order = Order::Disarm {
                person: *mate,
                whom,
            };
            super::check(world, Giver::Author, &order).is_ok()
        });
        let Some(person) = mate else { continue };
        give(&mut prison, Order::Disarm { person, whom });
        prison.run_until(prison.now() + 3 * MINUTE);
        let items = prison.world().resource::<Items>();
        assert!(items.is_conserved());
        let at = items.item(item).expect("it is still there").at;
        let got = |what: &What| matches!(what, What::Harm(HarmFact::Disarmed { .. }));
        if happened(&prison, got) > 0 {
            taken += 1;
            let held = at == Whereabouts::Carried(person);
            let found = at == Whereabouts::Held;
            assert!(held || found, "{at:?}");
        } else {
            felt += 1;
        }
    }
    assert!(taken > 0 && taken + felt > 1, "{taken} taken, {felt} not");
}

#[test]
fn the_wounded_lie_go_to_the_hospital_and_get_well_or_die() {
    let mut prison = calm(3);
    prison.run_until(AT_TABLE);
    // Men go for their neighbours until somebody stays down.
    let men = eaters(&prison);
    let hurt = |prison: &Prison| {
        let wounds = prison.world().resource::<Wounds>();
        wounds.hurt().next()
    };
    for pair in men.chunks(2) {
        if let [person, whom] = *pair {
            let order = Order::Attack { person, whom };
            let _ = prison.order(Giver::Author, order);
        }
    }
    until(&mut prison, 20 * MINUTE, |prison| hurt(prison).is_some());
    let man = hurt(&prison).expect("he is down");
    let conduct = prison.world().resource::<Conduct>();
    assert_eq!(conduct.doing(man).activity.deed, Deed::Wounded);
    let seat = Order::TakeSeat { person: man };
    give(&mut prison, seat);
    let walk = Order::WalkTo {
        person: man,
        at: tile(&prison, PersonId(0)),
    };
    assert_eq!(why_not(&prison, Giver::Author, walk), Refusal::Helpless);
    until(&mut prison, 2 * DAY, |prison| {
        prison
            .world()
            .resource::<Conduct>()
            .is_at(man, Deed::Wounded)
            && in_hospital(prison, man)
            || prison.world().resource::<Roster>().is_dead(man)
    });
    until(&mut prison, 10 * DAY, |prison| hurt(prison).is_none());
    assert!(prison.world().resource::<Items>().is_conserved());
}

fn in_hospital(prison: &Prison, man: PersonId) -> bool {
    let topology = prison.world().resource::<Topology>();
    topology
        .room_at(tile(prison, man))
        .is_some_and(|room| topology.room(room).used_as == RoomUse::Hospital)
}

#[test]
fn guns_of_the_armoury_come_into_the_hands_of_who_takes_it_and_are_gathered_afterwards() {
    let (mut prison, _, man) = mutiny(1);
    let armoury = prison
        .world()
        .resource::<Topology>()
        .rooms_for(RoomUse::Armoury)
        .map(|(_, room)| room.tiles[0])
        .next()
        .expect("there is an armoury");
    let is_stored = |item: &Item| matches!(item.at, Whereabouts::Stored(_));
    let count = |prison: &Prison, wanted: &dyn Fn(&Item) -> bool| {
        let items = prison.world().resource::<Items>();
        assert!(items.is_conserved());
        items.all().filter(|(_, item)| wanted(item)).count()
    };
    let stored = count(&prison, &is_stored);
    assert!(stored > 0, "it holds some");
    // He is there, and it is theirs.
    let world = prison.world_mut();
    world.resource_scope(|world, mut bodies: Mut<Bodies>| {
        bodies.put(world.resource::<Grid>(), man, armoury);
    });
    guns::take_up_arms_in(world, armoury);
    let carried = |item: &Item| item.is_prisons_own() && item.at == Whereabouts::Carried(man);
    assert_eq!(count(&prison, &carried), 1, "one each");
    assert_eq!(count(&prison, &is_stored), stored - 1);
    guns::gather_arms(prison.world_mut());
    assert_eq!(count(&prison, &is_stored), stored, "all are back");
}
