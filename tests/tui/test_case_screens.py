"""A case over several meetings on the screen: the roll, what the last meeting left, which meeting comes next."""

from datetime import timedelta
from typing import Any

import pytest
from desks import grid, make_desk
from pilots import NARROW, WIDE, Room, room

from apv_tui.core import commands as c
from apv_tui.core.agenda import Agenda, FormField
from apv_tui.core.agenda.model import PARKING_LOT
from apv_tui.core.facts import PersonFacts
from apv_tui.tui.stages.last_time import MOST_ITEMS, agreed, last_time
from apv_tui.tui.stages.lobby import LobbyStage

WEEK = timedelta(weeks=1).total_seconds()


def case(**changes: Any) -> Agenda:
    """Give a process: a first meeting that fills a list and agrees on a day, and a follow-up held repeatedly."""
    first = [
        {"id": "wish", "kind": "collect", "title": "Ønsker", "minutes": 5, "into": "oensker"},
        {"id": "secret", "kind": "collect", "title": "Til lederen", "minutes": 5, "into": "privat"},
        {"id": "plan", "kind": "plan", "title": "Plan", "minutes": 5, "into": "tiltag"},
        {
            "id": "aftaler",
            "kind": "appoint",
            "title": "Aftaler",
            "minutes": 5,
            "fields": [
                {"id": "dag", "title": "Næste møde", "type": "date", "meeting": "igen"},
                {"id": "hvem", "title": "Mødeleder", "type": "people"},
            ],
        },
        {
            "id": "slut",
            "kind": "close",
            "title": "Slut",
            "minutes": 5,
            "uses": ["oensker", "privat"],
            "agreed": ["aftaler"],
        },
    ]
    again = [
        {"id": "igen-snak", "kind": "talk", "title": "Snak", "minutes": 5},
        {"id": "igen-slut", "kind": "close", "title": "Slut", "minutes": 5, "agreed": ["aftaler"]},
    ]
    return Agenda.model_validate(
        {
            "title": "Forløb",
            "language": "da",
            "lists": {
                "oensker": {"title": "Ønsker", "one": "ønske", "many": "ønsker"},
                "privat": {"title": "Til lederen", "one": "note", "many": "noter", "private": "ja"},
                "tiltag": {"title": "Handleplan", "one": "tiltag", "many": "tiltag"},
            },
            "meetings": [
                {"id": "foerste", "title": "Første møde", "steps": first},
                {"id": "igen", "title": "Opfølgning", "weeks_after": "3-4", "repeats": True, "steps": again},
            ],
            **changes,
        }
    )


async def choose_meeting(r: Room, *keys: str) -> None:
    await r.press("m")
    assert r.open == "MeetingsOverlay"
    await r.press(*keys)


# -- the roll ----------------------------------------------------------------------------------------------


async def test_a_meeting_opened_for_the_first_time_begins_with_its_roll() -> None:
    async with room(agenda=case(), count=5) as r:
        await choose_meeting(r, "down", "enter")
        assert r.open == "PeopleOverlay"
        assert "Hvem er her i dag?" in r.text
        await r.press("tab")
        assert "0 til stede af 5" in r.rows[0]
        await r.write("ida")
        await r.press("enter")
        assert [who.name for who in r.desk.state.present] == ["Ida Asen"]
        await r.press("f6")
        assert r.open == "MeetingScreen"
        await choose_meeting(r, "up", "enter")
        assert r.open == "MeetingScreen", "its roll was called before"
        assert len(r.desk.state.present) == 5


async def test_tab_on_an_empty_line_takes_everybody_and_then_nobody() -> None:
    async with room(agenda=case(), count=5) as r:
        await r.press("f6", "tab")
        assert "0 til stede af 5" in r.rows[0]
        await r.press("tab")
        assert "5 til stede af 5" in r.rows[0]


