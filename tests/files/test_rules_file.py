"""The files of rules: whole in four languages, with date and sources; a mistake in one is named."""

import tomllib
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from apv_tui.core.legal import CHECKS, rules_from
from apv_tui.files import rules_file
from apv_tui.files.agenda_file import read_agenda, read_agenda_file
from apv_tui.files.places import shipped
from apv_tui.files.rules_file import known_rules, read_rules, rules_of

DANISH = "dk-apv-2024"
ROOT = Path(__file__).parents[2]


PHASE = {
    "id": "x",
    "name": dict.fromkeys(("da", "en", "nb", "nl"), "x"),
    "elements": ["y"],
    "cites": ["z"],
}


def data() -> dict[str, Any]:
    path = Path(rules_file.__file__).parent / "rules" / f"{DANISH}.toml"
    return tomllib.loads(path.read_text(encoding="utf-8"))


def test_every_file_can_be_read_and_is_called_as_it_calls_itself() -> None:
    assert DANISH in known_rules()
    for id_ in known_rules():
        rules = read_rules(id_)
        assert rules.id == id_
        assert rules.in_force <= rules.edition
        assert all(source.url.startswith("https://") for source in rules.sources)


def test_the_danish_rules_have_four_elements_and_five_phases() -> None:
    rules = read_rules(DANISH)
    assert rules.in_force == date(2024, 2, 1)
    assert [each.id for each in rules.elements] == ["risk", "absence", "plan", "follow-up"]
    assert len(rules.phases) == 5
    assert rules.stamp["da"] == "regler pr. 1.2.2024"
    assert len(rules.beyond) == 5, "physical, chemical, biological, ergonomic, accidents"


def test_every_check_there_is_is_asked_for() -> None:
    rules = read_rules(DANISH)
    asked = {ask.check for element in rules.elements for ask in element.asks} | {
        ask.check for ask in rules.besides
    }
    assert asked == set(CHECKS)


@pytest.mark.parametrize(
    ("key", "value", "said"),
    [
        ("besides", [{"check": "nothing_known"}], "nothing_known"),
        ("name", {"da": "kun dansk"}, "needs da, en, nb, nl"),
        ("edition", "in spring", "edition: no day"),
        ("sources", [], "sources"),
        ("phases", [PHASE], "'y'"),
        ("extra", 1, "unknown extra"),
        ("besides", [{"check": "renewal", "years": "three"}], "no number"),
    ],
)
def test_a_mistake_in_a_file_is_named(key: str, value: object, said: str) -> None:
    with pytest.raises(ValueError, match=said):
        rules_from({**data(), key: value}, CHECKS)


@pytest.mark.parametrize("key", [key for key in data() if key != "extra"])
def test_a_key_that_misses_is_named(key: str) -> None:
    rest = {name: value for name, value in data().items() if name != key}
    with pytest.raises(ValueError, match=f"{key} misses"):
        rules_from(rest, CHECKS)


# -- which agenda is under them ------------------------------------------------------------------------------


@pytest.mark.parametrize("path", sorted((ROOT / "agendas").glob("*.yaml")), ids=lambda path: path.stem)
def test_only_the_danish_process_is_under_danish_rules(path: Path) -> None:
    agenda = read_agenda_file(path).agenda
    found = rules_of(agenda)
    assert (found.id if found else "") == (DANISH if path.stem == "apv.da" else "")
    # A session from before agendas could name their rules holds its agenda without the key.
    before = rules_of(agenda.model_copy(update={"rules": None}))
    assert (before.id if before else "") == (DANISH if path.stem == "apv.da" else "")


def test_rules_can_be_declined() -> None:
    agenda = read_agenda_file(shipped("apv.da.yaml")).agenda
    assert rules_of(agenda.model_copy(update={"rules": "none"})) is None


SMALL = """\
title: Small
language: en
rules: dk-apv-2042
steps:
  - {id: hello, kind: talk, title: Hello, minutes: 5}
"""


def test_rules_that_nobody_knows_are_a_warning_with_its_place() -> None:
    read = read_agenda(SMALL, "small.yaml")
    (warning,) = read.warnings
    assert (warning.what.id, warning.line) == ("agenda.unknown_rules", 3)
    assert warning.mend is not None
    assert dict(warning.mend.params)["known"] == "dk-apv-2024, none"
    assert rules_of(read.agenda) is None


@pytest.mark.parametrize("name", ["dk-apv-2024", "none"])
def test_rules_that_are_known_need_no_word(name: str) -> None:
    assert read_agenda(SMALL.replace("dk-apv-2042", name), "small.yaml").warnings == ()
