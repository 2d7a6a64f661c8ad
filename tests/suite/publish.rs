//! `savet publish`: a bundle that portals take, and that says what is wrong with it.

use std::ffi::OsStr;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Output;

use serde_json::Value;
use tempfile::TempDir;

use super::support::{savet, stderr, stdout};

/// A decision with numbers that lose their zeros where types are guessed.
const TEXT: &str = "ОБЩИНСКИ СЪВЕТ – ЧИПРОВЦИ\n\nРЕШЕНИЕ № 045\nот 30.04.2025 г.\n\nНа основание чл. 21, ал. 1, т. 8 от ЗМСМА\n\nРЕШИ:\n\n\
                    1. Одобрява цена от 5 000 лв. за имота на „Пример“ ЕООД, ЕИК 000000000.\n";

fn dataset(flags: &[&str]) -> (TempDir, PathBuf) {
    let folder = TempDir::new().expect("there is room");
    fs::write(folder.path().join("a.txt"), TEXT).expect("it is written");
    let out = folder.path().join("out");
    let file = folder.path().join("a.txt");
    let command = [
        "extract".as_ref(),
        file.as_os_str(),
        "--out".as_ref(),
        out.as_os_str(),
    ];
    let flags = flags.iter().map(OsStr::new);
    let run = savet(command.into_iter().chain(flags));
    assert!(run.status.success(), "{}", stderr(&run));
    (folder, out)
}

fn publish(out: &Path, more: &[&str]) -> Output {
    let command = ["publish".as_ref(), out.as_os_str(), "--dry-run".as_ref()];
    savet(command.into_iter().chain(more.iter().map(OsStr::new)))
}

const WHO: [&str; 6] = [
    "--publisher",
    "Сдружение Пример",
    "--contact-name",
    "Редакция",
    "--contact-email",
    "data@example.org",
];

fn json(path: &Path) -> Value {
    serde_json::from_slice(&fs::read(path).expect("it is there")).expect("it is JSON")
}

#[test]
fn a_bundle_for_ckan_is_whole() {
    let (_folder, out) = dataset(&[]);
    let run = publish(
        &out,
        &[&["--profile", "ckan", "--organisation", "example"], &WHO[..]].concat(),
    );
    assert_eq!(run.status.code(), Some(0), "{}{}", stdout(&run), stderr(&run));
    let bundle = out.join("publish/ckan");
    let package = json(&bundle.join("package.json"));
    assert_eq!(package["name"], "council-decisions-mon36-2025");
    assert_eq!(package["title"], "Решения на общински съвети – Чипровци, 2025 г.");
    let resources = package["resources"].as_array().expect("a list");
    for resource in resources {
        let file = resource["upload"].as_str().expect("a file");
        let size = fs::metadata(bundle.join(file)).expect("it is there").len();
        assert_eq!(resource["size"], size);
    }
    assert!(resources.iter().any(|r| r["upload"] == "tables/decisions.csv"));
    assert!(
        !resources.iter().any(|r| r["upload"] == "tables/votes.csv"),
        "nobody voted"
    );
    // The number of the decision keeps its zero only as text.
    let store = json(&bundle.join("datastore/decisions.json"));
    let number = store["fields"]
        .as_array()
        .and_then(|f| f.iter().find(|f| f["id"] == "number"));
    assert_eq!(number.map(|f| &f["type"]), Some(&"text".into()));
    let dcat = json(&bundle.join("dcat.jsonld"));
    assert_eq!(dcat["dct:temporal"]["dcat:startDate"]["@value"], "2025-04-30");
    assert_eq!(
        dcat["dcat:contactPoint"]["vcard:hasEmail"]["@id"],
        "mailto:data@example.org"
    );
}

#[test]
fn rows_for_egov_are_strings_and_all_there() {
    let (_folder, out) = dataset(&[]);
    let ids = [
        "--profile",
        "egov",
        "--organisation",
        "12",
        "--category",
        "13",
        "--terms",
        "1",
    ];
    let run = publish(&out, &[&ids[..], &WHO].concat());
    assert_eq!(run.status.code(), Some(0), "{}{}", stdout(&run), stderr(&run));
    let bundle = out.join("publish/egov");
    let body = json(&bundle.join("dataset.json"));
    assert_eq!(body["data"]["org_id"], 12);
    assert_eq!(body["data"]["category_id"], 13);
    let rows = json(&bundle.join("02-decisions.data.json"));
    let rows = rows["data"].as_array().expect("rows");
    assert_eq!(rows.len(), 2, "the names and one decision");
    let at = rows[0]
        .as_array()
        .and_then(|names| names.iter().position(|n| n == "number"));
    assert_eq!(rows[1][at.expect("a column")], "045");
    assert!(
        rows.iter()
            .flat_map(|r| r.as_array())
            .flatten()
            .all(Value::is_string)
    );
}

#[test]
fn what_must_not_go_out_is_told() {
    let (_folder, out) = dataset(&["--no-redact"]);
    let run = publish(&out, &["--profile", "egov"]);
    assert_eq!(run.status.code(), Some(4));
    let said = stdout(&run);
    for code in ["no_publisher", "no_contact", "no_category", "not_redacted"] {
        assert!(said.contains(code), "{code}: {said}");
    }
    let (_folder, out) = dataset(&["--csv", "excel"]);
    let run = publish(&out, &[&["--profile", "ckan"], &WHO[..]].concat());
    assert!(stdout(&run).contains("excel_csv"), "{}", stdout(&run));
}

#[test]
fn another_bundle_takes_the_place_and_strangers_stay() {
    let (_folder, out) = dataset(&[]);
    let to = out.join("b");
    let there = to.to_str().expect("UTF-8").to_owned();
    publish(&out, &["--profile", "egov", "--to", &there]);
    assert!(to.join("dataset.json").exists());
    publish(&out, &["--profile", "ckan", "--to", &there]);
    assert!(!to.join("dataset.json").exists() && to.join("package.json").exists());
    let strange = out.join("c");
    fs::create_dir(&strange).expect("it is made");
    fs::write(strange.join("mine.txt"), "x").expect("it is written");
    let run = publish(
        &out,
        &["--profile", "ckan", "--to", strange.to_str().expect("UTF-8")],
    );
    assert_eq!(run.status.code(), Some(3));
    assert!(stderr(&run).contains("output_occupied"), "{}", stderr(&run));
    assert!(strange.join("mine.txt").exists());
    let run = publish(&out.join("nowhere"), &["--profile", "ckan"]);
    assert_eq!(run.status.code(), Some(3));
    assert!(stderr(&run).contains("no_dataset"));
}
