"""What each audience is kept from, whatever draws."""

import random
from collections.abc import Iterator, Mapping
from typing import Any

from helpers import Case
from hypothesis import given, settings
from hypothesis import strategies as st
from random_meetings import random_data, some_command
from tries import tries

from apv_tui.core import commands as c
from apv_tui.core.absence import LINES
from apv_tui.core.agenda import Agenda
from apv_tui.core.audience import LEADER, READERS, ROOM, Sight, is_for_leader, seen_by
from apv_tui.core.messages import Refused
from apv_tui.core.state import State
from confidential import SECRET

HIDDEN_LIST = "proposals"


def half_private() -> Agenda:
    """Give an agenda with every kind of step, in which what groups propose is for the leader alone."""
    data = random_data()
    data["lists"][HIDDEN_LIST]["private"] = True
    return Agenda.model_validate(data)


def a_meeting(seed: int, commands: int = 120) -> State:
    """Give what random hands have made of it."""
    case, chance = Case(8, agenda=half_private()), random.Random(seed)
    if seed % 2:  # confidential notes are begun at few steps only
        case.do(c.OpenMeeting("stories"), c.CallRoll(("p1", "p2")), c.GoTo("story"), c.ChooseSpot("p1"))
        case.do(c.OpenVault("p1", consented=True), c.NoteIdeas((SECRET,), "core"))
    else:
        case.do(c.OpenMeeting("choice"), c.CallRoll(("p1", "p2")), c.GoTo("lenses"))
        case.do(c.NoteIdeas(("Light",), HIDDEN_LIST))
    for _ in range(commands):
        command = some_command(case.state, *(chance.randrange(10_000) for _ in range(4)))
        try:
            case.do(command)
        except Refused:
            case.wait(5)
    return case.state


def texts(value: object) -> Iterator[str]:
    """Give every text in a value, keys too; not those of the agenda, which is no secret."""
    if isinstance(value, str):
        yield value
    elif isinstance(value, Mapping):
        for key, each in value.items():
            yield from texts(key)
            yield from texts(each)
    elif isinstance(value, tuple | frozenset):
        for each in value:
            yield from texts(each)


def held(state: State) -> set[str]:
    """Give every text that a state holds beside its agenda."""
    return set(texts(tuple(state)[1:]))


@settings(max_examples=tries(12))
@given(st.integers(0, 10**6))
def test_nothing_of_what_is_kept_from_somebody_is_in_what_they_see(seed: int) -> None:
    state = a_meeting(seed)
    # Random hands may have revised the agenda: then the list is everybody's.
    secret = {id_ for id_, item in state.items.items() if item.vault or state.is_private(item.list)}
    seen = seen_by(state, ROOM)
    assert not secret & held(seen)
    assert not [text for text in held(seen) if SECRET in text]
    assert seen.items.keys() == state.items.keys() - secret
    assert not seen.absence
    for meeting, step in state.agenda.steps():
        if step.private or meeting.private:
            shown = seen.state_of(step)
            assert (shown.fields, shown.own, shown.chosen) == ({}, (), ())
            assert (shown.vote, shown.priorities) == (None, ())


@settings(max_examples=tries(12))
@given(st.integers(0, 10**6))
def test_what_is_seen_can_be_looked_at_by_the_rules_like_any_other(seed: int) -> None:
    state = a_meeting(seed)
    for sight in (ROOM, READERS, LEADER):
        seen = seen_by(state, sight)
        assert seen_by(seen, sight) == seen
        for list_id in seen.agenda.lists:
            assert all(item.id in seen.items for item in seen.on_list(list_id))
        for id_, item in seen.items.items():
            assert seen.stands_for(id_) in seen.items
            assert not item.under or item.under in seen.items
            assert not item.origin or item.origin in seen.items


def test_random_hands_make_enough_to_be_kept_from_somebody() -> None:
    states = [a_meeting(seed, 40) for seed in range(6)]
    assert any(state.is_private(item.list) for state in states for item in state.items.values())
    assert any(item.vault for state in states for item in state.items.values())


