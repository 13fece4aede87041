//! The real program in a real window, played from the title to the end with keys and mouse; and
//! what it does where there can be no window.
//!
//! A display without a screen (Xvfb) keeps its picture in a file, which is read as often as is
//! needed; keys and clicks come from xdotool. Nothing waits for a time to pass: each step waits
//! until the picture shows what it came to, until the time for the whole is up. Where either
//! program is missing the test says so and is over, unless BIGHOUSE_REQUIRE_TOOLS is 1.

use std::fs::{self, File};
use std::path::PathBuf;
use std::process::{Child, Command, ExitStatus, Output, Stdio};
use std::thread;
use std::time::{Duration, Instant};

use bighouse::app::{self, Picture};

use crate::common::picture::{brightness, changed, changed_within, mean, pixel, write};
use crate::common::{is_at_hand, is_installed, root};

/// Time for all of it: minutes on a machine that draws without a graphics card and has other work.
const LIMIT: Duration = Duration::from_secs(150);
/// Between two looks.
const PAUSE: Duration = Duration::from_millis(150);
/// Time for a key or a click to come to something before it is tried again.
const PATIENCE: Duration = Duration::from_secs(8);
/// The screen, pixels.
const SIZE: (u32, u32) = (1280, 720);
/// The map between the panels and left of the dossier: left, top, right, bottom.
const MAP: (u32, u32, u32, u32) = (10, 60, 970, 560);
/// Where the dossier stands.
const DOSSIER: (u32, u32, u32, u32) = (985, 60, 1275, 560);
/// A place on the map where nothing reacts to the pointer.
const ASIDE: (u32, u32) = (600, 600);

/// A program that is ended when the test is over, however it ends.
struct Ended(Child);

impl Drop for Ended {
    fn drop(&mut self) {
        let _ = self.0.kill();
        let _ = self.0.wait();
    }
}

/// A display, and the game on it.
struct Theatre {
    game: Ended,
    server: Ended,
    folder: PathBuf,
    display: String,
    began: Instant,
}

impl Drop for Theatre {
    fn drop(&mut self) {
        let _ = self.game.0.kill();
        // Told to end, it puts away its socket and its lock.
        let _ = Command::new("kill")
            .arg(self.server.0.id().to_string())
            .status();
        let asked = Instant::now();
        while asked.elapsed() < Duration::from_secs(5)
            && matches!(self.server.0.try_wait(), Ok(None))
        {
            thread::sleep(PAUSE);
        }
        if !thread::panicking() {
            let _ = fs::remove_dir_all(&self.folder);
        }
    }
}

fn game(args: &[&str]) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_bighouse"));
    command
        .args(args)
        .current_dir(root())
        .env_remove("DISPLAY")
        .env_remove("WAYLAND_DISPLAY")
        .stdin(Stdio::null());
    command
}

impl Theatre {
    /// Opens a display and starts the game on it; `None` where that cannot be.
    fn open(args: &[&str]) -> Option<Self> {
        let all = is_installed("Xvfb")
            && is_installed("xdotool")
            && is_at_hand("a graphics driver", app::can_draw());
        if !all {
            return None;
        }
        let began = Instant::now();
        let folder = PathBuf::from(env!("CARGO_TARGET_TMPDIR")).join("theatre");
        let _ = fs::remove_dir_all(&folder);
        fs::create_dir_all(folder.join("data")).expect("a folder for the test");
        let number = folder.join("display");
        // It takes a number that is free and says which.
        let server = Command::new("Xvfb")
            .args([
                "-displayfd",
                "1",
                "-nolisten",
                "tcp",
                "-noreset",
                "-screen",
                "0",
            ])
            .arg(format!("{}x{}x24", SIZE.0, SIZE.1))
            .arg("-fbdir")
            .arg(&folder)
            .stdin(Stdio::null())
            .stdout(File::create(&number).expect("a file"))
            .stderr(File::create(folder.join("server.log")).expect("a file"))
            .spawn()
            .expect("Xvfb starts");
        let mut server = Ended(server);
        let display = loop {
            let said = fs::read_to_string(&number).unwrap_or_default();
            if said.ends_with('\n') {
                break format!(":{}", said.trim());
            }
            let ended = server.0.try_wait().expect("it can be asked");
            let log = fs::read_to_string(folder.join("server.log")).unwrap_or_default();
            assert!(ended.is_none() && began.elapsed() < LIMIT, "Xvfb: {log}");
            thread::sleep(PAUSE);
        };
        let game = game(args)
            .env("DISPLAY", &display)
            .env("XDG_DATA_HOME", folder.join("data"))
            .env("XDG_CONFIG_HOME", folder.join("config"))
            .stdout(File::create(folder.join("game.out")).expect("a file"))
            .stderr(File::create(folder.join("game.log")).expect("a file"))
            .spawn()
            .expect("the program starts");
        Some(Self {
            game: Ended(game),
            server,
            folder,
            display,
            began,
        })
    }

