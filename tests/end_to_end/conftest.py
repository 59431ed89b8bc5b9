"""The program in a real terminal, for every test of this folder."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import ExitStack
from pathlib import Path
from signal import Signals
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from terminal import Terminal

if sys.platform == "win32":  # no pseudo-terminals there: none of these tests can run
    collect_ignore_glob = ["test_*.py"]


@pytest.fixture
def terminal(tmp_path: Path) -> Iterator[Callable[..., Terminal]]:
    """Start `apv-tui` with these arguments; all that were started share one home and end with the test."""
    from terminal import Terminal

    work = tmp_path / "work"
    work.mkdir()
    with ExitStack() as started:

        def start(
            *args: str,
            cols: int = 80,
            rows: int = 24,
            env: Mapping[str, str] | None = None,
            unheard: Sequence[Signals] = (),
        ) -> Terminal:
            argv = [sys.executable, "-m", "apv_tui", *args]
            return started.enter_context(
                Terminal(argv, cols, rows, env, cwd=work, home=tmp_path / "home", unheard=unheard)
            )

        yield start
