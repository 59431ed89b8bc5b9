"""Does the agenda hang together: unique ids, lists filled before they are used, groups that exist.

Each fault is named with the place where it stands in the file, as a path of keys and indexes from the top.
"""

from collections.abc import Iterator
from difflib import get_close_matches

from apv_tui.core.agenda.base import FormField
from apv_tui.core.agenda.desk_steps import (
    Appoint,
    Assess,
    FollowUp,
    Join,
    Plan,
    Present,
    Prioritise,
    ReadBack,
    Sort,
    Suitability,
)
from apv_tui.core.agenda.faults import Fault, Place
from apv_tui.core.agenda.ids import ids_twice, twice, without_echoes
from apv_tui.core.agenda.model import PARKING_LOT, Agenda, Meeting
from apv_tui.core.agenda.slips import (
    bad_gaps,
    several_in_one,
    unknown_groups,
    unknown_list,
    unknown_meeting,
    unknown_step,
)
from apv_tui.core.agenda.steps import Close, Interviews, Merge, Noting, Spotlight, Step, Tell, Turns, Vote
from apv_tui.core.agenda.swaps import with_no_lists, with_swaps
from apv_tui.core.agenda.values import is_yes_no
from apv_tui.core.messages import Message, message


def faults(agenda: Agenda) -> tuple[Fault, ...]:
    """Give every fault of an agenda whose values are right each by itself."""
    found = (
        *ids_twice(agenda),
        *_lists(agenda),
        *_chosen(agenda),
        *_groups(agenda),
        *_questions(agenda),
        *_minutes(agenda),
        *_meetings(agenda),
        *_runs(agenda),
        *_forms(agenda),
        *_confidential(agenda),
        *_kept_apart(agenda),
        *_plans(agenda),
    )
    return tuple(with_no_lists(agenda, with_swaps(agenda, without_echoes(agenda, found))))


def _each(agenda: Agenda) -> Iterator[tuple[Place, Meeting, Step]]:
    for meeting_at, meeting in enumerate(agenda.meetings):
        for step_at, step in enumerate(meeting.steps):
            yield ("meetings", meeting_at, "steps", step_at), meeting, step


def fills(step: Step) -> Iterator[tuple[Place, str]]:
    """Give the lists a step fills, each with the key that names it."""
    if isinstance(step, Noting | Spotlight | Vote | Prioritise | Plan) and step.into:
        yield ("into",), step.into
    if isinstance(step, Prioritise):
        yield ("proposals_into",), step.proposals_into
    if isinstance(step, Sort) and step.start_with:
        yield ("list",), step.list
    if isinstance(step, Noting):
        for at, question in enumerate(step.questions):
            if question.into:
                yield ("questions", at, "into"), question.into


def reads(step: Step) -> Iterator[tuple[Place, str]]:
    """Give the lists a step shows or works on, each with the key that names it."""
    for at, list_id in enumerate(step.uses):
        yield ("uses", at), list_id
    if isinstance(step, Sort):
        for key, ids in (("start_with", step.start_with), ("offers", step.offers)):
            for at, list_id in enumerate(ids):
                yield (key, at), list_id
    # A list that a `sort` begins with others' items is filled there.
    if isinstance(step, Merge | Vote | Assess | Present | Prioritise | Join | ReadBack | FollowUp) or (
        isinstance(step, Sort) and not step.start_with
    ):
        yield ("list",), step.list
    if isinstance(step, Plan) and step.under:
        yield ("under",), step.under


def _lists(agenda: Agenda) -> Iterator[Fault]:
    filled: set[str] = {PARKING_LOT}
    read: set[str] = set()
    for place, meeting, step in _each(agenda):
        if meeting.repeats:  # what one sitting fills last, the next one begins with
            filled.update(list_id for each in meeting.steps for _, list_id in fills(each))
        for where, list_id in reads(step):
            read.add(list_id)
            if list_id not in agenda.lists and list_id != PARKING_LOT:
                yield _unknown_list(agenda, (*place, *where), list_id)
            elif list_id not in filled:
                yield Fault(
                    (*place, *where),
                    message("agenda.list_before_filled", value=list_id, step=step.id),
                    message("agenda.list_before_filled.mend", value=list_id),
                )
        for where, list_id in fills(step):
            if list_id not in agenda.lists:
                yield _unknown_list(agenda, (*place, *where), list_id)
            filled.add(list_id)
    for list_id in agenda.lists:
        if list_id not in filled:
            what = message("agenda.list_never_filled", value=list_id)
            mend = message("agenda.list_never_filled.mend", value=list_id)
            yield Fault(("lists", list_id), what, mend, warning=True)


