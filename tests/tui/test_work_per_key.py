"""How much is done for a key, a second and the first screen, counted and not timed: the same on every machine."""

import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from types import FrameType
from typing import Any

import pytest
from desks import make_desk
from pilots import Room, room
from textual.app import App
from textual.screen import Screen
from textual.strip import Strip

from apv_tui.core import commands as c
from apv_tui.core.agenda import Agenda
from apv_tui.tui.app import ApvApp
from apv_tui.tui.screens.skeleton import Skeleton
from apv_tui.tui.widgets.pane import Pane

LARGE = (120, 40)
WHOLE = 12_000
"""Bytes of a whole window of that size, about."""


@dataclass
class Work:
    """What was done."""

    layouts: int = 0
    drawn: int = 0
    shown: int = 0
    """How often rows were handed to the panes."""
    rows: int = 0
    """The rows that the panes made anew."""
    paints: list[int] = field(default_factory=list)
    """The bytes of each."""


@contextmanager
def counted(patch: pytest.MonkeyPatch) -> Iterator[Work]:
    """Count what is laid out, drawn and painted."""
    work = Work()
    lay_out, draw, display = Screen._refresh_layout, Skeleton._draw, App._display
    show, row = Skeleton._show, Pane.render_line

    def laid_out(self: Screen[Any], *rest: Any, **named: Any) -> None:
        work.layouts += 1
        lay_out(self, *rest, **named)

    def drawn(self: Skeleton) -> None:
        work.drawn += 1
        draw(self)

    def shown(self: Skeleton) -> None:
        work.shown += 1
        show(self)

    def made(self: Pane, y: int) -> Strip:
        work.rows += 1
        return row(self, y)

    def displayed(self: App[Any], screen: Screen[Any], update: Any) -> None:
        if update is not None and screen is self.screen:
            work.paints.append(len(update.render_segments(self.console).encode()))
        display(self, screen, update)

    with patch.context() as patched:
        patched.setattr(Screen, "_refresh_layout", laid_out)
        patched.setattr(Skeleton, "_draw", drawn)
        patched.setattr(Skeleton, "_show", shown)
        patched.setattr(Pane, "render_line", made)
        patched.setattr(App, "_display", displayed)
        yield work


async def quiet(r: Room) -> None:
    """Wait until all that was begun is painted."""
    for _ in range(6):
        await r.settle()


async def test_the_first_screen_is_drawn_once_and_whole(monkeypatch: pytest.MonkeyPatch) -> None:
    with counted(monkeypatch) as work:
        async with room("", size=LARGE) as r:
            await quiet(r)
            assert "PgDn" in r.text
            assert [type(screen).__name__ for screen in r.app.screen_stack] == ["MeetingScreen"]
    assert work.drawn == 1
    assert len([layout for layout in work.paints if layout]) <= 2, "Textual itself refreshes it once more"
    assert min(work.paints) > WHOLE / 4, "none of them is half a screen"


@pytest.mark.parametrize("step", ["", "tre", "interview", "brainstorm"])
async def test_a_full_screen_is_a_handful_of_widgets(step: str) -> None:
    async with room(step, size=LARGE) as r:
        names = sorted(type(widget).__name__ for widget in r.meeting.walk_children())
        assert names == ["ClockPane", "Entry", "Pane", "SignalPane"]


