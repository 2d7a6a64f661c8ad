//! Where the title of a local act ends: titles hold commas and „и“, and nothing marks their end.

use super::title_words::{AFTER_AND, AFTER_COMMA, AFTER_QUOTE, FATES, FORMS, PAPERS, SHORT, STOPS, is_verb};
use super::value::is_quote;
use crate::lexicon::municipalities;
use crate::model::{is_capital, is_letter, is_letter_or_digit, is_small};

/// The end of a title whose first word ends at `at`: the place behind its last word.
pub fn end(text: &str, lower: &str, at: usize) -> usize {
    /// Words of the longest title.
    const MOST: usize = 60;
    let caps = all_caps(text, at);
    let mut state = State {
        text,
        lower,
        first: at,
        caps,
        end: at,
        quoted: false,
        depth: 0,
    };
    for _ in 0..MOST {
        if !state.step() {
            break;
        }
    }
    state.end
}

struct State<'a> {
    text: &'a str,
    lower: &'a str,
    /// Where its first word ends.
    first: usize,
    /// The title is printed in capitals.
    caps: bool,
    end: usize,
    /// The last word stands in quotation marks that were closed behind it.
    quoted: bool,
    /// Quotation marks open.
    depth: usize,
}

impl<'a> State<'a> {
    /// Takes one more word into the title, if it belongs there.
    fn step(&mut self) -> bool {
        let Some(gap) = self.gap() else { return false };
        let start = self.end + gap.len();
        let rest = &self.lower[start..];
        let word_len = rest
            .find(|c: char| !is_letter_or_digit(c) && c != '-' && c != '–')
            .unwrap_or(rest.len());
        let word = rest[..word_len].trim_end_matches(['-', '–']);
        if word.is_empty() {
            return false;
        }
        let printed = &self.text[start..start + word.len()];
        if self.depth == 0 && self.stops(gap, word, printed, start + word.len()) {
            return false;
        }
        self.depth += gap.chars().filter(|c| *c == '„' || *c == '«').count();
        self.quoted = false;
        let mut end = start + word.len();
        // „Об.С“: the council in letters.
        if matches!(word, "об" | "о") {
            let rest = &self.lower[end..];
            let council = [".с.", ".с", ". с"]
                .iter()
                .find(|s| rest.strip_prefix(**s).is_some_and(|r| !r.starts_with(is_letter)));
            end += council.map_or(0, |s| s.len());
        }
        // A shortened word keeps its full stop: „гр. Х“, „чл. 8“, „2025 г.“.
        if SHORT.contains(&word) && self.lower[end..].starts_with('.') {
            end += 1;
        }
        // Closing quotation marks belong to the word.
        while let Some(c) = self.text[end..]
            .chars()
            .next()
            .filter(|c| is_quote(*c) && *c != '„' && *c != '«')
        {
            if self.depth == 0 {
                break;
            }
            end += c.len_utf8();
            self.depth -= 1;
            self.quoted = true;
        }
        self.end = end;
        true
    }

