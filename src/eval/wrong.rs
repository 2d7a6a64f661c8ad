//! Misses of a document for a reader: what was missed, what is extra, and what is both, a row that is there with something
//! wrong in it.

use super::evaluation::Scored;
use super::fold::alike;
use super::score::Section;
use super::tally::Miss;

/// The least likeness of the words of two rows that are taken for one.
const ALIKE: f64 = 0.5;

/// One thing to show.
#[derive(Debug, Clone, Copy)]
pub(super) enum Finding<'a> {
    /// The dataset has the words, and a value is not the gold's.
    Wrong {
        /// The dataset's.
        got: &'a Miss,
        /// The gold's.
        want: &'a Miss,
    },
    /// In the gold alone.
    Missed(&'a Miss),
    /// In the dataset alone.
    Extra(&'a Miss),
}

/// The misses of a section of a document. Each missed row takes the extra row whose words are most like its own.
pub(super) fn findings(document: &Scored, section: Section) -> Vec<Finding<'_>> {
    let of = |extra: bool| {
        let all = document.misses.iter();
        all.filter(move |m| m.section == section && m.extra == extra)
    };
    let mut extra: Vec<&Miss> = of(true).collect();
    let mut findings = Vec::new();
    for want in of(false) {
        let likeness = |got: &&Miss| likeness(section, got, want);
        let likely = extra.iter().enumerate().map(|(i, got)| (likeness(got), i));
        // Of equal ones the first, which is the next in reading order.
        let best = likely
            .filter(|l| l.0 >= ALIKE)
            .max_by(|a, b| a.0.total_cmp(&b.0).then(b.1.cmp(&a.1)));
        findings.push(match best {
            Some((_, at)) => Finding::Wrong {
                got: extra.remove(at),
                want,
            },
            None => Finding::Missed(want),
        });
    }
    findings.extend(extra.into_iter().map(Finding::Extra));
    findings
}

/// How much two misses look like one, from 0 to 1.
fn likeness(section: Section, got: &Miss, want: &Miss) -> f64 {
    match section {
        Section::Document => f64::from(u8::from(got.key.first() == want.key.first())),
        // The same column, and of the same decision where a value tells: fields come in pairs, the first is taken.
        Section::Header => f64::from(u8::from(got.key.first() == want.key.first())),
        _ => alike(&got.quote, &want.quote),
    }
}
