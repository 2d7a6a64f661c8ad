//! Tokens of content streams and CMaps (ISO 32000-1, 7.2 and 7.8.2), without an allocation a token.

/// One token. Names and operators point into the input, strings into the scratch buffer of [`Lexer`].
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) enum Token<'a> {
    Number(f32),
    /// A name without its slash, `#xx` not yet decoded.
    Name(&'a [u8]),
    /// A string, decoded, as a range of [`Lexer::scratch`].
    Text(usize, usize),
    ArrayOpen,
    ArrayClose,
    DictOpen,
    DictClose,
    Op(&'a [u8]),
}

/// Walks over bytes. Never fails: what is no token is passed over.
pub(super) struct Lexer<'a> {
    data: &'a [u8],
    pos: usize,
    /// Decoded strings since the last [`Lexer::forget`].
    pub scratch: Vec<u8>,
}

/// Class of white space in [`CLASS`].
pub(super) const WHITE: u8 = 1;
/// Class of the delimiters in [`CLASS`].
pub(super) const DELIMITER: u8 = 2;
/// What each byte is (ISO 32000-1, 7.2.2); 0 for regular characters.
pub(super) const CLASS: [u8; 256] = classes();

const fn classes() -> [u8; 256] {
    let mut t = [0; 256];
    let white = b"\0\t\n\x0c\r ";
    let delimiters = b"()<>[]{}/%";
    let mut i = 0;
    while i < white.len() {
        t[white[i] as usize] = WHITE;
        i += 1;
    }
    i = 0;
    while i < delimiters.len() {
        t[delimiters[i] as usize] = DELIMITER;
        i += 1;
    }
    t
}

/// The value of each hexadecimal digit; [`NO_DIGIT`] for all other bytes.
const HEX: [u8; 256] = hex_values();
const NO_DIGIT: u8 = 0xFF;

const fn hex_values() -> [u8; 256] {
    let mut t = [NO_DIGIT; 256];
    let mut i = 0;
    while i < 16 {
        t[b"0123456789abcdef"[i] as usize] = i as u8;
        t[b"0123456789ABCDEF"[i] as usize] = i as u8;
        i += 1;
    }
    t
}

fn hex(b: u8) -> Option<u8> {
    Some(HEX[b as usize]).filter(|d| *d != NO_DIGIT)
}

/// Powers of ten by which the digits behind a decimal point are divided.
const TENS: [f64; 10] = [1e0, 1e1, 1e2, 1e3, 1e4, 1e5, 1e6, 1e7, 1e8, 1e9];

impl<'a> Lexer<'a> {
    pub fn new(data: &'a [u8], scratch: Vec<u8>) -> Self {
        Lexer {
            data,
            pos: 0,
            scratch,
        }
    }

    /// Drops the decoded strings; their ranges are void from here on.
    pub fn forget(&mut self) {
        self.scratch.clear();
    }

    fn peek(&self) -> Option<u8> {
        self.data.get(self.pos).copied()
    }

    fn skip_white(&mut self) {
        while let Some(b) = self.peek() {
            if CLASS[b as usize] == WHITE {
                self.pos += 1;
            } else if b == b'%' {
                let rest = &self.data[self.pos..];
                let line = rest.iter().position(|b| *b == b'\n' || *b == b'\r');
                self.pos += line.unwrap_or(rest.len());
            } else {
                break;
            }
        }
    }

