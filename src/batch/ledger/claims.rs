//! Documents by their content: what is known of each, and which thread makes it.

use std::collections::HashMap;
use std::time::SystemTime;

use super::Key;
use crate::batch::select::{Decision, Select, State};

/// Number of a document.
pub(in crate::batch) type Slot = u32;

/// What a thread that holds a file has to do.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(in crate::batch) enum Answer {
    /// Make the document.
    Make(Slot),
    /// Nothing: it is there, or somebody makes it.
    Keep(Slot),
    /// Nothing: it is not wanted.
    LeaveOut,
}

/// The documents.
#[derive(Default)]
pub(super) struct Claims {
    slots: HashMap<Key, Slot>,
    documents: Vec<Document>,
}

/// Where its entry begins, in six bytes, and its state: there are many of them.
struct Document {
    at: [u8; 6],
    state: State,
}

impl Document {
    fn new(at: u64, state: State) -> Self {
        let bytes = at.to_le_bytes();
        Document {
            at: std::array::from_fn(|i| bytes[i]),
            state,
        }
    }
}

impl Claims {
    /// With room for so many documents, so that a large table is never copied.
    pub fn with_room(documents: usize) -> Self {
        Claims {
            slots: HashMap::with_capacity(documents),
            documents: Vec::with_capacity(documents),
        }
    }

    /// Takes an entry of the store; a later one of the same content counts.
    pub fn load(&mut self, key: Key, at: u64, state: State) {
        let slot = self.slot_or_new(key);
        self.documents[slot as usize] = Document::new(at, state);
    }

    pub fn slot(&self, key: &Key) -> Option<Slot> {
        self.slots.get(key).copied()
    }

    /// What becomes of the document in `slot`, where no thread has to make it.
    pub fn keeps(&self, slot: Slot, select: &Select, modified: Option<SystemTime>) -> bool {
        select.decide(self.documents[slot as usize].state, modified) == Decision::Keep
    }

    /// Asks for the document of a content. Whoever is told to make it is the only one.
    pub fn claim(&mut self, key: Key, select: &Select, modified: Option<SystemTime>) -> Answer {
        let state = self
            .slot(&key)
            .map_or(State::New, |s| self.documents[s as usize].state);
        match select.decide(state, modified) {
            Decision::LeaveOut => Answer::LeaveOut,
            Decision::Keep => Answer::Keep(self.slot_or_new(key)),
            Decision::Make => {
                let slot = self.slot_or_new(key);
                self.documents[slot as usize].state = State::Made;
                Answer::Make(slot)
            }
        }
    }

    /// Says where the entry of a document is.
    pub fn place(&mut self, slot: Slot, at: u64) {
        let document = &mut self.documents[slot as usize];
        *document = Document::new(at, document.state);
    }

    pub fn at(&self, slot: Slot) -> u64 {
        let at = self.documents[slot as usize].at;
        u64::from_le_bytes(std::array::from_fn(|i| at.get(i).copied().unwrap_or(0)))
    }

    /// Says which content the document in `slot` has.
    pub fn name(&mut self, key: Key, slot: Slot) {
        self.slots.insert(key, slot);
    }

    /// Forgets the contents.
    pub fn end(&mut self) {
        self.slots = HashMap::new();
    }

    /// Number of documents.
    pub fn len(&self) -> usize {
        self.documents.len()
    }

    /// Forgets a document whose entry is damaged.
    pub fn forget(&mut self, slot: Slot) {
        self.documents[slot as usize].state = State::Damaged;
    }

    fn slot_or_new(&mut self, key: Key) -> Slot {
        let next = self.documents.len() as Slot;
        let slot = *self.slots.entry(key).or_insert(next);
        if slot == next {
            self.documents.push(Document::new(0, State::New));
        }
        slot
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn one_thread_makes_a_document() {
        let (mut claims, select) = (Claims::with_room(2), Select::default());
        let finished = State::Earlier {
            stale: false,
            failed: false,
        };
        claims.load([1; 16], 16, finished);
        assert_eq!(claims.claim([1; 16], &select, None), Answer::Keep(0));
        assert_eq!(claims.claim([2; 16], &select, None), Answer::Make(1));
        assert_eq!(claims.claim([2; 16], &select, None), Answer::Keep(1));
        claims.forget(0);
        assert!(!claims.keeps(0, &select, None));
        assert_eq!(claims.claim([1; 16], &select, None), Answer::Make(0));
    }
}
