//! Roman numerals, whose letters the engine's Bulgarian alphabet lacks: „II.“ comes as „П.“, „III/“ as „Ш/“, „IV.“ as „ГУ.“, and „I.“ as
//! „1.“; also where words stand against them, „П.Отменя“; „УПИ XXII-314“ comes as „УПИ ХХП-314“.

use super::{replace, texts};
use crate::lexicon::{roman, verbs};
use crate::model::{Reading, is_capital, lower_case};

/// What the engine makes of the numerals of a list, in order, without the mark behind them.
const LIST: [(&[&str], &str); 10] = [
    (&["1", "|", "Т", "І", "I"], "I"),
    (&["П", "п", "ІІ", "11", "II"], "II"),
    (&["Ш", "ш", "ПІ", "1П", "III"], "III"),
    (&["ГУ", "ТУ", "1У", "ІУ", "ГМ", "IV"], "IV"),
    (&["У", "МУ", "М", "V"], "V"),
    (&["УТ", "У1", "УІ", "УГ", "МТ", "VI"], "VI"),
    (&["УП", "УН", "МП", "VII"], "VII"),
    (&["УШ", "МШ", "VIII"], "VIII"),
    (&["ГХ", "1Х", "ІХ", "ТХ", "IX"], "IX"),
    (&["Х", "X"], "X"),
];
/// What stands behind them. A mark may be lost.
const MARKS: [char; 3] = ['.', '/', ')'];
/// Numerals that are none without a mark.
const MARKED: [&str; 18] = [
    "М", "п", "ш", "1", "|", "Т", "І", "I", "ІІ", "11", "ПІ", "1П", "1У", "ІУ", "У1", "УІ", "1Х", "ІХ",
];

/// A numeral with its mark, and the words against it: „П.“ of „П.Отменя“.
fn apart(word: &str) -> Option<&str> {
    let mark = word.find(MARKS)?;
    let (head, rest) = word.split_at(mark + 1);
    let words = rest.chars().count() > 2 && rest.starts_with(is_capital);
    words.then_some(head)
}

/// The place in [`LIST`] of a word, and the mark behind its numeral.
fn listed(word: &str) -> Option<(usize, &str)> {
    let core = word.strip_suffix(MARKS).unwrap_or(word);
    let mark = &word[core.len()..];
    if mark.is_empty() && MARKED.contains(&core) {
        return None;
    }
    let number = LIST.iter().position(|(read, _)| read.contains(&core));
    Some((
        number.or_else(|| by_strokes(core).filter(|_| !mark.is_empty()))?,
        mark,
    ))
}

/// „М!“, „Мш“: the place in [`LIST`] of the numeral whose strokes the letters have.
fn by_strokes(core: &str) -> Option<usize> {
    let mut numeral = String::new();
    for letter in core.chars().flat_map(char::to_uppercase) {
        numeral.push_str(match letter {
            'М' | 'У' | 'V' => "V",
            'Ш' => "III",
            'П' | 'И' => "II",
            'Х' | 'X' => "X",
            '!' | '|' | 'І' | 'I' | '1' | 'Г' | 'Т' => "I",
            _ => return None,
        });
    }
    let many = core.chars().count() > 1 && !core.bytes().all(|b| b.is_ascii_digit());
    LIST.iter().position(|(_, right)| many && *right == numeral)
}

/// Mends the numerals of lists and of plots.
pub(super) fn mend(reading: &mut Reading) {
    lists(reading);
    alone(reading);
    plots(reading);
}

/// A line that may begin with a numeral of a list.
struct Mark {
    line: usize,
    number: usize,
    /// Words stand against it.
    glued: bool,
    x: f32,
    size: f32,
}

