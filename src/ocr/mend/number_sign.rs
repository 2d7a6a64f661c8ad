//! The number sign „№“, which the engine's Bulgarian alphabet lacks: it comes as two letters before a number.

use super::{replace, texts};
use crate::model::{Reading, is_capital, is_letter};

/// What the engine makes of it and what is no word.
const NO_WORDS: &[&str] = &[
    "Ко", "Ке", "Кс", "Хо", "Хе", "Хэ", "Го", "Ге", "Гс", "(Го", "Ме", "Мо", "Лг", "Ло", "Лё", "Ле", "Пе",
    "Мэ", "Мэе", "Ме.", "Ко.", "Хо.", "Го.", "Ге.", "Ке.", "Мо.", "Ne", "No", "Nо", "Nе", "N°", "Мв", "Мг",
    "Ке,", "КК", "Г)", "Г:", "Хз", "М№", "Фе", "Мое", "Мов", "(Ко", "(Хо", "М»", "ММ", "Кое",
];
/// What is it wherever it stands, and the sign of several numbers („№№“).
const ALWAYS: &[(&str, &str)] = &[
    ("(Ко", "№"),
    ("Ко(о", "№№"),
    ("КоКо", "№№"),
    ("ХоХо", "№№"),
    ("МоМо", "№№"),
    ("№(о", "№№"),
];
/// Papers alone, of which „е“ says nothing before a number: „имотът е 26 кв. м“.
const PAPERS: &[&str] = &["решени", "протокол", "наредба", "заповед"];
/// What is a word too, or may be an initial, but not between one of [`BEFORE`] and a number.
const WORDS: &[&str] = &[
    "Не", "На", "Но", "Г", "Г.", "М", "Х", "К", "Же", "М:", "Х:", "Хо-", "Ко-", "Же.", "Не.", "Да", "Ж",
    "мо", "ко", "хо", "М.", "ГК", "(е", "Х.", "ХМ", "КМ", "ГО",
];
/// Words that head the column behind the one of numbers.
const COLUMNS: &[&str] = &[
    "Име",
    "Имена",
    "Имот",
    "Обект",
    "Общински",
    "Наименование",
    "Вид",
    "Показател",
    "Описание",
];
/// Heads of columns of numbers, which the sign follows, and what it comes as there.
const HEADS: &[&str] = &["решение", "протокол", "имот", "договор", "заповед"];
const ALONE: &[&str] = &["Мо", "Ко", "Хо", "Ке", "Хе", "Ме"];
/// Words that a number sign is printed against: „вх.№206“.
const AGAINST: &[&str] = &["вх.", "изх.", "рег.", "Вх.", "Изх.", "Рег."];
/// Words that a number sign follows, by their beginnings.
const BEFORE: &[&str] = &[
    "решени",
    "протокол",
    "наредба",
    "заповед",
    "аос",
    "ачос",
    "апос",
    "изх",
    "вх",
    "бр",
    "пмс",
    "рмс",
    "договор",
    "акт",
    "точка",
    "сметка",
    "проект",
    "партида",
    "дз",
    "предложени",
    "докладна",
    "записка",
    "заявлени",
    "удостоверени",
    "писмо",
    "дело",
    "приложение",
    "имот",
    "регламент",
    "разпореждане",
    "скица",
    "лист",
    "решения",
    "протокола",
    "уведомление",
    "жалба",
    "молба",
    "тел",
    "лицензия",
    "становищ",
    "документ",
];

