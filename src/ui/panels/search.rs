//! Search for a man by name or number, among those the seat knows; and for a cell or a room.

use super::super::egui::{
    Align2, Context, Id, Key, Modifiers, Rect, TextEdit, Ui, WidgetInfo, WidgetType, vec2,
};
use super::super::model::{Asks, Model};
use super::super::notes::Note;
use super::super::theme::say;
use super::window;
use crate::play::dossier::{self, Found};
use crate::play::{Panel, Table, Wish, places};
use bighouse_sim::ids::PersonId;

/// Most people shown.
const MOST: usize = 12;
/// Most places shown.
const MOST_PLACES: usize = 6;

/// Shows it, if it is open.
pub fn show(ctx: &Context, free: Rect, model: &Model, asks: &mut Asks) {
    if !model.screen.shows(Panel::Search) {
        return;
    }
    let place = (Align2::LEFT_TOP, vec2(320.0, 420.0));
    window::show(ctx, free, Panel::Search, place, asks, |ui, asks| {
        body(ui, model, asks);
    });
}

fn body(ui: &mut Ui, model: &Model, asks: &mut Asks) {
    let table = model.table;
    let found = dossier::find(table.prison(), table.lens(), &model.notes.search, MOST);
    let mut picked = model.notes.picked.min(found.len().saturating_sub(1));
    let step = ui.input_mut(|input| {
        let down = input.consume_key(Modifiers::NONE, Key::ArrowDown);
        let up = input.consume_key(Modifiers::NONE, Key::ArrowUp);
        i32::from(down) - i32::from(up)
    });
    if step != 0 && !found.is_empty() {
        picked = (picked as i32 + step).rem_euclid(found.len() as i32) as usize;
        asks.note(Note::Pick(picked));
    }
    let mut words = model.notes.search.clone();
    let box_ = TextEdit::singleline(&mut words)
        .hint_text("a man or a place")
        .desired_width(f32::INFINITY);
    let response = ui.add(box_);
    response.widget_info(|| {
        let mut info = WidgetInfo::text_edit(true, &model.notes.search, &words, "");
        info.label = Some("Search for a man".into());
        info
    });
    if just_opened(ui.ctx(), Id::new("search box")) {
        response.request_focus();
    }
    if words != model.notes.search {
        asks.note(Note::Search(words.clone()));
    }
    // Enter takes the focus away from the box before it can be asked for.
    let had_focus = response.lost_focus() || response.has_focus();
    if had_focus
        && ui.input(|input| input.key_pressed(Key::Enter))
        && let Some(found) = found.get(picked)
    {
        pick(found.person, table, asks);
    }
    if found.is_empty() {
        let why = if words.trim().is_empty() {
            "Type a part of a name, a number, a cell or a room. Enter picks, arrows move."
        } else {
            "Nobody you know is called so."
        };
        say::weak(ui, why);
    }
    for (place, found) in found.iter().enumerate() {
        if row(ui, found, place == picked) {
            pick(found.person, table, asks);
        }
    }
    for place in places::find(table.prison(), &words, MOST_PLACES) {
        let name = format!("Place: {}", place.name);
        if ui.selectable_label(false, &name).clicked() {
            asks.wish(Wish::LookAt(place.at.0, place.at.1));
            asks.panel(Panel::Search);
        }
    }
    if found.len() == MOST {
        say::weak(ui, format!("The first {MOST}. Type more to narrow it."));
    }
}

fn row(ui: &mut Ui, found: &Found, picked: bool) -> bool {
    let words = format!("{} · {}", found.name, found.detail);
    let response = ui.selectable_label(picked, &words);
    response.widget_info(|| WidgetInfo::selected(WidgetType::Button, true, picked, &words));
    response.clicked()
}

fn pick(person: PersonId, table: &Table, asks: &mut Asks) {
    asks.wish(Wish::Select(Some(person)));
    if let Some(seen) = table.lens().person(table.prison(), person) {
        asks.wish(Wish::LookAt(
            seen.at.0 as f32 / 1000.0,
            seen.at.1 as f32 / 1000.0,
        ));
    }
    asks.panel(Panel::Search);
}

/// Whether something is shown that was not shown in the frame before.
pub fn just_opened(ctx: &Context, id: Id) -> bool {
    let frame = ctx.cumulative_frame_nr();
    let before: Option<u64> = ctx.data(|data| data.get_temp(id));
    ctx.data_mut(|data| data.insert_temp(id, frame));
    before.is_none_or(|before| before + 1 < frame)
}
