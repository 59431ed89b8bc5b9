"""The thread of an item: its first words and sheets, strokes, assessment, who chose it, and what came of it."""

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, Final

from apv_tui.core.marks import marks_of
from apv_tui.core.plans import DETAILS, NEEDED, action_of, known_as
from apv_tui.core.state import Item
from apv_tui.core.thread import Count, Thread, thread_of
from apv_tui.tui.lines import EMPTY, Lines, Span, hanging, line, page, paragraph
from apv_tui.tui.overlays.base import Overlay
from apv_tui.tui.stages.background import RISKS, verdict_text
from apv_tui.tui.stages.base import with_page_sign
from apv_tui.tui.stages.plan_lines import LABELS, detail_span, moment_said

if TYPE_CHECKING:
    from apv_tui.tui.app import ApvApp

HOWS: Final = {
    "gap": "vote.how.gap_only",
    "widened": "vote.how.gap_only",
    "all": "vote.how.all",
    "runoff": "vote.how.runoff",
    "tie_taken": "vote.how.tie_taken",
}
STATUSES: Final = {
    "not_started": "thread.status.not_started",
    "in_progress": "thread.status.in_progress",
    "done": "thread.status.done",
    "postponed": "thread.status.postponed",
    "dropped": "thread.status.dropped",
}


