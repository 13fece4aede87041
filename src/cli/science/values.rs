//! What a run measured, and how it is written.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize, Serializer};

/// What one run measured: under each name a number, or many.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Values(BTreeMap<String, Numbers>);

#[derive(Clone, Debug, PartialEq, Deserialize)]
#[serde(untagged)]
enum Numbers {
    One(f64),
    Many(Vec<f64>),
}

/// A number as people write it: without a point where there is nothing behind it.
#[derive(Serialize)]
#[serde(untagged)]
enum Plain {
    Whole(i64),
    Broken(f64),
}

impl From<f64> for Plain {
    fn from(number: f64) -> Self {
        if number.fract() == 0.0 && number.abs() < 1e15 {
            Self::Whole(number as i64)
        } else {
            Self::Broken(number)
        }
    }
}

impl Serialize for Numbers {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        match self {
            Self::One(number) => Plain::from(*number).serialize(serializer),
            Self::Many(numbers) => {
                serializer.collect_seq(numbers.iter().map(|number| Plain::from(*number)))
            }
        }
    }
}

/// A number as it is kept: six places, so that it is read back as it was written. What is no number
/// (the mean of nothing) is left out.
fn kept(number: f64) -> Option<f64> {
    let rounded = (number * 1e6).round() / 1e6;
    rounded.is_finite().then_some(rounded)
}

impl Values {
    /// With a number.
    pub fn one(mut self, name: &str, number: impl Into<f64>) -> Self {
        if let Some(number) = kept(number.into()) {
            self.0.insert(name.into(), Numbers::One(number));
        }
        self
    }

    /// With many numbers.
    pub fn many<N: Into<f64>>(mut self, name: &str, numbers: impl IntoIterator<Item = N>) -> Self {
        let numbers = numbers.into_iter().map(N::into).filter_map(kept);
        self.0.insert(name.into(), Numbers::Many(numbers.collect()));
        self
    }

    /// The numbers of a name: one, many, or none.
    pub fn get(&self, name: &str) -> &[f64] {
        match self.0.get(name) {
            None => &[],
            Some(Numbers::One(number)) => std::slice::from_ref(number),
            Some(Numbers::Many(numbers)) => numbers,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn values_are_written_as_people_write_numbers_and_read_back() {
        let values = Values::default()
            .one("peak", 293_u32)
            .one("nothing", f64::NAN)
            .one("share", 0.25)
            .one("third", 1.0 / 3.0)
            .many("waits", [3_u32, 21]);
        let text = serde_json::to_string(&values).expect("it can be written");
        assert_eq!(
            text,
            r#"{"peak":293,"share":0.25,"third":0.333333,"waits":[3,21]}"#
        );
        let read: Values = serde_json::from_str(&text).expect("it can be read");
        assert_eq!(read, values);
        assert_eq!(read.get("waits"), [3.0, 21.0]);
        assert!(read.get("nothing").is_empty());
    }
}
