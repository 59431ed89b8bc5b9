"""What the tests of documents share: the shipped agendas, cases with people, the text of a document."""

import random
from collections.abc import Iterable, Iterator, Sequence
from datetime import UTC, datetime
from functools import cache
from pathlib import Path

from apv_tui.core import commands as c
from apv_tui.core.agenda import Agenda
from apv_tui.core.ahead import draw_ahead
from apv_tui.core.audience import ROOM, seen_by
from apv_tui.core.facts import PersonFacts
from apv_tui.core.record import Record
from apv_tui.demo import demo_people
from apv_tui.files.agenda_file import read_agenda_file
from apv_tui.reports.case import Case
from apv_tui.reports.document import (
    Bars,
    Block,
    Bullets,
    Card,
    Cards,
    Document,
    Facts,
    Heading,
    Keep,
    Numbered,
    Page,
    Para,
    Picture,
    Signatures,
    Table,
)
from apv_tui.reports.phrases import Phrases
from apv_tui.words import Words

AGENDAS = sorted((Path(__file__).parents[2] / "agendas").glob("*.yaml"))
NAMES = [path.stem for path in AGENDAS]
NOW = datetime(2026, 3, 2, 8, 0, tzinfo=UTC)


@cache
def shipped(name: str) -> Agenda:
    return read_agenda_file(next(path for path in AGENDAS if path.stem == name)).agenda


def paper_case(
    agenda: Agenda, people: int | tuple[PersonFacts, ...] = 0, *, language: str = "", seed: int = 7
) -> Case:
    """Give a case with so many of the demo's people, or these, and every group drawn in advance."""
    record = Record(agenda, lambda: NOW, chance=random.Random(seed))
    drawn: frozenset[str] = frozenset()
    if people:
        who = demo_people(people) if isinstance(people, int) else people
        record.do(c.OpenMeeting(agenda.meetings[0].id))
        record.do(c.AddPeople(who))
        drawn = draw_ahead(record, agenda.meetings)
    return case_of(record, language, drawn)


def case_of(record: Record, language: str = "", drawn: frozenset[str] = frozenset()) -> Case:
    state = seen_by(record.state, ROOM)
    return Case(state, Phrases(Words(language or state.agenda.language), state.agenda), drawn)


def blocks_in(blocks: Iterable[Block]) -> Iterator[Block]:
    """Give every block, those within others too."""
    for block in blocks:
        yield block
        if isinstance(block, Keep | Page):
            yield from blocks_in(block.blocks)
        elif isinstance(block, Cards):
            for card in block.cards:
                yield from blocks_in(card.blocks)


def texts_in(blocks: Iterable[Block]) -> Iterator[str]:
    """Give every text there is to read, in order."""
    for block in blocks_in(blocks):
        yield from filter(None, _texts_of(block) or _texts_of_more(block))


def _texts_of(block: Block) -> Sequence[str]:
    match block:
        case Heading() | Para():
            return (block.text,)
        case Bullets():
            return [text for words, below in block.items for text in (words, *below)]
        case Table():
            heads = [column.head for column in block.columns]
            return heads + [cell for row in block.rows for cell in row]
        case Numbered():
            return [words for _, words in block.words]
    return ()


def _texts_of_more(block: Block) -> Sequence[str]:
    match block:
        case Cards():
            return [text for card in block.cards for text in (card.title, card.under)]
        case Facts():
            return [text for row in block.rows for text in row]
        case Bars():
            return [*(text for bar in block.rows for text in (bar.label, bar.said)), block.mark]
        case Signatures():
            return (*block.lines, block.date)
        case Picture():
            return (block.words,)
    return ()


def cards_in(pages: Iterable[Page]) -> list[Card]:
    return [card for block in blocks_in(pages) if isinstance(block, Cards) for card in block.cards]


def all_texts(document: Document) -> list[str]:
    return [document.title, document.under, *texts_in(document.pages)]
