//! Walking grounds: what is known of pedestrians, measured on our men.
//!
//! The grounds are levels under `tests/arenas`, the guidelines RiMEA 4.1.1, IMO
//! MSC.1/Circ.1533 and NIST TN 1822. Every man of every ground is watched at
//! every tick ([`Watch`]): no long step, no wall crossed, no shoulder in one.
//! `cargo test --test it movement -- --nocapture` shows the measured figures.

use std::sync::Arc;

use bighouse_sim::arena::{Arena, Run};
use bighouse_sim::ids::{PersonId, PortalId, TileId};
use bighouse_sim::level::{FolderFiles, load};
use bighouse_sim::live::check_caches;
use bighouse_sim::movement::speed::weidmann;
use bighouse_sim::movement::{Bodies, Mode};
use bighouse_sim::prison::{Doors, Grid, Topology};
use bighouse_sim::rules::Rules;
use bighouse_sim::section::Digest;
use bighouse_sim::{Prison, clock};

use crate::common::root;

/// The longest step in a tick, mm.
const LONGEST_STEP: i64 = 220;
/// Half a man's width, mm, but for rounding: he is never nearer to a wall (docs/science.md#walking-speed).
const SHOULDER: i32 = 195;
/// Mean free speed, m/s.
const FREE: f64 = 1.34;

fn ground(name: &str, options: &[&str], seed: u64) -> Prison {
    let options: Vec<String> = options.iter().map(|option| option.to_string()).collect();
    match load(
        &FolderFiles::new(root().join("tests/arenas")),
        name,
        &options,
    ) {
        Ok(level) => Prison::new(Arc::new(level), seed),
        Err(problems) => panic!("{name}: {problems}"),
    }
}

fn bodies(prison: &Prison) -> &Bodies {
    prison.world().resource::<Bodies>()
}

fn runs(prison: &Prison) -> &[Run] {
    prison.world().resource::<Arena>().runs()
}

/// Seconds until the last one of those came to his end. Everybody has to.
fn last_end<'a>(runs: impl IntoIterator<Item = &'a Run>) -> f64 {
    let ends = runs.into_iter().map(|run| {
        run.ended
            .unwrap_or_else(|| panic!("{:?} never came to his end", run.person))
    });
    ends.max().unwrap_or(0) as f64 / 10.0
}

/// Where somebody was seen: mm, and the tile under him; `None` if he was off the map.
type Seen = Option<((i32, i32), TileId)>;

/// Follows everybody from tick to tick and asserts what holds in every ground.
struct Watch {
    seen: Vec<Seen>,
}

impl Watch {
    fn new(prison: &Prison) -> Self {
        Self { seen: see(prison) }
    }

    /// Lives one tick and looks at everybody.
    fn tick(&mut self, prison: &mut Prison) {
        prison.tick();
        let now = see(prison);
        let topology = prison.world().resource::<Topology>();
        let grid = prison.world().resource::<Grid>();
        for (index, (before, after)) in self.seen.iter().zip(&now).enumerate() {
            let (Some((from, _)), Some((to, tile))) = (before, after) else {
                continue;
            };
            let who = || format!("man {index} at tick {}: {from:?} to {to:?}", prison.now());
            let (dx, dy) = ((to.0 - from.0) as i64, (to.1 - from.1) as i64);
            let step = dx * dx + dy * dy;
            assert!(
                step <= LONGEST_STEP * LONGEST_STEP,
                "a step of over 0.22 m: {}",
                who()
            );
            assert_eq!(grid.under(to.0, to.1), *tile, "not on his tile: {}", who());
            assert!(
                is_open_way(grid, topology, *from, *to),
                "through a wall: {}",
                who()
            );
            assert!(
                has_room(grid, topology, *to),
                "a shoulder in the wall: {}",
                who()
            );
        }
        self.seen = now;
    }

    /// Lives until a tick, or until everybody has come to his end.
    fn until(&mut self, prison: &mut Prison, tick: u64) {
        while prison.now() < tick && !is_over(prison) {
            self.tick(prison);
        }
    }
}

fn see(prison: &Prison) -> Vec<Seen> {
    let there = bodies(prison).iter();
    there
        .map(|(_, body)| (body.mode != Mode::Gone).then_some(((body.x, body.y), body.tile)))
        .collect()
}

fn is_over(prison: &Prison) -> bool {
    prison.world().resource::<Arena>().is_over()
}

