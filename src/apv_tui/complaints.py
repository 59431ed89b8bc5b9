"""What the commands say on the terminal when something is wrong: where, what, and how to mend it."""

import os
import sys

from apv_tui.core.messages import Message, Problem, Unreadable
from apv_tui.core.text import one_line
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


def complain(unreadable: Unreadable, words: Words) -> None:
    """Say everything that is wrong with a file."""
    for problem in unreadable.problems:
        complain_of(unreadable.path, problem, words)


def complain_of(path: str, problem: Problem, words: Words) -> None:
    """Print FILE:LINE:COLUMN: what, and what to write instead; below it the line with the place marked."""
    place = ":".join([one_line(path), *(str(at) for at in (problem.line, problem.column) if at)])
    warning = words("check.warning") + " " if problem.warning else ""
    mend = f" {words.say(problem.mend)}" if _known(problem.mend, words) and problem.mend else ""
    print(f"{place}: {warning}{words.say(problem.what)}{mend}", file=sys.stderr)  # noqa: T201
    if problem.line_text:
        text = one_line(problem.line_text, 100)
        print(f"    {text}", file=sys.stderr)  # noqa: T201


def _known(said: Message | None, words: Words) -> bool:
    return said is not None and words.has(said.id)


def tell_our_fault(fault: BaseException) -> None:
    """Write the traceback to the private log, and say one line about it without anybody's words in it."""
    import traceback

    from apv_tui.files.log_file import write_log
    from apv_tui.files.places import default_places

    log = write_log(default_places(os.environ).log, "".join(traceback.format_exception(fault)))
    words = words_of(None)
    print(words("cli.our_fault", kind=type(fault).__name__, log=log), file=sys.stderr)  # noqa: T201
