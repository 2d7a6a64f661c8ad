"""Python goes on while savet reads, and Ctrl-C ends it."""

import os
import signal
import subprocess
import sys
import threading
import time

import pytest
import savet

# A text that takes a second or more in any build: many decisions one behind the other.
LONG = "РЕШЕНИЕ № {} от 30.04.2025 г.\nНа основание чл. 21, ал. 1, т. 8 от ЗМСМА продава имот за {} лв.\n"


@pytest.fixture(scope="module")
def long_file(tmp_path_factory):
    path = tmp_path_factory.mktemp("long") / "long.txt"
    path.write_text("".join(LONG.format(n, n) for n in range(2_000)), encoding="utf-8")
    return path


def test_other_threads_go_on(long_file):
    ticks, done = 0, threading.Event()

    def tick():
        nonlocal ticks
        while not done.wait(0.001):
            ticks += 1

    thread = threading.Thread(target=tick)
    thread.start()
    savet.extract(long_file)
    done.set()
    thread.join()
    # Without the interpreter it would be none at all.
    assert ticks > 10


def test_two_threads_read_at_once(inputs):
    found = []
    threads = [threading.Thread(target=lambda: found.append(len(savet.extract_many(inputs, ocr="never").read_all()))) for _ in range(3)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(set(found)) == 1 and len(found) == 3


SCRIPT = """
import sys, time
import savet
{imports}
path = sys.argv[1]
print("begun", flush=True)
try:
    while True:
        {call}
except KeyboardInterrupt:
    print("interrupted", flush=True)
    sys.exit(42)
"""
CALLS = {
    "extract": ("", "savet.extract(path)"),
    "batches": ("", "list(savet.extract_many([path], 'citations'))"),
    "read_all": ("", "savet.extract_many([path], 'citations').read_all()"),
    "tables": ("", "savet.extract_tables([path])"),
    "build": ("import tempfile", "savet.build([path], tempfile.mkdtemp())"),
    "pyarrow": ("import pyarrow", "pyarrow.table(savet.extract_many([path], 'citations'))"),
    "polars": ("import polars", "polars.DataFrame(savet.extract_many([path], 'citations'))"),
    "duckdb": ("import duckdb", "s = savet.extract_many([path], 'citations'); duckdb.sql('select count(*) from s').fetchall()"),
}


@pytest.mark.skipif(os.name == "nt", reason="Windows has no SIGINT to send to one process")
@pytest.mark.parametrize("way", CALLS)
def test_ctrl_c(way, long_file):
    imports, call = CALLS[way]
    script = SCRIPT.format(imports=imports, call=call)
    child = subprocess.Popen([sys.executable, "-c", script, long_file], stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)
    assert child.stdout.readline() == "begun\n"
    time.sleep(0.3)
    child.send_signal(signal.SIGINT)
    out, error = child.communicate(timeout=60)
    if way in ("pyarrow", "polars", "duckdb"):
        # They may tell of it by exceptions of their own, whose turn may come first.
        assert child.returncode != 0, error
    else:
        assert (out, child.returncode) == ("interrupted\n", 42), error
