//! Contraband: knives, tools, drink, money and now and then a gun, with makers, owners, carriers and
//! hiding places.
//!
//! - this file: the items, and where each is
//! - [`hands`]: making, hiding, fetching and passing on, and which officer notices
//! - [`dealing`]: what men do of themselves with what they should not have
//! - `bribes`: what an officer who can be bought does for money
//! - `orders`: the same by order
//!
//! Architecture invariants: an item is made once and never lost; it is carried by one person, hidden
//! at one place, or held by the prison. The path of each is in the chronicle, as happenings that
//! are secret ([`crate::happening::Facts::is_secret`]): an officer knows what he saw or found, and believes
//! that it is the man's in whose bunk he found it. Nothing here is looked at each tick: each item
//! stands in the due queue with the moment at which its owner thinks of it next.

mod bribes;
pub mod dealing;
pub mod hands;
mod orders;

use bevy_app::App;
use bevy_ecs::prelude::*;
use bevy_ecs::system::SystemParam;
use serde::{Deserialize, Serialize};

use crate::chance::Chance;
use crate::clock::Clock;
use crate::conduct::Conduct;
use crate::due::DueQueue;
use crate::happening::Happenings;
use crate::ids::{HappeningId, ItemId, PersonId, TileId};
use crate::movement::Bodies;
use crate::people::{Everybody, Identity, Roster};
use crate::prison::{Grid, Topology};
use crate::regime::Regime;
use crate::rules::Rules;
use crate::schedule::{Beginning, BeginningOf, BidsOf, SimTick};
use crate::section::{Limits, MOST_COUNTED, RegisterSection, Section};

pub use crate::level::ItemKind;
pub(crate) use bribes::can_be_bought;
pub use bribes::is_corrupt;

/// Most items there can be: then nothing more is made. An honest run of years stays far below.
pub const MOST_ITEMS: usize = 1 << 16;

/// Where an item is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Whereabouts {
    /// Somebody has it on him.
    Carried(PersonId),
    /// It is hidden: in a bunk, under a table, behind a loom.
    Hidden(TileId),
    /// The prison has taken it.
    Held,
    /// It lies in the armoury.
    Stored(TileId),
}

/// One item.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Item {
    /// What it is.
    pub kind: ItemKind,
    /// Who made it, or had it brought in; `None` if that was before the level began.
    pub maker: Option<PersonId>,
    /// Whose it is: who made it, or took it over last.
    pub owner: PersonId,
    /// Where it is.
    pub at: Whereabouts,
    /// The last that happened to it.
    pub cause: HappeningId,
}

impl Item {
    /// Whether it is one of the guns of the armoury, wherever it has come to.
    pub fn is_prisons_own(&self) -> bool {
        self.kind == ItemKind::Gun && self.maker.is_none()
    }
}

/// What came of it all so far.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct ContrabandTally {
    /// Items made or brought in, those of before the level began included.
    pub made: u32,
    /// How often one was hidden.
    pub hidden: u32,
    /// How often one was fetched.
    pub fetched: u32,
    /// How often one changed hands, and no officer saw it.
    pub passed_unseen: u32,
    /// How often one changed hands before an officer's eyes.
    pub passed_seen: u32,
    /// Items taken away, by kind.
    pub found: [u32; ItemKind::ALL.len()],
}

/// All items, by [`ItemId`].
#[derive(Resource, Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Items {
    items: Vec<Item>,
    tally: ContrabandTally,
}

impl Section for Items {
    const NAME: &'static str = "contraband.items";
    const VERSION: u32 = 1;

    fn check(&self, limits: &Limits) -> Result<(), String> {
        let sound = self.items.len() <= MOST_ITEMS
            && self.items.iter().all(|item| {
                item.maker.is_none_or(|maker| maker.0 < limits.persons)
                    && item.owner.0 < limits.persons
                    && item.cause.0 <= limits.happenings
                    && match item.at {
                        Whereabouts::Carried(person) => person.0 < limits.persons,
                        Whereabouts::Hidden(tile) | Whereabouts::Stored(tile) => {
                            tile.0 < limits.tiles
                        }
                        Whereabouts::Held => true,
                    }
            });
        if !sound {
            return Err("an item is nowhere".into());
        }
        let tally = &self.tally;
        let counts = [
            tally.hidden,
            tally.fetched,
            tally.passed_unseen,
            tally.passed_seen,
        ];
        if counts.iter().any(|times| *times > MOST_COUNTED) || !self.is_conserved() {
            return Err("items were made or lost that nobody wrote down".into());
        }
        Ok(())
    }

    fn most_bytes(_: &Limits) -> u64 {
        (1 << 10) + 32 * MOST_ITEMS as u64
    }
}

impl Items {
    /// All items, by [`ItemId`].
    pub fn all(&self) -> impl Iterator<Item = (ItemId, &Item)> {
        self.items
            .iter()
            .enumerate()
            .map(|(index, item)| (ItemId::from_index(index), item))
    }

    /// One item.
    pub fn item(&self, id: ItemId) -> Option<&Item> {
        self.items.get(id.index())
    }

