//! `akn/<decision_id>.xml`: every decision as an Akoma Ntoso document.
//!
//! The words of the decision are all there: what stands before the items is the preamble, the items are the body, what
//! stands behind them the conclusions. A citation of an act that is known by an id is a reference. What the decision does not
//! state is left out; only a date must be there, and is the first day of the year 1, called `unknown`.
//!
//! Source: Akoma Ntoso Version 1.0, part 1 (vocabulary) and part 2 (schema), and its Naming Convention; OASIS, 2018.

mod iri;
mod items;
mod words;

use std::fmt::Write as _;
use std::io;

use super::rows::Row;
use super::{Folder, Piece, Writer, Written};
use crate::model::schema::Table;
use iri::Work;
use words::{Points, Reference, escape, paragraphs};

/// The folder of the files.
pub(super) const FOLDER: &str = "akn";

/// A date that is not stated.
const NO_DATE: &str = "0001-01-01";

/// The writer.
pub(super) struct Decisions<'a> {
    folder: &'a dyn Folder,
}

impl<'a> Decisions<'a> {
    /// A writer into `folder`.
    pub fn new(folder: &'a dyn Folder) -> Self {
        Decisions { folder }
    }
}

impl Writer for Decisions<'_> {
    fn write(&mut self, piece: &Piece<'_>) -> io::Result<()> {
        let rows = piece.rows()?;
        if rows.table(Table::Decisions).next().is_none() {
            return Ok(());
        }
        let text = std::str::from_utf8(piece.text()).map_err(io::Error::other)?;
        let points = Points::of(text);
        let items = rows.by_decision(Table::Resolutions);
        let citations = rows.by_decision(Table::Citations);
        for decision in rows.table(Table::Decisions) {
            let xml = document(&decision, items.of(&decision), citations.of(&decision), &points);
            let name = format!("{FOLDER}/{}.xml", decision.get("decision_id"));
            self.folder.settle(&name, xml.as_bytes())?;
        }
        Ok(())
    }

    fn finish(self: Box<Self>) -> io::Result<Vec<Written>> {
        Ok(Vec::new())
    }
}

/// One decision.
fn document(decision: &Row<'_>, items: &[Row<'_>], citations: &[Row<'_>], points: &Points<'_>) -> String {
    let reference = |c: &Row<'_>| {
        Some(Reference {
            at: points.byte(c.get("start")),
            words: c.get("quote").to_owned(),
            href: iri::provision(c)?,
        })
    };
    let references: Vec<Reference> = citations.iter().filter_map(reference).collect();
    let (start, end) = (
        points.byte(decision.get("start")),
        points.byte(decision.get("end")),
    );
    let spans = || {
        items
            .iter()
            .map(|i| (points.byte(i.get("start")), points.byte(i.get("end"))))
    };
    // Without items everything is the body.
    let first = spans().map(|s| s.0).min().unwrap_or(start);
    let last = spans().map(|s| s.1).max().unwrap_or(end);
    let mut xml = String::from(
        "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n\
         <akomaNtoso xmlns=\"http://docs.oasis-open.org/legaldocml/ns/akn/3.0\">\n<doc name=\"reshenie\">\n",
    );
    meta(&mut xml, decision);
    preface(&mut xml, decision);
    let numbered = items.first().and_then(|i| items::number(i, points));
    let before = numbered.filter(|n| (start..first).contains(n)).unwrap_or(first);
    part(
        &mut xml,
        "preamble",
        &paragraphs(points.text(), start, before, &references),
    );
    let body = if items.is_empty() {
        paragraphs(points.text(), first, last, &references)
    } else {
        items::list(items, points, &references)
    };
    // A body must hold something.
    part(
        &mut xml,
        "mainBody",
        if body.is_empty() { "<p/>\n" } else { &body },
    );
    part(
        &mut xml,
        "conclusions",
        &paragraphs(points.text(), last, end, &references),
    );
    xml.push_str("</doc>\n</akomaNtoso>\n");
    xml
}

fn part(xml: &mut String, name: &str, content: &str) {
    if !content.is_empty() {
        let _ = write!(xml, "<{name}>\n{content}</{name}>\n");
    }
}

