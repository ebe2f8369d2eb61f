"""The files of commands: none is read without an end, and none is written while another cannot be."""

import os
import sys
from pathlib import Path

import pytest

from interpreter_app.domain.errors import EnvironmentFault, UserError
from ui.command_line import files
from ui.command_line.files import check_outputs, read_file

PDF, LIST = [".pdf"], [".xlsx", ".csv"]


def refused(*outputs: tuple[Path | None, list[str]], replace: bool = True, given: str = "-") -> str:
    with pytest.raises(UserError) as caught:
        check_outputs(*outputs, replace=replace, given=given)
    return str(caught.value)


def test_files_with_a_place_and_the_right_ending_may_be_written(tmp_path: Path) -> None:
    there = tmp_path / "There.CSV"
    there.touch()
    check_outputs((tmp_path / "a.pdf", PDF), (there, LIST), (None, PDF), replace=True, given=str(tmp_path / "list.csv"))
    check_outputs((tmp_path / "a.pdf", PDF), replace=False)


def test_another_ending_would_lie_of_what_is_in_the_file(tmp_path: Path) -> None:
    assert "must end in .pdf" in refused((tmp_path / "a.docx", PDF))
    assert "must end in .xlsx/.csv" in refused((tmp_path / "a.pdf", LIST))
    assert "must end in .pdf" in refused((tmp_path / "pdf", PDF))


def test_all_places_are_looked_at_before_anything_is_written(tmp_path: Path) -> None:
    there = tmp_path / "there.pdf"
    there.touch()
    assert "already" in refused((tmp_path / "a.csv", LIST), (there, PDF), replace=False)
    assert "no folder" in refused((tmp_path / "a.csv", LIST), (tmp_path / "no" / "a.pdf", PDF))


def test_two_files_are_never_one(tmp_path: Path) -> None:
    one, other = tmp_path / "a.pdf", tmp_path / "x" / ".." / "a.pdf"
    (tmp_path / "x").mkdir()
    assert "named twice" in refused((one, PDF), (other, PDF))
    one.touch()
    assert "named twice" in refused((one, PDF), (other, PDF))


def test_what_is_read_is_never_written_over(tmp_path: Path) -> None:
    given = tmp_path / "list.csv"
    given.touch()
    assert "named twice" in refused((given, LIST), given=str(given))
    link = tmp_path / "link.csv"
    os.link(given, link)
    assert "named twice" in refused((link, LIST), given=str(given))


@pytest.mark.skipif(not sys.platform.startswith("linux"), reason="elsewhere there is no such device")
@pytest.mark.parametrize("device", ["/dev/zero", "/dev/full"])
def test_a_file_without_an_end_is_refused(device: str) -> None:
    with pytest.raises(UserError, match="too large"):
        read_file(device)


def test_a_file_may_be_as_large_as_the_bound(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(files, "LARGEST_FILE", 10)
    path = tmp_path / "a"
    path.write_bytes(b"x" * 10)
    assert read_file(str(path)) == b"x" * 10
    path.write_bytes(b"x" * 11)
    with pytest.raises(UserError, match="too large"):
        read_file(str(path))


def test_a_file_that_is_not_there_is_told_from_one_that_cannot_be_read(tmp_path: Path) -> None:
    for name in (str(tmp_path / "no"), "a\0b", str(tmp_path)):
        with pytest.raises(UserError):
            read_file(name)
    with pytest.raises((EnvironmentFault, UserError)):
        read_file("x" * 5000)
