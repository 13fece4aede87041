//! What hands do: making, hiding, fetching, passing on; and which officer notices.
//!
//! A thing goes from hand to hand between two men within a metre and a half. Every officer on duty
//! with an exact line to it, near enough for the light there is, may notice it: the nearer, the
//! likelier. Who notices writes it down, and that is all the prison knows of it.

use super::{Dealings, Item, ItemKind, Whereabouts};
use crate::chance::Purpose;
use crate::conduct::Deed;
use crate::happening::{ContrabandFact, JusticeFact, Offence, What};
use crate::ids::{HappeningId, ItemId, PersonId, TileId};
use crate::movement::Mode;
use crate::people::Role;
use crate::prison::light::{daylight, is_under_the_sky};
use crate::prison::sight::{self, RANGE, RANGE_DARK};

use crate::level::Tile;

/// As far as a hand reaches to another's, or to a hiding place, mm.
pub const REACH: u32 = 1_500;
/// How far a small thing in a hand is made out in a room by lamp, mm (docs/science.md#values-to-start-from: 15 m indoors).
const INDOORS: u32 = 15_000;
/// Light of the sky by which men are recognised from afar.
const BRIGHT: u8 = 60;
/// How likely an officer notices what is done right before him, per cent; at the end of his range
/// not at all. A guess: he looks elsewhere half of the time.
const NOTICES: u32 = 60;

impl Dealings<'_, '_> {
    pub(super) fn tick(&self) -> u64 {
        self.clock.tick
    }

    /// Where somebody is: the tile under him.
    pub(super) fn tile_of(&self, person: PersonId) -> TileId {
        self.bodies.body(person).tile
    }

    /// Whether somebody is on the map, within a hand's reach of a tile with nothing between.
    pub(super) fn reaches(&self, person: PersonId, tile: TileId) -> bool {
        let here = self.tile_of(person);
        self.bodies.body(person).mode != Mode::Gone
            && self.grid.distance(here, tile) <= REACH
            && sight::sees(&self.grid, &self.topology, here, tile)
    }

    /// How far a small thing is made out at a place and hour, mm.
    fn made_out_from(&self, tile: TileId) -> u32 {
        let open = matches!(self.grid.tile(tile), Tile::Floor(floor) if is_under_the_sky(floor));
        let bright = daylight(self.clock.second_of_day(self.tick())) >= BRIGHT;
        match (open, bright) {
            (true, true) => RANGE * 1_000,
            (true, false) => RANGE_DARK * 1_000,
            (false, _) if self.regime.night => RANGE_DARK * 1_000,
            (false, _) => INDOORS,
        }
    }

    /// The officers on duty who could make out what is done at a place, with how likely each of
    /// them notices, per cent.
    pub(super) fn watchers(&self, tile: TileId) -> Vec<(PersonId, u32)> {
        let range = self.made_out_from(tile);
        self.roster
            .with_role(Role::Officer)
            .filter(|officer| {
                let doing = self.conduct.doing(*officer);
                self.bodies.body(*officer).mode != Mode::Gone
                    && doing.activity.deed != Deed::OffDuty
            })
            .filter_map(|officer| {
                let here = self.tile_of(officer);
                let distance = self.grid.distance(here, tile);
                (distance < range && sight::sees(&self.grid, &self.topology, here, tile))
                    .then(|| (officer, NOTICES * (range - distance) / range))
            })
            .collect()
    }

    /// The first officer who notices what is done at a place.
    fn noticed(&self, by_whom: PersonId, tile: TileId) -> Option<PersonId> {
        let event = self.chance.event(Purpose::Notice, by_whom, self.tick());
        self.watchers(tile)
            .into_iter()
            .find(|(officer, likely)| event.of(*officer).is(*likely, 100))
            .map(|(officer, _)| officer)
    }

    fn note(&mut self, what: What, who: PersonId, at: TileId, cause: HappeningId) -> HappeningId {
        let tick = self.tick();
        self.happenings
            .record(tick, what, Some(who), Some(at), cause)
    }

