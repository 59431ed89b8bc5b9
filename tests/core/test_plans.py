"""The action plan: its order, what is missing, what is due and late, and what was before it was changed."""

from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest
from helpers import Case
from hypothesis import given
from hypothesis import strategies as st

from apv_tui.core import commands as c
from apv_tui.core.agenda import Agenda, Plan
from apv_tui.core.facts import PersonFacts
from apv_tui.core.planning import plan_step, proposals_of, strokes_got, wish_of, wishes_of
from apv_tui.core.plans import (
    DAYS,
    DETAILS,
    ENDED,
    NEEDED,
    STATUSES,
    action_of,
    asked_of,
    by_urgency,
    days_late,
    doubts,
    gaps,
    history,
    in_order,
    is_due,
    is_new,
    missing,
    place_of,
    plan_lists,
    shown_of,
    standing_of,
    taken_off,
    versions,
    why_due,
)
from apv_tui.core.state import Item
from apv_tui.core.when import brief, phrase
from apv_tui.words import Words

TODAY = date(2026, 3, 2)
"""A Monday: the day the cases of these tests begin."""

STEPS: tuple[dict[str, Any], ...] = (
    {"id": "dream", "kind": "collect", "title": "Wishes", "minutes": 10, "into": "wishes"},
    {
        "id": "ideas",
        "kind": "collect",
        "title": "Proposals",
        "minutes": 10,
        "into": "proposals",
        "one_at_a_time": False,
        "questions": [
            {"id": "staff", "text": "What can we do?", "lens": "Staff"},
            {"id": "boss", "text": "What can the leader do?", "lens": "Leader"},
        ],
    },
    {"id": "vote", "kind": "vote", "title": "Vote", "minutes": 10, "list": "wishes", "into": "topics"},
    {
        "id": "plan",
        "kind": "plan",
        "title": "Plan",
        "minutes": 30,
        "into": "actions",
        "under": "topics",
        "uses": "proposals",
    },
    {"id": "aloud", "kind": "read_back", "title": "Read", "minutes": 10, "list": "actions"},
    {"id": "later", "kind": "follow_up", "title": "Follow up", "minutes": 30, "list": "actions"},
)


def agenda(**plan: Any) -> Agenda:
    """Give the agenda, with these keys of its plan besides."""
    names = ("wishes", "proposals", "topics", "actions")
    steps = [{**step, **plan} if step["id"] == "plan" else dict(step) for step in STEPS]
    return Agenda.model_validate(
        {
            "title": "A plan",
            "language": "en",
            "lists": {id_: {"title": id_.title(), "one": id_.rstrip("s"), "many": id_} for id_ in names},
            "meetings": [{"id": "first", "title": "First", "steps": steps}],
        }
    )


def planned(*texts: str, people: int = 5) -> tuple[Case, list[Item]]:
    """Give a case at its plan, with these actions in it."""
    case = Case(people, agenda=agenda())
    case.do(c.GoTo("plan"))
    return case, [add(case, text) for text in texts]


def add(case: Case, text: str = "", under: str = "", proposal: str = "") -> Item:
    added = case.do(c.AddAction("actions", text, under, proposal))
    return case.state.items[added[0].fact.item]  # type: ignore[attr-defined]


def ids(items: tuple[Item, ...]) -> list[str]:
    return [item.id for item in items]


def texts(case: Case) -> list[str]:
    return [item.text for item in in_order(case.state, "actions")]


def complete(case: Case, item: Item, deadline: str = "1 May", follow_up: str = "12 June") -> None:
    case.do(c.SetDetail(item.id, "owner", "Person1"))
    case.do(c.SetDetail(item.id, "deadline", deadline))
    case.do(c.SetDetail(item.id, "follow_up", follow_up))


# -- the order ---------------------------------------------------------------------------------------------


def test_a_plan_is_a_list_that_is_planned_read_back_or_followed_up() -> None:
    case, _ = planned()
    assert plan_lists(case.state) == ("actions",)


