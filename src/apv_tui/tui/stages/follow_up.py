"""How far each action has come: the late ones first, a dated log, and corrections that keep what was (APV-5)."""

from collections.abc import Sequence
from datetime import date
from typing import Final

from apv_tui.core import commands as c
from apv_tui.core.agenda import Step
from apv_tui.core.messages import message
from apv_tui.core.plans import (
    ENDED,
    STATUSES,
    action_of,
    asked_of,
    by_urgency,
    days_late,
    is_adopted_somewhere,
    is_new,
    place_of,
    standing_of,
    taken_off,
    why_due,
)
from apv_tui.core.state import Item
from apv_tui.core.when import brief
from apv_tui.tui.desk import Desk
from apv_tui.tui.lines import EMPTY, Line, Lines, Span, clip, line, paragraph, text_of, width_of
from apv_tui.tui.stages.base import Hint, Host
from apv_tui.tui.stages.listing import MARGIN, around
from apv_tui.tui.stages.plan_lines import (
    STATUS,
    WIDE,
    Cell,
    day_said,
    detail_span,
    headings,
    history_rows,
    label_of,
    numbered,
    plan_sign,
    table_row,
    today_of,
    two_rows,
)
from apv_tui.tui.stages.plan_view import PlanView
from apv_tui.tui.stages.seats import pack

DUE: Final = {
    "follow_up": "follow_up.due.follow_up",
    "start": "follow_up.due.start",
    "deadline": "follow_up.due.deadline",
}
TIME, OWNER, COME = 20, 12, 12
HEAD = 5


