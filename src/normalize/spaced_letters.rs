//! Letter-spaced words (разредка) become words: „Р Е Ш Е Н И Е“, „Р Е ШЕ Н И Е“, „Д Н Е В Е Н Р Е Д“.
//!
//! Two ways lead there. Four or more single letters with like gaps between them are words, and a wider gap parts two of
//! them. Where the gaps do not tell (all alike, or letters that stick together), the words of headings decide
//! ([`HEADINGS`]). Initials, marks of a roll call, and letters that count columns are left alone.

use std::collections::HashSet;
use std::sync::{LazyLock, OnceLock};

use super::edit;
use super::letters::{after, is_cyrillic};
use crate::lexicon::municipalities;
use crate::model::{Edit, Span, is_capital, window_places};

/// Words that headings print with spaces, in capitals.
const HEADINGS: &[&str] = &[
    "РЕШЕНИЕ",
    "РЕШЕНИЯ",
    "РЕШИ",
    "РЕШИХА",
    "РЕШАВА",
    "ПОСТАНОВИ",
    "ПОСТАНОВЯВА",
    "УСТАНОВИ",
    "ГЛАСУВА",
    "ВЗЕ",
    "ПРИЕ",
    "ПРИЕТО",
    "ВЗЕТО",
    "ПРОТОКОЛНО",
    "СЛЕДНОТО",
    "ПРОТОКОЛ",
    "ПРЕПИС",
    "ИЗВЛЕЧЕНИЕ",
    "ДНЕВЕН",
    "РЕД",
    "ДОКЛАДНА",
    "ЗАПИСКА",
    "ОТНОСНО",
    "НАРЕДБА",
    "ПРАВИЛНИК",
    "ЗАПОВЕД",
    "НАРЕЖДАМ",
    "ЗАПОВЯДВАМ",
    "ОБЩИНСКИ",
    "ОБЩИНСКИЯ",
    "ОБЩИНСКИЯТ",
    "СЪВЕТ",
    "ОБЩИНА",
    "ОБЛАСТ",
    "ОБЛАСТЕН",
    "УПРАВИТЕЛ",
    "ОТЧЕТ",
    "ДОКЛАД",
    "ОБЯВЛЕНИЕ",
    "ОБЯВЯВА",
    "ОБЯВА",
    "СЪОБЩЕНИЕ",
    "ПОКАНА",
    "СВИКВАМ",
    "МОТИВИ",
    "ПРЕДЛОЖЕНИЕ",
    "ПРЕДЛАГАМ",
    "ГЛАВА",
    "РАЗДЕЛ",
    "ПРОЕКТ",
    "ЗА",
    "НА",
    "ОТ",
    "РЕПУБЛИКА",
    "БЪЛГАРИЯ",
    "ВРЪЩАМ",
    "УТВЪРЖДАВАМ",
    "ОПРЕДЕЛЯМ",
    "ОПРЕДЕЛЯ",
    "ПРИЛОЖЕНИЕ",
    "ИНФОРМАЦИЯ",
    "СПРАВКА",
    "ТАРИФА",
    "ПРОГРАМА",
    "ПЛАН",
    "ЗАБЕЛЕЖКА",
    "ПРЕДСЕДАТЕЛ",
    "ГЛАСУВАЛИ",
    "ГЛАСУВАНЕ",
    "СТОЛИЧЕН",
    "СТОЛИЧНА",
    "ПОСТОЯННА",
    "КОМИСИЯ",
    "КМЕТ",
    "КМЕТЪТ",
    "ПРИЕМА",
    "ОТМЕНЯ",
    "ЗАЯВЛЕНИЕ",
    "СТАНОВИЩЕ",
    "УДОСТОВЕРЕНИЕ",
    "ДЕКЛАРАЦИЯ",
    "ДОГОВОР",
    "УСТАВ",
    "СПИСЪК",
    "БЮДЖЕТ",
    "ПРЕДИСТОРИЯ",
    "ОБЩИ",
    "ПОЛОЖЕНИЯ",
    "РАЗПОРЕДБИ",
    "ПРЕХОДНИ",
    "ЗАКЛЮЧИТЕЛНИ",
    "ДОПЪЛНИТЕЛНИ",
    "И",
    "С",
    "ПЪРВА",
    "ВТОРА",
    "ТРЕТА",
    "ЧЕТВЪРТА",
    "ПЕТА",
    "ШЕСТА",
    "СЕДМА",
    "ОСМА",
    "ДЕВЕТА",
    "ДЕСЕТА",
    "ЕДИНАДЕСЕТА",
    "ДВАНАДЕСЕТА",
    "ПЪРВИ",
    "ВТОРИ",
    "ТРЕТИ",
    "ЧЕТВЪРТИ",
    "ПЕТИ",
];

