//! The sign „§“, which the engine's Bulgarian model does not know: it comes as an eight or a five before a paragraph of the budget,
//! „по 8 51-00“, „такси, 8 28-00“, and before one of an act, „ал. 2 и 8 12 от Закона“, „В 53, ал. 1“.

use super::{replace, texts};
use crate::model::{Reading, is_letter};

/// What it is read as.
const READ: [char; 4] = ['8', '5', '6', '$'];
/// What it is read as where two digits stand for one sign.
const DOUBLED: [&str; 2] = ["85", "58"];
/// Words that it follows.
const BEFORE: [&str; 8] = ["по", "към", "параграф", "от", "на", "и", "а", "като"];
/// Words that no number of an article follows without its level.
const IN: [&str; 4] = ["В", "в", "по", "По"];
/// What the provisions behind an act's articles are called.
const PROVISIONS: [&str; 3] = ["допълнителн", "преходн", "заключителн"];
/// Levels below it.
const BELOW: [&str; 2] = ["т.", "ал."];

/// Puts the sign where it was.
pub(super) fn mend(reading: &mut Reading) {
    let texts = texts(reading);
    across(reading, &texts);
    for (l, line) in texts.iter().enumerate() {
        for (w, three) in line.windows(3).enumerate() {
            let [before, read, number] = three else { continue };
            // „по §§ 01-00 и 02-00“
            let two = read == "88" && is_paragraph(number);
            let one = is_read(read);
            if !one && !two && !DOUBLED.contains(&read.as_str()) {
                continue;
            }
            // No range ends with noughts.
            let named =
                BEFORE.contains(&before.as_str()) || number.trim_end_matches(['.', ',']).ends_with("-00");
            let named = named || stands_alone(before, line.get(w + 3));
            let level = line.get(w + 3).is_some_and(|w| BELOW.contains(&w.as_str()));
            let counted = level && is_counted(number) || is_cited(&texts, l, w + 1);
            if named && is_paragraph(number) || one && counted {
                let many = read.chars().count();
                let signs = if two { 2 } else { 1 };
                replace(&mut reading.lines[l].words[w + 1], many, &"§".repeat(signs));
            }
        }
        for (w, two) in line.windows(2).enumerate() {
            let number = two[1].strip_prefix(READ);
            // „по 810-20“; „В 53, ал. 1“: an article would be called one.
            let budget = BEFORE.contains(&two[0].as_str()) && number.is_some_and(is_paragraph);
            let level = line.get(w + 2).is_some_and(|w| w == "ал.");
            let act = IN.contains(&two[0].as_str()) && number.is_some_and(is_counted) && level;
            if budget || act {
                replace(&mut reading.lines[l].words[w + 1], 1, "§");
            }
        }
    }
    headings(reading);
    columns(reading);
}

/// Lines of a table's head above its first paragraph, and rows between two of them.
const ROWS: usize = 6;

/// The cells over and between paragraphs of the budget in a column of a table: its head „8“, „83111“ for „§ 31-11“, and „604 8 10-20“.
fn columns(reading: &mut Reading) {
    let texts = texts(reading);
    let place = |l: usize, w: usize| reading.lines[l].words[w].x0();
    let signed = |l: usize, w: usize| {
        let word = texts[l][w].as_str();
        let number = word.strip_prefix('§').unwrap_or("");
        is_paragraph(number) || word == "§" && texts[l].get(w + 1).is_some_and(|n| is_paragraph(n))
    };
    let mut found: Vec<(usize, usize, String)> = Vec::new();
    for (l, line) in texts.iter().enumerate() {
        for (w, word) in line.iter().enumerate() {
            let bare = word.trim_start_matches(['“', '„', '"']);
            let code = bare.len() == 5 && bare.starts_with(READ) && bare.bytes().all(|b| b.is_ascii_digit());
            let head = is_read(bare)
                && line
                    .iter()
                    .all(|w| w == word || !w.contains(|c: char| c.is_ascii_digit()));
            let cell = is_read(bare) && line.get(w + 1).is_some_and(|n| is_paragraph(n));
            if !code && !head && !cell {
                continue;
            }
            let near = if head { l + 1 } else { l.saturating_sub(ROWS) };
            let beside = (near..texts.len().min(l + 1 + ROWS)).any(|row| {
                let size = reading.lines[row].size;
                (0..texts[row].len()).any(|c| signed(row, c) && (place(row, c) - place(l, w)).abs() < size)
            });
            if beside {
                let right = if code {
                    format!("§{}-{}", &bare[1..3], &bare[3..])
                } else {
                    "§".to_owned()
                };
                found.push((l, w, right));
            }
        }
    }
    for (l, w, right) in found {
        let word = &mut reading.lines[l].words[w];
        replace(word, word.letters.len(), &right);
    }
}

