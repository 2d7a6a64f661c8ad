//! A dataset as pages for a browser: one folder that opens from the disk and asks nobody for anything.
//!
//! A page that is opened from the disk may not read files, but it may add scripts. So everything is data in small scripts:
//! `data/meta.js` has the figures, `data/i/` the list of decisions in parcels, `data/s/` the words that are searched,
//! `data/d/<document_id>.js` a document with all its rows and its messages in Bulgarian, `data/t/` its text. Memory does not grow with
//! the dataset, but for the names of councils, acts and files: a document is written as it is read.

mod assets;
mod bulgarian;
mod figures;
mod folder;
mod line;
mod parcels;
mod pictures;
mod script;

use std::fs::File;
use std::io::{self, BufRead, BufReader};
use std::num::NonZero;
use std::path::{Path, PathBuf};
use std::sync::Mutex;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::thread;

use serde_json::json;

use crate::dataset::ReadError;
use crate::pipeline::{Config, Extractor, Names};
use figures::Figures;
use folder::Folder;
use line::{Diagnostic, Document};
use parcels::Parcels;
use pictures::{Pages, Painter};

/// Lines that are read before they are worked on, and their bytes: what may be in memory at a time.
const LINES: usize = 256;
const BYTES: usize = 16 << 20;
/// The most threads: each may hold a picture of a large page.
const THREADS: usize = 8;
/// Stack of a thread. Readers of nested structures are limited by depth, not by the size of their frames.
const STACK: usize = 8 << 20;

/// The language of the pages when they are first opened.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Language {
    /// Bulgarian.
    #[default]
    Bulgarian,
    /// English.
    English,
}

impl Language {
    /// Its code, as in the address of a page.
    pub fn code(self) -> &'static str {
        match self {
            Language::Bulgarian => "bg",
            Language::English => "en",
        }
    }
}

/// What to write.
#[derive(Debug, Clone)]
pub struct Job {
    /// The dataset's folder.
    pub dataset: PathBuf,
    /// The folder of the report.
    pub to: PathBuf,
    /// The language of the pages when they are first opened.
    pub language: Language,
    /// How files are read again for their pictures; none where no pictures are wanted.
    pub pictures: Option<Config>,
}

/// What was written.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Written {
    /// Documents.
    pub documents: usize,
    /// Decisions in them.
    pub decisions: usize,
    /// Pictures of pages that the report has.
    pub pictures: usize,
    /// Those of them that were drawn now; the others were there.
    pub drawn: usize,
    /// Documents of which a page should have a picture and has none.
    pub without: usize,
}

/// Why there is no report.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum ReportError {
    /// The folder is no dataset, or cannot be read.
    #[error(transparent)]
    Dataset(#[from] ReadError),
    /// The dataset was written without its nested form.
    #[error("{} has no documents.jsonl", .0.display())]
    NoLines(PathBuf),
    /// A line of the dataset is damaged.
    #[error("{}: line {line}: {reason}", .file.display())]
    Line {
        /// `documents.jsonl`.
        file: PathBuf,
        /// The line, from 1.
        line: usize,
        /// What is wrong with it.
        reason: String,
    },
    /// The report cannot be written.
    #[error("cannot write the report to {}: {source}", .folder.display())]
    Output {
        /// The report's folder.
        folder: PathBuf,
        /// The reason.
        source: io::Error,
    },
    /// The folder has files that are no report.
    #[error("{} is not empty and is no report of savet", .0.display())]
    Foreign(PathBuf),
}

impl ReportError {
    /// The stable code of this error.
    pub fn code(&self) -> &'static str {
        match self {
            ReportError::Dataset(error) => error.code(),
            ReportError::NoLines(_) => "no_lines",
            ReportError::Line { .. } => "dataset_unreadable",
            ReportError::Output { .. } => "output_not_writable",
            ReportError::Foreign(_) => "output_foreign",
        }
    }

    /// What a user can do about it, in one sentence.
    pub fn next_step(&self) -> &'static str {
        match self {
            ReportError::Dataset(error) => error.next_step(),
            ReportError::NoLines(_) => {
                "make the dataset with it: savet extract INPUT… --out OUT --format csv,jsonl"
            }
            ReportError::Line { .. } => "make the dataset anew: savet extract INPUT… --out OUT",
            ReportError::Output { .. } => {
                "name a folder with --to in which you may write and which has room, and run again"
            }
            ReportError::Foreign(_) => "name an empty folder with --to, or move the files away",
        }
    }
}

/// Gives the bytes of a file by its name in `documents.source`; none where it is not there.
pub type Source<'s> = &'s (dyn Fn(&str) -> Option<Vec<u8>> + Sync);

