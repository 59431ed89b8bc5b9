"""The thread of an item, one key away: from the words it was said in to its actions (APV-4.4d)."""

from types import SimpleNamespace
from typing import Any

import pytest
from desks import grid
from pilots import NARROW, WIDE, room
from sorting_desks import agenda, at, call_off, called, case, on, press

from apv_tui.core import commands as c
from apv_tui.core.agenda import Agenda
from apv_tui.tui.desk import Desk
from apv_tui.tui.overlays.thread import ThreadOverlay
from apv_tui.tui.stages.sort import SortStage


def shown(desk: Desk, subject: str, width: int = 118, height: int = 40) -> str:
    owner: Any = SimpleNamespace(desk=desk, words=desk.words, screen_stack=[])
    return grid(ThreadOverlay(owner, subject).content(width, height), width, height)


def planned() -> Desk:
    desk = case()
    stage, _ = at(desk, "sorter", SortStage)
    press(stage, "2", "1")
    wish = called(desk, "Makker").id
    desk.do(c.RewordIdea(wish, "En fast makker til alle nye"))
    desk.do(c.AssessIdea(wish, "partly", "de første tre måneder", "medium"))
    desk.do(c.GoTo("prio"))
    desk.do(c.Prioritise(wish, 1))
    desk.do(c.NoteIdeas(("Skriv en ordning",), "forslag", 1, under=wish))
    desk.do(c.GoTo("planen"))
    desk.do(c.NoteIdeas(("Ordningen beskrives",), "plan", under=wish))
    desk.do(c.SetDetail(on(desk, "plan")[0].id, "owner", "Karen og Per"))
    return desk


def test_it_tells_the_way_from_the_first_words_to_the_actions() -> None:
    desk = planned()
    text = shown(desk, called(desk, "En fast").id)
    assert text.split("\n")[0].strip() == "3  En fast makker til alle nye"
    wanted = (
        "Sådan blev det sagt",
        "Makker til nye kolleger (Ønsker nr. 3, gruppe 1)",
        "En makker til alle nye (Ønsker nr. 5, gruppe 2)",
        "9 streger (7 + 2), blandt de valgte · Sæt streger · Valgt ved et klart skel.",
        "delvis muligt: de første tre måneder · alvor: mellem",
        "Gruppe 2",
        "1: Skriv en ordning (gruppe 2)",
        "Ordningen beskrives · Karen, Per · ikke startet",
    )
    places = [text.find(part) for part in wanted]
    assert -1 not in places, text
    assert places == sorted(places)


def test_an_action_leads_back_to_its_wish_and_the_first_wish_on_to_the_action() -> None:
    desk = planned()
    assert "Ren bruttoliste 3: En fast makker" in shown(desk, on(desk, "plan")[0].id)
    first = shown(desk, called(desk, "Makker", "oensker").id)
    assert "Skrevet ind som" in first
    assert "Ordningen beskrives · Karen, Per" in first


def test_the_thread_of_an_action_says_how_it_stands_who_and_by_when() -> None:
    desk = planned()
    action = on(desk, "plan")[0]
    desk.do(c.SetDetail(action.id, "deadline", "12. december"))
    desk.do(c.SetDetail(action.id, "sign", "ingen spørger mere"))
    for width, height in ((78, 20), (52, 12)):
        text = " ".join(shown(desk, action.id, width, height).split())
        assert "Sådan står det Status: ikke startet" in text
        assert "Ansvarlig: Karen, Per" in text
        assert "Frist: 12. december Følges op: mangler" in text
    assert "Tegn: ingen spørger mere" in shown(desk, action.id)
    desk.do(c.NoteStatus(action.id, "in_progress", "udkastet er skrevet"))
    assert "Status: i gang (23. november): udkastet er skrevet" in shown(desk, action.id)


def test_an_action_of_own_words_says_so_and_has_its_place_in_the_plan() -> None:
    desk = planned()
    desk.do(c.GoTo("planen"))
    desk.do(c.AddAction("plan", "Kaffe til alle", ""))
    coffee = on(desk, "plan")[-1]
    desk.do(c.MoveAction(coffee.id, 0))
    text = shown(desk, coffee.id)
    assert text.split("\n")[0].strip() == "1  Kaffe til alle"
    assert "Ansvarlig: mangler" in text
    assert "Skrevet direkte i planen." in text
    assert text.count("Kaffe til alle") == 1
    desk.do(c.RewordIdea(coffee.id, "Kaffe og te til alle"))
    assert "Kaffe til alle (Plan)" in " ".join(shown(desk, coffee.id).split()), "its first words stay"


def test_a_choice_of_ones_own_is_told_with_its_reason() -> None:
    desk = case()
    desk.do(c.OpenMeeting("m1"))
    desk.do(c.GoTo("streger"))
    noise = called(desk, "Mindre", "oensker")
    desk.do(c.ChooseTopics((noise.id,), "det haster"))
    assert "0 streger, blandt de valgte · Sæt streger · Eget valg. Begrundelse: det haster" in shown(
        desk, noise.id
    )


def test_what_has_no_thread_yet_says_so_and_what_is_gone_too() -> None:
    desk = case()
    assert "findes ikke længere" in shown(desk, "nothing")
    desk.do(c.GoTo("sorter"))
    desk.do(c.NoteIdeas(("Bedre lys",), "ren"))
    assert "Bedre lys (Ren liste nr. 8)" in shown(desk, called(desk, "Bedre").id)


@pytest.mark.parametrize(("width", "height"), [(52, 12), (78, 20)])
def test_a_long_thread_is_paged_under_the_item(width: int, height: int) -> None:
    desk = planned()
    wish = called(desk, "En fast").id
    desk.do(c.GoTo("planen"))
    for number in range(12):
        desk.do(c.NoteIdeas((f"Tiltag nummer {number}",), "plan", under=wish))
    owner: Any = SimpleNamespace(desk=desk, words=desk.words, screen_stack=[])
    overlay = ThreadOverlay(owner, wish)
    seen = ""
    for number in range(8):
        overlay.page_number = number
        text = grid(overlay.content(width, height), width, height)
        assert "En fast makker til alle nye" in text.split("\n")[0]
        assert "side " in text
        seen += text
    assert all(f"Tiltag nummer {number} " in seen for number in range(12))


def test_what_is_for_the_leader_alone_is_not_shown_to_the_room() -> None:
    desk = planned()
    data = desk.agenda.model_dump(mode="json", exclude_unset=True)
    data["lists"]["plan"]["private"] = True
    desk.record.state = desk.state._replace(agenda=Agenda.model_validate(data))  # type: ignore[misc]
    assert "Ordningen" not in shown(desk, called(desk, "En fast").id)


@pytest.mark.parametrize("size", [WIDE, NARROW])
async def test_the_key_that_opens_it_closes_it(size: tuple[int, int]) -> None:
    async with room("sorter", agenda=call_off(agenda()), count=6, size=size) as there:
        await there.do(c.NoteIdeas(("Bedre lys",), "ren"))
        for close in ("w", "enter", "backspace", "escape"):
            await there.press("w")
            assert there.open == "ThreadOverlay"
            assert "Bedre lys (Ren liste nr. 1)" in there.text
            await there.press(close)
            assert there.open == "MeetingScreen"
