"""A method of one's own: its words on every screen, a word where something is missing, and no stale line."""

from typing import Any

import pytest
from desks import FakeHost, grid, make_desk
from pilots import NARROW, WIDE, room
from plan_desks import agenda, case, open_stage, press, write
from rounds import SIZES
from small_desks import Hands

from apv_tui.core import commands as c
from apv_tui.core.agenda import Agenda
from apv_tui.tui.desk import Desk
from apv_tui.tui.stages import make_stage
from apv_tui.tui.stages.plan import PlanStage

LISTS = {
    "oensker": {"title": "Ønsker", "one": "ønske", "many": "ønsker"},
    "valgte": {"title": "Top 3", "one": "ønske", "many": "ønsker"},
    "handlinger": {"title": "Det gør vi", "one": "handling", "many": "handlinger"},
}
STEPS: tuple[dict[str, Any], ...] = (
    {"id": "ord", "kind": "collect", "title": "Ord", "minutes": 5, "into": "oensker"},
    {"id": "par", "kind": "merge", "title": "Ens", "minutes": 5, "list": "oensker"},
    {
        "id": "prikker",
        "kind": "vote",
        "title": "Prikker",
        "minutes": 5,
        "list": "oensker",
        "into": "valgte",
        "choose": 2,
        "mark": {"one": "prik", "many": "prikker"},
    },
    {"id": "plan", "kind": "plan", "title": "Plan", "minutes": 5, "into": "handlinger", "under": "valgte"},
    {"id": "op", "kind": "read_back", "title": "Læs op", "minutes": 5, "list": "handlinger"},
    {"id": "fulgt", "kind": "follow_up", "title": "Status", "minutes": 5, "list": "handlinger"},
    {"id": "tak", "kind": "close", "title": "Tak", "minutes": 5, "uses": ["valgte", "handlinger"]},
)


def method() -> Agenda:
    return Agenda.model_validate({"title": "Prøve", "language": "da", "lists": LISTS, "steps": list(STEPS)})


def at(step: str) -> Hands:
    desk, _ = make_desk(method(), 14)
    desk.do(c.GoTo(step))
    return Hands(desk)


def read(desk: Desk, width: int = 78, height: int = 13) -> str:
    stage = make_stage(desk, FakeHost(desk))
    return grid([*stage.task(width), *stage.body(width, height)], width, height + 8)


@pytest.mark.parametrize("size", SIZES)
def test_the_words_of_the_agenda_are_used_from_the_count_to_the_end(size: tuple[int, int]) -> None:
    desk, _ = make_desk(method(), 14)
    seen = []
    desk.do(c.GoTo("ord"))
    desk.do(c.NoteIdeas(("Ro", "Frokost", "Lys"), "oensker"))
    desk.do(c.GoTo("prikker"))
    seen.append(read(desk, *size))
    desk.do(c.OpenVote(14))
    seen.append(read(desk, *size))
    for item, strokes in zip(desk.state.standing("oensker"), (9, 7, 1), strict=True):
        desk.do(c.CountStrokes(item.id, strokes))
    desk.do(c.CloseVote())
    seen.append(read(desk, *size))
    desk.do(c.ChooseTopics())
    for step in ("plan", "op", "fulgt"):
        desk.do(c.GoTo(step))
        seen.append(read(desk, *size))
    desk.do(c.GoTo("plan"))
    desk.do(c.AddAction("handlinger", "Te", desk.state.standing("oensker")[0].id))
    for step in ("plan", "op", "fulgt", "tak"):
        desk.do(c.GoTo(step))
        seen.append(read(desk, *size))
    text = "\n".join(seen)
    assert "streg" not in text
    assert "iltag" not in text
    for said in ("prikker til hver", "af 42 prikker", "handlinger", "9 prikker"):
        assert said in text
    assert "Handling 1 af 1" in text


def test_a_slip_with_too_many_marks_is_refused_in_their_name() -> None:
    hands = at("ord")
    hands.do(c.NoteIdeas(("Ro", "Frokost", "Lys", "Luft"), "oensker"))
    hands.do(c.GoTo("prikker"))
    hands.do(c.OpenVote(14))
    assert not hands.do(c.CountSlip((1, 2, 3, 4)))
    assert hands.desk.words.say(hands.told[-1]).startswith("4 prikker er for mange")


@pytest.mark.parametrize("size", SIZES)
def test_a_plan_with_nothing_in_it_shows_what_waits_for_an_action(size: tuple[int, int]) -> None:
    desk, _ = case()
    stage, host = open_stage(desk, "plan", PlanStage)
    text = grid(stage.body(*size), *size)
    assert "Tast n" in text
    for wish in ("Vagtplanen fire uger før", "Makker til nye kolleger"):
        assert wish in text
    assert stage.before_next()
    assert host.told[-1].id == "plan.none_yet"
    assert not stage.before_next(), "said once"


def test_an_empty_list_that_a_later_step_uses_is_named_once() -> None:
    hands = at("ord")
    hands.next()
    assert hands.desk.state.step_id == "ord"
    assert hands.desk.words.say(hands.told[-1]).startswith("«Ønsker» er tom")
    hands.next()
    assert hands.desk.state.step_id == "par"


def test_a_list_with_something_on_it_is_left_without_a_word() -> None:
    hands = at("ord")
    hands.type("Ro")
    hands.next()
    assert hands.desk.state.step_id == "par"


def test_a_name_typed_again_takes_the_place_of_the_one_that_stood_there() -> None:
    desk, _ = case()
    stage, host = open_stage(desk, "plan", PlanStage)
    offered: list[str] = []
    host.offer_entry = offered.append  # type: ignore[method-assign]
    press(stage, "n", "enter")
    write(stage, host, "Te", "Mads")
    press(stage, "escape", "up", "up")
    stage.panel.cursor = stage.panel.lines.index("owner")  # type: ignore[union-attr, attr-defined]
    press(stage, "enter")
    assert offered[-1] == "Mads", "it is offered: what is typed replaces it"


@pytest.mark.parametrize("size", [WIDE, NARROW])
async def test_in_the_lobby_who_is_here_and_the_programme_keep_apart(size: tuple[int, int]) -> None:
    async with room(agenda=agenda(), count=14, size=size) as meeting:
        await meeting.do(c.Leave("p13"))
        assert "ikke kommet endnu" in meeting.text
        together = [row for row in meeting.rows if "Program" in row and "ikke kommet endnu" in row]
        assert all("    Program" in row for row in together)
        assert not any(")Program" in row for row in meeting.rows)


async def test_what_was_told_goes_with_the_next_thing_done() -> None:
    async with room("par", agenda=method()) as meeting:
        await meeting.do(c.NoteIdeas(("Ro", "Sol"), "oensker"))
        await meeting.press("n")
        assert "ikke flere" in meeting.text
        await meeting.press("down")
        assert "ikke flere" not in meeting.text
        await meeting.press("ctrl+z")
        assert "Fortrudt" in meeting.text
        meeting.desk.do(c.NoteIdeas(("Te",), "oensker"))
        meeting.meeting.redraw()
        await meeting.settle()
        assert "Fortrudt" not in meeting.text
