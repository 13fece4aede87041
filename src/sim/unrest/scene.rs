//! What men take in from where they are: those about them, those of them who act or grumble, and the
//! guards they see or expect.
//!
//! It is drawn up once for each look, by squares of a room, so that what it costs hangs on how many places
//! there are rather than on how many men look about.

use std::sync::Arc;

use bevy_ecs::prelude::*;

use super::at_call::AtCall;
use super::decision::{self, Decision};
use super::spirits::{Mood, Spirits};
use crate::clock::Clock;
use crate::conduct::{Conduct, Deed};
use crate::custody::Custody;
use crate::harm::gunfire::RIFLE;
use crate::ids::{PersonId, RoomId, TileId};
use crate::level::{RoomUse, Tile};
use crate::movement::{Bodies, Mode};
use crate::people::Roster;
use crate::prison::light::is_under_the_sky;
use crate::prison::squares::{SQUARE, Squares};
use crate::prison::{Doors, Fires, Grid, Topology};

/// How many squares to each side of his own a man takes in, within walls and under the sky (docs/science.md#values-to-start-from:
/// 15 m, 40 m).
const WITHIN_WALLS: u32 = 1;
const UNDER_THE_SKY: u32 = 4;
/// Share of those near enough whom a man expects, besides those he sees, per cent. A guess.
const EXPECTED: u32 = 50;
/// The number of men who count for one who acts, if they only grumble and everybody present does. A guess.
const ROAR: u32 = 20;
/// What a man with a rifle on a tower counts for, hundredths of a guard (docs/science.md#from-epstein-to-the-prison: five to ten).
const TOWER: u32 = 600;
/// What a gun adds to a guard, hundredths of one: an armed guard is three to five (docs/science.md#from-epstein-to-the-prison).
const GUN: u32 = 300;

/// How many squares to each side of his own a man takes in.
const fn squares_seen(under_the_sky: bool) -> u32 {
    match under_the_sky {
        true => UNDER_THE_SKY,
        false => WITHIN_WALLS,
    }
}

/// Where somebody is counted: his room and the square in it.
pub type Spot = (RoomId, u32, u32);

/// Who is where, as far as it matters to those who might act.
#[derive(Default)]
pub struct Scene {
    /// Inmates on their feet, with their spots.
    pub men: Vec<(PersonId, Spot)>,
    /// Officers on duty and free.
    pub guards: Vec<(PersonId, Spot)>,
    /// The spots there are.
    squares: Arc<Squares>,
    /// What there is at each of them.
    counts: Vec<Count>,
    /// What a man at each of them takes in, where somebody stands.
    views: Vec<View>,
    /// Rooms full of smoke.
    smoky: Vec<RoomId>,
}

/// What there is at a spot.
#[derive(Clone, Copy, Default)]
struct Count {
    present: u32,
    active: u32,
    /// Men at table who would act if nobody guarded them, and let it be heard.
    grumbling: u32,
    guarded: u32,
    /// What the guns of those count for besides, hundredths of a guard.
    armed: u32,
    /// Those of them who would come if they were called: not who has just been driven off.
    ready: u32,
    /// How many officers are near enough to come there in time, if somebody stands there.
    at_call: u32,
    /// How many who act are as near.
    fellows: u32,
    /// What rifles on towers count for there, hundredths of a guard.
    overlooked: u32,
    /// A tile of it under the sky, if there is one.
    open: Option<TileId>,
}

/// What a man takes in from where he is.
#[derive(Clone, Copy, Debug, Default)]
pub struct View {
    /// Men on their feet, himself among them.
    pub present: u32,
    /// Those of them who act.
    pub active: u32,
    /// Those who only grumble.
    pub grumbling: u32,
    /// Guards he sees, and those he expects, hundredths of one.
    pub guards: u32,
    /// Men who act and are near enough to come in time, whether he sees them or not.
    pub fellows: u32,
}

