//! Pixels, and the few things that are drawn over a page: frames, numbers, other pictures.

use std::io::{self, Write};

use super::digits;

/// Red, green, blue.
pub type Colour = [u8; 3];

/// White.
const PAPER: Colour = [255; 3];

/// A picture, row by row from the top left corner.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Picture {
    /// Pixels a row.
    pub width: u32,
    /// Rows.
    pub height: u32,
    /// `width` × `height` pixels.
    pub pixels: Vec<Colour>,
}

impl Picture {
    /// White paper.
    pub fn white(width: u32, height: u32) -> Picture {
        Picture {
            width,
            height,
            pixels: vec![PAPER; width as usize * height as usize],
        }
    }

    /// The pixel in column `x` of row `y`; white outside.
    pub fn at(&self, x: i32, y: i32) -> Colour {
        self.index(x, y)
            .and_then(|i| self.pixels.get(i))
            .copied()
            .unwrap_or(PAPER)
    }

    /// Sets a pixel; outside nothing happens.
    pub fn set(&mut self, x: i32, y: i32, colour: Colour) {
        if let Some(pixel) = self.index(x, y).and_then(|i| self.pixels.get_mut(i)) {
            *pixel = colour;
        }
    }

    fn index(&self, x: i32, y: i32) -> Option<usize> {
        let (x, y) = (u32::try_from(x).ok()?, u32::try_from(y).ok()?);
        (x < self.width && y < self.height).then(|| y as usize * self.width as usize + x as usize)
    }

    /// The picture in shades of grey: luma of ITU-R BT.601.
    pub fn luma(&self) -> Vec<u8> {
        let grey = |[r, g, b]: &Colour| {
            (299 * u32::from(*r) + 587 * u32::from(*g) + 114 * u32::from(*b) + 500) / 1000
        };
        self.pixels.iter().map(|p| grey(p) as u8).collect()
    }

    /// Turns every colour into a grey that is `share` of the way from white to it (0 to 1).
    pub fn fade(&mut self, share: f32) {
        for pixel in &mut self.pixels {
            let [r, g, b] = pixel.map(f32::from);
            // Luma of ITU-R BT.601.
            let grey = 0.299 * r + 0.587 * g + 0.114 * b;
            *pixel = [(255.0 - (255.0 - grey) * share).round() as u8; 3];
        }
    }

    /// Draws a frame of `thick` pixels, its outer edge on the corners `[x0, y0, x1, y1]`, the last ones included.
    pub fn frame(&mut self, [x0, y0, x1, y1]: [i32; 4], thick: i32, colour: Colour) {
        for t in 0..thick {
            self.fill([x0, y0 + t, x1, y0 + t], colour);
            self.fill([x0, y1 - t, x1, y1 - t], colour);
            self.fill([x0 + t, y0, x0 + t, y1], colour);
            self.fill([x1 - t, y0, x1 - t, y1], colour);
        }
    }

    /// Fills a rectangle, its last row and column included.
    pub fn fill(&mut self, [x0, y0, x1, y1]: [i32; 4], colour: Colour) {
        let (right, bottom) = (self.width as i32 - 1, self.height as i32 - 1);
        for y in y0.max(0)..=y1.min(bottom) {
            for x in x0.max(0)..=x1.min(right) {
                self.set(x, y, colour);
            }
        }
    }

    /// Writes a number on white, its right edge before `x` and its top at `y`, but never left of the picture.
    /// One dot of a digit is `dot` pixels.
    pub fn number(&mut self, number: usize, x: i32, y: i32, dot: i32, colour: Colour) {
        let text = number.to_string();
        let width = digits::ADVANCE * dot * text.len() as i32;
        let left = (x - width).max(0);
        self.fill([left, y, left + width - 1, y + digits::HEIGHT * dot - 1], PAPER);
        for (i, digit) in text.bytes().enumerate() {
            let from = left + digits::ADVANCE * dot * i as i32;
            for (column, row) in digits::dots(digit) {
                let (x, y) = (from + column * dot, y + row * dot);
                self.fill([x, y, x + dot - 1, y + dot - 1], colour);
            }
        }
    }

    /// Lays another picture over this one, its top left corner at `x`, `y`.
    pub fn paste(&mut self, other: &Picture, x: i32, y: i32) {
        for row in 0..other.height as i32 {
            for column in 0..other.width as i32 {
                self.set(x + column, y + row, other.at(column, row));
            }
        }
    }

    /// Writes the picture as PNG.
    ///
    /// # Errors
    /// `out` cannot be written.
    pub fn write_png(&self, out: impl Write) -> io::Result<()> {
        let mut encoder = png::Encoder::new(out, self.width, self.height);
        encoder.set_color(png::ColorType::Rgb);
        encoder.set_depth(png::BitDepth::Eight);
        let mut writer = encoder.write_header()?;
        writer.write_image_data(self.pixels.as_flattened())?;
        Ok(writer.finish()?)
    }

