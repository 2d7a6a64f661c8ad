//! The number of a list's item as a word processor shows it: 1, i, A, а.

/// How numbers are shown.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(super) enum Ordinal {
    /// 1, 2, 3
    #[default]
    Decimal,
    /// 01, 02, 03
    TwoDigits,
    /// i, ii, iii
    RomanSmall,
    /// I, II, III
    RomanCapital,
    /// a, b, c … z, aa, bb
    LatinSmall,
    /// A, B, C
    LatinCapital,
    /// а, б, в … я, аа, бб: the letters of Russian without ё, й, ъ, ь
    RussianSmall,
    /// А, Б, В
    RussianCapital,
    /// а, б, в … я, аа, аб: the letters of Bulgarian without й, ь
    BulgarianSmall,
    /// А, Б, В
    BulgarianCapital,
    /// No number.
    Nothing,
}

const LATIN: &str = "abcdefghijklmnopqrstuvwxyz";
/// `russianLower` of ECMA-376, part 1, 17.18.59.
const RUSSIAN: &str = "абвгдежзиклмнопрстуфхцчшщыэюя";
const BULGARIAN: &str = "абвгдежзиклмнопрстуфхцчшщъюя";
/// Greater numbers are not written in letters or Roman: nobody could read them.
const MOST: i64 = 4999;

impl Ordinal {
    /// `number` as shown.
    pub fn of(self, number: i64) -> String {
        if self == Ordinal::Nothing {
            return String::new();
        }
        if self == Ordinal::TwoDigits {
            return format!("{number:02}");
        }
        if self == Ordinal::Decimal || !(1..=MOST).contains(&number) {
            return number.to_string();
        }
        match self {
            Ordinal::RomanSmall => roman(number),
            Ordinal::RomanCapital => roman(number).to_uppercase(),
            Ordinal::LatinSmall => repeated(LATIN, number),
            Ordinal::LatinCapital => repeated(LATIN, number).to_uppercase(),
            Ordinal::RussianSmall => repeated(RUSSIAN, number),
            Ordinal::RussianCapital => repeated(RUSSIAN, number).to_uppercase(),
            Ordinal::BulgarianSmall => counted(BULGARIAN, number),
            _ => counted(BULGARIAN, number).to_uppercase(),
        }
    }
}

fn roman(mut number: i64) -> String {
    const SIGNS: [(i64, &str); 13] = [
        (1000, "m"),
        (900, "cm"),
        (500, "d"),
        (400, "cd"),
        (100, "c"),
        (90, "xc"),
        (50, "l"),
        (40, "xl"),
        (10, "x"),
        (9, "ix"),
        (5, "v"),
        (4, "iv"),
        (1, "i"),
    ];
    let mut out = String::new();
    for (value, sign) in SIGNS {
        while number >= value {
            out.push_str(sign);
            number -= value;
        }
    }
    out
}

/// я, аа, бб
fn repeated(letters: &str, number: i64) -> String {
    let all = letters.chars().count();
    let n = number as usize - 1;
    let letter = letters.chars().nth(n % all).unwrap_or_default();
    std::iter::repeat_n(letter, n / all + 1).collect()
}

/// я, аа, аб
fn counted(letters: &str, number: i64) -> String {
    let letters: Vec<char> = letters.chars().collect();
    let mut out = Vec::new();
    let mut n = number as usize;
    while n > 0 {
        n -= 1;
        out.push(letters[n % letters.len()]);
        n /= letters.len();
    }
    out.iter().rev().collect()
}

#[cfg(test)]
mod tests {
    use super::Ordinal::*;

    #[test]
    fn numbers_as_shown() {
        let shown = [
            (Decimal, 12, "12"),
            (TwoDigits, 7, "07"),
            (RomanSmall, 14, "xiv"),
            (RomanCapital, 1999, "MCMXCIX"),
            (LatinSmall, 28, "bb"),
            (RussianSmall, 10, "к"),
            (RussianCapital, 30, "АА"),
            (BulgarianSmall, 26, "ъ"),
            (BulgarianSmall, 30, "аб"),
            (LatinCapital, 0, "0"),
            (Nothing, 3, ""),
        ];
        for (ordinal, number, want) in shown {
            assert_eq!(ordinal.of(number), want);
        }
    }
}
