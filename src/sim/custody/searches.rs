//! Searches: of a man, of a cell, of a block.
//!
//! An officer goes there and takes his time over it; what he finds is a matter of odds (docs/science.md#values-to-start-from:
//! a shakedown finds a hidden weapon one to three times in ten, a body search every second time).
//! He takes what he finds for the man's who had it on him, or in whose bunk it was; he cannot know
//! better. Some cells, and some men at their work, are searched every day without any reason
//! (`guards.searches`); others by order, or since an officer saw something.

use std::collections::BTreeMap;

use bevy_ecs::prelude::*;

use super::{Task, TaskKind, Watch};
use crate::chance::{Event, Purpose};
use crate::clock::{MINUTE, seconds};
use crate::contraband::{ItemKind, Whereabouts, can_be_bought};
use crate::due::DueKind;
use crate::happening::{Offence, SearchFact, What};
use crate::ids::{HappeningId, ItemId, PersonId, RoomId, TileId};
use crate::level::RoomUse;
use crate::prison::{Tiers, Topology};

/// A cell is turned over in this time.
pub(super) const CELL_TAKES: u64 = 5 * MINUTE;
/// A man in this.
pub(super) const MAN_TAKES: u64 = seconds(30);
/// How many of 10,000 things that men have on them are found.
const ON_MEN: u32 = 5_000;
/// How many of 10,000 things hidden in a cell are found, at no harshness; at the greatest three times as many.
const IN_CELLS: u32 = 1_000;
/// No more searches wait than this.
const MOST_WAITING: usize = 400;
/// One officer in this many on duty searches at the same time; the others are needed elsewhere.
const SEARCHING: u32 = 12;
/// When the day's searches are drawn up, seconds since midnight.
const DRAWN_UP: u32 = 5 * 3600 + 1_800;
/// The hours of the day in which cells are searched, and men at their work.
const CELLS_FROM_TO: (u32, u32) = (9 * 3600, 17 * 3600);
const MEN_FROM_TO: (u32, u32) = (9 * 3600, 15 * 3600);

impl TaskKind {
    /// Whether it is a search.
    pub fn is_search(self) -> bool {
        matches!(self, Self::SearchMan { .. } | Self::SearchCell(_))
    }
}

