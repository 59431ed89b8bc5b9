"""One mistake that would be told as many: a vote whose two lists are swapped, and lists that are nowhere."""

from collections.abc import Iterable, Iterator

from apv_tui.core.agenda.faults import Fault
from apv_tui.core.agenda.model import Agenda
from apv_tui.core.agenda.steps import Noting, Vote
from apv_tui.core.messages import message

_ECHOES = ("agenda.list_before_filled", "agenda.filled_by_choice", "agenda.list_never_filled")


def with_swaps(agenda: Agenda, faults: Iterable[Fault]) -> Iterator[Fault]:
    """Say once of each vote that its lists are swapped, and leave out what follows from it."""
    swapped = list(_swapped(agenda))
    lists = {list_id for _, ids in swapped for list_id in ids}
    for fault in faults:
        if fault.what.id not in _ECHOES or dict(fault.what.params)["value"] not in lists:
            yield fault
    yield from (fault for fault, _ in swapped)


def _swapped(agenda: Agenda) -> Iterator[tuple[Fault, tuple[str, str]]]:
    """Give each vote that counts a list nothing has filled, and fills one that was typed in before it."""
    filled: set[str] = set()
    for meeting_at, meeting in enumerate(agenda.meetings):
        for step_at, step in enumerate(meeting.steps):
            if isinstance(step, Vote) and step.into in filled and step.list not in filled:
                what = message("agenda.vote_swapped", step=step.id, list=step.list, into=step.into)
                mend = message("agenda.vote_swapped.mend", list=step.into, into=step.list)
                place = ("meetings", meeting_at, "steps", step_at, "list")
                if step.list in agenda.lists:
                    yield Fault(place, what, mend), (step.list, step.into)
            into = getattr(step, "into", None)
            filled |= {into} if into and not isinstance(step, Vote) else set()
            if isinstance(step, Noting):
                filled |= {question.into for question in step.questions if question.into}


def with_no_lists(agenda: Agenda, faults: Iterable[Fault]) -> Iterator[Fault]:
    """Say once that an agenda without any lists needs those that its steps name."""
    told = False
    missing: dict[str, None] = {}
    faults = tuple(faults)
    for fault in faults:
        if fault.mend is not None and fault.mend.id == "agenda.unknown_list.mend":
            missing[str(dict(fault.mend.params)["value"])] = None
    for fault in faults:
        if (
            agenda.lists
            or len(missing) < 2
            or fault.mend is None
            or fault.mend.id != "agenda.unknown_list.mend"
        ):
            yield fault
        elif not told:
            told = True
            rows = "\n".join(
                ["lists:", *(f"  {list_id}: {{title: …, one: …, many: …}}" for list_id in missing)]
            )
            yield fault._replace(mend=message("agenda.no_lists.mend", better=rows))
