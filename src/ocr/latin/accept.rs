//! What a second reading may change.
//!
//! It must be what can stand there, as a whole: a number, a Roman numeral, an account of the right form. A digit that the first reading
//! has stays as it is; where an account's two readings disagree about one, its check digits decide (ISO 13616).

use super::super::hocr::{Letter, Sheet, Word};
use super::super::words;
use super::suspect::{self, Kind};
use crate::lexicon::roman;

/// A second reading that is less sure counts for nothing.
const SURE: f32 = 0.4;
/// The same where both readings have the same day and year.
const SURE_OF_DATE: f32 = 0.3;
/// So sure it must be of a three that was read as a „В“, which is an eight as a rule.
const SURE_OF_THREE: f32 = 0.9;
/// No numeral of a plot, a list or a category is higher.
const HIGHEST: u32 = 89;
/// Letters of an account, and of the country, check digits and bank before them.
const ACCOUNT: usize = 22;

/// Puts second readings into the places of the words where they may stand there.
pub(in super::super) fn mend(sheet: &mut Sheet) {
    let texts = suspect::texts(sheet);
    let kinds = suspect::kinds(&texts);
    for (l, line) in kinds.iter().enumerate() {
        for (w, kind) in line.iter().enumerate() {
            let (Some(kind), Some(word)) = (kind, sheet.lines[l].words.get_mut(w)) else {
                continue;
            };
            let least = match kind {
                Kind::Date => SURE_OF_DATE,
                Kind::Number if is_three(&texts[l][w], &word.latin) => SURE_OF_THREE,
                _ => SURE,
            };
            if word.latin.is_empty() || word.latin_confidence < least {
                continue;
            }
            let right = right(*kind, &texts[l][w], &word.latin);
            if let Some(right) = right.filter(|r| *r != texts[l][w]) {
                put(word, &right);
            }
        }
        account(&mut sheet.lines[l].words, &texts[l], line);
    }
}

/// The word, by both readings; none where the second may not stand there.
fn right(kind: Kind, first: &str, second: &str) -> Option<String> {
    match kind {
        Kind::Number => number(first, second),
        Kind::Numeral => numeral(first, second),
        Kind::Date => date(first, second),
        Kind::Bracketed => bracketed(first, second),
        Kind::Percent => percent(first, second),
        Kind::Section => section(first, second),
        Kind::Currency => currency(first, second),
        Kind::Rate => rate(first, second),
        Kind::Project => project(first, second),
        Kind::Address => address(second),
        Kind::Account => None,
    }
}

/// Letters and the digits that they look like. A second reading counts where both have one shape.
const SHAPES: [(&str, &str); 7] = [
    ("ЗзЭэЕ", "3"),
    ("ОоО", "0"),
    ("В", "83"),
    ("?", "7"),
    ("Б", "56"),
    ("б", "6"),
    ("ТГІIl|!", "1"),
];
/// What the English model makes of a lone one.
const ONE: &str = "LIl|!1";

/// As many digits as letters, none of which contradicts one of the first reading or is of another shape.
fn number(first: &str, second: &str) -> Option<String> {
    let (head, core, tail) = suspect::number(first);
    let read = match tail.chars().nth(1) {
        Some(c) if c.is_uppercase() => second.split(['.', ')']).next()?,
        _ => second.trim_end_matches(['.', ',', ';', ':', ')']),
    };
    let ones = |c: char| ONE.contains(c) && read.chars().count() == 1;
    let read: String = read.chars().map(|c| if ones(c) { '1' } else { c }).collect();
    let digits = read.len() - read.trim_end_matches(|c: char| c.is_ascii_digit()).len();
    let (before, digits) = read.split_at(read.len() - digits);
    let whole = !head.is_empty() || before.is_empty();
    let shaped = |a: char, b: char| {
        SHAPES
            .iter()
            .any(|(letters, digits)| letters.contains(a) && digits.contains(b))
    };
    let agree = |(a, b): (char, char)| a == b || shaped(a, b);
    let same = digits.len() == core.chars().count() && core.chars().zip(digits.chars()).all(agree);
    (whole && same).then(|| format!("{head}{digits}{tail}"))
}

