//! The panels, clicked and read without a window: what they ask for, what they say, and what they
//! keep to themselves.

mod crisis;
mod hud;
mod menus;
mod opened;
mod secrets;
mod sizes;

use bevy_egui::egui::{Event, Key, Modifiers, PointerButton, Pos2, Vec2, vec2};
use bighouse::play::{OrderInHand, Panel, Pointer, Screen, Seat, Settings, Table, Under, Wish};
use bighouse::ui::frame;
use bighouse::ui::model::{Ask, Model};
use bighouse::ui::notes::Notes;
use bighouse_sim::clock::Clock;
use egui_kittest::Harness;
use egui_kittest::kittest::{NodeT, Queryable};

use crate::common::shipped;

/// The size of the window, points at 100 %.
pub const WINDOW: Vec2 = vec2(1280.0, 720.0);

/// Everything the panels are shown, and what they asked for.
pub struct Desk {
    pub table: Table,
    pub screen: Screen,
    pub settings: Settings,
    pub notes: Notes,
    pub aim: OrderInHand,
    pub under: Under,
    pub pointer: Pointer,
    pub asked: Vec<Wish>,
}

impl Desk {
    /// A game of the smallest prison, lived until a time of its first day.
    pub fn at(hour: u32, minute: u32) -> Self {
        let mut table = Table::new(shipped("cell_block", &[]), "cell_block", &[], 1);
        let clock = table.prison().world().resource::<Clock>();
        let tick = clock.next_at(0, hour * 3600 + minute * 60);
        live_until(&mut table, tick);
        Self::of(table)
    }

    /// A game as it stands.
    pub fn of(table: Table) -> Self {
        Self {
            table,
            screen: Screen::default(),
            settings: Settings::default(),
            notes: Notes::default(),
            aim: OrderInHand::default(),
            under: Under::default(),
            pointer: Pointer::default(),
            asked: Vec::new(),
        }
    }

    /// The same, with a panel open.
    pub fn with(mut self, panel: Panel) -> Self {
        self.screen.open.insert(panel);
        self
    }

    /// The same, at the title.
    pub fn at_title(mut self) -> Self {
        self.screen.title = true;
        self
    }

    /// The same, in the seat of a man of the cast.
    pub fn in_seat_of(mut self, key: &str) -> Self {
        let seat = Seat::named(self.table.prison(), &format!("inmate:{key}"));
        self.table
            .sit(seat.expect("he is here"))
            .expect("his seat is free");
        self.table.live(0.0);
        self
    }

    /// The same, with an inmate selected.
    pub fn of_somebody(mut self) -> Self {
        let seat = Seat::named(self.table.prison(), "inmate:morgan").expect("he is here");
        self.table.selected = seat.person();
        self
    }

    /// Puts the panels up in a window of points.
    pub fn up(self, size: Vec2) -> Harness<'static, Self> {
        let mut harness = Harness::builder()
            .with_size(size)
            .with_max_steps(20)
            .build_ui_state(|ui, desk: &mut Self| desk.show(ui.ctx()), self);
        settle(&mut harness);
        harness
    }

    pub fn show(&mut self, ctx: &bevy_egui::egui::Context) {
        self.notes.shelf.fill(&self.table, &self.screen);
        let shown = frame::show(
            ctx,
            &Model {
                table: &self.table,
                screen: &self.screen,
                settings: &self.settings,
                aim: &self.aim,
                under: self.under,
                notes: &self.notes,
            },
        );
        self.pointer = shown.pointer;
        for ask in shown.asks.0 {
            match ask {
                Ask::Wish(wish) => self.asked.push(wish),
                Ask::Like(likes) => self.settings = *likes,
                Ask::Aim(aim) => self.aim.0 = aim,
                Ask::Note(note) => self.notes.take(note),
            }
        }
    }
}

/// Lets a table live to a tick, as frames of a game would.
pub fn live_until(table: &mut Table, tick: u64) {
    table.tempo.skip_to(tick);
    while table.now() < tick {
        table.live(0.1);
    }
}

/// Shows frames until nothing moves any more: faces are there from the second on, and what is
/// centred finds its place in the third.
pub fn settle(harness: &mut Harness<'_, Desk>) {
    harness.run_steps(2);
    harness.run_ok();
}

/// Clicks what is called so.
pub fn click(harness: &mut Harness<'_, Desk>, label: &str) {
    harness.get_by_label(label).click();
    settle(harness);
}

/// Clicks a point.
pub fn click_at(harness: &mut Harness<'_, Desk>, pos: Pos2) {
    harness.event(Event::PointerMoved(pos));
    for pressed in [true, false] {
        harness.event(Event::PointerButton {
            pos,
            button: PointerButton::Primary,
            pressed,
            modifiers: Modifiers::NONE,
        });
    }
    settle(harness);
}

/// Presses a key.
pub fn press(harness: &mut Harness<'_, Desk>, key: Key) {
    harness.key_press(key);
    settle(harness);
}

/// All that can be read on the screen, but for what was typed into a box.
pub fn texts(harness: &Harness<'_, Desk>) -> Vec<String> {
    let typed = |role| {
        use bevy_egui::egui::accesskit::Role;
        matches!(
            role,
            Role::TextInput | Role::MultilineTextInput | Role::TextRun
        )
    };
    harness
        .root()
        .children_recursive()
        .map(|node| node.accesskit_node())
        .filter(|node| !typed(node.role()))
        .flat_map(|node| [node.label(), node.value(), node.description()])
        .flatten()
        .collect()
}

/// Whether some text on the screen has these words in it.
pub fn says(harness: &Harness<'_, Desk>, words: &str) -> bool {
    texts(harness).iter().any(|text| text.contains(words))
}
