//! Levels in folders: found by name and by path, and never outside.

use std::fs;
use std::path::PathBuf;

use crate::edit::watch::LevelWatch;
use crate::files::FolderFiles;
#[cfg(unix)]
use crate::files::{open_plain, without_waiting};
use crate::listing::list;
use crate::load::load;

/// An empty folder of its own for a test, taken away at the end.
struct Folder(PathBuf);

impl Folder {
    fn new(name: &str) -> Self {
        let path = std::env::temp_dir().join(format!("level-room-{name}-{}", std::process::id()));
        let _ = fs::remove_dir_all(&path);
        fs::create_dir_all(&path).unwrap();
        Folder(path)
    }

    fn write(&self, path: &str, text: &str) {
        let path = self.0.join(path);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, text).unwrap();
    }
}

impl Drop for Folder {
    fn drop(&mut self) {
        let _ = fs::remove_dir_all(&self.0);
    }
}

#[test]
fn levels_are_found_by_name_and_by_path() {
    let folder = Folder::new("found");
    for (path, text) in [
        ("levels/a/level.ron", "(format: 1, title: \"The A\")"),
        ("levels/a/map.txt", "..."),
        ("levels/a/scenes/x/level.ron", "(format: 1, extends: \"a\")"),
        ("levels/broken/level.ron", "(format: 1"),
        ("levels/README.md", "no level"),
        ("mine/b/level.ron", "(format: 1, extends: \"c\")"),
        ("mine/c/level.ron", "(format: 1, extends: \"a\")"),
        ("mine/c/map.txt", ".."),
        ("mine/d/level.ron", "(format: 1, extends: \"../c\")"),
    ] {
        folder.write(path, text);
    }
    let root = folder.0.join("levels");
    let files = FolderFiles::new(&root);
    assert_eq!(load(&files, "a/scenes/x", &[]).unwrap().map.width, 3);
    let path = |name: &str| folder.0.join(name).to_str().unwrap().to_owned();
    assert_eq!(load(&files, &path("mine/b"), &[]).unwrap().map.width, 2);
    assert_eq!(load(&files, &path("levels/a/"), &[]).unwrap().name, "a");
    assert!(load(&files, &path("mine/d"), &[]).is_err());
    assert!(load(&files, "../mine/b", &[]).is_err());
    assert!(load(&files, "", &[]).is_err());
    // What a file says is a name, and never a path.
    let by_name = FolderFiles::new(&root).by_name_alone();
    assert_eq!(load(&by_name, "a/scenes/x", &[]).unwrap().map.width, 3);
    for foreign in [
        path("mine/c"),
        path("levels/a"),
        "./a".into(),
        ".".into(),
        "src".into(),
    ] {
        let report = load(&by_name, &foreign, &[]).unwrap_err().to_string();
        assert!(
            report.contains("this is no name of a level") || report.contains("there is no level"),
            "{foreign}: {report}"
        );
    }
    let listed: Vec<(String, Option<String>)> = list(&root)
        .into_iter()
        .map(|level| (level.name, level.title.ok()))
        .collect();
    let titled = |name: &str, title: &str| (name.to_owned(), Some(title.to_owned()));
    assert_eq!(
        listed,
        [
            titled("a", "The A"),
            titled("a/scenes/x", "The A"),
            ("broken".to_owned(), None)
        ]
    );
}

