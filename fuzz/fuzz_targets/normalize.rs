//! Any text normalised: where its letters come from.
#![no_main]

libfuzzer_sys::fuzz_target!(|data: &[u8]| savet_fuzz::promises::normalized(&String::from_utf8_lossy(data)));
