//! What happened, and why: the one record of the prison.
//!
//! Features append to the log of the tick and read the log of the tick before,
//! which is saved with everything else. One happening stands for one occasion
//! (a sitting, not a plate). Each names its cause, so that `why` can walk from
//! any of them to its roots.

use std::collections::BTreeSet;

use bevy_ecs::prelude::{Res, ResMut, Resource};
use serde::{Deserialize, Serialize};

use crate::clock::{Clock, DAY};
use crate::ids::{FileId, HappeningId, ItemId, PersonId, TierId, TileId};
use crate::level::{Occasion, Tile};

pub use crate::level::Grievance;
use crate::section::{Limits, MOST_COUNTED, Section};

/// One thing that happened.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Happening {
    /// Its number.
    pub id: HappeningId,
    /// When.
    pub tick: u64,
    /// What.
    pub what: What,
    /// Who did it or suffered it, if it was one person.
    pub who: Option<PersonId>,
    /// Where, if it was at one place.
    pub at: Option<TileId>,
    /// What it came from; [`HappeningId::NONE`] for a root.
    pub cause: HappeningId,
}

/// What rioters demand.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub enum Demand {
    /// Better food.
    Food,
    /// That nobody is beaten any more.
    Blows,
    /// That the dungeon is emptied, and nobody is punished for the riot.
    Amnesty,
    /// That their complaints are looked into.
    Hearing,
}

impl Demand {
    /// All of them.
    pub const ALL: [Self; 4] = [Self::Food, Self::Blows, Self::Amnesty, Self::Hearing];

    /// What men demand who hold this against the administration.
    pub fn over(grievance: Grievance) -> Self {
        match grievance {
            Grievance::Food | Grievance::Unfed => Self::Food,
            Grievance::Beaten | Grievance::SawBeaten => Self::Blows,
            Grievance::Punished | Grievance::SawPunished => Self::Amnesty,
            // What can not be undone can be looked into.
            Grievance::SawKilled | Grievance::Refused | Grievance::Thirst => Self::Hearing,
        }
    }

    /// What it is called, as in "they demand …".
    pub fn words(self) -> &'static str {
        match self {
            Self::Food => "better food",
            Self::Blows => "an end of the beatings",
            Self::Amnesty => "an amnesty for all who are punished",
            Self::Hearing => "a hearing of their complaints",
        }
    }
}

/// Demands in words: "better food and an end of the beatings".
pub fn demands_in_words(demands: &[Demand]) -> String {
    let words: Vec<&str> = demands.iter().map(|demand| demand.words()).collect();
    match words.split_last() {
        None => "nothing they could name".to_owned(),
        Some((last, [])) => (*last).to_owned(),
        Some((last, others)) => format!("{} and {last}", others.join(", ")),
    }
}

