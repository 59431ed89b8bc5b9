"""What follows from a state is found out once, and for the very same state alone; what was erased is let go."""

import gc
import random
import sys
import weakref
from threading import Thread

from helpers import START, small_data

from apv_tui.core import commands as c
from apv_tui.core.agenda import Agenda
from apv_tui.core.clock import SettableClock
from apv_tui.core.lately import MOST, MOST_OF_ONE, forget, lately
from apv_tui.core.record import Record


class Thing:
    """Something that never changes; two of a kind are equal, and yet not the same."""

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Thing)

    def __hash__(self) -> int:
        return 1


def test_the_same_is_asked_once_and_an_equal_one_anew() -> None:
    asked: list[tuple[Thing, str]] = []

    @lately
    def of(thing: Thing, name: str) -> int:
        asked.append((thing, name))
        return len(asked)

    one, other = Thing(), Thing()
    assert [of(one, "a"), of(one, "".join("a")), of(one, "b"), of(other, "a"), of(one, "a")] == [
        1,
        1,
        2,
        3,
        1,
    ]


def test_few_are_kept_and_none_after_it_is_told_to_forget() -> None:
    asked: list[int] = []

    @lately
    def of(thing: Thing, number: int) -> int:
        asked.append(number)
        return number

    thing = Thing()
    for number in range(MOST_OF_ONE + 5):
        assert of(thing, number) == number
    for number in range(5, MOST_OF_ONE + 5):
        of(thing, number)
    assert len(asked) == MOST_OF_ONE + 5, "the newest were kept"
    of(thing, 0)
    assert asked[-1] == 0, "the oldest were let go"
    forget()
    of(thing, 0)
    assert asked[-2:] == [0, 0]


def test_a_long_meeting_does_not_keep_what_it_was_at_every_key() -> None:
    class State(Thing):
        pass

    @lately
    def of(state: State, list_id: str) -> int:
        return len(list_id)

    states = [State() for _ in range(50)]
    seen = [weakref.ref(state) for state in states]
    for state in states:
        for list_id in ("wishes", "topics", "actions"):
            of(state, list_id)
    del state, states
    assert sum(ref() is not None for ref in seen) == MOST


def test_the_thread_that_writes_documents_may_ask_at_the_same_time() -> None:
    faults: list[Exception] = []

    @lately
    def of(thing: Thing) -> int:
        return 1

    def ask() -> None:
        try:
            for _ in range(100_000):
                of(Thing())
        except Exception as fault:
            faults.append(fault)

    before = sys.getswitchinterval()
    sys.setswitchinterval(1e-6)
    try:
        threads = [Thread(target=ask) for _ in range(2)]
        for each in threads:
            each.start()
        for each in threads:
            each.join()
    finally:
        sys.setswitchinterval(before)
    assert faults == []


def test_no_words_that_were_erased_live_on_in_what_was_found_out() -> None:
    record = Record(Agenda.model_validate(small_data()), SettableClock(START).utc, chance=random.Random(3))
    record.do(c.OpenMeeting(record.agenda.meetings[0].id))
    record.do(c.NoteIdeas(("Said in confidence",), "wishes"))
    (item,) = record.state.standing("wishes")
    before = record.state
    assert before.standing("wishes") is before.standing("wishes")
    record.erase([item.id])
    held = [each for each in gc.get_referrers(before) if isinstance(each, tuple) and each is not before]
    assert held == [], "nothing but this test remembers what it was"
    assert "Said in confidence" not in str(record.state.standing("wishes"))
