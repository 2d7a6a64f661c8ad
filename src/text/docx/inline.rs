//! What stands in a paragraph: words, fields, notes, frames with text (ECMA-376, part 1, 17.3.3 and 17.16).

use super::block::Reader;
use super::properties::Words;
use super::symbol;
use crate::text::pieces::{PAGE, Piece};
use crate::text::xml::{Element, Ns};

/// A paragraph's words as they are gathered.
pub(super) struct Inline {
    /// The words.
    pub words: String,
    /// Frames that are anchored in it.
    pub boxes: Vec<Piece>,
    /// What holds of words that say nothing themselves.
    base: Words,
}

impl Inline {
    /// A paragraph without words.
    pub fn new(base: Words) -> Self {
        Inline {
            words: String::new(),
            boxes: Vec::new(),
            base,
        }
    }

    /// Reads what stands in an element.
    pub fn walk(&mut self, reader: &mut Reader<'_>, parent: Element<'_>) {
        for element in parent.elements() {
            match element.name() {
                (Ns::W, "r") => self.run(reader, element),
                (
                    Ns::W,
                    "pPr" | "del" | "moveFrom" | "rt" | "sdtPr" | "sdtEndPr" | "customXmlPr" | "smartTagPr",
                ) => {}
                (Ns::M, "oMath" | "oMathPara") => {
                    if !is_instruction(reader) {
                        equation(element, &mut self.words);
                    }
                }
                (Ns::Mc, "AlternateContent") => self.alternative(reader, element),
                // Hyperlinks, content controls, insertions, simple fields, words from right to left.
                _ => self.walk(reader, element),
            }
        }
    }

    fn alternative(&mut self, reader: &mut Reader<'_>, element: Element<'_>) {
        let before = (self.words.len(), self.boxes.len());
        for form in element.elements() {
            self.parts(reader, form, None);
            if (self.words.len(), self.boxes.len()) != before {
                return;
            }
        }
    }

    fn run(&mut self, reader: &mut Reader<'_>, run: Element<'_>) {
        let own = run.first(Ns::W, "rPr");
        let style = own
            .and_then(|p| p.first(Ns::W, "rStyle"))
            .and_then(|s| s.attribute("val"));
        let words = Words::read(own)
            .or(reader.style_of_words(style.as_deref()))
            .or(self.base);
        self.parts(reader, run, Some((words, own)));
    }

