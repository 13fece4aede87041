//! From a name to a [`Level`]: the chain of levels that extend one another is
//! read and merged, and then every key is read and held to the others.

use crate::files::{LEVEL_FILE, LevelFiles};
use crate::hash::hash_of;
use crate::keys::cast::read_cast;
use crate::keys::day::read_day;
use crate::keys::grudges::read_grudges;
use crate::keys::jobs::read_jobs;
use crate::keys::level::USUAL_START;
use crate::keys::table::group_of;
use crate::keys::walkers::read_walkers;
use crate::keys::{MOST_PERSONS, read_group, read_groups};
use crate::map::legend::{Legend, read_legend};
use crate::map::text::read_map;
use crate::map::tiled::{self, read_tiled};
use crate::nouns::{CastRole, Level, MapPlan, Origin, PlaceUse};
use crate::text::chain::{merged, read_chain};
use crate::text::problem::{Findings, Problems};
use crate::text::read::Fields;
use crate::text::set::read_options;
use crate::text::times::date_time;
use crate::text::tree::{fields, note_origins};

/// The map as text.
const MAP_TEXT: &str = "map.txt";
/// The map of the Tiled editor.
const MAP_TILED: &str = "map.tmx";

/// Most bytes of a text map: 1,024 x 1,024 of the largest characters.
const TEXT_BYTES: u64 = 4 << 20;

/// Reads, merges and checks a level. `name` is a name, or the path of a folder;
/// `sets` are options of the form `kitchen.quality=40%`.
///
/// ```
/// use bighouse_level::{FolderFiles, load};
///
/// let files = FolderFiles::new(concat!(env!("CARGO_MANIFEST_DIR"), "/../../levels"));
/// let level = load(&files, "cell_block", &["kitchen.quality=40%".into()])?;
/// assert_eq!(level.kitchen.quality, 4_000, "basis points");
///
/// // What is wrong is told at once, with its place and how to mend it.
/// let options = ["kitchen.qualty=40%".to_owned(), "guards.day=many".to_owned()];
/// let problems = load(&files, "cell_block", &options).expect_err("neither is right");
/// assert_eq!(problems.list.len(), 2);
/// assert!(problems.to_string().contains("quality"), "{problems}");
/// # Ok::<(), bighouse_level::Problems>(())
/// ```
///
/// # Errors
/// Everything that is wrong with the level, at once.
pub fn load(files: &dyn LevelFiles, name: &str, sets: &[String]) -> Result<Level, Problems> {
    let mut found = Findings::knowing(group_of);
    match whole_level(files, name, sets, &mut found) {
        Some(level) if found.is_empty() => Ok(level),
        _ => {
            if found.is_empty() {
                found.say_file(name, "the level cannot be read", "");
            }
            found.own_up(name, &files.describe(name, LEVEL_FILE));
            Err(found.into_problems())
        }
    }
}

fn whole_level(
    files: &dyn LevelFiles,
    name: &str,
    sets: &[String],
    found: &mut Findings,
) -> Option<Level> {
    let options = read_options(sets, found);
    let chain = read_chain(files, name, found)?;
    let top = chain.first()?.level.clone();
    let (tree, levels) = merged(chain, &options, found)?;

    let nothing = fields(&Origin {
        file: files.describe(&top, LEVEL_FILE),
        line: 0,
        column: 0,
    });
    let mut keys = Fields::of(&tree, "a level", found);
    // Both were taken out before the merge; they are named here for the list of keys.
    let _ = (keys.get("format"), keys.get("extends"));
    let title = keys.text("title", found).unwrap_or_else(|| top.clone());
    let starts = keys
        .written("starts", USUAL_START, found, date_time)
        .or_else(|| date_time(USUAL_START).ok())?;
    let mut part = |key| keys.get(key).unwrap_or(&nothing);
    let day = read_day(part("day"), found);
    let kitchen = read_group(part("kitchen"), found);
    let population = read_groups(part("population"), None, found, |_, _, _, _| {});
    let jobs = read_jobs(part("jobs"), found);
    let cast = read_cast(part("cast"), &population, &jobs, found);
    let grudges = read_grudges(part("grudges"), found);
    let guards = read_group(part("guards"), found);
    let warden = read_group(part("warden"), found);
    let unrest = read_group(part("unrest"), found);
    let crowd = read_group(part("crowd"), found);
    let legend = read_legend(part("legend"), found);
    let map = find_and_read_map(files, &levels, &legend, found);
    let walkers = read_walkers(part("walkers"), map.as_ref(), found);
    let places = ["population", "walkers", "guards"].map(|key| keys.place(key));
    keys.close(found);

    let mut level = Level {
        name: top,
        title,
        starts,
        day,
        kitchen,
        population,
        cast,
        grudges,
        guards,
        jobs,
        warden,
        unrest,
        crowd,
        walkers,
        map: map.unwrap_or_default(),
        settings: sets.to_vec(),
        hash: 0,
        origins: std::collections::BTreeMap::new(),
    };
    count_persons(&level, places, found);
    if !found.is_empty() {
        return None;
    }
    note_origins(&tree, "", &mut level.origins);
    level.hash = hash_of(&level);
    Some(level)
}

