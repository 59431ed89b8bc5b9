"""Keeping the display awake: whatever a desktop's power service does, the meeting goes on."""

import sys
from queue import SimpleQueue
from types import ModuleType, TracebackType

import pytest

from apv_tui.awake import Awake, is_elsewhere, why_not

DESKTOP = {"DBUS_SESSION_BUS_ADDRESS": "unix:path=/run/bus"}


class Kept:
    """Stands in for the system: grants or not, and remembers whether it was let go."""

    def __init__(self, active: bool) -> None:
        self.active = active
        self.asked = self.released = 0

    def __call__(self) -> "Kept":
        return self

    def __enter__(self) -> "Kept":
        self.asked += 1
        return self

    def __exit__(self, kind: type[BaseException] | None, error: object, trace: TracebackType | None) -> None:
        self.released += 1


def ask(keep: Kept, environ: dict[str, str], system: str = "linux") -> tuple[Awake, str]:
    """Ask the stand-in; give the answer that is heard."""
    heard: SimpleQueue[str] = SimpleQueue()
    awake = Awake(heard.put, keep=keep, environ=environ, system=system)
    awake.start()
    answer = heard.get(timeout=5)
    return awake, answer


def test_the_display_is_kept_awake_until_the_meeting_is_left() -> None:
    keep = Kept(active=True)
    awake, answer = ask(keep, DESKTOP)
    assert (answer, keep.asked, keep.released) == ("yes", 1, 0)
    awake.stop()
    assert keep.released == 1


@pytest.mark.parametrize(
    ("environ", "system", "answer"),
    [
        (DESKTOP, "linux", "no"),
        ({}, "linux", "no_bus"),
        ({"TMUX": "/tmp/tmux-1000/default,1,0"}, "linux", "tmux"),
        ({**DESKTOP, "STY": "1.pts"}, "linux", "tmux"),
        ({}, "darwin", "no"),
        ({}, "win32", "no"),
    ],
)
def test_where_it_is_not_granted_it_is_said_why(environ: dict[str, str], system: str, answer: str) -> None:
    keep = Kept(active=False)
    awake, heard = ask(keep, environ, system)
    assert heard == answer == why_not(environ, system)
    awake.stop()
    assert keep.released == 1


@pytest.mark.parametrize("name", ["SSH_CONNECTION", "SSH_TTY"])
def test_over_ssh_the_other_computer_is_left_alone(name: str) -> None:
    keep = Kept(active=True)
    environ = {**DESKTOP, name: "something"}
    assert is_elsewhere(environ)
    awake, heard = ask(keep, environ)
    assert (heard, keep.asked) == ("ssh", 0)
    awake.stop()


def test_inside_tmux_a_yes_is_a_yes() -> None:
    awake, heard = ask(Kept(active=True), {**DESKTOP, "TMUX": "x"})
    assert heard == "yes"
    awake.stop()


def test_whoever_leaves_before_it_was_asked_is_not_kept_waiting() -> None:
    keep = Kept(active=True)
    awake = Awake(print, keep=keep, environ=DESKTOP)
    awake.stop()
    awake.start()
    assert keep.asked == 0


@pytest.mark.parametrize("broken", ["its import", "its service"])
def test_a_service_that_breaks_is_a_no(broken: str, monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(**_: object) -> None:
        raise RuntimeError("about Mette Friis")

    wakepy = ModuleType("wakepy")
    if broken == "its service":
        wakepy.keep = ModuleType("keep")  # type: ignore[attr-defined]
        wakepy.keep.presenting = fail  # type: ignore[attr-defined]
    monkeypatch.setitem(sys.modules, "wakepy", wakepy)
    heard: SimpleQueue[str] = SimpleQueue()
    awake = Awake(heard.put, environ=DESKTOP, system="linux")
    awake.start()
    assert heard.get(timeout=5) == "no"
    awake.stop()
    assert heard.empty()
