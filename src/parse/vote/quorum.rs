//! How many councillors there are, were present, or voted: „При кворум от 16“, „В залата присъстват 19“, „от 13 гласували“.

use crate::model::{Mention, Span, Tally, Value, is_letter, is_letter_or_digit};
use crate::parse::{Input, Rule};

use super::context;
use super::words::{Word, is_quote, tokens};

/// Matches „Присъствали: 12“, „от общо 17 общински съветници“; leaves guests and citizens.
pub const RULE: Rule = Rule {
    id: "vote/quorum",
    doc: "Councillors in all, present, and voting: „При кворум от 16 общински съветника“",
    hints: &[
        "кворум",
        "присъст",
        "общ брой",
        "регистрирали",
        "гласували",
        "участвали",
        "взеха участие",
        "в залата",
        "общо",
    ],
    find,
};

/// What a number counts.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Of {
    Cast,
    Present,
    Total,
}

/// A phrase before its number.
const BEFORE_NUMBER: &[(&str, Of)] = &[
    ("кворум от", Of::Present),
    ("кворум", Of::Present),
    ("общ брой на общинските съветници", Of::Total),
    ("общ брой общински съветници", Of::Total),
    ("общ брой съветници", Of::Total),
    ("в залата присъстват", Of::Present),
    ("в залата присъстваха", Of::Present),
    ("в залата присъствали", Of::Present),
    ("в залата са", Of::Present),
    ("в залата има", Of::Present),
    ("присъстващи общински съветници", Of::Present),
    ("присъстващи", Of::Present),
    ("присъстват", Of::Present),
    ("присъстваха", Of::Present),
    ("присъствали", Of::Present),
    ("присъствували", Of::Present),
    ("присъствуват", Of::Present),
    ("присъствуваха", Of::Present),
    ("регистрирали", Of::Present),
    ("взеха участие", Of::Present),
    ("участвали в гласуването", Of::Cast),
    ("участвали в поименното гласуване", Of::Cast),
    ("общо гласували", Of::Cast),
    ("гласували общо", Of::Cast),
    ("гласували", Of::Cast),
    ("общо", Of::Total),
];

fn find(input: Input<'_>, at: usize, out: &mut Vec<Mention>) {
    let lower = input.lower();
    if lower[..at].ends_with(is_letter_or_digit) {
        return;
    }
    if let Some((of, start, n, end)) = number_before(lower, at).or_else(|| number_behind(lower, at)) {
        let count = |which| (of == which).then_some(n);
        let span = Span::new(start, end);
        out.push(Mention {
            rule: RULE.id,
            span,
            value: Value::Tally(Tally {
                cast: count(Of::Cast),
                present: count(Of::Present),
                total: count(Of::Total),
                other_body: context::is_other_body(input, span),
                ..Tally::default()
            }),
        });
    }
}

/// „от 13 гласували“, „от 15 присъстващи“.
fn number_before(lower: &str, at: usize) -> Option<(Of, usize, u32, usize)> {
    let (word, of) = [
        ("гласували", Of::Cast),
        ("гласувалите", Of::Cast),
        ("участвали", Of::Cast),
        ("присъстващи", Of::Present),
        ("присъствали", Of::Present),
        ("присъствалите", Of::Present),
        ("регистрирали", Of::Present),
    ]
    .into_iter()
    .find(|(w, _)| starts_with_word(lower, at, w))?;
    let mut head = lower[..at].trim_end_matches([' ', '\n']);
    for fill in ["съветници", "съветника", "общински"] {
        head = head
            .strip_suffix(fill)
            .map_or(head, |h| h.trim_end_matches([' ', '\n']));
    }
    let digits = head.bytes().rev().take_while(u8::is_ascii_digit).count();
    let start = head.len() - digits;
    let lead = head[..start].trim_end_matches([' ', '\n']);
    if !(1..=3).contains(&digits) || !(lead.ends_with(" от") || lead.ends_with("\nот") || lead == "от")
    {
        return None;
    }
    Some((
        of,
        lead.len() - "от".len(),
        head[start..].parse().ok()?,
        at + word.len(),
    ))
}

