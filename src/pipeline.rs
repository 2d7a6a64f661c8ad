//! Joins the stages for one document.

use std::panic::{AssertUnwindSafe, catch_unwind};

use crate::error::{ErrorKind, Limit};
use crate::eval::{self, CharacterErrors};
use crate::explain::{self, Explanation, Finding};
use crate::model::{
    Blocks, Class, Document, DocumentFacts, Format, Limits, Mention, Normal, Personal, Record, Resolved,
    Span, Value, fold_case,
};
use crate::privacy::PrivateName;
use crate::record::Contents;
use crate::reread::{self, Beat, reread};
use crate::{ingest, likeness, normalize, ocr, parse, privacy, record, resolve, segment, text};

/// What the user may set. More may be added: begin with [`Config::default`].
///
/// ```
/// use savet::{Config, Limits, Names};
///
/// let config = Config {
///     limits: Limits {
///         pages: 500,
///         ..Limits::default()
///     },
///     names: Names::Full,
///     ..Config::default()
/// };
/// assert!(config.redact, "personal data is masked");
/// ```
#[derive(Debug, Clone)]
pub struct Config {
    /// How much one document may cost.
    pub limits: Limits,
    /// Whether and how pages are recognised from their pictures; no process is started where it says nothing.
    pub ocr: ocr::Settings,
    /// Whether personal data is masked. It always is, but on a newsroom's own machine.
    pub redact: bool,
    /// Whether names of private persons become initials where they tell of somebody's need.
    pub names: Names,
}

/// How names of private persons in decisions on aid, housing, debts and pensions stand in what is written.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Names {
    /// The first letter of each word.
    #[default]
    Initials,
    /// As printed.
    Full,
}

impl Default for Config {
    fn default() -> Self {
        Config {
            limits: Limits::default(),
            ocr: ocr::Settings::default(),
            redact: true,
            names: Names::default(),
        }
    }
}

/// Turns documents into records, one at a time. Cheap to share between threads.
#[derive(Debug, Clone, Default)]
pub struct Extractor {
    config: Config,
}

impl Extractor {
    /// An extractor with the given settings.
    pub fn new(config: Config) -> Self {
        Extractor { config }
    }

    /// Reads one document: `name` is its path as it shall stand in `documents.source`, `bytes` its content.
    ///
    /// A document that cannot be processed gives a record with `status` `failed` and its error's code.
    ///
    /// ```
    /// use savet::Extractor;
    /// use savet::model::schema::Table;
    ///
    /// let text = "РЕШЕНИЕ № 12\nна основание чл. 21, ал. 1, т. 8 от ЗМСМА продава имота за 1 250,50 лв.";
    /// let record = Extractor::default().extract("решение.txt", text.as_bytes());
    /// let amount = record.of(Table::Amounts).next().expect("there is one");
    /// assert_eq!(amount.get("value").to_text(), "1250.50");
    /// assert_eq!(amount.get("quote").to_text(), "1 250,50 лв.");
    ///
    /// let record = Extractor::default().extract("празно.pdf", b"");
    /// assert_eq!(record.document.get("error").to_text(), "empty_file");
    /// ```
    pub fn extract(&self, name: &str, bytes: &[u8]) -> Record {
        self.try_extract(name, bytes).0
    }

    /// As [`Extractor::extract`], with the error where the document failed. A panic is caught and is such an error.
    pub fn try_extract(&self, name: &str, bytes: &[u8]) -> (Record, Option<ErrorKind>) {
        self.watched(name, bytes, &|| {})
    }

    /// As [`Extractor::try_extract`]; `beat` is called before each page that is recognised from its picture, which may take as long
    /// as a page may take.
    pub(crate) fn watched(&self, name: &str, bytes: &[u8], beat: Beat<'_>) -> (Record, Option<ErrorKind>) {
        match caught(|| self.document(name, bytes, beat)) {
            Ok(record) => (record, None),
            Err(error) => (record::failed(name, bytes, &error), Some(error)),
        }
    }

