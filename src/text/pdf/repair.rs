//! Readings of a font compared by how Bulgarian they look.
//!
//! Many programs wrote windows-1251 or MIK bytes under a Latin label, so that a right viewer shows `Ðåøåíèå` for
//! `Решение`. No table of the file tells it; the letters do, since no language has such words.

use crate::text::encoding::Page;
use crate::text::letters;

/// Codes looked at of each font.
pub(super) const SAMPLE: usize = 1500;

/// Stands between the runs of a sample.
pub(super) const BREAK: u32 = u32::MAX;

/// Mean bits a letter of words of a language cost at most.
const LIKELY: f32 = 5.2;

/// How the codes of a font are read.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Reading {
    /// By the tables of the file.
    AsIs,
    /// By the font program, against the tables of the file.
    Program,
    /// As bytes of a Cyrillic code page, against the label of the font.
    CodePage(Page),
    /// Not at all: what the file says is no text, and nothing else is known.
    Unreadable,
}

/// What a reading costs in bits.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct Cost {
    bits: f32,
    letters: u32,
}

impl Cost {
    fn mean(self) -> f32 {
        self.bits / self.letters.max(1) as f32
    }

    /// Dearer than words of any language are.
    pub fn suspicious(self) -> bool {
        self.letters > 0 && self.mean() > LIKELY
    }

    /// As cheap as words of a language are, and some of them.
    pub fn is_likely(self) -> bool {
        self.letters >= 4 && self.mean() < LIKELY
    }

    /// Whether this reading is no dearer: enough where something else speaks for it too.
    pub fn is_no_dearer(self, other: Cost) -> bool {
        self.bits <= other.bits
    }

    /// Whether this reading is likelier than `other`: 20 bits are odds of a million to one.
    pub fn is_surely_cheaper(self, other: Cost) -> bool {
        self.bits + 20.0 < other.bits
    }

    /// Whether this reading is right when `other` is the one at hand.
    pub fn beats(self, other: Cost) -> bool {
        self.is_surely_cheaper(other) && self.mean() < LIKELY
    }
}

/// Whether a sample can be text of a Cyrillic code page under a Latin label: it is full of signs that are neither ASCII
/// nor Cyrillic, and no font holds Cyrillic letters both rightly and wrongly labelled.
pub(super) fn is_foreign(sample: &[u32], text: impl Fn(u32) -> Option<char>) -> bool {
    let (mut foreign, mut cyrillic) = (0, 0);
    for c in sample.iter().filter(|c| **c != BREAK).filter_map(|c| text(*c)) {
        match c {
            '\u{400}'..='\u{52F}' => cyrillic += 1,
            c if !c.is_ascii() => foreign += 1,
            _ => {}
        }
    }
    foreign >= 4 && foreign > 4 * cyrillic
}

/// Letters whose neighbours tell whether a text is of any language: about two lines.
const ENOUGH: u32 = 40;
/// Mean bits a letter, after its neighbour in a word. Over 150 characters Bulgarian costs 4.3 at most and Russian up
/// to 5; letters that stand for others cost 7 and more, whether shifted by one or dealt out at random.
const NO_WORDS: f32 = 6.0;

/// Whether a sample is no text of any language: its table of letters is of another font, or of none.
///
/// - Most of it says nothing; then the rest, codes that fell by chance on signs of some table, says nothing either.
/// - Bulgarian letters stand in an order in which no words have them.
/// - It is full of signs that stand singly in print.
pub(super) fn is_gibberish(sample: &[u32], text: impl Fn(u32) -> Option<char>) -> bool {
    let (mut known, mut unknown, mut foreign, mut odd) = (0u32, 0u32, 0u32, 0u32);
    for code in sample {
        let c = match *code {
            BREAK => Some(' '),
            code => text(code),
        };
        match c {
            None => unknown += 1,
            Some(c) if c.is_whitespace() => {}
            Some(c) => {
                known += 1;
                foreign += u32::from(
                    matches!(c, '\u{80}'..='\u{24F}' | '\u{2C6}'..='\u{2DD}') && !letters::is_print(c),
                );
                odd += u32::from("!#$&'+;<>?@[]^`{|}~".contains(c));
            }
        }
    }
    let (pairs, bits) = inside_words(sample, text);
    (unknown >= 5 && unknown > known)
        || (pairs >= ENOUGH && bits > NO_WORDS * pairs as f32)
        || (known >= ENOUGH && (foreign * 5 > known * 2 || odd * 5 > known))
}

