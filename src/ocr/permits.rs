//! Turns: as many at once as there are cores to work with.

use std::sync::{Arc, Condvar, Mutex, PoisonError};

/// A number of turns that is shared by all copies.
#[derive(Debug, Clone)]
pub(super) struct Permits(Arc<Inner>);

#[derive(Debug)]
struct Inner {
    all: usize,
    free: Mutex<usize>,
    given_back: Condvar,
}

/// A turn, given back when it is dropped.
pub(crate) struct Permit<'a>(&'a Inner);

impl Permits {
    pub fn new(all: usize) -> Self {
        let all = all.max(1);
        Permits(Arc::new(Inner {
            all,
            free: Mutex::new(all),
            given_back: Condvar::new(),
        }))
    }

    pub fn all(&self) -> usize {
        self.0.all
    }

    /// Waits for a turn.
    pub fn take(&self) -> Permit<'_> {
        let mut free = self.0.free.lock().unwrap_or_else(PoisonError::into_inner);
        while *free == 0 {
            free = self
                .0
                .given_back
                .wait(free)
                .unwrap_or_else(PoisonError::into_inner);
        }
        *free -= 1;
        Permit(&self.0)
    }
}

impl Drop for Permit<'_> {
    fn drop(&mut self) {
        *self.0.free.lock().unwrap_or_else(PoisonError::into_inner) += 1;
        self.0.given_back.notify_one();
    }
}
