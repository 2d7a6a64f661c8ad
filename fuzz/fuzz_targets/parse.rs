//! Any text segmented, parsed and resolved, stage by stage.
#![no_main]

libfuzzer_sys::fuzz_target!(|data: &[u8]| savet_fuzz::promises::staged(&String::from_utf8_lossy(data)));
