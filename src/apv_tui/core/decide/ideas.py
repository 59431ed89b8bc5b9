"""Deciding on what the room said: noting, rewording, taking off the wall, striking out repeats."""

from apv_tui.core import commands as c
from apv_tui.core import facts as f
from apv_tui.core.agenda.model import PARKING_LOT
from apv_tui.core.decide.means import Drafts, Means, at, need_item
from apv_tui.core.messages import Refused, message
from apv_tui.core.state import State
from apv_tui.core.text import one_line

LONGEST_IDEA = 500
MOST_AT_ONCE = 1_000


def note_ideas(state: State, command: c.NoteIdeas, means: Means) -> Drafts:
    """Note one or many items, each with its number; empty texts are left out."""
    _need_list(state, command.list)
    texts = [text for text in (one_line(text, LONGEST_IDEA) for text in command.texts) if text]
    if not texts:
        raise Refused(message("refused.empty_text"))
    if len(texts) > MOST_AT_ONCE:
        raise Refused(message("refused.too_many_at_once", n=len(texts), most=MOST_AT_ONCE))
    grouping = _grouping(state, command.group)
    number = state.next_number(command.list)
    late = state.locked(command.list)
    return at(
        state.step_id,
        *(
            f.IdeaNoted(
                item=means.new_id(),
                list=command.list,
                number=number + offset,
                text=text,
                grouping=grouping,
                group=command.group,
                question=command.question,
                late=late,
            )
            for offset, text in enumerate(texts)
        ),
    )


def note_on_paper(state: State, command: c.NoteOnPaper, means: Means) -> Drafts:
    """Note items by sheet and number alone; they can take strokes and get their words when chosen."""
    _need_list(state, command.list)
    if not 1 <= command.first <= command.last <= 200:
        raise Refused(message("refused.sheet_numbers"))
    grouping = _grouping(state, command.group)
    known = {
        item.sheet_number
        for item in state.on_list(command.list)
        if item.group == command.group and item.grouping == grouping
    }
    wanted = [number for number in range(command.first, command.last + 1) if number not in known]
    if not wanted:
        raise Refused(message("refused.sheet_number_known"))
    first = state.next_number(command.list)
    late = state.locked(command.list)
    return at(
        state.step_id,
        *(
            f.IdeaNoted(
                item=means.new_id(),
                list=command.list,
                number=first + offset,
                text="",
                grouping=grouping,
                group=command.group,
                sheet_number=on_sheet,
                late=late,
            )
            for offset, on_sheet in enumerate(wanted)
        ),
    )


def reword(state: State, command: c.RewordIdea, _: Means) -> Drafts:
    """Give an item other words, or its first ones."""
    item = need_item(state, command.item)
    text = one_line(command.text, LONGEST_IDEA)
    if not text:
        raise Refused(message("refused.empty_text"))
    return () if text == item.text else at(state.step_id, f.IdeaReworded(item=item.id, text=text))


def withdraw(state: State, command: c.WithdrawIdea, _: Means) -> Drafts:
    """Take an item off the wall; it is reworded or erased in peace."""
    item = need_item(state, command.item)
    return () if item.withdrawn else at(state.step_id, f.IdeaWithdrawn(item=item.id))


def put_back(state: State, command: c.PutBackIdea, _: Means) -> Drafts:
    """Put a withdrawn item back."""
    item = need_item(state, command.item)
    return at(state.step_id, f.IdeaPutBack(item=item.id)) if item.withdrawn else ()


def move(state: State, command: c.MoveIdea, _: Means) -> Drafts:
    """Move an item to another list, with a new number there; its repeats go along, and a repeat goes alone."""
    item = need_item(state, command.item)
    _need_list(state, command.list)
    if item.list == command.list:
        return ()
    first = state.next_number(command.list)
    going = (item, *state.repeats_of(item.id))
    moved: list[f.Fact] = [f.IdeaSplitOff(item=item.id)] if item.merged_into else []
    moved += [
        f.IdeaMoved(item=each.id, list=command.list, number=first + offset)
        for offset, each in enumerate(going)
    ]
    return at(state.step_id, *moved)


def merge(state: State, command: c.MergeIdeas, _: Means) -> Drafts:
    """Strike items out as repeats of one (APV-2.4e); each stays readable under it."""
    into = need_item(state, state.stands_for(command.into))
    if into.withdrawn:
        raise Refused(message("refused.no_such_item"))
    struck: list[f.Fact] = []
    for id_ in command.items:
        item = need_item(state, state.stands_for(id_))
        if item.id == into.id:
            continue
        if item.list != into.list:
            raise Refused(message("refused.other_list"))
        struck.append(f.IdeasMerged(item=item.id, into=into.id))
    if not struck:
        raise Refused(message("refused.nothing_to_merge"))
    return at(state.step_id, *struck)


def split(state: State, command: c.SplitIdea, _: Means) -> Drafts:
    """Let a struck-out item stand by itself again."""
    item = need_item(state, command.item)
    if not item.merged_into:
        raise Refused(message("refused.stands_already"))
    return at(state.step_id, f.IdeaSplitOff(item=item.id))


def _grouping(state: State, group: int | None) -> str:
    if group is None:
        return ""
    step = state.step
    groups = state.groups_of(step) if step else ()
    if step is None or not 0 <= group < len(groups):
        raise Refused(message("refused.no_such_group", group=group + 1))
    return state.grouping_of(step)


def _need_list(state: State, list_id: str) -> None:
    if list_id == PARKING_LOT:
        return
    if list_id not in state.agenda.lists or state.vote_into(list_id) is not None:
        raise Refused(message("refused.no_such_list", list=list_id))
