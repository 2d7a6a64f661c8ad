//! Checksums of ЕИК, IBAN and ЕГН. The number itself is never in the message.

use super::{Found, Subject};
use crate::model::{Issue, Span, Value, fold_space, is_letter_or_digit};

pub fn check(subject: Subject<'_>, out: &mut Found) {
    let mut body: Option<(Span, &str)> = None;
    for m in subject.mentions {
        if let Value::Party(p) = &m.value {
            body = Some((m.span, p.name.as_str()));
        }
        let Value::Identifier(i) = &m.value else { continue };
        if i.valid != Some(false) {
            continue;
        }
        let (code, name) = match i.kind {
            "eik" => ("eik_invalid", "ЕИК"),
            "iban" => ("iban_invalid", "IBAN"),
            "egn" => ("egn_invalid", "ЕГН"),
            _ => continue,
        };
        let whose = body
            .filter(|(s, _)| i.kind == "eik" && s.covers(m.span))
            .map(|(_, name)| format!(" of {}", fold_space(name)))
            .unwrap_or_default();
        let digits = i
            .value
            .chars()
            .filter(|c| is_letter_or_digit(*c) || *c == '*')
            .count();
        let message = format!(
            "the {name}{whose} ({digits} characters) does not pass its check: a digit is wrong or missing"
        );
        out.push((m.span, Issue::info(code, message, None)));
    }
}