def test_an_action_is_moved_and_goes_by_its_place() -> None:
    case, (one, two, three) = planned("One", "Two", "Three")
    case.do(c.MoveAction(three.id, 0))
    assert texts(case) == ["Three", "One", "Two"]
    assert [place_of(case.state, each.id) for each in (one, two, three)] == [2, 3, 1]
    case.do(c.WithdrawIdea(one.id))
    assert [place_of(case.state, each.id) for each in (one, two, three)] == [0, 2, 1]
    late = add(case, "Late")
    assert place_of(case.state, late.id) == 3


@given(moves=st.lists(st.tuples(st.integers(0, 5), st.integers(-3, 9), st.booleans()), max_size=12))
def test_the_order_is_always_a_permutation_of_what_stands(moves: list[tuple[int, int, bool]]) -> None:
    case, items = planned("A", "B", "C", "D", "E", "F")
    for at, place, withdraw in moves:
        item = case.item(items[at])
        if withdraw:
            case.do(c.PutBackIdea(item.id) if item.withdrawn else c.WithdrawIdea(item.id))
        elif item.stands:
            case.do(c.MoveAction(item.id, place))
            shown = ids(in_order(case.state, "actions"))
            assert shown.index(item.id) == min(max(0, place), len(shown) - 1)
        order = in_order(case.state, "actions")
        assert sorted(ids(order)) == sorted(ids(case.state.standing("actions")))
        assert [place_of(case.state, each.id) for each in order] == list(range(1, len(order) + 1))


# -- what actions are made of ------------------------------------------------------------------------------


def with_wishes() -> tuple[Case, list[Item], list[Item]]:
    """Give a case at its plan with two chosen wishes and three proposals under the first of them."""
    case = Case(5, agenda=agenda())
    case.do(c.GoTo("dream"))
    wishes = case.note("Rosters earlier", "Lunch together", "A parrot")
    case.do(c.GoTo("ideas"))
    for text, question in (("Ask everyone", "staff"), ("Plan in time", "boss"), ("A swap board", "staff")):
        case.do(c.NoteIdeas((text,), "proposals", None, question, wishes[0].id))
    proposals = list(case.state.standing("proposals"))
    case.do(c.GoTo("vote"), c.OpenVote(5))
    for wish, strokes in zip(wishes, (5, 4, 0), strict=True):
        case.do(c.CountStrokes(wish.id, strokes))
    case.do(c.CloseVote(), c.ChooseTopics((wishes[0].id, wishes[1].id), "enough"), c.GoTo("plan"))
    return case, wishes, proposals


def the_step(case: Case) -> Plan:
    step = plan_step(case.state, "actions")
    assert step is not None
    return step


def test_the_wishes_come_with_their_strokes_and_how_many_actions_each_has() -> None:
    case, wishes, _ = with_wishes()
    add(case, "Do it", wishes[0].id)
    found = wishes_of(case.state, the_step(case))
    assert [(wish.item.number, wish.strokes, wish.actions, wish.parked) for wish in found] == [
        (1, 5, 1, False),
        (2, 4, 0, False),
    ]


def test_a_proposal_becomes_an_action_with_its_words_its_lens_and_its_wish() -> None:
    case, wishes, proposals = with_wishes()
    before = proposals_of(case.state, the_step(case), wishes[0].id)
    assert [(each.lens, each.item.text) for each in before] == [
        ("Staff", "Ask everyone"),
        ("Staff", "A swap board"),
        ("Leader", "Plan in time"),
    ]
    action = add(case, under=wishes[0].id, proposal=proposals[1].id)
    assert action.text == "Plan in time"
    assert action.origin == proposals[1].id
    assert wish_of(case.state, action) == case.item(wishes[0])
    assert action_of(case.state, action.id).details["lens"].text == "Leader"
    assert case.state.lens_of(action) == "Leader"
    made = {each.item.id: each.action for each in proposals_of(case.state, the_step(case), wishes[0].id)}
    assert made[proposals[1].id] == action
    assert made[proposals[0].id] is None
    assert case.refuses(c.AddAction("actions", proposal=proposals[1].id)) == "refused.carried_already"


