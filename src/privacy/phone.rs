//! Telephones of persons. Those of offices, firms and whoever invites calls stay.

use super::run::{Gap, Run};
use super::words::{before, behind, ends_with_word, has_word};
use crate::model::{Class, Personal, Span};

/// Words before a telephone.
const WORDS: &[&str] = &[
    "тел",
    "телефон",
    "телефони",
    "gsm",
    "джиесем",
    "моб",
    "мобилен",
    "мобилен телефон",
    "факс",
];
/// Words of an office or a firm, to which a telephone in the same sentence belongs.
const OFFICES: &[&str] = &[
    "общин",
    "кметств",
    "деловодств",
    "център",
    "служб",
    "отдел",
    "дирекц",
    "министерств",
    "агенци",
    "училищ",
    "читалищ",
    "градина",
    "болниц",
    "еоод",
    "оод",
    "еад",
    "ад,",
    "ет ",
    "сдружени",
    "фондаци",
    "за информация",
    "за справки",
    "за контакт",
    "за въпроси",
    "лице за контакт",
    "стая",
    "каса",
];
/// Words of a person.
const PERSONS: &[&str] = &[
    "егн",
    "лична карта",
    "живущ",
    "постоянен адрес",
    "настоящ адрес",
    "молител",
    "заявител",
    "жалбоподател",
];

/// Digits of the shortest telephone, with the code of its place.
const SHORTEST: usize = 8;

/// Adds the telephone that a run begins with.
pub(super) fn find(text: &str, run: &Run, found: &mut Vec<Personal>) {
    let Some(first) = run.digits.first() else { return };
    let length = length(text, run);
    // Most runs are short, and the words around them are not looked at.
    if length < SHORTEST {
        return;
    }
    let start = match text[..first.span.start].chars().next_back() {
        Some('+') => first.span.start - 1,
        _ => first.span.start,
    };
    let head = before(text, start, 240);
    let told = ends_with_word(&head, WORDS);
    let Some(mobile) = shape(&run.plain(0, length), told, start < first.span.start) else {
        return;
    };
    // The sentence or the line before it.
    let from = head.rfind(['\n', ';']).map_or(0, |i| i + 1);
    let line = head.get(from..).unwrap_or_default();
    let tail = behind(text, run.span(0, length).end, 60);
    let tail = tail.split('\n').next().unwrap_or_default();
    let office = has_word(line, OFFICES) || has_word(tail, OFFICES);
    let person = has_word(line, PERSONS);
    if person || mobile && !office {
        found.push(Personal {
            class: Class::Phone,
            span: Span::new(start, run.span(0, length).end),
            valid: None,
        });
    }
}

/// Digits of the number: groups apart by spaces, hyphens or one slash.
fn length(text: &str, run: &Run) -> usize {
    let gap = |i: usize| &text[run.digits[i - 1].span.end..run.digits[i].span.start];
    let within = |i: &usize| {
        run.digits[*i].gap != Gap::Hard
            || matches!(gap(*i).trim(), "/" | "." | ") " | ")" | "(0)") && gap(*i).len() < 5
    };
    1 + (1..run.digits.len()).take_while(|i| within(i)).count()
}

/// Whether digits are a telephone's, and then whether a mobile one's (numbering plan of the Communications Regulation
/// Commission: 087, 088, 089, 098, 099).
fn shape(digits: &str, told: bool, plus: bool) -> Option<bool> {
    let national = match digits
        .strip_prefix("00359")
        .or_else(|| digits.strip_prefix("359").filter(|_| plus))
    {
        Some(rest) => format!("0{}", rest.trim_start_matches('0')),
        None => digits.to_owned(),
    };
    let mobile = national.len() == 10
        && ["087", "088", "089", "098", "099"]
            .iter()
            .any(|p| national.starts_with(p));
    let fixed = told && national.starts_with('0') && (SHORTEST..=10).contains(&national.len());
    (mobile || fixed).then_some(mobile)
}

#[cfg(test)]
mod tests {
    use crate::privacy::find;

    #[test]
    fn telephones_of_persons_and_of_offices() {
        let found = |text: &str| {
            find(text)
                .iter()
                .map(|p| p.span.of(text).to_owned())
                .collect::<Vec<_>>()
        };
        assert_eq!(found("Иван Примеров, тел. 0888 123 456"), ["0888 123 456"]);
        assert_eq!(found("GSM: +359 88 8123456"), ["+359 88 8123456"]);
        assert_eq!(found("живущ в с. Орешак, тел. 0670/12345"), ["0670/12345"]);
        assert!(found("за справки: отдел „Общинска собственост“, тел. 0888 123 456").is_empty());
        assert!(found("Община Троян, тел. 0670/68050").is_empty());
        assert!(found("вх. № 0888123").is_empty());
    }
}
