//! Which documents a run makes anew, and which it takes as an earlier run left them.

use std::time::SystemTime;

use sha2::{Digest, Sha256};

/// What a run may make. The default: everything that is not finished.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Select {
    /// Only documents of this kind; a file that was never read is left out of the dataset.
    pub only: Option<Only>,
    /// Only files that were changed at this time or later.
    pub since: Option<SystemTime>,
    /// Finished documents too.
    pub force: bool,
    /// Only files that have not been changed since; the others may not be whole yet, and are left out.
    pub until: Option<SystemTime>,
    /// Of the files, only some.
    pub sample: Option<Sample>,
}

/// A sample of the files: which ones follows from their names alone, so that the same sample is drawn anywhere.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Sample {
    /// Number of files.
    pub size: usize,
    /// Each seed draws another sample.
    pub seed: u64,
}

impl Sample {
    /// The files with the lowest ranks are drawn.
    pub(super) fn rank(&self, name: &str) -> u64 {
        let mut hash = Sha256::new();
        hash.update(self.seed.to_le_bytes());
        hash.update(name);
        let hash: [u8; 32] = hash.finalize().into();
        u64::from_le_bytes(std::array::from_fn(|i| hash[i]))
    }
}

/// A kind of document of an earlier run.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Only {
    /// Those that failed.
    Failed,
    /// Those that another version, or other options, made.
    Stale,
}

/// What is known of a document.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum State {
    /// Nothing.
    New,
    /// An earlier run made it.
    Earlier { stale: bool, failed: bool },
    /// This run makes it, or has made it.
    Made,
    /// It was finished, and is lost.
    Damaged,
}

/// What becomes of a document.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Decision {
    Make,
    Keep,
    LeaveOut,
}

impl Select {
    pub(super) fn decide(&self, state: State, modified: Option<SystemTime>) -> Decision {
        if state == State::Damaged {
            return Decision::Make;
        }
        let recent = self.since.is_none_or(|since| modified.is_none_or(|m| m >= since));
        let wanted = match (state, self.only) {
            (State::Made | State::Damaged, _) => false,
            (State::New, only) => only.is_none(),
            (State::Earlier { stale, .. }, None) => stale || self.force,
            (State::Earlier { failed, .. }, Some(Only::Failed)) => failed,
            (State::Earlier { stale, .. }, Some(Only::Stale)) => stale,
        };
        match (recent && wanted, state) {
            (true, _) => Decision::Make,
            (false, State::New) => Decision::LeaveOut,
            (false, _) => Decision::Keep,
        }
    }
}

#[cfg(test)]
mod tests {
    use std::time::Duration;

    use super::*;

    const OK: State = State::Earlier {
        stale: false,
        failed: false,
    };
    const FAILED: State = State::Earlier {
        stale: false,
        failed: true,
    };
    const STALE: State = State::Earlier {
        stale: true,
        failed: false,
    };

    #[test]
    fn what_is_made_and_what_is_kept() {
        use Decision::{Keep, LeaveOut, Make};
        let states = [State::New, OK, FAILED, STALE, State::Made];
        let decide = |select: Select| states.map(|s| select.decide(s, Some(SystemTime::UNIX_EPOCH)));
        let only = |only| Select {
            only: Some(only),
            ..Select::default()
        };
        assert_eq!(decide(Select::default()), [Make, Keep, Keep, Make, Keep]);
        assert_eq!(decide(only(Only::Failed)), [LeaveOut, Keep, Make, Keep, Keep]);
        assert_eq!(decide(only(Only::Stale)), [LeaveOut, Keep, Keep, Make, Keep]);
        let force = Select {
            force: true,
            ..Select::default()
        };
        assert_eq!(decide(force), [Make, Make, Make, Make, Keep]);
        let since = Select {
            since: Some(SystemTime::UNIX_EPOCH + Duration::from_secs(1)),
            force: true,
            ..Select::default()
        };
        assert_eq!(decide(since), [LeaveOut, Keep, Keep, Keep, Keep]);
        assert_eq!(since.decide(State::Damaged, None), Make);
    }
}