/// The document's names at the levels of FRBR: the decision, its text in Bulgarian, this file.
fn meta(xml: &mut String, decision: &Row<'_>) {
    let work = Work::of(decision);
    let date = |name: &str| match decision.get("date") {
        date if date.len() == NO_DATE.len() => format!("<FRBRdate date=\"{date}\" name=\"{name}\"/>"),
        _ => format!("<FRBRdate date=\"{NO_DATE}\" name=\"unknown\"/>"),
    };
    let uri = &work.uri;
    let mut lines = vec![
        "<meta>".to_owned(),
        "<identification source=\"#savet\">".to_owned(),
        "<FRBRWork>".to_owned(),
        format!("<FRBRthis value=\"{uri}/!main\"/>"),
        format!("<FRBRuri value=\"{uri}\"/>"),
    ];
    if !decision.get("work_id").is_empty() {
        lines.push(format!(
            "<FRBRalias name=\"work_id\" value=\"{}\"/>",
            escape(decision.get("work_id"))
        ));
    }
    lines.push(date("adoption"));
    lines.push("<FRBRauthor href=\"#council\"/>".to_owned());
    lines.push(format!("<FRBRcountry value=\"{}\"/>", work.country));
    if !decision.get("number").is_empty() {
        lines.push(format!(
            "<FRBRnumber value=\"{}\"/>",
            escape(decision.get("number"))
        ));
    }
    lines.extend([
        "<FRBRname value=\"reshenie\"/>".to_owned(),
        "</FRBRWork>".to_owned(),
        "<FRBRExpression>".to_owned(),
        format!("<FRBRthis value=\"{uri}/bul@/!main\"/>"),
        format!("<FRBRuri value=\"{uri}/bul@\"/>"),
        date("adoption"),
        "<FRBRauthor href=\"#council\"/>".to_owned(),
        "<FRBRlanguage language=\"bul\"/>".to_owned(),
        "</FRBRExpression>".to_owned(),
        "<FRBRManifestation>".to_owned(),
        format!("<FRBRthis value=\"{uri}/bul@/!main.xml\"/>"),
        format!("<FRBRuri value=\"{uri}/bul@.xml\"/>"),
        date("adoption"),
        "<FRBRauthor href=\"#savet\"/>".to_owned(),
        "<FRBRformat value=\"application/akn+xml\"/>".to_owned(),
        "</FRBRManifestation>".to_owned(),
        "</identification>".to_owned(),
        "<references source=\"#savet\">".to_owned(),
        format!(
            "<original eId=\"source\" href=\"../text/{0}.txt\" showAs=\"{0}\"/>",
            decision.get("document_id")
        ),
        format!(
            "<TLCOrganization eId=\"council\" href=\"/akn/ontology/organization/{}/obshtinski-savet\" showAs=\"{}\"/>",
            work.country,
            match decision.get("council") {
                "" => "Общински съвет".to_owned(),
                council => escape(council),
            }
        ),
        "<TLCProcess eId=\"savet\" href=\"/akn/ontology/process/savet\" showAs=\"savet\"/>".to_owned(),
        "</references>".to_owned(),
        "</meta>\n".to_owned(),
    ]);
    xml.push_str(&lines.join("\n"));
}

/// What the decision is, of its columns.
fn preface(xml: &mut String, decision: &Row<'_>) {
    let mut content = String::new();
    let (council, number, date, subject) = (
        decision.get("council"),
        decision.get("number"),
        decision.get("date"),
        decision.get("subject"),
    );
    if !council.is_empty() {
        let _ = writeln!(content, "<p><docProponent>{}</docProponent></p>", escape(council));
    }
    let mut title = vec!["<docType>Решение</docType>".to_owned()];
    if !number.is_empty() {
        title.push(format!("№ <docNumber>{}</docNumber>", escape(number)));
    }
    if date.len() == NO_DATE.len() {
        title.push(format!("от <docDate date=\"{date}\">{date}</docDate>"));
    }
    let _ = writeln!(content, "<p>{}</p>", title.join(" "));
    if !subject.is_empty() {
        let _ = writeln!(content, "<p><docTitle>{}</docTitle></p>", escape(subject));
    }
    part(xml, "preface", &content);
}
