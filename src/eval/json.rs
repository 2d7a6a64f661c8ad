//! Figures as JSON.

use serde_json::{Map, Value, json};

use super::evaluation::Evaluation;
use super::score::Section;

/// The figures: `macro_f1`, `evidence_bad`, `evidence_total`, `roles` and `quotes` (right, all), `lost`, `failed`, and each
/// section by its name with `p`, `r`, `f1`, `tp`, `fp`, `fn`; then `files`, `annotations`, `by_variant` and `by_council`.
pub fn json(evaluation: &Evaluation) -> Value {
    let total = &evaluation.total;
    let mut out = Map::new();
    let mut put = |name: &str, value: Value| out.insert(name.to_owned(), value);
    put("macro_f1", json!(total.macro_f1()));
    put("evidence_bad", json!(evaluation.evidence.bad));
    put("evidence_total", json!(evaluation.evidence.total));
    put("roles", json!([total.roles.0, total.roles.1]));
    put("quotes", json!([total.quotes.0, total.quotes.1]));
    put("lost", json!(evaluation.lost()));
    put("failed", json!(evaluation.failed()));
    for section in Section::ALL {
        let t = total.tally(section);
        let figures = json!({
            "p": t.precision(), "r": t.recall(), "f1": t.f1(),
            "tp": t.tp, "fp": t.fp, "fn": t.fn_,
        });
        put(section.name(), figures);
    }
    put("files", json!(evaluation.documents.len()));
    put("annotations", json!(evaluation.golds));
    let variants = evaluation.variants().into_iter();
    let variants = variants.map(|v| json!({"variant": v.name, "files": v.files, "macro_f1": v.macro_f1}));
    put("by_variant", variants.collect());
    let councils = evaluation.councils().into_iter();
    let councils = councils.map(|c| {
        json!({"municipality_code": c.code, "files": c.files, "macro_f1": c.alone, "macro_f1_without": c.without})
    });
    put("by_council", councils.collect());
    Value::Object(out)
}
