//! What stands around a sum: the same in words, value added tax, the unit that a price counts.

use super::{hundredths, plus};
use crate::lexicon::{months, numerals};
use crate::model::{Decimal, Vat, is_letter};
use crate::parse::cursor::{Cursor, starts_word};
use crate::parse::unit::{money_at, per_at};

/// What follows a sum.
#[derive(Debug, Clone, Copy, Default, PartialEq)]
pub struct Tail {
    /// The sum in words.
    pub words: Option<Decimal>,
    /// Value added tax.
    pub vat: Option<Vat>,
    /// The unit of a price.
    pub per: &'static str,
}

/// Longest words in brackets, in bytes.
const BRACKET: usize = 300;

/// Reads what follows the byte `at` of the lower-case text, the end of a sum's unit.
pub fn read(lower: &str, at: usize) -> Tail {
    let mut tail = Tail::default();
    let mut c = Cursor::new(lower, at);
    for _ in 0..6 {
        c.gap();
        // The bracket that the sum itself stands in: „(1 200 лв.) без ДДС“.
        if c.eat(")") || closes(c) && c.eat("/") {
            c.gap();
        }
        if c.eat(",") {
            c.gap();
        }
        let moved = per(&mut c, &mut tail) || vat(&mut c, &mut tail) || bracket(&mut c, &mut tail);
        if !moved {
            break;
        }
    }
    tail
}

/// Whether a slash here closes: nothing is glued behind it.
fn closes(c: Cursor) -> bool {
    c.rest().strip_prefix('/').is_some_and(|r| {
        r.is_empty() || r.starts_with([' ', ',', '\n', ';', '.']) && !c.text()[..c.at].ends_with(' ')
    })
}

/// „/кв.м“, „на декар“, „за 1 куб.м“, „месечно“.
fn per(c: &mut Cursor, tail: &mut Tail) -> bool {
    const ADVERBS: &[(&str, &str)] = &[
        ("месечно", "month"),
        ("годишно", "year"),
        ("дневно", "day"),
        ("на ден", "day"),
        ("седмично", "week"),
        ("почасово", "hour"),
    ];
    if !tail.per.is_empty() {
        return false;
    }
    let from = *c;
    if let Some((_, per)) = ADVERBS.iter().find(|(word, _)| c.eat_word(word)) {
        tail.per = per;
        return true;
    }
    let slash = c.eat("/");
    if !slash && c.eat_any(&["на", "за"]).is_none() {
        return false;
    }
    c.gap();
    let one = c
        .eat_any(&["1", "един", "една", "едно", "всеки", "всяка", "всяко"])
        .is_some();
    c.gap();
    let word = c.at;
    if let Some(per) = per_at(c) {
        // „за м. юли“, „за т. 3“, „за месец май“ name no unit.
        let short = c.since(word).chars().filter(|c| is_letter(*c)).count() < 3;
        let area = matches!(per, "sqm" | "decare" | "hectare");
        if (slash || one || !short || area) && !(per == "month" && names_month(*c)) {
            tail.per = per;
            if slash && c.rest().starts_with('.') {
                c.eat(".");
            }
            return true;
        }
    }
    *c = from;
    false
}

/// Whether a month's name follows.
fn names_month(mut c: Cursor) -> bool {
    c.gap() && months::at(c.rest()).is_some_and(|m| !m.short)
}

/// „без ДДС“, „с включен ДДС“, „вкл. ДДС“, „+ ДДС“.
fn vat(c: &mut Cursor, tail: &mut Tail) -> bool {
    let from = *c;
    let found = vat_words(c);
    if found.is_none() {
        *c = from;
        return false;
    }
    tail.vat = tail.vat.or(found);
    true
}

fn vat_words(c: &mut Cursor) -> Option<Vat> {
    let kind = if c.eat("+") || c.eat_any(&["без", "плюс"]).is_some() {
        Vat::Excluded
    } else if c.eat_any(&["със", "с"]).is_some() || c.rest().starts_with("вкл") {
        Vat::Included
    } else {
        return None;
    };
    for _ in 0..3 {
        c.gap();
        if c.eat_word("ддс") || c.eat("данък добавена стойност") || c.eat("данък върху добавената стойност")
        {
            return Some(kind);
        }
        let word = c.take_while(is_letter);
        if !["вкл", "начисл", "дължим", "стойността", "на"]
            .iter()
            .any(|w| word.starts_with(w))
            || word.is_empty()
        {
            return None;
        }
        c.eat(".");
    }
    None
}

/// „(петстотин лева)“, „/хиляда и петстотин лева/“, „(без ДДС)“.
fn bracket(c: &mut Cursor, tail: &mut Tail) -> bool {
    let Some(open @ ('(' | '/')) = c.peek() else {
        return false;
    };
    let close = if open == '(' { ')' } else { '/' };
    let inside = &c.rest()[1..];
    let inside = &inside[..inside.floor_char_boundary(BRACKET)];
    let Some(len) = inside.find(close) else {
        return false;
    };
    let content = inside[..len].trim();
    let mut inner = Cursor::new(content, 0);
    let mut said = Tail::default();
    if vat(&mut inner, &mut said) && inner.rest().trim().is_empty() {
        tail.vat = tail.vat.or(said.vat);
        c.at += len + 2;
        return true;
    }
    let Some((words, _)) = words_value(content) else {
        return false;
    };
    tail.words = tail.words.or(Some(words));
    c.at += len + 2;
    true
}

