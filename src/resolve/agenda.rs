//! The point of the agenda that a decision belongs to, and a number that only its closing tells.

use super::zones::point_of_protocol;
use crate::lexicon::ordinals::ordinal;
use crate::model::{Blocks, DecisionBlock, Normal, Span};

/// The point of the agenda, from its heading or the closing formula.
pub fn agenda_item(norm: &Normal, d: &DecisionBlock, formula: Option<Span>) -> String {
    if let Some(own) = below_title(norm, d).or_else(|| in_brackets(norm, d)) {
        return own;
    }
    if let Some(point) = &d.point {
        return point.number.clone();
    }
    let head = d.head.of(&norm.lower);
    let end = [
        "\nотносно",
        "мотиви",
        "на основание",
        "правно основание",
        "вносител",
    ]
    .iter()
    .filter_map(|w| head.find(w))
    .min();
    let own = point_in(
        norm,
        Span::new(d.head.start, end.map_or(d.head.end, |e| d.head.start + e)),
    );
    if !own.is_empty() {
        return own;
    }
    let Some(zone) = formula.or_else(|| point_of_protocol(norm, d)) else {
        return String::new();
    };
    let lower = &zone.of(&norm.lower).replace('\n', " ");
    let Some(end) = lower.find("от дневни").or_else(|| lower.find("от протокол")) else {
        // „разгледа по точка първа внесеното предложение“
        let heard = lower
            .find("разгледа по точка ")
            .map(|at| &lower[at + "разгледа по точка ".len()..]);
        return heard
            .and_then(ordinal)
            .map_or(String::new(), |(n, _)| n.to_string());
    };
    let head = &lower[..end];
    let at = head
        .rfind("т.")
        .map(|a| a + "т.".len())
        .max(head.rfind("точка").map(|a| a + "точка".len()));
    at.map(|a| head[a..].trim_start_matches([' ', '№', '\n']))
        .map(|rest| rest.chars().take_while(char::is_ascii_digit).collect())
        .unwrap_or_default()
}

/// The only point of the agenda whose title has the words of a decision's subject: where decisions are printed apart from
/// the debate, nothing else tells it.
pub fn listed_as(norm: &Normal, blocks: &Blocks, subject: Span) -> Option<String> {
    /// Letters that two subjects hardly have in common by chance.
    const FEWEST: usize = 20;
    let plain = |words: &str| -> String { words.chars().filter(|c| c.is_alphanumeric()).collect() };
    let subject = plain(subject.of(&norm.lower));
    if subject.chars().count() < FEWEST {
        return None;
    }
    let mut same = blocks.agenda.iter().filter(|p| {
        let title = plain(&norm.lower[p.title..p.span.end.max(p.title)]);
        title.contains(&subject) || title.chars().count() >= FEWEST && subject.contains(&title)
    });
    let point = same.next()?;
    same.next().is_none().then(|| point.number.clone())
}

/// „Решение № 75⏎т. 6 от дневния ред“
fn below_title(norm: &Normal, d: &DecisionBlock) -> Option<String> {
    let behind = norm.lower.get(d.marker?.end..d.head.end)?;
    let mut lines = behind.lines().map(|l| l.trim().trim_start_matches([',', ' ']));
    let line = lines.find(|l| !l.is_empty())?;
    let named = line.strip_prefix("по ").unwrap_or(line);
    let words = ["т.", "точка"]
        .iter()
        .find_map(|w| named.strip_prefix(w))?
        .trim_start();
    let number: String = words.chars().take_while(char::is_ascii_digit).collect();
    let rest = words[number.len()..].trim_start();
    // „Решение № 174 по точка 1“ is its own line; „РЕШЕНИЕ № 391      Точка 1“ has it in a cell.
    let beside = behind.starts_with("  ") && behind.trim_start_matches(' ').starts_with(line);
    let alone = (named.len() < line.len() || beside) && rest.is_empty();
    (!number.is_empty() && (alone || rest.starts_with("от дневния ред"))).then_some(number)
}

