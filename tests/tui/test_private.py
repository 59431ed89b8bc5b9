"""What the program leans on in Textual without a promise: found here when a new version changes it."""

import ast
import inspect
from pathlib import Path

import pytest
from textual.app import App
from textual.screen import Screen
from textual.widget import Widget
from textual.widgets import Input

import apv_tui
from apv_tui.tui.private import QuietEnd

TUI = Path(apv_tui.__file__).parent / "tui"
SECRET = "Mette Friis"
BASES = {"Screen": Screen, "Overlay": Screen, "Widget": Widget, "Input": Input, "App": App, "QuietEnd": App}


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


def test_the_parts_are_still_there() -> None:
    assert "self._fatal_error()" in inspect.getsource(App._handle_exception)
    assert "self._exception = error" in inspect.getsource(App._handle_exception)
    assert "self._close_messages_no_wait()" in inspect.getsource(App._fatal_error)
    assert "_exception" in vars(App())
    assert inspect.iscoroutinefunction(Input._on_key)
    assert list(inspect.signature(Input._on_paste).parameters) == ["self", "event"]


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
    for path in TUI.rglob("*.py"):
        for kind in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if not isinstance(kind, ast.ClassDef):
                continue
            named = (node.value if isinstance(node, ast.Subscript) else node for node in kind.bases)
            for base in (node.id for node in named if isinstance(node, ast.Name) and node.id in BASES):
                theirs = BASES[base]
                taken |= {(kind.name, name) for name in own_names(kind) & {*dir(theirs), *vars(theirs())}}
    assert taken == {("QuietEnd", "_fatal_error"), ("Entry", "_on_key"), ("Entry", "_on_paste")}
