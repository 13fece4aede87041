//! Search for a man by name or number, among those the seat knows; and for a cell or a room.

use super::super::egui::text::{CCursor, CCursorRange};
use super::super::egui::text_edit::TextEditState;
use super::super::egui::{
    Align2, Context, Id, Key, Modifiers, Rect, Response, TextEdit, Ui, WidgetInfo, WidgetType, vec2,
};
use super::super::model::{Asks, Model};
use super::super::notes::Note;
use super::super::theme::say;
use super::window;
use crate::play::dossier::{self, Found};
use crate::play::places::{self, NamedPlace};
use crate::play::{Panel, Table, Wish};
use crate::words::own::texts;

texts! {
    type_something = "search-type";
    nothing = "search-nothing";
    first(men) = "search-first";
    hint = "search-hint";
    label = "search-label";
    man(name, detail) = "search-man";
    place(name) = "search-place";
}

/// Most people shown.
const MOST: usize = 12;
/// Most places shown.
const MOST_PLACES: usize = 6;
/// The least scale, pixels a metre, at which one sees the man who was picked.
const NEAR: f32 = 24.0;

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

/// What was found.
enum Hit {
    /// Somebody.
    Man(Found),
    /// A cell or a room.
    Place(NamedPlace),
}

fn hits(table: &Table, words: &str) -> Vec<Hit> {
    let men = dossier::find(table.prison(), table.lens(), words, MOST);
    let places = places::find(table.prison(), table.lens(), words, MOST_PLACES);
    let men = men.into_iter().map(Hit::Man);
    men.chain(places.into_iter().map(Hit::Place)).collect()
}

fn body(ui: &mut Ui, model: &Model, asks: &mut Asks) {
    let table = model.table;
    let mut words = model.notes.search.clone();
    let response = box_(ui, &mut words, model);
    if words != model.notes.search {
        asks.note(Note::Search(words.clone()));
    }
    let found = hits(table, &words);
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
    // Enter takes the focus away from the box before it can be asked for.
    let had_focus = response.lost_focus() || response.has_focus();
    if had_focus && ui.input(|input| input.key_pressed(Key::Enter)) {
        match found.get(picked) {
            Some(hit) => pick(hit, table, asks),
            // What is typed next is still meant for the box.
            None => response.request_focus(),
        }
    }
    if found.is_empty() {
        let why = if words.trim().is_empty() {
            text::type_something()
        } else {
            text::nothing()
        };
        say::weak(ui, why);
    }
    for (place, hit) in found.iter().enumerate() {
        if row(ui, hit, place == picked) {
            pick(hit, table, asks);
        }
    }
    let men = found.iter().filter(|hit| matches!(hit, Hit::Man(_)));
    if men.count() == MOST {
        say::weak(ui, text::first(MOST));
    }
}

/// The box for the words. It has the keys as soon as it opens, and the old words are marked, so that
/// new ones take their place.
fn box_(ui: &mut Ui, words: &mut String, model: &Model) -> Response {
    let id = Id::new("search-words");
    let opened = just_opened(ui.ctx(), Id::new("search-box"));
    let box_ = TextEdit::singleline(words)
        .id(id)
        .hint_text(text::hint())
        .desired_width(f32::INFINITY);
    let response = ui.add(box_);
    response.widget_info(|| {
        let mut info = WidgetInfo::text_edit(true, &model.notes.search, &*words, "");
        info.label = Some(text::label().into());
        info
    });
    if opened {
        response.request_focus();
    }
    // As the keys come to it; by a click one goes to a letter.
    if response.gained_focus() && !response.clicked() {
        let mut state = TextEditState::load(ui.ctx(), id).unwrap_or_default();
        let all = CCursorRange::two(CCursor::new(0), CCursor::new(words.chars().count()));
        state.cursor.set_char_range(Some(all));
        state.store(ui.ctx(), id);
    }
    response
}

fn row(ui: &mut Ui, hit: &Hit, picked: bool) -> bool {
    let words = match hit {
        Hit::Man(found) => text::man(&found.name, &found.detail),
        Hit::Place(place) => text::place(&place.name),
    };
    let response = ui.selectable_label(picked, &words);
    response.widget_info(|| WidgetInfo::selected(WidgetType::Button, true, picked, &words));
    response.clicked()
}

fn pick(hit: &Hit, table: &Table, asks: &mut Asks) {
    match hit {
        Hit::Man(found) => {
            asks.wish(Wish::Select(Some(found.person)));
            if let Some(seen) = table.lens().person(table.prison(), found.person) {
                asks.wish(Wish::LookAt(
                    seen.at.0 as f32 / 1000.0,
                    seen.at.1 as f32 / 1000.0,
                ));
                asks.wish(Wish::ZoomAtLeast(NEAR));
            }
        }
        Hit::Place(place) => {
            asks.wish(Wish::LookAt(place.at.0, place.at.1));
            asks.wish(Wish::ZoomAtLeast(place.zoom));
        }
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
