//! Brawls: what comes of it when a man has got at another, or at the weapon the other has on him.
//!
//! It hangs on arms, tempers and who stands by whom, and on chance. An officer who is overpowered where
//! enough men would act, or while they riot, is theirs with his keys, and the room with him; elsewhere he is
//! struck down, and who did it stands there as one who acts, for the officers to answer. Who loses against
//! an officer is led off.
//!
//! Odds are per cent, and guesses: there are no figures for them.

use bevy_ecs::prelude::*;
use bevy_ecs::system::SystemParam;

use super::hostages::Capture;
use super::victims::Victims;
use super::{Riot, Riots};
use crate::chance::Purpose;
use crate::conduct::{Activity, Bid, Deed, Source, Urgency};
use crate::custody::Officers;
use crate::happening::{HarmFact, JusticeFact, Offence, SeatFact, What};
use crate::harm::assaults::Advance;
use crate::harm::{Aim, Assault, Assaults, Blow, arms, fights};
use crate::ids::{HappeningId, PersonId, RoomId, TileId};
use crate::order::OrderName;
use crate::people::Role;
use crate::prison::{Doors, Tiers};
use crate::refusal::Refusal;
use crate::rules::Rules;
use crate::unrest::scene::{Scene, is_free_guard};
use crate::unrest::{Arrests, Decision, Mood, Protests, decision};

/// With how many men behind him who would act whoever overpowers an officer keeps him.
const BACKERS: u32 = 3;
/// How near others must be to help in a brawl, mm.
const BESIDE: u32 = 4_000;
/// Odds of one unarmed man against an officer; what his temper adds at the most; each man who
/// acts beside him, each officer beside the other, and how many of them count at the most.
const ALONE: i32 = 15;
const TEMPER: i32 = 20;
const EACH_MAN: i32 = 15;
const EACH_OFFICER: i32 = -20;
const MOST_BESIDE: i32 = 4;
/// Odds of getting a weapon out of another's hand; what it adds that the other sleeps, or sees no
/// enemy in him because both take part, or has his eyes on those he minds.
const GRASP: i32 = 40;
const UNAWARE: i32 = 25;

/// Men who go for others, and what may come of it: wounds, an arrest, a hostage, a room lost.
#[derive(SystemParam)]
pub(super) struct Brawl<'w> {
    pub(super) victims: Victims<'w>,
    assaults: ResMut<'w, Assaults>,
    rules: Res<'w, Rules>,
    tiers: Res<'w, Tiers>,
    doors: ResMut<'w, Doors>,
    protests: ResMut<'w, Protests>,
}

/// The order by which a seat has a man go for another.
fn order_for(aim: Aim) -> OrderName {
    match aim {
        Aim::Harm | Aim::Reprisal => OrderName::Attack,
        Aim::Weapon => OrderName::Disarm,
    }
}

/// Those who are on their way to another come nearer, or are there.
pub(super) fn press_assaults(mut riots: ResMut<Riots>, mut brawl: Brawl) {
    for who in Assaults::who_looks(&brawl.victims.mob.due) {
        let Some(assault) = brawl.assaults.of(who).copied() else {
            continue;
        };
        match brawl.victims.presence().advance(&assault) {
            Advance::Walks(to) => brawl.walks(&assault, to),
            Advance::Reaches => {
                brawl.stands_back(&riots, who);
                brawl.come_to_blows(&mut riots, assault);
            }
            Advance::GivesUp => {
                brawl.stands_back(&riots, who);
                let what = What::Seat(SeatFact::OrderFailed {
                    order: order_for(assault.aim),
                    refusal: Refusal::NotReached,
                });
                let mob = &mut brawl.victims.mob;
                let here = Some(mob.tile(who));
                mob.record(what, Some(who), here, assault.cause);
            }
        }
    }
}

