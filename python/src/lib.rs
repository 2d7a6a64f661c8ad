//! The native half of the Python package `savet`: what Python calls, and how values cross. What an analyst sees is `savet/__init__.py`.

mod arrow;
mod document;
mod error;
mod job;
mod options;
mod patience;
mod stream;

use pyo3::prelude::*;

/// The native half of savet. Import `savet` instead.
#[pymodule]
mod _savet {
    use super::*;

    #[pymodule_export]
    use document::{Document, extract};
    #[pymodule_export]
    use job::{build, merge, pictures, plan, serve, shard};
    #[pymodule_export]
    use stream::{Batch, Stream, Table, extract_many, extract_tables};

    /// The version of savet.
    #[pymodule_export]
    const VERSION: &str = env!("CARGO_PKG_VERSION");

    /// Names the state of the rules: two runs with the same one give the same values.
    #[pymodule_export]
    const RULES_VERSION: &str = savet::RULES_VERSION;

    /// Every table and column, as `savet schema` prints them.
    #[pyfunction]
    fn schema() -> String {
        use savet::model::schema::Table;
        let tables: serde_json::Map<_, _> = Table::ALL
            .into_iter()
            .map(|t| {
                let mut schema = savet::write::table_schema(t);
                schema["description"] = t.doc().into();
                (t.name().to_owned(), schema)
            })
            .collect();
        serde_json::Value::Object(tables).to_string()
    }
}
