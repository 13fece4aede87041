//! No circle: neither between the rooms of the prison, nor between the files of its kernel, nor
//! between the packages.

use std::collections::{BTreeMap, BTreeSet};

use super::rooms::{place_of, room_of};
use super::source::{PACKAGES, SIM, read};
use super::uses::{Tops, uses};
use crate::common::root;

/// Who uses whom, with one place where it does.
type Graph = BTreeMap<String, BTreeMap<String, String>>;

/// Everything that can be reached from a node by going along at least one edge.
fn reached(graph: &Graph, from: &str) -> BTreeSet<String> {
    let mut found = BTreeSet::new();
    let mut next = vec![from.to_owned()];
    while let Some(node) = next.pop() {
        for used in graph.get(&node).into_iter().flat_map(BTreeMap::keys) {
            if found.insert(used.clone()) {
                next.push(used.clone());
            }
        }
    }
    found
}

/// The circles: groups of nodes of which each leads to each other one.
fn circles(graph: &Graph) -> Vec<BTreeSet<String>> {
    let reach: BTreeMap<&String, BTreeSet<String>> = graph
        .keys()
        .map(|node| (node, reached(graph, node)))
        .collect();
    let mut found: Vec<BTreeSet<String>> = Vec::new();
    for (node, ahead) in &reach {
        if !ahead.contains(*node) || found.iter().any(|circle| circle.contains(*node)) {
            continue;
        }
        let back = ahead.iter().filter(|other| {
            reach
                .get(other)
                .is_some_and(|from_there| from_there.contains(*node))
        });
        found.push(back.cloned().collect());
    }
    found
}

/// A circle in words: which of its members uses which, and where.
fn in_words(graph: &Graph, circle: &BTreeSet<String>) -> String {
    let mut lines = format!("a circle of {}:\n", circle.len());
    for node in circle {
        for (used, place) in &graph[node] {
            if circle.contains(used) {
                lines.push_str(&format!("  {node} uses {used} at {place}\n"));
            }
        }
    }
    lines
}

fn no_circle(graph: &Graph) {
    let found: Vec<String> = circles(graph)
        .iter()
        .map(|circle| in_words(graph, circle))
        .collect();
    assert!(
        found.is_empty(),
        "{} circles\n{}",
        found.len(),
        found.join("\n")
    );
}

#[test]
fn no_circle_stands_between_the_rooms_of_the_prison() {
    let sources = read(SIM);
    let tops = Tops::of(&sources);
    let mut graph = Graph::new();
    for source in &sources {
        let room = place_of(source);
        for found in uses(source, &tops) {
            if let Some(used) = room_of(&found.path)
                && !found.in_test
                && used != room
                && room != "lib"
            {
                let place = format!("{}:{}", source.path, found.line);
                let edges = graph.entry(room.clone()).or_default();
                edges.entry(used).or_insert(place);
            }
        }
    }
    assert!(graph.len() > 20, "only {} rooms were found", graph.len());
    no_circle(&graph);
}

#[test]
fn no_circle_stands_between_the_packages() {
    let mut graph = Graph::new();
    for package in PACKAGES {
        let edges = graph.entry(package.name.to_owned()).or_default();
        let folder = if package.folder == "src" {
            "."
        } else {
            package.folder
        };
        let file = format!("{folder}/Cargo.toml");
        let text = std::fs::read_to_string(root().join(&file)).expect("each package has one");
        for (line, text) in text.lines().enumerate() {
            let name = text
                .split(['=', ' ', '.'])
                .next()
                .unwrap_or("")
                .replace('-', "_");
            if PACKAGES.iter().any(|other| other.name == name) {
                edges.insert(name, format!("{file}:{}", line + 1));
            }
        }
    }
    assert!(graph["bighouse"].contains_key("bighouse_sim"));
    no_circle(&graph);
}

#[test]
fn a_planted_circle_is_found_with_its_places() {
    let mut graph = Graph::new();
    for (from, to) in [("a", "b"), ("b", "c"), ("c", "a"), ("c", "d"), ("d", "e")] {
        let edges = graph.entry(from.to_owned()).or_default();
        edges.insert(to.to_owned(), format!("{from}.rs:1"));
    }
    let found = circles(&graph);
    let names: BTreeSet<String> = ["a", "b", "c"].map(str::to_owned).into();
    assert_eq!(found, [names]);
    assert!(in_words(&graph, &found[0]).contains("c uses a at c.rs:1"));
}
