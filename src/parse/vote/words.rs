//! The words of votes: labels, numbers, units, and what parts them.

use super::numeral::{begins_with_number, numeral};
use super::stood::{stood_for, within_stood_for};
use crate::model::{Span, is_letter, is_letter_or_digit};

/// What a vote can be for, as its label says.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Label {
    /// „за“
    For,
    /// „против“
    Against,
    /// „въздържал(и) се“
    Abstained,
    /// „не гласува“, „не участва“, „отсъства“: a category that has no column of its own.
    Other,
}

/// One word or sign of a tally.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Word {
    /// A number of votes in digits or words („3-ма“, „трима“).
    Number(u32),
    /// „няма“, „без“, „нула“.
    Zero,
    /// A label; whether quotes stand around it.
    Label(Label, bool),
    /// „–“, „=“.
    Dash,
    /// „:“.
    Colon,
    /// „,“, „;“, „.“, „/“.
    Stop,
    /// „и“, „а“.
    And,
    /// The end of a line.
    LineEnd,
    /// „гласа“, „гл.“.
    Votes,
    /// „общински съветници“, „поименно“ and other words that only fill.
    Filler,
    /// „гласували“, „участвали“, „присъствали“ … : what a number beside it counts is no category.
    Count,
    /// Any other word: no tally runs over it.
    Alien,
}

/// A word with its place.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Token {
    /// What it is.
    pub word: Word,
    /// Where it stands; a label's quotes belong to it.
    pub span: Span,
}

/// What those have not done who have no choice of the three.
const NOT_VOTED: [&str; 9] = [
    "гласува",
    "гласували",
    "гласувал",
    "гласувала",
    "гласуват",
    "гласуваха",
    "участва",
    "участват",
    "участвали",
];

/// A quotation mark of any kind.
pub fn is_quote(c: char) -> bool {
    matches!(c, '„' | '“' | '”' | '"' | '«' | '»' | '\'' | '’' | '‘' | '`')
}

/// Reads the words of `lower` (a text in lower case) from `from` on, up to `upto` or, behind `needed`, up to the first
/// alien word; a blank line that no label follows is one.
pub fn tokens(lower: &str, from: usize, needed: usize, upto: usize) -> Vec<Token> {
    let mut out: Vec<Token> = Vec::new();
    let mut at = from;
    while at < upto {
        let Some(c) = lower[at..].chars().next() else {
            break;
        };
        let (word, end) = match c {
            '\n' => (Word::LineEnd, at + 1),
            '(' => {
                at = note_end(lower, at, &out).unwrap_or(at + 1);
                continue;
            }
            ' ' | ')' => {
                at += 1;
                continue;
            }
            // „Против  |  Against   0“: the label once more in another language.
            '|' => {
                let rest = &lower[at + 1..];
                at = lower.len()
                    - rest
                        .trim_start_matches(|c: char| c == ' ' || c.is_ascii_alphabetic())
                        .len();
                continue;
            }
            c if is_quote(c) => {
                at += c.len_utf8();
                continue;
            }
            '-' | '–' | '—' if is_nobody(lower, at + c.len_utf8(), &out) => {
                (Word::Zero, at + c.len_utf8())
            }
            '-' | '–' | '—' | '−' | '=' | '…' => (Word::Dash, at + c.len_utf8()),
            ':' => (Word::Colon, at + 1),
            // „Който е „за“? 10. „Против“? Няма.“
            '?' => (Word::Dash, at + 1),
            ',' | ';' | '.' | '/' | '·' | '•' => (Word::Stop, at + c.len_utf8()),
            c if c.is_ascii_digit() => match share(lower, at) {
                Some(end) => {
                    at = end;
                    continue;
                }
                None => number(lower, at),
            },
            c if is_letter(c) => word(lower, at),
            c => (Word::Alien, at + c.len_utf8()),
        };
        let aside = word == Word::Alien
            && matches!(out.last().map(|t| t.word), Some(Word::Label(Label::For, true)))
            && is_object(lower, at, end);
        // „трима бяха против него“
        let him = word == Word::Alien
            && matches!(out.last().map(|t| t.word), Some(Word::Label(Label::Against, _)))
            && matches!(&lower[at..end], "него" | "нея" | "тях" | "това");
        let word = if aside || him { Word::Filler } else { word };
        if repeats_number(lower, &out, at, word) {
            if out.last().is_some_and(|t| t.word == Word::Stop) {
                out.pop(); // the slash before it
            }
            at = end + usize::from(lower[end..].starts_with(['/', ')']));
            continue;
        }
        // A list may have blank lines between its categories, but a tally does not run on into another paragraph.
        let blank = word == Word::LineEnd && out.last().is_some_and(|t| t.word == Word::LineEnd);
        let word = if blank && !label_ahead(lower, end) {
            Word::Alien
        } else {
            word
        };
        let span = match word {
            Word::Label(..) => with_quotes(lower, Span::new(at, end)),
            _ => Span::new(at, end),
        };
        out.push(Token { word, span });
        at = end;
        if at > needed && word == Word::Alien {
            break;
        }
    }
    out
}

