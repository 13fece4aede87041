//! Why an order is refused, or came to nothing: facts, of which a message is made for a reader.
//!
//! Whoever reads a refusal asks which one it is and never compares texts. A refusal says nothing that the
//! giver of the order cannot know; it names nobody.

use std::fmt;

use serde::{Deserialize, Serialize};

use crate::level::ItemKind;
use crate::message::{Message, Part};
use crate::vocabulary;

/// For programs, which pass errors on: the fact as it stands in the code. A reader is given its
/// [`message`](Refusal::message).
impl fmt::Display for Refusal {
    fn fmt(&self, to: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(to, "the order is refused: {self:?}")
    }
}

impl std::error::Error for Refusal {}

/// Those who can be called in a riot.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum ReliefForce {
    /// The state troopers.
    Troopers,
    /// The army.
    Army,
}

impl ReliefForce {
    /// All of them.
    pub const ALL: [Self; 2] = [Self::Troopers, Self::Army];

    /// Its name, as a message.
    pub fn word(self) -> &'static str {
        match self {
            Self::Troopers => "relief-troopers",
            Self::Army => "relief-army",
        }
    }
}

/// Declares the refusals, each with the identifier of its message and the parts of that.
macro_rules! refusals {
    (
        $(#[$all:meta])*
        pub enum Refusal {
            $(
                $(#[$doc:meta])*
                $name:ident
                $({ $( $(#[$field_doc:meta])* $field:ident: $type:ty as $part:expr, )* })?
                = $id:literal,
            )*
        }
    ) => {
        $(#[$all])*
        #[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
        pub enum Refusal {
            $(
                $(#[$doc])*
                $name $({ $( $(#[$field_doc])* $field: $type, )* })?,
            )*
        }

        impl Refusal {
            /// Its message.
            pub fn message(&self) -> Message {
                match self {
                    $(
                        Self::$name $({ $($field),* })? => Message::new($id)
                            $( $( .with(stringify!($field), ($part)($field.clone())) )* )?,
                    )*
                }
            }
        }
    };
}

/// A number, as a part of a message.
fn count(number: u32) -> Part {
    Part::Count(i64::from(number))
}

refusals! {
    /// Why an order is refused, or came to nothing.
    pub enum Refusal {
        // Of the giver and of persons.
        /// Nobody has the number of the person who gives it.
        NoSuchGiver = "refusal-no-such-giver",
        /// Somebody gives an order that another would have to carry out of his own will.
        OnlyForOneself = "refusal-only-for-oneself",
        /// The warden gives that order, and nobody else.
        OnlyWarden = "refusal-only-warden",
        /// The author of the level gives that order, and nobody else.
        OnlyAuthor = "refusal-only-author",
        /// The warden and officers on duty give that order, and nobody else.
        OnlyWardenAndOfficers = "refusal-only-warden-and-officers",
        /// The person is not in the prison.
        NoSuchPerson = "refusal-no-such-person",
        /// The person is dead.
        Dead = "refusal-dead",
        /// Only inmates do that.
        OnlyInmates = "refusal-only-inmates",
        /// Officers have hold of him.
        Kept = "refusal-kept",
        /// He is held, wounded or dead, and goes nowhere.
        Helpless = "refusal-helpless",
        /// He is wounded, and does nothing.
        Wounded = "refusal-wounded",

        // Of seats.
        /// Somebody sits in the seat already.
        SeatTaken = "refusal-seat-taken",
        /// Nobody sits in the seat.
        SeatNotTaken = "refusal-seat-not-taken",
        /// He goes by the timetable already.
        FollowsTimetable = "refusal-follows-timetable",
        /// Nobody can stand on that tile.
        NowhereToStand = "refusal-nowhere-to-stand",
        /// He is there, or on his way there.
        OnHisWay = "refusal-on-his-way",

        // Of forbidden things.
        /// He has nothing forbidden on him.
        CarriesNothing = "refusal-carries-nothing",
        /// He does not have that thing on him.
        CarriesNoSuchThing = "refusal-carries-no-such-thing",
        /// He had it when it was ordered, and has it no longer.
        LostIt = "refusal-lost-it",
        /// Who would give it is who would get it.
        HasItAlready = "refusal-has-it-already",
        /// Only inmates are given such things.
        NobodyToGiveItTo = "refusal-nobody-to-give-it-to",
        /// The other is farther away than a hand reaches.
        PersonOutOfReach = "refusal-person-out-of-reach",
        /// The place is farther away than a hand reaches.
        PlaceOutOfReach = "refusal-place-out-of-reach",
        /// Nothing can be hidden on that tile.
        NoHidingPlace = "refusal-no-hiding-place",
        /// He felt for it, and nothing was hidden there.
        NothingHidden = "refusal-nothing-hidden",

        // Of doors and works.
        /// No door stands there.
        NoDoor = "refusal-no-door",
        /// It is a doorway, and has no lock.
        NoLock = "refusal-no-lock",
        /// He has no keys.
        NoKeys = "refusal-no-keys",
        /// The door is farther away than a hand reaches.
        DoorOutOfReach = "refusal-door-out-of-reach",
        /// The door is locked already.
        DoorLocked = "refusal-door-locked",
        /// The door is unlocked already.
        DoorUnlocked = "refusal-door-unlocked",
        /// The tile is not on the map.
        OffTheMap = "refusal-off-the-map",
        /// The tile is on the edge of the map.
        EdgeOfTheMap = "refusal-edge-of-the-map",
        /// Furniture stands there.
        FurnitureThere = "refusal-furniture-there",
        /// Works do not build that.
        NoWork = "refusal-no-work",
        /// That stands there already.
        BuiltAlready = "refusal-built-already",
        /// It has been ordered already.
        OrderedAlready = "refusal-ordered-already",
        /// Somebody stands on the tile.
        SomebodyThere = "refusal-somebody-there",

        // Of the lockdown and the level.
        /// The prison is locked down already.
        LockedDown = "refusal-locked-down",
        /// There is no lockdown.
        NotLockedDown = "refusal-not-locked-down",
        /// The level cannot be amended in this way.
        BadAmendment {
            /// Why, in the words of the package that reads levels.
            why: String as Part::Written,
        } = "refusal-bad-amendment",
        /// The shifts would have more officers than are employed.
        TooFewEmployed {
            /// The number of officers in the three shifts.
            wanted: u32 as count,
            /// The number of officers employed.
            employed: u32 as count,
        } = "refusal-too-few-employed",

        // Of posts.
        /// There is no post for an officer on that tile.
        NoPost = "refusal-no-post",
        /// The post is held already.
        PostHeld = "refusal-post-held",
        /// No officer is on duty.
        NobodyOnDuty = "refusal-nobody-on-duty",
        /// Of the officers on duty one in three stays free for levers, doors and counts.
        PostsFull {
            /// The number of officers on posts.
            posts: u32 as count,
            /// The number of officers on duty.
            officers: u32 as count,
        } = "refusal-posts-full",
        /// Nobody holds the post.
        PostNotHeld = "refusal-post-not-held",

        // Of searches and warnings.
        /// The prison has no officers.
        NoOfficers = "refusal-no-officers",
        /// Only inmates are searched.
        OnlyInmatesSearched = "refusal-only-inmates-searched",
        /// A search of the man is under way.
        SearchedAlready = "refusal-searched-already",
        /// No cell is there.
        NoCell = "refusal-no-cell",
        /// A search of the cell is under way.
        CellSearchedAlready = "refusal-cell-searched-already",
        /// No gallery with cells is there.
        NoBlock = "refusal-no-block",
        /// Only living inmates inform.
        OnlyInmatesInform = "refusal-only-inmates-inform",
        /// Nobody looks ahead no hours, or more than this.
        TooFarAhead {
            /// The most hours.
            hours: u32 as count,
        } = "refusal-too-far-ahead",
        /// The tile lies in no room.
        NoRoom = "refusal-no-room",
        /// The place lies outside the wall.
        OutsideTheWall = "refusal-outside-the-wall",
        /// The warden keeps no more warnings.
        TooManyWarnings = "refusal-too-many-warnings",
        /// The man has warned of that room already.
        WarnedAlready = "refusal-warned-already",
        /// No officer is near enough to be told in passing.
        NoOfficerNear = "refusal-no-officer-near",

        // Of protest and violence.
        /// He protests or riots already.
        AtItAlready = "refusal-at-it-already",
        /// He takes part in nothing that he could give up.
        NothingToGiveUp = "refusal-nothing-to-give-up",
        /// He is locked in his cell, where nobody would see it.
        LockedIn = "refusal-locked-in",
        /// The other is himself.
        Himself = "refusal-himself",
        /// The other is in another room.
        AnotherRoom = "refusal-another-room",
        /// The other is out of his sight.
        OutOfSight = "refusal-out-of-sight",
        /// He goes for the other already.
        GoesForHim = "refusal-goes-for-him",
        /// He has no quarrel with somebody of that role.
        NoQuarrel = "refusal-no-quarrel",
        /// Weapons are taken from inmates only.
        OnlyInmatesDisarmed = "refusal-only-inmates-disarmed",
        /// He went for the other and could not get at him.
        NotReached = "refusal-not-reached",
        /// He went for a weapon, and the other had none.
        OtherUnarmed = "refusal-other-unarmed",
        /// Only rioters set fire.
        OnlyRioters = "refusal-only-rioters",
        /// The room burns already.
        BurnsAlready = "refusal-burns-already",
        /// Nothing in the room burns.
        NoFuel = "refusal-no-fuel",
        /// There are men in the room who cannot get out.
        MenWouldBurn = "refusal-men-would-burn",
        /// There are too many others in the room, and they keep him from it.
        OthersPreventIt = "refusal-others-prevent-it",

        // Of answers to a riot.
        /// There is no riot.
        NoRiot = "refusal-no-riot",
        /// The prison is being stormed, and nobody talks.
        StormedNoTalk = "refusal-stormed-no-talk",
        /// The prison is being stormed already.
        StormedAlready = "refusal-stormed-already",
        /// The demands have been granted.
        Granted = "refusal-granted",
        /// The rioters have made no demands yet.
        NoDemands = "refusal-no-demands",
        /// Their spokesman is being heard already.
        BeingHeard = "refusal-being-heard",
        /// While their spokesman is heard, no deadline passes.
        NoDeadline = "refusal-no-deadline",
        /// They have been refused, and believe no promise.
        NotBelieved = "refusal-not-believed",
        /// They have been refused already.
        RefusedAlready = "refusal-refused-already",
        /// The water is cut off already.
        WaterCut = "refusal-water-cut",
        /// The water runs.
        WaterRuns = "refusal-water-runs",
        /// The light is cut off already.
        LightCut = "refusal-light-cut",
        /// The lamps burn.
        LampsBurn = "refusal-lamps-burn",
        /// There is nobody to storm the prison with.
        NobodyToStorm = "refusal-nobody-to-storm",
        /// Who is called is here.
        ReliefHere {
            /// Who.
            force: ReliefForce as |force: ReliefForce| Part::Word(force.word()),
        } = "refusal-relief-here",
        /// Who is called is on the way.
        ReliefOnItsWay {
            /// Who.
            force: ReliefForce as |force: ReliefForce| Part::Word(force.word()),
            /// When they are here, as a tick.
            at: u64 as Part::Time,
        } = "refusal-relief-on-its-way",
        /// Who is called has nobody to send.
        NoRelief {
            /// Who.
            force: ReliefForce as |force: ReliefForce| Part::Word(force.word()),
        } = "refusal-no-relief",

        // Of runs and screenplays.
        /// A run is given no more orders.
        TooManyOrders {
            /// The most orders.
            most: u32 as count,
        } = "refusal-too-many-orders",
        /// A run has no more amendments.
        TooManyAmendments {
            /// The most amendments.
            most: u32 as count,
        } = "refusal-too-many-amendments",
        /// A screenplay's line has nobody to give its order.
        NobodyGives = "refusal-nobody-gives",
        /// A screenplay names somebody of the cast who is not in this prison.
        NotInThisPrison {
            /// His key in the cast.
            key: String as Part::Written,
        } = "refusal-not-in-this-prison",
        /// A screenplay names a thing that whoever is to act does not have on him.
        HasNone {
            /// Its kind.
            kind: ItemKind as |kind: ItemKind| Part::Word(vocabulary::item(kind)),
        } = "refusal-has-none",
        /// A screenplay names a place that is not there now.
        NoSuchPlace = "refusal-no-such-place",
        /// A screenplay's order cannot be read.
        NotReadable {
            /// Why.
            why: String as Part::Written,
        } = "refusal-not-readable",
        /// The prison lacks what the order is carried out with.
        NotCarriedOut = "refusal-not-carried-out",
    }
}
