"""What the room says: it is noted with a number, and no word is ever lost."""

import pytest
from helpers import Case
from hypothesis import given, settings
from hypothesis import strategies as st
from tries import tries

from apv_tui.core import commands as c
from apv_tui.core.agenda.model import PARKING_LOT
from apv_tui.core.messages import Refused


def standing(case: Case, list_id: str = "wishes") -> list[str]:
    return [item.text for item in case.state.standing(list_id)]


def numbers(case: Case, list_id: str = "wishes") -> list[int]:
    return [item.number for item in case.state.on_list(list_id)]


# -- noting ----------------------------------------------------------------------------------------------


def test_items_are_numbered_from_one_in_each_list() -> None:
    case = Case()
    case.note("Light", "Air")
    case.note("Cake", list="keep")
    case.note("Water")
    assert numbers(case) == [1, 2, 3]
    assert numbers(case, "keep") == [1]


def test_empty_lines_of_a_paste_are_left_out_and_the_others_become_one_line_each() -> None:
    case = Case()
    case.note("  More \t light ", "", "   ", "Air")
    assert standing(case) == ["More light", "Air"]


def test_nothing_but_white_space_is_refused() -> None:
    assert Case().refuses(c.NoteIdeas(("", "  \n"), "wishes")) == "refused.empty_text"


def test_a_paste_of_more_than_a_thousand_lines_is_refused_as_a_whole() -> None:
    assert Case().refuses(c.NoteIdeas(("x",) * 1_001, "wishes")) == "refused.too_many_at_once"


def test_a_text_that_is_too_long_is_cut_with_a_sign() -> None:
    (item,) = Case().note("x" * 10_000)
    assert len(item.text) == 500
    assert item.text.endswith("…")


def test_what_steers_a_terminal_is_not_noted() -> None:
    (item,) = Case().note("\x1b[31mred")
    assert item.text == "\ufffd[31mred"


def test_any_list_can_be_filled_at_any_step_and_in_the_lobby() -> None:
    case = Case()
    case.note("Light")
    case.do(c.GoTo("close"))
    case.note("Air")
    assert standing(case) == ["Light", "Air"]


def test_unknown_lists_and_the_list_of_chosen_topics_cannot_be_filled_by_hand() -> None:
    case = Case()
    assert case.refuses(c.NoteIdeas(("Light",), "wihses")) == "refused.no_such_list"
    assert case.refuses(c.NoteIdeas(("Light",), "topics")) == "refused.no_such_list"


def test_the_parking_list_is_there_from_any_step() -> None:
    case = Case()
    case.note("Later", list=PARKING_LOT)
    case.do(c.GoTo("coffee"))
    case.note("Much later", list=PARKING_LOT)
    assert standing(case, PARKING_LOT) == ["Later", "Much later"]


def test_an_item_keeps_the_group_it_came_from_also_at_later_steps() -> None:
    case = Case(12)
    case.do(c.GoTo("sixes"))
    (item,) = case.note("Light", group=1)
    assert (item.grouping, item.group, item.step) == ("sixes", 1, "sixes")
    case.do(c.GoTo("tell"))
    (item,) = case.note("Air", group=0)
    assert (item.grouping, item.group) == ("sixes", 0)


def test_a_group_that_does_not_exist_is_refused() -> None:
    case = Case(12)
    assert case.refuses(c.NoteIdeas(("Light",), "wishes", 0)) == "refused.no_such_group"
    case.do(c.GoTo("sixes"))
    assert case.refuses(c.NoteIdeas(("Light",), "wishes", 2)) == "refused.no_such_group"
    assert case.refuses(c.NoteIdeas(("Light",), "wishes", -1)) == "refused.no_such_group"


def test_the_list_that_is_filled_follows_the_question_that_is_shown() -> None:
    case = Case(12)
    case.do(c.GoTo("sixes"))
    step = case.state.step
    targets = []
    for _ in range(3):
        targets.append(case.state.target_list(step))  # type: ignore[arg-type]
        case.do(c.Next())
    assert targets == ["wishes", "keep", "wishes"]


# -- on paper --------------------------------------------------------------------------------------------


def on_paper(case: Case, first: int, last: int, group: int | None = 0) -> None:
    case.do(c.NoteOnPaper("wishes", group, first, last))


def test_items_can_exist_by_sheet_and_number_alone() -> None:
    case = Case(12)
    case.do(c.GoTo("sixes"))
    on_paper(case, 1, 3, group=1)
    assert [(item.group, item.sheet_number, item.text) for item in case.state.standing("wishes")] == [
        (1, 1, ""),
        (1, 2, ""),
        (1, 3, ""),
    ]
    assert numbers(case) == [1, 2, 3]


def test_a_sheet_number_that_is_known_is_not_noted_twice() -> None:
    case = Case(12)
    case.do(c.GoTo("sixes"))
    on_paper(case, 1, 3)
    on_paper(case, 2, 5)
    on_paper(case, 1, 1, group=1)
    found = [(item.group, item.sheet_number) for item in case.state.standing("wishes")]
    assert found == [(0, 1), (0, 2), (0, 3), (0, 4), (0, 5), (1, 1)]
    assert case.refuses(c.NoteOnPaper("wishes", 0, 2, 4)) == "refused.sheet_number_known"


