"""A plan asks what the agenda says, on every screen, and is no proposal where nothing adopts it."""

from typing import Any

import pytest
from desks import FakeHost, grid, make_desk

from apv_tui.core import commands as c
from apv_tui.core.agenda import Agenda
from apv_tui.tui.stages.follow_up import FollowUpStage
from apv_tui.tui.stages.plan import PlanStage
from apv_tui.tui.stages.read_back import ReadBackStage

READ_BACK = {"id": "read", "kind": "read_back", "title": "Read", "minutes": 5, "list": "plan"}
FOLLOWED = {"id": "look", "kind": "follow_up", "title": "Look", "minutes": 5, "list": "plan"}


def at(kind: Any, *steps: dict[str, Any], **plan: Any) -> Any:
    first = {"id": "plan", "kind": "plan", "title": "Plan", "minutes": 5, "into": "plan", **plan}
    agenda = Agenda.model_validate(
        {
            "title": "Plan",
            "language": "en",
            "lists": {"plan": {"title": "Plan", "one": "action", "many": "actions"}},
            "steps": [first, *steps],
        }
    )
    desk, _ = make_desk(agenda, 5, "en")
    desk.do(c.GoTo("plan"))
    desk.do(c.AddAction("plan", "Tea for all"))
    step = next(each for _, each in agenda.steps() if each.kind == kind.kind)
    desk.do(c.GoTo(step.id))
    return kind(desk, FakeHost(desk), step)


def shown(stage: Any, width: int, height: int = 14) -> str:
    return grid([*stage.task(width), *stage.body(width, height)], width, height + 4)


@pytest.mark.parametrize("width", [52, 78, 118])
def test_the_table_has_what_is_asked_and_calls_nothing_else_missing(width: int) -> None:
    few = shown(at(PlanStage, asks=["what", "owner"]), width)
    assert few.count("missing") == 1
    assert "ollow-up" not in few
    assert "eadline" not in few
    nothing = shown(at(PlanStage, asks="what"), width)
    assert "missing" not in nothing
    everything = shown(at(PlanStage, READ_BACK), width)
    assert everything.count("missing") >= 3


def test_only_what_is_asked_has_a_line_and_what_was_said_of_it_all_the_same() -> None:
    stage = at(PlanStage, asks=["what", "owner"])
    stage.edit()
    text = shown(stage, 78)
    assert "Sign" not in text
    assert stage.panel.lines == ("what", "owner")
    (item,) = stage.state.standing("plan")
    stage.desk.do(c.SetDetail(item.id, "sign", "it is warm"))
    assert stage.panel.lines == ("what", "owner", "sign")


def test_a_new_action_of_which_nothing_is_asked_is_complete() -> None:
    stage = at(PlanStage, asks="what")
    stage.add()
    assert stage.submit("Coffee, too")
    assert stage.panel is None
    assert not stage.before_next(), "nothing is missing, so nothing is said"


def test_it_is_a_proposal_only_where_a_step_adopts_it() -> None:
    assert "adopted" not in shown(at(PlanStage), 78)
    assert "1 action" in shown(at(PlanStage), 78)
    assert "proposed, not adopted" in shown(at(PlanStage, READ_BACK), 78)
    assert "adopted" not in shown(at(FollowUpStage, FOLLOWED), 78)
    assert "not adopted" in shown(at(FollowUpStage, READ_BACK, FOLLOWED), 78)


def test_what_is_not_asked_is_not_read_aloud_as_a_question() -> None:
    few = shown(at(ReadBackStage, READ_BACK, asks=["what", "owner", "deadline"]), 78)
    every = shown(at(ReadBackStage, READ_BACK), 78)
    assert every.count("?") - few.count("?") == 4  # start, follow-up, how, sign