/// Words behind which the name of a municipality stands: „О Б Щ И Н А Р И Л А“.
const NAMED: &[&str] = &["ОБЩИНА", "ОБЛАСТ", "СЪВЕТ"];

/// Single letters in a row from which on they are a word.
const LETTERS: usize = 4;
/// The most letters of a heading.
const LONGEST: usize = 120;
/// Of the parts of a broken word half are single letters, so two of these are at most so many words apart. Only a word
/// broken into two has one alone; it begins the line.
const APART: usize = 3;
/// The widest gap, in spaces, between two letters of a word.
const GAP: usize = 2;
/// The same in a word of [`HEADINGS`].
const HEADING_GAP: usize = 4;
/// The widest gap between two words of a letter-spaced heading.
const WORD_GAP: usize = 6;
/// The shortest heading word that may be broken into two parts only („Правилни к“).
const TWO_PARTS: usize = 7;

/// A word of a line: its letters without the punctuation that touches them.
#[derive(Clone, Copy)]
struct Token {
    span: Span,
    /// Letters, or 0 where it has anything but letters.
    letters: usize,
}

/// Spaces inside letter-spaced words, and all but one between two of them.
pub fn edits(text: &str) -> Vec<Edit> {
    let mut out = Vec::new();
    let mut tokens = Vec::new();
    let mut done = 0;
    let letters = lone_letters(text);
    for letters in letters.chunk_by(|a, b| memchr::memchr(b'\n', &text.as_bytes()[*a..*b]).is_none()) {
        let line = line_at(text, letters[0]);
        if line.start < done || !stand_near(text, line, letters) || !may_be_spaced(line.of(text)) {
            continue;
        }
        tokens.clear();
        read_tokens(text, line, &mut tokens);
        // „Р Е Ш“ at the end of one line, „Е Н И Е“ at the beginning of the next.
        let own = tokens.len();
        if ends_single(&tokens) && line.end < text.len() {
            let next = line_at(text, line.end + 1);
            if may_be_spaced(next.of(text)) {
                read_tokens(text, next, &mut tokens);
                if breaks_over(text, &tokens, own) {
                    done = next.end;
                } else {
                    tokens.truncate(own);
                }
            }
        }
        spaced(text, &tokens, &mut out);
    }
    out
}

/// The places of Cyrillic letters with no letter or digit beside them, in order.
fn lone_letters(text: &str) -> Vec<usize> {
    let cyrillic = |b: u8| (0xD0..=0xD4).contains(&b); // the first byte of a letter
    let part = |b: u8| cyrillic(b) | b.is_ascii_alphanumeric();
    // The character before such a letter: one of ASCII, with the byte behind the letter in sight, or another that is no
    // letter either, as „ is.
    let before = window_places(text, |a, b, _, behind| {
        ((a < 0x80) & cyrillic(b) & !part(a) & !part(behind)) | ((0xC2 <= a) & !cyrillic(a))
    });
    let bytes = text.as_bytes();
    let lone = |at: &usize| {
        let behind = bytes.get(at + 2).copied().unwrap_or(0);
        bytes.get(*at).copied().is_some_and(cyrillic) && !part(behind)
    };
    let letters = before
        .into_iter()
        .map(|at| at + after(text, at).map_or(1, char::len_utf8));
    // The text may begin with one.
    (!text.is_empty())
        .then_some(0)
        .into_iter()
        .chain(letters)
        .filter(lone)
        .collect()
}