/// Whether every tile that the straight line between two points touches is open floor or a door.
/// The points are at most one tile apart.
fn is_open_way(grid: &Grid, topology: &Topology, from: (i32, i32), to: (i32, i32)) -> bool {
    let open = |x: i32, y: i32| grid.at(x, y).is_some_and(|tile| topology.is_open(tile));
    let (a, b) = ((from.0 / 1000, from.1 / 1000), (to.0 / 1000, to.1 / 1000));
    if !open(a.0, a.1) || !open(b.0, b.1) {
        return false;
    }
    if a.0 == b.0 || a.1 == b.1 {
        return true;
    }
    // Over a corner: on which side of it the line passes tells which third tile it touches.
    let corner = (a.0.max(b.0) * 1000, a.1.max(b.1) * 1000);
    let (dx, dy) = ((to.0 - from.0) as i64, (to.1 - from.1) as i64);
    let side = dx * (corner.1 - from.1) as i64 - dy * (corner.0 - from.0) as i64;
    // With the line's direction taken out, positive is: the line comes to the other column first.
    match side.signum() * dx.signum() * dy.signum() {
        1 => open(b.0, a.1),
        -1 => open(a.0, b.1),
        _ => open(b.0, a.1) && open(a.0, b.1),
    }
}

/// Whether a body at a point keeps out of the four walls about its tile.
fn has_room(grid: &Grid, topology: &Topology, (x, y): (i32, i32)) -> bool {
    let open = |x: i32, y: i32| grid.at(x, y).is_some_and(|tile| topology.is_open(tile));
    [(-SHOULDER, 0), (SHOULDER, 0), (0, -SHOULDER), (0, SHOULDER)]
        .into_iter()
        .all(|(dx, dy)| open((x + dx) / 1000, (y + dy) / 1000))
}

/// Lives until a tick, or until everybody has come to his end, and watches everybody.
fn watch(prison: &mut Prison, until: u64) {
    Watch::new(prison).until(prison, until);
    assert_eq!(check_caches(prison.world()), Vec::<&str>::new());
}

#[test]
fn the_watch_sees_a_corner_cut() {
    // Of the watch itself: the corridor of RiMEA 6 bends round the corner at (11, 11) m.
    let prison = ground("rimea_6", &[], 1);
    let (grid, topology) = (
        prison.world().resource::<Grid>(),
        prison.world().resource::<Topology>(),
    );
    for (from, to, open) in [
        ((10_950, 11_080), (11_080, 10_950), true),
        ((11_080, 10_950), (10_950, 11_080), true),
        ((10_950, 11_020), (11_020, 10_900), false),
        ((11_020, 10_900), (10_950, 11_020), false),
        ((10_950, 11_050), (11_050, 10_950), false),
        ((10_950, 11_100), (10_950, 10_990), false),
    ] {
        assert_eq!(
            is_open_way(grid, topology, from, to),
            open,
            "{from:?} to {to:?}"
        );
    }
    assert!(has_room(grid, topology, (11_500, 10_500)));
    assert!(!has_room(grid, topology, (11_150, 10_500)));
}

#[test]
fn one_man_walks_a_corridor_of_forty_metres_at_his_speed() {
    // RiMEA 1: 2 x 40 m, 1.33 m/s: 26 to 34 s, and he stays inside.
    for seed in 0..5 {
        let mut prison = ground("rimea_1", &[], seed);
        watch(&mut prison, 60 * 10);
        let time = last_end(runs(&prison));
        assert!((26.0..=34.0).contains(&time), "seed {seed}: {time} s");
        println!("RiMEA 1, seed {seed}: {time} s");
    }
}

#[test]
fn a_man_of_one_metre_a_second_walks_one_metre_a_second() {
    // IMO 1, NIST 2.1: the same corridor at 1.00 m/s, within 0.05 m/s.
    for seed in 0..5 {
        let mut prison = ground("imo_1", &[], seed);
        let mut watch = Watch::new(&prison);
        let man = PersonId(0);
        let start = bodies(&prison).body(man).x;
        let mut last = start;
        while !is_over(&prison) {
            watch.tick(&mut prison);
            if bodies(&prison).body(man).mode != Mode::Gone {
                last = bodies(&prison).body(man).x;
            }
            assert!(prison.now() < 60 * 10, "he does not arrive");
        }
        let run = runs(&prison)[0];
        let ticks = run.ended.expect("he has arrived") - run.sets_off;
        let speed = (last - start) as f64 / 1000.0 / (ticks as f64 / 10.0);
        assert!((speed - 1.0).abs() <= 0.05, "seed {seed}: {speed:.3} m/s");
        println!("IMO 1, seed {seed}: {speed:.3} m/s");
    }
}

