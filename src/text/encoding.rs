//! Encodings of one-byte codes: those of PDF (ISO 32000-1, annex D) and the Cyrillic ones that hide under them and in files.

use encoding_rs::{Encoding, MACINTOSH, WINDOWS_1251, WINDOWS_1252, X_MAC_CYRILLIC};

/// Codes 128 to 255 of MIK, the code page of Bulgarian DOS.
const MIK: &str = "АБВГДЕЖЗИЙКЛМНОПРСТУФХЦЧШЩЪЫЬЭЮЯабвгдежзийклмнопрстуфхцчшщъыьэюя\
                   └┴┬├─┼╣║╚╔╩╦╠═╬┐░▒▓│┤№§╗╝┘┌█▄▌▐▀αßΓπΣσµτΦΘΩδ∞φε∩≡±≥≤⌠⌡÷≈°∙·√ⁿ²■\u{A0}";

/// Codes 161 to 251 of StandardEncoding; a blank where there is none.
const STANDARD: &str =
    "¡¢£⁄¥ƒ§¤'“«‹›ﬁﬂ –†‡· ¶•‚„”»…‰ ¿ `´ˆ˜¯˘˙¨ ˚¸ ˝˛ˇ—                Æ ª    ŁØŒº     æ   ı  łøœß";

/// A one-byte encoding.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub(super) enum Page {
    /// StandardEncoding, what a Type 1 font has when it says nothing.
    Standard,
    /// WinAnsiEncoding: windows-1252.
    WinAnsi,
    /// MacRomanEncoding.
    MacRoman,
    /// windows-1251.
    Windows1251,
    /// MIK.
    Mik,
    /// Mac OS Cyrillic.
    MacCyrillic,
}

impl Page {
    /// By its name in a font dictionary.
    pub fn named(name: &[u8]) -> Option<Page> {
        match name {
            b"WinAnsiEncoding" => Some(Page::WinAnsi),
            b"MacRomanEncoding" => Some(Page::MacRoman),
            b"StandardEncoding" => Some(Page::Standard),
            _ => None,
        }
    }

    /// The character of a code.
    pub fn decode(self, code: u8) -> Option<char> {
        let c = match self {
            Page::Standard => match code {
                0x27 => '’',
                0x60 => '‘',
                0x20..=0x7E => char::from(code),
                0xA1..=0xFB => STANDARD
                    .chars()
                    .nth(usize::from(code) - 0xA1)
                    .filter(|c| *c != ' ')?,
                _ => return None,
            },
            Page::Mik => match code {
                0..=0x7F => char::from(code),
                _ => MIK.chars().nth(usize::from(code) - 0x80)?,
            },
            Page::WinAnsi => single(WINDOWS_1252, code)?,
            Page::MacRoman => single(MACINTOSH, code)?,
            Page::Windows1251 => single(WINDOWS_1251, code)?,
            Page::MacCyrillic => single(X_MAC_CYRILLIC, code)?,
        };
        // The apple of the Macintosh is no letter.
        (!c.is_control() && c != '\u{F8FF}').then_some(c)
    }

    /// The code that WinAnsiEncoding gives a character: the way back from a wrong Latin reading.
    pub fn win_ansi_code(c: char) -> Option<u8> {
        if matches!(c, '\u{20}'..='\u{7E}' | '\u{A0}'..='\u{FF}') {
            return Some(c as u32 as u8);
        }
        (0x80..0xA0).find(|code| single(WINDOWS_1252, *code) == Some(c))
    }
}

fn single(encoding: &'static Encoding, code: u8) -> Option<char> {
    if code < 0x80 {
        return Some(char::from(code));
    }
    let (text, _) = encoding.decode_without_bom_handling(std::slice::from_ref(&code));
    text.chars().next().filter(|c| *c != '\u{FFFD}')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn code_pages() {
        assert_eq!(Page::Standard.decode(0x27), Some('’'));
        assert_eq!(Page::Standard.decode(0xAE), Some('ﬁ'));
        assert_eq!(Page::Standard.decode(0xFB), Some('ß'));
        assert_eq!(Page::Standard.decode(0xFC), None);
        assert_eq!(Page::Mik.decode(0x80), Some('А'));
        assert_eq!(Page::Mik.decode(0xBF), Some('я'));
        assert_eq!(Page::Mik.decode(0xD5), Some('№'));
        assert_eq!(Page::Mik.decode(0xFF), Some('\u{A0}'));
        assert_eq!(Page::Windows1251.decode(0xB9), Some('№'));
        assert_eq!(Page::WinAnsi.decode(0x80), Some('€'));
        assert_eq!(Page::win_ansi_code('€'), Some(0x80));
        assert_eq!(Page::win_ansi_code('Ж'), None);
    }
}
