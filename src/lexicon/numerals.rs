//! Bulgarian numbers in words (числителни), read and written.

use std::collections::HashMap;
use std::sync::OnceLock;

/// `word,value,kind,form`; `form` x is a spelling that is read but never written.
const TABLE: &str = include_str!("../../data/numerals.csv");

/// The part that a word plays in a number.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Kind {
    /// 0 to 9.
    Unit,
    /// 10 to 19.
    Teen,
    /// 20 to 90.
    Ten,
    /// 100 to 900.
    Hundred,
    /// „хиляда“, „милион“: may stand without a count.
    One,
    /// „хиляди“, „милиона“: a count goes before.
    Many,
    /// „половин милион“, „два и половина милиона“.
    Half,
}

#[derive(Debug, Clone, Copy)]
struct Numeral {
    value: u64,
    kind: Kind,
}

/// Reads a number in lower-case words, parted by white space.
///
/// „двеста и осемнадесет хиляди шестстотин и четиридесет“ is 218640. `None` for anything that is not one number.
pub fn read(words: &str) -> Option<u64> {
    read_all(words.split_whitespace())
}

/// Whether a lower-case word can stand in a number; „и“ can.
pub fn is_part(word: &str) -> bool {
    word == "и" || lookup(word).is_some()
}

/// Whether a word says thousands or more: „хиляди“, „млн“.
pub fn is_scale(word: &str) -> bool {
    matches!(lookup(word), Some((a, None)) if matches!(a.kind, Kind::One | Kind::Many))
}

fn read_all<'a>(words: impl Iterator<Item = &'a str>) -> Option<u64> {
    let mut sum = Sum::default();
    let mut joined = false;
    for word in words {
        if word == "и" {
            if joined || !sum.begun {
                return None;
            }
            joined = true;
            continue;
        }
        joined = false;
        let (first, second) = lookup(word)?;
        sum.add(first)?;
        if let Some(second) = second {
            sum.add(second)?;
        }
    }
    if joined { None } else { sum.total() }
}

/// A number as it grows word by word, from its largest part to its smallest.
struct Sum {
    begun: bool,
    total: u64,
    /// The count of the scale that has not come yet.
    group: u64,
    /// The value below which the group's next word must stay.
    floor: u64,
    /// The last scale; the next must be smaller.
    scale: u64,
    half: bool,
}

impl Default for Sum {
    fn default() -> Self {
        Sum {
            begun: false,
            total: 0,
            group: 0,
            floor: 1000,
            scale: u64::MAX,
            half: false,
        }
    }
}

impl Sum {
    fn add(&mut self, n: Numeral) -> Option<()> {
        let lone = self.floor == 1000;
        match n.kind {
            Kind::Half => {
                if self.half {
                    return None;
                }
                self.half = true;
            }
            Kind::One | Kind::Many => {
                if n.value >= self.scale || lone && n.kind == Kind::Many && !self.half {
                    return None;
                }
                let count = if lone && !self.half { 1 } else { self.group };
                self.total = self.total.checked_add(count.checked_mul(n.value)?)?;
                if self.half {
                    self.total += n.value / 2;
                }
                (self.group, self.floor, self.scale, self.half) = (0, 1000, n.value, false);
            }
            _ if self.half => return None,
            Kind::Hundred if self.floor > 100 => (self.group, self.floor) = (n.value, 100),
            Kind::Ten if self.floor > 20 => (self.group, self.floor) = (self.group + n.value, 20),
            Kind::Teen if self.floor > 20 => (self.group, self.floor) = (self.group + n.value, 1),
            Kind::Unit if self.floor > 1 => (self.group, self.floor) = (self.group + n.value, 1),
            _ => return None,
        }
        self.begun = true;
        Some(())
    }

    fn total(&self) -> Option<u64> {
        // „милион и половина“
        let trailing = self.half && self.scale != u64::MAX && self.floor == 1000 && self.scale > 1;
        let half = if trailing { self.scale / 2 } else { 0 };
        (self.begun && (!self.half || trailing)).then(|| self.total + self.group + half)
    }
}

/// A word's numeral; two where they are written as one word („двадесетипет“).
fn lookup(word: &str) -> Option<(Numeral, Option<Numeral>)> {
    let table = table();
    if let Some(n) = table.get(word) {
        return Some((*n, None));
    }
    // The shortest pair is „стоипет“, the longest „четиристотинчетиридесет“.
    if !(14..=48).contains(&word.len()) {
        return None;
    }
    word.char_indices().skip(3).find_map(|(i, _)| {
        let first = table.get(&word[..i])?;
        let rest = &word[i..];
        let second = table.get(rest).or_else(|| table.get(rest.strip_prefix('и')?))?;
        Some((*first, Some(*second)))
    })
}

