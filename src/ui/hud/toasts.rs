//! Notices as they come: the newest few, alike ones merged, until they are old or put away.

use std::cmp::Reverse;

use super::super::egui::{Align2, Area, Context, Frame, Id, Margin, Order, Rect, Stroke, Ui, vec2};
use super::super::model::{Asks, Model};
use super::super::notes::Note;
use super::super::panels::why;
use super::super::theme::{inks, say};
use crate::play::alerts::{self, Topic};
use crate::play::news::{Grade, Notice};
use crate::play::{Panel, Table, Wish};
use crate::words::own::texts;
use bighouse_sim::clock::MINUTE;
use bighouse_sim::ids::HappeningId;

texts! {
    put_away = "notices-put-away";
    all = "notices-all";
    all_tip = "notices-all-tip";
    once(time, what) = "notice";
    alike(time, what, times) = "notice-alike";
    and_more(time, what, more) = "notice-and-more";
    mute = "notice-mute";
    mute_tip(trouble) = "notice-mute-tip";
    pause = "notice-pause";
    pause_tip(trouble) = "notice-pause-tip";
    go_there = "notice-go-there";
    go_there_tip = "notice-go-there-tip";
}

/// Most notices shown at once.
const MOST: usize = 4;
/// Pixels a metre at which one sees what a notice is about, at the least.
const NEAR: f32 = 16.0;
/// Width of a notice, points.
const WIDTH: f32 = 280.0;

/// How long a grade stays, ticks of the prison.
fn stays(grade: Grade) -> u64 {
    match grade {
        Grade::Note => 0,
        Grade::Event => 5 * MINUTE,
        Grade::Warning => 15 * MINUTE,
        Grade::Alarm => 60 * MINUTE,
    }
}

/// Alike notices, merged: the last of them, and how many.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Merged<'a> {
    /// The last of them.
    pub notice: &'a Notice,
    /// How many there are.
    pub times: usize,
    /// Whether they all say the same.
    pub same: bool,
}

/// The notices to show, the newest first.
pub fn recent<'a>(table: &'a Table, told_until: Option<u64>) -> Vec<Merged<'a>> {
    let mut merged: Vec<Merged> = Vec::new();
    for notice in table.news().notices().iter().rev() {
        let old = table.now().saturating_sub(notice.tick) >= stays(notice.grade);
        if old || is_put_away(notice, table, told_until) {
            continue;
        }
        // Trouble of a kind is one notice, whatever becomes of it.
        let alike = merged.iter_mut().find(|other| {
            let kind = notice.topic.is_some() && other.notice.topic == notice.topic;
            other.notice.grade == notice.grade && (kind || other.notice.text == notice.text)
        });
        match alike {
            Some(other) => {
                other.times += 1;
                other.same &= other.notice.text == notice.text;
            }
            None => merged.push(Merged {
                notice,
                times: 1,
                same: true,
            }),
        }
    }
    merged.sort_by_key(|merged| Reverse((merged.notice.grade, merged.notice.tick)));
    merged.truncate(MOST);
    merged
}

/// Whether the player will not have it shown.
fn is_put_away(notice: &Notice, table: &Table, told_until: Option<u64>) -> bool {
    let muted = notice
        .topic
        .is_some_and(|topic| table.alerts.of(topic).muted);
    muted || told_until.is_some_and(|told| notice.tick <= told && notice.tick <= table.now())
}

/// What was shown last, and where. It stays while the pointer is over it: nothing moves under the pointer.
#[derive(Clone)]
struct Held {
    rect: Rect,
    frame: u64,
    sittings: u32,
    shown: Vec<(HappeningId, usize, bool)>,
}

impl Held {
    fn key() -> Id {
        Id::new("notices-held")
    }

    /// The notices that are held under the pointer; `None` if there are none.
    fn of<'a>(ctx: &Context, model: &Model<'a>) -> Option<Vec<Merged<'a>>> {
        let held: Self = ctx.data(|data| data.get_temp(Self::key()))?;
        let at = ctx.input(|input| input.pointer.hover_pos())?;
        let table = model.table;
        let is_new =
            held.frame + 1 < ctx.cumulative_frame_nr() || held.sittings != table.sittings();
        if is_new || !held.rect.contains(at) {
            return None;
        }
        let all = table.news().notices();
        let notices = held.shown.iter().filter_map(|(id, times, same)| {
            let notice = all.iter().find(|notice| notice.id == *id)?;
            let gone = is_put_away(notice, table, model.notes.told_until);
            (!gone).then_some(Merged {
                notice,
                times: *times,
                same: *same,
            })
        });
        Some(notices.collect())
    }

    fn keep(ctx: &Context, rect: Rect, sittings: u32, recent: &[Merged]) {
        let shown = recent
            .iter()
            .map(|merged| (merged.notice.id, merged.times, merged.same));
        let held = Self {
            rect,
            frame: ctx.cumulative_frame_nr(),
            sittings,
            shown: shown.collect(),
        };
        ctx.data_mut(|data| data.insert_temp(Self::key(), held));
    }
}

