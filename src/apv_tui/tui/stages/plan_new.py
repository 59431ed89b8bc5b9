"""A new action: the wish it comes from, one of the wish's proposals or words of its own (APV-4.4d)."""

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

from apv_tui.core import commands as c
from apv_tui.core.marks import marks_on
from apv_tui.core.messages import Message, message
from apv_tui.core.planning import Proposal, Wish, proposals_of, wishes_of
from apv_tui.core.plans import asked_about, in_order, place_of
from apv_tui.core.state import Item
from apv_tui.core.thread import thread_of
from apv_tui.tui.lines import EMPTY, Lines, Span, clip, hanging, line, paragraph, width_of
from apv_tui.tui.stages.base import Hint, spread
from apv_tui.tui.stages.listing import MARGIN, around, moved
from apv_tui.tui.stages.plan_lines import label_of
from apv_tui.tui.stages.plan_panel import Panel

if TYPE_CHECKING:
    from apv_tui.tui.stages.plan_view import PlanView

MOST_DIGITS = 4


class WishPanel(Panel):
    """Chooses the wish an action comes from, by its number or with the arrows; none is possible."""

    def __init__(self, stage: "PlanView", then: Callable[[str], None], chosen: str = "") -> None:
        super().__init__(stage)
        self.then = then
        self.typed = ""
        ids = [wish.item.id for wish in self._wishes]
        self.cursor = ids.index(chosen) if chosen in ids else 0

    @property
    def _wishes(self) -> tuple[Wish, ...]:
        step = self.stage.planned_at
        return wishes_of(self.stage.state, step) if step else ()

    @property
    def _marks(self) -> dict[str, Message | str]:
        return marks_on(self.stage.desk.agenda, self.stage.wish_list)

    def task(self, width: int) -> Lines:
        """Ask which one, and show the number typed so far."""
        stage = self.stage
        asked = stage.words("plan.which_wish", name=stage.wish_name)
        lines = paragraph(asked, width, "accent", bold=True)
        if self.typed:
            lines.append(line(stage.words("plan.number", number=self.typed)))
        return lines

    def body(self, width: int, height: int) -> Lines:
        """Give the wishes with their strokes and how many actions each has; "none" comes last."""
        wishes = self._wishes
        self.cursor = min(self.cursor, len(wishes))
        digits = max((2, *(len(str(wish.item.number)) for wish in wishes)))

        def block(at: int) -> Lines:
            here = at == self.cursor
            head_role, role = ("cursor", "cursor") if here else ("muted", "text")
            if at == len(wishes):
                head = Span(f"{'►' if here else ' '}{0:>{digits}}  ", head_role)
                return hanging(head, self.stage.words("plan.no_wish"), width - MARGIN, role)
            wish = wishes[at]
            head = Span(f"{'►' if here else ' '}{wish.item.number:>{digits}}  ", head_role)
            sign = self._sign(wish)
            # On a narrow screen the signs get a row of their own: the words have the first.
            beside = width >= 60 or not sign
            room = width - MARGIN - (width_of(line(sign)) + 2 if beside and sign else 0)
            rows = hanging(head, self.stage.desk.item_text(wish.item), room, role)
            if sign and beside:
                rows[0] = spread(rows[0], line(sign, role="muted"), width - MARGIN)
            elif sign:
                rows.append(line(" " * (digits + 3), Span(clip(sign, room - digits - 3), "muted")))
            return [*rows, *self._verdict(wish, digits + 3, width - MARGIN, whole=here)]

        return around(len(wishes) + 1, self.cursor, width, height, block)

    def _verdict(self, wish: Wish, indent: int, width: int, *, whole: bool) -> Lines:
        """Say that a wish was assessed as not possible, and why; its whole reason under the cursor."""
        judged = thread_of(self.stage.state, wish.item).judged
        if judged.verdict != "not_possible":
            return []
        said = f"× {self.stage.words('prioritise.not_possible')}"
        if judged.reason:
            said = self.stage.words("verdict.because", verdict=said, reason=judged.reason)
        margin = Span(" " * indent)
        if whole:
            return hanging(margin, said, width, "warn")
        return [line(margin, Span(clip(said, width - indent), "warn"))]

    def _sign(self, wish: Wish) -> str:
        words = self.stage.words
        parts = [
            words("plan.parked") if wish.parked else "",
            words("plan.strokes", n=wish.strokes, **self._marks) if wish.strokes is not None else "",
            words("plan.has_actions", n=wish.actions, **self.stage.called) if wish.actions else "",
        ]
        return " · ".join(filter(None, parts))

    def hints(self) -> Sequence[Hint]:
        """Give Enter and the arrows."""
        return (Hint("enter", "hint.plan_choose"), Hint("backspace", "hint.plan_back"))

    def key(self, key: str, character: str) -> bool:
        """Take the arrows, and the number of a wish."""
        wishes = self._wishes
        row = moved(key, self.cursor, len(wishes) + 1)
        if row is not None:
            self.cursor, self.typed = row, ""
        elif len(character) == 1 and character in "0123456789":
            self.typed = (self.typed + character)[-MOST_DIGITS:]
            found = self._row_of(self.typed)
            self.cursor = self.cursor if found is None else found
        elif key == "backspace" and self.typed:
            self.typed = self.typed[:-1]
        else:
            return False
        return True

    def _row_of(self, digits: str) -> int | None:
        wishes = self._wishes
        if int(digits) == 0:
            return len(wishes)
        return next((at for at, wish in enumerate(wishes) if wish.item.number == int(digits)), None)

    def choose(self) -> None:
        """Take the wish; a number that is none of them chooses nothing."""
        wishes, typed, self.typed = self._wishes, self.typed, ""
        if typed and self._row_of(typed) is None:
            self.stage.host.tell(message("merge.no_number", number=typed))
            return
        self.then(wishes[self.cursor].item.id if self.cursor < len(wishes) else "")


