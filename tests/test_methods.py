"""Every element of the four methods has its row in docs/methods.md, and the place the row names is there.

An agenda that loses a step, a key or the id under `source` fails here, by the id of the element.
"""

import ast
import re
from collections import Counter
from collections.abc import Iterator, Mapping
from functools import cache
from itertools import chain
from pathlib import Path
from string import ascii_lowercase
from typing import Any, NamedTuple

import pytest
from pydantic import BaseModel

from apv_tui.core.agenda import Agenda, StepBase
from apv_tui.files.agenda_file import read_agenda, read_agenda_file
from apv_tui.files.places import shipped

TOP = Path(__file__).parents[1]
PAGE = TOP / "docs" / "methods.md"
ELEMENTS = ("Id", "What the method asks for", "Where")
FLOW = ("What", "List", "Filled at", "Used at")

# The ids, as the brief of the methods numbers them: how far each row of numbers or letters goes.
NUMBERED = {
    "APV-0.": 8, "APV-0.S": 5, "APV-0.P": 6, "APV-1.1-q": 6, "APV-2.2-q": 4, "APV-2.3-q": 5,
    "APV-3.2-a": 6, "APV-4.1-q": 4, "APV-4.2-v": 4, "APV-4.2-l": 4, "APV-4.2-k": 3, "APV-X": 16,
    "NAI-0.": 6, "INT-0.": 3, "INT-2-q": 6, "SAM-4.": 2, "SAM-5-q": 4, "SAM-6-q": 3,
}  # fmt: skip
LETTERED = {
    "APV-1.2": "f", "APV-2.1": "c", "APV-2.2": "h", "APV-2.3": "e", "APV-2.4": "e", "APV-3.1": "g",
    "APV-4.1": "g", "APV-4.2": "c", "APV-4.3": "c", "APV-4.4": "h", "APV-5.1": "e", "APV-5.2": "d",
    "INT-1": "c", "INT-2": "d", "INT-3": "d", "SAM-5": "b",
}  # fmt: skip
SINGLE = (
    "APV-1.1", "APV-1.1-out", "APV-1.2", "APV-2.0", "APV-2.1", "APV-2.2", "APV-2.3", "APV-2.3-e", "APV-2.4",
    "APV-3.1", "APV-3.2", "APV-3.2-r", "APV-4.0", "APV-4.1", "APV-4.2", "APV-4.3", "APV-4.4",
    "APV-5.0", "APV-5.1", "APV-5.2", "APV-F",
    "NAI-0", "NAI-1", "NAI-1-q1", "NAI-2", "NAI-2-q2", "NAI-2-q3", "NAI-2-q4", "NAI-2-q5",
    "NAI-3", "NAI-3-q6", "NAI-3-q7", "NAI-3-q8", "NAI-4",
    "INT-1", "INT-2", "INT-3", "INT-3-q",
    "SAM-0.1", "SAM-1", "SAM-2", "SAM-3", "SAM-4", "SAM-5", "SAM-6", "SAM-7",
)  # fmt: skip
# Counted in the brief, so that a family lost from the tables above is missed as well.
COUNTS = {"APV": 156, "NAI": 19, "INT": 24, "SAM": 19}
# The minutes the method itself gives. These ids are headings: a step serves one by citing any part of it.
MINUTES = {
    "APV-2.1": 15, "APV-2.2": 25, "APV-2.3": 30, "APV-2.4": 30, "APV-3.1": 15,
    "APV-4.1": 20, "APV-4.2": 50, "APV-4.3": 15,
}  # fmt: skip
WITHOUT_ROWS = ("RETRO-",)


class Row(NamedTuple):
    """An element of a method: its id, what is asked, and the places where it is done."""

    id: str
    text: str
    places: tuple[str, ...]


# -- reading the page ----------------------------------------------------------------------------------------


def tables(page: str, columns: tuple[str, ...]) -> Iterator[tuple[str, ...]]:
    """Give the rows of every table with these columns."""
    inside = False
    for line in page.split("\n"):
        cells = tuple(cell.strip() for cell in line.strip("|").split("|"))
        if not line.startswith("|"):
            inside = False
        elif cells == columns:
            inside = True
        elif inside and set(line) > set("|-"):
            assert len(cells) == len(columns), line
            yield cells


def rows(page: str) -> list[Row]:
    return [Row(id_, text, quoted(where)) for id_, text, where in tables(page, ELEMENTS)]


