//! Headings of a regulation's own text, which are places and no citations.

use super::{
    level::{self, Level},
    value,
};
use crate::model::{Citation, is_capital};
use crate::parse::Input;
use crate::parse::cursor::Cursor;

/// The heading of a regulation's own article („Чл. 4. (1)“) or section („§ 2. Създава се“) at the beginning of a line.
pub fn heading(input: Input<'_>, at: usize) -> Option<(Citation, usize)> {
    let (text, lower) = (input.text(), input.lower());
    let first = text[at..].chars().next()?;
    if first != 'Ч' && first != '§' && first != 'П' {
        return None;
    }
    // Where lines were run together, a heading follows the end of a sentence.
    let before = text[..at].trim_end_matches(|c: char| c == ' ' || value::is_quote(c));
    let line_start = before.is_empty() || before.ends_with(['\n', '\u{c}']);
    // „се изменя така: „Чл. 72. Всички …“
    let quoted = text[..at].ends_with('„') && before.ends_with(':');
    if !line_start && !quoted && !before.ends_with(['.', ';']) {
        return None;
    }
    let mut c = Cursor::new(lower, at);
    let mark = level::read(&mut c, false)?;
    if !matches!(mark.level, Level::Article | Level::Section) {
        return None;
    }
    let number = value::read(text, &mut c, mark.level)?;
    let end = c.at;
    let full_stop = c.eat(".");
    let spaced = c.spaces();
    let next = text[c.at..].chars().next();
    let opens = next.is_none_or(|n| {
        n == '('
            || (n == '/' && is_paragraph(&text[c.at..]))
            || n == '\n'
            || is_capital(n)
            || (full_stop && (value::is_quote(n) || n.is_ascii_digit()))
    });
    // „Член 14 се изменя“ goes on in lower case; „Чл. 5 ЗОС“ is followed by an act, not by a sentence.
    let abbreviation = !full_stop && text[c.at..].chars().take(2).all(is_capital);
    if !opens
        || (!line_start && !full_stop)
        || abbreviation
        || !(full_stop || spaced || next == Some('\n'))
        || (!full_stop && mark.level == Level::Section && next != Some('(') && !next.is_some_and(is_capital))
    {
        return None;
    }
    // „§ 10-00“ and the rows of budget tables.
    let mut heading = Citation::default();
    *mark.level.field(&mut heading) = number;
    Some((heading, end))
}

/// „/1/ За ползване“: a paragraph's number between strokes, and its sentence.
fn is_paragraph(text: &str) -> bool {
    let Some((number, sentence)) = text.strip_prefix('/').and_then(|t| t.split_once('/')) else {
        return false;
    };
    let digits = (1..=2).contains(&number.len()) && number.bytes().all(|b| b.is_ascii_digit());
    digits && sentence.trim_start_matches(' ').starts_with(is_capital)
}
