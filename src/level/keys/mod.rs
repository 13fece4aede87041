//! The keys of a level, one file a group of keys.
//!
//! A key is declared once, in the macro [`keys!`] (or [`occasions!`] for the timetable): its field,
//! the form in which it is written with unit and range, its default, and its doc. From there come
//!
//! - the field of the struct, so that a key cannot be declared and not be read, nor the reverse;
//! - reading, with errors that name the place and a suggestion for a misspelt key
//!   ([`KeyGroup::read`]);
//! - the check of values from replays and saves ([`KeyGroup::check`]);
//! - the words for a difference between two levels, and whether it can be amended
//!   ([`KeyGroup::changes`], [`KeyGroup::AMENDED`]);
//! - the hash ([`KeyGroup::canonical`]);
//! - the tables of `levels/README.md` ([`table`]).
//!
//! Units are those of the forms (`forms`, `quantities`): basis points, whole seconds, millimetres.

pub(crate) mod cast;
pub(crate) mod crowd;
pub(crate) mod day;
pub(crate) mod forms;
pub(crate) mod grudges;
pub(crate) mod guards;
pub(crate) mod jobs;
pub(crate) mod kitchen;
pub(crate) mod level;
pub(crate) mod population;
pub(crate) mod quantities;
pub(crate) mod table;
pub(crate) mod unrest;
pub(crate) mod walkers;
pub(crate) mod warden;

pub use cast::{CastMember, CastRole};
pub use crowd::Crowd;
pub use day::{Occasion, TimetableEntry};
pub use grudges::OldGrudge;
pub use guards::Guards;
pub use jobs::Job;
pub use kitchen::Kitchen;
pub use population::Group;
pub use unrest::{ArrestRule, Unrest};
pub use walkers::WalkerGroup;
pub use warden::{Answer, Warden};

use crate::nouns::{MapPlan, Seconds};
use crate::text::problem::Findings;
use crate::text::read::{Fields, entries, sound_key};
use crate::text::tree::{Entry, Node, join};

/// How many persons a level may hold in all. The design's largest prison has
/// 3,000; movement is laid out for some tens of thousands.
pub(crate) const MOST_PERSONS: u32 = 100_000;

/// Where a value stands, as far as its form depends on it.
#[derive(Clone, Copy, Default)]
pub(crate) struct Here<'a> {
    /// The key of the entry in its map: `butch` of `cast.butch`.
    pub entry: &'a str,
    /// The time of day at which the line of the timetable begins.
    pub begins: Seconds,
    /// The map of the level, once it was read.
    pub map: Option<&'a MapPlan>,
}

/// The value of one key, in all the ways in which it is needed.
pub(crate) struct KeyValue {
    /// The key.
    pub key: &'static str,
    /// As a level file writes it, without quotes.
    pub written: String,
    /// As a level file writes it, with the quotes it needs.
    pub in_file: String,
    /// As it is hashed.
    pub canonical: String,
    /// Whether it is the default.
    pub is_usual: bool,
    /// Whether it could stand in a level file; if not, why.
    pub sound: Result<(), String>,
}

/// What people read about a key.
pub(crate) struct Row {
    /// The key.
    pub key: &'static str,
    /// What it means: the lines of its doc.
    pub doc: &'static [&'static str],
    /// Unit and range.
    pub range: String,
    /// The default.
    pub default: String,
}

/// Which keys of a group may change while the level is played.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum MayChange {
    /// All of them.
    All,
    /// These.
    Only(&'static [&'static str]),
    /// None of them: a change needs a restart.
    Nothing,
}

impl MayChange {
    /// Whether a key may change while the level is played.
    pub fn allows(self, key: &str) -> bool {
        match self {
            MayChange::All => true,
            MayChange::Only(keys) => keys.contains(&key),
            MayChange::Nothing => false,
        }
    }
}

/// What several keys of a group say that does not go together.
pub(crate) struct Clash {
    /// The key at which it is reported; `None` is the group as a whole.
    pub key: Option<&'static str>,
    /// What is wrong.
    pub what: &'static str,
    /// How to mend it.
    pub mend: &'static str,
}

