//! Lists of provisions: `чл. 21, ал. 1, т. 8 и т. 23, чл. 37и, ал. 12 и 13`.

use super::heading::heading;
use super::implied::{bare_letter, implied, unit_follows};
use super::level::{self, Level};
use super::separator::separator;
use super::wrap::Wrap;
use super::{after, value};
use crate::model::{Citation, Mention, Span, Value, is_letter, is_letter_or_digit};
use crate::parse::cursor::{Cursor, starts_word};
use crate::parse::{Input, Rule};

/// Finds provisions with or without spaces, commas and full stops, in lists and ranges, and the act right behind them.
pub(super) const RULE: Rule = Rule {
    id: "legal_basis/provision",
    doc: "Provisions of acts: articles, paragraphs, points, letters, sentences and sections, in lists and ranges.",
    hints: &[
        "чл",
        "§",
        "парагра",
        "пар.",
        "ал.",
        "алине",
        " ал",
        "\nал",
        " т.",
        "\nт.",
        " точк",
        "\nточк",
        "изр.",
        "изречени",
        " букв",
        " б.",
    ],
    find,
};

/// Provisions in one list; more are no list.
const MOST: usize = 200;

/// A value read behind a mark, or implied by the mark before it.
pub(super) struct Part {
    /// What it is a value of.
    pub level: Level,
    /// One value, or every member of a range.
    pub values: Vec<String>,
    /// Its own words.
    pub span: Span,
}

fn find(input: Input<'_>, at: usize, out: &mut Vec<Mention>) {
    let lower = input.lower();
    // Some hints begin with the character before the word.
    let at = match lower[at..].chars().next() {
        Some(c) if c != '§' && !is_letter(c) => at + c.len_utf8(),
        _ => at,
    };
    if !starts_word(lower, at) {
        return;
    }
    if let Some((heading, end)) = heading(input, at) {
        out.push(mention(Span::new(at, end), Value::Heading(Box::new(heading))));
        return;
    }
    let Some((parts, end)) = parts(input.text(), input.lower(), at) else {
        return;
    };
    if is_item(lower, &parts, end) {
        return;
    }
    let mut acts = Vec::new();
    after::after(input, end, &mut acts);
    if parts[0].level == Level::Section && is_budget(input, &parts, end, !acts.is_empty()) {
        return;
    }
    let mut parts = parts;
    if acts.iter().any(is_european) {
        sections_are_paragraphs(&mut parts);
    }
    let before = out.len();
    compose(&parts, out);
    if out.len() > before {
        out.append(&mut acts);
    }
}

/// Whether a mention names an act of the European Union.
fn is_european(m: &Mention) -> bool {
    let Value::Act(a) = &m.value else { return false };
    a.act.id.starts_with("eu_")
        || matches!(
            a.act.kind.as_str(),
            "регламент" | "директива" | "харта" | "конвенция" | "договор"
        )
}

/// „чл. 14, § 2 от Регламент …“: behind an article of a European act § is its paragraph.
fn sections_are_paragraphs(parts: &mut [Part]) {
    let mut in_article = false;
    for part in parts {
        match part.level {
            Level::Article => in_article = true,
            Level::Section if in_article => part.level = Level::Paragraph,
            _ => {}
        }
    }
}

fn mention(span: Span, value: Value) -> Mention {
    Mention {
        rule: RULE.id,
        span,
        value,
    }
}

/// All parts from `at` on, and where they end.
fn parts(text: &str, lower: &str, at: usize) -> Option<(Vec<Part>, usize)> {
    let mut c = Cursor::new(lower, at);
    let mut parts = marked(text, &mut c, false)?;
    reversed(text, &mut c, &mut parts);
    below_point(&mut c, &mut parts);
    let mut in_article = parts.iter().any(|p| p.level == Level::Article);
    while parts.len() < MOST {
        let mut d = c;
        let joined = separator(&mut d);
        let mark = level::read(&mut { d }, in_article).map(|m| m.level);
        let more = if mark.is_some() {
            // „чл. 5 … параграф 3“ belongs together, „§ 5, чл. 3“ does too, but „ал. 1 пр. 3“ needs its comma.
            marked(text, &mut d, in_article)
        } else if let Some(paragraph) = slashed(text, &mut { c }, parts.last()?) {
            d = c;
            slashed(text, &mut d, parts.last()?);
            Some(paragraph)
        } else if joined.implies {
            implied(text, &mut d, parts.last()?, joined.comma)
        } else {
            None
        };
        let Some(more) = more else { break };
        in_article |= more.iter().any(|p| p.level == Level::Article);
        parts.extend(more);
        c = d;
        below_point(&mut c, &mut parts);
        paragraph_behind(text, &mut c, &mut parts);
    }
    if !in_article && parts.len() > 1 {
        reversed(text, &mut c, &mut parts); // „ал. 1, 2 и 3 на чл. 8“
    }
    let end = parts.last()?.span.end;
    Some((parts, end))
}

