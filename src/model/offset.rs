//! Where each letter of a normalised text stands in the text it was made from.

use super::Span;

/// A change to a text: the words at `span` become `with`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Edit {
    /// Bytes of the text before the change.
    pub span: Span,
    /// What stands there afterwards.
    pub with: String,
}

/// A run of the new text. Either it is the old text unchanged, byte for byte, or it stands as a whole for a run of the old.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
struct Run {
    new: usize,
    new_len: usize,
    old: usize,
    old_len: usize,
    verbatim: bool,
}

/// Maps byte spans of a normalised text to byte spans of its source.
///
/// ```
/// use savet::model::{Edit, OffsetMap, Span};
/// let mut map = OffsetMap::identity(8);
/// // "абвг" becomes "агг"
/// let text = map.apply("абвг", &[Edit { span: Span::new(2, 6), with: "г".into() }]);
/// assert_eq!(text, "агг");
/// assert_eq!(map.origin(Span::new(2, 4)), Span::new(2, 6));
/// ```
#[derive(Debug, Clone, Default)]
pub struct OffsetMap {
    runs: Vec<Run>,
}

impl OffsetMap {
    /// A text of `len` bytes that is its own source.
    pub fn identity(len: usize) -> Self {
        OffsetMap::verbatim(&[Span::new(0, len)])
    }

    /// A text made of pieces of its source, one behind the other.
    pub fn verbatim(pieces: &[Span]) -> Self {
        let mut runs = Vec::with_capacity(pieces.len());
        let mut new = 0;
        for p in pieces.iter().filter(|p| !p.is_empty()) {
            runs.push(Run {
                new,
                new_len: p.len(),
                old: p.start,
                old_len: p.len(),
                verbatim: true,
            });
            new += p.len();
        }
        OffsetMap { runs }
    }

    /// Applies `edits` (in order, not overlapping) to `text`, which this map describes, and keeps the map true.
    pub fn apply(&mut self, text: &str, edits: &[Edit]) -> String {
        let mut out = String::with_capacity(text.len());
        let mut runs = Vec::with_capacity(self.runs.len() + 2 * edits.len());
        let mut done = 0;
        for e in edits
            .iter()
            .filter(|e| e.span.start <= e.span.end && e.span.end <= text.len())
        {
            if e.span.start < done {
                continue;
            }
            self.copy(Span::new(done, e.span.start), out.len(), &mut runs);
            out.push_str(&text[done..e.span.start]);
            if !e.with.is_empty() && !e.span.is_empty() {
                let old = self.origin(e.span);
                runs.push(Run {
                    new: out.len(),
                    new_len: e.with.len(),
                    old: old.start,
                    old_len: old.len(),
                    verbatim: false,
                });
                out.push_str(&e.with);
            }
            done = e.span.end;
        }
        self.copy(Span::new(done, text.len()), out.len(), &mut runs);
        out.push_str(&text[done..]);
        self.runs = runs;
        out
    }

    /// The runs of `span`, moved so that they begin at `new`.
    fn copy(&self, span: Span, new: usize, into: &mut Vec<Run>) {
        let first = self.runs.partition_point(|r| r.new + r.new_len <= span.start);
        for r in self.runs[first..].iter().take_while(|r| r.new < span.end) {
            let start = r.new.max(span.start);
            let end = (r.new + r.new_len).min(span.end);
            let at = new + (start - span.start);
            into.push(if r.verbatim {
                Run {
                    new: at,
                    new_len: end - start,
                    old: r.old + (start - r.new),
                    old_len: end - start,
                    verbatim: true,
                }
            } else {
                Run {
                    new: at,
                    new_len: end - start,
                    ..*r
                }
            });
        }
    }

    /// The source of `span`, from the first byte of its first letter to the last byte of its last.
    pub fn origin(&self, span: Span) -> Span {
        if span.is_empty() {
            let at = self.start_of(span.start);
            return Span::new(at, at);
        }
        let start = self.start_of(span.start);
        let last = span.end - 1;
        let i = self.runs.partition_point(|r| r.new + r.new_len <= last);
        let end = match self.runs.get(i) {
            Some(r) if r.verbatim => r.old + (last - r.new) + 1,
            Some(r) => r.old + r.old_len,
            None => self.end(),
        };
        Span::new(start, end.max(start))
    }

    fn start_of(&self, at: usize) -> usize {
        let i = self.runs.partition_point(|r| r.new + r.new_len <= at);
        match self.runs.get(i) {
            Some(r) if r.verbatim => r.old + at.saturating_sub(r.new),
            Some(r) => r.old,
            None => self.end(),
        }
    }

    fn end(&self) -> usize {
        self.runs.last().map_or(0, |r| r.old + r.old_len)
    }
}
