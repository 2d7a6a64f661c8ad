//! Codes that name things: ЕИК, cadastre, УПИ, areas, projects.

use super::Rule;

/// The rules of this dimension.
pub const RULES: &[&Rule] = &[];
