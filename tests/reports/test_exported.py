"""The JSON export: everything that may leave the house is in it, exactly, in the form its schema tells."""

import json
import random
from datetime import UTC, date, datetime
from functools import cache
from pathlib import Path
from typing import Any

import pytest
from helpers import Case as Room
from hypothesis import given, settings
from hypothesis import strategies as st
from jsonschema import Draft202012Validator, FormatChecker
from paper_cases import NAMES
from played_cases import played, read_case
from random_meetings import random_data, some_command
from tries import tries

from apv_tui.core import commands as c
from apv_tui.core.agenda import Agenda
from apv_tui.core.audience import READERS, ROOM, seen_by
from apv_tui.core.messages import Refused
from apv_tui.core.plans import action_of
from apv_tui.core.state import Account, State
from apv_tui.core.text import safe
from apv_tui.reports.case import Case
from apv_tui.reports.exported import FORMAT, VERSION, export_json
from apv_tui.reports.options import ReportOptions
from apv_tui.reports.phrases import Phrases
from apv_tui.words import Words
from confidential import SECRET

NOW = datetime(2026, 3, 14, 12, 0, tzinfo=UTC)
PLAIN, NAMED = ReportOptions(), ReportOptions(names=True)


@cache
def schema() -> Draft202012Validator:
    text = (Path(__file__).parents[2] / "docs" / "export.schema.json").read_text(encoding="utf-8")
    data = json.loads(text)
    Draft202012Validator.check_schema(data)
    return Draft202012Validator(data, format_checker=FormatChecker())


def exported(state: State, options: ReportOptions = PLAIN) -> dict[str, Any]:
    case = read_case(state)
    if options.names:
        case = Case(seen_by(state, ROOM), Phrases(Words(state.agenda.language), state.agenda))
    told: dict[str, Any] = json.loads(export_json(case, options, NOW, "session-1"))
    errors = [error.message for error in schema().iter_errors(told)]
    assert errors == []
    return told


def random_case(seed: int, commands: int = 150) -> State:
    data = random_data()
    data["lists"]["keep"]["private"] = True
    room, chance = Room(8, agenda=Agenda.model_validate(data)), random.Random(seed)
    room.do(c.OpenMeeting(chance.choice([meeting.id for meeting in room.state.agenda.meetings])))
    for _ in range(commands):
        try:
            room.do(some_command(room.state, *(chance.randrange(10_000) for _ in range(4))))
        except Refused:
            room.wait(5)
    return room.state


def moment(text: str | None) -> datetime | None:
    return datetime.fromisoformat(text) if text else None


def day(text: str | None) -> date | None:
    return date.fromisoformat(text) if text else None


def tells_all(state: State, told: dict[str, Any]) -> None:
    """Compare with the state as readers see it, field by field."""
    seen = seen_by(state, READERS)
    ideas = {each["id"]: each for each in told["items"]}
    assert len(ideas) == len(told["items"])
    assert ideas.keys() == seen.items.keys()
    for id_, item in seen.items.items():
        each = ideas[id_]
        same = {
            "list": item.list, "number": item.number, "text": safe(item.text), "original": safe(item.original),
            "merged_into": item.merged_into or None, "withdrawn": item.withdrawn, "under": item.under or None,
            "origin": item.origin or None, "heading": item.heading or None, "verdict": item.verdict or None,
            "reason": item.reason or None, "seriousness": item.risk or None, "late": item.late,
            "sheet_number": item.sheet_number, "round": item.round,
            "group": None if item.group is None else item.group + 1,
        }  # fmt: skip
        assert {key: each[key] for key in same} == same
        assert moment(each["at"]) == item.at
    counted = {}
    for _, step in seen.agenda.steps():
        vote = seen.state_of(step).vote
        if vote is not None and not step.private:
            strokes: dict[str, int] = dict(vote.sheet)
            for slip in vote.slips.values():
                for each_item in slip:
                    strokes[each_item] = strokes.get(each_item, 0) + 1
            counted[step.id] = (vote.voters, vote.closed, len(vote.slips), strokes, dict(vote.runoff or {}))
    assert counted == {
        each["step"]: (
            each["voters"],
            each["closed"],
            each["slips"],
            {line["item"]: line["on_sheet"] + line["on_slips"] for line in each["counted"]},
            {line["item"]: line["strokes"] for line in each["run_off"] or ()},
        )
        for each in told["votes"]
    }
    actions = {each["item"]: each for plan in told["plans"] for each in plan["actions"]}
    for list_id in seen.plans:
        for item in seen.standing(list_id):
            assert action_in(actions[item.id]) == action_as_kept(seen, item.id)


