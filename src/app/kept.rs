//! The settings, kept between games in the user's folder for settings.
//!
//! What is read from there may say anything: it is brought within its ranges first.

use std::collections::HashMap;
use std::time::Duration;

use bevy::prelude::*;
use bevy::settings::{ReflectSettingsGroup, SaveSettingsDeferred, SettingsGroup, SettingsPlugin};

use crate::play::Settings;
use crate::play::alerts::{Alerts, Manner, Topic};
use crate::play::keys::{Bindings, KeyAct};

/// Seconds after a change until it is written.
const WRITTEN_AFTER: f32 = 0.5;

/// [`Settings`] as they are written.
#[derive(Resource, SettingsGroup, Reflect, Clone, PartialEq, Debug)]
#[reflect(Resource, SettingsGroup, Default)]
#[settings_group(group = "game")]
struct Kept {
    language: String,
    text_size: u32,
    motion: bool,
    grain: bool,
    vignette: bool,
    sun: bool,
    trails: bool,
    cards: bool,
    plain: bool,
    /// Fastest the clock goes at each kind of trouble, by its name; 0 is any speed.
    caps: HashMap<String, u32>,
    /// Kinds of trouble that are not reported.
    muted: Vec<String>,
    /// Kinds of trouble that stop the clock.
    pausing: Vec<String>,
    /// Keys by the name of the act.
    keys: HashMap<String, Vec<String>>,
}

impl Default for Kept {
    fn default() -> Self {
        Self::from(&Settings::default())
    }
}

impl From<&Settings> for Kept {
    fn from(settings: &Settings) -> Self {
        let keys = KeyAct::ALL
            .into_iter()
            .map(|(act, _)| (format!("{act:?}"), settings.keys.of(act).to_vec()))
            .collect();
        let (mut caps, mut muted, mut pausing) = (HashMap::new(), Vec::new(), Vec::new());
        for topic in Topic::ALL {
            let (name, manner) = (format!("{topic:?}"), settings.alerts.of(topic));
            caps.insert(name.clone(), manner.cap.unwrap_or(0));
            muted.extend(manner.muted.then(|| name.clone()));
            pausing.extend(manner.pauses.then_some(name));
        }
        Self {
            caps,
            muted,
            pausing,
            language: settings.language.clone(),
            text_size: settings.text_size,
            motion: settings.motion,
            grain: settings.grain,
            vignette: settings.vignette,
            sun: settings.sun,
            trails: settings.trails,
            cards: settings.cards,
            plain: settings.plain,
            keys,
        }
    }
}

impl From<&Kept> for Settings {
    fn from(kept: &Kept) -> Self {
        let mut keys = Bindings::default();
        for (act, _) in KeyAct::ALL {
            if let Some(own) = kept.keys.get(&format!("{act:?}")) {
                keys.set(act, own.clone());
            }
        }
        let mut alerts = Alerts::default();
        for topic in Topic::ALL {
            let name = format!("{topic:?}");
            let usual = alerts.of(topic);
            let cap = kept.caps.get(&name).copied().filter(|cap| *cap > 0);
            let manner = Manner {
                muted: kept.muted.contains(&name),
                pauses: kept.pausing.contains(&name),
                cap: kept.caps.get(&name).map_or(usual.cap, |_| cap),
            };
            if manner != usual {
                alerts.set(topic, manner);
            }
        }
        Self {
            alerts,
            language: kept.language.clone(),
            text_size: kept.text_size,
            motion: kept.motion,
            grain: kept.grain,
            vignette: kept.vignette,
            sun: kept.sun,
            trails: kept.trails,
            cards: kept.cards,
            plain: kept.plain,
            keys,
        }
        .sound()
    }
}

/// Reads the settings now, and writes them when they change.
pub(super) fn plugin(app: &mut App) {
    app.register_type::<Kept>()
        .add_plugins(SettingsPlugin::new("io.github.bighouse"))
        .init_resource::<Kept>();
    let settings = Settings::from(app.world().resource::<Kept>());
    app.insert_resource(settings)
        .add_systems(Last, keep.run_if(resource_changed::<Settings>));
}

fn keep(mut commands: Commands, settings: Res<Settings>, mut kept: ResMut<Kept>) {
    let now = Kept::from(&*settings);
    if *kept != now {
        *kept = now;
        commands.queue(SaveSettingsDeferred(Duration::from_secs_f32(WRITTEN_AFTER)));
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn settings_come_back_as_they_were_kept() {
        let mut settings = Settings {
            language: "de".into(),
            text_size: 150,
            grain: false,
            ..Settings::default()
        };
        settings.keys.bind(KeyAct::Pause, "KeyP");
        let manner = Manner {
            muted: true,
            pauses: true,
            cap: None,
        };
        settings.alerts.set(Topic::Shots, manner);
        assert_eq!(Settings::from(&Kept::from(&settings)), settings);
    }

    #[test]
    fn a_file_that_says_nonsense_is_brought_within_its_ranges() {
        let mut kept = Kept {
            text_size: 90_000,
            ..Kept::default()
        };
        kept.keys.insert("NoSuchAct".into(), vec!["KeyX".into()]);
        kept.keys.remove("Pause");
        let settings = Settings::from(&kept);
        assert_eq!(settings.text_size, 200);
        assert_eq!(settings.keys.of(KeyAct::Pause), ["Space"]);
    }
}
