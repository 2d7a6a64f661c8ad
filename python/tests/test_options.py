"""Masking, names, limits, and what is refused."""

import pathlib

import pytest
import savet

PERSON = "РЕШЕНИЕ № 7 от 30.04.2025 г.\nЛице с ЕГН 7523169263, тел. 0888 123 456.\n"


def test_personal_data_is_masked_by_default(tmp_path):
    masked = savet.extract(PERSON.encode())
    assert "7523169263" not in masked.text + masked.to_json()
    assert len(masked.text) == len(PERSON)
    assert "7523169263" in savet.extract(PERSON.encode(), redact=False).text
    path = tmp_path / "лице 7523169263.txt"
    path.write_text(PERSON, encoding="utf-8")
    assert "7523169263" not in savet.extract(path).document.source
    for table in savet.extract_tables(path).values():
        assert "7523169263" not in str(savet_rows(table))


def savet_rows(table):
    return __import__("pyarrow").table(table).to_pylist()


def test_names_are_shortened_by_default():
    text = "РЕШЕНИЕ № 8\nОтпуска еднократна финансова помощ в размер на 100 лв. на Петкана Иванова Тодорова.\n"
    short, full = savet.extract(text.encode()), savet.extract(text.encode(), names="full")
    assert "Петкана Иванова Тодорова" in full.text
    assert "Петкана Иванова Тодорова" not in short.text


def test_bytes_of_any_kind_are_taken():
    given = PERSON.encode()
    ids = {savet.extract(kind(given)).document.document_id for kind in (bytes, bytearray, memoryview)}
    assert len(ids) == 1
    record = savet.extract(given, name="архив/решение.txt")
    assert record.document.source == "архив/решение.txt"
    assert (record.document.type, record.decisions[0].number) == ("decision", "7")
    with pytest.raises(TypeError):
        savet.extract(7)


def test_rows_cannot_be_changed_and_know_their_columns():
    row = savet.extract(PERSON.encode()).document
    assert isinstance(row, savet.Document)
    with pytest.raises(AttributeError):
        row.title = "друго"
    assert "source: " in savet.Document.__doc__
    assert {"document_id", "sha256"} <= set(savet.Document.__slots__)


@pytest.mark.parametrize(
    "options", [{"ocr": "maybe"}, {"names": "none"}, {"limits": {"minutes": 1}}, {"limits": {"pages": -1}}, {"limits": {"pages": float("nan")}}]
)
def test_what_savet_does_not_have_is_refused(options):
    with pytest.raises(ValueError):
        savet.extract(b"text", **options)
    with pytest.raises(ValueError):
        savet.extract_many(".", **options)


def test_errors_have_codes(documents, tmp_path):
    broken = tmp_path / "broken.pdf"
    broken.write_bytes(b"%PDF-1.7\nnothing\n")
    with pytest.raises(savet.DocumentError) as error:
        savet.extract(broken)
    assert error.value.code == "pdf_broken"
    assert error.value.next_step and error.value.source.endswith("broken.pdf") and "pdf_broken" in str(error.value)
    with pytest.raises(savet.LimitError) as error:
        savet.extract(documents / "b01-decision-silistra" / "input.pdf", limits={"bytes": 100})
    assert error.value.code == "limit_bytes"
    with pytest.raises(FileNotFoundError) as error:
        savet.extract(tmp_path / "nothing.pdf")
    assert isinstance(error.value, savet.NotFoundError) and error.value.code == "not_found"
    with pytest.raises(savet.NotFoundError):
        savet.extract_many([documents, tmp_path / "nothing.pdf"])
    (tmp_path / "empty").mkdir()
    with pytest.raises(savet.JobError):
        savet.extract_many(tmp_path / "empty")
    with pytest.raises(savet.JobError) as error:
        (tmp_path / "a-file").write_text("")
        savet.build(documents, tmp_path / "a-file" / "out", ocr="never")
    assert error.value.code == "output_not_writable"


def test_locked_documents_say_so():
    locked = sorted(pathlib.Path(__file__).parents[2].glob("fixtures/**/*password*.*"))
    for path in locked:
        if path.suffix in (".pdf", ".docx", ".doc", ".odt", ".xlsx"):
            with pytest.raises(savet.EncryptedError):
                savet.extract(path)


def test_a_failed_file_is_a_row_and_no_exception(inputs):
    stream = savet.extract_many(inputs, "documents", ocr="never")
    rows = savet_rows(stream)
    failed = {pathlib.Path(row["source"]).name: row["error"] for row in rows if row["status"] == "failed"}
    assert failed == {"broken.pdf": "pdf_broken", "empty.pdf": "empty_file"}
    assert {pathlib.Path(source).name: code for source, code in stream.failures} == failed
