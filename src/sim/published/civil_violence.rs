//! Epstein's model I of civil violence: agents who may rise against an authority, and cops.
//!
//! (Epstein 2002, "Modeling civil violence: an agent-based computational approach";
//! docs/science.md#the-decision-to-act.) On a torus stand agents and cops, one to a site. Each agent has his hardship and his aversion to risk, both drawn evenly once; legitimacy is the same for
//! all and given from outside. In each **cycle**, in this order:
//!
//! 1. Those whose term is over leave jail for a random empty site, as aggrieved as they went in, and quiet.
//! 2. All agents at large and all cops, in a random order, one after the other (asynchronously):
//!    each moves to a random empty site within his vision; then an agent decides whether he is
//!    active, by [`Decision::margin`](crate::unrest::Decision::margin), and a cop arrests one random active agent within his vision. The
//!    arrested leaves the lattice for a term of 1 to `longest_term` cycles, evenly drawn.
//!
//! An agent counts himself and the *other* active agents within his vision; the cop stays where he
//! is when he arrests. Without movement agents stay, cops still move.
//!

use rand::RngExt;
use rand::seq::SliceRandom;
use rand_pcg::Pcg32;

use super::inputs::Inputs;
use super::lattice::{Lattice, Sort};
use crate::chance::{Chance, Purpose};
use crate::ids::PersonId;
use crate::unrest::decision::{GUARD, ONE};

/// He is in jail.
const JAIL: u16 = u16::MAX;

/// An agent.
#[derive(Clone, Copy, Debug)]
struct Agent {
    hardship: u32,
    risk_aversion: u32,
    site: u16,
    active: bool,
    /// The cycle in which he leaves jail.
    free_at: u32,
}

/// A run of the model.
#[derive(Clone, Debug)]
pub struct CivilViolence {
    inputs: Inputs,
    lattice: Lattice,
    rng: Pcg32,
    legitimacy: u32,
    agents: Vec<Agent>,
    /// Where each cop stands.
    cops: Vec<u16>,
    /// Agents and cops in the order of the last cycle.
    order: Vec<u16>,
    cycle: u32,
    active: u32,
    jailed: u32,
    arrests: u32,
}

impl CivilViolence {
    /// Everybody on a random site, and quiet.
    ///
    /// # Panics
    ///
    /// If there are more agents and cops than sites, or the torus is too small for their vision.
    pub fn new(inputs: Inputs, seed: u64) -> Self {
        let lattice = Lattice::new(inputs.side, inputs.vision_tenths);
        let sites = lattice.sites();
        let all = inputs.agents as usize + inputs.cops as usize;
        assert!(all < sites, "{all} agents and cops on {sites} sites");
        let mut rng = Chance { seed }.stream(Purpose::Published, PersonId(0), 0);
        let mut places: Vec<u16> = (0..sites as u16).collect();
        places.shuffle(&mut rng);
        let mut model = Self {
            inputs,
            lattice,
            legitimacy: inputs.legitimacy,
            agents: Vec::with_capacity(inputs.agents as usize),
            cops: Vec::with_capacity(inputs.cops as usize),
            order: (0..all as u16).collect(),
            cycle: 0,
            active: 0,
            jailed: 0,
            arrests: 0,
            rng: rng.clone(),
        };
        let (agents, cops) = places[..all].split_at(inputs.agents as usize);
        for (number, site) in agents.iter().enumerate() {
            model.agents.push(Agent {
                hardship: rng.random_range(0..=ONE),
                risk_aversion: rng.random_range(0..=ONE),
                site: *site,
                active: false,
                free_at: 0,
            });
            model.lattice.put(number as u16, *site);
        }
        for (number, site) in cops.iter().enumerate() {
            model.cops.push(*site);
            model.lattice.put(inputs.agents + number as u16, *site);
            model.lattice.count(Sort::Cop, *site, true);
        }
        model.rng = rng;
        model
    }

    /// Active agents.
    pub fn active(&self) -> u32 {
        self.active
    }

