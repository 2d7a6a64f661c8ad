//! Whole small PDFs through the text stage.

mod order;
mod seen;

use std::time::Duration;

use lopdf::encryption::crypt_filters::{Aes128CryptFilter, CryptFilter};
use lopdf::{
    EncryptionState, EncryptionVersion, Object, ObjectId, Permissions, Stream, StringFormat, dictionary,
};

use super::read;
use crate::error::{ErrorKind, Limit};
use crate::model::{Document, Format, Limits, TextSource};

/// A document whose pages have these contents, with Helvetica as `/F1` and more resources from `extend`.
fn build(
    contents: &[&str],
    encoding: &str,
    extend: impl FnOnce(&mut lopdf::Document, ObjectId),
) -> lopdf::Document {
    let mut doc = lopdf::Document::with_version("1.5");
    let pages = doc.new_object_id();
    let widths: Vec<Object> = (32..256).map(|_| 500.into()).collect();
    let font = doc.add_object(dictionary! {
        "Type" => "Font", "Subtype" => "TrueType", "BaseFont" => "Arial", "Encoding" => encoding,
        "FirstChar" => 32, "LastChar" => 255, "Widths" => widths,
    });
    let resources = doc.add_object(dictionary! { "Font" => dictionary! { "F1" => font } });
    extend(&mut doc, resources);
    let kids: Vec<Object> = contents
        .iter()
        .map(|content| {
            let (bytes, _, _) = encoding_rs::WINDOWS_1251.encode(content);
            let stream = doc.add_object(Stream::new(dictionary! {}, bytes.into_owned()));
            doc.add_object(dictionary! {
                "Type" => "Page", "Parent" => pages, "Contents" => stream, "Resources" => resources,
                "MediaBox" => vec![0.into(), 0.into(), 600.into(), 800.into()],
            })
            .into()
        })
        .collect();
    let count = kids.len() as i64;
    doc.objects.insert(
        pages,
        dictionary! { "Type" => "Pages", "Kids" => kids, "Count" => count }.into(),
    );
    let catalog = doc.add_object(dictionary! { "Type" => "Catalog", "Pages" => pages });
    doc.trailer.set("Root", catalog);
    doc
}

fn bytes(mut doc: lopdf::Document) -> Vec<u8> {
    let mut out = Vec::new();
    doc.save_to(&mut out)
        .expect("a document in memory can be written");
    out
}

fn page(content: &str) -> Vec<u8> {
    bytes(build(&[content], "WinAnsiEncoding", |_, _| {}))
}

fn text_of(content: &str) -> Document {
    read(&page(content), &Limits::default()).expect("a small sound file")
}

/// Lines of text at a place, 14 points apart.
fn column(x: u32, top: u32, lines: &[&str]) -> String {
    let shown: Vec<String> = lines.iter().map(|l| format!("({l}) Tj T*")).collect();
    format!("BT /F1 10 Tf 14 TL 1 0 0 1 {x} {top} Tm {} ET\n", shown.join(" "))
}

const LEFT: [&str; 9] = [
    "Общинският съвет прие с решение",
    "програма за управление на имоти",
    "като възложи на кмета на общината",
    "да извърши всички необходими",
    "действия по изпълнението на това",
    "решение и да внесе отчет за него",
    "пред постоянната комисия в срока",
    "който е посочен в наредбата за",
    "реда за придобиване на имоти.",
];
const RIGHT: [&str; 9] = [
    "По втората точка докладва кметът",
    "на общината, който разясни какво",
    "е направено през изминалата година",
    "и какви средства са необходими за",
    "довършване на започнатите обекти.",
    "След разисквания съветът гласува",
    "предложението без забележки и с",
    "пълно мнозинство на присъстващите",
    "съветници от всички групи в него.",
];

