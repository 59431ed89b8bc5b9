"""The action plan: what, who, when, in what order, how it is followed up, and from which wish (APV-4.4)."""

from collections.abc import Sequence

from apv_tui.core import commands as c
from apv_tui.core.agenda import Step
from apv_tui.core.messages import message
from apv_tui.core.planning import without_actions
from apv_tui.core.plans import NEEDED, in_order, missing, shown_of
from apv_tui.core.state import Item
from apv_tui.tui.desk import Desk
from apv_tui.tui.lines import EMPTY, Line, Lines, Span, clip, hanging, line, paragraph
from apv_tui.tui.stages.base import Hint, Host
from apv_tui.tui.stages.listing import MARGIN, NumberKeys, around, digits_of, moved
from apv_tui.tui.stages.plan_lines import (
    LABELS,
    WIDE,
    Cell,
    detail_span,
    gap_lines,
    headings,
    label_of,
    named_parts,
    plan_sign,
    table_row,
    two_rows,
    wish_parts,
)
from apv_tui.tui.stages.plan_view import PlanView

OWNER, DAY = 12, 9
HEAD = 5


class PlanStage(PlanView):
    """The table of actions, in the order they are taken up."""

    kind = "plan"
    shows_uses = True

    def __init__(self, desk: Desk, host: Host, step: Step) -> None:
        super().__init__(desk, host, step)
        self.moving: tuple[str, ...] = ()
        """The order while an action is picked up, as ids; empty where none is."""
        self._numbers = NumberKeys()
        self.doubted = False
        """Whether it was said that the plan has gaps."""

    def rows(self) -> tuple[Item, ...]:
        """Give the actions in their order, or in the one being made."""
        rows = in_order(self.state, self.list_id)
        place = {item: at for at, item in enumerate(self.moving)}
        return tuple(sorted(rows, key=lambda item: place.get(item.id, len(place)))) if place else rows

    # -- drawing -------------------------------------------------------------------------------------------

    def asks(self, width: int) -> Lines:
        """Give the instruction; while an action is picked up, how it is put down."""
        if self.moving:
            lines = paragraph(self.words("plan.moving", number=self.cursor + 1), width, "accent", bold=True)
            return lines + paragraph(self.words("plan.put_down"), width)
        return super(PlanView, self).task(width) or paragraph(
            self.words("plan.task"), width, "accent", bold=True
        )

    def table(self, width: int, height: int) -> Lines:
        """Give the actions around the cursor; below them what is missing, and the wishes without an action."""
        rows = self.rows()
        sign = line(Span(f" {clip(plan_sign(self.desk, self.list_id), width - 1)}", "muted"))
        if not rows:
            return self._nothing_yet(sign, width, height)
        below = gap_lines(self.desk, self.list_id, width - 1) if height > 5 else []
        if height > 10:
            below += self._without(width - 1)
        below = [line(" ", *row) for row in below]
        wide = width >= WIDE
        head = [sign, self._headings(width - MARGIN)] if wide else [sign]
        room = height - len(head) - len(below)
        shown = around(
            len(rows),
            self.cursor,
            width,
            room,
            lambda at: self._block(rows[at], at, width - MARGIN, wide=wide),
        )
        gap = room - len(shown)
        return [*head, *shown, *([EMPTY] if gap and below else []), *below]

    def _waiting(self) -> tuple[Item, ...]:
        """Give the wishes that no action comes from yet; those that were parked are not waited for."""
        step = self.planned_at
        return without_actions(self.state, step) if step else ()

    def _nothing_yet(self, sign: Line, width: int, height: int) -> Lines:
        """Say how the first action is written, and show what waits for one."""
        head = [sign, *paragraph(f" {self.words('plan.empty', **self.called)}", width)]
        head = [head[0], EMPTY, *head[1:]] if height > 8 else head
        items = self._waiting()
        if not items:
            return head[:height]
        if height > 6:
            head.append(EMPTY)
        head.append(line(Span(clip(f" {self.words('plan.waiting')}", width), "heading", True)))
        digits = max(2, digits_of(items))

        def block(at: int) -> Lines:
            number = Span(f" {items[at].number:>{digits}}  ", "muted")
            return hanging(number, self.desk.item_text(items[at]), width - MARGIN)

        return head + around(len(items), 0, width, max(1, height - len(head)), block)

    def _without(self, width: int) -> Lines:
        """Name the wishes that wait for an action by their numbers."""
        left = [str(item.number) for item in self._waiting()]
        if not left:
            return []
        text = self.words("plan.without", name=self.wish_name, numbers=", ".join(left), **self.called)
        return [line(Span(clip(text, width), "muted"))]

    def _asked(self) -> tuple[str, ...]:
        """Give the details that have a column: of who, by when and when it is looked at what the plan asks for."""
        shown = shown_of(self.state, self.list_id)
        return tuple(name for name in NEEDED if name in shown)

    def _columns(self, width: int) -> tuple[int, ...]:
        wish = 16 if width >= 100 else 10
        owner = OWNER + (6 if width >= 100 else 0)
        day = DAY + (5 if width >= 100 else 0)
        beside = [owner if name == "owner" else day for name in self._asked()]
        beside += [wish] if self.wish_list else []
        return (width - HEAD - sum(beside) - 2 * len(beside), *beside)

    def _headings(self, width: int) -> tuple[Span, ...]:
        names = [
            label_of(self.desk, self.list_id, "what"),
            *(self.words(LABELS[name]) for name in self._asked()),
            self.words("plan.from", name=self.wish_name),
        ]
        return headings(list(zip(names, self._columns(width), strict=False)), HEAD)

    def _block(self, item: Item, at: int, width: int, *, wide: bool) -> Lines:
        here = at == self.cursor
        mark = "●" if self.moving else "►"
        head = Span(f"{mark if here else ' '}{at + 1:>2}  ", "cursor" if here else "muted")
        what = Span(self.desk.item_text(item), "cursor" if here else "text", bold=True)
        number, strokes = wish_parts(self.desk, item)
        most = 6 if here else 3
        if not wide:
            wish = Span(f"{self.wish_name} {number}" if number else "", "muted")
            return two_rows(
                head, what, (*named_parts(self.desk, item), wish), width, most if here else 1, 1 + here
            )
        from_wish = f"{number} ({strokes})" if strokes else number
        if strokes and width < 100:
            from_wish = f"{number}\n{strokes}"
        details = (detail_span(self.desk, item, name) for name in self._asked())
        cells = [what, *details, Span(from_wish)]
        columns = self._columns(width)
        return table_row(head, [Cell(*pair) for pair in zip(cells, columns, strict=False)], most)

    # -- acting --------------------------------------------------------------------------------------------

    def table_hints(self) -> Sequence[Hint]:
        """Give the keys of the table, or of an action that is picked up."""
        if self.moving:
            return (Hint("up down", "hint.plan_place"), Hint("enter", "hint.put_down"))
        if not self.rows():
            return (Hint("n", "hint.plan_new"),)
        return (
            Hint("enter", "hint.correct"),
            Hint("n", "hint.plan_new"),
            Hint("o", "hint.move"),
            Hint("w", "hint.thread"),
            Hint("delete", "hint.plan_off"),
        )

    def keys_help(self) -> Sequence[Hint]:
        """Give all keys of the table."""
        return (
            Hint("enter", "hint.plan_open"),
            Hint("n", "hint.plan_add"),
            Hint("o", "hint.plan_order"),
            Hint("w", "hint.plan_see_thread"),
            Hint("delete", "hint.plan_delete"),
            Hint("backspace", "hint.plan_back"),
        )

    def table_key(self, key: str, character: str) -> bool:
        """Take a row's number, `o` (pick up) and Delete (take off the plan)."""
        item, rows = self.item, self.rows()
        row = self._numbers.row(character, range(1, len(rows) + 1))
        if item is None:
            return False
        if row is not None:
            self.at = rows[row].id
        elif key == "o":
            self.moving = tuple(each.id for each in self.rows())
        elif key == "delete":
            self._take_off(item)
        else:
            return False
        return True

    def _table_key(self, key: str, character: str) -> bool:
        return self._moving_key(key, character) if self.moving else super()._table_key(key, character)

    def _moving_key(self, key: str, character: str) -> bool:
        """Move the action that is picked up; nothing else is done before it is put down."""
        if key in ("backspace", "escape"):
            self.moving = ()
            return True
        if key == "o":
            self._put_down()
            return True
        place = moved(key, self.cursor, len(self.moving))
        if place is None:
            place = self._numbers.row(character, range(1, len(self.moving) + 1))
        if place is None:
            return False
        order = [id_ for id_ in self.moving if id_ != self.at]
        order.insert(place, self.at)
        self.moving = tuple(order)
        return True

    def _put_down(self) -> None:
        place, self.moving = self.moving.index(self.at), ()
        self.host.do(c.MoveAction(self.at, place))

    def _take_off(self, item: Item) -> None:
        rows, at = self.rows(), self.cursor
        after = [*rows[at + 1 :], *reversed(rows[:at])]
        if self.host.do(c.WithdrawIdea(item.id)):
            self.at = after[0].id if after else ""
            self.said_off(at + 1)

    def choose(self) -> bool:
        """Put down what is picked up; else as every table."""
        if not self.moving:
            return super().choose()
        self._put_down()
        self.host.redraw()
        return True

    def before_next(self) -> bool:
        """Put down what is picked up, close what is open; then the room goes on."""
        if self.moving:
            self._put_down()
            return True
        if super().before_next():
            return True
        if not self.rows():
            warned, self.doubted = self.doubted, True
            if not warned:
                self.host.tell(message("plan.none_yet"))
            return not warned
        gaps = sum(bool(missing(self.state, item.id)) for item in self.state.standing(self.list_id))
        if not gaps or self.doubted:
            return False
        self.doubted = True  # said once: an action without a name or a day is seldom done
        self.host.tell(message("plan.gaps_left", n=gaps, **self.called))
        return True

    def changed(self) -> None:
        """Let go of an order that something else has changed."""
        self.moving = ()
        super().changed()
