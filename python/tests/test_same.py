"""What Python gives is what the command line writes."""

import csv
import datetime
import json
import shutil
from decimal import Decimal
from pathlib import Path

import pyarrow
import pyarrow.parquet
import pytest
import savet


def rows(dataset: Path, table: str) -> list[dict[str, str]]:
    with open(dataset / f"{table}.csv", encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


@pytest.fixture(scope="session")
def tables(inputs) -> savet.Tables:
    return savet.extract_tables(inputs, ocr="never")


def test_the_stream_has_the_cells_of_the_csv(dataset, tables):
    repeats = 0
    for table in savet.schema():
        ours = pyarrow.table(tables[table]).to_pylist()
        theirs = rows(dataset, table)
        assert len(ours) == len(theirs), table
        for mine, yours in zip(ours, theirs):
            for column, text in yours.items():
                value = mine[column]
                if f"{column}_partial" in mine and value is None:
                    value = mine[f"{column}_partial"]
                if text == "":
                    assert value is None, (table, column, yours)
                elif isinstance(value, bool):
                    assert text == str(value).lower()
                elif isinstance(value, datetime.date):
                    assert text == value.isoformat()
                elif isinstance(value, (int, Decimal)):
                    assert abs(Decimal(text) - value) <= Decimal("0.005"), (table, column, yours)
                else:
                    assert text == value, (table, column, yours)
        repeats += sum(row.get("duplicate_of") is not None for row in ours)
    assert repeats > 0


def test_types_are_those_of_parquet(dataset, tables):
    for table in savet.schema():
        theirs = pyarrow.parquet.read_table(dataset / f"{table}.parquet")
        ours = pyarrow.table(tables[table])
        assert ours.schema.remove_metadata().equals(theirs.schema.remove_metadata()) or [
            (f.name, f.type, f.nullable) for f in ours.schema
        ] == [(f.name, f.type, f.nullable) for f in theirs.schema], table
        assert ours.to_pylist() == theirs.to_pylist(), table


def test_records_are_the_lines_of_the_json(dataset):
    lines = (dataset / "documents.jsonl").read_text(encoding="utf-8").splitlines()
    repeats = also = 0
    for line in lines:
        theirs = json.loads(line)
        if theirs["status"] == "failed":
            with pytest.raises(savet.Error) as error:
                savet.extract(theirs["source"], ocr="never")
            assert error.value.code == theirs["error"]
            continue
        record = savet.extract(theirs["source"], ocr="never")
        ours = json.loads(record.to_json())
        # What one document alone cannot know.
        repeats += theirs["duplicate_of"] is not None
        also += len(theirs["also_at"])
        ours.update(duplicate_of=theirs["duplicate_of"], also_at=theirs["also_at"])
        assert ours == theirs
        text = (dataset / "text" / f"{theirs['document_id']}.txt").read_text(encoding="utf-8")
        assert record.text == text.replace("\r\n", "\n") or record.text == text
    assert repeats > 0 and also == 1


def test_rows_have_the_values_of_the_json(documents):
    record = savet.extract(documents / "b01-decision-silistra" / "input.pdf", ocr="never")
    line = json.loads(record.to_json(), parse_float=Decimal)
    decision = line["decisions"][0]
    assert record.decisions[0].number == decision["number"]
    theirs = decision["amounts"] + line["amounts"]
    assert len(record.amounts) == len(theirs) > 0
    for mine, yours in zip(record.amounts, sorted(theirs, key=lambda a: int(a["amount_id"].rsplit("a", 1)[1]))):
        for column, value in yours.items():
            found = getattr(mine, column)
            if column == "boxes":
                found = [[box.page, *(round(Decimal(n), 2) for n in box[1:])] for box in found]
                value = [[box[0], *(round(Decimal(n), 2) for n in box[1:])] for box in value]
            assert found == value, column
        assert isinstance(mine.value, Decimal)
        assert " ".join(record.text[mine.start : mine.end].split()) == mine.quote


def test_build_writes_the_same_bytes(dataset, inputs, tmp_path):
    run = savet.build(inputs, tmp_path / "out", ocr="never", formats=["csv", "jsonl", "parquet"])
    assert run["failures"]
    for file in sorted(dataset.rglob("*")):
        name = file.relative_to(dataset)
        if file.is_file() and name.parts[0] not in (".savet", "run.json"):
            assert (tmp_path / "out" / name).read_bytes() == file.read_bytes(), name
    shutil.rmtree(tmp_path / "out")


def test_the_order_does_not_depend_on_threads(inputs):
    def batches(threads: int) -> list[int]:
        tables = []
        for batch in savet.extract_many(inputs, "citations", ocr="never", threads=threads, batch_rows=100):
            tables.append(pyarrow.record_batch(batch))
        return [pyarrow.Table.from_batches([batch]).to_pylist() for batch in tables]

    one = batches(1)
    assert len(one) > 2
    assert batches(4) == one
