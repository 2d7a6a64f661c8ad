//! The pages themselves, which are the same for every dataset.

use std::io;

use super::Language;
use super::folder::Folder;

/// What a browser opens.
const INDEX: &str = include_str!("assets/index.html");
/// What it loads.
const FILES: [(&str, &str); 9] = [
    ("assets/report.css", include_str!("assets/report.css")),
    ("assets/words.js", include_str!("assets/words.js")),
    ("assets/base.js", include_str!("assets/base.js")),
    ("assets/store.js", include_str!("assets/store.js")),
    ("assets/charts.js", include_str!("assets/charts.js")),
    ("assets/overview.js", include_str!("assets/overview.js")),
    ("assets/list.js", include_str!("assets/list.js")),
    ("assets/decision.js", include_str!("assets/decision.js")),
    ("assets/main.js", include_str!("assets/main.js")),
];

/// Writes them, the first one last: it makes the report one that can be opened.
pub(super) fn write(folder: &Folder, language: Language) -> io::Result<()> {
    for (name, content) in FILES {
        folder.write(name, content.as_bytes())?;
    }
    let index = INDEX.replace(
        "<html lang=\"bg\">",
        &format!("<html lang=\"{}\">", language.code()),
    );
    folder.write("index.html", index.as_bytes())
}