/// Puts the number sign where it was.
pub(super) fn mend(reading: &mut Reading) {
    let texts = texts(reading);
    let mut before = String::new();
    for (l, line) in texts.iter().enumerate() {
        let (title, letters) = spelled(line).unwrap_or_default();
        for (w, word) in line.iter().enumerate() {
            if letters > 0 && w == letters {
                before = title.to_owned();
            }
            if w == 0 && is_mark(word) {
                before.clone_from(word);
                continue;
            }
            let next = next(&texts, l, w);
            let next = next.as_deref();
            let always = ALWAYS.iter().find(|(read, _)| read == word);
            let against = AGAINST.iter().find_map(|a| Some((*a, word.strip_prefix(a)?)));
            if let Some((read, sign)) = always {
                replace(&mut reading.lines[l].words[w], read.chars().count(), sign);
            } else if let Some((head, rest)) = against
                && let Some(many) = sign(head, rest, next)
            {
                let many = many + head.chars().count();
                replace(&mut reading.lines[l].words[w], many, &format!("{head}№"));
            } else if let Some(many) = sign(&before, word, next) {
                replace(&mut reading.lines[l].words[w], many, "№");
            } else if ends_head(&before, word) || w == 0 && heads_table(word, next) {
                replace(&mut reading.lines[l].words[w], word.chars().count(), "№");
            } else if let Some(number) = against_letters(&before, word) {
                let many = word.chars().count();
                replace(&mut reading.lines[l].words[w], many, &format!("№{number}"));
            }
            before = reading.lines[l].words[w].text();
        }
    }
}

/// „Решение Мо“ over a column of numbers.
fn ends_head(before: &str, word: &str) -> bool {
    ALONE.contains(&word) && HEADS.contains(&before.to_lowercase().as_str())
}

/// „Мо Име и фамилия“: the head of the first column.
fn heads_table(word: &str, next: Option<&str>) -> bool {
    NO_WORDS.contains(&word) && next.is_some_and(|n| COLUMNS.contains(&n))
}

/// „Р Е ШЕ Н И Е Г 374“: the paper whose name a line begins with, letter by letter, and how many of its words that takes.
fn spelled(line: &[String]) -> Option<(&'static str, usize)> {
    let mut word = String::new();
    for (w, part) in line.iter().enumerate() {
        if part.chars().count() > 2 {
            return None;
        }
        word.push_str(&part.to_lowercase());
        let named = ["решение", "протокол", "заповед"]
            .into_iter()
            .find(|name| *name == word);
        if let Some(name) = named {
            return Some((name, w + 1));
        }
    }
    None
}

/// What stands behind a word: a number may stand at the beginning of the next line, or have its parts set apart („ДК - 221“).
fn next(texts: &[Vec<String>], l: usize, w: usize) -> Option<String> {
    let line = &texts[l];
    let next = line.get(w + 1).or_else(|| texts.get(l + 1)?.first())?;
    Some(match line.get(w + 2..w + 4) {
        Some([hyphen, number]) if matches!(hyphen.as_str(), "-" | "–") && next.chars().all(is_capital) => {
            format!("{next}-{number}")
        }
        // „вх. № ОбС 08-00-314“
        Some([number, ..]) if next == "ОбС" && is_number(number) => format!("{next}-{number}"),
        _ => next.clone(),
    })
}

/// „Г1.“: the mark of a list, of one letter and a number.
fn is_mark(word: &str) -> bool {
    let mut letters = word.chars();
    let one = letters.next().is_some_and(is_letter);
    let number = letters.as_str().strip_suffix(['.', ')']);
    one && number.is_some_and(|n| !n.is_empty() && n.bytes().all(|b| b.is_ascii_digit()))
}

/// How many letters at the beginning of a word are a number sign.
fn sign(before: &str, word: &str, next: Option<&str>) -> Option<usize> {
    // A quotation mark before it is dust.
    if let Some(rest) = word.strip_prefix(['“', '„', '"']) {
        return sign(before, rest, next).map(|many| many + 1);
    }
    if next.is_some_and(is_number) && stands_for_sign(before, word) {
        return Some(word.chars().count());
    }
    let named = |names: &[&str]| names.iter().any(|n| before.to_lowercase().starts_with(n));
    // „(докладна записка е 139/08.12.2021 г.“; „Протокол Ко УШ / 19 септември“, which are counted in Roman numerals
    let dated = word == "е" && named(BEFORE) && next.is_some_and(is_dated);
    let roman = is_no_word(word) && named(PAPERS) && next.is_some_and(is_numeral);
    if dated || roman {
        return Some(word.chars().count());
    }
    // „вх.МоОбС-1244“
    let letters = word.char_indices().nth(2).map(|(at, _)| word.split_at(at));
    if let Some((letters, number)) = letters
        && NO_WORDS.contains(&letters)
        && number.starts_with("ОбС-")
    {
        return Some(2);
    }
    // „Ко14“.
    let digit = word.find(|c: char| c.is_ascii_digit())?;
    let (letters, number) = word.split_at(digit);
    (!letters.is_empty() && is_number(number) && stands_for_sign(before, letters))
        .then(|| letters.chars().count())
}

