//! What people read stands in the files of a language, not in the code: neither the window nor the table
//! has a sentence of English in its sources, nor a label in what it draws.
//!
//! Three rules, each for a way to forget it (`docs/adding-text.md` says what to do instead):
//!
//! - two words and more, one of them in small letters, are a sentence wherever they stand;
//! - one word with a capital ("Crowding") is a label wherever it stands;
//! - whatever has a letter is a label where it is handed to what draws ([`METHODS`], [`CALLS`]).
//!
//! Identifiers of messages and of widgets are one word in small letters, joined by hyphens, so that none
//! of the rules takes them for a text.

use proc_macro2::{TokenStream, TokenTree};
use syn::punctuated::Punctuated;
use syn::visit::{self, Visit};
use syn::{Expr, Lit, LitStr, Token};

use super::source::{GAME, Source, is_for_tests, read};

/// The rooms of the game whose texts people read in the window.
const ROOMS: [&str; 2] = ["play", "ui"];

/// Files where a word with a capital is no label, and why.
const CAPITALS: [(&str, &str); 2] = [
    (
        "src/play/keys.rs",
        "codes of keys, as settings keep them: `ArrowUp`",
    ),
    (
        "src/ui/menus/key_names.rs",
        "the same codes, made from the keys of the window",
    ),
];

/// Macros whose words nobody reads in the window: those of programmers, the terminal, and `texts!`,
/// which declares identifiers of messages.
const NOT_SHOWN: [&str; 9] = [
    "assert",
    "assert_eq",
    "assert_ne",
    "debug_assert",
    "eprintln",
    "panic",
    "texts",
    "unreachable",
    "warn",
];

/// Methods that draw what they are given.
const METHODS: [&str; 25] = [
    "button",
    "checkbox",
    "collapsing",
    "heading",
    "hint_text",
    "hyperlink_to",
    "label",
    "link",
    "menu_button",
    "monospace",
    "on_disabled_hover_text",
    "on_hover_text",
    "on_hover_text_at_pointer",
    "prefix",
    "radio",
    "radio_value",
    "selectable_label",
    "selectable_value",
    "selected_text",
    "small",
    "small_button",
    "strong",
    "suffix",
    "toggle_value",
    "weak",
];

/// Functions that do, with the type or module they are called on.
const CALLS: [[&str; 2]; 10] = [
    ["Button", "new"],
    ["Label", "new"],
    ["RichText", "new"],
    ["WidgetInfo", "labeled"],
    ["draw", "words"],
    ["fonts", "sign"],
    ["say", "button_or_why"],
    ["say", "heading"],
    ["say", "report"],
    ["say", "weak"],
];

/// What is left of a literal without what a format fills in.
fn without_parts(literal: &str) -> String {
    let mut depth = 0_u32;
    let mut left = literal.to_owned();
    left.retain(|letter| {
        match letter {
            '{' => depth += 1,
            '}' => depth = depth.saturating_sub(1),
            _ => return depth == 0,
        }
        false
    });
    left
}

fn is_sentence(words: &str) -> bool {
    let has_letter = |word: &&str| word.contains(char::is_alphabetic);
    words.split_whitespace().filter(has_letter).count() >= 2 && words.contains(char::is_lowercase)
}

fn is_capitalised(word: &str) -> bool {
    let mut letters = word.chars();
    letters.next().is_some_and(char::is_uppercase)
        && letters.clone().next().is_some_and(char::is_lowercase)
        && letters.all(|letter| letter.is_alphabetic() || letter == '-')
}

/// A literal of text: its line, and what it says.
type Literal = (usize, String);

fn read_off(literal: &LitStr) -> Literal {
    (literal.span().start().line, literal.value())
}

/// Finds texts in a file.
#[derive(Default)]
struct Texts {
    capitals: bool,
    found: Vec<Literal>,
}

impl Texts {
    fn literal(&mut self, literal: Literal) {
        let words = without_parts(&literal.1);
        if is_sentence(&words) || self.capitals && is_capitalised(words.trim()) {
            self.note(literal);
        }
    }

    fn note(&mut self, literal: Literal) {
        if !self.found.contains(&literal) {
            self.found.push(literal);
        }
    }

    fn drawn(&mut self, given: &Punctuated<Expr, Token![,]>) {
        for literal in given.iter().filter_map(literal_of) {
            if without_parts(&literal.1).contains(char::is_alphabetic) {
                self.note(literal);
            }
        }
    }

    fn tokens(&mut self, tokens: TokenStream) {
        for literal in literals(tokens) {
            self.literal(literal);
        }
    }
}

/// The literals of text among tokens, in the order in which they stand, but those of attributes: there
/// stands the documentation.
fn literals(tokens: TokenStream) -> Vec<Literal> {
    let mut found = Vec::new();
    let mut is_attribute = false;
    for token in tokens {
        let after_hash = std::mem::replace(
            &mut is_attribute,
            matches!(&token, TokenTree::Punct(mark) if mark.as_char() == '#'),
        );
        match token {
            TokenTree::Group(_) if after_hash => {}
            TokenTree::Group(group) => found.extend(literals(group.stream())),
            TokenTree::Literal(literal) => {
                if let Lit::Str(literal) = Lit::new(literal) {
                    found.push(read_off(&literal));
                }
            }
            TokenTree::Ident(_) | TokenTree::Punct(_) => {}
        }
    }
    found
}

