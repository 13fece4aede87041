//! The stamps: pieces of prison to draw with in Tiled. Each is a small map of the shared
//! tileset; drawn over another map it leaves alone what it leaves blank.
//!
//! Cells and galleries have the measures of `draw.rs`, so that stamps join: a gallery of ten
//! cells continues one of ten cells when it is laid 30 columns to the east, and tiers share
//! their back walls when galleries are laid 12 rows apart.

use super::{Area, CELL_PITCH, Canvas, CellHouse, MessHall, draw_cell};

/// The stamps by name.
pub(super) fn stamps() -> Vec<(&'static str, Canvas)> {
    vec![
        ("cell", tier(1)),
        ("tier_10_cells", tier(10)),
        ("gallery_20_cells", gallery(10)),
        ("cell_house_wing", wing()),
        ("mess_hall_block", mess_hall()),
        ("tower", tower()),
        ("gatehouse", gatehouse()),
        ("dungeon", dungeon()),
        ("office", office()),
    ]
}

/// A row of cells whose doors are to the south. Turn it over (Y) for one across the gallery.
fn tier(cells: usize) -> Canvas {
    let mut c = Canvas::new(cells * CELL_PITCH + 1, 5);
    c.fill(Area::span(0, 0, cells * CELL_PITCH, 4), '#');
    for cell in 0..cells {
        draw_cell(&mut c, 1 + cell * CELL_PITCH, [1, 2, 3], 4);
    }
    c
}

/// A gallery between two tiers, with the gate at its eastern end.
fn gallery(cells: usize) -> Canvas {
    let house = CellHouse {
        x: 0,
        y: 0,
        galleries: 1,
        cells,
        mattresses: 4,
    };
    let whole = drawn(&house);
    cut(
        &whole,
        Area::span(0, 0, cells * CELL_PITCH, whole.height - 1),
    )
}

/// A cell house of two galleries with its hall: 40 cells. Its gate is in the eastern wall.
fn wing() -> Canvas {
    let house = CellHouse {
        x: 0,
        y: 0,
        galleries: 2,
        cells: 10,
        mattresses: 4,
    };
    let mut c = drawn(&house);
    let area = house.area();
    let gate = area.h / 2 - 1;
    c.door_down(area.east(), gate, 3, '|');
    c.put(area.east() - 3, gate + 1, 'P');
    c
}

fn drawn(house: &CellHouse) -> Canvas {
    let area = house.area();
    let mut c = Canvas::new(area.w, area.h);
    house.draw(&mut c);
    c
}

/// A mess hall of 240 seats with a door in and a door out, and its kitchen.
fn mess_hall() -> Canvas {
    let hall = MessHall {
        x: 0,
        y: 10,
        tables: 6,
        seats: 20,
        side: 3,
        end: 2,
    };
    let area = hall.area();
    let mut c = Canvas::new(area.w, area.south() + 1);
    hall.draw(&mut c);
    c.put(area.x + 1, area.y + 2, '1');
    for y in [area.y + 6, area.y + 18] {
        c.put(area.x + 2, y, 'P');
        c.put(area.east() - 2, y, 'L');
    }
    c.door_across(area.x + 1, area.south(), 2, 'D');
    c.door_across(area.east() - 2, area.south(), 2, 'D');
    c.room(Area::span(0, 0, area.east(), area.y), '#', ';');
    c.put(2, 2, '2');
    c.row(4, 2, 9, 2, 's');
    c.row(4, 5, 9, 2, 'k');
    c.row(4, 8, 6, 1, 'e');
    c.door_across(area.w / 2, area.y, 2, 'D');
    c.door_across(area.east() - 2, 0, 2, 'D');
    c
}

/// A tower of the great wall, its door to the south.
fn tower() -> Canvas {
    let mut c = Canvas::new(7, 7);
    super::tower(&mut c, Area::span(0, 0, 6, 6), &[(1, 1), (5, 1)], (3, 2));
    c.set(3, 6, 'D');
    c
}

/// The gate through a wall of two metres: two outer gates, a room between, a post.
fn gatehouse() -> Canvas {
    let mut c = Canvas::new(14, 9);
    c.room(Area::span(0, 0, 13, 8), 'W', ':');
    c.door_down(0, 3, 3, 'G');
    c.door_down(13, 3, 3, 'G');
    c.put(6, 2, 'E');
    c.put(3, 7, 'P');
    c.put(10, 1, 'P');
    c.put(6, 6, 'L');
    c
}

/// Four dungeon cells on a passage.
fn dungeon() -> Canvas {
    let mut c = Canvas::new(13, 8);
    c.fill(Area::span(0, 0, 12, 7), '#');
    for cell in 0..4 {
        let x = 1 + cell * 3;
        c.fill(Area::span(x, 1, x + 1, 3), '.');
        c.put(x, 1, '9');
        c.put(x + 1, 1, 'b');
        c.put(x + 1, 3, 'u');
        c.set(x, 4, '+');
    }
    c.fill(Area::span(1, 5, 11, 6), '.');
    c.put(6, 6, 'P');
    c.door_down(12, 5, 2, 'D');
    c
}

/// An office for two, its door to the south.
fn office() -> Canvas {
    let mut c = Canvas::new(8, 7);
    c.room(Area::span(0, 0, 7, 6), '#', '_');
    c.put(1, 1, 'O');
    c.put(3, 2, 'd');
    c.put(5, 2, 'd');
    c.row(3, 1, 3, 1, 'e');
    c.put(6, 4, 'L');
    c.set(3, 6, 'D');
    c
}

/// A part of a canvas.
fn cut(from: &Canvas, area: Area) -> Canvas {
    let mut c = Canvas::new(area.w, area.h);
    for y in 0..area.h {
        for x in 0..area.w {
            c.set(x, y, from.get(area.x + x, area.y + y));
        }
    }
    c
}
