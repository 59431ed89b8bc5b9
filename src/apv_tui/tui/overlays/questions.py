"""Which interview questions are asked: some of those offered, or the leader's own (APV-2.2c)."""

from collections.abc import Sequence

from apv_tui.core import commands as c
from apv_tui.core.agenda import Interviews
from apv_tui.core.messages import message
from apv_tui.core.state import question_ids
from apv_tui.tui.lines import EMPTY, Lines, Span, hanging, line, page, paragraph
from apv_tui.tui.overlays.base import Overlay
from apv_tui.tui.stages.base import Hint, with_page_sign


class QuestionsOverlay(Overlay):
    """Lists the questions on offer; a digit chooses one, a typed line is one of the leader's own."""

    own_key = "escape"  # Enter on an empty line goes back, too

    def heading(self) -> str:
        """Give the heading."""
        return self.words("questions.heading")

    def step(self) -> Interviews | None:
        """Give the interviews of the meeting: the present step, else the first to come."""
        state = self.desk.state
        if isinstance(state.step, Interviews):
            return state.step
        steps = state.meeting.steps if state.meeting else ()
        return next((step for step in steps if isinstance(step, Interviews)), None)

    def prompt(self) -> str | None:
        """Give the prompt for the leader's own question."""
        return self.words("questions.prompt")

    def content(self, width: int, height: int) -> Lines:
        """Give the questions, the chosen ones marked."""
        step = self.step()
        if step is None:
            return [line(self.words("questions.none"))]
        state = self.desk.state.state_of(step)
        asked = {question.text for question in self.desk.state.questions_of(step)}
        most = step.choose_questions or len(step.questions)
        intro = paragraph(self.words("questions.intro", n=most), width, role="muted")
        blocks: list[Lines] = [[*intro, EMPTY] if height > 11 else intro]
        for number, question in enumerate(step.questions, 1):
            on = question.text in asked
            head = Span(f"{'●' if on else ' '} {number}  ", "accent" if on else "muted", on)
            rows = hanging(head, question.text, width, "text", on)
            rows += [line("      ", Span(f"– {probe}", "muted")) for probe in question.probes if height > 14]
            blocks.append(rows)
        for at, text in enumerate(state.own):
            own = Span(f"● {len(step.questions) + at + 1}  ", "accent", True)
            blocks.append(hanging(own, text, width, bold=True))
        part = page(blocks, height, self.page_number)
        if part.of > 1:
            part = page(blocks, height - 1, self.page_number)
        return with_page_sign(part.lines, part.number, part.of, self.words, width, height)

    def hints(self) -> Sequence[Hint]:
        """Give the digits and Enter."""
        return (Hint("enter", "hint.take_question"),)

    def submit(self, text: str) -> bool:
        """Take a number as a choice, words as a question of the leader's own; nothing closes."""
        step = self.step()
        text = text.strip()
        if step is None or not text:
            self.close()
            return False
        ids, own = self._asked(step)
        known = question_ids(step)
        most = step.choose_questions or len(step.questions)
        if text.isdecimal() and 1 <= int(text) <= len(known) + len(own):
            at = int(text) - 1
            if at >= len(known):
                del own[at - len(known)]
            elif known[at] in ids:
                ids.remove(known[at])
            else:
                ids.append(known[at])
        elif len(text) < 4:
            self.tell(message("questions.which", most=len(known) + len(own)))
            return True
        else:
            own.append(text)
            self.page_number = -1  # the last page shows it
        # The newest wish counts: what was chosen first makes room for it.
        while len(ids) + len(own) > most and (ids or own):
            del (ids if ids and not (len(ids) == 1 and text.isdecimal()) else own or ids)[0]
        return self.do(c.ChooseQuestions(step.id, tuple(ids), tuple(own)))

    def _asked(self, step: Interviews) -> tuple[list[str], list[str]]:
        state = self.desk.state.state_of(step)
        if state.chosen or state.own:
            return list(state.chosen), list(state.own)
        return list(question_ids(step)[: step.choose_questions or len(step.questions)]), []
