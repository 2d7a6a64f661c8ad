//! Why a document could not be processed, with codes that stay the same from version to version.

use std::{fmt, io};

use crate::model::Format;

/// Why one document could not be processed at all. Anything milder is an [`Issue`](crate::model::Issue).
///
/// ```
/// use savet::{ErrorKind, model::Format};
/// assert_eq!(ErrorKind::Encrypted(Format::Pdf).code(), "pdf_encrypted");
/// ```
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum ErrorKind {
    /// A path that was named does not exist.
    #[error("there is no such file or folder")]
    NotFound,
    /// A glob that was named fits no file.
    #[error("no file fits this pattern")]
    NoMatch,
    /// A folder that was named holds no file that savet reads.
    #[error("the folder has no document in it")]
    EmptyFolder,
    /// An archive has no file that savet reads.
    #[error("the archive has no document in it")]
    EmptyArchive,
    /// The file could not be opened or read.
    #[error("cannot read the file: {0}")]
    Io(String),
    /// The file has no bytes.
    #[error("the file is empty")]
    Empty,
    /// The content is of no format that savet reads.
    #[error("not a document that savet reads ({0})")]
    UnknownFormat(String),
    /// The bytes begin like a document of this format, but no text can be found in them.
    #[error("the {title} is damaged beyond repair: {1}", title = .0.title())]
    Broken(Format, String),
    /// The document asks for a password.
    #[error("the {} is locked with a password", .0.title())]
    Encrypted(Format),
    /// The archive, or the file in it, is damaged.
    #[error("it cannot be taken out of its archive: {0}")]
    Archive(String),
    /// The file in the archive asks for a password.
    #[error("it is locked in its archive with a password")]
    ArchiveLocked,
    /// A limit of [`Limits`](crate::Limits) was passed.
    #[error("over the limit: {0}")]
    Limit(Limit),
    /// The document has no page of this number.
    #[error("there is no page {0}")]
    NoPage(u32),
    /// The source has no paper: a plain text.
    #[error("the document has no pages that could be drawn")]
    NoPaper,
    /// A page cannot be drawn.
    #[error("the page cannot be drawn")]
    NotDrawn,
    /// The worker process died over the document; the other documents are not touched by it.
    #[error("the worker process died of it: {0}")]
    Worker(String),
    /// The job was ended while the document's pages were being recognised.
    #[error("interrupted")]
    Interrupted,
    /// A bug in savet, caught; the other documents are not touched by it.
    #[error("a fault of savet itself")]
    Panic,
}

/// Which limit a document passed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[non_exhaustive]
pub enum Limit {
    /// Bytes of the file.
    Bytes,
    /// Pages.
    Pages,
    /// Bytes of one stream or of all streams after decompression.
    Decompressed,
    /// Objects of the file, or forms drawn.
    Objects,
    /// Glyphs of the document or of one page.
    Glyphs,
    /// Bytes of the text.
    Text,
    /// Nesting of forms, arrays or page trees.
    Nesting,
    /// Seconds spent on the document.
    Time,
    /// Memory of the worker process.
    Memory,
    /// Pixels of a picture.
    Pixels,
}

impl fmt::Display for Limit {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Limit::Bytes => "file size",
            Limit::Pages => "number of pages",
            Limit::Decompressed => "decompressed size",
            Limit::Objects => "number of objects",
            Limit::Glyphs => "number of glyphs",
            Limit::Text => "length of the text",
            Limit::Nesting => "nesting",
            Limit::Time => "time for one document",
            Limit::Memory => "memory for one document",
            Limit::Pixels => "size of a picture",
        })
    }
}

impl From<io::Error> for ErrorKind {
    fn from(error: io::Error) -> Self {
        ErrorKind::Io(error.to_string())
    }
}