/// Kinds of happenings, in the past tense.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum What {
    /// The level began.
    LevelBegan,
    /// The bell called everybody to the next occasion of the timetable.
    OccasionCalled {
        /// What began.
        occasion: Occasion,
    },
    /// A tier was called out; the keepers of its lever are to open it.
    TierCalled {
        /// The tier.
        tier: TierId,
    },
    /// A tier is to be locked.
    TierDismissed {
        /// The tier.
        tier: TierId,
    },
    /// A tier's lever was thrown and its cells stand open.
    TierUnlocked {
        /// The tier.
        tier: TierId,
    },
    /// A tier's lever was thrown and its cells are locked.
    TierLocked {
        /// The tier.
        tier: TierId,
    },
    /// The keepers were told to open or lock a door.
    DoorCalled {
        /// Whether it shall stand open.
        open: bool,
    },
    /// A door was unlocked.
    DoorUnlocked,
    /// A door was locked.
    DoorLocked,
    /// A file of men began to march.
    FileLeft {
        /// The file.
        file: FileId,
        /// How many marched.
        men: u32,
    },
    /// A sitting began to be called to the mess hall.
    SittingCalled {
        /// Which sitting, from 0.
        sitting: u32,
        /// How many men were expected.
        men: u32,
    },
    /// The last man of a sitting sat down.
    SittingSeated {
        /// Which sitting, from 0.
        sitting: u32,
        /// Men seated.
        men: u32,
        /// From the first man through the door to the last one seated.
        fill_s: u32,
    },
    /// A meal was over.
    MealEnded {
        /// Men who should have eaten.
        expected: u32,
        /// Men who were served.
        served: u32,
    },
    /// The officers were told to count.
    CountCalled {
        /// Which count, from 0.
        count: u32,
    },
    /// An officer finished counting a room or gallery.
    RoomCounted {
        /// Which count.
        count: u32,
        /// Men he saw that had not been counted.
        men: u32,
    },
    /// A count ended.
    CountEnded {
        /// Which count.
        count: u32,
        /// Men counted.
        counted: u32,
        /// Men on the book.
        book: u32,
        /// Whether all were counted in time.
        complete: bool,
    },
    /// Gangs were sent to work.
    WorkCalled {
        /// Men with work to go to.
        men: u32,
    },
    /// A service in the chapel began.
    ServiceBegan {
        /// Which service, from 0.
        service: u32,
        /// Men in the pews.
        men: u32,
    },
    /// Everybody who should be was behind a locked gate.
    LockedIn {
        /// Men behind locked gates.
        men: u32,
        /// Listed night workers.
        listed: u32,
        /// Men who were elsewhere.
        missing: u32,
    },
    /// A shift of officers came on.
    ShiftBegan {
        /// 0 day, 1 evening, 2 night.
        shift: u8,
        /// Officers of it.
        officers: u32,
    },
    /// An officer took over a post.
    PostTaken,
    /// A visit began.
    VisitBegan {
        /// The visitor.
        visitor: PersonId,
    },
    /// A visit was over.
    VisitEnded,
    /// A wall, door or floor was built or torn down.
    TileChanged {
        /// What was there.
        from: Tile,
        /// What is there now.
        to: Tile,
    },
    /// Men were found with no way out of where they are.
    SealedIn {
        /// How many.
        men: u32,
    },
    /// Men who had been sealed in can get out again.
    Unsealed,
    /// A man got no nearer to where he goes for ten minutes.
    GotStuck,
    /// A player or screenplay took a seat.
    SeatTaken,
    /// The seat was left; the man is his own again.
    SeatLeft,
    /// A person was told where to walk.
    WalkOrdered,
    /// The prison was locked down.
    LockedDown,
    /// The lockdown was lifted.
    LockDownEnded,
    /// An order could not be carried out.
    OrderFailed {
        /// Why, in words.
        why: String,
    },
    /// Constants, policies or the timetable were amended.
    Amended {
        /// What, in words.
        what: String,
    },
    /// A person whose seat is taken goes by the bell and his duty again.
    TimetableFollowed,
    /// A post is to be held from now on.
    PostManned,
    /// A post is to be held no more.
    PostGivenUp,
    /// A man was not found at a count that was not complete.
    MissedAtCount {
        /// Which count, from 0.
        count: u32,
    },
    /// Men held something against the administration.
    Grudged {
        /// What.
        grievance: Grievance,
        /// How many.
        men: u32,
    },
    /// An officer struck a man.
    ManBeaten {
        /// Who struck.
        by: PersonId,
        /// How many saw it.
        seen: u32,
        /// The nearest of them, in order.
        witnesses: Vec<PersonId>,
    },
    /// Men at table let it be heard that they would act if nobody guarded them.
    CupsBanged {
        /// How many.
        men: u32,
        /// Of how many.
        of: u32,
    },
    /// Men began to act where they were.
    ProtestBegan {
        /// How many.
        men: u32,
        /// Whether it was over their plates.
        eating: bool,
    },
    /// A protest had doubled.
    ProtestGrew {
        /// How many acted.
        men: u32,
    },
    /// A protest was over.
    ProtestEnded {
        /// How many acted at the most.
        men: u32,
    },
    /// The officers in a room left it to the men.
    GuardsFellBack {
        /// How many officers there were.
        guards: u32,
        /// Against how many men.
        men: u32,
    },
    /// A man was laid hands on and led off.
    Arrested {
        /// By whom.
        by: PersonId,
    },
    /// Men had held a part of the prison by force for ten minutes.
    RiotBegan {
        /// How many.
        men: u32,
    },
    /// A part of the prison came into the rioters' hands.
    RoomTaken,
    /// An officer was taken.
    HostageTaken {
        /// By whom first of all.
        by: PersonId,
    },
    /// A hostage was let go, or freed.
    HostageFreed,
    /// Rioters opened a door, by key or by force.
    DoorForced {
        /// Whether they had the key.
        by_key: bool,
    },
    /// Cells of a tier were opened by rioters.
    TierFreed {
        /// The tier.
        tier: TierId,
    },
    /// The rioters said what they want.
    DemandsMade {
        /// What, first of all first.
        demands: Vec<Demand>,
    },
    /// The warden refused.
    DemandsRefused,
    /// The warden gave in.
    DemandsMet {
        /// What he granted.
        demands: Vec<Demand>,
    },
    /// A hostage was killed by rioters.
    HostageKilled,
    /// The army was called.
    ArmyCalled {
        /// How many soldiers.
        soldiers: u32,
    },
    /// The army came.
    ArmyArrived {
        /// How many soldiers.
        soldiers: u32,
    },
    /// The gates were broken in.
    GateBreached,
    /// A man was shot dead by soldiers or officers.
    ShotDead,
    /// A riot was over.
    RiotEnded {
        /// What ended it.
        by: RiotEnd,
    },
    /// A man made something forbidden, or got it from outside. A secret.
    ItemMade {
        /// What.
        item: ItemId,
    },
    /// He hid it. A secret.
    ItemHidden {
        /// What.
        item: ItemId,
    },
    /// He took it from where it was hidden. A secret.
    ItemFetched {
        /// What.
        item: ItemId,
    },
    /// It went from his hand to another's. A secret, but for whoever saw it ([`Self::OffenceSeen`]).
    ItemPassed {
        /// What.
        item: ItemId,
        /// To whom.
        to: PersonId,
    },
    /// An officer found something forbidden.
    ItemFound {
        /// What.
        item: ItemId,
        /// Whose the officer believes it is: who had it on him, or whose bunk it was in.
        blamed: Option<PersonId>,
    },
    /// An officer saw a man do what is forbidden.
    OffenceSeen {
        /// What.
        offence: Offence,
        /// The officer.
        by: PersonId,
    },
    /// A search was called: of a man, or of the place.
    SearchCalled {
        /// The man, if it is one.
        man: Option<PersonId>,
    },
    /// An officer searched a man.
    ManSearched {
        /// Whom.
        man: PersonId,
        /// Things found.
        found: u32,
    },
    /// An officer searched a cell.
    CellSearched {
        /// Things found.
        found: u32,
    },
    /// An officer could not get hold of whom he was to search.
    SearchFailed {
        /// Whom.
        man: PersonId,
    },
    /// A man was reported.
    OffenceReported {
        /// What he is said to have done.
        offence: Offence,
        /// Who says so.
        by: Option<PersonId>,
    },
    /// A man was heard, and judged.
    HearingHeld {
        /// What he was charged with.
        offence: Offence,
        /// Whether he was believed guilty.
        convicted: bool,
    },
    /// A man was punished.
    Punished {
        /// Days to be locked in; 0 if there was no room for one more.
        days: u32,
        /// Days of good time lost.
        good_time: u32,
        /// Whether he had done it. Nobody is told: those who live with him know.
        just: bool,
        /// Who knows both of it: the men he shares a cell with, and others who had a part in it.
        known_to: Vec<PersonId>,
    },
    /// An officer is to take a man somewhere.
    EscortCalled {
        /// Where.
        to: TileId,
    },
    /// An officer has a man in hand, and they go.
    EscortBegan {
        /// The officer.
        by: PersonId,
    },
    /// The officer let go of him.
    EscortEnded {
        /// Whether they came to where he was to be taken.
        there: bool,
    },
    /// A man was locked in for punishment.
    Confined {
        /// Whether in the dungeon, or in his own cell for want of room.
        dungeon: bool,
    },
    /// A man who was locked in for punishment is one of the others again.
    Released,
    /// A night passed over what the men hold against the administration.
    NightPassed {
        /// How just they hold it on the mean, basis points.
        legitimacy: u32,
        /// What they put up with on the mean, basis points.
        hardship: u32,
    },
    /// A man told an officer, for the warden, of trouble to come. A secret.
    Informed {
        /// Whom.
        to: PersonId,
        /// Where it is to come.
        of: TileId,
        /// Inmates who noticed that he told, in order.
        noticed: Vec<PersonId>,
    },
    /// A man told an officer that another has a weapon. A secret.
    ToldOn {
        /// Whom he told.
        to: PersonId,
        /// Who has it.
        man: PersonId,
        /// Inmates who noticed that he told, in order.
        noticed: Vec<PersonId>,
    },
    /// Officers drew arms and went where trouble was expected.
    GuardsArmed {
        /// How many.
        officers: u32,
    },
    /// Something of the film has come about.
    BeatCame {
        /// Which, by its place in the table of beats.
        beat: u32,
    },
    /// A man stood up by his own choice and said that he would not have it.
    StoodUp,
    /// A man gave up what he took part in.
    Desisted,
    /// An inmate went for somebody.
    WentFor {
        /// For whom.
        whom: PersonId,
    },
    /// An inmate went for the weapon another has on him.
    GraspedFor {
        /// The other.
        whom: PersonId,
    },
    /// An officer was overpowered.
    Overpowered {
        /// Who had the better of him.
        by: PersonId,
    },
    /// An inmate took another's weapon from him.
    Disarmed {
        /// The weapon.
        item: ItemId,
        /// Whose it was.
        of: PersonId,
    },
    /// Somebody was killed by an inmate.
    Killed {
        /// By whom.
        by: PersonId,
    },
    /// Somebody was wounded.
    Wounded {
        /// By whom, if it was one man's doing.
        by: Option<PersonId>,
    },
    /// Somebody died of his wounds.
    DiedOfWounds,
    /// Somebody who was wounded is well again.
    GotWell,
    /// Hostages were brought to a place where they are kept.
    HostagesMoved,
    /// A man minds the hostages from now on.
    HostagesMinded,
    /// Hostages were lined up before all, as a deadline drew near.
    HostagesLinedUp,
    /// A hostage was to die, and nobody who would could get at any.
    HostagesOutOfReach,
    /// The rioters' spokesman is heard.
    TalksBegan,
    /// The rioters were put off.
    DemandsStalled {
        /// How often by now.
        times: u32,
    },
    /// The water was cut off.
    WaterCut,
    /// The water runs again.
    WaterRestored,
    /// The light was cut off.
    LightCut,
    /// The lamps burn again.
    LightRestored,
    /// The state troopers were called.
    TroopersCalled {
        /// How many.
        troopers: u32,
    },
    /// The state troopers came.
    TroopersArrived {
        /// How many.
        troopers: u32,
    },
    /// The prison began to be taken back.
    StormBegan {
        /// How many went in.
        force: u32,
        /// Against how many men.
        men: u32,
    },
    /// Those who went in were driven out.
    StormBeatenBack,
    /// A gap was broken into the wall.
    WallBreached,
    /// What was broken is built up again.
    BreachMended {
        /// What stands there.
        build: Tile,
    },
    /// The dead of a riot, and those who were held, were counted.
    TollTaken {
        /// Inmates dead.
        inmates: u32,
        /// Of the staff dead.
        staff: u32,
        /// Who lie wounded.
        wounded: u32,
        /// Officers who had been held.
        held: u32,
    },
    /// A room was set on fire.
    FireSet,
    /// A fire was out.
    FireOut,
    /// Somebody fell in the smoke.
    Overcome,
    /// Somebody died in the smoke.
    Suffocated,
}