/// A sum in words that begins `content`, with its leva and stotinki; and whether nothing follows it.
///
/// What follows the number of the main unit must be a unit or nothing, so that „(двама наематели)“ is no sum.
pub fn words_value(content: &str) -> Option<(Decimal, bool)> {
    let mut c = Cursor::new(content, 0);
    if c.eat_any(&["словом", "с думи", "думи", "или"]).is_some() {
        c.take_while(|x| matches!(x, ':' | ' ' | '-' | '–' | '\n'));
    }
    let whole = number_words(&mut c)?;
    let value = Decimal::new(i64::try_from(whole).ok()?, 0);
    c.gap();
    if c.rest().is_empty() {
        return Some((value, true));
    }
    let unit = money_at(content, c.at)?;
    c.at = unit.end;
    if unit.cents {
        return Some((hundredths(value), c.rest().trim().is_empty()));
    }
    let value = cents_after(&mut c)
        .and_then(|cents| plus(value, cents))
        .unwrap_or(value);
    Some((value, c.rest().trim_matches(['.', ' ']).is_empty()))
}

/// „и двадесет стотинки“, „, 20 ст.“ after a sum; moves only where it stands.
pub fn cents_after(c: &mut Cursor) -> Option<Decimal> {
    let from = *c;
    let found = cents(c);
    if found.is_none() {
        *c = from;
    }
    found
}

fn cents(c: &mut Cursor) -> Option<Decimal> {
    c.gap();
    if c.eat(",") {
        c.gap();
    }
    if c.eat_word("и") {
        c.gap();
    }
    let value = match c.digits() {
        Some(d) if d.len() <= 2 => d.parse().ok()?,
        Some(_) => return None,
        None => i64::try_from(number_words(c)?).ok().filter(|n| *n < 100)?,
    };
    c.gap();
    let unit = money_at(c.text(), c.at).filter(|u| u.cents)?;
    c.at = unit.end;
    Some(Decimal::new(value, 2))
}

/// As many words as make a number.
fn number_words(c: &mut Cursor) -> Option<u64> {
    let start = c.at;
    let mut end = c.at;
    loop {
        let word = c.take_while(is_letter);
        if word.is_empty() || !numerals::is_part(word) {
            break;
        }
        if word != "и" {
            end = c.at;
        }
        // „хил.“ and „млн.“ in words.
        if numerals::is_scale(word) {
            c.eat(".");
        }
        if !c.gap() {
            break;
        }
    }
    c.at = end;
    let words = c.since(start);
    if words.contains('.') {
        numerals::read(&words.replace('.', " "))
    } else {
        numerals::read(words)
    }
}

/// Value added tax said right before the byte `at`: „цена без ДДС: “. Not where it belongs to a sum before.
pub fn vat_before(lower: &str, at: usize) -> Option<Vat> {
    const WINDOW: usize = 100;
    let mut from = at.saturating_sub(WINDOW);
    while !lower.is_char_boundary(from) {
        from += 1;
    }
    let window = &lower[from..at];
    let end = window.rfind("ддс")?;
    let between = &window[end + "ддс".len()..];
    let near = between.chars().count() <= 20
        && !between.contains(|c: char| c.is_ascii_digit() || matches!(c, '.' | ';' | ')' | '/'))
        && !between.contains(" и ");
    if !near {
        return None;
    }
    let begin = window[..end].char_indices().rev().find_map(|(i, _)| {
        let mut c = Cursor::new(window, i);
        let kind = starts_word(window, i).then(|| vat_words(&mut c)).flatten()?;
        (c.at == end + "ддс".len()).then_some((i, kind))
    });
    let (start, kind) = begin?;
    let before = window[..start].trim_end_matches([' ', ',', '\n']);
    let bound = before.ends_with(')')
        || ["лв.", "лв", "лева", "евро", "€"]
            .iter()
            .any(|u| before.ends_with(u));
    (!bound).then_some(kind)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn reads_words_tax_and_unit_in_any_order() {
        let at = "8,00 лв.".len();
        for (text, words, vat, per) in [
            ("8,00 лв. /осем лева/ без ддс", Some(8), Some(Vat::Excluded), ""),
            (
                "8,00 лв./дка /осем лева на декар/ без ддс",
                Some(8),
                Some(Vat::Excluded),
                "decare",
            ),
            ("8,00 лв. с включен ддс", None, Some(Vat::Included), ""),
            ("8,00 лв. (с вкл. ддс) на ден", None, Some(Vat::Included), "day"),
            ("8,00 лв. за 1 куб.м", None, None, "cum"),
            ("8,00 лв. за т. 3", None, None, ""),
            ("8,00 лв. за месец май", None, None, ""),
            ("8,00 лв. (двама наематели)", None, None, ""),
            ("8,00 лв. месечно", None, None, "month"),
            ("8,00 лв. + ддс", None, Some(Vat::Excluded), ""),
        ] {
            let t = read(text, at);
            let words = words.map(|w| Decimal::new(w, 0));
            assert_eq!((t.words, t.vat, t.per), (words, vat, per), "{text}");
        }
    }

    #[test]
    fn tax_before_a_sum_is_its_own() {
        for (text, vat) in [
            ("цена без ддс: ", Some(Vat::Excluded)),
            ("стойност с включен ддс – ", Some(Vat::Included)),
            ("100 лв. без ддс, ", None),
            ("ддс в размер на ", None),
        ] {
            assert_eq!(vat_before(text, text.len()), vat, "{text}");
        }
    }
}
