//! Signs of the fonts Symbol and Wingdings, whose codes are for private use (U+F020 to U+F0FF).

/// Such a sign as the Unicode sign that looks like it; those that are not met here are bullets.
pub(super) fn sign(code: u32) -> char {
    match code & 0xFF {
        0x2D => '–',
        0x6E | 0xA7 => '▪',
        0x6F | 0xA8 | 0x71 | 0x72 => '□',
        0xD8 => '➢',
        0xE0 | 0xF0 => '→',
        0xFB | 0x78 | 0xFD => '☒',
        0xFC | 0xFE => '✓',
        0x20 => ' ',
        _ => '•',
    }
}

/// Words without codes for private use.
pub(super) fn words(words: &str) -> String {
    let plain = |c: char| match c {
        '\u{F000}'..='\u{F0FF}' => sign(c as u32),
        _ => c,
    };
    words.chars().map(plain).collect()
}

/// Whether a font has signs in the place of letters.
pub(super) fn is_of_signs(font: &str) -> bool {
    let font = font.to_ascii_lowercase();
    ["wingdings", "webdings", "symbol"]
        .iter()
        .any(|f| font.starts_with(f))
}
