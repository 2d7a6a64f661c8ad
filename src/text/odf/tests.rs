use super::{spreadsheet, text};
use crate::model::{Document, Limits};

const NAMES: &str = r#"xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0" xmlns:style="urn:oasis:names:tc:opendocument:xmlns:style:1.0" xmlns:text="urn:oasis:names:tc:opendocument:xmlns:text:1.0" xmlns:table="urn:oasis:names:tc:opendocument:xmlns:table:1.0" xmlns:fo="urn:oasis:names:tc:opendocument:xmlns:xsl-fo-compatible:1.0" xmlns:draw="urn:oasis:names:tc:opendocument:xmlns:drawing:1.0" xmlns:xml="http://www.w3.org/XML/1998/namespace""#;

fn flat(styles: &str, kind: &str, body: &str) -> String {
    format!(
        "<office:document {NAMES}>{styles}<office:body><office:{kind}>{body}</office:{kind}></office:body></office:document>"
    )
}

fn document(styles: &str, body: &str) -> Document {
    text(flat(styles, "text", body).as_bytes(), &Limits::default()).expect("a sound file")
}

fn lines(styles: &str, body: &str) -> Vec<String> {
    document(styles, body).text.lines().map(str::to_owned).collect()
}

const LISTS: &str = r#"<office:automatic-styles><text:list-style style:name="L"><text:list-level-style-number text:level="1" style:num-suffix="." style:num-format="1" text:start-value="3"/><text:list-level-style-number text:level="2" style:num-suffix=")" style:num-format="1" text:display-levels="2"/></text:list-style><text:list-style style:name="B"><text:list-level-style-number text:level="1" style:num-suffix=")" style:num-format="а, б, .., аа, аб, ... (bg)"/></text:list-style></office:automatic-styles>"#;

fn item(words: &str, more: &str) -> String {
    format!("<text:list-item><text:p>{words}</text:p>{more}</text:list-item>")
}

#[test]
fn lists_count_by_level_and_go_on() {
    let inner = format!("<text:list>{}{}</text:list>", item("вътре", ""), item("още", ""));
    let body = format!(
        r#"<text:list text:style-name="L">{}{}</text:list><text:list text:style-name="L" text:continue-numbering="true">{}</text:list><text:list text:style-name="B">{}<text:list-header><text:p>без</text:p></text:list-header><text:list-item text:start-value="30"><text:p>д</text:p><text:p>втори</text:p></text:list-item></text:list>"#,
        item("а", &inner),
        item("б", ""),
        item("в", ""),
        item("г", "")
    );
    assert_eq!(
        lines(LISTS, &body),
        [
            "3. а",
            "3.1) вътре",
            "3.2) още",
            "4. б",
            "5. в",
            "а) г",
            "без",
            "аб) д",
            "втори"
        ]
    );
}

#[test]
fn blanks_changes_and_notes() {
    let body = r#"<text:tracked-changes><text:changed-region><text:deletion><text:p>старо</text:p></text:deletion></text:changed-region></text:tracked-changes><text:p>  по
        чл.<text:s text:c="3"/>21<text:note text:note-class="footnote"><text:note-citation>1</text:note-citation><text:note-body><text:p>ДВ, бр. 77</text:p></text:note-body></text:note><text:change text:change-id="x"/><text:tab/>край<office:annotation><text:p>бележка</text:p></office:annotation></text:p>"#;
    assert_eq!(lines("", body), ["по чл.   21¹\tкрай", "¹ ДВ, бр. 77"]);
}

#[test]
fn pages_hidden_words_and_frames() {
    let styles = r#"<office:automatic-styles><style:style style:name="P" style:family="paragraph"><style:paragraph-properties fo:break-before="page"/></style:style><style:style style:name="H" style:family="text"><style:text-properties text:display="none"/></style:style></office:automatic-styles>"#;
    let body = r#"<text:p>едно<text:span text:style-name="H">тайно</text:span></text:p><text:p text:style-name="P">две<draw:frame><draw:text-box><text:p>в рамка</text:p></draw:text-box></draw:frame></text:p>"#;
    let document = document(styles, body);
    assert_eq!(document.text, "едно\n\u{c}две\nв рамка\n");
    assert_eq!(document.pages.len(), 2);
}

#[test]
fn a_header_is_furniture_and_the_letterhead() {
    let styles = r#"<office:master-styles><style:master-page style:name="Standard"><style:header><text:p>ОБЩИНСКИ СЪВЕТ – ХАРМАНЛИ</text:p></style:header><style:footer><text:p>12</text:p></style:footer></style:master-page></office:master-styles>"#;
    let document = document(styles, "<text:p>РЕШЕНИЕ № 5</text:p>");
    assert_eq!(document.text, "ОБЩИНСКИ СЪВЕТ – ХАРМАНЛИ\nРЕШЕНИЕ № 5\n");
    assert_eq!(document.pages[0].furniture.len(), 1);
}

#[test]
fn cells_over_columns() {
    let cell = |words: &str| format!("<table:table-cell><text:p>{words}</text:p></table:table-cell>");
    let body = format!(
        r#"<table:table><table:table-header-rows><table:table-row>{}<table:table-cell table:number-columns-spanned="2"><text:p>Суми</text:p></table:table-cell><table:covered-table-cell/></table:table-row></table:table-header-rows><table:table-row>{}{}{}</table:table-row></table:table>"#,
        cell("Обект"),
        cell("Мост"),
        cell("1 200"),
        cell("900")
    );
    assert_eq!(lines("", &body), ["Обект      Суми", "Мост    1 200   900"]);
}

#[test]
fn sheets_show_what_is_shown() {
    let styles = r#"<office:automatic-styles><style:style style:name="T" style:family="table"><style:table-properties table:display="false"/></style:style></office:automatic-styles>"#;
    let cell = |words: &str| format!("<table:table-cell><text:p>{words}</text:p></table:table-cell>");
    let body = format!(
        r#"<table:table><table:table-row>{}<table:table-cell table:number-columns-repeated="1000000000000"/>{}</table:table-row><table:table-row table:number-rows-repeated="1048576"><table:table-cell/></table:table-row><table:table-row table:visibility="collapse">{}</table:table-row><table:table-row>{}<table:table-cell office:value-type="float" office:value="12.5"/><table:table-cell office:value-type="date" office:date-value="2024-03-05T00:00:00"/></table:table-row></table:table><table:table table:style-name="T"><table:table-row>{}</table:table-row></table:table>"#,
        cell("Обект"),
        cell("далеч"),
        cell("скрит"),
        cell("Мост"),
        cell("скрит")
    );
    let read = |body: &str| spreadsheet(flat(styles, "spreadsheet", body).as_bytes(), &Limits::default());
    let shown = read(&body).expect("a sound file").text;
    let rows: Vec<Vec<&str>> = shown.lines().map(|l| l.split_whitespace().collect()).collect();
    assert_eq!(rows, [vec!["Обект", "далеч"], vec!["Мост", "12,5", "05.03.2024"]]);
    let many = r#"<table:table><table:table-row table:number-rows-repeated="1048576"><table:table-cell table:number-columns-repeated="16384"><text:p>1</text:p></table:table-cell></table:table-row></table:table>"#;
    assert_eq!(
        read(many).map(|d| d.text.len()).map_err(|e| e.code()),
        Err("limit_objects")
    );
}
