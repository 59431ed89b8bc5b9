"""Who pays when the meeting is late: never the protected, never the past, never more than has to be won."""

from itertools import combinations, pairwise, product
from pathlib import Path

import pytest
from helpers import Case
from hypothesis import given, settings
from hypothesis import strategies as st
from test_schedule import MINUTE, plan, timed
from tries import tries

from apv_tui.core import commands as c
from apv_tui.core.catching_up import Proposal, Room, minutes_to_win, proposals, rooms
from apv_tui.files.agenda_file import read_agenda_file

AGENDAS = Path(__file__).parents[2] / "agendas"


@st.composite
def some_rooms(draw: st.DrawFn) -> tuple[Room, ...]:
    made = []
    here = draw(st.booleans())
    for at in range(draw(st.integers(0, 6))):
        minutes = draw(st.integers(1, 30))
        least = draw(st.integers(1, minutes))
        drop = draw(st.booleans()) and not (here and at == 0)
        if drop or least < minutes:
            made.append(Room(f"s{at}", minutes, least, drop, here and at == 0))
    return tuple(made)


def most(room: Room) -> int:
    return room.minutes if room.may_drop else room.shortening


@settings(max_examples=tries(50), deadline=None)
@given(some_rooms(), st.integers(-3, 90))
def test_every_proposal_keeps_to_the_rules(given_: tuple[Room, ...], minutes: int) -> None:
    found = proposals(given_, minutes)
    if minutes <= 0 or not given_:
        assert found == ()
        return
    by_id = {room.step: room for room in given_}
    can = sum(map(most, given_))
    assert found
    assert len({each.changes for each in found}) == len(found)
    for each in found:
        dropped = 0
        for step, left in each.changes:
            room = by_id[step]
            assert left < room.minutes
            assert (left == 0 and room.may_drop) or room.least <= left
            dropped += room.minutes if left == 0 else 0
        assert each.won == sum(by_id[step].minutes - left for step, left in each.changes)
        assert each.won >= min(minutes, can)
        if each.won > minutes:  # only what was dropped can be more than was asked for
            assert each.won == dropped
            assert all(each.won - by_id[s].minutes < minutes for s, left in each.changes if left == 0)
    order = [room.step for room in given_]
    assert all(order.index(a[0]) < order.index(b[0]) for each in found for a, b in pairwise(each.changes))


@settings(max_examples=tries(40), deadline=None)
@given(some_rooms(), st.integers(1, 90))
def test_the_fewest_are_the_fewest_there_are(given_: tuple[Room, ...], minutes: int) -> None:
    found = next((each for each in proposals(given_, minutes) if each.way == "fewest"), None)
    if found is None or found.won < minutes:
        return
    for n in range(len(found.changes)):
        assert all(sum(map(most, some)) < minutes for some in combinations(given_, n))
    drops = sum(left == 0 for _, left in found.changes)
    for some in combinations(given_, len(found.changes)):
        for way in product((False, True), repeat=len(some)):
            if sum(way) < drops and all(room.may_drop for room, drop in zip(some, way, strict=True) if drop):
                won = sum(r.minutes if d else r.shortening for r, d in zip(some, way, strict=True))
                assert won < minutes


@settings(max_examples=tries(40), deadline=None)
@given(some_rooms(), st.integers(1, 90))
def test_the_last_and_everybody_drop_nothing_where_shortening_will_do(
    given_: tuple[Room, ...], n: int
) -> None:
    if sum(room.shortening for room in given_) < n:
        return
    for each in proposals(given_, n):
        if each.way in ("last", "even"):
            assert all(left for _, left in each.changes)
            assert each.won == n


ROOMS = (
    Room("now", 15, 12, here=True), Room("talk", 10, 5), Room("coffee", 10, 5, may_drop=True), Room("wishes", 30, 20),
    Room("tell", 12, 7),
)  # fmt: skip


@pytest.mark.parametrize(
    ("minutes", "expected"),
    [
        (4, [("fewest", {"tell": 8}), ("even", {"talk": 9, "coffee": 9, "wishes": 29, "tell": 11})]),
        (8, [("fewest", {"wishes": 22}), ("last", {"wishes": 27, "tell": 7}),
             ("even", {"talk": 9, "coffee": 8, "wishes": 27, "tell": 10})]),
        (13, [("fewest", {"wishes": 22, "tell": 7}),
              ("even", {"now": 14, "talk": 8, "coffee": 8, "wishes": 25, "tell": 9})]),
        (22, [("fewest", {"coffee": 0, "wishes": 23, "tell": 7}),
              ("last", {"talk": 8, "coffee": 5, "wishes": 20, "tell": 7}),
              ("even", {"now": 13, "talk": 6, "coffee": 6, "wishes": 22, "tell": 8})]),
        (60, [("fewest", {"now": 12, "talk": 5, "coffee": 0, "wishes": 20, "tell": 7})]),
    ],
)  # fmt: skip
def test_what_is_proposed(minutes: int, expected: list[tuple[str, dict[str, int]]]) -> None:
    found = proposals(ROOMS, minutes)
    assert [(each.way, dict(each.changes)) for each in found] == expected


def test_the_protected_the_past_and_what_was_dropped_give_nothing() -> None:
    case = timed()
    case.do(c.GoTo("interviews"), c.Next())
    assert [room.step for room in rooms(case.state, case.now)] == ["interviews", "coffee", "sixes", "tell"]
    case.wait(11 * MINUTE)
    assert rooms(case.state, case.now)[0] == Room("interviews", 15, 12, here=True)
    case.wait(1.5 * MINUTE)  # two and a half are left: one can go, one stays
    assert rooms(case.state, case.now)[0] == Room("interviews", 15, 14, here=True)
    case.wait(5 * MINUTE)
    case.do(c.ChangePlan((("coffee", 0),)))
    assert [room.step for room in rooms(case.state, case.now)] == ["sixes", "tell"]


@settings(max_examples=tries(25), deadline=None)
@given(st.integers(0, 12), st.floats(0, 45), st.integers(0, 2))
def test_applied_each_ends_the_meeting_as_it_said(steps: int, minutes: float, which: int) -> None:
    case = timed(3)
    case.do(*(c.Next(whole=True) for _ in range(min(steps, 10) + 1)))
    case.wait(minutes * MINUTE)
    before = plan(case)
    need = minutes_to_win(before) + 3
    found = proposals(rooms(case.state, case.now), need)
    if not found:
        return
    chosen: Proposal = found[which % len(found)]
    case.do(c.ChangePlan(chosen.changes))
    after = plan(case)
    assert (before.expected_end - after.expected_end).total_seconds() == pytest.approx(60 * chosen.won)
    case.record.undo()
    assert plan(case).expected_end == before.expected_end


def test_the_danish_meetings_can_win_twenty_minutes_and_never_from_closing_or_plan() -> None:
    agenda = read_agenda_file(AGENDAS / "apv.da.yaml").agenda
    kept = {step.id for _, step in agenda.steps() if step.kind in ("close", "plan", "read_back")} - {
        "foelg-ret"
    }
    won = {}
    for meeting in ("dialog-1", "dialog-2", "handleplan"):
        case = Case(8, agenda=agenda, meeting=meeting)
        can = rooms(case.state, case.now)
        assert not kept & {room.step for room in can}
        won[meeting] = sum(map(most, can))
    assert won["dialog-1"] >= 20
    assert won["dialog-2"] >= 20
    assert won["handleplan"] >= 10