#[test]
fn cyrillic_under_a_latin_label() {
    let doc = text_of(&column(70, 700, &["Решение № 12 на Общинския съвет"]));
    assert_eq!(doc.text, "Решение № 12 на Общинския съвет\n");
    assert_eq!(doc.text_source, TextSource::Repaired);
    let glyph = doc.pages[0].glyphs[0];
    assert!((glyph.rect.x0 - 70.0).abs() < 0.1 && glyph.rect.y0 < 100.0 && glyph.rect.y1 > 100.0);
    assert_eq!(
        doc.pages[0].glyphs.len(),
        26,
        "one for each letter, none for blanks"
    );
}

/// A page that may use `/F8` too: a font that says rightly that its codes are those of windows-1251.
fn with_right_font(content: &str) -> Document {
    let map =
        b"1 begincodespacerange <00> <FF> endcodespacerange 1 beginbfrange <C0> <FF> <0410> endbfrange \
                5 beginbfchar <20> <0020> <3A> <003A> <84> <201E> <94> <201D> <96> <2013> endbfchar";
    let file = build(&[content], "WinAnsiEncoding", |doc, resources| {
        let table = doc.add_object(Stream::new(dictionary! {}, map.to_vec()));
        let font = doc.add_object(dictionary! {
            "Type" => "Font", "Subtype" => "TrueType", "BaseFont" => "Arial", "Encoding" => "WinAnsiEncoding",
            "ToUnicode" => table,
        });
        let fonts = doc
            .get_dictionary_mut(resources)
            .and_then(|r| r.get_mut(b"Font"))
            .expect("just made");
        fonts.as_dict_mut().expect("just made").set("F8", font);
    });
    read(&bytes(file), &Limits::default()).expect("a sound file")
}

#[test]
fn right_letters_with_many_quotes_stay() {
    let doc = with_right_font(
        "BT /F8 10 Tf 70 700 Td (Гласували: \u{201E}ЗА\u{201D} \u{2013} \u{201E}ПРОТИВ\u{201D} \u{2013}) Tj ET",
    );
    assert_eq!(doc.text, "Гласували: „ЗА” – „ПРОТИВ” –\n");
    assert_eq!(doc.text_source, TextSource::Embedded);
}

/// A few codes under a Latin label, beside a font with Cyrillic text. The contents are written in windows-1251.
#[test]
fn few_codes_beside_cyrillic_text() {
    let body = LEFT.map(|l| l.trim_end_matches('.')).join(") Tj T* (");
    for (codes, want, source) in [
        ("ЗА", "ЗА", TextSource::Repaired),
        ("Р Е Ш И", "Р Е Ш И", TextSource::Repaired),
        ("№ 5", "№ 5", TextSource::Repaired),
        ("12 450,00", "12 450,00", TextSource::Embedded),
        ("EUR 5.00 \u{2013} 7.00", "EUR 5.00 – 7.00", TextSource::Embedded),
        // The codes of ², ×, é, Ü in the Latin page.
        ("mІ", "m²", TextSource::Embedded),
        ("5 Ч 3", "5 × 3", TextSource::Embedded),
        ("cafй", "café", TextSource::Embedded),
        ("DЬSSELDORF", "DÜSSELDORF", TextSource::Embedded),
        ("20\u{00B0}", "20°", TextSource::Embedded),
    ] {
        let doc = with_right_font(&format!(
            "BT /F8 10 Tf 14 TL 1 0 0 1 70 700 Tm ({body}) Tj ET BT /F1 10 Tf 1 0 0 1 70 400 Tm ({codes}) Tj ET"
        ));
        assert!(doc.text.starts_with(LEFT[0]), "{}", doc.text);
        assert_eq!(doc.text.lines().last(), Some(want));
        assert_eq!(doc.text_source, source, "{want}");
    }
}

#[test]
fn columns_are_read_one_after_the_other() {
    let whole = format!("{}{}", column(50, 700, &LEFT), column(320, 700, &RIGHT));
    let rows: String = (0..9)
        .map(|i| {
            let top = 700 - 14 * i as u32;
            format!(
                "{}{}",
                column(50, top, &LEFT[i..=i]),
                column(320, top, &RIGHT[i..=i])
            )
        })
        .collect();
    let want = format!("{}\n\n{}\n", LEFT.join("\n"), RIGHT.join("\n"));
    for (content, how) in [(whole, "columns"), (rows, "rows")] {
        assert_eq!(text_of(&content).text, want, "written in {how}");
    }
}

