//! What a document is, by its headings and, where it has none, by the way it is set.

use super::marks::{Mark, Sort};
use super::paper::is_paper;
use super::point::first_heading;
use super::{enact, form};
use crate::model::{Kind, Line, Normal, is_capital, is_letter, is_small};

/// Lines at the top among which a heading is looked for.
const TOP: usize = 40;

/// Tells what the document is.
pub fn kind(norm: &Normal, lines: &[Line], marks: &[Mark]) -> Kind {
    let full: Vec<&Line> = lines.iter().filter(|l| !l.span.is_empty()).collect();
    if looks_like_article(norm) {
        return Kind::Article;
    }
    if let Some(kind) = by_heading(norm, &full, marks) {
        return kind;
    }
    let lower = norm.lower.as_str();
    if (0..lines.len().min(TOP)).any(|i| form::numbered(norm, lines, i).is_some()) {
        return Kind::Decision;
    }
    if pointed(marks) && is_told(lower) {
        return Kind::Minutes;
    }
    // „РЕШИХА (решение № 377):“
    let enacted = marks.windows(2).any(|w| {
        matches!(w[0].sort, Sort::Title { .. })
            && w[1].sort == Sort::Enact
            && w[1].span.start == w[0].span.end
    });
    let titled = marks.iter().any(|m| matches!(m.sort, Sort::Title { .. }));
    let formula = marks.iter().any(|m| m.sort == Sort::Enact);
    // „# Решение № 187“ over „На основание … Общински съвет изменя …“, again and again
    let numbered = marks.iter().filter_map(|m| m.sort.number()).count() > 1;
    if enacted || titled && (formula || numbered) && norm.lower.contains("общинск") {
        return Kind::Decision;
    }
    if says_plainly(first_chars(lower, 600)) {
        return Kind::Publication;
    }
    if looks_like_slides(norm, lines) {
        return Kind::Presentation;
    }
    if has_enacting_words(lower) && has(lower, "общинск") {
        return Kind::Decision;
    }
    if is_printed_matter(lower) {
        return Kind::Publication;
    }
    let council_acts = full
        .iter()
        .take(TOP)
        .any(|l| l.span.of(lower).starts_with("на основание"))
        && (has(lower, "общински съвет") || has(lower, "общинският съвет"));
    if council_acts { Kind::Decision } else { Kind::Other }
}