#[test]
fn a_copy_of_the_whole_folder_of_levels_is_read_by_its_path() {
    let folder = Folder::new("copied");
    let tile = "<tileset name=\"s\" tilewidth=\"32\" tileheight=\"32\" tilecount=\"1\" columns=\"1\">\
        <tile id=\"0\" type=\"Flags\"/></tileset>";
    let map = "<map version=\"1.8\" orientation=\"orthogonal\" width=\"2\" height=\"1\" tilewidth=\"32\" \
        tileheight=\"32\"><tileset firstgid=\"1\" source=\"../tiled/s.tsx\"/>\
        <layer name=\"floor\" width=\"2\" height=\"1\"><data encoding=\"csv\">1,1</data></layer></map>";
    folder.write("levels/README.md", "the program's own, empty");
    folder.write("copy/tiled/s.tsx", tile);
    folder.write("copy/a/level.ron", "(format: 1)");
    folder.write("copy/a/map.tmx", map);
    folder.write("copy/a/scenes/x/level.ron", "(format: 1, extends: \"a\")");
    let files = FolderFiles::new(folder.0.join("levels"));
    let path = |name: &str| folder.0.join(name).to_str().unwrap().to_owned();
    let read = |name: &str| load(&files, &path(name), &[]);
    assert_eq!(read("copy/a").unwrap().map.width, 2);
    // A scene lies two folders beneath the level that it extends.
    assert_eq!(read("copy/a/scenes/x").unwrap().map.width, 2);
    // What lies elsewhere is still not read.
    folder.write("elsewhere/s.tsx", tile);
    let elsewhere = map.replace("../tiled/", "../../elsewhere/");
    folder.write("copy/a/map.tmx", &elsewhere);
    let problems = read("copy/a").unwrap_err().to_string();
    assert!(problems.contains("and no others"), "{problems}");
}

#[cfg(unix)]
#[test]
fn links_that_lead_outside_are_refused() {
    use std::os::unix::fs::symlink;
    let folder = Folder::new("links");
    folder.write("secret/map.txt", "...");
    folder.write("secret/level.ron", "(format: 1)");
    folder.write("levels/a/level.ron", "(format: 1)");
    folder.write("levels/b/level.ron", "(format: 1, extends: \"c\")");
    folder.write("levels/d/level.ron", "(format: 1)");
    folder.write("levels/d/real.txt", "..");
    symlink(
        folder.0.join("secret/map.txt"),
        folder.0.join("levels/a/map.txt"),
    )
    .unwrap();
    symlink(folder.0.join("secret"), folder.0.join("levels/c")).unwrap();
    symlink("real.txt", folder.0.join("levels/d/map.txt")).unwrap();
    let files = FolderFiles::new(folder.0.join("levels"));
    for level in ["a", "b", "c"] {
        let report = load(&files, level, &[]).unwrap_err().to_string();
        assert!(
            report.contains("leads outside the folder"),
            "{level}: {report}"
        );
    }
    assert_eq!(load(&files, "d", &[]).unwrap().map.width, 2);
    fs::remove_file(folder.0.join("levels/d/map.txt")).unwrap();
    fs::create_dir(folder.0.join("levels/d/map.txt")).unwrap();
    let report = load(&files, "d", &[]).unwrap_err().to_string();
    assert!(report.contains("it is not a plain file"), "{report}");
}

#[test]
fn whatever_way_a_level_is_asked_for_it_is_watched_as_it_is_read() {
    let folder = Folder::new("watched");
    let map = |tileset: &str| {
        format!(
            "<map orientation=\"orthogonal\" width=\"2\" height=\"1\" tilewidth=\"32\" tileheight=\"32\">\n\
             <tileset firstgid=\"1\" source=\"{tileset}\"/>\n<layer name=\"floor\" width=\"2\" height=\"1\">\
             <data encoding=\"csv\">1,1</data></layer></map>\n"
        )
    };
    let tileset = "<tileset name=\"t\"><tile id=\"0\" type=\"Flags\"/></tileset>\n";
    for (path, text) in [
        ("levels/tiled/t.tsx", tileset),
        ("assets/t.tsx", tileset),
        ("mine/base/own.tsx", tileset),
        ("levels/q/level.ron", "(format: 1)"),
        ("levels/q/map.tmx", &map("../tiled/t.tsx")),
        ("levels/asset/level.ron", "(format: 1)"),
        ("levels/asset/map.tmx", &map("../../assets/t.tsx")),
        ("mine/away/level.ron", "(format: 1)"),
        ("mine/away/map.tmx", &map("../../levels/tiled/t.tsx")),
        ("mine/base/level.ron", "(format: 1)"),
        ("mine/base/map.tmx", &map("own.tsx")),
        ("mine/kid/level.ron", "(format: 1, extends: \"base\")"),
        ("mine/kid/map.tmx", &map("../base/own.tsx")),
    ] {
        folder.write(path, text);
    }
    let files = FolderFiles::new(folder.0.join("levels"));
    let at = |path: &str| format!("{}/{path}", folder.0.to_str().unwrap());
    for (asked, referred) in [
        ("q".to_owned(), "levels/tiled/t.tsx"),
        (at("levels/q/"), "levels/tiled/t.tsx"),
        (at("levels/./q/."), "levels/tiled/t.tsx"),
        ("asset".to_owned(), "assets/t.tsx"),
        (at("mine/away"), "levels/tiled/t.tsx"),
        (at("mine/./away/"), "levels/tiled/t.tsx"),
        (at("mine/kid/"), "mine/base/own.tsx"),
    ] {
        let plain = load(&files, &asked, &[]).unwrap();
        let (level, watch) = LevelWatch::load(&files, &asked, &[]);
        assert_eq!(level.unwrap().hash, plain.hash, "{asked}");
        assert!(!watch.has_changed(&files), "{asked}");
        let watched = watch.files(&files);
        assert!(
            watched.iter().any(|file| file.ends_with(referred)),
            "{asked}: {watched:?}"
        );
        folder.write(referred, &tileset.replace("Flags", "Boards"));
        assert!(watch.has_changed(&files), "{asked}");
        folder.write(referred, tileset);
        assert!(!watch.has_changed(&files), "{asked}");
    }
}

