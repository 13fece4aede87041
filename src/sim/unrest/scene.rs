//! What men take in from where they are: those about them, those of them who act or grumble, and the
//! guards they see or expect.
//!
//! It is drawn up once for each look, by squares of a room, so that what it costs hangs on how many places
//! there are rather than on how many men look about.

use std::collections::BTreeMap;

use super::spirits::Mood;
use super::{Temper, decision};
use crate::conduct::Deed;
use crate::ids::{PersonId, RoomId, TileId};
use crate::level::{RoomUse, Tile};
use crate::movement::Mode;
use crate::prison::light::is_under_the_sky;
use crate::prison::{Doors, Topology};

/// Edge of the squares in which men and guards are counted, m.
pub const SQUARE: u32 = 10;
/// How many squares to each side of his own a man takes in, within walls and under the sky (SCIENCE 6:
/// 15 m, 40 m).
const WITHIN_WALLS: u32 = 1;
const UNDER_THE_SKY: u32 = 4;
/// How near an officer must be to come within a minute, mm.
const A_MINUTE: u32 = 60_000;
/// Share of those near enough whom a man expects, besides those he sees, per cent. A guess.
pub const EXPECTED: u32 = 50;
/// So many men who only make themselves heard, were they all of those present, count for one who acts. A
/// guess.
const ROAR: u32 = 20;
/// What a man with a rifle on a tower counts for, hundredths of a guard (SCIENCE 1.9: five to ten), and how
/// far his rifle is feared, mm. The latter is a guess.
const TOWER: u32 = 600;
const RIFLE: u32 = 60_000;
/// What a gun adds to a guard, hundredths of one: an armed guard is three to five (SCIENCE 1.9).
const GUN: u32 = 300;

/// How many squares to each side of his own a man takes in.
pub const fn squares_seen(under_the_sky: bool) -> u32 {
    match under_the_sky {
        true => UNDER_THE_SKY,
        false => WITHIN_WALLS,
    }
}

/// Whether an officer is near enough to come within a minute, both given by their squares.
pub const fn is_at_call(one: (u32, u32), other: (u32, u32)) -> bool {
    let far = A_MINUTE / 1_000 / SQUARE;
    one.0.abs_diff(other.0).pow(2) + one.1.abs_diff(other.1).pow(2) <= far * far
}

/// Where somebody is counted: his room and the square in it.
pub(super) type Spot = (RoomId, u32, u32);

/// Who is where, as far as it matters to those who might act.
#[derive(Default)]
pub(crate) struct Scene {
    /// Inmates on their feet, with their spots.
    pub men: Vec<(PersonId, Spot)>,
    /// Officers on duty and free.
    pub guards: Vec<(PersonId, Spot)>,
    present: BTreeMap<Spot, u32>,
    active: BTreeMap<Spot, u32>,
    /// Men at table who would act if nobody guarded them, and let it be heard.
    grumbling: BTreeMap<Spot, u32>,
    guarded: BTreeMap<Spot, u32>,
    /// What the guns of those count for besides, hundredths of a guard.
    armed: BTreeMap<Spot, u32>,
    /// How many officers are near enough to come there in time.
    at_call: BTreeMap<Spot, u32>,
    /// What rifles on towers count for there, hundredths of a guard.
    overlooked: BTreeMap<Spot, u32>,
    /// Spots under the sky, with a tile of each.
    open: BTreeMap<Spot, TileId>,
    /// What a man at each spot where somebody stands takes in.
    views: BTreeMap<Spot, View>,
}

/// What a man takes in from where he is.
#[derive(Clone, Copy, Debug, Default)]
pub(crate) struct View {
    /// Men on their feet, himself among them.
    pub present: u32,
    /// Those of them who act.
    pub active: u32,
    /// Those who only grumble.
    pub grumbling: u32,
    /// Guards he sees, and those he expects, hundredths of one.
    pub guards: u32,
}

impl View {
    /// What those who only grumble count for, in men who act: the larger their share, the more each of
    /// them does, since one knows then that one is not alone.
    fn roar(self) -> u32 {
        self.grumbling * self.grumbling / self.present.max(1) / ROAR
    }
}

impl Scene {
    /// How many squares to each side a man at a spot takes in.
    fn far(&self, spot: Spot) -> u32 {
        squares_seen(self.open.contains_key(&spot))
    }

