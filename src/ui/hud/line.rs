//! The top line: which prison, what time it is, what is on, how full the house is, who plays.

use super::super::egui::{
    Align, Color32, FontId, Frame, Label, Layout, Margin, Panel as Edge, Rect, RichText, Ui,
    UiBuilder, vec2,
};
use super::super::model::{Asks, Model};
use super::super::theme::{Inks, draw, fonts, inks};
use super::{LINE, NARROW, tempo};
use crate::play::{Panel, Seat, Table, dossier, gauge};
use crate::words::day;
use crate::words::own::{fixed, texts};
use bighouse_sim::regime::today;

texts! {
    menu = "line-menu";
    menu_tip = "line-menu-tip";
    level_tip(title, name, seed) = "line-level-tip";
    time_tip = "line-time-tip";
    now_tip = "line-now-tip";
    bell_now(bell) = "line-bell-now";
    bell_in(bell, span) = "line-bell-in";
    bell_tip = "line-bell-tip";
    full(men, places) = "line-full";
    full_tip(men, places) = "line-full-tip";
    seat_tip(seat) = "line-seat-tip";
    observer = "seats-observer";
}

/// Shows it along the upper edge.
pub fn show(ui: &mut Ui, model: &Model, asks: &mut Asks) {
    let inks = inks(ui.ctx());
    let frame = Frame::new()
        .fill(inks.ink)
        .inner_margin(Margin::symmetric(10, 0));
    let narrow = ui.available_width() < NARROW;
    let height = if narrow { 2.0 * LINE } else { LINE };
    Edge::top("top-line")
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
                let mut words = which_and_when(model, &inks);
                if !narrow {
                    words.extend(what_is_on(model, &inks));
                    words.extend(who_and_how_many(model, &inks));
                }
                rest(ui, words);
            });
            if narrow {
                row(ui, first.translate(vec2(0.0, LINE)), |ui| {
                    tempo::show(ui, model, asks);
                    let mut words = what_is_on(model, &inks);
                    words.extend(who_and_how_many(model, &inks));
                    rest(ui, words);
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

/// Words of the line: what is left out first where there is no room for all has the highest rank.
struct Words {
    text: String,
    font: FontId,
    color: Color32,
    tip: String,
    rank: u8,
}

/// Below this width, points, words are left out rather than cut.
const SHORTEST: f32 = 56.0;

/// Words that do not fit are set so much smaller, times their size, before they are cut.
const SMALLER: f32 = 0.65;

/// How wide each of some words may be, by their widths and ranks, in the room there is: the
/// weightiest have theirs, the first that has not is cut, and the others are left out.
fn widths(room: f32, apart: f32, wanted: &[(f32, u8)]) -> Vec<Option<f32>> {
    let mut order: Vec<usize> = (0..wanted.len()).collect();
    order.sort_by_key(|place| wanted[*place].1);
    let mut widths = vec![None; wanted.len()];
    let mut left = room;
    for place in order {
        let width = wanted[place].0.min(left);
        if width >= wanted[place].0.min(SHORTEST) {
            widths[place] = Some(width);
            left -= width + apart;
        } else {
            left = 0.0;
        }
    }
    widths
}

/// What is read, in the room that is left. What does not fit ends in an ellipsis.
fn rest(ui: &mut Ui, words: Vec<Words>) {
    let layout = Layout::left_to_right(Align::Center);
    ui.with_layout(layout, |ui| {
        let apart = 14.0;
        ui.spacing_mut().item_spacing.x = apart;
        let wanted: Vec<(f32, u8)> = words
            .iter()
            .map(|words| {
                let width = draw::width(ui, &words.text, words.font.clone());
                (width.ceil() + 1.0, words.rank)
            })
            .collect();
        let widths = widths(ui.available_width(), apart, &wanted);
        for ((words, width), (whole, _)) in words.into_iter().zip(widths).zip(wanted) {
            let Some(width) = width else {
                continue;
            };
            // A little smaller rather than cut.
            let size = words.font.size;
            let fits = (size * width / whole).floor().clamp(size * SMALLER, size);
            let font = FontId::new(fits, words.font.family);
            let text = RichText::new(words.text).font(font).color(words.color);
            ui.allocate_ui_with_layout(vec2(width, LINE), layout, |ui| {
                ui.set_min_size(vec2(width, LINE));
                ui.add(Label::new(text).truncate()).on_hover_text(words.tip);
            });
        }
    });
}

fn menu(ui: &mut Ui, asks: &mut Asks) {
    if ui
        .button(text::menu())
        .on_hover_text(text::menu_tip())
        .clicked()
    {
        asks.panel(Panel::Menu);
    }
}

fn which_and_when(model: &Model, inks: &Inks) -> Vec<Words> {
    let table = model.table;
    let whole = &table.level().title;
    vec![
        Words {
            text: whole.to_uppercase(),
            font: fonts::title(28.0),
            color: inks.paper,
            tip: text::level_tip(whole, table.level_name(), table.seed().to_string()),
            rank: 5,
        },
        Words {
            text: when(table),
            font: fonts::gothic(26.0),
            color: inks.paper,
            tip: text::time_tip().into(),
            rank: 0,
        },
    ]
}

/// Day and time as the top line has it.
pub fn when(table: &Table) -> String {
    table.spoken_time().to_uppercase()
}

fn what_is_on(model: &Model, inks: &Inks) -> Vec<Words> {
    let world = model.table.prison().world();
    let mut words = Vec::new();
    if let Some(now) = today::what_is_on(world) {
        words.push(Words {
            text: fixed(now).to_uppercase(),
            font: fonts::gothic(20.0),
            color: inks.silver,
            tip: text::now_tip().into(),
            rank: 1,
        });
    }
    let next = match today::just_rung(world) {
        Some(line) => Some(text::bell_now(day::title(&line.entry))),
        None => today::next_bell(world).map(|(tick, line)| {
            let left = tick.saturating_sub(model.table.now());
            text::bell_in(day::title(line), dossier::span(left))
        }),
    };
    words.extend(next.map(|text| Words {
        text,
        font: fonts::body(),
        color: inks.silver,
        tip: text::bell_tip().into(),
        rank: 2,
    }));
    words
}

fn who_and_how_many(model: &Model, inks: &Inks) -> Vec<Words> {
    let prison = model.table.prison();
    let (men, built) = (gauge::on_the_book(prison), gauge::built_for(prison));
    let mut words = Vec::new();
    if men > 0 {
        words.push(Words {
            text: text::full(men, built),
            font: fonts::body(),
            color: inks.silver,
            tip: text::full_tip(men, built),
            rank: 4,
        });
    }
    let whose = seat(model.table);
    words.push(Words {
        tip: text::seat_tip(&whose),
        text: whose,
        font: fonts::body(),
        color: inks.silver,
        rank: 3,
    });
    words
}

/// Whose seat it is, in words.
pub fn seat(table: &Table) -> String {
    match table.seat() {
        Seat::Observer => text::observer().into(),
        Seat::Warden(person) | Seat::Inmate(person) => {
            dossier::title(table.prison(), table.lens(), person)
        }
    }
}

#[cfg(test)]
mod tests {
    use super::widths;

    #[test]
    fn the_weightiest_words_have_their_room_and_the_rest_is_cut_or_left_out() {
        let wanted = [(300.0, 2), (200.0, 0), (150.0, 1)];
        let all = widths(700.0, 10.0, &wanted);
        assert_eq!(all, [Some(300.0), Some(200.0), Some(150.0)]);
        let cut = widths(470.0, 10.0, &wanted);
        assert_eq!(cut, [Some(100.0), Some(200.0), Some(150.0)]);
        let out = widths(250.0, 10.0, &wanted);
        assert_eq!(out, [None, Some(200.0), None]);
    }
}
