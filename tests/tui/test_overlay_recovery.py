"""What is shown after the program was cut off, while saving fails, and where the file goes then."""

import random
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

import pytest
from desks import make_desk
from pilots import NARROW, WIDE, Room, room
from rounds import make_agenda

from apv_tui.core import commands as c
from apv_tui.core.messages import Message, message
from apv_tui.core.record import Record
from apv_tui.core.timekeeper import Timekeeper
from apv_tui.tui.app import ApvApp
from apv_tui.tui.desk import Desk

WISHES = ("Ro til at tænke", "Færre møder")
FOUND = (message("session.recovered", n=2), message("session.torn_tail"))


@asynccontextmanager
async def cut_off(
    recovery: tuple[Message, ...], gap: float = 0.0, size: tuple[int, int] = WIDE, step: str = "brainstorm"
) -> AsyncIterator[Room]:
    """Open a meeting that was cut off with two wishes noted."""
    desk, clock = make_desk(make_agenda(), 6)
    desk.do(c.GoTo("brainstorm"))
    desk.do(c.NoteIdeas(WISHES, "oensker"))
    desk.do(c.GoTo(step))
    clock.advance(gap)
    again = Timekeeper(clock)
    record = Record(desk.agenda, again.now, entries=desk.record.entries, chance=random.Random(1))
    new = Desk(record, again, desk.words, place=desk.place, alike=desk.alike, gap_on_open=gap)
    new.recovery = recovery
    app = ApvApp(desk.words, clock, desk=new)
    async with app.run_test(size=size) as pilot:
        opened = Room(app, pilot, new, clock)
        await opened.settle()
        yield opened


async def test_it_says_where_the_meeting_stands_what_came_back_and_what_did_not() -> None:
    async with cut_off(FOUND) as r:
        assert r.open == "RecoveryOverlay"
        for said in ("Ønsker", "2 ting", "Færre møder", "2 indtastninger", "afbrudt"):
            assert said in r.text, said
        await r.press("enter")
        assert (r.open, r.desk.recovery) == ("MeetingScreen", ())


@pytest.mark.parametrize("size", [WIDE, NARROW])
async def test_the_question_about_the_clock_is_on_the_same_page_or_one_key_away(
    size: tuple[int, int],
) -> None:
    async with cut_off(FOUND, 90.0, size) as r:
        seen = r.text
        await r.press("pagedown")
        seen += r.text
        for said in (
            "2 ting",
            "2 indtastninger",
            "afbrudt",
            "1  Tiden tæller ikke med",
            "2  Tiden tæller med",
        ):
            assert " ".join(said.split()) in " ".join(seen.split()), said
        await r.press("escape", "pagedown")
        assert r.open == "RecoveryOverlay", "the question waits for an answer"
        await r.press("1")
        assert r.open == "MeetingScreen"
        assert r.left == 20 * 60


async def test_it_is_not_shown_where_nothing_had_to_be_recovered() -> None:
    async with cut_off(()) as r:
        assert r.open == "MeetingScreen"


async def test_a_banner_says_first_whether_anything_is_lost() -> None:
    why = message("save.reason.folder_gone")
    trouble = message("save.no_file", path="/a/very/long/path/" * 6 + "møde.json", reason=why)
    async with room("brainstorm", size=NARROW) as r:
        r.app.hear_trouble(trouble)
        await r.settle()
        assert r.rows[1].strip().startswith("Intet er tabt")
        await r.press("f1")
        assert "møde.json" in r.text.replace("\n", ""), "the help says all of it"
        r.app.hear_trouble(None)
        await r.press("f1")
        assert "Intet er tabt" not in r.text


class Moving:
    """A keeper that only takes another folder."""

    def __init__(self) -> None:
        self.folders: list[str] = []

    def keep_in(self, folder: str) -> Path:
        self.folders.append(folder)
        return Path(folder) / "møde.json"

    def put(self, entries: object) -> None:
        """Take entries."""

    def checkpoint(self) -> None:
        """Write nothing."""

    def alive(self) -> None:
        """Note nothing."""


async def test_another_folder_can_be_typed() -> None:
    async with room("tre") as r:
        keeper = Moving()
        r.desk.keeper = keeper  # type: ignore[assignment]
        r.meeting.perform("elsewhere")
        await r.settle()
        assert r.open == "ElsewhereOverlay"
        await r.write("/mnt/stick\n")
        assert keeper.folders == ["/mnt/stick"]
        assert (r.open, r.desk.place.folder) == ("MeetingScreen", "/mnt/stick")
        assert "/mnt/stick" in r.text
