//! What a check of a level found, in words.

use bighouse_sim::message::{Message, Part};
use bighouse_sim::prison::check::Defect;

use super::spoken;

/// What is the matter.
pub fn what(defect: &Defect) -> String {
    let what = spoken().bare(&defect.finding);
    if defect.more == 0 {
        return what;
    }
    let more = Message::new("check-and-more")
        .with("what", Part::Written(what))
        .with("more", Part::Count(defect.more as i64));
    spoken().bare(&more)
}

/// How to mend it.
pub fn remedy(defect: &Defect) -> String {
    spoken()
        .bare_also(&defect.finding, "mend")
        .unwrap_or_default()
}

/// One of each message that is made here and of a check.
#[cfg(test)]
pub(crate) fn made() -> Vec<Message> {
    let with = |id, parts: &[&'static str]| {
        let message = Message::new(id);
        parts.iter().fold(message, |message, part| {
            message.with(part, Part::Written("text".into()))
        })
    };
    vec![
        with("check-door-leads-nowhere", &[]),
        with("check-door-in-one-room", &[]),
        with("check-two-labels", &["one", "other"]),
        with("check-out-of-reach", &["what"]),
        with("check-sealed", &["room", "area"]),
        with("check-sealed-places", &["room", "area", "places"]),
        with("check-sealed-bunks", &["room", "area", "bunks"]),
        with("check-no-lever", &[]),
        with("check-gates-lead-out", &[]),
        with("check-gates-lead-in", &[]),
        with("check-gate-of-nobody", &[]),
        with("check-no-berth", &[]),
        with("check-blind-post", &["seen"]),
        with("check-far-lever", &["metres", "tier"]),
        with("check-no-label", &["what", "room"]),
        with("check-bunk-in-no-cell", &[]),
        with("check-hole", &[]),
        with("check-no-way", &["from", "to"]),
        with("check-no-timetable", &[]),
        with("check-no-beds", &["men", "beds"]),
        with("check-empty-shift", &["shift"]),
        with("check-meal-no-bench", &["time"]),
        with("check-meal-seats", &["time", "seats", "sittings", "men"]),
        with("check-meal-time", &["time", "needs", "sittings", "has"]),
        with("check-chapel-no-pew", &["time"]),
        with(
            "check-chapel-few-pews",
            &["time", "pews", "services", "men"],
        ),
        with("check-visits-no-chairs", &["time"]),
        with("check-visits-few-chairs", &["men", "time", "chairs"]),
        with("check-no-yard", &["time"]),
        with("check-small-yard", &["time", "area", "men"]),
        with("check-job-places", &["job", "men", "room", "places"]),
        with("check-no-cell", &["cell", "last"]),
        with("check-no-room", &["name"]),
        with("check-one-name", &["one", "other", "name"]),
        with("check-and-more", &["what", "more"]),
    ]
}
