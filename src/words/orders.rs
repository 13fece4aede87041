//! What is said of orders: what each is called, what it does, and why one is refused.

use bevy_ecs::prelude::World;
use bighouse_sim::order::Order;
use bighouse_sim::refusal::Refusal;

use super::{Reader, TrueNames, spoken};

/// What is said of an order besides its name: other texts of its message.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Said {
    /// What it does.
    Tip,
    /// What to click on.
    Click,
    /// Its name once somebody or something is chosen.
    About,
    /// That it was ordered.
    Waits,
}

impl Said {
    fn attribute(self) -> &'static str {
        match self {
            Self::Tip => "tip",
            Self::Click => "click",
            Self::About => "about",
            Self::Waits => "waits",
        }
    }
}

/// What an order is called.
pub fn label(order: &Order, reader: &dyn Reader) -> String {
    spoken().text(&order.message(), reader)
}

/// What is said of an order; `None` if nothing is.
pub fn said(order: &Order, what: Said, reader: &dyn Reader) -> Option<String> {
    spoken().also(&order.message(), what.attribute(), reader)
}

/// Why an order is refused, in words. A refusal names nobody, and so says the same to everybody.
pub fn refusal(world: &World, why: &Refusal) -> String {
    spoken().text(&why.message(), &TrueNames(world))
}
