//! The elements of a page as a tree, with the ends that writers of pages leave out.
//!
//! Source: HTML Living Standard, 13.1.2.4 (optional tags) and 13.2.6 (tree construction), as far as the order of a page's
//! words depends on it: nodes are never moved, so a node's parts are the nodes that follow it.

use html5gum::emitters::callback::{CallbackEmitter, CallbackEvent};
use html5gum::{Span, Tokenizer};

use crate::error::{ErrorKind, Limit};

/// Elements that are known by name, in order.
const NAMES: [&str; 104] = [
    "a",
    "address",
    "applet",
    "area",
    "article",
    "aside",
    "audio",
    "b",
    "base",
    "basefont",
    "bgsound",
    "big",
    "blockquote",
    "body",
    "br",
    "button",
    "canvas",
    "caption",
    "center",
    "code",
    "col",
    "colgroup",
    "datalist",
    "dd",
    "del",
    "details",
    "dialog",
    "dir",
    "div",
    "dl",
    "dt",
    "embed",
    "fieldset",
    "figcaption",
    "figure",
    "font",
    "footer",
    "form",
    "frame",
    "frameset",
    "h1",
    "h2",
    "h3",
    "h4",
    "h5",
    "h6",
    "head",
    "header",
    "hgroup",
    "hr",
    "html",
    "i",
    "iframe",
    "img",
    "input",
    "keygen",
    "legend",
    "li",
    "link",
    "listing",
    "main",
    "map",
    "math",
    "menu",
    "meta",
    "nav",
    "noembed",
    "noframes",
    "noscript",
    "object",
    "ol",
    "optgroup",
    "option",
    "p",
    "param",
    "plaintext",
    "pre",
    "s",
    "script",
    "search",
    "section",
    "select",
    "source",
    "span",
    "strike",
    "strong",
    "style",
    "sub",
    "summary",
    "sup",
    "svg",
    "table",
    "tbody",
    "td",
    "template",
    "textarea",
    "tfoot",
    "th",
    "thead",
    "title",
    "tr",
    "track",
    "ul",
    "video",
];

/// Elements without content.
const VOID: [&str; 17] = [
    "area", "base", "basefont", "bgsound", "br", "col", "embed", "frame", "hr", "img", "input", "keygen",
    "link", "meta", "param", "source", "track",
];

/// Elements that begin a line of their own.
const BLOCKS: [&str; 44] = [
    "address",
    "article",
    "aside",
    "blockquote",
    "body",
    "caption",
    "center",
    "dd",
    "details",
    "dialog",
    "dir",
    "div",
    "dl",
    "dt",
    "fieldset",
    "figcaption",
    "figure",
    "footer",
    "form",
    "h1",
    "h2",
    "h3",
    "h4",
    "h5",
    "h6",
    "header",
    "hgroup",
    "hr",
    "legend",
    "li",
    "listing",
    "main",
    "menu",
    "nav",
    "ol",
    "p",
    "plaintext",
    "pre",
    "search",
    "section",
    "summary",
    "table",
    "tr",
    "ul",
];

/// Attributes that decide how an element is read.
const ATTRIBUTES: [&str; 15] = [
    "class", "colspan", "content", "hidden", "href", "id", "name", "open", "reversed", "role", "rowspan",
    "start", "style", "type", "value",
];

/// Elements within each other at most; deeper ones stand beside each other. The pages of sites have 30.
const DEPTH: usize = 160;

/// What a node is.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Kind {
    /// An element, by its name; none of [`NAMES`] is "".
    Element(&'static str),
    /// Words.
    Text(String),
}

/// An element or words.
#[derive(Debug, Clone)]
pub(super) struct Node {
    /// What it is.
    pub kind: Kind,
    /// Its attributes in lower case, of those that matter.
    pub attributes: Vec<(&'static str, String)>,
    /// The element it stands in.
    pub parent: usize,
    /// The node behind its last part.
    pub end: usize,
}

/// A page: the first node is its root.
#[derive(Debug, Clone)]
pub(super) struct Tree {
    /// Every node, each before its parts.
    pub nodes: Vec<Node>,
}

impl Tree {
    /// The tree of a page. With `scripts` the words of scripts and styles are known as such; without, a script that never
    /// ends takes nothing with it.
    ///
    /// # Errors
    /// There are too many elements.
    pub fn read(html: &str, scripts: bool, most: u64) -> Result<Tree, ErrorKind> {
        let mut builder = Builder::new(scripts);
        let mut emitter = CallbackEmitter::new(|event: CallbackEvent<'_>, _: Span<()>| -> Option<()> {
            builder.take(event);
            // The first token that comes out ends the reading.
            (builder.nodes.len() as u64 > most).then_some(())
        });
        emitter.naively_switch_states(scripts);
        let over = Tokenizer::new_with_emitter(html, emitter).next().is_some();
        match over {
            true => Err(ErrorKind::Limit(Limit::Objects)),
            false => Ok(builder.finish()),
        }
    }

