//! Raised digits: the marks of notes, and parts of an article's number („чл. 21¹“), which on the line would make another
//! number.

/// The digits of a mark as small raised ones, so that they are not read as digits of the number before them.
pub(super) fn raised(mark: &str) -> String {
    mark.trim().chars().map(raised_digit).collect()
}

/// A digit, raised.
pub(super) fn raised_digit(c: char) -> char {
    const DIGITS: [char; 10] = ['⁰', '¹', '²', '³', '⁴', '⁵', '⁶', '⁷', '⁸', '⁹'];
    c.to_digit(10)
        .and_then(|d| DIGITS.get(d as usize))
        .copied()
        .unwrap_or(c)
}

/// Whether a raised digit behind this one is a part of its number.
pub(super) fn is_digit(c: char) -> bool {
    c.is_ascii_digit() || matches!(c, '¹' | '²' | '³' | '⁰' | '⁴'..='⁹')
}
