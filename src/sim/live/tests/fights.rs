//! Promises about fights: they wound now and then, kill rarely, and the day goes on without the hurt.

use super::super::Prison;
use super::{happened, level};
use crate::clock::{DAY, HOUR, MINUTE, seconds};
use crate::due::{DueKind, DueQueue};
use crate::happening::{CustodyFact, HarmFact, JusticeFact, What};
use crate::harm::{Fights, Wounds};
use crate::ids::PersonId;
use crate::regime::Regime;

/// A day in which somebody goes for another every two minutes or so.
fn brawling(seed: u64) -> Prison {
    let mut prison = Prison::new(level("big_house_300", &[]), seed);
    for nth in 0..400_u32 {
        let at = HOUR + u64::from(nth) * 2 * MINUTE + seconds(nth % 50);
        let world = prison.world_mut();
        let mut due = world.resource_mut::<DueQueue>();
        due.push(at, DueKind::Fight, PersonId(0), 1000 + nth);
    }
    prison
}

#[test]
fn fights_wound_some_and_the_day_goes_on_without_them() {
    let (mut fought, mut wounded, mut killed) = (0, 0, 0);
    for seed in 1..=3 {
        let mut prison = brawling(seed);
        prison.run_until(DAY - HOUR);
        fought += prison.world().resource::<Fights>().fought;
        let harm = |wanted: fn(&HarmFact) -> bool| {
            happened(
                &prison,
                |what| matches!(what, What::Harm(fact) if wanted(fact)),
            )
        };
        wounded += harm(|fact| matches!(fact, HarmFact::Wounded { .. }));
        killed += harm(|fact| matches!(fact, HarmFact::Killed { .. }));
        let hurt: Vec<PersonId> = prison.world().resource::<Wounds>().hurt().collect();
        assert!(!hurt.is_empty());

        let ledger = prison.world().resource::<Regime>();
        let ledger = &ledger.ledger;
        for meal in &ledger.meals {
            // Who is struck down on his way to the table does not sit down at it.
            assert!(
                meal.served + 4 >= meal.expected,
                "{} of {}",
                meal.served,
                meal.expected
            );
        }
        assert!(ledger.meals.len() >= 3);
        for count in &ledger.counts {
            assert!(count.complete, "{count:?}");
        }
        for lockup in &ledger.lockups {
            assert_eq!(lockup.missing, 0, "{lockup:?}");
        }
        // Nobody who lies hurt is led to the dungeon, or heard.
        let led = happened(&prison, |what| {
            matches!(
                what,
                What::Custody(CustodyFact::EscortEnded { there: false })
            )
        });
        assert!(led <= 2, "{led} escorts came to nothing");
    }
    // Of 100 fights some 8 wound with bare hands, more where one has a knife.
    assert!((900..=1200).contains(&fought), "{fought}");
    assert!((50..=180).contains(&wounded), "{wounded} of {fought}");
    assert!(killed * 10 <= wounded, "{killed} killed, {wounded} wounded");
}

#[test]
fn who_lies_wounded_is_heard_when_he_is_well() {
    let mut prison = brawling(4);
    let hearings = |prison: &Prison| {
        happened(prison, |what| {
            matches!(what, What::Justice(JusticeFact::HearingHeld { .. }))
        })
    };
    prison.run_until(2 * DAY);
    assert!(hearings(&prison) > 0);
    let (wounds, world) = (prison.world().resource::<Wounds>(), prison.world());
    let conduct = world.resource::<crate::conduct::Conduct>();
    for man in wounds.hurt() {
        assert!(conduct.is_helpless(man));
        assert!(
            !conduct.is_kept(man),
            "{man:?} is to be fetched out of the hospital"
        );
    }
}
