//! Arms: what somebody has in his hand, what it is worth in a fight, and what it does.
//!
//! Odds are per cent, and guesses: there are no figures for them. Of the hostages and rioters of docs/science.md#riots-on-record
//! far more were hurt than killed, and few of the hurt died afterwards.

use crate::contraband::{ItemKind, Items};
use crate::ids::PersonId;
use crate::people::{Role, Roster};

/// What a knife or a gun adds to the odds of whoever has it, per cent.
const KNIFE: i32 = 35;
const GUN: i32 = 60;

/// What a blow does, of 10,000.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Toll {
    /// How many kill.
    pub killed: u32,
    /// How many more wound.
    pub wounded: u32,
    /// How many of the wounded die of it in the end.
    pub dies: u32,
}

/// How many die of a shot, of smoke, and of what is done in a riot, of 10,000. A guess.
pub(super) const GRAVE: u32 = 500;

/// Blows in a riot: one side means to have the other down.
const BARE: Toll = Toll {
    killed: 100,
    wounded: 1_200,
    dies: GRAVE,
};
const STABBED: Toll = Toll {
    killed: 1_500,
    wounded: 6_000,
    dies: GRAVE,
};
const SHOT: Toll = Toll {
    killed: 3_500,
    wounded: 6_000,
    dies: GRAVE,
};

/// Blows in a quarrel: most of them leave bruises. They are set so that, with the fights of
/// [`crate::unrest`] and a weapon on one man of forty, about 6 of 100 men a year need care and about 60
/// of 100,000 are killed (docs/science.md#base-rates: 8.5 of 100 in one prison; 63 of 100,000 in 1973).
const BEATEN: Toll = Toll {
    killed: 2,
    wounded: 800,
    dies: 20,
};
const KNIFED: Toll = Toll {
    killed: 100,
    wounded: 6_000,
    dies: 100,
};

/// The best weapon somebody has at hand: soldiers and troopers their rifles, others what they carry.
pub(crate) fn weapon(roster: &Roster, items: &Items, person: PersonId) -> Option<ItemKind> {
    match roster.role(person) {
        Role::Soldier | Role::Trooper => Some(ItemKind::Gun),
        Role::Inmate | Role::Officer | Role::Warden | Role::Civilian | Role::Walker => {
            items.weapon_of(person).map(|(kind, _)| kind)
        }
    }
}

/// What a weapon adds to the odds of whoever has it, per cent.
pub(crate) fn edge(weapon: Option<ItemKind>) -> i32 {
    match weapon {
        Some(ItemKind::Gun) => GUN,
        Some(ItemKind::Knife) => KNIFE,
        Some(ItemKind::Tool | ItemKind::Drink | ItemKind::Money) | None => 0,
    }
}

/// What a weapon does in a quarrel.
pub(super) fn quarrel_toll(weapon: Option<ItemKind>) -> Toll {
    match weapon {
        Some(ItemKind::Gun) => SHOT,
        Some(ItemKind::Knife) => KNIFED,
        Some(ItemKind::Tool | ItemKind::Drink | ItemKind::Money) | None => BEATEN,
    }
}

/// What a weapon does in a riot.
pub(super) fn toll(weapon: Option<ItemKind>) -> Toll {
    match weapon {
        Some(ItemKind::Gun) => SHOT,
        Some(ItemKind::Knife) => STABBED,
        Some(ItemKind::Tool | ItemKind::Drink | ItemKind::Money) | None => BARE,
    }
}
