"""Every file the program reads, after accidents: it is read, or refused in our words, with the line, and soon."""

import contextlib
import json
import os
import sys
import time
import tracemalloc
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
import yaml
from hypothesis import given, settings
from hypothesis import strategies as st
from random_meetings import random_data
from tries import tries

from apv_tui.core.messages import Problem, Unreadable
from apv_tui.files.agenda_file import read_agenda, read_agenda_file, title_of
from apv_tui.files.decode import decode
from apv_tui.files.journal import JournalHeader, encode_line, parse_journal
from apv_tui.files.people_file import read_people, read_people_file
from apv_tui.files.places import own_agendas, shipped
from apv_tui.files.session_file import SessionDocument, decode_session, encode_session
from apv_tui.files.session_peek import peek
from apv_tui.files.yaml_tree import has_libyaml, read_yaml
from apv_tui.words import Words, languages
from mutations import chained, mutated, mutated_bytes, mutated_tree

SECONDS = 3.0
"""More than any file takes on a machine that is busy; without bounds it would be minutes."""
AGENDAS = [path.read_text(encoding="utf-8") for path in sorted(shipped().glob("*.yaml"))]
EVERY_KIND = yaml.safe_dump(random_data(), sort_keys=False, allow_unicode=True, width=100)
PEOPLE = (
    "\ufeffsep=;\r\nNavn;Afdeling;Leder\r\n"
    + "".join(f'"Åse, den {n}.";Drift {n % 3};{"ja" if n % 5 else "nej"}\r\n' for n in range(40)),
    "Bo Jensen\nIda Olsen\n\n3. Per\n",
    "Jensen, Bo\nOlsen, Ida\nHolm, Åse\n",
)
ENCODED = (AGENDAS[-1].encode(), AGENDAS[-1].encode("cp1252", "replace"), PEOPLE[0].encode("utf-16"))
WORDS = [Words(language) for language in languages()]
NO_MEND = {"agenda.list_never_filled", "agenda.too_many_minutes"}
"""What is only to be looked at: the sentence says it all."""


def understood(problems: list[Problem], lines: int) -> None:
    """Every problem can be said in every language, with how it is mended, and stands on a line there is."""
    assert [problem for problem in problems if not problem.warning]
    for problem in problems:
        assert problem.mend or problem.what.id in NO_MEND, problem.what.id
        assert 0 <= problem.line <= lines + 1
        assert problem.line or problem.what.id.startswith(("file.", "people.", "yaml.too_long")), (
            problem.what.id
        )
        for words in WORDS:
            assert words.say(problem.what)
            assert problem.mend is None or words.say(problem.mend)


def in_time(read: Callable[[], Any]) -> Any:
    begun = time.perf_counter()
    try:
        return read()
    finally:
        assert time.perf_counter() - begun < SECONDS


def agenda_survives(text: str) -> None:
    data = text.encode("utf-8", "surrogatepass")

    def read() -> None:
        try:
            read_agenda(decode(data, "dag.yaml").text, "dag.yaml")
        except Unreadable as error:
            understood(error.problems, text.count("\n") + text.count("\r") + 1)

    in_time(read)


def readers_agree(text: str) -> None:
    def outcome(*, pure: bool) -> Any:
        try:
            return read_yaml(text, "x", pure=pure)
        except Unreadable as error:
            return error.problems

    assert outcome(pure=True) == outcome(pure=False)


def people_survive(text: str) -> None:
    def read() -> None:
        try:
            found = read_people(text, "x")
        except Unreadable as error:
            understood(error.problems, text.count("\n") + text.count("\r") + 1)
        else:
            assert 0 < len(found.people) <= 1000
            for words in WORDS:
                assert words.say(found.how)

    in_time(read)


def bytes_survive(data: bytes) -> None:
    """Bytes that may be anything, given to every reader of text."""
    for read in (
        lambda: read_agenda(decode(data, "x").text, "x"),
        lambda: read_people(decode(data, "x").text, "x"),
        lambda: decode_session(data, "x"),
    ):
        with contextlib.suppress(Unreadable):
            in_time(read)


# -- a session and a journal -------------------------------------------------------------------------------

