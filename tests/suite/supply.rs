//! Where the packages come from, under which licences, and why each is there: `deny.toml` and `docs/DEPENDENCIES.md` against
//! what Cargo says. It asks no network, so that it runs with every other test.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::process::Command;

use serde_json::Value;

use super::support::{paths, root};

/// How Cargo names crates.io.
const CRATES_IO: &str = "registry+https://github.com/rust-lang/crates.io-index";

fn toml(name: &str) -> toml::Table {
    let text = fs::read_to_string(root().join(name)).expect("the file can be read");
    text.parse().expect("the file is TOML")
}

/// Strings at a place of `deny.toml`, or those under `key` of the tables there.
fn listed(section: &str, list: &str, key: Option<&str>) -> Vec<String> {
    let deny = toml("deny.toml");
    let all = deny[section][list].as_array().expect("a list");
    let text = |v: &toml::Value| key.map_or(v, |k| &v[k]).as_str().expect("a text").to_owned();
    all.iter().map(text).collect()
}

/// What Cargo knows of the packages that are built on this machine: the others need not be on it.
fn metadata() -> Value {
    let cargo = |args: &[&str]| {
        let output = Command::new(env!("CARGO"))
            .args(args)
            .current_dir(root())
            .output()
            .expect("cargo starts");
        assert!(
            output.status.success(),
            "{}",
            String::from_utf8_lossy(&output.stderr)
        );
        String::from_utf8(output.stdout).expect("cargo prints text")
    };
    let version = cargo(&["-vV"]);
    let host = version
        .lines()
        .find_map(|l| l.strip_prefix("host: "))
        .expect("cargo names its host");
    let all = [
        "metadata",
        "--format-version",
        "1",
        "--locked",
        "--offline",
        "--filter-platform",
        host,
    ];
    serde_json::from_str(&cargo(&all)).expect("cargo prints JSON")
}

fn text<'v>(value: &'v Value, key: &str) -> &'v str {
    value[key].as_str().unwrap_or_default()
}

fn packages(metadata: &Value) -> impl Iterator<Item = &Value> {
    metadata["packages"].as_array().into_iter().flatten()
}

/// Names and versions of every package for every system, with what its source is.
fn locked() -> Vec<(String, String, String)> {
    let lock = toml("Cargo.lock");
    let all = lock["package"].as_array().expect("a list of packages").iter();
    let get = |p: &toml::Value, key| {
        p.get(key)
            .and_then(toml::Value::as_str)
            .unwrap_or_default()
            .to_owned()
    };
    all.map(|p| (get(p, "name"), get(p, "version"), get(p, "source")))
        .collect()
}

#[test]
fn packages_come_from_crates_io() {
    let own = env!("CARGO_PKG_NAME");
    let strange: Vec<_> = locked()
        .into_iter()
        .filter(|(name, _, source)| name != own && source != CRATES_IO)
        .collect();
    assert!(strange.is_empty(), "{strange:?}");
    let deny = toml("deny.toml");
    for kind in ["unknown-registry", "unknown-git"] {
        assert_eq!(deny["sources"][kind].as_str(), Some("deny"));
    }
    assert!(deny["sources"].get("allow-registry").is_none() && deny["sources"].get("allow-git").is_none());
}

/// The parts of a licence expression: `(`, `)`, `AND`, `OR`, and licences with their exceptions. `/` is an old `OR`.
fn parts(expression: &str) -> Vec<String> {
    let spaced = expression
        .replace('(', " ( ")
        .replace(')', " ) ")
        .replace('/', " OR ")
        .replace(" WITH ", "\u{a0}WITH\u{a0}");
    spaced
        .split(' ')
        .filter(|p| !p.is_empty())
        .map(|p| p.replace('\u{a0}', " "))
        .collect()
}

/// Whether one may use what is under `expression` (SPDX 2.3, annex D) with the licences `allow` alone. `used` takes those that
/// were needed: of several that would do, all.
fn allowed(expression: &str, allow: &[String], used: &mut BTreeSet<String>) -> bool {
    fn any(parts: &[String], at: &mut usize, leaf: &mut dyn FnMut(&str) -> bool) -> bool {
        let mut holds = all(parts, at, leaf);
        while parts.get(*at).is_some_and(|p| p == "OR") {
            *at += 1;
            holds |= all(parts, at, leaf);
        }
        holds
    }
    fn all(parts: &[String], at: &mut usize, leaf: &mut dyn FnMut(&str) -> bool) -> bool {
        let mut holds = one(parts, at, leaf);
        while parts.get(*at).is_some_and(|p| p == "AND") {
            *at += 1;
            holds &= one(parts, at, leaf);
        }
        holds
    }
    fn one(parts: &[String], at: &mut usize, leaf: &mut dyn FnMut(&str) -> bool) -> bool {
        let Some(part) = parts.get(*at) else { return false };
        *at += 1;
        if part != "(" {
            return leaf(part);
        }
        let holds = any(parts, at, leaf);
        let closed = parts.get(*at).is_some_and(|p| p == ")");
        *at += 1;
        holds && closed
    }
    let mut leaf = |licence: &str| {
        let fine = allow.iter().any(|a| a == licence);
        if fine {
            used.insert(licence.to_owned());
        }
        fine
    };
    let (parts, mut at) = (parts(expression), 0);
    any(&parts, &mut at, &mut leaf) && at == parts.len()
}