/// „№ 153 (т. 3, докладна записка № 166)“
fn in_brackets(norm: &Normal, d: &DecisionBlock) -> Option<String> {
    let behind = norm.lower.get(d.marker?.end..d.head.end)?;
    let beside = behind.trim_start_matches(' ').strip_prefix('(');
    let below = || behind[behind.find('\n')?..].trim_start().strip_prefix('(');
    let inner = beside.or_else(below)?;
    let words = ["т.", "точка"].iter().find_map(|w| inner.strip_prefix(w))?;
    let number: String = words
        .trim_start()
        .chars()
        .take_while(char::is_ascii_digit)
        .collect();
    let rest = words.trim_start()[number.len()..].trim_start();
    // Below the title „(т. 2; предложение …)“ is said of the whole decision, „(т. 2 от решението …)“ is not.
    let whole = beside.is_some()
        || rest.starts_with([';', ',', ')'])
        || rest.starts_with("от дневния ред")
        || rest.starts_with("от дн. ред");
    (whole && !number.is_empty() && number.len() < 3).then_some(number)
}

/// „точка 11 от дневния ред“, „Протокол № 6 …, точка 14“ in the head of a decision.
fn point_in(norm: &Normal, zone: Span) -> String {
    let raw = zone.of(&norm.lower);
    let lower = &raw.replace('\n', " ");
    let ordered = lower.contains("от дневния ред");
    // „Точка“ over „№ 214   7“ heads a column.
    let heads_column = |end: usize| {
        let behind = raw[end..].trim_start_matches(' ').strip_prefix('\n');
        behind.is_some_and(|b| b.trim_start_matches(' ').starts_with('№'))
    };
    ["точка", ", т.", "по т."]
        .iter()
        .flat_map(|w| lower.match_indices(w))
        .filter(|(at, word)| !heads_column(at + word.len()))
        .filter(|(at, word)| match lower[..*at].rfind("протокол") {
            // „ПО ПРОТОКОЛ № 24 ОТ 26.06.2025 ГОДИНА, т. 9“ on a line is the council's own; inside a sentence it is another body's.
            Some(named) if lower[..named].trim_end().ends_with("по") => {
                let line = raw[..named].rfind('\n').map_or(0, |at| at + 1);
                raw[line..named].trim() == "по" && !raw[named..*at].contains('\n')
            }
            Some(named) => {
                let apart = lower[named..*at].chars().count();
                ordered || apart < 60 || apart < 120 && lower[..*at].ends_with(", ")
            }
            None => ordered && *word != ", т.",
        })
        .map(|(at, word)| {
            // „по осма точка от дневния ред“
            let before = lower[..at].trim_end().rsplit(' ').next().unwrap_or_default();
            if let Some((n, _)) = ordinal(before).filter(|_| ordered && word == "точка") {
                return n.to_string();
            }
            let rest = lower[at + word.len()..].trim_start_matches([' ', '№', '.']);
            match ordinal(rest) {
                Some((n, _)) => n.to_string(),
                None => rest.chars().take_while(char::is_ascii_digit).collect(),
            }
        })
        .find(|n: &String| !n.is_empty() && n.len() < 4)
        .unwrap_or_default()
}

/// „Решението, заведено под № 68 в книгата за решения, е прието …“.
pub fn number_in_closing(norm: &Normal, d: &DecisionBlock) -> String {
    let lower = &d.closing.of(&norm.lower).replace('\n', " ");
    [
        "решението",
        "настоящото решение",
        "настоящето решение",
        "вписано",
        "заведено",
        "регистрирано",
    ]
    .iter()
    .flat_map(|w| lower.match_indices(w).map(|(at, _)| at + w.len()))
    .find_map(|at| {
        let paragraph = lower[at..].find("  ").map_or(lower.len(), |end| at + end);
        let rest = &lower[at..paragraph.min(lower.ceil_char_boundary(at + 400))];
        if let Some(own) = rest.trim_start().strip_prefix('№') {
            return Some(
                own.trim_start()
                    .chars()
                    .take_while(char::is_ascii_digit)
                    .collect::<String>(),
            );
        }
        let sign = ["под №", "с №", "с номер", "под номер"]
            .iter()
            .filter_map(|w| rest.find(w).map(|i| i + w.len()))
            .min()?;
        Some(
            rest[sign..]
                .trim_start()
                .chars()
                .take_while(char::is_ascii_digit)
                .collect::<String>(),
        )
    })
    .unwrap_or_default()
}
