//! Misses as a page for a browser: every miss with its words in their context.
//!
//! The page stands alone: no script, no picture, nothing from elsewhere, and it forbids all of these. Whatever comes from
//! a document is escaped.

use std::fmt::{self, Write};

use super::context::{self, Context};
use super::decimal::number;
use super::evaluation::{Evaluation, Scored};
use super::score::Section;
use super::tally::Miss;
use super::wrong::{Finding, findings};
use crate::dataset::{self, ReadError, Text};

/// The kinds of findings, in the order in which they are shown, and what each is.
const KINDS: [(&str, &str); 3] = [
    ("wrong field", "found, but a value is not the gold's"),
    ("missed", "in the gold alone"),
    ("extra", "in the dataset alone"),
];

/// The page of misses, by section and kind.
///
/// # Errors
/// A text of the dataset is there and cannot be read.
pub fn html(evaluation: &Evaluation) -> Result<String, ReadError> {
    // The findings as they are shown, by section and kind.
    let mut shown: Vec<[Vec<String>; KINDS.len()]> = vec![Default::default(); Section::ALL.len()];
    for document in evaluation.documents.iter().filter(|d| !d.misses.is_empty()) {
        let text = match &document.document_id {
            Some(id) => dataset::text(&evaluation.folder, id)?,
            None => Text::default(),
        };
        for section in Section::ALL {
            for finding in findings(document, section) {
                let kind = match finding {
                    Finding::Wrong { .. } => 0,
                    Finding::Missed(_) => 1,
                    Finding::Extra(_) => 2,
                };
                let mut out = String::new();
                let _ = entry(&mut out, document, &text, finding);
                shown[section as usize][kind].push(out);
            }
        }
    }
    let mut out = String::new();
    let _ = page(&mut out, evaluation, &shown);
    Ok(out)
}

fn page(out: &mut String, evaluation: &Evaluation, shown: &[[Vec<String>; KINDS.len()]]) -> fmt::Result {
    let folder = Escaped(&evaluation.folder.to_string_lossy()).to_string();
    write!(
        out,
        "<!doctype html>\n<html lang=\"en\">\n<meta charset=\"utf-8\">\n\
         <meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; style-src 'unsafe-inline'\">\n\
         <meta name=\"viewport\" content=\"width=device-width\">\n<title>Misses of {folder}</title>\n\
         <style>{STYLE}</style>\n<h1>Misses of {folder}</h1>\n<p>{} files against {} annotations, {} without a row, {} failed. \
         Macro F1 {:.4}.\n",
        evaluation.documents.len(),
        evaluation.golds,
        evaluation.lost(),
        evaluation.failed(),
        evaluation.total.macro_f1()
    )?;
    out.push_str("<table>\n<tr><th>section<th>P<th>R<th>F1<th>right");
    for (kind, doc) in KINDS {
        write!(out, "<th title=\"{doc}\">{kind}", doc = Escaped(doc))?;
    }
    out.push('\n');
    for (section, t) in evaluation.total.counted() {
        let (name, p, r, f) = (section.name(), t.precision(), t.recall(), t.f1());
        write!(out, "<tr><td>{name}<td>{p:.4}<td>{r:.4}<td>{f:.4}<td>{}", t.tp)?;
        for (i, (kind, _)) in KINDS.iter().enumerate() {
            match shown[section as usize][i].len() {
                0 => out.push_str("<td>0"),
                n => write!(out, "<td><a href=\"#{}\">{n}</a>", anchor(section, kind))?,
            }
        }
        out.push('\n');
    }
    out.push_str("</table>\n");
    for section in Section::ALL {
        for (i, (kind, doc)) in KINDS.iter().enumerate() {
            let entries = &shown[section as usize][i];
            if entries.is_empty() {
                continue;
            }
            let (name, id, n) = (section.name(), anchor(section, kind), entries.len());
            writeln!(
                out,
                "<h2 id=\"{id}\">{name}: {kind} <small>{n}, {}</small></h2>",
                Escaped(doc)
            )?;
            entries.iter().for_each(|e| out.push_str(e));
        }
    }
    unfounded(out, evaluation)?;
    out.push_str("</html>\n");
    Ok(())
}

