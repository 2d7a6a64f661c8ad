//! What kind of paper a number belongs to, by the noun before it.

use crate::model::{is_capital, is_letter_or_digit};
use crate::parse::space;

/// What a noun before a number says.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Sense {
    /// A paper of a `references.kind`.
    Paper(&'static str),
    /// An act, a deed of property, an appendix, an address …: its number is no reference.
    Never,
    /// A thing with a number that may stand between a paper's noun and the paper's number.
    Thing,
}

/// A noun and where it begins.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Noun {
    /// What it says.
    pub sense: Sense,
    /// Its first byte.
    pub start: usize,
    /// Words between it and the number.
    pub far: usize,
}

/// Beginnings of words in lower case; a space ends a whole word.
const SENSES: &[(&str, Sense)] = &[
    ("решени", Sense::Paper("decision")),
    ("реш ", Sense::Paper("decision")),
    ("протоколно", Sense::Paper("decision")),
    ("протокол", Sense::Paper("protocol")),
    ("докладна", Sense::Paper("proposal")),
    ("докладната", Sense::Paper("proposal")),
    ("докладни", Sense::Paper("proposal")),
    ("дз ", Sense::Paper("proposal")),
    ("докл ", Sense::Paper("proposal")),
    ("записка", Sense::Paper("proposal")),
    ("записки", Sense::Paper("proposal")),
    ("предложени", Sense::Paper("proposal")),
    ("предл ", Sense::Paper("proposal")),
    ("вносител", Sense::Paper("proposal")),
    ("доклад", Sense::Paper("proposal")),
    ("вх ", Sense::Paper("incoming")),
    ("входящ", Sense::Paper("incoming")),
    ("зав ", Sense::Paper("incoming")),
    ("изх ", Sense::Paper("outgoing")),
    ("изходящ", Sense::Paper("outgoing")),
    ("заповед", Sense::Paper("order")),
    ("договор", Sense::Paper("contract")),
    ("дог ", Sense::Paper("contract")),
    ("споразумени", Sense::Paper("contract")),
    ("анекс", Sense::Paper("contract")),
    ("адбфп", Sense::Paper("contract")),
    ("дбфп", Sense::Paper("contract")),
    ("определение ", Sense::Paper("judgment")),
    ("определението ", Sense::Paper("judgment")),
    ("присъда", Sense::Paper("judgment")),
    ("молба", Sense::Paper("incoming")),
    ("молби", Sense::Paper("incoming")),
    ("заявлени", Sense::Paper("incoming")),
    ("жалба", Sense::Paper("incoming")),
    ("искане", Sense::Paper("incoming")),
    ("скиц", Sense::Paper("other")),
    ("справка", Sense::Paper("other")),
    ("схем", Sense::Paper("other")),
    ("удостоверени", Sense::Paper("other")),
    ("разрешени", Sense::Paper("other")),
    ("разрешително", Sense::Paper("other")),
    ("акт ", Sense::Paper("other")),
    ("акта ", Sense::Paper("other")),
    ("актът ", Sense::Paper("other")),
    ("постановлени", Sense::Paper("other")),
    ("уведомлени", Sense::Paper("other")),
    ("уведомително", Sense::Paper("other")),
    ("становище", Sense::Paper("other")),
    ("писмо", Sense::Paper("other")),
    ("писма", Sense::Paper("other")),
    ("пълномощно", Sense::Paper("other")),
    ("сертификат", Sense::Paper("other")),
    ("лиценз", Sense::Paper("other")),
    ("фактура", Sense::Paper("other")),
    ("експертиза", Sense::Paper("other")),
    ("виза", Sense::Paper("other")),
    ("разпореждане", Sense::Paper("other")),
    ("предписани", Sense::Paper("other")),
    ("покана", Sense::Paper("other")),
    ("нот ", Sense::Paper("other")),
    ("на ", Sense::Thing),
    ("наредб", Sense::Never),
    ("правилник", Sense::Never),
    ("приложени", Sense::Never),
    ("прил ", Sense::Never),
    ("пмс", Sense::Never),
    ("рмс", Sense::Never),
    ("закон", Sense::Never),
    ("указ ", Sense::Never),
    ("регламент", Sense::Never),
    ("директив", Sense::Never),
    ("инструкци", Sense::Never),
    ("тарифа", Sense::Never),
    ("дв ", Sense::Never),
    ("аос", Sense::Never),
    ("ачос", Sense::Never),
    ("апос", Sense::Never),
    ("ачдс", Sense::Never),
    ("апдс", Sense::Never),
    ("адс", Sense::Never),
    ("чос", Sense::Never),
    ("ул ", Sense::Never),
    ("улица", Sense::Never),
    ("бул ", Sense::Never),
    ("пл ", Sense::Never),
    ("кв ", Sense::Never),
    ("бл ", Sense::Never),
    ("ап ", Sense::Never),
    ("вход", Sense::Never),
    ("тел ", Sense::Never),
    ("факс", Sense::Never),
    ("еик", Sense::Never),
    ("булстат", Sense::Never),
    ("iban", Sense::Never),
    ("том ", Sense::Never),
    ("рег ", Sense::Thing),
    ("регистрационен", Sense::Thing),
    ("дело", Sense::Never),
    ("дела", Sense::Never),
    ("д ", Sense::Never),
    ("партида", Sense::Never),
    ("таблиц", Sense::Never),
    ("образец", Sense::Never),
    ("фигура", Sense::Never),
    ("въпрос", Sense::Never),
    ("точка", Sense::Never),
    ("позици", Sense::Never),
    ("лот ", Sense::Never),
    ("комиси", Sense::Thing),
    ("секция", Sense::Never),
    ("сик", Sense::Never),
    ("стая", Sense::Never),
    ("зала", Sense::Never),
    ("кабинет", Sense::Never),
    ("път ", Sense::Never),
    ("пътя", Sense::Never),
    ("маршрут", Sense::Never),
    ("линия", Sense::Never),
    ("имот", Sense::Thing),
    ("пи ", Sense::Thing),
    ("парцел", Sense::Thing),
    ("упи", Sense::Thing),
    ("обект", Sense::Thing),
    ("план", Sense::Thing),
    ("проект", Sense::Thing),
    ("програма", Sense::Thing),
    ("процедура", Sense::Thing),
    ("подбор", Sense::Thing),
    ("код ", Sense::Thing),
    ("идентификатор", Sense::Thing),
];