/// The first heading that says what the document is.
fn by_heading(norm: &Normal, full: &[&Line], marks: &[Mark]) -> Option<Kind> {
    let lower = norm.lower.as_str();
    // Papers over the decisions taken on them.
    let decided = marks
        .iter()
        .any(|m| m.sort == Sort::Head && is_paper(norm, m.span));
    let mut addressed = false;
    let mut extract = false;
    let mut copy = false;
    for (i, line) in full.iter().take(TOP).enumerate() {
        // „Община Х       Стенографски протокол“: the heading in another cell.
        let cells = line.cells.iter().skip(1).map(|c| c.span.of(lower));
        let minutes = |words: &&str| words.starts_with("протокол №") || words.ends_with(" протокол");
        let printed = cells
            .filter(|_| line.cells.len() == 2)
            .find(minutes)
            .unwrap_or(line.span.of(lower));
        let whole = [
            "кратък ",
            "съкратен ",
            "обобщен ",
            "резюмиран ",
            "подробен ",
            "пълен ",
            "стенографски ",
            "стено",
            "пълен стенографски ",
        ]
        .iter()
        .find_map(|w| printed.strip_prefix(w));
        let words = whole.unwrap_or(printed);
        let shout = is_shouted(line.span.of(&norm.text));
        let squeezed = words.replace(' ', "");
        let heading = |name: &str| {
            let whole = |words: &str, name: &str| {
                words
                    .strip_prefix(name)
                    .is_some_and(|rest| !rest.starts_with(is_letter))
            };
            // A heading in spaced letters may have lost the space between its words.
            (shout || words.chars().count() < 60)
                && (whole(words, name) || shout && squeezed == name.replace(' ', ""))
        };
        addressed |=
            words == "до" || words.starts_with("до ") && (shout || i < 2) || words.starts_with("до:");
        // „Препис!“ alone marks a copy of anything.
        if words.trim_matches(['!', '.', ' ', ':']) == "препис" {
            copy = true;
            continue;
        }
        extract |= ["препис", "извадка", "извлечение"]
            .iter()
            .any(|w| words.starts_with(w));
        if words.starts_with("вид на акта") && words.contains("решение") {
            return Some(Kind::Decision);
        }
        // „КАРТОН НА РЕШЕНИЕ“ over fields, among them the paper that it rests on
        let record = ["картон", "запис", "данни", "преглед"]
            .iter()
            .any(|w| words.starts_with(w));
        if shout
            && record
            && ["на решение", "на решението", "за решение"]
                .iter()
                .any(|w| words.contains(w))
        {
            return Some(Kind::Decision);
        }
        let sort = ["вид на материала", "вид на документа", "вид на акта", "вид:"]
            .iter()
            .find_map(|w| words.strip_prefix(w));
        if sort.is_some_and(|s| s.contains("докладна") || s.contains("предложение")) {
            return Some(Kind::Proposal);
        }
        // „РЕШЕНИЯ от заседанието на Общински съвет – …“
        let listed = words.starts_with("решения ")
            && is_shouted(&line.span.of(&norm.text)[..line.span.of(&norm.text).find(' ').unwrap_or(0)])
            && ["заседание", "протокол", "сесия"]
                .iter()
                .any(|w| words.contains(w));
        if listed {
            return Some(Kind::Decision);
        }
        if !decided && (heading("докладна записка") || heading("докладна") && shout) {
            return Some(Kind::Proposal);
        }
        // „ФОРМУЛЯР ЗА ВНАСЯНЕ НА ПРЕДЛОЖЕНИЕ В ОБЩИНСКИЯ СЪВЕТ“
        let blank = ["формуляр", "бланка", "образец"].iter().any(|w| heading(w));
        let proposes = ["предложение", "докладна", "внасяне"]
            .iter()
            .any(|w| words.contains(w));
        if !decided && shout && blank && proposes {
            return Some(Kind::Proposal);
        }
        if !decided && heading("предложение") && (addressed || shout) {
            return Some(Kind::Proposal);
        }
        if heading("питане") && addressed {
            return Some(Kind::Proposal);
        }
        if heading("заповед") && shout {
            return Some(Kind::Order);
        }
        if (heading("решение") || heading("решения")) && (shout || digits_follow(words)) {
            return Some(Kind::Decision);
        }
        if words.starts_with("решение") && shout && digits_follow(words) {
            return Some(Kind::Decision);
        }
        let recorded = whole.is_some() && heading("запис") || heading("стенограма");
        let minutes = (recorded
            || heading("протокол")
            || heading("протоколна книга")
            || heading("протоколен запис")
            || shout && (heading("протоколно изложение") || heading("протоколно описание")))
            && !words.starts_with("протокол от")
            || words.starts_with("протокол №") && words.chars().count() < 110;
        // „ИЗВЪНРЕДНО ЗАСЕДАНИЕ“ over points
        let sits = shout && squeezed.ends_with("заседание") && !squeezed.contains("решени");
        let minutes = minutes || sits && pointed(marks);
        // „Приета с Решение № 207 от⏎Протокол № 19“: the stamp of a programme.
        let stamped = i > 0 && full[i - 1].span.of(lower).starts_with("прие");
        // „Протокол № 43, точка 18“ heads one decision.
        let minutes = minutes && !words.contains(", т") && !stamped;
        if minutes {
            let rest = &lower[line.span.start..];
            return Some(
                if (recorded
                    || whole.is_some()
                    || is_minutes(rest, pointed(marks))
                    || is_debate(norm, full, marks))
                    && !extract
                {
                    Kind::Minutes
                } else {
                    Kind::Decision
                },
            );
        }
        // „СПИСЪК⏎на решенията от редовното заседание“
        let collects = [
            "бюлетин",
            "сборник",
            "регистър",
            "опис",
            "списък",
            "книга",
            "справка",
        ]
        .iter()
        .any(|w| heading(w));
        let named = words.contains("решения") || shout && squeezed.contains("решения");
        let below = || {
            let more = &full[i..full.len().min(i + 3)];
            more.iter().any(|l| l.span.of(lower).contains("решени"))
        };
        if collects && (named || (shout || heading("справка")) && below()) {
            return Some(Kind::Decision);
        }
        if extract && (i < 6 || shout) && (words.contains("протокол") || words.contains("решени") || shout)
        {
            return Some(Kind::Decision);
        }
        if shout
            && [
                "наредба",
                "правилник",
                "тарифа",
                "устав",
                "правила",
                "вътрешни правила",
                "механизъм",
            ]
            .iter()
            .any(|w| heading(w))
        {
            return Some(Kind::Regulation);
        }
        if shout
            && [
                "отчет",
                "годишен отчет",
                "доклад",
                "годишен доклад",
                "информация",
                "анализ",
            ]
            .iter()
            .any(|w| heading(w))
        {
            return Some(Kind::Report);
        }
        if [
            "обявление",
            "обява",
            "съобщение",
            "покана",
            "заявление",
            "договор",
            "споразумение",
            "годишна програма",
            "програма",
            "план",
            "стратегия",
        ]
        .iter()
        .any(|w| heading(w) && shout)
        {
            return Some(Kind::Other);
        }
    }
    // „До г-н …, Председател на Общинския съвет … ПРОЕКТ НА РЕШЕНИЕ“
    if addressed && marks.iter().any(|m| m.sort == Sort::Draft) {
        return Some(Kind::Proposal);
    }
    copy.then_some(Kind::Decision)
}

