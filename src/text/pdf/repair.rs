//! Readings of a font compared by how Bulgarian they look.
//!
//! Many programs wrote windows-1251 or MIK bytes under a Latin label, so that a right viewer shows `Ðåøåíèå` for
//! `Решение`. No table of the file tells it; the letters do, since no language has such words.

use super::encoding::Page;
use super::letters;

/// Codes looked at of each font.
pub(super) const SAMPLE: usize = 1500;

/// Stands between the runs of a sample.
pub(super) const BREAK: u32 = u32::MAX;

/// How the codes of a font are read.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Reading {
    /// By the tables of the file.
    AsIs,
    /// By the font program, against the tables of the file.
    Program,
    /// As bytes of a Cyrillic code page, against the label of the font.
    CodePage(Page),
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
        self.letters > 0 && self.mean() > 5.2
    }

    /// Whether this reading is right when `other` is the one at hand: 20 bits are odds of a million to one.
    pub fn beats(self, other: Cost) -> bool {
        self.bits + 20.0 < other.bits && self.mean() < 5.2
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
}
