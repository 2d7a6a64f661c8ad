//! PDFs that nobody writes: each passes a limit, or asks for more time, memory or stack than a document is worth.
//!
//! They are made here, in memory, and not kept as files. With small limits each gives its code at once; with the usual
//! ones the program ends soon, in bounded memory, and is never killed.

use std::fmt::Write as _;
use std::fs;
use std::path::Path;
use std::process::{Child, Command, Stdio};
use std::time::{Duration, Instant};

use flate2::{Compress, Compression, FlushCompress};
use savet::{Config, Extractor, Limits};
use tempfile::TempDir;

use super::support::table;

/// A PDF by its objects, which are numbered from 1: catalog, page tree, page, contents, resources, then others.
struct Pdf {
    objects: Vec<Vec<u8>>,
}

impl Pdf {
    /// One page with these contents, and Helvetica as `/F1`.
    fn new(content: impl AsRef<[u8]>) -> Pdf {
        let objects = vec![
            b"<</Type/Catalog/Pages 2 0 R>>".to_vec(),
            b"<</Type/Pages/Count 1/Kids[3 0 R]>>".to_vec(),
            b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 600 800]/Contents 4 0 R/Resources 5 0 R>>".to_vec(),
            stream("", content),
            b"<</Font<</F1 6 0 R>>>>".to_vec(),
            b"<</Type/Font/Subtype/TrueType/BaseFont/Helvetica/Encoding/WinAnsiEncoding>>".to_vec(),
        ];
        Pdf { objects }
    }

    /// The object of this number is this one; all between it and the last get nothing.
    fn set(mut self, number: usize, body: impl Into<Vec<u8>>) -> Pdf {
        self.objects
            .resize_with(self.objects.len().max(number), || b"null".to_vec());
        self.objects[number - 1] = body.into();
        self
    }

    fn bytes(&self) -> Vec<u8> {
        let mut out = b"%PDF-1.7\n".to_vec();
        let mut places = Vec::new();
        for (i, object) in self.objects.iter().enumerate() {
            places.push(out.len());
            out.extend(format!("{} 0 obj\n", i + 1).bytes());
            out.extend_from_slice(object);
            out.extend_from_slice(b"\nendobj\n");
        }
        let (count, start) = (places.len() + 1, out.len());
        let mut tail = format!("xref\n0 {count}\n0000000000 65535 f \n");
        for place in places {
            let _ = writeln!(tail, "{place:010} 00000 n ");
        }
        let _ = write!(
            tail,
            "trailer\n<</Size {count}/Root 1 0 R>>\nstartxref\n{start}\n%%EOF\n"
        );
        out.extend(tail.bytes());
        out
    }

    /// As bytes, with this in place of that everywhere.
    fn bytes_with(&self, from: &str, to: &str) -> Vec<u8> {
        let text = self.bytes();
        let mut out = Vec::with_capacity(text.len());
        let mut rest = text.as_slice();
        while let Some(at) = memchr::memmem::find(rest, from.as_bytes()) {
            out.extend_from_slice(&rest[..at]);
            out.extend_from_slice(to.as_bytes());
            rest = &rest[at + from.len()..];
        }
        out.extend_from_slice(rest);
        out
    }
}

fn stream(dictionary: &str, data: impl AsRef<[u8]>) -> Vec<u8> {
    let data = data.as_ref();
    let mut out = format!("<<{dictionary}/Length {}>>stream\n", data.len()).into_bytes();
    out.extend_from_slice(data);
    out.extend_from_slice(b"\nendstream");
    out
}

/// Deflated blanks, so many MiB of them: one block over and over, which holds by itself behind a full flush.
fn blanks(mib: usize) -> Vec<u8> {
    const BLOCK: usize = 16;
    let plain = vec![b' '; BLOCK << 20];
    let mut state = Compress::new(Compression::new(1), true);
    let mut deflate = || {
        let mut out = Vec::with_capacity(1 << 20);
        let before = state.total_in();
        state
            .compress_vec(&plain, &mut out, FlushCompress::Full)
            .expect("blanks can be deflated");
        assert_eq!(state.total_in() - before, plain.len() as u64, "there was room");
        out
    };
    let (mut out, block) = (deflate(), deflate());
    for _ in 1..mib.div_ceil(BLOCK) {
        out.extend_from_slice(&block);
    }
    out
}

