//! Which words are read a second time.

use super::super::hocr::{Sheet, Word};
use super::super::mend::is_paragraph;

/// What a word may be.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Kind {
    /// A number that was read with letters: „ал. В“, „чл.З“, „2О26“.
    Number,
    /// A Roman numeral: „УПИ ХУ1-1220“, „Ш-та“, „раздел |“.
    Numeral,
    /// A date whose month is one: „5.Х1.2008“.
    Date,
    /// A number in brackets at the beginning of a line: „|2|“.
    Bracketed,
    /// A section sign, read as a digit before a number: „по 8 3 от“, „съгл. 86 от“, „831-11“.
    Section,
    /// A per cent sign behind a number: „2,6 90“.
    Percent,
    /// The sign or the code of a currency beside a number: „43 000,50 Е“, „640 ЕЦК“.
    Currency,
    /// The name of a rate of interest: „6-месечен ЕОКТВОВ“.
    Rate,
    /// The code of a project: „ВС055ЕРКООЗ-1.001-0071-С04“.
    Project,
    /// A part of a bank account, or the word IBAN.
    Account,
    /// An address of e-mail, or the word before it.
    Address,
}

/// Levels of an act, which a number follows.
pub(super) const LEVELS: [&str; 6] = ["чл.", "ал.", "т.", "§", "стр.", "изр."];
/// Words that a Roman numeral follows, and such as follow one.
const BEFORE: [&str; 14] = [
    "раздел",
    "раздели",
    "част",
    "глава",
    "дял",
    "приложение",
    "етап",
    "категория",
    "категории",
    "клас",
    "степен",
    "група",
    "фаза",
    "зона",
];
const BEHIND: [&str; 6] = ["тримесечие", "полугодие", "категория", "степен", "етап", "разред"];
/// What the engine makes of the letters of Roman numerals, and of those of a plot's.
const ROMAN: &str = "ХПШУГТІIVXL|1l!";
const PLOT: &str = "МИНЕЦХПШУГТІIVXL|1l!";
/// What a per cent sign comes as.
const PERCENT: [&str; 10] = ["90", "9о", "9", "до", "Фо", "Чо", "Уо", "Ую", "00", "0о"];
/// What a section sign comes as.
const SECTION: [char; 5] = ['8', '5', '6', '9', '$'];
/// Words that it follows, where its number is no budget's.
const NAMED: [&str; 12] = [
    "по",
    "съгл.",
    "съгласно",
    "с",
    "със",
    "на",
    "и",
    "от",
    "в",
    "във",
    "към",
    "параграф",
];
/// What „BG“ comes as, at the beginning of a code.
const COUNTRY: [&str; 8] = ["ВС", "ВО", "ВG", "BG", "ВСО", "В6", "Во-", "Вс0"];
/// Longest numeral.
const LONGEST: usize = 6;
/// Endings of ordinals: „VIII-ма“.
const ENDINGS: [&str; 14] = [
    "ви", "ри", "ти", "ми", "ва", "ра", "та", "ма", "во", "ро", "то", "мо", "я", "и",
];
/// Letters that look like digits; behind a level of an act, those too that are strokes, and what a seven comes as.
const LIKE_DIGITS: &str = "ЗОБВзо";
const STROKES: &str = "ТГІIl|!?";
/// Words of a bank account behind its first.
const PIECES: usize = 8;

/// The places of all such words: line and word.
pub(super) fn places(sheet: &Sheet) -> Vec<(usize, usize)> {
    let texts = texts(sheet);
    let kinds = kinds(&texts);
    let all = kinds.iter().enumerate().flat_map(|(l, line)| {
        let some = line.iter().enumerate().filter(|(_, k)| k.is_some());
        some.map(move |(w, _)| (l, w))
    });
    all.collect()
}

/// The words of a sheet.
pub(super) fn texts(sheet: &Sheet) -> Vec<Vec<String>> {
    let lines = sheet.lines.iter();
    lines.map(|l| l.words.iter().map(Word::text).collect()).collect()
}