/// Letters of the English model as those of a numeral.
fn roman(read: &str) -> Option<String> {
    let letter = |c| match c {
        'l' | '|' | '1' | '!' | 'i' | '[' => 'I',
        'v' => 'V',
        'x' => 'X',
        c => c,
    };
    let numeral: String = read.chars().map(letter).collect();
    roman::value(&numeral).filter(|v| *v <= HIGHEST)?;
    Some(numeral)
}

/// The sign in the place of a digit, before the digits that both readings have.
fn section(first: &str, second: &str) -> Option<String> {
    const MARKS: [char; 3] = ['.', ',', ' '];
    let tail = &first[first.trim_end_matches(['.', ',']).len()..];
    let number = second.trim_start_matches(['§', ' ']);
    let signs = second.chars().filter(|c| *c == '§').count();
    let (number, first) = (number.trim_end_matches(MARKS), first.trim_end_matches(MARKS));
    let same = (1..=2).contains(&signs) && first.get(signs..) == Some(number);
    same.then(|| format!("{}{number}{tail}", "§".repeat(signs)))
}

/// Whether a „В“ would be a three.
fn is_three(first: &str, second: &str) -> bool {
    first.contains('В') && second.contains('3')
}

/// The rates that loans of municipalities name, with the marks behind them in the first reading.
fn rate(first: &str, second: &str) -> Option<String> {
    let known = ["EURIBOR", "SOFIBOR", "LEONIA"];
    let code = suspect::trimmed(second);
    known
        .contains(&code)
        .then(|| first.replacen(suspect::trimmed(first), code, 1))
}

fn currency(first: &str, second: &str) -> Option<String> {
    let code = suspect::trimmed(second);
    let same = code.chars().count() == suspect::trimmed(first).chars().count();
    (same && ["€", "EUR", "BGN"].contains(&code)).then(|| first.replacen(suspect::trimmed(first), code, 1))
}

/// A code of programme, call, contract and its annex: the digits behind its first hyphen are those of the first reading, and so are the
/// three before it.
fn project(first: &str, second: &str) -> Option<String> {
    let (core, read) = (suspect::trimmed(first), suspect::trimmed(second));
    let formed = |c: char| c.is_ascii_uppercase() || c.is_ascii_digit() || matches!(c, '-' | '.' | '/');
    let (head, tail) = read.split_once('-')?;
    let (before, behind) = core.split_once('-')?;
    if !head.starts_with("BG") || !read.chars().all(formed) {
        return None;
    }
    // The model takes a nought among letters for the letter, and the letter between digits for a nought: „M1OP“.
    let many = head.chars().count();
    let nought = |(n, c): (usize, char)| match c {
        'O' if (2..4).contains(&n) || n + 3 >= many => '0',
        '0' if n == 6 && (head.get(4..5) == Some("M") || head.get(4..6) == Some("1P")) => 'O',
        c => c,
    };
    let mut head: String = head.chars().enumerate().map(nought).collect();
    // „SFPRO002“: a letter that the first reading has not, before three digits; no programme ends with it.
    let last = many.saturating_sub(4);
    if head.get(last..).is_some_and(|h| h.starts_with('O')) && before.chars().count() + 1 == many {
        head.remove(last);
    }
    let many = head.chars().count();
    let programme = head.get(4..many.saturating_sub(3)).unwrap_or_default();
    let years = head
        .get(2..4)
        .is_none_or(|y| y.bytes().all(|b| b.is_ascii_digit()));
    if programme.ends_with(|c: char| c.is_ascii_digit()) || !years {
        return None;
    }
    let tail = tail.replace('O', "0");
    let agree = |(a, b): (char, char)| match (plain(a), b.is_ascii_digit()) {
        (Some(a), true) => a == b,
        (None, false) => true,
        // „С01“, whose first letter is one in both.
        _ => false,
    };
    let alike =
        |a: &str, b: &str| a.chars().count() == b.chars().count() && a.chars().zip(b.chars()).all(agree);
    let last = |s: &str| s.char_indices().rev().nth(2).map_or(0, |(at, _)| at);
    let numbered = head.len() < 5 || alike(&before[last(before)..], &head[last(&head)..]);
    (numbered && alike(behind, &tail)).then(|| first.replacen(core, &format!("{head}-{tail}"), 1))
}