fn anchor(section: Section, kind: &str) -> String {
    format!("{}-{}", section.name(), kind.replace(' ', "-"))
}

fn entry(out: &mut String, document: &Scored, text: &Text, finding: Finding<'_>) -> fmt::Result {
    let (got, want) = match finding {
        Finding::Wrong { got, want } => (Some(got), Some(want)),
        Finding::Missed(want) => (None, Some(want)),
        Finding::Extra(got) => (Some(got), None),
    };
    let context = got
        .and_then(|miss| place(document, text, miss))
        .or_else(|| want.and_then(|miss| place(document, text, miss)))
        .map(|place| context::at(text, place));
    write!(out, "<article><header>{}", Escaped(&document.name))?;
    if let Some(context) = &context {
        write!(out, ", page {}", context.page)?;
    }
    out.push_str("</header>\n");
    values(out, got, want)?;
    match context {
        Some(context) => words(out, &context)?,
        None if document.document_id.is_none() => {
            out.push_str("<p class=none>The dataset does not have this file.\n")
        }
        None => {
            let quote = want.or(got).map_or("", |miss| miss.quote.as_str());
            if !quote.is_empty() {
                writeln!(
                    out,
                    "<p class=none>Not found in the text as read: <q>{}</q>",
                    Escaped(quote)
                )?;
            }
        }
    }
    out.push_str("</article>\n");
    Ok(())
}

/// Where the words of a miss stand in the text as read.
fn place(document: &Scored, text: &Text, miss: &Miss) -> Option<(usize, usize)> {
    let all = (0, text.chars());
    match (&miss.place, miss.quote.as_str()) {
        // A field: its value in its decision.
        (place, "") => {
            let value = miss.key.last()?;
            let (start, end) = place.unwrap_or(all);
            let found = context::find(text, value, (start, end), &[]);
            found.or_else(|| place.map(|p| (p.0, p.0)))
        }
        (Some(place), _) => Some(*place),
        (None, quote) => {
            let taken = document
                .matched
                .iter()
                .filter(|(section, _)| *section == miss.section);
            let taken: Vec<(usize, usize)> = taken.map(|(_, place)| *place).collect();
            context::find(text, quote, all, &taken)
        }
    }
}

/// The values of the dataset and of the gold beside each other; those that differ are marked.
fn values(out: &mut String, got: Option<&Miss>, want: Option<&Miss>) -> fmt::Result {
    let list = |miss: Option<&'_ Miss>| miss.map(|m| m.shown.clone()).unwrap_or_default();
    let (ours, theirs) = (list(got), list(want));
    let value = |list: &[(String, String)], name: &str| -> String {
        let found = list.iter().find(|(n, _)| n == name);
        found.map(|(_, v)| v.clone()).unwrap_or_default()
    };
    let mut names: Vec<&str> = theirs.iter().map(|(n, _)| n.as_str()).collect();
    // Beside the gold, what the gold does not state only where it counts: the dataset has more columns.
    let more = ours.iter().map(|(n, _)| n.as_str());
    names.extend(
        more.filter(|n| !theirs.iter().any(|(t, _)| t == n) && (want.is_none() || COMPARED.contains(n))),
    );
    let both = got.is_some() && want.is_some();
    out.push_str("<table class=values><tr><th>");
    for (miss, head) in [(got, "dataset"), (want, "gold")] {
        if miss.is_some() {
            write!(out, "<th>{head}")?;
        }
    }
    for name in names {
        let (a, b) = (value(&ours, name), value(&theirs, name));
        if a.is_empty() && b.is_empty() {
            continue;
        }
        let class = if both && number(&a) != number(&b) {
            " class=differs"
        } else {
            ""
        };
        write!(out, "\n<tr{class}><td>{}", Escaped(name))?;
        for (miss, value) in [(got, &a), (want, &b)] {
            if miss.is_some() {
                write!(out, "<td>{}", Escaped(value))?;
            }
        }
    }
    out.push_str("</table>\n");
    Ok(())
}

