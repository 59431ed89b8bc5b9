"""The meeting that plays itself: held, hurried, looked back on and left, on the real screen."""

import re
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path
from typing import NamedTuple

import pytest
from desks import START
from pilots import NARROW, WIDE, painted, settle
from textual import events
from textual.pilot import Pilot

from apv_tui.core import commands as c
from apv_tui.core.clock import SettableClock
from apv_tui.files.agenda_file import read_agenda_file
from apv_tui.files.places import shipped
from apv_tui.rehearsing import make_app
from apv_tui.tui.rehearsal.screen import COVER_SECONDS, SIGNAL_SECONDS, RehearsalApp, RehearsalScreen
from apv_tui.words import Words


class Stalls(NamedTuple):
    """A rehearsal, and somebody who looks on."""

    app: RehearsalApp
    pilot: Pilot[int]
    clock: SettableClock

    @property
    def screen(self) -> RehearsalScreen:
        (found,) = (each for each in self.app.screen_stack if isinstance(each, RehearsalScreen))
        return found

    @property
    def rows(self) -> list[str]:
        return [strip.text.rstrip() for strip in painted(self.app.screen)]

    @property
    def at(self) -> str:
        return self.screen.desk.record.state.step_id

    async def settle(self) -> None:
        await settle(self.app)

    async def press(self, *keys: str) -> None:
        for key in keys:
            self.app.post_message(events.Key(key, " " if key == "space" else None))
            await self.settle()

    async def wait(self, seconds: float) -> None:
        """Let the computer's time pass, and the rehearsal look at it."""
        passed = 0.0
        while passed < seconds:
            self.clock.advance(0.25)
            passed += 0.25
            self.screen.tick()
            self.screen.play_on()
        await self.settle()


@asynccontextmanager
async def rehearsed(
    name: str = "retro.en", *, meeting: str = "", size: tuple[int, int] = WIDE, people: int = 9
) -> AsyncIterator[Stalls]:
    agenda = read_agenda_file(shipped(f"{name}.yaml")).agenda
    clock = SettableClock(START)
    app = make_app(agenda, Words(agenda.language), people, meeting=meeting, base=clock)
    async with app.run_test(size=size) as pilot:
        stalls = Stalls(app, pilot, clock)
        await stalls.settle()
        yield stalls


async def test_it_says_that_it_is_a_rehearsal_and_plays_itself() -> None:
    async with rehearsed() as r:
        assert "REHEARSAL ×60" in r.rows[1]
        assert r.app.desk is not None
        assert r.app.desk.keeper is None
        await r.wait(4)
        assert r.at == "last-time"
        await r.wait(30)
        assert r.at == "gather"
        assert r.screen.desk.record.state.standing("facts")


@pytest.mark.parametrize("key", ["space", "f4"])
async def test_it_is_held_and_goes_on(key: str) -> None:
    async with rehearsed() as r:
        await r.wait(12)
        await r.press(key)
        before, entries = r.screen.clock.monotonic(), len(r.screen.desk.record.entries)
        assert "paused" in r.rows[1]
        await r.wait(5)
        assert (r.screen.clock.monotonic(), len(r.screen.desk.record.entries)) == (before, entries)
        await r.press(key)
        assert "paused" not in r.rows[1]
        await r.wait(5)
        assert len(r.screen.desk.record.entries) > entries


async def test_space_holds_it_where_a_line_is_open() -> None:
    async with rehearsed() as r:
        while r.at != "gather":
            await r.press("pagedown")
        await r.press("space")
        assert r.screen.player.paused
        assert r.screen.typed() == ""


async def test_page_down_takes_it_to_the_next_screen_with_all_that_is_said_until_then() -> None:
    async with rehearsed() as r:
        await r.press("space")
        seen = []
        while not r.screen.player.over:
            await r.press("pagedown")
            seen.append(r.at)
        await r.press("pagedown")
        meeting = r.screen.desk.agenda.meetings[0]
        assert list(dict.fromkeys(seen)) == [step.id for step in meeting.steps]
        state = r.screen.desk.record.state
        assert all(state.standing(list_id) for list_id in state.agenda.lists)
        assert r.screen.player.over
        assert "The rehearsal is over" in "\n".join(r.rows)


