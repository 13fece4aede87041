//! Morale: what the officers still stand up to.
//!
//! Whole at the beginning. It falls with each of them who is hurt, taken or killed, and with each who had
//! to run, by his share of all who are employed: word of it gets to all of them. A night gives a part of
//! it back. Officers of poor morale stand less long against odds, and lay hands only on the few
//! ([`crate::unrest`]). Units: basis points. All figures are guesses.

use super::Watch;
use crate::happening::{DayFact, HarmFact, HostageFact, UnrestFact, What};
use crate::ids::PersonId;
use crate::people::Role;

/// What morale begins with.
pub const WHOLE: u32 = 10_000;
/// How many men's worth of morale it costs that one officer is killed, is taken or hurt, or has to run.
const KILLED: u32 = 10;
const HURT: u32 = 2;
const RAN: u32 = 1;
/// Of what is lacking a night gives one part in this many back: half of it in three weeks.
const COMES_BACK: u32 = 30;

/// How many men's worth of morale a happening costs.
fn costs(what: &What) -> u32 {
    match what {
        What::Harm(HarmFact::Killed { .. })
        | What::Hostage(HostageFact::HostageKilled)
        | What::Harm(HarmFact::ShotDead)
        | What::Harm(HarmFact::DiedOfWounds) => KILLED,
        What::Hostage(HostageFact::HostageTaken { .. })
        | What::Harm(HarmFact::Overpowered { .. })
        | What::Harm(HarmFact::Wounded { .. }) => HURT,
        _ => 0,
    }
}

/// Officers hear of what happened to officers.
pub(super) fn hear(mut watch: Watch) {
    let is_officer =
        |who: Option<PersonId>| who.is_some_and(|who| watch.roster.role(who) == Role::Officer);
    let (mut men, mut nights) = (0_u32, 0_u32);
    for happening in watch.happenings.last() {
        let lost = match &happening.what {
            What::Day(DayFact::NightPassed { .. }) => {
                nights = nights.saturating_add(1);
                0
            }
            What::Unrest(UnrestFact::GuardsFellBack { guards, .. }) => guards.saturating_mul(RAN),
            // Whoever an order named need not exist: whom something was done to does.
            what => match costs(what) {
                cost if cost > 0 && is_officer(happening.who) => cost,
                _ => 0,
            },
        };
        men = men.saturating_add(lost);
    }
    if men == 0 && nights == 0 {
        return;
    }
    let employed = (watch.custody.officers.len() as u32).max(1);
    let morale = &mut watch.custody.morale;
    *morale = morale.saturating_sub(men.min(employed) * WHOLE / employed);
    *morale += nights.min(COMES_BACK) * (WHOLE - *morale) / COMES_BACK;
}