    /// How much one document may cost.
    pub fn limits(&self) -> &Limits {
        &self.config.limits
    }

    /// The number of a PDF's pages, which are counted and not read; none where they cannot be counted, and for other formats.
    ///
    /// ```
    /// assert_eq!(savet::Extractor::default().pages("РЕШЕНИЕ № 12".as_bytes()), None);
    /// ```
    pub fn pages(&self, bytes: &[u8]) -> Option<usize> {
        caught(|| Ok(text::pages(ingest::sniff(bytes)?, bytes, &self.config.limits)))
            .ok()
            .flatten()
    }

    /// The number of a document's pages that would be recognised from their pictures under `mode`, which takes thousands of times as
    /// long as reading text. No engine is asked.
    ///
    /// ```
    /// let extractor = savet::Extractor::default();
    /// assert_eq!(extractor.pictures("РЕШЕНИЕ № 12".as_bytes(), savet::ocr::Mode::Auto)?, 0);
    /// # Ok::<(), savet::ErrorKind>(())
    /// ```
    ///
    /// # Errors
    /// The document cannot be processed.
    pub fn pictures(&self, bytes: &[u8], mode: ocr::Mode) -> Result<usize, ErrorKind> {
        caught(|| {
            let format = ingest::sniff(bytes)?;
            let document = text::read(format, bytes, &self.config.limits)?;
            Ok(reread::wanted(format, &document, mode))
        })
    }

    /// The text of a document as read: what every offset counts in.
    ///
    /// # Errors
    /// The document cannot be processed.
    pub fn text(&self, bytes: &[u8]) -> Result<String, ErrorKind> {
        caught(|| {
            let (_, mut document) = self.read(bytes)?;
            find(&mut document, &self.config);
            Ok(document.text)
        })
    }

    /// The text that the rules read: look-alike letters mended, words joined, white space plain.
    ///
    /// # Errors
    /// The document cannot be processed.
    #[doc(hidden)]
    pub fn normal_text(&self, bytes: &[u8]) -> Result<String, ErrorKind> {
        caught(|| Ok(find(&mut self.read(bytes)?.1, &self.config).body.text))
    }

    /// A document with the place of each letter on its pages, and what of it is furniture.
    ///
    /// # Errors
    /// The document cannot be processed.
    #[doc(hidden)]
    pub fn paper(&self, bytes: &[u8]) -> Result<Paper, ErrorKind> {
        caught(|| {
            let (_, mut document) = self.read(bytes)?;
            let furniture = normalize::furniture(&document);
            find(&mut document, &self.config);
            Ok(Paper { document, furniture })
        })
    }

    /// The text as read without running headers, running footers and page numbers, words whole that a hyphen cut at a
    /// line's end. Nothing else is mended.
    ///
    /// # Errors
    /// The document cannot be processed.
    #[doc(hidden)]
    pub fn body_text(&self, bytes: &[u8]) -> Result<String, ErrorKind> {
        caught(|| {
            let (_, mut document) = self.read(bytes)?;
            find(&mut document, &self.config);
            Ok(normalize::laid_out(&document).body.text)
        })
    }

    /// How far the text of a document is from `truth`, as a careful reader has it: see [`crate::eval`].
    ///
    /// ```
    /// let extractor = savet::Extractor::default();
    /// let errors = extractor.character_errors("Решенне № 12\n".as_bytes(), "Решение № 12")?;
    /// assert_eq!(errors.errors, 1);
    /// # Ok::<(), savet::ErrorKind>(())
    /// ```
    ///
    /// # Errors
    /// The document cannot be processed.
    #[doc(hidden)]
    pub fn character_errors(&self, bytes: &[u8], truth: &str) -> Result<CharacterErrors, ErrorKind> {
        caught(|| {
            let (_, document) = self.read(bytes)?;
            let parts = normalize::laid_out(&document);
            let (text, optional) = eval::measured(&document, &parts.body, &parts.furniture);
            Ok(eval::compare(&normalize::joined(truth), &text, &optional))
        })
    }

