//! PDFs that nobody writes: each passes a limit, or asks for more time, memory or stack than a document is worth.
//!
//! They are made here, in memory, and not kept as files. With small limits each gives its code at once; with the usual
//! ones the program ends soon, in bounded memory, and is never killed.

use std::fmt::Write as _;
use std::fs;
use std::path::Path;
use std::process::{Child, Command, Stdio};
use std::time::{Duration, Instant};

use savet::{Config, Extractor, Limits};
use tempfile::TempDir;

use super::pdf::{Pdf, blanks, flate, stream};
use super::support::table;

/// Numbers without order that are the same in every run, below `end`.
fn scattered(end: u32) -> impl Iterator<Item = u32> {
    let mut state = 1u64;
    std::iter::from_fn(move || {
        state = state
            .wrapping_mul(6_364_136_223_846_793_005)
            .wrapping_add(1_442_695_040_888_963_407);
        Some((state >> 33) as u32 % end)
    })
}

/// A word at each place, in this size.
fn words(size: f32, word: &str, places: impl Iterator<Item = (f32, f32)>) -> String {
    let mut out = format!("BT /F1 {size} Tf\n");
    for (x, y) in places {
        let _ = writeln!(out, "1 0 0 1 {x:.3} {y:.3} Tm ({word}) Tj");
    }
    out + "ET\n"
}

fn random(count: usize) -> impl Iterator<Item = (f32, f32)> {
    let (xs, ys) = (scattered(60_000), scattered(79_999).skip(7));
    xs.zip(ys)
        .map(|(x, y)| (x as f32 / 100.0, y as f32 / 100.0))
        .take(count)
}

/// Forms each of which draws the next one twice, `depth` of them.
fn doubling(depth: usize) -> Pdf {
    let mut pdf = Pdf::new("/X Do").set(5, "<</XObject<</X 7 0 R>>>>");
    for i in 0..depth {
        let next = format!("/Subtype/Form/Resources<</XObject<</X {} 0 R>>>>", 8 + i);
        pdf = pdf.set(7 + i, stream(&next, "/X Do /X Do"));
    }
    pdf
}

/// Page trees one inside the other.
fn deep_tree(depth: usize) -> Pdf {
    let mut pdf = Pdf::new("").set(2, "<</Type/Pages/Count 1/Kids[7 0 R]>>");
    for i in 0..depth {
        let kid = if i + 1 == depth { 3 } else { 8 + i };
        pdf = pdf.set(7 + i, format!("<</Type/Pages/Count 1/Kids[{kid} 0 R]>>"));
    }
    pdf
}

/// A page that shows `text` in a composite font with these entries and this ToUnicode table.
fn composite(text: &str, entries: &str, unicode: &str) -> Pdf {
    Pdf::new(format!("BT /F1 10 Tf 50 700 Td {text} Tj ET"))
        .set(
            6,
            "<</Type/Font/Subtype/Type0/Encoding/Identity-H/DescendantFonts[7 0 R]/ToUnicode 8 0 R>>",
        )
        .set(7, format!("<</Type/Font/Subtype/CIDFontType2{entries}>>"))
        .set(8, stream("", unicode))
}

/// A page without a cross-reference table of the usual kind: `dictionary` and `data` are those of its stream.
fn cross_reference_stream(dictionary: &str, data: &[u8]) -> Vec<u8> {
    let mut out = Pdf::new("BT /F1 10 Tf 50 700 Td (letters) Tj ET").bytes();
    out.truncate(memchr::memmem::rfind(&out, b"xref\n0").expect("written above"));
    let start = out.len();
    out.extend_from_slice(b"99 0 obj\n");
    out.extend(stream(&format!("/Type/XRef/Root 1 0 R{dictionary}"), data));
    out.extend(format!("\nendobj\nstartxref\n{start}\n%%EOF\n").bytes());
    out
}

