"""What is wrong with the file that is previewed, in rows; and the one row that cannot be taken for the room's."""

from collections.abc import Sequence

from apv_tui.tui.lines import Lines, Span, clip, line, wrap
from apv_tui.words import Words


def trouble_rows(
    heading: str, problems: Sequence[tuple[str, ...]], words: Words, width: int, room: int
) -> Lines:
    """Give the heading and as many problems as there is room for, and how many more there are."""
    told = wrap(heading, width - 2)
    for at, problem in enumerate(problems):
        block = [row for text in problem for row in _rows_of(text, width - 2)]
        left = len(problems) - at
        # The first stands there as far as it can; of the others only what is whole.
        if at and len(told) + len(block) + (left > 1) > room:
            told.append(words("preview.more", n=left))
            break
        told += block
    if len(told) > room:
        told = [*told[: room - 1], "…"]
    return [line(Span(f" {row}".ljust(width), "signal", at == 0)) for at, row in enumerate(told)]


def _rows_of(text: str, width: int) -> list[str]:
    """Give a text in rows; the line of the file, which is indented, stays one."""
    return [clip(text, width)] if text.startswith(" ") else wrap(text, width)


def top_bar(text: str, width: int) -> Lines:
    """Give one row that cannot be taken for the room's."""
    return [line(Span(clip(f" {text}", width).ljust(width), "signal", True))]
