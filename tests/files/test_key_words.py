"""What people write for a key, in each language: every key has its words, and each leads to it."""

import tomllib
from pathlib import Path

import pytest

from apv_tui.core.agenda import KINDS
from apv_tui.core.agenda.shape import PARTS, keys_of, own_keys
from apv_tui.files import agenda_choices, agenda_words
from apv_tui.files.agenda_words import keys_said, likely, spelled
from apv_tui.files.yaml_keys import known_keys
from apv_tui.files.yaml_nodes import Scalar
from apv_tui.words import Words, languages

FILE = Path(agenda_words.__file__).parent / "key_words.toml"
ALLOWED = {"who", "heading", "type", "kind", "advice"}
"""Words that are keys of another place, and are written for one of this place all the same."""


def words() -> dict[str, dict[str, list[str]]]:
    return tomllib.loads(FILE.read_text(encoding="utf-8"))


def test_every_key_of_the_format_has_words_in_every_language() -> None:
    tables = [*map(keys_of, PARTS.values()), *map(own_keys, KINDS)]
    assert set(words()) == {key for table in tables for key in table} | {"kind"}
    for key, each in words().items():
        assert set(each) == set(languages()), key
        assert all(2 <= len(set(found)) <= 6 for found in each.values()), key


def test_no_word_is_a_key_itself_or_spelled_in_another_way() -> None:
    for key, each in words().items():
        for word in (word for found in each.values() for word in found):
            assert spelled(word) == word, word
            assert word != key, word


@pytest.mark.parametrize("key", sorted(words()))
def test_each_word_leads_to_its_key_where_that_may_stand(key: str) -> None:
    for word in (word for found in words()[key].values() for word in found):
        assert keys_said(word, [key], None) == [key]
        assert key in keys_said(word.upper().replace("_", " "), known_keys(), None)


@pytest.mark.parametrize(
    ("value", "keys"),
    [("2", ["group_size", "at_least_groups"]), ("par", ["groups_from"])],
)
def test_what_is_written_tells_which_key_a_word_means(value: str, keys: list[str]) -> None:
    known = ("group_size", "groups_from", "at_least_groups", "minutes")
    assert keys_said("grupper", known, Scalar(value, 1, 1)) == keys


def test_a_word_that_counts_something_is_a_word_for_it() -> None:
    for word in ("antal_prikker", "Antal stemmer", "number of dots", "aantal stippen"):
        assert keys_said(word, known_keys(), Scalar("5", 1, 1)) == ["strokes"]


def test_where_no_word_tells_the_keys_that_can_hold_it_are_offered() -> None:
    assert likely(("minutes", "say", "notes", "instruction"), Scalar("Sig det højt.", 1, 1)) == [
        "instruction", "say", "notes"
    ]  # fmt: skip
    assert likely(("minutes", "say"), Scalar("7", 1, 1)) == ["minutes"]


@pytest.mark.parametrize("language", languages())
def test_each_key_that_is_offered_is_told_with_what_it_is_for(language: str) -> None:
    rows = Words(language).say(agenda_words.offered(agenda_words._FOR)).split("\n")
    assert [row.split(":")[0] for row in rows] == list(agenda_words._FOR)
    assert set(agenda_words._FOR) <= known_keys()


def test_each_word_for_a_choice_leads_to_a_choice_there_is() -> None:
    tables = [*map(keys_of, PARTS.values()), *map(own_keys, KINDS)]
    for key, meant in agenda_choices.words_for().items():
        values = [table[key].value for table in tables if key in table]
        choices = {each for value in values for each in (value.item.choices if value.item else value.choices)}
        assert set(meant.values()) == choices, key
