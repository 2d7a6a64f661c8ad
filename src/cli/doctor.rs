//! `savet doctor`: what this machine has for the work, and what it lacks.

use std::fs;
use std::io::{self, Write};
use std::num::NonZero;
use std::path::{Path, PathBuf};
use std::process::{Command, ExitCode, Stdio};
use std::thread;

use savet::lexicon;
use savet::ocr::{Engine, INSTALL};
use savet::{Extractor, RULES_VERSION};

use super::exit;

/// Look whether everything is there that the work needs
#[derive(clap::Args)]
pub struct Args {
    /// The folder that datasets go to
    #[arg(long, value_name = "DIR", default_value = ".")]
    out: PathBuf,
}

/// What came of a check.
enum Finding {
    Right(String),
    /// Something optional is not there.
    Lacking(String),
    Wrong(String),
}

use Finding::{Lacking, Right, Wrong};

/// Runs the command.
pub fn run(args: Args) -> io::Result<ExitCode> {
    let checks = [
        ("program", program()),
        ("reading", reading()),
        ("cores", cores()),
        ("output", writing(&args.out)),
        ("room", room(&args.out)),
        ("workers", workers()),
        ("ocr", ocr()),
    ];
    let mut out = io::stdout().lock();
    let mut wrong = false;
    for (name, finding) in checks {
        let (sign, words) = match finding {
            Right(words) => ("ok  ", words),
            Lacking(words) => ("note", words),
            Wrong(words) => {
                wrong = true;
                ("BAD ", words)
            }
        };
        writeln!(out, "{sign}  {name:8} {words}")?;
    }
    Ok(if wrong {
        exit::BELOW.into()
    } else {
        ExitCode::SUCCESS
    })
}

fn program() -> Finding {
    let (version, acts) = (env!("CARGO_PKG_VERSION"), lexicon::acts::acts().count());
    let municipalities = lexicon::municipalities::all().len();
    Right(format!(
        "savet {version}, rules {RULES_VERSION}, {acts} acts, {municipalities} municipalities"
    ))
}

/// A document of one sentence goes through all stages.
fn reading() -> Finding {
    let text =
        "РЕШЕНИЕ № 1\nНа основание чл. 21, ал. 1, т. 8 от ЗМСМА Общинският съвет\nРЕШИ:\n1. Приема отчета.";
    let record = Extractor::default().extract("doctor.txt", text.as_bytes());
    if record.document.get("status").to_text() == "ok" && !record.rows.is_empty() {
        Right("a sample document is read and its decision found".to_owned())
    } else {
        Wrong("a sample document cannot be read: install savet again".to_owned())
    }
}

fn cores() -> Finding {
    match thread::available_parallelism().map(NonZero::get) {
        Ok(n) => Right(format!("{n}, of which --jobs uses all where not told otherwise")),
        Err(e) => Lacking(format!("unknown ({e}): tell how many with --jobs")),
    }
}

fn writing(folder: &Path) -> Finding {
    let name = folder.display();
    let probe = folder.join(".savet-doctor");
    let tried = fs::write(&probe, "savet").and_then(|()| fs::read(&probe));
    // It is ours, and empty of use; where it cannot be removed it could not be written.
    let _ = fs::remove_file(&probe);
    match tried {
        Ok(back) if back == b"savet" => Right(format!("{name} can be written")),
        Ok(_) => Wrong(format!(
            "{name} gives back other bytes than were written: use another disk"
        )),
        Err(e) => Wrong(format!(
            "{name} cannot be written ({e}): name another folder with --out"
        )),
    }
}

#[cfg(unix)]
fn room(folder: &Path) -> Finding {
    /// A dataset of some ten thousand documents.
    const ENOUGH: u64 = 1 << 30;
    match rustix::fs::statvfs(folder) {
        Ok(s) => {
            let free = s.f_bavail.saturating_mul(s.f_frsize);
            let words = format!("{:.1} GiB free", free as f64 / f64::from(1 << 30));
            if free < ENOUGH {
                Lacking(format!("{words}: make room for large collections"))
            } else {
                Right(words)
            }
        }
        Err(e) => Lacking(format!("unknown ({e})")),
    }
}

#[cfg(not(unix))]
fn room(_: &Path) -> Finding {
    Lacking("not known on this system".to_owned())
}

/// Whether `--isolate` can start this program again.
fn workers() -> Finding {
    let started = std::env::current_exe().and_then(|program| {
        Command::new(program)
            .args(["worker", "--time", "1", "--memory", "1073741824"])
            .stdin(Stdio::null())
            .output()
    });
    match started {
        Ok(o) if o.status.success() => Right("--isolate can start worker processes".to_owned()),
        Ok(o) => Lacking(format!(
            "worker processes fail ({}): --isolate will not work here",
            o.status
        )),
        Err(e) => Lacking(format!(
            "worker processes cannot start ({e}): --isolate will not work here"
        )),
    }
}

/// Whether scanned pages can be recognised.
fn ocr() -> Finding {
    let Some(engine) = Engine::find() else {
        return Lacking(format!(
            "tesseract is not installed: scanned pages stay without text. {INSTALL}"
        ));
    };
    let (version, languages) = (engine.version(), engine.languages().join(", "));
    if engine.reads_bulgarian() {
        Right(format!("tesseract {version} with the languages {languages}"))
    } else {
        Lacking(format!(
            "tesseract {version} has no Bulgarian ({languages}): scanned pages stay without text. {INSTALL}"
        ))
    }
}
