"""Groups that people formed themselves: each with what it formed around, and who is in it."""

from collections.abc import Sequence

from apv_tui.tui.lines import Lines, Span, clip, hanging, line, width_of
from apv_tui.tui.stages.base import Stage
from apv_tui.tui.stages.seats import Seats, even_pages, name_list, pack


def formed_pages(stage: Stage, groups: Sequence[Seats], width: int, height: int) -> list[Lines]:
    """Give the pages of groups, each under what it formed around; that in one line where it saves a page."""
    height = max(1, height)
    pages = even_pages([_block(stage, group, width, whole=True) for group in groups], height)
    if len(pages) > 1:
        short = even_pages([_block(stage, group, width, whole=False) for group in groups], height)
        pages = short if len(short) < len(pages) else pages
    return pages


def wish_lines(stage: Stage, index: int, width: int, rows: int) -> Lines:
    """Give what a group formed around, in at most so many lines; nothing for a group that was drawn."""
    wish = stage.wish_of(index)
    if wish is None:
        return []
    number = Span(f"{wish.number}  ", "muted")
    text = stage.desk.item_text(wish)
    lines = hanging(number, text, width, "heading", True)
    while len(lines) > rows:  # a shorter text, with its sign, until it fits
        text = clip(text, width_of(line(text)) - 2)
        lines = hanging(number, text, width, "heading", True)
    return lines


def _block(stage: Stage, group: Seats, width: int, *, whole: bool) -> Lines:
    wish = stage.wish_of(group.place)
    if whole and wish:
        number = Span(f"{stage.group_name(group.place)} · ", "accent", True)
        head = hanging(number, stage.desk.item_text(wish), width, "heading", True)
    else:
        head = [line(Span(stage.group_name(group.place, width), "heading", True))]
    names = [stage.words("groups.empty")] if group.left else name_list(stage.desk, group)
    role = "muted" if group.left or group.unknown else "text"
    return [*head, *(line("  ", Span(row, role)) for row in pack(names, " ", width - 2))]
