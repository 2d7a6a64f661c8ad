//! Which part of a page is the document, and which belongs to the site around it.
//!
//! Menus, sidebars and footers are known by their elements (HTML Living Standard, 4.3; ARIA landmarks), by what sites call
//! them, and by being mostly links. A part that holds much of the page's long text is never taken for one, whatever it is
//! called: words of a site among those of a document cost less than a document that is lost.

use super::hidden::{Hidden, hidden};
use super::space::Space;
use super::tree::{Kind, Tree};

/// Letters of a paragraph that is counted as long text.
const LONG: usize = 60;

/// Parts of names that sites give to what stands around a document, as whole words between hyphens and the like.
const AROUND: [&str; 58] = [
    "accessibility",
    "actions",
    "ad",
    "ads",
    "advert",
    "aside",
    "banner",
    "banners",
    "breadcrumb",
    "breadcrumbs",
    "comment",
    "comments",
    "cookie",
    "cookies",
    "copyright",
    "crumbs",
    "drawer",
    "footer",
    "gdpr",
    "header",
    "lang",
    "language",
    "languages",
    "login",
    "logo",
    "mainmenu",
    "masthead",
    "menu",
    "menus",
    "modal",
    "nav",
    "navbar",
    "navigation",
    "newsletter",
    "pager",
    "pagination",
    "pathway",
    "popup",
    "promo",
    "recent",
    "related",
    "respond",
    "rightcol",
    "search",
    "share",
    "sharing",
    "sidebar",
    "sidenav",
    "sitemap",
    "social",
    "submenu",
    "tagcloud",
    "toolbar",
    "topbar",
    "topmenu",
    "weather",
    "widget",
    "widgets",
];

/// Names of what holds the document itself.
const INSIDE: [&str; 18] = [
    "article-body",
    "article-content",
    "article__body",
    "articlebody",
    "content",
    "content-body",
    "content-main",
    "contentpane",
    "entry-content",
    "field-name-body",
    "item-page",
    "itemfulltext",
    "main",
    "main-content",
    "node-content",
    "page-content",
    "post-content",
    "single-content",
];

/// What is said in banners and footers and in no document, in lower case.
const SAID_AROUND: [&str; 6] = [
    "всички права запазени",
    "използва бисквитки",
    "използваме бисквитки",
    "приемам бисквитките",
    "all rights reserved",
    "©",
];

/// What a part of a page holds, in letters.
#[derive(Debug, Clone, Copy, Default)]
struct Held {
    words: usize,
    links: usize,
    linked: usize,
    long: usize,
}

/// Which nodes of a page are left out, with all their parts.
#[derive(Debug, Clone)]
pub(super) struct Body {
    out: Vec<bool>,
    /// What is done with white space where no element says anything of it.
    pub space: Space,
}

impl Body {
    /// Whether a node is left out.
    pub fn leaves_out(&self, node: usize) -> bool {
        self.out.get(node).copied().unwrap_or(false)
    }
}

/// Finds the document within a page.
pub(super) fn body(tree: &Tree) -> Body {
    let state: Vec<Hidden> = (0..tree.nodes.len()).map(|n| hidden(tree, n)).collect();
    let never: Vec<bool> = state.iter().map(|s| *s == Hidden::Never).collect();
    let hides: Vec<bool> = state.iter().map(|s| *s != Hidden::No).collect();
    let all = held(tree, &never)[0];
    let mut out = match held(tree, &hides)[0] {
        // A page that shows its document at a click.
        shown if shown.long * 2 < all.long || shown.words * 4 < all.words => never,
        _ => hides,
    };
    let sums = held(tree, &out);
    let mut part = out.clone();
    mark_landmarks(tree, &sums, &mut part);
    let sums = held(tree, &part);
    narrow(tree, &sums, &mut part);
    let (left, whole) = (held(tree, &part)[0], held(tree, &out)[0]);
    if left.long * 10 >= whole.long * 6 && left.words > 0 {
        out = part;
    }
    Body {
        out,
        space: Space::of_page(tree),
    }
}

