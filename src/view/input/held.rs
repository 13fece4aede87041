//! What goes on while a key is held: the picture moves, or an inmate walks.

use bevy::prelude::*;
use bevy_enhanced_input::prelude::TriggerState;
use bighouse_sim::ids::PersonId;
use bighouse_sim::live;
use bighouse_sim::order::Order;

use super::super::camera::Eye;
use super::bindings::Does;
use super::{Hand, go_alone};
use crate::play::keys::KeyAct;
use crate::play::screen::Pointer;
use crate::play::{Screen, Seat, Table, Wish, Wishes};

/// How fast the picture moves, pixels a second.
const PAN_SPEED: f32 = 900.0;
/// Time between two steps of one who is walked by keys, ticks.
const STEP_EVERY: u64 = 4;

/// Moves the picture, or has an inmate walk, as the keys that are held say.
pub(super) fn hold_keys(
    keys: Query<(&Does, &TriggerState)>,
    table: Res<Table>,
    pointer: Res<Pointer>,
    screen: Res<Screen>,
    time: Res<Time<Real>>,
    mut eye: ResMut<Eye>,
    mut hand: ResMut<Hand>,
    mut wishes: ResMut<Wishes>,
) {
    if pointer.typing || screen.title {
        return;
    }
    let (mut pan, mut step) = (IVec2::ZERO, IVec2::ZERO);
    for (does, state) in &keys {
        if *state != TriggerState::Fired {
            continue;
        }
        match does.0 {
            KeyAct::PanNorth => pan += IVec2::NEG_Y,
            KeyAct::PanSouth => pan += IVec2::Y,
            KeyAct::PanWest => pan += IVec2::NEG_X,
            KeyAct::PanEast => pan += IVec2::X,
            KeyAct::North => step += IVec2::NEG_Y,
            KeyAct::South => step += IVec2::Y,
            KeyAct::West => step += IVec2::NEG_X,
            KeyAct::East => step += IVec2::X,
            _ => {}
        }
    }
    if let Seat::Inmate(person) = table.seat() {
        if step != IVec2::ZERO && table.now() >= hand.stepped + STEP_EVERY {
            hand.stepped = table.now();
            wishes.0.extend(walk(&table, person, step));
        }
    } else {
        pan += step;
    }
    if pan != IVec2::ZERO {
        let metres = PAN_SPEED * time.delta_secs() / eye.zoom;
        let way = pan.as_vec2().normalize_or_zero();
        eye.pan(way * metres);
        wishes.0.extend(go_alone(&table));
    }
}

/// The order to walk on in a direction: to the farthest of the next tiles that is open. Keys that
/// are held ask for the same again and again: what is refused is not asked for.
fn walk(table: &Table, person: PersonId, step: IVec2) -> Option<Wish> {
    let house = table.lens().house(table.prison());
    let here = table.lens().person(table.prison(), person)?.at;
    let (x, y) = house.x_y(house.under(here.0, here.1));
    let at = (1..=3)
        .map_while(|far| house.at(x as i32 + step.x * far, y as i32 + step.y * far))
        .take_while(|tile| house.is_open(*tile))
        .last()?;
    let order = Order::WalkTo { person, at };
    live::check(table.prison().world(), table.seat().giver(), &order).ok()?;
    Some(Wish::Order(order))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::play::library;

    fn table() -> Table {
        let level = library::level("cell_block", &[]).expect("a sound level");
        Table::new(level, "cell_block", &[], 1)
    }

    #[test]
    fn who_walks_by_keys_does_not_ask_twice_for_the_same() {
        let mut table = table();
        let seat = Seat::named(table.prison(), "inmate:kent").expect("he is here");
        let kent = seat.person().expect("he is somebody");
        table.sit(seat).expect("a free seat");
        let mut asked = Vec::new();
        for step in [IVec2::X, IVec2::NEG_X, IVec2::Y, IVec2::NEG_Y] {
            if let Some(wish) = walk(&table, kent, step) {
                asked.push((step, wish));
            }
        }
        let (step, wish) = asked.first().cloned().expect("there is room in a cell");
        table.grant(&wish);
        assert_eq!(table.complaint(), None);
        table.live_until(table.now() + 1);
        assert_eq!(walk(&table, kent, step), None);
    }
}
