//! What an inmate does against the house by his own choice: he stands up, gives it up, goes for somebody or
//! sets fire.

use bevy_ecs::prelude::*;
use bevy_ecs::system::SystemParam;

use super::Riots;
use super::mob::Mob;
use crate::happening::{UnrestFact, What};
use crate::harm::{Aim, Assaults};
use crate::ids::PersonId;
use crate::prison::Fires;
use crate::rules::Rules;
use crate::unrest::{COWED, Decision};

/// What it touches that an inmate does something against the house by his own choice.
#[derive(SystemParam)]
pub(super) struct Act<'w> {
    mob: Mob<'w>,
    rules: Res<'w, Rules>,
    fires: ResMut<'w, Fires>,
    assaults: ResMut<'w, Assaults>,
}

impl Act<'_> {
    /// A man says that he will not have it any longer; it comes of what weighs heaviest on him.
    pub(super) fn stands_up(&mut self, person: PersonId) {
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
    pub(super) fn desists(&mut self, riots: &Riots, person: PersonId) {
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
    pub(super) fn goes_for(&mut self, who: PersonId, whom: PersonId, aim: Aim) {
        let why = self.mob.spirits.root_of(&[who]);
        let Self { mob, assaults, .. } = self;
        let now = (mob.tick(), mob.tile(who), why);
        assaults.begin((who, whom, aim), now, &mut mob.happenings, &mut mob.due);
    }

    /// A man would set fire to the room he is in, if those about him let him.
    pub(super) fn means_to_set_fire(&mut self, riots: &Riots, person: PersonId) {
        let Self { mob, fires, .. } = self;
        mob.means_to_set_fire(fires, person, riots.why());
    }
}
