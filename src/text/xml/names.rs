//! The namespaces that the office formats write their elements in.

use super::attributes;

/// A namespace. Office Open XML has two names for each, of its transitional and its strict form (ECMA-376, parts 1 and 4).
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(in crate::text) enum Ns {
    /// WordprocessingML.
    W,
    /// SpreadsheetML.
    S,
    /// DrawingML.
    A,
    /// Equations of Office Open XML.
    M,
    /// Markup compatibility.
    Mc,
    /// Relations between the parts of a package.
    Rel,
    /// The list of parts' types.
    Types,
    /// `office:` of OpenDocument.
    Office,
    /// `text:`
    Text,
    /// `table:`
    Table,
    /// `style:`
    Style,
    /// `draw:`
    Draw,
    /// `number:`
    Number,
    /// MathML.
    MathMl,
    /// The manifest of an OpenDocument package.
    Manifest,
    /// Anything else.
    #[default]
    Other,
}

const ODF: &str = "urn:oasis:names:tc:opendocument:xmlns:";

fn by_address(address: &str) -> Ns {
    if let Some(name) = address.strip_prefix(ODF) {
        return match name.split(':').next() {
            Some("office") => Ns::Office,
            Some("text") => Ns::Text,
            Some("table") => Ns::Table,
            Some("style") => Ns::Style,
            Some("drawing") => Ns::Draw,
            Some("datastyle") => Ns::Number,
            Some("manifest") => Ns::Manifest,
            _ => Ns::Other,
        };
    }
    match address {
        "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
        | "http://purl.oclc.org/ooxml/wordprocessingml/main" => Ns::W,
        "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
        | "http://purl.oclc.org/ooxml/spreadsheetml/main" => Ns::S,
        "http://schemas.openxmlformats.org/drawingml/2006/main"
        | "http://purl.oclc.org/ooxml/drawingml/main" => Ns::A,
        "http://schemas.openxmlformats.org/officeDocument/2006/math"
        | "http://purl.oclc.org/ooxml/officeDocument/math" => Ns::M,
        "http://schemas.openxmlformats.org/markup-compatibility/2006" => Ns::Mc,
        "http://schemas.openxmlformats.org/package/2006/relationships" => Ns::Rel,
        "http://schemas.openxmlformats.org/package/2006/content-types" => Ns::Types,
        "http://www.w3.org/1998/Math/MathML" => Ns::MathMl,
        _ => Ns::Other,
    }
}

/// What a prefix means by custom, where a damaged text does not say.
fn by_custom(prefix: &str) -> Ns {
    match prefix {
        "w" => Ns::W,
        "a" => Ns::A,
        "m" => Ns::M,
        "mc" => Ns::Mc,
        "office" => Ns::Office,
        "text" => Ns::Text,
        "table" => Ns::Table,
        "style" => Ns::Style,
        "draw" => Ns::Draw,
        "number" => Ns::Number,
        _ => Ns::Other,
    }
}

/// The prefixes that hold at a place of a text.
#[derive(Default)]
pub(super) struct Scope<'a> {
    /// Prefixes with the depth at which they were declared.
    declared: Vec<(&'a str, Ns, u32)>,
    depth: u32,
}

impl<'a> Scope<'a> {
    /// Enters an element.
    pub(super) fn open(&mut self, raw: &'a str) {
        self.depth += 1;
        if !raw.contains("xmlns") {
            return;
        }
        for (name, value) in attributes(raw) {
            if let Some(prefix) = name.strip_prefix("xmlns") {
                let prefix = prefix.trim_start_matches(':');
                self.declared.push((prefix, by_address(value), self.depth));
            }
        }
    }

    /// Leaves it.
    pub(super) fn close(&mut self) {
        while self.declared.last().is_some_and(|d| d.2 >= self.depth) {
            self.declared.pop();
        }
        self.depth = self.depth.saturating_sub(1);
    }

    /// The namespace and the bare name of an element.
    pub(super) fn name(&self, name: &'a str) -> (Ns, &'a str) {
        let (prefix, local) = name.split_once(':').unwrap_or(("", name));
        let declared = self.declared.iter().rev().find(|d| d.0 == prefix);
        (declared.map_or_else(|| by_custom(prefix), |d| d.1), local)
    }
}
