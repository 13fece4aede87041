//! Words: messages made into texts, in a language, for a reader.
//!
//! The prison says facts; a [`Message`] says which text is to be made of them and what it names. [`Words`]
//! makes the text, with the names that the [`Reader`] knows. So no name gets into a text whose reader does
//! not know it.
//!
//! A language is a folder of `.ftl` files (Fluent): `assets/words/en` is English, which is built into the
//! program. A message that another language lacks is said in English.
//!
//! What a part of a message is called in the files (a part `at` of a message gives the variable `$at`):
//!
//! | part | variables |
//! |---|---|
//! | `Person` | `$who`: the name by which the reader knows him |
//! | `Place` | `$at`: `in the yard`; `$at-room`: `the yard`, where one goes |
//! | `Count` | `$men`: a number, for plurals too; shown with commas between thousands |
//! | `Time` | `$time`: `07:05`; `$time-day`: with day and date |
//! | `Lasting` | `$long`: `20 min` |
//! | `Share` | `$share`: `60 %` |
//! | all others | `$name`: their text |
//!
//! - `language`: one language, read and checked. `embedded`: the files of English.
//! - [`day`]: what the calendar and the timetable say.
//! - `choice`: which languages there are, and one of them by its name.
//! - [`orders`]: what is said of orders, and why one is refused.
//! - `parts`: what a part says. `places`: where something is, as messages.
//! - `reader`: who reads, and [`TrueNames`], who knows everybody by name.
//! - [`told`]: what is told of a whole run: the chronicle, the report.
//! - [`own`]: texts of the program itself (menus, panels, names of keys), which need no reader.
//! - `problem`: what is wrong with a file of a language, and where.

mod choice;
pub mod day;
#[cfg(test)]
mod declared;
mod embedded;
pub mod findings;
mod language;
#[cfg(test)]
mod made;
pub mod orders;
pub mod own;
mod parts;
pub mod places;
mod problem;
mod reader;
#[cfg(test)]
mod tests;
pub mod told;

use std::path::Path;
use std::sync::{PoisonError, RwLock};

use bighouse_sim::message::Message;
use fluent_bundle::FluentArgs;
use language::Language;

pub use choice::{ENGLISH, languages};
pub use problem::LanguageProblem;
pub use reader::{Known, Reader, TrueNames};

/// The words of a language; English stands in for every message that it lacks.
pub struct Words {
    /// The language chosen, if it is not English.
    chosen: Option<Language>,
    english: Language,
}

static SPOKEN: RwLock<Option<&'static Words>> = RwLock::new(None);

/// The words of this program: those given to [`speak`] last, or English.
pub fn spoken() -> &'static Words {
    let spoken = *SPOKEN.read().unwrap_or_else(PoisonError::into_inner);
    spoken.unwrap_or_else(|| speak(Words::english()))
}

/// Chooses the language of this program. Its words stay in memory to the end, since texts of it may be
/// shown that long.
pub fn speak(words: Words) -> &'static Words {
    let words: &'static Words = Box::leak(Box::new(words));
    *SPOKEN.write().unwrap_or_else(PoisonError::into_inner) = Some(words);
    words
}

impl Words {
    /// English, as it is built in.
    pub fn english() -> Self {
        Self {
            chosen: None,
            english: Language::english(),
        }
    }

    /// The language in a folder, and everything that is wrong with its files. A message that is wrong is
    /// left out, and so said in English.
    pub fn load(folder: &Path) -> (Self, Vec<LanguageProblem>) {
        let english = Language::english();
        let (chosen, problems) = Language::load(folder, &english);
        let words = Self {
            chosen: Some(chosen),
            english,
        };
        (words, problems)
    }

    /// The text of a message for a reader. A message that no language has is shown by its identifier.
    pub fn text(&self, message: &Message, reader: &dyn Reader) -> String {
        self.find(message, None, reader)
            .unwrap_or_else(|| message.id.to_owned())
    }

    /// The text of a message that has no parts.
    pub fn plain(&self, id: &str) -> String {
        self.without_reader(id, FluentArgs::new())
    }

    /// The text of a message whose parts are numbers, lengths of time and texts that are made already: it
    /// needs no reader.
    pub fn bare(&self, message: &Message) -> String {
        self.without_reader(message.id, parts::bare_values(self, message))
    }

    /// Another text of such a message, which stands under it in the files; `None` if there is none.
    pub fn bare_also(&self, message: &Message, also: &str) -> Option<String> {
        self.fill(message.id, Some(also), || parts::bare_values(self, message))
    }

    /// A length of time: "20 min".
    pub fn length(&self, seconds: u32) -> String {
        self.bare(&parts::lasting(seconds))
    }

    /// Texts one after the other: "a, b and c".
    pub fn list(&self, texts: Vec<String>) -> String {
        parts::listed(texts, |message| self.bare(message))
    }

    fn without_reader(&self, id: &str, values: FluentArgs<'_>) -> String {
        self.fill(id, None, || values)
            .unwrap_or_else(|| id.to_owned())
    }

    /// The same as a sentence begins: with a capital.
    pub fn sentence(&self, message: &Message, reader: &dyn Reader) -> String {
        capital(&self.text(message, reader))
    }

    /// Another text of the same message, which stands under it in the files (`.card`); `None` if there is
    /// none.
    pub fn also(&self, message: &Message, also: &str, reader: &dyn Reader) -> Option<String> {
        self.find(message, Some(also), reader)
    }

    fn find(&self, message: &Message, also: Option<&str>, reader: &dyn Reader) -> Option<String> {
        self.fill(message.id, also, || parts::values(self, message, reader))
    }

    /// The text of a message with its variables, from the first language that has it.
    fn fill<'a>(
        &self,
        id: &str,
        also: Option<&str>,
        values: impl FnOnce() -> FluentArgs<'a>,
    ) -> Option<String> {
        let mut having = self.languages().filter(|language| language.has(id, also));
        let language = having.next()?;
        let values = values();
        let (text, sound) = language.say(id, also, &values)?;
        if sound {
            return Some(text);
        }
        // What goes wrong only when it is said (a file of a language that goes in a circle).
        let other = having.next().and_then(|next| next.say(id, also, &values));
        Some(other.map_or(text, |(other, _)| other))
    }

    /// The languages in which a message is sought, in this order.
    fn languages(&self) -> impl Iterator<Item = &Language> {
        self.chosen.iter().chain([&self.english])
    }
}

/// A text with a capital at its head.
pub fn capital(text: &str) -> String {
    let mut letters = text.chars();
    letters.next().map_or_else(String::new, |first| {
        first.to_uppercase().chain(letters).collect()
    })
}
