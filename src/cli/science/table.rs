//! Findings as people read them: a table, with a verdict on each line.

use super::figures::Finding;
use super::study::{Results, Study};

/// The heads of the columns.
const HEADS: [&str; 7] = [
    "arm",
    "figure",
    "here",
    "runs",
    "published",
    "band",
    "verdict",
];

/// A study and its findings.
pub fn text(study: &Study, results: &Results, findings: &[Finding]) -> String {
    let mut rows = vec![HEADS.map(String::from)];
    rows.extend(findings.iter().map(row));
    // The arm is said once, where it begins.
    for index in (2..rows.len()).rev() {
        if rows[index][0] == rows[index - 1][0] {
            rows[index][0].clear();
        }
    }
    let widths = std::array::from_fn::<usize, 7, _>(|column| {
        rows.iter()
            .map(|row| row[column].chars().count())
            .max()
            .unwrap_or(0)
    });
    let mut out = format!(
        "{}: {} ({} runs)\n",
        study.name,
        study.about,
        results.runs()
    );
    for row in rows {
        let mut line = String::from(" ");
        for (cell, width) in row.iter().zip(widths) {
            line += &format!(" {cell:width$} ");
        }
        out += line.trim_end();
        out.push('\n');
    }
    out
}

fn row(finding: &Finding) -> [String; 7] {
    let (least, most) = (*finding.band.start(), *finding.band.end());
    let places = places(most - least);
    let number = |value| number(value, places);
    let range = |least: f64, most: f64| {
        if least == most {
            number(least)
        } else {
            format!("{} to {}", number(least), number(most))
        }
    };
    let runs = finding.runs.map(|(least, most)| range(least, most));
    let verdict = if finding.holds() { "holds" } else { "OFF" };
    [
        finding.arm.clone(),
        finding.what.into(),
        number(finding.value),
        runs.unwrap_or_default(),
        finding.published.into(),
        range(least, most),
        verdict.into(),
    ]
}

/// How many decimal places say something in a band of this width.
fn places(width: f64) -> usize {
    match width {
        ..5.0 => 2,
        ..50.0 => 1,
        _ => 0,
    }
}

/// A number with this many places, less the noughts at its end.
fn number(number: f64, places: usize) -> String {
    if !number.is_finite() {
        return "none".into();
    }
    let text = format!("{number:.places$}");
    match text.contains('.') {
        true => text.trim_end_matches('0').trim_end_matches('.').into(),
        false => text,
    }
}

#[cfg(test)]
mod tests {
    use super::super::{Arm, Results, Store};
    use super::*;

    #[test]
    fn a_finding_is_told_with_its_verdict_and_its_arm_once() {
        let study = Study {
            name: "x",
            about: "whether",
            arms: || Ok(Vec::new()),
            findings: |_| Vec::new(),
        };
        let arms: [Arm; 0] = [];
        let store = Store::open(std::path::Path::new("no such folder"), "x", &arms);
        let store = store.expect("an empty one");
        let findings = [
            Finding::mean("fed", "outbursts", &[102.0, 118.0], 100.0..=120.0, "110"),
            Finding::new("fed", "share", 1.984, 0.0..=1.0, ""),
        ];
        let told = text(&study, &Results::new(&arms, &store, false), &findings);
        let lines: Vec<&str> = told.lines().collect();
        assert_eq!(lines[0], "x: whether (0 runs)");
        assert_eq!(
            lines[2],
            "  fed  outbursts  110   102 to 118  110        100 to 120  holds"
        );
        assert_eq!(
            lines[3],
            "       share      1.98                         0 to 1      OFF"
        );
    }

    #[test]
    fn numbers_have_the_places_that_say_something() {
        assert_eq!(number(773.4, places(130.0)), "773");
        assert_eq!(number(21.64, places(7.0)), "21.6");
        assert_eq!(number(12.234, places(0.05)), "12.23");
        assert_eq!(number(12.20, places(0.05)), "12.2");
        assert_eq!(
            [number(0.0, 2), number(100.0, 0), number(f64::NAN, 1)],
            ["0", "100", "none"]
        );
    }
}
