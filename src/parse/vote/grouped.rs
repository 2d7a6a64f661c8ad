//! Roll calls grouped by choice: „За“ гласуваха: Иван Примеров, Мария Тестова и …; also one behind the other in a
//! sentence: „Иван Примеров – за, Мария Тестова – против, …“.

use crate::model::{
    Choice, Mention, Span, Tally, Value, Vote, fold_space, is_capital, is_letter, is_letter_or_digit,
};
use crate::parse::{Input, Rule};

use super::context;
use super::names;
use super::numeral::numeral;
use super::words::is_quote;

/// Matches „„Против“: Иван Примеров и Петър Образцов.“
pub const RULE: Rule = Rule {
    id: "vote/grouped",
    doc: "Councillors listed behind each choice: „За“ гласуваха: …",
    hints: &[
        "за",
        "против",
        "въздърж",
        "не гласува",
        "отсъств",
        "да“",
        "не“",
        "в подкрепа",
    ],
    find,
};

/// How far one group may run, in bytes.
const LENGTH: usize = 4000;
/// How long a name may be, in bytes.
const NAME: usize = 160;

fn find(input: Input<'_>, at: usize, out: &mut Vec<Mention>) {
    let (text, lower) = (input.text(), input.lower());
    let Some(group) = opening(lower, at, false) else {
        return;
    };
    let (first, names) = first_list(text, lower, &group);
    let mut end = names.last().map_or(group.at, |n| n.end);
    let mut groups = vec![(group, names)];
    // The groups behind the first need no more than a label and a name: „Отсъства: Иван Примеров“.
    while let Some((group, names, next)) = next_group(text, lower, end, first == Shape::Surnames)
        && groups.iter().all(|(g, _)| g.choice != group.choice)
    {
        groups.push((group, names));
        end = next;
    }
    if !is_roll_call(first, &groups) {
        return;
    }
    if let Some(tally) = counted(input, at, &groups) {
        out.push(tally);
    }
    for (group, names) in groups {
        out.extend(names.into_iter().map(|name| Mention {
            rule: RULE.id,
            span: name,
            value: Value::Vote(Vote {
                councillor: fold_space(name.of(text)),
                choice: group.choice,
                column: None,
            }),
        }));
    }
}

/// What a list's names are.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Shape {
    /// „Иван Примеров, Мария Тестова“
    Full,
    /// „Примеров, Тестова“, some of them at least.
    Surnames,
}

/// The names of the first group: full ones, or, where these are none or not as many as the number says, surnames.
fn first_list(text: &str, lower: &str, group: &Group) -> (Shape, Vec<Span>) {
    let full = list(text, lower, group.at, Shape::Full);
    let told = |names: &[Span]| group.told.is_some_and(|n| n as usize == names.len());
    if told(&full) || (!full.is_empty() && group.told.is_none()) {
        return (Shape::Full, full);
    }
    let any = list(text, lower, group.at, Shape::Surnames);
    if told(&any) || (full.is_empty() && group.told.is_none()) {
        (Shape::Surnames, any)
    } else {
        (Shape::Full, full)
    }
}

/// Whether the groups are a vote, and no words that only begin like one.
fn is_roll_call(first: Shape, groups: &[(Group, Vec<Span>)]) -> bool {
    let Some((group, names)) = groups.first().filter(|(_, names)| !names.is_empty()) else {
        return false;
    };
    let all: usize = groups.iter().map(|(_, names)| names.len()).sum();
    let lists = groups.len() > 1;
    if first == Shape::Surnames {
        // „Гласували за (9): Примеров, Тестова, …“; or two groups and more: „за – Примеров, Тестова; против – Образцов“.
        let told = group.told.is_some();
        return if told {
            group.voted || lists || all > 2
        } else {
            lists && all > 3
        };
    }
    let sure = group.quoted || group.voted || group.count.is_some();
    // Behind a dash alone the number must count the names: „„за“ (7) – …“ may go on with anything.
    let agrees = group.count.is_some_and(|n| n as usize == names.len());
    if group.dashed && !agrees && (group.count.is_some() || !group.quoted || names.len() < 2) {
        return group.count.is_none() && lists && all > 2;
    }
    sure || names.len() > 1
}

