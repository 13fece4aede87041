//! Orders: what the seat may order, and why not where it may not.
//!
//! What may be ordered, under which heading, and what each order still lacks comes from the prison itself
//! ([`live::offers`]); what is said of it from the language. Here each [`Missing`] gets its way to be
//! chosen: by a click on the map, by selecting somebody, by writing in the timetable. So a new order needs
//! nothing here.

use super::super::egui::{Align2, Context, Rect, Ui, vec2};
use super::super::model::{Asks, Model};
use super::super::notes::Note;
use super::super::theme::say;
use super::{day_plan, hands, window};
use crate::play::reader::SeatReader;
use crate::play::{Panel, Seat, Table, Wish, ordered, places};
use crate::words::orders::{Said, label, refusal, said};
use crate::words::own::texts;
use bighouse_sim::ids::PersonId;
use bighouse_sim::level::{Floor, Tile};
use bighouse_sim::live;
use bighouse_sim::message::Message;
use bighouse_sim::order::{Heading, Missing, Offer, Order};

texts! {
    waiting(orders) = "orders-waiting";
    one_more(first, rest) = "orders-one-more";
    held_locked(door) = "orders-held-locked";
    not_now(why) = "orders-not-now";
    of_the_warden = "orders-of-the-warden";
    may_order = "crisis-may-order";
    select_first = "orders-select-first";
    click_the_map(order) = "orders-click-the-map";
}

/// What works build.
const WORKS: [Tile; 9] = [
    Tile::Wall,
    Tile::Bars,
    Tile::Fence,
    Tile::Window,
    Tile::CellDoor,
    Tile::BarredGate,
    Tile::Door,
    Tile::Doorway,
    Tile::Floor(Floor::Flags),
];

/// An order as its button shows it.
pub(super) struct OrderButton {
    /// What has been said of it so far.
    pub(super) order: Order,
    /// Its name.
    pub(super) name: String,
    /// What it does.
    pub(super) tip: String,
    /// Why it is refused, whatever is chosen.
    pub(super) refused: Option<String>,
}

impl OrderButton {
    fn of(offer: &Offer, table: &Table) -> Self {
        let reader = reader(table);
        let world = table.prison().world();
        Self {
            order: offer.order.clone(),
            name: label(&offer.order, &reader),
            tip: said(&offer.order, Said::Tip, &reader).unwrap_or_default(),
            refused: offer.refused.as_ref().map(|why| refusal(world, why)),
        }
    }

    /// The same once something is chosen.
    pub(super) fn chosen(&self, order: Order, table: &Table) -> Self {
        let name = said(&order, Said::About, &reader(table));
        Self {
            name: name.unwrap_or_else(|| self.name.clone()),
            order,
            tip: self.tip.clone(),
            refused: self.refused.clone(),
        }
    }
}

/// Whoever sits at the table.
pub(super) fn reader(table: &Table) -> SeatReader<'_> {
    SeatReader::new(table.prison(), table.lens())
}

/// What was ordered and is still to be carried out, in a line; `None` if nothing is.
pub fn ordered(table: &Table) -> Option<String> {
    let orders = ordered::words(table.prison(), table.lens()).into_iter();
    let all = orders
        .rev()
        .reduce(|rest, first| text::one_more(first, rest))?;
    Some(text::waiting(all))
}

/// Shows it, if it is open.
pub fn show(ctx: &Context, free: Rect, model: &Model, asks: &mut Asks) {
    if !model.screen.shows(Panel::Orders) {
        return;
    }
    let place = (Align2::LEFT_TOP, vec2(330.0, 480.0));
    window::show(ctx, free, Panel::Orders, place, asks, |ui, asks| {
        body(ui, model, asks);
    });
}

/// What the menus show: seats are taken and left elsewhere, and levels are edited in their files.
fn offers(table: &Table) -> impl Iterator<Item = (Heading, Offer)> {
    let all = live::offers(table.prison().world(), table.seat().giver());
    all.into_iter().filter_map(|offer| {
        let heading = offer.order.info().heading;
        let is_shown = match offer.missing {
            Missing::Nothing => heading != Heading::Seats,
            Missing::Level => false,
            Missing::Tile
            | Missing::Person
            | Missing::PersonAnywhere
            | Missing::ItemAndPerson
            | Missing::ItemAndTile
            | Missing::BuildAndTile
            | Missing::Line => true,
        };
        is_shown.then_some((heading, offer))
    })
}

