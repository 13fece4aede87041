//! Arms: what the armoury holds in the men's hands, and back where it belongs.

use super::{Fray, Riot};
use crate::contraband::{ItemKind, Whereabouts};
use crate::happening::{ContrabandFact, SearchFact, What};
use crate::ids::{ItemId, PersonId, TileId};
use crate::level::RoomUse;

impl Fray<'_> {
    /// Men in an armoury they hold take what lies there, the most violent first, one gun each.
    pub(crate) fn take_up_arms(&mut self, riot: &Riot) {
        let mut held = self.held(riot);
        held.retain(|room| self.used_as(*room) == RoomUse::Armoury);
        for room in held {
            let items = &self.temper.watch.items;
            let guns: Vec<(ItemId, TileId)> = items
                .all()
                .filter_map(|(id, item)| match item.at {
                    Whereabouts::Stored(tile) => Some((id, tile)),
                    _ => None,
                })
                .filter(|(_, tile)| self.room_at(*tile) == Some(room))
                .collect();
            if guns.is_empty() {
                continue;
            }
            let mut men: Vec<PersonId> = self.rioters();
            men.retain(|man| {
                self.room_of(*man) == Some(room) && self.weapon(*man) != Some(ItemKind::Gun)
            });
            men.sort_by_key(|man| (std::cmp::Reverse(self.violence(*man)), *man));
            for (man, (item, tile)) in men.into_iter().zip(guns) {
                let what = What::Contraband(ContrabandFact::ItemFetched { item });
                let taken = self.record(what, Some(man), Some(tile), Self::why(riot));
                self.temper.watch.items.hand_over(item, man, taken);
            }
        }
    }

    /// When it is over the prison's guns are gathered, wherever they are.
    pub(crate) fn gather_arms(&mut self, riot: &Riot) {
        let topology = &self.temper.watch.travel.topology;
        let armoury = topology.first_room(RoomUse::Armoury);
        let Some(place) = armoury.and_then(|room| self.temper.place_of(room)) else {
            return;
        };
        let items = &self.temper.watch.items;
        let abroad: Vec<(ItemId, Whereabouts)> = items
            .all()
            .filter(|(_, item)| item.is_prisons_own())
            .filter_map(|(id, item)| match item.at {
                Whereabouts::Carried(_) | Whereabouts::Hidden(_) => Some((id, item.at)),
                Whereabouts::Held | Whereabouts::Stored(_) => None,
            })
            .collect();
        let warden = self.warden();
        for (item, at) in abroad {
            let (blamed, at) = match at {
                Whereabouts::Carried(man) => (Some(man), self.tile(man)),
                Whereabouts::Hidden(tile) => (None, tile),
                _ => continue,
            };
            let what = What::Search(SearchFact::ItemFound { item, blamed });
            let found = self.record(what, warden, Some(at), Self::why(riot));
            self.temper.watch.items.put_back(item, place, found);
        }
    }
}
