//! One language: its messages, read from files and checked.
//!
//! A file of a language is untrusted: sizes are limited, and everything that is wrong is named with its
//! place. What is wrong is left out; the rest holds. English says which messages there are and which
//! parts each has; the tests hold English against the code.

use std::collections::{BTreeMap, BTreeSet};
use std::io::Read as _;
use std::path::{Path, PathBuf};

use bighouse_sim::level::open_plain;
use fluent_bundle::concurrent::FluentBundle;
use fluent_bundle::{FluentArgs, FluentError, FluentResource, FluentValue};
use fluent_syntax::ast::{
    CallArguments, Entry, Expression, InlineExpression, Pattern, PatternElement,
};
use unic_langid::LanguageIdentifier;

use super::embedded;
use super::problem::{LanguageProblem, line_and_column};

/// Most bytes of one file.
const MOST_BYTES: u64 = 1 << 20;
/// Most files of one language.
const MOST_FILES: usize = 64;
/// The functions that a message may call.
const FUNCTIONS: [&str; 1] = ["NUMBER"];

/// What a message of a language is made of.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct MessageShape {
    /// Its variables, in it or in one of its attributes.
    pub(super) variables: BTreeSet<String>,
    /// Its attributes.
    pub(super) attributes: BTreeSet<String>,
}

/// One language.
pub(super) struct Language {
    bundle: FluentBundle<FluentResource>,
    /// What each message is made of, by its identifier.
    shapes: BTreeMap<String, MessageShape>,
    /// The texts of the messages without variables, by their identifiers.
    fixed: BTreeMap<String, String>,
}

/// A file as it was read.
struct Source {
    file: PathBuf,
    text: String,
}

impl Language {
    /// English, as it is built in.
    pub(super) fn english() -> Self {
        let sources = embedded::FILES.map(|(name, text)| Source {
            file: name.into(),
            text: text.to_owned(),
        });
        let (english, _) = Self::read(english(), sources.into(), None);
        english
    }

    /// The language in a folder that is named for it (`de`), held against English.
    pub(super) fn load(folder: &Path, english: &Self) -> (Self, Vec<LanguageProblem>) {
        let mut problems = Vec::new();
        let name = folder.file_name().unwrap_or_default().to_string_lossy();
        let id: LanguageIdentifier = name.parse().unwrap_or_else(|_| {
            problems.push(LanguageProblem {
                file: folder.to_owned(),
                at: None,
                what: "the folder is not named for a language, as \"de\" or \"fr-CA\" are".into(),
            });
            self::english()
        });
        let sources = sources(folder, &mut problems);
        let (language, found) = Self::read(id, sources, Some(english));
        problems.extend(found);
        (language, problems)
    }

    fn read(
        id: LanguageIdentifier,
        sources: Vec<Source>,
        english: Option<&Self>,
    ) -> (Self, Vec<LanguageProblem>) {
        let mut bundle = FluentBundle::new_concurrent(vec![id]);
        // Marks that isolate names from the direction of the text around them are no letters of ours.
        bundle.set_use_isolating(false);
        bundle.set_formatter(Some(|value, _| match value {
            FluentValue::Number(number) => Some(with_commas(&number.as_string())),
            _ => None,
        }));
        let mut problems = Vec::new();
        if bundle.add_builtins().is_err() {
            unreachable!("a bundle that is empty has no function of that name");
        }
        let mut language = Self {
            bundle,
            shapes: BTreeMap::new(),
            fixed: BTreeMap::new(),
        };
        for source in sources {
            language.add(source, english, &mut problems);
        }
        language.fix();
        (language, problems)
    }

    /// Takes over the messages of a file that are sound, and names what is wrong with the others.
    fn add(&mut self, source: Source, english: Option<&Self>, problems: &mut Vec<LanguageProblem>) {
        let Source { file, text } = source;
        let resource = match FluentResource::try_new(text) {
            Ok(resource) => resource,
            Err((resource, errors)) => {
                problems.extend(errors.into_iter().map(|error| LanguageProblem {
                    file: file.clone(),
                    at: Some(line_and_column(resource.source(), error.pos.start)),
                    what: format!("this cannot be read: {}", error.kind),
                }));
                resource
            }
        };
        let mut twice = BTreeSet::new();
        for entry in resource.entries() {
            let mut check = Check {
                text: resource.source(),
                file: &file,
                found: Vec::new(),
                shape: MessageShape::default(),
                places: BTreeMap::new(),
            };
            match entry {
                Entry::Message(message) => {
                    let id = message.id.name;
                    if let Some(pattern) = &message.value {
                        check.pattern(pattern);
                    } else {
                        check.wrong(id, format!("{id} has no text of its own"));
                    }
                    for attribute in &message.attributes {
                        check.shape.attributes.insert(attribute.id.name.to_owned());
                        check.pattern(&attribute.value);
                    }
                    if self.shapes.contains_key(id) {
                        check.wrong(id, format!("{id} stands here for the second time"));
                        twice.insert(id.to_owned());
                    } else if let Some(english) = english {
                        check.against(id, english);
                    }
                    if check.found.is_empty() {
                        self.shapes.insert(id.to_owned(), check.shape);
                    }
                }
                Entry::Term(term) => check.pattern(&term.value),
                Entry::Comment(_)
                | Entry::GroupComment(_)
                | Entry::ResourceComment(_)
                | Entry::Junk { .. } => {}
            }
            problems.append(&mut check.found);
        }
        // A message that is wrong is not in `shapes`, and what is not there is never said.
        if let Err(errors) = self.bundle.add_resource(resource) {
            let unnamed = errors.into_iter().filter(
                |error| !matches!(error, FluentError::Overriding { id, .. } if twice.contains(id)),
            );
            problems.extend(unnamed.map(|error| LanguageProblem {
                file: file.clone(),
                at: None,
                what: error.to_string(),
            }));
        }
    }

