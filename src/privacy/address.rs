//! Home addresses: the street and the number behind the words that say that somebody lives there. The place stays.

use super::words::{before, has_word};
use crate::model::{Class, Personal, Span, lower_case};

/// Words that a home address follows.
const WORDS: &[&str] = &[
    "постоянен адрес",
    "постоянния адрес",
    "постоянният адрес",
    "настоящ адрес",
    "настоящия адрес",
    "адресна регистрация",
    "адресно регистриран",
    "живущ",
    "живеещ",
    "домашен адрес",
    "с адрес",
    "адрес по лична карта",
    "адрес:",
];
/// Words by which only a person's address is one: a firm has a seat there.
const OFFICES: &[&str] = &[
    "седалище",
    "еик",
    "булстат",
    "еоод",
    "оод",
    "еад",
    "ад,",
    "ет ",
    "дружество",
    "управление",
];
/// Words of a person, one of which stands before an „адрес“ that may be anybody's.
const PERSONS: &[&str] = &[
    "егн",
    "лична карта",
    "роден",
    "гражданин",
    "лицето",
    "лицата",
    "наследни",
];
/// Words that begin the part of an address that leads to a door.
const PARTS: &[&str] = &[
    "ул.",
    "ул ",
    "улица",
    "бул.",
    "булевард",
    "ж.к.",
    "жк",
    "ж. к.",
    "кв.",
    "бл.",
    "блок",
    "вх.",
    "вход",
    "ет.",
    "етаж",
    "ап.",
    "апартамент",
    "№",
    "пл.",
    "площад",
    "местност",
];

/// Roots of the words, and how they are set.
const ROOTS: [(&str, [&str; 3]); 2] = [
    ("адрес", ["адрес", "Адрес", "АДРЕС"]),
    ("жив", ["жив", "Жив", "ЖИВ"]),
];

/// The longest address, in bytes.
const MOST: usize = 260;

/// Adds the home addresses of a text.
pub(super) fn find(text: &str, found: &mut Vec<Personal>) {
    for (at, keyword) in places(text) {
        let certain = !matches!(keyword, "с адрес" | "адрес:");
        if !certain {
            let head = before(text, at, 200);
            let sentence = head.rsplit([';', '\n']).next().unwrap_or_default();
            if has_word(sentence, OFFICES) || !has_word(sentence, PERSONS) {
                continue;
            }
        }
        if let Some(span) = door(text, at + keyword.len()) {
            found.push(Personal {
                class: Class::Address,
                span,
                valid: None,
            });
        }
    }
}

/// The keywords of a text with their places; small letters are as long as capitals in Cyrillic.
fn places(text: &str) -> Vec<(usize, &'static str)> {
    let mut out = Vec::new();
    for (root, spellings) in ROOTS {
        let found = spellings
            .iter()
            .flat_map(|w| memchr::memmem::find_iter(text.as_bytes(), w));
        for at in found {
            let from = text.floor_char_boundary(at.saturating_sub(40));
            let window = lower_case(&text[from..text.floor_char_boundary((at + 60).min(text.len()))]);
            let keyword = WORDS.iter().find_map(|w| {
                let shift = w.find(root)?;
                let start = (at - from).checked_sub(shift)?;
                window.get(start..)?.starts_with(w).then_some((from + start, *w))
            });
            out.extend(keyword);
        }
    }
    out.sort_unstable();
    out.dedup_by_key(|k| k.0);
    out
}

/// From the street to the last part of the address behind `from`.
fn door(text: &str, from: usize) -> Option<Span> {
    let end = text.floor_char_boundary((from + MOST).min(text.len()));
    let window = lower_case(text.get(from..end)?);
    let stop = window
        .find([';', '(', ')'])
        .into_iter()
        .chain(window.find("\n\n"))
        .min();
    let window = &window[..stop.unwrap_or(window.len())];
    let start = PARTS.iter().filter_map(|p| word(window, p)).min()?;
    // Between the keyword and the street there is the place and nothing else.
    if window[..start].chars().filter(|c| *c == ',').count() > 3 || start > 140 {
        return None;
    }
    let mut length = start;
    // Parts go on as long as each begins with a word of an address or is a name or a number behind one.
    for part in window[start..].split_inclusive([',', '\n']) {
        let words = part.trim_matches([' ', ',', '\n']);
        let is_part = PARTS.iter().any(|p| words.starts_with(p.trim_end()));
        let is_number = words.starts_with(|c: char| c.is_ascii_digit()) && words.chars().count() < 8;
        if length > start && !is_part && !is_number {
            break;
        }
        length += match sentence_end(part) {
            Some(end) => {
                length += end;
                break;
            }
            None => part.len(),
        };
    }
    let words = text
        .get(from + start..from + length)?
        .trim_end_matches([' ', ',', '\n', '.']);
    Some(Span::new(from + start, from + start + words.len()))
}

/// The place of `word` at the beginning of a word.
fn word(text: &str, word: &str) -> Option<usize> {
    text.match_indices(word)
        .map(|(i, _)| i)
        .find(|i| !text[..*i].ends_with(|c: char| c.is_alphanumeric()))
}

/// Where the numbers of a part end and words go on behind them: „ап. 5 – за собственик“. „№ 3 вх. А“ goes on.
fn sentence_end(part: &str) -> Option<usize> {
    let mut end = number_end(part)?;
    loop {
        let rest = &part[end..];
        let words = rest.trim_start();
        if !PARTS.iter().any(|p| words.starts_with(p)) {
            break;
        }
        let skipped = rest.len() - words.len();
        let word = words.find(' ').map_or(words.len(), |i| i + 1);
        let value = words[word..]
            .find([' ', ',', '\n'])
            .unwrap_or(words[word..].len());
        end += skipped + word + value;
    }
    part[end..].contains(|c: char| c.is_alphabetic()).then_some(end)
}

/// The end of the first number with a letter that belongs to it.
fn number_end(part: &str) -> Option<usize> {
    let start = part.find(|c: char| c.is_ascii_digit())?;
    let digits = part[start..].find(|c: char| !c.is_ascii_digit());
    let end = digits.map_or(part.len(), |i| start + i);
    let letter = part[end..].chars().next().filter(|c| c.is_alphabetic());
    Some(end + letter.map_or(0, char::len_utf8))
}

#[cfg(test)]
mod tests {
    use crate::model::Class;
    use crate::privacy::find;

    #[test]
    fn homes_and_other_places() {
        let found = |text: &str| {
            let homes = find(text).into_iter().filter(|p| p.class == Class::Address);
            homes.map(|p| p.span.of(text).to_owned()).collect::<Vec<_>>()
        };
        assert_eq!(
            found("с постоянен адрес: гр. Троян, ул. „Опълченска“ № 12, вх. А, ап. 5, за собственик"),
            ["ул. „Опълченска“ № 12, вх. А, ап. 5"]
        );
        assert_eq!(
            found("живуща в с. Орешак, ул. „Първа“ № 3 – помощ от 300 лв."),
            ["ул. „Първа“ № 3"]
        );
        assert_eq!(
            found("ЕГН **********, с адрес: гр. Елена, ж.к. Изток, бл. 4"),
            ["ж.к. Изток, бл. 4"]
        );
        assert!(found("имот с адрес: гр. Троян, ул. „Опълченска“ № 12").is_empty());
        assert!(found("„Пример“ ЕООД със седалище и адрес: гр. Троян, ул. „Опълченска“ № 12").is_empty());
    }
}
