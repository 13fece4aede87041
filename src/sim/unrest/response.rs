//! How officers answer those who act: they lead men off one by one, send for others, or fall back.
//!
//! Those who hold no post are sent for, and lead off one man each; while he is at it, some minutes, an
//! officer is free for nothing else. So the more men have to be led off at once, the fewer officers are
//! left to guard the rest; where there are too few without a post, posts are left for it.

use super::COWED;
use super::protest::{CROWD, Protest, Protests, Standoff};
use super::resolve::{self, Resolve};
use super::scene::{Scene, Spot, spot_of_person};
use super::spirits::{Grievance, Spirits};
use crate::conduct::{Activity, Deed, Source};
use crate::custody::Officers;
use crate::custody::morale::WHOLE;
use crate::happening::{UnrestFact, What};
use crate::ids::{HappeningId, PersonId, RoomId};
use crate::prison::Grid;

/// Men to a guard up to whom guards of whole morale lay hands on one, and those of none; and from whom on
/// they fall back.
const DARE: u32 = 5;
const DARE_LEAST: u32 = 2;
const HOPELESS: u32 = 10;
/// How long a guard of whole morale stands it, and one of none.
const STANDS_IT: u64 = 600;
const STANDS_LEAST: u64 = 120;
/// How near a guard must come to lay hands on a man, mm.
const REACH: u32 = 3_000;
/// From how far officers come to help who are not of the response team, mm.
const HELP_FROM: u32 = 120_000;
/// What an arrest costs of legitimacy: with whom it is made, and with those who see it.
const ARRESTED: i32 = 400;
const SAW_ARREST: i32 = 4;

/// The officers on the spot answer.
pub(super) fn answer(standoff: &mut Standoff, scene: &Scene) {
    let tick = standoff.clock.tick;
    let morale = standoff.custody.morale();
    // Men to this many guards.
    let dare = DARE_LEAST * WHOLE + (DARE - DARE_LEAST) * morale;
    let stands_it =
        STANDS_LEAST + (STANDS_IT - STANDS_LEAST) * u64::from(morale) / u64::from(WHOLE);
    let mut engaged: Vec<PersonId> = Vec::new();
    for place in 0..standoff.protests.list().len() {
        let mut protest = standoff.protests.list[place].clone();
        let Some(room) = standoff.topology.room_at(protest.place) else {
            continue;
        };
        let men = scene.active_in(room);
        let guards = scene.guards_in(room);
        if !protest.lost {
            call_help(standoff, scene, &mut protest);
            if men >= CROWD && guards * HOPELESS < men {
                let since = *protest.outnumbered.get_or_insert(tick);
                if tick >= since + stands_it {
                    protest.lost = true;
                    standoff.arrests().let_prisoners_go(room, protest.cause);
                    standoff.happenings.record(
                        tick,
                        What::Unrest(UnrestFact::GuardsFellBack { guards, men }),
                        None,
                        Some(protest.place),
                        protest.cause,
                    );
                }
            } else {
                protest.outnumbered = None;
                if u64::from(guards) * u64::from(dare) >= u64::from(men) * u64::from(WHOLE) {
                    engaged.extend(lay_hands_on(standoff, scene, room, &protest));
                }
            }
        }
        if !protest.lost {
            engaged.extend(&protest.helpers);
        }
        standoff.protests.list[place] = protest;
    }
    // Whoever has nothing to do with it any more goes back to his duty.
    let officers = standoff.custody.officers();
    let idle: Vec<PersonId> = officers
        .iter()
        .map(|officer| officer.person)
        .filter(|officer| !engaged.contains(officer))
        .collect();
    for officer in idle {
        standoff.conduct.withdraw(officer, Source::Unrest);
    }
}

/// Officers who hold no post and are near, and the response team, are sent for, one for each man who acts:
/// they lead men off, so that nobody need leave his post for it.
fn call_help(standoff: &mut Standoff, scene: &Scene, protest: &mut Protest) {
    let wanted = protest.men as usize;
    protest.helpers.retain(|helper| {
        scene.guards.iter().any(|(guard, _)| guard == helper)
            && !standoff.custody.has_his_hands_full(*helper)
    });
    if protest.helpers.len() >= wanted {
        return;
    }
    let travel = &*standoff;
    let mut free: Vec<(u32, PersonId)> = standoff
        .custody
        .officers()
        .iter()
        .filter(|officer| officer.on_duty && officer.post.is_none() && officer.task.is_none())
        .filter(|officer| {
            scene
                .guards
                .iter()
                .any(|(guard, _)| *guard == officer.person)
        })
        .filter(|officer| !protest.helpers.contains(&officer.person))
        .filter_map(|officer| {
            let here = travel.bodies.body(officer.person).tile;
            let distance = travel.grid.distance(here, protest.place);
            (officer.in_response || distance <= HELP_FROM).then_some((distance, officer.person))
        })
        .collect();
    free.sort_unstable();
    let cause = protest.cause;
    for (_, person) in free.into_iter().take(wanted - protest.helpers.len()) {
        protest.helpers.push(person);
        standoff.bid(person, Activity::new(Deed::Respond, protest.place), cause);
    }
}

