//! Which act each provision belongs to, and which acts are named alone.

mod names;
mod stands;

use std::cmp::Reverse;
use std::collections::HashMap;

use super::gap::{self, Joint};
use super::own_act::{OwnAct, own_acts};
use crate::lexicon::acts::{acts, is_pointer};
use crate::model::{
    ActMention, ActName, Blocks, Citation, Mention, Naming, Normal, PartialDate, Span, Value, is_letter,
    is_letter_or_digit,
};

/// Binds provisions to acts. Names of acts that are rows of their own become citations; the others and the headings go.
/// Also gives where names of acts stand, in order.
pub fn resolve(norm: &Normal, blocks: &Blocks, mentions: Vec<Mention>) -> (Vec<Mention>, Vec<Span>) {
    let mut out = Vec::with_capacity(mentions.len());
    let mut binder = Binder::new(norm, blocks);
    for m in distinct(mentions) {
        match m.value {
            Value::Citation(c) => binder.provision(m.span, m.rule, *c),
            Value::Act(a) => binder.act(m.span, m.rule, *a),
            Value::Heading(h) => binder.heading(m.span, *h),
            _ => out.push(m),
        }
    }
    binder.settle();
    let names = binder.named.iter().map(|n| n.mention.extent).collect();
    out.append(&mut binder.finish());
    out.sort_by_key(|m| (m.span.start, m.span.end, m.rule));
    (out, names)
}

/// Acts by their title in the year of the document: a decision of 2011 cites the Concessions Act of 2006.
pub fn of_their_time(mut mentions: Vec<Mention>, date: Option<PartialDate>) -> Vec<Mention> {
    let Some(year) = date.and_then(|d| d.year) else {
        return mentions;
    };
    for m in &mut mentions {
        if let Value::Citation(c) = &mut m.value
            && let Some(act) = acts().earlier(c.act.id, year)
        {
            c.act.id = act.id;
        }
    }
    mentions
}

/// Without a second name at the same place, and without acts named inside another act's name.
fn distinct(mut mentions: Vec<Mention>) -> Vec<Mention> {
    // Longer names first where two begin together.
    mentions.sort_by_key(|m| (m.span.start, is_act(m), Reverse(reach(m))));
    let mut end = 0;
    mentions.retain(|m| {
        let stands = !is_act(m) || m.span.start >= end;
        if stands && is_act(m) {
            end = reach(m);
        }
        stands
    });
    mentions
}

fn is_act(m: &Mention) -> bool {
    matches!(m.value, Value::Act(_))
}

fn reach(m: &Mention) -> usize {
    match &m.value {
        Value::Act(a) => a.extent.end.max(m.span.end),
        _ => m.span.end,
    }
}

/// A provision that waits for its act.
struct Waiting {
    span: Span,
    rule: &'static str,
    citation: Citation,
    /// Its article comes from the provision named before the list, and so does its act: that act, and what its own
    /// words say.
    inherits: Option<(ActName, Citation)>,
    /// The act named directly before it, as an index of `named`.
    before: Option<usize>,
    /// It goes on the list of the provision before it.
    listed: bool,
    /// The act whose mention it depends on („ЗМСМА за решенията по чл. 21“), as an index of `named`.
    depends: Option<usize>,
}

/// An act named in the text.
struct Named {
    span: Span,
    rule: &'static str,
    mention: ActMention,
    /// Provisions are bound to it, or it only explains another name: it is no row of its own.
    used: bool,
}

struct Binder<'a> {
    norm: &'a Normal,
    blocks: &'a Blocks,
    own: Vec<OwnAct>,
    waiting: Vec<Waiting>,
    named: Vec<Named>,
    done: Vec<Mention>,
    /// The act named last, and where.
    last_act: Option<(ActName, usize)>,
    /// The act named last of each kind.
    last_of_kind: HashMap<String, ActName>,
    /// The provision cited last, with its act.
    last: Option<(Citation, usize)>,
    /// The article of the regulation's own text that the place stands in.
    place: Option<(Citation, usize)>,
    /// `last` and `place` outside quotation marks, kept while inside.
    outside: Vec<[Option<(Citation, usize)>; 2]>,
    /// The act that is being amended from here on.
    amended: Option<ActName>,
    /// The local act that the decision adopts, whose text may follow.
    adopted: Option<ActName>,
    /// Abbreviations that the document itself explains („… (ЗОБ)“).
    aliases: HashMap<String, ActName>,
    /// How far quotation marks were followed.
    read_to: usize,
    decision: Option<usize>,
}

