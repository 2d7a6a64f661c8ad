//! What a decision is about (относно).

mod trim;

use self::trim::{registry_lead, second, trim};
use crate::lexicon::verbs;
use crate::model::{
    AgendaPoint, DecisionBlock, FieldName, Line, Normal, Span, hanging, is_capital, is_letter,
    is_letter_or_digit, is_small,
};

/// The subject of `decision`: the words behind „относно“, the title of its point of the agenda, or its title line.
pub fn subject(
    norm: &Normal,
    lines: &[Line],
    decision: &DecisionBlock,
    listed: Option<&AgendaPoint>,
) -> Option<Span> {
    let head = decision.head;
    if let Some(span) = marked(norm, lines, head, decision.marker, decision.point.is_some()) {
        return Some(trim(norm, second(norm, span)));
    }
    if let Some(span) = decision.field(FieldName::Subject) {
        let i = lines.partition_point(|l| l.span.end < span.end);
        // The next labelled line is another field.
        let next = lines.get(i + 1);
        let row = decision.marker.is_some_and(|m| m.end == span.end)
            && next.is_some_and(|l| !l.span.of(&norm.text).starts_with(is_small));
        let bracket = next.is_some_and(|l| l.span.of(&norm.text).starts_with(['[', '(']));
        let field = row || bracket || next.is_some_and(|l| l.cells.len() > 1);
        let end = if !field && lines.get(i).is_some_and(|l| l.span.end == span.end) {
            paragraph(norm, lines, span.start).end
        } else {
            span.end
        };
        return Some(trim(norm, Span::new(span.start, span.end.max(end))));
    }
    if let Some(span) = point_below(norm, lines, decision) {
        return Some(trim(norm, span));
    }
    // „Решение № 412 – Промени по бюджета“, and the point of the agenda is named below.
    let below = |marker: Span| decision.point.as_ref().is_some_and(|p| p.span.start > marker.end);
    if decision.marker.is_some_and(below)
        && let Some(span) = beside_number(norm, lines, decision)
    {
        return Some(trim(norm, span));
    }
    if let Some(point) = &decision.point {
        let line = lines.partition_point(|l| l.span.end <= point.span.start);
        let aside = norm.text[point.title..point.span.end].starts_with('(')
            || norm.lower[point.title..point.span.end].ends_with("допълнителна)");
        let span = if point.title < point.span.end && !aside {
            let span = paragraph(norm, lines, point.title);
            (!span.is_empty()).then_some(span)
        } else {
            next_paragraph(norm, lines, line + 1, head.end)
        };
        let below = point.title >= point.span.end || aside;
        let fits = |span: Span| {
            !below
                || listed.is_none_or(|l| {
                    let title = trim(norm, Span::new(l.title, l.span.end));
                    // What is much longer and has sentences is told of it.
                    let longer = span.end - span.start > 2 * (title.end - title.start);
                    let told = longer && span.of(&norm.text).contains(". ");
                    !told && alike(span.of(&norm.lower), title.of(&norm.lower))
                })
        };
        if let Some(span) = span.filter(|s| is_title(norm, *s) && fits(*s)) {
            return Some(trim(norm, second(norm, span)));
        }
    }
    if let Some(listed) = listed {
        let span = Span::new(listed.title, listed.span.end);
        return Some(trim(norm, second(norm, span)));
    }
    beside_number(norm, lines, decision)
        .or_else(|| running(norm, decision))
        .or_else(|| quoted_above(norm, lines, decision))
        .or_else(|| title_line(norm, lines, decision))
        .or_else(|| above_fields(norm, lines, decision))
        .map(|s| trim(norm, s))
}

