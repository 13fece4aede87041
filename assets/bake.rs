//! Bakes the art: `cargo run --example bake_art` draws the sources in
//! `assets/art/` and writes the sheets and their indexes to `assets/atlas/`.
//!
//! The sheets are committed, so that neither the game nor its players ever need
//! the rasteriser; a test holds them against a fresh bake.

#[path = "bake/mod.rs"]
mod bake;

use std::path::Path;
use std::process::ExitCode;

/// Writes the sheets into `assets/atlas/` of this repository.
fn main() -> ExitCode {
    // A folder may be named instead, for looking at a bake without committing it.
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let (art, atlas) = match (std::env::args().nth(1), std::env::args().nth(2)) {
        (Some(art), Some(atlas)) => (art.into(), atlas.into()),
        _ => (root.join("assets/art"), root.join("assets/atlas")),
    };
    match bake::bake(&art).and_then(|files| write(&atlas, &files)) {
        Ok(()) => ExitCode::SUCCESS,
        Err(why) => {
            eprintln!("{why}");
            ExitCode::FAILURE
        }
    }
}

/// Writes each file into the folder and says how large it is.
fn write(folder: &Path, files: &bake::Files) -> Result<(), String> {
    std::fs::create_dir_all(folder).map_err(|why| format!("{}: {why}", folder.display()))?;
    for (name, bytes) in files {
        let file = folder.join(name);
        std::fs::write(&file, bytes).map_err(|why| format!("{}: {why}", file.display()))?;
        println!("{}: {} bytes", file.display(), bytes.len());
    }
    Ok(())
}
