//! Office files: whole documents, archives that mean harm, files that are damaged.

use std::fs;
use std::io::{Cursor, Write};
use std::panic::{AssertUnwindSafe, catch_unwind};

use savet::model::Record;
use savet::model::schema::Table;
use savet::{Config, Extractor, Limits};
use zip::write::SimpleFileOptions;

use super::support::{paths, root};

const W: &str = "xmlns:w=\"http://schemas.openxmlformats.org/wordprocessingml/2006/main\"";

fn archive(parts: &[(&str, Vec<u8>)]) -> Vec<u8> {
    let mut file = zip::ZipWriter::new(Cursor::new(Vec::new()));
    for (name, content) in parts {
        file.start_file(*name, SimpleFileOptions::default())
            .expect("in memory");
        file.write_all(content).expect("in memory");
    }
    file.finish().expect("in memory").into_inner()
}

/// A DOCX whose body is `body`.
fn docx(body: &str) -> Vec<u8> {
    let text = format!("<w:document {W}><w:body>{body}</w:body></w:document>");
    archive(&[("word/document.xml", text.into_bytes())])
}

fn code(bytes: &[u8], limits: Limits) -> &'static str {
    let result = Extractor::new(Config {
        limits,
        ..Config::default()
    })
    .text(bytes);
    result.map_or_else(|e| e.code(), |_| "read")
}

fn fixture(name: &str) -> Vec<u8> {
    fs::read(root().join("fixtures/documents").join(name)).expect("the fixture can be read")
}

fn diagnostics(record: &Record) -> Vec<String> {
    record
        .of(Table::Diagnostics)
        .map(|d| d.get("code").to_text())
        .collect()
}

#[test]
fn formats_are_told_by_content() {
    for (name, format) in [
        ("w01-docx-word/input.docx", "docx"),
        ("w05-odt-libreoffice/input.odt", "odt"),
        ("w08-odt-flat/input.fodt", "odt"),
        ("y01-xlsx-openpyxl/input.xlsx", "xlsx"),
        ("y04-ods-libreoffice/input.ods", "ods"),
    ] {
        let record = Extractor::default().extract("scan.pdf", &fixture(name));
        assert_eq!(record.document.get("format").to_text(), format, "{name}");
    }
    let other = archive(&[("readme.txt", b"nothing".to_vec())]);
    assert_eq!(code(&other, Limits::default()), "unknown_format");
}

#[test]
fn a_letterhead_in_the_header_names_the_council() {
    let record = Extractor::default().extract("input", &fixture("w01-docx-word/input.docx"));
    assert_eq!(record.document.get("municipality").to_text(), "Каспичан");
}

#[test]
fn a_file_without_its_end_is_still_read() {
    for name in ["w01-docx-word/input.docx", "w05-odt-libreoffice/input.odt"] {
        let whole = fixture(name);
        let list = place(&whole, b"PK\x01\x02");
        let record = Extractor::default().extract("input", &whole[..list]);
        assert!(diagnostics(&record).iter().any(|c| c == "file_damaged"), "{name}");
        let text = |bytes: &[u8]| Extractor::default().text(bytes).expect("a readable file");
        assert_eq!(text(&whole[..list]), text(&whole), "{name}");
    }
}

/// Where the list of an archive's parts begins.
fn place(bytes: &[u8], mark: &[u8]) -> usize {
    bytes
        .windows(mark.len())
        .position(|w| w == mark)
        .expect("an archive")
}

