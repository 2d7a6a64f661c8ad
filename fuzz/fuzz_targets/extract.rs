//! Any bytes through the whole program, as what they look like: a PDF, an office document, a page of the web, a text.
#![no_main]

libfuzzer_sys::fuzz_target!(|data: &[u8]| {
    let begun = savet_fuzz::worked();
    savet_fuzz::promises::extract(data, &savet_fuzz::limits(), true);
    // Read twice.
    savet_fuzz::in_time(begun, 2);
});

libfuzzer_sys::fuzz_mutator!(|data: &mut [u8], size: usize, max_size: usize, seed: u32| {
    savet_fuzz::packed::mutate(data, size, max_size, seed)
});
