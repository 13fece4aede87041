//! The detector is held against writes that are planted, one form at a time.

use super::super::source::{SIM, Source};
use super::{compared, counts, found_in, read_back, written};

/// Two rooms with state, and a context that one of them lends out.
const MOVEMENT: &str = "
    #[derive(Resource, Default)]
    pub struct Bodies { pub of: Vec<Body>, pub seen: u8 }
    pub struct Body { pub x: i32 }
    impl Bodies {
        pub fn put(&mut self, x: i32) {}
        pub fn of(&self, at: usize) -> &Body { &self.of[at] }
        pub fn body_mut(&mut self, at: usize) -> &mut Body { &mut self.of[at] }
    }
    impl Body { pub fn step(&mut self) {} }
    #[derive(SystemParam)]
    pub struct Travel<'w> { pub bodies: ResMut<'w, Bodies>, pub clock: Res<'w, Clock> }
    impl Travel<'_> { pub fn walk(&mut self) { self.bodies.put(1); self.bodies.seen = 1; } }
";

/// What is found in a file of custody: lines and ways.
fn found(text: &str) -> Vec<String> {
    let sources = [
        Source::planted(SIM, "src/sim/movement/bodies.rs", MOVEMENT),
        Source::planted(
            SIM,
            "src/sim/kernel/clock.rs",
            "#[derive(Resource)] pub struct Clock { pub tick: u64 }",
        ),
        Source::planted(SIM, "src/sim/custody/x.rs", text),
    ];
    found_in(&sources)
        .into_iter()
        .map(|write| {
            let line = write.place.rsplit(':').next().unwrap_or("").to_owned();
            format!("{line} {} {} {}", write.room, write.how.word(), write.owner)
        })
        .collect()
}

#[test]
fn each_form_of_a_planted_foreign_write_is_found() {
    for (text, how) in [
        ("\nfn f(a: ResMut<Bodies>) {}", "asked"),
        ("\nfn f(a: &mut Bodies) {}", "asked"),
        ("\nfn f(a: Option<Mut<'_, Bodies>>) {}", "asked"),
        (
            "#[derive(SystemParam)] struct W<'w> {\nb: ResMut<'w, Bodies> }",
            "asked",
        ),
        (
            "fn f(w: &mut World) {\nw.resource_mut::<Bodies>().put(1); }",
            "asked",
        ),
        ("fn f() {\ngo(|mut b: ResMut<Bodies>| b.put(1)); }", "asked"),
        ("fn f(t: &mut Travel) {\nt.bodies.seen = 1; }", "assigned"),
        ("fn f(t: &mut Travel) {\nt.bodies.seen += 1; }", "assigned"),
        (
            "fn f(t: &mut Travel) {\nt.bodies.of[3].x = 1; }",
            "assigned",
        ),
        ("fn f(t: &mut Travel) {\nt.bodies.of.push(b); }", "assigned"),
        (
            "fn f(t: &mut Travel) {\nt.bodies.body_mut(1).x = 1; }",
            "assigned",
        ),
        (
            "fn f(t: &mut Travel) { let b = t.bodies.body_mut(1);\nb.x = 1; }",
            "assigned",
        ),
        (
            "fn f(t: &mut Travel) { if let Some(b) = t.bodies.of.get_mut(1) {\nb.x = 1; } }",
            "assigned",
        ),
        (
            "fn f(t: &mut Travel) { for b in t.bodies.of.iter_mut() {\nb.x = 1; } }",
            "assigned",
        ),
        ("fn f(t: &mut Travel) {\nt.bodies.put(1); }", "reached"),
        (
            "fn f(t: &mut Travel) {\nt.bodies.of[1].step(); }",
            "reached",
        ),
        ("fn f(t: &mut Travel) {\ngo(&mut t.bodies); }", "reached"),
        (
            "#[derive(SystemParam)] struct W<'w> { travel: Travel<'w> } impl W<'_> { fn f(&mut self) {\nself.travel.bodies.put(1); } }",
            "reached",
        ),
    ] {
        let found = found(text);
        let wanted = format!("2 custody {how} movement");
        assert!(found.contains(&wanted), "{text}: {found:?}");
    }
}

#[test]
fn reading_own_state_verbs_and_the_kernel_are_no_foreign_writes() {
    for text in [
        "fn f(a: Res<Bodies>) {}",
        "fn f(a: &Bodies) -> i32 { let mut x = a.of(1).x; x += 1; x }",
        "#[derive(Resource)] struct Posts { n: u8 } fn f(p: ResMut<Posts>) { p.n = 1; }",
        "fn f(t: &mut Travel) { t.walk(); }",
        "fn f(c: ResMut<Clock>) { c.tick += 1; }",
        "#[cfg(test)] mod tests { fn f(t: &mut Travel) { t.bodies.put(1); } }",
    ] {
        assert_eq!(found(text), Vec::<String>::new(), "{text}");
    }
}

#[test]
fn more_foreign_writes_fail_with_their_places_and_fewer_ask_to_be_kept() {
    let with = |text: &str| {
        found_in(&[
            Source::planted(SIM, "src/sim/movement/bodies.rs", MOVEMENT),
            Source::planted(SIM, "src/sim/custody/x.rs", text),
        ])
    };
    let (one, two) = (
        with("fn f(a: ResMut<Bodies>) {}"),
        with("fn f(a: ResMut<Bodies>) {}\nfn g(a: ResMut<Bodies>) {}"),
    );
    let golden = written(&counts(&one));
    assert_eq!(read_back(&golden), counts(&one));
    let (more, less) = compared(&read_back(&golden), &two);
    assert_eq!(more[0], "custody -> movement: asked 2, before 1");
    assert!(more.contains(&"  src/sim/custody/x.rs:2: Bodies".to_owned()) && less.is_empty());
    let (more, less) = compared(&counts(&two), &one);
    assert!(more.is_empty() && less == ["custody -> movement: asked 1, before 2"]);
}