    /// Ends the test with a word, the last picture and what the game said.
    fn fail(&mut self, why: &str) -> ! {
        let picture = self.folder.join("last.png");
        if let Ok(last) = self.look() {
            write(&last, &picture);
        }
        panic!(
            "after {} s: {why}.\nThe last picture: {}\nThe game said:\n{}",
            self.began.elapsed().as_secs(),
            picture.display(),
            self.log()
        )
    }

    fn log(&self) -> String {
        fs::read_to_string(self.folder.join("game.log")).unwrap_or_default()
    }

    /// What the screen shows now.
    fn look(&self) -> Result<Picture, String> {
        from_dump(&fs::read(self.folder.join("Xvfb_screen0")).map_err(|e| e.to_string())?)
    }

    /// Looks for so long until something holds, and gives the picture in which it did.
    fn within(
        &mut self,
        patience: Duration,
        what: &str,
        holds: &dyn Fn(&Picture) -> bool,
    ) -> Option<Picture> {
        let asked = Instant::now();
        loop {
            if let Ok(picture) = self.look()
                && holds(&picture)
            {
                return Some(picture);
            }
            if let Ok(Some(status)) = self.game.0.try_wait() {
                self.fail(&format!("{what}: the game has ended with {status}"));
            }
            if self.began.elapsed() > LIMIT {
                self.fail(&format!("{what}: it does not come"));
            }
            if asked.elapsed() > patience {
                return None;
            }
            thread::sleep(PAUSE);
        }
    }

    /// Looks until something holds, and gives the picture in which it did.
    fn until(&mut self, what: &str, holds: impl Fn(&Picture) -> bool) -> Picture {
        let found = self.within(2 * LIMIT, what, &holds);
        found.expect("the time for all of it is up before")
    }

    /// Holds a key down until the picture shows what came of it. One that was let go before, or
    /// pressed again too soon, no frame may have seen: it is pressed again.
    fn press(&mut self, key: &str, what: &str, holds: impl Fn(&Picture) -> bool) -> Picture {
        loop {
            self.tool(&["keydown", key]);
            let found = self.within(PATIENCE, what, &holds);
            self.tool(&["keyup", key]);
            thread::sleep(PAUSE);
            if let Some(picture) = found {
                return picture;
            }
        }
    }

    /// Clicks somewhere, and again until the picture shows what came of it.
    fn click(&mut self, at: (u32, u32), what: &str, holds: impl Fn(&Picture) -> bool) -> Picture {
        loop {
            self.point(at);
            self.press_button();
            if let Some(picture) = self.within(PATIENCE, what, &holds) {
                return picture;
            }
        }
    }

    /// The button stays down until a frame has seen it.
    fn press_button(&mut self) {
        thread::sleep(PAUSE);
        self.tool(&["mousedown", "1"]);
        thread::sleep(PAUSE);
        self.tool(&["mouseup", "1"]);
    }

    /// Looks until nothing moves any more: several pictures in a row are the same.
    fn at_rest(&mut self, what: &str) -> Picture {
        let mut last = self.until(what, |_| true);
        let mut alike = 0;
        loop {
            thread::sleep(PAUSE);
            let next = self.until(what, |_| true);
            alike = if next == last { alike + 1 } else { 0 };
            if alike >= 5 {
                return next;
            }
            if self.began.elapsed() > LIMIT {
                self.fail(&format!("{what}: the picture does not come to rest"));
            }
            last = next;
        }
    }