def quoted(cell: str) -> tuple[str, ...]:
    """Give what stands in `…`; nothing else but commas may stand beside it."""
    assert not re.sub(r"`[^`]*`", "", cell).strip(", –"), f"not a place: {cell}"
    return tuple(re.findall(r"`([^`]+)`", cell))


def expected() -> list[str]:
    numbered = (f"{stem}{n}" for stem, last in NUMBERED.items() for n in range(1, last + 1))
    lettered = (
        f"{stem}{letter}"
        for stem, last in LETTERED.items()
        for letter in ascii_lowercase[: ascii_lowercase.index(last) + 1]
    )
    return [*numbered, *lettered, *SINGLE]


@cache
def agendas() -> dict[str, Agenda]:
    return {
        path.name.removesuffix(".yaml"): read_agenda_file(path).agenda for path in shipped().glob("*.yaml")
    }


# -- following a place ---------------------------------------------------------------------------------------


def fault(id_: str, place: str, known: Mapping[str, Agenda], top: Path = TOP) -> str:
    """Say what is wrong with the place of an element; "" where it is there."""
    if place.startswith("tests/"):
        return fault_of_test(place, top)
    found = re.fullmatch(r"([a-z]+\.[a-z]+): ([\w-]+)((?:\.[\w-]+)*)", place)
    if not found:
        return "is not a place"
    agenda, name, keys = known.get(found[1]), found[2], found[3].split(".")[1:]
    if agenda is None:
        return f"no agenda {found[1]}"
    step = next((step for _, step in agenda.steps() if step.id == name), None)
    if step is not None:
        if not cites(step, id_):
            return f"the step does not cite {id_}"
        return "" if is_written(step, keys) else "the key is not written there"
    meeting = agenda.meeting(name)
    if meeting is not None:
        if not keys:
            return "a meeting alone says nothing: name its key"
        return "" if is_written(meeting, keys) else "the key is not written there"
    return "" if is_written(agenda, [name, *keys]) else "no such step, meeting or key"


def cites(step: StepBase, id_: str) -> bool:
    """Whether the step serves an element; for the heading of an item with given minutes, any part of it."""
    part = rf"{re.escape(id_)}(-?[a-z]\d?)?" if id_ in MINUTES else re.escape(id_)
    return any(re.fullmatch(part, source) for source in step.source)


def value_at(thing: Any, keys: list[str]) -> Any:
    """Give what the file itself has at these keys; None where it says nothing, whatever the default is."""
    for key in keys:
        if isinstance(thing, BaseModel):
            thing = getattr(thing, key) if key in thing.model_fields_set else None
        elif isinstance(thing, Mapping):
            thing = thing.get(key)
        elif isinstance(thing, tuple):
            thing = next((each for each in thing if getattr(each, "id", None) == key), None)
        else:
            return None
    return thing


def is_written(thing: Any, keys: list[str]) -> bool:
    return value_at(thing, keys) not in (None, "", (), {})


def fault_of_test(place: str, top: Path) -> str:
    name, _, function = place.partition("::")
    if not (top / name).is_file():
        return f"no file {name}"
    return "" if function in named_tests(top / name) else f"no test {function} in {name}"


@cache
def named_tests(path: Path) -> frozenset[str]:
    tree = ast.parse(path.read_text(encoding="utf-8"))
    names = (each.name for each in tree.body if isinstance(each, ast.FunctionDef | ast.AsyncFunctionDef))
    return frozenset(name for name in names if name.startswith("test_"))


# -- looking at the whole ------------------------------------------------------------------------------------


def problems(found: list[Row], known: Mapping[str, Agenda], wanted: list[str], top: Path = TOP) -> list[str]:
    """Say all that is wrong with the rows of a page."""
    ids = [row.id for row in found]
    cited = {
        source: f"{name}: {step.id}"
        for name, agenda in known.items()
        for _, step in agenda.steps()
        for source in step.source
        if not source.startswith(WITHOUT_ROWS)
    }
    return [
        *(f"{id_}: has no row" for id_ in wanted if id_ not in ids),
        *(f"{id_}: is no element of a method" for id_ in ids if id_ not in wanted),
        *(f"{id_}: has {n} rows" for id_, n in Counter(ids).items() if n > 1),
        *(f"{id_}: cited by {step}, and has no row" for id_, step in cited.items() if id_ not in ids),
        *(f"{row.id}: has no words" for row in found if not row.text),
        *(f"{row.id}: has no place" for row in found if not row.places),
        *(
            f"{row.id}: {place}: {why}"
            for row in found
            for place in row.places
            if (why := fault(row.id, place, known, top))
        ),
    ]