impl View {
    /// What those who only grumble count for, in men who act: the larger their share, the more each of
    /// them does, since one knows then that one is not alone.
    fn roar(self) -> u32 {
        self.grumbling * self.grumbling / self.present.max(1) / ROAR
    }
}

impl Scene {
    /// What there is at a spot.
    fn count(&self, (room, x, y): Spot) -> Count {
        let place = self.squares.place(room, (x, y));
        place.map_or(Count::default(), |place| self.counts[place])
    }

    /// The same, to be changed.
    fn count_mut(&mut self, (room, x, y): Spot) -> Option<&mut Count> {
        let place = self.squares.place(room, (x, y))?;
        self.counts.get_mut(place)
    }

    /// How many squares to each side a man at a spot takes in.
    fn far(&self, room: RoomId, count: &Count) -> u32 {
        if self.smoky.contains(&room) {
            return 0;
        }
        squares_seen(count.open.is_some())
    }

    /// Whether a man at a spot takes in another.
    pub(super) fn takes_in(&self, spot: Spot, other: Spot) -> bool {
        let far = self.far(spot.0, &self.count(spot));
        spot.0 == other.0 && spot.1.abs_diff(other.1) <= far && spot.2.abs_diff(other.2) <= far
    }

    /// What a man at a spot takes in.
    pub(super) fn view(&self, (room, x, y): Spot) -> View {
        let place = self.squares.place(room, (x, y));
        place.map_or(View::default(), |place| self.views[place])
    }

    /// Spots with what there is at each, in order.
    fn iter(&self) -> impl Iterator<Item = (Spot, &Count)> {
        self.squares.iter().zip(&self.counts)
    }

    /// Where somebody is who might act.
    pub fn spots(&self) -> impl Iterator<Item = Spot> {
        let spots = self.iter().filter(|(_, count)| count.present > 0);
        spots.map(|(spot, _)| spot)
    }

    /// Guards a man of that mood reckons with at a spot, hundredths, and men who act about him once he
    /// does too.
    pub fn odds(&self, spot: Spot, mood: Mood) -> (u32, u32) {
        let view = self.view(spot);
        let others = view.active - u32::from(mood.is_active());
        // Who has made common cause with others counts on them as he reckons with the officers.
        let unseen = match mood {
            Mood::Rioting => view.fellows.saturating_sub(view.active) * EXPECTED / 100,
            _ => 0,
        };
        (view.guards, others + 1 + unseen + view.roar())
    }

    /// The same for a man who sees no farther than those next to him, and no guards but those.
    pub fn odds_in_the_dark(&self, spot: Spot, mood: Mood) -> (u32, u32) {
        let count = self.count(spot);
        let cops = count.guarded * decision::GUARD + count.armed + count.expected();
        let others = count.active - u32::from(mood.is_active());
        (cops, others + 1)
    }

    /// Has everybody look about.
    fn look_about(&mut self) {
        let view = |((room, x, y), count): (Spot, &Count)| {
            if count.present == 0 {
                return View::default();
            }
            let far = self.far(room, count);
            let mut view = View {
                guards: count.overlooked + count.expected(),
                fellows: count.fellows,
                ..View::default()
            };
            for places in self.squares.about(room, (x, y), far) {
                for near in &self.counts[places] {
                    view.present += near.present;
                    view.active += near.active;
                    view.grumbling += near.grumbling;
                    view.guards += near.guarded * decision::GUARD + near.armed;
                }
            }
            view
        };
        self.views = self.iter().map(view).collect();
    }

    /// Who of the officers would be at each spot in time, were there trouble; and who of those who act.
    fn see_who_is_at_call(&mut self, grid: &Grid) {
        let counts = || self.iter().map(|((_, x, y), count)| ((x, y), count));
        let officers = AtCall::of(grid, counts().map(|(at, count)| (at, count.ready)));
        let acting = AtCall::of(grid, counts().map(|(at, count)| (at, count.active)));
        for ((_, x, y), count) in self.squares.iter().zip(&mut self.counts) {
            if count.present > 0 {
                count.at_call = officers.near((x, y));
                count.fellows = acting.near((x, y));
            }
        }
    }

