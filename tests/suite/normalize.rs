//! The normalised text: its words, and where each of its letters comes from.

use proptest::prelude::*;
use savet::stages::{normalize, plain};

use super::promises;

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
            let norm = normalize(&promises::paper(text));
            assert_eq!(norm.body.text, want, "{}", path.display());
            let furniture = case
                .get("furniture")
                .and_then(toml::Value::as_str)
                .unwrap_or_default();
            assert_eq!(norm.furniture.text.trim(), furniture, "{}", path.display());
        }
    }
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
        promises::normalized(&text);
    }

    #[test]
    fn any_text_is_mapped(text in "\\PC{0,40}[а-яА-ЯIVXa-z0-9 \u{ad}\n\t\u{c}.№-]{0,200}") {
        promises::normalized(&text);
    }

    #[test]
    fn a_normal_text_stays(text in paper()) {
        let once = plain(&text);
        let twice = plain(&once.text);
        prop_assert_eq!(&once.text, &twice.text);
    }
}
