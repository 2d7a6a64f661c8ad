"""The pipeline: route, recognise, parse, merge."""

import json
import os
import shutil
from collections.abc import Iterable
from pathlib import Path
from typing import Any

import ray.data

from .. import _api, _savet
from .._errors import Error, of


def _routed(row: dict[str, Any], *, options: dict[str, Any]) -> dict[str, Any]:
    """Says how many pages of a file an engine would have to read."""
    return {**row, "pictures": _savet.pictures(row["path"], options)}


def _is_picture(row: dict[str, Any]) -> bool:
    return bool(row["pictures"])


class Recognise:
    """Reads the pages of a file that are pictures, so that the engine's answers are in the folder that all stages share."""

    def __init__(self, options: dict[str, Any], memory: int):
        self.options, self.memory = options, memory

    def __call__(self, row: dict[str, Any]) -> dict[str, Any]:
        # A worker process of its own, as in the parsing stage: a file that kills it is told of there.
        worker = _api._worker(True, self.memory, self.options, None)
        scratch = Path(self.options["ocr_cache"]).with_name("recognised") / row["sha256"]
        try:
            _savet.build([row["path"]], scratch, [], worker, self.options)
        except Error:
            pass
        shutil.rmtree(scratch, ignore_errors=True)
        return row


def _parse(row: dict[str, Any], *, plan: str, shards: str, memory: int, options: dict[str, Any]) -> dict[str, Any]:
    """Makes a shard. What goes wrong with it is told when the other shards are finished."""
    number = int(row["shard"])
    folder = os.path.join(shards, f"{number:05}")
    worker = _api._worker(True, memory, options, None)
    told = {"code": "", "message": "", "next_step": "", "source": ""}
    try:
        _savet.shard(plan, number, folder, worker, options)
    except Error as error:
        told = {"code": error.code, "message": error.message, "next_step": error.next_step, "source": error.source}
    return {"shard": number, **told}


def _files(plan: Path) -> list[dict[str, Any]]:
    """The files of a plan, those with the same bytes once. What lies in archives is recognised in the parsing stage."""
    met: set[str] = set()
    rows = []
    with open(plan, encoding="utf-8") as lines:
        for line in map(json.loads, lines):
            path = os.fsdecode(bytes.fromhex(line["path"])) if line.get("path") else line["source"]
            content = line.get("sha256") or ""
            if content and content not in met and not path.lower().endswith((".zip", ".eml")):
                rows.append({"path": path, "sha256": content})
            met.add(content)
    return rows


def extract(
    paths: _api.Paths,
    out: _api.AnyPath,
    *,
    target_pages: int = 5000,
    recognisers: int = 1,
    formats: Iterable[_api.Format] = ("csv", "jsonl"),
    merge: bool = True,
    max_memory: int = 2048,
    ocr: _api.Pages = "auto",
    redact: bool = True,
    names: _api.Names = "initials",
    limits: _api.Limits | None = None,
) -> dict[str, Any]:
    """Reads documents on the Ray cluster and writes the dataset that ``savet extract PATHS --out OUT`` writes.

    ``target_pages`` is the size of a shard, ``recognisers`` the number of processes that recognise pages, each with one core.
    ``OUT.shards`` keeps the plan, the shards and the engine's answers. With ``merge=False`` the shards are made and nothing else: they are what
    ``savet merge OUT.shards/shards/* --out OUT`` takes. The other options are those of :func:`savet.build`.

    Gives what is in ``run.json``, or ``{"shards": [folders]}``. Raises :class:`savet.Error` where a shard could not be made; then the other
    shards are finished, and the next call makes what is missing.
    """
    out = Path(os.path.abspath(out))
    work = out.with_name(out.name + ".shards")
    plan, shards = work / "plan.jsonl", work / "shards"
    work.mkdir(parents=True, exist_ok=True)
    # Workers have a folder of their own to run in.
    count = _api.plan([os.path.abspath(path) for path in _api._paths(paths)], plan, target_pages=target_pages)
    options = _api._options(ocr, str(work / "ocr"), redact, names, limits, threads=1)
    files = _files(plan)
    if ocr != "never" and files:
        # Kept apart by a barrier, or Ray would route the files in the pool that recognises.
        routed = ray.data.from_items(files).map(_routed, fn_kwargs={"options": options}).materialize()
        pool = {"concurrency": recognisers, "num_cpus": 1}
        routed.filter(_is_picture).map(Recognise, fn_constructor_args=(options, max_memory), **pool).materialize()
    # A task for each shard, so that Ray repeats no more than a shard.
    numbers = ray.data.from_items([{"shard": number} for number in range(count)], override_num_blocks=count)
    made = numbers.map(_parse, fn_kwargs={"plan": str(plan), "shards": str(shards), "memory": max_memory, "options": options}, num_cpus=1)
    for row in sorted(made.take_all(), key=lambda row: row["shard"]):
        if row["code"]:
            raise of(row["code"], row["message"], row["next_step"], row["source"])
    folders = [shards / f"{number:05}" for number in range(count)]
    if not merge:
        return {"shards": [str(folder) for folder in folders]}
    return _api.merge(folders, out, formats=formats)
