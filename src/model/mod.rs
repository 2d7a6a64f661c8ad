//! Plain values that the stages hand on. No logic of any stage lives here.

mod block;
pub mod checksum;
mod date;
mod decimal;
mod document;
mod facts;
mod hanging;
mod issue;
mod letters;
mod likeness;
mod limits;
mod mention;
mod normal;
mod offset;
mod personal;
mod reading;
mod record;
mod scan;
pub mod schema;
mod span;

pub use block::{
    AgendaPoint, Blocks, DecisionBlock, Field, FieldName, Item, Kind, Line, LineCell, TableBlock,
};
pub use date::PartialDate;
pub use decimal::Decimal;
pub use document::{Document, Format, Glyph, Look, Page, Recognised, Rect, TextSource};
pub use facts::{DecisionFacts, DocumentFacts, Relation, Resolved};
pub(crate) use hanging::hanging;
pub use issue::{Issue, Severity};
pub use letters::{is_capital, is_letter, is_letter_or_digit, is_small, latin_capital};
pub use likeness::{Likeness, SKETCH};
pub use limits::Limits;
pub use mention::{
    ActMention, ActName, Amount, Choice, Citation, Column, DateRole, DateValue, Identifier, Mention, Naming,
    Party, Reference, Role, Tally, Value, Vat, Vote,
};
pub use normal::{Normal, fold_case, fold_space, lower_case};
pub use offset::{Edit, OffsetMap};
pub use personal::{Class, Personal};
pub use reading::{ReadLetter, ReadLine, ReadWord, Reading, Way};
pub use record::{Cell, Record, Row};
pub use scan::{RareWords, Words, byte_places, window_places};
pub use span::{CharIndex, CharSpan, Span};
