"""Folding what the room said."""

from apv_tui.core import facts as f
from apv_tui.core.evolve.folding import change_item, folds, keep_before, put, with_items
from apv_tui.core.state import Item, State


@folds(f.IdeaNoted)
def _idea_noted(state: State, entry: f.Entry, fact: f.IdeaNoted) -> State:
    item = Item(
        id=fact.item,
        list=fact.list,
        number=fact.number,
        text=fact.text,
        original=fact.text,
        at=entry.at,
        step=entry.step,
        grouping=fact.grouping,
        group=fact.group,
        question=fact.question,
        sheet_number=fact.sheet_number,
        late=fact.late,
        under=fact.under,
        origin=fact.origin,
        vault=fact.vault,
        round=state.round,
    )
    return state._replace(items=put(state.items, fact.item, item))


@folds(f.IdeaReworded)
def _idea_reworded(state: State, entry: f.Entry, fact: f.IdeaReworded) -> State:
    known = state.items.get(fact.item)
    if known is None:
        return state
    state = keep_before(state, entry, fact.item, "what", known.text)
    # An item that had no words yet gets its first ones: those are its original wording.
    return change_item(state, fact.item, text=fact.text, original=known.original or fact.text)


@folds(f.IdeaWithdrawn)
def _idea_withdrawn(state: State, entry: f.Entry, fact: f.IdeaWithdrawn) -> State:
    return change_item(keep_before(state, entry, fact.item, "off", ""), fact.item, withdrawn=True)


@folds(f.IdeaPutBack)
def _idea_put_back(state: State, entry: f.Entry, fact: f.IdeaPutBack) -> State:
    return change_item(keep_before(state, entry, fact.item, "on", ""), fact.item, withdrawn=False)


@folds(f.IdeaMoved)
def _idea_moved(state: State, _: f.Entry, fact: f.IdeaMoved) -> State:
    # The headings of the list it came from are not those of the one it came to.
    return change_item(state, fact.item, list=fact.list, number=fact.number, heading="")


@folds(f.IdeasMerged)
def _ideas_merged(state: State, _: f.Entry, fact: f.IdeasMerged) -> State:
    if fact.into not in state.items or state.stands_for(fact.into) == fact.item:
        return state
    return change_item(state, fact.item, merged_into=fact.into)


@folds(f.IdeaSplitOff)
def _idea_split_off(state: State, _: f.Entry, fact: f.IdeaSplitOff) -> State:
    return change_item(state, fact.item, merged_into="")


@folds(f.IdeaPutUnder)
def _idea_put_under(state: State, entry: f.Entry, fact: f.IdeaPutUnder) -> State:
    known = state.items.get(fact.item)
    above = state.items.get(known.under) if known else None
    state = keep_before(state, entry, fact.item, "wish", above.text if above else "")
    return change_item(state, fact.item, under=fact.under)


# -- headings and assessments ------------------------------------------------------------------------------


@folds(f.HeadingAdded)
def _heading_added(state: State, _: f.Entry, fact: f.HeadingAdded) -> State:
    known = state.headings.get(fact.list, ())
    if fact.heading in known:
        return state
    return state._replace(headings=put(state.headings, fact.list, (*known, fact.heading)))


@folds(f.HeadingRenamed)
def _heading_renamed(state: State, _: f.Entry, fact: f.HeadingRenamed) -> State:
    known = state.headings.get(fact.list, ())
    renamed = tuple(dict.fromkeys(fact.to if each == fact.heading else each for each in known))
    items = {
        id_: item._replace(heading=fact.to)
        if item.list == fact.list and item.heading == fact.heading
        else item
        for id_, item in state.items.items()
    }
    headings = put(state.headings, fact.list, tuple(filter(None, renamed)))
    return with_items(state, items)._replace(headings=headings)


@folds(f.IdeaSorted)
def _idea_sorted(state: State, _: f.Entry, fact: f.IdeaSorted) -> State:
    return change_item(state, fact.item, heading=fact.heading)


@folds(f.IdeaAssessed)
def _idea_assessed(state: State, _: f.Entry, fact: f.IdeaAssessed) -> State:
    return change_item(state, fact.item, verdict=fact.verdict, reason=fact.reason, risk=fact.risk)
