"""A form filled in together: who does what, when, and what was agreed (APV-1.1, APV-4.3c, APV-4.4e-g, APV-5.1b-c)."""

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Final

from apv_tui.core import commands as c
from apv_tui.core.agenda import Appoint, FormField
from apv_tui.core.days import span_message
from apv_tui.core.forms import doubts, fill_gaps, open_fields, time_after
from apv_tui.core.messages import Message, message
from apv_tui.core.naming import name_people
from apv_tui.core.state import Filled
from apv_tui.core.when import brief
from apv_tui.tui.lines import Lines, line
from apv_tui.tui.stages.form import FormStage
from apv_tui.tui.stages.form_rows import Answer, Row
from apv_tui.words import Words

ANSWERS: Final = {"yes": "form.yes", "no": "form.no", "unsure": "form.unsure"}
"""What a line of yes and no takes, and the words for it."""

MOST_ALIKE: Final = 4
"""So many names are offered where one typed fits several people."""


def yes_or_no(words: Words) -> tuple[Answer, ...]:
    """Give the three answers to a question of yes and no."""
    return tuple(Answer(code, words(id_)) for code, id_ in ANSWERS.items())


class AppointStage(FormStage):
    """Fills in the step's form."""

    kind = "appoint"

    # -- reading -------------------------------------------------------------------------------------------

    @property
    def appoint(self) -> Appoint:
        """The step as the agenda has it."""
        step = self.step
        if not isinstance(step, Appoint):
            raise TypeError(step.kind)
        return step

    @property
    def today(self) -> date:
        """The day of the meeting, as the people in the room have it."""
        return self.desk.now().astimezone().date()

    def rows(self) -> Sequence[Row]:
        """Give a row for each field."""
        fields = self.here.fields
        return tuple(self._row(field, fields.get(field.id)) for field in self.appoint.fields)

    def said(self, field: FormField, filled: Filled) -> str:
        """Give what stands in a field in words."""
        return (
            self.words(ANSWERS[filled.text])
            if filled.text in ANSWERS and field.type == "yes_no"
            else filled.text
        )

    def _row(self, field: FormField, filled: Filled | None) -> Row:
        proposal = self._proposal(field)
        return Row(
            field.id,
            field.title,
            value=self.said(field, filled) if filled else "",
            note=self._note(field, filled) if filled else "",
            entry=filled.text if filled else proposal,
            answers=self._answers(field),
            proposal=proposal,
            hint=self._hint(field, filled),
            warnings=self._warnings(field, filled) if filled else (),
        )

    def _answers(self, field: FormField) -> tuple[Answer, ...]:
        if field.type == "yes_no":
            return yes_or_no(self.words)
        return tuple(Answer(text, text) for text in field.choices)

    def _note(self, field: FormField, filled: Filled) -> str:
        if field.type == "date" and filled.first and filled.last:
            day = self.words.say(self._days(filled.first, filled.last))
            return "" if day.casefold() == filled.text.casefold() else day
        if field.type == "people":
            named = name_people(self.state.people.values(), filled.text)
            if named.strangers and any(person.name for person in self.state.people.values()):
                return self.words("form.not_on_list", names=", ".join(named.strangers))
        return ""

    def _days(self, first: date, last: date) -> Message:
        """Give a day, or the days of a week: what was typed says which week it is."""
        this_year = first.year == last.year == self.today.year
        if first != last and first.month == last.month and this_year:
            return message("when.days", first=first.day, last=last.day, month=message(f"month.{first.month}"))
        return brief(first, last, self.today) if first == last else span_message(first, last)

    def _warnings(self, field: FormField, filled: Filled) -> tuple[str, ...]:
        told = [self.words.say(doubt) for doubt in doubts(self.state, field, filled, self.today)]
        if told and (after := time_after(self.state, field, filled)):
            told[-1] = f"{self.words.say(after)} {told[-1]}"
        if field.type == "people":
            for part, people in name_people(self.state.people.values(), filled.text).unsure:
                names = ", ".join(self.desk.name(who) for who in people[:MOST_ALIKE])
                told.append(self.words("form.which", part=part, names=names))
        return tuple(told)

    def _hint(self, field: FormField, filled: Filled | None) -> str:
        doubtful = filled is not None and doubts(self.state, field, filled, self.today)
        after = time_after(self.state, field, filled) if filled and not doubtful else None
        return "\n".join(filter(None, (self.words.say(after) if after else "", field.hint or "")))

    def _proposal(self, field: FormField) -> str:
        """Give the text on offer, with what the other fields say in its gaps."""
        if not field.offer:
            return ""
        filled = self.here.fields
        said: Mapping[str, str] = {
            each.id: self._in_a_text(each, filled[each.id])
            for each in self.appoint.fields
            if each.id in filled
        }
        titles = {each.id: each.title for each in self.appoint.fields}
        return fill_gaps(field.offer, said, titles)

    def _in_a_text(self, field: FormField, filled: Filled) -> str:
        if field.type == "date" and filled.first and filled.last:
            return self.words.say(span_message(filled.first, filled.last))
        if field.type == "people":
            return self.desk.listed(filled.text.split(", "))
        return self.said(field, filled)

    # -- drawing -------------------------------------------------------------------------------------------

    def task(self, width: int) -> Lines:
        """Give the instruction, and how much of the form is filled in."""
        fields = self.appoint.fields
        lines = super().task(width) or [line(self.step.title, role="accent", bold=True)]
        done = len(fields) - len(open_fields(self.state, self.appoint))
        return [*lines, line(self.words("form.filled", done=done, of=len(fields)), role="muted")]

    # -- acting --------------------------------------------------------------------------------------------

    def store(self, row: str, text: str) -> bool:
        """Fill in a field."""
        return self.host.do(c.FillField(row, text))
