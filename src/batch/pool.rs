//! Work is done by many threads, and one takes the results.

use std::io;
use std::num::NonZero;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::mpsc;
use std::thread;
use std::time::{Duration, Instant};

use super::Stop;

/// How many parcels of results may wait to be taken. They are small: what is large goes to the disk where it is made.
const WAITING: usize = 16;

/// A worker hands over what it has when it has so many results, or when so much time has passed: a file that needs no work
/// takes less time than handing it over.
const PARCEL: usize = 128;
const EVERY: Duration = Duration::from_millis(5);

/// Stack of a worker. Readers of nested structures are limited by depth, not by the size of their frames.
pub(super) const STACK: usize = 8 << 20;

/// The name of every worker thread begins so.
pub const WORKER: &str = "savet-worker";

pub(super) enum Error {
    Io(io::Error),
    Threads(String),
}

/// Does `work` for each number below `items` on `threads` threads (0 for one a core), beginning with the first, and gives
/// the results to `take` as they come. The first error of either ends it, and so does `stop`.
pub(super) fn each<R: Send>(
    threads: usize,
    items: usize,
    stop: &Stop,
    work: impl Fn(usize) -> io::Result<R> + Sync,
    mut take: impl FnMut(usize, R) -> io::Result<()>,
) -> Result<(), Error> {
    let threads = match threads {
        0 => thread::available_parallelism().map_or(1, NonZero::get),
        n => n,
    };
    let next = AtomicUsize::new(0);
    let (send, receive) = mpsc::sync_channel(WAITING);
    let mut outcome = Ok(());
    thread::scope(|scope| {
        for number in 0..threads.min(items) {
            let (send, next, work) = (send.clone(), &next, &work);
            let worker = move || {
                let (mut parcel, mut sent) = (Vec::new(), Instant::now());
                loop {
                    let item = next.fetch_add(1, Ordering::Relaxed);
                    let last = item >= items || stop.is_stopped();
                    if !last {
                        parcel.push((item, work(item)));
                    }
                    if last || parcel.len() >= PARCEL || sent.elapsed() >= EVERY {
                        // The receiver is gone when something has failed.
                        if send.send(std::mem::take(&mut parcel)).is_err() || last {
                            break;
                        }
                        sent = Instant::now();
                    }
                }
            };
            let thread = thread::Builder::new()
                .name(format!("{WORKER}-{number}"))
                .stack_size(STACK);
            if let Err(e) = thread.spawn_scoped(scope, worker) {
                outcome = Err(Error::Threads(e.to_string()));
                next.store(items, Ordering::Relaxed);
                break;
            }
        }
        drop(send);
        for (item, result) in receive.iter().flatten() {
            if let Err(e) = result.and_then(|r| take(item, r)) {
                outcome = Err(Error::Io(e));
                next.store(items, Ordering::Relaxed);
                break;
            }
        }
        drop(receive);
    });
    outcome
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_item_is_done_once() {
        let mut seen = Vec::new();
        let result = each(
            3,
            5000,
            &Stop::default(),
            |i| Ok(i * 2),
            |i, double| {
                assert_eq!(double, i * 2);
                seen.push(i);
                Ok(())
            },
        );
        assert!(result.is_ok());
        seen.sort_unstable();
        assert_eq!(seen, (0..5000).collect::<Vec<_>>());
    }

    #[test]
    fn what_is_stopped_begins_nothing() {
        let stop = Stop::default();
        let mut taken = 0;
        let result = each(2, 100_000, &stop, Ok, |_, _| {
            taken += 1;
            stop.stop();
            Ok(())
        });
        assert!(result.is_ok());
        // What waits, what each of the two workers has in hand and collects meanwhile, and what is being taken.
        assert!(taken <= (WAITING + 5) * PARCEL, "{taken}");
    }

    #[test]
    fn an_error_ends_it() {
        let work = |i| {
            if i == 700 {
                Err(io::Error::other("full"))
            } else {
                Ok(i)
            }
        };
        let mut taken = 0;
        let result = each(2, 100_000, &Stop::default(), work, |_, _| {
            taken += 1;
            Ok(())
        });
        assert!(matches!(result, Err(Error::Io(e)) if e.to_string() == "full"));
        assert!(taken <= 100_000);
    }
}
