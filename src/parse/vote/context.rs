//! Whose vote a tally is: the council's on a decision, or a committee's, or one on the agenda or a motion.

use std::sync::LazyLock;

use crate::model::{Kind, Span, Words, fold_space, is_capital, is_letter, is_letter_or_digit};
use crate::parse::Input;

/// How far back a paragraph is read, in bytes.
const PARAGRAPH: usize = 900;
/// How far behind a tally its result stands, in bytes.
const RESULT: usize = 260;
/// How far behind its heading a decision's vote is looked for, in bytes.
const DECISION: usize = 8000;

/// Whether the vote at `span` is not the council's vote on a decision.
pub fn is_other_body(input: Input<'_>, span: Span) -> bool {
    if matches!(input.blocks.kind, Kind::Order | Kind::Article | Kind::Publication) {
        return true;
    }
    let lower = input.lower();
    let start = paragraph_start(lower, span.start);
    let before = &lower[start..span.start];
    let after = result(lower, span.end);
    !follows_own_vote(before) && is_committees(input, start, span)
        || is_on_item(input, before)
        || !opens_decision(before)
            && (is_on_agenda(under_point(input, start, before), after)
                || is_on_motion(lower, before, after, span.end))
}

/// „Общинският съвет, като взе предвид становището на комисията, … след явно гласуване (за – 9“: the council's own vote,
/// whatever it has heard before.
fn follows_own_vote(before: &str) -> bool {
    let near = &before[before.ceil_char_boundary(before.len().saturating_sub(80))..];
    let voted = near
        .rfind("след ")
        .is_some_and(|at| near[at..].contains("гласуване"));
    voted
        && ["общинският съвет", "общинския съвет", "общински съвет"]
            .iter()
            .any(|w| before.starts_with(w))
}

/// „РЕШЕНИЕ № 5⏎С 16 гласа „за“ …“: the heading stands directly above the vote, which is then the decision's.
fn opens_decision(before: &str) -> bool {
    let Some((head, line)) = before.trim_end().rsplit_once('\n') else {
        return false;
    };
    let heading = head.rsplit('\n').next().unwrap_or(head).trim_start();
    let short = line.split_whitespace().count() <= 2;
    let at = if short { heading } else { "" };
    at.starts_with("решение") && at.contains('№') && at.len() < 80
}

/// „По т. 2 гласували: …“ in a decision's own text: one of its items, and not the whole, was put to the vote.
fn is_on_item(input: Input<'_>, before: &str) -> bool {
    if input.blocks.kind == Kind::Minutes {
        return false;
    }
    let line = before.rsplit('\n').next().unwrap_or(before).trim();
    let line = line.strip_prefix("гласуване ").unwrap_or(line);
    let line = line.rsplit(". по ").next().unwrap_or(line);
    let line = line.strip_prefix("по ").unwrap_or(line);
    let Some(rest) = ["точка", "т.", "т"].iter().find_map(|w| line.strip_prefix(w)) else {
        return false;
    };
    let rest = rest.trim_start();
    let behind = rest.trim_start_matches(|c: char| c.is_ascii_digit() || c == '.');
    behind.len() < rest.len()
        && [":", "гласува", "са гласували", "гласували"]
            .iter()
            .any(|w| behind.trim_start().starts_with(w))
}

/// Behind the last blank line before `at` that ends a sentence: a paragraph may be torn between two pages or blocks.
fn paragraph_start(lower: &str, at: usize) -> usize {
    let from = lower.floor_char_boundary(at.saturating_sub(PARAGRAPH));
    // A bullet parts as a blank line does.
    if let Some(bullet) = lower[from..at].rfind('•')
        && lower[..from + bullet].trim_end_matches(' ').ends_with('\n')
    {
        return from + bullet;
    }
    let before = &lower.as_bytes()[from..at];
    memchr::memrchr_iter(b'\n', before)
        .filter(|i| before.get(i + 1) == Some(&b'\n'))
        .find(|i| {
            let words = lower[from..from + i].trim_end();
            words.is_empty() || words.ends_with(['.', '!', '?', ':', ';', '“', '”', '"'])
        })
        .map_or(from, |i| from + i + 2)
}

/// The rest of the sentence behind a tally and the sentence after it, within the paragraph.
fn result(lower: &str, end: usize) -> &str {
    let rest = &lower[end..lower.floor_char_boundary(end + RESULT)];
    let rest = &rest[..rest.find("\n\n").unwrap_or(rest.len())];
    let mut ends = sentence_ends(rest).skip_while(|i| *i < 6);
    &rest[..ends.next().unwrap_or(rest.len())]
}

