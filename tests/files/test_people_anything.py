"""Lists of people at their limits, and whatever else somebody may hand over as one."""

import contextlib
import csv
import io
import time
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tries import tries

from apv_tui.core.messages import Problem, Unreadable
from apv_tui.files.decode import decode
from apv_tui.files.people_file import READINGS, PeopleRead, read_people, read_people_file


def short(read: PeopleRead) -> list[tuple[str, str, bool]]:
    return [(person.name, person.department, person.leader) for person in read.people]


def attempt(text: str, reading: str | None = None) -> PeopleRead | list[Problem]:
    try:
        return read_people(text, "x", reading)
    except Unreadable as error:
        return error.problems


def refused(text: str) -> str:
    with pytest.raises(Unreadable) as caught:
        read_people(text, "list.txt")
    (problem,) = caught.value.problems
    assert problem.mend
    return problem.what.id


def read_file(tmp_path: Path, data: bytes) -> PeopleRead:
    path = tmp_path / "people.csv"
    path.write_bytes(data)
    return read_people_file(path)


# --- limits


@pytest.mark.parametrize("text", ["", "\n \t\r\n", ";;;\n;;\n", "\ufeff", "sep=;\n", '""'])
def test_an_empty_list_is_refused_kindly(text: str) -> None:
    assert refused(text) == "people.empty"


def test_500_people_are_read_at_once_and_1000_are_the_most() -> None:
    began = time.process_time()
    sheet = "Navn;Afdeling\n" + "".join(f"Person {i};Afd {i % 9}\n" for i in range(500))
    assert len(read_people(sheet, "x").people) == 500
    assert time.process_time() - began < 1
    assert len(read_people("\n".join(f"P{i}" for i in range(1000)), "x").people) == 1000
    assert refused("\n".join(f"P{i}" for i in range(1001))) == "people.too_many"
    assert refused("a\n" * 400_000) == "people.too_many"


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("x" * 1_000_001, "people.too_long"),
        ("Bo\n" + "x" * 20_000, "people.not_a_list"),
        ("Bo;Drift\n" + ";".join("x" * 200), "people.not_a_list"),
        ("a\u0301\u0323" + "\u0301\u0323" * 400_000, None),
        ('"' + "x\n" * 200_000, None),
        (";" * 9_000 + "\n" + ";" * 9_000, "people.empty"),
        ("\n" * 900_000, "people.empty"),
    ],
)
def test_what_is_no_list_is_refused_in_short_time(text: str, reason: str | None) -> None:
    began = time.process_time()
    read = attempt(text)
    assert reason is None or (isinstance(read, list) and read[0].what.id == reason)
    assert time.process_time() - began < 3


def test_a_file_over_a_megabyte_and_a_word_document_are_refused(tmp_path: Path) -> None:
    for data, reason in [(b"x" * 1_000_001, "file.too_big"), (b"PK\x03\x04..word/", "file.looks_like")]:
        with pytest.raises(Unreadable) as caught:
            read_file(tmp_path, data)
        assert caught.value.problems[0].what.id == reason


# --- anything at all

NAME = st.from_regex(r"[A-ZÆØÅ][a-zæøåéü]{1,8}( [A-ZÆØÅ][a-zæøåéü'-]{1,8}){0,2}", fullmatch=True)


@settings(max_examples=tries(25), deadline=2000)
@given(
    people=st.lists(st.tuples(NAME, NAME, st.booleans()), min_size=1, max_size=8),
    separator=st.sampled_from(";,\t"),
    codec=st.sampled_from(["utf-8", "utf-8-sig", "utf-16", "cp1252"]),
    quoting=st.sampled_from([csv.QUOTE_MINIMAL, csv.QUOTE_ALL]),
)
def test_people_survive_every_separator_and_encoding(
    people: list[tuple[str, str, bool]], separator: str, codec: str, quoting: int
) -> None:
    file = io.StringIO()
    writer = csv.writer(file, delimiter=separator, quoting=quoting)  # type: ignore[arg-type]
    writer.writerow(["Navn", "Afdeling", "Leder"])
    writer.writerows((name, f"{team}{separator} nat", "x" if leads else "") for name, team, leads in people)
    text = decode(file.getvalue().encode(codec), "x").text
    expected = [(name, " ".join(f"{team}{separator} nat".split()), leads) for name, team, leads in people]
    assert short(read_people(text, "x")) == expected


PIECES = [
    "Bo",
    "Jensen",
    "navn",
    "Afdeling",
    "leder",
    "ja",
    "måske",
    ";",
    ",",
    "\t",
    '"',
    "\n",
    "1.",
    "- ",
    "sep=;",
    "\x00",
    " ",
]


@settings(max_examples=tries(100), deadline=2000)
@given(
    st.text(max_size=200) | st.lists(st.sampled_from(PIECES), max_size=40).map("".join),
    st.sampled_from([None, *READINGS]),
)
def test_any_text_gives_people_or_a_reason(text: str, reading: str | None) -> None:
    read = attempt(text, reading)
    if isinstance(read, list):
        assert read
        return
    assert read.people
    assert read.reading in READINGS
    assert read.reading not in read.alternatives
    lines = text.count("\n") + text.count("\r") + 1
    for person in read.people:
        assert 0 < len(person.name) <= 80
        assert person.name == person.name.strip()
        assert 0 < person.line <= lines
    for other in read.alternatives:
        assert short(read_people(text, "x", other)) != short(read)


@settings(max_examples=tries(70), deadline=2000)
@given(data=st.binary(max_size=200))
def test_any_file_gives_people_or_a_reason(tmp_path_factory: pytest.TempPathFactory, data: bytes) -> None:
    path = tmp_path_factory.getbasetemp() / "any.csv"
    path.write_bytes(data)
    with contextlib.suppress(Unreadable):
        assert read_people_file(path).people