    fn tool(&mut self, args: &[&str]) -> String {
        let output = Command::new("xdotool")
            .args(args)
            .env("DISPLAY", &self.display)
            .stdin(Stdio::null())
            .output()
            .expect("xdotool runs");
        if !output.status.success() {
            let said = String::from_utf8_lossy(&output.stderr).into_owned();
            self.fail(&format!("xdotool {args:?}: {said}"));
        }
        String::from_utf8_lossy(&output.stdout).into_owned()
    }

    fn point(&mut self, (x, y): (u32, u32)) {
        self.tool(&["mousemove", "--sync", &x.to_string(), &y.to_string()]);
    }

    /// Waits for the window and turns the keyboard to it.
    fn take_seat(&mut self) {
        loop {
            let found = Command::new("xdotool")
                .args(["search", "--onlyvisible", "--name", "The Big House"])
                .env("DISPLAY", &self.display)
                .stdin(Stdio::null())
                .output()
                .expect("xdotool runs");
            let windows = String::from_utf8_lossy(&found.stdout).into_owned();
            if let Some(window) = windows.lines().next() {
                self.tool(&["windowfocus", "--sync", window]);
                return;
            }
            // Tells when the game has ended, or the time is up.
            self.until("the window", |_| true);
            thread::sleep(PAUSE);
        }
    }

    /// Waits for the game to end by itself.
    fn end(&mut self) -> ExitStatus {
        loop {
            if let Some(status) = self.game.0.try_wait().expect("it can be asked") {
                return status;
            }
            if self.began.elapsed() > LIMIT {
                self.fail("the game does not end");
            }
            thread::sleep(PAUSE);
        }
    }
}

/// The picture in the file of a display: the dump format of X, 32 bits a pixel.
fn from_dump(bytes: &[u8]) -> Result<Picture, String> {
    let word = |at: usize| -> Option<usize> {
        let four: [u8; 4] = bytes.get(at * 4..at * 4 + 4)?.try_into().ok()?;
        Some(u32::from_be_bytes(four) as usize)
    };
    let field = |at: usize| word(at).ok_or("it is cut off");
    let (width, height) = (field(4)?, field(5)?);
    if field(11)? != 32 {
        return Err("it has not 32 bits a pixel".into());
    }
    let (least_first, row) = (field(7)? == 0, field(12)?);
    let start = field(0)? + field(19)? * 12;
    let mut pixels = Vec::with_capacity(width * height * 4);
    for y in 0..height {
        let from = start + y * row;
        let line = bytes.get(from..from + width * 4).ok_or("it is cut off")?;
        for four in line.chunks_exact(4) {
            let [red, green, blue] = if least_first {
                [four[2], four[1], four[0]]
            } else {
                [four[1], four[2], four[3]]
            };
            pixels.extend([red, green, blue, 255]);
        }
    }
    Ok(Picture {
        width: width as u32,
        height: height as u32,
        pixels,
    })
}

/// Share of a part of the screen that differs between two pictures.
fn share_changed(one: &Picture, other: &Picture, part: (u32, u32, u32, u32)) -> f32 {
    let (left, top, right, bottom) = part;
    let differing = changed_within(one, other, 8, part);
    differing as f32 / ((right - left) * (bottom - top)) as f32
}

/// Whether a pixel is of a colour, nearly.
fn is_of(found: [u8; 3], wanted: [u8; 3]) -> bool {
    (0..3).all(|at| found[at].abs_diff(wanted[at]) <= 5)
}

/// The middle of the button of the top line that is lit: filled with silver.
fn lit_button(picture: &Picture) -> Option<(u32, u32)> {
    let y = 8;
    let mut run = 0;
    for x in (0..picture.width).rev() {
        if is_of(pixel(picture, x, y), [0xDE, 0xDA, 0xCE]) {
            run += 1;
        } else if run >= 20 {
            return Some((x + 1 + run / 2, 18));
        } else {
            run = 0;
        }
    }
    None
}

/// The middle of the ring about the selected man.
fn ring(picture: &Picture) -> Option<(u32, u32)> {
    let (left, top, right, bottom) = MAP;
    let yellow: Vec<(u32, u32)> = (top..bottom)
        .flat_map(|y| (left..right).map(move |x| (x, y)))
        .filter(|(x, y)| {
            let [red, green, blue] = pixel(picture, *x, *y);
            red > 200 && green > 190 && blue < 140
        })
        .collect();
    if yellow.len() < 12 {
        return None;
    }
    let many = yellow.len() as u32;
    let sum = yellow
        .iter()
        .fold((0, 0), |(sx, sy), (x, y)| (sx + x, sy + y));
    Some((sum.0 / many, sum.1 / many))
}

