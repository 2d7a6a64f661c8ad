//! `savet eval OUT --gold`: its figures, and ours over `fixtures/gold`.

use std::env;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use savet::batch::{self, Job, Watch};
use savet::eval::{Evaluation, Floors, Golds, Section, Tally, evaluate};
use savet::write::OutputFormat;
use serde_json::Value;
use tempfile::TempDir;

use super::support::{root, savet, stderr, stdout};

/// The least that `fixtures/gold` must reach, on every machine: each a little below what is reached.
fn floors() -> Floors {
    Floors {
        all: Some(0.985),
        tables: vec![
            (Section::Document, 0.985),
            (Section::Header, 0.98),
            (Section::Resolutions, 0.98),
            (Section::Citations, 0.99),
            (Section::Amounts, 0.985),
            (Section::Dates, 0.99),
            (Section::References, 0.983),
            (Section::Identifiers, 0.985),
            (Section::Votes, 0.96),
        ],
        roles: Some(0.99),
        evidence: Some(1.0),
        lost: Some(0),
        ..Floors::default()
    }
}

fn folder() -> TempDir {
    TempDir::new().expect("there is room for test files")
}

fn gold() -> PathBuf {
    root().join("fixtures/gold")
}

/// The dataset of `fixtures/gold`.
fn dataset() -> TempDir {
    struct Nobody;
    impl Watch for Nobody {}
    let out = folder();
    let job = Job {
        inputs: vec![gold()],
        out: out.path().to_owned(),
        threads: 0,
        formats: vec![OutputFormat::Csv],
        csv: savet::write::Dialect::Portal,
        config: savet::Config::default(),
        select: batch::Select::default(),
        isolation: None,
        stop: batch::Stop::default(),
    };
    batch::run(&job, &mut Nobody).expect("the gold's texts can be read");
    out
}

fn evaluated(out: &Path, gold: &Path, inputs: &[PathBuf]) -> Evaluation {
    let golds = Golds::read(gold).expect("the gold can be read");
    evaluate(out, &golds, inputs).expect("the dataset can be scored")
}

#[test]
fn own_gold_reaches_its_floors() {
    let out = dataset();
    let evaluation = evaluated(out.path(), &gold(), &[gold()]);
    let below = floors().below(&evaluation);
    assert!(
        below.is_empty(),
        "{}\n{}",
        below.join("\n"),
        savet::eval::summary(&evaluation)
    );
    assert_eq!(evaluation.failed(), 0);
    // Every council's documents are among those of exactly one.
    let councils = evaluation.councils();
    let files: usize = councils.iter().map(|c| c.files).sum();
    assert_eq!(files, evaluation.documents.len());
}

/// Whatever is wrong with a dataset, figures and misses are those of `score.py`, letter by letter.
#[test]
fn figures_are_those_of_score_py() {
    let shared = env::var_os("SAVET_SHARED").map_or_else(|| root().join("../shared"), PathBuf::from);
    let scorer = shared.join("score.py");
    let python = Command::new("python3").arg("--version").output();
    if !scorer.is_file() || python.is_err() {
        eprintln!(
            "SKIPPED: figures_are_those_of_score_py needs python3 and {}",
            scorer.display()
        );
        return;
    }
    let out = dataset();
    let work = folder();
    for damage in 0..4 {
        if damage > 0 {
            damaged(out.path(), damage);
        }
        let json = |name: &str| work.path().join(name).into_os_string();
        let mut common: Vec<std::ffi::OsString> = ["-v", "--by-variant", "--json"].map(Into::into).into();
        let theirs = Command::new("python3")
            .arg(&scorer)
            .args([out.path(), &gold()])
            .args(&common)
            .arg(json("theirs"))
            .env("PYTHONIOENCODING", "utf-8")
            .output()
            .expect("python3 starts");
        assert!(theirs.status.success(), "{}", stderr(&theirs));
        common.push(json("ours"));
        let mut args = vec![
            "eval".into(),
            out.path().into(),
            "--gold".into(),
            gold().into_os_string(),
        ];
        args.extend(common);
        let ours = savet(args);
        assert!(ours.status.success(), "{}", stderr(&ours));
        for (ours, theirs) in stdout(&ours).lines().zip(stdout(&theirs).lines()) {
            assert_eq!(ours, theirs, "damage {damage}");
        }
        assert_eq!(ours.stdout.len(), theirs.stdout.len(), "damage {damage}");
        let read = |name: &str| -> Value {
            let text = fs::read_to_string(json(name)).expect("the figures are there");
            serde_json::from_str(&text).expect("the figures are JSON")
        };
        let (ours, theirs) = (read("ours"), read("theirs"));
        assert_within(&theirs, &ours, "");
    }
}

