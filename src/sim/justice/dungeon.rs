//! The dungeon: taking men there, keeping them, letting them out.
//!
//! A man who is sentenced is fetched by an officer and goes with him; the door is locked behind him,
//! as all doors of the dungeon always are. While he is kept no bell calls him: he is counted where he
//! is, and fed there, half of what the others get. When his days are over an officer takes him back
//! to his berth, and the timetable has him again.

use super::{Court, Kept, Stage, days};
use crate::clock::MINUTE;
use crate::conduct::{Activity, Bid, Deed, Source, Urgency};
use crate::due::DueKind;
use crate::happening::{CustodyFact, Demand, JusticeFact, SiegeFact, UnrestFact, What};
use crate::ids::{HappeningId, PersonId, RoomId, TileId};
use crate::level::RoomUse;

/// A dungeon cell has no more floor than this, m2: what is larger is the passage, or a hall.
const LARGEST: usize = 12;
/// Of this many inmates one may be locked in his own cell for want of room in the dungeon.
const IN_THEIR_CELLS: u32 = 30;
/// A man who could not be fetched is called for again after this.
const AGAIN: u64 = 20 * MINUTE;

/// Leads men to their punishment and back.
pub(super) fn keep(mut court: Court) {
    for happening in court.happenings.last().to_vec() {
        if let What::Siege(SiegeFact::DemandsMet { demands }) = &happening.what
            && demands.contains(&Demand::Amnesty)
        {
            court.pardon_all(happening.id);
        }
        let Some(man) = happening.who else { continue };
        match happening.what {
            What::Custody(CustodyFact::EscortBegan { .. })
            | What::Custody(CustodyFact::EscortEnded { .. })
                if court.is_led_off(happening.cause) => {}
            What::Custody(CustodyFact::EscortBegan { .. }) => court.set_out(man, happening.id),
            What::Custody(CustodyFact::EscortEnded { there }) => {
                court.arrive(man, there, happening.id)
            }
            _ => {}
        }
    }
    if !court.due.any_now() {
        return;
    }
    let over: Vec<PersonId> = court
        .due
        .now(DueKind::Release)
        .map(|due| due.subject)
        .collect();
    for man in over {
        court.look_at(man);
    }
}

