//! Any bytes as a PDF.
#![no_main]

libfuzzer_sys::fuzz_target!(|data: &[u8]| savet_fuzz::check(data));
