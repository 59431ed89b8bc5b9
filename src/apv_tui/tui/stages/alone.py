"""Everybody thinks and writes alone, in silence; nothing is typed (SAM-4.1, SAM-4.2)."""

from apv_tui.core.timing import SignalKind
from apv_tui.tui.lines import EMPTY, Lines, Span, hanging, line, pages_of, paragraph
from apv_tui.tui.stages.base import Alarm, Stage
from apv_tui.tui.stages.seats import finished, fitted


class AloneStage(Stage):
    """Shows what to think about, large and calm, and that the room is silent."""

    kind = "alone"

    def task(self, width: int) -> Lines:
        """Give the instruction, and that nobody speaks."""
        lines = super().task(width) or paragraph(self.step.title, width, role="accent", bold=True)
        return [*lines, *paragraph(self.words("alone.silence"), width, role="heading", bold=True)]

    def body(self, width: int, height: int) -> Lines:
        """Give the questions with air around them, as many on a page as there is room for."""
        roomy, close = self._blocks(width, EMPTY), self._blocks(width)
        # Air is the first thing to give way: who thinks should not have to wait for a page.
        blocks = roomy if sum(map(len, roomy)) <= height else close
        pages = fitted(lambda rows: pages_of(blocks, rows), height, foot=False)
        self.pages = len(pages)
        spare = height - len(pages[0]) if len(pages) == 1 else 0
        above: Lines = [EMPTY] * min(2, spare // 3)
        return finished(above, pages, self.page, "", self.words, width, height)

    def _blocks(self, width: int, *around: tuple[Span, ...]) -> list[Lines]:
        questions = self.state.questions_of(self.step)
        blocks: list[Lines] = []
        heading = ""
        for number, question in enumerate(questions, 1):
            block: Lines = []
            if question.heading and question.heading != heading:
                heading = question.heading
                block.append(line(heading, role="accent", bold=True))
            if question.intro:
                block += paragraph(question.intro, width)
            head = f"{number}  " if len(questions) > 1 else ""
            block += hanging(Span(head, "muted"), question.text, width, "heading", True)
            for probe in question.probes:
                block += hanging(Span(" " * len(head) + "· ", "muted"), probe, width)
            blocks.append([*block, *around])
        if blocks and around:
            blocks[-1] = blocks[-1][: -len(around)]
        return blocks

    def turns_pages(self) -> bool:
        """Nobody sits at the keys."""
        return True

    def alarm(self, kind: SignalKind) -> Alarm:
        """Show the signals, and let only the last one sound: the room is silent."""
        alarm = super().alarm(kind)
        return alarm if kind == "zero" else alarm._replace(sounds=False)