#[test]
fn tables_are_read_row_by_row() {
    let rows = [
        ("Показател", "План", "Отчет"),
        ("Приходи от наеми на имоти", "412,6", "398,1"),
        ("Разходи за заплати", "1 251,0", "1 247,3"),
        ("Разходи за горива", "84,5", "96,2"),
        ("Всичко разходи", "1 748,1", "1 741,6"),
    ];
    let content: String = rows
        .iter()
        .enumerate()
        .map(|(i, (a, b, c))| {
            let top = 700 - 14 * i as u32;
            format!(
                "{}{}{}",
                column(50, top, &[a]),
                column(300, top, &[b]),
                column(420, top, &[c])
            )
        })
        .collect();
    let text = text_of(&content).text;
    let starts = |what: &str| {
        let line = text.lines().find(|l| l.contains(what)).expect(what);
        line[..line.find(what).expect(what)].chars().count()
    };
    assert_eq!(text.lines().count(), 5, "{text}");
    assert!(
        ["412,6", "1 251,0", "84,5"]
            .iter()
            .all(|c| starts(c) == starts("План")),
        "{text}"
    );
    assert!(
        ["398,1", "1 247,3", "96,2"]
            .iter()
            .all(|c| starts(c) == starts("Отчет")),
        "{text}"
    );
}

#[test]
fn the_last_column_may_be_short() {
    let right = ["Решението подлежи на оспорване", "пред административния съд."];
    let content = format!("{}{}", column(50, 700, &LEFT), column(320, 700, &right));
    let text = text_of(&content).text;
    let lines: Vec<&str> = text.lines().map(str::trim).filter(|l| !l.is_empty()).collect();
    assert_eq!(lines[..9], LEFT, "{text}");
    assert_eq!(lines[9..], right, "{text}");
}

/// A table of two rows and three columns whose cells are wrapped, with a frame around each cell.
fn wrapped_table(cells: [[&[&str]; 3]; 2]) -> String {
    let mut out = String::new();
    for (row, cells) in cells.iter().enumerate() {
        for (k, cell) in cells.iter().enumerate() {
            let (x, top) = (50 + 110 * k as u32, 700 - 40 * row as u32);
            out += &format!("{x} {} 110 40 re S\n", top - 40);
            // Cells with fewer lines stand in the middle of the row.
            out += &column(x + 5, top - 27 + 7 * (cell.len() as u32 - 1), cell);
        }
    }
    out
}

#[test]
fn wrapped_cells_of_a_ruled_table_are_one_line() {
    let content = wrapped_table([
        [&["Имот"], &["Начална месечна", "стойност"], &["Площ"]],
        [&["12345.501.77"], &["1 250,50 лв. без", "данъка"], &["36"]],
    ]);
    let document = text_of(&content);
    let text = &document.text;
    let rows: Vec<Vec<&str>> = text
        .lines()
        .filter(|l| !l.is_empty())
        .map(|l| l.split("  ").map(str::trim).filter(|c| !c.is_empty()).collect())
        .collect();
    assert_eq!(rows[0], ["Имот", "Начална месечна стойност", "Площ"], "{text}");
    assert_eq!(rows[1][1..], ["1 250,50 лв. без данъка", "36"], "{text}");
    let from = text.find("1 250").expect("the sum");
    let boxes = document.boxes(crate::model::Span::new(
        from,
        from + "1 250,50 лв. без данъка".len(),
    ));
    assert_eq!(boxes.len(), 2, "a box for each line on paper: {boxes:?}");
}

#[test]
fn lines_that_somebody_began_stay() {
    let content = wrapped_table([
        [&["КМЕТ:", "И. Иванов"], &["ПРЕДСЕДАТЕЛ:", "П. Петров"], &["-"]],
        [&["а", "б"], &["в", "г"], &["д"]],
    ]);
    let text = text_of(&content).text;
    assert!(!text.contains("КМЕТ: И") && !text.contains("а б"), "{text}");
}

