//! One of every value that a type can have, as far as its shape goes: what a test needs that may forget
//! no kind.
//!
//! [`all`] asks the type itself, through `Deserialize`: it makes every variant of an enum, both of a
//! `bool` and of an `Option`, lists of no, one and two members; numbers, texts and ids come from a
//! [`Filling`]. So a kind that is added is there without a line more, and a test that plants a stranger
//! plants him in every place where a person can be named.

use serde::de::value::{Error, U32Deserializer};
use serde::de::{
    DeserializeOwned, DeserializeSeed, Deserializer, EnumAccess, Error as _, IntoDeserializer,
    MapAccess, SeqAccess, VariantAccess, Visitor,
};
use serde::forward_to_deserialize_any;

use crate::ids::{ItemId, PersonId, TierId, TileId};

/// What is filled in.
#[derive(Clone, Debug)]
pub struct Filling {
    /// Everybody who is named.
    pub person: PersonId,
    /// Every tile.
    pub tile: TileId,
    /// Every tier.
    pub tier: TierId,
    /// Every forbidden thing.
    pub item: ItemId,
    /// The numbers that each number is, one after the other.
    pub numbers: Vec<u32>,
    /// Every text.
    pub text: String,
}

impl Default for Filling {
    fn default() -> Self {
        Self {
            person: PersonId(0),
            tile: TileId(0),
            tier: TierId(0),
            item: ItemId(0),
            numbers: vec![3],
            text: "text".into(),
        }
    }
}

/// Every value of a type, as far as its shape goes.
///
/// # Errors
/// In words, for a type that is not read from a list of its fields.
pub fn all<T: DeserializeOwned>(filling: &Filling) -> Result<Vec<T>, String> {
    let mut choices = Choices::default();
    let mut found = Vec::new();
    loop {
        choices.next = 0;
        let maker = Maker {
            filling,
            choices: &mut choices,
            id: None,
        };
        found.push(T::deserialize(maker).map_err(|error| error.to_string())?);
        if !choices.go_on() {
            return Ok(found);
        }
    }
}

/// What was chosen wherever there was a choice, each of how many, in the order of asking.
#[derive(Default)]
struct Choices {
    made: Vec<(u32, u32)>,
    next: usize,
}

impl Choices {
    /// The choice that is now to be made, below `of`.
    fn choose(&mut self, of: u32) -> u32 {
        if self.next == self.made.len() {
            self.made.push((0, of));
        }
        self.next += 1;
        self.made[self.next - 1].0
    }

    /// Makes the last choice otherwise that can be; returns whether there was one.
    fn go_on(&mut self) -> bool {
        while let Some((chosen, of)) = self.made.pop() {
            if chosen + 1 < of {
                self.made.push((chosen + 1, of));
                return true;
            }
        }
        false
    }
}

/// Makes one value.
struct Maker<'a> {
    filling: &'a Filling,
    choices: &'a mut Choices,
    /// Of which kind of id the number is that is made next.
    id: Option<&'static str>,
}

impl Maker<'_> {
    fn again(&mut self) -> Maker<'_> {
        Maker {
            filling: self.filling,
            choices: self.choices,
            id: None,
        }
    }

    fn number(&mut self) -> u32 {
        match self.id {
            Some("PersonId") => self.filling.person.0,
            Some("TileId") => self.filling.tile.0,
            Some("TierId") => u32::from(self.filling.tier.0),
            Some("ItemId") => self.filling.item.0,
            _ => {
                let numbers = &self.filling.numbers;
                let chosen = self.choices.choose(numbers.len() as u32);
                numbers.get(chosen as usize).copied().unwrap_or(0)
            }
        }
    }
}

/// A method of a maker that hands a number on.
macro_rules! numbers {
    ($($method:ident: $visit:ident as $kind:ty),*) => {$(
        fn $method<V: Visitor<'de>>(mut self, visitor: V) -> Result<V::Value, Error> {
            visitor.$visit(self.number() as $kind)
        }
    )*};
}

