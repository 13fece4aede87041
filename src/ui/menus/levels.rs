//! Which prison to play, and from which seed: what is chosen begins behind the title at once.

use super::super::egui::{ScrollArea, TextEdit, Ui, WidgetInfo};
use super::super::model::{Asks, Model};
use super::super::notes::Note;
use super::super::theme::say;
use crate::play::Wish;
use crate::words::own::texts;

texts! {
    which = "levels";
    folder(name) = "levels-folder";
    seed = "levels-seed";
    use_seed = "levels-use-seed";
    film = "levels-film";
    film_tip = "levels-film-tip";
}

/// How much of the list is seen at once, points.
const TALL: f32 = 200.0;

/// Shows the list.
pub fn show(ui: &mut Ui, model: &Model, asks: &mut Asks) {
    say::heading(ui, text::which());
    let present = model.table.level_name();
    // There are more of them than lie in a small window.
    ScrollArea::vertical().max_height(TALL).show(ui, |ui| {
        for listed in &model.notes.shelf.levels {
            match &listed.title {
                Ok(title) => {
                    let here = listed.name == present;
                    if ui
                        .selectable_label(here, title)
                        .on_hover_text(text::folder(&listed.name))
                        .clicked()
                    {
                        asks.wish(Wish::Begin {
                            level: listed.name.clone(),
                            seed: seed(model).unwrap_or(model.table.seed()),
                            screenplay: false,
                        });
                    }
                }
                Err(problem) => {
                    say::button_or_why(ui, listed.name.as_str(), Some(&problem.to_string()), "");
                }
            }
        }
    });
    ui.horizontal_wrapped(|ui| {
        let words = ui.label(text::seed());
        let mut typed = model.notes.seed.clone();
        let response = ui.add(
            TextEdit::singleline(&mut typed)
                .hint_text(model.table.seed().to_string())
                .desired_width(90.0),
        );
        response.widget_info(|| {
            let mut info = WidgetInfo::text_edit(true, &model.notes.seed, &typed, "");
            info.label = Some(text::seed().into());
            info
        });
        let response = response.labelled_by(words.id);
        if response.changed() {
            // Anything but a number is not typed at all.
            typed.retain(|digit| digit.is_ascii_digit());
            asks.note(Note::Seed(typed));
        }
        if let Some(seed) = seed(model).filter(|seed| *seed != model.table.seed())
            && ui.button(text::use_seed()).clicked()
        {
            asks.wish(Wish::Begin {
                level: present.to_owned(),
                seed,
                screenplay: model.table.plays_screenplay(),
            });
        }
    });
    film(ui, model, asks);
}

/// Whether the cast makes the choices of the level's screenplay; asked before anything was lived.
fn film(ui: &mut Ui, model: &Model, asks: &mut Asks) {
    let table = model.table;
    if !table.has_screenplay() || table.now() > 0 {
        return;
    }
    let mut plays = table.plays_screenplay();
    let response = ui.checkbox(&mut plays, text::film());
    if response.on_hover_text(text::film_tip()).clicked() {
        asks.wish(Wish::Begin {
            level: table.level_name().to_owned(),
            seed: table.seed(),
            screenplay: plays,
        });
    }
}

fn seed(model: &Model) -> Option<u64> {
    model.notes.seed.parse().ok()
}
