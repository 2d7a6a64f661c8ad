//! Every test of the package, in one binary.
//!
//! - [`archives`]: documents in ZIP archives and mails.
//! - [`boxes`]: where rows stand on the page, looked up with another program.
//! - [`councils`]: decisions that nobody has taken, for other tests.
//! - [`check`]: a dataset held against its schema, texts, sources, and files searched for personal data.
//! - [`commands`]: what helps at the keyboard: completions, manual, doctor, savet.toml, samples, dry runs.
//! - [`diff`]: what became of rows from one dataset to another.
//! - [`docs`]: the pages of `docs/` that the program prints.
//! - [`documents`]: whole documents, `fixtures/documents/*`, against their snapshots.
//! - [`eval`]: datasets against gold annotations, `fixtures/gold`.
//! - [`formats`]: SQLite, workbooks, Parquet, Akoma Ntoso, Popolo, and CSV for Excel, as a user gets them.
//! - [`generated`]: documents put together at random from their parts.
//! - [`mutations`]: the documents of `fixtures/` with bytes turned, cut and mixed.
//! - [`privacy`]: personal data, which nothing that is written holds.
//! - [`normalize`]: the normalised text and where its letters come from, `fixtures/normalize/*.toml`.
//! - [`hostile`]: texts that nobody writes.
//! - [`interrupt`]: a run that a signal ends, and how it goes on.
//! - [`isolate`]: documents in worker processes, hostile ones among them.
//! - [`kinds`]: PDFs of every kind of producer, `fixtures/pdf/*`, against their right texts.
//! - [`hostile_pdf`]: PDFs that ask for more than a document is worth.
//! - [`office`]: office files: whole documents, archives that mean harm, files that are damaged.
//! - [`old_formats`]: RTF, binary files of Word, web pages, texts in old encodings.
//! - [`ocr`]: scanned pages, with the real engine of recognition, `fixtures/scans/*`.
//! - [`output`]: what the program writes: receipts, order, faults, exit codes.
//! - [`parties`]: persons, bodies and relations against annotated documents, `fixtures/gold`.
//! - [`settled`]: relations and diagnostics, `fixtures/relations/*.toml` and `fixtures/diagnostics/*.toml`.
//! - [`pictures`]: pages as drawn, and `savet text --boxes`.
//! - [`repeats`]: which documents repeat another, and which only look like it.
//! - [`report`]: a dataset as pages for a browser: files, escapes, what must not be in them.
//! - [`resume`]: runs that are stopped, repeated and disturbed.
//! - [`publish`]: bundles for open-data portals.
//! - [`promises`]: what holds of every document; the fuzz targets in `fuzz/` use the same file.
//! - [`rules`]: each rule's fixture, `fixtures/rules/**.toml`.
//! - [`segments`]: decisions, their heads and items, `fixtures/segments/*.toml`.
//! - [`shards`]: a job in parts, on many machines, and its dataset put together.
//! - [`supply`]: where the packages come from, under which licences, and why each is there.
//! - [`traps`]: words that rules wait for, `fixtures/traps.txt`.
//! - [`votes`]: the rules of votes against texts that nobody would write.
//! - [`watch`]: a folder that is watched.
//! - [`tidy`]: the sources: layers, lengths, a fixture for every rule.

mod suite {
    mod archives;
    mod boxes;
    mod check;
    mod commands;
    mod councils;
    mod diff;
    mod docs;
    mod documents;
    mod eval;
    mod formats;
    mod generated;
    mod hostile;
    mod hostile_pdf;
    mod interrupt;
    mod isolate;
    mod kinds;
    mod mutations;
    mod normalize;
    mod ocr;
    mod office;
    mod old_formats;
    mod output;
    mod parties;
    mod pdf;
    mod pictures;
    mod privacy;
    mod promises;
    mod publish;
    mod repeats;
    mod report;
    mod resume;
    mod rules;
    mod segments;
    mod settled;
    mod shards;
    mod supply;
    mod support;
    mod tidy;
    mod traps;
    mod votes;
    mod watch;
}
