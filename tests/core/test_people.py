"""What the room calls people: everybody hears their own name and nobody else's."""

from hypothesis import example, given
from hypothesis import strategies as st

from apv_tui.core.people import Person, screen_names
from apv_tui.core.text import one_line


def numbered(number: int) -> str:
    return f"Deltager {number}"


def called(*names: str | tuple[str, str]) -> list[str]:
    """Give what the screen calls people of these names, or (name, department)."""
    people = [
        Person(f"p{number}", number, *((name, "") if isinstance(name, str) else name))
        for number, name in enumerate(names, 1)
    ]
    result = screen_names(people, numbered)
    return [result[person.id] for person in people]


def test_a_first_name_that_only_one_has_is_enough() -> None:
    assert called("Mette Hansen", "Bo Jensen") == ["Mette", "Bo"]


def test_two_mettes_get_the_initial_of_their_last_name() -> None:
    assert called("Mette Hansen", "Mette Olsen", "Bo Jensen") == ["Mette H.", "Mette O.", "Bo"]


def test_two_mettes_with_the_same_initial_get_their_whole_names() -> None:
    assert called("Mette Hansen", "Mette Holm") == ["Mette Hansen", "Mette Holm"]


def test_people_with_the_same_whole_name_are_told_apart_by_their_department() -> None:
    assert called(("Mette Hansen", "Drift"), ("Mette Hansen", "Salg")) == [
        "Mette Hansen (Drift)",
        "Mette Hansen (Salg)",
    ]


def test_people_with_the_same_name_and_department_are_told_apart_by_their_number() -> None:
    assert called(("Mette Hansen", "Drift"), ("Mette Hansen", "Drift")) == [
        "Mette Hansen (1)",
        "Mette Hansen (2)",
    ]


def test_a_mette_without_a_last_name_among_others_gets_her_number() -> None:
    assert called("Mette", "Mette Hansen", "Bo") == ["Mette (1)", "Mette H.", "Bo"]


def test_where_names_are_not_wanted_everybody_has_a_number() -> None:
    assert called("", "", "") == ["Deltager 1", "Deltager 2", "Deltager 3"]


def test_a_name_that_looks_like_a_number_does_not_take_the_place_of_somebody_without_a_name() -> None:
    names = called("Deltager 3", "Deltager 31", "")
    assert len(set(names)) == 3


def test_a_name_with_a_number_in_it_does_not_take_the_place_of_another() -> None:
    names = called("Bo (2)", "Bo", "Bo", "Bo (3)")
    assert len(set(names)) == 4


def test_those_who_come_later_do_not_change_the_names_of_the_rest() -> None:
    assert called("Mette Hansen", "Bo Jensen", "Ida Lund")[:2] == called("Mette Hansen", "Bo Jensen")


NAMES = st.one_of(
    st.text(max_size=12),
    st.builds(
        " ".join,
        st.lists(st.sampled_from(["Mette", "Bo", "Bo,", "Deltager", "(1)", "(2)", "1", "2", "21", "B."])),
    ),
).map(one_line)


@given(st.lists(st.tuples(NAMES, st.sampled_from(["", "Drift", "1", "2"])), max_size=12))
@example([("Bo (2)", ""), ("Bo", ""), ("Bo", ""), ("Bo (3)", "")])
def test_everybody_gets_a_name_and_no_two_the_same(people: list[tuple[str, str]]) -> None:
    names = called(*people)
    assert all(name.strip() for name in names)
    assert len(set(names)) == len(names)
