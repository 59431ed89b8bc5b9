"""What a command says and asks on the terminal; words are loaded when there is something to say."""

import os
import sys

TYPE_CHECKING = False
if TYPE_CHECKING:
    from apv_tui.words import Words


def tell(text: object, *, error: bool = False) -> None:
    """Say something on the terminal."""
    from apv_tui.complaints import say

    say(str(text), error=error)


def answer(question: str) -> str:
    """Ask for a word; give "" where there was no answer."""
    from apv_tui.complaints import ask

    try:
        return ask(question)
    except EOFError:  # Ctrl+D is no answer
        return ""


def says_yes(question: str) -> bool:
    """Ask where only a clear yes is one, in whatever language: ja, yes."""
    return answer(question)[:1].lower() in ("j", "y")


def agrees(question: str) -> bool:
    """Ask where anything but no, and Enter too, is a yes."""
    from apv_tui.complaints import ask

    try:
        return ask(question).lower()[:1] != "n"
    except EOFError:  # Ctrl+D is no yes
        return False


def words_for(language: str | None) -> "Words":
    """Give the words of the language asked for, else of the system's."""
    from apv_tui.complaints import words_of

    return words_of(language)


def spoken() -> tuple[str, ...]:
    """Give the languages there are words in."""
    from apv_tui.words import languages

    return languages()


def speaks(language: "str | None") -> bool:
    """Whether there are words in the language that was asked for; says which there are where not."""
    if not language or language in spoken():
        return True
    tell(f"apv-tui: --language: {', '.join(spoken())}", error=True)
    return False


def has_terminal() -> bool:
    """Whether there is a terminal to read keys from and to draw on; a stream that is closed is None."""
    streams = (sys.__stdin__, sys.__stdout__)
    there = all(stream is not None and not stream.closed and stream.isatty() for stream in streams)
    return there and os.environ.get("TERM") != "dumb"
