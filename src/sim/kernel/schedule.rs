//! One tick, on one page; and what a room registers besides its systems and sections.
//!
//! [`SimTick`] is a single-threaded schedule in which two systems that touch
//! the same state without a stated order are an error. A tick is the chain of
//! [`SimSystems`]; inside a link the features run in the order in which
//! `lib.rs` lists them.

use bevy_app::App;
use bevy_ecs::prelude::*;
use bevy_ecs::schedule::{LogLevel, ScheduleBuildSettings, ScheduleLabel, SingleThreadedExecutor};

use crate::clock::Clock;
use crate::happening::Happenings;
use crate::order::OrderQueue;

/// The schedule of one tick.
#[derive(ScheduleLabel, Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct SimTick;

/// The schedule that rebuilds every cache from the state: after the level is
/// built and after a save is loaded.
#[derive(ScheduleLabel, Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Rebuild;

/// The schedule of the beginning: run once, when the map stands and everybody is in his place, before
/// the first tick. A room puts into it what begins its work ([`BeginningOf`]).
#[derive(ScheduleLabel, Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Beginning;

/// Whose work begins, in this order, inside [`Beginning`].
#[derive(SystemSet, Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum BeginningOf {
    /// The timetable knows its next line.
    Regime,
    /// What was smuggled in before the level began has its owners.
    Contraband,
    /// What men have held against the house since before the level began is on record: before the first
    /// shift, since it is older.
    Unrest,
    /// The first shift is on duty.
    Custody,
    /// Those with hours of their own have them.
    Outside,
    /// Walkers of arenas know when they set out.
    Arena,
}

/// The links of a tick; each says what holds after it.
#[derive(SystemSet, Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum SimSystems {
    /// What is due in this tick is out of the queue.
    Due,
    /// Orders from outside are carried out; the map and its routes agree again.
    Orders,
    /// The timetable's occasion is known, and every feature has bid for what persons should do.
    Bids,
    /// Everybody does what the highest bid for him says.
    Conduct,
    /// Everybody who walks has walked; who has arrived is known.
    Movement,
    /// What follows from arriving has been noted: seats taken, men counted, needs changed.
    Arrivals,
    /// Happenings of this tick can be read; the tick number goes up by one.
    Record,
}

/// Who bids, in this order, inside [`SimSystems::Bids`].
#[derive(SystemSet, Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum BidsOf {
    /// What the timetable wants is bid and called.
    Regime,
    /// What is forbidden has changed hands, unseen or seen.
    Contraband,
    /// Officers have their tasks, posts and rounds.
    Custody,
    /// Who will not bear it has said so, and the officers on the spot have answered.
    Unrest,
    /// Riots have gone on.
    Riot,
    /// Who is to be punished is on his way there, or back.
    Justice,
    /// What of the film has come about is known.
    Story,
    /// Those with hours of their own have set out.
    Outside,
    /// Walkers of arenas have set out.
    Arena,
}

/// Who notes what follows from arriving, in this order, inside [`SimSystems::Arrivals`].
#[derive(SystemSet, Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum ArrivalsOf {
    /// It is known who is where he does what he does.
    Conduct,
    /// Who sat down, who has eaten.
    Regime,
    /// Needs have followed what men do.
    Needs,
    /// Officers work with their hands; posts are relieved.
    Custody,
    /// Walkers of arenas have their next goal.
    Arena,
}

/// Whether a room has something to see to that is not in the due queue.
type StaysAwake = fn(&World) -> bool;

/// What the rooms have registered by [`RoomOfHouse::stays_awake_while`].
#[derive(Resource, Default)]
struct Awake(Vec<StaysAwake>);

/// What a room registers, besides its sections and systems.
pub(crate) trait RoomOfHouse {
    /// While this holds, ticks are not jumped over: the room has something to see to that is not in the
    /// due queue.
    fn stays_awake_while(&mut self, has_work: StaysAwake) -> &mut Self;
}

impl RoomOfHouse for App {
    fn stays_awake_while(&mut self, has_work: StaysAwake) -> &mut Self {
        let mut awake = self.world_mut().get_resource_or_init::<Awake>();
        awake.0.push(has_work);
        self
    }
}

/// Whether some room has something to see to in the next tick, whatever is due.
pub(crate) fn is_awake(world: &World) -> bool {
    let awake = world.resource::<Awake>();
    awake.0.iter().any(|has_work| has_work(world))
}

/// Whether something has happened that nobody has read yet.
fn there_is_news(world: &World) -> bool {
    !world.resource::<Happenings>().is_quiet()
}

/// Whether an order waits to be carried out.
fn orders_wait(world: &World) -> bool {
    !world.resource::<OrderQueue>().waiting.is_empty()
}

/// Sets up the schedules.
pub(crate) fn plugin(app: &mut App) {
    app.stays_awake_while(there_is_news);
    app.stays_awake_while(orders_wait);
    for mut schedule in [
        Schedule::new(SimTick),
        Schedule::new(Rebuild),
        Schedule::new(Beginning),
    ] {
        schedule.set_executor(SingleThreadedExecutor::new());
        schedule.set_build_settings(ScheduleBuildSettings {
            ambiguity_detection: LogLevel::Error,
            ..Default::default()
        });
        app.add_schedule(schedule);
    }
    app.configure_sets(
        SimTick,
        (
            SimSystems::Due,
            SimSystems::Orders,
            SimSystems::Bids,
            SimSystems::Conduct,
            SimSystems::Movement,
            SimSystems::Arrivals,
            SimSystems::Record,
        )
            .chain(),
    );
    app.configure_sets(
        SimTick,
        (
            BidsOf::Regime,
            BidsOf::Contraband,
            BidsOf::Custody,
            BidsOf::Unrest,
            BidsOf::Riot,
            BidsOf::Justice,
            BidsOf::Story,
            BidsOf::Outside,
            BidsOf::Arena,
        )
            .chain()
            .in_set(SimSystems::Bids),
    );
    app.configure_sets(
        SimTick,
        (
            ArrivalsOf::Conduct,
            ArrivalsOf::Regime,
            ArrivalsOf::Needs,
            ArrivalsOf::Custody,
            ArrivalsOf::Arena,
        )
            .chain()
            .in_set(SimSystems::Arrivals),
    );
    app.configure_sets(
        Beginning,
        (
            BeginningOf::Regime,
            BeginningOf::Contraband,
            BeginningOf::Unrest,
            BeginningOf::Custody,
            BeginningOf::Outside,
            BeginningOf::Arena,
        )
            .chain(),
    );
    // Most ticks have nothing to bid for: then this link costs one question.
    app.configure_sets(
        SimTick,
        SimSystems::Bids.run_if(crate::due::something_to_see_to),
    );
    // Of the bidders these look only at what is due or has happened.
    app.configure_sets(
        SimTick,
        (
            BidsOf::Contraband,
            BidsOf::Unrest,
            BidsOf::Riot,
            BidsOf::Justice,
            BidsOf::Outside,
            BidsOf::Arena,
        )
            .distributive_run_if(crate::due::something_is_new),
    );
    app.add_systems(SimTick, crate::due::take_due.in_set(SimSystems::Due));
    app.add_systems(
        SimTick,
        (crate::happening::turn_page, end_tick)
            .chain()
            .in_set(SimSystems::Record),
    );
}

fn end_tick(mut clock: ResMut<Clock>) {
    clock.tick += 1;
}