#[test]
fn everybody_sets_off_at_his_own_time() {
    // RiMEA 5, IMO 5: ten men, premovement U(10, 100) s, each starts within 0.5 s of his own draw.
    let mut draws = Vec::new();
    let mut latest = 0;
    for seed in 0..20 {
        let mut prison = ground("rimea_5", &[], seed);
        let mut watch = Watch::new(&prison);
        let first: Vec<Seen> = watch.seen.clone();
        let mut moved = vec![None; first.len()];
        while !is_over(&prison) {
            watch.tick(&mut prison);
            for (index, seen) in watch.seen.iter().enumerate() {
                if moved[index].is_none() && *seen != first[index] {
                    // The tick just lived, not the next.
                    moved[index] = Some(prison.now() - 1);
                }
            }
            assert!(prison.now() < 200 * 10, "they do not arrive");
        }
        let mut of_this_seed = Vec::new();
        for run in runs(&prison) {
            assert!(
                (100..=1000).contains(&run.sets_off),
                "a draw of {} ticks",
                run.sets_off
            );
            let moved = moved[run.person.index()].expect("he has moved");
            assert!(
                moved.abs_diff(run.sets_off) <= 5,
                "drew {}, moved at {moved}",
                run.sets_off
            );
            latest = latest.max(moved.abs_diff(run.sets_off));
            of_this_seed.push(run.sets_off);
        }
        of_this_seed.sort_unstable();
        of_this_seed.dedup();
        assert!(of_this_seed.len() >= 8, "seed {seed}: the draws are alike");
        draws.extend(of_this_seed);
    }
    // Even over the range: each fifth of it holds about a fifth of 200 draws.
    for fifth in 0..5 {
        let from = 100 + fifth * 180;
        let share = draws
            .iter()
            .filter(|d| (from..from + 180).contains(*d))
            .count();
        assert!(
            (20..=65).contains(&share),
            "{share} draws of {} in fifth {fifth}",
            draws.len()
        );
    }
    println!(
        "RiMEA 5: at most {latest} ticks from draw to first step, {} draws",
        draws.len()
    );
}

#[test]
fn twenty_men_come_round_the_corner() {
    // RiMEA 6, IMO 6, NIST 2.3: a left-hand corner, 2 m wide, 10 m before and after it:
    // all arrive within 60 s, and the watch sees no wall crossed.
    for seed in 0..10 {
        let mut prison = ground("rimea_6", &[], seed);
        watch(&mut prison, 120 * 10);
        let time = last_end(runs(&prison));
        assert!((11.0..60.0).contains(&time), "seed {seed}: {time} s");
        println!("RiMEA 6, seed {seed}: {time} s");
    }
}

#[test]
fn everybody_takes_the_exit_assigned_to_him() {
    // RiMEA 10, IMO 10, NIST 3.1: 12 rooms, 23 men, two exits.
    for seed in 0..3 {
        let mut prison = ground("rimea_10", &[], seed);
        let topology = prison.world().resource::<Topology>();
        let grid = prison.world().resource::<Grid>();
        // The doors in the two short walls of the corridor.
        let exits = [(4, 6), (34, 6)].map(|(x, y)| grid.at(x, y).expect("a door"));
        assert!(exits.iter().all(|tile| topology.portal_of(*tile).is_some()));
        let assigned: Vec<usize> = {
            let level = prison.world().resource::<Rules>();
            let of_group = |group: u32| level.walkers[group as usize].route[0] == "second exit";
            runs(&prison)
                .iter()
                .map(|run| of_group(run.group) as usize)
                .collect()
        };
        assert_eq!(assigned.len(), 23);
        assert_eq!(assigned.iter().sum::<usize>(), 7);
        let mut taken = vec![Vec::new(); assigned.len()];
        let mut watch = Watch::new(&prison);
        while !is_over(&prison) {
            watch.tick(&mut prison);
            for (index, seen) in watch.seen.iter().enumerate() {
                let Some((_, tile)) = seen else { continue };
                if let Some(exit) = exits.iter().position(|exit| exit == tile)
                    && taken[index].last() != Some(&exit)
                {
                    taken[index].push(exit);
                }
            }
            assert!(prison.now() < 300 * 10, "they do not arrive");
        }
        for (index, exit) in assigned.iter().enumerate() {
            assert_eq!(taken[index], [*exit], "seed {seed}, man {index}");
        }
        println!(
            "RiMEA 10, seed {seed}: all out after {} s",
            last_end(runs(&prison))
        );
    }
}

