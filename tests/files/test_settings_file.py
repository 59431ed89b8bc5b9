"""The settings file: wrong or right the program starts; a change keeps everything else that stands in it."""

from pathlib import Path

import pytest

from apv_tui.core.messages import Refused
from apv_tui.core.settings import DEFAULTS
from apv_tui.files.settings_file import SettingsFile, new_text, read_settings, with_value
from apv_tui.files.yaml_tree import read_yaml
from apv_tui.words import Words, languages

MINE = """\
# My own remarks.
theme:   light     # the room has windows

keys:  # the clicker sends these
  next: [PgDn, F12]   # and that
  theme: y
sound: none
"""
EN = Words("en")
TABLE = {
    "next": ("pagedown", "f8"),
    "back": ("pageup", "f7"),
    "clock": ("f4", "space"),
    "help": ("f1",),
    "palette": ("ctrl+p",),
    "theme": ("t",),
    "quit": ("ctrl+q",),
}


@pytest.fixture
def settled(tmp_path: Path) -> SettingsFile:
    return SettingsFile(tmp_path / "config" / "settings.yaml", TABLE)


def written(settled: SettingsFile, text: str) -> SettingsFile:
    settled.path.parent.mkdir(exist_ok=True)
    settled.path.write_text(text, encoding="utf-8", newline="")
    settled.read()
    return settled


def said(settled: SettingsFile) -> list[tuple[int, int, str]]:
    return [(problem.line, problem.column, problem.what.id) for problem in settled.problems]


def test_without_a_file_all_is_as_the_program_comes(settled: SettingsFile) -> None:
    assert settled.read() == DEFAULTS
    assert settled.problems == ()
    assert not settled.path.parent.exists()


def test_what_stands_there_holds(settled: SettingsFile) -> None:
    now = written(settled, MINE).now
    assert settled.problems == ()
    assert (now.theme, now.sound, now.names_in_reports) == ("light", "none", False)
    assert now.keys == {"next": ("pagedown", "f12"), "theme": ("y",)}


def test_each_mistake_has_its_place_and_the_rest_holds(settled: SettingsFile) -> None:
    now = written(
        settled, "sond: bell\ntheme: light\nlanguage: xx\nsound: [bell]\nnames_in_reports: yes\n"
    ).now
    assert said(settled) == [
        (1, 1, "settings.unknown"), (3, 11, "settings.value"), (4, 1, "settings.one_value"),
    ]  # fmt: skip
    assert (now.theme, now.names_in_reports, now.sound, now.language) == ("light", True, "bell", "auto")
    near = settled.problems[0].mend
    assert near is not None
    assert dict(near.params)["better"] == "sound"


def test_one_mistake_in_the_keys_leaves_the_usual_keys(settled: SettingsFile) -> None:
    now = written(settled, "theme: light\nkeys:\n  next: f12\n  back: [f7, '@']\n").now
    assert said(settled) == [(4, 14, "keys.altgr")]
    assert (now.theme, dict(now.keys)) == ("light", {})


@pytest.mark.parametrize(
    "text",
    ["{", "just words\n", "- a list\n", "theme: \"light\n", "\tkeys: x\n", "keys: next\n",
     "keys:\n  next:\n    a: b\n", "theme: light\ntheme: dark\n", "\x00\x01\x02"],
)  # fmt: skip
def test_a_broken_file_is_said_and_all_is_as_usual(settled: SettingsFile, text: str) -> None:
    assert written(settled, text).now == DEFAULTS
    assert settled.problems
    for problem in settled.problems:
        for language in languages():
            assert Words(language).say(problem.what)


@pytest.mark.parametrize("text", ["", "\n\n", "# only a remark\n", "theme:\nkeys:\n"])
def test_a_file_that_says_nothing_is_in_order(settled: SettingsFile, text: str) -> None:
    assert written(settled, text).now == DEFAULTS
    assert settled.problems == ()


def test_a_folder_in_its_place_is_said(settled: SettingsFile) -> None:
    settled.path.mkdir(parents=True)
    assert settled.read() == DEFAULTS
    assert len(settled.problems) == 1


