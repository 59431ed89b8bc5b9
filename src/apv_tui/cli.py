"""The command `apv-tui`. Nothing of the screen is imported before a screen is needed."""

import gc
import os
import sys
from collections.abc import Sequence

from apv_tui.commands.options import OUR_FAULT, WRONG_INPUT, WRONG_USAGE
from apv_tui.commands.parser import parser
from apv_tui.lean import without_openssl, without_plugins

_LEAST_IN_TWO = 3
"""Arguments with which a name may have come in two: the command, and the two parts."""


def main(argv: Sequence[str] | None = None) -> int:
    """Run the command; give its exit status.

    0 done · 1 the input is wrong, or a fault of ours · 2 wrong usage, or no terminal · 128 + N ended by signal
    N, where 129 is a terminal that is gone.
    """
    # Collecting garbage while thousands of objects are made to stay costs a tenth of the start.
    gc.disable()
    without_plugins()
    if argv is None:
        _utf8_names()
    _utf8_streams()
    given = sys.argv[1:] if argv is None else argv
    if (status := _unquoted(given)) is not None:
        return status
    options = parser(given).parse_args(given)
    without_openssl()
    try:
        return int(options.run(options))
    except KeyboardInterrupt:
        return 130
    except BrokenPipeError:
        return WRONG_INPUT
    except Exception as fault:
        return _our_fault(fault)


def _our_fault(fault: BaseException) -> int:
    from apv_tui.commands.speaking import words_for
    from apv_tui.complaints import tell_our_fault

    tell_our_fault([fault], words_for(None))
    return OUR_FAULT


def _unquoted(arguments: Sequence[str]) -> int | None:
    """Say of a name with spaces that it needs quotation marks; None where no such name was typed."""
    if len(arguments) < _LEAST_IN_TWO:
        return None
    from apv_tui.files.places import one_name

    name = one_name(arguments[1:])
    if not name:
        return None
    from apv_tui.commands.speaking import tell, words_for

    command = arguments[0] if arguments[0][:1] != "-" else ""
    tell(words_for(None)("cli.unquoted", name=name, command=command), error=True)
    return WRONG_USAGE


def _utf8_names() -> None:
    """Begin anew where the locale is one of old: a file could not be named after a meeting with an en dash."""
    if sys.getfilesystemencoding() != "utf-8" and not sys.flags.utf8_mode:
        os.execv(sys.executable, [sys.executable, "-X", "utf8", *sys.orig_argv[1:]])  # noqa: S606 - ourselves


def _utf8_streams() -> None:
    """Write UTF-8 whatever the locale says: a name must not end the program."""
    for stream in (sys.stdout, sys.stderr):
        reconfigure = getattr(stream, "reconfigure", None)
        if reconfigure is not None:
            reconfigure(encoding="utf-8", errors="replace")