    /// What somebody has on him.
    pub fn carried_by(&self, person: PersonId) -> impl Iterator<Item = ItemId> + '_ {
        self.all()
            .filter(move |(_, item)| item.at == Whereabouts::Carried(person))
            .map(|(id, _)| id)
    }

    /// What is hidden at a place.
    pub fn hidden_at(&self, tile: TileId) -> impl Iterator<Item = ItemId> + '_ {
        self.all()
            .filter(move |(_, item)| item.at == Whereabouts::Hidden(tile))
            .map(|(id, _)| id)
    }

    /// What came of it all so far.
    pub fn tally(&self) -> &ContrabandTally {
        &self.tally
    }

    /// Whether as many items are held by the prison as were found, and as many are there as were made.
    pub fn is_conserved(&self) -> bool {
        let held = |kind: ItemKind| {
            self.items
                .iter()
                .filter(|item| item.kind == kind && item.at == Whereabouts::Held)
                .count()
        };
        self.items.len() == self.tally.made as usize
            && ItemKind::ALL
                .into_iter()
                .all(|kind| held(kind) == self.tally.found[kind as usize] as usize)
    }

    /// The best weapon somebody has on him.
    pub fn weapon_of(&self, person: PersonId) -> Option<(ItemKind, ItemId)> {
        self.carried_by(person)
            .filter_map(|id| self.item(id).map(|item| (item.kind, id)))
            .filter(|(kind, _)| kind.is_weapon())
            .max_by_key(|(kind, id)| (*kind, std::cmp::Reverse(*id)))
    }

    /// A gun of the prison's is in the armoury again.
    pub(crate) fn put_back(&mut self, id: ItemId, tile: TileId, cause: HappeningId) {
        if let Some(item) = self.items.get_mut(id.index())
            && item.at != Whereabouts::Held
        {
            item.at = Whereabouts::Stored(tile);
            item.cause = cause;
        }
    }

    /// What somebody carries, or the armoury holds, comes into a man's hand.
    pub(crate) fn hand_over(&mut self, id: ItemId, to: PersonId, cause: HappeningId) {
        if let Some(item) = self.items.get_mut(id.index())
            && matches!(item.at, Whereabouts::Carried(_) | Whereabouts::Stored(_))
        {
            item.at = Whereabouts::Carried(to);
            item.owner = to;
            item.cause = cause;
        }
    }

    /// One item alone, in somebody's hand.
    #[cfg(test)]
    pub(crate) fn with(kind: ItemKind, owner: PersonId) -> Self {
        let mut items = Self::default();
        items.make(Item {
            kind,
            maker: None,
            owner,
            at: Whereabouts::Carried(owner),
            cause: HappeningId::NONE,
        });
        items
    }

    /// One more item; `None` if there are too many.
    fn make(&mut self, item: Item) -> Option<ItemId> {
        if self.items.len() >= MOST_ITEMS || item.at == Whereabouts::Held {
            return None;
        }
        let id = ItemId::from_index(self.items.len());
        self.items.push(item);
        self.tally.made += 1;
        Some(id)
    }

    /// The prison takes an item; tells whether it had it not before.
    pub(crate) fn take_away(&mut self, id: ItemId, cause: HappeningId) -> bool {
        match self.items.get_mut(id.index()) {
            Some(item) if item.at != Whereabouts::Held => {
                item.at = Whereabouts::Held;
                item.cause = cause;
                self.tally.found[item.kind as usize] += 1;
                true
            }
            _ => false,
        }
    }
}

/// What the systems of contraband work with.
#[derive(SystemParam)]
pub struct Dealings<'w, 's> {
    rules: Res<'w, Rules>,
    chance: Res<'w, Chance>,
    clock: Res<'w, Clock>,
    grid: Res<'w, Grid>,
    topology: Res<'w, Topology>,
    bodies: Res<'w, Bodies>,
    roster: Res<'w, Roster>,
    everybody: Res<'w, Everybody>,
    identities: Query<'w, 's, &'static Identity>,
    conduct: Res<'w, Conduct>,
    regime: Res<'w, Regime>,
    due: ResMut<'w, DueQueue>,
    happenings: ResMut<'w, Happenings>,
    items: ResMut<'w, Items>,
}

pub(crate) fn plugin(app: &mut App) {
    app.register_section::<Items>();
    app.init_resource::<Items>();
    app.add_systems(
        Beginning,
        (dealing::start, dealing::hand_out)
            .chain()
            .in_set(BeginningOf::Contraband),
    );
    app.add_systems(SimTick, dealing::deal.in_set(BidsOf::Contraband));
}

#[cfg(test)]
mod tests {
    use super::*;

    fn knife(at: Whereabouts) -> Item {
        Item {
            kind: ItemKind::Knife,
            maker: Some(PersonId(3)),
            owner: PersonId(3),
            at,
            cause: HappeningId::NONE,
        }
    }

    #[test]
    fn items_are_conserved_and_a_planted_loss_is_found() {
        let mut items = Items::default();
        let id = items
            .make(knife(Whereabouts::Carried(PersonId(3))))
            .expect("there is room for one");
        assert!(items.is_conserved());
        assert!(items.take_away(id, HappeningId::NONE));
        assert!(
            !items.take_away(id, HappeningId::NONE),
            "it is found but once"
        );
        assert!(items.is_conserved());
        let mut lost = items.clone();
        lost.items.clear();
        assert!(!lost.is_conserved());
        let mut back = items;
        back.items[0].at = Whereabouts::Hidden(TileId(7));
        assert!(!back.is_conserved(), "nothing leaves the prison's hands");
    }

    #[test]
    fn a_save_with_an_item_nowhere_is_refused() {
        let limits = Limits {
            tiles: 10,
            width_mm: 10_000,
            height_mm: 1_000,
            persons: 5,
            inmates: 4,
            tiers: 0,
            jobs: 0,
            tick: 0,
            happenings: 0,
            doors: Vec::new(),
        };
        for (at, sound) in [
            (Whereabouts::Carried(PersonId(4)), true),
            (Whereabouts::Carried(PersonId(5)), false),
            (Whereabouts::Hidden(TileId(9)), true),
            (Whereabouts::Hidden(TileId(10)), false),
        ] {
            let mut items = Items::default();
            items.make(knife(at));
            assert_eq!(items.check(&limits).is_ok(), sound, "{at:?}");
        }
    }
}
