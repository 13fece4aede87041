//! Events: what chance decides, each by its own name.
//!
//! A draw is a function of the name of its event and of nothing else: not of how many draws came before,
//! nor of who else could have been drawn. So taking away one cause leaves every draw as it was that does
//! not follow from it: whoever would have been picked from ten is picked from the nine others too, unless
//! he is the one who is gone.

use smallvec::SmallVec;
use xxhash_rust::xxh3::xxh3_64_with_seed;

use super::ledger;
use crate::ids::{PersonId, RoomId, TileId};

/// What can be drawn, or can have an event of its own: it has a number that stays the same.
pub trait Named: Copy + Ord {
    /// The number.
    fn number(self) -> u64;
}

impl Named for u32 {
    fn number(self) -> u64 {
        u64::from(self)
    }
}

impl Named for u64 {
    fn number(self) -> u64 {
        self
    }
}

impl Named for PersonId {
    fn number(self) -> u64 {
        u64::from(self.0)
    }
}

impl Named for TileId {
    fn number(self) -> u64 {
        u64::from(self.0)
    }
}

impl Named for RoomId {
    fn number(self) -> u64 {
        u64::from(self.0)
    }
}

/// One thing that chance decides, or a family of such things.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Event(pub(super) u64);

impl Event {
    /// One question that the event raises, by a name of its own.
    pub fn on(self, question: &str) -> Self {
        self.to(question.as_bytes())
    }

    /// The same event for one of those who have a part in it, or for the n-th of its kind.
    pub fn of(self, part: impl Named) -> Self {
        self.to(&part.number().to_le_bytes())
    }

    /// The event of an entry of the ledger.
    #[cfg(test)]
    pub(crate) fn of_key(key: u64) -> Self {
        Self(key)
    }

    fn to(self, part: &[u8]) -> Self {
        let event = Self(xxh3_64_with_seed(part, self.0));
        ledger::derived(self.0, event.0);
        event
    }

    /// An even number from 0 up to, but not including, `end`; 0 if `end` is.
    pub fn below(self, end: u64) -> u64 {
        ledger::drawn(self.0);
        ((u128::from(self.0) * u128::from(end)) >> 64) as u64
    }

    /// An even number of a range; its start if it is empty.
    pub fn within(self, range: std::ops::Range<u64>) -> u64 {
        range.start + self.below(range.end.saturating_sub(range.start))
    }

    /// An even number from the first of two up to, but not including, the other, such as a second of the
    /// day; the first if there is none.
    pub fn between(self, (from, to): (u32, u32)) -> u32 {
        self.within(u64::from(from)..u64::from(to)) as u32
    }

    /// Whether it comes to pass, which it does `odds` times of `all`.
    pub fn is(self, odds: u32, all: u32) -> bool {
        self.below(u64::from(all)) < u64::from(odds)
    }

    /// One of some: the one whose name has the least hash together with the event's.
    pub fn pick<T: Named>(self, some: impl IntoIterator<Item = T>) -> Option<T> {
        let some: SmallVec<[T; 16]> = some.into_iter().collect();
        ledger::picked(self.0, some.iter().copied());
        some.into_iter().min_by_key(|one| (self.of(*one).0, *one))
    }

    /// Some in the order that chance gives them.
    pub fn shuffle<T: Named>(self, some: &mut [T]) {
        ledger::picked(self.0, some.iter().copied());
        some.sort_unstable_by_key(|one| (self.of(*one).0, *one));
    }

    /// Some in the order in which they are picked without being put back, the likelier to come early the
    /// more they weigh. Who weighs nothing is not picked.
    pub fn by_weight<T: Named>(self, some: impl IntoIterator<Item = (T, u64)>) -> Vec<T> {
        // Each has a clock that rings after a time of even chance at the rate of his weight; they come in
        // the order in which their clocks ring. So the weight of one does not touch the clock of another.
        let some: Vec<(T, u64)> = some.into_iter().filter(|(_, weight)| *weight > 0).collect();
        ledger::picked(self.0, some.iter().map(|(one, _)| *one));
        let mut rings: Vec<(u128, T)> = some
            .into_iter()
            .map(|(one, weight)| {
                let wait = u128::from(wait(self.of(one).0));
                ((wait << 64) / u128::from(weight), one)
            })
            .collect();
        rings.sort_unstable();
        rings.into_iter().map(|(_, one)| one).collect()
    }

