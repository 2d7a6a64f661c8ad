//! What is left of the limits on one document.

use std::time::Instant;

use crate::error::{ErrorKind, Limit};
use crate::model::Limits;

/// Counts down; every `spend` that passes a limit is the document's error.
pub(super) struct Budget {
    decompressed: u64,
    glyphs: u64,
    pub nesting: u32,
    deadline: Option<Instant>,
}

impl Budget {
    pub fn new(limits: &Limits) -> Self {
        Budget {
            decompressed: limits.decompressed,
            glyphs: limits.glyphs,
            nesting: limits.nesting,
            deadline: Instant::now().checked_add(limits.time),
        }
    }

    /// Bytes that may still be inflated.
    pub fn room(&self) -> usize {
        usize::try_from(self.decompressed).unwrap_or(usize::MAX)
    }

    pub fn spend_bytes(&mut self, n: usize) -> Result<(), ErrorKind> {
        match self.decompressed.checked_sub(n as u64) {
            Some(left) => {
                self.decompressed = left;
                Ok(())
            }
            None => Err(ErrorKind::Limit(Limit::Decompressed)),
        }
    }

    pub fn spend_glyphs(&mut self, n: usize) -> Result<(), ErrorKind> {
        match self.glyphs.checked_sub(n as u64) {
            Some(left) => {
                self.glyphs = left;
                Ok(())
            }
            None => Err(ErrorKind::Limit(Limit::Glyphs)),
        }
    }

    pub fn check_time(&self) -> Result<(), ErrorKind> {
        match self.deadline {
            Some(end) if Instant::now() > end => Err(ErrorKind::Limit(Limit::Time)),
            _ => Ok(()),
        }
    }
}
