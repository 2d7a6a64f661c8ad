//! Which program, with which rules and options, an entry of the ledger was made by.

use sha2::{Digest, Sha256};

use crate::pipeline::Config;

/// Names the form of the entries: a program of another form cannot read them.
pub(in crate::batch) fn form() -> u64 {
    number(env!("SAVET_FORM_VERSION"))
}

/// Names everything besides the content that a record follows from.
pub(in crate::batch) fn stamp(config: &Config) -> u64 {
    number(&format!(
        "{}\0{}\0{:?}\0{}\0{}\0{:?}",
        env!("CARGO_PKG_VERSION"),
        crate::RULES_VERSION,
        config.limits,
        config.ocr.stamp(),
        config.redact,
        config.names
    ))
}

fn number(name: &str) -> u64 {
    let hash: [u8; 32] = Sha256::digest(name).into();
    u64::from_le_bytes(std::array::from_fn(|i| hash[i]))
}
