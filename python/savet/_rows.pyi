# Printed by stubs.py from the library's tables and columns.
from dataclasses import dataclass
from decimal import Decimal
from typing import Any, Literal, TypeAlias

from ._record import Box

SCHEMA: dict[str, Any]
SINGULAR: dict[str, str]
CLASSES: dict[str, type]

def has_evidence(table: str) -> bool: ...
def columns(table: str) -> list[tuple[str, str, str]]: ...

TableName: TypeAlias = Literal["documents", "decisions", "resolutions", "citations", "amounts", "dates", "votes", "references", "identifiers", "parties", "relations", "diagnostics"]


@dataclass(frozen=True)
class Document:
    """One row a source file. Files with the same bytes are one document."""

    document_id: str
    """The first 16 hexadecimal digits of the file's SHA-256; made from the path for a file that cannot be read."""
    source: str
    """The file's path as given, with /. Of files with the same bytes the first in sorted order."""
    sha256: str | None
    """The SHA-256 of the file's bytes in hexadecimal digits."""
    bytes: int | None
    """The file's length in bytes."""
    format: str | None
    """How the file is stored, by its content."""
    pages: int | None
    """The number of pages."""
    text_source: str | None
    """Where the text comes from: embedded in the file, repaired (its encoding rebuilt), recognised, or nowhere."""
    type: str | None
    """What the document is: decision (решение), minutes (протокол), proposal (докладна записка), report (отчет), regulation (наредба), order (заповед), presentation, publication, article, other."""
    municipality_code: str | None
    """The municipality's code, as in data/municipalities.csv."""
    municipality: str | None
    """The municipality's name in Bulgarian."""
    title: str | None
    """The document's title, normalised."""
    date: str | None
    """The document's own date."""
    protocol_number: str | None
    """The number of the minutes that the document is or belongs to."""
    decisions: int | None
    """The number of decisions in the document."""
    status: str
    """ok; partial, where something was lost; failed, where nothing could be read."""
    error: str | None
    """Why the document failed: a stable code."""
    warnings: int | None
    """The number of warnings in diagnostics."""
    duplicate_of: str | None
    """The earlier document that this one repeats in other bytes."""

@dataclass(frozen=True)
class Decision:
    """One row a decision of a council. A decision file has one; minutes have one for each decision taken."""

    decision_id: str
    """The decision: document_id, -d, and its number in reading order."""
    document_id: str
    """The document that the row comes from."""
    work_id: str | None
    """A name for the decision itself, whatever file it stands in: municipality, year, protocol, number or agenda item."""
    number: str | None
    """The decision's number as printed, without spaces."""
    date: str | None
    """When it was adopted."""
    municipality_code: str | None
    """The council's municipality, as in data/municipalities.csv."""
    council: str | None
    """The council's name."""
    protocol_number: str | None
    """The number of the session's minutes."""
    protocol_date: str | None
    """The date of the session's minutes."""
    session_kind: str | None
    """The kind of session."""
    agenda_item: str | None
    """The item of the session's agenda."""
    subject: str | None
    """What the decision is about, normalised."""
    proposal_number: str | None
    """The number of the proposal it was taken on."""
    proposal_date: str | None
    """The proposal's date."""
    proposer: str | None
    """Who made the proposal."""
    outcome: str | None
    """What came of the draft; empty where the text neither says nor implies it."""
    votes_for: int | None
    """Votes for, as printed."""
    votes_against: int | None
    """Votes against, as printed."""
    votes_abstained: int | None
    """Abstentions, as printed."""
    votes_cast: int | None
    """Votes in all, as printed."""
    votes_present: int | None
    """Councillors present, as printed."""
    votes_total: int | None
    """Councillors of the council, as printed."""
    signatory: str | None
    """Who signed it."""
    signatory_role: str | None
    """The signatory's office."""
    page: int
    """The page on which the words begin, counted from 1."""
    start: int
    """Unicode code points of text/<document_id>.txt before the words."""
    end: int
    """Unicode code points of text/<document_id>.txt up to the end of the words."""
    boxes: list[Box]
    """Where the words stand on the page, one box a line; none where the source has no paper."""
    rule: str | None
    """The rule that found it."""
    confidence: float | None
    """How sure recognition is of the doubtfullest word, 0 to 1; none where nothing was recognised."""

