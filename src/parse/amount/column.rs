//! Sums in the cells of tables whose currency stands in the column's head, above the table or in the row.

use crate::model::{Amount, Mention, Span, TableBlock, Value};
use crate::parse::cells::{self, Meaning, Sums};
use crate::parse::number::Counts;
use crate::parse::unit::{MONEY_HINTS, money_at, times_before};
use crate::parse::{Input, Rule};

/// Every number in a column of sums. A cell with a unit of its own is `amount/digits`.
pub const RULE: Rule = Rule {
    id: "amount/column",
    doc: "A number in a table whose head, caption or row says the currency.",
    hints: MONEY_HINTS,
    find,
};

fn find(input: Input<'_>, at: usize, out: &mut Vec<Mention>) {
    let Some(table) = input.blocks.table_at(at) else {
        return;
    };
    if money_at(input.lower(), at).is_none() {
        return;
    }
    if at >= cells::body(table) {
        in_row(input, table, at, out);
        return;
    }
    let caption = match cells::caption(input, table) {
        Meaning::Money(sums) => Some(sums),
        _ => None,
    };
    if at < table.span.start && caption.is_none() {
        return;
    }
    let heads: Vec<Meaning> = columns(input, table, caption);
    for row in &table.rows {
        let label = row.first().map_or("", |c| c.1.of(input.lower()));
        if cells::row_counts_other(label) {
            continue;
        }
        for &(i, cell) in row {
            match heads.get(i) {
                Some(Meaning::Money(_)) if is_glued(input, table, i, cell) => {}
                Some(Meaning::Money(sums)) => push(input, cell, *sums, out),
                Some(Meaning::Pair(first, second)) => pair(input, cell, [first, second], out),
                _ => {}
            }
        }
    }
}

/// What each column holds; one that does not say holds what the caption or the first column's head says.
fn columns(input: Input<'_>, table: &TableBlock, caption: Option<Sums>) -> Vec<Meaning> {
    let mut all: Vec<Meaning> = (0..table.heads.len())
        .map(|i| cells::meaning(&cells::head(input, table, i)))
        .collect();
    let mut common = caption;
    if let Some(Meaning::Money(sums)) = all.first()
        && cells::all_words(input, table, 0)
    {
        // „Показател (хил. лв.)“ over the names of the rows.
        common = Some(*sums);
        all[0] = Meaning::Other;
    }
    let Some(common) = common else { return all };
    for (i, m) in all.iter_mut().enumerate().skip(1) {
        if *m == Meaning::Plain && !cells::all_years(input, table, i) {
            *m = Meaning::Money(common);
        } else if let Meaning::Money(own) = m
            && own.currency == common.currency
            && own.times == 1
        {
            // „лв.“ over a column of a table „в хил. лв.“ is the table's.
            own.times = common.times;
        }
    }
    all
}

/// „3 870 131 400,00“ over „84 200,00“: the numbers of two narrow columns, 3 870 and 131 400, which only one blank parts; so is any that
/// is more than the country has.
fn is_glued(input: Input<'_>, table: &TableBlock, i: usize, cell: Span) -> bool {
    /// No council counts so many hundredths in a table whose other sums are so many times smaller.
    const MUCH: i64 = 10_000_000_000;
    const TIMES: i64 = 1000;
    const NEVER: i64 = 10_000_000_000_000;
    let hundredths = |cell: Span| cells::number(input, cell, Counts::Money)?.0.rescaled(2);
    let Some(sum) = hundredths(cell).filter(|n| *n >= MUCH) else {
        return false;
    };
    let column = table.rows.iter().flatten().filter(|(j, c)| *j == i && *c != cell);
    let mut others = column.filter_map(|(_, c)| hundredths(*c)).peekable();
    sum >= NEVER || others.peek().is_some() && others.all(|n| n < sum / TIMES)
}

fn push(input: Input<'_>, cell: Span, sums: Sums, out: &mut Vec<Mention>) {
    let Some((value, span)) = cells::number(input, cell, Counts::Money) else {
        return;
    };
    let Some(value) = value.times(sums.times) else {
        return;
    };
    out.push(Mention {
        rule: RULE.id,
        span,
        value: Value::Amount(Amount {
            value: if sums.times > 1 { value.trimmed() } else { value },
            currency: sums.currency,
            vat: sums.vat,
            per: sums.per,
            ..Amount::default()
        }),
    });
}

/// „100,00 / 51,13“ under „лв./евро“.
fn pair(input: Input<'_>, cell: Span, currencies: [&'static str; 2], out: &mut Vec<Mention>) {
    let words = cell.of(input.text());
    let Some(cut) = words.find(['/', '(']) else { return };
    let parts = [
        (cell.start, words[..cut].trim_end()),
        (
            cell.start + cut + 1,
            words[cut + 1..].trim_end_matches([')', '/', ' ']),
        ),
    ];
    for ((start, part), currency) in parts.into_iter().zip(currencies) {
        let from = start + part.len() - part.trim_start().len();
        let span = Span::new(from, start + part.len());
        let sums = Sums {
            currency,
            times: 1,
            vat: None,
            per: "",
        };
        push(input, span, sums, out);
    }
}

/// A row that says its unit itself: „Приходи   лв.   1 200   1 300“, „Приходи, лв.   1 200“.
fn in_row(input: Input<'_>, table: &TableBlock, at: usize, out: &mut Vec<Mention>) {
    let lower = input.lower();
    let next = table
        .rows
        .partition_point(|r| r.last().map_or(0, |c| c.1.end) <= at);
    let Some(row) = table.rows.get(next) else { return };
    let Some(n) = row.iter().position(|c| c.1.has(at)) else {
        return;
    };
    let (cell, Some(unit)) = (row[n].1, money_at(lower, at)) else {
        return;
    };
    let (times, start) = times_before(lower, lower[..at].trim_end().len()).unwrap_or((1, at));
    let lead = lower[cell.start.min(start)..start].trim_end();
    let ends = lower[unit.end.min(cell.end)..cell.end]
        .trim_matches([')', '/', '.', ' '])
        .is_empty();
    let own = lead.is_empty() || lead.ends_with([',', '(', '/']) || lead.ends_with(" в");
    if !(ends && own) {
        return;
    }
    let sums = Sums {
        currency: unit.currency,
        times,
        vat: None,
        per: "",
    };
    for &(i, cell) in &row[n + 1..] {
        if matches!(
            cells::meaning(&cells::head(input, table, i)),
            Meaning::Plain | Meaning::Money(_)
        ) {
            push(input, cell, sums, out);
        }
    }
}