    /// What stands between the title so far and the next word; `None` where the title ends by it.
    fn gap(&self) -> Option<&'a str> {
        let rest = &self.text[self.end..];
        let len = rest.find(is_letter_or_digit)?;
        let gap = &rest[..len];
        let after_quote = self.depth > 0;
        let mut breaks = 0;
        for (i, c) in gap.char_indices() {
            match c {
                ' ' => {}
                ',' if !gap[..i].contains(',') => {}
                '\n' | '\u{c}' => breaks += 1,
                '-' | '–' | '—' => {
                    let spaced =
                        gap[..i].ends_with([' ', '\n']) || gap[i + c.len_utf8()..].starts_with([' ', '\n']);
                    if spaced && !(after_quote && closes_quote(rest)) && !self.dash_inside(&rest[len..]) {
                        return None;
                    }
                }
                '„' | '«' => {}
                '“' | '”' | '"' if self.depth == 0 && gap[..i].ends_with([' ', '\n']) => {}
                '“' | '”' | '"' if after_quote => {}
                '.' | '№' | '+' | '&' | '/' if after_quote => {}
                '№' => {}
                _ => return None,
            }
        }
        let dashed = gap.contains(['-', '–', '—']);
        if breaks > 1 && !dashed && (!rest[len..].starts_with(is_small) || breaks > 3) {
            return None; // an empty line parts paragraphs, unless the sentence goes on behind it
        }
        Some(gap)
    }

    /// Whether a dash outside quotation marks stands inside the title: „Общински съвет – Х“, „жилища – общинска собственост“.
    fn dash_inside(&self, next: &str) -> bool {
        let before = self.lower[..self.end].trim_end();
        let council = [
            "съвет",
            "съвета",
            "обс",
            "ос",
            "община",
            "общината",
            "град",
            "общ.",
            "об.с",
            "об.с.",
            "об. с",
            "о.с",
            "о.с.",
        ]
        .iter()
        .any(|w| before.ends_with(w));
        if council {
            return next.starts_with(is_capital);
        }
        // „Общински фонд „Х“ – Кубрат“
        if self.quoted {
            /// Letters of the longest name.
            const MOST: usize = 40;
            let name: String = next.chars().take(MOST).collect();
            return next.starts_with(is_capital) && municipalities::at_start(&name.to_lowercase()).is_some();
        }
        if ends_with_place(next) {
            return true;
        }
        let next = next.to_lowercase();
        [
            "общинска собств",
            "общинската собств",
            "частна общ",
            "публична общ",
            "държавна и",
            "собственост на",
        ]
        .iter()
        .any(|w| next.starts_with(w))
            || self.caps
    }

    /// Whether the title ends before `word`.
    fn stops(&self, gap: &str, word: &str, printed: &str, word_end: usize) -> bool {
        let comma = gap.contains(',');
        let before = self.lower[..self.end]
            .split([' ', '\n'])
            .next_back()
            .unwrap_or_default();
        let capital = printed.starts_with(is_capital);
        if capital && gap.contains('\n') && !self.owned(before) && self.is_row_head(word_end - printed.len())
        {
            return true;
        }
        if !self.caps && !capital && !comma && is_definite(before) && is_definite(word) {
            return true; // „Устава на сдружението общото събрание избира“
        }
        // „… цени на услуги 6,5 промила“: a figure is no word of a title.
        let decimal = self.lower[word_end..]
            .strip_prefix([',', '.'])
            .is_some_and(|r| r.starts_with(|c: char| c.is_ascii_digit()));
        if decimal && printed.bytes().all(|b| b.is_ascii_digit()) {
            return true;
        }
        // „граждани, нуждаещи се от помощ“
        let reflexive = word == "се"
            && ["щи", "щите", "щ", "ща", "що"]
                .iter()
                .any(|e| before.ends_with(e));
        if STOPS.contains(&word) && !reflexive || is_verb(word) || (!self.caps && is_subject(word)) {
            return true;
        }
        // „… на територията на община Сърница децата до 7 г. …“: behind a municipality's name no plain noun goes on.
        if !self.caps && !capital && !comma && self.of_a_municipality() && !AFTER_PLACE.contains(&word) {
            return true;
        }
        if self.quoted && !comma && !capital && !AFTER_QUOTE.contains(&word) {
            return true; // „Устава на Сдружение „Х“ членовете дължат“
        }
        // „… Общински съвет Х реши“: the council is named as who acts, not as whose the act is.
        if word.starts_with("общинск") && (capital || comma) && self.is_council(word_end) {
            return !self.owned(before) || comma;
        }
        if matches!(word, "обс" | "об" | "кметът" | "кмета") && capital && !self.owned(before)
        {
            return true;
        }
        let after = self.next_word(word_end);
        // „и по-добро“ begins with no preposition.
        let hyphened = |w: &str| {
            let rest = self.lower[word_end..].trim_start_matches([' ', '\n']);
            rest.strip_prefix(w).is_some_and(|r| r.starts_with('-'))
        };
        match word {
            "и" if !self.caps => {
                return self.next_printed(word_end).is_none_or(|p| {
                    p.starts_with(|c: char| is_capital(c) || c.is_ascii_digit())
                        && !before_is_name(&self.text[..self.end])
                }) || STOPS.contains(&after)
                    || (!hyphened(after) && AFTER_AND.iter().any(|v| begins(after, v)))
                    || is_verb(after);
            }
            "за" if comma => {
                return [
                    "която",
                    "който",
                    "което",
                    "които",
                    "да",
                    "срок",
                    "сметка",
                    "което",
                ]
                .contains(&after);
            }
            "за" if self.end > self.first && FATES.contains(&after) => return true,
            "по" if comma => return true,
            "на" if matches!(after, "основание" | "осн") => return true,
            "във" | "в" if matches!(after, "връзка" | "вр" | "сила" | "размер" | "срок" | "изпълнение") =>
            {
                return true;
            }
            "с" if comma || matches!(after, "цел" | "оглед" | "решение" | "протокол") =>
            {
                return true;
            }
            "от" if comma || self.next_is_date(word_end) => return true,
            _ => {}
        }
        if comma {
            return capital && !self.caps
                || AFTER_COMMA.contains(&word)
                || PAPERS.iter().any(|w| word.starts_with(w));
        }
        // „Решение“, „РЕШИ“ and other names of papers and bodies behind a lower-case title.
        if capital && !self.caps {
            let shout =
                printed.chars().count() > 1 && printed.chars().all(|c| is_capital(c) || c.is_ascii_digit());
            if PAPERS.iter().any(|p| word.starts_with(p)) {
                return true;
            }
            if shout
                && !self.owned(before)
                && !FORMS.contains(&word)
                && !before_is_name(&self.text[..self.end])
            {
                return true;
            }
        }
        if self.caps && !printed.chars().any(is_capital) && !printed.starts_with(|c: char| c.is_ascii_digit())
        {
            return gap.contains('\n');
        }
        // A new line that begins with a number is an item, „§“ and bullets end the title in `gap`.
        gap.contains('\n')
            && printed.starts_with(|c: char| c.is_ascii_digit())
            && self.text[word_end..].starts_with(['.', ')'])
    }

    /// Whether the title so far ends with „община Х“ or „Общински съвет – Х“.
    fn of_a_municipality(&self) -> bool {
        let words = self.text[..self.end].split([' ', '\n']).rev();
        let mut words = words.filter(|w| !matches!(*w, "–" | "-" | ""));
        // „община Долни⏎чифлик“: a name of two words.
        if let Some(whole) = self
            .named_behind("община")
            .or_else(|| self.named_behind("общината"))
        {
            return whole;
        }
        let place = words.next().unwrap_or_default();
        place.starts_with(is_capital)
            && match words.next() {
                Some("община" | "Община" | "общината") => true,
                Some("съвет" | "Съвет") => {
                    // „Общински съвет – Бобов⏎дол“ goes on.
                    let whole = municipalities::at_start(&self.lower[self.end - place.len()..self.end]);
                    whole.is_some() && words.next().is_some_and(|w| w.ends_with("бщински"))
                }
                _ => false,
            }
    }

    /// Whether the title so far ends with the whole name of the municipality that stands behind `noun`; none where no name stands there.
    fn named_behind(&self, noun: &str) -> Option<bool> {
        /// Bytes of the longest name, and of the words with it.
        const LONGEST: usize = 60;
        let from = self.lower.floor_char_boundary(self.end.saturating_sub(LONGEST));
        let at = from + self.lower[from..self.end].rfind(noun)? + noun.len();
        let name = self.lower[at..].strip_prefix([' ', '\n'])?;
        let start = self.lower.len() - name.len();
        let near = name[..name.floor_char_boundary(LONGEST)].replace('\n', " ");
        let (_, len) = municipalities::at_start(&near)?;
        Some(start + len == self.end)
    }

    /// Whether the line that begins at the byte `at` is a row of a table: a head of few words, and its cell.
    fn is_row_head(&self, at: usize) -> bool {
        /// Words of the longest head.
        const MOST: usize = 5;
        let line = &self.text[at..];
        let line = &line[..line.find(['\n', '\u{c}']).unwrap_or(line.len())];
        line.find("   ")
            .is_some_and(|cut| line[..cut].split(' ').count() <= MOST && !line[cut..].trim().is_empty())
    }

    fn is_council(&self, word_end: usize) -> bool {
        matches!(self.next_word(word_end), "съвет" | "съвета")
    }

    /// Whether a preposition stands before, so that the name that follows belongs to the title.
    fn owned(&self, before: &str) -> bool {
        matches!(
            before,
            "на" | "от" | "към" | "в" | "във" | "при" | "за" | "с" | "със" | "по" | "между" | "и"
        )
    }

    fn next_word(&self, at: usize) -> &'a str {
        let rest = self.lower[at..].trim_start_matches([' ', '\n']);
        &rest[..rest.find(|c: char| !is_letter_or_digit(c)).unwrap_or(rest.len())]
    }

    fn next_printed(&self, at: usize) -> Option<&'a str> {
        let rest = self.text[at..].trim_start_matches([' ', '\n', '„']);
        (!rest.is_empty()).then_some(rest)
    }

    fn next_is_date(&self, at: usize) -> bool {
        self.next_printed(at).is_some_and(|p| {
            let digits = p.bytes().take_while(u8::is_ascii_digit).count();
            digits > 0 && (p[digits..].starts_with('.') || p[digits..].starts_with(" г") || digits == 4)
        })
    }
}

