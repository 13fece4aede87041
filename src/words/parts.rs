//! What the parts of a message say, as the variables of its text.

use bighouse_sim::clock::Clock;
use bighouse_sim::contraband::Items;
use bighouse_sim::ids::{ItemId, TierId};
use bighouse_sim::message::{Message, Part};
use bighouse_sim::prison::Tiers;
use bighouse_sim::story::BEATS;
use fluent_bundle::{FluentArgs, FluentValue};

use super::{Known, Reader, Words, day, places};

/// What is put after the name of a part to have another form of it.
pub(super) const FORMS: [&str; 2] = ["-room", "-day"];

/// The variables of a message, for a reader.
pub(super) fn values(words: &Words, message: &Message, reader: &dyn Reader) -> FluentArgs<'static> {
    let mut values = FluentArgs::new();
    for (name, part) in &message.parts {
        values.set(*name, value(words, part, reader));
        match part {
            Part::Place(tile) => {
                let room = places::HousePlan::of(reader.world()).where_to(*tile);
                values.set(format!("{name}-room"), words.text(&room, reader));
            }
            Part::Time(tick) => {
                let day = day::when_in(words, reader.world().resource(), *tick);
                values.set(format!("{name}-day"), day);
            }
            // A place that is not known: a word takes its part.
            Part::Word(id) => {
                let said = words.text(&Message::new(id), reader);
                values.set(format!("{name}-room"), said);
            }
            Part::Person(_)
            | Part::Tier(_)
            | Part::Item(_)
            | Part::Count(_)
            | Part::Lasting(_)
            | Part::Share(_)
            | Part::Beat(_)
            | Part::Message(_)
            | Part::List(_)
            | Part::Written(_) => {}
        }
    }
    values
}

/// The variables of a message that are numbers, lengths of time or texts made already.
pub(super) fn bare_values(words: &Words, message: &Message) -> FluentArgs<'static> {
    let mut values = FluentArgs::new();
    for (name, part) in &message.parts {
        match part {
            Part::Count(number) => values.set(*name, FluentValue::from(*number)),
            Part::Lasting(seconds) => values.set(*name, FluentValue::from(words.length(*seconds))),
            Part::Written(text) => values.set(*name, FluentValue::from(text.clone())),
            Part::Person(_)
            | Part::Place(_)
            | Part::Tier(_)
            | Part::Item(_)
            | Part::Time(_)
            | Part::Share(_)
            | Part::Word(_)
            | Part::Beat(_)
            | Part::Message(_)
            | Part::List(_) => {}
        }
    }
    values
}

fn value(words: &Words, part: &Part, reader: &dyn Reader) -> FluentValue<'static> {
    match part {
        Part::Count(number) => FluentValue::from(*number),
        _ => FluentValue::from(text(words, part, reader)),
    }
}

fn text(words: &Words, part: &Part, reader: &dyn Reader) -> String {
    let world = reader.world();
    let say = |message: &Message| words.text(message, reader);
    match part {
        Part::Person(person) => match reader.person(*person) {
            Known::ByName(name) => name,
            Known::As(message) => say(&message),
        },
        Part::Place(tile) => say(&places::HousePlan::of(world).where_is(*tile)),
        Part::Tier(tier) => say(&tier_named(world.resource::<Tiers>(), *tier)),
        Part::Item(item) => say(&item_named(world.resource::<Items>(), *item)),
        Part::Count(number) => number.to_string(),
        Part::Time(tick) => world.resource::<Clock>().hh_mm(*tick),
        Part::Lasting(seconds) => say(&lasting(*seconds)),
        Part::Share(basis_points) => {
            let percent = (i64::from(*basis_points) + 50) / 100;
            say(&Message::new("share").with("percent", Part::Count(percent)))
        }
        Part::Word(id) => say(&Message::new(id)),
        Part::Beat(beat) => {
            let beat = BEATS.get(*beat as usize);
            say(&Message::new(
                beat.map_or("beat-unknown", |beat| beat.message),
            ))
        }
        Part::Message(message) => say(message),
        Part::List(parts) => {
            let texts = parts.iter().map(|part| text(words, part, reader));
            listed(texts.collect(), say)
        }
        Part::Written(text) => text.clone(),
    }
}

fn tier_named(tiers: &Tiers, tier: TierId) -> Message {
    match tiers.tier(tier) {
        Some(tier) => Message::new("tier").with("sign", Part::Written(tier.name.clone())),
        None => Message::new("tier-unknown"),
    }
}

fn item_named(items: &Items, item: ItemId) -> Message {
    let kind = items.item(item).map(|item| item.kind);
    Message::new(kind.map_or("item-unknown", bighouse_sim::vocabulary::item))
}

/// A length of time: "20 min", "5 min 30 s", "1 h 05 min".
pub(super) fn lasting(seconds: u32) -> Message {
    let count = |number: u32| Part::Count(number.into());
    let (hours, minutes, rest) = (seconds / 3_600, seconds / 60 % 60, seconds % 60);
    match (hours, minutes, rest) {
        (0, 0, rest) => Message::new("lasting-seconds").with("seconds", count(rest)),
        (0, minutes, 0) => Message::new("lasting-minutes").with("minutes", count(minutes)),
        (0, minutes, rest) => Message::new("lasting-minutes-seconds")
            .with("minutes", count(minutes))
            .with("seconds", count(rest)),
        (hours, minutes, _) => Message::new("lasting-hours")
            .with("hours", count(hours))
            .with("minutes", Part::Written(format!("{minutes:02}"))),
    }
}

/// Texts one after the other: "a, b and c".
pub(super) fn listed(mut texts: Vec<String>, say: impl Fn(&Message) -> String) -> String {
    let Some(last) = texts.pop() else {
        return say(&Message::new("list-empty"));
    };
    let Some(before) = texts.pop() else {
        return last;
    };
    let two = |id, first, rest| {
        Message::new(id)
            .with("first", Part::Written(first))
            .with("rest", Part::Written(rest))
    };
    let mut said = say(&two("list-last", before, last));
    while let Some(first) = texts.pop() {
        said = say(&two("list-more", first, said));
    }
    said
}
