//! What the rules find in a text: a place, a value, and the rule that found it.

use super::{Decimal, PartialDate, Span};

/// One thing found. `span` counts bytes of the normalised text.
#[derive(Debug, Clone, PartialEq)]
pub struct Mention {
    /// The rule's id, such as `amount/digits`.
    pub rule: &'static str,
    /// Its words.
    pub span: Span,
    /// What the words say.
    pub value: Value,
}

/// What the words of a [`Mention`] say.
#[derive(Debug, Clone, PartialEq)]
pub enum Value {
    /// A provision of an act, or an act alone (правно основание, позоваване).
    Citation(Box<Citation>),
    /// The name of an act, before it is known what it is for: resolving binds it to provisions, makes it a citation
    /// of its own, or leaves it out.
    Act(Box<ActMention>),
    /// The heading of a regulation's own article or section („Чл. 4. (1)“, „§ 2.“): a place, no citation.
    Heading(Box<Citation>),
    /// A sum of money (сума).
    Amount(Amount),
    /// A date or period (дата, период).
    Date(DateValue),
    /// A numbered paper other than an act (решение, протокол, докладна, вх. №, договор, ДВ).
    Reference(Reference),
    /// A code that names a thing (ЕИК, кадастрален идентификатор, УПИ, площ).
    Identifier(Identifier),
    /// The result of a vote (гласували).
    Tally(Tally),
    /// One councillor's vote (поименно гласуване).
    Vote(Vote),
    /// A person or body with a role (страна, вносител, подписал).
    Party(Party),
}

/// Why a provision is named. By the words alone, as OUTPUT.md has it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Role {
    /// Inside a clause opened by „на основание“.
    Basis,
    /// In such a clause after „във връзка с“.
    Related,
    /// Anything else.
    #[default]
    Mention,
}

impl Role {
    /// The name used in `citations.role`.
    pub fn name(self) -> &'static str {
        match self {
            Role::Basis => "basis",
            Role::Related => "related",
            Role::Mention => "mention",
        }
    }
}

/// The act that a citation names.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct ActName {
    /// Id in `data/acts.csv`; empty for an act that is not there.
    pub id: &'static str,
    /// The title as printed, normalised, where there is no id.
    pub title: String,
    /// „закон“, „наредба“, „правилник“, „ПМС“ …, as far as the words say.
    pub kind: String,
    /// The number after №, where the act has one.
    pub number: String,
    /// The year of a numbered act.
    pub year: String,
}

/// In what way an act is named.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Naming {
    /// By the title of a row of `data/acts.csv`.
    #[default]
    Known,
    /// By an abbreviation that `data/acts.csv` has.
    Short,
    /// By an abbreviation that it does not have („НРПУРОИ“).
    Local,
    /// By kind and number („Наредба № 7/2003 г.“).
    Numbered,
    /// By a title that `data/acts.csv` does not have.
    Title,
    /// By its kind alone or „същия“: the act named before.
    Back,
}

/// An act's name in the text.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct ActMention {
    /// The act, as far as its own words say.
    pub act: ActName,
    /// How it is named.
    pub naming: Naming,
    /// The name with everything that belongs to it: a numbered act's title too, which is not among its words.
    pub extent: Span,
    /// The words name a law on amendments, or say that the act is being amended (ЗИД, „изменя“).
    pub amended: bool,
}

/// One single provision (чл., ал., т., б., изр., §) of an act.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Citation {
    /// Why it is named.
    pub role: Role,
    /// The act.
    pub act: ActName,
    /// чл.: "21", "39а", "12.1".
    pub article: String,
    /// ал.
    pub paragraph: String,
    /// т.
    pub point: String,
    /// б.
    pub letter: String,
    /// изр. or предл.
    pub sentence: String,
    /// §: "4к".
    pub section: String,
}

/// Whether value added tax is in a sum.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Vat {
    /// „с ДДС“.
    Included,
    /// „без ДДС“.
    Excluded,
}

/// A sum of money.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Amount {
    /// The exact number.
    pub value: Decimal,
    /// ISO 4217.
    pub currency: &'static str,
    /// The sum written out in words, as a number.
    pub words: Option<Decimal>,
    /// VAT, where said.
    pub vat: Option<Vat>,
    /// The unit of a price: `year`, `month`, `sqm`, `decare` …; empty otherwise.
    pub per: &'static str,
    /// The nearest words that say what the sum is for.
    pub label: String,
    /// Index, in the list of mentions, of the amount that this one repeats in the other currency.
    pub dual_of: Option<usize>,
}

