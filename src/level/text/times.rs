//! Times of day, hours and dates as people write them: `07:00`,
//! `18:30..05:30`, `1930-11-20 06:25`. Each moment has one spelling.

use jiff::civil::DateTime;

use crate::nouns::Seconds;
use crate::text::problem::quote;

/// Exactly `digits` decimal digits.
fn digits(text: &str, digits: usize) -> Option<u32> {
    if text.len() == digits && text.bytes().all(|byte| byte.is_ascii_digit()) {
        text.parse().ok()
    } else {
        None
    }
}

/// Reads a time of day, `HH:MM`, in seconds since midnight.
///
/// # Errors
/// A sentence that says what is wrong with the text.
pub fn time_of_day(text: &str) -> Result<Seconds, String> {
    text.split_once(':')
        .and_then(|(hour, minute)| Some((digits(hour, 2)?, digits(minute, 2)?)))
        .filter(|(hour, minute)| *hour < 24 && *minute < 60)
        .map(|(hour, minute)| hour * 3_600 + minute * 60)
        .ok_or_else(|| format!("{} is no time of day from 00:00 to 23:59", quote(text)))
}

/// The last minute of a day, in seconds since midnight.
pub(crate) const LAST_MINUTE: Seconds = 86_340;

/// Whether a number from elsewhere than a file is a time of day to the minute.
///
/// # Errors
/// A sentence that says what is no time of day.
pub(crate) fn check_minute(what: &str, at: Seconds) -> Result<(), String> {
    if at <= LAST_MINUTE && at.is_multiple_of(60) {
        Ok(())
    } else {
        Err(format!(
            "{what} is no time of day from 00:00 to 23:59, to the minute"
        ))
    }
}

/// Reads `HH:MM..HH:MM`; it may go over midnight.
///
/// # Errors
/// A sentence that says what is wrong with the text.
pub(crate) fn hours(text: &str) -> Result<(Seconds, Seconds), String> {
    let (from, to) = text
        .split_once("..")
        .ok_or_else(|| format!("{} are no hours from..to", quote(text)))?;
    let (from, to) = (time_of_day(from.trim())?, time_of_day(to.trim())?);
    if from == to {
        return Err(format!("{} ends when it begins", quote(text)));
    }
    Ok((from, to))
}

/// Whether hours from elsewhere than a file could stand in one.
///
/// # Errors
/// A sentence that says what is wrong with them.
pub(crate) fn check_hours(what: &str, (from, to): (Seconds, Seconds)) -> Result<(), String> {
    check_minute(&format!("the begin of {what}"), from)?;
    check_minute(&format!("the end of {what}"), to)?;
    if from == to {
        return Err(format!("{what} ends when it begins"));
    }
    Ok(())
}

/// First and last year a level may begin in: the calendar of the game is the
/// Gregorian one, and its prisons are those of the nineteenth to the twenty-first century.
const YEARS_OF_STARTS: std::ops::RangeInclusive<u32> = 1800..=2199;

/// Reads `YYYY-MM-DD HH:MM`.
///
/// # Errors
/// A sentence that says what is wrong with the text.
pub(crate) fn date_time(text: &str) -> Result<DateTime, String> {
    let wrong = || {
        format!(
            "{} is no date and time of the years {} to {}",
            quote(text),
            YEARS_OF_STARTS.start(),
            YEARS_OF_STARTS.end()
        )
    };
    let (date, time) = text.split_once(' ').ok_or_else(wrong)?;
    let seconds = time_of_day(time.trim())?;
    let mut parts = date.split('-');
    let mut part = |len| {
        parts
            .next()
            .and_then(|text| digits(text, len))
            .ok_or_else(wrong)
    };
    let (year, month, day) = (part(4)?, part(2)?, part(2)?);
    if parts.next().is_some() || !YEARS_OF_STARTS.contains(&year) {
        return Err(wrong());
    }
    let small = |n: u32| i8::try_from(n).map_err(|_| wrong());
    DateTime::new(
        i16::try_from(year).map_err(|_| wrong())?,
        small(month)?,
        small(day)?,
        small(seconds / 3_600)?,
        small(seconds / 60 % 60)?,
        0,
        0,
    )
    .map_err(|_| wrong())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn times_and_dates_are_strict() {
        assert_eq!(time_of_day("07:05"), Ok(7 * 3_600 + 300));
        for text in [
            "7:00", "24:00", "12:60", "12", "+1:00", "12:0", "", "12:00:00",
        ] {
            assert!(time_of_day(text).is_err(), "{text}");
        }
        assert_eq!(hours("18:30..05:30"), Ok((66_600, 19_800)));
        assert!(hours("18:30").is_err());
        assert_eq!(
            date_time("1930-11-20 06:25").map(|d| d.to_string()),
            Ok("1930-11-20T06:25:00".to_owned())
        );
        for text in [
            "1930-11-20",
            "1930-02-30 06:25",
            "1799-01-01 00:00",
            "99999-01-01 00:00",
            "1930-11-20 6:25",
            "1930-11-20-1 06:25",
        ] {
            assert!(date_time(text).is_err(), "{text}");
        }
    }
}
