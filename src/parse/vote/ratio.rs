//! Votes told as a ratio before those who abstained: „шест на два при един въздържал се“, „девет гласа срещу един при двама
//! въздържали се“, „12 на 0, въздържали се – 0“.

use super::words::numeral;

/// Bytes of the longest such phrase.
const LONGEST: usize = 80;
/// More do not sit in a council.
const MOST: u32 = 200;

/// For and against in the phrase that ends at the byte `end`, and where it begins.
pub fn ratio(lower: &str, end: usize) -> Option<(u32, u32, usize)> {
    let from = lower.floor_char_boundary(end.saturating_sub(LONGEST));
    let blank = [' ', '\n', ',', ';'];
    let near = lower[from..end].trim_end_matches(blank);
    let near = ["при", "и", "с"]
        .iter()
        .find_map(|w| near.strip_suffix(w)?.strip_suffix(blank))
        .unwrap_or(near);
    let (against, head) = number(near.trim_end_matches(blank))?;
    let head = head.trim_end_matches(blank);
    let head = ["на", "срещу", "към"]
        .iter()
        .find_map(|w| head.strip_suffix(w)?.strip_suffix([' ', '\n']))?;
    let head = head.trim_end_matches(blank);
    let head = ["гласа", "гласове", "глас"]
        .iter()
        .find_map(|w| head.strip_suffix(w))
        .unwrap_or(head);
    let (supporting, rest) = number(head.trim_end_matches(blank))?;
    Some((supporting, against, from + rest.len()))
}

/// The number that `words` end with, and what stands before it.
fn number(words: &str) -> Option<(u32, &str)> {
    let at = words
        .rfind(|c: char| !c.is_alphanumeric())
        .map_or(0, |i| i + words[i..].chars().next().map_or(1, char::len_utf8));
    let word = &words[at..];
    let count = word.parse().ok().or_else(|| numeral(word))?;
    (count <= MOST).then_some((count, &words[..at]))
}

#[cfg(test)]
mod tests {
    use super::ratio;

    #[test]
    fn both_sides_are_told() {
        let told = |text: &str| ratio(text, text.len()).map(|(a, b, _)| (a, b));
        assert_eq!(told("двама. шест на два при "), Some((6, 2)));
        assert_eq!(told("с девет гласа срещу един при "), Some((9, 1)));
        assert_eq!(told("бяха „за“: 12 на 0, "), Some((12, 0)));
        assert_eq!(told("в размер на два, "), None);
        assert_eq!(told("на 12 януари "), None);
    }
}
