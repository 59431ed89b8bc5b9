"""What the commands say on the terminal when something is wrong: where, what, and how to mend it."""

import os
import sys
from collections.abc import Sequence
from pathlib import Path

from apv_tui.core.messages import Message, Problem, Unreadable
from apv_tui.core.text import one_line, safe
from apv_tui.words import Words, languages


def words_of(language: str | None) -> Words:
    """Give the words of the language asked for, else of the system's, else English ones."""
    if language and language in languages():
        return Words(language)
    spoken = next(
        (os.environ[name] for name in ("LC_ALL", "LC_MESSAGES", "LANG") if os.environ.get(name)), ""
    )
    # Norwegian locales are called nb, nn or, of old, no.
    short = "nb" if spoken[:2] in ("no", "nn") else spoken[:2]
    return Words(short if short in languages() else "en")


def say(text: str, *, error: bool = False) -> None:
    """Write a text to the terminal: the one place where a command does so, whoever the words come from."""
    print(safe(text), file=sys.stderr if error else sys.stdout)


def complain(unreadable: Unreadable, words: Words) -> None:
    """Say everything that is wrong with a file."""
    for problem in unreadable.problems:
        complain_of(unreadable.path, problem, words)


def complain_of(path: str, problem: Problem, words: Words) -> None:
    """Print FILE:LINE:COLUMN: what, and what to write instead; below it the line with the place marked."""
    place = ":".join([one_line(path), *(str(at) for at in (problem.line, problem.column) if at)])
    warning = words("check.warning") + " " if problem.warning else ""
    mend = f" {words.say(problem.mend)}" if _known(problem.mend, words) and problem.mend else ""
    say(f"{place}: {warning}{words.say(problem.what)}{mend}", error=True)
    if problem.line_text:
        say(f"    {one_line(problem.line_text, 100)}", error=True)


def _known(said: Message | None, words: Words) -> bool:
    return said is not None and words.has(said.id)


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
