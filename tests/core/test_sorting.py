"""Sorting a list under headings, carrying over, assessing: nothing is lost on the way (APV-3.2)."""

from typing import Any

from helpers import Case, small_data
from hypothesis import given, settings
from hypothesis import strategies as st
from tries import tries

from apv_tui.core import commands as c
from apv_tui.core.agenda import Agenda
from apv_tui.core.messages import Refused
from apv_tui.core.repeats import wall
from apv_tui.core.sections import offers, sections, unplaced
from apv_tui.core.state import Item


def agenda(**keys: Any) -> Agenda:
    data = small_data()
    data["lists"]["clean"] = {"title": "Clean", "one": "wish", "many": "wishes"}
    sort = {
        "id": "sort",
        "kind": "sort",
        "title": "Clean list",
        "minutes": 20,
        "list": "clean",
        "start_with": ["wishes", "topics"],
        "offers": ["strengths"],
        "headings": ["Together", "Plans"],
    }
    data["meetings"][1]["steps"].append({**sort, **keys})
    return Agenda.model_validate(data)


def sorting(*wishes: str, **keys: Any) -> Case:
    """Give a case in which the wishes of the first meeting are to be sorted at the second."""
    case = Case(agenda=agenda(**keys))
    if wishes:
        case.note(*wishes)
    case.do(c.OpenMeeting("second"), c.GoTo("sort"))
    return case


def clean(case: Case) -> list[Item]:
    return list(case.state.on_list("clean"))


def under(case: Case) -> dict[str, list[str]]:
    return {each.heading: [item.text for item in each.items] for each in sections(case.state, "clean")}


# -- beginning -------------------------------------------------------------------------------------------


def test_the_step_begins_with_its_headings_and_with_what_stood_on_the_lists() -> None:
    case = sorting("Light", "Air")
    assert under(case) == {"": ["Light", "Air"], "Together": [], "Plans": []}
    assert [item.origin for item in clean(case)] == [item.id for item in case.state.on_list("wishes")]


def test_a_topic_that_stands_on_two_lists_is_carried_over_once() -> None:
    case = Case(agenda=agenda())
    light, _ = case.note("Light", "Air")
    case.do(c.GoTo("vote"), c.OpenVote(9), c.CountStrokes(light.id, 9), c.CloseVote(), c.ChooseTopics())
    case.do(c.OpenMeeting("second"), c.GoTo("sort"))
    assert [item.text for item in clean(case)] == ["Light", "Air"]


def test_struck_out_and_withdrawn_items_are_not_carried_over() -> None:
    case = Case(agenda=agenda())
    light, lamp, air = case.note("Light", "Lamp", "Air")
    case.do(c.MergeIdeas((lamp.id,), light.id), c.WithdrawIdea(air.id))
    case.do(c.OpenMeeting("second"), c.GoTo("sort"))
    assert [item.text for item in clean(case)] == ["Light"]


def test_coming_back_to_the_step_begins_nothing_anew() -> None:
    case = sorting("Light")
    case.do(c.WithdrawIdea(clean(case)[0].id), c.GoTo("again"), c.GoTo("sort"))
    assert [item.withdrawn for item in clean(case)] == [True]


def test_an_item_without_words_comes_over_with_its_sheet_and_number() -> None:
    case = Case(agenda=agenda())
    case.do(c.GoTo("sixes"), c.NoteOnPaper("wishes", 1, 5, 5))
    case.do(c.OpenMeeting("second"), c.GoTo("sort"))
    (item,) = clean(case)
    assert (item.text, item.group, item.sheet_number) == ("", 1, 5)
    case.do(c.RewordIdea(item.id, "More light"))
    assert case.item(item).original == "More light"


# -- carrying over ---------------------------------------------------------------------------------------


def test_a_strength_is_carried_over_once_and_stays_where_it_was() -> None:
    case = Case(agenda=agenda())
    (strength,) = case.note("Humour", list="strengths")
    case.do(c.OpenMeeting("second"), c.GoTo("sort"), c.CarryOver((strength.id,), "clean"))
    assert case.refuses(c.CarryOver((strength.id,), "clean")) == "refused.carried_already"
    assert case.item(strength) == strength
    (offer,) = offers(case.state, ("strengths",), "clean")
    assert offer.carried == clean(case)[0]


def test_what_was_taken_off_is_put_back_with_its_new_words_instead_of_coming_twice() -> None:
    case = Case(agenda=agenda())
    (strength,) = case.note("Humour", list="strengths")
    case.do(c.OpenMeeting("second"), c.GoTo("sort"), c.CarryOver((strength.id,), "clean"))
    (item,) = clean(case)
    case.do(c.RewordIdea(item.id, "Good humour"), c.WithdrawIdea(item.id))
    assert offers(case.state, ("strengths",), "clean")[0].carried is None
    case.do(c.CarryOver((strength.id,), "clean"))
    assert [(each.text, each.stands) for each in clean(case)] == [("Good humour", True)]


def test_what_was_struck_out_after_it_was_carried_over_counts_as_carried() -> None:
    case = sorting("Light", "Lamp")
    light, lamp = clean(case)
    case.do(c.MergeIdeas((lamp.id,), light.id))
    assert [offer.carried for offer in offers(case.state, ("wishes",), "clean")] == [light, light]


def test_nothing_is_carried_over_into_the_list_it_stands_on() -> None:
    case = sorting("Light")
    assert case.refuses(c.CarryOver((clean(case)[0].id,), "clean")) == "refused.carried_already"


# -- headings --------------------------------------------------------------------------------------------


