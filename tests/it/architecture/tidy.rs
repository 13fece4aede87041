//! A file opens with what it is, and stays short enough to be read in one go: 500 lines a file, 100
//! lines a function. What is longer stands in a list with its reason; the list only gets shorter, and
//! what stands in it only gets shorter too.

use syn::visit::{self, Visit};

use super::source::{GAME, LEVEL, PACKAGES, SIM, Source, read};

/// Most lines of a file.
const FILE: usize = 500;
/// Most lines of a function, from its signature to its last bracket.
const FUNCTION: usize = 100;

/// Files longer than [`FILE`]: how long each may be at most, and why.
const LONG_FILES: &[(&str, usize, &str)] = &[(
    "src/sim/movement/files.rs",
    581,
    "a file's way is laid out and marched in one place; the laying out is to move to a file of its own",
)];
/// Functions longer than [`FUNCTION`]: how long each may be at most, and why.
const LONG_FUNCTIONS: &[(&str, usize, &str)] = &[
    (
        "src/cli/science/epstein/findings.rs findings",
        226,
        "a table: one entry a finding, in the order in which they are printed",
    ),
    (
        "src/level/map/text.rs read_plan",
        107,
        "to be split: legend, tiles, labels",
    ),
    (
        "src/level/map/tiled/sheet.rs settle",
        106,
        "to be split: tiles, labels, objects",
    ),
    (
        "src/level/map/tiled/write.rs write",
        102,
        "to be split: head, layers, objects",
    ),
    (
        "src/sim/prison/tiers.rs tiers_of",
        121,
        "to be split: galleries, cells, lanes",
    ),
];

/// The functions of a file, each with its line and length.
#[derive(Default)]
struct Functions(Vec<(String, usize, usize)>);

impl Functions {
    fn note(&mut self, signature: &syn::Signature, block: &syn::Block) {
        let first = signature.fn_token.span.start().line;
        let last = block.brace_token.span.close().start().line;
        self.0
            .push((signature.ident.to_string(), first, last + 1 - first));
    }
}

impl<'a> Visit<'a> for Functions {
    fn visit_item_fn(&mut self, item: &'a syn::ItemFn) {
        self.note(&item.sig, &item.block);
        visit::visit_item_fn(self, item);
    }

    fn visit_impl_item_fn(&mut self, item: &'a syn::ImplItemFn) {
        self.note(&item.sig, &item.block);
        visit::visit_impl_item_fn(self, item);
    }

    fn visit_trait_item_fn(&mut self, item: &'a syn::TraitItemFn) {
        if let Some(block) = &item.default {
            self.note(&item.sig, block);
        }
        visit::visit_trait_item_fn(self, item);
    }
}

/// What is longer than it may be: its name, where it stands, and its lines.
struct Long {
    name: String,
    place: String,
    lines: usize,
}

fn long_file(source: &Source) -> Option<Long> {
    let lines = source.text.lines().count();
    (lines > FILE).then(|| Long {
        name: source.path.clone(),
        place: format!("{}:1", source.path),
        lines,
    })
}

fn long_functions(source: &Source) -> Vec<Long> {
    let mut functions = Functions::default();
    functions.visit_file(&source.tree);
    let long = functions
        .0
        .into_iter()
        .filter(|(_, _, lines)| *lines > FUNCTION);
    long.map(|(name, line, lines)| Long {
        name: format!("{} {name}", source.path),
        place: format!("{}:{line} {name}", source.path),
        lines,
    })
    .collect()
}

/// What is too long and not excused, and what is excused without need.
fn complaints(found: &[Long], excused: &[(&str, usize, &str)]) -> Vec<String> {
    let mut wrong = Vec::new();
    for long in found {
        match excused.iter().find(|(name, ..)| *name == long.name) {
            None => wrong.push(format!(
                "{}: {} lines; split it by subject",
                long.place, long.lines
            )),
            Some((_, most, _)) if long.lines > *most => wrong.push(format!(
                "{}: {} lines; it had {most} and may only get shorter",
                long.place, long.lines
            )),
            Some(_) => {}
        }
    }
    for (name, most, why) in excused {
        assert!(!why.is_empty(), "{name}: say why it is so long");
        let lines = found.iter().find(|long| long.name == *name);
        let lines = lines.map_or(0, |long| long.lines);
        if lines < *most {
            wrong.push(format!(
                "{name}: {lines} lines now, so that the list of what may be long is to say so: {most}"
            ));
        }
    }
    wrong
}

#[test]
fn no_file_and_no_function_is_too_long() {
    let (mut files, mut functions) = (Vec::new(), Vec::new());
    for package in PACKAGES {
        for source in read(package) {
            files.extend(long_file(&source));
            functions.extend(long_functions(&source));
        }
    }
    let mut wrong = complaints(&files, LONG_FILES);
    wrong.extend(complaints(&functions, LONG_FUNCTIONS));
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn every_file_says_what_it_is() {
    for package in [LEVEL, SIM, GAME] {
        for source in read(package) {
            let says = source.text.starts_with("//!");
            assert!(says, "{} does not say what it is", source.path);
        }
    }
}

#[test]
fn a_planted_long_file_and_a_planted_long_function_are_found() {
    let text = format!(
        "impl X {{\nfn long() {{\n{}}}\n}}\n{}",
        "a();\n".repeat(99),
        "// b\n".repeat(400)
    );
    let source = Source::planted(SIM, "src/sim/people/x.rs", &text);
    let file = [long_file(&source).expect("it is long")];
    let functions = long_functions(&source);
    assert_eq!((file[0].lines, functions[0].lines), (503, 101));
    assert_eq!(
        complaints(&functions, &[]),
        ["src/sim/people/x.rs:2 long: 101 lines; split it by subject"]
    );
    let excused = |most| complaints(&file, &[("src/sim/people/x.rs", most, "a table")]);
    assert!(excused(503).is_empty());
    assert!(excused(502)[0].contains("may only get shorter"));
    assert!(excused(504)[0].contains("503 lines now"));
}
