//! Unrest: a riot comes from what men need, see and hold against the administration, when the
//! officers' grip fails; it runs its course, and one can ask it why.

use bighouse::words::told;
use bighouse_sim::Prison;
use bighouse_sim::clock::{DAY, HOUR};
use bighouse_sim::conduct::{Conduct, Deed};
use bighouse_sim::happening::{Happenings, RiotEnd, RiotFact, UnrestFact, What};
use bighouse_sim::live::check_caches;
use bighouse_sim::movement::{Bodies, Mode};
use bighouse_sim::people::{Role, Roster};
use bighouse_sim::record::report::Before;
use bighouse_sim::record::save;
use bighouse_sim::riot::Riots;
use bighouse_sim::unrest::{Grievance, Mood, Spirits};

use crate::common::riot::{STARVED, until_riot};
use crate::common::shipped;

#[test]
fn a_calm_prison_looks_at_nobody_and_nobody_acts() {
    let mut prison = Prison::new(shipped("big_house_300", &["kitchen.quality=90%"]), 1);
    prison.run_until(2 * DAY);
    let spirits = prison.world().resource::<Spirits>();
    assert!(spirits.iter().all(|(_, man)| man.mood == Mood::Quiet));
    // Nobody holds the food against anybody; a few have been struck, or saw it.
    let (causes, _) = spirits.causes_of(spirits.iter().map(|(man, _)| man));
    assert!(causes.iter().all(|cause| cause.0 != Grievance::Food));
    let report = told::report(&prison, &Before::default(), 0.0);
    assert_eq!(report.unrest.protests, 0);
    assert!(report.riots.is_empty());
}

#[test]
fn a_starved_prison_goes_from_grudge_to_protest_to_riot_to_army_to_a_locked_and_counted_house() {
    let mut prison = until_riot();
    let began = {
        let riot = prison.world().resource::<Riots>().now().cloned();
        let riot = riot.expect("it goes on");
        assert!(riot.joined.len() >= 15, "{}", riot.joined.len());
        let conduct = prison.world().resource::<Conduct>();
        for hostage in &riot.hostages {
            assert_eq!(conduct.doing(*hostage).activity.deed, Deed::Captive);
        }
        riot.began
    };
    prison.run_until(began + 2 * DAY);
    let world = prison.world();
    let riots = world.resource::<Riots>();
    let riot = riots.all().first().expect("it was");
    let (ended, by) = riot.ended().expect("it is over");
    assert!(ended > began + HOUR / 2);
    assert!(
        matches!(by, RiotEnd::Army | RiotEnd::Officers | RiotEnd::Weariness),
        "{by:?}"
    );
    assert!(riot.hostages.is_empty(), "all are free or dead");
    let spirits = world.resource::<Spirits>();
    assert!(spirits.iter().all(|(_, man)| man.mood != Mood::Rioting) || riots.now().is_some());
    // The whole way is on the record, each step from the one before.
    let happenings = world.resource::<Happenings>();
    let told = riot.called.expect("it was one").1;
    let chain: Vec<&What> = happenings
        .causes(told)
        .into_iter()
        .map(|happening| &happening.what)
        .collect();
    assert!(
        matches!(chain[0], What::Riot(RiotFact::RiotBegan { .. })),
        "{chain:?}"
    );
    assert!(
        matches!(chain[1], What::Unrest(UnrestFact::ProtestBegan { .. })),
        "{chain:?}"
    );
    assert!(chain.len() >= 3, "the protest has its cause: {chain:?}");
    // What those who took part held against the administration has names.
    assert!(riot.unnamed <= 1_000, "{} bp have no name", riot.unnamed);
    assert!(!riot.causes.is_empty());
    // Nobody is lost: who is not dead is somewhere, and the soldiers have gone.
    let roster = world.resource::<Roster>();
    let bodies = world.resource::<Bodies>();
    assert!(
        roster
            .all_inmates()
            .all(|man| bodies.body(man).mode != Mode::Gone)
    );
    if riots.now().is_none() {
        assert!(
            roster
                .with_role(Role::Soldier)
                .all(|soldier| bodies.body(soldier).mode == Mode::Gone)
        );
    }
    assert_eq!(check_caches(world), Vec::<&str>::new());
    let report = told::report(&prison, &Before::default(), 0.0);
    let line = &report.riots[0];
    assert!(line.story.contains("loose men took part"), "{}", line.story);
    assert_eq!(
        report.population.inmates + report.population.dead,
        300,
        "the book and the dead are everybody"
    );
}

#[test]
fn a_riot_saved_and_loaded_in_its_middle_is_the_same_riot() {
    let mut straight = until_riot();
    let level = shipped("big_house_300", &STARVED);
    let mut broken = save::read(level.clone(), &save::write(&straight)).expect("it can be read");
    for _ in 0..40 {
        let next = straight.now() + 90;
        straight.run_until(next);
        broken.run_until(next);
        assert_eq!(straight.digest().differs_in(&broken.digest()), None);
        broken = save::read(level.clone(), &save::write(&broken)).expect("it can be read");
    }
}

#[test]
fn calm_and_hungry_differ_in_food_harshness_staffing_and_crowding_alone() {
    let (calm, hungry) = (
        shipped("big_house_calm", &[]),
        shipped("big_house_hungry", &[]),
    );
    let mut alike = (*hungry).clone();
    alike.name = calm.name.clone();
    alike.title = calm.title.clone();
    alike.kitchen = calm.kitchen.clone();
    alike.guards = calm.guards.clone();
    alike.hash = calm.hash;
    alike.origins = calm.origins.clone();
    assert_eq!(format!("{alike:?}"), format!("{:?}", *calm));
}
