//! Strews small shapes over a tile: pebbles, blades of grass, flecks.
//!
//! A group `<g class="scatter" data-count="40" data-gap="6" data-reach="5">` holds a few
//! shapes about the origin; the bake lays `count` of them about the tile, no two
//! nearer than `gap`, each turned by chance (not with `data-upright`). A shape may
//! be `reach` long: those that could touch the tile's edge lie in the same places in every
//! variant and come in again on the other side, so that all variants join.

use std::fmt::Write as _;

use resvg::usvg::roxmltree::Document;

use super::source::inner;

/// A side of a tile in units of the drawings.
const SIDE: i32 = 64;
/// Places are drawn in sixteenths of a unit, as whole numbers: the same on every machine.
const FINE: i32 = 16;

/// Replaces every scatter group of a drawing by its shapes.
///
/// `seed` is the same for all variants of a drawing.
pub fn expand(body: &str, seed: u64, variant: u32) -> Result<String, String> {
    let text = format!("<g>{body}</g>");
    let document = Document::parse(&text).map_err(|why| why.to_string())?;
    let mut out = text.clone();
    let groups: Vec<_> = document
        .descendants()
        .filter(|n| {
            n.attribute("class")
                .is_some_and(|c| c.split(' ').any(|c| c == "scatter"))
        })
        .collect();
    // From the last to the first, so that the places of the earlier ones stay true.
    for (index, node) in groups.iter().enumerate().rev() {
        let number = |name: &str, default: i32| {
            node.attribute(name)
                .and_then(|n| n.parse().ok())
                .unwrap_or(default)
        };
        let shapes: Vec<String> = node
            .children()
            .filter(|child| child.is_element())
            .map(|child| text[child.range()].to_owned())
            .collect();
        let places = places(
            number("data-count", 20),
            number("data-gap", 4),
            number("data-reach", 4),
            seed.wrapping_add(index as u64 * 977),
            variant,
        );
        let class = node.attribute("class").unwrap_or_default();
        let opacity = node.attribute("opacity").unwrap_or("1");
        let mut strewn = format!("<g class='{class}' opacity='{opacity}'>");
        for place in places {
            let shape = &shapes[place.pick as usize % shapes.len()];
            let turn = if node.has_attribute("data-upright") {
                0
            } else {
                place.turn
            };
            for dx in [-SIDE, 0, SIDE] {
                for dy in [-SIDE, 0, SIDE] {
                    let x = place.x + dx * FINE;
                    let y = place.y + dy * FINE;
                    let reach = number("data-reach", 4) * FINE;
                    let within = |at: i32| at > -reach && at < SIDE * FINE + reach;
                    if within(x) && within(y) {
                        let (x, y) = (x as f32 / FINE as f32, y as f32 / FINE as f32);
                        let _ = write!(
                            strewn,
                            "<g transform='translate({x} {y}) rotate({turn})'>{shape}</g>"
                        );
                    }
                }
            }
        }
        strewn.push_str("</g>");
        out.replace_range(node.range(), &strewn);
    }
    let document = Document::parse(&out).map_err(|why| why.to_string())?;
    Ok(inner(&out, document.root_element()))
}

/// Where a shape lies.
struct Place {
    /// From the left, in [`FINE`] parts of a unit.
    x: i32,
    /// From the top, in [`FINE`] parts of a unit.
    y: i32,
    /// Degrees.
    turn: u32,
    /// Which of the shapes.
    pick: u32,
}

/// Throws darts: first into the rim that all variants share, then inside it.
fn places(count: i32, gap: i32, reach: i32, seed: u64, variant: u32) -> Vec<Place> {
    let side = SIDE * FINE;
    let reach = reach * FINE;
    let inside = (SIDE * FINE - 2 * reach).max(0);
    let rim_share = f64::from(side * side - inside * inside) / f64::from(side * side);
    let rim_count = (f64::from(count) * rim_share).round() as usize;
    let mut found: Vec<Place> = Vec::new();
    for (rim, seed, until) in [
        (true, seed, rim_count),
        (false, seed ^ u64::from(variant + 1) << 32, count as usize),
    ] {
        let mut chance = Chance(seed.wrapping_mul(0x9E37_79B9_7F4A_7C15) | 1);
        for _ in 0..count * 30 {
            if found.len() >= until {
                break;
            }
            let place = Place {
                x: chance.below(side as u32) as i32,
                y: chance.below(side as u32) as i32,
                turn: chance.below(360),
                pick: chance.below(1 << 16),
            };
            let near_edge = |at: i32| at < reach || at >= side - reach;
            if (near_edge(place.x) || near_edge(place.y)) != rim {
                continue;
            }
            let apart = |a: i32, b: i32| {
                let d = (a - b).abs();
                d.min(side - d)
            };
            let crowded = found.iter().any(|other| {
                let (dx, dy) = (apart(place.x, other.x), apart(place.y, other.y));
                dx * dx + dy * dy < (gap * FINE) * (gap * FINE)
            });
            if !crowded {
                found.push(place);
            }
        }
    }
    found
}

/// A small generator (xorshift64*): the same pebbles on every machine.
struct Chance(u64);

impl Chance {
    /// A number below `limit`.
    fn below(&mut self, limit: u32) -> u32 {
        self.0 ^= self.0 >> 12;
        self.0 ^= self.0 << 25;
        self.0 ^= self.0 >> 27;
        let high = self.0.wrapping_mul(0x2545_F491_4F6C_DD1D) >> 32;
        ((high * u64::from(limit)) >> 32) as u32
    }
}
