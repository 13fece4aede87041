//! Guns: what the armoury holds in the men's hands, and back where it belongs.

use bevy_ecs::prelude::*;

use super::aftermath::Aftermath;
use super::mob::Mob;
use super::{Riot, Riots};
use crate::contraband::{ItemKind, Items, Whereabouts};
use crate::happening::{ContrabandFact, SearchFact, What};
use crate::harm::arms;
use crate::ids::{ItemId, PersonId, TileId};
use crate::level::RoomUse;

/// Men in an armoury they hold take what lies there, the most violent first, one gun each.
pub(super) fn take_up_arms(riots: Res<Riots>, mut mob: Mob, mut items: ResMut<Items>) {
    let Some(riot) = riots.now() else {
        return;
    };
    let mut held = riot.held(&mob.topology);
    held.retain(|room| mob.used_as(*room) == RoomUse::Armoury);
    for room in held {
        let guns: Vec<(ItemId, TileId)> = items
            .all()
            .filter_map(|(id, item)| match item.at {
                Whereabouts::Stored(tile) => Some((id, tile)),
                Whereabouts::Carried(_) | Whereabouts::Hidden(_) | Whereabouts::Held => None,
            })
            .filter(|(_, tile)| mob.room_at(*tile) == Some(room))
            .collect();
        if guns.is_empty() {
            continue;
        }
        let mut men: Vec<PersonId> = mob.rioters();
        men.retain(|man| {
            let weapon = arms::weapon(&mob.roster, &items, *man);
            mob.room_of(*man) == Some(room) && weapon != Some(ItemKind::Gun)
        });
        men.sort_by_key(|man| (std::cmp::Reverse(mob.violence(*man)), *man));
        for (man, (item, tile)) in men.into_iter().zip(guns) {
            let what = What::Contraband(ContrabandFact::ItemFetched { item });
            let taken = mob.record(what, Some(man), Some(tile), riot.why());
            items.hand_over(item, man, taken);
        }
    }
}

impl Aftermath<'_> {
    /// When it is over the prison's guns are gathered, wherever they are.
    pub(super) fn gather_arms(&mut self, riot: &Riot) {
        let topology = &self.mob.topology;
        let armoury = topology.first_room(RoomUse::Armoury);
        let Some(place) = armoury.and_then(|room| self.mob.topology.place_of(room)) else {
            return;
        };
        let items = &self.items;
        let abroad: Vec<(ItemId, Whereabouts)> = items
            .all()
            .filter(|(_, item)| item.is_prisons_own())
            .filter_map(|(id, item)| match item.at {
                Whereabouts::Carried(_) | Whereabouts::Hidden(_) => Some((id, item.at)),
                Whereabouts::Held | Whereabouts::Stored(_) => None,
            })
            .collect();
        let warden = self.mob.warden();
        for (item, at) in abroad {
            let (blamed, at) = match at {
                Whereabouts::Carried(man) => (Some(man), self.mob.tile(man)),
                Whereabouts::Hidden(tile) => (None, tile),
                Whereabouts::Held | Whereabouts::Stored(_) => continue,
            };
            let what = What::Search(SearchFact::ItemFound { item, blamed });
            let found = self.mob.record(what, warden, Some(at), riot.why());
            self.items.put_back(item, place, found);
        }
    }
}

/// The men hold one room more, and take up what lies in the armouries they hold.
#[cfg(test)]
pub(crate) fn take_up_arms_in(world: &mut World, room: TileId) {
    use bevy_ecs::system::RunSystemOnce;

    let mut riots = world.resource_mut::<Riots>();
    riots.now_mut().expect("a riot goes on").rooms.push(room);
    let taken = world.run_system_once(take_up_arms);
    taken.expect("it runs");
}

/// The guns are gathered as when the riot is over.
#[cfg(test)]
pub(crate) fn gather_arms(world: &mut World) {
    use bevy_ecs::system::RunSystemOnce;

    let gathered = world.run_system_once(|riots: Res<Riots>, mut aftermath: Aftermath| {
        aftermath.gather_arms(riots.now().expect("a riot goes on"));
    });
    gathered.expect("it runs");
}
