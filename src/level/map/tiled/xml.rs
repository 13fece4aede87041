//! An XML file of Tiled, guarded: parsed only if it can do no harm, and every node of it
//! knows its line and column.
//!
//! What the guard refuses before the parser sees it, and why: a document type (entities that
//! unfold without end), namespaces (Tiled writes none, and they multiply), many attributes in
//! one tag (comparing them takes time in the square of their number), deep nesting, and more
//! nodes than the largest map has.

use std::cell::OnceCell;

use roxmltree::{Document, Node, ParsingOptions};

use crate::nouns::Origin;
use crate::text::problem::{Findings, quote};

/// Most nodes of a file: twice the tiles of the largest map, since a layer may be written as
/// one element a tile.
const MOST_NODES: u32 = 1 << 21;
/// Most attributes of one tag; Tiled writes at most twenty.
const MOST_ATTRIBUTES: usize = 64;
/// How deep elements may lie in one another: a map, groups of layers, properties.
const DEEPEST: usize = 32;

/// A parsed file and what is needed to say where something in it stands.
pub(super) struct Xml<'t> {
    /// The file as people know it.
    pub file: &'t str,
    /// Its text.
    pub text: &'t str,
    /// Its elements.
    pub doc: Document<'t>,
    /// What helps to find lines and columns; made when it is first needed.
    line_starts: OnceCell<Vec<LineStart>>,
}

/// A place whose line and column are known: the beginning of a line and, in long lines, one
/// every so often, since the column of each object of a file without line ends would take
/// time in the square of their number.
#[derive(Clone, Copy)]
struct LineStart {
    byte: usize,
    line: u32,
    /// Characters before it in its line.
    column: u32,
}

/// How many bytes of a line lie between two line_starts.
const APART: usize = 1_024;

/// The text of a file, or a problem with the place of the first byte that is none.
pub(super) fn text_of<'b>(file: &str, bytes: &'b [u8], found: &mut Findings) -> Option<&'b str> {
    match std::str::from_utf8(bytes) {
        Ok(text) => Some(text.strip_prefix('\u{feff}').unwrap_or(text)),
        Err(error) => {
            let sound = bytes.get(..error.valid_up_to()).unwrap_or_default();
            let sound = std::str::from_utf8(sound).unwrap_or_default();
            let place = place(file, sound, &line_starts(sound), sound.len());
            found.say(
                &place,
                "here is a byte that is no UTF-8",
                "save the file with Tiled, which writes UTF-8",
            );
            None
        }
    }
}

/// Parses a file. What is wrong with it goes to `found`.
pub(super) fn parse<'t>(file: &'t str, text: &'t str, found: &mut Findings) -> Option<Xml<'t>> {
    if let Err((at, what)) = guard(text) {
        let mend = "open it in Tiled and save it again";
        found.remember(file, text);
        found.say(&place(file, text, &line_starts(text), at), what, mend);
        return None;
    }
    let options = ParsingOptions {
        nodes_limit: MOST_NODES,
        ..ParsingOptions::default()
    };
    match Document::parse_with_options(text, options) {
        Ok(doc) => Some(Xml {
            file,
            text,
            doc,
            line_starts: OnceCell::new(),
        }),
        Err(error) => {
            let at = error.pos();
            let place = Origin {
                file: file.to_owned(),
                line: at.row,
                column: at.col,
            };
            let said = quote(&error.to_string());
            let mend = if text.trim_start().starts_with('{') {
                "this looks like JSON: save it from Tiled as .tmx, .tsx or .tx"
            } else {
                "open it in Tiled and save it again; is the file whole?"
            };
            found.remember(file, text);
            found.say(
                &place,
                format!("this is no sound XML: {}", said.trim_matches('"')),
                mend,
            );
            None
        }
    }
}

impl Xml<'_> {
    /// The place of a byte.
    pub(super) fn at(&self, byte: usize) -> Origin {
        let line_starts = self.line_starts.get_or_init(|| line_starts(self.text));
        place(self.file, self.text, line_starts, byte)
    }

    /// The place of an element.
    pub(super) fn at_node(&self, node: Node) -> Origin {
        self.at(node.range().start)
    }

    /// The place of an attribute's value, or of its element if it has none of that name.
    pub(super) fn at_attribute(&self, node: Node, name: &str) -> Origin {
        match node.attribute_node(name) {
            Some(attribute) => self.at(attribute.range_value().start),
            None => self.at_node(node),
        }
    }
}

/// The elements in an element.
pub(super) fn elements<'a, 't>(node: Node<'a, 't>) -> impl Iterator<Item = Node<'a, 't>> {
    node.children().filter(Node::is_element)
}

fn line_starts(text: &str) -> Vec<LineStart> {
    let mut last = LineStart {
        byte: 0,
        line: 1,
        column: 0,
    };
    let mut line_starts = vec![last];
    let (mut line, mut column) = (1, 0);
    for (at, byte) in text.bytes().enumerate() {
        // Not in the middle of a character.
        if byte & 0xC0 != 0x80 {
            if at - last.byte >= APART {
                last = LineStart {
                    byte: at,
                    line,
                    column,
                };
                line_starts.push(last);
            }
            column += 1;
        }
        if byte == b'\n' {
            (line, column) = (line + 1, 0);
            last = LineStart {
                byte: at + 1,
                line,
                column,
            };
            line_starts.push(last);
        }
    }
    line_starts
}

