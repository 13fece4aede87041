//! What a file uses: every path in its `use` trees, its code, its macros and its attributes, said in
//! full from the package down. `use crate::{a::{b, c}, d as e}`, `super::`, an alias of a module and
//! a name that the top of a package hands on all lead to the same full path.

use std::collections::{BTreeMap, BTreeSet};

use proc_macro2::{TokenStream, TokenTree};
use syn::visit::{self, Visit};

use super::source::{GAME, LEVEL, PACKAGES, Package, SIM, Source, is_for_tests};

/// One use of something: where, and what.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Use {
    /// The line, from one.
    pub line: usize,
    /// The full path, the package first. `*` stands for everything of a module.
    pub path: Vec<String>,
    /// Whether the code that uses it is compiled for tests alone.
    pub in_test: bool,
}

/// What the tops of the packages hand on under a shorter path: `ids` of the prison is `kernel::ids`.
#[derive(Default)]
pub struct Tops(BTreeMap<Vec<String>, Vec<String>>);

impl Tops {
    /// Of the files of a package.
    pub fn of(sources: &[Source]) -> Self {
        let mut tops = BTreeMap::new();
        for top in sources.iter().filter(|source| source.module.is_empty()) {
            let mut reader = Reader::of(top);
            reader.enter(&top.tree.items, Vec::new());
            for (name, path) in reader.scopes[0].aliases.clone() {
                let short = vec![top.package.name.to_owned(), name];
                if let Some(full) = reader.full(&path)
                    && full != short
                {
                    tops.insert(short, full);
                }
            }
        }
        Self(tops)
    }

    /// The full path that a shorter one leads to.
    fn follow(&self, path: Vec<String>) -> Vec<String> {
        let longer = path.get(..2).and_then(|short| self.0.get(short));
        longer.map_or_else(|| path.clone(), |longer| [longer, &path[2..]].concat())
    }
}

/// Everything that a file uses of the packages of the workspace.
pub fn uses(source: &Source, tops: &Tops) -> Vec<Use> {
    let mut reader = Reader::of(source);
    reader.in_test = source.is_test;
    reader.enter(&source.tree.items, source.module.clone());
    reader.visit_file(&source.tree);
    let found = reader.found.into_iter().map(|mut found| {
        found.path = tops.follow(found.path);
        found
    });
    found.collect::<BTreeSet<Use>>().into_iter().collect()
}

/// The names of one module or block.
struct Scope {
    module: Vec<String>,
    aliases: BTreeMap<String, Vec<String>>,
    modules: BTreeSet<String>,
}

/// One leaf of a `use` tree.
struct Leaf {
    path: Vec<String>,
    alias: Option<String>,
    line: usize,
}

fn leaves(tree: &syn::UseTree, before: &[String], found: &mut Vec<Leaf>) {
    let with = |name: &syn::Ident| [before, &[name.to_string()]].concat();
    match tree {
        syn::UseTree::Path(path) => leaves(&path.tree, &with(&path.ident), found),
        syn::UseTree::Group(group) => {
            for tree in &group.items {
                leaves(tree, before, found);
            }
        }
        // `a::{self}` is `a`; a bare `use self::x` never ends in `self`.
        syn::UseTree::Name(name) if name.ident == "self" && !before.is_empty() => {
            found.push(Leaf {
                path: before.to_vec(),
                alias: before.last().cloned(),
                line: name.ident.span().start().line,
            });
        }
        syn::UseTree::Name(name) => found.push(Leaf {
            path: with(&name.ident),
            alias: Some(name.ident.to_string()),
            line: name.ident.span().start().line,
        }),
        syn::UseTree::Rename(rename) => {
            let path = match rename.ident == "self" && !before.is_empty() {
                true => before.to_vec(),
                false => with(&rename.ident),
            };
            found.push(Leaf {
                path,
                alias: Some(rename.rename.to_string()),
                line: rename.ident.span().start().line,
            });
        }
        syn::UseTree::Glob(glob) => found.push(Leaf {
            path: [before, &["*".to_owned()]].concat(),
            alias: None,
            line: glob.star_token.spans[0].start().line,
        }),
    }
}

/// Walks through a file and notes what it uses.
struct Reader {
    package: Package,
    scopes: Vec<Scope>,
    in_test: bool,
    found: Vec<Use>,
}

impl Reader {
    fn of(source: &Source) -> Self {
        Self {
            package: source.package,
            scopes: Vec::new(),
            in_test: false,
            found: Vec::new(),
        }
    }

