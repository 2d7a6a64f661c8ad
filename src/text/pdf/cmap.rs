//! CMaps: ToUnicode (ISO 32000-1, 9.10.3) and the code spaces and CIDs of composite fonts (9.7.5).

use super::lexer::{Lexer, Token};

/// More entries than a font has glyphs are no font's.
const MAX_ENTRIES: usize = 200_000;
/// The text of one code has at most so many bytes in its table: the bound of Adobe's CMap specification, 5014, 1.4.1.
const MAX_TEXT: usize = 512;
/// Kinds of codes; the fonts of East Asia have four.
const MAX_SPACES: usize = 64;

/// What a code's text is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Target {
    Char(char),
    Many(u32),
}

/// Consecutive codes; the first has the target, and the others the characters that follow it.
#[derive(Debug, Clone, Copy)]
struct Range {
    lo: u32,
    hi: u32,
    target: Target,
}

impl Range {
    fn len(&self) -> usize {
        (self.hi - self.lo) as usize + 1
    }

    fn at(&self, code: u32) -> Option<Target> {
        match self.target {
            Target::Char(c) if code > self.lo => {
                char::from_u32(c as u32 + (code - self.lo)).map(Target::Char)
            }
            target => Some(target),
        }
    }
}

/// Codes to Unicode.
#[derive(Debug, Default)]
pub(super) struct ToUnicode {
    /// By code, none over another.
    map: Vec<Range>,
    many: Vec<String>,
    /// Characters that so many codes claim that none of them can be believed; sorted.
    crowded: Vec<char>,
}

impl ToUnicode {
    /// Reads as much as can be understood.
    pub fn parse(data: &[u8]) -> ToUnicode {
        let mut out = ToUnicode::default();
        let mut reader = Reader::new(data);
        while let Some(op) = reader.next_op() {
            match op {
                b"endbfchar" => {
                    for pair in reader.args.chunks_exact(2) {
                        if let (Some(code), Some(to)) = (reader.bytes(pair[0]), reader.bytes(pair[1])) {
                            out.set(number(code), to);
                        }
                    }
                }
                b"endbfrange" => out.ranges(&reader),
                _ => {}
            }
            reader.clear();
        }
        out.map.sort_by_key(|range| range.lo);
        if out.map.windows(2).any(|w| w[1].lo <= w[0].hi) {
            out.part();
        }
        out.find_crowded();
        out
    }

    fn set(&mut self, code: u32, to: &[u8]) {
        let to = &to[..to.len().min(MAX_TEXT)];
        let target = match to {
            [one] => Target::Char(char::from(*one)),
            [h, l] => match char::from_u32(u32::from(*h) << 8 | u32::from(*l)) {
                Some(c) => Target::Char(c),
                None => return,
            },
            _ => return self.set_text(code, utf16(to)),
        };
        self.push(code, target);
    }

    fn set_text(&mut self, code: u32, to: String) {
        let mut chars = to.chars();
        let target = match (chars.next(), chars.next()) {
            (Some(c), None) => Target::Char(c),
            (None, _) => return,
            _ if self.map.len() >= MAX_ENTRIES => return,
            _ => {
                self.many.push(to);
                Target::Many(self.many.len() as u32 - 1)
            }
        };
        self.push(code, target);
    }

    fn push(&mut self, code: u32, target: Target) {
        self.push_range(code, code, target);
    }

    fn push_range(&mut self, lo: u32, hi: u32, target: Target) {
        if self.map.len() < MAX_ENTRIES {
            self.map.push(Range { lo, hi, target });
        }
    }

    /// Parts ranges that lie over one another into codes; of entries for one code the last counts.
    fn part(&mut self) {
        let mut codes: Vec<Range> = Vec::new();
        for range in &self.map {
            let each = (range.lo..=range.hi).take(MAX_ENTRIES.saturating_sub(codes.len()));
            codes.extend(each.filter_map(|code| {
                Some(Range {
                    lo: code,
                    hi: code,
                    target: range.at(code)?,
                })
            }));
        }
        codes.sort_by_key(|range| range.lo);
        codes.dedup_by(|later, first| {
            let same = later.lo == first.lo;
            if same {
                *first = *later;
            }
            same
        });
        self.map = codes;
    }

