//! What ends the operative part: votes, sending, appeal, signatures.

use std::sync::LazyLock;

use memchr::memmem::Finder;

use super::kind::is_shouted;
use super::marks::{Mark, Place, Sort, breaks_off};
use crate::lexicon::{numerals, verbs};
use crate::model::{Words, is_capital, is_letter};

/// Offices of who presides.
static CHAIR: LazyLock<Words> = LazyLock::new(|| {
    Words::new(&[
        "председател",
        "председателстващ",
        "зам.-председател",
        "зам. председател",
        "вр. изп.",
        "за председател",
    ])
});

/// How a line begins that ends the operative part.
static STARTS: LazyLock<Words> = LazyLock::new(|| {
    Words::new(&[
        "правно основание",
        "правни основания",
        "решението,",
        "гласували",
        "гласуване",
        "гласувал",
        "поименно гласува",
        "поименно гласували",
        "участвали в",
        "след проведено",
        "общ брой",
        "общо гласували",
        "в залата присъства",
        "в залата са",
        "присъствали",
        "присъстват",
        "резултат от",
        "резултат:",
        "резултат –",
        "резултат -",
        "брой гласува",
        "прието на",
        "взето на",
        "прието с протокол",
        "общо съветници",
        "извлечението",
        "така реши",
        "взехме това",
        "защо се взема",
        "как гласува",
        "начин на гласуване",
        "заинтересованите",
        "недоволните",
        "засегнатите",
        "отделно бе",
        "в подкрепа на решението",
        "* * *",
        "***",
        "резултати от",
        "решението е прието",
        "решението е вписано",
        "решението е взето",
        "решението е разгласено",
        "решението се ",
        "решението подлежи",
        "решението може",
        "решението да се",
        "решението да бъде",
        "решението е записано",
        "решението влиза",
        "решенията подлежат",
        "решенията могат",
        "решенията са приети",
        "решенията влизат",
        "настоящото решение",
        "настоящето решение",
        "настоящият акт",
        "как е гласувано",
        "при гласуването",
        "в гласуването",
        "на заседанието присъства",
        "оригиналът",
        "оригинал:",
        "екземпляр",
        "разпределение",
        "разпространение",
        "копие от",
        "за вярност",
        "за общинския съвет:",
        "за общински съвет",
        "пълният текст",
        "вписано в",
        "вписано под",
        "заведено в",
        "заведено под",
        "обявено на",
        "публикувано ",
        "изтегли:",
        "препис –",
        "преписи –",
        "препис от",
        "този препис",
        "настоящият препис",
        "преписът е от",
        "извлечението е от",
        "препис да",
        "преписи от",
        "препис-извлечение да",
        "вярно с",
        "вярно:",
        "вярно,",
        "вярно",
        "изчитал",
        "водил протокола",
        "протоколирал",
        "подписал",
        "вписал",
        "технически секретар",
        "това решение ",
        "наредбата е приета",
        "поименно:",
        "жалби",
        "подпис на",
        "закрито",
        "край на заседанието",
        "край:",
        "з/п/в",
        "вот:",
        "с това заседанието",
        "протоколист",
        "протоколчик",
        "снел преписа",
        "изготвил",
        "съгласувал:",
        "забележка",
        "бележка:",
        "с уважение",
        "кворум",
        "гласове:",
        "поради изчерпване",
        "заради изчерпване",
        "след изчерпване",
        "с изчерпване",
        "контролът по изпълнени",
        "контрол по изпълнени",
        "заседанието бе",
        "заседанието беше",
        "заседанието приключи",
        "<< назад",
        "секретар:",
        "дата:",
        "гр. ",
        "оспорване",
        "обжалване",
        "юрисконсулт",
        "решението е обявено",
        "решението не подлежи",
        "дадено в",
        "изпратено до",
        "изпратено на",
        "разпратено на",
        "връчено на",
        "отбелязвания",
        "водещ регистъра",
        "печат",
    ])
});

/// The office behind a name: „инж. Иван Примеров, председател на Общинския съвет“.
static CHAIR_BEHIND: LazyLock<Finder<'_>> = LazyLock::new(|| Finder::new("председател на об"));