def test_every_element_has_its_row_and_every_row_its_place() -> None:
    assert problems(rows(PAGE.read_text(encoding="utf-8")), agendas(), expected()) == []


def test_the_elements_are_as_many_as_the_brief_has() -> None:
    assert Counter(id_.partition("-")[0] for id_ in expected()) == COUNTS
    assert max(Counter(expected()).values()) == 1


@pytest.mark.parametrize(("id_", "minutes"), MINUTES.items())
def test_the_minutes_the_method_gives_are_kept(id_: str, minutes: int) -> None:
    (row,) = (row for row in rows(PAGE.read_text(encoding="utf-8")) if row.id == id_)
    assert f": {minutes} minutes" in row.text
    steps = {place.removeprefix("apv.da: ").removesuffix(".minutes") for place in row.places}
    assert all(place.endswith(".minutes") for place in row.places)
    assert minutes == sum(step.minutes for _, step in agendas()["apv.da"].steps() if step.id in steps)
    # No part of the item is left out of the sum; the slack of a meeting is never counted to an item.
    assert {step.id for _, step in agendas()["apv.da"].steps() if cites(step, id_)} - steps <= {
        "fremlaegning", "pause", "slut",
    }  # fmt: skip


def test_the_lists_flow_as_the_page_says() -> None:
    agenda = agendas()["apv.da"]
    table = list(tables(PAGE.read_text(encoding="utf-8"), FLOW))
    assert sorted(quoted(row[1])[0] for row in table) == sorted(agenda.lists)
    steps = {step.id: step for _, step in agenda.steps()}
    for what, list_, filled, used in table:
        (list_id,) = quoted(list_)
        for step in quoted(filled):
            assert list_id in lists_at(steps[step], FILLING), f"{what}: {step}"
        for step in quoted(used):
            assert list_id in lists_at(steps[step], READING), f"{what}: {step}"


FILLING = ("into", "proposals_into", "list")
READING = ("uses", "list", "under", "start_with", "offers")


def lists_at(step: StepBase, keys: tuple[str, ...]) -> set[str]:
    """Give the lists a step names under these keys; `list` is filled only where it starts with others."""
    named = [getattr(step, key, None) for key in keys if key != "list" or keys is READING]
    if keys is FILLING:
        named += [question.into for question in step.questions]
        named += [step.list] if getattr(step, "start_with", ()) else []  # type: ignore[attr-defined]
    return set(chain.from_iterable([each] if isinstance(each, str) else each or () for each in named))


# -- the eyes of this test -----------------------------------------------------------------------------------

SMALL = """\
title: Day
language: en
about: What works
lists:
  wishes: {title: Wishes, one: wish, many: wishes}
meetings:
  - id: first
    title: First
    minutes: 60
    steps:
      - id: hello
        kind: talk
        title: Hello
        minutes: 5
        say: []
        pages: [Welcome]
        source: [APV-1, RETRO-1]
      - id: dream
        kind: collect
        title: Dream
        minutes: 10
        into: wishes
        one_at_a_time: no
        questions:
          - {id: q1, text: What do you wish for?, probes: [What else?]}
          - What more?
        source: [APV-2, APV-2.2a]
"""
GOOD_PAGE = """\
| Id | What the method asks for | Where |
|---|---|---|
| APV-1 | Say hello. | `day.en: hello`, `day.en: about` |
| APV-2 | Dream. | `day.en: dream.questions.q1`, `tests/test_day.py::test_dreams` |
| APV-2.2a | In twos. | `day.en: dream.into` |
"""
SMALL_IDS = ["APV-1", "APV-2", "APV-2.2a"]


@pytest.fixture
def day(tmp_path: Path) -> tuple[dict[str, Agenda], Path]:
    (tmp_path / "tests").mkdir()
    (tmp_path / "tests" / "test_day.py").write_text(
        "def test_dreams(): ...\nasync def test_waits(): ...\ndef helper(): ...\n", encoding="utf-8"
    )
    return {"day.en": read_agenda(SMALL, "day.en.yaml").agenda}, tmp_path