/// What each word may be.
pub(super) fn kinds(texts: &[Vec<String>]) -> Vec<Vec<Option<Kind>>> {
    let mut out = Vec::new();
    // Plots that are counted up go on in the next line.
    let mut plots = false;
    let mut above = "";
    for line in texts {
        let named = line.iter().any(|w| trimmed(w) == "УПИ");
        let mut kinds: Vec<Option<Kind>> = (0..line.len()).map(|w| kind(line, w, plots || named)).collect();
        plots = named;
        // „при спазване на чл. 94, ал. ↵ Е от ЗПФ“
        if let (Some(first), Some(kind)) = (line.first(), kinds.first_mut())
            && LEVELS.contains(&above)
            && is_number(first, above, false)
        {
            *kind = Some(Kind::Number);
        }
        above = line.last().map_or("", String::as_str);
        accounts(line, &mut kinds);
        out.push(kinds);
    }
    out
}

fn kind(line: &[String], w: usize, plots: bool) -> Option<Kind> {
    let text = line[w].as_str();
    let before = w.checked_sub(1).map_or("", |w| line[w].as_str());
    let after = line.get(w + 1).map_or("", String::as_str);
    if is_address(text, before) {
        Some(Kind::Address)
    } else if w == 0 && is_bracketed(text) {
        Some(Kind::Bracketed)
    } else if is_number(text, before, w == 0) || goes_on(line, w) && is_number(text, "ал.", false) {
        Some(Kind::Number)
    } else if is_section(text, before, after, w == 0) {
        Some(Kind::Section)
    } else if is_rate(text, before) {
        Some(Kind::Rate)
    } else if is_project(text) {
        Some(Kind::Project)
    } else if is_currency(text, before, after) {
        Some(Kind::Currency)
    } else if PERCENT.contains(&trimmed(text))
        && (before.ends_with(|c: char| c.is_ascii_digit()) || is_head(line))
    {
        Some(Kind::Percent)
    } else if is_date(text) {
        Some(Kind::Date)
    } else if is_numeral(text, before, after, w == 0, plots) {
        Some(Kind::Numeral)
    } else {
        None
    }
}

/// Whether a line has no number but its last word: „Показатели План Отчет 90“, the head of a table.
fn is_head(line: &[String]) -> bool {
    let [words @ .., _] = line else { return false };
    words.len() > 1 && !words.iter().any(|w| w.contains(|c: char| c.is_ascii_digit()))
}

/// A word without the marks around it.
pub(super) fn trimmed(word: &str) -> &str {
    word.trim_matches(['„', '(', ')', '/', '"', ',', ';', ':', '“', '.'])
}

/// A word as what stands before the number, the number, and the marks behind it.
pub(super) fn number(text: &str) -> (&str, &str, &str) {
    let prefix = LEVELS
        .iter()
        .find(|l| text.len() > l.len() && text.starts_with(**l));
    let (head, rest) = text.split_at(prefix.map_or(0, |p| p.len()));
    let core = match rest.strip_prefix("З.") {
        // „З.НЕ“: the mark of a list, and a word.
        Some(word) if prefix.is_none() && word.starts_with(char::is_uppercase) => &rest[.."З".len()],
        _ => rest.trim_end_matches(['.', ',', ';', ':', ')']),
    };
    let tail = &rest[core.len()..];
    (head, core, tail)
}

/// „ал. 2 и З от“, „ал.2 и З от“, „ал. 1, 2 и З от“, „т. 1 – Е от“: behind „и“ and a dash a number goes on where one of a level stands before
/// it.
fn goes_on(line: &[String], w: usize) -> bool {
    if let Some([level, number, dash]) = w.checked_sub(3).and_then(|from| line.get(from..w))
        && matches!(dash.as_str(), "-" | "–")
    {
        return LEVELS.contains(&level.as_str()) && number.bytes().all(|b| b.is_ascii_digit());
    }
    let Some(and) = w.checked_sub(1).filter(|w| line[*w] == "и") else {
        return false;
    };
    for (i, word) in line[..and].iter().enumerate().rev() {
        let glued = LEVELS.iter().find_map(|l| word.strip_prefix(l));
        let last = i + 1 == and;
        let digits = glued.unwrap_or(word);
        // All but the last number have commas behind them.
        let digits = if last {
            Some(digits)
        } else {
            digits.strip_suffix(',')
        };
        let counted = digits.is_some_and(|d| !d.is_empty() && d.bytes().all(|b| b.is_ascii_digit()));
        if !counted {
            return !last && LEVELS.contains(&word.as_str());
        }
        if glued.is_some() {
            return true;
        }
    }
    false
}

