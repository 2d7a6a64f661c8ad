//! Acts of parliament, the government and the European Union: `data/acts.csv`.

use crate::model::lower_case;
use std::collections::HashMap;
use std::sync::OnceLock;

use super::title::Titles;

/// One row of `data/acts.csv`.
#[derive(Debug)]
pub struct Act {
    /// The id that rows carry as `act_id`.
    pub id: &'static str,
    /// „закон“, „кодекс“, „наредба“, „постановление“, „регламент“ …
    pub kind: &'static str,
    /// „ЗМСМА“; empty for an act that has none.
    pub abbreviation: &'static str,
    /// The official title.
    pub title: &'static str,
    /// The year in which it was repealed.
    pub repealed: Option<u16>,
    /// The CELEX number of an act of the European Union; empty for every other, and where nobody has looked it up.
    pub celex: &'static str,
}

/// The table with its indexes.
#[derive(Debug)]
pub struct Acts {
    rows: Vec<Act>,
    by_id: HashMap<&'static str, usize>,
    /// The repealed act of the same title („Закон за концесиите (отм.)“) for the title in force.
    predecessors: HashMap<&'static str, usize>,
    titles: Titles,
    abbreviations: HashMap<String, Abbreviation>,
    /// The row of a kind, number and year; `None` where several rows share them.
    numbered: HashMap<(String, String, String), Option<usize>>,
    hints: Vec<&'static str>,
}

#[derive(Debug, Clone, Copy)]
struct Abbreviation {
    row: usize,
    /// It is the act's own, not only a variant that somebody used.
    own: bool,
    /// More than one act goes by it.
    shared: bool,
}

/// The table, read once.
pub fn acts() -> &'static Acts {
    static ACTS: OnceLock<Acts> = OnceLock::new();
    ACTS.get_or_init(|| Acts::read(include_str!("../../data/acts.csv")))
}

impl Acts {
    /// Number of acts.
    pub fn count(&self) -> usize {
        self.rows.len()
    }

