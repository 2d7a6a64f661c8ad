//! The operative part becomes items: numbering of every kind, nested, and one item where there is none.

use super::label::{
    Label, Number, bare_lead, begins_list, follows, is_roman, label, opens_section, roman_letters,
};
use super::text_label::is_text_label;
use crate::lexicon::verbs;
use crate::model::{Item, Line, Normal, Span, is_capital, is_letter};

/// The items of the operative part `within`, whose lines are among `lines`.
pub fn items(norm: &Normal, lines: &[Line], within: Span) -> Vec<Item> {
    let first = lines.partition_point(|l| l.span.end <= within.start);
    let last = lines.partition_point(|l| l.span.start < within.end);
    let own = &lines[first.min(last)..last];
    let numbered = numbered(norm, own, within);
    let mut items = if numbered.is_empty() {
        single(norm, within).into_iter().collect()
    } else {
        numbered
    };
    for item in &mut items {
        let words = flat(item.span.of(&norm.lower));
        // „за дейностите – 5 000 лв., като средствата се предоставят …“: the verb is that of the item above.
        let verb = verbs::first(&words, 0)
            .filter(|v| !words.starts_with("за ") || !words[..v.span.start].contains(", като "))
            .filter(|v| !DOERS.contains(&words[..v.span.start].trim()));
        item.action = verb.map_or("other", |v| v.action);
        item.verb = verb.map(|v| Span::new(item.span.start + v.span.start, item.span.start + v.span.end));
    }
    items
}

/// Who does what an item tells, right before its verb: „Комисията обявява списъка“ is no act of the council.
const DOERS: [&str; 9] = [
    "комисията",
    "кметът",
    "кметът на общината",
    "секретарят",
    "дружеството",
    "купувачът",
    "наемателят",
    "изпълнителят",
    "сдружението",
];

/// Line ends made spaces, byte for byte.
fn flat(text: &str) -> String {
    text.replace(['\n', '\u{c}'], " ")
}

/// The place of the first number in `within` that opens a list, if there is one.
pub fn first_number(norm: &Normal, lines: &[Line], within: Span) -> Option<usize> {
    let first = lines.partition_point(|l| l.span.end <= within.start);
    for line in lines[first..].iter().take_while(|l| l.span.start < within.end) {
        let start = own_start(norm, line).max(within.start);
        let span = Span::new(start, line.span.end.min(within.end).max(start));
        let text = span.of(&norm.text).trim_start();
        if opens_section(text) {
            return None;
        }
        let start = span.end - text.len();
        if let Some(label) = label(text)
            && label.is_first()
            && !is_table_row(norm, line)
            && !is_cited(text, &label, norm.text[within.start..start].trim_end())
        {
            return Some(start);
        }
    }
    in_sentence(norm, within)
}

/// „… Общински съвет – Примерово: 1) учредява …; 2) ремонтите са …“: a list in one sentence.
fn in_sentence(norm: &Normal, within: Span) -> Option<usize> {
    let words = flat(within.of(&norm.text));
    let at = match words.starts_with("1) ") {
        true => 0,
        false => words.find(": 1) ")? + ": ".len(),
    };
    words[at..].contains("; 2) ").then_some(within.start + at)
}

/// „… като в ↵ т. 2.1 вместо …“: a point that a sentence names, and its line begins with.
fn is_cited(text: &str, label: &Label, before: &str) -> bool {
    let ended = before.is_empty() || before.ends_with(['.', ';', ':', '!', ')', '“', '"']);
    text.starts_with("т.") && !ended && text[label.len..].starts_with(char::is_lowercase)
}

/// Where a line's own words begin: behind the label of a form („Решение        І. На основание …“).
fn own_start(norm: &Normal, line: &Line) -> usize {
    match line.cells.as_slice() {
        [label, words] if is_text_label(label.span.of(&norm.lower)) => words.span.start,
        _ => line.span.start,
    }
}

/// A row of a table, whose first cell may be a running number: short cells, a figure in the last.
fn is_table_row(norm: &Normal, line: &Line) -> bool {
    let Some(last) = line.cells.last().filter(|_| line.cells.len() >= 3) else {
        return false;
    };
    let longest = line.cells.iter().map(|c| c.col1 - c.col0).max().unwrap_or(0);
    let figure = last.span.of(&norm.text).contains(|c: char| c.is_ascii_digit());
    longest < 45 && figure && last.col1 - last.col0 < 30
}