#[test]
fn an_exit_lets_nobody_through_beyond_its_capacity() {
    // IMO 4: 8 x 5 m, exit of 1 m, 100 men: at most 1.33 men a second over the whole period.
    for seed in 0..5 {
        let mut prison = ground("imo_4", &[], seed);
        let mut watch = Watch::new(&prison);
        let mut passages = Passages::of(&prison);
        while !is_over(&prison) {
            watch.tick(&mut prison);
            passages.note(&prison, &watch);
            assert!(prison.now() < 300 * 10, "they do not get out");
        }
        let last = *passages.through[0].last().expect("somebody passed");
        let flow = 100.0 / (last as f64 / 10.0);
        assert_eq!(passages.through[0].len(), 100);
        assert!(flow <= 1.33, "seed {seed}: {flow:.3} men a second");
        assert!(flow >= 1.0, "seed {seed}: {flow:.3} men a second");
        println!(
            "IMO 4, seed {seed}: {flow:.3} men a second, all out after {} s",
            last_end(runs(&prison))
        );
    }
}

/// When men came onto the tiles of each door.
struct Passages {
    /// By portal: the ticks, in order.
    through: Vec<Vec<u64>>,
    /// The door each man was in last.
    last: Vec<Option<PortalId>>,
}

impl Passages {
    fn of(prison: &Prison) -> Self {
        Self {
            through: vec![Vec::new(); prison.world().resource::<Topology>().portals().len()],
            last: vec![None; bodies(prison).len()],
        }
    }

    fn note(&mut self, prison: &Prison, watch: &Watch) {
        let topology = prison.world().resource::<Topology>();
        for (last, seen) in self.last.iter_mut().zip(&watch.seen) {
            let portal = seen.and_then(|(_, tile)| topology.portal_of(tile));
            if let Some(portal) = portal.filter(|portal| *last != Some(*portal)) {
                self.through[portal.index()].push(prison.now());
            }
            *last = portal;
        }
    }

    /// Men a second, from the tenth to the ninetieth of a hundred.
    fn flow(&self, portal: usize) -> f64 {
        let through = &self.through[portal];
        let (first, last) = (through.len() / 10, through.len() * 9 / 10);
        (last - first) as f64 / ((through[last] - through[first]) as f64 / 10.0)
    }
}

#[test]
fn the_flow_of_a_door_grows_with_its_width() {
    // docs/science.md#doors: linear in the width, 1.3 to 2.0 men a metre and second.
    for seed in 0..3 {
        let mut prison = ground("door_widths", &[], seed);
        let mut watch = Watch::new(&prison);
        let mut passages = Passages::of(&prison);
        while !is_over(&prison) {
            watch.tick(&mut prison);
            passages.note(&prison, &watch);
            assert!(prison.now() < 900 * 10, "they do not get out");
        }
        let topology = prison.world().resource::<Topology>();
        let widths = topology.portals().iter().map(|portal| portal.width());
        let widths: Vec<u32> = widths.collect();
        assert_eq!(widths, [1, 2, 3, 4]);
        assert!(passages.through.iter().all(|through| through.len() == 320));
        let specific: Vec<f64> = widths
            .iter()
            .enumerate()
            .map(|(portal, width)| passages.flow(portal) / *width as f64)
            .collect();
        println!("flow of doors of 1 to 4 m, seed {seed}: {specific:.3?} men a metre and second");
        let (least, most) = specific
            .iter()
            .fold((f64::MAX, 0.0_f64), |(least, most), f| {
                (least.min(*f), most.max(*f))
            });
        assert!(most <= 1.1 * least, "seed {seed}: {specific:.3?}");
        assert!(least >= 1.3 && most <= 2.0, "seed {seed}: {specific:.3?}");
        let taken: u64 = prison
            .world()
            .resource::<Doors>()
            .iter()
            .map(|door| door.taken)
            .sum();
        assert_eq!(taken, 4 * 320, "every passage takes one token");
    }
}

/// How far from the ends of a straight men are measured, m.
const FROM_CORNER: i32 = 6;

/// Speeds at densities, summed.
#[derive(Clone, Copy, Default)]
struct Bin {
    men: u32,
    density: f64,
    speed: f64,
}

