//! Posts: which ones a shift holds, who holds each, those that are held or given up by order, and what
//! follows when the numbers of officers or the hours of their shifts change.

use bevy_ecs::prelude::*;

use super::shifts::SHIFTS;
use super::{Custody, Watch};
use crate::conduct::Conduct;
use crate::due::DueKind;
use crate::ids::{HappeningId, PersonId, TileId};
use crate::level::Guards;
use crate::order::carry_out;
use crate::people::{Role, Roster};
use crate::refusal::Refusal;

impl Custody {
    /// The most posts that a number of officers can hold: one officer in three has to be free for
    /// levers, doors and counts.
    pub(super) fn most_posts(officers: usize) -> usize {
        (officers - officers.div_ceil(3)).max(1)
    }

    /// The posts that a shift with a number of officers holds: those that were ordered first, then the
    /// most important, to a third of the shift.
    pub(super) fn posts_to_hold(&self, officers: usize) -> Vec<TileId> {
        let ordered = self.manned.len().min(Self::most_posts(officers));
        let number = ordered.max(officers / 3).max(1);
        let usual = self
            .posts
            .iter()
            .filter(|post| !self.given_up.contains(post) && !self.manned.contains(post));
        self.manned
            .iter()
            .take(ordered)
            .chain(usual)
            .take(number)
            .copied()
            .collect()
    }

    /// Who holds a post, or is on his way to it; whoever is about to be relieved does not count.
    pub fn holder(&self, post: TileId) -> Option<PersonId> {
        self.officers
            .iter()
            .find(|officer| {
                officer.on_duty && officer.leaves.is_none() && officer.post == Some(post)
            })
            .map(|officer| officer.person)
    }
}

/// How many officers are employed in all: no amendment makes more.
pub fn employed(world: &World) -> u32 {
    world.resource::<Roster>().with_role(Role::Officer).count() as u32
}

/// Whether the shifts can have the number of officers that an amendment gives them.
///
/// # Errors
/// That fewer are employed.
pub(crate) fn check_guards(world: &World, guards: &Guards) -> Result<(), Refusal> {
    let (wanted, employed) = (guards.officers(), employed(world));
    if wanted <= employed {
        return Ok(());
    }
    Err(Refusal::TooFewEmployed { wanted, employed })
}

/// An officer whose seat leads him has his hands free of the task he was given: another sees to it.
pub(crate) fn hand_over(world: &mut World, person: PersonId) {
    if world.resource::<Conduct>().is_led(person) {
        world.resource_mut::<Custody>().free_hands(person);
    }
}

impl Custody {
    /// What an officer was to do is another's.
    pub(crate) fn free_hands(&mut self, person: PersonId) {
        if let Some(task) = self
            .officer_mut(person)
            .and_then(|officer| officer.task.take())
            && let Some(task) = self.tasks.iter_mut().find(|other| other.id == task)
        {
            task.officer = None;
        }
    }
}

/// Follows officers amended: other numbers show when a shift comes on, another shift at once if it
/// should be on by now.
pub(crate) fn follow_guards(world: &mut World, before: &Guards) -> Result<(), Refusal> {
    let before = before.clone();
    carry_out(world, move |mut watch: Watch| {
        let now = watch.rules.guards.clone();
        watch.share_out_officers();
        let times = |guards: &Guards| (guards.day_from, guards.evening_from, guards.night_from);
        if times(&before) != times(&now) {
            watch.queue_shifts();
        }
    })
}

impl Watch<'_> {
    /// The shifts hold a post from now on.
    pub(super) fn man_post(&mut self, at: TileId, cause: HappeningId) {
        self.custody.given_up.retain(|post| *post != at);
        if !self.custody.manned.contains(&at) {
            self.custody.manned.push(at);
        }
        // The nearest of those who make rounds, one whose hands are free before one who is busy.
        let nearest = self
            .custody
            .officers
            .iter()
            .filter(|officer| officer.on_duty && officer.leaves.is_none() && officer.post.is_none())
            .filter(|officer| !self.conduct.is_led(officer.person))
            .min_by_key(|officer| {
                let here = self.travel.bodies.body(officer.person).tile;
                let distance = self.travel.grid.distance(here, at);
                (officer.task.is_some(), distance, officer.person)
            })
            .map(|officer| (officer.person, officer.task.is_some()));
        let Some((person, busy)) = nearest else {
            return;
        };
        if let Some(officer) = self.custody.officer_mut(person) {
            officer.post = Some(at);
        }
        if !busy {
            self.back_to_duty(person, cause);
        }
    }

    /// The shifts hold a post no more.
    pub(super) fn give_up_post(&mut self, at: TileId, cause: HappeningId) {
        self.custody.manned.retain(|post| *post != at);
        if !self.custody.given_up.contains(&at) {
            self.custody.given_up.push(at);
        }
        let tick = self.tick();
        let there: Vec<super::Officer> = self
            .custody
            .officers
            .iter()
            .filter(|officer| officer.on_duty && officer.post == Some(at))
            .copied()
            .collect();
        for officer in there {
            if let Some(officer) = self.custody.officer_mut(officer.person) {
                officer.post = None;
            }
            if officer.task.is_some() {
                continue;
            }
            // Who waited there for his relief waits no longer.
            if officer.leaves.is_some_and(|leaves| tick >= leaves) {
                self.go_off(officer.person);
            } else {
                self.back_to_duty(officer.person, cause);
            }
        }
    }

    /// Queues the shifts by the times now in force; one that should be on comes on at once.
    fn queue_shifts(&mut self) {
        let tick = self.tick();
        // A shift of this very tick has not come on yet; struck here, it does in the next.
        let unrung = self
            .due
            .strike(DueKind::Shift, |due| due.stamp < u32::from(SHIFTS));
        let from = unrung.map_or(tick, |unrung| unrung.min(tick));
        for (shift, second) in (0..u32::from(SHIFTS)).zip(self.shift_times()) {
            let at = self.travel.clock.next_at(from, second);
            self.due.push(at, DueKind::Shift, PersonId(shift), shift);
        }
        let on = self.shift_at(tick);
        if on != self.custody.shift {
            let on = u32::from(on);
            self.due.push(tick, DueKind::Shift, PersonId(on), on);
        }
    }
}
