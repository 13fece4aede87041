//! The key `jobs`: work for inmates.

use serde::{Deserialize, Serialize};

use crate::keys::forms::{Choice, MaybeHours, YesNo};
use crate::keys::quantities::PERSONS;
use crate::keys::{Clash, GroupRules, MayChange, keys, read_groups};
use crate::nouns::names::rooms;
use crate::nouns::{RoomUse, Seconds};
use crate::text::problem::Findings;
use crate::text::tree::Node;

keys! {
    /// Work for inmates.
    #[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
    pub struct Job {
        path: "jobs",
        called: "a job",
        amended: MayChange::Only(&["hours"]),
        hashed by place: ["room", "men", "night", "hours"],
        entry: name,

        /// The use of the room it is done in (see the labels below).
        room: RoomUse = Choice(rooms), RoomUse::Workshop, told as "must be written";
        /// The number of men it takes.
        men: u32 = PERSONS, 0;
        /// Whether it is done while the others are locked up: its men are the listed night workers.
        night: bool = YesNo, false;
        /// Of a night job: when it begins and ends.
        hours: Option<(Seconds, Seconds)> = MaybeHours, None, told as "none";
    }
}

impl GroupRules for Job {
    fn clash(&self) -> Option<Clash> {
        (self.hours.is_some() && !self.night).then_some(Clash {
            key: Some("hours"),
            what: "hours are for jobs of the night",
            mend: "write night: true, or leave the hours to the timetable",
        })
    }
}

/// Reads the jobs, in the order of the file.
pub(crate) fn read_jobs(node: &Node, found: &mut Findings) -> Vec<Job> {
    read_groups(node, None, found, |_, fields, entry, found| {
        if fields.get("room").is_none() {
            found.say(
                &entry.origin,
                "this job has no room",
                "write where it is done, such as room: Mill",
            );
        }
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::text::syntax::parse;

    #[test]
    fn jobs_name_a_room_and_only_night_jobs_have_hours() {
        let mut found = Findings::default();
        let tree = |text: &str| parse("f", text, &mut Findings::default()).unwrap();
        let jobs = read_jobs(
            &tree(
                r#"{"mill": (room: Mill, men: 1000), "n": (room: Kitchen, night: true, hours: "18:30..05:30")}"#,
            ),
            &mut found,
        );
        assert!(found.is_empty());
        assert_eq!(jobs[1].hours, Some((66_600, 19_800)));
        read_jobs(
            &tree(
                r#"{"a": (men: 1), "b": (room: Kichen), "c": (room: Mill, hours: "18:30..05:30")}"#,
            ),
            &mut found,
        );
        let report = found.into_problems().to_string();
        for part in [
            "this job has no room",
            "did you mean \"Kitchen\"?",
            "hours are for jobs of the night",
        ] {
            assert!(report.contains(part), "{part} in {report}");
        }
    }
}
