//! Saves: writing one under a name, and loading one.

use std::time::{Duration, SystemTime};

use super::super::egui::{Context, TextEdit, Ui, WidgetInfo};
use super::super::model::{Asks, Model};
use super::super::notes::Note;
use super::super::theme::{draw, inks, say};
use super::sheet;
use crate::play::saves::Saved;
use crate::play::{Panel, Table, Wish, dossier};
use crate::words::day;
use crate::words::own::texts;
use bighouse_sim::clock::Clock;

texts! {
    no_folder = "saves-no-folder";
    save_as = "saves-save-as";
    name = "saves-name";
    save = "saves-save";
    write_over = "saves-write-over";
    none = "saves-none";
    one(name, level, time, age) = "saves-one";
    load(path) = "saves-load";
    after(span) = "saves-after";
    just_now = "saves-just-now";
    minutes_ago(minutes) = "saves-minutes-ago";
    hours_ago(hours) = "saves-hours-ago";
    days_ago(days) = "saves-days-ago";
}

/// Width of the sheet, points.
const WIDTH: f32 = 520.0;

/// Shows it.
pub fn show(ctx: &Context, model: &Model, asks: &mut Asks) {
    sheet::show(ctx, Panel::Saves, WIDTH, asks, |ui, asks| {
        if model.table.saves().is_none() {
            say::weak(ui, text::no_folder());
            return;
        }
        if !model.screen.title {
            write(ui, model, asks);
            draw::rule(ui, inks(ui.ctx()).slate);
        }
        load(ui, model, asks);
    });
}

fn write(ui: &mut Ui, model: &Model, asks: &mut Asks) {
    let mut name = model.notes.save_name.clone();
    ui.horizontal_wrapped(|ui| {
        let words = ui.label(text::save_as());
        let response = ui.add(TextEdit::singleline(&mut name).desired_width(200.0));
        response.widget_info(|| {
            let mut info = WidgetInfo::text_edit(true, &model.notes.save_name, &name, "");
            info.label = Some(text::name().into());
            info
        });
        let response = response.labelled_by(words.id);
        if response.changed() {
            asks.note(Note::SaveName(name.clone()));
        }
        let there = model
            .notes
            .shelf
            .saves
            .iter()
            .any(|saved| saved.name == name);
        let words = if there {
            text::write_over()
        } else {
            text::save()
        };
        if ui.button(words).clicked() {
            asks.wish(Wish::Save(name.clone()));
            asks.note(Note::Refresh);
        }
    });
}

fn load(ui: &mut Ui, model: &Model, asks: &mut Asks) {
    let saves = &model.notes.shelf.saves;
    if saves.is_empty() {
        say::weak(ui, text::none());
        return;
    }
    for saved in saves {
        let words = text::one(
            &saved.name,
            &saved.level,
            when(saved, model.table),
            written(saved, SystemTime::now()),
        );
        let button = super::super::egui::Button::selectable(false, &words).wrap();
        if ui
            .add(button)
            .on_hover_text(text::load(saved.path.display().to_string()))
            .clicked()
        {
            asks.wish(Wish::Load(saved.path.clone()));
            asks.panel(Panel::Saves);
            if model.screen.shows(Panel::Menu) {
                asks.panel(Panel::Menu);
            }
            if model.screen.title {
                asks.wish(Wish::Play);
            }
        }
    }
}

/// Day and time in the prison of a save; of another level than the present one it is only known how
/// long it has been lived.
fn when(saved: &Saved, table: &Table) -> String {
    if saved.level == table.level().name {
        let clock = table.prison().world().resource::<Clock>();
        return day::when(clock, saved.tick);
    }
    text::after(dossier::span(saved.tick))
}

/// How long ago a save was written, in words.
fn written(saved: &Saved, now: SystemTime) -> String {
    let age = now.duration_since(saved.written).unwrap_or(Duration::ZERO);
    match age.as_secs() {
        0..60 => text::just_now().into(),
        seconds @ 60..3600 => text::minutes_ago(seconds / 60),
        seconds @ 3600..86_400 => text::hours_ago(seconds / 3600),
        seconds => text::days_ago(seconds / 86_400),
    }
}
