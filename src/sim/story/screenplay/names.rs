//! The names of an enum's variants, as serde knows them.
//!
//! A screenplay names happenings, deeds and things as they are named in Rust. The lists are asked of the types
//! themselves, so that a new one can be named by a screenplay without a word about it here.

use serde::de::value::Error;
use serde::de::{DeserializeOwned, Deserializer, Error as _, IntoDeserializer, Visitor};
use serde::forward_to_deserialize_any;

use crate::happening::What;
use crate::specimens::{self, Filling};

/// The variants of an enum.
pub(super) fn variants<T: DeserializeOwned>() -> &'static [&'static str] {
    let mut variants: &'static [&'static str] = &[];
    let _ = T::deserialize(Asker(&mut variants));
    variants
}

/// The names of the kinds of happenings, family by family.
pub(super) fn happenings() -> Vec<&'static str> {
    // Each kind can be made (a test of the kernel holds that), with values of no meaning.
    let all: Vec<What> = specimens::all(&Filling::default()).unwrap_or_default();
    let mut names: Vec<&'static str> = all.iter().map(|what| what.facts().name).collect();
    names.dedup();
    names
}

/// The variant of an enum without fields that has this name.
pub(super) fn by_name<T: DeserializeOwned>(name: &str) -> Option<T> {
    let named: serde::de::value::StrDeserializer<Error> = name.into_deserializer();
    T::deserialize(named).ok()
}

/// Asks a type for its names; it always ends in an error, since no value is made.
struct Asker<'a>(&'a mut &'static [&'static str]);

fn no_value<T>() -> Result<T, Error> {
    Err(Error::custom("only names were asked for"))
}

impl<'de> Deserializer<'de> for Asker<'_> {
    type Error = Error;

    fn deserialize_any<V: Visitor<'de>>(self, _: V) -> Result<V::Value, Error> {
        no_value()
    }

    fn deserialize_enum<V: Visitor<'de>>(
        self,
        _: &'static str,
        variants: &'static [&'static str],
        _: V,
    ) -> Result<V::Value, Error> {
        *self.0 = variants;
        no_value()
    }

    forward_to_deserialize_any! {
        bool i8 i16 i32 i64 i128 u8 u16 u32 u64 u128 f32 f64 char str string bytes byte_buf option
        unit unit_struct newtype_struct seq tuple tuple_struct map struct identifier ignored_any
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::conduct::Deed;

    #[test]
    fn types_tell_their_variants() {
        assert!(variants::<Deed>().contains(&"Eat"));
        assert!(happenings().contains(&"HostageTaken"));
        assert!(happenings().contains(&"GuardsFellBack"));
        assert_eq!(by_name::<Deed>("Eat"), Some(Deed::Eat));
        assert_eq!(by_name::<Deed>("Dance"), None);
    }
}