@dataclass(frozen=True)
class Resolution:
    """One row a numbered operative item of a decision, at every level."""

    resolution_id: str
    """The item: document_id, -r, and its number in the document."""
    document_id: str
    """The document that the row comes from."""
    decision_id: str
    """The decision that the row stands in; empty outside one."""
    path: str
    """The item's number with those above it: 1, 2.1, 3.а, II.3."""
    parent: str | None
    """The number of the item above it; empty at the top."""
    action: str | None
    """What the item does, by its first operative verb."""
    verb: str | None
    """The operative words as printed."""
    text: str | None
    """The item's own words, normalised, without its number and its sub-items."""
    page: int
    """The page on which the words begin, counted from 1."""
    start: int
    """Unicode code points of text/<document_id>.txt before the words."""
    end: int
    """Unicode code points of text/<document_id>.txt up to the end of the words."""
    boxes: list[Box]
    """Where the words stand on the page, one box a line; none where the source has no paper."""
    rule: str | None
    """The rule that found it."""
    confidence: float | None
    """How sure recognition is of the doubtfullest word, 0 to 1; none where nothing was recognised."""

@dataclass(frozen=True)
class Citation:
    """One row a single provision of an act, at every occurrence; an act named without a provision is a row too."""

    citation_id: str
    """The citation: document_id, -c, and its number in the document."""
    document_id: str
    """The document that the row comes from."""
    decision_id: str | None
    """The decision that the row stands in; empty outside one."""
    resolution_id: str | None
    """The operative item that the row stands in; empty outside one."""
    role: str
    """basis in a clause opened by „на основание“, related in such a clause after „във връзка с“, else mention."""
    act_id: str | None
    """The act's id in data/acts.csv; empty for an act that is not there."""
    act: str | None
    """The act's name; as printed where it has no id."""
    act_kind: str | None
    """What the act is: закон, наредба, правилник, постановление and so on."""
    act_number: str | None
    """The act's own number."""
    act_year: str | None
    """The year of a numbered act."""
    article: str | None
    """чл.: 21, 39а, 12.1."""
    paragraph: str | None
    """ал."""
    point: str | None
    """т."""
    letter: str | None
    """б."""
    sentence: str | None
    """изр."""
    section: str | None
    """§, as 4к."""
    canonical: str | None
    """The provision in one form: чл. 21, ал. 1, т. 15 ЗМСМА."""
    page: int
    """The page on which the words begin, counted from 1."""
    start: int
    """Unicode code points of text/<document_id>.txt before the words."""
    end: int
    """Unicode code points of text/<document_id>.txt up to the end of the words."""
    quote: str
    """The words as read, white space folded."""
    boxes: list[Box]
    """Where the words stand on the page, one box a line; none where the source has no paper."""
    rule: str | None
    """The rule that found it."""
    confidence: float | None
    """How sure recognition is of the doubtfullest word, 0 to 1; none where nothing was recognised."""

@dataclass(frozen=True)
class Amount:
    """One row a sum of money with a currency, at every occurrence, in text and in tables."""

    amount_id: str
    """The sum: document_id, -a, and its number in the document."""
    document_id: str
    """The document that the row comes from."""
    decision_id: str | None
    """The decision that the row stands in; empty outside one."""
    resolution_id: str | None
    """The operative item that the row stands in; empty outside one."""
    value: Decimal
    """The sum in units of its currency, exact."""
    currency: str
    """The currency by ISO 4217."""
    value_eur: Decimal | None
    """The sum in euro: leva divided by 1.95583 (Regulation (EU) 2025/1409), half away from zero to cents."""
    words_value: Decimal | None
    """The sum written out in words, as a number."""
    words_agree: bool | None
    """Whether words and figures agree; empty without words."""
    vat: str | None
    """Whether value added tax is in the sum, where the text says it."""
    per: str | None
    """The unit that the sum is the price of: month, sqm, piece and so on."""
    dual_of: str | None
    """The amount that this one repeats in the other currency."""
    label: str | None
    """The nearest words that say what the sum is for."""
    page: int
    """The page on which the words begin, counted from 1."""
    start: int
    """Unicode code points of text/<document_id>.txt before the words."""
    end: int
    """Unicode code points of text/<document_id>.txt up to the end of the words."""
    quote: str
    """The words as read, white space folded."""
    boxes: list[Box]
    """Where the words stand on the page, one box a line; none where the source has no paper."""
    rule: str | None
    """The rule that found it."""
    confidence: float | None
    """How sure recognition is of the doubtfullest word, 0 to 1; none where nothing was recognised."""

