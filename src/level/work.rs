//! The keys `kitchen`, `jobs` and `crowd`: constants of the house.

use super::names::rooms;
use super::people::MOST_PERSONS;
use super::plan::{Crowd, Job, Kitchen};
use super::problem::Findings;
use super::read::{Fields, entries, sound_key};
use super::tile::RoomUse;
use super::times::hours;
use super::tree::Node;
use super::units::{FLOW, LENGTH, Quantity, SHARE, SPEED, SPEND};

const QUALITY: Quantity = Quantity {
    unit: &SHARE,
    min: 0,
    max: 10_000,
    range: "0 % to 100 %",
    example: "80 %",
};
const SPEND_A_DAY: Quantity = Quantity {
    unit: &SPEND,
    min: 0,
    max: 1_000,
    range: "0 to 1,000 c/man/day",
    example: "17 c/man/day",
};
// The defaults of the crowd are those of section 11 of the design: doors pass
// 1.3 to 2.0 men a metre and second (Weidmann), files march at 1.1 m/s, 0.9 m apart.
const DOOR_FLOW: Quantity = Quantity {
    unit: &FLOW,
    min: 500,
    max: 3_000,
    range: "0.5 to 3 /m/s",
    example: "1.6 /m/s",
};
const MARCH: Quantity = Quantity {
    unit: &SPEED,
    min: 300,
    max: 2_200,
    range: "0.3 to 2.2 m/s",
    example: "1.1 m/s",
};
const SPACING: Quantity = Quantity {
    unit: &LENGTH,
    min: 500,
    max: 3_000,
    range: "0.5 to 3 m",
    example: "0.9 m",
};

/// Reads the kitchen.
pub(super) fn read_kitchen(node: &Node, found: &mut Findings) -> Kitchen {
    let mut fields = Fields::of(node, "kitchen", found);
    let kitchen = Kitchen {
        quality: fields.quantity("quality", &QUALITY, 8_000, found),
        spend_cents: fields.quantity("spend", &SPEND_A_DAY, 17, found),
    };
    fields.close(found);
    kitchen
}

/// Reads the constants of walking.
pub(super) fn read_crowd(node: &Node, found: &mut Findings) -> Crowd {
    let mut fields = Fields::of(node, "crowd", found);
    let crowd = Crowd {
        door_flow: fields.quantity("door_flow", &DOOR_FLOW, 1_600, found),
        march: fields.quantity("march", &MARCH, 1_100, found),
        spacing: fields.quantity("spacing", &SPACING, 900, found),
    };
    fields.close(found);
    crowd
}

/// Whether a kitchen that comes from elsewhere than a file could stand in one.
///
/// # Errors
/// A sentence that says what is out of its range.
pub(super) fn check_kitchen(kitchen: &Kitchen) -> Result<(), String> {
    QUALITY.check("kitchen.quality", kitchen.quality)?;
    SPEND_A_DAY.check("kitchen.spend", kitchen.spend_cents)
}

/// Whether constants of walking that come from elsewhere than a file could stand in one.
///
/// # Errors
/// A sentence that says what is out of its range.
pub(super) fn check_crowd(crowd: &Crowd) -> Result<(), String> {
    DOOR_FLOW.check("crowd.door_flow", crowd.door_flow)?;
    MARCH.check("crowd.march", crowd.march)?;
    SPACING.check("crowd.spacing", crowd.spacing)
}

/// Reads the jobs, in the order of the file.
pub(super) fn read_jobs(node: &Node, found: &mut Findings) -> Vec<Job> {
    let rooms = rooms();
    let mut jobs = Vec::new();
    for entry in entries(node, "jobs", found) {
        sound_key(entry, "jobs", found);
        let mut fields = Fields::of(&entry.value, "a job", found);
        let room = fields.choice("room", &rooms, found);
        let job = Job {
            name: entry.key.clone(),
            room: room.unwrap_or(RoomUse::Workshop),
            men: fields.whole("men", 0..=MOST_PERSONS, 0, found),
            night: fields.yes_no("night", false, found),
            hours: fields.written("hours", "18:30..05:30", found, hours),
        };
        if fields.get("room").is_none() {
            found.say(
                &entry.origin,
                "this job has no room",
                "write where it is done, such as room: Mill",
            );
        }
        if job.hours.is_some() && !job.night {
            found.say(
                fields.place("hours"),
                "hours are for jobs of the night",
                "write night: true, or leave the hours to the timetable",
            );
        }
        fields.close(found);
        jobs.push(job);
    }
    jobs
}

#[cfg(test)]
mod tests {
    use super::super::syntax::parse;
    use super::*;

    fn tree(text: &str) -> Node {
        parse("f", text, &mut Findings::default()).unwrap()
    }

    #[test]
    fn constants_are_read_in_their_units() {
        let mut found = Findings::default();
        let kitchen = read_kitchen(&tree("(quality: \"40 %\")"), &mut found);
        assert_eq!((kitchen.quality, kitchen.spend_cents), (4_000, 17));
        let crowd = read_crowd(
            &tree("(march: \"1.2 m/s\", door_flow: \"2 /m/s\")"),
            &mut found,
        );
        assert_eq!(
            (crowd.door_flow, crowd.march, crowd.spacing),
            (2_000, 1_200, 900)
        );
        assert!(found.is_empty());
        read_crowd(&tree("(march: \"9 m/s\", spacing: 0.9)"), &mut found);
        let report = found.into_problems().to_string();
        assert!(report.contains("range, 0.3 to 2.2 m/s"), "{report}");
        assert!(report.contains("has no unit"), "{report}");
    }

    #[test]
    fn jobs_name_a_room_and_only_night_jobs_have_hours() {
        let mut found = Findings::default();
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
