//! What a key does when it goes down.

use bevy::prelude::*;
use bevy_enhanced_input::prelude::ActionEvents;
use bighouse_sim::ids::PersonId;

use super::super::camera::{Eye, PictureSize, ZOOMS, map_size};
use super::bindings::Does;
use crate::play::gauge::Overlay;
use crate::play::keys::KeyAct;
use crate::play::screen::{OrderInHand, Pointer};
use crate::play::tempo::SPEEDS;
use crate::play::{Panel, Screen, Table, Wish, Wishes};

/// What happens once when a key goes down.
pub(super) fn press_keys(
    keys: Query<(&Does, &ActionEvents)>,
    table: Res<Table>,
    pointer: Res<Pointer>,
    size: Res<PictureSize>,
    mut aim: ResMut<OrderInHand>,
    mut eye: ResMut<Eye>,
    mut screen: ResMut<Screen>,
    mut wishes: ResMut<Wishes>,
) {
    // The next key is chosen for an act, and does nothing else.
    if pointer.choosing_key {
        return;
    }
    for (does, events) in &keys {
        if !events.contains(ActionEvents::START) {
            continue;
        }
        if does.0 == KeyAct::Back {
            wishes.0.extend(back(&table, &screen, &mut aim));
            continue;
        }
        if pointer.typing || screen.title {
            continue;
        }
        let wish = match does.0 {
            KeyAct::ZoomIn | KeyAct::ZoomOut => {
                eye.zoom_step(does.0 == KeyAct::ZoomIn, Vec2::ZERO);
                None
            }
            KeyAct::WholeMap => {
                whole_map(&table, &mut eye, size.0);
                None
            }
            KeyAct::Bare => {
                screen.bare = !screen.bare;
                None
            }
            act => wish_of(act, &table),
        };
        wishes.0.extend(wish);
    }
}

fn wish_of(act: KeyAct, table: &Table) -> Option<Wish> {
    Some(match act {
        KeyAct::Pause => Wish::TogglePause,
        KeyAct::Faster => Wish::Step { faster: true },
        KeyAct::Slower => Wish::Step { faster: false },
        KeyAct::Speed1 => Wish::Speed(SPEEDS[0]),
        KeyAct::Speed2 => Wish::Speed(SPEEDS[1]),
        KeyAct::Speed3 => Wish::Speed(SPEEDS[2]),
        KeyAct::Speed4 => Wish::Speed(SPEEDS[3]),
        KeyAct::Speed5 => Wish::Speed(SPEEDS[4]),
        KeyAct::SkipToBell => Wish::SkipToBell,
        KeyAct::Search => Wish::Panel(Panel::Search),
        KeyAct::Orders => Wish::Panel(Panel::Orders),
        KeyAct::Charts => Wish::Panel(Panel::Charts),
        KeyAct::Chronicle => Wish::Panel(Panel::Chronicle),
        KeyAct::Check => Wish::Panel(Panel::Check),
        KeyAct::Crisis => Wish::Panel(Panel::Crisis),
        KeyAct::Keys => Wish::Panel(Panel::Keys),
        KeyAct::Follow => Wish::Follow(!table.glance.follow && table.selected.is_some()),
        KeyAct::NextMan => Wish::Select(beside(table, true)),
        KeyAct::LastMan => Wish::Select(beside(table, false)),
        KeyAct::Overlay => Wish::Overlay(next_overlay(table.overlay)),
        KeyAct::QuickSave => Wish::Save(table.quick_name()),
        KeyAct::QuickLoad => Wish::Load(table.saves()?.path_of(&table.quick_name())),
        _ => return None,
    })
}

/// Forgets the order that waits for a click, or closes what lies on top, or opens the menu.
fn back(table: &Table, screen: &Screen, aim: &mut OrderInHand) -> Vec<Wish> {
    if screen.sheet().is_none() && aim.0.take().is_some() {
        return Vec::new();
    }
    if table.news().card().is_some() {
        return vec![Wish::DismissCard];
    }
    if let Some(panel) = screen.top() {
        return vec![Wish::Panel(panel)];
    }
    if screen.title {
        return Vec::new();
    }
    if table.selected.is_some() {
        return vec![Wish::Select(None)];
    }
    vec![Wish::Panel(Panel::Menu)]
}

/// The person after (or before) the selected one, among those in sight.
fn beside(table: &Table, next: bool) -> Option<PersonId> {
    let people: Vec<PersonId> = table
        .lens()
        .people(table.prison())
        .map(|sighting| sighting.person)
        .collect();
    let here = table
        .selected
        .and_then(|person| people.iter().position(|other| *other == person));
    let many = people.len();
    let place = match (here, next) {
        _ if many == 0 => return None,
        (Some(here), true) => (here + 1) % many,
        (Some(here), false) => (here + many - 1) % many,
        (None, _) => 0,
    };
    people.get(place).copied()
}

fn next_overlay(overlay: Option<Overlay>) -> Option<Overlay> {
    match overlay {
        None => Overlay::ALL.first().copied(),
        Some(overlay) => {
            let here = Overlay::ALL.iter().position(|other| *other == overlay)?;
            Overlay::ALL.get(here + 1).copied()
        }
    }
}

fn whole_map(table: &Table, eye: &mut Eye, size: Vec2) {
    let map = map_size(table);
    let fits = |zoom: &&f32| map.x * **zoom <= size.x && map.y * **zoom <= size.y;
    let zoom = ZOOMS.iter().rev().find(fits).copied().unwrap_or(ZOOMS[0]);
    eye.zoom_to(zoom);
    eye.look_at(map / 2.0);
}

#[cfg(test)]
mod tests {
    use bighouse_sim::ids::TileId;
    use bighouse_sim::order::Order;

    use super::*;
    use crate::play::library;

    fn table() -> Table {
        let level = library::level("cell_block", &[]).expect("a sound level");
        Table::new(level, "cell_block", &[], 1)
    }

    #[test]
    fn the_key_that_goes_back_first_forgets_the_order_that_waits_for_a_click() {
        let table = table();
        let mut screen = Screen::default();
        screen.open.insert(Panel::Orders);
        let mut aim = OrderInHand(Some(Order::LockDoor { at: TileId(0) }));
        assert_eq!(back(&table, &screen, &mut aim), []);
        assert_eq!(aim.0, None);
        let card = table.news().card().is_some();
        let next = if card {
            Wish::DismissCard
        } else {
            Wish::Panel(Panel::Orders)
        };
        assert_eq!(back(&table, &screen, &mut aim), [next]);
    }
}
