//! The timetable to write in: each line can begin earlier or later or be struck, and lines are
//! added. What the prison would refuse cannot be pressed, and says why.

use super::super::egui::{ComboBox, DragValue, Grid, Ui, WidgetInfo, WidgetType};
use super::super::model::{Asks, Model};
use super::super::notes::Note;
use super::super::theme::say;
use crate::play::{Table, Wish, ordered};
use crate::words::day;
use crate::words::orders::refusal;
use crate::words::own::texts;
use bighouse_sim::clock::DAY_S;
use bighouse_sim::level::words::time_of_day;
use bighouse_sim::level::{LineChange, Occasion, TimetableEntry};
use bighouse_sim::live;
use bighouse_sim::order::Order;
use bighouse_sim::regime::today::{self, DayLine};

texts! {
    change = "day-change";
    line(time, occasion) = "day-line";
    ordered(occasion) = "day-ordered";
    ordered_struck = "day-ordered-struck";
    ordered_tip = "day-ordered-tip";
    earlier(minutes) = "day-earlier";
    earlier_says(line, minutes) = "day-earlier-says";
    later(minutes) = "day-later";
    later_says(line, minutes) = "day-later-says";
    strike = "day-strike";
    strike_says(line) = "day-strike-says";
    tip(change) = "day-tip";
    another_day = "day-another-day";
    add = "day-add";
    add_says = "day-add-says";
    add_what = "day-add-what";
    add_at = "day-add-at";
    hours = "day-hours";
    minutes = "day-minutes";
    count = "day-add-count";
    work = "day-add-work";
    yard = "day-add-yard";
    cells = "day-add-cells";
    meal(sittings) = "day-add-meal";
    chapel = "day-add-chapel";
    visits = "day-add-visits";
}

/// How far a line is moved at once, seconds.
const STEP: i64 = 600;
/// Sittings of a meal that is added.
const SITTINGS: u32 = 2;

/// What can be added, and what it is called.
fn additions(at: u32) -> [(String, Occasion); 7] {
    [
        (text::count().into(), Occasion::Count { within: 30 * 60 }),
        (text::work().into(), Occasion::Work),
        (text::yard().into(), Occasion::Yard),
        (text::cells().into(), Occasion::Rest),
        (
            text::meal(SITTINGS),
            Occasion::Meal {
                sittings: SITTINGS,
                eat: 20 * 60,
                until: (at + 80 * 60).min(DAY_S - 60),
            },
        ),
        (
            text::chapel().into(),
            Occasion::Chapel {
                services: 2,
                length: 45 * 60,
            },
        ),
        (
            text::visits().into(),
            Occasion::Visits {
                men: 10,
                length: 30 * 60,
            },
        ),
    ]
}

/// A row of the timetable: a line of today, or one that was ordered.
enum Row {
    /// As it is, and what was ordered of it.
    Line(DayLine, Option<LineChange>),
    /// Ordered, and not there yet.
    New(LineChange),
}

impl Row {
    fn at(&self) -> u32 {
        match self {
            Self::Line(line, _) => line.entry.at,
            Self::New(change) => change.at,
        }
    }
}

/// The rows: today's lines with what was ordered of each, and lines that were ordered.
fn rows(table: &Table) -> Vec<Row> {
    let mut changes = ordered::lines(table.prison(), table.seat());
    let mut rows: Vec<Row> = today::today(table.prison().world())
        .into_iter()
        .map(|line| {
            let same = |change: &LineChange| {
                (change.weekday, change.at) == (line.entry.weekday, line.entry.at)
            };
            // The last of them is what will be.
            let change = changes.iter().rev().find(|change| same(change)).cloned();
            changes.retain(|change| !same(change));
            Row::Line(line, change)
        })
        .collect();
    let new = changes
        .into_iter()
        .filter(|change| change.occasion.is_some());
    rows.extend(new.map(Row::New));
    rows.sort_by_key(Row::at);
    rows
}

/// Shows today's lines, and a line to add.
pub fn show(ui: &mut Ui, model: &Model, asks: &mut Asks) {
    ui.collapsing(text::change(), |ui| {
        Grid::new("timetable")
            .num_columns(4)
            .spacing([6.0, 3.0])
            .show(ui, |ui| {
                for row in rows(model.table) {
                    match row {
                        Row::Line(line, None) => one(ui, &line, model.table, asks),
                        Row::Line(line, Some(change)) => {
                            let entry = &line.entry;
                            let which = text::line(time_of_day(entry.at), day::title(entry));
                            say::weak(ui, which);
                            ordered_as(ui, &change);
                        }
                        Row::New(change) => {
                            say::weak(ui, time_of_day(change.at));
                            ordered_as(ui, &change);
                        }
                    }
                    ui.end_row();
                }
            });
        add(ui, model, asks);
    });
}