/// One of the four straights of the ring a point is on, well away from the corners: the direction of it.
fn straight((x, y): (i32, i32)) -> Option<(i32, i32)> {
    let (x, y) = (x / 1000, y / 1000);
    let along = |at: i32, to: i32| (5 + FROM_CORNER..to - FROM_CORNER).contains(&at);
    match () {
        () if along(x, 61) && y <= 4 => Some((1, 0)),
        () if along(x, 61) && y >= 41 => Some((-1, 0)),
        () if along(y, 41) && x >= 61 => Some((0, 1)),
        () if along(y, 41) && x <= 4 => Some((0, -1)),
        () => None,
    }
}

#[test]
fn men_in_a_crowd_are_as_fast_as_weidmann_found() {
    // RiMEA 4, as a ring: speed against density, RMS of the deviation under 15 % up to 4 men a
    // square metre. Density is that of the others on the floor within two tiles, 15 to 20 m2. The
    // ring goes on to 4.5, or about 4 only those would be measured who are in a knot of men.
    let mut bins = [Bin::default(); 9];
    println!("RiMEA 4: whole ring   mean density   speed    J = rho v   Weidmann");
    for density in [0.5, 1.0, 1.5, 2.0, 2.5, 3.0, 3.5, 4.0, 4.5] {
        let whole = ring_at(density, &mut bins);
        println!(
            "{density:17.1} {:12.2} {:13.3} {:11.3} {:9.3}",
            whole.density,
            whole.speed,
            whole.density * whole.speed,
            FREE * weidmann(whole.density),
        );
    }
    println!("bin about   men     density   speed   Weidmann   deviation");
    let mut squares = Vec::new();
    for (index, bin) in bins.iter().enumerate().skip(1) {
        assert!(
            bin.men >= 500,
            "only {} measured about {}/m2",
            bin.men,
            index as f64 / 2.0
        );
        let density = bin.density / bin.men as f64;
        let speed = bin.speed / bin.men as f64;
        let expected = FREE * weidmann(density);
        let deviation = speed / expected - 1.0;
        squares.push(deviation * deviation);
        println!(
            "{:9.1} {:6} {density:10.2} {speed:8.3} {expected:9.3} {:+10.1} %",
            index as f64 / 2.0,
            bin.men,
            100.0 * deviation,
        );
    }
    let rms = (squares.iter().sum::<f64>() / squares.len() as f64).sqrt();
    println!("RMS of the deviation {:.1} %", 100.0 * rms);
    assert!(rms < 0.15, "RMS {:.1} %", 100.0 * rms);
}

/// Warms the ring up for 60 s, measures for 60 s. Into `bins` by half men a square metre; returns the means.
fn ring_at(density: f64, bins: &mut [Bin]) -> Bin {
    let mut options = Vec::new();
    // Four lanes, the outermost first; the straights of each are two tiles shorter than the last.
    for (shorter, lane) in [(0, "a"), (2, "b"), (4, "c"), (6, "d")] {
        for (side, metres) in [("north", 62), ("east", 42), ("south", 62), ("west", 42)] {
            let men = (density * (metres - shorter) as f64).round();
            options.push(format!("walkers.{side}_{lane}.men={men}"));
        }
    }
    let options: Vec<&str> = options.iter().map(String::as_str).collect();
    let mut prison = ground("rimea_4", &options, 1);
    let mut watch = Watch::new(&prison);
    watch.until(&mut prison, clock::seconds(60));
    let mut whole = Bin::default();
    for _ in 0..60 {
        let before = watch.seen.clone();
        for _ in 0..5 {
            watch.tick(&mut prison);
        }
        let others = densities(&prison, &watch);
        for _ in 0..5 {
            watch.tick(&mut prison);
        }
        for index in 0..before.len() {
            let (Some((from, _)), Some((to, _))) = (before[index], watch.seen[index]) else {
                continue;
            };
            let Some(way) = straight(from) else { continue };
            let speed = ((to.0 - from.0) * way.0 + (to.1 - from.1) * way.1) as f64 / 1000.0;
            whole.men += 1;
            whole.density += others[index];
            whole.speed += speed;
            if let Some(bin) = bins.get_mut((others[index] * 2.0).round() as usize) {
                bin.men += 1;
                bin.density += others[index];
                bin.speed += speed;
            }
        }
    }
    assert_eq!(check_caches(prison.world()), Vec::<&str>::new());
    whole.density /= whole.men as f64;
    whole.speed /= whole.men as f64;
    whole
}