/// The group that begins behind the list whose last name ends at the byte `end`, where its label and a colon do, and where
/// it ends. „Против: няма“ has no names.
fn next_group(text: &str, lower: &str, end: usize, surnames: bool) -> Option<(Group, Vec<Span>, usize)> {
    let behind = lower[end..].trim_start_matches(|c: char| {
        is_quote(c) || matches!(c, ' ' | '\n' | '.' | ';' | ',' | '-' | '–' | '•')
    });
    let verb = ["гласували", "гласуваха", "гласове", "глас"]
        .iter()
        .find_map(|v| behind.strip_prefix(v))
        .unwrap_or(behind);
    let verb = verb.trim_start_matches(|c: char| is_quote(c) || matches!(c, ' ' | '\n'));
    let joined = ["а ", "и ", "като ", "с ", "със "]
        .iter()
        .find_map(|w| verb.strip_prefix(w));
    let label = joined
        .unwrap_or(verb)
        .trim_start_matches(|c: char| is_quote(c) || c == ' ');
    let at = lower.len() - label.len();
    let mut group = opening(lower, at, true)?;
    let value = lower[group.at..].trim_start_matches(' ');
    if let Some(rest) = nobody(value, group.count == Some(0)) {
        group.count = Some(0);
        return Some((group, Vec::new(), lower.len() - rest.len()));
    }
    let shape = if surnames { Shape::Surnames } else { Shape::Full };
    let names = list(text, lower, group.at, shape);
    // A number that does not count the names tells of something else.
    if surnames && group.told.is_some_and(|n| n as usize != names.len()) {
        return None;
    }
    let end = names.last()?.end;
    Some((group, names, end))
}

/// „няма“, „никой“, and „–“ where a 0 stands before; gives what follows.
fn nobody(value: &str, zero: bool) -> Option<&str> {
    let word = ["няма", "никой", "нула", "0"]
        .iter()
        .find_map(|w| value.strip_prefix(w))
        .filter(|r| !r.starts_with(is_letter_or_digit));
    let dash = || {
        value
            .strip_prefix(['-', '–', '—'])
            .filter(|r| zero || r.is_empty() || r.starts_with(['\n', ';', '.']))
    };
    word.or_else(dash)
        .or_else(|| Some(value).filter(|v| zero && v.starts_with(['\n', ';', '.'])))
}

/// „ЗА (12): …; ПРОТИВ (5): …“, „Срещу решението – 1 глас: …“: the numbers are the result, where each counts the names behind it.
fn counted(input: Input<'_>, at: usize, groups: &[(Group, Vec<Span>)]) -> Option<Mention> {
    let of = |choice| {
        let (group, names) = groups.iter().find(|(g, _)| g.choice == choice)?;
        let count = group.count.or(group.told);
        count.filter(|n| *n as usize == names.len())
    };
    let (first, _) = groups.first()?;
    // With its quotation mark, as other rules have it.
    let quote = input.lower()[..at].chars().next_back().filter(|c| is_quote(*c));
    let span = Span::new(at - quote.map_or(0, char::len_utf8), first.at);
    let tally = Tally {
        votes_for: of(Choice::For),
        votes_against: of(Choice::Against),
        votes_abstained: of(Choice::Abstained),
        ..Tally::default()
    };
    let counts = [tally.votes_for, tally.votes_against, tally.votes_abstained];
    if tally.votes_for.is_none() || counts.iter().flatten().count() < 2 {
        return None;
    }
    Some(Mention {
        rule: RULE.id,
        span,
        value: Value::Tally(Tally {
            other_body: context::is_other_body(input, span),
            ..tally
        }),
    })
}

/// What opens a group.
struct Group {
    choice: Choice,
    quoted: bool,
    /// „гласуваха“ stands beside the choice.
    voted: bool,
    /// „ЗА (12):“
    count: Option<u32>,
    /// The same, and without brackets: „ЗА – 12 гласа:“
    told: Option<u32>,
    /// A dash, and no colon, stands before the names.
    dashed: bool,
    /// Where its names begin.
    at: usize,
}

