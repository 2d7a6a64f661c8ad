//! Any bytes through the whole program: a PDF where they begin like one, a text otherwise.
#![no_main]

libfuzzer_sys::fuzz_target!(|data: &[u8]| {
    let begun = std::time::Instant::now();
    savet_fuzz::promises::extract(data, &savet_fuzz::limits(), true);
    // Read twice.
    savet_fuzz::in_time(begun, 2);
});
