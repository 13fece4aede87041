//! The chain of levels that extend one another: read from the level that was
//! asked for up to the oldest, and merged from the oldest down, with the options
//! of the command line last.

use crate::files::{FileTrouble, LEVEL_FILE, LevelFiles};
use crate::nouns::Origin;
use crate::text::problem::{Findings, quote};
use crate::text::read::did_you_mean;
use crate::text::syntax::parse;
use crate::text::tree::{Entry, Kind, Node, merge, settle};

/// The form of level files this program reads.
const FORMAT: &str = "1";
/// Most bytes of a level file, and of any other file of the same form.
const LEVEL_BYTES: u64 = 1 << 20;
/// How many levels may stand behind one by `extends`.
const MOST_ANCESTORS: usize = 8;

/// One level of a chain.
pub(crate) struct Member {
    /// The level as its files know it.
    pub level: String,
    /// Its keys, without `format` and `extends`.
    tree: Node,
}

/// Reads a level and those it extends, the level itself first.
pub(crate) fn read_chain(
    files: &dyn LevelFiles,
    name: &str,
    found: &mut Findings,
) -> Option<Vec<Member>> {
    let mut chain: Vec<Member> = Vec::new();
    let mut next = resolve(files, name, None, found)?;
    // Where the level is named that is read next.
    let mut by: Option<Origin> = None;
    loop {
        let file = files.describe(&next, LEVEL_FILE);
        let mut tree = match read_text(files, &next, LEVEL_FILE, found) {
            Ok(text) => read_tree("level", &file, &text?, found)?,
            Err(trouble) => {
                say_unread(&trouble, &next, &file, by.as_ref(), found);
                return None;
            }
        };
        let Kind::Fields(entries) = &mut tree.kind else {
            return None;
        };
        check_format("level", entries, &tree.origin, found)?;
        let extends = take(entries, "extends");
        let level = next.clone();
        chain.push(Member { level, tree });
        let Some(entry) = extends else {
            return Some(chain);
        };
        let Kind::Text(parent) = &entry.value.kind else {
            if !matches!(entry.value.kind, Kind::Broken) {
                let what = format!(
                    "extends names a level, and here is {}",
                    entry.value.kind.in_words()
                );
                found.say(&entry.value.origin, what, "write extends: \"big_house\"");
            }
            return None;
        };
        next = resolve(files, parent, Some((&next, &entry.value.origin)), found)?;
        if let Some(round) = chain.iter().position(|member| member.level == next) {
            let circle: Vec<&str> = chain
                .iter()
                .skip(round)
                .map(|member| member.level.as_str())
                .chain([next.as_str()])
                .collect();
            found.say(
                &entry.value.origin,
                format!(
                    "levels extend one another in a circle: {}",
                    circle.join(" extends ")
                ),
                "one of them has to stand on its own",
            );
            return None;
        }
        if chain.len() > MOST_ANCESTORS {
            found.say(
                &entry.value.origin,
                format!("more than {MOST_ANCESTORS} levels stand behind {name} by extends"),
                "merge some of them into one",
            );
            return None;
        }
        by = Some(entry.value.origin);
    }
}

fn resolve(
    files: &dyn LevelFiles,
    asked: &str,
    by: Option<(&str, &Origin)>,
    found: &mut Findings,
) -> Option<String> {
    let trouble = match files.resolve(asked, by.map(|(level, _)| level)) {
        Ok(level) => return Some(level),
        Err(trouble) => trouble,
    };
    let names = files.names();
    let what = match trouble {
        FileTrouble::NotFound => {
            let hint = did_you_mean(found, asked, names.iter().map(String::as_str));
            format!("there is no level {}{hint}", quote(asked))
        }
        other => format!("the level {} cannot be had: {other}", quote(asked)),
    };
    match by {
        Some((_, origin)) => {
            let mend =
                "extends takes the name of a level: letters, digits, _ and -, with slashes between";
            found.say(origin, what, mend);
        }
        None => found.say_file(
            quote(asked).trim_matches('"'),
            what,
            "`bighouse levels` lists the levels there are; a path to a folder will do too",
        ),
    }
    None
}

/// Another file of a level's folder, merged over those of the same name of the levels it extends.
/// `None` if there is none, or if nothing can be made of it; the latter is told. `what` is what such
/// a file is called.
pub fn read_beside(
    files: &dyn LevelFiles,
    level: &str,
    name: &str,
    what: &str,
    found: &mut Findings,
) -> Option<Node> {
    let chain = read_chain(files, level, found)?;
    let mut whole: Option<Node> = None;
    for member in chain.iter().rev() {
        if !files.exists(&member.level, name) {
            continue;
        }
        let file = files.describe(&member.level, name);
        let text = match read_text(files, &member.level, name, found) {
            Ok(text) => text?,
            Err(trouble) => {
                let words = format!("the {what} cannot be read: {trouble}");
                found.say_file(file, words, trouble.mend());
                return None;
            }
        };
        let mut tree = read_tree(what, &file, &text, found)?;
        let Kind::Fields(entries) = &mut tree.kind else {
            return None;
        };
        check_format(what, entries, &tree.origin, found)?;
        whole = Some(match whole {
            Some(before) => merge(before, tree, "", found),
            None => settle(tree, "", found),
        });
    }
    whole
}