    /// Goes into a module or block that has these items.
    fn enter<'a>(&mut self, items: impl IntoIterator<Item = &'a syn::Item>, module: Vec<String>) {
        let mut scope = Scope {
            module,
            aliases: BTreeMap::new(),
            modules: BTreeSet::new(),
        };
        for item in items {
            match item {
                syn::Item::Use(item) => {
                    let mut found = Vec::new();
                    leaves(&item.tree, &[], &mut found);
                    for leaf in found {
                        if let Some(alias) = leaf.alias {
                            scope.aliases.insert(alias, leaf.path);
                        }
                    }
                }
                syn::Item::Mod(item) => {
                    scope.modules.insert(item.ident.to_string());
                }
                _ => {}
            }
        }
        self.scopes.push(scope);
    }

    /// The path said in full; nothing if it does not lead into a package of the workspace.
    fn full(&self, path: &[String]) -> Option<Vec<String>> {
        self.full_from(path, self.scopes.len(), 0)
    }

    fn full_from(&self, path: &[String], below: usize, depth: usize) -> Option<Vec<String>> {
        let (first, rest) = path.split_first()?;
        let package = self.package.name.to_owned();
        let here = &self.scopes.get(below.checked_sub(1)?)?.module;
        match first.as_str() {
            "crate" => return Some([&[package], rest].concat()),
            "self" => return Some([&[package], here.as_slice(), rest].concat()),
            "super" => {
                let ups = path.iter().take_while(|name| *name == "super").count();
                let kept = here.len().saturating_sub(ups);
                return Some([&[package], &here[..kept], &path[ups..]].concat());
            }
            _ => {}
        }
        for at in (0..below).rev() {
            let scope = &self.scopes[at];
            if let Some(longer) = scope.aliases.get(first)
                && longer.as_slice() != path
                && depth < 8
            {
                let longer = [longer, rest].concat();
                return self.full_from(&longer, at + 1, depth + 1);
            }
            if scope.modules.contains(first) {
                return Some([&[package], scope.module.as_slice(), path].concat());
            }
        }
        let known = PACKAGES.iter().any(|package| package.name == first);
        known.then(|| path.to_vec())
    }

    fn note(&mut self, path: &[String], line: usize) {
        if let Some(path) = self.full(path) {
            self.found.push(Use {
                line,
                path,
                in_test: self.in_test,
            });
        }
    }

    /// Notes the paths in what a macro is given, which no parser reads.
    fn note_tokens(&mut self, tokens: TokenStream) {
        let mut path: Vec<String> = Vec::new();
        let (mut line, mut colons) = (0, 0);
        for token in tokens {
            match token {
                TokenTree::Ident(name) => {
                    if colons < 2 {
                        self.note_path(&mut path, line);
                        line = name.span().start().line;
                    }
                    path.push(name.to_string());
                    colons = 0;
                }
                TokenTree::Punct(mark) if mark.as_char() == ':' && !path.is_empty() => colons += 1,
                TokenTree::Group(group) => {
                    self.note_path(&mut path, line);
                    colons = 0;
                    self.note_tokens(group.stream());
                }
                TokenTree::Punct(_) => {
                    self.note_path(&mut path, line);
                    colons = 0;
                }
                TokenTree::Literal(text) => {
                    self.note_path(&mut path, line);
                    colons = 0;
                    // `#[serde(with = "crate::a::b")]` names a path in a text.
                    let text_line = text.span().start().line;
                    let text = text.to_string();
                    if let Ok(named) = syn::parse_str::<syn::Path>(text.trim_matches('"'))
                        && named.segments.len() > 1
                    {
                        self.note(&names(&named), text_line);
                    }
                }
            }
        }
        self.note_path(&mut path, line);
    }

    fn note_path(&mut self, path: &mut Vec<String>, line: usize) {
        if path.len() > 1 {
            self.note(path, line);
        }
        path.clear();
    }

    /// Walks through something that may be compiled for tests alone.
    fn as_test(&mut self, attributes: &[syn::Attribute], walk: impl FnOnce(&mut Self)) {
        let before = self.in_test;
        self.in_test |= is_for_tests(attributes);
        walk(self);
        self.in_test = before;
    }
}

fn names(path: &syn::Path) -> Vec<String> {
    path.segments
        .iter()
        .map(|segment| segment.ident.to_string())
        .collect()
}

impl<'a> Visit<'a> for Reader {
    fn visit_item_use(&mut self, item: &'a syn::ItemUse) {
        let mut found = Vec::new();
        leaves(&item.tree, &[], &mut found);
        self.as_test(&item.attrs, |reader| {
            for leaf in found {
                reader.note(&leaf.path, leaf.line);
            }
        });
    }

    fn visit_path(&mut self, path: &'a syn::Path) {
        let first = path.segments.first().expect("a path has a segment");
        self.note(&names(path), first.ident.span().start().line);
        visit::visit_path(self, path);
    }

    fn visit_macro(&mut self, call: &'a syn::Macro) {
        self.note_tokens(call.tokens.clone());
        visit::visit_macro(self, call);
    }

