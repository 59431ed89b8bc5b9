"""A case held against rules: a whole one lacks nothing, and whatever is taken away is named, and nothing else."""

from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from random_meetings import AGENDA as RANDOM_AGENDA

from apv_tui.core import commands as c
from apv_tui.core.agenda import Agenda
from apv_tui.core.audience import READERS, seen_by
from apv_tui.core.facts import PersonFacts
from apv_tui.core.legal import CHECKS, Ask, CaseCheck, Element, Phase, Rules, Source, case_check, holds_for
from apv_tui.core.legal.finding import within
from apv_tui.core.record import Record
from apv_tui.core.state import NO_ACTION, State, fresh_state

SAID = dict.fromkeys(("da", "en", "nb", "nl"), "said")
DAY = date(2026, 3, 2)
RULES = Rules(
    id="some-rules",
    name=SAID,
    stamp=SAID,
    in_force=date(2024, 2, 1),
    edition=date(2026, 1, 1),
    elements=(
        Element("risk", SAID, SAID, SAID, (Ask("collected"), Ask("assessed"), Ask("risks"))),
        Element("absence", SAID, SAID, SAID, (Ask("absence_accounted"), Ask("absence_weighed", ("M-9",)))),
        Element(
            "plan",
            SAID,
            SAID,
            SAID,
            (Ask("planned"), Ask("owners"), Ask("deadlines"), Ask("follow_ups"), Ask("adopted")),
        ),
        Element("after", SAID, SAID, SAID, (Ask("follow_up_agreed"), Ask("followed_up"))),
    ),
    besides=(Ask("took_part"), Ask("renewal", (), 3)),
    phases=(Phase("first", SAID, ("risk",), ("M-1",)), Phase("last", SAID, ("after",), ("M-2",))),
    scope=SAID,
    beyond=(SAID,),
    reminders=(SAID,),
    signs=(SAID,),
    sources=(Source("Somewhere", "https://example.org/"),),
    language="en",
    cites=("M-",),
)


def step(kind: str, id_: str, **keys: Any) -> dict[str, Any]:
    return {"id": id_, "kind": kind, "title": id_.title(), "minutes": 5, **keys}


def agenda(**keys: Any) -> Agenda:
    lists = ("wishes", "actions", "thoughts")
    first = [
        step("collect", "gather", into="wishes", source=["M-1.1"]),
        step("assess", "weigh", list="wishes", source=["M-1.2"]),
        step("absence", "before", account="before"),
        step("plan", "plan", into="actions", under="wishes"),
        step("answers", "consider", into="thoughts", questions=["What of absence?"], source=["M-9a"]),
        step(
            "appoint", "agree", fields=[{"id": "when", "title": "When", "type": "date", "meeting": "again"}]
        ),
        step("read_back", "read", list="actions"),
    ]
    again = [step("follow_up", "look", list="actions", source=["M-2"])]
    return Agenda.model_validate(
        {
            "title": "A whole case",
            "language": "en",
            "lists": {name: {"title": name.title(), "one": name, "many": name} for name in lists},
            "meetings": [
                {"id": "first", "title": "First", "steps": first},
                {"id": "again", "title": "Again", "steps": again, "repeats": True},
            ],
            **keys,
        }
    )


def whole() -> State:
    """Lead a case from the first wish to the first follow-up."""
    moment = datetime(2026, 3, 2, 9, 0, tzinfo=UTC)

    def now() -> datetime:
        nonlocal moment
        moment += timedelta(seconds=5)
        return moment

    record = Record(agenda(), now)
    do = record.do
    do(c.OpenMeeting("first"))
    do(c.AddPeople((PersonFacts(id="", name="Ann"), PersonFacts(id="", name="Bo"))))
    do(c.Next())
    do(c.NoteIdeas(("Light", "Air", "Song"), "wishes", None))
    light, air, song = (item.id for item in record.state.on_list("wishes"))
    do(c.Next(whole=True))
    do(c.AssessIdea(light, "possible", "", "high"))
    do(c.AssessIdea(air, "partly", "only in summer", "low"))
    do(c.AssessIdea(song, "not_possible", "no time", "low"))
    do(c.Next(whole=True))
    account = {"first": "1/1/2025", "last": "31/12/2025", "unit": "hours", "absence": "40"}
    for line, text in {**account, "possible": "2000", "people": "12"}.items():
        do(c.FillField(f"before.{line}", text))
    do(c.Next(whole=True))
    do(c.AddAction("actions", "Buy lamps", light))
    do(c.AddAction("actions", "Open a window", air))
    for item in record.state.on_list("actions"):
        for detail, text in (("owner", "Ann"), ("deadline", "1 June 2026"), ("follow_up", "1 May 2026")):
            do(c.SetDetail(item.id, detail, text))
    do(c.Next(whole=True))
    do(c.NoteIdeas(("Less noise, fewer headaches",), "thoughts", None))
    do(c.Next(whole=True))
    do(c.FillField("when", "4 May 2026"))
    do(c.Next(whole=True))
    do(c.AdoptPlan("actions"))
    moment = datetime(2026, 5, 4, 9, 0, tzinfo=UTC)
    do(c.OpenMeeting("again"))
    do(c.Next())
    do(c.NoteStatus(record.state.on_list("actions")[0].id, "in_progress", "Ordered"))
    return record.state