#[test]
fn bombs_have_their_codes() {
    let blanks = docx(&" ".repeat(20 << 20));
    assert_eq!(code(&blanks, Limits::default()), "limit_decompressed");
    let deep = docx(&"<w:tbl><w:tr><w:tc>".repeat(10_000));
    assert_eq!(code(&deep, Limits::default()), "limit_nesting");
    let many = docx(&"<w:p/>".repeat(2000));
    let limits = Limits {
        objects: 1000,
        ..Limits::default()
    };
    assert_eq!(code(&many, limits.clone()), "limit_objects");
    let parts: Vec<(String, Vec<u8>)> = (0..1500).map(|i| (format!("word/{i}"), Vec::new())).collect();
    let parts: Vec<(&str, Vec<u8>)> = parts.iter().map(|(n, c)| (n.as_str(), c.clone())).collect();
    assert_eq!(code(&archive(&parts), limits), "limit_objects");
    let pages = docx(&r#"<w:p><w:r><w:t>x</w:t><w:br w:type="page"/></w:r></w:p>"#.repeat(30));
    let few = Limits {
        pages: 10,
        ..Limits::default()
    };
    assert_eq!(code(&pages, few), "limit_pages");
    let long = docx(&format!(
        "<w:p><w:r><w:t>{}</w:t></w:r></w:p>",
        "дума ".repeat(1000)
    ));
    let short = Limits {
        text: 100,
        ..Limits::default()
    };
    assert_eq!(code(&long, short), "limit_text");
}

#[test]
fn entities_and_attributes_do_not_grow() {
    let mut laughs = String::from("<!DOCTYPE w:document [<!ENTITY a0 \"ха\">");
    for i in 1..30 {
        laughs.push_str(&format!("<!ENTITY a{i} \"&a{};&a{};\">", i - 1, i - 1));
    }
    laughs.push_str(&format!(
        "]><w:document {W}><w:body><w:p><w:r><w:t>смях&a29;</w:t></w:r></w:p></w:body></w:document>"
    ));
    let text = Extractor::default().text(&archive(&[("word/document.xml", laughs.into_bytes())]));
    assert_eq!(text.expect("it is read").trim(), "смях");
    let mut noise = String::new();
    (0..200_000).for_each(|i| noise.push_str(&format!("{:x} ", i * 7_919)));
    let wide = docx(&format!(
        "<w:p w:rsidR=\"{noise}\"><w:r><w:t>широко</w:t></w:r></w:p>"
    ));
    assert_eq!(
        Extractor::default().text(&wide).expect("it is read").trim(),
        "широко"
    );
}

#[test]
fn parts_on_one_another_are_refused() {
    // Both entries of the list lead to the first part.
    let part = |n: u8| (format!("word/document{n}.xml"), vec![b' '; 100]);
    let (first, second) = (part(1), part(2));
    let mut bytes = archive(&[(&first.0, first.1), (&second.0, second.1)]);
    let list = place(&bytes, b"PK\x01\x02");
    let entry = list + 46 + first.0.len();
    assert_eq!(&bytes[entry..entry + 4], b"PK\x01\x02");
    let offset: Vec<u8> = bytes[list + 42..list + 46].to_vec();
    bytes[entry + 42..entry + 46].copy_from_slice(&offset);
    assert_eq!(code(&bytes, Limits::default()), "docx_broken");
}

#[test]
fn changed_files_never_stop_the_program() {
    let mut files = Vec::new();
    for extension in [".docx", ".odt", ".fodt", ".xlsx", ".ods"] {
        for folder in ["fixtures/documents", "fixtures/broken"] {
            files.extend(paths(&root().join(folder), extension));
        }
    }
    assert!(files.len() > 12, "the fixtures are there");
    let mut state = 1_u64;
    let mut random = |below: usize| {
        state = state
            .wrapping_mul(6_364_136_223_846_793_005)
            .wrapping_add(1_442_695_040_888_963_407);
        (state >> 33) as usize % below.max(1)
    };
    for file in files {
        let whole = fs::read(&file).expect("the fixture can be read");
        for round in 0..12 {
            let mut bytes = whole.clone();
            if round % 4 == 3 {
                bytes.truncate(random(whole.len()));
            }
            for _ in 0..=random(6) {
                let at = random(bytes.len());
                if let Some(byte) = bytes.get_mut(at) {
                    *byte ^= 1 << random(8);
                }
            }
            let result = catch_unwind(AssertUnwindSafe(|| {
                Extractor::default().try_extract("input", &bytes)
            }));
            let error = result.ok().and_then(|(_, error)| error.map(|e| e.code()));
            assert_ne!(error, Some("internal"), "{} round {round}", file.display());
        }
    }
}
