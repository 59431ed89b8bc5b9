"""A small meeting with the steps people do in groups, for the tests of those stages."""

from typing import Any

from desks import FakeHost, grid, make_desk

from apv_tui.core import commands as c
from apv_tui.core.agenda import Agenda
from apv_tui.core.clock import SettableClock
from apv_tui.tui.desk import Desk
from apv_tui.tui.lines import text_of
from apv_tui.tui.stages import make_stage
from apv_tui.tui.stages.base import Stage

SIZES = ((78, 13), (52, 8))
"""The body, inside its margins, of the screens everything is made for: 80x24, and 54x16 read from the back row."""

STEPS: tuple[dict[str, Any], ...] = (
    {
        "id": "tre",
        "kind": "groups",
        "title": "Find sammen tre og tre",
        "minutes": 3,
        "group_size": 3,
        "instruction": "Find jeres gruppe og en blok.",
    },
    {
        "id": "interview",
        "kind": "interviews",
        "title": "Interview hinanden",
        "minutes": 15,
        "groups_from": "tre",
        "choose_questions": 2,
        "questions": [
            {"id": "q1", "text": "Hvad i hverdagen giver dig mest energi?", "probes": ["Hvornår sidst?"]},
            {"id": "q2", "text": "Hvor lykkes vores samarbejde allerbedst?"},
            {"id": "q3", "text": "Hvad vil du rose?"},
        ],
    },
    {"id": "galleritur", "kind": "walk", "title": "Galleri", "minutes": 5, "uses": ["styrker"]},
    {"id": "seks", "kind": "groups", "title": "Grupper på seks", "minutes": 3, "group_size": 6},
    {
        "id": "brainstorm",
        "kind": "collect",
        "title": "Ønsker",
        "minutes": 20,
        "per": "group",
        "groups_from": "seks",
        "into": "oensker",
    },
    {
        "id": "rundgang",
        "kind": "walk",
        "title": "Se de andres ønsker",
        "minutes": 10,
        "hosts": True,
        "groups_from": "seks",
        "uses": ["oensker"],
        "instruction": "Én bliver ved gruppens ark.",
    },
    {
        "id": "fortael",
        "kind": "tell",
        "title": "Fortæl",
        "minutes": 12,
        "groups_from": "seks",
        "uses": ["oensker"],
        "instruction": "Én fra hver gruppe fortæller kort.",
    },
    {
        "id": "streger",
        "kind": "walk",
        "title": "Sæt jeres streger",
        "minutes": 11,
        "group_size": 2,
        "uses": ["oensker"],
        "instruction": "Gå to og to.",
    },
    {"id": "kaffe", "kind": "break", "title": "Kaffepause", "minutes": 10, "instruction": "Stræk benene."},
)


def make_agenda(**changed: dict[str, Any]) -> Agenda:
    """Give the meeting; `interview={"minutes": 20}` changes keys of a step."""
    return Agenda.model_validate(
        {
            "title": "Prøve",
            "language": "da",
            "lists": {
                "styrker": {"title": "Galleri", "one": "styrke", "many": "styrker"},
                "oensker": {"title": "Ønsker og drømme", "one": "ønske", "many": "ønsker"},
            },
            "meetings": [
                {
                    "id": "moede",
                    "title": "Møde",
                    "steps": [{**step, **changed.get(step["id"], {})} for step in STEPS],
                }
            ],
        }
    )


def at_step(count: int, *steps: str, **changed: dict[str, Any]) -> tuple[Stage, FakeHost, SettableClock]:
    """Give the stage of the last of `steps`, which were gone through in turn by `count` people."""
    desk, clock = make_desk(make_agenda(**changed), count)
    for step in steps:
        desk.do(c.GoTo(step))
    host = FakeHost(desk)
    return make_stage(desk, host), host, clock


def all_pages(stage: Stage, width: int, height: int) -> list[str]:
    """Give the text of every page of the body, checked to fit."""
    stage.page = 0
    stage.body(width, height)
    pages = []
    for at in range(stage.pages):
        stage.page = at
        pages.append(grid(stage.body(width, height), width, height))
    stage.page = 0
    return pages


def task_of(stage: Stage, width: int = 42) -> list[str]:
    """Give the lines of the task."""
    return [text_of(row) for row in stage.task(width)]


def names(desk: Desk, group: int) -> list[str]:
    """Give the names of those who sit in a group of the present step."""
    step = desk.state.step
    assert step is not None
    return [desk.name(person) for person in desk.state.groups_of(step)[group].everyone]
