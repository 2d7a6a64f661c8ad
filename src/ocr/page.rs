//! One page: from its picture to a [`Reading`].

use std::time::{Duration, Instant};

use super::cache::{self, Cache};
use super::engine::{Death, Engine};
use super::hocr::Sheet;
use super::picture::{Grey, clear, despeckle, level, resampled, slant, turned};
use super::{Settings, again, doubled, dust, hocr, latin, mend, small_letter, words};
use crate::model::{Reading, Way};

/// Names the state of all that decides what the engine gives for a picture.
const VERSION: &str = env!("SAVET_PICTURE_VERSION");
/// Dots an inch that the engine reads best.
const DPI: f32 = 300.0;
/// Pictures this near to it are left as they are.
const NEAR: std::ops::Range<f32> = 270.0..420.0;
/// A page that is less aslant, in degrees, is left as it is: the engine follows its lines.
const STRAIGHT: f32 = 0.12;
/// How the engine looks for text: "a single column of text of variable sizes".
const SEGMENTATION: u8 = 4;
/// The same for words in rows: "a single uniform block of text".
const BLOCK: u8 = 6;
/// A page that is read so badly may lie upside down.
const DOUBTFUL: f32 = 0.75;
/// Points in an inch.
const POINTS: f32 = 72.0;

/// What came of a page.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Recognised {
    /// What was read, mended.
    pub reading: Reading,
    /// How sure the engine is of its words, on the average; 0 to 1.
    pub confidence: f32,
    /// Words.
    pub words: usize,
    /// Those of them that stand in the reading otherwise than the engine read them.
    pub mended: usize,
}

/// Why a page could not be recognised.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Fault {
    /// The engine could not be started, died, or gave what cannot be understood.
    Engine(String),
    /// It took longer than a page may take.
    Time,
    /// The job was ended.
    Stopped,
}

/// What the engine gave for a page, and how the page was laid before it.
struct Answer {
    /// Quarters with the clock.
    quarters: u8,
    /// Degrees, against the clock.
    degrees: f32,
    scale: f32,
    sheet: Sheet,
}

/// Reads the picture of a page, `dpi` dots an inch.
///
/// # Errors
/// See [`Fault`]; a page without words is none.
pub fn recognise(
    settings: &Settings,
    engine: &Engine,
    picture: &Grey,
    dpi: f32,
) -> Result<Recognised, Fault> {
    let cache = settings.cache.as_deref().map(|folder| Cache { folder });
    let key = cache.as_ref().map(|_| {
        let sides = format!("{} {} {dpi}", picture.width, picture.height);
        cache::key(&[
            &picture.pixels,
            sides.as_bytes(),
            VERSION.as_bytes(),
            engine.stamp().as_bytes(),
        ])
    });
    let known = cache.as_ref().zip(key.as_ref());
    let remembered = known.and_then(|(cache, key)| Answer::unpack(&cache.get(key)?));
    let answer = match remembered {
        Some(answer) => answer,
        None => {
            let answer = ask(settings, engine, picture, dpi)?;
            if let Some((cache, key)) = known {
                cache.put(key, &answer.pack());
            }
            answer
        }
    };
    Ok(answer.recognised(picture, dpi))
}

/// Prepares the picture and asks the engine, twice where the page seems to lie upside down.
fn ask(settings: &Settings, engine: &Engine, picture: &Grey, dpi: f32) -> Result<Answer, Fault> {
    let deadline = Instant::now() + settings.time;
    let mut even = picture.clone();
    level(&mut even, dpi);
    clear(&mut even, dpi);
    despeckle(&mut even, dpi);
    let lies = slant(&even, dpi);
    let quarters = u8::from(lies.across);
    let scale = if NEAR.contains(&dpi) {
        1.0
    } else {
        DPI / dpi.max(1.0)
    };
    let degrees = if lies.degrees.abs() < STRAIGHT {
        0.0
    } else {
        lies.degrees
    };
    let even = turned(&even, quarters);
    let even = match scale == 1.0 && degrees == 0.0 {
        true => even,
        false => resampled(&even, scale, degrees),
    };
    let read = |picture: &Grey, latin, psm| -> Result<Sheet, Fault> {
        let left = deadline
            .saturating_duration_since(Instant::now())
            .max(Duration::from_millis(1));
        let said = engine.read(picture, latin, psm, left, &settings.stop)?;
        Ok(hocr::read(&String::from_utf8_lossy(&said)))
    };
    let mut upright = even;
    let mut sheet = read(&upright, false, SEGMENTATION)?;
    let mut turns = quarters;
    let (sure, letters) = certainty(&sheet);
    if sure < DOUBTFUL && letters > 0 {
        let other = turned(&upright, 2);
        let read = read(&other, false, SEGMENTATION)?;
        if certainty(&read).0 > sure {
            (upright, sheet, turns) = (other, read, quarters + 2);
        }
    }
    if let Some((again, picture)) = again::picture(&sheet, &upright) {
        again.settle(&mut sheet, &read(&picture, false, BLOCK)?);
    }
    if engine.reads_latin()
        && let Some((asked, picture)) = latin::picture(&sheet, &upright)
    {
        asked.settle(&mut sheet, &read(&picture, true, BLOCK)?);
    }
    Ok(Answer {
        quarters: turns,
        degrees,
        scale,
        sheet,
    })
}