    /// The name of an element; "" for words and for elements that nobody knows.
    pub fn name(&self, node: usize) -> &'static str {
        match self.nodes.get(node).map(|n| &n.kind) {
            Some(Kind::Element(name)) => name,
            _ => "",
        }
    }

    /// An attribute's value.
    pub fn attribute(&self, node: usize, name: &str) -> Option<&str> {
        let attributes = &self.nodes.get(node)?.attributes;
        attributes.iter().find(|a| a.0 == name).map(|a| a.1.as_str())
    }

    /// The parts right within a node, in order.
    pub fn children(&self, node: usize) -> impl Iterator<Item = usize> + '_ {
        let end = self.end(node);
        let mut next = node + 1;
        std::iter::from_fn(move || {
            let at = next;
            (at < end).then(|| {
                next = self.end(at).max(at + 1);
                at
            })
        })
    }

    /// The node behind the last part of a node.
    pub fn end(&self, node: usize) -> usize {
        self.nodes.get(node).map_or(0, |n| n.end)
    }

    /// Whether an element begins a line of its own.
    pub fn is_block(&self, node: usize) -> bool {
        BLOCKS.binary_search(&self.name(node)).is_ok()
    }
}

/// A tree that grows.
struct Builder {
    nodes: Vec<Node>,
    open: Vec<usize>,
    /// Elements whose words are no text hold what follows them.
    scripts: bool,
    tag: &'static str,
    prefixed: bool,
    attribute: Option<&'static str>,
    attributes: Vec<(&'static str, String)>,
}

impl Builder {
    fn new(scripts: bool) -> Self {
        let root = Node {
            kind: Kind::Element("html"),
            attributes: Vec::new(),
            parent: 0,
            end: 1,
        };
        Builder {
            nodes: vec![root],
            open: vec![0],
            scripts,
            tag: "",
            prefixed: false,
            attribute: None,
            attributes: Vec::new(),
        }
    }

    fn take(&mut self, event: CallbackEvent<'_>) {
        match event {
            CallbackEvent::OpenStartTag { name } => {
                self.prefixed = name.contains(&b':');
                self.tag = known(name);
                self.attributes.clear();
                self.attribute = None;
            }
            CallbackEvent::AttributeName { name } => {
                let new = |n: &&&str| !self.attributes.iter().any(|a| a.0 == **n);
                let name = ATTRIBUTES.iter().find(|a| a.as_bytes() == name).filter(new);
                self.attribute = name.copied();
                if let Some(name) = self.attribute {
                    self.attributes.push((name, String::new()));
                }
            }
            CallbackEvent::AttributeValue { value } => {
                if let (Some(_), Some(last)) = (self.attribute, self.attributes.last_mut()) {
                    last.1.push_str(&String::from_utf8_lossy(value));
                }
            }
            CallbackEvent::CloseStartTag { self_closing } => self.start(self_closing),
            CallbackEvent::EndTag { name } => self.end(known(name)),
            CallbackEvent::String { value } => self.words(&String::from_utf8_lossy(value)),
            CallbackEvent::Comment { .. } | CallbackEvent::Doctype { .. } | CallbackEvent::Error(_) => {}
        }
    }

    fn top(&self) -> &'static str {
        self.name(self.open.last().copied().unwrap_or(0))
    }

