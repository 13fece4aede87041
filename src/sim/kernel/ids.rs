//! The names things go by: small whole numbers, never an ECS `Entity`.
//!
//! Rules: an id of something that can be built or torn down (a room, a portal)
//! is a cache of the present topology and is never saved; state refers to
//! such things by a tile, which stays.

use serde::{Deserialize, Serialize};

macro_rules! id {
    ($(#[$doc:meta])* $name:ident($inner:ty)) => {
        $(#[$doc])*
        #[derive(
            Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize,
        )]
        pub struct $name(pub $inner);

        impl $name {
            /// As an index of a dense table.
            #[inline]
            pub fn index(self) -> usize {
                self.0 as usize
            }

            /// From an index of a dense table that was built from ids in the first place.
            #[inline]
            pub fn from_index(index: usize) -> Self {
                Self(index as $inner)
            }
        }
    };
}

id!(
    /// A person: inmate, officer, warden or civilian, numbered from 0 in the order of spawning.
    PersonId(u32)
);
id!(
    /// A tile: `y * width + x`.
    TileId(u32)
);
id!(
    /// A room of the present topology. Not saved.
    RoomId(u16)
);
id!(
    /// A portal (door, gate, doorway) of the present topology. Not saved.
    PortalId(u16)
);
id!(
    /// A marching file, numbered from 0 as they fall in.
    FileId(u32)
);
id!(
    /// Something that happened, numbered from 1; 0 is "no cause known".
    HappeningId(u32)
);
id!(
    /// A tier of cells along one side of a gallery, numbered in the order of the houses.
    TierId(u16)
);

id!(
    /// Something that is forbidden, numbered from 0 in the order of making.
    ItemId(u32)
);

impl HappeningId {
    /// No cause is known.
    pub const NONE: Self = Self(0);
}
