"""Checks of what was found, how serious it is, and of sickness absence."""

from collections.abc import Sequence
from datetime import date

from apv_tui.core.agenda import Assess, Collect, Noting, Prioritise
from apv_tui.core.days import span_message
from apv_tui.core.legal.finding import Finding, cites, missing, there
from apv_tui.core.legal.model import Ask
from apv_tui.core.legal.planned import actions_of
from apv_tui.core.messages import message
from apv_tui.core.plans import action_of
from apv_tui.core.state import Item, State
from apv_tui.core.thread import book_of, thread_in


def collected(state: State, ask: Ask, today: date) -> Finding:
    """Whether anything was collected of how things are; proposals for what to do about it are not that."""
    del today
    steps = [step for _, step in state.agenda.steps()]
    proposals = {step.proposals_into for step in steps if isinstance(step, Prioritise)}
    ids = {step.id for step in steps if isinstance(step, Collect) and step.into not in proposals}
    noted = [
        item
        for item in state.items.values()
        if item.step in ids and not item.withdrawn and not item.vault and not item.origin
    ]
    if not noted:
        return missing(ask, message("law.collected.none"))
    titles = dict.fromkeys(
        state.agenda.lists[item.list].title for item in noted if item.list in state.agenda.lists
    )
    return there(ask, message("law.collected", n=len(noted), lists=", ".join(titles)))


def assessed(state: State, ask: Ask, today: date) -> Finding:
    """Whether everything on the lists that are assessed was (APV-3.2-r)."""
    del today
    items = _to_assess(state)
    left = [item for item in items if not item.verdict]
    if not items or len(left) == len(items):
        return missing(ask, message("law.assessed.none"))
    if left:
        return missing(
            ask, message("law.assessed.some", n=len(left), all=len(items), numbers=_numbers(state, left))
        )
    return there(ask, message("law.assessed", n=len(items)))


def risks(state: State, ask: Ask, today: date) -> Finding:
    """Whether it is said how serious those matters are that something follows from, and those that are let be.

    A good experience that is only carried along need not be serious or harmless.
    """
    del today
    book = book_of(state)
    items = _to_assess(state)
    matters = []
    for item in items:
        thread = thread_in(book, item)
        if thread.actions or thread.choices or thread.chosen or item.verdict == "not_possible":
            matters.append(item)
    left = [item for item in matters if not item.risk]
    if not any(item.risk for item in items):
        return missing(ask, message("law.risks.none"))
    if left:
        return missing(ask, message("law.risks.some", n=len(left), numbers=_numbers(state, left)))
    return there(ask, message("law.risks", n=sum(1 for item in items if item.risk)))


def _to_assess(state: State) -> list[Item]:
    lists = dict.fromkeys(step.list for _, step in state.agenda.steps() if isinstance(step, Assess))
    found = {item.id: item for list_id in lists for item in state.standing(list_id) if not item.vault}
    return list(found.values())


def _numbers(state: State, items: Sequence[Item]) -> str:
    """Give the numbers of items, and after those of each list what it is called."""
    by_list: dict[str, list[str]] = {}
    for item in items:
        by_list.setdefault(item.list, []).append(str(item.number))
    said = []
    for list_id, numbers in by_list.items():
        spec = state.agenda.lists.get(list_id)
        said.append(", ".join(numbers) + (f" ({spec.title})" if spec else ""))
    return "; ".join(said)


# -- sickness absence --------------------------------------------------------------------------------------


def absence_accounted(state: State, ask: Ask, today: date) -> Finding | None:
    """Say that sickness absence before the process was accounted for, all together (APV-1.2c).

    Without an account nothing is missing: the rules ask whether the work may contribute to absence
    (`absence_weighed`), not for figures.
    """
    del today
    account = state.absence.get("before")
    if account is None:
        return None
    return there(ask, message("law.accounted", period=span_message(account.first, account.last)))


def absence_weighed(state: State, ask: Ask, today: date) -> Finding:
    """Whether it is written down what the plan means for sickness absence (APV-1.2b).

    Either beside an action, or as an answer at a step that cites one of `ask.cites`.
    """
    del today
    steps = {
        step.id for _, step in state.agenda.steps() if isinstance(step, Noting) and cites(step, ask.cites)
    }
    answers = sum(1 for item in state.items.values() if item.step in steps and item.stands and item.text)
    beside = sum(1 for item in actions_of(state) if "absence" in action_of(state, item.id).details)
    if answers or beside:
        return there(ask, message("law.weighed", n=answers + beside))
    return missing(ask, message("law.weighed.none"))
