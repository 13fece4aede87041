//! The language of the program: the one that the settings choose, read when they change.

use bevy::prelude::*;

use crate::play::{Settings, library};
use crate::words::{self, ENGLISH, Words};

/// Speaks the language of the settings from the first frame on.
pub(super) fn plugin(app: &mut App) {
    app.add_systems(PreUpdate, speak.run_if(resource_changed::<Settings>));
}

/// Reads another language if the settings name another, and reports what is wrong with its files.
fn speak(settings: Res<Settings>, mut spoken: Local<Option<String>>) {
    let before = spoken.as_deref().unwrap_or(ENGLISH);
    if before == settings.language {
        return;
    }
    let (words, problems) = Words::named(&library::words_root(), &settings.language);
    for problem in problems {
        warn!("{problem}");
    }
    words::speak(words);
    *spoken = Some(settings.language.clone());
}
