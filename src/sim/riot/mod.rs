//! Riot: men hold a part of the prison by force, and what becomes of it.
//!
//! - this file: what a riot is, and the ten-second step in which it goes on
//! - `acts`: what inmates do by order: stand up, give it up, go for somebody
//! - `assault`: a man goes for another, and what comes of it
//! - `wounds`: who is hurt, and what becomes of him
//! - `seizure`: who joins and who leaves, rooms, officers and doors taken
//! - `hostages`: officers who are held, and who minds them
//! - [`siege`]: demands and deadlines
//! - `policy`: what the built-in warden does about them
//! - `answers`: what each answer of the warden does
//! - [`orders`]: what the warden may order
//! - `relief`: state troopers and the army, what tanks break and who mends it
//! - [`storm`]: the prison taken back, room by room
//! - `arms`: what the armoury holds
//! - `reprisals`: men who told on others, and who goes for them
//! - `arson`: rooms set on fire, and who gets out of them
//! - `crossfire`: who is hit by the shots that fall
//! - `aftermath`: what is left of it
//!
//! A riot begins where officers had to leave a room to the men ([`crate::unrest::protest`]). It is
//! *called* a riot once at least [`MEN`] men have held a room for [`HELD`]. One goes on at a time: other
//! rooms that fall are its rooms. Nothing here draws whether there is a riot; chance only decides
//! what comes of a blow, a shot, and how long the soldiers take.

pub mod acts;
mod aftermath;
mod answers;
mod arms;
mod arson;
mod assault;
mod crossfire;
mod hostages;
pub mod orders;
mod policy;
pub(crate) mod relief;
mod reprisals;
mod seizure;
pub mod siege;
pub mod storm;
mod wounds;

pub use assault::{Aim, Assault, Assaults};
pub use hostages::Ward;
pub use wounds::Wounds;

use bevy_app::App;
use bevy_ecs::prelude::*;
use bevy_ecs::system::SystemParam;
use serde::{Deserialize, Serialize};

use crate::clock::{MINUTE, seconds};
use crate::conduct::{Activity, Bid, Deed, Source};
use crate::due::DueKind;
use crate::happening::{Grievance, RiotEnd, RiotFact, What};
use crate::ids::{HappeningId, PersonId, RoomId, TileId};
use crate::level::RoomUse;
use crate::schedule::{BidsOf, SimTick};
use crate::section::{Limits, MOST_COUNTED, RegisterSection, Section};
use crate::unrest::scene::Scene;
use crate::unrest::{Mood, Temper};

pub use siege::Siege;

/// Fewer men are no riot (DESIGN 12).
pub const MEN: u32 = 15;
/// Nor are they before they have held a room so long.
pub const HELD: u64 = 10 * MINUTE;
/// Between two steps of a riot.
const STEP: u64 = seconds(10);
/// How much it matters to take part; and to be held, or dead.
const TAKES_PART: u16 = 400;
const HELD_FAST: u16 = 500;
/// A door that rioters work at.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
struct Forcing {
    /// The first tile of its portal.
    key: TileId,
    /// Man-seconds of work done.
    done: u32,
}

