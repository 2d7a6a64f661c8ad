//! What a Roman numeral is.

/// Whether Latin letters are a numeral below 400, such as council papers have: hundreds, tens and units in order, each at
/// most as long as its longest form.
///
/// ```
/// use savet::lexicon::roman::is_numeral;
/// assert!(is_numeral("XXVI"));
/// assert!(!is_numeral("IIX"));
/// ```
pub fn is_numeral(s: &str) -> bool {
    let rest = s.trim_start_matches('C');
    let hundreds = s.len() - rest.len();
    let rest = part(rest, 'X', 'L', 'C');
    let rest = rest.and_then(|r| part(r, 'I', 'V', 'X'));
    !s.is_empty() && hundreds <= 3 && rest == Some("")
}

/// Steps over one digit: `IX`, `IV`, `V?I*`.
fn part(s: &str, one: char, five: char, ten: char) -> Option<&str> {
    let nine: String = [one, ten].iter().collect();
    let four: String = [one, five].iter().collect();
    if let Some(rest) = s.strip_prefix(&nine).or_else(|| s.strip_prefix(&four)) {
        return Some(rest);
    }
    let s = s.strip_prefix(five).unwrap_or(s);
    let rest = s.trim_start_matches(one);
    (s.len() - rest.len() <= 4).then_some(rest)
}

/// The number of a Roman numeral in Latin letters; none where it is no numeral.
///
/// ```
/// use savet::lexicon::roman::value;
/// assert_eq!(value("XXIV"), Some(24));
/// assert_eq!(value("IIX"), None);
/// ```
pub fn value(s: &str) -> Option<u32> {
    let worth = |c: char| match c {
        'I' => 1,
        'V' => 5,
        'X' => 10,
        'L' => 50,
        'C' => 100,
        _ => 0,
    };
    let mut sum = 0;
    let mut above = 0;
    for worth in s.chars().rev().map(worth) {
        if worth < above {
            sum -= worth;
        } else {
            sum += worth;
            above = worth;
        }
    }
    is_numeral(s).then_some(sum)
}

/// The Roman numeral, in small Latin letters, that `words` begin with.
pub fn leading(words: &str) -> Option<&str> {
    let end = words
        .bytes()
        .take_while(|b| matches!(b, b'i' | b'v' | b'x'))
        .count();
    let whole = !words[end..].starts_with(char::is_alphanumeric);
    (whole && is_numeral(&words[..end].to_uppercase())).then(|| &words[..end])
}
