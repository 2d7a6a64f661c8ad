//! How much one document may cost.

use std::time::Duration;

/// Limits on one document; over one of them the document fails with its code, and the others go on.
#[derive(Debug, Clone)]
pub struct Limits {
    /// Bytes of the file.
    pub bytes: u64,
    /// Pages.
    pub pages: u32,
    /// Highest number of an object in the file (ISO 32000-1, annex C.2).
    pub objects: u32,
    /// Bytes of all streams after decompression.
    pub decompressed: u64,
    /// Glyphs of the document.
    pub glyphs: u64,
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
            objects: 8_388_607,
            decompressed: 1 << 30,
            glyphs: 50_000_000,
            nesting: 32,
            time: Duration::from_secs(120),
        }
    }
}
