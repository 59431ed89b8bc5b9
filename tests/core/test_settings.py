"""The settings, and the keys that somebody wants otherwise: what is taken, and what is said where it is not."""

import ast
from collections.abc import Mapping
from pathlib import Path

import pytest
from sources import nodes

from apv_tui.core.agenda import Agenda, Vote
from apv_tui.core.keymap import CAN_BE_HAD, FIXED, NEVER_WITHOUT, STEP_LETTERS, key_called, remapped
from apv_tui.core.settings import (
    CHOICES,
    DEFAULTS,
    PATHS,
    Settings,
    Wrong,
    read_value,
    with_stroke_rule,
    written,
)
from apv_tui.tui.actions import ACTIONS, TABLE
from apv_tui.words import Words

# -- values ------------------------------------------------------------------------------------------------


def test_every_setting_has_its_choices_or_is_a_path_or_the_keys() -> None:
    assert {*CHOICES, *PATHS, "keys"} == set(Settings._fields)
    for key, choices in CHOICES.items():
        assert written(getattr(DEFAULTS, key)) in choices, key


@pytest.mark.parametrize(
    ("key", "text", "value"),
    [
        ("theme", "Light", "light"),
        ("names_in_reports", "ja", True),
        ("one_stroke_per_item", "nee", False),
        ("sound", "off", "none"),
        ("sound_file", "C:\\Lyde\\Gong.WAV", "C:\\Lyde\\Gong.WAV"),
    ],
)
def test_what_people_write_is_understood(key: str, text: str, value: object) -> None:
    assert read_value(key, text) == value


@pytest.mark.parametrize("key", CHOICES)
def test_what_is_written_is_read_as_the_same(key: str) -> None:
    for choice in CHOICES[key]:
        assert written(read_value(key, choice)) == choice


@pytest.mark.parametrize(
    ("key", "text", "said"),
    [
        ("theme", "lihgt", "theme: light"),
        ("sound", "gong.wav", "sound_file: gong.wav"),
        ("sound_file", "gong.txt", ".wav"),
        ("language", "klingon", "nb"),
    ],
)
def test_a_wrong_value_is_answered_with_a_right_one(key: str, text: str, said: str) -> None:
    with pytest.raises(Wrong) as wrong:
        read_value(key, text)
    assert text in Words("en").say(wrong.value.what)
    assert said in Words("en").say(wrong.value.mend)


# -- the rule for strokes ----------------------------------------------------------------------------------


def agenda(**vote: int) -> Agenda:
    step = {"id": "v", "kind": "vote", "title": "Vote", "minutes": 5, "list": "w", "into": "t", **vote}
    lists = {key: {"title": key, "one": key, "many": key} for key in ("w", "t")}
    return Agenda.model_validate({"title": "T", "language": "en", "lists": lists, "steps": [step]})


def per_item(of: Agenda) -> int:
    (step,) = of.meetings[0].steps
    assert isinstance(step, Vote)
    return step.per_item


def test_the_rule_of_the_house_holds_where_the_agenda_says_nothing() -> None:
    assert per_item(with_stroke_rule(agenda(strokes=4), one_stroke=True)) == 1
    free = with_stroke_rule(agenda(strokes=4), one_stroke=False)
    assert per_item(free) == 4
    assert per_item(with_stroke_rule(agenda(strokes=4, per_item=2), one_stroke=False)) == 2
    kept = Agenda.model_validate(free.model_dump(mode="json", exclude_defaults=True))  # as a session keeps it
    assert per_item(with_stroke_rule(kept, one_stroke=True)) == 4


# -- keys --------------------------------------------------------------------------------------------------


OWN = {
    "next": ("pagedown", "f8"),
    "back": ("pageup", "f7"),
    "choose": ("enter",),
    "notes": ("f2",),
    "parking": ("f3",),
    "people": ("f6",),
    "page_down": ("shift+down", "right"),
    "page_up": ("shift+up", "left"),
    "help": ("f1", "question_mark"),
    "palette": ("ctrl+p",),
    "theme": ("t",),
    "quit": ("ctrl+q",),
    "sound": (),
}
"""A few of the actions, with the keys they come with."""