/// What was ordered of a line, in place of its buttons.
fn ordered_as(ui: &mut Ui, change: &LineChange) {
    match &change.occasion {
        Some(occasion) => say::weak(ui, text::ordered(day::title_of(occasion, change.at))),
        None => say::weak(ui, text::ordered_struck()),
    }
    .on_hover_text(text::ordered_tip());
}

fn one(ui: &mut Ui, line: &DayLine, table: &Table, asks: &mut Asks) {
    let entry = &line.entry;
    let which = text::line(time_of_day(entry.at), day::title(entry));
    ui.label(&which).on_hover_text(day::asks(line));
    let minutes = STEP / 60;
    let choices = [
        (
            text::earlier(minutes),
            text::earlier_says(&which, minutes),
            moved(entry, -STEP),
        ),
        (
            text::later(minutes),
            text::later_says(&which, minutes),
            moved(entry, STEP),
        ),
        (
            text::strike().into(),
            text::strike_says(&which),
            vec![struck(entry)],
        ),
    ];
    for (face, says, changes) in choices {
        if press(ui, &face, &says, &changes, table) {
            give(changes, asks);
        }
    }
}

/// A button for changes, all of which must be allowed.
fn press(ui: &mut Ui, face: &str, says: &str, changes: &[LineChange], table: &Table) -> bool {
    let refused = if changes.is_empty() {
        Some(text::another_day().to_owned())
    } else {
        changes.iter().find_map(|change| {
            let order = Order::AmendTimetable(change.clone());
            live::check(table.prison().world(), table.seat().giver(), &order)
                .err()
                .map(|why| refusal(table.prison().world(), &why))
        })
    };
    let tip = text::tip(says);
    let response = say::button_or_why(ui, face, refused.as_deref(), &tip);
    response.widget_info(|| WidgetInfo::labeled(WidgetType::Button, refused.is_none(), says));
    response.clicked()
}

fn give(changes: Vec<LineChange>, asks: &mut Asks) {
    for change in changes {
        asks.wish(Wish::Order(Order::AmendTimetable(change)));
    }
}

fn struck(line: &TimetableEntry) -> LineChange {
    LineChange {
        weekday: line.weekday,
        at: line.at,
        occasion: None,
    }
}

/// The changes that move a line: the new one is written first, so that no day is without it.
pub fn moved(line: &TimetableEntry, by: i64) -> Vec<LineChange> {
    let shifted = |second: u32| {
        let second = u32::try_from(i64::from(second) + by).ok()?;
        (second < DAY_S).then_some(second)
    };
    let to = || {
        let occasion = match line.occasion.clone() {
            Occasion::Meal {
                sittings,
                eat,
                until,
            } => Occasion::Meal {
                sittings,
                eat,
                until: shifted(until)?,
            },
            Occasion::LockUp { by } => Occasion::LockUp { by: shifted(by)? },
            other => other,
        };
        Some(LineChange {
            weekday: line.weekday,
            at: shifted(line.at)?,
            occasion: Some(occasion),
        })
    };
    to().map_or_else(Vec::new, |new| vec![new, struck(line)])
}

fn add(ui: &mut Ui, model: &Model, asks: &mut Asks) {
    let (mut chosen, at) = model.notes.new_line;
    let (mut hour, mut minute) = (at / 3600, at / 60 % 60);
    let additions = additions(at);
    ui.horizontal_wrapped(|ui| {
        ui.label(text::add_what());
        let name = additions.get(chosen).map_or("", |(name, _)| name.as_str());
        ComboBox::from_id_salt("what-to-add")
            .selected_text(name)
            .show_ui(ui, |ui| {
                for (place, (name, _)) in additions.iter().enumerate() {
                    ui.selectable_value(&mut chosen, place, name);
                }
            });
        ui.label(text::add_at());
        ui.add(
            DragValue::new(&mut hour)
                .range(0..=23)
                .suffix(text::hours()),
        );
        ui.add(
            DragValue::new(&mut minute)
                .range(0..=59)
                .suffix(text::minutes()),
        );
        let changes: Vec<LineChange> = additions
            .get(chosen)
            .map(|(_, occasion)| LineChange {
                weekday: None,
                at,
                occasion: Some(occasion.clone()),
            })
            .into_iter()
            .collect();
        if press(ui, text::add(), text::add_says(), &changes, model.table) {
            give(changes, asks);
        }
    });
    let new = (chosen, hour * 3600 + minute * 60);
    if new != model.notes.new_line {
        asks.note(Note::NewLine(new.0, new.1));
    }
}
