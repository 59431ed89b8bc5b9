"""docs/settings.md is held to the settings there are, their values and defaults, and to the keys that can be had."""

import re
from pathlib import Path

from apv_tui.core.keymap import CAN_BE_HAD
from apv_tui.core.settings import AUDIO, CHOICES, DEFAULTS, Settings, written
from apv_tui.files.settings_file import read_settings
from apv_tui.tui.actions import TABLE

PAGE = (Path(__file__).parents[1] / "docs" / "settings.md").read_text(encoding="utf-8")
ROWS = [
    [cell.strip() for cell in row.strip("|").split("|")] for row in PAGE.split("\n") if row.startswith("| `")
]


def ticked(text: str) -> list[str]:
    return re.findall(r"`([^`]+)`", text)


def test_every_setting_is_on_the_page_with_its_values_and_its_default() -> None:
    assert [ticked(row[0])[0] for row in ROWS] == list(Settings._fields)
    for key, values, default, does in ROWS:
        name = ticked(key)[0]
        assert does
        if name in CHOICES:
            assert tuple(ticked(values)) == CHOICES[name]
            assert ticked(default) == [written(getattr(DEFAULTS, name))]
        if name == "sound_file":
            assert set(AUDIO) <= set(ticked(does))


def test_the_example_can_be_used_as_it_stands() -> None:
    (example,) = re.findall(r"```yaml\n(.*?)```", PAGE, re.DOTALL)
    settings, problems = read_settings(example, "settings.yaml", TABLE)
    assert problems == ()
    assert (settings.theme, settings.sound) == ("light", "file")
    assert settings.keys["next"] == ("pagedown", "f8", "f11")


def test_the_keys_that_can_be_had_are_those_on_the_page() -> None:
    said = next(row for row in PAGE.split("\n") if row.startswith("- Ctrl with"))
    assert {f"ctrl+{letter}" for letter in ticked(said)} == {
        key for key in CAN_BE_HAD if key.startswith("ctrl+")
    }
    said = next(row for row in PAGE.split("\n") if row.startswith("- Space"))
    letters = {each for each in ticked(said) if each.isalpha()}
    assert letters == {key for key in CAN_BE_HAD if len(key) == 1}
