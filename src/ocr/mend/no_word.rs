//! Short words that are none in Bulgarian: „ог“ for „от“, „О6С“ for „ОбС“, behind a number „Фо“ for the per cent sign and „гп2“ for „m2“;
//! behind the number of a provision „ост“ for „от“; and before a count of votes a lone „О“, „З“ or „б“ for the digit that looks like it.

use super::{replace, texts};
use crate::model::{Reading, is_capital, is_letter_or_digit};

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
                // „ал. 7 ост ПМС“: behind the number of a provision begins its act.
                "ост" if number && next.starts_with(is_capital) => "от",
                "ог" if w > 0 => "от",
                "Фо" | "Чо" | "9о" | "Уо" if number => "%",
                // „2,6 90, но“, „0,93 00 от“: no number goes on so.
                "90" if core.len() < word.len() && before.contains(',') && number => "%",
                "00" if number && !next.starts_with('ч') && !is_hour(line, w) => "%",
                "гп2" | "тп2" | "пт2" | "пп2" if number => "m2",
                _ if is_council(core) => "ОбС",
                _ => continue,
            };
            let many = if right == "ОбС" {
                3
            } else {
                core.chars().count()
            };
            replace(&mut reading.lines[l].words[w], many, right);
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

/// „О6С“, „06С-83/28.11.2025“: the council's letters before its number.
fn is_council(word: &str) -> bool {
    ["О6С", "06С", "0бС", "О6с"]
        .iter()
        .filter_map(|read| word.strip_prefix(read))
        .any(|rest| !rest.starts_with(is_letter_or_digit))
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
        assert_eq!(
            after("НА О6С с изх. № 06С-83/1, 12 9о от 386 гп2", mend),
            "НА ОбС с изх. № ОбС-83/1, 12 % от 386 m2"
        );
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
            "06СА",
            "Фо Лин",
            "от ЗОС",
        ] {
            assert_eq!(after(text, mend), text);
        }
    }
}
