"""Whether the method fits, asked once and of the leader alone (APV-0.S2, APV-0.S3).

Nothing is typed here: what is known of violence, bullying or harassment is never written down, only whether
there is any, and how to go on.
"""

from collections.abc import Sequence
from typing import Final

from apv_tui.core import commands as c
from apv_tui.core.agenda import Suitability
from apv_tui.core.decide.forms import WAY
from apv_tui.core.state import question_ids
from apv_tui.tui.lines import EMPTY, Lines, Span, hanging, line, paragraph
from apv_tui.tui.stages.appoint import ANSWERS, yes_or_no
from apv_tui.tui.stages.base import Hint
from apv_tui.tui.stages.form import FormStage
from apv_tui.tui.stages.form_rows import Answer, Row

DOUBTFUL: Final = ("yes", "unsure")


class SuitabilityStage(FormStage):
    """Asks the questions, advises, and keeps the way that was chosen."""

    kind = "suitability"

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
            rows.append(Row(WAY, self.words("suitability.way"), answers=ways, lead=advice))
        return rows

    # -- drawing -------------------------------------------------------------------------------------------

    def body(self, width: int, height: int) -> Lines:
        """Give the questions; once the way is chosen, that alone."""
        if not self.settled:
            return super().body(width, height)
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

    def hints(self) -> Sequence[Hint]:
        """Give the keys of the questions; once they are settled, the one that asks again."""
        return (Hint("e", "hint.ask_again"),) if self.settled else super().hints()

    def keys_help(self) -> Sequence[Hint]:
        """Give all keys of the step."""
        return (
            Hint("1-3", "hint.answer"),
            Hint("left right", "hint.other_answer"),
            Hint("up down", "hint.choose_line"),
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
        """Say how to answer; there is nothing to start once it is settled."""
        return True if self.settled else super().choose()

    def store(self, row: str, text: str) -> bool:
        """Keep an answer, or the way to go on."""
        return self.host.do(c.FillField(row, text))
