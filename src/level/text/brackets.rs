//! What is looked at before a text goes to the parser.
//!
//! `ron2` was not made for hostile input: in 0.3.0 calls within calls (`a(a(a(`)
//! recurse without a limit, and a bracket that does not match inside its deepest
//! level makes it push errors for ever. So its own lexer is run first, and a text
//! goes on only if its brackets match, nest at most [`DEEPEST`] and its tokens
//! number at most [`MOST_TOKENS`]. That also gives better words for a bracket or
//! a quote that was forgotten.

use ron2::Span;

use crate::nouns::Origin;
use crate::text::problem::Findings;

/// How deep brackets may nest. The deepest sensible level needs five.
const DEEPEST: usize = 32;
/// How many tokens a file may have. The Big House itself has some thousands;
/// the parser needs about 700 bytes of memory for each.
const MOST_TOKENS: usize = 100_000;

/// Turns byte offsets into lines and columns in characters.
pub(crate) struct Places<'a> {
    file: &'a str,
    text: &'a [u8],
    /// Characters before each 256th byte: counting from a line's start would
    /// take time in the square of the length of a long line.
    before: Vec<usize>,
}

impl<'a> Places<'a> {
    const STEP: usize = 256;

    /// The places of a text.
    pub(crate) fn new(file: &'a str, text: &'a str) -> Self {
        let text = text.as_bytes();
        let mut before = Vec::with_capacity(text.len() / Self::STEP + 1);
        let mut count = 0;
        for chunk in text.chunks(Self::STEP) {
            before.push(count);
            count += characters(chunk);
        }
        before.push(count);
        Places { file, text, before }
    }

    fn characters_before(&self, offset: usize) -> usize {
        let step = (offset.min(self.text.len())) / Self::STEP;
        let rest = self
            .text
            .get(step * Self::STEP..offset.min(self.text.len()))
            .unwrap_or_default();
        self.before.get(step).copied().unwrap_or_default() + characters(rest)
    }

    /// Where a span begins.
    pub(crate) fn of(&self, span: &Span) -> Origin {
        let line_start = span
            .start_offset
            .saturating_sub(span.start.col.saturating_sub(1));
        let column = self.characters_before(span.start_offset) - self.characters_before(line_start);
        Origin {
            file: self.file.to_owned(),
            line: u32::try_from(span.start.line.max(1)).unwrap_or(u32::MAX),
            column: u32::try_from(column + 1).unwrap_or(u32::MAX),
        }
    }
}

/// Characters that begin in a piece of UTF-8.
fn characters(bytes: &[u8]) -> usize {
    bytes.iter().filter(|byte| **byte & 0xC0 != 0x80).count()
}

/// Whether a value or the last part of one ends with this word or sign.
fn ends_a_value(word: &str) -> bool {
    let last = word.chars().next_back();
    last.is_some_and(|c| matches!(c, '"' | ')' | ']' | '}') || c.is_alphanumeric())
}

/// Whether a key or a value begins with this word or sign. A bracket may follow a name: `Meal(`.
fn begins_a_value(word: &str) -> bool {
    let first = word.chars().next();
    first.is_some_and(|c| c == '"' || c == '_' || c.is_alphanumeric())
}

fn is_comment(word: &str) -> bool {
    word.starts_with("//") || word.starts_with("/*")
}

/// Checks what the parser cannot be trusted with; see the top of the file.
pub(crate) fn brackets_match(text: &str, places: &Places, found: &mut Findings) -> Option<()> {
    let mut open: Vec<(&str, Span)> = Vec::new();
    let mut tokens = 0_usize;
    let mut last: Option<(&str, Span)> = None;
    // The last word or sign, and the first place at which a value follows a value.
    let mut before = "";
    let mut no_comma: Option<Span> = None;
    // With trivia: without it the lexer recurses once for each comment in a row.
    for token in ron2::__internal::Lexer::new(text).with_trivia(true) {
        let at = || places.of(&token.span);
        tokens += 1;
        if tokens > MOST_TOKENS {
            found.say(
                &at(),
                format!("the file has more than {MOST_TOKENS} words and signs"),
                "a level is short: the map belongs in map.txt, people come in groups",
            );
            return None;
        }
        if no_comma.is_none() && ends_a_value(before) && begins_a_value(token.text) {
            no_comma = Some(token.span);
        }
        if !token.text.trim().is_empty() && !is_comment(token.text) {
            before = token.text;
        }
        match token.text {
            "(" | "[" | "{" => {
                if open.len() >= DEEPEST {
                    found.say(
                        &at(),
                        format!("brackets nest deeper than {DEEPEST}"),
                        "no key of a level needs more than five",
                    );
                    return None;
                }
                open.push((token.text, token.span));
            }
            ")" | "]" | "}" => {
                let closes = match token.text {
                    ")" => "(",
                    "]" => "[",
                    _ => "{",
                };
                match open.pop() {
                    Some((bracket, _)) if bracket == closes => {}
                    Some((bracket, span)) => {
                        let opened = places.of(&span);
                        found.say(
                            &at(),
                            format!(
                                "\"{}\" does not close the \"{bracket}\" of line {}, column {}",
                                token.text, opened.line, opened.column
                            ),
                            "close each bracket with its own kind, the innermost first",
                        );
                        return None;
                    }
                    None => {
                        found.say(
                            &at(),
                            format!("\"{}\" closes nothing", token.text),
                            "take it away, or find the bracket that was closed too early",
                        );
                        return None;
                    }
                }
            }
            "" => {}
            // No text of a level holds a line end, so this is a quote that was
            // forgotten; what follows it would only give errors far from the cause.
            text if text.starts_with(['"', 'r']) && text.contains('\n') => {
                found.say(
                    &at(),
                    "the text that begins here does not end on its line",
                    "close it with \"",
                );
                return None;
            }
            other => last = Some((other, token.span)),
        }
    }
    let Some(unclosed) = open.pop() else {
        return Some(());
    };
    // The parser, which would find it, does not see this text.
    if let Some(span) = no_comma {
        let mend = "keys and values are parted by commas";
        found.say(&places.of(&span), "a comma is missing before this", mend);
    }
    say_unclosed(unclosed, last, text, places, found);
    None
}

/// Says that a bracket is never closed, or what ran on over its end.
fn say_unclosed(
    (bracket, span): (&str, Span),
    last: Option<(&str, Span)>,
    text: &str,
    places: &Places,
    found: &mut Findings,
) {
    let runs_on = |(text_of, at): &(&str, Span)| {
        at.end_offset == text.len()
            && (text_of.starts_with(['"', 'r']) || text_of.starts_with("/*"))
    };
    match last.filter(runs_on) {
        Some((_, span)) => found.say(
            &places.of(&span),
            "the text or comment that begins here is never closed",
            "close it with \" (or with */)",
        ),
        None => found.say(
            &places.of(&span),
            format!("this \"{bracket}\" is never closed"),
            "close it, or find the bracket before it that is missing",
        ),
    }
}
