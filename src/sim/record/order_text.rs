//! An order as text: in a replay, in an order file.

use super::replay::whole_ron;
use crate::level::reading::{Findings, did_you_mean, quote};
use crate::order::{FieldKind, Order, OrderInfo, OrderName};

/// An order as text.
pub fn write(order: &Order) -> String {
    // An order is an enum of numbers: RON can always write it.
    ron::to_string(order).unwrap_or_default()
}

/// Reads an order. What is wrong with it is said with the order's fields, and what may have
/// been meant.
///
/// # Errors
/// What is wrong with it, and how to mend it.
pub fn read(text: &str) -> Result<Order, String> {
    whole_ron(text, "order").map_err(|error| {
        let is_of_a_name = |c: &char| c.is_alphanumeric() || *c == '_';
        let word: String = text.chars().take_while(is_of_a_name).take(40).collect();
        let Some(name) = OrderName::named(&word) else {
            let words = || OrderName::ALL.iter().map(|order| order.info().word);
            let hint = did_you_mean(&Findings::default(), &word, words());
            let all: Vec<&str> = words().collect();
            return format!(
                "{} is no order{hint}; the orders are {}",
                quote(&word),
                all.join(", ")
            );
        };
        let info = name.info();
        let hint = misspelt_field(text, info);
        let sample = write(&(info.sample)());
        let fields: Vec<String> = info
            .fields
            .iter()
            .map(|field| format!("{} is {}", field.name, field.kind.in_order_file()))
            .collect();
        let fields = match fields.as_slice() {
            [] => "it has no fields".to_owned(),
            fields => fields.join(", "),
        };
        format!("{error}{hint}; write it like {sample}: {fields}")
    })
}

/// What may have been meant by a field that the order does not have.
fn misspelt_field(text: &str, info: &OrderInfo) -> String {
    let names = || info.fields.iter().map(|field| field.name);
    let is_plain = |kind| !matches!(kind, FieldKind::Line | FieldKind::Amendment);
    if !info.fields.iter().all(|field| is_plain(field.kind)) {
        return String::new();
    }
    let before_colons = text.match_indices(':').map(|(colon, _)| {
        let word = text[..colon].trim_end();
        let is_of_a_name = |c: char| c.is_alphanumeric() || c == '_';
        let start = word
            .char_indices()
            .rev()
            .take_while(|(_, c)| is_of_a_name(*c));
        let start = start.last().map_or(word.len(), |(at, _)| at);
        &word[start..]
    });
    let mut unknown = before_colons.filter(|word| !names().any(|name| name == *word));
    unknown.next().map_or_else(String::new, |word| {
        let hint = did_you_mean(&Findings::default(), word, names());
        format!("; {} is no field of {}{hint}", quote(word), info.word)
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_misspelt_order_is_named_with_its_fields_and_what_may_be_meant() {
        let error = |text| read(text).expect_err("it is misspelt");
        let lokdown = error("LokDown");
        assert!(lokdown.starts_with("\"LokDown\" is no order; did you mean \"LockDown\"?"));
        assert!(lokdown.contains("PassItem"), "{lokdown}");
        let field = error("WalkTo(persn:(17),at:(3120))");
        assert!(field.contains("did you mean \"person\"?"), "{field}");
        assert!(
            field.contains("write it like WalkTo(person:(21),at:(3120)): person is a person"),
            "{field}"
        );
        let bare = error("LockDown(5)");
        assert!(bare.contains("it has no fields"), "{bare}");
    }

    #[test]
    fn every_order_is_read_as_it_is_written() {
        for name in OrderName::ALL {
            let sample = (name.info().sample)();
            assert_eq!(sample.name(), *name);
            assert_eq!(read(&write(&sample)), Ok(sample));
        }
    }
}
