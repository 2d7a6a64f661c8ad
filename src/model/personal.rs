//! Personal data in a text: what is masked before anybody else sees it.

use super::Span;

/// What kind of personal data.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Class {
    /// Personal number (ЕГН).
    Egn,
    /// Personal number of a foreigner (ЛНЧ).
    Lnch,
    /// Number of an identity card or passport (лична карта, паспорт).
    Card,
    /// Bank account of a person (IBAN).
    Account,
    /// Telephone of a person.
    Phone,
    /// E-mail of a person.
    Email,
    /// Home address (постоянен адрес).
    Address,
    /// Name of a private person.
    Name,
}

impl Class {
    /// Every class.
    pub const ALL: [Class; 8] = [
        Class::Egn,
        Class::Lnch,
        Class::Card,
        Class::Account,
        Class::Phone,
        Class::Email,
        Class::Address,
        Class::Name,
    ];

    /// The name used in `privacy.json`.
    pub fn name(self) -> &'static str {
        match self {
            Class::Egn => "egn",
            Class::Lnch => "lnch",
            Class::Card => "identity_card",
            Class::Account => "iban",
            Class::Phone => "phone",
            Class::Email => "email",
            Class::Address => "address",
            Class::Name => "name",
        }
    }
}

/// Personal data at one place of a text.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Personal {
    /// What it is.
    pub class: Class,
    /// The words of it.
    pub span: Span,
    /// Whether the checksum holds, where the class has one.
    pub valid: Option<bool>,
}
