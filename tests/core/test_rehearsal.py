"""Invented people play a meeting: every kind of step has a player, nothing is refused, and every list is filled."""

import random
from collections.abc import Iterator, Sequence
from copy import deepcopy
from typing import Any, NamedTuple

import pytest
from helpers import START, small_data
from hypothesis import given, settings
from hypothesis import strategies as st
from random_meetings import AGENDA, EDITED, random_data
from tries import tries

from apv_tui.core import commands as c
from apv_tui.core.agenda import KINDS, Agenda
from apv_tui.core.clock import SettableClock
from apv_tui.core.facts import VaultOpened
from apv_tui.core.messages import message
from apv_tui.core.record import Record
from apv_tui.core.rehearsal import PLAYERS, Clash, Cue, Scene, invented_people, play, script
from apv_tui.core.rehearsal.clock import RehearsalClock
from apv_tui.core.rehearsal.findings import Finding, fills, gathered, of_agenda, on_arrival
from apv_tui.core.timekeeper import Timekeeper
from apv_tui.words import languages
from apv_tui.words.invented import invented

LIMIT = 20_000
"""More cues than any rehearsal has."""


class Played(NamedTuple):
    """A rehearsal that is over."""

    record: Record
    clashes: list[Clash]
    cues: list[Cue]
    found: list[Finding]


def played(agenda: Agenda, people: int, seed: int = 1) -> Played:
    clock = SettableClock(START)
    timekeeper = Timekeeper(clock)
    record = Record(agenda, timekeeper.now, chance=random.Random(seed), language=agenda.language)
    said = invented(agenda.language)
    scene = Scene(lambda: record.state, timekeeper.now, said, random.Random(seed))
    cues: list[Cue] = []
    found: list[Finding] = []

    def counted(all_: Iterator[Cue]) -> Iterator[Cue]:
        for cue in all_:
            cues.append(cue)
            assert len(cues) < LIMIT
            yield cue

    def watch(_: Cue, before: bool) -> None:
        if not before:
            found.extend(on_arrival(record.state))

    given_ = script(scene, invented_people(said, people), agenda.meetings)
    clashes = list(play(counted(given_), record.do, clock.advance, watch))
    return Played(record, clashes, cues, found)


def one_meeting(*steps: dict[str, Any], lists: Sequence[str] = (), **keys: Any) -> Agenda:
    return Agenda.model_validate(
        {
            "title": "Trial",
            "language": "en",
            "lists": {id_: {"title": id_.title(), "one": id_, "many": id_} for id_ in lists},
            "steps": [{"title": step["id"].title(), "minutes": 10, **step} for step in steps],
            **keys,
        }
    )


def codes(agenda: Agenda, people: int) -> set[str]:
    return {finding.what.id for finding in played(agenda, people).found}


# -- everything is played ----------------------------------------------------------------------------------


def test_every_kind_of_step_has_a_player_and_none_is_left_over() -> None:
    assert PLAYERS.keys() == KINDS.keys()


@pytest.mark.parametrize("people", [4, 5, 7, 13, 60])
def test_an_agenda_with_every_kind_is_played_to_its_end(people: int) -> None:
    done = played(AGENDA, people)
    assert done.clashes == []
    state = done.record.state
    assert state.meeting_id == AGENDA.meetings[-1].id
    assert all(here.step == AGENDA.meeting(id_).steps[-1].id for id_, here in state.meetings.items())  # type: ignore[union-attr]
    empty = {
        list_id
        for _, step in AGENDA.steps()
        for list_id in fills(step)
        if not any(True for _ in state.on_list(list_id))
    }
    assert empty == set()
    assert state.adopted.keys() == {"actions"}
    assert state.absence.keys() == {"before", "after-1"}


@settings(max_examples=tries(4), deadline=None)
@given(people=st.integers(4, 60), seed=st.integers(0, 10_000), edited=st.integers(0, 2))
def test_whoever_comes_nothing_is_refused_and_it_ends(people: int, seed: int, edited: int) -> None:
    done = played(EDITED[edited], people, seed)
    assert done.clashes == []
    assert sum(1 for cue in done.cues if isinstance(cue.command, c.OpenMeeting)) == len(
        EDITED[edited].meetings
    )


