//! Data as a script: a call with values of JSON.

use serde_json::Value;

/// `savet.name(arg,…);`. The values are JSON, which is JavaScript too once no sign stands in them that ends a script or a
/// line: `<` and `>` cannot begin or end an element, U+2028 and U+2029 end lines in engines before ECMAScript 2019. All of these stand
/// in strings alone, so they may be written by number.
pub(super) fn call(name: &str, args: &[String]) -> Vec<u8> {
    let length: usize = args.iter().map(|a| a.len() + 1).sum();
    let mut out = String::with_capacity(length + length / 16 + 32);
    out.push_str("savet.");
    out.push_str(name);
    out.push('(');
    for (i, arg) in args.iter().enumerate() {
        if i > 0 {
            out.push(',');
        }
        for c in arg.chars() {
            match c {
                '<' => out.push_str("\\u003c"),
                '>' => out.push_str("\\u003e"),
                '\u{2028}' => out.push_str("\\u2028"),
                '\u{2029}' => out.push_str("\\u2029"),
                c => out.push(c),
            }
        }
    }
    out.push_str(");\n");
    out.into_bytes()
}

/// A string of JSON.
pub(super) fn quoted(text: &str) -> String {
    Value::from(text).to_string()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nothing_leaves_its_string() {
        let hostile = "</script><b>\"'\\\u{2028}\n";
        let made = String::from_utf8(call("text", &[quoted(hostile)])).expect("text");
        assert_eq!(
            made,
            "savet.text(\"\\u003c/script\\u003e\\u003cb\\u003e\\\"'\\\\\\u2028\\n\");\n"
        );
        let inner = made.trim_start_matches("savet.text(").trim_end_matches(");\n");
        assert_eq!(serde_json::from_str::<String>(inner).expect("JSON"), hostile);
    }
}
