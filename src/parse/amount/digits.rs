//! Sums in digits with their unit: „1 250,50 лв.“, „95 хил. евро“, „41,00 (четиридесет и един) лева“, „€ 500“.

use super::tail::{self, words_value};
use super::{hundredths, plus};
use crate::model::{Amount, Decimal, Mention, Span, Value, is_letter};
use crate::parse::cursor::{Cursor, starts_word};
use crate::parse::number::{self, Counts, Number};
use crate::parse::unit::{MONEY_HINTS, Money, money_at, times_before};
use crate::parse::{Input, Rule, space};

/// A number before its unit, or after it; two numbers for „от 100 до 500 лв.“.
pub const RULE: Rule = Rule {
    id: "amount/digits",
    doc: "A sum in digits with its currency beside it.",
    hints: MONEY_HINTS,
    find,
};

/// The number of a sum, with what stands between it and the unit.
struct Sum {
    number: Number,
    /// „хил.“, „млн.“.
    times: i64,
    words: Option<Decimal>,
}

fn find(input: Input<'_>, at: usize, out: &mut Vec<Mention>) {
    let (text, lower) = (input.text(), input.lower());
    let Some(unit) = money_at(lower, at) else { return };
    let Some(sum) = sum_before(input, at) else {
        if let Some(m) = unit_first(input, at, unit) {
            out.push(m);
        }
        return;
    };
    if in_head(input, at) && is_year(sum.number.span.of(text)) {
        return;
    }
    if torn(input, sum.number.span.start) {
        return;
    }
    let Some(mut value) = sum.number.value.times(sum.times) else {
        return;
    };
    let mut end = unit.end;
    if unit.cents {
        // The hundredths of a sum that is already read, in words or in digits.
        if follows_sum(lower, sum.number.span.start) {
            return;
        }
        value = hundredths(value);
    } else if value.scale() == 0 {
        let mut c = Cursor::new(lower, end);
        if let Some(total) = tail::cents_after(&mut c).and_then(|cents| plus(value, cents)) {
            (value, end) = (total, c.at);
        }
    }
    let mut from = sum.number.span.start;
    if let Some((more, at)) = larger_part(text, lower, from, sum.times) {
        match plus(more, value) {
            Some(total) => (value, from) = (total, at),
            None => return,
        }
    }
    let (start, negative) = signed(input, from);
    if negative {
        value = value.negated();
    }
    let tail = tail::read(lower, end);
    let vat = tail.vat.or_else(|| tail::vat_before(lower, start));
    let amount = Amount {
        value: tidy(value, sum.times),
        currency: unit.currency,
        words: sum.words.or(tail.words),
        vat,
        per: tail.per,
        ..Amount::default()
    };
    if let Some((first, times)) = range_start(text, lower, &sum)
        && let Some(value) = first.value.times(times)
    {
        out.push(mention(
            first.span,
            Amount {
                value: tidy(if unit.cents { hundredths(value) } else { value }, times),
                words: None,
                ..amount.clone()
            },
        ));
    }
    out.push(mention(Span::new(start, end), amount));
}

fn mention(span: Span, amount: Amount) -> Mention {
    Mention {
        rule: RULE.id,
        span,
        value: Value::Amount(amount),
    }
}

/// „64,3 хил.“ is 64300, not 64300.0.
fn tidy(value: Decimal, times: i64) -> Decimal {
    if times > 1 { value.trimmed() } else { value }
}

/// The number before a unit at `at`, over multipliers and words in brackets.
fn sum_before(input: Input<'_>, at: usize) -> Option<Sum> {
    let (text, lower) = (input.text(), input.lower());
    let mut p = space::before(text, at);
    if at - p > 1 && bare_unit_of_next(input, at) {
        return None;
    }
    let mut times = 1;
    if let Some((by, start)) = times_before(lower, p) {
        (times, p) = (by, space::before(text, start));
    }
    p = text[..p]
        .strip_suffix(['-', '–', '='])
        .map_or(p, |t| t.trim_end_matches([',', '.']).len());
    p = without_adjective(lower, p);
    if let Some(number) = number::before(text, p, Counts::Money) {
        return Some(Sum {
            number,
            times,
            words: None,
        });
    }
    let open = opening(text, p)?;
    let inside = &lower[open + 1..p - 1];
    // „(7 289 427) лв.“
    let lead = inside.len() - inside.trim_start().len();
    if let Some(value) = number::read(inside.trim(), Counts::Money) {
        let start = open + 1 + lead;
        let span = Span::new(start, start + inside.trim().len());
        return Some(Sum {
            number: Number { value, span },
            times,
            words: words_ending(lower, space::before(text, open)),
        });
    }
    let (words, whole) = words_value(inside.trim())?;
    if !whole {
        return None;
    }
    p = space::before(text, open);
    if let Some((by, start)) = times_before(lower, p) {
        (times, p) = (by, space::before(text, start));
    }
    Some(Sum {
        number: number::before(text, p, Counts::Money)?,
        times,
        words: Some(words),
    })
}