    /// Writes the picture as a PNG of few colours, about a quarter as long: 16 shades of grey, or 252 colours where it is not grey.
    ///
    /// # Errors
    /// `out` cannot be written.
    pub fn write_small_png(&self, out: impl Write) -> io::Result<()> {
        let mut encoder = png::Encoder::new(out, self.width, self.height);
        let grey = self
            .pixels
            .iter()
            .all(|[r, g, b]| r.abs_diff(*g).max(g.abs_diff(*b)) <= TINGE);
        let data = if grey {
            encoder.set_color(png::ColorType::Grayscale);
            encoder.set_depth(png::BitDepth::Four);
            let shades = self.luma();
            let shade = |p: &u8| ((u32::from(*p) * 15 + 127) / 255) as u8;
            let rows = shades.chunks(self.width.max(1) as usize);
            rows.flat_map(|row| {
                row.chunks(2)
                    .map(|p| (shade(&p[0]) << 4) | p.get(1).map_or(0, shade))
            })
            .collect()
        } else {
            encoder.set_color(png::ColorType::Indexed);
            encoder.set_depth(png::BitDepth::Eight);
            encoder.set_palette(palette());
            self.pixels.iter().map(nearest).collect::<Vec<u8>>()
        };
        encoder.set_compression(png::Compression::High);
        encoder.set_filter(png::Filter::NoFilter);
        let mut writer = encoder.write_header()?;
        writer.write_image_data(&data)?;
        Ok(writer.finish()?)
    }
}

/// How far the colours of a grey pixel may be apart.
const TINGE: u8 = 12;
/// Steps of red, green and blue in the palette: the eye tells shades of green best.
const STEPS: [u32; 3] = [6, 7, 6];

/// Every mixture of the steps, red last.
fn palette() -> Vec<u8> {
    let [red, green, blue] = STEPS;
    let level = |i: u32, steps: u32| (i * 255 / (steps - 1)) as u8;
    (0..red * green * blue)
        .flat_map(|i| {
            let (r, g, b) = (i / (green * blue), i / blue % green, i % blue);
            [level(r, red), level(g, green), level(b, blue)]
        })
        .collect()
}

/// The place in the palette of the colour that is nearest.
fn nearest(colour: &Colour) -> u8 {
    let step = |i: usize| (u32::from(colour[i]) * (STEPS[i] - 1) + 127) / 255;
    ((step(0) * STEPS[1] + step(1)) * STEPS[2] + step(2)) as u8
}

#[cfg(test)]
mod tests {
    use super::*;

    const RED: Colour = [255, 0, 0];

    #[test]
    fn a_frame_is_drawn_on_its_corners_and_nothing_outside_the_paper() {
        let mut picture = Picture::white(10, 8);
        picture.frame([2, 1, 6, 5], 1, RED);
        picture.frame([-5, -5, 50, 50], 1, RED);
        assert_eq!((picture.at(2, 1), picture.at(6, 5)), (RED, RED));
        assert_eq!((picture.at(3, 2), picture.at(7, 5)), (PAPER, PAPER));
        let red = picture.pixels.iter().filter(|p| **p == RED).count();
        assert_eq!(red, 16);
    }

    #[test]
    fn a_number_stays_on_the_paper() {
        let mut picture = Picture::white(20, 10);
        picture.number(27, 3, 1, 1, RED);
        let columns: Vec<i32> = (0..20)
            .filter(|x| (0..10).any(|y| picture.at(*x, y) == RED))
            .collect();
        assert_eq!(columns.first(), Some(&0));
        assert!(columns.last() < Some(&(2 * digits::ADVANCE)));
    }

    #[test]
    fn a_faded_picture_is_grey_and_light() {
        let mut picture = Picture::white(2, 1);
        picture.set(0, 0, [0, 0, 0]);
        picture.fade(0.5);
        assert_eq!(picture.pixels, [[128; 3], [255; 3]]);
    }

    #[test]
    fn a_png_has_the_pixels() {
        let mut picture = Picture::white(3, 2);
        picture.set(1, 1, RED);
        let mut bytes = Vec::new();
        picture.write_png(&mut bytes).expect("memory can be written");
        let decoder = png::Decoder::new(io::Cursor::new(bytes));
        let mut reader = decoder.read_info().expect("a picture");
        let mut pixels = vec![0; reader.output_buffer_size().expect("a small picture")];
        reader.next_frame(&mut pixels).expect("pixels");
        assert_eq!(pixels, picture.pixels.as_flattened());
    }
}
