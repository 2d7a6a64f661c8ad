//! The parts of a workbook besides its sheets. Nothing in them tells when or where it was made.
//!
//! Source: ECMA-376, Office Open XML, part 1, 18.2 (workbook) and 18.8 (styles), part 2 (packaging).

use super::sheet::escape;

/// A sheet, as the workbook lists it.
pub(super) struct Listed {
    pub name: String,
    /// The first and the last cell of the filter.
    pub range: [String; 2],
}

const HEAD: &str = "<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>\n";
const MAIN: &str = "http://schemas.openxmlformats.org/spreadsheetml/2006/main";
const RELATIONS: &str = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
const PACKAGE: &str = "http://schemas.openxmlformats.org/package/2006";
const TYPES: &str = "application/vnd.openxmlformats-officedocument.spreadsheetml";

/// Names and contents of the parts.
pub(super) fn parts(sheets: &[Listed]) -> Vec<(&'static str, String)> {
    vec![
        ("[Content_Types].xml", content_types(sheets.len())),
        ("_rels/.rels", package_relations()),
        ("docProps/core.xml", core()),
        ("xl/workbook.xml", workbook(sheets)),
        ("xl/_rels/workbook.xml.rels", workbook_relations(sheets.len())),
        ("xl/styles.xml", styles()),
    ]
}

fn content_types(sheets: usize) -> String {
    let sheets: String = (1..=sheets)
        .map(|n| {
            format!(
                "<Override PartName=\"/xl/worksheets/sheet{n}.xml\" ContentType=\"{TYPES}.worksheet+xml\"/>"
            )
        })
        .collect();
    format!(
        "{HEAD}<Types xmlns=\"{PACKAGE}/content-types\">\
         <Default Extension=\"rels\" ContentType=\"application/vnd.openxmlformats-package.relationships+xml\"/>\
         <Default Extension=\"xml\" ContentType=\"application/xml\"/>\
         <Override PartName=\"/xl/workbook.xml\" ContentType=\"{TYPES}.sheet.main+xml\"/>\
         <Override PartName=\"/xl/styles.xml\" ContentType=\"{TYPES}.styles+xml\"/>\
         <Override PartName=\"/docProps/core.xml\" ContentType=\"application/vnd.openxmlformats-package.core-properties+xml\"/>\
         {sheets}</Types>"
    )
}

fn package_relations() -> String {
    format!(
        "{HEAD}<Relationships xmlns=\"{PACKAGE}/relationships\">\
         <Relationship Id=\"rId1\" Type=\"{RELATIONS}/officeDocument\" Target=\"xl/workbook.xml\"/>\
         <Relationship Id=\"rId2\" Type=\"{PACKAGE}/relationships/metadata/core-properties\" Target=\"docProps/core.xml\"/>\
         </Relationships>"
    )
}

fn core() -> String {
    format!(
        "{HEAD}<cp:coreProperties xmlns:cp=\"{PACKAGE}/metadata/core-properties\" xmlns:dc=\"http://purl.org/dc/elements/1.1/\">\
         <dc:title>Документи и решения на общински съвети</dc:title><dc:creator>savet {}</dc:creator>\
         <dc:language>bg</dc:language></cp:coreProperties>",
        env!("CARGO_PKG_VERSION")
    )
}

fn workbook(sheets: &[Listed]) -> String {
    let (mut list, mut filters) = (String::new(), String::new());
    for (i, sheet) in sheets.iter().enumerate() {
        let (name, n) = (xml(&sheet.name), i + 1);
        list.push_str(&format!(
            "<sheet name=\"{name}\" sheetId=\"{n}\" r:id=\"rId{n}\"/>"
        ));
        let [first, last] = sheet.range.each_ref().map(|cell| {
            let digits = cell.find(|c: char| c.is_ascii_digit()).unwrap_or(cell.len());
            format!("${}${}", &cell[..digits], &cell[digits..])
        });
        filters.push_str(&format!(
            "<definedName name=\"_xlnm._FilterDatabase\" localSheetId=\"{i}\" hidden=\"1\">'{name}'!{first}:{last}</definedName>"
        ));
    }
    format!(
        "{HEAD}<workbook xmlns=\"{MAIN}\" xmlns:r=\"{RELATIONS}\"><bookViews><workbookView/></bookViews>\
         <sheets>{list}</sheets><definedNames>{filters}</definedNames></workbook>"
    )
}

fn workbook_relations(sheets: usize) -> String {
    let list: String = (1..=sheets)
        .map(|n| {
            format!("<Relationship Id=\"rId{n}\" Type=\"{RELATIONS}/worksheet\" Target=\"worksheets/sheet{n}.xml\"/>")
        })
        .collect();
    format!(
        "{HEAD}<Relationships xmlns=\"{PACKAGE}/relationships\">{list}\
         <Relationship Id=\"rId{}\" Type=\"{RELATIONS}/styles\" Target=\"styles.xml\"/></Relationships>",
        sheets + 1
    )
}

/// The looks, in the order of `Style`. Number format 49 is text, 1 a whole number.
fn styles() -> String {
    let look = |format: u32, font: u32, fill: u32, more: &str| {
        format!(
            "<xf numFmtId=\"{format}\" fontId=\"{font}\" fillId=\"{fill}\" borderId=\"0\" xfId=\"0\" applyNumberFormat=\"1\" \
             applyFont=\"1\" applyFill=\"1\" applyAlignment=\"1\">{more}</xf>"
        )
    };
    let wrap = "<alignment vertical=\"top\" wrapText=\"1\"/>";
    let looks = [
        look(0, 0, 0, ""),
        look(49, 0, 0, ""),
        look(49, 1, 2, wrap),
        look(164, 0, 0, ""),
        look(165, 0, 0, ""),
        look(1, 0, 0, ""),
        look(49, 2, 0, ""),
        look(49, 0, 0, wrap),
    ];
    let font =
        |more: &str| format!("<font>{more}<sz val=\"11\"/><name val=\"Calibri\"/><family val=\"2\"/></font>");
    let link = "<font><u/><sz val=\"11\"/><color rgb=\"FF0563C1\"/><name val=\"Calibri\"/><family val=\"2\"/></font>";
    format!(
        "{HEAD}<styleSheet xmlns=\"{MAIN}\"><numFmts count=\"2\"><numFmt numFmtId=\"164\" formatCode=\"#,##0.00###\"/>\
         <numFmt numFmtId=\"165\" formatCode=\"dd.mm.yyyy\"/></numFmts>\
         <fonts count=\"3\">{}{}{link}</fonts>\
         <fills count=\"3\"><fill><patternFill patternType=\"none\"/></fill><fill><patternFill patternType=\"gray125\"/></fill>\
         <fill><patternFill patternType=\"solid\"><fgColor rgb=\"FFDDE6F0\"/></patternFill></fill></fills>\
         <borders count=\"1\"><border><left/><right/><top/><bottom/><diagonal/></border></borders>\
         <cellStyleXfs count=\"1\"><xf numFmtId=\"0\" fontId=\"0\" fillId=\"0\" borderId=\"0\"/></cellStyleXfs>\
         <cellXfs count=\"{}\">{}</cellXfs>\
         <cellStyles count=\"1\"><cellStyle name=\"Normal\" xfId=\"0\" builtinId=\"0\"/></cellStyles></styleSheet>",
        font(""),
        font("<b/>"),
        looks.len(),
        looks.concat()
    )
}

fn xml(text: &str) -> String {
    let mut out = Vec::new();
    // Nothing goes wrong where there is only memory to write to.
    let _ = escape(&mut out, text);
    String::from_utf8_lossy(&out).into_owned()
}
