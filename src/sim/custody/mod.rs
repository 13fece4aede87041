//! Custody: shifts, posts, rounds, and the work of hands on locks and counts.
//!
//! - [`shifts`]: who is on duty, who holds which post, who makes rounds
//! - [`tasks`]: levers, doors and counts: given to the officer who keeps them, or the nearest free one
//! - [`counts`]: what an officer does to count a gallery or a room
//! - [`searches`]: of men, cells and blocks: by order, on suspicion, and a few every day
//! - `searched`: how often each man and cell was searched
//! - `escorts`: getting hold of a man, and taking him somewhere
//! - `response`: those who wait to be sent for
//! - `roughness`: officers who beat men
//! - [`morale`]: what officers still stand up to
//! - `officers`: what other rooms have officers do: lead a man off, let go of him
//! - [`posts`]: which posts are held, by whom, and officers amended
//! - `orders`: orders to officers, and warnings
//! - [`warnings`]: what the warden was told of trouble to come, and what he does about it
//! - `tips`: men who tell officers on others, and who notices that they do
//! - [`sally_port`]: the two gates that never stand open together
//!
//! Custody reads what the regime called in the tick before; it answers with
//! happenings (a tier was unlocked, a room was counted).

pub mod counts;
mod escorts;
pub mod morale;
mod officers;
mod orders;
pub mod posts;
mod response;
mod roughness;
pub mod sally_port;
mod searched;
pub mod searches;
pub mod shifts;
pub mod tasks;
mod tips;
pub mod warnings;

use bevy_app::App;
use bevy_ecs::prelude::*;
use bevy_ecs::system::SystemParam;
use serde::{Deserialize, Serialize};

use crate::chance::Chance;
use crate::conduct::{Activity, Conduct};
use crate::contraband::Items;
use crate::due::{DueQueue, something_is_new};
use crate::happening::Happenings;
use crate::harm::Presence;
use crate::ids::{HappeningId, PersonId, TileId};
use crate::movement::Travel;
use crate::people::Roster;
use crate::prison::{Fires, Tiers};
use crate::regime::Regime;
use crate::rules::Rules;
use crate::schedule::{ArrivalsOf, Beginning, BeginningOf, BidsOf, RoomOfHouse, SimTick};
use crate::section::{Limits, MOST_COUNTED, RegisterSection, Section};

pub(crate) use officers::Officers;
pub use posts::employed;
pub(crate) use posts::{check_guards, follow_guards, hand_over};
use searched::Searched;
pub use shifts::Officer;
pub use tasks::{Task, TaskKind};
pub use warnings::Warning;

/// What officers did so far.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct CustodyTally {
    /// Cells searched.
    pub cells_searched: u32,
    /// Men searched.
    pub men_searched: u32,
    /// Men beaten.
    pub beaten: u32,
}

/// What custody knows.
#[derive(Resource, Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Custody {
    /// The officers, in order.
    officers: Vec<Officer>,
    /// Work to be done, oldest first.
    tasks: Vec<Task>,
    last_task: u32,
    /// Who has been counted in the present count, by inmate.
    counted: Vec<bool>,
    /// The count that `counted` is of.
    count: u32,
    /// The sally ports, by the first tile of their first gate.
    ports: Vec<sally_port::SallyPort>,
    /// The shift that is on.
    shift: u8,
    /// Posts that are to be held before all others, by order.
    manned: Vec<TileId>,
    /// Posts that are not to be held, by order.
    given_up: Vec<TileId>,
    /// What officers did so far.
    tally: CustodyTally,
    /// How often each man and cell was searched.
    searched: Searched,
    /// What officers still stand up to, basis points.
    morale: u32,
    /// What the warden was told of trouble to come, oldest first.
    warnings: Vec<Warning>,
    /// Posts in the order in which they are filled.
    #[serde(skip)]
    posts: Vec<TileId>,
}

impl Section for Custody {
    const NAME: &'static str = "custody";
    const VERSION: u32 = 6;

    fn check(&self, limits: &Limits) -> Result<(), String> {
        let sound = self.officers.iter().all(|officer| officer.is_sound(limits))
            && self.officers.is_sorted_by(|a, b| a.person < b.person)
            && self.tasks.iter().all(|task| task.is_sound(limits))
            && self.last_task <= MOST_COUNTED
            && self.morale <= morale::WHOLE
            && self.warnings_are_sound(limits)
            && self.knows_who_is_counted(limits.inmates)
            && self.ports.iter().all(|port| port.is_sound(limits))
            && self.shift < shifts::SHIFTS
            && self.searched.is_sound(limits)
            && [
                self.tally.cells_searched,
                self.tally.men_searched,
                self.tally.beaten,
            ]
            .into_iter()
            .all(|times| times <= MOST_COUNTED)
            && self
                .manned
                .iter()
                .chain(&self.given_up)
                .all(|post| post.0 < limits.tiles);
        if sound {
            Ok(())
        } else {
            Err("the officers are not in order".into())
        }
    }

    fn settle(&mut self, before: Self) {
        self.posts = before.posts;
    }
}