WHOLE = whole()
TODAY = date(2026, 5, 5)


def missing(state: State, today: date = TODAY) -> list[str]:
    return [finding.check for finding in case_check(state, RULES, today).missing]


def without_items(state: State, list_id: str) -> State:
    return state._replace(items={id_: item for id_, item in state.items.items() if item.list != list_id})


def without_detail(state: State, detail: str) -> State:
    first = next(item.id for item in state.on_list("actions"))
    action = state.actions[first]
    details = {name: filled for name, filled in action.details.items() if name != detail}
    return state._replace(actions={**state.actions, first: action._replace(details=details)})


def reassessed(state: State, **keys: str) -> State:
    first = state.on_list("wishes")[0]
    return state._replace(items={**state.items, first.id: first._replace(**keys)})  # type: ignore[arg-type]


def not_followed_up(state: State) -> State:
    meetings = {id_: here for id_, here in state.meetings.items() if id_ != "again"}
    actions = {id_: action._replace(log=()) for id_, action in state.actions.items()}
    return state._replace(meetings=meetings, actions=actions)


def nobody_counted(state: State) -> State:
    here = state.meetings["first"]._replace(came=frozenset(), present=frozenset())
    return state._replace(meetings={**state.meetings, "first": here})


def no_day(state: State) -> State:
    steps = {**state.steps, "agree": state.steps["agree"]._replace(fields={})}
    return not_followed_up(state)._replace(steps=steps)


TAKEN_AWAY: dict[str, Callable[[State], State]] = {
    "assessed": lambda state: reassessed(state, verdict=""),
    "risks": lambda state: reassessed(state, risk=""),
    "absence_weighed": lambda state: without_items(state, "thoughts"),
    "planned": lambda state: without_items(state, "actions"),
    "owners": lambda state: without_detail(state, "owner"),
    "deadlines": lambda state: without_detail(state, "deadline"),
    "follow_ups": lambda state: without_detail(state, "follow_up"),
    "adopted": lambda state: state._replace(adopted={}),
    "follow_up_agreed": no_day,
    "followed_up": not_followed_up,
    "took_part": nobody_counted,
}


def test_a_whole_case_lacks_nothing() -> None:
    check = case_check(WHOLE, RULES, TODAY)
    assert check.missing == ()
    assert {finding.check for finding in check.findings} == set(CHECKS)
    assert all(finding.stands == "there" for finding in check.findings)
    assert all(each.fulfilled for each in check.elements)


@pytest.mark.parametrize("check", TAKEN_AWAY)
def test_what_is_taken_away_is_missing_and_nothing_else(check: str) -> None:
    assert missing(TAKEN_AWAY[check](WHOLE)) == [check]


def test_nothing_collected_is_nothing_assessed_either() -> None:
    bare = without_items(without_items(WHOLE, "wishes"), "actions")
    assert missing(bare) == ["collected", "assessed", "risks", "planned"]


def test_after_three_years_it_is_time_for_another() -> None:
    assert missing(WHOLE, date(2029, 3, 2)) == []
    assert missing(WHOLE, date(2029, 3, 3)) == ["renewal"]


def test_a_follow_up_is_not_missing_before_its_day() -> None:
    waiting = not_followed_up(WHOLE)
    assert missing(waiting, date(2026, 5, 4)) == []
    later = [
        each.check for each in case_check(waiting, RULES, date(2026, 5, 4)).findings if each.stands == "later"
    ]
    assert later == ["followed_up"]


def test_left_open_on_purpose_is_still_without_an_owner() -> None:
    first = WHOLE.on_list("actions")[0].id
    opened = without_detail(WHOLE, "owner")
    action = opened.actions[first]._replace(left_open=frozenset({"owner"}))
    assert missing(opened._replace(actions={**opened.actions, first: action})) == ["owners"]


def test_an_action_that_was_dropped_needs_no_owner() -> None:
    first = WHOLE.on_list("actions")[0].id
    bare = NO_ACTION._replace(log=WHOLE.actions[first].log[:1])
    dropped = bare._replace(log=(bare.log[0]._replace(status="dropped"),))
    assert missing(WHOLE._replace(actions={**WHOLE.actions, first: dropped})) == []


def test_a_good_experience_carried_along_needs_no_seriousness() -> None:
    song = next(item for item in WHOLE.on_list("wishes") if item.text == "Song")
    kept = song._replace(verdict="possible", risk="", reason="")
    assert missing(WHOLE._replace(items={**WHOLE.items, song.id: kept})) == []
    refused = song._replace(risk="")
    assert missing(WHOLE._replace(items={**WHOLE.items, song.id: refused})) == ["risks"]