/// A digit, or the one that a letter looks like.
fn plain(c: char) -> Option<char> {
    match c {
        'О' | 'O' => Some('0'),
        'З' => Some('3'),
        'б' => Some('6'),
        c => Some(c).filter(char::is_ascii_digit),
    }
}

fn digits(text: &str) -> impl Iterator<Item = char> {
    text.chars().filter(char::is_ascii_digit)
}

fn numeral(first: &str, second: &str) -> Option<String> {
    let (head, _, tail) = suspect::numeral(first, true)?;
    let second = second.trim_start_matches(['„', '(', '/', '"']);
    // The numeral ends where the first reading has a mark.
    let end = match tail.chars().next() {
        Some(mark @ ('-' | '.')) => second.find(mark)?,
        _ => second.trim_end_matches(['.', ',', ';', ')', '/', '"']).len(),
    };
    let (read, rest) = second.split_at(end);
    let plot = tail
        .strip_prefix('-')
        .is_some_and(|t| t.starts_with(|c: char| c.is_ascii_digit()));
    if plot && !digits(rest).eq(digits(tail)) {
        return None;
    }
    Some(format!("{head}{}{tail}", roman(read)?))
}

fn date(first: &str, second: &str) -> Option<String> {
    let (day, month, year) = suspect::date(first)?;
    let mut parts = suspect::behind_number(suspect::trimmed(second)).split('.');
    let (d, m, y) = (parts.next()?, parts.next()?, parts.next()?);
    let lettered = m.contains(|c: char| c.is_alphabetic());
    let numeral = roman(m).filter(|m| lettered && roman::value(m).is_some_and(|v| v <= 12))?;
    (d == day && y == year)
        .then(|| first.replacen(&format!("{day}.{month}."), &format!("{day}.{numeral}."), 1))
}

fn bracketed(first: &str, second: &str) -> Option<String> {
    let mut inner = first.chars();
    inner.next();
    inner.next_back();
    let inner = inner.as_str();
    (second.strip_prefix('[')?.strip_suffix(']')? == inner).then(|| second.to_owned())
}

/// The sign alone, with the marks behind it in the first reading.
fn percent(first: &str, second: &str) -> Option<String> {
    let tail = &first[first.trim_end_matches([',', '.', ';', ')']).len()..];
    (second.trim_end_matches([',', '.', ';', ')']) == "%").then(|| format!("%{tail}"))
}

fn address(second: &str) -> Option<String> {
    let bare = second.trim_end_matches([',', ';', '.']);
    if bare.trim_end_matches(':').eq_ignore_ascii_case("e-mail") {
        return Some(second.to_owned());
    }
    let (name, host) = bare.split_once('@')?;
    let good = |c: char| c.is_ascii_alphanumeric() || matches!(c, '.' | '-' | '_' | '+');
    let dotted = host.contains('.') && !host.starts_with('.') && !host.ends_with('.');
    (!name.is_empty() && name.chars().all(good) && host.chars().all(good) && dotted)
        .then(|| second.to_owned())
}

/// Bank accounts, whose parts hold together.
fn account(words: &mut [Word], texts: &[String], kinds: &[Option<Kind>]) {
    let places: Vec<usize> = (0..words.len().min(kinds.len()))
        .filter(|w| kinds[*w] == Some(Kind::Account))
        .collect();
    let upper = |w: &Word| w.latin.trim_matches([',', ';', ':', '.']).to_uppercase();
    let read: Vec<String> = words.iter().map(upper).collect();
    let Some(from) = places.iter().position(|w| read[*w].starts_with("BG")) else {
        return;
    };
    let (mut second, mut first, mut last) = (String::new(), String::new(), from);
    for (i, w) in places.iter().enumerate().skip(from) {
        if second.len() >= ACCOUNT {
            break;
        }
        second += &read[*w];
        first += suspect::trimmed(&texts[*w]);
        last = i;
    }
    if !is_account(&second) || !(agree(&first, &second) || checks(&second)) {
        return;
    }
    let named = from.checked_sub(1).filter(|i| read[places[*i]] == "IBAN");
    for i in named.into_iter().chain(from..=last) {
        let w = places[i];
        let tail = texts[w].trim_start_matches(|c| !matches!(c, ',' | ';' | ':' | '.'));
        let right = format!("{}{tail}", read[w]);
        if right != texts[w] {
            put(&mut words[w], &right);
        }
    }
}

