//! Promises about officers: what they stand up to, who waits to be sent for, what money does, and what
//! becomes of men who tell them something.

use bevy_ecs::system::RunSystemOnce;

use super::super::Prison;
use super::super::crisis_tests::{self, riot};
use super::{find, happened, level, until};
use crate::clock::{DAY, HOUR, MINUTE};
use crate::conduct::{Conduct, Deed};
use crate::contraband::{ItemKind, Items, Whereabouts};
use crate::custody::{Custody, Watch, morale};
use crate::happening::{
    ContrabandFact, CustodyFact, Happening, Happenings, HarmFact, HostageFact, SearchFact, What,
};
use crate::ids::{HappeningId, ItemId, PersonId};
use crate::level::RoomUse;
use crate::movement::Bodies;
use crate::order::{Giver, Order};
use crate::people::{Role, Roster};
use crate::prison::Topology;
use crate::record::save;
use crate::riot::Riots;
use crate::unrest::{Mood, Spirits};

fn morale_of(prison: &Prison) -> u32 {
    prison.world().resource::<Custody>().morale()
}

#[test]
fn officers_taken_cost_morale_and_nights_give_it_back() {
    let mut prison = riot();
    let fell = morale_of(&prison);
    let taken = happened(&prison, |what| {
        matches!(what, What::Hostage(HostageFact::HostageTaken { .. }))
    });
    assert!(taken > 0 && fell < morale::WHOLE, "{taken} taken, {fell}");
    let over = |prison: &Prison| prison.world().resource::<Riots>().now().is_none();
    until(&mut prison, 3 * DAY, over);
    // Nobody is hurt any more; a night is more than what a bad hour takes.
    let low = morale_of(&prison);
    prison.run_until(prison.now() + 2 * DAY);
    let after = morale_of(&prison);
    assert!(
        after > low,
        "{low} after the riot, {after} two nights later"
    );
}

#[test]
fn the_response_team_waits_together_and_sees_to_nothing_else() {
    let sets = ["guards.day=36", "guards.evening=36"];
    let mut prison = Prison::new(level("big_house_300", &sets), 1);
    let team = |prison: &Prison| -> Vec<PersonId> {
        let custody = prison.world().resource::<Custody>();
        let officers = custody.officers().iter();
        let team = officers.filter(|officer| officer.on_duty && officer.in_response);
        team.map(|officer| officer.person).collect()
    };
    assert_eq!(team(&prison).len(), 3, "one officer of twelve");
    prison.run_until(20 * MINUTE);
    for _ in 0..8 {
        prison.run_until(prison.now() + 10 * MINUTE);
        let custody = prison.world().resource::<Custody>();
        for person in team(&prison) {
            let officer = custody.officers().iter().find(|one| one.person == person);
            assert!(officer.is_some_and(|one| one.task.is_none() && one.post.is_none()));
            let topology = prison.world().resource::<Topology>();
            let here = prison.world().resource::<Bodies>().body(person).tile;
            let room = topology
                .room_at(here)
                .map(|room| topology.room(room).used_as);
            assert_eq!(room, Some(RoomUse::GuardRoom));
        }
    }
}

/// A man with money on him when the level begins.
fn moneyed(prison: &Prison) -> (ItemId, PersonId) {
    find(prison, |items, id| match items.item(id)? {
        item if item.kind != ItemKind::Money => None,
        item => match item.at {
            Whereabouts::Carried(man) => Some((id, man)),
            _ => None,
        },
    })
}

#[test]
fn an_officer_who_can_be_bought_takes_the_money_and_finds_nothing() {
    let sets = ["guards.searches=0/day", "guards.corruption=100%"];
    let mut prison = Prison::new(level("big_house_300", &sets), 2);
    let (money, man) = moneyed(&prison);
    prison
        .order(Giver::Author, Order::SearchMan { man })
        .expect("he can be searched");
    let searched = |what: &What| matches!(what, What::Search(SearchFact::ManSearched { man: other, .. }) if *other == man);
    until(&mut prison, 5 * HOUR, |prison| {
        happened(prison, searched) > 0
    });
    let found = |what: &What| matches!(what, What::Search(SearchFact::ItemFound { item, .. }) if *item == money);
    assert_eq!(happened(&prison, found), 0);
    let items = prison.world().resource::<Items>();
    let at = items.item(money).expect("nothing is lost").at;
    let Whereabouts::Carried(pocket) = at else {
        panic!("{at:?}");
    };
    let role = prison.world().resource::<Roster>().role(pocket);
    assert_eq!(role, Role::Officer);
    assert!(items.is_conserved());
}

