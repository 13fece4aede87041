//! Golden digests: the same level, seed and orders give the same state, on every machine and in
//! debug as in release (`.ci/run` compares the release program with the same file).
//!
//! When behaviour is meant to change, raise `RULES` in `src/sim/lib.rs` and bless the new digests:
//! `BLESS=1 cargo test --test it golden`.

use bighouse_sim::Prison;
use bighouse_sim::clock::HOUR;

use crate::common::{root, shipped};

fn check(level: &str, hours: u64) {
    let mut prison = Prison::new(shipped(level, &[]), 1);
    prison.run_until(hours * HOUR);
    let found = format!("{:016x}\n", prison.digest().all);
    let path = root().join(format!("tests/golden/{level}_{hours}h.digest"));
    if std::env::var_os("BLESS").is_some() {
        std::fs::write(&path, found).expect("the digest can be written");
        return;
    }
    let golden = std::fs::read_to_string(&path).unwrap_or_default();
    assert_eq!(
        found.trim(),
        golden.trim(),
        "{level} lives otherwise than it did. If that is meant, raise RULES in src/sim/lib.rs and run: \
         BLESS=1 cargo test --test it golden"
    );
}

#[test]
fn cell_block_lives_as_it_did() {
    check("cell_block", 24);
}

#[test]
fn a_tenth_of_the_big_house_lives_as_it_did() {
    check("big_house_300", 12);
}
