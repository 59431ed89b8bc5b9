"""The little of a log that `standing` depends on, so that a thousand cases are read within seconds."""

from collections.abc import Collection, Mapping, Sequence
from typing import Any, Final, NamedTuple

from apv_tui.core.agenda import Agenda, Appoint
from apv_tui.core.log import KINDS_OF_FACTS
from apv_tui.core.state import fresh_state

_ALWAYS: Final = frozenset(("meeting_opened", "plan_adopted", "actions_ordered"))
_OF_AN_ITEM: Final = frozenset(
    (
        "idea_noted", "idea_reworded", "idea_withdrawn", "idea_put_back", "idea_moved", "ideas_merged",
        "idea_split_off", "action_detailed", "status_noted",
    )
)  # fmt: skip
_COURSE: Final = frozenset(("step_entered", "lobby_entered"))
_WHOLE: Final = frozenset(("words_erased", "agenda_revised"))
"""Where one of these stands, a fact before it means something else than it says."""
READ: Final = _ALWAYS | _OF_AN_ITEM | _COURSE | {"field_filled", "undone", "redone"}
"""The kinds of fact that are read at all."""
Event = Mapping[str, Any]


class Sought(NamedTuple):
    """What is looked for in the logs of an agenda."""

    plans: frozenset[str] | None
    """The lists that hold actions; None where one of them follows from a vote, or from what groups chose."""
    forms: frozenset[tuple[str, str]]
    """The (step, field) of every line of a form that takes the day of a meeting."""


def sought_in(agenda: Agenda) -> Sought:
    """Give what is looked for in the logs of an agenda."""
    state = fresh_state(agenda)
    derived = any(state.prioritised_into(id_) is not None or state.vote_into(id_) for id_ in state.plans)
    forms = (
        (step.id, field.id)
        for _, step in agenda.steps()
        if isinstance(step, Appoint)
        for field in step.fields
        if field.meeting
    )
    return Sought(None if derived else frozenset(state.plans), frozenset(forms))


def is_enough(sought: Sought, kinds: Collection[str]) -> bool:
    """Whether a log with facts of these kinds can be read in part.

    Not where words were erased or the agenda was revised, where a plan follows from something else, or where
    something is not known: that is damage, and whoever reads all of it says so.
    """
    return sought.plans is not None and _WHOLE.isdisjoint(kinds) and KINDS_OF_FACTS.issuperset(kinds)


def needed(sought: Sought, events: Sequence[Event]) -> Sequence[Event]:
    """Give those events (as plain data) that `standing` depends on: folding them gives the same as folding all.

    `events` are those of the kinds in `READ`; items that were noted on other lists than plans may be missing.
    Raises LookupError where one of these is needed after all, and LookupError or TypeError for what is no log.
    """
    plans = sought.plans or frozenset()
    undone = _undone(events)
    wanted = [event for event in events if event["unit"] not in undone] if undone else events
    items = _on_plans(plans, wanted)
    turns = _turns(wanted)
    return [event for event in wanted if event["id"] in turns or _is_needed(event, items, sought.forms)]


def _is_needed(event: Event, items: set[str], forms: frozenset[tuple[str, str]]) -> bool:
    fact = event["fact"]
    kind = fact["kind"]
    if kind in _OF_AN_ITEM:
        return fact["item"] in items
    return kind in _ALWAYS or (kind == "field_filled" and (event["step"], fact["field"]) in forms)


def _undone(events: Sequence[Event]) -> frozenset[str]:
    """Give the units that are taken back at the end of the log."""
    undone: set[str] = set()
    for event in events:
        kind = event["fact"]["kind"]
        if kind == "undone":
            undone.add(event["fact"]["unit"])
        elif kind == "redone":
            undone.discard(event["fact"]["unit"])
    return frozenset(undone)


def _turns(events: Sequence[Event]) -> set[str]:
    """Give the first step that was entered after each opening of a meeting, and where the room went last there."""
    first: set[str] = set()
    last: dict[str, str] = {}
    found = set()
    for event in events:
        kind = event["fact"]["kind"]
        if kind == "meeting_opened":
            first.discard(event["fact"]["meeting"])
        elif kind in _COURSE:
            meeting = event["meeting"]
            last[meeting] = event["id"]
            if kind == "step_entered" and meeting not in first:
                first.add(meeting)
                found.add(event["id"])
    return found | set(last.values())


def _on_plans(plans: frozenset[str], events: Sequence[Event]) -> set[str]:
    """Give every item that was ever on a plan.

    Raises LookupError where one was noted on another list, or merged with one of another list: these are not among
    the events.
    """
    items: set[str] = set()
    noted: set[str] = set()
    merged: list[tuple[str, str]] = []
    for event in events:
        fact = event["fact"]
        kind = fact["kind"]
        if kind in ("idea_noted", "idea_moved"):
            if fact["list"] in plans:
                items.add(fact["item"])
            if kind == "idea_noted":
                noted.add(fact["item"])
        elif kind == "ideas_merged":
            merged.append((fact["item"], fact["into"]))
    if not items <= noted or any((item in items) != (into in items) for item, into in merged):
        raise LookupError("of another list")
    return items
