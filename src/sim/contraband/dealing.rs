//! What men do of themselves with what they should not have.
//!
//! Once a day it is thought out who makes or gets something and when; a knife is made at a loom or
//! bench, drink is got from the kitchen, money comes with a visitor. From then on its owner thinks
//! of it now and then: he hides it in his cell, passes it on to a neighbour when no officer is in
//! sight, or takes it out and carries it.
//!
//! The rates are set so that, searched as `levels/big_house` searches, 34 to 100 weapons a year
//! are found on 3,000 men (docs/science.md#base-rates); what is there when a level begins is what those rates
//! come to in the end.

use super::{Dealings, Item, ItemKind, Whereabouts};
use crate::chance::{Event, Purpose};
use crate::clock::{DAY, HOUR, MINUTE, seconds};
use crate::conduct::Deed;
use crate::due::DueKind;
use crate::happening::{DayFact, What};
use crate::ids::{HappeningId, ItemId, PersonId, TileId};
use crate::level::RoomUse;
use crate::movement::Mode;
use crate::people::{Identity, Role};

/// Made in a day by 1,000,000 men, by kind. Money and guns come with visitors.
const MADE: [u32; ItemKind::ALL.len()] = [85, 30, 250, 0, 0];
/// There when a level begins, among 1,000,000 men, by kind.
const THERE: [u32; ItemKind::ALL.len()] = [25_000, 8_000, 8_000, 30_000, 0];
/// Visits of 100,000 that bring money, and that bring a gun.
const BROUGHT: (u32, u32) = (2_500, 2);
/// Hours of the day in which things are made.
const WORKING: (u32, u32) = (8 * 3600 + 2_700, 15 * 3600);
/// After this nobody makes anything any more that day.
const WORK_OVER: u32 = 16 * 3600;
/// When the next day is thought out, seconds since midnight.
const THOUGHT_OUT: u32 = 5 * 3600;
/// How many men are looked at for the most violent of them: he makes the knife.
const LOOKED_AT: u32 = 3;
/// Men of 100 who pass something on before an officer's eyes, for a temper of 100 %.
const BOLD: u32 = 12;

/// An armoury holds a gun to this many square metres, and no more than this many. Guesses: the officers of a
/// shift could not all be armed.
const GUN_TO_TILES: usize = 2;
const MOST_GUNS: usize = 40;

/// This many of `of` for `men` men, the fraction by chance.
fn share(men: u32, of_a_million: u32, event: Event) -> u32 {
    let parts = men as u64 * of_a_million as u64;
    let odd = (parts % 1_000_000) as u32;
    (parts / 1_000_000) as u32 + u32::from(event.on("one more").is(odd, 1_000_000))
}

/// What is there when a level begins, and the first day's making.
pub(crate) fn start(mut dealings: Dealings) {
    let men = dealings.roster.inmates();
    if men == 0 {
        return;
    }
    for kind in ItemKind::ALL {
        let event = dealings.chance.event(Purpose::Contraband, kind as u32, 0);
        let event = event.on("is there");
        for nth in 0..share(men, THERE[kind as usize], event) {
            let event = event.of(nth);
            let owner = PersonId(event.on("whose").below(u64::from(men)) as u32);
            let berth = dealings.roster.of(owner).berth;
            let carried = event.on("is carried").is(25, 100);
            let at = match dealings.topology.reach(berth) {
                Some(_) if !carried => Whereabouts::Hidden(berth),
                _ => Whereabouts::Carried(owner),
            };
            let id = dealings.items.make(Item {
                kind,
                maker: None,
                owner,
                at,
                cause: HappeningId::NONE,
            });
            if let Some(id) = id {
                let first = event.on("is thought of").below(DAY);
                dealings.think_again(id, owner, first);
            }
        }
    }
    dealings.fill_armoury();
    dealings.think_the_day_out();
}