/// „При кворум от 17 общински съветника“, „Гласували 51:“.
fn number_behind(lower: &str, at: usize) -> Option<(Of, usize, u32, usize)> {
    let (mut end, of) = BEFORE_NUMBER
        .iter()
        .find_map(|(phrase, of)| Some((phrase_end(lower, at, phrase)?, *of)))?;
    // „са се регистрирали 15“, „присъстваха общо 12“, „Присъстват: 12“, „присъстват - 20“, „от 16“
    for fill in ["са", "на", "общински", "съветници", "общо", "от"] {
        end = phrase_end(lower, end, fill).unwrap_or(end);
    }
    let upto = lower.floor_char_boundary(end + 90);
    let words = tokens(lower, end, end, upto);
    let mut seen = words
        .iter()
        .skip_while(|t| matches!(t.word, Word::Dash | Word::Colon | Word::LineEnd));
    let token = seen.next()?;
    let Word::Number(n) = token.word else { return None };
    if words
        .iter()
        .take_while(|t| t.span.start < token.span.start)
        .filter(|t| t.word == Word::LineEnd)
        .count()
        > 1
    {
        return None;
    }
    let behind = &lower[token.span.end..];
    let next = behind.trim_start_matches([' ', '\n']);
    let number_follows = next.starts_with(|c: char| c.is_ascii_digit());
    let word = next.split(|c: char| !is_letter(c)).next().unwrap_or_default();
    let councillors = word.starts_with("общинск") || word.starts_with("съветни");
    let councillors_end = councillors.then(|| {
        let from = lower.len() - next.len();
        let text = &lower[from..];
        let upto = ["съветници", "съветника", "съветник"]
            .iter()
            .find_map(|w| text.find(w).filter(|i| *i < 40).map(|i| i + w.len()));
        from + upto.unwrap_or(word.len())
    });
    let fits = match of {
        // „гласували 4-ма „ЗА““ is a tally, „Гласували 51: За 44“ a count.
        Of::Cast => {
            !label_before(lower, at)
                && !label_follows(lower, token.span.end)
                && (councillors || word.is_empty() || !next.starts_with("глас"))
        }
        Of::Total => councillors || phrase_end(lower, at, "общ брой").is_some(),
        Of::Present => {
            councillors
                || behind.is_empty()
                || behind.starts_with(['.', ',', ';', ':', '\n', ')', '/'])
                || behind.starts_with(" (")
                || matches!(word, "от" | "и" | "са" | "човека")
        }
    };
    if number_follows || !fits || n == 0 || n > 100 {
        return None;
    }
    Some((of, at, n, councillors_end.unwrap_or(token.span.end)))
}

/// „„за“ са гласували 6“: the number is that of the label.
fn label_before(lower: &str, at: usize) -> bool {
    let head = lower[..at].trim_end();
    let head = head
        .strip_suffix("са")
        .unwrap_or(head)
        .trim_end()
        .trim_end_matches(is_quote);
    ["за", "против", "въздържали се", "въздържал се"]
        .iter()
        .any(|l| head.ends_with(l))
}

/// Whether a label stands behind a number as its own: „22 "за"“, „22\n"за", 4 …“, „13 гласа „за““.
fn label_follows(lower: &str, end: usize) -> bool {
    let mut words = tokens(lower, end, end, lower.floor_char_boundary(end + 60))
        .into_iter()
        .filter(|t| t.word != Word::LineEnd && t.word != Word::Filler);
    match words.next().map(|t| t.word) {
        Some(Word::Votes) => true,
        Some(Word::Label(..) | Word::Dash) => {
            let next = words.find(|t| !matches!(t.word, Word::Dash | Word::Colon | Word::Label(..)));
            !next.is_some_and(|t| matches!(t.word, Word::Number(_) | Word::Zero))
        }
        _ => false,
    }
}

fn starts_with_word(lower: &str, at: usize, word: &str) -> bool {
    lower[at..].starts_with(word) && !lower[at + word.len()..].starts_with(is_letter_or_digit)
}

/// The end of `phrase` from `at` on, with any white space and a line end between its words; at most one `:` or quote before.
fn phrase_end(lower: &str, at: usize, phrase: &str) -> Option<usize> {
    let mut at = at;
    for word in phrase.split(' ') {
        let gap = lower[at..].len() - lower[at..].trim_start_matches([' ', '\n', '“', '”', '"']).len();
        at += gap;
        if !starts_with_word(lower, at, word) {
            return None;
        }
        at += word.len();
    }
    Some(at)
}
