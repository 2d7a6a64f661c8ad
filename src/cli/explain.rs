//! `savet explain`: which rule matched which words of a text.

use std::io::{self, IsTerminal, Write};
use std::path::{Path, PathBuf};
use std::process::ExitCode;

use savet::{Explanation, Extractor, Finding};

use super::{complain_of, exit, ocr, read};

/// Show which rule matched which words
#[derive(clap::Args)]
#[command(after_help = EXAMPLES)]
pub struct Args {
    /// The text; standard input where absent or `-`
    text: Option<String>,
    /// A document instead of a text
    #[arg(long, short, value_name = "FILE", conflicts_with = "text")]
    file: Option<PathBuf>,
    #[command(flatten)]
    ocr: ocr::Options,
}

const EXAMPLES: &str = "\
Examples:
  savet explain 'Отпуска 1 250,50 лв. на читалището до 30.06.2025 г.'
  savet explain --file decision.pdf
  savet text decision.pdf | savet explain";

/// Runs the command.
pub fn run(args: Args) -> io::Result<ExitCode> {
    let extractor = match args.file {
        Some(_) => Extractor::new(args.ocr.config()),
        None => Extractor::default(),
    };
    let explanation = match (&args.text, &args.file) {
        (Some(text), _) if text != "-" => Ok(extractor.explain(text)),
        (_, file) => {
            let path = file.as_deref().unwrap_or(Path::new("-"));
            read(path).and_then(|bytes| extractor.explain_bytes(&bytes))
        }
    };
    let explanation = match explanation {
        Ok(explanation) => explanation,
        Err(error) => {
            let file = args.file.unwrap_or_else(|| "-".into());
            complain_of(&file.display().to_string(), &error);
            return Ok(exit::NOT_RUN.into());
        }
    };
    let mut out = io::stdout().lock();
    print(&mut out, &explanation, &Paint::wanted())?;
    Ok(ExitCode::SUCCESS)
}

/// The text with the words marked, then a line for each finding.
fn print(out: &mut impl Write, explanation: &Explanation, paint: &Paint) -> io::Result<()> {
    let Explanation { text, findings } = explanation;
    if findings.is_empty() {
        return writeln!(out, "no rule matches");
    }
    if paint.on {
        writeln!(out, "{}\n", marked(text, findings, paint))?;
    }
    let width = findings.iter().map(|f| f.rule.len()).max().unwrap_or(0);
    for f in findings {
        let rule = format!("{:width$}", f.rule);
        writeln!(out, "{}  {}", paint.rule(&rule), paint.words(&f.quote))?;
        let fields: Vec<String> = f
            .fields
            .iter()
            .map(|(k, v)| format!("{}{v}", paint.faint(&format!("{k}="))))
            .collect();
        writeln!(out, "{:width$}  {}", "", fields.join("  "))?;
    }
    Ok(())
}

/// The text with every word of a finding in colour.
fn marked(text: &str, findings: &[Finding], paint: &Paint) -> String {
    let mut out = String::new();
    let mut done = 0;
    for f in findings.iter().filter(|f| !f.span.is_empty()) {
        let start = f.span.start.max(done);
        if f.span.end <= start {
            continue;
        }
        out += text.get(done..start).unwrap_or_default();
        out += &paint.words(text.get(start..f.span.end).unwrap_or_default());
        done = f.span.end;
    }
    out += text.get(done..).unwrap_or_default();
    out
}

/// Colours, or none.
struct Paint {
    on: bool,
}

impl Paint {
    /// Colours on a terminal, unless `NO_COLOR` is set (<https://no-color.org>).
    fn wanted() -> Self {
        let no_color = std::env::var_os("NO_COLOR").is_some_and(|v| !v.is_empty());
        Paint {
            on: io::stdout().is_terminal() && !no_color,
        }
    }

    fn rule(&self, s: &str) -> String {
        self.with("36", s)
    }

    fn words(&self, s: &str) -> String {
        self.with("1;33", s)
    }

    fn faint(&self, s: &str) -> String {
        self.with("2", s)
    }

    fn with(&self, code: &str, s: &str) -> String {
        if self.on {
            format!("\x1b[{code}m{s}\x1b[0m")
        } else {
            s.to_owned()
        }
    }
}
