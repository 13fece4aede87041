//! Protest: men who act where they are, and how the officers on the spot answer.
//!
//! Every ten seconds, while somebody might act, each man who is neither locked in nor asleep weighs
//! his grievance against what he sees: those who act about him, and the guards he sees or expects
//! ([`Decision`](super::Decision)). Who acts stays and makes it known. Officers who are not
//! outnumbered lay hands on one after another; others are sent for; where they are hopelessly few
//! they fall back, and the room is the men's.

use std::collections::BTreeMap;

use bevy_ecs::prelude::*;
use rand::RngExt;
use serde::{Deserialize, Serialize};

use super::grievance::{COWED, KEEPS_AT_IT, LOOK};
use super::spirits::{Grievance, Mood};
use super::{Temper, decision};
use crate::chance::Purpose;
use crate::clock::MINUTE;
use crate::conduct::{Activity, Deed};
use crate::due::DueKind;
use crate::happening::What;
use crate::ids::{HappeningId, PersonId, RoomId, TileId};
use crate::level::{RoomUse, Tile};
use crate::movement::Mode;
use crate::prison::light::is_under_the_sky;
use crate::prison::{Doors, Topology};
use crate::section::{Limits, MOST_COUNTED, Section};

/// Edge of the squares in which men and guards are counted, m: with its neighbours one is what a
/// man takes in of a hall (SCIENCE 6: 15 m indoors, 40 m in the yard).
pub const SQUARE: u32 = 16;
/// Share of the officers on duty whom a man expects in time, besides those he sees, per cent.
pub const EXPECTED: u32 = 20;
/// What a man with a rifle on a tower counts for, hundredths of a guard (SCIENCE 1.9: five to ten), and how
/// far his rifle is feared, mm. The latter is a guess.
const TOWER: u32 = 600;
const RIFLE: u32 = 60_000;
/// So much less grievance keeps a man at it than brought him to it, basis points.
const KEEPS: i32 = 300;
/// Men to a guard up to whom guards lay hands on one; and from whom on they fall back.
const DARE: u32 = 5;
const HOPELESS: u32 = 10;
/// A man who would act does so in ten seconds with a chance of those who act, him among them, to so
/// many times those present. With it the first minute is that of a few, as it was (SCIENCE 4.1).
const HESITATES: u32 = 2;
/// Fewer men than this never drive a guard off.
pub(crate) const CROWD: u32 = 15;
/// How long a guard stands it.
const STANDS_IT: u64 = 600;
/// How near a guard must come to lay hands on a man, mm.
const REACH: u32 = 3_000;
/// From how far officers come to help, mm.
const HELP_FROM: u32 = 120_000;
/// What an arrest costs of legitimacy: with whom it is made, and with those who see it.
const ARRESTED: i32 = 400;
const SAW_ARREST: i32 = 12;

/// A protest in one room.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Protest {
    /// A tile of the room.
    pub place: TileId,
    /// Its happening.
    pub cause: HappeningId,
    /// Since when.
    pub began: u64,
    /// How many act in it, and how many did at the most.
    pub men: u32,
    /// See `men`.
    pub peak: u32,
    /// How many did in its first 60 s.
    pub starters: u32,
    /// Since when the officers in it have been hopelessly few.
    pub outnumbered: Option<u64>,
    /// Whether the officers have left it to the men.
    pub lost: bool,
    /// Officers who were sent for.
    pub helpers: Vec<PersonId>,
}

impl Protest {
    fn new(place: TileId, cause: HappeningId, began: u64, men: u32) -> Self {
        Self {
            place,
            cause,
            began,
            men,
            peak: men,
            starters: men,
            outnumbered: None,
            lost: false,
            helpers: Vec::new(),
        }
    }
}

/// The protests that go on, in the order of their rooms; and what there was so far.
#[derive(Resource, Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Protests {
    list: Vec<Protest>,
    /// How many there were.
    pub count: u32,
    /// How many men were arrested in them.
    pub arrests: u32,
}

impl Protests {
    /// Those that go on.
    pub fn list(&self) -> &[Protest] {
        &self.list
    }
}

impl Section for Protests {
    const NAME: &'static str = "unrest.protests";
    const VERSION: u32 = 1;

