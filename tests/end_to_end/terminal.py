"""Drives a program in a real pseudo-terminal, as a person would: presses keys and looks at the screen.

    with Terminal([sys.executable, "-m", "apv_tui", "demo"]) as terminal:
        terminal.until("PgDn")
        terminal.press("pgdn")
        terminal.until("Brainstorm")

A thread stamps and keeps whatever the program writes, and answers its questions at once; the bytes become a
screen only when somebody looks, piece by piece, so a text that stood there for one frame only is seen too.
"""

from __future__ import annotations

import fcntl
import os
import select
import signal as signals
import struct
import termios
import threading
import time
from collections.abc import Callable, Mapping, Sequence
from contextlib import suppress
from pathlib import Path
from tempfile import TemporaryDirectory
from types import TracebackType
from typing import Self

from emulator import Emulator, answers, key_bytes, split_unfinished
from pyte.screens import Char

# What the program may know of the machine; everything else of the environment is the same everywhere.
_KEPT = ("PATH", "PYTHONPATH", "VIRTUAL_ENV", "TMPDIR", "COVERAGE_PROCESS_START", "COVERAGE_FILE")
_ESCAPE_PAUSE = 0.15  # what follows a lone Esc sooner than this is read as one key with Alt
_KEY_PAUSE = 0.02
_LOOK_EVERY = 0.02  # how often it is seen whether the program has something to do


def environment(home: Path, extra: Mapping[str, str] | None = None) -> dict[str, str]:
    """A modern terminal, plain UTF-8, and an empty home without anybody's settings."""
    kept = {name: os.environ[name] for name in _KEPT if name in os.environ}
    fixed = {"TERM": "xterm-256color", "COLORTERM": "truecolor", "LANG": "C.UTF-8", "HOME": str(home)}
    fixed["APV_TUI_HOME"] = str(home / "apv-tui")
    fixed |= {f"XDG_{kind}_HOME": str(home / kind.lower()) for kind in ("CONFIG", "DATA", "STATE", "CACHE")}
    return kept | fixed | dict(extra or {})