/// Whether the lone letters of a line stand as those of a spaced word do: two of them at most [`APART`] words apart, one
/// among the first two words, or one at the line's end, where the word may go on in the next.
fn stand_near(text: &str, line: Span, letters: &[usize]) -> bool {
    // Whether no more than `most` words begin there behind a space.
    let few = |from: usize, to: usize, most: usize| {
        let pairs = text.as_bytes()[from..to].windows(2);
        let mut begun = pairs.filter(|p| p[0] == b' ' && p[1] != b' ');
        begun.nth(most).is_none()
    };
    few(line.start, letters[0] + 1, 2)
        || letters.windows(2).any(|l| few(l[0], l[1] + 1, APART))
        || letters.last().is_some_and(|last| few(*last, line.end, 0))
}

/// The line of the byte `at`, without its end.
fn line_at(text: &str, at: usize) -> Span {
    let start = memchr::memrchr(b'\n', &text.as_bytes()[..at]).map_or(0, |i| i + 1);
    let end = memchr::memchr(b'\n', &text.as_bytes()[at..]).map_or(text.len(), |i| at + i);
    Span::new(start, end)
}

fn ends_single(tokens: &[Token]) -> bool {
    tokens.last().is_some_and(|t| t.letters == 1)
}

/// Two single letters with a gap between them, or a heading's word broken into two parts: a quick look.
fn may_be_spaced(line: &str) -> bool {
    let (mut singles, mut words) = (0, 0);
    for word in line.as_bytes().split(|b| *b == b' ') {
        let letters = letters(word);
        singles += usize::from(letters == 1);
        words += usize::from(letters > 0);
        if singles >= 2 {
            return true;
        }
    }
    singles == 1 && words <= 4
}

/// The letters of a word as far as they matter: 0, 1, or more. Latin letters and digits count twice.
fn letters(word: &[u8]) -> usize {
    let cyrillic = |b: u8| matches!(b, 0xD0..=0xD4); // the first byte of a letter
    // Two letters at the beginning, as nearly all words have.
    if let [a, _, b, ..] = word
        && cyrillic(*a)
        && cyrillic(*b)
    {
        return 2;
    }
    word.iter()
        .map(|b| usize::from(cyrillic(*b)) + 2 * usize::from(b.is_ascii_alphanumeric()))
        .sum()
}

/// Adds the words of a line.
fn read_tokens(text: &str, line: Span, out: &mut Vec<Token>) {
    let mut at = line.start;
    let ends = memchr::memchr_iter(b' ', line.of(text).as_bytes()).map(|i| line.start + i);
    for end in ends.chain([line.end]) {
        let start = at;
        let part = &text[start..end];
        at = end + 1;
        if part.is_empty() {
            continue;
        }
        if let Some(letters) = plain_word(part.as_bytes()) {
            let span = Span::new(start, start + part.len());
            out.push(Token { span, letters });
            continue;
        }
        // A full stop behind a letter makes an initial of it: no letter of a spaced word.
        let bare = part.trim_start_matches(['.', '„', '"', '“', '(', '/', ',']);
        let lead = part.len() - bare.len();
        let core = bare.split('№').next().filter(|c| !c.is_empty()).unwrap_or(bare);
        let core = core.trim_end_matches([':', ',', ';', '!', '"', '”', '“', ')']);
        let span = if core.is_empty() {
            Span::new(start, start + part.len())
        } else {
            Span::new(start + lead, start + lead + core.len())
        };
        let letters = if core.chars().all(is_cyrillic) {
            core.chars().count()
        } else {
            0
        };
        out.push(Token { span, letters });
    }
}

/// The letters of a word of Cyrillic letters alone, each of which is two bytes.
fn plain_word(word: &[u8]) -> Option<usize> {
    let (letters, rest) = word.as_chunks::<2>();
    let plain = rest.is_empty() && letters.iter().all(|l| matches!(l[0], 0xD0..=0xD3));
    plain.then_some(letters.len())
}

