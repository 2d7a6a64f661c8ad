//! How much one document may cost.

use std::time::Duration;

/// Limits on one document; over one of them the document fails with its code, and the others go on.
#[derive(Debug, Clone)]
pub struct Limits {
    /// Bytes of the file.
    pub bytes: u64,
    /// Pages.
    pub pages: u32,
    /// Bytes of all streams after decompression, and of the tables made from them.
    pub decompressed: u64,
    /// Objects of the file, and forms drawn on its pages.
    pub objects: u64,
    /// Glyphs of the document.
    pub glyphs: u64,
    /// Bytes of the text that the glyphs make, blanks counted.
    pub text: u64,
    /// Nesting of forms and page trees.
    pub nesting: u32,
    /// Time for one document.
    pub time: Duration,
}

impl Default for Limits {
    fn default() -> Self {
        Limits {
            bytes: 2 << 30,
            pages: 20_000,
            decompressed: 1 << 30,
            objects: 2_000_000,
            glyphs: 50_000_000,
            text: 1 << 28,
            nesting: 32,
            time: Duration::from_secs(120),
        }
    }
}
