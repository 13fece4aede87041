//! The day: whether the building has room for what timetable, jobs and shifts ask of it.

use super::Weight::{Grave, Remark};
use super::{Checking, by_name, number, quoted, written};
use crate::level::{CastRole, Occasion, PlaceUse, RoomUse, TimetableEntry};
use crate::message::Message;

/// Three minutes' march to the hall, s.
const MARCH: u32 = 180;
/// From one sitting to the next, s.
const BETWEEN_SITTINGS: u32 = 60;
/// A yard with less than this for each man is crowded, m2: he brushes past others at every step.
const CROWDED: u32 = 2;
/// With less than this nobody gets anywhere (Fruin's level of service F for walking: below 0.5 m2 men stand still).
const JAMMED: f64 = 0.5;

impl Checking<'_> {
    pub(super) fn day(&mut self) {
        self.timetable();
        self.beds();
        self.shifts();
        for entry in &self.level.day {
            match entry.occasion {
                Occasion::Meal {
                    sittings,
                    eat,
                    until,
                } => self.meal(entry, sittings, eat, until),
                Occasion::Chapel { services, .. } => self.chapel(entry, services),
                Occasion::Visits { men, .. } => self.visits(entry, men),
                Occasion::Yard => self.yard(entry),
                _ => {}
            }
        }
        self.jobs();
        self.cast();
    }

    fn timetable(&mut self) {
        if self.level.day.is_empty() {
            self.of_key(Grave, "day", Message::new("check-no-timetable"));
        }
    }

    fn beds(&mut self) {
        let sleep: usize = self
            .tiers
            .all()
            .iter()
            .map(|tier| {
                let cells: usize = tier
                    .cells
                    .iter()
                    .map(|cell| cell.berths.len() + cell.floor.len().min(3))
                    .sum();
                cells + tier.mattresses.len()
            })
            .sum();
        if sleep < self.inmates as usize {
            let what = Message::new("check-no-beds")
                .with("men", number(self.inmates))
                .with("beds", number(sleep));
            self.of_key(Remark, "population", what);
        }
    }

    fn shifts(&mut self) {
        let guards = &self.level.guards;
        for (shift, officers) in [
            ("day", guards.day),
            ("evening", guards.evening),
            ("night", guards.night),
        ] {
            if officers == 0 {
                self.of_key(
                    Grave,
                    &format!("guards.{shift}"),
                    Message::new("check-empty-shift").with("shift", written(shift)),
                );
            }
        }
    }

    fn meal(&mut self, entry: &TimetableEntry, sittings: u32, eat: u32, until: u32) {
        let (key, time) = (format!("day.{}", entry.key()), entry.key());
        let seats = self.places(PlaceUse::Eat, RoomUse::MessHall);
        if seats == 0 {
            self.of_key(
                Grave,
                &key,
                Message::new("check-meal-no-bench").with("time", written(&time)),
            );
            return;
        }
        if seats.saturating_mul(sittings) < self.inmates {
            let what = Message::new("check-meal-seats")
                .with("time", written(&time))
                .with("seats", number(seats))
                .with("sittings", number(sittings))
                .with("men", number(self.inmates));
            self.of_key(Grave, &key, what);
        }
        // The march, the filling of the hall by its door, and the meal itself.
        let flow = self
            .level
            .crowd
            .door_flow
            .saturating_mul(self.way_in_width());
        let fill = u64::from(seats.min(self.inmates)) * 1000 / u64::from(flow.max(1));
        let needed = u64::from(MARCH + sittings * eat + (sittings - 1) * BETWEEN_SITTINGS) + fill;
        if u64::from(entry.at) + needed > u64::from(until) {
            let what = Message::new("check-meal-time")
                .with("time", written(&time))
                .with("needs", number(needed.div_ceil(60)))
                .with("sittings", number(sittings))
                .with("has", number((until - entry.at) / 60));
            self.of_key(Grave, &key, what);
        }
    }

    /// Width of the widest door of the mess hall to a way.
    fn way_in_width(&self) -> u32 {
        self.topology
            .rooms_for(RoomUse::MessHall)
            .flat_map(|(_, room)| &room.portals)
            .map(|portal| self.topology.portal(*portal).width())
            .max()
            .unwrap_or(1)
    }

    fn chapel(&mut self, entry: &TimetableEntry, services: u32) {
        let (key, time) = (format!("day.{}", entry.key()), entry.key());
        let pews = self.places(PlaceUse::Pray, RoomUse::Chapel);
        if pews == 0 {
            self.of_key(
                Grave,
                &key,
                Message::new("check-chapel-no-pew").with("time", written(&time)),
            );
        } else if pews.saturating_mul(services).saturating_mul(3) < self.inmates {
            let what = Message::new("check-chapel-few-pews")
                .with("time", written(&time))
                .with("pews", number(pews))
                .with("services", number(services))
                .with("men", number(self.inmates));
            self.of_key(Remark, &key, what);
        }
    }

    fn visits(&mut self, entry: &TimetableEntry, men: u32) {
        let (key, time) = (format!("day.{}", entry.key()), entry.key());
        let chairs = self.topology.places_for(PlaceUse::Visited).count();
        let opposite = self.topology.places_for(PlaceUse::Visitor).count();
        let pairs = chairs.min(opposite);
        if men > 0 && pairs == 0 {
            self.of_key(
                Grave,
                &key,
                Message::new("check-visits-no-chairs").with("time", written(&time)),
            );
        } else if men as usize > pairs {
            self.of_key(
                Remark,
                &key,
                Message::new("check-visits-few-chairs")
                    .with("men", number(men))
                    .with("time", written(&time))
                    .with("chairs", number(pairs)),
            );
        }
    }

    fn yard(&mut self, entry: &TimetableEntry) {
        let (key, time) = (format!("day.{}", entry.key()), entry.key());
        // All go to the first yard of the map.
        let Some((_, yard)) = self.topology.rooms_for(RoomUse::Yard).next() else {
            self.of_key(
                Grave,
                &key,
                Message::new("check-no-yard").with("time", written(&time)),
            );
            return;
        };
        let area = yard.tiles.len();
        let men = self.inmates;
        if area >= men.saturating_mul(CROWDED) as usize {
            return;
        }
        let weight = if (area as f64) < f64::from(men) * JAMMED {
            Grave
        } else {
            Remark
        };
        self.of_key(
            weight,
            &key,
            Message::new("check-small-yard")
                .with("time", written(&time))
                .with("area", number(area))
                .with("men", number(men)),
        );
    }

    fn jobs(&mut self) {
        for job in &self.level.jobs {
            let places = self.places(PlaceUse::Work, job.room);
            if places < job.men {
                let what = Message::new("check-job-places")
                    .with("job", quoted(&job.name))
                    .with("men", number(job.men))
                    .with("room", by_name(job.room))
                    .with("places", number(places));
                self.of_key(Remark, &format!("jobs.{}", job.name), what);
            }
        }
    }

    fn cast(&mut self) {
        self.names_of_the_cast();
        for member in &self.level.cast {
            if let (CastRole::Inmate, Some(cell)) = (member.role, &member.cell)
                && !self.tiers.cells().any(|(_, found)| found.name == *cell)
            {
                let last = self
                    .tiers
                    .cells()
                    .last()
                    .map_or("none".to_string(), |(_, cell)| cell.name.clone());
                self.of_key(
                    Remark,
                    &format!("cast.{}.cell", member.key),
                    Message::new("check-no-cell")
                        .with("cell", quoted(cell))
                        .with("last", written(&last)),
                );
            }
            for (key, name) in [("home", &member.home), ("work", &member.work)] {
                if let Some(name) = name
                    && !self
                        .topology
                        .rooms()
                        .iter()
                        .any(|room| room.name.as_deref() == Some(name))
                {
                    self.of_key(
                        Remark,
                        &format!("cast.{}.{key}", member.key),
                        Message::new("check-no-room").with("name", quoted(name)),
                    );
                }
            }
        }
    }

    /// Two of one name cannot be told apart in any list.
    fn names_of_the_cast(&mut self) {
        let cast = &self.level.cast;
        for (place, member) in cast.iter().enumerate() {
            let other = cast[..place].iter().find(|other| other.name == member.name);
            if let Some(other) = other {
                self.of_key(
                    Remark,
                    &format!("cast.{}.name", member.key),
                    Message::new("check-one-name")
                        .with("one", quoted(&other.key))
                        .with("other", quoted(&member.key))
                        .with("name", quoted(&member.name)),
                );
            }
        }
    }
}