/// „против: –“: a dash alone behind a label and its colon, where the line ends.
fn is_nobody(lower: &str, end: usize, out: &[Token]) -> bool {
    let colon = matches!(out, [.., label, colon]
        if matches!(label.word, Word::Label(..)) && colon.word == Word::Colon);
    let rest = lower[end..].trim_start_matches(' ');
    colon && (rest.is_empty() || rest.starts_with(['\n', ';', ',']))
}

/// „„против“ – 2 (с особено мнение), …“: the end of a note in brackets that counts nothing.
fn note_end(lower: &str, at: usize, out: &[Token]) -> Option<usize> {
    /// Bytes of the longest note.
    const LONGEST: usize = 120;
    let counted = matches!(
        out.last().map(|t| t.word),
        Some(Word::Label(..) | Word::Number(_) | Word::Votes | Word::Zero)
    );
    if !counted {
        return None;
    }
    let near = &lower[at + 1..lower.floor_char_boundary(at + LONGEST)];
    let note = &near[..near.find(')')?];
    let counts = |w: &str| {
        w.starts_with("въздърж")
            || w.starts_with("глас")
            || matches!(w, "за" | "против" | "няма" | "нула" | "възд" | "единодушно")
            || numeral(w).is_some()
    };
    let plain = !note.contains(|c: char| c.is_ascii_digit() || c == '(')
        && note.contains(is_letter)
        && !note.split(|c: char| !is_letter(c)).any(counts);
    plain.then_some(at + 1 + note.len() + 1)
}

/// „„За“ отлагането – 12“: what the votes are for.
fn is_object(lower: &str, at: usize, end: usize) -> bool {
    const OBJECTS: [&str; 13] = [
        "отлагане",
        "отлагането",
        "предложението",
        "проекта",
        "проектът",
        "решението",
        "точката",
        "докладната",
        "това",
        "приемането",
        "избора",
        "поправката",
        "изменението",
    ];
    OBJECTS.contains(&&lower[at..end])
        && lower[end..]
            .trim_start_matches(' ')
            .starts_with(['-', '–', '—', ':'])
}

/// Where the run of words that ends at the byte `at` may begin, read backwards: behind the nearest word that is alien by
/// itself, or at `from`.
pub fn run_start(lower: &str, from: usize, at: usize) -> usize {
    let mut end = at;
    loop {
        let head = &lower[from..end];
        let word_end = from + head.trim_end_matches(|c: char| !is_letter(c)).len();
        let start = from + lower[from..word_end].trim_end_matches(is_letter).len();
        let before = lower[..start].chars().next_back();
        // Notes in brackets and words in other languages are passed over as a whole.
        let aside = lower[word_end..end].contains(')') || lower[start..].starts_with(|c: char| c.is_ascii());
        if start == from || aside {
            return from;
        }
        let whole = !before.is_some_and(|c| is_letter_or_digit(c) || matches!(c, '-' | '.' | '_'));
        end = start;
        if whole && word(lower, start) == (Word::Alien, word_end) && !is_object(lower, start, word_end) {
            match within_stood_for(lower, from, start, word_end) {
                Some(label) => end = label,
                // „десет съветници вдигнаха ръка „за““
                None if &lower[start..word_end] == "ръка" && lower[from..start].ends_with("вдигнаха ") =>
                    {}
                None => return word_end,
            }
        }
    }
}