def test_a_change_keeps_remarks_order_and_the_rest(settled: SettingsFile) -> None:
    written(settled, MINE).change("theme", "dark", EN)
    settled.change("sound", "bell", EN)
    settled.change("names_in_reports", True, EN)
    text = settled.path.read_text(encoding="utf-8")
    wanted = MINE.replace("theme:   light     #", "theme: dark     #").replace("sound: none", "sound: bell")
    assert text == f"{wanted}\nnames_in_reports: yes\n"
    again = SettingsFile(settled.path, TABLE)
    assert again.read() == settled.now
    assert again.problems == ()


def test_the_line_ends_of_windows_stay(settled: SettingsFile) -> None:
    written(settled, "# a\r\ntheme: light\r\n").change("theme", "dark", EN)
    assert settled.path.read_bytes() == b"# a\r\ntheme: dark\r\n"


@pytest.mark.parametrize("language", languages())
def test_the_first_change_makes_a_file_with_remarks(settled: SettingsFile, language: str) -> None:
    settled.change("theme", "light", Words(language))
    text = settled.path.read_text(encoding="utf-8")
    assert text.count("\n#") > 5
    assert all(len(row) <= 100 for row in text.split("\n"))
    read, problems = read_settings(text, "settings.yaml", TABLE)
    assert (read, problems) == (settled.now, ())
    uncommented = text.replace("# keys:", "keys:").replace("#   ", "  ")  # the example can be used as it is
    read, problems = read_settings(uncommented, "settings.yaml", TABLE)
    assert (set(read.keys), problems) == ({"next", "clock"}, ())


def test_a_file_that_cannot_be_understood_is_not_written_over(settled: SettingsFile) -> None:
    broken = 'sound: "none\ntheme: light\n'
    with pytest.raises(Refused):
        written(settled, broken).change("theme", "dark", EN)
    assert settled.path.read_text(encoding="utf-8") == broken
    assert settled.now.theme == "dark"  # it holds until the program ends


@pytest.mark.parametrize("text", ["{theme: light}\n", "theme: |\n  light\n", "theme:\n  light\n"])
def test_what_cannot_be_changed_by_its_line_is_left_to_the_owner(settled: SettingsFile, text: str) -> None:
    with pytest.raises(Refused):
        written(settled, text).change("theme", "dark", EN)
    assert settled.path.read_text(encoding="utf-8") == text


def test_a_file_that_may_not_be_written_is_said(settled: SettingsFile) -> None:
    written(settled, MINE).path.chmod(0o444)
    with pytest.raises(Refused) as refused:
        settled.change("theme", "dark", EN)
    assert "kept" in EN.say(refused.value.reason)
    assert settled.path.read_text(encoding="utf-8") == MINE


def test_an_audio_file_that_is_not_there_beeps(settled: SettingsFile) -> None:
    assert written(settled, "sound: file\nsound_file: gong.wav\n").now.sound == "bell"
    assert [problem.what.id for problem in settled.problems] == ["settings.no_sound"]
    (settled.path.parent / "gong.wav").write_bytes(b"RIFF")
    assert settled.read().sound == "file"
    assert settled.sound_path == settled.path.parent / "gong.wav"


def test_without_a_file_of_ones_own_it_is_the_gong_of_the_program(settled: SettingsFile) -> None:
    assert written(settled, "sound: file\n").now.sound == "file"
    assert settled.problems == ()
    assert settled.sound_path is not None
    assert settled.sound_path.read_bytes()[:4] == b"RIFF"


def test_a_value_is_put_where_it_can_be_read() -> None:
    for value in ("light", "C:\\Lyde\\gong.wav", "~/a b#c.wav", "it's.wav"):
        text = with_value("sound_file: old.wav # mine\n", "sound_file", value)
        root = read_yaml(text, "").root
        assert root.entries[0].value.value == value  # type: ignore[union-attr]
        assert text.rstrip().endswith("# mine")


def test_other_keys_stand_in_a_new_file() -> None:
    settings = DEFAULTS._replace(keys={"next": ("f12", "full_stop")})
    assert read_settings(new_text(settings, EN), "", TABLE)[0] == settings
