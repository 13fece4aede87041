//! Each beat comes of its happenings, and does not without its cause.

use bevy_ecs::prelude::*;
use bevy_ecs::system::RunSystemOnce;

use super::{BEATS, Beats, look};
use crate::clock::Clock;
use crate::contraband::Items;
use crate::happening::{
    ContrabandFact, CustodyFact, DayFact, Demand, Grievance, Happenings, HarmFact, HostageFact,
    JusticeFact, Offence, ReliefFact, RiotFact, SearchFact, SiegeFact, UnrestFact, What, turn_page,
};
use crate::ids::{HappeningId, ItemId, PersonId, TileId};
use crate::level::ItemKind;
use crate::movement::Bodies;
use crate::prison::Topology;
use crate::story::Cast;

const BUTCH: PersonId = PersonId(0);
const KENT: PersonId = PersonId(1);
const MORGAN: PersonId = PersonId(2);
const OLSEN: PersonId = PersonId(3);
const WALLACE: PersonId = PersonId(4);
const GUARD: PersonId = PersonId(5);

/// A happening: what, who, and the place in the list of what it came from.
type Told = (What, Option<PersonId>, Option<usize>);

/// What is found when these happen one after the other.
fn found(told: &[Told]) -> Vec<&'static str> {
    let mut world = World::new();
    let starts = "1930-11-20T06:25:00".parse().expect("a date");
    world.insert_resource(Clock::new(starts));
    world.insert_resource(Happenings::default());
    world.insert_resource(Items::with(ItemKind::Knife, BUTCH));
    world.insert_resource(Bodies::default());
    world.insert_resource(Topology::default());
    world.insert_resource(Beats::default());
    let keys = ["butch", "kent", "morgan", "olsen", "wallace"];
    let cast = keys
        .iter()
        .zip(0..)
        .map(|(key, id)| ((*key).to_owned(), PersonId(id)));
    world.insert_resource(Cast(cast.collect()));
    let mut ids: Vec<HappeningId> = Vec::new();
    for (tick, (what, who, cause)) in told.iter().enumerate() {
        let tick = tick as u64;
        let cause = cause.map_or(HappeningId::NONE, |place| ids[place]);
        let mut happenings = world.resource_mut::<Happenings>();
        ids.push(happenings.record(tick, what.clone(), *who, Some(TileId(0)), cause));
        world.run_system_once(turn_page).expect("it runs");
        world.run_system_once(look).expect("it runs");
    }
    let beats = world.resource::<Beats>().found();
    beats
        .iter()
        .map(|beat| BEATS[beat.beat as usize].id)
        .collect()
}

/// That a beat is found, and is not found without any one of these happenings.
fn needs(beat: &str, told: &[Told], causes: &[usize]) {
    assert!(found(told).contains(&beat), "{beat}: {:?}", found(told));
    for gone in causes {
        let mut without = told.to_vec();
        // Something else happened in its place, so that the others keep theirs.
        without[*gone].0 = What::Day(DayFact::LevelBegan);
        assert!(!found(&without).contains(&beat), "{beat} without {gone}");
    }
    let mut others = told.to_vec();
    for (_, who, _) in &mut others {
        *who = who.map(|_| GUARD);
    }
    assert!(!found(&others).contains(&beat), "{beat} by others");
}

fn grudge(grievance: Grievance) -> What {
    What::Unrest(UnrestFact::Grudged {
        grievance,
        men: 3_000,
    })
}

fn protest(grievance: Grievance) -> Vec<Told> {
    vec![
        (grudge(grievance), None, None),
        (What::Unrest(UnrestFact::StoodUp), Some(BUTCH), Some(0)),
        (
            What::Unrest(UnrestFact::ProtestBegan {
                men: 1,
                eating: true,
            }),
            Some(BUTCH),
            Some(1),
        ),
        (
            What::Unrest(UnrestFact::ProtestGrew { men: 16 }),
            None,
            Some(2),
        ),
    ]
}

#[test]
fn the_protest_is_butchs_and_over_the_food() {
    needs("food_protest", &protest(Grievance::Food), &[0, 1, 2]);
    assert!(found(&protest(Grievance::Beaten)).is_empty());
    let mut alone = protest(Grievance::Food);
    alone[3].0 = What::Unrest(UnrestFact::ProtestGrew { men: 2 });
    assert!(found(&alone).is_empty(), "the hall did not take it up");
}

