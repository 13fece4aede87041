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

/// Of a hundred blows, how many kill and how many more wound.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Toll {
    /// How many kill.
    pub killed: u32,
    /// How many more wound.
    pub wounded: u32,
}

const BARE: Toll = Toll {
    killed: 1,
    wounded: 12,
};
const STABBED: Toll = Toll {
    killed: 15,
    wounded: 60,
};
const SHOT: Toll = Toll {
    killed: 35,
    wounded: 60,
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
        Some(_) => KNIFE,
        None => 0,
    }
}

/// What a weapon does.
pub(super) fn toll(weapon: Option<ItemKind>) -> Toll {
    match weapon {
        Some(ItemKind::Gun) => SHOT,
        Some(_) => STABBED,
        None => BARE,
    }
}
