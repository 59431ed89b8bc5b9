"""Audio files at signals: which player, never in the way, and the bell where nothing plays."""

import subprocess
import sys
import threading
import wave
from collections.abc import Callable, Sequence
from pathlib import Path, PurePosixPath
from types import ModuleType
from typing import Any

import pytest

from apv_tui.core.messages import Message
from apv_tui.files.places import gong as gong_path
from apv_tui.sounding import LONGEST, Player, player_for
from gong import GONG, RATE, gong

SOUND = Path("/music/Å gong.wav")


def having(*names: str) -> Callable[[str], str | None]:
    """Give a `which` for a system that has these programs."""
    return lambda name: f"/usr/bin/{name}" if name in names else None


@pytest.mark.parametrize(
    ("system", "has", "file", "player"),
    [
        ("linux", ("pw-play", "paplay", "aplay"), "x.wav", "pw-play"),
        ("linux", ("paplay", "aplay"), "x.wav", "paplay"),
        ("linux", ("aplay",), "x.WAV", "aplay"),
        ("linux", ("aplay",), "x.mp3", ""),
        ("linux", ("pw-play",), "x.ogg", "pw-play"),
        ("linux", ("pw-play",), "x.m4a", ""),
        ("linux", (), "x.wav", ""),
        ("freebsd14", ("paplay",), "x.flac", "paplay"),
        ("darwin", ("afplay", "aplay"), "x.m4a", "afplay"),
        ("darwin", (), "x.wav", ""),
        ("win32", (), "x.wav", "winsound"),
        ("win32", (), "x.mp3", ""),
    ],
)
def test_the_player_is_one_that_is_there_and_can_read_the_file(
    system: str, has: tuple[str, ...], file: str, player: str
) -> None:
    command = player_for(Path("/a") / file, system, having(*has))
    assert (PurePosixPath(command[0]).name if command else "") == player
    assert command[1:] in ((), (str(Path("/a") / file),)), "one argument: nothing for a shell to read"


class Process:
    """A player that ends when it is told to, with a status."""

    def __init__(self, status: int = 0, *, lasts: bool = False) -> None:
        self.status = status
        self.over = threading.Event()
        self.waited = 0
        self.killed = False
        if not lasts:
            self.over.set()

    def wait(self, timeout: float | None = None) -> int:
        self.waited += 1
        if timeout is not None and not self.over.wait(min(timeout, 5)):
            raise subprocess.TimeoutExpired("x", timeout)
        return self.status

    def terminate(self) -> None:
        self.status = -15
        self.over.set()

    def kill(self) -> None:
        self.killed = True
        self.over.set()


class Listener:
    """Hears what is said, and how often the bell rings."""

    def __init__(self, *processes: Process | Exception, **options: Any) -> None:
        self.told: list[Message] = []
        self.rung = 0
        self.begun: list[tuple[str, ...]] = []
        self._left = list(processes)
        self.player = Player(
            self.told.append,
            self._ring,
            begin=self._begin,
            **{"system": "linux", "find": having("pw-play"), "environ": {}, **options},
        )

    def _ring(self) -> None:
        self.rung += 1

    def _begin(self, command: Sequence[str]) -> Process:
        self.begun.append(tuple(command))
        process = self._left.pop(0)
        if isinstance(process, Exception):
            raise process
        return process

    def done(self) -> None:
        thread = self.player._thread
        assert thread is not None
        thread.join(5)
        assert not thread.is_alive()


def test_a_sound_is_played_beside_the_meeting_and_its_player_is_waited_for() -> None:
    process = Process(lasts=True)
    heard = Listener(process)
    assert heard.player.play(SOUND) is True, "it has not ended, and nobody waits"
    process.over.set()
    heard.done()
    assert heard.begun == [("/usr/bin/pw-play", str(SOUND.absolute()))]
    assert (process.waited, heard.rung, heard.told) == (1, 0, [])