    /// `lo hi first` and `lo hi [each …]`.
    fn ranges(&mut self, reader: &Reader<'_>) {
        let mut args = reader.args.iter().copied();
        while let (Some(lo), Some(hi), Some(to)) = (args.next(), args.next(), args.next()) {
            let (Some(lo), Some(hi)) = (reader.bytes(lo), reader.bytes(hi)) else {
                return;
            };
            let (lo, hi) = (number(lo), number(hi));
            match to {
                Arg::Open => {
                    let items = args.by_ref().take_while(|a| *a != Arg::Close);
                    for (i, item) in items.enumerate() {
                        let code = lo.saturating_add(i as u32);
                        if let Some(to) = reader.bytes(item).filter(|_| code <= hi) {
                            self.set(code, to);
                        }
                    }
                }
                to => self.range(lo, hi, reader.bytes(to).unwrap_or_default()),
            }
        }
    }

    fn range(&mut self, lo: u32, hi: u32, first: &[u8]) {
        let count = hi.saturating_sub(lo).saturating_add(1).min(0x10000);
        let text = utf16(&first[..first.len().min(MAX_TEXT)]);
        let Some(last) = text.chars().next_back() else {
            return;
        };
        let head = &text[..text.len() - last.len_utf8()];
        if head.is_empty() {
            // Behind the last character there is none.
            let hi = lo.saturating_add((count - 1).min(u32::from(char::MAX) - u32::from(last)));
            return self.push_range(lo, hi, Target::Char(last));
        }
        for i in 0..count.min(256) {
            if let Some(c) = char::from_u32(last as u32 + i) {
                self.set_text(lo.saturating_add(i), format!("{head}{c}"));
            }
        }
    }

    fn find(&self, code: u32) -> Option<Target> {
        let after = self.map.partition_point(|range| range.lo <= code);
        let range = self.map.get(after.checked_sub(1)?)?;
        if code <= range.hi { range.at(code) } else { None }
    }

    /// A generator that lost its table maps everything to one character; a right table hardly maps four
    /// codes to the same letter.
    fn find_crowded(&mut self) {
        let mut letters: Vec<char> = Vec::with_capacity(self.map.len());
        // A long range gives each letter once.
        for range in self.map.iter().filter(|r| r.len() <= 256) {
            for code in range.lo..=range.hi {
                if let Some(Target::Char(c)) = range.at(code)
                    && (matches!(c, '\u{400}'..='\u{481}') || c < '\u{530}' && c.is_alphanumeric())
                {
                    letters.push(c);
                }
            }
        }
        letters.sort_unstable();
        self.crowded = letters
            .chunk_by(|a, b| a == b)
            .filter(|same| same.len() > 4)
            .filter_map(|same| same.first().copied())
            .collect();
    }

    /// Appends the text of a code if the table has one that can be meant.
    pub fn text(&self, code: u32, out: &mut String) -> bool {
        match self.find(code) {
            Some(Target::Char(c)) if sane(c) && self.crowded.binary_search(&c).is_err() => out.push(c),
            Some(Target::Many(i)) => match self.many.get(i as usize) {
                Some(text) if text.chars().all(sane) => out.push_str(text),
                _ => return false,
            },
            _ => return false,
        }
        true
    }

    /// The value in the private use area that the table gives a code: its low byte often is the old code.
    pub fn private(&self, code: u32) -> Option<u8> {
        match self.find(code) {
            Some(Target::Char(c @ '\u{F000}'..='\u{F0FF}')) => Some((c as u32 & 0xFF) as u8),
            _ => None,
        }
    }

    pub fn is_empty(&self) -> bool {
        self.map.is_empty()
    }

    /// Whether the codes were dealt out anew: where the table has codes of ASCII, they mostly are not those letters. Then
    /// a code that it leaves out says nothing by its byte.
    pub fn is_dealt(&self) -> bool {
        let (mut same, mut other) = (0, 0);
        for code in 0x21..0x7F {
            match self.find(code) {
                Some(Target::Char(c)) if u32::from(c) == code => same += 1,
                Some(_) => other += 1,
                None => {}
            }
        }
        other > same
    }

    /// Bytes in memory, about.
    pub fn size(&self) -> usize {
        self.map.len() * size_of::<Range>() + self.many.iter().map(|t| t.len() + 24).sum::<usize>()
    }
}

/// Whether a text layer can mean this character: white space counts, controls and private use do not.
pub(super) fn sane(c: char) -> bool {
    match c {
        '\t' | '\n' | '\r' => true,
        '\u{FFFD}' | '\u{E000}'..='\u{F8FF}' | '\u{F0000}'.. => false,
        _ => !c.is_control() && (c as u32 & 0xFFFE) != 0xFFFE,
    }
}