#[test]
fn the_dungeon_is_for_the_protest() {
    let mut told = protest(Grievance::Food);
    told.extend([
        (
            What::Unrest(UnrestFact::Arrested { by: GUARD }),
            Some(BUTCH),
            Some(2),
        ),
        (
            What::Justice(JusticeFact::HearingHeld {
                offence: Offence::Protest,
                convicted: true,
            }),
            Some(BUTCH),
            Some(4),
        ),
        (
            What::Justice(JusticeFact::Confined { dungeon: true }),
            Some(BUTCH),
            Some(5),
        ),
    ]);
    needs("dungeon", &told, &[2]);
    let mut at_home = told.clone();
    at_home[6].0 = What::Justice(JusticeFact::Confined { dungeon: false });
    assert!(!found(&at_home).contains(&"dungeon"));
}

#[test]
fn the_knife_is_his_and_comes_to_kent_before_the_search() {
    let pass = |to| {
        What::Contraband(ContrabandFact::ItemPassed {
            item: ItemId(0),
            to,
        })
    };
    let searched = What::Search(SearchFact::ManSearched {
        man: BUTCH,
        found: 0,
    });
    let told = [
        (
            What::Unrest(UnrestFact::Arrested { by: GUARD }),
            Some(BUTCH),
            None,
        ),
        (pass(OLSEN), Some(BUTCH), None),
        (pass(KENT), Some(OLSEN), Some(1)),
    ];
    needs("knife_passed", &told, &[0, 1]);
    let mut too_late = told.to_vec();
    too_late.insert(1, (searched, Some(GUARD), None));
    too_late[3].2 = Some(2);
    assert!(found(&too_late).is_empty());
}

/// A riot of Butch's with officers and rooms taken.
fn break_out() -> Vec<Told> {
    let mut told = vec![
        (What::Unrest(UnrestFact::StoodUp), Some(BUTCH), None),
        (
            What::Riot(RiotFact::RiotBegan { men: 80 }),
            Some(BUTCH),
            Some(0),
        ),
    ];
    for officer in [WALLACE, GUARD, PersonId(6)] {
        told.push((
            What::Hostage(HostageFact::HostageTaken { by: OLSEN }),
            Some(officer),
            Some(1),
        ));
    }
    told.extend((0..10).map(|_| (What::Riot(RiotFact::RoomTaken), None, Some(1))));
    told
}

#[test]
fn the_prison_is_taken_by_butchs_men_while_the_gate_holds() {
    needs("prison_taken", &break_out(), &[0, 1, 2, 9]);
    let mut open = break_out();
    open.insert(2, (What::Relief(ReliefFact::GateBreached), None, None));
    assert!(!found(&open).contains(&"prison_taken"));
}

#[test]
fn what_comes_of_the_break_comes_of_it() {
    let told = |after: Vec<Told>| {
        let mut told = break_out();
        told.extend(after);
        told
    };
    let demands = What::Siege(SiegeFact::DemandsMade {
        demands: vec![Demand::Food],
    });
    let last = break_out().len();
    needs(
        "ultimatum",
        &told(vec![(demands, Some(BUTCH), Some(1))]),
        &[0],
    );
    let killed = told(vec![
        (What::Siege(SiegeFact::DemandsRefused), None, Some(1)),
        (
            What::Harm(HarmFact::Killed { by: BUTCH }),
            Some(WALLACE),
            Some(1),
        ),
    ]);
    needs("hostage_killed", &killed, &[0, 2, last]);
    let army = |then: Told| {
        told(vec![
            (
                What::Relief(ReliefFact::ArmyCalled { soldiers: 60 }),
                None,
                Some(1),
            ),
            then,
        ])
    };
    let breach = army((What::Relief(ReliefFact::GateBreached), None, Some(1)));
    assert!(found(&breach).contains(&"army_tanks"));
    for gone in [0, last] {
        let mut without = breach.clone();
        without[gone].0 = What::Day(DayFact::LevelBegan);
        assert!(!found(&without).contains(&"army_tanks"));
    }
    let shot = army((What::Harm(HarmFact::ShotDead), Some(KENT), Some(1)));
    needs("kent_killed", &shot, &[0, last]);
    let disarmed = What::Harm(HarmFact::Disarmed {
        item: ItemId(0),
        of: OLSEN,
    });
    let disarmed = told(vec![
        (
            What::Hostage(HostageFact::HostagesMinded),
            Some(OLSEN),
            Some(1),
        ),
        (disarmed, Some(MORGAN), Some(1)),
    ]);
    needs("morgan_takes_gun", &disarmed, &[0, last]);
}

#[test]
fn officers_are_armed_because_of_kent() {
    let informed = What::Custody(CustodyFact::Informed {
        to: GUARD,
        of: TileId(0),
        noticed: Vec::new(),
    });
    let armed = What::Custody(CustodyFact::GuardsArmed { officers: 9 });
    let told = [(informed, Some(KENT), None), (armed, Some(KENT), Some(0))];
    needs("forewarned", &told, &[0]);
}