@pytest.mark.parametrize(("first", "last"), [(0, 3), (3, 2), (1, 201), (-1, 1)])
def test_sheet_numbers_that_make_no_sense_are_refused(first: int, last: int) -> None:
    assert Case().refuses(c.NoteOnPaper("wishes", None, first, last)) == "refused.sheet_numbers"


def test_the_first_words_of_a_wordless_item_are_its_original_ones() -> None:
    case = Case()
    on_paper(case, 5, 5, group=None)
    (item,) = case.state.standing("wishes")
    case.do(c.RewordIdea(item.id, "Mor lihgt"), c.RewordIdea(item.id, "More light"))
    now = case.item(item)
    assert (now.text, now.original, now.sheet_number, now.number) == ("More light", "Mor lihgt", 5, 1)


# -- rewording and taking off ----------------------------------------------------------------------------


def test_an_item_that_is_reworded_keeps_its_original_words() -> None:
    case = Case()
    (item,) = case.note("Bo is too loud")
    case.do(c.RewordIdea(item.id, "More silence"), c.RewordIdea(item.id, "Silence"))
    assert (case.item(item).text, case.item(item).original) == ("Silence", "Bo is too loud")


def test_rewording_to_nothing_is_refused_and_to_the_same_changes_nothing() -> None:
    case = Case()
    (item,) = case.note("Light")
    assert case.refuses(c.RewordIdea(item.id, " ")) == "refused.empty_text"
    assert case.do(c.RewordIdea(item.id, " Light ")) == ()


def test_an_item_taken_off_the_wall_keeps_its_number_and_can_be_put_back() -> None:
    case = Case()
    one, _ = case.note("Light", "Air")
    case.do(c.WithdrawIdea(one.id))
    assert standing(case) == ["Air"]
    (third,) = case.note("Water")
    assert third.number == 3
    case.do(c.PutBackIdea(one.id))
    assert standing(case) == ["Light", "Air", "Water"]
    assert case.item(one) == one


def test_taking_off_twice_and_putting_back_twice_change_nothing() -> None:
    case = Case()
    (item,) = case.note("Light")
    assert case.do(c.PutBackIdea(item.id)) == ()
    case.do(c.WithdrawIdea(item.id))
    assert case.do(c.WithdrawIdea(item.id)) == ()


def test_commands_about_items_that_do_not_exist_are_refused() -> None:
    case = Case()
    (item,) = case.note("Light")
    for command in (
        c.RewordIdea("x", "y"),
        c.WithdrawIdea("x"),
        c.PutBackIdea("x"),
        c.MoveIdea("x", "keep"),
        c.MergeIdeas((item.id,), "x"),
        c.MergeIdeas(("x",), item.id),
        c.SplitIdea("x"),
    ):
        assert case.refuses(command) == "refused.no_such_item"


# -- other lists -----------------------------------------------------------------------------------------


def test_an_item_that_is_moved_gets_the_next_number_of_the_other_list_and_stands_there_last() -> None:
    case = Case()
    one, _ = case.note("Cake on Fridays", "Light")
    case.note("Songs", "Walks", list="keep")
    case.do(c.MoveIdea(one.id, "keep"))
    assert [(item.number, item.text) for item in case.state.on_list("keep")] == [
        (1, "Songs"),
        (2, "Walks"),
        (3, "Cake on Fridays"),
    ]
    assert standing(case) == ["Light"]
    assert case.do(c.MoveIdea(one.id, "keep")) == ()


def test_an_item_takes_its_repeats_along_to_another_list() -> None:
    case = Case()
    one, two, _ = case.note("Cake", "Cakes", "Light")
    case.do(c.MergeIdeas((two.id,), one.id), c.MoveIdea(one.id, "keep"))
    assert {item.id for item in case.state.on_list("keep")} == {one.id, two.id}
    assert [item.id for item in case.state.repeats_of(one.id)] == [two.id]
    case.record.undo()
    assert numbers(case) == [1, 2, 3]


def test_a_repeat_that_is_moved_stands_by_itself_in_the_other_list() -> None:
    case = Case()
    one, two = case.note("Cake", "Songs")
    case.do(c.MergeIdeas((two.id,), one.id), c.MoveIdea(two.id, "keep"))
    assert standing(case) == ["Cake"]
    assert standing(case, "keep") == ["Songs"]


def test_a_repeat_that_is_moved_takes_what_was_struck_out_under_it_along() -> None:
    case = Case()
    one, two, three = case.note("Songs", "Singing", "Cake")
    case.do(c.MergeIdeas((two.id,), one.id), c.MergeIdeas((one.id,), three.id), c.MoveIdea(one.id, "keep"))
    assert standing(case) == ["Cake"]
    assert standing(case, "keep") == ["Songs"]
    assert [(item.text, item.list) for item in case.state.repeats_of(one.id)] == [("Singing", "keep")]