/// One open list.
#[derive(Debug, Clone)]
struct Level {
    number: Number,
    path: String,
}

/// Items by their numbers; empty where the operative part has none.
fn numbered(norm: &Normal, lines: &[Line], within: Span) -> Vec<Item> {
    let Some(from) = first_number(norm, lines, within) else {
        return Vec::new();
    };
    let mut state = Numbering {
        levels: Vec::new(),
        section: None,
    };
    let mut starts: Vec<(usize, usize, String)> = Vec::new(); // label, own words, path
    let mut last_end = from;
    // „1.  По прихода      6 904 318 лв.“ right behind a colon: items set like a table's rows.
    let mut listed = false;
    for line in lines.iter().filter(|l| !l.span.is_empty() && l.span.end > from) {
        let span = Span::new(own_start(norm, line).max(from), line.span.end.min(within.end));
        if span.is_empty() {
            continue;
        }
        let text = span.of(&norm.text);
        if opens_section(text) {
            if !starts.is_empty() {
                state.section = Some(0);
            }
        } else if let Some(label) = label(text)
            .or_else(|| next_bare(norm, text, &starts, last_end))
            .or_else(|| alone(norm, Span::new(span.start, within.end)).filter(|_| starts.is_empty()))
            && (!is_table_row(norm, line)
                || listed
                || matches!(label.number, Number::Under(..))
                || norm.text[from..last_end].ends_with(':'))
            && (!label.doubtful
                || norm.text[from..last_end].ends_with([';', ':'])
                // „… от ЗМСМА:⏎а. Предоставя …“
                || starts.is_empty() && norm.text[..span.start].trim_end().ends_with(':')
                || (matches!(label.number, Number::Word(_) | Number::Capital(_) | Number::Letter(_))
                    || text.starts_with("Пункт "))
                    && norm.text[from..last_end].ends_with('.')
                    && state.continues(&label.number, ".").is_some())
            && let before = norm.text[from..last_end].trim_end()
            && !is_cited(text, &label, before)
            && let Some(path) = (state.place(&label.number, before)).or_else(|| {
                state.place_behind_hole(&label.number, before, acts(norm, span.start + label.len))
            })
        {
            starts.push((span.start, span.start + label.len, path));
            listed = is_table_row(norm, line) || listed && line.cells.len() > 1;
        }
        if state.section.is_none() && !is_table_row(norm, line) {
            inline(norm, span, &mut state, &mut starts);
        }
        last_end = span.end;
    }
    let mut items = Vec::new();
    for (i, (_, own, path)) in starts.iter().enumerate() {
        let end = starts.get(i + 1).map_or(within.end, |next| next.0);
        let end = own_vote(norm, lines, *own, end).unwrap_or(end);
        let words = without_rule(Span::new(*own, end.max(*own)).of(&norm.text));
        let span = Span::new(*own, *own + without_vote(words).len());
        if !span.is_empty() {
            items.push(Item {
                path: path.clone(),
                span,
                ..Item::default()
            });
        }
    }
    items
}

/// Bytes in which the verb or the number at a place ends.
const NEAR: usize = 200;

/// Whether an operative verb with a capital stands there.
fn acts(norm: &Normal, at: usize) -> bool {
    let near = &norm.lower[at..norm.lower.floor_char_boundary(at + NEAR)];
    norm.text[at..].starts_with(is_capital) && verbs::begins(near)
}

/// „… Примерово: 1) ↵ учредява …“: a number at a line's end.
fn alone(norm: &Normal, within: Span) -> Option<Label> {
    let (number, _) = within.of(&norm.text).split_once('\n')?;
    if !number.ends_with(')') || number.len() > "10)".len() {
        return None;
    }
    let near = norm.text.floor_char_boundary(within.start + NEAR).min(within.end);
    label(&flat(&norm.text[within.start..near]))
}

/// „5 Разходът е …“, „5 – Разходът е …“ in a list of bare numbers: no verb need follow once the number before it was one.
fn next_bare(norm: &Normal, text: &str, starts: &[(usize, usize, String)], last_end: usize) -> Option<Label> {
    let (from, own, path) = starts.last()?;
    let number = path.parse::<u32>().ok()?;
    let bare = norm.text[*from..*own].trim_end_matches([' ', '-', '–', '—']) == path;
    let rest = text.strip_prefix(&(number + 1).to_string())?;
    let rest = &rest[Some(bare_lead(rest)).filter(|lead| *lead > 0)?..];
    let sentence = rest.starts_with(is_capital) && norm.text[..last_end].ends_with(['.', ';']);
    (bare && sentence).then(|| Label {
        number: Number::Arabic(vec![number + 1]),
        doubtful: false,
        len: text.len() - rest.len(),
    })
}

