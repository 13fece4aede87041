//! `convert`: a map of text into one of Tiled, and back. The map that is read stays as it is.
//!
//! What characters mean is said by the `level.ron` beside the text map and by the levels it
//! extends: when text is read, beside MAP; when it is written, beside OUT, or else beside MAP.

use std::path::{Component, Path, PathBuf};

use bighouse_sim::level::{Drawing, FolderFiles, LEVEL_FILE, Letters, LevelFiles, MapPlan, SHARED};

use super::{Failure, Outcome, output};
use crate::play::library;

/// The two forms of a map.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Form {
    Text,
    Tiled,
}

/// Turns one form into the other.
pub fn convert(map: &Path, out: &Path, force: bool) -> Outcome {
    let (from, to) = (form(map)?, form(out)?);
    if from == to {
        return Err(Failure::Input(format!(
            "{}: both maps are of one form; one has to end in .txt and the other in .tmx",
            out.display()
        )));
    }
    output::may_write_all(&[out], force)?;
    let files = FolderFiles::new(library::levels_root());
    let (level, file) = placed(&files, map)?;
    let letters = match from {
        Form::Text => letters(&files, &[&level])?,
        Form::Tiled => letters(&files, &[&placed(&files, out)?.0, &level])?,
    };
    let drawing = Drawing::read(&files, &level, &file, &letters)?;
    let text = match to {
        Form::Text => drawing.to_text(&letters),
        Form::Tiled => drawing.to_tiled(&way_to_tileset(out, &library::levels_root())?),
    };
    output::write(out, text?.as_bytes(), force)?;
    let MapPlan { width, height, .. } = drawing.plan();
    output::say(format_args!(
        "{} is written: {width} x {height} m.",
        out.display()
    ))?;
    if map.parent() == out.parent() && is_map(map) && is_map(out) {
        output::say(format_args!(
            "A level has one map: take {} away once you are content with the other.",
            map.display()
        ))?;
    }
    Ok(())
}

/// Whether a file is what the map of a level is called.
fn is_map(path: &Path) -> bool {
    path.file_stem().is_some_and(|stem| stem == "map")
}

fn form(path: &Path) -> Result<Form, Failure> {
    match path.extension().and_then(|ending| ending.to_str()) {
        Some("txt") => Ok(Form::Text),
        Some("tmx") => Ok(Form::Tiled),
        _ => Err(Failure::Input(format!(
            "{}: a map ends in .txt (text) or .tmx (Tiled)",
            path.display()
        ))),
    }
}

/// The folder a file lies in, as levels are asked for, and its name.
fn placed(files: &FolderFiles, path: &Path) -> Result<(String, String), Failure> {
    let fail = |why: &str| Failure::Input(format!("{}: {why}", path.display()));
    let folder = match path.parent() {
        Some(folder) if !folder.as_os_str().is_empty() => folder,
        _ => Path::new("."),
    };
    let file = path.file_name().and_then(|name| name.to_str());
    let (Some(folder), Some(file)) = (folder.to_str(), file) else {
        return Err(fail("the path is no plain text"));
    };
    // A folder that is called like a level is not that level: it is meant as a path.
    let asked = if folder.starts_with(['.', '/']) {
        folder.to_owned()
    } else {
        format!("./{folder}")
    };
    let level = files
        .resolve(&asked, None)
        .map_err(|_| fail("there is no such folder"))?;
    Ok((level, file.to_owned()))
}

/// The characters of the first of these levels that is one.
fn letters(files: &FolderFiles, levels: &[&str]) -> Result<Letters, Failure> {
    match levels.iter().find(|level| files.exists(level, LEVEL_FILE)) {
        Some(level) => Ok(Letters::of(files, level)?),
        None => Ok(Letters::usual()),
    }
}

/// The path of the tileset all maps share, beneath the folder of levels `root`, from the folder of
/// a map.
fn way_to_tileset(out: &Path, root: &Path) -> Result<String, Failure> {
    if !root.is_dir() {
        return Err(Failure::Input(format!(
            "{}: there is no such folder, and the tileset of a map lies in it; run the program \
             where its levels/ folder is",
            root.display()
        )));
    }
    let folder = match out.parent() {
        Some(folder) if !folder.as_os_str().is_empty() => folder.to_owned(),
        _ => PathBuf::from("."),
    };
    let real = |path: PathBuf| {
        path.canonicalize()
            .map_err(|error| Failure::Input(format!("{}: {error}", path.display())))
    };
    let (from, to) = (real(folder)?, real(root.to_owned())?.join(SHARED));
    let common = from.components().zip(to.components());
    let common = common.take_while(|(a, b)| a == b).count();
    let up = from.components().skip(common).map(|_| Component::ParentDir);
    let down = to.components().skip(common);
    let way: PathBuf = up.chain(down).collect();
    let way = way.join("bighouse.tsx");
    match way.to_str() {
        Some(way) => Ok(way.replace('\\', "/")),
        None => Err(Failure::Input(format!(
            "{}: the path is no plain text",
            way.display()
        ))),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_tileset_is_found_from_the_map_and_its_lack_is_told() {
        let here = Path::new(env!("CARGO_MANIFEST_DIR"));
        let way = way_to_tileset(
            &here.join("levels/cell_block/map.tmx"),
            &here.join("levels"),
        );
        assert_eq!(way.ok().as_deref(), Some("../tiled/bighouse.tsx"));
        match way_to_tileset(&here.join("map.tmx"), Path::new("no/levels")) {
            Err(Failure::Input(why)) => assert!(why.contains("run the program where"), "{why}"),
            other => panic!("{other:?}"),
        }
    }
}
