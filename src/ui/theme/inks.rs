//! The palette. Values tell things apart; the four hues only ever say one thing each, with a shape.

use super::super::egui::{Color32, Context, Id};

/// The colours of a theme.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Inks {
    /// The darkest: behind everything.
    pub ink: Color32,
    /// Panels.
    pub soot: Color32,
    /// Fields and buttons.
    pub iron: Color32,
    /// Lines, and buttons under the pointer.
    pub slate: Color32,
    /// Words that matter less.
    pub pewter: Color32,
    /// Words.
    pub silver: Color32,
    /// Titles, cards.
    pub paper: Color32,
    /// What is new or has the focus.
    pub flare: Color32,
    /// Danger: with a triangle.
    pub danger: Color32,
    /// Custody: with a square.
    pub custody: Color32,
    /// Selection: with a ring.
    pub selection: Color32,
    /// Secrets: with dashes.
    pub secret: Color32,
}

/// The film's.
pub const FILM: Inks = Inks {
    ink: Color32::from_rgb(0x0B, 0x0B, 0x0D),
    soot: Color32::from_rgb(0x17, 0x18, 0x1A),
    iron: Color32::from_rgb(0x2B, 0x2D, 0x30),
    slate: Color32::from_rgb(0x45, 0x48, 0x4B),
    pewter: Color32::from_rgb(0xA9, 0xA8, 0xA2),
    silver: Color32::from_rgb(0xDE, 0xDA, 0xCE),
    paper: Color32::from_rgb(0xEB, 0xE6, 0xD8),
    flare: Color32::from_rgb(0xFF, 0xFB, 0xEF),
    danger: Color32::from_rgb(0xE8, 0x50, 0x2E),
    custody: Color32::from_rgb(0x2F, 0x8F, 0xE0),
    selection: Color32::from_rgb(0xFF, 0xF4, 0x5C),
    secret: Color32::from_rgb(0xF0, 0xB4, 0xE0),
};

/// Plain: neutral, and with more contrast.
pub const PLAIN: Inks = Inks {
    ink: Color32::BLACK,
    soot: Color32::from_rgb(0x10, 0x10, 0x10),
    iron: Color32::from_rgb(0x2A, 0x2A, 0x2A),
    slate: Color32::from_rgb(0x55, 0x55, 0x55),
    pewter: Color32::from_rgb(0xC8, 0xC8, 0xC8),
    silver: Color32::from_rgb(0xF2, 0xF2, 0xF2),
    paper: Color32::WHITE,
    flare: Color32::WHITE,
    ..FILM
};

fn key() -> Id {
    Id::new("bighouse-plain-theme")
}

/// The colours in use.
pub fn inks(ctx: &Context) -> Inks {
    if is_plain(ctx).unwrap_or(false) {
        PLAIN
    } else {
        FILM
    }
}

/// Whether the plain theme is in use; `None` before any theme was put on.
pub(super) fn is_plain(ctx: &Context) -> Option<bool> {
    ctx.data(|data| data.get_temp(key()))
}

pub(super) fn set_plain(ctx: &Context, plain: bool) {
    ctx.data_mut(|data| data.insert_temp(key(), plain));
}