/// The number of a paper whose digits were read as the letters that look like them, against its sign: „КеЗ1“, „ХобЗ“, „Моб1/28.11.2023г.“.
fn against_letters(before: &str, word: &str) -> Option<String> {
    let lower = before.to_lowercase();
    let at = word.char_indices().nth(2)?.0;
    let (letters, number) = word.split_at(at);
    let (number, rest) = number.split_at(
        number
            .find(['/', ',', '.', ';', ')', '-'])
            .unwrap_or(number.len()),
    );
    let digit = |c: char| match c {
        'З' | 'з' => Some('3'),
        'О' => Some('0'),
        'б' => Some('6'),
        c => Some(c).filter(char::is_ascii_digit),
    };
    let named = BEFORE.iter().any(|p| lower.starts_with(p)) && NO_WORDS.contains(&letters);
    let number: Option<String> = number.chars().map(digit).collect();
    let number = number.filter(|n| named && (1..=4).contains(&n.len()) && !n.starts_with('0'))?;
    Some(format!("{number}{rest}"))
}

fn stands_for_sign(before: &str, word: &str) -> bool {
    let lower = before.to_lowercase();
    let paper = word == "е" && PAPERS.iter().any(|b| lower.starts_with(b));
    let named = BEFORE.iter().any(|b| lower.starts_with(b));
    paper || is_no_word(word) || named && (WORDS.contains(&word) || has_its_shape(word))
}

/// One of [`NO_WORDS`], whatever marks dust has made beside it.
fn is_no_word(word: &str) -> bool {
    let bare = word.trim_start_matches('(').trim_end_matches(['.', ',']);
    NO_WORDS.contains(&word) || NO_WORDS.contains(&bare)
}

/// „139/08.12.2021“: a number and its day.
fn is_dated(word: &str) -> bool {
    let Some((number, date)) = word.split_once('/') else {
        return false;
    };
    let digits = |s: &str, most| (1..=most).contains(&s.len()) && s.bytes().all(|b| b.is_ascii_digit());
    let mut parts = date.split('.');
    let (day, month, year) = (parts.next(), parts.next(), parts.next());
    digits(number, 4)
        && day.is_some_and(|d| digits(d, 2))
        && month.is_some_and(|m| digits(m, 2))
        && year.is_some_and(|y| y.len() >= 4)
}

/// What a Roman numeral of several strokes comes as.
fn is_numeral(word: &str) -> bool {
    let many = word.chars().count();
    (2..=6).contains(&many) && word.chars().all(|c| "ХПШУІVXIГ".contains(c))
}

/// „КМе“, „ГХо“: an upright stroke or two with a slant, and a ring.
fn has_its_shape(word: &str) -> bool {
    let letters: Vec<char> = word.chars().collect();
    matches!(letters.as_slice(), [first, .., last]
        if letters.len() == 3 && "КГХМНЛП".contains(*first) && "оеэсзв".contains(*last))
        && letters[1].is_uppercase()
}

/// Whether a word is the number of a paper: „47/18.07.2019“, „РД-18-64“, „98,“.
fn is_number(word: &str) -> bool {
    let word = word.trim_start_matches(['-', '„', '"', '(']);
    let letters = word.chars().take_while(|c| is_letter(*c)).count();
    let behind = word.chars().nth(letters);
    match letters {
        0 => behind.is_some_and(|c| c.is_ascii_digit()),
        1..=6 => {
            behind.is_some_and(|c| matches!(c, '-' | '/' | '–') || c.is_ascii_digit())
                && word.chars().any(|c| c.is_ascii_digit())
        }
        _ => false,
    }
}

#[cfg(test)]
mod tests {
    use super::super::tests::after;
    use super::*;

