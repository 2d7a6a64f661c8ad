//! Objects of a PDF as views of its bytes (ISO 32000-1, 7.3): nothing is copied, and a container is read when it is asked.

use super::lexer::{CLASS, DELIMITER, Lexer, Token, WHITE, decode_name};

/// Number and generation of an indirect object (ISO 32000-1, 7.3.10).
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub(super) struct Id {
    pub number: u32,
    pub generation: u32,
}

/// One object.
#[derive(Debug, Clone, Copy)]
pub(super) enum Object<'a> {
    Null,
    Bool(bool),
    Number(Number),
    /// Without its slash, `#xx` not decoded.
    Name(&'a [u8]),
    Text(Text<'a>),
    Array(Array<'a>),
    Dict(Dict<'a>),
    Stream(Stream<'a>),
    Ref(Id),
}

/// An integer or a real number.
#[derive(Debug, Clone, Copy)]
pub(super) struct Number {
    /// Cut to a whole number.
    pub int: i64,
    pub float: f32,
}

/// A string as written, with its delimiters, and the object whose key decrypts it in a locked file.
#[derive(Debug, Clone, Copy)]
pub(super) struct Text<'a> {
    raw: &'a [u8],
    pub owner: Option<Id>,
}

impl Text<'_> {
    /// The bytes that the string stands for.
    pub fn bytes(self) -> Vec<u8> {
        let mut lexer = Lexer::new(self.raw, Vec::new());
        match lexer.next_token() {
            Some(Token::Text(a, b)) => lexer.scratch.get(a..b).unwrap_or_default().to_vec(),
            _ => Vec::new(),
        }
    }
}

/// What stands between `[` and `]`.
#[derive(Debug, Clone, Copy)]
pub(super) struct Array<'a> {
    raw: &'a [u8],
    owner: Option<Id>,
}

impl<'a> Array<'a> {
    pub fn iter(self) -> impl Iterator<Item = Object<'a>> {
        let mut at = 0;
        std::iter::from_fn(move || next(self.raw, &mut at, self.owner))
    }

    pub fn first(self) -> Option<Object<'a>> {
        self.iter().next()
    }
}

/// What stands between `<<` and `>>`.
#[derive(Debug, Clone, Copy)]
pub(super) struct Dict<'a> {
    raw: &'a [u8],
    owner: Option<Id>,
}

impl<'a> Dict<'a> {
    /// The value of a key as it stands; see [`File::get`](super::file::File::get) for one with references followed.
    pub fn get(self, key: &[u8]) -> Option<Object<'a>> {
        let mut at = 0;
        loop {
            at = white_end(self.raw, at);
            if *self.raw.get(at)? != b'/' {
                // A value without a key is a fault; it is passed over.
                skip(self.raw, &mut at)?;
                continue;
            }
            let name = name(self.raw, &mut at);
            if name == key || (name.contains(&b'#') && *decode_name(name) == *key) {
                return next(self.raw, &mut at, self.owner);
            }
            skip(self.raw, &mut at)?;
        }
    }

    /// Where it stands in memory: the same dictionary has the same place while the file is open.
    pub fn place(self) -> usize {
        self.raw.as_ptr().addr()
    }
}

/// A stream: its dictionary and its bytes as they stand in the file.
#[derive(Debug, Clone, Copy)]
pub(super) struct Stream<'a> {
    pub dict: Dict<'a>,
    pub data: &'a [u8],
    /// The object whose key decrypts it in a locked file.
    pub owner: Option<Id>,
}

impl<'a> Object<'a> {
    pub fn as_name(self) -> Option<&'a [u8]> {
        match self {
            Object::Name(n) => Some(n),
            _ => None,
        }
    }

    pub fn as_int(self) -> Option<i64> {
        match self {
            Object::Number(n) => Some(n.int),
            _ => None,
        }
    }

    pub fn as_float(self) -> Option<f32> {
        match self {
            Object::Number(n) if n.float.is_finite() => Some(n.float),
            _ => None,
        }
    }

    pub fn as_array(self) -> Option<Array<'a>> {
        match self {
            Object::Array(a) => Some(a),
            _ => None,
        }
    }

    /// The dictionary; a stream gives its own.
    pub fn as_dict(self) -> Option<Dict<'a>> {
        match self {
            Object::Dict(d) => Some(d),
            Object::Stream(s) => Some(s.dict),
            _ => None,
        }
    }

    pub fn as_stream(self) -> Option<Stream<'a>> {
        match self {
            Object::Stream(s) => Some(s),
            _ => None,
        }
    }
}

