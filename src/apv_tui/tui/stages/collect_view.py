"""What is drawn while the room's words are typed in: what is asked, the groups, and what came last."""

from collections.abc import Sequence

from apv_tui.core.agenda import Noting, Step
from apv_tui.core.repeats import LIKELY
from apv_tui.core.state import Item, question_ids
from apv_tui.tui.desk import Desk
from apv_tui.tui.kept import Kept
from apv_tui.tui.lines import (
    EMPTY,
    Line,
    Lines,
    Span,
    hanging,
    line,
    paragraph,
    width_of,
    window,
    with_arrows,
)
from apv_tui.tui.stages.asked import question_task
from apv_tui.tui.stages.base import Hint, Host, Stage
from apv_tui.tui.stages.formed import wish_lines
from apv_tui.tui.stages.owner_gate import OwnerGate
from apv_tui.tui.stages.seating import new_groups, seating, seating_pages
from apv_tui.tui.stages.tabs import tabs


class CollectView(Stage):
    """Shows the list that is filled, and the line it is filled in."""

    clock_first = False

    def __init__(self, desk: Desk, host: Host, step: Step) -> None:
        super().__init__(desk, host, step)
        desk.view_group = 0
        self.cursor = -1
        """The item chosen, as an index into those shown; -1 is the line that is typed in."""
        self.editing = ""
        """The id of the item whose words are being changed."""
        self.gate = OwnerGate(self)
        self._in_view: Kept[tuple[Item, ...]] = Kept()
        self._standing: Kept[int] = Kept()
        self._near: Kept[str] = Kept()
        self._warned = False
        """Whether it was said that nothing is noted."""

    # -- reading -------------------------------------------------------------------------------------------

    @property
    def collect(self) -> Noting:
        """The step as the agenda has it."""
        step = self.step
        if not isinstance(step, Noting):
            raise TypeError(step.kind)
        return step

    @property
    def per_group(self) -> bool:
        """Whether items belong to groups here."""
        return bool(self.groups) and self.collect.per != "room"

    @property
    def group(self) -> int | None:
        """The group whose words are typed now."""
        return min(self.desk.view_group, len(self.groups) - 1) if self.per_group else None

    @property
    def list_id(self) -> str:
        """The list that is filled now."""
        return self.state.target_list(self.collect)

    def shown_items(self) -> tuple[Item, ...]:
        """Give the items in view: those of the list that stand, of the group in view where there are groups."""
        return self._in_view.get((self.state, -1 if self.group is None else self.group), self._find_shown)

    def _find_shown(self) -> tuple[Item, ...]:
        state, step, group = self.state, self.step, self.group
        return tuple(
            item
            for item in self._at_hand()
            if not item.withdrawn and (group is None or state.is_of_group(item, step, group))
        )

    def _at_hand(self) -> Sequence[Item]:
        """Give the items of the list that are seen from the side asked about now; without a lens all are."""
        state = self.state  # asked once: a list can be long
        question = state.question_at(self.step)
        items = state.at_hand(self.list_id)
        if not (question and question.lens):
            return items
        return [item for item in items if state.lens_of(item) == question.lens]

    @property
    def enter_changes(self) -> bool:
        """Whether Enter changes the line that is chosen: words that are being typed are a new one."""
        return self.cursor >= 0 and not self.editing and not self.host.typed().strip()

    # -- drawing -------------------------------------------------------------------------------------------

    def finding(self) -> bool:
        """Whether who sits where is to be read: until the first item is noted, whatever the clock does."""
        if self.found or self.gate.view or self.gate.shut or not new_groups(self.state, self.step):
            return False
        self.found = self.here.part > 0 or any(
            item.step == self.step_id and not item.withdrawn for item in self.state.at_hand(self.list_id)
        )
        return not self.found

    def shown(self, width: int, height: int) -> Lines:
        """Give the body, which begins with who sits where itself."""
        return self.body(width, height)

    def _seating(self, width: int, height: int) -> Lines:
        """Give who sits where; below it, where there is room, what helps to begin."""
        helps = self._questions(width)
        rows, self.pages = seating(self.desk, self.step, self.page, width, height)
        if self.pages > 1:
            return rows
        named = seating_pages(self.desk, self.step, width, height)[0]
        for below in ([*helps, *self._empty(width, height - len(named) - len(helps) - 2)], helps):
            if below and len(named) + len(below) + 2 <= height:
                gap = height - len(named) - len(below) - 1
                return [*named, EMPTY, *below, *([EMPTY] * (gap - 1)), rows[-1]]
        return rows

    def task(self, width: int) -> Lines:
        """Give the question, else the instruction."""
        if self.gate.view:
            return self.gate.task(width)
        step = self.collect
        questions = self.state.questions_of(step)
        if not questions:
            return super().task(width)
        if not step.one_at_a_time:
            return super().task(width)
        return question_task(questions, min(self.here.part, len(questions) - 1), self.words, width)

    def body(self, width: int, height: int) -> Lines:
        """Give the groups with what each has so far, and the newest items of the group in view."""
        if self.gate.view:
            return self.gate.body(width, height)
        if self.gate.shut:
            return self.gate.without_notes(self._questions(width), width, height)
        if self.finding():
            return self._seating(width, height)
        items = self.shown_items()
        helps = self._questions(width) if height > 8 or not items else []
        head = helps + self.gate.head(width) + self._tally(width)
        room = height - len(head)
        if not items:
            return head + self._empty(width, room)
        self.cursor = min(self.cursor, len(items) - 1)
        at = self.cursor if self.cursor >= 0 else len(items) - 1
        last = window(len(items), at, room)[1] - 1 if self.cursor >= 0 else at
        # Items of more than one line push the oldest out of view, never the one that was typed last; only
        # the rows in view are built.
        shown: Lines = []
        first = last + 1
        while first > 0:
            row = self._row(items[first - 1], first - 1, len(items), width)
            if len(shown) + len(row) > room:
                break
            shown = row + shown
            first -= 1
        return head + with_arrows(shown, first > 0, last < len(items) - 1, width)

    def _questions(self, width: int) -> Lines:
        if self.collect.one_at_a_time:
            question = self.state.question_at(self.collect)
            intro = paragraph(question.intro, width) if question and question.intro else []
            probes = question.probes if question else ()
            return intro + [row for probe in probes for row in paragraph(probe, width - 1, indent="  ")]
        lines: Lines = []
        for number, question in enumerate(self.state.questions_of(self.collect), 1):
            lines += [line(Span(f" {number} ", "muted"), *row) for row in paragraph(question.text, width - 4)]
        return lines

    def _tally(self, width: int) -> Lines:
        spec = self.desk.agenda.lists.get(self.list_id)
        at_hand = self._at_hand()
        total = self._standing.get((self.state,), lambda: sum(1 for item in at_hand if item.stands))
        name = (spec.one if total == 1 else spec.many) if spec else ""
        total_text = self.words("collect.total", count=total, name=name)
        question = self.state.question_at(self.step)
        if question is not None and question.at_most:
            most = "collect.at_most.group" if self.per_group else "collect.at_most"
            total_text += f" · {self.words(most, most=question.at_most)}"
        if not self.per_group:
            return [line(total_text, role="muted")]
        grouping = self.state.grouping_of(self.step)
        counts = [0] * len(self.groups)
        for item in at_hand:
            ours = item.grouping == grouping and not item.withdrawn
            if ours and item.group is not None and 0 <= item.group < len(counts):
                counts[item.group] += 1
        room = width - len(total_text) - 1
        tabs = self._tabs(counts, room)
        gap = width - width_of(tabs) - len(total_text)
        wish = wish_lines(self, self.group or 0, width, 2 if width > 60 else 1)
        below = [*wish, EMPTY] if width > 60 else wish
        return [(*tabs, Span(" " * max(1, gap)), Span(total_text, "muted")), *below]

    def _tabs(self, counts: Sequence[int], room: int) -> Line:
        """Give the groups with their counts."""
        long = [f"{self.group_name(at)}: {count}" for at, count in enumerate(counts)]
        short = [f"{at + 1}: {count}" for at, count in enumerate(counts)]
        return tabs(long, short, self.group or 0, room)

    def _empty(self, width: int, height: int) -> Lines:
        # Examples show the form of an item; they belong to the first question, not to those that follow it.
        examples = self.collect.examples if self.here.part == 0 else ()
        step = self.collect
        asked = step.one_at_a_time and bool(step.questions)
        lines: Lines = paragraph(step.instruction, width) if asked and step.instruction else []
        empty = line(self.words("collect.empty"), role="muted")
        # An example says more than that there is nothing yet, where there is no room for both.
        for above in ([*lines, empty], lines):
            shown = self._examples(examples, width, height - len(above))
            if shown:
                return [*above, *shown]
        return [*lines, empty][:height]

    def _examples(self, examples: Sequence[str], width: int, height: int) -> Lines:
        """Give as many examples as there is room for; half an example is none."""
        shown: Lines = []
        for example in examples:
            block = hanging(Span("  – "), example, width - 2)
            if 1 + len(shown) + len(block) > height:
                break
            shown += block
        return [line(Span(self.words("collect.examples"), "muted")), *shown] if shown else []

    def _row(self, item: Item, at: int, count: int, width: int) -> Lines:
        chosen = at == self.cursor
        role = "cursor" if chosen else ("muted" if item.merged_into else "text")
        alike = ""
        if at == count - 1:
            alike = self._near.get((self.state, item.id), lambda: self._likely_repeat(item))
        if item.merged_into:
            standing = self.state.items.get(self.state.stands_for(item.id))
            alike = self.words("merge.repeat_of", number=standing.number) if standing else ""
        alike = alike or self._other_question(item)
        lines = self.item_line(item, width - (len(alike) + 2 if alike else 0), role)
        if alike:
            last = lines[0]
            lines[0] = (
                *last,
                Span(" " * max(1, width - width_of(last) - len(alike) - 1)),
                Span(alike, "warn"),
            )
        return lines

    def _other_question(self, item: Item) -> str:
        """Say which question of this step an item answers, where that is not the one that is shown."""
        ids = question_ids(self.step)
        if item.step != self.step_id or item.question not in ids or not self.collect.one_at_a_time:
            return ""
        at = ids.index(item.question)
        return "" if at == self.here.part else self.words("collect.answers", number=at + 1)

    def _likely_repeat(self, item: Item) -> str:
        if not item.text:
            return ""
        near = self.state.at_hand(item.list)
        others = [other for other in near if other.stands and other.id != item.id and other.text]
        if not others:
            return ""
        scores = self.desk.alike(item.text, [other.text for other in others])
        best = max(range(len(others)), key=lambda at: scores[at])
        return self.words("collect.like", number=others[best].number) if scores[best] >= LIKELY else ""

    def prompt(self) -> str | None:
        """Give the group whose words are typed, or what is being changed."""
        if self.gate.view:
            return self.gate.prompt()
        if self.gate.shut:
            return None
        if self.editing and (item := self.state.items.get(self.editing)):
            return self.words("collect.rewording", number=item.number)
        return self.group_name(self.group) if self.group is not None else self.words("collect.prompt")

    def hints(self) -> Sequence[Hint]:
        """Give Enter and Tab."""
        if self.gate.view:
            return self.gate.hints()
        if self.editing:
            return (Hint("enter", "hint.reword"),)
        if self.gate.shut:
            return self.gate.open_hints()
        tab = (Hint("tab", "hint.next_group"),) if self.per_group and len(self.groups) > 1 else ()
        if new_groups(self.state, self.step):
            tab = (*tab, Hint("ctrl+o", "hint.seats"))
        take_off = (Hint("delete", "hint.take_off"),) if self.shown_items() else ()
        if self.enter_changes:
            return (Hint("enter", "hint.edit"), *take_off, *tab, *self.gate.open_hints())
        return (Hint("enter", "hint.note"), *tab, *self.gate.open_hints(), *take_off)

    def keys_help(self) -> Sequence[Hint]:
        """Give the keys for lines that were typed already, too, where lines are typed."""
        if self.gate.view or self.gate.shut or self.prompt() is None:
            return self.hints()
        return (
            *self.hints(),
            Hint("up down", "hint.choose_typed"),
            Hint("delete", "hint.take_off"),
            Hint("#5", "hint.on_paper"),
            *((Hint("ctrl+o", "hint.seats"),) if self.groups else ()),
        )
