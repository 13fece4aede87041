//! The day in curves: how many defy the prison, how many wait and why, whom which need hurts, how bad needs are on the mean.
//! Curves are told apart by their strokes; each is named, with its present value, above its chart.

use egui_plot::{Line, LineStyle, Plot, PlotPoints, VLine, uniform_grid_spacer};

use super::super::egui::{
    Align2, Color32, Context, Rect, Sense, Shape, Stroke, Ui, Vec2b, pos2, vec2,
};
use super::super::model::{Asks, Model};
use super::super::theme::{Inks, inks, say};
use super::window;
use crate::play::gauge::Sample;
use crate::play::{Panel, Seat};
use crate::words::own::{fixed, texts};
use bighouse_sim::clock::{Clock, DAY, HOUR, MINUTE};
use bighouse_sim::level::words::time_of_day;
use bighouse_sim::movement::Reason;
use bighouse_sim::needs::Need;

texts! {
    observer = "charts-observer";
    warden = "charts-warden";
    inmate = "charts-inmate";
    riot = "curve-riot";
    protest = "curve-protest";
    just = "curve-just";
    morale = "curve-morale";
    begins = "charts-begins";
    defy = "charts-defy";
    legitimacy = "charts-legitimacy";
    officers = "charts-officers";
    waits = "charts-waits";
    hurt = "charts-hurt";
    mean = "charts-mean";
    men = "unit-men";
    percent = "unit-percent";
    curve(name, value, unit) = "curve";
    now = "curve-now";
    locked = "wait-locked";
    queue = "wait-queue";
    ordered = "wait-ordered";
    sally_port = "wait-sally-port";
    blocked = "wait-blocked";
}

/// Height of a chart, points.
const HEIGHT: f32 = 120.0;

/// A curve: its name, and its value in a sample.
type Curve = (&'static str, Box<dyn Fn(&Sample) -> f64>);

/// Shows it, if it is open.
pub fn show(ctx: &Context, free: Rect, model: &Model, asks: &mut Asks) {
    if !model.screen.shows(Panel::Charts) {
        return;
    }
    let place = (Align2::CENTER_BOTTOM, vec2(520.0, 560.0));
    window::show(ctx, free, Panel::Charts, place, asks, |ui, _| {
        body(ui, model);
    });
}

fn body(ui: &mut Ui, model: &Model) {
    let seat = model.table.seat();
    say::weak(
        ui,
        match seat {
            Seat::Observer => text::observer(),
            Seat::Warden(_) => text::warden(),
            Seat::Inmate(_) => text::inmate(),
        },
    );
    let samples = model.table.curves().samples();
    if samples.len() < 2 && model.table.now() > MINUTE {
        say::weak(ui, text::begins());
    }
    let defy: Vec<Curve> = vec![
        (text::riot(), Box::new(|sample| f64::from(sample.rioting))),
        (
            text::protest(),
            Box::new(|sample| f64::from(sample.protesting)),
        ),
    ];
    chart(ui, model, text::defy(), text::men(), defy);
    if !matches!(seat, Seat::Warden(_)) {
        let just: Vec<Curve> = vec![(
            text::just(),
            Box::new(|sample| f64::from(sample.legitimacy)),
        )];
        chart(ui, model, text::legitimacy(), text::percent(), just);
    }
    if !matches!(seat, Seat::Inmate(_)) {
        let morale: Vec<Curve> =
            vec![(text::morale(), Box::new(|sample| f64::from(sample.morale)))];
        chart(ui, model, text::officers(), text::percent(), morale);
    }
    let waits = Reason::ALL
        .into_iter()
        .enumerate()
        .map(|(place, reason)| {
            let value = move |sample: &Sample| f64::from(sample.waiting[place]);
            (
                reason_name(reason),
                Box::new(value) as Box<dyn Fn(&Sample) -> f64>,
            )
        })
        .collect();
    chart(ui, model, text::waits(), text::men(), waits);
    if matches!(seat, Seat::Warden(_)) {
        return;
    }
    let hurt = Need::ALL
        .into_iter()
        .enumerate()
        .map(|(place, need)| {
            let value = move |sample: &Sample| f64::from(sample.hurt[place]);
            (
                fixed(need.lack()),
                Box::new(value) as Box<dyn Fn(&Sample) -> f64>,
            )
        })
        .collect();
    chart(ui, model, text::hurt(), text::men(), hurt);
    let mean = Need::ALL
        .into_iter()
        .enumerate()
        .map(|(place, need)| {
            let value = move |sample: &Sample| f64::from(sample.mean[place]);
            (
                fixed(need.lack()),
                Box::new(value) as Box<dyn Fn(&Sample) -> f64>,
            )
        })
        .collect();
    chart(ui, model, text::mean(), text::percent(), mean);
}

/// What a reason for waiting is called.
pub fn reason_name(reason: Reason) -> &'static str {
    match reason {
        Reason::Locked => text::locked(),
        Reason::Queue => text::queue(),
        Reason::Ordered => text::ordered(),
        Reason::SallyPort => text::sally_port(),
        Reason::Blocked => text::blocked(),
    }
}

