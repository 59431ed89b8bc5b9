"""Deciding on the plan: its details, its order, its adoption, and how far it has come (APV-4.4, APV-5)."""

from datetime import datetime
from typing import Final

from apv_tui.core import commands as c
from apv_tui.core import facts as f
from apv_tui.core.dates import read_day
from apv_tui.core.decide.deciding import decides
from apv_tui.core.decide.ideas import LONGEST_IDEA, need_list
from apv_tui.core.decide.means import Drafts, Means, at, need_item
from apv_tui.core.messages import Refused, message
from apv_tui.core.naming import name_people
from apv_tui.core.plans import DAYS, DETAILS, STATUSES, action_of, in_order, plan_lists
from apv_tui.core.state import Item, State
from apv_tui.core.text import one_line

LONGEST_DETAIL: Final = 500
OPEN: Final = frozenset(("open", "åben", "åbent", "åpen", "åpent", "aaben"))
"""What is typed to leave a detail open on purpose."""


@decides(c.AddAction)
def add_action(state: State, command: c.AddAction, means: Means) -> Drafts:
    """Put an action into the plan, under the wish it comes from; one made of a proposal keeps its lens."""
    if command.list not in plan_lists(state):
        raise Refused(message("refused.no_such_list", list=command.list))
    need_list(state, command.list)
    above = need_item(state, state.stands_for(command.under)) if command.under else None
    made_of = need_item(state, state.stands_for(command.proposal)) if command.proposal else None
    if made_of and made_of.vault:
        raise Refused(message("refused.confidential"))
    if made_of and any(item.origin == made_of.id for item in state.standing(command.list)):
        raise Refused(message("refused.carried_already"))
    text = one_line(command.text, LONGEST_IDEA) or (made_of.text if made_of else "")
    if not text and made_of is None:
        raise Refused(message("refused.empty_text"))
    noted = f.IdeaNoted(
        item=means.new_id(),
        list=command.list,
        number=state.next_number(command.list),
        text=text,
        grouping=made_of.grouping if made_of else "",
        group=made_of.group if made_of else None,
        sheet_number=made_of.sheet_number if made_of else None,
        under=above.id if above else "",
        origin=made_of.id if made_of else "",
    )
    lens = state.lens_of(made_of) if made_of else ""
    detailed = (f.ActionDetailed(item=noted.item, detail="lens", text=lens),) if lens else ()
    return at(state.step_id, noted, *detailed)


@decides(c.SetDetail)
def set_detail(state: State, command: c.SetDetail, means: Means) -> Drafts:
    """Fill in a detail of an action: people by their names, days as people write them."""
    item = _need_action(state, command.item)
    if command.detail not in DETAILS:
        raise Refused(message("refused.no_such_field"))
    text = one_line(command.text, LONGEST_DETAIL)
    data: dict[str, object] = {"item": item.id, "detail": command.detail, "text": text}
    if text.casefold() in OPEN:
        data |= {"text": "", "open": True}
    elif text and command.detail in DAYS:
        day = read_day(text, means.language_of(state), means.now.astimezone().date())
        data |= {"text": day.text, "first": day.first, "last": day.last}
    elif text and command.detail == "owner":
        named = name_people(state.people.values(), text)
        data |= {"text": named.text, "people": named.people}
    fact = f.ActionDetailed.model_validate(data)
    action = action_of(state, item.id)
    known = action.details.get(command.detail)
    same = not fact.text
    if known:
        same = (known.text, known.people, known.first, known.last) == (
            fact.text,
            fact.people,
            fact.first,
            fact.last,
        )
    if same and fact.open == (command.detail in action.left_open):
        return ()
    return at(state.step_id, fact)


@decides(c.MoveAction)
def move_action(state: State, command: c.MoveAction, _: Means) -> Drafts:
    """Move an action up or down; the order says what is begun first."""
    item = _need_action(state, command.item)
    order = [each.id for each in in_order(state, item.list)]
    if item.id not in order:
        raise Refused(message("refused.no_such_item"))
    moved = [id_ for id_ in order if id_ != item.id]
    moved.insert(min(max(0, command.place), len(moved)), item.id)
    return () if moved == order else at(state.step_id, f.ActionsOrdered(list=item.list, items=tuple(moved)))


@decides(c.NoteStatus)
def note_status(state: State, command: c.NoteStatus, means: Means) -> Drafts:
    """Note how far an action has come; each note is kept with its date."""
    item = _need_action(state, command.item)
    if item.withdrawn:
        raise Refused(message("refused.no_such_item"))
    if command.status not in STATUSES:
        raise Refused(message("refused.no_such_choice"))
    note = one_line(command.note, LONGEST_DETAIL)
    action = action_of(state, item.id)
    known = (action.status, action.log[-1].note) if action.log else None
    # Said again on another day it is news: somebody looked, and it is still so.
    if known == (command.status, note) and _same_day(action.log[-1].at, means.now):
        return ()
    return at(
        state.step_id,
        f.StatusNoted.model_validate({"item": item.id, "status": command.status, "note": note}),
    )


def _same_day(one: datetime, other: datetime) -> bool:
    return one.astimezone().date() == other.astimezone().date()


@decides(c.AdoptPlan)
def adopt_plan(state: State, command: c.AdoptPlan, _: Means) -> Drafts:
    """Adopt the plan; from now on its old versions stay visible (APV-X16)."""
    if command.list not in plan_lists(state):
        raise Refused(message("refused.no_such_list", list=command.list))
    if not state.standing(command.list):
        raise Refused(message("refused.empty_plan"))
    if command.list in state.adopted:
        return ()
    return at(state.step_id, f.PlanAdopted(list=command.list))


def _need_action(state: State, id_: str) -> Item:
    item = need_item(state, id_)
    if item.list not in plan_lists(state):
        raise Refused(message("refused.no_action"))
    return item
