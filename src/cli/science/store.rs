//! The results of a study: a file with a line of JSON for each run, kept as runs come in.
//!
//! A line names the arm, its inputs, the rules of the house, the seed, and what was measured. A run
//! made under other rules or with other inputs is forgotten, and so is the half line of a run
//! during which the program was ended. A line that is no result is an error, so that no file of
//! somebody else's is written into.

use std::collections::BTreeMap;
use std::fs::OpenOptions;
use std::io::Write;
use std::path::{Path, PathBuf};

use bighouse_sim::RULES;
use serde::{Deserialize, Serialize};

use super::study::Arm;
use super::values::Values;
use crate::cli::{Failure, Outcome, input, output};

/// The largest file of results that is read.
const MOST_BYTES: u64 = 256 << 20;

/// A run.
#[derive(Clone, Debug, Serialize, Deserialize)]
struct Line {
    arm: String,
    inputs: String,
    rules: u32,
    seed: u64,
    values: Values,
}

/// The results of a study that hold.
pub struct Store {
    path: PathBuf,
    /// By the arm's place in the study, and seed.
    lines: BTreeMap<(usize, u64), Line>,
    /// Names and inputs of the arms, in their order.
    arms: Vec<(String, String)>,
    /// Whether the file says something else than the lines, or in another order.
    untidy: bool,
}

impl Store {
    /// What a folder has of a study with these arms.
    pub fn open(folder: &Path, study: &str, arms: &[Arm]) -> Result<Self, Failure> {
        let mut store = Self {
            path: folder.join(format!("{study}.jsonl")),
            lines: BTreeMap::new(),
            arms: arms
                .iter()
                .map(|arm| (arm.name.clone(), arm.inputs.clone()))
                .collect(),
            untidy: false,
        };
        if store.path.symlink_metadata().is_err() {
            return Ok(store);
        }
        let text = input::text(&store.path, MOST_BYTES)?;
        for (number, line) in text.split_inclusive('\n').enumerate() {
            if !line.ends_with('\n') {
                store.untidy = true;
                break;
            }
            let line: Line = serde_json::from_str(line).map_err(|error| {
                Failure::Input(format!(
                    "{}:{}: this is no result of a study: {error}; mend the line or take it out",
                    store.path.display(),
                    number + 1
                ))
            })?;
            match store.place(&line) {
                Some(place) => {
                    store.untidy |= store
                        .lines
                        .last_key_value()
                        .is_some_and(|(last, _)| *last >= place);
                    store.lines.insert(place, line);
                }
                None => store.untidy = true,
            }
        }
        Ok(store)
    }

    /// Where a line belongs, if it still holds.
    fn place(&self, line: &Line) -> Option<(usize, u64)> {
        let same = |(name, inputs): &(String, String)| *name == line.arm && *inputs == line.inputs;
        let arm = self.arms.iter().position(same)?;
        (line.rules == RULES).then_some((arm, line.seed))
    }

    /// What a run measured, if it was made.
    pub fn get(&self, arm: &str, seed: u64) -> Option<&Values> {
        let arm = self.arms.iter().position(|(name, _)| name == arm)?;
        self.lines.get(&(arm, seed)).map(|line| &line.values)
    }

    /// Keeps what a run of an arm, by its place in the study, measured.
    pub fn add(&mut self, arm: usize, seed: u64, values: Values) -> Outcome {
        // What is there must end in a whole line before another is put behind it.
        self.tidy()?;
        let (name, inputs) = self.arms[arm].clone();
        let line = Line {
            arm: name,
            inputs,
            rules: RULES,
            seed,
            values,
        };
        let text = self.text(&line)?;
        OpenOptions::new()
            .create(true)
            .append(true)
            .open(&self.path)
            .and_then(|mut file| file.write_all(text.as_bytes()))
            .map_err(|error| {
                Failure::Run(format!(
                    "{}: it cannot be written: {error}",
                    self.path.display()
                ))
            })?;
        self.lines.insert((arm, seed), line);
        Ok(())
    }

