//! Every table and every column, once. Writers, docs and tests read this list.

/// The type of a column's values.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Type {
    /// Words, codes and partial dates.
    Text,
    /// Whole numbers.
    Int,
    /// Exact decimals.
    Decimal,
    /// `true` or `false`.
    Bool,
}

/// One column.
#[derive(Debug, Clone, Copy)]
pub struct Column {
    /// Its name in every format.
    pub name: &'static str,
    /// The type of its values.
    pub kind: Type,
}

/// A table of OUTPUT.md.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Table {
    /// `documents`.
    Documents,
    /// `decisions`.
    Decisions,
    /// `resolutions`.
    Resolutions,
    /// `citations`.
    Citations,
    /// `amounts`.
    Amounts,
    /// `dates`.
    Dates,
    /// `votes`.
    Votes,
    /// `references`.
    References,
    /// `identifiers`.
    Identifiers,
    /// `parties`.
    Parties,
    /// `relations`.
    Relations,
    /// `diagnostics`.
    Diagnostics,
}

impl Table {
    /// Every table, in the order in which they are written.
    pub const ALL: [Table; 12] = [
        Table::Documents,
        Table::Decisions,
        Table::Resolutions,
        Table::Citations,
        Table::Amounts,
        Table::Dates,
        Table::Votes,
        Table::References,
        Table::Identifiers,
        Table::Parties,
        Table::Relations,
        Table::Diagnostics,
    ];

    /// Its name in every format.
    pub fn name(self) -> &'static str {
        match self {
            Table::Documents => "documents",
            Table::Decisions => "decisions",
            Table::Resolutions => "resolutions",
            Table::Citations => "citations",
            Table::Amounts => "amounts",
            Table::Dates => "dates",
            Table::Votes => "votes",
            Table::References => "references",
            Table::Identifiers => "identifiers",
            Table::Parties => "parties",
            Table::Relations => "relations",
            Table::Diagnostics => "diagnostics",
        }
    }

    /// The letter in its rows' ids, as in `0123456789abcdef-d1`; none where rows have no id of their own.
    pub fn letter(self) -> Option<char> {
        match self {
            Table::Documents => None,
            Table::Decisions => Some('d'),
            Table::Resolutions => Some('r'),
            Table::Citations => Some('c'),
            Table::Amounts => Some('a'),
            Table::Dates => Some('t'),
            Table::Votes => Some('v'),
            Table::References => Some('x'),
            Table::Identifiers => Some('i'),
            Table::Parties => Some('p'),
            Table::Relations => Some('l'),
            Table::Diagnostics => None,
        }
    }

    /// Its columns, in order.
    pub fn columns(self) -> &'static [Column] {
        match self {
            Table::Documents => DOCUMENTS,
            Table::Decisions => DECISIONS,
            Table::Resolutions => RESOLUTIONS,
            Table::Citations => CITATIONS,
            Table::Amounts => AMOUNTS,
            Table::Dates => DATES,
            Table::Votes => VOTES,
            Table::References => REFERENCES,
            Table::Identifiers => IDENTIFIERS,
            Table::Parties => PARTIES,
            Table::Relations => RELATIONS,
            Table::Diagnostics => DIAGNOSTICS,
        }
    }

    /// The place of the column `name`.
    pub fn column(self, name: &str) -> Option<usize> {
        self.columns().iter().position(|c| c.name == name)
    }
}

const DOCUMENTS: &[Column] = &[
    Column {
        name: "document_id",
        kind: Type::Text,
    },
    Column {
        name: "source",
        kind: Type::Text,
    },
    Column {
        name: "sha256",
        kind: Type::Text,
    },
    Column {
        name: "bytes",
        kind: Type::Int,
    },
    Column {
        name: "format",
        kind: Type::Text,
    },
    Column {
        name: "pages",
        kind: Type::Int,
    },
    Column {
        name: "text_source",
        kind: Type::Text,
    },
    Column {
        name: "type",
        kind: Type::Text,
    },
    Column {
        name: "municipality_code",
        kind: Type::Text,
    },
    Column {
        name: "municipality",
        kind: Type::Text,
    },
    Column {
        name: "title",
        kind: Type::Text,
    },
    Column {
        name: "date",
        kind: Type::Text,
    },
    Column {
        name: "protocol_number",
        kind: Type::Text,
    },
    Column {
        name: "decisions",
        kind: Type::Int,
    },
    Column {
        name: "status",
        kind: Type::Text,
    },
    Column {
        name: "error",
        kind: Type::Text,
    },
    Column {
        name: "warnings",
        kind: Type::Int,
    },
    Column {
        name: "duplicate_of",
        kind: Type::Text,
    },
];