/// What each node holds, without what is left out.
fn held(tree: &Tree, out: &[bool]) -> Vec<Held> {
    let count = tree.nodes.len();
    let mut sums = vec![Held::default(); count];
    // Letters of the words that stand right in a block, between its parts.
    let mut own = vec![Held::default(); count];
    let (mut block, mut link) = (vec![0usize; count], vec![false; count]);
    let mut node = 0;
    while node < count {
        if out.get(node).copied().unwrap_or(false) {
            node = tree.end(node).max(node + 1);
            continue;
        }
        let parent = tree.nodes[node].parent;
        let is_cell = matches!(tree.name(node), "td" | "th");
        block[node] = match node == 0 || is_cell || tree.is_block(node) {
            true => node,
            false => block[parent],
        };
        link[node] = link[parent] || (tree.name(node) == "a" && tree.attribute(node, "href").is_some());
        if tree.name(node) == "a" && link[node] && !link[parent] {
            sums[node].links = 1;
            own[block[node]].links += 1;
        }
        if let Kind::Text(text) = &tree.nodes[node].kind {
            let letters = text.chars().filter(|c| !c.is_whitespace()).count();
            let linked = if link[node] { letters } else { 0 };
            let words = Held {
                words: letters,
                linked,
                ..Held::default()
            };
            add(&mut sums[node], words);
            add(&mut own[block[node]], words);
        }
        node += 1;
    }
    for node in (0..count).rev() {
        let own = own[node];
        if own.words >= LONG && own.linked * 3 < own.words && !has_teasers(own) {
            sums[node].long += own.words;
        }
        if node > 0 {
            let (sum, parent) = (sums[node], tree.nodes[node].parent);
            add(&mut sums[parent], sum);
        }
    }
    sums
}

fn add(to: &mut Held, what: Held) {
    to.words += what.words;
    to.links += what.links;
    to.linked += what.linked;
    to.long += what.long;
}

/// A few words before each link, as news have them.
fn has_teasers(held: Held) -> bool {
    held.links >= 3 && held.words < held.links * 90
}

/// Leaves out what is around a document by its element, its name or its links.
fn mark_landmarks(tree: &Tree, sums: &[Held], out: &mut [bool]) {
    let whole = sums[0];
    let mut node = 1;
    while node < tree.nodes.len() {
        if out[node] {
            node = tree.end(node).max(node + 1);
            continue;
        }
        let sum = sums[node];
        let is_part = tree.is_block(node) || matches!(tree.name(node), "td" | "th" | "span" | "");
        if is_part && sum.words > 0 && is_around(tree, node, sum, whole) {
            out[node] = true;
            node = tree.end(node).max(node + 1);
            continue;
        }
        node += 1;
    }
}

fn is_around(tree: &Tree, node: usize, sum: Held, whole: Held) -> bool {
    let name = tree.name(node);
    let role = tree.attribute(node, "role").unwrap_or_default();
    let most = |share: usize| sum.long * 100 >= whole.long * share && sum.long > 0;
    if name == "nav"
        || matches!(
            role,
            "navigation" | "search" | "menu" | "menubar" | "dialog" | "alertdialog"
        )
    {
        return !most(40);
    }
    if name == "search" {
        return true;
    }
    let role = matches!(role, "banner" | "contentinfo" | "complementary");
    let of_site =
        matches!(name, "header" | "footer") && !is_within(tree, node, &["article", "main", "section"]);
    if role || of_site || name == "aside" {
        return !most(30);
    }
    if !matches!(name, "span" | "") && is_called(tree, node, &AROUND) && !is_called(tree, node, &INSIDE) {
        // A paragraph may be called anything, and a short document is no smaller than a menu.
        let links = sum.linked * 2 > sum.words;
        return !most(25) && (links || (whole.long > 0 && !matches!(name, "p" | "h1" | "h2")));
    }
    // A menu: many links, each of a few words.
    let menu = sum.links >= 4
        && sum.linked * 10 >= sum.words * 7
        && sum.linked < sum.links * 40
        && matches!(
            name,
            "ul" | "ol" | "div" | "table" | "td" | "tr" | "p" | "dl" | "section"
        )
        && !is_within(tree, node, &["article", "main"]);
    if menu {
        return whole.long > 0 && sum.long * 10 < sum.words;
    }
    sum.words < 600 && sum.words * 3 < whole.words && says_around(tree, node, sum)
}