/// Signs that begin or end a line: „изплащано от 8 ↵ 02-02.“, „5 13-00“, „за сметка на 510- ↵ 15“, „по смисъла на ↵ 51, т. 61 от
/// допълнителните“.
fn across(reading: &mut Reading, texts: &[Vec<String>]) {
    for (l, line) in texts.iter().enumerate() {
        let before = l.checked_sub(1).and_then(|l| texts[l].last());
        let named = |word: Option<&String>| word.is_some_and(|w| BEFORE.contains(&w.as_str()));
        let noughts = |number: &str| number.trim_end_matches(['.', ',']).ends_with("-00");
        if let [read, number, ..] = line.as_slice() {
            let budget = is_paragraph(number) && (named(before) || noughts(number));
            let counted = read.strip_prefix(READ).is_some_and(is_counted);
            let cited = counted && BELOW.contains(&number.as_str()) && named(before);
            let provisions = line
                .iter()
                .take(7)
                .any(|w| PROVISIONS.iter().any(|p| w.starts_with(p)));
            if is_read(read) && budget || cited && provisions {
                replace(&mut reading.lines[l].words[0], 1, "§");
            }
        }
        let Some(next) = texts.get(l + 1).and_then(|l| l.first()) else {
            continue;
        };
        let Some(last) = line.len().checked_sub(1) else {
            continue;
        };
        let before = last.checked_sub(1).and_then(|w| line.get(w));
        let halved = line[last].strip_prefix(READ).filter(|n| n.ends_with('-'));
        let halved = halved.is_some_and(|n| is_paragraph(&format!("{n}{next}")));
        let whole = is_read(&line[last]) && is_paragraph(next);
        if whole && (named(before) || noughts(next)) || halved && named(before) {
            replace(&mut reading.lines[l].words[last], 1, "§");
        }
    }
}

/// Whether a paragraph of the budget is a cell or an item by itself: „в) 8 24-04 „Нетни““, „Резерв 8 00-98 12 000“. Behind a range of a count
/// goes on what is counted.
fn stands_alone(before: &str, behind: Option<&String>) -> bool {
    let counted = behind.is_some_and(|w| w.starts_with(char::is_lowercase));
    let apart = before.ends_with([')', '.', '“']) || before.chars().filter(|c| is_letter(*c)).count() > 2;
    apart && !counted && !before.starts_with("тел")
}

/// „чл. 53, ал. 2 и 8 12 от“: behind provisions of an act, and no number of the kind before it, which would need no other.
fn is_cited(texts: &[Vec<String>], l: usize, w: usize) -> bool {
    let line = &texts[l];
    let above = l.checked_sub(1).map_or(&[][..], |l| texts[l].as_slice());
    let provisions = || {
        above
            .iter()
            .chain(&line[..w])
            .any(|w| w == "чл." || BELOW.contains(&w.as_str()))
    };
    let number = line.get(w + 1).map_or("", String::as_str);
    let digits = number.replace('З', "3");
    let number = (1..=2).contains(&digits.len()) && digits.bytes().all(|b| b.is_ascii_digit());
    number && line[w - 1] == "и" && line.get(w + 2).is_some_and(|w| w == "от") && provisions()
}

