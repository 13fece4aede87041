//! From the list of orders to the types and tables that follow from it.
//!
//! `orders!` takes the enum as it would be written without it and makes of it
//!
//! - the enum itself, with serde's names and layout;
//! - [`OrderName`](super::OrderName), the same without fields;
//! - one type an order in [`kinds`](super::kinds), with the order's fields, for which its room
//!   implements [`OrderKind`](super::OrderKind);
//! - the way from an order to its kind: checking, carrying out, looking at its fields, and
//!   [`OrderInfo`](super::OrderInfo). An order without its kind does not compile, and the compiler
//!   names it.

/// The type of one order.
macro_rules! kind {
    ($(#[$doc:meta])* $name:ident) => {
        $(#[$doc])*
        #[derive(Clone, Copy, Debug, PartialEq, Eq)]
        pub struct $name;
    };
    ($(#[$doc:meta])* $name:ident { $($(#[$field_doc:meta])* $field:ident: $type:ty,)* }) => {
        $(#[$doc])*
        #[derive(Clone, Debug, PartialEq, Eq)]
        pub struct $name {
            $($(#[$field_doc])* pub $field: $type,)*
        }
    };
    ($(#[$doc:meta])* $name:ident ($type:ty)) => {
        $(#[$doc])*
        #[derive(Clone, Debug, PartialEq, Eq)]
        pub struct $name(pub $type);
    };
}

/// The name of the value of an order without named fields; the type is only there to be repeated with.
macro_rules! value_of {
    ($value:ident $type:ty) => {
        $value
    };
}

macro_rules! orders {
    (
        $(#[doc = $all:literal])*
        pub enum Order {
            $(
                $(#[doc = $does:literal])*
                $name:ident
                $({ $( $(#[doc = $means:literal])* $field:ident: $type:ty, )* })?
                $(( $(#[doc = $inner_means:literal])* $inner:ty ))?
                ,
            )*
        }
    ) => {
        $(#[doc = $all])*
        #[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
        pub enum Order {
            $(
                $(#[doc = $does])*
                $name
                $({ $( $(#[doc = $means])* $field: $type, )* })?
                $(( $inner ))?
                ,
            )*
        }

        /// The orders by name.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
        pub enum OrderName {
            $( $(#[doc = $does])* $name, )*
        }

        /// The orders as types of their own, with the same fields. Each room that an order concerns
        /// says in the order's own file what holds of it, by [`OrderKind`].
        pub mod kinds {
            use super::*;

            $(
                kind! {
                    $(#[doc = $does])*
                    $name
                    $({ $( $(#[doc = $means])* $field: $type, )* })?
                    $(( $inner ))?
                }

                impl From<$name> for Order {
                    fn from(kind: $name) -> Self {
                        let $name $({ $($field),* })? $(( value_of!(value $inner) ))? = kind;
                        Self::$name $({ $($field),* })? $(( value_of!(value $inner) ))?
                    }
                }
            )*
        }

        impl OrderName {
            /// All of them.
            pub const ALL: &[Self] = &[$( Self::$name, )*];

            /// What the order says of itself.
            pub fn info(self) -> &'static OrderInfo {
                const INFO: &[OrderInfo] = &[
                    $(
                        OrderInfo {
                            name: OrderName::$name,
                            word: stringify!($name),
                            message: {
                                const NAME: &str = stringify!($name);
                                const ID: [u8; message_id::length(NAME)] = message_id::bytes(NAME);
                                match std::str::from_utf8(&ID) {
                                    Ok(id) => id,
                                    Err(_) => NAME,
                                }
                            },
                            does: &[$( $does ),*],
                            fields: &[
                                $($(
                                    FieldInfo {
                                        name: stringify!($field),
                                        kind: <$type as Field>::KIND,
                                        means: &[$( $means ),*],
                                    },
                                )*)?
                                $(
                                    FieldInfo {
                                        name: "change",
                                        kind: <$inner as Field>::KIND,
                                        means: &[$( $inner_means ),*],
                                    },
                                )?
                            ],
                            givers: <kinds::$name as OrderKind>::GIVERS,
                            heading: <kinds::$name as OrderKind>::HEADING,
                            scene: <kinds::$name as OrderKind>::SCENE,
                            refusals: <kinds::$name as OrderKind>::REFUSALS,
                            is_final: <kinds::$name as OrderKind>::IS_FINAL,
                            changes_map: <kinds::$name as OrderKind>::CHANGES_MAP,
                            offer: <kinds::$name as OrderKind>::offer,
                            sample: || Order::$name
                                $({ $( $field: <$type as Field>::sample(), )* })?
                                $(( <$inner as Field>::sample() ))?,
                        },
                    )*
                ];
                &INFO[self as usize]
            }
        }

        impl Order {
            /// Which order it is.
            pub fn name(&self) -> OrderName {
                match self {
                    $( Self::$name { .. } => OrderName::$name, )*
                }
            }

            /// What its fields say, in order.
            pub fn values(&self) -> Vec<FieldValue<'_>> {
                match self {
                    $(
                        Self::$name $({ $($field),* })? $(( value_of!(value $inner) ))? => vec![
                            $($( $field.value(), )*)?
                            $( <$inner as Field>::value(value), )?
                        ],
                    )*
                }
            }

            /// Its fields, to be filled in.
            fn places(&mut self) -> Vec<FieldPlace<'_>> {
                match self {
                    $(
                        Self::$name $({ $($field),* })? $(( value_of!(value $inner) ))? => vec![
                            $($( $field.place(), )*)?
                            $( <$inner as Field>::place(value), )?
                        ],
                    )*
                }
            }

            /// Whether it may be given by one of its givers: see [`OrderKind::check`].
            ///
            /// # Errors
            /// Why not.
            pub(crate) fn check_kind(&self, world: &World, giver: Giver) -> Result<(), Refusal> {
                match self.clone() {
                    $(
                        Self::$name $({ $($field),* })? $(( value_of!(value $inner) ))? => {
                            kinds::$name $({ $($field),* })? $(( value_of!(value $inner) ))?
                                .check(world, giver)
                        }
                    )*
                }
            }

            /// Carries it out: see [`OrderKind::apply`].
            ///
            /// # Errors
            /// What kept it from succeeding.
            pub(crate) fn apply_kind(&self, world: &mut World, giver: Giver) -> Result<(), Refusal> {
                match self.clone() {
                    $(
                        Self::$name $({ $($field),* })? $(( value_of!(value $inner) ))? => {
                            kinds::$name $({ $($field),* })? $(( value_of!(value $inner) ))?
                                .apply(world, giver)
                        }
                    )*
                }
            }
        }
    };
}