@dataclass(frozen=True)
class Date:
    """One row a calendar date or period, at every occurrence."""

    date_id: str
    """The date: document_id, -t, and its number in the document."""
    document_id: str
    """The document that the row comes from."""
    decision_id: str | None
    """The decision that the row stands in; empty outside one."""
    resolution_id: str | None
    """The operative item that the row stands in; empty outside one."""
    start_date: str
    """The date as far as it is stated, or the first of a period: 2025-04-30, 2025-04, 2025, --06-30."""
    end_date: str | None
    """The last of a period."""
    precision: str
    """How much is stated."""
    role: str
    """What the date is."""
    page: int
    """The page on which the words begin, counted from 1."""
    start: int
    """Unicode code points of text/<document_id>.txt before the words."""
    end: int
    """Unicode code points of text/<document_id>.txt up to the end of the words."""
    quote: str
    """The words as read, white space folded."""
    boxes: list[Box]
    """Where the words stand on the page, one box a line; none where the source has no paper."""
    rule: str | None
    """The rule that found it."""
    confidence: float | None
    """How sure recognition is of the doubtfullest word, 0 to 1; none where nothing was recognised."""

@dataclass(frozen=True)
class Vote:
    """One row a councillor and roll-call vote."""

    vote_id: str
    """The vote: document_id, -v, and its number in the document."""
    document_id: str
    """The document that the row comes from."""
    decision_id: str | None
    """The decision that the row stands in; empty outside one."""
    councillor: str
    """The councillor's name as printed."""
    choice: str
    """How he or she voted."""
    page: int
    """The page on which the words begin, counted from 1."""
    start: int
    """Unicode code points of text/<document_id>.txt before the words."""
    end: int
    """Unicode code points of text/<document_id>.txt up to the end of the words."""
    quote: str
    """The words as read, white space folded."""
    boxes: list[Box]
    """Where the words stand on the page, one box a line; none where the source has no paper."""
    rule: str | None
    """The rule that found it."""
    confidence: float | None
    """How sure recognition is of the doubtfullest word, 0 to 1; none where nothing was recognised."""

@dataclass(frozen=True)
class Reference:
    """One row a numbered paper that is named, other than an act's provision and the document's own number."""

    reference_id: str
    """The reference: document_id, -x, and its number in the document."""
    document_id: str
    """The document that the row comes from."""
    decision_id: str | None
    """The decision that the row stands in; empty outside one."""
    kind: str
    """What is named: decision (решение), protocol (протокол), proposal (докладна), incoming (вх. №), outgoing (изх. №), order (заповед), contract (договор), gazette (ДВ), judgment (съдебно решение), other."""
    number: str | None
    """The number as printed, without spaces and without the date; 77/1991 for the gazette."""
    date: str | None
    """Its date, where it stands beside the number."""
    issuer: str | None
    """Who issued it, where said."""
    page: int
    """The page on which the words begin, counted from 1."""
    start: int
    """Unicode code points of text/<document_id>.txt before the words."""
    end: int
    """Unicode code points of text/<document_id>.txt up to the end of the words."""
    quote: str
    """The words as read, white space folded."""
    boxes: list[Box]
    """Where the words stand on the page, one box a line; none where the source has no paper."""
    rule: str | None
    """The rule that found it."""
    confidence: float | None
    """How sure recognition is of the doubtfullest word, 0 to 1; none where nothing was recognised."""

