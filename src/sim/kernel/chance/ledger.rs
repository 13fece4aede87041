//! A ledger of the draws of a run, which tests of the rooms compare. It is kept in tests only: elsewhere
//! these functions do nothing.

#[cfg(test)]
pub(crate) use kept::{Draw, begin, end};
#[cfg(test)]
pub(super) use kept::{derived, drawn, named, picked};
#[cfg(not(test))]
pub(super) use not_kept::{derived, drawn, named, picked};

#[cfg(not(test))]
mod not_kept {
    use super::super::Purpose;
    use super::super::event::Named;

    /// An event has a name.
    pub fn named(_: u64, _: (Purpose, u64, u64)) {}
    /// An event is part of another.
    pub fn derived(_: u64, _: u64) {}
    /// A number was drawn.
    pub fn drawn(_: u64) {}
    /// One of some was picked, or all of them in an order.
    pub fn picked<T: Named>(_: u64, _: impl Iterator<Item = T>) {}
}

#[cfg(test)]
mod kept {
    use std::cell::RefCell;
    use std::collections::{BTreeMap, BTreeSet};

    use super::super::Purpose;
    use super::super::event::Named;

    /// What an event is for, whom it concerns, and when it is or which of his it is.
    type Name = (Purpose, u64, u64);

    /// What was drawn of one event.
    #[derive(Clone, Debug, Default, PartialEq, Eq)]
    pub(crate) struct Draw {
        /// The name of the event, or of the one of which it is part.
        pub name: Option<Name>,
        /// From what it was picked, by their numbers; none if it is a number.
        pub from: BTreeSet<u64>,
    }

    #[derive(Default)]
    struct Ledger {
        names: BTreeMap<u64, Name>,
        drawn: BTreeMap<u64, Draw>,
    }

    std::thread_local! {
        static LEDGER: RefCell<Option<Ledger>> = const { RefCell::new(None) };
    }

    /// Begins a ledger on this thread.
    pub(crate) fn begin() {
        LEDGER.with(|ledger| *ledger.borrow_mut() = Some(Ledger::default()));
    }

    /// Ends it: what was drawn of each event.
    pub(crate) fn end() -> BTreeMap<u64, Draw> {
        let ledger = LEDGER.with(|ledger| ledger.borrow_mut().take());
        ledger.map_or_else(BTreeMap::new, |ledger| ledger.drawn)
    }

    fn note(write: impl FnOnce(&mut Ledger)) {
        LEDGER.with(|ledger| {
            if let Some(ledger) = ledger.borrow_mut().as_mut() {
                write(ledger);
            }
        });
    }

    pub fn named(event: u64, name: Name) {
        note(|ledger| {
            ledger.names.insert(event, name);
        });
    }

    pub fn derived(event: u64, part: u64) {
        note(|ledger| {
            if let Some(name) = ledger.names.get(&event).copied() {
                ledger.names.insert(part, name);
            }
        });
    }

    pub fn drawn(event: u64) {
        picked::<u32>(event, std::iter::empty());
    }

    pub fn picked<T: Named>(event: u64, some: impl Iterator<Item = T>) {
        note(|ledger| {
            let name = ledger.names.get(&event).copied();
            let drawn = ledger.drawn.entry(event).or_default();
            drawn.name = name;
            drawn.from.extend(some.map(Named::number));
        });
    }
}
