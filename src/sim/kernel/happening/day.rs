//! What the timetable brings: bells, meals, work, chapel, visits, the nights.

use serde::{Deserialize, Serialize};

use super::facts::{Facts, Grade, Hearers};
use crate::ids::{FileId, PersonId};
use crate::level::Occasion;
use crate::message::Part;
use crate::vocabulary;

/// What happened in the course of the day.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum DayFact {
    /// The level began.
    LevelBegan,
    /// The bell called everybody to the next occasion of the timetable.
    OccasionCalled {
        /// What began.
        occasion: Occasion,
    },
    /// A file of men began to march.
    FileLeft {
        /// The file.
        file: FileId,
        /// Number of men who marched.
        men: u32,
    },
    /// A sitting began to be called to the mess hall.
    SittingCalled {
        /// Which sitting, from 0.
        sitting: u32,
        /// Number of men expected.
        men: u32,
    },
    /// The last man of a sitting sat down.
    SittingSeated {
        /// Which sitting, from 0.
        sitting: u32,
        /// Men seated.
        men: u32,
        /// From the first man through the door to the last one seated.
        fill_s: u32,
    },
    /// A meal was over.
    MealEnded {
        /// Men who should have eaten.
        expected: u32,
        /// Men who were served.
        served: u32,
    },
    /// Gangs were sent to work.
    WorkCalled {
        /// Men with work to go to.
        men: u32,
    },
    /// A service in the chapel began.
    ServiceBegan {
        /// Which service, from 0.
        service: u32,
        /// Men in the pews.
        men: u32,
    },
    /// A visit began.
    VisitBegan {
        /// The visitor.
        visitor: PersonId,
    },
    /// A visit was over.
    VisitEnded,
    /// A man got no nearer to where he goes for ten minutes.
    GotStuck,
    /// A night passed over what the men hold against the administration.
    NightPassed {
        /// How just they hold it on the mean, basis points.
        legitimacy: u32,
        /// What they put up with on the mean, basis points.
        hardship: u32,
    },
    /// Something of the film has come about.
    BeatCame {
        /// Which, by its place in the table of beats.
        beat: u32,
    },
}

impl DayFact {
    /// All that holds of each kind.
    pub(super) fn facts(&self) -> Facts {
        match self {
            Self::LevelBegan => Facts::of("LevelBegan", "level-began").heard_by(Hearers::Everybody),
            Self::OccasionCalled { occasion } => Facts::of("OccasionCalled", "occasion-called")
                .heard_by(Hearers::Everybody)
                .grade(Grade::Event)
                .word("occasion", vocabulary::called_to(occasion)),
            Self::FileLeft { file: _, men } => {
                Facts::of("FileLeft", "file-left").count("men", *men)
            }
            Self::SittingCalled { sitting, men } => Facts::of("SittingCalled", "sitting-called")
                .place_in_row("sitting", *sitting)
                .count("men", *men),
            Self::SittingSeated {
                sitting,
                men,
                fill_s,
            } => Facts::of("SittingSeated", "sitting-seated")
                .place_in_row("sitting", *sitting)
                .count("men", *men)
                .part("fill", Part::Lasting(*fill_s)),
            Self::MealEnded { expected, served } => Facts::of("MealEnded", "meal-ended")
                .heard_by(Hearers::Desk)
                .grade(Grade::Event)
                .count("served", *served)
                .count("expected", *expected),
            Self::WorkCalled { men } => Facts::of("WorkCalled", "work-called").count("men", *men),
            Self::ServiceBegan { service, men } => Facts::of("ServiceBegan", "service-began")
                .heard_by(Hearers::Desk)
                .place_in_row("service", *service)
                .count("men", *men),
            Self::VisitBegan { visitor } => Facts::of("VisitBegan", "visit-began")
                .who()
                .person("visitor", *visitor),
            Self::VisitEnded => Facts::of("VisitEnded", "visit-ended").who(),
            // It tells of the building, and stands in the chronicle; to those who play it is nothing.
            Self::GotStuck => Facts::of("GotStuck", "got-stuck").who().at(),
            Self::NightPassed {
                legitimacy,
                hardship: _,
            } => Facts::of("NightPassed", "night-passed")
                .part("legitimacy", Part::Share(*legitimacy)),
            Self::BeatCame { beat } => Facts::of("BeatCame", "beat-came")
                .lasting()
                .part("beat", Part::Beat(*beat)),
        }
    }
}
