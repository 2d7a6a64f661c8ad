//! Any bytes as an archive or a mail, and every file in it.
#![no_main]

use std::io::Cursor;

use libfuzzer_sys::{fuzz_mutator, fuzz_target};
use savet::stages::Archive;

fuzz_target!(|data: &[u8]| {
    let begun = savet_fuzz::worked();
    let limits = savet_fuzz::limits();
    let bytes = data.to_vec();
    let archive = Archive::open(|| Ok(Box::new(Cursor::new(bytes.clone()))), &limits);
    if let Ok(Some(mut archive)) = archive {
        for member in archive.members() {
            let name = member.name.as_str();
            assert!(
                !name.starts_with('/') && !name.split('/').any(|part| part == ".."),
                "a name that leaves its archive"
            );
            if let Ok(content) = archive.read(member.at, limits.bytes) {
                assert!(content.len() as u64 <= limits.bytes, "more than the limit");
            }
        }
    }
    savet_fuzz::in_time(begun, 1);
});

fuzz_mutator!(|data: &mut [u8], size: usize, max_size: usize, seed: u32| {
    savet_fuzz::packed::mutate(data, size, max_size, seed)
});
