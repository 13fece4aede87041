//! From a value to a tree: what `serde` says of the value, taken down.

use serde::ser::{
    Serialize, SerializeMap, SerializeSeq, SerializeStruct, SerializeStructVariant, SerializeTuple,
    SerializeTupleStruct, SerializeTupleVariant, Serializer,
};

use super::{MOST_NODES, NoTree, TUPLE, Tree};

/// Makes trees; counts the values that it may still make.
pub(super) struct Planter<'a> {
    pub(super) left: &'a mut usize,
}

impl Planter<'_> {
    fn one(&mut self, tree: Tree) -> Result<Tree, NoTree> {
        *self.left = self
            .left
            .checked_sub(1)
            .ok_or_else(|| NoTree(format!("it holds more than {MOST_NODES} values")))?;
        Ok(tree)
    }

    fn inner<T: Serialize + ?Sized>(&mut self, value: &T) -> Result<Tree, NoTree> {
        value.serialize(Planter { left: self.left })
    }

    /// A named value around another one. Names of numbers, such as `PersonId`, stay with the number.
    fn around<T: Serialize + ?Sized>(
        mut self,
        name: &'static str,
        value: &T,
    ) -> Result<Tree, NoTree> {
        let inner = self.inner(value)?;
        self.one(match inner {
            Tree::Whole(number) => Tree::Id(name, number),
            inner => Tree::List(name, vec![inner]),
        })
    }
}

/// The values of something that holds several, as they come.
pub(super) struct Parts<'a> {
    planter: Planter<'a>,
    name: &'static str,
    parts: Vec<Tree>,
}

/// The fields of something, as they come.
pub(super) struct NamedFields<'a> {
    planter: Planter<'a>,
    name: &'static str,
    parts: Vec<(&'static str, Tree)>,
}

/// The entries of a map, as they come.
pub(super) struct Keyed<'a> {
    planter: Planter<'a>,
    parts: Vec<(Tree, Tree)>,
    key: Tree,
}

impl<'a> Serializer for Planter<'a> {
    type Ok = Tree;
    type Error = NoTree;
    type SerializeSeq = Parts<'a>;
    type SerializeTuple = Parts<'a>;
    type SerializeTupleStruct = Parts<'a>;
    type SerializeTupleVariant = Parts<'a>;
    type SerializeMap = Keyed<'a>;
    type SerializeStruct = NamedFields<'a>;
    type SerializeStructVariant = NamedFields<'a>;

    fn serialize_bool(mut self, value: bool) -> Result<Tree, NoTree> {
        self.one(Tree::Flag(value))
    }
    fn serialize_i8(self, value: i8) -> Result<Tree, NoTree> {
        self.serialize_i64(value.into())
    }
    fn serialize_i16(self, value: i16) -> Result<Tree, NoTree> {
        self.serialize_i64(value.into())
    }
    fn serialize_i32(self, value: i32) -> Result<Tree, NoTree> {
        self.serialize_i64(value.into())
    }
    fn serialize_i64(mut self, value: i64) -> Result<Tree, NoTree> {
        self.one(match u64::try_from(value) {
            Ok(whole) => Tree::Whole(whole),
            Err(_) => Tree::Negative(value),
        })
    }
    fn serialize_u8(self, value: u8) -> Result<Tree, NoTree> {
        self.serialize_u64(value.into())
    }
    fn serialize_u16(self, value: u16) -> Result<Tree, NoTree> {
        self.serialize_u64(value.into())
    }
    fn serialize_u32(self, value: u32) -> Result<Tree, NoTree> {
        self.serialize_u64(value.into())
    }
    fn serialize_u64(mut self, value: u64) -> Result<Tree, NoTree> {
        self.one(Tree::Whole(value))
    }
    fn serialize_f32(self, value: f32) -> Result<Tree, NoTree> {
        // As it is written: 0.1 is not to be shown as 0.10000000149011612.
        let written = value.to_string().parse();
        self.serialize_f64(written.unwrap_or(f64::from(value)))
    }
    fn serialize_f64(mut self, value: f64) -> Result<Tree, NoTree> {
        self.one(Tree::Fraction(value))
    }
    fn serialize_char(mut self, value: char) -> Result<Tree, NoTree> {
        self.one(Tree::Text(value.into()))
    }
    fn serialize_str(mut self, value: &str) -> Result<Tree, NoTree> {
        self.one(Tree::Text(value.into()))
    }
    fn serialize_bytes(mut self, value: &[u8]) -> Result<Tree, NoTree> {
        self.one(Tree::Bytes(value.into()))
    }
    fn serialize_none(mut self) -> Result<Tree, NoTree> {
        self.one(Tree::Nothing)
    }
    fn serialize_some<T: Serialize + ?Sized>(self, value: &T) -> Result<Tree, NoTree> {
        value.serialize(self)
    }
    fn serialize_unit(mut self) -> Result<Tree, NoTree> {
        self.one(Tree::Nothing)
    }
    fn serialize_unit_struct(mut self, name: &'static str) -> Result<Tree, NoTree> {
        self.one(Tree::Name(name))
    }
    fn serialize_unit_variant(
        mut self,
        _: &'static str,
        _: u32,
        variant: &'static str,
    ) -> Result<Tree, NoTree> {
        self.one(Tree::Name(variant))
    }
    fn serialize_newtype_struct<T: Serialize + ?Sized>(
        self,
        name: &'static str,
        value: &T,
    ) -> Result<Tree, NoTree> {
        self.around(name, value)
    }
    fn serialize_newtype_variant<T: Serialize + ?Sized>(
        mut self,
        _: &'static str,
        _: u32,
        variant: &'static str,
        value: &T,
    ) -> Result<Tree, NoTree> {
        let inner = self.inner(value)?;
        self.one(Tree::List(variant, vec![inner]))
    }
    fn serialize_seq(self, _: Option<usize>) -> Result<Parts<'a>, NoTree> {
        self.serialize_tuple_struct("", 0)
    }
    fn serialize_tuple(self, length: usize) -> Result<Parts<'a>, NoTree> {
        self.serialize_tuple_struct(TUPLE, length)
    }
    fn serialize_tuple_struct(mut self, name: &'static str, _: usize) -> Result<Parts<'a>, NoTree> {
        self.one(Tree::Nothing)?;
        Ok(Parts {
            planter: self,
            name,
            parts: Vec::new(),
        })
    }
    fn serialize_tuple_variant(
        self,
        _: &'static str,
        _: u32,
        variant: &'static str,
        length: usize,
    ) -> Result<Parts<'a>, NoTree> {
        self.serialize_tuple_struct(variant, length)
    }
    fn serialize_map(mut self, _: Option<usize>) -> Result<Keyed<'a>, NoTree> {
        self.one(Tree::Nothing)?;
        Ok(Keyed {
            planter: self,
            parts: Vec::new(),
            key: Tree::Nothing,
        })
    }
    fn serialize_struct(mut self, name: &'static str, _: usize) -> Result<NamedFields<'a>, NoTree> {
        self.one(Tree::Nothing)?;
        Ok(NamedFields {
            planter: self,
            name,
            parts: Vec::new(),
        })
    }
    fn serialize_struct_variant(
        self,
        _: &'static str,
        _: u32,
        variant: &'static str,
        length: usize,
    ) -> Result<NamedFields<'a>, NoTree> {
        self.serialize_struct(variant, length)
    }
}

