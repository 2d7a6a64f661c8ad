//! XML as a tree of elements that borrow from the text they were read from.
//!
//! No entity but the five of XML itself is known, so none can grow; a document type is passed over. What is read of a damaged
//! text ends where the damage begins.

mod decode;
mod names;

use std::borrow::Cow;

use quick_xml::Reader;
use quick_xml::escape::unescape;
use quick_xml::events::Event;

pub(super) use decode::decoded;
pub(super) use names::Ns;

use crate::error::{ErrorKind, Limit};
use crate::model::Limits;
use names::Scope;

/// How much deeper than forms of a PDF elements may be nested: a table in a table is four deep.
const DEEPER: u32 = 8;

const NONE: u32 = u32::MAX;

/// An element, or words between elements (then without a name).
struct Node<'a> {
    ns: Ns,
    name: &'a str,
    /// Of an element its attributes as written, else the words.
    words: Cow<'a, str>,
    child: u32,
    next: u32,
}

/// A tree.
pub(super) struct Tree<'a> {
    nodes: Vec<Node<'a>>,
    damaged: bool,
}

/// An element of a tree.
#[derive(Clone, Copy)]
pub(super) struct Element<'t> {
    tree: &'t Tree<'t>,
    at: u32,
}

/// What stands in an element.
pub(super) enum Child<'t> {
    /// An element.
    Element(Element<'t>),
    /// Words.
    Words(&'t str),
}

impl<'a> Tree<'a> {
    /// Reads `text`.
    ///
    /// # Errors
    /// It is nested too deeply or has too many elements.
    pub fn read(text: &'a str, limits: &Limits) -> Result<Self, ErrorKind> {
        let mut reader = Reader::from_str(text);
        reader.config_mut().check_end_names = false;
        reader.config_mut().allow_unmatched_ends = true;
        reader.config_mut().allow_dangling_amp = true;
        let mut tree = Tree {
            nodes: vec![Node {
                ns: Ns::Other,
                name: "",
                words: Cow::Borrowed(""),
                child: NONE,
                next: NONE,
            }],
            damaged: false,
        };
        let mut scope = Scope::default();
        // Open elements, each with its last child.
        let mut open: Vec<(u32, u32)> = vec![(0, NONE)];
        loop {
            let from = reader.buffer_position() as usize;
            let event = reader.read_event();
            let to = reader.buffer_position() as usize;
            let raw = text.get(from..to).unwrap_or_default();
            match event {
                Ok(event @ (Event::Start(_) | Event::Empty(_))) => {
                    let closed = matches!(event, Event::Empty(_));
                    let (name, attributes) = tag(raw, closed);
                    scope.open(attributes);
                    let (ns, name) = scope.name(name);
                    let at = tree.add(&mut open, limits, ns, name, Cow::Borrowed(attributes))?;
                    match closed {
                        true => scope.close(),
                        false => open.push((at, NONE)),
                    }
                    if open.len() as u64 > u64::from(limits.nesting) * u64::from(DEEPER) {
                        return Err(ErrorKind::Limit(Limit::Nesting));
                    }
                }
                Ok(Event::End(_)) => {
                    if open.len() > 1 {
                        open.pop();
                        scope.close();
                    }
                }
                Ok(Event::Text(words)) => {
                    let words = match words.xml10_content() {
                        Cow::Borrowed(_) => Cow::Borrowed(raw),
                        Cow::Owned(changed) => Cow::Owned(changed),
                    };
                    tree.add(&mut open, limits, Ns::Other, "", words)?;
                }
                Ok(Event::CData(_)) => {
                    let words = raw.strip_prefix("<![CDATA[").and_then(|r| r.strip_suffix("]]>"));
                    tree.add(
                        &mut open,
                        limits,
                        Ns::Other,
                        "",
                        Cow::Borrowed(words.unwrap_or_default()),
                    )?;
                }
                Ok(Event::GeneralRef(_)) => {
                    if let Ok(letter) = unescape(raw) {
                        tree.add(&mut open, limits, Ns::Other, "", Cow::Owned(letter.into_owned()))?;
                    }
                }
                Ok(Event::Eof) => {
                    tree.damaged |= open.len() > 1;
                    return Ok(tree);
                }
                Ok(_) => {}
                Err(_) => {
                    tree.damaged = true;
                    return Ok(tree);
                }
            }
        }
    }

    fn add(
        &mut self,
        open: &mut [(u32, u32)],
        limits: &Limits,
        ns: Ns,
        name: &'a str,
        words: Cow<'a, str>,
    ) -> Result<u32, ErrorKind> {
        if self.nodes.len() as u64 > limits.objects {
            return Err(ErrorKind::Limit(Limit::Objects));
        }
        let at = self.nodes.len() as u32;
        self.nodes.push(Node {
            ns,
            name,
            words,
            child: NONE,
            next: NONE,
        });
        if let Some((parent, last)) = open.last_mut() {
            match *last {
                NONE => self.nodes[*parent as usize].child = at,
                last => self.nodes[last as usize].next = at,
            }
            *last = at;
        }
        Ok(at)
    }

    /// The outermost element; an empty one where there is none.
    pub fn root(&self) -> Element<'_> {
        let top = Element { tree: self, at: 0 };
        top.elements().next().unwrap_or(top)
    }

    /// Whether the text broke off.
    pub fn is_damaged(&self) -> bool {
        self.damaged
    }
}

