"""A plan outside its own step: wherever its actions are listed they have its order, its numbers, who and when."""

import pytest
from desks import FakeHost, grid, make_desk
from plan_desks import act
from rounds import SIZES, all_pages

from apv_tui.core import commands as c
from apv_tui.core.agenda import Agenda
from apv_tui.core.plans import numbered
from apv_tui.tui.desk import Desk
from apv_tui.tui.stages import make_stage
from apv_tui.tui.stages.last_time import last_time
from apv_tui.tui.stages.seats import list_pages

STEPS = [
    {"id": "ord", "kind": "collect", "title": "Ønsker", "minutes": 5, "into": "oensker"},
    {"id": "plan", "kind": "plan", "title": "Handleplan", "minutes": 5, "into": "tiltag"},
    {"id": "hoer", "kind": "present", "title": "Hør planen", "minutes": 5, "list": "tiltag", "by": "none"},
    {"id": "slut", "kind": "close", "title": "Planen er klar", "minutes": 5, "uses": ["tiltag", "oensker"]},
]
LISTS = {
    "oensker": {"title": "Ønsker", "one": "ønske", "many": "ønsker"},
    "tiltag": {"title": "Handleplan", "one": "tiltag", "many": "tiltag"},
}


def planned() -> Desk:
    """Give a desk whose second action was moved to the top of the plan."""
    later = {"id": "igen", "title": "Opfølgning", "steps": [{**STEPS[0], "id": "ord2"}]}
    meetings = [{"id": "moede", "title": "2. dialogmøde", "steps": STEPS}, later]
    agenda = Agenda.model_validate({"title": "Prøve", "language": "da", "lists": LISTS, "meetings": meetings})
    desk, _ = make_desk(agenda, 5)
    desk.do(c.GoTo("ord"))
    desk.do(c.NoteIdeas(("Mere ro",), "oensker"))
    desk.do(c.GoTo("plan"))
    act(desk, "Ro-skilt på døren", owner="Karen", deadline="uge 50")
    coffee = act(desk, "Kaffe til alle", deadline="12. december")
    desk.do(c.MoveAction(coffee.id, 0))
    return desk


def flat(text: str) -> str:
    return " ".join(text.split())


def shown(desk: Desk, step: str, size: tuple[int, int]) -> str:
    desk.do(c.GoTo(step))
    return flat(" ".join(all_pages(make_stage(desk, FakeHost(desk)), *size)))


FIRST = "1 Kaffe til alle ansvarlig mangler · frist 12. december"
SECOND = "2 Ro-skilt på døren Karen · frist uge 50"


def test_a_list_is_numbered_as_the_room_knows_it() -> None:
    desk = planned()
    assert [(at, item.text) for at, item in numbered(desk.state, "tiltag")] == [
        (1, "Kaffe til alle"),
        (2, "Ro-skilt på døren"),
    ]
    desk.do(c.GoTo("ord"))
    desk.do(c.NoteIdeas(("Lys",), "oensker"))
    desk.do(c.WithdrawIdea(desk.state.standing("oensker")[0].id))
    assert [(at, item.text) for at, item in numbered(desk.state, "oensker")] == [(2, "Lys")]


@pytest.mark.parametrize("size", SIZES)
@pytest.mark.parametrize("step", ["slut", "hoer"])
def test_the_closing_page_and_the_presentation_have_the_plans_order_who_and_when(
    step: str, size: tuple[int, int]
) -> None:
    text = shown(planned(), step, size)
    assert FIRST in text
    assert SECOND in text
    assert text.index(FIRST) < text.index(SECOND)


@pytest.mark.parametrize("size", SIZES)
def test_the_lists_of_the_case_and_the_next_lobby_have_it_too(size: tuple[int, int]) -> None:
    desk = planned()
    text = flat(" ".join(grid(page, *size) for page in list_pages(desk, ("tiltag",), *size)))
    assert f"Handleplan {FIRST} {SECOND}" in text
    desk.do(c.GoTo("slut"))
    desk.do(c.OpenMeeting("igen"))
    text = flat(grid([row for block in last_time(desk, size[0]) for row in block], size[0], 30))
    assert f"Handleplan 2 tiltag {FIRST} {SECOND}" in text


@pytest.mark.parametrize("size", SIZES)
def test_how_far_an_action_has_come_is_said_and_long_words_are_whole(size: tuple[int, int]) -> None:
    desk = planned()
    _, (_, sign) = numbered(desk.state, "tiltag")
    desk.do(c.RewordIdea(sign.id, "Et skilt om ro på hver eneste dør i huset, " * 3))
    desk.do(c.NoteStatus(sign.id, "done"))
    for step in ("slut", "hoer"):
        text = shown(desk, step, size)
        assert text.count("hver eneste dør") == 3
        assert "Karen · frist uge 50 · færdig" in text


def test_what_is_picked_up_while_a_plan_is_heard_is_called_by_its_place() -> None:
    desk = planned()
    desk.do(c.GoTo("hoer"))
    host = FakeHost(desk)
    stage = make_stage(desk, host)
    stage.key("down", None)
    stage.key("down", None)
    stage.choose()
    stage.key("up", None)
    task = " ".join(span.text for row in stage.task(60) for span in row)
    assert "2 er en genganger af 1" in task
    stage.choose()
    assert dict(host.told[-1].params)["number"] == 2
    assert dict(host.told[-1].params)["into"] == 1