/// Words that only a banner or a footer has, in a part that has little else.
fn says_around(tree: &Tree, node: usize, sum: Held) -> bool {
    if sum.words > 300 || !matches!(tree.name(node), "div" | "p" | "td" | "section" | "center") {
        return false;
    }
    let mut words = String::new();
    for part in &tree.nodes[node..tree.end(node)] {
        if let Kind::Text(text) = &part.kind {
            words.extend(text.chars().flat_map(char::to_lowercase));
            words.push(' ');
        }
    }
    let words = words.split_whitespace().collect::<Vec<_>>().join(" ");
    SAID_AROUND.iter().any(|s| words.contains(s))
}

fn is_within(tree: &Tree, node: usize, names: &[&str]) -> bool {
    let mut at = node;
    while at > 0 {
        at = tree.nodes[at].parent;
        if names.contains(&tree.name(at)) {
            return true;
        }
    }
    false
}

/// Whether a class or the id of an element is one of `names`, or has one as its part where these are single words.
fn is_called(tree: &Tree, node: usize, names: &[&str]) -> bool {
    let classes = tree.attribute(node, "class").unwrap_or_default();
    let id = tree.attribute(node, "id").unwrap_or_default();
    let called = |word: &str| {
        let word = word.to_ascii_lowercase();
        let mut parts = word.split(['-', '_']);
        names.binary_search(&word.as_str()).is_ok()
            || parts.any(|p| p.len() > 1 && p != "content" && p != "main" && names.binary_search(&p).is_ok())
    };
    classes
        .split_ascii_whitespace()
        .chain(id.split_ascii_whitespace())
        .any(called)
}

/// Leaves out what stands beside the part that holds the document: other columns of a page, boxes with news. Headings before it
/// stay, and so does what has no links, for a vote or a signature may stand there.
fn narrow(tree: &Tree, sums: &[Held], out: &mut [bool]) {
    let whole = sums[0].long;
    if whole == 0 {
        return;
    }
    let mut at = 0;
    loop {
        let open: Vec<usize> = tree.children(at).filter(|c| !out[*c]).collect();
        let Some(best) = open
            .iter()
            .copied()
            .max_by_key(|c| (sums[*c].long, usize::MAX - c))
        else {
            return;
        };
        let named = matches!(tree.name(best), "main" | "article")
            || tree.attribute(best, "role") == Some("main")
            || is_called(tree, best, &INSIDE);
        if sums[best].long * 100 < whole * 85 {
            return;
        }
        for other in open.iter().copied().filter(|c| *c != best) {
            let sum = sums[other];
            let teasers = has_teasers(sum) && sum.words * 3 < sums[best].words;
            let linked = teasers || sum.linked * 10 >= sum.words * 3;
            let apart = matches!(
                tree.name(other),
                "td" | "div" | "section" | "table" | "tr" | "ul" | "form"
            );
            let heading = matches!(tree.name(other), "h1" | "h2" | "h3") || has_heading(tree, other);
            if sum.words > 0
                && apart
                && (linked || (named && !heading))
                && !(heading && other < best && !linked)
            {
                out[other] = true;
            }
        }
        at = best;
        if tree.name(best) == "p" {
            return;
        }
    }
}

fn has_heading(tree: &Tree, node: usize) -> bool {
    (node..tree.end(node)).any(|n| matches!(tree.name(n), "h1" | "h2"))
}