/// „Точка 1: Одобряване на …“ in the line under the decision's own title.
fn point_below(norm: &Normal, lines: &[Line], decision: &DecisionBlock) -> Option<Span> {
    let marker = decision.marker?;
    let from = lines.partition_point(|l| l.span.end < marker.end) + 1;
    let line = lines.get(from..)?.iter().find(|l| !l.span.is_empty())?;
    let number = line.span.of(&norm.lower).strip_prefix("точка ")?;
    let rest = number.trim_start_matches(|c: char| c.is_ascii_digit());
    let title = rest.strip_prefix([':', '.'])?.trim_start();
    let numbered = rest.len() < number.len();
    let inside = line.span.end <= decision.operative.start.max(decision.head.end);
    (inside && numbered && !title.is_empty()).then(|| paragraph(norm, lines, line.span.end - title.len()))
}

/// „… разгледа предложение относно избор на съдебни заседатели.“ in the head: to the end of the sentence.
fn running(norm: &Normal, decision: &DecisionBlock) -> Option<Span> {
    let head = decision.head.of(&norm.lower);
    let basis = head.find("на основание").unwrap_or(head.len());
    let at = head[..basis]
        .match_indices("относно ")
        .map(|(at, w)| at + w.len())
        .find(|at| {
            let before = &head[..*at];
            [
                "разгледа",
                "постъпил",
                "внесен",
                "по доклад",
                "по предложение",
                "по докладна",
                "обсъди",
            ]
            .iter()
            .any(|w| before.contains(w))
        })?;
    // A full stop at a line's end closes the sentence: „г.“ and „чл.“ seldom stand there.
    let ends = [
        ".\n",
        "\n\n",
        ", и със",
        " и със свое",
        " и прие",
        " и взе",
        " и с ",
    ];
    let end = ends
        .iter()
        .filter_map(|w| head[at..basis].find(w).map(|end| (end, w.len())))
        .filter(|(end, len)| {
            let rest = &head[at + end..];
            !rest.starts_with(" и с ") || rest[*len..].starts_with(|c: char| c.is_ascii_digit())
        })
        .map(|(end, _)| end)
        .min()?;
    Some(Span::new(
        decision.head.start + at,
        decision.head.start + at + end,
    ))
}

/// „… по осма точка от дневния ред⏎„Мрежа на училищата“⏎и по докладна записка …“: a line in quotes by itself above the title.
fn quoted_above(norm: &Normal, lines: &[Line], decision: &DecisionBlock) -> Option<Span> {
    let marker = decision.marker?;
    let above = lines
        .iter()
        .filter(|l| decision.head.covers(l.span) && l.span.end <= marker.start);
    let mut quoted = above.filter_map(|l| {
        let words = l.span.of(&norm.text);
        let inner = words.strip_prefix('„')?.strip_suffix(['“', '”', '"'])?;
        let whole = inner.split_whitespace().count() > 2 && !inner.contains(['„', '“', '”']);
        whole.then(|| Span::new(l.span.start + "„".len(), l.span.start + "„".len() + inner.len()))
    });
    let only = quoted.next()?;
    quoted.next().is_none().then_some(only)
}