async def test_a_step_is_drawn_and_painted_once_and_laid_out_only_for_the_line(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    async with room("", size=LARGE) as r:
        await quiet(r)
        for key in ("pagedown", "pagedown", "pageup", "pageup"):
            before = r.line.display
            with counted(monkeypatch) as work:
                await r.press(key)
                await quiet(r)
            assert work.drawn == 1, key
            assert len(work.paints) == 1, (key, work)
            assert work.layouts == (before != r.line.display), (key, work)
            assert work.paints[0] < WHOLE / 2
            assert work.rows <= LARGE[1], "no row is made twice, and those that stay are not made at all"


async def test_a_second_paints_the_figures_that_changed_and_nothing_else(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    async with room("interview", size=LARGE, count=60) as r:
        if not r.meeting.stage.here.clock.running:
            await r.do(c.StartOrPause())
        await r.pass_time(61)  # all have found their group
        await quiet(r)
        with counted(monkeypatch) as work:
            for _ in range(5):
                await r.pass_time(1)
            assert (work.drawn, work.layouts) == (0, 0)
            assert len(work.paints) == 5
            # Seven rows of a figure or two, each with its place and colours.
            assert max(work.paints) < 1_000, work
            assert work.rows <= 5 * 9, "the rows of the clock"
            work.paints.clear()
            work.shown = 0
            for _ in range(5):
                r.meeting.tick()
                await r.settle()
            assert (work.paints, work.shown) == ([], 0), "nothing is done where nothing has changed"


async def test_a_letter_paints_the_line_alone(monkeypatch: pytest.MonkeyPatch) -> None:
    async with room("brainstorm", size=LARGE) as r:
        await r.write("ord")
        await quiet(r)
        with counted(monkeypatch) as work:
            await r.write("e")
            await quiet(r)
        assert work.drawn == 0, work
        assert work.layouts <= 1, "Textual's own line asks for one"
        assert sum(work.paints) < 800, work


async def test_what_is_saved_is_drawn_only_where_a_sign_changes(monkeypatch: pytest.MonkeyPatch) -> None:
    async with room("tre", size=LARGE) as r:
        await quiet(r)
        with counted(monkeypatch) as work:
            r.app.hear_saved(r.desk.record.entries[-1].id)
            await quiet(r)
        assert (work.drawn, work.paints) == (0, [])


# -- long lists --------------------------------------------------------------------------------------------

STEPS: tuple[dict[str, Any], ...] = (
    {"id": "collect", "kind": "collect", "into": "wish"},
    {"id": "merge", "kind": "merge", "list": "wish"},
    {"id": "fours", "kind": "groups", "group_size": 4},
    {"id": "sort", "kind": "sort", "list": "wish", "headings": ["A", "B", "C"]},
    {"id": "assess", "kind": "assess", "list": "wish"},
    {"id": "present", "kind": "present", "list": "wish"},
    {"id": "prioritise", "kind": "prioritise", "list": "wish", "into": "chosen", "proposals_into": "prop",
     "groups_from": "fours"},
    {"id": "join", "kind": "join", "list": "wish"},
    {"id": "vote", "kind": "vote", "list": "wish", "into": "topic", "strokes": 3, "choose": "1-3"},
    {"id": "plan", "kind": "plan", "under": "wish", "into": "action"},
    {"id": "close", "kind": "close", "uses": "wish"},
)  # fmt: skip
LISTS = ("wish", "topic", "chosen", "prop", "action")


def long_agenda() -> Agenda:
    """Every kind of step that shows a list, on the same one."""
    return Agenda.model_validate(
        {
            "title": "Long",
            "language": "en",
            "lists": {id_: {"title": id_, "one": id_, "many": id_} for id_ in LISTS},
            "steps": [{**step, "title": step["id"], "minutes": 20} for step in STEPS],
        }
    )


def calls_of(do: Callable[[], object]) -> int:
    """Count the functions that are called, and how often generators go on: as much as a list is gone through."""
    calls = 0

    def count(_: FrameType, event: str, __: object) -> None:
        nonlocal calls
        calls += event in ("call", "c_call")

    before = sys.getprofile()
    sys.setprofile(count)
    try:
        do()
    finally:
        sys.setprofile(before)
    return calls


async def moves(items: int) -> dict[str, int]:
    """Give for each step the calls that three moves in a list of so many items take, keys and drawing."""
    desk, clock = make_desk(long_agenda(), 12, "en")
    desk.alike = lambda _, others: [0.0] * len(others)
    desk.do(c.GoTo("collect"))
    for first in range(0, items, 100):
        texts = tuple(f"wish of so many words {at:04}" for at in range(first, first + 100))
        desk.do(c.NoteIdeas(texts, "wish"))
    app = ApvApp(desk.words, clock, desk=desk)
    found: dict[str, int] = {}
    async with app.run_test(size=LARGE) as pilot:
        window = app.meeting_screen
        assert window is not None
        for step in STEPS:
            window.do(c.GoTo(step["id"]))
            for _ in range(4):
                await pilot.pause(0)
            if step["id"] == "vote":
                window.stage.submit("12")

            def move(key: str = "down") -> None:
                window.stage.key(key, None)
                window._draw()

            for _ in range(3):
                move()
            found[step["id"]] = calls_of(lambda: [move(key) for key in ("down", "down", "up")])
            assert "wish of so" in "".join(strip.text for strip in window._compositor.render_strips()) or (
                step["id"] == "fours"
            ), step
    return found


async def test_a_move_takes_as_much_in_two_thousand_ideas_as_in_two_hundred() -> None:
    few, many = await moves(200), await moves(2_000)
    more = {step: round(many[step] / few[step], 2) for step in few}
    assert {step: each for step, each in more.items() if each > 1.2} == {}, more
