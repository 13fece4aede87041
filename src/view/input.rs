//! What keys and mouse do to the picture and the table. Panels come first: what they want is
//! theirs ([`Pointer`]).

use bevy::input::InputSystems;
use bevy::input::mouse::{AccumulatedMouseMotion, MouseScrollUnit, MouseWheel};
use bevy::prelude::*;
use bevy::window::PrimaryWindow;
use bevy_enhanced_input::prelude::{
    Action, ActionEvents, ActionOf, Binding, BindingOf, EnhancedInputPlugin, EnhancedInputSystems,
    InputAction, InputContextAppExt, TriggerState,
};
use bighouse_sim::ids::{PersonId, TileId};
use bighouse_sim::live;
use bighouse_sim::order::Order;
use bighouse_sim::prison::{Grid, Topology};
use serde::Deserialize;
use serde::de::IntoDeserializer;
use serde::de::value::Error;

use super::camera::{Eye, MapCamera, PictureSize, ZOOMS};
use crate::play::gauge::Overlay;
use crate::play::keys::Act;
use crate::play::screen::{Aim, Pointer, Under};
use crate::play::tempo::SPEEDS;
use crate::play::{Panel, Screen, Seat, Settings, Table, Wish, Wishes};

/// The picture moves by so many pixels a second while a key is held.
const PAN_SPEED: f32 = 900.0;
/// So many pixels of a drag are no click any more.
const CLICK: f32 = 5.0;
/// How near to a man one must click, pixels.
const NEAR: f32 = 9.0;
/// Prison time between two steps of one who is walked by keys, ticks.
const STEP_EVERY: u64 = 4;

/// The context in which the game's keys hold.
#[derive(Component)]
struct Hands;

/// A key of the game: all of them are buttons; which one it is says [`Does`].
#[derive(InputAction)]
#[action_output(bool)]
struct Pressed;

/// What an action does.
#[derive(Component, Clone, Copy)]
struct Does(Act);

/// A drag of the mouse, and what walks by keys.
#[derive(Resource, Default)]
struct Hand {
    /// Where the button went down, and how far it was dragged since, pixels.
    held: Option<(MouseButton, f32)>,
    stepped: u64,
}

pub(super) fn plugin(app: &mut App) {
    app.add_plugins(EnhancedInputPlugin)
        .add_input_context::<Hands>()
        .init_resource::<Hand>()
        .init_resource::<Pointer>()
        .init_resource::<Aim>()
        .init_resource::<Under>()
        .add_systems(
            PreUpdate,
            hold_taps
                .after(InputSystems)
                .before(EnhancedInputSystems::Update),
        )
        .add_systems(
            Update,
            (bind_keys, press_keys, hold_keys, point, use_mouse).chain(),
        );
}

/// A key that went down and up between two pictures is held for one: on a slow machine a tap would
/// be lost otherwise, for what looks at keys asks whether they are down.
fn hold_taps(mut keys: ResMut<ButtonInput<KeyCode>>, mut held: Local<Vec<KeyCode>>) {
    for key in held.drain(..) {
        keys.release(key);
    }
    held.extend(
        keys.get_just_pressed()
            .filter(|key| !keys.pressed(**key))
            .copied(),
    );
    for key in held.iter() {
        keys.press(*key);
    }
}

/// The key of a name such as `KeyW`.
pub fn key_named(name: &str) -> Option<KeyCode> {
    KeyCode::deserialize(IntoDeserializer::<Error>::into_deserializer(name)).ok()
}

/// Gives every act its keys, again when they change.
fn bind_keys(
    mut commands: Commands,
    settings: Res<Settings>,
    hands: Query<Entity, With<Hands>>,
    mut bound: Local<Option<crate::play::keys::Bindings>>,
) {
    if bound.as_ref() == Some(&settings.keys) {
        return;
    }
    *bound = Some(settings.keys.clone());
    for old in &hands {
        commands.entity(old).despawn();
    }
    let hands = commands.spawn(Hands).id();
    for (act, _) in Act::ALL {
        let action = commands
            .spawn((
                ActionOf::<Hands>::new(hands),
                Action::<Pressed>::new(),
                Does(act),
            ))
            .id();
        for key in settings
            .keys
            .of(act)
            .iter()
            .filter_map(|key| key_named(key))
        {
            commands.spawn((BindingOf(action), Binding::from(key)));
        }
    }
}

