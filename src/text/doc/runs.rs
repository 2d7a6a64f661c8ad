//! Which bytes of the main stream have which properties.
//!
//! Source: \[MS-DOC\] 2.8.5 and 2.8.6 (PlcBteChpx, PlcBtePapx), 2.9.33 and 2.9.175 (ChpxFkp, PapxFkp).

use super::bytes::{part, u8_at, u16_at, u32_at};

/// Bytes of a page of properties.
const PAGE: usize = 512;

/// A run of bytes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Run<'a> {
    /// Its first byte.
    pub start: u32,
    /// The byte behind it.
    pub end: u32,
    /// The style of a paragraph.
    pub style: u16,
    /// Its properties.
    pub sprms: &'a [u8],
}

/// Runs in order.
pub(super) struct Runs<'a> {
    runs: Vec<Run<'a>>,
}

impl<'a> Runs<'a> {
    /// Reads the pages that a table names.
    pub fn read(main: &'a [u8], table: &[u8], paragraphs: bool, is_97: bool) -> Self {
        let number = if is_97 { 4 } else { 2 };
        let count = table.len().saturating_sub(4) / (4 + number);
        let mut runs = Vec::new();
        for i in 0..count.min(main.len() / PAGE + 1) {
            let at = 4 * (count + 1) + number * i;
            let page = match is_97 {
                // The lower 22 bits.
                true => u32_at(table, at).map(|n| (n & 0x3F_FFFF) as usize),
                false => u16_at(table, at).map(usize::from),
            };
            if let Some(page) = page.and_then(|p| part(main, p * PAGE, PAGE)) {
                let found = page_runs(page, paragraphs, is_97);
                runs.extend(found.into_iter().flatten());
            }
        }
        runs.sort_by_key(|r: &Run<'_>| (r.start, r.end));
        Runs { runs }
    }

    /// The run that a byte belongs to.
    pub fn at(&self, byte: u32) -> Option<Run<'a>> {
        let after = self.runs.partition_point(|r| r.start <= byte);
        let run = self.runs.get(after.checked_sub(1)?)?;
        (byte < run.end).then_some(*run)
    }

    /// Whether nothing was found.
    pub fn is_empty(&self) -> bool {
        self.runs.is_empty()
    }
}

fn page_runs(page: &[u8], paragraphs: bool, is_97: bool) -> Vec<Option<Run<'_>>> {
    let count = usize::from(page.last().copied().unwrap_or(0));
    // Behind the place of its properties a paragraph has its height.
    let each = match (paragraphs, is_97) {
        (true, true) => 13,
        (true, false) => 7,
        (false, _) => 1,
    };
    let run = |i: usize| {
        let (start, end) = (u32_at(page, 4 * i)?, u32_at(page, 4 * i + 4)?);
        let at = usize::from(u8_at(page, 4 * (count + 1) + each * i)?) * 2;
        let mut run = Run {
            start,
            end,
            style: 0,
            sprms: &[],
        };
        if at == 0 {
            return Some(run);
        }
        let long = usize::from(u8_at(page, at)?);
        let body = match (paragraphs, long) {
            (false, _) => part(page, at + 1, long)?,
            (true, 0) if is_97 => part(page, at + 2, usize::from(u8_at(page, at + 1)?) * 2)?,
            (true, _) if is_97 => part(page, at + 1, (2 * long).saturating_sub(1))?,
            (true, _) => part(page, at + 1, (2 * long).min(page.len().saturating_sub(at + 2)))?,
        };
        run.sprms = body;
        if paragraphs {
            run.style = match is_97 {
                true => u16_at(body, 0)?,
                false => u16::from(u8_at(body, 0)?),
            };
            let skip = if is_97 { 2 } else { 1 };
            run.sprms = body.get(skip..).unwrap_or_default();
        }
        Some(run)
    };
    (0..count.min(PAGE / 5)).map(run).collect()
}
