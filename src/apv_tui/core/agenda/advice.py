"""What is worth a second look in an agenda that can be led: time, people, lists, and what the room can read.

Advice keeps nothing from being led, so it is given by the check alone, not when a meeting begins. What does
not fit the screen is found by drawing it, in `tui/fit.py`.
"""

from collections.abc import Iterator
from typing import Final

from apv_tui.core.agenda.desk_steps import Join, Plan, Suitability
from apv_tui.core.agenda.faults import Fault, Place
from apv_tui.core.agenda.flow import fills, reads
from apv_tui.core.agenda.model import Agenda, Meeting
from apv_tui.core.agenda.steps import Interviews, Step, Tell, Turns
from apv_tui.core.grouping import group_sizes
from apv_tui.core.legibility import IMAGE_HEIGHT, LONGEST_QUESTION, ROWS_FAR, legible_metres
from apv_tui.core.messages import Message, message
from apv_tui.core.running_order import size_wanted, sizes_made

MOST_IDLE = 3
"""A meeting has too few steps for its time when a third of it, or more, belongs to none of them."""
LEAST_IDLE = 15
"""Minutes that may always be left over: people come late."""
SHORTEST_TURN, SHORTEST_INTERVIEW = 1, 2
"""Minutes below which nobody gets anything said, or anything told, in their turn."""

LARGE_TOGETHER = 8
"""People in one group with whom a talk becomes a meeting of its own."""


_ASKS_NOTHING: Final = frozenset(
    {
        "groups", "break", "walk", "tell", "merge", "vote", "close", "prioritise", "join", "sort", "assess",
        "present", "absence", "appoint", "plan", "read_back", "follow_up",
    }
)  # fmt: skip
"""Kinds whose screens have no place for the questions that any step may have."""


def advice(agenda: Agenda) -> tuple[Fault, ...]:
    """Give all that is worth a second look; every one is a warning."""
    return (
        *_time(agenda),
        *_unused(agenda),
        *_titles(agenda),
        *_optional(agenda),
        *_unseen_questions(agenda),
        *_long_questions(agenda),
        *_people(agenda),
        *_merged(agenda),
    )


def _each(agenda: Agenda) -> Iterator[tuple[Place, Meeting, Step]]:
    for meeting_at, meeting in enumerate(agenda.meetings):
        for step_at, step in enumerate(meeting.steps):
            yield ("meetings", meeting_at, "steps", step_at), meeting, step


def _time(agenda: Agenda) -> Iterator[Fault]:
    """Meetings with far more time than their steps need; more steps than time is told with the faults."""
    for at, meeting in enumerate(agenda.meetings):
        total = sum(step.minutes for step in meeting.steps)
        # A run that is gone through again with the next person takes the rest.
        if meeting.minutes is None or any(step.repeat_from for step in meeting.steps):
            continue
        left = meeting.minutes - total
        if left > LEAST_IDLE and left * MOST_IDLE >= meeting.minutes:
            yield Fault(
                ("meetings", at, "minutes"),
                message("advice.time_left", total=total, minutes=meeting.minutes, n=left),
                message("advice.time_left.mend", total=total),
                warning=True,
            )


def _unused(agenda: Agenda) -> Iterator[Fault]:
    """Lists that are collected and never come back. Confidential notes are for the one they belong to."""
    filled: dict[str, Step] = {}
    read: set[str] = set()
    plans = {step.into for _, step in agenda.steps() if isinstance(step, Plan)}
    for _, _, step in _each(agenda):
        read.update(list_id for _, list_id in reads(step))
        for _, list_id in fills(step):
            filled.setdefault(list_id, step)
    for list_id, spec in agenda.lists.items():
        if list_id in filled and list_id not in read and list_id not in plans and not spec.confidential:
            yield Fault(
                ("lists", list_id),
                message("advice.never_used", value=list_id, step=filled[list_id].id),
                message("advice.never_used.mend", value=list_id),
                warning=True,
            )


def _titles(agenda: Agenda) -> Iterator[Fault]:
    """Two steps of a meeting that the top line calls the same: nobody sees that the room has moved on."""
    for meeting_at, meeting in enumerate(agenda.meetings):
        seen: dict[str, Place] = {}
        for step_at, step in enumerate(meeting.steps):
            place: Place = ("meetings", meeting_at, "steps", step_at, "title")
            title = step.title.casefold()
            if title in seen:
                yield Fault(
                    place,
                    message("advice.same_title", value=step.title),
                    message("advice.same_title.mend"),
                    warning=True,
                    also=seen[title],
                )
            seen.setdefault(title, place)


