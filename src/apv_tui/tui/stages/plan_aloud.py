"""An action of a plan in sentences that are read aloud, and the questions for what nobody has said yet."""

from typing import Final

from apv_tui.core.plans import action_of, asked_about, missing
from apv_tui.core.state import Item, State
from apv_tui.core.when import phrase
from apv_tui.tui.desk import Desk
from apv_tui.tui.lines import Lines, Span, hanging
from apv_tui.tui.stages.plan_lines import ASKS, today_of

SAYS: Final = {
    "owner": "read_back.says.owner", "start": "read_back.says.start",
    "deadline": "read_back.says.deadline", "follow_up": "read_back.says.follow_up",
    "how": "read_back.says.how", "sign": "read_back.says.sign", "absence": "read_back.says.absence",
}  # fmt: skip
"""The sentence that says each detail aloud."""
ASKED: Final = ("owner", "start", "deadline", "follow_up", "how", "sign")
"""What is said of every action, or asked for where the plan asks for it; the rest is said where it is there."""


def said_of(state: State, item: Item) -> tuple[str, ...]:
    """Give what is said of an action, in this order."""
    action = action_of(state, item.id)
    known = {*action.details, *action.left_open}
    asked = (name for name in ASKED if name in known or name in asked_about(state, item.list))
    return ("what", *asked, *(("absence",) if "absence" in known else ()))


def sentence(desk: Desk, item: Item, name: str, head: Span, width: int) -> Lines:
    """Give what one detail says as a sentence; what is not there as the question it answers."""
    words = desk.words
    action = action_of(desk.state, item.id)
    filled = action.details.get(name)
    if filled is not None:
        text = desk.listed(filled.text.split(", ")) if name == "owner" else filled.text
        if filled.first and filled.last:
            text = words.say(phrase(filled.first, filled.last, today_of(desk)))
        return hanging(head, words(SAYS[name], what=text), width)
    asked = words(ASKS[name])
    if name in action.left_open:
        return hanging(head, f"{asked} {words('read_back.open')}", width)
    if name in missing(desk.state, item.id):
        return hanging(head, f"{asked} {words('read_back.missing')}", width, "warn", True)
    return hanging(head, f"{asked} {words('read_back.not_agreed')}", width, "muted")
