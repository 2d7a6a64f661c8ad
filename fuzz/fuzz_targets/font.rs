//! Any bytes as a font program, an encoding or widths. The first byte chooses; the page shows codes of every kind.
#![no_main]

use savet_fuzz::{check, page, stream};

libfuzzer_sys::fuzz_target!(|data: &[u8]| {
    let Some((choice, data)) = data.split_first() else {
        return;
    };
    let (key, flags) = (
        ["FontFile2", "FontFile3", "FontFile"][usize::from(choice >> 4) % 3],
        choice >> 6 & 1,
    );
    let descriptor = format!(
        "/FontDescriptor 8 0 R/BaseFont/{}",
        ["Some", "Wingdings"][usize::from(choice >> 7)]
    );
    // What stands in a dictionary must not end it.
    let inside = || {
        String::from_utf8_lossy(data)
            .replace("endobj", "")
            .replace(">>", "> >")
    };
    let font = match choice & 7 {
        0 => format!("/Subtype/TrueType/Encoding/WinAnsiEncoding{descriptor}"),
        1 => format!("/Subtype/TrueType{descriptor}"),
        2 => format!("/Subtype/Type1/Encoding/MacRomanEncoding{descriptor}"),
        3 => format!("/Subtype/Type0/Encoding/Identity-H{descriptor}/DescendantFonts[7 0 R]"),
        4 => format!(
            "/Subtype/Type1{descriptor}/Encoding<</Differences[{}]>>",
            inside()
        ),
        5 => format!("/Subtype/Type3{descriptor}{}", inside()),
        6 => format!("/Subtype/TrueType{descriptor}/FirstChar 30/Widths[{}]", inside()),
        _ => "/Subtype/Type0/Encoding/Identity-H/DescendantFonts[7 0 R]".to_owned(),
    };
    let widths = if choice & 7 == 7 {
        format!("/W[{}]", inside())
    } else {
        String::new()
    };
    let more = [
        format!("<</Type/Font{font}>>").into_bytes(),
        format!("<</Type/Font/Subtype/CIDFontType2{descriptor}{widths}>>").into_bytes(),
        format!("<</Type/FontDescriptor/Flags {}/{key} 9 0 R>>", 4 * flags).into_bytes(),
        stream("", data),
    ];
    let codes: String = (0..=255).map(|code| format!("{code:02X}")).collect();
    let pairs: String = (0..600).step_by(3).map(|code| format!("{code:04X}")).collect();
    let content = format!("BT /F1 10 Tf 12 TL 50 750 Td <{codes}> ' <{pairs}0410> ' ET");
    check(&page(content.as_bytes(), "/Font<</F1 6 0 R>>", &more));
});
