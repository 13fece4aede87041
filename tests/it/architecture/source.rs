//! The sources of the workspace, read as a tree of modules: which package, which module, and
//! whether a file is only there for tests.

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};

use syn::visit::{self, Visit};

use crate::common::root;

/// A package of the workspace.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Package {
    /// Its name in a path: `bighouse_sim`.
    pub name: &'static str,
    /// Its folder, from the root of the repository.
    pub folder: &'static str,
}

/// What a level says.
pub const LEVEL: Package = Package {
    name: "bighouse_level",
    folder: "src/level",
};
/// The prison.
pub const SIM: Package = Package {
    name: "bighouse_sim",
    folder: "src/sim",
};
/// The game.
pub const GAME: Package = Package {
    name: "bighouse",
    folder: "src",
};
/// The packages, in the order in which one may use another.
pub const PACKAGES: [Package; 3] = [LEVEL, SIM, GAME];

/// One file of Rust.
pub struct Source {
    /// From the root of the repository, with slashes.
    pub path: String,
    /// The package it belongs to.
    pub package: Package,
    /// Its module: `["custody", "posts"]`; empty for `lib.rs`.
    pub module: Vec<String>,
    /// Whether it is compiled for tests alone.
    pub is_test: bool,
    /// The text.
    pub text: String,
    /// What the parser makes of it.
    pub tree: syn::File,
}

impl Source {
    /// A file that a test makes up.
    pub fn planted(package: Package, path: &str, text: &str) -> Self {
        let module = module_of(package, path);
        Self {
            path: path.to_owned(),
            package,
            module,
            is_test: false,
            text: text.to_owned(),
            tree: syn::parse_file(text).expect("what is planted is Rust"),
        }
    }

    /// The first module on the way to it: its room. `lib` for the top of the package.
    pub fn room(&self) -> &str {
        self.module.first().map_or("lib", String::as_str)
    }
}

/// The module that a file is: `src/sim/custody/mod.rs` of the prison is `custody`.
fn module_of(package: Package, path: &str) -> Vec<String> {
    let inner = path
        .strip_prefix(package.folder)
        .expect("it lies in its package");
    let mut module: Vec<String> = inner
        .trim_matches('/')
        .trim_end_matches(".rs")
        .split('/')
        .map(str::to_owned)
        .collect();
    if module
        .last()
        .is_some_and(|last| last == "mod" || last == "lib")
    {
        module.pop();
    }
    module
}

/// Every file of Rust below a folder, in the order of their names.
pub fn files_below(folder: &Path) -> Vec<PathBuf> {
    let mut found = Vec::new();
    let mut entries: Vec<PathBuf> = std::fs::read_dir(folder)
        .unwrap_or_else(|error| panic!("{}: {error}", folder.display()))
        .map(|entry| entry.expect("it can be read").path())
        .collect();
    entries.sort();
    for path in entries {
        if path.is_dir() {
            found.extend(files_below(&path));
        } else if path.extension().is_some_and(|kind| kind == "rs") {
            found.push(path);
        }
    }
    found
}

/// The path of a file from the root of the repository, with slashes.
pub fn from_root(path: &Path) -> String {
    let inner = path
        .strip_prefix(root())
        .expect("it lies in the repository");
    inner.to_string_lossy().replace('\\', "/")
}

/// All files of a package, without its examples and its program.
pub fn read(package: Package) -> Vec<Source> {
    let apart: Vec<&str> = PACKAGES
        .iter()
        .filter(|other| **other != package)
        .map(|other| other.folder)
        .filter(|folder| *folder != GAME.folder)
        .collect();
    let mut sources: Vec<Source> = files_below(&root().join(package.folder))
        .iter()
        .map(|path| (from_root(path), path))
        .filter(|(name, _)| {
            let in_another = apart.iter().any(|folder| name.starts_with(folder));
            !in_another && !name.contains("/examples/") && !name.ends_with("src/main.rs")
        })
        .map(|(name, path)| {
            let text = std::fs::read_to_string(path).expect("it can be read");
            let tree = syn::parse_file(&text).unwrap_or_else(|error| panic!("{name}: {error}"));
            Source {
                module: module_of(package, &name),
                path: name,
                package,
                is_test: false,
                text,
                tree,
            }
        })
        .collect();
    let mut tests = TestModules::default();
    for source in &sources {
        tests.at = source.module.clone();
        tests.visit_file(&source.tree);
    }
    for source in &mut sources {
        source.is_test =
            (1..=source.module.len()).any(|length| tests.found.contains(&source.module[..length]));
    }
    sources
}

/// Whether an item is compiled for tests alone.
pub fn is_for_tests(attributes: &[syn::Attribute]) -> bool {
    attributes.iter().any(|attribute| {
        attribute.path().is_ident("test")
            || attribute.path().is_ident("cfg")
                && attribute
                    .parse_args::<syn::Path>()
                    .is_ok_and(|path| path.is_ident("test"))
    })
}

/// Finds the modules declared as `#[cfg(test)] mod name;`.
#[derive(Default)]
struct TestModules {
    at: Vec<String>,
    found: BTreeSet<Vec<String>>,
}

impl<'a> Visit<'a> for TestModules {
    fn visit_item_mod(&mut self, module: &'a syn::ItemMod) {
        self.at.push(module.ident.to_string());
        if is_for_tests(&module.attrs) {
            self.found.insert(self.at.clone());
        }
        visit::visit_item_mod(self, module);
        self.at.pop();
    }
}

#[test]
fn test_modules_are_told_from_the_rest() {
    let sources = read(SIM);
    let find = |path: &str| sources.iter().find(|source| source.path == path);
    let tests = find("src/sim/live/tests.rs").expect("it is there");
    assert!(tests.is_test && tests.module == ["live", "tests"]);
    let living = find("src/sim/live/mod.rs").expect("it is there");
    assert!(!living.is_test && living.room() == "live");
}