impl Watch<'_> {
    /// How many may search at the same time.
    pub(super) fn most_searching(&self) -> usize {
        (self.custody.on_duty() / SEARCHING).max(1) as usize
    }

    /// Draws up the searches of the day to come.
    pub(super) fn draw_up_searches(&mut self) {
        let tick = self.tick();
        let next = self.travel.clock.next_at(tick + 1, DRAWN_UP);
        self.due.push(next, DueKind::Search, PersonId(0), 0);
        let guards = &self.rules.guards;
        let parts = guards.searches * (5_000 + guards.harshness);
        let event = self.chance.event(Purpose::Searches, 0_u32, tick);
        let odd = event.on("one more").is(parts % 10_000, 10_000);
        let number = parts / 10_000 + u32::from(odd);
        if number == 0 {
            return;
        }
        let doors: Vec<TileId> = self.tiers.cells().map(|(_, cell)| cell.door).collect();
        let men: Vec<PersonId> = self
            .roster
            .all_inmates()
            .filter(|person| self.roster.of(*person).work_place.is_some())
            .collect();
        for nth in 0..number {
            let (of_cell, of_man) = (event.on("a cell").of(nth), event.on("a man").of(nth));
            if let Some(door) = of_cell.pick(doors.iter().copied()) {
                let second = of_cell.on("when").between(CELLS_FROM_TO);
                let at = self.travel.clock.next_at(tick + 1, second);
                self.due.push(at, DueKind::Search, PersonId(door.0), 1);
            }
            if let Some(man) = of_man.pick(men.iter().copied()) {
                let second = of_man.on("when").between(MEN_FROM_TO);
                let at = self.travel.clock.next_at(tick + 1, second);
                self.due.push(at, DueKind::Search, man, 2);
            }
        }
    }

    /// Calls a search, unless it is called already, or too many are.
    pub(super) fn call_search(
        &mut self,
        kind: TaskKind,
        giver: Option<PersonId>,
        cause: HappeningId,
    ) {
        let known = |task: &Task| match (task.kind, kind) {
            (TaskKind::SearchCell(one), TaskKind::SearchCell(other)) => one == other,
            (TaskKind::SearchMan { man: one, .. }, TaskKind::SearchMan { man: other, .. }) => {
                one == other
            }
            _ => false,
        };
        let mut searches = self
            .custody
            .tasks
            .iter()
            .filter(|task| task.kind.is_search());
        if searches.clone().count() >= MOST_WAITING || searches.any(known) {
            return;
        }
        let (man, at) = match kind {
            TaskKind::SearchMan { man, .. } => (Some(man), None),
            TaskKind::SearchCell(door) => (None, Some(door)),
            _ => return,
        };
        let tick = self.tick();
        let what = What::Search(SearchFact::SearchCalled { man });
        let cause = self.happenings.record(tick, what, giver, at, cause);
        self.add_task(kind, cause);
    }

    /// An officer who saw something forbidden has the man searched, and the cell it was in.
    pub(super) fn search_after(
        &mut self,
        offence: Offence,
        man: PersonId,
        at: Option<TileId>,
        cause: HappeningId,
    ) {
        if !matches!(
            offence,
            Offence::Passing | Offence::Weapon | Offence::Contraband
        ) {
            return;
        }
        self.call_search(TaskKind::SearchMan { man, held: false }, None, cause);
        let cell = at.and_then(|at| self.travel.topology.room_at(at));
        if let (true, Some(cell)) = (offence != Offence::Passing, cell)
            && let Some(door) = self.door_of_cell(cell)
        {
            self.call_search(TaskKind::SearchCell(door), None, cause);
        }
    }

    /// The door of a cell, if a room is one.
    fn door_of_cell(&self, room: RoomId) -> Option<TileId> {
        let topology = &self.travel.topology;
        if topology.room(room).used_as != RoomUse::Cell {
            return None;
        }
        let door = topology.portal(topology.only_portal(room)?).key();
        self.tiers
            .cells()
            .any(|(_, cell)| cell.door == door)
            .then_some(door)
    }

    /// The room behind a cell's door.
    pub(super) fn cell_behind(&self, door: TileId) -> Option<RoomId> {
        let topology = &self.travel.topology;
        let portal = topology.portal(topology.portal_of(door)?);
        portal
            .rooms
            .into_iter()
            .find(|room| topology.room(*room).used_as == RoomUse::Cell)
    }

    /// Turns a cell over, and then the men in it.
    pub(super) fn turn_over(&mut self, officer: PersonId, task: Task, door: TileId) {
        let Some(cell) = self.cell_behind(door) else {
            return;
        };
        let tick = self.tick();
        let nth = self.custody.searched.cell(door);
        let search = self
            .chance
            .event(Purpose::Searches, door, nth)
            .on("of a cell");
        let odds = IN_CELLS + self.rules.guards.harshness / 5;
        let topology = &self.travel.topology;
        let in_cell = |tile: TileId| topology.reach(tile).map(|(_, room)| room) == Some(cell);
        let hidden = self.items.all().filter_map(|(id, item)| match item.at {
            Whereabouts::Hidden(tile) if in_cell(tile) => Some((id, tile, item.kind)),
            _ => None,
        });
        let found: Vec<(ItemId, TileId, Event)> = one_by_one(search, hidden)
            .filter(|(.., event)| event.on("is found").is(odds, 10_000))
            .collect();
        let lodgers: Vec<PersonId> = self
            .roster
            .all_inmates()
            .filter(|person| in_cell(self.roster.of(*person).berth))
            .collect();
        let inside: Vec<PersonId> = self
            .roster
            .all_inmates()
            .filter(|person| topology.room_at(self.travel.bodies.body(*person).tile) == Some(cell))
            .collect();
        self.custody.tally.cells_searched += 1;
        let cause = self.happenings.record(
            tick,
            What::Search(SearchFact::CellSearched {
                found: found.len() as u32,
            }),
            Some(officer),
            Some(door),
            task.cause,
        );
        for (item, tile, event) in found {
            // Whose bunk it is, or one of those who live there: he who looks guilty.
            let blamed = lodgers
                .iter()
                .copied()
                .find(|person| self.roster.of(*person).berth == tile)
                .or_else(|| event.on("who looks guilty").pick(lodgers.iter().copied()));
            self.take_into_hands(officer, item, blamed, tile, cause);
        }
        for man in &inside {
            self.pat_down(officer, *man, task.cause);
        }
        if let Some(man) = inside.first() {
            self.be_rough_at_search(search, (officer, *man), cause);
        }
    }

    /// Searches a man who stands before him; tells which search it was.
    pub(super) fn pat_down(
        &mut self,
        officer: PersonId,
        man: PersonId,
        cause: HappeningId,
    ) -> Event {
        let tick = self.tick();
        let nth = self.custody.searched.man(man);
        let search = self
            .chance
            .event(Purpose::Searches, man, nth)
            .on("of a man");
        let at = self.travel.bodies.body(man).tile;
        let paid = match can_be_bought(&self.chance, self.rules.guards.corruption, officer) {
            true => {
                let happenings = &mut self.happenings;
                self.items.bribe(happenings, (man, at), officer, tick)
            }
            false => None,
        };
        // Who was paid finds nothing.
        let odds = if paid.is_some() { 0 } else { ON_MEN };
        let carried = self.items.carried_by(man);
        let carried = carried.filter_map(|id| Some((id, at, self.items.item(id)?.kind)));
        let found: Vec<ItemId> = one_by_one(search, carried)
            .filter(|(.., event)| event.on("is found").is(odds, 10_000))
            .map(|(item, ..)| item)
            .collect();
        self.custody.tally.men_searched += 1;
        let what = What::Search(SearchFact::ManSearched {
            man,
            found: found.len() as u32,
        });
        let cause = self
            .happenings
            .record(tick, what, Some(officer), Some(at), cause);
        for item in found {
            self.take_into_hands(officer, item, Some(man), at, cause);
        }
        search
    }

    fn take_into_hands(
        &mut self,
        officer: PersonId,
        item: ItemId,
        blamed: Option<PersonId>,
        at: TileId,
        cause: HappeningId,
    ) {
        let tick = self.tick();
        let what = What::Search(SearchFact::ItemFound { item, blamed });
        let found = self
            .happenings
            .record(tick, what, Some(officer), Some(at), cause);
        self.items.take_away(item, found);
    }
}

