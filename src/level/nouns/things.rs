//! Kinds of things that are forbidden: a level says who carries some when it begins.

use serde::{Deserialize, Serialize};

/// What is forbidden.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[repr(u8)]
pub enum ItemKind {
    /// A blade ground from a file or a strip of steel.
    Knife,
    /// A saw blade, a hook, a length of rope.
    Tool,
    /// A bottle of what the kitchen's yeast and sugar make.
    Drink,
    /// Coins and notes.
    Money,
    /// A pistol.
    Gun,
}

impl ItemKind {
    /// All of them.
    pub const ALL: [Self; 5] = [Self::Knife, Self::Tool, Self::Drink, Self::Money, Self::Gun];

    /// What it is called.
    pub fn name(self) -> &'static str {
        match self {
            Self::Knife => "a knife",
            Self::Tool => "a tool",
            Self::Drink => "a bottle of drink",
            Self::Money => "money",
            Self::Gun => "a gun",
        }
    }

    /// Whether men are stabbed or shot with it.
    pub fn is_weapon(self) -> bool {
        matches!(self, Self::Knife | Self::Gun)
    }
}