/// The title behind the number in its own line: „РЕШЕНИЕ № 13-01 (предл. № 96/02.07.2020 г.) – Финансова подкрепа“.
fn beside_number(norm: &Normal, lines: &[Line], decision: &DecisionBlock) -> Option<Span> {
    let marker = decision.marker?;
    let line = lines.get(lines.partition_point(|l| l.span.end < marker.end))?;
    let rest = norm.lower.get(marker.end..line.span.end)?;
    let gap = rest.len() - rest.trim_start().len();
    let text = norm.text.get(marker.end + gap..line.span.end)?;
    let lead = registry_lead(rest.trim_start(), text) + gap;
    let title = rest[lead..].trim_start();
    // „141       Ново обсъждане на Решение № 128“, „■ Решение № 3/24.   ОТЧЕТ ЗА БЮДЖЕТА“
    let closes = |number: Span| {
        let rest = norm.lower.get(marker.end..number.end).unwrap_or("-");
        number.covers(marker) && (number == marker || matches!(rest, "." | ":"))
    };
    if let [number, words] = line.cells.as_slice()
        && closes(number.span)
    {
        let i = lines.partition_point(|l| l.span.end < marker.end);
        let small = |l: &&Line| l.span.of(&norm.text).starts_with(is_small);
        let end = match lines.get(i + 1).filter(small) {
            Some(next) if next.cells.len() == 1 => next.span.end,
            _ => words.span.end,
        };
        return Some(Span::new(words.span.start, end));
    }
    // „| № 97 | Отчет за читалищата      9 „за“ |“
    if let Some(boxed) = title.strip_prefix('|') {
        let words = boxed.trim_start();
        let end = words.find(['|', '\n']).unwrap_or(words.len());
        let end = words.find("  ").map_or(end, |gap| gap.min(end));
        let start = line.span.end - words.len();
        return (end > 0).then(|| Span::new(start, start + end));
    }
    // „Решение № 216 (относно отдаване под наем на помещение)“
    if let Some(inner) = title.strip_prefix('(').and_then(|t| t.strip_prefix("относно")) {
        let start = line.span.end - inner.trim_start_matches([' ', ':']).len();
        let end = norm.text[start..].find(')').filter(|end| *end < 600)?;
        return Some(Span::new(start, start + end));
    }
    let signs = ['–', '-', ':', '◦', '•', '·', '▪', '►', '→', '|', '~'];
    let dash = title.strip_prefix(signs)?.trim_start();
    let own = [
        "на основание",
        "прието",
        "взето",
        "от ",
        "по протокол",
        "протокол",
    ]
    .iter()
    .all(|w| !dash.starts_with(w));
    let words = dash.split_whitespace().count() >= 3;
    (own && words && line.span.end <= decision.operative.start)
        .then(|| paragraph(norm, lines, line.span.end - dash.len()))
}

/// What stands before a colon and a subject.
const MARKERS: [&str; 11] = [
    "относно",
    "отнасяне",
    "касае",
    "касаещо",
    "тема",
    "предмет",
    "разгледан въпрос",
    "какво се решава",
    "по въпроса",
    "по какъв въпрос",
    "за",
];

/// „ОТНОСНО: …“, „Относно : …“, „ЗА: …“ at the start of a line.
fn marked(norm: &Normal, lines: &[Line], head: Span, title: Option<Span>, in_point: bool) -> Option<Span> {
    for (i, line) in lines
        .iter()
        .enumerate()
        .filter(|(_, l)| head.covers(l.span) && !l.span.is_empty())
    {
        let lower = line.span.of(&norm.lower);
        // „Относно            Предоставяне на пасища“: a label and its value.
        if let [label, value] = line.cells.as_slice()
            && let label = label.span.of(&norm.lower).trim_end_matches(':')
            && label != "за"
            && MARKERS.contains(&label)
        {
            return Some(hanging(norm, lines, i, value.span));
        }
        for marker in MARKERS {
            let Some(rest) = lower.strip_prefix(marker) else {
                continue;
            };
            let below = matches!(marker, "за" | "относно") && under_title(norm, lines, line, title);
            // „За: Иван Примеров, …“ under a point of the agenda is a roll call.
            if marker == "за" && in_point && !below {
                continue;
            }
            // „за удостояване …“, „относно дяловете …“ right under the title need no colon.
            let titled = below && rest.starts_with(' ');
            let Some(after) = rest
                .trim_start()
                .strip_prefix(':')
                .or_else(|| leader(rest.trim_start()))
                .or(titled.then(|| rest.trim_start()))
            else {
                continue;
            };
            // „за: 11“ counts votes.
            if marker == "за" && after.trim_start().starts_with(|c: char| c.is_ascii_digit()) {
                continue;
            }
            let start = line.span.end - after.trim_start().len();
            if start < line.span.end {
                return Some(paragraph(norm, lines, start));
            }
            let next = lines.partition_point(|l| l.span.start <= line.span.start);
            return next_paragraph(norm, lines, next, head.end);
        }
    }
    None
}

