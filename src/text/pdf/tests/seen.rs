//! What a reader does not see is kept out and told; marked content.

use lopdf::{Object, Stream, dictionary};

use super::{build, bytes, column, text_of};
use crate::model::{Document, Limits};
use crate::text::pdf::read;

fn told(doc: &Document) -> Vec<&str> {
    let hidden = doc.issues.iter().filter(|i| i.code == "hidden_text");
    hidden.map(|i| i.message.as_str()).collect()
}

#[test]
fn white_on_white_is_kept_out() {
    for white in [
        "1 g",
        "1 1 1 rg",
        "0 0 0 0 k",
        "/DeviceRGB cs 1 1 1 sc",
        "/DeviceGray cs 1 scn",
    ] {
        let content = format!(
            "{}q {white} {} Q {}",
            column(70, 700, &["Първи ред"]),
            column(70, 650, &["Втори ред"]),
            column(70, 600, &["Трети ред"])
        );
        let doc = text_of(&content);
        assert!(
            doc.text.contains("Първи") && doc.text.contains("Трети") && !doc.text.contains("Втори"),
            "{white}: {}",
            doc.text
        );
        assert_eq!(
            told(&doc),
            ["letters that nobody sees are kept out: 8 white on white"],
            "{white}"
        );
    }
}

#[test]
fn white_on_a_dark_field_stays() {
    let banner = "0 0 0.4 rg 60 640 300 30 re f";
    let rounded = "0.2 g 60 640 m 360 640 l 370 640 370 670 360 670 c 60 670 l h f";
    for field in [banner, rounded] {
        let doc = text_of(&format!(
            "{field} 1 g {}",
            column(70, 650, &["Бял ред на тъмно поле"])
        ));
        assert_eq!(
            (doc.text.as_str(), told(&doc).len()),
            ("Бял ред на тъмно поле\n", 0),
            "{field}"
        );
        // What is painted behind the words hides them as paper does.
        let doc = text_of(&format!(
            "1 g {} {field}",
            column(70, 650, &["Бял ред на тъмно поле"])
        ));
        assert_eq!((doc.text.as_str(), told(&doc).len()), ("", 1), "{field}");
    }
    // A colour of a space that nobody knows is no white, and neither are full inks.
    for colour in ["/Spot cs 1 scn", "1 1 1 1 k", "0.5 g"] {
        let doc = text_of(&format!("{colour} {}", column(70, 650, &["Ред на страницата"])));
        assert_eq!(doc.text, "Ред на страницата\n", "{colour}");
    }
}

#[test]
fn invisible_text_is_read_over_a_picture_only() {
    let words = format!("3 Tr {}", column(70, 700, &["Невидим ред"]));
    let doc = text_of(&words);
    assert_eq!(doc.text, "");
    assert_eq!(
        told(&doc),
        ["letters that nobody sees are kept out: 10 invisible, with no picture under them"]
    );
    let over = |content: &str| {
        let file = build(&[content], "WinAnsiEncoding", |doc, resources| {
            let image = dictionary! { "Type" => "XObject", "Subtype" => "Image" };
            let image = doc.add_object(Stream::new(image, vec![0; 64]));
            let resources = doc.get_dictionary_mut(resources).expect("just made");
            resources.set("XObject", dictionary! { "Im1" => image });
        });
        read(&bytes(file), &Limits::default()).expect("a sound file").text
    };
    let scan = "q 600 0 0 800 0 0 cm /Im1 Do Q";
    assert_eq!(over(&format!("{scan} {words}")), "Невидим ред\n");
    assert_eq!(
        over(&format!("{words} {scan}")),
        "Невидим ред\n",
        "the picture may be painted later"
    );
    assert_eq!(
        over(&format!("q 50 0 0 50 500 10 cm /Im1 Do Q {words}")),
        "",
        "a picture beside it"
    );
}

#[test]
fn text_beside_the_page_is_kept_out() {
    let content = format!(
        "{}{}{}",
        column(70, 900, &["над страницата"]),
        column(70, 700, &["на страницата"]),
        column(560, 650, &["излиза от нея"])
    );
    let doc = text_of(&content);
    let lines: Vec<&str> = doc
        .text
        .lines()
        .map(str::trim)
        .filter(|l| !l.is_empty())
        .collect();
    assert_eq!(
        lines,
        ["на страницата", "излиза от нея"],
        "a line that is cut stays whole"
    );
    assert_eq!(
        told(&doc),
        ["letters that nobody sees are kept out: 13 beside the page"]
    );
}

#[test]
fn replaced_text() {
    let shown = |properties: &str, words: &str| {
        text_of(&format!(
            "BT /F1 10 Tf 70 700 Td /Span << {properties} >> BDC ({words}) Tj EMC ( до края на реда) Tj ET"
        ))
        .text
    };
    assert_eq!(shown("/ActualText (No)", "№"), "No до края на реда\n");
    assert_eq!(
        shown("/ActualText ()", "***"),
        "до края на реда\n",
        "an ornament says nothing"
    );
    assert_eq!(
        shown("/ActualText ()", "-"),
        "- до края на реда\n",
        "one sign is a hyphen"
    );
    let nested = "/Span << /ActualText (ab) >> BDC BT /F1 10 Tf 70 700 Td (x) Tj \
                  /Span << /ActualText (c) >> BDC (y) Tj EMC (z) Tj ET EMC";
    assert_eq!(text_of(nested).text, "ab\n", "the outer text stands for all");
    let file = build(
        &["/Span /P1 BDC BT /F1 10 Tf 70 700 Td (x) Tj ET EMC"],
        "WinAnsiEncoding",
        |doc, resources| {
            let named = dictionary! { "P1" => dictionary! { "ActualText" => Object::string_literal("fi") } };
            let resources = doc.get_dictionary_mut(resources).expect("just made");
            resources.set("Properties", named);
        },
    );
    let doc = read(&bytes(file), &Limits::default()).expect("a sound file");
    assert_eq!(doc.text, "fi\n");
}

#[test]
fn lines_that_the_producer_calls_furniture() {
    let content = format!(
        "/Artifact << /Type /Pagination /Subtype /Header >> BDC {} EMC {} /Artifact BMC {} EMC",
        column(70, 780, &["Протокол от заседание"]),
        column(70, 700, &["Приема отчета."]),
        column(70, 600, &["украса"])
    );
    let doc = text_of(&content);
    let told: Vec<&str> = doc.pages[0].furniture.iter().map(|s| s.of(&doc.text)).collect();
    assert_eq!(told, ["Протокол от заседание\n"], "{}", doc.text);
}
