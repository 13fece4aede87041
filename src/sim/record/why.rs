//! Happenings in words, and the way back to their causes.

use bevy_ecs::prelude::World;
use serde::{Deserialize, Serialize};

use crate::clock::Clock;
use crate::contraband::Items;
use crate::happening::{Happening, Happenings, What, demands_in_words};
use crate::ids::{HappeningId, ItemId, PersonId, TileId};
use crate::level::words::counted;
use crate::level::{Occasion, RoomUse, Tile};
use crate::people::Everybody;
use crate::prison::{Grid, Tiers, Topology};
use crate::riot::Riots;
use crate::story::BEATS;

/// One line of the chronicle, as written to a file: a happening with its words.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Line {
    /// The happening's number.
    pub id: u32,
    /// When, in ticks.
    pub tick: u64,
    /// When, as people say it.
    pub when: String,
    /// What it was, in words.
    pub words: String,
    /// The number of its cause; 0 for a root.
    pub cause: u32,
    /// Of the happening by which a riot was called one: what its men held against the house, the
    /// heaviest first.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub roots: Vec<Root>,
}

/// What men held against the house, and where that comes from.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Root {
    /// What, in words: `the food`.
    pub what: String,
    /// Share of all they held against it, basis points.
    pub share: u32,
    /// The number of the last happening of it.
    pub last: u32,
}

/// A happening with its words.
pub fn line(world: &World, happening: &Happening) -> Line {
    Line {
        id: happening.id.0,
        tick: happening.tick,
        when: world.resource::<Clock>().spoken(happening.tick),
        words: words(world, happening),
        cause: happening.cause.0,
        roots: match happening.what {
            What::RiotBegan { .. } => roots(world, happening.id),
            _ => Vec::new(),
        },
    }
}

/// What those held against the house whose riot was called one by a happening.
fn roots(world: &World, told: HappeningId) -> Vec<Root> {
    let mut riots = world.resource::<Riots>().all().iter();
    let riot = riots.find(|riot| riot.told.is_some_and(|(_, by)| by == told));
    riot.map_or_else(Vec::new, |riot| {
        let causes = riot.causes.iter();
        causes
            .map(|(what, share, last)| Root {
                what: what.words().to_owned(),
                share: *share,
                last: last.0,
            })
            .collect()
    })
}

/// The chain of causes of a happening, nearest first.
pub fn chain(world: &World, id: HappeningId) -> Vec<Line> {
    world
        .resource::<Happenings>()
        .causes(id)
        .into_iter()
        .map(|happening| line(world, happening))
        .collect()
}

/// What somebody is called.
pub fn name(world: &World, person: PersonId) -> String {
    Everybody::identity(world, person)
        .map_or_else(|| format!("person {}", person.0), |who| who.name.clone())
}

/// Where something happened, in words.
fn place(world: &World, happening: &Happening) -> String {
    happening
        .at
        .map_or_else(String::new, |tile| where_is(world, tile))
}

/// Where a tile is, in words: in a room, or between two.
pub fn where_is(world: &World, tile: TileId) -> String {
    let topology = world.resource::<Topology>();
    if let Some(portal) = topology.portal_of(tile) {
        let [a, b] = topology.portal(portal).rooms.map(|room| {
            room_name(
                topology.room(room).used_as,
                topology.room(room).name.as_deref(),
            )
        });
        return match a.strip_prefix("a ").filter(|_| a == b) {
            Some(one) => format!("between two {}", plural(one)),
            None => format!("between {a} and {b}"),
        };
    }
    match topology.room_at(tile) {
        Some(room) => {
            let room = topology.room(room);
            format!("in {}", room_name(room.used_as, room.name.as_deref()))
        }
        None => {
            let mut beside = world.resource::<Grid>().beside(tile);
            let room = beside.find_map(|near| topology.room_of(near));
            room.map_or_else(
                || "in the walls".into(),
                |room| {
                    let room = topology.room(room);
                    format!("beside {}", room_name(room.used_as, room.name.as_deref()))
                },
            )
        }
    }
}

/// Where somebody goes who goes to a tile, in words: `the yard`.
pub fn where_to(world: &World, tile: TileId) -> String {
    let place = where_is(world, tile);
    match place.strip_prefix("in ") {
        Some(room) => room.to_owned(),
        None => format!("the place {place}"),
    }
}