/// A group of keys. The macro [`keys!`] writes all of it but [`GroupRules`].
pub(crate) trait KeyGroup: GroupRules + Clone + PartialEq {
    /// Its key in the level: `kitchen`.
    const PATH: &'static str;
    /// What messages call it: `a group of population`.
    const OF: &'static str;
    /// Which of its keys may change while the level is played.
    const AMENDED: MayChange;
    /// The keys that enter the hash by their place, in this order; see [`canonical`].
    const HASHED_BY_PLACE: &'static [&'static str];
    /// The number of its keys.
    const KEYS: usize;

    /// Reads its keys. What is not written has its default; nothing stops at an error.
    fn read(fields: &mut Fields, here: &Here, found: &mut Findings) -> Self;

    /// The name of its entry, if it is an entry of a map.
    fn entry(&self) -> Option<&str>;

    /// The values of all its keys, in the order of their declaration. `path` stands before the keys in
    /// messages.
    fn values(&self, path: &str, here: &Here) -> Vec<KeyValue>;

    /// What people read about its keys, in the order of their declaration.
    fn rows() -> Vec<Row>;

    /// Whether values that come from elsewhere than a file could stand in one.
    ///
    /// # Errors
    /// A sentence that says what is out of its range.
    fn check(&self) -> Result<(), String> {
        for value in self.values(Self::PATH, &Here::default()) {
            value.sound?;
        }
        match self.clash() {
            Some(Clash { what, mend, .. }) => Err(format!("{what}: {mend}")),
            None => Ok(()),
        }
    }

    /// The keys that differ from an older reading, in words (`kitchen.quality 60 % -> 40 %`), each
    /// with whether it may change while the level is played.
    fn changes(&self, old: &Self) -> Vec<(String, bool)> {
        let path = match self.entry() {
            Some(entry) => join(Self::PATH, entry),
            None => Self::PATH.to_owned(),
        };
        let here = Here::default();
        old.values(&path, &here)
            .into_iter()
            .zip(self.values(&path, &here))
            .filter(|(old, new)| old.canonical != new.canonical)
            .map(|(old, new)| {
                let words = format!("{path}.{} {} -> {}", new.key, old.written, new.written);
                (words, Self::AMENDED.allows(new.key))
            })
            .collect()
    }

    /// Its values in the text that is hashed.
    fn canonical(&self) -> String {
        let values = self.values(Self::PATH, &Here::default());
        canonical(&values, Self::HASHED_BY_PLACE)
    }
}

/// What holds of a group besides what holds of each of its keys.
pub(crate) trait GroupRules {
    /// What does not go together, if anything does not.
    fn clash(&self) -> Option<Clash> {
        None
    }
}

/// Values in the text that is hashed: those of the first keys by their place, later keys by their
/// names and only if they are not the default. So a new key leaves the hash of every level that
/// does not write it as it was, and with it the replays of that level.
pub(crate) fn canonical(values: &[KeyValue], by_place: &[&str]) -> String {
    let mut text = String::new();
    for key in by_place {
        for value in values.iter().filter(|value| value.key == *key) {
            text.push_str(&value.canonical);
        }
    }
    let later = values
        .iter()
        .filter(|value| !by_place.contains(&value.key) && !value.is_usual);
    for KeyValue { key, canonical, .. } in later {
        text.push_str(&format!(" {key}={}", canonical.trim_start()));
    }
    text
}

/// Reads a group that is one key of the level.
pub(crate) fn read_group<G: KeyGroup>(node: &Node, found: &mut Findings) -> G {
    let mut fields = Fields::of(node, G::OF, found);
    let group = G::read(&mut fields, &Here::default(), found);
    report_clash(&group, &fields, found);
    fields.close(found);
    group
}

/// Reads a map of groups, in the order of the file. `further` looks at each with its fields and where
/// it stands, and reports what else is wrong.
pub(crate) fn read_groups<G: KeyGroup>(
    node: &Node,
    map: Option<&MapPlan>,
    found: &mut Findings,
    mut further: impl FnMut(&G, &mut Fields, &Entry, &mut Findings),
) -> Vec<G> {
    let mut groups = Vec::new();
    for entry in entries(node, G::PATH, found) {
        sound_key(entry, G::PATH, found);
        let here = Here {
            entry: &entry.key,
            map,
            ..Here::default()
        };
        let mut fields = Fields::of(&entry.value, G::OF, found);
        let group = G::read(&mut fields, &here, found);
        report_clash(&group, &fields, found);
        further(&group, &mut fields, entry, found);
        fields.close(found);
        groups.push(group);
    }
    groups
}

fn report_clash<G: KeyGroup>(group: &G, fields: &Fields, found: &mut Findings) {
    if let Some(Clash { key, what, mend }) = group.clash() {
        let place = key.map_or(fields.at(), |key| fields.place(key));
        found.say(place, what, mend);
    }
}

