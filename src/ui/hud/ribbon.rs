//! The ribbon of the day: the timetable as blocks of pattern, the light of the sky above them, the
//! bells, and where time has got to, with the end of yesterday before it and the beginning of
//! tomorrow after. A click on what is to come lives on until then.

use super::super::egui::{
    Align2, Color32, CursorIcon, Frame, Margin, Panel as Edge, Rect, Response, Sense, Shape,
    Stroke, Ui, WidgetInfo, WidgetType, pos2, vec2,
};
use super::super::model::{Asks, Model};
use super::super::theme::draw::Stretch;
use super::super::theme::{Inks, draw, inks};
use super::RIBBON;
use super::strip::Strip;
use crate::play::{Wish, dossier, gauge};
use crate::words::day;
use crate::words::own::texts;
use bevy_ecs::prelude::World;
use bighouse_sim::clock::{DAY_S, TICKS_PER_SECOND};
use bighouse_sim::level::words::time_of_day;
use bighouse_sim::prison::light;
use bighouse_sim::regime::today::{self, DayLine};

texts! {
    ribbon = "ribbon";
    yesterday(time) = "ribbon-yesterday";
    tomorrow(time) = "ribbon-tomorrow";
    skip_to(bell, time) = "ribbon-skip-to";
    bell_tip(time, bell, who) = "ribbon-bell-tip";
    night = "ribbon-night";
    line(bell, who) = "ribbon-line";
    tip(time, what, then) = "ribbon-tip";
    in_a_while(span) = "ribbon-in";
    past = "ribbon-past";
    now = "ribbon-now";
}

/// Height of the band of the sky, points.
const SKY: f32 = 6.0;
/// Height of the line of names, points.
const NAMES: f32 = 16.0;
/// How much of the past's light is left.
const PAST: f32 = 0.45;

/// Shows it along the lower edge.
pub fn show(ui: &mut Ui, model: &Model, asks: &mut Asks) {
    let inks = inks(ui.ctx());
    let frame = Frame::new()
        .fill(inks.ink)
        .inner_margin(Margin::symmetric(10, 2));
    Edge::bottom("ribbon")
        .exact_size(RIBBON)
        .frame(frame)
        .show(ui, |ui| {
            let size = vec2(ui.available_width(), ui.available_height());
            let (rect, response) = ui.allocate_exact_size(size, Sense::click());
            response.widget_info(|| WidgetInfo::labeled(WidgetType::Other, true, text::ribbon()));
            let world = model.table.prison().world();
            let now = today::now(world);
            let strip = Strip::of(rect, now);
            // What is drawn moves on by whole minutes: a ribbon that stands is not painted again.
            let now = i64::from(now / 60 * 60);
            let lines = lines(world);
            sky(ui, rect, &strip, &inks);
            blocks(ui, rect, &strip, &lines, now, &inks);
            unrest(ui, rect, &strip, now, model, &inks);
            midnights(ui, rect, &strip, &inks);
            bells(ui, rect, &strip, &lines, now, model, asks);
            marker(ui, rect, &strip, now, &inks);
            point(&response, &strip, &lines, now, model, asks);
        });
}

/// Seconds of a day.
const DAY: i64 = DAY_S as i64;

/// A line, and the midnight before it, in seconds from today's.
struct Placed {
    midnight: i64,
    line: DayLine,
}

impl Placed {
    /// When it begins.
    fn at(&self) -> i64 {
        self.midnight + i64::from(self.line.entry.at)
    }

    /// When it is over.
    fn until(&self) -> i64 {
        self.midnight + i64::from(self.line.until)
    }
}

/// The lines of yesterday, today and tomorrow.
fn lines(world: &World) -> Vec<Placed> {
    (-1..=1)
        .flat_map(|day| {
            let midnight = day * DAY;
            let lines = today::lines_on(world, day).into_iter();
            lines.map(move |line| Placed { midnight, line })
        })
        .collect()
}

/// A time as it is called today: `06:30 tomorrow`.
fn spoken(second: i64) -> String {
    let time = time_of_day(second.rem_euclid(DAY) as u32);
    match second.div_euclid(DAY) {
        ..0 => text::yesterday(time),
        0 => time,
        _ => text::tomorrow(time),
    }
}

