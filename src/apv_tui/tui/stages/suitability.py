"""Whether the method fits, asked once and of the leader alone (APV-0.S2, APV-0.S3).

Nothing is typed here: what is known of violence, bullying or harassment is never written down, only whether
there is any, and how to go on.
"""

from collections.abc import Sequence
from typing import Final

from apv_tui.core import commands as c
from apv_tui.core.agenda import Step, Suitability
from apv_tui.core.decide.forms import WAY
from apv_tui.core.messages import message
from apv_tui.core.state import question_ids
from apv_tui.tui.desk import Desk
from apv_tui.tui.lines import EMPTY, Lines, Span, hanging, line, paragraph, text_of
from apv_tui.tui.stages.appoint import ANSWERS, yes_or_no
from apv_tui.tui.stages.base import Hint, Host
from apv_tui.tui.stages.form import FormStage
from apv_tui.tui.stages.form_rows import MOST_DIGITS, Answer, Row, digits_of
from apv_tui.tui.stages.form_view import POINTER

DOUBTFUL: Final = ("yes", "unsure")


class SuitabilityStage(FormStage):
    """Asks the questions, advises, and keeps the way that was chosen."""

    kind = "suitability"

    def __init__(self, desk: Desk, host: Host, step: Step) -> None:
        super().__init__(desk, host, step)
        self.pointed = ""
        """The way that is pointed at: a digit too many must choose none before the advice is read."""
        self._follow = False
        """Whether the page with it is turned to when it is drawn next."""

    # -- reading -------------------------------------------------------------------------------------------

    @property
    def suitability(self) -> Suitability:
        """The step as the agenda has it."""
        step = self.step
        if not isinstance(step, Suitability):
            raise TypeError(step.kind)
        return step

    @property
    def settled(self) -> bool:
        """Whether the way to go on has been chosen."""
        return WAY in self.here.fields

    @property
    def doubtful(self) -> bool:
        """Whether any answer is yes, or not known."""
        given = (self.here.fields.get(id_) for id_ in question_ids(self.step))
        return any(answer is not None and answer.text in DOUBTFUL for answer in given)

    def rows(self) -> Sequence[Row]:
        """Give the questions; when all are answered, the ways to go on."""
        if self.settled:
            return ()
        step, fields = self.suitability, self.here.fields
        answers = yes_or_no(self.words)
        rows = [
            Row(
                id_,
                question.text,
                value=self.words(ANSWERS[fields[id_].text]) if id_ in fields else "",
                answers=answers,
                hint="\n".join(question.probes),
            )
            for id_, question in zip(question_ids(step), step.questions, strict=True)
        ]
        if all(not row.empty for row in rows):
            advice = "\n".join(step.advice) if self.doubtful else ""
            ways = tuple(Answer(way, way) for way in step.ways)
            rows.append(
                Row(WAY, self.words("suitability.way"), answers=ways, pointed=self.pointed, lead=advice)
            )
        return rows

    # -- drawing -------------------------------------------------------------------------------------------

    def body(self, width: int, height: int) -> Lines:
        """Give the questions; once the way is chosen, that alone."""
        if not self.settled:
            return self._questions(width, height)
        chosen = self.here.fields[WAY]
        lines = [line(self.words("suitability.settled"), role="muted"), EMPTY]
        lines += hanging(Span("► ", "accent", True), chosen.text, width, "heading", bold=True)
        if chosen.at:
            lines += [
                EMPTY,
                line(self.words("suitability.asked", date=self.words.date(chosen.at)), role="muted"),
            ]
        lines += paragraph(self.words("suitability.again"), width, "muted")
        return lines[:height]

    def _questions(self, width: int, height: int) -> Lines:
        """Give the questions; where they have pages, the one with the way that was just pointed at."""
        lines = super().body(width, height)
        follow, self._follow = self._follow, False
        for page in range(self.pages if follow else 0):
            self.page = page
            lines = super().body(width, height)
            if any(POINTER in text_of(row).lstrip()[1:4] for row in lines):
                break
        return lines

    def hints(self) -> Sequence[Hint]:
        """Give the keys of the questions; once they are settled, the one that asks again."""
        if self.settled:
            return (Hint("e", "hint.ask_again"),)
        row = self.form.row
        if row is None or row.id != WAY:
            return super().hints()
        choose = (Hint("enter", "hint.choose_way"),) if self.pointed else ()
        return (*choose, Hint(digits_of(row), "hint.point_at"), Hint("up down", "hint.choose_line"))

    def keys_help(self) -> Sequence[Hint]:
        """Give all keys of the step."""
        return (
            Hint("1-3", "hint.answer"),
            Hint("left right", "hint.other_answer"),
            Hint("up down", "hint.choose_line"),
            Hint("enter", "hint.choose_way"),
            Hint("e", "hint.ask_again"),
        )

    # -- acting --------------------------------------------------------------------------------------------

    def key(self, key: str, character: str | None) -> bool:
        """Take the answers; once they are settled, the key that asks again."""
        if not self.settled:
            return super().key(key, character)
        if key != "e":
            return False
        self.form.at = ""
        return self.store(WAY, "")

    def choose(self) -> bool:
        """Choose the way that is pointed at, or say how to answer; nothing is to be started once it is settled."""
        if self.settled:
            return True
        row = self.form.row
        if row is None or row.id != WAY:
            return super().choose()
        if self.pointed:
            self.host.do(c.FillField(WAY, self.pointed))
        else:
            self.host.tell(message("suitability.point_first", most=min(MOST_DIGITS, len(row.answers))))
        return True

    def store(self, row: str, text: str) -> bool:
        """Keep an answer; point at a way to go on. Only Enter chooses it."""
        if row == WAY and text:
            self.pointed, self._follow = text, True
            return False
        return self.host.do(c.FillField(row, text))

    def changed(self) -> None:
        """Point at nothing any more: with another answer the advice is another."""
        self.pointed = ""
        super().changed()
