//! The engine's answer: hOCR, a web page whose elements carry places and certainties in their `title`
//! (hOCR 1.2, 3: `bbox`, `baseline`, `x_size`, `x_wconf`, `x_bboxes`).
//!
//! It is read as what it is, the output of another program: whatever is not understood is left out.

/// A page in pixels.
#[derive(Debug, Clone, Default, PartialEq)]
pub(super) struct Sheet {
    pub lines: Vec<Line>,
}

/// A line.
#[derive(Debug, Clone, Default, PartialEq)]
pub(super) struct Line {
    pub bounds: [f32; 4],
    /// Rise to the right, and the place at the left edge, in relation to the bounds' lower left corner.
    pub baseline: (f32, f32),
    /// Height of the letters with ascenders and descenders.
    pub size: f32,
    pub words: Vec<Word>,
}

/// A word.
#[derive(Debug, Clone, Default, PartialEq)]
pub(super) struct Word {
    pub bounds: [f32; 4],
    /// 0 to 1.
    pub confidence: f32,
    pub letters: Vec<Letter>,
    /// It was read a second time, and otherwise.
    pub mended: bool,
    /// What the engine's English model reads, and how sure it is; empty where it was not asked.
    pub latin: String,
    pub latin_confidence: f32,
}

impl Word {
    /// The word as text.
    pub fn text(&self) -> String {
        self.letters.iter().map(|l| l.text.as_str()).collect()
    }
}

/// A letter, or several that the engine gives as one.
#[derive(Debug, Clone, Default, PartialEq)]
pub(super) struct Letter {
    pub text: String,
    pub bounds: [f32; 4],
    /// 0 to 1.
    pub confidence: f32,
}

/// A property of ours (hOCR 1.2, 3.8: names of other engines' properties begin with `x_`).
const MENDED: &str = "x_savet_mended";
/// A class of ours: what the English model reads of the word before it.
const LATIN: &str = "savet_latin";

/// The lines as hOCR, from which [`read`] gets them again.
pub(super) fn write(sheet: &Sheet) -> String {
    let mut out = String::new();
    let quad = |b: &[f32; 4]| format!("{} {} {} {}", b[0], b[1], b[2], b[3]);
    for line in &sheet.lines {
        let (rise, at) = line.baseline;
        let bounds = quad(&line.bounds);
        let size = line.size;
        out +=
            &format!("<span class='ocr_line' title='bbox {bounds}; baseline {rise} {at}; x_size {size}'>\n");
        for word in &line.words {
            let (bounds, sure, mended) = (quad(&word.bounds), word.confidence * 100.0, u8::from(word.mended));
            out += &format!(
                "<span class='ocrx_word' title='bbox {bounds}; x_wconf {sure}; {MENDED} {mended}'>\n"
            );
            for letter in &word.letters {
                let (bounds, sure) = (quad(&letter.bounds), letter.confidence * 100.0);
                let text = letter.text.replace('&', "&amp;").replace('<', "&lt;");
                out += &format!(
                    "<span class='ocrx_cinfo' title='x_bboxes {bounds}; x_conf {sure}'>{text}</span>\n"
                );
            }
            if !word.latin.is_empty() {
                let sure = word.latin_confidence * 100.0;
                let text = word.latin.replace('&', "&amp;").replace('<', "&lt;");
                out += &format!("<span class='{LATIN}' title='x_conf {sure}'>{text}</span>\n");
            }
        }
    }
    out
}

/// More letters than this are no page.
const LETTERS: usize = 200_000;

/// The lines of an answer.
pub(super) fn read(answer: &str) -> Sheet {
    let mut sheet = Sheet::default();
    let mut letters = 0;
    let mut rest = answer;
    while let Some(open) = rest.find('<') {
        let Some(close) = rest[open..].find('>') else {
            break;
        };
        let tag = &rest[open + 1..open + close];
        rest = &rest[open + close + 1..];
        let (Some(class), Some(title)) = (attribute(tag, "class"), attribute(tag, "title")) else {
            continue;
        };
        match class {
            "ocr_line" | "ocr_header" | "ocr_textfloat" | "ocr_caption" => sheet.lines.push(Line {
                bounds: numbers(title, "bbox"),
                baseline: {
                    let [rise, at] = numbers(title, "baseline");
                    (rise, at)
                },
                size: numbers::<1>(title, "x_size")[0],
                words: Vec::new(),
            }),
            "ocrx_word" => {
                let word = Word {
                    bounds: numbers(title, "bbox"),
                    confidence: share(numbers::<1>(title, "x_wconf")[0]),
                    letters: Vec::new(),
                    mended: numbers::<1>(title, MENDED)[0] > 0.0,
                    ..Word::default()
                };
                if let Some(line) = sheet.lines.last_mut() {
                    line.words.push(word);
                }
            }
            "ocrx_cinfo" if letters < LETTERS => {
                let text = unescaped(&rest[..rest.find('<').unwrap_or(rest.len())]);
                let word = sheet.lines.last_mut().and_then(|l| l.words.last_mut());
                if let (Some(word), false) = (word, text.trim().is_empty()) {
                    letters += 1;
                    word.letters.push(Letter {
                        text: text.trim().to_owned(),
                        bounds: numbers(title, "x_bboxes"),
                        confidence: share(numbers::<1>(title, "x_conf")[0]),
                    });
                }
            }
            LATIN => {
                if let Some(word) = sheet.lines.last_mut().and_then(|l| l.words.last_mut()) {
                    word.latin = unescaped(&rest[..rest.find('<').unwrap_or(rest.len())]);
                    word.latin_confidence = share(numbers::<1>(title, "x_conf")[0]);
                }
            }
            _ => {}
        }
    }
    for line in &mut sheet.lines {
        line.words.retain(|w| !w.letters.is_empty());
    }
    sheet.lines.retain(|l| !l.words.is_empty());
    sheet
}