/// Every figure of `part` stands in `all`.
fn assert_within(part: &Value, all: &Value, place: &str) {
    match part {
        Value::Object(part) => part
            .iter()
            .for_each(|(name, value)| assert_within(value, &all[name], &format!("{place}/{name}"))),
        _ => assert_eq!(part, all, "{place}"),
    }
}

/// Spoils cells of every table, another time others: values that only Python's manner of reading tells apart.
fn damaged(out: &Path, seed: usize) {
    const SPOILT: [&str; 16] = [
        "",
        "NaN",
        "1e3",
        "-0.0",
        "٣",
        "12345678901234567890123456789.5",
        "„Х“",
        "ΣΑΣ Straße ı ﬁ №",
        "a\nb",
        "q\"q'",
        "\u{AD}-\u{2212}",
        "ⓐ½\u{301}а",
        "7\u{1C}",
        "1_0",
        "-5",
        "\u{2028}\u{E0001}",
    ];
    for section in Section::QUOTED
        .map(Section::name)
        .into_iter()
        .chain(["resolutions", "decisions"])
    {
        let path = out.join(format!("{section}.csv"));
        let mut reader = csv::ReaderBuilder::new()
            .has_headers(false)
            .flexible(true)
            .from_path(&path)
            .expect("the table is there");
        let rows: Vec<csv::StringRecord> = reader.records().map(|r| r.expect("the table is UTF-8")).collect();
        let mut writer = csv::WriterBuilder::new()
            .flexible(true)
            .from_path(&path)
            .expect("there is room");
        for (r, row) in rows.iter().enumerate() {
            let spoil = |c: usize| r > 0 && c != 1 && (r * 31 + c * 17 + seed * 7).is_multiple_of(41);
            let cells = row.iter().enumerate().map(|(c, cell)| match spoil(c) {
                true => SPOILT[(r + c * 5 + seed) % SPOILT.len()],
                false => cell,
            });
            let short = usize::from(r > 0 && r % 53 == seed) * 3;
            let cells: Vec<&str> = cells.take(row.len() - short).collect();
            writer.write_record(cells).expect("there is room");
        }
        writer.flush().expect("there is room");
    }
}

/// A dataset and its gold, small enough to count by hand.
fn small() -> (TempDir, TempDir) {
    let (out, gold) = (folder(), folder());
    let put = |folder: &TempDir, name: &str, text: &str| {
        let path = folder.path().join(name);
        fs::create_dir_all(path.parent().expect("a file has a folder")).expect("there is room");
        fs::write(path, text).expect("there is room");
    };
    put(
        &out,
        "documents.csv",
        "document_id,source,type,municipality_code,status\n\
         aa,in/x.scan.pdf,decision,RSE27,ok\n\
         bb,in/y.pdf,minutes,,failed\n\
         cc,in/unknown.pdf,other,,ok\n",
    );
    put(
        &out,
        "decisions.csv",
        "decision_id,document_id,number,date,votes_for,subject\n\
         aa-d1,aa,12,2025-04-30,17,Отпускане на помощ\n\
         aa-d2,aa,13,2025-04-30,,\n",
    );
    put(
        &out,
        "resolutions.csv",
        "resolution_id,document_id,decision_id,path,action,text,start,end\n\
         aa-r1,aa,aa-d1,1,grant,Отпуска помощ,0,13\n\
         aa-r2,aa,aa-d1,2,assign,Възлага,14,21\n",
    );
    put(
        &out,
        "citations.csv",
        "citation_id,document_id,role,act_id,article,start,end,quote\n\
         aa-c1,aa,basis,zmsma,21,22,28,чл. 21\n\
         aa-c2,aa,mention,zmsma,22,22,28,чл. 21\n\
         bb-c1,bb,mention,zmsma,1,0,1,чл. 1\n",
    );
    put(
        &out,
        "amounts.csv",
        "amount_id,document_id,value,currency,start,end,quote\n\
         aa-a1,aa,300.00,BGN,29,36,300 лв.\n",
    );
    put(&out, "text/aa.txt", "Отпуска помощ\nВъзлага\nчл. 21 300 лв.<b>");
    put(
        &gold,
        "x.gold.json",
        r#"{"document": {"type": "decision", "municipality_code": "RSE27"},
            "decisions": [{"number": "№ 13", "date": "2025-04-30"},
                          {"number": "12", "date": "2025-04-30", "votes_for": "18", "subject": "ОТПУСКАНЕ на „помощ“",
                           "resolutions": [{"path": "1", "action": "grant", "text": "Отпуска помощ."},
                                           {"path": "2", "action": "note", "text": "Възлага"}]}],
            "citations": [{"role": "related", "act_id": "zmsma", "article": "21", "quote": "чл. 21"},
                          {"role": "basis", "act_id": "zmsma", "article": "23", "quote": "чл. 21"}],
            "amounts": [{"value": "300", "currency": "BGN", "quote": "300 лв."}]}"#,
    );
    put(
        &gold,
        "y.gold.json",
        r#"{"document": {"type": "minutes"}, "votes": [{"councillor": "Иван Петров", "choice": "for", "quote": "за"}]}"#,
    );
    put(
        &gold,
        "z.gold.json",
        r#"{"dates": [{"start_date": "2025", "quote": "2025 г."}]}"#,
    );
    (out, gold)
}

