"""What is gathered is called as the agenda calls it: the program's own words name no wish and no topic."""

import re

import pytest

from apv_tui.words import Words, _catalogue

OF_METHODS = ("absence.", "agenda.kind_", "new.", "demo.", "present.", "hint.themes", "hint.show_theme")
"""Texts of the sickness account, of the drafts that `new` makes, and of the pages a list is presented on."""
CALLED = {
    "en": r"\bwish(?:es)?\b|\btopics?\b",
    "da": r"\bønske(?:t|r|rne|s)?\b|\bemne(?:t|r|rne)?\b",
    "nb": r"\bønske(?:t|r|ne)?\b|\btemaer\b",
    "nl": r"\bwens(?:en)?\b|\bonderwerp(?:en)?\b",
}


def speaks_of_wishes(language: str, text: str) -> bool:
    return bool(re.search(CALLED[language], re.sub(r"{\w+}", "", text), re.IGNORECASE))


@pytest.mark.parametrize("language", CALLED)
def test_no_text_of_a_generic_step_speaks_of_wishes(language: str) -> None:
    said = {
        id_: template if isinstance(template, str) else " ".join(template.values())
        for id_, template in _catalogue(language).items()
        if not id_.startswith(OF_METHODS)
    }
    assert [id_ for id_, text in said.items() if speaks_of_wishes(language, text)] == []


def test_the_pattern_finds_what_it_looks_for() -> None:
    assert speaks_of_wishes("en", Words("en")("absence.note"))
    assert speaks_of_wishes("nb", "Velg ønsket.")
    assert not speaks_of_wishes("en", "From {name} {wish}")