/// Words between a noun and its number that are looked through when a date stands beside the number.
const WITH_DATE: usize = 8;
/// The same when none does.
const ALONE: usize = 3;

/// The nearest noun before the byte `at` of `lower` that says something; `dated` where a date stands beside the number.
pub fn before(lower: &str, at: usize, dated: bool) -> Option<Noun> {
    let reach = if dated { WITH_DATE } else { ALONE };
    let mut thing = None;
    let mut end = at;
    for far in 0..=reach {
        let Some((start, word, broken)) = previous(lower, end) else {
            break;
        };
        if broken && far > 0 {
            break;
        }
        // „протокол 15)“ is over, and so is the list's line „… с. Каменец;“.
        if broken && sense(word).is_none() && lower[start + word.len()..end].contains([')', ';']) {
            break;
        }
        match sense(word) {
            Some(Sense::Thing) if word == "на" => {}
            Some(Sense::Thing) => {
                thing = thing.or(Some(Noun {
                    sense: Sense::Thing,
                    start,
                    far,
                }))
            }
            // „докладна записка“ begins with its first word.
            Some(sense) if word.starts_with("записк") => {
                let first = previous(lower, start).filter(|(_, w, broken)| w.starts_with("докл") && !broken);
                let start = first.map_or(start, |f| f.0);
                return Some(Noun { sense, start, far });
            }
            Some(sense) => return Some(refine(lower, at, Noun { sense, start, far })),
            None if word == "ние" && lower[..start].ends_with("р-") => {
                let sense = Sense::Paper("decision");
                return Some(Noun {
                    sense,
                    start: start - "р-".len(),
                    far,
                });
            }
            None if word == "р" && far == 0 => {
                let sense = Sense::Paper("decision");
                return Some(Noun { sense, start, far });
            }
            None if word == "пр" && far == 0 => {
                let sense = Sense::Paper("protocol");
                return Some(Noun { sense, start, far });
            }
            None if word == "з" && far == 0 && lower[..start].trim_end_matches(' ').ends_with("д.") => {
                let sense = Sense::Paper("proposal");
                let start = lower[..start].trim_end_matches(' ').len() - "д.".len();
                return Some(Noun { sense, start, far });
            }
            // „план-извлечение“ of a forest
            None if word.starts_with("извлечени") && lower[..start].ends_with("план-") => {
                let sense = Sense::Paper("other");
                return Some(Noun {
                    sense,
                    start: start - "план-".len(),
                    far,
                });
            }
            None if word == "л" && far == 0 && lower[..start].ends_with("к.") => {
                let sense = Sense::Paper("proposal");
                return Some(Noun {
                    sense,
                    start: start - "к.".len(),
                    far,
                });
            }
            None => {}
        }
        end = start;
    }
    thing
}

/// What a word says.
pub fn sense(word: &str) -> Option<Sense> {
    SENSES
        .iter()
        .filter(|(stem, _)| match stem.strip_suffix(' ') {
            Some(whole) => word == whole,
            None => word.starts_with(stem),
        })
        .max_by_key(|(stem, _)| stem.len())
        .map(|(_, s)| *s)
}

/// The word before the byte `end`, and whether a sentence ends between it and that byte.
fn previous(lower: &str, end: usize) -> Option<(usize, &str, bool)> {
    let head = lower.get(..end)?;
    let word_end = head.trim_end_matches(|c: char| !is_letter_or_digit(c)).len();
    let between = &head[word_end..];
    if word_end == 0 || between.len() > 200 {
        return None;
    }
    let (start, word) = space::word_before(lower, word_end);
    let long = word.chars().count() > 4;
    let broken = between.contains([';', '(', ')', '?', '!'])
        || (long && between.starts_with(". "))
        || between.contains('№');
    Some((start, word, broken))
}

