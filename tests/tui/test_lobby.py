"""The lobby: how many are expected, who is not here yet, and what stands beside what."""

from typing import Any

import pytest
from desks import FakeHost, grid, make_desk

from apv_tui.core import commands as c
from apv_tui.core.agenda import Agenda
from apv_tui.tui.stages.groups import GroupsStage
from apv_tui.tui.stages.lobby import LobbyStage


def agenda(people: str | None = "13", steps: int = 9) -> Agenda:
    first: dict[str, Any] = {"id": "s0", "kind": "turns", "title": "In pairs", "minutes": 6, "group_size": 2}
    second = {"id": "s1", "kind": "groups", "title": "In fours", "minutes": 5, "groups_from": "s0"}
    rest = [{"id": f"s{at}", "kind": "talk", "title": f"Step {at}", "minutes": 5} for at in range(2, steps)]
    return Agenda.model_validate(
        {
            "title": "Prøve",
            "language": "en",
            "steps": [first, {**second, "merge_groups": 2}, *rest],
            **({"people": people} if people else {}),
        }
    )


def lobby(count: int, people: str | None = "13", steps: int = 9) -> LobbyStage:
    desk, _ = make_desk(agenda(people, steps), count, "en")
    return LobbyStage(desk, FakeHost(desk))


def pages(stage: LobbyStage, width: int, height: int) -> list[str]:
    found = []
    stage.page, stage.pages = 0, 1
    while stage.page < stage.pages:
        found.append(grid(stage.body(width, height), width, height))
        stage.page += 1
    return found


def test_how_many_are_expected_is_offered_while_nobody_is_on_the_list() -> None:
    assert "13 are expected. F6 and Enter take them" in pages(lobby(0), 78, 17)[0]
    for people in (None, "8-20"):
        assert "expected" not in pages(lobby(0, people), 78, 17)[0]
    assert "expected" not in pages(lobby(13), 78, 17)[0]


def test_who_is_not_here_yet_is_counted() -> None:
    stage = lobby(13)
    assert "not here yet" not in pages(stage, 78, 17)[0]
    stage.desk.do(c.Leave("p0"))
    assert "12 present of 13 · 1 is not here yet" in pages(stage, 118, 28)[0]


@pytest.mark.parametrize("width", [78, 118])
def test_what_has_no_room_below_each_other_stands_beside_each_other(width: int) -> None:
    first, *_ = pages(lobby(13), width, 17)
    for wanted in ("13 present of 13", "In fours: 2 groups of 4, 1 group of 5", "Programme", "ends about"):
        assert wanted in " ".join(first.split())
    assert len(first.strip().split("\n")) > 8


def test_where_there_is_room_or_too_little_width_all_stands_below_each_other() -> None:
    for width, height in ((118, 30), (52, 12)):
        for each in pages(lobby(13), width, height):
            assert not any("present" in row and "Programme" in row for row in each.split("\n"))
    long = pages(lobby(13, steps=30), 78, 17)
    assert not any("present" in row and "Programme" in row for row in "\n".join(long).split("\n"))
    assert "Step 29" in long[2] + long[1]


def test_the_pairs_that_become_fours_are_told_beforehand() -> None:
    (first, *_) = pages(lobby(13), 118, 30)
    assert "In pairs: 5 groups of 2, 1 group of 3" in first
    assert "In fours: 2 groups of 4, 1 group of 5" in first


def test_groups_made_of_others_are_not_drawn_here() -> None:
    desk, _ = make_desk(agenda(), 13, "en")
    desk.do(c.GoTo("s1"))
    step = desk.state.step
    assert step is not None
    stage = GroupsStage(desk, FakeHost(desk), step)
    assert [hint.key for hint in stage.hints()] == ["m"]
    shown = grid(stage.body(78, 17), 78, 17)
    assert "13 people in 3 groups" in shown
    assert "draw" not in shown.lower()