/// „BG“, two check digits, four letters of the bank, six digits of branch and kind, eight of the account.
fn is_account(text: &str) -> bool {
    let bytes = text.as_bytes();
    let part = |from: usize, to: usize, good: fn(&u8) -> bool| {
        bytes.get(from..to).is_some_and(|b| b.iter().all(good))
    };
    text.len() == ACCOUNT
        && text.starts_with("BG")
        && part(2, 4, u8::is_ascii_digit)
        && part(4, 8, u8::is_ascii_uppercase)
        && part(8, 14, u8::is_ascii_digit)
        && part(14, 22, u8::is_ascii_alphanumeric)
}

/// Whether the readings are of one length and agree about digits.
fn agree(first: &str, second: &str) -> bool {
    first.chars().count() == second.len()
        && first
            .chars()
            .zip(second.chars())
            .all(|(a, b)| !(a.is_ascii_digit() || b.is_ascii_digit()) || a == b)
}

/// Whether the check digits are right (ISO 7064, modulus 97).
fn checks(account: &str) -> bool {
    let (head, rest) = account.split_at(4);
    let value = |c: char| c.to_digit(36);
    let mut left = 0;
    for digit in rest.chars().chain(head.chars()) {
        let Some(digit) = value(digit) else { return false };
        left = (left * if digit > 9 { 100 } else { 10 } + digit) % 97;
    }
    left == 1
}

/// Puts other letters into a word.
fn put(word: &mut Word, text: &str) {
    let [x0, y0, x1, y1] = word.bounds;
    let places = words::dealt(text.chars(), x0, x1);
    let confidence = word.latin_confidence;
    let letter = |(c, (x0, x1)): (char, (f32, f32))| Letter {
        text: c.to_string(),
        bounds: [x0, y0, x1, y1],
        confidence,
    };
    word.letters = text.chars().zip(places).map(letter).collect();
    word.confidence = word.confidence.min(confidence);
    word.mended = true;
}

#[cfg(test)]
mod tests {
    use super::super::super::hocr::Line;
    use super::*;

    #[test]
    fn a_second_reading_counts_where_it_can_stand() {
        for (kind, first, second, want) in [
            (Kind::Number, "В", "8", "8"),
            (Kind::Number, "т.Б,", "1.5,", "т.5,"),
            (Kind::Number, "З.", "3.", "3."),
            (Kind::Number, "т.б", "T.6", "т.6"),
            (Kind::Number, "Е", "3", "3"),
            (Kind::Number, "2О26", "2026", "2026"),
            (Kind::Number, "Т", "L", "1"),
            (Kind::Number, "?", "7", "7"),
            (Kind::Rate, "ЕОКТВОВ,", "EURIBOR,", "EURIBOR,"),
            (Kind::Date, "54/17.М1.1994", "54/17.VI.1994", "54/17.VI.1994"),
            (
                Kind::Project,
                "ВС055ЕРКОО2-2.004-0187",
                "BGO5SFPRO002-2.004-0187",
                "BG05SFPR002-2.004-0187",
            ),
            (Kind::Number, "З.НЕ", "3.HE", "3.НЕ"),
            (Kind::Section, "8", "§", "§"),
            (Kind::Section, "88", "§§", "§§"),
            (Kind::Section, "831-11", "§31-11", "§31-11"),
            (Kind::Section, "82.", "§2.", "§2."),
            (Kind::Section, "86", "§ 6", "§6"),
            (Kind::Currency, "Е.", "€.", "€."),
            (Kind::Currency, "(ЕЦК)", "(EUR)", "(EUR)"),
            (
                Kind::Project,
                "ВС055ЕРКООЗ-1.001-0071-С04",
                "BG05SFPR003-1.001-0071-C04",
                "BG05SFPR003-1.001-0071-C04",
            ),
            (
                Kind::Project,
                "ВСО5Б5ЕРКОО2-2.004-0133-С01/09.10.2024",
                "BGO5SFPRO02-2.004-0133-C01/09.10.2024",
                "BG05SFPR002-2.004-0133-C01/09.10.2024",
            ),
            (
                Kind::Project,
                "ВС-ККР-1.007-0088-С01",
                "BG-RRP-1.007-0088-C01",
                "BG-RRP-1.007-0088-C01",
            ),
            (Kind::Date, "17.1.1994", "17.II.1994", "17.II.1994"),
            (Kind::Percent, "90,", "%,", "%,"),
            (Kind::Numeral, "ХУ1-1220", "XVI-1220", "XVI-1220"),
            (Kind::Numeral, "(УШ-ма,", "(VIll-ma,", "(VIII-ма,"),
            (Kind::Numeral, "|", "III", "III"),
            (Kind::Numeral, "П.", "Il.", "II."),
            (Kind::Date, "5.Х1.2008", "5.X1.2008", "5.XI.2008"),
            (Kind::Bracketed, "161", "[6]", "[6]"),
            (
                Kind::Address,
                "о00500005.ехатре",
                "obs@obs.example",
                "obs@obs.example",
            ),
        ] {
            assert_eq!(right(kind, first, second).as_deref(), Some(want), "{first}");
        }
    }