/// Bytes behind each full stop, question or exclamation mark that ends a sentence.
fn sentence_ends(lower: &str) -> impl Iterator<Item = usize> + '_ {
    lower.match_indices(['.', '!', '?']).filter_map(|(i, mark)| {
        let end = i + mark.len();
        let behind = &lower[end..];
        let word_len = lower[..i].chars().rev().take_while(|c| is_letter(*c)).count();
        let after_number = lower[..i].ends_with(|c: char| c.is_ascii_digit());
        let ends = behind.is_empty() || behind.starts_with([' ', '\n']);
        // Abbreviations have at most three letters, and an item's number has none.
        (ends && (word_len > 3 || after_number || lower[..i].ends_with(['“', '”', '"', ')']) || mark != "."))
            .then_some(end)
    })
}

/// Committees, as papers name them.
fn last_committee(input: Input<'_>, from: usize, upto: usize) -> Option<usize> {
    let text = &input.text()[from..upto];
    // Forwards, which goes by vector instructions.
    let word = memchr::memmem::find_iter(&input.lower().as_bytes()[from..upto], "комиси").last();
    let short = memchr::memmem::find_iter(text.as_bytes(), "ПК")
        .filter(|i| {
            let behind = &text[i + "ПК".len()..];
            !text[..*i].ends_with(is_letter_or_digit) && !behind.starts_with(is_letter_or_digit)
        })
        .last();
    word.max(short).map(|i| from + i)
}

fn is_committees(input: Input<'_>, start: usize, span: Span) -> bool {
    let lower = input.lower();
    let behind = &lower[span.end..lower.floor_char_boundary(span.end + 60)];
    let behind = &behind[..sentence_ends(behind).next().unwrap_or(behind.len())];
    if behind.contains("комисията") && !behind.contains("общински") {
        return true;
    }
    let Some(named) = last_committee(input, start, span.start) else {
        return false;
    };
    let between = &lower[named..span.start];
    if between.contains('\n') && is_object(&lower[start..named]) {
        return false;
    }
    if ends_decision(&lower[start..named], between) || in_papers(&lower[start..span.start]) {
        return false;
    }
    // The one that counts a secret ballot reports the council's votes.
    let counts = between.split_once(' ').is_some_and(|(_, of)| {
        [
            "по избора",
            "за избора",
            "за провеждане",
            "по провеждане",
            "по преброяване",
            "за преброяване",
        ]
        .iter()
        .any(|w| of.trim_start().starts_with(w))
    });
    // „… като изслуша становищата на комисиите, на основание чл. 21 … взе с 20 гласа „за“ следното⏎РЕШЕНИЕ“
    // „Общинският съвет … изслуша мнението на комисията …, на основание чл. 21 …, с 10 гласа „за“ отпуска“
    let heard = between.contains("на основание")
        && (decision_follows(lower, span.end) || hears(&lower[start..named]));
    // Behind the council's own title the committee named above it votes no more.
    let titled = between.lines().skip(1).any(|line| {
        line.trim_start().strip_prefix("решение ").is_some_and(|rest| {
            rest.trim_start_matches(['№', ' '])
                .starts_with(|c: char| c.is_ascii_digit())
        })
    });
    // „Гласуването е тайно. Комисията … обяви резултата:“
    let announces = [
        "обяви резултат",
        "обявява резултат",
        "отчете резултат",
        "съобщи резултат",
    ]
    .iter()
    .any(|w| between.contains(w));
    let secret = announces && lower[start..named].contains("тайн");
    if heard || titled || secret || counts && between.contains("подаден") {
        return false;
    }
    // Sentences that end with „г.“ before a capital letter count too.
    let capital_after = |i: usize| {
        input.text()[named + i..span.start]
            .trim_start()
            .starts_with(is_capital)
    };
    let year_ends = between
        .match_indices("г.")
        .map(|(i, m)| i + m.len())
        .filter(|i| capital_after(*i));
    let last_end = sentence_ends(between)
        .filter(|i| capital_after(*i))
        .chain(year_ends)
        .max();
    match last_end {
        // Another sentence between: the committee's only if it goes on telling of the committee.
        Some(end) => ["гласувахме", "подкреп", "членовете", "комисията"]
            .iter()
            .any(|w| between[end..].contains(w)),
        None => !names_council(between) && !names_council(behind),
    }
}

