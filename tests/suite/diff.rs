//! `savet diff`: what became of rows from one dataset to another.

use std::fs;
use std::path::Path;

use savet::diff::{Difference, Fate, compare};
use savet::model::schema::Table;
use serde_json::Value;
use tempfile::TempDir;

use super::support::{root, savet, stderr, stdout};

const DOCUMENTS: &str = "document_id,source,sha256,status";
const DATES: &str = "date_id,document_id,decision_id,start_date,role,page,start,end,quote";

/// A dataset of the tables that are given, each with its header.
fn dataset(tables: &[(&str, &[&str])]) -> TempDir {
    let folder = TempDir::new().expect("there is room for test files");
    for (name, lines) in tables {
        let text = lines.join("\n") + "\n";
        fs::write(folder.path().join(format!("{name}.csv")), text).expect("there is room");
    }
    folder
}

/// Every row that is not the same, as fate, table, file and columns.
fn changes(old: &Path, new: &Path) -> (Difference, Vec<String>) {
    let mut changes = Vec::new();
    let difference = compare(old, new, &mut |c| {
        let (fate, table) = (c.fate.name(), c.table.name());
        changes.push(format!("{fate} {table} {} {}", c.file, c.columns.join(",")));
        Ok(())
    });
    (difference.expect("both can be read"), changes)
}

fn old() -> TempDir {
    dataset(&[
        (
            "documents",
            &[
                DOCUMENTS,
                "aa,in/a.pdf,1,ok",
                "bb,in/b.pdf,2,ok",
                "cc,in/c.pdf,3,ok",
            ],
        ),
        (
            "dates",
            &[
                DATES,
                "aa-t1,aa,aa-d1,2025-04-30,decision,1,10,20,30.04.2025",
                "aa-t2,aa,aa-d1,2025-05-01,mention,1,30,40,01.05.2025",
                "aa-t3,aa,,2025-06-01,mention,1,50,60,01.06.2025",
                "bb-t1,bb,,2024,period,1,0,4,2024",
                "cc-t1,cc,,2023,period,1,0,4,2023",
            ],
        ),
    ])
}

#[test]
fn ids_are_no_change() {
    let old = old();
    let new = dataset(&[
        (
            "documents",
            &[
                DOCUMENTS,
                "cc,elsewhere/c.pdf,3,ok",
                "aa,elsewhere/a.pdf,1,ok",
                "bb,elsewhere/b.pdf,2,ok",
            ],
        ),
        (
            "dates",
            &[
                DATES,
                "cc-t7,cc,,2023,period,1,0,4,2023",
                "aa-t1,aa,aa-d2,2025-06-01,mention,1,50,60,01.06.2025",
                "aa-t2,aa,aa-d2,2025-04-30,decision,1,10,20,30.04.2025",
                "bb-t9,bb,bb-d1,2024,period,1,0,4,2024",
                "aa-t3,aa,aa-d2,2025-05-01,mention,1,30,40,01.05.2025",
            ],
        ),
    ]);
    let (difference, changes) = changes(old.path(), new.path());
    assert!(difference.is_empty(), "{changes:?}");
    assert_eq!(difference.tables[&Table::Dates].of(Fate::Same), 5);
}

