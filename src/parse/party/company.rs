//! Companies and enterprises by their legal form: `„Пример“ ЕООД`, `"СПА …"АД`, `ЕТ „Пример“`, `ОП „Чистота“`.

use super::{body, eik, quoted, role};
use crate::lexicon::municipalities;
use crate::model::{Mention, Span, fold_space, is_capital, is_letter, is_letter_or_digit};
use crate::parse::cursor::{Cursor, starts_word};
use crate::parse::{Input, Rule, space};

/// Matches a name with its legal form and the ЕИК beside it; leaves operational programmes (ОП „Околна среда“).
pub const RULE: Rule = Rule {
    id: "party/company",
    doc: "A company or enterprise by its legal form (ЕООД, ООД, ЕАД, АД, ЕТ, ДЗЗД, ОП, ДП, кооперация); its words reach over the ЕИК that stands beside it.",
    hints: &[
        "еоод",
        "оод",
        "еад",
        " ад",
        "“ад",
        "”ад",
        "\"ад",
        "»ад",
        "дззд",
        "ет „",
        "ет “",
        "ет ”",
        "ет \"",
        "ет\"",
        "ет„",
        "ет“",
        " ет ",
        "“ ет",
        "” ет",
        "\" ет",
        "» ет",
        "“\nет",
        "”\nет",
        "\"\nет",
        "”ет",
        "фонд флаг",
        "\nет ",
        "оп „",
        "оп “",
        "оп ”",
        "оп \"",
        "оп\"",
        "оп„",
        "дп „",
        "дп “",
        "дп \"",
        "дп\"",
        "гд „",
        "гд “",
        "гд \"",
        "предприятие „",
        "предприятие “",
        "предприятие ”",
        "предприятие \"",
        "предприятието „",
        "дружество „",
        "дружество \"",
        "дружество “",
        "фирма „",
        "фирма \"",
        "фирма “",
        "кооперация „",
        "кооперация \"",
        "кооперация “",
        "кооп „",
        "кооп \"",
        "кооп „",
        "рпк „",
        "рпк \"",
        "зк „",
        "зк \"",
        "зпк „",
        "зпк \"",
        "тд „",
        "тд \"",
        "сд „",
        "сд \"",
        "кд „",
        "кд \"",
    ],
    find,
};

/// Forms behind a name.
const BEHIND: &[&str] = &["еоод", "оод", "еад", "ад", "дззд", "адсиц"];
/// Forms before a name in quotes.
const AHEAD: &[&str] = &[
    "ет",
    "оп",
    "дп",
    "гд",
    "дззд",
    "кооп",
    "рпк",
    "зк",
    "зпк",
    "тд",
    "сд",
    "кд",
    "еоод",
    "оод",
    "еад",
    "ад",
    "кооперация",
    "предприятие",
    "предприятието",
    "дружество",
    "фирма",
];
/// Words that belong to a form of whole words: „общинско предприятие“, „земеделска кооперация“.
const ADJECTIVES: &[&str] = &[
    "общинско",
    "общинското",
    "държавно",
    "държавното",
    "търговско",
    "търговското",
    "земеделска",
    "земеделската",
    "потребителна",
    "потребителната",
    "производителна",
    "кооперативно",
    "гражданско",
];
/// Operational programmes, which are called „ОП“ too.
const PROGRAMMES: &[&str] = &[
    "околна среда",
    "растеж",
    "човешките ресурси",
    "конкурентоспособност",
    "добро управление",
    "административен капацитет",
    "регионално развитие",
    "регионите",
    "транспорт",
    "наука и образование",
    "техническа помощ",
    "рибарство",
    "храни",
];
/// Main directorates, which are called „ГД“ too.
const DIRECTORATES: &[&str] = &[
    "полиция",
    "пожарна",
    "изпълнение на наказанията",
    "инспек",
    "борба",
    "европейски",
    "архив",
];