/// „Гласуваха 12“, „за гласували“.
static VOTED: LazyLock<Finder<'_>> = LazyLock::new(|| Finder::new("гласува"));

/// Votes, sending, appeal, signatures.
pub fn closing(at: Place<'_>) -> Option<Mark> {
    let (lower, text) = (at.lower(), at.text());
    let mut chairs = CHAIR_BEHIND.find_iter(lower.as_bytes());
    if chairs.any(|i| {
        let head = &lower[..i];
        let dashed = [" – ", " - "].iter().find_map(|d| head.strip_suffix(d));
        head.ends_with(", ") && lower.chars().count() < 90
            || dashed.is_some_and(|name| is_named(&text[..name.len()]))
    }) {
        return at.mark(Sort::Chair);
    }
    if !text.starts_with(|c: char| {
        is_capital(c)
            || matches!(
                c,
                '*' | '№' | '„' | '"' | '“' | '”' | '«' | '/' | '(' | '[' | '<' | '\''
            )
            || c.is_ascii_digit()
    }) {
        return None;
    }
    if let Some(office) = CHAIR.begin_len(lower)
        && !lower.contains(" комиси")
    {
        let rest = lower[office..].trim_start_matches(|c: char| is_letter(c) || c == '.' || c == '-');
        let signs = rest.is_empty()
            || rest.trim_start().starts_with([':', '/', '(', '_', '.', '…', ','])
            || rest.trim_start().starts_with("на об")
            || rest.trim_start().starts_with("на\n")
            || rest.trim() == "на"
            || at.lines[at.i].cells.len() > 1;
        let agenda = lower.contains("даде думата") || lower.contains("откри");
        // „Избира комисия в състав:⏎Председател: …⏎Членове: …“
        let above = at.lines[..at.i].iter().rev().find(|l| !l.span.is_empty());
        let listed = above.is_some_and(|l| l.span.of(&at.norm.lower).ends_with("състав:"))
            || at
                .next(1)
                .is_some_and(|l| l.span.of(&at.norm.lower).starts_with("член"));
        if signs && !agenda && !listed {
            return at.mark(Sort::Chair);
        }
    }
    // „II. ПРАВНО ОСНОВАНИЕ“
    if numbered_heading(lower).is_some_and(|words| STARTS.begin(words)) && is_shouted(text) {
        return at.mark(Sort::Closing);
    }
    if STARTS.begin(lower) {
        if is_service(at) {
            return None;
        }
        if (lower.starts_with("гр. ") || lower.starts_with("печат")) && lower.chars().count() > 30 {
            return None;
        }
        return at.mark(Sort::Closing);
    }
    let heading = lower.trim_end_matches(':');
    let hour = lower
        .strip_prefix("край ")
        .is_some_and(|rest| rest.starts_with(|c: char| c.is_ascii_digit()));
    // „ОСОБЕНО МНЕНИЕ към решението остави съветникът …“
    let dissents = text.starts_with("ОСОБЕНО МНЕНИЕ");
    if hour
        || dissents
        || [
            "обосновка",
            "мотиви",
            "мотиви към решението",
            "мотиви за решението",
            "побуди",
            "побуди към решението",
            "особено мнение",
        ]
        .contains(&heading)
    {
        return at.mark(Sort::Closing);
    }
    if is_clock(at) || tells_result(lower) {
        return at.mark(Sort::Closing);
    }
    if is_roll_call(at) {
        return at.mark(Sort::Closing);
    }
    // „Решения № 512 и № 514 подлежат на оспорване пред …“
    if lower.starts_with("решени") && tells_appeal(at) {
        return at.mark(Sort::Closing);
    }
    let by_law = [
        "на основание",
        "по силата на",
        "по реда на",
        "съгласно",
        "при условията на",
    ];
    if by_law.iter().any(|w| lower.starts_with(w)) && (sends(at) || tells_appeal(at)) {
        return at.mark(Sort::Closing);
    }
    // „РЕЗУЛТАТ     ДА 7  |  НЕ 1“, „Вот:  14 – 0 – 1“
    let labelled = match at.lines[at.i].cells.as_slice() {
        [label, _, ..] => {
            let label = label.span.of(&at.norm.lower).trim_end_matches(':');
            ["резултат", "вот", "гласове"].contains(&label)
        }
        _ => false,
    };
    if labelled {
        return at.mark(Sort::Closing);
    }
    let heads = |w: &str| {
        at.lines[at.i]
            .cells
            .iter()
            .any(|c| c.span.of(&at.norm.lower).starts_with(w))
    };
    let mut told = VOTED.find_iter(lower.as_bytes());
    let told = told.any(|i| {
        let ending = &lower[i + "гласува".len()..];
        ending.starts_with("ха") || ending.starts_with("ли ") && lower[..i].ends_with(' ')
    });
    if told && !super::label::is_label(text) && verbs::first(lower, 0).is_none_or(|v| v.span.start > 0) {
        return at.mark(Sort::Closing);
    }
    if is_tally(lower)
        || is_vote_sentence(lower)
        || is_boxed_tally(lower)
        || is_triple(lower)
        || heads("вот") && (heads("име") || heads("съветник") || heads("общински съветник"))
    {
        return at.mark(Sort::Closing);
    }
    // A name with the office below it.
    let below = at.next(1).map(|l| l.span.of(&at.norm.lower));
    if !below.is_some_and(|b| {
        b.starts_with("председател на об") || b == "председател" || b.starts_with("председател на\n")
    }) {
        return None;
    }
    if is_named(text)
        && lower.chars().count() < 45
        && lower.split(' ').count() <= 6
        && !lower.ends_with([',', ':', ';'])
    {
        return at.mark(Sort::Chair);
    }
    None
}

