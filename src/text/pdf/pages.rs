//! The pages of a file in order, with what they inherit from the page tree (ISO 32000-1, 7.7.3).

use std::collections::HashSet;

use super::budget::Budget;
use super::file::File;
use super::geometry::Sheet;
use super::object::{Dict, Object, Stream};
use crate::error::{ErrorKind, Limit};
use crate::model::{Format, Limits};

/// One page with what it inherits from the page tree (ISO 32000-1, 7.7.3.4).
#[derive(Clone, Copy)]
pub(super) struct PageNode<'a> {
    pub dict: Dict<'a>,
    pub resources: Option<Dict<'a>>,
    pub sheet: Sheet,
}

/// The pages in order.
///
/// # Errors
/// More pages, or a deeper page tree, than the limits allow.
pub(super) fn pages<'a>(
    file: &'a File<'a>,
    limits: &Limits,
    budget: &Budget,
) -> Result<Vec<PageNode<'a>>, ErrorKind> {
    let mut walk = Walk {
        file,
        limits,
        budget,
        seen: HashSet::new(),
        out: Vec::new(),
    };
    if let Some(root) = file.catalog().and_then(|c| c.get(b"Pages")) {
        walk.visit(root, Inherited::default(), 0)?;
    }
    file.check()?;
    match walk.out.is_empty() {
        true => Err(ErrorKind::Broken(Format::Pdf, "no page found".into())),
        false => Ok(walk.out),
    }
}

#[derive(Default, Clone, Copy)]
struct Inherited<'a> {
    resources: Option<Dict<'a>>,
    media: Option<[f32; 4]>,
    crop: Option<[f32; 4]>,
    rotate: i64,
}

struct Walk<'a, 'l> {
    file: &'a File<'a>,
    limits: &'l Limits,
    budget: &'l Budget,
    seen: HashSet<u32>,
    out: Vec<PageNode<'a>>,
}

impl<'a> Walk<'a, '_> {
    fn visit(&mut self, node: Object<'a>, mut from: Inherited<'a>, depth: u32) -> Result<(), ErrorKind> {
        // Kids are references; anything else is a fault that viewers pass over too.
        let Object::Ref(id) = node else {
            return Ok(());
        };
        if !self.seen.insert(id.number) {
            return Ok(());
        }
        if self.seen.len().is_multiple_of(256) {
            self.budget.check_time()?;
        }
        if depth > self.limits.nesting {
            return Err(ErrorKind::Limit(Limit::Nesting));
        }
        let Some(Object::Dict(node)) = self.file.object(id.number) else {
            return Ok(());
        };
        let file = self.file;
        from.resources = file.dict(node, b"Resources").or(from.resources);
        from.media = bounds(file, node, b"MediaBox").or(from.media);
        from.crop = bounds(file, node, b"CropBox").or(from.crop);
        if let Some(r) = file.int(node, b"Rotate") {
            from.rotate = r;
        }
        if let Some(Object::Array(kids)) = file.get(node, b"Kids") {
            for kid in kids.iter() {
                self.visit(kid, from, depth + 1)?;
            }
            return Ok(());
        }
        if self.out.len() >= self.limits.pages as usize {
            return Err(ErrorKind::Limit(Limit::Pages));
        }
        let media = from.media.unwrap_or([0.0, 0.0, 595.0, 842.0]);
        let crop = from.crop.map(|c| {
            [
                c[0].max(media[0]),
                c[1].max(media[1]),
                c[2].min(media[2]),
                c[3].min(media[3]),
            ]
        });
        let shown = crop
            .filter(|c| c[2] - c[0] > 1.0 && c[3] - c[1] > 1.0)
            .unwrap_or(media);
        self.out.push(PageNode {
            dict: node,
            resources: from.resources,
            sheet: Sheet::new(shown, from.rotate),
        });
        Ok(())
    }
}

fn bounds(file: &File<'_>, node: Dict<'_>, key: &[u8]) -> Option<[f32; 4]> {
    let [a, b, c, d] = <[f32; 4]>::try_from(file.floats(node, key)?).ok()?;
    let out = [a.min(c), b.min(d), a.max(c), b.max(d)];
    let fits = |v: f32| (1.0..100_000.0).contains(&v);
    (fits(out[2] - out[0]) && fits(out[3] - out[1])).then_some(out)
}

/// The content streams of a page.
pub(super) fn contents<'a>(file: &'a File<'a>, page: Dict<'a>) -> Vec<Stream<'a>> {
    match file.get(page, b"Contents") {
        Some(Object::Stream(s)) => vec![s],
        Some(Object::Array(list)) => list.iter().filter_map(|o| file.resolve(o)?.as_stream()).collect(),
        _ => Vec::new(),
    }
}
