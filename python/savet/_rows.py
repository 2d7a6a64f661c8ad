"""A class for the rows of each table, made from the library's own list of tables and columns."""

import dataclasses
import json
from collections.abc import Sequence
from typing import Any, Literal

from . import _savet

# The name of a row's class. Which tables there are, and their columns, the library says.
SINGULAR = {
    "documents": "Document",
    "decisions": "Decision",
    "resolutions": "Resolution",
    "citations": "Citation",
    "amounts": "Amount",
    "dates": "Date",
    "votes": "Vote",
    "references": "Reference",
    "identifiers": "Identifier",
    "parties": "Party",
    "relations": "Relation",
    "diagnostics": "Diagnostic",
}
TYPES = {"string": "str", "integer": "int", "number": "Decimal", "boolean": "bool"}
SCHEMA: dict[str, Any] = json.loads(_savet.schema())

TableName = Literal[tuple(SCHEMA)]


def has_evidence(table: str) -> bool:
    """Whether rows of the table are words of the text: then they have boxes, a rule and a confidence."""
    return any(field["name"] == "start" for field in SCHEMA[table]["fields"])


def columns(table: str) -> list[tuple[str, str, str]]:
    """Name, Python type and description of each column. A date is text, for a part of it may be all that is stated."""
    found = []
    for field in SCHEMA[table]["fields"]:
        kind = TYPES.get(field["type"], "str")
        if not field.get("constraints", {}).get("required"):
            kind += " | None"
        found.append((field["name"], kind, field["description"]))
    if has_evidence(table):
        found += [
            ("boxes", "list[Box]", "Where the words stand on the page, one box a line; none where the source has no paper."),
            ("rule", "str | None", "The rule that found it."),
            ("confidence", "float | None", "How sure recognition is of the doubtfullest word, 0 to 1; none where nothing was recognised."),
        ]
    return found


def _class(table: str) -> type:
    fields = columns(table)
    made = dataclasses.make_dataclass(SINGULAR[table], [(name, kind) for name, kind, _ in fields], frozen=True, slots=True)
    lines = [SCHEMA[table]["description"], "", *(f"{name}: {text}" for name, _, text in fields)]
    made.__doc__ = "\n".join(lines)
    made.__module__ = "savet"
    return made


CLASSES: dict[str, type] = {table: _class(table) for table in SCHEMA}
globals().update({made.__name__: made for made in CLASSES.values()})
__all__ = sorted(made.__name__ for made in CLASSES.values())


def row(table: str, cells: Sequence[Any], evidence: Sequence[Any]) -> Any:
    """A row of the table."""
    return CLASSES[table](*cells, *(evidence if has_evidence(table) else ()))