/// What follows the dots of a form („Относно ........ Отпускане на помощ“).
fn leader(rest: &str) -> Option<&str> {
    rest.starts_with("...")
        .then(|| rest.trim_start_matches(['.', ' ']))
}

/// Whether nothing but blank lines stands between the title and `line`.
fn under_title(norm: &Normal, lines: &[Line], line: &Line, title: Option<Span>) -> bool {
    let above = lines
        .iter()
        .rev()
        .find(|l| !l.span.is_empty() && l.span.end <= line.span.start);
    title.is_some_and(|t| {
        above.is_some_and(|a| {
            a.span.start < t.end
                && norm
                    .text
                    .get(t.end..a.span.end)
                    .is_some_and(|rest| rest.trim().is_empty())
        })
    })
}

/// From `start` to the end of its paragraph.
fn paragraph(norm: &Normal, lines: &[Line], start: usize) -> Span {
    let mut i = lines.partition_point(|l| l.span.end <= start);
    let Some(line) = lines.get(i) else {
        return Span::new(start, start);
    };
    let mut end = line.span.end;
    while i + 1 < lines.len() && runs_on(norm, &lines[i], &lines[i + 1]) {
        i += 1;
        end = lines[i].span.end;
    }
    Span::new(start, end)
}

/// Whether a sentence goes on from one line to the next: the line is full, or it breaks off before its end.
fn runs_on(norm: &Normal, line: &Line, next: &Line) -> bool {
    if next.span.is_empty() || opens(norm, next) || is_drawn(next.span.of(&norm.text)) {
        return false;
    }
    let (words, below) = (line.span.of(&norm.text), next.span.of(&norm.text));
    // „… в землищата на с.⏎Брестовене“
    let short = [" с.", " гр.", " ул.", " кв.", " бул."]
        .iter()
        .any(|w| words.ends_with(w));
    let capital = below.starts_with(is_capital);
    let ended = words.ends_with(['.', '“', '”', '"']) && !short && capital && next.indent >= 3;
    let broken = short && capital
        || !words.ends_with(['.', ':', ';', '!', '?', '“', '”', '"'])
            && (below.starts_with(|c: char| is_small(c) || c.is_ascii() && is_letter_or_digit(c))
                || below.starts_with(['„', '“', '"', '–', '-', '№', '(']));
    !ended && (line.wraps || broken)
}

/// A line drawn with signs.
fn is_drawn(words: &str) -> bool {
    let sign = |c: char| matches!(c, '-' | '–' | '—' | '_' | '=' | '*' | '~' | '─' | '━' | '═' | ' ');
    words.len() > 2 && words.chars().all(sign)
}

fn next_paragraph(norm: &Normal, lines: &[Line], from: usize, before: usize) -> Option<Span> {
    let line = lines.get(from..)?.iter().find(|l| !l.span.is_empty())?;
    (line.span.start < before).then(|| paragraph(norm, lines, line.span.start))
}

/// Lines that begin something else, blank line or not.
fn opens(norm: &Normal, line: &Line) -> bool {
    let lower = line.span.of(&norm.lower);
    let paper = ["писмо", "заявление", "молба", "докл", "заповед"]
        .iter()
        .any(|w| lower.starts_with(w))
        && lower.contains('№')
        && line.span.of(&norm.text).starts_with(is_capital);
    if paper || is_speaker(line.span.of(&norm.text)) || lower.contains("....") || counts_votes(lower) {
        return true;
    }
    [
        "на основание",
        "на осн.",
        "правно основание",
        "мотиви",
        "вносител",
        "докладва",
        "докл.",
        "докладна записка №",
        "предложение №",
        "реши",
        "общински съвет",
        "общинският съвет",
        "/с ",
        "в залата",
        "гласува",
        "след станали",
        "след проведен",
    ]
    .iter()
    .any(|w| lower.starts_with(w))
        && line
            .span
            .of(&norm.text)
            .starts_with(|c: char| is_capital(c) || c == '/')
}

