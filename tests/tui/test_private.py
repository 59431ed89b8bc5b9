"""What the program leans on in Textual without a promise: found here when a new version changes it."""

import ast
import asyncio
import inspect
import io
import os
import re
import signal
import sys
import threading
from collections.abc import Iterator
from functools import cache
from importlib import import_module
from pathlib import Path
from types import ModuleType

import pytest
from sources import nodes
from textual import drivers
from textual._parser import Parser
from textual._styles_cache import StylesCache
from textual._xterm_parser import BRACKETED_PASTE_END, BRACKETED_PASTE_START, XTermParser
from textual.app import App
from textual.command import CommandPalette
from textual.driver import Driver
from textual.drivers._writer_thread import WriterThread
from textual.events import Resize
from textual.screen import Screen
from textual.widget import Widget
from textual.widgets import Input

import apv_tui
from apv_tui.tui.private import QuietEnd, TypedLine
from apv_tui.tui.private.parsing import CarefulParser
from apv_tui.tui.private.writing import Writer

if sys.platform != "win32":
    from textual.drivers import linux_driver
    from textual.drivers.linux_driver import LinuxDriver

    from apv_tui.tui.private.unix import CarefulDriver

TUI = Path(apv_tui.__file__).parent / "tui"
SECRET = "Mette Friis"
BASES: dict[str, type] = {
    "Screen": Screen,
    "Overlay": Screen,
    "Widget": Widget,
    "Input": Input,
    "TypedLine": Input,
    "CommandPalette": CommandPalette,
    "App": App,
    "QuietEnd": App,
    "WriterThread": WriterThread,
    "XTermParser": XTermParser,
    "LinuxDriver": LinuxDriver,
}


class Breaks(QuietEnd):
    """Ends on an error in a handler, with a name in sight of the traceback."""

    def on_mount(self) -> None:
        said = SECRET
        self.call_later(self.fail, said)

    def fail(self, said: str) -> None:
        raise ValueError(f"about {said}")


def test_an_error_in_a_handler_ends_the_app_without_a_word(capfd: pytest.CaptureFixture[str]) -> None:
    app = Breaks()
    app.run(headless=True)
    assert isinstance(app.fault, ValueError)
    assert SECRET in str(app.fault)
    assert app.return_code == 1
    said = "".join(capfd.readouterr())
    assert SECRET not in said
    assert "Traceback" not in said


def test_without_an_error_there_is_no_fault() -> None:
    class Ends(QuietEnd):
        def on_mount(self) -> None:
            self.exit(0)

    app = Ends()
    app.run(headless=True)
    assert app.fault is None
    assert app.return_code == 0


# What each piece leans on: where it stands, and the words of its source that must stay true.
LEANS_ON: list[tuple[object, tuple[str, ...]]] = [
    (App._handle_exception, ("self._fatal_error()", "self._exception = error", "self.panic(error)")),
    (App._fatal_error, ("self._close_messages_no_wait()",)),
    (App._print_error_renderables, ("self._exit_renderables.clear()",)),
    (App._process_messages, ("driver.start_application_mode()", "driver.stop_application_mode()")),
    (App._shutdown, ("driver.disable_input()", "self._driver.close()", "self._print_error_renderables()")),
    (App._display, ("self._driver.write(terminal_sequence)",)),
    (Screen._compositor_refresh, ("app._display(self, update)",)),
    (App.get_driver_class, ("constants.DRIVER",)),
    (Input._on_key, ("self.insert_text_at_cursor(event.character)",)),
    (Input._on_paste, ("event.text",)),
    (CommandPalette._action_escape, ("self.dismiss()",)),
    (StylesCache, ("@lru_cache(1024)\n    def get_inner_outer(",)),
    (WriterThread, ("self._queue.put(text)", "self._queue.get", "self.join()")),
    (XTermParser.feed, ("super().feed(data)",)),
    (Parser.feed, ("if not data:", "self._eof = True")),
    (Parser.tick, ("self._timeout_time",)),
    (LinuxDriver.__init__, ("self._file = sys.__stderr__", "signal.SIGTSTP", "signal.SIGCONT")),
    (LinuxDriver.start_application_mode, ("WriterThread(self._file)", "self._run_input_thread", "x1b[>{")),
    (LinuxDriver._run_input_thread, ("self.run_input_thread()",)),
    (LinuxDriver.run_input_thread, ("self.exit_event.is_set()", "self.process_message(event)")),
    (LinuxDriver.disable_input, ("self.exit_event.set()", "self._key_thread.join()", "exit_event.clear()")),
    (LinuxDriver.stop_application_mode, ("self.attrs_before", "x1b[<u", "x1b[?1049l")),
    (LinuxDriver._sigtstp_application, ("self.suspend_application_mode()", "signal.SIGSTOP")),
    (LinuxDriver._sigcont_application, ("self.resume_application_mode()",)),
    (LinuxDriver.close, ("self._writer_thread.stop()",)),
    (Driver.suspend_application_mode, ("self.stop_application_mode()", "self.close()")),
    (Driver.resume_application_mode, ("self.start_application_mode()",)),
]