fn is_number(text: &str, before: &str, first: bool) -> bool {
    let (head, core, tail) = number(text);
    let letters = core.chars().filter(|c| !c.is_ascii_digit()).count();
    let all = core.chars().count();
    if letters == 0 || all > 4 {
        return false;
    }
    let alike = core
        .chars()
        .all(|c| c.is_ascii_digit() || LIKE_DIGITS.contains(c));
    let strokes = core
        .chars()
        .all(|c| c.is_ascii_digit() || LIKE_DIGITS.contains(c) || STROKES.contains(c));
    let counted = !head.is_empty() || LEVELS.contains(&before);
    let mixed = alike && letters < all;
    let listed = first && core == "З" && tail.starts_with(['.', ')']);
    // A „б“ that is no letter of a list: „чл. б, ал. 2“.
    let six = counted && core == "б";
    mixed || listed || six || counted && (strokes || all <= 2 && core.chars().all(char::is_uppercase))
}

/// Whether a word begins with a digit, and is no sum of thousands.
fn number_follows(after: &str) -> bool {
    let digits = after.bytes().take_while(u8::is_ascii_digit).count();
    matches!(digits, 1..=2)
}

/// A sign by itself before a number, or a number that has one digit too many before it.
fn is_section(text: &str, before: &str, after: &str, first: bool) -> bool {
    let bare = text.trim_end_matches(['.', ',']);
    if bare == "8" && number_follows(after)
        || is_paragraph(after) && SECTION.iter().any(|c| bare == c.to_string())
    {
        return true;
    }
    let Some(number) = bare.strip_prefix(SECTION) else {
        return false;
    };
    let digits = number.bytes().all(|b| b.is_ascii_digit());
    let counted = digits && matches!(number.len(), 1..=2);
    let heads = first && text.ends_with('.') && after.starts_with(char::is_uppercase);
    let cited = NAMED.contains(&before.to_lowercase().as_str())
        && (matches!(after, "от" | "ал." | "на") || text.ends_with(',') && after.is_empty());
    is_paragraph(number) || counted && (heads || cited) || number == "8" && is_paragraph(after)
}

/// Six capitals or more behind a number of months.
fn is_rate(text: &str, before: &str) -> bool {
    let text = trimmed(text);
    let (many, letters) = (
        text.chars().count(),
        text.chars().filter(|c| c.is_uppercase()).count(),
    );
    let named = ["месечен", "месечния"].iter().any(|m| before.ends_with(m));
    named && (6..=8).contains(&many) && letters + 1 >= many
}

/// A code has its country, four digits or more, and parts.
fn is_project(text: &str) -> bool {
    let digits = text
        .chars()
        .filter(|c| c.is_ascii_digit() || LIKE_DIGITS.contains(*c))
        .count();
    let text = trimmed(text);
    COUNTRY.iter().any(|c| text.starts_with(c)) && digits >= 4 && text.contains(['-', '.'])
}

/// A capital or three where a currency stands: behind a number, or before one.
fn is_currency(text: &str, before: &str, after: &str) -> bool {
    let bracketed = text.starts_with('(') && text.ends_with(')');
    let text = trimmed(text);
    let capitals = text.chars().all(char::is_uppercase);
    let digit = |c: char| c.is_ascii_digit();
    match text.chars().count() {
        1 => matches!(text, "Е" | "Є" | "С") && before.ends_with(digit) && before.len() > 1,
        3 => {
            let begins = text.starts_with(['Е', 'В', 'E', 'B']);
            let beside = before.ends_with(digit) || after.starts_with(digit);
            capitals && begins && (beside || bracketed)
        }
        _ => false,
    }
}

fn is_date(text: &str) -> bool {
    date(text).is_some()
}

/// „54/17.II.1994“: the day behind the number of a paper.
pub(super) fn behind_number(text: &str) -> &str {
    text.rsplit_once('/').map_or(text, |(_, day)| day)
}

