//! Running headers and footers, by section (ECMA-376, part 1, 17.10).

use super::properties::is_on;
use crate::text::xml::{Element, Ns};

/// The headers (`headerReference`) or footers of all sections, in order: whether it is on the first page, and the id of its relation.
pub(super) fn named(body: Element<'_>, kind: &str) -> Vec<(bool, String)> {
    let mut out: Vec<(bool, String)> = Vec::new();
    for (n, section) in sections(body).enumerate() {
        let titled = section.first(Ns::W, "titlePg").is_some_and(is_on);
        for reference in section.all(Ns::W, kind) {
            let of = reference.attribute("type").unwrap_or_default();
            let first = n == 0 && of == if titled { "first" } else { "default" };
            // Of a section without a title page it is never seen.
            if of == "first" && !titled {
                continue;
            }
            if let Some(id) = reference.attribute("id") {
                out.push((first, id.into_owned()));
            }
        }
    }
    out
}

/// The properties of all sections: those but the last stand in the last paragraph of each.
pub(super) fn sections(body: Element<'_>) -> impl Iterator<Item = Element<'_>> {
    let inner = body
        .all(Ns::W, "p")
        .filter_map(|p| p.first(Ns::W, "pPr")?.first(Ns::W, "sectPr"));
    inner.chain(body.first(Ns::W, "sectPr"))
}
