//! Promises about all orders: each can be given, and is refused, in a prison that comes by it of itself; what it
//! says of itself is true; a screenplay can give it.
//!
//! The prison is led from one moment to the next by the orders themselves: whatever is accepted is given. So a new
//! order needs nothing here, unless it can be given only in a moment that does not come.

use std::collections::BTreeSet;
use std::mem::discriminant;

use super::super::crisis_tests::{now, riot};
use super::super::{check, offers};
use super::*;
use crate::level::{LineChange, Tile};
use crate::order::{Field as _, FieldKind, Givers, Missing, OrderInfo, OrderQueue};

/// How far from who acts places are tried, mm.
const NEAR: u32 = 6_000;
/// How long after a riot began its men make demands, at most.
const DEMANDS: u64 = 6 * HOUR;

/// What has been seen of each order.
#[derive(Default)]
struct Seen {
    accepted: BTreeSet<OrderName>,
    refused: BTreeSet<OrderName>,
}

impl Seen {
    /// Tries an order with persons, tiles and things of the prison; returns one that is accepted.
    fn try_out(&mut self, prison: &Prison, name: OrderName) -> Option<Order> {
        let mut first = None;
        for order in candidates(prison, name.info()) {
            match check(prison.world(), Giver::Author, &order) {
                Ok(()) => {
                    self.accepted.insert(name);
                    first.get_or_insert(order);
                }
                Err(why) => self.refused_because(name, &why),
            }
        }
        first
    }

    /// Notes that an order is refused, for a reason that it lists.
    fn refused_because(&mut self, name: OrderName, why: &Refusal) {
        let mut kinds = name.info().refusals.iter().map(discriminant);
        assert!(
            kinds.any(|kind| kind == discriminant(why)),
            "{name:?} does not list that it is refused because of {why:?}"
        );
        self.refused.insert(name);
    }

    /// Tries everything, gives what is accepted, and tries again what was not, after each that was given.
    fn follow(&mut self, prison: &mut Prison) {
        for name in OrderName::ALL {
            let Some(order) = self.try_out(prison, *name) else {
                continue;
            };
            prison.order(Giver::Author, order).expect("it was accepted");
            prison.tick();
            // Given again, most are refused.
            self.try_again(prison, *name);
            for other in OrderName::ALL {
                if !self.accepted.contains(other) {
                    self.try_out(prison, *other);
                }
            }
        }
    }

    /// Notes whether the order as it was given is refused now.
    fn try_again(&mut self, prison: &Prison, name: OrderName) {
        let given = &prison.world().resource::<OrderQueue>().given;
        let last = given.last().expect("one was given").order.clone();
        if let Err(why) = check(prison.world(), Giver::Author, &last) {
            self.refused_because(name, &why);
        }
    }
}

/// Orders of a kind about persons, tiles and things there are, and one about nothing there is.
fn candidates(prison: &Prison, info: &OrderInfo) -> Vec<Order> {
    let world = prison.world();
    let bodies = world.resource::<Bodies>();
    let grid = world.resource::<Grid>();
    let has = |kind| info.fields.iter().any(|field| field.kind == kind);
    let sample = (info.sample)();
    let mut found = vec![sample.clone()];
    let persons = || (0..bodies.len()).map(PersonId::from_index);
    let tiles = || (0..grid.len()).map(TileId::from_index);
    let near = |person: PersonId| {
        let here = bodies.body(person).tile;
        tiles().filter(move |tile| grid.distance(here, *tile) <= NEAR)
    };
    let actors: Vec<Option<PersonId>> = match info.actor() {
        Some(_) => persons()
            .step_by(7)
            .map(Some)
            .chain(carriers(world))
            .collect(),
        None => vec![None],
    };
    for actor in actors {
        let mut own = sample.clone();
        if let Some(person) = actor {
            own = own.acted_by(person);
        }
        let items: Vec<Order> = match (has(FieldKind::Item), actor) {
            (true, Some(person)) => {
                let items = world.resource::<Items>().carried_by(person);
                items.map(|item| own.clone().with_item(item)).collect()
            }
            _ => vec![own],
        };
        for order in items {
            let about_another = info.fields.iter().filter(|f| f.kind == FieldKind::Person);
            let others = about_another.count() > usize::from(actor.is_some());
            if others {
                let room = actor.map(|person| bodies.body(person).tile);
                let close = |other: &PersonId| {
                    room.is_none_or(|here| grid.distance(here, bodies.body(*other).tile) <= NEAR)
                };
                found.extend(
                    persons()
                        .filter(close)
                        .map(|other| order.clone().about(other)),
                );
            } else if has(FieldKind::Tile) {
                match actor {
                    Some(person) => found.extend(near(person).map(|at| order.clone().at_tile(at))),
                    None => found.extend(tiles().map(|at| order.clone().at_tile(at))),
                }
            } else {
                found.push(order);
            }
        }
    }
    found
}

/// Those who have something forbidden on them.
fn carriers(world: &bevy_ecs::prelude::World) -> Vec<Option<PersonId>> {
    let items = world.resource::<Items>();
    let carried = items.all().filter_map(|(_, item)| match item.at {
        Whereabouts::Carried(person) => Some(Some(person)),
        _ => None,
    });
    carried.collect()
}

