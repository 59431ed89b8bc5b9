"""The end of a meeting: what was reached, what happens next, and where it is kept."""

from apv_tui.core.agenda import Close, Vote
from apv_tui.core.agenda.model import PARKING_LOT
from apv_tui.core.state import Item
from apv_tui.core.topics import tally
from apv_tui.tui.lines import EMPTY, Lines, Span, hanging, line, page, paragraph
from apv_tui.tui.stages.base import Stage, with_page_sign


class CloseStage(Stage):
    """Shows the lists the step uses, then what happens next, what is parked, and the file."""

    kind = "close"

    def task(self, width: int) -> Lines:
        """Give the instruction, and that a list chosen by strokes is preliminary."""
        lines = super().task(width) or [line(self.step.title, role="accent", bold=True)]
        if any(self.state.vote_into(list_id) for list_id in self.step.uses):
            lines += paragraph(self.words("close.preliminary"), width, "heading")
        return lines

    def body(self, width: int, height: int) -> Lines:
        """Give the pages."""
        blocks: list[Lines] = []
        for list_id in self.step.uses:
            blocks += self._list(list_id, width)
        step = self.step
        if isinstance(step, Close) and step.next:
            blocks += self._part(
                self.words("close.next"), [hanging(Span("  – "), text, width - 1) for text in step.next]
            )
        parked = self.state.standing(PARKING_LOT)
        if parked:
            blocks += self._part(self.words("close.parked"), [self._item(item, width) for item in parked])
        place = self.desk.place
        blocks += self._part(
            self.words("close.kept"),
            [
                hanging(
                    Span("  "), self.words("close.file", name=place.session, folder=place.folder), width - 1
                )
            ],
        )
        if blocks and blocks[-1] == [EMPTY]:
            blocks.pop()
        part = page(blocks, height, self.page)
        if part.of > 1:
            part = page(blocks, height - 1, self.page)
        self.pages = part.of
        lines = part.lines[1:] if part.lines and part.lines[0] == EMPTY else part.lines
        return with_page_sign(lines, part.number, part.of, self.words, width, height)

    def turns_pages(self) -> bool:
        """Turn by themselves: the leader is speaking."""
        return True

    def _part(self, heading: str, blocks: list[Lines]) -> list[Lines]:
        """Give blocks under a heading that stays with the first of them."""
        first, *rest = blocks
        return [[line(" ", Span(heading, "heading", True)), *first], *rest, [EMPTY]]

    def _list(self, list_id: str, width: int) -> list[Lines]:
        spec = self.desk.agenda.lists.get(list_id)
        items = self.state.standing(list_id)
        title = spec.title if spec else list_id
        if spec and spec.private and not self.step.private:
            return self._part(title, [paragraph(f"  {self.words('close.private', n=len(items))}", width)])
        if not items:
            said = "close.not_chosen" if self.state.vote_into(list_id) else "close.empty"
            return self._part(title, [[line("  ", Span(self.words(said), "muted"))]])
        strokes = self._strokes(list_id)
        return self._part(title, [self._item(item, width, strokes.get(item.id)) for item in items])

    def _strokes(self, list_id: str) -> dict[str, tuple[int, int]]:
        """Give (place, strokes) of the items of a list that was chosen by strokes."""
        voted = self.state.vote_into(list_id)
        step = self.state.find_step(voted[0]) if voted else None
        if not isinstance(step, Vote):
            return {}
        return {
            entry.total.item: (entry.place, entry.total.strokes) for entry in tally(self.state, step).ranking
        }

    def _item(self, item: Item, width: int, ranked: tuple[int, int] | None = None) -> Lines:
        if ranked is None:
            return hanging(Span(f" {item.number:>3}  ", "muted"), self.desk.item_text(item), width - 1)
        place, strokes = ranked
        head = Span(f" {self.words('close.place', place=place):>4} {item.number:>4}  ", "muted")
        said = self.words("close.strokes", text=self.desk.item_text(item), n=strokes)
        return hanging(head, said, width - 1)
