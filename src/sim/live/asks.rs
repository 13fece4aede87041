//! What a seat may ask at this moment, for its menu: the orders by name, what each still needs to
//! know, and why one is refused. Nothing is changed; whether a door, a post or a place will do is
//! asked of [`super::check`] once it is chosen.

use bevy_ecs::prelude::World;

use super::check;
use crate::conduct::Conduct;
use crate::contraband::Items;
use crate::custody::warnings;
use crate::ids::PersonId;
use crate::order::{Giver, Order};
use crate::people::{Role, Roster};
use crate::riot::{Riot, Riots};

/// What an order still needs to know before it can be given.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Needs {
    /// Nothing: this is the order.
    Nothing(Order),
    /// A door to lock.
    DoorToLock,
    /// A door to unlock.
    DoorToUnlock,
    /// A post to be held.
    PostToMan,
    /// A post to be given up.
    PostToLeave,
    /// A line of the timetable, and what begins then.
    Line,
    /// A tile, and what is to be built there.
    Work,
    /// Where a person whose seat is taken shall walk.
    Place(PersonId),
    /// Whose seat to take.
    Person,
    /// An edited level.
    Level,
    /// Something he has on him, and to whom it shall go.
    ThingToPass(PersonId),
    /// Something he has on him, and where it shall be hidden.
    ThingToHide(PersonId),
    /// Where he shall feel for something hidden.
    PlaceToFeel(PersonId),
    /// A room in which he says there will be trouble.
    RoomOfTrouble(PersonId),
    /// An inmate to be searched.
    ManToSearch,
    /// A cell to be searched.
    CellToSearch,
    /// A gallery whose cells are to be searched.
    BlockToSearch,
    /// Somebody in the same room for whom he shall go.
    PersonToAttack(PersonId),
    /// A man in the same room whose weapon he shall take.
    ManToDisarm(PersonId),
}

/// An order that a seat may ask for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Ask {
    /// What it is called, in the imperative.
    pub name: &'static str,
    /// What it still needs to know.
    pub needs: Needs,
    /// Why it is refused right now, whatever door, post or place is chosen; `None` if it is not.
    pub refused: Option<String>,
}

/// What a seat may ask. What is not its to ask is not in the list.
pub fn what_may(world: &World, giver: Giver) -> Vec<Ask> {
    let mut asks = Vec::new();
    let roster = world.resource::<Roster>();
    let (person, is_warden) = match giver {
        Giver::Author => (None, true),
        Giver::Person(person) if person.index() < roster.len() => {
            (Some(person), roster.role(person) == Role::Warden)
        }
        Giver::Person(_) => return asks,
    };
    let mut ask = |name, needs: Needs| {
        let refused = match &needs {
            Needs::Nothing(order) => check(world, giver, order)
                .err()
                .map(|refusal| refusal.to_string()),
            Needs::Place(person) => (!world.resource::<Conduct>().is_seated(*person))
                .then(|| "take the seat first".to_owned()),
            Needs::ThingToPass(person) | Needs::ThingToHide(person) => world
                .resource::<Items>()
                .carried_by(*person)
                .next()
                .is_none()
                .then(|| "he has nothing on him that is forbidden".to_owned()),
            Needs::RoomOfTrouble(person) => warnings::nobody_hears(world, *person),
            _ => None,
        };
        asks.push(Ask {
            name,
            needs,
            refused,
        });
    };
    if let Some(person) = person {
        ask("Take the seat", Needs::Nothing(Order::TakeSeat { person }));
        ask(
            "Leave the seat",
            Needs::Nothing(Order::LeaveSeat { person }),
        );
        ask("Walk to", Needs::Place(person));
        ask(
            "Follow the timetable",
            Needs::Nothing(Order::FollowTimetable { person }),
        );
        if roster.is_inmate(person) {
            ask("Pass something on", Needs::ThingToPass(person));
            ask("Hide something", Needs::ThingToHide(person));
            ask("Feel for something hidden", Needs::PlaceToFeel(person));
            ask("Stand up", Needs::Nothing(Order::Protest { person }));
            ask("Give it up", Needs::Nothing(Order::Desist { person }));
            ask("Go for somebody", Needs::PersonToAttack(person));
            ask("Take a man's weapon", Needs::ManToDisarm(person));
            ask("Set fire", Needs::Nothing(Order::SetFire { person }));
            ask("Warn the warden", Needs::RoomOfTrouble(person));
        }
    } else {
        ask("Take a seat", Needs::Person);
        ask("Amend the level", Needs::Level);
    }
    if is_warden {
        ask("Lock down", Needs::Nothing(Order::LockDown));
        ask("End the lockdown", Needs::Nothing(Order::EndLockDown));
        ask("Lock a door", Needs::DoorToLock);
        ask("Unlock a door", Needs::DoorToUnlock);
        ask("Man a post", Needs::PostToMan);
        ask("Give up a post", Needs::PostToLeave);
        ask("Change the timetable", Needs::Line);
        ask("Plan a work", Needs::Work);
    }
    // In a calm prison nobody looks for these.
    let riots = world.resource::<Riots>();
    if is_warden && riots.now().is_some_and(Riot::is_called) {
        let crisis = [
            ("Talk to the rioters", Order::TalkToRioters),
            ("Put the rioters off", Order::StallRioters),
            ("Concede their demands", Order::ConcedeDemands),
            ("Refuse their demands", Order::RefuseDemands),
            ("Cut off the water", Order::CutWater),
            ("Restore the water", Order::RestoreWater),
            ("Cut off the light", Order::CutLight),
            ("Restore the light", Order::RestoreLight),
            ("Storm the prison", Order::StormPrison),
            ("Call the state troopers", Order::CallTroopers),
            ("Call the army", Order::CallArmy),
        ];
        for (name, order) in crisis {
            ask(name, Needs::Nothing(order));
        }
    }
    let is_officer = person.is_some_and(|person| roster.role(person) == Role::Officer);
    if is_warden || is_officer {
        ask("Search a man", Needs::ManToSearch);
        ask("Search a cell", Needs::CellToSearch);
        ask("Search a block", Needs::BlockToSearch);
    }
    asks
}