impl<'de> Deserializer<'de> for Maker<'_> {
    type Error = Error;

    fn deserialize_any<V: Visitor<'de>>(self, _: V) -> Result<V::Value, Error> {
        Err(Error::custom("a value of this kind cannot be made up"))
    }

    numbers! {
        deserialize_u8: visit_u8 as u8, deserialize_u16: visit_u16 as u16,
        deserialize_u32: visit_u32 as u32, deserialize_u64: visit_u64 as u64,
        deserialize_i8: visit_i8 as i8, deserialize_i16: visit_i16 as i16,
        deserialize_i32: visit_i32 as i32, deserialize_i64: visit_i64 as i64
    }

    fn deserialize_bool<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Error> {
        visitor.visit_bool(self.choices.choose(2) == 1)
    }

    fn deserialize_str<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Error> {
        visitor.visit_str(&self.filling.text)
    }

    fn deserialize_string<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Error> {
        visitor.visit_str(&self.filling.text)
    }

    fn deserialize_option<V: Visitor<'de>>(mut self, visitor: V) -> Result<V::Value, Error> {
        match self.choices.choose(2) {
            0 => visitor.visit_none(),
            _ => visitor.visit_some(self.again()),
        }
    }

    fn deserialize_unit<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Error> {
        visitor.visit_unit()
    }

    fn deserialize_unit_struct<V: Visitor<'de>>(
        self,
        _: &'static str,
        visitor: V,
    ) -> Result<V::Value, Error> {
        visitor.visit_unit()
    }

    fn deserialize_newtype_struct<V: Visitor<'de>>(
        mut self,
        name: &'static str,
        visitor: V,
    ) -> Result<V::Value, Error> {
        let mut inner = self.again();
        inner.id = Some(name);
        visitor.visit_newtype_struct(inner)
    }

    fn deserialize_seq<V: Visitor<'de>>(mut self, visitor: V) -> Result<V::Value, Error> {
        let left = self.choices.choose(3) as usize;
        let maker = self.again();
        visitor.visit_seq(Members { maker, left })
    }

    fn deserialize_tuple<V: Visitor<'de>>(
        mut self,
        left: usize,
        visitor: V,
    ) -> Result<V::Value, Error> {
        let maker = self.again();
        visitor.visit_seq(Members { maker, left })
    }

    fn deserialize_tuple_struct<V: Visitor<'de>>(
        self,
        _: &'static str,
        left: usize,
        visitor: V,
    ) -> Result<V::Value, Error> {
        self.deserialize_tuple(left, visitor)
    }

    fn deserialize_map<V: Visitor<'de>>(mut self, visitor: V) -> Result<V::Value, Error> {
        let left = self.choices.choose(2) as usize;
        let maker = self.again();
        visitor.visit_map(Members { maker, left })
    }

    fn deserialize_struct<V: Visitor<'de>>(
        self,
        _: &'static str,
        fields: &'static [&'static str],
        visitor: V,
    ) -> Result<V::Value, Error> {
        self.deserialize_tuple(fields.len(), visitor)
    }

    fn deserialize_enum<V: Visitor<'de>>(
        mut self,
        _: &'static str,
        variants: &'static [&'static str],
        visitor: V,
    ) -> Result<V::Value, Error> {
        let variant = self.choices.choose(variants.len() as u32);
        let maker = self.again();
        visitor.visit_enum(Variant { maker, variant })
    }

    forward_to_deserialize_any! {
        i128 u128 f32 f64 char bytes byte_buf identifier ignored_any
    }
}

/// The members of a list, a map or a struct.
struct Members<'a> {
    maker: Maker<'a>,
    left: usize,
}

impl<'de> SeqAccess<'de> for Members<'_> {
    type Error = Error;

    fn next_element_seed<T: DeserializeSeed<'de>>(
        &mut self,
        seed: T,
    ) -> Result<Option<T::Value>, Error> {
        if self.left == 0 {
            return Ok(None);
        }
        self.left -= 1;
        seed.deserialize(self.maker.again()).map(Some)
    }
}

impl<'de> MapAccess<'de> for Members<'_> {
    type Error = Error;

    fn next_key_seed<K: DeserializeSeed<'de>>(
        &mut self,
        seed: K,
    ) -> Result<Option<K::Value>, Error> {
        self.next_element_seed(seed)
    }

    fn next_value_seed<V: DeserializeSeed<'de>>(&mut self, seed: V) -> Result<V::Value, Error> {
        seed.deserialize(self.maker.again())
    }
}

/// One variant of an enum.
struct Variant<'a> {
    maker: Maker<'a>,
    variant: u32,
}

impl<'de, 'a> EnumAccess<'de> for Variant<'a> {
    type Error = Error;
    type Variant = Maker<'a>;

    fn variant_seed<V: DeserializeSeed<'de>>(
        self,
        seed: V,
    ) -> Result<(V::Value, Self::Variant), Error> {
        let variant: U32Deserializer<Error> = self.variant.into_deserializer();
        Ok((seed.deserialize(variant)?, self.maker))
    }
}

impl<'de> VariantAccess<'de> for Maker<'_> {
    type Error = Error;

    fn unit_variant(self) -> Result<(), Error> {
        Ok(())
    }

    fn newtype_variant_seed<T: DeserializeSeed<'de>>(self, seed: T) -> Result<T::Value, Error> {
        seed.deserialize(self)
    }

    fn tuple_variant<V: Visitor<'de>>(self, len: usize, visitor: V) -> Result<V::Value, Error> {
        self.deserialize_tuple(len, visitor)
    }

    fn struct_variant<V: Visitor<'de>>(
        self,
        fields: &'static [&'static str],
        visitor: V,
    ) -> Result<V::Value, Error> {
        self.deserialize_tuple(fields.len(), visitor)
    }
}

#[cfg(test)]
mod tests {
    use serde::Deserialize;

    use super::*;

    #[derive(Clone, Debug, PartialEq, Deserialize)]
    enum Sample {
        Plain,
        Named { by: PersonId, seen: u32 },
        Perhaps(Option<PersonId>),
        Listed { what: Vec<bool> },
    }

    #[test]
    fn every_kind_is_made_with_every_shape_and_the_persons_that_were_asked_for() {
        let filling = Filling {
            person: PersonId(7),
            numbers: vec![1, 4],
            ..Filling::default()
        };
        let made: Vec<Sample> = all(&filling).expect("it can be made");
        let by = PersonId(7);
        assert_eq!(made[0], Sample::Plain);
        assert_eq!(made[1], Sample::Named { by, seen: 1 });
        assert_eq!(made[2], Sample::Named { by, seen: 4 });
        assert_eq!(made[3], Sample::Perhaps(None));
        assert_eq!(made[4], Sample::Perhaps(Some(by)));
        // No member, one of two kinds, or two of two kinds each.
        assert_eq!(made.len(), 5 + 1 + 2 + 4);
        assert!(all::<f64>(&filling).is_err());
    }
}
