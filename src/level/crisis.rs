//! The keys `warden` and `unrest`: how a riot is answered, and by which rule men rise.

use super::plan::{Answer, ArrestRule, Seconds, Unrest, Warden};
use super::problem::Findings;
use super::read::Fields;
use super::tree::Node;
use super::units::{Quantity, SHARE, TIME};

/// What stands for a time that does not come.
const NEVER: &str = "never";

const AFTER: Quantity = Quantity {
    unit: &TIME,
    min: 0,
    max: 86_400,
    range: "0 min to 24 h, or never",
    example: "10 min",
};
const COMES: Quantity = Quantity {
    unit: &TIME,
    min: 300,
    max: 86_400,
    range: "5 min to 24 h",
    example: "1 h..4 h",
};
const FORCE: Quantity = Quantity {
    unit: &SHARE,
    min: 1_000,
    max: 100_000,
    range: "10 % to 1,000 %, or never",
    example: "200 %",
};

/// State troopers of 1929 lay in barracks about the country: from the next of them to the prison is
/// a guess.
const TROOPERS_COME: (Seconds, Seconds) = (1_800, 5_400);
/// Militia and regulars took one to four hours (SCIENCE 6).
const ARMY_COMES: (Seconds, Seconds) = (3_600, 14_400);

impl Default for Warden {
    /// The warden of the film, who does not bargain: he refuses, and calls the army when he sees within
    /// an hour that his own men will not do.
    fn default() -> Self {
        Self {
            answer: Answer::Refuse,
            storm: Some(20_000),
            water: None,
            light: None,
            troopers: None,
            troopers_come: TROOPERS_COME,
            army: Some(3_600),
            army_comes: ARMY_COMES,
        }
    }
}

/// Reads how the warden answers a riot.
pub(super) fn read_warden(node: &Node, found: &mut Findings) -> Warden {
    let mut fields = Fields::of(node, "warden", found);
    let usual = Warden::default();
    let answers = Answer::ALL.map(|answer| (format!("{answer:?}"), answer));
    let warden = Warden {
        answer: fields
            .choice("answer", &answers, found)
            .unwrap_or(usual.answer),
        storm: or_never(&mut fields, "storm", &FORCE, usual.storm, found),
        water: or_never(&mut fields, "water", &AFTER, usual.water, found),
        light: or_never(&mut fields, "light", &AFTER, usual.light, found),
        troopers: or_never(&mut fields, "troopers", &AFTER, usual.troopers, found),
        troopers_come: range(&mut fields, "troopers_come", usual.troopers_come, found),
        army: or_never(&mut fields, "army", &AFTER, usual.army, found),
        army_comes: range(&mut fields, "army_comes", usual.army_comes, found),
    };
    fields.close(found);
    warden
}

/// Reads by which rule men rise.
pub(super) fn read_unrest(node: &Node, found: &mut Findings) -> Unrest {
    let mut fields = Fields::of(node, "unrest", found);
    let rules = ArrestRule::ALL.map(|rule| (format!("{rule:?}"), rule));
    let unrest = Unrest {
        rule: fields.choice("rule", &rules, found).unwrap_or_default(),
    };
    fields.close(found);
    unrest
}

fn or_never(
    fields: &mut Fields,
    key: &'static str,
    quantity: &Quantity,
    usual: Option<u32>,
    found: &mut Findings,
) -> Option<u32> {
    fields
        .written(key, quantity.example, found, |text| {
            if text.trim() == NEVER {
                return Ok(None);
            }
            quantity.read(text).map(Some)
        })
        .unwrap_or(usual)
}

fn range(
    fields: &mut Fields,
    key: &'static str,
    usual: (Seconds, Seconds),
    found: &mut Findings,
) -> (Seconds, Seconds) {
    fields
        .written(key, COMES.example, found, |text| COMES.read_range(text))
        .unwrap_or(usual)
}

/// Whether a policy that comes from elsewhere than a file could stand in one.
///
/// # Errors
/// A sentence that says what is out of its range.
pub(super) fn check_warden(warden: &Warden) -> Result<(), String> {
    if let Some(storm) = warden.storm {
        FORCE.check("warden.storm", storm)?;
    }
    let times = [
        ("warden.water", warden.water),
        ("warden.light", warden.light),
        ("warden.troopers", warden.troopers),
        ("warden.army", warden.army),
    ];
    for (key, after) in times {
        if let Some(after) = after {
            AFTER.check(key, after)?;
        }
    }
    let ranges = [
        ("warden.troopers_come", warden.troopers_come),
        ("warden.army_comes", warden.army_comes),
    ];
    for (key, (from, to)) in ranges {
        COMES.check(key, from)?;
        COMES.check(key, to)?;
        if from > to {
            return Err(format!("{key} ends before it begins"));
        }
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::super::syntax::parse;
    use super::*;

    fn tree(text: &str) -> Node {
        parse("f", text, &mut Findings::default()).unwrap()
    }

    #[test]
    fn a_policy_is_read_and_what_is_not_written_is_as_usual() {
        let mut found = Findings::default();
        let warden = read_warden(
            &tree(
                r#"(answer: Talk, troopers: "10 min", army: "never", army_comes: "2..3 h", water: "1 h")"#,
            ),
            &mut found,
        );
        assert!(found.is_empty());
        assert_eq!(
            warden,
            Warden {
                answer: Answer::Talk,
                troopers: Some(600),
                army: None,
                army_comes: (7_200, 10_800),
                water: Some(3_600),
                ..Warden::default()
            }
        );
        assert_eq!(check_warden(&warden), Ok(()));
        let unrest = read_unrest(&tree("(rule: Smooth)"), &mut found);
        assert_eq!(unrest.rule, ArrestRule::Smooth);
        assert_eq!(read_unrest(&tree("()"), &mut found), Unrest::default());
    }

    #[test]
    fn a_policy_out_of_range_is_told_of_key_by_key() {
        let mut found = Findings::default();
        read_warden(
            &tree(
                r#"(answer: Refuze, storm: "5 %", army: "30 h", army_comes: "4 h..1 h", water: 20, trooper: "1 h")"#,
            ),
            &mut found,
        );
        read_unrest(&tree("(rule: Flor)"), &mut found);
        let report = found.into_problems().to_string();
        for part in [
            "did you mean \"Refuse\"?",
            "it is one of Refuse, Stall, Talk, Concede",
            "\"5 %\" is out of its range, 10 % to 1,000 %, or never",
            "\"30 h\" is out of its range, 0 min to 24 h, or never",
            "\"4 h..1 h\" ends before it begins",
            "has no unit",
            "\"trooper\" is no key of warden; did you mean \"troopers\"?",
            "did you mean \"Floor\"?",
        ] {
            assert!(report.contains(part), "{part} in {report}");
        }
    }

    #[test]
    fn a_policy_that_no_file_could_hold_is_refused() {
        let usual = Warden::default;
        let forged = [
            Warden {
                storm: Some(1),
                ..usual()
            },
            Warden {
                army: Some(u32::MAX),
                ..usual()
            },
            Warden {
                army_comes: (7_200, 3_600),
                ..usual()
            },
            Warden {
                troopers_come: (0, 3_600),
                ..usual()
            },
        ];
        for warden in forged {
            assert!(check_warden(&warden).is_err(), "{warden:?}");
        }
    }
}