@pytest.mark.parametrize(("part", "words"), LEANS_ON, ids=lambda each: getattr(each, "__qualname__", ""))
def test_the_parts_are_still_there(part: object, words: tuple[str, ...]) -> None:
    source = inspect.getsource(part)  # type: ignore[arg-type]
    assert [word for word in words if word not in source] == []


def test_the_handlers_are_called_as_ours_are() -> None:
    assert inspect.iscoroutinefunction(Input._on_key)
    assert inspect.iscoroutinefunction(App._shutdown)
    for ours, theirs in (
        (QuietEnd._display, App._display),
        (QuietEnd._handle_exception, App._handle_exception),
        (TypedLine._on_paste, Input._on_paste),
        (CarefulDriver._sigtstp_application, LinuxDriver._sigtstp_application),
        (Writer.write, WriterThread.write),
        (CarefulParser.feed, XTermParser.feed),
    ):
        assert len(inspect.signature(ours).parameters) == len(inspect.signature(theirs).parameters)
    attributes = vars(App())
    assert {"_exception", "_return_code", "_driver", "_exit_renderables", "_exit"} <= set(attributes)
    assert "key_to_bindings" in vars(Input()._bindings)
    assert linux_driver.WriterThread in (WriterThread, Writer)
    assert (BRACKETED_PASTE_START, BRACKETED_PASTE_END) == ("\x1b[200~", "\x1b[201~")


# -- the writer --------------------------------------------------------------------------------------------


class Window(io.StringIO):
    """A terminal that reads while it is let, or that is gone."""

    def __init__(self) -> None:
        super().__init__()
        self.reads = threading.Event()
        self.gone = False

    def write(self, text: str) -> int:
        self.reads.wait(5)
        if self.gone:
            raise OSError(5, "Input/output error")
        return super().write(text)


def test_nobody_waits_for_a_window_that_has_stopped_reading() -> None:
    window = Window()
    writer = Writer(window)
    writer.start()
    for number in range(1000):  # Textual's own queue is full at the thirty-first
        writer.write(f"{number} ")
    assert writer.behind
    window.reads.set()
    writer.stop()
    assert not writer.is_alive()
    assert not writer.cut_off
    assert window.getvalue().split() == [str(number) for number in range(1000)]


