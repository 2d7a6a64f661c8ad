//! Work is done by many threads and handed over in order.

use std::collections::BTreeMap;
use std::io;
use std::sync::mpsc;

/// How many pieces of work a thread may be ahead of the writer.
const AHEAD: usize = 4;

/// Stack of a worker. Readers of nested structures are limited by depth, not by the size of their frames.
const STACK: usize = 8 << 20;

/// The name of every worker thread begins so.
pub const WORKER: &str = "savet-worker";

pub(super) enum Error {
    Io(io::Error),
    Threads(String),
}

/// Does `work` for each of `items` on `threads` threads and gives the results to `take` in the order of `items`.
///
/// No more than a window of results waits for its turn, however many items there are.
pub(super) fn in_order<T: Sync, R: Send>(
    threads: usize,
    items: &[T],
    work: impl Fn(&T) -> R + Sync,
    mut take: impl FnMut(&T, R) -> io::Result<()>,
) -> Result<(), Error> {
    let pool = rayon::ThreadPoolBuilder::new()
        .num_threads(threads)
        .stack_size(STACK)
        .thread_name(|i| format!("{WORKER}-{i}"))
        .build()
        .map_err(|e| Error::Threads(e.to_string()))?;
    let window = AHEAD * pool.current_num_threads();
    let (send, receive) = mpsc::channel();
    pool.in_place_scope(|scope| {
        let (mut begun, mut taken) = (0, 0);
        let mut waiting = BTreeMap::new();
        while taken < items.len() {
            while begun < items.len().min(taken + window) {
                let (send, work, i) = (send.clone(), &work, begun);
                // The receiver is gone only when the writer has failed.
                scope.spawn(move |_| drop(send.send((i, work(&items[i])))));
                begun += 1;
            }
            let Ok((i, result)) = receive.recv() else { break };
            waiting.insert(i, result);
            while let Some(result) = waiting.remove(&taken) {
                take(&items[taken], result)?;
                taken += 1;
            }
        }
        Ok(())
    })
    .map_err(Error::Io)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn results_come_in_order() {
        let items: Vec<usize> = (0..500).collect();
        let mut seen = Vec::new();
        let result = in_order(
            3,
            &items,
            |i| {
                if i % 7 == 0 {
                    std::thread::yield_now();
                }
                i * 2
            },
            |_, double| {
                seen.push(double);
                Ok(())
            },
        );
        assert!(result.is_ok());
        assert_eq!(seen, items.iter().map(|i| i * 2).collect::<Vec<_>>());
    }
}
