//! Orders of the warden in a riot. One rule says what may be ordered, for whoever sits in his seat, the
//! author, and the built-in warden.

use bevy_ecs::prelude::*;
use bevy_ecs::system::RunSystemOnce;

use super::command::Command;
use super::phase::Relief;
use super::{Riot, Riots};
use crate::clock::Clock;
use crate::custody::Custody;
use crate::ids::{HappeningId, PersonId};
use crate::order::{Order, Refusal};
use crate::people::{Role, Roster};

/// Whether an order about a riot may be given.
pub fn check(world: &World, order: &Order) -> Result<(), Refusal> {
    let on_duty = world
        .resource::<Custody>()
        .officers()
        .iter()
        .filter(|officer| officer.on_duty)
        .count();
    may(
        world.resource::<Riots>().now(),
        world.resource::<Clock>(),
        world.resource::<Roster>(),
        on_duty as u32,
        order,
    )
}

/// Whether the warden can order it as things stand, as far as he knows; `on_duty` officers are on duty.
fn may(
    riot: Option<&Riot>,
    clock: &Clock,
    roster: &Roster,
    on_duty: u32,
    order: &Order,
) -> Result<(), Refusal> {
    let Some(riot) = riot.filter(|riot| riot.is_called()) else {
        return Err(Refusal::because("there is no riot"));
    };
    let siege = &riot.siege;
    let hostages = riot.hostages.len() as u32;
    let because = |why: &str| Err(Refusal::because(why));
    let has_come = |relief: Relief, who: &str, role: Role| {
        if relief.is_here() {
            return Err(Refusal(format!("{who} are here")));
        }
        if let Some((_, comes)) = relief.called() {
            let at = clock.hh_mm(comes);
            return Err(Refusal(format!(
                "{who} are on their way; they come at {at}"
            )));
        }
        match roster.with_role(role).next() {
            Some(_) => Ok(()),
            None => Err(Refusal(format!("{who} have nobody to send"))),
        }
    };
    match order {
        Order::TalkToRioters
        | Order::StallRioters
        | Order::ConcedeDemands
        | Order::RefuseDemands
            if riot.stormed().is_some() =>
        {
            because("the prison is being stormed; nobody listens any more")
        }
        Order::TalkToRioters
        | Order::StallRioters
        | Order::ConcedeDemands
        | Order::RefuseDemands
            if siege.talks.granted().is_some() =>
        {
            because("what they want has been granted")
        }
        Order::StallRioters | Order::ConcedeDemands | Order::RefuseDemands
            if siege.demanded.is_none() =>
        {
            because("they have made no demands yet")
        }
        Order::TalkToRioters if siege.talks.heard_since().is_some() => {
            because("their spokesman is being heard already")
        }
        Order::StallRioters if siege.talks.heard_since().is_some() => {
            because("while their spokesman is heard, no deadline passes")
        }
        Order::StallRioters if siege.talks.refused().is_some() => {
            because("they have been refused, and believe no promise")
        }
        Order::RefuseDemands if siege.talks.refused().is_some() => {
            because("they have been refused already")
        }
        Order::CutWater if siege.water.cut_since().is_some() => {
            because("the water is cut off already")
        }
        Order::RestoreWater if siege.water.cut_since().is_none() => because("the water runs"),
        Order::CutLight if siege.light.cut_since().is_some() => {
            because("the light is cut off already")
        }
        Order::RestoreLight if siege.light.cut_since().is_none() => because("the lamps burn"),
        Order::StormPrison if riot.stormed().is_some() => {
            because("the prison is being stormed already")
        }
        Order::StormPrison
            if on_duty <= hostages && !siege.troopers.is_here() && !siege.army.is_here() =>
        {
            because("there is nobody to storm it with")
        }
        Order::CallTroopers => has_come(siege.troopers, "the state troopers", Role::Trooper),
        Order::CallArmy => has_come(siege.army, "the soldiers", Role::Soldier),
        _ => Ok(()),
    }
}

/// Carries it out.
pub(crate) fn apply(world: &mut World, by: Option<PersonId>, order: &Order) -> Result<(), String> {
    let order = order.clone();
    world
        .run_system_once(move |mut riots: ResMut<Riots>, mut command: Command| {
            if let Some(riot) = riots.now_mut() {
                command.obey(riot, &order, by, HappeningId::NONE);
            }
        })
        .map_err(|error| error.to_string())
}

impl Command<'_> {
    /// What [`check`] says, of a riot that is in hand.
    pub(super) fn may(&self, riot: &Riot, order: &Order) -> Result<(), Refusal> {
        let officers = self.custody.officers();
        let on_duty = officers.iter().filter(|officer| officer.on_duty).count();
        may(
            Some(riot),
            &self.mob.clock,
            &self.mob.roster,
            on_duty as u32,
            order,
        )
    }
}
