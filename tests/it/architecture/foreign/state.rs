//! The types of the prison: which are state, which are contexts, what fields and methods they have.

use std::collections::BTreeMap;

use super::super::source::{Source, is_for_tests};

/// What a type is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Kind {
    /// A resource or a component: state, or a cache of it.
    State,
    /// A parameter of systems, put together of others.
    Context,
    /// Anything else.
    Plain,
}

/// The type in which all wrappers end: `ResMut<'w, Vec<Body>>` is `Body`, and may be written.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Core {
    /// Its last name.
    pub name: String,
    /// Whether what is wrapped can be written through it.
    pub is_mut: bool,
}

/// A method: whether it writes what it is called on, and what it gives.
#[derive(Clone, Debug)]
pub struct Method {
    /// Takes `&mut self`.
    pub writes: bool,
    /// The type it gives.
    pub gives: Core,
}

/// A type.
#[derive(Clone, Debug)]
pub struct Type {
    /// The room that defines it.
    pub room: String,
    /// What it is.
    pub kind: Kind,
    /// The types of its fields; those of a tuple are `0`, `1` ...
    pub fields: BTreeMap<String, Core>,
    /// Its own methods.
    pub methods: BTreeMap<String, Method>,
}

/// All types by name.
pub struct State(BTreeMap<String, Vec<Type>>);

/// Wrappers through which one writes.
const WRITERS: [&str; 4] = ["ResMut", "Mut", "IterMut", "NonSendMut"];

/// Walks from a type down to its core.
pub fn core_of(kind: &syn::Type) -> Core {
    match kind {
        syn::Type::Reference(reference) => {
            let inner = core_of(&reference.elem);
            let is_mut = inner.is_mut || reference.mutability.is_some();
            Core { is_mut, ..inner }
        }
        syn::Type::Slice(slice) => core_of(&slice.elem),
        syn::Type::Array(array) => core_of(&array.elem),
        syn::Type::Paren(paren) => core_of(&paren.elem),
        syn::Type::ImplTrait(many) => many
            .bounds
            .iter()
            .map(core_of_bound)
            .next_back()
            .unwrap_or_default(),
        syn::Type::Tuple(tuple) => tuple
            .elems
            .iter()
            .map(core_of)
            .find(|core| core.is_mut)
            .unwrap_or_default(),
        syn::Type::Path(path) => path
            .path
            .segments
            .last()
            .map(core_of_segment)
            .unwrap_or_default(),
        _ => Core::default(),
    }
}

fn core_of_bound(bound: &syn::TypeParamBound) -> Core {
    match bound {
        syn::TypeParamBound::Trait(bound) => bound
            .path
            .segments
            .last()
            .map(core_of_segment)
            .unwrap_or_default(),
        _ => Core::default(),
    }
}

fn core_of_segment(segment: &syn::PathSegment) -> Core {
    let name = segment.ident.to_string();
    let syn::PathArguments::AngleBracketed(arguments) = &segment.arguments else {
        return Core {
            name,
            is_mut: false,
        };
    };
    let inner = arguments
        .args
        .iter()
        .rev()
        .find_map(|argument| match argument {
            syn::GenericArgument::Type(kind) => Some(core_of(kind)),
            syn::GenericArgument::AssocType(kind) => Some(core_of(&kind.ty)),
            _ => None,
        });
    match inner {
        Some(inner) => Core {
            is_mut: inner.is_mut || WRITERS.contains(&name.as_str()),
            ..inner
        },
        None => Core {
            name,
            is_mut: false,
        },
    }
}

fn kind_of(attributes: &[syn::Attribute]) -> Kind {
    let mut kind = Kind::Plain;
    for attribute in attributes
        .iter()
        .filter(|attribute| attribute.path().is_ident("derive"))
    {
        let _ = attribute.parse_nested_meta(|meta| {
            let derived = meta
                .path
                .segments
                .last()
                .map(|segment| segment.ident.to_string());
            kind = kind.min(match derived.as_deref() {
                Some("Resource" | "Component") => Kind::State,
                Some("SystemParam") => Kind::Context,
                _ => Kind::Plain,
            });
            Ok(())
        });
    }
    kind
}

impl State {
    /// Of all files.
    pub fn of(sources: &[Source]) -> Self {
        let mut state = Self(BTreeMap::new());
        let items = || {
            let of_product = sources.iter().filter(|source| !source.is_test);
            of_product.flat_map(|source| source.tree.items.iter().map(move |item| (source, item)))
        };
        for (source, item) in items() {
            if let syn::Item::Struct(item) = item
                && !is_for_tests(&item.attrs)
            {
                state.add(source, item);
            }
        }
        for (source, item) in items() {
            if let syn::Item::Impl(item) = item {
                state.add_methods(source, item);
            }
        }
        state
    }

    fn add(&mut self, source: &Source, item: &syn::ItemStruct) {
        let fields = item.fields.iter().enumerate().map(|(at, field)| {
            let name = field
                .ident
                .as_ref()
                .map_or_else(|| at.to_string(), |name| name.to_string());
            (name, core_of(&field.ty))
        });
        self.0
            .entry(item.ident.to_string())
            .or_default()
            .push(Type {
                room: source.room().to_owned(),
                kind: kind_of(&item.attrs),
                fields: fields.collect(),
                methods: BTreeMap::new(),
            });
    }

    fn add_methods(&mut self, source: &Source, item: &syn::ItemImpl) {
        let name = core_of(&item.self_ty).name;
        let Some(kind) = self.0.get_mut(&name).and_then(|kinds| {
            let at = kinds
                .iter()
                .position(|kind| kind.room == source.room())
                .unwrap_or(0);
            kinds.get_mut(at)
        }) else {
            return;
        };
        for method in &item.items {
            let syn::ImplItem::Fn(method) = method else {
                continue;
            };
            let writes = method
                .sig
                .receiver()
                .is_some_and(|receiver| receiver.mutability.is_some());
            let gives = match &method.sig.output {
                syn::ReturnType::Type(_, kind) => core_of(kind),
                syn::ReturnType::Default => Core::default(),
            };
            let gives = match gives.name.as_str() {
                "Self" => Core {
                    name: name.clone(),
                    ..gives
                },
                _ => gives,
            };
            kind.methods
                .insert(method.sig.ident.to_string(), Method { writes, gives });
        }
    }

    /// The type that a name means in a room: its own before another's, state before the rest.
    pub fn find(&self, name: &str, room: &str) -> Option<&Type> {
        let kinds = self.0.get(name)?;
        kinds
            .iter()
            .find(|kind| kind.room == room)
            .or_else(|| kinds.iter().min_by_key(|kind| kind.kind))
    }

    /// Whose state a type is, if it is that of another room than this, and not the kernel's.
    pub fn owner(&self, name: &str, room: &str) -> Option<&str> {
        let kind = self.find(name, room)?;
        let foreign = kind.kind == Kind::State && kind.room != room && kind.room != "kernel";
        foreign.then_some(kind.room.as_str())
    }
}
