//! Votes in texts that nobody would write: the rules must survive them, and their spans must lie in the text.

use proptest::prelude::*;
use savet::model::{Document, Page, Span};
use savet::stages::{Input, normalize, parse, segment};

/// Texts made of the words of votes.
fn votes() -> impl Strategy<Value = String> {
    let words = prop::sample::select(vec![
        "„за“",
        "За",
        "ЗА:",
        "за,",
        "за -",
        "„Против“",
        "против",
        "“против”:",
        "въздържали се",
        "„въздържал се“",
        "възд.се",
        "без",
        "няма",
        "и",
        "а",
        "с",
        "гласа",
        "гл.",
        "15",
        "0",
        "6/0/1",
        "12/05/2024",
        "3-ма",
        "двадесет и един",
        "–",
        "-",
        ":",
        ",",
        ";",
        ".",
        "\n",
        "\n\n",
        "  ",
        "    ",
        "гласували",
        "Гласували",
        "присъстват",
        "кворум от",
        "общо",
        "общински съветници",
        "Брой гласове",
        "Общ брой",
        "1.",
        "2.",
        "12",
        "Иван Примеров",
        "Мария",
        "Г-н",
        "инж.",
        "отсъства",
        "не гласува",
        "Х",
        "+",
        "гласуваха:",
        "(",
        ")",
        "/",
        "комисията",
        "ПК",
        "дневния ред",
        "единодушно",
        "предложението не се приема",
        "🗎",
        "№",
    ]);
    prop::collection::vec((words, prop::bool::weighted(0.8)), 0..40).prop_map(|w| {
        w.into_iter()
            .map(|(w, gap)| format!("{w}{}", if gap { " " } else { "" }))
            .collect()
    })
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(2000))]

    #[test]
    fn spans_are_words_of_the_text(text in votes()) {
        let document = Document {
            pages: vec![Page { span: Span::new(0, text.len()), ..Page::default() }],
            text,
            ..Document::default()
        };
        let norm = normalize(&document).body;
        let blocks = segment(&norm);
        for mention in parse(Input { norm: &norm, blocks: &blocks }) {
            prop_assert!(norm.text.get(mention.span.range()).is_some_and(|w| !w.is_empty()), "{mention:?}");
        }
    }
}
