"""Groups that agree on a wish, and people who choose their group: nobody is lost, nothing is dropped silently."""

from contextlib import suppress
from typing import Any

import pytest
from helpers import Case
from hypothesis import given
from hypothesis import strategies as st
from random_meetings import AGENDA

from apv_tui.core import commands as c
from apv_tui.core.agenda import Agenda, Join, Prioritise
from apv_tui.core.agenda.model import PARKING_LOT
from apv_tui.core.choosing import (
    due,
    form_groups,
    lacking,
    most_wishes,
    placement,
    proposals_of,
    sheets,
    wishes_of,
)
from apv_tui.core.messages import Refused
from apv_tui.core.state import Item

STEPS: tuple[dict[str, Any], ...] = (
    {"id": "collect", "kind": "collect", "title": "Collect", "minutes": 5, "into": "wishes"},
    {"id": "fours", "kind": "groups", "title": "Fours", "minutes": 5, "group_size": 4},
    {"id": "turns", "kind": "turns", "title": "Turns", "minutes": 8, "groups_from": "fours"},
    {
        "id": "choose",
        "kind": "prioritise",
        "title": "Choose",
        "minutes": 5,
        "groups_from": "fours",
        "list": "wishes",
        "into": "chosen",
        "proposals_into": "proposals",
        "wishes": "1-2",
    },
    {"id": "join", "kind": "join", "title": "Join", "minutes": 5, "list": "chosen"},
    {
        "id": "we",
        "kind": "collect",
        "title": "We",
        "minutes": 5,
        "into": "actions",
        "per": "group",
        "groups_from": "join",
        "questions": [{"text": "What do we do?", "lens": "WE"}, {"text": "And each of us?", "lens": "WE"}],
    },
    {
        "id": "walk",
        "kind": "walk",
        "title": "Walk",
        "minutes": 5,
        "hosts": True,
        "groups_from": "join",
    },
)


def agenda() -> Agenda:
    return Agenda.model_validate(
        {
            "title": "Choosing",
            "language": "en",
            "lists": {
                id_: {"title": id_, "one": id_, "many": id_}
                for id_ in ("wishes", "chosen", "proposals", "actions")
            },
            "meetings": [{"id": "first", "title": "First", "steps": list(STEPS)}],
        }
    )


def choosing(people: int = 16, wishes: int = 6) -> tuple[Case, list[Item]]:
    """Give a case at the step where groups choose, with wishes Wish 1, Wish 2 …"""
    case = Case(people, agenda=agenda())
    case.do(c.GoTo("collect"))
    noted = case.note(*(f"Wish {number}" for number in range(1, wishes + 1)))
    case.do(c.GoTo("fours"), c.GoTo("choose"))
    return case, noted


def spec(case: Case) -> Prioritise:
    step = case.state.find_step("choose")
    assert isinstance(step, Prioritise)
    return step


def join_spec(case: Case) -> Join:
    step = case.state.find_step("join")
    assert isinstance(step, Join)
    return step


def joining(people: int = 16, chosen: int = 4) -> tuple[Case, list[Item]]:
    """Give a case at the step where people choose their group; each of so many groups has chosen one wish."""
    case, wishes = choosing(people)
    for group in range(chosen):
        case.do(c.Prioritise(wishes[group].id, group))
    case.do(c.GoTo("join"))
    return case, wishes[:chosen]


def propose(case: Case, wish: Item, group: int, *texts: str) -> None:
    case.do(c.NoteIdeas(texts, "proposals", group, under=wish.id))


# -- forming groups ----------------------------------------------------------------------------------------

ITEMS = st.integers(1, 6).map(lambda n: [f"i{at}" for at in range(n)])


