//! Joins the text of a document with what is recognised from pictures of its pages.

use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Arc, Mutex, PoisonError};
use std::thread;

use crate::error::ErrorKind;
use crate::model::{Document, Format, Issue, Page, TextSource};
use crate::ocr::{self, Engine, Fault, Grey, Mode, Need, Recognised, Settings, Why};
use crate::{render, text};

/// Threads that recognise pages are called so; the names of all threads that work on documents begin alike.
const THREAD: &str = "savet-worker-ocr";
/// A page that was read worse than this is one to look at.
const DOUBTFUL: f32 = 0.6;
/// What the text layer has is given up for a reading that has so many times as many letters.
const RICHER: usize = 2;

/// Told before each page, so that somebody who waits knows that the work goes on.
pub type Beat<'a> = &'a (dyn Fn() + Sync);

/// The number of pages that would be given to an engine: those that need it, and those of a scanner's doubtful text layer.
pub fn wanted(format: Format, document: &Document, mode: Mode) -> usize {
    if format != Format::Pdf {
        return 0;
    }
    let layered = match mode {
        Mode::Auto => doubtful(document, ocr::layered(document)),
        _ => Vec::new(),
    };
    ocr::needs(document, mode).len() + layered.len()
}

/// Recognises the pages whose text layer does not say what stands on them.
///
/// # Errors
/// [`ErrorKind::Interrupted`]: the job was ended. A page that cannot be recognised is an issue.
pub fn reread(
    format: Format,
    bytes: &[u8],
    document: &mut Document,
    settings: &Settings,
    beat: Beat<'_>,
) -> Result<(), ErrorKind> {
    if format != Format::Pdf {
        return Ok(());
    }
    let mut needs = ocr::needs(document, settings.mode);
    let layered = match settings.mode {
        Mode::Auto => doubtful(document, ocr::layered(document)),
        _ => Vec::new(),
    };
    let Some(engine) = settings.engine.as_ref().filter(|e| e.reads_bulgarian()) else {
        mark(document, &needs);
        return Ok(());
    };
    if needs.is_empty() && layered.is_empty() {
        return Ok(());
    }
    let file = Arc::new(bytes.to_vec());
    if is_worse(document, &file, &layered, settings, engine, beat)? {
        needs.extend(layered);
        needs.sort_by_key(|n| n.page);
    }
    let mut read = read_all(&file, &needs, settings, engine, beat)?;
    let mut pages: Vec<&mut Recognised> = read.iter_mut().flatten().collect();
    ocr::mend_across(&mut pages);
    let mut new = Vec::new();
    for (need, read) in needs.iter().zip(read) {
        let number = Some(need.page as u32 + 1);
        let before = &document.pages[need.page];
        let letters = before.glyphs.len();
        match read {
            Ok(read) => {
                let (text, mut page) = text::recognised(&read.reading);
                let poorer = need.why == Why::NoText && page.glyphs.len() < RICHER * letters;
                if letters > 0 && (read.words == 0 || poorer) {
                    continue;
                }
                (page.width, page.height, page.look) = (before.width, before.height, before.look);
                // What the text layer lacks is no longer lost.
                let lost = |i: &Issue| {
                    i.page == number && matches!(i.code, "no_text_layer" | "font_unreadable" | "hidden_text")
                };
                document.issues.retain(|i| !lost(i));
                document.issues.push(told(&read, number));
                new.push((need.page, text, page));
            }
            Err(why) => {
                let message = format!("the page could not be recognised (OCR): {why}");
                document
                    .issues
                    .push(Issue::warning("ocr_failed", message, number));
            }
        }
    }
    document.replace_pages(new);
    document.text_source = source(document);
    Ok(())
}

/// A text layer whose letters cost more bits than this may be a bad one,
const STRANGE: f32 = 4.2;
/// and so may one in which a correction for recognised text finds one word of so many to mend.
const FAULTY: usize = 150;
/// A new reading is better if its letters cost so many bits less, or if it has fewer faults and its letters cost not so many more.
const BETTER: f32 = 0.4;

/// The pages of a scanner's text layer, if its letters or its words look as though it were a bad one.
fn doubtful(document: &Document, layered: Vec<Need>) -> Vec<Need> {
    let text = |n: &Need| document.pages[n.page].span.of(&document.text);
    let costs: Vec<f32> = layered
        .iter()
        .filter_map(|n| text::strangeness(text(n)))
        .collect();
    let mean = costs.iter().sum::<f32>() / costs.len().max(1) as f32;
    let counts = layered.iter().map(|n| ocr::faults(text(n)));
    let (words, faults) = counts.fold((0, 0), |sum, count| (sum.0 + count.0, sum.1 + count.1));
    match mean > STRANGE || faults * FAULTY > words {
        true => layered,
        false => Vec::new(),
    }
}

