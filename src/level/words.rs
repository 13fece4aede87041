//! Values of a level in words, written as a level file writes them: `60 %`, `20 min`, `Sun 09:00`.

use crate::nouns::{BasisPoints, Occasion, Seconds, TimetableEntry};

/// The names of the weekdays, Monday first, as the keys of a timetable have them.
pub const WEEKDAYS: [&str; 7] = ["Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"];

/// A time of day, `07:05`; the end of a day is `00:00`.
pub fn time_of_day(at: Seconds) -> String {
    format!("{:02}:{:02}", at / 3_600 % 24, at / 60 % 60)
}

/// A length of time: `20 min`, or `90 s` if it is no whole number of minutes.
pub fn length(seconds: Seconds) -> String {
    match seconds % 60 {
        0 => format!("{} min", seconds / 60),
        _ => format!("{seconds} s"),
    }
}

/// A share: `60 %`, `12.5 %`.
pub fn share(share: BasisPoints) -> String {
    format!("{} %", decimal(share, 100))
}

/// A number of this many parts of a whole, as a decimal without needless zeros: 1,250 thousandths are `1.25`.
pub fn decimal(parts: u32, of: u32) -> String {
    let digits = of.max(1).ilog10() as usize;
    let text = format!("{}.{:0digits$}", parts / of.max(1), parts % of.max(1));
    text.trim_end_matches('0').trim_end_matches('.').to_owned()
}

/// The key of a line of the timetable: `07:00`, `Sun 09:00`.
pub fn line_key(weekday: Option<u8>, at: Seconds) -> String {
    match weekday.and_then(|day| WEEKDAYS.get(usize::from(day))) {
        Some(day) => format!("{day} {}", time_of_day(at)),
        None => time_of_day(at),
    }
}

/// A number with a comma between its thousands.
pub fn thousands(number: u64) -> String {
    let digits = number.to_string();
    let mut text = String::new();
    for (place, digit) in digits.chars().enumerate() {
        if place > 0 && (digits.len() - place).is_multiple_of(3) {
            text.push(',');
        }
        text.push(digit);
    }
    text
}

/// Basis points in whole per cent, rounded.
pub fn per_cent(basis_points: u32) -> u32 {
    basis_points / 100 + u32::from(basis_points % 100 >= 50)
}

/// Words with a capital at their head.
pub fn capital(words: &str) -> String {
    let mut letters = words.chars();
    letters.next().map_or_else(String::new, |first| {
        first.to_uppercase().chain(letters).collect()
    })
}

impl TimetableEntry {
    /// Its key: `07:00`, `Sun 09:00`.
    pub fn key(&self) -> String {
        line_key(self.weekday, self.at)
    }
}

impl Occasion {
    /// Whether it goes on beside the line that says where men should be.
    pub fn is_beside(&self) -> bool {
        matches!(self, Self::Count { .. } | Self::Visits { .. })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn thousands_are_parted_by_commas() {
        let said = [0, 999, 1_800, 1_234_567].map(thousands);
        assert_eq!(said, ["0", "999", "1,800", "1,234,567"]);
        assert_eq!(
            [0, 4_949, 4_950, u32::MAX].map(per_cent),
            [0, 49, 50, 42_949_673]
        );
    }

    #[test]
    fn values_are_written_as_level_files_write_them() {
        assert_eq!(share(6_000), "60 %");
        assert_eq!(share(1_250), "12.5 %");
        assert_eq!(decimal(1_600, 1_000), "1.6");
        assert_eq!(decimal(5, 1_000), "0.005");
        assert_eq!(length(1_200), "20 min");
        assert_eq!(length(90), "90 s");
        assert_eq!(line_key(Some(6), 32_400), "Sun 09:00");
        let meal = Occasion::Meal {
            sittings: 1,
            eat: 1_200,
            until: 30_000,
        };
        assert_eq!(
            meal.written(),
            "Meal(sittings: 1, eat: \"20 min\", until: \"08:20\")"
        );
        assert_eq!(capital("the bell"), "The bell");
        assert_eq!(capital(""), "");
    }
}