/// „„За“ гласуваха:“, „Гласували „против“ (2):“, „ЗА – 9:“; `chained` behind another group.
fn opening(lower: &str, at: usize, chained: bool) -> Option<Group> {
    if lower[..at].ends_with(is_letter_or_digit) {
        return None;
    }
    let (choice, len) = names::choice(&lower[at..])
        .or_else(|| quoted_yes_or_no(lower, at))
        .or_else(|| sided(&lower[at..]))?;
    let mut end = at + len;
    let quoted = lower[end..].starts_with(is_quote);
    let before = lower[..at].trim_end_matches(|c: char| is_quote(c) || c == ' ');
    let verbs = ["гласуваха", "гласували", "гласува", "са гласували", "казаха"];
    let mut voted = verbs.iter().any(|v| before.ends_with(v));
    // Only a line's or a sentence's beginning opens a group, or „гласували“ there.
    let lead = verbs
        .iter()
        .find_map(|v| before.strip_suffix(v))
        .unwrap_or(before)
        .trim_end_matches(' ');
    let lead = chained
        .then(|| {
            [" а", " и", " като", "\nа", "\nи"]
                .iter()
                .find_map(|w| lead.strip_suffix(w))
        })
        .flatten()
        .unwrap_or(lead);
    let lead = [" с", "\nс", " със", "\nсъс", "гласове", "глас"]
        .iter()
        .find_map(|w| lead.strip_suffix(w))
        .unwrap_or(lead)
        .trim_end_matches(' ');
    let begins = lower[..at].ends_with("  ")
        || lead.is_empty()
        || lead.ends_with(['\n', '.', ';', ':', '•', '-', '–', ',', '?', '!']);
    let absent = matches!(choice, Choice::Absent | Choice::NotVoting);
    if !begins || (absent && !quoted && !chained) {
        return None;
    }
    let label_end = end;
    loop {
        let rest = &lower[end..];
        let c = rest.chars().next()?;
        if is_quote(c) || c == ' ' || c == '(' || c == ')' || c.is_ascii_digit() || matches!(c, '-' | '–') {
            end += c.len_utf8();
        } else if let Some(word) = [
            "гласуваха",
            "казаха",
            "са гласували",
            "гласували",
            "гласува",
            "се произнесоха",
            "се обявиха",
            "се изказаха",
            "дадоха",
            "подадоха",
            "бяха",
            "на заседанието",
            "гласа",
            "глас",
            "души",
            "общински съветници",
            "са",
        ]
        .iter()
        .find(|w| rest.starts_with(**w))
        {
            voted |= !matches!(
                *word,
                "на заседанието" | "гласа" | "глас" | "души" | "общински съветници" | "са"
            );
            end += word.len();
        } else if c == ':' {
            let between = &lower[label_end..end];
            let inside = between
                .trim_matches(|c: char| is_quote(c) || c.is_whitespace())
                .strip_prefix('(');
            return Some(Group {
                choice,
                quoted,
                voted,
                count: inside.and_then(|n| n.strip_suffix(')')?.trim().parse().ok()),
                told: between.trim_matches(|c: char| !c.is_ascii_digit()).parse().ok(),
                dashed: false,
                at: end + 1,
            });
        } else {
            let told = voted && quoted;
            return bare_opening(lower, at, label_end, end, chained)
                .or(told.then_some((None, true)))
                .map(|(count, dashed)| Group {
                    choice,
                    quoted,
                    voted,
                    count,
                    told: count,
                    dashed,
                    at: end,
                });
        }
        if end > at + 160 {
            return None;
        }
    }
}

/// „В подкрепа на решението – 8 гласа: …“, „Срещу решението – 1 глас: …“
fn sided(lower: &str) -> Option<(Choice, usize)> {
    let sides = [("в подкрепа", Choice::For), ("срещу", Choice::Against)];
    let (side, choice) = sides.into_iter().find(|(side, _)| lower.starts_with(side))?;
    let rest = &lower[side.len()..];
    let of = [
        " на решението",
        " решението",
        " на предложението",
        " предложението",
    ];
    let of = of
        .iter()
        .find(|of| rest.starts_with(**of))
        .map_or(0, |of| of.len());
    Some((choice, side.len() + of))
}

/// „с „да“: …“, „с „не“: …“
fn quoted_yes_or_no(lower: &str, at: usize) -> Option<(Choice, usize)> {
    let (word, choice) = [("да", Choice::For), ("не", Choice::Against)]
        .into_iter()
        .find(|(w, _)| {
            lower[at..]
                .strip_prefix(w)
                .is_some_and(|r| r.starts_with(is_quote))
        })?;
    lower[..at].ends_with(is_quote).then_some((choice, word.len()))
}

/// „„за“ (7) – Иван …“ and, behind other groups, „Отсъства Иван …“: names that no colon leads in. Gives the number in
/// brackets, and whether a dash stands there.
fn bare_opening(
    lower: &str,
    at: usize,
    label_end: usize,
    end: usize,
    chained: bool,
) -> Option<(Option<u32>, bool)> {
    if !lower[end..].starts_with(is_letter) {
        return None;
    }
    let between = lower[label_end..end].trim_start_matches(|c: char| is_quote(c) || c == ' ');
    // „„За“ – Иван Примеров, Мария Тестова“
    if matches!(between.trim(), "-" | "–") {
        return Some((None, true));
    }
    if between.is_empty() {
        // Verbs need no sign: „…, а се въздържаха Иван Примеров и Мария Тестова“.
        let said = ["отсъства", "се въздърж", "въздържаха", "не гласува", "не участва"]
            .iter()
            .any(|w| lower[at..].starts_with(w));
        return (chained && said && end > label_end).then_some((None, false));
    }
    let (count, dash) = between.strip_prefix('(')?.split_once(')')?;
    let dashed = matches!(dash.trim(), "-" | "–");
    let count = count.trim().parse().ok()?;
    dashed.then_some((Some(count), true))
}

