//! The promises of the house, one file for each. One binary, since each links the whole prison.

mod common;

mod architecture;
mod bad_input;
mod bad_maps;
mod convert;
mod day;
mod drawings;
mod golden;
mod movement;
mod saves;
mod seats;
mod tiled;
mod works;