    /// How often a thing comes to pass that does `in_100_000` times in 100,000 on the mean: each time is
    /// two even chances of half a one, so that days differ.
    pub fn times(self, in_100_000: u64) -> u32 {
        let (halves, rest) = (in_100_000 * 2 / 100_000, in_100_000 * 2 % 100_000);
        let odd = u64::from(self.on("odd").below(100_000) < rest);
        let chances = (halves + odd) as u32;
        (0..chances)
            .map(|nth| u32::from(self.of(nth).is(1, 2)))
            .sum()
    }
}

/// How long a clock waits that rings once in a while of 1 on the mean, in 1 / (2^32 ln 2): minus the
/// logarithm of an even number, to base 2. In whole numbers, so that it is the same everywhere.
fn wait(even: u64) -> u64 {
    let even = even | 1;
    let whole = 63 - even.leading_zeros();
    let mut rest = u128::from(even << (63 - whole));
    let mut part = 0_u64;
    for _ in 0..32 {
        rest = (rest * rest) >> 63;
        part <<= 1;
        if rest >> 64 != 0 {
            rest >>= 1;
            part |= 1;
        }
    }
    (64 << 32) - ((u64::from(whole) << 32) | part)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::chance::{Chance, Purpose};

    fn event(nth: u32) -> Event {
        Chance { seed: 7 }.event(Purpose::Fights, nth, 0)
    }

    #[test]
    fn who_is_gone_changes_no_pick_but_his_own() {
        let all: Vec<u32> = (0..20).collect();
        let mut his = 0;
        for nth in 0..400 {
            let picked = event(nth).pick(all.iter().copied());
            let others = event(nth).pick(all.iter().copied().filter(|one| *one != 7));
            if picked == Some(7) {
                his += 1;
            } else {
                assert_eq!(picked, others);
            }
        }
        assert!(
            (8..=35).contains(&his),
            "picked {his} times of 400, one of 20"
        );
    }

    #[test]
    fn the_order_of_the_others_stays_when_one_is_gone() {
        let mut all: Vec<u32> = (0..50).collect();
        event(1).shuffle(&mut all);
        assert!(!all.is_sorted());
        let mut others: Vec<u32> = (0..50).filter(|one| *one != 13).collect();
        event(1).shuffle(&mut others);
        all.retain(|one| *one != 13);
        assert_eq!(all, others);
    }

    #[test]
    fn who_weighs_more_comes_first_more_often() {
        let weights = [(0_u32, 1_u64), (1, 3), (2, 0), (3, 4)];
        let mut first = [0_i32; 4];
        for nth in 0..4000 {
            let order = event(nth).by_weight(weights);
            assert_eq!(order.len(), 3, "who weighs nothing is not picked");
            first[order[0] as usize] += 1;
        }
        for (times, share) in first.into_iter().zip([500, 1500, 0, 2000]) {
            assert!((times - share).abs() < 120, "{first:?}");
        }
    }

    #[test]
    fn a_heavier_rival_changes_nobody_elses_order() {
        let order = |of_third: u64| {
            let mut order = event(3).by_weight([(0_u32, 10), (1, 10), (2, of_third), (3, 10)]);
            order.retain(|one| *one != 2);
            order
        };
        assert_eq!(order(1), order(1000));
    }

    #[test]
    fn times_have_the_mean_they_were_given() {
        let days = 4000;
        let sum: u32 = (0..days).map(|day| event(day).times(164_000)).sum();
        assert!((sum as i32 * 100 / days as i32 - 164).abs() < 8, "{sum}");
        // More of it adds times, and takes none away.
        assert!((0..500).all(|day| event(day).times(100_000) <= event(day).times(200_000) + 1));
    }

    #[test]
    fn waits_are_minus_the_logarithm() {
        let part = |even: u64| wait(even) as f64 / (1_u64 << 32) as f64;
        for even in [u64::MAX, 1 << 63, (1 << 63) - 1, 3 << 40, 12_345, 1] {
            let exact = 64.0 - (even as f64).log2();
            assert!((part(even) - exact).abs() < 1e-6, "{even}");
        }
    }

    #[test]
    fn numbers_are_even() {
        let mut found = [0_u32; 6];
        for nth in 0..6000 {
            found[event(nth).below(6) as usize] += 1;
        }
        assert!(
            found.iter().all(|times| (880..1120).contains(times)),
            "{found:?}"
        );
        assert_eq!(event(0).below(0), 0);
        assert_eq!(event(0).within(5..5), 5);
    }
}
