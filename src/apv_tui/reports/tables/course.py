"""The course of a case as tables: the counts, planned and used minutes, what was agreed, and who was there."""

from collections.abc import Iterator
from datetime import datetime
from typing import Final, NamedTuple

from apv_tui.core.agenda import Appoint, FormField, Meeting, Step, Vote
from apv_tui.core.marks import marks_of
from apv_tui.core.people import Person
from apv_tui.core.state import Filled, Item, VoteState
from apv_tui.core.topics import Tally, tally
from apv_tui.core.voting import Ranked
from apv_tui.reports.case import Case
from apv_tui.reports.tables.model import Field, Making, Sheet, make

_HOWS: Final = {
    "gap": "vote.how.gap_only", "widened": "vote.how.gap_only", "all": "vote.how.all",
    "runoff": "vote.how.runoff", "tie_taken": "vote.how.tie_taken",
}  # fmt: skip


class _Counted(NamedTuple):
    meeting: Meeting
    step: Vote
    vote: VoteState
    tally: Tally
    entry: Ranked
    item: Item


def votes_sheet(case: Case) -> Sheet | None:
    """Give every closed count, ranked, with what was chosen and how; None where none is closed."""
    words = case.words
    rows = list(_counted(case))
    if not rows:
        return None

    def chosen(row: _Counted) -> bool:
        return row.vote.topics is not None and row.item.id in row.vote.topics.items

    def how(row: _Counted) -> str:
        topics = row.vote.topics
        if topics is None or not chosen(row):
            return ""
        if topics.how == "leader":
            return words("vote.how.leader", reason=topics.reason)
        return words(_HOWS.get(topics.how, "vote.how.all"), **marks_of(row.step))

    columns = (
        Making(Field(words("table.meeting"), "text", 20), lambda row: row.meeting.title, always=True),
        Making(Field(words("table.step"), "text", 30), lambda row: row.step.title, always=True),
        Making(
            Field(words("table.list"), "text", 20),
            lambda row: case.say.list_title(row.step.list),
            always=True,
        ),
        Making(Field(words("table.rank"), "number", 8), lambda row: row.entry.place, always=True),
        Making(Field(words("table.no"), "number", 6), lambda row: row.item.number, always=True),
        Making(Field(words("table.item"), "text", 50), lambda row: case.said(row.item), always=True),
        Making(Field(words("table.own"), "number", 12), lambda row: row.entry.total.own, always=True),
        Making(Field(words("table.repeats"), "number", 12), lambda row: row.entry.total.repeats, always=True),
        Making(Field(words("table.strokes"), "number", 12), lambda row: row.entry.total.strokes, always=True),
        Making(
            Field(words("table.runoff"), "number", 12),
            lambda row: (row.vote.runoff or {}).get(row.item.id),
        ),
        Making(Field(words("table.chosen"), "yes", 10), chosen, always=True),
        Making(Field(words("table.how_chosen"), "text", 40), how, always=True),
    )
    return make(words("table.sheet.votes"), columns, rows)


def _counted(case: Case) -> Iterator[_Counted]:
    state = case.state
    for meeting, step in state.agenda.steps():
        vote = state.state_of(step).vote if isinstance(step, Vote) else None
        if isinstance(step, Vote) and vote is not None and vote.closed:
            result = tally(state, step)
            for entry in result.ranking:
                yield _Counted(meeting, step, vote, result, entry, state.items[entry.total.item])


# -- time ----------------------------------------------------------------------------------------------------


class _Spent(NamedTuple):
    meeting: Meeting
    step: Step
    began: datetime | None
    used: float | None
    """Minutes; None where the room was not there."""


def time_sheet(case: Case, now: datetime | None) -> Sheet | None:
    """Give the planned and the used minutes of the meetings that were held; None where none was.

    `now` is up to when a clock that runs is counted; without it, up to when it was started. Of a meeting held
    again it is the latest sitting.
    """
    words = case.words
    rows = list(_spent(case, now))
    if not rows:
        return None
    columns = (
        Making(Field(words("table.meeting"), "text", 20), lambda row: row.meeting.title, always=True),
        Making(Field(words("table.began"), "time", 17), lambda row: row.began, always=True),
        Making(Field(words("table.step"), "text", 30), lambda row: row.step.title, always=True),
        Making(Field(words("table.kind"), "text", 30), lambda row: case.say.kind(row.step), always=True),
        Making(Field(words("table.planned"), "number", 12), lambda row: row.step.minutes, always=True),
        Making(Field(words("table.used"), "number", 12), lambda row: row.used, always=True),
    )
    return make(words("table.sheet.time"), columns, rows)


def _spent(case: Case, now: datetime | None) -> Iterator[_Spent]:
    state = case.state
    for meeting in state.agenda.meetings:
        here = state.meetings.get(meeting.id)
        if here is None:
            continue
        for step in case.steps(meeting):
            known = state.state_of(step)
            used = minutes_used(known.clock.used_at(now) if now else known.clock.used)
            yield _Spent(meeting, step, here.began, used if known.entered else None)


def minutes_used(seconds: float) -> float:
    """Give seconds as minutes with one decimal."""
    return round(seconds / 60, 1)


# -- what was agreed -----------------------------------------------------------------------------------------


class _Agreed(NamedTuple):
    meeting: Meeting
    step: Appoint
    field: FormField
    filled: Filled


def agreed_sheet(case: Case) -> Sheet | None:
    """Give what was filled into the forms of a case; None where nothing was."""
    state, words = case.state, case.words
    rows = [
        _Agreed(meeting, step, field, filled)
        for meeting in state.agenda.meetings
        for step in case.steps(meeting)
        if isinstance(step, Appoint)
        for field in step.fields
        if (filled := state.state_of(step).fields.get(field.id)) is not None
    ]
    if not rows:
        return None
    columns = (
        Making(Field(words("table.meeting"), "text", 20), lambda row: row.meeting.title, always=True),
        Making(Field(words("table.step"), "text", 30), lambda row: row.step.title, always=True),
        Making(Field(words("table.asked"), "text", 30), lambda row: row.field.title, always=True),
        Making(Field(words("table.agreed"), "text", 50), lambda row: _answer(case, row), always=True),
        Making(Field(words("table.first"), "date", 12), lambda row: row.filled.first),
        Making(Field(words("table.last"), "date", 12), lambda row: row.filled.last),
    )
    return make(words("table.sheet.agreed"), columns, rows)


def _answer(case: Case, row: _Agreed) -> str:
    if row.field.type == "yes_no" and row.filled.text in ("yes", "no"):
        return case.words("form.yes" if row.filled.text == "yes" else "form.no")
    return row.filled.text


# -- people --------------------------------------------------------------------------------------------------


def people_sheet(case: Case) -> Sheet | None:
    """Give the people of a case and the meetings they were at; None where there are none."""
    state, words = case.state, case.words

    def there(person: Person) -> str:
        return ", ".join(
            meeting.title
            for meeting in state.agenda.meetings
            if (here := state.meetings.get(meeting.id)) and person.id in (here.came | here.present)
        )

    columns = (
        Making(Field(words("table.no"), "number", 6), lambda person: person.number, always=True),
        Making(Field(words("table.name"), "text", 30), lambda person: person.name, always=True),
        Making(Field(words("table.department"), "text", 24), lambda person: person.department),
        Making(Field(words("table.leader"), "yes", 10), lambda person: person.leader),
        Making(Field(words("table.there"), "text", 50), there),
    )
    people = tuple(state.people.values())
    return make(words("table.sheet.people"), columns, people) if people else None
