"""The leader speaks to the whole room: short pages, one after the other."""

from apv_tui.core.agenda import Talk
from apv_tui.tui.lines import EMPTY, Lines, Span, line, page, paragraph
from apv_tui.tui.stages.base import Stage, with_page_sign


class TalkStage(Stage):
    """Shows the page the leader has come to."""

    kind = "talk"

    def task(self, width: int) -> Lines:
        """Give the instruction."""
        return super().task(width) or [line(self.step.title, role="accent", bold=True)]

    def body(self, width: int, height: int) -> Lines:
        """Give the page: its heading and its lines."""
        step = self.step
        if not isinstance(step, Talk) or not step.pages:
            return self._questions(width, height)
        number = min(self.here.part, len(step.pages) - 1)
        shown = step.pages[number]
        blocks: list[Lines] = []
        if shown.title:
            blocks.append([line(shown.title, role="heading", bold=True), EMPTY])
        for text in shown.text.split("\n"):
            blocks.append(paragraph(text, width))
        if len(step.pages) > 1:
            sign = self.words("talk.page", number=number + 1, of=len(step.pages))
            room = height - 1
        else:
            sign, room = "", height
        lines = self._paged(blocks, width, room)
        if sign:
            lines = [*lines, *([EMPTY] * (room - len(lines))), line(sign, role="muted")]
        return lines

    def _questions(self, width: int, height: int) -> Lines:
        blocks: list[Lines] = []
        for number, question in enumerate(self.state.questions_of(self.step), 1):
            blocks.append(
                [
                    line(Span(f"{number}  " if at == 0 else "   ", "muted"), *row)
                    for at, row in enumerate(paragraph(question.text, width - 5))
                ]
            )
        return self._paged(blocks, width, height)

    def _paged(self, blocks: list[Lines], width: int, height: int) -> Lines:
        part = page(blocks, height, self.page)
        if part.of > 1:  # the sign of the page takes a row
            part = page(blocks, height - 1, self.page)
        self.pages = part.of
        return with_page_sign(part.lines, part.number, part.of, self.words, width, height)