/// „(т. 4; предложение вх. № 34 на … – председател на комисията; гласували:“: in a bracket that names the paper and then the
/// vote, a committee's member is who brought the paper in.
fn in_papers(before: &str) -> bool {
    let open = before.rfind('(').map(|at| &before[at + 1..]);
    let parts = open.filter(|inner| !inner.contains(')')).and_then(|inner| {
        let (papers, vote) = inner.split_at(inner.rfind("гласува")?);
        papers.trim_end().ends_with([';', ',']).then_some((papers, vote))
    });
    let Some((papers, vote)) = parts else {
        return false;
    };
    let named = ["предложение", "докладна", "вносител", "внася", "дз "]
        .iter()
        .any(|w| papers.contains(w));
    named && !vote.contains("комиси")
}

/// „Промени в състава на комисии“: committees that a vote is about, named at the end of `before`.
fn is_object(before: &str) -> bool {
    /// Adjectives between.
    const MOST: usize = 2;
    const PHRASES: [&str; 10] = [
        "състава на",
        "състав на",
        "избор на",
        "избиране на",
        "попълване на",
        "създаване на",
        "закриване на",
        "членове на",
        "членовете на",
        "промени в",
    ];
    let near = &before[before.ceil_char_boundary(before.len().saturating_sub(90))..];
    PHRASES
        .iter()
        .filter_map(|p| near.rfind(p).map(|i| &near[i + p.len()..]))
        .any(|rest| rest.split_whitespace().count() <= MOST && !rest.contains(['.', ',', ';', ':']))
}

/// „РЕШЕНИЕ № 5⏎… приема отчета на комисията.⏎За: 11. …“: a line of its own under the text of a decision, which only names
/// the committee.
fn ends_decision(before: &str, between: &str) -> bool {
    let heading = before
        .split('\n')
        .any(|l| l.trim_start().starts_with("решение") && l.contains('№') && l.len() < 80);
    let words = between.trim_end_matches([' ', '\n']);
    heading
        && between[words.len()..].contains('\n')
        && words.ends_with('.')
        && !["становище", "подкреп", "гласува"]
            .iter()
            .any(|w| between.contains(w))
}

/// Whether the words before a committee's name say that the council heard it: „Общинският съвет …, изслуша мнението на“.
fn hears(before: &str) -> bool {
    names_council(before)
        && ["изслуша", "като взе", "като обсъди", "като разгледа", "запозна"]
            .iter()
            .any(|w| before.contains(w))
}

/// „Общински съвет“ as the one who votes, not as whose committee it is.
fn names_council(words: &str) -> bool {
    words.match_indices("общинск").any(|(i, _)| {
        let council = words[i..]
            .split_whitespace()
            .nth(1)
            .is_some_and(|w| w.starts_with("съвет") && !w.starts_with("съветни"));
        let last = words[..i].split_whitespace().next_back().unwrap_or_default();
        council && !matches!(last, "към" | "на" | "при" | "от" | "в" | "пред")
    })
}

/// What stands under the last heading of a point, where one follows the agenda's list: the list itself is over.
fn under_point<'a>(input: Input<'_>, start: usize, before: &'a str) -> &'a str {
    const HEADS: [&str; 3] = ["точка ", "по точка ", "по т. "];
    let Some(list) = input.blocks.agenda.last() else {
        return before;
    };
    match last_line(before, &HEADS) {
        Some(at) if start + at >= list.span.end => &before[at..],
        _ => before,
    }
}

/// The line end behind which the last line begins with one of `words`.
fn last_line(text: &str, words: &[&str]) -> Option<usize> {
    memchr::memrchr_iter(b'\n', text.as_bytes())
        .find(|at| words.iter().any(|w| text[at + 1..].starts_with(w)))
}

/// „За така предложения дневен ред гласуваха: …“, „… Дневният ред е приет“. A point „от дневния ред“ is a decision's.
fn is_on_agenda(before: &str, after: &str) -> bool {
    let near = &before[before.floor_char_boundary(before.len().saturating_sub(260))..];
    let on = |words: &str| {
        if memchr::memmem::find(words.as_bytes(), "днев".as_bytes()).is_none() {
            return false;
        }
        ["дневен ред", "дневния ред", "дневният ред"].iter().any(|d| {
            words.match_indices(d).any(|(i, _)| {
                // „поради изчерпване на дневния ред“ closes the sitting.
                let lead = words[..i].trim_end();
                !["от", "по", "изчерпване на", "изчерпването на"]
                    .iter()
                    .any(|w| lead.ends_with(w))
            })
        })
    };
    on(near) || on(after)
}