/// „1 240 деноминирани лева“: the end of what stands before the word that says which money it is, or `end`.
fn without_adjective(lower: &str, end: usize) -> usize {
    const ADJECTIVES: [&str; 8] = [
        "деноминирани",
        "неденоминирани",
        "стари",
        "нови",
        "тогавашни",
        "български",
        "щатски",
        "американски",
    ];
    let (start, word) = space::word_before(lower, end);
    if ADJECTIVES.contains(&word) {
        space::before(lower, start)
    } else {
        end
    }
}

/// The number whose words end at `end`: „петстотин“ of „петстотин (500) лева“.
fn words_ending(lower: &str, end: usize) -> Option<Decimal> {
    let from = super::words::begin(lower, end)?;
    words_value(&lower[from..end]).map(|(value, _)| value)
}

/// Where the bracket opens that the byte before `end` closes.
fn opening(text: &str, end: usize) -> Option<usize> {
    const LONGEST: usize = 240;
    let close = text[..end].chars().next_back()?;
    let open = match close {
        ')' => '(',
        '/' => '/',
        _ => return None,
    };
    let from = text.floor_char_boundary(end.saturating_sub(LONGEST));
    text[from..end - 1].rfind(open).map(|i| from + i)
}

/// A unit that stands before its number: „лв.7 105 483“, „BGN 1 000“, „лв. 946 054 лв“.
fn unit_first(input: Input<'_>, at: usize, unit: Money) -> Option<Mention> {
    let (text, lower) = (input.text(), input.lower());
    let word = &lower[at..unit.end];
    let sign = matches!(word, "лв." | "лв" | "bgn" | "eur" | "usd" | "€" | "$");
    if !sign || in_head(input, at) || text[..at].ends_with(['/', '(']) && word.starts_with("лв") {
        return None;
    }
    let mut c = Cursor::new(lower, unit.end);
    c.eat(" ");
    let number = number::after(text, c.at, Counts::Money)?;
    c.at = number.span.end;
    if is_year(number.span.of(text)) {
        return None;
    }
    let mut times = 1;
    let mut end = c.at;
    c.gap();
    for (words, by) in [
        (["хил.", "хил", "хиляди"], 1000),
        (["млн.", "млн", "милиона"], 1_000_000),
    ] {
        if c.eat_any(&words).is_some() || c.eat(words[0]) {
            (times, end) = (by, c.at);
            c.gap();
        }
    }
    if let Some(twice) = money_at(lower, c.at) {
        if twice.currency != unit.currency {
            return None; // „лв. 5 евро“: the number is the next unit's
        }
        end = twice.end;
    } else if word.starts_with("лв")
        && number.value.scale() != 2
        && c.rest()
            .starts_with(|x: char| is_letter(x) || matches!(x, '%' | '.'))
    {
        return None; // „лв. 2 броя“, „лв. 1. …“
    }
    let tail = tail::read(lower, end);
    Some(mention(
        Span::new(at, end),
        Amount {
            value: tidy(number.value.times(times)?, times),
            currency: unit.currency,
            words: tail.words,
            vat: tail.vat.or_else(|| tail::vat_before(lower, at)),
            per: tail.per,
            ..Amount::default()
        },
    ))
}

/// The first number of „от 100 до 500“, „от 50 на 150“, „между 100 и 500“, „100-500“, „(25,56 – 255,65“, with its
/// multiplier.
fn range_start(text: &str, lower: &str, sum: &Sum) -> Option<(Number, i64)> {
    let start = sum.number.span.start;
    let p = space::before(text, start);
    let (joint, word) = [("до", "от"), ("на", "от"), ("и", "между")]
        .into_iter()
        .find(|(joint, _)| lower[..p].ends_with(joint) && starts_word(lower, p - joint.len()))
        .map_or(("", ""), |found| found);
    let number = if joint.is_empty() {
        // With spaces around it a dash may part a label from its sum: only decimals on both sides make a range.
        let close = text[..start].ends_with(['-', '–']);
        let end = if close { start } else { p };
        let dash = text[..end]
            .chars()
            .next_back()
            .filter(|c| matches!(c, '-' | '–'))?;
        let q = end - dash.len_utf8();
        let first = number::before(
            text,
            if close { q } else { space::before(text, q) },
            Counts::Money,
        )?;
        let decimals = first.value.scale() == 2 && sum.number.value.scale() == 2;
        (close || decimals).then_some(first)?
    } else {
        let mut q = space::before(text, p - joint.len());
        if let Some(open) = opening(text, q) {
            words_value(lower[open + 1..q - 1].trim())?;
            q = space::before(text, open);
        }
        number::before(text, q, Counts::Money)?
    };
    let from = space::before(text, number.span.start);
    let led = ["от", "между"]
        .iter()
        .any(|w| lower[..from].ends_with(w) && starts_word(lower, from - w.len()));
    let first = number.value.rescaled(6)?;
    let less = first < sum.number.value.rescaled(6)?;
    // „58,90 и 99 лв.“: a number with hundredths is money too.
    let two = joint == "и" && number.value.scale() == 2;
    let led = if two {
        true
    } else if joint.is_empty() {
        less && (led || number.span.len() > 1)
    } else {
        led && lower[..from].ends_with(word)
    };
    let times = if less { sum.times } else { 1 };
    led.then_some((number, times))
}

