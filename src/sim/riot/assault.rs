//! Assaults: a man goes for another in the same room, or for the weapon the other has on him.
//!
//! He walks up to him, looking once a second where he is, and strikes when his hand reaches. What
//! comes of it hangs on arms, tempers and who stands by whom, and on chance. An officer who is
//! overpowered where enough men would act, or while they riot, is theirs with his keys, and the
//! room with him; elsewhere he is struck down, and who did it stands there as one who acts, for the
//! officers to answer. Who loses against an officer is led off.
//!
//! Odds are per cent, and guesses: there are no figures for them.

use bevy_ecs::prelude::*;
use rand::RngExt;
use serde::{Deserialize, Serialize};

use super::{Fray, TAKES_PART};
use crate::chance::Purpose;
use crate::clock::{MINUTE, seconds};
use crate::conduct::{Activity, Bid, Deed, Source};
use crate::contraband::ItemKind;
use crate::contraband::hands::REACH;
use crate::due::DueKind;
use crate::happening::{HarmFact, JusticeFact, Offence, SeatFact, What};
use crate::ids::{HappeningId, PersonId, RoomId, TileId};
use crate::people::Role;
use crate::section::{Limits, Section};
use crate::unrest::scene::Scene;
use crate::unrest::{Mood, decision};

/// How often he looks where the other is, and how long he goes after him.
const LOOKS: u64 = seconds(1);
const GOES_AFTER: u64 = 2 * MINUTE;
/// With so many men behind him who would act, whoever overpowers an officer keeps him.
pub(super) const BACKERS: u32 = 3;
/// How near others must be to help in a brawl, mm.
const BESIDE: u32 = 4_000;
/// Odds of one unarmed man against an officer; what his temper adds at the most; each man who
/// acts beside him, each officer beside the other, at most so many of them.
const ALONE: i32 = 15;
const TEMPER: i32 = 20;
const EACH_MAN: i32 = 15;
const EACH_OFFICER: i32 = -20;
const MOST_BESIDE: i32 = 4;
/// What a knife or a gun adds to whoever has it.
const KNIFE: i32 = 35;
const GUN: i32 = 60;
/// Odds of getting a weapon out of another's hand; what it adds that the other sleeps, or sees no
/// enemy in him because both take part, or has his eyes on those he minds.
const GRASP: i32 = 40;
const UNAWARE: i32 = 25;

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
    cause: HappeningId,
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

    fn begin(&mut self, assault: Assault) {
        match self.place_of(assault.who) {
            Ok(place) => self.list[place] = assault,
            Err(place) => self.list.insert(place, assault),
        }
    }

    fn end(&mut self, who: PersonId) -> Option<Assault> {
        self.place_of(who).ok().map(|place| self.list.remove(place))
    }
}

impl Section for Assaults {
    const NAME: &'static str = "riot.assaults";
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

impl Fray<'_> {
    /// A man sets out for another.
    pub(super) fn goes_for(&mut self, who: PersonId, whom: PersonId, aim: Aim) {
        let why = self.temper.root_of(&[who]);
        self.sets_out(who, whom, aim, why);
    }

    /// The same because of something.
    pub(super) fn sets_out(&mut self, who: PersonId, whom: PersonId, aim: Aim, why: HappeningId) {
        let tick = self.tick();
        let here = self.tile(who);
        let what = match aim {
            Aim::Harm | Aim::Reprisal => What::Harm(HarmFact::WentFor { whom }),
            Aim::Weapon => What::Harm(HarmFact::GraspedFor { whom }),
        };
        let cause = self.record(what, Some(who), Some(here), why);
        self.assaults.begin(Assault {
            who,
            whom,
            aim,
            until: tick + GOES_AFTER,
            cause,
        });
        let due = &mut self.temper.watch.due;
        due.push(tick, DueKind::Assault, who, 0);
    }

    /// Those who are on their way come nearer, or are there.
    pub(super) fn press_assaults(&mut self) {
        let due = self.temper.watch.due.now(DueKind::Assault);
        let men: Vec<PersonId> = due.map(|due| due.subject).collect();
        for who in men {
            let Some(assault) = self.assaults.of(who).copied() else {
                continue;
            };
            if !self.can_go_on(&assault) {
                self.assaults.end(who);
                self.stands_back(who);
                let why = "he could not get at him".to_owned();
                let here = self.tile(who);
                self.record(
                    What::Seat(SeatFact::OrderFailed { why }),
                    Some(who),
                    Some(here),
                    assault.cause,
                );
                continue;
            }
            let (here, there) = (self.tile(who), self.tile(assault.whom));
            if self.distance(here, there) <= REACH {
                self.assaults.end(who);
                self.stands_back(who);
                self.come_to_blows(assault);
                continue;
            }
            let topology = &self.temper.watch.travel.topology;
            if let Some((at, _)) = topology.reach(there) {
                self.send_at(who, Activity::new(Deed::Attack, at), assault.cause);
            }
            let next = self.tick() + LOOKS;
            let due = &mut self.temper.watch.due;
            due.push(next, DueKind::Assault, who, 0);
        }
    }

