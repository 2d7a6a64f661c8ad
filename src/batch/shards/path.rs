//! Paths in files of JSON, which is UTF-8, whatever the paths are.

use std::path::{Path, PathBuf};

use crate::batch::source::hex;
use crate::ingest::name_of;

/// The bytes of a path that its name in a table does not tell, as hexadecimal digits.
pub(super) fn spelled(path: &Path) -> Option<String> {
    path.to_str()
        .is_none()
        .then(|| hex(path.as_os_str().as_encoded_bytes()))
}

/// The path of a name and, where the name does not tell it, its bytes.
pub(super) fn path(name: &str, spelled: Option<&str>) -> Option<PathBuf> {
    let Some(spelled) = spelled else {
        return Some(name.into());
    };
    let path = from_bytes(bytes(spelled)?);
    (name_of(&path) == name).then_some(path)
}

/// The bytes that hexadecimal digits stand for.
pub(super) fn bytes(hex: &str) -> Option<Vec<u8>> {
    let digits = hex.as_bytes();
    if !digits.len().is_multiple_of(2) {
        return None;
    }
    let digit = |d: u8| char::from(d).to_digit(16);
    let pairs = digits.chunks_exact(2).map(|pair| match pair {
        [a, b] => u8::try_from(digit(*a)? * 16 + digit(*b)?).ok(),
        _ => None,
    });
    pairs.collect()
}

/// A SHA-256 from its digits.
pub(super) fn hash(hex: &str) -> Option<[u8; 32]> {
    bytes(hex)?.try_into().ok()
}

#[cfg(unix)]
fn from_bytes(bytes: Vec<u8>) -> PathBuf {
    use std::os::unix::ffi::OsStringExt;
    std::ffi::OsString::from_vec(bytes).into()
}

#[cfg(not(unix))]
fn from_bytes(bytes: Vec<u8>) -> PathBuf {
    String::from_utf8_lossy(&bytes).into_owned().into()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn bytes_are_digits() {
        assert_eq!(bytes("00ff7A"), Some(vec![0, 255, 122]));
        assert_eq!(bytes("0"), None);
        assert_eq!(bytes("0ж"), None);
        assert_eq!(hash("00"), None);
        assert_eq!(path("a/b.pdf", None), Some("a/b.pdf".into()));
        assert_eq!(path("a", Some("62")), None, "a name of another path");
    }

    #[cfg(unix)]
    #[test]
    fn a_path_comes_back_whatever_its_bytes() {
        let odd = from_bytes(b"a/\xF0\xE5\xF8.pdf".to_vec());
        let digits = spelled(&odd);
        assert_eq!(path(&name_of(&odd), digits.as_deref()), Some(odd));
        assert_eq!(spelled(Path::new("a/b.pdf")), None);
    }
}
