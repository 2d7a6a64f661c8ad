//! Any bytes as the contents of a page that has fonts, forms, a picture and properties to name.
#![no_main]

use savet_fuzz::{check, page, stream};

const RESOURCES: &str = "/Font<</F1 6 0 R/F2 7 0 R/F3 10 0 R>>/XObject<</X1 11 0 R/X2 12 0 R/Im1 13 0 R>>\
                         /Properties<</MC0<</ActualText(word)>>>>";
const TO_UNICODE: &[u8] = b"1 begincodespacerange <0000> <FFFF> endcodespacerange \
    4 beginbfrange <0020> <007E> <0020> <0100> <014F> <0410> <0200> <0202> [<00660069> <0301> <1100>] <0300> <0303> <1160> endbfrange";

libfuzzer_sys::fuzz_target!(|data: &[u8]| {
    let more = [
        b"<</Type/Font/Subtype/TrueType/BaseFont/Arial/Encoding/WinAnsiEncoding>>".to_vec(),
        b"<</Type/Font/Subtype/Type0/BaseFont/Some/Encoding/Identity-H/DescendantFonts[8 0 R]/ToUnicode 9 0 R>>".to_vec(),
        b"<</Type/Font/Subtype/CIDFontType2/BaseFont/Some/DW 500/W[32[250 300]65 90 600]>>".to_vec(),
        stream("", TO_UNICODE),
        b"<</Type/Font/Subtype/Type3/FontMatrix[.01 0 0 .01 0 0]/FontBBox[0 0 100 100]/FirstChar 65/LastChar 67/Widths[60 70 80]\
          /Encoding<</Differences[65/afii10017/a/uni0431]>>>>"
            .to_vec(),
        stream(
            "/Type/XObject/Subtype/Form/Matrix[1 0 0 1 5 5]",
            b"BT /F1 9 Tf 50 50 Td (form) Tj ET /X2 Do",
        ),
        stream("/Type/XObject/Subtype/Form", b"q .5 0 0 .5 0 0 cm /X1 Do /X1 Do Q"),
        stream("/Type/XObject/Subtype/Image/Width 1/Height 1", b"\0"),
    ];
    check(&page(data, RESOURCES, &more));
});