impl Custody {
    /// Whether the list of those counted holds every inmate, as it must once anybody counts.
    fn knows_who_is_counted(&self, inmates: u32) -> bool {
        let counting = self.tasks.iter().any(|task| {
            matches!(
                task.kind,
                TaskKind::CountGallery(..) | TaskKind::CountRoom(_)
            )
        });
        self.counted.len() == inmates as usize || (self.counted.is_empty() && !counting)
    }

    /// What officers still stand up to, basis points.
    pub fn morale(&self) -> u32 {
        self.morale
    }

    /// How many officers are on duty.
    pub fn on_duty(&self) -> u32 {
        self.officers
            .iter()
            .filter(|officer| officer.on_duty)
            .count() as u32
    }

    /// How many hold a post.
    pub fn on_posts(&self) -> u32 {
        self.officers
            .iter()
            .filter(|officer| officer.on_duty && officer.post.is_some())
            .count() as u32
    }

    /// Officers' posts, in the order in which a shift fills them.
    pub fn posts(&self) -> &[TileId] {
        &self.posts
    }

    /// The officers, in order.
    pub fn officers(&self) -> &[Officer] {
        &self.officers
    }

    /// What officers did so far.
    pub fn tally(&self) -> &CustodyTally {
        &self.tally
    }

    /// Work that is still to be done.
    pub fn tasks(&self) -> &[Task] {
        &self.tasks
    }

    fn officer_mut(&mut self, person: PersonId) -> Option<&mut Officer> {
        self.officers
            .binary_search_by_key(&person, |officer| officer.person)
            .ok()
            .map(|place| &mut self.officers[place])
    }

    /// An officer, if somebody is one.
    pub fn officer(&self, person: PersonId) -> Option<&Officer> {
        self.officers
            .binary_search_by_key(&person, |officer| officer.person)
            .ok()
            .map(|place| &self.officers[place])
    }
}

/// Whether officers have anything to see to that is not in the due queue.
fn has_work(world: &World) -> bool {
    let custody = world.resource::<Custody>();
    let calls = custody.tasks.iter().any(|task| task.officer.is_none());
    calls || custody.ports.iter().any(|port| port.is_open())
}

/// What custody's systems work with.
#[derive(SystemParam)]
pub struct Watch<'w> {
    rules: Res<'w, Rules>,
    chance: Res<'w, Chance>,
    roster: Res<'w, Roster>,
    tiers: Res<'w, Tiers>,
    regime: Res<'w, Regime>,
    custody: ResMut<'w, Custody>,
    conduct: ResMut<'w, Conduct>,
    due: ResMut<'w, DueQueue>,
    happenings: ResMut<'w, Happenings>,
    items: ResMut<'w, Items>,
    fires: Res<'w, Fires>,
    travel: Travel<'w>,
}

impl Watch<'_> {
    fn tick(&self) -> u64 {
        self.travel.clock.tick
    }

    /// The officers, and what sending one of them somewhere touches.
    pub(crate) fn officers(&mut self) -> Officers<'_> {
        Officers {
            clock: &self.travel.clock,
            chance: &self.chance,
            topology: &self.travel.topology,
            roster: &self.roster,
            bodies: &mut self.travel.bodies,
            custody: &mut self.custody,
            conduct: &mut self.conduct,
            due: &mut self.due,
            happenings: &mut self.happenings,
        }
    }

    /// Who is where, and sees what.
    fn presence(&self) -> Presence<'_> {
        Presence {
            tick: self.tick(),
            grid: &self.travel.grid,
            topology: &self.travel.topology,
            fires: &self.fires,
            roster: &self.roster,
            bodies: &self.travel.bodies,
            conduct: &self.conduct,
        }
    }

    fn bid(&mut self, person: PersonId, activity: Activity, cause: HappeningId) {
        self.officers().bid(person, activity, cause);
    }

    fn back_to_duty(&mut self, person: PersonId, cause: HappeningId) {
        self.officers().back_to_duty(person, cause);
    }

    fn add_task(&mut self, kind: TaskKind, cause: HappeningId) {
        self.officers().add_task(kind, cause);
    }

    fn let_go(&mut self, man: PersonId, to: TileId, there: bool, task: Task) {
        self.officers().let_go(man, to, there, task);
    }
}

/// The shift of the hour at which the level begins is on duty.
fn begin(mut watch: Watch) {
    watch.start();
}

pub(crate) fn plugin(app: &mut App) {
    app.register_section::<Custody>();
    app.init_resource::<Custody>();
    app.stays_awake_while(has_work);
    app.add_systems(Beginning, begin.in_set(BeginningOf::Custody));
    app.add_systems(
        SimTick,
        (
            (
                (
                    shifts::change,
                    warnings::forget,
                    morale::hear,
                    tips::tell,
                    searches::call,
                    roughness::let_out,
                    tasks::take_calls,
                    tasks::hands_free,
                )
                    .chain()
                    .run_if(something_is_new),
                tasks::give_out.run_if(tasks::are_waiting),
                shifts::make_rounds.run_if(something_is_new),
                sally_port::work.run_if(sally_port::is_its_second),
            )
                .chain()
                .in_set(BidsOf::Custody),
            (tasks::begin_work, shifts::note)
                .chain()
                .in_set(ArrivalsOf::Custody),
        ),
    );
}