    /// Whether a man at a spot takes in another.
    pub(super) fn takes_in(&self, spot: Spot, other: Spot) -> bool {
        let far = self.far(spot);
        spot.0 == other.0 && spot.1.abs_diff(other.1) <= far && spot.2.abs_diff(other.2) <= far
    }

    /// The sum over what a man at a spot takes in.
    fn about(&self, of: &BTreeMap<Spot, u32>, (room, x, y): Spot) -> u32 {
        let far = self.far((room, x, y));
        let mut sum = 0;
        for column in x.saturating_sub(far)..=x + far {
            let rows = (room, column, y.saturating_sub(far))..=(room, column, y + far);
            sum += of.range(rows).map(|(_, men)| men).sum::<u32>();
        }
        sum
    }

    /// What a man at a spot takes in.
    pub(super) fn view(&self, spot: Spot) -> View {
        self.views.get(&spot).copied().unwrap_or_default()
    }

    /// Has everybody look about.
    fn look_about(&mut self) {
        let views = self.present.keys().map(|spot| {
            let rifles = self.overlooked.get(spot).copied().unwrap_or(0);
            let guns = self.about(&self.armed, *spot) + rifles;
            let guards = self.about(&self.guarded, *spot) * decision::GUARD + guns;
            let view = View {
                present: self.about(&self.present, *spot),
                active: self.about(&self.active, *spot),
                grumbling: self.about(&self.grumbling, *spot),
                guards: guards + self.expected(*spot),
            };
            (*spot, view)
        });
        self.views = views.collect();
    }

    /// Who of the officers would be at each spot in time, were there trouble.
    fn see_who_is_at_call(&mut self) {
        let mut at: BTreeMap<(u32, u32), u32> = BTreeMap::new();
        for ((_, x, y), guards) in &self.guarded {
            *at.entry((*x, *y)).or_default() += guards;
        }
        for spot @ (_, x, y) in self.present.keys() {
            let near = at.iter().filter(|(other, _)| is_at_call(**other, (*x, *y)));
            let guards = near.map(|(_, guards)| guards).sum();
            self.at_call.insert(*spot, guards);
        }
    }

    /// The guards whom men at a spot expect besides those they see, hundredths of one.
    fn expected(&self, spot: Spot) -> u32 {
        self.at_call.get(&spot).copied().unwrap_or(0) * decision::GUARD * EXPECTED / 100
    }

    /// Somebody at a spot acts from now on, or no more.
    pub(super) fn turns(&mut self, spot: Spot, mood: Mood) {
        let active = self.active.entry(spot).or_default();
        *active = match mood.is_active() {
            true => *active + 1,
            false => active.saturating_sub(1),
        };
    }

    /// Rooms in which somebody grumbles, how many do, and of how many.
    pub(super) fn grumbling_in(&self) -> Vec<(RoomId, u32, u32)> {
        let mut rooms: Vec<RoomId> = self.grumbling.keys().map(|spot| spot.0).collect();
        rooms.dedup();
        let counted = |room| {
            (
                room,
                self.in_room(&self.grumbling, room),
                self.in_room(&self.present, room),
            )
        };
        rooms.into_iter().map(counted).collect()
    }

    /// How many act in a room.
    pub fn active_in(&self, room: RoomId) -> u32 {
        self.in_room(&self.active, room)
    }

    /// How many officers are free in a room.
    pub fn guards_in(&self, room: RoomId) -> u32 {
        self.in_room(&self.guarded, room)
    }

    fn in_room(&self, of: &BTreeMap<Spot, u32>, room: RoomId) -> u32 {
        of.range((room, 0, 0)..=(room, u32::MAX, u32::MAX))
            .map(|(_, men)| men)
            .sum()
    }
}

/// Whether a room is a cell whose door is locked.
pub(crate) fn is_locked_cell(topology: &Topology, doors: &Doors, room: RoomId) -> bool {
    topology.room(room).used_as == RoomUse::Cell
        && topology
            .only_portal(room)
            .is_some_and(|portal| doors.is_locked(portal))
}

