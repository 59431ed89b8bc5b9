"""The end of a meeting: what was reached, what happens next, and where it is kept."""

from collections.abc import Sequence

from apv_tui.core.agenda import Close, Step, Vote
from apv_tui.core.agenda.model import PARKING_LOT
from apv_tui.core.marks import marks_on
from apv_tui.core.plans import known_as, numbered
from apv_tui.core.sections import heading_of, sections
from apv_tui.core.state import Item
from apv_tui.core.topics import tally
from apv_tui.tui.desk import Desk
from apv_tui.tui.kept import Kept
from apv_tui.tui.lines import EMPTY, Lines, Span, clip, hanging, line, pages_of, paragraph
from apv_tui.tui.stages.base import Hint, Host, Stage, with_page_sign
from apv_tui.tui.stages.last_time import agreed, next_meeting
from apv_tui.tui.stages.plan_lines import listed_rows


def _paged(blocks: list[Lines], height: int) -> list[Lines]:
    """Give the pages; the sign of several takes a row of each."""
    made = pages_of(blocks, height)
    return made if len(made) == 1 else pages_of(blocks, height - 1)


class CloseStage(Stage):
    """Shows the lists the step uses, then what happens next, what is parked, and the file."""

    kind = "close"
    clock_first = False
    shows_uses = True

    def __init__(self, desk: Desk, host: Host, step: Step) -> None:
        super().__init__(desk, host, step)
        self._lists: Kept[list[Lines]] = Kept()
        self._pages: Kept[list[Lines]] = Kept()

    def task(self, width: int) -> Lines:
        """Give the instruction, and that a list is preliminary where the agenda says so."""
        lines = super().task(width) or [line(self.step.title, role="accent", bold=True)]
        if any(self._preliminary(list_id) for list_id in self.step.uses):
            lines += paragraph(self.words("close.preliminary"), width, "heading")
        return lines

    def _preliminary(self, list_id: str) -> bool:
        """Whether a list was chosen at a step that says its choice is not settled yet."""
        voted = self.state.vote_into(list_id)
        step = self.state.find_step(voted[0]) if voted else None
        return isinstance(step, Vote) and step.preliminary

    def body(self, width: int, height: int) -> Lines:
        """Give the pages."""
        lists = self._lists.get(
            (self.state, self.desk.whole, width),
            lambda: [block for list_id in self.step.uses for block in self._list(list_id, width)],
        )
        rest = self._rest(width)
        # What follows the lists is short, and is compared as a text.
        pages = self._pages.get((lists, str(rest), height), lambda: _paged([*lists, *rest], height))
        self.pages = len(pages)
        at = self.page % len(pages)
        lines = pages[at][1:] if pages[at] and pages[at][0] == EMPTY else pages[at]
        return with_page_sign(lines, at + 1, len(pages), self.words, width, height)

    def _rest(self, width: int) -> list[Lines]:
        """Give what follows the lists: what was agreed, what comes next, what is parked, where it is kept."""
        blocks: list[Lines] = []
        step = self.step
        if isinstance(step, Close) and (said := agreed(self.state, step.agreed, self.words, width - 1)):
            blocks += self._part(self.words("close.agreed"), said)
        following = [*step.next] if isinstance(step, Close) else []
        following += filter(None, [next_meeting(self.desk)])
        if following:
            blocks += self._part(
                self.words("close.next"), [hanging(Span("  – "), text, width - 1) for text in following]
            )
        parked = self.state.standing(PARKING_LOT)
        if parked:
            rows = [self._item(item, width) for item in parked]
            if self.desk.whole.plans and not self.desk.follows:
                rows.append(hanging(Span("  "), self.words("close.parked_key"), width - 1, "muted"))
            blocks += self._part(self.words("close.parked"), rows)
        place = self.desk.place
        blocks += self._part(
            self.words("close.kept"),
            [
                hanging(
                    Span("  "), self.words("close.file", name=place.session, folder=place.folder), width - 1
                )
            ],
        )
        if blocks[-1] == [EMPTY]:
            blocks.pop()
        return blocks

    def hints(self) -> Sequence[Hint]:
        """Give the way to documents and the other meetings, and the key that erases confidential notes, if any."""
        meetings = (Hint("m", "hint.meetings"),) if len(self.desk.agenda.meetings) > 1 else ()
        documents = (Hint("ctrl+s", "hint.export"),) if self.desk.exporter is not None else ()
        return (*documents, *meetings, *((Hint("delete", "hint.erase"),) if self._kept() else ()))

    def _kept(self) -> bool:
        return any(not vault.erased for vault in self.state.vaults.values())

    def key(self, key: str, character: str | None) -> bool:
        """Take m (another meeting) and Delete, which asks before it erases confidential notes."""
        if key == "m" and len(self.desk.agenda.meetings) > 1:
            self.host.open("meetings")
        elif key == "delete" and self._kept():
            self.host.open("erase")
        else:
            return False
        return True

    def turns_pages(self) -> bool:
        """Turn by themselves: the leader is speaking."""
        return True

    def _part(self, heading: str, blocks: list[Lines]) -> list[Lines]:
        """Give blocks under a heading that stays with the first of them."""
        first, *rest = blocks
        return [[line(" ", Span(heading, "heading", True)), *first], *rest, [EMPTY]]

    def _list(self, list_id: str, width: int) -> list[Lines]:
        spec = self.desk.agenda.lists.get(list_id)
        title = spec.title if spec else list_id
        items = tuple(item for _, item in numbered(self.desk.whole, list_id))
        if spec and spec.confidential:
            # Of confidential notes the room sees how many people have some, and no more.
            n = len({item.vault for item in items if item.vault})
            return self._part(title, [hanging(Span("  "), self.words("close.confidential", n=n), width)])
        if spec and spec.private and not self.desk.sight.private:
            return self._part(title, [hanging(Span("  "), self.words("close.private", n=len(items)), width)])
        items = tuple(item for _, item in numbered(self.state, list_id))
        if not items:
            said = "close.not_chosen" if self.state.vote_into(list_id) else "close.empty"
            return self._part(title, [[line("  ", Span(self.words(said), "muted"))]])
        strokes = self._strokes(list_id)
        if not strokes and any(heading_of(self.state, item) for item in items):
            return self._part(title, self._under_headings(list_id, width))
        return self._part(title, [self._item(item, width, strokes.get(item.id)) for item in items])

    def _under_headings(self, list_id: str, width: int) -> list[Lines]:
        """Give what was sorted under its headings; one without anything under it is left out."""
        blocks: list[Lines] = []
        for section in sections(self.state, list_id):
            rows = [self._item(item, width) for item in section.items]
            if rows and section.heading:
                rows[0] = [line("  ", Span(clip(section.heading, width - 3), "accent")), *rows[0]]
            blocks += rows
        return blocks

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
            head = Span(f" {known_as(self.state, item):>3}  ", "muted")
            return listed_rows(self.desk, item, head, width - 1)
        place, strokes = ranked
        head = Span(f" {self.words('close.place', place=place):>4} {item.number:>4}  ", "muted")
        marks = marks_on(self.desk.agenda, item.list)
        said = self.words("close.strokes", text=self.desk.item_text(item), n=strokes, **marks)
        return hanging(head, said, width - 1)