    /// Makes the texts of messages without variables, which are the same whenever they are said.
    fn fix(&mut self) {
        let shapes = self.shapes.iter();
        let fixed = shapes.filter(|(_, shape)| shape.variables.is_empty());
        let made = fixed.filter_map(|(id, _)| {
            let (text, sound) = self.say(id, None, &FluentArgs::new())?;
            sound.then(|| (id.clone(), text))
        });
        self.fixed = made.collect();
    }

    /// The text of a message without variables.
    pub(super) fn fixed(&self, id: &str) -> Option<&str> {
        self.fixed.get(id).map(String::as_str)
    }

    /// Whether it has a message, or another text of it.
    pub(super) fn has(&self, id: &str, also: Option<&str>) -> bool {
        self.shapes
            .get(id)
            .is_some_and(|shape| also.is_none_or(|also| shape.attributes.contains(also)))
    }

    /// The text of a message with its variables, and whether nothing went wrong in making it.
    pub(super) fn say(
        &self,
        id: &str,
        also: Option<&str>,
        values: &FluentArgs<'_>,
    ) -> Option<(String, bool)> {
        let message = self.bundle.get_message(id)?;
        let pattern = match also {
            Some(also) => message.get_attribute(also)?.value(),
            None => message.value()?,
        };
        let mut errors = Vec::new();
        let text = self
            .bundle
            .format_pattern(pattern, Some(values), &mut errors);
        Some((text.into_owned(), errors.is_empty()))
    }

    /// What each message is made of.
    #[cfg(test)]
    pub(super) fn shapes(&self) -> &BTreeMap<String, MessageShape> {
        &self.shapes
    }
}

/// The same part in another form: what the variables of a message are called once their forms are taken off.
pub(super) fn part_of(variable: &str) -> &str {
    let forms = super::parts::FORMS.iter();
    forms
        .filter_map(|form| variable.strip_suffix(form))
        .next()
        .unwrap_or(variable)
}

/// Reads what one message is made of, and finds what is wrong with it.
struct Check<'a> {
    text: &'a str,
    file: &'a Path,
    found: Vec<LanguageProblem>,
    shape: MessageShape,
    /// Where each variable stands first.
    places: BTreeMap<&'a str, usize>,
}

impl<'a> Check<'a> {
    /// Something is wrong at a piece of the text.
    fn wrong(&mut self, at: &str, what: String) {
        let byte = (at.as_ptr() as usize).saturating_sub(self.text.as_ptr() as usize);
        self.found.push(LanguageProblem {
            file: self.file.to_owned(),
            at: Some(line_and_column(self.text, byte)),
            what,
        });
    }

    fn pattern(&mut self, pattern: &Pattern<&'a str>) {
        for element in &pattern.elements {
            match element {
                PatternElement::TextElement { .. } => {}
                PatternElement::Placeable { expression } => self.expression(expression),
            }
        }
    }

    fn expression(&mut self, expression: &Expression<&'a str>) {
        match expression {
            Expression::Inline(inline) => self.inline(inline),
            Expression::Select { selector, variants } => {
                self.inline(selector);
                for variant in variants {
                    self.pattern(&variant.value);
                }
            }
        }
    }

    fn inline(&mut self, inline: &InlineExpression<&'a str>) {
        match inline {
            InlineExpression::StringLiteral { .. } | InlineExpression::NumberLiteral { .. } => {}
            InlineExpression::FunctionReference { id, arguments } => {
                if !FUNCTIONS.contains(&id.name) {
                    let known = FUNCTIONS.join(", ");
                    let what = format!("there is no function {}; there is {known}", id.name);
                    self.wrong(id.name, what);
                }
                self.arguments(arguments);
            }
            InlineExpression::MessageReference { id, .. } => self.wrong(
                id.name,
                format!(
                    "a message does not use another ({}); what several say is a term, as \"-{}\"",
                    id.name, id.name
                ),
            ),
            InlineExpression::TermReference { arguments, .. } => {
                if let Some(arguments) = arguments {
                    self.arguments(arguments);
                }
            }
            InlineExpression::VariableReference { id } => {
                self.shape.variables.insert(id.name.to_owned());
                let at = (id.name.as_ptr() as usize).saturating_sub(self.text.as_ptr() as usize);
                self.places.entry(id.name).or_insert(at);
            }
            InlineExpression::Placeable { expression } => self.expression(expression),
        }
    }

