//! Mentions are weighed against each other: overlaps, act names and back references, dual amounts.

mod dates;

use crate::model::{Blocks, Mention, Normal};

/// Settles what one mention alone cannot know.
pub fn resolve(_norm: &Normal, _blocks: &Blocks, mentions: Vec<Mention>) -> Vec<Mention> {
    dates::weigh(mentions)
}