/// What happens once when a key goes down.
fn press_keys(
    keys: Query<(&Does, &ActionEvents)>,
    table: Res<Table>,
    pointer: Res<Pointer>,
    size: Res<PictureSize>,
    mut aim: ResMut<Aim>,
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
        if does.0 == Act::Back {
            wishes.0.extend(back(&table, &screen, &mut aim));
            continue;
        }
        if pointer.typing || screen.title {
            continue;
        }
        let wish = match does.0 {
            Act::ZoomIn | Act::ZoomOut => {
                eye.zoom_step(does.0 == Act::ZoomIn, Vec2::ZERO);
                None
            }
            Act::WholeMap => {
                whole_map(&table, &mut eye, size.0);
                None
            }
            Act::Bare => {
                screen.bare = !screen.bare;
                None
            }
            act => wish_of(act, &table),
        };
        wishes.0.extend(wish);
    }
}

fn wish_of(act: Act, table: &Table) -> Option<Wish> {
    Some(match act {
        Act::Pause => Wish::TogglePause,
        Act::Faster => Wish::Step { faster: true },
        Act::Slower => Wish::Step { faster: false },
        Act::Speed1 => Wish::Speed(SPEEDS[0]),
        Act::Speed2 => Wish::Speed(SPEEDS[1]),
        Act::Speed3 => Wish::Speed(SPEEDS[2]),
        Act::Speed4 => Wish::Speed(SPEEDS[3]),
        Act::Speed5 => Wish::Speed(SPEEDS[4]),
        Act::SkipToBell => Wish::SkipToBell,
        Act::Search => Wish::Panel(Panel::Search),
        Act::Orders => Wish::Panel(Panel::Orders),
        Act::Charts => Wish::Panel(Panel::Charts),
        Act::Chronicle => Wish::Panel(Panel::Chronicle),
        Act::Check => Wish::Panel(Panel::Check),
        Act::Crisis => Wish::Panel(Panel::Crisis),
        Act::Keys => Wish::Panel(Panel::Keys),
        Act::Follow => Wish::Follow(!table.glance.follow && table.selected.is_some()),
        Act::NextMan => Wish::Select(beside(table, true)),
        Act::LastMan => Wish::Select(beside(table, false)),
        Act::Overlay => Wish::Overlay(next_overlay(table.overlay)),
        Act::QuickSave => Wish::Save("quick".into()),
        Act::QuickLoad => {
            let quick = table.saves()?.folder().join("quick.save");
            Wish::Load(quick)
        }
        _ => return None,
    })
}

/// Forgets the order that waits for a click, or closes what lies on top, or opens the menu.
fn back(table: &Table, screen: &Screen, aim: &mut Aim) -> Vec<Wish> {
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
    let grid = table.prison().world().resource::<Grid>();
    let map = Vec2::new(grid.width() as f32, grid.height() as f32);
    let fits = |zoom: &&f32| map.x * **zoom <= size.x && map.y * **zoom <= size.y;
    let zoom = ZOOMS.iter().rev().find(fits).copied().unwrap_or(ZOOMS[0]);
    eye.zoom_to(zoom);
    eye.look_at(map / 2.0);
}