def test_making_an_action_of_a_proposal_is_one_thing_to_undo() -> None:
    case, wishes, proposals = with_wishes()
    add(case, under=wishes[0].id, proposal=proposals[1].id)
    case.record.undo()
    assert in_order(case.state, "actions") == ()
    add(case, under=wishes[0].id, proposal=proposals[1].id)


def test_an_action_keeps_its_wish_when_that_is_struck_out_as_a_repeat() -> None:
    case, wishes, _ = with_wishes()
    action = add(case, "Do it", wishes[2].id)
    case.do(c.MergeIdeas((wishes[2].id,), wishes[1].id))
    wish = wish_of(case.state, case.item(action))
    assert wish is not None
    assert wish.id == wishes[1].id
    assert strokes_got(case.state, wish) == 4


def test_an_action_needs_words_and_a_plan() -> None:
    case, _ = planned()
    assert case.refuses(c.AddAction("actions", "  ")) == "refused.empty_text"
    assert case.refuses(c.AddAction("wishes", "Do it")) == "refused.no_such_list"
    assert case.refuses(c.AddAction("actions", "Do it", "nobody")) == "refused.no_such_item"


# -- details -----------------------------------------------------------------------------------------------


def test_people_and_days_are_read_as_people_write_them() -> None:
    case, (item,) = planned("Do it")
    case.do(c.SetDetail(item.id, "owner", "person2 and the board"))
    case.do(c.SetDetail(item.id, "deadline", "week 12"))
    details = action_of(case.state, item.id).details
    assert (details["owner"].text, details["owner"].people) == ("Person2, the board", ("p2",))
    assert (details["deadline"].first, details["deadline"].last) == (date(2026, 3, 16), date(2026, 3, 22))
    assert case.refuses(c.SetDetail(item.id, "deadline", "when it suits")) == "date.unknown"
    assert case.refuses(c.SetDetail(item.id, "colour", "red")) == "refused.no_such_field"
    assert case.do(c.SetDetail(item.id, "deadline", "week 12")) == ()


@pytest.mark.parametrize(("screen", "day"), [("da", "om 3 uger"), ("nl", "over 3 weken"), ("", "in 3 weeks")])
def test_a_day_of_the_plan_is_read_in_the_language_of_the_screen(screen: str, day: str) -> None:
    case = Case(5, agenda=agenda(), language=screen)
    case.do(c.GoTo("plan"))
    item = add(case, "Do it")
    case.do(c.SetDetail(item.id, "deadline", day), c.SetDetail(item.id, "start", "open"))
    assert action_of(case.state, item.id).details["deadline"].first is not None
    assert "start" in action_of(case.state, item.id).left_open


@given(
    filled=st.lists(
        st.tuples(st.sampled_from(DETAILS), st.sampled_from(["open", "åben", "1 May", "week 12", ""])),
        max_size=12,
    )
)
def test_what_is_left_open_is_never_missing_and_what_is_missing_is_needed(
    filled: list[tuple[str, str]],
) -> None:
    case, (item,) = planned("Do it")
    for detail, text in filled:
        case.do(c.SetDetail(item.id, detail, text))
        action = action_of(case.state, item.id)
        lacking = set(missing(case.state, item.id))
        assert not lacking & action.left_open
        assert not lacking & set(action.details)
        assert not action.left_open & set(action.details)
        assert lacking | action.left_open | set(action.details) >= set(NEEDED)
        assert lacking <= set(NEEDED)


def test_open_on_purpose_is_taken_back_by_a_text_and_by_an_empty_line() -> None:
    case, (item,) = planned("Do it")
    case.do(c.SetDetail(item.id, "owner", "Open"))
    assert missing(case.state, item.id) == ("deadline", "follow_up")
    case.do(c.SetDetail(item.id, "owner", ""))
    assert "owner" in missing(case.state, item.id)
    case.do(c.SetDetail(item.id, "owner", "open"), c.SetDetail(item.id, "owner", "Person1"))
    assert action_of(case.state, item.id).left_open == frozenset()