/// The larger part of a sum said in two: „1 млн.“ of „1 млн. и 200 хил. лв.“, and where it begins.
fn larger_part(text: &str, lower: &str, start: usize, times: i64) -> Option<(Decimal, usize)> {
    let p = space::before(text, start);
    let p = lower[..p]
        .strip_suffix(" и")
        .map_or(p, |t| space::before(text, t.len()));
    let (by, at) = times_before(lower, p).filter(|t| t.0 > times)?;
    let first = number::before(text, space::before(text, at), Counts::Money)?;
    Some((first.value.times(by)?, first.span.start))
}

/// Whether a number is the rest of one whose beginning stands in the same cell, a line above: „… евро / 1“, „552,00“.
fn torn(input: Input<'_>, start: usize) -> bool {
    let (text, lines) = (input.text(), &input.blocks.lines);
    let at = input.blocks.line_at(start);
    let Some(cell) = lines[at]
        .cells
        .iter()
        .find(|c| c.span.start == start && c.col0 > 0)
    else {
        return false;
    };
    let digits = text[start..].bytes().take_while(u8::is_ascii_digit).count();
    let above = lines[..at].iter().rev().take(2).flat_map(|l| &l.cells);
    digits == 3
        && above.filter(|c| c.col0.abs_diff(cell.col0) <= 1).any(|c| {
            let words = c.span.of(text);
            let lead = words.trim_end_matches(|c: char| c.is_ascii_digit());
            (1..=3).contains(&(words.len() - lead.len())) && lead.ends_with(' ') && lead.contains(is_letter)
        })
}

/// Whether the number at `start` goes on a sum before it: „5 лв. и 20 ст.“, „пет лева и 20 ст.“.
fn follows_sum(lower: &str, start: usize) -> bool {
    let p = space::before(lower, start);
    let p = space::before(lower, lower[..p].strip_suffix('и').map_or(p, str::len));
    let p = lower[..p]
        .strip_suffix(',')
        .map_or(p, |t| space::before(lower, t.len()));
    ["лв.", "лв", "лева", "лев", "евро", "€"]
        .iter()
        .any(|u| lower[..p].ends_with(u))
}

/// The start of a sum with its sign, and whether it is a minus right before the digits of a table's cell.
fn signed(input: Input<'_>, start: usize) -> (usize, bool) {
    let Some(sign @ ('-' | '−' | '–')) = input.text()[..start].chars().next_back() else {
        return (start, false);
    };
    let at = start - sign.len_utf8();
    let line = &input.blocks.lines[input.blocks.line_at(at)];
    let cell = line.cells.len() > 1 && line.cells.iter().skip(1).any(|c| c.span.start == at);
    if cell { (at, true) } else { (start, false) }
}

/// Whether the place is in the head of a table.
fn in_head(input: Input<'_>, at: usize) -> bool {
    input.blocks.table_at(at).is_some_and(|t| {
        let body = t.rows.first().and_then(|r| r.first()).map_or(0, |c| c.1.start);
        t.span.start <= at && at < body
    })
}

/// Whether a cell at `at` holds a unit alone and numbers follow it: it is theirs, not the number's before.
fn bare_unit_of_next(input: Input<'_>, at: usize) -> bool {
    let line = &input.blocks.lines[input.blocks.line_at(at)];
    let Some(i) = line.cells.iter().position(|c| c.span.start == at) else {
        return false;
    };
    i > 0
        && line.cells.get(i + 1).is_some_and(|c| {
            c.span
                .of(input.text())
                .starts_with(|c: char| c.is_ascii_digit() || matches!(c, '-' | '+'))
        })
}

fn is_year(digits: &str) -> bool {
    digits.len() == 4 && (digits.starts_with("19") || digits.starts_with("20"))
}
