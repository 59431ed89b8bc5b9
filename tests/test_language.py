"""The language of the screen: asked for before or after the command, and the one that is typed in, too."""

from pathlib import Path

import pytest

from apv_tui.commands.parser import parser
from apv_tui.core import commands as c
from apv_tui.core.agenda import Agenda
from apv_tui.files.places import default_places
from apv_tui.wiring import Office, Options

LEADING = (("run", "apv.da"), ("demo",), ("open", "session.json"))
AGENDA = {
    "title": "Prøve",
    "language": "da",
    "meetings": [
        {
            "id": "start",
            "title": "Opstart",
            "steps": [
                {
                    "id": "aftaler", "kind": "appoint", "title": "Aftaler", "minutes": 5,
                    "fields": [{"id": "dato", "title": "Dato", "type": "date"}],
                },
            ],
        }
    ],
}  # fmt: skip


@pytest.mark.parametrize("command", [*LEADING, ("check", "apv.da"), ("revise", "session.json", "apv.da")])
def test_the_language_is_heard_before_and_after_the_command(command: tuple[str, ...]) -> None:
    assert parser().parse_args(["--language", "en", *command]).language == "en"
    assert parser().parse_args([*command, "--language", "en"]).language == "en"
    assert parser().parse_args(["--language", "da", *command, "--language", "en"]).language == "en"
    assert parser().parse_args(command).language is None


@pytest.mark.parametrize("command", LEADING)
def test_the_light_theme_is_heard_before_and_after_the_command(command: tuple[str, ...]) -> None:
    assert parser().parse_args(["--light", *command]).light
    assert parser().parse_args([*command, "--light"]).light
    assert not parser().parse_args(command).light


def test_the_start_screen_hears_both_too() -> None:
    options = parser().parse_args(["--language", "nl", "--light"])
    assert (options.language, options.light) == ("nl", True)


@pytest.mark.parametrize(
    ("asked", "typed"), [("en", "in 3 weeks"), ("nl", "over 3 weken"), ("", "om 3 uger")]
)
def test_a_session_reads_days_in_the_language_of_its_screen(tmp_path: Path, asked: str, typed: str) -> None:
    office = Office(default_places({"APV_TUI_HOME": str(tmp_path)}), Options(asked), language="nb")
    try:
        desk = office.new_session(Agenda.model_validate(AGENDA), path=tmp_path / "a.json")
        desk.do(c.GoTo("aftaler"))
        desk.do(c.FillField("dato", typed))
        assert desk.state.state_of("aftaler").fields["dato"].first is not None
    finally:
        office.close()
