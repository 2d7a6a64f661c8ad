"""What one document gives."""

from typing import Any, NamedTuple

from . import _rows, _savet


class Box(NamedTuple):
    """A line's place on a page, in points from the top left corner of the page."""

    page: int
    x0: float
    y0: float
    x1: float
    y1: float


class Record:
    """What one document gives: its row of ``documents``, and rows of every other table in reading order.

    ``record.text[row.start:row.end]``, with white space folded, is the quote of a row.
    """

    __slots__ = ("_found", "_native")

    def __init__(self, native: "_savet.Document"):
        self._native = native
        self._found: dict[str, list[Any]] = {}

    def rows(self, table: str) -> list[Any]:
        """The rows of a table by its name."""
        if table not in self._found:
            rows = self._native.rows(table)
            made = [_rows.row(table, cells, ([Box(*box) for box in boxes], *rest)) for cells, boxes, *rest in rows]
            self._found[table] = made
        return self._found[table]

    @property
    def document(self) -> Any:
        """The document's own row."""
        return self.rows("documents")[0]

    @property
    def text(self) -> str:
        """The text as read, which every ``start`` and ``end`` counts in."""
        return self._native.text

    def table(self, table: str) -> "_savet.Table":
        """The rows of a table as an Arrow table."""
        return self._native.table(table)

    def to_json(self) -> str:
        """The document's line of ``documents.jsonl``."""
        return self._native.json()

    def __repr__(self) -> str:
        document = self.document
        return f"<savet.Record {document.source}: {document.type}, {document.status}>"


def _property(table: str) -> property:
    return property(lambda record: record.rows(table), doc=_rows.SCHEMA[table]["description"])


for _table in _rows.SCHEMA:
    if _table != "documents":
        setattr(Record, _table, _property(_table))