/// The text of a file of a level; `None` if it is no text, which is told.
fn read_text(
    files: &dyn LevelFiles,
    level: &str,
    name: &str,
    found: &mut Findings,
) -> Result<Option<String>, FileTrouble> {
    let bytes = files.read(level, name, LEVEL_BYTES)?;
    Ok(match String::from_utf8(bytes) {
        Ok(text) => Some(match text.strip_prefix('\u{feff}') {
            Some(rest) => rest.to_owned(),
            None => text,
        }),
        Err(error) => {
            let sound = error.utf8_error().valid_up_to();
            let before = error.as_bytes().get(..sound).unwrap_or_default();
            let place = end_of(&files.describe(level, name), before);
            let words = "here is a byte that is no UTF-8";
            found.say(&place, words, "save the file as UTF-8 text");
            None
        }
    })
}

/// Tells that a level file cannot be read; `by` is where another names it.
fn say_unread(
    trouble: &FileTrouble,
    level: &str,
    file: &str,
    by: Option<&Origin>,
    found: &mut Findings,
) {
    match (by, trouble.mend()) {
        (Some(by), mend) => {
            let what = format!("the level {} cannot be read: {trouble}", quote(level));
            let mend = if mend.is_empty() {
                format!("{LEVEL_FILE} is missing in that folder: {file}")
            } else {
                format!("{file}: {mend}")
            };
            found.say(by, what, mend);
        }
        (None, mend) => {
            let begin = "`bighouse new NAME` writes a level to begin with";
            let mend = if mend.is_empty() { begin } else { mend };
            found.say_file(file, format!("the level cannot be read: {trouble}"), mend);
        }
    }
}

/// The tree of a file that is called `what`: one pair of parentheses with keys.
fn read_tree(what: &str, file: &str, text: &str, found: &mut Findings) -> Option<Node> {
    found.remember(file, text);
    let wanted =
        format!("a {what} file is one pair of parentheses: ( format: 1, key: value, ... )");
    let before = found.is_empty();
    match parse(file, text, found) {
        Some(tree) if matches!(tree.kind, Kind::Fields(_)) => Some(tree),
        Some(tree) => {
            if !matches!(tree.kind, Kind::Broken) {
                let words = format!(
                    "a {what} is fields (key: value), and here is {}",
                    tree.kind.in_words()
                );
                found.say(&tree.origin, words, wanted);
            }
            None
        }
        None => {
            if before && found.is_empty() {
                found.say(&end_of(file, b""), "the file is empty", wanted);
            }
            None
        }
    }
}

/// The place after some text of a file.
fn end_of(file: &str, text: &[u8]) -> Origin {
    let count = |n: usize| u32::try_from(n).unwrap_or(u32::MAX).saturating_add(1);
    let last = text
        .rsplit(|byte| *byte == b'\n')
        .next()
        .unwrap_or_default();
    let last = String::from_utf8_lossy(last);
    Origin {
        file: file.to_owned(),
        line: count(memchr::memchr_iter(b'\n', text).count()),
        column: count(last.trim_start_matches('\u{feff}').chars().count()),
    }
}

/// Takes a key out of the fields of a level.
fn take(entries: &mut Vec<Entry>, key: &str) -> Option<Entry> {
    let at = entries.iter().position(|entry| entry.key == key)?;
    Some(entries.remove(at))
}

/// Takes `format` out of the fields of a file that is called `what` and begins at `whole`, and checks it.
fn check_format(
    what: &str,
    entries: &mut Vec<Entry>,
    whole: &Origin,
    found: &mut Findings,
) -> Option<()> {
    match take(entries, "format").map(|entry| entry.value) {
        Some(Node {
            kind: Kind::Number(number),
            ..
        }) if number == FORMAT => Some(()),
        Some(node) => {
            if !matches!(node.kind, Kind::Broken) {
                found.say(
                    &node.origin,
                    format!(
                        "the format is {}, and this program reads format {FORMAT}",
                        node.kind.in_words()
                    ),
                    format!(
                        "write format: {FORMAT}, or get the program this {what} was written for"
                    ),
                );
            }
            None
        }
        None => {
            let mend = format!("write format: {FORMAT} as its first key");
            found.say(whole, format!("the {what} does not say its format"), mend);
            None
        }
    }
}

/// Merges a chain and the options; also the levels of the chain, the youngest first.
pub(crate) fn merged(
    chain: Vec<Member>,
    options: &[Node],
    found: &mut Findings,
) -> Option<(Node, Vec<String>)> {
    let levels = chain.iter().map(|member| member.level.clone()).collect();
    let mut trees = chain.into_iter().rev().map(|member| member.tree);
    let mut tree = settle(trees.next()?, "", found);
    for child in trees.chain(options.iter().cloned()) {
        tree = merge(tree, child, "", found);
    }
    Some((tree, levels))
}
