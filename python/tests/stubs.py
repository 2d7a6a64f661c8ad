#!/usr/bin/env python3
"""Writes savet/_rows.pyi and savet/_record.pyi, the types of rows, from the tables of the savet that is installed."""

from savet import _rows

HEAD = '''# Printed by stubs.py from the library's tables and columns.
from dataclasses import dataclass
from decimal import Decimal
from typing import Any, Literal, TypeAlias

from ._record import Box

SCHEMA: dict[str, Any]
SINGULAR: dict[str, str]
CLASSES: dict[str, type]

def has_evidence(table: str) -> bool: ...
def columns(table: str) -> list[tuple[str, str, str]]: ...
'''
RECORD = '''# Printed by stubs.py from the library's tables.
from typing import Any, NamedTuple

from . import _savet
from ._rows import %s

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
'''


def rows() -> str:
    tables = ", ".join(f'"{table}"' for table in _rows.SCHEMA)
    out = [HEAD, f"TableName: TypeAlias = Literal[{tables}]", ""]
    for table, name in _rows.SINGULAR.items():
        out += ["", "@dataclass(frozen=True)", f"class {name}:", f'    """{_rows.SCHEMA[table]["description"]}"""', ""]
        for column, kind, text in _rows.columns(table):
            out += [f"    {column}: {kind}", f'    """{text}"""']
    names = ", ".join(f'"{name}"' for name in _rows.__all__)
    return "\n".join([*out, "", f"__all__ = [{names}]", ""])


def record() -> str:
    out = [RECORD % ", ".join(_rows.__all__)]
    for table, name in _rows.SINGULAR.items():
        if table != "documents":
            out += ["    @property", f"    def {table}(self) -> list[{name}]:", f'        """{_rows.SCHEMA[table]["description"]}"""', ""]
    return "\n".join(out).rstrip() + "\n"


FILES = {"_rows.pyi": rows, "_record.pyi": record}

if __name__ == "__main__":
    from pathlib import Path

    for file, text in FILES.items():
        Path(__file__).parents[1].joinpath("savet", file).write_text(text(), encoding="utf-8")