def test_renaming_a_heading_takes_its_items_along_and_removing_it_leaves_them_without_one() -> None:
    case = sorting("Light", "Air")
    case.do(*(c.SortIdea(item.id, "Plans") for item in clean(case)))
    case.do(c.RenameHeading("clean", "Plans", "The building"))
    assert under(case) == {"": [], "Together": [], "The building": ["Light", "Air"]}
    case.do(c.RenameHeading("clean", "The building", ""))
    assert under(case) == {"": ["Light", "Air"], "Together": []}


def test_a_heading_that_is_called_like_another_becomes_one_with_it() -> None:
    case = sorting("Light", "Air")
    light, air = clean(case)
    case.do(c.SortIdea(light.id, "Plans"), c.SortIdea(air.id, "Together"))
    case.do(c.RenameHeading("clean", "Plans", "Together"))
    assert under(case) == {"": [], "Together": ["Light", "Air"]}


def test_an_item_that_moves_to_another_list_leaves_its_heading_behind() -> None:
    case = sorting("Light")
    (light,) = clean(case)
    case.do(c.SortIdea(light.id, "Plans"), c.MoveIdea(light.id, "later"))
    assert case.item(light).heading == ""
    assert [item.id for item in unplaced(case.state, "later")] == [light.id]


def test_an_unknown_heading_is_refused() -> None:
    case = sorting("Light")
    assert case.refuses(c.SortIdea(clean(case)[0].id, "Nowhere")) == "refused.no_such_heading"
    assert case.refuses(c.AddHeading("clean", " Plans ")) == "refused.heading_known"
    assert case.refuses(c.AddHeading("clean", "  ")) == "refused.empty_text"


def test_a_repeat_stands_with_the_item_it_repeats_whatever_heading_it_had() -> None:
    case = sorting("Light", "Lamp")
    light, lamp = clean(case)
    case.do(c.SortIdea(light.id, "Plans"), c.SortIdea(lamp.id, "Together"))
    case.do(c.MergeIdeas((lamp.id,), light.id))
    rows = {
        each.heading: [placed.item.text for placed in each.rows] for each in sections(case.state, "clean")
    }
    assert rows == {"": [], "Together": [], "Plans": ["Light", "Lamp"]}


# -- assessing -------------------------------------------------------------------------------------------


def test_what_is_not_possible_needs_its_reason() -> None:
    case = sorting("Light")
    (light,) = clean(case)
    assert case.refuses(c.AssessIdea(light.id, "not_possible", "  ")) == "refused.reason_for_no"
    case.do(c.AssessIdea(light.id, "not_possible", "the house is let", "high"))
    after = case.item(light)
    assert (after.verdict, after.reason, after.risk) == ("not_possible", "the house is let", "high")
    assert after.stands, "nothing drops out of the list silently (APV-X15)"


def test_only_the_verdicts_and_risks_there_are_can_be_given() -> None:
    case = sorting("Light")
    (light,) = clean(case)
    assert case.refuses(c.AssessIdea(light.id, "perhaps")) == "refused.no_such_choice"
    assert case.refuses(c.AssessIdea(light.id, "possible", risk="huge")) == "refused.no_such_choice"


# -- whatever is done ------------------------------------------------------------------------------------

WORDS = ("Light", "Air", "Cake", "Water")
HEADINGS = ("Together", "Plans", "House", "")
ACTS = st.lists(
    st.tuples(
        st.sampled_from(
            ["sort", "reword", "merge", "split", "off", "back", "rename", "add", "carry", "move"]
        ),
        st.integers(0, 5),
        st.integers(0, 5),
    ),
    max_size=25,
)


def _command(case: Case, act: str, one: int, two: int) -> c.Command:
    items = clean(case)
    item, other = items[one % len(items)], items[two % len(items)]
    wishes = [*case.state.on_list("wishes"), *case.state.on_list("strengths")]
    return {
        "sort": c.SortIdea(item.id, HEADINGS[two % 4]),
        "reword": c.RewordIdea(item.id, f"Better {two}"),
        "merge": c.MergeIdeas((item.id,), other.id),
        "split": c.SplitIdea(item.id),
        "off": c.WithdrawIdea(item.id),
        "back": c.PutBackIdea(item.id),
        "rename": c.RenameHeading("clean", HEADINGS[one % 3], HEADINGS[two % 4]),
        "add": c.AddHeading("clean", HEADINGS[one % 3]),
        "carry": c.CarryOver((wishes[one % len(wishes)].id,), "clean"),
        "move": c.MoveIdea(wishes[one % len(wishes)].id, "wishes"),
    }[act]


@settings(max_examples=tries(25), deadline=None)
@given(ACTS)
def test_sorting_loses_no_item_and_never_changes_an_original(acts: list[tuple[str, int, int]]) -> None:
    case = Case(agenda=agenda())
    case.note("Humour", list="strengths")
    case.note(*WORDS)
    before = {item.id: item for item in case.state.items.values()}
    case.do(c.OpenMeeting("second"), c.GoTo("sort"))
    for act, one, two in acts:
        try:
            case.do(_command(case, act, one, two))
        except Refused:
            continue
    placed = [row.item.id for each in sections(case.state, "clean") for row in each.rows]
    assert sorted(placed) == sorted(row.item.id for row in wall(case.state, "clean"))
    assert len(set(placed)) == len(placed)
    assert {item.id for item in case.state.standing("clean")} <= set(placed)
    for id_, item in before.items():
        now = case.state.items[id_]
        assert (now.text, now.original, now.stands) == (item.text, item.original, item.stands)
    origins = [item.origin for item in clean(case) if item.origin]
    assert len(set(origins)) == len(origins), "carrying over twice adds nothing"
    assert all(item.original in (*WORDS, "Humour") for item in clean(case))
