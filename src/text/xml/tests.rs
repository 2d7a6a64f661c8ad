use super::*;

fn tree(text: &str) -> Tree<'_> {
    Tree::read(text, &Limits::default()).expect("within the limits")
}

#[test]
fn names_go_by_what_their_prefix_stands_for() {
    let text = r#"<x:p xmlns:x="http://purl.oclc.org/ooxml/wordprocessingml/main"><x:t y:val='1 &lt; 2'>а&amp;б<![CDATA[<в>]]></x:t></x:p>"#;
    let tree = tree(text);
    let word = tree.root().first(Ns::W, "t").expect("an element");
    assert_eq!(word.words(), "а&б<в>");
    assert_eq!(word.attribute("val").as_deref(), Some("1 < 2"));
    assert!(!tree.is_damaged());
}

#[test]
fn a_text_that_breaks_off_gives_what_came_before() {
    let tree = tree("<w:p><w:t>Първи</w:t><w:t>вто");
    let words: Vec<String> = tree.root().all(Ns::W, "t").map(Element::words).collect();
    assert_eq!(words, ["Първи", "вто"]);
    assert!(tree.is_damaged());
}

#[test]
fn entities_of_a_document_are_not_known() {
    let tree = tree(r#"<!DOCTYPE p [<!ENTITY a "аааа"><!ENTITY b "&a;&a;">]><p>x&b;&#1078;</p>"#);
    assert_eq!(tree.root().words(), "xж");
}

#[test]
fn depth_and_number_are_bounded() {
    let deep = "<a>".repeat(100_000);
    let many = "<a/>".repeat(1000);
    let limits = Limits {
        objects: 100,
        ..Limits::default()
    };
    let code = |text: &str| Tree::read(text, &limits).err().map(|e| e.code());
    assert_eq!(code(&many), Some("limit_objects"));
    assert_eq!(
        Tree::read(&deep, &Limits::default()).err().map(|e| e.code()),
        Some("limit_nesting")
    );
}

#[test]
fn letters_in_other_encodings() {
    let text = "<?xml version=\"1.0\" encoding=\"windows-1251\"?><p>";
    let bytes = [text.as_bytes(), &[0xC6], b"</p>"].concat();
    assert!(decoded(&bytes).ends_with("<p>Ж</p>"));
    let wide: Vec<u8> = "<p>Ж</p>".encode_utf16().flat_map(u16::to_le_bytes).collect();
    assert_eq!(decoded(&wide), "<p>Ж</p>");
}