    fn regular(&mut self) -> &'a [u8] {
        let rest = &self.data[self.pos..];
        let n = rest
            .iter()
            .position(|b| CLASS[*b as usize] != 0)
            .unwrap_or(rest.len());
        self.pos += n;
        &rest[..n]
    }

    /// The next token, or none at the end.
    pub fn next_token(&mut self) -> Option<Token<'a>> {
        loop {
            self.skip_white();
            let b = self.peek()?;
            match b {
                b'/' => {
                    self.pos += 1;
                    return Some(Token::Name(self.regular()));
                }
                b'(' => return Some(self.literal()),
                b'<' if self.data.get(self.pos + 1) == Some(&b'<') => {
                    self.pos += 2;
                    return Some(Token::DictOpen);
                }
                b'<' => return Some(self.hexadecimal()),
                b'>' => {
                    let double = self.data.get(self.pos + 1) == Some(&b'>');
                    self.pos += 1 + usize::from(double);
                    if double {
                        return Some(Token::DictClose);
                    }
                }
                b'[' => {
                    self.pos += 1;
                    return Some(Token::ArrayOpen);
                }
                b']' => {
                    self.pos += 1;
                    return Some(Token::ArrayClose);
                }
                b'0'..=b'9' | b'+' | b'-' | b'.' => return Some(Token::Number(self.number())),
                b'{' | b'}' | b')' => self.pos += 1,
                _ => return Some(Token::Op(self.regular())),
            }
        }
    }

    /// A number (ISO 32000-1, 7.3.3).
    fn number(&mut self) -> f32 {
        // Numbers are what most of a page is made of: the plain ones go by a short way.
        let rest = &self.data[self.pos..];
        let negative = rest.first() == Some(&b'-');
        let (mut value, mut digits, mut point) = (0u64, 0usize, None);
        let mut n = usize::from(negative);
        while let Some(b) = rest.get(n) {
            match b {
                b'0'..=b'9' => {
                    value = value.wrapping_mul(10).wrapping_add(u64::from(b - b'0'));
                    digits += 1;
                }
                b'.' if point.is_none() => point = Some(digits),
                _ => break,
            }
            n += 1;
        }
        let closed = rest.get(n).is_none_or(|b| CLASS[*b as usize] != 0);
        let behind = point.map_or(0, |p| digits - p);
        if !(closed && (1..=18).contains(&digits) && behind < TENS.len()) {
            return self.odd_number();
        }
        self.pos += n;
        let value = (value as f64 / TENS[behind]) as f32;
        if negative { -value } else { value }
    }

    /// A number as others write it: `--5` and `5-3` occur in the wild and read as -5 and 5.
    fn odd_number(&mut self) -> f32 {
        let (mut negative, mut whole, mut part, mut scale) = (false, 0f64, 0f64, 1f64);
        let mut point = false;
        let (mut digits, mut over) = (false, false);
        while let Some(b) = self.peek() {
            match b {
                b'0'..=b'9' if over => {}
                b'0'..=b'9' if point => {
                    digits = true;
                    if scale < 1e15 {
                        part = part * 10.0 + f64::from(b - b'0');
                        scale *= 10.0;
                    }
                }
                b'0'..=b'9' => {
                    digits = true;
                    whole = whole * 10.0 + f64::from(b - b'0');
                }
                b'.' => point = true,
                b'-' if !digits => negative = true,
                b'-' => over = true,
                b'+' => {}
                _ if CLASS[b as usize] != 0 => break,
                b'a'..=b'z' | b'A'..=b'Z' | b'\'' | b'"' | b'*' => break,
                _ => {}
            }
            self.pos += 1;
        }
        let value = (whole + part / scale).min(f64::from(f32::MAX)) as f32;
        if negative { -value } else { value }
    }

    /// A literal string with its escapes (ISO 32000-1, 7.3.4.2).
    fn literal(&mut self) -> Token<'a> {
        let start = self.scratch.len();
        self.pos += 1;
        let mut depth = 1u32;
        while let Some(b) = self.peek() {
            self.pos += 1;
            match b {
                b'(' => depth += 1,
                b')' => {
                    depth -= 1;
                    if depth == 0 {
                        break;
                    }
                }
                b'\\' => {
                    self.escape();
                    continue;
                }
                b'\r' => {
                    if self.peek() == Some(b'\n') {
                        self.pos += 1;
                    }
                    self.scratch.push(b'\n');
                    continue;
                }
                _ => {}
            }
            self.scratch.push(b);
        }
        Token::Text(start, self.scratch.len())
    }

    fn escape(&mut self) {
        let Some(b) = self.peek() else { return };
        self.pos += 1;
        let byte = match b {
            b'n' => b'\n',
            b'r' => b'\r',
            b't' => b'\t',
            b'b' => 8,
            b'f' => 12,
            b'0'..=b'7' => {
                let mut v = u32::from(b - b'0');
                for _ in 0..2 {
                    match self.peek() {
                        Some(d @ b'0'..=b'7') => {
                            v = v * 8 + u32::from(d - b'0');
                            self.pos += 1;
                        }
                        _ => break,
                    }
                }
                (v & 0xFF) as u8
            }
            b'\n' => return,
            b'\r' => {
                if self.peek() == Some(b'\n') {
                    self.pos += 1;
                }
                return;
            }
            other => other,
        };
        self.scratch.push(byte);
    }

    fn hexadecimal(&mut self) -> Token<'a> {
        let start = self.scratch.len();
        self.pos += 1;
        let rest = &self.data[self.pos..];
        let end = memchr::memchr(b'>', rest).unwrap_or(rest.len());
        self.scratch.reserve(end / 2 + 1);
        for pair in rest[..end].chunks_exact(2) {
            let (h, l) = (HEX[pair[0] as usize], HEX[pair[1] as usize]);
            if h | l == NO_DIGIT {
                break;
            }
            self.scratch.push(h << 4 | l);
        }
        // What is left: a last single digit, or white space between the digits.
        self.pos += 2 * (self.scratch.len() - start);
        let mut half = None;
        while let Some(b) = self.peek() {
            self.pos += 1;
            if b == b'>' {
                break;
            }
            let Some(d) = hex(b) else { continue };
            half = match half {
                None => Some(d),
                Some(h) => {
                    self.scratch.push(h << 4 | d);
                    None
                }
            };
        }
        if let Some(h) = half {
            self.scratch.push(h << 4);
        }
        Token::Text(start, self.scratch.len())
    }

    /// Passes over the data of an inline image, `ID` being read (ISO 32000-1, 8.9.7).
    ///
    /// The data has no length, so its end is an `EI` between white space after which text follows.
    pub fn skip_image_data(&mut self) {
        let data = self.data;
        let mut at = self.pos + 1;
        while let Some(i) = data.get(at..).and_then(|rest| memchr::memmem::find(rest, b"EI")) {
            let ei = at + i;
            let before = ei == 0 || CLASS[data[ei - 1] as usize] == WHITE;
            let behind = &data[(ei + 2).min(data.len())..(ei + 18).min(data.len())];
            let plain = behind
                .iter()
                .all(|b| CLASS[*b as usize] == WHITE || (0x20..0x7F).contains(b));
            if before && plain && behind.first().is_none_or(|b| CLASS[*b as usize] == WHITE) {
                self.pos = ei + 2;
                return;
            }
            at = ei + 2;
        }
        self.pos = data.len();
    }
}

