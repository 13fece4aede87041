//! Small pieces of text and buttons, the same everywhere.

use super::super::egui::{
    Button, Frame, Label, Margin, Response, RichText, ScrollArea, Sense, Stroke, Ui, WidgetText,
    vec2,
};
use super::draw;
use super::fonts;
use super::inks::inks;
use crate::play::news::Grade;
use crate::words::own::texts;

texts! {
    refused(why) = "button-refused";
}

/// Words that matter less.
pub fn weak(ui: &mut Ui, words: impl Into<String>) -> Response {
    let color = inks(ui.ctx()).pewter;
    ui.label(RichText::new(words).color(color))
}

/// Words of a report.
pub fn report(ui: &mut Ui, words: impl Into<String>) -> Response {
    ui.label(RichText::new(words).font(fonts::elite(fonts::REPORT)))
}

/// The mark of a grade, as wide as a letter.
pub fn mark(ui: &mut Ui, grade: Grade) {
    let inks = inks(ui.ctx());
    let (rect, _) = ui.allocate_exact_size(vec2(16.0, 18.0), Sense::hover());
    draw::grade_mark(ui.painter(), rect.center(), grade, &inks);
}

/// The name of a panel, as a sign, with a rule under it.
pub fn heading(ui: &mut Ui, words: &str) {
    ui.label(fonts::sign(words.to_uppercase()));
    let color = inks(ui.ctx()).slate;
    draw::rule(ui, color);
}

/// The same, with what is to be said of all of it at its side: in one line, so that nothing moves when it
/// comes and goes; the whole of it under the pointer.
pub fn heading_with(ui: &mut Ui, words: &str, note: Option<&str>) {
    let color = inks(ui.ctx()).pewter;
    ui.horizontal(|ui| {
        ui.label(fonts::sign(words.to_uppercase()));
        if let Some(note) = note {
            let label = Label::new(RichText::new(note).color(color)).truncate();
            ui.add(label).on_hover_text(note);
        }
    });
    let color = inks(ui.ctx()).slate;
    draw::rule(ui, color);
}

/// A button that can also say why it is not to be had.
pub fn button_or_why(
    ui: &mut Ui,
    words: impl Into<WidgetText>,
    refused: Option<&str>,
    tip: &str,
) -> Response {
    let button = Button::new(words.into());
    match refused {
        Some(why) => ui
            .add_enabled(false, button)
            .on_disabled_hover_text(text::refused(why)),
        None if tip.is_empty() => ui.add(button),
        None => ui.add(button).on_hover_text(tip),
    }
}

/// Lines as a file has them, in a block of their own that scrolls.
pub fn block(ui: &mut Ui, text: &str, tallest: f32) {
    let inks = inks(ui.ctx());
    Frame::new()
        .fill(inks.ink)
        .stroke(Stroke::new(1.0, inks.slate))
        .inner_margin(Margin::same(8))
        .show(ui, |ui| {
            ScrollArea::both().max_height(tallest).show(ui, |ui| {
                ui.add(
                    Label::new(RichText::new(text).monospace())
                        .extend()
                        .selectable(true),
                );
            });
        });
}
