"""What a killed program left of a session that had only begun is cleared away by the next one that starts."""

from __future__ import annotations

import hashlib
from pathlib import Path

from apv_tui.files.disk import Disk
from apv_tui.files.locks import Locks
from apv_tui.files.store import create_session, open_session
from apv_tui.files.sweeping import sweep

AGENDA = {"title": "t"}


def half_written(state: Path, session: str) -> Path:
    """What is left where the first journal of a session was being written."""
    state.mkdir(exist_ok=True)
    digest = hashlib.sha256(session.encode()).hexdigest()[:12]
    path = state / f".apv-tui-{digest}-0123abcd.tmp"
    path.write_bytes(b"words")
    return path


def test_what_a_dead_program_began_goes_when_another_session_begins_or_is_opened(tmp_path: Path) -> None:
    state, path = tmp_path / "state", tmp_path / "a.json"
    left = half_written(state, "unknown")
    store = create_session(path, state, session="mine", name="a", agenda=AGENDA)
    assert not left.exists()
    store.close()
    left = half_written(state, "unknown")
    store, _ = open_session(path, state)
    assert not left.exists()
    store.close()


def test_what_a_living_program_is_writing_stays(tmp_path: Path) -> None:
    state = tmp_path / "state"
    locks = Locks(Disk(), state)
    locks.take_session("theirs", tmp_path / "theirs.json")
    theirs = half_written(state, "theirs")
    sweep(Disk(), state)
    assert theirs.exists()
    locks.release()
    sweep(Disk(), state)
    assert not theirs.exists()


def test_the_files_of_others_stay(tmp_path: Path) -> None:
    names = ("a.tmp", ".apv-tui-abc-0123abcd.tmp", ".apv-tui-0123456789ab-0123abcd.tmp.bak", "x.journal")
    for name in names:
        (tmp_path / name).write_bytes(b"x")
    sweep(Disk(), tmp_path)
    assert {path.name for path in tmp_path.iterdir()} == set(names)
    sweep(Disk(), tmp_path / "nowhere")