const DECISIONS: &[Column] = &[
    Column {
        name: "decision_id",
        kind: Type::Text,
    },
    Column {
        name: "document_id",
        kind: Type::Text,
    },
    Column {
        name: "work_id",
        kind: Type::Text,
    },
    Column {
        name: "number",
        kind: Type::Text,
    },
    Column {
        name: "date",
        kind: Type::Text,
    },
    Column {
        name: "municipality_code",
        kind: Type::Text,
    },
    Column {
        name: "council",
        kind: Type::Text,
    },
    Column {
        name: "protocol_number",
        kind: Type::Text,
    },
    Column {
        name: "protocol_date",
        kind: Type::Text,
    },
    Column {
        name: "session_kind",
        kind: Type::Text,
    },
    Column {
        name: "agenda_item",
        kind: Type::Text,
    },
    Column {
        name: "subject",
        kind: Type::Text,
    },
    Column {
        name: "proposal_number",
        kind: Type::Text,
    },
    Column {
        name: "proposal_date",
        kind: Type::Text,
    },
    Column {
        name: "proposer",
        kind: Type::Text,
    },
    Column {
        name: "outcome",
        kind: Type::Text,
    },
    Column {
        name: "votes_for",
        kind: Type::Int,
    },
    Column {
        name: "votes_against",
        kind: Type::Int,
    },
    Column {
        name: "votes_abstained",
        kind: Type::Int,
    },
    Column {
        name: "votes_cast",
        kind: Type::Int,
    },
    Column {
        name: "votes_present",
        kind: Type::Int,
    },
    Column {
        name: "votes_total",
        kind: Type::Int,
    },
    Column {
        name: "signatory",
        kind: Type::Text,
    },
    Column {
        name: "signatory_role",
        kind: Type::Text,
    },
    Column {
        name: "page",
        kind: Type::Int,
    },
    Column {
        name: "start",
        kind: Type::Int,
    },
    Column {
        name: "end",
        kind: Type::Int,
    },
];

const RESOLUTIONS: &[Column] = &[
    Column {
        name: "resolution_id",
        kind: Type::Text,
    },
    Column {
        name: "document_id",
        kind: Type::Text,
    },
    Column {
        name: "decision_id",
        kind: Type::Text,
    },
    Column {
        name: "path",
        kind: Type::Text,
    },
    Column {
        name: "parent",
        kind: Type::Text,
    },
    Column {
        name: "action",
        kind: Type::Text,
    },
    Column {
        name: "verb",
        kind: Type::Text,
    },
    Column {
        name: "text",
        kind: Type::Text,
    },
    Column {
        name: "page",
        kind: Type::Int,
    },
    Column {
        name: "start",
        kind: Type::Int,
    },
    Column {
        name: "end",
        kind: Type::Int,
    },
];

const CITATIONS: &[Column] = &[
    Column {
        name: "citation_id",
        kind: Type::Text,
    },
    Column {
        name: "document_id",
        kind: Type::Text,
    },
    Column {
        name: "decision_id",
        kind: Type::Text,
    },
    Column {
        name: "resolution_id",
        kind: Type::Text,
    },
    Column {
        name: "role",
        kind: Type::Text,
    },
    Column {
        name: "act_id",
        kind: Type::Text,
    },
    Column {
        name: "act",
        kind: Type::Text,
    },
    Column {
        name: "act_kind",
        kind: Type::Text,
    },
    Column {
        name: "act_number",
        kind: Type::Text,
    },
    Column {
        name: "act_year",
        kind: Type::Text,
    },
    Column {
        name: "article",
        kind: Type::Text,
    },
    Column {
        name: "paragraph",
        kind: Type::Text,
    },
    Column {
        name: "point",
        kind: Type::Text,
    },
    Column {
        name: "letter",
        kind: Type::Text,
    },
    Column {
        name: "sentence",
        kind: Type::Text,
    },
    Column {
        name: "section",
        kind: Type::Text,
    },
    Column {
        name: "canonical",
        kind: Type::Text,
    },
    Column {
        name: "page",
        kind: Type::Int,
    },
    Column {
        name: "start",
        kind: Type::Int,
    },
    Column {
        name: "end",
        kind: Type::Int,
    },
    Column {
        name: "quote",
        kind: Type::Text,
    },
];

const AMOUNTS: &[Column] = &[
    Column {
        name: "amount_id",
        kind: Type::Text,
    },
    Column {
        name: "document_id",
        kind: Type::Text,
    },
    Column {
        name: "decision_id",
        kind: Type::Text,
    },
    Column {
        name: "resolution_id",
        kind: Type::Text,
    },
    Column {
        name: "value",
        kind: Type::Decimal,
    },
    Column {
        name: "currency",
        kind: Type::Text,
    },
    Column {
        name: "value_eur",
        kind: Type::Decimal,
    },
    Column {
        name: "words_value",
        kind: Type::Decimal,
    },
    Column {
        name: "words_agree",
        kind: Type::Bool,
    },
    Column {
        name: "vat",
        kind: Type::Text,
    },
    Column {
        name: "per",
        kind: Type::Text,
    },
    Column {
        name: "dual_of",
        kind: Type::Text,
    },
    Column {
        name: "label",
        kind: Type::Text,
    },
    Column {
        name: "page",
        kind: Type::Int,
    },
    Column {
        name: "start",
        kind: Type::Int,
    },
    Column {
        name: "end",
        kind: Type::Int,
    },
    Column {
        name: "quote",
        kind: Type::Text,
    },
];

