"""The count that does not go by the book: counted again, tied again, called off, too many strokes, people who go."""

import pytest
from desks import grid
from test_stage_vote import Host, asked, at_vote, closed, counted, drawn, numbered, press, row, type_in, vote

from apv_tui.core import commands as c
from apv_tui.tui.desk import Desk
from apv_tui.tui.stages.vote import VoteStage

TIE = (9, 6, 6, 6, 6, 6)
MANY = tuple(f"Ønske nummer {n}" for n in range(1, 41))


def told(host: Host) -> str:
    return host.told[-1].id


# -- what cannot be -----------------------------------------------------------------------------------------


def test_a_number_that_cannot_be_stays_in_sight_and_the_next_digit_begins_anew() -> None:
    stage, host, desk = counted(())
    press(stage, "9", "9", "enter")
    assert told(host) == "refused.strokes_impossible"
    assert "[99]" in drawn(stage)
    assert vote(desk).sheet == {}
    type_in(stage, 12)
    assert vote(desk).sheet == {numbered(desk, 1).id: 12}
    assert "[99]" not in drawn(stage)


@pytest.mark.parametrize(("width", "height"), [(78, 13), (52, 8)])
def test_strokes_beyond_all_there_can_be_are_pointed_out_at_once_and_nothing_is_lost(
    width: int, height: int
) -> None:
    stage, _, desk = counted((23, 23, 22))
    assert "for meget" not in drawn(stage, width, height)
    type_in(stage, 4)
    text = drawn(stage, width, height)
    assert "72 af 69" in text
    assert "3 streger for meget" in text
    assert len(vote(desk).sheet) == 4
    press(stage, "#", "2")
    press(stage, "enter")
    assert "[23]" in drawn(stage, width, height)  # where something is wrong the numbers can be seen again
    type_in(stage, 20)
    assert "for meget" not in drawn(stage, width, height)


def test_a_voter_number_far_above_the_people_here_is_to_be_typed_again() -> None:
    stage, host, desk = at_vote()
    host.entry = "230"
    assert not stage.submit("230")
    assert (told(host), host.entry, host.before) == ("vote.far_more", "", "230")
    assert not stage.submit("")
    assert vote_is_closed_to(desk)
    assert stage.submit("230")
    assert vote(desk).voters == 230


def test_the_number_that_is_changed_during_the_count_is_looked_at_as_well() -> None:
    stage, host, desk = counted((9,))
    press(stage, "v")
    assert not stage.submit("25")
    assert told(host) == "vote.more_than_here"
    assert stage.submit("25")
    assert vote(desk).voters == 25


def vote_is_closed_to(desk: Desk) -> bool:
    return desk.state.state_of("tael").vote is None


# -- people who come and go ---------------------------------------------------------------------------------


@pytest.mark.parametrize(("width", "height"), [(78, 13), (52, 8)])
def test_somebody_who_leaves_during_the_count_is_asked_about_until_it_is_answered(
    width: int, height: int
) -> None:
    stage, host, desk = counted((9, 8))
    assert "Nu er her" not in drawn(stage, width, height)
    host.do(c.Leave("p1"))
    assert "Nu er her 22" in drawn(stage, width, height)
    assert [hint.key for hint in stage.hints()][:3] == ["0-9", "enter", "v"]
    assert stage.before_next()
    assert told(host) == "vote.doubt.people"
    press(stage, "v")
    assert host.entry == "22"  # what follows from it is proposed
    assert stage.submit("23")  # they had drawn theirs
    assert "Nu er her" not in drawn(stage, width, height)
    assert vote(desk).voters == 23


def test_the_number_of_people_is_changed_from_the_slips_too() -> None:
    stage, host, desk = at_vote(people=5)
    stage.submit("5")
    press(stage, "tab")
    host.do(c.Leave("p1"))
    assert not stage.submit("v")
    assert (stage.prompt(), host.entry) == ("Hvor mange satte streger?", "4")
    assert stage.submit("4")
    assert stage.submit("1 2 3")
    assert (vote(desk).voters, len(vote(desk).slips)) == (4, 1)


# -- typing -------------------------------------------------------------------------------------------------


def test_sixty_people_and_forty_wishes_are_typed_with_nothing_but_numbers_and_enter() -> None:
    stage, host, desk = at_vote(MANY, people=60)
    stage.submit("60")
    numbers = [(7 * n) % 9 for n in range(40)]
    type_in(stage, *numbers)
    assert [vote(desk).sheet[numbered(desk, n).id] for n in range(1, 41)] == numbers
    assert "Luk optællingen" in grid(stage.body(52, 8), 52, 8)
    press(stage, "enter")
    assert vote(desk).closed
    assert told(host) == "vote.fewer"


def test_one_of_many_is_gone_to_by_its_number_and_one_that_is_not_there_is_named() -> None:
    stage, host, desk = at_vote(MANY, people=60)
    stage.submit("60")
    press(stage, "#", "3", "7")
    assert "[#37]" in drawn(stage)
    type_in(stage)
    press(stage, "enter")
    type_in(stage, 11)
    assert vote(desk).sheet == {numbered(desk, 37).id: 11}
    press(stage, "#", "9", "9", "enter")
    assert told(host) == "refused.no_such_number"


