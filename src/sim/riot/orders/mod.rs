//! Orders in a riot: the warden's answers to one, and what inmates do against the house and each other.
//!
//! One rule says what the warden may order, for whoever sits in his seat, the author, and the built-in
//! warden: [`RiotOrder`].
//!
//! An inmate's order consults what the man knows: what he does himself, who is in the room with him and in
//! his sight. Whether others follow, who gets the better of whom, and what the other has on him shows when
//! he does it.

mod attack;
mod call_army;
mod call_troopers;
mod concede_demands;
mod cut_light;
mod cut_water;
mod desist;
mod disarm;
mod protest;
mod refuse_demands;
mod restore_light;
mod restore_water;
mod set_fire;
mod stall_rioters;
mod storm_prison;
mod talk_to_rioters;

use bevy_ecs::prelude::{ResMut, World};

use super::command::Command;
use super::phase::Relief;
use super::{Riot, Riots};
use crate::conduct::Conduct;
use crate::custody::{Custody, Officer};
use crate::harm::{Aim, Assaults};
use crate::ids::{HappeningId, PersonId, TileId};
use crate::movement::{Bodies, Mode};
use crate::order::{Giver, Givers, Heading, Offer, Order, OrderKind, carry_out};
use crate::people::{Role, Roster};
use crate::prison::{Grid, Topology, sight};
use crate::refusal::{Refusal, ReliefForce};
use crate::unrest::{Mood, Spirits};

/// What the warden knows when he answers a riot.
pub(super) struct Desk<'a> {
    /// The riot.
    riot: &'a Riot,
    /// Who lives and works here.
    roster: &'a Roster,
    /// The number of officers on duty.
    on_duty: u32,
}

/// An order of the warden in a riot. It is an [`OrderKind`] that only looks at a [`Desk`].
pub(super) trait RiotOrder {
    /// Whether the warden can order it as things stand, as far as he knows.
    ///
    /// # Errors
    /// Why not.
    fn check(&self, desk: &Desk) -> Result<(), Refusal>;

    /// Does it. `why` is the riot's happening for the built-in warden's own decisions, and none for
    /// those of whoever sits in his seat: these are roots.
    fn obey(&self, command: &mut Command, riot: &mut Riot, by: Option<PersonId>, why: HappeningId);
}

/// What an order of the warden in a riot says of its kind, apart from [`RiotOrder`].
pub(super) trait RiotOrderKind:
    RiotOrder + Copy + Into<Order> + Send + Sync + 'static
{
    /// The order, which has no fields.
    const ORDER: Self;
    /// How a screenplay gives it.
    const WORD: &'static str;
    /// Why it may be refused.
    const REFUSALS: &'static [Refusal];
    /// Whether nothing takes it back.
    const IS_FINAL: bool = false;
}

impl<T: RiotOrderKind> OrderKind for T {
    const GIVERS: Givers = Givers::Warden;
    const HEADING: Heading = Heading::Crisis;
    const SCENE: Option<&'static str> = Some(T::WORD);
    const REFUSALS: &'static [Refusal] = T::REFUSALS;
    const IS_FINAL: bool = T::IS_FINAL;

    fn check(&self, world: &World, _: Giver) -> Result<(), Refusal> {
        let riot = called(world).ok_or(Refusal::NoRiot)?;
        let roster = world.resource::<Roster>();
        let officers = world.resource::<Custody>().officers();
        RiotOrder::check(self, &Desk::of(riot, roster, officers))
    }

    fn apply(&self, world: &mut World, giver: Giver) -> Result<(), Refusal> {
        let order = *self;
        carry_out(
            world,
            move |mut riots: ResMut<Riots>, mut command: Command| {
                if let Some(riot) = riots.now_mut() {
                    order.obey(&mut command, riot, giver.person(), HappeningId::NONE);
                }
            },
        )
    }

    // In a calm prison nobody looks for these.
    fn offer(world: &World, _: Giver) -> Option<Offer> {
        called(world).map(|_| Offer::whole(T::ORDER))
    }
}

/// The riot that the warden knows of.
fn called(world: &World) -> Option<&Riot> {
    world
        .resource::<Riots>()
        .now()
        .filter(|riot| riot.is_called())
}