/// Most persons whom a happening names.
pub const MOST_NAMED: usize = 12;

/// What a man can be reported for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub enum Offence {
    /// He passed on, or took, something forbidden.
    Passing,
    /// A weapon was found on him or in his bunk.
    Weapon,
    /// Something else forbidden was.
    Contraband,
    /// He fought.
    Fighting,
    /// He did not do as he was told.
    Refusal,
    /// He took part in a protest.
    Protest,
    /// He led a riot.
    Rioting,
}

impl Offence {
    /// What it is called, as in "reported for fighting".
    pub fn name(self) -> &'static str {
        match self {
            Self::Passing => "passing what is forbidden",
            Self::Weapon => "a weapon",
            Self::Contraband => "having what is forbidden",
            Self::Fighting => "fighting",
            Self::Refusal => "refusing an order",
            Self::Protest => "taking part in a protest",
            Self::Rioting => "leading a riot",
        }
    }
}

/// What ended a riot.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum RiotEnd {
    /// The men came to themselves.
    Weariness,
    /// What they wanted was granted.
    Settlement,
    /// The officers took the prison back.
    Officers,
    /// The army did.
    Army,
    /// The state troopers did.
    Troopers,
}

impl RiotEnd {
    /// The word for it, as in "ended by …".
    pub fn words(self) -> &'static str {
        match self {
            Self::Weariness => "weariness",
            Self::Settlement => "a settlement",
            Self::Officers => "the officers",
            Self::Army => "the army",
            Self::Troopers => "the state troopers",
        }
    }
}

