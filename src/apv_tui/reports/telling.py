"""How documents say an item of a case: its sheet, strokes and assessment; and an action: who, when and how far."""

from collections.abc import Iterator
from datetime import date, datetime
from typing import Final

from apv_tui.core.days import day_message, span_message
from apv_tui.core.marks import marks_of
from apv_tui.core.plans import action_of, days_late, missing
from apv_tui.core.state import Change, Filled, Item, StatusEntry
from apv_tui.core.thread import Thread
from apv_tui.reports.case import Case
from apv_tui.reports.options import ReportOptions
from apv_tui.reports.phrases import BETWEEN

VERDICTS: Final = {
    "possible": "verdict.possible", "partly": "verdict.partly", "not_possible": "verdict.not_possible",
}  # fmt: skip
RISKS: Final = {"low": "risk.low", "medium": "risk.medium", "high": "risk.high"}
LABELS: Final = {
    "what": "status.column.action", "wish": "plan.detail.wish", "owner": "plan.detail.owner",
    "start": "plan.detail.start", "deadline": "plan.detail.deadline", "follow_up": "plan.detail.follow_up",
    "how": "plan.detail.how", "sign": "plan_report.sign", "absence": "plan_report.absence",
    "lens": "plan_report.lens", "place": "plan.detail.place",
}  # fmt: skip
STATUSES: Final = {
    "not_started": "plan.status.not_started", "in_progress": "plan.status.in_progress",
    "done": "plan.status.done", "postponed": "plan.status.postponed", "dropped": "plan.status.dropped",
}  # fmt: skip
GAPS: Final = {
    "owner": "plan.gap.owner", "deadline": "plan.gap.deadline", "follow_up": "plan.gap.follow_up",
}  # fmt: skip


def called(case: Case, list_id: str) -> dict[str, str]:
    """Give what one, and what several, of the items of a list are called; `One` begins a line."""
    return case.state.agenda.called(list_id)


def label(case: Case, detail: str, list_id: str) -> str:
    """Give what a detail of an action on a list is called."""
    if detail == "what":
        return case.words("plan.detail.what", **called(case, list_id))
    return case.words(LABELS[detail])


def today_of(case: Case, options: ReportOptions) -> date:
    """Give the day a report is made on, else that of the last thing that is known to have happened."""
    if options.today is not None:
        return options.today
    return max((moment.astimezone().date() for moment in _moments(case)), default=date.min)


def as_of(case: Case, day: date) -> str:
    """Say as of which day something stands: under a title a mere date would be taken for a meeting's."""
    return case.words("report.as_of", when=case.words.say(day_message(day)))


def _moments(case: Case) -> Iterator[datetime]:
    state = case.state
    yield from (item.at for item in state.items.values())
    yield from state.adopted.values()
    for here in state.meetings.values():
        yield here.began or here.opened
    for action in state.actions.values():
        yield from (entry.at for entry in action.log)
        yield from (change.at for change in action.changes)


# -- an item -----------------------------------------------------------------------------------------------


def named(case: Case, item: Item) -> str:
    """Give an item by its number and words."""
    return case.words("plan_report.named", number=item.number, text=case.said(item))


def sheets(case: Case, thread: Thread) -> str:
    """Say where an item was first said: the list, and the group's sheet where it is known; "" for nowhere else."""
    behind = (thread.item, *thread.origins, *thread.repeats)
    first = [each for each in behind if not each.origin and not each.vault]
    return "; ".join(dict.fromkeys(_sheet(case, item) for item in first))


def _sheet(case: Case, item: Item) -> str:
    title = case.say.list_title(item.list)
    if item.group is None:
        return case.words("plan_report.number_on", list=title, number=item.number)
    return case.words("plan_report.sheet", list=title, number=item.number, group=item.group + 1)


def strokes(case: Case, thread: Thread) -> str:
    """Give an item's strokes, "11 strokes (9 + 2)"; "" where none were counted."""
    if thread.strokes is None:
        return ""
    counted = case.state.find_step(thread.counts[-1].step) if thread.counts else None
    said = case.words("thread.strokes", n=thread.strokes, **marks_of(counted))
    if thread.own and thread.strokes != thread.own:
        said += f" ({thread.own} + {thread.strokes - thread.own})"
    return said


def assessed(case: Case, item: Item) -> str:
    """Say what was decided about an item, how serious it is, and why; "" where nothing was."""
    verdict = case.words(VERDICTS[item.verdict]) if item.verdict in VERDICTS else ""
    if verdict and item.reason:
        verdict = case.words("verdict.because", verdict=verdict, reason=item.reason)
    risk = case.words(RISKS[item.risk]) if item.risk in RISKS else ""
    return BETWEEN.join(filter(None, (verdict, risk)))


def weighed(thread: Thread) -> Item:
    """Give the item of a thread that was assessed: itself, what was carried over from it, or what it came from."""
    judged = thread.judged
    return judged if judged.verdict else next((each for each in thread.origins if each.verdict), judged)


# -- an action ---------------------------------------------------------------------------------------------


def day(case: Case, filled: Filled) -> str:
    """Give a day with its year; "in three weeks" means nothing in a document, so only what is no day stays typed."""
    if filled.first is None or filled.last is None:
        return filled.text
    return case.words.say(span_message(filled.first, filled.last))


def detail(case: Case, item: Item, name: str) -> str:
    """Give what a detail of an action says; that it is open on purpose, or missing; "" where it need not be there."""
    action = action_of(case.state, item.id)
    filled = action.details.get(name)
    if filled is not None:
        return day(case, filled) if filled.first is not None else filled.text
    if name in action.left_open:
        return case.words("plan_report.open")
    return case.words("plan.missing") if name in missing(case.state, item.id) else ""


def status(case: Case, item: Item) -> str:
    """Give how far an action has come."""
    return case.words(STATUSES[action_of(case.state, item.id).status])


def late(case: Case, item: Item, today: date) -> str:
    """Say by how much an action is late; "" where it is not."""
    days = days_late(case.state, item.id, today)
    return case.words("follow_up.late", n=days) if days else ""


def happened(case: Case, entry: StatusEntry | Change) -> str:
    """Say what was noted of an action, or what was changed in it and what it said before, with the day."""
    return case.words("plan_report.happened", when=case.words.date(entry.at), what=_happened(case, entry))


def _happened(case: Case, entry: StatusEntry | Change) -> str:
    words = case.words
    if isinstance(entry, StatusEntry):
        said = words(STATUSES[entry.status])
        return words("verdict.because", verdict=said, reason=entry.note) if entry.note else said
    if entry.detail in ("off", "on"):
        return words("plan.was_off" if entry.detail == "off" else "plan.was_on")
    before = entry.before
    if entry.open:
        before = words("plan_report.open")
    elif entry.detail == "place":
        before = words("plan.number", number=entry.before)
    return words("plan.was", detail=words(LABELS[entry.detail]), before=before or words("plan.was_empty"))