    fn read(csv: &'static str) -> Self {
        let mut acts = Acts {
            rows: Vec::new(),
            by_id: HashMap::new(),
            predecessors: HashMap::new(),
            titles: Titles::default(),
            abbreviations: HashMap::new(),
            numbered: HashMap::new(),
            hints: Vec::new(),
        };
        let mut variants: Vec<[&'static str; 2]> = Vec::new();
        for record in super::rows(csv) {
            let field =
                |i: usize| -> &'static str { String::leak(record.get(i).unwrap_or_default().to_owned()) };
            // A row for an instrument as such („ПМС“) names no single act.
            if field(7).contains("instrument type") {
                continue;
            }
            acts.by_id.insert(field(0), acts.rows.len());
            acts.rows.push(Act {
                id: field(0),
                kind: field(1),
                abbreviation: field(2),
                title: field(3),
                repealed: field(7).strip_prefix("repealed ").and_then(|y| y.parse().ok()),
                celex: field(8),
            });
            variants.push([field(4), field(5)]);
        }
        acts.index(&variants);
        acts
    }

    /// Titles and own abbreviations of all rows first, so that no row's variant takes another row's name.
    fn index(&mut self, variants: &[[&'static str; 2]]) {
        for row in 0..self.rows.len() {
            if let Some(title) = self.rows[row].title.strip_suffix(" (отм.)") {
                self.predecessors.insert(title, row);
            }
            let (title, own) = (self.rows[row].title, self.rows[row].abbreviation);
            self.titles.add(title, row);
            self.name(own, row, true);
            for name in [title, own] {
                self.number(name, row);
            }
        }
        for (row, [titles, shorts]) in variants.iter().enumerate() {
            for name in titles.split(';').filter(|n| !n.is_empty()) {
                self.titles.add(name, row);
                self.number(name, row);
            }
            for name in shorts.split(';').filter(|n| !n.is_empty()) {
                self.name(name, row, false);
                self.number(name, row);
            }
        }
        self.hints.sort_unstable();
        self.hints.dedup();
    }

    /// Adds an abbreviation: one of several words („ЗДБ на РБ за 2014 г.“) is found like a title.
    fn name(&mut self, name: &'static str, row: usize, own: bool) {
        if name.contains(' ') {
            self.titles.add(name, row);
            return;
        }
        let key = short_key(name);
        if key.is_empty() {
            return;
        }
        self.hints.push(String::leak(key.clone()));
        self.abbreviations
            .entry(key)
            .and_modify(|a| a.shared |= a.row != row)
            .or_insert(Abbreviation {
                row,
                own,
                shared: false,
            });
    }

    /// Adds the number and year that a title begins with („Наредба № 7 от 22 декември 2003 г. за …“).
    fn number(&mut self, name: &str, row: usize) {
        let lower = lower_case(name);
        let kind = self.rows[row].kind;
        if let Some((number, year, rest)) = number_and_year(&lower) {
            self.numbered
                .entry((kind.to_owned(), number.clone(), year))
                .and_modify(|r| *r = r.filter(|&r| r == row))
                .or_insert(Some(row));
            self.undated(&lower, &number, rest.trim(), row);
        }
    }

    /// The same title without its date, and as short as people write it: „Наредба № 34 за таксиметров превоз“. What
    /// many ordinances have in common („за условията и реда за“) does not tell one from another.
    fn undated(&mut self, lower: &str, number: &str, rest: &str, row: usize) {
        const COMMON: [&str; 22] = [
            "за",
            "на",
            "и",
            "по",
            "от",
            "в",
            "с",
            "условията",
            "реда",
            "ред",
            "определяне",
            "изискванията",
            "изисквания",
            "правила",
            "правилата",
            "нормативи",
            "нормите",
            "обема",
            "обхвата",
            "съдържанието",
            "устройството",
            "дейността",
        ];
        if !rest.starts_with("за ") && !rest.starts_with("относно ") {
            return;
        }
        let head = lower.split(' ').next().unwrap_or_default();
        let words: Vec<&str> = rest.split(' ').collect();
        let mut telling = 0;
        for (i, word) in words.iter().enumerate() {
            telling += usize::from(!COMMON.contains(&word.trim_matches(',')));
            if telling >= 2 {
                self.titles
                    .add(&format!("{head} № {number} {}", words[..=i].join(" ")), row);
                break;
            }
        }
        self.titles.add(&format!("{head} № {number} {rest}"), row);
    }

    /// The act with this id.
    pub fn get(&self, id: &str) -> Option<&Act> {
        self.by_id.get(id).map(|&i| &self.rows[i])
    }

    /// The act that went by the title of the act `id` in the given year, where that was an earlier one.
    ///
    /// ```
    /// let acts = savet::lexicon::acts::acts();
    /// assert_eq!(acts.earlier("zk", 2011).map(|a| a.id), Some("zk_2006"));
    /// assert!(acts.earlier("zk", 2019).is_none());
    /// ```
    pub fn earlier(&self, id: &str, year: u16) -> Option<&Act> {
        let row = *self.predecessors.get(self.get(id)?.title)?;
        let act = &self.rows[row];
        act.repealed.is_some_and(|end| year < end).then_some(act)
    }

    /// The act whose title is the longest that begins at the byte `at` of a text in lower case, and the title's end.
    pub fn titled(&self, lower: &str, at: usize) -> Option<(&Act, usize)> {
        let found = self.titles.longest(lower, at)?;
        Some((&self.rows[found.row], found.end))
    }

    /// The only act whose title begins with the many words at the byte `at`, and where the last of them ends: long titles
    /// are printed to the place where they tell enough.
    pub fn begun(&self, lower: &str, at: usize) -> Option<(&Act, usize)> {
        let found = self.titles.begun(lower, at)?;
        Some((&self.rows[found.row], found.end))
    }

    /// The act that goes by this abbreviation, written in any case and with or without full stops.
    ///
    /// One that several acts share stands for the act whose own it is, and for none if it is nobody's own.
    pub fn short(&self, abbreviation: &str) -> Option<&Act> {
        let a = self.abbreviations.get(&short_key(abbreviation))?;
        (a.own || !a.shared).then(|| &self.rows[a.row])
    }

    /// The act of this kind, number and year; none where several acts share them.
    pub fn numbered(&self, kind: &str, number: &str, year: &str) -> Option<&Act> {
        let key = (kind.to_owned(), lower_case(number), year.to_owned());
        self.numbered.get(&key).copied().flatten().map(|i| &self.rows[i])
    }

    /// Abbreviations in lower case, for finding them.
    pub fn short_names(&self) -> &[&'static str] {
        &self.hints
    }
}

/// Whether a word before the name of an act says whether it is in force: „отменения“, „действащата“, „новия“.
pub fn is_state(word: &str) -> bool {
    const STATES: [&str; 9] = [
        "нашат",
        "нашия",
        "отменен",
        "действащ",
        "действувал",
        "предишн",
        "специалн",
        "местн",
        "общинск",
    ];
    STATES.iter().any(|s| word.starts_with(s))
        || matches!(word, "нов" | "новия" | "новата" | "стар" | "стария" | "старата")
}

/// Whether a word before the name of an act, or before its kind alone, points back: „същия“, „цитираната“, „настоящата“.
pub fn is_pointer(word: &str) -> bool {
    const POINTERS: [&str; 12] = [
        "същ",
        "цитиран",
        "посочен",
        "горепосочен",
        "горецитиран",
        "настоящ",
        "тази",
        "този",
        "тези",
        "гореспоменат",
        "споменат",
        "въпросн",
    ];
    POINTERS.iter().any(|p| word.starts_with(p))
}

fn short_key(name: &str) -> String {
    name.chars()
        .filter(|c| !matches!(c, '.' | '-'))
        .collect::<String>()
        .to_lowercase()
}

/// Which of the two numbers of a European act is its number and which its year: `(number, year)`.
///
/// Since 2015 the year stands first („2016/679“), before that the number of a regulation did, after „№“
/// („№ 1303/2013“), and the year of a directive („2002/49/ЕО“).
pub fn european<'a>(first: &'a str, second: &'a str, marked: bool) -> (&'a str, &'a str) {
    let year = |s: &str| s.len() == 4 && (s.starts_with("19") || s.starts_with("20"));
    if year(second) && (marked || !year(first)) {
        (first, second)
    } else {
        (second, first)
    }
}

/// Number, year and what follows, of a title that begins „kind № number от … year г.“ or „kind (ЕС) number/year“.
fn number_and_year(lower: &str) -> Option<(String, String, &str)> {
    if lower.starts_with("регламент") || lower.starts_with("директива") {
        let stroke = lower
            .match_indices('/')
            .map(|(i, _)| i)
            .find(|&i| lower[..i].ends_with(|c: char| c.is_ascii_digit()))?;

        let digits = lower[..stroke]
            .bytes()
            .rev()
            .take_while(u8::is_ascii_digit)
            .count();
        let first = &lower[stroke - digits..stroke];
        let rest = &lower[stroke + 1..];
        let end = rest.find(|c: char| !c.is_ascii_digit()).unwrap_or(rest.len());
        if end == 0 || first.is_empty() {
            return None;
        }
        let (number, year) = european(first, &rest[..end], lower[..stroke].contains('№'));
        return Some((number.to_owned(), year.to_owned(), ""));
    }
    let after = match lower.split_once('№') {
        Some((_, after)) => after,
        None => lower.split_once(' ')?.1,
    };
    let after = after.trim_start();
    let stop = after.find([' ', '/', ',']).unwrap_or(after.len());
    let number = after[..stop].to_owned();
    if !number.contains(|c: char| c.is_ascii_digit()) {
        return None;
    }
    let rest = &after[stop..];
    let at = rest.char_indices().take(60).map(|(i, _)| i).find(|&i| {
        rest.get(i..i + 4).is_some_and(|y| {
            (y.starts_with("19") || y.starts_with("20")) && y.bytes().all(|b| b.is_ascii_digit())
        }) && !rest[..i].ends_with(|c: char| c.is_ascii_digit())
            && !rest[i + 4..].starts_with(|c: char| c.is_ascii_digit())
    })?;
    let tail = rest[at + 4..].trim_start_matches([' ', 'г', '.']);
    Some((number, rest[at..at + 4].to_owned(), tail))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_of_an_act() {
        let id = |a: Option<&Act>| a.map(|a| a.id);
        assert_eq!(id(acts().short("ЗОС")), Some("zos"));
        assert_eq!(id(acts().short("З.М.С.М.А.")), Some("zmsma"));
        assert_eq!(
            id(acts().short("ЗЗД")),
            Some("zzd"),
            "not ЗЗДет, whose variant it is"
        );
        assert_eq!(id(acts().short("ЗМ")), None, "three acts, nobody's own");
        assert_eq!(
            id(acts().numbered("наредба", "7", "2003")),
            Some("n_7_2003_pnuovtuz")
        );
        assert_eq!(
            id(acts().numbered("наредба", "РД-02-20-2", "2021")),
            Some("n_rd_02_20_2_2021")
        );
        assert_eq!(
            id(acts().numbered("постановление", "66", "1996")),
            Some("pms_66_1996")
        );
        assert_eq!(id(acts().numbered("регламент", "679", "2016")), Some("eu_gdpr"));
        assert_eq!(
            id(acts().numbered("регламент", "1303", "2013")),
            Some("eu_1303_2013")
        );
        assert_eq!(
            id(acts().numbered("директива", "49", "2002")),
            Some("eu_d_2002_49")
        );
    }
}