/// A riot.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Riot {
    /// When officers first left a room to the men.
    pub began: u64,
    /// Where.
    pub place: TileId,
    /// The happening it came from.
    pub cause: HappeningId,
    /// Its own happening, once it is called a riot.
    pub told: Option<(u64, HappeningId)>,
    /// Who leads: the most violent of those who began.
    pub leader: PersonId,
    /// A tile of each room the men hold.
    pub rooms: Vec<TileId>,
    /// Whoever took part, in order.
    pub joined: Vec<PersonId>,
    /// How many were active in the first 60 s of the protest it came from.
    pub starters: u32,
    /// Most who took part at once, and how many were loose then.
    pub peak: u32,
    /// See `peak`.
    pub loose: u32,
    /// Officers who are held.
    pub hostages: Vec<PersonId>,
    /// How many were taken in all.
    pub taken: u32,
    /// How many of them rioters killed.
    pub hostages_killed: u32,
    /// Inmates killed.
    pub inmates_killed: u32,
    /// Of those, while the prison was taken back.
    pub killed_in_retaking: u32,
    /// Inmates killed because they had told on others.
    pub informers_killed: u32,
    /// Of the prison's and the state's men killed, hostages included.
    pub staff_killed: u32,
    /// Whether some of those who take part carry keys.
    pub has_keys: bool,
    /// Doors they work at.
    forcing: Vec<Forcing>,
    /// When they said what they want.
    pub demanded: Option<u64>,
    /// When they were last refused.
    pub refused: Option<u64>,
    /// When the army was called, and when it comes.
    pub army: Option<(u64, u64)>,
    /// Since when the prison is being taken back, and by whom.
    pub stormed: Option<(u64, RiotEnd)>,
    /// When it was over, and by what.
    pub ended: Option<(u64, RiotEnd)>,
    /// Where hostages are kept, and by whom.
    pub ward: Ward,
    /// How it was answered.
    pub siege: Siege,
    /// What the men held against the administration, the heaviest first: share in basis points, and
    /// the last happening of it.
    pub causes: Vec<(Grievance, u32, HappeningId)>,
    /// The share of it that has no name, basis points.
    pub unnamed: u32,
}

impl Riot {
    /// Whether it is called one: before that it is a protest that officers have left alone.
    pub fn is_called(&self) -> bool {
        self.told.is_some()
    }
}

/// All riots, oldest first.
#[derive(Resource, Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Riots {
    all: Vec<Riot>,
}

impl Riots {
    /// All that were called riots, and what goes on.
    pub fn all(&self) -> &[Riot] {
        &self.all
    }

    /// The one that goes on.
    pub fn now(&self) -> Option<&Riot> {
        self.all.last().filter(|riot| riot.ended.is_none())
    }

    /// Whether the light is cut off.
    pub fn light_is_cut_off(&self) -> bool {
        self.now().is_some_and(|riot| riot.siege.dark.is_some())
    }
}

impl Section for Riots {
    const NAME: &'static str = "riot";
    const VERSION: u32 = 3;

    fn check(&self, limits: &Limits) -> Result<(), String> {
        let persons = |men: &[PersonId]| men.iter().all(|man| man.0 < limits.persons);
        let counted = |number: u32| number <= MOST_COUNTED;
        let sound = self.all.iter().all(|riot| {
            limits.is_past(riot.began)
                && riot.place.0 < limits.tiles
                && riot.cause.0 <= limits.happenings
                && riot
                    .told
                    .is_none_or(|(tick, told)| limits.is_past(tick) && told.0 <= limits.happenings)
                && riot.leader.0 < limits.persons
                && riot.rooms.iter().all(|room| room.0 < limits.tiles)
                && persons(&riot.joined)
                && persons(&riot.hostages)
                && [riot.starters, riot.peak, riot.loose, riot.taken]
                    .into_iter()
                    .all(counted)
                && [riot.hostages_killed, riot.inmates_killed]
                    .into_iter()
                    .all(counted)
                && [riot.informers_killed, riot.staff_killed]
                    .into_iter()
                    .all(counted)
                && riot
                    .forcing
                    .iter()
                    .all(|work| work.key.0 < limits.tiles && counted(work.done))
                && riot.demanded.is_none_or(|tick| limits.is_past(tick))
                && riot.refused.is_none_or(|tick| limits.is_past(tick))
                && riot.army.is_none_or(|(called, comes)| {
                    limits.is_past(called) && limits.is_planned(comes)
                })
                && riot.ward.is_sound(limits)
                && riot.siege.is_sound(limits)
                && riot.stormed.is_none_or(|(tick, _)| limits.is_past(tick))
                && riot.ended.is_none_or(|(tick, _)| limits.is_past(tick))
                && riot
                    .causes
                    .iter()
                    .all(|cause| cause.2.0 <= limits.happenings)
        });
        if sound {
            Ok(())
        } else {
            Err("a riot is out of range".into())
        }
    }

    fn most_bytes(limits: &Limits) -> u64 {
        (1 << 20) + 512 * limits.persons as u64
    }
}

