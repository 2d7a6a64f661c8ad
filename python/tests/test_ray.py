"""The pipeline on a local Ray cluster of several worker processes: the dataset of the command line, byte for byte, whoever dies."""

import os
import shutil
import signal
import stat
import subprocess
import threading
import time
from pathlib import Path

import pytest
from conftest import ROOT

ray = pytest.importorskip("ray", reason="ray is not installed: THE PIPELINE WAS NOT TESTED ON A CLUSTER")
pyarrow = pytest.importorskip("pyarrow")
pytest.importorskip("pyarrow.dataset")
import savet  # noqa: E402
import savet.ray  # noqa: E402

COPIES = "csv,jsonl,parquet"


@pytest.fixture(scope="module")
def engine(tmp_path_factory):
    """The engine, with a list of the pages that it was given: one line for each."""
    folder = tmp_path_factory.mktemp("engine")
    program = shutil.which("tesseract")
    if not program or "bul" not in subprocess.run([program, "--list-langs"], capture_output=True, text=True).stdout.split():
        print("tesseract with Bulgarian IS MISSING: NO PAGE WAS RECOGNISED")
        return None
    script = folder / "tesseract"
    script.write_text(f'#!/bin/sh\n[ "$1" = stdin ] && echo "$$" >> {folder}/pages\nexec {program} "$@"\n')
    script.chmod(script.stat().st_mode | stat.S_IXUSR)
    return script


@pytest.fixture(scope="module")
def cluster(engine):
    if engine:
        os.environ["SAVET_TESSERACT"] = str(engine)
    # Otherwise whatever else runs on the machine goes before its workers.
    os.environ["RAY_worker_niceness"] = "5"
    ray.init(num_cpus=2, include_dashboard=False, log_to_driver=False, object_store_memory=200 << 20)
    yield
    ray.shutdown()
    os.environ.pop("SAVET_TESSERACT", None)


@pytest.fixture(scope="module")
def corpus(inputs, tmp_path_factory) -> Path:
    """Our documents, some scans, and a file that is none."""
    folder = tmp_path_factory.mktemp("corpus") / "docs"
    shutil.copytree(inputs, folder)
    for scan in sorted((ROOT / "fixtures" / "scans").rglob("*.pdf"), key=lambda path: path.stat().st_size)[:2]:
        shutil.copy(scan, folder / f"scan-{scan.name}")
    return folder


@pytest.fixture(scope="module")
def expected(savet_program, corpus, engine, tmp_path_factory) -> Path:
    out = tmp_path_factory.mktemp("expected") / "out"
    subprocess.run([savet_program, "extract", corpus, "--out", out, "--quiet", "--format", COPIES])
    return out


def pages(engine) -> int:
    file = engine and engine.with_name("pages")
    return len(file.read_text().splitlines()) if file and file.exists() else 0


def same(found: Path, expected: Path) -> None:
    names = [file.relative_to(expected) for file in sorted(expected.rglob("*")) if file.is_file()]
    names = [name for name in names if name.parts[0] not in (".savet", "run.json")]
    assert len(names) > 20
    for name in names:
        assert (found / name).read_bytes() == (expected / name).read_bytes(), name


def workers() -> list[int]:
    """Processes of the cluster that are at work."""
    found = []
    for folder in Path("/proc").glob("[0-9]*"):
        try:
            line = (folder / "cmdline").read_bytes().split(b"\0")[0]
            if line.startswith(b"ray::") and b"IDLE" not in line and any(word in line for word in (b"Map", b"parse", b"Recognise")):
                found.append(int(folder.name))
        except OSError:
            continue
    return found


class Killer(threading.Thread):
    """Kills workers of the cluster while they work: one whenever `ready` says so, as many as `most`."""

    def __init__(self, ready, most: int):
        super().__init__(daemon=True)
        self.ready, self.most, self.killed, self.over = ready, most, 0, False

    def run(self) -> None:
        while not self.over and self.killed < self.most:
            if self.ready(self.killed):
                for pid in workers()[:1]:
                    try:
                        os.kill(pid, signal.SIGKILL)
                        self.killed += 1
                    except ProcessLookupError:
                        pass
            time.sleep(0.05)