/// The first place from `at` that is no white space and no comment.
pub(super) fn white_end(data: &[u8], mut at: usize) -> usize {
    while let Some(b) = data.get(at) {
        if CLASS[*b as usize] == WHITE {
            at += 1;
        } else if *b == b'%' {
            let line = data[at..].iter().position(|b| *b == b'\n' || *b == b'\r');
            at = line.map_or(data.len(), |n| at + n);
        } else {
            break;
        }
    }
    at
}

/// The name whose slash stands at `at`.
fn name<'a>(data: &'a [u8], at: &mut usize) -> &'a [u8] {
    let from = *at + 1;
    *at = regular_end(data, from);
    data.get(from..*at).unwrap_or_default()
}

fn regular_end(data: &[u8], from: usize) -> usize {
    let rest = data.get(from..).unwrap_or_default();
    let n = rest.iter().position(|b| CLASS[*b as usize] != 0);
    from + n.unwrap_or(rest.len())
}

/// The object at `at`, which is left behind it; none at the end, or where no object stands.
pub(super) fn next<'a>(data: &'a [u8], at: &mut usize, owner: Option<Id>) -> Option<Object<'a>> {
    *at = white_end(data, *at);
    let from = *at;
    Some(match *data.get(from)? {
        b'/' => Object::Name(name(data, at)),
        b'[' => {
            skip(data, at)?;
            let raw = inside(data, from + 1, *at, b"]");
            Object::Array(Array { raw, owner })
        }
        b'<' if data.get(from + 1) == Some(&b'<') => {
            skip(data, at)?;
            let raw = inside(data, from + 2, *at, b">>");
            Object::Dict(Dict { raw, owner })
        }
        b'<' | b'(' => {
            skip(data, at)?;
            let raw = data.get(from..*at)?;
            Object::Text(Text { raw, owner })
        }
        b'0'..=b'9' | b'+' | b'-' | b'.' => {
            let first = number(data, at);
            match reference(data, *at, first) {
                Some((id, end)) => {
                    *at = end;
                    Object::Ref(id)
                }
                None => Object::Number(first),
            }
        }
        b if CLASS[b as usize] == DELIMITER => return None,
        _ => {
            *at = regular_end(data, from);
            match data.get(from..*at)? {
                b"true" => Object::Bool(true),
                b"false" => Object::Bool(false),
                _ => Object::Null,
            }
        }
    })
}

/// The inside of a container that ends at `end`, with its closing mark where the file has one.
fn inside<'a>(data: &'a [u8], from: usize, end: usize, close: &[u8]) -> &'a [u8] {
    let raw = data.get(from..end).unwrap_or_default();
    raw.strip_suffix(close).unwrap_or(raw)
}

/// A number (ISO 32000-1, 7.3.3).
fn number(data: &[u8], at: &mut usize) -> Number {
    let from = *at;
    *at = regular_end(data, from);
    let raw = data.get(from..*at).unwrap_or_default();
    let mut int: i64 = 0;
    let digits = raw
        .strip_prefix(b"-")
        .or_else(|| raw.strip_prefix(b"+"))
        .unwrap_or(raw);
    for b in digits {
        if !b.is_ascii_digit() {
            let float = std::str::from_utf8(raw).ok().and_then(|t| t.parse::<f32>().ok());
            // Faults like `--5` and `5-3` read as a content stream reads them.
            let float = float.unwrap_or_else(|| match Lexer::new(raw, Vec::new()).next_token() {
                Some(Token::Number(n)) => n,
                _ => 0.0,
            });
            return Number {
                int: float as i64,
                float,
            };
        }
        int = int.saturating_mul(10).saturating_add(i64::from(b - b'0'));
    }
    if raw.first() == Some(&b'-') {
        int = -int;
    }
    Number {
        int,
        float: int as f32,
    }
}

/// Whether `first` begins a reference, `number generation R`.
fn reference(data: &[u8], at: usize, first: Number) -> Option<(Id, usize)> {
    let number = u32::try_from(first.int).ok()?;
    let from = white_end(data, at);
    if from == at || !data.get(from)?.is_ascii_digit() {
        return None;
    }
    let mut end = from;
    let generation = u32::try_from(self::number(data, &mut end).int).ok()?;
    end = white_end(data, end);
    let closes = data.get(end + 1).is_none_or(|b| CLASS[*b as usize] != 0);
    (data.get(end) == Some(&b'R') && closes).then_some((Id { number, generation }, end + 1))
}

