"""The functions of the package."""

import json
import os
import sys
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import Any, Literal, TypeAlias, TypedDict

from . import _rows, _savet
from ._record import Record
from ._rows import TableName
from ._savet import Stream, Table

BATCH_ROWS = 8192

AnyPath: TypeAlias = str | os.PathLike[str]
Paths: TypeAlias = AnyPath | Iterable[AnyPath]
Pages: TypeAlias = Literal["auto", "always", "never"]
Names: TypeAlias = Literal["initials", "full"]
Format: TypeAlias = Literal["csv", "jsonl", "sqlite", "xlsx", "parquet", "akn", "popolo"]


class Limits(TypedDict, total=False):
    """How much one document may cost; what is left out is as on the command line."""

    bytes: int
    pages: int
    decompressed: int
    objects: int
    glyphs: int
    text: int
    nesting: int
    seconds: float


def _options(
    ocr: Pages, ocr_cache: AnyPath | None, redact: bool, names: Names, limits: Limits | None, threads: int = 1
) -> dict[str, Any]:
    return {"ocr": ocr, "ocr_cache": ocr_cache, "redact": redact, "names": names, "limits": limits, "threads": threads}


def _paths(paths: Paths) -> list[AnyPath]:
    return [paths] if isinstance(paths, (str, os.PathLike)) else list(paths)


def extract(
    source: AnyPath | bytes | bytearray | memoryview,
    *,
    name: str | None = None,
    ocr: Pages = "auto",
    ocr_cache: AnyPath | None = None,
    redact: bool = True,
    names: Names = "initials",
    limits: Limits | None = None,
) -> Record:
    """Reads one document and gives its rows.

    ``source`` is a path, also of a file in an archive (``"mail.zip/решение.pdf"``), or the document's bytes; ``name`` stands in
    ``documents.source``, otherwise the path does.

    ``ocr``: which pages are recognised from their pictures: ``"auto"`` (those whose text layer does not say what stands on them),
    ``"always"``, ``"never"``; ``ocr_cache`` is a folder that remembers what was recognised. ``redact=False`` leaves personal data as it
    is, ``names="full"`` the names of private persons. ``limits`` says how much the document may cost: ``{"seconds": 60, "pages": 500}``.

    Raises :class:`savet.Error` with a stable ``code`` where the document cannot be processed.
    """
    return Record(_savet.extract(source, name, _options(ocr, ocr_cache, redact, names, limits)))


def extract_many(
    paths: Paths,
    table: TableName = "decisions",
    *,
    threads: int = 0,
    batch_rows: int = BATCH_ROWS,
    ocr: Pages = "auto",
    ocr_cache: AnyPath | None = None,
    redact: bool = True,
    names: Names = "initials",
    limits: Limits | None = None,
) -> Stream:
    """Reads files, folders and globs in parallel, and gives one table as a stream of Arrow record batches.

    The stream goes to whatever takes Arrow streams, without copying: ``pyarrow.table(stream)``, ``polars.DataFrame(stream)``,
    ``pandas.DataFrame.from_arrow(stream)``, ``duckdb.sql("from stream")``; or batch by batch in a loop. It can be taken once;
    ``stream.read_all()`` gives a table that can be taken often. Memory is bounded: a few documents for each thread are read ahead.

    The rows and their order are those of the command line's dataset, whatever ``threads`` is (0: one a core). A file that cannot be read is
    a row of ``documents`` and stands in ``stream.failures``. The types are those of savet's Parquet: money is ``decimal(18, 2)``, a
    whole day is a date, and what is stated of another date stands as text beside it, ``date_partial`` beside ``date``.
    """
    return _savet.extract_many(_paths(paths), table, batch_rows, _options(ocr, ocr_cache, redact, names, limits, threads))


class Tables(Mapping[str, Table]):
    """Every table, in memory, by its name: ``tables["amounts"]`` or ``tables.amounts``. ``failures`` are files that gave nothing."""

    def __init__(self, tables: dict[str, Table], failures: list[tuple[str, str]]):
        self._tables = tables
        self.failures = failures

    def __getitem__(self, table: str) -> Table:
        return self._tables[table]

    def __iter__(self) -> Iterator[str]:
        return iter(self._tables)

    def __len__(self) -> int:
        return len(self._tables)

    def __getattr__(self, table: str) -> Table:
        try:
            tables: dict[str, Table] = self.__dict__["_tables"]
            return tables[table]
        except KeyError:
            raise AttributeError(f"there is no table {table!r}") from None

    def __dir__(self) -> Iterable[str]:
        return [*super().__dir__(), *self._tables]