class ThreadOverlay(Overlay):
    """Shows where an item comes from and what came of it, so that the link is visible to all (APV-4.4d)."""

    own_key = "w"

    def __init__(self, owner: "ApvApp", subject: str = "") -> None:
        super().__init__(owner, subject)
        self._thread: Thread | None = None

    def heading(self) -> str:
        """Give the heading."""
        return self.words("thread.heading")

    def key(self, key: str, character: str | None) -> bool:
        """Close with the key that opened it, or with any that means back."""
        if key not in ("w", "enter", "backspace"):
            return False
        self.close()
        return True

    def content(self, width: int, height: int) -> Lines:
        """Give the thread, in pages."""
        item = self.desk.state.items.get(self.subject)
        if item is None:
            return [EMPTY, line(self.words("refused.no_such_item"), role="muted")]
        self._thread = thread = thread_of(self.desk.state, item)
        number = Span(f" {known_as(self.desk.state, thread.item):>3}  ", "accent", True)
        head = hanging(number, self.desk.item_text(thread.item), width, "heading", bold=True)
        head = [*head, EMPTY] if height > 12 else head
        blocks: list[Lines] = []
        for title, rows in self._parts(thread):
            if rows:
                block = [line(f" {self.words(title)}", role="accent", bold=True)]
                for text in rows:
                    block += [(Span("     "), *row) for row in paragraph(text, width - 5, indent="  ")]
                blocks.append([*block, EMPTY] if height > 12 else block)
        if not blocks:
            blocks.append([line(f" {self.words('thread.nothing')}", role="muted")])
        room = height - len(head)
        part = page(blocks, room - 1, self.page_number)
        return [*head, *with_page_sign(part.lines, part.number, part.of, self.words, width, room)]

    def _parts(self, thread: Thread) -> Iterator[tuple[str, Sequence[str]]]:
        """Give each part of the thread: its title, and its lines."""
        if self._is_action(thread.item):
            yield "thread.agreed", self._agreed(thread.item)
        yield "thread.above", [self._said(item) for item in self._seen(thread.above)]
        yield "thread.from", self._sources(thread)
        yield "thread.counted", [self._count(count) for count in self._counts(thread)]
        yield "thread.assessed", self._verdicts(thread)
        yield "thread.became", [self._said(item) for item in self._seen(thread.became)]
        yield "thread.chosen_title", self._choices(thread)
        yield "thread.proposals", [self._proposal(item) for item in self._seen(thread.proposals)]
        yield "thread.actions", [self._action(item) for item in self._seen(thread.actions)]

    def _seen(self, items: Sequence[Item]) -> tuple[Item, ...]:
        """Leave out what is confidential, also while it is open: a thread is the case's."""
        return tuple(item for item in items if not item.vault)

    def _said(self, item: Item) -> str:
        spec = self.desk.agenda.lists.get(item.list)
        text = self.desk.item_text(item)
        number = known_as(self.desk.state, item)
        return self.words("thread.said", list=spec.title if spec else item.list, number=number, text=text)

    # -- how an action stands ------------------------------------------------------------------------------

    def _is_action(self, item: Item) -> bool:
        return item.list in self.desk.state.plans

    def _agreed(self, item: Item) -> list[str]:
        """Give how far an action has come, who does it, by when, and when it is looked at again."""
        action = action_of(self.desk.state, item.id)
        status = self.words(STATUSES[action.status])
        if action.log:
            last = action.log[-1]
            status = f"{status} ({moment_said(self.desk, last.at)})"
            status = f"{status}: {last.note}" if last.note else status
        rows = [f"{self.words('thread.status')}: {status}"]
        for detail in (*NEEDED, *(name for name in DETAILS if name not in NEEDED)):
            said = detail_span(self.desk, item, detail).text
            if said:
                rows.append(f"{self.words(LABELS[detail])}: {said}")
        return rows

    # -- where it comes from -------------------------------------------------------------------------------

    def _sources(self, thread: Thread) -> list[str]:
        """Give the first wordings, each with its place: the step it was said at, its number there, and its group."""
        rows: dict[str, str] = {}
        own = thread.item
        if self._is_action(own) and not (own.origin or own.under or thread.repeats or thread.wordings):
            return [self.words("thread.own_words")]  # nothing came before it
        first, last = ((), (own,)) if own.origin else ((own,), ())
        for item in self._seen((*first, *thread.origins, *thread.repeats, *last)):
            # What was carried over says again what was said before.
            text = item.original or self.desk.item_text(item)
            if not item.origin or text not in rows:
                rows[text] = self._source(item, text)
        return list(rows.values())

    def _source(self, item: Item, text: str) -> str:
        words = self.words
        said = self.desk.state.find_step(item.step)
        where = [words("thread.where", step=said.title, number=item.number)] if said else []
        # An action is known by its place, which changes: a number here would be another one.
        where = [said.title] if said and self._is_action(item) else where
        where += [words("thread.group", number=item.group + 1)] if item.group is not None else []
        return words("thread.quoted", text=text, where=", ".join(where)) if where else text

    def _counts(self, thread: Thread) -> tuple[Count, ...]:
        items = self.desk.state.items
        return tuple(count for count in thread.counts if self._seen((items[count.item],)))

    def _count(self, count: Count) -> str:
        words = self.words
        marks = marks_of(self.desk.state.find_step(count.step))
        text = words("thread.strokes", n=count.own + count.repeats, **marks)
        if count.repeats:
            text += f" ({count.own} + {count.repeats})"
        if count.topics is not None:
            text += f", {words('thread.among_chosen')}"
        step = self.desk.state.find_step(count.step)
        told = [text, step.title if step else ""]
        if count.topics is not None:
            how, reason = count.topics.how, count.topics.reason
            own = words("vote.how.leader", reason=reason)
            told.append(own if how == "leader" else words(HOWS.get(how, "vote.how.all"), **marks))
        return " · ".join(filter(None, told))

    def _verdicts(self, thread: Thread) -> list[str]:
        words = self.words
        rows = []
        for item in self._seen((thread.item, *thread.became, *thread.origins)):
            risk = words(RISKS[item.risk]) if item.risk in RISKS else ""
            told = " · ".join(filter(None, (verdict_text(words, item), risk)))
            if told:
                rows.append(told)
        return list(dict.fromkeys(rows))

    # -- what came of it -----------------------------------------------------------------------------------

    def _choices(self, thread: Thread) -> list[str]:
        groups = sorted({choice.group + 1 for choice in thread.choices})
        return (
            [self.words("thread.by_groups", n=len(groups), numbers=", ".join(map(str, groups)))]
            if groups
            else []
        )

    def _proposal(self, item: Item) -> str:
        text = f"{item.number}: {self.desk.item_text(item)}"
        lens = self.desk.state.lens_of(item)
        where = [lens] if lens else []
        where += [self.words("thread.group", number=item.group + 1)] if item.group is not None else []
        return self.words("thread.quoted", text=text, where=", ".join(where)) if where else text

    def _action(self, item: Item) -> str:
        action = action_of(self.desk.state, item.id)
        owner = action.details.get("owner")
        who = owner.text if owner and owner.text else self.words("thread.no_owner")
        status = self.words(STATUSES.get(action.status, "thread.status.not_started"))
        return self.words("thread.action", text=self.desk.item_text(item), owner=who, status=status)
