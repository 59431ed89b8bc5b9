"""The interview guide: the questions that are asked away from the screen, in their parts, with room to write."""

from typing import Final

from apv_tui.core.agenda import Interviews, Meeting, Noting, Question, Spotlight, Step
from apv_tui.core.preparing import is_asked_on_paper
from apv_tui.reports.case import Case
from apv_tui.reports.document import Block, Bullets, Heading, Keep, Page, Para, Room, bullets
from apv_tui.reports.phrases import BETWEEN

LINES: Final = 8
"""Lines to write on below a question, where the questions leave the room."""
FEWEST_LINES: Final = 2
_ON_A_PAGE: Final = 26
_EACH: Final = 2


def pages(case: Case, meeting: Meeting) -> tuple[Page, ...]:
    """Give a page for each step of a meeting whose questions are asked on paper."""
    steps = [step for step in meeting.steps if is_asked_on_paper(meeting, step)]
    return tuple(_page(case, meeting, step) for step in steps)


def _page(case: Case, meeting: Meeting, step: Step) -> Page:
    words = case.words
    blocks: list[Block] = [
        Heading(1, BETWEEN.join((case.say.paper("guide", (step,)), meeting.title))),
        Heading(2, step.title),
    ]
    if case.knows_people and isinstance(step, Interviews):
        blocks.append(Para(words("print.copies", n=len(case.at(meeting))), "note"))
    if step.instruction:
        blocks.append(Para(step.instruction, "strong"))
    consent = step.consent if isinstance(step, Noting | Spotlight) else None
    if consent:
        answers = bullets((words("form.yes"), words("form.no")), "boxes")
        blocks.append(Keep((Para(words("show.consent"), "strong"), Para(consent), answers)))
    questions = case.state.questions_of(step)
    taken = sum(_EACH + len(question.probes) for question in questions)
    lines = max(FEWEST_LINES, min(LINES, (_ON_A_PAGE - taken) // max(1, len(questions))))
    for number, question in enumerate(questions, 1):
        blocks += _question(question, number, lines)
    return Page(tuple(blocks))


def _question(question: Question, number: int, lines: int) -> tuple[Block, ...]:
    lens = f"{question.lens}: " if question.lens else ""
    asked = Bullets(((f"{lens}{question.text}", question.probes),), "numbers", number)
    above: list[Block] = [Heading(3, question.heading)] if question.heading else []
    above += [Para(question.intro)] if question.intro else []
    return (Keep((*above, asked, Room(lines))),)