/// What stands behind the Roman number of a heading.
fn numbered_heading(lower: &str) -> Option<&str> {
    let words = lower.trim_start_matches(['i', 'v', 'x', 'і', 'х']);
    let numbered = words.len() < lower.len();
    words.strip_prefix(". ").filter(|_| numbered)
}

/// „Препис от решение      3,50“: a row of a tariff.
fn is_service(at: Place<'_>) -> bool {
    let cells = &at.lines[at.i].cells;
    let last = cells.last().map_or("", |c| c.span.of(&at.norm.text));
    let figure = last.starts_with(|c: char| c.is_ascii_digit())
        && last
            .chars()
            .all(|c| c.is_ascii_digit() || matches!(c, ',' | '.' | ' '));
    cells.len() > 1
        && figure
        && ["препис", "копие", "заверка"]
            .iter()
            .any(|w| at.lower().starts_with(w))
}

/// „18:41 ч.“, „[10:20]“ alone behind a blank line: minutes go on at that time.
fn is_clock(at: Place<'_>) -> bool {
    let words = at.lower().trim_matches(['[', ']', '(', ')', ' ']);
    let time = ["часа", "часът", "ч."].iter().find_map(|w| words.strip_suffix(w));
    let time = time.unwrap_or(words).trim_end();
    let clock = time.split_once([':', '.']).is_some_and(|(hour, minute)| {
        let digits = |t: &str| t.bytes().all(|b| b.is_ascii_digit());
        (1..=2).contains(&hour.len()) && minute.len() == 2 && digits(hour) && digits(minute)
    });
    clock && at.i.checked_sub(1).is_some_and(|i| at.lines[i].span.is_empty())
}

/// „Приема се.“, „Не се приема с 5 гласа „за““: a result, where „Приема се предложеното споразумение …“ is an item.
fn tells_result(lower: &str) -> bool {
    let rest = ["приема се", "не се приема"]
        .iter()
        .find_map(|w| lower.strip_prefix(w));
    rest.is_some_and(|rest| {
        let words = rest.trim_start_matches([' ', '.', '!', ',', ';', '–', '-']);
        let counted = words.starts_with("с ") || words.starts_with("със ") || words.starts_with("единодушно");
        words.is_empty() || counted || rest.starts_with(['.', '!'])
    })
}

/// Whether words can be a person's name: capitals, and short words between them.
fn is_named(words: &str) -> bool {
    let letters = |w: &str| w.chars().filter(|c| is_letter(*c)).count();
    let mut tokens = words.split([' ', '.']).filter(|w| !w.is_empty()).peekable();
    tokens.peek().is_some()
        && words.split(' ').count() <= 6
        && words
            .split(' ')
            .any(|w| letters(w) > 2 && w.starts_with(is_capital))
        && tokens.all(|w| w.starts_with(is_capital) || w.chars().count() < 5)
}

