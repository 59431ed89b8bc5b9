"""The user's own agendas on the start screen: what they were made from, and those that have mistakes."""

from pathlib import Path

import pytest

from apv_tui.drafting import Asked, make_new
from apv_tui.files.places import Places
from apv_tui.library import look_into_agenda
from apv_tui.tui.app import ApvApp
from apv_tui.tui.screens.start import StartScreen
from apv_tui.wiring import Office, Options
from apv_tui.words import Words

RIGHT = "title: Tirsdag\nlanguage: da\nsteps: [{id: a, kind: talk, title: Hej, minutes: 5}]\n"


@pytest.fixture
def office(tmp_path: Path) -> Office:
    places = Places(tmp_path / "sessions", tmp_path / "state", tmp_path / "agendas", tmp_path / "log")
    places.agendas.mkdir()
    return Office(places, Options(), language="da")


def app_of(office: Office) -> ApvApp:
    return ApvApp(Words("da"), office.clock, start=office.start_screen)


async def listed(app: ApvApp, pilot: object) -> str:
    """Give the list once all of it has been looked into."""
    screen = app.screen
    assert isinstance(screen, StartScreen)
    for _ in range(len(screen.rows) + 3):
        screen._look()
        await pilot.pause(0)  # type: ignore[attr-defined]
    return "\n".join(strip.text.rstrip() for strip in screen._compositor.render_strips())


async def test_a_copy_says_what_it_was_made_from(office: Office) -> None:
    asked = Asked(template="retro.en", title="Vores torsdag", yes=True, language="da")
    assert make_new(asked, office.places) == 0
    app = app_of(office)
    async with app.run_test(size=(80, 24)) as pilot:
        text = await listed(app, pilot)
        assert "► Vores torsdag" in text
        assert "egen: Vores torsdag.yaml" in text
        assert "\n     Made from retro.en (Retrospective).\n" in text
        assert text.count("Made from") == 1, "nothing below the shipped ones"


async def test_one_with_mistakes_hides_nothing_and_says_how_many(office: Office) -> None:
    folder = office.places.agendas
    (folder / "a.yaml").write_text(RIGHT, encoding="utf-8")
    (folder / "b.yaml").write_text(
        RIGHT.replace("talk", "dans").replace("Tirsdag", "Onsdag"), encoding="utf-8"
    )
    (folder / "c.yaml").write_bytes(b"\x00\x01\x02")
    (folder / "d.yaml").mkdir()
    (folder / "e.yaml").write_text(RIGHT.replace("[{", "[{x: 1, y: 2, "), encoding="utf-8")
    app = app_of(office)
    async with app.run_test(size=(80, 36)) as pilot:
        text = await listed(app, pilot)
        rows = [row.strip("► ") for row in text.split("\n")]
        for name in "abcde":
            assert f"egen: {name}.yaml" in text
        at = next(at for at, row in enumerate(rows) if row.startswith("Onsdag"))
        assert rows[at + 1] == "Har en fejl: Enter viser den"
        assert "Har 2 fejl: Enter viser dem" in rows
        assert "følger med" in text
        await pilot.press("down", "enter")
        await pilot.pause(0)
        assert "dans" in await listed(app, pilot), "what is wrong is shown, and the list stays"


@pytest.mark.parametrize(
    ("based_on", "said"),
    [
        ("Sommerens dag. Og mere.", "Sommerens dag."),
        ("APV-metoden", "APV-metoden"),
        ('"Lavet ud fra [/] \\e[2J"', "Lavet ud fra [/] �[2J"),
        ("ord " * 100, "ord " * 34 + "ord…"),
    ],
)
def test_what_it_was_made_from_is_one_sentence(based_on: str, said: str, tmp_path: Path) -> None:
    path = tmp_path / "a.yaml"
    path.write_text(f"based_on: {based_on}\n{RIGHT}", encoding="utf-8")
    (told,) = look_into_agenda(path)
    assert Words("da").say(told) == said


def test_an_agenda_that_is_gone_is_no_fault(tmp_path: Path) -> None:
    assert [told.id for told in look_into_agenda(tmp_path / "borte.yaml")] == ["start.mistakes"]
    (tmp_path / "a.yaml").write_text(RIGHT, encoding="utf-8")
    assert look_into_agenda(tmp_path / "a.yaml") == ()