impl Temper<'_> {
    /// Where somebody is counted; `None` in doorways and off the map.
    pub(crate) fn spot(&self, person: PersonId) -> Option<Spot> {
        let travel = &self.watch.travel;
        let body = travel.bodies.body(person);
        if body.mode == Mode::Gone {
            return None;
        }
        let room = travel.topology.room_at(body.tile)?;
        let (x, y) = travel.grid.x_y(body.tile);
        Some((room, x / SQUARE, y / SQUARE))
    }

    /// Whether somebody is free to do his duty.
    pub(crate) fn is_free_guard(&self, person: PersonId) -> bool {
        !matches!(
            self.watch.conduct.doing(person).activity.deed,
            Deed::Captive | Deed::Wounded | Deed::Dead | Deed::OffDuty
        )
    }

    /// Who is where.
    pub(crate) fn scene(&self) -> Scene {
        let mut scene = Scene::default();
        let threshold = self.decision().threshold as i32;
        for person in self.watch.roster.all_inmates() {
            let doing = self.watch.conduct.doing(person);
            let deed = doing.activity.deed;
            if deed == Deed::Wounded || (doing.there && deed == Deed::Sleep) {
                continue;
            }
            let Some(spot) = self.spot(person) else {
                continue;
            };
            let travel = &self.watch.travel;
            if is_locked_cell(&travel.topology, &travel.doors, spot.0) {
                continue;
            }
            let at_table = doing.there && deed == Deed::Eat;
            match self.spirits.of(person) {
                Some(man) if man.mood.is_active() => *scene.active.entry(spot).or_default() += 1,
                Some(man) if at_table && man.mood == Mood::Quiet && man.grievance() > threshold => {
                    *scene.grumbling.entry(spot).or_default() += 1;
                }
                _ => {}
            }
            *scene.present.entry(spot).or_default() += 1;
            scene.men.push((person, spot));
            let here = travel.bodies.body(person).tile;
            if matches!(travel.grid.tile(here), Tile::Floor(floor) if is_under_the_sky(floor)) {
                scene.open.insert(spot, here);
            }
        }
        let officers = self.watch.custody.officers();
        for officer in officers.iter().filter(|officer| officer.on_duty) {
            if let Some(spot) = self.spot(officer.person)
                && self.is_free_guard(officer.person)
            {
                scene.guards.push((officer.person, spot));
                if self.watch.has_his_hands_full(officer.person) {
                    continue;
                }
                *scene.guarded.entry(spot).or_default() += 1;
                if self.watch.custody.is_armed(officer.person) {
                    *scene.armed.entry(spot).or_default() += GUN;
                }
                if self.watch.travel.topology.room(spot.0).used_as == RoomUse::Tower {
                    self.overlook(&mut scene, officer.person);
                }
            }
        }
        scene.see_who_is_at_call();
        scene.look_about();
        scene
    }

    /// A man on a tower looks down on whoever is under the sky within reach of his rifle.
    fn overlook(&self, scene: &mut Scene, guard: PersonId) {
        let travel = &self.watch.travel;
        let above = travel.bodies.body(guard).tile;
        for (spot, tile) in &scene.open {
            if travel.grid.distance(above, *tile) <= RIFLE {
                *scene.overlooked.entry(*spot).or_default() += TOWER;
            }
        }
    }

    /// Guards a man of that mood reckons with at a spot, hundredths, and men who act about him once he
    /// does too.
    pub(crate) fn odds(&self, scene: &Scene, spot: Spot, mood: Mood) -> (u32, u32) {
        let view = scene.view(spot);
        let others = view.active - u32::from(mood.is_active());
        (view.guards, others + 1 + view.roar())
    }

    /// The same for a man who sees no farther than those next to him, and no guards but those.
    pub(crate) fn odds_in_the_dark(&self, scene: &Scene, spot: Spot, mood: Mood) -> (u32, u32) {
        let count = |counts: &BTreeMap<Spot, u32>| counts.get(&spot).copied().unwrap_or(0);
        let guards = count(&scene.guarded) * decision::GUARD + count(&scene.armed);
        let cops = guards + scene.expected(spot);
        let others = count(&scene.active) - u32::from(mood.is_active());
        (cops, others + 1)
    }

    /// The tile by which a room is named.
    pub(crate) fn place_of(&self, room: RoomId) -> Option<TileId> {
        self.watch.travel.topology.room(room).tiles.first().copied()
    }
}
