//! Bytes of a text become letters: by what the bytes themselves tell, by what the file says, and where neither tells, by the
//! letters that come out.
//!
//! A file that says one encoding and is written in another is common, so what it says is a witness and no more.

use encoding_rs::{
    Encoding, IBM866, KOI8_R, UTF_8, UTF_16BE, UTF_16LE, WINDOWS_1251, WINDOWS_1252, X_MAC_CYRILLIC,
};

use super::encoding::Page;
use super::letters;

/// Bytes of words with letters beyond ASCII that are looked at.
const SAMPLE: usize = 6000;

/// Bits by which another reading must be likelier than the one expected: odds of a thousand to one.
const SURELY: f32 = 10.0;

/// Bits by which a code page that few Bulgarian texts are in must be likelier.
const RARE: f32 = 6.0;

/// A text, and whether its encoding had to be guessed.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(super) struct Decoded {
    /// The letters, without a byte order mark.
    pub text: String,
    /// Neither the bytes nor the file told the encoding, or the file told a wrong one.
    pub guessed: bool,
}

/// Reads `bytes`, which the file says are in the encoding `said`.
pub(super) fn decode(bytes: &[u8], said: Option<&'static Encoding>) -> Decoded {
    if let Some((encoding, mark)) = Encoding::for_bom(bytes) {
        return told(by(encoding, &bytes[mark..]));
    }
    if let Some(wide) = wide(bytes) {
        return told(by(wide, bytes));
    }
    if let Ok(text) = std::str::from_utf8(bytes) {
        let wrong = said.is_some_and(|s| s != UTF_8) && !text.is_ascii();
        return Decoded {
            text: text.to_owned(),
            guessed: wrong,
        };
    }
    if is_mostly_utf8(bytes) {
        return guessed(by(UTF_8, bytes));
    }
    // A label of Latin letters is what programs write that know no other.
    let said = said.filter(|s| s.is_single_byte() && *s != WINDOWS_1252);
    let sample = sample(bytes);
    let expected = Reading::Known(said.unwrap_or(WINDOWS_1251));
    let mut best = (expected, expected.cost(&sample) - SURELY);
    for other in READINGS {
        let rare = other != Reading::Mik && other != Reading::Known(WINDOWS_1251);
        let cost = other.cost(&sample) + if rare { RARE } else { 0.0 };
        if cost < best.1 {
            best = (other, cost);
        }
    }
    Decoded {
        text: best.0.text(bytes),
        guessed: said.is_none() || best.0 != expected,
    }
}

fn by(encoding: &'static Encoding, bytes: &[u8]) -> String {
    encoding.decode_without_bom_handling(bytes).0.into_owned()
}

fn told(text: String) -> Decoded {
    Decoded { text, guessed: false }
}

fn guessed(text: String) -> Decoded {
    Decoded { text, guessed: true }
}

/// A one-byte encoding.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Reading {
    Known(&'static Encoding),
    Mik,
}

/// What a text without a label may be in; of two that read it alike, the first. Capitals stand at the same codes in MIK,
/// the code page 866 and that of the Macintosh.
const READINGS: [Reading; 6] = [
    Reading::Known(WINDOWS_1251),
    Reading::Mik,
    Reading::Known(IBM866),
    Reading::Known(KOI8_R),
    Reading::Known(X_MAC_CYRILLIC),
    Reading::Known(WINDOWS_1252),
];

impl Reading {
    fn text(self, bytes: &[u8]) -> String {
        match self {
            Reading::Known(encoding) => by(encoding, bytes),
            Reading::Mik => {
                let upper: Vec<char> = (0x80..=0xFF)
                    .map(|b| Page::Mik.decode(b).unwrap_or('\u{FFFD}'))
                    .collect();
                let letter = |b: &u8| match b {
                    0..=0x7F => char::from(*b),
                    _ => upper.get(usize::from(*b) - 0x80).copied().unwrap_or('\u{FFFD}'),
                };
                bytes.iter().map(letter).collect()
            }
        }
    }

    /// Bits that the letters of a sample cost, read so.
    fn cost(self, sample: &[u8]) -> f32 {
        let (mut prev, mut sum) = (' ', 0.0);
        for c in self.text(sample).chars() {
            sum += match c {
                // Lines of a table run on; as letters of words they come in any order.
                c if is_line(c) && c == prev => 0.3,
                // No word has the lines of a table in it.
                c if is_line(c) && prev.is_alphabetic() => 14.0,
                c if is_line(c) => 7.0,
                c if is_line(prev) && c.is_lowercase() => 14.0,
                '\u{80}'..='\u{9F}' | '\u{FFFD}' => 14.0,
                // Dashes and quotation marks stand beside any sign.
                '€' | '№' | '§' | '°' if prev.is_alphabetic() => 12.0,
                c if letters::is_print(c) => 3.0,
                c if letters::is_print(prev) && !c.is_alphabetic() => 0.0,
                _ if letters::counts(prev) || letters::counts(c) => letters::bits(prev, c) + strange(c),
                _ => 0.0,
            };
            prev = c;
        }
        sum
    }
}

/// Bits that letters of other languages cost besides: those of Macedonian and Serbian, and the Greek ones of formulas.
fn strange(c: char) -> f32 {
    match c {
        '\u{402}'..='\u{40C}' | '\u{40E}'..='\u{40F}' | '\u{452}'..='\u{45C}' | '\u{45E}'..='\u{45F}' => 9.0,
        '\u{370}'..='\u{3FF}' | '√' | '∞' | '∙' | '≈' | '⌠' | '⌡' | '≥' | '≤' | '±' | '÷' => {
            5.0
        }
        _ => 0.0,
    }
}

