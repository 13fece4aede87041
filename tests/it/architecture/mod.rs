//! The plan of the house, held against its sources as a parser reads them: who may use whom, who
//! writes whose state, and how long a file may be. One promise a file.

mod banned;
mod circles;
mod foreign;
mod game;
mod lock;
mod rooms;
mod source;
mod texts;
mod tidy;
mod twins;
mod uses;
