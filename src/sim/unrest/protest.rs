//! Protest: men who act where they are, and how the officers on the spot answer.
//!
//! Every ten seconds, while somebody might act, each man who is neither locked in nor asleep weighs
//! his grievance against what he sees: those who act about him, and the guards he sees or expects
//! ([`Decision`]). Who acts stays and makes it known. Officers who are not
//! outnumbered lay hands on one after another; others are sent for; where they are hopelessly few
//! they fall back, and the room is the men's.

use std::collections::BTreeMap;

use bevy_ecs::prelude::*;
use bevy_ecs::system::SystemParam;
use serde::{Deserialize, Serialize};

use super::grievance::{COWED, KEEPS_AT_IT, LOOK};
use super::scene::{Scene, Spot, Surroundings};
use super::spirits::{Mood, Spirits};
use super::{Arrests, Decision, resolve, response};
use crate::chance::{Chance, Purpose};
use crate::clock::{Clock, HOUR, MINUTE};
use crate::conduct::{Activity, Conduct, Deed, Source};
use crate::custody::{Custody, Officers};
use crate::due::{DueKind, DueQueue};
use crate::happening::{Happenings, UnrestFact, What};
use crate::ids::{HappeningId, PersonId, RoomId, TileId};
use crate::level::RoomUse;
use crate::movement::Bodies;
use crate::people::Roster;
use crate::prison::{Doors, Fires, Grid, Topology};
use crate::rules::Rules;
use crate::section::{Limits, MOST_COUNTED, Section};

/// How much less grievance keeps a man at it than brought him to it, basis points.
const KEEPS: i32 = 300;
/// A man who would act does so in ten seconds with a chance of those who act, him among them, to this
/// many times those present. With it the first minute is that of a few, as it was (docs/science.md#what-riots-have-in-common).
const HESITATES: u32 = 4;
/// How many a man knows: if he is the first, those count who would know him. A guess.
const KNOWS: u32 = 100;
/// It is recorded when one in this many of those at table is loud; and once in this time.
const LOUD: u32 = 3;
const A_MEAL: u64 = HOUR;
/// Fewer men than this never drive a guard off.
pub(crate) const CROWD: u32 = 15;
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
    /// Whether it is that of men who stood up by their own choice.
    pub by_choice: bool,
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
            by_choice: false,
            lost: false,
            helpers: Vec::new(),
        }
    }
}

/// The protests that go on, in the order of their rooms; and what there was so far.
#[derive(Resource, Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Protests {
    pub(super) list: Vec<Protest>,
    /// Where men banged their cups lately, and when: a tile of each room.
    cups: Vec<(TileId, u64)>,
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
    const VERSION: u32 = 2;

    fn check(&self, limits: &Limits) -> Result<(), String> {
        let sound = self.count <= MOST_COUNTED
            && self.arrests <= MOST_COUNTED
            && self
                .cups
                .iter()
                .all(|(place, tick)| place.0 < limits.tiles && limits.is_past(*tick))
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

/// Those who act or might act, and the officers who face them.
#[derive(SystemParam)]
pub(super) struct Standoff<'w> {
    pub(super) clock: Res<'w, Clock>,
    chance: Res<'w, Chance>,
    rules: Res<'w, Rules>,
    pub(super) grid: Res<'w, Grid>,
    pub(super) topology: Res<'w, Topology>,
    doors: Res<'w, Doors>,
    fires: Res<'w, Fires>,
    roster: Res<'w, Roster>,
    pub(super) bodies: ResMut<'w, Bodies>,
    pub(super) conduct: ResMut<'w, Conduct>,
    pub(super) custody: ResMut<'w, Custody>,
    due: ResMut<'w, DueQueue>,
    pub(super) happenings: ResMut<'w, Happenings>,
    pub(super) spirits: ResMut<'w, Spirits>,
    pub(super) protests: ResMut<'w, Protests>,
}