fn plural(one: &str) -> String {
    match one.strip_suffix('y') {
        Some(stem) if !stem.ends_with(['a', 'e', 'o', 'u']) => format!("{stem}ies"),
        _ => format!("{one}s"),
    }
}

/// What a room is called: its own name, or what it is used as.
pub fn room_name(used_as: RoomUse, name: Option<&str>) -> String {
    if let Some(name) = name {
        return name.to_string();
    }
    match used_as {
        RoomUse::Way => "a way",
        RoomUse::Cell => "a cell",
        RoomUse::Gallery => "a gallery",
        RoomUse::CellHouse => "the cell house",
        RoomUse::MessHall => "the mess hall",
        RoomUse::Kitchen => "the kitchen",
        RoomUse::Laundry => "the laundry",
        RoomUse::Yard => "the yard",
        RoomUse::Chapel => "the chapel",
        RoomUse::Mill => "the mill",
        RoomUse::Workshop => "the workshop",
        RoomUse::Hospital => "the hospital",
        RoomUse::Morgue => "the morgue",
        RoomUse::Dungeon => "the dungeon",
        RoomUse::Visiting => "the visiting room",
        RoomUse::Office => "an office",
        RoomUse::WardenOffice => "the warden's office",
        RoomUse::WardenHouse => "the warden's house",
        RoomUse::Armoury => "the armoury",
        RoomUse::KeyRoom => "the key room",
        RoomUse::Receiving => "the receiving room",
        RoomUse::Gatehouse => "the gatehouse",
        RoomUse::GuardRoom => "the guard room",
        RoomUse::Tower => "a tower",
        RoomUse::Outside => "the open ground",
        RoomUse::BeyondRoad => "the road",
        RoomUse::Home => "a house",
        RoomUse::Shop => "a shop",
        RoomUse::Police => "the police station",
        RoomUse::Undertaker => "the undertaker's",
    }
    .to_string()
}

fn called_to(occasion: &Occasion) -> &'static str {
    match occasion {
        Occasion::Bell => "to rise",
        Occasion::Count { .. } => "to a count",
        Occasion::Meal { .. } => "to a meal",
        Occasion::Work => "to work",
        Occasion::Yard => "to the yard",
        Occasion::Rest => "to the cells",
        Occasion::Chapel { .. } => "to chapel",
        Occasion::Visits { .. } => "to visits",
        Occasion::LockUp { .. } => "to lock-up",
        Occasion::LightsOut => "lights out",
    }
}

/// The room of a happening, as in "took the mess hall".
fn place_taken(world: &World, happening: &Happening) -> String {
    bare(&place(world, happening))
}

/// A place without the "in" before it.
pub(super) fn bare(place: &str) -> String {
    place.strip_prefix("in ").unwrap_or(place).to_owned()
}

/// The word for a number in a row: `second`.
fn ordinal(number: u32) -> String {
    match number {
        1 => "first".to_owned(),
        2 => "second".to_owned(),
        3 => "third".to_owned(),
        other => format!("{other}th"),
    }
}

fn found_things(found: u32) -> String {
    match found {
        0 => "nothing".to_owned(),
        1 => "one thing".to_owned(),
        more => format!("{more} things"),
    }
}

