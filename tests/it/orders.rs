//! The reference of orders in `levels/README.md` says what the orders say of themselves.
//!
//! To write it anew: `BLESS=1 cargo test --test it orders`.

use std::fmt::Write as _;

use bighouse::words::{TrueNames, spoken};
use bighouse_sim::Prison;
use bighouse_sim::message::Message;
use bighouse_sim::order::{Givers, Heading, OrderInfo, OrderName};
use bighouse_sim::record::order_text;

use crate::common::{root, shipped};

/// Between these the reference stands.
const BEGINS: &str =
    "<!-- orders: written by the test `orders`, from what each order says of itself -->\n";
const ENDS: &str = "<!-- the end of the orders -->";

/// Doc comments as one line.
fn joined(lines: &[&str]) -> String {
    let lines: Vec<&str> = lines.iter().map(|line| line.trim()).collect();
    lines.join(" ")
}

/// One order: what it does, its fields, who gives it, when it is refused, how it is written.
fn entry(prison: &Prison, info: &OrderInfo) -> String {
    let reader = TrueNames(prison.world());
    let mut out = format!("**`{}`** {}\n\n", info.form(), joined(info.does));
    for field in info.fields {
        let means = joined(field.means);
        let kind = field.kind.in_order_file();
        let _ = writeln!(out, "- `{}`: {means} {kind}.", field.name);
    }
    let _ = writeln!(out, "- Given by: {}.", info.givers.in_words());
    let whys: Vec<String> = info
        .refusals
        .iter()
        .map(|why| spoken().text(&why.message(), &reader))
        .map(|why| match why.is_empty() {
            true => "what it changes is out of its range, is not there, or is so already".into(),
            false => why,
        })
        .collect();
    let _ = writeln!(out, "- Refused, or comes to nothing: {}.", whys.join("; "));
    let giver = match info.givers {
        Givers::Himself | Givers::InmateHimself => "person:21",
        Givers::Author | Givers::Warden | Givers::WardenOrKey | Givers::WardenAndOfficers => {
            "author"
        }
    };
    let line = order_text::write(&(info.sample)());
    let _ = writeln!(out, "- Order file: `order 07:05 {giver} {line}`");
    if let Some(scene) = info.scene {
        let _ = writeln!(out, "- Screenplay: `{scene}`");
    }
    out.push('\n');
    out
}

/// The whole reference.
fn reference() -> String {
    let prison = Prison::new(shipped("cell_block", &[]), 1);
    let mut out = String::from("\n");
    for heading in Heading::ALL {
        let title = Message::new(heading.word());
        let title = spoken().text(&title, &TrueNames(prison.world()));
        let _ = writeln!(out, "### {title}\n");
        let all = OrderName::ALL.iter().map(|name| name.info());
        for info in all.filter(|info| info.heading == heading) {
            out.push_str(&entry(&prison, info));
        }
    }
    out
}

#[test]
fn the_reference_of_orders_says_what_the_orders_say() {
    let path = root().join("levels/README.md");
    let readme = std::fs::read_to_string(&path).expect("it is there");
    let begins = readme.find(BEGINS).expect("the reference begins") + BEGINS.len();
    let ends = begins + readme[begins..].find(ENDS).expect("the reference ends");
    let wanted = reference();
    if std::env::var_os("BLESS").is_some() {
        let blessed = format!("{}{wanted}{}", &readme[..begins], &readme[ends..]);
        std::fs::write(&path, blessed).expect("it can be written");
        return;
    }
    let differs = wanted.lines().zip(readme[begins..ends].lines());
    let mut differs = differs.filter(|(wanted, is)| wanted != is);
    assert!(
        readme[begins..ends] == wanted,
        "the orders in levels/README.md are out of date, first here: {:?}. Run: BLESS=1 cargo test --test it orders",
        differs.next()
    );
}
