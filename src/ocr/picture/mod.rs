//! The picture of a page, and what is done to it before the engine sees it.

mod faint;
mod level;
mod resample;
mod skew;
mod speck;

pub(super) use faint::clear;
pub(super) use level::level;
pub(super) use resample::{resampled, turned};
pub(super) use skew::slant;
pub(super) use speck::despeckle;

/// A picture in shades of grey, row by row from the top left corner: 0 is black, 255 white.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Grey {
    /// Pixels a row.
    pub width: usize,
    /// Rows.
    pub height: usize,
    /// `width` × `height` pixels.
    pub pixels: Vec<u8>,
}

/// White paper.
const PAPER: u8 = 255;

impl Grey {
    /// White paper.
    pub fn white(width: usize, height: usize) -> Grey {
        Grey {
            width,
            height,
            pixels: vec![PAPER; width * height],
        }
    }

    /// The rows from the top.
    pub(super) fn rows(&self) -> impl Iterator<Item = &[u8]> {
        self.pixels.chunks_exact(self.width.max(1))
    }

    /// The pixel in column `x` of row `y`; white outside.
    pub(super) fn at(&self, x: isize, y: isize) -> u8 {
        match (usize::try_from(x), usize::try_from(y)) {
            (Ok(x), Ok(y)) if x < self.width && y < self.height => {
                self.pixels.get(y * self.width + x).copied().unwrap_or(PAPER)
            }
            _ => PAPER,
        }
    }

    /// The picture as a file: a portable grey map.
    pub(super) fn pgm(&self) -> Vec<u8> {
        let mut out = format!("P5\n{} {}\n255\n", self.width, self.height).into_bytes();
        out.extend_from_slice(&self.pixels);
        out
    }
}