/// What the cast has on it when the level begins. It is nobody's whim: who carries something so does
/// not think of it by himself.
pub(crate) fn hand_out(mut dealings: Dealings) {
    let carried: Vec<(PersonId, ItemKind)> = dealings
        .roster
        .all_inmates()
        .filter_map(|person| {
            let key = dealings.identity(person)?.cast.as_ref()?;
            let member = dealings
                .rules
                .cast
                .iter()
                .find(|member| member.key == *key)?;
            Some(member.carries.iter().map(move |kind| (person, *kind)))
        })
        .flatten()
        .collect();
    for (owner, kind) in carried {
        dealings.items.make(Item {
            kind,
            maker: None,
            owner,
            at: Whereabouts::Carried(owner),
            cause: HappeningId::NONE,
        });
    }
}

/// What is due of it all.
pub(super) fn deal(mut dealings: Dealings) {
    if dealings.due.any_now() {
        if dealings.due.now(DueKind::Trade).next().is_some() {
            dealings.think_the_day_out();
        }
        let crafts: Vec<(PersonId, u32)> = dealings
            .due
            .now(DueKind::Craft)
            .map(|due| (due.subject, due.stamp))
            .collect();
        for (man, kind) in crafts {
            dealings.craft(man, kind);
        }
        let deals: Vec<ItemId> = dealings
            .due
            .now(DueKind::Deal)
            .map(|due| ItemId(due.stamp))
            .collect();
        for id in deals {
            dealings.think_of(id);
        }
    }
    let visited: Vec<PersonId> = dealings
        .happenings
        .last()
        .iter()
        .filter(|happening| matches!(happening.what, What::Day(DayFact::VisitBegan { .. })))
        .filter_map(|happening| happening.who)
        .collect();
    for man in visited {
        dealings.be_brought(man);
    }
}

impl Dealings<'_, '_> {
    /// The armoury has its guns; they are in the warden's name.
    fn fill_armoury(&mut self) {
        let Some(owner) = self.roster.with_role(Role::Warden).next() else {
            return;
        };
        let tiles: Vec<TileId> = self
            .topology
            .rooms_for(RoomUse::Armoury)
            .flat_map(|(_, room)| room.tiles.iter().copied())
            .step_by(GUN_TO_TILES)
            .take(MOST_GUNS)
            .collect();
        for tile in tiles {
            self.items.make(Item {
                kind: ItemKind::Gun,
                maker: None,
                owner,
                at: Whereabouts::Stored(tile),
                cause: HappeningId::NONE,
            });
        }
    }

    /// When the owner of an item thinks of it next, this many ticks from now.
    pub(super) fn think_again(&mut self, id: ItemId, owner: PersonId, after: u64) {
        let at = self.tick() + after.max(1);
        self.due.push(at, DueKind::Deal, owner, id.0);
    }

    /// Who makes what in the day to come, and when.
    fn think_the_day_out(&mut self) {
        let tick = self.tick();
        let next = self.clock.next_at(tick + 1, THOUGHT_OUT);
        self.due.push(next, DueKind::Trade, PersonId(0), 0);
        let men = self.roster.inmates();
        for kind in ItemKind::ALL {
            let event = self.chance.event(Purpose::Contraband, kind as u32, tick);
            let event = event.on("is made");
            let number = share(men, MADE[kind as usize], event);
            if number == 0 {
                continue;
            }
            let makers = self.makers(kind);
            for nth in 0..number {
                let event = event.of(nth);
                let looked_at = (0..LOOKED_AT)
                    .filter_map(|nth| event.on("by whom").of(nth).pick(makers.iter().copied()));
                let maker = looked_at.max_by_key(|man| (self.temper(*man), man.0));
                let second = event.on("when").between(WORKING);
                if let Some(maker) = maker {
                    let at = self.clock.next_at(tick + 1, second);
                    self.due.push(at, DueKind::Craft, maker, kind as u32);
                }
            }
        }
    }