    /// Somebody at a spot acts from now on, or no more.
    pub(super) fn turns(&mut self, spot: Spot, mood: Mood) {
        let Some(count) = self.count_mut(spot) else {
            return;
        };
        count.active = match mood.is_active() {
            true => count.active + 1,
            false => count.active.saturating_sub(1),
        };
    }

    /// Rooms in which somebody grumbles, how many do, and of how many.
    pub(super) fn grumbling_in(&self) -> Vec<(RoomId, u32, u32)> {
        let loud = self.iter().filter(|(_, count)| count.grumbling > 0);
        let mut rooms: Vec<RoomId> = loud.map(|(spot, _)| spot.0).collect();
        rooms.dedup();
        let counted = |room| {
            (
                room,
                self.in_room(room, |count| count.grumbling),
                self.in_room(room, |count| count.present),
            )
        };
        rooms.into_iter().map(counted).collect()
    }

    /// How many act in a room.
    pub fn active_in(&self, room: RoomId) -> u32 {
        self.in_room(room, |count| count.active)
    }

    /// How many officers are free in a room.
    pub fn guards_in(&self, room: RoomId) -> u32 {
        self.in_room(room, |count| count.guarded)
    }

    fn in_room(&self, room: RoomId, which: impl Fn(&Count) -> u32) -> u32 {
        self.counts[self.squares.of_room(room)]
            .iter()
            .map(which)
            .sum()
    }
}

impl Count {
    /// The guards whom men there expect besides those they see, hundredths of one.
    fn expected(&self) -> u32 {
        self.at_call * decision::GUARD * EXPECTED / 100
    }
}

/// Whether a room is a cell whose door is locked.
pub(crate) fn is_locked_cell(topology: &Topology, doors: &Doors, room: RoomId) -> bool {
    topology.room(room).used_as == RoomUse::Cell
        && topology
            .only_portal(room)
            .is_some_and(|portal| doors.is_locked(portal))
}

/// Where somebody who is on a tile is counted; `None` in doorways and off the map.
pub fn spot_of(grid: &Grid, topology: &Topology, at: TileId) -> Option<Spot> {
    let room = topology.room_at(at)?;
    let (x, y) = Squares::at(grid, at);
    Some((room, x, y))
}

/// Where somebody is counted; `None` in doorways and off the map.
pub(crate) fn spot_of_person(
    grid: &Grid,
    topology: &Topology,
    bodies: &Bodies,
    person: PersonId,
) -> Option<Spot> {
    let body = bodies.body(person);
    if body.mode == Mode::Gone {
        return None;
    }
    spot_of(grid, topology, body.tile)
}

/// Whether an officer is free to do his duty.
pub(crate) fn is_free_guard(conduct: &Conduct, person: PersonId) -> bool {
    !matches!(
        conduct.doing(person).activity.deed,
        Deed::Captive | Deed::Wounded | Deed::Dead | Deed::OffDuty
    )
}

/// The middle of a spot, mm from the map's left and top edge.
pub const fn middle((_, x, y): Spot) -> (i32, i32) {
    const fn mm(square: u32) -> i32 {
        ((square * SQUARE + SQUARE / 2) * 1_000) as i32
    }
    (mm(x), mm(y))
}

/// What a scene is drawn up from.
pub struct Surroundings<'a> {
    /// Who there is.
    pub roster: &'a Roster,
    /// What each does.
    pub conduct: &'a Conduct,
    /// Who of the officers is on duty, and what he has in hand.
    pub custody: &'a Custody,
    /// What men feel.
    pub spirits: &'a Spirits,
    /// Where they are.
    pub bodies: &'a Bodies,
    /// The tiles.
    pub grid: &'a Grid,
    /// The rooms.
    pub topology: &'a Topology,
    /// The doors.
    pub doors: &'a Doors,
    /// What burns.
    pub fires: &'a Fires,
    /// The time.
    pub tick: u64,
    /// The rule by which men act.
    pub decision: Decision,
}

