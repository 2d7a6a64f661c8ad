//! Roman numerals, whose letters the engine's Bulgarian alphabet lacks: „II.“ comes as „П.“, „III.“ as „Ш.“, „IV.“ as „ГУ.“, and „I.“ as
//! „1.“; „УПИ XXII-314“ comes as „УПИ ХХП-314“.

use super::{replace, texts};
use crate::model::Reading;

/// What the engine makes of the numerals of a list, in order.
const LIST: [(&[&str], &str); 10] = [
    (&["1.", "|.", "Т.", "І.", "I."], "I."),
    (&["П.", "П", "ІІ.", "11."], "II."),
    (&["Ш.", "Ш", "ПІ.", "1П."], "III."),
    (&["ГУ.", "ТУ.", "1У.", "ІУ.", "ГУ"], "IV."),
    (&["У.", "У"], "V."),
    (&["УТ.", "У1.", "УІ.", "УГ."], "VI."),
    (&["УП.", "УП", "УН."], "VII."),
    (&["УШ.", "УШ"], "VIII."),
    (&["ГХ.", "1Х.", "ІХ.", "ТХ."], "IX."),
    (&["Х.", "Х"], "X."),
];

/// Mends the numerals of lists and of plots.
pub(super) fn mend(reading: &mut Reading) {
    lists(reading);
    plots(reading);
}

/// A line that may begin with a numeral of a list.
struct Mark {
    line: usize,
    number: usize,
    x: f32,
    size: f32,
}

/// A list is a run of numerals, one after the other, that begin lines of one indent. Only its first one may also be an Arabic one; where
/// a two follows that, it was.
fn lists(reading: &mut Reading) {
    let texts = texts(reading);
    let mut marks: Vec<Mark> = Vec::new();
    for (l, (line, words)) in reading.lines.iter().zip(&texts).enumerate() {
        let (Some(first), true) = (words.first(), words.len() > 1) else {
            continue;
        };
        if let Some(number) = LIST.iter().position(|(read, _)| read.contains(&first.as_str())) {
            marks.push(Mark {
                line: l,
                number,
                x: line.words[0].x0(),
                size: line.size,
            });
        }
    }
    let mut lines: Vec<(usize, usize)> = Vec::new();
    for (i, second) in marks.iter().enumerate().filter(|(_, m)| m.number == 1) {
        let beside = |m: &&Mark| (m.x - second.x).abs() < 2.0 * second.size.max(m.size);
        let two = |l: usize| texts[l].first().is_some_and(|w| w == "2.");
        let first = marks[..i].iter().rev().find(|m| m.number == 0).filter(beside);
        let first = first.filter(|m| !(m.line..second.line).any(two));
        let mut run = vec![(second.line, 1)];
        for mark in marks[i + 1..].iter().filter(beside) {
            if mark.number == run.len() + 1 {
                run.push((mark.line, mark.number));
            } else if mark.number == 1 {
                break;
            }
        }
        // One „П.“ alone may be the initial of a name.
        if first.is_some() || run.len() > 1 {
            lines.extend(first.map(|m| (m.line, 0)));
            lines.append(&mut run);
        }
    }
    for (line, number) in lines {
        let word = &mut reading.lines[line].words[0];
        let many = word.letters.len();
        if word.text() != LIST[number].1 {
            replace(word, many, LIST[number].1);
        }
    }
}

/// The numeral of a plot (УПИ), before a hyphen and its number.
fn plots(reading: &mut Reading) {
    for (l, line) in texts(reading).iter().enumerate() {
        for (w, word) in line.iter().enumerate().skip(1) {
            let behind = line[w - 1].trim_start_matches(['„', '(', '/']);
            let Some((numeral, number)) = word.split_once('-') else {
                continue;
            };
            let digit = number.starts_with(|c: char| c.is_ascii_digit());
            let letters = !numeral.is_empty() && numeral.chars().all(|c| "ХПШУІVXIГТ".contains(c));
            let lost = numeral.contains(['П', 'Ш', 'У', 'Г', 'Т']);
            if behind == "УПИ" && digit && letters && lost {
                let many = numeral.chars().count();
                let right = numeral
                    .replace("ГУ", "IV")
                    .replace("ТУ", "IV")
                    .replace("ГХ", "IX")
                    .replace('П', "II")
                    .replace('Ш', "III")
                    .replace('У', "V")
                    .replace('Х', "X")
                    .replace(['І', 'Г', 'Т'], "I");
                replace(&mut reading.lines[l].words[w], many, &right);
            }
        }
    }
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
    fn plots_have_roman_numerals() {
        assert_eq!(after("на УПИ ХХП-314 в кв.", mend), "на УПИ XXII-314 в кв.");
        assert_eq!(after("ПИ ХП-314 и УПИ Х-3", mend), "ПИ ХП-314 и УПИ Х-3");
    }
}
