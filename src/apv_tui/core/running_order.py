"""The running order of a meeting before it is held: when each step begins, in which groups, with which lists.

Times are whole minutes from the beginning of the meeting; whoever shows them adds the time of day.
"""

import re
from collections.abc import Mapping
from functools import cache
from typing import Final, NamedTuple

from apv_tui.core.agenda import Agenda, Break, Interviews, Join, Meeting, Question, Rounds, Step, StepBase
from apv_tui.core.agenda.flow import fills, reads
from apv_tui.core.grouping import Remainder, group_sizes, merged
from apv_tui.core.messages import Refused, message
from apv_tui.core.rotation import main_size, marks, turn_seconds
from apv_tui.core.text import one_line

DAY: Final = 24 * 60
MOST_GROUPED: Final = 60
"""People up to which group sizes are tried out, to say which ones can come up."""

_CLOCK: Final = re.compile(
    r"(?:kl\.?\s*)?([01]?[0-9]|2[0-3])(?:[:.h]([0-5][0-9]))?(?:\s*(?:uur|h))?", re.IGNORECASE
)


class Odd(NamedTuple):
    """Groups of another size than the ordinary one, and what that means for their turns; seconds."""

    n: int
    size: int
    turn: float
    main: int
    main_turn: float


class Turns(NamedTuple):
    """The turns of the groups of one size: how long each lasts (seconds), and when it changes (seconds in)."""

    size: int
    seconds: float
    changes: tuple[float, ...]


class GroupsPlan(NamedTuple):
    """The groups of a step. `origin` is the step in which they are drawn, perhaps this one.

    `size` is None where people choose their group themselves. `sizes` are the groups that so many people
    make, empty where it is not known how many come. `others` are the sizes that can come up beside `size`.
    """

    origin: str
    size: int | None
    sizes: tuple[int, ...] = ()
    others: tuple[int, ...] = ()
    at_least: int = 1

    @property
    def counts(self) -> tuple[tuple[int, int], ...]:
        """How many groups there are of each size, in the order of `sizes`."""
        return tuple((self.sizes.count(size), size) for size in dict.fromkeys(self.sizes))


class Row(NamedTuple):
    """One step of the running order; `begins` and `ends` are minutes from the beginning of the meeting."""

    step: Step
    begins: int
    ends: int
    section: str
    """The heading it stands under, at the first step of a section; "" at the others."""
    groups: GroupsPlan | None
    reads: tuple[str, ...]
    fills: tuple[str, ...]
    private: bool
    again: int
    """Minutes of the run that can be gone through once more from here; 0 for none."""

    @property
    def minutes(self) -> int:
        """The minutes it has: the agenda's, or those it was given instead; 0 where it was dropped."""
        return self.ends - self.begins


class MeetingOrder(NamedTuple):
    """The running order of one meeting. Minutes; `set_aside` is None where the agenda names no time."""

    meeting: Meeting
    rows: tuple[Row, ...]
    planned: int
    breaks: int
    set_aside: int | None
    earlier: tuple[str, ...]
    """Lists that come from an earlier meeting."""

    @property
    def spare(self) -> int:
        """Minutes left of those set aside; below zero where the steps need more."""
        return 0 if self.set_aside is None else self.set_aside - self.planned


def running_order(
    agenda: Agenda, people: int | None = None, changed: Mapping[str, int] | None = None
) -> tuple[MeetingOrder, ...]:
    """Give the running order of every meeting; `people` is how many come, where that is known.

    `changed` has the minutes that steps were given instead of the agenda's, by their ids; 0 for a dropped one.
    """
    given = changed or {}
    orders = []
    filled: set[str] = set()
    for meeting in agenda.meetings:
        rows: list[Row] = []
        here: set[str] = set()
        earlier: dict[str, None] = {}
        begins = 0
        numbers = [meeting.section_of(at) for at in range(len(meeting.steps))]
        titles = meeting.sections()
        for at, step in enumerate(meeting.steps):
            reading, filling = lists_read(step), lists_filled(step)
            earlier.update(dict.fromkeys(id_ for id_ in reading if id_ in filled and id_ not in here))
            first = at == 0 or numbers[at] != numbers[at - 1]
            rows.append(
                Row(
                    step,
                    begins,
                    begins + given.get(step.id, step.minutes),
                    titles[numbers[at] - 1] if first else "",
                    groups_plan(meeting, step, people),
                    reading,
                    filling,
                    step.private or meeting.private,
                    _run(meeting, step),
                )
            )
            begins = rows[-1].ends
            here.update(filling)
        filled |= here
        breaks = sum(step.minutes for step in meeting.steps if isinstance(step, Break))
        orders.append(MeetingOrder(meeting, tuple(rows), begins, breaks, meeting.minutes, tuple(earlier)))
    return tuple(orders)


def _run(meeting: Meeting, step: Step) -> int:
    ids = [each.id for each in meeting.steps]
    if step.repeat_from not in ids:
        return 0
    return sum(each.minutes for each in meeting.steps[ids.index(step.repeat_from) : ids.index(step.id) + 1])


def lists_filled(step: Step) -> tuple[str, ...]:
    """Give the ids of the lists that a step fills, each once."""
    return tuple(dict.fromkeys(list_id for _, list_id in fills(step)))


