//! The mark „б)“ of a list, which is read as a six.

use super::{replace, texts};
use crate::model::Reading;

/// Makes a „б)“ of a „6)“ that begins a line after one that begins with „а)“.
pub(super) fn mend(reading: &mut Reading) {
    let texts = texts(reading);
    let mut first = false;
    for (l, line) in texts.iter().enumerate() {
        match line.first().map(String::as_str) {
            Some("а)" | "a)") => first = true,
            Some("6)") if first => {
                let word = &mut reading.lines[l].words[0];
                replace(word, 1, "б");
                first = false;
            }
            Some(word) if word.ends_with(')') => first = false,
            _ => {}
        }
    }
}

#[cfg(test)]
mod tests {
    use super::super::tests::after;
    use super::*;

    #[test]
    fn a_six_behind_an_a_is_a_letter() {
        assert_eq!(
            after("а) имот\nвтори ред\n6) друг\nв) трети", mend),
            "а) имот\nвтори ред\nб) друг\nв) трети"
        );
        assert_eq!(after("5) имот\n6) друг", mend), "5) имот\n6) друг");
    }
}