@pytest.mark.parametrize(
    "place",
    [
        "day.en: dream",
        "day.en: dream.minutes",
        "day.en: dream.one_at_a_time",
        "day.en: dream.questions.q1.probes",
        "day.en: first.minutes",
        "day.en: about",
        "day.en: lists.wishes.one",
        "tests/test_day.py::test_dreams",
        "tests/test_day.py::test_waits",
    ],
)
def test_a_place_that_is_there(day: tuple[dict[str, Agenda], Path], place: str) -> None:
    assert fault("APV-2", place, *day) == ""


@pytest.mark.parametrize(
    ("place", "why"),
    [
        ("dream", "is not a place"),
        ("day.en: ", "is not a place"),
        ("day.en: dream into", "is not a place"),
        ("src/day.py::test_dreams", "is not a place"),
        ("night.en: dream", "no agenda night.en"),
        ("day.en: sleep", "no such step, meeting or key"),
        ("day.en: short", "no such step, meeting or key"),
        ("day.en: lists.dreams", "no such step, meeting or key"),
        ("day.en: hello", "the step does not cite APV-2"),
        ("day.en: hello.pages", "the step does not cite APV-2"),
        ("day.en: dream.per", "the key is not written there"),
        ("day.en: dream.protected", "the key is not written there"),
        ("day.en: dream.turn_minutes", "the key is not written there"),
        ("day.en: dream.questions.q2", "the key is not written there"),
        ("day.en: dream.questions.q1.into", "the key is not written there"),
        ("day.en: dream.minutes.more", "the key is not written there"),
        ("day.en: first", "a meeting alone says nothing: name its key"),
        ("day.en: first.weeks_after", "the key is not written there"),
        ("tests/test_night.py::test_dreams", "no file tests/test_night.py"),
        ("tests/test_day.py::test_sleeps", "no test test_sleeps in tests/test_day.py"),
        ("tests/test_day.py::helper", "no test helper in tests/test_day.py"),
        ("tests/test_day.py", "no test  in tests/test_day.py"),
    ],
)
def test_a_place_that_is_not_there(day: tuple[dict[str, Agenda], Path], place: str, why: str) -> None:
    assert fault("APV-2", place, *day) == why


def test_a_key_with_nothing_in_it_is_no_place(day: tuple[dict[str, Agenda], Path]) -> None:
    assert fault("APV-1", "day.en: hello.say", *day) == "the key is not written there"


def test_only_the_heading_of_an_item_with_given_minutes_is_served_by_its_parts(
    day: tuple[dict[str, Agenda], Path],
) -> None:
    assert fault("APV-2.2", "day.en: dream.minutes", *day) == ""
    assert fault("APV-2.2b", "day.en: dream.minutes", *day)
    assert fault("APV-2.", "day.en: dream.minutes", *day)
    assert fault("APV-2.1", "day.en: dream.minutes", *day)


@pytest.mark.parametrize(
    ("old", "new", "found"),
    [
        ("", "", []),
        ("| APV-2.2a | In twos. | `day.en: dream.into` |\n", "",
         ["APV-2.2a: has no row", "APV-2.2a: cited by day.en: dream, and has no row"]),
        ("| APV-2.2a |", "| APV-2 |", ["APV-2.2a: has no row", "APV-2: has 2 rows",
         "APV-2.2a: cited by day.en: dream, and has no row"]),
        ("`day.en: dream.into`", "", ["APV-2.2a: has no place"]),
        ("In twos.", "", ["APV-2.2a: has no words"]),
        ("dream.into", "dream.uses", ["APV-2.2a: day.en: dream.uses: the key is not written there"]),
        ("| APV-1 | S", "| APV-3 | ? | `day.en: about` |\n| APV-1 | S", ["APV-3: is no element of a method"]),
        ("| Id |", "| ID |", [*(f"{id_}: has no row" for id_ in SMALL_IDS),
         "APV-1: cited by day.en: hello, and has no row", "APV-2: cited by day.en: dream, and has no row",
         "APV-2.2a: cited by day.en: dream, and has no row"]),
    ],
)  # fmt: skip
def test_a_page_with_a_fault(
    day: tuple[dict[str, Agenda], Path], old: str, new: str, found: list[str]
) -> None:
    assert old in GOOD_PAGE
    known, top = day
    assert problems(rows(GOOD_PAGE.replace(old, new, 1)), known, SMALL_IDS, top) == found


@pytest.mark.parametrize("cell", ["see the agenda", "`day.en: dream` and more", "day.en: dream"])
def test_words_beside_the_places_are_refused(cell: str) -> None:
    with pytest.raises(AssertionError, match="not a place"):
        quoted(cell)