/// For each man the others on the open tiles within two of his, by their floor.
fn densities(prison: &Prison, watch: &Watch) -> Vec<f64> {
    let grid = prison.world().resource::<Grid>();
    let topology = prison.world().resource::<Topology>();
    let mut on_tile = vec![0_u32; grid.len()];
    for (_, tile) in watch.seen.iter().flatten() {
        on_tile[tile.index()] += 1;
    }
    let about: Vec<f64> = (0..grid.len())
        .map(|index| {
            let tile = TileId::from_index(index);
            if on_tile[index] == 0 {
                return 0.0;
            }
            let (x, y) = grid.x_y(tile);
            let (mut men, mut floor) = (0, 0);
            for dy in -2..=2 {
                for dx in -2..=2 {
                    if let Some(tile) = grid.at(x as i32 + dx, y as i32 + dy)
                        && topology.is_open(tile)
                    {
                        men += on_tile[tile.index()];
                        floor += 1;
                    }
                }
            }
            assert!(floor >= 9, "he has only {floor} m2 about him");
            (men - 1) as f64 / floor as f64
        })
        .collect();
    let of = |seen: &Seen| seen.map_or(0.0, |(_, tile)| about[tile.index()]);
    watch.seen.iter().map(of).collect()
}

#[test]
fn men_who_meet_in_a_corridor_get_past_one_another() {
    // NIST 2.8: 10 x 2 m, 100 men against 0, 10, 50, 100: ever slower, never locked, all there in 400 s.
    for seed in 0..3 {
        let times: Vec<f64> = [0, 10, 50, 100]
            .into_iter()
            .map(|opposed| {
                let option = format!("walkers.west.men={opposed}");
                let mut prison = ground("counterflow", &[&option], seed);
                watch(&mut prison, 400 * 10);
                last_end(runs(&prison))
            })
            .collect();
        println!("counterflow, 100 against 0, 10, 50, 100, seed {seed}: {times:.1?} s");
        assert!(times.is_sorted_by(|a, b| a < b), "seed {seed}: {times:.1?}");
        assert!(times.iter().all(|time| *time <= 400.0));
    }
}

#[test]
fn crowds_greater_than_those_of_the_guidelines_do_not_lock() {
    // Not a guideline, and no figure is known: only that nobody stands for good. When men slowed
    // without end the denser it got, these took an hour and a half, and half an hour.
    for (east, west) in [(300, 300), (1000, 0)] {
        let east_men = format!("walkers.east.men={east}");
        let west_men = format!("walkers.west.men={west}");
        let mut prison = ground("counterflow", &[&east_men, &west_men], 1);
        watch(&mut prison, 15 * clock::MINUTE);
        println!("{east} men against {west}: {} s", last_end(runs(&prison)));
    }
}

#[test]
fn a_great_crowd_does_not_choke_its_own_door() {
    // As in docs/science.md#doors, with 1,000 men to a door of 1 m: their number must not lessen the flow.
    let others = ["2", "3", "4"].map(|door| format!("walkers.door_{door}.men=0"));
    let mut options: Vec<&str> = others.iter().map(String::as_str).collect();
    options.push("walkers.door_1.men=1000");
    let mut prison = ground("door_widths", &options, 1);
    let mut watch = Watch::new(&prison);
    let mut passages = Passages::of(&prison);
    while !is_over(&prison) {
        watch.tick(&mut prison);
        passages.note(&prison, &watch);
        assert!(prison.now() < 1000 * 10, "they do not get out");
    }
    let flow = passages.flow(0);
    println!("1,000 men through a door of 1 m: {flow:.3} men a second");
    assert!((1.3..=2.0).contains(&flow), "{flow:.3} men a second");
}

#[test]
fn the_same_ground_and_seed_make_the_same_walk() {
    let walk = |name: &str, seed| {
        let mut prison = ground(name, &[], seed);
        watch(&mut prison, 30 * 10);
        prison.digest()
    };
    for name in ["rimea_5", "rimea_10", "imo_4", "counterflow"] {
        let first = walk(name, 1);
        let again = walk(name, 1);
        assert_eq!(first.differs_in(&again), None, "{name}");
        assert_eq!(first.all, again.all, "{name}");
        let other = walk(name, 2);
        assert_ne!(first.all, other.all, "{name}");
        // Not only the seed itself is another.
        assert!(first.differs_in(&other).is_some());
        let bodies = |digest: &Digest| {
            digest
                .sections
                .iter()
                .find(|(name, _)| *name == "movement.bodies")
                .copied()
        };
        assert_ne!(bodies(&first), bodies(&other), "{name}");
    }
}
