//! The program itself, run by a test with a command line.

use std::process::{Command, Output, Stdio};

use super::root;

/// What it said on standard error.
pub fn said(output: &Output) -> String {
    String::from_utf8_lossy(&output.stderr).into_owned()
}

/// The program, run at the root of the repository.
pub fn bighouse(args: &[&str]) -> Output {
    Command::new(env!("CARGO_BIN_EXE_bighouse"))
        .args(args)
        .current_dir(root())
        .stdin(Stdio::null())
        .output()
        .expect("the program runs")
}

/// The same where there is no display.
pub fn without_display(args: &[&str]) -> Output {
    Command::new(env!("CARGO_BIN_EXE_bighouse"))
        .args(args)
        .env_remove("DISPLAY")
        .current_dir(root())
        .stdin(Stdio::null())
        .output()
        .expect("the program runs")
}

/// The same with no more than 1 GB of memory to its name.
#[cfg(unix)]
pub fn frugal(args: &[&str]) -> Output {
    Command::new("sh")
        .args(["-c", "ulimit -v 1000000; exec \"$0\" \"$@\""])
        .arg(env!("CARGO_BIN_EXE_bighouse"))
        .args(args)
        .current_dir(root())
        .stdin(Stdio::null())
        .output()
        .expect("the program runs")
}

/// The same where memory cannot be limited.
#[cfg(not(unix))]
pub fn frugal(args: &[&str]) -> Output {
    bighouse(args)
}

/// Holds what always holds of a refusal, and that it says all of `parts`.
pub fn refuses(output: &Output, parts: &[&str]) -> String {
    let said = said(output);
    assert_eq!(output.status.code(), Some(1), "{said}");
    assert!(!said.contains("panicked"), "{said}");
    for part in parts {
        assert!(said.contains(part), "{part:?} is not in:\n{said}");
    }
    said
}

/// Holds that all went well. What it said on standard output.
pub fn fine(output: &Output) -> String {
    let said = said(output);
    assert_eq!(output.status.code(), Some(0), "{said}");
    String::from_utf8_lossy(&output.stdout).into_owned()
}