fn find(input: Input<'_>, at: usize, out: &mut Vec<Mention>) {
    let (text, lower) = (input.text(), input.lower());
    let lead = lower[at..].len()
        - lower[at..]
            .trim_start_matches([' ', '\n', '“', '”', '"', '»'])
            .len();
    let at = at + lead;
    if !starts_word(lower, at) {
        return;
    }
    let len = lower[at..]
        .find(|c: char| !is_letter(c))
        .unwrap_or(lower.len() - at);
    let form = &lower[at..at + len];
    let end = at + len;
    let shouted = text[at..end].chars().all(is_capital);
    if form == "фонд" {
        // „Фонд ФЛАГ“, a company of the state.
        let name = at + "фонд флаг".len();
        if text[..name].ends_with("ФЛАГ") && following(lower, name).is_none_or(|f| !BEHIND.contains(&f)) {
            push(input, Span::new(at, name), out);
        }
        return;
    }
    // „„Пример – Иван Тестов“ ЕТ“, unless its name follows: „ЕТ „Пример““.
    if form == "ет"
        && shouted
        && !lower[end..].trim_start_matches(' ').starts_with(quoted::opens)
        && !text[end..].trim_start_matches(' ').starts_with(is_capital)
        && let Some(start) = in_quotes(text, at)
    {
        push(input, Span::new(start, end), out);
        return;
    }
    if BEHIND.contains(&form)
        && shouted
        && !(form == "ад" && numbered(lower, end))
        && let Some(start) = in_quotes(text, at).or_else(|| bare(text, at))
    {
        push(input, Span::new(start, town(input, end)), out);
        return;
    }
    let word = matches!(
        form,
        "кооперация" | "предприятие" | "предприятието" | "дружество" | "фирма"
    );
    if !AHEAD.contains(&form) || !(shouted || word) {
        return;
    }
    let mut c = Cursor::new(text, end);
    c.take_while(|x| x == ' ');
    if c.take(|x| matches!(x, '-' | '–')).is_some() {
        c.take_while(|x| x == ' ');
    }
    let start = if word { adjectives(lower, at) } else { at };
    if c.peek().is_some_and(quoted::opens) {
        let Some(name) = quoted::after(text, c.at) else {
            return;
        };
        let low = fold_space(name.of(lower));
        let other = match form {
            "оп" => PROGRAMMES.iter().any(|p| low.contains(p)) || years(lower, name.end),
            "гд" => DIRECTORATES.iter().any(|p| low.contains(p)),
            "фирма" | "дружество" => {
                following(lower, name.end).is_some_and(|f| BEHIND.contains(&f))
            }
            _ => false,
        };
        if !other {
            // „Фирма „Пример“ ООД“ is found at its form.
            push(input, Span::new(start, name.end), out);
        }
    } else if form == "ет" && c.at > end {
        let from = c.at;
        let mut last = from;
        for _ in 0..6 {
            if !c.peek().is_some_and(is_capital) {
                break;
            }
            c.take_while(|x| is_letter_or_digit(x) || matches!(x, '-' | '.' | '’'));
            last = c.at;
            if text[..last].ends_with('.') && text[from..last].chars().count() > 4 {
                last -= 1;
                break;
            }
            if !c.eat(" ") {
                break;
            }
            c.eat("– ");
            c.eat("- ");
        }
        if text[from..last].chars().filter(|x| is_letter(*x)).count() >= 4 {
            push(input, Span::new(at, last), out);
        }
    }
}

fn push(input: Input<'_>, name: Span, out: &mut Vec<Mention>) {
    let end = eik::beside(input.lower(), name.end);
    let role = role::of(input, name.start);
    out.push(body(
        RULE.id,
        "company",
        role,
        input.text(),
        name,
        Span::new(name.start, end),
    ));
}

/// „„ВиК“ ООД – Смолян“: the town that tells companies of one name apart.
fn town(input: Input<'_>, end: usize) -> usize {
    let (text, lower) = (input.text(), input.lower());
    let mut c = Cursor::new(text, end);
    c.take_while(|x| x == ' ');
    if c.take(|x| matches!(x, '-' | '–')).is_none() {
        return end;
    }
    c.gap();
    let marked = c.eat("гр.");
    c.take_while(|x| x == ' ');
    let near = &lower[c.at..lower.floor_char_boundary((c.at + 80).min(lower.len()))];
    let Some((_, len)) = municipalities::at_start(&near.replace('\n', " ")) else {
        return end;
    };
    // „– Иван Примеров“ and „– Русе Център“ are something else.
    let rest = &text[c.at + len..];
    let more = rest.strip_prefix(' ').is_some_and(|r| r.starts_with(is_capital));
    let capital = text[c.at..].starts_with(is_capital);
    if capital && (marked || !more) && !rest.starts_with(|x: char| is_letter_or_digit(x) || x == '-') {
        c.at + len
    } else {
        end
    }
}

/// „АД № 123/2020“ is a case at court.
fn numbered(lower: &str, end: usize) -> bool {
    let rest = lower[end..].trim_start_matches(' ');
    rest.starts_with(['№', '-']) || rest.starts_with(|c: char| c.is_ascii_digit())
}