impl<'a> Surroundings<'a> {
    /// Those of a prison.
    pub fn of(world: &'a World) -> Self {
        Self {
            roster: world.resource(),
            conduct: world.resource(),
            custody: world.resource(),
            spirits: world.resource(),
            bodies: world.resource(),
            grid: world.resource(),
            topology: world.resource(),
            doors: world.resource(),
            fires: world.resource(),
            tick: world.resource::<Clock>().tick,
            decision: Decision::by(world.resource()),
        }
    }

    /// Where somebody is counted; `None` in doorways and off the map.
    fn spot(&self, person: PersonId) -> Option<Spot> {
        spot_of_person(self.grid, self.topology, self.bodies, person)
    }

    /// Who is where, of those who are seen; and who grumbles, of those who are heard. Those who decide
    /// see and hear all there is: who takes in what is a matter of the view of a spot.
    pub fn scene(
        &self,
        is_seen: impl Fn(PersonId) -> bool,
        is_heard: impl Fn(PersonId) -> bool,
    ) -> Scene {
        let squares = Arc::clone(self.topology.squares());
        let mut scene = Scene {
            counts: vec![Count::default(); squares.len()],
            squares,
            smoky: self.fires.smoky(self.topology, self.tick),
            ..Scene::default()
        };
        let threshold = self.decision.threshold as i32;
        for person in self.roster.all_inmates().filter(|person| is_seen(*person)) {
            let doing = self.conduct.doing(person);
            let deed = doing.activity.deed;
            if deed == Deed::Wounded || (doing.there && deed == Deed::Sleep) {
                continue;
            }
            let Some(spot) = self.spot(person) else {
                continue;
            };
            if is_locked_cell(self.topology, self.doors, spot.0) {
                continue;
            }
            scene.men.push((person, spot));
            let Some(count) = scene.count_mut(spot) else {
                continue;
            };
            let at_table = doing.there && deed == Deed::Eat;
            match self.spirits.of(person) {
                Some(man) if man.mood.is_active() => count.active += 1,
                Some(man)
                    if at_table
                        && man.mood == Mood::Quiet
                        && man.grievance() > threshold
                        && is_heard(person) =>
                {
                    count.grumbling += 1;
                }
                _ => {}
            }
            count.present += 1;
            let here = self.bodies.body(person).tile;
            if matches!(self.grid.tile(here), Tile::Floor(floor) if is_under_the_sky(floor)) {
                count.open = Some(here);
            }
        }
        let officers = self.custody.officers();
        let on_duty = officers.iter().filter(|officer| officer.on_duty);
        for guard in on_duty.map(|officer| officer.person) {
            if let Some(spot) = self.spot(guard)
                && is_free_guard(self.conduct, guard)
                && is_seen(guard)
            {
                scene.guards.push((guard, spot));
                if self.custody.has_his_hands_full(guard) {
                    continue;
                }
                if let Some(count) = scene.count_mut(spot) {
                    let falls_back = self.conduct.doing(guard).activity.deed == Deed::FallBack;
                    count.guarded += 1;
                    count.ready += u32::from(!falls_back);
                    count.armed += GUN * u32::from(self.custody.is_armed(guard));
                }
                if self.topology.room(spot.0).used_as == RoomUse::Tower {
                    self.overlook(&mut scene, guard);
                }
            }
        }
        scene.see_who_is_at_call(self.grid);
        scene.look_about();
        scene
    }

    /// A man on a tower looks down on whoever is under the sky within reach of his rifle.
    fn overlook(&self, scene: &mut Scene, guard: PersonId) {
        let above = self.bodies.body(guard).tile;
        for count in &mut scene.counts {
            if let Some(tile) = count.open
                && self.grid.distance(above, tile) <= RIFLE
            {
                count.overlooked += TOWER;
            }
        }
    }
}
