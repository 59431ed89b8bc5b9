"""A fault of the program, wherever it happens: it ends in order, without a word on the screen, and loses nothing."""

import asyncio
import gc
import threading
from collections.abc import Callable, Iterator

import pytest
from desks import make_desk
from pilots import MemoryKeeper
from rounds import make_agenda
from textual.css.errors import StyleValueError

from apv_tui.core import commands as c
from apv_tui.core.facts import IdeaNoted
from apv_tui.tui.app import ApvApp
from apv_tui.tui.overlays.help import HelpOverlay
from apv_tui.tui.screens.meeting import MeetingScreen
from apv_tui.tui.stages.collect import CollectStage
from apv_tui.tui.widgets.entry import Entry

# Textual leaves coroutines behind that were never begun.
pytestmark = pytest.mark.filterwarnings(
    "ignore:coroutine:RuntimeWarning", "ignore::pytest.PytestUnraisableExceptionWarning"
)
SECRET = "Mette Friis"
HALF_TYPED = "Ro til at tænke"
Patch = pytest.MonkeyPatch
Break = Callable[[ApvApp, Patch], None]


class Fault(Exception):
    """What we let happen; its text is what nobody may see."""


class Drawn(Fault):
    """An error that can draw itself, as some of Textual's can."""

    def __rich__(self) -> str:
        return SECRET


def fail(*_: object, **__: object) -> None:
    said = SECRET  # a local variable, which Textual's own traceback would show
    raise Fault(said)


async def fail_later() -> None:
    await asyncio.sleep(0)
    fail()


def meeting(app: ApvApp) -> MeetingScreen:
    assert app.meeting_screen is not None
    return app.meeting_screen


def in_a_thread(app: ApvApp, _: Patch) -> None:
    """What the store's thread does to tell the screen something."""
    thread = threading.Thread(target=lambda: app.call_later(fail))
    thread.start()
    thread.join()


def drawn(*_: object) -> None:
    raise Drawn(SECRET)


def broken(name: str, kind: type, patch: Patch, how: Callable[..., None] = fail) -> None:
    patch.setattr(kind, name, how)


def with_overlay(name: str) -> Break:
    def breaks(app: ApvApp, patch: Patch) -> None:
        broken(name, HelpOverlay, patch)
        app.open_overlay("help")

    return breaks


def with_redraw(app: ApvApp, patch: Patch) -> None:
    broken("body", CollectStage, patch)
    meeting(app).redraw()


def with_tick(app: ApvApp, patch: Patch) -> None:
    broken("_face_now", MeetingScreen, patch)
    app.set_timer(0.001, meeting(app).tick)


def with_key(name: str) -> Break:
    def breaks(app: ApvApp, patch: Patch) -> None:
        broken(name, MeetingScreen, patch)
        app.call_later(app.action_perform, "help", True)

    return breaks


PLACES: dict[str, Break] = {
    "a timer": lambda app, _: app.set_timer(0.001, fail) and None,
    "a timer of a screen": lambda app, _: app.screen.set_interval(0.001, fail) and None,
    "a worker": lambda app, _: app.run_worker(fail_later()) and None,
    "a worker's thread": lambda app, _: app.run_worker(fail, thread=True) and None,
    "a thread's message": in_a_thread,
    "a callback": lambda app, _: app.call_later(fail) and None,
    "a callback after drawing": lambda app, _: app.call_after_refresh(fail) and None,
    "what draws itself": lambda app, _: app.call_later(drawn) and None,
    "the clock's tick": with_tick,
    "a key": with_key("perform"),
    "the step's lines": with_redraw,
    "an overlay's parts": with_overlay("compose"),
    "an overlay's lines": with_overlay("content"),
    "an overlay's opening": with_overlay("on_mount"),
    "a style": lambda app, _: app.call_later(lambda: setattr(app.screen.styles, "height", SECRET)) and None,
}  # fmt: skip


def run(place: Break, patch: Patch, keeper: MemoryKeeper) -> ApvApp:
    desk, clock = make_desk(make_agenda(), 12)
    desk.do(c.GoTo("brainstorm"))
    desk.keeper = keeper

    def opened(app: ApvApp) -> None:
        meeting(app).query_one("#entry", Entry).value = HALF_TYPED
        place(app, patch)
        app.set_timer(10, lambda: app.exit(0))  # a fault that nobody noticed

    app = ApvApp(desk.words, clock, desk=desk, on_open=opened)
    app.run(headless=True, size=(80, 24))
    return app


