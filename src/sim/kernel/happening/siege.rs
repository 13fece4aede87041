//! Demands and answers, and what a besieged house goes without.

use serde::{Deserialize, Serialize};

use super::facts::{CardWeight, Facts, Grade, Hearers, Topic};
use crate::level::Grievance;
use crate::message::Part;

/// What happened between the rioters and the warden.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum SiegeFact {
    /// The rioters said what they want.
    DemandsMade {
        /// What, first of all first.
        demands: Vec<Demand>,
    },
    /// The warden refused.
    DemandsRefused,
    /// The warden gave in.
    DemandsMet {
        /// What he granted.
        demands: Vec<Demand>,
    },
    /// The rioters were put off.
    DemandsStalled {
        /// Number of times by now.
        times: u32,
    },
    /// The rioters' spokesman is heard.
    TalksBegan,
    /// The water was cut off.
    WaterCut,
    /// The water runs again.
    WaterRestored,
    /// The light was cut off.
    LightCut,
    /// The lamps burn again.
    LightRestored,
}

impl SiegeFact {
    /// All that holds of each kind.
    pub(super) fn facts(&self) -> Facts {
        match self {
            Self::DemandsMade { demands } => Facts::of("DemandsMade", "demands-made")
                .lasting()
                .heard_by(Hearers::DeskAndWitnesses)
                .trouble(Grade::Alarm, Topic::Demands)
                .card(CardWeight::Always(6))
                .words("demands", Demand::listed(demands), Demand::ALL.len()),
            Self::DemandsRefused => Facts::of("DemandsRefused", "demands-refused")
                .by_nobody("demands-unanswered")
                .lasting()
                .heard_by(Hearers::DeskAndWitnesses)
                .trouble(Grade::Warning, Topic::Demands)
                .card(CardWeight::Always(7)),
            Self::DemandsMet { demands } => Facts::of("DemandsMet", "demands-met")
                .lasting()
                .heard_by(Hearers::DeskAndWitnesses)
                .trouble(Grade::Event, Topic::Demands)
                .card(CardWeight::Always(7))
                .words("demands", Demand::listed(demands), Demand::ALL.len()),
            Self::DemandsStalled { times } => Facts::of("DemandsStalled", "demands-stalled")
                .lasting()
                .heard_by(Hearers::DeskAndWitnesses)
                .trouble(Grade::Event, Topic::Demands)
                .card(CardWeight::Always(4))
                .count("times", *times),
            Self::TalksBegan => Facts::of("TalksBegan", "talks-began")
                .lasting()
                .heard_by(Hearers::DeskAndWitnesses)
                .trouble(Grade::Event, Topic::Demands)
                .who(),
            Self::WaterCut => Facts::of("WaterCut", "water-cut")
                .lasting()
                .heard_by(Hearers::Everybody)
                .trouble(Grade::Note, Topic::Demands)
                .card(CardWeight::Always(5)),
            Self::WaterRestored => Facts::of("WaterRestored", "water-restored")
                .heard_by(Hearers::Everybody)
                .trouble(Grade::Note, Topic::Demands),
            Self::LightCut => Facts::of("LightCut", "light-cut")
                .lasting()
                .heard_by(Hearers::Everybody)
                .trouble(Grade::Note, Topic::Demands)
                .card(CardWeight::Always(5)),
            Self::LightRestored => Facts::of("LightRestored", "light-restored")
                .heard_by(Hearers::Everybody)
                .trouble(Grade::Note, Topic::Demands),
        }
    }
}

/// What rioters demand.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub enum Demand {
    /// Better food.
    Food,
    /// That nobody is beaten any more.
    Blows,
    /// That the dungeon is emptied, and nobody is punished for the riot.
    Amnesty,
    /// That their complaints are looked into.
    Hearing,
}

impl Demand {
    /// All of them.
    pub const ALL: [Self; 4] = [Self::Food, Self::Blows, Self::Amnesty, Self::Hearing];

    /// What men demand who hold this against the administration.
    pub fn over(grievance: Grievance) -> Self {
        match grievance {
            Grievance::Food | Grievance::Unfed => Self::Food,
            Grievance::Beaten | Grievance::SawBeaten => Self::Blows,
            Grievance::Punished | Grievance::SawPunished => Self::Amnesty,
            // What cannot be undone can be looked into.
            Grievance::SawKilled | Grievance::Refused | Grievance::Thirst => Self::Hearing,
        }
    }

    /// Its message, as in "they demand better food".
    pub fn message(self) -> &'static str {
        match self {
            Self::Food => "demand-food",
            Self::Blows => "demand-blows",
            Self::Amnesty => "demand-amnesty",
            Self::Hearing => "demand-hearing",
        }
    }

    /// Several, as a text names them.
    pub fn listed(demands: &[Self]) -> Vec<Part> {
        let messages = demands.iter().map(|demand| demand.message());
        messages.map(Part::Word).collect()
    }
}
