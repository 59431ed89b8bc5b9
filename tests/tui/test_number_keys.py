"""Where rows have numbers, typing one chooses its row, unless digits mean something else that is named there."""

import re
from typing import Any

from desks import FakeHost, make_desk
from plan_desks import case, open_stage, press, three_actions
from plan_desks import texts as actions

from apv_tui.core import commands as c
from apv_tui.core.agenda import KINDS
from apv_tui.core.messages import Refused
from apv_tui.tui.lines import text_of
from apv_tui.tui.stages import make_stage
from apv_tui.tui.stages.base import Stage
from apv_tui.tui.stages.listing import NumberKeys
from apv_tui.tui.stages.plan import PlanStage
from apv_tui.tui.stages.read_back import ReadBackStage
from hostile import HAPPENS, hostile_agenda

ROW = re.compile(r"^[►●= ]{1,5}(?:Gruppe |\d+\. +)?(\d+) ")
DIGITS = re.compile(r"\d")


def body(stage: Stage) -> list[str]:
    return [text_of(row) for row in stage.body(78, 40)]


def under_cursor(stage: Stage) -> str:
    return next((row for row in body(stage) if row.startswith("►")), "")


def test_digits_make_a_number_as_long_as_there_is_such_a_row() -> None:
    keys = NumberKeys()
    rows = list(range(1, 13))
    assert [keys.row(digit, rows) for digit in "12"] == [0, 11]
    assert [keys.row(digit, rows[:9]) for digit in "12"] == [0, 1]
    assert [keys.row(digit, [5, 17]) for digit in "17"] == [None, 1]
    assert keys.row("x", rows) is None


def test_a_number_chooses_its_row_at_every_kind_of_step() -> None:
    desk, _ = make_desk(hostile_agenda("Frokost"), 12)
    tried = dict.fromkeys(KINDS, 0)
    for meeting in desk.agenda.meetings:
        desk.do(c.OpenMeeting(meeting.id))
        for step in meeting.steps:
            desk.do(c.GoTo(step.id))
            desk.revealed = step.id
            for command in HAPPENS[step.kind](desk, "Frokost") if step.kind in HAPPENS else ():
                try:
                    desk.do(command)
                except Refused:
                    break
            if step.kind == "read_back":
                desk.do(c.ShowPart(2))
            tried[step.kind] += look(make_stage(desk, FakeHost(desk)))
    assert all(tried[kind] for kind in ("plan", "vote", "merge", "read_back"))


def look(stage: Any) -> int:
    """Press the numbers of all rows in view; give how many rows there were."""
    stage.task(40)
    if stage.prompt() is not None or not under_cursor(stage):
        return 0
    if any(DIGITS.search(hint.key) for hint in (*stage.hints(), *stage.keys_help())):
        return 0  # digits mean something else here, and the footer or the help names it
    numbers = [found[1] for row in body(stage) if (found := ROW.match(row))]
    for number in dict.fromkeys(numbers):
        stage.key("home", None)
        for digit in number:
            assert stage.key(digit, digit), (stage.kind, digit)
        found = ROW.match(under_cursor(stage))
        assert found, stage.kind
        assert found[1] == number, stage.kind
    return len(numbers)


def test_the_plan_and_its_reading_back_take_the_number_of_an_action() -> None:
    desk, _ = case()
    three_actions(desk)
    plan, _ = open_stage(desk, "plan", PlanStage)
    press(plan, "2")
    assert under_cursor(plan).startswith("► 2")
    press(plan, "o", "1", "enter")
    assert actions(desk)[0] == "Makkerordning beskrives"
    read, _ = open_stage(desk, "op", ReadBackStage)
    desk.do(c.ShowPart(3))
    press(read, "3")
    assert read.item is not None
    assert read.item.text == "Fælles frokost onsdag"