def test_the_figures_of_absence_are_the_leaders() -> None:
    case = Case(8, agenda=half_private(), meeting="desk")
    case.do(c.GoTo("before"))
    for line, text in zip(LINES, ("1/1/2025", "31/12/2025", "hours", "700", "20000", "12"), strict=True):
        case.do(c.FillField(f"before.{line}", text))
    assert case.state.absence
    assert not seen_by(case.state, ROOM).absence
    assert seen_by(case.state, READERS).absence == case.state.absence
    assert seen_by(case.state, LEADER).absence == case.state.absence


def test_what_was_filled_in_at_a_step_for_the_leader_is_the_leaders() -> None:
    case = Case(8, agenda=half_private(), meeting="choice")
    case.do(c.GoTo("fits"), c.FillField("q1", "yes"))
    assert case.state.state_of("fits").fields
    assert seen_by(case.state, ROOM).state_of("fits").fields == {}
    assert seen_by(case.state, ROOM).state_of("fits").clock == case.state.state_of("fits").clock
    assert seen_by(case.state, LEADER) is case.state


def test_where_nothing_is_kept_from_anybody_it_is_the_same_state() -> None:
    case = Case(9)
    case.do(c.NoteIdeas(("Kaffe",), "strengths"))
    assert seen_by(case.state, ROOM) is case.state
    assert seen_by(case.state, LEADER) is case.state


def test_readers_learn_which_group_said_it_and_not_who_sat_there() -> None:
    case = Case(9)
    case.do(c.GoTo("threes"), c.GoTo("gallery"), c.NoteIdeas(("Kaffe",), "strengths", group=1))
    (item,) = case.state.items.values()
    read = seen_by(case.state, READERS)
    assert (read.items[item.id].group, read.items[item.id].grouping) == (1, "threes")
    assert [(each.everyone, each.host, each.heads) for each in read.groups_of(case.step("gallery"))] == [
        ((), "", 3)
    ] * 3
    assert seen_by(case.state, ROOM).groups_of(case.step("gallery"))[0].everyone


def test_readers_see_what_was_settled_on_and_not_what_was_said_before() -> None:
    case = Case(9)
    case.do(c.GoTo("gallery"), c.NoteIdeas(("Bo is lazy", "Bo is late", "Coffee"), "strengths"))
    lazy, late, coffee = case.state.items
    case.do(c.WithdrawIdea(lazy), c.RewordIdea(late, "We begin on time"))
    case.do(c.MergeIdeas((coffee,), late))
    read = seen_by(case.state, READERS)
    assert [read.items[id_].text for id_ in (lazy, late, coffee)] == ["", "We begin on time", "Coffee"]
    assert not [text for text in held(read) if "Bo is" in text]
    assert "Bo is late" in held(seen_by(case.state, ROOM))


@settings(max_examples=tries(12))
@given(st.integers(0, 10**6))
def test_nobody_of_the_room_is_named_to_readers_but_in_what_was_agreed_on(seed: int) -> None:
    seen = seen_by(a_meeting(seed), READERS)
    agreed = {who for step in seen.steps.values() for filled in step.fields.values() for who in filled.people}
    for step in seen.steps.values():
        assert not {*texts(step._replace(fields={}))} & (seen.people.keys() - agreed)
    assert not seen.spot
    assert not seen.been
    assert not seen.vaults


def test_only_the_notes_that_are_open_are_seen() -> None:
    data = random_data()
    case = Case(5, agenda=Agenda.model_validate(data), meeting="stories")
    state: Any = case.state
    step = next(s for s in state.meeting.steps if s.kind == "spotlight")
    case.do(c.GoTo(step.id))
    vaults = []
    for person in ("p1", "p2"):
        case.do(c.ChooseSpot(person)) if step.chooses else None
        case.do(c.OpenVault(person, consented=True), c.NoteIdeas((f"{SECRET} {person}",), step.into))
        vaults.append(case.state.vault)
    assert len(set(vaults)) == 2
    seen = seen_by(case.state, Sight(vaults=frozenset(vaults[1:])))
    assert [item.text for item in seen.items.values()] == [f"{SECRET} p2"]
    assert not seen_by(case.state, LEADER).items


def test_a_step_of_a_private_meeting_is_for_the_leader() -> None:
    data = random_data()
    data["meetings"][1]["private"] = True
    agenda = Agenda.model_validate(data)
    case = Case(5, agenda=agenda)
    private = {step.id for _, step in agenda.steps() if is_for_leader(case.state, step)}
    assert {step.id for step in agenda.meetings[1].steps} <= private
    assert "intro" not in private
