"""What is said of an item that has no words here."""

from apv_tui.core.messages import Message, message
from apv_tui.core.state import State
from apv_tui.core.things import Item


def unworded(state: State, item: Item) -> Message:
    """Say where the words of an item are that has none: on paper, by sheet and number, erased, or nowhere."""
    if item.id in state.erased:
        return message("item.erased")
    if item.sheet_number is None:
        return message("item.no_words")
    if item.group is None:
        return message("item.on_paper", number=item.sheet_number)
    return message("item.on_sheet", sheet=item.group + 1, number=item.sheet_number)
