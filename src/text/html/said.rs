//! The encoding that a page says it is in.

use encoding_rs::Encoding;

/// How far into a page its encoding is looked for; the standard says 1024 bytes, and programs write more before it.
const WITHIN: usize = 4096;

/// The encoding of `<meta charset=…>`, `<meta content="…; charset=…">` or `<?xml encoding=…?>` (HTML Living Standard, 13.2.3.2).
pub(super) fn encoding(bytes: &[u8]) -> Option<&'static Encoding> {
    let head = bytes[..bytes.len().min(WITHIN)].to_ascii_lowercase();
    let meta = memchr::memmem::find_iter(&head, b"charset").map(|at| at + 7);
    let xml = head
        .starts_with(b"<?xml")
        .then(|| memchr::memmem::find(&head[..head.len().min(120)], b"encoding"));
    let found = xml.flatten().map(|at| at + 8).into_iter().chain(meta);
    found.filter_map(|at| label(&head[at..])).next()
}

/// The label after `charset` or `encoding`: ` = "windows-1251"`.
fn label(rest: &[u8]) -> Option<&'static Encoding> {
    let rest = rest.trim_ascii_start().strip_prefix(b"=")?.trim_ascii_start();
    let rest = rest
        .strip_prefix(b"\"")
        .or(rest.strip_prefix(b"'"))
        .unwrap_or(rest);
    let end = rest
        .iter()
        .position(|b| !(b.is_ascii_alphanumeric() || matches!(b, b'-' | b'_' | b':' | b'.')));
    Encoding::for_label(&rest[..end.unwrap_or(rest.len())])
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn labels() {
        let said = |page: &str| encoding(page.as_bytes()).map(Encoding::name);
        assert_eq!(said("<meta charset=utf-8>"), Some("UTF-8"));
        let old = "<META HTTP-EQUIV=Content-Type CONTENT='text/html; charset=Windows-1251'>";
        assert_eq!(said(old), Some("windows-1251"));
        assert_eq!(
            said("<?xml version='1.0' encoding = \"cp1251\"?>"),
            Some("windows-1251")
        );
        assert_eq!(said("<p>a"), None);
    }
}