@pytest.fixture
def keeper() -> Iterator[MemoryKeeper]:
    gc.freeze()
    yield MemoryKeeper()
    gc.collect()  # what an ending in the midst leaves behind is this test's, not the next one's
    gc.unfreeze()


@pytest.mark.parametrize("where", PLACES)
def test_it_ends_the_program_without_a_word(
    where: str, monkeypatch: Patch, keeper: MemoryKeeper, capfd: pytest.CaptureFixture[str]
) -> None:
    app = run(PLACES[where], monkeypatch, keeper)
    assert isinstance(app.fault, StyleValueError if where == "a style" else Fault)
    assert SECRET in str(app.fault) + repr(app.fault.__dict__)
    assert app.return_code == 1
    said = "".join(capfd.readouterr())
    assert SECRET not in said
    assert "Traceback" not in said
    texts = [entry.fact.text for entry in keeper.taken if isinstance(entry.fact, IdeaNoted)]
    assert texts == [HALF_TYPED], "what was half typed is noted, once"


def test_a_line_that_was_just_noted_is_not_noted_again(monkeypatch: Patch, keeper: MemoryKeeper) -> None:
    """The fault comes between noting the line and emptying it."""

    def enter(app: ApvApp, patch: Patch) -> None:
        broken("body", CollectStage, patch)
        app.call_later(meeting(app)._line_entered, HALF_TYPED)

    assert isinstance(run(enter, monkeypatch, keeper).fault, Fault)
    texts = [entry.fact.text for entry in keeper.taken if isinstance(entry.fact, IdeaNoted)]
    assert texts == [HALF_TYPED]


@pytest.mark.parametrize("again", ["take_line", "on_unmount"])
def test_what_comes_of_a_fault_does_not_hide_it(again: str, monkeypatch: Patch, keeper: MemoryKeeper) -> None:
    """Neither what breaks while the half typed line is being noted, nor what breaks while all is taken down."""

    def another(*_: object) -> None:
        raise LookupError("the second")

    def both(app: ApvApp, patch: Patch) -> None:
        patch.setattr(MeetingScreen, again, another, raising=again == "take_line")
        app.call_later(fail)

    app = run(both, monkeypatch, keeper)
    assert [type(fault) for fault in app.faults] == [Fault, LookupError]
    assert app.return_code == 1


@pytest.mark.parametrize("method", ["on_mount", "compose"])
def test_before_the_first_screen_too(
    method: str, monkeypatch: Patch, capfd: pytest.CaptureFixture[str]
) -> None:
    desk, clock = make_desk(make_agenda(), 12)
    monkeypatch.setattr(MeetingScreen if method == "compose" else ApvApp, method, fail)
    app = ApvApp(desk.words, clock, desk=desk)
    app.run(headless=True, size=(80, 24))
    assert isinstance(app.fault, Fault)
    assert app.return_code == 1
    assert SECRET not in "".join(capfd.readouterr())


def test_a_program_that_has_to_end_notes_what_is_typed_over_the_meeting_too(keeper: MemoryKeeper) -> None:
    async def typed_both(app: ApvApp) -> None:
        meeting(app).query_one("#entry", Entry).value = HALF_TYPED
        app.open_overlay("parking")
        await asyncio.sleep(0.05)
        app.screen.query_one("#entry", Entry).value = "Ny kaffemaskine"
        app.end_soon(143)

    desk, clock = make_desk(make_agenda(), 12)
    desk.do(c.GoTo("brainstorm"))
    desk.keeper = keeper
    app = ApvApp(desk.words, clock, desk=desk, on_open=lambda app: app.run_worker(typed_both(app)) and None)
    app.run(headless=True, size=(80, 24))
    assert app.return_code == 143
    noted = [(fact.text, fact.list) for fact in (e.fact for e in keeper.taken) if isinstance(fact, IdeaNoted)]
    assert [text for text, _ in noted] == ["Ny kaffemaskine", HALF_TYPED]
    assert len({place for _, place in noted}) == 2