/// „„За“ – 13; „Против“ – 0“ at the start of a line.
fn counts_votes(lower: &str) -> bool {
    let words = lower.trim_start_matches(['„', '"', '“', '(', '[', ' ']);
    words.strip_prefix("за").is_some_and(|rest| {
        let count = rest.trim_start_matches(['“', '”', '"', ' ', '–', '-', ':']);
        count.len() < rest.len()
            && count.starts_with(|c: char| c.is_ascii_digit())
            && lower.contains("против")
    })
}

/// Whether a paragraph below a point of the agenda can be its title and is not somebody's speech.
fn is_title(norm: &Normal, span: Span) -> bool {
    let words = span.of(&norm.text);
    !is_speaker(words) && !speaks(words) && words.chars().count() > 8 && !is_told(words)
}

/// „КМЕТЪТ ПРИМЕРОВ – Предприятието приключи на печалба“: who speaks, in capitals, and what is said.
fn speaks(words: &str) -> bool {
    /// Words of the longest name.
    const MOST: usize = 4;
    words.split_once(" – ").is_some_and(|(name, said)| {
        name.split(' ').count() <= MOST
            && name
                .chars()
                .all(|c| is_capital(c) || matches!(c, ' ' | '.' | '-'))
            && said.starts_with(is_capital)
    })
}

/// „Кметът поясни, че … са от 2017 г. Приходът за 2025 г. е …“: two sentences are no title.
fn is_told(words: &str) -> bool {
    words.match_indices(". ").any(|(at, _)| {
        let long = words[..at].chars().rev().take_while(|c| is_small(*c)).count() > 3;
        let next = words[at + 2..].trim_start();
        long && next.starts_with(is_capital)
    })
}

/// Whether two titles share most of the shorter one's long words.
fn alike(a: &str, b: &str) -> bool {
    let long = |t: &str| -> Vec<String> {
        t.split(|c: char| !is_letter(c))
            .filter(|w| w.chars().count() > 4)
            .map(|w| w.chars().take(6).collect())
            .collect()
    };
    let (a, b) = (long(a), long(b));
    let (short, other) = if a.len() < b.len() { (a, b) } else { (b, a) };
    let shared = short.iter().filter(|w| other.contains(w)).count();
    shared * 2 >= short.len().max(1)
}

/// „Г-н Примеров: …“, „И.Примеров – Председател на ОбС:…“, „Кметът: …“: a name or an office, then a colon.
fn is_speaker(words: &str) -> bool {
    const TITLES: &[&str] = &[
        "слуша",
        "слушаха",
        "слушан",
        "предложение",
        "приемане",
        "докладна",
        "доклад",
        "отчет",
        "проект",
        "относно",
        "даване",
        "избор",
        "програма",
        "план",
    ];
    let head: String = words.chars().take(70).collect();
    let Some((who, _)) = head.split_once(':') else {
        return false;
    };
    let tokens: Vec<&str> = who
        .split([' ', '.', '–', '-', '/', '(', ')'])
        .filter(|w| !w.is_empty())
        .collect();
    let Some(first) = tokens.first() else { return false };
    let clean = !who.contains([',', '„', '“', '"', '№']) && !who.contains(|c: char| c.is_ascii_digit());
    let named = tokens.iter().filter(|w| w.starts_with(is_capital)).count();
    clean
        && (1..=8).contains(&tokens.len())
        && first.starts_with(is_capital)
        && named * 2 >= tokens.len()
        && !TITLES.contains(&first.to_lowercase().as_str())
}