/// A list is a run of numerals, one after the other, that begin lines of one indent. Only its first one may also be an Arabic one; where
/// a two with the same mark follows that, it was.
pub(super) fn lists(reading: &mut Reading) {
    let texts = texts(reading);
    let mut marks: Vec<Mark> = Vec::new();
    for (l, (line, words)) in reading.lines.iter().zip(&texts).enumerate() {
        let (Some(first), true) = (words.first(), words.len() > 1) else {
            continue;
        };
        let bare = first == "И" && words[1].starts_with(is_capital);
        let glued = apart(first);
        if let Some(number) = listed(glued.unwrap_or(first))
            .map(|(n, _)| n)
            .or(bare.then_some(0))
        {
            marks.push(Mark {
                line: l,
                number,
                glued: glued.is_some(),
                x: line.words[0].x0(),
                size: line.size,
            });
        }
    }
    let mut lines: Vec<(usize, usize)> = Vec::new();
    for (i, second) in marks.iter().enumerate().filter(|(_, m)| m.number == 1) {
        let beside = |m: &&Mark| (m.x - second.x).abs() < 2.0 * second.size.max(m.size);
        let first = marks[..i].iter().rev().find(|m| heads(m, second.line, &texts));
        let first = first.filter(beside);
        let mut run = vec![(second.line, 1)];
        let mut rest = marks[i + 1..].iter().filter(beside);
        while let Some(mark) = rest.next() {
            let next = run.len() + 1;
            // „V.“ before another „V.“ is a „IV.“ whose stroke is lost.
            let later = || rest.clone().find(|m| m.number >= next);
            let lost = || mark.number == next + 1 && later().is_some_and(|m| m.number == mark.number);
            if mark.number == next || lost() {
                run.push((mark.line, next));
            } else if mark.number == 1 {
                break;
            }
        }
        // One „П.“ alone may be the initial of a name, and is mostly printed against it.
        let sure = match second.glued {
            true => first.is_some() && run.len() > 1,
            false => first.is_some() || run.len() > 1,
        };
        if sure {
            lines.extend(first.map(|m| (m.line, 0)));
            lines.append(&mut run);
        }
    }
    for (line, number) in lines {
        let word = &mut reading.lines[line].words[0];
        let text = word.text();
        let text = apart(&text).unwrap_or(&text);
        let many = text.chars().count();
        // An „И“ is the numeral with its full stop.
        let mark = listed(text).map_or(".", |(_, mark)| mark);
        let right = format!("{}{mark}", LIST[number].1);
        if text != right {
            replace(word, many, &right);
        }
    }
}

/// Whether a mark may be the first numeral of a list whose second one begins a later line. An Arabic one is not, if a two with its mark stands
/// between them and no other one before that, or if the second one has another mark.
fn heads(mark: &Mark, second: usize, texts: &[Vec<String>]) -> bool {
    let first = |l: usize| {
        let word = texts[l].first().map_or("", String::as_str);
        let word = apart(word).unwrap_or(word);
        word.split_at(word.strip_suffix(MARKS).unwrap_or("").len())
    };
    if mark.number != 0 {
        return false;
    }
    let (number, sign) = first(mark.line);
    if !matches!(number, "1" | "|") {
        return true;
    }
    let mut next = (mark.line + 1..second)
        .map(first)
        .filter(|(n, s)| matches!(*n, "1" | "|" | "2") && *s == sign);
    ["", sign].contains(&first(second).1) && next.next().is_none_or(|(n, _)| n != "2")
}

/// A numeral that begins a line before a verb of decisions, their basis or a noun with its article, and is no initial: „У. Отменя“.
fn alone(reading: &mut Reading) {
    for (l, words) in texts(reading).iter().enumerate() {
        let [first, second, ..] = words.as_slice() else {
            continue;
        };
        let numeral = listed(first).filter(|(_, mark)| !mark.is_empty());
        let lower = lower_case(second);
        let decides = lower == "на" || verbs::begins(&lower);
        // No family name has an article.
        let noun = lower.chars().count() > 5
            && ["та", "то", "те", "ът", "ят"]
                .iter()
                .any(|end| lower.ends_with(end));
        let decides = (decides || noun) && second.starts_with(is_capital);
        if let Some((number, mark)) = numeral.filter(|_| decides && !first.contains(['1', '|'])) {
            let word = &mut reading.lines[l].words[0];
            let many = word.letters.len();
            let right = format!("{}{mark}", LIST[number].1);
            if word.text() != right {
                replace(word, many, &right);
            }
        }
    }
}

/// Words that a Roman numeral follows.
const NAMED: [&str; 10] = [
    "раздел",
    "част",
    "глава",
    "дял",
    "приложение",
    "етап",
    "категория",
    "клас",
    "степен",
    "група",
];
/// Endings of ordinals: „VIII-ма“.
const ENDINGS: [&str; 12] = [
    "ви", "ри", "ти", "ми", "ва", "ра", "та", "ма", "во", "ро", "то", "мо",
];