/// An amendment or a motion: „предложението не се приема“, „ЗАБЕЛЕЖКА: …“, unless the decision follows at once.
fn is_on_motion(lower: &str, before: &str, after: &str, end: usize) -> bool {
    if before.contains("забележка") {
        return true;
    }
    // A motion above a decision's heading is none of its text.
    let asked = last_line(before, &["решение №"]).map_or(before, |heading| &before[heading..]);
    // Single words of the phrases below, which no line end parts: a quick look.
    static SAID: LazyLock<Words> =
        LazyLock::new(|| Words::new(&["предложението", "точката", "поправката", "изменението"]));
    static ASKED: LazyLock<Words> = LazyLock::new(|| Words::new(&["предложени", "поправка"]));
    let asked = &asked[asked.floor_char_boundary(asked.len().saturating_sub(300))..];
    if !SAID.within(after) && !ASKED.within(asked) {
        return false;
    }
    let (said, asked) = (fold_space(after), fold_space(asked));
    static RESULT: LazyLock<Words> = LazyLock::new(|| {
        Words::new(&[
            "предложението не се приема",
            "предложението се приема",
            "предложението не беше прието",
            "предложението беше прието",
            "предложението бе прието",
            "предложението не бе прието",
            "предложението се отхвърля",
            "точката не се приема",
            "точката да отпадне",
            "точката отпада",
            "поправката",
            "изменението не",
            "изменението се",
        ])
    });
    let result = RESULT.within(&said);
    static MOTION: LazyLock<Words> = LazyLock::new(|| {
        Words::new(&[
            "процедурно предложение",
            "предложение за изменение",
            "предложението за изменение",
            "предложение за прекратяване",
            "направеното предложение",
            "гласува се предложението",
            "гласуване на предложението",
            "предложението на г-н",
            "предложението на г-жа",
        ])
    });
    let motion = MOTION.within(&asked) || asks_to_mend(&asked);
    static FALLS: LazyLock<Words> = LazyLock::new(|| {
        Words::new(&[
            "не се приема",
            "не се прие",
            "не е прието",
            "не беше прието",
            "не бе прието",
            "отхвърля се",
        ])
    });
    let falls = FALLS.within(&said);
    (result || motion) && !decision_follows(lower, end) || motion && falls && voted_again(lower, end)
}

/// „поправка“ in a motion. „Поправка на Решение № 5“, „поправка на явна грешка“ is what a decision is about.
fn asks_to_mend(asked: &str) -> bool {
    const OWN: [&str; 9] = [
        "решени",
        "протокол",
        "явна",
        "явни",
        "очевидн",
        "фактическ",
        "техническ",
        "допуснат",
        "грешк",
    ];
    asked.match_indices("поправка").any(|(i, word)| {
        let rest = asked[i + word.len()..].trim_start_matches("та");
        let of = [" на ", " в "].iter().find_map(|w| rest.strip_prefix(w));
        !of.is_some_and(|o| OWN.iter().any(|w| o.starts_with(w)))
    })
}

/// „По предложението на г-жа … – Не се приема. РЕШЕНИЕ № 5 … За: …“: the decision below has a vote of its own, before the
/// next heading or point.
fn voted_again(lower: &str, end: usize) -> bool {
    let rest = &lower[end..lower.floor_char_boundary(end + DECISION)];
    let opens = |line: &str, words: &[&str]| words.iter().any(|w| line.trim_start().starts_with(w));
    let mut lines = rest.split('\n').skip(1);
    lines.any(|l| opens(l, &["решение", "реши"]))
        && lines
            .take_while(|l| !opens(l, &["решение", "точка", "т. ", "по т"]))
            .any(|l| l.contains("против"))
}

/// Whether the next heading behind the sentence is „РЕШЕНИЕ“.
fn decision_follows(lower: &str, end: usize) -> bool {
    let rest = &lower[end..lower.floor_char_boundary(end + 400)];
    let Some(at) = rest.find("\n") else { return false };
    rest[at..]
        .split('\n')
        .map(str::trim)
        .filter(|l| !l.is_empty())
        .take(3)
        .any(|l| l.starts_with("решение") || l.starts_with("реши") || announces(l))
}

/// „Въз основа на това Общинският съвет взе РЕШЕНИЕ № 484:“, „Под № 187 в книгата се записа следното решение:“, „Решението се вписа под № 231
/// и гласи:“
fn announces(line: &str) -> bool {
    let words = line.strip_suffix(':').unwrap_or_default();
    if words.contains('№') && (words.ends_with("следното решение") || words.starts_with("решението се "))
    {
        return true;
    }
    let number = words
        .rfind("решение №")
        .map(|i| words[i + "решение №".len()..].trim());
    words.contains("съвет")
        && number.is_some_and(|n| !n.is_empty() && n.bytes().all(|b| b.is_ascii_digit() || b == b'-'))
}