/// What a riot's systems work with.
#[derive(SystemParam)]
pub(crate) struct Fray<'w> {
    pub(crate) temper: Temper<'w>,
    pub(crate) riots: ResMut<'w, Riots>,
    assaults: ResMut<'w, Assaults>,
    wounds: ResMut<'w, Wounds>,
}

impl Fray<'_> {
    fn tick(&self) -> u64 {
        self.temper.tick()
    }

    fn record(
        &mut self,
        what: What,
        who: Option<PersonId>,
        at: Option<TileId>,
        cause: HappeningId,
    ) -> HappeningId {
        let tick = self.tick();
        self.temper
            .watch
            .happenings
            .record(tick, what, who, at, cause)
    }

    fn bid(&mut self, person: PersonId, deed: Deed, at: TileId, cause: HappeningId) {
        let urgency = match deed {
            Deed::Captive | Deed::Wounded | Deed::Dead => HELD_FAST,
            _ => TAKES_PART,
        };
        let bid = Bid {
            activity: Activity::new(deed, at),
            urgency,
            cause,
        };
        self.temper.watch.conduct.bid(person, Source::Riot, bid);
    }

    fn let_go(&mut self, person: PersonId) {
        self.temper.watch.conduct.withdraw(person, Source::Riot);
    }

    fn tile(&self, person: PersonId) -> TileId {
        self.temper.watch.travel.bodies.body(person).tile
    }

    fn room_of(&self, person: PersonId) -> Option<RoomId> {
        let topology = &self.temper.watch.travel.topology;
        topology.room_at(self.tile(person))
    }

    fn room_at(&self, tile: TileId) -> Option<RoomId> {
        self.temper.watch.travel.topology.room_at(tile)
    }

    fn distance(&self, a: TileId, b: TileId) -> u32 {
        self.temper.watch.travel.grid.distance(a, b)
    }

    fn used_as(&self, room: RoomId) -> RoomUse {
        self.temper.watch.travel.topology.room(room).used_as
    }

    /// The rooms the men hold.
    fn held(&self, riot: &Riot) -> Vec<RoomId> {
        riot.rooms
            .iter()
            .filter_map(|tile| self.room_at(*tile))
            .collect()
    }

    /// The rooms in which somebody takes part, in order.
    fn rooms_of_rioters(&self) -> Vec<RoomId> {
        let mut rooms: Vec<RoomId> = self
            .rioters()
            .into_iter()
            .filter_map(|man| self.room_of(man))
            .collect();
        rooms.sort_unstable();
        rooms.dedup();
        rooms
    }

    /// The cause of what happens in a riot: its own happening, or that it came from.
    fn why(riot: &Riot) -> HappeningId {
        riot.told.map_or(riot.cause, |(_, told)| told)
    }

    /// Those who take part.
    fn rioters(&self) -> Vec<PersonId> {
        self.temper
            .spirits
            .iter()
            .filter(|(_, man)| man.mood == Mood::Rioting)
            .map(|(person, _)| person)
            .collect()
    }

    /// Somebody takes part no more, and dares nothing until then.
    fn leaves(&mut self, person: PersonId, until: u64) {
        self.drop_keys(person);
        self.temper.subdue(person, until);
        if !self.temper.watch.conduct.is_helpless(person) {
            self.let_go(person);
        }
    }

    /// Somebody dies where he is.
    fn die(&mut self, person: PersonId, cause: HappeningId) {
        let here = self.tile(person);
        self.drop_keys(person);
        self.temper.watch.roster.die(person);
        self.temper.watch.lose(person);
        let tick = self.tick();
        if let Some(man) = self.temper.spirits.get_mut(person) {
            man.turns(Mood::Quiet, tick);
        }
        self.temper.let_go(person);
        let conduct = &mut self.temper.watch.conduct;
        conduct.withdraw(person, Source::Seat);
        self.bid(person, Deed::Dead, here, cause);
    }
}

pub(crate) fn plugin(app: &mut App) {
    app.register_section::<Riots>();
    app.register_section::<Assaults>();
    app.register_section::<Wounds>();
    app.add_systems(SimTick, go_on.in_set(BidsOf::Riot));
}

