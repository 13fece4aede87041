//! The files of English, built into the program so that it speaks wherever it lies.

/// Each file of `assets/words/en`, by its name. A file that is added there is added here.
pub(super) const FILES: [(&str, &str); 15] = [
    ("check.ftl", include_str!("../../assets/words/en/check.ftl")),
    ("files.ftl", include_str!("../../assets/words/en/files.ftl")),
    (
        "grammar.ftl",
        include_str!("../../assets/words/en/grammar.ftl"),
    ),
    (
        "happenings.ftl",
        include_str!("../../assets/words/en/happenings.ftl"),
    ),
    ("hud.ftl", include_str!("../../assets/words/en/hud.ftl")),
    ("keys.ftl", include_str!("../../assets/words/en/keys.ftl")),
    ("menus.ftl", include_str!("../../assets/words/en/menus.ftl")),
    ("named.ftl", include_str!("../../assets/words/en/named.ftl")),
    (
        "orders.ftl",
        include_str!("../../assets/words/en/orders.ftl"),
    ),
    (
        "panels.ftl",
        include_str!("../../assets/words/en/panels.ftl"),
    ),
    (
        "places.ftl",
        include_str!("../../assets/words/en/places.ftl"),
    ),
    (
        "record.ftl",
        include_str!("../../assets/words/en/record.ftl"),
    ),
    (
        "settings.ftl",
        include_str!("../../assets/words/en/settings.ftl"),
    ),
    (
        "summary.ftl",
        include_str!("../../assets/words/en/summary.ftl"),
    ),
    ("table.ftl", include_str!("../../assets/words/en/table.ftl")),
];