impl What {
    /// Whether only those who had a hand in it know of it.
    pub fn is_secret(&self) -> bool {
        matches!(
            self,
            Self::ItemMade { .. }
                | Self::ItemHidden { .. }
                | Self::ItemFetched { .. }
                | Self::ItemPassed { .. }
                | Self::Informed { .. }
                | Self::ToldOn { .. }
        )
    }

    /// Whether it stays on the record for good: what men hold against somebody, and riots.
    pub fn is_lasting(&self) -> bool {
        matches!(
            self,
            Self::Grudged { .. }
                | Self::ManBeaten { .. }
                | Self::Arrested { .. }
                | Self::ProtestBegan { .. }
                | Self::GuardsFellBack { .. }
                | Self::RiotBegan { .. }
                | Self::RoomTaken
                | Self::HostageTaken { .. }
                | Self::HostageKilled
                | Self::DemandsMade { .. }
                | Self::DemandsRefused
                | Self::DemandsMet { .. }
                | Self::ArmyCalled { .. }
                | Self::ArmyArrived { .. }
                | Self::GateBreached
                | Self::ShotDead
                | Self::RiotEnded { .. }
                | Self::Informed { .. }
                | Self::ToldOn { .. }
                | Self::GuardsArmed { .. }
                | Self::BeatCame { .. }
                | Self::StoodUp
                | Self::Overpowered { .. }
                | Self::Killed { .. }
                | Self::DiedOfWounds
                | Self::TalksBegan
                | Self::DemandsStalled { .. }
                | Self::WaterCut
                | Self::LightCut
                | Self::TroopersCalled { .. }
                | Self::TroopersArrived { .. }
                | Self::StormBegan { .. }
                | Self::StormBeatenBack
                | Self::WallBreached
                | Self::TollTaken { .. }
                | Self::FireSet
                | Self::Suffocated
        )
    }

