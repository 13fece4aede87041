//! `inspect` shows what a save holds, of whom, and where two saves differ; and trusts no save.

use std::fs;
use std::process::Output;

use bighouse_sim::Prison;
use bighouse_sim::clock::HOUR;
use bighouse_sim::record::{inspect, save};
use bighouse_sim::section;

use crate::common::folder::Folder;
use crate::common::program::bighouse;
use crate::common::shipped;

fn fine(args: &[&str]) -> String {
    let output = bighouse(args);
    let said = String::from_utf8_lossy(&output.stderr).into_owned();
    assert_eq!(output.status.code(), Some(0), "{said}");
    String::from_utf8_lossy(&output.stdout).into_owned()
}

fn refused(args: &[&str], parts: &[&str]) -> Output {
    let output = bighouse(args);
    let said = String::from_utf8_lossy(&output.stderr).into_owned();
    assert_eq!(output.status.code(), Some(1), "{said}");
    assert!(!said.contains("panicked"), "{said}");
    for part in parts {
        assert!(said.contains(part), "{part:?} is not in:\n{said}");
    }
    output
}

/// A save of the cell block after two hours, in a folder.
fn saved(folder: &Folder, seed: u64) -> (Prison, String) {
    let mut prison = Prison::new(shipped("cell_block", &[]), seed);
    prison.run_until(2 * HOUR);
    let path = folder.write(&format!("{seed}.save"), save::write(&prison));
    (prison, path)
}

#[test]
fn the_sections_of_a_save_are_listed_with_the_digests_of_the_prison() {
    let folder = Folder::new("listing");
    let (prison, path) = saved(&folder, 1);
    let listing = fine(&["inspect", &path]);
    ron::Options::default()
        .from_str::<ron::Value>(&listing)
        .unwrap_or_else(|error| panic!("{error}:\n{listing}"));
    let digest = prison.digest();
    for (name, hash) in &digest.sections {
        let (name, hash) = (
            format!("name: \"{name}\""),
            format!("digest: \"{hash:016x}\""),
        );
        let line = listing.lines().find(|line| line.contains(&name));
        assert!(
            line.is_some_and(|line| line.contains(&hash)),
            "{name}:\n{listing}"
        );
    }
    assert!(
        listing.contains(&format!("digest: \"{:016x}\"", digest.all)),
        "{listing}"
    );
}

#[test]
fn every_registered_section_can_be_shown() {
    let folder = Folder::new("sections");
    let (prison, path) = saved(&folder, 1);
    for (name, _) in section::names(prison.world()) {
        let tree = section::tree(prison.world(), name).expect("it is small");
        let text = tree.text(1 << 20);
        assert!(!text.contains("left out"), "{name}");
        let read = ron::Options::default().from_str::<ron::Value>(&text);
        assert!(read.is_ok(), "{name}: {:?}\n{text}", read.err());
    }
    assert!(fine(&["inspect", &path, "clock"]).contains("tick: 72000"));
    refused(
        &["inspect", &path, "dreams"],
        &["\"dreams\"", "neither a section", "needs"],
    );
}

#[test]
fn what_the_sections_hold_of_a_person_is_shown_by_the_facts() {
    let folder = Folder::new("person");
    let (prison, path) = saved(&folder, 1);
    let person = inspect::person_named(&prison, "person:7").expect("he is there");
    let text = fine(&["inspect", &path, "--person", "person:7"]);
    ron::Options::default()
        .from_str::<ron::Value>(&text)
        .unwrap_or_else(|error| panic!("{error}:\n{text}"));
    let body = prison.world().resource::<bighouse_sim::movement::Bodies>();
    let at = body
        .iter()
        .find(|(other, _)| *other == person)
        .expect("he has a body")
        .1;
    let (x, y) = (format!("x: {},", at.x), format!("y: {},", at.y));
    assert!(text.contains(&x) && text.contains(&y), "{x} {y}:\n{text}");
    for section in ["movement.bodies", "conduct", "needs", "people.roster"] {
        assert!(
            text.contains(&format!("\"{section}\"")),
            "{section}:\n{text}"
        );
    }
    let name = text
        .split("name: \"")
        .nth(1)
        .and_then(|rest| rest.split('"').next());
    let name = name.expect("he has a name");
    assert_eq!(fine(&["inspect", &path, "--person", name]), text);
    refused(
        &["inspect", &path, "--person", "Nobody At All"],
        &["nobody is called"],
    );
    refused(
        &["inspect", &path, "--person", "person:9999"],
        &["persons go from person:0"],
    );
    refused(
        &["inspect", &path, "--person", "a"],
        &["persons are called", "person:"],
    );
}

