//! Running headers and footers, by master page (OpenDocument 1.3, part 3, 16.9).

use super::block::Reader;
use crate::error::ErrorKind;
use crate::model::Limits;
use crate::text::pieces::{self, Margins};
use crate::text::xml::{Element, Ns};

/// The headers and footers of the master page called `first`, of those that follow on it, and of the others.
///
/// # Errors
/// They are over a limit.
pub(super) fn margins(
    reader: &mut Reader<'_>,
    root: Element<'_>,
    first: Option<String>,
    limits: &Limits,
) -> Result<Margins, ErrorKind> {
    let mut out = Margins::default();
    let masters: Vec<Element<'_>> = root
        .all(Ns::Office, "master-styles")
        .flat_map(|m| m.all(Ns::Style, "master-page"))
        .collect();
    let named = |name: &str| {
        masters
            .iter()
            .position(|m| m.attribute("name").as_deref() == Some(name))
    };
    let first = first
        .and_then(|f| named(&f))
        .or_else(|| named("Standard"))
        .unwrap_or(0);
    for (n, master) in masters.iter().enumerate() {
        for (kind, on_first, others) in [
            ("header", &mut out.first_heads, &mut out.heads),
            ("footer", &mut out.first_feet, &mut out.feet),
        ] {
            let shown = |suffix: &str| {
                let margin = master
                    .elements()
                    .find(|e| e.name() == (Ns::Style, &format!("{kind}{suffix}")));
                margin.filter(|m| m.attribute("display").is_none_or(|d| d == "true"))
            };
            let special = shown("-first");
            for (suffix, margin) in [("", shown("")), ("-first", special), ("-left", shown("-left"))] {
                let Some(margin) = margin else { continue };
                let mut contents = Vec::new();
                reader.blocks(margin, &mut contents);
                let lines = pieces::lines(&contents, limits)?;
                let is_first = n == first && suffix == if special.is_some() { "-first" } else { "" };
                if is_first {
                    on_first.extend(lines);
                } else if !others.iter().any(|o| lines.contains(o)) {
                    others.extend(lines);
                }
            }
        }
    }
    Ok(out)
}