def test_a_newer_signal_ends_the_one_before_and_that_is_no_failure() -> None:
    first, second = Process(lasts=True), Process()
    heard = Listener(first, second)
    heard.player.play(SOUND)
    before = heard.player._thread
    while not first.waited:
        pass
    heard.player.play(SOUND)
    heard.done()
    assert before is not None
    before.join(5)
    assert (first.status, heard.rung, heard.told) == (-15, 0, [])


@pytest.mark.parametrize("broken", [Process(1), FileNotFoundError("gone"), PermissionError("no")])
def test_a_player_that_fails_is_said_once_and_the_bell_rings_from_then_on(
    broken: Process | Exception,
) -> None:
    heard = Listener(broken)
    heard.player.play(SOUND)
    heard.done()
    assert (heard.rung, [each.id for each in heard.told]) == (1, ["sounding.failed"])
    assert heard.player.play(SOUND) is False
    assert len(heard.told) == 1


@pytest.mark.parametrize(
    ("options", "why"),
    [
        ({"find": having()}, "sounding.no_player"),
        ({"environ": {"SSH_CONNECTION": "10.0.0.2 22"}}, "sounding.ssh"),
    ],
)
def test_where_nothing_can_play_it_is_said_once_and_nothing_is_begun(
    options: dict[str, Any], why: str
) -> None:
    heard = Listener(**options)
    assert heard.player.play(SOUND) is False
    assert heard.player.play(SOUND) is False
    assert ([each.id for each in heard.told], heard.begun) == ([why], [])


def test_leaving_is_silent_at_once() -> None:
    process = Process(lasts=True)
    heard = Listener(process)
    heard.player.play(SOUND)
    while not process.waited:
        pass
    heard.player.stop()
    heard.done()
    assert (process.status, heard.rung, heard.told) == (-15, 0, [])
    assert heard.player.play(SOUND) is False


def test_a_player_that_does_not_end_is_ended(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("apv_tui.sounding.LONGEST", 0.01)
    process = Process(lasts=True)
    heard = Listener(process)
    heard.player.play(SOUND)
    heard.done()
    assert process.killed
    assert process.waited == 2, "no dead process is left behind"
    assert heard.told == []
    assert LONGEST > 5


@pytest.mark.skipif(sys.platform == "win32", reason="there are no such programs")
def test_a_real_player_gets_no_terminal_and_leaves_no_dead_process(tmp_path: Path) -> None:
    player, seen = tmp_path / "pw-play", tmp_path / "seen"
    player.write_text(f'#!/bin/sh\nprintf "%s|" "$#" "$1" > "{seen}"\n[ -t 0 ] || printf none >> "{seen}"\n')
    player.chmod(0o755)
    file = tmp_path / "a; touch 'b' $(id).wav"
    heard = Listener(find=lambda _: str(player))
    heard.player._begin = Player(print, print)._begin
    heard.player.play(file)
    heard.done()
    assert seen.read_text() == f"1|{file}|none"
    assert heard.told == []


def test_on_windows_the_system_plays(monkeypatch: pytest.MonkeyPatch) -> None:
    played = []
    winsound: Any = ModuleType("winsound")
    winsound.SND_FILENAME, winsound.SND_NODEFAULT = 1, 2
    winsound.PlaySound = lambda path, how: played.append((path, how))
    monkeypatch.setitem(sys.modules, "winsound", winsound)
    heard = Listener(system="win32", find=having())
    assert heard.player.play(SOUND) is True
    heard.done()
    assert played == [(str(SOUND.absolute()), 3)]


def test_the_gong_of_the_program_is_the_one_that_is_made_here() -> None:
    assert gong_path() == GONG
    assert GONG.read_bytes() == gong()
    with wave.open(str(GONG), "rb") as sound:
        assert (sound.getnchannels(), sound.getsampwidth(), sound.getframerate()) == (1, 2, RATE)
        frames = sound.readframes(sound.getnframes())
    loud = [
        abs(int.from_bytes(frames[at : at + 2], "little", signed=True)) for at in range(0, len(frames), 2)
    ]
    assert 15_000 < max(loud) < 32_767, "loud, and not cut off"
    assert loud[0] == 0
    assert loud[-1] < 50, "neither end clicks"