/// The stroke of a curve by its place: each differs in dashes, width and value.
fn stroke(place: usize, inks: &Inks) -> (LineStyle, Stroke) {
    match place {
        0 => (LineStyle::Solid, Stroke::new(2.0, inks.flare)),
        1 => (
            LineStyle::Dashed { length: 9.0 },
            Stroke::new(2.0, inks.flare),
        ),
        2 => (
            LineStyle::Dotted { spacing: 6.0 },
            Stroke::new(2.5, inks.silver),
        ),
        3 => (LineStyle::Solid, Stroke::new(1.0, inks.pewter)),
        _ => (
            LineStyle::Dashed { length: 4.0 },
            Stroke::new(1.5, inks.pewter),
        ),
    }
}

fn chart(ui: &mut Ui, model: &Model, title: &str, unit: &'static str, curves: Vec<Curve>) {
    let inks = inks(ui.ctx());
    let samples = model.table.curves().samples();
    say::heading(ui, title);
    ui.horizontal_wrapped(|ui| {
        for (place, (name, value)) in curves.iter().enumerate() {
            sample_of(ui, place, &inks);
            let now = samples.last().map_or(0.0, value);
            ui.label(text::curve(*name, now.round() as i64, unit));
        }
    });
    let clock = model.table.prison().world().resource::<Clock>();
    let hour =
        |tick: u64| f64::from(clock.second_of_day(tick)) / 3600.0 + 24.0 * clock.day(tick) as f64;
    let today = clock.day(model.table.now()) as f64 * 24.0;
    let now = hour(model.table.now());
    let lines: Vec<(String, Vec<[f64; 2]>)> = curves
        .iter()
        .map(|(name, value)| {
            let points = samples
                .iter()
                .filter(|sample| sample.tick + DAY / 2 + 6 * HOUR > model.table.now())
                .map(|sample| [hour(sample.tick), value(sample)])
                .collect();
            ((*name).to_owned(), points)
        })
        .collect();
    Plot::new(title)
        .height(HEIGHT)
        .allow_drag(false)
        .allow_zoom(false)
        .allow_scroll(false)
        .allow_boxed_zoom(false)
        .show_grid(Vec2b::new(true, true))
        .grid_color(inks.slate)
        .include_x((now - 6.0).max(today))
        .include_x(now + 0.5)
        .include_y(0.0)
        .include_y(4.0)
        .x_grid_spacer(uniform_grid_spacer(|_| [6.0, 2.0, 1.0]))
        .x_axis_formatter(|mark, _| {
            time_of_day((mark.value.rem_euclid(24.0) * 3600.0).round() as u32)
        })
        .y_axis_label(unit)
        .show(ui, |plot| {
            for (place, (name, points)) in lines.into_iter().enumerate() {
                let (style, stroke) = stroke(place, &inks);
                plot.line(
                    Line::new(name, PlotPoints::from(points))
                        .style(style)
                        .stroke(stroke),
                );
            }
            plot.vline(VLine::new(text::now(), now).stroke(Stroke::new(1.0, inks.slate)));
        });
}

/// A piece of a curve's stroke, for its name.
fn sample_of(ui: &mut Ui, place: usize, inks: &Inks) {
    let (rect, _) = ui.allocate_exact_size(vec2(30.0, 14.0), Sense::hover());
    let (style, stroke) = stroke(place, inks);
    let ends = [
        pos2(rect.left(), rect.center().y),
        pos2(rect.right(), rect.center().y),
    ];
    let color: Color32 = stroke.color;
    match style {
        LineStyle::Solid => {
            ui.painter().line_segment(ends, stroke);
        }
        LineStyle::Dashed { length } => {
            ui.painter()
                .extend(Shape::dashed_line(&ends, stroke, length, length * 0.6));
        }
        LineStyle::Dotted { spacing } => {
            ui.painter()
                .extend(Shape::dotted_line(&ends, color, spacing, stroke.width));
        }
    }
}
