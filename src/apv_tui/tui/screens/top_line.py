"""Where we are: the two rows at the top of the window. Pure, so that an agenda can be checked without one."""

from typing import NamedTuple

from apv_tui.tui.desk import Desk
from apv_tui.tui.lines import Line, Lines, Span, clip, line, width_of


class Whereabouts(NamedTuple):
    """What the top line says: the meeting, and the step with its number."""

    meeting: str
    step: str


def whereabouts(desk: Desk, width: int) -> Whereabouts:
    """Say where the meeting is, in a window of so many columns."""
    state, agenda, meeting = desk.state, desk.agenda, desk.state.meeting
    if meeting is None:
        return Whereabouts(agenda.short or agenda.title, "")
    left = f"{agenda.short} · {meeting.title}" if agenda.short else meeting.title
    if meeting.title == agenda.title:  # the only meeting of its agenda: the few letters stand for its title
        left = agenda.short or meeting.title
    if width < 70:
        # The shorter of the two leaves room for the step: with several meetings which one it is matters.
        left = agenda.short if agenda.short and len(agenda.meetings) == 1 else meeting.title
    step = state.step
    if step is None:
        return Whereabouts(left, "")
    number = f"{meeting.section_of(state.step_index)}/{len(meeting.sections())}"
    return Whereabouts(left, f"{number}  {step.title}")


def window_sign(desk: Desk, *, leaders: bool) -> str:
    """Say whose window it is, whether it only follows, and whether its time runs fast.

    `leaders`: it is the room's, and shows what is for the leader alone all the same.
    """
    words = desk.words
    parts = [f"×{desk.speed:g}"] if desk.speed != 1 else []
    if desk.follows:
        parts.append(words("window.follows"))
    if desk.room_sees:
        parts.append(words("window.leader" if leaders else "window.room"))
    else:
        parts.append(words("window.leaders"))
    return " · ".join(parts)


def top(left: str, middle: str, right: str, sign: str, width: int, *, trouble: str = "") -> Lines:
    """Give the two rows at the top: where we are and the time; the rule with the window's sign in it.

    `trouble` takes the rule's place: what is wrong with saving must not be overlooked.
    """
    room = width - width_of(line(right)) - 1
    start = clip(left, room)
    gap = max(2, width // 3 - len(start)) if width >= 70 else 2
    text = clip(f"{start}{' ' * gap}{middle}" if middle else start, room)
    first: Line = (
        Span(text, "heading", True),
        Span(" " * max(1, width - width_of(line(text)) - width_of(line(right)))),
        Span(right, "heading", True),
    )
    if trouble:
        return [first, line(Span(clip(f" {trouble} ", width), "signal", True))]
    tail = f" {sign} ──" if sign else ""
    return [first, line("─" * max(0, width - width_of(line(tail))) + tail, role="rule")]