/// What a date is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum DateRole {
    /// The council's session.
    Session,
    /// A decision's date.
    Decision,
    /// The date of a paper named beside it.
    Document,
    /// A term that something must be done by.
    Deadline,
    /// Entry into force, „считано от“.
    EntryIntoForce,
    /// A period.
    Period,
    /// An issue of the State Gazette.
    Gazette,
    /// A person's birth.
    Birth,
    /// Anything else.
    #[default]
    Mention,
}

impl DateRole {
    /// The name used in `dates.role`.
    pub fn name(self) -> &'static str {
        match self {
            DateRole::Session => "session",
            DateRole::Decision => "decision",
            DateRole::Document => "document",
            DateRole::Deadline => "deadline",
            DateRole::EntryIntoForce => "entry_into_force",
            DateRole::Period => "period",
            DateRole::Gazette => "gazette",
            DateRole::Birth => "birth",
            DateRole::Mention => "mention",
        }
    }
}

/// A date, or a period with both ends.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct DateValue {
    /// The date, or the first of the period.
    pub start: PartialDate,
    /// The last of a period.
    pub end: Option<PartialDate>,
    /// What the date is.
    pub role: DateRole,
}

/// A numbered paper other than an act.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Reference {
    /// `decision`, `protocol`, `proposal`, `incoming`, `outgoing`, `order`, `contract`, `gazette`, `judgment`, `other`.
    pub kind: &'static str,
    /// As printed after №, without spaces.
    pub number: String,
    /// Its date, where it stands beside the number.
    pub date: Option<PartialDate>,
    /// Who issued it, where said.
    pub issuer: String,
}

/// A code that names a thing.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Identifier {
    /// `eik`, `cadastral`, `upi`, `property_act`, `project`, `iban`, `egn`, `area`, `budget_paragraph`.
    pub kind: &'static str,
    /// The code, normalised.
    pub value: String,
    /// Whether the checksum holds, where the kind has one.
    pub valid: Option<bool>,
}

/// The result of a vote. A category that is not stated is `None`, never 0.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Tally {
    /// „за“.
    pub votes_for: Option<u32>,
    /// „против“.
    pub votes_against: Option<u32>,
    /// „въздържали се“.
    pub votes_abstained: Option<u32>,
    /// Voted in all (гласували).
    pub cast: Option<u32>,
    /// Present (присъствали).
    pub present: Option<u32>,
    /// Councillors in all (общ брой).
    pub total: Option<u32>,
    /// Whose vote it is not the council's: a committee's, or one on the agenda or a motion.
    pub other_body: bool,
}

/// How a councillor voted.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Choice {
    /// „за“.
    For,
    /// „против“.
    Against,
    /// „въздържал се“.
    Abstained,
    /// „отсъства“.
    Absent,
    /// „не гласува“, „не участва“.
    NotVoting,
}

impl Choice {
    /// The name used in `votes.choice`.
    pub fn name(self) -> &'static str {
        match self {
            Choice::For => "for",
            Choice::Against => "against",
            Choice::Abstained => "abstained",
            Choice::Absent => "absent",
            Choice::NotVoting => "not_voting",
        }
    }
}

/// One councillor's vote.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Vote {
    /// The name as printed, white space folded.
    pub councillor: String,
    /// How he or she voted.
    pub choice: Choice,
    /// The column of a table of many votes; none where the vote's place tells which decision it is on.
    pub column: Option<Column>,
}

/// What a column of roll calls was voted on.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Column {
    /// The decision of this number.
    Decision(String),
    /// The point of the agenda of this number.
    Point(String),
}

impl Vote {
    /// Whether it stands in the column of this decision.
    pub(crate) fn is_in_column_of(&self, decision: &super::DecisionFacts) -> bool {
        match &self.column {
            Some(Column::Decision(number)) => *number == decision.number,
            Some(Column::Point(number)) => *number == decision.agenda_item,
            None => false,
        }
    }
}

/// A person or body with a role.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Party {
    /// `person`, `company`, `association`, `municipality`, `institution`.
    pub kind: &'static str,
    /// As printed.
    pub name: String,
    /// `signatory`, `proposer`, `beneficiary`, `representative`, `member`, `counterparty`, `mention`.
    pub role: &'static str,
}
