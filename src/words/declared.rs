//! The texts of the program itself, as its sources declare them: read for the tests of the words, whether
//! the window is built or not.

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};

use proc_macro2::TokenTree;

/// The texts that the sources declare with `texts!`: identifier and parts of each, with its file.
pub(super) fn declared() -> Vec<(String, BTreeSet<String>, PathBuf)> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("src");
    let mut folders = vec![root];
    let mut declared = Vec::new();
    while let Some(folder) = folders.pop() {
        for entry in std::fs::read_dir(&folder).expect("a folder of sources") {
            let path = entry.expect("it can be read").path();
            if path.is_dir() {
                folders.push(path);
            } else if path.extension().is_some_and(|kind| kind == "rs") {
                let source = std::fs::read_to_string(&path).expect("a source");
                let texts = declared_in(&source).into_iter();
                declared.extend(texts.map(|(id, parts)| (id, parts, path.clone())));
            }
        }
    }
    declared
}

/// The texts that one source declares. Each is `name(part, ...) = "identifier";`.
fn declared_in(source: &str) -> Vec<(String, BTreeSet<String>)> {
    let file = syn::parse_file(source).expect("it compiles");
    let mut declared = Vec::new();
    for item in file.items {
        let syn::Item::Macro(found) = item else {
            continue;
        };
        if !found.mac.path.is_ident("texts") {
            continue;
        }
        let mut parts = BTreeSet::new();
        for token in found.mac.tokens {
            match token {
                TokenTree::Group(group) => {
                    let names = group.stream().into_iter().filter_map(|token| match token {
                        TokenTree::Ident(name) => Some(name.to_string()),
                        _ => None,
                    });
                    parts = names.collect();
                }
                TokenTree::Literal(id) => {
                    let id = id.to_string().trim_matches('"').to_owned();
                    declared.push((id, std::mem::take(&mut parts)));
                }
                TokenTree::Ident(_) | TokenTree::Punct(_) => {}
            }
        }
    }
    declared
}

#[test]
fn texts_are_read_from_the_sources_as_they_are_declared() {
    let source = "use crate::words::own::texts;\n\
                  texts! { one = \"a-one\"; two(men, at) = \"a-two\"; }\n\
                  other! { three = \"a-three\"; }\n";
    let parts = |names: &[&str]| names.iter().map(|name| (*name).to_owned()).collect();
    let wanted: Vec<(String, BTreeSet<String>)> = vec![
        ("a-one".to_owned(), parts(&[])),
        ("a-two".to_owned(), parts(&["at", "men"])),
    ];
    assert_eq!(declared_in(source), wanted);
    let panels = declared();
    let of = |id: &str| panels.iter().find(|(other, ..)| other == id);
    let (_, parts, file) = of("search-first").expect("the search declares it");
    assert!(parts.contains("men"));
    assert!(file.ends_with("ui/panels/search.rs"), "{}", file.display());
}
