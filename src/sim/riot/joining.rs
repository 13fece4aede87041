//! Joining: who takes part in a riot, who leads it, and who leaves.

use bevy_ecs::prelude::*;

use super::mob::Mob;
use super::{Riot, Riots, STEP, Step};
use crate::clock::HOUR;
use crate::conduct::{Deed, Source};
use crate::custody::Custody;
use crate::due::DueKind;
use crate::happening::{HarmFact, UnrestFact, What};
use crate::ids::PersonId;
use crate::prison::{Doors, Fires};
use crate::rules::Rules;
use crate::unrest::scene::Scene;
use crate::unrest::{COWED, Decision, Mood, Protests};

/// How much grievance an hour of riot wears off, basis points, and the most.
const WEARS: i32 = 250;
const WORN: i32 = 4_000;
/// How much less grievance keeps a man in a riot than brought him there, basis points.
const KEEPS: i32 = 1_200;

/// How much easier a waverer leaves for each hostage that was killed, basis points, and the most: they
/// know what comes of it. A guess.
const DREAD: i32 = 200;
const DREADED: i32 = 1_000;

/// A riot begins where a room was left to the men, unless one goes on.
pub(super) fn begin(
    mut riots: ResMut<Riots>,
    mut mob: Mob,
    protests: Res<Protests>,
    (doors, fires, custody, rules): (Res<Doors>, Res<Fires>, Res<Custody>, Res<Rules>),
) {
    if riots.now().is_none() && protests.list().iter().any(|protest| protest.lost) {
        let scene = mob.scene(&doors, &fires, &custody, &rules);
        mob.begin_where_lost(&mut riots, &protests, &scene);
    }
}

/// Who acts in a room that the men hold takes part; who would not act any more leaves.
pub(super) fn join_and_leave(
    mut riots: ResMut<Riots>,
    mut mob: Mob,
    rules: Res<Rules>,
    step: Res<Step>,
) {
    let Some(riot) = riots.now_mut() else {
        return;
    };
    mob.join(riot, &step.scene);
    mob.desert(riot, &step.scene, &Decision::by(&rules));
    mob.follow_a_leader(riot);
}

impl Mob<'_> {
    /// Begins a riot in the first room that was left to the men, if there is one.
    pub(super) fn begin_where_lost(
        &mut self,
        riots: &mut Riots,
        protests: &Protests,
        scene: &Scene,
    ) {
        let Some(protest) = protests.list().iter().find(|protest| protest.lost) else {
            return;
        };
        let tick = self.tick();
        let mut riot = Riot {
            began: tick,
            place: protest.place,
            cause: protest.cause,
            starters: protest.starters,
            rooms: vec![protest.place],
            ..Riot::default()
        };
        self.join(&mut riot, scene);
        self.follow_a_leader(&mut riot);
        riots.begin(riot);
        self.due.push(tick + STEP, DueKind::Riot, PersonId(0), 0);
    }

    /// Those who act in rooms the men hold take part.
    fn join(&mut self, riot: &mut Riot, scene: &Scene) {
        let tick = self.tick();
        let held = riot.held(&self.topology);
        for (person, spot) in &scene.men {
            if self.spirits.mood(*person) != Mood::Protesting || !held.contains(&spot.0) {
                continue;
            }
            self.spirits.join_riot(*person, tick);
            self.conduct.withdraw(*person, Source::Unrest);
            if let Err(place) = riot.joined.binary_search(person) {
                riot.joined.insert(place, *person);
            }
            let here = self.tile(*person);
            self.bid(*person, Deed::Riot, here, riot.why());
        }
    }

    /// Whoever stood up, or went for an officer, and brought it on, if he takes part: men follow whom they
    /// saw begin. Else the most violent of those who do; nobody if nobody does.
    fn leader(&self, riot: &Riot) -> Option<PersonId> {
        let causes = self.happenings.causes(riot.cause);
        let began = causes
            .into_iter()
            .filter(|cause| {
                matches!(
                    cause.what,
                    What::Unrest(UnrestFact::StoodUp) | What::Harm(HarmFact::WentFor { .. })
                )
            })
            .filter_map(|cause| cause.who)
            .find(|who| self.spirits.mood(*who) == Mood::Rioting);
        began.or_else(|| {
            self.spirits
                .iter()
                .filter(|(_, man)| man.mood == Mood::Rioting)
                .max_by_key(|(man, spirit)| {
                    (spirit.grievance() - spirit.risk, std::cmp::Reverse(*man))
                })
                .map(|(man, _)| man)
        })
    }

    /// Another leads once he who did takes no part any more; and when it is called a riot, whoever
    /// brought it on and has come to it since.
    pub(super) fn follow_a_leader(&self, riot: &mut Riot) {
        let leads = self.spirits.mood(riot.leader) == Mood::Rioting;
        if (!leads || !riot.is_called())
            && let Some(leader) = self.leader(riot)
        {
            riot.leader = leader;
        }
    }

    /// Whoever would not act any more leaves, and goes where the bell calls.
    fn desert(&mut self, riot: &Riot, scene: &Scene, rule: &Decision) {
        let tick = self.tick();
        let dark = riot.siege.is_dark(self.clock.second_of_day(tick));
        let mut gone: Vec<PersonId> = Vec::new();
        for (person, spot) in &scene.men {
            let Some(man) = self.spirits.of(*person) else {
                continue;
            };
            if man.mood != Mood::Rioting {
                continue;
            }
            let hours = (tick.saturating_sub(riot.began) * 10 / HOUR) as i32;
            let worn = (hours * WEARS / 10).min(WORN);
            // Who chose to take part stays until he is worn out.
            if man.stood_up.is_some() && worn < WORN {
                continue;
            }
            let dread = (DREAD * riot.hostages_killed as i32).min(DREADED);
            let worn = worn + riot.siege.eases(tick) + dread;
            let (cops, actives) = match dark {
                true => scene.odds_in_the_dark(*spot, man.mood),
                false => scene.odds(*spot, man.mood),
            };
            if man.margin(rule, cops, actives) + KEEPS - worn <= 0 {
                gone.push(*person);
            }
        }
        for person in gone {
            self.leaves(person, tick + COWED / 3);
        }
    }
}
