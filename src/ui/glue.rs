//! The systems: show the panels once a frame, and hand on what they ask for.

use bevy::prelude::*;
use bevy_egui::{EguiContexts, EguiPlugin, EguiPrimaryContextPass};

use super::model::{Ask, Asks, Model};
use super::notes::Notes;
use super::{canvas, frame};
use crate::play::{DrawnFrom, OrderInHand, Pointer, Screen, Settings, Table, Under, Wishes};

/// When the panels are shown: after this set, [`Pointer`] holds for the frame to come and
/// [`Wishes`] has what the panels ask for.
#[derive(SystemSet, Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct UiSystems;

/// The panels. They need a [`Table`] and a camera with `PrimaryEguiContext`; without either they
/// show nothing.
pub fn plugin(app: &mut App) {
    if !app.is_plugin_added::<EguiPlugin>() {
        app.add_plugins(EguiPlugin::default());
    }
    app.add_plugins(canvas::plugin)
        .init_resource::<Screen>()
        .init_resource::<Settings>()
        .init_resource::<Wishes>()
        .init_resource::<Pointer>()
        .init_resource::<OrderInHand>()
        .init_resource::<DrawnFrom>()
        .init_resource::<Under>()
        .init_resource::<Notes>()
        .add_systems(
            EguiPrimaryContextPass,
            (fill_shelf, show)
                .chain()
                .in_set(UiSystems)
                .run_if(resource_exists::<Table>),
        );
}

/// Reads from the disk what an opened panel shows.
fn fill_shelf(table: Res<Table>, screen: Res<Screen>, mut notes: ResMut<Notes>) {
    notes.bypass_change_detection().shelf.fill(&table, &screen);
}

/// Shows the panels, and hands on what they ask for.
fn show(
    mut contexts: EguiContexts,
    table: Res<Table>,
    screen: Res<Screen>,
    mut settings: ResMut<Settings>,
    mut aim: ResMut<OrderInHand>,
    under: Res<Under>,
    mut notes: ResMut<Notes>,
    mut pointer: ResMut<Pointer>,
    mut wishes: ResMut<Wishes>,
) {
    // Before a camera carries the panels there is nowhere to show them.
    let Ok(ctx) = contexts.ctx_mut() else {
        return;
    };
    let shown = {
        let model = Model {
            table: &table,
            screen: &screen,
            settings: &settings,
            aim: &aim,
            under: *under,
            notes: &notes,
        };
        frame::show(ctx, &model)
    };
    pointer.set_if_neq(shown.pointer);
    let Asks(asks) = shown.asks;
    for ask in asks {
        match ask {
            Ask::Wish(wish) => wishes.0.push(wish),
            Ask::Like(likes) => *settings = *likes,
            Ask::Aim(order) => aim.0 = order,
            Ask::Note(note) => notes.take(note),
        }
    }
}
