//! Seats: through whose eyes the prison is played.

use bighouse_sim::Prison;
use bighouse_sim::ids::PersonId;
use bighouse_sim::order::Giver;
use bighouse_sim::people::{Everybody, Role, Roster};

use crate::words::own::texts;

texts! {
    no_warden = "seat-no-warden";
    unknown(seat) = "seat-unknown";
    no_such_inmate(who) = "seat-no-such-inmate";
    many_inmates(men, who, one, one_number, other, other_number) = "seat-many-inmates";
}

/// A seat.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Seat {
    /// Sees everything, and may order what the author of a run may.
    #[default]
    Observer,
    /// The warden's desk.
    Warden(PersonId),
    /// A bunk.
    Inmate(PersonId),
}

impl Seat {
    /// Whose body it is.
    pub fn person(self) -> Option<PersonId> {
        match self {
            Self::Observer => None,
            Self::Warden(person) | Self::Inmate(person) => Some(person),
        }
    }

    /// Whether it knows what goes on within somebody: what he needs, and what holds him up.
    pub fn knows_within(self, person: PersonId) -> bool {
        self == Self::Observer || self.person() == Some(person)
    }

    /// The speed it begins with: slow enough for an observer to see the lamps come on tier by tier,
    /// fast enough that the bell is not waited for.
    pub fn usual_speed(self) -> u32 {
        match self {
            Self::Observer => 16,
            Self::Warden(_) => 60,
            Self::Inmate(_) => 4,
        }
    }

    /// In whose name its orders are given.
    pub fn giver(self) -> Giver {
        match self {
            Self::Observer => Giver::Author,
            Self::Warden(person) | Self::Inmate(person) => Giver::Person(person),
        }
    }

    /// The seat of a person, if he has one: the warden's, or an inmate's, while he lives.
    pub fn of(prison: &Prison, person: PersonId) -> Option<Self> {
        let roster = prison.world().resource::<Roster>();
        match roster.role(person) {
            _ if roster.is_dead(person) => None,
            Role::Warden => Some(Self::Warden(person)),
            Role::Inmate => Some(Self::Inmate(person)),
            _ => None,
        }
    }

    /// The seat that words such as `observer`, `warden` or `inmate:Kent Marlowe` name. An inmate
    /// is named by his name, a part of it, his key in the cast, his number, or `person:17` as a chronicle
    /// has it.
    ///
    /// # Errors
    /// In words, if nobody or more than one is so called.
    pub fn named(prison: &Prison, words: &str) -> Result<Self, String> {
        let world = prison.world();
        match words.split_once(':') {
            None if words == "observer" => Ok(Self::Observer),
            None if words == "warden" => world
                .resource::<Roster>()
                .with_role(Role::Warden)
                .next()
                .map(Self::Warden)
                .ok_or_else(|| text::no_warden().into()),
            Some(("inmate", who)) => inmate(prison, who).map(Self::Inmate),
            _ => Err(text::unknown(words)),
        }
    }
}

fn inmate(prison: &Prison, who: &str) -> Result<PersonId, String> {
    let world = prison.world();
    let wanted = who.trim().to_lowercase();
    let (mut whole, mut parts) = (Vec::new(), Vec::new());
    for person in world.resource::<Roster>().all_inmates() {
        let Some(identity) = Everybody::identity(world, person) else {
            continue;
        };
        let name = identity.name.to_lowercase();
        let is_he = name == wanted
            || identity.number.to_string() == wanted
            || format!("person:{}", person.0) == wanted
            || identity.cast.as_deref() == Some(who.trim());
        let he = (person, identity.name.clone(), identity.number);
        if is_he {
            whole.push(he);
        } else if !wanted.is_empty() && name.contains(&wanted) {
            parts.push(he);
        }
    }
    // Whose whole name it is comes before those of whose names it is a part.
    let found = if whole.is_empty() { parts } else { whole };
    match found.as_slice() {
        [] => Err(text::no_such_inmate(who.trim())),
        [(person, ..)] => Ok(*person),
        [(_, one, number), (_, other, other_number), ..] => Err(text::many_inmates(
            found.len(),
            who.trim(),
            one,
            number.to_string(),
            other,
            other_number.to_string(),
        )),
    }
}
