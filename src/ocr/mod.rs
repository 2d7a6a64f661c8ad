//! Pages are recognised from their pictures (OCR), where the text layer does not say what stands on them.
//!
//! ```text
//! need: which pages ─► picture: level, straighten, turn ─► engine: a child process ─► hocr: words ─► mend ─► Reading
//! ```
//!
//! The engine is the program Tesseract, which is started once a page and gets the picture on its standard input. Nothing is
//! linked, nothing is downloaded.

mod again;
mod cache;
mod doubled;
mod dust;
mod engine;
mod hocr;
mod latin;
mod mend;
mod need;
mod page;
mod permits;
mod picture;
mod settings;
mod small_letter;
mod words;

pub use engine::{Engine, INSTALL};
pub use mend::{faults, mend_across};
pub use need::{Need, Why, layered, needs};
pub use page::{Fault, Recognised, recognise};
pub use picture::Grey;
pub use settings::{Mode, Settings};