impl<'a> Desk<'a> {
    fn of(riot: &'a Riot, roster: &'a Roster, officers: &[Officer]) -> Self {
        let on_duty = officers.iter().filter(|officer| officer.on_duty).count() as u32;
        Self {
            riot,
            roster,
            on_duty,
        }
    }

    /// Whether anybody listens to what the warden says.
    fn check_listened_to(&self) -> Result<(), Refusal> {
        if self.riot.stormed().is_some() {
            return Err(Refusal::StormedNoTalk);
        }
        if self.riot.siege.talks.granted().is_some() {
            return Err(Refusal::Granted);
        }
        Ok(())
    }

    /// Whether there is anything to answer.
    fn check_demanded(&self) -> Result<(), Refusal> {
        if self.riot.siege.demanded.is_none() {
            return Err(Refusal::NoDemands);
        }
        Ok(())
    }

    /// Whether those of a role can be called: not if their relief has gone so far that they are on their
    /// way, or here.
    fn check_relief(&self, force: ReliefForce, relief: Relief, role: Role) -> Result<(), Refusal> {
        if relief.is_here() {
            return Err(Refusal::ReliefHere { force });
        }
        if let Some((_, at)) = relief.called() {
            return Err(Refusal::ReliefOnItsWay { force, at });
        }
        match self.roster.with_role(role).next() {
            Some(_) => Ok(()),
            None => Err(Refusal::NoRelief { force }),
        }
    }
}

impl Command<'_> {
    /// What the warden knows of a riot that is in hand.
    pub(super) fn desk<'a>(&'a self, riot: &'a Riot) -> Desk<'a> {
        Desk::of(riot, &self.mob.roster, self.custody.officers())
    }
}

/// Where an inmate is who acts.
fn check_inmate(world: &World, who: PersonId) -> Result<TileId, Refusal> {
    let here = check_alive(world, who)?;
    if !world.resource::<Roster>().is_inmate(who) {
        return Err(Refusal::OnlyInmates);
    }
    Ok(here)
}

/// Whether an inmate is his own master.
fn check_free(world: &World, who: PersonId) -> Result<(), Refusal> {
    let conduct = world.resource::<Conduct>();
    if conduct.is_kept(who) {
        return Err(Refusal::Kept);
    }
    if conduct.is_helpless(who) {
        return Err(Refusal::Wounded);
    }
    Ok(())
}

/// Where somebody is who is in the prison and alive.
fn check_alive(world: &World, person: PersonId) -> Result<TileId, Refusal> {
    let bodies = world.resource::<Bodies>();
    if person.index() >= bodies.len() || bodies.body(person).mode == Mode::Gone {
        return Err(Refusal::NoSuchPerson);
    }
    if world.resource::<Roster>().is_dead(person) {
        return Err(Refusal::Dead);
    }
    Ok(bodies.body(person).tile)
}

/// Whether a man protests or riots.
fn mood(world: &World, who: PersonId) -> Mood {
    world.resource::<Spirits>().mood(who)
}

/// Where the other is for whom a man goes who is at `here`: in the same room, and another.
fn check_before_him(
    world: &World,
    who: PersonId,
    here: TileId,
    whom: PersonId,
    aim: Aim,
) -> Result<TileId, Refusal> {
    let there = check_alive(world, whom)?;
    if who == whom {
        return Err(Refusal::Himself);
    }
    let topology = world.resource::<Topology>();
    if topology.room_at(here) != topology.room_at(there) {
        return Err(Refusal::AnotherRoom);
    }
    match world.resource::<Assaults>().of(who) {
        Some(assault) if assault.whom == whom && assault.aim == aim => Err(Refusal::GoesForHim),
        _ => Ok(there),
    }
}

fn check_seen(world: &World, here: TileId, there: TileId) -> Result<(), Refusal> {
    let (grid, topology) = (world.resource::<Grid>(), world.resource::<Topology>());
    if sight::sees(grid, topology, here, there) {
        Ok(())
    } else {
        Err(Refusal::OutOfSight)
    }
}