/// Passes over one object. What is nested in it is passed over without a call for each depth.
fn skip(data: &[u8], at: &mut usize) -> Option<()> {
    let mut depth = 0u32;
    loop {
        // Inside a container only delimiters matter, outside a whole token.
        *at = match depth {
            0 => white_end(data, *at),
            _ => delimiter(data, *at),
        };
        let double = |b: u8| data.get(*at + 1) == Some(&b);
        let Some(b) = data.get(*at) else {
            return (depth > 0).then_some(());
        };
        match b {
            b'[' => (depth, *at) = (depth + 1, *at + 1),
            b'<' if double(b'<') => (depth, *at) = (depth + 1, *at + 2),
            b'<' => {
                let end = memchr::memchr(b'>', &data[*at..]);
                *at = end.map_or(data.len(), |n| *at + n + 1);
            }
            b']' => (depth, *at) = (depth.saturating_sub(1), *at + 1),
            b'>' if double(b'>') => (depth, *at) = (depth.saturating_sub(1), *at + 2),
            b'(' => *at = literal_end(data, *at),
            b'%' => *at = white_end(data, *at),
            b'>' | b')' | b'{' | b'}' => *at += 1,
            b'/' => *at = regular_end(data, *at + 1),
            _ => *at = regular_end(data, *at),
        }
        if depth == 0 {
            return Some(());
        }
    }
}

/// The next delimiter from `at`.
fn delimiter(data: &[u8], at: usize) -> usize {
    let rest = data.get(at..).unwrap_or_default();
    let n = rest.iter().position(|b| CLASS[*b as usize] == DELIMITER);
    at + n.unwrap_or(rest.len())
}

/// Behind the `)` that closes the string which opens at `at` (ISO 32000-1, 7.3.4.2).
fn literal_end(data: &[u8], mut at: usize) -> usize {
    let mut depth = 0u32;
    while let Some(b) = data.get(at) {
        at += 1;
        match b {
            b'\\' => at += 1,
            b'(' => depth += 1,
            b')' if depth <= 1 => return at,
            b')' => depth -= 1,
            _ => {}
        }
    }
    data.len()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn dict(raw: &[u8]) -> Dict<'_> {
        let object = next(raw, &mut 0, None).and_then(Object::as_dict);
        object.expect("a dictionary")
    }

    #[test]
    fn values_by_key() {
        let d = dict(
            b"<< /A 1 /B[ 1 2 R 3 0 R (a]b) <</C 9>> ] % note >>\n /C#41 -2.5 /D (x\\)(y)) /E<</A 5>>/F true/G/Name>>",
        );
        assert_eq!(d.get(b"A").and_then(Object::as_int), Some(1));
        assert_eq!(d.get(b"CA").and_then(Object::as_float), Some(-2.5));
        assert_eq!(d.get(b"G").and_then(Object::as_name), Some(&b"Name"[..]));
        assert!(matches!(d.get(b"F"), Some(Object::Bool(true))));
        assert!(matches!(d.get(b"D"), Some(Object::Text(t)) if t.bytes() == b"x)(y)"));
        let inner = d.get(b"E").and_then(Object::as_dict).expect("a dictionary");
        assert_eq!(inner.get(b"A").and_then(Object::as_int), Some(5));
        let list: Vec<Object<'_>> = d
            .get(b"B")
            .and_then(Object::as_array)
            .expect("an array")
            .iter()
            .collect();
        assert!(matches!(
            list[..],
            [
                Object::Ref(Id {
                    number: 1,
                    generation: 2
                }),
                Object::Ref(_),
                Object::Text(_),
                Object::Dict(_)
            ]
        ));
        assert!(d.get(b"Missing").is_none());
    }

    #[test]
    fn broken_objects_end() {
        for raw in [
            &b"<<"[..],
            b"<< /A",
            b"<< /A [ (",
            b"[[[[",
            b">>",
            b"]",
            b"<< /A << /B >>",
            b"<4",
            b"(\\",
            b"/",
            b"<< 1 2 3 >>",
        ] {
            if let Some(object) = next(raw, &mut 0, None) {
                let _ = object.as_dict().and_then(|d| d.get(b"B"));
                let _ = object.as_array().map(|a| a.iter().take(100).count());
            }
        }
    }

    #[test]
    fn depth_is_no_recursion() {
        let deep = b"[".repeat(1_000_000);
        assert!(next(&deep, &mut 0, None).is_some());
    }
}
