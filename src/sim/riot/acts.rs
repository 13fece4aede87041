//! Orders to inmates: stand up against the house or give it up, go for somebody, take a weapon away, set
//! fire.
//!
//! `check` consults what the man knows: what he does himself, who is in the room with him and in his
//! sight. Whether others follow, who gets the better of whom, and what the other has on him shows when
//! he does it.

use bevy_ecs::prelude::*;
use bevy_ecs::system::{RunSystemOnce, SystemParam};

use super::mob::Mob;
use super::{Riots, arson};
use crate::clock::Clock;
use crate::conduct::Conduct;
use crate::happening::{UnrestFact, What};
use crate::harm::{Aim, Assaults};
use crate::ids::{PersonId, TileId};
use crate::movement::{Bodies, Mode};
use crate::order::{Giver, Order, Refusal};
use crate::people::{Role, Roster};
use crate::prison::{Doors, Fires, Grid, Topology, sight};
use crate::rules::Rules;
use crate::unrest::scene::is_locked_cell;
use crate::unrest::{COWED, Decision, Mood, Spirits};

/// The man whose act an order is.
fn actor(order: &Order) -> Option<PersonId> {
    match order {
        Order::Protest { person }
        | Order::Desist { person }
        | Order::Attack { person, .. }
        | Order::Disarm { person, .. }
        | Order::SetFire { person } => Some(*person),
        _ => None,
    }
}

/// Whether an inmate may be given an order about what he does against the house, or others.
///
/// # Errors
/// Why not.
pub fn check(world: &World, giver: Giver, order: &Order) -> Result<(), Refusal> {
    let Some(who) = actor(order) else {
        return Ok(());
    };
    if let Giver::Person(person) = giver
        && person != who
    {
        return Err(Refusal::because("one decides for oneself only"));
    }
    let here = is_here(world, who)?;
    if !world.resource::<Roster>().is_inmate(who) {
        return Err(Refusal::because("only inmates do that"));
    }
    let acts = world.resource::<Spirits>().mood(who).is_active();
    match order {
        Order::Desist { .. } if acts => return Ok(()),
        Order::Desist { .. } => return Err(Refusal::because("there is nothing he could give up")),
        Order::Protest { .. } if acts => {
            return Err(Refusal::because("he is at it already"));
        }
        _ => {}
    }
    if world.resource::<Conduct>().is_kept(who) {
        return Err(Refusal::because("he is in the officers' hands"));
    }
    if world.resource::<Conduct>().is_helpless(who) {
        return Err(Refusal::because("he is wounded, and in no state to"));
    }
    match order {
        Order::SetFire { .. } if world.resource::<Spirits>().mood(who) != Mood::Rioting => {
            Err(Refusal::because("only rioters do that"))
        }
        Order::SetFire { .. } => {
            let (topology, fires) = (world.resource::<Topology>(), world.resource::<Fires>());
            match arson::why_not(topology, fires, here, world.resource::<Clock>().tick) {
                None => Ok(()),
                Some(why) => Err(Refusal::because(why)),
            }
        }
        Order::Protest { .. } => check_heard(world, here),
        Order::Attack { whom, .. } => {
            let there = check_before_him(world, who, here, *whom)?;
            check_aim(world, who, *whom, Aim::Harm)?;
            match world.resource::<Roster>().role(*whom) {
                Role::Inmate | Role::Officer | Role::Soldier | Role::Trooper => {
                    check_seen(world, here, there)
                }
                _ => Err(Refusal::because("he has nothing to settle with them")),
            }
        }
        Order::Disarm { whom, .. } => {
            let there = check_before_him(world, who, here, *whom)?;
            check_aim(world, who, *whom, Aim::Weapon)?;
            if !world.resource::<Roster>().is_inmate(*whom) {
                return Err(Refusal::because("weapons are taken from inmates only"));
            }
            check_seen(world, here, there)
        }
        _ => Ok(()),
    }
}

