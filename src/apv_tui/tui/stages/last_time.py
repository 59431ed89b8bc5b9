"""What the last meeting left, for the lobby of the next one: its lists, what was agreed, what is due."""

from apv_tui.core.agenda import Appoint, Close
from apv_tui.core.agenda.model import PARKING_LOT
from apv_tui.core.case import last_held, upcoming
from apv_tui.core.days import day_message, span_message
from apv_tui.core.plans import numbered, plan_lists, standing_of
from apv_tui.core.state import Filled, State
from apv_tui.tui.desk import Desk
from apv_tui.tui.lines import Lines, Span, hanging, line
from apv_tui.tui.stages.plan_lines import listed_rows
from apv_tui.words import Words

MOST_ITEMS = 5
"""Items of a list that the lobby shows; the step that uses the list shows them all."""


def last_time(desk: Desk, width: int) -> list[Lines]:
    """Give what the last meeting left, under its name and day; nothing before the second meeting."""
    last = last_held(desk.state)
    if last is None:
        return []
    words, state = desk.words, desk.state
    heading = words("last.heading", meeting=last.meeting.title, date=words.date(last.began))
    blocks: list[Lines] = [[line(Span(heading, "heading", True))]]
    blocks += _due(desk, width)
    closing = next((step for step in reversed(last.meeting.steps) if isinstance(step, Close)), None)
    if closing is not None:
        blocks += agreed(state, closing.agreed, words, width, texts=False)
        for list_id in closing.uses:
            blocks += _list(desk, list_id, width)
    parked = len(state.standing(PARKING_LOT))
    if parked:
        blocks.append([line(Span("  "), words("last.parked", n=parked))])
    return blocks


def _due(desk: Desk, width: int) -> list[Lines]:
    today = desk.now().astimezone().date()
    blocks: list[Lines] = []
    for list_id in plan_lists(desk.state):
        standing = standing_of(desk.state, list_id, today)
        for id_, n in (("outlook.late", standing.late), ("outlook.due", standing.due)):
            if n:
                blocks.append(hanging(Span("  ! ", "warn", True), desk.words(id_, n=n), width, "warn"))
    return blocks


def _list(desk: Desk, list_id: str, width: int) -> list[Lines]:
    state, spec = desk.state, desk.agenda.lists.get(list_id)
    items = numbered(state, list_id)
    if spec is None or not items:
        return []
    name = spec.one if len(items) == 1 else spec.many
    blocks: list[Lines] = [[line(Span(f"  {spec.title}", "accent"), Span(f"  {len(items)} {name}", "muted"))]]
    for number, item in items[:MOST_ITEMS]:
        blocks.append(listed_rows(desk, item, Span(f"  {number:>3}  ", "muted"), width))
    if len(items) > MOST_ITEMS:
        blocks.append([line(Span(f"       {desk.words('last.more', n=len(items) - MOST_ITEMS)}", "muted"))])
    return blocks


def agreed(
    state: State, steps: tuple[str, ...], words: Words, width: int, *, texts: bool = True
) -> list[Lines]:
    """Give what was agreed in the forms of these steps, a line for each that was filled in.

    Without `texts` only who and when: a whole invitation has no place in a lobby.
    """
    blocks: list[Lines] = []
    for step_id in steps:
        step = state.find_step(step_id)
        if not isinstance(step, Appoint):
            continue
        filled = state.state_of(step).fields
        for field in step.fields:
            if field.id in filled and (texts or field.type != "text"):
                said = said_in(filled[field.id], words)
                title = field.title if field.title.endswith(("?", ":")) else f"{field.title}:"
                blocks.append(hanging(Span(f"  {title} ", "muted"), said, width))
    return blocks


def next_meeting(desk: Desk) -> str:
    """Say which meeting comes next and when; "" where none does, or nothing says when."""
    following = upcoming(desk.state)
    if following is None or following.first is None or following.last is None:
        return ""
    when = span_message(following.first, following.last)
    id_ = "close.meeting.agreed" if following.agreed else "close.meeting.about"
    return desk.words(id_, meeting=following.meeting.title, when=when)


def said_in(filled: Filled, words: Words) -> str:
    """Give what a line of a form says: yes and no in words, a day as it was typed with its date."""
    if filled.first is None or filled.last is None:
        known = {"yes": "form.yes", "no": "form.no", "unsure": "form.unsure"}
        return words(known[filled.text]) if filled.text in known else filled.text
    day = words.say(
        day_message(filled.first) if filled.first == filled.last else span_message(filled.first, filled.last)
    )
    return day if filled.text.casefold() == day.casefold() else f"{filled.text} ({day})"
