"""Whatever the disk does and whenever the power goes: what was acknowledged is there again, and nothing is mixed."""

import itertools
import tempfile
from collections.abc import Iterator
from pathlib import Path

import pytest
from faulty_disk import (
    BROKEN,
    CONTENTS,
    DENIED,
    FULL,
    HELD,
    HELD_5,
    NAMES,
    Cut,
    Fault,
    FaultyDisk,
    Plan,
    Short,
    at,
)
from hypothesis import given, settings
from hypothesis import strategies as st
from led_session import SCRIPT, Session, Step, play, without_threads
from tries import tries

from apv_tui.core.messages import Unreadable

FAULTS: dict[str, Fault] = {
    "full": FULL,
    "broken": BROKEN,
    "denied": DENIED,
    "held": HELD,
    "access denied for a moment": HELD_5,
    "short": Short(),
}
LOOKS = {"taken", "stat", "read", "read_line", "read_start", "names", "links", "close"}
"""Calls that change nothing on the medium."""
LEFT = list(itertools.product(CONTENTS, NAMES))


class Rooms:
    """Gives an empty folder for each life of a session."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._number = itertools.count()

    def disk(self, plan: Plan | None = None) -> FaultyDisk:
        root = self._folder / str(next(self._number))
        root.mkdir()
        return FaultyDisk(root, plan) if plan else FaultyDisk(root)


@pytest.fixture(autouse=True)
def _no_threads() -> Iterator[None]:
    with without_threads():
        yield


@pytest.fixture
def rooms(tmp_path: Path) -> Rooms:
    return Rooms(tmp_path)


def calls_of_the_script(rooms: Rooms) -> list[str]:
    session = Session(rooms.disk())
    play(session, SCRIPT)
    assert session.acknowledged == len(session.put_so_far)
    assert session.trouble is None
    return session.disk.calls


def check_after_power_cut(session: Session, contents: str, names: str) -> None:
    """Turn the computer on again, and see that what was acknowledged is there and nothing else has crept in."""
    session.disk.after_cut(CONTENTS[contents], NAMES[names])
    again = Session(session.disk.start_again())
    again.path, again.put_so_far = session.path, session.put_so_far
    left = again.what_is_left()
    assert left >= session.acknowledged, (contents, names)
    if left:
        assert list(again.disk.stray_files()) == []


def check_all_is_saved(session: Session) -> None:
    """See that once the disk does what it should everything is saved, and nothing is left lying about."""
    session.disk.heal()
    if session.store is None:
        session.open()
    session.wait(60)
    assert session.trouble is None
    assert session.acknowledged == len(session.put_so_far)
    assert session.shut()
    events = session.open()
    assert session.shut()
    if events != session.put_so_far:  # somebody wrote to it while it was only looked at
        assert session.what_is_left() == len(session.put_so_far)
        return
    assert list(session.disk.stray_files()) == []
    assert list(session.state.glob("*.journal")) == list(session.state.glob("*.json")) == []


def survive(session: Session) -> None:
    """Lead the session while calls fail: no failure reaches the caller, and each is told.

    Whoever is told that something is wrong mends it before the meeting is closed, and then all is saved.
    """
    for step in SCRIPT:
        if step is Session.shut and session.trouble is not None:
            session.disk.heal()
            session.wait(60)
            assert session.trouble is None
        try:
            step(session)
        except OSError:
            # Opening may fail, and says so; nothing is lost by it.
            assert step in (Session.create, Session.open)
            session.disk.heal()
            step(session)
        if session.store is not None:
            session.check_acknowledged_or_told()


@pytest.mark.parametrize("which", range(4))
def test_power_cut_at_any_call(rooms: Rooms, which: int) -> None:
    calls = [n for n, kind in enumerate(calls_of_the_script(rooms), 1) if kind not in LOOKS]
    for turn, call in enumerate(calls):
        if turn % 4 == which % 4:
            cut_at(rooms, call, LEFT[(which + turn // 4) % 8])


@pytest.mark.long
@pytest.mark.parametrize(("contents", "names"), LEFT)
def test_power_cut_at_any_call_with_anything_left(rooms: Rooms, contents: str, names: str) -> None:
    for call in range(1, len(calls_of_the_script(rooms)) + 1):
        cut_at(rooms, call, (contents, names))


def cut_at(rooms: Rooms, call: int, left: tuple[str, str]) -> None:
    session = Session(rooms.disk(at(call, Cut())))
    play(session, SCRIPT)
    assert session.disk.dead
    check_after_power_cut(session, *left)


@pytest.mark.parametrize("which", range(6))
def test_one_fault_at_any_call_is_survived(rooms: Rooms, which: int) -> None:
    faults = list(FAULTS.values())
    every = enumerate(calls_of_the_script(rooms), 1)
    calls = [call for call, kind in every if kind not in LOOKS or call % 3 == 0]
    for turn, call in enumerate(calls):
        if turn % 6 == which:
            fail_at(rooms, call, faults[(which + turn // 6) % 6], 1)


@pytest.mark.parametrize("which", range(6))
def test_a_fault_that_lasts_is_told_and_nothing_is_lost(rooms: Rooms, which: int) -> None:
    faults = list(FAULTS.values())
    calls = [n for n, kind in enumerate(calls_of_the_script(rooms), 1) if kind not in LOOKS]
    for turn, call in enumerate(calls):
        if turn % 6 == which:
            fail_at(rooms, call, faults[(which + turn // 6) % 6], 10_000)


@pytest.mark.long
@pytest.mark.parametrize("times", [1, 2, 10, 10_000])
@pytest.mark.parametrize("fault", FAULTS)
def test_any_fault_at_any_call_for_any_time(rooms: Rooms, fault: str, times: int) -> None:
    for call in range(1, len(calls_of_the_script(rooms)) + 1):
        fail_at(rooms, call, FAULTS[fault], times)


def fail_at(rooms: Rooms, call: int, fault: Fault, times: int) -> None:
    session = Session(rooms.disk(at(call, fault, times)))
    survive(session)
    check_all_is_saved(session)


# -- any script, any faults --------------------------------------------------------------------------------

STEPS: dict[str, Step] = {
    "put": Session.put,
    "put many": lambda s: s.put(7),
    "checkpoint": Session.checkpoint,
    "wait": Session.wait,
    "changed by somebody": Session.changed_by_somebody,
    "close": Session.shut,
    "kill": Session.kill,
    "crash in a write": Session.crash_in_a_write,
}
SCRIPTS = st.lists(st.sampled_from(list(STEPS)), min_size=1, max_size=14)
FAULTS_AT = st.dictionaries(
    st.integers(1, 250), st.tuples(st.sampled_from(list(FAULTS)), st.sampled_from((1, 2, 5, 40))), max_size=4
)
POWER = st.one_of(st.none(), st.tuples(st.integers(1, 300), st.sampled_from(LEFT)))
FaultsAt = dict[int, tuple[str, int]]
Power = tuple[int, tuple[str, str]] | None


def any_life(disk_root: Path, script: list[str], faults: FaultsAt, power: Power) -> None:
    planned: dict[int, Fault] = {}
    for call, (fault, times) in faults.items():
        planned |= {call + n: FAULTS[fault] for n in range(times)}
    if power:
        planned[power[0]] = Cut()
    session = Session(FaultyDisk(disk_root, lambda n, *_: planned.get(n)))
    play(session, [Session.create, *(careful(STEPS[name]) for name in script)])
    if session.disk.dead and power:
        check_after_power_cut(session, *power[1])
        return
    session.disk.heal()
    if session.store is None or not session.is_ours_there():
        if session.store is not None:
            session.kill()
        assert session.what_is_left() >= session.acknowledged
        return
    check_all_is_saved(session)


def careful(step: Step) -> Step:
    """Open the session first where it is closed, and try again where the disk does not let it be opened."""

    def do(session: Session) -> None:
        while session.store is None:
            try:
                session.open()
            except Unreadable:
                # Never written, or the copy beside a file that somebody has changed was not.
                session.disk.heal()
                assert session.what_is_left() >= session.acknowledged
                return
            except OSError:
                continue
        if session.is_ours_there():
            step(session)

    return do


@settings(max_examples=tries(25))
@given(SCRIPTS, FAULTS_AT, POWER)
def test_any_life_of_a_session(script: list[str], faults: FaultsAt, power: Power) -> None:
    with tempfile.TemporaryDirectory() as folder, without_threads():
        any_life(Path(folder), script, faults, power)


@pytest.mark.long
@settings(max_examples=5_000)
@given(SCRIPTS, FAULTS_AT, POWER)
def test_very_many_lives_of_a_session(script: list[str], faults: FaultsAt, power: Power) -> None:
    with tempfile.TemporaryDirectory() as folder, without_threads():
        any_life(Path(folder), script, faults, power)
