//! `savet rules`: every rule, as it stands in `docs/RULES.md`.

use std::io::{self, Write};
use std::process::ExitCode;

use savet::RuleInfo;

/// Print every rule and what it finds
#[derive(clap::Args)]
pub struct Args {}

/// Hints shown of each rule; a vocabulary may have hundreds.
const HINTS: usize = 8;

/// Runs the command.
pub fn run(_args: Args) -> io::Result<ExitCode> {
    let mut out = io::stdout().lock();
    writeln!(
        out,
        "# Rules\n\n\
         Printed by `savet rules`. A rule's id is its file: `amount/digits` is `src/parse/amount/digits.rs`, and\n\
         `fixtures/rules/amount/digits.toml` shows what it finds and what it must leave alone.\n\
         A rule looks at a text only where one of its hints stands."
    )?;
    let mut dimension = "";
    for rule in savet::rules() {
        let (of, _) = rule.id.split_once('/').unwrap_or_default();
        if of != dimension {
            writeln!(out, "\n## {of}")?;
            dimension = of;
        }
        writeln!(
            out,
            "\n### `{}`\n\n{}\n\nHints: {}",
            rule.id,
            rule.doc.trim(),
            hints(&rule)
        )?;
    }
    Ok(ExitCode::SUCCESS)
}

fn hints(rule: &RuleInfo) -> String {
    let shown: Vec<String> = rule
        .hints
        .iter()
        .take(HINTS)
        .map(|h| format!("`{}`", h.escape_debug()))
        .collect();
    let more = rule.hints.len().saturating_sub(HINTS);
    if more > 0 {
        format!("{} and {more} more", shown.join(" "))
    } else {
        shown.join(" ")
    }
}
