//! Bank accounts (IBAN) of persons. Those into which a council's papers ask to pay stay.

use super::words::{before, behind, has_word};
use crate::model::{Class, Personal, Span, checksum, latin_capital};

/// Characters of a Bulgarian IBAN.
const LEN: usize = 22;

/// Words of whoever is no private person.
const OFFICES: &[&str] = &[
    "общин",
    "кметств",
    "министерств",
    "агенци",
    "училищ",
    "читалищ",
    "градина",
    "болниц",
    "еоод",
    "оод",
    "еад",
    "ад",
    "ет",
    "сдружени",
    "фондаци",
    "депозит",
    "гаранци",
    "такса",
    "такси",
    "наем",
    "цена",
    "бюджет",
    "дарител",
    "дирекц",
    "набирателна",
    "банкова сметка",
    "по сметка",
    "платим",
    "внас",
    "внес",
    "превежда",
    "преведе",
];
/// Words of a private person.
const PERSONS: &[&str] = &[
    "егн",
    "лична карта",
    "лична сметка",
    "личната сметка",
    "на името на",
    "титуляр",
    "на лицето",
    "на родител",
    "живущ",
    "адрес",
    "на детето",
    "на бащата",
    "на майката",
    "на семейството",
];

/// Adds the accounts of a text.
pub(super) fn find(text: &str, found: &mut Vec<Personal>) {
    for (at, _) in text.match_indices(['B', 'В']) {
        let Some(span) = account(text, at) else {
            continue;
        };
        let office =
            has_word(&before(text, at, 300), OFFICES) || has_word(&behind(text, span.end, 160), OFFICES);
        if is_persons(text, span) || !office {
            found.push(Personal {
                class: Class::Account,
                span,
                valid: Some(checksum::iban(&plain(span.of(text)))),
            });
        }
    }
}

/// Whether the words around an account say that it is a private person's.
pub fn is_persons(text: &str, span: Span) -> bool {
    let head = before(text, span.start, 300);
    let line = head.rsplit(['\n', ';']).next().unwrap_or_default();
    let tail = behind(text, span.end, 160);
    let near = tail.split(['\n', ';', '.']).next().unwrap_or_default();
    has_word(line, PERSONS) || has_word(near, PERSONS)
}

/// The signs of an account as they are counted: without spaces, in Latin capitals.
fn plain(words: &str) -> String {
    words.chars().filter_map(latin_capital).collect()
}

/// The account that begins at `at`: BG, two digits, four letters, fourteen digits and letters, split in any way.
fn account(text: &str, at: usize) -> Option<Span> {
    if text[..at].ends_with(|c: char| c.is_alphanumeric()) {
        return None;
    }
    let mut code = String::new();
    let mut end = at;
    for (i, c) in text[at..].char_indices() {
        match latin_capital(c) {
            Some(sign) => {
                code.push(sign);
                end = at + i + c.len_utf8();
                if code.len() == LEN {
                    break;
                }
            }
            None if matches!(c, ' ' | '\u{a0}' | '\n' | '-' | '\u{ad}') => {}
            None => break,
        }
        let b = code.as_bytes();
        let fits = match b.len() {
            1 => b == b"B",
            2 => b == b"BG",
            3 | 4 => b[b.len() - 1].is_ascii_digit(),
            5..=8 => b[b.len() - 1].is_ascii_uppercase(),
            9..=14 => b[b.len() - 1].is_ascii_digit(),
            _ => true,
        };
        if !fits {
            return None;
        }
    }
    (code.len() == LEN).then_some(Span::new(at, end))
}

#[cfg(test)]
mod tests {
    use crate::model::Class;
    use crate::privacy::find;

    #[test]
    fn accounts_of_persons_and_of_councils() {
        let accounts = |text: &str| find(text).iter().filter(|p| p.class == Class::Account).count();
        assert_eq!(
            accounts("помощта да се преведе по лична сметка BG80 BNBG 9661 1020 3456 78"),
            1
        );
        assert_eq!(
            accounts("IBAN BG80BNBG96611020345678 на името на Иван Примеров"),
            1
        );
        assert_eq!(
            accounts("депозит по сметка на община Троян BG80BNBG96611020345678"),
            0
        );
        assert_eq!(accounts("BG80 BNBG 96"), 0);
    }
}
