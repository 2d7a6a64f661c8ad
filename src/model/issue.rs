//! Everything that a person should look at: rows of `diagnostics`.

/// How grave an issue is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Severity {
    /// Worth knowing; nothing is lost.
    Info,
    /// Something may be wrong or was lost.
    Warning,
}

impl Severity {
    /// The name used in `diagnostics.severity`.
    pub fn name(self) -> &'static str {
        match self {
            Severity::Info => "info",
            Severity::Warning => "warning",
        }
    }
}

/// One thing to look at.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Issue {
    /// How grave.
    pub severity: Severity,
    /// A stable code, such as `font_unreadable` or `words_disagree`.
    pub code: &'static str,
    /// One sentence for a person.
    pub message: String,
    /// The page, counted from 1; none for the whole document.
    pub page: Option<u32>,
}

impl Issue {
    /// An issue of the gravity [`Severity::Warning`].
    pub fn warning(code: &'static str, message: impl Into<String>, page: Option<u32>) -> Self {
        Issue {
            severity: Severity::Warning,
            code,
            message: message.into(),
            page,
        }
    }
    /// An issue of the gravity [`Severity::Info`].
    pub fn info(code: &'static str, message: impl Into<String>, page: Option<u32>) -> Self {
        Issue {
            severity: Severity::Info,
            code,
            message: message.into(),
            page,
        }
    }
}
