//! The story as a report has it: what of the film has come about, and how far a screenplay has come.

use bevy_ecs::prelude::World;
use serde::Serialize;

use super::Say;
use crate::clock::Clock;
use crate::happening::Happenings;
use crate::story::screenplay::{missing, written};
use crate::story::{BEATS, Beats, Lines, Playing};

/// As many causes of a beat are told.
const MOST_CAUSES: usize = 8;

/// A beat of the film.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct BeatLine {
    /// What it is called.
    pub id: &'static str,
    /// When it came about.
    pub at: String,
    /// What it was and what it came from, the nearest first, in words.
    pub because: String,
}

/// A line of the screenplay that was played.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct SpokenLine {
    /// What it is called.
    pub line: String,
    /// When the last of it was spoken; none if it was not.
    pub at: Option<String>,
    /// Why not, if its order is refused at the end.
    pub refused: Option<String>,
    /// What it still waits for at the end, as the screenplay writes it, if it was not spoken.
    pub waits_for: Option<String>,
}

/// What has come about, in the order in which it did.
pub(super) fn beats(world: &World, say: Say<'_>) -> Vec<BeatLine> {
    let clock = world.resource::<Clock>();
    let happenings = world.resource::<Happenings>();
    let found = world.resource::<Beats>().found();
    found
        .iter()
        .filter_map(|found| {
            let causes = happenings.causes(found.happening);
            // The first is that it is a beat.
            let because: Vec<String> = causes
                .into_iter()
                .skip(1)
                .take(MOST_CAUSES)
                .map(|cause| say(&cause.message()))
                .collect();
            Some(BeatLine {
                id: BEATS.get(found.beat as usize)?.id,
                at: clock.civil(found.tick).to_string(),
                because: because.join(", because "),
            })
        })
        .collect()
}

/// How far the screenplay that is played has come.
pub(super) fn screenplay(world: &World, say: Say<'_>) -> Vec<SpokenLine> {
    let Some(playing) = world.get_resource::<Playing>() else {
        return Vec::new();
    };
    let clock = world.resource::<Clock>();
    let spoken = world.resource::<Lines>();
    let lines = playing.screenplay.lines.iter().enumerate();
    lines
        .map(|(place, line)| {
            let done = spoken.done(place, line);
            let waits_for = match done {
                Some(_) => None,
                None => missing(world, &playing.screenplay, &playing.memory, &line.when),
            };
            SpokenLine {
                line: line.name.clone(),
                at: done.map(|tick| clock.civil(tick).to_string()),
                refused: playing.refused[place]
                    .as_ref()
                    .map(|why| say(&why.message())),
                waits_for: waits_for.map(|part| written(&playing.screenplay, part)),
            }
        })
        .collect()
}
