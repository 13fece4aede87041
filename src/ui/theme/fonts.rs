//! The faces: Limelight for titles (28 and up), League Gothic for signs and figures, Special Elite
//! for reports, IBM Plex Sans for what must be read quickly (14 and up).
//!
//! They are read once, at the first frame. A face that is not there is set in the one for quick
//! reading, and that one, if it is not there either, in egui's own.

use std::path::Path;
use std::sync::{Arc, OnceLock};

use super::super::egui::{FontData, FontDefinitions, FontFamily, FontId, FontTweak, RichText};
use crate::play::library;

/// Smallest size of Limelight.
pub const TITLE: f32 = 28.0;
/// Size of what must be read quickly.
pub const BODY: f32 = 14.0;
/// Size of a panel's name.
pub const SIGN: f32 = 22.0;
/// Size of a report.
pub const REPORT: f32 = 15.0;

/// The names egui knows the faces by, and the files they may lie in.
const FACES: [(&str, &[&str]); 3] = [
    ("limelight", &["Limelight-Regular.ttf", "Limelight.ttf"]),
    ("gothic", &["LeagueGothic-Regular.ttf", "LeagueGothic.ttf"]),
    ("elite", &["SpecialElite-Regular.ttf", "SpecialElite.ttf"]),
];

/// The files of the face for quick reading.
const PLEX: [&str; 2] = ["IBMPlexSans-Regular.ttf", "IBMPlexSans.ttf"];

/// A title, at least 28 high.
pub fn title(size: f32) -> FontId {
    FontId::new(size.max(TITLE), family("limelight"))
}

/// A sign or a figure.
pub fn gothic(size: f32) -> FontId {
    FontId::new(size, family("gothic"))
}

/// A report.
pub fn elite(size: f32) -> FontId {
    FontId::new(size, family("elite"))
}

/// What must be read quickly.
pub fn body() -> FontId {
    FontId::new(BODY, FontFamily::Proportional)
}

/// Words as a sign.
pub fn sign(words: impl Into<String>) -> RichText {
    RichText::new(words).font(gothic(SIGN))
}

fn family(name: &str) -> FontFamily {
    FontFamily::Name(name.into())
}

struct Files {
    plex: Option<Arc<FontData>>,
    faces: Vec<(&'static str, Option<Arc<FontData>>)>,
}

static FILES: OnceLock<Files> = OnceLock::new();

/// The faces egui shall use. In the plain theme all are the one for quick reading.
pub(super) fn definitions(plain: bool) -> FontDefinitions {
    let files = FILES.get_or_init(|| {
        let folder = library::assets_root().join("fonts");
        Files {
            plex: read(&folder, &PLEX),
            faces: FACES
                .into_iter()
                .map(|(name, files)| (name, read(&folder, files)))
                .collect(),
        }
    });
    let mut fonts = FontDefinitions::default();
    if let Some(plex) = &files.plex {
        fonts.font_data.insert("plex".into(), plex.clone());
        let body = fonts.families.entry(FontFamily::Proportional).or_default();
        body.insert(0, "plex".into());
    }
    let body = fonts
        .families
        .get(&FontFamily::Proportional)
        .cloned()
        .unwrap_or_default();
    for (name, data) in &files.faces {
        let mut order = body.clone();
        let data = match (data, &files.plex) {
            (Some(data), _) if !plain => Some(data.clone()),
            (_, Some(plex)) if *name != "elite" => Some(Arc::new(narrower(plex))),
            _ => None,
        };
        if let Some(data) = data {
            fonts.font_data.insert((*name).into(), data);
            order.insert(0, (*name).into());
        }
        fonts.families.insert(family(name), order);
    }
    fonts
}

/// The face for quick reading in place of League Gothic, which is much narrower, and of Limelight,
/// which is larger than it need be beside it: made smaller, so that signs and titles keep to their room.
fn narrower(plex: &FontData) -> FontData {
    let tweak = FontTweak {
        scale: 0.75,
        ..FontTweak::default()
    };
    plex.clone().tweak(tweak)
}

fn read(folder: &Path, names: &[&str]) -> Option<Arc<FontData>> {
    let found = names
        .iter()
        .map(|name| folder.join(name))
        .find(|path| path.is_file());
    let Some(path) = found else {
        // Said once, since the faces are read once: words are drawn all the same.
        eprintln!(
            "warning: {}: there is no such font; another takes its place",
            folder.join(names[0]).display()
        );
        return None;
    };
    match std::fs::read(&path) {
        Ok(bytes) => Some(Arc::new(FontData::from_owned(bytes))),
        Err(error) => {
            eprintln!(
                "warning: {}: {error}; another font takes its place",
                path.display()
            );
            None
        }
    }
}
