//! What the lock file says of the packages: the prison alone draws in no window, and what must be
//! one stands once.

use std::collections::BTreeMap;

use crate::common::root;

/// The packages of the lock file, each with what it depends on, by name.
fn locked() -> BTreeMap<String, Vec<String>> {
    let lock = std::fs::read_to_string(root().join("Cargo.lock")).expect("it is committed");
    let mut packages: BTreeMap<String, Vec<String>> = BTreeMap::new();
    for package in lock.split("[[package]]").skip(1) {
        let (_, name) = package.split_once("name = \"").expect("a name");
        let (name, rest) = name.split_once('"').expect("its end");
        let needs = rest
            .split_once("dependencies = [")
            .map_or("", |(_, list)| list);
        let needs = needs.split_once(']').map_or("", |(list, _)| list);
        let needs = needs.split('"').skip(1).step_by(2);
        let needs = needs.filter_map(|need| need.split(' ').next().map(str::to_owned));
        packages.entry(name.to_owned()).or_default().extend(needs);
    }
    packages
}

#[test]
fn the_prison_alone_draws_no_window() {
    let packages = locked();
    let mut reached = vec!["bighouse-sim"];
    let mut next = 0;
    while let Some(name) = reached.get(next) {
        next += 1;
        for need in packages.get(*name).into_iter().flatten() {
            if !reached.contains(&need.as_str()) {
                reached.push(need);
            }
        }
    }
    assert!(reached.contains(&"bevy_ecs") && reached.len() > 50);
    for name in ["wgpu", "winit", "bevy_render", "bevy", "egui", "bighouse"] {
        assert!(!reached.contains(&name), "{name} has come in");
    }
}

#[test]
fn no_dependency_that_must_be_one_stands_twice() {
    let lock = std::fs::read_to_string(root().join("Cargo.lock")).expect("it is committed");
    for name in ["bevy_ecs", "bevy_app", "egui", "wgpu"] {
        let count = lock.matches(&format!("name = \"{name}\"\n")).count();
        assert_eq!(count, 1, "{name}");
    }
}
