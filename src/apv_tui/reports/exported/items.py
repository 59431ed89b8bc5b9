"""Lists, items and plans as plain data."""

from datetime import UTC, date, datetime
from typing import Any

from apv_tui.core.agenda import Prioritise
from apv_tui.core.agenda.model import PARKING_LOT
from apv_tui.core.plans import action_of, in_order, is_new, missing, place_of, taken_off
from apv_tui.core.state import Filled, Item, State
from apv_tui.core.thread import Book, Thread, thread_in
from apv_tui.reports.case import Case
from apv_tui.reports.tables.lists import question_of

Json = dict[str, Any]


def moment(at: datetime | None) -> str | None:
    """Give a moment in UTC; None for none."""
    return at.astimezone(UTC).isoformat() if at is not None else None


def day(on: date | None) -> str | None:
    """Give a day; None for none."""
    return on.isoformat() if on is not None else None


def filled(said: Filled, *, names: bool) -> Json:
    """Give a line of a form or a detail of an action; the ids of people only where names were asked for."""
    told: Json = {
        "text": said.text,
        "first": day(said.first),
        "last": day(said.last),
        "at": moment(said.at),
    }
    if names:
        told["people"] = list(said.people)
    return told


def lists(case: Case) -> list[Json]:
    """Give the lists with the ids of what is on each, in order of number, of a plan in its own order.

    A list that is not for every reader is left out, but where something on it may be seen.
    """
    state = case.state
    found = []
    for list_id in (*state.agenda.lists, PARKING_LOT):
        kind = _kind(state, list_id)
        on = [item.id for item in state.on_list(list_id)]
        if kind == "plan":
            ordered = [item.id for item in in_order(state, list_id)]
            on = [*ordered, *(id_ for id_ in on if id_ not in set(ordered))]
        if not on and (state.is_private(list_id) or state.is_confidential(list_id)):
            continue
        spec = state.agenda.lists.get(list_id)
        found.append(
            {
                "id": list_id,
                "title": case.say.list_title(list_id),
                "one": spec.one if spec else None,
                "many": spec.many if spec else None,
                "kind": kind,
                "headings": list(state.headings.get(list_id, ())),
                "items": on,
            }
        )
    return found


def _kind(state: State, list_id: str) -> str:
    if list_id == PARKING_LOT:
        return "parking"
    if list_id in state.plans:
        return "plan"
    if state.prioritised_into(list_id) is not None:
        return "prioritise"
    return "vote" if state.vote_into(list_id) is not None else "list"


def items(case: Case, book: Book) -> list[Json]:
    """Give every item, also those that were struck out or taken off, each once."""
    steps = {step.id: meeting.id for meeting in case.state.agenda.meetings for step in case.steps(meeting)}
    return [_item(case, book, item, steps) for item in case.state.items.values()]


def _item(case: Case, book: Book, item: Item, steps: dict[str, str]) -> Json:
    state = case.state
    asked = question_of(state, item) if item.step in steps else None
    thread = thread_in(book, item) if item.stands else None
    counts = book.counts.get(item.id, ())
    return {
        "id": item.id,
        "list": item.list,
        "number": item.number,
        "place": place_of(state, item.id) or None,
        "text": item.text,
        "original": item.original,
        "at": moment(item.at),
        "meeting": steps.get(item.step),
        "step": item.step if item.step in steps else None,
        "round": item.round,
        "question": asked.text if asked else None,
        "group": None if item.group is None else item.group + 1,
        "grouping": item.grouping or None,
        "sheet_number": item.sheet_number,
        "late": item.late,
        "stands": item.stands,
        "merged_into": item.merged_into or None,
        "withdrawn": item.withdrawn,
        "erased": item.id in state.erased and not item.text,
        "under": item.under or None,
        "origin": item.origin or None,
        "heading": item.heading or None,
        "lens": state.lens_of(item) or None,
        "verdict": item.verdict or None,
        "reason": item.reason or None,
        "seriousness": item.risk or None,
        "strokes": {
            "own": sum(count.own for count in counts),
            "repeats": sum(count.repeats for count in counts),
            "total": sum(count.own + count.repeats for count in counts),
        }
        if counts
        else None,
        "chosen": thread is not None and thread.chosen,
        "thread": _thread(thread) if thread is not None else None,
    }


def _thread(thread: Thread) -> Json:
    return {
        "origins": [each.id for each in thread.origins],
        "repeats": [each.id for each in thread.repeats],
        "above": [each.id for each in thread.above],
        "became": [each.id for each in thread.became],
        "proposals": [each.id for each in thread.proposals],
        "actions": [each.id for each in thread.actions],
    }


def priorities(case: Case) -> list[Json]:
    """Give what each group chose as the most important."""
    state = case.state
    return [
        {"step": step.id, "group": each.group + 1, "item": each.item}
        for meeting in state.agenda.meetings
        for step in case.steps(meeting)
        if isinstance(step, Prioritise)
        for each in state.state_of(step).priorities
    ]


def plans(case: Case, *, names: bool) -> list[Json]:
    """Give the plans with their actions in order, and those that were taken off."""
    state = case.state
    return [
        {
            "list": list_id,
            "adopted": moment(state.adopted.get(list_id)),
            "actions": [
                _action(state, item, names=names)
                for item in (*in_order(state, list_id), *taken_off(state, list_id))
            ],
        }
        for list_id in state.plans
        if not state.is_private(list_id) or any(state.on_list(list_id))
    ]


def _action(state: State, item: Item, *, names: bool) -> Json:
    action = action_of(state, item.id)
    return {
        "item": item.id,
        "place": place_of(state, item.id) or None,
        "taken_off": item.withdrawn,
        "new": is_new(state, item),
        "status": action.status,
        "details": {name: filled(said, names=names) for name, said in action.details.items()},
        "left_open": sorted(action.left_open),
        "missing": list(missing(state, item.id)),
        "log": [{"at": moment(entry.at), "status": entry.status, "note": entry.note} for entry in action.log],
        "changes": [
            {
                "at": moment(each.at),
                "detail": each.detail,
                "before": each.before,
                "was_left_open": each.open,
            }
            for each in action.changes
        ],
    }
