"""Presenting theme by theme: each item that stands is heard once (APV-4.3a)."""

from typing import Any

from helpers import Case, small_data
from hypothesis import given, settings
from hypothesis import strategies as st
from tries import tries

from apv_tui.core import commands as c
from apv_tui.core.agenda import Agenda, Present
from apv_tui.core.parts import parts_of
from apv_tui.core.presenting import Theme, themes


def agenda(by: str = "heading") -> Agenda:
    data = small_data()
    data["lists"]["proposals"] = {"title": "Proposals", "one": "proposal", "many": "proposals"}
    lenses: list[dict[str, Any]] = [
        {"id": "we", "text": "What can we do?", "lens": "WE"},
        {"id": "boss", "text": "What can the leader do?", "lens": "THE LEADER"},
    ]
    common = {"title": "A step", "minutes": 10}
    listed = "proposals" if by in ("under", "lens") else "wishes"
    data["meetings"][1]["steps"] += [
        {"id": "ask", "kind": "collect", "into": "proposals", "questions": lenses, **common},
        {"id": "show", "kind": "present", "list": listed, "by": by, **common},
        {"id": "end", "kind": "close", **common},
    ]
    return Agenda.model_validate(data)


def shown(case: Case) -> tuple[Theme, ...]:
    step = case.state.find_step("show")
    assert isinstance(step, Present)
    return themes(case.state, step)


def told(case: Case) -> list[tuple[str, list[str]]]:
    return [(theme.title, [item.text for item in theme.items]) for theme in shown(case)]


def headed() -> Case:
    case = Case(agenda=agenda())
    light, _, cake = case.note("Light", "Air", "Cake")
    case.do(
        c.AddHeading("wishes", "House"), c.AddHeading("wishes", "Empty"), c.AddHeading("wishes", "Treats")
    )
    case.do(c.SortIdea(cake.id, "Treats"), c.SortIdea(light.id, "House"))
    case.do(c.OpenMeeting("second"), c.GoTo("show"))
    return case


def test_headings_make_the_themes_in_their_order_and_the_rest_comes_last() -> None:
    assert told(headed()) == [("House", ["Light"]), ("Treats", ["Cake"]), ("", ["Air"])]


def test_a_list_without_headings_is_one_theme_and_an_empty_one_none() -> None:
    case = Case(agenda=agenda())
    assert told(case) == []
    assert parts_of(case.state, case.state.find_step("show")) == 1  # type: ignore[arg-type]
    case.note("Light", "Air")
    assert told(case) == [("", ["Light", "Air"])]


def test_by_none_is_one_theme_whatever_the_headings() -> None:
    case = Case(agenda=agenda("none"))
    (light, _) = case.note("Light", "Air")
    case.do(c.AddHeading("wishes", "House"), c.SortIdea(light.id, "House"))
    assert told(case) == [("", ["Light", "Air"])]


def test_proposals_are_heard_by_the_wish_they_belong_to_and_in_it_by_lens() -> None:
    case = Case(agenda=agenda("under"))
    light, lamp, air = case.note("Light", "Lamp", "Air")
    case.do(c.MergeIdeas((lamp.id,), light.id), c.OpenMeeting("second"), c.GoTo("ask"))
    case.do(c.NoteIdeas(("Ask",), "proposals", question="boss", under=air.id))
    case.do(c.NoteIdeas(("Rest",), "proposals"))
    case.do(c.NoteIdeas(("Order",), "proposals", question="boss", under=light.id))
    case.do(c.NoteIdeas(("Buy",), "proposals", question="we", under=lamp.id))
    assert told(case) == [("Light", ["Buy", "Order"]), ("Air", ["Ask"]), ("", ["Rest"])]
    assert [theme.wish and theme.wish.id for theme in shown(case)] == [light.id, air.id, None]


def test_proposals_are_heard_by_lens_in_the_order_in_which_the_lenses_are_asked_about() -> None:
    case = Case(agenda=agenda("lens"))
    case.do(c.OpenMeeting("second"), c.GoTo("ask"))
    case.do(c.NoteIdeas(("Order",), "proposals", question="boss"))
    case.do(c.NoteIdeas(("Buy",), "proposals", question="we"), c.NoteIdeas(("Rest",), "proposals"))
    assert told(case) == [("WE", ["Buy"]), ("THE LEADER", ["Order"]), ("", ["Rest"])]


def test_next_goes_through_the_themes_and_then_leaves_and_back_comes_the_same_way() -> None:
    case = headed()
    for part in (1, 2):
        case.do(c.Next())
        assert (case.state.step_id, case.here().part) == ("show", part)
    case.do(c.Next())
    assert case.state.step_id == "end"
    case.do(c.Back())
    assert (case.state.step_id, case.here().part) == ("show", 2)
    case.do(c.Back())
    assert case.here().part == 1


def test_a_theme_can_be_heard_out_of_turn() -> None:
    case = headed()
    case.do(c.ShowPart(2))
    assert case.here().part == 2
    case.refuses(c.ShowPart(3))


def test_striking_out_a_repeat_within_a_theme_leaves_the_themes_as_they_are() -> None:
    case = Case(agenda=agenda("under"))
    light, air = case.note("Light", "Air")
    case.do(c.OpenMeeting("second"), c.GoTo("show"))
    case.do(c.NoteIdeas(("Ask", "Ask them"), "proposals", under=light.id))
    case.do(c.NoteIdeas(("Open",), "proposals", under=air.id))
    first, second, _ = case.state.on_list("proposals")
    case.do(c.MergeIdeas((first.id,), second.id))
    assert told(case) == [("Light", ["Ask them"]), ("Air", ["Open"])]


@settings(max_examples=tries(25), deadline=None)
@given(
    st.sampled_from(["heading", "under", "lens", "none"]),
    st.lists(
        st.tuples(st.integers(0, 3), st.sampled_from(["", "we", "boss"]), st.integers(0, 3)), max_size=12
    ),
    st.lists(st.tuples(st.integers(0, 11), st.integers(0, 11)), max_size=6),
)
def test_themes_partition_what_stands(
    by: str, said: list[tuple[int, str, int]], repeats: list[tuple[int, int]]
) -> None:
    case = Case(agenda=agenda(by))
    wishes = case.note("Light", "Air", "Cake")
    case.do(c.OpenMeeting("second"), c.GoTo("ask"))
    listed = "proposals" if by in ("under", "lens") else "wishes"
    for heading in ("House", "Treats"):
        case.do(c.AddHeading(listed, heading))
    for at, (wish, question, heading) in enumerate(said):
        above = wishes[wish].id if wish < 3 else ""
        (entry,) = case.do(c.NoteIdeas((f"Say {at}",), listed, question=question, under=above))
        case.do(c.SortIdea(entry.fact.item, ("House", "Treats", "", "")[heading]))  # type: ignore[attr-defined]
    items = list(case.state.on_list(listed))
    for one, two in repeats:
        if max(one, two) < len(items) and case.state.stands_for(items[one].id) != case.state.stands_for(
            items[two].id
        ):
            case.do(c.MergeIdeas((items[one].id,), items[two].id))
    heard = [item.id for theme in shown(case) for item in theme.items]
    assert sorted(heard) == sorted(item.id for item in case.state.standing(listed))
    assert all(theme.items for theme in shown(case))
    titles = [(theme.title, theme.wish) for theme in shown(case)]
    assert len(set(titles)) == len(titles)
