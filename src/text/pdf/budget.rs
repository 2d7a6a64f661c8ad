//! What is left of the limits on one document.

use std::time::Instant;

use crate::error::{ErrorKind, Limit};
use crate::model::Limits;

/// Bytes of one stream; one of more holds no text of a page.
const MAX_STREAM: u64 = 256 << 20;

/// Counts down; every `spend` that passes a limit is the document's error.
pub(super) struct Budget {
    decompressed: u64,
    objects: u64,
    glyphs: u64,
    text: u64,
    pub nesting: u32,
    deadline: Option<Instant>,
}

impl Budget {
    pub fn new(limits: &Limits) -> Self {
        Budget {
            decompressed: limits.decompressed,
            objects: limits.objects,
            glyphs: limits.glyphs,
            text: limits.text,
            nesting: limits.nesting,
            deadline: Instant::now().checked_add(limits.time),
        }
    }

    /// Bytes that a stream may still be inflated to.
    pub fn room(&self) -> usize {
        usize::try_from(self.decompressed.min(MAX_STREAM)).unwrap_or(usize::MAX)
    }

    /// Bytes inflated.
    pub fn spend_bytes(&mut self, n: usize) -> Result<(), ErrorKind> {
        spend(&mut self.decompressed, n, Limit::Decompressed)
    }

    /// Bytes of a table that a few bytes of the file describe. They count four times, for they stay to the document's end.
    pub fn spend_table(&mut self, n: usize) -> Result<(), ErrorKind> {
        self.spend_bytes(n.saturating_mul(4))
    }

    pub fn spend_objects(&mut self, n: usize) -> Result<(), ErrorKind> {
        spend(&mut self.objects, n, Limit::Objects)
    }

    pub fn spend_glyphs(&mut self, n: usize) -> Result<(), ErrorKind> {
        spend(&mut self.glyphs, n, Limit::Glyphs)
    }

    /// Bytes of text.
    pub fn spend_text(&mut self, n: usize) -> Result<(), ErrorKind> {
        spend(&mut self.text, n, Limit::Text)
    }

    pub fn check_time(&self) -> Result<(), ErrorKind> {
        match self.deadline {
            Some(end) if Instant::now() > end => Err(ErrorKind::Limit(Limit::Time)),
            _ => Ok(()),
        }
    }
}

fn spend(left: &mut u64, n: usize, limit: Limit) -> Result<(), ErrorKind> {
    *left = left.checked_sub(n as u64).ok_or(ErrorKind::Limit(limit))?;
    Ok(())
}