/// Whether the text layer of these pages is worse than a new reading of that one of them that has most letters.
fn is_worse(
    document: &Document,
    file: &Arc<Vec<u8>>,
    layered: &[Need],
    settings: &Settings,
    engine: &Engine,
    beat: Beat<'_>,
) -> Result<bool, ErrorKind> {
    let Some(sample) = layered
        .iter()
        .max_by_key(|n| document.pages[n.page].span.end - document.pages[n.page].span.start)
    else {
        return Ok(false);
    };
    let mut read = read_all(file, std::slice::from_ref(sample), settings, engine, beat)?;
    let Some(Ok(read)) = read.pop() else {
        return Ok(false);
    };
    let before = document.pages[sample.page].span.of(&document.text);
    let (now, _) = text::recognised(&read.reading);
    let (words, faults) = ocr::faults(before);
    let fewer = ocr::faults(&now).1 * 2 < faults && faults * FAULTY > words;
    let costs = text::strangeness(before).zip(text::strangeness(&now));
    Ok(costs.is_some_and(|(before, now)| now + BETTER < before || fewer && now < before + BETTER))
}

/// Says of pages that are not recognised, and of which the text stage says nothing, that they should be.
fn mark(document: &mut Document, needs: &[Need]) {
    for need in needs.iter().filter(|n| n.why == Why::NoText) {
        let page = Some(need.page as u32 + 1);
        let told = |i: &Issue| i.page == page && i.code == "no_text_layer";
        if !document.issues.iter().any(told) {
            let message = "the page is a picture with next to no text; recognise it (OCR) to have its text";
            document
                .issues
                .push(Issue::warning("no_text_layer", message, page));
        }
    }
}

/// Says how a page was read.
fn told(read: &Recognised, page: Option<u32>) -> Issue {
    if read.words == 0 {
        let message = "the page is a picture, and no words were recognised on it (OCR)";
        return Issue::info("ocr_page", message, page);
    }
    let message = format!(
        "recognised from its picture (OCR): {} words, certainty {:.2}, {} of them mended",
        read.words, read.confidence, read.mended
    );
    match read.confidence < DOUBTFUL {
        true => Issue::warning("ocr_doubtful", message, page),
        false => Issue::info("ocr_page", message, page),
    }
}

fn source(document: &Document) -> TextSource {
    let has_text = |page: &&Page| !page.span.of(&document.text).trim().is_empty();
    let pages = || document.pages.iter().filter(has_text);
    let recognised = pages().filter(|p| !p.recognised.is_empty()).count();
    match recognised {
        0 if pages().count() == 0 => TextSource::None,
        0 => document.text_source,
        n if n == pages().count() => TextSource::Ocr,
        _ => TextSource::Mixed,
    }
}

/// Reads pages, as many at once as the settings allow, and gives what came of each, in order.
fn read_all(
    file: &Arc<Vec<u8>>,
    needs: &[Need],
    settings: &Settings,
    engine: &Engine,
    beat: Beat<'_>,
) -> Result<Vec<Result<Recognised, String>>, ErrorKind> {
    let next = AtomicUsize::new(0);
    let results: Mutex<Vec<Option<Result<Recognised, Fault>>>> = Mutex::new(vec![None; needs.len()]);
    let work = || {
        loop {
            let at = next.fetch_add(1, Ordering::Relaxed);
            let Some(need) = needs.get(at).filter(|_| !settings.stop.is_stopped()) else {
                break;
            };
            let turn = settings.take_turn();
            beat();
            let read = one(file, need, settings, engine);
            drop(turn);
            let mut results = results.lock().unwrap_or_else(PoisonError::into_inner);
            if let Some(slot) = results.get_mut(at) {
                *slot = Some(read);
            }
        }
    };
    thread::scope(|scope| {
        for _ in 1..settings.at_once().min(needs.len()) {
            // Where no other thread can be had, this one does it all.
            let _ = thread::Builder::new()
                .name(THREAD.into())
                .spawn_scoped(scope, work);
        }
        work();
    });
    beat();
    let results = results.into_inner().unwrap_or_else(PoisonError::into_inner);
    results
        .into_iter()
        .map(|read| match read {
            Some(Ok(read)) => Ok(Ok(read)),
            Some(Err(Fault::Engine(why))) => Ok(Err(why)),
            Some(Err(Fault::Time)) => Ok(Err("it took too long".to_owned())),
            Some(Err(Fault::Stopped)) => Err(ErrorKind::Interrupted),
            None if settings.stop.is_stopped() => Err(ErrorKind::Interrupted),
            None => Ok(Err("a fault of savet itself".to_owned())),
        })
        .collect()
}

fn one(file: &Arc<Vec<u8>>, need: &Need, settings: &Settings, engine: &Engine) -> Result<Recognised, Fault> {
    let drawn =
        render::page(file, need.page as u32 + 1, need.dpi).map_err(|e| Fault::Engine(e.to_string()))?;
    let picture = Grey {
        width: drawn.width as usize,
        height: drawn.height as usize,
        pixels: drawn.luma(),
    };
    drop(drawn);
    ocr::recognise(settings, engine, &picture, need.dpi)
}
