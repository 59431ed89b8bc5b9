"""Where a case stands: what wants looking at, and that the little that is read says the same as all of a log."""

import random
from datetime import UTC, date, datetime, timedelta
from functools import cache
from typing import Any

import pytest
from random_meetings import AGENDA, random_data, some_command

from apv_tui.core import commands as c
from apv_tui.core.agenda import Agenda
from apv_tui.core.clock import SettableClock
from apv_tui.core.evolve import fold
from apv_tui.core.facts import Entry, PersonFacts
from apv_tui.core.log import entry_data, entry_from
from apv_tui.core.messages import Refused
from apv_tui.core.record import Record
from apv_tui.core.rehearsal import Scene, invented_people, play, script
from apv_tui.core.standing import CaseStanding, standing
from apv_tui.core.standing_log import READ, is_enough, needed, sought_in
from apv_tui.core.state import State, fresh_state
from apv_tui.core.timekeeper import Timekeeper
from apv_tui.files.agenda_file import read_agenda_file
from apv_tui.files.places import shipped
from apv_tui.files.rules_file import rules_of
from apv_tui.files.session_file import SessionDocument, encode_session
from apv_tui.files.session_lines import lines_of
from apv_tui.words.invented import invented

NOW = datetime(2026, 3, 2, 8, tzinfo=UTC)
TODAY = date(2026, 3, 2)


def briefly(agenda: Agenda, entries: list[Entry]) -> State | None:
    """Fold the little of a log that is needed, from the lines of a file; None where that is not enough."""
    events = tuple(entry_data(entry) for entry in entries)
    written = agenda.model_dump(mode="json", exclude_defaults=True)
    data = encode_session(SessionDocument("a", "A", written, events, "0", "2026-03-02T08:00:00+00:00", 1))
    lines, sought = lines_of(data), sought_in(agenda)
    if not events:
        assert lines is None
        return None
    assert lines is not None
    if not is_enough(sought, {kind.decode() for kind in lines.kinds}):
        return None
    try:
        little = needed(sought, lines.read(READ, sought.plans or ()))
    except LookupError:
        return None
    FOLDED.append(len(little) / len(events))
    return fold(fresh_state(agenda), [entry_from(event) for event in little])


FOLDED: list[float] = []
"""How much of each log was enough."""


def same_on(day: date, agenda: Agenda, record: Record) -> CaseStanding:
    rules = rules_of(record.agenda)
    whole = standing(record.state, day, 30, rules)
    little = briefly(agenda, record.entries)
    assert little is None or standing(little, day, 30, rules) == whole
    return whole


@cache
def played(name: str, people: int, seed: int) -> Record:
    agenda = read_agenda_file(shipped(name)).agenda
    clock = SettableClock(NOW)
    timekeeper = Timekeeper(clock)
    record = Record(agenda, timekeeper.now, chance=random.Random(seed), language=agenda.language)
    said = invented(agenda.language)
    scene = Scene(lambda: record.state, timekeeper.now, said, random.Random(seed))
    assert not list(
        play(script(scene, invented_people(said, people), agenda.meetings), record.do, clock.advance)
    )
    return record


@pytest.mark.parametrize("name", ["apv.da.yaml", "intervju.nb.yaml"])
def test_the_little_says_the_same_of_whole_cases_at_any_moment(name: str) -> None:
    record = played(name, 11, 3)
    for upto in (*range(0, len(record.entries), 97), len(record.entries)):
        part = Record(record._begun_with, lambda: NOW, entries=record.entries[:upto])
        for days in (0, 40, 100, 400, 1300):
            same_on(TODAY + timedelta(days=days), record._begun_with, part)


