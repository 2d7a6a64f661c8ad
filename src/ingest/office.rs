//! Zip archives: which of the office formats one is.

use std::io::{Cursor, Read};

use zip::ZipArchive;

use crate::model::Format;

/// Bytes of a part that are looked at.
const WITHIN: u64 = 1 << 16;

/// The format that an archive's parts tell; none where it is something else. Where the list of parts is lost, the headers before the
/// parts have their names.
pub(super) fn format(bytes: &[u8]) -> Option<Format> {
    match ZipArchive::new(Cursor::new(bytes)) {
        Ok(mut archive) => {
            let mut part = |name: &str| {
                let mut out = String::new();
                let file = archive.by_name(name).ok()?;
                // What cannot be read to its end may have been read far enough.
                let _ = file.take(WITHIN).read_to_string(&mut out);
                Some(out)
            };
            let told = part("mimetype").or_else(|| part("META-INF/manifest.xml"));
            let told = told.and_then(|t| of_opendocument(&t));
            told.or_else(|| of_names(archive.file_names_raw()))
        }
        Err(_) => {
            let names: Vec<&[u8]> = memchr::memmem::find_iter(bytes, b"PK\x03\x04")
                .filter_map(|at| name(bytes.get(at..)?))
                .collect();
            let told = bytes.get(30..).filter(|b| b.starts_with(b"mimetype"));
            let told = told.map(|b| String::from_utf8_lossy(&b[8..b.len().min(100)]));
            told.and_then(|t| of_opendocument(&t))
                .or_else(|| of_names(names.into_iter()))
        }
    }
}

/// `application/vnd.oasis.opendocument.text`, templates and master documents too (ODF 1.3, part 2, 3.3).
fn of_opendocument(told: &str) -> Option<Format> {
    let (_, kind) = told.split_once("application/vnd.oasis.opendocument.")?;
    if kind.starts_with("text") {
        Some(Format::Odt)
    } else if kind.starts_with("spreadsheet") {
        Some(Format::Ods)
    } else {
        None
    }
}

/// The folders of Office Open XML.
fn of_names<'n>(names: impl Iterator<Item = &'n [u8]>) -> Option<Format> {
    let mut found = None;
    for name in names {
        let name = name.strip_prefix(b"/").unwrap_or(name).to_ascii_lowercase();
        if name.starts_with(b"word/document") {
            return Some(Format::Docx);
        } else if name == b"xl/workbook.xml" {
            return Some(Format::Xlsx);
        } else if name.starts_with(b"word/") {
            found = found.or(Some(Format::Docx));
        } else if name.starts_with(b"xl/") {
            found = found.or(Some(Format::Xlsx));
        }
    }
    found
}

/// The name in a part's header (APPNOTE.TXT, 4.3.7).
fn name(header: &[u8]) -> Option<&[u8]> {
    let length = usize::from(u16::from_le_bytes([*header.get(26)?, *header.get(27)?]));
    header.get(30..30 + length)
}

#[cfg(test)]
mod tests {
    use super::*;

    /// A part's header without data.
    fn header(name: &str) -> Vec<u8> {
        let mut out = b"PK\x03\x04".to_vec();
        out.resize(26, 0);
        out.extend((name.len() as u16).to_le_bytes());
        out.extend([0, 0]);
        out.extend(name.as_bytes());
        out
    }

    #[test]
    fn archives_without_a_list_are_known_by_their_headers() {
        let of = |names: &[&str]| format(&names.iter().flat_map(|n| header(n)).collect::<Vec<u8>>());
        assert_eq!(
            of(&["[Content_Types].xml", "word/document.xml"]),
            Some(Format::Docx)
        );
        assert_eq!(
            of(&["[Content_Types].xml", "xl/worksheets/sheet1.xml"]),
            Some(Format::Xlsx)
        );
        assert_eq!(
            of(&["mimetypeapplication/vnd.oasis.opendocument.text"]),
            Some(Format::Odt)
        );
        assert_eq!(of(&["readme.txt"]), None);
    }
}