/// „100 %“, „9,1%“: what share of the votes it is, which is no number of votes. Gives the end.
fn share(lower: &str, at: usize) -> Option<usize> {
    let rest = &lower[at..];
    let number = rest.trim_start_matches(|c: char| c.is_ascii_digit() || c == ',' || c == '.');
    let sign = number.trim_start_matches(' ').strip_prefix('%')?;
    Some(lower.len() - sign.len())
}

/// Whether the next line with words begins with a label.
fn label_ahead(lower: &str, at: usize) -> bool {
    let near = &lower[at..lower.floor_char_boundary(at + 200)];
    let line = near.trim_start_matches(|c: char| c == ' ' || c == '\n' || is_quote(c));
    [
        "против",
        "въздърж",
        "възд",
        "в.с.",
        "в. с.",
        "за –",
        "за -",
        "за:",
        "за”",
        "за“",
        "за\"",
    ]
    .iter()
    .any(|l| line.starts_with(l))
}

/// „16 (шестнадесет)“: the words in brackets repeat the number.
fn repeats_number(lower: &str, out: &[Token], at: usize, word: Word) -> bool {
    matches!(word, Word::Number(_))
        && lower[..at].trim_end_matches(' ').ends_with(['(', '/'])
        && out.iter().rev().find(|t| t.word != Word::Stop).map(|t| t.word) == Some(word)
}

/// A label together with the quotation marks that touch it.
fn with_quotes(lower: &str, span: Span) -> Span {
    let before = lower[..span.start].chars().next_back().filter(|c| is_quote(*c));
    let after = lower[span.end..].chars().next().filter(|c| is_quote(*c));
    Span::new(
        span.start - before.map_or(0, char::len_utf8),
        span.end + after.map_or(0, char::len_utf8),
    )
}

/// Digits: a number of votes, or an alien where they are part of a date, an amount or a code.
fn number(lower: &str, at: usize) -> (Word, usize) {
    let rest = &lower[at..];
    let len = rest.bytes().take_while(u8::is_ascii_digit).count();
    let mut end = at + len;
    let behind = &lower[end..];
    let code = lower[..at].trim_end_matches(' ').ends_with(['№', '§'])
        || lower[..at].ends_with(|c: char| is_letter_or_digit(c) || c == '_')
        || lower[..at]
            .strip_suffix(['.', ',', '/', '-'])
            .is_some_and(|h| h.ends_with(|c: char| c.is_ascii_digit()));
    for suffix in ["-мата", "-ма", "-мя", "-те", "ма "] {
        if behind.starts_with(suffix) && !behind[suffix.len()..].starts_with(is_letter) {
            return (
                Word::Number(rest[..len].parse().unwrap_or(0)),
                end + suffix.trim_end().len(),
            );
        }
    }
    // „1. Иван Примеров“ at a line's beginning numbers a list.
    let item = lower[..at].trim_end_matches(' ').ends_with('\n')
        && behind
            .strip_prefix(['.', ')'])
            .is_some_and(|b| b.trim_start_matches(' ').starts_with(is_letter));
    if item {
        return (Word::Alien, end + 1);
    }
    let mut next = behind.chars();
    let joined = match next.next() {
        Some('.' | ',' | '/' | '-' | ':') => next.next().is_some_and(|c| c.is_ascii_digit()),
        Some(c) => is_letter(c) || c == '%' || c == '_',
        None => false,
    };
    if code || joined || len > 3 {
        end += behind
            .chars()
            .take(24)
            .take_while(|c| !c.is_whitespace())
            .map(char::len_utf8)
            .sum::<usize>();
        return (Word::Alien, end);
    }
    (Word::Number(rest[..len].parse().unwrap_or(0)), end)
}

