"""Ids that stand twice: said once for each, and what only follows from a copy is left out."""

from collections.abc import Iterable, Iterator

from apv_tui.core.agenda.faults import Fault, Place
from apv_tui.core.agenda.model import Agenda
from apv_tui.core.messages import message


def ids_twice(agenda: Agenda) -> Iterator[Fault]:
    """Give every id that was given before; a meeting that was copied with its steps is one fault."""
    seen: dict[str, int] = {}
    copied: set[int] = set()
    for at, meeting in enumerate(agenda.meetings):
        first = seen.setdefault(meeting.id, at)
        if first == at:
            continue
        place, before = ("meetings", at, "id"), ("meetings", first, "id")
        if {step.id for step in meeting.steps} & {step.id for step in agenda.meetings[first].steps}:
            copied.add(at)
            yield Fault(
                place,
                message("agenda.meeting_copied", value=meeting.id),
                message("agenda.meeting_copied.mend", better=f"{meeting.id}-2, {meeting.steps[0].id}-2"),
                also=before,
            )
        else:
            yield twice(place, before, meeting.id)
    steps: dict[str, Place] = {}
    for at, meeting in enumerate(agenda.meetings):
        for number, step in enumerate(meeting.steps if at not in copied else ()):
            here: Place = ("meetings", at, "steps", number, "id")
            if step.id in steps:
                yield twice(here, steps[step.id], step.id)
            steps.setdefault(step.id, here)
            # A question without an id goes by its place, q1, q2 …: another one may not be called that.
            ids = [question.id or f"q{n}" for n, question in enumerate(step.questions, 1)]
            for asked, question in enumerate(step.questions):
                if question.id and (first := ids.index(question.id)) != asked:
                    questions = (*here[:-1], "questions")
                    yield twice((*questions, asked, "id"), (*questions, first, "id"), question.id)


def twice(place: Place, first: Place, id_: str) -> Fault:
    """Say that an id stands at two places."""
    return Fault(
        place,
        message("agenda.duplicate_id", value=id_),
        message("agenda.duplicate_id.mend", better=f"{id_}-2"),
        also=first,
    )


def without_echoes(agenda: Agenda, faults: Iterable[Fault]) -> Iterator[Fault]:
    """Leave out what is wrong only because something was copied, or because a list was called something else."""
    faults = tuple(faults)
    ids = ("agenda.duplicate_id", "agenda.meeting_copied")
    copies = [fault.place[:-1] for fault in faults if fault.what.id in ids and fault.place[-1] == "id"]
    copies = [place for place in copies if "questions" not in place and "fields" not in place]
    lost = any(fault.what.id == "agenda.unknown_list" and "into" in fault.place for fault in faults)
    for fault in faults:
        inside = any(fault.place[: len(place)] == place for place in copies)
        if inside and fault.what.id not in ids:
            continue
        if lost and fault.what.id in ("agenda.list_before_filled", "agenda.list_never_filled"):
            continue
        if fault.what.id == "agenda.too_many_minutes" and _only_copies(agenda, fault.place, copies):
            continue
        yield fault


def _only_copies(agenda: Agenda, place: Place, copies: list[Place]) -> bool:
    """Whether a meeting has too many minutes because of the steps that were copied in it."""
    at = place[1]
    if not isinstance(at, int):
        return False
    meeting = agenda.meetings[at]
    own = [
        step.minutes
        for number, step in enumerate(meeting.steps)
        if ("meetings", at, "steps", number) not in copies
    ]
    return sum(own) <= (meeting.minutes or 0) and len(own) < len(meeting.steps)
