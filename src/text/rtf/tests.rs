//! Files by hand, as programs write them.

use super::read;
use crate::model::{Document, Limits, TextSource};

fn document(rtf: &[u8]) -> Document {
    read(rtf, &Limits::default()).expect("a file")
}

/// Cyrillic letters as `\'xx` of windows-1251.
fn coded(text: &str) -> String {
    let bytes = encoding_rs::WINDOWS_1251.encode(text).0;
    let code = |b: &u8| match b {
        0..=0x7F => char::from(*b).to_string(),
        _ => format!("\\'{b:02x}"),
    };
    bytes.iter().map(code).collect()
}

fn text(body: &str) -> String {
    let rtf = format!(
        "{{\\rtf1\\ansi\\ansicpg1251\\deff0{{\\fonttbl{{\\f0 Times;}}{{\\f1\\fcharset2 Symbol;}}}}{body}}}"
    );
    let read = document(coded(&rtf).as_bytes());
    assert!(read.issues.is_empty(), "{body}");
    read.text
}

#[test]
fn letters() {
    assert_eq!(
        text("Решение\\~\\'b9 5\\par б\\line в"),
        "Решение\u{a0}№ 5\nб\nв\n"
    );
    assert_eq!(
        text("\\u1056?\\u1077\\'e5\\u-3913? {\\uc0\\u8222}{\\uc2\\u8220\\'93\\'94}"),
        "Ре\u{f0b7} „“\n"
    );
    assert_eq!(text("{\\f1\\'b7}\\tab а\\emdash\\lquote б"), "•\tа—‘б\n");
    assert_eq!(text("чл. 21{\\super 1}, м{\\super 2}"), "чл. 21¹, м2\n");
    assert_eq!(text("а\u{c}б\\'0cв"), "а б в\n");
    assert_eq!(
        text("{\\caps решение}{\\v не}{\\deleted не}{\\v\\v0 да}"),
        "РЕШЕНИЕда\n"
    );
    assert_eq!(text("а\\bin3 }}}б{\\pict 00ff}{\\*\\unknown не}"), "аб\n");
    assert_eq!(text("{\\upr{не}{\\*\\ud{да}}}"), "да\n");
    assert_eq!(text("\\uc1\\u55357 ?\\u56832 ?"), "😀\n");
}

#[test]
fn fonts_tell_encodings() {
    let rtf =
        "{\\rtf1\\ansi\\deff1{\\fonttbl{\\f0\\fcharset0 A;}{\\f1\\fcharset204 B;}}\\f1 \\'d0\\'e5\\f0 \\'e9}";
    assert_eq!(document(rtf.as_bytes()).text, "Реé\n");
}

#[test]
fn windows_1251_under_a_latin_label() {
    let body = coded("Общински съвет приема решение за продажба");
    let rtf = format!("{{\\rtf1\\ansi\\ansicpg1252 {body}}}");
    let read = document(rtf.as_bytes());
    assert_eq!(read.text, "Общински съвет приема решение за продажба\n");
    assert_eq!(read.text_source, TextSource::Repaired);
    let latin = document(b"{\\rtf1\\ansi\\ansicpg1252 D\\'e9cision du conseil g\\'e9n\\'e9ral}");
    assert_eq!(latin.text, "Décision du conseil général\n");
}

#[test]
fn tables() {
    let row = |cells: [&str; 2]| {
        format!(
            "\\trowd\\cellx1000\\cellx3000\\pard\\intbl {}\\cell {}\\cell\\row",
            cells[0], cells[1]
        )
    };
    let table = format!("а\\par {}{}\\pard б", row(["Име", "Сума"]), row(["Иван", "5"]));
    assert_eq!(text(&table), "а\nИме    Сума\nИван   5\nб\n");
    let nested = "\\trowd\\cellx9\\pard\\intbl\\itap2 а\\nestcell б\\nestcell{\\*\\nesttableprops\\trowd\\nestrow}\
                  {\\nonesttables\\par}\\pard\\intbl\\itap1 в\\cell г\\cell\\row\\pard д";
    assert_eq!(text(nested), "а   б\nв\nг\nд\n");
}

#[test]
fn numbers_of_items_are_read_once() {
    let item = "{\\listtext\\pard\\plain 1.\\tab}{\\pntext\\pard\\plain 1.\\tab}{\\*\\pn\\pnlvlbody{\\pntxta .}}Приема\\par";
    assert_eq!(text(&format!("{item} {item}")), "1. Приема\n1. Приема\n");
}

#[test]
fn notes_headers_and_fields() {
    let body = "{\\header Община\\par}а{\\super\\chftn{\\footnote\\pard\\plain{\\super\\chftn} бележка}} б\\par\
                {\\field{\\*\\fldinst HYPERLINK x}{\\fldrslt в}}{\\shp{\\*\\shpinst{\\sp{\\sn n}{\\sv 1}}{\\shptxt кутия}}{\\shprslt не}} г";
    let read = text(body);
    assert_eq!(read, "Община\nа¹ б\nв г\nкутия\n1 бележка\n");
}

#[test]
fn damaged_files_give_their_text() {
    for rtf in ["{\\rtf1\\ansicpg1251 Resh\\par {\\b a", "{\\rtf1 {\\b Resh"] {
        let read = document(rtf.as_bytes());
        assert!(read.text.starts_with("Resh"), "{rtf}");
        assert_eq!(read.issues[0].code, "file_damaged");
    }
}

#[test]
fn hostile_files_end() {
    for part in [
        "{",
        "}",
        "{\\footnote",
        "{\\upr",
        "\\'",
        "\\cell",
        "\\trowd\\itap9\\nestcell",
        "{\\shptxt a",
        "\\bin99",
    ] {
        let rtf = format!("{{\\rtf1 {}", part.repeat(200_000 / part.len()));
        assert!(read(rtf.as_bytes(), &Limits::default()).is_ok(), "{part}");
    }
}