/// Letters.
fn word(lower: &str, at: usize) -> (Word, usize) {
    let end_of = |from: usize| {
        from + lower[from..]
            .find(|c: char| !is_letter(c))
            .unwrap_or(lower.len() - from)
    };
    let end = end_of(at);
    let word = &lower[at..end];
    // The word behind a space or a line end, if it is one of `words`.
    let then = |from: usize, words: &[&str]| {
        let gap = lower[from..].len() - lower[from..].trim_start_matches([' ', '\n']).len();
        let next = from + gap;
        let end = end_of(next);
        words
            .contains(&&lower[next..end])
            .then_some(end)
            .filter(|_| gap > 0)
    };
    if word.starts_with("въздържал") || matches!(word, "въздържам" | "въздържа" | "въздържат" | "въздържаха")
    {
        return (
            Word::Label(Label::Abstained, is_quoted(lower, at, end)),
            then(end, &["се"]).unwrap_or(end),
        );
    }
    if word.starts_with("неутрал") {
        return (Word::Label(Label::Abstained, is_quoted(lower, at, end)), end);
    }
    if word == "възд" {
        let dot = end + usize::from(lower[end..].starts_with('.'));
        let se = end_of(dot);
        let end = if &lower[dot..se] == "се" {
            se
        } else {
            then(dot, &["се"]).unwrap_or(dot)
        };
        return (Word::Label(Label::Abstained, is_quoted(lower, at, end)), end);
    }
    if let Some(end) = short_abstained(lower, at) {
        return (Word::Label(Label::Abstained, false), end);
    }
    match word {
        "за" if let Some(end) = stood_for(lower, end) => {
            return (Word::Label(Label::For, false), end);
        }
        "срещу" if let Some(end) = stood_for(lower, end) => {
            return (Word::Label(Label::Against, false), end);
        }
        // „в подкрепа – четирима“
        "подкрепа" if number_ahead(lower, end) => return (Word::Label(Label::For, false), end),
        // „с 16 гласа в подкрепа („за“), 1 против“
        "подкрепа" if is_named_for(&lower[end..]) => return (Word::Filler, end),
        "в" if then(end, &["подкрепа"])
            .is_some_and(|end| number_ahead(lower, end) || is_named_for(&lower[end..])) =>
        {
            return (Word::Filler, end);
        }
        "вдигнаха" if let Some(end) = then(end, &["ръка"]) => return (Word::Filler, end),
        // „Ръка „за“ вдигнаха единадесет“, „„За“ се обадиха четирима“
        "вдигнаха" | "обадиха" if begins_with_number(lower[end..].trim_start_matches([' ', '\n'])) =>
        {
            return (Word::Filler, end);
        }
        // „седем души гласуваха против“
        "гласуваха" | "гласували" if against_follows(lower, end) => {
            return (Word::Filler, end);
        }
        // „никой не е „против““
        "не" if let Some(end) = then(end, &["е", "бе", "беше"])
            && (against_follows(lower, end) || then(end, &["се"]).is_some()) =>
        {
            return (Word::Filler, end);
        }
        // „никой не се въздържа“
        "не" if let Some(se) = then(end, &["се"])
            && lower[se..].trim_start_matches([' ', '\n']).starts_with("въздърж") =>
        {
            return (Word::Filler, se);
        }
        // „Съгласиха се осем, трима бяха „против““
        "съгласиха" | "съгласни" => {
            let end = then(end, &["се", "бяха", "са"]);
            return end.map_or((Word::Alien, at + word.len()), |end| {
                (Word::Label(Label::For, false), end)
            });
        }
        "за" => {
            let quoted = is_quoted(lower, at, end);
            return (
                if quoted || is_bare_label(lower, end) {
                    Word::Label(Label::For, quoted)
                } else {
                    Word::Alien
                },
                end,
            );
        }
        "против" => return (Word::Label(Label::Against, is_quoted(lower, at, end)), end),
        // „ДА  –  9   НЕ  –  0“
        "да" | "не" if counts(lower, end) || is_counted(lower, at, end) => {
            let label = if word == "да" {
                Label::For
            } else {
                Label::Against
            };
            return (Word::Label(label, false), end);
        }
        "не" => {
            let voted = then(end, &NOT_VOTED).map(|end| (Word::Label(Label::Other, false), end));
            return voted.unwrap_or((Word::Alien, end));
        }
        // „с 9 гласа „за“, при нито един „против“ и 1 „въздържал се““
        "при" => {
            let near = &lower[end..lower.floor_char_boundary(end + 40)];
            let labelled = near.contains("против") || near.contains("въздърж");
            let counts = number_ahead(lower, end) || then(end, &["нито"]).is_some();
            let told = labelled && counts && !near.contains("присъств");
            return (if told { Word::Filler } else { Word::Alien }, end);
        }
        "нито" => {
            return then(end, &["един", "една"]).map_or((Word::Alien, end), |end| (Word::Zero, end));
        }
        "отсъства" | "отсъстват" | "отсъствали" | "отсъстващи" => {
            return (Word::Label(Label::Other, false), end);
        }
        "от" => {
            // „21 гласа „за“ от 21 присъствали“: what follows counts something else.
            let end = then(end, &["общо", "всички", "всичко"]).unwrap_or(end);
            let counts = lower[end..].trim_start_matches([' ', '\n']);
            let counts = counts.starts_with(|c: char| c.is_ascii_digit())
                || ["присъств", "гласувал"].iter().any(|w| counts.starts_with(w));
            return (if counts { Word::Stop } else { Word::Alien }, end);
        }
        "няма" | "нямаше" | "без" | "нула" | "никой" => return (Word::Zero, end),
        "и" | "а" => return (Word::And, end),
        "глас" | "гласа" | "гласове" | "ръце" | "картона" | "картон" => {
            return (Word::Votes, end);
        }
        // „8 са „за“, 1 е „против“ и 1 се е въздържал“
        "е" => {
            let next = lower[end..].trim_start_matches([' ', '\n']);
            let labelled = next.starts_with(is_quote) || next.starts_with("въздържал") || next.starts_with("против")
                // „въздържал се е един“
                || lower[..at].trim_end_matches([' ', '\n']).ends_with(" се") && begins_with_number(next);
            return (if labelled { Word::Filler } else { Word::Alien }, end);
        }
        // „Кой е „против“? Пет ръце.“
        "кой" => {
            let end_of_is = then(end, &["е"]);
            let asks =
                end_of_is.is_some_and(|e| lower[e..].trim_start_matches([' ', '\n']).starts_with(is_quote));
            return match end_of_is.filter(|_| asks) {
                Some(end) => (Word::Filler, end),
                None => (Word::Alien, end),
            };
        }
        "гл" => return (Word::Votes, end + usize::from(lower[end..].starts_with('.'))),
        "общински"
        | "общинските"
        | "съветника"
        | "съветници"
        | "съветник"
        | "съветниците"
        | "съветничка"
        | "съветнички"
        | "души"
        | "човека"
        | "са"
        | "бяха"
        | "беше"
        | "бе"
        | "се"
        | "поименно"
        | "гласуване"
        | "с"
        | "със"
        | "глас_" => {
            return (Word::Filler, end);
        }
        "гласували"
        | "гласувалите"
        | "гласуваха"
        | "гласувал"
        | "участвали"
        | "присъствали"
        | "присъствували"
        | "присъствалите"
        | "присъстващите"
        | "присъствуващи"
        | "присъстващи" => {
            return (Word::Count, end);
        }
        _ => {}
    }
    let Some(first) = numeral(word) else {
        return (Word::Alien, end);
    };
    if first >= 20
        && let Some(and) = then(end, &["и"])
    {
        let start = and + lower[and..].len() - lower[and..].trim_start_matches([' ', '\n']).len();
        let last = end_of(start);
        if let Some(n) = numeral(&lower[start..last]).filter(|n| *n < 10) {
            return (Word::Number(first + n), last);
        }
    }
    (Word::Number(first), end)
}

