//! Plain values that the stages hand on. No logic of any stage lives here.

mod document;
mod issue;
mod limits;
mod span;

pub use document::{Document, Format, Glyph, Page, Rect, TextSource};
pub use issue::{Issue, Severity};
pub use limits::Limits;
pub use span::{CharIndex, CharSpan, Span};