async def test_page_up_looks_back_and_it_comes_back_to_its_course() -> None:
    async with rehearsed() as r:
        await r.press("pagedown", "pagedown")
        assert r.at == "welcome"
        await r.press("pageup")
        assert r.at == "last-time"
        await r.wait(20)
        assert r.at == "last-time"
        assert "paused" in r.rows[1]
        await r.press("space")
        assert r.at == "welcome"
        await r.press("pagedown", "pagedown")
        assert r.at == "think"


async def test_whoever_goes_to_another_step_holds_it() -> None:
    async with rehearsed() as r:
        await r.wait(6)
        r.screen.do(c.GoTo("thanks"))
        await r.wait(10)
        assert r.at == "thanks"
        assert "paused" in r.rows[1]
        await r.press("pagedown")
        assert r.at == "last-time"


async def test_a_signal_is_seen_and_time_stands_while_it_is() -> None:
    async with rehearsed() as r:
        for _ in range(400):
            await r.wait(0.25)
            if r.screen._alarm is not None:
                break
        before = r.screen.clock.monotonic()
        await r.wait(SIGNAL_SECONDS / 2)
        assert r.screen.clock.monotonic() == before
        await r.wait(SIGNAL_SECONDS)
        assert r.screen.clock.monotonic() > before


async def test_the_time_stands_while_something_lies_over_the_meeting() -> None:
    async with rehearsed() as r:
        await r.wait(5)
        await r.press("f1")
        r.screen.play_on()  # it looks so many times a second
        before = r.screen.clock.monotonic()
        await r.wait(5)
        assert r.screen.clock.monotonic() == before


@pytest.mark.parametrize("size", [WIDE, NARROW])
async def test_a_step_for_the_leader_is_seen_covered_and_then_as_the_leader_sees_it(
    size: tuple[int, int],
) -> None:
    async with rehearsed("apv.da", size=size) as r:
        await r.press("pagedown")
        assert r.at == "egnethed"
        assert r.screen.covered
        assert r.screen.desk.words("window.room") in r.rows[1]
        await r.wait(COVER_SECONDS + 1)
        assert not r.screen.covered
        assert r.screen.desk.words("window.leader") in r.rows[1]


async def test_the_meetings_before_the_one_that_is_asked_for_have_been_held() -> None:
    async with rehearsed("apv.da", meeting="vurdering") as r:
        state = r.screen.desk.record.state
        assert (state.meeting_id, state.step_id) == ("vurdering", "")
        assert state.standing("oensker")
        assert state.present


async def test_confidential_notes_are_taken_and_are_nowhere(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("APV_TUI_HOME", str(tmp_path))
    async with rehearsed("intervisie.nl", people=6) as r:
        await r.press("space")
        while r.at != "kern":
            await r.press("pagedown")
        assert r.screen.desk.record.state.vaults
        assert list(tmp_path.rglob("*")) == []


async def test_leaving_asks_nothing() -> None:
    async with rehearsed() as r:
        await r.press("ctrl+q")
        assert r.app.return_code == 0
        assert r.app._exit


def test_no_name_of_ours_hides_one_of_textuals() -> None:
    from textual.screen import Screen

    from apv_tui.tui.preview import screen as preview
    from apv_tui.tui.rehearsal import screen as rehearsal

    for module, meant in ((rehearsal, {"app", "set_interval", "size"}), (preview, set())):
        source = Path(module.__file__ or "").read_text(encoding="utf-8")
        ours = set(re.findall(r"def (\w+)|self\.(_\w+) =", source))
        named = {name for pair in ours for name in pair if name and not name.startswith(("__", "on_"))}
        known = {"compose", "perform", "action_hold", "open_desk", "leave"} | meant
        assert {name for name in named - known if hasattr(Screen, name)} == set()
