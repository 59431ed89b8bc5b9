"""Recognising people in what is typed: helpful, and never inventing anybody."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from apv_tui.core.facts import PersonFacts
from apv_tui.core.naming import Unsure, name_people, recognise, who_is_meant
from apv_tui.core.people import Person, screen_names

PEOPLE = tuple(
    Person(f"p{number}", number, name, department)
    for number, (name, department) in enumerate(
        [
            ("Karen Holm", "Drift"),
            ("Bo Lund", "Salg"),
            ("Mette Asp", "Drift"),
            ("Mette Bak", "Salg"),
            ("Karl Dahl", "Drift"),
            ("Zoë Ørsted", "Køkken"),
            ("", ""),
        ],
        1,
    )
)
NAMES = screen_names(PEOPLE, str)


@pytest.mark.parametrize(
    ("typed", "text", "people"),
    [
        ("Karen", "Karen", ("p1",)),
        ("karen holm", "Karen", ("p1",)),
        ("Karen, Bo", "Karen, Bo", ("p1", "p2")),
        ("Karen og Bo", "Karen, Bo", ("p1", "p2")),
        ("Karen and Bo", "Karen, Bo", ("p1", "p2")),
        ("Karen en Bo", "Karen, Bo", ("p1", "p2")),
        ("Karen/Bo & Zoë", "Karen, Bo, Zoë", ("p1", "p2", "p6")),
        ("Karen og ledelsen", "Karen, ledelsen", ("p1",)),
        ("Karen, Karen", "Karen", ("p1",)),
        ("Mette B.", "Mette B.", ("p4",)),
        ("zoë ør", "Zoë", ("p6",)),
        ("Bol", "Bol", ()),
    ],
)
def test_people_are_recognised_as_they_are_called(typed: str, text: str, people: tuple[str, ...]) -> None:
    named = name_people(PEOPLE, typed)
    assert (named.text, named.people) == (text, people)


@pytest.mark.parametrize(
    "typed", ["en fra køkkenet", "Salg og service", "AMR/TR", "ledelsen", "drift & salg", "Birte og Kaj"]
)
def test_who_is_not_of_the_case_stays_as_typed(typed: str) -> None:
    named = name_people(PEOPLE, typed)
    assert (named.text, named.people, named.strangers) == (typed, (), (typed,))


def test_one_of_several_is_asked_for_and_not_guessed() -> None:
    named = name_people(PEOPLE, "Mette og Kar")
    assert (named.text, named.people) == ("Mette, Kar", ())
    assert named.unsure == (Unsure("Mette", ("p3", "p4")), Unsure("Kar", ("p1", "p5")))
    assert named.strangers == ()


def test_two_letters_are_a_name_only_where_they_are_all_of_it() -> None:
    assert name_people(PEOPLE, "Bo").people == ("p2",)
    assert name_people(PEOPLE, "Ka").people == ()


def test_a_short_first_name_that_two_have_is_asked_for() -> None:
    people = tuple(
        Person(f"p{at}", at, name, "") for at, name in enumerate(("Bo Lund", "Bo Asp", "Bodil Dahl"), 1)
    )
    named = name_people(people, "Bo")
    assert (named.unsure, named.strangers) == ((Unsure("Bo", ("p1", "p2")),), ())


LETTERS = "abkmø ,;/&+"
typings = st.one_of(
    st.text(max_size=60),
    st.text(alphabet=LETTERS, max_size=30),
    st.lists(st.sampled_from([*NAMES.values(), "og", "en", ",", "ledelsen", "Me"]), max_size=8).map(" ".join),
)


@given(typings)
def test_nobody_is_invented(typed: str) -> None:
    named = name_people(PEOPLE, typed)
    assert len(set(named.people)) == len(named.people)
    for who in named.people:
        # The name, or its first three letters, stand in what was typed.
        person = PEOPLE[int(who[1:]) - 1]
        starts = {NAMES[who].casefold()[:3], person.name.casefold()[:3]}
        assert any(start.strip() in typed.casefold() for start in starts)


@given(typings)
def test_what_was_understood_is_understood_again(typed: str) -> None:
    named = name_people(PEOPLE, typed)
    assert name_people(PEOPLE, named.text).people == named.people


def facts(name: str, department: str = "") -> PersonFacts:
    return PersonFacts(id=f"new {name} {department}", name=name, department=department)


def test_a_list_names_those_who_are_known() -> None:
    found = recognise(PEOPLE, [facts("karen holm"), facts("Ny Person"), facts("Bo Lund", "Salg")])
    assert found.known == ("p1", "p2")
    assert [who.name for who in found.new] == ["Ny Person"]


def test_the_same_name_in_another_department_is_somebody_else() -> None:
    assert recognise(PEOPLE, [facts("Bo Lund", "Køkken")]).known == ()


def test_the_second_of_a_name_is_new_and_the_department_says_who_is_who() -> None:
    people = (Person("a", 1, "Mette", "Drift"), Person("b", 2, "Mette", "Salg"))
    found = recognise(people, [facts("Mette"), facts("Mette", "Drift"), facts("Mette")])
    assert found.known == ("b", "a")
    assert len(found.new) == 1


names = st.sampled_from(["Mette", "Bo", "mette", "Åse"])
departments = st.sampled_from(["", "Drift", "Salg"])


@given(
    st.lists(st.tuples(names, departments), max_size=6), st.lists(st.tuples(names, departments), max_size=6)
)
def test_a_list_is_divided_into_known_and_new_and_nobody_counts_twice(
    there: list[tuple[str, str]], listed: list[tuple[str, str]]
) -> None:
    people = [Person(f"p{at}", at + 1, *who) for at, who in enumerate(there)]
    found = recognise(people, [facts(*who) for who in listed])
    assert len(found.known) + len(found.new) == len(listed)
    assert len(set(found.known)) == len(found.known)


# -- names from a few letters ------------------------------------------------------------------------------

STAFF = [
    Person("a", 1, "Bo Hansen"),
    Person("b", 2, "Bodil Storm"),
    Person("c", 3, "Mette Bach"),
    Person("d", 4, "Mette Ager"),
    Person("e", 5, "Anne-Sofie Holm"),
]
CALLED = {"a": "Bo", "b": "Bodil", "c": "Mette B.", "d": "Mette A.", "e": "Anne-Sofie"}


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("bo", ("a",)),
        ("Bod", ("b",)),
        ("b", ("a", "b")),
        ("met", ("c", "d")),
        ("mette a", ("d",)),
        ("storm", ("b",)),
        ("bo h", ("a",)),
        ("sofie", ("e",)),
        ("anne sofie", ("e",)),
        ("x", ()),
        ("3", ("c",)),
        ("9", ()),
        ("mette b.", ("c",)),
        ("  ", ()),
        (".*", ()),
    ],
)
def test_a_few_letters_mean_somebody(typed: str, meant: tuple[str, ...]) -> None:
    assert who_is_meant(STAFF, CALLED.__getitem__, typed) == meant
