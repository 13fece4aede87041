//! As whom to play: observer, warden, one of the cast, or any inmate found by name or number.

use super::super::egui::{Response, TextEdit, Ui, WidgetInfo};
use super::super::model::{Asks, Model};
use super::super::notes::Note;
use super::super::panels::search::just_opened;
use super::super::theme::say;
use super::pause::row;
use crate::play::{Seat, Wish, dossier};
use crate::words::own::texts;
use bighouse_sim::level::CastRole;

texts! {
    play_as = "seats";
    observer = "seats-observer";
    observer_tip = "seats-observer-tip";
    warden = "seats-warden";
    warden_tip = "seats-warden-tip";
    inmate(name) = "seats-inmate";
    inmate_tip = "seats-inmate-tip";
    another = "seats-another";
    another_hint = "seats-another-hint";
    found(name, detail) = "seats-found";
}

/// Most inmates shown for the words typed.
const MOST: usize = 6;

/// Shows the choices. Each begins the prison behind the title afresh.
pub fn show(ui: &mut Ui, model: &Model, asks: &mut Asks) {
    say::heading(ui, text::play_as());
    let prison = model.table.prison();
    let observer = row(ui, text::observer()).on_hover_text(text::observer_tip());
    if just_opened(ui.ctx(), observer.id.with("title")) {
        observer.request_focus();
    }
    begin_as(&observer, Seat::Observer, asks);
    match Seat::named(prison, "warden") {
        Ok(warden) => {
            let button = row(ui, text::warden()).on_hover_text(text::warden_tip());
            begin_as(&button, warden, asks);
        }
        Err(why) => {
            say::button_or_why(ui, text::warden(), Some(&why), "");
        }
    }
    // Names are in the level's file, but who is on the screen is the seat's to know.
    if !model.table.lens().sees_all() {
        return;
    }
    by_name(ui, model, asks);
    for member in &model.table.level().cast {
        if member.role == CastRole::Inmate
            && let Ok(seat) = Seat::named(prison, &format!("inmate:{}", member.key))
        {
            let button = row(ui, &text::inmate(&member.name)).on_hover_text(text::inmate_tip());
            begin_as(&button, seat, asks);
        }
    }
}

fn by_name(ui: &mut Ui, model: &Model, asks: &mut Asks) {
    let mut words = model.notes.bunk.clone();
    let response = ui.add(
        TextEdit::singleline(&mut words)
            .hint_text(text::another_hint())
            .desired_width(f32::INFINITY),
    );
    response.widget_info(|| {
        let mut info = WidgetInfo::text_edit(true, &model.notes.bunk, &words, "");
        info.label = Some(text::another().into());
        info
    });
    if response.changed() {
        asks.note(Note::Bunk(words));
    }
    let (prison, lens) = (model.table.prison(), model.table.lens());
    for found in dossier::find(prison, lens, &model.notes.bunk, 4 * MOST)
        .into_iter()
        .filter(|found| matches!(Seat::of(prison, found.person), Some(Seat::Inmate(_))))
        .take(MOST)
    {
        let button = row(ui, &text::found(&found.name, &found.detail));
        begin_as(&button, Seat::Inmate(found.person), asks);
    }
}

fn begin_as(button: &Response, seat: Seat, asks: &mut Asks) {
    if button.clicked() {
        asks.wish(Wish::Restart);
        asks.wish(Wish::Sit(seat));
        asks.wish(Wish::Play);
    }
}
