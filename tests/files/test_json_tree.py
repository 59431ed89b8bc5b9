"""Reading and writing our own JSON: strict, and `Unreadable` is the only thing that comes out."""

import json
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tries import tries

from apv_tui.core.messages import Unreadable
from apv_tui.core.text import safe
from apv_tui.files.json_tree import read_json, write_json
from apv_tui.files.session_file import kept


def refusal(text: str) -> tuple[str, int]:
    with pytest.raises(Unreadable) as caught:
        read_json(text, "s.json")
    (problem,) = caught.value.problems
    return problem.what.id, problem.line


@pytest.mark.parametrize(
    ("text", "name", "line"),
    [
        ('{"a": NaN}', "json.no_number", 0),
        ('{"a": -Infinity}', "json.no_number", 0),
        ('{"a": 1e999}', "json.no_number", 0),
        ('{"a": ' + "9" * 5000 + "}", "json.no_number", 0),
        ('{"a": 1, "a": 2}', "json.duplicate_key", 0),
        ('{"a": "\\ud800"}', "json.half_character", 0),
        ('{"\\udc00": 1}', "json.half_character", 0),
        ('{"a": "\ud800"}', "json.half_character", 0),
        ('{"a": ' + "[" * 60 + "]" * 60 + "}", "json.too_deep", 0),
        ("[" * 100_000, "json.too_deep", 0),
        ('{"a":' * 100_000, "json.too_deep", 0),
        ("[]", "json.not_object", 0),
        ("null", "json.not_object", 0),
        ('"a"', "json.not_object", 0),
        ("", "json.syntax", 1),
        ("\0" * 50, "json.syntax", 1),
        ('{"a": 1,\n "b": }', "json.syntax", 2),
        ('{"a": "x\ny"}', "json.syntax", 1),
        ("\ufeff{}", "json.syntax", 1),
        ("{} {}", "json.syntax", 1),
    ],
    ids=repr,
)
def test_what_we_never_write_is_refused(text: str, name: str, line: int) -> None:
    assert refusal(text) == (name, line)


def test_a_file_beyond_the_limit_is_not_looked_at() -> None:
    with pytest.raises(Unreadable) as caught:
        read_json('{"a": 1}', "s.json", limit=5)
    assert caught.value.problems[0].what.id == "json.too_long"


def test_strings_that_could_steer_a_terminal_are_made_safe() -> None:
    assert read_json('{"a\\u001b": ["\\u001b[31m", {"b": "\\u202e"}]}', "s.json") == {
        "a\ufffd": ["\ufffd[31m", {"b": "\ufffd"}]
    }


def test_characters_in_two_halves_are_put_together() -> None:
    assert read_json('{"a": "\\ud83d\\ude00"}', "s.json") == {"a": "😀"}


def test_what_is_written() -> None:
    assert write_json({"b": "æ", "a": [1]}) == '{\n "b": "æ",\n "a": [\n  1\n ]\n}\n'.encode()


@pytest.mark.parametrize("value", [float("nan"), float("inf"), "\ud800"])
def test_what_could_not_be_read_again_is_not_written(value: object) -> None:
    with pytest.raises(ValueError, match=r"."):
        write_json({"a": value})


LEAVES: st.SearchStrategy[Any] = st.one_of(
    st.none(), st.booleans(), st.integers(-(10**17), 10**17),
    st.floats(allow_nan=False, allow_infinity=False),
    st.text(st.characters(exclude_categories=["Cs"])).map(safe),
)  # fmt: skip
KEYS = st.text("abcæøå_", max_size=5).map(safe)
OBJECTS = st.dictionaries(
    KEYS, st.recursive(LEAVES, lambda inner: st.lists(inner) | st.dictionaries(KEYS, inner), max_leaves=10)
)


@given(OBJECTS)
@settings(max_examples=tries(15))
def test_what_is_written_is_read_again(data: dict[str, Any]) -> None:
    assert read_json(write_json(data).decode(), "s.json") == data


@given(OBJECTS, st.data())
@settings(max_examples=tries(25))
def test_any_damage_gives_an_object_or_unreadable(data: dict[str, Any], draws: st.DataObject) -> None:
    text = json.dumps(data)
    at = draws.draw(st.integers(0, len(text)))
    text = text[:at] + draws.draw(st.text(max_size=3)) + text[at + draws.draw(st.integers(0, 3)) :]
    names = ["json.ok"]
    try:
        assert isinstance(read_json(text, "s.json"), dict)
    except Unreadable as error:
        names = [problem.what.id for problem in error.problems]
    assert all(name.startswith("json.") for name in names)


ANY_TEXT = st.text(
    st.one_of(st.characters(exclude_categories=["Cs"]), st.sampled_from('\u202e\x1b\u0301é\n\t"\\/nu'))
)


@given(st.dictionaries(KEYS, st.recursive(ANY_TEXT, st.lists, max_leaves=6)), st.booleans())
def test_every_text_is_safe_however_it_was_written_down(data: dict[str, Any], escaped: bool) -> None:
    assert read_json(json.dumps(data, ensure_ascii=escaped), "s.json") == kept(data)