/// What may follow a municipality's name inside a title.
const AFTER_PLACE: [&str; 14] = [
    "и",
    "в",
    "във",
    "на",
    "с",
    "със",
    "за",
    "от",
    "към",
    "по",
    "при",
    "област",
    "обл",
    "чрез",
];

/// Whether words behind a dash are a municipality's name and nothing else: „такси – Банско“, „такси – община Банско,“.
/// „– Банско предлага“ names who acts.
fn ends_with_place(next: &str) -> bool {
    /// Letters of the longest name with „община“.
    const MOST: usize = 50;
    let words: String = next.chars().take(MOST).collect();
    let name = ["община ", "Община ", "общ. ", "гр. ", "с. "]
        .iter()
        .find_map(|w| words.strip_prefix(w))
        .unwrap_or(&words);
    if !name.starts_with(is_capital) {
        return false;
    }
    let lower = name.to_lowercase();
    municipalities::at_start(&lower).is_some_and(|(_, len)| {
        let rest = lower[len..].trim_start_matches(' ');
        rest.is_empty() || rest.starts_with(['\n', '\u{c}', ',', ';', '.', ':', ')'])
    })
}

/// Whether the title so far ends with a name („община Иваново“), so that a name may follow „и“.
fn before_is_name(text: &str) -> bool {
    text.split([' ', '\n', '-', '–'])
        .next_back()
        .is_some_and(|w| w.trim_start_matches('„').starts_with(is_capital))
}