#[test]
fn signatures_stay_side_by_side() {
    let content = format!(
        "{}{}",
        column(60, 300, &["ПРОТОКОЛИСТ:", "/И. Иванова/"]),
        column(380, 300, &["ПРЕДСЕДАТЕЛ:", "/П. Петров/"])
    );
    let text = text_of(&content).text;
    let lines: Vec<&str> = text.lines().collect();
    assert!(
        lines[0].starts_with("ПРОТОКОЛИСТ:   ") && lines[0].ends_with("   ПРЕДСЕДАТЕЛ:"),
        "{text}"
    );
    assert!(
        lines[1].starts_with("/И. Иванова/   ") && lines[1].ends_with("   /П. Петров/"),
        "{text}"
    );
}

#[test]
fn letters_drawn_twice_count_once() {
    let bold = format!(
        "{}{}",
        column(70, 700, &["Прието решение"]),
        "BT /F1 10 Tf 1 0 0 1 70.3 700 Tm (Прието решение) Tj ET"
    );
    assert_eq!(text_of(&bold).text, "Прието решение\n");
}

#[test]
fn gaps_without_blanks_part_words_but_spaced_letters_do_not() {
    let gaps = "BT /F1 10 Tf 70 700 Td [(Общински) -250 (съвет) -250 (прие)] TJ ET";
    assert_eq!(text_of(gaps).text, "Общински съвет прие\n");
    let spaced = "BT /F1 10 Tf 4 Tc 70 700 Td (РЕШЕНИЕ) Tj ET";
    assert_eq!(text_of(spaced).text, "РЕШЕНИЕ\n");
}

#[test]
fn turned_text_is_read_along_its_lines() {
    let content = "BT /F1 10 Tf 0 1 -1 0 100 100 Tm (първи ред) Tj 0 -14 Td (втори ред) Tj ET";
    let doc = text_of(content);
    assert_eq!(doc.text, "първи ред\nвтори ред\n");
    let first = doc.pages[0].glyphs[0].rect;
    assert!(
        first.y0 > 690.0 && first.x1 < 110.0,
        "the box is where the letter stands: {first:?}"
    );
}

#[test]
fn replaced_and_unreadable_letters() {
    let doc = text_of("/Span << /ActualText (fi) >> BDC BT /F1 10 Tf 70 700 Td (#) Tj ET EMC");
    assert_eq!(doc.text, "fi\n");
    let file = build(
        &["BT /F9 10 Tf 70 700 Td <00010002> Tj ET"],
        "WinAnsiEncoding",
        |doc, resources| {
            let descendant = doc.add_object(dictionary! { "Type" => "Font", "Subtype" => "CIDFontType2" });
            let font = doc.add_object(dictionary! {
            "Type" => "Font", "Subtype" => "Type0", "BaseFont" => "ABCDEF+Lost", "Encoding" => "Identity-H",
            "DescendantFonts" => vec![descendant.into()],
        });
            let fonts = doc
                .get_dictionary_mut(resources)
                .and_then(|r| r.get_mut(b"Font"))
                .expect("just made");
            fonts.as_dict_mut().expect("just made").set("F9", font);
        },
    );
    let doc = read(&bytes(file), &Limits::default()).expect("a sound file");
    assert_eq!(doc.text, "\u{FFFD}\u{FFFD}\n");
    assert!(
        doc.issues
            .iter()
            .any(|i| i.code == "font_unreadable" && i.page == Some(1))
    );
}