/// Columns that a row is compared by, so that an empty one in the gold tells.
const COMPARED: [&str; 18] = [
    "act_id",
    "act_number",
    "act_year",
    "action",
    "article",
    "choice",
    "councillor",
    "currency",
    "date",
    "end_date",
    "letter",
    "number",
    "paragraph",
    "path",
    "point",
    "section",
    "sentence",
    "value",
];

fn words(out: &mut String, context: &Context<'_>) -> fmt::Result {
    let Context {
        before, words, after, ..
    } = context;
    writeln!(
        out,
        "<p class=context>{}<mark>{}</mark>{}",
        Escaped(before),
        Escaped(words),
        Escaped(after)
    )
}

/// Rows whose words do not stand at their offsets.
fn unfounded(out: &mut String, evaluation: &Evaluation) -> fmt::Result {
    let evidence = &evaluation.evidence;
    if evidence.bad == 0 {
        return Ok(());
    }
    writeln!(
        out,
        "<h2>evidence <small>{} of {} rows do not have their words at their offsets; the first are shown</small></h2>\n\
         <table><tr><th>table<th>document<th>start<th>words<th>what stands there",
        evidence.bad, evidence.total
    )?;
    for bad in &evidence.unfounded {
        let cells = [
            bad.section.name(),
            &bad.document_id,
            &bad.start,
            &bad.words,
            &bad.found,
        ];
        out.push_str("<tr>");
        cells
            .iter()
            .try_for_each(|cell| write!(out, "<td>{}", Escaped(cell)))?;
        out.push('\n');
    }
    out.push_str("</table>\n");
    Ok(())
}

/// A text as it may stand in HTML, within and between tags.
struct Escaped<'a>(&'a str);

impl fmt::Display for Escaped<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for c in self.0.chars() {
            match c {
                '&' => f.write_str("&amp;")?,
                '<' => f.write_str("&lt;")?,
                '>' => f.write_str("&gt;")?,
                '"' => f.write_str("&quot;")?,
                '\'' => f.write_str("&#39;")?,
                '\u{C}' => f.write_str("\n⸻\n")?, // a page ends
                '\n' | '\t' => f.write_char(c)?,
                // HTML allows no other control characters; those of writing direction would turn the page around.
                _ if c.is_control() || matches!(c, '\u{202A}'..='\u{202E}' | '\u{2066}'..='\u{2069}') => {
                    f.write_char('\u{FFFD}')?;
                }
                _ => f.write_char(c)?,
            }
        }
        Ok(())
    }
}

const STYLE: &str = "
:root { color-scheme: light dark; font: 15px/1.45 system-ui, sans-serif }
body { max-width: 60rem; margin: 1rem auto; padding: 0 1rem }
table { border-collapse: collapse; margin: .5rem 0 }
th, td { border: 1px solid #8886; padding: .1rem .5rem; text-align: left; vertical-align: top }
h2 { margin-top: 2.5rem; border-bottom: 2px solid #8886 }
small { font-weight: normal; opacity: .7 }
article { border: 1px solid #8886; border-radius: .4rem; padding: .4rem .8rem; margin: .8rem 0 }
article header { font-weight: bold }
.context { white-space: pre-wrap; overflow-wrap: anywhere; border-left: 3px solid #8886; padding-left: .7rem }
.differs td { background: #f002 }
.none { opacity: .7 }
";

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nothing_of_a_document_is_markup() {
        let text = "<script>\"'&\u{0}\u{202E}\u{C}";
        let want = "&lt;script&gt;&quot;&#39;&amp;\u{FFFD}\u{FFFD}\n⸻\n";
        assert_eq!(Escaped(text).to_string(), want);
    }
}
