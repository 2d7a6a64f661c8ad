use std::io::{Cursor, Write};

use zip::write::SimpleFileOptions;

use super::read;
use crate::model::{Document, Limits};

const W: &str = r#"xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main" xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships" xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006" xmlns:m="http://schemas.openxmlformats.org/officeDocument/2006/math""#;

fn archive(parts: &[(&str, String)]) -> Vec<u8> {
    let mut file = zip::ZipWriter::new(Cursor::new(Vec::new()));
    for (name, text) in parts {
        file.start_file(*name, SimpleFileOptions::default())
            .expect("in memory");
        file.write_all(text.as_bytes()).expect("in memory");
    }
    file.finish().expect("in memory").into_inner()
}

/// A document with a body and other parts, named as Word names them.
fn document(body: &str, others: &[(&str, &str)]) -> Document {
    let mut parts = vec![(
        "word/document.xml",
        format!("<w:document {W}><w:body>{body}</w:body></w:document>"),
    )];
    parts.extend(
        others
            .iter()
            .map(|(name, text)| (*name, text.replacen("W>", &format!("{W}>"), 1))),
    );
    read(&archive(&parts), &Limits::default()).expect("a sound file")
}

fn text(body: &str) -> String {
    document(body, &[]).text
}

fn p(words: &str) -> String {
    format!("<w:p><w:r><w:t>{words}</w:t></w:r></w:p>")
}

/// An item of a list.
fn item(list: u32, level: u32, words: &str) -> String {
    format!(
        r#"<w:p><w:pPr><w:numPr><w:ilvl w:val="{level}"/><w:numId w:val="{list}"/></w:numPr></w:pPr><w:r><w:t>{words}</w:t></w:r></w:p>"#
    )
}

fn level(at: u32, format: &str, shown: &str, more: &str) -> String {
    format!(
        r#"<w:lvl w:ilvl="{at}"><w:start w:val="1"/><w:numFmt w:val="{format}"/>{more}<w:lvlText w:val="{shown}"/></w:lvl>"#
    )
}

/// Items with the numbering of these levels; list 2 is another of the same kind, which starts at 5, list 3 goes on.
fn numbered(levels: &str, body: &str) -> Vec<String> {
    let numbering = format!(
        r#"<w:numbering W><w:abstractNum w:abstractNumId="0">{levels}</w:abstractNum><w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num><w:num w:numId="2"><w:abstractNumId w:val="0"/><w:lvlOverride w:ilvl="0"><w:startOverride w:val="5"/></w:lvlOverride></w:num><w:num w:numId="3"><w:abstractNumId w:val="0"/></w:num></w:numbering>"#
    );
    let styles = r#"<w:styles W><w:style w:type="paragraph" w:styleId="Point"><w:pPr><w:numPr><w:numId w:val="1"/></w:numPr></w:pPr></w:style><w:style w:type="paragraph" w:styleId="Under"><w:basedOn w:val="Point"/><w:pPr><w:numPr><w:ilvl w:val="1"/></w:numPr></w:pPr></w:style></w:styles>"#;
    let document = document(
        body,
        &[("word/numbering.xml", &numbering), ("word/styles.xml", styles)],
    );
    document.text.lines().map(str::to_owned).collect()
}

#[test]
fn lists_count_by_level() {
    let levels = level(0, "decimal", "%1.", "")
        + &level(1, "decimal", "%1.%2.", "")
        + &level(2, "russianLower", "%3)", "");
    let body: String = [(0, "а"), (1, "б"), (1, "в"), (2, "г"), (0, "д"), (1, "е")]
        .map(|(level, words)| item(1, level, words))
        .concat();
    assert_eq!(
        numbered(&levels, &body),
        ["1. а", "1.1. б", "1.2. в", "а) г", "2. д", "2.1. е"]
    );
}