/// The line „По т. 1 гласували: за 24 …“ that stands between two items.
fn own_vote(norm: &Normal, lines: &[Line], from: usize, to: usize) -> Option<usize> {
    let first = lines.partition_point(|l| l.span.start < from);
    let mut own = lines[first..]
        .iter()
        .take_while(|l| l.span.start < to)
        .map(|l| l.span);
    own.find(|s| {
        let lower = s.of(&norm.lower);
        lower.starts_with("по т") && lower.contains("гласува")
    })
    .map(|s| s.start)
}

/// An item's words without the lines below it that are drawn with dashes.
fn without_rule(words: &str) -> &str {
    let words = words.trim_end();
    let drawn = |c: char| matches!(c, '-' | '–' | '_' | '=' | '*' | '─' | ' ');
    match words.rfind('\n') {
        Some(at) if words[at..].len() > 5 && words[at + 1..].chars().all(drawn) => without_rule(&words[..at]),
        Some(at) if is_page_mark(words[at..].trim()) => without_rule(&words[..at]),
        _ => words,
    }
}

/// „лист 42“, „стр. 3 от 4“, „~ 1 ~“ alone on a line.
fn is_page_mark(line: &str) -> bool {
    let lower = line.to_lowercase();
    let bare = lower.trim_matches([' ', '~', '-', '–', '|', '/']);
    let words = ["лист ", "стр. ", "стр.", "страница "]
        .iter()
        .find_map(|w| bare.strip_prefix(w));
    let signed = words.is_some() || bare.len() < lower.len();
    let number = words.unwrap_or(bare);
    let counted = |c: char| c.is_ascii_digit() || matches!(c, ' ' | '/' | '|' | 'о' | 'т');
    signed
        && number.starts_with(|c: char| c.is_ascii_digit())
        && number.len() < 16
        && number.chars().all(counted)
}

/// An item's words without the vote on it alone: „… лв. (за 24, против 1, въздържали се 2)“, „… г. /11/0/1/“.
fn without_vote(words: &str) -> &str {
    let bare = words.trim_end_matches(['.', ' ']);
    let open = match bare.chars().next_back() {
        Some(')') => bare.rfind('('),
        Some('/') => slash_before_vote(bare),
        _ => None,
    };
    let Some(open) = open else { return words };
    let inner = bare[open + 1..bare.len() - 1].to_lowercase();
    let triple = inner.matches('/').count() == 2
        && inner.split('/').all(|n| {
            let n = n.trim();
            (1..=2).contains(&n.len()) && n.bytes().all(|b| b.is_ascii_digit())
        });
    let says = |w: &str| {
        let mut words = inner.split(|c: char| !is_letter(c));
        words.any(|own| own == w)
    };
    let voted = triple || says("за") && says("против") && inner.contains(|c: char| c.is_ascii_digit());
    if voted { words[..open].trim_end() } else { words }
}

/// The slash that opens „/за: 11, против: 0/“ at the end of `words`.
fn slash_before_vote(words: &str) -> Option<usize> {
    const LONGEST: usize = 160;
    let inner = &words[..words.len() - 1];
    let from = inner.ceil_char_boundary(inner.len().saturating_sub(LONGEST));
    let open = inner[from..].rfind(" /").map(|at| from + at + 1)?;
    Some(open)
}

/// Items that begin inside a line, where a program has run paragraphs together: „… бюджети. II. Възлага на кмета“. Only
/// the next number of an open list counts, behind a full stop and before an operative verb.
fn inline(norm: &Normal, line: Span, state: &mut Numbering, starts: &mut Vec<(usize, usize, String)>) {
    let text = line.of(&norm.text);
    for (at, _) in text.match_indices(['.', ';']) {
        let rest = &text[at + 1..];
        let words = rest.trim_start_matches(' ');
        let numbered = words.starts_with(|c: char| c.is_ascii_digit() || is_roman(c) || c == '(');
        if words.len() == rest.len() || !numbered {
            continue;
        }
        let start = line.end - words.len();
        let Some(label) = label(words).filter(|l| !l.doubtful) else {
            continue;
        };
        let own = &norm.lower[start + label.len..line.end];
        let capital = norm.text[start + label.len..].starts_with(is_capital);
        let acts = verbs::begins(own);
        // „…; III.2. Обект 2402“ names its parent: no verb need tell.
        let named = matches!(label.number, Number::Under(..));
        // „1) одобрява …; 2) възлага …“ in one sentence
        let listed = text[at..].starts_with(';') && words[..label.len].trim_end().ends_with(')');
        // „(2) Одобрява принос. (3) Оставя без разглеждане …“
        let boxed = matches!(label.number, Number::Bracketed(_));
        if (listed || capital && (acts || named || boxed))
            && state.continues(&label.number, &text[..=at]).is_some()
            && let Some(path) = state.place(&label.number, &text[..=at])
        {
            starts.push((start, start + label.len, path));
        }
    }
}

