//! Files of LibreOffice, and files by hand after the specification (`fixtures/old_word.py`).

use super::read;
use crate::error::ErrorKind;
use crate::model::{Document, Format, Limits, TextSource};

const WORD_97: &[u8] = include_bytes!("../../../fixtures/documents/v06-doc-narrow/input.doc");
const WORD_6: &[u8] = include_bytes!("../../../fixtures/documents/v07-doc-word6/input.doc");
const LIBREOFFICE: &[u8] = include_bytes!("../../../fixtures/documents/v05-doc-libreoffice/input.doc");
const LISTS: &[u8] = include_bytes!("../../../fixtures/documents/v17-doc-lists/input.doc");

fn document(bytes: &[u8]) -> Document {
    read(bytes, &Limits::default()).expect("a document")
}

#[test]
fn a_byte_a_letter() {
    let read = document(WORD_97);
    assert!(read.text.starts_with("Препис!\n\nОБЩИНСКИ СЪВЕТ - КАСПИЧАН\n"));
    assert_eq!(read.text_source, TextSource::Repaired);
    assert!(
        read.text.contains("\nДърва за огрев           44н "),
        "{}",
        read.text
    );
}

#[test]
fn word_6() {
    let read = document(WORD_6);
    assert!(read.text.starts_with("ОБЩИНСКИ СЪВЕТ - СТРУМЯНИ\n"));
    assert!(read.text.trim_end().ends_with("Председател на ОбС – Струмяни"));
}

#[test]
fn two_bytes_a_letter() {
    let read = document(LIBREOFFICE);
    assert_eq!(read.text_source, TextSource::Embedded);
    assert!(read.issues.is_empty());
    assert!(!read.pages[0].furniture.is_empty() || read.text.contains("ХАРМАНЛИ"));
}

#[test]
fn numbers_of_items_are_counted() {
    let text = document(LISTS).text;
    for line in [
        "1. Приема отчета",
        "1.1. Първа част",
        "1.2. Втора част",
        "2. Възлага на кмета",
        "а) не се брои сам",
        "II. Втори раздел",
        "• без номер",
    ] {
        assert!(text.lines().any(|l| l.starts_with(line)), "{line} in\n{text}");
    }
    for unseen in ["скрито", "изтрито", "HYPERLINK"] {
        assert!(!text.contains(unseen), "{unseen} in\n{text}");
    }
    assert!(text.contains("вмъкнато") && text.contains("връзка"));
    assert!(text.contains("бележка под линия") && text.contains("чл. 21¹"));
}

#[test]
fn locked_files_say_so() {
    let locked = include_bytes!("../../../fixtures/broken/locked.doc");
    let read = read(locked, &Limits::default());
    assert_eq!(read.err(), Some(ErrorKind::Encrypted(Format::Doc)));
}

#[test]
fn damaged_files_give_their_words() {
    for bytes in [
        &include_bytes!("../../../fixtures/broken/no-table.doc")[..],
        &include_bytes!("../../../fixtures/broken/cut.doc")[..],
        &LIBREOFFICE[..LIBREOFFICE.len() / 2],
    ] {
        let read = document(bytes);
        assert!(
            read.text.contains("ОБЩИНСК") || read.text.contains("Общинск"),
            "{}",
            read.text
        );
        assert_eq!(read.issues.first().map(|i| i.code), Some("file_damaged"));
    }
    assert!(matches!(
        read(&WORD_97[..600], &Limits::default()),
        Err(ErrorKind::Broken(Format::Doc, _))
    ));
}
