"""The thread of an item: from the words it was said in to what came of it (APV-4.4d)."""

from helpers import Case, small_data

from apv_tui.core import commands as c
from apv_tui.core.agenda import Agenda
from apv_tui.core.thread import is_chosen, own_strokes, thread_of


def agenda() -> Agenda:
    data = small_data()
    for id_ in ("clean", "agreed", "proposals", "plan"):
        data["lists"][id_] = {"title": id_.title(), "one": id_, "many": id_}
    common = {"title": "A step", "minutes": 10}
    data["meetings"][1]["steps"] += [
        {"id": "sort", "kind": "sort", "list": "clean", "start_with": ["wishes"], **common},
        {
            "id": "groups",
            "kind": "prioritise",
            "list": "clean",
            "into": "agreed",
            "proposals_into": "proposals",
            "group_size": 3,
            **common,
        },
        {"id": "plan", "kind": "plan", "into": "plan", "under": "agreed", **common},
    ]
    return Agenda.model_validate(data)


def voted() -> Case:
    """Give a case at the second meeting: Lamp (2 strokes) was struck out as a repeat of Light (9)."""
    case = Case(agenda=agenda())
    case.do(c.GoTo("sixes"))
    light, air = case.note("Light", "Air", group=0)
    (lamp,) = case.note("Lamp", group=1)
    case.do(c.GoTo("vote"), c.OpenVote(9), c.CountStrokes(light.id, 9), c.CountStrokes(air.id, 1))
    case.do(c.CountStrokes(lamp.id, 2), c.MergeIdeas((lamp.id,), light.id), c.CloseVote())
    case.do(c.ChooseTopics((light.id,), "it matters"), c.OpenMeeting("second"), c.GoTo("sort"))
    return case


def test_strokes_follow_an_item_through_repeats_and_carrying_over() -> None:
    case = voted()
    light, air = case.state.on_list("clean")
    thread = thread_of(case.state, light)
    assert [item.text for item in thread.origins] == ["Light", "Lamp"]
    assert (thread.strokes, thread.own) == (11, 9)
    assert thread.chosen
    assert [count.topics.reason for count in thread.counts if count.topics] == ["it matters"]
    assert is_chosen(case.state, light)
    assert not is_chosen(case.state, air)
    assert thread_of(case.state, air).strokes == 1


def test_bringing_two_together_adds_their_strokes_and_splitting_them_takes_them_apart() -> None:
    case = voted()
    light, air = case.state.on_list("clean")
    case.do(c.MergeIdeas((air.id,), light.id))
    thread = thread_of(case.state, light)
    assert (thread.strokes, thread.own) == (12, 9)
    assert set(thread.others) == {"Lamp", "Air"}
    case.do(c.SplitIdea(air.id))
    assert thread_of(case.state, light).strokes == 11


def test_a_repeat_is_followed_by_the_item_that_stands_for_it() -> None:
    case = voted()
    light, air = case.state.on_list("clean")
    case.do(c.MergeIdeas((air.id,), light.id))
    assert thread_of(case.state, case.item(air)).item.id == light.id


def test_first_words_are_told_where_they_differ_from_the_present_ones() -> None:
    case = voted()
    light, air = case.state.on_list("clean")
    case.do(c.RewordIdea(light.id, "More light"))
    thread = thread_of(case.state, case.item(light))
    assert thread.wordings == ("Light",)
    assert thread.others == ("Lamp",)
    assert thread_of(case.state, air).wordings == ()


def test_what_was_never_voted_on_has_no_strokes_and_what_got_none_has_zero() -> None:
    case = Case(agenda=agenda())
    light, air = case.note("Light", "Air")
    assert thread_of(case.state, light).strokes is None
    case.do(c.GoTo("vote"), c.OpenVote(9), c.CountStrokes(light.id, 3))
    assert thread_of(case.state, light).strokes is None, "not before the count is closed"
    case.do(c.CloseVote())
    assert (own_strokes(case.state, light.id), own_strokes(case.state, air.id)) == (3, 0)
    assert own_strokes(case.state, "nothing") is None