@given(st.data())
def test_forming_groups_loses_nobody_and_makes_no_crowd(data: st.DataObject) -> None:
    items = data.draw(ITEMS)
    joins = data.draw(st.dictionaries(st.integers(0, 60).map(lambda n: f"p{n}"), st.sampled_from(items)))
    heads = data.draw(st.dictionaries(st.sampled_from(items), st.integers(0, 30)))
    crowd = data.draw(st.integers(3, 20))
    groups, unchosen = form_groups(items, joins, heads, crowd)
    for item in items:
        ours = [group for group in groups if group.item == item]
        assert sorted(who for group in ours for who in group.members) == sorted(
            who for who, joined in joins.items() if joined == item
        )
        assert sum(group.heads for group in ours) == heads.get(item, 0)
        sizes = [len(group.members) + group.heads for group in ours]
        assert all(0 < size <= crowd for size in sizes)
        assert not sizes or max(sizes) - min(sizes) <= 1
        assert len(sizes) == -(-sum(sizes) // crowd)  # no more groups than are needed
        assert (item in unchosen) == (not sizes)
    assert [group.item for group in groups] == sorted((group.item for group in groups), key=items.index)
    assert list(unchosen) == sorted(unchosen, key=items.index)


@given(st.data())
def test_whatever_is_typed_everybody_named_stands_in_one_group(data: st.DataObject) -> None:
    case, wishes = joining(people=13, chosen=3)
    for _ in range(data.draw(st.integers(1, 25))):
        wish = data.draw(st.sampled_from(wishes)).id
        person = data.draw(st.sampled_from(case.state.present)).id
        command = data.draw(
            st.sampled_from(
                [
                    c.Join(person, wish),
                    c.Join(person, ""),
                    c.CountHeads(wish, data.draw(st.integers(0, 14))),
                    c.JoinRest(wish),
                    c.FormGroups(),
                ]
            )
        )
        with suppress(Refused):
            case.do(command)
        now = placement(case.state, join_spec(case))
        assert now.placed + now.missing == 13
        assert now.placed <= 13
    case.do(c.FormGroups())
    now = placement(case.state, join_spec(case))
    groups = case.groups("join")
    assert sorted(who for group in groups for who in group.everyone) == sorted(
        who for standing in now.at for who in standing.people
    )
    if now.placed:
        assert {group.item for group in groups} == {each.wish.id for each in now.at if each.total}
        assert case.state.state_of("join").unchosen == tuple(wish.id for wish in now.unchosen)


def test_a_crowd_is_split_and_what_nobody_chose_is_parked() -> None:
    case, wishes = joining()
    case.do(c.CountHeads(wishes[0].id, 7), c.JoinRest(wishes[1].id), c.FormGroups())
    assert [(group.item, group.heads) for group in case.groups("join")] == [
        (wishes[0].id, 4),
        (wishes[0].id, 3),
        (wishes[1].id, 5),
        (wishes[1].id, 4),
    ]
    assert case.state.state_of("join").unchosen == (wishes[2].id, wishes[3].id)
    parked = case.state.standing(PARKING_LOT)
    assert [(item.text, item.origin) for item in parked] == [(wish.text, wish.id) for wish in wishes[2:]]
    case.record.undo()
    assert case.state.standing(PARKING_LOT) == ()
    assert case.groups("join") == ()


def test_a_wish_somebody_chooses_after_all_leaves_the_parking_lot() -> None:
    case, wishes = joining()
    case.do(c.CountHeads(wishes[0].id, 4), c.FormGroups(), c.CountHeads(wishes[2].id, 3))
    assert case.groups("join") == ()  # they say no longer who stands where
    case.do(c.FormGroups())
    assert [item.origin for item in case.state.standing(PARKING_LOT)] == [wishes[1].id, wishes[3].id]
    assert case.do(c.FormGroups()) == ()  # all is so already


def test_a_count_gets_names_one_by_one() -> None:
    case, wishes = joining()
    case.do(c.CountHeads(wishes[0].id, 5), c.Join("p1", wishes[0].id), c.Join("p2", wishes[0].id))
    standing = placement(case.state, join_spec(case)).at[0]
    assert (standing.people, standing.heads, standing.total) == (("p1", "p2"), 3, 5)
    case.do(c.Join("p1", wishes[1].id))
    assert [each.total for each in placement(case.state, join_spec(case)).at] == [4, 1, 0, 0]


def test_a_name_where_nobody_was_counted_needs_somebody_who_is_not_counted_elsewhere() -> None:
    case, wishes = joining()
    case.do(c.CountHeads(wishes[0].id, 16))
    assert case.refuses(c.Join("p1", wishes[1].id)) == "refused.more_than_here"
    case.do(c.CountHeads(wishes[0].id, 15), c.Join("p1", wishes[1].id))
    assert [each.total for each in placement(case.state, join_spec(case)).at] == [15, 1, 0, 0]


def test_there_cannot_stand_more_than_are_there() -> None:
    case, wishes = joining()
    case.do(c.Join("p1", wishes[0].id))
    assert case.refuses(c.CountHeads(wishes[1].id, 16)) == "refused.more_than_here"
    case.do(c.CountHeads(wishes[1].id, 15))
    assert case.refuses(c.JoinRest(wishes[2].id)) == "refused.nobody_left"


def test_who_has_left_stands_nowhere() -> None:
    case, wishes = joining()
    case.do(c.Join("p1", wishes[0].id), c.Join("p2", wishes[0].id), c.Leave("p1"), c.FormGroups())
    assert [group.everyone for group in case.groups("join")] == [("p2",)]
    case.do(c.Arrive("p1"))
    assert case.groups("join")[0].late == ("p1",)
    assert case.refuses(c.Join("nobody", wishes[0].id)) == "refused.not_here"


def test_a_latecomer_joins_the_smallest_group_and_stays_there_when_groups_form_anew() -> None:
    case, wishes = joining()
    case.do(c.CountHeads(wishes[0].id, 5), c.CountHeads(wishes[1].id, 3), c.FormGroups())
    case.do(c.Leave("p9"), c.Arrive("p9"))
    assert case.groups("join")[1].late == ("p9",)
    case.do(c.MovePerson("p9", 0))
    assert case.groups("join")[0].everyone == ("p9",)
    assert [group.heads for group in case.groups("join")] == [5, 3]
    case.do(c.CountHeads(wishes[1].id, 4), c.FormGroups())
    assert [(group.everyone, group.heads) for group in case.groups("join")] == [(("p9",), 5), ((), 4)]


def test_a_latecomer_stays_at_the_sheet_of_a_group_nobody_else_of_which_is_known_by_name() -> None:
    case, wishes = joining()
    case.do(c.Leave("p9"), c.CountHeads(wishes[0].id, 5), c.FormGroups(), c.Arrive("p9"))
    assert [group.host for group in case.groups("join")] == ["p9"]


def test_who_stands_at_a_wish_is_not_taken_out_of_the_case() -> None:
    case = Case(4, agenda=AGENDA, meeting="follow")
    (wish,) = case.note("Light", list="later")
    case.do(c.GoTo("pick"), c.Join("p1", wish.id))
    assert case.refuses(c.RemovePerson("p1")) == "refused.has_taken_part"
    case.do(c.RemovePerson("p2"))


def test_at_another_sitting_the_groups_are_others_and_can_be_formed_though_the_last_ones_noted_something() -> (
    None
):
    case = Case(4, agenda=AGENDA, meeting="follow")
    (wish,) = case.note("Light", list="later")
    case.do(c.GoTo("pairs"), c.NoteIdeas(("Air",), "later", 0))
    case.do(c.GoTo("pick"), c.Join("p1", wish.id), c.GoTo("around"), c.NoteIdeas(("Do it",), "later", 0))
    case.do(c.OpenMeeting("follow", again=True), c.GoTo("pairs"), c.DrawGroups(5))
    case.do(c.GoTo("pick"), c.Join("p2", wish.id), c.FormGroups())
    assert [group.everyone for group in case.groups("pick")] == [("p2",)]
    assert [(item.text, item.group) for item in case.state.on_list("later")][1:] == [("Air", 0), ("Do it", 0)]
    assert [item.text for item in case.state.items.values() if item.grouping in ("pairs", "pick")] == []


def test_where_nobody_was_entered_there_is_a_group_for_each_wish() -> None:
    case, wishes = joining()
    case.do(c.FormGroups())
    assert [group.item for group in case.groups("join")] == [wish.id for wish in wishes]
    assert case.state.state_of("join").unchosen == ()


def test_who_jumps_over_the_forming_finds_the_groups_formed() -> None:
    case, wishes = joining()
    case.do(c.Join("p1", wishes[1].id), c.GoTo("we"))
    assert [(group.item, group.everyone) for group in case.groups("join")] == [(wishes[1].id, ("p1",))]


def test_groups_that_noted_something_stay() -> None:
    case, wishes = joining()
    case.do(c.CountHeads(wishes[0].id, 4), c.FormGroups(), c.GoTo("we"))
    case.do(c.NoteIdeas(("Do it",), "actions", 0), c.GoTo("join"))
    assert case.refuses(c.Join("p1", wishes[0].id)) == "refused.groups_have_items"
    assert case.refuses(c.FormGroups()) == "refused.groups_have_items"


def test_what_such_a_group_notes_belongs_to_its_wish_and_keeps_its_lens() -> None:
    case, wishes = joining()
    case.do(c.CountHeads(wishes[0].id, 4), c.CountHeads(wishes[1].id, 4), c.FormGroups(), c.GoTo("we"))
    step = case.state.step
    assert step is not None
    assert case.state.question_id_at(step) == "q1"
    case.do(c.Next())
    assert case.state.question_id_at(step) == "q2"
    case.do(c.NoteIdeas(("Do it",), "actions", 1, question="q2"))
    item = next(item for item in case.state.items.values() if item.text == "Do it")
    assert item.under == wishes[1].id
    assert case.state.lens_of(item) == "WE"


# -- each group's own choice -------------------------------------------------------------------------------


def test_a_group_chooses_one_wish_and_three_proposals() -> None:
    case, wishes = choosing()
    assert due(case.state, spec(case), 1).what == "wish"
    case.do(c.Prioritise(wishes[2].id, 1))
    assert case.refuses(c.Prioritise(wishes[3].id, 1)) == "refused.enough_wishes"
    assert case.do(c.Prioritise(wishes[2].id, 1)) == ()
    for number in (1, 2, 3):
        now = due(case.state, spec(case), 1)
        assert (now.what, now.wish, now.number) == ("proposal", wishes[2], number)
        propose(case, wishes[2], 1, f"Proposal {number}")
    assert due(case.state, spec(case), 1).what == "nothing"
    fourth = c.NoteIdeas(("Fourth",), "proposals", 1, under=wishes[2].id)
    assert case.refuses(fourth) == "refused.enough_proposals"
    other = c.NoteIdeas(("Other",), "proposals", 1, under=wishes[0].id)
    assert case.refuses(other) == "refused.wish_first"


def test_a_wish_in_words_of_its_own_is_one_step_to_undo() -> None:
    case, _ = choosing()
    case.do(c.Prioritise("", 0, "More light"))
    chosen = wishes_of(case.state, spec(case), 0)[0]
    assert (chosen.text, chosen.list, chosen.number) == ("More light", "wishes", 7)
    case.record.undo()
    assert wishes_of(case.state, spec(case), 0) == ()
    assert "More light" not in {item.text for item in case.state.items.values()}
    assert case.refuses(c.Prioritise("", 0, "  ")) == "refused.empty_text"
    assert case.refuses(c.Prioritise("", 9, "More light")) == "refused.no_such_group"


def test_choices_follow_their_group_to_its_new_number_and_its_heir() -> None:
    case, wishes = choosing()
    for group in range(4):
        case.do(c.Prioritise(wishes[group].id, group))
    propose(case, wishes[3], 3, "Lamps")
    for person in case.groups("fours")[1].members:
        case.do(c.MovePerson(person, 0))
    assert len(case.groups("fours")) == 3
    chosen = [[wish.text for wish in wishes_of(case.state, spec(case), group)] for group in range(3)]
    assert chosen == [["Wish 1", "Wish 2"], ["Wish 3"], ["Wish 4"]]
    assert [item.text for item in proposals_of(case.state, spec(case), 2, wishes[3].id)] == ["Lamps"]


def test_groups_that_have_chosen_are_not_drawn_again() -> None:
    case, wishes = choosing()
    case.do(c.DrawGroups(1), c.Prioritise(wishes[0].id, 0))
    assert case.refuses(c.DrawGroups(2)) == "refused.groups_have_items"
    case.do(c.DropPriority(wishes[0].id, 0), c.DrawGroups(2))


def test_equal_choices_are_one_sheet_with_all_proposals() -> None:
    case, wishes = choosing()
    for group in (3, 0):
        case.do(c.Prioritise(wishes[1].id, group))
        propose(case, wishes[1], group, f"From {group}", f"Again {group}")
    (sheet,) = sheets(case.state, spec(case))
    assert (sheet.wish, sheet.groups, len(sheet.proposals)) == (wishes[1], (0, 3), 4)
    assert [item.id for item in case.state.standing("chosen")] == [wishes[1].id]
    assert len(proposals_of(case.state, spec(case), 0, wishes[1].id)) == 2


def test_near_equal_ones_become_one_when_struck_out() -> None:
    case, wishes = choosing()
    case.do(c.Prioritise(wishes[0].id, 0), c.Prioritise(wishes[1].id, 1))
    propose(case, wishes[0], 0, "A")
    propose(case, wishes[1], 1, "B", "C")
    case.do(c.MergeIdeas((wishes[1].id,), wishes[0].id))
    (sheet,) = sheets(case.state, spec(case))
    assert (sheet.groups, [item.text for item in sheet.proposals]) == ((0, 1), ["A", "B", "C"])
    propose(case, wishes[1], 1, "D")  # under the repeat is under the one that stands
    assert due(case.state, spec(case), 1).what == "nothing"
    case.do(c.DropPriority(wishes[0].id, 1))
    assert wishes_of(case.state, spec(case), 1) == ()
    assert wishes_of(case.state, spec(case), 0)[0].id == wishes[0].id


def test_a_choice_taken_back_keeps_its_proposals_for_later() -> None:
    case, wishes = choosing()
    case.do(c.Prioritise(wishes[0].id, 0))
    propose(case, wishes[0], 0, "A")
    case.do(c.DropPriority(wishes[0].id, 0))
    assert case.state.standing("chosen") == ()
    assert case.do(c.DropPriority(wishes[0].id, 0)) == ()
    case.do(c.Prioritise(wishes[0].id, 0))
    assert due(case.state, spec(case), 0).number == 2


@pytest.mark.parametrize(("people", "most"), [(8, 2), (11, 2), (12, 1), (16, 1)])
def test_a_small_staff_may_choose_two(people: int, most: int) -> None:
    case, _ = choosing(people)
    assert most_wishes(case.state, spec(case)) == most


def test_each_may_take_the_next_wish_where_all_chose_the_same() -> None:
    case, wishes = choosing()
    for group in range(3):
        case.do(c.Prioritise(wishes[0].id, group))
    assert most_wishes(case.state, spec(case)) == 1  # one group has not chosen yet
    case.do(c.Prioritise(wishes[0].id, 3))
    assert most_wishes(case.state, spec(case)) == 2
    case.do(c.Prioritise(wishes[1].id, 0), c.Prioritise(wishes[2].id, 1))
    assert most_wishes(case.state, spec(case)) == 1  # three remain


def test_a_group_everybody_left_is_not_waited_for() -> None:
    case, wishes = choosing()
    gone = case.groups("fours")[3].everyone
    for group in range(3):
        case.do(c.Prioritise(wishes[group].id, group))
        propose(case, wishes[group], group, "A", "B", "C")
    assert [(lack.group, lack.proposals) for lack in lacking(case.state, spec(case))] == [(3, 0)]
    case.do(*(c.Leave(person) for person in gone))
    assert lacking(case.state, spec(case)) == ()


def test_what_is_missing_is_named() -> None:
    case, wishes = choosing()
    case.do(c.Prioritise(wishes[0].id, 1))
    propose(case, wishes[0], 1, "A")
    assert [(lack.group, lack.proposals) for lack in lacking(case.state, spec(case))] == [
        (0, 0),
        (1, 2),
        (2, 0),
        (3, 0),
    ]