impl<'t> Element<'t> {
    fn node(self) -> &'t Node<'t> {
        &self.tree.nodes[self.at as usize]
    }

    /// Its namespace and its name without a prefix.
    pub fn name(self) -> (Ns, &'t str) {
        (self.node().ns, self.node().name)
    }

    /// Whether it is called so.
    pub fn is(self, ns: Ns, name: &str) -> bool {
        self.name() == (ns, name)
    }

    /// What stands in it, in order.
    pub fn children(self) -> impl Iterator<Item = Child<'t>> {
        let tree = self.tree;
        let mut at = self.node().child;
        std::iter::from_fn(move || {
            let node = tree.nodes.get(at as usize)?;
            let child = match node.name {
                "" => Child::Words(&node.words),
                _ => Child::Element(Element { tree, at }),
            };
            at = node.next;
            Some(child)
        })
    }

    /// The elements in it, in order.
    pub fn elements(self) -> impl Iterator<Item = Element<'t>> {
        self.children().filter_map(|c| match c {
            Child::Element(e) => Some(e),
            Child::Words(_) => None,
        })
    }

    /// The elements in it that are called so.
    pub fn all(self, ns: Ns, name: &str) -> impl Iterator<Item = Element<'t>> {
        self.elements().filter(move |e| e.is(ns, name))
    }

    /// The first element in it that is called so.
    pub fn first(self, ns: Ns, name: &str) -> Option<Element<'t>> {
        self.all(ns, name).next()
    }

    /// The words right in it.
    pub fn words(self) -> String {
        self.children()
            .map(|c| match c {
                Child::Words(words) => words,
                Child::Element(_) => "",
            })
            .collect()
    }

    /// An attribute by its name without a prefix.
    pub fn attribute(self, name: &str) -> Option<Cow<'t, str>> {
        let (_, value) = attributes(&self.node().words).find(|(n, _)| local(n) == name)?;
        Some(match value.contains('&') {
            true => unescape(value).unwrap_or(Cow::Borrowed(value)),
            false => Cow::Borrowed(value),
        })
    }

    /// An attribute that is a number.
    pub fn number(self, name: &str) -> Option<i64> {
        self.attribute(name)?.trim().parse().ok()
    }
}

/// A name without its prefix.
fn local(name: &str) -> &str {
    name.rsplit_once(':').map_or(name, |(_, local)| local)
}

/// The name and the attributes of a tag as written.
fn tag(raw: &str, closed: bool) -> (&str, &str) {
    let inner = raw
        .trim_start()
        .trim_start_matches('<')
        .trim_end()
        .trim_end_matches('>');
    let inner = if closed {
        inner.trim_end_matches('/')
    } else {
        inner
    };
    let end = inner
        .find(|c: char| c.is_ascii_whitespace())
        .unwrap_or(inner.len());
    inner.split_at(end)
}

/// Names and values of attributes as written.
fn attributes(raw: &str) -> impl Iterator<Item = (&str, &str)> {
    let mut rest = raw;
    std::iter::from_fn(move || {
        let (name, behind) = rest.split_once('=')?;
        let value = behind.trim_start();
        let quote = value.chars().next().filter(|c| matches!(c, '"' | '\''))?;
        let (value, behind) = value[1..].split_once(quote)?;
        rest = behind;
        Some((name.trim(), value))
    })
}

#[cfg(test)]
mod tests;
