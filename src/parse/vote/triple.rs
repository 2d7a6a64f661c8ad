//! A vote as three numbers behind a word that says so: „Резултат: 9 / 0 / 2“, „Резултат: 10 – 0 – 0“, „в съотношение
//! 11 : 0 : 0 (за, против, въздържали се)“.

use crate::model::{Choice, Mention, Span, is_letter_or_digit};
use crate::parse::cursor::{Cursor, starts_word};
use crate::parse::{Input, Rule};

use super::{in_order, names};

/// За, против, въздържали се in this order, unless brackets behind the numbers name another; leaves dates and times.
pub const RULE: Rule = Rule {
    id: "vote/triple",
    doc: "A vote as three numbers behind „Резултат:“ or „в съотношение“: 9 / 0 / 2, 10 – 0 – 0",
    hints: &[
        "резултат",
        "съотношение",
        "вот:",
        "гласуване:",
        "гласове:",
        "/0)",
        "/1)",
        "/2)",
        "/3)",
        "/4)",
        "/5)",
        "/6)",
        "/7)",
        "/8)",
        "/9)",
        " / ",
        " : ",
        " – 0",
        " – 1",
        " – 2",
        " – 3",
        " – 4",
        " – 5",
        " – 6",
        " – 7",
        " – 8",
        " – 9",
    ],
    find,
};

/// Bytes between the word and the first number, without the blanks of a form,
const APART: usize = 40;
/// and with them.
const WIDEST: usize = 120;

fn find(input: Input<'_>, at: usize, out: &mut Vec<Mention>) {
    let lower = input.lower();
    if lower[at..].starts_with('/') {
        return in_brackets(input, at, out);
    }
    if lower[at..].starts_with(' ') {
        return alone(input, at, out);
    }
    if !starts_word(lower, at) {
        return;
    }
    if let Some(mention) = behind_order(input, at) {
        out.push(mention);
        return;
    }
    let near = &lower[at..lower.floor_char_boundary(at + WIDEST)];
    let Some(digit) = near.find(|c: char| c.is_ascii_digit()) else {
        return;
    };
    let words = near[..digit].bytes().filter(|b| *b != b' ').count();
    if words > APART {
        return;
    }
    if near[..digit].contains(['\n', '№', ',', ';', '.']) {
        return;
    }
    let start = at + digit;
    let mut c = Cursor::new(lower, start);
    let Some(numbers) = three(&mut c) else { return };
    let end = c.at;
    if c.peek()
        .is_some_and(|x| is_letter_or_digit(x) || matches!(x, '/' | '-' | ':'))
        || numbers.iter().any(|n| *n > 60)
    {
        return;
    }
    let order = order_behind(&lower[end..]).unwrap_or([Choice::For, Choice::Against, Choice::Abstained]);
    out.push(in_order(RULE.id, input, order, &numbers, Span::new(start, end)));
}

/// „резултат („за“ – „против“ – „въздържали се“):⏎12 – 2 – 3“: the order in brackets before the numbers.
fn behind_order(input: Input<'_>, at: usize) -> Option<Mention> {
    let lower = input.lower();
    let near = &lower[at..lower.floor_char_boundary(at + WIDEST)];
    let open = near.find('(')?;
    let close = open + near[open..].find(')')?;
    let plain = near[..open].trim_end().bytes().all(|b| b != b'\n' && b != b' ');
    let inner = &near[open + 1..close];
    let order = [" – ", " - ", "/", ":", ","]
        .iter()
        .find_map(|sign| order_in(inner.split(sign)))?;
    let behind = near[close + 1..]
        .strip_prefix(':')?
        .trim_start_matches([' ', '\n']);
    let start = at + near.len() - behind.len();
    let mut c = Cursor::new(lower, start);
    let numbers = three(&mut c).filter(|n| plain && n.iter().all(|n| *n <= 60))?;
    let closed = !c.peek().is_some_and(is_letter_or_digit);
    closed.then(|| in_order(RULE.id, input, order, &numbers, Span::new(start, c.at)))
}

/// „(10/0/2)“ behind a decision, in a list whose head says what the three numbers are. `at` is the last slash.
fn in_brackets(input: Input<'_>, at: usize, out: &mut Vec<Mention>) {
    let lower = input.lower();
    let Some(open) = lower[..at].rfind('(').filter(|open| at - open <= 8) else {
        return;
    };
    explained(input, open + 1, |rest| rest.starts_with(')'), out);
}

