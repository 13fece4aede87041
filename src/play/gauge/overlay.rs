//! What can be laid over the map: each overlay says all that holds of it here, once.
//!
//! The menu of overlays, the key that goes through them, `shot --overlay NAME`, the legend and the picture
//! read it from here; what a declaration lacks does not compile. To add one: a declaration at the place in
//! the menu where it belongs, and the function that fills its levels (`docs/adding.md#an-overlay`).

use bighouse_sim::Prison;

use super::super::{Lens, Seat};
use super::{density, needs, order, sight, waits, zones};
use crate::words;

/// One of two hues of the picture.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Hue {
    /// What the house does: blue.
    Custody,
    /// What goes wrong: red.
    Danger,
}

/// How the levels of an overlay are drawn.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum DrawnAs {
    /// Lines of one hue that grow closer and stronger with the level.
    Lines(Hue),
    /// Rooms by what they are for, each level a hatching of its own ([`super::Zone`]).
    Zones,
    /// Rooms by who holds them, each level a hatching and a hue of its own ([`super::Hold`]).
    Holds,
}

/// All that holds of an overlay.
pub struct Declared {
    /// What it is called on the command line.
    pub name: &'static str,
    /// The message of what it is called in the menu.
    pub title: &'static str,
    /// The message that says in a line what it tells a seat.
    pub legend: fn(Seat) -> &'static str,
    /// How it is drawn.
    pub drawn: DrawnAs,
    /// Fills its levels, a byte for each tile, row by row; 0 is nothing to show.
    pub levels: fn(&Prison, &Lens, &mut [u8]),
}

/// Makes the enum, the list of all and the declarations of one table, so that none can lack another.
macro_rules! overlays {
    ($($(#[$doc:meta])* $overlay:ident $declared:tt)*) => {
        /// What can be laid over the map, in the order of the menu.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub enum Overlay {
            $($(#[$doc])* $overlay,)*
        }

        impl Overlay {
            /// All of them, in the order of the menu.
            pub const ALL: [Self; [$(stringify!($overlay)),*].len()] = [$(Self::$overlay),*];

            /// All that holds of it.
            pub fn declared(self) -> &'static Declared {
                match self {
                    $(Self::$overlay => &Declared $declared,)*
                }
            }
        }
    };
}

overlays! {
    /// Persons to the square metre.
    Density {
        name: "density",
        title: "overlay-density",
        legend: |_| "legend-density",
        drawn: DrawnAs::Lines(Hue::Danger),
        levels: density,
    }
    /// Who waits for something, and where.
    Waits {
        name: "waits",
        title: "overlay-waits",
        legend: |_| "legend-waits",
        drawn: DrawnAs::Lines(Hue::Danger),
        levels: waits,
    }
    /// What is in sight of officers on duty (observer) or of the seat.
    Sight {
        name: "sight",
        title: "overlay-sight",
        legend: |seat| match seat {
            Seat::Observer => "legend-sight-of-officers",
            Seat::Warden(_) => "legend-sight-of-warden",
            Seat::Inmate(_) => "legend-sight",
        },
        drawn: DrawnAs::Lines(Hue::Custody),
        levels: sight,
    }
    /// Rooms by what they are for; doors by whether they are locked.
    Zones {
        name: "zones",
        title: "overlay-zones",
        legend: |_| "legend-zones",
        drawn: DrawnAs::Zones,
        levels: zones,
    }
    /// The worst need of each man.
    Needs {
        name: "needs",
        title: "overlay-needs",
        legend: |_| "legend-needs",
        drawn: DrawnAs::Lines(Hue::Danger),
        levels: needs,
    }
    /// How much the men of a place hold against the administration, or who of them shows it.
    Unrest {
        name: "unrest",
        title: "overlay-unrest",
        legend: |seat| match seat {
            Seat::Observer => "legend-unrest",
            Seat::Warden(_) | Seat::Inmate(_) => "legend-unrest-seen",
        },
        drawn: DrawnAs::Lines(Hue::Danger),
        levels: order::unrest,
    }
    /// How surely a man of a place reckons to be caught.
    Fear {
        name: "fear",
        title: "overlay-fear",
        legend: |_| "legend-fear",
        drawn: DrawnAs::Lines(Hue::Custody),
        levels: order::fear,
    }
    /// Which rooms the men hold, and which the officers.
    Control {
        name: "control",
        title: "overlay-control",
        legend: |seat| match seat {
            Seat::Observer => "legend-control",
            Seat::Warden(_) | Seat::Inmate(_) => "legend-control-seen",
        },
        drawn: DrawnAs::Holds,
        levels: order::control,
    }
}

impl Overlay {
    /// What it is called on the command line.
    pub fn name(self) -> &'static str {
        self.declared().name
    }

    /// What it is called in the menu.
    pub fn title(self) -> &'static str {
        words::own::fixed(self.declared().title)
    }

    /// What it tells a seat, in a line.
    pub fn legend(self, seat: Seat) -> String {
        words::spoken().plain(self.legend_message(seat))
    }

    /// The message of that line.
    pub(super) fn legend_message(self, seat: Seat) -> &'static str {
        (self.declared().legend)(seat)
    }

    /// The overlay of a name.
    pub fn named(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|overlay| overlay.name() == name)
    }

    /// The next of the menu; after the last, and before the first, none.
    pub fn after(overlay: Option<Self>) -> Option<Self> {
        let next = match overlay {
            None => 0,
            Some(overlay) => Self::ALL.iter().position(|other| *other == overlay)? + 1,
        };
        Self::ALL.get(next).copied()
    }
}

#[cfg(test)]
mod tests {
    use super::Overlay;
    use std::collections::BTreeSet;

    #[test]
    fn every_overlay_has_a_name_and_a_title_of_its_own_and_the_key_goes_through_all() {
        let names: BTreeSet<&str> = Overlay::ALL.iter().map(|one| one.name()).collect();
        let titles: BTreeSet<&str> = Overlay::ALL.iter().map(|one| one.title()).collect();
        assert_eq!(
            (names.len(), titles.len()),
            (Overlay::ALL.len(), Overlay::ALL.len())
        );
        let mut shown = None;
        for overlay in Overlay::ALL {
            shown = Overlay::after(shown);
            assert_eq!(shown, Some(overlay));
            assert_eq!(Overlay::named(overlay.name()), shown);
        }
        assert_eq!(Overlay::after(shown), None);
        assert_eq!(Overlay::named("fog"), None);
    }
}
