//! The top line: which prison, what time it is, what is on, how full the house is, who plays.

use super::super::egui::{
    Align, Frame, Layout, Margin, Panel as Edge, Rect, RichText, ScrollArea, Ui, UiBuilder, vec2,
};
use super::super::model::{Asks, Model};
use super::super::theme::{fonts, inks};
use super::{LINE, NARROW, tempo};
use crate::play::news::thousands;
use crate::play::{Panel, Seat, Table, dossier, gauge};
use bighouse_sim::regime::today;

/// Longest title the line shows, in characters.
const TITLE_CHARS: usize = 18;

/// Shows it along the upper edge.
pub fn show(ui: &mut Ui, model: &Model, asks: &mut Asks) {
    let inks = inks(ui.ctx());
    let frame = Frame::new()
        .fill(inks.ink)
        .inner_margin(Margin::symmetric(10, 0));
    let narrow = ui.available_width() < NARROW;
    let height = if narrow { 2.0 * LINE } else { LINE };
    Edge::top("top line")
        .exact_size(height)
        .frame(frame)
        .show(ui, |ui| {
            let all = ui.max_rect();
            let first = Rect::from_min_size(all.min, vec2(all.width(), LINE));
            row(ui, first, |ui| {
                menu(ui, asks);
                if !narrow {
                    tempo::show(ui, model, asks);
                }
                rest(ui, "first line", |ui| {
                    which_and_when(ui, model);
                    if !narrow {
                        what_is_on(ui, model);
                        who_and_how_many(ui, model);
                    }
                });
            });
            if narrow {
                row(ui, first.translate(vec2(0.0, LINE)), |ui| {
                    tempo::show(ui, model, asks);
                    rest(ui, "second line", |ui| {
                        what_is_on(ui, model);
                        who_and_how_many(ui, model);
                    });
                });
            }
        });
}

/// A line of the top line, filled from the right: what can be pressed is always there.
fn row(ui: &mut Ui, rect: Rect, add: impl FnOnce(&mut Ui)) {
    let builder = UiBuilder::new()
        .max_rect(rect)
        .layout(Layout::right_to_left(Align::Center));
    let mut ui = ui.new_child(builder);
    ui.set_clip_rect(rect.intersect(ui.clip_rect()));
    add(&mut ui);
}

/// What is read, in the room that is left: it scrolls where that is little.
fn rest(ui: &mut Ui, id: &str, add: impl FnOnce(&mut Ui)) {
    ScrollArea::horizontal().id_salt(id).show(ui, |ui| {
        ui.with_layout(Layout::left_to_right(Align::Center), add);
    });
}

fn menu(ui: &mut Ui, asks: &mut Asks) {
    let tip = "Save, load, settings, keys, end (Esc)";
    if ui.button("Menu").on_hover_text(tip).clicked() {
        asks.panel(Panel::Menu);
    }
}

fn which_and_when(ui: &mut Ui, model: &Model) {
    let inks = inks(ui.ctx());
    let table = model.table;
    let whole = &table.level().title;
    // At large text there is no room for the name beside time and tempo.
    if ui.ctx().content_rect().width() > NARROW {
        let mut name: String = whole.chars().take(TITLE_CHARS).collect();
        if name.len() < whole.len() {
            name.push('…');
        }
        ui.label(
            RichText::new(name.to_uppercase())
                .font(fonts::title(28.0))
                .color(inks.paper),
        )
        .on_hover_text(format!(
            "{whole}: level {}, seed {}",
            table.level_name(),
            table.seed()
        ));
        ui.add_space(8.0);
    }
    ui.label(
        RichText::new(when(table))
            .font(fonts::gothic(26.0))
            .color(inks.paper),
    )
    .on_hover_text("Day and time in the prison");
    ui.add_space(4.0);
}

/// Day and time as the top line has it.
pub fn when(table: &Table) -> String {
    table.spoken_time().to_uppercase()
}

fn what_is_on(ui: &mut Ui, model: &Model) {
    let world = model.table.prison().world();
    let inks = inks(ui.ctx());
    if let Some(now) = today::what_is_on(world) {
        ui.label(
            RichText::new(now.to_uppercase())
                .font(fonts::gothic(20.0))
                .color(inks.silver),
        )
        .on_hover_text("What the timetable has the men do now");
    }
    if let Some((tick, line)) = today::next_bell(world) {
        let left = tick.saturating_sub(model.table.now());
        ui.label(format!("{} in {}", line.title(), dossier::span(left)))
            .on_hover_text("The next bell of the timetable");
    }
}

fn who_and_how_many(ui: &mut Ui, model: &Model) {
    let prison = model.table.prison();
    let (men, built) = (gauge::on_the_book(prison), gauge::built_for(prison));
    if men > 0 {
        ui.label(format!(
            "{} men, built for {}",
            thousands(men),
            thousands(built)
        ))
        .on_hover_text(format!(
            "{} men on the book; the cells were built for {}",
            thousands(men),
            thousands(built)
        ));
    }
    ui.label(seat(model.table))
        .on_hover_text("Whose eyes these are: you see what he sees, was told and remembers");
}

/// Whose seat it is, in words.
pub fn seat(table: &Table) -> String {
    match table.seat() {
        Seat::Observer => "Observer".into(),
        Seat::Warden(person) | Seat::Inmate(person) => {
            dossier::title(table.prison(), table.lens(), person)
        }
    }
}
