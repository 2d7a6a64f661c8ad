//! Bytes of an RTF file as tokens.
//!
//! Source: Rich Text Format Specification 1.9.1, "RTF Syntax".

/// The smallest part of an RTF file.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Token<'a> {
    /// `{`
    Begin,
    /// `}`
    End,
    /// `\word12`
    Word(&'a [u8], Option<i32>),
    /// `\~` and its like.
    Sign(u8),
    /// A byte of text, bare or as `\'e0`.
    Byte(u8),
}

/// Reads tokens one by one.
pub(super) struct Lexer<'a> {
    bytes: &'a [u8],
    at: usize,
}

impl<'a> Lexer<'a> {
    pub fn new(bytes: &'a [u8]) -> Self {
        Lexer { bytes, at: 0 }
    }

    /// Passes over bytes that are no text (`\bin`).
    pub fn pass_over(&mut self, bytes: usize) {
        self.at = self.at.saturating_add(bytes).min(self.bytes.len());
    }

    fn take(&mut self) -> Option<u8> {
        let byte = self.bytes.get(self.at).copied();
        self.at += usize::from(byte.is_some());
        byte
    }

    fn take_while(&mut self, most: usize, is: impl Fn(u8) -> bool) -> &'a [u8] {
        let rest = self.bytes.get(self.at..).unwrap_or_default();
        let count = rest.iter().take(most).take_while(|b| is(**b)).count();
        self.at += count;
        &rest[..count]
    }

    /// What follows a backslash.
    fn control(&mut self) -> Option<Token<'a>> {
        let word = self.take_while(32, |b| b.is_ascii_alphabetic());
        if !word.is_empty() {
            let sign = !self.take_while(1, |b| b == b'-').is_empty();
            let digits = self.take_while(10, |b| b.is_ascii_digit());
            let number = digits
                .iter()
                .fold(0i64, |n, d| n * 10 + i64::from(d - b'0'))
                .min(i64::from(i32::MAX)) as i32;
            self.take_while(1, |b| b == b' ');
            let number = (!digits.is_empty()).then_some(if sign { -number } else { number });
            return Some(Token::Word(word, number));
        }
        match self.take()? {
            b'\'' => {
                let digits = self.take_while(2, |b| b.is_ascii_hexdigit());
                let digits = std::str::from_utf8(digits).unwrap_or_default();
                // Damaged: the text goes on.
                Some(u8::from_str_radix(digits, 16).map_or(Token::Sign(b'\''), Token::Byte))
            }
            // A line's end behind a backslash ends a paragraph.
            b'\r' | b'\n' => Some(Token::Word(b"par", None)),
            b'\t' => Some(Token::Word(b"tab", None)),
            sign @ (b'\\' | b'{' | b'}') => Some(Token::Byte(sign)),
            sign => Some(Token::Sign(sign)),
        }
    }
}

impl<'a> Iterator for Lexer<'a> {
    type Item = Token<'a>;

    fn next(&mut self) -> Option<Token<'a>> {
        loop {
            return match self.take()? {
                b'{' => Some(Token::Begin),
                b'}' => Some(Token::End),
                b'\\' => self.control(),
                b'\r' | b'\n' | 0 => continue,
                b'\t' => Some(Token::Word(b"tab", None)),
                byte => Some(Token::Byte(byte)),
            };
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn tokens() {
        let tokens: Vec<_> = Lexer::new(b"{\\rtf1\\'e0 a\\u-10\\~\\\n\\{\r\n}\\").collect();
        let want = [
            Token::Begin,
            Token::Word(b"rtf", Some(1)),
            Token::Byte(0xE0),
            Token::Byte(b' '),
            Token::Byte(b'a'),
            Token::Word(b"u", Some(-10)),
            Token::Sign(b'~'),
            Token::Word(b"par", None),
            Token::Byte(b'{'),
            Token::End,
        ];
        assert_eq!(tokens, want);
    }
}
