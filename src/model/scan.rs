//! Looking for rare things in a long text.

use aho_corasick::{AhoCorasick, AhoCorasickKind, Anchored, Input, MatchKind, StartKind};
use memchr::memmem::Finder;

/// Bytes that are tested at once.
const BLOCK: usize = 32;

/// The places where `test` holds for a byte and the byte behind it (0 behind the last one), in order.
///
/// The test is put to a block of bytes without a branch between them, so that the compiler makes vector instructions of it
/// (write `|` and `&` in it, not `||` and `&&`, and no `matches!`): what is rare costs hardly more than reading the text.
///
/// ```
/// use savet::model::byte_places;
/// // Й as bytes: 0xD0 0x99.
/// assert_eq!(byte_places("ой, Й", |a, b| (a == 0xD0) & (b == 0x99)), [6]);
/// ```
pub fn byte_places(text: &str, test: impl Fn(u8, u8) -> bool) -> Vec<usize> {
    window_places(text, |a, b, _, _| test(a, b))
}

/// As [`byte_places`], for a byte and the three bytes behind it.
pub fn window_places(text: &str, test: impl Fn(u8, u8, u8, u8) -> bool) -> Vec<usize> {
    let bytes = text.as_bytes();
    let mut out = Vec::new();
    let mut at = 0;
    let mut hits = [0; BLOCK];
    while let [Some(a), Some(b), Some(c), Some(d)] = [0, 1, 2, 3].map(|behind| block(bytes, at + behind)) {
        let mut any = 0;
        for ((((hit, a), b), c), d) in hits.iter_mut().zip(a).zip(b).zip(c).zip(d) {
            *hit = u8::from(test(*a, *b, *c, *d));
            any |= *hit;
        }
        // Eight answers at a time are one number, each bit of which is a hit.
        let eights = hits.as_chunks::<8>().0.iter().enumerate();
        for (k, eight) in eights.filter(|_| any != 0) {
            let mut bits = u64::from_le_bytes(*eight);
            while bits != 0 {
                out.push(at + 8 * k + bits.trailing_zeros() as usize / 8);
                bits &= bits - 1;
            }
        }
        at += BLOCK;
    }
    let byte = |i: usize| bytes.get(i).copied().unwrap_or(0);
    out.extend((at..bytes.len()).filter(|&i| test(byte(i), byte(i + 1), byte(i + 2), byte(i + 3))));
    out
}

fn block(bytes: &[u8], at: usize) -> Option<&[u8; BLOCK]> {
    bytes.get(at..)?.first_chunk()
}

/// A few words that are looked for all at once in a line or a paragraph: it is read once, however many they are.
///
/// ```
/// use savet::model::Words;
/// let words = Words::new(&["взе", "прие"]);
/// assert_eq!(words.first("съветът прие и взе"), Some(15));
/// assert!(words.begin("прието"));
/// ```
#[derive(Debug)]
pub struct Words {
    anywhere: AhoCorasick,
    anchored: AhoCorasick,
}

impl Words {
    /// Prepares the search. Keep it in a `LazyLock`.
    pub fn new(words: &[&str]) -> Self {
        let build = |start| {
            AhoCorasick::builder()
                .match_kind(MatchKind::LeftmostLongest)
                .start_kind(start)
                .kind(Some(AhoCorasickKind::DFA))
                // It looks for rare bytes, and Cyrillic letters have none.
                .prefilter(false)
                .build(words)
                .expect("the words are few and short")
        };
        Words {
            anywhere: build(StartKind::Unanchored),
            anchored: build(StartKind::Anchored),
        }
    }

    /// Where the first of them stands.
    pub fn first(&self, text: &str) -> Option<usize> {
        self.anywhere.find(text).map(|m| m.start())
    }

    /// Every place of any of them, in order; the longest where two begin together, and none inside another.
    pub fn places(&self, text: &str) -> impl Iterator<Item = usize> {
        self.anywhere.find_iter(text).map(|m| m.start())
    }

    /// Where the last of them stands, and which it is.
    pub fn last(&self, text: &str) -> Option<(usize, usize)> {
        let last = self.anywhere.find_iter(text).last();
        last.map(|m| (m.start(), m.pattern().as_usize()))
    }

    /// Whether any of them stands in `text`.
    pub fn within(&self, text: &str) -> bool {
        self.anywhere.is_match(text)
    }

    /// Whether `text` begins with one of them.
    pub fn begin(&self, text: &str) -> bool {
        self.begin_len(text).is_some()
    }

    /// The length of the longest of them that `text` begins with.
    pub fn begin_len(&self, text: &str) -> Option<usize> {
        let input = Input::new(text).anchored(Anchored::Yes);
        self.anchored.find(input).map(|m| m.end())
    }
}

/// Two or three short words that are looked for in a whole document. Each has a pass of its own, by vector instructions.
///
/// ```
/// use savet::model::RareWords;
/// assert_eq!(RareWords::new(&["взе", "прие"]).places("прие, взе"), [0, 10]);
/// ```
#[derive(Debug)]
pub struct RareWords {
    finders: Vec<Finder<'static>>,
}

impl RareWords {
    /// Prepares the search. Keep it in a `LazyLock`.
    pub fn new(words: &[&'static str]) -> Self {
        RareWords {
            finders: words.iter().map(|w| Finder::new(*w)).collect(),
        }
    }

    /// Whether any of them stands in `text`.
    pub fn within(&self, text: &str) -> bool {
        self.finders.iter().any(|f| f.find(text.as_bytes()).is_some())
    }

    /// Every place of any of them, in order.
    pub fn places(&self, text: &str) -> Vec<usize> {
        let mut out: Vec<usize> = Vec::new();
        for finder in &self.finders {
            out.extend(finder.find_iter(text.as_bytes()));
        }
        out.sort_unstable();
        out
    }
}