def test_the_dataset_of_the_command_line(cluster, corpus, expected, engine, tmp_path):
    before = pages(engine)
    run = savet.ray.extract(corpus, tmp_path / "out", target_pages=40, recognisers=2, formats=COPIES.split(","))
    same(tmp_path / "out", expected)
    assert run["counts"]["files"] == len(list(corpus.iterdir()))
    assert len(list((tmp_path / "out.shards" / "shards").iterdir())) > 2
    if engine:
        read = pages(engine) - before
        assert read > 0
        # The parsing stage found every answer: with the stage of recognition's memory nothing is read again.
        savet.build(corpus, tmp_path / "again", formats=["csv"], ocr_cache=tmp_path / "out.shards" / "ocr")
        assert pages(engine) - before == read
    # Called again there is nothing to do.
    savet.ray.extract(corpus, tmp_path / "out", target_pages=40, recognisers=2, formats=COPIES.split(","))
    same(tmp_path / "out", expected)


def test_nothing_is_lost_or_double_when_workers_die(cluster, corpus, expected, engine, tmp_path):
    shards = tmp_path / "out.shards" / "shards"

    def ready(killed: int) -> bool:
        # One while pages are recognised, the others while shards are parsed.
        return killed == 0 and (tmp_path / "out.shards" / "ocr").exists() or len(list(shards.glob("*"))) > killed

    killer = Killer(ready, 2)
    killer.start()
    savet.ray.extract(corpus, tmp_path / "out", target_pages=40, recognisers=1, formats=COPIES.split(","))
    killer.over = True
    killer.join()
    assert killer.killed > 0, "nobody was killed"
    same(tmp_path / "out", expected)


def test_shards_go_to_the_merge_of_the_command_line(cluster, corpus, expected, savet_program, tmp_path):
    made = savet.ray.extract(corpus, tmp_path / "out", target_pages=60, merge=False)
    run = subprocess.run([savet_program, "merge", *made["shards"], "--out", tmp_path / "out", "--quiet", "--format", COPIES])
    assert run.returncode == 1
    same(tmp_path / "out", expected)


def test_a_changed_file_is_told_and_the_others_are_kept(cluster, corpus, tmp_path, monkeypatch):
    docs = tmp_path / "docs"
    shutil.copytree(corpus, docs)
    real = savet._api.plan

    def plan(*arguments, **options):
        count = real(*arguments, **options)
        (docs / "b16-decision-stamboliyski.txt").write_text("another")
        return count

    monkeypatch.setattr(savet._api, "plan", plan)
    with pytest.raises(savet.Error) as error:
        savet.ray.extract(docs, tmp_path / "out", target_pages=60, ocr="never")
    assert error.value.code == "file_changed"
    monkeypatch.undo()
    # A new plan knows the file as it is.
    savet.ray.extract(docs, tmp_path / "out", target_pages=60, ocr="never")
    assert (tmp_path / "out" / "run.json").exists()


def test_object_stores_and_partitions(cluster, corpus, tmp_path):
    store = pyarrow.fs.SubTreeFileSystem(str(corpus.parent), pyarrow.fs.LocalFileSystem())
    files = savet.ray.fetch("docs", tmp_path / "inputs", filesystem=store)
    assert len(files) == len(list(corpus.iterdir()))
    assert savet.ray.fetch((corpus / "empty.pdf").as_uri(), tmp_path / "one") != []
    savet.ray.extract(files, tmp_path / "out", target_pages=60, ocr="never", formats=["csv", "parquet"])
    counts = savet.ray.partition(tmp_path / "out", str(tmp_path / "parts"))
    savet.ray.partition(tmp_path / "out", str(tmp_path / "parts"))
    for table, count in counts.items():
        parts = pyarrow.dataset.dataset(tmp_path / "parts" / table, partitioning="hive") if count else None
        assert count == (parts.count_rows() if parts else 0), table
    amounts = pyarrow.dataset.dataset(tmp_path / "parts" / "amounts", partitioning="hive").to_table().to_pylist()
    assert any(row["year"] == 2022 and row["municipality_code"] == "SLS31" for row in amounts)
