//! Which program's file a compound file is (\[MS-CFB\]), by the names in its directory.

use crate::error::ErrorKind;
use crate::model::Format;

/// The first bytes of a compound file (\[MS-CFB\] 2.2).
pub(super) const MARK: &[u8] = b"\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1";

/// Tells the format of a compound file.
///
/// # Errors
/// It is of a program whose files are not read, or locked with a password.
pub(super) fn sniff(bytes: &[u8]) -> Result<Format, ErrorKind> {
    let at = |name: &str| entry(bytes, name);
    let sheet = at("Workbook").or(at("Book"));
    match (at("WordDocument"), sheet) {
        // A document may hold a sheet, and a sheet a document: the file's own entries come first.
        (Some(word), sheet) if sheet.is_none_or(|s| word < s) || at("1Table").or(at("0Table")).is_some() => {
            Ok(Format::Doc)
        }
        _ if at("EncryptedPackage").is_some() => Err(ErrorKind::Encrypted(Format::Docx)),
        (_, Some(_)) => unknown("a workbook of Excel 97 or older"),
        _ if at("PowerPoint Document").is_some() => unknown("slides of PowerPoint 97 or older"),
        _ if at("__properties_version1.0").is_some() => unknown("a letter of Outlook"),
        // The directory is lost, the document may not be.
        _ if memchr::memmem::find_iter(bytes, b"\xEC\xA5").any(|at| is_word(bytes, at)) => Ok(Format::Doc),
        _ => unknown("a compound file of no program that is known"),
    }
}

/// Whether the head of a document of Word 97 or later stands at `at` (\[MS-DOC\] 2.5.1: wIdent, nFib).
fn is_word(bytes: &[u8], at: usize) -> bool {
    const VERSIONS: [u16; 5] = [0x00C1, 0x00D9, 0x0101, 0x010C, 0x0112];
    let version = bytes
        .get(at + 2..at + 4)
        .map(|b| u16::from_le_bytes([b[0], b[1]]));
    at.is_multiple_of(512) && version.is_some_and(|v| VERSIONS.contains(&v))
}

fn unknown(what: &str) -> Result<Format, ErrorKind> {
    Err(ErrorKind::UnknownFormat(what.to_owned()))
}

/// Where the directory has an entry with this name (\[MS-CFB\] 2.6.1: 64 bytes for the name, then its length, 128 in all). The
/// whole file is searched, for the chain to the directory may be damaged.
fn entry(bytes: &[u8], name: &str) -> Option<usize> {
    let mut wide: Vec<u8> = name.encode_utf16().flat_map(u16::to_le_bytes).collect();
    wide.extend([0, 0]);
    let length = (wide.len() as u16).to_le_bytes();
    memchr::memmem::find_iter(bytes, &wide)
        .find(|at| at.is_multiple_of(128) && bytes.get(at + 64..at + 66) == Some(&length[..]))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn file(names: &[&str]) -> Vec<u8> {
        let mut out = MARK.to_vec();
        out.resize(512, 0);
        for name in names {
            let mut entry: Vec<u8> = name.encode_utf16().flat_map(u16::to_le_bytes).collect();
            let length = entry.len() as u8 + 2;
            entry.resize(128, 0);
            entry[64] = length;
            out.extend(entry);
        }
        out
    }

    #[test]
    fn files_of_each_program() {
        assert_eq!(
            sniff(&file(&["Root Entry", "1Table", "WordDocument"])),
            Ok(Format::Doc)
        );
        assert_eq!(
            sniff(&file(&["Root Entry", "EncryptedPackage"])),
            Err(ErrorKind::Encrypted(Format::Docx))
        );
        for other in ["Workbook", "Book", "PowerPoint Document", "Anything"] {
            let told = sniff(&file(&["Root Entry", other]));
            assert!(matches!(told, Err(ErrorKind::UnknownFormat(_))), "{other}");
        }
    }
}