EVENTS = tuple(
    {
        "id": f"e{n}", "after": f"e{n - 1}" if n else "", "at": f"2026-03-01T10:00:{n:02}.000+00:00",
        "unit": f"u{n}", "meeting": "first", "step": "", "fact": {"kind": "idea_noted", "item": f"i{n}",
        "list": "wishes", "number": n + 1, "text": "Frokost"},
    }
    for n in range(40)
)  # fmt: skip
SESSION = json.loads(encode_session(SessionDocument("abc", "Møde", random_data(), EVENTS, "0.1", "", 3)))
JOURNAL = encode_line(
    0, {"format": "apv-tui journal", "version": 1,
        **JournalHeader("abc", "/tmp/m.json", "Møde", random_data(), "0.1")._asdict()},
) + b"".join(encode_line(number, dict(event)) for number, event in enumerate(EVENTS, 1))  # fmt: skip


def session_survives(seed: int) -> None:
    """The tree changed by hand, and the same text as JSON that was damaged on its way."""
    tree = mutated_tree(SESSION, seed)
    for text in (json.dumps(chained(tree)), mutated(json.dumps(SESSION, indent=1), seed)):
        try:
            in_time(lambda text=text: decode_session(text.encode("utf-8", "surrogatepass"), "x"))
        except Unreadable as error:
            for problem in error.problems:
                assert all(words.say(problem.what) for words in WORDS)


def journal_survives(seed: int) -> None:
    """What is read is an exact beginning of what was written."""
    for data in (
        mutated_bytes(JOURNAL, seed),
        mutated(JOURNAL.decode("utf-8"), seed).encode("utf-8", "surrogatepass"),
    ):
        read = parse_journal(data)
        assert read.records == EVENTS[: len(read.records)]


# -- the same, a few times and thousands of times ----------------------------------------------------------

SEEDS = st.integers(0, 10**9)
TEXTS = st.sampled_from([*AGENDAS, EVERY_KIND])


@given(TEXTS, SEEDS)
@settings(max_examples=tries(15))
def test_a_damaged_agenda_is_read_or_refused_in_our_words(text: str, seed: int) -> None:
    agenda_survives(mutated(text, seed))


@pytest.mark.skipif(not has_libyaml(), reason="libyaml is not here to be compared")
@given(st.sampled_from([AGENDAS[-1], EVERY_KIND]), SEEDS)
@settings(max_examples=tries(12))
def test_both_readers_judge_a_damaged_agenda_alike(text: str, seed: int) -> None:
    readers_agree(mutated(text, seed))


@given(st.sampled_from(PEOPLE), SEEDS)
@settings(max_examples=tries(25))
def test_a_damaged_list_of_people_is_read_or_refused_in_our_words(text: str, seed: int) -> None:
    people_survive(mutated(text, seed))


@given(SEEDS)
@settings(max_examples=tries(15))
def test_a_damaged_session_or_journal_is_a_beginning_of_it_or_refused(seed: int) -> None:
    session_survives(seed)
    journal_survives(seed)


@given(st.sampled_from(ENCODED), SEEDS)
@settings(max_examples=tries(12))
def test_damaged_bytes_are_read_or_refused(data: bytes, seed: int) -> None:
    bytes_survive(mutated_bytes(data, seed))


@pytest.mark.long
@given(TEXTS, SEEDS)
@settings(max_examples=4_000)
def test_thousands_of_damaged_agendas(text: str, seed: int) -> None:
    agenda_survives(mutated(text, seed))
    bytes_survive(mutated_bytes(text.encode(), seed))


@pytest.mark.long
@pytest.mark.skipif(not has_libyaml(), reason="libyaml is not here to be compared")
@given(st.sampled_from([AGENDAS[-1], AGENDAS[1], EVERY_KIND]), SEEDS)
@settings(max_examples=2_000)
def test_thousands_of_agendas_for_both_readers(text: str, seed: int) -> None:
    readers_agree(mutated(text, seed))


@pytest.mark.long
@given(st.sampled_from(PEOPLE), SEEDS)
@settings(max_examples=4_000)
def test_thousands_of_damaged_sessions_journals_and_lists(text: str, seed: int) -> None:
    people_survive(mutated(text, seed))
    session_survives(seed)
    journal_survives(seed)


# -- what is too large, or no file at all ------------------------------------------------------------------