/// Whoever came for a room's men, or if nobody could come whoever is free in it, goes for the man who acts
/// nearest to him and lays hands on him; nobody is gone for twice. Returns who goes.
fn lay_hands_on(
    standoff: &mut Standoff,
    scene: &Scene,
    room: RoomId,
    protest: &Protest,
) -> Vec<PersonId> {
    let cause = protest.cause;
    let travel = &*standoff;
    let tile = |person: PersonId| travel.bodies.body(person).tile;
    let guards: Vec<PersonId> = scene
        .guards
        .iter()
        .filter(|(guard, spot)| spot.0 == room && !standoff.custody.has_his_hands_full(*guard))
        .map(|(guard, _)| *guard)
        .filter(|guard| protest.helpers.is_empty() || protest.helpers.contains(guard))
        .collect();
    let active: Vec<PersonId> = scene
        .men
        .iter()
        .filter(|(person, spot)| spot.0 == room && standoff.spirits.mood(*person).is_active())
        .map(|(person, _)| *person)
        .collect();
    let mut pairs: Vec<(u32, PersonId, PersonId)> = guards
        .iter()
        .flat_map(|guard| active.iter().map(move |man| (*guard, *man)))
        .map(|(guard, man)| (travel.grid.distance(tile(guard), tile(man)), guard, man))
        .collect();
    pairs.sort_unstable();
    let mut goes: Vec<PersonId> = Vec::new();
    let mut wanted: Vec<PersonId> = Vec::new();
    for (distance, guard, man) in pairs {
        if goes.contains(&guard) || wanted.contains(&man) {
            continue;
        }
        goes.push(guard);
        wanted.push(man);
        if distance > REACH {
            let there = standoff.bodies.body(man).tile;
            standoff.bid(guard, Activity::new(Deed::Respond, there), cause);
        } else {
            standoff.arrests().arrest(scene, (guard, man), cause);
        }
    }
    goes
}

/// What officers touch who lead men off, or have to let go of them.
pub(crate) struct Arrests<'a> {
    /// The officers.
    pub officers: Officers<'a>,
    /// The tiles.
    pub grid: &'a Grid,
    /// What men feel and show.
    pub spirits: &'a mut Spirits,
    /// How many were made.
    pub protests: &'a mut Protests,
    /// How hard officers are, basis points.
    pub harshness: u32,
}

/// A man who was led off, if he was, is his own master again, and dares as much as before.
pub(crate) fn set_free(
    officers: &mut Officers,
    spirits: &mut Spirits,
    man: PersonId,
    cause: HappeningId,
) {
    if !officers.conduct.is_led_off(man) {
        return;
    }
    officers.stop_leading(man, cause);
    let mut resolve = Resolve {
        tick: officers.clock.tick,
        spirits,
        bodies: officers.bodies,
        conduct: officers.conduct,
    };
    resolve.calm(man);
}

impl Arrests<'_> {
    fn resolve(&mut self) -> Resolve<'_> {
        Resolve {
            tick: self.officers.clock.tick,
            spirits: self.spirits,
            bodies: self.officers.bodies,
            conduct: self.officers.conduct,
        }
    }

    fn spot(&self, person: PersonId) -> Option<Spot> {
        let officers = &self.officers;
        spot_of_person(self.grid, officers.topology, officers.bodies, person)
    }

    /// Officers who have to leave a room let go of the men they have in hand there.
    pub fn let_prisoners_go(&mut self, room: RoomId, cause: HappeningId) {
        let officers = self.officers.custody.officers().iter();
        let prisoners: Vec<PersonId> = officers
            .filter_map(|officer| self.officers.custody.leads(officer.person))
            .filter(|man| self.spot(*man).is_some_and(|spot| spot.0 == room))
            .collect();
        for man in prisoners {
            set_free(&mut self.officers, self.spirits, man, cause);
        }
    }

    /// An officer lays hands on a man, before whoever is in the room, and leads him off.
    pub fn arrest(
        &mut self,
        scene: &Scene,
        (guard, man): (PersonId, PersonId),
        cause: HappeningId,
    ) {
        let tick = self.officers.clock.tick;
        let here = self.officers.bodies.body(guard).tile;
        let there = self.spot(man);
        let what = What::Unrest(UnrestFact::Arrested { by: guard });
        let happenings = &mut self.officers.happenings;
        let arrest = happenings.record(tick, what, Some(man), Some(here), cause);
        self.protests.arrests += 1;
        self.resolve().subdue(man, tick + COWED);
        let berth = self.officers.roster.of(man).berth;
        let conduct = &mut self.officers.conduct;
        conduct.withdraw(man, Source::Seat);
        resolve::bid(conduct, man, Activity::new(Deed::Confined, berth), arrest);
        conduct.withdraw(guard, Source::Unrest);
        self.officers.lead_off(guard, man, berth, arrest);
        let weight = |full: i32| full * self.harshness as i32 / 5_000;
        if let Some(man) = self.spirits.get_mut(man) {
            man.takes(Grievance::Punished, Some(guard), weight(ARRESTED), arrest);
        }
        for (witness, spot) in &scene.men {
            if there.is_some_and(|there| scene.takes_in(*spot, there))
                && *witness != man
                && let Some(man) = self.spirits.get_mut(*witness)
            {
                man.takes(Grievance::SawPunished, None, weight(SAW_ARREST), arrest);
            }
        }
    }
}
