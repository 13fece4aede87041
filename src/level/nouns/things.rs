//! Kinds of things that are forbidden: a level says who carries some when it begins.

use serde::{Deserialize, Serialize};

/// Whether men are stabbed or shot with a thing.
macro_rules! is_weapon {
    (weapon) => {
        true
    };
    (harmless) => {
        false
    };
}

/// The kinds, each with what it is called and whether it is a weapon. A new one comes last: saves count on
/// the sequence.
macro_rules! kinds {
    ($( $(#[$doc:meta])* $name:ident: $called:literal, $use:ident; )*) => {
        /// What is forbidden.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
        #[repr(u8)]
        pub enum ItemKind {
            $( $(#[$doc])* $name, )*
        }

        impl ItemKind {
            /// All of them.
            pub const ALL: [Self; [$( Self::$name ),*].len()] = [$( Self::$name ),*];

            /// What it is called.
            pub fn name(self) -> &'static str {
                match self {
                    $( Self::$name => $called, )*
                }
            }

            /// Whether men are stabbed or shot with it.
            pub fn is_weapon(self) -> bool {
                match self {
                    $( Self::$name => is_weapon!($use), )*
                }
            }
        }
    };
}

kinds! {
    /// A blade ground from a file or a strip of steel.
    Knife: "a knife", weapon;
    /// A saw blade, a hook, a length of rope.
    Tool: "a tool", harmless;
    /// A bottle of what the kitchen's yeast and sugar make.
    Drink: "a bottle of drink", harmless;
    /// Coins and notes.
    Money: "money", harmless;
    /// A pistol.
    Gun: "a gun", weapon;
}