#[test]
fn what_officers_bring_in_for_money_has_its_path_in_the_chronicle() {
    // What came into the prison because money went from an inmate to an officer.
    let bought = |prison: &Prison| {
        let happenings = prison.world().resource::<Happenings>();
        let roster = prison.world().resource::<Roster>();
        let made = |what: &What| matches!(what, What::Contraband(ContrabandFact::ItemMade { .. }));
        happenings
            .all()
            .filter(|one| made(&one.what))
            .filter_map(|one| happenings.find(one.cause))
            .any(|paid| match paid.what {
                What::Contraband(ContrabandFact::ItemPassed { to, .. }) => {
                    roster.role(to) == Role::Officer
                }
                _ => false,
            })
    };
    let sets = ["guards.searches=0/day", "guards.corruption=100%"];
    let mut prison = Prison::new(level("big_house_300", &sets), 1);
    until(&mut prison, 8 * DAY, bought);
    assert!(prison.world().resource::<Items>().is_conserved());
}

#[test]
fn who_is_told_on_is_searched_and_who_noticed_knows_the_informer() {
    let sets = ["guards.searches=0/day", "guards.corruption=0%"];
    let mut prison = Prison::new(level("big_house_300", &sets), 1);
    prison.run_until(2 * HOUR + 30 * MINUTE);
    let told = |prison: &Prison| {
        let happenings = prison.world().resource::<Happenings>();
        happenings.all().find_map(|one| match &one.what {
            What::Custody(CustodyFact::ToldOn { man, noticed, .. }) => {
                Some((one.id, one.who, *man, noticed.clone()))
            }
            _ => None,
        })
    };
    // Whoever of them is near an officer, with few others by.
    let men: Vec<PersonId> = prison
        .world()
        .resource::<Roster>()
        .all_inmates()
        .skip(1)
        .collect();
    let man = PersonId(0);
    prison
        .world_mut()
        .run_system_once(move |mut watch: Watch| {
            for teller in &men {
                watch.tell(*teller, man);
            }
        })
        .expect("they can tell");
    prison.tick();
    let (id, teller, on, noticed) = told(&prison).expect("somebody could");
    assert_eq!(on, man);
    let happenings = prison.world().resource::<Happenings>();
    let searched = |one: &&Happening| matches!(one.what, What::Search(SearchFact::SearchCalled { man: Some(other) }) if other == man);
    let search = happenings.all().find(searched).expect("he is searched");
    assert_eq!(search.cause, id, "because he was told on");
    prison.tick();
    let spirits = prison.world().resource::<Spirits>();
    let known = spirits
        .informers()
        .iter()
        .find(|informer| Some(informer.person) == teller);
    let known_to = known.map(|informer| informer.known_to.clone());
    assert_eq!(known_to.unwrap_or_default(), noticed);
}

#[test]
fn in_a_riot_men_go_for_an_informer_of_whom_they_know_and_nobody_else_does() {
    let mut prison = riot();
    let world = prison.world();
    let (spirits, topology) = (world.resource::<Spirits>(), world.resource::<Topology>());
    let bodies = world.resource::<Bodies>();
    let room = |man: PersonId| topology.room_at(bodies.body(man).tile);
    let rioters: Vec<PersonId> = spirits
        .iter()
        .filter(|(_, man)| man.mood == Mood::Rioting)
        .map(|(man, _)| man)
        .collect();
    let violence = |man: &PersonId| spirits.of(*man).map_or(0, |man| man.temper);
    let informer = *rioters.iter().min_by_key(|man| violence(man)).expect("one");
    let knows: Vec<PersonId> = rioters
        .iter()
        .copied()
        .filter(|man| *man != informer && room(*man) == room(informer))
        .filter(|man| violence(man) >= 4_500)
        .take(3)
        .collect();
    assert!(!knows.is_empty(), "the violent are about");
    let mut noticed = knows.clone();
    noticed.sort_unstable();
    prison
        .world_mut()
        .resource_mut::<Spirits>()
        .know_of(informer, &noticed, HappeningId::NONE);
    let again = save::read(crisis_tests::level(), &save::write(&prison));
    let mut prison = again.expect("a save keeps who knows what");
    let goes_for = |prison: &Prison| -> Vec<PersonId> {
        let happenings = prison.world().resource::<Happenings>();
        let at_him = happenings.all().filter(
            |one| matches!(one.what, What::Harm(HarmFact::WentFor { whom }) if whom == informer),
        );
        at_him.filter_map(|one| one.who).collect()
    };
    until(&mut prison, 2 * HOUR, |prison| !goes_for(prison).is_empty());
    prison.run_until(prison.now() + 30 * MINUTE);
    assert!(goes_for(&prison).iter().all(|man| noticed.contains(man)));
    // He is dead or hurt, or those who went for him are.
    let conduct = prison.world().resource::<Conduct>();
    let is_down =
        |man: PersonId| matches!(conduct.doing(man).activity.deed, Deed::Dead | Deed::Wounded);
    let killed = prison.world().resource::<Riots>().all();
    let killed = killed.last().map_or(0, |riot| riot.informers_killed);
    assert_eq!(
        killed,
        u32::from(prison.world().resource::<Roster>().is_dead(informer))
    );
    assert!(is_down(informer) || noticed.iter().any(|man| is_down(*man)));
}