def lists_read(step: Step) -> tuple[str, ...]:
    """Give the ids of the lists that a step shows or works on, each once."""
    return tuple(dict.fromkeys(list_id for _, list_id in reads(step)))


def groups_plan(meeting: Meeting, step: StepBase, people: int | None = None) -> GroupsPlan | None:
    """Give the groups that a step works in; None where it works in none."""
    origin, size = _origin(meeting, step)
    if isinstance(origin, Join):
        return GroupsPlan(origin.id, None)
    if origin is None or size is None:
        return None
    sizes = sizes_made(meeting, origin, people or 0)
    return GroupsPlan(origin.id, size, sizes, sizes_beside(meeting, origin), origin.at_least_groups)


def _origin(meeting: Meeting, step: StepBase) -> tuple[StepBase | None, int | None]:
    """Give the step at which the groups of a step are made, and how many people they should have."""
    origin = meeting.step(step.groups_from) if step.groups_from and not step.merge_groups else step
    if origin is None or isinstance(origin, Join):
        return origin, None
    return origin, size_wanted(meeting, origin)


def size_wanted(meeting: Meeting, step: StepBase) -> int | None:
    """Give how many people a group made at this step should have; None where the program makes none here."""
    if not step.merge_groups:
        return step.group_size
    before = _merged_of(meeting, step)
    size = size_wanted(meeting, before) if before is not None else None
    return size * step.merge_groups if size else None


def sizes_made(meeting: Meeting, step: StepBase, people: int) -> tuple[int, ...]:
    """Give the sizes of the groups that so many people make at a step, which draws them or merges earlier ones."""
    if not step.merge_groups:
        size = step.group_size or 2
        return group_sizes(people, size, at_least=step.at_least_groups, remainder=step.remainder)
    before = _merged_of(meeting, step)
    sizes = sizes_made(meeting, before, people) if before is not None else ()
    return tuple(sum(sizes[at] for at in places) for places in merged(sizes, step.merge_groups))


def _merged_of(meeting: Meeting, step: StepBase) -> Step | None:
    """Give the earlier step that made the groups this one merges; None where the agenda is wrong there."""
    ids = [each.id for each in meeting.steps]
    before = meeting.steps[: ids.index(step.id)] if step.id in ids else ()
    return next((each for each in before if each.id == step.groups_from), None)


def sizes_beside(meeting: Meeting, step: StepBase) -> tuple[int, ...]:
    """Give the sizes that groups of a step can have where people do not divide evenly, ascending."""
    size = size_wanted(meeting, step) or 2
    if not step.merge_groups:
        return _sizes_beside_drawn(size, step.at_least_groups, step.remainder)
    made = (sizes_made(meeting, step, people) for people in range(2 * size, MOST_GROUPED + 1))
    return tuple(sorted({each for sizes in made for each in sizes} - {size}))


@cache
def _sizes_beside_drawn(size: int, at_least: int, remainder: Remainder) -> tuple[int, ...]:
    every = range(2 * size, MOST_GROUPED + 1)
    made = (group_sizes(people, size, at_least=at_least, remainder=remainder) for people in every)
    return tuple(sorted({each for sizes in made for each in {*sizes}} - {size}))


def rounds_of(meeting: Meeting, origin: str) -> Rounds | None:
    """Give the first step in which the people of the groups drawn at `origin` take turns."""
    for step in meeting.steps:
        if isinstance(step, Rounds):
            made, size = _origin(meeting, step)
            if made is not None and made.id == origin and (size is not None or isinstance(made, Join)):
                return step
    return None


def odd_groups(sizes: tuple[int, ...], seconds: float) -> tuple[Odd, ...]:
    """Say what groups of another size than the ordinary one mean for turns within so many seconds."""
    if not sizes:
        return ()
    main = main_size(sizes)
    return tuple(
        Odd(sizes.count(size), size, turn_seconds(seconds, size), main, turn_seconds(seconds, main))
        for size in sorted({*sizes} - {main})
    )


def turns_in(step: Rounds, plan: GroupsPlan | None) -> tuple[Turns, ...]:
    """Give the turns of a step for each size of group there is or can be, the ordinary size first."""
    if plan is None:
        return ()
    if plan.sizes:
        main = main_size(plan.sizes)
        sizes = [main, *sorted({*plan.sizes} - {main})]
    elif plan.size is not None:
        sizes = [plan.size, *plan.others]
    else:
        sizes = []
    seconds = step.minutes * 60
    return tuple(
        Turns(size, turn_seconds(seconds, size), tuple(mark * seconds for mark in marks(size)[:-1]))
        for size in sizes
        if size > 1
    )


def asked_first(step: StepBase) -> tuple[Question, ...]:
    """Give the questions of a step as they are asked unless the leader chooses others."""
    if isinstance(step, Interviews) and step.choose_questions:
        return step.questions[: step.choose_questions]
    return step.questions


def read_time(text: str) -> int:
    """Read a time of day as minutes from midnight: 13:00, 13.00, 9, kl. 13. Raises `Refused`."""
    found = _CLOCK.fullmatch(one_line(text, 40))
    if found is None:
        raise Refused(message("show.not_time", value=one_line(text, 40)))
    return int(found[1]) * 60 + int(found[2] or 0)
