//! One name, one thing: no two types that are known outside their files have the same name. Whoever
//! reads `Crowd` in an error or in a search finds one.

use std::collections::BTreeMap;

use syn::Visibility;
use syn::visit::{self, Visit};

use super::source::{LEVEL, PACKAGES, Source, read};

/// The types of a file that others can name.
#[derive(Default)]
struct Types(Vec<String>);

impl Types {
    fn note(&mut self, vis: &Visibility, name: &syn::Ident) {
        if !matches!(vis, Visibility::Inherited) {
            self.0.push(name.to_string());
        }
    }
}

impl<'a> Visit<'a> for Types {
    fn visit_item_struct(&mut self, item: &'a syn::ItemStruct) {
        self.note(&item.vis, &item.ident);
    }

    fn visit_item_enum(&mut self, item: &'a syn::ItemEnum) {
        self.note(&item.vis, &item.ident);
    }

    fn visit_item_trait(&mut self, item: &'a syn::ItemTrait) {
        self.note(&item.vis, &item.ident);
    }

    fn visit_item_type(&mut self, item: &'a syn::ItemType) {
        self.note(&item.vis, &item.ident);
    }

    fn visit_item_mod(&mut self, item: &'a syn::ItemMod) {
        visit::visit_item_mod(self, item);
    }
}

/// Names of several types, each with the files that declare one.
fn twins(sources: &[Source]) -> Vec<String> {
    let mut declared: BTreeMap<String, Vec<&str>> = BTreeMap::new();
    for source in sources.iter().filter(|source| !source.is_test) {
        let mut types = Types::default();
        types.visit_file(&source.tree);
        for name in types.0 {
            declared.entry(name).or_default().push(&source.path);
        }
    }
    declared.retain(|_, paths| paths.len() > 1);
    let twins = declared.into_iter();
    twins
        .map(|(name, paths)| format!("{name}: {}", paths.join(", ")))
        .collect()
}

#[test]
fn no_two_types_that_others_can_name_have_one_name() {
    let sources: Vec<Source> = PACKAGES.iter().flat_map(|package| read(*package)).collect();
    let found = twins(&sources);
    assert!(
        found.is_empty(),
        "one name for several things; name each for what it is:\n{}",
        found.join("\n")
    );
}

#[test]
fn two_types_of_one_name_are_found_unless_one_is_hidden_in_its_file() {
    let sources = [
        Source::planted(LEVEL, "src/level/a.rs", "pub struct Crowd; struct Line;"),
        Source::planted(
            LEVEL,
            "src/level/b.rs",
            "pub(super) enum Crowd {} struct Line;",
        ),
        Source::planted(LEVEL, "src/level/c.rs", "pub(crate) struct Line;"),
    ];
    assert_eq!(twins(&sources), ["Crowd: src/level/a.rs, src/level/b.rs"]);
}