    /// Whether the tiers and persons it names exist, and its numbers can be counted on from.
    pub fn is_sound(&self, limits: &Limits) -> bool {
        let are_named = |named: &[PersonId]| {
            named.len() <= MOST_NAMED && named.iter().all(|person| person.0 < limits.persons)
        };
        match self {
            Self::TierCalled { tier }
            | Self::TierDismissed { tier }
            | Self::TierUnlocked { tier }
            | Self::TierLocked { tier }
            | Self::TierFreed { tier } => (tier.0 as u32) < limits.tiers,
            Self::ManBeaten { by, witnesses, .. } => by.0 < limits.persons && are_named(witnesses),
            Self::Arrested { by } => by.0 < limits.persons,
            Self::VisitBegan { visitor } => visitor.0 < limits.persons,
            Self::RoomCounted { count, men } => *count <= MOST_COUNTED && *men <= limits.persons,
            Self::SittingCalled {
                sitting: number, ..
            }
            | Self::SittingSeated {
                sitting: number, ..
            }
            | Self::CountCalled { count: number }
            | Self::MissedAtCount { count: number }
            | Self::CountEnded { count: number, .. }
            | Self::ServiceBegan {
                service: number, ..
            } => *number <= MOST_COUNTED,
            Self::HostageTaken { by: person }
            | Self::WentFor { whom: person }
            | Self::GraspedFor { whom: person }
            | Self::Overpowered { by: person }
            | Self::Disarmed { of: person, .. }
            | Self::Killed { by: person }
            | Self::Wounded { by: Some(person) }
            | Self::ItemPassed { to: person, .. }
            | Self::ManSearched { man: person, .. }
            | Self::SearchFailed { man: person }
            | Self::OffenceSeen { by: person, .. }
            | Self::EscortBegan { by: person } => person.0 < limits.persons,
            Self::ItemFound {
                blamed: Some(person),
                ..
            }
            | Self::SearchCalled { man: Some(person) }
            | Self::OffenceReported {
                by: Some(person), ..
            } => person.0 < limits.persons,
            Self::Informed { to, of, noticed } => {
                to.0 < limits.persons && of.0 < limits.tiles && are_named(noticed)
            }
            Self::ToldOn { to, man, noticed } => {
                to.0 < limits.persons && man.0 < limits.inmates && are_named(noticed)
            }
            Self::EscortCalled { to } => to.0 < limits.tiles,
            Self::DemandsMade { demands } | Self::DemandsMet { demands } => {
                demands.len() <= Demand::ALL.len()
            }
            Self::Punished { known_to, .. } => are_named(known_to),
            _ => true,
        }
    }
}