/// A TrueType program of a `cmap` with 65 535 subtables, which all are one, and a `post` of as many empty names.
fn crowded_font() -> Vec<u8> {
    let mut cmap = vec![0, 0, 0xFF, 0xFF];
    for _ in 0..0xFFFF {
        cmap.extend([0, 0, 0, 4]);
        cmap.extend((4u32 + 8 * 0xFFFF).to_be_bytes());
    }
    // Format 12: groups of one character each.
    cmap.extend([0, 12, 0, 0]);
    cmap.extend([0; 8]);
    cmap.extend(100_000u32.to_be_bytes());
    for c in 0..100_000u32 {
        cmap.extend([c, c, 1].into_iter().flat_map(u32::to_be_bytes));
    }
    let mut post = vec![0, 2, 0, 0];
    post.extend([0; 28]);
    post.extend([0xFF, 0xFF]);
    post.extend([1, 2].repeat(0xFFFF));
    post.resize(post.len() + (40 << 20), 0);
    let mut out = vec![0, 1, 0, 0, 0, 2, 0, 0, 0, 0, 0, 0];
    let mut at = 12 + 2 * 16;
    for (tag, table) in [(b"cmap", &cmap), (b"post", &post)] {
        out.extend_from_slice(tag);
        out.extend([0, at, table.len() as u32].into_iter().flat_map(u32::to_be_bytes));
        at += table.len() as u32;
    }
    out.extend(cmap);
    out.extend(post);
    out
}

fn nested(open: &str, close: &str, depth: usize) -> String {
    format!("{}{}", open.repeat(depth), close.repeat(depth))
}

/// Extends [`Limits`] that no small file meets.
fn small(change: impl FnOnce(&mut Limits)) -> Limits {
    let mut limits = Limits {
        time: Duration::from_secs(20),
        ..Limits::default()
    };
    change(&mut limits);
    limits
}

/// What comes of a file: `ok` or its error's code.
fn code(bytes: &[u8], limits: Limits) -> &'static str {
    let (_, error) = Extractor::new(Config {
        limits,
        ..Config::default()
    })
    .try_extract("hostile.pdf", bytes);
    error.map_or("ok", |e| e.code())
}

#[test]
fn every_limit_has_its_code() {
    let shows = (0..40).map(|i| (50.0, 700.0 - 15.0 * i as f32));
    let shows = Pdf::new(words(10.0, "letters", shows)).bytes();
    let many = format!("<</Type/Pages/Count 9/Kids[{}]>>", "3 0 R 7 0 R 8 0 R ");
    let page = "<</Type/Page/Parent 2 0 R>>";
    let pages = Pdf::new("").set(2, many).set(7, page).set(8, page).bytes();
    let bomb = Pdf::new("")
        .set(4, stream("/Filter/FlateDecode", blanks(16)))
        .bytes();
    let twice = flate(&blanks(64));
    let twice = Pdf::new("")
        .set(4, stream("/Filter[/FlateDecode/FlateDecode]", twice))
        .bytes();
    let tables = composite("<0041>", "/W[0 65535 500]", "").bytes();
    let far = (0..100).flat_map(|i| [1.0, 590.0].map(|x| (x, 790.0 - 7.0 * i as f32)));
    let far = words(6.0, "a", far);
    let cases: [(&str, &[u8], Limits, &str); 13] = [
        ("bytes", &shows, small(|l| l.bytes = 100), "limit_bytes"),
        ("pages", &pages, small(|l| l.pages = 2), "limit_pages"),
        ("glyphs", &shows, small(|l| l.glyphs = 100), "limit_glyphs"),
        ("text", &shows, small(|l| l.text = 100), "limit_text"),
        (
            "blanks",
            &Pdf::new(far).bytes(),
            small(|l| l.text = 4000),
            "limit_text",
        ),
        ("objects", &shows, small(|l| l.objects = 5), "limit_objects"),
        (
            "forms",
            &doubling(20).bytes(),
            small(|l| l.objects = 1000),
            "limit_objects",
        ),
        (
            "forms in forms",
            &doubling(40).bytes(),
            small(|l| l.nesting = 12),
            "limit_nesting",
        ),
        (
            "page trees",
            &deep_tree(200).bytes(),
            small(|_| ()),
            "limit_nesting",
        ),
        (
            "inflated",
            &bomb,
            small(|l| l.decompressed = 1 << 20),
            "limit_decompressed",
        ),
        (
            "twice inflated",
            &twice,
            small(|l| l.decompressed = 1 << 20),
            "limit_decompressed",
        ),
        (
            "tables",
            &tables,
            small(|l| l.decompressed = 100_000),
            "limit_decompressed",
        ),
        ("time", &shows, small(|l| l.time = Duration::ZERO), "limit_time"),
    ];
    for (name, bytes, limits, want) in cases {
        assert_eq!(code(bytes, limits), want, "{name}");
    }
}

