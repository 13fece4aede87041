//! Command: what it touches that the warden gives an order in a riot, whoever sits in his seat.

use bevy_ecs::prelude::*;
use bevy_ecs::system::SystemParam;

use super::Riot;
use super::mob::Mob;
use crate::custody::Custody;
use crate::harm::Wounds;
use crate::ids::PersonId;
use crate::prison::{Doors, Fires, Works};
use crate::rules::Rules;
use crate::unrest::scene::Scene;

/// The mob, and what it touches that the warden gives an order about it.
#[derive(SystemParam)]
pub(super) struct Command<'w> {
    pub(super) mob: Mob<'w>,
    pub(super) rules: Res<'w, Rules>,
    pub(super) custody: Res<'w, Custody>,
    wounds: Res<'w, Wounds>,
    fires: Res<'w, Fires>,
    pub(super) doors: ResMut<'w, Doors>,
    pub(super) works: ResMut<'w, Works>,
}

impl Command<'_> {
    /// Who is where now.
    pub(super) fn scene(&self) -> Scene {
        self.mob
            .scene(&self.doors, &self.fires, &self.custody, &self.rules)
    }

    /// Lets a hostage go, who gets his keys back if he is on duty.
    pub(super) fn free(&mut self, hostage: PersonId, riot: &Riot) {
        self.mob.free(hostage, riot, &self.custody, &self.wounds);
    }
}
