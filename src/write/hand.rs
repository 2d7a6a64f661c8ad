//! A thread of its own for a format that takes long, while the next document is put together.

use std::io;
use std::sync::Arc;
use std::sync::mpsc::{self, Receiver, SyncSender};
use std::thread::{self, JoinHandle};

use super::rows::Rows;

/// Documents that may wait.
const WAITING: usize = 8;

/// The thread. What goes wrong there is told by the next call after it.
pub(super) struct Hand {
    orders: Option<SyncSender<Option<Arc<Rows>>>>,
    thread: Option<JoinHandle<io::Result<()>>>,
}

/// The documents that a thread is given, in order.
pub(super) struct Given {
    orders: Receiver<Option<Arc<Rows>>>,
    whole: bool,
}

impl Given {
    /// Whether the last document was given; otherwise nobody wants the file any more.
    pub fn is_whole(&self) -> bool {
        self.whole
    }
}

impl Iterator for Given {
    type Item = Arc<Rows>;

    fn next(&mut self) -> Option<Arc<Rows>> {
        let order = self.orders.recv().ok()?;
        self.whole |= order.is_none();
        order
    }
}

impl Hand {
    /// Starts the thread.
    pub fn start(
        name: &str,
        work: impl FnOnce(&mut Given) -> io::Result<()> + Send + 'static,
    ) -> io::Result<Self> {
        let (send, orders) = mpsc::sync_channel(WAITING);
        let thread = thread::Builder::new()
            .name(format!("savet-{name}"))
            .spawn(move || work(&mut Given { orders, whole: false }))?;
        Ok(Hand {
            orders: Some(send),
            thread: Some(thread),
        })
    }

    /// Gives it a document.
    pub fn give(&mut self, rows: Arc<Rows>) -> io::Result<()> {
        self.order(Some(rows))
    }

    /// Tells it that there are no more.
    pub fn end(&mut self) -> io::Result<()> {
        self.order(None)
    }

    /// Waits for its end.
    pub fn finish(mut self) -> io::Result<()> {
        self.join()
    }

    fn order(&mut self, order: Option<Arc<Rows>>) -> io::Result<()> {
        let sent = self.orders.as_ref().is_some_and(|o| o.send(order).is_ok());
        if sent {
            return Ok(());
        }
        self.join()?;
        Err(io::Error::other("a thread that writes a format has ended"))
    }

    fn join(&mut self) -> io::Result<()> {
        self.orders = None;
        match self.thread.take().map(JoinHandle::join) {
            Some(Ok(result)) => result,
            _ => Err(io::Error::other("a thread that writes a format has ended")),
        }
    }
}

impl Drop for Hand {
    fn drop(&mut self) {
        self.orders = None;
        if let Some(thread) = self.thread.take() {
            // Nobody wants the file any more; but it must not be written to when it is cleared away.
            let _ = thread.join();
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_end_is_told_from_a_stop() -> io::Result<()> {
        for finished in [true, false] {
            let (send, ended) = mpsc::channel();
            let mut hand = Hand::start("test", move |given| {
                let documents = given.by_ref().count();
                let _ = send.send((documents, given.is_whole()));
                Ok(())
            })?;
            hand.give(Arc::default())?;
            if finished {
                hand.end()?;
            }
            drop(hand);
            assert_eq!(ended.recv(), Ok((1, finished)));
        }
        Ok(())
    }

    #[test]
    fn the_reason_of_a_failure_is_told() -> io::Result<()> {
        let hand = Hand::start("test", |_| Err(io::ErrorKind::StorageFull.into()))?;
        let error = hand.finish().err().map(|e| e.kind());
        assert_eq!(error, Some(io::ErrorKind::StorageFull));
        Ok(())
    }
}
