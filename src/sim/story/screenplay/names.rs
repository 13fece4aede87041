//! The names of an enum's variants and of their fields, as serde knows them.
//!
//! A screenplay names orders, happenings and deeds as they are named in Rust. The lists are asked of
//! the types themselves, so that a new order can be given by a screenplay without a word about it here.

use serde::de::value::Error;
use serde::de::{
    DeserializeOwned, DeserializeSeed, Deserializer, EnumAccess, Error as _, IntoDeserializer,
    VariantAccess, Visitor,
};
use serde::forward_to_deserialize_any;

use crate::happening::What;
use crate::specimens::{self, Filling};

/// What stands in the parentheses of a variant.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) enum VariantForm {
    /// Values without names, or there is no such variant.
    #[default]
    Other,
    /// Nothing.
    Unit,
    /// Fields of these names.
    Fields(&'static [&'static str]),
}

/// The variants of an enum.
pub(super) fn variants<T: DeserializeOwned>() -> &'static [&'static str] {
    ask::<T>("").variants
}

/// The names of the kinds of happenings, family by family.
pub(super) fn happenings() -> Vec<&'static str> {
    // Each kind can be made (a test of the kernel holds that), with values of no meaning.
    let all: Vec<What> = specimens::all(&Filling::default()).unwrap_or_default();
    let mut names: Vec<&'static str> = all.iter().map(|what| what.facts().name).collect();
    names.dedup();
    names
}

/// What stands in the parentheses of a variant.
pub(super) fn shape<T: DeserializeOwned>(variant: &str) -> VariantForm {
    ask::<T>(variant).shape
}

/// The variant of an enum without fields that has this name.
pub(super) fn by_name<T: DeserializeOwned>(name: &str) -> Option<T> {
    let named: serde::de::value::StrDeserializer<Error> = name.into_deserializer();
    T::deserialize(named).ok()
}

#[derive(Default)]
struct Told {
    variants: &'static [&'static str],
    shape: VariantForm,
}

fn ask<T: DeserializeOwned>(variant: &str) -> Told {
    let mut told = Told::default();
    // It always ends in an error: it is asked for names, and no value is made.
    let _ = T::deserialize(Asker {
        variant,
        told: &mut told,
    });
    told
}

struct Asker<'a> {
    variant: &'a str,
    told: &'a mut Told,
}

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
        visitor: V,
    ) -> Result<V::Value, Error> {
        self.told.variants = variants;
        visitor.visit_enum(self)
    }

    forward_to_deserialize_any! {
        bool i8 i16 i32 i64 i128 u8 u16 u32 u64 u128 f32 f64 char str string bytes byte_buf option
        unit unit_struct newtype_struct seq tuple tuple_struct map struct identifier ignored_any
    }
}

impl<'de> EnumAccess<'de> for Asker<'_> {
    type Error = Error;
    type Variant = Self;

    fn variant_seed<V: DeserializeSeed<'de>>(self, seed: V) -> Result<(V::Value, Self), Error> {
        let named: serde::de::value::StrDeserializer<Error> = self.variant.into_deserializer();
        Ok((seed.deserialize(named)?, self))
    }
}

impl<'de> VariantAccess<'de> for Asker<'_> {
    type Error = Error;

    fn unit_variant(self) -> Result<(), Error> {
        self.told.shape = VariantForm::Unit;
        Ok(())
    }

    fn newtype_variant_seed<T: DeserializeSeed<'de>>(self, _: T) -> Result<T::Value, Error> {
        no_value()
    }

    fn tuple_variant<V: Visitor<'de>>(self, _: usize, _: V) -> Result<V::Value, Error> {
        no_value()
    }

    fn struct_variant<V: Visitor<'de>>(
        self,
        fields: &'static [&'static str],
        _: V,
    ) -> Result<V::Value, Error> {
        self.told.shape = VariantForm::Fields(fields);
        no_value()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::conduct::Deed;
    use crate::order::Order;

    #[test]
    fn types_tell_their_variants_and_fields() {
        assert!(variants::<Order>().contains(&"PassItem"));
        assert!(happenings().contains(&"HostageTaken"));
        assert!(happenings().contains(&"GuardsFellBack"));
        assert_eq!(
            shape::<Order>("PassItem"),
            VariantForm::Fields(&["from", "to", "item"])
        );
        assert_eq!(shape::<Order>("LockDown"), VariantForm::Unit);
        assert_eq!(shape::<Order>("AmendLevel"), VariantForm::Other);
        assert_eq!(shape::<Order>("Dance"), VariantForm::Other);
        assert_eq!(by_name::<Deed>("Eat"), Some(Deed::Eat));
        assert_eq!(by_name::<Deed>("Dance"), None);
    }
}