    /// The men who could make something: those of mill and workshop, or of the kitchen.
    fn makers(&self, kind: ItemKind) -> Vec<PersonId> {
        let works_in = |person: &PersonId| {
            let place = self.roster.of(*person).work_place?;
            let room = self.topology.room_at(place)?;
            Some(self.topology.room(room).used_as)
        };
        self.roster
            .all_inmates()
            .filter(|person| match works_in(person) {
                Some(RoomUse::Mill | RoomUse::Workshop) => kind != ItemKind::Drink,
                Some(RoomUse::Kitchen) => kind == ItemKind::Drink,
                _ => false,
            })
            .collect()
    }

    /// How violent somebody is, basis points.
    pub(super) fn temper(&self, person: PersonId) -> u32 {
        self.identity(person).map_or(0, |identity| identity.temper)
    }

    /// Who somebody is.
    fn identity(&self, person: PersonId) -> Option<&Identity> {
        let entity = self.everybody.entity(person)?;
        self.identities.get(entity).ok()
    }

    /// A man makes something, if he is at his work; else he tries once more later in the day.
    fn craft(&mut self, man: PersonId, kind: u32) {
        let Some(kind) = ItemKind::ALL.get(kind as usize).copied() else {
            return;
        };
        if self.conduct.is_kept(man) || self.conduct.is_seated(man) || self.roster.is_dead(man) {
            return;
        }
        if !self.conduct.is_at(man, Deed::Work) {
            let later = self.tick() + HOUR;
            if self.clock.second_of_day(later) < WORK_OVER {
                self.due.push(later, DueKind::Craft, man, kind as u32);
            }
            return;
        }
        if let Some(id) = self.make(kind, man) {
            self.think_again(id, man, HOUR);
        }
    }

    /// A visitor may have brought something.
    fn be_brought(&mut self, man: PersonId) {
        if self.conduct.is_seated(man) {
            return;
        }
        let event = self.chance.event(Purpose::Contraband, man, self.tick());
        let draw = event.on("is brought").below(100_000) as u32;
        let kind = match draw {
            draw if draw < BROUGHT.1 => ItemKind::Gun,
            draw if draw < BROUGHT.0 => ItemKind::Money,
            _ => return,
        };
        if let Some(id) = self.make(kind, man) {
            self.think_again(id, man, HOUR);
        }
    }

    /// The owner of an item thinks of it.
    fn think_of(&mut self, id: ItemId) {
        let Some(item) = self.items.item(id).copied() else {
            return;
        };
        let actor = match item.at {
            Whereabouts::Carried(person) => person,
            Whereabouts::Hidden(_) => item.owner,
            Whereabouts::Held | Whereabouts::Stored(_) => return,
        };
        // Who is kept can do nothing; what a man does whose seat is taken, his seat decides.
        let idle = !self.roster.is_inmate(actor)
            || self.conduct.is_kept(actor)
            || self.conduct.is_seated(actor)
            || self.roster.is_dead(actor)
            || self.bodies.body(actor).mode == Mode::Gone;
        let after = if idle {
            DAY
        } else {
            let event = self.chance.event(Purpose::Dealing, actor, self.tick());
            let event = event.of(item.kind as u32);
            match item.at {
                Whereabouts::Hidden(tile) => self.leave_or_fetch(id, actor, tile, event),
                _ => self.hide_or_pass(id, actor, event),
            }
        };
        if let Some(item) = self.items.item(id).copied() {
            let subject = match item.at {
                Whereabouts::Carried(person) if self.roster.is_inmate(person) => person,
                _ => actor,
            };
            if self.roster.is_inmate(subject) {
                self.think_again(id, subject, after);
            }
        }
    }