#[test]
fn lists_start_again_or_go_on() {
    let levels = level(0, "upperRoman", "%1.", "") + &level(1, "decimal", "%1.%2", r#"<w:isLgl/>"#);
    let body = item(1, 0, "а") + &item(2, 0, "б") + &item(2, 1, "в") + &item(3, 0, "г") + &p("д");
    assert_eq!(numbered(&levels, &body), ["I. а", "V. б", "5.1 в", "VI. г", "д"]);
}

#[test]
fn a_level_may_count_on() {
    let levels =
        level(0, "decimal", "%1.", "") + &level(1, "lowerLetter", "%2)", r#"<w:lvlRestart w:val="0"/>"#);
    let body = item(1, 0, "а") + &item(1, 1, "б") + &item(1, 0, "в") + &item(1, 1, "г");
    assert_eq!(numbered(&levels, &body), ["1. а", "a) б", "2. в", "b) г"]);
}

#[test]
fn styles_number_too() {
    let levels =
        level(0, "decimal", "Чл. %1.", r#"<w:pStyle w:val="Point"/>"#) + &level(1, "decimal", "(%2)", "");
    let styled = |style: &str, words: &str| {
        format!(r#"<w:p><w:pPr><w:pStyle w:val="{style}"/></w:pPr><w:r><w:t>{words}</w:t></w:r></w:p>"#)
    };
    let none = r#"<w:p><w:pPr><w:pStyle w:val="Point"/><w:numPr><w:numId w:val="0"/></w:numPr></w:pPr><w:r><w:t>без</w:t></w:r></w:p>"#;
    let body = styled("Point", "а") + &styled("Under", "б") + none + &styled("Point", "в");
    assert_eq!(numbered(&levels, &body), ["Чл. 1. а", "(1) б", "без", "Чл. 2. в"]);
}

#[test]
fn bullets_of_signs_are_bullets() {
    let levels = level(0, "bullet", "\u{F0B7}", "");
    assert_eq!(numbered(&levels, &item(1, 0, "а")), ["• а"]);
}

#[test]
fn changes_are_accepted() {
    let body = r#"<w:p><w:r><w:t xml:space="preserve">Отпуска </w:t></w:r><w:del><w:r><w:delText>100</w:delText></w:r></w:del><w:ins><w:r><w:t>200</w:t></w:r></w:ins><w:moveFrom><w:r><w:t>далеч</w:t></w:r></w:moveFrom><w:r><w:t xml:space="preserve"> лв.</w:t></w:r></w:p>"#;
    assert_eq!(text(body), "Отпуска 200 лв.\n");
    let joined = r#"<w:p><w:pPr><w:rPr><w:del/></w:rPr></w:pPr><w:r><w:t xml:space="preserve">Приема </w:t></w:r></w:p><w:p><w:r><w:t>отчета.</w:t></w:r></w:p>"#;
    assert_eq!(text(joined), "Приема отчета.\n");
}

#[test]
fn what_is_hidden_is_not_read() {
    let body = r#"<w:p><w:r><w:rPr><w:vanish/></w:rPr><w:t>тайно</w:t></w:r><w:r><w:rPr><w:vanish w:val="0"/></w:rPr><w:t>явно</w:t></w:r><w:r><w:rPr><w:caps/></w:rPr><w:t xml:space="preserve"> реши</w:t></w:r></w:p>"#;
    assert_eq!(text(body), "явно РЕШИ\n");
}

#[test]
fn of_fields_the_result_is_read() {
    let body = r#"<w:p><w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText>IF 1 </w:instrText></w:r><w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText>DATE</w:instrText></w:r><w:r><w:fldChar w:fldCharType="separate"/></w:r><w:r><w:t>вътре</w:t></w:r><w:r><w:fldChar w:fldCharType="end"/></w:r><w:r><w:fldChar w:fldCharType="separate"/></w:r><w:r><w:t>14.09.2022</w:t></w:r><w:r><w:fldChar w:fldCharType="end"/></w:r><w:fldSimple w:instr="PAGE"><w:r><w:t xml:space="preserve"> г.</w:t></w:r></w:fldSimple><w:hyperlink r:id="x"><w:r><w:t xml:space="preserve"> виж</w:t></w:r></w:hyperlink></w:p>"#;
    assert_eq!(text(body), "14.09.2022 г. виж\n");
}

#[test]
fn frames_are_read_once() {
    let frame = format!("<w:txbxContent>{}</w:txbxContent>", p("в рамка"));
    let body = format!(
        r#"<w:p><w:r><w:t>преди</w:t></w:r><w:r><mc:AlternateContent><mc:Choice Requires="wps"><w:drawing><x>{frame}</x></w:drawing></mc:Choice><mc:Fallback><w:pict>{frame}</w:pict></mc:Fallback></mc:AlternateContent></w:r></w:p>"#
    );
    assert_eq!(text(&body), "преди\nв рамка\n");
}

#[test]
fn signs_and_blanks() {
    let body = r#"<w:p><w:r><w:sym w:font="Wingdings" w:char="F0FC"/><w:t>а</w:t><w:tab/><w:t>б</w:t><w:br/><w:t>в</w:t><w:noBreakHyphen/><w:t>г</w:t><w:softHyphen/><w:t>д</w:t></w:r></w:p>"#;
    assert_eq!(text(body), "✓а\tб\nв-гд\n");
    let equation = r#"<w:p><m:oMath><m:f><m:num><m:r><m:t>2</m:t></m:r></m:num><m:den><m:r><m:t>3</m:t></m:r></m:den></m:f></m:oMath></w:p>"#;
    assert_eq!(text(equation), "2/3\n");
}

#[test]
fn pages_are_those_that_word_remembers() {
    let body = r#"<w:p><w:r><w:t>едно</w:t><w:br w:type="page"/></w:r></w:p><w:p><w:r><w:lastRenderedPageBreak/><w:t>две</w:t></w:r></w:p><w:p><w:pPr><w:pageBreakBefore/></w:pPr><w:r><w:lastRenderedPageBreak/><w:t>три</w:t></w:r></w:p>"#;
    let document = document(body, &[]);
    assert_eq!(document.text, "едно\n\u{c}две\n\u{c}три\n");
    assert_eq!(document.pages.len(), 3);
}

#[test]
fn notes_stand_at_the_end_of_their_page() {
    let body = r#"<w:p><w:r><w:t>по чл. 21</w:t></w:r><w:r><w:footnoteReference w:id="2"/></w:r><w:r><w:br w:type="page"/><w:t>две</w:t></w:r></w:p>"#;
    let notes = r#"<w:footnotes W><w:footnote w:type="separator" w:id="0"><w:p/></w:footnote><w:footnote w:id="2"><w:p><w:r><w:footnoteRef/><w:t xml:space="preserve"> ДВ, бр. 77.</w:t></w:r></w:p></w:footnote></w:footnotes>"#;
    let document = document(body, &[("word/footnotes.xml", notes)]);
    assert_eq!(document.text, "по чл. 21¹\n¹ ДВ, бр. 77.\n\u{c}две\n");
}

#[test]
fn cells_over_columns_and_rows() {
    let cell =
        |properties: &str, words: &str| format!("<w:tc><w:tcPr>{properties}</w:tcPr>{}</w:tc>", p(words));
    let row = |cells: &[String]| format!("<w:tr>{}</w:tr>", cells.concat());
    let body = format!(
        "<w:tbl>{}{}{}</w:tbl>",
        row(&[
            cell(r#"<w:vMerge w:val="restart"/>"#, "Обект"),
            cell(r#"<w:gridSpan w:val="2"/>"#, "Суми")
        ]),
        row(&[cell("<w:vMerge/>", ""), cell("", "план"), cell("", "отчет")]),
        row(&[cell("", "Мост"), cell("", "1 200"), cell("", "900")]),
    );
    assert_eq!(
        text(&body),
        "Обект       Суми\n        план    отчет\nМост    1 200   900\n"
    );
}

#[test]
fn a_table_in_a_table() {
    let inner = format!(
        "<w:tbl><w:tr><w:tc>{}</w:tc><w:tc>{}</w:tc></w:tr></w:tbl>",
        p("а"),
        p("1")
    );
    let body = format!(
        "<w:tbl><w:tr><w:tc>{}{inner}<w:p/></w:tc></w:tr></w:tbl>",
        p("преди")
    );
    assert_eq!(text(&body), "преди\nа   1\n\n");
}

#[test]
fn strict_names_and_wide_letters() {
    let strict = r#"<x:document xmlns:x="http://purl.oclc.org/ooxml/wordprocessingml/main"><x:body><x:p><x:r><x:t>Жалба</x:t></x:r></x:p></x:body></x:document>"#;
    let mut file = zip::ZipWriter::new(Cursor::new(Vec::new()));
    file.start_file("word/document.xml", SimpleFileOptions::default())
        .expect("in memory");
    let wide: Vec<u8> = "\u{FEFF}"
        .encode_utf16()
        .chain(strict.encode_utf16())
        .flat_map(u16::to_le_bytes)
        .collect();
    file.write_all(&wide).expect("in memory");
    let bytes = file.finish().expect("in memory").into_inner();
    assert_eq!(
        read(&bytes, &Limits::default()).expect("a sound file").text,
        "Жалба\n"
    );
}