/// A file that takes much under the usual limits, and what may come of it.
pub type Case = (&'static str, Vec<u8>, &'static [&'static str]);

const OK: &[&str] = &["ok"];
/// The file may be mended or given up.
const EITHER: &[&str] = &["ok", "pdf_broken"];
/// A lock of nonsense may be none: the letters stand there in clear.
const LOCKED: &[&str] = &["ok", "pdf_encrypted", "pdf_broken"];
const INFLATED: &[&str] = &["limit_decompressed"];

const LETTERS: &str = "BT /F1 10 Tf 50 700 Td (letters) Tj ET";

/// With these contents.
fn content(what: &str) -> Vec<u8> {
    Pdf::new(what).bytes()
}

/// With these words in place of those.
fn changed(from: &str, to: &str) -> Vec<u8> {
    Pdf::new(LETTERS).bytes_with(from, to)
}

fn streams() -> Vec<Case> {
    let encoded = |entries: &str, data: &[u8]| Pdf::new("").set(4, stream(entries, data)).bytes();
    let flated = |parameters: &str| {
        let entries = format!("/Filter/FlateDecode/DecodeParms<<{parameters}>>");
        encoded(&entries, &flate(b"q Q"))
    };
    let twice = "/Filter[/FlateDecode/FlateDecode]";
    let filters = format!("/Filter[{}]", "/ASCIIHexDecode".repeat(100_000));
    let lzw = "/Filter/LZWDecode/DecodeParms<</Predictor 2/Columns -5/BitsPerComponent 0>>";
    let often = format!("<</Type/Page/Contents[{}]>>", "4 0 R ".repeat(1_000_000));
    let silly = flated("/Predictor 12/Columns 999999999999");
    vec![
        (
            "2 GiB of blanks",
            encoded("/Filter/FlateDecode", &blanks(2048)),
            INFLATED,
        ),
        (
            "2 GiB in 200 KiB",
            encoded(twice, &flate(&blanks(2048))),
            INFLATED,
        ),
        ("100 000 filters", encoded(&filters, b"41>"), OK),
        ("silly columns", silly, &["ok", "limit_decompressed"]),
        ("no columns", flated("/Predictor 15/Columns 0/Colors -1"), OK),
        ("columns below zero", encoded(lzw, b"\x80\x0b"), OK),
        (
            "a picture as contents",
            encoded("/Filter/JBIG2Decode", &[7; 1000]),
            OK,
        ),
        ("a filter nobody has", encoded("/Filter/NoneSuch", b"q"), OK),
        ("a length below zero", changed("/Length 38", "/Length -1"), EITHER),
        (
            "a length beyond the end",
            changed("/Length 38", "/Length 99999999999"),
            EITHER,
        ),
        (
            "a length that is itself",
            changed("/Length 38", "/Length 4 0 R"),
            EITHER,
        ),
        ("contents a million times", Pdf::new("").set(3, often).bytes(), OK),
    ]
}

fn objects() -> Vec<Case> {
    let inside = |what: &str| Pdf::new(LETTERS).set(7, what).bytes();
    let arrays = nested("[", "]", 100_000);
    let page = format!("<</Type/Page/Annots {arrays}>>");
    let ring = Pdf::new(LETTERS).set(5, "7 0 R").set(7, "5 0 R");
    let many = stream("/Type/ObjStm/N 1000000000/First 10", "1 0 2 5 null null");
    vec![
        ("100 000 arrays", inside(&arrays), EITHER),
        (
            "100 000 arrays in the page",
            Pdf::new(LETTERS).set(3, page).bytes(),
            EITHER,
        ),
        (
            "100 000 dictionaries",
            inside(&nested("<</A", ">>", 100_000)),
            EITHER,
        ),
        ("arrays never closed", inside(&"[".repeat(1_000_000)), EITHER),
        ("brackets in a string", inside(&nested("(", ")", 100_000)), EITHER),
        ("a long name", inside(&format!("/{}", "a".repeat(10 << 20))), OK),
        (
            "a string never closed",
            inside(&format!("({}", "a".repeat(1 << 20))),
            EITHER,
        ),
        (
            "an object that is itself",
            Pdf::new(LETTERS).set(5, "5 0 R").bytes(),
            OK,
        ),
        ("objects that are each other", ring.bytes(), OK),
        (
            "a stream of 10^9 objects",
            Pdf::new(LETTERS).set(7, many).bytes(),
            OK,
        ),
    ]
}

fn cross_references() -> Vec<Case> {
    let root = |more: &str| changed("/Root 1 0 R", &format!("/Root 1 0 R{more}"));
    let nonsense = root("/Encrypt<</Filter/Standard/V 99/R -1/O()/U()/P 0/Length -8>>");
    let keys =
        root("/ID[()()]/Encrypt<</Filter/Standard/V 5/R 6/O(a)/U(b)/OE()/UE()/Perms()/P -4/Length 99999>>");
    let index = "/Size 100000000/Index[0 100000000]";
    let narrow = cross_reference_stream(&format!("{index}/W[0 0 0]"), b"");
    let deflated = format!("{index}/W[1 0 0]/Filter/FlateDecode");
    let one = cross_reference_stream(&deflated, &blanks(96));
    let below = cross_reference_stream("/Size 9/W[-1 99999999999 2]", b"abc");
    vec![
        ("a table before itself", root("/Prev 9"), EITHER),
        (
            "a table of 10^8 entries",
            changed("xref\n0 7\n", "xref\n0 100000000\n"),
            EITHER,
        ),
        ("10^8 entries of no width", narrow, EITHER),
        ("10^8 entries of one byte", one, EITHER),
        ("widths below zero", below, EITHER),
        ("a lock of nonsense", nonsense, LOCKED),
        ("a lock of long keys", keys, LOCKED),
    ]
}

fn pages() -> Vec<Case> {
    let kids = |list: String| Pdf::new(LETTERS).set(2, format!("<</Type/Pages/Kids[{list}]>>"));
    let mut many = kids((7..25_007).map(|n| format!("{n} 0 R ")).collect());
    for n in 7..25_007 {
        many = many.set(n, "<</Type/Page>>");
    }
    vec![
        (
            "one page a million times",
            kids("3 0 R ".repeat(1_000_000)).bytes(),
            OK,
        ),
        ("25 000 pages", many.bytes(), &["limit_pages"]),
        ("a tree in itself", kids("2 0 R 3 0 R".into()).bytes(), OK),
        ("a tree of no pages", kids("2 0 R".into()).bytes(), EITHER),
        ("200 trees", deep_tree(200).bytes(), &["limit_nesting"]),
    ]
}

fn contents() -> Vec<Case> {
    let same = "(aaaaaaaaaaaaaaaaaaaa) ' ".repeat(100_000);
    let names: String = (0..100_000).map(|i| format!("/N{i} 1 Tf ")).collect();
    let open = "/Span<</ActualText(a)>>BDC ".repeat(1000);
    let marks = format!("{open} {LETTERS} {}", "EMC ".repeat(1000));
    let text = "a".repeat(1 << 20);
    let resources = format!("<</Font<</F1 6 0 R>>/Properties<</M<</ActualText({text})>>>>>>");
    let marked = "/P /M BDC BT /F1 9 Tf 9 9 Td (x) Tj ET EMC ".repeat(2000);
    let corner = "(aaaaaaaa) ' ".repeat(1000);
    vec![
        (
            "2^30 forms",
            doubling(30).bytes(),
            &["limit_objects", "limit_time"],
        ),
        (
            "endless letters",
            content(&format!("BT /F1 1 Tf 50 50 Td {same} ET")),
            &["limit_glyphs"],
        ),
        (
            "numbers without an operator",
            content(&"1 ".repeat(10_000_000)),
            OK,
        ),
        (
            "strings without an operator",
            content(&"(a)".repeat(5_000_000)),
            OK,
        ),
        (
            "saved states",
            content(&format!("{}{LETTERS}", "q ".repeat(1_000_000))),
            OK,
        ),
        (
            "a picture without an end",
            content(&format!("BI ID {}", "EI".repeat(1_000_000))),
            OK,
        ),
        ("pictures without an end", content(&"BI ID ".repeat(500_000)), OK),
        ("font names", content(&names), OK),
        (
            "brackets",
            content(&format!("[[<<({}", "(".repeat(1_000_000))),
            OK,
        ),
        (
            "numbers too large",
            content(&LETTERS.replace("50", &"9".repeat(400))),
            OK,
        ),
        (
            "letters about no corner",
            content(&format!("BT /F1 1 Tf 1e38 Tc {corner} ET")),
            OK,
        ),
        ("marks", content(&marks), OK),
        (
            "one text named over and over",
            Pdf::new(marked).set(5, resources).bytes(),
            &["limit_text"],
        ),
    ]
}

fn fonts() -> Vec<Case> {
    let wide = "<</Subtype/Type0/DescendantFonts[<</W[0 65535 500]>>]/Encoding/Identity-H>>";
    let names: String = (0..5000).map(|i| format!("/N{i} {} 0 R", 8 + i)).collect();
    let shown: String = (0..5000).map(|i| format!("/N{i} 1 Tf ")).collect();
    let mut many = Pdf::new(shown).set(5, format!("<</Font<<{names}>>>>"));
    for i in 0..5000 {
        many = many.set(8 + i, wide);
    }
    let widths = format!("/W[{}]", "0 65535 500 ".repeat(100_000));
    // From the last but one character on there is nowhere to go, and from the last plane not far.
    let beyond = "<00000000> <FFFFFFFF> <DBFFDFFE> ".repeat(100_000);
    let giant = format!("1 beginbfrange {beyond} endbfrange");
    let long = format!("1 beginbfchar <0001> <{}> endbfchar", "0042".repeat(10_000));
    let often = format!("<{}>", "0001".repeat(100_000));
    let program = stream("/Filter/FlateDecode", flate(&crowded_font()));
    let crowded = composite("<00410042>", "/FontDescriptor<</FontFile2 9 0 R>>", "").set(9, program);
    let itself = "<</DescendantFonts[7 0 R]/FontDescriptor 7 0 R/FontFile2 8 0 R/CIDToGIDMap 8 0 R>>";
    let pictures = "<</Subtype/Type3/FontMatrix[9 0 0 1e30 0 0]/FontBBox[0 0 1e30 1e30]>>";
    vec![
        ("ranges of widths", composite("<0041>", &widths, "").bytes(), OK),
        (
            "5000 fonts of ranges",
            many.bytes(),
            &["ok", "limit_decompressed"],
        ),
        ("giant ranges", composite("<0041>", "", &giant).bytes(), OK),
        (
            "giant ranges never closed",
            composite("<0041>", "", &beyond).bytes(),
            OK,
        ),
        (
            "long texts of a code",
            composite(&often, "", &long).bytes(),
            &["ok", "limit_text"],
        ),
        ("a crowded font", crowded.bytes(), OK),
        (
            "a font of itself",
            composite("<0041>", "", "").set(7, itself).bytes(),
            OK,
        ),
        (
            "a font of pictures",
            Pdf::new(LETTERS).set(6, pictures).bytes(),
            OK,
        ),
    ]
}

/// Pages full of letters and lines, which cost whoever compares each with each.
fn crowds() -> Vec<Case> {
    let rules: String = random(25_000)
        .map(|(x, y)| format!("{x} {y} .5 90 re f {y} {x} 90 .5 re f "))
        .collect();
    let line = |y: f32| (0..100_000).map(move |i| (i as f32 * 0.006, y));
    let steps = (0..30_000).flat_map(|i| {
        let i = i as f32;
        [
            (i * 0.02, 780.0 - i * 0.02),
            (590.0 - i * 0.001, 780.0 - i * 0.02),
        ]
    });
    let cells = (0..2000).flat_map(|r| (0..100).map(move |c| (c as f32 * 6.0, 780.0 - r as f32 * 0.38)));
    let raised = words(0.2, "a", line(400.0)) + &words(0.1, "b", line(400.08));
    vec![
        (
            "letters everywhere",
            content(&words(8.0, "a", random(200_000))),
            OK,
        ),
        (
            "small letters everywhere",
            content(&words(1.0, "a", random(200_000))),
            OK,
        ),
        (
            "100 000 letters on a line",
            content(&words(0.1, "a", line(400.0))),
            OK,
        ),
        ("100 000 raised letters", content(&raised), OK),
        (
            "50 000 lines",
            content(&(rules + &words(4.0, "a b", random(50_000)))),
            OK,
        ),
        ("stairs", content(&words(0.1, "a", steps)), OK),
        ("200 000 cells", content(&words(0.3, "a", cells)), OK),
    ]
}

/// Every hostile file.
pub fn cases() -> impl Iterator<Item = Case> {
    let groups = [streams, objects, cross_references, pages, contents, fonts, crowds];
    groups.into_iter().flat_map(|group| group())
}

/// The program never takes more memory than this for such a file: the largest stream twice, and then some.
const MEMORY_KIB: u64 = 800_000;
/// Nor more time, when the machine is busy too.
const TIME: Duration = Duration::from_secs(30);

#[test]
fn the_usual_limits_end_every_file() {
    let folder = TempDir::new().expect("there is room");
    let path = folder.path().join("hostile.pdf");
    let mut faults = String::new();
    for (name, bytes, want) in cases() {
        fs::write(&path, &bytes).expect("there is room");
        let out = folder.path().join("out");
        let begun = Instant::now();
        let child = Command::new(env!("CARGO_BIN_EXE_savet"))
            .arg("extract")
            .arg(&path)
            .arg("--out")
            .arg(&out)
            .stdin(Stdio::null())
            .stdout(Stdio::null())
            .stderr(Stdio::null())
            .spawn()
            .expect("the program starts");
        let ended = watch(child, begun);
        let found = match ended {
            Ended::Killed => "killed".to_owned(),
            Ended::Late => "over time".to_owned(),
            Ended::Itself { peak } if peak > MEMORY_KIB => format!("{peak} KiB"),
            Ended::Itself { .. } => result(&out),
        };
        if !want.contains(&found.as_str()) {
            let _ = writeln!(
                faults,
                "{name}: {found} after {:?}, not {want:?}",
                begun.elapsed()
            );
        }
    }
    assert!(faults.is_empty(), "\n{faults}");
}

enum Ended {
    /// With the most memory it was seen to take, in KiB.
    Itself {
        peak: u64,
    },
    /// By a signal: no stack, no memory.
    Killed,
    Late,
}

fn watch(mut child: Child, begun: Instant) -> Ended {
    let status = format!("/proc/{}/status", child.id());
    let mut peak = 0;
    loop {
        // Only Linux tells; elsewhere it is 0.
        let now = fs::read_to_string(&status).unwrap_or_default();
        let line = now.lines().find_map(|l| l.strip_prefix("VmHWM:"));
        let kib = line.and_then(|l| l.trim().strip_suffix(" kB")?.parse().ok());
        peak = peak.max(kib.unwrap_or(0));
        match child.try_wait().expect("it is our child") {
            Some(status) if status.code().is_some_and(|c| c < 2) => return Ended::Itself { peak },
            Some(_) => return Ended::Killed,
            None if begun.elapsed() > TIME => {
                let _ = child.kill();
                let _ = child.wait();
                return Ended::Late;
            }
            None => std::thread::sleep(Duration::from_millis(5)),
        }
    }
}

/// What `documents.csv` says of the only file.
fn result(out: &Path) -> String {
    match table(out, "documents").first() {
        Some(row) if row["status"] == "failed" => row["error"].clone(),
        Some(_) => "ok".to_owned(),
        None => "no row".to_owned(),
    }
}