/// What goes on while keys are held: the picture moves, or an inmate walks.
fn hold_keys(
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
            Act::PanNorth => pan += IVec2::NEG_Y,
            Act::PanSouth => pan += IVec2::Y,
            Act::PanWest => pan += IVec2::NEG_X,
            Act::PanEast => pan += IVec2::X,
            Act::North => step += IVec2::NEG_Y,
            Act::South => step += IVec2::Y,
            Act::West => step += IVec2::NEG_X,
            Act::East => step += IVec2::X,
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

/// Who moves the picture looks away from the man it follows.
fn go_alone(table: &Table) -> Option<Wish> {
    table.glance.follow.then_some(Wish::Follow(false))
}

/// The order to walk on in a direction: to the farthest of the next tiles that is open. Keys that
/// are held ask for the same again and again: what is refused is not asked for.
fn walk(table: &Table, person: PersonId, step: IVec2) -> Option<Wish> {
    let world = table.prison().world();
    let (grid, topology) = (world.resource::<Grid>(), world.resource::<Topology>());
    let here = table.lens().person(table.prison(), person)?.at;
    let (x, y) = grid.x_y(grid.under(here.0, here.1));
    let at = (1..=3)
        .map_while(|far| grid.at(x as i32 + step.x * far, y as i32 + step.y * far))
        .take_while(|tile| topology.is_open(*tile))
        .last()?;
    let order = Order::WalkTo { person, at };
    live::check(world, table.seat().giver(), &order).ok()?;
    Some(Wish::Order(order))
}

/// Finds the tile under the pointer.
fn point(
    windows: Query<&Window, With<PrimaryWindow>>,
    cameras: Query<(&Camera, &GlobalTransform), With<MapCamera>>,
    pointer: Res<Pointer>,
    screen: Res<Screen>,
    table: Res<Table>,
    mut under: ResMut<Under>,
) {
    // Without a window nothing points.
    let Ok(window) = windows.single() else {
        return;
    };
    let on_the_map = !pointer.over_panel && !screen.title;
    let cursor = window.cursor_position().filter(|_| on_the_map);
    let tile = cursor.and_then(|cursor| {
        let (camera, transform) = cameras.single().ok()?;
        let at = camera.viewport_to_world_2d(transform, cursor).ok()?;
        let grid = table.prison().world().resource::<Grid>();
        grid.at(at.x.floor() as i32, (-at.y).floor() as i32)
    });
    under.set_if_neq(Under(tile));
}

fn use_mouse(
    windows: Query<&Window, With<PrimaryWindow>>,
    cameras: Query<(&Camera, &GlobalTransform), With<MapCamera>>,
    buttons: Res<ButtonInput<MouseButton>>,
    motion: Res<AccumulatedMouseMotion>,
    mut wheel: MessageReader<MouseWheel>,
    pointer: Res<Pointer>,
    screen: Res<Screen>,
    table: Res<Table>,
    size: Res<PictureSize>,
    mut aim: ResMut<Aim>,
    mut eye: ResMut<Eye>,
    mut hand: ResMut<Hand>,
    mut wishes: ResMut<Wishes>,
) {
    let scrolled: f32 = wheel
        .read()
        .map(|turn| match turn.unit {
            MouseScrollUnit::Line => turn.y,
            MouseScrollUnit::Pixel => turn.y / 40.0,
        })
        .sum();
    let Ok(window) = windows.single() else {
        return;
    };
    let Some(cursor) = window.cursor_position() else {
        return;
    };
    if screen.title {
        return;
    }
    let from_middle = cursor - size.0 / 2.0;
    if scrolled != 0.0 && !pointer.over_panel {
        eye.zoom_step(scrolled > 0.0, from_middle);
    }
    for button in [MouseButton::Left, MouseButton::Right, MouseButton::Middle] {
        if buttons.just_pressed(button) && !pointer.over_panel {
            hand.held = Some((button, 0.0));
        }
    }
    let Some((button, dragged)) = hand.held else {
        return;
    };
    if buttons.pressed(button) {
        let dragged = dragged + motion.delta.length();
        hand.held = Some((button, dragged));
        if dragged > CLICK {
            let by = motion.delta / eye.zoom;
            eye.pan(-by);
            wishes.0.extend(go_alone(&table));
        }
        return;
    }
    hand.held = None;
    if dragged > CLICK {
        return;
    }
    let Ok((camera, transform)) = cameras.single() else {
        return;
    };
    let Ok(point) = camera.viewport_to_world_2d(transform, cursor) else {
        return;
    };
    let point = ((point.x * 1000.0) as i32, (-point.y * 1000.0) as i32);
    wishes
        .0
        .extend(click(&table, &mut aim, button, point, eye.zoom));
}

/// What a click on a point of the map, mm, asks for.
fn click(
    table: &Table,
    aim: &mut Aim,
    button: MouseButton,
    (x, y): (i32, i32),
    zoom: f32,
) -> Option<Wish> {
    let grid = table.prison().world().resource::<Grid>();
    let tile: Option<TileId> = grid.at(x.div_euclid(1000), y.div_euclid(1000));
    if let Some(aimed) = aim.0 {
        if button == MouseButton::Right {
            aim.0 = None;
            return None;
        }
        return tile.map(|tile| Wish::Order(aimed.at(tile)));
    }
    match (button, table.seat()) {
        (MouseButton::Right, Seat::Inmate(person)) => {
            tile.map(|at| Wish::Order(Order::WalkTo { person, at }))
        }
        (MouseButton::Left, _) => {
            let within = (NEAR / zoom * 1000.0).max(500.0) as i32;
            Some(Wish::Select(table.lens().pick(
                table.prison(),
                (x, y),
                within,
            )))
        }
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::play::library;
    use crate::play::screen::AimedOrder;

    fn table() -> Table {
        let level = library::level("cell_block", &[]).expect("a sound level");
        Table::new(level, "cell_block", &[], 1)
    }

    #[test]
    fn the_key_that_goes_back_first_forgets_the_order_that_waits_for_a_click() {
        let table = table();
        let mut screen = Screen::default();
        screen.open.insert(Panel::Orders);
        let mut aim = Aim(Some(AimedOrder::LockDoor));
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

    #[test]
    fn every_key_that_is_bound_at_first_is_a_key() {
        for (act, keys) in Act::ALL {
            for key in keys {
                assert!(key_named(key).is_some(), "{act:?}: {key}");
            }
        }
        assert_eq!(key_named("NoSuchKey"), None);
    }
}