DEEP = {
    "brackets": "a: " + "[" * 20_000,
    "braces": "a: " + "{a: " * 20_000,
    "dashes": "- " * 20_000,
    "indented": "".join(f"{' ' * n}a:\n" for n in range(500)),
    "many": "title: T\nsteps:\n" + "  - {id: a, kind: talk, title: A, minutes: 5}\n" * 20_000,
    "one text": "title: T\nabout: >-\n" + "  ord ord ord ord\n" * 50_000,
    "one line": "title: " + "x" * 990_000,
    "marks": "title: " + "e\u0301" * 200_000,
    "keys": "".join(f"k{n}: v\n" for n in range(60_000)),
    "quotes": 'title: "' + '\\"' * 400_000,
    "colons": "title: " + "a: " * 300_000,
    "hashes": "title: " + " #a" * 300_000,
}


@pytest.mark.parametrize("name", DEEP)
def test_a_file_within_the_limit_takes_neither_long_nor_much_memory(name: str) -> None:
    data = DEEP[name].encode("utf-8")[:1_000_000]

    def read() -> None:
        with pytest.raises(Unreadable) as refused:
            read_agenda(decode(data, "x").text, "x")
        assert len(refused.value.problems) <= 101

    in_time(read)
    if name in ("many", "one text", "keys"):
        tracemalloc.start()
        try:
            read()
            assert tracemalloc.get_traced_memory()[1] < 100_000_000
        finally:
            tracemalloc.stop()


def not_files(folder: Path) -> dict[str, Path]:
    """Make what is in the way where a file should be, each under the name of a file."""
    folder.mkdir()
    (folder / "mappe.yaml").mkdir()
    with (folder / "stor.yaml").open("wb") as large:
        large.truncate(300_000_000)  # takes no room on the disk
    every = {"folder": folder / "mappe.yaml", "large": folder / "stor.yaml", "gone": folder / "borte.yaml"}
    if sys.platform != "win32":
        os.mkfifo(folder / "roer.yaml")
        (folder / "nul.yaml").symlink_to("/dev/zero")
        (folder / "rundt.yaml").symlink_to(folder / "rundt.yaml")
        every |= {"pipe": folder / "roer.yaml", "endless": folder / "nul.yaml", "loop": folder / "rundt.yaml"}
    return every


def test_what_is_no_file_is_refused_without_being_read(tmp_path: Path) -> None:
    tracemalloc.start()
    try:
        for name, path in not_files(tmp_path / "x").items():
            for read in (read_agenda_file, read_people_file):
                with pytest.raises(Unreadable) as refused:
                    in_time(lambda read=read, path=path: read(path))
                (problem,) = refused.value.problems
                assert problem.mend, name
                assert path.name in WORDS[0].say(problem.what), name
            # A list of what could be opened does not wait for it either.
            assert in_time(lambda path=path: title_of(path)) == path.name
            looked = in_time(lambda path=path: peek(path))
            assert looked is None or (name == "large" and looked.name == "stor")
        assert len(own_agendas(tmp_path / "x")) >= 2
        assert own_agendas(tmp_path / "x" / "borte.yaml") == []
        assert tracemalloc.get_traced_memory()[1] < 10_000_000
    finally:
        tracemalloc.stop()


def test_a_file_that_goes_away_while_it_is_read_is_told_like_any_other(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "dag.yaml"
    path.write_text("title: T\n", encoding="utf-8")
    for error in (
        OSError(5, "Input/output error"),
        OSError(116, "Stale file handle"),
        FileNotFoundError(2, "No"),
    ):

        def fails(*_: Any, error: OSError = error) -> Any:
            raise error

        monkeypatch.setattr(os, "fstat", fails)
        with pytest.raises(Unreadable) as refused:
            read_agenda_file(path)
        assert refused.value.problems[0].mend
        assert title_of(path) == "dag.yaml"


def test_a_title_is_found_without_reading_the_whole_of_a_file(tmp_path: Path) -> None:
    path = tmp_path / "dag.yaml"
    for data, title in (
        ("# en dag\ntitle: Vores dag # kort\n" + "x: y\n" * 50_000, "Vores dag"),
        ('title: "\x1b]0;x\x07Dag"', "\ufffd]0;x\ufffdDag"),
        ("language: da\n", "dag.yaml"),
        ("%PDF-1.7\ntitle: x\n", "dag.yaml"),
    ):
        path.write_text(data, encoding="utf-8")
        assert title_of(path) == title
    path.write_bytes("title: Ærø\n".encode("cp1252"))
    assert title_of(path) == "Ærø"