fn table() -> &'static HashMap<&'static str, Numeral> {
    static WORDS: OnceLock<HashMap<&'static str, Numeral>> = OnceLock::new();
    WORDS.get_or_init(|| TABLE.lines().skip(1).filter_map(row).collect())
}

fn row(line: &'static str) -> Option<(&'static str, Numeral)> {
    let mut cells = line.split(',');
    let (word, value) = (cells.next()?, cells.next()?.parse().ok()?);
    let kind = match (cells.next()?, cells.next()?) {
        ("unit", _) => Kind::Unit,
        ("teen", _) => Kind::Teen,
        ("ten", _) => Kind::Ten,
        ("hundred", _) => Kind::Hundred,
        ("scale", "s") => Kind::One,
        ("scale", _) => Kind::Many,
        ("half", _) => Kind::Half,
        _ => return None,
    };
    Some((word, Numeral { value, kind }))
}

/// The gender of what is counted (род).
#[cfg(test)]
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Gender {
    /// „два лева“.
    Masculine,
    /// „две стотинки“.
    Feminine,
    /// „две евро“.
    Neuter,
}

/// Writes a number below a million millions in words: what [`read`] reads back.
#[cfg(test)]
pub fn write(n: u64, gender: Gender) -> String {
    if n == 0 {
        return "нула".to_owned();
    }
    let scales = [
        (1_000_000_000, "милиард", "милиарда", Gender::Masculine),
        (1_000_000, "милион", "милиона", Gender::Masculine),
        (1000, "хиляда", "хиляди", Gender::Feminine),
    ];
    let mut parts: Vec<String> = Vec::new();
    for (scale, one, many, gender) in scales {
        match n / scale % 1000 {
            0 => {}
            1 if scale == 1000 => parts.push(one.to_owned()),
            1 => parts.push(format!("един {one}")),
            count => parts.push(format!("{} {many}", group(count, gender).join(" "))),
        }
    }
    let last = group(n % 1000, gender);
    if !parts.is_empty() && last.len() == 1 {
        parts.push("и".to_owned());
    }
    parts.extend(last);
    parts.join(" ")
}

/// The words of a number below 1000, with „и“ before the last of several.
#[cfg(test)]
fn group(n: u64, gender: Gender) -> Vec<String> {
    let mut words: Vec<String> = Vec::new();
    let mut put = |value: u64| {
        let form = match gender {
            Gender::Masculine => "m",
            Gender::Feminine => "f",
            Gender::Neuter if value == 1 => "n",
            Gender::Neuter => "f",
        };
        let row = TABLE.lines().skip(1).find(|l| {
            let c: Vec<&str> = l.split(',').collect();
            c[1] == value.to_string() && (c[3].is_empty() || c[3] == form) && c[2] != "half"
        });
        words.extend(row.and_then(|l| l.split(',').next()).map(str::to_owned));
    };
    let (hundreds, rest) = (n / 100 * 100, n % 100);
    if hundreds > 0 {
        put(hundreds);
    }
    if rest >= 20 {
        put(rest / 10 * 10);
        if rest % 10 > 0 {
            put(rest % 10);
        }
    } else if rest > 0 {
        put(rest);
    }
    if words.len() > 1 {
        words.insert(words.len() - 1, "и".to_owned());
    }
    words
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn reads_sums_as_councils_write_them() {
        for (words, n) in [
            ("двеста и осемнадесет хиляди шестстотин и четиридесет", 218_640),
            ("хиляда и петстотин", 1500),
            ("хиляда петстотин", 1500),
            ("три хиляди и триста", 3300),
            ("три милиона сто и девет хиляди петстотин и единадесет", 3_109_511),
            ("осемнайсет", 18),
            ("двайсет и една хиляди", 21_000),
            ("двадесетипет", 25),
            ("половин милион", 500_000),
            ("милион и половина", 1_500_000),
            ("два и половина милиона", 2_500_000),
            ("един милиард и двеста милиона", 1_200_000_000),
            ("сто", 100),
        ] {
            assert_eq!(read(words), Some(n), "{words}");
        }
    }

    #[test]
    fn refuses_what_is_no_number() {
        for words in [
            "",
            "и",
            "пет и",
            "и пет",
            "пет сто",
            "двадесет и единадесет",
            "хиляди",
            "милиона",
            "половин",
            "пет и половина",
            "сто двеста",
            "две хиляди три хиляди",
            "първи",
        ] {
            assert_eq!(read(words), None, "{words}");
        }
    }

    proptest! {
        /// What is written is read back.
        #[test]
        fn words_go_round(n in 0u64..1_000_000_000_000, small in 0u64..3000, g in 0..3) {
            let gender = [Gender::Masculine, Gender::Feminine, Gender::Neuter][g as usize];
            for n in [n, small, n / 1000 * 1000, n % 1_000_000] {
                let words = write(n, gender);
                prop_assert_eq!(read(&words), Some(n), "{}", words);
            }
        }
    }
}
