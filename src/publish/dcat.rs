//! The dataset in the words of DCAT-AP 3, as JSON-LD.
//!
//! Source: <https://semiceu.github.io/DCAT-AP/releases/3.0.0/>; the codes are of the EU's authority tables.

use serde_json::{Value, json};

use super::about::About;

pub(super) const LANGUAGE: &str = "http://publications.europa.eu/resource/authority/language/BUL";
pub(super) const THEME: &str = "http://publications.europa.eu/resource/authority/data-theme/GOVE";
pub(super) const FREQUENCY: &str = "http://publications.europa.eu/resource/authority/frequency/IRREG";
pub(super) const COUNTRY: &str = "http://publications.europa.eu/resource/authority/country/BGR";
pub(super) const LICENCE: &str = "https://creativecommons.org/licenses/by/4.0/";
const CSV: &str = "http://publications.europa.eu/resource/authority/file-type/CSV";

/// The dataset and its tables. The addresses of the files are the portal's to give.
pub(super) fn dataset(about: &About) -> Value {
    let publisher = &about.publisher;
    let tags = about.tags();
    let keywords: Vec<Value> = tags.iter().map(|t| text(t)).collect();
    let distributions: Vec<Value> = about
        .tables
        .iter()
        .map(|table| {
            json!({
                "@type": "dcat:Distribution",
                "dct:title": text(table.title()),
                "dct:description": {"@value": table.doc(), "@language": "en"},
                "dct:format": {"@id": CSV},
                "dcat:mediaType": {"@id": "https://www.iana.org/assignments/media-types/text/csv"},
                "dct:license": {"@id": LICENCE},
                "dct:language": {"@id": LANGUAGE},
            })
        })
        .collect();
    let mut dataset = json!({
        "@context": {
            "dcat": "http://www.w3.org/ns/dcat#",
            "dct": "http://purl.org/dc/terms/",
            "foaf": "http://xmlns.com/foaf/0.1/",
            "vcard": "http://www.w3.org/2006/vcard/ns#",
            "xsd": "http://www.w3.org/2001/XMLSchema#",
        },
        "@type": "dcat:Dataset",
        "dct:title": text(&about.title()),
        "dct:description": text(&about.description()),
        "dcat:keyword": keywords,
        "dcat:theme": {"@id": THEME},
        "dct:language": {"@id": LANGUAGE},
        "dct:license": {"@id": LICENCE},
        "dct:accrualPeriodicity": {"@id": FREQUENCY},
        "dct:spatial": {"@id": COUNTRY},
        "dcat:distribution": distributions,
    });
    if !publisher.name.is_empty() {
        dataset["dct:publisher"] = json!({"@type": "foaf:Agent", "foaf:name": text(&publisher.name)});
    }
    if !publisher.contact_email.is_empty() {
        dataset["dcat:contactPoint"] = json!({
            "@type": "vcard:Organization",
            "vcard:fn": publisher.contact_name,
            "vcard:hasEmail": {"@id": format!("mailto:{}", publisher.contact_email)},
        });
    }
    if let Some((from, to)) = &about.period {
        dataset["dct:temporal"] = json!({
            "@type": "dct:PeriodOfTime",
            "dcat:startDate": day(from),
            "dcat:endDate": day(to),
        });
    }
    dataset
}

fn text(words: &str) -> Value {
    json!({"@value": words, "@language": "bg"})
}

fn day(day: &str) -> Value {
    json!({"@value": day, "@type": "xsd:date"})
}
