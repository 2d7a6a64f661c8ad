//! Ruling lines: the borders of tables, which tell a table from columns of prose.

use super::geometry::Frame;

/// A thin straight line on the page, y downwards.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct Rule {
    pub x0: f32,
    pub y0: f32,
    pub x1: f32,
    pub y1: f32,
}

impl Rule {
    /// Bounds of nothing.
    pub const NONE: Rule = Rule {
        x0: f32::MAX,
        y0: f32::MAX,
        x1: f32::MIN,
        y1: f32::MIN,
    };

    /// The bounds of this and a point.
    pub fn with(self, x: f32, y: f32) -> Rule {
        Rule {
            x0: self.x0.min(x),
            y0: self.y0.min(y),
            x1: self.x1.max(x),
            y1: self.y1.max(y),
        }
    }

    /// This line in a reading frame.
    pub fn turned(self, frame: Frame) -> Rule {
        let (a, b) = (frame.enter(self.x0, self.y0), frame.enter(self.x1, self.y1));
        ordered(a.0, a.1, b.0, b.1)
    }

    pub fn is_vertical(self) -> bool {
        self.y1 - self.y0 > self.x1 - self.x0
    }
}

/// Thicker than this is a field of colour, not a line.
const THICK: f32 = 3.0;
/// Shorter than this is an underline of a letter or a mark.
const SHORT: f32 = 8.0;
/// More lines than this are a drawing.
const MAX_RULES: usize = 20_000;

/// The path under construction (ISO 32000-1, 8.5.2).
pub(super) struct PathBuilder {
    at: Option<(f32, f32)>,
    /// Around all points so far.
    bounds: Rule,
    lines: Vec<Rule>,
    boxes: Vec<Rule>,
}

impl Default for PathBuilder {
    fn default() -> Self {
        PathBuilder {
            at: None,
            bounds: Rule::NONE,
            lines: Vec::new(),
            boxes: Vec::new(),
        }
    }
}

impl PathBuilder {
    pub fn point(&mut self, start: bool, x: f32, y: f32) {
        if let (false, Some((x0, y0))) = (start, self.at) {
            self.lines.push(ordered(x0, y0, x, y));
        }
        self.at = Some((x, y));
        self.bounds = self.bounds.with(x, y);
        self.bound();
    }

    pub fn rectangle(&mut self, x0: f32, y0: f32, x1: f32, y1: f32) {
        self.boxes.push(ordered(x0, y0, x1, y1));
        self.bounds = self.bounds.with(x0, y0).with(x1, y1);
        self.bound();
    }

    pub fn curve(&mut self, to: Option<(f32, f32)>) {
        self.at = None;
        if let Some((x, y)) = to {
            self.bounds = self.bounds.with(x, y);
        }
    }

    /// Bounds of the path, where its inside is a field and no line.
    pub fn field(&self) -> Option<Rule> {
        let b = self.bounds;
        (b.x1 - b.x0 > THICK && b.y1 - b.y0 > THICK).then_some(b)
    }

    pub fn clear(&mut self) {
        self.at = None;
        self.bounds = Rule::NONE;
        self.lines.clear();
        self.boxes.clear();
    }

    /// Ends the path; keeps its thin straight parts. The edges of a box count only if they are stroked.
    pub fn paint(&mut self, stroked: bool, out: &mut Vec<Rule>) {
        for r in &self.boxes {
            let (w, h) = (r.x1 - r.x0, r.y1 - r.y0);
            if w <= THICK || h <= THICK {
                keep(*r, out);
            } else if stroked {
                keep(Rule { y1: r.y0, ..*r }, out);
                keep(Rule { y0: r.y1, ..*r }, out);
                keep(Rule { x1: r.x0, ..*r }, out);
                keep(Rule { x0: r.x1, ..*r }, out);
            }
        }
        if stroked {
            for r in &self.lines {
                keep(*r, out);
            }
        } else if let [a, b, c, ..] = self.lines[..] {
            // A thin box drawn as a polygon.
            let all = [a, b, c];
            let hull = all.iter().skip(1).fold(a, |h, r| Rule {
                x0: h.x0.min(r.x0),
                y0: h.y0.min(r.y0),
                x1: h.x1.max(r.x1),
                y1: h.y1.max(r.y1),
            });
            keep(hull, out);
        }
        self.clear();
    }

    fn bound(&mut self) {
        if self.lines.len() + self.boxes.len() > MAX_RULES {
            self.clear();
        }
    }
}

fn ordered(xa: f32, ya: f32, xb: f32, yb: f32) -> Rule {
    Rule {
        x0: xa.min(xb),
        y0: ya.min(yb),
        x1: xa.max(xb),
        y1: ya.max(yb),
    }
}

fn keep(r: Rule, out: &mut Vec<Rule>) {
    let (w, h) = (r.x1 - r.x0, r.y1 - r.y0);
    if w.min(h) <= THICK && w.max(h) >= SHORT && out.len() < MAX_RULES {
        out.push(r);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn boxes_and_lines() {
        let (mut path, mut out) = (PathBuilder::default(), Vec::new());
        path.rectangle(0.0, 0.0, 100.0, 1.0);
        path.paint(false, &mut out);
        assert_eq!(out.len(), 1, "a thin filled box is a line");
        path.rectangle(0.0, 0.0, 100.0, 50.0);
        path.paint(false, &mut out);
        assert_eq!(out.len(), 1, "a coloured field is none");
        path.rectangle(0.0, 0.0, 100.0, 50.0);
        path.paint(true, &mut out);
        assert_eq!(out.iter().filter(|r| r.is_vertical()).count(), 2);
    }
}
