//! A personal number that runs over two ends of pages: its middle, alone on a page, is taken for the page's number and is no part of the
//! body, so that only the text as read has it whole.

use super::find;
use super::mask::{mask_read, masked};
use super::run::may_be_digit;
use crate::model::{Document, Normal, Personal, Span};

/// Whether a page's number has a digit before it and another behind it.
pub fn may_cross_pages(text: &str, furniture: &Normal) -> bool {
    let mut from = 0;
    furniture.text.split('\n').any(|line| {
        let words = Span::new(from, from + line.len());
        from = words.end + 1;
        let number = !line.is_empty() && line.bytes().all(|b| b.is_ascii_digit() || b == b' ');
        number && {
            let place = furniture.origin(words);
            text[..place.start].trim_end().ends_with(may_be_digit)
                && text[place.end..].trim_start().starts_with(may_be_digit)
        }
    })
}

/// Masks what the text as read has whole, and each of its parts a piece of.
pub fn mask_across(document: &mut Document, parts: &mut [&mut Normal]) {
    let left = find(&document.text);
    let mut counted = vec![false; left.len()];
    for part in parts.iter_mut() {
        // The letters of the part that stand in one of them, and in which.
        let letters = part.text.char_indices().filter(|(_, c)| !c.is_whitespace());
        let inside = letters.filter_map(|(at, c)| {
            let place = Span::new(at, at + c.len_utf8());
            let origin = part.origin(place);
            let nth = left
                .partition_point(|p| p.span.start <= origin.start)
                .checked_sub(1)?;
            left[nth].span.covers(origin).then_some((nth, place))
        });
        let inside: Vec<(usize, Span)> = inside.collect();
        for piece in inside.chunk_by(|a, b| a.0 == b.0) {
            let (nth, first) = piece[0];
            if !std::mem::replace(&mut counted[nth], true) {
                let span = Span::new(first.start, piece[piece.len() - 1].1.end);
                part.personal.push(Personal { span, ..left[nth] });
            }
        }
        let places: Vec<Span> = inside.iter().map(|(_, place)| *place).collect();
        part.text = masked(&part.text, &places);
        part.lower = masked(&part.lower, &places);
    }
    mask_read(document, left.iter().map(|p| p.span).collect());
}
