//! Names of acts that stand for others: abbreviations that the document explains, „същия закон“, „Правилника“.

use super::Binder;
use crate::lexicon::acts::acts;
use crate::model::{ActMention, ActName, Naming, Span, is_capital, lower_case};

impl Binder<'_> {
    /// An abbreviation that the document explained stands for what it was explained as.
    pub(super) fn known_by_alias(&self, span: Span, a: &mut ActMention) {
        if matches!(a.naming, Naming::Short | Naming::Local)
            && let Some(act) = self.aliases.get(span.of(&self.norm.text))
        {
            a.act = act.clone();
        }
    }

    /// „Правилника за неговото прилагане“ of the law named before.
    pub(super) fn known_by_law(&self, a: &mut ActMention) {
        const ITS: [&str; 8] = [
            "прилагане на същия закон",
            "прилагането на същия закон",
            "неговото прилагане",
            "нейното прилагане",
            "прилагането му",
            "прилагането ѝ",
            "прилагането й",
            "прилагане му",
        ];
        let title = lower_case(&a.act.title);
        if a.naming != Naming::Title || a.act.kind != "правилник" || !ITS.iter().any(|w| title.contains(w))
        {
            return;
        }
        let law = self
            .last_of_kind
            .get("закон")
            .map(|l| l.id)
            .filter(|id| !id.is_empty());
        if let Some(act) = law.and_then(|id| acts().get(&format!("pp{id}"))) {
            a.naming = Naming::Known;
            a.act = ActName {
                id: act.id,
                kind: act.kind.to_owned(),
                ..ActName::default()
            };
        }
    }

    /// „… общинския дълг (ЗОД)“: the abbreviation explains the name before it and is no row.
    pub(super) fn explains(&mut self, span: Span, a: &ActMention) -> bool {
        if !matches!(a.naming, Naming::Short | Naming::Local) {
            return false;
        }
        let Some(n) = self.named.last() else { return false };
        let gap = self
            .lower(n.mention.extent.end.min(span.start), span.start)
            .trim();
        let after = self.norm.text[span.end..].trim_start_matches([' ', '\n', '“', '"', '”']);
        let opened = gap.strip_prefix(['(', '/']).is_some_and(|g| {
            let g = g.trim_matches([' ', '„', '"', '“']);
            g.is_empty() || g.starts_with("наричан") || g.starts_with("съкратено") || g.starts_with("по-")
        });
        if !opened
            || !after.starts_with([')', '/'])
            || matches!(n.mention.naming, Naming::Short | Naming::Local)
        {
            return false;
        }
        if !n.mention.act.id.is_empty() {
            let act = n.mention.act.clone();
            self.aliases.insert(span.of(&self.norm.text).to_owned(), act);
        }
        true
    }

    /// „същия закон“, „Правилника“: the act of that kind named before.
    pub(super) fn resolve_back(&self, a: &mut ActMention, at: usize) {
        let kind = a.act.kind.as_str();
        let own = self.home(at).filter(|h| kind.is_empty() || h.kind == kind);
        let this = ["тази", "този", "настоящ"]
            .iter()
            .any(|w| lower_case(&a.act.title).starts_with(w));
        let named = match kind {
            "" => self.last_act.as_ref().map(|l| &l.0),
            "кодекс" => self.last_of_kind.get("закон"),
            k => self.last_of_kind.get(k),
        };
        let found = if this || self.own.iter().any(|o| o.span.has(at)) {
            own.or(named)
        } else {
            named.or(own)
        };
        if let Some(act) = found {
            a.act = act.clone();
        } else if !a.act.title.starts_with(is_capital) {
            a.act = ActName::default(); // „същия закон“ of no law
        }
    }

    /// Whether the decision adopts the act: „Приема Наредба № 5“, „приемане на Наредба № 5“.
    pub(super) fn is_adopted(&self, span: Span, a: &ActMention) -> bool {
        if a.amended {
            return false;
        }
        let before = self.norm.lower[..span.start].trim_end_matches([' ', '\n', '„', '"', ':']);
        let before = before
            .strip_suffix(" нова")
            .or_else(|| before.strip_suffix(" на"))
            .unwrap_or(before)
            .trim_end();
        [
            "приема",
            "приемане",
            "приеме",
            "приемането",
            "проект",
            "приемат",
            "утвърждава",
            "одобрява",
        ]
        .iter()
        .any(|w| before.ends_with(w))
    }
}
