"""An agenda edited between meetings: meetings that were held stay as they were, the others are replaced."""

from collections.abc import Iterable

from apv_tui.core.agenda import Agenda, ListSpec, Meeting
from apv_tui.core.agenda.flow import faults
from apv_tui.core.case import is_over
from apv_tui.core.messages import Message, Refused, message
from apv_tui.core.state import State


def revised(state: State, edited: Agenda) -> Agenda:
    """Give the agenda with the meetings that have not been opened taken from an edited one.

    Lists that anything was noted on stay, and so do those that a held meeting names. Raises `Refused` where
    the two do not hang together.
    """
    old = state.agenda
    _need_ids(state, edited)
    meetings = [as_held(state, meeting) for meeting in edited.meetings]
    known = {meeting.id for meeting in meetings}
    before: list[Meeting] = []
    for meeting in old.meetings:
        if meeting.id in state.meetings and meeting.id not in known:
            before.append(meeting)
    used = {item.list for item in state.items.values()} | _named_in(
        meeting for meeting in old.meetings if meeting.id in state.meetings
    )
    lists: dict[str, ListSpec] = {id_: spec for id_, spec in old.lists.items() if id_ in used}
    lists.update(edited.lists)
    result = edited.model_copy(update={"meetings": (*before, *meetings), "lists": lists})
    wrong = [fault for fault in faults(result) if not fault.warning]
    if wrong:
        raise Refused(message("refused.revision", reason=wrong[0].what))
    return result


def as_held(state: State, meeting: Meeting) -> Meeting:
    """Give a meeting as the case has it, where it was opened; else as it was edited.

    One that is repeated may be changed between two sittings.
    """
    held = state.agenda.meeting(meeting.id) if meeting.id in state.meetings else None
    between = held is not None and held.repeats and is_over(state, held)
    return meeting if held is None or between else held


def not_taken(state: State, edited: Agenda) -> tuple[Message, ...]:
    """Say what an edited agenda changes in meetings that have begun: it is not taken over."""
    return tuple(
        message("revision.left", meeting=meeting.title)
        for meeting in edited.meetings
        if (held := as_held(state, meeting)) is not meeting and held != meeting
    )


def _need_ids(state: State, edited: Agenda) -> None:
    """Refuse an agenda in which steps of a meeting that was held stand under another meeting's id."""
    for meeting in edited.meetings:
        for held in state.agenda.meetings:
            if held.id in state.meetings and held.id != meeting.id:
                moved = next((step.id for step in meeting.steps if held.step(step.id)), "")
                if moved:
                    raise Refused(
                        message("refused.revision_moved", step=moved, meeting=held.title, better=held.id)
                    )


def _named_in(meetings: Iterable[Meeting]) -> set[str]:
    named: set[str] = set()
    for meeting in meetings:
        for step in meeting.steps:
            data = step.model_dump(mode="json")
            for key in ("into", "list", "under", "proposals_into"):
                if isinstance(data.get(key), str):
                    named.add(data[key])
            for key in ("uses", "start_with", "offers"):
                named.update(data.get(key) or ())
            named.update(question["into"] for question in data["questions"] if question.get("into"))
    return named


def differences(old: Agenda, new: Agenda) -> tuple[Message, ...]:
    """Give what is different, meeting by meeting and step by step, for somebody to read before it is done."""
    told: list[Message] = []
    for meeting in new.meetings:
        before = old.meeting(meeting.id)
        if before is None:
            told.append(message("revision.meeting_new", meeting=meeting.title, n=len(meeting.steps)))
        elif before != meeting:
            told += _meeting_differences(before, meeting)
    told += [
        message("revision.meeting_gone", meeting=meeting.title)
        for meeting in old.meetings
        if new.meeting(meeting.id) is None
    ]
    told += [
        message("revision.list_changed", list=spec.title)
        for id_, spec in new.lists.items()
        if old.lists.get(id_) != spec
    ]
    if old.rules != new.rules:
        told.append(message("revision.rules", rules=new.rules or "–"))
    if old.report != new.report:
        told.append(message("revision.report"))
    if old.title != new.title:
        told.append(message("revision.title", title=new.title))
    return tuple(told)


def _meeting_differences(before: Meeting, after: Meeting) -> list[Message]:
    told: list[Message] = []
    for step in after.steps:
        old = before.step(step.id)
        if old is None:
            told.append(
                message(
                    "revision.step_new",
                    meeting=after.title,
                    step=step.title,
                    minutes=message("count.minutes", n=step.minutes),
                )
            )
        elif old != step:
            if old.minutes != step.minutes:
                what = message(
                    "revision.minutes", before=old.minutes, minutes=message("count.minutes", n=step.minutes)
                )
            else:
                what = message("revision.texts")
            told.append(message("revision.step_changed", meeting=after.title, step=step.title, what=what))
    told += [
        message("revision.step_gone", meeting=after.title, step=step.title)
        for step in before.steps
        if after.step(step.id) is None
    ]
    return told or [message("revision.meeting_changed", meeting=after.title)]
