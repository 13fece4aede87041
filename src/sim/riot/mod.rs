//! Riot: men hold a part of the prison by force, and what becomes of it.
//!
//! What a riot is:
//! - `riots`: what is on the books of one
//! - [`phase`]: how far it has come
//! - `mob`: the men of it, where they are, what they do, the keys they have
//!
//! What men do:
//! - `acts`: what inmates do by order: stand up, give it up, go for somebody, set fire
//! - `joining`: where one begins, who takes part, who leads and who leaves
//! - `brawls`: what comes of it when a man has got at another
//! - `seizure`: rooms, officers and doors come into their hands
//! - `hostages`: officers who are held, and who minds them
//! - `guns`: what the armoury holds
//! - `reprisals`: men who informed on others, and who goes for them
//! - `arson`: rooms set on fire, and who puts it out
//! - `victims`: what it means for a riot, and for the officers, that somebody is hurt
//!
//! How it is answered:
//! - [`siege`]: demands and deadlines
//! - `orders`: what the warden may order, and what inmates do by order
//! - `command`: what it touches that he does
//! - `policy`: what the built-in warden does about it
//! - `answers`: what each answer of the warden does
//! - `relief`: state troopers and the army, what tanks break and who mends it
//! - [`storm`]: the prison taken back, room by room
//! - `aftermath`: what is left of it
//!
//! A riot begins where officers had to leave a room to the men ([`crate::unrest::protest`]). It is
//! *called* a riot once at least [`MEN`] men have held a room for [`HELD`]. One goes on at a time: other
//! rooms that fall are its rooms. Nothing here draws whether there is a riot; chance only decides
//! what comes of a blow, a shot, and how long the soldiers take.

mod acts;
mod aftermath;
mod answers;
mod arson;
mod brawls;
mod command;
pub(crate) mod guns;
mod hostages;
mod joining;
mod mob;
mod orders;
pub mod phase;
mod policy;
mod relief;
mod reprisals;
mod riots;
mod seizure;
pub mod siege;
pub mod storm;
mod victims;

use bevy_app::App;
use bevy_ecs::prelude::*;

use crate::clock::{MINUTE, seconds};
use crate::custody::Custody;
use crate::due::{DueKind, DueQueue};
use crate::happening::{RiotFact, What};
use crate::harm::Fights;
use crate::level::RoomUse;
use crate::prison::{Doors, Fires};
use crate::rules::Rules;
use crate::schedule::{BidsOf, SimTick};
use crate::section::RegisterSection;
use crate::unrest::scene::Scene;

use mob::Mob;

pub use hostages::Ward;
pub use riots::{Riot, Riots};
pub use siege::Siege;

/// Fewer men are no riot (docs/architecture.md#words-that-are-measured).
pub const MEN: u32 = 15;
/// For how long they must have held a room, ticks.
pub const HELD: u64 = 10 * MINUTE;
/// Between two steps of a riot, ticks.
const STEP: u64 = seconds(10);

/// What a step of a riot goes by. Made at its beginning and read in the same tick, never saved.
#[derive(Resource, Default)]
struct Step {
    /// Who was where at its beginning.
    scene: Scene,
    /// How many took part, before anybody went in.
    men: u32,
}

pub(crate) fn plugin(app: &mut App) {
    app.register_section::<Riots>();
    app.init_resource::<Riots>();
    app.init_resource::<Step>();
    app.add_systems(
        SimTick,
        (
            // Whatever is due by itself, whether a riot goes on or not.
            (
                victims::fight.run_if(|fights: Res<Fights>| fights.any_asked()),
                brawls::press_assaults.run_if(is_due(DueKind::Assault)),
                victims::look_after_the_hurt.run_if(is_due(DueKind::Wound)),
                relief::mend.run_if(is_due(DueKind::Mend)),
                arson::burn.run_if(is_due(DueKind::Fire)),
                joining::begin.run_if(none_goes_on),
            )
                .chain(),
            // A step of the one that goes on.
            (
                look_about,
                joining::join_and_leave,
                seizure::seize,
                arson::raise_fires,
                reprisals::pay_informers_back,
                guns::take_up_arms,
                hostages::keep_hostages,
                seizure::occupy,
                call_it_a_riot,
                policy::decide,
                relief::relief_comes,
                siege::stand_out,
                hostages::pass_deadline,
                storm::go_in,
                seizure::overwhelm,
                storm::take_back,
                aftermath::end_or_go_on,
                relief::relief_goes_home,
            )
                .chain()
                .run_if(is_due(DueKind::Riot)),
        )
            .chain()
            .in_set(BidsOf::Riot),
    );
}

/// Whether something of a kind is due in this tick.
fn is_due(kind: DueKind) -> impl Fn(Res<DueQueue>) -> bool + Clone {
    move |due| due.now(kind).next().is_some()
}

fn none_goes_on(riots: Res<Riots>) -> bool {
    riots.now().is_none()
}

/// Who is where at the beginning of a step.
fn look_about(
    mob: Mob,
    (doors, fires, custody, rules): (Res<Doors>, Res<Fires>, Res<Custody>, Res<Rules>),
    mut step: ResMut<Step>,
) {
    step.scene = mob.scene(&doors, &fires, &custody, &rules);
}

/// Counts those who take part; once they are enough and have held a room long enough, it is called a riot.
fn call_it_a_riot(
    mut riots: ResMut<Riots>,
    mut mob: Mob,
    doors: Res<Doors>,
    mut step: ResMut<Step>,
) {
    let Some(riot) = riots.now_mut() else {
        return;
    };
    let (tick, men) = (mob.tick(), mob.rioters().len() as u32);
    step.men = men;
    if men > riot.peak {
        riot.peak = men;
        riot.loose = mob.loose(&doors);
    }
    if !riot.is_called() && men >= MEN && tick >= riot.began + HELD {
        let (causes, unnamed) = mob.spirits.causes_of(riot.joined.iter().copied());
        riot.causes = causes;
        riot.unnamed = unnamed;
        let (leader, place) = (Some(riot.leader), Some(riot.place));
        let called = mob.record(
            What::Riot(RiotFact::RiotBegan { men }),
            leader,
            place,
            riot.cause,
        );
        riot.called = Some((tick, called));
    }
}

impl Mob<'_> {
    /// How many inmates are not behind a locked door.
    fn loose(&self, doors: &Doors) -> u32 {
        let is_loose = |person: &crate::ids::PersonId| {
            let Some(room) = self.room_of(*person) else {
                return true;
            };
            let behind_bars = matches!(self.used_as(room), RoomUse::Cell | RoomUse::Gallery);
            let mut portals = self.topology.room(room).portals.iter();
            !behind_bars || portals.any(|portal| !doors.is_locked(*portal))
        };
        self.roster.all_inmates().filter(is_loose).count() as u32
    }
}