def _chosen(agenda: Agenda) -> Iterator[Fault]:
    """A list that is filled by choosing is filled by nothing else: by one vote, or by what groups choose."""
    chosen: dict[str, Step] = {}
    for _, _, step in _each(agenda):
        if isinstance(step, Vote | Prioritise):
            chosen.setdefault(step.into, step)
    for place, _, step in _each(agenda):
        for where, list_id in fills(step):
            by = chosen.get(list_id)
            chooses = where == ("into",) and isinstance(step, Vote | Prioritise)
            together = by is step or (isinstance(by, Prioritise) and isinstance(step, Prioritise))
            if by is not None and not (chooses and together):
                yield Fault(
                    (*place, *where),
                    message("agenda.filled_by_choice", value=list_id, step=by.id),
                    message("agenda.filled_by_choice.mend"),
                )


def _unknown_list(agenda: Agenda, place: Place, list_id: str) -> Fault:
    by_that_name = next((step for _, step in agenda.steps() if step.id == list_id), None)
    filled = [] if by_that_name is None else [id_ for _, id_ in fills(by_that_name) if id_ in agenda.lists]
    named = {id_ for _, step in agenda.steps() for _, id_ in (*fills(step), *reads(step))}
    unused = [id_ for id_ in agenda.lists if id_ not in named]
    return Fault(place, *unknown_list(agenda, list_id, filled, unused))


def _groups(agenda: Agenda) -> Iterator[Fault]:
    for meeting_at, meeting in enumerate(agenda.meetings):
        drawn: list[str] = []
        for step_at, step in enumerate(meeting.steps):
            place = ("meetings", meeting_at, "steps", step_at)
            for key in ("group_size", "groups_from", "merge_groups") if isinstance(step, Join) else ():
                if getattr(step, key):
                    yield Fault(
                        (*place, key),
                        message("agenda.join_makes_groups", key=key, step=step.id),
                        message("agenda.join_makes_groups.mend", key=key),
                    )
            if step.group_size and step.groups_from:
                what, mend = message("agenda.groups_twice"), message("agenda.groups_twice.mend")
                yield Fault((*place, "groups_from"), what, mend)
            if step.groups_from and step.groups_from not in drawn:
                slip = unknown_groups(meeting, step.groups_from, step.id, drawn)
                yield Fault((*place, "groups_from"), *slip)
            yield from _merging(place, meeting, step)
            if step.makes_groups or isinstance(step, Join):
                drawn.append(step.id)
            needs_groups = (
                step.kind in ("groups", "interviews", "tell")
                or isinstance(step, Turns | Prioritise)
                or (isinstance(step, Noting) and step.per == "group")
                or (step.kind == "walk" and step.hosts)
            )
            if needs_groups and not step.group_size and not step.groups_from:
                yield Fault(
                    (*place, "kind"),
                    message("agenda.needs_groups", kind=step.kind, step=step.id),
                    message("agenda.needs_groups.mend"),
                )


def _merging(place: Place, meeting: Meeting, step: Step) -> Iterator[Fault]:
    """Groups that sit down together are those of an earlier step that made them."""
    if not step.merge_groups or isinstance(step, Join):
        return
    if not step.groups_from:
        mend = message("agenda.merge_needs_groups.mend")
        yield Fault((*place, "merge_groups"), message("agenda.merge_needs_groups", step=step.id), mend)
    elif isinstance(meeting.step(step.groups_from), Join):
        what = message("agenda.merge_of_join", step=step.id, value=step.groups_from)
        yield Fault((*place, "merge_groups"), what, message("agenda.merge_of_join.mend"))


def _questions(agenda: Agenda) -> Iterator[Fault]:
    for place, _, step in _each(agenda):
        for at, question in enumerate(step.questions):
            if isinstance(step, Noting):
                continue
            for key in ("into", "at_most"):
                if getattr(question, key) is not None:
                    yield Fault(
                        (*place, "questions", at, key),
                        message("agenda.only_in_collect", key=key, kind=step.kind),
                        message("agenda.only_in_collect.mend"),
                    )
        if not isinstance(step, Interviews):
            continue
        if not step.questions:
            what, mend = message("agenda.no_questions", step=step.id), message("agenda.no_questions.mend")
            yield Fault((*place, "kind"), what, mend)
        elif step.choose_questions and step.choose_questions > len(step.questions):
            yield Fault(
                (*place, "choose_questions"),
                message("agenda.choose_too_many", n=step.choose_questions, offered=len(step.questions)),
            )