const DATES: &[Column] = &[
    Column {
        name: "date_id",
        kind: Type::Text,
    },
    Column {
        name: "document_id",
        kind: Type::Text,
    },
    Column {
        name: "decision_id",
        kind: Type::Text,
    },
    Column {
        name: "resolution_id",
        kind: Type::Text,
    },
    Column {
        name: "start_date",
        kind: Type::Text,
    },
    Column {
        name: "end_date",
        kind: Type::Text,
    },
    Column {
        name: "precision",
        kind: Type::Text,
    },
    Column {
        name: "role",
        kind: Type::Text,
    },
    Column {
        name: "page",
        kind: Type::Int,
    },
    Column {
        name: "start",
        kind: Type::Int,
    },
    Column {
        name: "end",
        kind: Type::Int,
    },
    Column {
        name: "quote",
        kind: Type::Text,
    },
];

const VOTES: &[Column] = &[
    Column {
        name: "vote_id",
        kind: Type::Text,
    },
    Column {
        name: "document_id",
        kind: Type::Text,
    },
    Column {
        name: "decision_id",
        kind: Type::Text,
    },
    Column {
        name: "councillor",
        kind: Type::Text,
    },
    Column {
        name: "choice",
        kind: Type::Text,
    },
    Column {
        name: "page",
        kind: Type::Int,
    },
    Column {
        name: "start",
        kind: Type::Int,
    },
    Column {
        name: "end",
        kind: Type::Int,
    },
    Column {
        name: "quote",
        kind: Type::Text,
    },
];

const REFERENCES: &[Column] = &[
    Column {
        name: "reference_id",
        kind: Type::Text,
    },
    Column {
        name: "document_id",
        kind: Type::Text,
    },
    Column {
        name: "decision_id",
        kind: Type::Text,
    },
    Column {
        name: "kind",
        kind: Type::Text,
    },
    Column {
        name: "number",
        kind: Type::Text,
    },
    Column {
        name: "date",
        kind: Type::Text,
    },
    Column {
        name: "issuer",
        kind: Type::Text,
    },
    Column {
        name: "page",
        kind: Type::Int,
    },
    Column {
        name: "start",
        kind: Type::Int,
    },
    Column {
        name: "end",
        kind: Type::Int,
    },
    Column {
        name: "quote",
        kind: Type::Text,
    },
];

const IDENTIFIERS: &[Column] = &[
    Column {
        name: "identifier_id",
        kind: Type::Text,
    },
    Column {
        name: "document_id",
        kind: Type::Text,
    },
    Column {
        name: "decision_id",
        kind: Type::Text,
    },
    Column {
        name: "kind",
        kind: Type::Text,
    },
    Column {
        name: "value",
        kind: Type::Text,
    },
    Column {
        name: "valid",
        kind: Type::Bool,
    },
    Column {
        name: "page",
        kind: Type::Int,
    },
    Column {
        name: "start",
        kind: Type::Int,
    },
    Column {
        name: "end",
        kind: Type::Int,
    },
    Column {
        name: "quote",
        kind: Type::Text,
    },
];

const PARTIES: &[Column] = &[
    Column {
        name: "party_id",
        kind: Type::Text,
    },
    Column {
        name: "document_id",
        kind: Type::Text,
    },
    Column {
        name: "decision_id",
        kind: Type::Text,
    },
    Column {
        name: "kind",
        kind: Type::Text,
    },
    Column {
        name: "name",
        kind: Type::Text,
    },
    Column {
        name: "role",
        kind: Type::Text,
    },
    Column {
        name: "page",
        kind: Type::Int,
    },
    Column {
        name: "start",
        kind: Type::Int,
    },
    Column {
        name: "end",
        kind: Type::Int,
    },
    Column {
        name: "quote",
        kind: Type::Text,
    },
];

const RELATIONS: &[Column] = &[
    Column {
        name: "relation_id",
        kind: Type::Text,
    },
    Column {
        name: "document_id",
        kind: Type::Text,
    },
    Column {
        name: "decision_id",
        kind: Type::Text,
    },
    Column {
        name: "kind",
        kind: Type::Text,
    },
    Column {
        name: "target_number",
        kind: Type::Text,
    },
    Column {
        name: "target_date",
        kind: Type::Text,
    },
    Column {
        name: "target_protocol",
        kind: Type::Text,
    },
    Column {
        name: "target_work_id",
        kind: Type::Text,
    },
    Column {
        name: "page",
        kind: Type::Int,
    },
    Column {
        name: "start",
        kind: Type::Int,
    },
    Column {
        name: "end",
        kind: Type::Int,
    },
    Column {
        name: "quote",
        kind: Type::Text,
    },
];

const DIAGNOSTICS: &[Column] = &[
    Column {
        name: "document_id",
        kind: Type::Text,
    },
    Column {
        name: "severity",
        kind: Type::Text,
    },
    Column {
        name: "code",
        kind: Type::Text,
    },
    Column {
        name: "message",
        kind: Type::Text,
    },
    Column {
        name: "page",
        kind: Type::Int,
    },
];
