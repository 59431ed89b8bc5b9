"""Picking an item up, and pointing at the one it repeats, while a list is sorted."""

from collections.abc import Sequence
from typing import TYPE_CHECKING, Final

from apv_tui.core import commands as c
from apv_tui.core.messages import message
from apv_tui.tui.lines import Lines, paragraph
from apv_tui.tui.stages.base import Hint

if TYPE_CHECKING:
    from apv_tui.tui.stages.sort import SortStage

MOST_DIGITS: Final = 4


class Picking:
    """The item that is picked up, and the number that is typed of the one it repeats."""

    def __init__(self, stage: "SortStage") -> None:
        self.stage = stage
        self.item = ""
        """The id of the item that is picked up; "" for none."""
        self.typed = ""

    def look(self) -> None:
        """Let go of an item that does not stand any more."""
        item = self.stage.state.items.get(self.item)
        if item is None or not item.stands or item.list != self.stage.list_id:
            self.put_down()

    def put_down(self) -> None:
        """Let go of it."""
        self.item = self.typed = ""

    def task(self, width: int) -> Lines:
        """Say what is a repeat of what, and how to point."""
        stage, words = self.stage, self.stage.words
        here = stage.sorted.item
        target = self.typed or (str(here.number) if here and here.id != self.item else "…")
        said = words("merge.picked", number=stage.state.items[self.item].number, target=target)
        return paragraph(said, width, "accent", bold=True) + paragraph(words("merge.point"), width)

    def hints(self) -> Sequence[Hint]:
        """Give Enter and the way back."""
        return (Hint("enter", "hint.strike_out"), Hint("backspace", "hint.put_down"))

    def key(self, key: str, character: str) -> bool:
        """Take the digits of a number, and the way back."""
        if len(character) == 1 and character in "0123456789":
            self.typed = (self.typed + character)[-MOST_DIGITS:].lstrip("0")
            if found := self.stage.sorted.numbered(self.typed):
                self.stage.sorted.go_to(found)
        elif key == "backspace" and self.typed:
            self.typed = self.typed[:-1]
        elif key in ("backspace", "escape"):
            self.put_down()
        else:
            return False
        return True

    def pick_up(self) -> None:
        """Pick up the item under the cursor, and stand on the one it most likely repeats."""
        item = self.stage.sorted.item
        if item is None:
            return
        if item.merged_into:
            self.stage.host.tell(message("merge.struck_already", number=item.number))
            return
        self.item = item.id
        if other := self.stage.sorted.likely.get(item.id):
            self.stage.sorted.go_to(other)

    def strike_out(self) -> None:
        """Strike the item out as a repeat of the one under the cursor."""
        stage = self.stage
        picked, target = stage.state.items[self.item], stage.sorted.item
        if self.typed and not stage.sorted.numbered(self.typed):
            # Enter must not strike out under whatever the cursor happens to stand on.
            stage.host.tell(message("merge.no_number", number=self.typed))
            self.typed = ""
            stage.sorted.go_to(picked.id)
            return
        if target is None:
            stage.host.tell(message("sort.stand_on_item"))
            return
        self.put_down()
        into = stage.state.items[stage.state.stands_for(target.id)]
        if into.id == picked.id:
            return
        stage.sorted.at = stage.sorted.following(picked)
        if stage.host.do(c.MergeIdeas((picked.id,), into.id)):
            stage.host.tell(message("merge.done", number=picked.number, into=into.number))