def test_the_gaps_name_the_actions_that_lack_something() -> None:
    case, (one, two, three) = planned("One", "Two", "Three")
    complete(case, one)
    case.do(c.SetDetail(two.id, "owner", "Person2"), c.SetDetail(two.id, "deadline", "open"))
    assert gaps(case.state, "actions") == {"owner": (3,), "deadline": (3,), "follow_up": (2, 3)}
    case.do(c.NoteStatus(three.id, "dropped"))
    assert gaps(case.state, "actions") == {"follow_up": (2,)}


def test_days_that_do_not_fit_together_are_doubted() -> None:
    case, (item,) = planned("Do it")
    case.do(c.SetDetail(item.id, "start", "1 May"), c.SetDetail(item.id, "deadline", "week 16"))
    case.do(c.SetDetail(item.id, "follow_up", "2 April"))
    assert [doubt.id for doubt in doubts(case.state, item.id)] == [
        "plan.doubt.deadline_before_start",
        "plan.doubt.follow_up_before_start",
    ]
    case.do(c.SetDetail(item.id, "start", "in 3 weeks"))
    assert doubts(case.state, item.id) == ()


def test_an_owner_who_may_be_several_is_doubted() -> None:
    case, (item,) = planned("Do it")
    case.do(c.AddPeople((PersonFacts(id="", name="Mette Holm"), PersonFacts(id="", name="Mette Lind"))))
    case.do(c.SetDetail(item.id, "owner", "mette and the board"))
    (doubt,) = doubts(case.state, item.id)
    assert (doubt.id, dict(doubt.params)["names"]) == ("form.which", "Mette H., Mette L.")
    case.do(c.SetDetail(item.id, "owner", "Mette H., the board"))
    assert doubts(case.state, item.id) == ()


# -- what is late and due ----------------------------------------------------------------------------------


def test_an_action_is_late_from_the_day_after_its_last_day() -> None:
    case, (item,) = planned("Do it")
    case.do(c.SetDetail(item.id, "deadline", "week 12"))  # 16 to 22 March
    assert days_late(case.state, item.id, date(2026, 3, 22)) == 0
    assert days_late(case.state, item.id, date(2026, 3, 23)) == 1
    case.do(c.NoteStatus(item.id, "postponed"))
    assert days_late(case.state, item.id, date(2026, 3, 23)) == 1  # until it has another deadline
    case.do(c.NoteStatus(item.id, "done"))
    assert days_late(case.state, item.id, date(2027, 3, 23)) == 0


def test_an_action_is_due_when_its_follow_up_has_come_until_somebody_looks() -> None:
    case, (item,) = planned("Do it")
    case.do(c.SetDetail(item.id, "follow_up", "9 March"))
    assert not is_due(case.state, item.id, date(2026, 3, 8))
    assert why_due(case.state, item.id, date(2026, 3, 9)) == "follow_up"
    case.do(c.NoteStatus(item.id, "in_progress"))  # a week early
    assert is_due(case.state, item.id, date(2026, 3, 9))
    case.wait(7 * 86_400)
    case.do(c.NoteStatus(item.id, "in_progress"))  # still so: that is news a week later
    assert not is_due(case.state, item.id, date(2026, 3, 9))
    assert len(action_of(case.state, item.id).log) == 2


def test_an_action_is_due_when_it_should_have_begun_and_when_its_deadline_is_now() -> None:
    case, (item,) = planned("Do it")
    case.do(c.SetDetail(item.id, "start", "9 March"), c.SetDetail(item.id, "deadline", "week 16"))
    assert why_due(case.state, item.id, date(2026, 3, 10)) == "start"
    case.do(c.NoteStatus(item.id, "in_progress"))
    assert why_due(case.state, item.id, date(2026, 3, 10)) == ""
    assert why_due(case.state, item.id, date(2026, 4, 13)) == "deadline"


def test_the_same_status_on_the_same_day_is_noted_once() -> None:
    case, (item,) = planned("Do it")
    case.do(c.NoteStatus(item.id, "in_progress", "Begun"))
    assert case.do(c.NoteStatus(item.id, "in_progress", "Begun")) == ()
    assert case.do(c.NoteStatus(item.id, "in_progress", "Half done")) != ()
    assert case.refuses(c.NoteStatus(item.id, "almost")) == "refused.no_such_choice"