/// Whether the title is on the screen: large bright letters.
fn shows_title(picture: &Picture) -> bool {
    let bright = (20..200)
        .flat_map(|y| (200..1080).map(move |x| (x, y)))
        .filter(|(x, y)| brightness(pixel(picture, *x, *y)) > 235.0)
        .count();
    bright > 3_000
}

/// The rows of the sheet in the middle of the screen: stretches of the fill of buttons, from the
/// top down, at their middles.
fn rows(picture: &Picture) -> Vec<(u32, u32)> {
    // Words begin on the left, and are shorter than the rows.
    let x = SIZE.0 / 2 + 130;
    let (mut found, mut from) = (Vec::new(), None);
    for y in 0..SIZE.1 {
        let is_button = [[0x2B, 0x2D, 0x30], [0x45, 0x48, 0x4B]]
            .into_iter()
            .any(|fill| is_of(pixel(picture, x, y), fill));
        match (is_button, from) {
            (true, None) => from = Some(y),
            (false, Some(top)) => {
                from = None;
                if y - top >= 20 {
                    found.push((SIZE.0 / 2, (top + y) / 2));
                }
            }
            _ => {}
        }
    }
    found
}

#[test]
fn the_game_is_played_from_the_title_to_the_end() {
    let Some(mut stage) = Theatre::open(&["play", "cell_block"]) else {
        return;
    };
    stage.take_seat();
    stage.until("the title", shows_title);

    // The first choice of the title, the observer's, has the focus.
    stage.point(ASIDE);
    let begun = stage.press("Return", "the game", |now| {
        !shows_title(now) && lit_button(now).is_some()
    });

    // Time goes by, and its pace is set by keys and by mouse.
    // It begins at its usual pace; from the slowest on it is told apart by where the lit button is.
    let usual = lit_button(&begun);
    let slowest = stage.press("1", "as fast as life", |now| {
        let lit = lit_button(now);
        lit.is_some() && lit != usual
    });
    let slowest = lit_button(&slowest);
    let now = stage.press("3", "16 times", |now| {
        let lit = lit_button(now);
        lit.is_some() && lit != slowest
    });
    let third = lit_button(&now).expect("a lit button");
    let now = stage.press("4", "60 times", |now| {
        let lit = lit_button(now);
        lit.is_some() && lit != slowest && lit != Some(third)
    });
    let fourth = lit_button(&now).expect("a lit button");
    assert!(third.0 < fourth.0, "faster is on the right");
    stage.press("3", "16 times again", |now| lit_button(now) == Some(third));
    let night = stage.click(fourth, "60 times by a click", |now| {
        lit_button(now) == Some(fourth)
    });
    stage.point(ASIDE);

    // The day comes: everything under the sky grows brighter, and men walk.
    let sky = |now: &Picture| mean(now, (220, 90, 700, 400));
    let dark = sky(&night);
    stage.press("5", "300 times", |now| {
        lit_button(now).is_some_and(|lit| lit.0 > fourth.0)
    });
    stage.until("the day", |now| sky(now) > 1.3 * dark);
    stage.press("4", "60 times", |now| lit_button(now) == Some(fourth));
    let before = stage.until("a picture", |_| true);
    stage.until("men walk", |now| share_changed(&before, now, MAP) > 0.002);

    // It stands still: not a pixel changes.
    let stands = |now: &Picture| lit_button(now).is_some_and(|lit| lit.0 < third.0 - 60);
    stage.press("space", "it stands", stands);
    let still = stage.at_rest("it stands");

    // Somebody is selected by key: a ring about him, and his dossier.
    stage.press("bracketright", "a dossier", |now| {
        ring(now).is_some() && share_changed(&still, now, DOSSIER) > 0.8
    });
    let dossier = stage.at_rest("a dossier");
    let man = ring(&dossier).expect("a ring");
    let gone = |now: &Picture| share_changed(&still, now, DOSSIER) == 0.0;
    stage.press("Escape", "no dossier", gone);
    let again = stage.at_rest("no dossier");
    assert!(
        changed(&still, &again, 0).is_empty(),
        "time stood still all the while"
    );
    // The same by a click on him.
    stage.click(man, "a dossier by a click", |now| {
        ring(now) == Some(man) && share_changed(&dossier, now, DOSSIER) < 0.02
    });
    stage.point(ASIDE);
    stage.press("Escape", "no dossier", gone);

    // Nearer, and the whole map again.
    stage.press("equal", "nearer", |now| {
        share_changed(&still, now, MAP) > 0.3
    });
    let as_before = |now: &Picture| share_changed(&still, now, MAP) < 0.001;
    stage.press("Home", "the whole map", as_before);

    // What is saved comes back when it is loaded.
    let save = stage
        .folder
        .join("data/bighouse/saves/quick cell_block.save");
    stage.press("F5", "a save", |_| save.is_file());
    stage.press("space", "time goes on", |now| {
        share_changed(&still, now, MAP) > 0.005
    });
    stage.press("F9", "the save is back", |now| {
        stands(now) && as_before(now)
    });
    let loaded = stage.at_rest("the save is back");

    // The menu opens over everything and goes away again, by key and by its own button.
    let opens = |now: &Picture| rows(now).len() == 7;
    let closed = |now: &Picture| share_changed(&loaded, now, MAP) == 0.0;
    stage.press("Escape", "the menu", opens);
    stage.press("Escape", "no menu", closed);
    let menu = stage.press("Escape", "the menu", opens);
    stage.click(rows(&menu)[6], "no menu", closed);
    stage.point(ASIDE);

    // And it ends when it is asked to.
    let menu = stage.press("Escape", "the menu", opens);
    stage.point(rows(&menu)[5]);
    stage.press_button();
    let status = stage.end();
    let log = stage.log();
    assert_eq!(status.code(), Some(0), "{log}");
    assert!(!log.contains("panicked"), "{log}");
    let saved = fs::read(&save).expect("the save is still there");
    assert!(bighouse_sim::record::save::header(&saved).is_ok());
}

