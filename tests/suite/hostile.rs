//! Texts that nobody writes: cut, mixed, repeated. They give rows whose receipts hold, and they give them soon.

use std::fs;
use std::time::{Duration, Instant};

use proptest::prelude::*;
use proptest::sample::{Index, select};
use savet::{Extractor, Limits};

use super::promises;
use super::support::root;

/// Letters that are cut in between: form feeds, letters of other scripts and widths, bytes that are no text.
const ODD: [&str; 16] = [
    "\u{c}", "\0", "\u{301}", "й", "😀", "ﬁ", "\u{ad}", "\u{200b}", "№", "§", "Ⅳ", "½", "\u{2028}", "ß", "İ",
    "\n\n",
];

/// The documents of the repository as text.
fn texts() -> Vec<String> {
    let mut paths: Vec<_> = walkdir::WalkDir::new(root().join("fixtures/documents"))
        .into_iter()
        .filter_map(Result::ok)
        .map(walkdir::DirEntry::into_path)
        .filter(|p| p.file_stem().is_some_and(|s| s == "input"))
        .collect();
    paths.sort();
    let read = |path| Extractor::default().text(&fs::read(path).ok()?).ok();
    paths.into_iter().filter_map(read).collect()
}

/// A piece of a text, from one letter to another.
fn piece(text: &str, from: Index, to: Index) -> &str {
    let places: Vec<usize> = text.char_indices().map(|(i, _)| i).chain([text.len()]).collect();
    let (from, to) = (from.index(places.len()), to.index(places.len()));
    &text[places[from.min(to)]..places[from.max(to)]]
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 150, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn pieces_of_documents(
        parts in prop::collection::vec((select(texts()), any::<Index>(), any::<Index>(), select(ODD.to_vec())), 1..4)
    ) {
        let mut text = String::new();
        for (source, from, to, odd) in &parts {
            text += piece(source, *from, *to);
            text += odd;
        }
        promises::extract(text.as_bytes(), &Limits::default(), false);
    }

    #[test]
    fn any_bytes(bytes in prop::collection::vec(any::<u8>(), 0..300)) {
        promises::extract(&bytes, &Limits::default(), false);
    }
}

/// What rules look for, over and over. A rule that looks back or ahead without bound would need minutes here.
#[test]
fn repeated_words_take_no_long_time() {
    const SIZE: usize = 300_000;
    const TIME: Duration = Duration::from_secs(10);
    let words = [
        "чл. 5, ",
        "чл. ",
        "ал. 3 и ",
        "§ ",
        "на основание ",
        "от ЗМСМА ",
        "Закона за ",
        "и ",
        "1 ",
        "1.",
        "1,",
        "1-",
        "(",
        "„",
        "№ ",
        "№ 5/",
        "РЕШЕНИЕ № 5\n",
        "РЕШИ:\n",
        "1. Приема\n",
        "- ",
        "а) ",
        "лв. ",
        "1 000 лв. ",
        "сто ",
        "хиляди ",
        "евро (",
        "30.04.2025 г. ",
        "2024 ",
        "от 01.01. до ",
        "януари ",
        "Протокол № ",
        "докладна ",
        "ЗА – 5 ",
        "гласували ",
        "за ",
        "Иванов за\n",
        "12345.678.9 ",
        "УПИ ",
        "кв.м ",
        "а",
        "А",
        "- -",
        "а-\n",
        "А А ",
        "\n",
        "\u{c}",
        "  а  ",
        "а  1\n",
        "ЕИК ",
        "община ",
        "общински съвет ",
        "т. 1.1.1.1.1.1",
        "Председател ",
        "ЕООД ",
        "„А“ ЕООД ",
        "Кмет: ",
        "протоколист:  ",
        "Вносител: Иван Иванов ",
        "Иван Иванов, ",
        "членове: ",
        "Отменя Решение № 5 ",
        "избира ",
        "СУ „",
        "съд ",
        "ДВ, бр. ",
        "Наредба № ",
        "\t",
        "\u{ad}",
        "същия закон ",
        "вр. ",
        ";",
        "и сл. ",
    ];
    let mut slow = Vec::new();
    for word in words {
        let text = word.repeat(SIZE / word.len());
        let begun = Instant::now();
        let (_, error) = Extractor::default().try_extract("text", text.as_bytes());
        assert_eq!(error, None, "{word:?}");
        if begun.elapsed() > TIME {
            slow.push((word, begun.elapsed()));
        }
    }
    assert!(slow.is_empty(), "{slow:?}");
}
