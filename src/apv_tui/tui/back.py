"""Going back, as the screens do it: undo and redo with their names said before, and the way to where we were."""

from typing import TYPE_CHECKING, Final, Literal

from apv_tui.core.going_back import place_left
from apv_tui.core.messages import Refused, message
from apv_tui.core.parts import parts_of
from apv_tui.lean import Later
from apv_tui.tui.desk import Desk
from apv_tui.tui.lines import clip
from apv_tui.tui.told import what_was_done

if TYPE_CHECKING:
    from apv_tui.core import undoing
    from apv_tui.tui.app import ApvApp
else:
    undoing = Later("apv_tui.core.undoing")

Way = Literal["undo", "redo"]
MOST_OF_TITLE: Final = 40
"""Columns of a step's title where it stands in a sentence."""


def next_deed(desk: Desk, way: Way) -> "undoing.Deed | None":
    """Give what undo or redo would be about now."""
    return undoing.next_undo(desk.record) if way == "undo" else undoing.next_redo(desk.record)


def take_back(owner: "ApvApp", way: Way) -> None:
    """Undo or redo; where that reaches far, ask first."""
    desk = owner.desk
    if desk is None:
        return
    deed = None if desk.follows else next_deed(desk, way)
    if deed is not None and undoing.reach(deed, desk.now(), again=way == "redo", speed=desk.speed):
        owner.open_overlay("take_back", way)
    else:
        carry_out(owner, way)


def carry_out(owner: "ApvApp", way: Way) -> None:
    """Undo or redo, and say what it was on the screen in front."""
    desk = owner.desk
    tell = getattr(owner.screen, "tell", None)
    if desk is None or tell is None:
        return
    try:
        done = desk.undo() if way == "undo" else desk.redo()
    except Refused as refusal:
        tell(refusal.reason)
        return
    if owner.meeting_screen is not None:
        owner.meeting_screen.state_changed()
    tell(message("said.undone" if way == "undo" else "said.redone", what=what_was_done(desk, done)))


def place_name(desk: Desk) -> str:
    """Give the step that the room is to come back to, with its page, question or turn; "" for none."""
    step = place_left(desk.state)
    if step is None:
        return ""
    parts = parts_of(desk.state, step)
    title = clip(step.title, MOST_OF_TITLE)
    return f"{title} ({desk.state.state_of(step).part + 1}/{parts})" if parts > 1 else title


def named(desk: Desk | None, action: str) -> str:
    """Give an action with what it would do now, where that can be said: undo, redo, return. "" for the rest."""
    if desk is None or desk.follows:
        return ""
    if action in ("undo", "redo"):
        deed = next_deed(desk, "undo" if action == "undo" else "redo")
        return desk.words(f"act.{action}.named", what=what_was_done(desk, deed.entries)) if deed else ""
    if action == "return" and (place := place_name(desk)):
        return desk.words("act.return.named", step=place)
    return ""