    #[test]
    fn two_letters_before_a_number_are_the_number_sign() {
        for (read, printed) in [
            ("РЕШЕНИЕ Ге 1184", "РЕШЕНИЕ № 1184"),
            ("Протокол Ко 47/18.07.2019 г.", "Протокол № 47/18.07.2019 г."),
            ("Заповед Хо РД-18-64/11.09.2008", "Заповед № РД-18-64/11.09.2008"),
            ("с Решение Ко14 от", "с Решение №14 от"),
            ("изх. Хо\n6103002417/21.05.2019", "изх. №\n6103002417/21.05.2019"),
            ("Наредба Не 6 за", "Наредба № 6 за"),
            ("АЧОС Ко(о 1878, 1879", "АЧОС №№ 1878, 1879"),
            ("(Ко Име, презиме", "№ Име, презиме"),
            ("РЕШЕНИЕ “Мо 512", "РЕШЕНИЕ № 512"),
            ("по ДЗ мо 41/15.03.2022 г.", "по ДЗ № 41/15.03.2022 г."),
            ("по вх.Хо206/12.03.2021г.", "по вх.№206/12.03.2021г."),
            ("с вх.Хо 94И-318-1/02.09.2024г.", "с вх.№ 94И-318-1/02.09.2024г."),
            ("ПРОТОКОЛ ММ 18", "ПРОТОКОЛ № 18"),
            ("РЕШЕНИЕ ГХо812", "РЕШЕНИЕ №812"),
            ("РЕШЕНИЕ ГК 1", "РЕШЕНИЕ № 1"),
            ("Наредба (е 4 за", "Наредба № 4 за"),
            ("с Решение (Ке 214 от", "с Решение № 214 от"),
            (
                "записка вх. Хе. 351/14.11.2025 г.",
                "записка вх. № 351/14.11.2025 г.",
            ),
            (
                "(докладна записка е 139/08.12.2021 г.",
                "(докладна записка № 139/08.12.2021 г.",
            ),
            ("с доклад Хо ДК - 221 / 02.", "с доклад № ДК - 221 / 02."),
            ("Протокол Ко УШ / 19", "Протокол № УШ / 19"),
            ("ПРОТОКОЛ КеЗ1 ОТ", "ПРОТОКОЛ №31 ОТ"),
            ("с Решение ХобЗ от", "с Решение №63 от"),
            ("вх. Моб1/28.11.2023г. относно", "вх. №61/28.11.2023г. относно"),
            ("ПМС Моб7/14.04.2010г.", "ПМС №67/14.04.2010г."),
            ("точка Моб от дневния", "точка №6 от дневния"),
            ("вх. Хо ОбС 08-00-314 от", "вх. № ОбС 08-00-314 от"),
            ("по вх.МоОбС-1244/14.11.2025г.", "по вх.№ОбС-1244/14.11.2025г."),
            ("Мо Име и фамилия ЗА", "№ Име и фамилия ЗА"),
            ("Р Е ШЕ Н И Е ГО 372", "Р Е ШЕ Н И Е № 372"),
            ("Р Е Ш Е Н И Е Г 374", "Р Е Ш Е Н И Е № 374"),
            ("Р Е Ш Е Н И Е Кез76", "Р Е Ш Е Н И Е №376"),
            ("П Р О Т О К О Л М 47", "П Р О Т О К О Л № 47"),
            ("по вх. ХМ АСВ-17/21.08.2023 г.", "по вх. № АСВ-17/21.08.2023 г."),
            ("изх. Х. 32-00-14/22.01.2024 г.", "изх. № 32-00-14/22.01.2024 г."),
            ("от Решение Кое97/28.11.2024 г.", "от Решение №97/28.11.2024 г."),
            ("Решение Мо По протокол Мо", "Решение № По протокол №"),
            (
                "с уведомление М. ФО-37/14.08.2025",
                "с уведомление № ФО-37/14.08.2025",
            ),
        ] {
            assert_eq!(after(read, mend), printed);
        }
    }

    #[test]
    fn words_stay_words() {
        for text in [
            "Не 6 а 7 души",
            "На 12 май",
            "Ко каза",
            "г. 5",
            "описание на имот\nГ1. Идентификатор",
            "М 5",
            "записка е 26/27 страници",
            "Ко УШ",
            "Кольо 5",
            "на имота е 26 114,70 лв.",
        ] {
            assert_eq!(after(text, mend), text);
        }
    }
}
