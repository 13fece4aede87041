//! Assaults: a man goes for another in the same room, or for the weapon the other has on him.
//!
//! He walks up to him, looking once a second where he is, and strikes when his hand reaches. What comes of
//! it is for the room to say that set him on; that room also bids for him.

use bevy_ecs::prelude::*;
use serde::{Deserialize, Serialize};

use super::Presence;
use crate::clock::{MINUTE, seconds};
use crate::contraband::hands::REACH;
use crate::due::{DueKind, DueQueue};
use crate::happening::{Happenings, HarmFact, What};
use crate::ids::{HappeningId, PersonId, TileId};
use crate::section::{Limits, Section};

/// How often he looks where the other is, and how long he goes after him.
const LOOKS: u64 = seconds(1);
const GOES_AFTER: u64 = 2 * MINUTE;

/// What a man goes for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Aim {
    /// The other himself.
    Harm,
    /// A weapon the other has on him.
    Weapon,
    /// The other's life, because he told on others.
    Reprisal,
}

/// A man on his way to another.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Assault {
    /// Who.
    pub who: PersonId,
    /// For whom.
    pub whom: PersonId,
    /// For what.
    pub aim: Aim,
    /// How long he goes after him.
    until: u64,
    /// Its happening.
    pub(crate) cause: HappeningId,
}

/// How far a man has come who goes for another.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Advance {
    /// He is on his way, and walks here next; nowhere if the other cannot be reached now.
    Walks(Option<TileId>),
    /// His hand reaches the other.
    Reaches,
    /// He cannot get at him any more.
    GivesUp,
}

/// Those who are on their way to another, in order.
#[derive(Resource, Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Assaults {
    list: Vec<Assault>,
}

impl Assaults {
    /// Whom somebody goes for.
    pub fn of(&self, who: PersonId) -> Option<&Assault> {
        self.place_of(who).ok().map(|place| &self.list[place])
    }

    fn place_of(&self, who: PersonId) -> Result<usize, usize> {
        self.list.binary_search_by_key(&who, |assault| assault.who)
    }

    /// A man sets out for another where he stands, because of something.
    pub(crate) fn begin(
        &mut self,
        (who, whom, aim): (PersonId, PersonId, Aim),
        (tick, here, why): (u64, TileId, HappeningId),
        happenings: &mut Happenings,
        due: &mut DueQueue,
    ) {
        let what = match aim {
            Aim::Harm | Aim::Reprisal => What::Harm(HarmFact::WentFor { whom }),
            Aim::Weapon => What::Harm(HarmFact::GraspedFor { whom }),
        };
        let cause = happenings.record(tick, what, Some(who), Some(here), why);
        let assault = Assault {
            who,
            whom,
            aim,
            until: tick + GOES_AFTER,
            cause,
        };
        match self.place_of(who) {
            Ok(place) => self.list[place] = assault,
            Err(place) => self.list.insert(place, assault),
        }
        due.push(tick, DueKind::Assault, who, 0);
    }

    /// Who looks in this tick where the other is.
    pub(crate) fn who_looks(due: &DueQueue) -> Vec<PersonId> {
        due.now(DueKind::Assault).map(|due| due.subject).collect()
    }

    /// He looks again in a second.
    pub(crate) fn look_again(due: &mut DueQueue, who: PersonId, tick: u64) {
        due.push(tick + LOOKS, DueKind::Assault, who, 0);
    }

    /// He goes for nobody any more.
    pub(crate) fn end(&mut self, who: PersonId) {
        if let Ok(place) = self.place_of(who) {
            self.list.remove(place);
        }
    }
}

impl Section for Assaults {
    const NAME: &'static str = "harm.assaults";
    const VERSION: u32 = 1;

    fn check(&self, limits: &Limits) -> Result<(), String> {
        let sound = self.list.is_sorted_by(|a, b| a.who < b.who)
            && self.list.iter().all(|assault| {
                assault.who.0 < limits.inmates
                    && assault.whom.0 < limits.persons
                    && assault.who != assault.whom
                    && limits.is_planned(assault.until)
                    && assault.cause.0 <= limits.happenings
            });
        if sound {
            Ok(())
        } else {
            Err("an assault is out of range".into())
        }
    }
}

impl Presence<'_> {
    /// How far a man has come who goes for another.
    pub fn advance(&self, assault: &Assault) -> Advance {
        let Assault { who, whom, .. } = *assault;
        let can_go_on = self.is_there(who)
            && self.is_there(whom)
            && !self.conduct.is_helpless(who)
            && !self.conduct.is_kept(who)
            && self.tick <= assault.until
            && self.room_of(who) == self.room_of(whom);
        if !can_go_on {
            Advance::GivesUp
        } else if self.between(who, whom) <= REACH {
            Advance::Reaches
        } else {
            let floor = self.topology.reach(self.tile(whom));
            Advance::Walks(floor.map(|(floor, _)| floor))
        }
    }
}