/// A paragraph „По силата на чл. 215, ал. 4 ЗУТ заинтересованите лица могат да обжалват решението … пред съда“.
fn tells_appeal(at: Place<'_>) -> bool {
    let words = paragraph(at);
    (words.contains("обжалва") || words.contains("оспор"))
        && words.contains("съд")
        && words.contains("решени")
}

/// A paragraph „На основание чл. 22 … препис от решението да се изпрати“: no item stands in it.
fn sends(at: Place<'_>) -> bool {
    let words = paragraph(at);
    let passive = [
        "да се изпрати",
        "да се обяви",
        "да бъде изпратен",
        "да се обнародва",
        "да се публикува",
        "подлежи на",
        "да се разгласи",
    ];
    // Where the council itself acts in the paragraph, it is the operative part.
    let acts = || {
        verbs::first(&words.replace('\n', " "), 0).is_some_and(|v| words[..v.span.start].contains("съвет"))
    };
    passive.iter().any(|w| words.contains(w))
        && words.contains("решени")
        && !words.contains("реши:")
        && !acts()
}

/// The lines up to the end of the sentence that begins here.
fn paragraph(at: Place<'_>) -> &str {
    let rest = &at.lines[at.i..];
    let mut end = at.span().end;
    for pair in rest.windows(2).take(16) {
        let (words, next) = (pair[0].span.of(&at.norm.text), &pair[1]);
        let ended = words.ends_with('.') && !words.ends_with(" г.") && !breaks_off(words);
        if ended || words.ends_with([':', ';']) {
            break;
        }
        end = end.max(next.span.end);
    }
    &at.norm.lower[at.span().start..end.max(at.span().start)]
}

/// „1. Цонка Маринова           за“: a name and a choice in cells of their own.
fn is_roll_call(at: Place<'_>) -> bool {
    const CHOICES: [&str; 8] = [
        "за",
        "против",
        "въздържал се",
        "въздържала се",
        "въздържали се",
        "отсъства",
        "отсъствал",
        "не участва",
    ];
    let cells = &at.lines[at.i].cells;
    let choice = cells.iter().skip(1).any(|c| {
        let words = c.span.of(&at.norm.lower);
        CHOICES.contains(&words.trim_matches(['„', '“', '”', '"', ' ', '.']))
    });
    let first = cells.first().map_or("", |c| c.span.of(&at.norm.text));
    let name = first.trim_start_matches(|c: char| c.is_ascii_digit() || matches!(c, '.' | ')' | ' '));
    choice && cells.len() > 1 && is_named(name)
}

/// „С 5 гласа „против“ и 4 „за“ решението не се приема“, „От 13 гласували с бюлетини: …“: a sentence that begins with
/// a number of votes.
fn is_vote_sentence(lower: &str) -> bool {
    const AFTER: [&str; 8] = [
        "глас",
        "гл.",
        "за",
        "против",
        "въздържал",
        "общински съветници гласува",
        "съветници гласува",
        "присъстващи гласува",
    ];
    let rest = ["със ", "с ", "от ", "при ", "общо "]
        .iter()
        .find_map(|w| lower.strip_prefix(w))
        .unwrap_or(lower);
    let after = rest.trim_start_matches(|c: char| c.is_ascii_digit());
    let after = if after.len() < rest.len() {
        after
            .strip_prefix("-ма")
            .or(after.strip_prefix("-мата"))
            .unwrap_or(after)
    } else {
        let mut words = rest;
        while let Some((word, more)) = words.split_once(' ')
            && numerals::is_part(word.trim_end_matches("ма"))
        {
            words = more;
        }
        if words.len() == rest.len() || rest.starts_with("и ") {
            return false;
        }
        words
    };
    let words = after.trim_start_matches([' ', '(', ')', '/', '„', '“', '”', '"', '«', '\'', '-', '–']);
    AFTER.iter().any(|w| {
        words
            .strip_prefix(w)
            .is_some_and(|rest| *w != "за" || rest.starts_with(['“', '”', '"', '»', '\'', ',', ';']))
    }) && ["за", "против", "въздържал"].iter().any(|w| lower.contains(w))
}