/// Writes the report. Pictures that an earlier one drew of the same words are kept.
///
/// # Errors
/// The dataset cannot be read, or the report not written. A run that was broken off can be repeated.
pub fn write(job: &Job, source: Source<'_>, tell: &mut dyn FnMut(usize)) -> Result<Written, ReportError> {
    let file = lines_of(&job.dataset)?;
    let output = |source| ReportError::Output {
        folder: job.to.clone(),
        source,
    };
    let folder = match Folder::open(&job.to).map_err(output)? {
        Some(folder) => folder,
        None => return Err(ReportError::Foreign(job.to.clone())),
    };
    let work = Work {
        dataset: &job.dataset,
        folder: &folder,
        painter: job
            .pictures
            .as_ref()
            .map(|c| Painter::new(extractor(c, &job.dataset), source)),
    };
    let mut lines = Lines {
        reader: BufReader::new(File::open(&file).map_err(|e| unreadable(&file, &e))?),
        file: &file,
        read: 0,
    };
    let mut figures = Figures::default();
    let mut parcels = Parcels::new(&folder);
    let mut written = Written::default();
    loop {
        let batch = lines.batch()?;
        if batch.is_empty() {
            break;
        }
        let first = lines.read - batch.len();
        for (i, made) in work.all(&batch).map_err(output)?.into_iter().enumerate() {
            let (document, pages) = made.map_err(|failed| match failed {
                Failed::Line(reason) => ReportError::Line {
                    file: file.clone(),
                    line: first + i + 1,
                    reason,
                },
                Failed::Io(source) => output(source),
            })?;
            written.documents += 1;
            written.decisions += document.decisions.len();
            written.pictures += pages.pictures.len();
            written.drawn += pages.drawn;
            written.without += usize::from(pages.missing.is_some());
            figures.count(&document);
            parcels.add(&document, &mut figures).map_err(output)?;
        }
        tell(written.documents);
    }
    let ends = parcels.finish().map_err(output)?;
    folder
        .write(
            "data/meta.js",
            &script::call("meta", &[figures.json(&ends, job.language)]),
        )
        .and_then(|()| folder.write("data/schema.js", &script::call("schema", &[figures::schema()])))
        .and_then(|()| assets::write(&folder, job.language))
        .and_then(|()| folder.sweep())
        .map_err(output)?;
    Ok(written)
}

/// How files are read again: by the dataset's own options, for only a text that is the same letter by letter is drawn.
fn extractor(config: &Config, dataset: &Path) -> Extractor {
    let run = std::fs::read_to_string(dataset.join("run.json")).unwrap_or_default();
    let run: serde_json::Value = serde_json::from_str(&run).unwrap_or_default();
    let mut config = config.clone();
    if run["options"]["names"] == "full" {
        config.names = Names::Full;
    }
    // Whatever the dataset shows, a picture in a report is covered: its pages have other words then and are not drawn.
    config.redact = true;
    Extractor::new(config)
}

fn lines_of(dataset: &Path) -> Result<PathBuf, ReportError> {
    let file = dataset.join("documents.jsonl");
    match (file.is_file(), dataset.join("documents.csv").is_file()) {
        (true, _) => Ok(file),
        (false, true) => Err(ReportError::NoLines(dataset.to_owned())),
        (false, false) => Err(ReadError::NoDataset(dataset.to_owned()).into()),
    }
}

fn unreadable(file: &Path, reason: &dyn ToString) -> ReportError {
    ReportError::Dataset(ReadError::Unreadable {
        file: file.to_owned(),
        reason: reason.to_string(),
    })
}

/// The lines of `documents.jsonl`.
struct Lines<'f> {
    reader: BufReader<File>,
    file: &'f Path,
    read: usize,
}

impl Lines<'_> {
    /// Some lines; none at the end.
    fn batch(&mut self) -> Result<Vec<String>, ReportError> {
        let (mut batch, mut bytes) = (Vec::new(), 0);
        while batch.len() < LINES && bytes < BYTES {
            let mut line = String::new();
            let read = self.reader.read_line(&mut line);
            if read.map_err(|e| unreadable(self.file, &e))? == 0 {
                break;
            }
            self.read += 1;
            bytes += line.len();
            batch.push(line);
        }
        Ok(batch)
    }
}

/// Why nothing was made of a line.
enum Failed {
    Line(String),
    Io(io::Error),
}

impl From<io::Error> for Failed {
    fn from(error: io::Error) -> Self {
        Failed::Io(error)
    }
}

type Made = Result<(Document, Pages), Failed>;

/// What is done with each line by itself.
struct Work<'w> {
    dataset: &'w Path,
    folder: &'w Folder,
    painter: Option<Painter<'w>>,
}

impl Work<'_> {
    /// Works on lines in parallel; the results stand in the order of the lines.
    fn all(&self, batch: &[String]) -> io::Result<Vec<Made>> {
        let cores = thread::available_parallelism().map_or(1, NonZero::get);
        let next = AtomicUsize::new(0);
        let made = Mutex::new(Vec::with_capacity(batch.len()));
        let worker = || {
            while let Some((i, line)) = {
                let i = next.fetch_add(1, Ordering::Relaxed);
                batch.get(i).map(|line| (i, line))
            } {
                let one = self.one(line);
                if let Ok(mut made) = made.lock() {
                    made.push((i, one));
                }
            }
        };
        thread::scope(|scope| {
            for _ in 0..cores.min(THREADS).min(batch.len()) {
                let thread = thread::Builder::new().stack_size(STACK);
                thread.spawn_scoped(scope, worker)?;
            }
            Ok::<(), io::Error>(())
        })?;
        let mut made = made
            .into_inner()
            .map_err(|_| io::Error::other("a thread has failed"))?;
        made.sort_by_key(|(i, _)| *i);
        Ok(made.into_iter().map(|(_, one)| one).collect())
    }

    /// Reads a line and writes the document's own files.
    fn one(&self, line: &str) -> Made {
        let document = Document::read(line).map_err(Failed::Line)?;
        let id = &document.document_id;
        let text = std::fs::read_to_string(self.dataset.join(format!("text/{id}.txt"))).unwrap_or_default();
        let pages = match &self.painter {
            Some(painter) => painter.paint(&document, &text, self.folder)?,
            None => Pages::default(),
        };
        let messages: Vec<_> = document.diagnostics.iter().map(Diagnostic::bulgarian).collect();
        let args = [
            script::quoted(id),
            line.trim().to_owned(),
            pages.json(),
            json!(messages).to_string(),
        ];
        self.folder
            .write(&format!("data/d/{id}.js"), &script::call("document", &args))?;
        let args = [script::quoted(id), script::quoted(&text)];
        self.folder
            .write(&format!("data/t/{id}.js"), &script::call("text", &args))?;
        Ok((document, pages))
    }
}