#[cfg(unix)]
#[test]
fn nobody_is_waited_for_at_a_pipe() {
    use std::process::Command;
    use std::sync::mpsc;
    use std::time::Duration;
    let folder = Folder::new("pipe");
    let pipe = folder.0.join("pipe");
    let made = Command::new("mkfifo").arg(&pipe).status();
    if !made.is_ok_and(|made| made.success()) {
        return;
    }
    assert!(open_plain(&pipe).unwrap().is_none());
    assert!(open_plain(&folder.0).unwrap().is_none());
    // As if it had been put there after it was asked what it is.
    let (say, hear) = mpsc::channel();
    let path = pipe.clone();
    std::thread::spawn(move || {
        let read = without_waiting(fs::OpenOptions::new().read(true)).open(&path);
        let plain = read.and_then(|file| file.metadata()).unwrap().is_file();
        let write = without_waiting(fs::OpenOptions::new().write(true)).open(&path);
        say.send((plain, write.is_err())).unwrap();
    });
    assert_eq!(
        hear.recv_timeout(Duration::from_secs(20)),
        Ok((false, true))
    );
}

#[test]
fn what_keeps_a_file_from_being_read_is_told_with_what_helps() {
    let folder = Folder::new("kept");
    folder.write("levels/tiled/x.txt", "no level");
    folder.write("levels/a/level.ron", "(format: 1,\n extends: \"tiled\")");
    folder.write("levels/b/level.ron", &" ".repeat((1 << 20) + 1));
    folder.write("levels/c/level.ron/x", "");
    folder.write("levels/d/level.ron", "(format: 1,\n extends: \"c\")");
    folder.write("levels/e/level.ron", "(format: 1)");
    folder.write("levels/e/map.txt/x", "");
    let files = FolderFiles::new(folder.0.join("levels"));
    for (level, parts) in [
        (
            "a",
            [
                "a/level.ron:2:11: the level \"tiled\" cannot be read: it is not there",
                "tiled/level.ron",
            ],
        ),
        (
            "b",
            [
                "b/level.ron: the level cannot be read: it is larger",
                "right file?",
            ],
        ),
        (
            "c",
            [
                "c/level.ron: the level cannot be read: it is not a plain",
                "plain file there",
            ],
        ),
        (
            "d",
            [
                "d/level.ron:2:11: the level \"c\" cannot be read: it is not",
                "c/level.ron: put a",
            ],
        ),
        (
            "e",
            [
                "e/map.txt: the map cannot be read: it is not a plain",
                "put a plain file there",
            ],
        ),
        (
            "tiled",
            [
                "tiled/level.ron: the level cannot be read: it is not there",
                "bighouse new",
            ],
        ),
    ] {
        let report = load(&files, level, &[]).unwrap_err().to_string();
        for part in parts {
            assert!(report.contains(part), "{part} in {report}");
        }
    }
}
