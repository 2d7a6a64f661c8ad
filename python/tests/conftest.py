"""What the tests share: the fixtures of the main crate, and the command line's dataset of them."""

import os
import shutil
import subprocess
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]


@pytest.fixture(scope="session")
def documents() -> Path:
    return ROOT / "fixtures" / "documents"


@pytest.fixture(scope="session")
def inputs(tmp_path_factory) -> Path:
    """Our documents, a broken one, one twice, one that repeats another in other bytes."""
    folder = tmp_path_factory.mktemp("inputs")
    for input in sorted((ROOT / "fixtures" / "documents").glob("*/input.*")):
        shutil.copy(input, folder / (input.parent.name + input.suffix))
    shutil.copy(folder / "b02-decision-maglizh.pdf", folder / "again.pdf")
    (folder / "broken.pdf").write_bytes(b"%PDF-1.7\nnothing of a document\n")
    (folder / "empty.pdf").write_bytes(b"")
    whole = (folder / "b16-decision-stamboliyski.txt").read_bytes()
    (folder / "z-repeats.txt").write_bytes(whole + b"\n\n")
    (folder / "z-person.txt").write_text("Решение № 7 от 30.04.2025 г.\nЛице с ЕГН 7523169263 получава 100 лв.\n", encoding="utf-8")
    return folder


@pytest.fixture(scope="session")
def savet_program() -> str:
    """The command line. tests/run builds it."""
    program = os.environ.get("SAVET_PROGRAM")
    if not program:
        pytest.skip("SAVET_PROGRAM names no savet: THE PACKAGE WAS NOT COMPARED WITH THE COMMAND LINE")
    return program


@pytest.fixture(scope="session")
def dataset(savet_program, inputs, tmp_path_factory) -> Path:
    out = tmp_path_factory.mktemp("dataset") / "out"
    run = subprocess.run(
        [savet_program, "extract", inputs, "--out", out, "--ocr", "never", "--quiet", "--format", "csv,jsonl,parquet"], capture_output=True, text=True
    )
    assert run.returncode == 1, run.stderr
    return out