@pytest.mark.parametrize("seed", range(12))
def test_the_little_says_the_same_of_random_meetings(seed: int) -> None:
    chance = random.Random(seed)
    clock = SettableClock(NOW)
    FOLDED.clear()
    record = Record(AGENDA, clock.utc, chance=random.Random(seed), language="en")
    record.do(c.OpenMeeting(chance.choice(["desk", "follow", "choice"])))
    people = tuple(PersonFacts(id="", name=f"Person{n} Last{n}") for n in range(5))
    record.do(c.AddPeople(people))
    for number in range(220):
        clock.advance(chance.choice([5, 60, 90_000]))
        try:
            match chance.randrange(12):
                case 0:
                    record.undo()
                case 1:
                    record.redo()
                case 2:
                    record.do(c.OpenMeeting(chance.choice(["desk", "follow"]), again=chance.random() < 0.3))
                case 3:
                    record.do(c.GoTo(chance.choice(["plan", "read", "look", "form"])))
                case 4 if seed % 4 == 3 and record.state.items:
                    record.erase([chance.choice([*record.state.items])])
                case _:
                    picked = [chance.randrange(1000) for _ in range(4)]
                    command = some_command(record.state, *picked)
                    # A revised agenda is read as a whole; most of these meetings are to be read in part.
                    if seed % 4 == 0 or not isinstance(command, c.ReviseAgenda):
                        record.do(command)
        except Refused:
            continue
        if number % 20 == 0:
            same_on(clock.utc().date(), AGENDA, record)
    if seed % 4 in (1, 2):
        assert FOLDED, "the little was enough at times"
    for days in (0, 10, 60, 1200):
        same_on(clock.utc().date() + timedelta(days=days), AGENDA, record)


def test_random_meetings_have_something_to_stand() -> None:
    """The test above would say nothing of plans without actions, undone ones and merged ones among them."""
    record = Record(AGENDA, lambda: NOW, chance=random.Random(1), language="en")
    record.do(c.OpenMeeting("desk"))
    record.do(c.GoTo("plan"))
    for text in ("One", "Two", "Three"):
        record.do(c.AddAction("actions", text, ""))
    items = [item.id for item in record.state.items.values()]
    record.do(c.NoteIdeas(("Elsewhere",), "wishes"))
    elsewhere = next(item.id for item in record.state.items.values() if item.text == "Elsewhere")
    record.do(c.MoveIdea(elsewhere, "actions"))
    record.do(c.SetDetail(items[0], "owner", "Anne"))
    record.undo()
    record.do(c.SetDetail(items[0], "owner", "Bo"))
    record.do(c.WithdrawIdea(items[1]))
    record.undo()
    found = same_on(TODAY, AGENDA, record)
    assert [each.text for each in found.going] == ["One", "Two", "Three", "Elsewhere"]
    assert found.going[0].owner == "Bo"


def test_only_a_fraction_of_a_log_is_needed() -> None:
    record = played("apv.da.yaml", 11, 3)
    FOLDED.clear()
    same_on(TODAY, record._begun_with, record)
    assert FOLDED
    assert FOLDED[0] < 0.2


@pytest.mark.parametrize("change", [{}, {"fact": {}}, {"fact": None}])
def test_what_is_no_log_is_a_fault_that_can_be_caught(change: dict[str, Any]) -> None:
    with pytest.raises((LookupError, TypeError)):
        needed(sought_in(AGENDA), [{"id": "a", "unit": "u", **change}])


def test_an_action_merged_with_what_is_on_another_list_needs_all_of_the_log() -> None:
    def event(id_: str, **fact: str) -> dict[str, Any]:
        return {"id": id_, "unit": id_, "meeting": "desk", "step": "plan", "fact": fact}

    noted = event("1", kind="idea_noted", item="a", list="actions")
    with pytest.raises(LookupError):
        needed(sought_in(AGENDA), [noted, event("2", kind="ideas_merged", item="a", into="elsewhere")])
    aside = event("2", kind="ideas_merged", item="b", into="c")
    assert list(needed(sought_in(AGENDA), [noted, aside])) == [noted]


# -- what is said ------------------------------------------------------------------------------------------


def plan(**details: str) -> State:
    """One action with these details, adopted on the 2nd of March 2026."""
    record = Record(AGENDA, lambda: NOW, chance=random.Random(1), language="en")
    record.do(c.OpenMeeting("desk"))
    record.do(c.GoTo("plan"))
    record.do(c.AddAction("actions", "A sign on the door", ""))
    item = next(iter(record.state.items))
    for name, text in details.items():
        record.do(c.SetDetail(item, name, text))
    return record.state


DATED = {"owner": "Anne", "deadline": "12 March 2026", "follow_up": "1 April 2026"}