    fn arguments(&mut self, arguments: &CallArguments<&'a str>) {
        for argument in &arguments.positional {
            self.inline(argument);
        }
        for argument in &arguments.named {
            self.inline(&argument.value);
        }
    }

    /// Holds a message of another language against that of English.
    fn against(&mut self, id: &'a str, english: &Language) {
        let Some(known) = english.shapes.get(id) else {
            self.wrong(id, format!("there is no message {id}"));
            return;
        };
        let parts = |shape: &MessageShape| -> BTreeSet<String> {
            let variables = shape.variables.iter();
            variables.map(|name| part_of(name).to_owned()).collect()
        };
        let (wanted, there) = (parts(known), parts(&self.shape));
        let listed = |names: &BTreeSet<String>| {
            let names: Vec<String> = names.iter().map(|name| format!("${name}")).collect();
            match names.is_empty() {
                true => "none".to_owned(),
                false => names.join(", "),
            }
        };
        let places = std::mem::take(&mut self.places);
        for (name, at) in places {
            if !wanted.contains(part_of(name)) {
                let what = format!(
                    "the message {id} has no part ${name}; its parts: {}",
                    listed(&wanted)
                );
                self.wrong(&self.text[at..], what);
            }
        }
        let missing: BTreeSet<String> = wanted.difference(&there).cloned().collect();
        if !missing.is_empty() {
            self.wrong(
                id,
                format!("the text of {id} leaves out {}", listed(&missing)),
            );
        }
        let attributes = self.shape.attributes.clone();
        for attribute in attributes.difference(&known.attributes) {
            self.wrong(
                id,
                format!("the message {id} has no further text .{attribute}"),
            );
        }
    }
}

/// The files of a folder, in the order of their names.
fn sources(folder: &Path, problems: &mut Vec<LanguageProblem>) -> Vec<Source> {
    let mut wrong = |file: &Path, what: String| {
        problems.push(LanguageProblem {
            file: file.to_owned(),
            at: None,
            what,
        });
    };
    let entries = match std::fs::read_dir(folder) {
        Ok(entries) => entries,
        Err(error) => {
            wrong(
                folder,
                format!("the folder of the language cannot be read: {error}"),
            );
            return Vec::new();
        }
    };
    let mut files: Vec<PathBuf> = entries
        .filter_map(|entry| Some(entry.ok()?.path()))
        .filter(|path| path.extension().is_some_and(|kind| kind == "ftl"))
        .collect();
    files.sort();
    if files.is_empty() {
        wrong(
            folder,
            "the folder of the language has no file that ends in .ftl".into(),
        );
    }
    if files.len() > MOST_FILES {
        wrong(folder, format!("a language has at most {MOST_FILES} files"));
        files.truncate(MOST_FILES);
    }
    let mut sources = Vec::new();
    for file in files {
        match text_of(&file) {
            Ok(text) => sources.push(Source { file, text }),
            Err(what) => wrong(&file, what),
        }
    }
    sources
}

fn text_of(file: &Path) -> Result<String, String> {
    let cannot = |error: std::io::Error| format!("it cannot be read: {error}");
    let mut bytes = Vec::new();
    let opened = open_plain(file).map_err(cannot)?;
    opened
        .ok_or("it is no plain file")?
        .take(MOST_BYTES + 1)
        .read_to_end(&mut bytes)
        .map_err(cannot)?;
    if bytes.len() as u64 > MOST_BYTES {
        return Err(format!("it is larger than {} KiB", MOST_BYTES >> 10));
    }
    String::from_utf8(bytes).map_err(|_| "it is no text in UTF-8".to_owned())
}

/// The identifier of English, whose plurals also hold where a language has none.
fn english() -> LanguageIdentifier {
    "en".parse().unwrap_or_default()
}

/// A number with a comma between its thousands: "1,234.5".
fn with_commas(number: &str) -> String {
    let (whole, rest) = match number.find('.') {
        Some(point) => number.split_at(point),
        None => (number, ""),
    };
    let (sign, digits) = match whole.strip_prefix('-') {
        Some(digits) => ("-", digits),
        None => ("", whole),
    };
    let mut text = String::from(sign);
    for (place, digit) in digits.chars().enumerate() {
        if place > 0 && (digits.len() - place).is_multiple_of(3) {
            text.push(',');
        }
        text.push(digit);
    }
    text + rest
}
