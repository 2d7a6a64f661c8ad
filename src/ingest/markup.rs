//! Text among files, and pages among texts: by what stands in them, in any encoding.

/// How far into a text tags are looked for.
const WITHIN: usize = 64 << 10;

/// Words in angle brackets with which a page or a piece of one begins.
const BEGINS: [&str; 22] = [
    "!doctype html",
    "html",
    "head",
    "body",
    "title",
    "meta",
    "link",
    "script",
    "style",
    "div",
    "table",
    "p",
    "h1",
    "h2",
    "h3",
    "article",
    "main",
    "section",
    "center",
    "ul",
    "ol",
    "base",
];

/// Tags that stand among the words of a page, and in no other text.
const AMONG: [&str; 15] = [
    "</p>",
    "<p>",
    "<p ",
    "<br>",
    "<br/>",
    "<br />",
    "</div>",
    "</td>",
    "</tr>",
    "</table>",
    "</li>",
    "</h1>",
    "</h2>",
    "</b>",
    "</strong>",
];

/// Whether bytes are text: no NUL and next to no control characters, or two bytes a letter.
pub(super) fn is_text(head: &[u8]) -> bool {
    if width(head) == 2 {
        return true;
    }
    // DOS ends a text with the sign 1A.
    let body = head.trim_ascii_end();
    let body = body.strip_suffix(b"\x1A").unwrap_or(body);
    let controls = body
        .iter()
        .filter(|b| **b < 0x20 && !matches!(**b, b'\t' | b'\n' | b'\r' | 0x0C))
        .count();
    !body.contains(&0) && controls * 100 <= body.len()
}

/// Bytes a letter: 2 with a mark of UTF-16, or where every second byte is 0 or 4 (Latin and Cyrillic letters).
fn width(head: &[u8]) -> usize {
    if head.starts_with(b"\xFF\xFE") || head.starts_with(b"\xFE\xFF") {
        return 2;
    }
    let pairs = head.len() / 2;
    let marks = |at: usize| {
        head.iter()
            .skip(at)
            .step_by(2)
            .filter(|b| matches!(b, 0 | 4))
            .count()
    };
    let known = |at: usize| {
        head.iter()
            .skip(at)
            .step_by(2)
            .filter(|b| matches!(b, 0 | 4 | 0x20 | 0x21))
            .count()
    };
    let wide = |high: usize, low: usize| {
        pairs >= 2 && known(high) * 20 >= pairs * 19 && marks(high) * 2 > pairs && marks(low) * 10 <= pairs
    };
    match wide(1, 0) || wide(0, 1) {
        true => 2,
        false => 1,
    }
}

/// Whether a text is a page, or a piece of one.
pub(super) fn is_page(bytes: &[u8]) -> bool {
    let head = &bytes[..bytes.len().min(WITHIN)];
    // Tags are ASCII, and so the same letters in every encoding once the empty bytes are gone.
    let skipped = |b: &&u8| **b != 0;
    let text: Vec<u8> = match width(&head[..head.len().min(1024)]) {
        2 => head.iter().filter(skipped).map(u8::to_ascii_lowercase).collect(),
        _ => head.to_ascii_lowercase(),
    };
    let mut rest = text.as_slice();
    for mark in [&b"\xEF\xBB\xBF"[..], b"\xFF\xFE", b"\xFE\xFF"] {
        rest = rest.strip_prefix(mark).unwrap_or(rest);
    }
    loop {
        rest = rest.trim_ascii_start();
        if let Some(comment) = rest.strip_prefix(b"<!--") {
            match memchr::memmem::find(comment, b"-->") {
                Some(end) => rest = &comment[end + 3..],
                None => return false,
            }
        } else if rest.starts_with(b"<?xml") {
            // XHTML says so soon; other XML is a text.
            return memchr::memmem::find(&rest[..rest.len().min(2048)], b"<html").is_some();
        } else {
            break;
        }
    }
    if let Some(tag) = rest.strip_prefix(b"<") {
        let begins = |name: &&str| {
            let after = tag.strip_prefix(name.as_bytes()).and_then(|r| r.first());
            after.is_some_and(|b| matches!(b, b'>' | b'/' | b' ' | b'\t' | b'\n' | b'\r'))
        };
        if BEGINS.iter().any(begins) {
            return true;
        }
    }
    let mut found = 0;
    for at in memchr::memchr_iter(b'<', rest) {
        found += usize::from(AMONG.iter().any(|t| rest[at..].starts_with(t.as_bytes())));
        if found > 3 {
            break;
        }
    }
    // A text may speak of tags.
    found > 3 || (found > 1 && rest.len() < 2048)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn wide(text: &str) -> Vec<u8> {
        text.encode_utf16().flat_map(u16::to_le_bytes).collect()
    }

    #[test]
    fn pages_and_pieces() {
        for page in [
            "<!DOCTYPE HTML><p>а",
            "\u{feff}<html lang=bg>",
            "<!-- изглед --> <div class=a>РЕШЕНИЕ</div>",
            "<?xml version='1.0'?><!DOCTYPE html><html>",
            "РЕШЕНИЕ № 5<br>реши:<br />",
            "<P ALIGN=CENTER>ПРОТОКОЛ</P>",
        ] {
            assert!(is_page(page.as_bytes()), "{page}");
            assert!(is_page(&wide(page)) && is_text(&wide(page)), "{page}");
        }
        let old = encoding_rs::WINDOWS_1251.encode("<body>Решение</body>").0;
        assert!(is_page(&old));
    }

    #[test]
    fn texts() {
        for text in [
            "Решение № 5",
            "a < b, b > c",
            "<Приложение 1> към решението",
            "<?xml version='1.0'?><акт/>",
            "<p",
        ] {
            assert!(!is_page(text.as_bytes()), "{text}");
            assert!(is_text(text.as_bytes()) && is_text(&wide(text)), "{text}");
        }
        assert!(!is_text(b"\x00\x01\x02\x03binary") && !is_text(&[7; 100]));
        assert!(is_text(b"DOS\r\n\x1A"));
    }
}