fn is_read(word: &str) -> bool {
    let mut letters = word.chars();
    letters.next().is_some_and(|c| READ.contains(&c)) && letters.next().is_none()
}

/// „1,“ before „т. 2“.
fn is_counted(word: &str) -> bool {
    let number = word.strip_suffix(',').unwrap_or_default();
    (1..=2).contains(&number.len()) && number.bytes().all(|b| b.is_ascii_digit())
}

/// Paragraphs that begin lines and are counted on: „§ 1.“, „82.“, „§ 3.“. A list is counted on too, so one must have its sign, or signs were
/// read as different digits.
fn headings(reading: &mut Reading) {
    let texts = texts(reading);
    let lines = texts.iter().enumerate();
    let marks: Vec<(usize, char, u32)> = lines
        .filter_map(|(l, line)| heading(line).map(|(sign, n)| (l, sign, n)))
        .collect();
    let mut rest = marks.as_slice();
    while let Some(first) = rest.first() {
        let many = rest.iter().zip(first.2..).take_while(|(m, n)| m.2 == *n).count();
        let (run, behind) = rest.split_at(many);
        let known = run.iter().any(|m| m.1 == '§');
        let differ = run.iter().any(|m| m.1 != first.1);
        if many > 1 && (known || differ && (many > 2 || first.2 == 1)) {
            for (l, ..) in run.iter().filter(|m| m.1 != '§') {
                let word = &mut reading.lines[*l].words[0];
                let many = if is_doubled(&word.text()) { 2 } else { 1 };
                replace(word, many, "§");
            }
        }
        rest = behind;
    }
}

/// „851.“: the sign as two digits before one more; no act has so many paragraphs.
fn is_doubled(word: &str) -> bool {
    word.len() == 4 && word.ends_with('.') && DOUBLED.iter().any(|d| word.starts_with(d))
}

/// The sign, or what it may have been read as, and the number of a line „§ 2. В чл. 31“, „82. В чл. 31“.
fn heading(line: &[String]) -> Option<(char, u32)> {
    let first = line.first()?;
    if let Some(number) = DOUBLED
        .iter()
        .find_map(|d| first.strip_prefix(d))
        .filter(|_| is_doubled(first))
    {
        return Some(('8', number.strip_suffix('.')?.parse().ok()?));
    }
    let sign = first.chars().next().filter(|c| *c == '§' || READ.contains(c))?;
    let rest = match &first[sign.len_utf8()..] {
        "" => line.get(1)?,
        rest => rest,
    };
    Some((sign, rest.strip_suffix('.')?.parse().ok()?))
}

/// „51-00“: paragraph and sub-paragraph of the budget classification (ЕБК), two digits each.
pub(in super::super) fn is_paragraph(word: &str) -> bool {
    let word = word.trim_end_matches(['.', ',', ';', ':', ')', '-']).as_bytes();
    let [a, b, b'-', c, d] = word else { return false };
    [a, b, c, d].iter().all(|n| n.is_ascii_digit())
}

#[cfg(test)]
mod tests {
    use super::super::tests::after;
    use super::*;

