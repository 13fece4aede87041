//! Reads the SVG sources: one file holds several drawings, each a group with an id.

use std::collections::BTreeSet;
use std::path::Path;

use resvg::usvg::roxmltree::{Document, Node};

/// One file of drawings.
pub struct Source {
    /// The gradients and shapes that its drawings share: id and SVG text.
    defs: Vec<(String, String)>,
    /// The drawings in the order of the file.
    pub drawings: Vec<Drawing>,
}

/// A group at the top of a file.
pub struct Drawing {
    /// Its id; a `*` in it stands for the turn or the variant.
    pub id: String,
    /// Names of its quarter turns, the first as drawn (`data-turns="n e s w"`).
    pub turns: Vec<String>,
    /// How many variants the scattered shapes make (`data-variants="4"`); 0 if it is no matter of chance.
    pub variants: u32,
    /// How high it stands (`data-shadow="low"`), and so how far its shadow falls.
    pub shadow: Option<String>,
    /// Of people: the kinds it is drawn for, by the first word of their names
    /// (`data-kinds="inmate guard"`); all of them if it is empty.
    pub kinds: Vec<String>,
    /// Its box in units (`data-box="-48 -48 96 96"`): left, top, width, height. Without one it is a tile's.
    pub bounds: [f32; 4],
    /// The colour of the rim round it (`data-rim="silver"`), of what is to be seen on any ground.
    pub rim: Option<String>,
    /// What is in the group, as SVG text.
    pub body: String,
}

impl Source {
    /// Reads a file.
    pub fn read(file: &Path) -> Result<Self, String> {
        let text =
            std::fs::read_to_string(file).map_err(|why| format!("{}: {why}", file.display()))?;
        Self::parse(&text).map_err(|why| format!("{}: {why}", file.display()))
    }

    /// Reads the text of a file.
    fn parse(text: &str) -> Result<Self, String> {
        let document = Document::parse(text).map_err(|why| why.to_string())?;
        let top = || document.root_element().children().filter(Node::is_element);
        let defs = top()
            .filter(|node| node.has_tag_name("defs"))
            .flat_map(|node| node.children().filter(Node::is_element))
            .map(|node| {
                let id = node.attribute("id").ok_or("a shared shape without an id")?;
                Ok((id.to_owned(), text[node.range()].to_owned()))
            })
            .collect::<Result<_, String>>()?;
        let drawings = top()
            .filter(|node| node.has_tag_name("g"))
            .map(|node| {
                let words = |name| node.attribute(name).unwrap_or_default().split_whitespace();
                Ok(Drawing {
                    id: node
                        .attribute("id")
                        .ok_or("a drawing without an id")?
                        .to_owned(),
                    turns: words("data-turns").map(str::to_owned).collect(),
                    variants: words("data-variants")
                        .next()
                        .and_then(|n| n.parse().ok())
                        .unwrap_or(0),
                    shadow: node.attribute("data-shadow").map(str::to_owned),
                    kinds: words("data-kinds").map(str::to_owned).collect(),
                    bounds: match node.attribute("data-box") {
                        Some(words) => box_of(words)?,
                        None => [0.0, 0.0, 64.0, 64.0],
                    },
                    rim: node.attribute("data-rim").map(str::to_owned),
                    body: inner(text, node),
                })
            })
            .collect::<Result<_, String>>()?;
        Ok(Self { defs, drawings })
    }
}

impl Source {
    /// The shared shapes that a drawing refers to, and those that these refer to: reading
    /// all of them for each piece would take most of the bake.
    pub fn defs_of(&self, body: &str) -> String {
        let mut needed = vec![false; self.defs.len()];
        let mut found = String::new();
        loop {
            let refers = |text: &str, id: &str| {
                text.contains(&format!("#{id}\"")) || text.contains(&format!("#{id})"))
            };
            let next = self
                .defs
                .iter()
                .enumerate()
                .find(|(at, (id, _))| !needed[*at] && (refers(body, id) || refers(&found, id)));
            let Some((at, (_, text))) = next else {
                return found;
            };
            needed[at] = true;
            found.push_str(text);
        }
    }
}

/// Four numbers.
fn box_of(words: &str) -> Result<[f32; 4], String> {
    let numbers: Option<Vec<f32>> = words.split_whitespace().map(|n| n.parse().ok()).collect();
    numbers
        .and_then(|numbers| numbers.try_into().ok())
        .ok_or_else(|| format!("\"{words}\" is no box"))
}

/// The classes worn anywhere in SVG text.
pub fn classes(text: &str) -> BTreeSet<&str> {
    let values = text.split(" class=").skip(1);
    values
        .filter_map(|value| {
            let quote = value.chars().next()?;
            value[1..].split(quote).next()
        })
        .flat_map(str::split_whitespace)
        .collect()
}

/// The text of a node's children.
pub fn inner(text: &str, node: Node) -> String {
    node.children().map(|child| &text[child.range()]).collect()
}
