//! Any bytes as a ToUnicode table (of a one-byte or a composite font) or as the code map of a composite font. The first
//! byte chooses. The page shows the codes that the map speaks of.
#![no_main]

use savet_fuzz::{check, page, stream};

libfuzzer_sys::fuzz_target!(|data: &[u8]| {
    let Some((choice, map)) = data.split_first() else {
        return;
    };
    let descendant = b"<</Type/Font/Subtype/CIDFontType2/BaseFont/Some/DW 500>>".to_vec();
    let (font, unicode) = match choice % 3 {
        0 => ("/Subtype/TrueType/Encoding/WinAnsiEncoding/ToUnicode 7 0 R", map),
        1 => (
            "/Subtype/Type0/Encoding/Identity-H/DescendantFonts[8 0 R]/ToUnicode 7 0 R",
            map,
        ),
        _ => (
            "/Subtype/Type0/Encoding 9 0 R/DescendantFonts[8 0 R]/ToUnicode 7 0 R",
            &b"1 beginbfrange <00> <FFFF> <0410> endbfrange"[..],
        ),
    };
    let more = [
        format!("<</Type/Font/BaseFont/Some{font}>>").into_bytes(),
        stream("", unicode),
        descendant,
        stream("/Type/CMap/CMapName/Own", map),
    ];
    let mut content = b"BT /F1 10 Tf 12 TL 50 750 Td <000100020020004100610410> ' <".to_vec();
    content.extend(shown(map));
    content.extend_from_slice(b"> ' ET");
    check(&page(&content, "/Font<</F1 6 0 R>>", &more));
});

/// All hexadecimal digits between angle brackets, which is how a map names its codes.
fn shown(map: &[u8]) -> impl Iterator<Item = u8> {
    let mut inside = false;
    let digit = move |b: &u8| {
        inside = match b {
            b'<' => true,
            b'>' => false,
            _ => inside,
        };
        inside && b.is_ascii_hexdigit()
    };
    map.iter().copied().filter(digit).take(4000)
}
