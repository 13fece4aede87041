//! Replays written and read back, and refused in words.

use super::*;
use crate::clock::Clock;
use crate::ids::PersonId;
use crate::ids::TileId;
use crate::level::Tile;

fn sample() -> Replay {
    Replay {
        level: "big_house".into(),
        hash: 0x1234,
        settings: vec!["kitchen.quality=40%".into()],
        constants: None,
        seed: 7,
        orders: vec![
            Given {
                tick: 5,
                giver: Giver::Author,
                order: Order::LockDown,
                line: None,
            },
            Given {
                tick: 9,
                giver: Giver::Person(PersonId(3)),
                order: Order::PlanWork {
                    at: TileId(17),
                    build: Tile::Wall,
                },
                line: Some(4),
            },
        ],
        sections: vec![("clock".into(), 1), ("needs".into(), 2)],
        digests: vec![
            (
                5,
                Recorded {
                    all: 98,
                    sections: vec![1, 2],
                },
            ),
            (
                10,
                Recorded {
                    all: 99,
                    sections: vec![3, 2],
                },
            ),
        ],
        end: 10,
    }
}

#[test]
fn what_is_written_is_read_back() {
    let replay = sample();
    assert_eq!(read(&write(&replay)), Ok(replay));
}

#[test]
fn a_digest_of_a_section_that_stays_is_written_once() {
    let text = write(&sample());
    assert!(
        text.contains("digest 10 0000000000000063 0000000000000003 =\n"),
        "{text}"
    );
}

#[test]
fn digests_that_do_not_fit_the_sections_are_refused_in_words() {
    let text = write(&sample());
    for (from, to, line, what) in [
        (
            "0000000000000002\n",
            "\n",
            9,
            "it has digests of 1 sections; 2 are named",
        ),
        ("0000000000000002\n", "= =\n", 9, "none before it"),
        (" =\n", " = =\n", 10, "more sections than the 2"),
        (" =\n", " x\n", 10, "no digest of 16 hex digits"),
        ("clock:1", "clock", 8, "no section with its version"),
        ("clock:1", "needs:1", 8, "named twice"),
        ("sections", "sections a:1\nsections", 9, "a second time"),
        (
            "sections clock:1 needs:2\n",
            "",
            8,
            "the line `sections` comes before",
        ),
    ] {
        let error = read(&text.replacen(from, to, 1)).expect_err(what);
        assert_eq!(error.line, line, "{error}");
        assert!(error.what.contains(what), "{error}");
    }
}

#[test]
fn a_file_of_format_1_is_still_read() {
    let text = "bighouse replay 1\nlevel a 1\nseed 1\nrules 9\ndigest 10 63\nend 10\n";
    let replay = read(&text.replace("rules 9", &format!("rules {RULES}"))).expect("it is sound");
    let all = Recorded {
        all: 0x63,
        sections: Vec::new(),
    };
    assert_eq!(replay.digests, [(10, all)]);
    assert!(replay.sections.is_empty());
}

#[test]
fn a_replay_cut_off_anywhere_is_an_error_and_no_panic() {
    let text = write(&sample());
    for end in 0..text.len() - 1 {
        assert!(read(&text[..end]).is_err(), "cut at {end}");
    }
}

#[test]
fn other_rules_are_refused_in_words() {
    let text = write(&sample()).replace(&format!("rules {RULES}"), "rules 900");
    let error = read(&text).expect_err("other rules");
    assert_eq!(error.line, 5);
    assert!(error.what.contains("rules 900"), "{error}");
}

#[test]
fn order_files_report_every_bad_line() {
    let clock = Clock::new("1930-11-20T06:25:00".parse().expect("a date"));
    let text = "order 07:05 author LockDown\nordr 1 author LockDown\norder x author LockDown\n\
                order 5 nobody LockDown\norder 5 author Dance\norder 25:00 author LockDown\n";
    let errors = read_orders(text, &clock, 10, 10).expect_err("bad lines");
    let lines: Vec<usize> = errors.iter().map(|error| error.line).collect();
    assert_eq!(lines, [2, 3, 4, 5, 6]);
    assert!(errors[3].what.contains("is no order"), "{}", errors[3]);
    let good = read_orders(
        "// a comment\norder 07:05 author LockDown\n",
        &clock,
        10,
        10,
    );
    assert_eq!(good.expect("good")[0].tick, 40 * crate::clock::MINUTE);
}