/// Whether points of an agenda stand over the text, from the first on.
fn pointed(marks: &[Mark]) -> bool {
    let mut points = marks.iter().filter_map(|m| match &m.sort {
        Sort::Point { number, .. } => Some(number.as_str()),
        _ => None,
    });
    points.next() == Some("1") && points.next().is_some()
}

/// Whether the text tells how a sitting began and how it ended.
fn is_told(lower: &str) -> bool {
    let says = |words: &[&str]| words.iter().any(|w| has(lower, w));
    says(&[
        "се събра",
        "откри заседанието",
        "откри сесията",
        "се проведе",
        "се състоя",
    ]) && says(&[
        "се закри",
        "закри заседанието",
        "закрива",
        "закрит",
        "закривам",
        "приключи",
    ])
}

/// Whether people speak in turn under the points of an agenda: „Кметът: …“, „- Добър ден, колеги.“
fn is_debate(norm: &Normal, full: &[&Line], marks: &[Mark]) -> bool {
    const FEWEST: usize = 3;
    const NAME: usize = 40;
    let speaks = |l: &&&Line| {
        let text = l.span.of(&norm.text);
        let spoken = text.strip_prefix("- ").or_else(|| text.strip_prefix("– "));
        let said = |words: &str| words.trim_start().starts_with(is_capital);
        spoken.is_some_and(said)
            || text.split_once(": ").is_some_and(|(name, words)| {
                let name_like = name.chars().count() < NAME
                    && name.starts_with(is_capital)
                    && name.split(' ').count() < 5;
                name_like && l.cells.len() == 1 && said(words)
            })
    };
    pointed(marks) && full.iter().filter(speaks).count() >= FEWEST
}

/// Minutes have an agenda and tell who came, or that the council sat and who came.
fn is_minutes(lower: &str, pointed: bool) -> bool {
    // All this is told before the first decision; a decision of its own may end with a roll call.
    let headings = || {
        let begins = |at: &usize| lower[..*at].trim_end_matches(' ').ends_with('\n');
        memchr::memmem::find_iter(lower.as_bytes(), "решение").filter(begins)
    };
    let several = headings()
        .filter(|at| {
            let line = lower[*at..].lines().next().unwrap_or_default();
            line.len() == "решение".len() || digits_follow(line)
        })
        .take(2)
        .count()
        == 2;
    let lower = &lower[..headings().next().unwrap_or(lower.len())];
    let says = |words: &[&str]| words.iter().any(|w| has(lower, w));
    let came = says(&[
        "присъства",
        "отсъства",
        "кворум",
        "взеха участие",
        "явиха се",
        "дойдоха",
    ]);
    let agenda = says(&["дневен ред", "дневният ред"]) && (came || says(&["откри", "съветници"]));
    let told = says(&[
        "отсъства",
        "се проведе",
        "се събраха",
        "откри заседанието",
        "закрит",
    ]) || several;
    let points = pointed
        || says(&[
            "дневния ред",
            "дневният ред",
            "се проведе",
            "по т.",
            "точка ",
            "т. 1",
        ]);
    // „ТОЧКА 1 …“, „ТОЧКА 2 …“ as headings below an agenda.
    let headings = lower
        .lines()
        .filter(|l| l.trim_start().starts_with("точка "))
        .count();
    // An extract begins with a later point.
    let whole = first_heading(lower).is_none_or(|n| n == 1);
    agenda
        || headings >= 2 && lower.contains("дневен ред")
        || pointed && several
        || points && whole && (came && told || several && says(&["се проведе", "проведено", "се събра"]))
}

