//! A document's fingerprint, by which the same paper is known again in other bytes: a text and its PDF, a decision on two
//! pages of a site.
//!
//! Councils write by templates: two decisions may differ in a number, a sum and a name alone. So words are compared in
//! outline, by which a page's menus and a letter read wrongly do no harm, but figures and names exactly.

use crate::model::schema::Table;
use crate::model::{Likeness, Record};

/// Shorter texts are not compared: an empty page is like any other.
const LEAST_SHINGLES: u32 = 20;

/// The fingerprint of a document from its normalised text and its rows.
pub(crate) fn likeness(text: &str, record: &Record) -> Likeness {
    let mut shingles = Shingles::new();
    let mut all = Exact::default();
    words(text, |word| {
        all.add(&word);
        if !word.has_digit {
            shingles.add(word.hash);
        }
    });
    if shingles.count < LEAST_SHINGLES {
        return Likeness::default();
    }
    let cell = |name| hash_of(&record.document.get(name).to_text());
    let kind = cell("type");
    let stated = |hash: u64| if hash == hash_of("") { 0 } else { hash };
    let municipality = stated(cell("municipality_code"));
    Likeness {
        identity: identity(record).map_or(0, |decisions| mix(kind ^ mix(decisions))),
        contents: mix(kind ^ mix(municipality ^ all.hash())),
        municipality,
        shingles: shingles.count,
        sketch: shingles.sketch(),
    }
}

/// The numbers and dates of all decisions, with the figures and names of their items; none where one has no number or no
/// day, or no item is there.
fn identity(record: &Record) -> Option<u64> {
    let mut sum = 0u64;
    for decision in record.of(Table::Decisions) {
        let [number, date, protocol] =
            ["number", "date", "protocol_number"].map(|c| decision.get(c).to_text());
        let day = if date.is_empty() {
            format!("№{protocol}")
        } else {
            date
        };
        if number.is_empty() || day == "№" {
            return None;
        }
        sum = sum.wrapping_add(mix(hash_of(&number) ^ mix(hash_of(&day))));
    }
    let mut items = Exact::default();
    let mut any = false;
    for item in record.of(Table::Resolutions) {
        any = true;
        words(&item.get("text").to_text(), |word| items.add(&word));
    }
    any.then(|| mix(sum ^ items.hash()))
}

/// Figures and names of a text, in any order.
#[derive(Default)]
struct Exact(u64);

impl Exact {
    fn add(&mut self, word: &Word) {
        if word.has_digit || word.is_capital {
            self.0 = self.0.wrapping_add(mix(word.hash));
        }
    }

    fn hash(&self) -> u64 {
        mix(self.0)
    }
}

struct Word {
    /// Of its letters in lower case.
    hash: u64,
    has_digit: bool,
    /// Whether it begins with a capital letter.
    is_capital: bool,
}

/// Gives every word: Latin or Cyrillic letters and digits in a row. Everything else parts words, for the signs between
/// them are what two prints of a text differ in.
fn words(text: &str, mut take: impl FnMut(Word)) {
    let none = Word {
        hash: 0,
        has_digit: false,
        is_capital: false,
    };
    let mut word = none;
    let mut bytes = text.bytes();
    while let Some(byte) = bytes.next() {
        let letter = match byte {
            b'0'..=b'9' | b'a'..=b'z' | b'A'..=b'Z' => u32::from(byte),
            // U+0400 to U+047F lie in two bytes.
            0xd0 | 0xd1 => u32::from(byte & 0x1f) << 6 | u32::from(bytes.next().unwrap_or_default() & 0x3f),
            _ => {
                if word.hash != 0 {
                    take(std::mem::replace(
                        &mut word,
                        Word {
                            hash: 0,
                            has_digit: false,
                            is_capital: false,
                        },
                    ));
                }
                continue;
            }
        };
        let small = match letter {
            0x41..=0x5a | 0x410..=0x42f => letter + 0x20,
            0x400..=0x40f => letter + 0x50,
            _ => letter,
        };
        word.is_capital |= word.hash == 0 && small != letter;
        word.has_digit |= byte.is_ascii_digit();
        word.hash = step(word.hash, small);
    }
    if word.hash != 0 {
        take(word);
    }
}

/// Three words in a row, the least of each part of all.
struct Shingles {
    last: [u64; 2],
    count: u32,
    least: [u64; crate::model::SKETCH],
}

impl Shingles {
    fn new() -> Self {
        Shingles {
            last: [0; 2],
            count: 0,
            least: [u64::MAX; crate::model::SKETCH],
        }
    }

    fn add(&mut self, word: u64) {
        let [first, second] = self.last;
        self.last = [second, word];
        if first == 0 {
            return;
        }
        let shingle = mix(mix(first) ^ second.rotate_left(21) ^ word.rotate_left(42));
        let least = &mut self.least[(shingle >> 58) as usize];
        *least = (*least).min(shingle);
        self.count = self.count.saturating_add(1);
    }

    fn sketch(&self) -> [u8; crate::model::SKETCH] {
        self.least.map(|least| match least {
            u64::MAX => 0,
            least => (mix(least) % 255 + 1) as u8,
        })
    }
}

fn hash_of(text: &str) -> u64 {
    mix(text.bytes().fold(0, |hash, byte| step(hash, u32::from(byte) + 1)))
}

fn step(hash: u64, letter: u32) -> u64 {
    (hash ^ u64::from(letter)).wrapping_mul(0x9e37_79b9_7f4a_7c15) | 1
}

/// Spreads the bits of a number over all of it (the last step of SplitMix64).
fn mix(mut n: u64) -> u64 {
    n = (n ^ n >> 30).wrapping_mul(0xbf58_476d_1ce4_e5b9);
    n = (n ^ n >> 27).wrapping_mul(0x94d0_49bb_1331_11eb);
    n ^ n >> 31
}
