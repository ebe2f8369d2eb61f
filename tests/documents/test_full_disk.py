"""Lists and documents on a disk that is full: an error of the disk, no file, and nothing beside it on the screen."""

import subprocess
import sys
from pathlib import Path

import pytest

pytest.importorskip("resource", reason="only such a system can be told to let no file grow")

_WRITE = """
import resource, sys
from pathlib import Path
from interpreter_app.documents.blocks import Document, Paragraph
from interpreter_app.documents.docx import write_docx
from interpreter_app.documents.list_files import ListFile, write_list
from interpreter_app.documents.tables import About, Column, Table
from interpreter_app.i18n import UiLanguage

path, rows, most = Path(sys.argv[1]), int(sys.argv[2]), int(sys.argv[3])
lines = [f"{number * 7919 % 1009}" for number in range(rows)]


def write():
    if path.suffix == ".docx":
        blocks = tuple(Paragraph(line) for line in lines)
        write_docx(Document(title="T", language=UiLanguage.ENGLISH, blocks=blocks, footer=""), path)
    else:
        table = Table("T", (Column("a", "a"),), [(line,) for line in lines])
        write_list(table, About("About", lambda count: [("Lines", count)]), ListFile(path), lambda count: None)


resource.setrlimit(resource.RLIMIT_FSIZE, (most, most))
try:
    write()
except OSError:
    print("OSError")
else:
    print("written")
"""


def written(path: Path, *, rows: int, most: int) -> tuple[str, str]:
    """What a program says, on both streams, that writes ``rows`` while no file may grow beyond ``most`` bytes."""
    temporary = path.parent / "temporary"
    temporary.mkdir()
    done = subprocess.run(
        [sys.executable, "-c", _WRITE, str(path), str(rows), str(most)],
        capture_output=True,
        text=True,
        check=False,
        timeout=60,
        env={"TMPDIR": str(temporary), "PYTHONPATH": ":".join(sys.path)},
    )
    assert list(temporary.iterdir()) == []
    temporary.rmdir()
    return done.stdout.strip(), done.stderr


@pytest.mark.parametrize(
    ("name", "rows", "most"),
    [
        ("a.xlsx", 3, 3_000),  # the file itself
        ("a.xlsx", 3_000, 40_000),  # the rows, which are kept aside until all are there
        ("a.csv", 3_000, 3_000),
        ("a.docx", 3, 3_000),
    ],
)
def test_a_full_disk_is_an_error_of_the_disk_and_leaves_nothing(
    tmp_path: Path, name: str, rows: int, most: int
) -> None:
    assert written(tmp_path / name, rows=rows, most=most) == ("OSError", "")
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("name", ["a.xlsx", "a.csv", "a.docx"])
def test_what_fits_is_written(tmp_path: Path, name: str) -> None:
    assert written(tmp_path / name, rows=3, most=1_000_000) == ("written", "")
    assert [path.name for path in tmp_path.iterdir()] == [name]
