//! What somebody can be seen to do, and where he is bound for.

use bighouse_sim::Prison;
use bighouse_sim::conduct::{Conduct, Deed};
use bighouse_sim::ids::PersonId;
use bighouse_sim::message::{Message, Part};
use bighouse_sim::movement::{Bodies, Mode};

use crate::words;

/// What somebody can be seen to do; where he is bound for is known to himself and those who see within.
pub fn seen(prison: &Prison, person: PersonId, within: bool) -> String {
    let world = prison.world();
    let doing = world.resource::<Conduct>().doing(person);
    let body = world.resource::<Bodies>().body(person);
    let deed = doing.activity.deed;
    if doing.there {
        return words::capital(&words::spoken().plain(does(deed)));
    }
    let goes = words::spoken().plain(goes(body.mode));
    let to = bound_for(deed).filter(|_| within);
    words::capital(&match to {
        None => goes,
        Some(to) => {
            let going = Message::new("goes-to")
                .with("goes", Part::Written(goes))
                .with("to", Part::Written(words::spoken().plain(to)));
            words::spoken().bare(&going)
        }
    })
}

/// What somebody does who is where he does it.
fn does(deed: Deed) -> &'static str {
    match deed {
        Deed::Stand => "does-stand",
        Deed::Rest => "does-rest",
        Deed::Sleep => "does-sleep",
        Deed::Eat => "does-eat",
        Deed::Work => "does-work",
        Deed::Exercise => "does-exercise",
        Deed::Pray => "does-pray",
        Deed::Visit => "does-visit",
        Deed::Guard => "does-guard",
        Deed::Round => "does-round",
        Deed::Task => "does-task",
        Deed::OffDuty => "does-off-duty",
        Deed::Walk => "does-walk",
        Deed::Protest => "does-protest",
        Deed::Riot => "does-riot",
        Deed::Captive => "does-captive",
        Deed::Respond => "does-respond",
        Deed::FallBack => "does-fall-back",
        Deed::Storm => "does-storm",
        Deed::Dead => "does-dead",
        Deed::Confined => "does-confined",
        Deed::Attack => "does-attack",
        Deed::Wounded => "does-wounded",
        Deed::Flee => "does-flee",
    }
}

/// How somebody goes.
fn goes(mode: Mode) -> &'static str {
    match mode {
        Mode::InFile => "goes-in-file",
        Mode::Walking => "goes-walking",
        Mode::AtDoor => "goes-at-door",
        Mode::Still | Mode::Gone => "goes-not",
    }
}

/// Where somebody is bound for who is to do something.
fn bound_for(deed: Deed) -> Option<&'static str> {
    Some(match deed {
        Deed::Stand | Deed::Walk | Deed::Dead => return None,
        Deed::Rest | Deed::Sleep => "bound-for-berth",
        Deed::Eat => "bound-for-mess-hall",
        Deed::Work => "bound-for-work",
        Deed::Exercise => "bound-for-yard",
        Deed::Pray => "bound-for-chapel",
        Deed::Visit => "bound-for-visit",
        Deed::Guard => "bound-for-post",
        Deed::Round => "bound-on-round",
        Deed::Task => "bound-for-task",
        Deed::OffDuty => "bound-off-duty",
        Deed::Protest | Deed::Riot => "bound-with-others",
        Deed::Captive => "bound-captive",
        Deed::Respond => "bound-for-trouble",
        Deed::FallBack => "bound-for-gate",
        Deed::Flee => "bound-out-of-smoke",
        Deed::Storm => "bound-against-rioters",
        Deed::Confined => "bound-for-lock-up",
        Deed::Attack => "bound-at-somebody",
        Deed::Wounded => "bound-for-hospital",
    })
}

/// One of each message that is made here.
#[cfg(test)]
pub(crate) fn made() -> Vec<Message> {
    use bighouse_sim::specimens::{self, Filling};

    let deeds: Vec<Deed> = specimens::all(&Filling::default()).expect("plain data");
    let modes = [Mode::InFile, Mode::Walking, Mode::AtDoor, Mode::Still];
    let text = || Part::Written("text".into());
    let mut made = vec![
        Message::new("goes-to")
            .with("goes", text())
            .with("to", text()),
    ];
    made.extend(deeds.iter().map(|deed| Message::new(does(*deed))));
    made.extend(
        deeds
            .iter()
            .filter_map(|deed| bound_for(*deed))
            .map(Message::new),
    );
    made.extend(modes.map(|mode| Message::new(goes(mode))));
    made
}