    fn check(&self, limits: &Limits) -> Result<(), String> {
        let sound = self.count <= MOST_COUNTED
            && self.arrests <= MOST_COUNTED
            && self.list.iter().all(|protest| {
                protest.place.0 < limits.tiles
                    && protest.cause.0 <= limits.happenings
                    && limits.is_past(protest.began)
                    && protest
                        .outnumbered
                        .is_none_or(|since| limits.is_past(since))
                    && protest.men <= limits.persons
                    && protest.peak <= limits.persons
                    && protest.starters <= limits.persons
                    && protest.helpers.iter().all(|man| man.0 < limits.persons)
            });
        if sound {
            Ok(())
        } else {
            Err("a protest is out of range".into())
        }
    }
}

/// Where somebody is counted: his room and the square in it.
type Spot = (RoomId, u32, u32);

/// Who is where, as far as it matters to those who might act.
pub(crate) struct Scene {
    /// Inmates on their feet, with their spots.
    pub men: Vec<(PersonId, Spot)>,
    /// Officers on duty and free.
    pub guards: Vec<(PersonId, Spot)>,
    present: BTreeMap<Spot, u32>,
    active: BTreeMap<Spot, u32>,
    guarded: BTreeMap<Spot, u32>,
    /// What rifles on towers count for there, hundredths of a guard.
    overlooked: BTreeMap<Spot, u32>,
}

impl Scene {
    fn about(of: &BTreeMap<Spot, u32>, (room, x, y): Spot) -> u32 {
        let mut sum = 0;
        for column in x.saturating_sub(1)..=x + 1 {
            let rows = (room, column, y.saturating_sub(1))..=(room, column, y + 1);
            sum += of.range(rows).map(|(_, men)| men).sum::<u32>();
        }
        sum
    }

    /// Somebody at a spot acts from now on, or no more.
    fn turns(&mut self, spot: Spot, mood: Mood) {
        let active = self.active.entry(spot).or_default();
        *active = match mood.is_active() {
            true => *active + 1,
            false => active.saturating_sub(1),
        };
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
        let mut scene = Scene {
            men: Vec::new(),
            guards: Vec::new(),
            present: BTreeMap::new(),
            active: BTreeMap::new(),
            guarded: BTreeMap::new(),
            overlooked: BTreeMap::new(),
        };
        let mut open: BTreeMap<Spot, TileId> = BTreeMap::new();
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
            if self.spirits.mood(person).is_active() {
                *scene.active.entry(spot).or_default() += 1;
            }
            *scene.present.entry(spot).or_default() += 1;
            scene.men.push((person, spot));
            let here = travel.bodies.body(person).tile;
            if matches!(travel.grid.tile(here), Tile::Floor(floor) if is_under_the_sky(floor)) {
                open.insert(spot, here);
            }
        }
        let officers = self.watch.custody.officers();
        for officer in officers.iter().filter(|officer| officer.on_duty) {
            if let Some(spot) = self.spot(officer.person)
                && self.is_free_guard(officer.person)
            {
                *scene.guarded.entry(spot).or_default() += 1;
                scene.guards.push((officer.person, spot));
                if self.watch.travel.topology.room(spot.0).used_as == RoomUse::Tower {
                    self.overlook(&mut scene, officer.person, &open);
                }
            }
        }
        scene
    }

    /// A man on a tower looks down on whoever is under the sky within reach of his rifle.
    fn overlook(&self, scene: &mut Scene, guard: PersonId, open: &BTreeMap<Spot, TileId>) {
        let travel = &self.watch.travel;
        let above = travel.bodies.body(guard).tile;
        for (spot, tile) in open {
            if travel.grid.distance(above, *tile) <= RIFLE {
                *scene.overlooked.entry(*spot).or_default() += TOWER;
            }
        }
    }

    /// Guards a man of that mood reckons with at a spot, hundredths, and men who act about him once he
    /// does too.
    pub(crate) fn odds(&self, scene: &Scene, spot: Spot, mood: Mood) -> (u32, u32) {
        let all = scene.guards.len() as u32;
        let cops = Scene::about(&scene.guarded, spot) * decision::GUARD
            + scene.overlooked.get(&spot).copied().unwrap_or(0)
            + all * decision::GUARD * EXPECTED / 100;
        let others = Scene::about(&scene.active, spot) - u32::from(mood.is_active());
        (cops, others + 1)
    }

    /// The same for a man who sees no farther than those next to him, and no guards but those.
    pub(crate) fn odds_in_the_dark(&self, scene: &Scene, spot: Spot, mood: Mood) -> (u32, u32) {
        let count = |counts: &BTreeMap<Spot, u32>| counts.get(&spot).copied().unwrap_or(0);
        let all = scene.guards.len() as u32;
        let expected = all * decision::GUARD * EXPECTED / 100;
        let cops = count(&scene.guarded) * decision::GUARD + expected;
        let others = count(&scene.active) - u32::from(mood.is_active());
        (cops, others + 1)
    }

    /// The tile by which a room is named.
    pub(crate) fn place_of(&self, room: RoomId) -> Option<TileId> {
        self.watch.travel.topology.room(room).tiles.first().copied()
    }
}

