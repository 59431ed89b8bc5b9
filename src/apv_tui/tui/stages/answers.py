"""Questions answered in writing by all together: one at a time, each with its own answers, and an overview."""

from collections.abc import Sequence

from apv_tui.core import commands as c
from apv_tui.core.agenda import Question, Step
from apv_tui.core.messages import message
from apv_tui.core.state import Item, heading_over, question_ids
from apv_tui.tui.desk import Desk
from apv_tui.tui.lines import EMPTY, Lines, Span, hanging, line, pages_of, paragraph, width_of
from apv_tui.tui.stages.base import Hint, Host, spread
from apv_tui.tui.stages.collect import CollectStage
from apv_tui.tui.stages.seats import finished, fitted

ROOMY = 10
LEAST_ANSWERS = 3
"""Rows for what is answered that the question's own help never takes."""


class AnswersStage(CollectStage):
    """Takes answers under the question that is shown; the overview shows all of them."""

    kind = "answers"

    def __init__(self, desk: Desk, host: Host, step: Step) -> None:
        super().__init__(desk, host, step)
        self.at_question = 0
        """The question in view, where the agenda shows them all at once: the step has no parts then."""
        self.overview = not self.collect.one_at_a_time and len(self.questions) > 1
        self.row = 0
        """The question the overview's cursor is on."""
        self._rows_on: list[int] = []
        """The page each question of the overview begins on."""
        self._follow = False
        """Whether the overview turns to the cursor's page when it is drawn next."""
        self._help = True
        """Whether there is room for what helps to answer above the answers, and for a blank line below it."""
        self._gap = False
        self._part = self.part
        self._vault = self.state.vault

    # -- reading -------------------------------------------------------------------------------------------

    @property
    def questions(self) -> tuple[Question, ...]:
        """The questions of the step."""
        return self.state.questions_of(self.step)

    @property
    def part(self) -> int:
        """The question in view, from 0."""
        at = self.here.part if self.collect.one_at_a_time else self.at_question
        return max(0, min(at, len(self.questions) - 1))

    @property
    def question(self) -> Question | None:
        """The question in view."""
        return self.questions[self.part] if self.questions else None

    @property
    def question_id(self) -> str:
        """The id of the question in view; "" where the step asks none."""
        return question_ids(self.step)[self.part] if self.questions else ""

    @property
    def list_id(self) -> str:
        """The list that is filled at the question in view."""
        return (self.question.into if self.question else None) or self.collect.into

    def answers_to(self, part: int) -> tuple[Item, ...]:
        """Give what was answered to a question of this step, from 0, and is at hand."""
        if not self.questions:
            return super().shown_items()
        id_ = question_ids(self.step)[part]
        list_id = self.questions[part].into or self.collect.into
        return tuple(
            item
            for item in self.state.at_hand(list_id)
            if not item.withdrawn and (item.step, item.question) == (self.step_id, id_)
        )

    def shown_items(self) -> tuple[Item, ...]:
        """Give what was answered to the question in view; of the group in view where there are groups."""
        group = self.group
        return tuple(
            item
            for item in self.answers_to(self.part)
            if group is None or self.state.is_of_group(item, self.step, group)
        )

    def open_questions(self) -> tuple[int, ...]:
        """Give the numbers, from 1, of the questions without an answer."""
        return tuple(at + 1 for at in range(len(self.questions)) if not self.answers_to(at))

    # -- drawing -------------------------------------------------------------------------------------------

    def task(self, width: int) -> Lines:
        """Give the question under its heading; or what the overview is."""
        question = self.question
        if self.gate.view or question is None:
            return super().task(width)
        if self.overview:
            words = self.words("answers.overview")
            return [*paragraph(words, width, role="accent", bold=True), line(self._progress())]
        lines: Lines = []
        heading = heading_over(self.questions, self.part)
        if heading:
            lines += paragraph(heading, width, role="heading", bold=True)
        if len(self.questions) > 1:
            number = self.words("collect.question", number=self.part + 1, of=len(self.questions))
            lines.append(line(number, role="muted"))
        return [*lines, *paragraph(question.text, width, role="accent", bold=True)]

    def body(self, width: int, height: int) -> Lines:
        """Give what helps to answer, and the answers; where there is no room for both, on a page each."""
        if self.gate.view:
            return super().body(width, height)
        if self.finding():
            return self._seating(width, height)
        if self.overview:
            return self._overview(width, height)
        if self.gate.shut:
            return self.gate.without_notes(self._helps(width), width, height)
        helps = self._helps(width)
        if helps and height >= ROOMY:
            helps.append(EMPTY)
        self._help, self._gap = False, height >= ROOMY
        head = len(self.gate.head(width)) + len(self._tally(width))
        answers = max(LEAST_ANSWERS, min(len(self.shown_items()), height // 2))
        self._help = len(helps) + head + answers <= height
        self.pages = 1
        if self._help or not helps:
            return super().body(width, height)
        # The answers come first once there are any; the help is one page on.
        owner = self.gate.head(width)
        pages = fitted(lambda rows: pages_of([[row] for row in helps], rows), height - len(owner), foot=True)
        self.pages = len(pages) + 1
        at = (self.page + (0 if self.shown_items() else 1)) % self.pages
        shown = [*owner, *pages[at - 1]] if at else super().body(width, height - 1)
        return finished([], [shown] * self.pages, self.page, "", self.words, width, height)

    def _helps(self, width: int) -> Lines:
        question = self.question
        if question is None:
            return []
        lines = paragraph(question.intro, width) if question.intro else []
        for probe in question.probes:
            lines += hanging(Span(" · ", "muted"), probe, width)
        return lines

    def _questions(self, width: int) -> Lines:
        return []

    def _progress(self) -> str:
        done = len(self.questions) - len(self.open_questions())
        return self.words("answers.progress", done=done, of=len(self.questions))

    def _tally(self, width: int) -> Lines:
        if self.per_group or not self.questions:
            return super()._tally(width)
        helps = self._helps(width) if self._help else []
        helps += [EMPTY] if helps and self._gap else []
        here = self.words("answers.here", n=len(self.shown_items()))
        progress = self._progress() if len(self.questions) > 1 else ""
        counts = spread(line(here, role="muted"), line(progress, role="heading"), width)
        return [*helps, counts if width_of(counts) <= width else line(progress, role="heading")]

    def _overview(self, width: int, height: int) -> Lines:
        blocks: list[Lines] = []
        for at, question in enumerate(self.questions):
            block: Lines = []
            if question.heading:
                block.append(line(question.heading, role="heading", bold=True))
            head = Span(f"{'►' if at == self.row else ' '}{at + 1:>2}  ", "accent", True)
            block += hanging(head, question.text, width, "cursor" if at == self.row else "text", True)
            answers = self.answers_to(at)
            for item in answers:
                role = "muted" if item.merged_into else "text"
                block += hanging(Span("     – ", "muted"), self.desk.item_text(item), width, role)
            if not answers:
                block.append(line(Span(f"     {self.words('answers.none')}", "warn")))
            blocks.append(block)
        owner = self.gate.head(width)
        pages = fitted(lambda rows: pages_of(blocks, rows), height - len(owner), foot=False)
        self.pages = len(pages)
        self._rows_on = _pages_of_first_rows(blocks, pages)
        if self._follow:
            self.page, self._follow = self._rows_on[self.row], False
        return finished(owner, pages, self.page, "", self.words, width, height)

    def prompt(self) -> str | None:
        """Give what stands before the line; nothing is typed in the overview."""
        return None if self.overview and not self.gate.view else super().prompt()

    def hints(self) -> Sequence[Hint]:
        """Give the keys of the question, or of the overview."""
        if self.gate.view:
            return super().hints()
        if self.overview:
            return (Hint("enter", "hint.answer_this"), Hint("up down", "hint.choose_question"))
        free = not self.editing and not self.gate.confidential and not self.per_group
        overview = (Hint("tab", "hint.overview"),) if free and len(self.questions) > 1 else ()
        own, first = super().hints(), 2 if self.enter_changes else 1
        return (*own[:first], *overview, *own[first:])

    def next_label(self) -> str:
        """Say that the overview comes after the last question."""
        return "act.next.overview" if self._overview_next() else super().next_label()

    def _overview_next(self) -> bool:
        last = self.part == len(self.questions) - 1
        return last and len(self.questions) > 1 and not (self.overview or self.gate.view or self.gate.shut)

    # -- acting --------------------------------------------------------------------------------------------

    def key(self, key: str, character: str | None) -> bool:
        """Take Tab (the overview), and in the overview the arrows; else as where words are collected."""
        if self.overview and not self.gate.view:
            return self._key_in_overview(key)
        tab = key == "tab" and not self.gate.confidential and not self.per_group and len(self.questions) > 1
        if not tab:
            return super().key(key, character)
        if not self.take_typed():
            return True  # it answers this question, not the one that is chosen next
        self._look(overview=True)
        self.row, self._follow = self.part, True
        return True

    def _key_in_overview(self, key: str) -> bool:
        if key in ("tab", "backspace"):
            self._look(overview=False)
        elif key in ("up", "down"):
            step = 1 if key == "down" else -1
            self.row = max(0, min(len(self.questions) - 1, self.row + step))
            self._follow = True
        elif not self.gate.key(key):
            return False
        self.host.redraw()
        return True

    def _look(self, *, overview: bool) -> None:
        self.overview, self.row, self.page = overview, 0, 0
        self.cursor, self.editing = -1, ""
        self.host.redraw()

    def choose(self) -> bool:
        """Go to the question under the overview's cursor."""
        if not self.overview or self.gate.view:
            return super().choose()
        self._go(self.row)
        return True

    def _go(self, part: int) -> None:
        self.at_question = part
        self._look(overview=False)
        if self.collect.one_at_a_time and part != self.here.part:
            self.host.do(c.ShowPart(part))

    def before_next(self) -> bool:
        """Show the overview before leaving, and say which questions are open."""
        if super().before_next():
            return True
        last = self.part == len(self.questions) - 1
        if not (self.collect.one_at_a_time or self.overview or last):
            self._go(self.part + 1)
            return True
        if not self._overview_next():
            return False
        self._look(overview=True)
        left = self.open_questions()
        if left:
            self.host.tell(message("answers.open", numbers=", ".join(map(str, left))))
        return True

    def before_back(self) -> bool:
        """Go back from the overview to the question it was opened from."""
        if super().before_back():
            return True
        if not self.overview or not self.collect.one_at_a_time:
            return False
        self._look(overview=False)
        return True

    def changed(self) -> None:
        """Begin a question that is new to the room at its first page, and somebody else's notes at the first one."""
        if self.state.vault != self._vault:
            self._vault, self.at_question = self.state.vault, 0
            self._look(overview=not self.collect.one_at_a_time and len(self.questions) > 1)
        if self.part != self._part:
            self._part = self.part
            self._look(overview=False)

    def _note(self, texts: tuple[str, ...]) -> c.NoteIdeas:
        return c.NoteIdeas(texts, self.list_id, self.group, self.question_id)


def _pages_of_first_rows(blocks: Sequence[Lines], pages: Sequence[Lines]) -> list[int]:
    """Give for each block the page, from 0, its first row is on."""
    ends: list[int] = []
    for shown in pages:
        ends.append(len(shown) + (ends[-1] if ends else 0))
    found, row = [], 0
    for block in blocks:
        found.append(next((at for at, end in enumerate(ends) if row < end), 0))
        row += len(block)
    return found
