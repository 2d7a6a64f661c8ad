//! Which pages are recognised: those whose text layer does not say what stands on them.

use super::Mode;
use crate::model::{Document, Look};

/// Why a page is recognised.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Why {
    /// It is a picture without a text layer, or with next to nothing in it.
    NoText,
    /// Its fonts do not tell what its letters are.
    Unreadable,
    /// Its text layer, which a scanner made, is worse than a new reading.
    BadLayer,
    /// Every page is.
    Asked,
}

/// A page that is to be recognised.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Need {
    /// Its number, counted from 0.
    pub page: usize,
    /// Why.
    pub why: Why,
    /// Dots an inch at which it is drawn.
    pub dpi: f32,
}

/// A picture that covers less of a page is no page: a coat of arms, a signature.
const PICTURE: f32 = 0.04;
/// A page whose pictures cover so much of it may be a scan with a line of a scanner's own text.
const SCAN: f32 = 0.5;
const FEW: u32 = 120;
/// Of so many letters one may be unreadable; of fewer, the page is recognised.
const ONE_OF: u32 = 40;
/// Dots an inch where the page itself does not tell.
const DPI: f32 = 300.0;
/// What a scanner gives. Coarser pictures are no scans, finer ones only cost more.
const SCANNED: std::ops::RangeInclusive<f32> = 90.0..=620.0;

/// The pages of a document that are to be recognised, in order.
pub fn needs(document: &Document, mode: Mode) -> Vec<Need> {
    let pages = document.pages.iter().zip(0..);
    pages
        .filter(|(page, _)| page.width > 0.0 && page.height > 0.0)
        .filter_map(|(page, number)| {
            Some(Need {
                page: number,
                why: why(&page.look, mode)?,
                dpi: dpi(&page.look),
            })
        })
        .collect()
}

/// The pages whose text is an invisible layer over a scan, in order: recognised once already, well or badly.
pub fn layered(document: &Document) -> Vec<Need> {
    let is_layer = |look: &Look| {
        look.letters > 0
            && look.pictures >= SCAN
            && look.invisible >= look.letters / 10 * 9
            && look.unknown * ONE_OF < look.letters
    };
    let pages = document.pages.iter().zip(0..).filter(|(p, _)| is_layer(&p.look));
    pages
        .map(|(page, number)| Need {
            page: number,
            why: Why::BadLayer,
            dpi: dpi(&page.look),
        })
        .collect()
}

fn why(look: &Look, mode: Mode) -> Option<Why> {
    let seen = look.letters.saturating_sub(look.invisible);
    match mode {
        Mode::Never => None,
        Mode::Always => Some(Why::Asked),
        Mode::Auto if look.letters == 0 => (look.pictures >= PICTURE).then_some(Why::NoText),
        Mode::Auto if look.unknown > 0 && look.unknown * ONE_OF >= look.letters => Some(Why::Unreadable),
        Mode::Auto if look.invisible == 0 && seen < FEW && look.pictures >= SCAN => Some(Why::NoText),
        Mode::Auto => None,
    }
}

/// A scan is drawn dot for dot.
fn dpi(look: &Look) -> f32 {
    match look.pictures >= SCAN && SCANNED.contains(&look.dpi) {
        true => look.dpi,
        false => DPI,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_page_is_recognised_where_its_text_layer_says_nothing() {
        let look = |letters, unknown, invisible, pictures| Look {
            letters,
            unknown,
            invisible,
            pictures,
            dpi: 200.0,
        };
        let auto = |look| why(&look, Mode::Auto);
        assert_eq!(auto(look(0, 0, 0, 1.0)), Some(Why::NoText));
        assert_eq!(auto(look(0, 0, 0, 0.0)), None);
        assert_eq!(auto(look(0, 0, 0, 0.01)), None);
        assert_eq!(auto(look(30, 0, 0, 0.9)), Some(Why::NoText));
        assert_eq!(auto(look(30, 0, 30, 0.9)), None);
        assert_eq!(auto(look(2000, 0, 0, 1.0)), None);
        assert_eq!(auto(look(2000, 10, 0, 0.0)), None);
        assert_eq!(auto(look(2000, 400, 0, 0.0)), Some(Why::Unreadable));
        assert_eq!(why(&look(2000, 0, 0, 0.0), Mode::Always), Some(Why::Asked));
        assert_eq!(why(&look(0, 0, 0, 1.0), Mode::Never), None);
        assert_eq!((dpi(&look(0, 0, 0, 1.0)), dpi(&look(0, 0, 0, 0.2))), (200.0, DPI));
    }
}
