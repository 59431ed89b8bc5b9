"""Folding forms, absence accounts, the plan, and how far it has come."""

from typing import Any

from apv_tui.core import facts as f
from apv_tui.core.evolve.folding import change_step, folds, keep_before, put
from apv_tui.core.plans import in_order
from apv_tui.core.state import NO_ACTION, Account, Filled, State, StatusEntry


@folds(f.FieldFilled)
def _field_filled(state: State, entry: f.Entry, fact: f.FieldFilled) -> State:
    fields = dict(state.state_of(entry.step).fields)
    fields.pop(fact.field, None)
    if fact.text:
        fields[fact.field] = Filled(fact.text, fact.people, fact.first, fact.last, entry.at)
    return change_step(state, entry.step, fields=fields)


@folds(f.AbsenceAccounted)
def _absence_accounted(state: State, _: f.Entry, fact: f.AbsenceAccounted) -> State:
    account = Account(fact.first, fact.last, fact.unit, fact.absence, fact.possible, fact.people)
    return state._replace(absence=put(state.absence, fact.account, account))


@folds(f.AbsenceRemoved)
def _absence_removed(state: State, _: f.Entry, fact: f.AbsenceRemoved) -> State:
    return state._replace(absence={id_: each for id_, each in state.absence.items() if id_ != fact.account})


def _change_action(state: State, item: str, **changes: Any) -> State:
    """Give the state with an action changed; an unknown one changes nothing."""
    if item not in state.items:
        return state
    known = state.actions.get(item, NO_ACTION)
    return state._replace(actions=put(state.actions, item, known._replace(**changes)))


@folds(f.ActionDetailed)
def _action_detailed(state: State, entry: f.Entry, fact: f.ActionDetailed) -> State:
    known = state.actions.get(fact.item, NO_ACTION)
    details = dict(known.details)
    before = details.pop(fact.detail, None)
    if fact.text:
        details[fact.detail] = Filled(fact.text, fact.people, fact.first, fact.last, entry.at)
    was_open = fact.detail in known.left_open
    left_open = known.left_open - {fact.detail} | ({fact.detail} if fact.open else frozenset())
    state = keep_before(
        state, entry, fact.item, fact.detail, before.text if before else "", was_open=was_open
    )
    return _change_action(state, fact.item, details=details, left_open=left_open)


@folds(f.ActionsOrdered)
def _actions_ordered(state: State, entry: f.Entry, fact: f.ActionsOrdered) -> State:
    before = [item.id for item in in_order(state, fact.list)]
    moved = _moved(before, list(fact.items))
    if moved:
        state = keep_before(state, entry, moved, "place", str(before.index(moved) + 1))
    return state._replace(orders=put(state.orders, fact.list, fact.items))


def _moved(before: list[str], after: list[str]) -> str:
    """Give the one item whose move explains the new order; "" where more than one moved.

    Of two neighbours that changed places it is the one that moved up.
    """
    changed = [at for at, pair in enumerate(zip(before, after, strict=False)) if pair[0] != pair[1]]
    if not changed or sorted(before) != sorted(after):
        return ""
    first, last = changed[0], changed[-1]
    for start, end in ((last, first), (first, last)):
        order = list(before)
        order.insert(end, order.pop(start))
        if order == after:
            return before[start]
    return ""


@folds(f.StatusNoted)
def _status_noted(state: State, entry: f.Entry, fact: f.StatusNoted) -> State:
    known = state.actions.get(fact.item, NO_ACTION)
    return _change_action(state, fact.item, log=(*known.log, StatusEntry(entry.at, fact.status, fact.note)))


@folds(f.PlanAdopted)
def _plan_adopted(state: State, entry: f.Entry, fact: f.PlanAdopted) -> State:
    return state._replace(adopted=put(state.adopted, fact.list, entry.at))