class ProposalPanel(Panel):
    """The proposals under a wish, lens by lens: Enter makes an action of one, with its words and its lens."""

    def __init__(self, stage: "PlanView", wish: str) -> None:
        super().__init__(stage)
        self.wish = wish
        rows = self._proposals
        self.cursor = next((at for at, proposal in enumerate(rows) if proposal.action is None), len(rows))

    @property
    def _proposals(self) -> tuple[Proposal, ...]:
        step = self.stage.planned_at
        return proposals_of(self.stage.state, step, self.wish) if step else ()

    def _wish(self) -> Item | None:
        return self.stage.state.items.get(self.wish)

    def task(self, width: int) -> Lines:
        """Give the wish, and what Enter does."""
        wish, stage = self._wish(), self.stage
        lines: Lines = []
        if wish:
            text = f"{wish.number} {stage.desk.item_text(wish)}"
            lines = [line(clip(text, width), role="accent", bold=True)]
        return lines + paragraph(stage.words("plan.take_proposals"), width)

    def body(self, width: int, height: int) -> Lines:
        """Give the proposals under their lenses; words of one's own come last."""
        rows = self._proposals
        self.cursor = min(self.cursor, len(rows))

        def block(at: int) -> Lines:
            here = at == self.cursor
            role = "cursor" if here else "text"
            head = Span("►  " if here else "   ", "cursor" if here else "muted")
            if at == len(rows):
                return [EMPTY, *hanging(head, self.stage.words("plan.own_words"), width - MARGIN, role)]
            proposal = rows[at]
            sign = ""
            if proposal.action:
                number = place_of(self.stage.state, proposal.action.id)
                sign = self.stage.words("plan.is_action", number=number)
            room = width - MARGIN - (width_of(line(sign)) + 2 if sign else 0)
            shown = hanging(head, self.stage.desk.item_text(proposal.item), room, role)
            if sign:
                shown[0] = spread(shown[0], line(sign, role="good"), width - MARGIN)
            first = at == 0 or rows[at - 1].lens != proposal.lens
            lens = (
                [line(Span(f" {clip(proposal.lens, width - 3)}", "muted"))] if proposal.lens and first else []
            )
            return [*lens, *shown]

        return around(len(rows) + 1, self.cursor, width, height, block)

    def hints(self) -> Sequence[Hint]:
        """Give the keys."""
        return (
            Hint("enter", "hint.plan_take"),
            Hint("n", "hint.plan_own"),
            Hint("backspace", "hint.plan_back"),
        )

    def key(self, key: str, character: str) -> bool:
        """Take the arrows, and `n` for words of one's own."""
        row = moved(key, self.cursor, len(self._proposals) + 1)
        if row is not None:
            self.cursor = row
        elif key == "n":
            self._own()
        else:
            return False
        return True

    def _own(self) -> None:
        self.stage.show(WordsPanel(self.stage, self.wish))

    def choose(self) -> None:
        """Make an action of the proposal; of one that is an action already, say which."""
        rows, stage = self._proposals, self.stage
        if self.cursor >= len(rows):
            self._own()
            return
        proposal = rows[self.cursor]
        if proposal.action:
            number = place_of(stage.state, proposal.action.id)
            stage.host.tell(message("plan.is_action_already", number=number, **stage.called))
        elif stage.host.do(c.AddAction(stage.list_id, under=self.wish, proposal=proposal.item.id)):
            stage.stand_on_newest()
            number = len(in_order(stage.state, stage.list_id))
            stage.host.tell(message("plan.taken", number=number, **stage.called))
            self.cursor += 1

    def still_there(self) -> bool:
        """Whether the wish still stands."""
        wish = self._wish()
        return not self.wish or (wish is not None and wish.stands)


class WordsPanel(Panel):
    """Takes the words of a new action, and opens its details."""

    def __init__(self, stage: "PlanView", wish: str) -> None:
        super().__init__(stage)
        self.wish = wish

    def task(self, width: int) -> Lines:
        """Ask what is to be done, and say for which wish."""
        stage = self.stage
        wish = stage.state.items.get(self.wish)
        lines = paragraph(stage.words("plan.ask.what"), width, "accent", bold=True)
        if wish:
            name = f"{stage.wish_name} {wish.number}"
            text = f"{stage.words('plan.from', name=name)}: {stage.desk.item_text(wish)}"
            lines += paragraph(text, width)
        return lines

    def body(self, width: int, height: int) -> Lines:
        """Give the plan as it is so far: nobody writes the same action twice."""
        return self.stage.table(width, height)

    def prompt(self) -> str:
        """Give what is typed."""
        return label_of(self.stage.desk, self.stage.list_id, "what")

    def hints(self) -> Sequence[Hint]:
        """Give Enter."""
        return (Hint("enter", "hint.note"),)

    def submit(self, text: str) -> bool:
        """Put the action into the plan and ask for its details; an empty line does nothing."""
        stage = self.stage
        if not text.strip():
            return True
        if not stage.host.do(c.AddAction(stage.list_id, text, self.wish)):
            return False
        stage.stand_on_newest()
        asked = asked_about(stage.state, stage.list_id)
        if asked:
            stage.edit(asked[0], filling=True)
        else:
            stage.close_panel()
        return True

    def pasted(self, texts: tuple[str, ...]) -> None:
        """Put many actions into the plan at once, all from the same wish."""
        stage = self.stage
        if stage.host.do(c.NoteIdeas(texts, stage.list_id, under=self.wish)):
            stage.close_panel()
