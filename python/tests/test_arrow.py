"""Programs of others take the streams."""

import sys

import duckdb
import pandas
import polars
import pyarrow
import pytest
import savet


@pytest.fixture()
def stream(inputs):
    return savet.extract_many(inputs, "amounts", ocr="never", batch_rows=100)


@pytest.fixture(scope="module")
def tables(inputs):
    return savet.extract_tables(inputs, ocr="never")


def total(tables):
    values = pyarrow.table(tables.amounts)["value_eur"].drop_null().to_pylist()
    return len(tables.amounts), sum(values)


def test_pyarrow(stream, tables):
    reader = pyarrow.RecordBatchReader.from_stream(stream)
    batches = list(reader)
    assert len(batches) > 1
    assert sum(batch.num_rows for batch in batches) == len(tables.amounts) > 100
    assert reader.schema.field("value_eur").type == pyarrow.decimal128(18, 2)
    assert reader.schema.field("value_eur").metadata[b"title"] == "Сума в евро".encode()
    assert reader.schema.metadata[b"savet.table"] == b"amounts"


def test_polars(stream, tables):
    frame = polars.DataFrame(stream)
    assert (frame.height, frame["value_eur"].sum()) == total(tables)
    assert polars.DataFrame(tables.decisions).schema["date"] == polars.Date


def test_pandas(stream, tables):
    frame = pandas.DataFrame.from_arrow(stream)
    assert (len(frame), frame["value_eur"].dropna().sum()) == total(tables)


def test_duckdb(stream, tables):
    assert duckdb.sql("select count(*), sum(value_eur) from stream").fetchall()[0] == total(tables)
    amounts, decisions = tables.amounts, tables.decisions
    joined = "select count(*) from amounts join decisions using (decision_id)"
    assert duckdb.sql(joined).fetchall()[0][0] > 0
    assert duckdb.sql(joined).fetchall()[0][0] > 0, "a table is taken as often as one likes"
    assert len(amounts) and len(decisions)


def test_nothing_is_copied(tables):
    ours = [pyarrow.table(tables.amounts).column("quote").chunk(0).buffers()[2].address for _ in range(2)]
    assert ours[0] == ours[1]


def test_batches_are_taken_one_by_one(stream):
    first = next(stream)
    assert 0 < len(first)
    assert pyarrow.record_batch(first).num_rows == len(first)
    rest = pyarrow.table(stream)
    assert rest.num_rows > 0
    with pytest.raises(ValueError, match="was taken"):
        next(stream)
    with pytest.raises(ValueError, match="was taken"):
        pyarrow.table(stream)


def test_a_stream_that_nobody_takes_ends(inputs):
    for _ in range(5):
        next(savet.extract_many(inputs, "citations", ocr="never"))


def test_a_table_of_one_document(documents):
    record = savet.extract(documents / "b01-decision-silistra" / "input.pdf", ocr="never")
    assert pyarrow.table(record.table("amounts")).num_rows == len(record.amounts)
    assert pyarrow.table(record.table("documents")).num_rows == 1
    with pytest.raises(ValueError, match="there are documents"):
        record.table("nothing")


def test_tables_are_a_mapping(tables):
    assert set(tables) == set(savet.schema())
    assert tables["votes"] is tables.votes
    assert tables.votes.column_names[0] == "vote_id"
    with pytest.raises(AttributeError):
        tables.nothing


def test_savet_asks_for_no_other_package():
    import subprocess

    code = "import sys, savet; savet.extract_many(sys.argv[1], ocr='never').read_all(); sys.exit('pyarrow' in sys.modules)"
    path = pathlib_of_fixture()
    assert subprocess.run([sys.executable, "-c", code, path]).returncode == 0


def pathlib_of_fixture() -> str:
    from conftest import ROOT

    return str(ROOT / "fixtures" / "documents" / "b01-decision-silistra" / "input.pdf")
