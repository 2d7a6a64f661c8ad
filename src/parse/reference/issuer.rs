//! Who issued a paper, where the words after its number say so: `на Районен съд – Велинград`, `на ЦИК`.

use crate::model::{is_capital, is_letter, is_letter_or_digit};
use crate::parse::cursor::Cursor;
use crate::parse::space;

/// Bytes of the longest issuer that is read.
const LONGEST: usize = 140;

/// An issuer's name and the byte after it.
pub struct Issuer {
    /// As printed, white space folded.
    pub name: String,
    /// Whether it is a court.
    pub court: bool,
    /// The byte after it.
    pub end: usize,
}

/// The issuer after the byte `at`, where „на“ opens it and it is a body that issues papers.
pub fn after(text: &str, lower: &str, at: usize) -> Option<Issuer> {
    let mut c = Cursor::new(lower, at);
    space::gap(&mut c, lower);
    if c.eat(",") || c.eat(")") || c.eat("/") {
        space::gap(&mut c, lower);
    }
    // The case at court stands between: „по адм. дело № 5/2020 г. на Административен съд“.
    let case = c.eat_word("по") && court_case(&mut c, lower);
    if !c.eat_word("на") {
        if let Some(found) = court_behind(text, lower, at) {
            return Some(found);
        }
        return case.then(|| Issuer {
            name: String::new(),
            court: true,
            end: at,
        });
    }
    space::gap(&mut c, lower);
    let start = c.at;
    let rest = &lower[start..];
    let mut limit = rest.len().min(LONGEST);
    while !rest.is_char_boundary(limit) {
        limit -= 1;
    }
    let rest = &rest[..limit];
    let stops = [
        ",",
        ";",
        ":",
        ")",
        "(",
        "\n\n",
        ". ",
        ".\n",
        " от ",
        " за ",
        " относно",
        " прието",
        " приет",
        " с ",
        " по ",
        " и ",
        "/",
        " е ",
        " се ",
    ];
    let end = stops
        .iter()
        .filter_map(|s| rest.find(s))
        .min()
        .unwrap_or(rest.len());
    let end = new_line(&text[start..start + end]).unwrap_or(end);
    let words = &rest[..end];
    let court = is_court(words);
    let bodies = [
        "общински",
        "общинския",
        "обс",
        "об.с",
        "столичния",
        "министерск",
        "министър",
        "цик",
        "оик",
        "рик",
        "оесут",
        "кмет",
        "област",
        "изпълнителния",
        "директор",
        "агкк",
        "комиси",
        "нпос",
        "експерт",
        "рзи",
        "риосв",
        "началник",
        "надзорния",
    ];
    let council = matches!(words, "съвет" | "съвета")
        || words.starts_with("местния съвет")
        || words.starts_with("същия съвет");
    let ministers = words == "мс" || words.starts_with("мс ");
    if !court && !council && !ministers && !bodies.iter().any(|b| words.starts_with(b)) {
        return case.then(|| Issuer {
            name: String::new(),
            court: true,
            end: at,
        });
    }
    let name = text[start..start + end]
        .split_whitespace()
        .collect::<Vec<_>>()
        .join(" ");
    Some(Issuer {
        name: name.trim_end_matches(['.', ' ', '“', '”', '"']).to_owned(),
        court: court || case,
        end: start + end,
    })
}

/// „с Решение № 903/17.05.2024 г. Районен съд – Пазарджик потвърди …“: the court that acts by its decision.
fn court_behind(text: &str, lower: &str, at: usize) -> Option<Issuer> {
    const KINDS: [&str; 8] = [
        "административн",
        "административен",
        "районн",
        "районен",
        "окръж",
        "апелатив",
        "върхов",
        "конституцион",
    ];
    let mut c = Cursor::new(lower, at);
    space::gap(&mut c, lower);
    let start = c.at;
    let first = c.take_while(is_letter);
    space::gap(&mut c, lower);
    let mut second = c.take_while(is_letter);
    if first.starts_with("върхов") {
        space::gap(&mut c, lower);
        second = c.take_while(is_letter); // „Върховният административен съд“
    }
    let court = (KINDS.iter().any(|k| first.starts_with(k)) && matches!(second, "съд" | "съдът"))
        || matches!(first, "съдът" | "вас" | "вкс");
    if !court || start == at || !text[start..].starts_with(is_capital) && first != "съдът" {
        return None;
    }
    let end = if matches!(first, "съдът" | "вас" | "вкс") {
        start + first.len()
    } else {
        c.at
    };
    Some(Issuer {
        name: text[start..end].split_whitespace().collect::<Vec<_>>().join(" "),
        court: true,
        end,
    })
}

/// The end of the first line of `words`, where the next begins with a capital and no dash or „на“ runs on into it.
fn new_line(words: &str) -> Option<usize> {
    let (line, next) = words.split_once('\n')?;
    let open = line.trim_end().ends_with(['-', '–', '—']) || line.trim_end().ends_with(" на");
    (!open && next.trim_start().starts_with(is_capital)).then_some(line.len())
}

/// Whether words name a court.
pub fn is_court(words: &str) -> bool {
    let whole = [
        "съд",
        "съда",
        "съдът",
        "вас",
        "вкс",
        "адмс",
        "адм.с",
        "рс",
        "ос",
        "кс",
        "апелативен",
    ];
    words
        .split(|c: char| !is_letter_or_digit(c))
        .take(6)
        .any(|w| whole.contains(&w))
        && !words.starts_with("общинск")
}

/// „адм. дело № 123/2019 г.“, „гр. д. № 5 по описа за 2020 г.“
fn court_case(c: &mut Cursor<'_>, lower: &str) -> bool {
    space::gap(c, lower);
    let rest = c.rest();
    let kinds = [
        "адм",
        "гр",
        "н.",
        "нохд",
        "нахд",
        "т.",
        "търг",
        "в.",
        "ч.",
        "дело",
        "к.",
        "касационно",
    ];
    if !kinds.iter().any(|k| rest.starts_with(k)) {
        return false;
    }
    let line = &rest[..rest.char_indices().nth(40).map_or(rest.len(), |(i, _)| i)];
    let Some(mark) = line.find('№').filter(|i| {
        let case = line[..*i].trim_end();
        ["дело", "д.", " д"].iter().any(|w| case.ends_with(w))
    }) else {
        return false;
    };
    c.at += mark + '№'.len_utf8();
    c.take_while(|ch| ch == ' ' || ch.is_ascii_digit() || ch == '/');
    super::super::date::read::suffix(c, lower);
    space::gap(c, lower);
    true
}