fn place(file: &str, text: &str, line_starts: &[LineStart], byte: usize) -> Origin {
    let before = line_starts.partition_point(|mark| mark.byte <= byte);
    let mark = before
        .checked_sub(1)
        .and_then(|before| line_starts.get(before));
    let (start, line, column) = mark.map_or((0, 1, 0), |m| (m.byte, m.line, m.column));
    let more = text.get(start..byte).map_or(0, |part| part.chars().count());
    Origin {
        file: file.to_owned(),
        line,
        column: u32::try_from(more)
            .unwrap_or(0)
            .saturating_add(column)
            .saturating_add(1),
    }
}

/// Looks over the tags without building anything. An error has its place in bytes.
fn guard(text: &str) -> Result<(), (usize, String)> {
    let mut at = 0;
    let mut depth = 0_usize;
    let after = |from: usize, end: &str| {
        let rest = text.get(from..).unwrap_or_default();
        rest.find(end).map(|found| from + found + end.len())
    };
    while let Some(open) = after(at, "<").map(|after| after - 1) {
        let rest = text.get(open..).unwrap_or_default();
        // What is not closed, the parser reports.
        let end = if rest.starts_with("<!--") {
            after(open + 4, "-->")
        } else if rest.starts_with("<![CDATA[") {
            after(open, "]]>")
        } else if rest.starts_with("<?") {
            after(open, "?>")
        } else if rest.starts_with("<!") {
            return Err((
                open,
                "maps have no document type and no entities".to_owned(),
            ));
        } else {
            let end = tag(rest).map_err(|what| (open, what))?;
            if rest.starts_with("</") {
                depth = depth.saturating_sub(1);
            } else if !rest.get(..end).unwrap_or_default().ends_with("/>") {
                depth += 1;
            }
            if depth > DEEPEST {
                let what = format!("elements lie more than {DEEPEST} deep in one another");
                return Err((open, what));
            }
            Some(open + end)
        };
        match end {
            Some(end) => at = end,
            None => return Ok(()),
        }
    }
    Ok(())
}

/// The length of the tag a text begins with.
fn tag(text: &str) -> Result<usize, String> {
    let mut quoted = None;
    let mut attributes = 0;
    for (at, byte) in text.bytes().enumerate() {
        match (quoted, byte) {
            (Some(quote), byte) if byte == quote => quoted = None,
            (Some(_), _) => {}
            (None, b'"' | b'\'') => {
                quoted = Some(byte);
                attributes += 1;
                if attributes > MOST_ATTRIBUTES {
                    return Err(format!("a tag has more than {MOST_ATTRIBUTES} attributes"));
                }
            }
            (None, b':') => {
                return Err("a name has a colon in it, and Tiled writes none".to_owned());
            }
            (None, b'x') if text.get(at..).is_some_and(|t| t.starts_with("xmlns")) => {
                return Err("maps have no namespaces".to_owned());
            }
            (None, b'>') => return Ok(at + 1),
            (None, _) => {}
        }
    }
    Ok(text.len())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn report(text: &str) -> String {
        let mut found = Findings::default();
        let parsed = parse("m/map.tmx", text, &mut found).is_some();
        assert_eq!(parsed, found.is_empty());
        found.into_problems().to_string()
    }

    #[test]
    fn what_can_do_harm_is_refused_with_its_place() {
        for (text, said) in [
            (
                "<map>\n <!DOCTYPE a [<!ENTITY b \"c\">]></map>".to_owned(),
                "m/map.tmx:2:2: maps have no document type",
            ),
            ("<a xmlns='b'/>".to_owned(), "1:1: maps have no namespaces"),
            ("<a b:c='d'/>".to_owned(), "has a colon"),
            (
                format!("<a {}/>", "b='c' ".repeat(65)),
                "more than 64 attributes",
            ),
            ("<a>".repeat(100_000), "more than 32 deep"),
            ("<a><b></a>".to_owned(), "1:7: this is no sound XML"),
            ("<map".to_owned(), "no sound XML"),
            (String::new(), "no sound XML"),
            ("<a b=\"<\"/>".to_owned(), "no sound XML"),
            ("{\"layers\": []}".to_owned(), "looks like JSON"),
            (
                format!("<a>{}</a>", "<b/>".repeat(MOST_NODES as usize)),
                "nodes",
            ),
        ] {
            let report = report(&text);
            assert!(report.contains(said), "{said} in {report}");
        }
    }

    #[test]
    fn comments_and_quoted_brackets_are_no_tags() {
        let text =
            "<?xml version=\"1.0\"?><!-- <a <b <c --><a b=\"> xmlns:\"><![CDATA[<a><a>]]></a>";
        assert_eq!(report(text), "");
    }

    #[test]
    fn places_count_lines_and_characters() {
        let text = "<a>\n  \u{e9}\u{e9}<b c=\"d\"/></a>";
        let mut found = Findings::default();
        let xml = parse("f", text, &mut found).unwrap();
        let b = elements(xml.doc.root_element()).next().unwrap();
        let place = |origin: Origin| (origin.line, origin.column);
        assert_eq!(place(xml.at_node(b)), (2, 5));
        assert_eq!(place(xml.at_attribute(b, "c")), (2, 11));
    }

    #[test]
    fn places_in_long_lines_are_found_from_marks() {
        let text = format!(
            "<a>\n{}\n{}<b/></a>",
            "\u{e9}".repeat(3_000),
            "e\u{e9}".repeat(5_000)
        );
        let mut found = Findings::default();
        let xml = parse("f", &text, &mut found).unwrap();
        for byte in [
            0,
            3,
            4,
            5_000,
            6_004,
            6_005,
            9_000,
            text.len() - 8,
            text.len(),
        ] {
            let before = &text[..byte];
            let line = before.split('\n').count();
            let column = before.rsplit('\n').next().unwrap().chars().count() + 1;
            let at = xml.at(byte);
            assert_eq!(
                (at.line as usize, at.column as usize),
                (line, column),
                "{byte}"
            );
        }
    }
}
