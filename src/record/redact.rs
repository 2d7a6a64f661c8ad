//! Personal numbers (ЕГН, ЛНЧ) are masked before any row is made: in the text, and so in every quote and value cut from it.
//!
//! Each digit becomes `*`, so that every offset holds. Which number is one, `identifier/egn` decides.

use crate::model::{Document, Mention, Normal, Span, Value};

/// Masks the personal numbers among `mentions` in the text as read and in the normalised text.
pub fn mask(document: &mut Document, norm: &mut Normal, mentions: &mut [Mention]) {
    let mut places = Vec::new();
    for m in mentions {
        if let Value::Identifier(id) = &mut m.value
            && id.kind == "egn"
        {
            id.value = "*".repeat(id.value.chars().count());
            places.push(m.span);
        }
    }
    if places.is_empty() {
        return;
    }
    let origins: Vec<Span> = places.iter().map(|p| norm.origin(*p)).collect();
    document.text = starred(&document.text, &origins);
    norm.text = starred(&norm.text, &places);
    norm.lower = starred(&norm.lower, &places);
}

/// `text` with the ASCII digits at `places` (in order) made `*`: no offset moves.
fn starred(text: &str, places: &[Span]) -> String {
    let mut out = String::with_capacity(text.len());
    let mut done = 0;
    for place in places.iter().filter(|p| !p.is_empty()) {
        let (start, end) = (place.start.max(done), place.end.max(done));
        out.push_str(&text[done..start]);
        out.extend(
            text[start..end]
                .chars()
                .map(|c| if c.is_ascii_digit() { '*' } else { c }),
        );
        done = end;
    }
    out.push_str(&text[done..]);
    out
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::{Identifier, OffsetMap};

    #[test]
    fn digits_go_and_offsets_stay() {
        let text = "с ЕГН 7523169263, гр. Троян";
        let mut document = Document {
            text: text.to_owned(),
            ..Document::default()
        };
        let mut norm = Normal::new(text.to_owned(), OffsetMap::identity(text.len()));
        let at = text.find("7523").unwrap_or_default();
        let id = Identifier {
            kind: "egn",
            value: "7523169263".to_owned(),
            valid: Some(true),
        };
        let mut found = [Mention {
            rule: "identifier/egn",
            span: Span::new(at, at + 10),
            value: Value::Identifier(id),
        }];
        mask(&mut document, &mut norm, &mut found);
        assert_eq!(document.text, "с ЕГН **********, гр. Троян");
        assert_eq!(norm.text, document.text);
        assert_eq!(document.text.len(), text.len());
    }
}
