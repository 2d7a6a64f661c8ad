//! What of a page nobody sees: scripts, fields, and what its style hides.

use super::tree::Tree;

/// Elements whose words are not shown, or are choices and not text.
const UNSEEN: [&str; 27] = [
    "applet", "audio", "button", "canvas", "datalist", "embed", "frame", "frameset", "head", "iframe", "map",
    "math", "noembed", "noframes", "noscript", "object", "optgroup", "option", "script", "select", "style",
    "svg", "template", "textarea", "title", "track", "video",
];

/// Classes that take words off the screen and leave them to readers of the screen.
const UNSEEN_CLASSES: [&str; 6] = [
    "hidden",
    "screen-reader-text",
    "skip-link",
    "sr-only",
    "visually-hidden",
    "visuallyhidden",
];

/// How an element's words are kept from the page.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Hidden {
    /// They are shown.
    No,
    /// They are no text at all.
    Never,
    /// They are text, and a style hides them; a click may show them.
    Styled,
}

/// Whether an element's words are shown.
pub(super) fn hidden(tree: &Tree, node: usize) -> Hidden {
    let name = tree.name(node);
    if UNSEEN.binary_search(&name).is_ok() || (name == "dialog" && tree.attribute(node, "open").is_none()) {
        return Hidden::Never;
    }
    // Word writes deleted words of a tracked change so.
    if name == "del" {
        return Hidden::Never;
    }
    let style = tree.attribute(node, "style").map(squeezed).unwrap_or_default();
    let says = |what: &str| style.contains(what);
    let classes = tree.attribute(node, "class").unwrap_or_default();
    let unseen = |class: &str| UNSEEN_CLASSES.iter().any(|u| class.eq_ignore_ascii_case(u));
    let styled = says("display:none")
        || says("visibility:hidden")
        || says("mso-hide:all")
        || tree.attribute(node, "hidden").is_some()
        || classes.split_ascii_whitespace().any(unseen);
    match styled {
        true => Hidden::Styled,
        false => Hidden::No,
    }
}

/// A style in lower case without white space.
pub(super) fn squeezed(style: &str) -> String {
    let chars = style.chars().filter(|c| !c.is_whitespace());
    chars.map(|c| c.to_ascii_lowercase()).collect()
}
