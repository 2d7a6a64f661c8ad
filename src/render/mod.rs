//! A page becomes a picture: what is on the paper, for the eye.
//!
//! hayro draws the page. It is a reader of hostile files like ours, so it runs in a thread of its own, within limits
//! of size and time, and a fault in it is an error of that page alone.

mod digits;
mod picture;

use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::{Arc, mpsc};
use std::thread;
use std::time::Duration;

use hayro::hayro_interpret::InterpreterSettings;
use hayro::hayro_syntax::{LoadPdfError, Pdf};
use hayro::vello_cpu::color::palette::css::WHITE;
use hayro::{PixmapSettings, RenderCache, RenderSettings};

use crate::error::{ErrorKind, Limit};
use crate::model::Format;

pub use picture::{Colour, Picture};

/// The name of the threads that draw. Their panics are errors of a page, and nobody needs to see where they were.
pub const WORKER: &str = "savet-render";

/// Points in an inch.
pub const POINTS: f32 = 72.0;

/// The most pixels of one picture: three times A4 at 300 dots an inch.
const PIXELS: f32 = 26e6;
/// The longest that one page may take.
const TIME: Duration = Duration::from_secs(20);
/// Bytes of the drawing thread's stack: forms within forms are drawn by a function that calls itself.
const STACK: usize = 64 << 20;

/// Draws a page of a PDF on white paper, as it is shown: cropped and turned.
///
/// `number` counts from 1; `dpi` is dots an inch. The empty password is tried on locked files. A font that the file does
/// not hold is drawn with a like one of Latin letters, so Cyrillic words in it may be missing from the picture.
///
/// # Errors
/// - [`ErrorKind::NotDrawn`]: hayro cannot open the file or draw the page.
/// - [`ErrorKind::NoPage`]: the file has no such page.
/// - [`ErrorKind::Encrypted`]: the file asks for a password.
/// - [`ErrorKind::Limit`]: the picture is too large, or drawing takes too long.
pub fn page(bytes: &Arc<Vec<u8>>, number: u32, dpi: f32) -> Result<Picture, ErrorKind> {
    let bytes = Arc::clone(bytes);
    let (send, receive) = mpsc::channel();
    let drawing = move || {
        let drawn = catch_unwind(AssertUnwindSafe(|| draw(bytes, number, dpi)));
        // Nobody listens any more once the time is over.
        let _ = send.send(drawn.unwrap_or(Err(ErrorKind::NotDrawn)));
    };
    thread::Builder::new()
        .name(WORKER.into())
        .stack_size(STACK)
        .spawn(drawing)
        .map_err(|e| ErrorKind::Io(e.to_string()))?;
    receive
        .recv_timeout(TIME)
        .unwrap_or(Err(ErrorKind::Limit(Limit::Time)))
}

fn draw(bytes: Arc<Vec<u8>>, number: u32, dpi: f32) -> Result<Picture, ErrorKind> {
    let pdf = Pdf::new(bytes).map_err(|e| match e {
        LoadPdfError::Decryption(_) => ErrorKind::Encrypted(Format::Pdf),
        LoadPdfError::Invalid => ErrorKind::NotDrawn,
    })?;
    let page = (number as usize)
        .checked_sub(1)
        .and_then(|i| pdf.pages().get(i))
        .ok_or(ErrorKind::NoPage(number))?;
    let scale = dpi / POINTS;
    let (width, height) = page.render_dimensions();
    check_size(width * scale, height * scale)?;
    let drawn = hayro::render(
        page,
        &RenderCache::new(),
        &InterpreterSettings::default(),
        &RenderSettings::default(),
        &PixmapSettings {
            x_scale: scale,
            y_scale: scale,
            bg_color: WHITE,
        },
    );
    let (width, height) = (u32::from(drawn.width()), u32::from(drawn.height()));
    let pixels = drawn.data().iter().map(|p| [p.r, p.g, p.b]).collect();
    Ok(Picture {
        width,
        height,
        pixels,
    })
}

/// White paper of `width` × `height` points.
///
/// # Errors
/// [`ErrorKind::Limit`]: the picture would be too large.
pub fn paper(width: f32, height: f32, dpi: f32) -> Result<Picture, ErrorKind> {
    let scale = dpi / POINTS;
    check_size(width * scale, height * scale)?;
    Ok(Picture::white((width * scale) as u32, (height * scale) as u32))
}

/// Refuses what has no pixel, too many, or sides longer than hayro can draw.
fn check_size(width: f32, height: f32) -> Result<(), ErrorKind> {
    let fits = |side: f32| (1.0..f32::from(u16::MAX)).contains(&side);
    if fits(width) && fits(height) && width * height <= PIXELS {
        Ok(())
    } else {
        Err(ErrorKind::Limit(Limit::Pixels))
    }
}
