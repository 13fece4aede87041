//! Whatever a file holds, a load returns, soon and without a crash.

use std::fmt::Write as _;

use proptest::prelude::*;

use super::{BLOCK, MAP, Shelf, problems, report, shelf};
use crate::load::load;
use crate::text::problem::MOST_SHOWN;

#[test]
fn sizes_are_limited() {
    let large = Shelf::default().with("a/level.ron", vec![b' '; (1 << 20) + 1]);
    assert!(
        problems(&large, "a", &[])
            .to_string()
            .contains("larger than 1048576 bytes")
    );
    let map = shelf().with("block/map.txt", vec![b'#'; (4 << 20) + 1]);
    assert!(
        problems(&map, "block", &[])
            .to_string()
            .contains("larger than 4194304 bytes")
    );
    let crowd =
        "(format: 1, population: {\"a\": (men: 60000), \"b\": (men: 40000)}, guards: (day: 1))";
    assert!(report(crowd).contains("level.ron:1:25: the level has 100001 persons"));
    let guards = "(format: 1,\n guards: (day: 60000, night: 60000))";
    assert!(report(guards).contains("level.ron:2:10: the level has 120000 persons"));
    let many = format!("(format: 1, {})", "x: 1,".repeat(1_000));
    assert!(report(&many).contains("and "), "{}", report(&many));
    let shown = problems(
        &Shelf::default()
            .with("a/level.ron", many)
            .with("a/map.txt", "."),
        "a",
        &[],
    );
    assert_eq!(shown.list.len(), MOST_SHOWN);
    let tokens = format!("(format: 1, title: [{}])", "1,".repeat(100_000));
    assert!(report(&tokens).contains("more than 100000 words"));
}

#[test]
fn deep_nesting_and_odd_bytes_are_errors_not_crashes() {
    for text in ["(", "[", "a(", "{\"a\":", "(a:"] {
        assert!(report(&text.repeat(100_000)).contains("brackets nest deeper"));
        let both = format!("(format: 1, a: {}", text.repeat(100_000));
        assert!(report(&both).contains("brackets nest deeper"));
    }
    assert!(report("").contains("levels/a/level.ron:1:1: the file is empty"));
    assert!(report("// nothing\n").contains("the file is empty"));
    assert!(report("\u{feff}").contains("the file is empty"));
    assert!(report("[1]").contains("a level is fields (key: value), and here is a list"));
    let bytes = Shelf::default().with("a/level.ron", b"(format: 1,\n\xc3\xa9 \xff)".to_vec());
    assert!(
        problems(&bytes, "a", &[])
            .to_string()
            .contains("levels/a/level.ron:2:3: here is a byte that is no UTF-8")
    );
}

/// Loads whatever it is given; the promise is that this returns.
fn survives(level: Vec<u8>, map: Vec<u8>, set: &str) {
    let shelf = Shelf::default()
        .with("a/level.ron", level)
        .with("a/map.txt", map)
        .with("block/level.ron", BLOCK)
        .with("block/map.txt", MAP);
    if let Err(problems) = load(&shelf, "a", &[set.to_owned()]) {
        let mut text = String::new();
        write!(text, "{problems}").unwrap();
        assert!(!text.is_empty() && !problems.list.is_empty());
    }
}

#[test]
fn a_level_cut_off_at_any_byte_is_an_error_not_a_crash() {
    for end in 0..BLOCK.len() {
        let cut = BLOCK.as_bytes()[..end].to_vec();
        let shelf = Shelf::default()
            .with("a/level.ron", cut)
            .with("a/map.txt", MAP);
        assert!(load(&shelf, "a", &[]).is_err(), "{end}");
    }
    for end in 0..MAP.len() {
        survives(BLOCK.into(), MAP.as_bytes()[..end].to_vec(), "title=x");
    }
}

/// Pieces that have a meaning to some part of the reader.
fn pieces() -> impl Strategy<Value = String> {
    let known: Vec<&str> = vec![
        "(",
        ")",
        "[",
        "]",
        "{",
        "}",
        ",",
        ":",
        "\"",
        "'",
        "None",
        "Some(",
        "Meal(",
        "Meal",
        "format: 1,",
        "extends: \"block\",",
        "+-",
        "..",
        "-5",
        "1e999",
        "NaN",
        "99999999999999999999",
        "0x",
        "r#\"",
        "\"#",
        "r#x",
        "//",
        "/*",
        "*/",
        "\\",
        "\\u{",
        "\\x\u{e9}",
        "\u{20ac}",
        "\0",
        "\n",
        "b\"x\"",
        "#![enable(implicit_some)]",
        "\"20 min\"",
        "\"07:00\": ",
        "men: 4,",
        "true",
        "inf",
        "Area(",
        "=",
    ];
    proptest::sample::select(known).prop_map(str::to_owned)
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 400, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn a_damaged_level_never_crashes(
        damages in prop::collection::vec((any::<prop::sample::Index>(), 0_u8..4, any::<u8>(), pieces()), 1..8),
        set in "[a-z.:0-9 =(){}\"]{0,30}",
    ) {
        let mut level = BLOCK.as_bytes().to_vec();
        let mut map = MAP.as_bytes().to_vec();
        for (at, how, byte, piece) in damages {
            let target = if byte < 40 { &mut map } else { &mut level };
            let at = at.index(target.len().max(1)).min(target.len());
            match how {
                0 => if let Some(place) = target.get_mut(at) { *place ^= byte | 1 },
                1 => { target.splice(at..at, piece.bytes()); }
                2 => { let end = (at + usize::from(byte)).min(target.len()); target.drain(at..end); }
                _ => {
                    let end = (at + usize::from(byte)).min(target.len());
                    let copy = target[at..end].to_vec();
                    target.extend(copy);
                }
            }
        }
        survives(level, map, &set);
    }

    #[test]
    fn a_level_of_random_pieces_never_crashes(parts in prop::collection::vec(pieces(), 0..60)) {
        survives(format!("(format: 1, {})", parts.concat()).into(), MAP.into(), &parts.concat());
        survives(parts.concat().into(), parts.concat().into(), "kitchen.quality=1 %");
    }
}