    /// Agents in jail.
    pub fn jailed(&self) -> u32 {
        self.jailed
    }

    /// Arrests since the beginning.
    pub fn arrests(&self) -> u32 {
        self.arrests
    }

    /// Changes the legitimacy of the authority, basis points.
    pub fn set_legitimacy(&mut self, legitimacy: u32) {
        self.legitimacy = legitimacy;
    }

    /// Takes a cop away, if there is one.
    pub fn remove_cop(&mut self) {
        let Some(site) = self.cops.pop() else {
            return;
        };
        let number = self.inputs.agents + self.cops.len() as u16;
        self.order.retain(|unit| *unit != number);
        self.lattice.clear(site);
        self.lattice.count(Sort::Cop, site, false);
    }

    /// Agents at large who would act if nobody could arrest them: those who see a cop and those
    /// who see none, and how many of each are active.
    pub fn aggrieved(&self) -> [(u32, u32); 2] {
        let mut found = [(0, 0); 2];
        for agent in self.agents.iter().filter(|agent| agent.site != JAIL) {
            let decision = self.inputs.decision;
            if decision.margin(agent.hardship, self.legitimacy, 0, 0, 1) > 0 {
                let sees_none = usize::from(self.lattice.seen(Sort::Cop, agent.site) == 0);
                found[sees_none].0 += 1;
                found[sees_none].1 += u32::from(agent.active);
            }
        }
        found
    }

    /// The paper's index of tension: the mean grievance of all agents, times the share that is quiet
    /// and at large, over their mean aversion to risk. Basis points.
    pub fn tension(&self) -> u32 {
        let sum = |part: fn(&Agent) -> u32| -> u64 {
            self.agents.iter().map(|agent| u64::from(part(agent))).sum()
        };
        let quiet = self.agents.len() as u64 - u64::from(self.active + self.jailed);
        let grievance =
            sum(|agent| agent.hardship) * u64::from(ONE.saturating_sub(self.legitimacy));
        let share = grievance * quiet / self.agents.len() as u64;
        (share / sum(|agent| agent.risk_aversion).max(1)) as u32
    }

    /// One cycle. Gives the number of active agents at its end.
    pub fn step(&mut self) -> u32 {
        self.release();
        let mut order = std::mem::take(&mut self.order);
        order.shuffle(&mut self.rng);
        for unit in &order {
            match unit.checked_sub(self.inputs.agents) {
                None => self.live(*unit),
                Some(cop) => self.patrol(cop),
            }
        }
        self.order = order;
        self.cycle += 1;
        self.active
    }

    /// This many cycles, and the number of active agents at the end of each.
    pub fn run(&mut self, cycles: u32) -> Vec<u32> {
        (0..cycles).map(|_| self.step()).collect()
    }

    fn release(&mut self) {
        if self.jailed == 0 || self.inputs.longest_term.is_none() {
            return;
        }
        for number in 0..self.agents.len() {
            let agent = self.agents[number];
            if agent.site != JAIL || agent.free_at > self.cycle {
                continue;
            }
            let site = self.lattice.empty(&mut self.rng);
            self.jailed -= 1;
            self.agents[number].site = site;
            self.lattice.put(number as u16, site);
        }
    }

    /// An agent moves, and decides.
    fn live(&mut self, number: u16) {
        let agent = self.agents[number as usize];
        if agent.site == JAIL {
            return;
        }
        let mut site = agent.site;
        if self.inputs.movement
            && let Some(to) = self.lattice.empty_near(site, &mut self.rng)
        {
            self.lattice.clear(site);
            self.lattice.put(number, to);
            if agent.active {
                self.lattice.count(Sort::Active, site, false);
                self.lattice.count(Sort::Active, to, true);
            }
            self.agents[number as usize].site = to;
            site = to;
        }
        let cops = self.lattice.seen(Sort::Cop, site);
        let others = self.lattice.seen(Sort::Active, site);
        let margin = self.inputs.decision.margin(
            agent.hardship,
            self.legitimacy,
            agent.risk_aversion,
            cops * GUARD,
            others + 1,
        );
        self.set_active(number, margin > 0);
    }

