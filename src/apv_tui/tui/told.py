"""Saying in words what a command did, so that undo can name what it takes back."""

from collections.abc import Sequence
from typing import Final

from apv_tui.core import facts as f
from apv_tui.core.agenda.model import PARKING_LOT
from apv_tui.core.facts import Entry
from apv_tui.core.log import kind_of
from apv_tui.core.messages import Message
from apv_tui.core.needed import has_list
from apv_tui.core.plans import place_of
from apv_tui.core.text import one_line
from apv_tui.tui.desk import Desk
from apv_tui.tui.lines import MORE, clip

MOST_OF_LIST: Final = 24
"""Columns of the name of a list behind the number of what is on it."""
_BANNERS: Final = {
    "save.no_journal": "banner.no_journal",
    "save.no_file": "banner.no_file",
    "save.file_held": "banner.file_held",
    "save.in_refuge": "banner.in_refuge",
    "save.nothing": "banner.nothing",
    "vault.no_file": "banner.notes",
}


def in_short(trouble: Message) -> Message:
    """Give the one line for the top of the screen: first whether anything is lost, then why."""
    short = _BANNERS.get(trouble.id)
    if short is None:
        return trouble
    return Message(short, tuple(each for each in trouble.params if each[0] == "reason"))


def noted_in(desk: Desk, fact: "f.IdeaNoted | f.IdeaReworded") -> str:
    """Give the confidential notes that a note belongs to; "" for none."""
    item = desk.whole.items.get(fact.item)
    return fact.vault if isinstance(fact, f.IdeaNoted) else item.vault if item else ""


def _is_leaders(desk: Desk, fact: "f.IdeaNoted | f.IdeaReworded") -> bool:
    """Whether the words are on a list that this window does not show just now."""
    item = desk.whole.items.get(fact.item)
    list_id = fact.list if isinstance(fact, f.IdeaNoted) else item.list if item else ""
    return desk.whole.is_private(list_id) and not desk.sight.private


def _other_list(desk: Desk, fact: f.Fact, step_id: str) -> str:
    """Give the title of the list an item is on where that is none of the step's: its number is not of theirs."""
    state = desk.whole
    item = state.items.get(getattr(fact, "item", ""))
    list_id = fact.list if isinstance(fact, f.IdeaNoted) else item.list if item is not None else ""
    step = state.find_step(step_id) if step_id else None
    if step is not None and has_list(state, step, list_id):
        return ""
    spec = state.agenda.lists.get(list_id)
    if list_id == PARKING_LOT:
        return desk.words("parking.heading")
    return "" if spec is None or spec.private or spec.confidential else clip(spec.title, MOST_OF_LIST)


def what_was_done(desk: Desk, entries: Sequence[Entry]) -> str:
    """Give a few words for what one command did, by its first undoable fact."""
    undoable = [entry for entry in entries if entry.fact.undoable]
    if not undoable:
        return ""
    # Somebody came or left, and that is what another one was moved for.
    first = next((e.fact for e in entries if isinstance(e.fact, f.PersonArrived | f.PersonLeft)), None)
    fact = undoable[0].fact if isinstance(undoable[0].fact, f.PeopleAdded) else first or undoable[0].fact
    params: dict[str, str | int] = {"n": sum(1 for entry in undoable if type(entry.fact) is type(fact))}
    if isinstance(fact, f.IdeaNoted | f.IdeaReworded):
        # Confidential words are said while the notes they belong to are open, and never after.
        vault = noted_in(desk, fact)
        shown = vault in ("", desk.state.vault) and not _is_leaders(desk, fact)
        erased = not fact.text and fact.item in desk.whole.erased
        text = desk.words("item.erased") if erased else one_line(fact.text, 40)
        params["text"] = text if shown else MORE
    if isinstance(fact, f.StepEntered):
        step = desk.state.find_step(undoable[0].step)
        params["text"] = step.title if step else ""
    if isinstance(fact, f.PeopleAdded | f.PeopleLeft):
        params["n"] = len(fact.people)
    if isinstance(fact, f.PeopleArrived):
        params["n"] = len(fact.arrivals)
    item = getattr(fact, "item", "")
    if item and item in desk.state.items:
        # An action of a plan goes by its place in the order.
        params["number"] = place_of(desk.state, item) or desk.state.items[item].number
    elif isinstance(fact, f.IdeaNoted):
        params["number"] = fact.number
    if "number" in params and (elsewhere := _other_list(desk, fact, undoable[0].step)):
        params["number"] = f"{params['number']} ({elsewhere})"
    person = getattr(fact, "person", "")
    if isinstance(person, str) and person:
        params["text"] = desk.name(person)
    return desk.words(f"did.{kind_of(fact)}", **{"text": "", "number": "", **params})
