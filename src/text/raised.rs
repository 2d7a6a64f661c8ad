//! The mark of a note.

/// The digits of a mark as small raised ones, so that they are not read as digits of the number before them.
pub(super) fn raised(mark: &str) -> String {
    const DIGITS: [char; 10] = ['⁰', '¹', '²', '³', '⁴', '⁵', '⁶', '⁷', '⁸', '⁹'];
    let raise = |c: char| {
        c.to_digit(10)
            .and_then(|d| DIGITS.get(d as usize))
            .copied()
            .unwrap_or(c)
    };
    mark.trim().chars().map(raise).collect()
}
