"""What the commands say on the terminal when something is wrong: where, what, and how to mend it."""

import os
import re
import shutil
import sys
from collections.abc import Sequence
from pathlib import Path

from apv_tui.core.messages import Problem, Unreadable
from apv_tui.core.text import one_line, safe
from apv_tui.words import Words, languages

INDENT = "    "
MORE = "…"
_IN_BRACES = re.compile(r"\"[^\"]*\"|[^\s,:{}\[\]][^,:{}\[\]]*")
"""A key or a value between braces or brackets."""


def words_of(language: str | None) -> Words:
    """Give the words of the language asked for, else of the system's, else English ones."""
    return Words(language_of(language))


def language_of(language: str | None) -> str:
    """Give the language asked for where there are words in it, else the system's, else English."""
    if language and language in languages():
        return language
    spoken = next(
        (os.environ[name] for name in ("LC_ALL", "LC_MESSAGES", "LANG") if os.environ.get(name)), ""
    )
    spoken = spoken or _of_windows()
    # Norwegian locales are called nb, nn or, of old, no.
    short = "nb" if spoken[:2] in ("no", "nn") else spoken[:2]
    return short if short in languages() else "en"


def _of_windows() -> str:
    """Give the language Windows speaks, which no variable says; "" elsewhere."""
    if sys.platform != "win32":
        return ""
    import ctypes
    import locale

    return locale.windows_locale.get(ctypes.windll.kernel32.GetUserDefaultUILanguage(), "")


def say(text: str, *, error: bool = False) -> None:
    """Write a text to the terminal: the one place where a command does so, whoever the words come from."""
    print(safe(text), file=sys.stderr if error else sys.stdout)


def ask(question: str) -> str:
    """Ask on the terminal; give the answer. EOFError where there is none, as for Ctrl+D."""
    return input(safe(question) + " ").strip()


def complain(unreadable: Unreadable, words: Words) -> None:
    """Say everything that is wrong with a file."""
    for problem in unreadable.problems:
        complain_of(unreadable.path, problem, words)


def complain_of(path: str, problem: Problem, words: Words, *, error: bool = True) -> None:
    """Print FILE:LINE:COLUMN: what is wrong; below it the line with the place marked; then what to write instead."""
    place = ":".join([one_line(path), *(str(at) for at in (problem.line, problem.column) if at)])
    warning = words("check.warning") + " " if problem.warning else ""
    say(f"{place}: {warning}{words.say(problem.what)}", error=error)
    for row in excerpt(problem, shutil.get_terminal_size().columns):
        say(row, error=error)
    if mend := mending(problem, words):
        first, *rest = mend.split("\n")
        say(f"{INDENT}→ {first}", error=error)
        for row in rest:
            say(f"{INDENT}{INDENT}{row}", error=error)


def mending(problem: Problem, words: Words) -> str:
    """Give what to write instead, where the catalogue says it."""
    return words.say(problem.mend) if problem.mend is not None and words.has(problem.mend.id) else ""


def excerpt(problem: Problem, columns: int) -> list[str]:
    """Give the line of a problem with its number, and below it a mark under the place, in at most so many columns.

    What stands before or after is left out where the line is longer. Wide signs take two columns.
    """
    if not problem.line_text.strip():
        return []
    from rich.cells import cell_len

    text = safe(problem.line_text.replace("\t", " ")).replace("\n", " ")
    head = f"{INDENT}{problem.line} │ "
    room = max(20, columns - cell_len(head) - 1)
    start, end = max(problem.column - 1, 0), max(end_column(problem) - 1, problem.column)
    before, marked = text[:start], text[start:end]
    if cell_len(text) > room:
        # As much as there is room for, the place in the middle; the indentation goes last.
        first = _fitting(before[::-1], room // 2) if cell_len(before) > room // 2 else len(before)
        before = before if first == len(before) else MORE + before[len(before) - first + 1 :]
        marked = marked[: _fitting(marked, room - cell_len(before))]
        rest = text[start + len(marked) :]
        left = room - cell_len(before + marked)
        text = before + marked + (rest if cell_len(rest) <= left else rest[: _fitting(rest, left - 1)] + MORE)
    if not problem.column:
        return [head + text.rstrip()]
    mark = "^" * max(1, cell_len(marked.rstrip()))
    return [head + text.rstrip(), f"{' ' * (len(head) - 2)}│ {' ' * cell_len(before)}{mark}"]


def _fitting(text: str, room: int) -> int:
    """Give how many characters of a text fit in so many columns."""
    from rich.cells import cell_len

    used = 0
    for at, sign in enumerate(text):
        used += cell_len(sign)
        if used > room:
            return at
    return len(text)


def end_column(problem: Problem) -> int:
    """Give the column behind what a problem points at: a key, a value, or the one sign."""
    from apv_tui.files.yaml_lines import parts

    at, line = problem.column - 1, parts(problem.line_text)
    if line.key and at == line.indent:
        return problem.column + len(line.key)
    if at == line.column and line.value:
        return problem.column + len(line.value)
    if line.value[:1] in ("{", "[") and (inside := _IN_BRACES.match(problem.line_text, at)):
        return problem.column + len(inside[0].rstrip())
    return problem.column + 1


def note_quietly(fault: BaseException | None) -> str:
    """Write an error to the private log and nowhere else; give where that is."""
    import platform
    import traceback
    from datetime import UTC, datetime

    from apv_tui import __version__
    from apv_tui.files.log_file import write_log
    from apv_tui.files.places import default_places

    told = "".join(traceback.format_exception(fault)) if fault is not None else "an unknown error\n"
    head = (
        f"{datetime.now(UTC):%Y-%m-%d %H:%M:%SZ}  apv-tui {__version__}  Python {platform.python_version()}"
    )
    return write_log(default_places(os.environ).log, f"{head}  {platform.system()}\n{told}")


def tell_our_fault(
    faults: Sequence[BaseException], words: Words, kept: Path | None = None, *, quiet: bool = False
) -> None:
    """Write the tracebacks to the private log, and say one line about the first, without anybody's words in it.

    `kept` is where the meeting goes on. `quiet` leaves the line out: there is nothing to write it on.
    """
    logs = [note_quietly(fault) for fault in faults]
    kind = type(faults[0]).__name__
    if quiet:
        return
    if kept is None:
        say(words("cli.our_fault", kind=kind, log=logs[0]), error=True)
    else:
        say(words("cli.our_fault_go_on", kind=kind, log=logs[0], path=as_argument(kept)), error=True)


def as_argument(path: Path) -> str:
    """Give a path in quotation marks where a command line needs them."""
    if sys.platform == "win32":
        return f'"{path}"' if " " in str(path) else str(path)
    import shlex

    return shlex.quote(str(path))