/// Whether the Bulgarian letters of a sample stand as they do in words, whatever stands between them.
pub(super) fn has_words(sample: &[u32], text: impl Fn(u32) -> Option<char>) -> bool {
    let (pairs, bits) = inside_words(sample, text);
    pairs >= ENOUGH && bits < LIKELY * pairs as f32
}

/// How many Bulgarian letters of a sample follow another one, and the bits they cost.
fn inside_words(sample: &[u32], text: impl Fn(u32) -> Option<char>) -> (u32, f32) {
    let (mut pairs, mut bits, mut prev) = (0u32, 0.0, ' ');
    for code in sample {
        let c = text(*code).filter(|_| *code != BREAK).unwrap_or(' ');
        if let Some(cost) = letters::inside_word(prev, c) {
            pairs += 1;
            bits += cost;
        }
        prev = c;
    }
    (pairs, bits)
}

/// Whether the codes beyond ASCII can all be meant in windows-1251: its №, or so many different letters and nothing
/// that it lacks. The codes of × and ÷ are no witnesses: these signs stand singly.
pub(super) fn is_cyrillic(codes: &[u32], letters: usize) -> bool {
    let (mut found, mut number) = (0, false);
    for byte in codes.iter().filter_map(|code| u8::try_from(*code).ok()) {
        match Page::Windows1251.decode(byte) {
            _ if byte < 0x80 || matches!(byte, 0xD7 | 0xF7) => {}
            Some('А'..='я') => found += 1,
            Some('№') => number = true,
            // Other letters of windows-1251, and signs that are the same in both pages.
            Some('\u{400}'..='\u{45F}') => {}
            Some(c) if Page::WinAnsi.decode(byte) == Some(c) => {}
            _ => return false,
        }
    }
    found >= letters || number
}

/// Prices a sample of codes.
pub(super) fn cost(sample: &[u32], text: impl Fn(u32) -> Option<char>) -> Cost {
    let mut letters_met = 0;
    let chars = sample.iter().map(|code| match *code {
        BREAK => ' ',
        code => text(code).unwrap_or('\u{FFFD}'),
    });
    let bits = letters::cost(chars.inspect(|c| {
        if letters::counts(*c) {
            letters_met += 1;
        }
    }));
    Cost {
        bits,
        letters: letters_met,
    }
}

