//! Pages of `docs/` that the program prints. `UPDATE_DOCS=1 cargo test docs` writes them anew.

use std::{env, fs};

use super::support::{root, savet, stdout};

#[test]
fn data_dictionary() {
    check("docs/DATA_DICTIONARY.md", &["schema", "--format", "md"]);
}

#[test]
fn rules() {
    check("docs/RULES.md", &["rules"]);
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
