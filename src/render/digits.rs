//! Digits as dots, for the numbers beside lines.

/// Rows of a digit.
pub(super) const HEIGHT: i32 = 7;
/// Columns from one digit to the next: four and a gap.
pub(super) const ADVANCE: i32 = 5;

/// Rows of the digits 0 to 9 from the top, four dots each.
const DIGITS: [[&str; 7]; 10] = [
    [" ## ", "#  #", "#  #", "#  #", "#  #", "#  #", " ## "],
    ["  # ", " ## ", "  # ", "  # ", "  # ", "  # ", " ###"],
    [" ## ", "#  #", "   #", "  # ", " #  ", "#   ", "####"],
    ["### ", "   #", "   #", " ## ", "   #", "   #", "### "],
    ["  # ", " ## ", "# # ", "# # ", "####", "  # ", "  # "],
    ["####", "#   ", "### ", "   #", "   #", "#  #", " ## "],
    [" ## ", "#   ", "#   ", "### ", "#  #", "#  #", " ## "],
    ["####", "   #", "   #", "  # ", "  # ", " #  ", " #  "],
    [" ## ", "#  #", "#  #", " ## ", "#  #", "#  #", " ## "],
    [" ## ", "#  #", "#  #", " ###", "   #", "   #", " ## "],
];

/// Column and row of each dot of a digit; none of any other byte.
pub(super) fn dots(digit: u8) -> impl Iterator<Item = (i32, i32)> {
    let rows = digit.checked_sub(b'0').and_then(|d| DIGITS.get(usize::from(d)));
    rows.into_iter().flatten().zip(0..).flat_map(|(dots, row)| {
        dots.bytes()
            .zip(0..)
            .filter(|(dot, _)| *dot == b'#')
            .map(move |(_, column)| (column, row))
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_digit_fits_and_looks_like_no_other() {
        let all: Vec<Vec<(i32, i32)>> = (b'0'..=b'9').map(|d| dots(d).collect()).collect();
        for (i, digit) in all.iter().enumerate() {
            assert!(digit.iter().all(|(x, y)| *x < ADVANCE - 1 && *y < HEIGHT));
            assert!(!all[..i].contains(digit) && digit.len() > 5);
        }
        assert_eq!(dots(b'x').count(), 0);
    }
}
