//! The normalised text: its words, and where each of its letters comes from.

use proptest::prelude::*;
use savet::model::{Document, Normal, Page, Span};
use savet::stages::{normalize, plain};

/// Each case of `fixtures/normalize/*.toml`: a text and what it becomes.
#[test]
fn fixtures() {
    for file in std::fs::read_dir("fixtures/normalize").expect("the folder is there") {
        let path = file.expect("the folder can be read").path();
        let content = std::fs::read_to_string(&path).expect("the file can be read");
        let table: toml::Table = content
            .parse()
            .unwrap_or_else(|e| panic!("{}: {e}", path.display()));
        for case in table["case"].as_array().expect("case is a list") {
            let text = case["text"].as_str().expect("text is a text");
            let want = case.get("want").and_then(toml::Value::as_str).unwrap_or(text);
            let norm = normalize(&document(text));
            assert_eq!(norm.body.text, want, "{}", path.display());
            let furniture = case
                .get("furniture")
                .and_then(toml::Value::as_str)
                .unwrap_or_default();
            assert_eq!(norm.furniture.text.trim(), furniture, "{}", path.display());
        }
    }
}

/// A document of plain text whose pages are parted by form feeds.
fn document(text: &str) -> Document {
    let mut pages = Vec::new();
    let mut start = 0;
    for part in text.split('\u{c}') {
        pages.push(Page {
            span: Span::new(start, start + part.len()),
            ..Page::default()
        });
        start += part.len() + 1;
    }
    Document {
        text: text.to_owned(),
        pages,
        ..Document::default()
    }
}

/// Every letter comes from whole letters of the source, and none from before the one that it follows.
fn check_origins(norm: &Normal, source: &str) -> Result<(), TestCaseError> {
    let mut last = Span::default();
    for (at, c) in norm.text.char_indices() {
        let origin = norm.origin(Span::new(at, at + c.len_utf8()));
        prop_assert!(
            source.get(origin.range()).is_some_and(|s| !s.is_empty()),
            "{c:?} from {origin:?}"
        );
        prop_assert!(
            origin.start >= last.end || origin == last,
            "{c:?} from {origin:?} behind {last:?}"
        );
        if c.is_ascii_digit() || c.is_whitespace() {
            last = origin;
            continue;
        }
        prop_assert!(
            source[origin.range()].chars().count() == 1,
            "{c:?} from {origin:?}"
        );
        last = origin;
    }
    Ok(())
}

/// Texts made of what the steps look for.
fn paper() -> impl Strategy<Value = String> {
    let words = prop::sample::select(vec![
        "Р Е Ш Е Н И Е",
        "Р Е ШЕ Н И Е",
        "№",
        " ",
        "  ",
        "\n",
        "\n\n",
        "\u{c}",
        "\u{a0}",
        "\t",
        "-\n",
        "\u{ad}",
        "\u{ad}\n",
        "- \n\n",
        "осъ",
        "ществява",
        "общинСка",
        "СамоТни",
        "ОбС",
        "Oбщинския",
        "ЗМСМA",
        "чл.З7",
        "ал. З",
        "О6С",
        "ХІІ",
        "IХ",
        "Х",
        "УПИ ",
        "стр. 2",
        "– 2 –",
        "2",
        "Д Н Е В Е Н Р Е Д",
        "\u{f0b7} ",
        "BG16RFОР001",
        "оbs@a.bg",
        "c. ",
        "1 1 7",
        "30. 04. 20 2 6",
        "а",
        "б",
        "Протокол № 2",
        "12. от",
        "1. Приема",
        "28-\n2024",
        ". ",
        ", ",
        "план-\nсметка",
        "I",
        "М. И. В.",
        "7",
        "a",
        "ѝ",
        "🗎",
    ]);
    prop::collection::vec(words, 0..24).prop_map(|w| w.concat())
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(400))]

    #[test]
    fn origins_are_letters_in_order(text in paper()) {
        let source = document(&text);
        let norm = normalize(&source);
        check_origins(&norm.body, &text)?;
        check_origins(&norm.furniture, &text)?;
    }

    #[test]
    fn any_text_is_mapped(text in "[а-яА-ЯIVXa-z0-9 \u{ad}\n\t\u{c}.№-]{0,200}") {
        check_origins(&plain(&text), &text)?;
        check_origins(&normalize(&document(&text)).body, &text)?;
    }

    #[test]
    fn a_normal_text_stays(text in paper()) {
        let once = plain(&text);
        let twice = plain(&once.text);
        prop_assert_eq!(&once.text, &twice.text);
    }

    #[test]
    fn the_twin_has_the_same_bytes(text in "\\PC{0,80}") {
        let norm = plain(&text);
        prop_assert_eq!(norm.text.len(), norm.lower.len());
    }
}