impl Standoff<'_> {
    /// The rule by which men act, with its constants.
    fn decision(&self) -> Decision {
        Decision::by(&self.rules)
    }

    /// Who is where.
    fn scene(&self) -> Scene {
        let surroundings = Surroundings {
            roster: &self.roster,
            conduct: &self.conduct,
            custody: &self.custody,
            spirits: &self.spirits,
            bodies: &self.bodies,
            grid: &self.grid,
            topology: &self.topology,
            doors: &self.doors,
            fires: &self.fires,
            tick: self.clock.tick,
            decision: self.decision(),
        };
        surroundings.scene(|_| true, |_| true)
    }

    /// Has somebody do something because of unrest, whatever bell and duty say.
    pub(super) fn bid(&mut self, person: PersonId, activity: Activity, cause: HappeningId) {
        resolve::bid(&mut self.conduct, person, activity, cause);
    }

    /// Officers who lead men off, or let go of them.
    pub(super) fn arrests(&mut self) -> Arrests<'_> {
        Arrests {
            officers: Officers {
                clock: &self.clock,
                chance: &self.chance,
                topology: &self.topology,
                roster: &self.roster,
                bodies: &mut self.bodies,
                custody: &mut self.custody,
                conduct: &mut self.conduct,
                due: &mut self.due,
                happenings: &mut self.happenings,
            },
            grid: &self.grid,
            spirits: &mut self.spirits,
            protests: &mut self.protests,
            harshness: self.rules.guards.harshness,
        }
    }

    /// Men begin to act in a room: the first of those who chose to is named, or the first.
    fn begins(&mut self, place: TileId, room: RoomId, men: &[PersonId]) -> HappeningId {
        let root = self.spirits.root_of(men);
        let chose = men.iter().find(|man| self.spirits.has_stood_up(**man));
        let first = chose.or(men.first()).copied();
        let eating = self.topology.room(room).used_as == RoomUse::MessHall;
        let men = men.len() as u32;
        let tick = self.clock.tick;
        let what = What::Unrest(UnrestFact::ProtestBegan { men, eating });
        let happenings = &mut self.happenings;
        happenings.record(tick, what, first, Some(place), root)
    }
}

/// Looks at everybody who might act.
pub(super) fn look(mut standoff: Standoff) {
    if standoff.due.now(DueKind::Temper).next().is_none() {
        return;
    }
    if !standoff.spirits.stirring && standoff.protests.list.is_empty() {
        return;
    }
    let tick = standoff.clock.tick;
    standoff
        .due
        .push(tick + LOOK, DueKind::Temper, PersonId(0), 0);
    let mut scene = standoff.scene();
    be_heard(&mut standoff, &scene);
    decide(&mut standoff, &mut scene);
    follow(&mut standoff, &scene);
    response::answer(&mut standoff, &scene);
}

/// It is recorded, once for a meal, where enough men at table make themselves heard for the others to know
/// how they stand.
fn be_heard(standoff: &mut Standoff, scene: &Scene) {
    let tick = standoff.clock.tick;
    for (room, men, of) in scene.grumbling_in() {
        if men < CROWD || men * LOUD < of {
            continue;
        }
        let Some(place) = standoff.topology.place_of(room) else {
            continue;
        };
        let cups = &mut standoff.protests.cups;
        cups.retain(|(_, since)| tick < since + A_MEAL);
        if cups.iter().any(|(known, _)| *known == place) {
            continue;
        }
        cups.push((place, tick));
        let there: Vec<PersonId> = scene
            .men
            .iter()
            .filter(|(_, spot)| spot.0 == room)
            .map(|(person, _)| *person)
            .collect();
        let root = standoff.spirits.root_of(&there);
        let what = What::Unrest(UnrestFact::CupsBanged { men, of });
        standoff
            .happenings
            .record(tick, what, None, Some(place), root);
    }
}

