"""Thinking and writing alone: the questions, the silence, and nothing to type."""

from collections.abc import Sequence

import pytest
from desks import FakeHost, make_desk
from rounds import SIZES, all_pages, task_of

from apv_tui.core import commands as c
from apv_tui.core.agenda import Agenda
from apv_tui.tui.stages import make_stage
from apv_tui.tui.stages.base import Stage

QUESTIONS = [
    "Tænk på en gang, hvor et samarbejde lykkedes. Hvad skete der?",
    {"text": "Hvorfor var det godt?", "probes": ["Hvem gjorde hvad?", "Hvad manglede ikke?"]},
]


def at_alone(questions: Sequence[object], instruction: str = "Notér det.") -> Stage:
    step = {
        "id": "alene",
        "kind": "alone",
        "title": "Tænk alene",
        "minutes": 5,
        "instruction": instruction,
        "questions": list(questions),
    }
    meeting = {"id": "m", "title": "Møde", "steps": [step]}
    desk, _ = make_desk(Agenda.model_validate({"title": "Prøve", "language": "da", "meetings": [meeting]}), 9)
    desk.do(c.GoTo("alene"))
    return make_stage(desk, FakeHost(desk))


@pytest.mark.parametrize("size", SIZES)
def test_the_questions_stand_whole_and_the_room_is_told_to_be_silent(size: tuple[int, int]) -> None:
    stage = at_alone(QUESTIONS)
    (page,) = all_pages(stage, *size)
    assert "Hvad skete der?" in " ".join(page.split())
    assert "Hvem gjorde hvad?" in page
    assert task_of(stage, 70) == ["Notér det.", "Stilhed: alle tænker og skriver for sig selv."]


@pytest.mark.parametrize("size", SIZES)
def test_many_questions_are_pages_that_turn_by_themselves_and_none_is_divided(size: tuple[int, int]) -> None:
    stage = at_alone([f"Spørgsmål {n}: hvad tænker du på, når du ser tilbage på dagen?" for n in range(1, 9)])
    pages = all_pages(stage, *size)
    assert stage.turns_pages()
    for n in range(1, 9):
        found = [page for page in pages if f"Spørgsmål {n}:" in page]
        assert len(found) == 1
        assert found[0].split(f"Spørgsmål {n}:")[1].replace("\n", " ").count("?") >= 1


def test_nothing_is_typed() -> None:
    stage = at_alone(QUESTIONS)
    assert stage.prompt() is None
    assert not stage.key("x", "x")
    assert stage.hints() == ()


def test_only_the_end_is_heard() -> None:
    stage = at_alone(QUESTIONS)
    assert [stage.alarm(kind).sounds for kind in ("half", "two_minutes", "one_minute", "zero")] == [
        False,
        False,
        False,
        True,
    ]