/// Day, month and year of a date whose month is no number.
pub(super) fn date(text: &str) -> Option<(&str, &str, &str)> {
    let mut parts = behind_number(trimmed(text)).split('.');
    let (day, month, year) = (parts.next()?, parts.next()?, parts.next()?);
    let digits =
        |s: &str, least, most| (least..=most).contains(&s.len()) && s.bytes().all(|b| b.is_ascii_digit());
    let letters = month.chars().all(|c| PLOT.contains(c));
    let roman = (1..=LONGEST).contains(&month.chars().count()) && letters;
    let good = parts.next().is_none() && digits(day, 1, 2) && digits(year, 4, 4) && roman;
    good.then_some((day, month, year))
}

/// A word as its numeral and what stands behind it; marks before it stand with the numeral's beginning left out.
pub(super) fn numeral(text: &str, plots: bool) -> Option<(&str, &str, &str)> {
    let start = text.len() - text.trim_start_matches(['„', '(', '/']).len();
    let (head, rest) = text.split_at(start);
    let letters = if plots && rest.contains('-') { PLOT } else { ROMAN };
    let end = rest.find(|c: char| !letters.contains(c)).unwrap_or(rest.len());
    let (core, tail) = rest.split_at(end);
    let some = (1..=LONGEST).contains(&core.chars().count()) && !core.chars().all(|c| c.is_ascii_digit());
    some.then_some((head, core, tail))
}

fn is_numeral(text: &str, before: &str, after: &str, first: bool, plots: bool) -> bool {
    let Some((_, core, tail)) = numeral(text, plots) else {
        return false;
    };
    let marks = tail
        .chars()
        .all(|c| matches!(c, '.' | ',' | ';' | ')' | '/' | '“'));
    if marks {
        let many = core.chars().count() > 1;
        let named = BEFORE.contains(&before.to_lowercase().as_str())
            || BEHIND.contains(&trimmed(after).to_lowercase().as_str());
        return named || first && many && tail == ".";
    }
    let Some(behind) = tail.strip_prefix('-') else {
        return false;
    };
    plots && behind.starts_with(|c: char| c.is_ascii_digit()) || ENDINGS.contains(&trimmed(behind))
}

/// „|2|“, „(11“ for „[1]“, „161“ for „[6]“.
fn is_bracketed(text: &str) -> bool {
    let letters: Vec<char> = text.chars().collect();
    let [first, inner @ .., last] = letters.as_slice() else {
        return false;
    };
    let edges = matches!(first, '|' | '(' | '[' | '1') && matches!(last, '|' | ')' | ']' | '1' | '!');
    let round = *first == '(' && *last == ')';
    edges && !round && (1..=3).contains(&inner.len()) && inner.iter().all(char::is_ascii_digit)
}

fn is_address(text: &str, before: &str) -> bool {
    let names = |w: &str| w.starts_with("е-та") || w.starts_with("e-ma") || w.starts_with("е-ma");
    names(text) || names(before) || text.contains('@')
}