/// Each man decides by what he sees; then it shows.
fn decide(standoff: &mut Standoff, scene: &mut Scene) {
    let rule = standoff.decision();
    let tick = standoff.clock.tick;
    let mut changed: Vec<(PersonId, Spot, Mood)> = Vec::new();
    for (person, spot) in &scene.men {
        let Some(man) = standoff.spirits.of(*person) else {
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
        if standoff.conduct.is_led(*person) {
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
        // Who is on his way goes on; there is nothing he could refuse.
        if man.mood == Mood::Quiet && !standoff.conduct.doing(*person).there {
            continue;
        }
        // Nobody protests to himself: it takes others who see it.
        if man.mood == Mood::Quiet && scene.view(*spot).present < CROWD {
            continue;
        }
        let (cops, actives) = scene.odds(*spot, man.mood);
        let margin = man.margin(&rule, cops, actives);
        match man.mood {
            // One looks about before one follows: the more act, the sooner.
            Mood::Quiet if margin > 0 => {
                let view = scene.view(*spot);
                let present = view.present.max(1);
                let event = standoff.chance.event(Purpose::Fray, *person, tick);
                let first = present.div_ceil(KNOWS);
                if event
                    .on("follows")
                    .is(first.max(view.active + 1), HESITATES * present)
                {
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
        if let Some(man) = standoff.spirits.get_mut(person) {
            // The weary come to themselves by the next day.
            let weary = mood == Mood::Cowed;
            man.turns(mood, if weary { tick + COWED / 3 } else { tick });
        }
        if mood != Mood::Protesting {
            standoff.conduct.withdraw(person, Source::Unrest);
        }
    }
}

/// Protests follow who acts where.
fn follow(standoff: &mut Standoff, scene: &Scene) {
    let tick = standoff.clock.tick;
    let mut rooms: BTreeMap<TileId, (RoomId, Vec<PersonId>)> = BTreeMap::new();
    for (person, spot) in &scene.men {
        if standoff.spirits.mood(*person) == Mood::Protesting
            && let Some(place) = standoff.topology.place_of(spot.0)
        {
            rooms
                .entry(place)
                .or_insert((spot.0, Vec::new()))
                .1
                .push(*person);
        }
    }
    let mut list = std::mem::take(&mut standoff.protests.list);
    for (place, (room, men)) in &rooms {
        let number = men.len() as u32;
        let chose = men
            .iter()
            .filter(|man| standoff.spirits.has_stood_up(**man))
            .count();
        let known = list.iter_mut().find(|protest| protest.place == *place);
        let cause = match known {
            // What one or two began alone becomes that of those who stand up in it, once they are most
            // of it.
            Some(protest) if !protest.by_choice && 2 * chose >= men.len() => {
                protest.cause = standoff.begins(*place, *room, men);
                protest.by_choice = true;
                protest.began = tick;
                protest.men = number;
                protest.peak = protest.peak.max(number);
                protest.starters = number;
                protest.cause
            }
            Some(protest) => {
                protest.men = number;
                if tick <= protest.began + MINUTE {
                    protest.starters = protest.starters.max(number);
                }
                if number > protest.peak {
                    // It is recorded when it has doubled.
                    if protest.peak.next_power_of_two() < number.next_power_of_two() {
                        standoff.happenings.record(
                            tick,
                            What::Unrest(UnrestFact::ProtestGrew { men: number }),
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
                let cause = standoff.begins(*place, *room, men);
                standoff.protests.count += 1;
                let mut protest = Protest::new(*place, cause, tick, number);
                protest.by_choice = chose > 0;
                list.push(protest);
                cause
            }
        };
        for person in men {
            let here = standoff.bodies.body(*person).tile;
            let stays = standoff.conduct.is_at(*person, Deed::Protest);
            if !stays {
                standoff.bid(*person, Activity::new(Deed::Protest, here), cause);
            }
        }
    }
    list.sort_by_key(|protest| protest.place);
    let (on, over): (Vec<Protest>, Vec<Protest>) = list
        .into_iter()
        .partition(|protest| rooms.contains_key(&protest.place));
    standoff.protests.list = on;
    for protest in over {
        standoff.happenings.record(
            tick,
            What::Unrest(UnrestFact::ProtestEnded { men: protest.peak }),
            None,
            Some(protest.place),
            protest.cause,
        );
        for helper in protest.helpers {
            standoff.conduct.withdraw(helper, Source::Unrest);
        }
    }
}

impl Arrests<'_> {
    /// A room is the men's: those who were to guard it cannot. A riot begins there.
    pub fn lose_room(&mut self, room: RoomId, men: u32, cause: HappeningId) {
        let Some(place) = self.officers.topology.place_of(room) else {
            return;
        };
        self.let_prisoners_go(room, cause);
        let tick = self.officers.clock.tick;
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
}
