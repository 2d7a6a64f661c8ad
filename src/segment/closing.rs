//! What ends the operative part: votes, sending, appeal, signatures.

use std::sync::LazyLock;

use memchr::memmem::Finder;

use super::marks::{Mark, Place, Sort, breaks_off};
use crate::lexicon::verbs;
use crate::model::{Words, is_capital, is_letter};

/// Offices of who presides.
static CHAIR: LazyLock<Words> = LazyLock::new(|| {
    Words::new(&[
        "председател",
        "председателстващ",
        "зам.-председател",
        "зам. председател",
        "вр. изп.",
        "за председател",
    ])
});

/// How a line begins that ends the operative part.
static STARTS: LazyLock<Words> = LazyLock::new(|| {
    Words::new(&[
        "правно основание",
        "правни основания",
        "решението,",
        "гласували",
        "гласуване",
        "гласувал",
        "поименно гласува",
        "поименно гласували",
        "участвали в",
        "след проведено",
        "общ брой",
        "общо гласували",
        "в залата присъства",
        "в залата са",
        "присъствали",
        "присъстват",
        "резултат от",
        "резултати от",
        "решението е прието",
        "решението се ",
        "решението подлежи",
        "решението може",
        "решението да се",
        "решението да бъде",
        "решението влиза",
        "настоящото решение",
        "настоящето решение",
        "настоящият акт",
        "препис от",
        "препис да",
        "преписи от",
        "препис-извлечение да",
        "вярно с",
        "вярно:",
        "вярно,",
        "вярно",
        "изчитал",
        "водил протокола",
        "протоколирал",
        "подписали",
        "технически секретар",
        "това решение ",
        "наредбата е приета",
        "поименно:",
        "жалби",
        "подпис на",
        "закрито",
        "край на заседанието",
        "край:",
        "з/п/в",
        "с това заседанието",
        "протоколист",
        "протоколчик",
        "снел преписа",
        "изготвил",
        "съгласувал:",
        "забележка",
        "с уважение",
        "кворум",
        "приема се",
        "не се приема",
        "поради изчерпване",
        "контролът по изпълнени",
        "контрол по изпълнени",
        "заседанието бе",
        "заседанието беше",
        "заседанието приключи",
        "<< назад",
        "секретар:",
        "дата:",
        "гр. ",
        "оспорване",
        "обжалване",
        "юрисконсулт",
        "решението е обявено",
        "решението не подлежи",
        "дадено в",
        "печат",
    ])
});

/// The beginning of „инж. Иван Примеров, председател на Общинския съвет“: short, as vector instructions want it.
static CHAIR_BEHIND: LazyLock<Finder<'_>> = LazyLock::new(|| Finder::new(", предс"));