    fn can_go_on(&self, assault: &Assault) -> bool {
        let watch = &self.temper.watch;
        watch.is_there(assault.who)
            && watch.is_there(assault.whom)
            && !watch.conduct.is_helpless(assault.who)
            && !watch.conduct.is_kept(assault.who)
            && self.tick() <= assault.until
            && self.room_of(assault.who) == self.room_of(assault.whom)
    }

    /// His seat leads him there, if it leads him at all.
    fn send_at(&mut self, who: PersonId, activity: Activity, cause: HappeningId) {
        let conduct = &mut self.temper.watch.conduct;
        let (source, urgency) = match conduct.is_led(who) {
            true => (Source::Seat, u16::MAX),
            false => (Source::Riot, TAKES_PART),
        };
        let bid = Bid {
            activity,
            urgency,
            cause,
        };
        conduct.bid(who, source, bid);
    }

    /// He goes for nobody any more: he does as before, or stands if his seat leads him.
    fn stands_back(&mut self, who: PersonId) {
        let here = self.tile(who);
        if self.temper.watch.conduct.is_led(who) {
            let doing = Activity::new(Deed::Stand, here);
            self.send_at(who, doing, HappeningId::NONE);
        } else if self.temper.spirits.mood(who) == Mood::Rioting {
            let why = self.riots.now().map_or(HappeningId::NONE, Self::why);
            self.bid(who, Deed::Riot, here, why);
        } else {
            self.let_go(who);
        }
    }

    /// The best weapon somebody has at hand: soldiers their rifles, inmates what they carry.
    pub(super) fn weapon(&self, person: PersonId) -> Option<ItemKind> {
        let watch = &self.temper.watch;
        match watch.roster.role(person) {
            Role::Soldier | Role::Trooper => Some(ItemKind::Gun),
            _ => watch.items.weapon_of(person).map(|(kind, _)| kind),
        }
    }

    pub(super) fn edge(&self, person: PersonId) -> i32 {
        match self.weapon(person) {
            Some(ItemKind::Gun) => GUN,
            Some(_) => KNIFE,
            None => 0,
        }
    }

    pub(super) fn violence(&self, person: PersonId) -> i32 {
        self.temper.spirits.of(person).map_or(0, |man| man.temper)
    }

    fn come_to_blows(&mut self, assault: Assault) {
        let Assault {
            who, whom, cause, ..
        } = assault;
        let is_inmate = self.temper.watch.roster.is_inmate(whom);
        match assault.aim {
            Aim::Weapon => self.grasp(who, whom, cause),
            Aim::Reprisal => self.takes_revenge(who, whom, cause),
            Aim::Harm if is_inmate => self.brawl(who, whom, cause),
            Aim::Harm => self.set_upon(who, whom, cause),
        }
    }

    /// How many of some persons stand beside somebody.
    pub(super) fn beside(&self, men: impl Iterator<Item = PersonId>, whom: PersonId) -> i32 {
        let there = self.tile(whom);
        let near = men.filter(|man| self.distance(self.tile(*man), there) <= BESIDE);
        (near.take(MOST_BESIDE as usize).count()) as i32
    }

    pub(super) fn draw(&self, who: PersonId, odds: i32) -> bool {
        let chance = &self.temper.watch.chance;
        let mut rng = chance.stream(Purpose::Assault, who, self.tick());
        rng.random_range(0..100_i32) < odds.clamp(3, 97)
    }

    /// Against an officer or a soldier.
    fn set_upon(&mut self, who: PersonId, whom: PersonId, cause: HappeningId) {
        let scene = self.temper.scene();
        if self
            .riots
            .now()
            .is_some_and(|riot| riot.hostages.contains(&whom))
        {
            self.hurt(whom, who, cause);
            return;
        }
        let acting = scene.men.iter().map(|(man, _)| *man);
        let acting = acting.filter(|man| *man != who && self.temper.spirits.mood(*man).is_active());
        let helpers = self.beside(acting, whom);
        let others = scene.guards.iter().map(|(guard, _)| *guard);
        let others = self.beside(others.filter(|guard| *guard != whom), whom);
        let odds = ALONE + self.violence(who) * TEMPER / decision::ONE as i32 + self.edge(who)
            - self.edge(whom)
            + helpers * EACH_MAN
            + others * EACH_OFFICER;
        if self.draw(who, odds) {
            self.overpowers(who, whom, cause, &scene);
        } else if self.weapon(whom).is_some() {
            self.hurt(who, whom, cause);
        } else {
            let at = Some(self.tile(who));
            let offence = Offence::Fighting;
            self.record(
                What::Justice(JusticeFact::OffenceSeen { offence, by: whom }),
                Some(who),
                at,
                cause,
            );
            self.drop_keys(who);
            self.temper.arrest(&scene, (whom, who), cause);
            self.let_go(who);
        }
    }

