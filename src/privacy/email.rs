//! E-mails of persons. Those of offices and firms stay.

use super::words::{before, has_word};
use crate::model::{Class, Personal, Span};

/// Where everybody has a mailbox.
const EVERYBODYS: &[&str] = &[
    "abv.bg",
    "mail.bg",
    "gmail.com",
    "yahoo.com",
    "hotmail.com",
    "outlook.com",
    "dir.bg",
    "icloud.com",
    "live.com",
    "proton.me",
    "protonmail.com",
    "gbg.bg",
    "mail.ru",
    "yandex.ru",
];
/// Beginnings of boxes that are an office's though they are kept there.
const OFFICES: &[&str] = &[
    "ob", "obsh", "municip", "kmet", "info", "office", "delovod", "sou", "ou_", "ou-", "pg", "dg_", "dg-",
    "odz", "cdg", "chital", "mbal", "dsp", "dkc", "savet", "council",
];
/// Words of a person before it.
const PERSONS: &[&str] = &[
    "егн",
    "живущ",
    "постоянен адрес",
    "настоящ адрес",
    "заявител",
    "молител",
];

/// Adds the e-mails of a text.
pub(super) fn find(text: &str, found: &mut Vec<Personal>) {
    let bytes = text.as_bytes();
    for at in memchr::memchr_iter(b'@', bytes) {
        let own = |b: &u8| b.is_ascii_alphanumeric() || matches!(b, b'.' | b'_' | b'-' | b'+' | b'%');
        let start = at - bytes[..at].iter().rev().take_while(|b| own(b)).count();
        let behind = bytes[at + 1..]
            .iter()
            .take_while(|b| own(b) && **b != b'%')
            .count();
        let span = Span::new(start, at + 1 + behind);
        let words = span.of(text).trim_end_matches(['.', '-']);
        let span = Span::new(start, start + words.len());
        let Some((name, domain)) = words.split_once('@') else {
            continue;
        };
        if name.is_empty() || !domain.contains('.') {
            continue;
        }
        let (name, domain) = (name.to_ascii_lowercase(), domain.to_ascii_lowercase());
        let everybodys = EVERYBODYS.contains(&domain.as_str());
        let office = OFFICES.iter().any(|o| name.starts_with(o));
        if everybodys && !office || has_word(&before(text, start, 200), PERSONS) {
            found.push(Personal {
                class: Class::Email,
                span,
                valid: None,
            });
        }
    }
}

#[cfg(test)]
mod tests {
    use crate::privacy::find;

    #[test]
    fn mailboxes_of_persons_and_of_offices() {
        let found = |text: &str| find(text).len();
        assert_eq!(found("ivan.primerov@abv.bg."), 1);
        assert_eq!(found("e-mail: obshtina_troyan@abv.bg"), 0);
        assert_eq!(found("mail@troyan.bg, 2@ бр."), 0);
        assert_eq!(found("Живущ в Троян, пощa ivan@firma.bg"), 1);
    }
}
