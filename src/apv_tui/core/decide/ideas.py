"""Deciding on what the room said: noting, rewording, taking off the wall, striking out repeats."""

from apv_tui.core import commands as c
from apv_tui.core import facts as f
from apv_tui.core.agenda import Prioritise
from apv_tui.core.agenda.model import PARKING_LOT
from apv_tui.core.choosing import proposals_of, wishes_of
from apv_tui.core.decide.deciding import decides
from apv_tui.core.decide.means import Drafts, Means, at, need_item
from apv_tui.core.messages import Refused, message
from apv_tui.core.state import State
from apv_tui.core.text import one_line

LONGEST_IDEA = 500
MOST_AT_ONCE = 1_000


@decides(c.NoteIdeas)
def note_ideas(state: State, command: c.NoteIdeas, means: Means) -> Drafts:
    """Note one or many items, each with its number; empty texts are left out."""
    need_list(state, command.list)
    texts = [text for text in (one_line(text, LONGEST_IDEA) for text in command.texts) if text]
    if not texts:
        raise Refused(message("refused.empty_text"))
    if len(texts) > MOST_AT_ONCE:
        raise Refused(message("refused.too_many_at_once", n=len(texts), most=MOST_AT_ONCE))
    grouping = _grouping(state, command.group)
    under = _above(state, command)
    _need_room(state, command, len(texts))
    vault = need_vault(state, command.list)
    number = state.next_number(command.list, vault)
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
                under=under,
                vault=vault,
            )
            for offset, text in enumerate(texts)
        ),
    )


@decides(c.NoteOnPaper)
def note_on_paper(state: State, command: c.NoteOnPaper, means: Means) -> Drafts:
    """Note items by sheet and number alone; they can take strokes and get their words when chosen."""
    need_list(state, command.list)
    vault = need_vault(state, command.list)
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
    first = state.next_number(command.list, vault)
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
                under=_under(state, command.group),
                vault=vault,
            )
            for offset, on_sheet in enumerate(wanted)
        ),
    )


def _above(state: State, command: c.NoteIdeas) -> str:
    """Give the item that new ones belong to: the one that was named, else the one their group formed around."""
    if not command.under:
        return _under(state, command.group)
    return need_item(state, state.stands_for(command.under)).id


def _under(state: State, group: int | None) -> str:
    """Give the item a group formed around: what it notes belongs to that."""
    step = state.step
    groups = state.groups_of(step) if step and group is not None else ()
    return groups[group].item if group is not None and group < len(groups) else ""


def _need_room(state: State, command: c.NoteIdeas, n: int) -> None:
    """Refuse more proposals under a wish than the step asks for (APV-4.1f)."""
    step = state.step
    if not isinstance(step, Prioritise) or command.list != step.proposals_into or command.group is None:
        return
    wish = state.stands_for(command.under)
    if wish not in {item.id for item in wishes_of(state, step, command.group)}:
        raise Refused(message("refused.wish_first"))
    if len(proposals_of(state, step, command.group, wish)) + n > step.proposals:
        raise Refused(message("refused.enough_proposals", n=step.proposals))


def need_vault(state: State, list_id: str) -> str:
    """Give the confidential notes that are open, for a list that is confidential; refuse where none are."""
    if not state.is_confidential(list_id):
        return ""
    if state.open_vault is None:
        raise Refused(message("refused.no_vault"))
    return state.vault


@decides(c.PutUnder)
def put_under(state: State, command: c.PutUnder, _: Means) -> Drafts:
    """Let an item belong to another one; never, by whatever way round, to itself."""
    item = need_item(state, command.item)
    if command.under:
        above = need_item(state, state.stands_for(command.under))
        if above.withdrawn:
            raise Refused(message("refused.no_such_item"))
        if _hangs_on(state, above.id, item.id):
            raise Refused(message("refused.under_itself"))
        command = command._replace(under=above.id)
    if item.under == command.under:
        return ()
    return at(state.step_id, f.IdeaPutUnder(item=item.id, under=command.under))


def _hangs_on(state: State, start: str, item: str) -> bool:
    """Whether what an item belongs to, and what that belongs to, leads to another item, or is that one."""
    wanted, seen = state.stands_for(item), set[str]()
    while start in state.items and start not in seen:
        if start == wanted:
            return True
        seen.add(start)
        start = state.stands_for(state.items[start].under)
    return False


@decides(c.RewordIdea)
def reword(state: State, command: c.RewordIdea, _: Means) -> Drafts:
    """Give an item other words, or its first ones."""
    item = need_item(state, command.item)
    text = one_line(command.text, LONGEST_IDEA)
    if not text:
        raise Refused(message("refused.empty_text"))
    return () if text == item.text else at(state.step_id, f.IdeaReworded(item=item.id, text=text))


@decides(c.WithdrawIdea)
def withdraw(state: State, command: c.WithdrawIdea, _: Means) -> Drafts:
    """Take an item off the wall; it is reworded or erased in peace."""
    item = need_item(state, command.item)
    return () if item.withdrawn else at(state.step_id, f.IdeaWithdrawn(item=item.id))


@decides(c.PutBackIdea)
def put_back(state: State, command: c.PutBackIdea, _: Means) -> Drafts:
    """Put a withdrawn item back."""
    item = need_item(state, command.item)
    return at(state.step_id, f.IdeaPutBack(item=item.id)) if item.withdrawn else ()


@decides(c.MoveIdea)
def move(state: State, command: c.MoveIdea, _: Means) -> Drafts:
    """Move an item to another list, with a new number there; what was struck out under it goes along."""
    item = need_item(state, command.item)
    need_list(state, command.list)
    if item.list == command.list:
        return ()
    if item.vault and not state.is_confidential(command.list):
        raise Refused(message("refused.confidential"))
    first = state.next_number(command.list, item.vault)
    going = (item, *state.struck_under(item.id))
    moved: list[f.Fact] = [f.IdeaSplitOff(item=item.id)] if item.merged_into else []
    moved += [
        f.IdeaMoved(item=each.id, list=command.list, number=first + offset)
        for offset, each in enumerate(going)
    ]
    return at(state.step_id, *moved)


@decides(c.MergeIdeas)
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


@decides(c.SplitIdea)
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


def need_list(state: State, list_id: str) -> None:
    """Refuse a list that is not known, or that is filled by choosing alone."""
    if list_id == PARKING_LOT:
        return
    chosen = state.vote_into(list_id) is not None or state.prioritised_into(list_id) is not None
    if list_id not in state.agenda.lists or chosen:
        raise Refused(message("refused.no_such_list", list=list_id))