/// A happening in words.
pub fn words(world: &World, happening: &Happening) -> String {
    let who = || {
        happening
            .who
            .map_or_else(|| "somebody".into(), |who| name(world, who))
    };
    let at = || place(world, happening);
    let tier = |tier: crate::ids::TierId| {
        world.resource::<Tiers>().tier(tier).map_or_else(
            || "a tier".to_string(),
            |tier| format!("tier {}", tier.name),
        )
    };
    let thing = |item: ItemId| {
        let item = world.resource::<Items>().item(item);
        item.map_or("something", |item| item.kind.name())
    };
    match &happening.what {
        What::LevelBegan => "the level began".into(),
        What::OccasionCalled { occasion } => format!("the bell called {}", called_to(occasion)),
        What::TierCalled { tier: id } => format!("{} was called", tier(*id)),
        What::TierDismissed { tier: id } => format!("{} was to be locked", tier(*id)),
        What::TierUnlocked { tier: id } => format!("{} opened {}", who(), tier(*id)),
        What::TierLocked { tier: id } => format!("{} locked {}", who(), tier(*id)),
        What::DoorCalled { open: true } => format!("the door {} was to be opened", at()),
        What::DoorCalled { open: false } => format!("the door {} was to be locked", at()),
        What::DoorUnlocked => format!("{} unlocked the door {}", who(), at()),
        What::DoorLocked => format!("{} locked the door {}", who(), at()),
        What::FileLeft { men, .. } => format!("a file of {men} men marched off"),
        What::SittingCalled { sitting, men } => {
            format!("sitting {} was called, {men} men", sitting + 1)
        }
        What::SittingSeated {
            sitting,
            men,
            fill_s,
        } => format!(
            "sitting {} was seated, {men} men in {} min {} s",
            sitting + 1,
            fill_s / 60,
            fill_s % 60
        ),
        What::MealEnded { expected, served } => {
            format!("the meal was over: {served} of {expected} men were served")
        }
        What::CountCalled { count } => format!("count {} was called", count + 1),
        What::RoomCounted { men, .. } => format!("{} counted {} {}", who(), men_of(*men), at()),
        What::CountEnded {
            counted,
            book,
            complete,
            ..
        } => {
            let outcome = if *complete {
                "complete"
            } else {
                "not complete"
            };
            format!("the count was {outcome}: {counted} of {book} men")
        }
        What::WorkCalled { men } => format!("{men} men were sent to work"),
        What::ServiceBegan { service, men } => {
            format!("service {} began, {men} men in the pews", service + 1)
        }
        What::LockedIn {
            men,
            listed,
            missing,
        } => {
            format!("{men} men were locked in, {listed} listed at night work, {missing} elsewhere")
        }
        What::ShiftBegan { shift, officers } => {
            let shift = ["day", "evening", "night"][(*shift as usize).min(2)];
            format!("the {shift} shift of {officers} officers came on")
        }
        What::PostTaken => format!("{} took over a post {}", who(), at()),
        What::VisitBegan { visitor } => {
            format!("{} was visited by {}", who(), name(world, *visitor))
        }
        What::VisitEnded => format!("{}'s visit was over", who()),
        What::TileChanged {
            from,
            to: Tile::Floor(_),
        } => format!("{} was torn down {}", from.name(), at()),
        What::TileChanged { to, .. } => format!("{} was built {}", to.name(), at()),
        What::SealedIn { men } => format!("{men} persons are sealed in, {} among them", who()),
        What::Unsealed => "nobody is sealed in any more".into(),
        What::GotStuck => format!("{} got stuck {}", who(), at()),
        What::SeatTaken => format!("somebody took the seat of {}", who()),
        What::SeatLeft => format!("the seat of {} was left", who()),
        What::WalkOrdered => {
            let to = happening
                .at
                .map_or_else(|| "nowhere".into(), |tile| where_to(world, tile));
            format!("{} set out for {to}", who())
        }
        What::LockedDown => "the prison was locked down".into(),
        What::LockDownEnded => "the lockdown was lifted".into(),
        What::OrderFailed { why } => format!("an order failed: {why}"),
        What::Amended { what } => format!("it was ordered otherwise: {what}"),
        What::TimetableFollowed => format!("{} goes by the bell again", who()),
        What::PostManned => format!("the post {} was to be held", at()),
        What::PostGivenUp => format!("the post {} was given up", at()),
        What::MissedAtCount { count } => format!("{} was missed at count {}", who(), count + 1),
        What::Grudged { grievance, men } => {
            format!("{men} men resented {}", grievance.words())
        }
        What::CupsBanged { men, of } => {
            format!("{men} of {of} men banged their cups {}", at())
        }
        What::ProtestBegan { men, eating } => {
            let (who, at) = (who(), at());
            let who = match men.saturating_sub(1) {
                0 => who,
                others => format!("{who} and {}", counted(others, "other", "others")),
            };
            match (*eating, *men > 1) {
                (true, true) => format!("{who} pushed back their plates and would not eat {at}"),
                (true, false) => format!("{who} pushed back his plate and would not eat {at}"),
                (false, _) => format!("{who} protested {at}"),
            }
        }
        What::ProtestGrew { men } => format!("the protest {} grew to {}", at(), men_of(*men)),
        What::ProtestEnded { men } => {
            format!(
                "the protest {} was over; {} at the most had taken part",
                at(),
                men_of(*men)
            )
        }
        What::GuardsFellBack { guards, men } => {
            let guards = counted(*guards, "officer", "officers");
            format!("{guards} fell back from {} {}", men_of(*men), at())
        }
        What::Arrested { by } => format!("{} was led off by {} {}", who(), name(world, *by), at()),
        What::RiotBegan { men } => format!("it was a riot: {men} men held their ground {}", at()),
        What::RoomTaken => format!("the rioters took {}", place_taken(world, happening)),
        What::HostageTaken { by } => {
            format!(
                "{} was taken hostage by {} {}",
                who(),
                name(world, *by),
                at()
            )
        }
        What::HostageFreed => format!("{} was free again", who()),
        What::DoorForced { by_key: true } => format!("rioters opened the door {} by key", at()),
        What::DoorForced { by_key: false } => format!("rioters broke the door {} open", at()),
        What::TierFreed { tier: id } => format!("rioters let out {}", tier(*id)),
        What::DemandsMade { demands } => format!(
            "the rioters said what they wanted: {}",
            demands_in_words(demands)
        ),
        What::DemandsRefused => match happening.who {
            Some(_) => "the warden refused".into(),
            None => "the rioters had no answer in time, and took it for a refusal".into(),
        },
        What::DemandsMet { demands } => {
            format!("the warden granted {}", demands_in_words(demands))
        }
        What::DemandsStalled { times: 1 } => "the warden put the rioters off".into(),
        What::DemandsStalled { times } => {
            format!(
                "the warden put the rioters off, for the {} time",
                ordinal(*times)
            )
        }
        What::TalksBegan => format!("{} was heard for the rioters", who()),
        What::WaterCut => "the water was cut off".into(),
        What::WaterRestored => "the water ran again".into(),
        What::LightCut => "the light was cut off".into(),
        What::LightRestored => "the lamps burned again".into(),
        What::TroopersCalled { troopers } => {
            format!("the state troopers were called, {troopers} men")
        }
        What::TroopersArrived { troopers } => format!("the state troopers came, {troopers} men"),
        What::StormBegan { force, men } => {
            format!("{force} men went in to take the prison back from {men}")
        }
        What::FireSet => format!("{} set fire to {}", who(), place_taken(world, happening)),
        What::FireOut => format!("the fire was out {}", at()),
        What::Overcome => format!("{} fell in the smoke {}", who(), at()),
        What::Suffocated => format!("{} died in the smoke {}", who(), at()),
        What::StormBeatenBack => "those who had gone in were driven out".into(),
        What::WallBreached => format!("tanks broke through the wall {}", at()),
        What::BreachMended { build } => format!("{} was built up again {}", build.name(), at()),
        What::TollTaken {
            inmates,
            staff,
            wounded,
            held,
        } => format!(
            "counted dead: {}, {staff} of the staff; {wounded} wounded; {} had been held",
            counted(*inmates, "inmate", "inmates"),
            counted(*held, "officer", "officers")
        ),
        What::HostageKilled => format!("{}, a hostage, was killed by rioters {}", who(), at()),
        What::ArmyCalled { soldiers } => format!("the army was called, {soldiers} soldiers"),
        What::ArmyArrived { soldiers } => format!("the army came, {soldiers} soldiers"),
        What::GateBreached => format!("tanks broke the gates {}", at()),
        What::ShotDead => format!("{} was shot dead {}", who(), at()),
        What::RiotEnded { by } => format!("the riot was over, by {}", by.words()),
        What::ItemMade { item } => format!("{} came to have {} {}", who(), thing(*item), at()),
        What::ItemHidden { item } => format!("{} hid {} {}", who(), thing(*item), at()),
        What::ItemFetched { item } => format!("{} took out {} {}", who(), thing(*item), at()),
        What::ItemPassed { item, to } => {
            let to = name(world, *to);
            format!("{} passed {} to {to} {}", who(), thing(*item), at())
        }
        What::ItemFound { item, blamed } => {
            let whose = match blamed {
                Some(man) => format!(", {}'s", name(world, *man)),
                None => String::new(),
            };
            format!("{} found {}{whose} {}", who(), thing(*item), at())
        }
        What::OffenceSeen { offence, by } => {
            let by = name(world, *by);
            format!("{by} saw {} {}: {}", who(), at(), offence.name())
        }
        What::SearchCalled { man: Some(man) } => {
            format!("{} was to be searched", name(world, *man))
        }
        What::SearchCalled { man: None } => format!("a search was called {}", at()),
        What::ManSearched { man, found } => {
            let man = name(world, *man);
            format!(
                "{} searched {man} and found {}",
                who(),
                found_things(*found)
            )
        }
        What::CellSearched { found } => {
            format!(
                "{} searched a cell {} and found {}",
                who(),
                at(),
                found_things(*found)
            )
        }
        What::SearchFailed { man } => {
            format!(
                "{} could not get hold of {} to search him",
                who(),
                name(world, *man)
            )
        }
        What::OffenceReported { offence, .. } => {
            format!("{} was reported for {}", who(), offence.name())
        }
        What::HearingHeld {
            offence,
            convicted: true,
        } => format!("{} was heard and found guilty of {}", who(), offence.name()),
        What::HearingHeld { offence, .. } => {
            format!("{} was heard and cleared of {}", who(), offence.name())
        }
        What::Punished {
            days, good_time, ..
        } => format!(
            "{} was given {days} days and lost {good_time} days of good time",
            who()
        ),
        What::EscortCalled { to } => {
            format!(
                "{} was to be taken away, to a place {}",
                who(),
                where_is(world, *to)
            )
        }
        What::EscortBegan { by } => format!("{} took {} away", name(world, *by), who()),
        What::EscortEnded { there: true } => format!("{} was brought {}", who(), at()),
        What::EscortEnded { there: false } => format!("{} could not be brought there", who()),
        What::Confined { dungeon: true } => format!("{} was locked in the dungeon", who()),
        What::Confined { dungeon: false } => format!("{} was locked in his own cell", who()),
        What::Informed { to, of, .. } => format!(
            "{} told {} that there would be trouble {}",
            who(),
            name(world, *to),
            where_is(world, *of)
        ),
        What::ToldOn { to, man, .. } => format!(
            "{} told {} that {} had a weapon",
            who(),
            name(world, *to),
            name(world, *man)
        ),
        What::GuardsArmed { officers } => {
            format!("{officers} officers drew arms and went to stand {}", at())
        }
        What::BeatCame { beat } => {
            let beat = BEATS.get(*beat as usize);
            let about = beat.map_or("a beat that is not known", |beat| beat.about);
            format!("of the film: {about}")
        }
        What::Released => format!("{} had served his punishment", who()),
        What::NightPassed { legitimacy, .. } => {
            format!(
                "a night passed; the men held the warden just at {} %",
                legitimacy / 100
            )
        }
        What::StoodUp => format!("{} stood up {} and would not have it", who(), at()),
        What::Desisted => format!("{} gave it up {}", who(), at()),
        What::WentFor { whom } => format!("{} went for {} {}", who(), name(world, *whom), at()),
        What::GraspedFor { whom } => {
            let whom = name(world, *whom);
            format!("{} went for what {whom} had in his hand {}", who(), at())
        }
        What::Overpowered { by } => {
            format!("{} was overpowered by {} {}", who(), name(world, *by), at())
        }
        What::Disarmed { item, of } => {
            let of = name(world, *of);
            format!("{} took {} from {of} {}", who(), thing(*item), at())
        }
        What::Killed { by } => format!("{} was killed by {} {}", who(), name(world, *by), at()),
        What::Wounded { by: Some(by) } => {
            format!("{} was wounded by {} {}", who(), name(world, *by), at())
        }
        What::Wounded { by: None } => format!("{} was wounded {}", who(), at()),
        What::DiedOfWounds => format!("{} died of his wounds {}", who(), at()),
        What::GotWell => format!("{} was well again", who()),
        What::HostagesMoved => format!("the hostages were brought together {}", at()),
        What::HostagesMinded => format!("{} minded the hostages {}", who(), at()),
        What::HostagesLinedUp => format!("{} had the hostages lined up {}", who(), at()),
        What::HostagesOutOfReach => {
            format!(
                "{} wanted a hostage dead, and nobody could get at them",
                who()
            )
        }
        What::ManBeaten { by, seen, .. } => {
            let saw = match seen {
                0 => "and nobody saw it".to_owned(),
                1 => "and one saw it".to_owned(),
                seen => format!("and {seen} saw it"),
            };
            format!("{} beat {} {}, {saw}", name(world, *by), who(), at())
        }
    }
}

/// So many men.
fn men_of(number: u32) -> String {
    counted(number, "man", "men")
}

#[cfg(test)]
mod tests {
    use super::plural;

    #[test]
    fn two_of_a_room_are_named_as_two() {
        assert_eq!(plural("way"), "ways");
        assert_eq!(plural("gallery"), "galleries");
        assert_eq!(plural("cell"), "cells");
    }
}
