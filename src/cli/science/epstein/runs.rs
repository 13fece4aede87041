//! One run of each kind, and what is measured of it.

use bighouse_sim::published::outbursts::{OUTBURST, waits};
use bighouse_sim::published::{CivilViolence, Inputs, Outburst, outbursts};
use bighouse_sim::unrest::Decision;
use bighouse_sim::unrest::decision::{GUARD, ONE};

use crate::cli::science::figures::mean;
use crate::cli::science::values::Values;

/// Cycles of the runs in which outbursts are counted.
pub const CYCLES: u32 = 3_000;

/// The shares that act of men whose hardship and aversion to risk are even, at a legitimacy of 0.82:
/// without a cop in sight, with one to one, and at 0.9 the most aggrieved of all.
pub fn on_paper() -> Values {
    let decision = Decision::default();
    let even = || (0..500_u32).map(|step| step * 20 + 10);
    let share = |cops| {
        let acts = |hardship, aversion| decision.margin(hardship, 8_200, aversion, cops, 1) > 0;
        let men = even().flat_map(|hardship| even().map(move |aversion| (hardship, aversion)));
        let acting = men.filter(|(hardship, aversion)| acts(*hardship, *aversion));
        100.0 * acting.count() as f64 / 250_000.0
    };
    Values::default()
        .one("no cop", share(0))
        .one("a cop a man", share(GUARD))
        .one("margin at 0.9", decision.margin(ONE, 9_000, 0, 0, 1))
}

/// A long run: its outbursts, its jail, and tension about each outburst.
pub fn bursts(inputs: Inputs, seed: u64) -> Values {
    let mut model = CivilViolence::new(inputs, seed);
    let (mut actives, mut tensions) = (Vec::new(), Vec::new());
    let mut jailed = 0;
    for _ in 0..CYCLES {
        actives.push(model.step());
        tensions.push(f64::from(model.tension()));
        jailed += model.jailed();
    }
    let found = outbursts(&actives);
    // Those that the run shows from before their beginning to after their end.
    let whole = |burst: &&Outburst| burst.from > 0 && burst.until < CYCLES as usize;
    let before: Vec<f64> = found
        .iter()
        .filter(whole)
        .map(|burst| tensions[burst.from - 1])
        .collect();
    let after: Vec<f64> = found
        .iter()
        .filter(whole)
        .map(|burst| tensions[burst.until])
        .collect();
    let calm = actives.iter().filter(|active| **active <= OUTBURST).count();
    Values::default()
        .one("outbursts", found.len() as u32)
        .one("peak", actives.iter().copied().max().unwrap_or(0))
        .one("calm", 100.0 * calm as f64 / f64::from(CYCLES))
        .one(
            "longest",
            found
                .iter()
                .map(|burst| burst.until - burst.from)
                .max()
                .unwrap_or(0) as u32,
        )
        .one("mean term", f64::from(jailed) / f64::from(model.arrests()))
        .one("tension before", mean(&before))
        .one("tension after", mean(&after))
        .many("waits", waits(&found))
        .many("activations", found.iter().map(|burst| burst.activation))
}

/// How many of the aggrieved are active, of those who see a cop and of those who see none.
pub fn deception(inputs: Inputs, seed: u64) -> Values {
    let mut model = CivilViolence::new(inputs, seed);
    let mut sums = [(0, 0); 2];
    for _ in 0..300 {
        model.step();
        for (sum, now) in sums.iter_mut().zip(model.aggrieved()) {
            *sum = (sum.0 + now.0, sum.1 + now.1);
        }
    }
    let share = |(all, active): (u32, u32)| 100.0 * f64::from(active) / f64::from(all);
    Values::default()
        .one("watched", share(sums[0]))
        .one("alone", share(sums[1]))
}

/// Legitimacy falls from 0.9 to 0.7 at once.
pub fn jump(seed: u64) -> Values {
    let mut model = CivilViolence::new(Inputs::run_3(Decision::default()), seed);
    let before = model.run(77);
    model.set_legitimacy(7_000);
    let after = model.run(40);
    Values::default()
        .one("before", before.iter().copied().max().unwrap_or(0))
        .one("peak", after.iter().copied().max().unwrap_or(0))
}

/// Legitimacy falls from 0.9 to 0.7 in 20 slices, and stays there as long as after the jump.
pub fn slices_held(seed: u64) -> Values {
    let mut model = CivilViolence::new(Inputs::run_3(Decision::default()), seed);
    model.run(77);
    let mut peak = 0;
    for slice in 1..=20 {
        model.set_legitimacy(9_000 - 100 * slice);
        peak = peak.max(model.step());
    }
    let held = model.run(40).into_iter().max();
    Values::default().one("peak", peak.max(held.unwrap_or(0)))
}

/// Legitimacy falls from 0.9 to 0.2 in 70 slices.
pub fn slices(seed: u64) -> Values {
    let mut model = CivilViolence::new(Inputs::run_3(Decision::default()), seed);
    let mut peaks = Vec::new();
    for slice in 1..=70 {
        model.set_legitimacy(9_000 - 100 * slice);
        peaks.push(model.step());
    }
    Values::default()
        .one(
            "peak at 0.7",
            peaks[..20].iter().copied().max().unwrap_or(0),
        )
        .one("peak", peaks.iter().copied().max().unwrap_or(0))
        .one("jailed", model.jailed())
}

/// Cops leave one by one, until there is none.
pub fn walked_off(seed: u64) -> Values {
    let inputs = Inputs::run_5(Decision::default());
    let mut model = CivilViolence::new(inputs, seed);
    let before = model.run(30);
    let mut peak = 0;
    let mut tips = None;
    for left in (0..inputs.cops).rev() {
        model.remove_cop();
        let active = model.step();
        peak = peak.max(active);
        if active > OUTBURST && tips.is_none() {
            tips = Some(left);
        }
    }
    let values = Values::default()
        .one("before", before.iter().copied().max().unwrap_or(0))
        .one("peak", peak);
    match tips {
        Some(left) => values.one("cops left", left),
        None => values,
    }
}
