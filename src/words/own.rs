//! Texts of the program itself: menus, panels, names of keys. They name no person and no place of a
//! prison, so they need no reader.
//!
//! `texts!` declares those of a file, each as a function that makes it. What is
//! forgotten shows: a part that is not given does not compile, a text that nothing shows is dead code, and
//! the tests of the words read every declaration and hold it against the files of English.

use bighouse_sim::message::{Message, Part};

use super::{Words, spoken};

/// Declares the texts of a file: a module `text` with one function for each.
///
/// ```text
/// texts! {
///     resume = "menu-resume";              // text::resume() -> &'static str
///     found(men, word) = "search-found";   // text::found(3, "yard") -> String
/// }
/// ```
macro_rules! texts {
    ($($name:ident $(($($part:ident),+))? = $id:literal;)+) => {
        mod text {
            $($crate::words::own::texts!(@one $name $(($($part),+))? = $id);)+
        }
    };
    (@one $name:ident = $id:literal) => {
        pub(super) fn $name() -> &'static str {
            $crate::words::own::fixed($id)
        }
    };
    (@one $name:ident ($($part:ident),+) = $id:literal) => {
        pub(super) fn $name($($part: impl Into<$crate::words::own::TextPart>),+) -> String {
            $crate::words::own::filled($id, [$((stringify!($part), $part.into())),+])
        }
    };
}

pub(crate) use texts;

/// What a text is given: a number, which also chooses between plurals, or another text.
#[derive(Clone, Debug)]
pub struct TextPart(Part);

impl From<&str> for TextPart {
    fn from(text: &str) -> Self {
        text.to_owned().into()
    }
}

impl From<&String> for TextPart {
    fn from(text: &String) -> Self {
        text.clone().into()
    }
}

impl From<String> for TextPart {
    fn from(text: String) -> Self {
        Self(Part::Written(text))
    }
}

impl From<u8> for TextPart {
    fn from(number: u8) -> Self {
        i64::from(number).into()
    }
}

impl From<u32> for TextPart {
    fn from(number: u32) -> Self {
        i64::from(number).into()
    }
}

impl From<i32> for TextPart {
    fn from(number: i32) -> Self {
        i64::from(number).into()
    }
}

impl From<u64> for TextPart {
    fn from(number: u64) -> Self {
        number.cast_signed().into()
    }
}

impl From<usize> for TextPart {
    fn from(number: usize) -> Self {
        (number as u64).into()
    }
}

impl From<i64> for TextPart {
    fn from(number: i64) -> Self {
        Self(Part::Count(number))
    }
}

/// The text of a message that is given nothing, in the language of the program.
pub fn fixed(id: &'static str) -> &'static str {
    spoken().fixed(id)
}

/// The text of a message with what it is given, in the language of the program.
pub fn filled<const N: usize>(id: &'static str, given: [(&'static str, TextPart); N]) -> String {
    let given = given.into_iter();
    let message = given.fold(Message::new(id), |message, (name, TextPart(part))| {
        message.with(name, part)
    });
    spoken().bare(&message)
}

impl Words {
    /// The text of a message that is given nothing. One that no language has is shown by its identifier.
    pub fn fixed<'a>(&'a self, id: &'a str) -> &'a str {
        self.languages()
            .find_map(|language| language.fixed(id))
            .unwrap_or(id)
    }
}