impl Court<'_> {
    /// A free cell of the dungeon: the tile of it that is farthest from its door.
    pub(super) fn find_room_for(&self, man: PersonId) -> Option<TileId> {
        if let Some(kept) = self.justice.of(man).filter(|kept| kept.dungeon) {
            return Some(kept.spot);
        }
        let taken = |room: RoomId| {
            self.justice
                .kept
                .iter()
                .any(|kept| kept.dungeon && self.topology.room_of(kept.spot) == Some(room))
        };
        self.topology
            .rooms_for(RoomUse::Dungeon)
            .filter(|(id, room)| room.tiles.len() <= LARGEST && !taken(*id))
            .find_map(|(id, room)| {
                let portal = self.topology.portal(self.topology.only_portal(id)?);
                let door = portal.has_lock().then(|| portal.key())?;
                room.tiles
                    .iter()
                    .copied()
                    .max_by_key(|tile| (self.grid.distance(*tile, door), *tile))
            })
    }

    /// Whether there is no keeping one man more in his own cell: after an upheaval officers could not
    /// fetch and feed them all.
    pub(super) fn cells_are_full(&self) -> bool {
        let at_home = self.justice.kept.iter().filter(|kept| !kept.dungeon);
        at_home.count() as u32 > self.roster.inmates() / IN_THEIR_CELLS
    }

    /// Has a man taken to where he is to be kept; one who is kept already stays longer.
    pub(super) fn send_to(
        &mut self,
        man: PersonId,
        room: Option<TileId>,
        days_given: u32,
        cause: HappeningId,
    ) {
        if let Some(kept) = self.justice.kept_mut(man) {
            let longer = (kept.days + days_given).min(super::LONGEST) - kept.days;
            kept.days += longer;
            kept.cause = cause;
            if let (Stage::Locked, Some(until)) = (kept.stage, kept.until) {
                let until = until + days(longer);
                kept.until = Some(until);
                self.due.push(until, DueKind::Release, man, 0);
            }
            return;
        }
        let spot = room.unwrap_or_else(|| self.roster.of(man).berth);
        if let Err(place) = self.justice.place_of(man) {
            self.justice.kept.insert(
                place,
                Kept {
                    man,
                    spot,
                    dungeon: room.is_some(),
                    days: days_given,
                    stage: Stage::Called,
                    until: None,
                    cause,
                },
            );
        }
        self.record(
            What::Custody(CustodyFact::EscortCalled { to: spot }),
            Some(man),
            None,
            cause,
        );
    }

    /// An amnesty: nobody is heard any more, and whoever is kept goes home.
    fn pardon_all(&mut self, cause: HappeningId) {
        let tick = self.tick();
        self.justice.cases.clear();
        let kept: Vec<Kept> = self.justice.kept.clone();
        for Kept { man, stage, .. } in kept {
            match stage {
                // No officer has him in hand yet.
                Stage::Called => self.strike(man),
                Stage::Locked => {
                    if let Some(kept) = self.justice.kept_mut(man) {
                        kept.until = Some(tick);
                        kept.cause = cause;
                    }
                    self.due.push(tick + 1, DueKind::Release, man, 0);
                }
                Stage::GoingBack => {}
            }
        }
    }

    /// Whether a man is taken to his cell out of a protest: then he is not on the books yet.
    fn is_led_off(&self, called: HappeningId) -> bool {
        let called = self.happenings.find(called);
        called.is_some_and(|cause| matches!(cause.what, What::Unrest(UnrestFact::Arrested { .. })))
    }

    /// An officer has a man in hand: he goes with him.
    fn set_out(&mut self, man: PersonId, cause: HappeningId) {
        let Some(kept) = self.justice.of(man).copied() else {
            return;
        };
        let activity = match kept.stage {
            Stage::Called => Activity::new(Deed::Confined, kept.spot),
            Stage::GoingBack => Activity::new(Deed::Rest, self.roster.of(man).berth),
            Stage::Locked => return,
        };
        // Whoever decides for him: officers do not ask.
        self.conduct.withdraw(man, Source::Seat);
        self.conduct.bid(
            man,
            Source::Justice,
            Bid {
                activity,
                urgency: Urgency::Punishment,
                cause,
            },
        );
    }

    /// The officer let go of a man.
    fn arrive(&mut self, man: PersonId, there: bool, cause: HappeningId) {
        let tick = self.tick();
        if self.roster.is_dead(man) {
            self.strike(man);
            return;
        }
        let Some(kept) = self.justice.kept_mut(man) else {
            return;
        };
        match (kept.stage, there) {
            (Stage::Locked, _) => {}
            (_, false) => self.due.push(tick + AGAIN, DueKind::Release, man, 1),
            (Stage::Called, true) => {
                let until = tick + days(kept.days);
                kept.stage = Stage::Locked;
                kept.until = Some(until);
                let (dungeon, spot) = (kept.dungeon, kept.spot);
                self.due.push(until, DueKind::Release, man, 0);
                self.record(
                    What::Justice(JusticeFact::Confined { dungeon }),
                    Some(man),
                    Some(spot),
                    cause,
                );
            }
            (Stage::GoingBack, true) => self.let_out(man, cause),
        }
    }

    /// Whether a man's days are over, or he is still to be fetched.
    fn look_at(&mut self, man: PersonId) {
        let tick = self.tick();
        let berth = self.roster.of(man).berth;
        if self.roster.is_dead(man) {
            self.strike(man);
            return;
        }
        let Some(kept) = self.justice.kept_mut(man) else {
            return;
        };
        let cause = kept.cause;
        let to = match kept.stage {
            Stage::Called => kept.spot,
            Stage::GoingBack => berth,
            Stage::Locked if kept.until.is_none_or(|until| until > tick) => return,
            Stage::Locked if kept.dungeon => {
                kept.stage = Stage::GoingBack;
                berth
            }
            // He is at home already.
            Stage::Locked => {
                self.let_out(man, cause);
                return;
            }
        };
        self.record(
            What::Custody(CustodyFact::EscortCalled { to }),
            Some(man),
            None,
            cause,
        );
    }

    /// Strikes a man off the books: he has served, or is dead.
    fn strike(&mut self, man: PersonId) {
        if let Ok(place) = self.justice.place_of(man) {
            self.justice.kept.remove(place);
        }
        self.conduct.withdraw(man, Source::Justice);
    }

    /// A man is one of the others again.
    fn let_out(&mut self, man: PersonId, cause: HappeningId) {
        self.strike(man);
        self.record(What::Justice(JusticeFact::Released), Some(man), None, cause);
    }
}