impl Brawl<'_> {
    /// He goes after the other, and looks again in a second.
    fn walks(&mut self, assault: &Assault, to: Option<TileId>) {
        let who = assault.who;
        if let Some(at) = to {
            self.send_at(who, Activity::new(Deed::Attack, at), assault.cause);
        }
        let mob = &mut self.victims.mob;
        let tick = mob.tick();
        Assaults::look_again(&mut mob.due, who, tick);
    }

    /// His seat leads him there, if it leads him at all.
    fn send_at(&mut self, who: PersonId, activity: Activity, cause: HappeningId) {
        let conduct = &mut self.victims.mob.conduct;
        let (source, urgency) = match conduct.is_led(who) {
            true => (Source::Seat, Urgency::Seat),
            false => (Source::Force, Urgency::Fighting),
        };
        let bid = Bid {
            activity,
            urgency,
            cause,
        };
        conduct.bid(who, source, bid);
    }

    /// He goes for nobody any more: he does as before, or stands if his seat leads him.
    fn stands_back(&mut self, riots: &Riots, who: PersonId) {
        self.assaults.end(who);
        let mob = &mut self.victims.mob;
        let here = mob.tile(who);
        if mob.conduct.is_led(who) {
            let doing = Activity::new(Deed::Stand, here);
            self.send_at(who, doing, HappeningId::NONE);
        } else if mob.spirits.mood(who) == Mood::Rioting {
            mob.bid(who, Deed::Riot, here, riots.why());
        } else {
            mob.let_go(who);
        }
    }

    fn come_to_blows(&mut self, riots: &mut Riots, assault: Assault) {
        let Assault {
            who, whom, cause, ..
        } = assault;
        let is_inmate = self.victims.mob.roster.is_inmate(whom);
        match assault.aim {
            Aim::Weapon => self.grasp(riots, who, whom, cause),
            Aim::Reprisal => self.takes_revenge(riots, who, whom, cause),
            Aim::Harm if is_inmate => self.brawl(riots, who, whom, cause),
            Aim::Harm => self.set_upon(riots, who, whom, cause),
        }
    }

    pub(super) fn strikes(&mut self, riots: &mut Riots, blow: Blow) {
        if let Some(hurt) = self.victims.harm().strike(blow) {
            self.victims.suffers_in(riots, hurt);
        }
    }

    /// What somebody has in his hand adds to his odds, per cent.
    pub(super) fn edge(&self, person: PersonId) -> i32 {
        arms::edge(self.victims.weapon(person))
    }

    /// How many of some persons stand beside somebody.
    pub(super) fn beside(&self, men: impl Iterator<Item = PersonId>, whom: PersonId) -> i32 {
        let mob = &self.victims.mob;
        let there = mob.tile(whom);
        let near = men.filter(|man| mob.distance(mob.tile(*man), there) <= BESIDE);
        (near.take(MOST_BESIDE as usize).count()) as i32
    }

    /// Whether odds, per cent, fall for a man this time.
    pub(super) fn draw(&self, who: PersonId, odds: i32) -> bool {
        let mob = &self.victims.mob;
        let event = mob.chance.event(Purpose::Assault, who, mob.tick());
        event.is(odds.clamp(3, 97).unsigned_abs(), 100)
    }

    fn decision(&self) -> Decision {
        Decision::by(&self.rules)
    }

    /// Who is where.
    fn scene(&self) -> Scene {
        let Victims {
            mob,
            fires,
            custody,
            ..
        } = &self.victims;
        mob.scene(&self.doors, fires, custody, &self.rules)
    }

    /// What it touches that an officer leads a man off, or a room is lost.
    fn arrests(&mut self) -> Arrests<'_> {
        let Victims { mob, custody, .. } = &mut self.victims;
        Arrests {
            officers: Officers {
                clock: &mob.clock,
                chance: &mob.chance,
                topology: &mob.topology,
                roster: &mob.roster,
                bodies: &mut mob.bodies,
                custody,
                conduct: &mut mob.conduct,
                due: &mut mob.due,
                happenings: &mut mob.happenings,
            },
            grid: &mob.grid,
            spirits: &mut mob.spirits,
            protests: &mut self.protests,
            harshness: self.rules.guards.harshness,
        }
    }

    /// Against an officer or a soldier.
    fn set_upon(&mut self, riots: &mut Riots, who: PersonId, whom: PersonId, cause: HappeningId) {
        let is_held = |riot: &Riot| riot.hostages.contains(&whom);
        if riots.now().is_some_and(is_held) {
            self.strikes(riots, Blow::new(whom, who, cause));
            return;
        }
        let scene = self.scene();
        let mob = &self.victims.mob;
        let acting = scene.men.iter().map(|(man, _)| *man);
        let acting = acting.filter(|man| *man != who && mob.spirits.mood(*man).is_active());
        let helpers = self.beside(acting, whom);
        let others = scene.guards.iter().map(|(guard, _)| *guard);
        let others = self.beside(others.filter(|guard| *guard != whom), whom);
        let odds = ALONE + mob.violence(who) * TEMPER / decision::ONE as i32 + self.edge(who)
            - self.edge(whom)
            + helpers * EACH_MAN
            + others * EACH_OFFICER;
        if self.draw(who, odds) {
            self.overpowers(riots, who, whom, cause, &scene);
        } else if self.victims.weapon(whom).is_some() {
            self.strikes(riots, Blow::new(who, whom, cause));
        } else {
            let mob = &mut self.victims.mob;
            let at = Some(mob.tile(who));
            let offence = Offence::Fighting;
            mob.record(
                What::Justice(JusticeFact::OffenceSeen { offence, by: whom }),
                Some(who),
                at,
                cause,
            );
            mob.drop_keys(who);
            self.arrests().arrest(&scene, (whom, who), cause);
            self.victims.mob.let_go(who);
        }
    }

    /// He has the better of him: with enough men behind him he keeps him.
    fn overpowers(
        &mut self,
        riots: &mut Riots,
        who: PersonId,
        whom: PersonId,
        cause: HappeningId,
        scene: &Scene,
    ) {
        let rule = self.decision();
        let mob = &mut self.victims.mob;
        let here = mob.tile(whom);
        let what = What::Harm(HarmFact::Overpowered { by: who });
        let cause = mob.record(what, Some(whom), Some(here), cause);
        if !mob.spirits.mood(who).is_active() {
            mob.stand_up(who, cause, &rule);
        }
        let Some(room) = mob.room_of(who) else {
            return;
        };
        let riots_himself = mob.spirits.mood(who) == Mood::Rioting;
        let is_officer = mob.roster.role(whom) == Role::Officer;
        let backers = self.backers(who, room, scene);
        if !is_officer || !(riots_himself || backers >= BACKERS) {
            self.strikes(riots, Blow::new(whom, who, cause).that_fells());
            return;
        }
        if riots.now().is_none() {
            self.arrests().lose_room(room, 1 + backers, cause);
            let scene = self.scene();
            let mob = &mut self.victims.mob;
            mob.begin_where_lost(riots, &self.protests, &scene);
        }
        if let Some(riot) = riots.now_mut() {
            let mut capture = Capture {
                mob: &mut self.victims.mob,
                custody: &mut self.victims.custody,
                doors: &mut self.doors,
                tiers: &self.tiers,
            };
            capture.take(whom, who, riot, cause);
        }
    }

    /// How many in a room act, or would once an officer is gone and one man more acts.
    fn backers(&self, who: PersonId, room: RoomId, scene: &Scene) -> u32 {
        let rule = self.decision();
        let others = scene
            .men
            .iter()
            .filter(|(man, spot)| spot.0 == room && *man != who);
        let backs = others.filter(|(man, spot)| {
            self.victims.mob.spirits.of(*man).is_some_and(|spirit| {
                let (cops, actives) = scene.odds(*spot, spirit.mood);
                let cops = cops.saturating_sub(decision::GUARD);
                spirit.mood.is_active()
                    || (spirit.mood == Mood::Quiet && spirit.margin(&rule, cops, actives + 1) > 0)
            })
        });
        backs.count() as u32
    }

    /// Two inmates: the better of them hurts the other, and officers who see it write it down.
    fn brawl(&mut self, riots: &mut Riots, who: PersonId, whom: PersonId, cause: HappeningId) {
        let mob = &self.victims.mob;
        let (his, other) = (mob.violence(who), mob.violence(whom));
        let odds = fights::odds((his, self.edge(who)), (other, self.edge(whom)));
        let (winner, loser) = match self.draw(who, odds) {
            true => (who, whom),
            false => (whom, who),
        };
        self.is_seen(who, cause);
        self.strikes(riots, Blow::new(loser, winner, cause));
    }

    /// He grasps for the other's weapon: he gets it, or feels it.
    fn grasp(&mut self, riots: &mut Riots, who: PersonId, whom: PersonId, cause: HappeningId) {
        let Victims { mob, items, .. } = &mut self.victims;
        let here = mob.tile(who);
        let Some((_, item)) = items.weapon_of(whom) else {
            let what = What::Seat(SeatFact::OrderFailed {
                order: OrderName::Disarm,
                refusal: Refusal::OtherUnarmed,
            });
            mob.record(what, Some(who), Some(here), cause);
            return;
        };
        let moods = [who, whom].map(|man| mob.spirits.mood(man).is_active());
        let asleep = mob.conduct.is_at(whom, Deed::Sleep);
        let minds = |riot: &Riot| riot.ward.minder == Some(whom);
        let looks_away = asleep || riots.now().is_some_and(minds);
        let unaware = if looks_away || moods == [true, true] {
            UNAWARE
        } else {
            0
        };
        let odds = GRASP + unaware + (mob.violence(who) - mob.violence(whom)) / 250;
        if self.draw(who, odds) {
            let Victims { mob, items, .. } = &mut self.victims;
            let what = What::Harm(HarmFact::Disarmed { item, of: whom });
            let taken = mob.record(what, Some(who), Some(here), cause);
            items.hand_over(item, who, taken);
            mob.pass_keys(whom, who);
        } else {
            self.strikes(riots, Blow::new(who, whom, cause));
        }
        self.is_seen(who, cause);
    }

    /// The nearest officer who is free and sees what is done at a place.
    fn officer_who_sees(&self, at: TileId) -> Option<PersonId> {
        let Victims { mob, custody, .. } = &self.victims;
        let is_on_duty = |person: PersonId| custody.officer(person).is_some_and(|one| one.on_duty);
        let mut saw = self.victims.presence().who_sees(at, &[]).into_iter();
        saw.find(|person| is_on_duty(*person) && is_free_guard(&mob.conduct, *person))
    }

    /// The nearest officer who sees a man fight writes it down.
    fn is_seen(&mut self, who: PersonId, cause: HappeningId) {
        let here = self.victims.mob.tile(who);
        let Some(by) = self.officer_who_sees(here) else {
            return;
        };
        let what = What::Justice(JusticeFact::OffenceSeen {
            offence: Offence::Fighting,
            by,
        });
        let mob = &mut self.victims.mob;
        mob.record(what, Some(who), Some(here), cause);
    }
}