def test_the_end_is_not_kept_by_a_window_that_has_stopped_reading(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("apv_tui.tui.private.writing.PATIENCE_SECONDS", 0.01)
    window = Window()
    writer = Writer(window)
    writer.start()
    writer.write("x")
    writer.stop()
    assert writer.is_alive()
    assert writer.cut_off
    window.reads.set()
    writer.join(5)


def test_a_window_that_is_gone_ends_the_writer_without_a_word(capfd: pytest.CaptureFixture[str]) -> None:
    window = Window()
    window.gone = True
    window.reads.set()
    writer = Writer(window)
    writer.start()
    writer.write("x")
    writer.join(5)
    assert not writer.is_alive()
    assert writer.cut_off
    writer.write("y")
    writer.stop()
    assert capfd.readouterr() == ("", "")


@pytest.mark.skipif(sys.platform == "win32", reason="a terminal of Unix")
async def test_of_many_new_sizes_the_last_one_stays(monkeypatch: pytest.MonkeyPatch) -> None:
    """A signal may come while the one before is being handled: the size is asked for afterwards, in order."""
    monkeypatch.setattr(signal, "signal", lambda *_: None)
    monkeypatch.setattr(sys, "__stdin__", open(os.devnull))  # noqa: SIM115 - never read
    app = QuietEnd()
    driver = CarefulDriver(app)
    told: list[Resize] = []
    monkeypatch.setattr(app, "post_message", told.append)
    width = 80

    def size() -> tuple[int, int]:
        nonlocal width
        if width == 80:
            width = 120
            driver._hear_new_size()  # in the midst of the one before
            return 80, 24
        return width, 24

    monkeypatch.setattr(driver, "_get_terminal_size", size)
    driver._hear_new_size()
    assert told == [], "not in the signal handler"
    await asyncio.sleep(0)
    await asyncio.sleep(0)
    assert [event.size.width for event in told] == [80, 120]
    sys.__stdin__.close()  # type: ignore[union-attr]


@pytest.mark.skipif(sys.platform == "win32", reason="a terminal of Unix")
async def test_who_waits_for_a_key_hears_that_reading_is_to_end(monkeypatch: pytest.MonkeyPatch) -> None:
    """However long nothing is typed: neither is the processor woken for it, nor does leaving wait for it."""
    keys, hand = os.pipe()
    with os.fdopen(keys) as keyboard:
        monkeypatch.setattr(sys, "__stdin__", keyboard)
        monkeypatch.setattr("apv_tui.tui.private.unix.WATCH_SECONDS", 60.0)
        driver = CarefulDriver(QuietEnd())
        driver._writer_thread = Writer(io.StringIO())
        driver._writer_thread.start()
        for _ in range(2):  # reading is taken up again after the program was stopped
            reading = threading.Thread(target=driver.run_input_thread, daemon=True)
            reading.start()
            driver.exit_event.set()
            reading.join(10.0)
            assert not reading.is_alive()
            driver.exit_event.clear()
        driver._writer_thread.stop()
    os.close(hand)


# -- the console on Windows --------------------------------------------------------------------------------


class Console:
    """Stands in for the part of Textual that speaks to the Windows console."""

    def __init__(self, *_: object) -> None:
        self.parser = sys.modules["textual.drivers.win32"].XTermParser

    def start(self) -> None:
        pass


@pytest.fixture
def windows(monkeypatch: pytest.MonkeyPatch) -> Iterator[ModuleType]:
    """Our driver for Windows on Textual's own, with a stand-in for the console alone."""
    win32 = ModuleType("textual.drivers.win32")
    win32.enable_application_mode = lambda: lambda: None  # type: ignore[attr-defined]
    win32.EventMonitor = Console  # type: ignore[attr-defined]
    win32.XTermParser = XTermParser  # type: ignore[attr-defined]
    monkeypatch.setitem(sys.modules, "textual.drivers.win32", win32)
    monkeypatch.setattr(drivers, "win32", win32, raising=False)
    yield import_module("apv_tui.tui.private.windows")
    for name in ("apv_tui.tui.private.windows", "textual.drivers.windows_driver"):
        sys.modules.pop(name, None)


async def test_windows_gives_text_as_text(windows: ModuleType, monkeypatch: pytest.MonkeyPatch) -> None:
    """Textual turns the kitty protocol on, and with it AltGr+2 comes as Alt+2; right after that it is off again."""
    window = Window()
    window.reads.set()
    monkeypatch.setattr(sys, "__stdout__", window)
    driver = windows.CarefulWindowsDriver(App())
    driver.start_application_mode()
    assert isinstance(driver._writer_thread, Writer)
    assert driver._event_thread.parser is CarefulParser
    driver._event_thread = None
    driver.stop_application_mode()
    driver.close()
    written = window.getvalue()
    assert written.count("\x1b[>1u") == 1
    on, off = written.index("\x1b[>1u"), written.index("\x1b[<u")
    assert on < off
    assert off < written.index("\x1b[?1049l")
    assert not driver._writer_thread.cut_off


def test_the_console_of_textual_is_as_the_stand_in_has_it() -> None:
    """Its module cannot be imported here: its source is read."""
    folder = Path(inspect.getfile(drivers)).parent
    console = (folder / "win32.py").read_text(encoding="utf-8")
    assert "from textual._xterm_parser import XTermParser" in console
    assert "parser = XTermParser(debug=" in console
    assert "in parser.tick():" in console
    assert "def enable_application_mode() -> Callable[[], None]:" in console
    driver = (folder / "windows_driver.py").read_text(encoding="utf-8")
    assert 'self.write("\\x1b[>1u")' in driver
    assert "self._writer_thread = WriterThread(self._file)" in driver
    assert "self._restore_console()" in driver


def own_names(kind: ast.ClassDef) -> set[str]:
    """Give the private names a class defines or sets on itself."""
    names = {node.name for node in kind.body if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef)}
    names |= {
        node.attr
        for node in ast.walk(kind)
        if isinstance(node, ast.Attribute)
        and isinstance(node.ctx, ast.Store)
        and isinstance(node.value, ast.Name)
        and node.value.id == "self"
    }
    return {name for name in names if name.startswith("_") and not name.endswith("__")}


