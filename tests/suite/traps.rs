//! The words that rules wait for, and letters that are cut wrongly: `fixtures/traps.txt`, one a line, with Rust's escapes.
//! The fuzzer's dictionary is made of the same list.

/// Every word of the list.
pub fn traps() -> Vec<String> {
    include_str!("../../fixtures/traps.txt")
        .lines()
        .map(unescaped)
        .collect()
}

/// `\n`, `\t`, `\f`, `\0` and `\u{…}` as the characters they stand for.
fn unescaped(line: &str) -> String {
    let mut out = String::new();
    let mut rest = line;
    while let Some((before, after)) = rest.split_once('\\') {
        out.push_str(before);
        let mut letters = after.chars();
        rest = match letters.next() {
            Some('u') => {
                let (code, after) = after[2..].split_once('}').expect("a code ends");
                let code = u32::from_str_radix(code, 16).expect("a code is a number");
                out.push(char::from_u32(code).expect("a code is a character's"));
                after
            }
            Some(letter) => {
                out.push(match letter {
                    'n' => '\n',
                    't' => '\t',
                    'f' => '\u{c}',
                    '0' => '\0',
                    other => panic!("no escape: {other}"),
                });
                letters.as_str()
            }
            None => panic!("the line ends within an escape"),
        };
    }
    out + rest
}

#[test]
fn escapes_are_read() {
    assert_eq!(unescaped(r"а\n\u{ad}б\f"), "а\n\u{ad}б\u{c}");
    let traps = traps();
    assert!(traps.len() > 50 && traps.iter().all(|t| !t.is_empty()));
}