def _said(minutes: int) -> Message:
    return message("count.minutes", n=minutes)


def _minutes(agenda: Agenda) -> Iterator[Fault]:
    for place, _, step in _each(agenda):
        if step.min is not None and step.min > step.minutes:
            yield Fault(
                (*place, "min"),
                message("agenda.min_above_minutes", value=step.min, minutes=_said(step.minutes)),
                message("agenda.min_above_minutes.mend", key="min", minutes=step.minutes),
            )
        if isinstance(step, Tell) and step.turn_minutes and step.turn_minutes > step.minutes:
            yield Fault(
                (*place, "turn_minutes"),
                message("agenda.min_above_minutes", value=step.turn_minutes, minutes=_said(step.minutes)),
                message("agenda.min_above_minutes.mend", key="turn_minutes", minutes=step.minutes),
            )
        if isinstance(step, Vote) and step.per_item > step.strokes:
            yield Fault(
                (*place, "per_item"),
                message("agenda.per_item_above_strokes", value=step.per_item, strokes=step.strokes),
                message("agenda.per_item_above_strokes.mend", strokes=step.strokes),
            )
    for at, meeting in enumerate(agenda.meetings):
        total = sum(step.minutes for step in meeting.steps)
        if meeting.minutes is not None and total > meeting.minutes:
            yield Fault(
                ("meetings", at, "minutes"),
                message(
                    "agenda.too_many_minutes",
                    total=total,
                    minutes=meeting.minutes,
                    n=total - meeting.minutes,
                ),
                message("agenda.too_many_minutes.mend", total=total),
                warning=True,
            )


def _meetings(agenda: Agenda) -> Iterator[Fault]:
    """Meetings that name others: earlier ones for their people and their weeks."""
    earlier: list[str] = []
    for at, meeting in enumerate(agenda.meetings):
        for key in ("after", "people_from"):
            named = getattr(meeting, key)
            if named is not None and named not in earlier:
                yield _unknown(("meetings", at, key), "agenda.unknown_meeting", named, earlier)
        earlier.append(meeting.id)


def _runs(agenda: Agenda) -> Iterator[Fault]:
    """Steps that name others of their meeting: the beginning of a run, the forms whose agreements are shown."""
    forms: list[str] = []
    for meeting_at, meeting in enumerate(agenda.meetings):
        earlier: list[str] = []
        spot = False
        for step_at, step in enumerate(meeting.steps):
            place: Place = ("meetings", meeting_at, "steps", step_at)
            if step.repeat_from is not None and step.repeat_from not in earlier:
                slip = unknown_step(agenda, meeting, step.repeat_from, step.id, earlier)
                yield Fault((*place, "repeat_from"), *slip)
            for at, named in enumerate(step.agreed if isinstance(step, Close) else ()):
                if named not in forms:
                    yield _unknown((*place, "agreed", at), "agenda.unknown_form", named, forms)
            if isinstance(step, Spotlight):
                spot = spot or step.chooses
                if not spot:
                    yield Fault(
                        (*place, "kind"),
                        message("agenda.nobody_at_centre", step=step.id),
                        message("agenda.nobody_at_centre.mend"),
                    )
            if isinstance(step, Appoint):
                forms.append(step.id)
            earlier.append(step.id)


def _unknown(place: Place, id_: str, value: str, known: list[str]) -> Fault:
    near = get_close_matches(value, known, 1) or known[-1:]
    mend = message(f"{id_}.near", better=near[0]) if near else message(f"{id_}.mend")
    return Fault(place, message(id_, value=value), mend)