/// „, подточка 4“, for which a citation has no field: its words go with the point's.
fn below_point(c: &mut Cursor<'_>, parts: &mut [Part]) {
    let mut d = *c;
    separator(&mut d);
    if d.eat_any(&["подточка", "подт.", "п.т."]).is_none() {
        return;
    }
    d.wrap();
    let number = d.take_while(is_letter_or_digit);
    if let Some(last) = parts
        .last_mut()
        .filter(|p| p.level == Level::Point && !number.is_empty())
    {
        last.span.end = d.at;
        *c = d;
    }
}

/// Where the list of provisions that begins at the byte `at` ends.
pub(super) fn list_end(text: &str, lower: &str, at: usize) -> Option<usize> {
    parts(text, lower, at).map(|p| p.1)
}

/// A mark with its value, its range and, for „ал. и 4“, the word between.
fn marked(text: &str, c: &mut Cursor<'_>, in_article: bool) -> Option<Vec<Part>> {
    let start = c.at;
    let mut d = *c;
    let mark = level::read(&mut d, in_article)?;
    if mark.level == Level::Article && d.peek() == Some('/') {
        return None; // „чл/1/“: the number is missing
    }
    let first = value::read(text, &mut d, mark.level).or_else(|| {
        d.eat_word("и").then(|| d.wrap());
        value::read(text, &mut d, mark.level)
    })?;
    let mut parts = vec![ranged(text, &mut d, mark.level, first, start)];
    if let Some(slash) = slashed(text, &mut d, &parts[0]) {
        parts.extend(slash);
    }
    if mark.plural && mark.level == Level::Letter {
        while let Some(more) = bare_letter(&mut d) {
            parts.push(more);
        }
    }
    *c = d;
    Some(parts)
}

/// „4-6“, „13 – 15“, „ал. 8 - ал. 11“, „4 до 6“ where the first value was read.
pub(super) fn ranged(text: &str, c: &mut Cursor<'_>, level: Level, first: String, start: usize) -> Part {
    let mut d = *c;
    d.wrap();
    let dash = d.take(|ch| matches!(ch, '-' | '–' | '—' | '−')).is_some() || d.eat_word("до");
    if dash {
        d.wrap();
        let mut e = d;
        if level::read(&mut e, level != Level::Section).is_some_and(|m| m.level == level) {
            d = e;
        }
        let last = value::read(text, &mut d, level);
        if let Some(values) = last.and_then(|l| value::range(&first, &l))
            && !unit_follows(&d)
        {
            *c = d;
            return Part {
                level,
                values,
                span: Span::new(start, d.at),
            };
        }
    }
    Part {
        level,
        values: vec![first],
        span: Span::new(start, c.at),
    }
}

/// „/1/“ behind an article is its paragraph; „(1)“ too where nothing parts them.
fn slashed(text: &str, c: &mut Cursor<'_>, before: &Part) -> Option<Vec<Part>> {
    if before.level > Level::Paragraph || before.level == Level::Section {
        return None;
    }
    let mut d = *c;
    d.spaces();
    let comma = d.eat(",");
    d.spaces();
    if !comma && before.level == Level::Paragraph && d.eat_word("и") {
        d.spaces(); // „чл. 4, /1/ и /3/“
    }
    let start = d.at;
    let close = match d.take(|ch| ch == '/' || (ch == '(' && !comma && before.level == Level::Article))? {
        '/' => "/",
        _ => ")",
    };
    d.spaces();
    let number = value::read(text, &mut d, Level::Paragraph)?;
    d.spaces();
    if !d.eat(close) || number.len() > 2 {
        return None;
    }
    *c = d;
    Some(vec![Part {
        level: Level::Paragraph,
        values: vec![number],
        span: Span::new(start, d.at),
    }])
}