/// Nouns of two words whose second or first decides.
fn refine(lower: &str, at: usize, noun: Noun) -> Noun {
    let between = &lower[noun.start..at];
    let before = space::window(lower, noun.start, 60).trim_end();
    let preceded = |words: &[&str]| words.iter().any(|w| before.ends_with(w));
    let sense = match noun.sense {
        // „акт за частна общинска собственост № 12“ is a deed of property, an identifier.
        Sense::Paper("other") if between.starts_with("акт") => {
            let property = ["собственост", "аос", "общинска"]
                .iter()
                .any(|w| between.contains(w));
            if property { Sense::Never } else { noun.sense }
        }
        // Of the Council of Ministers, an act; of an office, a fine.
        Sense::Paper("other") if between.starts_with("постановлени") => {
            if preceded(&["наказателно", "наказателното", "наказателни"]) {
                noun.sense
            } else {
                Sense::Never
            }
        }
        Sense::Paper("proposal") if between.starts_with("доклад") && !between.starts_with("докладн") =>
        {
            let other = [
                "одитен",
                "одитния",
                "одитният",
                "оценителен",
                "експертен",
                "годишен",
                "окончателен",
                "оценителски",
                "констативен",
                "технически",
            ];
            if preceded(&other) {
                Sense::Paper("other")
            } else {
                noun.sense
            }
        }
        Sense::Paper("contract") if between.starts_with("договор") && between.contains("за строеж") => {
            noun.sense
        }
        s => s,
    };
    Noun { sense, ..noun }
}

/// Whether the paper with the incoming number at the byte `at` is a proposal: the nearest paper named before it is one.
pub fn is_proposal(text: &str, lower: &str, at: usize) -> bool {
    let head = &text[..at];
    let indented = head.trim_end_matches(' ');
    let new_line = indented.is_empty() || indented.ends_with('\n') || indented.len() + 2 <= head.len();
    if new_line && text[at..].starts_with(is_capital) && !runs_on(lower, indented.len()) {
        return false; // a registry mark on a line of its own
    }
    const REACH: usize = 500;
    let mut end = at;
    while at - end < REACH {
        let Some((start, word)) = any_word(lower, end) else {
            return false;
        };
        let between = &lower[start + word.len()..end];
        if between.contains("\n\n") && !space_only_prose(lower, start + word.len()) {
            return false;
        }
        let paper = [
            ("докладна", true),
            ("докладната", true),
            ("докладни", true),
            ("докл", true),
            ("записка", true),
            ("записката", true),
            ("дз", true),
            ("предложение", true),
            ("предложението", true),
            ("предложения", true),
            ("предложенията", true),
            ("вносител", true),
            ("вносителя", true),
            ("доклад", true),
            ("доклада", true),
            ("докладът", true),
            ("молба", false),
            ("молби", false),
            ("молбата", false),
            ("заявление", false),
            ("заявления", false),
            ("заявлението", false),
            ("писмо", false),
            ("писма", false),
            ("писмото", false),
            ("становище", false),
            ("искане", false),
            ("жалба", false),
            ("покана", false),
            ("поканата", false),
            ("питане", false),
            ("питането", false),
            ("сигнал", false),
            ("отчет", false),
            ("отчета", false),
            ("информация", false),
            ("решение", false),
            ("решението", false),
            ("протокол", false),
            ("удостоверение", false),
            ("подписка", false),
            ("възражение", false),
            ("възражения", false),
            ("уведомление", false),
            ("справка", false),
            ("оферта", false),
            ("декларация", false),
            ("заявления", false),
            ("мнение", false),
            ("препоръка", false),
            ("анализ", false),
            ("заповед", false),
            ("скица", false),
        ];
        if let Some((_, proposal)) = paper.iter().find(|(w, _)| *w == word) {
            return *proposal;
        }
        end = start;
    }
    false
}

/// Whether the line that ends before the byte `at` runs on into the next: it ends with a small word or a comma.
fn runs_on(lower: &str, at: usize) -> bool {
    let end = space::back(lower, at);
    let head = &lower[..end];
    let (_, word) = space::word_before(lower, end);
    head.ends_with(',') || ["с", "по", "и", "от", "на", "със"].contains(&word)
}

fn any_word(lower: &str, end: usize) -> Option<(usize, &str)> {
    let head = lower.get(..end)?;
    let word_end = head.trim_end_matches(|c: char| !is_letter_or_digit(c)).len();
    (word_end > 0).then(|| space::word_before(lower, word_end))
}

/// Whether the blank line after the byte `at` only parts the lines of one double-spaced paragraph.
fn space_only_prose(lower: &str, at: usize) -> bool {
    let rest = &lower[at..];
    let gap = rest.len() - rest.trim_start().len();
    at + gap > space::back(lower, at + gap) && space::back(lower, at + gap) <= at
}
