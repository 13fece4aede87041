//! Those who come from outside to take the prison back: state troopers and the army.

use serde::{Deserialize, Serialize};

use super::facts::{CardWeight, Facts, Grade, Hearers, Topic};

/// What was done to take the prison back.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum ReliefFact {
    /// The state troopers were called.
    TroopersCalled {
        /// Number of state troopers.
        troopers: u32,
    },
    /// The state troopers came.
    TroopersArrived {
        /// Number of state troopers.
        troopers: u32,
    },
    /// The army was called.
    ArmyCalled {
        /// How many soldiers.
        soldiers: u32,
    },
    /// The army came.
    ArmyArrived {
        /// How many soldiers.
        soldiers: u32,
    },
    /// The prison began to be taken back.
    StormBegan {
        /// Number of men who went in.
        force: u32,
        /// Number of men against them.
        men: u32,
    },
    /// Those who went in were driven out.
    StormBeatenBack,
    /// The gates were broken in.
    GateBreached,
    /// A gap was broken into the wall.
    WallBreached,
}

impl ReliefFact {
    /// All that holds of each kind.
    pub(super) fn facts(&self) -> Facts {
        match self {
            Self::TroopersCalled { troopers } => Facts::of("TroopersCalled", "troopers-called")
                .lasting()
                .heard_by(Hearers::DeskAndWitnesses)
                .trouble(Grade::Event, Topic::Army)
                .card(CardWeight::Always(6))
                .count("troopers", *troopers),
            Self::TroopersArrived { troopers } => Facts::of("TroopersArrived", "troopers-arrived")
                .lasting()
                .heard_by(Hearers::Everybody)
                .trouble(Grade::Alarm, Topic::Army)
                .card(CardWeight::Always(8))
                .count("troopers", *troopers),
            Self::ArmyCalled { soldiers } => Facts::of("ArmyCalled", "army-called")
                .lasting()
                .heard_by(Hearers::DeskAndWitnesses)
                .trouble(Grade::Event, Topic::Army)
                .card(CardWeight::Always(6))
                .count("soldiers", *soldiers),
            Self::ArmyArrived { soldiers } => Facts::of("ArmyArrived", "army-arrived")
                .lasting()
                .heard_by(Hearers::Everybody)
                .trouble(Grade::Alarm, Topic::Army)
                .card(CardWeight::Always(9))
                .count("soldiers", *soldiers),
            Self::StormBegan { force, men } => Facts::of("StormBegan", "storm-began")
                .lasting()
                .heard_by(Hearers::Everybody)
                .trouble(Grade::Alarm, Topic::Shots)
                .card(CardWeight::Always(8))
                .count("force", *force)
                .count("men", *men),
            Self::StormBeatenBack => Facts::of("StormBeatenBack", "storm-beaten-back")
                .lasting()
                .trouble(Grade::Warning, Topic::Shots)
                .card(CardWeight::Always(8)),
            Self::GateBreached => Facts::of("GateBreached", "gate-breached")
                .lasting()
                .heard_by(Hearers::Everybody)
                .trouble(Grade::Warning, Topic::Army)
                .at(),
            Self::WallBreached => Facts::of("WallBreached", "wall-breached")
                .lasting()
                .heard_by(Hearers::Everybody)
                .trouble(Grade::Warning, Topic::Army)
                .card(CardWeight::Always(8))
                .at(),
        }
    }
}