def extract_tables(
    paths: Paths,
    *,
    threads: int = 0,
    batch_rows: int = BATCH_ROWS,
    ocr: Pages = "auto",
    ocr_cache: AnyPath | None = None,
    redact: bool = True,
    names: Names = "initials",
    limits: Limits | None = None,
) -> Tables:
    """Reads files, folders and globs in parallel, once, and gives every table, in memory, for questions that join them.

    The options are those of :func:`extract_many`.
    """
    found, failures = _savet.extract_tables(_paths(paths), batch_rows, _options(ocr, ocr_cache, redact, names, limits, threads))
    return Tables(dict(found), failures)


# What a worker process runs: it gets documents on a pipe and answers on another.
_SERVE = "import sys, json; from savet import _savet; _savet.serve(json.loads(sys.argv[1]), int(sys.argv[2]))"


def _worker(isolate: bool, max_memory: int, options: dict[str, Any], cache: Any) -> tuple[str, list[str], int] | None:
    if not isolate:
        return None
    own = {**options, "ocr_cache": os.fspath(options["ocr_cache"] or cache), "threads": 1}
    return sys.executable, ["-c", _SERVE, json.dumps(own), str(max_memory)], max_memory


def build(
    paths: Paths,
    out: AnyPath,
    *,
    formats: Iterable[Format] = ("csv", "jsonl"),
    threads: int = 0,
    isolate: bool = False,
    max_memory: int = 2048,
    ocr: Pages = "auto",
    ocr_cache: AnyPath | None = None,
    redact: bool = True,
    names: Names = "initials",
    limits: Limits | None = None,
) -> dict[str, Any]:
    """Writes the dataset that ``savet extract PATHS --out OUT`` writes, byte for byte, and gives what is in its ``run.json``.

    What an earlier run into the same folder finished is not done again. ``formats``: csv, jsonl, sqlite, xlsx, parquet, akn, popolo.
    With ``isolate`` each document is read in a process of its own with ``max_memory`` MiB, so that one that kills its process costs itself
    alone.
    """
    options = _options(ocr, ocr_cache, redact, names, limits, threads)
    worker = _worker(isolate, max_memory, options, Path(out, ".savet", "ocr"))
    _savet.build(_paths(paths), out, list(formats), worker, options)
    run: dict[str, Any] = json.loads(Path(out, "run.json").read_text(encoding="utf-8"))
    return run


def plan(paths: Paths, plan: AnyPath, *, target_pages: int, threads: int = 0) -> int:
    """Writes a plan that deals files out to shards, as ``savet shard plan`` does, and gives the number of shards."""
    return _savet.plan(_paths(paths), plan, target_pages, threads)


def shard(
    plan: AnyPath,
    number: int,
    out: AnyPath,
    *,
    threads: int = 0,
    isolate: bool = False,
    max_memory: int = 2048,
    ocr: Pages = "auto",
    ocr_cache: AnyPath | None = None,
    redact: bool = True,
    names: Names = "initials",
    limits: Limits | None = None,
) -> int:
    """Makes a shard of a plan in a folder of its own, as ``savet extract --plan`` does, and gives how many of its files failed."""
    options = _options(ocr, ocr_cache, redact, names, limits, threads)
    worker = _worker(isolate, max_memory, options, Path(out, ".savet", "ocr"))
    return _savet.shard(plan, number, out, worker, options)


def merge(folders: Paths, out: AnyPath, *, formats: Iterable[Format] = ("csv", "jsonl")) -> dict[str, Any]:
    """Puts all shards of a plan together into the dataset of a single run, as ``savet merge`` does, and gives what is in its ``run.json``.

    Raises :class:`savet.Error` where a shard is missing, double, not finished, damaged, or made in another manner.
    """
    _savet.merge(_paths(folders), out, list(formats), _options("never", None, True, "initials", None, 0))
    run: dict[str, Any] = json.loads(Path(out, "run.json").read_text(encoding="utf-8"))
    return run


def schema() -> dict[str, Any]:
    """Every table and its columns, as ``savet schema`` prints them."""
    copy: dict[str, Any] = json.loads(json.dumps(_rows.SCHEMA))
    return copy
