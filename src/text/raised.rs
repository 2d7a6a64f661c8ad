//! Raised digits behind a digit: parts of an article's number („чл. 21¹“), which on the line would make another number.

/// A digit, raised.
pub(super) fn raised(c: char) -> char {
    match c {
        '0' => '⁰',
        '1' => '¹',
        '2' => '²',
        '3' => '³',
        '4'..='9' => char::from_u32(u32::from('⁴') + u32::from(c) - u32::from('4')).unwrap_or(c),
        c => c,
    }
}

/// Whether a raised digit behind this one is a part of its number.
pub(super) fn is_digit(c: char) -> bool {
    c.is_ascii_digit() || matches!(c, '¹' | '²' | '³' | '⁰' | '⁴'..='⁹')
}

/// The mark of a note with its digits raised, so that they are not read as digits of the number before them.
pub(super) fn raised_mark(mark: &str) -> String {
    mark.trim().chars().map(raised).collect()
}
