"""A dataset as Parquet by municipality and year."""

from typing import Any

import pyarrow
import pyarrow.dataset
import pyarrow.fs
import pyarrow.parquet
import ray

from .. import _api, _rows

# Columns that a table gets besides its own: those of its document.
KEYS = ["municipality_code", "year"]


@ray.remote
def _write(dataset: str, table: str, to: str, keys: pyarrow.Table, filesystem: Any) -> int:
    """Writes one table. Done twice, it is the same: the names of files follow from what is in them."""
    file = pyarrow.parquet.ParquetFile(f"{dataset}/{table}.parquet")
    where = {id: at for at, id in enumerate(keys["document_id"].to_pylist())}
    schema = file.schema_arrow
    # In `decisions` there is a code already, which is the council's.
    own = schema.remove(schema.get_field_index("municipality_code")) if "municipality_code" in schema.names else schema

    def batches() -> Any:
        for batch in file.iter_batches():
            rows = pyarrow.array([where[id] for id in batch["document_id"].to_pylist()], pyarrow.int64())
            columns = {name: batch[name] for name in own.names} | {key: keys[key].combine_chunks().take(rows) for key in KEYS}
            yield pyarrow.record_batch(list(columns.values()), names=list(columns))

    written = own.append(pyarrow.field("municipality_code", pyarrow.string())).append(pyarrow.field("year", pyarrow.int32()))
    pyarrow.dataset.write_dataset(
        (batch.cast(written) for batch in batches()),
        f"{to}/{table}",
        schema=written,
        format="parquet",
        filesystem=filesystem,
        partitioning=pyarrow.dataset.partitioning(pyarrow.schema([written.field(key) for key in KEYS]), flavor="hive"),
        basename_template="part-{i}.parquet",
        existing_data_behavior="delete_matching",
        max_partitions=100_000,
        max_open_files=256,
        use_threads=False,
    )
    return int(file.metadata.num_rows)


def partition(dataset: _api.AnyPath, to: str, *, filesystem: pyarrow.fs.FileSystem | None = None) -> dict[str, int]:
    """Writes a dataset that has the format ``parquet`` to ``TO/TABLE/municipality_code=…/year=…/part-0.parquet``, each table by a task.

    ``to`` is a path of ``filesystem``, or of the disk that every node sees. Municipality and year are those of the document, and where it does
    not state them, the partition is Hive's default. Gives the number of rows of each table.
    """
    documents = pyarrow.parquet.read_table(f"{dataset}/documents.parquet", columns=["document_id", "municipality_code", "date", "date_partial"])
    years = [
        day.year if day is not None else int(part[:4]) if part and not part.startswith("-") else None
        for day, part in zip(documents["date"].to_pylist(), documents["date_partial"].to_pylist())
    ]
    keys = documents.select(["document_id", "municipality_code"]).append_column("year", pyarrow.array(years, pyarrow.int32()))
    shared = ray.put(keys)
    tasks = {table: _write.remote(str(dataset), table, to, shared, filesystem) for table in _rows.SCHEMA}
    return {table: ray.get(task) for table, task in tasks.items()}