/// The numeral of a plot (УПИ), before a hyphen and its number; of an ordinal; behind „раздел“.
fn plots(reading: &mut Reading) {
    let mut above = String::new();
    for (l, line) in texts(reading).iter().enumerate() {
        let before = std::mem::replace(&mut above, line.last().cloned().unwrap_or_default());
        for (w, word) in line.iter().enumerate() {
            let behind = w.checked_sub(1).map_or(&before, |w| &line[w]);
            let behind = behind.trim_start_matches(['„', '“', '"', '(', '/']);
            let bare = word.trim_end_matches(['.', ',', ';', ':', ')', '“']);
            let (numeral, number) = bare.split_once('-').unwrap_or((bare, ""));
            let numbered = number.starts_with(|c: char| c.is_ascii_digit());
            let many = bare.chars().count() > 1 && !bare.contains(['1', '|']);
            let cell = many && number.is_empty() && is_between_numbers(line, w);
            // „УПИ П „За общежитие““
            let next = line.get(w + 1).map_or("", String::as_str);
            let one = matches!(bare, "П" | "Ш" | "У" | "Х") && next.starts_with(['„', '"']);
            let plot = behind == "УПИ" && (numbered || number.is_empty() && many || one);
            let named = number.is_empty() && NAMED.contains(&lower_case(behind).as_str());
            // One stroke may be what is left of two or three.
            let strokes = bare.chars().count();
            if (named || behind == "УПИ")
                && (2..=3).contains(&strokes)
                && bare.chars().all(|c| matches!(c, '|' | '!'))
            {
                replace(&mut reading.lines[l].words[w], strokes, &"I".repeat(strokes));
                continue;
            }
            // „Решение № 44-УШ“, „Протокол № УШ“: protocols that are counted in Roman numerals
            if behind == "№"
                && let Some((from, right)) = of_paper(bare)
            {
                let kept: String = bare.chars().take(from).collect();
                replace(
                    &mut reading.lines[l].words[w],
                    bare.chars().count(),
                    &format!("{kept}{right}"),
                );
                continue;
            }
            let named = named && !numeral.contains(['1', '|']);
            // „УПИ МШ-1042“: two strokes that lean, and three that stand.
            let leaning = by_strokes(numeral)
                .filter(|_| plot && numeral.starts_with('М') && numeral.ends_with(['Ш', 'П']));
            let leaning = leaning.map(|n| LIST[n].1.to_owned());
            if (plot || cell || named || ENDINGS.contains(&number))
                && let Some(right) = leaning.or_else(|| right(numeral))
            {
                replace(&mut reading.lines[l].words[w], numeral.chars().count(), &right);
            }
        }
    }
}

/// Where the numeral of a paper's number begins, in letters, and what it is. One „П“ may be a letter of a register.
fn of_paper(word: &str) -> Option<(usize, String)> {
    let (head, numeral) = match word.split_once('-') {
        Some((number, numeral)) if number.bytes().all(|b| b.is_ascii_digit()) => (number.len() + 1, numeral),
        Some(_) => return None,
        None => (0, word),
    };
    let sure = numeral == "Ш" || numeral.chars().count() > 1 && !numeral.contains(['1', '|', 'Т', 'Г']);
    Some((head, right(numeral).filter(|_| sure)?))
}

/// Whether the words beside one are numbers with decimals: a row of a table.
fn is_between_numbers(line: &[String], w: usize) -> bool {
    let is_number = |w: &String| {
        w.starts_with(|c: char| c.is_ascii_digit())
            && w.chars().all(|c| c.is_ascii_digit() || matches!(c, '.' | ','))
            && w.contains(['.', ','])
    };
    let before = w.checked_sub(1).and_then(|w| line.get(w));
    before.is_some_and(is_number) && line.get(w + 1).is_some_and(is_number)
}

/// The numeral whose letters were read as Bulgarian ones; none where there are none to mend.
fn right(numeral: &str) -> Option<String> {
    let four = ["ГМ", "1М", "ТМ", "ІМ"]
        .iter()
        .any(|read| numeral.ends_with(read));
    let numeral = &if four {
        numeral.replace('М', "У")
    } else {
        numeral.to_owned()
    };
    let letters = !numeral.is_empty() && numeral.chars().all(|c| "ХПШУІVXIГТ1|!".contains(c));
    let lost = numeral.contains(['П', 'Ш', 'У', 'Г', 'Т', '1', '|', '!']);
    let plain = numeral.chars().all(|c| c.is_ascii_digit()) || numeral == "|";
    if !letters || !lost || plain {
        return None;
    }
    let right = numeral
        .replace("ГУ", "IV")
        .replace("1У", "IV")
        .replace("ТУ", "IV")
        .replace("ГХ", "IX")
        .replace('П', "II")
        .replace('Ш', "III")
        .replace('У', "V")
        .replace('Х', "X")
        .replace(['І', 'Г', 'Т', '1', '|', '!'], "I");
    roman::is_numeral(&right).then_some(right)
}

#[cfg(test)]
mod tests {
    use super::super::tests::after;
    use super::*;

    #[test]
    fn the_numerals_of_a_list_are_roman() {
        let read = "1. Дава съгласие\nП. Декларира, че\n1. имотите\n2. дейностите\nШ. Осигурява\nГУ. Допуска\nУ. Възлага";
        let want = "I. Дава съгласие\nII. Декларира, че\n1. имотите\n2. дейностите\nIII. Осигурява\nIV. Допуска\nV. Възлага";
        assert_eq!(after(read, mend), want);
        assert_eq!(
            after("1. Приема\nП. Да се публикува", mend),
            "I. Приема\nII. Да се публикува"
        );
    }

