"""What has to be ready before a step: what hangs on the wall, what is handed out, and where its lists go."""

from typing import Final, Literal, NamedTuple, get_args

from apv_tui.core.agenda import (
    Agenda,
    Alone,
    Answers,
    Collect,
    Interviews,
    Join,
    Meeting,
    Noting,
    Prioritise,
    Question,
    Spotlight,
    Step,
    StepBase,
    Turns,
    Vote,
    Walk,
)
from apv_tui.core.running_order import groups_plan, lists_filled, lists_read

Paper = Literal["groups", "roles", "guide", "sheets", "slips"]
"""What can be printed before the day."""
PAPERS: Final[tuple[Paper, ...]] = get_args(Paper)

Wall = Literal["own", "wall", "items", "numbers"]
"""Why something hangs: each group's own sheet; for a walk; one for each item; the list by its numbers."""


class HangUp(NamedTuple):
    """What is hung up at a step: the sheets of a list."""

    what: Wall
    list: str


class Later(NamedTuple):
    """A list that a step fills, and the steps after it that take it up."""

    list: str
    steps: tuple[tuple[Meeting, Step], ...]


def is_open(meeting: Meeting, step: StepBase) -> bool:
    """Whether what a step says may lie on a table: it is not for the leader alone."""
    return not (step.private or meeting.private)


def papers_of(meeting: Meeting, step: Step) -> tuple[Paper, ...]:
    """Give what is handed out for a step; nothing for a step that is for the leader alone."""
    if not is_open(meeting, step):
        return ("guide",) if is_asked_on_paper(meeting, step) else ()
    found: list[Paper] = []
    if step.makes_groups:
        found.append("groups")
    if has_roles(step):
        found.append("roles")
    if is_asked_on_paper(meeting, step):
        found.append("guide")
    if any(each is step for each in sheet_steps(meeting)):
        found.append("sheets")
    if isinstance(step, Vote):
        found.append("slips")
    return tuple(found)


def has_roles(step: Step) -> bool:
    """Whether people have roles at a step that a card can tell them."""
    return (
        isinstance(step, Interviews | Turns)
        or (isinstance(step, Spotlight) and step.chooses)
        or (isinstance(step, Walk) and step.hosts)
    )


def is_asked_on_paper(meeting: Meeting, step: Step) -> bool:
    """Whether the questions of a step are asked or answered away from the screen, or need somebody's consent.

    Where somebody's own notes are taken the screen is covered, and an empty page of questions is theirs.
    """
    if isinstance(step, Noting):
        return bool(step.consent) and not meeting.private
    return (
        is_open(meeting, step)
        and isinstance(step, Interviews | Turns | Alone | Spotlight)
        and bool(step.questions)
    )


def has_sheets(meeting: Meeting, step: Step) -> bool:
    """Whether each group writes on a sheet of its own at a step."""
    if isinstance(step, Prioritise):
        return groups_plan(meeting, step) is not None
    return isinstance(step, Collect | Answers) and writes_by_group(meeting, step)


def writes_by_group(meeting: Meeting, step: Noting) -> bool:
    """Whether what is noted at a step belongs to its groups."""
    return step.per != "room" and groups_plan(meeting, step) is not None


def hang_ups(agenda: Agenda, meeting: Meeting, step: Step) -> tuple[HangUp, ...]:
    """Give what is hung up at a step, or has to hang when it begins."""
    found: list[HangUp] = []
    if isinstance(step, Collect) and writes_by_group(meeting, step):
        found += [
            HangUp("own", list_id)
            for list_id in lists_filled(step)
            if _is_last_before_walk(meeting, step, list_id)
        ]
    elif isinstance(step, Walk):
        found += [HangUp("wall", list_id) for list_id in step.uses]
    elif isinstance(step, Join):
        found.append(HangUp("items", step.list))
    elif isinstance(step, Vote):
        found.append(HangUp("numbers", step.list))
    return tuple(hang for hang in found if is_seen_by_all(agenda, hang.list))