/// „[Електронно гласуване 3: ЗА 9 ПРОТИВ 2 ВЪЗДЪРЖАЛ СЕ 1]“, „(11 за, 0 против, 0 въздържали се)“ alone on a line.
fn is_boxed_tally(lower: &str) -> bool {
    let Some(inner) = lower.strip_prefix(['[', '(']) else {
        return false;
    };
    let boxed = inner.trim_end_matches(['.', ' ']).ends_with([']', ')']) || !inner.contains([']', ')']);
    let says = |w: &str| {
        inner
            .match_indices(w)
            .any(|(at, _)| !inner[..at].ends_with(is_letter) && !inner[at + w.len()..].starts_with(is_letter))
    };
    boxed && says("за") && says("против") && inner.contains(|c: char| c.is_ascii_digit())
}

/// „11 / 0 / 0“, „10:1:0 (един не участва)“: a tally without words.
fn is_triple(lower: &str) -> bool {
    let mut rest = lower;
    for n in 0..3 {
        let after = rest.trim_start_matches(|c: char| c.is_ascii_digit());
        if !(1..=2).contains(&(rest.len() - after.len())) {
            return false;
        }
        rest = after.trim_start_matches(' ');
        if n < 2 {
            let Some(next) = rest.strip_prefix(['/', ':']) else {
                return false;
            };
            rest = next.trim_start_matches(' ');
        }
    }
    rest.is_empty() || rest == "." || rest.starts_with('(')
}

/// „За – 26, против – 1“, „„ЗА” – 13“, „с 12 гласа „за““, „0 „ЗА", 20 „ПРОТИВ"“ at the start of a line.
fn is_tally(lower: &str) -> bool {
    /// More characters than a number of votes and its label have.
    const LONGEST: usize = 40;
    let sign = |c: &char| matches!(c, '„' | '“' | '”' | '"' | '«' | '»' | '\'' | ' ' | '/' | '(');
    let first = lower.chars().find(|c| !sign(c));
    if !first.is_some_and(|c| matches!(c, 'з' | 'с' | '0'..='9')) {
        return false;
    }
    // „1. Дава съгласие“: most lines that begin with a number are items.
    let behind = lower.trim_start_matches(|c: char| sign(&c) || c.is_ascii_digit());
    if first.is_some_and(|c| c.is_ascii_digit()) && !behind.starts_with(['г', 'з']) {
        return false;
    }
    // „За                    10“ in a form
    let (label, value) = lower.split_once("  ").unwrap_or((lower, ""));
    let labelled = matches!(label.trim_end_matches(':'), "за" | "гласували за");
    if labelled && value.trim_start().parse::<u8>().is_ok() {
        return true;
    }
    // „За 14             Против 0           Въздържали се 2          ПРИЕТО“
    let number = label
        .strip_prefix("за ")
        .map(|n| n.trim_matches(['–', '-', ':', ' ']));
    if number.is_some_and(|n| n.parse::<u8>().is_ok()) && value.trim_start().starts_with("против") {
        return true;
    }
    let bare: String = lower.chars().filter(|c| !sign(c)).take(LONGEST).collect();
    let counted = |rest: &str| {
        rest.trim_start_matches(['-', '–', '—', ':'])
            .starts_with(|c: char| c.is_ascii_digit())
            && rest.starts_with(['-', '–', '—', ':'])
    };
    if let Some(rest) = bare.strip_prefix("за") {
        return counted(rest);
    }
    let rest = bare
        .strip_prefix("със")
        .or_else(|| bare.strip_prefix('с'))
        .unwrap_or(&bare);
    if rest.strip_prefix("за").is_some_and(counted) {
        return true;
    }
    let after = rest.trim_start_matches(|c: char| c.is_ascii_digit());
    after.len() < rest.len()
        && ["гласаза", "гл.за", "за,", "за;", "гласоваза", "гласаза"]
            .iter()
            .any(|w| after.starts_with(w))
}