struct Numbering {
    levels: Vec<Level>,
    /// Inside the text of a regulation: the last number of a list within a §.
    section: Option<u32>,
}

impl Numbering {
    /// The path of an item with this number, or nothing where the number does not continue any list.
    /// `before` are the words up to it.
    fn place(&mut self, number: &Number, before: &str) -> Option<String> {
        if let Some(inner) = self.section {
            match number {
                Number::Arabic(parts)
                    if parts.len() == 1 && (parts[0] == inner + 1) && !self.ends_list(parts[0], inner) =>
                {
                    self.section = Some(parts[0]);
                    return None;
                }
                Number::Letter(_) | Number::Bracketed(_) => return None,
                Number::Arabic(parts) if parts.len() > 1 => return None,
                _ => {}
            }
        }
        let level = self.continues(number, before);
        if let Some(level) = level {
            self.levels.truncate(level + 1);
            let parent = level.checked_sub(1).map(|p| self.levels[p].path.clone());
            let path = join(parent.as_deref(), number);
            self.levels[level] = Level {
                number: number.clone(),
                path: path.clone(),
            };
            self.section = None;
            return Some(path);
        }
        if self.section.is_some() {
            return None;
        }
        self.skip_parent(number);
        if !opens(number, self.levels.last().map(|l| &l.number), before) {
            return None;
        }
        let parent = self.levels.last().map(|l| l.path.clone());
        let path = join(parent.as_deref(), number);
        self.levels.push(Level {
            number: number.clone(),
            path: path.clone(),
        });
        Some(path)
    }

    /// „6. Възлага …“ behind „4.“: one number is left out or was misread. It must be that of an item that `acts`, behind a whole sentence.
    fn place_behind_hole(&mut self, number: &Number, before: &str, acts: bool) -> Option<String> {
        /// Words before a number that end no sentence.
        const LEVELS: [&str; 6] = ["т.", "ал.", "чл.", "стр.", "бл.", "ет."];
        let ended = before.ends_with(['.', ';']) && !LEVELS.iter().any(|l| before.ends_with(l));
        let Number::Arabic(parts) = number else {
            return None;
        };
        let [n] = parts.as_slice() else { return None };
        if !acts || !ended || self.section.is_some() {
            return None;
        }
        let last = |l: &Level| matches!(&l.number, Number::Arabic(p) if p.len() == 1 && p[0] + 2 == *n);
        let level = self.levels.iter().rposition(last)?;
        self.levels[level].number = Number::Arabic(vec![n - 1]);
        self.place(number, before)
    }

    /// „II.1.“ behind „I.“ and its items, „2.1.“ behind „1.“: the parent has no words of its own.
    fn skip_parent(&mut self, number: &Number) {
        let parent = match (number, self.levels.first().map(|l| &l.number)) {
            (Number::Under(r, 1), Some(Number::Roman(top))) if *r == top + 1 => Number::Roman(*r),
            (Number::Under(1, 1), None) => Number::Roman(1),
            (Number::Arabic(parts), Some(Number::Arabic(top)))
                if parts.len() == 2 && parts[1] == 1 && top.as_slice() == [parts[0] - 1] =>
            {
                Number::Arabic(vec![parts[0]])
            }
            _ => return,
        };
        let path = join(None, &parent);
        self.levels = vec![Level { number: parent, path }];
    }

    /// Inside a §, „2.“ continues the § list if that list has begun; otherwise it may be the decision's own next item.
    fn ends_list(&self, n: u32, inner: u32) -> bool {
        inner == 0
            && n > 1
            && self
                .levels
                .iter()
                .any(|l| l.number == Number::Arabic(vec![n - 1]))
    }

