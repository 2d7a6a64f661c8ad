//! Short words that are none in Bulgarian: „ог“ for „от“, „й“ for „ѝ“, behind a number „Фо“ for the per cent sign and „гп2“ for „m2“; behind
//! the number of a provision „ост“ for „от“; before a count of votes a lone „О“, „З“ or „б“ for the digit that looks like it; and beginnings
//! that no name has, „Иордан“, „Мван“.

use super::{replace, texts};
use crate::model::{ReadWord, Reading, is_capital};

/// Beginnings that no name has, and the first letter of the name.
const NAMES: [(&str, char); 6] = [
    ("Иордан", 'Й'),
    ("ИОРДАН", 'Й'),
    ("Мв.", 'И'),
    ("Мван", 'И'),
    ("Мвайл", 'И'),
    ("Мвел", 'И'),
];

/// Puts the words there that were printed.
pub(super) fn mend(reading: &mut Reading) {
    for (l, line) in texts(reading).iter().enumerate() {
        for (w, word) in line.iter().enumerate() {
            let before = w.checked_sub(1).map_or("", |w| line[w].as_str());
            let number = before.ends_with(|c: char| c.is_ascii_digit());
            let core = word.trim_end_matches([',', '.', ';', ')']);
            let next = line.get(w + 1).map_or("", String::as_str);
            let votes = next.starts_with("гл.")
                || ["глас", "гласа"].contains(&next.trim_end_matches([',', '.', ';']))
                || is_choice(next);
            let right = match core {
                "О" | "о" if votes => "0",
                "З" | "з" if votes => "3",
                "б" if votes => "6",
                "|" if votes && is_told(line, before) => "1",
                // „ал. 7 ост ПМС“: behind the number of a provision begins its act.
                "ост" if number && next.starts_with(is_capital) => "от",
                "ог" if w > 0 => "от",
                "Фо" | "Чо" | "9о" | "Уо" if number => "%",
                // „2,6 90, но“, „0,93 00 от“: no number goes on so.
                "90" if core.len() < word.len() && before.contains(',') && number => "%",
                "00" if number && !next.starts_with('ч') && !is_hour(line, w) => "%",
                "гп2" | "тп2" | "пт2" | "пп2" if number => "m2",
                "й" if w > 0 => "ѝ",
                _ => {
                    name(&mut reading.lines[l].words[w]);
                    continue;
                }
            };
            replace(&mut reading.lines[l].words[w], core.chars().count(), right);
        }
    }
}

/// „„за““, „„против““: how votes were cast, in quotes.
fn is_choice(word: &str) -> bool {
    let bare = word.trim_start_matches(['„', '"', '“']);
    let choices = ["за“", "за\"", "за”", "против", "въздържал"];
    bare.len() < word.len() && choices.iter().any(|c| bare.starts_with(c))
}

/// „в 15 00“, „от 9 00“.
fn is_hour(line: &[String], w: usize) -> bool {
    let before = w.checked_sub(2).and_then(|w| line.get(w));
    before.is_none_or(|b| matches!(b.as_str(), "в" | "от" | "до" | "към"))
}

/// Whether the only stroke of a line stands in a sentence: others are borders of cells.
fn is_told(line: &[String], before: &str) -> bool {
    let strokes = line.iter().filter(|w| w.contains('|')).count();
    strokes == 1 && (matches!(before, "и" | "с" | "-" | "–") || before.ends_with([',', ':']))
}

/// Mends the beginning of a name.
fn name(word: &mut ReadWord) {
    let text = word.text();
    let bare = text.trim_start_matches(['(', '/', '„']);
    let marks = text.chars().count() - bare.chars().count();
    if let Some((_, right)) = NAMES.iter().find(|(read, _)| bare.starts_with(read))
        && let Some(letter) = word.letters.get_mut(marks)
    {
        letter.text = *right;
        word.mended = true;
    }
}

#[cfg(test)]
mod tests {
    use super::super::tests::after;
    use super::*;

    #[test]
    fn what_is_no_word_is_mended() {
        assert_eq!(
            after("чл. 8 ог ЗОС, 20 Фо, и 5 %", mend),
            "чл. 8 от ЗОС, 20 %, и 5 %"
        );
        assert_eq!(after("12 9о от 386 гп2", mend), "12 % от 386 m2");
        assert_eq!(
            after("разходите й, (Иордан Мутафов) /Мвайло Станев/", mend),
            "разходите ѝ, (Йордан Мутафов) /Ивайло Станев/"
        );
        assert_eq!(
            after("и | „въздържал се“,\n„за“ – | глас", mend),
            "и 1 „въздържал се“,\n„за“ – 1 глас"
        );
        assert_eq!(after("/Мв. Станев/", mend), "/Ив. Станев/");
        assert_eq!(
            after("О гл. „против“, З гласа „за“", mend),
            "0 гл. „против“, 3 гласа „за“"
        );
        assert_eq!(
            after("лихва 2,6 90, но 0,93 00 от и дял 15 00.", mend),
            "лихва 2,6 %, но 0,93 % от и дял 15 %."
        );
        assert_eq!(
            after("С б гласа „за“, б „за“; 1 „против“ по т. 5 ост ЗМСМА", mend),
            "С 6 гласа „за“, 6 „за“; 1 „против“ по т. 5 от ЗМСМА"
        );
        for text in [
            "б. „а“",
            "б „зала“",
            "на ост ЗМСМА",
            "5 ост на",
            "ред 2,6 90",
            "от 9 00 до 10 00 ч.",
            "О гласуване",
            "ог",
            "й",
            "| „за“ | „против“ |",
            "Вот | „за“",
            "Мвб",
            "Фо Лин",
            "от ЗОС",
        ] {
            assert_eq!(after(text, mend), text);
        }
    }
}