    /// Runs every rule over a text and tells which one found what, in reading order.
    ///
    /// ```
    /// let found = savet::Extractor::default().explain("Няма нищо за намиране.");
    /// assert!(found.findings.is_empty());
    /// ```
    #[doc(hidden)]
    pub fn explain(&self, text: &str) -> Explanation {
        self.explain_bytes(text.as_bytes()).unwrap_or_default()
    }

    /// As [`Extractor::explain`], for a document of any format.
    ///
    /// # Errors
    /// The document cannot be processed.
    #[doc(hidden)]
    pub fn explain_bytes(&self, bytes: &[u8]) -> Result<Explanation, ErrorKind> {
        caught(|| {
            let (format, mut document) = self.read(bytes)?;
            let found = find(&mut document, &self.config);
            let text = document.text.clone();
            let mentions = found.resolved.mentions.iter();
            let tallies = mentions.filter_map(|m| Finding::of_tally(m, &found.body, &text));
            let mut findings: Vec<Finding> = tallies.collect();
            let record = found.record("", bytes, format, document);
            let offsets = explain::byte_offsets(&text);
            let rows = record.rows.iter();
            findings.extend(rows.filter_map(|row| Finding::of_row(row, &offsets, &text)));
            findings.sort_by_key(|f| (f.span.start, f.span.end));
            Ok(Explanation { text, findings })
        })
    }

    fn document(&self, name: &str, bytes: &[u8], beat: Beat<'_>) -> Result<Record, ErrorKind> {
        let (format, mut document) = self.read_watched(bytes, beat)?;
        let found = find(&mut document, &self.config);
        let mut record = found.record(name, bytes, format, document);
        record.likeness = likeness::likeness(&found.body.text, &record);
        Ok(record)
    }

    fn read(&self, bytes: &[u8]) -> Result<(Format, Document), ErrorKind> {
        self.read_watched(bytes, &|| {})
    }

    fn read_watched(&self, bytes: &[u8], beat: Beat<'_>) -> Result<(Format, Document), ErrorKind> {
        let format = ingest::sniff(bytes)?;
        let mut document = text::read(format, bytes, &self.config.limits)?;
        reread(format, bytes, &mut document, &self.config.ocr, beat)?;
        if document.text.len() as u64 > self.config.limits.text {
            return Err(ErrorKind::Limit(Limit::Text));
        }
        Ok((format, document))
    }
}

/// A document as it lies on paper.
#[derive(Debug, Clone, Default)]
pub struct Paper {
    /// Its text and its pages.
    pub document: Document,
    /// Lines that are running headers, running footers or page numbers, in order.
    pub furniture: Vec<Span>,
}

/// What the stages between a text and its rows give.
struct Found {
    body: Normal,
    blocks: Blocks,
    resolved: Resolved,
    furniture: Normal,
    margin: Vec<Mention>,
    names: Vec<PrivateName>,
}

impl Found {
    /// The rows, in the words of which names are shortened too.
    fn record(&self, name: &str, bytes: &[u8], format: Format, document: Document) -> Record {
        let mut record = record::record(name, bytes, format, document, self.contents());
        for cell in record.words_mut() {
            let places = privacy::places(&fold_case(cell), &self.names).concat();
            if !places.is_empty() {
                *cell = privacy::masked(cell, &places);
            }
        }
        for personal in self.body.personal.iter().chain(&self.furniture.personal) {
            record.personal[personal.class as usize] += 1;
        }
        record
    }

    fn contents(&self) -> Contents<'_> {
        Contents {
            norm: &self.body,
            blocks: &self.blocks,
            resolved: &self.resolved,
            furniture: &self.furniture,
            margin: &self.margin,
        }
    }
}