deadlines = st.lists(
    st.tuples(
        st.none() | st.integers(1, 300),
        st.none() | st.integers(1, 300),
        st.none() | st.sampled_from(STATUSES),
    ),
    min_size=1,
    max_size=6,
)


@given(plan=deadlines, ahead=st.integers(0, 400))
def test_the_late_come_first_then_the_due_and_last_what_has_ended(
    plan: list[tuple[int | None, int | None, str | None]], ahead: int
) -> None:
    case, items = planned(*(f"Action {at}" for at in range(len(plan))))
    for item, (deadline, follow_up, status) in zip(items, plan, strict=True):
        for detail, days in (("deadline", deadline), ("follow_up", follow_up)):
            if days is not None:
                case.do(c.SetDetail(item.id, detail, (TODAY + timedelta(days)).isoformat()))
        if status:
            case.do(c.NoteStatus(item.id, status))
    today = TODAY + timedelta(ahead)
    state = case.state
    order = by_urgency(state, "actions", today)
    assert sorted(ids(order)) == sorted(ids(state.standing("actions")))

    def level(item: Item) -> int:
        if action_of(state, item.id).status in ENDED:
            return 3
        return 0 if days_late(state, item.id, today) else 1 if is_due(state, item.id, today) else 2

    levels = [level(item) for item in order]
    assert levels == sorted(levels)
    late = [days_late(state, item.id, today) for item in order if level(item) == 0]
    assert late == sorted(late, reverse=True)
    standing = standing_of(state, "actions", today)
    assert (standing.late, standing.due, standing.ended) == tuple(map(levels.count, (0, 1, 3)))
    assert standing.actions == len(order)
    assert standing.without_owner == levels.count(0) + levels.count(1) + levels.count(2)
    assert standing.coming is None or standing.coming > today


def test_a_plan_opened_a_year_later_says_what_is_due_and_what_comes_next() -> None:
    case, (one, two, three) = planned("One", "Two", "Three")
    complete(case, one, "1 May", "12 June")
    complete(case, two, "1 May 2028", "2 April 2027")
    complete(case, three)
    case.do(c.NoteStatus(three.id, "done"))
    standing = standing_of(case.state, "actions", date(2027, 3, 2))
    assert standing == (3, 1, 0, 0, 1, date(2027, 4, 2))
    assert standing_of(case.state, "actions", date(2027, 4, 2)).due == 1
    assert standing_of(case.state, "actions", date(2027, 4, 2)).coming == date(2028, 5, 1)


# -- what was before ---------------------------------------------------------------------------------------


def test_a_plan_is_adopted_once_and_never_empty() -> None:
    case, _ = planned()
    assert case.refuses(c.AdoptPlan("actions")) == "refused.empty_plan"
    assert case.refuses(c.AdoptPlan("wishes")) == "refused.no_such_list"
    add(case, "Do it")
    case.do(c.AdoptPlan("actions"))
    assert case.state.adopted["actions"] == case.now
    assert case.do(c.AdoptPlan("actions")) == ()
    case.record.undo()
    assert not case.state.adopted


changes = st.lists(
    st.tuples(
        st.sampled_from([each for each in DETAILS if each not in DAYS]),
        st.sampled_from(["open", "a", "b", ""]),
    ),
    max_size=10,
)


@given(before=changes, after=changes)
def test_a_change_after_adoption_keeps_what_was_before(
    before: list[tuple[str, str]], after: list[tuple[str, str]]
) -> None:
    case, (item,) = planned("Do it")

    def said(detail: str) -> tuple[str, bool]:
        action = action_of(case.state, item.id)
        known = action.details.get(detail)
        return (known.text if known else "", detail in action.left_open)

    for detail, text in before:
        case.do(c.SetDetail(item.id, detail, text))
    assert action_of(case.state, item.id).changes == ()
    case.do(c.AdoptPlan("actions"))
    kept: list[tuple[str, str, bool]] = []
    for detail, text in after:
        was = said(detail)
        case.do(c.SetDetail(item.id, detail, text))
        if said(detail) != was:
            kept.append((detail, *was))
    changes = action_of(case.state, item.id).changes
    assert [(change.detail, change.before, change.open) for change in changes] == kept
    for detail in DETAILS:
        old = [(change.before, change.open) for change in reversed(changes) if change.detail == detail]
        assert [(each.before, each.open) for each in versions(case.state, item.id, detail)] == old


