"""The groups side by side with how far each is, the one in view in brackets."""

from collections.abc import Sequence

from apv_tui.tui.lines import Line, Span, line, width_of


def tabs(long: Sequence[str], short: Sequence[str], here: int, room: int) -> Line:
    """Give the tabs in `room` columns: in long words where they fit, else in short ones, arrows where more are.

    The one in view is always in long words.
    """
    wide = sum(width_of(line(text)) + 2 for text in long) <= room
    cells = [f" {text} " for text in (long if wide else short)]
    cells[here] = f"[{long[here]}]"
    first = last = here
    used = len(cells[here]) + 2  # the arrows
    while (more := [at for at in (last + 1, first - 1) if 0 <= at < len(cells)]) and (
        used + len(cells[more[0]]) <= room
    ):
        used += len(cells[more[0]])
        first, last = min(first, more[0]), max(last, more[0])
    if len(cells) == last - first + 1:
        first, last = 0, len(cells) - 1
    return (
        *((Span("◄", "muted"),) if first > 0 else ()),
        *(Span(cells[at], "accent" if at == here else "text", at == here) for at in range(first, last + 1)),
        *((Span("►", "muted"),) if last < len(cells) - 1 else ()),
    )