/// Words in capitals: headings are mostly set so.
pub fn is_shouted(words: &str) -> bool {
    let letters = words.chars().filter(|c| is_letter(*c)).count();
    let small = words.chars().filter(|c| is_small(*c)).count();
    letters > 0 && small * 5 <= letters
}

/// Whether a number stands behind the first word.
fn digits_follow(words: &str) -> bool {
    let rest = words
        .trim_start_matches(is_letter)
        .trim_start_matches([' ', '№', ':']);
    rest.starts_with(|c: char| c.is_ascii_digit())
}

fn has_enacting_words(lower: &str) -> bool {
    let verbs = enact::VERBS.iter().flat_map(|v| lower.match_indices(v));
    verbs.into_iter().any(|(at, word)| {
        let rest = lower[at + word.len()..].trim_start_matches(' ');
        !lower[..at].ends_with(is_letter) && (rest.starts_with(':') || rest.starts_with('\n'))
    })
}

/// Whether the words name a brochure, a bulletin or a collection.
fn says_plainly(lower: &str) -> bool {
    const PLAIN: &[&str] = &[
        "тираж",
        "isbn",
        "issn",
        "сборник",
        "брошура",
        "бюлетин",
        "издател",
        "печат:",
        "наръчник",
    ];
    PLAIN.iter().any(|w| has(lower, w))
}

/// What printed matter says of itself: one plain sign, or two weaker ones.
fn is_printed_matter(lower: &str) -> bool {
    const WEAK: &[&str] = &[
        "издание",
        "добри практики",
        "практика на община",
        "финансовата помощ",
        "каталог",
        "разпространява се",
        "донор",
    ];
    says_plainly(lower) || WEAK.iter().filter(|w| has(lower, w)).count() >= 2
}

/// An encyclopaedia's or a newspaper's page brings its address or its section marks with it.
fn looks_like_article(norm: &Normal) -> bool {
    let head = first_chars(&norm.lower, 600);
    let top = first_chars(head, 120);
    if ["вестник", "в-к", "в. „"].iter().any(|w| top.contains(w)) && top.contains("бр.") {
        return true;
    }
    let web = head.contains("публикуван")
        && ["автор", "прочетена", "коментар"]
            .iter()
            .any(|w| head.contains(w));
    web || (head.contains("url: http") || head.contains("title:")) && head.contains("http")
        || has(&norm.lower, "\n== ") && has(&norm.lower, " ==\n")
}

/// The first `count` characters.
fn first_chars(text: &str, count: usize) -> &str {
    text.char_indices()
        .nth(count)
        .map_or(text, |(end, _)| &text[..end])
}

/// Whether `word` stands in `text`, which may be long.
fn has(text: &str, word: &str) -> bool {
    memchr::memmem::find(text.as_bytes(), word.as_bytes()).is_some()
}

/// Slides: hardly a full paragraph, many bullets or blank lines, and a greeting at the end.
fn looks_like_slides(norm: &Normal, lines: &[Line]) -> bool {
    let full: Vec<&Line> = lines.iter().filter(|l| !l.span.is_empty()).collect();
    if full.len() < 10 {
        return false;
    }
    let lower = norm.lower.as_str();
    let bullets = full
        .iter()
        .filter(|l| {
            l.span
                .of(&norm.text)
                .starts_with(['•', '▪', '●', '➢', '✓', '»', '–', '-', '\u{f0b7}', '\u{f0a7}'])
        })
        .count();
    let blank_runs = lines
        .windows(3)
        .filter(|w| w.iter().all(|l| l.span.is_empty()))
        .count();
    let greets = has(lower, "благодар") && has(lower, "вниманието");
    let long = full
        .iter()
        .filter(|l| l.span.of(&norm.text).chars().count() > 110)
        .count();
    let score = usize::from(greets) * 2
        + usize::from(bullets * 6 >= full.len()) * 2
        + usize::from(blank_runs * 12 >= full.len())
        + usize::from(long == 0);
    score >= 3
}