/// Looks at everybody who might act.
pub(super) fn look(mut temper: Temper) {
    if temper.watch.due.now(DueKind::Temper).next().is_none() {
        return;
    }
    if !temper.spirits.stirring && temper.protests.list.is_empty() {
        return;
    }
    let tick = temper.tick();
    temper
        .watch
        .due
        .push(tick + LOOK, DueKind::Temper, PersonId(0), 0);
    let mut scene = temper.scene();
    decide(&mut temper, &mut scene);
    follow(&mut temper, &scene);
    answer(&mut temper, &scene);
}

/// Each man decides by what he sees; then it shows.
fn decide(temper: &mut Temper, scene: &mut Scene) {
    let rule = temper.decision();
    let tick = temper.tick();
    let mut changed: Vec<(PersonId, Spot, Mood)> = Vec::new();
    for (person, spot) in &scene.men {
        let Some(man) = temper.spirits.of(*person) else {
            continue;
        };
        // Rioters are the riot's; the cowed dare nothing.
        if matches!(man.mood, Mood::Rioting | Mood::Cowed) {
            continue;
        }
        // Who stood up by choice keeps at it until he is weary.
        if man.stood_up.is_some() {
            if tick > man.since + KEEPS_AT_IT {
                changed.push((*person, *spot, Mood::Cowed));
            }
            continue;
        }
        // Whom a player leads decides for himself.
        if temper.watch.conduct.is_led(*person) {
            continue;
        }
        // Whoever could not act were he alone need not look about him.
        let keeps = if man.mood == Mood::Protesting {
            KEEPS
        } else {
            0
        };
        if man.grievance() + keeps <= rule.threshold as i32 {
            if man.mood == Mood::Protesting {
                changed.push((*person, *spot, Mood::Quiet));
            }
            continue;
        }
        // Nobody protests to himself: it takes others who see it.
        if man.mood == Mood::Quiet && Scene::about(&scene.present, *spot) < CROWD {
            continue;
        }
        let (cops, actives) = temper.odds(scene, *spot, man.mood);
        let margin = man.margin(&rule, cops, actives);
        match man.mood {
            // One looks about before one follows: the more act, the sooner.
            Mood::Quiet if margin > 0 => {
                let present = Scene::about(&scene.present, *spot).max(1);
                let mut rng = temper.watch.chance.stream(Purpose::Fray, *person, tick);
                if rng.random_range(0..HESITATES * present) < actives {
                    changed.push((*person, *spot, Mood::Protesting));
                }
            }
            Mood::Protesting if margin + KEEPS <= 0 => changed.push((*person, *spot, Mood::Quiet)),
            Mood::Protesting if tick > man.since + KEEPS_AT_IT => {
                changed.push((*person, *spot, Mood::Cowed));
            }
            _ => {}
        }
    }
    for (person, spot, mood) in changed {
        scene.turns(spot, mood);
        if let Some(man) = temper.spirits.get_mut(person) {
            // The weary come to themselves by the next day.
            let weary = mood == Mood::Cowed;
            man.turns(mood, if weary { tick + COWED / 3 } else { tick });
        }
        if mood != Mood::Protesting {
            temper.let_go(person);
        }
    }
}