def test_strokes_stay_with_an_item_that_is_taken_off_or_moved() -> None:
    case = Case(agenda=agenda())
    light, air = case.note("Light", "Air")
    case.do(c.GoTo("vote"), c.OpenVote(9), c.CountStrokes(light.id, 3), c.CountStrokes(air.id, 2))
    case.do(c.CloseVote(), c.WithdrawIdea(light.id), c.MoveIdea(air.id, "later"))
    assert [thread_of(case.state, case.item(item)).strokes for item in (light, air)] == [3, 2]


def test_what_was_found_after_the_count_opened_has_no_strokes_unless_it_was_counted() -> None:
    case = Case(agenda=agenda())
    (light,) = case.note("Light")
    case.do(c.GoTo("vote"), c.OpenVote(9), c.CountStrokes(light.id, 3))
    late, later = case.note("Late", "Later")
    case.do(c.CountStrokes(late.id, 1), c.CloseVote())
    assert [thread_of(case.state, item).strokes for item in (late, later)] == [1, None]


def test_the_thread_goes_on_to_groups_proposals_and_actions_from_either_end() -> None:
    case = voted()
    light, _ = case.state.on_list("clean")
    case.do(c.GoTo("groups"), c.Prioritise(light.id, 1))
    case.do(c.NoteIdeas(("Buy lamps",), "proposals", 1, under=light.id))
    case.do(c.GoTo("plan"), c.NoteIdeas(("Ask the landlord",), "plan", under=light.id))
    first = next(item for item in case.state.on_list("wishes") if item.text == "Light")
    for start in (light, first):
        thread = thread_of(case.state, start)
        assert [(choice.group, choice.grouping) for choice in thread.choices] == [(1, "groups")]
        assert [item.text for item in thread.proposals] == ["Buy lamps"]
        assert [item.text for item in thread.actions] == ["Ask the landlord"]
    assert [item.id for item in thread_of(case.state, first).became] == [light.id]
    (action,) = case.state.on_list("plan")
    assert [item.id for item in thread_of(case.state, action).above] == [light.id]


def test_items_that_belong_to_each_other_in_a_ring_are_followed_once() -> None:
    case = Case(agenda=agenda())
    light, air, calm = case.note("Light", "Air", "Calm")
    # No command makes a ring of two; striking out a repeat can still close one.
    case.do(c.PutUnder(light.id, air.id), c.PutUnder(air.id, calm.id), c.MergeIdeas((calm.id,), light.id))
    assert [item.id for item in thread_of(case.state, case.item(light)).above] == [air.id]


def test_nothing_can_belong_to_what_belongs_to_it() -> None:
    case = Case(agenda=agenda())
    light, air, calm = case.note("Light", "Air", "Calm")
    case.do(c.PutUnder(light.id, air.id), c.PutUnder(air.id, calm.id))
    assert case.refuses(c.PutUnder(air.id, light.id)) == "refused.under_itself"
    assert case.refuses(c.PutUnder(calm.id, light.id)) == "refused.under_itself"
    assert case.refuses(c.PutUnder(light.id, light.id)) == "refused.under_itself"
    case.do(c.PutUnder(air.id, ""), c.PutUnder(calm.id, light.id))
    assert case.item(calm).under == light.id


def test_what_was_decided_about_a_copy_is_told_with_the_original() -> None:
    case = voted()
    light, _ = case.state.on_list("clean")
    (original,) = case.state.standing("topics")
    assert thread_of(case.state, original).judged.verdict == ""
    case.do(c.AssessIdea(light.id, "partly", "only in one room"))
    judged = thread_of(case.state, original).judged
    assert (judged.verdict, judged.reason) == ("partly", "only in one room")
