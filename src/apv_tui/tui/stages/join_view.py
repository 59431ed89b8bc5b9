"""What is drawn while people go to the wish they are most keen on: who stands at each, and the groups that makes."""

from apv_tui.core.choosing import Placement, Standing
from apv_tui.tui.lines import EMPTY, Lines, Span, clip, hanging, line, pages_of, paragraph, width_of
from apv_tui.tui.stages.base import Stage, spread
from apv_tui.tui.stages.formed import formed_pages
from apv_tui.tui.stages.seats import Seats, fitted, name_list, pack, seats_of


def wish_row(stage: Stage, standing: Standing, width: int, *, chosen: bool, roomy: bool) -> Lines:
    """Give a wish with how many stand there, and whether that is a crowd; their names where there is room."""
    wish, total = standing.wish, standing.total
    sign = line(stage.words("join.nobody"), role="muted")
    if total:
        sign = line(Span(str(total), "good", True))
    if standing.parts > 1:
        split = stage.words("join.split", n=standing.parts)
        sign = line(Span(f"{split} · ", "warn"), Span(str(total), "good", True))
    head = Span(f"{'►' if chosen else ' '}{wish.number:>3}  ", "cursor" if chosen else "accent", True)
    room = width - width_of(sign) - 2
    text = stage.desk.item_text(wish)
    if not (chosen or roomy):
        text = clip(text, room - width_of((head,)))
    rows = hanging(head, text, room, "cursor" if chosen else "text", chosen)
    rows[0] = spread(rows[0], sign, width)
    if standing.people and (chosen or roomy):
        seats = Seats(0, standing.people, heads=standing.heads)
        names = pack(name_list(stage.desk, seats), " ", width - 6)
        rows += [line("      ", Span(row, "muted")) for row in names]
    return rows


def group_pages(stage: Stage, now: Placement, width: int, height: int) -> list[Lines]:
    """Give the pages of the groups, and with each what nobody chose and who has no group."""
    groups = seats_of(stage.state, stage.groups)
    tail = _parked(stage, width, roomy=height > 10) + _without(stage, now, width)
    if len(tail) > max(2, height // 2):  # the groups come first; what is left over has a page of its own
        return fitted(
            lambda room: [
                *formed_pages(stage, groups, width, room),
                *pages_of([[row] for row in tail], room),
            ],
            height,
            foot=False,
        )
    tail = [EMPTY, *tail] if tail and height > 10 else tail
    pages = fitted(lambda room: formed_pages(stage, groups, width, room), height - len(tail), foot=False)
    return [[*page, *tail] for page in pages]


def _parked(stage: Stage, width: int, *, roomy: bool) -> Lines:
    """Say what nobody chose, and that it is parked (APV-X8)."""
    items = stage.state.items
    wishes = [items[id_] for id_ in stage.here.unchosen if id_ in items]
    if not wishes:
        return []
    if not roomy:
        numbers = ", ".join(str(wish.number) for wish in wishes)
        return paragraph(stage.words("join.parked_numbers", numbers=numbers), width, role="warn")
    rows = [line(stage.words("join.parked"), role="warn")]
    for wish in wishes:
        rows += hanging(Span(f"{wish.number:>4}  ", "muted"), stage.desk.item_text(wish), width)
    return rows


def _without(stage: Stage, now: Placement, width: int) -> Lines:
    """Name those who have no group; where people were only counted, nobody can say who that is."""
    if not now.missing or now.missing < len(now.waiting):
        return []
    names = ", ".join(stage.desk.name(id_) for id_ in now.waiting)
    return paragraph(stage.words("join.without", names=names), width, role="warn")
