//! Office documents and archives are packed and carry checksums: a byte changed at random makes a damaged file and no more.

use std::io::{Cursor, Read, Write};

use zip::write::SimpleFileOptions;
use zip::{CompressionMethod, ZipArchive, ZipWriter};

/// Changes a byte or more of `data[..size]`, at most to `most` bytes, and gives the new size: in one member of an archive, packed anew
/// and plain; in the bytes themselves where they are no archive, and now and then anyway.
pub fn mutate(data: &mut [u8], size: usize, most: usize, seed: u32) -> usize {
    if seed % 8 != 0
        && let Some(archive) = member_changed(&data[..size], most, seed / 8)
        && archive.len() <= most
    {
        data[..archive.len()].copy_from_slice(&archive);
        return archive.len();
    }
    libfuzzer_sys::fuzzer_mutate(data, size, most)
}

/// The archive with one member changed; none where it cannot be read.
fn member_changed(archive: &[u8], most: usize, seed: u32) -> Option<Vec<u8>> {
    let mut archive = ZipArchive::new(Cursor::new(archive)).ok()?;
    let chosen = seed as usize % archive.len().max(1);
    let mut made = ZipWriter::new(Cursor::new(Vec::new()));
    let plain = SimpleFileOptions::default().compression_method(CompressionMethod::Stored);
    for at in 0..archive.len() {
        let mut member = archive.by_index(at).ok()?;
        let name = member.name().ok()?.into_owned();
        let mut content = Vec::new();
        (&mut member).take(most as u64).read_to_end(&mut content).ok()?;
        if at == chosen {
            let size = content.len();
            content.resize(size + 64, 0);
            let longest = content.len();
            let size = libfuzzer_sys::fuzzer_mutate(&mut content, size, longest);
            content.truncate(size);
        }
        made.start_file(name, plain).ok()?;
        made.write_all(&content).ok()?;
    }
    Some(made.finish().ok()?.into_inner())
}
