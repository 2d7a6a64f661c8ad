//! The marks of the parts of an act: §, чл., ал., т., б., изр.

use super::wrap::Wrap;
use crate::model::{Citation, is_letter};
use crate::parse::cursor::Cursor;

/// The parts of an act, from the outside in.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Level {
    /// §, параграф of transitional provisions.
    Section,
    /// чл., член.
    Article,
    /// ал., алинея; параграф of a European act.
    Paragraph,
    /// т., точка.
    Point,
    /// б., буква.
    Letter,
    /// изр., изречение; предл., предложение.
    Sentence,
}

impl Level {
    /// The field of a citation that holds it.
    pub fn field(self, c: &mut Citation) -> &mut String {
        match self {
            Level::Section => &mut c.section,
            Level::Article => &mut c.article,
            Level::Paragraph => &mut c.paragraph,
            Level::Point => &mut c.point,
            Level::Letter => &mut c.letter,
            Level::Sentence => &mut c.sentence,
        }
    }
    /// Every level, from the outside in.
    pub const ALL: [Level; 6] = [
        Level::Section,
        Level::Article,
        Level::Paragraph,
        Level::Point,
        Level::Letter,
        Level::Sentence,
    ];
}

/// A mark, and whether it is written out or in the plural („букви“), so that bare letters may follow.
#[derive(Debug, Clone, Copy)]
pub struct Mark {
    /// The level that it announces.
    pub level: Level,
    /// „букви“.
    pub plural: bool,
}

/// Reads a mark and the space behind it. `in_article`: an article was named before, so „пар.“ is a paragraph.
pub fn read(c: &mut Cursor<'_>, in_article: bool) -> Option<Mark> {
    if !starts_word_or_digit(c) {
        return None;
    }
    let mut d = *c;
    let (level, plural) = word(&mut d, in_article)?;
    d.wrap();
    *c = d;
    Some(Mark { level, plural })
}

/// A mark may be glued to the number before it („21ал.1“) or to „и“ („ит. 23“).
fn starts_word_or_digit(c: &Cursor<'_>) -> bool {
    match c.before() {
        Some('и') => Cursor::new(c.text(), c.at - 'и'.len_utf8())
            .before()
            .is_none_or(|b| !is_letter(b)),
        b => !b.is_some_and(is_letter),
    }
}

fn word(c: &mut Cursor<'_>, in_article: bool) -> Option<(Level, bool)> {
    if c.eat("§") {
        let _doubled = c.eat("§") || c.eat(" §"); // „§§ 3 и 4“
        return Some((Level::Section, false));
    }
    let first = c.take_while(is_letter);
    let (level, full, plural) = match first {
        "чл" => (Level::Article, false, false),
        "член" | "члена" => (Level::Article, true, false),
        "членове" | "членовете" => (Level::Article, true, true),
        "ал" => (Level::Paragraph, false, false),
        "алинея" | "алинеята" => (Level::Paragraph, true, false),
        "алинеи" | "алинеите" => (Level::Paragraph, true, true),
        "т" | "тт" | "точ" => (Level::Point, false, false),
        "точка" | "точката" => (Level::Point, true, false),
        "точки" | "точките" => (Level::Point, true, true),
        "б" | "бук" | "букв" => (Level::Letter, false, false),
        "буква" => (Level::Letter, true, false),
        "букви" | "буквите" => (Level::Letter, true, true),
        "изр" | "предл" => (Level::Sentence, false, false),
        "изречение" | "изречения" | "предложение" | "предложения" => {
            (Level::Sentence, true, false)
        }
        "пр" if in_article => (Level::Sentence, false, false),
        "пар" | "параграф" | "параграфи" if in_article => {
            (Level::Paragraph, first != "пар", false)
        }
        "пар" | "параграф" | "параграфи" => (Level::Section, first != "пар", false),
        _ => return None,
    };
    if full {
        return Some((level, plural));
    }
    let dotted = dot(c);
    // „чл.чл. 3 и 5“, „ал.ал.1 и 2“, „т.т. 3 и 4“
    let mut d = *c;
    d.spaces();
    if d.eat(first) && !d.peek().is_some_and(is_letter) {
        dot(&mut d);
        *c = d;
    }
    // „б“ and „пр“ without a full stop are no marks, „т“ only before a number.
    let next = {
        let mut d = *c;
        d.wrap();
        d.peek()
    };
    let ok = dotted
        || match level {
            Level::Letter => next.is_some_and(super::value::is_quote),
            Level::Sentence => false,
            _ => next.is_some_and(|n| n.is_ascii_digit() || (n == '/' && level == Level::Article)),
        };
    ok.then_some((level, plural))
}

/// „.“, also mistyped or misread as a comma or colon, or doubled: „чл. . 5“, „ал, 1“.
fn dot(c: &mut Cursor<'_>) -> bool {
    if !c.eat(".") {
        let mut d = *c;
        if !((d.eat(",") || d.eat(":")) && {
            d.spaces();
            d.peek().is_some_and(|n| n.is_ascii_digit())
        }) {
            return false;
        }
        *c = d;
        return true;
    }
    while c.eat(".") {}
    true
}