/// „алинея 2 към член 6“, „т. 3 на ал. 2 от чл. 5“: the inner part is named first.
fn reversed(text: &str, c: &mut Cursor<'_>, parts: &mut Vec<Part>) {
    loop {
        let Some(outer) = parts.first().map(|p| p.level) else {
            return;
        };
        let mut d = *c;
        if !d.wrap() || d.eat_any(&["на", "от", "към", "в", "по"]).is_none() || !d.wrap() {
            return;
        }
        let Some(mut all) = marked(text, &mut d, true) else {
            return;
        };
        if all.len() != 1 || all[0].level >= outer {
            return;
        }
        // „т. 7 от § 1 на ДР на ЗОС“; a section of a regulation's own text is none.
        if all[0].level == Level::Section {
            let mut e = d;
            e.wrap();
            let of = e.eat_any(&["на", "от", "към"]).is_some() && e.wrap();
            if !of || outer > Level::Point || !after::parts_of_an_act(&mut e) {
                return;
            }
        }
        // „т. 3 на чл. 5, ал. 2“
        loop {
            let mut e = d;
            e.wrap();
            if e.eat(",") {
                e.wrap();
            }
            match marked(text, &mut e, true) {
                Some(next)
                    if next.len() == 1
                        && next[0].level > all[all.len() - 1].level
                        && next[0].level < outer =>
                {
                    all.extend(next);
                    d = e;
                }
                _ => break,
            }
        }
        // The last of the inner parts takes the outer words into its span, the first begins it.
        let start = parts[0].span.start;
        if let Some(last) = parts.last_mut() {
            last.span.end = d.at;
        }
        for part in &mut all {
            part.span = Span::new(start, start);
        }
        all.append(parts);
        *parts = all;
        *c = d;
    }
}

/// „чл. 23, т. 2 и 3 на ал. 1“: the paragraph of the article's points is named behind them.
fn paragraph_behind(text: &str, c: &mut Cursor<'_>, parts: &mut Vec<Part>) {
    let Some(outer) = parts.iter().rposition(|p| p.level <= Level::Paragraph) else {
        return;
    };
    if parts[outer].level != Level::Article || outer + 1 == parts.len() {
        return;
    }
    let mut d = *c;
    if !d.wrap() || d.eat_any(&["на", "от", "към"]).is_none() || !d.wrap() {
        return;
    }
    let Some(mut paragraph) = marked(text, &mut d, true) else {
        return;
    };
    if paragraph.len() != 1 || paragraph[0].level != Level::Paragraph || paragraph[0].values.len() != 1 {
        return;
    }
    let start = parts[outer + 1].span.start;
    if let Some(last) = parts.last_mut() {
        last.span.end = d.at;
    }
    paragraph[0].span = Span::new(start, start);
    parts.splice(outer + 1..outer + 1, paragraph);
    *c = d;
}

/// Parts become provisions: a part of a deeper level makes the one before it narrower, any other begins a new one.
fn compose(parts: &[Part], out: &mut Vec<Mention>) {
    let mut state = Citation::default();
    let mut deepest: Option<Level> = None;
    let mut start = 0;
    let mut pending: Vec<Mention> = Vec::new();
    for part in parts {
        let narrower = deepest.is_some_and(|d| part.level > d);
        if !narrower {
            out.append(&mut pending);
            start = part.span.start;
        } else {
            // Members of a range before the last stay as they are.
            pending.pop();
            out.append(&mut pending);
        }
        for level in Level::ALL {
            if level >= part.level || (part.level == Level::Article && level == Level::Section) {
                level.field(&mut state).clear();
            }
        }
        let span = Span::new(start.min(part.span.start), part.span.end);
        for v in &part.values {
            v.clone_into(part.level.field(&mut state));
            pending.push(mention(span, Value::Citation(Box::new(state.clone()))));
        }
        deepest = Some(part.level);
    }
    out.append(&mut pending);
}

/// „за т. IV – чл. 90, ал. 1“, „т. 2: чл. 8“: the item that a legal basis is given for.
fn is_item(lower: &str, parts: &[Part], end: usize) -> bool {
    if parts.iter().any(|p| p.level != Level::Point) {
        return false;
    }
    let mut c = Cursor::new(lower, end);
    c.wrap();
    let parted = c.take(|ch| matches!(ch, '-' | '–' | '—' | ':')).is_some() && c.wrap();
    for word in ["и", "на основание", "по", "съгласно"] {
        if c.eat_word(word) {
            c.wrap();
        }
    }
    parted && ["чл.", "чл ", "§"].iter().any(|w| c.rest().starts_with(w))
}

/// „§ 46-00“, „§§ 01-00 и 05-00“, „§ 1901“, „§ 10 „Издръжка““: paragraphs of the budget. `of_act` where an act follows.
fn is_budget(input: Input<'_>, parts: &[Part], end: usize, of_act: bool) -> bool {
    let rest = &input.lower()[end..];
    let dashed = |r: &str| {
        let r = r.trim_start_matches(' ');
        r.strip_prefix(['-', '–']).is_some_and(|r| {
            r.trim_start_matches(' ')
                .starts_with(|c: char| c.is_ascii_digit())
        })
    };
    if dashed(rest) || rest.starts_with(|c: char| c.is_ascii_digit()) {
        return true;
    }
    // „§ 10-20“ reads like a range; of an act it would be said which. „§ 52-00“ cannot be one.
    let words = parts[0].span.of(input.text()).trim_start_matches(['§', ' ']);
    let glued = words.len() == 5 && words.as_bytes()[2] == b'-';
    let falls = glued && words[..2] >= words[3..];
    falls || glued && !of_act
}