    /// The level of the list that `number` continues: the innermost, unless the text before has closed it.
    fn continues(&self, number: &Number, before: &str) -> Option<usize> {
        let fits = |level: &Level| match (&level.number, number) {
            (Number::Roman(a), Number::Roman(b)) => *b == a + 1,
            (Number::Letter(a), Number::Letter(b)) => follows(*a, *b),
            (Number::Bracketed(a), Number::Bracketed(b)) => *b == a + 1,
            (Number::Capital(a), Number::Capital(b)) => {
                let small = |c: &char| c.to_lowercase().next().unwrap_or(*c);
                follows(small(a), small(b))
            }
            (Number::Under(r, a), Number::Under(s, b)) => r == s && *b == a + 1,
            (Number::Lettered(r, a), Number::Lettered(s, b)) => r == s && follows(*a, *b),
            (Number::Word(a), Number::Word(b)) => *b == a + 1,
            (Number::UnderCapital(r, a), Number::UnderCapital(s, b)) => r == s && *b == a + 1,
            (Number::Arabic(a), Number::Arabic(b)) => {
                a.len() == b.len()
                    && a[..a.len() - 1] == b[..b.len() - 1]
                    && b[b.len() - 1] == a[a.len() - 1] + 1
                    || b.len() == 1 && a.len() == 1 && b[0] == a[0] + 1
            }
            _ => false,
        };
        let mut fitting = self
            .levels
            .iter()
            .enumerate()
            .rev()
            .filter(|(_, l)| fits(l))
            .map(|(i, _)| i);
        let inner = fitting.next()?;
        match fitting.next() {
            Some(outer) if before.ends_with('.') => {
                // Both lists would go on here. A full stop behind an item whose brothers end with „;“ closes the inner.
                let closed = before.trim_end_matches(|c| c != ';').len() > before.len() / 2;
                Some(if closed { outer } else { inner })
            }
            _ => Some(inner),
        }
    }
}

/// Whether `number` can open a list under an item numbered `parent`.
fn opens(number: &Number, parent: Option<&Number>, before: &str) -> bool {
    match (number, parent) {
        (Number::Roman(1), None) | (Number::Letter('а'), _) => true,
        (Number::Bracketed(1), None) | (Number::Capital('А'), None) => true,
        (Number::Bracketed(1), Some(_)) => before.ends_with(':'),
        (Number::Under(r, 1), Some(Number::Roman(above))) => r == above,
        (Number::Lettered(n, 'а'), Some(Number::Arabic(above))) => above.last() == Some(n),
        (Number::Lettered(n, 'а'), Some(Number::Bracketed(above))) => above == n,
        (Number::Word(1), None) => true,
        (Number::UnderCapital(c, 1), Some(Number::Capital(above))) => c == above,
        (Number::Arabic(parts), Some(Number::Capital(_))) => parts.as_slice() == [1] && before.ends_with(':'),
        (Number::Arabic(parts), Some(Number::Bracketed(n))) if parts.len() == 2 => {
            parts.as_slice() == [*n, 1]
        }
        (Number::Arabic(parts), Some(Number::Word(_))) => parts.as_slice() == [1] && before.ends_with(':'),
        (Number::Arabic(parts), Some(Number::Bracketed(_))) => {
            parts.as_slice() == [1] && before.ends_with(':')
        }
        (Number::Roman(1), Some(Number::Arabic(_) | Number::Letter(_))) => before.ends_with(':'),
        (Number::Arabic(parts), None) => begins_list(parts),
        (Number::Arabic(parts), Some(Number::Arabic(above))) => {
            let (last, stem) = (parts[parts.len() - 1], &parts[..parts.len() - 1]);
            (last == 1 && stem == above.as_slice()) || (parts.as_slice() == [1] && before.ends_with(':'))
        }
        (Number::Arabic(parts), Some(Number::Roman(_) | Number::Letter(_))) => {
            parts[parts.len() - 1] == 1 && parts.len() <= 2
        }
        _ => false,
    }
}