/// Votes, sending, appeal, signatures.
pub fn closing(at: Place<'_>) -> Option<Mark> {
    let (lower, text) = (at.lower(), at.text());
    let mut chairs = CHAIR_BEHIND.find_iter(lower.as_bytes());
    if chairs.any(|i| lower[i..].starts_with(", председател на об")) && lower.chars().count() < 90
    {
        return at.mark(Sort::Chair);
    }
    if !text.starts_with(|c: char| {
        is_capital(c)
            || matches!(c, '№' | '„' | '"' | '“' | '”' | '«' | '/' | '(' | '<' | '\'')
            || c.is_ascii_digit()
    }) {
        return None;
    }
    if let Some(office) = CHAIR.begin_len(lower)
        && !lower.contains(" комиси")
    {
        let rest = lower[office..].trim_start_matches(|c: char| is_letter(c) || c == '.' || c == '-');
        let signs = rest.is_empty()
            || rest.trim_start().starts_with([':', '/', '(', '_', '.', '…', ','])
            || rest.trim_start().starts_with("на об")
            || rest.trim_start().starts_with("на\n")
            || rest.trim() == "на"
            || at.lines[at.i].cells.len() > 1;
        let agenda = lower.contains("даде думата") || lower.contains("откри");
        if signs && !agenda {
            return at.mark(Sort::Chair);
        }
    }
    if STARTS.begin(lower) {
        if (lower.starts_with("гр. ") || lower.starts_with("печат")) && lower.chars().count() > 30 {
            return None;
        }
        return at.mark(Sort::Closing);
    }
    if lower.starts_with("на основание") && sends(at) {
        return at.mark(Sort::Closing);
    }
    let heads = |w: &str| {
        at.lines[at.i]
            .cells
            .iter()
            .any(|c| c.span.of(&at.norm.lower).starts_with(w))
    };
    if is_tally(lower) || heads("вот") && (heads("име") || heads("съветник") || heads("общински съветник"))
    {
        return at.mark(Sort::Closing);
    }
    // A name with the office below it.
    let below = at.next(1).map(|l| l.span.of(&at.norm.lower));
    if !below.is_some_and(|b| {
        b.starts_with("председател на об") || b == "председател" || b.starts_with("председател на\n")
    }) {
        return None;
    }
    let named = text
        .split(' ')
        .any(|w| w.chars().filter(|c| is_letter(*c)).count() > 2 && w.starts_with(is_capital))
        && text
            .split([' ', '.'])
            .filter(|w| !w.is_empty())
            .all(|w| w.starts_with(is_capital) || w.chars().count() < 5);
    if named
        && lower.chars().count() < 45
        && lower.split(' ').count() <= 6
        && !lower.ends_with([',', ':', ';'])
    {
        return at.mark(Sort::Chair);
    }
    None
}

/// A paragraph „На основание чл. 22 … препис от решението да се изпрати“: no item stands in it.
fn sends(at: Place<'_>) -> bool {
    let rest = &at.lines[at.i..];
    let mut end = at.span().end;
    for pair in rest.windows(2).take(16) {
        let (words, next) = (pair[0].span.of(&at.norm.text), &pair[1]);
        let ended = words.ends_with('.') && !words.ends_with(" г.") && !breaks_off(words);
        if ended || words.ends_with([':', ';']) {
            break;
        }
        end = end.max(next.span.end);
    }
    let words = &at.norm.lower[at.span().start..end.max(at.span().start)];
    let passive = [
        "да се изпрати",
        "да се обяви",
        "да бъде изпратен",
        "да се обнародва",
        "да се публикува",
        "подлежи на",
        "да се разгласи",
    ];
    // Where the council itself acts in the paragraph, it is the operative part.
    let acts =
        verbs::first(&words.replace('\n', " "), 0).is_some_and(|v| words[..v.span.start].contains("съвет"));
    !acts && passive.iter().any(|w| words.contains(w)) && words.contains("решени") && !words.contains("реши:")
}

/// „За – 26, против – 1“, „„ЗА” – 13“, „с 12 гласа „за““, „0 „ЗА", 20 „ПРОТИВ"“ at the start of a line.
fn is_tally(lower: &str) -> bool {
    let sign = |c: &char| matches!(c, '„' | '“' | '”' | '"' | '«' | '»' | '\'' | ' ' | '/' | '(');
    let first = lower.chars().find(|c| !sign(c));
    if !first.is_some_and(|c| matches!(c, 'з' | 'с' | '0'..='9')) {
        return false;
    }
    let bare: String = lower.chars().filter(|c| !sign(c)).collect();
    let counted = |rest: &str| {
        rest.trim_start_matches(['-', '–', '—', ':'])
            .starts_with(|c: char| c.is_ascii_digit())
            && rest.starts_with(['-', '–', '—', ':'])
    };
    if let Some(rest) = bare.strip_prefix("за") {
        return counted(rest);
    }
    let rest = bare
        .strip_prefix("със")
        .or_else(|| bare.strip_prefix('с'))
        .unwrap_or(&bare);
    let after = rest.trim_start_matches(|c: char| c.is_ascii_digit());
    after.len() < rest.len()
        && ["гласаза", "гл.за", "за,", "за;", "гласоваза", "гласаза"]
            .iter()
            .any(|w| after.starts_with(w))
}