/// Protests follow who acts where.
fn follow(temper: &mut Temper, scene: &Scene) {
    let tick = temper.tick();
    let mut rooms: BTreeMap<TileId, (RoomId, Vec<PersonId>)> = BTreeMap::new();
    for (person, spot) in &scene.men {
        if temper.spirits.mood(*person) == Mood::Protesting
            && let Some(place) = temper.place_of(spot.0)
        {
            rooms
                .entry(place)
                .or_insert((spot.0, Vec::new()))
                .1
                .push(*person);
        }
    }
    let mut list = std::mem::take(&mut temper.protests.list);
    for (place, (room, men)) in &rooms {
        let number = men.len() as u32;
        let known = list.iter_mut().find(|protest| protest.place == *place);
        let cause = match known {
            Some(protest) => {
                protest.men = number;
                if tick <= protest.began + MINUTE {
                    protest.starters = protest.starters.max(number);
                }
                if number > protest.peak {
                    // It is told when it has doubled.
                    if protest.peak.next_power_of_two() < number.next_power_of_two() {
                        temper.watch.happenings.record(
                            tick,
                            What::ProtestGrew { men: number },
                            None,
                            Some(*place),
                            protest.cause,
                        );
                    }
                    protest.peak = number;
                }
                protest.cause
            }
            None => {
                let root = temper.root_of(men);
                let cause = temper.watch.happenings.record(
                    tick,
                    What::ProtestBegan {
                        men: number,
                        eating: temper.watch.travel.topology.room(*room).used_as
                            == RoomUse::MessHall,
                    },
                    men.first().copied(),
                    Some(*place),
                    root,
                );
                temper.protests.count += 1;
                list.push(Protest::new(*place, cause, tick, number));
                cause
            }
        };
        for person in men {
            let here = temper.watch.travel.bodies.body(*person).tile;
            let stays = temper.watch.conduct.is_at(*person, Deed::Protest);
            if !stays {
                temper.bid(*person, Activity::new(Deed::Protest, here), cause);
            }
        }
    }
    list.sort_by_key(|protest| protest.place);
    let (on, over): (Vec<Protest>, Vec<Protest>) = list
        .into_iter()
        .partition(|protest| rooms.contains_key(&protest.place));
    temper.protests.list = on;
    for protest in over {
        temper.watch.happenings.record(
            tick,
            What::ProtestEnded { men: protest.peak },
            None,
            Some(protest.place),
            protest.cause,
        );
        for helper in protest.helpers {
            temper.let_go(helper);
        }
    }
}

/// The officers on the spot answer.
fn answer(temper: &mut Temper, scene: &Scene) {
    let tick = temper.tick();
    let mut engaged: Vec<PersonId> = Vec::new();
    for place in 0..temper.protests.list.len() {
        let mut protest = temper.protests.list[place].clone();
        let Some(room) = temper.watch.travel.topology.room_at(protest.place) else {
            continue;
        };
        let men = scene.active_in(room);
        let guards = scene.guards_in(room);
        if !protest.lost {
            call_help(temper, scene, &mut protest, guards);
            if men >= CROWD && guards * HOPELESS < men {
                let since = *protest.outnumbered.get_or_insert(tick);
                if tick >= since + STANDS_IT {
                    protest.lost = true;
                    temper.watch.happenings.record(
                        tick,
                        What::GuardsFellBack { guards, men },
                        None,
                        Some(protest.place),
                        protest.cause,
                    );
                }
            } else {
                protest.outnumbered = None;
                if guards * DARE >= men {
                    lay_hands_on(temper, scene, room, protest.cause);
                    let here = scene.guards.iter().filter(|(_, spot)| spot.0 == room);
                    engaged.extend(here.map(|(guard, _)| *guard));
                }
            }
        }
        if !protest.lost {
            engaged.extend(&protest.helpers);
        }
        temper.protests.list[place] = protest;
    }
    // Whoever has nothing to do with it any more goes back to his duty.
    let officers = temper.watch.custody.officers();
    let idle: Vec<PersonId> = officers
        .iter()
        .map(|officer| officer.person)
        .filter(|officer| !engaged.contains(officer))
        .collect();
    for officer in idle {
        temper.let_go(officer);
    }
}

/// Officers who are free and near are sent for, until there is one to three men.
fn call_help(temper: &mut Temper, scene: &Scene, protest: &mut Protest, guards: u32) {
    let wanted = (protest.men / 3).saturating_sub(guards) as usize;
    protest
        .helpers
        .retain(|helper| scene.guards.iter().any(|(guard, _)| guard == helper));
    if protest.helpers.len() >= wanted {
        return;
    }
    let travel = &temper.watch.travel;
    let mut free: Vec<(u32, PersonId)> = temper
        .watch
        .custody
        .officers()
        .iter()
        .filter(|officer| officer.on_duty && officer.post.is_none() && officer.task.is_none())
        .map(|officer| officer.person)
        .filter(|person| scene.guards.iter().any(|(guard, _)| guard == person))
        .filter(|person| !protest.helpers.contains(person))
        .map(|person| {
            let here = travel.bodies.body(person).tile;
            (travel.grid.distance(here, protest.place), person)
        })
        .filter(|(distance, _)| *distance <= HELP_FROM)
        .collect();
    free.sort_unstable();
    let cause = protest.cause;
    for (_, person) in free.into_iter().take(wanted - protest.helpers.len()) {
        protest.helpers.push(person);
        temper.bid(person, Activity::new(Deed::Respond, protest.place), cause);
    }
}