/// The key of a field: its name, unless another is said.
macro_rules! key_of {
    ($field:ident) => {
        stringify!($field)
    };
    ($field:ident $key:literal) => {
        $key
    };
}

/// The default in words: that of the form, unless other words are said.
macro_rules! default_of {
    ($form:expr, $default:expr) => {
        $crate::keys::forms::Form::default_in_words(&$form, &$default)
    };
    ($form:expr, $default:expr, $words:literal) => {
        $words.to_owned()
    };
}

/// What people read about a key.
macro_rules! row_of {
    ([$($doc:literal)+] $key:expr, $form:expr, $default:expr $(, $words:literal)?) => {
        $crate::keys::Row {
            key: $key,
            doc: &[$($doc),+],
            range: $crate::keys::forms::Form::range(&$form),
            default: $crate::keys::default_of!($form, $default $(, $words)?),
        }
    };
}

/// The value of a key.
macro_rules! value_of {
    ($value:expr, $key:expr, $form:expr, $default:expr, $path:expr, $here:expr) => {{
        use $crate::keys::forms::Form as _;
        $crate::keys::KeyValue {
            key: $key,
            written: $form.written($value),
            in_file: $form.in_file($value),
            canonical: $form.canonical($value),
            is_usual: $form.is_usual($value, &$default),
            sound: $form.check(&$crate::text::tree::join($path, $key), $value, $here),
        }
    }};
}

/// Declares a group of keys. For each key: its doc, its field (with `as "key"` if the key is another
/// word), the type of the field, then the form, the default, and what people read about the default
/// if it is not the value itself.
///
/// ```text
/// keys! {
///     /// The kitchen.
///     #[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
///     pub struct Kitchen {
///         path: "kitchen", called: "kitchen", amended: MayChange::All, hashed by place: ["quality"],
///
///         /// How far a meal fills a man.
///         quality: BasisPoints = QUALITY, 8_000;
///     }
/// }
/// ```
macro_rules! keys {
    (
        $(#[$meta:meta])*
        pub struct $Group:ident {
            path: $path:literal,
            called: $of:literal,
            amended: $amended:expr,
            hashed by place: [$($placed:literal),* $(,)?],
            $(entry: $entry:ident,)?

            $(
                $(#[doc = $doc:literal])+
                $field:ident $(as $key:literal)? : $Type:ty = $form:expr, $default:expr
                    $(, told as $words:literal)?;
            )+
        }
    ) => {
        $(#[$meta])*
        pub struct $Group {
            $(
                /// Its key in the map.
                pub $entry: String,
            )?
            $(
                $(#[doc = $doc])+
                pub $field: $Type,
            )+
        }

        impl Default for $Group {
            fn default() -> Self {
                Self {
                    $($entry: String::new(),)?
                    $($field: $default,)+
                }
            }
        }

        impl $crate::keys::KeyGroup for $Group {
            const PATH: &'static str = $path;
            const OF: &'static str = $of;
            const AMENDED: $crate::keys::MayChange = $amended;
            const HASHED_BY_PLACE: &'static [&'static str] = &[$($placed),*];
            const KEYS: usize = [$(stringify!($field)),+].len();

            fn read(
                fields: &mut $crate::text::read::Fields,
                here: &$crate::keys::Here,
                found: &mut $crate::text::problem::Findings,
            ) -> Self {
                Self {
                    $($entry: here.entry.to_owned(),)?
                    $(
                        $field: $crate::keys::forms::Form::value(
                            &$form,
                            $crate::keys::key_of!($field $($key)?),
                            $default,
                            fields,
                            here,
                            found,
                        ),
                    )+
                }
            }

            fn entry(&self) -> Option<&str> {
                let entry: &[&str] = &[$(&self.$entry)?];
                entry.first().copied()
            }

            fn values(
                &self,
                path: &str,
                here: &$crate::keys::Here,
            ) -> Vec<$crate::keys::KeyValue> {
                vec![
                    $(
                        $crate::keys::value_of!(
                            &self.$field,
                            $crate::keys::key_of!($field $($key)?),
                            $form,
                            $default,
                            path,
                            here
                        ),
                    )+
                ]
            }

            fn rows() -> Vec<$crate::keys::Row> {
                vec![
                    $(
                        $crate::keys::row_of!(
                            [$($doc)+]
                            $crate::keys::key_of!($field $($key)?),
                            $form,
                            $default
                            $(, $words)?
                        ),
                    )+
                ]
            }
        }
    };
}

pub(crate) use {default_of, key_of, keys, row_of, value_of};
