//! Mentions are weighed against each other: overlaps, act names and back references, dual amounts.

mod amounts;

use crate::model::{Blocks, Mention, Normal};

/// Settles what one mention alone cannot know.
pub fn resolve(norm: &Normal, blocks: &Blocks, mentions: Vec<Mention>) -> Vec<Mention> {
    amounts::resolve(norm, blocks, mentions)
}
