"""Files of an object store are brought to where every node sees them."""

import os
import shutil
from collections.abc import Iterable
from pathlib import Path
from typing import Any

import pyarrow.fs
import ray.data

from .. import _api


def _bring(row: dict[str, Any], *, filesystem: pyarrow.fs.FileSystem, to: str) -> dict[str, Any]:
    target = Path(to, row["path"].lstrip("/"))
    if not (target.is_file() and target.stat().st_size == row["size"]):
        target.parent.mkdir(parents=True, exist_ok=True)
        # A file is there whole or not at all, whoever dies; two that bring the same one do not meet.
        part = target.with_name(f".{target.name}.{os.getpid()}.part")
        with filesystem.open_input_stream(row["path"]) as source, open(part, "wb") as file:
            shutil.copyfileobj(source, file, 1 << 20)
        os.replace(part, target)
    return {"path": str(target)}


def fetch(paths: str | Iterable[str], to: _api.AnyPath, *, filesystem: pyarrow.fs.FileSystem | None = None) -> list[str]:
    """Copies objects, or all below folders, into the folder ``to``, by as many tasks as the cluster has room for.

    ``paths`` are URIs as pyarrow knows them (``"s3://bucket/решения"``), or paths of ``filesystem``. What is there with the same length is not
    copied again. Gives the paths of the copies, which :func:`extract` takes.
    """
    found: list[dict[str, Any]] = []
    for path in [paths] if isinstance(paths, str) else list(paths):
        store = filesystem
        if store is None:
            store, path = pyarrow.fs.FileSystem.from_uri(path)
        info = store.get_file_info(path)
        if info.type == pyarrow.fs.FileType.NotFound:
            raise FileNotFoundError(path)
        below = store.get_file_info(pyarrow.fs.FileSelector(path, recursive=True)) if not info.is_file else [info]
        found += [{"store": store, "path": file.path, "size": file.size} for file in below if file.is_file]
    copies: list[str] = []
    stores: list[pyarrow.fs.FileSystem] = []
    for row in found:
        if all(row["store"] is not store for store in stores):
            stores.append(row["store"])
    for store in stores:
        own = [{"path": row["path"], "size": row["size"]} for row in found if row["store"] is store]
        brought = ray.data.from_items(own).map(_bring, fn_kwargs={"filesystem": store, "to": os.path.abspath(to)})
        copies += [row["path"] for row in brought.take_all()]
    return sorted(copies)