def action_as_kept(state: State, item: str) -> Any:
    action = action_of(state, item)
    return (
        action.status,
        {name: (said.text, said.first, said.last, said.at) for name, said in action.details.items()},
        action.left_open,
        tuple(action.log),
        tuple(action.changes),
    )


def action_in(told: dict[str, Any]) -> Any:
    return (
        told["status"],
        {
            name: (said["text"], day(said["first"]), day(said["last"]), moment(said["at"]))
            for name, said in told["details"].items()
        },
        frozenset(told["left_open"]),
        tuple((moment(each["at"]), each["status"], each["note"]) for each in told["log"]),
        tuple(
            (moment(each["at"]), each["detail"], each["before"], each["was_left_open"])
            for each in told["changes"]
        ),
    )


@settings(max_examples=tries(12), deadline=None)
@given(seed=st.integers(0, 10_000))
def test_every_idea_stroke_and_action_of_any_meeting_is_in_it(seed: int) -> None:
    state = random_case(seed)
    told = exported(state)
    tells_all(state, told)
    assert SECRET not in json.dumps(told)
    if state.is_private("keep"):  # an agenda that replaced this one may have opened the list
        assert not [each for each in told["items"] if each["list"] == "keep"]


@pytest.mark.parametrize("name", NAMES)
def test_a_whole_case_is_in_it(name: str) -> None:
    state = played(name).state
    told = exported(state)
    tells_all(state, told)
    assert (told["format"], told["version"], told["session"]) == (FORMAT, VERSION, "session-1")
    used = [step for meeting in told["meetings"] for step in meeting["steps"] if step["used_minutes"]]
    assert used
    ids = {each["id"] for each in told["items"]}
    for each in told["items"]:
        for others in (each["thread"] or {}).values():
            assert set(others) <= ids


@pytest.mark.parametrize("name", NAMES)
def test_names_are_in_it_only_where_they_were_asked_for(name: str) -> None:
    state = played(name).state
    plain, named = exported(state), exported(state, NAMED)
    # Who is responsible, and what a form says of somebody, is part of what was agreed.
    for told in (plain, named):
        told["forms"] = []
        for plan in told["plans"]:
            for action in plan["actions"]:
                action["details"].pop("owner", None)
    for person in state.people.values():
        assert f'"{person.id}"' not in json.dumps(plain)
        assert not person.name or person.name not in json.dumps(plain["people"])
        assert not person.name or f'"{person.name}"' in json.dumps(named, ensure_ascii=False)


def test_how_strokes_were_spread_over_slips_is_not_in_it() -> None:
    state = played("apv.da").state
    step = next(step for _, step in state.agenda.steps() if step.kind == "vote")
    one, two = [item.id for item in state.standing(step.list)][:2]

    def counted(*slips: tuple[str, ...]) -> State:
        known = state.state_of(step)
        assert known.vote is not None
        vote = known.vote._replace(sheet={}, slips=dict(enumerate(slips, 1)))
        return state._replace(steps={**state.steps, step.id: known._replace(vote=vote)})

    assert exported(counted((one, two), ())) == exported(counted((one,), (two,)))


def test_an_account_of_few_people_stays_in_the_house() -> None:
    state = played("apv.da").state
    account = Account(date(2025, 1, 1), date(2025, 12, 31), "hours", 100.0, 2000.0, 4)
    assert exported(state._replace(absence={"before": account}))["absence"] == []
    told = exported(state._replace(absence={"before": account._replace(people=5)}))["absence"]
    assert [(each["percent"], each["people"]) for each in told] == [(5.0, 5)]