    fn name(&self, node: usize) -> &'static str {
        match self.nodes.get(node).map(|n| &n.kind) {
            Some(Kind::Element(name)) => name,
            _ => "",
        }
    }

    fn push(&mut self, kind: Kind) -> usize {
        let node = self.nodes.len();
        let attributes = match kind {
            Kind::Element(_) => std::mem::take(&mut self.attributes),
            Kind::Text(_) => Vec::new(),
        };
        self.nodes.push(Node {
            kind,
            attributes,
            parent: self.open.last().copied().unwrap_or(0),
            end: node + 1,
        });
        node
    }

    fn words(&mut self, words: &str) {
        if let Some(Node {
            kind: Kind::Text(text),
            parent,
            ..
        }) = self.nodes.last_mut()
            && self.open.last() == Some(parent)
        {
            text.push_str(words);
            return;
        }
        self.push(Kind::Text(words.to_owned()));
    }

    /// Ends the nearest open element that `is`, and all within it, unless one that `bars` stands between.
    fn close(&mut self, is: impl Fn(&str) -> bool, bars: impl Fn(&str) -> bool) {
        for at in (1..self.open.len()).rev() {
            let name = self.name(self.open[at]);
            if is(name) {
                let end = self.nodes.len();
                for node in self.open.drain(at..) {
                    if let Some(node) = self.nodes.get_mut(node) {
                        node.end = end;
                    }
                }
                return;
            }
            if bars(name) {
                return;
            }
        }
    }

    fn start(&mut self, self_closing: bool) {
        let tag = self.tag;
        if matches!(tag, "html" | "body") && self.open.len() > 1 {
            self.close(|n| n == "head", |n| n != "head");
        }
        match tag {
            "html" => return,
            "title" | "meta" | "link" | "style" | "script" | "base" | "noscript" | "head" | "" => {}
            _ => self.close(|n| n == "head", |n| n != "title" && n != "noscript"),
        }
        let cell = |n: &str| matches!(n, "td" | "th" | "caption" | "table" | "body");
        let table = |n: &str| matches!(n, "table" | "body");
        match tag {
            "li" => self.close(
                |n| n == "li",
                |n| cell(n) || matches!(n, "ul" | "ol" | "dir" | "menu"),
            ),
            "dt" | "dd" => self.close(|n| matches!(n, "dt" | "dd"), |n| cell(n) || n == "dl"),
            "tr" => self.close(|n| matches!(n, "tr" | "caption" | "colgroup"), table),
            "td" | "th" => self.close(|n| matches!(n, "td" | "th"), |n| n == "tr" || table(n)),
            "thead" | "tbody" | "tfoot" => {
                self.close(
                    |n| matches!(n, "thead" | "tbody" | "tfoot" | "caption" | "colgroup"),
                    table,
                );
            }
            "option" | "optgroup" => self.close(|n| n == "option", |n| n != "option"),
            "a" => self.close(|n| n == "a", |n| BLOCKS.binary_search(&n).is_ok() || cell(n)),
            _ => {}
        }
        if BLOCKS.binary_search(&tag).is_ok() && !matches!(tag, "tr" | "caption" | "legend" | "summary") {
            self.close(|n| n == "p", |n| cell(n) || matches!(n, "button" | "object"));
        }
        let unseen = matches!(
            tag,
            "script" | "style" | "title" | "textarea" | "iframe" | "noembed" | "noscript"
        );
        let closed = VOID.contains(&tag)
            || (unseen && !self.scripts)
            || (self_closing && (self.prefixed || matches!(tag, "a" | "span" | "p" | "div" | "td")));
        let node = self.push(Kind::Element(tag));
        if !closed && self.open.len() < DEPTH {
            self.open.push(node);
        }
    }

    fn end(&mut self, tag: &'static str) {
        match tag {
            // Words behind the end of a page are words of the page.
            "html" | "body" => {}
            "br" => {
                self.attributes.clear();
                self.push(Kind::Element("br"));
            }
            "" if self.top() != "" => {}
            "td" | "th" | "tr" | "tbody" | "thead" | "tfoot" | "caption" => {
                self.close(|n| n == tag, |n| n == "table");
            }
            "table" => self.close(|n| n == tag, |_| false),
            _ => self.close(
                |n| n == tag,
                |n| matches!(n, "td" | "th" | "caption" | "table" | "body"),
            ),
        }
    }

    fn finish(mut self) -> Tree {
        let end = self.nodes.len();
        for node in self.open {
            if let Some(node) = self.nodes.get_mut(node) {
                node.end = end;
            }
        }
        Tree { nodes: self.nodes }
    }
}

fn known(name: &[u8]) -> &'static str {
    let found = NAMES.binary_search_by(|n| n.as_bytes().cmp(name));
    found.map_or("", |i| NAMES[i])
}

#[cfg(test)]
mod tests {
    use super::*;

    fn shape(html: &str) -> String {
        fn add(tree: &Tree, node: usize, out: &mut String) {
            match &tree.nodes[node].kind {
                Kind::Text(text) => out.push_str(text),
                Kind::Element(name) => {
                    out.push_str(name);
                    out.push('(');
                    for child in tree.children(node) {
                        add(tree, child, out);
                    }
                    out.push(')');
                }
            }
        }
        let tree = Tree::read(html, true, 1000).expect("a tree");
        let mut out = String::new();
        add(&tree, 0, &mut out);
        out
    }

    #[test]
    fn names_stand_in_order() {
        assert!(NAMES.is_sorted() && BLOCKS.is_sorted());
    }

    #[test]
    fn ends_that_are_left_out() {
        assert_eq!(shape("<p>a<p>b<div>c"), "html(p(a)p(b)div(c))");
        assert_eq!(
            shape("<ul><li>a<ul><li>b</ul><li>c</ul>"),
            "html(ul(li(aul(li(b)))li(c)))"
        );
        assert_eq!(
            shape("<table><tr><td>a<td>b<tr><td>c</table>d"),
            "html(table(tr(td(a)td(b))tr(td(c)))d)"
        );
        assert_eq!(shape("<td><b>a</td></b>"), "html(td(b(a)))");
        assert_eq!(shape("<head><title>t</title><p>a"), "html(head(title(t))p(a))");
        assert_eq!(shape("<dl><dt>a<dd>b<dt>c</dl>"), "html(dl(dt(a)dd(b)dt(c)))");
    }

    #[test]
    fn the_end_of_a_word_ends_no_cell() {
        assert_eq!(
            shape("<table><tr><td>a</b></div><td>b</table>"),
            "html(table(tr(td(a)td(b))))"
        );
    }

    #[test]
    fn too_deep_and_too_many() {
        let tree = Tree::read(&"<div>".repeat(900), true, 1000).expect("a tree");
        assert_eq!(tree.nodes.len(), 901);
        assert!(Tree::read(&"<div>".repeat(1100), true, 1000).is_err());
    }
}
