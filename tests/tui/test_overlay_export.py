"""Documents from inside the meeting: chosen, written in a thread, and said where."""

import threading
from pathlib import Path

import pytest
from pilots import NARROW, WIDE, Room, room

from apv_tui.core import commands as c
from apv_tui.core.clock import SettableClock
from apv_tui.core.exporter import Written
from apv_tui.core.messages import Refused, message
from apv_tui.core.state import State
from apv_tui.files.places import Places
from apv_tui.files.settings_file import SettingsFile
from apv_tui.making import Exporter
from apv_tui.tui.actions import TABLE


class Writer:
    """Writes nothing, and waits until it may."""

    def __init__(self, *, gives: Written | Exception | None = None) -> None:
        self.asked: list[tuple[str, str, bool]] = []
        self.states: list[State] = []
        self.may_go_on = threading.Event()
        self.gives = gives

    def export(self, state: State, what: str, ending: str, *, names: bool) -> Written | None:
        self.asked.append((what, ending, names))
        self.states.append(state)
        self.may_go_on.wait(5)
        if isinstance(self.gives, Exception):
            raise self.gives
        return self.gives


HERE = Written("/home/kim/møder", ("APV – referat.docx", "APV – handleplan.docx"))


async def until_written(r: Room) -> None:
    for thread in threading.enumerate():
        if thread.name == "apv-tui export":
            thread.join(10)
    await r.settle()


@pytest.mark.parametrize("size", [WIDE, NARROW])
async def test_one_key_offers_and_enter_writes_everything(size: tuple[int, int]) -> None:
    writer = Writer(gives=HERE)
    async with room(size=size) as r:
        r.desk.exporter = writer
        await r.press("ctrl+s")
        assert "Det hele, i sin egen mappe" in r.text
        assert "uden navnene" in r.text
        await r.press("enter")
        assert writer.asked == [("", "", False)]
        assert "bliver skrevet" in r.text, "it says that it is at work"
        writer.may_go_on.set()
        await until_written(r)
        assert "/home/kim/møder" in r.text
        assert "APV – referat.docx" in r.text
        await r.press("enter")
        assert r.open == "MeetingScreen"


async def test_one_kind_with_names_is_chosen_by_number() -> None:
    writer = Writer(gives=HERE)
    writer.may_go_on.set()
    async with room() as r:
        r.desk.exporter = writer
        await r.press("ctrl+s", "2", "n", "enter")
        await until_written(r)
        assert writer.asked == [("minutes", ".docx", True)]


async def test_names_are_in_where_that_was_settled(tmp_path: Path) -> None:
    path = tmp_path / "settings.yaml"
    path.write_text("names_in_reports: yes\n", encoding="utf-8")
    settled = SettingsFile(path, TABLE)
    settled.read()
    writer = Writer(gives=HERE)
    writer.may_go_on.set()
    async with room(settled=settled) as r:
        r.desk.exporter = writer
        await r.press("ctrl+s", "2", "enter")
        await until_written(r)
        assert writer.asked == [("minutes", ".docx", True)]


async def test_the_meeting_goes_on_while_it_is_written() -> None:
    writer = Writer(gives=HERE)
    async with room("brainstorm") as r:
        r.desk.exporter = writer
        await r.press("ctrl+s", "enter", "enter", "enter", "ctrl+s")
        assert r.open == "MeetingScreen", "its own key closes it, also while it is at work"
        assert len(writer.asked) == 1, "a second Enter does not write twice"
        before = writer.states[0]
        await r.write("Mere ro\n")
        assert "Mere ro" in r.text
        assert before is not r.desk.record.state
        assert len(before.items) < len(r.desk.record.state.items)
        writer.may_go_on.set()
        await until_written(r)
        assert "/home/kim/møder" in r.text, "where it was written is said, wherever the room is now"


@pytest.mark.parametrize(
    ("gives", "said"),
    [
        (Refused(message("print.not_written", path="/x", reason="fuld")), "/x kunne ikke skrives"),
        (OSError("no"), "en fejl i programmet (OSError)"),
        (None, "ikke noget af i mødet endnu"),
    ],
)
async def test_what_cannot_be_written_is_said_and_the_meeting_goes_on(
    gives: Exception | None, said: str
) -> None:
    writer = Writer(gives=gives)
    writer.may_go_on.set()
    async with room(size=NARROW) as r:
        r.desk.exporter = writer
        await r.press("ctrl+s", "enter")
        await until_written(r)
        assert r.open == "NoticeOverlay"
        assert said in " ".join(r.text.split())
        await r.press("enter", "ctrl+s")
        assert r.open == "MeetingScreen"


async def test_where_nothing_is_kept_there_is_nothing_to_write() -> None:
    async with room() as r:
        await r.press("ctrl+s", "enter")
        assert "Her gemmes intet" in r.text


async def test_letters_that_are_typed_stay_letters_and_the_key_works_while_typing() -> None:
    async with room("brainstorm") as r:
        r.desk.exporter = Writer(gives=HERE)
        await r.write("Halvt skrevet")
        await r.press("ctrl+s")
        assert r.open == "ExportOverlay"
        await r.press("ctrl+s")
        assert r.line.value == "Halvt skrevet"


def test_the_real_one_writes_beside_the_session_and_never_over_anything(tmp_path: Path) -> None:
    from desks import make_desk
    from rounds import make_agenda

    desk, clock = make_desk(make_agenda(), 6)
    desk.do(c.GoTo("brainstorm"))
    desk.do(c.NoteIdeas(("=1+1", "Mere ro"), "oensker"))
    places = Places(tmp_path, tmp_path / "state", tmp_path / "agendas", tmp_path / "log")
    exporter = Exporter(places, tmp_path, "case-1", clock)
    first = exporter.export(desk.record.state, "", "", names=False)
    again = exporter.export(desk.record.state, "", "", names=False)
    assert first is not None
    assert again is not None
    assert first.folder != again.folder, "a folder that is there is left alone"
    assert {Path(name).suffix for name in first.files} >= {".docx", ".html", ".md", ".xlsx", ".csv", ".json"}
    assert all((Path(first.folder) / name).is_file() for name in first.files)
    one = exporter.export(desk.record.state, "minutes", ".docx", names=False)
    two = exporter.export(desk.record.state, "minutes", ".docx", names=False)
    assert one is not None
    assert two is not None
    assert one.files != two.files
    assert (tmp_path / one.files[0]).is_file()
    assert (tmp_path / two.files[0]).is_file()


def test_a_logo_that_is_none_is_said_by_its_name(tmp_path: Path) -> None:
    from desks import make_desk
    from rounds import make_agenda

    desk, clock = make_desk(make_agenda(), 6)
    assert isinstance(clock, SettableClock)
    (tmp_path / "report").mkdir()
    (tmp_path / "report" / "logo.png").write_text("no picture")
    places = Places(tmp_path, tmp_path / "state", tmp_path / "agendas", tmp_path / "log")
    with pytest.raises(Refused) as refused:
        Exporter(places, tmp_path, "case-1", clock).export(desk.record.state, "", "", names=False)
    assert "logo.png" in desk.words.say(refused.value.reason)
    assert not list(tmp_path.glob("*.docx")), "nothing is written by halves"