impl Parts<'_> {
    fn add<T: Serialize + ?Sized>(&mut self, value: &T) -> Result<(), NoTree> {
        self.parts.push(self.planter.inner(value)?);
        Ok(())
    }

    fn whole(self) -> Result<Tree, NoTree> {
        Ok(Tree::List(self.name, self.parts))
    }
}

impl SerializeSeq for Parts<'_> {
    type Ok = Tree;
    type Error = NoTree;
    fn serialize_element<T: Serialize + ?Sized>(&mut self, value: &T) -> Result<(), NoTree> {
        self.add(value)
    }
    fn end(self) -> Result<Tree, NoTree> {
        self.whole()
    }
}

impl SerializeTuple for Parts<'_> {
    type Ok = Tree;
    type Error = NoTree;
    fn serialize_element<T: Serialize + ?Sized>(&mut self, value: &T) -> Result<(), NoTree> {
        self.add(value)
    }
    fn end(self) -> Result<Tree, NoTree> {
        self.whole()
    }
}

impl SerializeTupleStruct for Parts<'_> {
    type Ok = Tree;
    type Error = NoTree;
    fn serialize_field<T: Serialize + ?Sized>(&mut self, value: &T) -> Result<(), NoTree> {
        self.add(value)
    }
    fn end(self) -> Result<Tree, NoTree> {
        self.whole()
    }
}

impl SerializeTupleVariant for Parts<'_> {
    type Ok = Tree;
    type Error = NoTree;
    fn serialize_field<T: Serialize + ?Sized>(&mut self, value: &T) -> Result<(), NoTree> {
        self.add(value)
    }
    fn end(self) -> Result<Tree, NoTree> {
        self.whole()
    }
}

impl NamedFields<'_> {
    fn add<T: Serialize + ?Sized>(&mut self, name: &'static str, value: &T) -> Result<(), NoTree> {
        self.parts.push((name, self.planter.inner(value)?));
        Ok(())
    }
}

impl SerializeStruct for NamedFields<'_> {
    type Ok = Tree;
    type Error = NoTree;
    fn serialize_field<T: Serialize + ?Sized>(
        &mut self,
        name: &'static str,
        value: &T,
    ) -> Result<(), NoTree> {
        self.add(name, value)
    }
    fn end(self) -> Result<Tree, NoTree> {
        Ok(Tree::Fields(self.name, self.parts))
    }
}

impl SerializeStructVariant for NamedFields<'_> {
    type Ok = Tree;
    type Error = NoTree;
    fn serialize_field<T: Serialize + ?Sized>(
        &mut self,
        name: &'static str,
        value: &T,
    ) -> Result<(), NoTree> {
        self.add(name, value)
    }
    fn end(self) -> Result<Tree, NoTree> {
        Ok(Tree::Fields(self.name, self.parts))
    }
}

impl SerializeMap for Keyed<'_> {
    type Ok = Tree;
    type Error = NoTree;
    fn serialize_key<T: Serialize + ?Sized>(&mut self, key: &T) -> Result<(), NoTree> {
        self.key = self.planter.inner(key)?;
        Ok(())
    }
    fn serialize_value<T: Serialize + ?Sized>(&mut self, value: &T) -> Result<(), NoTree> {
        let key = std::mem::replace(&mut self.key, Tree::Nothing);
        self.parts.push((key, self.planter.inner(value)?));
        Ok(())
    }
    fn end(self) -> Result<Tree, NoTree> {
        Ok(Tree::Map(self.parts))
    }
}