/// The stages between a text and its rows.
fn find(document: &mut Document, config: &Config) -> Found {
    let mut text = normalize::normalize(document);
    hide(document, &mut text.body, config.redact);
    hide(document, &mut text.furniture, config.redact);
    if config.redact && privacy::may_cross_pages(&document.text, &text.furniture) {
        privacy::mask_across(document, &mut [&mut text.body, &mut text.furniture]);
    }
    let blocks = segment::segment(&text.body);
    let input = parse::Input {
        norm: &text.body,
        blocks: &blocks,
    };
    let mentions = parse::parse(input);
    let mut resolved = resolve::resolve(&text.body, &blocks, mentions);
    let (margin, papers, place) = margin(&text.furniture);
    resolve::from_margin(&mut resolved, &text.furniture, &papers);
    resolve::place_from_margin(&mut resolved, &place);
    let mut names = Vec::new();
    if config.redact && config.names == Names::Initials {
        let persons = || parse::persons(input);
        names = privacy::private(&text.body, &blocks, &resolved.mentions, persons);
        shorten(document, &mut text.body, &names);
        shorten(document, &mut text.furniture, &names);
    }
    Found {
        margin,
        body: text.body,
        blocks,
        resolved,
        furniture: text.furniture,
        names,
    }
}

/// Finds the personal data of a text, and masks it where `redact`, there and in the document.
fn hide(document: &mut Document, norm: &mut Normal, redact: bool) {
    norm.personal = privacy::find(&norm.text);
    if redact {
        let places: Vec<Span> = norm.personal.iter().map(|p| p.span).collect();
        privacy::mask(document, norm, &places);
    }
}

/// Makes initials of names, wherever they stand.
fn shorten(document: &mut Document, norm: &mut Normal, names: &[PrivateName]) {
    let places = privacy::places(&norm.lower, names);
    privacy::mask(document, norm, &places.concat());
    norm.personal.extend(places.iter().map(|words| Personal {
        class: Class::Name,
        span: Span::new(
            words.first().map_or(0, |w| w.start),
            words.last().map_or(0, |w| w.end),
        ),
        valid: None,
    }));
}

/// What running headers and footers mention, and the papers among it: these are the document itself, as is the place.
fn margin(furniture: &Normal) -> (Vec<Mention>, Vec<Mention>, DocumentFacts) {
    if furniture.text.is_empty() {
        return Default::default();
    }
    let blocks = segment::segment(furniture);
    let mentions = parse::parse(parse::Input {
        norm: furniture,
        blocks: &blocks,
    });
    let papers = mentions
        .iter()
        .filter(|m| matches!(m.value, Value::Reference(_)))
        .cloned()
        .collect();
    let resolved = resolve::resolve(furniture, &blocks, mentions);
    let mut found = resolved.mentions;
    found.retain(|m| matches!(m.value, Value::Date(_) | Value::Amount(_) | Value::Identifier(_)));
    (found, papers, resolved.document)
}

/// A panic becomes an error: one document must never stop the others.
fn caught<T>(work: impl FnOnce() -> Result<T, ErrorKind>) -> Result<T, ErrorKind> {
    catch_unwind(AssertUnwindSafe(work)).unwrap_or(Err(ErrorKind::Panic))
}

/// A rule, as far as docs and tests need to know it.
#[derive(Debug, Clone, Copy)]
pub struct RuleInfo {
    /// Its path: `amount/digits` is `src/parse/amount/digits.rs`.
    pub id: &'static str,
    /// What it finds.
    pub doc: &'static str,
    /// Lower-case words, one of which stands in every match.
    pub hints: &'static [&'static str],
}

/// Every rule, dimension by dimension.
pub fn rules() -> impl Iterator<Item = RuleInfo> {
    parse::rules().map(|r| RuleInfo {
        id: r.id,
        doc: r.doc,
        hints: r.words(),
    })
}
