//! `bighouse shot`: a picture of the size that was asked for; and a wrong wish is refused before
//! anything is lived through, drawn or written.

use std::fs;
use std::path::PathBuf;
use std::process::{Command, Output, Stdio};

use bighouse::app;

use crate::common::picture::{mean_of_all, read};
use crate::common::{is_at_hand, root};

/// A folder for what a test draws, gone when the test is over.
struct Easel(PathBuf);

impl Easel {
    fn new(name: &str) -> Self {
        let folder = PathBuf::from(env!("CARGO_TARGET_TMPDIR")).join(format!("easel-{name}"));
        let _ = fs::remove_dir_all(&folder);
        fs::create_dir_all(&folder).expect("a folder for the test");
        Self(folder)
    }

    fn path(&self, name: &str) -> String {
        self.0.join(name).to_str().expect("a plain path").to_owned()
    }

    /// What lies on it.
    fn files(&self) -> Vec<String> {
        fs::read_dir(&self.0)
            .expect("the folder")
            .map(|entry| {
                let name = entry.expect("a file").file_name();
                name.into_string().expect("a plain name")
            })
            .collect()
    }
}

impl Drop for Easel {
    fn drop(&mut self) {
        let _ = fs::remove_dir_all(&self.0);
    }
}

fn shot(args: &[&str]) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_bighouse"));
    command
        .arg("shot")
        .args(args)
        .current_dir(root())
        .env_remove("DISPLAY")
        .stdin(Stdio::null());
    command
}

fn refuses(output: &Output, args: &[&str], parts: &[&str]) {
    let said = String::from_utf8_lossy(&output.stderr);
    assert_eq!(output.status.code(), Some(1), "{args:?}: {said}");
    assert!(!said.contains("panicked"), "{args:?}: {said}");
    for part in parts {
        assert!(said.contains(part), "{args:?}: no {part:?} in:\n{said}");
    }
}

#[test]
fn a_wrong_wish_is_refused_with_a_word_about_the_right_one_and_nothing_is_written() {
    let easel = Easel::new("refused");
    let out = easel.path("out.png");
    let cases: [(&[&str], &[&str]); 27] = [
        (&["--size", "640"], &["--size 640", "1280x720"]),
        (&["--size", "axb"], &["--size axb", "1280x720"]),
        (&["--size", "0x0"], &["--size 0x0", "1280x720"]),
        (&["--size=-5x40"], &["--size -5x40", "1280x720"]),
        (&["--size", "15x100"], &["--size 15x100", "8192"]),
        (&["--size", "8193x100"], &["--size 8193x100", "8192"]),
        (
            &["--size", "99999999999999999999x4"],
            &["--size 9999", "8192"],
        ),
        (&["--zoom", "1"], &["--zoom 1", "2 to 64"]),
        (&["--zoom", "65"], &["--zoom 65", "2 to 64"]),
        (&["--zoom", "nan"], &["--zoom NaN", "2 to 64"]),
        (&["--zoom", "near"], &["near", "--zoom"]),
        (&["--center", "5"], &["--center 5", "80,120"]),
        (&["--center", "a,b"], &["--center a,b", "80,120"]),
        (&["--center", "nan,1"], &["--center nan,1", "80,120"]),
        (&["--center", "1,inf"], &["--center 1,inf", "80,120"]),
        (
            &["--overlay", "fog"],
            &["--overlay fog", "density", "needs"],
        ),
        (&["--seat", "cook"], &["cook", "observer", "inmate:NAME"]),
        (
            &["--seat", "inmate:Nobody Here"],
            &["Nobody Here", "number"],
        ),
        (&["--at", "25:00"], &["--at 25:00", "12:05"]),
        (&["--at", "12:60"], &["--at 12:60", "12:05"]),
        (&["--at", "noon"], &["--at noon", "12:05"]),
        (&["--at", "61d 12:00"], &["--at 61d 12:00", "60 days"]),
        (&["--at", ""], &["--at", "12:05"]),
        (&["--select", "Nobody Here"], &["--select Nobody Here"]),
        (&["--seed", "-1"], &["-1"]),
        (&["--set", "kitchen.quality"], &["kitchen.quality"]),
        (&["--set", "kitchen.qualty=1 %"], &["qualty", "quality"]),
    ];
    for (wish, parts) in cases {
        let mut args = vec!["cell_block", "--out", &out];
        args.extend(wish);
        let output = shot(&args).output().expect("the program runs");
        refuses(&output, wish, parts);
        assert_eq!(easel.files(), Vec::<String>::new(), "{wish:?}");
    }
}

