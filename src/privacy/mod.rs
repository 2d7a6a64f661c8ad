//! Personal data (лични данни) is found and masked before any rule or writer sees it.
//!
//! Every letter and digit of it becomes a sign that is as long in UTF-8, so that every offset holds. What is personal by
//! law and what is not: regulation (EU) 2016/679, article 4, point 1; numbers and their checksums are those of the law on
//! civil registration and of the law on foreigners.

mod account;
mod across;
mod address;
mod email;
mod mask;
mod names;
mod number;
mod phone;
mod run;
mod words;

pub use account::is_persons;
pub(crate) use across::{mask_across, may_cross_pages};
pub use mask::{mask, masked};
pub use names::{PrivateName, places, private};

use crate::model::{Personal, Span, byte_places};

/// The personal data of a text, in order; none lies in another.
///
/// ```
/// # use savet::privacy::find;
/// let text = "с ЕГН 7523169263";
/// assert_eq!(find(text)[0].span.of(text), "7523169263");
/// ```
pub fn find(text: &str) -> Vec<Personal> {
    let mut found = Vec::new();
    let mut free = 0;
    for at in byte_places(text, |a, _| a.is_ascii_digit() | (a == b'+') | (a == 0xEF)) {
        if at < free {
            continue;
        }
        let Some(run) = run::Run::at(text, at) else {
            continue;
        };
        free = run.end();
        number::find(text, &run, &mut found);
        phone::find(text, &run, &mut found);
    }
    account::find(text, &mut found);
    email::find(text, &mut found);
    address::find(text, &mut found);
    apart(found)
}

/// The name of a file with its personal data masked. What parts words there is no part of a number.
pub fn hidden(name: String) -> String {
    let found = find(&name.replace(['_', '.', '-', '/', '+'], " "));
    if found.is_empty() {
        return name;
    }
    let places: Vec<Span> = found.iter().map(|p| p.span).collect();
    masked(&name, &places)
}

/// In order, without what lies in an earlier or longer one.
fn apart(mut found: Vec<Personal>) -> Vec<Personal> {
    found.sort_by_key(|p| (p.span.start, std::cmp::Reverse(p.span.end), p.class));
    let mut end = 0;
    found.retain_mut(|p| {
        if p.span.end <= end {
            return false;
        }
        p.span = Span::new(p.span.start.max(end), p.span.end);
        end = p.span.end;
        true
    });
    found
}
