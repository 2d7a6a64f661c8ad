//! The words of a decision as paragraphs of XML, with references where citations stand.

use std::fmt::Write;

/// A text whose places are given in code points.
pub(super) struct Points<'t> {
    text: &'t str,
    /// Where every [`STEP`]th code point begins.
    marks: Vec<usize>,
}

const STEP: usize = 256;

impl<'t> Points<'t> {
    pub fn of(text: &'t str) -> Self {
        let marks = text.char_indices().step_by(STEP).map(|(at, _)| at).collect();
        Points { text, marks }
    }

    pub fn text(&self) -> &'t str {
        self.text
    }

    /// Where the code point begins that a cell counts to; the text's end for one beyond it.
    pub fn byte(&self, cell: &str) -> usize {
        let point: usize = cell.parse().unwrap_or_default();
        let from = self.marks.get(point / STEP).copied().unwrap_or(self.text.len());
        let rest = self.text.get(from..).unwrap_or_default();
        let within = rest.char_indices().nth(point % STEP);
        within.map_or(self.text.len(), |(at, _)| from + at)
    }
}

/// A citation that leads somewhere.
pub(super) struct Reference {
    /// Where its words begin in the text.
    pub at: usize,
    /// Its words, white space folded.
    pub words: String,
    pub href: String,
}

/// The paragraphs of the text from `start` to `end`: an empty line parts them.
pub(super) fn paragraphs(text: &str, start: usize, end: usize, references: &[Reference]) -> String {
    let mut xml = String::new();
    let zone = text.get(start..end).unwrap_or_default();
    let (mut from, mut to) = (start, start);
    for line in zone.split_inclusive(['\n', '\u{c}']) {
        if line.trim().is_empty() || line.ends_with('\u{c}') {
            let line = if line.ends_with('\u{c}') { line.len() } else { 0 };
            paragraph(&mut xml, text, from, to + line, references);
            from = to + line.max(1);
        }
        to += line.len();
        from = from.min(to);
    }
    paragraph(&mut xml, text, from, end.max(from), references);
    xml
}

fn paragraph(xml: &mut String, text: &str, from: usize, to: usize, references: &[Reference]) {
    let words = fold(text.get(from..to).unwrap_or_default());
    if !words.is_empty() {
        let within = references.iter().filter(|r| (from..to).contains(&r.at));
        let _ = writeln!(xml, "<p>{}</p>", marked(&words, within));
    }
}

/// Words with references; one whose words do not stand there, in order, is left out.
pub(super) fn marked<'r>(words: &str, references: impl Iterator<Item = &'r Reference>) -> String {
    let (mut xml, mut rest) = (String::new(), words);
    for reference in references {
        let Some(at) = rest
            .find(&reference.words)
            .filter(|_| !reference.words.is_empty())
        else {
            continue;
        };
        let (before, behind) = rest.split_at(at);
        let behind = &behind[reference.words.len()..];
        let _ = write!(
            xml,
            "{}<ref href=\"{}\">{}</ref>",
            escape(before),
            escape(&reference.href),
            escape(&reference.words)
        );
        rest = behind;
    }
    xml.push_str(&escape(rest));
    xml
}

/// White space folded to single spaces.
pub(super) fn fold(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// A text as XML. Characters that XML 1.0 does not allow are U+FFFD.
pub(super) fn escape(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for c in text.chars() {
        match c {
            '&' => out.push_str("&amp;"),
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '"' => out.push_str("&quot;"),
            '\t' | '\n' | '\r' => out.push(c),
            '\0'..' ' | '\u{fffe}' | '\u{ffff}' => out.push('\u{fffd}'),
            c => out.push(c),
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn places_count_code_points() {
        let text = "я".repeat(600) + "край";
        let points = Points::of(&text);
        assert_eq!(
            [0, 1, 255, 256, 599, 603].map(|n: usize| points.byte(&n.to_string())),
            [0, 2, 510, 512, 1198, 1206]
        );
        assert_eq!(
            [604, 10_000].map(|n: usize| points.byte(&n.to_string())),
            [text.len(); 2]
        );
    }

    #[test]
    fn paragraphs_end_at_empty_lines_and_pages() {
        let text = "едно\nдве\n\n  три  четири\n \n\nпет\u{c}шест\n";
        let xml = paragraphs(text, 0, text.len(), &[]);
        assert_eq!(
            xml,
            "<p>едно две</p>\n<p>три четири</p>\n<p>пет</p>\n<p>шест</p>\n"
        );
        assert_eq!(paragraphs(text, 4, 4, &[]), "");
    }

    #[test]
    fn citations_lead_somewhere() {
        let text = "по чл. 5 и\nчл.  6 <ЗОС>";
        let reference = |words: &str, n: u8| Reference {
            at: text.find(words).unwrap_or(17),
            words: words.to_owned(),
            href: format!("/{n}"),
        };
        let references = [reference("чл. 5", 5), reference("чл. 6", 6), reference("няма", 7)];
        let xml = paragraphs(text, 0, text.len(), &references);
        let wanted = "<p>по <ref href=\"/5\">чл. 5</ref> и <ref href=\"/6\">чл. 6</ref> &lt;ЗОС&gt;</p>\n";
        assert_eq!(xml, wanted);
    }

    #[test]
    fn any_text_is_xml() {
        assert_eq!(
            escape("a\0b\u{ffff}\"<&>"),
            "a\u{fffd}b\u{fffd}&quot;&lt;&amp;&gt;"
        );
    }
}