fn flate(data: &[u8]) -> Vec<u8> {
    let mut out = Vec::with_capacity(data.len() + 1024);
    Compress::new(Compression::new(6), true)
        .compress_vec(data, &mut out, FlushCompress::Finish)
        .expect("bytes can be deflated");
    out
}

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
    let (_, error) = Extractor::new(Config { limits }).try_extract("hostile.pdf", bytes);
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
    let tables = composite("<0041>", "", "1 beginbfrange <0000> <FFFF> <0020> endbfrange").bytes();
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

/// Files that take much under the usual limits, each with what comes of it.
fn monsters() -> Vec<(&'static str, Vec<u8>, &'static [&'static str])> {
    const OK: &[&str] = &["ok"];
    // A lock of nonsense is none: the letters stand there in clear.
    const LOCKED: &[&str] = &["ok", "pdf_encrypted", "pdf_broken"];
    const EITHER: &[&str] = &["ok", "pdf_broken"];
    let letters = "BT /F1 10 Tf 50 700 Td (letters) Tj ET";
    let inside = |what: &str| Pdf::new(letters).set(7, what).bytes();
    let content = |what: &str| Pdf::new(what).bytes();
    let encoded = |entries: &str, data: &[u8]| Pdf::new("").set(4, stream(entries, data)).bytes();
    let hex = |data: &str| data.bytes().map(|b| format!("{b:02X}")).collect::<String>();
    let mut fonts = Pdf::new("");
    let mut names = String::new();
    for i in 0..5000 {
        let _ = write!(names, "/N{i} {} 0 R", 8 + i);
        fonts = fonts.set(
            8 + i,
            "<</Subtype/Type0/DescendantFonts[<</W[0 65535 500]>>]/Encoding/Identity-H>>",
        );
    }
    let shown: String = (0..5000).map(|i| format!("/N{i} 1 Tf ")).collect();
    let fonts = fonts
        .set(5, format!("<</Font<<{names}>>>>"))
        .set(4, stream("", shown));
    let kids = |list: String| Pdf::new(letters).set(2, format!("<</Type/Pages/Kids[{list}]>>"));
    let mut pages = kids((7..25_007).map(|n| format!("{n} 0 R ")).collect());
    for n in 7..25_007 {
        pages = pages.set(n, "<</Type/Page>>");
    }
    let marked = |count: usize| {
        format!(
            "{letters} {}",
            "/P /M BDC BT /F1 9 Tf 9 9 Td (x) Tj ET EMC ".repeat(count)
        )
    };
    let long = "0042".repeat(128);
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
    vec![
        // Streams.
        ("2 GiB of blanks", encoded("/Filter/FlateDecode", &blanks(2048)), &["limit_decompressed"]),
        ("2 GiB in 10 KiB", encoded("/Filter[/FlateDecode/FlateDecode]", &flate(&blanks(2048))), &["limit_decompressed"]),
        ("100 000 filters", encoded(&format!("/Filter[{}]", "/ASCIIHexDecode".repeat(100_000)), b"41>"), OK),
        ("silly columns", encoded("/Filter/FlateDecode/DecodeParms<</Predictor 12/Columns 999999999999>>", &flate(b"q Q")), &["ok", "limit_decompressed"]),
        ("no columns", encoded("/Filter/FlateDecode/DecodeParms<</Predictor 15/Columns 0/Colors -1>>", &flate(b"q Q")), OK),
        ("columns below zero", encoded("/Filter/LZWDecode/DecodeParms<</Predictor 2/Columns -5/BitsPerComponent 0>>", b"\x80\x0b"), OK),
        ("a picture as contents", encoded("/Filter/JBIG2Decode", &[7; 1000]), OK),
        ("a filter nobody has", encoded("/Filter/NoneSuch", b"q"), OK),
        ("a length below zero", Pdf::new(letters).bytes_with("/Length 38", "/Length -1"), EITHER),
        ("a length beyond the end", Pdf::new(letters).bytes_with("/Length 38", "/Length 99999999999"), EITHER),
        ("a length that is itself", Pdf::new(letters).bytes_with("/Length 38", "/Length 4 0 R"), EITHER),
        ("contents a million times", Pdf::new("").set(3, format!("<</Type/Page/Contents[{}]>>", "4 0 R ".repeat(1_000_000))).bytes(), OK),
        // Objects.
        ("100 000 arrays", inside(&nested("[", "]", 100_000)), EITHER),
        ("100 000 arrays in the page", Pdf::new(letters).set(3, format!("<</Type/Page/Annots {}>>", nested("[", "]", 100_000))).bytes(), EITHER),
        ("100 000 dictionaries", inside(&nested("<</A", ">>", 100_000)), EITHER),
        ("arrays never closed", inside(&"[".repeat(1_000_000)), EITHER),
        ("brackets in a string", inside(&format!("({})", nested("(", ")", 100_000))), EITHER),
        ("a long name", inside(&format!("/{}", "a".repeat(10 << 20))), OK),
        ("a string never closed", inside(&format!("({}", "a".repeat(1 << 20))), EITHER),
        ("an object that is itself", Pdf::new(letters).set(5, "5 0 R").bytes(), OK),
        ("objects that are each other", Pdf::new(letters).set(5, "7 0 R").set(7, "5 0 R").bytes(), OK),
        ("a stream of 10^9 objects", inside(&String::from_utf8_lossy(&stream("/Type/ObjStm/N 1000000000/First 10", "1 0 2 5 null null"))), OK),
        // Cross-references.
        ("a table before itself", Pdf::new(letters).bytes_with("/Root 1 0 R", "/Root 1 0 R/Prev 9"), EITHER),
        ("a table of 10^8 entries", Pdf::new(letters).bytes_with("xref\n0 7\n", "xref\n0 100000000\n"), EITHER),
        ("10^8 entries of no width", cross_reference_stream("/Size 100000000/W[0 0 0]/Index[0 100000000]", b""), EITHER),
        ("10^8 entries of one byte", cross_reference_stream("/Size 100000000/W[1 0 0]/Index[0 100000000]/Filter/FlateDecode", &blanks(96)), EITHER),
        ("widths below zero", cross_reference_stream("/Size 9/W[-1 99999999999 2]", b"abc"), EITHER),
        ("a lock of nonsense", Pdf::new(letters).bytes_with("/Root 1 0 R", "/Root 1 0 R/Encrypt<</Filter/Standard/V 99/R -1/O()/U()/P 0/Length -8>>"), LOCKED),
        ("a lock of long keys", Pdf::new(letters).bytes_with("/Root 1 0 R", "/Root 1 0 R/ID[()()]/Encrypt<</Filter/Standard/V 5/R 6/O(a)/U(b)/OE()/UE()/Perms()/P -4/Length 99999>>"), LOCKED),
        // Pages.
        ("one page a million times", kids("3 0 R ".repeat(1_000_000)).bytes(), OK),
        ("25 000 pages", pages.bytes(), &["limit_pages"]),
        ("a tree in itself", kids("2 0 R 3 0 R".into()).bytes(), OK),
        ("a tree of no pages", kids("2 0 R".into()).bytes(), EITHER),
        ("200 trees", deep_tree(200).bytes(), &["limit_nesting"]),
        // Contents.
        ("2^30 forms", doubling(30).bytes(), &["limit_objects", "limit_time"]),
        ("endless letters", content(&format!("BT /F1 1 Tf 50 50 Td {} ET", "(aaaaaaaaaaaaaaaaaaaa) ' ".repeat(100_000))), &["limit_glyphs"]),
        ("numbers without an operator", content(&"1 ".repeat(10_000_000)), OK),
        ("strings without an operator", content(&"(a)".repeat(5_000_000)), OK),
        ("saved states", content(&format!("{}{letters}", "q ".repeat(1_000_000))), OK),
        ("a picture without an end", content(&format!("{letters} BI ID {}", "EI".repeat(1_000_000))), OK),
        ("pictures without an end", content(&"BI ID ".repeat(500_000)), OK),
        ("font names", content(&(0..100_000).map(|i| format!("/N{i} 1 Tf ")).collect::<String>()), OK),
        ("brackets", content(&format!("[[<<({}", "(".repeat(1_000_000))), OK),
        ("numbers too large", content(&letters.replace("50", &"9".repeat(400))), OK),
        ("marks", content(&format!("{} {letters} {}", "/Span<</ActualText(a)>>BDC ".repeat(1000), "EMC ".repeat(1000))), OK),
        ("one text named over and over", Pdf::new(marked(2000)).set(5, format!("<</Font<</F1 6 0 R>>/Properties<</M<</ActualText({})>>>>>>", "a".repeat(1 << 20))).bytes(), &["limit_text"]),
        // Fonts.
        ("ranges of widths", composite("<0041>", &format!("/W[{}]", "0 65535 500 ".repeat(100_000)), "").bytes(), OK),
        ("5000 fonts of ranges", fonts.bytes(), &["ok", "limit_decompressed"]),
        ("giant ranges", composite("<0041>", "", &"<00000000> <FFFFFFFF> <DBFFDFFF> ".repeat(100_000).replacen('<', "1 beginbfrange <", 1)).bytes(), OK),
        ("giant ranges closed", composite("<0041>", "", &format!("1 beginbfrange {} endbfrange", "<00000000> <FFFFFFFF> <DBFFDFFE> ".repeat(100_000))).bytes(), OK),
        ("long texts of a code", composite(&format!("<{}>", "0001".repeat(400_000)), "", &format!("1 beginbfchar <0001> <{}> endbfchar", long.repeat(100))).bytes(), &["ok", "limit_text"]),
        (
            "a crowded font",
            composite("<00410042>", "/FontDescriptor<</FontFile2 9 0 R>>", "")
                .set(9, stream("/Filter/FlateDecode", flate(&crowded_font())))
                .bytes(),
            OK,
        ),
        ("a font of itself", composite("<0041>", "", "").set(7, "<</DescendantFonts[7 0 R]/FontDescriptor 7 0 R/FontFile2 8 0 R/CIDToGIDMap 8 0 R>>").bytes(), OK),
        ("a font of pictures", Pdf::new(letters).set(6, format!("<</Subtype/Type3/FontMatrix[{} 0 0 1e30 0 0]/FontBBox[0 0 1e30 1e30]>>", hex("9"))).bytes(), OK),
        // Pages full of letters and lines.
        ("letters everywhere", content(&words(8.0, "a", random(200_000))), OK),
        ("small letters everywhere", content(&words(1.0, "a", random(200_000))), OK),
        ("100 000 letters on a line", content(&words(0.1, "a", line(400.0))), OK),
        ("100 000 raised letters", content(&(words(0.2, "a", line(400.0)) + &words(0.1, "b", line(400.08)))), OK),
        ("50 000 lines", content(&(rules + &words(4.0, "a b", random(50_000)))), OK),
        ("stairs", content(&words(0.1, "a", steps)), OK),
        ("200 000 cells", content(&words(0.3, "a", cells)), OK),
        ("letters about no corner", content(&format!("BT /F1 1 Tf 1e38 Tc {} ET", "(aaaaaaaa) ' ".repeat(1000))), OK),
    ]
}

/// The program never takes more memory than this for such a file: the largest stream twice, and then some.
const MEMORY_KIB: u64 = 1_200_000;
/// Nor more time; the usual limit, which the machine's load does not reach, is what ends the worst.
const TIME: Duration = Duration::from_secs(60);

#[test]
fn the_usual_limits_end_every_file() {
    let folder = TempDir::new().expect("there is room");
    let path = folder.path().join("hostile.pdf");
    let mut faults = String::new();
    for (name, bytes, want) in monsters() {
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
        let took = begun.elapsed();
        let found = match ended {
            Ended::Killed => "killed".to_owned(),
            Ended::Late => "over time".to_owned(),
            Ended::Itself { peak } if peak > MEMORY_KIB => format!("{peak} KiB"),
            Ended::Itself { .. } => result(&out),
        };
        if std::env::var_os("SAVET_SHOW").is_some() {
            let peak = if let Ended::Itself { peak } = ended {
                peak
            } else {
                0
            };
            println!(
                "{name:<32}{found:<20}{:>8.2} s {:>8} KiB of {:>9} bytes",
                took.as_secs_f32(),
                peak,
                bytes.len()
            );
        }
        if !want.contains(&found.as_str()) {
            let _ = writeln!(faults, "{name}: {found} after {took:?}, not {want:?}");
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
