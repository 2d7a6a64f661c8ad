//! Personal data: however it is written, nothing that the program writes holds it.

use std::fs;

use proptest::prelude::*;
use savet::{Config, Extractor, Names};
use tempfile::TempDir;

use super::support::{files, savet, stderr, table};

/// Published test numbers, which are nobody's.
const NUMBERS: [&str; 3] = ["7523169263", "8032056031", "7542011030"];

/// Where a number may stand; `@` is its place.
const PLACES: [&str; 12] = [
    "Отпуска помощ на лице с ЕГН @, за лечение.",
    "ЕГН: @",
    "(ЕГН @)",
    "единен граждански номер @ и лична карта",
    "Е.Г.Н. @.",
    "ЕГН/ЛНЧ @",
    "на лицето @, родено в гр. Троян",
    "1. Иван Примеров, @, 300 лв.",
    "№  Име  ЕГН  Сума\n1.  Иван Примеров  @  300,00 лв.\n2.  Мария Тестова  7542011030  250,00 лв.",
    "@",
    "Продава на Иван Примеров (@) имот 12345.678.9",
    "личен номер @",
];

/// Signs that split a number and do not part two.
const SPLITS: [&str; 7] = ["", " ", "\n", "-", "\u{ad}", "\u{200b}", "\n\u{c}"];

/// Letters that are read and typed for digits.
fn look_alike(digit: char) -> char {
    match digit {
        '0' => 'О',
        '1' => 'l',
        '3' => 'З',
        '6' => 'б',
        other => char::from_u32(u32::from('０') + u32::from(other) - u32::from('0')).unwrap_or(other),
    }
}

/// A number, split at some places by one of the signs, one digit another sign.
fn written(number: &str, cuts: &[usize], split: &str, other: Option<usize>) -> String {
    let mut out = String::new();
    for (i, digit) in number.chars().enumerate() {
        if i > 0 && cuts.contains(&i) {
            out.push_str(split);
        }
        out.push(if other == Some(i) {
            look_alike(digit)
        } else {
            digit
        });
    }
    out
}

/// The digits of a text, in whichever form they stand there.
fn digits(text: &str) -> String {
    let digit = |c: char| match c {
        '0'..='9' => Some(c),
        '０'..='９' => char::from_u32(u32::from('0') + u32::from(c) - u32::from('０')),
        'О' | 'о' | 'O' | 'o' => Some('0'),
        'l' | 'I' => Some('1'),
        'З' | 'з' => Some('3'),
        'б' => Some('6'),
        _ => None,
    };
    text.chars().filter_map(digit).collect()
}

fn everything(text: &str) -> String {
    let record = Extractor::default().extract("x.txt", text.as_bytes());
    let mut out = record.text.clone();
    for row in record.rows.iter().chain([&record.document]) {
        for cell in &row.cells {
            out.push('\u{1}');
            out.push_str(&cell.to_text());
        }
    }
    out
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 600, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn no_output_holds_a_personal_number(
        number in 0..NUMBERS.len(),
        place in 0..PLACES.len(),
        split in 0..SPLITS.len(),
        cuts in prop::collection::vec(1..10_usize, 0..4),
        other in prop::option::of(1..10_usize),
        more in "[а-я ,.]{0,40}",
    ) {
        let number = NUMBERS[number];
        let text = PLACES[place].replace('@', &written(number, &cuts, SPLITS[split], other));
        let text = format!("ОБЩИНСКИ СЪВЕТ – ТРОЯН\nРЕШЕНИЕ № 12\n{more}\nРЕШИ:\n{text}\n");
        let out = everything(&text);
        for part in out.split('\u{1}') {
            prop_assert!(!digits(part).contains(number), "{text:?}\ngave\n{part:?}");
        }
    }
}

/// Found by [`no_output_holds_a_personal_number`]: the middle of a number alone on a page passes for the page's own.
#[test]
fn a_number_may_run_over_pages() {
    let text = "РЕШЕНИЕ № 12\n\nРЕШИ:\nна лицето 80320\n\u{c}5\n\u{c}6\n\u{c}031, родено в гр. Троян\n";
    let out = everything(text);
    assert!(!out.contains("031, родено") && !out.contains("80320"), "{out}");
    let letter = "РЕШЕНИЕ № 12\n\nРЕШИ:\n7\n\u{c}5231б\n\u{c}9\n\u{c}263\n";
    assert!(!digits(&everything(letter)).contains(NUMBERS[0]));
    let pages = "РЕШИ:\n1. Отпуска 80320\n\u{c}2\n2. Възлага на 7 души изпълнението.\n\u{c}3\nПрепис\n";
    assert!(everything(pages).contains("80320"));
}