/// A path below `parent`. „2.1“ below „2“ is not „2.2.1“: a decimal number names its parents itself.
fn join(parent: Option<&str>, number: &Number) -> String {
    let own = match number {
        Number::Roman(n) => roman_letters(*n),
        Number::Letter(c) | Number::Capital(c) | Number::Lettered(_, c) => c.to_string(),
        Number::Bracketed(n) | Number::Under(_, n) | Number::Word(n) | Number::UnderCapital(_, n) => {
            n.to_string()
        }
        Number::Arabic(parts) => parts.iter().map(u32::to_string).collect::<Vec<_>>().join("."),
    };
    let Some(parent) = parent else { return own };
    if let Number::Arabic(parts) = number
        && parts.len() > 1
    {
        let stem = parts[..parts.len() - 1]
            .iter()
            .map(u32::to_string)
            .collect::<Vec<_>>()
            .join(".");
        if parent == stem {
            return own;
        }
        if let Some(above) = parent.strip_suffix(&stem) {
            return format!("{above}{own}");
        }
    }
    format!("{parent}.{own}")
}

/// An operative part without numbers: one item, from its operative verb, after the basis and the council's name.
fn single(norm: &Normal, within: Span) -> Option<Item> {
    let words = within.of(&norm.text);
    let start = within.start + (words.len() - words.trim_start().len());
    let end = within.start + without_vote(without_rule(words)).len();
    if start >= end {
        return None;
    }
    let lower = flat(&norm.lower[start..end]);
    let from = verbs::first(&lower, council_end(&lower))
        .filter(|v| is_led(&lower[..v.span.start]))
        .map_or(0, |v| v.span.start);
    Some(Item {
        path: "1".to_owned(),
        span: Span::new(start + from, end),
        ..Item::default()
    })
}

/// Whether the words before the verb are the basis, the vote or the council's name, and not the item's own.
fn is_led(before: &str) -> bool {
    const OPENERS: &[&str] = &[
        "на основание",
        "във връзка",
        "съгласно",
        "общински",
        "столич",
        "с оглед",
        "по предложение",
        "правно основание",
        "обс",
        "о.с",
    ];
    let council = ["съвет", "обс", "о.с."].iter().any(|w| before.contains(w)) && before.chars().count() < 900;
    OPENERS.iter().any(|w| before.starts_with(w)) || council && before.starts_with("с")
}

/// Behind the council's name that closes the basis, or 0.
fn council_end(lower: &str) -> usize {
    let first_verb = verbs::first(lower, 0).map_or(lower.len(), |v| v.span.start);
    let head = &lower[..first_verb];
    ["общински съвет", "общинският съвет", "общинския съвет"]
        .iter()
        .filter_map(|w| head.rfind(w).map(|at| at + w.len()))
        .max()
        .unwrap_or(0)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::OffsetMap;
    use crate::segment::lines::lines;

    fn paths(text: &str) -> Vec<String> {
        let norm = Normal::new(text.to_owned(), OffsetMap::identity(text.len()));
        items(&norm, &lines(text), Span::new(0, text.len()))
            .into_iter()
            .map(|i| format!("{} {}", i.path, i.action))
            .collect()
    }

    #[test]
    fn nested_numbers() {
        assert_eq!(
            paths(
                "І. Определя:\n1. срок до 5 май;\n2. цена.\nІІ. Възлага на кмета:\nа) да обяви;\nб) да сключи."
            ),
            [
                "I determine",
                "I.1 other",
                "I.2 other",
                "II assign",
                "II.а other",
                "II.б other"
            ]
        );
        assert_eq!(
            paths("1. Приема бюджета:\n1.1. приходи;\n1.1.1. местни;\n1.2. разходи.\n2. Отменя Решение № 5."),
            ["1 adopt", "1.1 other", "1.1.1 other", "1.2 other", "2 repeal"]
        );
        assert_eq!(
            paths("I. Дава съгласие:\n 4. x\n 1. Цена;\n 4.1. y"),
            ["I consent", "I.1 other"]
        );
    }

    #[test]
    fn a_wrapped_line_is_no_item() {
        assert_eq!(
            paths("1. Одобрява по чл. 21, ал. 1, т.\n12. от закона разходите.\n2. Възлага на кмета."),
            ["1 approve", "2 assign"]
        );
    }

    #[test]
    fn sections_belong_to_their_item() {
        assert_eq!(
            paths(
                "1.ПРИЕМА Наредба:\n§ 1. В чл. 3:\n1. в ал. 2 думите;\n2. създава се ал. 5.\n§ 2. Влиза в сила.\n2.ВЪЗЛАГА на кмета."
            ),
            ["1 adopt", "2 assign"]
        );
    }

    #[test]
    fn without_numbers_there_is_one_item() {
        assert_eq!(
            paths("На основание чл. 5 от закона Общински съвет – Образцово приема програма."),
            ["1 adopt"]
        );
    }
}
