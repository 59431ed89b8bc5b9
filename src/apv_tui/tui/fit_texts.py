"""The texts of a step that a room reads, each with its place in the agenda."""

from collections.abc import Iterator
from typing import Literal, NamedTuple

from apv_tui.core.agenda import Step, Talk
from apv_tui.core.agenda.base import Question
from apv_tui.core.agenda.desk_steps import Appoint
from apv_tui.core.agenda.faults import Place


class Text(NamedTuple):
    """A text of the agenda that the room is to read, and where it stands."""

    place: Place
    text: str
    sort: Literal["instruction", "question", "page", "help", ""] = ""
    """What it is; `help` gives way where there is little room."""

    @property
    def bare(self) -> str:
        """Its letters alone, as they are looked for."""
        return squeezed(self.text)


def texts_of(step: Step, place: Place) -> Iterator[Text]:
    """Give the texts of a step that a room reads, with their places in the file."""
    if step.instruction:
        yield Text((*place, "instruction"), step.instruction, "instruction")
    for at, question in enumerate(step.questions):
        yield from _of_question(question, (*place, "questions", at))
    for at, page in enumerate(step.pages if isinstance(step, Talk) else ()):
        if page.title:
            yield Text((*place, "pages", at, "title"), page.title, "page")
        yield Text((*place, "pages", at, "text"), page.text, "page")
    for key in ("examples", "headings", "advice", "ways", "next"):
        for at, text in enumerate(getattr(step, key, ())):
            yield Text((*place, key, at), text, "help" if key == "examples" else "")
    if consent := getattr(step, "consent", None):
        yield Text((*place, "consent"), consent)
    for at, field in enumerate(step.fields if isinstance(step, Appoint) else ()):
        here: Place = (*place, "fields", at)
        yield Text((*here, "title"), field.title)
        if field.hint:
            yield Text((*here, "hint"), field.hint)
        for number, choice in enumerate(field.choices):
            yield Text((*here, "choices", number), choice)


def _of_question(question: Question, place: Place) -> Iterator[Text]:
    if question.heading:
        yield Text((*place, "heading"), question.heading, "question")
    if question.intro:
        yield Text((*place, "intro"), question.intro, "question")
    yield Text((*place, "text"), question.text, "question")
    for at, probe in enumerate(question.probes):
        yield Text((*place, "probes", at), probe, "help")


def squeezed(text: str) -> str:
    """Give only the letters: where a line breaks does not matter."""
    return "".join(text.split())
