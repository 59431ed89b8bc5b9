"""What was meant where an agenda names something that is not there, or not at that place.

Each function gives what is wrong and what mends it, for `flow` to put at its place.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from difflib import SequenceMatcher, get_close_matches
from typing import Final

from apv_tui.core.agenda.base import GAP, FormField
from apv_tui.core.agenda.model import PARKING_LOT, Agenda, Meeting
from apv_tui.core.agenda.values import suggest_id
from apv_tui.core.messages import Message, message

Slip = tuple[Message, Message | None]

_CLOSE: Final = 0.7
_MOST: Final = 6  # of what there is to choose from
_BRACES: Final = re.compile(r"\{([^{}]*)\}")


def unknown_list(agenda: Agenda, list_id: str, filled: Sequence[str], unused: Sequence[str]) -> Slip:
    """Say that a list does not exist; `filled` are those of the step that has this id, if one has.

    `unused` are the lists that no step names: one of them may have been given another id in that place alone.
    """
    if list_id == PARKING_LOT:
        return message("agenda.parking_filled"), message("agenda.parking_filled.mend")
    if filled:
        what = message("agenda.list_is_step", value=list_id, better=filled[0])
        return what, message("agenda.list_is_step.mend", better=filled[0])
    what = message("agenda.unknown_list", value=list_id)
    if any(step.id == list_id for _, step in agenda.steps()):
        return message("agenda.step_without_list", value=list_id), message("agenda.step_without_list.mend")
    if not get_close_matches(list_id, agenda.lists, 1, cutoff=_CLOSE) and len(unused) == 1:
        return what, message("agenda.unknown_list.renamed", better=unused[0])
    return what, lists_there({id_: spec.title for id_, spec in agenda.lists.items()}, list_id)


def lists_there(titles: Mapping[str, str], list_id: str) -> Message:
    """Offer the lists that there are, the nearest to the id by their own or by their title first, or to add it."""
    if not titles:
        return message("agenda.unknown_list.mend", value=list_id)

    def likeness(id_: str) -> float:
        names = (id_, suggest_id(titles[id_]))
        return max(SequenceMatcher(None, list_id, name).ratio() for name in names)

    nearest = sorted(titles, key=likeness, reverse=True)
    if likeness(nearest[0]) < _CLOSE:
        better = f"{list_id}: {{title: …, one: …, many: …}}"
        return message("agenda.unknown_list.known", known=", ".join(nearest[:_MOST]), better=better)
    if len(nearest) == 1:
        return message("agenda.unknown_list.near", better=nearest[0])
    others = ", ".join(nearest[1:_MOST])
    return message("agenda.unknown_list.near_of", better=nearest[0], others=others)


def unknown_step(agenda: Agenda, meeting: Meeting, named: str, step_id: str, earlier: list[str]) -> Slip:
    """Say why a run cannot begin at the step that is named: itself, a later one, one of another meeting."""
    mend = message("agenda.unknown_step.mend")
    if named == step_id:
        return message("agenda.step_itself", value=named), mend
    if meeting.step(named) is not None:
        return message("agenda.step_later", value=named), mend
    if any(step.id == named for _, step in agenda.steps()):
        return message("agenda.step_elsewhere", value=named), mend
    near = get_close_matches(named, earlier, 1)
    what = message("agenda.unknown_step", value=named)
    return what, message("agenda.unknown_step.near", better=near[0]) if near else mend


def unknown_groups(meeting: Meeting, named: str, step_id: str, drawn: Sequence[str]) -> Slip:
    """Say why no groups can be taken over from the step that is named; `drawn` are the steps that have some."""
    ids = [step.id for step in meeting.steps]
    if named == step_id or (named in ids and ids.index(named) > ids.index(step_id)):
        what = message("agenda.groups_later", value=named)
        return what, message("agenda.groups_later.mend")
    near = get_close_matches(named, drawn, 1) or list(drawn[-1:] if named in ids else ())
    unknown = "agenda.groups_none" if named in ids else "agenda.unknown_groups"
    if near:
        return message(unknown, value=named), message("agenda.unknown_groups.near", better=near[0])
    if drawn:
        return message(unknown, value=named), message("agenda.unknown_groups.known", known=", ".join(drawn))
    return message(unknown, value=named), message("agenda.unknown_groups.mend")


def unknown_meeting(named: str, known: list[str]) -> Slip:
    """Say that no meeting at all has this id."""
    near = get_close_matches(named, known, 1)
    what = message("agenda.no_meeting", value=named)
    if near:
        return what, message("agenda.no_meeting.near", better=near[0])
    return what, message("agenda.no_meeting.mend", known=", ".join(known))


def bad_gaps(field: FormField, others: Sequence[FormField]) -> Iterator[Slip]:
    """Give the braces of a text on offer that name no other field of the form, and the field that was meant."""
    ids = [other.id for other in others]
    for inside in dict.fromkeys(_BRACES.findall(field.offer or "")):
        if GAP.fullmatch(f"{{{inside}}}") and inside in ids:
            continue
        word = inside.strip()
        titled = [other.id for other in others if other.title.casefold() == word.casefold()]
        near = titled or get_close_matches(suggest_id(word) or word, ids, 1)
        what = message("agenda.unknown_field", value=inside)
        if near:
            yield what, message("agenda.unknown_field.near", better=near[0])
        else:
            yield what, message("agenda.unknown_field.mend")


def several_in_one(texts: Sequence[str], key: str) -> Slip | None:
    """Say that one text with commas is one text, where several seem to be meant."""
    if len(texts) != 1 or "," not in texts[0]:
        return None
    better = f"{key}: [{', '.join(part.strip() for part in texts[0].split(',') if part.strip())}]"
    return message("agenda.several_in_one", key=key), message("agenda.several_in_one.mend", better=better)
