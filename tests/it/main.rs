//! The promises of the house, one file for each. One binary, since each links the whole prison.

mod common;

mod amendments;
mod architecture;
mod art;
mod bad_input;
mod checks;
mod day;
mod golden;
mod movement;
#[cfg(feature = "window")]
mod panels;
mod saves;
mod seats;
mod warden;
mod works;