def test_nothing_is_noted_under_an_item_that_does_not_exist() -> None:
    case = Case()
    one, two = case.note("Light", "Lamps")
    assert case.refuses(c.NoteIdeas(("Now",), "keep", under="nothing")) == "refused.no_such_item"
    case.do(c.MergeIdeas((two.id,), one.id), c.NoteIdeas(("Now",), "keep", under=two.id))
    assert [item.text for item in case.state.under(one.id, "keep")] == ["Now"]


# -- repeats ---------------------------------------------------------------------------------------------


def test_a_repeat_is_struck_out_and_stays_readable_under_the_one_that_stands() -> None:
    case = Case()
    one, two, three = case.note("Light", "More light", "Air")
    case.do(c.MergeIdeas((two.id,), one.id))
    assert standing(case) == ["Light", "Air"]
    assert [item.text for item in case.state.repeats_of(one.id)] == ["More light"]
    assert numbers(case) == [1, 2, 3]
    assert case.state.stands_for(two.id) == one.id
    assert case.state.stands_for(three.id) == three.id


def test_repeats_of_a_repeat_stand_under_the_last_one_of_the_chain() -> None:
    case = Case()
    one, two, three = case.note("A", "B", "C")
    case.do(c.MergeIdeas((one.id,), two.id), c.MergeIdeas((two.id,), three.id))
    assert [item.id for item in case.state.repeats_of(three.id)] == [one.id, two.id]
    case.do(c.SplitIdea(two.id))
    assert standing(case) == ["B", "C"]
    assert [item.id for item in case.state.repeats_of(two.id)] == [one.id]


def test_striking_out_under_a_repeat_strikes_out_under_the_one_that_stands() -> None:
    case = Case()
    one, two, three = case.note("A", "B", "C")
    case.do(c.MergeIdeas((two.id,), one.id), c.MergeIdeas((three.id,), two.id))
    assert case.item(three).merged_into == one.id


def test_an_item_cannot_be_a_repeat_of_itself_even_through_another() -> None:
    case = Case()
    one, two = case.note("A", "B")
    assert case.refuses(c.MergeIdeas((one.id,), one.id)) == "refused.nothing_to_merge"
    case.do(c.MergeIdeas((two.id,), one.id))
    assert case.refuses(c.MergeIdeas((one.id,), two.id)) == "refused.nothing_to_merge"
    assert standing(case) == ["A"]


def test_many_repeats_are_struck_out_at_once_and_taken_back_at_once() -> None:
    case = Case()
    one, *others = case.note("A", "B", "C", "D")
    case.do(c.MergeIdeas(tuple(item.id for item in others), one.id))
    assert standing(case) == ["A"]
    case.record.undo()
    assert standing(case) == ["A", "B", "C", "D"]


def test_items_of_different_lists_are_not_repeats() -> None:
    case = Case()
    (one,) = case.note("A")
    (other,) = case.note("A", list="keep")
    assert case.refuses(c.MergeIdeas((one.id,), other.id)) == "refused.other_list"


def test_nothing_is_struck_out_under_an_item_that_was_taken_off_the_wall() -> None:
    case = Case()
    one, two = case.note("A", "B")
    case.do(c.WithdrawIdea(one.id))
    assert case.refuses(c.MergeIdeas((two.id,), one.id)) == "refused.no_such_item"
    assert standing(case) == ["B"]


def test_an_item_that_stands_cannot_be_split_off() -> None:
    case = Case()
    (one,) = case.note("A")
    assert case.refuses(c.SplitIdea(one.id)) == "refused.stands_already"


@settings(max_examples=tries(25))
@given(st.lists(st.tuples(st.booleans(), st.integers(0, 5), st.integers(0, 5)), max_size=25))
def test_however_repeats_are_struck_out_and_split_every_item_stands_or_is_under_one_that_does(
    moves: list[tuple[bool, int, int]],
) -> None:
    case = Case(0)
    items = case.note("A", "B", "C", "D", "E", "F")
    for merge, one, other in moves:
        try:
            if merge:
                case.do(c.MergeIdeas((items[one].id,), items[other].id))
            else:
                case.do(c.SplitIdea(items[one].id))
        except Refused:
            continue
    found = [
        item.id for one in case.state.standing("wishes") for item in (one, *case.state.repeats_of(one.id))
    ]
    assert sorted(found) == sorted(item.id for item in items)


# -- late ------------------------------------------------------------------------------------------------


def test_an_item_found_after_the_vote_was_opened_is_marked_as_late() -> None:
    case = Case()
    case.note("Light")
    case.do(c.GoTo("vote"), c.OpenVote(9))
    (late,) = case.note("Found on paper")
    (other,) = case.note("Elsewhere", list="keep")
    case.do(c.NoteOnPaper("wishes", None, 4, 4))
    assert late.late
    assert not other.late
    assert [item.late for item in case.state.on_list("wishes")] == [False, True, True]
