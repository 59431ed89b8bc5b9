"""One speaks, the others listen in silence: who it is in every group, for every size, and the signals."""

import pytest
from choosing_desks import QUESTIONS, at_step, formed
from desks import FakeHost
from rounds import SIZES, all_pages, task_of

from apv_tui.core import commands as c
from apv_tui.core.clock import SettableClock
from apv_tui.core.facts import PersonFacts
from apv_tui.tui.stages.base import Alarm, Stage

TURN = 120.0


def running(count: int = 16) -> tuple[Stage, FakeHost, SettableClock]:
    stage, host, clock = at_step("taletur", count)
    host.do(c.Next())
    return stage, host, clock


def heard(stage: Stage, host: FakeHost, clock: SettableClock, seconds: int) -> list[tuple[int, Alarm]]:
    stage.alarms(host.desk.now())
    found = []
    for second in range(1, seconds + 1):
        clock.advance(1.0)
        found += [(second, alarm) for alarm in stage.alarms(host.desk.now())]
    return found


def names(stage: Stage, group: int) -> list[str]:
    return [stage.desk.name(person) for person in stage.groups[group].members]


def test_before_the_first_turn_the_room_reads_what_will_happen() -> None:
    stage, _, _ = at_step("taletur")
    assert task_of(stage)[0] == "Fortæl på skift."
    assert "4 × 2:00" in task_of(stage)[1]
    assert stage.next_label() == "act.next.begin"
    assert "taler først" in all_pages(stage, 78, 13)[0]


@pytest.mark.parametrize("turn", [0, 1, 2, 3])
def test_who_speaks_now_in_every_group_by_name(turn: int) -> None:
    stage, _, clock = running()
    clock.advance(turn * TURN + 1)
    assert task_of(stage) == [
        f"Tur {turn + 1} af 4",
        f"Nummer {turn + 1} taler.",
        "De andre lytter i stilhed.",
        "Fortæl på skift.",
    ]
    text = all_pages(stage, 78, 13)[0]
    assert "taler nu" in text
    assert "lytter i stilhed" in text
    for group in range(4):
        row = next(row for row in text.split("\n") if row.startswith(f"Gruppe {group + 1}"))
        members = [f"{at} {name}" for at, name in enumerate(names(stage, group), 1)]
        # Those who listen stand in the order in which they will speak.
        order = members[turn + 1 :] + members[:turn]
        assert row.split()[2:] == " ".join([members[turn], ", ".join(order)]).split()
    assert stage.face(stage.desk.now()).digits == "1:59"


@pytest.mark.parametrize("size", SIZES)
@pytest.mark.parametrize("count", [2, 5, 7, 13, 16, 23, 60])
def test_speakers_and_questions_are_whole_in_every_size(count: int, size: tuple[int, int]) -> None:
    stage, _, clock = running(count)
    clock.advance(10)
    text = "\n".join(all_pages(stage, *size))
    flat = " ".join(text.split())
    for question in QUESTIONS:
        assert question in flat
    for group in range(len(stage.groups)):
        assert names(stage, group)[0].split(" (")[0] in flat


def test_at_54_columns_the_speakers_stand_below_the_questions_on_one_page() -> None:
    stage, _, clock = running(23)
    clock.advance(1)
    (text,) = all_pages(stage, 52, 8)
    assert QUESTIONS[0] in text
    odd = next(at for at, group in enumerate(stage.groups) if len(group.members) == 3)
    assert f"{odd + 1} {names(stage, odd)[0]} 2:39" in text  # a three has its own marks


def test_the_signals_at_the_changes_and_at_the_end() -> None:
    stage, host, clock = running()
    signals = heard(stage, host, clock, 480)
    changes = [(second, alarm.heading, alarm.text) for second, alarm in signals if second % 120 == 0]
    assert changes == [
        (120, "Skift", "Nummer 2 taler. De andre lytter i stilhed."),
        (240, "Skift", "Nummer 3 taler. De andre lytter i stilhed."),
        (360, "Skift", "Nummer 4 taler. De andre lytter i stilhed."),
        (480, "Alle har talt", "Nu er ordet frit igen."),
    ]
    assert task_of(stage)[0].startswith("Alle har talt.")
    assert [second for second, _ in signals if second % 120 == 60] == [60, 180, 300, 420]


def test_a_three_beside_fours_has_signals_of_its_own() -> None:
    stage, host, clock = running(7)
    assert sorted(len(group.members) for group in stage.groups) == [3, 4]
    three = next(at for at, group in enumerate(stage.groups) if len(group.members) == 3)
    signals = dict(heard(stage, host, clock, 160))
    assert signals[160].heading == f"Gruppe {three + 1} skifter"
    assert signals[160].text.startswith(f"{names(stage, three)[1]} taler.")


def test_next_gives_the_word_to_the_next_one() -> None:
    stage, host, _ = running()
    assert stage.next_label() == "act.next.speaker"
    host.do(c.Next())
    alarm = stage.turn_alarm()
    assert alarm is not None
    assert (alarm.heading, alarm.text) == ("Skift", "Nummer 2 taler. De andre lytter i stilhed.")


def test_who_came_late_listens_and_is_marked() -> None:
    stage, host, _ = running()
    host.do(c.AddPeople((PersonFacts(id="ny", name="Xenia Ny"),)))
    assert "Xenia (ny)" in all_pages(stage, 78, 13)[0]
    assert task_of(stage)[0] == "Tur 1 af 4"


def test_who_has_left_has_no_turn() -> None:
    stage, host, _ = running()
    first = stage.groups[0].members[0]
    gone = stage.desk.name(first)
    host.do(c.Leave(first))
    row = next(row for row in all_pages(stage, 78, 13)[0].split("\n") if row.startswith("Gruppe 1"))
    assert gone not in row


def test_one_who_is_left_alone_is_told_where_to_go() -> None:
    stage, host, _ = running(4)
    _, *gone = stage.groups[0].members
    for person in gone:
        host.do(c.Leave(person))
    assert "er alene. Flyt til en anden gruppe: m" in all_pages(stage, 78, 13)[0]
    assert stage.key("m", "m")
    assert host.opened == [("move", "")]


def test_two_listen_to_each_other() -> None:
    stage, _, _ = running(2)
    assert task_of(stage)[1:3] == ["Nummer 1 taler.", "Den anden lytter i stilhed."]


def test_people_without_names_take_turns_by_number() -> None:
    stage, host = formed("ordet", heads=(4, 0))
    host.do(c.Next())
    assert "nr. 1" in all_pages(stage, 78, 13)[0]
    assert task_of(stage)[0] == "Tur 1 af 4"