/// How many men have defied the prison, minute by minute: a bar of danger over the hours that were,
/// as tall as their share of all.
fn unrest(ui: &Ui, rect: Rect, strip: &Strip, now: i64, model: &Model, inks: &Inks) {
    let table = model.table;
    let men = gauge::on_the_book(table.prison()).max(1) as f32;
    let (top, bottom) = (rect.top() + SKY + 1.0, rect.bottom() - NAMES);
    for sample in table.curves().samples() {
        let active = sample.protesting + sample.rioting;
        let ago = table.now().saturating_sub(sample.tick) / TICKS_PER_SECOND;
        let second = now - ago as i64;
        if active == 0 || second < strip.from {
            continue;
        }
        let tall = (bottom - top) * (active as f32 / men).clamp(0.12, 1.0);
        let bar = Rect::from_min_max(
            pos2(strip.x(second - 60), bottom - tall),
            pos2(strip.x(second), bottom),
        );
        ui.painter().rect_filled(bar, 0.0, inks.danger);
    }
}

/// Where one day ends and the next begins.
fn midnights(ui: &Ui, rect: Rect, strip: &Strip, inks: &Inks) {
    for second in [0, DAY] {
        if (strip.from..strip.to).contains(&second) {
            let x = strip.x(second);
            let ends = [pos2(x, rect.top()), pos2(x, rect.bottom() - NAMES)];
            ui.painter().extend(Shape::dashed_line(
                &ends,
                Stroke::new(1.5, inks.pewter),
                3.0,
                3.0,
            ));
        }
    }
}

fn sky(ui: &Ui, rect: Rect, strip: &Strip, inks: &Inks) {
    let mut second = strip.from;
    while second < strip.to {
        let next = (second + 600).min(strip.to);
        let level = light::daylight(second.rem_euclid(DAY) as u32) as f32 / 255.0;
        let band = Rect::from_min_max(
            pos2(strip.x(second), rect.top()),
            pos2(strip.x(next), rect.top() + SKY),
        );
        ui.painter()
            .rect_filled(band, 0.0, mix(inks.soot, inks.paper, level));
        second = next;
    }
}

fn mix(dark: Color32, light: Color32, part: f32) -> Color32 {
    let one = |a: u8, b: u8| (a as f32 + (b as f32 - a as f32) * part) as u8;
    Color32::from_rgb(
        one(dark.r(), light.r()),
        one(dark.g(), light.g()),
        one(dark.b(), light.b()),
    )
}

fn blocks(ui: &Ui, rect: Rect, strip: &Strip, lines: &[Placed], now: i64, inks: &Inks) {
    let (top, bottom) = (rect.top() + SKY + 1.0, rect.bottom() - NAMES);
    let block = |from: i64, until: i64, stretch: Stretch, dim: f32| {
        let (from, until) = (from.max(strip.from), until.min(strip.to));
        if from < until {
            let area = Rect::from_min_max(pos2(strip.x(from), top), pos2(strip.x(until), bottom));
            draw::stretch(ui.painter(), area, stretch, inks, dim);
        }
    };
    let split = |from: i64, until: i64, stretch: Stretch| {
        block(from, until.min(now), stretch, PAST);
        block(from.max(now), until, stretch, 1.0);
    };
    // Before yesterday's first line the last of the night before held.
    let mut passed = (-DAY, Stretch::Night);
    for placed in lines {
        let Some(stretch) = Stretch::of(&placed.line.entry.occasion) else {
            continue;
        };
        split(passed.0, placed.at(), passed.1);
        split(placed.at(), placed.until(), stretch);
        // What goes on to the end of the day goes on until the next bell. A meal that is over before
        // it leaves the men in their cells.
        let after = if placed.line.until == DAY_S {
            stretch
        } else {
            Stretch::Cells
        };
        passed = (placed.until(), after);
    }
    split(passed.0, 2 * DAY, passed.1);
}