/// A name with its `#xx` decoded.
pub(super) fn decode_name(raw: &[u8]) -> std::borrow::Cow<'_, [u8]> {
    if !raw.contains(&b'#') {
        return raw.into();
    }
    let mut out = Vec::with_capacity(raw.len());
    let mut i = 0;
    while i < raw.len() {
        let pair = (
            raw.get(i + 1).copied().and_then(hex),
            raw.get(i + 2).copied().and_then(hex),
        );
        if let (b'#', (Some(h), Some(l))) = (raw[i], pair) {
            out.push(h << 4 | l);
            i += 3;
        } else {
            out.push(raw[i]);
            i += 1;
        }
    }
    out.into()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn all(input: &[u8]) -> Vec<String> {
        let mut lexer = Lexer::new(input, Vec::new());
        let mut out = Vec::new();
        while let Some(token) = lexer.next_token() {
            out.push(match token {
                Token::Text(a, b) => format!("{:?}", &lexer.scratch[a..b]),
                Token::Op(o) => String::from_utf8_lossy(o).into_owned(),
                Token::Name(n) => format!("/{}", String::from_utf8_lossy(n)),
                Token::Number(n) => n.to_string(),
                other => format!("{other:?}"),
            });
        }
        out
    }

    #[test]
    fn tokens() {
        assert_eq!(
            all(b"/F1 12 Tf[(a\\)\\101)-2.5<4 1 4>]TJ % note\nT* 1 0 0-1 -.5 w"),
            [
                "/F1",
                "12",
                "Tf",
                "ArrayOpen",
                "[97, 41, 65]",
                "-2.5",
                "[65, 64]",
                "ArrayClose",
                "TJ",
                "T*",
                "1",
                "0",
                "0",
                "-0.5",
                "w"
            ]
        );
    }

    #[test]
    fn broken_input_ends() {
        for bad in [
            &b"(open"[..],
            b"<41",
            b"<<",
            b">",
            b"\\",
            b"(\\",
            b"(\\1",
            b"/",
            b"- . +",
            b"]}{)",
        ] {
            all(bad);
        }
    }

    #[test]
    fn image_data_is_no_text() {
        let mut lexer = Lexer::new(b"\xFF(EI\x00EIx EI Q", Vec::new());
        lexer.skip_image_data();
        assert_eq!(lexer.next_token(), Some(Token::Op(b"Q")));
    }

    #[test]
    fn names() {
        assert_eq!(&*decode_name(b"A#20B#"), b"A B#");
    }
}
