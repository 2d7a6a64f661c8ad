//! `savet check` and `savet show`: a dataset held against itself, its sources and the rules on personal data.

use std::fs;
use std::path::Path;

use tempfile::TempDir;

use super::support::{savet, stderr, stdout, table};

const DECISION: &str = "ОБЩИНСКИ СЪВЕТ – ТРОЯН\nРЕШЕНИЕ № 12\nот 30.04.2025 г.\nНа основание чл. 21, ал. 1, т. 8 от ЗМСМА, \
                        Общинският съвет\nРЕШИ:\n1. Дава съгласие за сумата от 1 200 лв.\n";

fn dataset(folder: &Path) -> (String, String) {
    let (input, out) = (folder.join("d.txt"), folder.join("out"));
    fs::write(&input, DECISION).expect("there is room");
    let (input, out) = (input.display().to_string(), out.display().to_string());
    assert!(savet(["extract", &input, "--out", &out, "-q"]).status.success());
    (input, out)
}

fn rewrite(file: &str, from: &str, to: &str) {
    let text = fs::read_to_string(file).expect("it is there");
    assert!(text.contains(from), "{from} is not in {file}");
    fs::write(file, text.replace(from, to)).expect("there is room");
}

#[test]
fn a_sound_dataset_has_no_fault_and_each_damage_is_told() {
    let folder = TempDir::new().expect("there is room");
    let (input, out) = dataset(folder.path());
    let sound = savet(["check", &out]);
    assert_eq!(
        sound.status.code(),
        Some(0),
        "{}{}",
        stdout(&sound),
        stderr(&sound)
    );
    assert!(stdout(&sound).contains("sources    1 compared"));
    for (table, from, to, code) in [
        ("amounts", "1 200 лв.", "1 300 лв.", "quote"),
        ("amounts", "1200", "хиляда", "type"),
        ("decisions", "adopted", "passed", "value"),
        ("dates", "-d1", "-d7", "foreign_key"),
        ("citations", "citation_id", "id", "header"),
    ] {
        let file = format!("{out}/{table}.csv");
        let before = fs::read(&file).expect("it is there");
        rewrite(&file, from, to);
        let checked = savet(["check", &out]);
        assert_eq!(checked.status.code(), Some(4), "{table} {code}");
        assert!(
            stdout(&checked).contains(code),
            "{table} {code}: {}",
            stdout(&checked)
        );
        fs::write(&file, before).expect("there is room");
    }
    rewrite(&input, "1 200", "1 500");
    let changed = savet(["check", &out]);
    assert_eq!(changed.status.code(), Some(4));
    assert!(
        stdout(&changed).contains("source_changed"),
        "{}",
        stdout(&changed)
    );
    fs::remove_file(&input).expect("it was there");
    let gone = savet(["check", &out]);
    assert!(
        gone.status.success() && stdout(&gone).contains("not found"),
        "{}",
        stdout(&gone)
    );
    assert_eq!(savet(["check", "/no/such/folder"]).status.code(), Some(3));
}

#[test]
fn a_row_is_shown_with_its_words_marked() {
    let folder = TempDir::new().expect("there is room");
    let (_, out) = dataset(folder.path());
    let amount = &table(Path::new(&out), "amounts")[0];
    let shown = savet(["show", &out, &amount["amount_id"], "--context", "12"]);
    assert!(shown.status.success());
    assert!(
        stdout(&shown).contains("…а сумата от »1 200 лв.«"),
        "{}",
        stdout(&shown)
    );
    assert_eq!(
        savet(["show", &out, "0000000000000000-a1"]).status.code(),
        Some(4)
    );
}

#[test]
fn files_with_personal_data_are_told_and_clean_ones_are_not() {
    let folder = TempDir::new().expect("there is room");
    let (_, out) = dataset(folder.path());
    let clean = savet(["check", "--privacy", &out]);
    assert_eq!(clean.status.code(), Some(0), "{}", stdout(&clean));
    let csv = folder.path().join("table.csv");
    fs::write(&csv, "име,ЕГН\nИван Примеров,7523169263\n").expect("there is room");
    let found = savet(["check".as_ref(), "--privacy".as_ref(), csv.as_os_str()]);
    assert_eq!(found.status.code(), Some(4));
    let said = stdout(&found);
    assert!(
        said.contains("table.csv:2") && !said.contains("7523169263"),
        "{said}"
    );
}
