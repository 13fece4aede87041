//! The lamps of the house, as a seat knows them, and whether it is dark.

use bighouse_sim::Prison;
use bighouse_sim::clock::Clock;
use bighouse_sim::prison::Tiers;
use bighouse_sim::prison::light::{self, Lamp, LampKind};
use bighouse_sim::riot::Riots;
use bighouse_sim::rules::Rules;

use super::Lens;

impl Lens {
    /// The lamps, in the order of the map: a lamp that was hung out of sight is not known.
    pub fn lamps(&self, prison: &Prison) -> Vec<Lamp> {
        let house = self.house(prison);
        let tiers = prison.world().resource::<Tiers>();
        light::lamps(house.grid, house.topology, tiers)
    }

    /// How brightly the lamps of a kind burn, 0 to 255. They follow the timetable, which is no
    /// secret; and when the light is cut off, it goes out for everybody at once.
    pub fn burning(&self, prison: &Prison, kind: LampKind) -> u8 {
        let world = prison.world();
        let (rules, clock) = (world.resource::<Rules>(), world.resource::<Clock>());
        let is_cut_off = world.resource::<Riots>().light_is_cut_off();
        light::burning(kind, rules, clock, prison.now(), is_cut_off)
    }

    /// Whether it is dark everywhere: the light is cut off, and there is none of the sky's. Nobody
    /// misses that.
    pub fn is_dark(&self, prison: &Prison) -> bool {
        let world = prison.world();
        let second = world.resource::<Clock>().second_of_day(prison.now());
        let riot = world.resource::<Riots>().now();
        riot.is_some_and(|riot| riot.siege.is_dark(second))
    }
}