fn is_here(world: &World, person: PersonId) -> Result<TileId, Refusal> {
    let bodies = world.resource::<Bodies>();
    if person.index() >= bodies.len() || bodies.body(person).mode == Mode::Gone {
        return Err(Refusal::because("there is no such person"));
    }
    if world.resource::<Roster>().is_dead(person) {
        return Err(Refusal::because("he is dead"));
    }
    Ok(bodies.body(person).tile)
}

/// Whether anybody could hear who stands up there.
fn check_heard(world: &World, here: TileId) -> Result<(), Refusal> {
    let topology = world.resource::<Topology>();
    let locked_in = topology
        .room_at(here)
        .is_some_and(|room| is_locked_cell(topology, world.resource::<Doors>(), room));
    if locked_in {
        return Err(Refusal::because("he is locked in, and nobody would see it"));
    }
    Ok(())
}

/// Where the other is, who is not himself.
fn check_before_him(
    world: &World,
    who: PersonId,
    here: TileId,
    whom: PersonId,
) -> Result<TileId, Refusal> {
    let there = is_here(world, whom)?;
    if who == whom {
        return Err(Refusal::because("that is he himself"));
    }
    let topology = world.resource::<Topology>();
    if topology.room_at(here) != topology.room_at(there) {
        return Err(Refusal::because("he is not in the same room"));
    }
    Ok(there)
}

fn check_aim(world: &World, who: PersonId, whom: PersonId, aim: Aim) -> Result<(), Refusal> {
    match world.resource::<Assaults>().of(who) {
        Some(assault) if assault.whom == whom && assault.aim == aim => {
            Err(Refusal::because("he goes for him already"))
        }
        _ => Ok(()),
    }
}

fn check_seen(world: &World, here: TileId, there: TileId) -> Result<(), Refusal> {
    let (grid, topology) = (world.resource::<Grid>(), world.resource::<Topology>());
    if sight::sees(grid, topology, here, there) {
        Ok(())
    } else {
        Err(Refusal::because("he is out of his sight"))
    }
}

/// Carries it out.
pub(crate) fn apply(world: &mut World, order: &Order) -> Result<(), String> {
    let order = order.clone();
    world
        .run_system_once(move |riots: Res<Riots>, mut act: Act| match order {
            Order::Protest { person } => act.stands_up(person),
            Order::Desist { person } => act.desists(&riots, person),
            Order::Attack { person, whom } => act.goes_for(person, whom, Aim::Harm),
            Order::Disarm { person, whom } => act.goes_for(person, whom, Aim::Weapon),
            Order::SetFire { person } => {
                act.mob
                    .means_to_set_fire(&mut act.fires, person, riots.why());
            }
            _ => {}
        })
        .map_err(|error| error.to_string())
}

/// What it touches that an inmate does something against the house by his own choice.
#[derive(SystemParam)]
struct Act<'w> {
    mob: Mob<'w>,
    rules: Res<'w, Rules>,
    fires: ResMut<'w, Fires>,
    assaults: ResMut<'w, Assaults>,
}

impl Act<'_> {
    /// A man says that he will not have it any longer; it comes of what weighs heaviest on him.
    fn stands_up(&mut self, person: PersonId) {
        let mob = &mut self.mob;
        let here = mob.tile(person);
        let weighs = mob.spirits.root_of(&[person]);
        let cause = mob.record(
            What::Unrest(UnrestFact::StoodUp),
            Some(person),
            Some(here),
            weighs,
        );
        mob.stand_up(person, cause, &Decision::by(&self.rules));
    }

    /// A man leaves a protest or a riot by his own choice, and keeps out of it for a while.
    fn desists(&mut self, riots: &Riots, person: PersonId) {
        let mob = &mut self.mob;
        let (tick, here) = (mob.tick(), mob.tile(person));
        mob.record(
            What::Unrest(UnrestFact::Desisted),
            Some(person),
            Some(here),
            riots.why(),
        );
        mob.leaves(person, tick + COWED / 3);
    }

    /// A man sets out for another; it comes of what weighs heaviest on him.
    fn goes_for(&mut self, who: PersonId, whom: PersonId, aim: Aim) {
        let why = self.mob.spirits.root_of(&[who]);
        self.mob.sets_out(&mut self.assaults, who, whom, aim, why);
    }
}
