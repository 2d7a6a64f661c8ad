//! The command line.

use savet::model::schema::Table;

fn main() -> anyhow::Result<()> {
    // Interim: replaced by src/cli.
    let mut args = std::env::args().skip(1);
    let (Some(input), Some(out)) = (args.next(), args.next()) else {
        anyhow::bail!("savet FOLDER OUT")
    };
    std::fs::create_dir_all(format!("{out}/text"))?;
    let extractor = savet::Extractor::default();
    let mut writers: Vec<csv::Writer<std::fs::File>> = Vec::new();
    for t in Table::ALL {
        let mut w = csv::Writer::from_path(format!("{out}/{}.csv", t.name()))?;
        w.write_record(t.columns().iter().map(|c| c.name))?;
        writers.push(w);
    }
    let mut files: Vec<_> = walkdir::WalkDir::new(&input)
        .into_iter()
        .filter_map(Result::ok)
        .map(|e| e.into_path())
        .collect();
    files.sort();
    for f in files
        .iter()
        .filter(|f| f.extension().is_some_and(|e| e == "txt" || e == "pdf"))
    {
        let r = extractor.extract(&f.display().to_string(), &std::fs::read(f)?);
        std::fs::write(format!("{out}/text/{}.txt", r.id()), &r.text)?;
        for row in std::iter::once(&r.document).chain(&r.rows) {
            writers[row.table as usize].write_record(row.cells.iter().map(|c| c.to_text()))?;
        }
    }
    for w in &mut writers {
        w.flush()?;
    }
    Ok(())
}