/// Whether a heading's word runs from before `cut` to behind it.
fn breaks_over(text: &str, tokens: &[Token], cut: usize) -> bool {
    let from = tokens[..cut]
        .iter()
        .rposition(|t| t.letters != 1)
        .map_or(0, |i| i + 1);
    let upto = cut
        + tokens[cut..]
            .iter()
            .position(|t| t.letters != 1)
            .unwrap_or(tokens.len() - cut);
    from < cut
        && upto > cut
        && HEADINGS.contains(&letters_of(text, &tokens[from..upto]).as_str())
        && !HEADINGS.contains(&letters_of(text, &tokens[from..cut]).as_str())
}

/// Finds spaced words in a row of tokens.
fn spaced(text: &str, tokens: &[Token], out: &mut Vec<Edit>) {
    let mut i = 0;
    let mut joined = 0;
    let mut last_end = None;
    while i < tokens.len() {
        let behind = i > 0 && joined == i;
        let (words, upto) = match word(text, tokens, i, behind) {
            Some(found) => found,
            None => {
                i += 1;
                continue;
            }
        };
        // Between two spaced words of a heading, and around a dash or № beside one, a single space is enough.
        if let Some(end) = last_end {
            one_space(text, end, tokens[i].span.start, out);
        } else if i > 0 && tokens[i - 1].letters == 0 {
            one_space(text, tokens[i - 1].span.end, tokens[i].span.start, out);
        }
        for (k, word) in words.iter().enumerate() {
            if k > 0 {
                one_space(
                    text,
                    tokens[words[k - 1].end - 1].span.end,
                    tokens[word.start].span.start,
                    out,
                );
            }
            for pair in tokens[word.range()].windows(2) {
                out.push(edit(pair[0].span.end, pair[1].span.start, ""));
            }
        }
        last_end = None;
        i = upto;
        joined = upto;
        if let Some(t) = tokens.get(i).filter(|t| is_sign(t.span.of(text))) {
            one_space(text, tokens[i - 1].span.end, t.span.start, out);
            if matches!(t.span.of(text), "-" | "–" | "—") {
                last_end = Some(t.span.end);
                i += 1;
            }
        } else if let Some(t) = tokens.get(i).filter(|t| goes_on(text, tokens[i - 1], **t)) {
            one_space(text, tokens[i - 1].span.end, t.span.start, out);
        } else if i < tokens.len() {
            last_end = Some(tokens[i - 1].span.end).filter(|_| word(text, tokens, i, true).is_some());
        }
    }
}

/// „П Р И Е Т О  на заседанието“: the sentence goes on in small letters behind the gap of a spaced word.
fn goes_on(text: &str, before: Token, word: Token) -> bool {
    let gap = &text[before.span.end..word.span.start];
    gap.len() <= GAP + 1 && word.span.of(text).starts_with(char::is_lowercase)
}

/// One spaced word or more from the token `i` on, which stands `behind` another one or does not.
fn word(text: &str, tokens: &[Token], i: usize, behind: bool) -> Option<Found> {
    let Some((mut words, upto)) = run(text, tokens, i) else {
        return irregular(text, tokens, i, behind);
    };
    // „Д Н Е В Е Н  Р ЕД“: the last letter is the next word's.
    if words.len() > 1
        && let Some(last) = words.pop_if(|w| w.end - w.start == 1)
    {
        if irregular(text, tokens, last.start, true).is_some() {
            return Some((words, last.start));
        }
        words.push(last);
    }
    Some((words, upto))
}

/// What may stand between or behind spaced words in a heading.
fn is_sign(word: &str) -> bool {
    matches!(word, "-" | "–" | "—" | ":" | "!" | "N" | "No" | "No.") || word.starts_with('№')
}

/// Leaves one space of the gap `from..to`.
fn one_space(text: &str, from: usize, to: usize, out: &mut Vec<Edit>) {
    let gap = &text[from..to];
    let spaces = gap.len() - gap.trim_end_matches(' ').len();
    if (2..=WORD_GAP).contains(&spaces) && !gap.contains('\n') {
        out.push(edit(to - spaces + 1, to, ""));
    }
}