#[test]
fn figures_by_hand() {
    let (out, gold) = small();
    let evaluation = evaluated(out.path(), gold.path(), &[]);
    let tally = |section| evaluation.total.tally(section);
    let count = |tp, fp, fn_| Tally { tp, fp, fn_ };
    assert_eq!(tally(Section::Document), count(3, 0, 0));
    // Right: a number, two dates, a subject. Wrong: 13 for № 13, whose sign counts; 17 for 18.
    assert_eq!(tally(Section::Header), count(4, 2, 2));
    assert_eq!(tally(Section::Resolutions), count(1, 1, 1));
    assert_eq!(tally(Section::Citations), count(1, 2, 1));
    assert_eq!(tally(Section::Amounts), count(1, 0, 0));
    assert_eq!(tally(Section::Votes), count(0, 0, 1));
    assert_eq!(tally(Section::Dates), count(0, 0, 1));
    assert!(tally(Section::References).is_empty());
    assert_eq!(evaluation.total.roles, (0, 1));
    assert_eq!(evaluation.total.quotes, (2, 2));
    // Of six rows one stands in a text that is not there.
    assert_eq!((evaluation.evidence.bad, evaluation.evidence.total), (1, 6));
    assert_eq!((evaluation.lost(), evaluation.failed()), (1, 1));
    let want = (1.0 + 2.0 / 3.0 + 0.5 + 0.4 + 1.0 + 0.0 + 0.0) / 7.0;
    assert!((evaluation.total.macro_f1() - want).abs() < 1e-12);
    let variants: Vec<_> = evaluation
        .variants()
        .into_iter()
        .map(|v| (v.name, v.files))
        .collect();
    let named = |name: &str| (name.to_owned(), 1);
    assert_eq!(variants, [named(""), named("pdf"), named("scan.pdf")]);
    // Russe alone: all but votes and dates; the others without it: a kind of document, a citation, a vote, a date.
    let councils = evaluation.councils();
    let codes: Vec<&str> = councils.iter().map(|c| c.code.as_str()).collect();
    assert_eq!(codes, ["", "RSE27"]);
    let alone = (1.0 + 2.0 / 3.0 + 0.5 + 0.5 + 1.0) / 5.0;
    assert!((councils[1].alone - alone).abs() < 1e-12);
    assert_eq!(councils[1].without, Some(0.25));
    assert_eq!(councils[0].alone, 0.25);
}

#[test]
fn lost_inputs_count_as_missed() {
    let (out, gold) = small();
    let input = folder();
    for name in ["x.scan.pdf", "z.txt", "z.docx", "notes.pdf", "x.json"] {
        fs::write(input.path().join(name), "").expect("there is room");
    }
    let evaluation = evaluated(out.path(), gold.path(), &[input.path().to_owned()]);
    assert_eq!(evaluation.lost(), 2);
    assert_eq!(
        evaluation.total.tally(Section::Dates),
        Tally { tp: 0, fp: 0, fn_: 2 }
    );
}

fn eval(out: &Path, gold: &Path, more: &[&str]) -> std::process::Output {
    let args = [
        "eval".as_ref(),
        out.as_os_str(),
        "--gold".as_ref(),
        gold.as_os_str(),
    ];
    savet(args.into_iter().chain(more.iter().map(std::ffi::OsStr::new)))
}

