//! Mails (RFC 5322, RFC 2045) and web pages kept as such (RFC 2557).

use mail_parser::{MessageParser, MessagePart, MimeHeaders, PartType};

use super::name;
use super::parts::Parts;

/// So many bytes of a file tell whether it is a mail.
pub(super) const HEAD: u64 = 4096;

/// The letter and what is attached to it; none where the mail has no part.
pub(super) fn parts(bytes: &[u8]) -> Option<Parts> {
    let message = MessageParser::default().parse(bytes)?;
    let mut parts = Vec::new();
    // Where the letter is there as text and as a page, both say the same; the page has the tables.
    let body: Vec<&MessagePart<'_>> = message.html_bodies().collect();
    for (i, part) in body.iter().enumerate() {
        if !part.contents().trim_ascii().is_empty() {
            let end = if part.is_text_html() { "html" } else { "txt" };
            let number = if i > 0 {
                format!("-{}", i + 1)
            } else {
                String::new()
            };
            parts.push((format!("letter{number}.{end}"), text(part)));
        }
    }
    for (i, part) in message.attachments().enumerate() {
        let is_letter = body.iter().any(|b| std::ptr::eq(*b, part));
        if !is_letter {
            parts.push((attached_name(part, i + 1), text(part)));
        }
    }
    Parts::new(parts)
}

/// The bytes of a part. Those of a text were decoded by the charset that the mail names, and are UTF-8 now.
fn text(part: &MessagePart<'_>) -> Vec<u8> {
    part.contents().to_vec()
}

fn attached_name(part: &MessagePart<'_>, number: usize) -> String {
    let given = part.attachment_name().map(name::clean).filter(|n| !n.is_empty());
    given.unwrap_or_else(|| {
        let end = match &part.body {
            PartType::Message(_) => "eml",
            PartType::Html(_) => "html",
            PartType::Text(_) => "txt",
            _ if part.contents().starts_with(b"%PDF") => "pdf",
            _ => "bin",
        };
        format!("attachment-{number}.{end}")
    })
}

/// Whether a file begins like a mail: lines of names with a colon, among them those that a mail has.
pub(super) fn is_mail(head: &[u8]) -> bool {
    const NAMES: [&[u8]; 8] = [
        b"from",
        b"received",
        b"return-path",
        b"mime-version",
        b"delivered-to",
        b"message-id",
        b"x-mozilla-status",
        b"content-type",
    ];
    let mut known = 0;
    for (i, line) in head.split(|b| *b == b'\n').enumerate() {
        let line = line.strip_suffix(b"\r").unwrap_or(line);
        if line.is_empty() || known > 1 {
            break;
        }
        // The line of a mailbox, and lines that go on.
        if line.starts_with(b" ") || line.starts_with(b"\t") || i == 0 && line.starts_with(b"From ") {
            continue;
        }
        let Some(colon) = line.iter().position(|b| *b == b':') else {
            return false;
        };
        let name = line[..colon].to_ascii_lowercase();
        if name.is_empty() || !name.iter().all(|b| b.is_ascii_graphic()) {
            return false;
        }
        known += usize::from(NAMES.contains(&name.as_slice()));
    }
    known > 1
}

#[cfg(test)]
mod tests {
    use super::*;

    const MAIL: &str = "From: =?utf-8?B?0KHRitCy0LXRgg==?= <savet@example.org>\r\nTo: news@example.org\r\nSubject: x\r\n\
        MIME-Version: 1.0\r\nContent-Type: multipart/mixed; boundary=\"b\"\r\n\r\n\
        --b\r\nContent-Type: text/plain; charset=windows-1251\r\nContent-Transfer-Encoding: quoted-printable\r\n\r\n\
        =D0=E5=F8=E5=ED=E8=E5\r\n\
        --b\r\nContent-Type: application/pdf\r\nContent-Transfer-Encoding: base64\r\n\
        Content-Disposition: attachment; filename=\"=?utf-8?B?0YAucGRm?=\"\r\n\r\nJVBERi0xLjQK\r\n--b--\r\n";

    #[test]
    fn a_letter_and_what_is_attached() {
        assert!(is_mail(MAIL.as_bytes()));
        let parts = parts(MAIL.as_bytes()).expect("it is a mail");
        let names: Vec<String> = parts.members().into_iter().map(|m| m.name).collect();
        assert_eq!(names, ["letter.txt", "р.pdf"]);
        let letter = parts.read(0).unwrap_or_default();
        assert_eq!(String::from_utf8_lossy(&letter).trim(), "Решение");
        assert_eq!(parts.read(1).unwrap_or_default(), b"%PDF-1.4\n");
    }

    #[test]
    fn a_decision_is_no_mail() {
        assert!(!is_mail("Относно: Отдаване под наем\nFrom: x".as_bytes()));
        assert!(!is_mail(b"From: x\nplain words"));
        assert!(!is_mail(b""));
    }
}