/// „2014 – 2020“ behind a name: the years of a programme.
fn years(lower: &str, end: usize) -> bool {
    let rest = lower[end..].trim_start_matches([' ', '\n', '(']);
    rest.starts_with("20")
        && rest
            .as_bytes()
            .get(2..4)
            .is_some_and(|d| d.iter().all(u8::is_ascii_digit))
}

/// The word behind the byte `end`.
fn following(lower: &str, end: usize) -> Option<&str> {
    let rest = lower[end..].trim_start_matches([' ', '\n', '-', '–']);
    rest.split(|c: char| !is_letter(c)).next()
}

/// The start of the name in quotes before the form at the byte `at`, with the abbreviation before it (МБАЛ „Пример“ ЕООД).
fn in_quotes(text: &str, at: usize) -> Option<usize> {
    let mut end = space::before(text, at);
    for dash in ['-', '–'] {
        if let Some(head) = text[..end].strip_suffix(dash) {
            end = head.trim_end_matches(' ').len();
        }
    }
    let start = quoted::before(text, end)?;
    let head = text[..start].trim_end_matches(' ');
    let (from, word) = space::word_before(text, head.len());
    let short = matches!(
        word,
        "МБАЛ"
            | "УМБАЛ"
            | "СБАЛ"
            | "ДКЦ"
            | "МЦ"
            | "СБР"
            | "ТД"
            | "ЦПЗ"
            | "ОДЗС"
            | "МЦРСМ"
            | "СБДПЛ"
            | "МДЦ"
            | "СБПЛР"
    );
    Some(if short && starts_word(text, from) {
        from
    } else {
        start
    })
}

/// The start of a name without quotes before the form: words with capitals, digits, „и“ between capitals.
fn bare(text: &str, at: usize) -> Option<usize> {
    const WORDS: usize = 6;
    let mut end = text[..at].trim_end_matches(' ').len();
    if end == at {
        return None;
    }
    let mut start = None;
    let mut joined = false;
    for _ in 0..WORDS {
        let head = &text[..end];
        let word = head.len()
            - head
                .trim_end_matches(|c: char| is_letter_or_digit(c) || matches!(c, '-' | '&' | '.' | '+'))
                .len();
        let from = end - word;
        let token = &text[from..end];
        let joins = matches!(token, "и" | "&" | "-" | "–");
        let capital = token.starts_with(|c: char| is_capital(c) || c.is_ascii_digit());
        let function = [
            "на",
            "с",
            "със",
            "от",
            "за",
            "по",
            "при",
            "към",
            "в",
            "и",
            "до",
            "т",
            "чл",
            "ал",
            "решение",
            "договор",
            "дружеството",
            "дружество",
            "фирма",
            "фирмата",
        ]
        .contains(&token.trim_end_matches('.').to_lowercase().as_str());
        // „В и К Пример ООД“, but not „Пример ЕООД и Тест ООД“
        let (_, earlier) = space::word_before(text, text[..from].trim_end_matches(' ').len());
        let joins = joins && (token != "и" || earlier.chars().count() == 1);
        if BEHIND.contains(&token.to_lowercase().as_str()) {
            break;
        }
        let letter = capital && token.chars().count() == 1 && joined;
        joined = token == "и";
        let function = function && !letter;
        if token.is_empty() || !(capital || joins && start.is_some()) || function && !joins {
            break;
        }
        // A sentence ends there: „… в сила. Пример ООД“.
        if token.ends_with('.') && token.chars().count() > 4 {
            break;
        }
        if capital {
            start = Some(from);
        }
        let before = text[..from].trim_end_matches(' ');
        if before.len() == from || before.ends_with('\n') {
            break;
        }
        end = before.len();
    }
    let start = start?;
    let name = text[start..at].trim();
    let letters = name.chars().filter(|c| is_letter(*c)).count();
    let first = name.split(' ').next().unwrap_or_default();
    // A numbered item's own number is no part of the name.
    (letters >= 2 && !first.chars().all(|c| c.is_ascii_digit() || c == '.')).then_some(start)
}

/// The start of a form of whole words with the adjectives before it.
fn adjectives(lower: &str, at: usize) -> usize {
    let mut start = at;
    for _ in 0..2 {
        let (from, word) = space::word_before(lower, lower[..start].trim_end_matches([' ', '\n']).len());
        if !ADJECTIVES.contains(&word) {
            break;
        }
        start = from;
    }
    start
}