#[test]
fn two_saves_are_held_against_each_other_path_by_path() {
    let folder = Folder::new("compare");
    let (mut prison, path) = saved(&folder, 1);
    let (_, same) = saved(&folder, 1);
    assert!(fine(&["inspect", &path, &same]).starts_with("The same: all "));
    prison.run_until(2 * HOUR + 300);
    let later = folder.write("later.save", save::write(&prison));
    let text = fine(&["inspect", &path, &later]);
    assert!(text.contains("sections differ."), "{text}");
    assert!(text.contains("clock:\n    tick: 72000 | 72300\n"), "{text}");
    assert!(
        !text.contains("people.roster:"),
        "nobody has moved house:\n{text}"
    );
    let longest = text.lines().map(str::len).max();
    assert!(longest.is_some_and(|longest| longest < 600), "{text}");
}

#[test]
fn saves_that_are_forged_cut_or_of_something_else_are_refused_in_words() {
    let folder = Folder::new("inspect-forged");
    let (_, path) = saved(&folder, 1);
    let sound = fs::read(&path).expect("it was written");
    for part in 0..8 {
        let cut = folder.write("cut", &sound[..sound.len() * part / 8]);
        refused(&["inspect", &cut], &["cut"]);
        refused(&["inspect", &path, &cut], &["cut"]);
        refused(&["inspect", &cut, "--person", "person:1"], &["cut"]);
    }
    refused(&["inspect", &folder.path("nothing")], &["nothing"]);
    refused(&["inspect", &path, &folder.path("")], &["folder"]);
    refused(
        &["inspect", &path, "--level", "big_house_300"],
        &["another version of level"],
    );
    // Sections without end, three bytes each.
    let body = vec![0; 80 << 20];
    let bomb = folder.write("bomb", sealed(&sound, &body));
    refused(&["inspect", &bomb], &["damaged", "sections"]);
    // Of another version: listed, and then refused.
    let contents = save::contents(&sound).expect("it is sound");
    let mut body = Vec::new();
    for part in &contents.parts {
        let bytes = contents.bytes(part);
        let version = part.version + 40 * u32::from(part.name == "needs");
        body.extend([part.name.len() as u8]);
        body.extend(part.name.as_bytes());
        number(&mut body, version.into());
        number(&mut body, bytes.len() as u64);
        body.extend(bytes);
    }
    let other = folder.write("other", sealed(&sound, &body));
    let output = refused(&["inspect", &other], &["section needs has version"]);
    let listing = String::from_utf8_lossy(&output.stdout).into_owned();
    assert!(listing.contains("name: \"needs\", version: 4"), "{listing}");
}

fn number(out: &mut Vec<u8>, mut value: u64) {
    while value >= 0x80 {
        out.push(value as u8 | 0x80);
        value >>= 7;
    }
    out.push(value as u8);
}

/// A save with the header of another, another body, and a hash that agrees with it.
fn sealed(sound: &[u8], body: &[u8]) -> Vec<u8> {
    let length = u32::from_le_bytes(sound[12..16].try_into().expect("four")) as usize;
    // Its last byte says that the level was read with no options; a save without it is read as well.
    let length = length - 1;
    let header = &sound[16..16 + length];
    // The length of the body is the last number of the header: every byte of it but the last has its
    // highest bit set, and the last of the number before has not.
    let before = header[..length - 1]
        .iter()
        .rposition(|byte| byte & 0x80 == 0)
        .expect("there is a number before it");
    let mut changed = header[..=before].to_vec();
    number(&mut changed, body.len() as u64);
    let mut out = sound[..12].to_vec();
    out.extend((changed.len() as u32).to_le_bytes());
    out.extend(changed);
    out.extend(lz4_flex::block::compress(body));
    let hash = xxhash_rust::xxh3::xxh3_64(&out);
    out.extend(hash.to_le_bytes());
    out
}