    fn set_active(&mut self, number: u16, active: bool) {
        let agent = &mut self.agents[number as usize];
        if agent.active == active {
            return;
        }
        agent.active = active;
        if active {
            self.active += 1;
        } else {
            self.active -= 1;
        }
        self.lattice.count(Sort::Active, agent.site, active);
    }

    /// A cop moves, and arrests.
    fn patrol(&mut self, cop: u16) {
        let mut site = self.cops[cop as usize];
        if let Some(to) = self.lattice.empty_near(site, &mut self.rng) {
            self.lattice.clear(site);
            self.lattice.put(self.inputs.agents + cop, to);
            self.lattice.count(Sort::Cop, site, false);
            self.lattice.count(Sort::Cop, to, true);
            self.cops[cop as usize] = to;
            site = to;
        }
        let actives = self.lattice.seen(Sort::Active, site);
        if actives == 0 {
            return;
        }
        let nth = self.rng.random_range(0..actives) as usize;
        let active = |who: &u16| {
            let agent = self.agents.get(*who as usize);
            agent.is_some_and(|agent| agent.active)
        };
        let found = self.lattice.near(site).filter(active).nth(nth);
        if let Some(number) = found {
            self.arrest(number);
        }
    }

    fn arrest(&mut self, number: u16) {
        self.set_active(number, false);
        let free_at = match self.inputs.longest_term {
            None => u32::MAX,
            Some(longest) => self.cycle + self.rng.random_range(1..=longest.max(1)),
        };
        let agent = &mut self.agents[number as usize];
        self.lattice.clear(agent.site);
        agent.site = JAIL;
        agent.free_at = free_at;
        self.jailed += 1;
        self.arrests += 1;
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::unrest::Decision;

    fn small() -> Inputs {
        Inputs {
            side: 20,
            agents: 280,
            cops: 14,
            vision_tenths: 50,
            ..Inputs::run_2(Decision::default())
        }
    }

    #[test]
    fn the_same_seed_is_the_same_run() {
        let run = |seed| CivilViolence::new(small(), seed).run(200);
        assert_eq!(run(1), run(1));
        assert_ne!(run(1), run(2));
    }

    #[test]
    fn what_each_site_sees_is_what_stands_there() {
        let mut model = CivilViolence::new(small(), 3);
        let mut most_jailed = 0;
        for cycle in 0..200 {
            if cycle % 20 == 19 {
                model.remove_cop();
            }
            model.step();
            most_jailed = most_jailed.max(model.jailed());
            for site in 0..400_u16 {
                let seen = || model.lattice.near(site);
                let cops = seen().filter(|who| *who >= 280).count() as u32;
                let active = |who: &u16| *who < 280 && model.agents[*who as usize].active;
                assert_eq!(model.lattice.seen(Sort::Cop, site), cops);
                let actives = seen().filter(active).count() as u32;
                assert_eq!(model.lattice.seen(Sort::Active, site), actives);
            }
            let jailed = model.agents.iter().filter(|agent| agent.site == JAIL);
            assert_eq!(jailed.count() as u32, model.jailed());
            for (number, agent) in model.agents.iter().enumerate() {
                let at_large = agent.site != JAIL;
                assert!(at_large || !agent.active);
                assert!(!at_large || model.lattice.who(agent.site) == Some(number as u16));
            }
        }
        assert!(most_jailed > 20 && model.cops.len() == 4);
    }

    #[test]
    fn those_who_do_not_move_stay() {
        let inputs = Inputs {
            movement: false,
            longest_term: None,
            ..small()
        };
        let mut model = CivilViolence::new(inputs, 1);
        let before: Vec<u16> = model.agents.iter().map(|agent| agent.site).collect();
        model.run(50);
        let stayed = |(agent, site): (&Agent, &u16)| agent.site == *site || agent.site == JAIL;
        assert!(model.agents.iter().zip(&before).all(stayed));
    }
}
