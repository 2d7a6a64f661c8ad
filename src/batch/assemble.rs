//! The second half of a job: the dataset is put together from the ledger, in the order of the files' names.

use std::collections::HashMap;
use std::io;

use super::folder::DiskFolder;
use super::gather::{Found, Gathered};
use super::ledger::entry::{self, Entry};
use super::ledger::{Ledger, Slot};
use super::outcome::Outcome;
use super::repeats::Repeats;
use super::source::{Unread, hex};
use super::{Job, Watch};
use crate::ingest::Sources;
use crate::write::{self, Piece, Place, Writer};

/// Why a dataset could not be put together.
pub(super) enum Error {
    /// Entries were damaged, and are forgotten: their documents must be made again.
    Damaged,
    /// The job was ended.
    Interrupted,
    Io(io::Error),
}

impl From<io::Error> for Error {
    fn from(e: io::Error) -> Self {
        Error::Io(e)
    }
}

/// Writes the dataset into `folder`, and adds to `outcome` what is in it.
pub(super) fn assemble(
    job: &Job,
    sources: &Sources,
    gathered: &Gathered,
    ledger: &Ledger,
    folder: &DiskFolder,
    outcome: &mut Outcome,
    watch: &mut dyn Watch,
) -> Result<(), Error> {
    ledger.end_claims();
    let mut assembly = Assembly {
        ledger,
        writers: write::open(&job.formats, job.csv, folder)?,
        folder,
        outcome,
        watch,
        repeats: Repeats::default(),
    };
    let twins = twins(gathered, sources.len());
    let mut order = Order::new(ledger.len());
    let (mut content, mut used, mut damaged) = (Vec::new(), 0, false);
    for at in 0..sources.len() {
        if job.stop.is_stopped() {
            return Err(Error::Interrupted);
        }
        let slot = match gathered.found(at) {
            Found::LeftOut => {
                assembly.outcome.left_out += 1;
                continue;
            }
            Found::Unread => {
                assembly.unread(&sources.get(at).name, &gathered.unread[&(at as u32)])?;
                continue;
            }
            Found::Document(slot) => slot,
        };
        if !order.is_first(slot) {
            assembly.outcome.duplicates += 1;
            continue;
        }
        let entry = ledger.read(slot, &mut content).and_then(|(hash, size)| {
            used += size;
            Some((hex(&hash[..8]), entry::decode(&content)?))
        });
        let Some((id, entry)) = entry else {
            // The rest is read all the same, so that everything that is damaged is known at once.
            damaged = true;
            continue;
        };
        let others = twins.get(&slot).map_or(&[][..], Vec::as_slice);
        let also_at: Vec<String> = others.iter().map(|i| sources.get(*i as usize).name).collect();
        let source = sources.get(at).name;
        assembly.document(
            &id,
            &entry,
            &source,
            &also_at,
            Some(slot),
            gathered.told.contains(&slot),
        )?;
    }
    if damaged {
        return Err(Error::Damaged);
    }
    assembly.finish(job)?;
    ledger.compact(used, order.slots.into_iter())?;
    Ok(())
}

/// Documents in the order of their first files.
pub(super) struct Order {
    met: Vec<bool>,
    /// Those that were met.
    pub slots: Vec<Slot>,
}

impl Order {
    /// For so many documents.
    pub fn new(documents: usize) -> Self {
        Order {
            met: vec![false; documents],
            slots: Vec::with_capacity(documents),
        }
    }

    /// Whether the document is met for the first time.
    pub fn is_first(&mut self, slot: Slot) -> bool {
        let first = !std::mem::replace(&mut self.met[slot as usize], true);
        if first {
            self.slots.push(slot);
        }
        first
    }
}

/// The files of each document that has several, but for the first.
fn twins(gathered: &Gathered, files: usize) -> HashMap<Slot, Vec<u32>> {
    let mut met: Vec<bool> = Vec::new();
    let mut twins: HashMap<Slot, Vec<u32>> = HashMap::new();
    for at in 0..files {
        let Found::Document(slot) = gathered.found(at) else {
            continue;
        };
        let i = slot as usize;
        if i >= met.len() {
            met.resize(i + 1, false);
        }
        if std::mem::replace(&mut met[i], true) {
            twins.entry(slot).or_default().push(at as u32);
        }
    }
    twins
}

/// A dataset in the making.
struct Assembly<'a> {
    ledger: &'a Ledger,
    writers: Vec<Box<dyn Writer + 'a>>,
    folder: &'a DiskFolder,
    outcome: &'a mut Outcome,
    watch: &'a mut dyn Watch,
    repeats: Repeats,
}

impl Assembly<'_> {
    /// Writes a document; its failure is told, where nobody was `told` yet. One without a `slot` in the ledger has no
    /// content that another could repeat.
    fn document(
        &mut self,
        id: &str,
        entry: &Entry<'_>,
        source: &str,
        also_at: &[String],
        slot: Option<Slot>,
        told: bool,
    ) -> io::Result<()> {
        let first = slot.zip(u64::from_str_radix(id, 16).ok()).and_then(|(slot, id)| {
            let fetch = |slot| self.ledger.print(slot);
            self.repeats.place(slot, &(id, entry.likeness), fetch)
        });
        let first = first.map_or_else(String::new, |id| format!("{id:016x}"));
        self.outcome.repeats += usize::from(!first.is_empty());
        let place = Place {
            source,
            also_at,
            duplicate_of: &first,
        };
        let Some(piece) = Piece::of(entry.rows, place) else {
            return Err(io::Error::other("an entry of the ledger cannot be read"));
        };
        for writer in &mut self.writers {
            writer.write(&piece)?;
        }
        if !entry.summary.failed() {
            self.folder.settle_text(id, piece.text())?;
        }
        self.outcome.document(entry, source, told, &mut *self.watch);
        Ok(())
    }

    /// Writes the row of a file that could not be read.
    fn unread(&mut self, name: &str, unread: &Unread) -> io::Result<()> {
        let record = unread.record(name);
        let entry = entry::encode_for(&record, &unread.reason)?;
        match entry::decode(&entry) {
            Some(entry) => self.document(&record.id(), &entry, name, &[], None, false),
            None => Ok(()),
        }
    }

    fn finish(mut self, job: &Job) -> io::Result<()> {
        let mut files = Vec::new();
        self.writers.iter_mut().try_for_each(|w| w.end())?;
        for writer in self.writers {
            files.extend(writer.finish()?);
        }
        write::json(self.folder, "datapackage.json", &write::package(&files, job.csv))?;
        self.outcome.failures.sort();
        write::json(self.folder, "privacy.json", &self.outcome.privacy(job))?;
        // The last to get its name, so that whoever sees it sees the whole dataset.
        write::json(self.folder, "run.json", &self.outcome.to_json(job))?;
        self.folder.commit()
    }
}