#[test]
fn every_order_is_accepted_and_refused_and_lists_why() {
    let mut seen = Seen::default();
    let mut at_the_start = Prison::new(level("big_house_300", &[]), 3);
    seen.follow(&mut at_the_start);
    let mut at_table = Prison::new(level("big_house_300", &[]), 1);
    at_table.run_until(50 * MINUTE);
    seen.follow(&mut at_table);
    let mut risen = riot();
    seen.follow(&mut risen);
    let mut demanded = riot();
    until(&mut demanded, DEMANDS, |prison| {
        now(prison.world()).is_none_or(|riot| riot.siege.demanded.is_some())
    });
    seen.follow(&mut demanded);
    for name in OrderName::ALL {
        assert!(seen.accepted.contains(name), "{name:?} was never accepted");
        assert!(seen.refused.contains(name), "{name:?} was never refused");
    }
}

#[test]
fn only_who_may_gives_an_order_and_it_is_offered_to_nobody_else() {
    let mut prison = riot();
    prison.tick();
    let world = prison.world();
    let roster = world.resource::<Roster>();
    let stranger = Giver::Person(PersonId(u32::MAX));
    let inmate = PersonId(0);
    let officer = roster.with_role(Role::Officer).next().expect("one");
    for name in OrderName::ALL {
        let info = name.info();
        let order = (info.sample)();
        let why = |giver| check(world, giver, &order).err();
        assert_eq!(why(stranger), Some(Refusal::NoSuchGiver), "{name:?}");
        let (by_inmate, by_officer) = (why(Giver::Person(inmate)), why(Giver::Person(officer)));
        let refusal = match info.givers {
            Givers::Author => Refusal::OnlyAuthor,
            Givers::Warden => Refusal::OnlyWarden,
            Givers::Himself | Givers::InmateHimself => Refusal::OnlyForOneself,
            Givers::WardenOrKey => {
                assert_eq!(by_officer, Some(Refusal::OnlyWarden), "{name:?}");
                continue;
            }
            Givers::WardenAndOfficers => {
                assert_eq!(by_inmate, Some(Refusal::OnlyWardenAndOfficers), "{name:?}");
                continue;
            }
        };
        assert_eq!(by_inmate.as_ref(), Some(&refusal), "{name:?}");
        assert_eq!(by_officer.as_ref(), Some(&refusal), "{name:?}");
    }
    let offered = |giver| {
        let all = offers(world, giver).into_iter();
        all.map(|offer| offer.order.name()).collect::<Vec<_>>()
    };
    let warden = roster.with_role(Role::Warden).next().expect("one");
    assert_eq!(offered(stranger), []);
    for (giver, groups) in [
        (inmate, &[Givers::Himself, Givers::InmateHimself][..]),
        (officer, &[Givers::Himself, Givers::WardenAndOfficers]),
        (
            warden,
            &[
                Givers::Himself,
                Givers::Warden,
                Givers::WardenOrKey,
                Givers::WardenAndOfficers,
            ],
        ),
    ] {
        let all = OrderName::ALL.iter().copied();
        let wanted: BTreeSet<OrderName> = all
            .filter(|name| groups.contains(&name.info().givers))
            .collect();
        let offered: BTreeSet<OrderName> = offered(Giver::Person(giver)).into_iter().collect();
        assert_eq!(offered, wanted);
    }
}

#[test]
fn what_an_order_names_must_exist() {
    for name in OrderName::ALL {
        let info = name.info();
        let has = |kind| info.fields.iter().any(|field| field.kind == kind);
        let sample = (info.sample)();
        assert!(sample.is_sound(5_000, 5_000), "{name:?}");
        assert_eq!(
            sample.is_sound(0, 5_000),
            !has(FieldKind::Person),
            "{name:?}"
        );
        assert_eq!(sample.is_sound(5_000, 0), !has(FieldKind::Tile), "{name:?}");
    }
    let eighth_day = LineChange {
        weekday: Some(7),
        ..LineChange::sample()
    };
    assert!(!Order::AmendTimetable(eighth_day).is_sound(5_000, 5_000));
}

#[test]
fn a_menu_fills_in_what_an_offer_lacks() {
    let prison = riot();
    let world = prison.world();
    let givers = [Giver::Author, Giver::Person(PersonId(0))];
    for offer in givers.into_iter().flat_map(|giver| offers(world, giver)) {
        let (order, name) = (offer.order.clone(), offer.order.name());
        let filled = match offer.missing {
            Missing::Nothing | Missing::Line | Missing::Level => continue,
            Missing::Tile => order.at_tile(TileId(9)),
            Missing::Person | Missing::PersonAnywhere => order.about(PersonId(9)),
            Missing::ItemAndPerson => order.with_item(ItemId(9)).about(PersonId(9)),
            Missing::ItemAndTile => order.with_item(ItemId(9)).at_tile(TileId(9)),
            Missing::BuildAndTile => order.building(Tile::Fence).at_tile(TileId(9)),
        };
        assert_eq!(filled.name(), name);
        assert_ne!(filled, offer.order, "{name:?} lacks nothing");
        // Whose seat is taken is what is filled in; else whoever does it stays who he is.
        let actor = match name {
            OrderName::TakeSeat => Some(PersonId(9)),
            _ => offer.order.actor(),
        };
        assert_eq!(filled.actor(), actor, "{name:?}");
    }
}