def test_the_readers_sight_is_enough_and_no_figure_is_said() -> None:
    check = case_check(seen_by(WHOLE, READERS), RULES, TODAY)
    assert check.missing == ()
    assert not any("2000" in str(finding.said) or "2.0" in str(finding.said) for finding in check.findings)


def test_phases_are_found_by_what_their_steps_cite() -> None:
    first, last = case_check(WHOLE, RULES, TODAY).phases
    assert [meeting.id for meeting in first.held] == ["first"]
    assert [meeting.id for meeting in last.held] == ["again"]
    fresh = case_check(fresh_state(WHOLE.agenda), RULES, TODAY).phases
    assert [(each.held, [meeting.id for meeting in each.planned]) for each in fresh] == [
        ((), ["first"]),
        ((), ["again"]),
    ]


@pytest.mark.parametrize(
    ("element", "beginning", "is_within"),
    [
        ("APV-1", "APV-1", True),
        ("APV-1.2b", "APV-1.2b", True),
        ("APV-1.2", "APV-1", True),
        ("APV-10", "APV-1", False),
        ("APV-1.2b", "APV-1.2", True),
        ("APV-1.2b", "APV-1.2c", False),
        ("APV-1.2b", "APV-", True),
        ("NAPV-1", "APV-", False),
    ],
)
def test_an_element_is_within_another_by_whole_parts(element: str, beginning: str, is_within: bool) -> None:
    assert within(element, beginning) is is_within


# -- which agendas -------------------------------------------------------------------------------------------


def test_an_agenda_names_its_rules() -> None:
    assert holds_for(RULES, agenda(rules="some-rules"))
    assert not holds_for(RULES, agenda(rules="other-rules"))
    assert not holds_for(RULES, agenda(rules="none"))


def test_one_from_before_is_known_by_its_language_and_what_it_cites() -> None:
    assert holds_for(RULES, agenda())
    assert not holds_for(RULES, agenda(language="nb"))
    assert not holds_for(RULES, RANDOM_AGENDA)


# -- laws ----------------------------------------------------------------------------------------------------


@given(today=st.dates(date(2020, 1, 1), date(2040, 1, 1)), gone=st.sets(st.sampled_from(sorted(TAKEN_AWAY))))
def test_each_check_is_found_at_most_once_and_what_is_there_is_never_missing(
    today: date, gone: set[str]
) -> None:
    state = WHOLE
    for name in sorted(gone):
        state = TAKEN_AWAY[name](state) if state.standing("actions") else state
    check: CaseCheck = case_check(state, RULES, today)
    names = [finding.check for finding in check.findings]
    assert len(names) == len(set(names))
    assert set(check.missing) <= set(check.findings)
    assert not any(each.fulfilled for each in check.elements if set(each.findings) & set(check.missing))


@given(days=st.integers(0, 4000))
def test_time_alone_never_mends_anything(days: int) -> None:
    later = TODAY + timedelta(days=days)
    waiting = not_followed_up(WHOLE)
    assert set(missing(waiting, TODAY)) <= set(missing(waiting, later))


def test_figures_of_absence_are_no_demand_of_the_law_and_never_missing() -> None:
    without = WHOLE._replace(absence={})
    check = case_check(without, RULES, TODAY)
    assert check.missing == ()
    assert "absence_accounted" not in {finding.check for finding in check.findings}


def test_a_day_for_following_up_that_passed_unused_is_missing_though_there_was_one_before() -> None:
    steps = dict(WHOLE.steps)
    now = datetime(2026, 5, 4, 10, 0, tzinfo=UTC)
    later = steps["agree"].fields["when"]._replace(first=date(2026, 8, 3), last=date(2026, 8, 3), at=now)
    steps["agree"] = steps["agree"]._replace(fields={"when": later})
    again = WHOLE._replace(steps=steps)
    assert missing(again, date(2026, 8, 3)) == []
    assert missing(again, date(2026, 8, 4)) == ["followed_up"]
    log = tuple(each._replace(status="done") for action in WHOLE.actions.values() for each in action.log)
    ended = {id_: action._replace(log=log) for id_, action in WHOLE.actions.items()}
    assert missing(again._replace(actions=ended), date(2026, 8, 4)) == [], "nothing is left to follow up"


def test_a_follow_up_held_before_its_day_was_held() -> None:
    agreed = WHOLE.steps["agree"].fields["when"]._replace(first=date(2026, 5, 20), last=date(2026, 5, 20))
    agree = WHOLE.steps["agree"]._replace(fields={"when": agreed})
    early = WHOLE._replace(steps={**WHOLE.steps, "agree": agree})
    assert missing(early, date(2026, 5, 21)) == []


def test_what_is_missing_of_items_says_on_which_list_they_are() -> None:
    for check, state in (("assessed", reassessed(WHOLE, verdict="")), ("risks", reassessed(WHOLE, risk=""))):
        (finding,) = case_check(state, RULES, TODAY).missing
        assert finding.check == check
        assert dict(finding.said.params)["numbers"] == "1 (Wishes)"
