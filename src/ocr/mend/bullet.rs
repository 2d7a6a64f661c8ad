//! Bullets of a list, which come as quotation marks, points and letters: „“ Срок“, „е. Срок“ for „• Срок“.

use super::{replace, texts};
use crate::model::{Reading, is_letter};

/// What a bullet is read as.
const READ: [&str; 13] = ["•", "“", "«", "»", "е.", ".", "©", "®", "°", "*", "·", "е", "о"];
/// What no line begins with but for a bullet.
const CERTAIN: [&str; 9] = ["•", "“", "«", "»", ".", "©", "®", "°", "·"];

/// Puts bullets there where lines that begin so stand below each other, and most of them cannot begin otherwise.
pub(super) fn mend(reading: &mut Reading) {
    let texts = texts(reading);
    let lines = texts.iter().enumerate();
    let marks: Vec<(usize, f32)> = lines
        .filter(|(_, words)| is_marked(words))
        .map(|(l, _)| (l, reading.lines[l].words[0].x0()))
        .collect();
    let mut rest = marks.as_slice();
    while let Some((first, x)) = rest.first() {
        let size = reading.lines[*first].size;
        let many = rest
            .iter()
            .take_while(|(_, other)| (other - x).abs() < size)
            .count();
        let (run, behind) = rest.split_at(many);
        let certain = run
            .iter()
            .filter(|(l, _)| CERTAIN.contains(&texts[*l][0].as_str()))
            .count();
        if many > 1 && certain * 2 > many {
            for (l, _) in run.iter().filter(|(l, _)| texts[*l][0] != "•") {
                let word = &mut reading.lines[*l].words[0];
                let letters = word.letters.len();
                replace(word, letters, "•");
            }
        }
        rest = behind;
    }
}

/// A line that may begin with a bullet: a word with a capital, or any, follows.
fn is_marked(words: &[String]) -> bool {
    let [first, second, ..] = words else { return false };
    let word = second.chars().count() > 1 && second.starts_with(is_letter);
    // „« 92 000 лв. за …“
    let number = CERTAIN.contains(&first.as_str()) && second.starts_with(|c: char| c.is_ascii_digit());
    READ.contains(&first.as_str()) && (word || number)
}

#[cfg(test)]
mod tests {
    use super::super::tests::after;
    use super::*;

    #[test]
    fn bullets_below_each_other() {
        assert_eq!(
            after(
                "при следните условия:\n“ Максимален размер\n« Валута\nе. Срок\n. Такси",
                mend
            ),
            "при следните условия:\n• Максимален размер\n• Валута\n• Срок\n• Такси"
        );
        assert_eq!(
            after("« 92 000 лв.\n« 58 000 лв.", mend),
            "• 92 000 лв.\n• 58 000 лв."
        );
        for text in ["“ Сам", "е. Първо\nо Второ", "« Точка първа »\nтекст"]
        {
            assert_eq!(after(text, mend), text);
        }
    }
}