    #[test]
    fn no_digit_is_changed_and_none_comes_from_nowhere() {
        for (kind, first, second) in [
            (Kind::Number, "В", "B"),
            (Kind::Number, "В", "5"),
            (Kind::Number, "?", "2"),
            (Kind::Rate, "ЕОКТВОВ", "EOKTBOB"),
            (Kind::Section, "8", "8"),
            (Kind::Section, "86", "§8"),
            (Kind::Section, "831-11", "§31-17"),
            (Kind::Currency, "Е", "E"),
            (Kind::Currency, "ВСМ", "BCM"),
            (
                Kind::Project,
                "ВС055ЕРКООЗ-1.001-0071-С04",
                "BG05SFPR003-1.001-0077-C04",
            ),
            (
                Kind::Project,
                "ВС055ЕОР001-2.015-0027-С01",
                "BG0SSFOP001-2.015-0027-C01",
            ),
            (Kind::Project, "ВС06КОМР001-7.001-0099", "BG06RDNP0001-7.001-0099"),
            (Kind::Date, "17.1.1994", "17.11.1994"),
            (Kind::Date, "17.1.1994", "17.1.1994"),
            (Kind::Percent, "90", "90"),
            (Kind::Number, "В", "88"),
            (Kind::Number, "1О", "20"),
            (Kind::Numeral, "ХУ1-1220", "XVI-1226"),
            (Kind::Numeral, "ХУ1-1220", "XIVI-1220"),
            (Kind::Date, "5.Х1.2008", "6.XI.2008"),
            (Kind::Bracketed, "161", "[8]"),
            (Kind::Address, "о00500005.ехатре", "obs.example"),
        ] {
            assert_eq!(right(kind, first, second), None, "{first}");
        }
    }

    #[test]
    fn an_account_is_taken_whole() {
        let after = |pairs: &[(&str, &str)]| {
            let word = |(first, second): &(&str, &str)| Word {
                letters: vec![Letter {
                    text: (*first).to_owned(),
                    ..Letter::default()
                }],
                latin: (*second).to_owned(),
                latin_confidence: 0.9,
                ..Word::default()
            };
            let mut sheet = Sheet {
                lines: vec![Line {
                    words: pairs.iter().map(word).collect(),
                    ..Line::default()
                }],
            };
            mend(&mut sheet);
            let texts: Vec<String> = sheet.lines[0].words.iter().map(Word::text).collect();
            texts.join(" ")
        };
        let read = [
            ("ТВАМ", "IBAN"),
            ("ВС80", "BG80"),
            ("ВМВС", "BNBG"),
            ("9661", "9661"),
            ("1020", "1020"),
            ("3456", "3456"),
            ("78,", "78,"),
        ];
        assert_eq!(after(&read), "IBAN BG80 BNBG 9661 1020 3456 78,");
        // The readings disagree, and the check digits are right.
        assert_eq!(
            after(&[("ВСВ0ВМВС9661102034567В", "BG80BNBG96611020345678")]),
            "ВСВ0ВМВС9661102034567В"
        );
        assert_eq!(
            after(&[("ВС8ОВМВС9661102034567В", "BG80BNBG96611020345678")]),
            "BG80BNBG96611020345678"
        );
        assert_eq!(
            after(&[("ВС8ОВМВС9661102034567В", "BG80BNBG96611020345679")]),
            "ВС8ОВМВС9661102034567В"
        );
    }
}
