//! What is given to a run of Epstein's model: table 2 of the paper (docs/science.md#the-runs-of-the-paper).

use crate::unrest::Decision;

/// What is given to a run: table 2 of the paper.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Inputs {
    /// Sites a side of the torus.
    pub side: u16,
    /// How many agents.
    pub agents: u16,
    /// How many cops.
    pub cops: u16,
    /// How far agents and cops see, tenths of a site.
    pub vision_tenths: u16,
    /// Legitimacy at the beginning, basis points.
    pub legitimacy: u32,
    /// The longest jail term, cycles. Without one nobody is ever released.
    pub longest_term: Option<u32>,
    /// Whether agents move.
    pub movement: bool,
    /// How an agent decides.
    pub decision: Decision,
}

impl Inputs {
    /// Run 2 of the paper, the one that shows punctuated equilibrium: 1,120 agents and 64 cops on
    /// 40 x 40 sites (densities 0.7 and 0.04).
    pub fn run_2(decision: Decision) -> Self {
        Self {
            side: 40,
            agents: 1_120,
            cops: 64,
            vision_tenths: 70,
            legitimacy: 8_200,
            longest_term: Some(30),
            movement: true,
            decision,
        }
    }

    /// Runs 3 and 4: 118 cops (density 0.074), legitimacy 0.9 to begin with, no release.
    pub fn run_3(decision: Decision) -> Self {
        Self {
            cops: 118,
            legitimacy: 9_000,
            longest_term: None,
            ..Self::run_2(decision)
        }
    }

    /// Run 5: as runs 3 and 4, but with legitimacy 0.8.
    pub fn run_5(decision: Decision) -> Self {
        Self {
            legitimacy: 8_000,
            ..Self::run_3(decision)
        }
    }
}
