//! The keys of a level itself: what each is for and its default. `load` reads them.

/// A key of a level.
pub(crate) struct LevelKey {
    /// The key.
    pub key: &'static str,
    /// What it is for.
    pub doc: &'static str,
    /// The default, in words.
    pub default: &'static str,
}

const fn key(key: &'static str, doc: &'static str, default: &'static str) -> LevelKey {
    LevelKey { key, doc, default }
}

/// When a level begins that does not say: the morning of the Big House, a Thursday.
pub(crate) const USUAL_START: &str = "1930-11-20 06:25";

/// Every key of a level, in the order in which `load` asks for them; a test holds that it does.
pub(crate) const LEVEL_KEYS: [LevelKey; 16] = [
    key("format", "`1`; every level file says it", "must be written"),
    key("extends", "name of the level this one lies over", "none"),
    key(
        "title",
        "what people call it, up to 200 characters",
        "its name",
    ),
    key(
        "starts",
        "date and time at which it begins, years 1800 to 2199",
        "`\"1930-11-20 06:25\"` (a Thursday)",
    ),
    key("day", "the timetable", "empty"),
    key("kitchen", "the kitchen", "see below"),
    key("population", "the inmates, in groups", "empty"),
    key("jobs", "work for inmates", "empty"),
    key("cast", "people with a name", "empty"),
    key(
        "grudges",
        "what the men hold against the administration when it begins",
        "none",
    ),
    key("guards", "the officers", "see below"),
    key("warden", "how a riot is answered", "see below"),
    key("unrest", "how men come to rise", "see below"),
    key("crowd", "constants of walking", "see below"),
    key(
        "legend",
        "what further characters of the map mean",
        "see below",
    ),
    key(
        "walkers",
        "plain walkers of a walking ground without a prison",
        "empty",
    ),
];
