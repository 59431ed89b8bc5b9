"""Saying in words what a command did, so that undo can name what it takes back."""

from collections.abc import Sequence

from apv_tui.core import facts as f
from apv_tui.core.facts import Entry
from apv_tui.core.log import kind_of
from apv_tui.core.text import one_line
from apv_tui.tui.desk import Desk


def what_was_done(desk: Desk, entries: Sequence[Entry]) -> str:
    """Give a few words for what one command did, by its first undoable fact."""
    undoable = [entry for entry in entries if entry.fact.undoable]
    if not undoable:
        return ""
    fact = undoable[0].fact
    params: dict[str, str | int] = {"n": sum(1 for entry in undoable if type(entry.fact) is type(fact))}
    if isinstance(fact, f.IdeaNoted | f.IdeaReworded):
        params["text"] = one_line(fact.text, 40)
    if isinstance(fact, f.StepEntered):
        step = desk.state.find_step(undoable[0].step)
        params["text"] = step.title if step else ""
    if isinstance(fact, f.PeopleAdded):
        params["n"] = len(fact.people)
    item = getattr(fact, "item", "")
    if item and item in desk.state.items:
        params["number"] = desk.state.items[item].number
    elif isinstance(fact, f.IdeaNoted):
        params["number"] = fact.number
    person = getattr(fact, "person", "")
    if isinstance(person, str) and person:
        params["text"] = desk.name(person)
    return desk.words(f"did.{kind_of(fact)}", **{"text": "", "number": "", **params})
