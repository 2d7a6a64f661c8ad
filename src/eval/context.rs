//! Words in their context.

use super::fold::fold_tight;
use super::python::is_space;
use crate::dataset::Text;

/// How many code points are shown before the words and behind them.
const AROUND: usize = 140;

/// Words with what stands around them.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Context<'t> {
    pub page: usize,
    pub before: &'t str,
    pub words: &'t str,
    pub after: &'t str,
}

/// The words at `place`, in code points, half open.
pub(super) fn at(text: &Text, place: (usize, usize)) -> Context<'_> {
    let (start, end) = (place.0.min(text.chars()), place.1.min(text.chars()));
    Context {
        page: 1 + text.cut(0, start).matches('\u{C}').count(),
        before: text.cut(start.saturating_sub(AROUND), start),
        words: text.cut(start, end),
        after: text.cut(end, end + AROUND),
    }
}

/// Where `words` stand between `from` and `to`: the first place that is not among those `taken`, or else the first. White
/// space, case, quotes and dashes do not count.
pub(super) fn find(
    text: &Text,
    words: &str,
    (from, to): (usize, usize),
    taken: &[(usize, usize)],
) -> Option<(usize, usize)> {
    let wanted = fold_tight(words);
    if wanted.is_empty() {
        return None;
    }
    // Each letter by itself in the common form, and the code point that it comes from.
    let (mut letters, mut origin) = (String::new(), Vec::new());
    let mut one = String::new();
    for (i, c) in text
        .cut(from, to)
        .chars()
        .enumerate()
        .filter(|(_, c)| !is_space(*c))
    {
        one.clear();
        one.push(c);
        let kept = match c {
            // Outer punctuation is taken off by the common form, and within a text it counts.
            '.' | ',' | ';' | ':' => one.clone(),
            '-' | '–' | '—' | '‑' | '‐' => "-".to_owned(),
            _ => fold_tight(&one),
        };
        origin.resize(origin.len() + kept.len(), from + i);
        letters += &kept;
    }
    let found = letters.match_indices(&wanted).map(|(at, found)| {
        let last = at + found.len() - 1;
        (origin[at], origin[last] + 1)
    });
    let mut first = None;
    for place in found {
        if !taken.contains(&place) {
            return Some(place);
        }
        first = first.or(Some(place));
    }
    first
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_are_found_where_they_stand() {
        let text = Text::new("I.\u{C}Сума 300\n лева, „Сума“ – 300  ЛЕВА.".to_owned());
        let all = (0, text.chars());
        let first = find(&text, "300 лева", all, &[]);
        assert_eq!(first.map(|p| text.cut(p.0, p.1)), Some("300\n лева"));
        let second = find(&text, "300 лева", all, &first.into_iter().collect::<Vec<_>>());
        assert_eq!(second.map(|p| text.cut(p.0, p.1)), Some("300  ЛЕВА"));
        assert_eq!(find(&text, "400 лева", all, &[]), None);
        assert_eq!(find(&text, "…", (0, 0), &[]), None);
        let context = second.map(|p| at(&text, p));
        assert_eq!(context.map(|c| (c.page, c.after)), Some((2, ".")));
    }
}