def _optional(agenda: Agenda) -> Iterator[Fault]:
    for place, _, step in _each(agenda):
        if step.optional and step.min is None and step.minutes > 1:
            yield Fault(
                (*place, "optional"),
                message("advice.optional_without_min", step=step.id),
                message("advice.optional_without_min.mend", n=max(1, step.minutes // 2)),
                warning=True,
            )


def _unseen_questions(agenda: Agenda) -> Iterator[Fault]:
    """Questions at a step whose screen has no place for them."""
    for place, _, step in _each(agenda):
        if step.questions and step.kind in _ASKS_NOTHING:
            yield Fault(
                (*place, "questions"),
                message("advice.unseen_questions", kind=step.kind),
                message("advice.unseen_questions.mend"),
                warning=True,
            )


def _long_questions(agenda: Agenda) -> Iterator[Fault]:
    """Questions that are more than a glance for the back row. The leader alone may read at leisure."""
    for place, meeting, step in _each(agenda):
        if step.private or meeting.private or isinstance(step, Suitability):
            continue
        for at, question in enumerate(step.questions):
            if len(question.text) > LONGEST_QUESTION:
                yield Fault(
                    (*place, "questions", at, "text"),
                    message(
                        "advice.long_question",
                        n=len(question.text),
                        most=LONGEST_QUESTION,
                        metres=round(legible_metres(ROWS_FAR, IMAGE_HEIGHT)),
                    ),
                    message("advice.long_question.mend"),
                    warning=True,
                )


def _people(agenda: Agenda) -> Iterator[Fault]:
    """What becomes of the groups with the fewest and the most people who are expected."""
    for meeting_at, meeting in enumerate(agenda.meetings):
        if meeting.people is None:
            continue
        fewest, most = meeting.people
        drawn: dict[str, Step] = {}
        for step_at, step in enumerate(meeting.steps):
            place: Place = ("meetings", meeting_at, "steps", step_at)
            if step.group_size:
                drawn[step.id] = step
                yield from _small(place, step, fewest)
            by = drawn.get(step.groups_from or step.id)
            if by is not None:
                yield from _hurried(place, step, _sizes(by, most), most)


def _merged(agenda: Agenda) -> Iterator[Fault]:
    """Groups that become so large where they sit down together that not everybody gets to speak."""
    for meeting_at, meeting in enumerate(agenda.meetings):
        for step_at, step in enumerate(meeting.steps):
            size, by = size_wanted(meeting, step), step.merge_groups
            if not by or not size or isinstance(step, Join):
                continue
            before, most = size // by, meeting.people[1] if meeting.people else 0
            if size < LARGE_TOGETHER or (size == LARGE_TOGETHER and by <= before):
                continue
            place: Place = ("meetings", meeting_at, "steps", step_at, "merge_groups")
            what = message("advice.merged_large", n=by, before=before, size=size)
            if most:
                sizes = ", ".join(str(each) for each in sizes_made(meeting, step, most))
                people = message("count.people", n=most)
                what = message(
                    "advice.merged_large_of", n=by, before=before, size=size, people=people, sizes=sizes
                )
            yield Fault(place, what, _smaller(by, before), warning=True)


def _smaller(by: int, before: int) -> Message:
    """Offer the number that makes groups of the size that may have been written instead of it."""
    if by > before and by % before == 0:
        return message("advice.merged_large.size", size=by, better=by // before)
    if by > 2:
        return message("advice.merged_large.mend", size=2 * before, better=2)
    return message("advice.merged_large.none", size=before)


def _sizes(step: Step, people: int) -> tuple[int, ...]:
    return group_sizes(people, step.group_size or 1, at_least=step.at_least_groups, remainder=step.remainder)


def _small(place: Place, step: Step, fewest: int) -> Iterator[Fault]:
    """Groups that cannot be made as they are wanted where only the fewest come."""
    made = _sizes(step, fewest)
    if len(made) < step.at_least_groups:
        yield Fault(
            (*place, "at_least_groups"),
            message("advice.too_few_for_groups", wanted=step.at_least_groups, people=fewest, n=len(made)),
            message("advice.too_few_for_groups.mend", most=max(1, fewest // 2)),
            warning=True,
        )
    elif fewest < (step.group_size or 0) and len(made) == 1:
        yield Fault(
            (*place, "group_size"),
            message("advice.too_few_for_size", size=step.group_size or 0, n=fewest),
            message("advice.too_few_for_size.mend"),
            warning=True,
        )


def _hurried(place: Place, step: Step, sizes: tuple[int, ...], most: int) -> Iterator[Fault]:
    """Turns that are too short where the most come: of groups that tell, or of people in their group."""
    if not isinstance(step, Tell | Turns | Interviews) or not sizes:
        return
    turns = len(sizes) if isinstance(step, Tell) else max(sizes)
    each = SHORTEST_INTERVIEW if isinstance(step, Interviews) else SHORTEST_TURN
    if isinstance(step, Tell) and step.turn_minutes:
        each = step.turn_minutes
    if turns * each > step.minutes:
        yield Fault(
            (*place, "minutes"),
            message(
                "advice.turns_too_short",
                people=message("count.people", n=most),
                turns=turns,
                seconds=message("count.seconds", n=step.minutes * 60 // turns),
            ),
            message("advice.turns_too_short.mend", n=turns * each),
            warning=True,
        )
