# Printed by stubs.py from the library's tables.
from typing import Any, NamedTuple

from . import _savet
from ._rows import Amount, Citation, Date, Decision, Diagnostic, Document, Identifier, Party, Reference, Relation, Resolution, Vote

class Box(NamedTuple):
    """A line's place on a page, in points from the top left corner of the page."""

    page: int
    x0: float
    y0: float
    x1: float
    y1: float

class Record:
    """What one document gives: its row of ``documents``, and rows of every other table in reading order."""

    def __init__(self, native: _savet.Document) -> None: ...
    def rows(self, table: str) -> list[Any]:
        """The rows of a table by its name."""

    def table(self, table: str) -> _savet.Table:
        """The rows of a table as an Arrow table."""

    def to_json(self) -> str:
        """The document's line of ``documents.jsonl``."""

    @property
    def text(self) -> str:
        """The text as read, which every ``start`` and ``end`` counts in."""

    @property
    def document(self) -> Document:
        """The document's own row."""

    @property
    def decisions(self) -> list[Decision]:
        """One row a decision of a council. A decision file has one; minutes have one for each decision taken."""

    @property
    def resolutions(self) -> list[Resolution]:
        """One row a numbered operative item of a decision, at every level."""

    @property
    def citations(self) -> list[Citation]:
        """One row a single provision of an act, at every occurrence; an act named without a provision is a row too."""

    @property
    def amounts(self) -> list[Amount]:
        """One row a sum of money with a currency, at every occurrence, in text and in tables."""

    @property
    def dates(self) -> list[Date]:
        """One row a calendar date or period, at every occurrence."""

    @property
    def votes(self) -> list[Vote]:
        """One row a councillor and roll-call vote."""

    @property
    def references(self) -> list[Reference]:
        """One row a numbered paper that is named, other than an act's provision and the document's own number."""

    @property
    def identifiers(self) -> list[Identifier]:
        """One row a code or measure that names a thing: company, plot, project, account, area."""

    @property
    def parties(self) -> list[Party]:
        """One row a person or body at each place where it is named. Persons are rows only where they have a role; who votes by name is in votes."""

    @property
    def relations(self) -> list[Relation]:
        """One row for what a decision does to another decision."""

    @property
    def diagnostics(self) -> list[Diagnostic]:
        """One row for everything that a person should look at."""