#[test]
fn every_fate() {
    let old = old();
    let new = dataset(&[
        (
            "documents",
            // b.pdf has other bytes, and so another id; c.pdf is gone; d.pdf is new.
            &[
                DOCUMENTS,
                "aa,in/a.pdf,1,ok",
                "b2,in/b.pdf,22,ok",
                "dd,in/d.pdf,4,ok",
            ],
        ),
        (
            "dates",
            &[
                DATES,
                "aa-t1,aa,aa-d1,2025-04-30,session,1,10,20,30.04.2025",
                "aa-t2,aa,aa-d1,2025-05-01,mention,1,33,43,01.05.2025",
                "b2-t1,b2,,2024,period,1,0,4,2024",
                "dd-t1,dd,,2022,period,1,0,4,2022",
            ],
        ),
    ]);
    let (difference, changes) = changes(old.path(), new.path());
    assert_eq!(
        changes,
        [
            "changed documents in/b.pdf sha256",
            "gained documents in/d.pdf ",
            "lost documents in/c.pdf ",
            "changed dates in/a.pdf role",
            "moved dates in/a.pdf start,end",
            "lost dates in/a.pdf ",
            "gained dates in/d.pdf ",
            "lost dates in/c.pdf ",
        ]
    );
    assert_eq!(difference.changed_documents, 2);
    let code = |more: &[&str]| {
        let args = ["diff".as_ref(), old.path().as_os_str(), new.path().as_os_str()];
        savet(args.into_iter().chain(more.iter().map(std::ffi::OsStr::new)))
            .status
            .code()
    };
    assert_eq!(code(&[]), Some(0));
    assert_eq!(code(&["--fail-on-loss"]), Some(4));
    let gains = {
        let args = [
            "diff".as_ref(),
            new.path().as_os_str(),
            new.path().as_os_str(),
            "--fail-on-loss".as_ref(),
        ];
        savet(args).status.code()
    };
    assert_eq!(gains, Some(0));
}

#[test]
fn rows_are_printed_and_written() {
    let (old, work) = (old(), TempDir::new().expect("there is room"));
    let new = dataset(&[
        ("documents", &[DOCUMENTS, "aa,in/a.pdf,1,ok"]),
        (
            "dates",
            &[
                "document_id,start_date,start,end,quote,extra",
                "aa,2025-05-02,30,40,01.05.2025,x",
            ],
        ),
    ]);
    let json = work.path().join("diff.json");
    let output = savet([
        "diff".as_ref(),
        old.path().as_os_str(),
        new.path().as_os_str(),
        "-v".as_ref(),
        "--json".as_ref(),
        json.as_os_str(),
    ]);
    assert!(output.status.success(), "{}", stderr(&output));
    let printed = stdout(&output);
    for line in [
        "changed\tdates\tin/a.pdf\t1:30-40\t01.05.2025\tstart_date: 2025-05-01 → 2025-05-02\n",
        "lost\tdates\tin/b.pdf\t1:0-4\t2024\n",
        "dates                    0         1         0         4         0\n",
        "not compared, for one of the two lacks it: dates.date_id, dates.decision_id, dates.role, dates.page, dates.extra\n",
    ] {
        assert!(printed.contains(line), "{line}\n{printed}");
    }
    let text = fs::read_to_string(&json).expect("the file is there");
    let value: Value = serde_json::from_str(&text).expect("it is JSON");
    assert_eq!(value["tables"]["dates"]["lost"], 4);
    assert_eq!(value["rows"].as_array().map(Vec::len), Some(7));
    let changed = value["rows"]
        .as_array()
        .into_iter()
        .flatten()
        .find(|r| r["fate"] == "changed");
    assert_eq!(
        changed.map(|r| &r["new"]["start_date"]),
        Some(&Value::from("2025-05-02"))
    );
}

/// Two runs over the same documents do not differ, and a folder that is none is told of.
#[test]
fn the_same_run_twice() {
    let (one, two) = (
        TempDir::new().expect("there is room"),
        TempDir::new().expect("there is room"),
    );
    for out in [&one, &two] {
        let args = [
            "extract",
            "fixtures/documents/m01-minutes-levski",
            "--quiet",
            "--out",
        ]
        .map(std::ffi::OsStr::new);
        let output = savet(args.into_iter().chain([out.path().as_os_str()]));
        assert!(output.status.success(), "{}", stderr(&output));
    }
    let (difference, changes) = changes(one.path(), two.path());
    assert!(difference.is_empty() && changes.is_empty(), "{changes:?}");
    assert!(difference.of(Fate::Same) > 20);
    let nowhere = root().join("fixtures");
    let output = savet(["diff".as_ref(), one.path().as_os_str(), nowhere.as_os_str()]);
    assert_eq!(output.status.code(), Some(3));
    assert!(stderr(&output).contains("[no_dataset]"), "{}", stderr(&output));
}