/// The value of an attribute, in either kind of quotes.
fn attribute<'t>(tag: &'t str, name: &str) -> Option<&'t str> {
    let mut rest = tag;
    loop {
        let at = rest.find(name)?;
        let before = rest[..at].ends_with(char::is_whitespace);
        rest = &rest[at + name.len()..];
        let Some(value) = rest.strip_prefix('=').filter(|_| before) else {
            continue;
        };
        let quote = value.chars().next().filter(|c| matches!(c, '"' | '\''))?;
        return value[1..].split(quote).next();
    }
}

/// The numbers behind a property of a title; 0 for those that are not there or are none.
fn numbers<const N: usize>(title: &str, name: &str) -> [f32; N] {
    let mut out = [0.0; N];
    let property = title
        .split(';')
        .find_map(|p| p.trim().strip_prefix(name)?.strip_prefix(' '));
    for (slot, word) in out
        .iter_mut()
        .zip(property.unwrap_or_default().split_whitespace())
    {
        *slot = word
            .parse::<f32>()
            .ok()
            .filter(|n| n.abs() < 1e6)
            .unwrap_or_default();
    }
    out
}

fn share(percent: f32) -> f32 {
    (percent / 100.0).clamp(0.0, 1.0)
}

/// The five references that XML has by itself, and numbers.
fn unescaped(text: &str) -> String {
    if !text.contains('&') {
        return text.to_owned();
    }
    let mut out = String::with_capacity(text.len());
    let mut rest = text;
    while let Some(at) = rest.find('&') {
        out.push_str(&rest[..at]);
        rest = &rest[at..];
        let end = rest.find(';').unwrap_or(0);
        let name = rest.get(1..end).unwrap_or_default();
        let known = match name {
            "amp" => Some('&'),
            "lt" => Some('<'),
            "gt" => Some('>'),
            "quot" => Some('"'),
            "apos" => Some('\''),
            _ => name
                .strip_prefix('#')
                .and_then(|n| n.parse::<u32>().ok())
                .and_then(char::from_u32),
        };
        match known {
            Some(c) => {
                out.push(c);
                rest = &rest[end + 1..];
            }
            None => {
                out.push('&');
                rest = &rest[1..];
            }
        }
    }
    out + rest
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    const ANSWER: &str = r#"<div class='ocr_page' title='image "x"; bbox 0 0 2480 3509'>
      <span class='ocr_line' id='line_1_1' title="bbox 998 325 1508 369; baseline 0.01 -5; x_size 51.8; x_descenders 12.8">
       <span class='ocrx_word' id='word_1_1' title='bbox 998 325 1302 367; x_wconf 95'>
        <span class='ocrx_cinfo' title='x_bboxes 998 325 1031 364; x_conf 99.566513'>Р</span>
        <span class='ocrx_cinfo' title='x_bboxes 1033 326 1069 365; x_conf 99.4'>&quot;</span>
       </span>
       <span class='ocrx_word' id='word_1_2' title='bbox 1 2 3 4; x_wconf 57'> </span>
      </span>"#;

    #[test]
    fn lines_words_and_letters_are_read() {
        let sheet = read(ANSWER);
        assert_eq!(sheet.lines.len(), 1);
        let line = &sheet.lines[0];
        assert_eq!(line.bounds, [998.0, 325.0, 1508.0, 369.0]);
        assert_eq!((line.baseline, line.size), ((0.01, -5.0), 51.8));
        assert_eq!(line.words.len(), 1);
        let texts: Vec<&str> = line.words[0].letters.iter().map(|l| l.text.as_str()).collect();
        assert_eq!(texts, ["Р", "\""]);
        assert!((line.words[0].confidence - 0.95).abs() < 1e-6);
    }

    #[test]
    fn what_is_written_is_read_again() {
        let mut sheet = read(ANSWER);
        sheet.lines[0].words[0].mended = true;
        sheet.lines[0].words[0].letters[0].text = "<&".to_owned();
        sheet.lines[0].words[0].latin = "I<&".to_owned();
        let again = read(&write(&sheet));
        assert_eq!(again.lines[0].words[0].text(), "<&\"");
        assert!(again.lines[0].words[0].mended);
        assert_eq!(again.lines[0].words[0].latin, "I<&");
        assert_eq!(again.lines[0].bounds, sheet.lines[0].bounds);
        assert_eq!(read(&write(&again)), again);
    }

    proptest! {
        #[test]
        fn anything_is_survived(answer in "[<>=;& '\"a-zA-Z0-9_.-]{0,200}", at in 0..2000usize) {
            read(&answer);
            let mut cut = ANSWER.to_owned();
            let at = (0..=at.min(cut.len())).rev().find(|i| cut.is_char_boundary(*i)).unwrap_or(0);
            cut.insert_str(at, &answer);
            read(&cut);
            read(&cut[at..]);
        }
    }
}