#[test]
fn what_a_journalist_needs_stays() {
    let text = "Приема договор № 7523169264/2025 за 7 523 169 263 лв., тел. 0670/68050, изх. № 7542011030, имот 12345.678.9, \
                депозит по сметка на Община Троян BG80BNBG96611020345678";
    assert_eq!(everything(text).split('\u{1}').next(), Some(text));
}

const AID: &str = "ОБЩИНСКИ СЪВЕТ – ТРОЯН\nРЕШЕНИЕ № 12\nот 30.04.2025 г.\nОтносно: Отпускане на еднократна финансова помощ\n\
                   На основание чл. 21, ал. 1, т. 23 от ЗМСМА, по докладна на кмета Димитър Образцов, Общинският съвет\nРЕШИ:\n\
                   1. Отпуска еднократна финансова помощ на Иван Петров Примеров, живущ в гр. Троян, ул. „Първа“ № 3, в размер на 300 лв.\n\
                   2. Сумата да се изплати на Иван Петров\nПримеров.\nПредседател: Мария Тестова\n";

#[test]
fn persons_in_need_have_initials() {
    let short = everything(AID);
    assert!(
        !short.contains("Примеров") && short.contains("И··· П····· П·······"),
        "{short}"
    );
    assert!(
        short.contains("Мария Тестова") && short.contains("Образцов"),
        "{short}"
    );
    assert!(!short.contains("Първа"), "{short}");
    let headed = AID.replace("РЕШИ:", "ПО ЧЕТВЪРТА ТОЧКА ОТ ДНЕВНИЯ РЕД\nРЕШИ:");
    assert!(everything(&headed).contains("ЧЕТВЪРТА ТОЧКА"));
    let full = Extractor::new(Config {
        names: Names::Full,
        ..Config::default()
    });
    assert!(
        full.extract("x.txt", AID.as_bytes())
            .text
            .contains("Иван Петров Примеров")
    );
    let open = Extractor::new(Config {
        redact: false,
        ..Config::default()
    });
    assert_eq!(open.extract("x.txt", AID.as_bytes()).text, AID);
}

#[test]
fn the_dataset_counts_what_it_hides_and_names_of_files_hide_too() {
    let folder = TempDir::new().expect("there is room");
    let input = folder.path().join("in");
    fs::create_dir(&input).expect("there is room");
    fs::write(
        input.join("помощ 7523169263.txt"),
        format!("{AID}ЕГН 8032056031\n"),
    )
    .expect("there is room");
    fs::write(input.join("empty 7542011030.txt"), "").expect("there is room");
    let out = folder.path().join("out");
    let run = |more: &[&str]| {
        let (input, out) = (input.display().to_string(), out.display().to_string());
        savet([&["extract", &input, "--out", &out, "-v"], more].concat())
    };
    let said = stderr(&run(&["--log-format", "json"]));
    let mut all: Vec<u8> = said.clone().into_bytes();
    for (name, bytes) in files(&out) {
        all.extend_from_slice(name.as_bytes());
        all.extend(bytes);
    }
    let all = String::from_utf8_lossy(&all);
    for number in NUMBERS {
        assert!(!all.contains(number), "{number}: {said}");
    }
    let privacy = fs::read_to_string(out.join("privacy.json")).expect("it is there");
    let privacy: serde_json::Value = serde_json::from_str(&privacy).expect("it is JSON");
    assert_eq!(privacy["redacted"], true);
    assert_eq!(privacy["found"]["egn"], 1);
    assert_eq!(privacy["found"]["name"], 2);
    let isolated = run(&["--isolate", "--no-redact"]);
    assert!(
        stderr(&isolated).contains("personal data"),
        "a warning: {}",
        stderr(&isolated)
    );
    let rows = table(&out, "identifiers");
    assert!(rows.iter().any(|r| r["value"] == "8032056031"), "{rows:?}");
}
