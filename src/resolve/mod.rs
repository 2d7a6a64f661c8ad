//! Mentions are weighed against each other: overlaps, act names and back references, dual amounts.

mod acts;
mod gap;
mod own_act;
mod roles;

use crate::model::{Blocks, Mention, Normal};

/// Settles what one mention alone cannot know.
pub fn resolve(norm: &Normal, blocks: &Blocks, mentions: Vec<Mention>) -> Vec<Mention> {
    let mentions = acts::resolve(norm, blocks, mentions);
    roles::resolve(norm, mentions)
}