    /// Something new is in somebody's hands.
    pub(super) fn make(&mut self, kind: ItemKind, maker: PersonId) -> Option<ItemId> {
        self.come_by(kind, maker, Some(maker), HappeningId::NONE)
    }

    /// Something is in somebody's hands that was not in the prison before.
    pub(super) fn come_by(
        &mut self,
        kind: ItemKind,
        owner: PersonId,
        maker: Option<PersonId>,
        cause: HappeningId,
    ) -> Option<ItemId> {
        let id = self.items.make(Item {
            kind,
            maker,
            owner,
            at: Whereabouts::Carried(owner),
            cause: HappeningId::NONE,
        })?;
        let at = self.tile_of(owner);
        let cause = self.note(
            What::Contraband(ContrabandFact::ItemMade { item: id }),
            owner,
            at,
            cause,
        );
        self.items.items[id.index()].cause = cause;
        Some(id)
    }

    /// What somebody carries, if he carries it.
    fn in_hand(&mut self, id: ItemId, person: PersonId) -> Option<&mut Item> {
        self.items
            .items
            .get_mut(id.index())
            .filter(|item| item.at == Whereabouts::Carried(person))
    }

    /// Somebody hides what he carries; tells whether he could.
    pub(super) fn hide(&mut self, id: ItemId, person: PersonId, tile: TileId) -> bool {
        let Some(cause) = self.in_hand(id, person).map(|item| item.cause) else {
            return false;
        };
        let cause = self.note(
            What::Contraband(ContrabandFact::ItemHidden { item: id }),
            person,
            tile,
            cause,
        );
        let item = &mut self.items.items[id.index()];
        item.at = Whereabouts::Hidden(tile);
        item.cause = cause;
        self.items.tally.hidden += 1;
        if let Some(by) = self.noticed(person, tile) {
            let offence = self.offence_of(id);
            self.note(
                What::Justice(JusticeFact::OffenceSeen { offence, by }),
                person,
                tile,
                cause,
            );
        }
        true
    }

    /// Somebody takes what is hidden at a place; what he has found is his.
    pub(super) fn fetch(&mut self, id: ItemId, person: PersonId) -> bool {
        let Some(item) = self.items.items.get(id.index()).copied() else {
            return false;
        };
        let Whereabouts::Hidden(tile) = item.at else {
            return false;
        };
        let cause = self.note(
            What::Contraband(ContrabandFact::ItemFetched { item: id }),
            person,
            tile,
            item.cause,
        );
        let item = &mut self.items.items[id.index()];
        item.at = Whereabouts::Carried(person);
        item.owner = person;
        item.cause = cause;
        self.items.tally.fetched += 1;
        true
    }

    /// From hand to hand; tells whether it went. It goes even where an officer notices.
    pub(super) fn pass(&mut self, id: ItemId, from: PersonId, to: PersonId) -> bool {
        let Some(cause) = self.in_hand(id, from).map(|item| item.cause) else {
            return false;
        };
        let at = self.tile_of(from);
        let cause = self.note(
            What::Contraband(ContrabandFact::ItemPassed { item: id, to }),
            from,
            at,
            cause,
        );
        self.items.hand_over(id, to, cause);
        match self.noticed(from, at) {
            Some(by) => {
                self.items.tally.passed_seen += 1;
                let offence = Offence::Passing;
                for man in [from, to] {
                    self.note(
                        What::Justice(JusticeFact::OffenceSeen { offence, by }),
                        man,
                        at,
                        cause,
                    );
                }
            }
            None => self.items.tally.passed_unseen += 1,
        }
        true
    }

    /// What having it is called.
    fn offence_of(&self, id: ItemId) -> Offence {
        match self.items.item(id) {
            Some(item) if item.kind.is_weapon() => Offence::Weapon,
            _ => Offence::Contraband,
        }
    }
}