    fn text(&self, line: &Line) -> Result<String, Failure> {
        let text = serde_json::to_string(line).map_err(|error| {
            Failure::Run(format!(
                "{}: a result cannot be written: {error}",
                self.path.display()
            ))
        })?;
        Ok(text + "\n")
    }

    /// Writes the file anew if it has lines that do not hold, or a half one.
    pub fn tidy(&mut self) -> Outcome {
        if !self.untidy {
            return Ok(());
        }
        self.sort()
    }

    /// Writes the file anew, in the order of arms and seeds.
    pub fn sort(&mut self) -> Outcome {
        let mut text = String::new();
        for line in self.lines.values() {
            text += &self.text(line)?;
        }
        output::write(&self.path, text.as_bytes(), true)?;
        self.untidy = false;
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn arm(name: &str, inputs: &str) -> Arm {
        Arm {
            name: name.into(),
            inputs: inputs.into(),
            seeds: 3,
            quick: 1,
            live: Box::new(|seed| Ok(Values::default().one("seed", seed as f64))),
        }
    }

    fn folder(name: &str) -> PathBuf {
        let folder = std::env::temp_dir().join(format!("bighouse-{name}-{}", std::process::id()));
        std::fs::create_dir_all(&folder).expect("it can be made");
        folder
    }

    fn seeds(store: &Store, arm: &str) -> Vec<u64> {
        (1..=9)
            .filter(|seed| store.get(arm, *seed).is_some())
            .collect()
    }

    #[test]
    fn results_are_kept_and_found_again_in_their_order() {
        let folder = folder("store-kept");
        let arms = [arm("fed", "a"), arm("hungry", "b")];
        let mut store = Store::open(&folder, "x", &arms).expect("an empty one");
        for (place, seed) in [(1, 2), (0, 3), (1, 1)] {
            let values = (arms[place].live)(seed).expect("it runs");
            store.add(place, seed, values).expect("it is written");
        }
        store.sort().expect("it is written");
        let store = Store::open(&folder, "x", &arms).expect("it is read");
        assert!(!store.untidy);
        assert_eq!(
            (seeds(&store, "fed"), seeds(&store, "hungry")),
            (vec![3], vec![1, 2])
        );
        assert_eq!(
            store.get("hungry", 2).map(|values| values.get("seed")),
            Some(&[2.0][..])
        );
        // Another hash of the level, say: what was measured of the old one is forgotten.
        let changed = [arm("fed", "a"), arm("hungry", "c")];
        let store = Store::open(&folder, "x", &changed).expect("it is read");
        assert!(store.untidy);
        assert_eq!(
            (seeds(&store, "fed"), seeds(&store, "hungry")),
            (vec![3], vec![])
        );
        std::fs::remove_dir_all(folder).expect("it can be taken away");
    }

    #[test]
    fn other_rules_and_half_lines_are_forgotten_and_foreign_lines_refused() {
        let folder = folder("store-broken");
        let arms = [arm("fed", "a")];
        let path = folder.join("x.jsonl");
        let line = |rules: u32, seed: u64| {
            format!(r#"{{"arm":"fed","inputs":"a","rules":{rules},"seed":{seed},"values":{{}}}}"#)
        };
        let text = format!(
            "{}\n{}\n{}",
            line(RULES, 1),
            line(RULES + 1, 2),
            &line(RULES, 3)[..30]
        );
        std::fs::write(&path, text).expect("it can be written");
        let mut store = Store::open(&folder, "x", &arms).expect("it is read");
        assert_eq!(seeds(&store, "fed"), [1]);
        store.add(0, 3, Values::default()).expect("it is written");
        let text = std::fs::read_to_string(&path).expect("it is there");
        assert_eq!(text, format!("{}\n{}\n", line(RULES, 1), line(RULES, 3)));
        std::fs::write(&path, "dear diary\n").expect("it can be written");
        let Err(Failure::Input(why)) = Store::open(&folder, "x", &arms) else {
            panic!("it is refused");
        };
        assert!(
            why.contains("x.jsonl:1") && why.contains("no result"),
            "{why}"
        );
        std::fs::remove_dir_all(folder).expect("it can be taken away");
    }
}