@settings(max_examples=tries(5), deadline=None)
@given(data=st.data(), people=st.integers(4, 60))
def test_any_part_of_an_agenda_can_be_played(data: st.DataObject, people: int) -> None:
    """Steps are taken out; what they would have filled is empty then, and the rest goes on all the same."""
    written = deepcopy(random_data())
    for meeting in written["meetings"]:
        drop = data.draw(st.sets(st.integers(0, len(meeting["steps"]) - 1), max_size=3))
        meeting["steps"] = [step for at, step in enumerate(meeting["steps"]) if at not in drop] or meeting[
            "steps"
        ][:1]
    played(Agenda.model_validate(written), people)  # refusals are reported; nothing else may come


def test_the_same_seed_plays_the_same_and_another_one_does_not() -> None:
    agenda = Agenda.model_validate(small_data())
    first, again, other = (played(agenda, 9, seed) for seed in (1, 1, 2))
    assert first.cues == again.cues
    assert first.cues != other.cues


def test_the_time_of_every_step_is_used_and_no_more() -> None:
    agenda = Agenda.model_validate(small_data())
    done = played(agenda, 9)
    for meeting in agenda.meetings:
        for step in meeting.steps:
            used = done.record.state.state_of(step).clock.used
            assert 60 * step.minutes <= used <= 60 * step.minutes + 15, step.id


# -- like the real thing -----------------------------------------------------------------------------------


def test_somebody_comes_late_and_joins_a_group() -> None:
    done = played(AGENDA, 13)
    arrived = [cue for cue in done.cues if isinstance(cue.command, c.Arrive)]
    assert arrived
    assert any(group.late for step in done.record.state.steps.values() for group in step.groups)


def test_votes_end_in_a_tie_now_and_then_and_are_settled_with_a_reason() -> None:
    agenda = Agenda.model_validate(small_data())
    commands = [cue.command for seed in range(20) for cue in played(agenda, 13, seed).cues]
    assert any(isinstance(command, c.OpenRunOff) for command in commands)
    reasons = [command.reason for command in commands if isinstance(command, c.ChooseTopics)]
    assert any(reasons)
    assert not all(reasons)


def test_repeats_are_said_and_struck_out() -> None:
    assert any(item.merged_into for item in played(AGENDA, 23).record.state.items.values())


def test_confidential_notes_are_only_begun_with_a_yes_and_one_declines() -> None:
    agenda = one_meeting(
        {
            "id": "story",
            "kind": "spotlight",
            "role": "teller",
            "chooses": True,
            "into": "core",
            "consent": "May we?",
        },
        {"id": "notes", "kind": "answers", "into": "core", "consent": "May we?", "questions": ["What?"]},
        {"id": "end", "kind": "talk", "repeat_from": "story"},
        lists=["core"],
        minutes=90,
    )
    data = agenda.model_dump(mode="json", exclude_defaults=True)
    data["lists"]["core"]["confidential"] = True
    done = played(Agenda.model_validate(data), 6)
    assert done.clashes == []
    opened = [entry.fact for entry in done.record.entries if isinstance(entry.fact, VaultOpened)]
    assert {fact.consented for fact in opened} == {True}
    state = done.record.state
    assert state.round == 3
    assert {vault.round for vault in state.vaults.values()} == {1, 3}  # the second one said no
    assert all(item.vault for item in state.items.values() if item.list == "core")


def test_a_run_is_gone_through_as_often_as_there_is_time() -> None:
    steps: tuple[dict[str, Any], ...] = (
        {"id": "story", "kind": "spotlight", "role": "teller", "chooses": True},
        {"id": "end", "kind": "talk", "repeat_from": "story"},
    )
    assert played(one_meeting(*steps, minutes=39), 6).record.state.round == 1
    assert played(one_meeting(*steps, minutes=40), 6).record.state.round == 2


def test_a_few_prepare_for_all_and_no_more_come_than_are_expected() -> None:
    data = small_data()
    data["meetings"].insert(
        0, {"id": "desk", "title": "Desk", "steps": [{**data["meetings"][1]["steps"][0], "id": "d"}]}
    )
    data["meetings"][2]["people"] = "4-5"
    state = played(Agenda.model_validate(data), 20).record.state
    assert [len(here.came) for here in state.meetings.values()] == [6, 20, 5]


# -- invented words ----------------------------------------------------------------------------------------


@pytest.mark.parametrize("language", languages())
def test_every_language_has_enough_to_say(language: str) -> None:
    said = invented(language)
    for name, least in {
        "ideas": 30,
        "actions": 12,
        "answers": 8,
        "stories": 6,
        "first": 20,
        "last": 20,
    }.items():
        texts = getattr(said, name)
        assert len(texts) >= least, name
        assert name == "first" or len(set(texts)) == len(texts), name
    assert all(len(text) <= 44 for text in said.ideas)
    people = invented_people(said, 500)
    assert len({person.name for person in people}) == 500
    assert len({person.name.split()[0] for person in people[:23]}) < 23  # two are called the same