@dataclass(frozen=True)
class Identifier:
    """One row a code or measure that names a thing: company, plot, project, account, area."""

    identifier_id: str
    """The identifier: document_id, -i, and its number in the document."""
    document_id: str
    """The document that the row comes from."""
    decision_id: str | None
    """The decision that the row stands in; empty outside one."""
    kind: str
    """eik (ЕИК), cadastral (кадастрален идентификатор), upi (УПИ), property_act (акт за собственост), project, iban, egn (ЕГН), area (площ), budget_paragraph (параграф от бюджета)."""
    value: str
    """The code, normalised; an area in square metres."""
    valid: bool | None
    """Whether the checksum holds, where the kind has one."""
    page: int
    """The page on which the words begin, counted from 1."""
    start: int
    """Unicode code points of text/<document_id>.txt before the words."""
    end: int
    """Unicode code points of text/<document_id>.txt up to the end of the words."""
    quote: str
    """The words as read, white space folded."""
    boxes: list[Box]
    """Where the words stand on the page, one box a line; none where the source has no paper."""
    rule: str | None
    """The rule that found it."""
    confidence: float | None
    """How sure recognition is of the doubtfullest word, 0 to 1; none where nothing was recognised."""

@dataclass(frozen=True)
class Party:
    """One row a person or body at each place where it is named. Persons are rows only where they have a role; who votes by name is in votes."""

    party_id: str
    """The party: document_id, -p, and its number in the document."""
    document_id: str
    """The document that the row comes from."""
    decision_id: str | None
    """The decision that the row stands in; empty outside one."""
    kind: str
    """What the party is."""
    name: str
    """The name as printed, of a person without titles and not in capitals. Quote and offsets reach over the ЕИК that stands beside it, whose row in identifiers lies within them."""
    role: str
    """What the party does in the document: signs, proposes, is given something, represents, is elected or released, deals with the municipality; mention where the words do not say."""
    page: int
    """The page on which the words begin, counted from 1."""
    start: int
    """Unicode code points of text/<document_id>.txt before the words."""
    end: int
    """Unicode code points of text/<document_id>.txt up to the end of the words."""
    quote: str
    """The words as read, white space folded."""
    boxes: list[Box]
    """Where the words stand on the page, one box a line; none where the source has no paper."""
    rule: str | None
    """The rule that found it."""
    confidence: float | None
    """How sure recognition is of the doubtfullest word, 0 to 1; none where nothing was recognised."""

@dataclass(frozen=True)
class Relation:
    """One row for what a decision does to another decision."""

    relation_id: str
    """The relation: document_id, -l, and its number in the document."""
    document_id: str
    """The document that the row comes from."""
    decision_id: str | None
    """The decision that the row stands in; empty outside one."""
    kind: str
    """What the decision does to the other."""
    target_number: str | None
    """The other decision's number."""
    target_date: str | None
    """The other decision's date."""
    target_protocol: str | None
    """The minutes that the other decision stands in."""
    target_work_id: str | None
    """The other decision's work_id."""
    page: int
    """The page on which the words begin, counted from 1."""
    start: int
    """Unicode code points of text/<document_id>.txt before the words."""
    end: int
    """Unicode code points of text/<document_id>.txt up to the end of the words."""
    quote: str
    """The words as read, white space folded."""
    boxes: list[Box]
    """Where the words stand on the page, one box a line; none where the source has no paper."""
    rule: str | None
    """The rule that found it."""
    confidence: float | None
    """How sure recognition is of the doubtfullest word, 0 to 1; none where nothing was recognised."""

@dataclass(frozen=True)
class Diagnostic:
    """One row for everything that a person should look at."""

    document_id: str
    """The document that the row comes from."""
    severity: str
    """warning, where something may be wrong or was lost; info otherwise."""
    code: str
    """What it is about: a stable code. Of the reading: encoding_repaired, font_unreadable, hidden_text and others; of the votes: tally_disagrees, majority_missing, roll_call_differs, roll_call_not_shown; of series: decision_missing, agenda_point_missing, item_missing; of citations: provision_unknown, act_repealed, no_legal_basis; of sums and numbers: words_disagree, dual_price_differs, eik_invalid, iban_invalid, egn_invalid; of dates: date_impossible, dates_disagree."""
    message: str
    """One sentence for a person."""
    page: int | None
    """The page, counted from 1; empty for the whole document."""

__all__ = ["Amount", "Citation", "Date", "Decision", "Diagnostic", "Document", "Identifier", "Party", "Reference", "Relation", "Resolution", "Vote"]