def test_words_the_wish_the_place_and_taking_off_keep_what_was_before_too() -> None:
    case, wishes, _ = with_wishes()
    one, two = add(case, "One", wishes[0].id), add(case, "Two", wishes[0].id)
    case.do(c.RewordIdea(one.id, "First"), c.AdoptPlan("actions"))
    case.do(c.RewordIdea(one.id, "The first"), c.PutUnder(one.id, wishes[1].id), c.MoveAction(two.id, 0))
    case.do(c.WithdrawIdea(one.id))
    assert [(each.detail, each.before) for each in action_of(case.state, one.id).changes] == [
        ("what", "First"),
        ("wish", "Rosters earlier"),
        ("off", ""),
    ]
    assert [(each.detail, each.before) for each in action_of(case.state, two.id).changes] == [("place", "2")]
    assert ids(taken_off(case.state, "actions")) == [one.id]
    case.do(c.PutBackIdea(one.id))
    assert taken_off(case.state, "actions") == ()


def test_what_was_taken_off_before_the_plan_was_adopted_is_gone() -> None:
    case, (one, two) = planned("One", "Two")
    case.do(c.WithdrawIdea(one.id), c.AdoptPlan("actions"))
    assert taken_off(case.state, "actions") == ()
    assert not is_new(case.state, case.item(two))


def test_a_new_action_has_nothing_before_it_until_it_is_changed() -> None:
    case, _ = planned("One")
    case.do(c.AdoptPlan("actions"))
    case.wait(60)
    new = add(case, "New")
    assert is_new(case.state, new)
    case.do(c.SetDetail(new.id, "owner", "Bo"))
    assert action_of(case.state, new.id).changes == ()
    case.do(c.SetDetail(new.id, "owner", "Ida"))
    assert [change.before for change in versions(case.state, new.id, "owner")] == ["Bo"]


def test_the_history_has_notes_and_changes_with_the_latest_first() -> None:
    case, (item,) = planned("One")
    case.do(c.AdoptPlan("actions"))
    case.wait(60)
    case.do(c.NoteStatus(item.id, "in_progress", "Begun"))
    case.wait(60)
    case.do(c.SetDetail(item.id, "owner", "Bo"))
    case.wait(60)
    case.do(c.NoteStatus(item.id, "done"))
    assert [type(each).__name__ for each in history(case.state, item.id)] == [
        "StatusEntry",
        "Change",
        "StatusEntry",
    ]
    assert [each.at for each in history(case.state, item.id)] == sorted(
        (each.at for each in history(case.state, item.id)), reverse=True
    )


def test_undoing_a_change_takes_its_old_version_away_too() -> None:
    case, (item,) = planned("One")
    case.do(c.SetDetail(item.id, "owner", "Bo"), c.AdoptPlan("actions"), c.SetDetail(item.id, "owner", "Ida"))
    case.record.undo()
    assert action_of(case.state, item.id).details["owner"].text == "Bo"
    assert action_of(case.state, item.id).changes == ()


# -- reading back, and saying days -------------------------------------------------------------------------


def test_a_plan_is_read_back_action_by_action_and_then_as_a_whole() -> None:
    case, _ = planned("One", "Two")
    case.do(c.GoTo("aloud"))
    for part in (1, 2):
        case.do(c.Next())
        assert case.here().part == part
    case.do(c.Next())
    assert case.state.step_id == "later"