/// The title of a page over the labelled fields of its decision: „Продажба на превозни средства⏎⏎Вид акт: Решение⏎Номер: 318“.
fn above_fields(norm: &Normal, lines: &[Line], decision: &DecisionBlock) -> Option<Span> {
    /// Letters of the shortest title.
    const SHORTEST: usize = 20;
    let [first, _, ..] = decision.fields.as_slice() else {
        return None;
    };
    let at = lines.partition_point(|l| l.span.end <= first.span.start);
    let labelled = |l: &&Line| l.span.of(&norm.text).find(':').is_some_and(|i| i < 40);
    let mut above = lines[..at].iter().rev().skip_while(labelled);
    above.next().filter(|l| l.span.is_empty())?;
    let line = above.next().filter(|l| l.cells.len() == 1)?;
    let apart = above.next().is_none_or(|l| l.span.is_empty());
    let (text, lower) = (line.span.of(&norm.text), line.span.of(&norm.lower));
    let titled = text.starts_with(char::is_uppercase)
        && text.chars().count() >= SHORTEST
        && !text.contains([':', '»', '|'])
        && !["община", "общинск", "решени", "протокол", "регист"]
            .iter()
            .any(|w| lower.starts_with(w));
    (apart && titled).then_some(line.span)
}

/// The end of „(т. 2 от дневния ред; предложение № 31; гласували: …)“ that opens the line `from` or the one below and ends a
/// line: what the papers say of the decision, before its title.
fn bracket_below(norm: &Normal, lines: &[Line], from: usize) -> Option<usize> {
    const LONGEST: usize = 700;
    let line = lines.get(from..)?.iter().find(|l| !l.span.is_empty())?;
    line.span.of(&norm.text).strip_prefix('(')?;
    let near = &norm.text[line.span.start..norm.text.floor_char_boundary(line.span.start + LONGEST)];
    let near = &near[..near.find("\n\n").unwrap_or(near.len())];
    let mut depth = 0;
    let close = near.char_indices().find_map(|(i, c)| {
        match c {
            '(' => depth += 1,
            ')' => depth -= 1,
            _ => {}
        }
        (depth == 0).then_some(i + 1)
    })?;
    (near[close..].lines().next().unwrap_or_default().trim().is_empty()).then_some(line.span.start + close)
}

/// The title between the number and the basis („РЕШЕНИЕ № 271⏎20.12.2012 год.⏎Определяне …⏎На основание“).
fn title_line(norm: &Normal, lines: &[Line], decision: &DecisionBlock) -> Option<Span> {
    let marker = decision.marker?;
    let from = lines.partition_point(|l| l.span.start < marker.end);
    let bracket = bracket_below(norm, lines, from).filter(|end| *end < decision.operative.start);
    for line in lines.get(from..)?.iter().filter(|l| !l.span.is_empty()) {
        if line.span.start >= decision.operative.start {
            return None;
        }
        let lower = line.span.of(&norm.lower);
        let text = line.span.of(&norm.text);
        let drawn = !text.contains(is_letter_or_digit);
        if drawn || bracket.is_some_and(|end| line.span.start < end) {
            continue;
        }
        let acts = verbs::begins(lower);
        if opens(norm, line) || lower.contains("реши:") || acts {
            return None;
        }
        let about_itself = [
            "решение",
            "заседание",
            "прието",
            "взето",
            "от ",
            "по протокол",
            "по дз ",
            "по докладна",
            "протокол",
            "вписан",
            "номер",
            "дата",
            "на заседание",
            "проведено",
            "№",
            "с протокол",
            "на ",
            "(изм",
            "/изм",
            "гр. ",
            "днес",
        ]
        .iter()
        .any(|w| lower.starts_with(w));
        let dated = text.starts_with(|c: char| c.is_ascii_digit());
        if about_itself || dated || lower.chars().count() < 12 {
            continue;
        }
        let capital = text.starts_with(|c: char| is_capital(c) || matches!(c, '„' | '"' | '“'));
        return capital
            .then(|| paragraph(norm, lines, line.span.start))
            .filter(|s| s.of(&norm.text).chars().count() < 700);
    }
    None
}
