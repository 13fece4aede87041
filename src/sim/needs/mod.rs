//! Needs: lines that rise and fall with what a man does.
//!
//! A need is a value, a rate and the tick of its last change: reading one never
//! changes it, and a man asleep costs nothing. A need is rebased when what he does
//! changes; when it will cross the threshold at which it hurts, that is put in the due queue.
//! Overcrowding costs here: who sleeps on the floor rests less, three in a
//! cell of two lack space.
//!
//! Units: basis points of a need, 0 met to 10,000 unbearable; rates per hour.
//! The rates are guesses to be calibrated (docs/science.md#values-to-start-from names no source).

use bevy_app::App;
use bevy_ecs::prelude::*;
use serde::{Deserialize, Serialize};

use crate::clock::{Clock, DAY, HOUR};
use crate::conduct::{Conduct, Deed};
use crate::due::{DueKind, DueQueue};
use crate::happening::{DayFact, Happenings, What};
use crate::ids::PersonId;
use crate::people::{BerthKind, Roster};
use crate::regime::Regime;
use crate::rules::Rules;
use crate::schedule::{ArrivalsOf, SimTick};
use crate::section::{Limits, MOST_COUNTED, MOST_SUMMED, RegisterSection, Section};

/// What a man needs.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[repr(u8)]
pub enum Need {
    /// Food.
    Food,
    /// Sleep.
    Sleep,
    /// Room to be in.
    Space,
    /// Something to do.
    Occupation,
}

impl Need {
    /// All of them.
    pub const ALL: [Self; 4] = [Self::Food, Self::Sleep, Self::Space, Self::Occupation];

    /// The lack of it as reports and traces write it, in every language.
    pub fn key(self) -> &'static str {
        match self {
            Self::Food => "hunger",
            Self::Sleep => "tiredness",
            Self::Space => "crowding",
            Self::Occupation => "idleness",
        }
    }

    /// The message of what the lack of it is called.
    pub fn lack(self) -> &'static str {
        match self {
            Self::Food => "lack-food",
            Self::Sleep => "lack-sleep",
            Self::Space => "lack-space",
            Self::Occupation => "lack-occupation",
        }
    }
}

/// An unbearable need.
pub const WORST: i32 = 10_000;
/// From here on it hurts.
pub const HURTS: i32 = 7_500;

/// One need of one man.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
struct Line {
    value: i32,
    per_hour: i32,
    since: u64,
}

impl Line {
    fn at(&self, tick: u64) -> i32 {
        let passed = tick.saturating_sub(self.since).min(100 * DAY) as i64;
        let change = self.per_hour as i64 * passed / HOUR as i64;
        (self.value as i64 + change).clamp(0, WORST as i64) as i32
    }

    /// When it comes to hurt, if it will within a day.
    fn hurts_at(&self) -> Option<u64> {
        if self.per_hour <= 0 || self.value >= HURTS {
            return None;
        }
        let ticks = ((HURTS - self.value) as u64 * HOUR).div_ceil(self.per_hour as u64);
        (ticks <= DAY).then_some(self.since + ticks)
    }
}

/// Everybody's needs, by inmate.
#[derive(Resource, Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Needs {
    lines: Vec<[Line; 4]>,
    /// How often each need came to hurt somebody.
    pub hurt: [u32; 4],
    /// Minutes slept, by kind of berth: bunk, cell floor, gallery; and rest gained in them, basis points.
    pub slept: [(u64, u64); 3],
}

impl Section for Needs {
    const NAME: &'static str = "needs";
    const VERSION: u32 = 1;

    fn check(&self, limits: &Limits) -> Result<(), String> {
        let sound = self.lines.len() == limits.inmates as usize
            && self.hurt.iter().all(|times| *times <= MOST_COUNTED)
            && self
                .slept
                .iter()
                .all(|(minutes, rest)| *minutes <= MOST_SUMMED && *rest <= MOST_SUMMED)
            && self.lines.iter().flatten().all(|line| {
                (0..=WORST).contains(&line.value)
                    && line.per_hour.unsigned_abs() <= 10 * WORST.unsigned_abs()
                    && line.since <= limits.tick
            });
        if sound {
            Ok(())
        } else {
            Err("a need is out of range".into())
        }
    }
}

impl Needs {
    /// One more inmate: rested and a little hungry, as after a night.
    pub fn spawn(&mut self) {
        self.lines.push([
            Line {
                value: 4_000,
                ..Line::default()
            },
            Line {
                value: 1_000,
                ..Line::default()
            },
            Line {
                value: 2_000,
                ..Line::default()
            },
            Line {
                value: 1_000,
                ..Line::default()
            },
        ]);
    }

    /// How far a need is unmet: 0 to [`WORST`].
    pub fn of(&self, person: PersonId, need: Need, tick: u64) -> i32 {
        self.lines
            .get(person.index())
            .map_or(0, |lines| lines[need as usize].at(tick))
    }

    /// How many men have needs.
    pub fn len(&self) -> usize {
        self.lines.len()
    }

    /// Whether there are none.
    pub fn is_empty(&self) -> bool {
        self.lines.is_empty()
    }

    fn rebase(&mut self, person: PersonId, need: Need, tick: u64, add: i32, per_hour: i32) {
        let line = &mut self.lines[person.index()][need as usize];
        line.value = (line.at(tick) + add).clamp(0, WORST);
        line.per_hour = per_hour;
        line.since = tick;
    }
}

