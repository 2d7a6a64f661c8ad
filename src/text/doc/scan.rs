//! What is left of a damaged file: its words, wherever they stand.

/// Letters of a line that is worth keeping.
const LINE: usize = 8;

/// Lines of text among the bytes of a file: in two bytes a letter, or in one, of whichever there is more.
pub(super) fn lines(bytes: &[u8]) -> Vec<String> {
    let wide = wide(bytes);
    let narrow = narrow(bytes);
    let letters = |lines: &[String]| lines.iter().map(|l| l.chars().count()).sum::<usize>();
    match letters(&wide) * 2 >= letters(&narrow) {
        true => wide,
        false => narrow,
    }
}

fn wide(bytes: &[u8]) -> Vec<String> {
    let mut out = Vec::new();
    let mut line = String::new();
    for pair in bytes.chunks_exact(2) {
        let code = u32::from(u16::from_le_bytes([pair[0], pair[1]]));
        match char::from_u32(code) {
            Some(
                c @ ('\u{20}'..='\u{7E}'
                | '\u{A0}'..='\u{FF}'
                | '\u{400}'..='\u{45F}'
                | '\u{2010}'..='\u{2026}'
                | '№'
                | '€'),
            ) => {
                line.push(c);
            }
            Some('\t') => line.push('\t'),
            _ => keep(&mut line, &mut out, is_cyrillic),
        }
    }
    keep(&mut line, &mut out, is_cyrillic);
    out
}

fn narrow(bytes: &[u8]) -> Vec<String> {
    let mut out = Vec::new();
    for run in bytes.split(|b| *b < 0x20 && *b != b'\t') {
        let run = &run[..run.len().min(1 << 20)];
        let upper = run.iter().filter(|b| **b >= 0xC0).count();
        if run.len() >= LINE && upper * 2 > run.len() {
            let mut line = encoding_rs::WINDOWS_1251
                .decode_without_bom_handling(run)
                .0
                .into_owned();
            keep(&mut line, &mut out, is_bulgarian);
        }
    }
    out
}

fn keep(line: &mut String, out: &mut Vec<String>, is: impl Fn(char) -> bool) {
    let words = std::mem::take(line);
    let count = words.chars().count();
    // Bytes that fill a table are one letter many times.
    let filling = words
        .chars()
        .take(4 * LINE)
        .zip(words.chars().skip(1))
        .filter(|(a, b)| a == b)
        .count()
        * 2
        > count.min(4 * LINE);
    if count >= LINE && !filling && words.chars().filter(|c| is(*c)).count() * 2 > count {
        out.push(words.trim().to_owned());
    }
}

fn is_cyrillic(c: char) -> bool {
    matches!(c, '\u{410}'..='\u{44F}' | ' ' | '.' | ',' | '0'..='9')
}

fn is_bulgarian(c: char) -> bool {
    matches!(c, 'А'..='я' | ' ') && !matches!(c, 'ы' | 'э' | 'Ы' | 'Э')
}
