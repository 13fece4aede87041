//! Everything that is wrong with a level is told at once, where it stands, in words.

use super::{Shelf, loaded, problems, report, shelf};

#[test]
fn errors_in_options_name_the_option() {
    let found = problems(
        &shelf(),
        "block",
        &[
            "kitchen.qualty=40%",
            "kitchen.spend=much",
            "day.11:45=None",
            "nothing.x=1",
            "title=5",
        ],
    );
    let report = found.to_string();
    for part in [
        "--set:1:1: \"qualty\" is no key of kitchen; did you mean \"quality\"?\n    kitchen.qualty=40%\n    ^",
        "--set:2:15: spend: \"much\" does not begin with a number\n    kitchen.spend=much\n                  ^",
        "--set:3:1: None takes away \"day.11:45\", which is not there; did you mean \"11:40\"?",
        "--set:4:1: \"nothing\" is no key of a level",
    ] {
        assert!(report.contains(part), "{part} in {report}");
    }
    assert_eq!(found.list.len(), 4);
}

#[test]
fn all_errors_of_a_level_are_told_at_once_with_line_and_column() {
    let shelf = Shelf::default()
        .with(
            "a/level.ron",
            "(format: 1,\n  kitchen: (qualty: \"40 %\", spend: \"17 parsecs\"),\n  guards: (day: -5),\n\
             \x20 jubs: {},\n  walkers: {\"w\": (from: \"strat\", route: [\"z\"])},\n  legend: {\"z\": Area(\"start\")},\n)",
        )
        .with("a/map.txt", "zz\n.@\n");
    let report = problems(&shelf, "a", &[]).to_string();
    for part in [
        "levels/a/level.ron:2:13: \"qualty\" is no key of kitchen; did you mean \"quality\"?\n    kitchen: (qualty: \"40 %\", spend: \"17 parsecs\"),\n              ^\n  the keys of kitchen are quality, spend",
        "levels/a/level.ron:2:36: spend: \"parsecs\" is no unit here",
        "levels/a/level.ron:3:17: day is a whole number from 0 to 100000, and here is -5",
        "levels/a/level.ron:4:3: \"jubs\" is no key of a level; did you mean \"jobs\"?",
        "levels/a/level.ron:5:25: from: there is no area \"strat\" on the map; did you mean \"start\"?",
        "levels/a/level.ron:5:42: route: there is no area \"z\" on the map",
        "levels/a/map.txt:2:2 (x 1, y 1): \"@\" is not in the legend; it stands on the map once",
    ] {
        assert!(report.contains(part), "{part}\nin\n{report}");
    }
}

#[test]
fn format_and_extends_are_checked_in_words() {
    assert!(report("\n ()").contains("a/level.ron:2:2: the level does not say its format"));
    assert!(
        report("(format: 2)").contains(
            "a/level.ron:1:10: the format is the number 2, and this program reads format 1"
        )
    );
    assert!(
        report("(format: 1, extends: \"b\")").contains("a/level.ron:1:22: there is no level \"b\"")
    );
    assert!(report("(format: 1, extends: 5)").contains("extends names a level"));
    for outside in ["../a", "/etc", "a/../b", "a//b", "./a", "a\\\\b", "", "c:"] {
        let report = report(&format!("(format: 1, extends: \"{outside}\")"));
        assert!(
            report.contains("this is no name of a level"),
            "{outside}: {report}"
        );
    }
    assert!(report("(format: 1, extend: \"a\")").contains("did you mean \"extends\"?"));
    assert!(
        problems(&shelf(), "blok", &[])
            .to_string()
            .contains("did you mean \"block\"?")
    );
}

#[test]
fn a_circle_of_levels_is_told_in_words() {
    let shelf = Shelf::default()
        .with("a/level.ron", "(format: 1, extends: \"b\")")
        .with("b/level.ron", "(format: 1, extends: \"c\")")
        .with("c/level.ron", "(format: 1, extends: \"b\")");
    let report = problems(&shelf, "a", &[]).to_string();
    assert!(
        report.contains(
            "levels/c/level.ron:1:22: levels extend one another in a circle: b extends c extends b"
        ),
        "{report}"
    );
}

