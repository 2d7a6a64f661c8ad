//! Why each provision is named: `basis` inside a clause opened by „на основание“, `related` in it after „във връзка с“.

use crate::model::{Mention, Normal, Role, Span, Value, is_capital, is_letter, is_letter_or_digit, is_small};

/// Sets the role of every citation. `names` are the places of acts' names, in order.
pub fn resolve(norm: &Normal, mut mentions: Vec<Mention>, names: &[Span]) -> Vec<Mention> {
    let lower = norm.lower.as_str();
    let openers = openers(lower);
    // Names of acts and provisions hold words that would end a clause elsewhere.
    let spans: Vec<Span> = mentions
        .iter()
        .filter(|m| matches!(m.value, Value::Citation(_) | Value::Reference(_)))
        .map(|m| m.span)
        .collect();
    let mut clauses: Vec<Clause> = Vec::new();
    for (i, &(start, begin)) in openers.iter().enumerate() {
        let limit = openers.get(i + 1).map_or(lower.len(), |n| n.0);
        let first = spans.partition_point(|s| s.start < begin);
        let name = names.partition_point(|s| s.start < begin);
        clauses.push(clause(
            norm,
            [start, begin, limit],
            &spans[first..],
            &names[name..],
        ));
    }
    for m in &mut mentions {
        let at = m.span.start;
        if let Value::Citation(c) = &mut m.value {
            let i = clauses.partition_point(|cl| cl.begin <= at);
            c.role = match i.checked_sub(1).map(|i| &clauses[i]) {
                Some(cl) if at < cl.end => cl.role(at),
                _ => Role::Mention,
            };
        }
    }
    mentions
}

/// A clause that names a legal basis.
struct Clause {
    /// Behind „на основание“.
    begin: usize,
    end: usize,
    /// Stretches after „във връзка с“, each to the next semicolon or the clause's end.
    related: Vec<Span>,
}

impl Clause {
    fn role(&self, at: usize) -> Role {
        if self.related.iter().any(|r| r.has(at)) {
            Role::Related
        } else {
            Role::Basis
        }
    }
}

/// Where „на основание“, „правно основание“ or „на осн.“ begins, and the place behind it.
fn openers(lower: &str) -> Vec<(usize, usize)> {
    let mut found = Vec::new();
    let mut from = 0;
    for at in memchr::memmem::find_iter(lower.as_bytes(), "осн") {
        if at < from {
            continue;
        }
        from = at + "осн".len();
        let word_end = lower[at..]
            .find(|c: char| !is_letter(c))
            .map_or(lower.len(), |e| at + e);
        let word = &lower[at..word_end];
        let shortened = word == "осн" && lower[word_end..].starts_with('.');
        if !shortened && !matches!(word, "основание" | "основания") {
            continue;
        }
        let before = lower[..at].trim_end_matches([' ', '\n']);
        let opens = ["на", "правно", "правното", "правни", "правните"]
            .iter()
            .find(|w| {
                before.len() < at
                    && before
                        .strip_suffix(**w)
                        .is_some_and(|b| !b.ends_with(is_letter_or_digit))
            });
        if word == "основания" && !is_label(&lower[word_end..]) {
            continue;
        }
        if let Some(w) = opens {
            let end = word_end + usize::from(word == "осн");
            found.push((before.len() - w.len(), end));
            from = end;
        }
    }
    found
}

/// Whether what follows „правни основания“ makes it a label („Правни основания:“) and no words of a sentence.
fn is_label(after: &str) -> bool {
    let after = after.trim_start_matches(' ');
    after.starts_with([':', '\n', '–', '-'])
        || after
            .find([':', '.', ';', '\n'])
            .is_some_and(|i| after[i..].starts_with(':') && is_purpose(&after[..i], &after[i + 1..]))
}

/// Whether the words up to a colon say what the basis is for, and the basis follows the colon.
fn is_purpose(words: &str, after: &str) -> bool {
    /// Bytes of the purpose.
    const LONGEST: usize = 160;
    let after = after.trim_start_matches([' ', '\n']);
    words.len() <= LONGEST
        && words.trim_start().starts_with("за ")
        && !words.contains(['.', ';'])
        && ["чл.", "чл ", "член", "§"].iter().any(|p| after.starts_with(p))
}