def test_an_earlier_slip_is_opened_by_its_number_and_mended_without_losing_the_rest() -> None:
    stage, host, desk = at_vote(people=4)
    stage.submit("4")
    press(stage, "tab")
    for slip in ("1 2 3", "2 3", "4"):
        assert stage.submit(slip)
    assert not stage.submit("#2")
    assert (host.entry, stage.prompt()) == ("2 3", "Seddel 2")
    assert stage.submit("5 6")
    assert {n: len(items) for n, items in vote(desk).slips.items()} == {1: 3, 2: 2, 3: 1}
    assert stage.prompt() == "Seddel 4"
    assert not stage.submit("#9")
    assert told(host) == "refused.no_such_slip"


def test_more_slips_than_people_are_refused_and_the_slip_stays_in_the_line() -> None:
    stage, host, _ = at_vote(people=4)
    stage.submit("2")
    press(stage, "tab")
    assert stage.submit("1")
    assert stage.submit("2")
    assert not stage.submit("3")
    assert told(host) == "refused.more_slips_than_voters"


# -- counted again ------------------------------------------------------------------------------------------


@pytest.mark.parametrize(("width", "height"), [(78, 13), (52, 8)])
def test_one_item_is_counted_again_and_its_first_number_stands_beside(width: int, height: int) -> None:
    stage, _, desk = closed((15, 12, 11, 11, 6, 5))
    press(stage, "down", "n")
    assert not vote(desk).closed
    assert stage.part is stage.sheets
    assert stage.sheets.cursor == 1  # the one that has no number
    type_in(stage, 4)
    assert stage.before_next()
    text = drawn(stage, width, height)
    assert "12 → 4" in row(text, "Frokost")
    assert "→" not in row(text, "Ros")
    assert "Talt op 2 gange" in text


def test_all_is_counted_again_only_when_asked_for_twice_and_round_one_is_kept() -> None:
    stage, host, desk = closed((15, 12, 11, 11, 6, 5))
    press(stage, "x")
    assert (told(host), vote(desk).closed) == ("vote.anew_sure", True)
    press(stage, "down", "x")  # another key in between: it is asked again
    assert vote(desk).closed
    press(stage, "x")
    assert (vote(desk).closed, vote(desk).sheet) == (False, {})
    type_in(stage, 14, 12, 11, 11, 6, 5)
    assert "15" not in drawn(stage)  # round one influences nobody while it is counted
    assert stage.before_next()
    assert "15 → 14" in drawn(stage)
    assert "12 → 12" in drawn(stage)
    desk.undo()
    desk.undo()
    assert not vote(desk).closed


def test_closing_without_the_one_that_is_counted_again_is_asked_about() -> None:
    stage, host, desk = at_vote(people=4)
    stage.submit("2")
    press(stage, "tab")
    assert stage.submit("1 2")
    assert stage.submit("1")
    assert stage.before_next()
    press(stage, "n")
    assert stage.before_next()
    assert (told(host), vote(desk).closed) == ("vote.doubt.items", False)


# -- run-offs -----------------------------------------------------------------------------------------------


def run_off(strokes: tuple[int, ...]) -> tuple[VoteStage, Host, Desk]:
    stage, host, desk = closed(TIE)
    press(stage, "r")
    type_in(stage, *strokes)
    press(stage, "enter")
    return stage, host, desk


def test_a_run_off_that_ties_again_says_who_is_left_and_r_holds_the_next() -> None:
    stage, _, desk = run_off((9, 3, 3, 3, 3))
    assert "3, 4, 5 og 6" in asked(stage)
    press(stage, "r")
    assert [desk.state.items[id_].number for id_ in stage.run_off.items] == [3, 4, 5, 6]
    type_in(stage, 8, 8, 4, 3)
    press(stage, "enter")
    assert stage.before_next()
    assert sorted(desk.state.items[id_].number for id_ in vote(desk).topics.items) == [1, 2, 3, 4]  # type: ignore[union-attr]


def test_a_run_off_is_called_off_with_backspace_and_the_tie_is_as_it_was() -> None:
    stage, host, desk = closed(TIE)
    before = asked(stage)
    press(stage, "r")
    type_in(stage, 4)
    press(stage, "5", "backspace")  # a digit first
    assert stage.part is stage.run_off
    press(stage, "backspace")
    assert (stage.part, told(host)) == (stage.run_off, "vote.drop_sure")
    press(stage, "backspace")
    assert (stage.part, vote(desk).runoff, asked(stage)) == (stage.result, None, before)


def test_a_decided_run_off_is_opened_again_to_put_a_number_right() -> None:
    stage, _, desk = run_off((9, 6, 2, 1, 0))
    assert stage.hints()[0].key == "r"
    press(stage, "r")
    assert stage.part is stage.run_off
    assert sum((vote(desk).runoff or {}).values()) == 18


def test_fewer_strokes_than_people_in_a_run_off_are_said_when_it_is_shown() -> None:
    _, host, _ = run_off((9, 6, 2, 1, 0))
    assert (told(host), dict(host.told[-1].params)["n"]) == ("vote.fewer", 5)


def test_more_topics_than_asked_for_are_taken_with_a_reason_and_it_is_said_why() -> None:
    stage, _, desk = closed((15, 12, 11, 10, 6, 5))
    press(stage, "down", "down", "down", "down", "enter", "enter", "down", "enter")
    press(stage, "c")
    assert "højst 5" in asked(stage)
    assert stage.submit("De to sidste hører sammen")
    assert len(vote(desk).topics.items) == 6  # type: ignore[union-attr]
