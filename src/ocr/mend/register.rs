//! „З“ and „3“ in the number of a paper, of which the letters are those of a register: „№ 3Д-05-64“, „№ Д3-143“, „№ ФО-3З“, and of an order
//! (заповед) „№ 3-512“.

use super::texts;
use crate::model::{Reading, is_capital};

/// Letters of a register, at most.
const LETTERS: usize = 4;

/// Makes letters of threes among the letters, and threes of letters among the digits.
pub(super) fn mend(reading: &mut Reading) {
    for (l, line) in texts(reading).iter().enumerate() {
        for (w, pair) in line.windows(2).enumerate().filter(|(_, p)| p[0].ends_with('№')) {
            let before = w.checked_sub(1).map_or("", |w| line[w].as_str());
            let order = before.to_lowercase().starts_with("заповед");
            let Some(number) = right(&pair[1], order).filter(|n| *n != pair[1]) else {
                continue;
            };
            let word = &mut reading.lines[l].words[w + 1];
            word.mended = true;
            for (letter, right) in word.letters.iter_mut().zip(number.chars()) {
                letter.text = right;
            }
        }
    }
}

/// The number as it was printed; none where the word is no number with the letters of a register.
fn right(word: &str, order: bool) -> Option<String> {
    let (register, number) = word.split_once('-')?;
    let letters = (1..=LETTERS).contains(&register.chars().count())
        && register.chars().all(|c| is_capital(c) || c == '3')
        && (register.contains(is_capital) || order);
    let (counted, rest) = number.split_at(number.find(['/', ',', '.', ';', ')']).unwrap_or(number.len()));
    let digit = |c: char| c.is_ascii_digit() || matches!(c, 'З' | '-');
    let counts = counted.contains(|c: char| c.is_ascii_digit()) && counted.chars().all(digit);
    (letters && counts).then(|| {
        format!(
            "{}-{}{rest}",
            register.replace('3', "З"),
            counted.replace('З', "3")
        )
    })
}

#[cfg(test)]
mod tests {
    use super::super::tests::after;
    use super::*;

    #[test]
    fn letters_stand_before_the_hyphen_and_digits_behind() {
        for (read, printed) in [
            ("Заповед № 3П-0907/01.11.2024", "Заповед № ЗП-0907/01.11.2024"),
            ("записка № Д3-143/16.10.2025 г.", "записка № ДЗ-143/16.10.2025 г."),
            ("изх. № ФО-3З от", "изх. № ФО-33 от"),
            ("заповед № 3-512/22.09.2025", "заповед № З-512/22.09.2025"),
        ] {
            assert_eq!(after(read, mend), printed);
        }
        for text in [
            "вх. № 3-512/22",
            "№ 94З-1",
            "№ ДЗ-143",
            "№ З-З",
            "Д3-143",
            "№ РД-18З-А",
        ] {
            assert_eq!(after(text, mend), text);
        }
    }
}