/// Whether „за“ stands first in brackets.
fn is_named_for(rest: &str) -> bool {
    let inner = rest.trim_start_matches(' ').strip_prefix('(');
    inner.is_some_and(|i| {
        let label = i.trim_start_matches(is_quote).strip_prefix("за");
        label.is_some_and(|l| l.starts_with(|c| is_quote(c) || c == ')'))
    })
}

/// Whether a dash or colon and a number of votes follow, in digits or in a word.
fn number_ahead(lower: &str, end: usize) -> bool {
    let behind = lower[end..].trim_start_matches(' ');
    let value = behind.trim_start_matches([' ', '-', '–', '—', ':']);
    value.len() < behind.len() && begins_with_number(value)
}

/// Whether „против“ is the next word, in quotes or not.
fn against_follows(lower: &str, end: usize) -> bool {
    let next = lower[end..].trim_start_matches(|c: char| matches!(c, ' ' | '\n') || is_quote(c));
    next.starts_with("против")
}

/// „В.С.“, „В. С.“, „ВС: 3“: „въздържали се“ by its initials, with its number behind a sign, or before it. Initials before
/// a surname („В. С. Примеров“) and the court („ВС на РБ“) are none. Gives the end.
fn short_abstained(lower: &str, at: usize) -> Option<usize> {
    let rest = &lower[at..];
    let dotted = ["в.с.", "в. с."].iter().find(|w| rest.starts_with(**w));
    let short = dotted.or_else(|| ["вс"].iter().find(|w| rest.starts_with(**w)))?;
    let end = at + short.len();
    if lower[..at].ends_with(is_letter_or_digit) || lower[end..].starts_with(is_letter_or_digit) {
        return None;
    }
    let behind = lower[end..].trim_start_matches(|c: char| c == ' ' || is_quote(c));
    let value = behind.trim_start_matches([' ', ':', '-', '–', '—', '=']);
    let counted = value.starts_with(|c: char| c.is_ascii_digit()) || value.starts_with("няма");
    let signed = value.len() < behind.len();
    let before = lower[..at].trim_end_matches(|c: char| c == ' ' || is_quote(c));
    let number_before = before.ends_with(|c: char| c.is_ascii_digit());
    let closed = !value.starts_with(is_letter);
    (counted && (signed || dotted.is_some()) || dotted.is_some() && number_before && closed).then_some(end)
}