    /// He has the better of him: with enough men behind him he keeps him.
    fn overpowers(&mut self, who: PersonId, whom: PersonId, cause: HappeningId, scene: &Scene) {
        let here = self.tile(whom);
        let what = What::Harm(HarmFact::Overpowered { by: who });
        let cause = self.record(what, Some(whom), Some(here), cause);
        if !self.temper.spirits.mood(who).is_active() {
            self.temper.stand_up(who, cause);
        }
        let Some(room) = self.room_of(who) else {
            return;
        };
        let backers = self.backers(who, room, scene);
        let riots = self.temper.spirits.mood(who) == Mood::Rioting;
        if self.temper.watch.roster.role(whom) != Role::Officer || !(riots || backers >= BACKERS) {
            self.strike_down(whom, who, cause);
            return;
        }
        if self.riots.now().is_none() {
            self.temper.lose_room(room, 1 + backers, cause);
            self.begin_where_lost();
        }
        if let Some(mut riot) = self.riots.all.pop() {
            self.take(whom, who, &mut riot, cause);
            self.riots.all.push(riot);
        }
    }

    /// How many in a room act, or would once an officer is gone and one man more acts.
    fn backers(&self, who: PersonId, room: RoomId, scene: &Scene) -> u32 {
        let rule = self.temper.decision();
        let others = scene
            .men
            .iter()
            .filter(|(man, spot)| spot.0 == room && *man != who);
        let backs = others.filter(|(man, spot)| {
            self.temper.spirits.of(*man).is_some_and(|spirit| {
                let (cops, actives) = scene.odds(*spot, spirit.mood);
                let cops = cops.saturating_sub(decision::GUARD);
                spirit.mood.is_active()
                    || (spirit.mood == Mood::Quiet && spirit.margin(&rule, cops, actives + 1) > 0)
            })
        });
        backs.count() as u32
    }

    /// Two inmates: the better of them hurts the other, and officers who see it write it down.
    fn brawl(&mut self, who: PersonId, whom: PersonId, cause: HappeningId) {
        let (his, other) = (self.violence(who), self.violence(whom));
        let odds = 50 + (his - other) / 250 + self.edge(who) - self.edge(whom);
        let (winner, loser) = match self.draw(who, odds) {
            true => (who, whom),
            false => (whom, who),
        };
        self.is_seen(who, cause);
        self.hurt(loser, winner, cause);
    }

    /// He grasps for the other's weapon: he gets it, or feels it.
    fn grasp(&mut self, who: PersonId, whom: PersonId, cause: HappeningId) {
        let here = self.tile(who);
        let Some((_, item)) = self.temper.watch.items.weapon_of(whom) else {
            let why = "the other had no weapon on him".to_owned();
            self.record(
                What::Seat(SeatFact::OrderFailed { why }),
                Some(who),
                Some(here),
                cause,
            );
            return;
        };
        let moods = [who, whom].map(|man| self.temper.spirits.mood(man).is_active());
        let asleep = self.temper.watch.conduct.is_at(whom, Deed::Sleep);
        let minds = |riot: &super::Riot| riot.ward.minder == Some(whom);
        let looks_away = asleep || self.riots.now().is_some_and(minds);
        let unaware = if looks_away || moods == [true, true] {
            UNAWARE
        } else {
            0
        };
        let odds = GRASP + unaware + (self.violence(who) - self.violence(whom)) / 250;
        if self.draw(who, odds) {
            let what = What::Harm(HarmFact::Disarmed { item, of: whom });
            let taken = self.record(what, Some(who), Some(here), cause);
            self.temper.watch.items.hand_over(item, who, taken);
            self.pass_keys(whom, who);
        } else {
            self.hurt(who, whom, cause);
        }
        self.is_seen(who, cause);
    }

    /// The nearest officer who is free and sees what is done at a place.
    fn officer_who_sees(&self, at: TileId) -> Option<PersonId> {
        let custody = &self.temper.watch.custody;
        let is_on_duty = |person: PersonId| custody.officer(person).is_some_and(|one| one.on_duty);
        let mut saw = self.temper.watch.who_sees(at, &[]).into_iter();
        saw.find(|person| is_on_duty(*person) && self.temper.is_free_guard(*person))
    }

    /// The nearest officer who sees a man fight writes it down.
    fn is_seen(&mut self, who: PersonId, cause: HappeningId) {
        let here = self.tile(who);
        let Some(by) = self.officer_who_sees(here) else {
            return;
        };
        let offence = Offence::Fighting;
        self.record(
            What::Justice(JusticeFact::OffenceSeen { offence, by }),
            Some(who),
            Some(here),
            cause,
        );
    }
}
