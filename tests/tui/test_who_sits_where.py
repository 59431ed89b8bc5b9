"""Groups that are made at a step about something else: the room reads who sits where before anything is noted."""

from typing import Any

import pytest
from desks import FakeHost, grid, make_desk
from pilots import NARROW
from pilots import room as on_screen
from rounds import SIZES

from apv_tui.core import commands as c
from apv_tui.core.agenda import Agenda
from apv_tui.tui.desk import Desk
from apv_tui.tui.stages import make_stage

PAIRS = {"id": "par", "kind": "turns", "title": "To og to", "minutes": 10, "group_size": 2}
NOTED: dict[str, Any] = {
    "id": "noter",
    "kind": "collect",
    "title": "Ønsker",
    "minutes": 10,
    "into": "oensker",
    "groups_from": "par",
    "merge_groups": 2,
    "questions": ["Hvad ønsker I?"],
    "examples": ["Ingen spiser frokost alene"],
}

TALK: dict[str, Any] = {
    "id": "snak",
    "kind": "talk",
    "title": "Snak",
    "minutes": 5,
    "group_size": 4,
    "pages": [{"title": "Hej", "text": "Alle"}],
}


def method(*steps: dict[str, Any]) -> Agenda:
    return Agenda.model_validate(
        {
            "title": "Prøve",
            "language": "da",
            "lists": {"oensker": {"title": "Ønsker", "one": "ønske", "many": "ønsker"}},
            "steps": [PAIRS, *steps],
        }
    )


def room(step: dict[str, Any], count: int = 14) -> Desk:
    desk, _ = make_desk(method(step), count)
    desk.do(c.GoTo("par"))
    desk.do(c.GoTo(step["id"]))
    return desk


def all_shown(desk: Desk, width: int, height: int) -> str:
    stage = make_stage(desk, FakeHost(desk))
    pages = [grid(stage.shown(width, height), width, height)]
    for page in range(1, stage.pages):
        stage.page = page
        pages.append(grid(stage.shown(width, height), width, height))
    return "\n".join(pages)


@pytest.mark.parametrize("size", SIZES)
@pytest.mark.parametrize("kind", ["collect", "answers"])
def test_every_name_is_read_until_the_first_item_is_noted(kind: str, size: tuple[int, int]) -> None:
    desk = room({**NOTED, "kind": kind})
    shown = all_shown(desk, *size)
    assert "Gruppe 1  " in shown
    for person in desk.state.present:
        assert desk.name(person.id) in shown
    desk.do(c.StartOrPause())
    assert desk.name("p1") in all_shown(desk, *size), "the clock alone takes nobody's name away"
    make_stage(desk, FakeHost(desk)).submit("Ro")
    after = all_shown(desk, *size)
    assert "Ro" in after
    assert desk.name("p1") not in after


def test_the_examples_stand_below_where_there_is_room() -> None:
    assert "Ingen spiser frokost alene" in all_shown(room(NOTED, 8), 78, 13)


def test_groups_that_are_known_already_are_not_shown_again() -> None:
    known = {key: value for key, value in NOTED.items() if key != "merge_groups"}
    desk = room(known)
    assert desk.name("p1") not in all_shown(desk, 78, 13)


@pytest.mark.parametrize("autostart", [True, False])
def test_a_talk_in_new_groups_shows_them_first(autostart: bool) -> None:
    desk, clock = make_desk(method({**TALK, "autostart": autostart}), 14)
    desk.do(c.GoTo("snak"))
    assert desk.name("p1") in all_shown(desk, 78, 13)
    if autostart:
        clock.advance(61)
    else:
        desk.do(c.StartOrPause())
    assert "Hej" in all_shown(desk, 78, 13)
    assert desk.name("p1") not in all_shown(desk, 78, 13)


async def test_a_key_brings_them_back_while_words_are_typed() -> None:
    async with on_screen(agenda=method(NOTED), count=14, size=NARROW) as meeting:
        await meeting.do(c.GoTo("par"), c.GoTo("noter"))
        assert "Bo" in meeting.text
        await meeting.write("Ro\n")
        assert "Gruppe 1 ►" in meeting.text
        await meeting.press("ctrl+o")
        assert meeting.open == "SeatsOverlay"
        assert "Bo" in meeting.text
        await meeting.press("ctrl+o")
        assert meeting.open == "MeetingScreen"


async def test_enter_shows_the_step_and_acts_on_nothing_that_nobody_saw() -> None:
    async with on_screen(agenda=method(TALK), count=14) as meeting:
        await meeting.do(c.GoTo("par"), c.GoTo("snak"))
        assert "Alle" not in meeting.text
        before = len(meeting.desk.record.entries)
        await meeting.press("enter")
        assert "Alle" in meeting.text
        assert len(meeting.desk.record.entries) == before