/// Plays where no window can be.
fn without_window(changes: &[(&str, &str)]) -> Output {
    let mut command = game(&["play", "cell_block"]);
    for (name, value) in changes {
        command.env(name, value);
    }
    command.output().expect("the program runs")
}

fn lived_in_the_terminal(output: &Output, why: &str, what: &str) {
    let told = String::from_utf8_lossy(&output.stdout);
    let said = String::from_utf8_lossy(&output.stderr);
    assert_eq!(output.status.code(), Some(0), "{what}: {said}");
    assert!(
        told.contains(&format!("No window: {why}")),
        "{what}: {told}"
    );
    assert!(told.contains("Meals:"), "{what}: {told}");
    assert!(!said.contains("panicked"), "{what}: {said}");
}

#[test]
fn without_a_display_the_day_is_told_in_the_terminal() {
    let output = without_window(&[]);
    lived_in_the_terminal(&output, "there is no display", "no DISPLAY");
    for display in [
        "",
        ":",
        ":64987",
        "nonsense",
        "localhost:64987",
        "unix:64987.0",
    ] {
        let output = without_window(&[("DISPLAY", display)]);
        lived_in_the_terminal(&output, "there is no display", display);
    }
}

#[test]
fn a_dump_of_a_screen_is_read_as_it_is_meant() {
    let mut bytes: Vec<u8> = Vec::new();
    let fields = [
        104u32, 7, 2, 24, 2, 1, 0, 0, 32, 0, 32, 32, 8, 4, 0, 0, 0, 8, 256, 1, 2, 1, 0, 0, 0,
    ];
    for field in fields {
        bytes.extend(field.to_be_bytes());
    }
    bytes.extend(*b"Xvf\0");
    // One colour of a table nobody uses, then two pixels: blue first.
    bytes.extend([0; 12]);
    bytes.extend([1, 2, 3, 0, 4, 5, 6, 0]);
    let picture = from_dump(&bytes).expect("a picture");
    assert_eq!((picture.width, picture.height), (2, 1));
    assert_eq!(picture.pixels, [3, 2, 1, 255, 6, 5, 4, 255]);
    assert!(from_dump(&bytes[..bytes.len() - 1]).is_err());
    assert!(from_dump(&[]).is_err());
}