/// Shows them in the upper right corner of what is free.
pub fn show(ctx: &Context, free: Rect, model: &Model, asks: &mut Asks) {
    let recent =
        Held::of(ctx, model).unwrap_or_else(|| recent(model.table, model.notes.told_until));
    if recent.is_empty() || free.width() < WIDTH {
        return;
    }
    let shown = Area::new(Id::new("notices"))
        .order(Order::Middle)
        .pivot(Align2::RIGHT_TOP)
        .fixed_pos(free.right_top() + vec2(-8.0, 8.0))
        .constrain_to(free)
        .show(ctx, |ui| {
            ui.set_max_width(WIDTH);
            for merged in &recent {
                toast(ui, merged, model, asks);
            }
            let newest = recent.iter().map(|merged| merged.notice.tick).max();
            ui.horizontal(|ui| {
                if ui.button(text::put_away()).clicked() {
                    asks.note(Note::PutAway(newest.unwrap_or(0)));
                }
                if ui
                    .button(text::all())
                    .on_hover_text(text::all_tip())
                    .clicked()
                {
                    asks.panel(Panel::Chronicle);
                }
            });
        });
    Held::keep(ctx, shown.response.rect, model.table.sittings(), &recent);
}

fn toast(ui: &mut Ui, merged: &Merged, model: &Model, asks: &mut Asks) {
    let table = model.table;
    let inks = inks(ui.ctx());
    let notice = merged.notice;
    let edge = match notice.grade {
        Grade::Warning | Grade::Alarm => inks.danger,
        Grade::Event | Grade::Note => inks.slate,
    };
    Frame::new()
        .fill(inks.soot)
        .stroke(Stroke::new(1.0, edge))
        .inner_margin(Margin::same(6))
        .show(ui, |ui| {
            ui.set_width(WIDTH - 14.0);
            ui.horizontal_top(|ui| {
                say::mark(ui, notice.grade);
                ui.vertical(|ui| {
                    let (when, what) = (&notice.when, &notice.text);
                    let words = match merged.times {
                        1 => text::once(when, what),
                        times if merged.same => text::alike(when, what, times),
                        times => text::and_more(when, what, times - 1),
                    };
                    say::report(ui, words);
                    let Some(topic) = notice.topic else {
                        jump(ui, notice, table, asks);
                        return;
                    };
                    if notice.grade >= Grade::Warning {
                        say::weak(ui, alerts::advice(topic, table.seat()));
                    }
                    ui.horizontal_wrapped(|ui| {
                        // All of them in one row.
                        ui.spacing_mut().item_spacing.x = 4.0;
                        ui.spacing_mut().button_padding.x = 5.0;
                        jump(ui, notice, table, asks);
                        why::button(ui, notice.id, model, asks);
                        told_otherwise(ui, topic, model, asks);
                    });
                });
            });
        });
}

/// Buttons for how a kind of trouble is told from now on.
fn told_otherwise(ui: &mut Ui, topic: Topic, model: &Model, asks: &mut Asks) {
    let manner = model.settings.alerts.of(topic);
    let mut wanted = manner;
    let name = alerts::name(topic).to_lowercase();
    let tip = text::mute_tip(&name);
    wanted.muted |= ui.button(text::mute()).on_hover_text(tip).clicked();
    let tip = text::pause_tip(&name);
    if ui
        .selectable_label(manner.pauses, text::pause())
        .on_hover_text(tip)
        .clicked()
    {
        wanted.pauses = !manner.pauses;
    }
    if wanted != manner {
        let mut likes = model.settings.clone();
        likes.alerts.set(topic, wanted);
        asks.like(likes);
    }
}

/// A button that goes where a notice is about, if it is about a place or a man.
pub fn jump(ui: &mut Ui, notice: &Notice, table: &Table, asks: &mut Asks) {
    let Some(wishes) = jumps(notice, table) else {
        return;
    };
    if ui
        .button(text::go_there())
        .on_hover_text(text::go_there_tip())
        .clicked()
    {
        wishes.into_iter().for_each(|wish| asks.wish(wish));
    }
}

/// The wishes that go where a notice is about.
pub fn jumps(notice: &Notice, table: &Table) -> Option<Vec<Wish>> {
    let mut wishes = Vec::new();
    if let Some(at) = notice.at {
        let (x, y) = table.lens().house(table.prison()).middle(at);
        wishes.push(Wish::LookAt(x, y));
    }
    if let Some(who) = notice.who {
        if notice.at.is_none()
            && let Some(seen) = table.lens().person(table.prison(), who)
        {
            wishes.push(Wish::LookAt(
                seen.at.0 as f32 / 1000.0,
                seen.at.1 as f32 / 1000.0,
            ));
        }
        wishes.push(Wish::Select(Some(who)));
    }
    if !wishes.is_empty() {
        wishes.push(Wish::ZoomAtLeast(NEAR));
    }
    (!wishes.is_empty()).then_some(wishes)
}