#[test]
fn at_most_eight_levels_stand_behind_one() {
    let mut shelf = Shelf::default()
        .with("l0/level.ron", "(format: 1)")
        .with("l0/map.txt", ".");
    for n in 1..=9 {
        let text = format!("(format: 1, extends: \"l{}\")", n - 1);
        shelf = shelf.with(&format!("l{n}/level.ron"), text);
    }
    loaded(&shelf, "l8", &[]);
    assert!(
        problems(&shelf, "l9", &[])
            .to_string()
            .contains("more than 8 levels stand behind l9")
    );
}

#[test]
fn a_level_has_exactly_one_map() {
    let both = shelf().with("block/map.tmx", "");
    assert!(
        problems(&both, "block", &[])
            .to_string()
            .contains("map.txt and map.tmx lie side by side")
    );
    let tiled = Shelf::default()
        .with("a/level.ron", "(format: 1)")
        .with("a/map.tmx", "");
    assert!(
        problems(&tiled, "a", &[])
            .to_string()
            .contains("levels/a/map.tmx:1:1: this is no sound XML")
    );
    let none = Shelf::default().with("a/level.ron", "(format: 1)");
    assert!(
        problems(&none, "a", &[])
            .to_string()
            .contains("the level has no map")
    );
}

#[test]
fn a_key_in_the_wrong_group_is_pointed_to_the_one_that_has_it() {
    for (text, said) in [
        ("quality: \"40 %\"", "kitchen has this key: write it there"),
        (
            "kitchen: (harshness: \"50 %\")",
            "guards has this key: write it there",
        ),
        ("guards: (men: 50)", "a group of population has this key"),
        ("kitchen: (title: \"x\")", "a level has this key"),
    ] {
        let shelf = Shelf::default()
            .with("a/level.ron", format!("(format: 1, {text})"))
            .with("a/map.txt", "..");
        let told = problems(&shelf, "a", &[]).to_string();
        assert!(told.contains(said), "{told}");
    }
}

#[test]
fn a_missing_comma_is_told_beside_a_bracket_that_is_never_closed() {
    let shelf = |text: &str| {
        Shelf::default()
            .with("a/level.ron", text)
            .with("a/map.txt", "..")
    };
    let text = "(format: 1, kitchen: (quality: \"40 %\" // of it\n spend: \"17 c/man/day\")";
    let told = problems(&shelf(text), "a", &[]).to_string();
    assert!(
        told.contains("level.ron:2:2: a comma is missing before this"),
        "{told}"
    );
    assert!(
        told.contains("level.ron:1:1: this \"(\" is never closed"),
        "{told}"
    );
    // Names before brackets, comments and nested values need none.
    let text = "(format: 1, day: { \"07:00\": Meal(sittings: 2), /* so */ \"15:40\": Yard }";
    let told = problems(&shelf(text), "a", &[]).to_string();
    assert!(!told.contains("comma"), "{told}");
}

#[test]
fn what_does_not_fit_in_a_level_that_is_extended_is_said_to_be_extended() {
    let base = "(format: 1, population: { \"men\": (men: 2) }, cast: { \"al\": (name: \"Al\", group: \"men\") })";
    let shelf = Shelf::default()
        .with("base/level.ron", base)
        .with("base/map.txt", "..")
        .with(
            "own/level.ron",
            "(format: 1, extends: \"base\", population: { \"men\": None })",
        );
    let told = problems(&shelf, "own", &[]).to_string();
    assert!(told.contains("base/level.ron:1:"), "{told}");
    assert!(told.contains("\"own\" extends it"), "{told}");
    assert_eq!(loaded(&shelf, "base", &[]).cast.len(), 1);
}