# -- what would have gone wrong ----------------------------------------------------------------------------


def test_a_list_that_is_still_empty_is_named() -> None:
    agenda = one_meeting(
        {"id": "note", "kind": "collect", "into": "wishes"},
        {"id": "more", "kind": "plan", "into": "actions", "under": "nothing", "uses": ["nothing"]},
        lists=["wishes", "actions", "nothing"],
    )
    found = [each for each in played(agenda, 9).found if each.kind == "empty"]
    assert {(each.step, dict(each.what.params)["list"]) for each in found} == {("more", "Nothing")}


def test_turns_that_are_too_short_are_named() -> None:
    groups = {"id": "seats", "kind": "groups", "group_size": 4}
    talks = {
        "id": "talks",
        "kind": "interviews",
        "groups_from": "seats",
        "minutes": 3,
        "questions": ["What?"],
    }
    tells = {"id": "tells", "kind": "tell", "groups_from": "seats", "minutes": 3}
    assert codes(one_meeting(groups, talks, tells), 8) == {"rehearse.turn_interview"}
    assert "rehearse.tell_short" in codes(one_meeting(groups, tells), 40)
    assert "rehearse.tell_long" in codes(one_meeting(groups, {**tells, "turn_minutes": 2}), 40)
    turns = {**talks, "kind": "turns", "questions": []}
    assert "rehearse.turn" in codes(one_meeting(groups, turns), 8)


def test_groups_that_cannot_be_made_are_named() -> None:
    two = {"id": "seats", "kind": "collect", "into": "wishes", "group_size": 6, "at_least_groups": 5}
    assert "rehearse.fewer_groups" in codes(one_meeting(two, lists=["wishes"]), 4)
    assert "rehearse.small_groups" in codes(one_meeting({**two, "at_least_groups": 2}, lists=["wishes"]), 4)
    assert codes(one_meeting({**two, "at_least_groups": 2}, lists=["wishes"]), 12) == set()


def test_a_vote_with_too_few_to_choose_from_is_named() -> None:
    note = {"id": "note", "kind": "collect", "into": "wishes", "questions": [{"text": "One?", "at_most": 2}]}
    vote = {"id": "vote", "kind": "vote", "list": "wishes", "into": "topics"}
    lists = ["wishes", "topics"]
    assert codes(one_meeting(note, vote, lists=lists), 9) == {"rehearse.vote_few"}
    assert codes(one_meeting(note, {**vote, "choose": "1-2"}, lists=lists), 9) == {"rehearse.vote_strokes"}
    assert codes(one_meeting(note, {**vote, "choose": 2, "strokes": 2}, lists=lists), 9) == {
        "rehearse.vote_all"
    }


def test_minutes_that_do_not_add_up_are_named() -> None:
    agenda = one_meeting({"id": "a", "kind": "talk"}, {"id": "b", "kind": "talk"}, minutes=15)
    (found,) = of_agenda(agenda, agenda.meetings)
    assert dict(found.what.params) == {"total": message("count.minutes", n=20), "minutes": 15}


def test_findings_of_several_numbers_of_people_are_one_with_the_worst() -> None:
    agenda = one_meeting({"id": "a", "kind": "talk"}, minutes=5)
    (found,) = of_agenda(agenda, agenda.meetings)
    few, many = (found._replace(people=(n,), rank=rank) for n, rank in ((4, 1.0), (9, 2.0)))
    assert gathered(agenda, [few, many]) == (many._replace(people=(4, 9)),)


# -- the clock ---------------------------------------------------------------------------------------------


def test_the_clock_runs_fast_is_held_and_skips() -> None:
    base = SettableClock(START)
    clock = RehearsalClock(base, 60)
    base.advance(2)
    assert clock.monotonic() == 120
    clock.hold()
    clock.hold()
    base.advance(100)
    assert clock.monotonic() == 120
    clock.skip(30)
    clock.skip(-5)
    clock.go()
    clock.go()
    base.advance(1)
    assert clock.monotonic() == 210
    assert (clock.utc() - START).total_seconds() == 210
    with pytest.raises(ValueError, match="speed"):
        RehearsalClock(base, 0)
