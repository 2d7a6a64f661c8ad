//! Pictures of pages: what `render` draws lies where the boxes say, and `savet text --boxes` writes it.

use std::fs;
use std::path::Path;
use std::sync::Arc;

use lopdf::{Dictionary, Document, Object, Stream, dictionary};
use savet::model::{Page, Rect, Span};
use savet::render::{self, Picture};
use savet::{ErrorKind, Extractor, Limit, Paper};

use super::support::{paths, root, savet, stderr, stdout};

/// Share of dark pixels below which a word's box is empty paper.
const INK: f32 = 0.04;

#[test]
fn words_of_the_fixtures_have_ink() {
    let mut faults = Vec::new();
    let mut checked = 0;
    for path in paths(&root().join("fixtures/documents"), "input.pdf") {
        let name = path.parent().and_then(Path::file_name).unwrap_or_default();
        let name = name.to_string_lossy();
        let bytes = Arc::new(fs::read(&path).expect("the fixture can be read"));
        let paper = Extractor::default().paper(&bytes).expect("a sound file");
        for (page, number) in paper.document.pages.iter().zip(1..) {
            let picture = render::page(&bytes, number, render::POINTS).expect("the page can be drawn");
            for (word, rect) in words(&paper, page) {
                checked += 1;
                let ink = ink(&picture, rect);
                if ink < INK {
                    faults.push(format!(
                        "{name} page {number} {word} {rect:?}: {:.1} %",
                        ink * 100.0
                    ));
                }
            }
        }
    }
    assert!(
        faults.is_empty(),
        "{} of {checked}:\n{}",
        faults.len(),
        faults.join("\n")
    );
    assert!(checked > 5_000, "only {checked} words");
}

/// Pages turned by each quarter, with a crop box, in a Type 3 font whose letters are blocks of ink: the dark pixels fill
/// the boxes of the words, and there are none elsewhere.
#[test]
fn turned_and_cropped_pages() {
    for turn in [0, 90, 180, 270] {
        for crop in [None, Some([40, 60, 440, 360])] {
            let bytes = Arc::new(blocks(turn, crop));
            let paper = Extractor::default().paper(&bytes).expect("a sound file");
            let picture = render::page(&bytes, 1, 144.0).expect("the page can be drawn");
            let page = &paper.document.pages[0];
            let size = (picture.width, picture.height);
            assert_eq!(size, ((page.width * 2.0) as u32, (page.height * 2.0) as u32));
            let words = words(&paper, page);
            assert_eq!(words.len(), 3, "{:?}", paper.document.text);
            let inside = |x: i32, y: i32| {
                let (x, y) = (x as f32 / 2.0, y as f32 / 2.0);
                let holds =
                    |r: &Rect| x >= r.x0 - 0.6 && x <= r.x1 + 0.6 && y >= r.y0 - 0.6 && y <= r.y1 + 0.6;
                words.iter().any(|(_, rect)| holds(rect))
            };
            let stray = dark(&picture).filter(|(x, y)| !inside(*x, *y)).count();
            assert_eq!(stray, 0, "turned by {turn}, crop {crop:?}");
            for (word, rect) in &words {
                let ink = ink(&picture_at_72(&picture), *rect);
                assert!(
                    ink > 0.4,
                    "{word} {rect:?}, turned by {turn}, crop {crop:?}: {ink}"
                );
            }
        }
    }
}

#[test]
fn what_cannot_be_drawn_is_told() {
    let sound = Arc::new(blocks(0, None));
    assert_eq!(render::page(&sound, 2, 72.0), Err(ErrorKind::NoPage(2)));
    assert_eq!(render::page(&sound, 0, 72.0), Err(ErrorKind::NoPage(0)));
    let pixels = Err(ErrorKind::Limit(Limit::Pixels));
    assert_eq!(render::page(&sound, 1, 40_000.0), pixels);
    assert_eq!(render::page(&sound, 1, 0.0), pixels);
    let nothing = Arc::new(b"%PDF-1.4 nothing".to_vec());
    assert_eq!(render::page(&nothing, 1, 72.0), Err(ErrorKind::NotDrawn));
}

#[test]
fn the_command_writes_a_picture_a_page() {
    let folder = tempfile::TempDir::new().expect("there is room");
    let path = |name: &str| folder.path().join(name);
    fs::write(path("in.pdf"), blocks(90, None)).expect("the file can be written");
    let run = |more: &[&str]| {
        let mut args = vec!["text".into(), path("in.pdf").into_os_string(), "--boxes".into()];
        args.extend(more.iter().map(Into::into));
        savet(args)
    };
    let out = path("out.png").display().to_string();
    let output = run(&["-o", &out, "--dpi", "72"]);
    assert!(output.status.success(), "{}", stderr(&output));
    assert_eq!(stdout(&output).trim(), out);
    let picture = decode(&path("out.png"));
    assert_eq!((picture.width, picture.height), (400, 500));
    let colours = |p: &Picture| p.pixels.iter().filter(|[r, g, b]| r != g || g != b).count();
    assert!(colours(&picture) > 200, "the frames have colours");

    let sheet = path("pages").display().to_string();
    let output = run(&["-o", &sheet, "--sheet"]);
    assert!(output.status.success(), "{}", stderr(&output));
    assert!(decode(&path("pages/pages.png")).width > 250);

    let output = run(&["-o", &out, "--page", "7"]);
    assert_eq!(output.status.code(), Some(3));
    assert!(stderr(&output).contains("[no_page]"));

    fs::write(path("in.txt"), "Решение № 5").expect("the file can be written");
    let output = savet(["text".into(), path("in.txt").into_os_string(), "--boxes".into()]);
    assert!(stderr(&output).contains("[no_paper]"));
}

