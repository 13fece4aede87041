//! The promises of the house, one file for each. One binary, since each links the whole prison.

mod common;

mod amendments;
mod architecture;
mod art;
mod bad_input;
mod bad_maps;
mod checks;
mod convert;
mod day;
mod desync;
mod disorder;
mod docs;
mod drawings;
#[cfg(feature = "window")]
mod frames;
mod golden;
mod hunt;
mod inspect;
mod kept;
mod lens_only;
mod movement;
mod orders;
#[cfg(feature = "window")]
mod panels;
mod saves;
mod seats;
#[cfg(feature = "window")]
mod shots;
mod smoke;
mod table;
mod tiled;
mod unrest;
mod warden;
#[cfg(feature = "window")]
mod window;
mod works;