#[test]
fn a_level_that_is_not_there_is_refused() {
    let easel = Easel::new("no-level");
    let out = easel.path("out.png");
    let args = ["cell_blok", "--out", &out];
    let output = shot(&args).output().expect("the program runs");
    refuses(&output, &args, &["cell_blok", "cell_block"]);
    assert_eq!(easel.files(), Vec::<String>::new());
}

#[test]
fn a_picture_goes_nowhere_it_should_not() {
    let easel = Easel::new("nowhere");
    let missing = easel.path("no_such_folder/out.png");
    let args = ["cell_block", "--out", &missing];
    let output = shot(&args).output().expect("the program runs");
    refuses(&output, &args, &["no_such_folder", "folder"]);

    let folder = easel.path("");
    let args = ["cell_block", "--out", &folder];
    let output = shot(&args).output().expect("the program runs");
    refuses(&output, &args, &["folder"]);
    assert_eq!(easel.files(), Vec::<String>::new());

    let there = easel.path("there.png");
    fs::write(&there, "mine").expect("a file");
    let args = ["cell_block", "--out", &there];
    let output = shot(&args).output().expect("the program runs");
    refuses(&output, &args, &["there.png", "--force"]);
    assert_eq!(fs::read_to_string(&there).expect("a file"), "mine");

    let output = shot(&["cell_block"]).output().expect("the program runs");
    refuses(&output, &[], &["--out"]);
}

#[test]
fn without_a_driver_it_says_so_and_leaves_nothing_behind() {
    let easel = Easel::new("no-driver");
    let out = easel.path("out.png");
    let output = shot(&["cell_block", "--out", &out])
        .env("VK_DRIVER_FILES", "/nowhere.json")
        .env("VK_ICD_FILENAMES", "/nowhere.json")
        .output()
        .expect("the program runs");
    let said = String::from_utf8_lossy(&output.stderr);
    assert_eq!(output.status.code(), Some(2), "{said}");
    assert!(said.contains("no graphics driver"), "{said}");
    assert!(!said.contains("panicked"), "{said}");
    assert_eq!(easel.files(), Vec::<String>::new());
}

#[test]
fn a_picture_has_the_size_that_was_asked_for() {
    if !is_at_hand("a graphics driver", app::can_draw()) {
        return;
    }
    let easel = Easel::new("sizes");
    let out = easel.path("out.png");
    let draw = |args: &[&str]| {
        let mut all = vec!["cell_block", "--out", &out];
        all.extend(args);
        let output = shot(&all).output().expect("the program runs");
        let said = String::from_utf8_lossy(&output.stderr);
        assert_eq!(output.status.code(), Some(0), "{args:?}: {said}");
        let told = String::from_utf8_lossy(&output.stdout);
        assert_eq!(
            told.trim(),
            out,
            "it says where the picture is, and no more"
        );
        assert_eq!(easel.files(), ["out.png"]);
        read(out.as_ref()).expect("a picture")
    };
    let day = draw(&["--size", "333x217", "--at", "12:20", "--center", "20,20"]);
    assert_eq!((day.width, day.height), (333, 217));
    // The one before is overwritten, since that is asked for.
    let rest = ["--at", "23:30", "--center", "20,20", "--force"];
    let night = draw(&[&["--size", "333x217"][..], &rest].concat());
    assert!(mean_of_all(&night) < mean_of_all(&day));
    let all = [
        "--force",
        "--size",
        "400x300",
        "--at",
        "1d 12:20",
        "--zoom",
        "64",
        "--overlay",
        "zones",
        "--seat",
        "inmate:kent",
        "--select",
        "kent",
        "--ui",
        "--seed",
        "7",
    ];
    let other = draw(&all);
    assert_eq!((other.width, other.height), (400, 300));
}
