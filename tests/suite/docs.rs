//! Pages of `docs/` that the program prints. `UPDATE_DOCS=1 cargo test docs` writes them anew.

use std::{env, fs};

use super::support::{root, savet, stdout};

#[test]
fn data_dictionary() {
    check("docs/DATA_DICTIONARY.md", &["schema", "--format", "md"]);
}

#[test]
fn json_schema() {
    check("docs/documents.schema.json", &["schema", "--format", "jsonl"]);
}

#[test]
fn rules() {
    check("docs/RULES.md", &["rules"]);
}

/// The summary in the README is what its command prints.
#[test]
fn readme_shows_the_summary() {
    let out = tempfile::TempDir::new().expect("there is room");
    let output = savet([
        "extract".as_ref(),
        "fixtures/documents".as_ref(),
        "--out".as_ref(),
        out.path().as_os_str(),
    ]);
    let summary = stdout(&output).replace(&out.path().display().to_string(), "out");
    let path = root().join("README.md");
    let readme = fs::read_to_string(&path).unwrap_or_default();
    let shown = readme
        .split("```\n")
        .find(|block| block.starts_with("files  "))
        .expect("the README shows a summary");
    if env::var_os("UPDATE_DOCS").is_some() {
        fs::write(&path, readme.replace(shown, &summary)).expect("the page can be written");
    } else {
        assert_eq!(shown, summary, "run: UPDATE_DOCS=1 cargo test docs");
    }
}

fn check(page: &str, args: &[&str]) {
    let output = savet(args);
    assert!(output.status.success());
    let (path, printed) = (root().join(page), stdout(&output));
    if env::var_os("UPDATE_DOCS").is_some() {
        fs::write(&path, &printed).expect("the page can be written");
    }
    let written = fs::read_to_string(&path).unwrap_or_default();
    assert!(
        written == printed,
        "{page} is not what `savet {}` prints; run: UPDATE_DOCS=1 cargo test docs",
        args.join(" ")
    );
}
