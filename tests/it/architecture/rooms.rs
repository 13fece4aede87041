//! A room of the prison uses only what stands above it. The order is read from where people read it:
//! the table of rooms in `src/sim/lib.rs`, and the sentence on the kernel's files in
//! `src/sim/kernel/mod.rs`.

use super::source::{SIM, Source, read};
use super::uses::{Tops, uses};

/// The one step down: the tests of living keep a prison and load it again.
const TESTS_MAY: (&str, &str) = ("live", "record");

/// The room, or the file of the kernel, that a full path leads into; nothing outside the prison.
pub fn room_of(path: &[String]) -> Option<String> {
    match path {
        [package, kernel, file, ..] if package == SIM.name && kernel == "kernel" => {
            Some(format!("kernel::{file}"))
        }
        [package, room, ..] if package == SIM.name => Some(room.clone()),
        _ => None,
    }
}

/// The room, or the file of the kernel, that a file belongs to.
pub fn place_of(source: &Source) -> String {
    match source.module.as_slice() {
        [kernel, file, ..] if kernel == "kernel" => format!("kernel::{file}"),
        _ => source.room().to_owned(),
    }
}

/// The names in the first column of the tables in a file's documentation.
fn table(text: &str) -> Vec<String> {
    text.lines()
        .filter_map(|line| line.strip_prefix("//! | [`"))
        .filter_map(|line| line.split_once("`]"))
        .map(|(name, _)| name.to_owned())
        .collect()
}

/// The names in the sentence in which a file's documentation says what stands before what.
fn sentence(text: &str) -> Vec<String> {
    let docs: String = text
        .lines()
        .map_while(|line| line.strip_prefix("//!"))
        .collect();
    let names = docs
        .split_once("only those before it:")
        .map_or("", |(_, names)| names);
    let names = names.split_once('.').map_or("", |(names, _)| names);
    names
        .split('`')
        .skip(1)
        .step_by(2)
        .map(str::to_owned)
        .collect()
}

/// The modules that a file declares for more than tests.
fn declared(source: &Source) -> Vec<String> {
    let modules = source.tree.items.iter().filter_map(|item| match item {
        syn::Item::Mod(item) if !super::source::is_for_tests(&item.attrs) => {
            Some(item.ident.to_string())
        }
        _ => None,
    });
    modules.collect()
}

/// The order of the rooms, the kernel's files first.
pub struct Order(Vec<String>);

impl Order {
    /// As the two say. Each module is named there, and nothing else is.
    fn of(sources: &[Source]) -> Self {
        let find = |path: &str| {
            let found = sources.iter().find(|source| source.path == path);
            found.unwrap_or_else(|| panic!("{path} is there"))
        };
        let mut order = Vec::new();
        let kernel = find("src/sim/kernel/mod.rs");
        let rooms = find("src/sim/lib.rs");
        for (source, listed, before) in [
            (kernel, sentence(&kernel.text), "kernel::"),
            (rooms, table(&rooms.text), ""),
        ] {
            let mut sorted = listed.clone();
            sorted.sort();
            let mut modules = declared(source);
            modules.retain(|module| module != "kernel");
            modules.sort();
            assert_eq!(
                sorted, modules,
                "{}: the order and the modules differ",
                source.path
            );
            order.extend(listed.into_iter().map(|name| format!("{before}{name}")));
        }
        Self(order)
    }

    fn may(&self, room: &str, used: &str, in_test: bool) -> bool {
        let place = |name: &str| self.0.iter().position(|other| other == name);
        match (place(room), place(used)) {
            (Some(room), Some(used)) if used <= room => true,
            (Some(_), Some(_)) => in_test && (room, used) == TESTS_MAY,
            // The top of the package puts the rooms together.
            (None, _) => room == "lib" || room == "kernel",
            // `RULES` and whatever else stands at the top itself.
            (Some(_), None) => used.chars().all(|letter| letter.is_uppercase()),
        }
    }

    /// What a file uses and may not, in words.
    fn breaches(&self, source: &Source, tops: &Tops) -> Vec<String> {
        let room = place_of(source);
        uses(source, tops)
            .into_iter()
            .filter_map(|found| {
                let used = room_of(&found.path)?;
                (!self.may(&room, &used, found.in_test))
                    .then(|| format!("{}:{}: {room} may not use {used}", source.path, found.line))
            })
            .collect()
    }
}

#[test]
fn a_room_uses_only_what_stands_above_it() {
    let sources = read(SIM);
    let (order, tops) = (Order::of(&sources), Tops::of(&sources));
    let wrong: Vec<String> = sources
        .iter()
        .flat_map(|source| order.breaches(source, &tops))
        .collect();
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn a_planted_breach_is_found_with_file_and_line() {
    let sources = read(SIM);
    let (order, tops) = (Order::of(&sources), Tops::of(&sources));
    let found = |path: &str, text: &str| order.breaches(&Source::planted(SIM, path, text), &tops);
    let custody = ["src/sim/movement/x.rs:2: movement may not use custody"];
    for text in [
        "use crate::ids::PersonId;\nuse crate::custody::Custody;\n// crate::live is not used\n",
        "use crate::{ids::PersonId,\ncustody::{Watch}};",
        "pub use crate::prison::Grid;\npub use crate::custody::Custody;",
        "\nfn f() { super::super::custody::go(); }",
        "use crate as house;\nfn f(a: house::custody::Watch) {}",
        "\nfn f() { assert!(crate::custody::is_on()); }",
        "\n#[cfg(test)] mod tests { use crate::custody::Custody; }",
    ] {
        assert_eq!(found("src/sim/movement/x.rs", text), custody, "{text}");
    }
    assert_eq!(
        found("src/sim/movement/x.rs", "use crate::*;"),
        ["src/sim/movement/x.rs:1: movement may not use *"]
    );
    assert_eq!(
        found(
            "src/sim/kernel/clock.rs",
            "use crate::due::DueQueue;\nuse crate::people::Roster;"
        ),
        [
            "src/sim/kernel/clock.rs:1: kernel::clock may not use kernel::due",
            "src/sim/kernel/clock.rs:2: kernel::clock may not use people"
        ]
    );
    assert_eq!(
        found("src/sim/people/x.rs", "use crate::Prison;"),
        ["src/sim/people/x.rs:1: people may not use live"]
    );
    assert!(found("src/sim/custody/x.rs", "use crate::movement::Bodies;").is_empty());
}