    /// Reads what stands in a run, or in a form of what stands there.
    fn parts(
        &mut self,
        reader: &mut Reader<'_>,
        parent: Element<'_>,
        run: Option<(Words, Option<Element<'_>>)>,
    ) {
        let (properties, own) = run.unwrap_or((self.base, None));
        let hidden = properties.hidden == Some(true);
        for element in parent.elements() {
            if element.is(Ns::W, "fldChar") {
                field(reader, element);
                continue;
            }
            if hidden || is_instruction(reader) {
                continue;
            }
            match element.name() {
                (Ns::W, "t") => self.text(element, properties, own),
                (Ns::W, "tab" | "ptab") => self.words.push('\t'),
                (Ns::W, "br") => self.words.push(match element.attribute("type").as_deref() {
                    Some("page") => PAGE,
                    _ => '\n',
                }),
                (Ns::W, "cr") => self.words.push('\n'),
                // A break right before it is the same.
                (Ns::W, "lastRenderedPageBreak") if self.words.ends_with(PAGE) => {}
                (Ns::W, "lastRenderedPageBreak") => self.words.push(PAGE),
                (Ns::W, "noBreakHyphen") => self.words.push('-'),
                (Ns::W, "sym") => {
                    let code = element.attribute("char").unwrap_or_default();
                    if let Ok(code) = u32::from_str_radix(&code, 16) {
                        self.words.push(symbol::sign(code));
                    }
                }
                (Ns::W, "footnoteReference") => self.note(reader, "footnote", element),
                (Ns::W, "endnoteReference") => self.note(reader, "endnote", element),
                (Ns::W, "drawing" | "pict" | "object") => self.frames(reader, element),
                (Ns::W, "ruby") => {
                    if let Some(base) = element.first(Ns::W, "rubyBase") {
                        self.walk(reader, base);
                    }
                }
                (Ns::Mc, "AlternateContent") => self.alternative(reader, element),
                (Ns::W, "r") => self.run(reader, element),
                _ => {}
            }
        }
    }

    fn text(&mut self, element: Element<'_>, properties: Words, own: Option<Element<'_>>) {
        let mut words = element.words();
        // White space at the ends holds only where the file says so.
        if element.attribute("space").as_deref() != Some("preserve") {
            words = words.trim_matches(['\n', '\r', '\t', ' ']).to_owned();
        }
        // A line end of the file is no line end of the text.
        if words.contains(['\n', '\r']) {
            words = words.replace("\r\n", " ").replace(['\n', '\r'], " ");
        }
        if words.contains(|c| ('\u{F000}'..='\u{F0FF}').contains(&c)) {
            words = symbol::words(&words);
        } else if let Some(fonts) = own.and_then(|p| p.first(Ns::W, "rFonts")) {
            let font = fonts.attribute("ascii").unwrap_or_default();
            if symbol::is_of_signs(&font) && words.chars().all(|c| ('\u{21}'..='\u{FF}').contains(&c)) {
                words = words.chars().map(|c| symbol::sign(c as u32)).collect();
            }
        }
        if properties.capitals == Some(true) {
            words = words.to_uppercase();
        }
        self.words.push_str(&words);
    }

    fn note(&mut self, reader: &mut Reader<'_>, kind: &'static str, element: Element<'_>) {
        let id = element.attribute("id").unwrap_or_default();
        // A mark of its own stands behind the reference.
        let own = element.attribute("customMarkFollows");
        let mark = reader.note(kind, &id);
        if own.is_none_or(|o| matches!(&*o, "0" | "false" | "off")) {
            self.words.push_str(&mark);
        }
    }

    /// Texts in the frames of a drawing.
    fn frames(&mut self, reader: &mut Reader<'_>, parent: Element<'_>) {
        for element in parent.elements() {
            match element.name() {
                (Ns::W, "txbxContent") => {
                    // Fields of the frame are its own.
                    let fields = std::mem::take(&mut reader.fields);
                    reader.depth += 1;
                    reader.blocks(element, &mut self.boxes);
                    reader.depth -= 1;
                    reader.fields = fields;
                }
                (Ns::Mc, "AlternateContent") => {
                    let before = self.boxes.len();
                    for form in element.elements() {
                        self.frames(reader, form);
                        if self.boxes.len() > before {
                            break;
                        }
                    }
                }
                _ => self.frames(reader, element),
            }
        }
    }
}

fn is_instruction(reader: &Reader<'_>) -> bool {
    reader.fields.contains(&true)
}

/// The beginning, the middle or the end of a field.
fn field(reader: &mut Reader<'_>, element: Element<'_>) {
    match element.attribute("fldCharType").as_deref() {
        Some("begin") => reader.fields.push(true),
        Some("separate") => {
            if let Some(instruction) = reader.fields.last_mut() {
                *instruction = false;
            }
        }
        Some("end") => drop(reader.fields.pop()),
        _ => {}
    }
}

/// An equation on one line.
fn equation(parent: Element<'_>, out: &mut String) {
    let part = |element: Element<'_>, name, out: &mut String| {
        if let Some(part) = element.first(Ns::M, name) {
            equation(part, out);
        }
    };
    for element in parent.elements() {
        match element.name() {
            (Ns::M, "t") => out.push_str(&element.words()),
            (Ns::M, "f") => {
                part(element, "num", out);
                out.push('/');
                part(element, "den", out);
            }
            (Ns::M, "sSup") => {
                part(element, "e", out);
                out.push('^');
                part(element, "sup", out);
            }
            (Ns::M, "d") => {
                out.push('(');
                equation(element, out);
                out.push(')');
            }
            _ => equation(element, out),
        }
    }
}