/// „11 / 0 / 0“ alone on its line, in its cell or at the end of a box, in such a list. `at` is the space before the first sign.
fn alone(input: Input<'_>, at: usize, out: &mut Vec<Mention>) {
    let lower = input.lower();
    let digits = lower[..at].bytes().rev().take_while(u8::is_ascii_digit).count();
    let start = at - digits;
    let cell = lower[..start].ends_with("  ") || lower[..start].trim_end_matches(' ').ends_with('\n');
    // „[№ 9, прот. 2/25.02.2016 г., 9 : 0 : 2]“
    let boxed = lower[..start].ends_with(", ");
    // „Реш. 58 (9 – 0 – 0)“
    let bracket = lower[..start].ends_with('(');
    if (1..=2).contains(&digits) && (cell || boxed || bracket) {
        let ends = |rest: &str| {
            let rest = rest.trim_start_matches(' ');
            boxed && rest.starts_with(']')
                || bracket && rest.starts_with(')')
                || cell && (rest.is_empty() || rest.starts_with(['\n', '(']))
        };
        explained(input, start, ends, out);
    }
}

/// Three numbers at `start` in a list whose head says what they are.
fn explained(input: Input<'_>, start: usize, ends: impl Fn(&str) -> bool, out: &mut Vec<Mention>) {
    /// Bytes at the top in which the list explains its numbers.
    const TOP: usize = 3000;
    let lower = input.lower();
    let mut c = Cursor::new(lower, start);
    let Some(numbers) = three(&mut c).filter(|_| ends(c.rest())) else {
        return;
    };
    let top = &lower[..lower.floor_char_boundary(TOP)];
    let Some(order) = legend(top).filter(|_| numbers.iter().all(|n| *n <= 60)) else {
        return;
    };
    out.push(in_order(RULE.id, input, order, &numbers, Span::new(start, c.at)));
}

/// „в скоби … „за“ / „против“ / „въздържали се““: the order of the numbers as the list's head gives it.
fn legend(top: &str) -> Option<[Choice; 3]> {
    top.match_indices("против").find_map(|(at, _)| {
        let from = top.floor_char_boundary(at.saturating_sub(40));
        let upto = top.ceil_char_boundary((at + 80).min(top.len()));
        // A line may end within it.
        let near = top[from..upto].replace('\n', " ");
        ["/", " : ", " – "]
            .iter()
            .find_map(|sign| order_in(near.split(sign)))
    })
}

/// „за“ : „против“ : „въздържали се“, each in quotes or not.
fn order_in<'a>(parts: impl Iterator<Item = &'a str>) -> Option<[Choice; 3]> {
    let mut found: Vec<Choice> = Vec::new();
    for part in parts {
        let quote = |c: char| super::words::is_quote(c) || matches!(c, ':' | '(' | '.');
        let mut words = part.split(quote).map(str::trim).filter(|w| !w.is_empty());
        // „гласовете в реда за : против“: what leads to the first of them.
        let last = |w: &str| names::choice(w.rsplit(' ').next().unwrap_or(w));
        if let Some((choice, _)) = words.find_map(|w| names::choice(w).or_else(|| last(w))) {
            found.push(choice);
        }
    }
    all_three(found)
}

/// An order names each choice once.
fn all_three(found: Vec<Choice>) -> Option<[Choice; 3]> {
    let order: [Choice; 3] = found.try_into().ok()?;
    (order[0] != order[1] && order[1] != order[2] && order[0] != order[2]).then_some(order)
}

/// Three numbers of up to two digits, parted by one and the same sign.
fn three(c: &mut Cursor<'_>) -> Option<[u32; 3]> {
    let mut numbers = [0; 3];
    let mut sign = None;
    for (i, n) in numbers.iter_mut().enumerate() {
        if i > 0 {
            c.spaces();
            let own = c.take(|x| matches!(x, '/' | ':' | '-' | '–'))?;
            if *sign.get_or_insert(own) != own {
                return None;
            }
            c.spaces();
        }
        let digits = c.digits().filter(|d| d.len() <= 2)?;
        *n = digits.parse().ok()?;
    }
    Some(numbers)
}

/// „(за, против, въздържали се)“ behind the numbers.
fn order_behind(behind: &str) -> Option<[Choice; 3]> {
    let inside = behind.trim_start_matches([' ', '\n']).strip_prefix('(')?;
    let inside = &inside[..inside.find(')')?];
    let mut found = Vec::new();
    for part in inside.split([',', '/', ';']) {
        let label = part.trim_matches(|c: char| c.is_whitespace() || super::words::is_quote(c));
        found.push(names::choice(label)?.0);
    }
    all_three(found)
}
