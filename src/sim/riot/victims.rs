//! Victims: what it means for a riot, and for the officers, that somebody is hurt in it.
//!
//! What befalls a man is decided by [`crate::harm`]. Here is what follows: an officer's task goes to
//! another, keys are picked up by whoever stands beside, a rioter is out of it, the dead are counted.

use bevy_ecs::prelude::*;
use bevy_ecs::system::SystemParam;

use super::Riots;
use super::mob::Mob;
use crate::contraband::{ItemKind, Items};
use crate::custody::Custody;
use crate::due::DueKind;
use crate::harm::{Fights, Harm, Hurt, Presence, Wounds, arms};
use crate::ids::PersonId;
use crate::prison::Fires;

/// The men of a riot, and what it touches that somebody is hurt.
#[derive(SystemParam)]
pub(super) struct Victims<'w> {
    pub(super) mob: Mob<'w>,
    pub(super) fires: ResMut<'w, Fires>,
    pub(super) items: ResMut<'w, Items>,
    pub(super) custody: ResMut<'w, Custody>,
    pub(super) wounds: ResMut<'w, Wounds>,
}

impl Victims<'_> {
    pub(super) fn harm(&mut self) -> Harm<'_> {
        Harm {
            clock: &self.mob.clock,
            chance: &self.mob.chance,
            topology: &self.mob.topology,
            bodies: &mut self.mob.bodies,
            items: &self.items,
            roster: &mut self.mob.roster,
            conduct: &mut self.mob.conduct,
            due: &mut self.mob.due,
            happenings: &mut self.mob.happenings,
            wounds: &mut self.wounds,
        }
    }

    /// Who is where, and sees what.
    pub(super) fn presence(&self) -> Presence<'_> {
        Presence {
            tick: self.mob.clock.tick,
            grid: &self.mob.grid,
            topology: &self.mob.topology,
            fires: &self.fires,
            roster: &self.mob.roster,
            bodies: &self.mob.bodies,
            conduct: &self.mob.conduct,
        }
    }

    /// The best weapon somebody has at hand.
    pub(super) fn weapon(&self, person: PersonId) -> Option<ItemKind> {
        arms::weapon(&self.mob.roster, &self.items, person)
    }

    /// What follows when somebody is hurt: he has no duty, no keys and no part in anything any more.
    pub(super) fn suffers(&mut self, hurt: Hurt) {
        let Hurt { person, until } = hurt;
        self.custody.lose(person, self.mob.roster.is_dead(person));
        self.mob.drop_keys(person);
        match until {
            Some(until) => self.mob.resolve().subdue(person, until),
            None => self.mob.resolve().calm(person),
        }
    }

    /// The same of somebody who was hurt by inmates or by fire: if he is dead, the riot that goes on
    /// counts him.
    pub(super) fn suffers_in(&mut self, riots: &mut Riots, hurt: Hurt) {
        if hurt.is_deadly()
            && let Some(riot) = riots.now_mut()
        {
            riot.counts_dead(hurt.person, self.mob.roster.is_inmate(hurt.person));
        }
        self.suffers(hurt);
    }
}

/// Inmates come to blows who go for one another in this tick, and who is hurt by it is out of it.
pub(super) fn fight(mut victims: Victims, mut fights: ResMut<Fights>) {
    for fighters in fights.take_asked() {
        let [man, other] = fighters.map(|(fighter, _)| fighter);
        // Who was struck down in this tick already fights nobody else.
        if [man, other]
            .iter()
            .any(|one| victims.mob.conduct.is_helpless(*one))
        {
            continue;
        }
        let seen_by = victims.presence().officer_who_sees(man, other);
        let when_and_where = (victims.mob.tick(), victims.mob.tile(man));
        let happenings = &mut victims.mob.happenings;
        let fought = fights.begin(happenings, when_and_where, (man, other), seen_by);
        if let Some(hurt) = victims.harm().has_it_out(fighters, fought) {
            fights.count_hurt(hurt);
            victims.suffers(hurt);
        }
    }
}

/// Sees to those who lie wounded: nobody carries them off while men hold a part of the prison.
pub(super) fn look_after_the_hurt(riots: Res<Riots>, mut victims: Victims) {
    if victims.mob.due.now(DueKind::Wound).next().is_none() {
        return;
    }
    let is_held = riots.now().is_some();
    for person in victims.harm().patients() {
        if let Some(died) = victims.harm().look_after(person, is_held) {
            victims.suffers(died);
        }
    }
}
