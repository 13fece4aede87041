//! Slim lines: under the top line whose eyes these are, and over the map what comes and goes: what the next
//! click is for, what went wrong, and what the level's files say since they were changed.

use super::super::egui::{Context, Frame, Margin, Panel as Edge, Rect, RichText, Ui};
use super::super::model::{Asks, Model};
use super::super::notes::Note;
use super::super::theme::{fonts, inks, say};
use super::{line, still};
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

/// Shows whose eyes these are, under the top line.
pub fn show(ui: &mut Ui, model: &Model, asks: &mut Asks) {
    eyes(ui, model, asks);
}

/// Shows what comes and goes, over the map.
pub fn over(ctx: &Context, free: Rect, model: &Model, asks: &mut Asks) {
    complaint(ctx, free, model, asks);
    done(ctx, free, model);
    level_error(ctx, free, model, asks);
    restart_offer(ctx, free, model, asks);
    slowed(ctx, free, model, asks);
    ordered(ctx, free, model);
    aim(ctx, free, model, asks);
}

fn complaint(ctx: &Context, free: Rect, model: &Model, asks: &mut Asks) {
    let Some(why) = model.table.complaint() else {
        return;
    };
    still::strip(ctx, free, "complaint", true, |ui| {
        say::mark(ui, Grade::Warning);
        ui.label(text::complaint(why));
        if ui.button(text::dismiss()).clicked() {
            asks.wish(Wish::DismissComplaint);
        }
    });
}

/// What was done, where nothing else shows it.
fn done(ctx: &Context, free: Rect, model: &Model) {
    if let Some(what) = model.table.done() {
        still::strip(ctx, free, "done", false, |ui| {
            ui.label(what);
        });
    }
}

/// For which trouble the clock goes slower than the player had it.
fn slowed(ctx: &Context, free: Rect, model: &Model, asks: &mut Asks) {
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
    still::strip(ctx, free, "slowed", true, |ui| {
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

fn level_error(ctx: &Context, free: Rect, model: &Model, asks: &mut Asks) {
    let put_away = &model.notes.error_put_away;
    let Some(error) =
        (model.screen.level_error.as_ref()).filter(|error| put_away.as_ref() != Some(error))
    else {
        return;
    };
    still::strip(ctx, free, "level-error", true, |ui| {
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

fn restart_offer(ctx: &Context, free: Rect, model: &Model, asks: &mut Asks) {
    let put_away = &model.notes.offer_put_away;
    let Some(changes) =
        (model.screen.restart_offer.as_ref()).filter(|offer| put_away.as_ref() != Some(offer))
    else {
        return;
    };
    still::strip(ctx, free, "restart-offer", true, |ui| {
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
    let frame = Frame::new()
        .fill(inks(ui.ctx()).soot)
        .inner_margin(Margin::symmetric(10, 4));
    let edge = Edge::top("eyes").frame(frame);
    edge.show(ui, |ui| {
        ui.horizontal_wrapped(|ui| {
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
    });
}

/// What was ordered while the clock stands: it is carried out when it goes on.
fn ordered(ctx: &Context, free: Rect, model: &Model) {
    if !model.table.tempo.is_paused() {
        return;
    }
    if let Some(words) = super::super::panels::orders::ordered(model.table) {
        still::strip(ctx, free, "ordered", true, |ui| {
            ui.label(words);
        });
    }
}

fn aim(ctx: &Context, free: Rect, model: &Model, asks: &mut Asks) {
    let Some(aimed) = &model.aim.0 else {
        return;
    };
    let reader = SeatReader::new(model.table.prison(), model.table.lens());
    let what = said(aimed, Said::Click, &reader).unwrap_or_default();
    still::strip(ctx, free, "aim", true, |ui| {
        ui.label(what).on_hover_text(text::aim_tip());
        if ui.button(text::no_more()).clicked() {
            asks.aim(None);
        }
    });
}