fn utf16(bytes: &[u8]) -> String {
    match bytes {
        [one] => char::from(*one).to_string(),
        _ => {
            let units = bytes
                .chunks_exact(2)
                .map(|pair| u16::from_be_bytes([pair[0], pair[1]]));
            char::decode_utf16(units)
                .map(|c| c.unwrap_or('\u{FFFD}'))
                .collect()
        }
    }
}

fn number(bytes: &[u8]) -> u32 {
    bytes.iter().take(4).fold(0, |n, b| n << 8 | u32::from(*b))
}

/// How the bytes of a string part into codes, and which glyph (CID) each code shows.
#[derive(Debug, Default)]
pub(super) struct CidMap {
    /// Code length, lowest and highest code.
    spaces: Vec<(u8, u32, u32)>,
    /// Lowest and highest code, first CID; sorted when parsed. Empty for the identity.
    ranges: Vec<(u32, u32, u32)>,
    /// Codes are Unicode themselves (`UniGB-UTF16-H` and its like).
    pub unicode: bool,
}

impl CidMap {
    /// A predefined CMap (ISO 32000-1, 9.7.5.2): the identity, and two bytes a code for all others.
    pub fn predefined(name: &[u8]) -> CidMap {
        let utf16 = [&b"UCS2"[..], b"UTF16"];
        CidMap {
            unicode: name.starts_with(b"Uni")
                && utf16
                    .iter()
                    .any(|part| memchr::memmem::find(name, part).is_some()),
            ..CidMap::default()
        }
    }

    /// Reads an embedded CMap.
    pub fn parse(data: &[u8]) -> CidMap {
        let mut out = CidMap::default();
        let mut reader = Reader::new(data);
        while let Some(op) = reader.next_op() {
            match op {
                b"endcodespacerange" => {
                    for pair in reader.args.chunks_exact(2) {
                        if let (Some(lo), Some(hi)) = (reader.bytes(pair[0]), reader.bytes(pair[1]))
                            && (1..=4).contains(&lo.len())
                            && out.spaces.len() < MAX_SPACES
                        {
                            out.spaces.push((lo.len() as u8, number(lo), number(hi)));
                        }
                    }
                }
                b"endcidchar" => {
                    for pair in reader.args.chunks_exact(2) {
                        if let (Some(code), Arg::Number(cid)) = (reader.bytes(pair[0]), pair[1]) {
                            out.ranges.push((number(code), number(code), cid));
                        }
                    }
                }
                b"endcidrange" => {
                    for triple in reader.args.chunks_exact(3) {
                        if let (Some(lo), Some(hi), Arg::Number(cid)) =
                            (reader.bytes(triple[0]), reader.bytes(triple[1]), triple[2])
                        {
                            out.ranges.push((number(lo), number(hi), cid));
                        }
                    }
                }
                _ => {}
            }
            reader.clear();
        }
        out.ranges.sort_unstable();
        out
    }

    /// The first code of `bytes` and its length. Two bytes where the map says nothing.
    pub fn code(&self, bytes: &[u8]) -> (u32, usize) {
        if self.spaces.is_empty() {
            return match bytes {
                [h, l, ..] => (u32::from(*h) << 8 | u32::from(*l), 2),
                [one] => (u32::from(*one), 1),
                [] => (0, 1),
            };
        }
        for n in 1..=bytes.len().min(4) {
            let code = number(&bytes[..n]);
            let fits = |(len, lo, hi): &(u8, u32, u32)| {
                usize::from(*len) == n
                    && (0..n).all(|i| {
                        let byte = |v: u32| v >> (8 * i) & 0xFF;
                        (byte(*lo)..=byte(*hi)).contains(&byte(code))
                    })
            };
            if self.spaces.iter().any(fits) {
                return (code, n);
            }
        }
        let n = self.spaces.iter().map(|s| usize::from(s.0)).min().unwrap_or(1);
        let n = n.min(bytes.len()).max(1);
        (number(bytes.get(..n).unwrap_or_default()), n)
    }

    /// The CID of a code.
    pub fn cid(&self, code: u32) -> u32 {
        if self.ranges.is_empty() {
            return code;
        }
        let after = self.ranges.partition_point(|r| r.0 <= code);
        match after.checked_sub(1).map(|i| self.ranges[i]) {
            Some((lo, hi, cid)) if code <= hi => cid.saturating_add(code - lo),
            _ => 0,
        }
    }
}

#[derive(Debug, Clone, Copy, PartialEq)]
enum Arg {
    /// A string, as a range of the lexer's scratch.
    Text(usize, usize),
    Number(u32),
    Open,
    Close,
}

