//! `text/<document_id>.txt`: the text as read.

use std::io;

use super::{Folder, Writer, Written, whole};
use crate::model::Record;

/// Writes one file a document. A document that could not be read has no text and gets none.
pub struct Texts<'a> {
    folder: &'a dyn Folder,
}

impl<'a> Texts<'a> {
    pub fn new(folder: &'a dyn Folder) -> Self {
        Texts { folder }
    }
}

impl Writer for Texts<'_> {
    fn write(&mut self, record: &Record) -> io::Result<()> {
        if record.document.get("status").to_text() != "failed" {
            let name = format!("text/{}.txt", record.id());
            whole(self.folder, &name, record.text.as_bytes())?;
        }
        Ok(())
    }

    fn finish(self: Box<Self>) -> io::Result<Vec<Written>> {
        Ok(Vec::new())
    }
}