def _forms(agenda: Agenda) -> Iterator[Fault]:
    ids = [meeting.id for meeting in agenda.meetings]
    for place, _, step in _each(agenda):
        if isinstance(step, Sort) and (slip := several_in_one(step.headings, "headings")):
            yield Fault((*place, "headings"), *slip, warning=True)
        if isinstance(step, Suitability) and not step.questions:
            what, mend = message("agenda.no_questions", step=step.id), message("agenda.no_questions.mend")
            yield Fault((*place, "kind"), what, mend)
        if not isinstance(step, Appoint):
            continue
        seen: dict[str, Place] = {}
        for at, field in enumerate(step.fields):
            here: Place = (*place, "fields", at)
            if field.id in seen:
                yield twice((*here, "id"), seen[field.id], field.id)
            seen.setdefault(field.id, (*here, "id"))
            if field.meeting is not None and field.meeting not in ids:
                yield Fault((*here, "meeting"), *unknown_meeting(field.meeting, ids))
            if field.meeting is not None and field.type != "date":
                yield Fault(
                    (*here, "meeting"),
                    message("agenda.meeting_of_date"),
                    message("agenda.meeting_of_date.mend"),
                )
            if (field.type == "choice") != bool(field.choices):
                yield Fault((*here, "type"), *_choices(field))
            elif slip := several_in_one(field.choices, "choices"):
                yield Fault((*here, "choices"), *slip, warning=True)
            others = [each for each in step.fields if each is not field]
            yield from (Fault((*here, "offer"), *slip) for slip in bad_gaps(field, others))


def _choices(field: FormField) -> tuple[Message, Message]:
    if field.choices:
        return message("agenda.choices_alone", value=field.id), message("agenda.choices_alone.mend")
    return message("agenda.choice_without", value=field.id), message("agenda.choice_without.mend")


def _confidential(agenda: Agenda) -> Iterator[Fault]:
    """Confidential lists are filled for one person at a time, and never flow into what all may see."""
    for place, _, step in _each(agenda):
        into = [list_id for _, list_id in fills(step)]
        secret = [id_ for id_ in into if id_ in agenda.lists and agenda.lists[id_].confidential]
        if isinstance(step, Noting | Spotlight):
            if secret and len(set(secret)) < len(set(into)):
                yield Fault(
                    (*place, "into"),
                    message("agenda.half_confidential", step=step.id),
                    message("agenda.half_confidential.mend"),
                )
            if (
                secret
                and isinstance(step, Noting)
                and (step.per == "group" or step.group_size or step.groups_from)
            ):
                yield Fault(
                    (*place, "into"),
                    message("agenda.confidential_group", value=secret[0]),
                    message("agenda.confidential_group.mend"),
                )
            if step.consent and is_yes_no(step.consent):
                yield Fault(
                    (*place, "consent"),
                    message("agenda.consent_yes_no", value=step.consent),
                    message("agenda.consent_yes_no.mend"),
                )
            elif step.consent and not secret:
                yield Fault(
                    (*place, "consent"),
                    message("agenda.consent_without"),
                    message("agenda.consent_without.mend"),
                )
        elif secret:
            yield Fault(
                (*place, "into"),
                message("agenda.confidential_kind", value=secret[0], kind=step.kind),
                message("agenda.confidential_kind.mend"),
            )
        for where, list_id in reads(step):
            spec = agenda.lists.get(list_id)
            if spec is not None and spec.confidential and not isinstance(step, Noting | Spotlight | Close):
                yield Fault(
                    (*place, *where),
                    message("agenda.confidential_kind", value=list_id, kind=step.kind),
                    message("agenda.confidential_kind.mend"),
                )


def _kept_apart(agenda: Agenda) -> Iterator[Fault]:
    """A list for the leader alone is worked on only at steps that are covered from the room."""
    for place, meeting, step in _each(agenda):
        if step.private or meeting.private:
            continue
        own = [*fills(step), *((where, id_) for where, id_ in reads(step) if where[0] != "uses")]
        for where, list_id in own:
            spec = agenda.lists.get(list_id)
            if spec is not None and spec.private:
                yield Fault(
                    (*place, *where),
                    message("agenda.private_list", value=list_id, step=step.id),
                    message("agenda.private_list.mend"),
                )


def _plans(agenda: Agenda) -> Iterator[Fault]:
    """What is read back and followed up is a plan; a plan is filled as one, and by nothing else."""
    plans = [step.into for _, step in agenda.steps() if isinstance(step, Plan)]
    for place, _, step in _each(agenda):
        if isinstance(step, ReadBack | FollowUp) and step.list not in plans:
            if step.list in agenda.lists:
                better = plans[0] if plans else ""
                yield Fault(
                    (*place, "list"),
                    message("agenda.no_plan", value=step.list, kind=step.kind),
                    message("agenda.no_plan.near", better=better)
                    if better
                    else message("agenda.no_plan.mend"),
                )
        elif not isinstance(step, Plan):
            for where, list_id in fills(step):
                if list_id in plans:
                    yield Fault(
                        (*place, *where),
                        message("agenda.plan_filled", value=list_id, kind=step.kind),
                        message("agenda.plan_filled.mend"),
                    )
