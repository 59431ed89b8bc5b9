"""What several commands have in common: their options and arguments, and the statuses they end with."""

import argparse

TYPE_CHECKING = False  # type checkers know the name; importing typing would double the time of --version
if TYPE_CHECKING:
    from typing import NoReturn

LANGUAGES = "da, en, nb or nl"
DONE, WRONG_INPUT, WRONG_USAGE, OUR_FAULT = 0, 1, 2, 1


class Parser(argparse.ArgumentParser):
    """A parser that repeats what was typed on the command line without its control characters."""

    def error(self, message: str) -> "NoReturn":
        """Say what is wrong with the command line, and end with status 2."""
        from apv_tui.core.text import one_line

        super().error(one_line(message))


def screen_options(parser: argparse.ArgumentParser, *, again: bool = False) -> None:
    """Add the options of the screen; `again` at a command, which leaves alone what was said before it."""
    parser.add_argument(
        "--language",
        metavar="L",
        default=argparse.SUPPRESS if again else None,
        help=f"the language of the screen: {LANGUAGES}; the agenda's otherwise",
    )
    parser.add_argument(
        "--light",
        action="store_true",
        default=argparse.SUPPRESS if again else False,
        help="begin with the light theme, for lit rooms (key t)",
    )


def message_language(parser: argparse.ArgumentParser, *, otherwise: str = "") -> None:
    """Add the option for the language of messages."""
    parser.add_argument(
        "--language",
        metavar="L",
        default=argparse.SUPPRESS,
        help=f"the language of the messages: {LANGUAGES}{otherwise}",
    )


def session_options(parser: argparse.ArgumentParser) -> None:
    """Add the options of commands that lead a session."""
    screen_options(parser, again=True)
    view_option(parser)
    parser.add_argument(
        "--speed",
        type=speed,
        default=1.0,
        metavar="N",
        help="let the clock run N times as fast, to rehearse or to test; the screen says so",
    )
    parser.add_argument("--seed", type=int, metavar="N", help="draw the same groups each time")


def view_option(parser: argparse.ArgumentParser) -> None:
    """Add the option that says whose window it is."""
    parser.add_argument(
        "--view",
        choices=("room", "leader"),
        default="room",
        help="whose window it is: room (for the projector; otherwise) or leader, with notes and how late it is",
    )


def paper_options(parser: argparse.ArgumentParser, formats: str) -> None:
    """Add the options that say in which form a document is made, and where."""
    parser.add_argument("--format", metavar="F", help=formats)
    parser.add_argument(
        "--to",
        metavar="FILE|FOLDER",
        help="where to write it: a file (a name without an ending gets one), a folder, with a / at its end, "
        "or - for the terminal",
    )
    parser.add_argument("--force", action="store_true", help="write over a file that is there already")
    message_language(parser, otherwise="; the agenda's otherwise")


def count(text: str) -> int:
    """Read a number of people. Raises `ArgumentTypeError`."""
    if text.isdecimal() and 1 <= int(text) <= 500:
        return int(text)
    from apv_tui.core.headcount import nearest

    raise argparse.ArgumentTypeError(
        f'"{text}" is not a number of people: write one number from 1 to 500, digits only, for example '
        f"{min(nearest(text), 500)}"
    )


def counts(text: str) -> tuple[int, ...]:
    """Read several numbers of people: 4,7,13 or 4-60. Raises `ArgumentTypeError`."""
    numbers: set[int] = set()
    for part in text.split(","):
        first, dash, last = part.strip().partition("-")
        numbers.update(range(count(first.strip()), count(last.strip() if dash else first.strip()) + 1))
    if numbers:
        return tuple(sorted(numbers))
    raise argparse.ArgumentTypeError("a number, several, or from one to another: 13, 4,7,13 or 4-60")


def speed(text: str) -> float:
    """Read how much faster the clock runs. Raises `ArgumentTypeError`."""
    try:
        read = float(text)
    except ValueError:
        read = 0.0
    if 0 < read <= 3600:
        return read
    raise argparse.ArgumentTypeError("a number above 0, at most 3600, for example 60")
