//! The files of English, built into the program so that it speaks wherever it lies.

/// Each file of `assets/words/en`, by its name. A file that is added there is added here.
pub(super) const FILES: [(&str, &str); 3] = [
    (
        "grammar.ftl",
        include_str!("../../assets/words/en/grammar.ftl"),
    ),
    ("named.ftl", include_str!("../../assets/words/en/named.ftl")),
    (
        "places.ftl",
        include_str!("../../assets/words/en/places.ftl"),
    ),
];