/// The literal that an expression is: as it stands, borrowed, turned into another type, or of a `format!`.
fn literal_of(given: &Expr) -> Option<Literal> {
    match given {
        Expr::Lit(given) => match &given.lit {
            Lit::Str(literal) => Some(read_off(literal)),
            _ => None,
        },
        Expr::Reference(given) => literal_of(&given.expr),
        Expr::Paren(given) => literal_of(&given.expr),
        Expr::MethodCall(call) if call.args.is_empty() => literal_of(&call.receiver),
        Expr::Macro(call) if call.mac.path.is_ident("format") => {
            literals(call.mac.tokens.clone()).into_iter().next()
        }
        _ => None,
    }
}

impl<'a> Visit<'a> for Texts {
    // Documentation is an attribute.
    fn visit_attribute(&mut self, _: &'a syn::Attribute) {}

    fn visit_item_mod(&mut self, item: &'a syn::ItemMod) {
        if !is_for_tests(&item.attrs) {
            visit::visit_item_mod(self, item);
        }
    }

    fn visit_item_fn(&mut self, item: &'a syn::ItemFn) {
        if !is_for_tests(&item.attrs) {
            visit::visit_item_fn(self, item);
        }
    }

    fn visit_impl_item_fn(&mut self, item: &'a syn::ImplItemFn) {
        if !is_for_tests(&item.attrs) {
            visit::visit_impl_item_fn(self, item);
        }
    }

    fn visit_lit_str(&mut self, literal: &'a LitStr) {
        self.literal(read_off(literal));
    }

    fn visit_macro(&mut self, called: &'a syn::Macro) {
        let name = called.path.segments.last().map(|name| &name.ident);
        if !name.is_some_and(|name| NOT_SHOWN.iter().any(|other| name == other)) {
            self.tokens(called.tokens.clone());
        }
    }

    fn visit_expr_method_call(&mut self, call: &'a syn::ExprMethodCall) {
        // What a promise says that was broken is for programmers.
        if call.method == "expect" {
            return self.visit_expr(&call.receiver);
        }
        if METHODS.iter().any(|method| call.method == method) {
            self.drawn(&call.args);
        }
        visit::visit_expr_method_call(self, call);
    }

    fn visit_expr_call(&mut self, call: &'a syn::ExprCall) {
        if let Expr::Path(path) = call.func.as_ref() {
            let mut names = path.path.segments.iter().rev();
            let (last, on) = (names.next(), names.next());
            let is = |segment: Option<&syn::PathSegment>, name: &str| {
                segment.is_some_and(|segment| segment.ident == name)
            };
            if CALLS.iter().any(|[of, name]| is(last, name) && is(on, of)) {
                self.drawn(&call.args);
            }
        }
        visit::visit_expr_call(self, call);
    }
}

fn texts(source: &Source) -> Vec<String> {
    let mut texts = Texts {
        capitals: !CAPITALS.iter().any(|(path, _)| *path == source.path),
        ..Texts::default()
    };
    texts.visit_file(&source.tree);
    let found = texts.found.into_iter();
    found
        .map(|(line, text)| format!("{}:{line}: {text:?}", source.path))
        .collect()
}

#[test]
fn neither_the_window_nor_the_table_has_a_text_in_its_code() {
    let sources = read(GAME);
    let shown = |source: &&Source| !source.is_test && ROOMS.contains(&source.room());
    let found: Vec<String> = sources.iter().filter(shown).flat_map(texts).collect();
    assert!(
        found.is_empty(),
        "a text belongs in assets/words/en (docs/adding-text.md):\n{}",
        found.join("\n")
    );
    for (path, why) in CAPITALS {
        let is_there = sources.iter().any(|source| source.path == path);
        assert!(is_there && !why.is_empty(), "{path} is excused in vain");
    }
}

#[test]
fn planted_texts_are_found_and_what_is_none_is_left_alone() {
    let found = |text: &str| texts(&Source::planted(GAME, "src/ui/x.rs", text));
    for (line, text) in [
        ("ui.label(\"at\");", "at"),
        ("ui.label(format!(\"{hour} h\"));", "{hour} h"),
        ("ui.button(&\"Go\".to_owned());", "Go"),
        ("ui.add(DragValue::new(x).suffix(\" min\"));", " min"),
        ("say::weak(ui, \"nobody\");", "nobody"),
        ("let why = \"it is late\";", "it is late"),
        ("let why = format!(\"{who} is late\");", "{who} is late"),
        ("overlays! { Cold { title: \"Cold\" } }", "Cold"),
        ("let title = match x { _ => \"Lock-up\" };", "Lock-up"),
    ] {
        let told = found(&format!("fn f() {{\n{line}\n}}"));
        assert_eq!(told, [format!("src/ui/x.rs:2: {text:?}")], "{line}");
    }
    for none in [
        "/// It is late.\nfn f() {}",
        "fn f() { ui.label(text::late()); }",
        "fn f() { ui.label(format!(\"{hour}:{minute}\")); }",
        "fn f() { strip(ui, \"level-error\", |ui| {}); }",
        "fn f() { Message::new(\"it-is-late\"); }",
        "fn f() { x.expect(\"it is there\"); }",
        "fn f() { assert!(late, \"it is late\"); }",
        "texts! { late = \"it-is-late\"; }",
        "overlays! { /// It is late.\n Late { name: \"late\" } }",
        "#[cfg(test)] mod tests { const X: &str = \"it is late\"; }",
        "#[test] fn f() { says(\"it is late\"); }",
        "const FONT: &str = \"SpecialElite-Regular.ttf\";",
    ] {
        assert!(found(none).is_empty(), "{none}: {:?}", found(none));
    }
}
