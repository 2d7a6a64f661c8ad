//! How well documents are read: their text against a text known to be right ([`compare`]), their rows against gold
//! annotations ([`evaluate`]).
//!
//! The gold is a folder of `<stem>.gold.json`. A row of `documents.csv` belongs to the gold that its file's name is called by
//! up to the first dot, so that `a01.chrome.pdf` and `a01.txt` both go against `a01.gold.json`. Both sides are brought to a
//! common form first (`fold`), in the manner of Python's standard library, with which the figures were first defined.

mod characters;
mod context;
mod decimal;
mod decisions;
mod distance;
mod evaluation;
mod evidence;
mod floors;
mod fold;
mod gold;
mod group;
mod html;
mod json;
mod key;
mod pairs;
mod python;
mod report;
mod rows;
mod score;
mod tally;
mod wrong;

pub(crate) use characters::measured;
pub use characters::{CharacterErrors, compare};
pub use evaluation::{Error, Evaluation, Scored, evaluate};
pub use evidence::{Evidence, Unfounded};
pub use floors::Floors;
pub use fold::fold;
pub use gold::{Fields, Gold, GoldDecision, Golds};
pub use group::{Council, Variant};
pub use html::html;
pub use json::json;
pub use report::{councils, misses, summary, variants};
pub use score::{Score, Section};
pub use tally::{Miss, Tally};