    #[test]
    fn numerals_may_have_a_stroke_behind_them() {
        assert_eq!(
            after(
                "И На основание чл. 8 дава\n1/ имот\n2/ друг\nП/ Удължава\nIII/ Упълномощава\nГУ/ Общият",
                mend
            ),
            "I. На основание чл. 8 дава\n1/ имот\n2/ друг\nII/ Удължава\nIII/ Упълномощава\nIV/ Общият"
        );
        assert_eq!(
            after(
                "IV. Здравеопазване\nI. Общи\nП. Отбрана\nШ. Образование\nГУ. Здраве\nМУ. Социално",
                mend
            ),
            "IV. Здравеопазване\nI. Общи\nII. Отбрана\nIII. Образование\nIV. Здраве\nV. Социално"
        );
    }

    #[test]
    fn words_may_stand_against_them() {
        assert_eq!(
            after(
                "1.Предоставя на\nимот\nП.Застраховките се\nШ.Отменя т.3\nГМ.Задължава кмета",
                mend
            ),
            "I.Предоставя на\nимот\nII.Застраховките се\nIII.Отменя т.3\nIV.Задължава кмета"
        );
        for text in ["1.Приема отчета\nП.Петров – за", "П.Петров – за\nШ.Юсуф – за"]
        {
            assert_eq!(after(text, mend), text);
        }
    }

    #[test]
    fn a_list_goes_on_by_the_strokes_of_its_numerals() {
        assert_eq!(
            after(
                "I. Одобрява\nП. Да се\nШ. Определя\nV. Предоставя\n1. имот\nV. Избира\nМ!. Изменя\nVII. Препоръчва\nМш. Отлага",
                mend
            ),
            "I. Одобрява\nII. Да се\nIII. Определя\nIV. Предоставя\n1. имот\nV. Избира\nVI. Изменя\nVII. Препоръчва\nVIII. Отлага"
        );
        assert_eq!(
            after("на “УПИ ХП-194 и УПИ МШ-1042", mend),
            "на “УПИ XII-194 и УПИ VIII-1042"
        );
    }

    #[test]
    fn initials_and_arabic_numerals_stay() {
        for text in [
            "П. Петров – за",
            "1. Приема\n2. Възлага\nП. Петров – за",
            "1. Приема\n2. Възлага\n3. Отменя",
        ] {
            assert_eq!(after(text, mend), text);
        }
    }

    #[test]
    fn a_list_may_have_arabic_ones_in_it_and_go_on_over_the_page() {
        for first in ["Т.", "1."] {
            assert_eq!(
                after(
                    &format!("{first} Дава съгласие\n1. имот\n2. друг\nП. Програмата"),
                    mend
                ),
                "I. Дава съгласие\n1. имот\n2. друг\nII. Програмата"
            );
        }
        assert_eq!(
            after("1) Приема\n1. приходи\n2. разходи\nП) Отпуска\nП1) Да", mend),
            "I) Приема\n1. приходи\n2. разходи\nII) Отпуска\nIII) Да"
        );
        assert_eq!(after("У. Отменя решение", mend), "V. Отменя решение");
        assert_eq!(after("П. На основание чл. 8", mend), "II. На основание чл. 8");
        assert_eq!(after("П. Програмата да се", mend), "II. Програмата да се");
        assert_eq!(after("Х. Хасан – за", mend), "Х. Хасан – за");
    }

    #[test]
    fn plots_have_roman_numerals() {
        assert_eq!(after("на УПИ ХХП-314 в кв.", mend), "на УПИ XXII-314 в кв.");
        assert_eq!(
            after("УПИ УШ, кв. 18 и УПИ 11|-45", mend),
            "УПИ VIII, кв. 18 и УПИ III-45"
        );
        assert_eq!(after("ПИ ХП-314 и УПИ Х-3", mend), "ПИ ХП-314 и УПИ Х-3");
        assert_eq!(after("УПИ Х1Х-3 и УПИ 11-3", mend), "УПИ XIX-3 и УПИ 11-3");
        assert_eq!(
            after("РАЗДЕЛ ГМ. ТАКСИ и УПИ 1М-118", mend),
            "РАЗДЕЛ IV. ТАКСИ и УПИ IV-118"
        );
        assert_eq!(after("раздел !!! и раздел |", mend), "раздел III и раздел |");
        assert_eq!(after("УПИ |! „За озеленяване“", mend), "УПИ II „За озеленяване“");
        assert_eq!(
            after("от Ш-та до УП-ма, раздел Ш, ТУ и ПУП", mend),
            "от III-та до VII-ма, раздел III, ТУ и ПУП"
        );
    }
}