#[test]
fn what_no_text_can_mean_is_unreadable() {
    let file = build(
        &["BT /F8 10 Tf 70 700 Td (abc) Tj ET"],
        "WinAnsiEncoding",
        |doc, resources| {
            let names: Vec<Object> = vec![97.into(), "uniE000".into(), "afii10017".into(), "uniFFFF".into()];
            let font = doc.add_object(dictionary! {
                "Type" => "Font", "Subtype" => "Type1", "BaseFont" => "Some",
                "Encoding" => dictionary! { "Differences" => names },
            });
            let fonts = doc
                .get_dictionary_mut(resources)
                .and_then(|r| r.get_mut(b"Font"))
                .expect("just made");
            fonts.as_dict_mut().expect("just made").set("F8", font);
        },
    );
    let doc = read(&bytes(file), &Limits::default()).expect("a sound file");
    assert!(!doc.text.contains(['\u{E000}', '\u{FFFF}']), "{:?}", doc.text);
    assert!(doc.text.contains('А'), "{:?}", doc.text);
    // The apple of MacRomanEncoding is a letter of the private use area.
    let file = build(
        &["BT /F1 10 Tf 70 700 Td <41F042> Tj ET"],
        "MacRomanEncoding",
        |_, _| {},
    );
    let doc = read(&bytes(file), &Limits::default()).expect("a sound file");
    assert_eq!(doc.text, "A\u{FFFD}B\n");
}

#[test]
fn replaced_letters_stay_on_their_line() {
    let doc = text_of("/Span << /ActualText (a\\nb\\tc) >> BDC BT /F1 10 Tf 70 700 Td (#) Tj ET EMC");
    assert_eq!(doc.text, "a b c\n");
}

#[test]
fn letters_that_join_the_one_before_keep_their_boxes() {
    let spans = ["1112", "1161", "11AB"].map(|code| {
        format!("/Span << /ActualText <FEFF{code}> >> BDC BT /F1 10 Tf 70 700 Td (#) Tj ET EMC ")
    });
    let content: String = spans
        .iter()
        .enumerate()
        .map(|(i, s)| s.replace("70 700", &format!("{} 700", 70 + 5 * i)))
        .collect();
    let doc = text_of(&content);
    assert_eq!(doc.text, "\u{D55C}\n", "one syllable");
    assert!(doc.pages[0].glyphs.iter().all(|g| g.at == 0));
}

#[test]
fn letters_about_no_corner_of_the_page_are_left_out() {
    let doc = text_of("BT /F1 10 Tf 3e38 Tc 70 700 Td (ab) Tj ET BT /F1 10 Tf 0 Tc 70 600 Td (cd) Tj ET");
    assert!(doc.text.contains("cd") && doc.pages[0].glyphs.iter().all(|g| g.rect.x1.is_finite()));
}

#[test]
fn a_picture_of_text_is_an_issue() {
    let file = build(&["/Im1 Do"], "WinAnsiEncoding", |doc, resources| {
        let image = Stream::new(
            dictionary! { "Type" => "XObject", "Subtype" => "Image" },
            vec![0; 64],
        );
        let image = doc.add_object(image);
        let resources = doc.get_dictionary_mut(resources).expect("just made");
        resources.set("XObject", dictionary! { "Im1" => image });
    });
    let doc = read(&bytes(file), &Limits::default()).expect("a sound file");
    assert_eq!((doc.text.as_str(), doc.text_source), ("", TextSource::None));
    assert_eq!(
        doc.issues.iter().map(|i| (i.code, i.page)).collect::<Vec<_>>(),
        [("no_text_layer", Some(1))]
    );
}

/// Forms that draw each other, `depth` of them, the last one drawing the first if `ring`.
fn nested(depth: usize, ring: bool) -> Vec<u8> {
    let file = build(&["/X Do"], "WinAnsiEncoding", |doc, resources| {
        let ids: Vec<ObjectId> = (0..depth).map(|_| doc.new_object_id()).collect();
        for (i, id) in ids.iter().enumerate() {
            let next = ids.get(i + 1).copied().or(ring.then_some(ids[0]));
            let objects = next.map_or_else(|| dictionary! {}, |n| dictionary! { "X" => n });
            let form = dictionary! {
                "Type" => "XObject", "Subtype" => "Form", "Resources" => dictionary! { "XObject" => objects },
            };
            doc.objects
                .insert(*id, Stream::new(form, b"/X Do".to_vec()).into());
        }
        let resources = doc.get_dictionary_mut(resources).expect("just made");
        resources.set("XObject", dictionary! { "X" => ids[0] });
    });
    bytes(file)
}

