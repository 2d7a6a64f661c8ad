//! What is found becomes signs, letter by letter.

use crate::model::{Document, Normal, Span, is_letter_or_digit};

/// Masks `places` of a normalised text, in order, in it and in the text it was made from, and keeps where on the paper
/// they stand.
pub fn mask(document: &mut Document, norm: &mut Normal, places: &[Span]) {
    if places.is_empty() {
        return;
    }
    // Letter by letter: between two of them may stand what is no part of the number, a page's end and its header.
    let mut origins: Vec<Span> = Vec::new();
    for place in places {
        for (i, c) in place.of(&norm.text).char_indices() {
            if is_letter_or_digit(c) {
                let at = place.start + i;
                origins.push(norm.origin(Span::new(at, at + c.len_utf8())));
            }
        }
    }
    origins.sort_unstable_by_key(|s| (s.start, s.end));
    mask_read(document, origins);
    norm.text = masked(&norm.text, places);
    norm.lower = masked(&norm.lower, places);
}

/// Masks `places` of the text as read, in order, and keeps them.
pub(super) fn mask_read(document: &mut Document, places: Vec<Span>) {
    document.text = masked(&document.text, &places);
    document.masked.extend(places);
    document.masked.sort_unstable_by_key(|s| (s.start, s.end));
}

/// `text` with the letters and digits at `places` (in order) made signs: no offset moves.
pub fn masked(text: &str, places: &[Span]) -> String {
    let mut out = String::with_capacity(text.len());
    let mut done = 0;
    for place in places.iter().filter(|p| !p.is_empty()) {
        let (start, end) = (place.start.max(done), place.end.max(done));
        out.push_str(&text[done..start]);
        out.extend(text[start..end].chars().map(sign));
        done = end;
    }
    out.push_str(&text[done..]);
    out
}

/// The sign for a letter or digit, as long as that in UTF-8.
fn sign(c: char) -> char {
    match c.len_utf8() {
        _ if !is_letter_or_digit(c) => c,
        1 => '*',
        2 => '·',
        3 => '•',
        _ => '\u{1F784}', // a black circle as well
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::OffsetMap;
    use crate::privacy::find;

    #[test]
    fn letters_and_digits_go_and_offsets_stay() {
        let text = "с ЕГН 752316\u{c}9263, живущ в гр. Троян, ул. Първа № 7";
        let mut document = Document {
            text: text.to_owned(),
            ..Document::default()
        };
        let mut norm = Normal::new(text.to_owned(), OffsetMap::identity(text.len()));
        let found: Vec<Span> = find(&norm.text).iter().map(|p| p.span).collect();
        mask(&mut document, &mut norm, &found);
        assert_eq!(
            document.text,
            "с ЕГН ******\u{c}****, живущ в гр. Троян, ··. ····· № *"
        );
        assert_eq!(norm.text, document.text);
        assert_eq!(document.text.len(), text.len());
    }
}