fn bells(
    ui: &mut Ui,
    rect: Rect,
    strip: &Strip,
    lines: &[Placed],
    now: i64,
    model: &Model,
    asks: &mut Asks,
) {
    let inks = inks(ui.ctx());
    let mut free_from = rect.left();
    for (place, placed) in lines.iter().enumerate() {
        let line = &placed.line;
        if !(strip.from..strip.to).contains(&placed.at()) {
            continue;
        }
        let x = strip.x(placed.at());
        let dim = if placed.at() < now { PAST } else { 1.0 };
        let color = inks.silver.gamma_multiply(dim);
        ui.painter().line_segment(
            [
                pos2(x, rect.top() + SKY),
                pos2(x, rect.bottom() - NAMES + 3.0),
            ],
            Stroke::new(1.0, color),
        );
        let says = day::title(&line.entry).to_uppercase();
        let wide = draw::width(ui, &says, draw::small_sign());
        let mut area =
            Rect::from_center_size(pos2(x, rect.bottom() - NAMES / 2.0), vec2(8.0, NAMES));
        // A name that would cover the one before is left to the tooltip.
        if x >= free_from && x + wide <= rect.right() {
            let at = pos2(x + 1.0, rect.bottom() - NAMES / 2.0 + 1.0);
            draw::words(
                ui.painter(),
                at,
                Align2::LEFT_CENTER,
                &says,
                draw::small_sign(),
                color,
            );
            free_from = x + wide + 8.0;
            area = Rect::from_min_size(pos2(x, rect.bottom() - NAMES), vec2(wide, NAMES));
        }
        let Some(tick) = line.tick.filter(|tick| *tick > model.table.now()) else {
            continue;
        };
        let id = ui.id().with(("bell", place));
        let response = ui.interact(area, id, Sense::click());
        response.widget_info(|| {
            let says = text::skip_to(day::title(&line.entry), spoken(placed.at()));
            WidgetInfo::labeled(WidgetType::Button, true, says)
        });
        if response.has_focus() {
            ui.painter().rect_stroke(
                area,
                0.0,
                Stroke::new(2.0, inks.flare),
                super::super::egui::StrokeKind::Outside,
            );
        }
        let response = response
            .on_hover_cursor(CursorIcon::PointingHand)
            .on_hover_text(text::bell_tip(
                spoken(placed.at()),
                day::title(&line.entry),
                day::asks(line),
            ));
        if response.clicked() {
            asks.wish(Wish::SkipTo(tick));
        }
    }
}

fn marker(ui: &Ui, rect: Rect, strip: &Strip, now: i64, inks: &Inks) {
    let x = strip.x(now);
    let painter = ui.painter();
    painter.line_segment(
        [pos2(x, rect.top()), pos2(x, rect.bottom())],
        Stroke::new(2.0, inks.flare),
    );
    let head = vec![
        pos2(x - 5.0, rect.top()),
        pos2(x + 5.0, rect.top()),
        pos2(x, rect.top() + 7.0),
    ];
    painter.add(Shape::convex_polygon(
        head,
        inks.flare,
        Stroke::new(1.0, inks.ink),
    ));
}

/// What lies under the pointer, and a click on it.
fn point(
    response: &Response,
    strip: &Strip,
    lines: &[Placed],
    now: i64,
    model: &Model,
    asks: &mut Asks,
) {
    let world = model.table.prison().world();
    let tick_under = |x: f32| {
        let second = strip.second(x);
        let tick = today::tick_from_midnight(world, second);
        (second, tick.filter(|tick| *tick > model.table.now()))
    };
    if response.clicked()
        && let Some(at) = response.interact_pointer_pos()
        && let (_, Some(tick)) = tick_under(at.x)
    {
        asks.wish(Wish::SkipTo(tick));
    }
    let Some(at) = response.hover_pos() else {
        return;
    };
    let (second, tick) = tick_under(at.x);
    let what = lines
        .iter()
        .rev()
        .find(|placed| !placed.line.entry.occasion.is_beside() && placed.at() <= second)
        .map_or_else(
            || text::night().to_owned(),
            |placed| text::line(day::title(&placed.line.entry), day::asks(&placed.line)),
        );
    let then = match tick {
        Some(tick) => text::in_a_while(dossier::span(tick - model.table.now())),
        None if second <= now => text::past().into(),
        None => text::now().into(),
    };
    response
        .clone()
        .on_hover_text_at_pointer(text::tip(spoken(second), what, then));
}