/// How fast each need grows while somebody does something, basis points an hour.
fn rate(need: Need, deed: Deed, there: bool, berth: BerthKind) -> i32 {
    let in_cell = there && matches!(deed, Deed::Rest | Deed::Sleep);
    let confined = there && deed == Deed::Confined;
    match need {
        // Three meals a day keep a man fed: about 14 hours from full to unbearable, awake.
        Need::Food if deed == Deed::Sleep => 350,
        Need::Food => 700,
        // A day awake tires a man by some 5,800; nine hours on a bunk more than mend it, on the
        // floor of a cell not quite, in the gallery with its draught and lamps still less.
        Need::Sleep if deed == Deed::Sleep && there => match berth {
            BerthKind::Bunk | BerthKind::Outside => -1_000,
            BerthKind::CellFloor => -590,
            BerthKind::Gallery => -540,
        },
        // On stone, night after night: what the night mends the day does not quite use up.
        Need::Sleep if confined => 25,
        Need::Sleep => 400,
        Need::Space if in_cell => match berth {
            BerthKind::Bunk => 160,
            BerthKind::CellFloor => 260,
            BerthKind::Gallery => 200,
            BerthKind::Outside => 0,
        },
        Need::Space if confined => 300,
        Need::Space if matches!(deed, Deed::Exercise) => -900,
        Need::Space => -300,
        Need::Occupation if deed == Deed::Sleep => 0,
        Need::Occupation if there && matches!(deed, Deed::Work | Deed::Pray | Deed::Visit) => -800,
        Need::Occupation if there && deed == Deed::Exercise => -600,
        Need::Occupation => 450,
    }
}

pub(crate) fn plugin(app: &mut App) {
    app.register_section::<Needs>();
    app.add_systems(SimTick, follow.in_set(ArrivalsOf::Needs));
}

/// Needs follow what men do, and what they were fed.
fn follow(
    clock: Res<Clock>,
    rules: Res<Rules>,
    roster: Res<Roster>,
    conduct: Res<Conduct>,
    (regime, happenings): (Res<Regime>, Res<Happenings>),
    mut due: ResMut<DueQueue>,
    mut needs: ResMut<Needs>,
) {
    let tick = clock.tick;
    for crossed in due.now(DueKind::NeedCrossed) {
        let need = (crossed.stamp as usize) % 4;
        let line = needs.lines[crossed.subject.index()][need];
        if line.hurts_at() == Some(tick) {
            needs.hurt[need] += 1;
        }
    }
    let meal_ended = happenings
        .last()
        .iter()
        .any(|happening| matches!(happening.what, What::Day(DayFact::MealEnded { .. })));
    if meal_ended {
        feed_the_confined(
            &rules,
            &roster,
            (&conduct, regime.locked_down),
            &mut due,
            &mut needs,
            tick,
        );
    }
    if conduct.changed().is_empty() && regime.ledger.fed.is_empty() {
        return;
    }
    for person in &regime.ledger.fed {
        // A good meal takes four fifths of the worst hunger away.
        let fills = rules.kitchen.quality as i32 * 8 / 10;
        let per_hour = needs.lines[person.index()][Need::Food as usize].per_hour;
        needs.rebase(*person, Need::Food, tick, -fills, per_hour);
        foresee(&mut due, &needs, *person, Need::Food);
    }
    for person in conduct.changed() {
        if !roster.is_inmate(*person) {
            continue;
        }
        let doing = conduct.doing(*person);
        let berth = roster.of(*person).berth_kind;
        for need in Need::ALL {
            let per_hour = rate(need, doing.activity.deed, doing.there, berth);
            let line = needs.lines[person.index()][need as usize];
            if line.per_hour == per_hour {
                continue;
            }
            if need == Need::Sleep && line.per_hour < 0 {
                let kind = (berth as usize).min(2);
                let gained = (line.value - line.at(tick)).max(0) as u64;
                needs.slept[kind].0 += (tick - line.since) / crate::clock::MINUTE;
                needs.slept[kind].1 += gained;
            }
            needs.rebase(*person, need, tick, 0, per_hour);
            foresee(&mut due, &needs, *person, need);
        }
    }
}

/// Who is locked in for punishment, or lies wounded, is brought half of what the others have at table; so
/// is everybody at home while the prison is locked down.
fn feed_the_confined(
    rules: &Rules,
    roster: &Roster,
    (conduct, locked_down): (&Conduct, bool),
    due: &mut DueQueue,
    needs: &mut Needs,
    tick: u64,
) {
    let fills = rules.kitchen.quality as i32 * 4 / 10;
    for person in roster.all_inmates() {
        let at_home = conduct.is_at(person, Deed::Rest) || conduct.is_at(person, Deed::Sleep);
        let lies = conduct.is_at(person, Deed::Confined) || conduct.is_at(person, Deed::Wounded);
        if lies || (locked_down && at_home) {
            let per_hour = needs.lines[person.index()][Need::Food as usize].per_hour;
            needs.rebase(person, Need::Food, tick, -fills, per_hour);
            foresee(due, needs, person, Need::Food);
        }
    }
}

/// Puts the moment at which a need will hurt in the queue.
fn foresee(due: &mut DueQueue, needs: &Needs, person: PersonId, need: Need) {
    let line = needs.lines[person.index()][need as usize];
    if let Some(tick) = line.hurts_at() {
        due.push(tick, DueKind::NeedCrossed, person, need as u32);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn reading_a_line_does_not_change_it_and_it_stops_at_its_ends() {
        let line = Line {
            value: 1_000,
            per_hour: 700,
            since: 0,
        };
        assert_eq!(line.at(HOUR), 1_700);
        assert_eq!(line.at(2 * HOUR), 2_400);
        assert_eq!(line.at(100 * HOUR), WORST);
    }

    #[test]
    fn the_queue_knows_when_it_will_hurt() {
        let line = Line {
            value: 1_000,
            per_hour: 700,
            since: 50,
        };
        let at = line.hurts_at().expect("it will hurt");
        assert!(line.at(at) >= HURTS);
        assert!(line.at(at - 60) < HURTS);
    }
}
