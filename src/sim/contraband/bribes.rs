//! Bribes: what an officer who can be bought does for money.
//!
//! As many of the officers are corrupt as the level says (`guards.corruption`); who is, is drawn once and
//! stays so. One who is sells a man with money on him what he has brought in under his coat, where no honest
//! officer sees it; and when he is to search a man with money he takes that and finds nothing. The money
//! goes from hand to hand like everything else; nobody writes it down.

use bevy_ecs::prelude::World;

use super::{Dealings, ItemKind, Items};
use crate::chance::{Chance, Event, Purpose};
use crate::clock::HOUR;
use crate::conduct::Deed;
use crate::happening::{ContrabandFact, Happenings, What};
use crate::ids::{HappeningId, ItemId, PersonId, TileId};
use crate::movement::Mode;
use crate::people::Role;
use crate::prison::sight;
use crate::rules::Rules;

/// What is sold, of a thousand times. Guesses: mostly drink, a weapon rarely.
const SOLD: [(u32, ItemKind); 4] = [
    (700, ItemKind::Drink),
    (250, ItemKind::Tool),
    (47, ItemKind::Knife),
    (3, ItemKind::Gun),
];

/// Whether an officer of a prison can be bought.
pub fn is_corrupt(world: &World, officer: PersonId) -> bool {
    let corruption = world.resource::<Rules>().guards.corruption;
    can_be_bought(world.resource(), corruption, officer)
}

/// Whether an officer can be bought, where this share of them can, basis points.
pub(crate) fn can_be_bought(chance: &Chance, corruption: u32, officer: PersonId) -> bool {
    chance
        .event(Purpose::Corruption, officer, 0)
        .is(corruption, 10_000)
}

/// Money that a man has on him.
fn money_of(items: &Items, man: PersonId) -> Option<ItemId> {
    let is_money = |id: &ItemId| {
        let item = items.item(*id);
        item.is_some_and(|item| item.kind == ItemKind::Money)
    };
    items.carried_by(man).find(is_money)
}

impl Items {
    /// A man pays an officer; tells what of, if he could.
    pub(crate) fn bribe(
        &mut self,
        happenings: &mut Happenings,
        (man, at): (PersonId, TileId),
        officer: PersonId,
        tick: u64,
    ) -> Option<HappeningId> {
        let money = money_of(self, man)?;
        let cause = self
            .item(money)
            .map_or(HappeningId::NONE, |item| item.cause);
        let what = What::Contraband(ContrabandFact::ItemPassed {
            item: money,
            to: officer,
        });
        let paid = happenings.record(tick, what, Some(man), Some(at), cause);
        self.hand_over(money, officer, paid);
        Some(paid)
    }
}

impl Dealings<'_, '_> {
    /// A man with money near an officer who can be bought, and no other, buys; tells whether he did.
    pub(super) fn buy(&mut self, man: PersonId, event: Event) -> bool {
        let corruption = self.rules.guards.corruption;
        if corruption == 0 {
            return false;
        }
        let here = self.tile_of(man);
        let (grid, topology) = (&self.grid, &self.topology);
        let sells = |officer: &PersonId| {
            let there = self.tile_of(*officer);
            self.conduct.doing(*officer).activity.deed != Deed::OffDuty
                && self.bodies.body(*officer).mode != Mode::Gone
                && grid.distance(there, here) <= sight::A_WORD
                && can_be_bought(&self.chance, corruption, *officer)
                && sight::sees(grid, topology, there, here)
        };
        let Some(seller) = self.roster.with_role(Role::Officer).find(sells) else {
            return false;
        };
        let sees = |officer: PersonId| !can_be_bought(&self.chance, corruption, officer);
        if self
            .watchers(here)
            .into_iter()
            .any(|(officer, _)| sees(officer))
        {
            return false;
        }
        let mut draw = event.on("is sold").below(1_000) as u32;
        let kind = SOLD.iter().find(|(share, _)| {
            let is_it = draw < *share;
            draw = draw.wrapping_sub(*share);
            is_it
        });
        let tick = self.tick();
        let paid = self
            .items
            .bribe(&mut self.happenings, (man, here), seller, tick);
        let (Some((_, kind)), Some(paid)) = (kind, paid) else {
            return false;
        };
        if let Some(id) = self.come_by(*kind, man, None, paid) {
            self.think_again(id, man, HOUR);
        }
        true
    }
}
