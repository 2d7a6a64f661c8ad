use std::io::{Cursor, Write};

use zip::write::SimpleFileOptions;

use super::read;
use crate::model::Limits;

const S: &str = r#"xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main" xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships""#;

fn book(parts: &[(&str, &str)]) -> Vec<u8> {
    let relation = |id: &str, kind: &str, target: &str| {
        format!(r#"<Relationship Id="{id}" Type="x/{kind}" Target="{target}"/>"#)
    };
    let relations = format!(
        r#"<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">{}{}{}{}</Relationships>"#,
        relation("a", "worksheet", "worksheets/sheet1.xml"),
        relation("b", "worksheet", "worksheets/sheet2.xml"),
        relation("c", "sharedStrings", "sharedStrings.xml"),
        relation("d", "styles", "styles.xml"),
    );
    let mut file = zip::ZipWriter::new(Cursor::new(Vec::new()));
    let mut add = |name: &str, text: &str| {
        file.start_file(name, SimpleFileOptions::default())
            .expect("in memory");
        file.write_all(text.as_bytes()).expect("in memory");
    };
    add("xl/_rels/workbook.xml.rels", &relations);
    for (name, text) in parts {
        add(name, &text.replacen("S>", &format!("{S}>"), 1));
    }
    file.finish().expect("in memory").into_inner()
}

#[test]
fn a_sheet_is_read_as_shown() {
    let bytes = book(&[
        (
            "xl/workbook.xml",
            r#"<workbook S><sheets><sheet name="Цени" r:id="a"/><sheet name="работен" state="hidden" r:id="b"/></sheets></workbook>"#,
        ),
        (
            "xl/sharedStrings.xml",
            "<sst S><si><t>Обект</t></si><si><r><t>Цена,</t></r><r><t xml:space=\"preserve\"> лв.</t></r></si></sst>",
        ),
        (
            "xl/styles.xml",
            r##"<styleSheet S><numFmts><numFmt numFmtId="164" formatCode="#,##0.00"/></numFmts><cellXfs><xf numFmtId="0"/><xf numFmtId="164"/><xf numFmtId="14"/></cellXfs></styleSheet>"##,
        ),
        (
            "xl/worksheets/sheet1.xml",
            r#"<worksheet S><dimension ref="A1:XFD1048576"/><cols><col min="4" max="4" hidden="1"/></cols><sheetData><row r="1"><c r="A1" t="s"><v>0</v></c><c r="B1" t="s"><v>1</v></c><c r="D1" t="s"><v>0</v></c></row><row r="2" hidden="1"><c r="A2"><v>7</v></c></row><row r="3"><c r="A3" t="inlineStr"><is><t>Мост</t></is></c><c r="B3" s="1"><f>A1*2</f><v>1200.5</v></c><c r="C3" s="2"><v>45356</v></c></row></sheetData><mergeCells><mergeCell ref="B1:C1"/></mergeCells></worksheet>"#,
        ),
        (
            "xl/worksheets/sheet2.xml",
            r#"<worksheet S><sheetData><row><c><v>9</v></c></row></sheetData></worksheet>"#,
        ),
    ]);
    let document = read(&bytes, &Limits::default()).expect("a sound file");
    assert_eq!(
        document.text,
        "Обект         Цена, лв.\nМост    1 200,50   05.03.2024\n"
    );
    assert_eq!(document.pages.len(), 1);
}