async def test_where_nobody_has_a_name_a_number_says_how_many_came_to_the_next_meeting() -> None:
    async with room(agenda=case(), count=0) as r:
        await r.do(c.AddPeople(tuple(PersonFacts(id="") for _ in range(8))))
        await choose_meeting(r, "down", "enter")
        await r.write("12")
        await r.press("enter")
        assert "12 til stede af 12" in r.rows[0]


async def test_the_roll_is_whole_on_a_small_window() -> None:
    async with room(agenda=case(), count=30, size=NARROW) as r:
        await r.press("f6")
        assert "Hvem er her i dag?" in r.text
        assert "↓" in r.text, "it is called from the top"
        assert " 1  " in r.rows[5]
        await r.write("Yrsa")
        await r.press("enter")
        assert "Yrsa" in r.text, "who came last is in view"


# -- which meeting, and when -------------------------------------------------------------------------------


async def test_the_list_of_meetings_says_when_the_next_one_falls_and_stands_on_it() -> None:
    async with room(agenda=case(), count=5) as r:
        await r.do(c.GoTo("aftaler"), c.GoTo("slut"))
        await r.press("ctrl+p")
        await r.press("escape")
        r.app.open_overlay("meetings")
        await r.settle()
        row = next(row for row in r.rows if "Opfølgning" in row)
        assert "ca. 14.–21. december 2026" in row
        assert "23. november 2026" in next(row for row in r.rows[1:] if "Første møde" in row)
        await r.press("enter")
        assert r.desk.state.meeting_id == "igen", "the next meeting was under the cursor"


@pytest.mark.parametrize("size", [WIDE, NARROW])
async def test_the_list_of_meetings_has_its_days_in_one_column(size: tuple[int, int]) -> None:
    """And where they leave no room for the titles, about when is said by its first day."""
    data = case().model_dump(mode="json", exclude_defaults=True)
    long = {"id": "mellem", "title": "Fremlæggelse af planen", "weeks_after": "1-12"}
    data["meetings"].insert(
        1, {**data["meetings"][1], **long, "steps": [{**data["meetings"][1]["steps"][0], "id": "x"}]}
    )
    async with room(agenda=Agenda.model_validate(data), count=5, size=size) as r:
        await r.do(c.GoTo("aftaler"), c.GoTo("slut"))
        await r.press("m")
        rows = [
            next(row for row in r.rows[2:] if title in row) for title in ("Første", "Fremlæggelse af planen")
        ]
        assert rows[0].index("23. november 2026") == rows[1].index("ca. 30. november 2026")
        below = " ".join(r.text.split())
        assert size == WIDE or "ca. 30. november 2026 – 15. februar 2027" in below


async def test_a_day_that_was_agreed_on_stands_beside_the_meeting() -> None:
    async with room(agenda=case(), count=5) as r:
        await r.do(c.GoTo("aftaler"), c.FillField("dag", "uge 51"))
        r.app.open_overlay("meetings")
        await r.settle()
        assert "14.–20. december 2026" in next(row for row in r.rows if "Opfølgning" in row)


@pytest.mark.parametrize("size", [WIDE, NARROW])
async def test_a_follow_up_is_held_again_with_one_key(size: tuple[int, int]) -> None:
    async with room(agenda=case(), count=5, size=size) as r:
        await choose_meeting(r, "down", "enter")
        await r.press("f6", "pagedown", "pagedown")
        assert r.desk.state.step_id == "igen-slut"
        r.app.open_overlay("meetings")
        await r.settle()
        assert "hold igen" in r.rows[-1]
        await r.press("n")
        assert r.open == "PeopleOverlay"
        assert r.desk.state.meetings["igen"].sitting == 2
        assert r.desk.state.step_id == ""