impl<'a> Binder<'a> {
    fn new(norm: &'a Normal, blocks: &'a Blocks) -> Self {
        Binder {
            norm,
            blocks,
            own: own_acts(norm, blocks.kind),
            waiting: Vec::new(),
            named: Vec::new(),
            done: Vec::new(),
            last_act: None,
            last_of_kind: HashMap::new(),
            last: None,
            place: None,
            outside: Vec::new(),
            amended: None,
            adopted: None,
            aliases: HashMap::new(),
            read_to: 0,
            decision: None,
        }
    }

    fn lower(&self, from: usize, to: usize) -> &'a str {
        self.norm.lower.get(from..to).unwrap_or_default()
    }

    /// The regulation that the byte `at` stands in: the document's own, or the one being amended.
    fn home(&self, at: usize) -> Option<&ActName> {
        self.own
            .iter()
            .find(|o| o.span.has(at))
            .map(|o| &o.act)
            .or(self.amended.as_ref())
    }

    /// Follows quotation marks up to `at`: what is cited inside them says nothing about what follows outside.
    fn advance(&mut self, at: usize) {
        let decision = self.blocks.decision_at(at);
        if decision != self.decision {
            self.decision = decision;
            self.amended = None;
            self.adopted = None;
            self.place = None;
            self.outside.clear();
        }
        let gap = self.norm.text.get(self.read_to..at).unwrap_or_default();
        // The quotation marks begin with this byte.
        for i in memchr::memchr_iter(0xE2, gap.as_bytes()) {
            let Some(c) = gap[i..].chars().next() else {
                continue;
            };
            let before = gap[..i].chars().next_back().unwrap_or(' ');
            let next = gap[i + c.len_utf8()..].chars().next().unwrap_or('а');
            match c {
                '„' => self.outside.push([self.last.clone(), self.place.clone()]),
                '“' if self.outside.is_empty() && before.is_whitespace() && is_letter_or_digit(next) => {
                    self.outside.push([self.last.clone(), self.place.clone()]);
                }
                '“' | '”' => {
                    if let Some([last, place]) = self.outside.pop() {
                        self.last = last;
                        self.place = place;
                    }
                }
                _ => {}
            }
        }
        self.read_to = self.read_to.max(at);
    }

    fn heading(&mut self, span: Span, h: Citation) {
        self.settle();
        if h.article.is_empty() {
            // „§ 2.“ begins anew, whatever quotation marks were left open.
            self.outside.clear();
            self.read_to = self.read_to.max(span.start);
            self.last = None;
            self.place = None;
            return;
        }
        self.advance(span.start);
        let mut c = h;
        if self.home(span.start).is_none() {
            // „Приема Наредба за …:“ and then its articles.
            self.amended = self.adopted.take();
        }
        if let Some(act) = self.home(span.start) {
            c.act = act.clone();
        }
        self.place = Some((c.clone(), span.end));
        self.last = Some((c, span.end));
    }

    fn provision(&mut self, span: Span, rule: &'static str, mut c: Citation) {
        let (joined, loosely) = self.joined(span, &c);
        if joined == Joint::None {
            self.settle();
        }
        self.advance(span.start);
        let mut inherits = None;
        let own_words = c.clone();
        if c.article.is_empty() && c.section.is_empty() {
            let shared = match self.waiting.last() {
                Some(w) if joined != Joint::None => Some((w.citation.clone(), None)),
                _ => self
                    .place
                    .as_ref()
                    .or(self.last.as_ref())
                    .map(|(l, _)| (l.clone(), Some(l.act.clone()))),
            };
            if let Some((from, act)) = shared {
                c.article.clone_from(&from.article);
                c.section.clone_from(&from.section);
                if c.paragraph.is_empty() {
                    c.paragraph = self
                        .paragraph_of(span.start)
                        .unwrap_or_else(|| from.paragraph.clone());
                    if c.point.is_empty() && c.letter.is_empty() {
                        // a sentence alone
                        c.point.clone_from(&from.point);
                    }
                }
                inherits = act
                    .filter(|a| !a.id.is_empty() || !a.title.is_empty())
                    .map(|a| (a, own_words));
            }
        }
        let before = (self.waiting.is_empty() || joined == Joint::None)
            .then(|| self.named.len().checked_sub(1))
            .flatten()
            .filter(|&i| {
                let n = &self.named[i];
                !n.used && gap::from_act(self.lower(n.mention.extent.end.min(span.start), span.start))
            });
        let depends = self.depends_on(span.start).or_else(|| {
            let last = self.waiting.last().filter(|_| joined == Joint::List)?;
            last.depends
        });
        self.waiting.push(Waiting {
            span,
            rule,
            citation: c,
            inherits,
            before,
            listed: joined == Joint::List || loosely,
            depends,
        });
    }

    /// How the provision at `span` is joined to the one that waits before it, and whether a point goes on its list by a
    /// loose joint.
    fn joined(&self, span: Span, c: &Citation) -> (Joint, bool) {
        let Some(w) = self.waiting.last() else {
            return (Joint::None, false);
        };
        let gap = self.lower(w.span.end.min(span.start), span.start);
        if self.leaves_bracket(gap) {
            return (Joint::None, false);
        }
        let joined = gap::between_provisions(gap);
        // In a regulation's own text „по чл. 75 и по чл. 24 от ЗМСМА“ names an article of its own first.
        if joined == Joint::List
            && !c.article.is_empty()
            && self.place.is_some()
            && self.home(span.start).is_some()
            && gap::repeats_preposition(self.lower(0, w.span.start), gap)
        {
            return (Joint::None, false);
        }
        (joined, joined == Joint::Loose && gap::goes_on_loosely(gap))
    }

    /// Whether `gap` closes the bracket behind an act in which the waiting provisions stand: „ЗМСМА (чл. 21, ал. 1), ЗУТ (…)“.
    fn leaves_bracket(&self, gap: &str) -> bool {
        let first = self.waiting.first();
        let opened = first.and_then(|w| {
            let act = &self.named[w.before?];
            Some(self.lower(act.mention.extent.end, w.span.start))
        });
        opened.is_some_and(|o| o.trim() == "(") && gap.trim_start().starts_with(')')
    }

    /// The act named last, where what is said of it goes on with the provision at the byte `at`.
    fn depends_on(&self, at: usize) -> Option<usize> {
        let i = self.named.len().checked_sub(1)?;
        let end = self.named[i].mention.extent.end;
        (end <= at && gap::depends_on_act(self.lower(end, at))).then_some(i)
    }

    /// The paragraph „(2)“ of the own article that a point without one stands in.
    fn paragraph_of(&self, at: usize) -> Option<String> {
        /// How far back the paragraph's number may stand.
        const FAR: usize = 6000;
        let (place, from) = self.place.as_ref()?;
        if !self.own.iter().any(|o| o.span.has(at)) || !place.paragraph.is_empty() {
            return None;
        }
        let from = (*from).max(at.saturating_sub(FAR));
        let text = self.norm.text.get(from..at)?;
        text.rsplit('\n')
            .map(str::trim_start)
            .find_map(|line| line.strip_prefix('(')?.split_once(')'))
            .map(|(n, _)| n.to_owned())
            .filter(|n| n.len() < 4 && n.starts_with(|c: char| c.is_ascii_digit()))
    }

    fn act(&mut self, span: Span, rule: &'static str, mut a: ActMention) {
        self.advance(span.start);
        self.known_by_alias(span, &mut a);
        self.known_by_law(&mut a);
        if a.naming == Naming::Back && a.act.title.is_empty() && self.is_of_the_paper() {
            self.waiting.clear();
            return;
        }
        let mut used = self.explains(span, &a);
        if a.naming == Naming::Back {
            used = true;
            self.resolve_back(&mut a, span.start);
        }
        if a.naming == Naming::Numbered {
            self.resolve_pointed(&mut a, span.start);
        }
        let linked = self.waiting.last().is_some_and(|w| {
            let gap = self.lower(w.span.end.min(span.start), span.start);
            w.span.end <= span.start
                && gap::to_act(gap)
                && !self.leaves_bracket(gap)
                && !(gap.contains('\n') && self.heads_provisions(a.extent.end.max(span.end)))
        });
        if linked {
            used = true;
            for w in &mut self.waiting {
                // „т. 5 от Наредба № 3“ says nothing about the article cited before of another act.
                if let Some((_, own_words)) = w.inherits.take().filter(|(act, _)| *act != a.act) {
                    w.citation = own_words;
                }
                w.citation.act.clone_from(&a.act);
            }
            self.flush(true);
        } else if !self.waiting.is_empty() && !self.spans_waiting(span) {
            self.settle();
        }
        if a.amended && a.naming != Naming::Back && a.act.kind != "закон" && a.act.kind != "кодекс"
        {
            self.amended = Some(a.act.clone());
        }
        if matches!(a.naming, Naming::Title | Naming::Numbered)
            && a.act.id.is_empty()
            && self.is_adopted(span, &a)
        {
            self.adopted = Some(a.act.clone());
        }
        if !a.act.title.is_empty() || !a.act.id.is_empty() {
            self.last_act = Some((a.act.clone(), span.end));
            let kind = if a.act.kind == "кодекс" {
                "закон"
            } else {
                &a.act.kind
            };
            self.last_of_kind.insert(kind.to_owned(), a.act.clone());
            if a.act.kind == "правила" {
                self.last_of_kind.insert("правилник".to_owned(), a.act.clone());
            }
        }
        self.named.push(Named {
            span,
            rule,
            mention: a,
            used,
        });
    }

    /// „от ЗОС:     чл. 14, ал. 1“ in a list: the act that ends at the byte `end` heads what stands behind it, not what stands above.
    fn heads_provisions(&self, end: usize) -> bool {
        let line = self.norm.lower[end..].lines().next().unwrap_or_default();
        let rest = line
            .trim_start_matches(['“', '”', '"', ')', ' '])
            .strip_prefix(':');
        rest.is_some_and(|r| ["чл.", "§", "член"].iter().any(|w| r.trim_start().starts_with(w)))
    }

    /// „цитираната Наредба № 8“ is the one that was named with its year.
    fn resolve_pointed(&self, a: &mut ActMention, at: usize) {
        let before = self.norm.lower[..at].trim_end_matches([' ', '\n']);
        let word = before.rsplit(|c: char| !is_letter(c)).next().unwrap_or_default();
        let open = a.act.id.is_empty() && a.act.year.is_empty() && is_pointer(word);
        let last = self.last_of_kind.get(&a.act.kind).filter(|_| open);
        if let Some(last) = last.filter(|last| last.number == a.act.number) {
            a.act = last.clone();
        }
    }

    /// Whether the act stands inside the last waiting provision (never bound, never settling).
    fn spans_waiting(&self, span: Span) -> bool {
        self.waiting.last().is_some_and(|w| w.span.end > span.start)
    }

    /// Provisions with no act behind them belong to the act before them.
    fn settle(&mut self) {
        if self.of_a_paper() {
            self.waiting.clear();
            return;
        }
        for i in 0..self.waiting.len() {
            let w = &self.waiting[i];
            let at = w.span.start;
            let act = match (w.before, &w.inherits) {
                (Some(n), _) => {
                    let act = self.named[n].mention.act.clone();
                    // A title on a line of its own stays a row (GUIDE 13).
                    let gap = self.lower(self.named[n].span.end, at);
                    self.named[n].used |= !gap.contains('\n') || gap.contains([',', '–', '-']);
                    Some(act)
                }
                (None, Some((act, _))) => Some(act.clone()),
                (None, None) if i > 0 && self.waiting[i - 1].before.is_some() => {
                    Some(self.waiting[i - 1].citation.act.clone())
                }
                (None, None)
                    if w.depends
                        .is_some_and(|n| !self.named[n].mention.act.id.is_empty()) =>
                {
                    w.depends.map(|n| self.named[n].mention.act.clone())
                }
                (None, None) => self
                    .home(at)
                    .cloned()
                    .or_else(|| self.last_act.as_ref().map(|l| l.0.clone())),
            };
            if let Some(act) = act {
                self.waiting[i].citation.act = act;
            }
        }
        self.flush(false);
    }

    /// Waiting provisions become citations, but for those that cannot stand without an act of their own.
    fn flush(&mut self, bound: bool) {
        let mut stood = false;
        for w in std::mem::take(&mut self.waiting) {
            stood = bound || (stood && w.listed) || self.stands(&w);
            if !stood {
                continue;
            }
            let c = &w.citation;
            let no_article = c.article.is_empty() && c.section.is_empty();
            if bound && no_article && (c.point.is_empty() || c.act.kind.is_empty()) {
                continue; // „ал. 3 от …“ of no article, „т. 5 от Договора“
            }
            self.last = Some((w.citation.clone(), w.span.end));
            self.done.push(Mention {
                rule: w.rule,
                span: w.span,
                value: Value::Citation(Box::new(w.citation)),
            });
        }
    }

    /// Citations, with acts that are named alone.
    fn finish(mut self) -> Vec<Mention> {
        let adopted: Vec<ActName> = self
            .named
            .iter()
            .filter(|n| n.mention.naming == Naming::Numbered && self.is_adopted(n.span, &n.mention))
            .map(|n| n.mention.act.clone())
            .chain(self.own.iter().map(|o| o.act.clone()))
            .collect();
        for n in &self.named {
            let row = match n.mention.naming {
                Naming::Known | Naming::Short => !n.mention.act.id.is_empty(),
                Naming::Numbered => {
                    let act = &n.mention.act;
                    let same = |a: &ActName| {
                        a.kind == act.kind
                            && a.number == act.number
                            && (act.year.is_empty() || a.year == act.year)
                    };
                    !act.id.is_empty() || !adopted.iter().any(same)
                }
                _ => false,
            };
            if row && !n.used {
                self.done.push(Mention {
                    rule: n.rule,
                    span: n.span,
                    value: Value::Citation(Box::new(Citation {
                        act: n.mention.act.clone(),
                        ..Citation::default()
                    })),
                });
            }
        }
        self.done
    }
}
