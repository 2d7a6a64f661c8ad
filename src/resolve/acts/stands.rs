//! Which provisions that no act follows are citations.

use super::{Binder, Waiting};
use crate::model::Span;

impl Binder<'_> {
    /// Whether the waiting provisions are of a paper that is no act: „чл. 3 от Заповед № 5“.
    pub(super) fn of_a_paper(&self) -> bool {
        const PAPERS: [&str; 11] = [
            "договор",
            "споразумени",
            "анекс",
            "решени",
            "заповед",
            "протокол",
            "докладна",
            "проект",
            "дневния",
            "писмо",
            "приложени",
        ];
        let Some(w) = self.waiting.last() else {
            return false;
        };
        let after = self.norm.lower[w.span.end..].trim_start_matches([' ', '\n']);
        let paper = ["от", "на"]
            .iter()
            .find_map(|link| after.strip_prefix(link))
            .filter(|rest| rest.starts_with([' ', '\n']))
            .map(|rest| rest.trim_start_matches([' ', '\n']));
        let is_paper = |p: &str| PAPERS.iter().any(|w| p.starts_with(w));
        // „от сключения договор“
        let described = |p: &str| {
            p.split_once([' ', '\n'])
                .is_some_and(|(word, noun)| word.ends_with('я') && noun.starts_with("договор"))
        };
        paper.is_some_and(|p| is_paper(p) || described(p))
    }

    /// Whether the waiting points are of a paper named since the last act: „Изменя Решение № 488 …, като отменя т. 3 от него“.
    pub(super) fn is_of_the_paper(&self) -> bool {
        const PAPERS: [&str; 4] = ["решение №", "заповед №", "договор №", "протокол №"];
        let Some(w) = self.waiting.last() else {
            return false;
        };
        let from = self.named.last().map_or(0, |n| n.mention.extent.end);
        let since = self.lower(from.min(w.span.start), w.span.start);
        let point = self.lower(w.span.start, w.span.end).starts_with("т.");
        point && PAPERS.iter().any(|p| since.contains(p))
    }

    /// Whether a provision that no act follows is a citation at all.
    pub(super) fn stands(&self, w: &Waiting) -> bool {
        let c = &w.citation;
        let words = self.lower(w.span.start, w.span.end);
        if words.starts_with("чл") || words.contains(" чл") {
            return true;
        }
        let home = self.home(w.span.start).is_some();
        if !c.section.is_empty() && (words.starts_with('§') || words.starts_with("пар")) {
            return home;
        }
        if c.article.is_empty() && c.section.is_empty() {
            return false;
        }
        if words.starts_with("ал") {
            return true;
        }
        // „т. 2 на същата алинея“
        let after = self.norm.lower[w.span.end..].trim_start_matches([' ', '\n']);
        let same = ["на", "от"]
            .iter()
            .find_map(|link| after.strip_prefix(link)?.strip_prefix([' ', '\n']));
        if same.is_some_and(|s| ["същата алинея", "същия член"].iter().any(|w| s.starts_with(w)))
        {
            return true;
        }
        // A point, letter or sentence alone is as often one of the decision itself.
        if words.contains(" ал.") {
            return true;
        }
        home && (self.own.iter().any(|o| o.span.has(w.span.start)) || self.is_changed(w.span))
    }

    /// Whether the words around say that the provision is changed: „т. 3 се отменя“, „създава се т. 5“.
    fn is_changed(&self, span: Span) -> bool {
        const AFTER: [&str; 12] = [
            "се отмен",
            "се измен",
            "се залич",
            "се създав",
            "се допълв",
            "думите",
            "думата",
            "цифр",
            "числото",
            "придобив",
            "става",
            "се добав",
        ];
        const BEFORE: [&str; 5] = ["създава се", "създават се", "отменя се", "изменя се", "нова"];
        /// Bytes in which these words stand.
        const NEAR: usize = 80;
        let near = self.norm.lower.floor_char_boundary(span.end + NEAR);
        let near = self.lower(span.end, near).replace('\n', " ");
        let after = near.trim_start_matches([' ', ',']);
        // „в т. 5 „20 лв.“ се заменя с „10,23 евро““
        let replaced = after.strip_prefix('„').and_then(|quoted| {
            let (_, rest) = quoted.split_once(['“', '”', '"'])?;
            Some(rest.trim_start_matches([' ', '\n', ',']))
        });
        if replaced.is_some_and(|r| {
            ["се заменя", "се залич", "става", "се чете"]
                .iter()
                .any(|w| r.starts_with(w))
        }) {
            return true;
        }
        let after = after.trim_start_matches('„');
        let before = self.norm.lower[..span.start].trim_end_matches([' ', '\n']);
        AFTER.iter().any(|w| after.starts_with(w)) || BEFORE.iter().any(|w| before.ends_with(w))
    }
}