/// How sure the engine is of its letters, on the average, and how many they are.
fn certainty(sheet: &Sheet) -> (f32, usize) {
    let words = sheet.lines.iter().flat_map(|l| &l.words);
    let (sum, letters) = words.fold((0.0, 0), |(sum, n), w| {
        (sum + w.confidence * w.letters.len() as f32, n + w.letters.len())
    });
    (sum / letters.max(1) as f32, letters)
}

impl From<Death> for Fault {
    fn from(death: Death) -> Self {
        match death {
            Death::Failed(why) => Fault::Engine(why),
            Death::Time => Fault::Time,
            Death::Stopped => Fault::Stopped,
        }
    }
}

impl Answer {
    fn pack(&self) -> Vec<u8> {
        format!(
            "{} {} {}\n{}",
            self.quarters,
            self.degrees,
            self.scale,
            hocr::write(&self.sheet)
        )
        .into_bytes()
    }

    fn unpack(bytes: &[u8]) -> Option<Answer> {
        let (head, hocr) = std::str::from_utf8(bytes).ok()?.split_once('\n')?;
        let mut head = head.split(' ');
        Some(Answer {
            quarters: head.next()?.parse().ok()?,
            degrees: head.next()?.parse().ok()?,
            scale: head.next()?.parse().ok()?,
            sheet: hocr::read(hocr),
        })
    }

    fn recognised(&self, picture: &Grey, dpi: f32) -> Recognised {
        let points = POINTS / (dpi * self.scale);
        let (width, height) = match self.quarters & 1 {
            0 => (picture.width, picture.height),
            _ => (picture.height, picture.width),
        };
        let mut sheet = self.sheet.clone();
        dust::mend(&mut sheet);
        doubled::mend(&mut sheet);
        small_letter::mend(&mut sheet);
        latin::mend(&mut sheet);
        let mut reading = Reading {
            width: width as f32 * POINTS / dpi,
            height: height as f32 * POINTS / dpi,
            lines: words::lines(&sheet, points),
            way: Way::default(),
        };
        reading.way = self.way(&reading);
        mend::mend(&mut reading);
        let all = || reading.lines.iter().flat_map(|l| &l.words);
        let words = all().count();
        Recognised {
            confidence: all().map(|w| w.confidence).sum::<f32>() / words.max(1) as f32,
            words,
            mended: mend::mended(&reading),
            reading,
        }
    }

    /// The way from the upright page to the page as shown.
    fn way(&self, upright: &Reading) -> Way {
        let (w, h) = (upright.width, upright.height);
        let (sin, cos) = self.degrees.to_radians().sin_cos();
        let (x, y) = (w / 2.0, h / 2.0);
        let aslant = Way([cos, sin, -sin, cos, x - x * cos + y * sin, y - x * sin - y * cos]);
        let back = match self.quarters & 3 {
            0 => Way::default(),
            1 => Way([0.0, -1.0, 1.0, 0.0, 0.0, w]),
            2 => Way([-1.0, 0.0, 0.0, -1.0, w, h]),
            _ => Way([0.0, 1.0, -1.0, 0.0, h, 0.0]),
        };
        aslant.then(back)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_way_leads_back_to_the_page_as_shown() {
        // A dot near the top left corner of a page of 100 × 60 points, at one dot a point.
        let mut picture = Grey::white(100, 60);
        picture.pixels[5 * 100 + 8] = 0;
        for quarters in 0..4 {
            let upright = turned(&picture, quarters);
            let at = upright.pixels.iter().position(|p| *p == 0).unwrap_or_default();
            let (x, y) = (at % upright.width, at / upright.width);
            let answer = Answer {
                quarters,
                degrees: 0.0,
                scale: 1.0,
                sheet: Sheet::default(),
            };
            let reading = answer.recognised(&picture, POINTS).reading;
            assert_eq!(
                (reading.width as usize, reading.height as usize),
                (upright.width, upright.height)
            );
            let (x, y) = reading.way.point(x as f32 + 0.5, y as f32 + 0.5);
            assert!(
                (x - 8.5).abs() < 0.01 && (y - 5.5).abs() < 0.01,
                "{quarters}: {x} {y}"
            );
        }
    }

    #[test]
    fn a_straightened_page_leads_back_too() {
        let mut picture = Grey::white(400, 300);
        for (dx, dy) in [(0, 0), (1, 0), (0, 1), (1, 1)] {
            picture.pixels[(40 + dy) * 400 + 350 + dx] = 0;
        }
        let straight = resampled(&picture, 2.0, 4.0);
        let dark = straight.pixels.iter().zip(0..).filter(|(p, _)| **p < 60);
        let (n, x, y) = dark.fold((0.0, 0.0, 0.0), |(n, x, y), (_, at)| {
            (n + 1.0, x + (at % 800) as f32, y + (at / 800) as f32)
        });
        let answer = Answer {
            quarters: 0,
            degrees: 4.0,
            scale: 2.0,
            sheet: Sheet::default(),
        };
        let reading = answer.recognised(&picture, POINTS).reading;
        let (x, y) = reading.way.point((x / n + 0.5) / 2.0, (y / n + 0.5) / 2.0);
        assert!((x - 351.0).abs() < 0.6 && (y - 41.0).abs() < 0.6, "{x} {y}");
        let back = Answer::unpack(&answer.pack());
        assert!(back.is_some_and(|b| b.degrees == 4.0 && b.scale == 2.0 && b.quarters == 0));
    }
}
