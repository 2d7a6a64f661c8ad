//! The parts of a normalised text: lines and their cells, tables, decisions and their items.

use super::Span;

/// One line of the normalised text.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Line {
    /// Its words, without the white space around them; empty for a blank line.
    pub span: Span,
    /// Spaces before its first word.
    pub indent: usize,
    /// Its parts, where two or more spaces part them; a line of prose has one.
    pub cells: Vec<LineCell>,
    /// Whether its sentence runs on into the next line: the line is full, and no blank line follows.
    pub wraps: bool,
}

/// A part of a line.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct LineCell {
    /// Its words.
    pub span: Span,
    /// Characters of the line before its first.
    pub col0: usize,
    /// Characters of the line up to its last.
    pub col1: usize,
}

/// A table: consecutive lines whose cells stand below each other.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct TableBlock {
    /// From the first line of its head to the end of its last row.
    pub span: Span,
    /// The lines right above it, which may say its unit („в хил. лв.“); empty where there are none.
    pub caption: Span,
    /// Words of each column's head, above one another, from left to right.
    pub heads: Vec<Vec<Span>>,
    /// Rows under the head; a row's cells in order, each with the index of its column.
    pub rows: Vec<Vec<(usize, Span)>>,
}

/// What a document is: a value of `documents.type`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Kind {
    /// решение, препис-извлечение
    Decision,
    /// протокол
    Minutes,
    /// докладна записка, предложение
    Proposal,
    /// отчет, доклад
    Report,
    /// наредба, правилник, тарифа
    Regulation,
    /// заповед
    Order,
    /// slides
    Presentation,
    /// brochure, bulletin
    Publication,
    /// an article of an encyclopaedia or a newspaper
    Article,
    /// anything else
    #[default]
    Other,
}

impl Kind {
    /// The name used in `documents.type`.
    pub fn name(self) -> &'static str {
        match self {
            Kind::Decision => "decision",
            Kind::Minutes => "minutes",
            Kind::Proposal => "proposal",
            Kind::Report => "report",
            Kind::Regulation => "regulation",
            Kind::Order => "order",
            Kind::Presentation => "presentation",
            Kind::Publication => "publication",
            Kind::Article => "article",
            Kind::Other => "other",
        }
    }
}

/// One operative item of a decision (точка от решението).
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Item {
    /// "1", "2.1", "3.а", "II.3".
    pub path: String,
    /// Its own words, without its number and its sub-items.
    pub span: Span,
    /// What it does: a value of `resolutions.action`.
    pub action: &'static str,
    /// Its operative verb, where it has one.
    pub verb: Option<Span>,
}

/// A point of a session's agenda (точка от дневния ред).
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct AgendaPoint {
    /// Its number in digits.
    pub number: String,
    /// The words that announce it: the number and its title.
    pub span: Span,
    /// Where its title begins.
    pub title: usize,
}

/// What a labelled field in the head of a decision tells.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum FieldName {
    /// „Решение №“, „Номер в регистъра“
    Number,
    /// „Дата“, „Прието на“
    Date,
    /// „Протокол №“
    Protocol,
    /// „Точка от дневния ред“
    AgendaItem,
    /// „Вид заседание“
    Session,
    /// „Предмет“, „Тема“
    Subject,
    /// „Статус на акта“
    Status,
    /// „За“
    VotesFor,
    /// „Против“
    VotesAgainst,
    /// „Въздържали се“
    VotesAbstained,
}

/// A labelled field in the head of a decision: of a form, of a register's printout, of a table with one row.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Field {
    /// What its label says.
    pub name: FieldName,
    /// Its label and its value.
    pub span: Span,
    /// Its value alone.
    pub value: Span,
}

/// One decision in a document (решение).
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct DecisionBlock {
    /// As printed after №, without spaces; empty where it has none.
    pub number: String,
    /// The point of the agenda under which it was taken.
    pub point: Option<AgendaPoint>,
    /// Everything that belongs to it.
    pub span: Span,
    /// From its beginning to the operative part: title, subject, motives, legal basis.
    pub head: Span,
    /// The words of the marker that announces it („РЕШЕНИЕ № 5“), where there is one.
    pub marker: Option<Span>,
    /// The operative part („РЕШИ: …“).
    pub operative: Span,
    /// What follows the operative part: votes, sending, appeal, signatures.
    pub closing: Span,
    /// Its items in order.
    pub items: Vec<Item>,
    /// Labelled fields of its head, in order.
    pub fields: Vec<Field>,
}

impl DecisionBlock {
    /// The value of the first field with this name.
    pub fn field(&self, name: FieldName) -> Option<Span> {
        self.fields.iter().find(|f| f.name == name).map(|f| f.value)
    }
}

/// What the segment stage finds.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Blocks {
    /// What the document is.
    pub kind: Kind,
    /// The agenda's list, in minutes.
    pub agenda: Vec<AgendaPoint>,
    /// Every line in order.
    pub lines: Vec<Line>,
    /// Tables in order.
    pub tables: Vec<TableBlock>,
    /// Decisions in order.
    pub decisions: Vec<DecisionBlock>,
}

impl Blocks {
    /// The index of the line that the byte `at` stands on.
    pub fn line_at(&self, at: usize) -> usize {
        self.lines
            .partition_point(|l| l.span.start <= at)
            .saturating_sub(1)
    }
    /// The table that the byte `at` belongs to, or whose caption it does.
    pub fn table_at(&self, at: usize) -> Option<&TableBlock> {
        let i = self.tables.partition_point(|t| t.span.end <= at);
        self.tables.get(i).filter(|t| t.caption.has(at) || t.span.has(at))
    }
    /// The decision that the byte `at` belongs to.
    pub fn decision_at(&self, at: usize) -> Option<usize> {
        self.decisions.iter().position(|d| d.span.has(at))
    }
}