fn body(ui: &mut Ui, model: &Model, asks: &mut Asks) {
    let table = model.table;
    let mut head = None;
    let all: Vec<(Heading, Offer)> = offers(table).collect();
    for (heading, offer) in &all {
        if head != Some(*heading) {
            head = Some(*heading);
            let words = reader(table).text(&Message::new(heading.word()));
            let refused = all
                .iter()
                .filter(|(other, _)| other == heading)
                .find_map(|(_, offer)| OrderButton::of(offer, table).refused);
            let refused = refused.map(text::not_now);
            say::heading_with(ui, &words, refused.as_deref());
        }
        one(
            ui,
            &OrderButton::of(offer, table),
            offer.missing,
            model,
            asks,
        );
    }
    // What comes and goes stands below what is pressed.
    for door in places::held_locked(table.prison()) {
        if table.seat().person().is_none() || matches!(table.seat(), Seat::Warden(_)) {
            say::weak(ui, text::held_locked(door));
        }
    }
    if let Some(words) = ordered(table).filter(|_| table.tempo.is_paused()) {
        say::report(ui, words);
    }
    if let Seat::Inmate(_) = table.seat() {
        say::weak(ui, text::of_the_warden());
    }
}

/// Shows the orders to the whole house and the answers to a riot that the seat may give: they lie on the crisis desk too.
pub(super) fn of_the_crisis(ui: &mut Ui, model: &Model, asks: &mut Asks) {
    let mut head = false;
    for (heading, offer) in offers(model.table) {
        if !matches!(heading, Heading::House | Heading::Crisis) {
            continue;
        }
        if !head {
            say::heading(ui, text::may_order());
            head = true;
        }
        let shown = OrderButton::of(&offer, model.table);
        one(ui, &shown, offer.missing, model, asks);
    }
}

fn one(ui: &mut Ui, shown: &OrderButton, missing: Missing, model: &Model, asks: &mut Asks) {
    match missing {
        Missing::Nothing => {
            if button(ui, shown) {
                give(&shown.order, asks);
            }
        }
        Missing::Tile => aim(ui, shown, model, asks),
        Missing::BuildAndTile => {
            ui.horizontal_wrapped(|ui| {
                for tile in WORKS {
                    let order = shown.order.clone().building(tile);
                    aim(ui, &shown.chosen(order, model.table), model, asks);
                }
            });
        }
        Missing::Person => of_the_selected(ui, shown, model, asks),
        Missing::ItemAndPerson => hands::pass(ui, shown, model, asks),
        Missing::ItemAndTile => hands::hide(ui, shown, model, asks),
        Missing::Line => day_plan::show(ui, model, asks),
        Missing::PersonAnywhere => {
            if button(ui, shown) {
                asks.panel(Panel::Search);
            }
        }
        // It is edited in its files.
        Missing::Level => {}
    }
}

/// Gives an order, or asks first if nothing takes it back.
fn give(order: &Order, asks: &mut Asks) {
    if order.info().is_final {
        asks.note(Note::Confirm(Some(order.clone())));
    } else {
        asks.wish(Wish::Order(order.clone()));
    }
}

/// A button of an order; whether it was pressed.
pub(super) fn button(ui: &mut Ui, shown: &OrderButton) -> bool {
    let refused = shown.refused.as_deref();
    say::button_or_why(ui, shown.name.as_str(), refused, &shown.tip).clicked()
}

/// An order about the man who is selected.
fn of_the_selected(ui: &mut Ui, shown: &OrderButton, model: &Model, asks: &mut Asks) {
    let table = model.table;
    // Nobody does it to himself.
    let another = |man: &PersonId| Some(*man) != shown.order.actor();
    let Some(man) = table.selected.filter(another) else {
        let why = Some(text::select_first());
        say::button_or_why(ui, shown.name.as_str(), why, &shown.tip);
        return;
    };
    let mut about = shown.chosen(shown.order.clone().about(man), table);
    let (world, giver) = (table.prison().world(), table.seat().giver());
    let refused = live::check(world, giver, &about.order).err();
    about.refused = refused.map(|why| refusal(world, &why));
    if button(ui, &about) {
        asks.wish(Wish::Order(about.order));
    }
}

/// An order that is given by the next click on the map.
pub(super) fn aim(ui: &mut Ui, shown: &OrderButton, model: &Model, asks: &mut Asks) {
    let is_aimed = model.aim.0.as_ref() == Some(&shown.order);
    let words = if is_aimed {
        text::click_the_map(&shown.name)
    } else {
        shown.name.clone()
    };
    let refused = shown.refused.as_deref();
    if say::button_or_why(ui, words, refused, &shown.tip).clicked() {
        asks.aim((!is_aimed).then(|| shown.order.clone()));
    }
}