class FollowUpStage(PlanView):
    """The actions by urgency, with what has happened to the one in view."""

    kind = "follow_up"

    def __init__(self, desk: Desk, host: Host, step: Step) -> None:
        super().__init__(desk, host, step)
        self.status = ""
        """The status that was chosen for the action under the cursor, while a note is typed."""
        self._order: tuple[str, ...] = ()
        self._noted_by_next = False
        """Whether "next" has just taken the note that was being typed."""

    # -- reading -------------------------------------------------------------------------------------------

    def rows(self) -> tuple[Item, ...]:
        """Give the actions, the late ones first, and last those that were taken off an adopted plan."""
        rows = by_urgency(self.state, self.list_id, today_of(self.desk))
        rows = (*rows, *taken_off(self.state, self.list_id))
        place = {item: at for at, item in enumerate(self._order)}
        # While the list is gone through it stays in the order it opened with: nothing jumps away from the cursor.
        rows = tuple(sorted(rows, key=lambda item: place.get(item.id, len(place))))
        self._order = tuple(item.id for item in rows)
        return rows

    def _time(self, item: Item) -> Span:
        """Give what an action's days say today: how late it is, why it is due, or when it is to be done."""
        today, words = today_of(self.desk), self.words
        if item.withdrawn:
            return Span(words("plan.was_off"), "muted")
        late = days_late(self.state, item.id, today)
        if late:
            return Span(words("follow_up.late", n=late), "warn", True)
        why = why_due(self.state, item.id, today)
        if why:
            return Span(words(DUE[why]), "warn", True)
        action = action_of(self.state, item.id)
        if action.status in ENDED:
            return Span("")
        deadline = action.details.get("deadline")
        if deadline is None:
            asked = "deadline" in asked_of(self.state, item.id)
            return Span(words("follow_up.no_deadline") if asked else "", "muted")
        return Span(words("plan.short.deadline", when=day_said(self.desk, deadline)))

    def _said(self, day: date) -> str:
        return self.words.say(brief(day, day, today_of(self.desk)))

    # -- drawing -------------------------------------------------------------------------------------------

    def asks(self, width: int) -> Lines:
        """Give how the plan stands today; while a status is being noted, which."""
        words, item = self.words, self.item
        if self.status and item:
            number = words("plan.number", number=place_of(self.state, item.id))
            lines = paragraph(f"{number}: {words(STATUS[self.status])}", width, "accent", bold=True)
            return lines + paragraph(words("follow_up.note_or_enter"), width)
        lines = super(PlanView, self).task(width) or paragraph(
            words("follow_up.task"), width, "accent", bold=True
        )
        standing = standing_of(self.state, self.list_id, today_of(self.desk))
        parts = [words("follow_up.all_late", n=standing.late)] if standing.late else []
        parts += [words("follow_up.all_due", n=standing.due)] if standing.due else []
        if parts:
            return lines + paragraph(" · ".join(parts), width, "warn", bold=True)
        if standing.coming:
            return lines + paragraph(words("follow_up.coming", when=self._said(standing.coming)), width)
        return lines

    def table(self, width: int, height: int) -> Lines:
        """Give the actions around the cursor, the statuses with their digits, and the log of the one in view."""
        rows, item = self.rows(), self.item
        if item is None:
            return paragraph(f" {self.words('follow_up.empty', **self.called)}", width)
        wide = width >= WIDE
        head = [self._headings(width - MARGIN)] if wide and height > 8 else []
        head = [*self._sign(width), *head] if height > 8 else head
        legend = [] if self.status else self._legend(width)
        log = self._log(item, width, (height - len(head) - len(legend)) * 2 // 5)
        room = height - len(head) - len(legend) - len(log)
        shown = around(
            len(rows),
            self.cursor,
            width,
            room,
            lambda at: self._block(rows[at], at, width - MARGIN, wide=wide),
        )
        return [*head, *shown, *[EMPTY] * (room - len(shown)), *log, *legend]

    def _sign(self, width: int) -> Lines:
        if self.list_id in self.state.adopted:
            return [line(Span(f" {clip(plan_sign(self.desk, self.list_id), width - 1)}", "muted"))]
        if not is_adopted_somewhere(self.state, self.list_id):
            return []
        return paragraph(f" {self.words('follow_up.not_adopted')}", width, "warn")[:1]

    def _legend(self, width: int) -> Lines:
        """Give the statuses with their digits."""
        parts = [f"{at} {self.words(STATUS[name])}" for at, name in enumerate(STATUSES, 1)]
        if width >= WIDE:
            return [line(" " + "   ".join(parts), role="accent")]
        return [line(row, role="accent") for row in pack(parts, " ", width)]

    def _log(self, item: Item, width: int, most: int) -> Lines:
        """Give what happened to the action in view, the latest first: on a small screen the latest alone."""
        rows = [row for block in history_rows(self.desk, item, width - 1) for row in block]
        number = place_of(self.state, item.id)
        title = self.words("follow_up.log", number=number) if number else self.words("plan.log")
        if most < 4:
            latest = text_of(rows[0]).strip() if rows else self.words("follow_up.no_log")
            return [self._rule(latest, self.words("follow_up.more") if len(rows) > 1 else "", width)]
        if not rows:
            none = line(Span(f" {self.words('follow_up.no_log')}", "muted"))
            return [self._rule(title, "", width), none]
        more = self.words("follow_up.more") if len(rows) > most - 1 else ""
        return [self._rule(title, more, width), *rows[: most - 1]]

    def _rule(self, title: str, more: str, width: int) -> Line:
        """Give a rule with its title; at the right where there is more."""
        right = f" {more} ──" if more else "──"
        left = clip(title, width - len(right) - 4)
        gap = width - width_of(line(left)) - len(right) - 4
        return line(
            Span("── ", "rule"), Span(left, "muted"), Span(f" {'─' * gap}", "rule"), Span(right, "muted")
        )

    def _columns(self, width: int) -> tuple[int, ...]:
        owner = OWNER + (6 if width >= 100 else 0)
        return (width - HEAD - owner - COME - TIME - 6, owner, COME, TIME)

    def _headings(self, width: int) -> tuple[Span, ...]:
        names = [
            label_of(self.desk, self.list_id, "what"),
            self.words("plan.detail.owner"),
            self.words("follow_up.status"),
            self.words("follow_up.today"),
        ]
        return headings(list(zip(names, self._columns(width), strict=True)), HEAD)

    def _block(self, item: Item, at: int, width: int, *, wide: bool) -> Lines:
        here = at == self.cursor
        action = action_of(self.state, item.id)
        text = self.desk.item_text(item)
        if is_new(self.state, item):
            text = self.words("follow_up.new", text=text)
        what = Span(text, "cursor" if here else "text", bold=True)
        owner = detail_span(self.desk, item, "owner")
        status = Span(self.words(STATUS[action.status]))
        head = numbered(self.desk, item, here=here)
        if not wide:
            if owner.role == "warn":
                owner = owner._replace(text=f"{self.words('plan.gap.owner')} {owner.text}")
            return two_rows(head, what, (self._time(item), status, owner), width, 3 if here else 1, 1 + here)
        cells = (what, owner, status, self._time(item))
        columns = self._columns(width)
        return table_row(head, [Cell(*pair) for pair in zip(cells, columns, strict=True)], 3 if here else 2)

    def prompt(self) -> str | None:
        """Ask for the note of a status."""
        return self.words("follow_up.note") if self.status else super().prompt()

    def hints(self) -> Sequence[Hint]:
        """Give Enter while a note is typed."""
        return (Hint("enter", "hint.store"),) if self.status else super().hints()

    def table_hints(self) -> Sequence[Hint]:
        """Give the keys of the table."""
        item = self.item
        if item is None:
            return (Hint("n", "hint.plan_new"),)
        adopt = () if self.list_id in self.state.adopted else (Hint("a", "hint.plan_adopt"),)
        if item.withdrawn:
            return (Hint("enter", "hint.plan_on"), Hint("w", "hint.thread"))
        return (
            Hint("1-5", "hint.follow_up_status"),
            Hint("enter", "hint.correct"),
            *adopt,
            Hint("n", "hint.plan_new"),
            Hint("w", "hint.thread"),
        )

    def keys_help(self) -> Sequence[Hint]:
        """Give all keys of the table."""
        return (
            Hint("1-5", "hint.follow_up_note"),
            Hint("enter", "hint.plan_open"),
            Hint("n", "hint.plan_add"),
            Hint("w", "hint.plan_see_thread"),
            Hint("a", "hint.read_back_adopt"),
            Hint("backspace", "hint.plan_back"),
        )

    # -- acting --------------------------------------------------------------------------------------------

    def key(self, key: str, character: str | None) -> bool:
        """Leave a note that is not wanted; else as every table."""
        if not self.status:
            return super().key(key, character)
        if key == "escape":
            self._stop()
        return key == "escape"

    def table_key(self, key: str, character: str) -> bool:
        """Take the digit of a status, and `a` where the plan has not been adopted."""
        item = self.item
        if item is None:
            return False
        if len(character) == 1 and character in "12345":
            if item.withdrawn:
                self.host.tell(message("follow_up.is_off"))
            else:
                self.status = STATUSES[int(character) - 1]
                self.host.set_entry("")
        elif key == "a" and self.list_id not in self.state.adopted:
            if self.host.do(c.AdoptPlan(self.list_id)):
                self.host.tell(message("read_back.adopted"))
        else:
            return False
        return True

    def choose(self) -> bool:
        """Put back what was taken off; else as every table."""
        item = self.item
        if self.panel is None and item is not None and item.withdrawn:
            self.host.do(c.PutBackIdea(item.id))
            self.host.redraw()
            return True
        return super().choose()

    def submit(self, text: str) -> bool:
        """Note the status, with what was typed or without."""
        if not self.status:
            return super().submit(text)
        item, status = self.item, self.status
        if item is not None and not self.host.do(c.NoteStatus(item.id, status, text)):
            return False
        self.status = ""
        self.host.redraw()
        return True

    def _stop(self) -> None:
        self.status = ""
        self.host.set_entry("")
        self.host.redraw()

    def before_next(self) -> bool:
        """Note a status that waits for its note; the room goes on with the next press."""
        noted, self._noted_by_next = self._noted_by_next, False
        if self.status:
            self.submit("")
            return True
        return noted or super().before_next()

    def takes_line(self) -> bool:
        """Whether a line that is being typed is taken; a note that was does not send the room away."""
        self._noted_by_next = bool(self.status)
        return True

    def changed(self) -> None:
        """Leave the note of an action that has gone."""
        if self.status and (self.item is None or self.item.withdrawn):
            self._stop()
        super().changed()