    #[test]
    fn an_eight_before_a_paragraph_of_the_budget_is_its_sign() {
        assert_eq!(after("ремонт по 8 51-00 – 48", mend), "ремонт по § 51-00 – 48");
        assert_eq!(after("по 88 01-00 и 02-00", mend), "по §§ 01-00 и 02-00");
        assert_eq!(after("по 810-20 сме", mend), "по §10-20 сме");
        assert_eq!(after("такси, 8 28-00 38 000", mend), "такси, § 28-00 38 000");
        assert_eq!(
            after("лицата по 8 1, т. 2 от Допълнителните", mend),
            "лицата по § 1, т. 2 от Допълнителните"
        );
        for (read, printed) in [
            ("изплащано от 8\n02-02. Следва", "изплащано от §\n02-02. Следва"),
            ("план\n5 13-00", "план\n§ 13-00"),
            (
                "нефинансови активи, 8\n40-00 12",
                "нефинансови активи, §\n40-00 12",
            ),
            ("за сметка на 510-\n15 на", "за сметка на §10-\n15 на"),
            ("плащания по\n5 10-20 и 8 10-30", "плащания по\n§ 10-20 и § 10-30"),
            (
                "по смисъла на\n51, т. 61 от допълнителните разпоредби",
                "по смисъла на\n§1, т. 61 от допълнителните разпоредби",
            ),
        ] {
            assert_eq!(after(read, mend), printed);
        }
        for text in ["на\n51, т. 6 от плана", "ред\n5 10-20 души", "ред 8\n10-15 души"]
        {
            assert_eq!(after(text, mend), text);
        }
        assert_eq!(after("в) 8 24-04 „Нетни“", mend), "в) § 24-04 „Нетни“");
        assert_eq!(after("Резерв 8 00-98 12 000", mend), "Резерв § 00-98 12 000");
        assert_eq!(after("увеличава 85 52-03 „При“", mend), "увеличава § 52-03 „При“");
        assert_eq!(
            after("чл. 6, т. 1 и 8 12 от Закона, „г“ и 8 З от преходните", mend),
            "чл. 6, т. 1 и § 12 от Закона, „г“ и § З от преходните"
        );
        assert_eq!(after("7. В 53, ал. 1, т. 2", mend), "7. В §3, ал. 1, т. 2");
        for text in [
            "чл. 12 и 53, ал. 1",
            "на 7 и 8 12 от тях",
            "чл. 6 и 8 123 от",
            "отпуска 8 10-15 души",
        ] {
            assert_eq!(after(text, mend), text);
        }
        for text in ["по 8 510 лв.", "в 8 10-15 души", "по 8 1-2", "по 7 51-00"] {
            assert_eq!(after(text, mend), text);
        }
    }

    #[test]
    fn a_column_of_paragraphs_has_its_sign() {
        assert_eq!(
            after("Обект 8 Общо, лв.\nПътят §51-00 600\nОбщ дълг 83111 900", mend),
            "Обект § Общо, лв.\nПътят §51-00 600\nОбщ дълг 83111 900"
        );
        assert_eq!(
            after("Обект 8 Общо, лв.\nПътят 83112 600\nОбщи §51-00 900", mend),
            "Обект § Общо, лв.\nПътят §31-12 600\nОбщи §51-00 900"
        );
        assert_eq!(
            after("604 § 10-15 600\n606 8 10-20 900", mend),
            "604 § 10-15 600\n606 § 10-20 900"
        );
        for text in ["Обект 8 Общо, лв.\nПътят 8 600", "Обект 8 от 5\nПътят §51-00 600"]
        {
            assert_eq!(after(text, mend), text);
        }
    }

    #[test]
    fn a_digit_too_many_in_a_row_of_paragraphs_is_their_sign() {
        assert_eq!(
            after("§1. В чл. 22\n82. В чл. 31\n§3. Отменя се", mend),
            "§1. В чл. 22\n§2. В чл. 31\n§3. Отменя се"
        );
        assert_eq!(
            after("851. В\n§2. В\n853. Чл. 4", mend),
            "§1. В\n§2. В\n§3. Чл. 4"
        );
        assert_eq!(after("51. В\n82. В\n53. Чл. 4", mend), "§1. В\n§2. В\n§3. Чл. 4");
        assert_eq!(
            after("51. В чл. 17\n62. В чл. 23", mend),
            "§1. В чл. 17\n§2. В чл. 23"
        );
        assert_eq!(
            after(
                "51. в чл. 17\nтекст\n62. в чл. 23\nЗ. създава\n§3. Член\n§4. Член",
                mend
            ),
            "§1. в чл. 17\nтекст\n§2. в чл. 23\nЗ. създава\n§3. Член\n§4. Член"
        );
        for text in ["51. Ана\n52. Ива\n53. Оля", "§ 1. В\n85. Ана", "§ 1. В\n2. Ана"] {
            assert_eq!(after(text, mend), text);
        }
    }
}