@pytest.mark.parametrize("size", [(80, 24), (54, 16)])
async def test_what_was_held_what_is_agreed_and_where_one_stands_is_said_without_colour(
    size: tuple[int, int],
) -> None:
    async with room("wish", agenda=case(), count=3, size=size) as r:
        await r.do(c.GoTo("aftaler"), c.FillField("dag", "uge 51"), c.GoTo(""))
        await r.press("m")
        first, second = (
            next(row for row in r.rows[2:] if title in row) for title in ("Første", "Opfølgning")
        )
        assert "►1  Første møde" in first
        assert "√ 23. november 2026" in first
        assert "►" not in second
        assert "√" not in second
        assert "14.–20. december 2026" in second
        assert ("aftalt 14.–20. december 2026" in second) == (size[0] == 80)
        await r.press("down")
        assert "►2  Opfølgning" in r.text
        assert "aftalt 14.–20. december 2026" in r.text, "where there is no room in the row it stands below"


# -- what the last one left --------------------------------------------------------------------------------


def held(*, wishes: int = 2) -> Any:
    """Give a desk at the lobby of the second meeting, weeks after the first."""
    desk, clock = make_desk(case(), 5)
    desk.do(c.GoTo("wish"))
    desk.do(c.NoteIdeas(tuple(f"Ønske {number}" for number in range(1, wishes + 1)), "oensker"))
    desk.do(c.GoTo("secret"))
    desk.do(c.NoteIdeas(("Kun for lederen",), "privat"))
    desk.do(c.GoTo("plan"))
    desk.do(c.NoteIdeas(("Lav en vagtplan",), "tiltag"))
    desk.do(c.SetDetail(desk.state.standing("tiltag")[0].id, "deadline", "1.12."))
    desk.do(c.GoTo("aftaler"))
    desk.do(c.FillField("dag", "uge 51"))
    desk.do(c.NoteIdeas(("Kantinen",), PARKING_LOT))
    desk.do(c.GoTo("slut"))
    clock.advance(3 * WEEK)
    desk.do(c.OpenMeeting("igen"))
    return desk


def test_the_lobby_says_what_the_last_meeting_left() -> None:
    desk = held()
    text = grid([row for block in last_time(desk, 78) for row in block], 78, 30)
    assert "Sidst: Første møde, 23. november 2026" in text
    assert "1 tiltag er over fristen" in text
    assert "Næste møde: uge 51 (14.–20. december 2026)" in text
    assert "Ønsker  2 ønsker" in text
    assert "1  Ønske 1" in text
    assert "Parkeringspladsen: 1 punkt" in text
    assert "Mødeleder" not in text, "nothing was agreed there"


def test_a_title_that_asks_has_no_colon_behind_it() -> None:
    first, again = case().meetings
    aftaler = first.steps[3].model_copy(update={"fields": [FormField(id="hvem", title="Hvem hjælper til?")]})
    agenda = case().model_copy(update={"meetings": (first.model_copy(update={"steps": (aftaler,)}), again)})
    desk, _ = make_desk(agenda, 5)
    desk.do(c.GoTo("aftaler"))
    desk.do(c.FillField("hvem", "Os alle"))
    text = grid([row for block in agreed(desk.state, ("aftaler",), desk.words, 60) for row in block], 60, 5)
    assert "Hvem hjælper til? Os alle" in text


def test_what_is_for_the_leader_alone_is_not_shown_in_the_lobby() -> None:
    assert "Kun for lederen" not in str(last_time(held(), 78))


def test_a_long_list_is_cut_with_a_sign() -> None:
    text = grid([row for block in last_time(held(wishes=30), 52) for row in block], 52, 30)
    assert f"og {30 - MOST_ITEMS} til" in text


def test_the_first_meeting_has_no_last_time() -> None:
    desk, _ = make_desk(case(), 5)
    assert last_time(desk, 78) == []


def test_the_lobby_is_whole_on_both_sizes() -> None:
    from desks import FakeHost

    desk = held(wishes=12)
    stage = LobbyStage(desk, FakeHost(desk))
    for width, height in ((78, 17), (52, 10)):
        seen = ""
        stage.page = 0
        stage.body(width, height)
        for number in range(stage.pages):
            stage.page = number
            seen += grid(stage.body(width, height), width, height)
        assert "Sidst: Første møde" in seen
        assert "Program" in seen
