"""A set of questions under its headings: whole where there is room, else on pages that keep a part together."""

from collections.abc import Sequence
from itertools import pairwise
from typing import NamedTuple

from apv_tui.core.agenda import Question
from apv_tui.tui.lines import EMPTY, Lines, Span, hanging, paragraph
from apv_tui.tui.stages.seats import even_pages


class Part(NamedTuple):
    """The questions under one heading, each with its number in the whole set; "" for no heading."""

    heading: str
    questions: tuple[tuple[int, Question], ...]


def parts_of(asked: Sequence[Question], offered: Sequence[Question]) -> list[Part]:
    """Give the questions that are asked by their headings: the own one, or the last before it of all offered."""
    headings: dict[str, str] = {}
    heading = ""
    for question in offered:
        heading = question.heading or heading
        headings[question.text] = heading
    found = [headings.get(question.text, "") for question in asked]
    starts = [at for at, name in enumerate(found) if at == 0 or name != found[at - 1]]
    numbered = tuple(enumerate(asked, 1))
    return [Part(found[first], numbered[first:last]) for first, last in pairwise([*starts, len(asked)])]


def part_blocks(part: Part, width: int, *, probes: bool) -> list[Lines]:
    """Give a block for each question, with what is said before it above; without the heading."""
    blocks: list[Lines] = []
    for number, question in part.questions:
        block: Lines = paragraph(question.intro, width) if question.intro else []
        block += hanging(Span(f"{number}  ", "muted"), question.text, width, "heading", True)
        for probe in question.probes if probes else ():
            block += hanging(Span("   · ", "muted"), probe, width, "muted")
        blocks.append(block)
    return blocks


def _heading(part: Part, width: int) -> Lines:
    return paragraph(part.heading, width, role="accent", bold=True) if part.heading else []


def question_lines(parts: Sequence[Part], width: int, *, probes: bool, gap: bool) -> Lines:
    """Give all questions below each other, with a blank line between two parts where there is room for it."""
    rows: Lines = []
    for part in parts:
        rows += [EMPTY] if rows and gap else []
        rows += _heading(part, width)
        rows += [row for block in part_blocks(part, width, probes=probes) for row in block]
    return rows


def question_pages(parts: Sequence[Part], width: int, height: int) -> list[Lines]:
    """Give pages on which each part stands whole; what helps is left out before a part is divided.

    A part that is longer than a page all the same goes on under its heading.
    """
    pages: list[Lines] = []
    for part in parts:
        heading = _heading(part, width)
        room = max(1, height - len(heading))
        blocks = part_blocks(part, width, probes=True)
        if sum(map(len, blocks)) > room:
            blocks = part_blocks(part, width, probes=False)
        divided = [[*heading, *rows] for rows in even_pages(blocks, room)]
        if pages and len(divided) == 1 and len(pages[-1]) + 1 + len(divided[0]) <= height:
            pages[-1] = [*pages[-1], EMPTY, *divided[0]]
        else:
            pages += divided
    return pages
