//! What men hold against the administration.

use serde::{Deserialize, Serialize};

/// What somebody holds against the administration.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub enum Grievance {
    /// The food.
    Food,
    /// He went without a meal.
    Unfed,
    /// He was struck.
    Beaten,
    /// He saw another struck.
    SawBeaten,
    /// He was punished.
    Punished,
    /// He saw another punished, or heard of it.
    SawPunished,
    /// He saw a man killed by the prison's men.
    SawKilled,
    /// What he asked for was refused.
    Refused,
    /// He went without water.
    Thirst,
}

impl Grievance {
    /// All of them.
    pub const ALL: [Self; 9] = [
        Self::Food,
        Self::Unfed,
        Self::Beaten,
        Self::SawBeaten,
        Self::Punished,
        Self::SawPunished,
        Self::SawKilled,
        Self::Refused,
        Self::Thirst,
    ];
}