/// The log of this tick, that of the last one, and the chronicle.
#[derive(Resource, Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Happenings {
    last_id: u32,
    last: Vec<Happening>,
    new: Vec<Happening>,
    chronicle: Vec<Happening>,
    /// When the chronicle was last thinned.
    thinned: u64,
}

impl Happenings {
    /// Records something; it can be read by everybody in the next tick.
    pub fn record(
        &mut self,
        tick: u64,
        what: What,
        who: Option<PersonId>,
        at: Option<TileId>,
        cause: HappeningId,
    ) -> HappeningId {
        self.last_id += 1;
        let id = HappeningId(self.last_id);
        self.new.push(Happening {
            id,
            tick,
            what,
            who,
            at,
            cause,
        });
        id
    }

    /// What happened in the tick before this one.
    pub fn last(&self) -> &[Happening] {
        &self.last
    }

    /// Whether the tick before, or this one so far, has anything to tell.
    pub fn is_quiet(&self) -> bool {
        self.last.is_empty() && self.new.is_empty()
    }

    /// Everything still remembered, oldest first, the present tick excluded.
    pub fn chronicle(&self) -> &[Happening] {
        &self.chronicle
    }

    /// The remembered happening of that number.
    pub fn find(&self, id: HappeningId) -> Option<&Happening> {
        self.chronicle
            .binary_search_by_key(&id, |happening| happening.id)
            .ok()
            .and_then(|index| self.chronicle.get(index))
    }