def test_no_private_name_of_textual_is_taken_by_accident() -> None:
    """A method or attribute of ours that is called like one of theirs would silently replace it."""
    taken = set()
    for file, whole in nodes().items():
        for kind in whole if file.startswith("tui/") else ():
            if not isinstance(kind, ast.ClassDef):
                continue
            named = (node.value if isinstance(node, ast.Subscript) else node for node in kind.bases)
            for base in (node.id for node in named if isinstance(node, ast.Name) and node.id in BASES):
                taken |= {(kind.name, name) for name in own_names(kind) & theirs(BASES[base])}
    assert taken == MEANT


@cache
def theirs(base: type) -> frozenset[str]:
    """Give every name of a class of Textual, and those that it sets on itself."""
    known = set(dir(base))
    for kind in base.__mro__[:-1]:
        if kind.__module__.startswith("textual"):
            known |= set(re.findall(r"\bself\.(\w+)(?:: [^=\n]+)? = ", source_of(kind.__module__)))
    return frozenset(known)


@cache
def source_of(module: str) -> str:
    return Path(str(sys.modules[module].__file__)).read_text(encoding="utf-8")


MEANT = {
    ("QuietEnd", "_handle_exception"),
    ("QuietEnd", "_fatal_error"),
    ("QuietEnd", "_print_error_renderables"),
    ("QuietEnd", "_return_code"),
    ("QuietEnd", "_shutdown"),
    ("QuietEnd", "_display"),
    ("TypedLine", "_on_key"),
    ("TypedLine", "_on_paste"),
    ("Writer", "_queue"),
    ("CarefulDriver", "_file"),
    ("CarefulDriver", "_get_terminal_size"),
    ("CarefulDriver", "_run_input_thread"),
    ("CarefulDriver", "_sigcont_application"),
    ("CarefulDriver", "_sigtstp_application"),
}


def test_nothing_private_of_textual_is_used_anywhere_else() -> None:
    """All of it stands in tui/private, where it has its reason."""
    private = {
        name
        for base in (App, Screen, Widget, Input, CommandPalette)
        for name in theirs(base)
        if name.startswith("_") and not name.endswith("__")
    }
    used: set[tuple[str, str]] = set()
    own: set[str] = set()
    for file, whole in nodes().items():
        if not file.startswith("tui/") or file.startswith("tui/private/"):
            continue
        for node in whole:
            if isinstance(node, ast.ClassDef):
                own |= own_names(node)
            elif isinstance(node, ast.ImportFrom) and "textual._" in f"{node.module}":
                used.add((Path(file).name, str(node.module)))
            elif isinstance(node, ast.Attribute) and node.attr in private and ast.unparse(node.value) != "os":
                used.add((Path(file).name, node.attr))
    assert {(where, name) for where, name in used if name not in own} == set()
