//! Files are written and hashed by a thread of their own, while the next rows are put together.

use std::cell::RefCell;
use std::fs::File;
use std::io::{self, Write};
use std::sync::mpsc::{self, Receiver, SyncSender};
use std::thread::{self, JoinHandle};

use sha2::{Digest, Sha256};

/// Bytes that are handed over at once.
const PIECE: usize = 1 << 16;
/// Pieces that may wait.
const WAITING: usize = 8;

/// What the thread has to do.
enum Order {
    Open(File, bool),
    Write(usize, Vec<u8>),
    Close(usize, SyncSender<(u64, Option<[u8; 32]>)>),
}

/// The thread. What goes wrong there is told by the next call after it.
pub(super) struct Disk {
    inner: RefCell<Inner>,
}

struct Inner {
    orders: Option<SyncSender<Order>>,
    thread: Option<JoinHandle<io::Result<()>>>,
    files: usize,
}

impl Disk {
    pub fn start() -> io::Result<Self> {
        let (orders, receive) = mpsc::sync_channel(WAITING);
        let thread = thread::Builder::new()
            .name("savet-disk".to_owned())
            .spawn(|| serve(receive))?;
        Ok(Disk {
            inner: RefCell::new(Inner {
                orders: Some(orders),
                thread: Some(thread),
                files: 0,
            }),
        })
    }

    /// Takes a file, which is hashed where `hashed`, and gives its number.
    pub fn open(&self, file: File, hashed: bool) -> io::Result<usize> {
        let mut inner = self.inner.borrow_mut();
        inner.order(Order::Open(file, hashed))?;
        inner.files += 1;
        Ok(inner.files - 1)
    }

    /// Adds to a file what has come together in `piece`, if that is enough.
    pub fn write(&self, file: usize, piece: &mut Vec<u8>) -> io::Result<()> {
        if piece.len() < PIECE {
            return Ok(());
        }
        self.flush(file, piece)
    }

    fn flush(&self, file: usize, piece: &mut Vec<u8>) -> io::Result<()> {
        let piece = std::mem::replace(piece, Vec::with_capacity(PIECE));
        self.inner.borrow_mut().order(Order::Write(file, piece))
    }

    /// Ends a file, and gives its length and hash.
    pub fn close(&self, file: usize, mut piece: Vec<u8>) -> io::Result<(u64, Option<[u8; 32]>)> {
        self.flush(file, &mut piece)?;
        let (send, receive) = mpsc::sync_channel(1);
        let mut inner = self.inner.borrow_mut();
        inner.order(Order::Close(file, send))?;
        receive.recv().map_err(|_| inner.end())
    }

    /// Ends the thread, when it has done what it was told.
    pub fn stop(&self) {
        let mut inner = self.inner.borrow_mut();
        inner.orders = None;
        if let Some(thread) = inner.thread.take() {
            // Whatever went wrong was told before, or nobody wants the files any more.
            let _ = thread.join();
        }
    }
}

impl Inner {
    fn order(&mut self, order: Order) -> io::Result<()> {
        let sent = self.orders.as_ref().is_some_and(|o| o.send(order).is_ok());
        if sent { Ok(()) } else { Err(self.end()) }
    }

    /// Why the thread has ended.
    fn end(&mut self) -> io::Error {
        self.orders = None;
        let ended = self.thread.take().map(JoinHandle::join);
        match ended {
            Some(Ok(Err(e))) => e,
            _ => io::Error::other("the thread that writes files has ended"),
        }
    }
}

fn serve(orders: Receiver<Order>) -> io::Result<()> {
    let mut files: Vec<Open> = Vec::new();
    for order in orders {
        match order {
            Order::Open(file, hashed) => files.push(Open {
                file,
                length: 0,
                hash: hashed.then(Sha256::new),
            }),
            Order::Write(file, piece) => files[file].write(&piece)?,
            Order::Close(file, answer) => {
                // Some systems say only now that there was no room.
                files[file].file.sync_data()?;
                let hash = files[file].hash.take().map(|h| h.finalize().into());
                // Who asked is there, or does not want to know any more.
                let _ = answer.send((files[file].length, hash));
            }
        }
    }
    Ok(())
}

/// A file that counts and hashes what goes into it.
struct Open {
    file: File,
    length: u64,
    hash: Option<Sha256>,
}

impl Open {
    fn write(&mut self, piece: &[u8]) -> io::Result<()> {
        self.file.write_all(piece)?;
        self.length += piece.len() as u64;
        if let Some(hash) = &mut self.hash {
            hash.update(piece);
        }
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_written_stands_there() {
        let folder = tempfile::TempDir::new().expect("there is room");
        let path = folder.path().join("a");
        let disk = Disk::start().expect("it starts");
        let create = || File::create(&path).expect("there is room");
        let (file, mut piece) = (disk.open(create(), true).expect("it opens"), Vec::new());
        for _ in 0..3 {
            piece.extend(vec![7; 50_000]);
            disk.write(file, &mut piece).expect("there is room");
        }
        let (length, hash) = disk.close(file, piece).expect("there is room");
        let bytes = std::fs::read(&path).expect("it is there");
        assert_eq!((length, bytes.len()), (150_000, 150_000));
        assert_eq!(hash, Some(Sha256::digest(&bytes).into()));
    }

    #[test]
    fn the_reason_of_a_failure_is_told() {
        let folder = tempfile::TempDir::new().expect("there is room");
        let path = folder.path().join("a");
        std::fs::write(&path, "a").expect("there is room");
        let disk = Disk::start().expect("it starts");
        let not_writable = File::open(&path).expect("it is there");
        let file = disk.open(not_writable, false).expect("it opens");
        let error = disk
            .close(file, b"more".to_vec())
            .expect_err("it is not open for writing");
        assert!(error.raw_os_error().is_some(), "{error}");
    }
}