@pytest.mark.parametrize(
    ("first", "last", "said", "sentence"),
    [
        (date(2026, 3, 12), date(2026, 3, 12), "12. marts", "den 12. marts"),
        (date(2027, 3, 12), date(2027, 3, 12), "12. marts 2027", "den 12. marts 2027"),
        (date(2026, 2, 23), date(2026, 3, 1), "uge 9", "i uge 9"),
        (date(2027, 3, 1), date(2027, 3, 7), "uge 9 2027", "i uge 9 2027"),
        (date(2026, 5, 1), date(2026, 5, 31), "maj", "i maj"),
        (date(2027, 5, 1), date(2027, 5, 31), "maj 2027", "i maj 2027"),
        (date(2026, 5, 11), date(2026, 5, 20), "11.–20. maj", "i dagene 11.–20. maj"),
    ],
)
def test_days_are_said_briefly(first: date, last: date, said: str, sentence: str) -> None:
    words = Words("da")
    assert words.say(brief(first, last, TODAY)) == said
    assert words.say(phrase(first, last, TODAY)) == sentence


def test_what_is_noted_in_the_evening_counts_for_the_rooms_own_day() -> None:
    case, (item,) = planned("Do it")
    case.do(c.SetDetail(item.id, "follow_up", "10 March"))
    case.wait((datetime(2026, 3, 9, 23, 30, tzinfo=UTC) - case.now).total_seconds())  # 00.30 in Copenhagen
    case.do(c.NoteStatus(item.id, "in_progress"))
    assert not is_due(case.state, item.id, date(2026, 3, 10))


# -- what is asked -------------------------------------------------------------------------------------------


def asked(*steps: dict[str, Any], **plan: Any) -> tuple[str, ...]:
    agenda = Agenda.model_validate(
        {
            "title": "Plan",
            "language": "en",
            "lists": {
                "plan": {"title": "Plan", "one": "action", "many": "actions"},
                "other": {"title": "Other", "one": "action", "many": "actions"},
            },
            "steps": [
                {"id": "plan", "kind": "plan", "title": "Plan", "minutes": 5, "into": "plan", **plan},
                *steps,
            ],
        }
    )
    return agenda.details["plan"]


READ_BACK = {"id": "read", "kind": "read_back", "title": "Read", "minutes": 5, "list": "plan"}
FOLLOWED = {"id": "look", "kind": "follow_up", "title": "Look", "minutes": 5, "list": "plan"}
ABSENT = {"id": "away", "kind": "absence", "title": "Away", "minutes": 5, "account": "before"}
LENSES = {
    "id": "ask",
    "kind": "alone",
    "title": "Ask",
    "minutes": 5,
    "questions": [{"text": "?", "lens": "We"}],
}


def test_a_plan_asks_for_what_later_steps_make_use_of() -> None:
    assert asked() == ("owner", "deadline")
    assert asked(FOLLOWED) == ("owner", "deadline", "follow_up")
    assert asked(READ_BACK) == ("owner", "start", "deadline", "follow_up", "how", "sign")
    assert asked({**READ_BACK, "list": "other"}) == ("owner", "deadline")
    assert asked(ABSENT) == ("owner", "deadline", "absence")
    assert asked(LENSES) == ("owner", "deadline", "lens")
    assert asked(READ_BACK, FOLLOWED, ABSENT, LENSES) == DETAILS


def test_the_agenda_says_what_is_asked_and_what_is_to_be_done_goes_without_saying() -> None:
    assert asked(READ_BACK, asks=["what", "deadline", "owner"]) == ("owner", "deadline")
    assert asked(READ_BACK, FOLLOWED, asks="what") == ()
    assert asked(asks=["sign", "how"]) == ("how", "sign")


@pytest.mark.parametrize("wanted", [["what", "owner"], ["what"]])
def test_only_what_is_asked_can_be_missing_and_what_was_said_stays(wanted: list[str]) -> None:
    case = Case(5, agenda=agenda(asks=wanted))
    case.do(c.GoTo("plan"))
    item = add(case, "Tea for all").id
    needed = tuple(name for name in ("owner",) if name in wanted)
    assert missing(case.state, item) == needed
    assert tuple(gaps(case.state, "actions")) == needed
    case.do(c.SetDetail(item, "sign", "it is warm"))
    assert asked_of(case.state, item) == (*needed, "sign")
    assert shown_of(case.state, "actions") == (*needed, "sign")
