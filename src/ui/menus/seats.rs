//! As whom to play: observer, warden, one of the cast, or any inmate found by name or number.

use super::super::egui::{Response, TextEdit, Ui, WidgetInfo};
use super::super::model::{Asks, Model};
use super::super::notes::Note;
use super::super::panels::search::just_opened;
use super::super::theme::say;
use super::pause::row;
use crate::play::{Seat, Wish, dossier};
use bighouse_sim::level::CastRole;

/// Most inmates shown for the words typed.
const MOST: usize = 6;

/// Shows the choices. Each begins the prison behind the title afresh.
pub fn show(ui: &mut Ui, model: &Model, asks: &mut Asks) {
    say::heading(ui, "Play as");
    let prison = model.table.prison();
    let observer = row(ui, "Observer").on_hover_text("See everything, order anything");
    if just_opened(ui.ctx(), observer.id.with("title")) {
        observer.request_focus();
    }
    begin_as(&observer, Seat::Observer, asks);
    match Seat::named(prison, "warden") {
        Ok(warden) => {
            let button =
                row(ui, "Warden").on_hover_text("The desk: what is reported, what is ordered");
            begin_as(&button, warden, asks);
        }
        Err(why) => {
            say::button_or_why(ui, "Warden", Some(&why), "");
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
            let button = row(ui, &format!("{}, inmate", member.name))
                .on_hover_text("A bunk: what he sees, and what he may do");
            begin_as(&button, seat, asks);
        }
    }
}

fn by_name(ui: &mut Ui, model: &Model, asks: &mut Asks) {
    let mut words = model.notes.bunk.clone();
    let response = ui.add(
        TextEdit::singleline(&mut words)
            .hint_text("an inmate: name or number")
            .desired_width(f32::INFINITY),
    );
    response.widget_info(|| {
        let mut info = WidgetInfo::text_edit(true, &model.notes.bunk, &words, "");
        info.label = Some("Another inmate".into());
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
        let button = row(ui, &format!("{}, {}", found.name, found.detail));
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
