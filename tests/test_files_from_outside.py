"""Files from outside, opened as the program does it: what is refused is said, and nothing else is written."""

import json
import os
import sys
from pathlib import Path
from typing import Any

import pytest

from apv_tui.core import commands as c
from apv_tui.core.messages import Message, Unreadable
from apv_tui.files.agenda_file import read_agenda_file
from apv_tui.files.places import Places
from apv_tui.wiring import Office, Options
from apv_tui.words import Words, languages
from hostile import OBEYED, POISON

AGENDA = """\
title: Dag
language: da
lists:
  ideer: {title: Ideer, one: ide, many: ideer}
steps:
  - {id: a, kind: talk, title: Velkommen, minutes: 5}
  - {id: b, kind: collect, title: Ideer, minutes: 5, into: ideer}
  - {id: c, kind: close, title: Tak, minutes: 5}
"""


class Desk:
    """A computer with a folder for meetings, and whoever works at it."""

    def __init__(self, home: Path) -> None:
        self.home = home
        self.places = Places(home / "sessions", home / "state", home / "agendas", home / "log")
        self.path = home / "work" / "m.json"
        for folder in (self.places.sessions, self.places.agendas, self.path.parent):
            folder.mkdir(parents=True)

    def begun(self) -> Path:
        """Hold a short meeting; give its file."""
        agenda = self.places.agendas / "dag.yaml"
        agenda.write_text(AGENDA, encoding="utf-8")
        office = Office(self.places, Options())
        desk = office.new_session(read_agenda_file(agenda).agenda, path=self.path)
        desk.do(c.Headcount(4))
        desk.do(c.GoTo("b"))
        desk.do(c.NoteIdeas(("Frokost",), "ideer"))
        assert office.keeper is not None
        office.keeper.start()
        office.close()
        assert office.kept == self.path
        return self.path

    def changed(self, **keys: Any) -> Path:
        """Change keys of the session file as an editor does; the checksum fits no more."""
        data = json.loads(self.begun().read_text(encoding="utf-8"))
        self.path.write_text(json.dumps({**data, **keys}), encoding="utf-8")
        return self.path

    def notices(self, path: Path) -> list[Message]:
        """Open a session and let go of it again; give what was said of it."""
        office = Office(self.places, Options())
        said = office.open_session(path).recovery
        office.close()
        return list(said)

    def files(self) -> set[str]:
        """Everything there is, by its path."""
        every = (
            path
            for path in self.home.rglob("*")
            if path.suffix != ".lock" and path.name not in ("state", "locks")
        )
        return {str(path.relative_to(self.home)) for path in every}


@pytest.fixture
def at(tmp_path: Path) -> Desk:
    return Desk(tmp_path / "home")


def test_a_session_changed_by_hand_opens_and_says_so(at: Desk) -> None:
    path = at.changed(name="Et andet navn")
    assert "session.edited_by_hand" in [said.id for said in at.notices(path)]
    office = Office(at.places, Options())
    office.open_session(path).do(c.NoteIdeas(("Mere",), "ideer"))
    office.close()
    assert at.notices(path) == [], "saved by the program again it is as it should be"


@pytest.mark.parametrize(
    "name", ["../../x", "/etc/passwd", "C:\\x", "a/b", POISON.replace("\ud800", ""), "x" * 5_000]
)
def test_a_session_that_names_another_place_is_never_written_there(at: Desk, name: str) -> None:
    path = at.changed(name=name, path="../../x", file="../../y", saved="../z", program="../p")
    before = at.files()
    at.notices(path)
    assert at.files() - before <= {"work/m.json.bak"}
    assert json.loads(path.read_text(encoding="utf-8"))["format"] == "apv-tui session"


