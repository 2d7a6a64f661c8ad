"""The stubs are those of the library's tables, and a type checker understands them."""

import subprocess
import sys
from pathlib import Path

import pytest
import savet
import stubs

HERE = Path(__file__).parent
USE = """
import savet
from decimal import Decimal

record = savet.extract("a.pdf", limits={"seconds": 3})
amount: savet.Amount = record.amounts[0]
sum: Decimal | None = amount.value_eur
number: str | None = record.decisions[0].number
length: int = len(savet.extract_tables(["a"]).votes)
"""
MISUSE = {
    'savet.extract_many("x", "nothing")': "arg-type",
    'savet.extract("x", ocr="maybe")': "arg-type",
    'savet.extract("x").amounts[0].nothing': "attr-defined",
    'savet.extract("x", limits={"minutes": 1})': "arg-type",
}


def test_stubs_are_as_printed():
    package = Path(savet.__file__).parent
    for name, text in stubs.FILES.items():
        assert (package / name).read_text(encoding="utf-8") == text(), f"run tests/stubs.py: {name}"
    assert set(savet._rows.SINGULAR) == set(savet.schema())
    assert (package / "py.typed").exists()


def mypy(*arguments: str, cwd: Path) -> subprocess.CompletedProcess[str]:
    return subprocess.run([sys.executable, "-m", *arguments], cwd=cwd, capture_output=True, text=True)


def test_mypy_understands_them(tmp_path):
    (tmp_path / "use.py").write_text(USE)
    run = mypy("mypy", "--strict", "use.py", cwd=tmp_path)
    assert run.returncode == 0, run.stdout
    for line, code in MISUSE.items():
        (tmp_path / "misuse.py").write_text(f"import savet\n{line}\n")
        run = mypy("mypy", "--strict", "misuse.py", cwd=tmp_path)
        assert run.returncode == 1 and f"[{code}]" in run.stdout, run.stdout


def test_the_package_itself(tmp_path):
    # pyarrow has no types, and ray, where it is installed, narrower ones than it takes.
    (tmp_path / "mypy.ini").write_text("[mypy]\n[mypy-pyarrow.*,ray.*]\nignore_missing_imports = True\nfollow_imports = skip\n[mypy-savet.ray.*]\ndisallow_untyped_decorators = False\n")
    run = mypy("mypy", "--strict", "-p", "savet", cwd=tmp_path)
    assert run.returncode == 0, run.stdout
    # Modules are imported to be compared.
    pytest.importorskip("ray", reason="ray is not installed: STUBS WERE NOT COMPARED WITH MODULES")
    run = mypy("mypy.stubtest", "savet", "--concise", "--mypy-config-file", "mypy.ini", "--allowlist", str(HERE / "stubtest.allow"), cwd=tmp_path)
    assert run.returncode == 0, run.stdout


def test_everything_says_what_it_is():
    for name in savet.__all__:
        thing = getattr(savet, name)
        assert name.isupper() or name == "__version__" or thing.__doc__, name