/// Collects the operands that stand before each operator.
struct Reader<'a> {
    lexer: Lexer<'a>,
    args: Vec<Arg>,
}

impl<'a> Reader<'a> {
    fn new(data: &'a [u8]) -> Self {
        Reader {
            lexer: Lexer::new(data, Vec::new()),
            args: Vec::new(),
        }
    }

    fn bytes(&self, arg: Arg) -> Option<&[u8]> {
        match arg {
            Arg::Text(a, b) => self.lexer.scratch.get(a..b),
            _ => None,
        }
    }

    fn clear(&mut self) {
        self.args.clear();
        self.lexer.forget();
    }

    fn next_op(&mut self) -> Option<&'a [u8]> {
        loop {
            match self.lexer.next_token()? {
                Token::Text(a, b) => self.args.push(Arg::Text(a, b)),
                Token::Number(n) => self.args.push(Arg::Number(n.max(0.0) as u32)),
                Token::ArrayOpen => self.args.push(Arg::Open),
                Token::ArrayClose => self.args.push(Arg::Close),
                // The count before `begin…` is no operand of the `end…` that closes the section.
                Token::Op(op) if op.starts_with(b"begin") => self.clear(),
                Token::Op(op) => return Some(op),
                _ => {}
            }
            if self.args.len() > MAX_ENTRIES * 3 {
                return None;
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn text(map: &ToUnicode, code: u32) -> Option<String> {
        let mut out = String::new();
        map.text(code, &mut out).then_some(out)
    }

    #[test]
    fn chars_ranges_and_arrays() {
        let map = ToUnicode::parse(
            b"/CIDInit /ProcSet findresource begin 1 begincodespacerange <00><FF> endcodespacerange
              2 beginbfchar <01> <0416> <02><00660069> endbfchar
              2 beginbfrange <03> <05> <0430> <06> <07> [<0041> <D83DDE00>] endbfrange end",
        );
        assert_eq!(text(&map, 1).as_deref(), Some("Ж"));
        assert_eq!(text(&map, 2).as_deref(), Some("fi"));
        assert_eq!(text(&map, 5).as_deref(), Some("в"));
        assert_eq!(text(&map, 6).as_deref(), Some("A"));
        assert_eq!(text(&map, 7).as_deref(), Some("😀"));
        assert_eq!(text(&map, 8), None);
    }

    #[test]
    fn values_that_cannot_be_meant() {
        let map = ToUnicode::parse(
            b"1 beginbfchar <01><0000> <02><F0C8> <03><FFFD> endbfchar 1 beginbfrange <10><15><0041> endbfrange
              6 beginbfchar <20><0058> <21><0058> <22><0058> <23><0058> <24><0058> <25><0058> endbfchar",
        );
        assert_eq!((text(&map, 1), text(&map, 2), text(&map, 3)), (None, None, None));
        assert_eq!(map.private(2), Some(0xC8));
        assert_eq!(text(&map, 0x20), None, "six codes for one letter");
        assert_eq!(text(&map, 0x10).as_deref(), Some("A"));
    }

    #[test]
    fn codes_dealt_out_anew() {
        let own = ToUnicode::parse(
            b"2 beginbfchar <41><0041> <C0><0410> endbfchar 1 beginbfrange <30><39><0030> endbfrange",
        );
        assert!(!own.is_dealt());
        let dealt =
            ToUnicode::parse(b"1 beginbfrange <21><3A><0410> endbfrange 1 beginbfchar <41><0041> endbfchar");
        assert!(dealt.is_dealt());
    }

    #[test]
    fn huge_ranges_are_bounded() {
        let map = ToUnicode::parse(b"1 beginbfrange <00000000> <FFFFFFFF> <0020> endbfrange");
        assert!(map.map.len() <= MAX_ENTRIES);
        assert_eq!(text(&map, 0x21).as_deref(), Some("A"));
    }

    #[test]
    fn code_spaces() {
        let map = CidMap::parse(
            b"2 begincodespacerange <00><7F> <8140><FEFE> endcodespacerange
              1 begincidrange <20> <7E> 100 endcidrange 1 begincidchar <8140> 7 endcidchar",
        );
        assert_eq!(map.code(&[0x41, 0x42]), (0x41, 1));
        assert_eq!(map.code(&[0x81, 0x42]), (0x8142, 2));
        assert_eq!((map.cid(0x21), map.cid(0x8140), map.cid(0x8141)), (101, 7, 0));
        assert_eq!(CidMap::predefined(b"Identity-H").code(&[1, 2, 3]), (0x102, 2));
    }
}
