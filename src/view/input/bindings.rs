//! Which key does what: the keys of the settings, given to the acts of the game.

use bevy::prelude::*;
use bevy_enhanced_input::prelude::{Action, ActionOf, Binding, BindingOf, InputAction};
use serde::Deserialize;
use serde::de::IntoDeserializer;
use serde::de::value::Error;

use crate::play::Settings;
use crate::play::keys::{Bindings, KeyAct};

/// The context in which the game's keys hold.
#[derive(Component)]
pub(super) struct Hands;

/// A key of the game: all of them are buttons; which one it is says [`Does`].
#[derive(InputAction)]
#[action_output(bool)]
struct Pressed;

/// What an action does.
#[derive(Component, Clone, Copy)]
pub(super) struct Does(pub KeyAct);

/// A key that went down and up between two pictures is held for one: on a slow machine a tap would
/// be lost otherwise, for what looks at keys asks whether they are down.
pub(super) fn hold_taps(mut keys: ResMut<ButtonInput<KeyCode>>, mut held: Local<Vec<KeyCode>>) {
    for key in held.drain(..) {
        keys.release(key);
    }
    held.extend(
        keys.get_just_pressed()
            .filter(|key| !keys.pressed(**key))
            .copied(),
    );
    for key in held.iter() {
        keys.press(*key);
    }
}

/// The key of a name such as `KeyW`.
pub fn key_named(name: &str) -> Option<KeyCode> {
    KeyCode::deserialize(IntoDeserializer::<Error>::into_deserializer(name)).ok()
}

/// Gives every act its keys, again when they change.
pub(super) fn bind_keys(
    mut commands: Commands,
    settings: Res<Settings>,
    hands: Query<Entity, With<Hands>>,
    mut bound: Local<Option<Bindings>>,
) {
    if bound.as_ref() == Some(&settings.keys) {
        return;
    }
    *bound = Some(settings.keys.clone());
    for old in &hands {
        commands.entity(old).despawn();
    }
    let hands = commands.spawn(Hands).id();
    for (act, _) in KeyAct::ALL {
        let action = commands
            .spawn((
                ActionOf::<Hands>::new(hands),
                Action::<Pressed>::new(),
                Does(act),
            ))
            .id();
        for key in settings
            .keys
            .of(act)
            .iter()
            .filter_map(|key| key_named(key))
        {
            commands.spawn((BindingOf(action), Binding::from(key)));
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_key_that_is_bound_at_first_is_a_key() {
        for (act, keys) in KeyAct::ALL {
            for key in keys {
                assert!(key_named(key).is_some(), "{act:?}: {key}");
            }
        }
        assert_eq!(key_named("NoSuchKey"), None);
    }
}