def faults(wanted: dict[str, list[str]], table: Mapping[str, tuple[str, ...]] = OWN) -> list[tuple[str, str]]:
    return [(fault.action, fault.what.id) for fault in remapped(table, wanted)[1]]


def test_keys_are_called_as_they_are_on_the_keyboard() -> None:
    said = ("PgDn", "Page Down", "Ctrl + N", "F8", "Space", "mellemrum", ".", "−", "K")
    assert [key_called(each) for each in said] == [
        "pagedown", "pagedown", "ctrl+n", "f8", "space", "space", "full_stop", "minus", "k",
    ]  # fmt: skip


def test_an_action_gets_other_keys_instead_of_its_own() -> None:
    keys, wrong = remapped(OWN, {"next": ["PgDn", "F12"], "people": ["p"], "theme": [], "sound": ["f10"]})
    assert wrong == []
    assert keys == {"next": ("pagedown", "f12"), "people": ("p",), "theme": (), "sound": ("f10",)}


def test_two_actions_may_swap_their_keys() -> None:
    assert faults({"notes": ["f3"], "parking": ["f2"]}) == []
    assert faults({"notes": ["f3"]}) == [("notes", "keys.twice")]
    assert faults({"notes": ["f12"], "parking": ["f12"]}) == [("parking", "keys.twice")]


@pytest.mark.parametrize("key", ["@", "AltGr+2", "alt+n", "{", "~", "backslash", "£"])
def test_what_needs_altgr_cannot_be_had(key: str) -> None:
    assert faults({"theme": [key]}) == [("theme", "keys.altgr")]


@pytest.mark.parametrize(
    "key", ["enter", "Tab", "escape", "up", "shift+down", "7", "ctrl+c", "ctrl+a", "n", "f5"]
)
def test_what_lines_lists_and_steps_use_cannot_be_had(key: str) -> None:
    assert faults({"theme": [key]}) == [("theme", "keys.reserved")]


@pytest.mark.parametrize("key", ["", "ø", "f13", "banana", "pagedwn"])
def test_what_is_no_key_is_said(key: str) -> None:
    assert faults({"theme": [key]}) == [("theme", "keys.key")]


def test_an_action_that_is_not_there_is_answered_with_the_nearest() -> None:
    (fault,) = remapped(OWN, {"bakc": ["f12"]})[1]
    assert (fault.what.id, dict(fault.mend.params)["better"]) == ("keys.action", "back")


@pytest.mark.parametrize("action", NEVER_WITHOUT)
def test_nobody_can_lock_themselves_in(action: str) -> None:
    assert faults({action: []}) == [(action, "keys.last")]
    assert faults({action: ["k"]}) == [(action, "keys.typed")]


@pytest.mark.parametrize("action", FIXED)
def test_what_lines_use_as_well_stays(action: str) -> None:
    assert faults({action: ["f12"]}) == [(action, "keys.fixed")]


def test_the_keys_of_the_program_could_all_be_written_in_the_file() -> None:
    own = {action: list(keys) for action, keys in TABLE.items() if action not in FIXED}
    assert faults(own, TABLE) == []


def test_no_letter_of_a_step_can_be_had() -> None:
    """A letter that a step compares a key with is the step's: it would never reach the action."""
    used: set[str] = set()
    for folder in ("stages", "overlays", "screens"):
        for file, whole in nodes().items():
            for node in whole if Path(file).parent == Path("tui") / folder else ():
                if isinstance(node, ast.Compare) and ast.unparse(node.left) in (
                    "key",
                    "event.key",
                    "character",
                ):
                    for right in node.comparators:
                        used |= {
                            each.value
                            for each in ast.walk(right)
                            if isinstance(each, ast.Constant)
                            and isinstance(each.value, str)
                            and len(each.value) == 1
                            and each.value.isalpha()
                        }
    of_actions = {key for action in ACTIONS for key in action.keys}
    assert used - set(STEP_LETTERS) - of_actions == set()
    assert not used & CAN_BE_HAD - of_actions
    assert not set(STEP_LETTERS) & of_actions
