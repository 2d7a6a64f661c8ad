//! Which number format each cell style has (ECMA-376, part 1, 18.8).

use std::collections::HashMap;

use crate::text::xml::{Element, Ns};

/// Number formats by the index of cell styles.
#[derive(Debug, Default)]
pub(super) struct Styles {
    /// The format's number of each cell style.
    of_cell: Vec<i64>,
    /// Formats of the workbook's own.
    formats: HashMap<i64, String>,
}

impl Styles {
    /// Reads `styleSheet`.
    pub fn read(root: Element<'_>) -> Self {
        let formats = root
            .first(Ns::S, "numFmts")
            .into_iter()
            .flat_map(|f| f.all(Ns::S, "numFmt"));
        let cells = root
            .first(Ns::S, "cellXfs")
            .into_iter()
            .flat_map(|f| f.all(Ns::S, "xf"));
        Styles {
            of_cell: cells.map(|xf| xf.number("numFmtId").unwrap_or(0)).collect(),
            formats: formats
                .filter_map(|f| Some((f.number("numFmtId")?, f.attribute("formatCode")?.into_owned())))
                .collect(),
        }
    }

    /// The format of a cell style.
    pub fn format(&self, style: usize) -> &str {
        let id = self.of_cell.get(style).copied().unwrap_or(0);
        self.formats.get(&id).map_or_else(|| built_in(id), String::as_str)
    }
}

/// Formats that every workbook has (18.8.30), as Excel in Bulgarian has them.
fn built_in(id: i64) -> &'static str {
    match id {
        1 => "0",
        2 => "0.00",
        3 | 37 | 38 => "#,##0",
        4 | 39 | 40 => "#,##0.00",
        9 => "0%",
        10 => "0.00%",
        11 => "0.00E+00",
        12 => "# ?/?",
        13 => "# ??/??",
        14 => "dd.mm.yyyy",
        15 => "d-mmm-yy",
        16 => "d-mmm",
        17 => "mmm-yy",
        18 | 20 => "h:mm",
        19 | 21 => "h:mm:ss",
        22 => "dd.mm.yyyy h:mm",
        41 | 42 => "#,##0",
        43 | 44 => "#,##0.00",
        45 => "mm:ss",
        46 => "[h]:mm:ss",
        47 => "mm:ss.0",
        48 => "##0.0E+0",
        49 => "@",
        _ => "General",
    }
}
