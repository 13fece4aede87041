//! The documents hold: what comments point to is there, and the example lives its day.

use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};

use crate::common::root;

#[path = "../../docs/a_day.rs"]
mod a_day;

/// Folders with texts of ours.
const FOLDERS: [&str; 7] = ["src", "tests", "benches", "levels", "assets", "docs", ".ci"];

fn texts(folder: &Path, found: &mut Vec<PathBuf>) {
    let Ok(entries) = fs::read_dir(folder) else {
        return;
    };
    for entry in entries {
        let path = entry.expect("it can be read").path();
        let kind = path.extension().and_then(|kind| kind.to_str());
        if path.is_dir() {
            texts(&path, found);
        } else if matches!(kind, Some("rs" | "md" | "ron" | "toml")) {
            found.push(path);
        }
    }
}

fn all_texts() -> Vec<PathBuf> {
    let mut found = vec![root().join("README.md"), root().join("CONTRIBUTING.md")];
    for folder in FOLDERS {
        texts(&root().join(folder), &mut found);
    }
    found.sort();
    found
}

/// A heading as links name it: small letters, digits and hyphens.
fn anchor(heading: &str) -> String {
    heading
        .trim()
        .to_lowercase()
        .chars()
        .filter_map(|c| match c {
            ' ' | '-' => Some('-'),
            c if c.is_alphanumeric() || c == '_' => Some(c),
            _ => None,
        })
        .collect()
}

fn headings(text: &str) -> BTreeSet<String> {
    let mut is_code = false;
    text.lines()
        .filter(|line| {
            is_code ^= line.starts_with("```");
            !is_code && line.starts_with('#')
        })
        .map(|line| anchor(line.trim_start_matches('#')))
        .collect()
}

/// Where a text points to a heading of a document in `docs/`: document and heading.
fn pointers(text: &str) -> Vec<(String, String)> {
    let is_name = |c: char| c.is_ascii_alphanumeric() || matches!(c, '-' | '_');
    text.match_indices(".md#")
        .filter_map(|(at, mark)| {
            let name = text[..at].rsplit(|c| !is_name(c)).next()?;
            let before = &text[..at - name.len()];
            let heading: String = text[at + mark.len()..]
                .chars()
                .take_while(|c| is_name(*c))
                .collect();
            before
                .ends_with("docs/")
                .then(|| (format!("docs/{name}.md"), heading))
        })
        .collect()
}

#[test]
fn every_pointer_to_a_document_names_a_heading_that_is_there() {
    let mut seen = 0;
    let mut lost = Vec::new();
    for path in all_texts() {
        let text = fs::read_to_string(&path).unwrap_or_default();
        for (document, heading) in pointers(&text) {
            seen += 1;
            let found = fs::read_to_string(root().join(&document))
                .is_ok_and(|text| headings(&text).contains(&heading));
            if !found {
                lost.push(format!("{}: {document}#{heading}", path.display()));
            }
        }
    }
    assert!(
        lost.is_empty(),
        "nothing is where these point:\n{}",
        lost.join("\n")
    );
    assert!(seen > 40, "{seen} pointers were found");
}

#[test]
fn no_comment_points_to_a_sheet_that_is_not_in_the_repository() {
    // Put together here, so that this file does not name them itself.
    let sheets = [
        ["SCI", "ENCE"].concat(),
        ["DES", "IGN"].concat(),
        ["MIN", "DS"].concat(),
    ];
    let mut found = Vec::new();
    for path in all_texts() {
        let text = fs::read_to_string(&path).unwrap_or_default();
        for (number, line) in text.lines().enumerate() {
            let points = sheets.iter().any(|sheet| {
                line.split_once(sheet.as_str()).is_some_and(|(_, rest)| {
                    rest.is_empty() || rest.starts_with([' ', '.', ')', ',', ':'])
                })
            });
            if points {
                found.push(format!(
                    "{}:{}: {}",
                    path.display(),
                    number + 1,
                    line.trim()
                ));
            }
        }
    }
    assert!(
        found.is_empty(),
        "these point to no document:\n{}",
        found.join("\n")
    );
}

#[test]
fn links_between_documents_lead_somewhere() {
    let mut lost = Vec::new();
    let mut documents = Vec::new();
    texts(&root().join("docs"), &mut documents);
    documents.extend([root().join("README.md"), root().join("CONTRIBUTING.md")]);
    for path in documents
        .iter()
        .filter(|path| path.extension().is_some_and(|kind| kind == "md"))
    {
        let text = fs::read_to_string(path).expect("it is there");
        for (at, _) in text.match_indices("](") {
            let link: String = text[at + 2..].chars().take_while(|c| *c != ')').collect();
            let (file, heading) = link.split_once('#').unwrap_or((&link, ""));
            if file.is_empty() || link.contains("://") {
                continue;
            }
            let target = path.parent().expect("it lies in a folder").join(file);
            let is_there = match heading {
                "" => target.exists(),
                heading => {
                    fs::read_to_string(&target).is_ok_and(|text| headings(&text).contains(heading))
                }
            };
            if !is_there {
                lost.push(format!("{}: {link}", path.display()));
            }
        }
    }
    assert!(lost.is_empty(), "{}", lost.join("\n"));
}

#[test]
fn the_example_lives_a_day() {
    a_day::main().expect("it lives");
    let report = a_day::a_day().expect("it lives");
    assert_eq!(report.ticks, 864_000);
    assert!(
        report.counters.meals.iter().all(|meal| meal.served > 0),
        "they eat"
    );
}