/// Names parted by commas, „и“ or line ends with numbers. The list ends with a full stop, a semicolon or a blank line.
fn list(text: &str, lower: &str, from: usize, shape: Shape) -> Vec<Span> {
    let upto = lower.floor_char_boundary(from + LENGTH);
    let mut out = Vec::new();
    let mut at = from;
    while at < upto {
        let (end, last) = item_end(text, lower, at, upto);
        let end = end.max(at);
        let lead = lower[at..end].len() - lower[at..end].trim_start_matches([' ', '\n']).len();
        let span = Span::new(at + lead, end);
        let found = match shape {
            Shape::Full => names::name(text, span),
            Shape::Surnames => names::any_name(text, span),
        };
        let Some((name, _)) = found else { break };
        out.push(name);
        if last {
            break;
        }
        at = end + separator(lower, end);
    }
    out
}

/// Where an item of the list ends, and whether the list ends with it.
fn item_end(text: &str, lower: &str, from: usize, upto: usize) -> (usize, bool) {
    let numbered = lower[from..]
        .trim_start_matches([' ', '\n'])
        .starts_with(|c: char| c.is_ascii_digit());
    let first = from + lower[from..].len() - lower[from..].trim_start_matches([' ', '\n']).len();
    let number = lower[first..].bytes().take_while(u8::is_ascii_digit).count();
    // Behind the number and its full stop.
    let behind = first + number;
    let body = behind + usize::from(numbered && lower[behind..].starts_with(['.', ')']));
    for (i, c) in lower.get(body..upto).unwrap_or_default().char_indices() {
        let at = body + i;
        let rest = &lower[at..];
        if i > NAME {
            return (at, true);
        }
        match c {
            ',' => return (at, false),
            ';' => return (at, true),
            // An initial's full stop is none of the list's.
            '.' if !is_initial(text, at) => return (at, true),
            '\n' if rest[1..].trim_start_matches(' ').starts_with('\n') => return (at, true),
            '\n' if opens_group(lower, at + 1) || opens_sentence(lower, at + 1) => return (at, true),
            '\n' if numbered => {
                let next = rest.trim_start_matches([' ', '\n']);
                return (at, !next.starts_with(|c: char| c.is_ascii_digit()));
            }
            ' ' | '\n' if rest[1..].starts_with("и ") || rest[1..].starts_with("и\n") => {
                return (at, false);
            }
            _ => {}
        }
    }
    (upto.max(body), true)
}

/// Whether the line that begins at the byte `at` opens another group.
fn opens_group(lower: &str, at: usize) -> bool {
    let label = lower[at..].trim_start_matches(' ');
    let label = ["гласували", "гласуваха"]
        .iter()
        .find_map(|v| label.strip_prefix(v))
        .unwrap_or(label);
    let label = label
        .strip_prefix("с ")
        .unwrap_or(label)
        .trim_start_matches(|c: char| is_quote(c) || c == ' ');
    opening(lower, lower.len() - label.len(), true).is_some()
}

/// Whether the line that begins at the byte `at` tells of the result: „Седем гласа „за““, „Решението се приема“.
fn opens_sentence(lower: &str, at: usize) -> bool {
    let line = lower[at..].trim_start_matches(' ');
    let word = &line[..line.find(|c: char| !is_letter(c)).unwrap_or(line.len())];
    numeral(word).is_some()
        || matches!(
            word,
            "решението" | "предложението" | "общо" | "приема" | "председателят" | "с"
        )
}

/// Bytes of the comma, „и“ or line end behind an item.
fn separator(lower: &str, at: usize) -> usize {
    let rest = &lower[at..];
    let mut len = rest.len() - rest.trim_start_matches([' ', '\n', ',']).len();
    if rest[len..].starts_with("и ") || rest[len..].starts_with("и\n") {
        len += "и".len();
    }
    len.max(rest.chars().next().map_or(1, char::len_utf8))
}

/// Whether the full stop at `at` follows one or two letters of which the first is a capital („И.“, „Пл.“), or a title.
fn is_initial(text: &str, at: usize) -> bool {
    let word: Vec<char> = text[..at]
        .chars()
        .rev()
        .take_while(|c| is_letter(*c))
        .take(4)
        .collect();
    const TITLES: [&str; 7] = ["инж", "проф", "доц", "адв", "арх", "акад", "полк"];
    let before = &text[..at];
    let titled = TITLES.iter().any(|t| before.ends_with(t));
    ((1..=3).contains(&word.len()) && word.last().is_some_and(|c| is_capital(*c)) || titled)
        && text[at + 1..].trim_start().starts_with(is_capital)
}