/// Things that may be found, each with what chance decides of it. A thing is known by its place and kind
/// and, among its like, by its turn: not by its id, which hangs on what was made elsewhere before.
fn one_by_one(
    search: Event,
    things: impl Iterator<Item = (ItemId, TileId, ItemKind)>,
) -> impl Iterator<Item = (ItemId, TileId, Event)> {
    let mut before: BTreeMap<(TileId, ItemKind), u32> = BTreeMap::new();
    things.map(move |(id, tile, kind)| {
        let nth = before.entry((tile, kind)).or_default();
        *nth += 1;
        (id, tile, search.of(tile).of(kind as u32).of(*nth))
    })
}

/// Draws up the day's searches, and begins those whose hour has come.
pub(super) fn call(mut watch: Watch) {
    let due: Vec<(u32, u32)> = watch
        .due
        .now(DueKind::Search)
        .map(|due| (due.subject.0, due.stamp))
        .collect();
    for (subject, stamp) in due {
        match stamp {
            0 => watch.draw_up_searches(),
            1 => watch.call_search(
                TaskKind::SearchCell(TileId(subject)),
                None,
                HappeningId::NONE,
            ),
            _ => {
                let man = PersonId(subject);
                if watch.roster.is_inmate(man) && !watch.conduct.is_kept(man) {
                    let kind = TaskKind::SearchMan { man, held: false };
                    watch.call_search(kind, None, HappeningId::NONE);
                }
            }
        }
    }
}

/// The door of the cell a tile lies in.
pub(super) fn cell_at(world: &World, at: TileId) -> Option<TileId> {
    let topology = world.resource::<Topology>();
    let room = topology.room_at(at)?;
    let door = topology.portal(topology.only_portal(room)?).key();
    world
        .resource::<Tiers>()
        .cells()
        .any(|(_, cell)| cell.door == door)
        .then_some(door)
}

/// The doors of the cells along the gallery of a tile, which lies in it or in one of them.
pub(super) fn block_at(world: &World, at: TileId) -> Vec<TileId> {
    let topology = world.resource::<Topology>();
    let tiers = world.resource::<Tiers>();
    let gallery = match cell_at(world, at) {
        Some(door) => tiers
            .all()
            .iter()
            .find(|tier| tier.cells.iter().any(|cell| cell.door == door))
            .and_then(|tier| tier.gallery(topology)),
        None => topology.room_at(at),
    };
    let Some(gallery) = gallery else {
        return Vec::new();
    };
    tiers
        .of_gallery(topology, gallery)
        .flat_map(|(_, tier)| tier.cells.iter().map(|cell| cell.door))
        .collect()
}