/// A sign of which tables of DOS are drawn.
fn is_line(c: char) -> bool {
    matches!(c, '\u{2500}'..='\u{259F}')
}

/// Words with letters beyond ASCII; the others read alike in every encoding.
fn sample(bytes: &[u8]) -> Vec<u8> {
    let mut out = Vec::new();
    let words = bytes.split(|b| b.is_ascii() && !b.is_ascii_alphanumeric());
    for word in words.filter(|w| !w.is_ascii()) {
        out.extend_from_slice(&word[..word.len().min(SAMPLE)]);
        out.push(b' ');
        if out.len() > SAMPLE {
            break;
        }
    }
    out
}

/// Two bytes a letter without a mark: the bytes 0 and 4 stand at every second place, and in no text of one byte a letter.
fn wide(bytes: &[u8]) -> Option<&'static Encoding> {
    let head = &bytes[..bytes.len().min(4096) & !1];
    let high = |at: usize| head.iter().skip(at).step_by(2);
    let share = |at: usize| high(at).filter(|b| matches!(b, 0 | 4 | 0x20 | 0x21)).count();
    let marks = |at: usize| high(at).filter(|b| matches!(b, 0 | 4)).count();
    let pairs = head.len() / 2;
    let is = |high: usize, low: usize| {
        pairs >= 2 && share(high) * 20 >= pairs * 19 && marks(high) * 2 > pairs && marks(low) * 10 <= pairs
    };
    match (is(1, 0), is(0, 1)) {
        (true, false) => Some(UTF_16LE),
        (false, true) => Some(UTF_16BE),
        _ => None,
    }
}

/// UTF-8 with a few bytes that are not: cut within a letter, or with a line of another file in it.
fn is_mostly_utf8(bytes: &[u8]) -> bool {
    let (mut letters, mut faults) = (0u64, 0u64);
    for chunk in bytes.utf8_chunks() {
        letters += chunk.valid().chars().filter(|c| !c.is_ascii()).count() as u64;
        faults += u64::from(!chunk.invalid().is_empty());
    }
    letters >= 4 && faults * 20 <= letters
}

#[cfg(test)]
mod tests {
    use super::*;

    const TEXTS: [&str; 8] = [
        "Решение № 12",
        "РЕШЕНИЕ",
        "Общински съвет приема бюджета за 2024 г.",
        "Препис! Протокол № 5 от заседание на Общински съвет – Рила",
        "за – 11, против – 0, въздържали се – 2",
        "ОБЩИНСКИ СЪВЕТ – ЕЛЕНА\nР Е Ш Е Н И Е № 45\nНа основание чл. 21, ал. 1, т. 8 от ЗМСМА",
        "1. Кметът на общината да извърши всички правни и фактически действия",
        "Иван Петров",
    ];

    fn bytes(text: &str, reading: Reading) -> Vec<u8> {
        let code = |c: char| {
            let mut all = 0x80..=0xFFu8;
            let code = all.find(|b| reading.text(&[*b]).starts_with(c));
            code.or(u8::try_from(c).ok().filter(u8::is_ascii)).unwrap_or(b'-')
        };
        text.chars().map(code).collect()
    }

    #[test]
    fn every_code_page_is_told_by_the_letters() {
        for text in TEXTS {
            for reading in READINGS.into_iter().take(5) {
                let bytes = bytes(text, reading);
                let right = reading.text(&bytes);
                assert_eq!(decode(&bytes, None).text, right, "{text} in {reading:?}");
                // A wrong label changes nothing.
                for said in [UTF_8, WINDOWS_1251, WINDOWS_1252, IBM866, KOI8_R] {
                    let read = decode(&bytes, Some(said)).text;
                    assert_eq!(read, right, "{text} in {reading:?}, labelled {said:?}");
                }
            }
        }
    }

    #[test]
    fn two_bytes_a_letter() {
        for text in TEXTS {
            let little: Vec<u8> = text.encode_utf16().flat_map(u16::to_le_bytes).collect();
            let big: Vec<u8> = text.encode_utf16().flat_map(u16::to_be_bytes).collect();
            for body in [&little, &big] {
                assert_eq!(decode(body, None).text, text);
            }
            assert_eq!(decode(&[b"\xFF\xFE", &little[..]].concat(), None).text, text);
            assert_eq!(decode(&[b"\xFE\xFF", &big[..]].concat(), None).text, text);
        }
    }

    #[test]
    fn utf8_is_told_by_itself() {
        for text in TEXTS {
            let read = decode(text.as_bytes(), Some(WINDOWS_1251));
            assert_eq!((read.text.as_str(), read.guessed), (text, true));
            assert!(!decode(text.as_bytes(), Some(UTF_8)).guessed);
            assert!(!decode(text.as_bytes(), None).guessed);
        }
        let cut = &TEXTS[2].as_bytes()[..TEXTS[2].len() - 5];
        assert!(
            decode(&cut[..cut.len() - 1], None)
                .text
                .starts_with("Общински съвет")
        );
    }

    #[test]
    fn other_languages_stay() {
        let (bytes, _, _) = WINDOWS_1252.encode("Décision du conseil général à la préfecture");
        assert!(decode(&bytes, None).text.starts_with("Décision"));
    }
}
