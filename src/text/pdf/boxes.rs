//! Framed text beside other text: the box of a registry stamp, a note in a frame. It is read by itself, behind the
//! paragraph that it stands beside.

use super::lines::Segment;
use super::rules::Rule;

/// Lines of a frame meet, and text stays inside it, as exactly as this, in points.
const NEAR: f32 = 2.5;
/// Frames and lines beyond this many are a drawing or a table.
const MOST_RULES: usize = 400;
/// Base lines further apart than this many of the usual distances part paragraphs.
const PARAGRAPH: f32 = 1.35;

/// A frame with the segments in it, from top to bottom.
pub(super) struct Boxed {
    frame: Rule,
    inside: Vec<usize>,
}

/// Takes the text out of `items`, which stand from top to bottom, that stands in a frame beside other text.
pub(super) fn take(items: &mut Vec<usize>, segments: &[Segment<'_>], rules: &[Rule]) -> Vec<Boxed> {
    let mut out = Vec::new();
    for frame in frames(rules) {
        let (inside, outside): (Vec<usize>, Vec<usize>) =
            items.iter().partition(|i| holds(frame, &segments[**i]));
        let steps = inside
            .windows(2)
            .filter(|w| segments[w[1]].v - segments[w[0]].v > 1.0);
        if steps.count() > 0 && outside.iter().any(|i| overlaps(frame, &segments[*i])) {
            *items = outside;
            out.push(Boxed { frame, inside });
        }
    }
    out
}

/// Puts a box behind the paragraph of the text beside it that is nearest.
pub(super) fn put_back(boxed: Boxed, regions: &mut Vec<Vec<usize>>, segments: &[Segment<'_>]) {
    let distance = |s: &Segment<'_>| (boxed.frame.x0 - s.u1).max(s.u0 - boxed.frame.x1).max(0.0);
    let beside = regions
        .iter()
        .enumerate()
        .flat_map(|(k, r)| r.iter().map(move |i| (k, *i)));
    let nearest = beside
        .filter(|(_, i)| overlaps(boxed.frame, &segments[*i]))
        .min_by(|a, b| distance(&segments[a.1]).total_cmp(&distance(&segments[b.1])));
    let Some((k, _)) = nearest else {
        regions.push(boxed.inside);
        return;
    };
    let end = paragraph_end(&regions[k], boxed.frame.y1, segments);
    let below = regions[k].split_off(end);
    regions.insert(k + 1, boxed.inside);
    if !below.is_empty() {
        regions.insert(k + 2, below);
    }
}

fn holds(frame: Rule, s: &Segment<'_>) -> bool {
    s.u0 > frame.x0 - NEAR && s.u1 < frame.x1 + NEAR && s.v > frame.y0 && s.v < frame.y1 + NEAR
}

/// Whether the segment's line meets the height of the frame.
fn overlaps(frame: Rule, s: &Segment<'_>) -> bool {
    s.v > frame.y0 && s.v - 0.7 * s.size < frame.y1
}

/// The first of the lines below `bottom` with which a paragraph begins.
fn paragraph_end(items: &[usize], bottom: f32, segments: &[Segment<'_>]) -> usize {
    let from = items
        .iter()
        .position(|i| segments[*i].v - 0.7 * segments[*i].size >= bottom);
    let Some(from) = from else { return items.len() };
    let step = |k: usize| segments[items[k]].v - segments[items[k - 1]].v;
    (from.max(1)..items.len())
        .find(|k| step(*k) > PARAGRAPH * 1.25 * segments[items[*k]].size)
        .unwrap_or(items.len())
}

/// Rectangles of four lines that no other line touches, as the cells of a table do, from top to bottom.
fn frames(rules: &[Rule]) -> Vec<Rule> {
    if !(4..=MOST_RULES).contains(&rules.len()) {
        return Vec::new();
    }
    let (upright, mut across): (Vec<Rule>, Vec<Rule>) = rules.iter().partition(|r| r.is_vertical());
    across.sort_by(|a, b| a.y0.total_cmp(&b.y0));
    let mut out: Vec<Rule> = Vec::new();
    for (k, top) in across.iter().enumerate() {
        let same = |r: &&Rule| {
            (r.x0 - top.x0).abs() < NEAR && (r.x1 - top.x1).abs() < NEAR && r.y0 - top.y0 > 4.0 * NEAR
        };
        let Some(bottom) = across[k + 1..].iter().find(same) else {
            continue;
        };
        let frame = Rule {
            y1: bottom.y1,
            ..*top
        };
        let side = |x: f32| {
            upright.iter().any(|r| {
                (r.x0 - x).abs() < NEAR && (r.y0 - frame.y0).abs() < NEAR && (r.y1 - frame.y1).abs() < NEAR
            })
        };
        let known = out
            .iter()
            .any(|f| (f.y0 - frame.y0).abs() < NEAR && (f.x0 - frame.x0).abs() < NEAR);
        if !known && side(frame.x0) && side(frame.x1) && rules.iter().all(|r| is_apart(*r, frame)) {
            out.push(frame);
        }
    }
    out
}

/// Whether a line is a part of the frame's outline or does not touch it.
fn is_apart(r: Rule, frame: Rule) -> bool {
    let near = |a: f32, b: f32| (a - b).abs() < NEAR;
    let away =
        r.x1 < frame.x0 - NEAR || r.x0 > frame.x1 + NEAR || r.y1 < frame.y0 - NEAR || r.y0 > frame.y1 + NEAR;
    let (left, right) = (near(r.x0, frame.x0), near(r.x1, frame.x1));
    let (top, bottom) = (near(r.y0, frame.y0), near(r.y1, frame.y1));
    let outline = match r.is_vertical() {
        true => (near(r.x1, frame.x0) || near(r.x0, frame.x1)) && top && bottom,
        false => (near(r.y1, frame.y0) || near(r.y0, frame.y1)) && left && right,
    };
    away || outline
}