/// Whether a dash or colon and a number of votes follow.
fn counts(lower: &str, end: usize) -> bool {
    let behind = lower[end..].trim_start_matches(|c: char| c == ' ' || is_quote(c));
    // „ДА 7  |  НЕ 1“
    let number = behind.trim_start_matches(|c: char| c.is_ascii_digit());
    if number.len() < behind.len() && number.trim_start_matches(' ').starts_with('|') {
        return true;
    }
    behind.strip_prefix(['-', '–', ':', '—']).is_some_and(|n| {
        n.trim_start_matches(' ')
            .starts_with(|c: char| c.is_ascii_digit())
    })
}

/// Whether a number of votes and a dash stand before, and nothing goes on behind: „12 – да, 1 – не, 0 – въздържали се“.
fn is_counted(lower: &str, at: usize, end: usize) -> bool {
    let before = lower[..at].trim_end_matches(|c: char| c == ' ' || is_quote(c));
    let behind = lower[end..].trim_start_matches(is_quote);
    behind.starts_with([',', ';'])
        && before
            .strip_suffix(['-', '–', '—'])
            .is_some_and(|b| b.trim_end_matches(' ').ends_with(|c: char| c.is_ascii_digit()))
}

/// A quotation mark touches the word on one side at least. „За общината“ opens a name: the mark behind decides for „за“.
fn is_quoted(lower: &str, at: usize, end: usize) -> bool {
    let after = lower[end..].starts_with(is_quote);
    let before = lower[..at].ends_with(is_quote);
    after || (before && !lower[end..].trim_start_matches(' ').starts_with(is_letter))
}

/// „за“ without quotes is a label only before a sign, a line's end or a number that counts votes: „за – 17“, „За 45“.
fn is_bare_label(lower: &str, end: usize) -> bool {
    let behind = lower[end..].trim_start_matches(' ');
    match behind.chars().next() {
        None => true,
        Some(c) if is_letter(c) => {
            // „Гласове: за осем (8), против един (1)“
            let word = &behind[..behind.find(|c: char| !is_letter(c)).unwrap_or(behind.len())];
            let closed = [",", ";", " ("]
                .iter()
                .any(|w| behind[word.len()..].starts_with(w));
            closed && numeral(word).is_some()
                || ["и ", "няма", "бяха ", "бе ", "са "]
                    .iter()
                    .any(|w| behind.starts_with(w))
        }
        Some(c) if c.is_ascii_digit() => {
            let next = behind
                .trim_start_matches(|c: char| c.is_ascii_digit())
                .trim_start_matches(' ');
            !next.starts_with(is_letter)
                || ["против", "въздърж", "глас", "общинск", "съветни", "и "]
                    .iter()
                    .any(|w| next.starts_with(w))
        }
        Some(c) => matches!(
            c,
            '\n' | ',' | ';' | '.' | ':' | '-' | '–' | '—' | '=' | '/' | ')' | '|' | '·' | '•'
        ),
    }
}