/// Words, as ranges of tokens, and the token behind the last.
type Found = (Vec<Span>, usize);

/// Single letters with like gaps from the token `i` on.
fn run(text: &str, tokens: &[Token], i: usize) -> Option<Found> {
    let gap = |k: usize| gap(text, tokens[k - 1], tokens[k]);
    let mut upto = i;
    while upto < tokens.len().min(i + LONGEST)
        && tokens[upto].letters == 1
        && (upto == i || gap(upto).is_some_and(|g| g <= WORD_GAP))
    {
        upto += 1;
    }
    if upto - i < LETTERS || upto - i == LONGEST {
        return None;
    }
    let narrow = (i + 1..upto).filter_map(gap).min()?;
    let letters = letters_of(text, &tokens[i..upto]);
    if narrow > HEADING_GAP
        || is_counting(&letters)
        || is_marks(&letters)
        || !one_case(text, &tokens[i..upto])
    {
        return None;
    }
    let mut words = vec![Span::new(i, i + 1)];
    for k in i + 1..upto {
        match words.last_mut() {
            Some(w) if gap(k) == Some(narrow) => w.end = k + 1,
            _ => words.push(Span::new(k, k + 1)),
        }
    }
    // Letters whose gaps are all different from one another are no word.
    if words.len() * 2 > upto - i {
        return None;
    }
    let words: Vec<Span> = words
        .iter()
        .flat_map(|w| by_dictionary(text, tokens, *w))
        .collect();
    let heading = |w: &Span| HEADINGS.contains(&letters_of(text, &tokens[w.range()]).as_str());
    (narrow <= GAP || words.iter().all(heading)).then_some((words, upto))
}

/// One spaced word that is more than one heading word („ДНЕВЕНРЕД“, „ОБЩИНАРИЛА“) is cut; any other stays whole.
fn by_dictionary(text: &str, tokens: &[Token], word: Span) -> Vec<Span> {
    let letters: Vec<char> = letters_of(text, &tokens[word.range()]).chars().collect();
    if letters.len() > 48 || HEADINGS.contains(&letters.iter().collect::<String>().as_str()) {
        return vec![word];
    }
    // cut[n]: where the last word begins, if the first n letters are all heading words.
    let mut cut: Vec<Option<usize>> = vec![None; letters.len() + 1];
    cut[0] = Some(0);
    for end in 1..=letters.len() {
        let part = |from: usize, to: usize| letters[from..to].iter().collect::<String>();
        cut[end] = (0..end).filter(|s| end - s > 1).find(|s| {
            let word = part(*s, end);
            cut[*s].is_some_and(|before| HEADINGS.contains(&word.as_str()) || names(&part(before, *s), &word))
        });
    }
    let mut out = Vec::new();
    let mut end = letters.len();
    while end > 0 {
        let Some(start) = cut[end] else { return vec![word] };
        out.push(Span::new(word.start + start, word.start + end));
        end = start;
    }
    out.reverse();
    out
}

/// Whether `word` is the name of a municipality, or a word of it, behind a word that asks for one.
fn names(before: &str, word: &str) -> bool {
    static WORDS: OnceLock<HashSet<String>> = OnceLock::new();
    let names = WORDS.get_or_init(|| {
        let all = municipalities::all().iter();
        all.flat_map(|m| m.name.split(' '))
            .map(str::to_uppercase)
            .collect()
    });
    (NAMED.contains(&before) || names.contains(before)) && names.contains(word)
}

