//! Slim lines under the top line: whose eyes these are, what the next click is for, what went
//! wrong, and what the level's files say since they were changed.

use super::super::egui::{Frame, Margin, Panel as Edge, RichText, Ui};
use super::super::model::{Asks, Model};
use super::super::notes::Note;
use super::super::theme::{fonts, inks, say};
use super::line;
use crate::play::news::Grade;
use crate::play::{AimedOrder, Panel, Seat, Wish};

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
        ui.label(format!("That could not be done: {why}"));
        if ui.button("Dismiss").clicked() {
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
    let how = if table.tempo.is_paused() {
        "The clock stands".to_owned()
    } else {
        format!("The clock goes at {}\u{d7}", table.tempo.speed())
    };
    strip(ui, "slowed", true, |ui| {
        say::mark(ui, Grade::Warning);
        ui.label(format!("{how}: {}.", topic.name().to_lowercase()));
        let tip = "What is known, and what can be done";
        let is_open = model.screen.shows(Panel::Crisis);
        if ui
            .selectable_label(is_open, "Crisis")
            .on_hover_text(tip)
            .clicked()
        {
            asks.panel(Panel::Crisis);
        }
        if ui
            .button("Alerts")
            .on_hover_text("How trouble is told, in the settings")
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
    strip(ui, "level error", true, |ui| {
        ui.vertical(|ui| {
            ui.horizontal_wrapped(|ui| {
                say::mark(ui, Grade::Warning);
                ui.label("The level's files have an error. The game goes on with what it had.");
                if ui.button("Put the error away").clicked() {
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
    strip(ui, "restart offer", true, |ui| {
        ui.vertical(|ui| {
            ui.label("The level was changed in what only a new beginning can show:");
            for change in changes {
                say::report(ui, change);
            }
            ui.horizontal_wrapped(|ui| {
                if ui.button("Begin again with the same seed").clicked() {
                    asks.wish(Wish::Restart);
                }
                if ui.button("Go on as it was").clicked() {
                    asks.note(Note::PutOfferAway(changes.clone()));
                }
            });
        });
    });
}

fn eyes(ui: &mut Ui, model: &Model, asks: &mut Asks) {
    let what = match model.table.seat() {
        Seat::Observer => return,
        Seat::Warden(_) => {
            "You see what he sees and what officers at their posts report. Ghosts are old news."
        }
        Seat::Inmate(_) => "You see what he sees. Ghosts are men as he saw them last.",
    };
    let name = line::seat(model.table);
    strip(ui, "eyes", false, |ui| {
        ui.label(
            RichText::new(format!("THROUGH THE EYES OF {}", name.to_uppercase()))
                .font(fonts::gothic(18.0)),
        );
        say::weak(ui, what);
        if ui
            .button("Leave the seat")
            .on_hover_text("Watch as an observer; he does as the rules have it")
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
    let Some(aimed) = model.aim.0 else {
        return;
    };
    let what = match aimed {
        AimedOrder::LockDoor => "Click the door that shall be locked.".to_owned(),
        AimedOrder::UnlockDoor => "Click the door that shall be unlocked.".to_owned(),
        AimedOrder::ManPost => "Click the post that shall be held.".to_owned(),
        AimedOrder::LeavePost => "Click the post that shall be given up.".to_owned(),
        AimedOrder::Walk(_) => "Click where he shall go.".to_owned(),
        AimedOrder::SearchCell => "Click the cell that shall be searched.".to_owned(),
        AimedOrder::SearchBlock => "Click the gallery whose cells shall be searched.".to_owned(),
        AimedOrder::Hide(..) => "Click where he shall hide it, within his reach.".to_owned(),
        AimedOrder::Feel(_) => "Click where he shall feel for it, within his reach.".to_owned(),
        AimedOrder::Warn(_) => "Click the room in which there will be trouble.".to_owned(),
        AimedOrder::Build(tile) => format!(
            "Click where {} shall be.",
            super::super::panels::orders::tile_name(tile)
        ),
    };
    strip(ui, "aim", true, |ui| {
        ui.label(what)
            .on_hover_text("Esc or a right click: no more orders by click");
        if ui.button("No more orders by click").clicked() {
            asks.aim(None);
        }
    });
}