def is_seen_by_all(agenda: Agenda, list_id: str) -> bool:
    """Whether a list may hang on the wall: it is neither for the leader alone nor somebody's own."""
    spec = agenda.lists.get(list_id)
    return spec is None or not (spec.private or spec.confidential)


def _is_last_before_walk(meeting: Meeting, step: Step, list_id: str) -> bool:
    """Whether a later step of the meeting walks along a list, and nobody writes on its sheets in between."""
    for later in meeting.steps[meeting.steps.index(step) + 1 :]:
        if isinstance(later, Walk) and list_id in later.uses:
            return True
        if isinstance(later, Collect) and list_id in lists_filled(later):
            return False
    return False


def taken_up(agenda: Agenda, step: Step) -> tuple[Later, ...]:
    """Give each list that a step fills with the steps that take it up afterwards, in order."""
    order = list(agenda.steps())
    at = next(place for place, (_, each) in enumerate(order) if each is step)
    return tuple(
        Later(
            list_id,
            tuple((meeting, each) for meeting, each in order[at + 1 :] if list_id in lists_read(each)),
        )
        for list_id in lists_filled(step)
    )


def at_hand(meeting: Meeting) -> tuple[str, ...]:
    """Give everything that has to be at hand in a meeting, each thing once, in order."""
    return tuple(dict.fromkeys(thing for step in meeting.steps for thing in step.bring))


def needs_draw(paper: Paper, step: Step) -> bool:
    """Whether a paper is right only once the groups of the day are drawn: it says who sits where, or with whom."""
    return paper == "groups" or (paper == "roles" and not isinstance(step, Spotlight))


def papers_for(meeting: Meeting) -> tuple[Paper, ...]:
    """Give what is handed out in a meeting, each kind once."""
    found = {paper for step in meeting.steps for paper in papers_of(meeting, step)}
    return tuple(paper for paper in PAPERS if paper in found)


def is_own_choice(meeting: Meeting, step: Step) -> bool:
    """Whether a step works in groups that people choose themselves on the day."""
    plan = groups_plan(meeting, step)
    return plan is not None and plan.size is None


class Part(NamedTuple):
    """A part of a sheet: a list, the questions it answers, and how many lines it has at most (0: no limit)."""

    list: str
    questions: tuple[Question, ...]
    at_most: int = 0


def sheet_parts(meeting: Meeting, step: Step) -> tuple[Part, ...]:
    """Give what stands on each group's sheet at a step, a part for each list; numbers begin anew in each."""
    if isinstance(step, Prioritise):
        return (Part(step.proposals_into, (), step.proposals),)
    if not isinstance(step, Noting):
        return ()
    by_list: dict[str, list[Question]] = {step.into: []}
    for question in step.questions:
        by_list.setdefault(question.into or step.into, []).append(question)
    parts = []
    for list_id, questions in by_list.items():
        if not questions and step.questions:
            continue
        limits = [question.at_most or 0 for question in questions]
        parts.append(Part(list_id, tuple(questions), sum(limits) if limits and all(limits) else 0))
    return tuple(parts)


def sharing(meeting: Meeting, step: Step) -> tuple[Step, ...]:
    """Give the steps at which groups go on writing on the sheets they begin at a step, that one first."""
    plan = groups_plan(meeting, step)
    lists = {part.list for part in sheet_parts(meeting, step)}
    found = []
    for each in meeting.steps[meeting.steps.index(step) :]:
        other = groups_plan(meeting, each)
        parts = sheet_parts(meeting, each) if has_sheets(meeting, each) else ()
        if plan and other and other.origin == plan.origin and lists.intersection(part.list for part in parts):
            found.append(each)
    return tuple(found)


def sheet_steps(meeting: Meeting) -> tuple[Step, ...]:
    """Give the steps at which groups begin a sheet: a list that the same groups have begun already goes on."""
    begun: set[tuple[str, str]] = set()
    found = []
    for step in meeting.steps:
        plan = groups_plan(meeting, step)
        if plan is None or not (is_open(meeting, step) and has_sheets(meeting, step)):
            continue
        lists = {(plan.origin, part.list) for part in sheet_parts(meeting, step)}
        if not lists <= begun:
            found.append(step)
        begun |= lists
    return tuple(found)