/// Follows the clause from `begin` word by word to where it ends.
fn clause(norm: &Normal, [start, begin, limit]: [usize; 3], spans: &[Span], names: &[Span]) -> Clause {
    /// Words between two mentions that may still belong to the list of bases.
    const MOST: usize = 60;
    let (text, lower) = (norm.text.as_str(), norm.lower.as_str());
    let quoted = text[..start].ends_with(['„', '"', '“', '«']);
    let mut spans = spans.iter().peekable();
    let mut names = names.iter().peekable();
    let mut at = begin;
    let mut end = None;
    let mut related: Vec<Span> = Vec::new();
    let mut open: Option<usize> = None;
    let mut words = 0;
    while at < limit && end.is_none() {
        while spans.peek().is_some_and(|s| s.end <= at) {
            spans.next();
        }
        if let Some(s) = spans.peek().filter(|s| s.start <= at) {
            at = s.end.max(at + 1);
            while !lower.is_char_boundary(at) {
                at += 1;
            }
            words = 0;
            continue;
        }
        while names.peek().is_some_and(|s| s.end <= at) {
            names.next();
        }
        if let Some(s) = names.peek().filter(|s| s.start <= at && s.end <= limit) {
            at = s.end;
            words = 0;
            if goes_on_as_prose(text, lower, at) {
                end = Some(at);
            }
            continue;
        }
        let Some(c) = lower[at..].chars().next() else {
            break;
        };
        if is_letter_or_digit(c) {
            let len = lower[at..]
                .find(|c: char| !is_letter_or_digit(c))
                .unwrap_or(lower.len() - at);
            let word = &lower[at..at + len];
            words += 1;
            if words > MOST || stops(text, lower, begin, at, word) {
                end = Some(at);
                break;
            }
            if open.is_none() && connects(lower, at, word) {
                open = Some(at);
            }
            at += len;
            continue;
        }
        match c {
            ';' => {
                if let Some(from) = open.take() {
                    related.push(Span::new(from, at));
                }
            }
            '.' if ends_sentence(text, at) => end = Some(at),
            ':' if lower[begin..at].trim().is_empty() => {}
            // „Правно основание за издаване на разрешението: чл. 5“
            ':' if is_purpose(&lower[begin..at], &lower[at + 1..]) => {}
            ':' => end = Some(at),
            '“' | '”' | '"' if quoted && !lower[begin..at].contains(['„']) => end = Some(at),
            // A heading has its blank line behind it.
            '\n' if ends_paragraph(text, at) && !lower[begin..at].trim().is_empty() => end = Some(at),
            _ => {}
        }
        at += c.len_utf8();
    }
    let end = end.unwrap_or(at.min(limit));
    if let Some(from) = open {
        related.push(Span::new(from, end));
    }
    Clause { begin, end, related }
}

/// Whether the word right behind an act's name begins what is decided or said: „от ЗМСМА комисията счита“.
fn goes_on_as_prose(text: &str, lower: &str, at: usize) -> bool {
    const GOES_ON: [&str; 26] = [
        "и",
        "или",
        "във",
        "в",
        "вр",
        "с",
        "със",
        "при",
        "по",
        "съгласно",
        "на",
        "от",
        "за",
        "към",
        "обн",
        "изм",
        "доп",
        "както",
        "съгл",
        "г",
        "година",
        "год",
        "относно",
        "отм",
        "посл",
        "обнародван",
    ];
    let gap = lower[at..].len() - lower[at..].trim_start_matches([' ', '\n']).len();
    let from = at + gap;
    if gap == 0 || !text[from..].starts_with(is_small) {
        return false;
    }
    let word = &lower[from..];
    let word = &word[..word.find(|c: char| !is_letter_or_digit(c)).unwrap_or(word.len())];
    !GOES_ON.contains(&word) && !word.starts_with("приет")
}

/// „във връзка с“, „във вр. с“, „вр.“
fn connects(lower: &str, at: usize, word: &str) -> bool {
    let before = lower[..at].trim_end_matches([' ', '\n']);
    match word {
        "връзка" => before.ends_with("във") || before.ends_with(" в"),
        "вр" => lower[at + word.len()..].starts_with('.') || before.ends_with("във"),
        _ => false,
    }
}

/// Whether the basis is over at the word that begins at `at`.
fn stops(text: &str, lower: &str, begin: usize, at: usize, word: &str) -> bool {
    /// Particles and verbs of a new clause.
    const WORDS: [&str; 49] = [
        "се",
        "да",
        "е",
        "са",
        "ще",
        "бе",
        "беше",
        "бяха",
        "не",
        "реши",
        "реших",
        "решава",
        "взе",
        "взема",
        "прие",
        "приема",
        "приеме",
        "дава",
        "определя",
        "разрешава",
        "одобрява",
        "отпуска",
        "отдава",
        "избира",
        "изменя",
        "допълва",
        "отменя",
        "възлага",
        "упълномощава",
        "предоставя",
        "утвърждава",
        "предлагам",
        "предлага",
        "връщам",
        "нареждам",
        "заповядвам",
        "учредява",
        "съгласува",
        "прекратява",
        "опрощава",
        "освобождава",
        "задължава",
        "обявява",
        "обявявам",
        "открива",
        "приемам",
        "изразява",
        "допуска",
        "отлага",
    ];
    /// Clauses about the vote.
    const VOTE: [&str; 8] = [
        "гласували",
        "гласуване",
        "гласуването",
        "гласа",
        "кворум",
        "поименно",
        "единодушно",
        "разисквания",
    ];
    if WORDS.contains(&word) || VOTE.contains(&word) {
        return true;
    }
    if is_verb(word) {
        return true;
    }
    let before = lower[..at].trim_end_matches([' ', '\n']);
    if word.starts_with("общинск") && (word.ends_with('и') || word.ends_with("ия") || word.ends_with("ият"))
    {
        let next = lower[at + word.len()..].trim_start_matches([' ', '\n']);
        return next.starts_with("съвет") && is_subject(before) && at > begin + 2;
    }
    if matches!(word, "обс" | "столичният") {
        return is_subject(before);
    }
    // Letter-spaced „Р Е Ш И“ and „О Б Щ И Н С К И“ that were not joined.
    let spaced = |w: &str| lower[at..].starts_with(w);
    if spaced("р е ш и") || spaced("о б щ и н с к и") || spaced("п р и е") {
        return true;
    }
    // „, а Общинският съвет …“
    (word == "а"
        || word == "като"
        || word == "който"
        || word == "която"
        || word == "което"
        || word == "които")
        && before.ends_with(',')
        || (word == "кметът" && text[at..].starts_with(is_capital))
}