class Terminal:
    """A program in a pseudo-terminal of `cols` x `rows`; rows and columns are counted from 0.

    `home` is the folder used as the person's home: give the same one twice to start a program again.
    """

    def __init__(
        self,
        argv: Sequence[str],
        cols: int = 80,
        rows: int = 24,
        env: Mapping[str, str] | None = None,
        *,
        cwd: Path | None = None,
        home: Path | None = None,
        unheard: Sequence[signals.Signals] = (),
    ) -> None:
        """`unheard` are signals that never reach the program, as where somebody else gets them."""
        self._folder = None if home else TemporaryDirectory(prefix="terminal-", ignore_cleanup_errors=True)
        self.home = home or Path(self._folder.name if self._folder else "")
        self.home.mkdir(parents=True, exist_ok=True)
        self._emulator = Emulator(cols, rows)
        self._chunks: list[tuple[float, bytes]] = []
        self._parsed = 0
        self._eof = False
        self._closed = False
        self._hung_up = False
        self._reading = threading.Event()
        self._reading.set()
        self._news = threading.Condition()
        self.status: int | None = None  # as subprocess has it: -9 is ended by signal 9
        self.ended_at = self.shown_at = 0.0
        # posix_spawn, as a fork is not safe beside threads. A new session that opens a terminal gets it
        # as its controlling terminal, and with it the signal about its size.
        self._fd, slave = os.openpty()
        name = os.ttyname(slave)
        self.set_size(cols, rows)
        if cwd is not None:
            argv = ["/bin/sh", "-c", 'cd "$0" && exec "$@"', str(cwd), *argv]
        self.started_at = time.monotonic()
        try:
            self.pid = os.posix_spawnp(
                argv[0],
                list(argv),
                environment(self.home, env),
                file_actions=[
                    (os.POSIX_SPAWN_OPEN, 0, name, os.O_RDWR, 0),
                    (os.POSIX_SPAWN_DUP2, 0, 1),
                    (os.POSIX_SPAWN_DUP2, 0, 2),
                ],
                setsid=True,
                setsigmask=unheard,
                setsigdef=[signals.SIGINT, signals.SIGPIPE, signals.SIGHUP, signals.SIGTERM],
            )
        except OSError:
            os.close(self._fd)
            if self._folder is not None:
                self._folder.cleanup()
            raise
        finally:
            os.close(slave)
        self._threads = [threading.Thread(target=job, daemon=True) for job in (self._read, self._reap)]
        for thread in self._threads:
            thread.start()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    # What a person does

    def press(self, *keys: str) -> None:
        """Press keys, one after the other: `a`, `enter`, `pgdn`, `f8`, `ctrl+q`, `shift+up` ..."""
        for key in keys:
            data = key_bytes(key)
            self.send(data)
            if data == b"\x1b":
                self._idle(_ESCAPE_PAUSE, patience=10)
            else:
                self._idle(_KEY_PAUSE, patience=0.5)

    def type(self, text: str) -> None:
        """Type a text, character by character."""
        for character in text:
            self.send(b"\r" if character == "\n" else character.encode())

    def paste(self, text: str) -> None:
        """Paste a text in one piece, marked as pasted."""
        self.send(b"\x1b[200~" + text.encode() + b"\x1b[201~")

    def resize(self, cols: int, rows: int) -> None:
        """Change the size of the window."""
        self._show_all()
        self._emulator.screen.resize(rows, cols)
        self.set_size(cols, rows)

    def set_size(self, cols: int, rows: int) -> None:
        """Tell the program a size that no window of ours has."""
        fcntl.ioctl(self._fd, termios.TIOCSWINSZ, struct.pack("HHHH", rows, cols, 0, 0))

    def clear_window(self) -> None:
        """Let the window lose what it shows, as when something else has written over it."""
        self._show_all()
        self._emulator.screen.reset()

    def send(self, data: bytes) -> float:
        """Send bytes to the program; the moment before."""
        sent_at = time.monotonic()
        while data:
            try:
                data = data[os.write(self._fd, data) :]
            except OSError:  # the program has ended: whoever waits for its answer will say so
                break
        return sent_at

    def signal(self, number: int) -> None:
        """Send the program a signal."""
        if self.status is None:
            os.kill(self.pid, number)

    def kill(self) -> None:
        """End the program as a power cut would, and wait for it."""
        self.signal(signals.SIGKILL)
        self.wait()

    def stop_reading(self) -> None:
        """Let the window stand still, as a stalled connection does: what the program writes is left unread."""
        self._reading.clear()

    def read_again(self) -> None:
        """Let the window go on."""
        self._reading.set()

    def hang_up(self) -> None:
        """Close the window: the program has no terminal any more."""
        self._hung_up = True
        self._reading.set()  # it may stand still
        self._threads[0].join()
        os.close(self._fd)

    @property
    def raw_keys(self) -> bool:
        """Whether keys go to the program one by one, as it has asked for, and not line by line."""
        return not termios.tcgetattr(self._fd)[3] & termios.ICANON

    # What a person sees

    def until(self, wanted: str | Callable[[str], bool], patience: float = 20.0) -> str:
        """Wait until a text is on the screen, or until a function of the screen's text is true."""
        met = wanted if callable(wanted) else lambda screen: wanted in screen
        deadline = time.monotonic() + patience
        while not met(screen := self._emulator.screen.text()):
            if self._show_next():
                continue
            if self._eof:
                raise AssertionError(self._report(f"the program ended without showing {wanted!r}"))
            if not self._wait_for_news(deadline):
                raise AssertionError(self._report(f"{wanted!r} did not come in {patience:g} s"))
        return screen

    def gone(self, text: str, patience: float = 20.0) -> str:
        """Wait until a text is no longer on the screen."""
        return self.until(_Gone(text), patience)

    def settle(self, quiet: float = 0.06, patience: float = 10.0) -> str:
        """Wait for `quiet` seconds without output and with nothing to do, on a busy machine too.

        Where a text is known, `until` is surer.
        """
        if not self._idle(quiet, patience):
            raise AssertionError(self._report(f"never {quiet:g} s of rest in {patience:g} s"))
        return self.screen

    def silence(self, quiet: float, patience: float = 20.0) -> None:
        """Wait for `quiet` seconds without output, whatever the program does meanwhile."""
        if not self._idle(quiet, patience, asleep=False):
            raise AssertionError(self._report(f"never {quiet:g} s of silence in {patience:g} s"))

    def wait(self, patience: float = 20.0) -> int:
        """Wait until the program ends; its exit status, or less than 0 for a signal."""
        deadline = time.monotonic() + patience
        while self.status is None or not self._eof:
            self._show_all()
            if not self._wait_for_news(deadline):
                if self.status is not None:  # a child of it may hold the terminal open
                    break
                raise AssertionError(self._report(f"the program did not end in {patience:g} s"))
        return self.status

    @property
    def screen(self) -> str:
        """The text of the screen now; lines without the spaces at their end."""
        self._show_all()
        return self._emulator.screen.text()

    def line(self, row: int) -> str:
        """One line of the screen; -1 is the lowest."""
        return self.screen.split("\n")[row]

    def style_at(self, row: int, col: int) -> Char:
        """What stands there, and how: data, fg, bg, bold, italics, underscore, strikethrough, reverse."""
        self._show_all()
        return self._emulator.screen.buffer[row][col]

    @property
    def modes(self) -> set[int]:
        """The private modes in force (1049: alternate screen, 25: cursor shown, 2004: bracketed paste)."""
        self._show_all()
        return set(self._emulator.screen.private_modes)

    @property
    def raw(self) -> bytes:
        """Everything the program wrote."""
        return b"".join(data for _, data in self._chunks)

    def close(self) -> None:
        """End the program and everything it started."""
        if self._closed:
            return
        self._closed = True
        with suppress(ProcessLookupError, PermissionError):
            os.killpg(self.pid, signals.SIGKILL)  # it leads the group that the new session made
        self._reading.set()
        for thread in self._threads:
            thread.join(2)
        if not self._hung_up:
            os.close(self._fd)
        if self._folder is not None:
            self._folder.cleanup()

    # Behind the screen

    def _read(self) -> None:
        unfinished = b""
        while not self._eof:
            self._reading.wait()
            data = b""
            while not self._hung_up and not select.select([self._fd], [], [], 0.1)[0]:
                self._reading.wait()
            with suppress(OSError):  # Linux: nobody holds the other side any more
                data = b"" if self._hung_up else os.read(self._fd, 65536)
            stamp = time.monotonic()
            with self._news:
                if data:
                    self._chunks.append((stamp, data))
                else:
                    self._eof = True
                self._news.notify_all()
            whole, unfinished = split_unfinished(unfinished + data)
            if reply := answers(whole):
                self.send(reply)

    def _reap(self) -> None:
        _, status = os.waitpid(self.pid, 0)
        ended_at = time.monotonic()
        with self._news:
            self.status, self.ended_at = os.waitstatus_to_exitcode(status), ended_at
            self._news.notify_all()

    def _show_next(self) -> bool:
        """Draw the next piece that was read; False where there is none."""
        if self._parsed == len(self._chunks):
            return self._eof and self._emulator.finish()
        self.shown_at, data = self._chunks[self._parsed]
        self._parsed += 1
        self._emulator.feed(data)
        return True

    def _show_all(self) -> None:
        while self._show_next():
            pass

    def _wait_for_news(self, deadline: float) -> bool:
        """Wait until something is read or ends, but no longer than a moment; False after the deadline."""
        with self._news:
            if self._parsed == len(self._chunks):
                self._news.wait(min(0.1, max(0.0, deadline - time.monotonic())))
        return self._parsed < len(self._chunks) or time.monotonic() < deadline

    def _idle(self, quiet: float, patience: float, *, asleep: bool = True) -> bool:
        """Read until `quiet` seconds pass without output (and `asleep`); False when that does not happen."""
        now = busy_at = begun = time.monotonic()
        while now < begun + patience and not self._eof:
            self._show_all()
            now = time.monotonic()
            if asleep and not self._asleep():
                busy_at = now
            silent_from = max(busy_at, self._chunks[-1][0] if self._chunks else begun)
            if now >= silent_from + quiet:
                return True
            with self._news:
                self._news.wait(min(_LOOK_EVERY, silent_from + quiet - now))
        return self._eof

    def _asleep(self) -> bool:
        """Whether the program waits for something, and not for its turn on a busy machine (Linux tells)."""
        with suppress(OSError):
            for task in os.listdir(f"/proc/{self.pid}/task"):
                status = Path(f"/proc/{self.pid}/task/{task}/stat").read_bytes()
                if status.rpartition(b") ")[2][:1] in (b"R", b"D"):
                    return False
        return True

    def _report(self, what: str) -> str:
        end = "running" if self.status is None else f"ended with status {self.status}"
        width = self._emulator.screen.columns
        return f"{what} ({end}); the screen was:\n{'-' * width}\n{self.screen}\n{'-' * width}"


class _Gone:
    """True of a screen without the text; a class only so that a failure can name the text."""

    def __init__(self, text: str) -> None:
        self.text = text

    def __call__(self, screen: str) -> bool:
        return self.text not in screen

    def __repr__(self) -> str:
        return f"no more {self.text!r}"