/// A heading's word whose letters stick together in places; it begins its line or follows another spaced word.
fn irregular(text: &str, tokens: &[Token], i: usize, behind: bool) -> Option<Found> {
    let begins = i == 0 || tokens[i].letters == 1;
    if !begins || tokens[i].letters == 0 || !begins_like_heading(text, &tokens[i..]) {
        return None;
    }
    let mut letters = String::new();
    let mut best = None;
    for k in i..tokens.len().min(i + 14) {
        if tokens[k].letters == 0 || (k > i && gap(text, tokens[k - 1], tokens[k]).is_none_or(|g| g > GAP)) {
            break;
        }
        letters.extend(capitals(text, &tokens[k..=k]));
        if !begins_heading(&letters) {
            break; // and no longer word is one
        }
        let parts = k + 1 - i;
        let singles = tokens[i..=k].iter().filter(|t| t.letters == 1).count();
        let count: usize = tokens[i..=k].iter().map(|t| t.letters).sum();
        let broken = match parts {
            1 => false,
            2 => singles == 1 && (count >= TWO_PARTS && i == 0 || behind),
            _ => singles * 2 >= parts && singles >= 2,
        };
        if broken && count > 2 && HEADINGS.contains(&letters.as_str()) {
            best = Some(k + 1);
        }
    }
    best.map(|upto| (vec![Span::new(i, upto)], upto))
}

/// Spaces between two tokens; none across other characters. A line end counts as one.
fn gap(text: &str, a: Token, b: Token) -> Option<usize> {
    let between = &text[a.span.end..b.span.start];
    if between.contains('\n') && between.trim().is_empty() {
        return Some(1);
    }
    between.bytes().all(|c| c == b' ').then_some(between.len())
}

/// Whether the first two letters are those of a word of [`HEADINGS`]: a quick look.
fn begins_like_heading(text: &str, tokens: &[Token]) -> bool {
    static PAIRS: LazyLock<Vec<[char; 2]>> = LazyLock::new(|| {
        let pair = |w: &&str| w.chars().next().zip(w.chars().nth(1)).map(<[char; 2]>::from);
        let mut pairs: Vec<[char; 2]> = HEADINGS.iter().filter_map(pair).collect();
        pairs.sort_unstable();
        pairs.dedup();
        pairs
    });
    let mut letters = tokens.iter().take(2).flat_map(|t| t.span.of(text).chars());
    match (letters.next(), letters.next()) {
        (Some(a), Some(b)) => {
            let pair = [a, b].map(|c| plain_capital(c).unwrap_or(c));
            PAIRS.binary_search(&pair).is_ok()
        }
        _ => false,
    }
}

/// Whether a word of [`HEADINGS`] begins with `letters`.
fn begins_heading(letters: &str) -> bool {
    static SORTED: LazyLock<Vec<&str>> = LazyLock::new(|| {
        let mut words = HEADINGS.to_vec();
        words.sort_unstable();
        words
    });
    let at = SORTED.partition_point(|w| *w < letters);
    SORTED.get(at).is_some_and(|w| w.starts_with(letters))
}

/// The letters of some tokens in capitals.
fn letters_of(text: &str, tokens: &[Token]) -> String {
    capitals(text, tokens).collect()
}

fn capitals<'a>(text: &'a str, tokens: &'a [Token]) -> impl Iterator<Item = char> + 'a {
    let letters = tokens.iter().flat_map(|t| t.span.of(text).chars());
    letters.flat_map(|c| {
        let plain = plain_capital(c);
        plain
            .into_iter()
            .chain(plain.is_none().then(|| c.to_uppercase()).into_iter().flatten())
    })
}

/// The capital of a Bulgarian letter, known without a table.
fn plain_capital(c: char) -> Option<char> {
    match c {
        'А'..='Я' => Some(c),
        'а'..='я' => char::from_u32(u32::from(c) - (u32::from('а') - u32::from('А'))),
        _ => None,
    }
}

/// „А Б В Г“: letters in the order of the alphabet count columns.
fn is_counting(letters: &str) -> bool {
    let codes: Vec<u32> = letters.chars().map(u32::from).collect();
    codes.windows(2).all(|w| w[1] == w[0] + 1)
}

/// „Х Х Х Х“: marks of a roll call.
fn is_marks(letters: &str) -> bool {
    let first = letters.chars().next();
    letters.chars().all(|c| Some(c) == first)
}

/// All capitals, all small, or small behind one capital.
fn one_case(text: &str, tokens: &[Token]) -> bool {
    let upper = |t: &Token| t.span.of(text).starts_with(is_capital);
    let count = tokens.iter().filter(|t| upper(t)).count();
    count == tokens.len() || count <= 1
}