/// A third person in the present: „преобразува“, „регистрира“. Nouns with these endings are few.
fn is_verb(word: &str) -> bool {
    const NOUNS: [&str; 7] = [
        "държава",
        "глава",
        "права",
        "застава",
        "квартира",
        "нива",
        "слава",
    ];
    ["ява", "ува", "ира", "ждава", "лага", "вам", "ирам"]
        .iter()
        .any(|e| word.ends_with(e))
        && !NOUNS.iter().any(|n| word.ends_with(n))
}

/// Whether nothing before makes the name that follows somebody's possession.
fn is_subject(before: &str) -> bool {
    let word = before
        .rsplit(|c: char| !is_letter_or_digit(c))
        .next()
        .unwrap_or_default();
    before.ends_with([',', ';', '.', '“', '”', ')', '/'])
        || !matches!(
            word,
            "на" | "от"
                | "към"
                | "в"
                | "във"
                | "при"
                | "за"
                | "пред"
                | "до"
                | "с"
                | "със"
                | "по"
                | "и"
        )
}

/// Whether the full stop at `at` ends a sentence.
fn ends_sentence(text: &str, at: usize) -> bool {
    /// Words written short; a number before a full stop is one where another mark follows.
    const SHORT: [&str; 44] = [
        "чл",
        "ал",
        "т",
        "г",
        "год",
        "бр",
        "ул",
        "гр",
        "с",
        "пр",
        "вр",
        "изр",
        "предл",
        "б",
        "обн",
        "изм",
        "доп",
        "посл",
        "инж",
        "лв",
        "кв",
        "м",
        "стр",
        "п",
        "вх",
        "изх",
        "общ",
        "обл",
        "съгл",
        "осн",
        "д",
        "р",
        "арх",
        "проф",
        "доц",
        "св",
        "бул",
        "ж",
        "к",
        "пар",
        "бук",
        "отм",
        "сл",
        "дв",
    ];
    let before = &text[..at];
    let after = text[at + 1..].trim_start_matches([' ', '“', '”', '"', ')']);
    let word = before
        .rsplit(|c: char| !is_letter_or_digit(c))
        .next()
        .unwrap_or_default();
    let next = after.trim_start_matches(['\n', ' ', '\u{c}']).chars().next();
    let Some(next) = next else { return true };
    if !text[at + 1..].starts_with([' ', '\n', '\u{c}', '“', '”', '"', ')', '/']) {
        return false;
    }
    let opens = is_capital(next)
        || next == '§'
        || next == '„'
        || next == '-'
        || next == '•'
        || (next.is_ascii_digit() && after.starts_with('\n'));
    let lower = word.to_lowercase();
    if SHORT.contains(&lower.as_str()) {
        // „… от 2021 г. Определя“: a year's „г.“ may end the sentence as well.
        let rest = after.trim_start_matches(['\n', ' ']);
        return matches!(lower.as_str(), "г" | "год")
            && after.starts_with("\n\n")
            && rest.starts_with(is_capital);
    }
    opens
}

/// Whether an empty line at `at` parts paragraphs: the sentence does not go on behind it.
fn ends_paragraph(text: &str, at: usize) -> bool {
    let rest = &text[at..];
    let len = rest.find(|c: char| !c.is_whitespace()).unwrap_or(rest.len());
    if rest[..len].bytes().filter(|b| *b == b'\n').count() < 2 {
        return false;
    }
    let before = text[..at].trim_end();
    let Some(next) = rest[len..].chars().next() else {
        return true;
    };
    let word = before.rsplit([' ', '\n']).next().unwrap_or_default();
    let goes_on = before.ends_with(',')
        || matches!(
            word,
            "от" | "на"
                | "и"
                | "с"
                | "във"
                | "по"
                | "за"
                | "чл."
                | "ал."
                | "т."
                | "№"
                | "към"
                | "вр."
                | "Закона"
        )
        || is_small(next);
    !goes_on
}
