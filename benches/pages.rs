//! Milliseconds a page for the text of any PDFs, all in one thread: `cargo bench --bench pages -- ROUNDS FILE…`.
//!
//! Prints `<pages> pages <bytes> bytes of text <ms> ms/page`, the best of the rounds. `benches/compare.py` sets it beside other
//! readers.

use std::time::Instant;

use savet::model::{Format, Limits};
use savet::stages::read;

fn main() {
    let args: Vec<String> = std::env::args().skip(1).filter(|a| a != "--bench").collect();
    let Some((rounds, paths)) = args.split_first() else {
        return;
    };
    let Ok(rounds) = rounds.parse::<u32>() else { return };
    let files: Vec<Vec<u8>> = paths.iter().filter_map(|p| std::fs::read(p).ok()).collect();
    let limits = Limits::default();
    let (mut best, mut pages, mut bytes) = (f64::MAX, 0, 0);
    for _ in 0..rounds {
        (pages, bytes) = (0, 0);
        let begun = Instant::now();
        for file in &files {
            if let Ok(document) = read(Format::Pdf, file, &limits) {
                pages += document.pages.len();
                bytes += document.text.len();
            }
        }
        best = best.min(begun.elapsed().as_secs_f64());
    }
    let each = best * 1000.0 / pages.max(1) as f64;
    println!("{pages} pages {bytes} bytes of text {each:.4} ms/page");
}
