//! The protest over the food, the dungeon, the knife.

use super::{Clues, Eye};
use crate::contraband::ItemKind;
use crate::happening::{
    ContrabandFact, DayFact, Grievance, Happening, JusticeFact, UnrestFact, What,
};

/// This many men are more than he and his circle, and as many again.
const HALL: u32 = 16;

/// Butch would not eat because of the food, and others did as he did.
pub(super) fn food_protest(eye: &Eye, _: &Clues, happening: &Happening) -> bool {
    let (What::Unrest(UnrestFact::ProtestBegan { men, .. })
    | What::Unrest(UnrestFact::ProtestGrew { men })) = happening.what
    else {
        return false;
    };
    let over_plates = |cause: &Happening| {
        matches!(
            cause.what,
            What::Unrest(UnrestFact::ProtestBegan { eating: true, .. })
        )
    };
    let his = |cause: &Happening| {
        matches!(cause.what, What::Unrest(UnrestFact::StoodUp)) && eye.is(cause.who, "butch")
    };
    men >= HALL
        && eye.came_from(happening, over_plates)
        && eye.came_from(happening, his)
        && eye.came_from(happening, is_over_food)
}

/// Whether something is that men hold the food against the administration.
fn is_over_food(cause: &Happening) -> bool {
    matches!(
        cause.what,
        What::Unrest(UnrestFact::Grudged {
            grievance: Grievance::Food,
            ..
        }) | What::Day(DayFact::MealEnded { .. })
    )
}

/// Butch is locked in the dungeon, and it was for a protest.
pub(super) fn dungeon(eye: &Eye, _: &Clues, happening: &Happening) -> bool {
    matches!(
        happening.what,
        What::Justice(JusticeFact::Confined { dungeon: true })
    ) && eye.is(happening.who, "butch")
        && eye.came_from(happening, |cause| {
            matches!(cause.what, What::Unrest(UnrestFact::ProtestBegan { .. }))
        })
}

/// A knife that Butch gave away when he was led off comes to Kent before Butch is searched.
pub(super) fn knife_passed(eye: &Eye, clues: &Clues, happening: &Happening) -> bool {
    let What::Contraband(ContrabandFact::ItemPassed { item, to }) = happening.what else {
        return false;
    };
    let is_knife = eye
        .items
        .item(item)
        .is_some_and(|item| item.kind == ItemKind::Knife);
    is_knife && eye.is(Some(to), "kent") && clues.handed.contains(&item)
}