/// Men go for others, the hurt are seen to; a riot begins where a room was left to the men, and the
/// one that goes on goes on.
fn go_on(mut fray: Fray) {
    let tick = fray.tick();
    fray.press_assaults();
    fray.look_after_the_hurt();
    fray.mend();
    fray.burn();
    if fray.riots.now().is_none() {
        fray.begin_where_lost();
        return;
    }
    if fray.temper.watch.due.now(DueKind::Riot).next().is_none() {
        return;
    }
    let Some(mut riot) = fray.riots.all.pop() else {
        return;
    };
    let scene = fray.temper.scene();
    fray.step(&mut riot, &scene);
    if riot.ended.is_none() {
        fray.temper
            .watch
            .due
            .push(tick + STEP, DueKind::Riot, PersonId(0), 0);
    } else if riot.told.is_none() {
        // It was over before it was one.
        return;
    }
    fray.riots.all.push(riot);
}

impl Fray<'_> {
    /// Begins a riot in the first room that was left to the men, if there is one.
    fn begin_where_lost(&mut self) {
        let protests = self.temper.protests.list();
        let lost = protests
            .iter()
            .find(|protest| protest.lost)
            .map(|protest| (protest.place, protest.cause, protest.starters));
        let Some((place, cause, starters)) = lost else {
            return;
        };
        self.begin(place, cause, starters);
        let next = self.tick() + STEP;
        let due = &mut self.temper.watch.due;
        due.push(next, DueKind::Riot, PersonId(0), 0);
    }

    fn begin(&mut self, place: TileId, cause: HappeningId, starters: u32) {
        let began = self.tick();
        let mut riot = Riot {
            began,
            place,
            cause,
            starters,
            rooms: vec![place],
            ..Riot::default()
        };
        let scene = self.temper.scene();
        self.join(&mut riot, &scene);
        self.follow_a_leader(&mut riot);
        self.riots.all.push(riot);
    }

    fn step(&mut self, riot: &mut Riot, scene: &Scene) {
        let tick = self.tick();
        self.join(riot, scene);
        self.desert(riot, scene);
        self.follow_a_leader(riot);
        if riot.stormed.is_none() {
            self.take_rooms(riot, scene);
            self.take_officers(riot, scene);
            self.work_at_doors(riot);
            if riot.told.is_some() {
                self.raise_fires(riot);
                self.pay_informers_back(riot);
            }
        }
        self.take_up_arms(riot);
        riot.has_keys = self.have_keys();
        self.mind(riot);
        self.occupy(riot);
        let men = self.rioters().len() as u32;
        if men > riot.peak {
            riot.peak = men;
            riot.loose = self.loose();
        }
        if riot.told.is_none() && men >= MEN && tick >= riot.began + HELD {
            let (causes, unnamed) = self.temper.spirits.causes_of(riot.joined.iter().copied());
            riot.causes = causes;
            riot.unnamed = unnamed;
            let place = Some(riot.place);
            let leader = Some(riot.leader);
            let told = self.record(
                What::Riot(RiotFact::RiotBegan { men }),
                leader,
                place,
                riot.cause,
            );
            riot.told = Some((tick, told));
        }
        self.besiege(riot, scene);
        self.storm(riot, scene);
        if men == 0 {
            let by = match (riot.stormed, riot.siege.granted) {
                (Some((_, by)), _) => by,
                (None, Some(_)) => RiotEnd::Settlement,
                (None, None) => RiotEnd::Weariness,
            };
            self.end(riot, by);
        }
    }

    /// How many inmates are not behind a locked door.
    fn loose(&self) -> u32 {
        let watch = &self.temper.watch;
        let travel = &watch.travel;
        watch
            .roster
            .all_inmates()
            .filter(|person| {
                let Some(room) = self.room_of(*person) else {
                    return true;
                };
                let behind_bars = matches!(self.used_as(room), RoomUse::Cell | RoomUse::Gallery);
                !behind_bars
                    || travel
                        .topology
                        .room(room)
                        .portals
                        .iter()
                        .any(|portal| !travel.doors.is_locked(*portal))
            })
            .count() as u32
    }
}