/// Marks the word IBAN and what stands behind it.
fn accounts(line: &[String], kinds: &mut [Option<Kind>]) {
    let named = |w: &str| {
        let w = trimmed(w);
        w.chars().count() == 4
            && ["ВАМ", "ВАК", "ВАН", "ВАМ:", "BAN", "ВАМ."]
                .iter()
                .any(|end| w.ends_with(end))
    };
    let begins = |w: &str| {
        let mut letters = w.chars();
        let (a, b) = (letters.next(), letters.next());
        let bank = a.is_some_and(|c| "ВB8".contains(c)) && b.is_some_and(|c| "СсCGОO6".contains(c));
        bank && letters.clone().take(2).count() == 2
            && letters.take(2).all(|c| c.is_ascii_digit() || "ЗОБ".contains(c))
    };
    let Some(from) = line.iter().position(|w| named(w) || begins(w)) else {
        return;
    };
    for (word, kind) in line.iter().zip(kinds).skip(from).take(PIECES) {
        let piece = trimmed(word);
        if piece.is_empty()
            || !piece
                .chars()
                .all(|c| c.is_ascii_digit() || c.is_uppercase() || matches!(c, 'с' | '|'))
        {
            break;
        }
        *kind = Some(Kind::Account);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn kinds_of(line: &str) -> Vec<(String, Kind)> {
        let line: Vec<String> = line.split(' ').map(str::to_owned).collect();
        let found = kinds(std::slice::from_ref(&line)).remove(0);
        let some = line.into_iter().zip(found);
        some.filter_map(|(w, k)| Some((w, k?))).collect()
    }

    #[test]
    fn words_that_may_be_otherwise_are_seen() {
        for (line, word, kind) in [
            ("чл. 45, ал. В от ЗМСМА", "В", Kind::Number),
            ("по т.Б, ал. 2", "т.Б,", Kind::Number),
            ("З. Възлага на кмета", "З.", Kind::Number),
            ("УПИ ХУ1-1220 в кв. 3", "ХУ1-1220", Kind::Numeral),
            ("УПИ М-210, кв. 33", "М-210,", Kind::Numeral),
            ("от Ш-та категория", "Ш-та", Kind::Numeral),
            ("от раздел | имот", "|", Kind::Numeral),
            ("ГУ. Допуска", "ГУ.", Kind::Numeral),
            ("от 5.Х1.2008 г.", "5.Х1.2008", Kind::Date),
            ("по 8 51-00 –", "8", Kind::Section),
            ("субсидия 831-11 8 412", "831-11", Kind::Section),
            ("съгл. 86 от преходните", "86", Kind::Section),
            ("82. В чл. 5", "82.", Kind::Section),
            ("такси, 8 28-00 38 000", "8", Kind::Section),
            ("между 88 10-15 и 10-20", "88", Kind::Section),
            ("по 43 000,50 Е.", "Е.", Kind::Currency),
            ("(по 640,00 ЕЦК на", "ЕЦК", Kind::Currency),
            (
                "проект ВС055ЕРКООЗ-1.001-0071-С04",
                "ВС055ЕРКООЗ-1.001-0071-С04",
                Kind::Project,
            ),
            ("от 31.М1.2025 г.", "31.М1.2025", Kind::Date),
            ("З.НЕ ПРИЕМА", "З.НЕ", Kind::Number),
            ("чл. 94, ал. 2 и Е от ЗПФ", "Е", Kind::Number),
            ("чл. 49, т. 1 – Е от Наредбата", "Е", Kind::Number),
            ("чл. 15, ал. Г и чл. 19", "Г", Kind::Number),
            ("чл. 21, ал.1, т.б и т. 9", "т.б", Kind::Number),
            ("чл. 94, ал.2 и З от ЗПФ", "З", Kind::Number),
            ("чл. 247, ал. 1, 2 и З от ТЗ", "З", Kind::Number),
            ("чл. 15, ал.1, 2 и В от същия", "В", Kind::Number),
            ("чл. 21, т. ? от ЗМСМА", "?", Kind::Number),
            ("Заповед № 54/17.М1.1994 г.", "54/17.М1.1994", Kind::Date),
            ("6-месечен ЕОКТВОВ плюс", "ЕОКТВОВ", Kind::Rate),
            ("процедура ВС16ЕЕРКООЗ-4. 012", "ВС16ЕЕРКООЗ-4.", Kind::Project),
            ("лихва 2,6 90, но", "90,", Kind::Percent),
            ("Показатели План Отчет 90", "90", Kind::Percent),
            ("161 Председателят", "161", Kind::Bracketed),
            ("е-та!: о00500005.ехатре", "е-та!:", Kind::Address),
        ] {
            assert!(
                kinds_of(line).contains(&(word.to_owned(), kind)),
                "{line}: {:?}",
                kinds_of(line)
            );
        }
        let account = kinds_of("общината ТВАМ ВС27 ИВВБ 0001 1259 1330 79, а тръжната");
        assert_eq!(account.iter().filter(|(_, k)| *k == Kind::Account).count(), 7);
    }

    #[test]
    fn plain_words_are_left() {
        for line in [
            "П. Петров – за",
            "чл. 45, ал. 8 от ЗМСМА",
            "по ПУП-ПРЗ на ТУ",
            "т. нар. одит",
            "(2) Изключва имот",
            "15 души",
            "8 510 лв.",
            "82 лв. от",
            "на 86 души",
            "5 10-годишни",
            "1 Е",
            "ВСИЧКО 2024",
            "Х. Хасан",
            "ал. 2, Иван и З от",
            "за 1, 2 и З от",
        ] {
            assert_eq!(kinds_of(line), [], "{line}");
        }
    }
}