/// Reads the map of a level, which is that of the youngest level of its chain that has one.
fn find_and_read_map(
    files: &dyn LevelFiles,
    levels: &[String],
    legend: &Legend,
    found: &mut Findings,
) -> Option<MapPlan> {
    let (place, file) = find_map(files, levels, found)?;
    let (level, behind) = levels.get(place..)?.split_first()?;
    let name = files.describe(level, file);
    match files.read(level, file, map_bytes(file)) {
        Ok(bytes) if file == MAP_TILED => {
            Some(read_tiled(files, level, behind, file, &bytes, found).plan)
        }
        Ok(bytes) => Some(read_map(&name, &bytes, legend, found).plan),
        Err(trouble) => {
            let what = format!("the map cannot be read: {trouble}");
            found.say_file(name, what, trouble.mend());
            None
        }
    }
}

/// How large a map may be, by the end of its name.
pub(super) fn map_bytes(file: &str) -> u64 {
    if file.ends_with(".tmx") {
        tiled::MAP_BYTES
    } else {
        TEXT_BYTES
    }
}

/// The level of the chain whose map is used, by its place in the chain, and the map: that of
/// the youngest that has one.
fn find_map(
    files: &dyn LevelFiles,
    levels: &[String],
    found: &mut Findings,
) -> Option<(usize, &'static str)> {
    for (place, level) in levels.iter().enumerate() {
        match (
            files.exists(level, MAP_TEXT),
            files.exists(level, MAP_TILED),
        ) {
            (true, false) => return Some((place, MAP_TEXT)),
            (false, true) => return Some((place, MAP_TILED)),
            (true, true) => {
                found.say_file(
                    files.describe(level, MAP_TILED),
                    format!("{MAP_TEXT} and {MAP_TILED} lie side by side, and a level has one map"),
                    "take one of the two away",
                );
                return None;
            }
            (false, false) => {}
        }
    }
    let level = levels.first()?;
    found.say_file(
        files.describe(level, MAP_TEXT),
        "the level has no map, and neither has one that it extends",
        format!(
            "draw {MAP_TEXT} beside {LEVEL_FILE}, one character a square metre, or {MAP_TILED} with Tiled"
        ),
    );
    None
}

/// Counts who lives in a level; `places` are where its population, walkers and guards are written.
fn count_persons(level: &Level, places: [&Origin; 3], found: &mut Findings) {
    let Level {
        population,
        cast,
        guards,
        walkers,
        map,
        ..
    } = level;
    let others = cast
        .iter()
        .filter(|person| person.role != CastRole::Inmate)
        .count();
    // Whoever sits on a visitor's chair is a person too.
    let chairs = map
        .tiles
        .iter()
        .filter(|tile| tile.place() == Some(PlaceUse::Visitor))
        .count();
    let parts: [u64; 3] = [
        population.iter().map(|group| u64::from(group.men)).sum(),
        walkers.iter().map(|group| u64::from(group.men)).sum(),
        [guards.day, guards.evening, guards.night]
            .map(u64::from)
            .iter()
            .sum(),
    ];
    let persons = parts.iter().sum::<u64>()
        + u64::try_from(others.saturating_add(chairs)).unwrap_or(u64::MAX);
    // Reported where most of them are written.
    let most = parts.into_iter().zip(places).max_by_key(|(men, _)| *men);
    if let Some((_, at)) = most.filter(|_| persons > u64::from(MOST_PERSONS)) {
        found.say(
            at,
            format!(
                "the level has {persons} persons, {chairs} of them on the chairs of visitors, and {MOST_PERSONS} is the most"
            ),
            "take fewer men, or draw fewer chairs",
        );
    }
}
