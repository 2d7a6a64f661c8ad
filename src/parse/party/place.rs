//! Where a name stands: in which operative item, and behind which words.

use crate::lexicon::municipalities;
use crate::model::{Blocks, Item, Normal, is_capital, is_letter, is_small};
use crate::parse::cursor::Cursor;
use crate::parse::space;

/// The items of the decision that the byte `at` stands in, and which of them it is.
pub fn item_at(blocks: &Blocks, at: usize) -> Option<(&[Item], usize)> {
    let d = blocks.decisions.partition_point(|d| d.span.start <= at);
    let items = blocks.decisions.get(d.checked_sub(1)?)?.items.as_slice();
    let i = items.partition_point(|i| i.span.start <= at).checked_sub(1)?;
    items[i].span.has(at).then_some((items, i))
}

/// The item that says what is done: the one at `i`, or the nearest above it in the tree that has a verb of its own.
pub fn acting(items: &[Item], i: usize) -> &Item {
    let own = &items[i];
    if own.verb.is_some() && own.action != "other" {
        return own;
    }
    let mut path = own.path.as_str();
    let mut parent = None;
    while let Some(at) = path.rfind('.') {
        path = &path[..at];
        let Some(above) = items[..i].iter().rev().take(200).find(|o| o.path == path) else {
            break;
        };
        if above.verb.is_some() {
            return above;
        }
        parent = parent.or(Some(above));
    }
    parent.filter(|_| own.verb.is_none()).unwrap_or(own)
}

/// Whether `inner` lies under `outer` in the tree of items.
pub fn under(inner: &Item, outer: &Item) -> bool {
    inner
        .path
        .strip_prefix(outer.path.as_str())
        .is_some_and(|rest| rest.starts_with('.'))
}

/// The last words before the byte `at`, in lower case, line ends made spaces, trimmed; not before the byte `from`, and
/// no further than the paragraph or a semicolon.
pub fn lead(norm: &Normal, from: usize, at: usize) -> String {
    const LEN: usize = 260;
    let near = space::window(&norm.lower, at, LEN.min(at.saturating_sub(from)));
    let near = near.rfind("\n\n").map_or(near, |i| &near[i + 2..]);
    let near = near.rfind([';', '\u{c}']).map_or(near, |i| &near[i + 1..]);
    near.replace('\n', " ").trim_end().to_owned()
}

/// The end of a place behind a name: „ – Търговище“, „ - гр. Бяла“, „ Русе“; `end` itself where there is none.
pub fn seat(norm: &Normal, end: usize) -> usize {
    let mut c = Cursor::new(&norm.text, end);
    c.take_while(|x| x == ' ');
    let dash = c.take(|x| matches!(x, '-' | '–' | '—')).is_some();
    if dash {
        c.gap();
    }
    let marked = ["гр.", "град ", "с.", "село "].iter().any(|m| c.eat(m));
    c.take_while(|x| x == ' ');
    let known = norm
        .lower
        .get(c.at..norm.lower.floor_char_boundary((c.at + 80).min(norm.lower.len())))
        .is_some_and(|l| municipalities::at_start(&l.replace('\n', " ")).is_some());
    let Some(town) = town(norm, c.at).filter(|_| dash || marked || known) else {
        return end;
    };
    // „АПИ – Областно пътно управление“: a word in the middle of a name is no town.
    let alone = !norm.text[town..].starts_with(' ') || !norm.text[town..].trim_start().starts_with(is_small);
    if known || marked || alone { town } else { end }
}

/// The end of a town's name at the byte `at`: a municipality, or one capitalised word.
pub fn town(norm: &Normal, at: usize) -> Option<usize> {
    let text = norm.text.get(at..)?;
    if !text.starts_with(is_capital) {
        return None;
    }
    // A name may be wrapped: „Окръжен съд – Велико⏎Търново“.
    let near = norm
        .lower
        .get(at..norm.lower.floor_char_boundary((at + 80).min(norm.lower.len())))?;
    if let Some((_, len)) = municipalities::at_start(&near.replace('\n', " ")) {
        return Some(at + len);
    }
    let len = text.find(|c: char| !is_letter(c)).unwrap_or(text.len());
    (text[..len].chars().count() > 2).then_some(at + len)
}

/// The end of `words` where they stand at the byte `at`, however they are wrapped.
pub fn phrase(lower: &str, at: usize, words: &str) -> Option<usize> {
    let mut c = Cursor::new(lower, at);
    for (i, word) in words.split(' ').enumerate() {
        if i > 0 && !space::gap(&mut c, lower) || !c.eat_word(word) {
            return None;
        }
    }
    Some(c.at)
}

/// The start of the noun at the byte `at` with the adjectives before it, of which `known` are looked for.
pub fn adjectives(lower: &str, at: usize, known: &[&str]) -> usize {
    let mut start = at;
    for _ in 0..3 {
        let trimmed = lower[..start].trim_end_matches([' ', '\n', '-']).len();
        let (from, word) = space::word_before(lower, trimmed);
        if !known.contains(&word) {
            break;
        }
        start = from;
    }
    start
}