/// A page of 500 × 400 points with the words „АБ ВА“ and „БВ“: the letters are black blocks.
fn blocks(turn: i64, crop: Option<[i64; 4]>) -> Vec<u8> {
    let mut doc = Document::with_version("1.5");
    let pages = doc.new_object_id();
    let mut procs = Dictionary::new();
    for (name, width) in [("a", 500), ("b", 550), ("c", 600)] {
        let block = format!("{width} 0 0 -200 {width} 800 d1 0 -200 {width} 1000 re f");
        let stream = doc.add_object(Stream::new(dictionary! {}, block.into_bytes()));
        procs.set(name, stream);
    }
    let map = b"1 begincodespacerange <00> <FF> endcodespacerange 1 beginbfrange <61> <63> <0410> endbfrange";
    let table = doc.add_object(Stream::new(dictionary! {}, map.to_vec()));
    let number = |v: i64| Object::from(v);
    let names: Vec<Object> = [number(97)]
        .into_iter()
        .chain(["a", "b", "c"].map(|n| Object::Name(n.into())))
        .collect();
    let font = doc.add_object(dictionary! {
        "Type" => "Font", "Subtype" => "Type3", "ToUnicode" => table, "CharProcs" => procs,
        "FontBBox" => [0, -200, 600, 800].map(number).to_vec(),
        "FontMatrix" => [0.001_f32, 0.0, 0.0, 0.001, 0.0, 0.0].map(Object::Real).to_vec(),
        "FirstChar" => 97, "LastChar" => 99, "Widths" => [500, 550, 600].map(number).to_vec(),
        "Encoding" => dictionary! { "Type" => "Encoding", "Differences" => names },
    });
    let content = "BT /F1 20 Tf 1 0 0 1 100 300 Tm (ab) Tj 60 0 Td (ca) Tj 1 0 0 1 120 250 Tm (bc) Tj ET";
    let content = doc.add_object(Stream::new(dictionary! {}, content.as_bytes().to_vec()));
    let mut page = dictionary! {
        "Type" => "Page", "Parent" => pages, "Contents" => content, "Rotate" => turn,
        "MediaBox" => [0, 0, 500, 400].map(number).to_vec(),
        "Resources" => dictionary! { "Font" => dictionary! { "F1" => font } },
    };
    if let Some(crop) = crop {
        page.set("CropBox", crop.map(number).to_vec());
    }
    let page = doc.add_object(page);
    let tree = dictionary! { "Type" => "Pages", "Kids" => vec![page.into()], "Count" => 1 };
    doc.objects.insert(pages, tree.into());
    let catalog = doc.add_object(dictionary! { "Type" => "Catalog", "Pages" => pages });
    doc.trailer.set("Root", catalog);
    let mut out = Vec::new();
    doc.save_to(&mut out).expect("memory can be written");
    out
}

/// Words with two letters or digits and more, each with its box.
fn words(paper: &Paper, page: &Page) -> Vec<(String, Rect)> {
    let document = &paper.document;
    let mut out = Vec::new();
    let mut start = page.span.start;
    for piece in page.span.of(&document.text).split_inclusive(char::is_whitespace) {
        let word = piece.trim_end();
        if word.chars().filter(|c| c.is_alphanumeric()).count() > 1 {
            let boxes = document.boxes(Span::new(start, start + word.len()));
            out.extend(boxes.into_iter().map(|(_, rect)| (word.to_owned(), rect)));
        }
        start += piece.len();
    }
    out
}

/// Dark pixels.
fn dark(picture: &Picture) -> impl Iterator<Item = (i32, i32)> + '_ {
    let width = picture.width.max(1) as usize;
    let pixels = picture.pixels.iter().enumerate();
    pixels
        .filter(|(_, p)| p[1] < 100)
        .map(move |(i, _)| ((i % width) as i32, (i / width) as i32))
}

/// Share of pixels that are not paper within a box on a picture of one pixel a point.
fn ink(picture: &Picture, rect: Rect) -> f32 {
    let (mut all, mut dark) = (0, 0);
    for y in rect.y0.round() as i32..(rect.y1.round() as i32).max(rect.y0.round() as i32 + 1) {
        for x in rect.x0.round() as i32..(rect.x1.round() as i32).max(rect.x0.round() as i32 + 1) {
            all += 1;
            let [r, g, b] = picture.at(x, y);
            dark += i32::from(r.min(g).min(b) < 170);
        }
    }
    dark as f32 / all.max(1) as f32
}

/// Every second pixel of every second row.
fn picture_at_72(picture: &Picture) -> Picture {
    let mut half = Picture::white(picture.width / 2, picture.height / 2);
    for y in 0..half.height as i32 {
        for x in 0..half.width as i32 {
            half.set(x, y, picture.at(2 * x, 2 * y));
        }
    }
    half
}

fn decode(path: &Path) -> Picture {
    let file = fs::File::open(path).expect("the picture is there");
    let mut reader = png::Decoder::new(std::io::BufReader::new(file))
        .read_info()
        .expect("a PNG");
    let mut bytes = vec![0; reader.output_buffer_size().expect("a small picture")];
    let info = reader.next_frame(&mut bytes).expect("pixels");
    Picture {
        width: info.width,
        height: info.height,
        pixels: bytes.as_chunks::<3>().0.to_vec(),
    }
}