impl ErrorKind {
    /// The stable code of this error, as it stands in `documents.csv` and `run.json`.
    pub fn code(&self) -> &'static str {
        match self {
            ErrorKind::NotFound => "not_found",
            ErrorKind::NoMatch => "no_match",
            ErrorKind::EmptyFolder => "empty_folder",
            ErrorKind::EmptyArchive => "empty_archive",
            ErrorKind::Io(_) => "io",
            ErrorKind::Empty => "empty_file",
            ErrorKind::UnknownFormat(_) => "unknown_format",
            ErrorKind::Broken(format, _) => match format {
                Format::Pdf => "pdf_broken",
                Format::Docx => "docx_broken",
                Format::Doc => "doc_broken",
                Format::Odt => "odt_broken",
                Format::Rtf => "rtf_broken",
                Format::Html => "html_broken",
                Format::Txt => "txt_broken",
                Format::Xlsx => "xlsx_broken",
                Format::Ods => "ods_broken",
            },
            ErrorKind::Encrypted(format) => match format {
                Format::Pdf => "pdf_encrypted",
                Format::Docx => "docx_encrypted",
                Format::Doc => "doc_encrypted",
                Format::Odt => "odt_encrypted",
                Format::Xlsx => "xlsx_encrypted",
                Format::Ods => "ods_encrypted",
                Format::Rtf | Format::Html | Format::Txt => "encrypted",
            },
            ErrorKind::Archive(_) => "archive_broken",
            ErrorKind::ArchiveLocked => "archive_encrypted",
            ErrorKind::Limit(Limit::Bytes) => "limit_bytes",
            ErrorKind::Limit(Limit::Pages) => "limit_pages",
            ErrorKind::Limit(Limit::Decompressed) => "limit_decompressed",
            ErrorKind::Limit(Limit::Objects) => "limit_objects",
            ErrorKind::Limit(Limit::Glyphs) => "limit_glyphs",
            ErrorKind::Limit(Limit::Text) => "limit_text",
            ErrorKind::Limit(Limit::Nesting) => "limit_nesting",
            ErrorKind::Limit(Limit::Time) => "limit_time",
            ErrorKind::Limit(Limit::Memory) => "limit_memory",
            ErrorKind::Limit(Limit::Pixels) => "limit_pixels",
            ErrorKind::NoPage(_) => "no_page",
            ErrorKind::NoPaper => "no_paper",
            ErrorKind::NotDrawn => "not_drawn",
            ErrorKind::Worker(_) => "worker_died",
            ErrorKind::Interrupted => "interrupted",
            ErrorKind::Panic => "internal",
        }
    }

    /// What a user can do about it, in one sentence.
    pub fn next_step(&self) -> &'static str {
        match self {
            ErrorKind::NotFound => "check the spelling of the path",
            ErrorKind::NoMatch => "check the pattern, or name the folder itself",
            ErrorKind::EmptyFolder => "name a folder with documents, or name the files themselves",
            ErrorKind::EmptyArchive => "look into it: pictures and tables of other programs are not read",
            ErrorKind::Io(_) => "check that the file exists and that you may read it",
            ErrorKind::Empty => "download the file again",
            ErrorKind::UnknownFormat(_) => "convert it to PDF, or leave it out",
            ErrorKind::Broken(..) => "download the file again, or open it and print it to a new PDF",
            ErrorKind::Encrypted(_) => "save a copy without the password and run again",
            ErrorKind::Archive(_) => {
                "download the archive again, or take the file out of it by another program"
            }
            ErrorKind::ArchiveLocked => {
                "take the file out of the archive with its password, and name it itself"
            }
            ErrorKind::Limit(Limit::Pixels) => "draw it with fewer dots an inch",
            ErrorKind::NoPage(_) => "name a page that the document has",
            ErrorKind::NoPaper => "name a PDF",
            ErrorKind::NotDrawn => "open it and print it to a new PDF",
            ErrorKind::Limit(Limit::Memory) => "give the workers more with --max-memory, or split the file",
            ErrorKind::Worker(_) => {
                "try it again with --only failed; if it dies again, report it with the file"
            }
            ErrorKind::Limit(_) => "split the file, or look whether it is a document at all",
            ErrorKind::Interrupted => "run the same command again",
            ErrorKind::Panic => "report it with the file; the other files are complete",
        }
    }
}
