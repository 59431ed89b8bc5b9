"""The private log: nobody but its owner reads it, and it never grows without end."""

import stat
import sys
from pathlib import Path

import pytest

from apv_tui.files import log_file
from apv_tui.files.log_file import write_log


@pytest.mark.skipif(sys.platform == "win32", reason="modes of Unix")
@pytest.mark.parametrize("there", [False, True])
def test_only_its_owner_reads_it(tmp_path: Path, *, there: bool) -> None:
    path = tmp_path / "log" / "apv-tui.log"
    if there:
        path.parent.mkdir()
        path.write_text("before\n", encoding="utf-8")
        path.chmod(0o644)
    assert write_log(path, "a fault") == str(path)
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    assert path.read_text(encoding="utf-8") == ("before\n" if there else "") + "a fault\n\n"


def test_a_large_one_starts_over(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(log_file, "MOST_BYTES", 20)
    path = tmp_path / "apv-tui.log"
    write_log(path, "x" * 30)
    write_log(path, "anew")
    assert path.read_text(encoding="utf-8") == "anew\n\n"


def test_where_there_can_be_none_the_fault_is_told_all_the_same(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("", encoding="utf-8")
    assert write_log(tmp_path / "file" / "apv-tui.log", "a fault") == "-"
