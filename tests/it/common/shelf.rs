//! Levels in memory.

use std::collections::BTreeMap;

use bighouse_sim::level::{self, FileTrouble, LevelFiles};

/// `name/file` to its bytes.
#[derive(Clone, Default)]
pub struct Shelf(pub BTreeMap<String, Vec<u8>>);

impl Shelf {
    /// With one file more, or another.
    pub fn with(mut self, path: &str, bytes: impl Into<Vec<u8>>) -> Self {
        self.0.insert(path.to_owned(), bytes.into());
        self
    }
}

impl LevelFiles for Shelf {
    fn resolve(&self, asked: &str, _by: Option<&str>) -> Result<String, FileTrouble> {
        if self.exists(asked, level::LEVEL_FILE) {
            Ok(asked.to_owned())
        } else {
            Err(FileTrouble::NotFound)
        }
    }

    fn read(&self, level: &str, file: &str, max_bytes: u64) -> Result<Vec<u8>, FileTrouble> {
        match self.0.get(&format!("{level}/{file}")) {
            Some(bytes) if bytes.len() as u64 > max_bytes => Err(FileTrouble::TooLarge(max_bytes)),
            Some(bytes) => Ok(bytes.clone()),
            None => Err(FileTrouble::NotFound),
        }
    }

    fn exists(&self, level: &str, file: &str) -> bool {
        self.0.contains_key(&format!("{level}/{file}"))
    }

    fn describe(&self, level: &str, file: &str) -> String {
        format!("levels/{level}/{file}")
    }
}