@pytest.mark.parametrize("id_", ["../../x", "..", "a/b", "", "x" * 65, "\x1b", "a b", "C:", ".journal"])
def test_an_id_that_would_be_a_path_is_refused_and_nothing_written(at: Desk, id_: str) -> None:
    path = at.changed(session=id_)
    (path.parent / "m.json.bak").unlink(missing_ok=True)
    before, data = at.files(), path.read_bytes()
    with pytest.raises(Unreadable):
        at.notices(path)
    assert (at.files(), path.read_bytes()) == (before, data)


def test_an_agenda_that_is_edited_or_lost_during_the_meeting_changes_nothing(at: Desk) -> None:
    path = at.places.agendas / "dag.yaml"
    path.write_text(AGENDA, encoding="utf-8")
    office = Office(at.places, Options())
    desk = office.new_session(read_agenda_file(path).agenda, path=at.path)
    assert office.keeper is not None
    office.keeper.start()
    desk.do(c.GoTo("a"))
    path.write_text("title: [en halv", encoding="utf-8")
    desk.do(c.GoTo("b"))
    path.unlink()
    desk.do(c.NoteIdeas(("Frokost",), "ideer"))
    desk.do(c.GoTo("c"))
    office.close()
    again = Office(at.places, Options()).open_session(at.path)
    assert [step.title for _, step in again.agenda.steps()] == ["Velkommen", "Ideer", "Tak"]
    assert again.state.step_id == "c"
    assert [item.text for item in again.state.standing("ideer")] == ["Frokost"]


def test_what_is_no_session_at_all_is_called_so(at: Desk) -> None:
    for data in ("Kære alle\n".encode(), b"%PDF-1.7\n\xff\xfe", b"[1, 2]", b'{"a": 1}', b"title: Dag\n"):
        at.path.write_bytes(data)
        with pytest.raises(Unreadable) as refused:
            at.notices(at.path)
        assert [problem.what.id for problem in refused.value.problems] == ["session.not_a_session"]
        assert at.path.read_bytes() == data


def test_what_is_no_file_is_refused_in_our_words(at: Desk) -> None:
    folder, large, gone = at.path, at.path.with_name("stor.json"), at.path.with_name("borte.json")
    folder.mkdir()
    with large.open("wb") as file:
        file.truncate(300_000_000)  # takes no room on the disk
    every = {folder: "file.is_folder", large: "file.too_big", gone: "session.missing"}
    if sys.platform != "win32":
        pipe, endless = at.path.with_name("roer.json"), at.path.with_name("nul.json")
        os.mkfifo(pipe)
        endless.symlink_to("/dev/zero")
        every |= {pipe: "file.not_a_file", endless: "file.not_a_file"}
    before = at.files()
    for path, said in every.items():
        with pytest.raises(Unreadable) as refused:
            at.notices(path)
        (problem,) = refused.value.problems
        assert problem.what.id == said
        assert all(Words(language).say(problem.what) for language in languages())
    assert at.files() == before


@pytest.mark.skipif(sys.platform == "win32", reason="there are no such files")
def test_the_start_screen_waits_for_nothing_that_lies_in_its_folders(at: Desk) -> None:
    """A pipe, an endless device, a folder, and names that would draw on the terminal."""
    for folder, ending in ((at.places.sessions, "json"), (at.places.agendas, "yaml")):
        os.mkfifo(folder / f"roer.{ending}")
        (folder / f"nul.{ending}").symlink_to("/dev/zero")
        (folder / f"mappe.{ending}").mkdir()
        (folder / f"\x1b]0;x\x07\u202e\udcff.{ending}").write_text("title: \x1b[31mDag\n", encoding="utf-8")
    choices = Office(at.places, Options()).choices()
    assert sum("roer" in choice.title for choice in choices) == 1, "the agenda, which opening it will explain"
    for choice in choices:
        assert not OBEYED.search(choice.title + choice.beside)
        if choice.look is not None:
            assert isinstance(choice.look(), tuple)


def test_folders_that_cannot_be_looked_into_are_empty(at: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    def denied(*_: Any) -> Any:
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr("pathlib.Path.iterdir", denied)
    assert Office(at.places, Options()).choices()
