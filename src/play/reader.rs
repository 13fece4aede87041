//! Who reads at the table: a seat, with the names that it knows.
//!
//! Every text of a seat that may name somebody is made for this reader, so that a name the seat does not
//! know stands in none of them. The observer knows everybody by name.

use bevy_ecs::prelude::World;
use bighouse_sim::Prison;
use bighouse_sim::ids::PersonId;
use bighouse_sim::message::{Message, Part};
use bighouse_sim::people::{Everybody, Role, Roster};

use super::{Lens, dossier};
use crate::words::{self, Known, Reader};

/// The reader of a seat.
#[derive(Clone, Copy)]
pub struct SeatReader<'a> {
    prison: &'a Prison,
    lens: &'a Lens,
}

impl<'a> SeatReader<'a> {
    /// The reader whose seat looks through a lens.
    pub fn new(prison: &'a Prison, lens: &'a Lens) -> Self {
        Self { prison, lens }
    }

    /// The text of a message, as it stands inside a sentence.
    pub fn text(&self, message: &Message) -> String {
        words::spoken().text(message, self)
    }

    /// The text of a message with a capital at its head.
    pub fn sentence(&self, message: &Message) -> String {
        words::spoken().sentence(message, self)
    }

    /// What the seat calls somebody, inside a sentence.
    pub fn name(&self, person: PersonId) -> String {
        match self.person(person) {
            Known::ByName(name) => name,
            Known::As(message) => self.text(&message),
        }
    }
}

impl Reader for SeatReader<'_> {
    fn world(&self) -> &World {
        self.prison.world()
    }

    fn person(&self, person: PersonId) -> Known {
        let world = self.prison.world();
        let Some(identity) = Everybody::identity(world, person) else {
            return Known::As(Message::new("person-unknown"));
        };
        if dossier::knows_by_name(self.prison, self.lens.seat(), person) {
            return Known::ByName(identity.name.clone());
        }
        Known::As(match world.resource::<Roster>().role(person) {
            Role::Inmate if self.lens.sees(self.prison, person) => {
                let number = Part::Written(identity.number.to_string());
                Message::new("person-number").with("number", number)
            }
            role => Message::new(looks(role)),
        })
    }
}

/// What somebody looks like whose name one does not know.
pub(super) fn looks(role: Role) -> &'static str {
    match role {
        Role::Inmate => "person-inmate",
        Role::Officer => "person-officer",
        Role::Warden => "person-warden",
        Role::Soldier => "person-soldier",
        Role::Trooper => "person-trooper",
        Role::Civilian | Role::Walker => "person-stranger",
    }
}

/// One of each message that is made here.
#[cfg(test)]
pub(crate) fn made() -> Vec<Message> {
    let roles = [
        Role::Inmate,
        Role::Officer,
        Role::Warden,
        Role::Soldier,
        Role::Trooper,
        Role::Civilian,
    ];
    let mut made: Vec<Message> = roles
        .into_iter()
        .map(|role| Message::new(looks(role)))
        .collect();
    made.push(Message::new("person-number").with("number", Part::Written("1".into())));
    made
}

#[cfg(test)]
mod tests {
    use std::path::Path;
    use std::sync::Arc;

    use bighouse_sim::happening::{Happening, What};
    use bighouse_sim::ids::HappeningId;
    use bighouse_sim::level::{FolderFiles, load};
    use bighouse_sim::movement::Bodies;
    use bighouse_sim::specimens::{self, Filling};

    use super::*;
    use crate::play::Seat;
    use crate::play::news::Card;

    /// What a seat reads of a happening: its notice's text, and its card.
    fn read(prison: &Prison, lens: &Lens, happening: &Happening) -> String {
        let text = SeatReader::new(prison, lens).sentence(&happening.message());
        let card = crate::play::news::cards::of(prison, lens, happening);
        let lines = card.map_or_else(Vec::new, |(_, Card { lines })| lines);
        format!("{text} {}", lines.join(" "))
    }

    #[test]
    fn no_kind_of_happening_tells_a_name_that_the_seat_does_not_know() {
        let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("levels");
        let level = load(&FolderFiles::new(root), "cell_block", &[]).expect("a sound level");
        let prison = Prison::new(Arc::new(level), 1);
        let roster = prison.world().resource::<Roster>();
        let own = roster.all_inmates().next().expect("there are inmates");
        let seat = Seat::Inmate(own);
        let mut others = roster.all_inmates();
        let stranger = others.find(|man| !dossier::knows_by_name(&prison, seat, *man));
        let stranger = stranger.expect("he does not know everybody");
        let identity = Everybody::identity(prison.world(), stranger).expect("somebody");
        let filling = Filling {
            person: stranger,
            ..Filling::default()
        };
        let kinds: Vec<What> = specimens::all(&filling).expect("plain data");
        let (inmate, observer) = (Lens::new(&prison, seat), Lens::new(&prison, Seat::Observer));
        let mut named = 0;
        for what in kinds {
            let happening = Happening {
                id: HappeningId(1),
                tick: 0,
                what,
                who: Some(stranger),
                at: Some(prison.world().resource::<Bodies>().body(own).tile),
                cause: HappeningId::NONE,
            };
            let text = read(&prison, &inmate, &happening);
            assert!(!text.contains(&identity.name), "{text}");
            named += usize::from(read(&prison, &observer, &happening).contains(&identity.name));
        }
        assert!(named > 50, "the observer reads his name: {named}");
    }
}