    fn visit_attribute(&mut self, attribute: &'a syn::Attribute) {
        if let syn::Meta::List(list) = &attribute.meta {
            self.note_tokens(list.tokens.clone());
        }
    }

    fn visit_vis_restricted(&mut self, _: &'a syn::VisRestricted) {}

    fn visit_item_mod(&mut self, item: &'a syn::ItemMod) {
        let Some((_, items)) = &item.content else {
            return;
        };
        let above = &self.scopes.last().expect("a file is a scope").module;
        let module = [above.as_slice(), &[item.ident.to_string()]].concat();
        self.as_test(&item.attrs, |reader| {
            reader.enter(items, module);
            visit::visit_item_mod(reader, item);
            reader.scopes.pop();
        });
    }

    fn visit_item_fn(&mut self, item: &'a syn::ItemFn) {
        self.as_test(&item.attrs, |reader| visit::visit_item_fn(reader, item));
    }

    fn visit_item_impl(&mut self, item: &'a syn::ItemImpl) {
        self.as_test(&item.attrs, |reader| visit::visit_item_impl(reader, item));
    }

    fn visit_block(&mut self, block: &'a syn::Block) {
        let items = block.stmts.iter().filter_map(|statement| match statement {
            syn::Stmt::Item(item) => Some(item),
            _ => None,
        });
        let module = self
            .scopes
            .last()
            .expect("a file is a scope")
            .module
            .clone();
        self.enter(items, module);
        visit::visit_block(self, block);
        self.scopes.pop();
    }
}

#[test]
fn every_form_of_a_use_leads_to_the_same_full_path() {
    let top = Source::planted(
        SIM,
        "src/sim/lib.rs",
        "pub mod kernel; pub mod live; pub use kernel::{chance, ids}; pub use live::Prison;\n\
         pub use bighouse_level as level;",
    );
    let tops = Tops::of(std::slice::from_ref(&top));
    let paths = |text: &str| -> Vec<(usize, String)> {
        let source = Source::planted(SIM, "src/sim/custody/posts.rs", text);
        let found = uses(&source, &tops);
        let found = found
            .into_iter()
            .map(|found| (found.line, found.path.join("::")));
        found.collect()
    };
    let one = |path: &str| vec![(1, format!("bighouse_sim::{path}"))];
    assert_eq!(paths("use crate::riot::Riots;"), one("riot::Riots"));
    assert_eq!(paths("use crate::{riot::{Riots}};"), one("riot::Riots"));
    assert_eq!(paths("use super::super::riot::{self};"), one("riot"));
    assert_eq!(paths("pub use crate::riot::*;"), one("riot::*"));
    assert_eq!(
        paths("use crate::ids::PersonId;"),
        one("kernel::ids::PersonId")
    );
    assert_eq!(paths("use crate::Prison;"), one("live::Prison"));
    assert_eq!(paths("pub(in crate::riot) struct X;"), vec![]);
    assert_eq!(
        paths("use crate::level::Level;"),
        vec![(1, "bighouse_level::Level".to_owned())]
    );
    let second = |path: &str| (2, format!("bighouse_sim::{path}"));
    for (text, path) in [
        (
            "use crate as house;\nfn f() { house::riot::go(); }",
            "riot::go",
        ),
        (
            "use super::super as up;\nfn f(x: &up::riot::Riots) {}",
            "riot::Riots",
        ),
        ("use crate::{live as l};\nfn f() { l::go(); }", "live::go"),
        ("\nfn f() { assert!(crate::riot::is_on()); }", "riot::is_on"),
        (
            "\nfn f() { x!(a, [b => super::super::riot::C]) }",
            "riot::C",
        ),
        (
            "struct X {\n#[serde(with = \"crate::riot::text\")] a: u8 }",
            "riot::text",
        ),
        ("fn f() {\nuse crate::riot as r; }", "riot"),
        (
            "mod inner {\nuse super::super::super::riot::X; }",
            "riot::X",
        ),
        ("struct X;\nimpl crate::riot::Y for X {}", "riot::Y"),
        ("fn f() -> Vec<\ncrate::riot::Y> {}", "riot::Y"),
        (
            "macro_rules! m { () => {\n$crate::riot::go() } }",
            "riot::go",
        ),
    ] {
        let found = paths(text);
        assert!(found.contains(&second(path)), "{text}: {found:?}");
    }
    let test = Source::planted(
        SIM,
        "src/sim/custody/posts.rs",
        "#[cfg(test)] mod t { use crate::live; }",
    );
    assert!(uses(&test, &tops).iter().all(|found| found.in_test));
    assert!(LEVEL.name < SIM.name && GAME.name < LEVEL.name);
}
