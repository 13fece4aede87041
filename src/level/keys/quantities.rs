//! Forms of numbers: quantities with their units, and whole numbers.

use crate::keys::forms::Form;
use crate::keys::{Here, MOST_PERSONS};
use crate::nouns::Spread;
use crate::text::problem::Findings;
use crate::text::read::{whole, written};
use crate::text::tree::Node;
use crate::text::units::Quantity;
use crate::words;

/// One quantity with its unit: `"40 %"`.
impl Form for Quantity {
    type Value = u32;

    fn read(&self, node: &Node, key: &str, _: &Here, found: &mut Findings) -> Option<u32> {
        written(node, key, self.example, found, |text| {
            Quantity::read(self, text)
        })
    }

    fn check(&self, key: &str, value: &u32, _: &Here) -> Result<(), String> {
        self.check_steps(key, *value, "")
    }

    fn written(&self, value: &u32) -> String {
        self.unit.written(*value)
    }

    fn canonical(&self, value: &u32) -> String {
        format!(" {value}")
    }

    fn range(&self) -> String {
        Quantity::range(self)
    }
}

/// What stands for something that does not come.
const NEVER: &str = "never";
/// What an error adds to the range of a quantity that may be [`NEVER`].
const OR_NEVER: &str = ", or never";

/// A quantity, or `"never"`.
pub(crate) struct OrNever(pub Quantity);

impl Form for OrNever {
    type Value = Option<u32>;

    fn read(&self, node: &Node, key: &str, _: &Here, found: &mut Findings) -> Option<Option<u32>> {
        written(node, key, self.0.example, found, |text| {
            if text.trim() == NEVER {
                return Ok(None);
            }
            self.0.read_or(text, OR_NEVER).map(Some)
        })
    }

    fn check(&self, key: &str, value: &Option<u32>, _: &Here) -> Result<(), String> {
        value.map_or(Ok(()), |value| self.0.check_steps(key, value, OR_NEVER))
    }

    fn written(&self, value: &Option<u32>) -> String {
        value.map_or_else(|| NEVER.to_owned(), |value| self.0.unit.written(value))
    }

    fn canonical(&self, value: &Option<u32>) -> String {
        format!(" {}", value.map_or(-1, i64::from))
    }

    fn range(&self) -> String {
        format!("{}, or `\"{NEVER}\"`", self.0.range())
    }
}

/// A mean and a standard deviation: `"60 % +- 20"`.
pub(crate) struct WithSpread(pub Quantity);

impl Form for WithSpread {
    type Value = Spread;

    fn read(&self, node: &Node, key: &str, _: &Here, found: &mut Findings) -> Option<Spread> {
        written(node, key, self.0.example, found, |text| {
            self.0.read_spread(text)
        })
    }

    fn check(&self, key: &str, value: &Spread, _: &Here) -> Result<(), String> {
        let Spread { mean, spread } = *value;
        let widest = self.0.max - self.0.min;
        if !(0..=widest).contains(&i64::from(spread)) {
            return Err(format!(
                "the spread of {key} is negative or wider than the range"
            ));
        }
        let mean = u32::try_from(mean).map_err(|_| format!("{key} is negative"))?;
        self.0.check_steps(key, mean, "")
    }

    fn written(&self, value: &Spread) -> String {
        self.0.unit.written_spread(*value)
    }

    fn canonical(&self, value: &Spread) -> String {
        format!(" {} {}", value.mean, value.spread)
    }

    fn range(&self) -> String {
        format!("mean {}", self.0.range())
    }
}

/// A range of a quantity, from and to: `"1 h..4 h"`.
pub(crate) struct FromTo(pub Quantity);

impl Form for FromTo {
    type Value = (u32, u32);

    fn read(&self, node: &Node, key: &str, _: &Here, found: &mut Findings) -> Option<(u32, u32)> {
        written(node, key, self.0.example, found, |text| {
            self.0.read_range(text)
        })
    }

    fn check(&self, key: &str, (from, to): &(u32, u32), _: &Here) -> Result<(), String> {
        self.0.check_steps(key, *from, "")?;
        self.0.check_steps(key, *to, "")?;
        if from > to {
            return Err(format!("{key} ends before it begins"));
        }
        Ok(())
    }

    fn written(&self, (from, to): &(u32, u32)) -> String {
        let unit = self.0.unit;
        format!("{}..{}", unit.written(*from), unit.written(*to))
    }

    fn canonical(&self, (from, to): &(u32, u32)) -> String {
        format!(" {from} {to}")
    }

    fn range(&self) -> String {
        format!("from..to, {}", self.0.range())
    }
}

/// A whole number from the first to the second.
pub(crate) struct Whole(pub u32, pub u32);

/// A number of persons.
pub(crate) const PERSONS: Whole = Whole(0, MOST_PERSONS);

impl Form for Whole {
    type Value = u32;

    fn read(&self, node: &Node, key: &str, _: &Here, found: &mut Findings) -> Option<u32> {
        whole(node, key, self.0..=self.1, found)
    }

    fn check(&self, key: &str, value: &u32, _: &Here) -> Result<(), String> {
        let Whole(min, max) = self;
        if (min..=max).contains(&value) {
            Ok(())
        } else {
            Err(format!("{key} is out of its range, {min} to {max}"))
        }
    }

    fn written(&self, value: &u32) -> String {
        value.to_string()
    }

    fn is_quoted(&self) -> bool {
        false
    }

    fn canonical(&self, value: &u32) -> String {
        format!(" {value}")
    }

    fn range(&self) -> String {
        let grouped = |number: u32| words::thousands(u64::from(number));
        format!("{} to {}", grouped(self.0), grouped(self.1))
    }
}

/// A number that may be left away.
pub(crate) struct Maybe<F>(pub F);

impl<F: Form<Value = u32>> Form for Maybe<F> {
    type Value = Option<u32>;

    fn read(
        &self,
        node: &Node,
        key: &str,
        here: &Here,
        found: &mut Findings,
    ) -> Option<Option<u32>> {
        self.0.read(node, key, here, found).map(Some)
    }

    fn check(&self, key: &str, value: &Option<u32>, here: &Here) -> Result<(), String> {
        value.map_or(Ok(()), |value| self.0.check(key, &value, here))
    }

    fn written(&self, value: &Option<u32>) -> String {
        value.map_or_else(|| "none".to_owned(), |value| self.0.written(&value))
    }

    fn is_quoted(&self) -> bool {
        self.0.is_quoted()
    }

    fn canonical(&self, value: &Option<u32>) -> String {
        format!(" {}", value.map_or(-1, i64::from))
    }

    fn range(&self) -> String {
        self.0.range()
    }
}