/// Each guard in the room lays hands on a man within reach, or goes to the nearest.
fn lay_hands_on(temper: &mut Temper, scene: &Scene, room: RoomId, cause: HappeningId) {
    let mut active: Vec<PersonId> = scene
        .men
        .iter()
        .filter(|(person, spot)| spot.0 == room && temper.spirits.mood(*person).is_active())
        .map(|(person, _)| *person)
        .collect();
    let guards: Vec<PersonId> = scene
        .guards
        .iter()
        .filter(|(_, spot)| spot.0 == room)
        .map(|(person, _)| *person)
        .collect();
    for guard in guards {
        let travel = &temper.watch.travel;
        let here = travel.bodies.body(guard).tile;
        let nearest = active
            .iter()
            .map(|man| {
                (
                    travel.grid.distance(here, travel.bodies.body(*man).tile),
                    *man,
                )
            })
            .min();
        let Some((distance, man)) = nearest else {
            break;
        };
        if distance > REACH {
            let there = temper.watch.travel.bodies.body(man).tile;
            temper.bid(guard, Activity::new(Deed::Respond, there), cause);
            continue;
        }
        active.retain(|other| *other != man);
        temper.arrest(scene, (guard, man), cause);
    }
}

impl Temper<'_> {
    /// A man is subdued: he acts no more, and dares nothing for a while.
    pub(crate) fn subdue(&mut self, person: PersonId, until: u64) {
        if let Some(man) = self.spirits.get_mut(person) {
            man.turns(Mood::Cowed, until);
            // Keys he came by are not his any more.
            self.watch.travel.bodies.set_keys(person, false);
        }
        self.let_go(person);
    }

    /// A man acts from now on by his own choice, whatever the odds. Others see it, and decide.
    pub(crate) fn stand_up(&mut self, person: PersonId, cause: HappeningId) {
        let tick = self.tick();
        let here = self.watch.travel.bodies.body(person).tile;
        if let Some(man) = self.spirits.get_mut(person) {
            man.turns(Mood::Protesting, tick);
            man.stood_up = Some(cause);
        }
        self.bid(person, Activity::new(Deed::Protest, here), cause);
        self.look_whether_it_stirs();
    }

    /// What the protest of some men comes from: that one of them stood up, or else the heaviest of
    /// what they hold against the administration.
    pub(crate) fn root_of(&self, men: &[PersonId]) -> HappeningId {
        let stood_up = men
            .iter()
            .find_map(|man| self.spirits.of(*man).and_then(|man| man.stood_up));
        stood_up.unwrap_or_else(|| {
            let (causes, _) = self.spirits.causes_of(men.iter().copied());
            causes.first().map_or(HappeningId::NONE, |cause| cause.2)
        })
    }

    /// A room is the men's: those who were to guard it can not. A riot begins there.
    pub(crate) fn lose_room(&mut self, room: RoomId, men: u32, cause: HappeningId) {
        let Some(place) = self.place_of(room) else {
            return;
        };
        let tick = self.tick();
        let list = &mut self.protests.list;
        match list.binary_search_by_key(&place, |protest| protest.place) {
            Ok(known) => list[known].lost = true,
            Err(next) => {
                let mut protest = Protest::new(place, cause, tick, men);
                protest.lost = true;
                list.insert(next, protest);
                self.protests.count += 1;
            }
        }
    }

    /// An officer lays hands on a man, before whoever is in the room, and leads him off.
    pub(crate) fn arrest(
        &mut self,
        scene: &Scene,
        (guard, man): (PersonId, PersonId),
        cause: HappeningId,
    ) {
        let tick = self.tick();
        let here = self.watch.travel.bodies.body(guard).tile;
        let room = self.watch.travel.topology.room_at(here);
        let what = What::Arrested { by: guard };
        let arrest = self
            .watch
            .happenings
            .record(tick, what, Some(man), Some(here), cause);
        self.protests.arrests += 1;
        self.subdue(man, tick + COWED);
        let harsh = self.watch.rules.guards.harshness as i32;
        let weight = |full: i32| full * harsh / 5_000;
        if let Some(man) = self.spirits.get_mut(man) {
            man.takes(Grievance::Punished, Some(guard), weight(ARRESTED), arrest);
        }
        for (witness, spot) in &scene.men {
            if Some(spot.0) == room
                && *witness != man
                && let Some(man) = self.spirits.get_mut(*witness)
            {
                man.takes(Grievance::SawPunished, None, weight(SAW_ARREST), arrest);
            }
        }
    }
}