#[test]
fn floors_set_the_exit_code() {
    let (out, gold) = small();
    let code = |more: &[&str]| eval(out.path(), gold.path(), more).status.code();
    assert_eq!(code(&["--floor", "0.5"]), Some(0));
    assert_eq!(code(&["--floor", "0.6"]), Some(4));
    assert_eq!(code(&["--floor-roles", "0.1"]), Some(4));
    assert_eq!(code(&["--floor-evidence", "1"]), Some(4));
    assert_eq!(code(&["--max-lost", "0"]), Some(4));
    assert_eq!(code(&["--max-lost", "1", "--floor-table", "amounts=1"]), Some(0));
    assert_eq!(
        code(&["--floor-table", "0.4", "--floor-table", "votes=0"]),
        Some(4)
    );
    assert_eq!(
        code(&[
            "--floor-table",
            "0.4",
            "--floor-table",
            "votes=0",
            "--floor-table",
            "dates=0"
        ]),
        Some(0)
    );
    assert_eq!(code(&["--floor-table", "money=1"]), Some(2));
    assert_eq!(code(&["--floor", "95"]), Some(2));
    let output = eval(out.path(), gold.path(), &["--floor-table", "citations=0.5"]);
    let told = stderr(&output);
    assert!(
        told.contains("F1 of citations is 0.4000, below 0.5 [below_floor]"),
        "{told}"
    );
}

#[test]
fn what_cannot_be_scored_is_told() {
    let (out, gold) = small();
    let nothing = folder();
    let told = |out: &Path, gold: &Path| {
        let output = eval(out, gold, &[]);
        assert_eq!(output.status.code(), Some(3));
        assert!(output.stdout.is_empty());
        stderr(&output)
    };
    let missing = told(nothing.path(), gold.path());
    assert!(
        missing.contains("[no_dataset]") && missing.contains("savet extract"),
        "{missing}"
    );
    let no_folder = told(out.path(), &nothing.path().join("gold"));
    assert!(no_folder.contains("[no_gold]"), "{no_folder}");
    let empty = told(out.path(), nothing.path());
    assert!(empty.contains("[no_gold]"), "{empty}");
    fs::write(nothing.path().join("q.gold.json"), "{}").expect("there is room");
    let no_pair = told(out.path(), nothing.path());
    assert!(no_pair.contains("[no_pair]"), "{no_pair}");
    for broken in ["{", "[]", r#"{"dates": 1}"#, r#"{"decisions": [1]}"#] {
        fs::write(gold.path().join("w.gold.json"), broken).expect("there is room");
        let unreadable = told(out.path(), gold.path());
        assert!(
            unreadable.contains("[gold_unreadable]") && unreadable.contains("w.gold.json"),
            "{unreadable}"
        );
    }
    let two = savet(["eval", "a", "b", "--gold", "c"]);
    assert_eq!(two.status.code(), Some(2));
    let neither = savet(["eval", "a"]);
    let mixed = savet(["eval", "a", "--text", "b", "--floor", "0.5"]);
    assert_eq!(mixed.status.code(), Some(2));
    assert_eq!(neither.status.code(), Some(2));
}

/// The page of misses shows each in its context, and nothing of a document or a name is markup.
#[test]
fn misses_are_a_page() {
    let (out, gold) = small();
    let work = folder();
    let page = work.path().join("misses.html");
    let name = page.to_string_lossy().into_owned();
    let output = eval(
        out.path(),
        gold.path(),
        &["--html", &name, "--verbose", "--leave-out"],
    );
    assert!(output.status.success(), "{}", stderr(&output));
    let printed = stdout(&output);
    assert!(
        printed.contains("header\tmissed\tx.scan.pdf\t('votes_for', '18')"),
        "{printed}"
    );
    assert!(printed.contains("RSE27 Русе"), "{printed}");
    let html = fs::read_to_string(&page).expect("the page is there");
    for part in [
        "<h2 id=\"citations-wrong-field\">",
        "<mark>чл. 21</mark> 300 лв.&lt;b&gt;",
        "<tr class=differs><td>article<td>22<td>23",
        "<tr class=differs><td>votes_for<td>17<td>18",
        "The dataset does not have this file.",
        "default-src 'none'",
    ] {
        assert!(html.contains(part), "{part}\n{html}");
    }
    assert!(!html.contains("<script") && !html.contains("http:") && !html.contains("https:"));
}