/// A code read by another code page: by its byte, or, for windows-1251, by the byte that its Latin reading goes back to.
pub(super) fn reread(page: Page, byte: Option<u8>, latin: Option<char>) -> Option<char> {
    let back = || {
        latin
            .filter(|_| page == Page::Windows1251)
            .and_then(Page::win_ansi_code)
    };
    let byte = byte.or_else(back);
    match byte {
        Some(byte) => page.decode(byte).or(latin),
        None => latin,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn codes(bytes: &[u8]) -> Vec<u32> {
        bytes.iter().map(|b| u32::from(*b)).collect()
    }

    fn price(sample: &[u32], page: Page) -> Cost {
        cost(sample, |code| page.decode(code as u8))
    }

    #[test]
    fn windows_1251_under_a_latin_label() {
        let (bytes, _, _) = encoding_rs::WINDOWS_1251.encode("Решение № 12 на Общински съвет");
        let sample = codes(&bytes);
        let latin = price(&sample, Page::WinAnsi);
        assert!(latin.suspicious());
        assert!(price(&sample, Page::Windows1251).beats(latin));
        assert!(!price(&sample, Page::Mik).beats(latin));
    }

    #[test]
    fn mik_under_a_latin_label() {
        let mik: Vec<u8> = "Решение на съвета"
            .chars()
            .map(|c| {
                (0..=255)
                    .find(|b| Page::Mik.decode(*b) == Some(c))
                    .unwrap_or(b' ')
            })
            .collect();
        let sample = codes(&mik);
        let latin = price(&sample, Page::WinAnsi);
        assert!(price(&sample, Page::Mik).beats(latin));
        assert!(!price(&sample, Page::Windows1251).beats(price(&sample, Page::Mik)));
    }

    fn gibberish(text: &str) -> bool {
        let sample: Vec<u32> = text.chars().map(u32::from).collect();
        is_gibberish(&sample, |code| char::from_u32(code).filter(|c| *c != '\u{FFFD}'))
    }

    const RIGHT: &str = "На основание чл. 21, ал. 1 от ЗМСМА Общинският съвет определя начална тръжна цена за имота \
                         и възлага на кмета на общината да проведе търга в законния срок.";

    #[test]
    fn letters_in_no_order_of_any_language() {
        assert!(!gibberish(RIGHT));
        let moved = |by: i32| -> String {
            let letter = |c: char| match c {
                'А'..='я' => char::from_u32((u32::from(c) as i32 + by) as u32).unwrap_or(c),
                c => c,
            };
            RIGHT.chars().map(letter).collect()
        };
        for by in [-9, -1, 1, 5] {
            assert!(gibberish(&moved(by)), "moved by {by}");
        }
        assert!(!gibberish("Щъ ч-ф жЩ"), "too little to tell");
    }

    #[test]
    fn what_is_left_of_a_lost_table() {
        let left: String = RIGHT
            .chars()
            .map(|c| if c.is_alphabetic() { '\u{FFFD}' } else { c })
            .collect();
        assert!(gibberish(&left));
        assert!(gibberish(&"5)$'! 8#&;< 4{}[".repeat(8)));
        assert!(gibberish(&"‚ƒ„…†‡ˆ‰Š‹Œ ÇÀÃÊ ".repeat(8)));
    }

    #[test]
    fn other_text_is_no_gibberish() {
        for text in [
            "Решение Совета депутатов об утверждении бюджета района на следующий год, подписанное главой",
            "The beneficiary shall keep separate accounts & submit a report; see [4] and <www.example.org>",
            "Décision du conseil général relative à la préfecture et à la commune, prise à l'unanimité",
            "1 250,50; 3 084,00; 12,5 %; 96,7 %; 1 748,10; 412,60; 398,10 № 14/30.01.2025; чл. 21, ал. 1",
            "Р Е Ш Е Н И Е  № 1 2  О Б Щ И Н С К И  С Ъ В Е Т  Р Е Ш И  П Р Е Д С Е Д А Т Е Л  О Т Н О С Н О",
        ] {
            assert!(!gibberish(text), "{text}");
        }
    }

    #[test]
    fn codes_of_windows_1251() {
        let (bytes, _, _) = encoding_rs::WINDOWS_1251.encode("„ЗА“ – 5");
        assert!(is_cyrillic(&codes(&bytes), 2));
        assert!(is_cyrillic(&[0xB9, 0x35], 2), "№ 5");
        assert!(!is_cyrillic(&[0x6D, 0xB2], 1), "m²");
        assert!(!is_cyrillic(&[0x35, 0xD7], 1), "5×");
    }

    #[test]
    fn other_languages_stay() {
        for text in [
            "Décision du conseil général à la préfecture",
            "Über die Größe der Straße",
            "Annex No. 5 to the contract",
        ] {
            let (bytes, _, _) = encoding_rs::WINDOWS_1252.encode(text);
            let sample = codes(&bytes);
            let latin = price(&sample, Page::WinAnsi);
            for page in [Page::Windows1251, Page::Mik, Page::MacCyrillic] {
                assert!(!price(&sample, page).beats(latin), "{text} as {page:?}");
            }
        }
    }

    #[test]
    fn words_beside_what_is_of_no_language() {
        let (words, _, _) = encoding_rs::WINDOWS_1251
            .encode("Мрежата е юридическо лице по смисъла на закона и общината членува в нея");
        let sample = codes(&[b"\\u041E\\u0431".repeat(60).as_slice(), &words].concat());
        let decode = |page: Page| move |code: u32| page.decode(code as u8);
        assert!(price(&sample, Page::Windows1251).mean() > LIKELY);
        assert!(has_words(&sample, decode(Page::Windows1251)));
        assert!(!has_words(&sample, decode(Page::Mik)) && !has_words(&sample, decode(Page::WinAnsi)));
    }
}