#[test]
fn licence_expressions_are_understood() {
    let allow = ["MIT".to_owned(), "Zlib".to_owned()];
    let holds = |e: &str| allowed(e, &allow, &mut BTreeSet::new());
    for fine in [
        "MIT",
        "GPL-3.0-only OR MIT",
        "Apache-2.0/MIT",
        "MIT AND Zlib",
        "(GPL-2.0-only OR MIT) AND Zlib",
        "X AND Y OR Zlib",
    ] {
        assert!(holds(fine), "{fine}");
    }
    for bad in [
        "",
        "GPL-3.0-only",
        "MIT AND GPL-3.0-only",
        "MIT WITH some-exception",
        "(MIT",
        "MIT MIT",
        "X OR Y AND MIT",
    ] {
        assert!(!holds(bad), "{bad}");
    }
}

#[test]
fn licences_are_on_the_list() {
    let (metadata, allow) = (metadata(), listed("licenses", "allow", None));
    let mut used = BTreeSet::new();
    let mut bad = Vec::new();
    for package in packages(&metadata) {
        if !allowed(text(package, "license"), &allow, &mut used) {
            bad.push(format!("{}: {}", text(package, "name"), package["license"]));
        }
    }
    assert!(bad.is_empty(), "{bad:#?}");
    let stale: Vec<_> = allow.iter().filter(|a| !used.contains(*a)).collect();
    assert!(stale.is_empty(), "nothing is under {stale:?}");
}

/// What of a version another must share to take its place: `0.8` of 0.8.9, `2` of 2.0.119.
fn series(version: &str) -> String {
    let count = if version.starts_with("0.") { 2 } else { 1 };
    version.split('.').take(count).collect::<Vec<_>>().join(".")
}

#[test]
fn no_package_is_there_twice_without_a_reason() {
    assert_eq!([series("0.8.9"), series("2.0.119")], ["0.8", "2"]);
    let mut all: BTreeMap<String, BTreeSet<(String, String)>> = BTreeMap::new();
    for (name, version, _) in locked() {
        let spec = format!("{name}:^{}", series(&version));
        all.entry(name).or_default().insert((version, spec));
    }
    let twice = || all.values().filter(|v| v.len() > 1);
    let skipped: BTreeSet<String> = listed("bans", "skip", Some("crate")).into_iter().collect();
    assert!(
        listed("bans", "skip", Some("reason"))
            .iter()
            .all(|r| !r.is_empty())
    );
    for versions in twice() {
        let left = versions
            .iter()
            .filter(|(_, spec)| !skipped.contains(spec))
            .count();
        assert!(left <= 1, "{versions:?}");
    }
    let there: BTreeSet<String> = twice().flatten().map(|(_, spec)| spec.clone()).collect();
    assert_eq!(
        skipped.difference(&there).collect::<Vec<_>>(),
        Vec::<&String>::new(),
        "no longer there twice"
    );
}

/// The packages that `Cargo.toml` names, for the program and for tests.
fn direct() -> [BTreeSet<String>; 2] {
    let metadata = metadata();
    let own = packages(&metadata)
        .find(|p| text(p, "name") == env!("CARGO_PKG_NAME"))
        .expect("the package knows itself");
    let of = |dev: bool| {
        let all = own["dependencies"].as_array().into_iter().flatten();
        all.filter(|d| (text(d, "kind") == "dev") == dev)
            .map(|d| text(d, "name").to_owned())
            .collect()
    };
    [of(false), of(true)]
}

/// The first cells of the tables of `page`, one set a table. Every line says what its package does and why it is there.
fn described(page: &str) -> Vec<BTreeSet<String>> {
    let mut tables = Vec::new();
    for line in page.lines() {
        if line.starts_with("|---") {
            tables.push(BTreeSet::new());
        }
        let Some(rest) = line.strip_prefix("| `") else {
            continue;
        };
        let (name, cells) = rest.split_once("` |").expect("a name in a cell");
        let said = cells.split('|').filter(|c| c.trim().len() > 3).count();
        assert_eq!(said, 2, "{name}: what it does, and why not code of our own");
        tables
            .last_mut()
            .expect("a table has a head")
            .insert(name.to_owned());
    }
    tables
}

#[test]
fn every_dependency_has_its_line() {
    let page = fs::read_to_string(root().join("docs/DEPENDENCIES.md")).expect("the page is there");
    assert_eq!(described(&page), direct(), "described, and named in Cargo.toml");
}

/// All Rust of the folders as one text.
fn sources(folders: &[&str]) -> String {
    let all = folders.iter().flat_map(|f| paths(&root().join(f), ".rs"));
    all.map(|p: std::path::PathBuf| fs::read_to_string(p).expect("a source is text"))
        .collect()
}

#[test]
fn every_dependency_is_used() {
    let [program, tests] = direct();
    let code = [sources(&["src"]), sources(&["tests", "benches", "src"])];
    for (names, code) in [program, tests].iter().zip(&code) {
        for name in names {
            // A package may call its library otherwise.
            let library = if name == "md-5" { "md5" } else { name };
            let path = format!("{}::", library.replace('-', "_"));
            assert!(code.contains(&path), "nothing names {name}");
        }
    }
}

#[test]
fn no_code_of_ours_is_unsafe() {
    assert_eq!(
        toml("Cargo.toml")["lints"]["rust"]["unsafe_code"].as_str(),
        Some("forbid")
    );
}