    /// Hidden things stay where they are, most of the time. Returns when to think of it again.
    fn leave_or_fetch(&mut self, id: ItemId, owner: PersonId, tile: TileId, event: Event) -> u64 {
        let later = event.on("when again");
        if !event.on("would have it").is(25, 100) {
            return HOUR * 12 + later.below(DAY);
        }
        if !self.reaches(owner, tile) || self.conduct.is_at(owner, Deed::Sleep) {
            return HOUR + later.below(2 * HOUR);
        }
        self.fetch(id, owner);
        HOUR + later.below(5 * HOUR)
    }

    /// What is carried is hidden, passed on, or carried on. Returns when to think of it again.
    fn hide_or_pass(&mut self, id: ItemId, man: PersonId, event: Event) -> u64 {
        let is_money = |item: &Item| item.kind == ItemKind::Money;
        if self.items.item(id).is_some_and(is_money) && self.buy(man, event) {
            return DAY;
        }
        let bold = event.on("is bold").is(self.temper(man) * BOLD, 1_000_000);
        let later = event.on("when again");
        match event.on("what to do with it").below(100) {
            0..35 => match self.hiding_place(man, event) {
                Some(tile) if bold || self.watchers(tile).is_empty() => {
                    self.hide(id, man, tile);
                    HOUR * 12 + later.below(DAY)
                }
                _ => 20 * MINUTE + later.below(20 * MINUTE),
            },
            35..75 => {
                let neighbour = self.neighbour(man);
                let here = self.tile_of(man);
                match neighbour {
                    Some(other) if bold || self.watchers(here).is_empty() => {
                        self.pass(id, man, other);
                        2 * HOUR + later.below(10 * HOUR)
                    }
                    _ => seconds(300) + later.below(10 * MINUTE),
                }
            }
            _ => 2 * HOUR + later.below(4 * HOUR),
        }
    }

    /// Where a man would hide something now: at his bunk, or in the floor and the bucket of his cell,
    /// and now and then at his work.
    fn hiding_place(&self, man: PersonId, event: Event) -> Option<TileId> {
        let here = self.tile_of(man);
        let room = self.topology.room_at(here)?;
        let entry = self.roster.of(man);
        if Some(room) == self.topology.room_at(entry.berth) {
            let tiles = &self.topology.room(room).tiles;
            if event.on("at his bunk").is(70, 100) || tiles.len() > 40 {
                return Some(entry.berth);
            }
            return event.on("where").pick(tiles.iter().copied());
        }
        let at_work = self.conduct.is_at(man, Deed::Work) && entry.work_place.is_some();
        (at_work && event.on("at his work").is(10, 100))
            .then_some(entry.work_place)
            .flatten()
    }

    /// A man within reach to whom another would give something: a cell-mate before one of his own sort.
    fn neighbour(&self, man: PersonId) -> Option<PersonId> {
        let here = self.tile_of(man);
        let berth = self.roster.of(man).berth;
        let cell = self.topology.room_at(berth);
        let group = |person: PersonId| {
            self.everybody
                .entity(person)
                .and_then(|entity| self.identities.get(entity).ok())
                .map(|identity| identity.group.as_str())
        };
        // Most men are far off: that much is told without a root.
        let body = self.bodies.body(man);
        let far = super::hands::REACH as i32 + 1_000;
        self.bodies
            .iter()
            .take(self.roster.inmates() as usize)
            .filter(|(_, other)| (other.x - body.x).abs() <= far && (other.y - body.y).abs() <= far)
            .map(|(other, _)| other)
            .filter(|other| {
                *other != man
                    && !self.roster.is_dead(*other)
                    && !self.conduct.is_kept(*other)
                    && !self.conduct.is_at(*other, Deed::Sleep)
                    && self.reaches(*other, here)
            })
            .filter_map(|other| {
                let home = self.topology.room_at(self.roster.of(other).berth);
                let tie = match () {
                    () if home.is_some() && home == cell => 2,
                    () if group(other) == group(man) => 1,
                    () => return None,
                };
                Some((tie, std::cmp::Reverse(other)))
            })
            .max()
            .map(|(_, other)| other.0)
    }
}