/// Whether a word is `start`, which short ones („на“, „по“) must be whole or before a number: „наградите“ is not „на“.
fn begins(word: &str, start: &str) -> bool {
    /// Letters of a word that has endings.
    const LONG: usize = 5;
    word.strip_prefix(start).is_some_and(|end| {
        end.is_empty() || end.starts_with(|c: char| c.is_ascii_digit()) || start.chars().count() >= LONG
    })
}

/// Whether a word has the article of a subject („членският“, „срокът“), which nothing inside a title has.
fn is_subject(word: &str) -> bool {
    /// Letters of „пътят“; „път“ and „смърт“ have no article.
    const LONG: usize = 5;
    (word.ends_with("ът") || word.ends_with("ят")) && word.chars().count() >= LONG
}

/// Whether a word has an article, which no word right behind another with an article has in one and the same name.
/// Verbal nouns („ползването“) may have lost the „на“ behind them.
fn is_definite(word: &str) -> bool {
    /// Letters before the ending.
    const STEM: usize = 3;
    ["ите", "ото", "ето", "ието", "ията", "остта"]
        .iter()
        .any(|end| word.strip_suffix(end).is_some_and(|w| w.chars().count() >= STEM))
        && !["ането", "енето", "янето"].iter().any(|end| word.ends_with(end))
}

/// Whether the title's first words are in capitals.
fn all_caps(text: &str, at: usize) -> bool {
    let from = text[..at].rfind([' ', '\n', '„']).map_or(0, |i| i + 1);
    let word = text.get(from..at).unwrap_or_default();
    word.chars().filter(|c| is_letter(*c)).count() > 1 && !word.chars().any(is_small)
}

/// Whether the quotation mark that is open closes soon: „сдружение „Струма – живата река““.
fn closes_quote(rest: &str) -> bool {
    /// Bytes of the rest of a name.
    const NAME: usize = 120;
    let near = &rest[..rest.floor_char_boundary(NAME)];
    let close = near.find(['“', '”', '"', '»']);
    close.is_some_and(|at| !near[..at].contains(['„', '«']) && !near[..at].contains("\n\n"))
}