@pytest.mark.parametrize(
    ("details", "today", "why"),
    [
        (DATED, date(2026, 3, 2), ("soon",)),
        (DATED, date(2026, 1, 2), ()),
        (DATED, date(2026, 3, 12), ("due",)),
        (DATED, date(2026, 3, 13), ("late",)),
        ({**DATED, "owner": "open"}, date(2026, 1, 2), ("no_owner",)),
        ({"owner": "Anne"}, date(2026, 1, 2), ("no_deadline", "no_follow_up")),
        ({"deadline": "12 March 2026"}, date(2026, 4, 2), ("late", "no_owner", "no_follow_up")),
    ],
)
def test_why_an_action_wants_looking_at(details: dict[str, str], today: date, why: tuple[str, ...]) -> None:
    (found,) = standing(plan(**details), today, 30).going
    assert found.why == why


def test_late_ones_come_first_and_ended_ones_are_only_counted() -> None:
    record = Record(AGENDA, lambda: NOW, chance=random.Random(1), language="en")
    record.do(c.OpenMeeting("desk"))
    record.do(c.GoTo("plan"))
    for text in ("Later", "Late", "Later still", "Done"):
        record.do(c.AddAction("actions", text, ""))
    ids = {item.text: item.id for item in record.state.items.values()}
    for text, day in (("Later", "1 May 2026"), ("Late", "1 March 2026"), ("Later still", "2 May 2026")):
        record.do(c.SetDetail(ids[text], "deadline", day))
    record.do(c.NoteStatus(ids["Done"], "done", ""))
    found = standing(record.state, date(2026, 4, 20), 30)
    assert [(each.text, each.late) for each in found.going] == [
        ("Late", 50),
        ("Later", 0),
        ("Later still", 0),
    ]
    assert (found.actions, found.ended, found.late, found.due) == (4, 1, 1, 2)


def test_the_next_meeting_is_agreed_or_passed() -> None:
    record = Record(AGENDA, lambda: NOW, chance=random.Random(1), language="en")
    record.do(c.OpenMeeting("desk"))
    record.do(c.GoTo("form"))
    record.do(c.FillField("when", "1 May 2026"))
    record.do(c.GoTo("bye"))
    before = standing(record.state, date(2026, 4, 20), 30).coming
    assert (before.how, before.meeting, before.first) == ("agreed", "follow", date(2026, 5, 1))
    assert standing(record.state, date(2026, 5, 2), 30).coming.how == "passed"


def test_everything_is_assessed_anew_after_three_years_where_the_rules_say_so() -> None:
    record = played("apv.da.yaml", 11, 3)
    rules = rules_of(record.agenda)
    begun = standing(record.state, TODAY, 30, rules)
    assert begun.holds_until is not None
    assert begun.holds_until.year == 2029
    assert begun.renew == ""
    assert standing(record.state, begun.holds_until - timedelta(days=9), 30, rules).renew == "soon"
    assert standing(record.state, begun.holds_until + timedelta(days=1), 30, rules).renew == "passed"
    assert standing(record.state, TODAY, 30, None).holds_until is None


def test_a_repeat_that_stands_by_itself_again_is_an_action_again() -> None:
    record = Record(AGENDA, lambda: NOW, chance=random.Random(1), language="en")
    record.do(c.OpenMeeting("desk"))
    record.do(c.GoTo("plan"))
    for text in ("One", "Two"):
        record.do(c.AddAction("actions", text, ""))
    one, two = record.state.items
    record.do(c.MergeIdeas((two,), one))
    assert [each.text for each in same_on(TODAY, AGENDA, record).going] == ["One"]
    record.do(c.SplitIdea(two))
    assert [each.text for each in same_on(TODAY, AGENDA, record).going] == ["One", "Two"]


def test_a_meeting_held_again_is_counted_from_its_last_sitting() -> None:
    data = random_data()
    agenda = Agenda.model_validate({**data, "meetings": data["meetings"][:-1]})
    assert agenda.meetings[-1].repeats
    clock = SettableClock(NOW)
    record = Record(agenda, clock.utc, chance=random.Random(1), language="en")
    record.do(c.OpenMeeting("follow"))
    for again in (False, True):
        record.do(c.OpenMeeting("follow", again=again))
        for step in ("look", "pairs", "look"):
            clock.advance(5 * 86_400)
            record.do(c.GoTo(step))
    coming = same_on(clock.utc().date(), agenda, record).coming
    assert coming.first == date(2026, 3, 22) + timedelta(weeks=4), "its weeks are counted from when it began"
