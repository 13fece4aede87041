//! Slim lines under the top line: whose eyes these are, what the next click is for, what went
//! wrong, and what the level's files say since they were changed.

use super::super::egui::{Frame, Margin, Panel as Edge, RichText, Ui};
use super::super::model::{Asks, Model};
use super::super::notes::Note;
use super::super::theme::{fonts, inks, say};
use super::line;
use crate::play::alerts;
use crate::play::news::Grade;
use crate::play::reader::SeatReader;
use crate::play::{Panel, Seat, Wish};
use crate::words::orders::{Said, said};
use crate::words::own::texts;

texts! {
    complaint(why) = "banner-complaint";
    dismiss = "banner-dismiss";
    stands(trouble) = "banner-clock-stands";
    slowed(speed, trouble) = "banner-clock-slowed";
    crisis = "banner-crisis";
    crisis_tip = "banner-crisis-tip";
    alerts = "banner-alerts";
    alerts_tip = "banner-alerts-tip";
    level_error = "banner-level-error";
    put_error_away = "banner-put-error-away";
    changed = "banner-level-changed";
    begin_again = "banner-begin-again";
    as_it_was = "banner-as-it-was";
    warden_sees = "banner-warden-sees";
    inmate_sees = "banner-inmate-sees";
    eyes_of(name) = "banner-eyes-of";
    leave = "seat-leave";
    leave_tip = "seat-leave-tip";
    aim_tip = "aim-tip";
    no_more = "aim-no-more";
}

/// Tallest an error of the level is shown, points.
const ERROR_HEIGHT: f32 = 160.0;

/// Shows those there is something to say in.
pub fn show(ui: &mut Ui, model: &Model, asks: &mut Asks) {
    complaint(ui, model, asks);
    level_error(ui, model, asks);
    restart_offer(ui, model, asks);
    slowed(ui, model, asks);
    eyes(ui, model, asks);
    ordered(ui, model);
    aim(ui, model, asks);
}

fn strip(ui: &mut Ui, id: &'static str, loud: bool, add: impl FnOnce(&mut Ui)) {
    let inks = inks(ui.ctx());
    let frame = Frame::new()
        .fill(if loud { inks.iron } else { inks.soot })
        .inner_margin(Margin::symmetric(10, 4));
    Edge::top(id).frame(frame).show(ui, |ui| {
        ui.horizontal_wrapped(add);
    });
}

fn complaint(ui: &mut Ui, model: &Model, asks: &mut Asks) {
    let Some(why) = model.table.complaint() else {
        return;
    };
    strip(ui, "complaint", true, |ui| {
        say::mark(ui, Grade::Warning);
        ui.label(text::complaint(why));
        if ui.button(text::dismiss()).clicked() {
            asks.wish(Wish::DismissComplaint);
        }
    });
}

/// For which trouble the clock goes slower than the player had it.
fn slowed(ui: &mut Ui, model: &Model, asks: &mut Asks) {
    let table = model.table;
    let Some(topic) = table.heed().by() else {
        return;
    };
    let trouble = alerts::name(topic).to_lowercase();
    let how = if table.tempo.is_paused() {
        text::stands(trouble)
    } else {
        text::slowed(table.tempo.speed(), trouble)
    };
    strip(ui, "slowed", true, |ui| {
        say::mark(ui, Grade::Warning);
        ui.label(how);
        let is_open = model.screen.shows(Panel::Crisis);
        if ui
            .selectable_label(is_open, text::crisis())
            .on_hover_text(text::crisis_tip())
            .clicked()
        {
            asks.panel(Panel::Crisis);
        }
        if ui
            .button(text::alerts())
            .on_hover_text(text::alerts_tip())
            .clicked()
        {
            asks.panel(Panel::Settings);
        }
    });
}

fn level_error(ui: &mut Ui, model: &Model, asks: &mut Asks) {
    let put_away = &model.notes.error_put_away;
    let Some(error) =
        (model.screen.level_error.as_ref()).filter(|error| put_away.as_ref() != Some(error))
    else {
        return;
    };
    strip(ui, "level-error", true, |ui| {
        ui.vertical(|ui| {
            ui.horizontal_wrapped(|ui| {
                say::mark(ui, Grade::Warning);
                ui.label(text::level_error());
                if ui.button(text::put_error_away()).clicked() {
                    asks.note(Note::PutErrorAway(error.clone()));
                }
            });
            say::block(ui, error, ERROR_HEIGHT);
        });
    });
}

fn restart_offer(ui: &mut Ui, model: &Model, asks: &mut Asks) {
    let put_away = &model.notes.offer_put_away;
    let Some(changes) =
        (model.screen.restart_offer.as_ref()).filter(|offer| put_away.as_ref() != Some(offer))
    else {
        return;
    };
    strip(ui, "restart-offer", true, |ui| {
        ui.vertical(|ui| {
            ui.label(text::changed());
            for change in changes {
                say::report(ui, change);
            }
            ui.horizontal_wrapped(|ui| {
                if ui.button(text::begin_again()).clicked() {
                    asks.wish(Wish::Restart);
                }
                if ui.button(text::as_it_was()).clicked() {
                    asks.note(Note::PutOfferAway(changes.clone()));
                }
            });
        });
    });
}

fn eyes(ui: &mut Ui, model: &Model, asks: &mut Asks) {
    let what = match model.table.seat() {
        Seat::Observer => return,
        Seat::Warden(_) => text::warden_sees(),
        Seat::Inmate(_) => text::inmate_sees(),
    };
    let name = line::seat(model.table);
    strip(ui, "eyes", false, |ui| {
        ui.label(RichText::new(text::eyes_of(name).to_uppercase()).font(fonts::gothic(18.0)));
        say::weak(ui, what);
        if ui
            .button(text::leave())
            .on_hover_text(text::leave_tip())
            .clicked()
        {
            asks.wish(Wish::Sit(Seat::Observer));
        }
    });
}

/// What was ordered while the clock stands: it is carried out when it goes on.
fn ordered(ui: &mut Ui, model: &Model) {
    if !model.table.tempo.is_paused() {
        return;
    }
    if let Some(words) = super::super::panels::orders::ordered(model.table) {
        strip(ui, "ordered", true, |ui| {
            ui.label(words);
        });
    }
}

fn aim(ui: &mut Ui, model: &Model, asks: &mut Asks) {
    let Some(aimed) = &model.aim.0 else {
        return;
    };
    let reader = SeatReader::new(model.table.prison(), model.table.lens());
    let what = said(aimed, Said::Click, &reader).unwrap_or_default();
    strip(ui, "aim", true, |ui| {
        ui.label(what).on_hover_text(text::aim_tip());
        if ui.button(text::no_more()).clicked() {
            asks.aim(None);
        }
    });
}
