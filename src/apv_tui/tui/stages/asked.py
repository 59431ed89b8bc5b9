"""How a question stands on the screen: its heading, from whose side it is asked, and its words."""

from collections.abc import Sequence

from apv_tui.core.agenda import Question
from apv_tui.core.state import heading_over
from apv_tui.tui.lines import Lines, Span, line, paragraph, width_of, wrap
from apv_tui.tui.stages.base import spread
from apv_tui.words import Words


def question_task(questions: Sequence[Question], at: int, words: Words, width: int) -> Lines:
    """Give the question at a place for the left of the clock; its number where there are several."""
    question = questions[at]
    number = line(words("collect.question", number=at + 1, of=len(questions)), role="muted")
    lines: Lines = []
    heading = heading_over(questions, at)
    bar = (question.lens or "").casefold()
    if heading and heading.casefold() != bar:  # else the bar says it, and larger
        lines += paragraph(heading, width, role="heading", bold=True)
    if question.lens:
        lines += lens_bar(question.lens, width)
        short = line(words("collect.question_short", number=at + 1, of=len(questions)), role="muted")
        if len(questions) > 1 and width_of(lines[-1]) + width_of(short) < width:
            lines[-1] = spread(lines[-1], short, width)
        elif len(questions) > 1:
            lines.append(number)
    elif len(questions) > 1:
        lines.append(number)
    return lines + paragraph(question.text, width, role="accent", bold=True)


def lens_bar(lens: str, width: int) -> Lines:
    """Give a lens as a bar the other way round than all else, its letters set apart where they fit: the one
    thing on the screen that must be read from the back row."""
    text = " ".join(lens.upper())
    rows = [text] if len(text) + 4 <= width else wrap(lens.upper(), width - 2)
    return [line(Span(f"  {row}  " if len(row) + 4 <= width else f" {row} ", "signal", True)) for row in rows]