#[test]
fn limits_end_a_document() {
    let over = |bytes: &[u8], limits: Limits| match read(bytes, &limits) {
        Err(ErrorKind::Limit(limit)) => Some(limit),
        _ => None,
    };
    let base = Limits::default;
    let two = bytes(build(&["", ""], "WinAnsiEncoding", |_, _| {}));
    assert_eq!(over(&two, Limits { pages: 1, ..base() }), Some(Limit::Pages));
    assert_eq!(over(&two, Limits { bytes: 10, ..base() }), Some(Limit::Bytes));
    assert_eq!(
        over(
            &two,
            Limits {
                time: Duration::ZERO,
                ..base()
            }
        ),
        Some(Limit::Time)
    );
    let text = page(&column(70, 700, &["десет букви"]));
    assert_eq!(over(&text, Limits { glyphs: 5, ..base() }), Some(Limit::Glyphs));
    assert_eq!(
        over(
            &text,
            Limits {
                decompressed: 20,
                ..base()
            }
        ),
        Some(Limit::Decompressed)
    );
    assert_eq!(over(&nested(40, false), base()), Some(Limit::Nesting));
    assert_eq!(
        over(&nested(5, true), base()),
        None,
        "a form inside itself is drawn once"
    );
}

#[test]
fn inflated_bytes_are_counted() {
    let mut file = build(&[&" ".repeat(2 << 20)], "WinAnsiEncoding", |_, _| {});
    file.compress();
    let limits = Limits {
        decompressed: 1 << 20,
        ..Limits::default()
    };
    assert_eq!(
        read(&bytes(file), &limits).err(),
        Some(ErrorKind::Limit(Limit::Decompressed))
    );
}

#[test]
fn locked_files() {
    let lock = |user: &str| {
        let mut doc = build(
            &[&column(70, 700, &["Общински съвет прие решение"])],
            "WinAnsiEncoding",
            |_, _| {},
        );
        let id = Object::String(vec![7; 16], StringFormat::Hexadecimal);
        doc.trailer.set("ID", Object::Array(vec![id.clone(), id]));
        let filter: std::sync::Arc<dyn CryptFilter> = std::sync::Arc::new(Aes128CryptFilter);
        let version = EncryptionVersion::V4 {
            document: &doc,
            encrypt_metadata: true,
            crypt_filters: [(b"StdCF".to_vec(), filter)].into(),
            stream_filter: b"StdCF".to_vec(),
            string_filter: b"StdCF".to_vec(),
            owner_password: "owner",
            user_password: user,
            permissions: Permissions::all(),
        };
        let state = EncryptionState::try_from(version).expect("valid settings");
        doc.encrypt(&state).expect("a sound document");
        bytes(doc)
    };
    let open = read(&lock(""), &Limits::default()).expect("the empty password opens it");
    assert_eq!(open.text, "Общински съвет прие решение\n");
    assert_eq!(
        read(&lock("secret"), &Limits::default()).err(),
        Some(ErrorKind::Encrypted(Format::Pdf))
    );
}

#[test]
fn damage() {
    for junk in [&b""[..], b"%PDF-1.7", b"%PDF-1.4\n1 0 obj\n<<", &[0xFF; 300]] {
        assert!(matches!(
            read(junk, &Limits::default()),
            Err(ErrorKind::Broken(..))
        ));
    }
    let whole = page(&column(70, 700, &["Общински съвет прие решение"]));
    // Without catalog, page tree, cross-reference table and trailer there still are the page and its text.
    let lost = memchr::memmem::find(&whole, b"/Catalog").expect("written above");
    let mut cut = whole[..lost].to_vec();
    cut.extend_from_slice(b"/Cat");
    let doc = read(&cut, &Limits::default()).expect("the page is there");
    assert_eq!(doc.text, "Общински съвет прие решение\n");
    assert!(doc.issues.iter().any(|i| i.code == "pdf_damaged"));
    // Whatever is lost, nothing panics.
    for end in (0..whole.len()).step_by(37) {
        let _ = read(&whole[..end], &Limits::default());
        let mut hole = whole.clone();
        hole[end] ^= 0x55;
        let _ = read(&hole, &Limits::default());
    }
}