    /// The causes of `id`, nearest first, ending at a root or at what is no longer remembered.
    pub fn causes(&self, id: HappeningId) -> Vec<&Happening> {
        let mut found: Vec<&Happening> = Vec::new();
        let mut next = id;
        while let Some(happening) = self.find(next) {
            found.push(happening);
            // A cause is always older, so that even a forged record ends.
            if happening.cause >= happening.id {
                break;
            }
            next = happening.cause;
        }
        found
    }

    /// Everything in the record, oldest first: the chronicle, and what is new in this tick.
    pub fn all(&self) -> impl Iterator<Item = &Happening> {
        self.chronicle.iter().chain(&self.new)
    }

    /// The largest number given so far.
    pub fn last_id(&self) -> HappeningId {
        HappeningId(self.last_id)
    }

    /// When the chronicle was last thinned.
    pub fn thinned(&self) -> u64 {
        self.thinned
    }

    /// Whether numbers rise as they should; a loaded record may be forged.
    pub fn is_ordered(&self) -> bool {
        let all = self.chronicle.iter().chain(&self.new);
        let rising = all
            .clone()
            .zip(all.clone().skip(1))
            .all(|(first, second)| first.id < second.id);
        rising && all.last().is_none_or(|last| last.id.0 <= self.last_id)
    }
}

/// Hands the new happenings on: they are the last tick's from now on.
pub(crate) fn turn_page(clock: Res<Clock>, mut happenings: ResMut<Happenings>) {
    if happenings.is_quiet() && clock.tick < happenings.thinned + DAY {
        return;
    }
    let happenings = &mut *happenings;
    happenings.last.clear();
    std::mem::swap(&mut happenings.last, &mut happenings.new);
    happenings.chronicle.extend(happenings.last.iter().cloned());
    if clock.tick >= happenings.thinned + DAY {
        happenings.thinned = clock.tick;
        thin(&mut happenings.chronicle, clock.tick.saturating_sub(DAY));
    }
}

/// Forgets what is older than `since`, but for what lasts and the causes of what is kept.
fn thin(chronicle: &mut Vec<Happening>, since: u64) {
    let mut referred: BTreeSet<HappeningId> = BTreeSet::new();
    for happening in chronicle.iter().rev() {
        if is_kept(happening, since) || referred.contains(&happening.id) {
            referred.insert(happening.cause);
        }
    }
    chronicle.retain(|happening| is_kept(happening, since) || referred.contains(&happening.id));
}

fn is_kept(happening: &Happening, since: u64) -> bool {
    happening.tick >= since || happening.what.is_lasting()
}

impl Section for Happenings {
    const NAME: &'static str = "happenings";
    const VERSION: u32 = 3;

    fn check(&self, limits: &Limits) -> Result<(), String> {
        if !self.is_ordered() {
            return Err("the record is out of order".into());
        }
        if self.last_id().0 != limits.happenings || limits.happenings > MOST_COUNTED {
            return Err("the number of the last happening is another".into());
        }
        let known = self.all().all(|happening| {
            happening.who.is_none_or(|who| who.0 < limits.persons)
                && happening.at.is_none_or(|at| at.0 < limits.tiles)
                && happening.cause < happening.id
                && limits.is_past(happening.tick)
                && happening.what.is_sound(limits)
        });
        if known && limits.is_past(self.thinned()) {
            Ok(())
        } else {
            Err("the record names somebody unknown, or what is still to come".into())
        }
    }

    fn most_bytes(_: &Limits) -> u64 {
        24 << 20
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn thinning_keeps_the_causes_of_what_it_keeps() {
        let happening = |id, tick, cause| Happening {
            id: HappeningId(id),
            tick,
            what: What::LevelBegan,
            who: None,
            at: None,
            cause: HappeningId(cause),
        };
        let mut chronicle = vec![
            happening(1, 0, 0),
            happening(2, 5, 1),
            happening(3, 6, 0),
            happening(4, 100, 2),
        ];
        thin(&mut chronicle, 50);
        let ids: Vec<u32> = chronicle.iter().map(|h| h.id.0).collect();
        assert_eq!(ids, [1, 2, 4]);
    }
}
