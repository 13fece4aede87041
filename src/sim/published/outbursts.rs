//! Outbursts in a series of how many acted in each cycle.
//!
//! An outburst is counted as the paper counts it: it lasts from the first cycle with **more than
//! 50** active agents to the last before there are 50 or fewer again. Its activation is the sum of
//! the active over its cycles. The wait for the next is the number of cycles with 50 or fewer
//! between the two. One that is not over when the run ends counts, and ends there.

/// More active agents than this are an outburst.
pub const OUTBURST: u32 = 50;

/// A time during which many were active at once.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Outburst {
    /// Its first cycle.
    pub from: usize,
    /// The first cycle after it.
    pub until: usize,
    /// Active agents, summed over its cycles.
    pub activation: u32,
    /// Active agents at its height.
    pub peak: u32,
}

/// The outbursts of a run, in order, from the number of active agents in each cycle.
pub fn outbursts(actives: &[u32]) -> Vec<Outburst> {
    let mut found: Vec<Outburst> = Vec::new();
    for (cycle, active) in actives.iter().enumerate() {
        if *active <= OUTBURST {
            continue;
        }
        match found.last_mut() {
            Some(last) if last.until == cycle => {
                last.until = cycle + 1;
                last.activation += active;
                last.peak = last.peak.max(*active);
            }
            _ => found.push(Outburst {
                from: cycle,
                until: cycle + 1,
                activation: *active,
                peak: *active,
            }),
        }
    }
    found
}

/// The cycles between each outburst and the next.
pub fn waits(outbursts: &[Outburst]) -> Vec<u32> {
    outbursts
        .windows(2)
        .map(|pair| (pair[1].from - pair[0].until) as u32)
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn more_than_fifty_are_an_outburst_until_they_are_fifty_or_fewer() {
        let found = outbursts(&[0, 50, 51, 90, 50, 0, 0, 60]);
        let outburst = |from, until, activation, peak| Outburst {
            from,
            until,
            activation,
            peak,
        };
        assert_eq!(found, [outburst(2, 4, 141, 90), outburst(7, 8, 60, 60)]);
        assert_eq!(waits(&found), [3]);
        assert!(outbursts(&[50; 10]).is_empty() && waits(&[]).is_empty());
    }
}
